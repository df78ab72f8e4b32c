//! Turns an address as an author typed it into its parts and their places, and a path into one that an author would type.
//!
//! It knows no site: whether anything stands there is not its question.

use crate::lang::{LangId, Languages};
use crate::parse::Document;
use crate::parse::facts::Address;
use crate::source::Span;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// The parts of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Typed<'a> {
    pub path: &'a str,
    /// With its question mark; empty without one.
    pub query: &'a str,
    /// Without its number sign.
    pub fragment: Option<&'a str>,
}

impl<'a> Typed<'a> {
    pub fn new(text: &'a str) -> Typed<'a> {
        let text = text.trim_matches(|c: char| c.is_ascii_whitespace());
        let (before, fragment) = text.split_once('#').map_or((text, None), |(before, after)| (before, Some(after)));
        let (path, query) = before.split_at(before.find('?').unwrap_or(before.len()));
        Typed { path, query, fragment }
    }

    pub fn decoded_path(&self) -> Cow<'a, str> {
        percent_decode_str(self.path).decode_utf8_lossy()
    }

    /// The id that is meant, without a text directive.
    pub fn id(&self) -> Option<Cow<'a, str>> {
        let id = self.fragment?.split(":~:").next().unwrap_or_default();
        Some(percent_decode_str(id).decode_utf8_lossy())
    }

    /// The same address with another path and fragment.
    pub fn with(&self, path: &str, fragment: Option<&str>) -> String {
        let fragment = fragment.map_or_else(String::new, |fragment| format!("#{fragment}"));
        format!("{path}{}{fragment}", self.query)
    }
}

/// The place of an address's id, if it can be told from the text around it.
pub(super) fn id_span(document: &Document, address: &Address) -> Option<Span> {
    let raw = document.source.slice(address.span);
    // A number sign after an ampersand begins a character reference.
    let sign = raw.match_indices('#').map(|(at, _)| at).find(|&at| !raw[..at].ends_with('&'))?;
    let id = raw[sign + 1..].split(":~:").next().unwrap_or_default().trim_end();
    let start = address.span.start + sign as u32 + 1;
    Some(Span { start, end: start + id.len() as u32 })
}

/// A path or an id as it can be typed in an address: what would end it, or mean something else in it, is encoded.
///
/// Accented letters stay, unlike in a URL: authors type and read them.
pub(super) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '%' | '#' | '?' | '\\' | '"' | '\0'..='\x1f' => {
                out.push_str(&format!("%{:02X}", c as u32))
            }
            c => out.push(c),
        }
    }
    out
}

/// The folder of a document's file, below `content/`.
pub(super) fn folder(document: &Document) -> &str {
    let path = document.source.path();
    path.strip_prefix("content/").unwrap_or(path).rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The path from a folder to another path, both below `content/`, as it can be typed in an address.
pub(super) fn relative(folder: &str, path: &str) -> String {
    let mut relative = encoded(&crate::link::relative(folder, path));
    if relative.split('/').next().is_some_and(|first| first.contains(':')) {
        // Before a colon the first part would be taken for a scheme.
        relative.insert_str(0, "./");
    }
    if path.ends_with('/') && !relative.ends_with('/') {
        relative.push('/');
    }
    relative
}

/// A path without the language suffix of its file name, and that language.
pub(super) fn neutral(path: &str, languages: &Languages) -> Option<(String, LangId)> {
    let (stem, extension) = path.rsplit_once('.')?;
    let (base, suffix) = stem.rsplit_once('.')?;
    Some((format!("{base}.{extension}"), languages.by_suffix(suffix)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_parts() {
        let typed = Typed::new(" a%20b.md?v=1#d%C3%A9lai:~:text=x");
        assert_eq!((typed.path, typed.query), ("a%20b.md", "?v=1"));
        assert_eq!((&*typed.decoded_path(), typed.id().as_deref()), ("a b.md", Some("délai")));
        assert_eq!(typed.with("c.md", Some("d")), "c.md?v=1#d");
        assert_eq!(Typed::new("#a?b").fragment, Some("a?b"));
    }

    #[test]
    fn relative_paths_lead_from_folder_to_file() {
        for (folder, path, expected) in [
            ("", "a.md", "a.md"),
            ("", "a/c.md", "a/c.md"),
            ("a", "a/c.md", "c.md"),
            ("a/b", "a/c.md", "../c.md"),
            ("guides", "guides/a.md", "a.md"),
            ("guides", "faq/b (1).yaml", "../faq/b%20%281%29.yaml"),
            ("a/b/c", "a/d/e.md", "../../d/e.md"),
            ("guides", "guides/", "../guides/"),
            ("", "a:b.md", "./a:b.md"),
        ] {
            assert_eq!(relative(folder, path), expected);
        }
    }
}
