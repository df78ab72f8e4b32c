//! Turns the lines `:::name …` and `:::` of a Markdown text into HTML blocks that the Markdown parser hands back unchanged.
//!
//! It does not decide what is code or a comment: a line that was replaced there is put back by [`restore`].
//!
//! The stand-in is a processing instruction (CommonMark 0.31, HTML block of kind 3): it interrupts a paragraph, is one line
//! long, and unlike a comment does not end the comment that it may stand in.

use crate::mapping::Mapping;
use crate::source::Span;
use memchr::memmem;
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
    if memmem::find(text.as_bytes(), b":::").is_none() {
        return Marked { text: Cow::Borrowed(text), mapping, markers: Vec::new() };
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut segments = Mapping::default();
    let mut markers = Vec::new();
    let mut start = 0;
    let mut raw = RawHtml::default();
    for line in text.split_inclusive('\n') {
        let source = mapping.to_source(start) as usize;
        let body = line.trim_end();
        let prefix = prefix(body);
        match body[prefix..].strip_prefix(":::").filter(|rest| is_marker(rest)) {
            Some(rest) => {
                if raw.is_open {
                    // Only a blank line ends the HTML block before.
                    segments.push(out.len(), source, false);
                    out.push_str(body[..prefix].trim_end());
                    out.push('\n');
                    raw.is_open = false;
                }
                segments.push(out.len(), source, true);
                let colons = start + prefix;
                let rest = rest.trim_start_matches(':');
                let name_start = start + body.len() - rest.trim_start().len();
                let name = rest.trim_start().split([' ', '\t', '{']).next().unwrap_or("");
                let after = start + body.len();
                let arguments = name_start + name.len();
                let skipped = text[arguments..after].len() - text[arguments..after].trim_start().len();
                out.push_str(&body[..prefix]);
                out.push_str(&format!("{MARK}{}{END}", markers.len()));
                segments.push(out.len(), mapping.to_source(after) as usize, true);
                out.push_str(&line[body.len()..]);
                markers.push(Marker {
                    name: name.into(),
                    span: mapping.span(colons, after),
                    name_span: mapping.span(name_start, arguments),
                    arguments: mapping.span(arguments + skipped, after),
                });
            }
            None => {
                segments.push(out.len(), source, true);
                for inner in mapping.inside(start, start + line.len()) {
                    segments.push(out.len() + inner.value as usize - start, inner.source as usize, inner.copied);
                }
                raw.read(&body[prefix..]);
                out.push_str(line);
            }
        }
        start += line.len();
    }
    segments.push(out.len(), mapping.to_source(start) as usize, true);
    Marked { text: Cow::Owned(out), mapping: segments, markers }
}

/// Bytes before what a line says: blanks, signs of quotes and of list items.
pub(super) fn prefix(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = line[at..].trim_start_matches([' ', '\t', '>']);
        at = line.len() - rest.len();
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let sign = match &rest.as_bytes()[digits..] {
            [b'-' | b'*' | b'+', b' ' | b'\t', ..] if digits == 0 => 1,
            [b'.' | b')', b' ' | b'\t', ..] if (1..=9).contains(&digits) => digits + 1,
            _ => return at,
        };
        at += sign;
    }
}

/// Whether the lines so far end in an HTML block that goes on to the next blank line (CommonMark 0.31, kinds 6 and 7).
#[derive(Default)]
struct RawHtml {
    is_open: bool,
    /// The fence of the code block around.
    fence: Option<(u8, usize)>,
}

impl RawHtml {
    fn read(&mut self, line: &str) {
        let sign = line.bytes().next().unwrap_or(b' ');
        let length = line.bytes().take_while(|&byte| byte == sign).count();
        match self.fence {
            Some((open, least)) if sign == open && length >= least && line.len() == length => self.fence = None,
            Some(_) => {}
            None if matches!(sign, b'`' | b'~') && length >= 3 && !line[length..].contains('`') => {
                self.fence = Some((sign, length))
            }
            None if line.is_empty() => self.is_open = false,
            None => self.is_open |= starts_html(line),
        }
    }
}

fn starts_html(line: &str) -> bool {
    let Some(tag) = line.strip_prefix('<') else { return false };
    let name = tag.strip_prefix('/').unwrap_or(tag);
    let name: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
    // These go on to their own closing tag, whatever is inside.
    !name.is_empty() && !["pre", "script", "style", "textarea"].contains(&&*name.to_ascii_lowercase())
}

/// Whether what follows three colons makes the line a container's: nothing, or a name.
fn is_marker(rest: &str) -> bool {
    let name = rest.trim_start_matches(':').trim_start();
    name.is_empty() || name.starts_with(|c: char| c.is_alphabetic())
}

/// What a stand-in begins with.
pub(super) const MARK: &str = "<?:::";
const END: &str = "?>";

/// The marker that a stand-in made by [`mark`] stands for.
pub(super) fn marker_index(html: &str) -> Option<usize> {
    html.trim().strip_prefix(MARK)?.strip_suffix(END)?.parse().ok()
}

/// Puts the container lines back that [`mark`] replaced inside `text`, such as that of a code block.
pub(super) fn restore(text: &str, line_of: impl Fn(usize) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(MARK) {
        let end = rest[at..].find(END).map(|end| at + end + END.len());
        let line = end.and_then(|end| Some((marker_index(&rest[at..end])?, end)));
        match line.and_then(|(index, end)| Some((line_of(index)?, end))) {
            Some((line, end)) => {
                out.push_str(&rest[..at]);
                out.push_str(&line);
                rest = &rest[end..];
            }
            None => {
                out.push_str(&rest[..at + MARK.len()]);
                rest = &rest[at + MARK.len()..];
            }
        }
    }
    out.push_str(rest);
    out
}
