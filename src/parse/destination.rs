//! Turns the range of a Markdown link into the range of its address, as it was typed.
//!
//! The parser gives the address with escapes resolved and only the whole link's place; a message wants the address's own.

use std::ops::Range;

/// The address inside an inline link or image that ends at `link.end`, whose text ends at `content_end`.
pub(super) fn inline(text: &str, link: &Range<usize>, content_end: usize) -> Option<Range<usize>> {
    let from = content_end.min(link.end);
    let open = from + text.get(from..link.end)?.find("](")? + 2;
    Some(at(text, open, link.end))
}

/// The address inside a reference definition `[label]: address "title"` at `definition`.
pub(super) fn definition(text: &str, definition: &Range<usize>) -> Option<Range<usize>> {
    let colon = definition.start + text.get(definition.clone())?.find("]:")? + 2;
    Some(at(text, colon, definition.end))
}

/// The address that begins after white space at `from` (CommonMark 0.31, "link destination").
fn at(text: &str, from: usize, end: usize) -> Range<usize> {
    let start = end - text[from..end].trim_ascii_start().len();
    let bytes = text.as_bytes();
    if bytes.get(start) == Some(&b'<') {
        let close = text[start..end].find('>').map_or(end, |at| start + at);
        return start + 1..close;
    }
    let mut depth = 0;
    let mut at = start;
    while at < end {
        match bytes[at] {
            b'\\' if at + 1 < end => at += 1,
            b'(' => depth += 1,
            b')' if depth == 0 => break,
            b')' => depth -= 1,
            byte if byte.is_ascii_whitespace() => break,
            _ => {}
        }
        at += 1;
    }
    start..at.min(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stand_where_they_stand() {
        for (link, content_end, expected) in [
            ("[a](b.md)", 2, "b.md"),
            ("[](b.md#c)", 1, "b.md#c"),
            ("[a]( <b c.md> \"t\")", 2, "b c.md"),
            ("[a](b(c).md 'x)')", 2, "b(c).md"),
            ("[a](b\\).md)", 2, "b\\).md"),
            ("[`](`](x)", 5, "x"),
            // A no-break space is a letter to a browser.
            ("[a]( \u{a0}b.md)", 2, "\u{a0}b.md"),
        ] {
            let found = inline(link, &(0..link.len()), content_end).expect("a destination");
            assert_eq!(&link[found], expected);
        }
        let text = "[a]:\n  <b.md> 'x'";
        assert_eq!(&text[definition(text, &(0..text.len())).expect("a destination")], "b.md");
    }
}
