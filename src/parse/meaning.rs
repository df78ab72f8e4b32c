//! Turns the typed text of a unit into digests of what it means, so that spacing, line wrapping and typography change nothing.
//!
//! It reads the text alone: what a variable or a snippet stands for does not count, only that it stands there.

use super::allowances;
use super::attributes::split_trailing;
use super::containers::{self, Marked};
use super::markdown::options;
use crate::mapping::Mapping;
use crate::source::{Digest, Digester};
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Parser, Tag};
use serde::{Deserialize, Serialize};
use std::hash::Hasher;
use unicode_normalization::UnicodeNormalization;

/// What a text means, for comparing it with what it meant before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Meaning {
    /// Words and structure.
    pub words: u64,
    /// What translation leaves alone, code and addresses: the sum of their digests, so that a change is a difference, and
    /// the same change of both sides can be told from a change of one.
    pub kept: u64,
    /// Words and structure after the first line of words, which is the title of most units; nothing is zero.
    pub rest: u32,
}

/// The digests of a typed text.
pub fn meaning(text: &str) -> Meaning {
    let taken = allowances::take(text, Mapping::copied(0));
    let marked = containers::mark(&taken.text, Mapping::copied(0));
    let mut reader = Reader {
        typed: &taken.text,
        marked: &marked,
        all: Digester::new(),
        rest: None,
        begun: false,
        line: String::new(),
        kept: 0,
    };
    let mut code: Option<String> = None;
    let mut html: Option<String> = None;
    for event in Parser::new_ext(&marked.text, options()) {
        match (event, &mut code, &mut html) {
            (Event::Text(part), Some(code), _) => code.push_str(&part),
            (Event::Text(part) | Event::Html(part), _, Some(html)) => html.push_str(&part),
            (Event::End(_), Some(_), _) => {
                let code = code.take().unwrap_or_default();
                let restored = match code.contains(containers::MARK) {
                    true => containers::restore(&code, |at| reader.marker_line(at)),
                    false => code,
                };
                reader.keep(&restored.replace('\r', ""));
            }
            (Event::End(_), _, Some(_)) => reader.html_block(&html.take().unwrap_or_default()),
            (Event::Start(Tag::CodeBlock(kind)), ..) => {
                reader.open(b'c');
                if let CodeBlockKind::Fenced(info) = kind {
                    reader.keep(info.trim());
                }
                code = Some(String::new());
            }
            (Event::Start(Tag::HtmlBlock), ..) => {
                reader.flush();
                html = Some(String::new());
            }
            (event, ..) => reader.event(event),
        }
    }
    reader.flush();
    let rest = reader.rest.map_or(0, |rest| rest.digest().0 as u32);
    Meaning { words: reader.all.digest().0 as u64, kept: reader.kept, rest }
}

/// Whether a text says nothing: it is empty, or all of it is comments and the like.
pub(super) fn is_silent(text: &str) -> bool {
    // What begins with a letter says something, as a paragraph, a title or code: nearly all texts do.
    let speaks = text.trim_start_matches(['#', ' ']).starts_with(|c: char| c.is_ascii_alphabetic());
    !speaks && meaning(text) == meaning("")
}

/// Stand in the line for what is no word, and count as signs do.
const EMPHASIS: char = '\u{1}';
const STRONG: char = '\u{2}';
const STRUCK: char = '\u{3}';
const LINK: char = '\u{4}';
const IMAGE: char = '\u{5}';
const CODE: char = '\u{6}';
const NOTE: char = '\u{7}';
const END: char = '\u{8}';
const BREAK: char = '\u{b}';
const ADDRESS: char = '\u{e}';

