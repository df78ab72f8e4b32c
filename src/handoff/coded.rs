//! Turns the inlines of a text into words and codes: a code stands for markup that a translator moves but never writes.
//!
//! It goes both ways; what comes back is proved by parsing it again. It does not know sentences or files.

use crate::parse::fragment;
use crate::parse::plain;
use crate::parse::tree::{BlockKind, Inline, InlineKind};
use crate::source::{Source, Span};
use std::ops::Range;

/// A piece of a coded text. Codes are numbered from 1 in the order of their first appearance in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Text(String),
    Open(u32),
    Close(u32),
    Alone(u32),
}

/// What a code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    Emphasis,
    Strong,
    Struck,
    Link,
    Image,
    Code,
    Variable,
    Note,
    Html,
    Break,
}

impl CodeKind {
    /// The value of `ctype`.
    pub fn name(self) -> &'static str {
        match self {
            CodeKind::Emphasis => "italic",
            CodeKind::Strong => "bold",
            CodeKind::Struck => "x-strikethrough",
            CodeKind::Link => "link",
            CodeKind::Image => "image",
            CodeKind::Code => "x-code",
            CodeKind::Variable => "x-variable",
            CodeKind::Note => "x-footnote",
            CodeKind::Html => "x-html",
            CodeKind::Break => "lb",
        }
    }
}

/// One code of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    pub kind: CodeKind,
    /// As typed: what stands before the words in it, or the whole.
    pub open: String,
    /// What stands after the words in it.
    pub close: String,
}

impl Code {
    /// Where words stand in the markup itself: the title of a link or an image, the attributes of raw HTML. They are in
    /// the closing part of what has one, else in the opening one.
    pub fn asides(&self) -> Vec<Range<usize>> {
        let text = self.markup();
        let found = match self.kind {
            CodeKind::Link | CodeKind::Image => link_title(text).into_iter().collect(),
            CodeKind::Html => attributes(text),
            _ => Vec::new(),
        };
        found.into_iter().filter(|range| text[range.clone()].contains(char::is_alphabetic)).collect()
    }

    /// The part that [`Code::asides`] are in.
    pub fn markup(&self) -> &str {
        if self.close.is_empty() { &self.open } else { &self.close }
    }

    /// The same code with other words at a place of its markup.
    pub fn with_aside(&self, range: Range<usize>, words: &str) -> Code {
        let quote = self.markup()[..range.start].chars().next_back().unwrap_or('"');
        let words = match self.kind {
            CodeKind::Html if quote == '"' => words.replace('"', "&quot;"),
            CodeKind::Html => words.replace('\'', "&#39;"),
            // A sign that was escaped in the source is so in the words too.
            _ => {
                let escaped = format!("\\{quote}");
                words.replace(&escaped, &quote.to_string()).replace(quote, &escaped)
            }
        };
        let markup = self.markup();
        let other = format!("{}{words}{}", &markup[..range.start], &markup[range.end..]);
        match self.close.is_empty() {
            true => Code { open: other, ..self.clone() },
            false => Code { close: other, ..self.clone() },
        }
    }
}

/// The title in the end of a link: `](page.md "Title")`.
fn link_title(markup: &str) -> Option<Range<usize>> {
    let end = markup.strip_suffix(')')?.trim_end();
    let quote = end.chars().next_back().filter(|quote| matches!(quote, '"' | '\''))?;
    let inside = &end[..end.len() - 1];
    let start = inside.find(&format!(" {quote}"))? + 2;
    Some(start..inside.len())
}

