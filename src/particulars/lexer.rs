//! Turns a passage into words with their meanings, numbers, signs, and what is a fact by its form alone.
//!
//! It looks at each byte once, and knows no grammar: which words make a date is said in [`super::grammar`].

use super::passage::{GAP, OPAQUE, Passage};
use super::tables::{Meaning, Table};
use super::{Kind, Link, Particular, Value, address, figures, telephones};

/// A word, a number, a sign, or a fact.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub start: u32,
    pub end: u32,
    pub kind: TokenKind,
    /// Nothing stands between it and the token before.
    pub glued: bool,
    pub capital: Capital,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum TokenKind {
    Word(Meaning),
    /// Its place among the figures.
    Number(u32),
    Sign(char),
    /// A fact that was found by its form.
    Fact,
    /// Nothing goes on from before to after.
    Gap,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Capital {
    None,
    First,
    All,
}

/// A number in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    pub nano: i128,
    /// Digits of the whole part if it has no groups, which tells a year from a quantity.
    pub digits: u8,
    pub whole: bool,
    /// Decimals after a point.
    pub places: u8,
}

pub(super) const NANO: i128 = 1_000_000_000;

pub(super) struct Lexed {
    pub tokens: Vec<Token>,
    /// Apart from the tokens, most of which are words.
    pub figures: Vec<Figure>,
    pub facts: Vec<Particular>,
}

pub(super) struct Lexer<'a> {
    pub text: &'a str,
    pub bytes: &'a [u8],
    pub table: Option<&'static Table>,
    /// Whether the text is code.
    pub code: bool,
    pub out: Lexed,
    at: usize,
}

/// The tokens of a passage, and the facts among them.
pub(super) fn lex(passage: &Passage, table: Option<&'static Table>) -> Lexed {
    let text = &passage.text;
    let out = Lexed { tokens: Vec::with_capacity(text.len() / 5), figures: Vec::new(), facts: Vec::new() };
    let mut lexer = Lexer { text, bytes: text.as_bytes(), table, code: false, out, at: 0 };
    let code = passage.code.iter().map(|range| (range, true));
    let mut parts: Vec<_> = code.chain(passage.addresses.iter().map(|range| (range, false))).collect();
    parts.sort_by_key(|(range, _)| range.start);
    for (range, code) in parts {
        lexer.run(range.start);
        if code {
            lexer.code = true;
            lexer.run(range.end);
            lexer.code = false;
        } else {
            lexer.target(range.start, range.end);
        }
    }
    lexer.run(text.len());
    lexer.out
}

