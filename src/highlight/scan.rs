//! Turns positions in a text, each with a class, into HTML whose spans never cross a line end.
//!
//! It holds the moves that lexers have in common (words, numbers, strings, comments) and guarantees what no lexer
//! may break: every byte of the text comes out once, escaped. It knows no language.

/// What a piece of code is, as far as a theme can tell the difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Plain,
    Keyword,
    Text,
    Comment,
    Constant,
    Function,
    Type,
    Variable,
    Operator,
    Name,
    Inserted,
    Deleted,
}

impl Class {
    fn open(self) -> &'static str {
        match self {
            Class::Plain => "",
            Class::Keyword => "<span class=\"k\">",
            Class::Text => "<span class=\"s\">",
            Class::Comment => "<span class=\"c\">",
            Class::Constant => "<span class=\"n\">",
            Class::Function => "<span class=\"f\">",
            Class::Type => "<span class=\"t\">",
            Class::Variable => "<span class=\"v\">",
            Class::Operator => "<span class=\"o\">",
            Class::Name => "<span class=\"a\">",
            Class::Inserted => "<span class=\"i\">",
            Class::Deleted => "<span class=\"d\">",
        }
    }
}

const SPACE: u8 = 1;
const WORD: u8 = 2;
const DIGIT: u8 = 4;
const OPERATOR: u8 = 8;

/// What each byte can be part of; bytes of non-ASCII characters count as letters, so that no token ends inside one.
static BYTES: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = match at as u8 {
            b' ' | b'\t' | b'\r' | b'\n' => SPACE,
            b'0'..=b'9' => DIGIT | WORD,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => WORD,
            b'+' | b'-' | b'*' | b'/' | b'%' | b'=' | b'<' | b'>' | b'!' | b'&' | b'|' | b'^' | b'~' | b'?' => OPERATOR,
            _ => 0,
        };
        at += 1;
    }
    table
};

pub(super) fn is_word(byte: u8) -> bool {
    BYTES[usize::from(byte)] & WORD != 0
}

fn is_space(byte: u8) -> bool {
    BYTES[usize::from(byte)] & SPACE != 0
}

/// A text being turned into HTML: what lies before `at` has its class, what lies after has not been looked at.
pub(super) struct Scan<'a> {
    text: &'a str,
    end: usize,
    pub at: usize,
    /// Written to `out` so far; from here to `at` all is of `class`.
    written: usize,
    class: Class,
    out: String,
    last_word: (usize, usize),
}

impl<'a> Scan<'a> {
    pub fn new(text: &'a str) -> Scan<'a> {
        // Twice the text holds the HTML of most snippets, and growing costs more than the spare room.
        let out = String::with_capacity(text.len() * 2 + 64);
        Scan { text, end: text.len(), at: 0, written: 0, class: Class::Plain, out, last_word: (0, 0) }
    }

    /// The HTML of the whole text; what was not given a class is plain.
    pub fn finish(mut self) -> String {
        self.end = self.text.len();
        self.emit(Class::Plain, self.end);
        self.flush();
        self.out
    }

    pub fn more(&self) -> bool {
        self.at < self.end
    }

    pub fn end(&self) -> usize {
        self.end
    }

    pub fn bytes(&self) -> &'a [u8] {
        &self.text.as_bytes()[..self.end]
    }

    /// The byte `ahead` of the present one; 0 after the end.
    pub fn byte(&self, ahead: usize) -> u8 {
        self.bytes().get(self.at + ahead).copied().unwrap_or(0)
    }

    /// The byte before the present one; a line end at the start of the text.
    pub fn before(&self) -> u8 {
        if self.at == 0 { b'\n' } else { self.text.as_bytes()[self.at - 1] }
    }

    pub fn looking_at(&self, start: &str) -> bool {
        self.bytes()[self.at..].starts_with(start.as_bytes())
    }