/// The values of attributes of HTML that readers see or hear.
pub fn attributes(html: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for name in ["title=", "alt=", "aria-label=", "placeholder=", "summary="] {
        for (at, _) in html.match_indices(name) {
            let start = at + name.len();
            let alone = html[..at].ends_with(|c: char| c.is_ascii_whitespace());
            let Some(quote) = html[start..].chars().next().filter(|quote| alone && matches!(quote, '"' | '\'')) else {
                continue;
            };
            let Some(length) = html[start + 1..].find(quote) else { continue };
            found.push(start + 1..start + 1 + length);
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// Words and codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coded {
    pub parts: Vec<Part>,
    /// Code 1 comes first.
    pub codes: Vec<Code>,
}

/// What a comment to translators begins with.
const ADDRESSED: [&str; 4] = ["translators:", "traducteurs:", "traducteurs :", "traducteurs\u{a0}:"];

/// What a comment says to translators.
pub fn note(html: &str) -> Option<String> {
    let inside = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    let rest = ADDRESSED.iter().find_map(|word| {
        let head = inside.get(..word.len())?;
        head.eq_ignore_ascii_case(word).then(|| &inside[word.len()..])
    })?;
    Some(rest.split_whitespace().collect::<Vec<&str>>().join(" "))
}

impl Coded {
    /// A text without markup.
    pub fn plain(text: &str) -> Coded {
        Coded { parts: vec![Part::Text(collapsed(text))], codes: Vec::new() }
    }

    /// The inlines of a run; what its comments say to translators goes to `notes`.
    pub fn of(inlines: &[Inline], source: &Source, notes: &mut Vec<String>) -> Coded {
        let mut coded = Coded::default();
        let end = inlines.last().map_or(0, |inline| inline.span.end);
        coded.add(inlines, end, source, notes);
        coded.trim();
        coded
    }

    fn add(&mut self, inlines: &[Inline], end: u32, source: &Source, notes: &mut Vec<String>) {
        for (at, inline) in inlines.iter().enumerate() {
            let typed = || source.slice(inline.span).to_owned();
            match &inline.kind {
                InlineKind::Text(text) => self.text(text.as_deref().unwrap_or(source.slice(inline.span))),
                InlineKind::SoftBreak => self.text(" "),
                InlineKind::HardBreak => {
                    let next = inlines.get(at + 1).map_or(end, |next| next.span.start);
                    let text = source.slice(Span { start: inline.span.start, end: next });
                    self.alone(CodeKind::Break, text.trim_end_matches('\\').to_owned());
                }
                InlineKind::Emphasis(inner) => self.pair(CodeKind::Emphasis, inline.span, inner, source, notes),
                InlineKind::Strong(inner) => self.pair(CodeKind::Strong, inline.span, inner, source, notes),
                InlineKind::Strikethrough(inner) => self.pair(CodeKind::Struck, inline.span, inner, source, notes),
                // The words of an address in angle brackets are the address.
                InlineKind::Link(link) if !source.slice(inline.span).starts_with('<') => {
                    self.pair(CodeKind::Link, inline.span, &link.content, source, notes);
                }
                InlineKind::Link(_) => self.alone(CodeKind::Link, typed()),
                InlineKind::Image(image) => self.pair(CodeKind::Image, inline.span, &image.alt, source, notes),
                InlineKind::Code(_) => self.alone(CodeKind::Code, typed()),
                InlineKind::Variable(_) => self.alone(CodeKind::Variable, typed()),
                InlineKind::Footnote(_) => self.alone(CodeKind::Note, typed()),
                InlineKind::Html(html) => match note(&html.text) {
                    Some(said) => notes.push(said),
                    None => self.alone(CodeKind::Html, typed()),
                },
            }
        }
    }

    fn text(&mut self, text: &str) {
        match self.parts.last_mut() {
            Some(Part::Text(last)) => last.push_str(text),
            _ => self.parts.push(Part::Text(text.to_owned())),
        }
        if let Some(Part::Text(last)) = self.parts.last_mut() {
            *last = spaced(last);
        }
    }

    fn alone(&mut self, kind: CodeKind, open: String) {
        self.codes.push(Code { kind, open, close: String::new() });
        self.parts.push(Part::Alone(self.codes.len() as u32));
    }

    fn pair(&mut self, kind: CodeKind, span: Span, inner: &[Inline], source: &Source, notes: &mut Vec<String>) {
        let (Some(first), Some(last)) = (inner.first(), inner.last()) else {
            return self.alone(kind, source.slice(span).to_owned());
        };
        // The sign before an escaped one is no part of the markup.
        let open = source.slice(Span { start: span.start, end: first.span.start }).trim_end_matches('\\');
        let close = source.slice(Span { start: last.span.end, end: span.end });
        let words = source.slice(Span { start: first.span.start, end: last.span.end });
        // What is named by its own words would be lost with them.
        let close = match (kind, close) {
            (CodeKind::Link | CodeKind::Image, "]" | "][]") => format!("][{}]", spaced(words)),
            _ => close.to_owned(),
        };
        self.codes.push(Code { kind, open: open.to_owned(), close });
        let id = self.codes.len() as u32;
        self.parts.push(Part::Open(id));
        self.add(inner, last.span.end, source, notes);
        self.parts.push(Part::Close(id));
    }

    /// Takes blanks off both ends.
    pub fn trim(&mut self) {
        let blank = |c: char| c.is_ascii_whitespace();
        if let Some(Part::Text(first)) = self.parts.first_mut() {
            *first = first.trim_start_matches(blank).to_owned();
        }
        if let Some(Part::Text(last)) = self.parts.last_mut() {
            last.truncate(last.trim_end_matches(blank).len());
        }
        self.parts.retain(|part| !matches!(part, Part::Text(text) if text.is_empty()));
    }

    /// Whether there is anything to translate: amounts are written otherwise in another language.
    pub fn has_words(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Text(text) if text.contains(char::is_alphanumeric)))
    }

    /// The words alone.
    pub fn words(&self) -> String {
        let texts = self.parts.iter().map(|part| match part {
            Part::Text(text) => text.as_str(),
            Part::Open(_) | Part::Close(_) => "",
            Part::Alone(_) => " ",
        });
        texts.collect()
    }

    /// What is equal in texts that say the same with the same codes, whatever their typography.
    pub fn key(&self) -> String {
        let mut out = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => out.push_str(&plain(text)),
                Part::Open(id) | Part::Alone(id) => {
                    let code = &self.codes[*id as usize - 1];
                    out.push_str(&format!("\u{1}{:?}\u{2}{}\u{2}{}\u{1}", code.kind, code.open, code.close));
                }
                Part::Close(_) => out.push('\u{3}'),
            }
        }
        out
    }

    /// The ids of the codes that appear, in order, closing ones left out.
    pub fn ids(&self) -> impl Iterator<Item = u32> + '_ {
        self.parts.iter().filter_map(|part| match part {
            Part::Open(id) | Part::Alone(id) => Some(*id),
            Part::Text(_) | Part::Close(_) => None,
        })
    }

    /// The text as Markdown.
    pub fn typed(&self, escape: &dyn Fn(&str) -> String) -> String {
        let mut out = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => out.push_str(&escape(text)),
                Part::Open(id) | Part::Alone(id) => out.push_str(&self.codes[*id as usize - 1].open),
                Part::Close(id) => out.push_str(&self.codes[*id as usize - 1].close),
            }
        }
        out
    }

    /// The text as Markdown that is read as this text again, given what else is defined around it: signs are escaped
    /// only if they would be read as markup. None if no spelling is read so.
    pub fn markdown(&self, definitions: &str) -> Option<String> {
        let spellings: [&dyn Fn(&str) -> String; 2] = [&|text| text.to_owned(), &escaped];
        spellings.iter().find_map(|escape| {
            let typed = self.typed(escape);
            // At the beginning of a block some signs mean more than elsewhere.
            let typed = [typed.clone(), at_start(&typed)];
            typed.into_iter().find(|typed| self.is_read_from(typed, definitions))
        })
    }

    fn is_read_from(&self, typed: &str, definitions: &str) -> bool {
        let source = Source::new("unit.md", format!("{typed}\n\n{definitions}").into_bytes());
        let blocks = fragment(&source);
        let [first, rest @ ..] = &blocks[..] else { return self.parts.is_empty() };
        let BlockKind::Paragraph(inlines) = &first.kind else { return false };
        let only_definitions = rest.iter().all(|block| matches!(block.kind, BlockKind::Footnote(..)));
        only_definitions && first.attributes.is_none() && same(&Coded::of(inlines, &source, &mut Vec::new()), self)
    }
}