struct Reader<'a> {
    typed: &'a str,
    marked: &'a Marked<'a>,
    all: Digester,
    /// The same but for the first line of words.
    rest: Option<Digester>,
    /// Whether that line has been read.
    begun: bool,
    /// The words of the block that is open.
    line: String,
    kept: u64,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) => self.line.push_str(&text),
            Event::SoftBreak => self.line.push(' '),
            Event::HardBreak => self.line.push(BREAK),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => {
                self.line.push(CODE);
                self.keep(&code);
            }
            Event::Html(text) | Event::InlineHtml(text) => self.html(&text),
            Event::FootnoteReference(_) => self.line.push(NOTE),
            Event::Rule => self.open(b'-'),
            Event::TaskListMarker(done) => self.open(if done { b'x' } else { b'o' }),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            // A list with blank lines between its items has paragraphs, one without has none.
            Tag::Paragraph => self.flush(),
            Tag::Heading { level, classes, .. } => {
                self.open(b'0' + level as u8);
                classes.iter().for_each(|class| self.word(class));
            }
            Tag::BlockQuote(kind) => self.open(match kind {
                None => b'q',
                Some(BlockQuoteKind::Note) => b'N',
                Some(BlockQuoteKind::Tip) => b'T',
                Some(BlockQuoteKind::Important) => b'I',
                Some(BlockQuoteKind::Warning) => b'W',
                Some(BlockQuoteKind::Caution) => b'C',
            }),
            Tag::List(start) => {
                self.open(b'l');
                self.word(&start.map_or_else(String::new, |start| start.to_string()));
            }
            Tag::Item => self.open(b'i'),
            Tag::FootnoteDefinition(_) => self.open(b'f'),
            Tag::DefinitionList => self.open(b'd'),
            Tag::DefinitionListTitle => self.open(b't'),
            Tag::DefinitionListDefinition => self.open(b'w'),
            Tag::Table(_) => self.open(b'g'),
            Tag::TableHead | Tag::TableRow => self.open(b'r'),
            Tag::TableCell => self.open(b'z'),
            Tag::Emphasis => self.line.push(EMPHASIS),
            Tag::Strong => self.line.push(STRONG),
            Tag::Strikethrough => self.line.push(STRUCK),
            Tag::Link { dest_url, title, .. } => self.address(LINK, &dest_url, &title),
            Tag::Image { dest_url, title, .. } => self.address(IMAGE, &dest_url, &title),
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: pulldown_cmark::TagEnd) {
        if super::markdown::is_block_end(&tag) {
            return self.flush();
        }
        self.line.push(END);
    }

    fn address(&mut self, sign: char, address: &str, title: &str) {
        self.line.push(sign);
        self.line.push_str(title);
        self.keep(address);
    }

    /// Adds what a translation has in common with its source.
    fn keep(&mut self, text: &str) {
        self.kept = self.kept.wrapping_add(Digest::of(text.trim_end().as_bytes()).0 as u64);
    }

    /// A piece of raw HTML: its comments say nothing, and its addresses are kept.
    fn html(&mut self, html: &str) {
        let mut rest = html;
        while let Some((before, comment)) = rest.split_once("<!--") {
            self.tags(before);
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        }
        self.tags(rest);
    }

    fn tags(&mut self, html: &str) {
        let mut rest = html;
        loop {
            let found = ["href=\"", "src=\""].into_iter().filter_map(|name| Some((rest.find(name)?, name.len())));
            let Some((at, length)) = found.min() else { return self.line.push_str(rest) };
            let (before, after) = rest.split_at(at + length);
            let (address, after) = after.split_once('"').unwrap_or((after, ""));
            self.line.push_str(before);
            self.line.push(ADDRESS);
            self.keep(address);
            rest = after;
        }
    }

    fn html_block(&mut self, html: &str) {
        let Some(marker) = containers::marker_index(html).and_then(|at| self.marked.markers.get(at)) else {
            self.html(html);
            return self.flush();
        };
        self.open(b':');
        let arguments = &self.typed[marker.arguments.range()];
        if matches!(&*marker.name, "snippet" | "question") {
            self.word(&marker.name);
            return self.keep(arguments);
        }
        self.word(&marker.name);
        let title = split_trailing(arguments, 0).map_or(arguments, |(title, _)| title);
        self.line.push_str(title);
        self.flush();
    }

    /// The text of a container line.
    fn marker_line(&self, index: usize) -> Option<String> {
        Some(self.typed[self.marked.markers.get(index)?.span.range()].to_owned())
    }

    /// Begins something that is no word.
    fn open(&mut self, sign: u8) {
        self.flush();
        self.add(&[0xff, sign]);
    }

    fn word(&mut self, word: &str) {
        self.add(word.as_bytes());
        self.add(&[0xfe]);
    }

    fn add(&mut self, bytes: &[u8]) {
        self.all.write(bytes);
        if self.begun {
            self.rest.get_or_insert_default().write(bytes);
        }
    }

    /// Ends a block of words.
    fn flush(&mut self) {
        if self.line.is_empty() {
            return;
        }
        let mut line = std::mem::take(&mut self.line);
        if line.ends_with('}')
            && let Some((text, attributes)) = split_trailing(&line, 0)
        {
            attributes.classes.iter().for_each(|class| self.word(class));
            line.truncate(text.len());
        }
        let words = plain(&line);
        if !words.is_empty() {
            self.word(&words);
            self.begun = true;
        }
        line.clear();
        self.line = line;
    }
}

