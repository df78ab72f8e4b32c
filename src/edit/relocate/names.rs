//! Turns one place that names a path or an id into the same place with the new name, in its author's manner.
//!
//! It keeps quotes, `./`, language suffix, percent-encoding and what follows the path; it does not know what moved.

use crate::edit::Edits;
use crate::link::encode_path;
use crate::source::{Source, Span};
use percent_encoding::percent_decode_str;

/// The path of an address as it stands in the source: up to its query or fragment.
pub(super) fn path_span(source: &Source, span: Span) -> Span {
    let raw = source.slice(span);
    let end = raw.char_indices().find(|&(at, c)| c == '?' || (c == '#' && !raw[..at].ends_with('&')));
    let path = &raw[..end.map_or(raw.len(), |(at, _)| at)];
    let start = path.len() - path.trim_start_matches(|c: char| c.is_ascii_whitespace() || "\"'".contains(c)).len();
    let stop = path.trim_end_matches(|c: char| c.is_ascii_whitespace() || "\"'".contains(c)).len().max(start);
    Span { start: span.start + start as u32, end: span.start + stop as u32 }
}

/// The id of an address as it stands in the source, without its number sign.
pub(super) fn id_span(source: &Source, span: Span) -> Option<Span> {
    let raw = source.slice(span);
    let (sign, _) = raw.match_indices('#').find(|&(at, _)| !raw[..at].ends_with('&'))?;
    let id = raw[sign + 1..].split(":~:").next().unwrap_or_default();
    let id = id.trim_end_matches(|c: char| c.is_ascii_whitespace() || "\"'".contains(c));
    let start = span.start + sign as u32 + 1;
    Some(Span { start, end: start + id.len() as u32 })
}

/// The place of a name inside the place of its value, which may have quotes.
pub(super) fn name_span(source: &Source, span: Span, name: &str) -> Option<Span> {
    let at = source.slice(span).find(name)?;
    Some(Span { start: span.start + at as u32, end: span.start + (at + name.len()) as u32 })
}

/// Writes a path in the manner of the one that stands there.
pub(super) fn write_path(edits: &mut Edits, source: &Source, at: Span, path: &str) {
    let old = source.slice(at);
    let mut text = in_manner(old, path);
    if (old.starts_with("./") && !text.starts_with("../")) || text.split('/').next().is_some_and(|p| p.contains(':')) {
        text.insert_str(0, "./");
    }
    if old.ends_with('/') && !text.ends_with('/') {
        text.push('/');
    }
    if text != old {
        edits.replace(source, at, text);
    }
}

/// Writes an address from the root of the site, which is readable, in the manner of the one that stands there.
pub(super) fn write_route(edits: &mut Edits, source: &Source, at: Span, route: &str) {
    let old = source.slice(at);
    let text = match old.contains('%') && old.is_ascii() && !route.is_ascii() {
        true => encode_path(&percent_decode_str(route).decode_utf8_lossy()),
        false => route.to_owned(),
    };
    edits.replace(source, at, text);
}

/// Writes an id in the manner of the one that stands there.
pub(super) fn write_id(edits: &mut Edits, source: &Source, at: Span, id: &str) {
    let text = in_manner(source.slice(at), id);
    edits.replace(source, at, text);
}

/// Encodes what an address cannot hold as it is, and all but ASCII if that is how its author writes.
fn in_manner(old: &str, new: &str) -> String {
    if old.contains('%') && old.is_ascii() && !new.is_ascii() {
        return encode_path(new);
    }
    let mut out = String::with_capacity(new.len());
    for c in new.chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '%' | '#' | '?' | '\\' | '"' | '\'' | '&' | '|' | '`' | '\0'..='\x1f' => {
                out.push_str(&format!("%{:02X}", c as u32));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(raw: &str, path: &str) -> String {
        let source = Source::new("content/a.md", raw.into());
        let mut edits = Edits::default();
        write_path(&mut edits, &source, path_span(&source, source.span()), path);
        let change = edits.iter().next().map(|(_, change)| change.applied(raw.as_bytes()));
        String::from_utf8(change.unwrap_or_else(|| raw.into())).expect("UTF-8")
    }

    #[test]
    fn paths_keep_the_manner_of_their_author() {
        assert_eq!(rewritten("./a.md?x=1#b", "c.md"), "./c.md?x=1#b");
        assert_eq!(rewritten("./a.md", "../c.md"), "../c.md");
        assert_eq!(rewritten("\"a.yaml#b\"", "c d.yaml"), "\"c%20d.yaml#b\"");
        assert_eq!(rewritten("d%C3%A9lai.md", "été.md"), "%C3%A9t%C3%A9.md");
        assert_eq!(rewritten("délai.md", "été.md"), "été.md");
        assert_eq!(rewritten("a/", "b/c"), "b/c/");
    }
}