/// Whether two texts are the same, however their codes are numbered.
pub fn same(a: &Coded, b: &Coded) -> bool {
    let part = |coded: &Coded, part: &Part| match part {
        Part::Text(text) => (0, text.clone(), String::new()),
        Part::Open(id) => (1, coded.codes[*id as usize - 1].open.clone(), coded.codes[*id as usize - 1].close.clone()),
        Part::Close(_) => (2, String::new(), String::new()),
        Part::Alone(id) => (3, coded.codes[*id as usize - 1].open.clone(), String::new()),
    };
    a.parts.iter().map(|one| part(a, one)).eq(b.parts.iter().map(|one| part(b, one)))
}

/// One space for every run of blanks and line ends; no-break spaces are letters.
pub fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_ascii_whitespace() {
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            // No page may hold it, and no XML can: it was reported.
            false if c.is_control() => {}
            false => out.push(c),
        }
    }
    out
}

fn collapsed(text: &str) -> String {
    spaced(text).trim_matches(' ').to_owned()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '&' | '{' | '}' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Escapes the sign that would make a text a heading, a list, a quote or a container.
fn at_start(typed: &str) -> String {
    let digits = typed.len() - typed.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let at = match typed.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => digits,
        Some(b'#' | b'+' | b'-' | b'=' | b'>' | b':' | b'|' | b'*' | b'_') => 0,
        _ => return typed.to_owned(),
    };
    format!("{}\\{}", &typed[..at], &typed[at..])
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn coded(text: &str) -> Coded {
        let source = Source::new("a.md", text.into());
        let blocks = fragment(&source);
        let Some(BlockKind::Paragraph(inlines)) = blocks.first().map(|block| &block.kind) else { panic!("{text}") };
        Coded::of(inlines, &source, &mut Vec::new())
    }

    #[test]
    fn what_is_coded_is_typed_again() {
        for text in [
            "Un *deux **trois*** ~~quatre~~ `cinq` <b>six</b>.",
            "[a](b.md \"t\") ![c *d*](e.png) [](f.md) <https://g.example> {{ h }} [^i] [j][k] [k]",
            "\\*a\\* et \\[b\\] *\\[x\\]* &amp; 1\\. \\{{ n }}",
            "a * b _ c [ d ] e < f & g",
            "2026\\. Une année",
            "\\# non",
        ] {
            let coded = coded(&format!("{text}\n\n[^i]: x\n\n[k]: y.md\n"));
            let typed = coded.markdown("[^i]: x\n\n[k]: y.md\n").unwrap_or_else(|| panic!("{text}: {coded:?}"));
            let source = Source::new("a.md", format!("{typed}\n\n[^i]: x\n\n[k]: y.md\n").into());
            let BlockKind::Paragraph(inlines) = &fragment(&source)[0].kind else { panic!("{typed}") };
            assert!(same(&Coded::of(inlines, &source, &mut Vec::new()), &coded), "{text}: {typed}");
        }
    }

    #[test]
    fn signs_that_would_be_markup_are_escaped() {
        let text = |text: &str| Coded::plain(text).markdown("");
        assert_eq!(text("Plain, isn’t it?").as_deref(), Some("Plain, isn’t it?"));
        assert_eq!(text("a *b* c").as_deref(), Some("a \\*b\\* c"));
        assert_eq!(text("1. x").as_deref(), Some("1\\. x"));
        assert_eq!(text("- x").as_deref(), Some("\\- x"));
        assert_eq!(text("{{ x }}").as_deref(), Some("\\{\\{ x \\}\\}"));
        assert_eq!(text("<b>").as_deref(), Some("\\<b\\>"));
    }
}