/// The words of a text without its spacing and typography: one form of each quote, apostrophe and dash, and spaces only
/// where words would run together without.
pub fn plain(text: &str) -> String {
    // The first byte of the marks that combine, U+0300 to U+036F, and of few other signs.
    let may_combine = text.bytes().any(|byte| matches!(byte, 0xcc | 0xcd));
    if may_combine && text.contains(|c: char| ('\u{300}'..='\u{36f}').contains(&c)) {
        return plain_signs(&text.nfc().collect::<String>());
    }
    plain_signs(text)
}

fn plain_signs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = ' ';
    let mut spaced = false;
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        let words = words(&text.as_bytes()[at..]);
        if words > 0 {
            // Most of a text is words, which are copied whole.
            if spaced && last.is_alphanumeric() {
                out.push(' ');
            }
            out.push_str(&text[at..at + words]);
            (spaced, last) = (false, 'a');
            at += words;
            continue;
        }
        let c = if byte.is_ascii() { byte.into() } else { text[at..].chars().next().expect("the text goes on") };
        let start = at;
        at += c.len_utf8();
        let c = match c {
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => continue,
            '’' | '‘' | '‛' | 'ʼ' | '′' => '\'',
            '«' | '»' | '“' | '”' | '„' | '‟' | '‹' | '›' | '″' => '"',
            '–' | '—' | '‐' | '‑' | '‒' | '―' | '−' => '-',
            '…' => {
                out.push_str("..");
                '.'
            }
            c if c.is_whitespace() && c != BREAK => {
                spaced = true;
                continue;
            }
            c => c,
        };
        // `10 000` is `10000`.
        let groups = || last.is_ascii_digit() && is_group(&text[start..]);
        if spaced && last.is_alphanumeric() && c.is_alphanumeric() && !groups() {
            out.push(' ');
        }
        spaced = false;
        if c != '-' || last != '-' {
            out.push(c);
        }
        last = c;
    }
    out
}

/// How many bytes of words a text begins with: letters of French and English, and single spaces between them.
fn words(text: &[u8]) -> usize {
    let letter = |at: usize| match text.get(at) {
        Some(b'a'..=b'z' | b'A'..=b'Z') => 1,
        // À to ÿ, but for × and ÷.
        Some(0xc3) if !matches!(text.get(at + 1), Some(0x97 | 0xb7)) => 2,
        _ => 0,
    };
    let mut at = 0;
    loop {
        match letter(at) {
            0 if at > 0 && text.get(at) == Some(&b' ') && letter(at + 1) > 0 => at += 1,
            0 => return at,
            length => at += length,
        }
    }
}