    /// The bytes from the present one to `end`.
    pub fn until(&self, end: usize) -> &'a [u8] {
        &self.bytes()[self.at..end.clamp(self.at, self.end)]
    }

    /// Gives `class` to everything up to `end`, or to the end of the character that `end` lies in.
    pub fn emit(&mut self, class: Class, end: usize) {
        let mut end = end.min(self.end);
        if end <= self.at {
            return;
        }
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        if class != self.class {
            self.flush();
            self.class = class;
        }
        self.at = end;
    }

    fn flush(&mut self) {
        let text = &self.text[self.written..self.at];
        self.written = self.at;
        if self.class == Class::Plain {
            escape(text, &mut self.out);
            return;
        }
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.out.push('\n');
            }
            if line.is_empty() || line == "\r" {
                self.out.push_str(line);
            } else {
                self.out.push_str(self.class.open());
                escape(line, &mut self.out);
                self.out.push_str("</span>");
            }
        }
    }

    /// Lets `lexer` work on what lies before `end`, as if the text ended there.
    pub fn within(&mut self, end: usize, lexer: impl FnOnce(&mut Scan<'a>)) {
        let outer = self.end;
        self.end = end.clamp(self.at, outer);
        lexer(self);
        self.emit(Class::Plain, self.end);
        self.end = outer;
    }

    /// The end of the line that `from` is in, before its line-end characters.
    pub fn line_end(&self, from: usize) -> usize {
        let bytes = self.bytes();
        let from = from.min(bytes.len());
        let end = bytes[from..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |length| from + length);
        if end > from && bytes[end - 1] == b'\r' { end - 1 } else { end }
    }

    /// The start of the next line, or the end of the text.
    pub fn next_line(&self, from: usize) -> usize {
        let end = self.line_end(from);
        match self.bytes()[end..] {
            [b'\r', b'\n', ..] => end + 2,
            [b'\n', ..] => end + 1,
            _ => self.end,
        }
    }

    pub fn find(&self, from: usize, needle: &str) -> Option<usize> {
        let (first, length) = (needle.as_bytes()[0], needle.len());
        let bytes = self.bytes();
        let mut at = from;
        while at + length <= bytes.len() {
            at += bytes[at..].iter().position(|&byte| byte == first)?;
            if bytes[at..].starts_with(needle.as_bytes()) {
                return Some(at);
            }
            at += 1;
        }
        None
    }

    pub fn skip_blanks(&self, mut from: usize) -> usize {
        while matches!(self.bytes().get(from), Some(b' ' | b'\t')) {
            from += 1;
        }
        from
    }

    pub fn skip_space(&self, mut from: usize) -> usize {
        while self.bytes().get(from).is_some_and(|&byte| is_space(byte)) {
            from += 1;
        }
        from
    }

    pub fn skip_while(&self, mut from: usize, test: impl Fn(u8) -> bool) -> usize {
        while self.bytes().get(from).is_some_and(|&byte| test(byte)) {
            from += 1;
        }
        from
    }

    /// Whether only blanks stand between the start of the line and the present place.
    pub fn first_on_line(&self) -> bool {
        // Bounded, so that a line of nothing but candidates stays linear.
        let start = self.at.saturating_sub(64);
        let before = &self.bytes()[start..self.at];
        before.iter().rev().find(|byte| !matches!(byte, b' ' | b'\t')).map_or(start == 0, |&byte| byte == b'\n')
    }

    pub fn line_comment(&mut self) {
        self.emit(Class::Comment, self.line_end(self.at));
    }

    pub fn block_comment(&mut self, open: &str, close: &str, nested: bool) {
        let bytes = self.bytes();
        let (mut at, mut depth) = (self.at + open.len(), 1);
        while depth > 0 && at < bytes.len() {
            if bytes[at..].starts_with(close.as_bytes()) {
                depth -= 1;
                at += close.len();
            } else if nested && bytes[at..].starts_with(open.as_bytes()) {
                depth += 1;
                at += open.len();
            } else {
                at += 1;
            }
        }
        self.emit(Class::Comment, at);
    }

    /// The end of a string whose content starts at `from`: after `quote`, or where the line ends.
    pub fn quoted_end(&self, from: usize, quote: u8, multi_line: bool) -> usize {
        let bytes = self.bytes();
        let mut at = from;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'\\' => at += 1,
                b'\n' if !multi_line => return at,
                _ if byte == quote => return at + 1,
                _ => {}
            }
            at += 1;
        }
        self.end
    }

    pub fn quoted(&mut self, multi_line: bool) {
        self.emit(Class::Text, self.quoted_end(self.at + 1, self.byte(0), multi_line));
    }

    pub fn number(&mut self) {
        let bytes = self.bytes();
        let radix = bytes[self.at] == b'0' && matches!(self.byte(1), b'x' | b'X' | b'b' | b'o');
        let mut at = self.at + 1;
        while let Some(&byte) = bytes.get(at) {
            let digit_follows = || bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
            let part = match byte {
                b'.' => digit_follows(),
                b'+' | b'-' => !radix && matches!(bytes[at - 1], b'e' | b'E') && digit_follows(),
                _ => byte.is_ascii_alphanumeric() || byte == b'_',
            };
            if !part {
                break;
            }
            at += 1;
        }
        self.emit(Class::Constant, at);
    }

    pub fn word_end(&self, from: usize) -> usize {
        self.skip_while(from, is_word)
    }

    /// A word of a programming language: by table, else by what stands around it, else by its capitals.
    pub fn word(&mut self, words: &Words) -> Class {
        let end = self.word_end(self.at);
        let class = words.class(self.until(end)).unwrap_or_else(|| self.guess(end));
        self.emit_word(class, end);
        class
    }

    pub fn emit_word(&mut self, class: Class, end: usize) {
        self.last_word = (self.at, end);
        self.emit(class, end);
    }

    /// The word before the present one, if nothing but one blank stands between.
    fn introduced_by(&self) -> &'a [u8] {
        let (start, end) = self.last_word;
        if end + 1 == self.at && self.before() == b' ' { &self.bytes()[start..end] } else { b"" }
    }

    pub fn guess(&self, end: usize) -> Class {
        match self.introduced_by() {
            b"fn" | b"def" | b"function" | b"func" => return Class::Function,
            b"struct" | b"class" | b"enum" | b"interface" | b"trait" | b"union" | b"type" => {
                return Class::Type;
            }
            _ => {}
        }
        let word = self.until(end);
        if !word.first().is_some_and(u8::is_ascii_uppercase) {
            return if self.bytes().get(end) == Some(&b'(') { Class::Function } else { Class::Plain };
        }
        if word.iter().any(u8::is_ascii_lowercase) || word.len() == 1 {
            Class::Type
        } else if self.bytes().get(end) == Some(&b'(') {
            Class::Function
        } else {
            Class::Constant
        }
    }

    /// What every language has: blanks, words, numbers, operators; anything else is plain.
    pub fn step(&mut self, words: &Words) {
        let kind = BYTES[usize::from(self.byte(0))];
        if kind & SPACE != 0 {
            self.emit(Class::Plain, self.skip_space(self.at));
        } else if kind & DIGIT != 0 {
            self.number();
        } else if kind & WORD != 0 {
            self.word(words);
        } else {
            self.sign();
        }
    }

    /// One operator or punctuation character. Punctuation stays plain: a span around each would double the page.
    pub fn sign(&mut self) {
        let assignment = self.byte(0) == b':' && self.byte(1) == b'=';
        let operator = assignment || BYTES[usize::from(self.byte(0))] & OPERATOR != 0;
        self.emit(if operator { Class::Operator } else { Class::Plain }, self.at + 1);
    }
}

