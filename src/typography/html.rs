//! Turns raw HTML into the edits of the text in it: tags, comments, code and other languages stay as they are.
//!
//! It mends nothing, and does not know which elements belong together beyond the one that is left alone.

use super::rules::{BREAK, Edit, OPAQUE, edits};
use super::tables::Table;

/// Elements whose text is no prose.
const VERBATIM: [&str; 12] =
    ["code", "kbd", "samp", "var", "tt", "pre", "script", "style", "textarea", "math", "svg", "template"];

/// Elements inside a sentence, which goes on through them.
const INSIDE: [&str; 29] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "data", "del", "dfn", "em", "font", "i", "ins", "label", "mark",
    "q", "rb", "rt", "ruby", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "u",
];

/// What a tag means for the sentence that it stands in.
pub(super) enum Meaning {
    Nothing,
    /// It is something of its own: an image, a field.
    Opaque,
    /// The sentence ends.
    Break,
}

/// The element that is being left alone, and how often it is open.
#[derive(Default)]
pub(super) struct Tags {
    verbatim: Option<(String, u32)>,
}

impl Tags {
    pub(super) fn is_verbatim(&self) -> bool {
        self.verbatim.is_some()
    }

    /// Takes note of a tag, from `<` to `>`.
    pub(super) fn meet(&mut self, tag: &str, table: &Table) -> Meaning {
        let inner = tag.trim_start_matches('<').trim_end_matches('>');
        let closes = inner.starts_with('/');
        let inner = inner.trim_start_matches('/');
        let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
        let name = inner[..end].to_ascii_lowercase();
        let attributes = &inner[end..];
        if let Some((open, depth)) = &mut self.verbatim {
            if *open == name && !attributes.ends_with('/') {
                *depth = if closes { *depth - 1 } else { *depth + 1 };
                if *depth == 0 {
                    self.verbatim = None;
                }
            }
            return Meaning::Nothing;
        }
        let alone = attributes.ends_with('/');
        if !closes && !alone && (VERBATIM.contains(&&*name) || is_foreign(attributes, table)) {
            let inside = INSIDE.contains(&&*name);
            let code = matches!(&*name, "code" | "kbd" | "samp" | "var" | "tt" | "math" | "svg");
            self.verbatim = Some((name, 1));
            return if inside || code { Meaning::Opaque } else { Meaning::Break };
        }
        match &*name {
            "" | "wbr" => Meaning::Nothing,
            "img" | "input" | "button" | "select" | "audio" | "video" | "iframe" => Meaning::Opaque,
            name if INSIDE.contains(&name) || VERBATIM.contains(&name) => Meaning::Nothing,
            _ => Meaning::Break,
        }
    }
}

/// Whether the attributes say that the text is in another language, or is not to be changed.
fn is_foreign(attributes: &str, table: &Table) -> bool {
    let value = |name: &str| {
        let at = attributes.match_indices(name).find(|(at, _)| attributes[..*at].ends_with(char::is_whitespace))?.0;
        let value = attributes[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let value = value.trim_start_matches(['"', '\'']);
        value.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '/')).next()
    };
    let other = |tag: &str| !crate::lang::primary_subtag(tag).eq_ignore_ascii_case(table.language);
    value("lang").is_some_and(other) || value("translate") == Some("no")
}

/// The edits of the text in a piece of raw HTML.
pub fn edits_in(table: &Table, html: &str) -> Vec<Edit> {
    let mut run = String::with_capacity(html.len());
    // Start in the run, start in the HTML, length.
    let mut texts: Vec<(usize, usize, usize)> = Vec::new();
    let mut tags = Tags::default();
    let mut at = 0;
    while at < html.len() {
        let rest = &html[at..];
        let length = if is_tag(rest) {
            let length = tag_length(rest);
            match tags.meet(&rest[..length], table) {
                Meaning::Nothing => {}
                Meaning::Opaque => run.push(OPAQUE),
                Meaning::Break => run.push(BREAK),
            }
            length
        } else if tags.is_verbatim() {
            text_length(rest)
        } else if let Some((length, c)) = reference(rest) {
            run.push(c);
            length
        } else {
            let first = rest.chars().next().map_or(1, char::len_utf8);
            let length = first + rest[first..].find(['<', '&']).unwrap_or(rest.len() - first);
            texts.push((run.len(), at, length));
            run.push_str(&rest[..length]);
            length
        };
        at += length;
    }
    let mut found = Vec::new();
    edits(table, &run, &mut found);
    let place = |edit: Edit| {
        let text = texts.partition_point(|&(start, ..)| start <= edit.at).checked_sub(1)?;
        let (start, own, length) = texts[text];
        (edit.at < start + length && edit.at + edit.len <= start + length)
            .then_some(Edit { at: own + edit.at - start, ..edit })
    };
    found.into_iter().filter_map(place).collect()
}

fn is_tag(rest: &str) -> bool {
    let mut bytes = rest.bytes();
    bytes.next() == Some(b'<')
        && bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?'))
}

fn text_length(rest: &str) -> usize {
    let first = rest.chars().next().map_or(1, char::len_utf8);
    first + rest[first..].find('<').unwrap_or(rest.len() - first)
}

/// The length of the tag or comment that a text begins with.
fn tag_length(rest: &str) -> usize {
    if rest.starts_with("<!--") {
        return rest.find("-->").map_or(rest.len(), |end| end + 3);
    }
    let mut quote = None;
    for (at, c) in rest.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    rest.len()
}

/// The character reference that a text begins with: its length, and what the rules shall see in its place.
fn reference(rest: &str) -> Option<(usize, char)> {
    let body = rest.strip_prefix('&')?;
    let end = body.find(';').filter(|&end| end > 0 && end < 32)?;
    let name = &body[..end];
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#') {
        return None;
    }
    let seen = match name {
        "nbsp" | "#160" | "#xa0" | "#xA0" => '\u{a0}',
        "#8239" | "#x202f" | "#x202F" => '\u{202f}',
        "thinsp" => '\u{2009}',
        "laquo" => '«',
        "raquo" => '»',
        _ => OPAQUE,
    };
    Some((end + 2, seen))
}