impl Lexer<'_> {
    /// Reads up to `end`, where a piece ends.
    fn run(&mut self, end: usize) {
        let (text, bytes) = (self.text, self.bytes);
        (self.text, self.bytes) = (&text[..end], &bytes[..end]);
        while self.at < end {
            self.step();
        }
        (self.text, self.bytes) = (text, bytes);
    }

    fn step(&mut self) {
        let byte = self.bytes[self.at];
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => {
                // An empty line in a text that was given as one piece.
                if byte == b'\n' && self.bytes[self.at + 1..].first() == Some(&b'\n') {
                    self.push(self.at, self.at + 1, TokenKind::Gap, Capital::None);
                }
                self.at += 1;
            }
            b'0'..=b'9' => figures::digits(self),
            b'a'..=b'z' if self.small() => {}
            b'a'..=b'z' | b'A'..=b'Z' => self.word(),
            b'.' | b',' if figures::decimals(self) => {}
            b'@' => self.email(),
            b':' if self.bytes[self.at..].starts_with(b"://") => self.url(),
            b'+' | b'(' if telephones::telephone(self) => {}
            0..0x80 => self.sign(1),
            _ => {
                let c = self.text[self.at..].chars().next().expect("the text goes on");
                match c {
                    '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' | '\u{200b}' | '\u{feff}' => {
                        self.at += c.len_utf8()
                    }
                    GAP => {
                        self.push(self.at, self.at + c.len_utf8(), TokenKind::Gap, Capital::None);
                        self.at += c.len_utf8();
                    }
                    OPAQUE => self.sign(c.len_utf8()),
                    // Often typed for the sign of degrees.
                    'º' => self.token(self.at + 2, TokenKind::Sign('°')),
                    c if c.is_alphabetic() => self.word(),
                    c => self.sign(c.len_utf8()),
                }
            }
        }
    }

    pub fn at(&self) -> usize {
        self.at
    }

    pub fn push(&mut self, start: usize, end: usize, kind: TokenKind, capital: Capital) {
        let glued = self.out.tokens.last().is_some_and(|last| last.end as usize == start);
        self.out.tokens.push(Token { start: start as u32, end: end as u32, kind, glued, capital });
    }

    /// Adds a token and goes on after it.
    pub fn token(&mut self, end: usize, kind: TokenKind) {
        self.push(self.at, end, kind, Capital::None);
        self.at = end;
    }

    /// Adds a number in figures and goes on after it.
    pub fn number(&mut self, end: usize, figure: Figure) {
        self.token(end, TokenKind::Number(self.out.figures.len() as u32));
        self.out.figures.push(figure);
    }

    /// Adds a fact and goes on after it.
    pub fn fact(&mut self, start: usize, end: usize, kind: Kind, value: Value) {
        while self.out.tokens.last().is_some_and(|last| last.end as usize > start) {
            self.out.tokens.pop();
        }
        let particular =
            Particular { kind, start: start as u32, end: end as u32, weak: false, link: Link::None, value };
        self.out.facts.push(particular);
        self.push(start, end, TokenKind::Fact, Capital::None);
        self.at = end;
    }

    /// Adds a fact that shares its token with the one before.
    pub fn also(&mut self, start: usize, end: usize, kind: Kind, value: Value) {
        let particular =
            Particular { kind, start: start as u32, end: end as u32, weak: false, link: Link::Until, value };
        self.out.facts.push(particular);
    }

    fn sign(&mut self, len: usize) {
        let c = self.text[self.at..].chars().next().expect("the text goes on");
        self.token(self.at + len, TokenKind::Sign(c));
    }

    /// The end of the letters from `at` on.
    pub fn letters(&self, at: usize) -> usize {
        let mut end = at;
        while let Some(&byte) = self.bytes.get(end) {
            if byte.is_ascii_alphabetic() {
                end += 1;
            } else if byte < 0x80 {
                break;
            } else if byte == 0xc3 && !matches!(self.bytes[end + 1], 0x97 | 0xb7) {
                // À to ÿ, but the signs × and ÷.
                end += 2;
            } else {
                match self.text[end..].chars().next().filter(|c| c.is_alphabetic() && *c != 'º') {
                    Some(c) => end += c.len_utf8(),
                    None => break,
                }
            }
        }
        end
    }

    /// The digits from `at` on.
    pub fn figures(&self, at: usize) -> &[u8] {
        let rest = self.bytes.get(at..).unwrap_or_default();
        &rest[..rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len())]
    }

    pub fn meaning(&self, word: &str) -> Meaning {
        match self.table {
            Some(table) if !self.code => table.meaning(word),
            _ => Meaning::Plain,
        }
    }

    /// Reads a word of small letters without accents before a space, which is what most text is made of, and the space.
    fn small(&mut self) -> bool {
        let rest = &self.bytes[self.at..];
        let len = rest.iter().position(|byte| !byte.is_ascii_lowercase()).unwrap_or(rest.len());
        if rest.get(len) != Some(&b' ') {
            return false;
        }
        let end = self.at + len;
        let kind = TokenKind::Word(self.meaning(&self.text[self.at..end]));
        self.push(self.at, end, kind, Capital::None);
        self.at = end + 1;
        true
    }

    fn word(&mut self) {
        let start = self.at;
        let end = self.letters(start);
        let word = &self.text[start..end];
        let next = self.bytes.get(end).copied().unwrap_or(b' ');
        if next.is_ascii_digit() || (next == b'-' && self.bytes.get(end + 1).is_some_and(u8::is_ascii_digit)) {
            if figures::lettered(self, start, end) {
                return;
            }
        } else if next == b'.' && word.eq_ignore_ascii_case("www") {
            self.at = end;
            return address::web(self, start);
        } else if next == b':' && (word == "mailto" || word == "tel") {
            let target = end + 1 + self.bytes[end + 1..].iter().take_while(|byte| byte.is_ascii_graphic()).count();
            let target = self.text[start..target].trim_end_matches(['.', ',', ';', ':', ')', '!', '?', '*']);
            return self.target(start, start + target.len());
        }
        if next == b'.' && (figures::article(self, start, end) || address::domain(self, start)) {
            return;
        }
        let first = word.chars().next().is_some_and(char::is_uppercase);
        let capital = match first {
            true if word.len() > 1 && word.chars().all(char::is_uppercase) => Capital::All,
            true => Capital::First,
            false => Capital::None,
        };
        self.push(start, end, TokenKind::Word(self.meaning(word)), capital);
        self.at = end;
    }

    fn email(&mut self) {
        let local = |byte: &u8| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+' | b'%') || *byte >= 0x80
        };
        let start = self.bytes[..self.at].iter().rposition(|byte| !local(byte)).map_or(0, |before| before + 1);
        let host = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-') || *byte >= 0x80;
        let rest = &self.text[self.at + 1..];
        let host = &rest[..rest.bytes().position(|byte| !host(&byte)).unwrap_or(rest.len())];
        let host = host.split(['\u{a0}', '\u{202f}', GAP, OPAQUE, '»', '”', '’', '…']).next().unwrap_or_default();
        let host = host.trim_end_matches(['.', '-']);
        let name = self.text[start..self.at]
            .rsplit(['\u{a0}', '\u{202f}', GAP, OPAQUE, '«', '“', '‘', '’'])
            .next()
            .unwrap_or_default();
        let start = self.at - name.len();
        if name.is_empty() || !host.contains('.') {
            return self.sign(1);
        }
        self.fact(start, self.at + 1 + host.len(), Kind::Email, address::email(name, host));
    }

    /// An address that was begun by its scheme, which is the word before.
    fn url(&mut self) {
        let scheme =
            self.bytes[..self.at].iter().rposition(|byte| !byte.is_ascii_alphanumeric()).map_or(0, |before| before + 1);
        if scheme == self.at {
            return self.sign(1);
        }
        address::web(self, scheme);
    }

    /// The target of a link.
    fn target(&mut self, start: usize, end: usize) {
        let target = &self.text[start..end];
        match address::target(target) {
            Some((kind, value)) => self.fact(start, end, kind, value),
            None => self.token(end, TokenKind::Gap),
        }
        self.at = end;
    }
}