/// Appends `text` with the characters that mean something in HTML content replaced.
pub(super) fn escape(text: &str, out: &mut String) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

const SLOTS: usize = 1024;

/// The words of a language, hashed when Diglot is compiled.
pub(super) struct Words {
    groups: &'static [(Class, &'static str)],
    slots: [Slot; SLOTS],
}

/// Where a word stands in the lists: group, start and length; length 0 is a free slot.
#[derive(Clone, Copy)]
struct Slot {
    group: u8,
    length: u8,
    start: u16,
}

impl Words {
    /// Lists of words separated by single blanks, each list with its class.
    pub const fn new(groups: &'static [(Class, &'static str)]) -> Words {
        let mut slots = [Slot { group: 0, length: 0, start: 0 }; SLOTS];
        let mut group = 0;
        while group < groups.len() {
            let list = groups[group].1.as_bytes();
            let (mut start, mut at, mut hash) = (0, 0, SEED);
            while at <= list.len() {
                if at < list.len() && list[at] != b' ' {
                    hash = mix(hash, list[at]);
                } else {
                    let mut slot = place(hash);
                    while slots[slot].length != 0 {
                        slot = (slot + 1) % SLOTS;
                    }
                    slots[slot] = Slot { group: group as u8, length: (at - start) as u8, start: start as u16 };
                    start = at + 1;
                    hash = SEED;
                }
                at += 1;
            }
            group += 1;
        }
        Words { groups, slots }
    }

    pub fn class(&self, word: &[u8]) -> Option<Class> {
        self.lookup(word, word.iter().fold(SEED, |hash, &byte| mix(hash, byte)), <[u8]>::eq)
    }

    /// Like `class`, for lists in small letters and languages that ignore case.
    pub fn class_ignoring_case(&self, word: &[u8]) -> Option<Class> {
        let hash = word.iter().fold(SEED, |hash, byte| mix(hash, byte.to_ascii_lowercase()));
        self.lookup(word, hash, <[u8]>::eq_ignore_ascii_case)
    }

    fn lookup(&self, word: &[u8], hash: u32, same: fn(&[u8], &[u8]) -> bool) -> Option<Class> {
        let mut slot = place(hash);
        loop {
            let Slot { group, length, start } = self.slots[slot];
            if length == 0 {
                return None;
            }
            let (class, list) = self.groups[usize::from(group)];
            let start = usize::from(start);
            if same(word, &list.as_bytes()[start..start + usize::from(length)]) {
                return Some(class);
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

const SEED: u32 = 0x811c_9dc5;

const fn mix(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

const fn place(hash: u32) -> usize {
    (hash ^ (hash >> 15)) as usize % SLOTS
}