/// Whether a text begins with exactly three digits.
fn is_group(text: &str) -> bool {
    text.bytes().take(4).take_while(u8::is_ascii_digit).count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(a: &str, b: &str) {
        assert_eq!(meaning(a), meaning(b), "{a:?} {b:?}");
    }

    #[track_caller]
    fn other(a: &str, b: &str) {
        assert_ne!(meaning(a).words, meaning(b).words, "{a:?} {b:?}");
    }

    #[test]
    fn spacing_wrapping_and_typography_say_nothing() {
        same("## Titre\n\nUn texte\nsur deux lignes.", "Titre\n---\n\n\nUn texte sur   deux lignes.  ");
        same("L'aide: \"oui\" ; 10 % -- 5...", "L’aide\u{a0}: «\u{a0}oui\u{a0}»; 10\u{202f}% – 5…");
        same("- a\n- b", "* a\n\n* b");
        same("1. a\n2. b", "1. a\n1. b");
        same("| a | b |\n|---|---|\n| 1 | 2 |", "|a|b|\n|:--|--|\n|1|  2|");
        same("Un **mot** et `code`.", "Un __mot__ et ``code``.");
        same("10 000 $", "10\u{a0}000\u{202f}$");
        same("a{{ nom }}b", "a{{nom}}b");
        same("e\u{301}tat", "état");
        same("Un texte {#id}", "Un texte");
        same("## Titre {#id}", "## Titre");
        same(":::details Titre\nTexte\n:::", "::: details  Titre\n\nTexte\n\n:::");
        same("a <!-- note --> b", "a b");
        same("| a |\n|---|\n<!-- diglot-allow DG-L001: raison -->\n| b |", "| a |\n|---|\n| b |");
    }

    #[test]
    fn words_and_structure_say_something() {
        other("Un texte", "Un textes");
        other("Un. Texte", "un. texte");
        other("a\n\nb", "a b");
        other("- a\n- b", "- a b");
        other("- a", "1. a");
        other("## a", "### a");
        other("> a", "> [!NOTE]\n> a");
        other("a *b*", "a b");
        other("a ne b", "ane b");
        other("a[^1]\n\n[^1]: n", "a\n\n[^1]: n");
        other(":::details A\nb\n:::", ":::details B\nb\n:::");
        other("{{ a }}", "{{ b }}");
        other("du 1 au 5 mars", "du 1 au 6 mars");
    }

    #[test]
    fn comments_say_nothing() {
        for text in ["", "\n", "<!-- a -->", "<!-- a\n\nb -->\n", "[a]: b.md", "{#id}"] {
            assert_eq!(is_silent(text), meaning(text) == meaning(""), "{text}");
        }
        assert!(is_silent("<!-- a -->"));
        for text in ["a", "## a", "# <!-- b -->", "    a", "-", "1. a", "«", "---", "<b>", "`a`"] {
            assert!(!is_silent(text), "{text}");
        }
    }

    #[test]
    fn code_and_addresses_are_kept_apart_from_words() {
        let (a, b) = (meaning("Un [lien](a.md) et `x`"), meaning("Un [lien](b.md) et `y`"));
        assert_eq!((a.words, a.rest), (b.words, b.rest));
        let (c, d) = (meaning("One [link](a.md) and `x`"), meaning("One [link](b.md) and `y`"));
        assert_ne!(a.kept, b.kept);
        assert_eq!(b.kept.wrapping_sub(a.kept), d.kept.wrapping_sub(c.kept));
        same("<a href=\"x\">y</a>", "<a  href=\"x\">y</a>");
        assert_eq!(meaning("<a href=\"x\">y</a>").words, meaning("<a href=\"z\">y</a>").words);
        assert_eq!(meaning("```\n:::tabs\n```").words, meaning("```\n:::steps\n```").words);
        assert_ne!(meaning("```\n:::tabs\n```").kept, meaning("```\n:::steps\n```").kept);
    }

    #[test]
    fn a_title_can_be_told_from_the_rest() {
        assert_eq!(meaning("## Avant\n\nTexte.\n\nFin.").rest, meaning("## Après\n\nTexte.\n\nFin.").rest);
        assert_ne!(meaning("## Avant\n\nTexte.").rest, meaning("## Avant\n\nFin.").rest);
    }
}
