//! Turns the lines `:::name …` and `:::` of a Markdown text into comments that the Markdown parser hands back unchanged.
//!
//! It does not know fenced code: code is read from the source, so a line replaced inside it comes out as it was typed.

use crate::mapping::Mapping;
use crate::source::Span;
use std::borrow::Cow;

/// One `:::` line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Marker {
    /// The name after the colons; empty for a closing line.
    pub name: Box<str>,
    /// From the first colon to the end of the line, in the source.
    pub span: Span,
    /// The name, in the source.
    pub name_span: Span,
    /// What follows the name, trimmed, in the source.
    pub arguments: Span,
}

/// The Markdown that the parser reads, and what its comments stand for.
pub(super) struct Marked<'a> {
    pub text: Cow<'a, str>,
    pub mapping: Mapping,
    pub markers: Vec<Marker>,
}

/// Replaces the container lines of `text`, which starts at an offset that `mapping` knows.
pub(super) fn mark<'a>(text: &'a str, mapping: Mapping) -> Marked<'a> {
    if !text.contains(":::") {
        return Marked { text: Cow::Borrowed(text), mapping, markers: Vec::new() };
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut segments = Mapping::default();
    let mut markers = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        segments.push(out.len(), mapping.to_source(start) as usize, true);
        let body = line.trim_end();
        let prefix = body.len() - body.trim_start_matches([' ', '\t', '>']).len();
        match body[prefix..].strip_prefix(":::").filter(|rest| is_marker(rest)) {
            Some(rest) => {
                let colons = start + prefix;
                let rest = rest.trim_start_matches(':');
                let name_start = start + body.len() - rest.trim_start().len();
                let name = rest.trim_start().split([' ', '\t', '{']).next().unwrap_or("");
                let after = start + body.len();
                let arguments = name_start + name.len();
                let skipped = text[arguments..after].len() - text[arguments..after].trim_start().len();
                out.push_str(&body[..prefix]);
                out.push_str(&format!("<!--:::{}-->", markers.len()));
                segments.push(out.len(), mapping.to_source(after) as usize, true);
                out.push_str(&line[body.len()..]);
                markers.push(Marker {
                    name: name.into(),
                    span: mapping.span(colons, after),
                    name_span: mapping.span(name_start, arguments),
                    arguments: mapping.span(arguments + skipped, after),
                });
            }
            None => out.push_str(line),
        }
        start += line.len();
    }
    segments.push(out.len(), mapping.to_source(start) as usize, true);
    Marked { text: Cow::Owned(out), mapping: segments, markers }
}

/// Whether what follows three colons makes the line a container's: nothing, or a name.
fn is_marker(rest: &str) -> bool {
    let name = rest.trim_start_matches(':').trim_start();
    name.is_empty() || name.starts_with(|c: char| c.is_alphabetic())
}

/// The marker that a comment made by [`mark`] stands for.
pub(super) fn marker_index(html: &str) -> Option<usize> {
    html.trim().strip_prefix("<!--:::")?.strip_suffix("-->")?.parse().ok()
}

/// Puts the container lines back that [`mark`] replaced inside `text`, such as that of a code block.
pub(super) fn restore(text: &str, line_of: impl Fn(usize) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("<!--:::") {
        let end = rest[at..].find("-->").map(|end| at + end + 3);
        let line = end.and_then(|end| Some((marker_index(&rest[at..end])?, end)));
        match line.and_then(|(index, end)| Some((line_of(index)?, end))) {
            Some((line, end)) => {
                out.push_str(&rest[..at]);
                out.push_str(&line);
                rest = &rest[end..];
            }
            None => {
                out.push_str(&rest[..at + 4]);
                rest = &rest[at + 4..];
            }
        }
    }
    out.push_str(rest);
    out
}
