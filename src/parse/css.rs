//! Turns a style sheet, or the value of a `style` attribute, into the place of each address in it.
//!
//! It resolves nothing, and knows no more of CSS than where a string, a comment and a bracket ends.

use std::borrow::Cow;
use std::ops::Range;

/// The addresses in `url(…)`, after `@import` and in `image-set(…)`, but those in comments.
pub fn addresses(text: &str, value: Range<usize>) -> Vec<Range<usize>> {
    let bytes = &text.as_bytes()[..value.end];
    let (mut found, mut at) = (Vec::new(), value.start);
    // After `@import`, a text in quotes is an address; so it is right inside `image-set(…)`, but not in `type(…)` there.
    let (mut import, mut brackets) = (false, Vec::new());
    while at < bytes.len() {
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at = text[at + 2..value.end].find("*/").map_or(value.end, |end| at + 2 + end + 2);
            }
            quote @ (b'"' | b'\'') => {
                let end = quoted(bytes, at + 1, quote);
                if import || brackets.last() == Some(&true) {
                    found.push(at + 1..end);
                    import = false;
                }
                at = end + 1;
            }
            b'u' | b'U' if begins(&bytes[at..], b"url(") && !in_word(bytes, at, value.start) => {
                import = false;
                let mut start = at + 4;
                while bytes.get(start).is_some_and(u8::is_ascii_whitespace) {
                    start += 1;
                }
                match bytes.get(start) {
                    Some(&quote @ (b'"' | b'\'')) => {
                        let end = quoted(bytes, start + 1, quote);
                        found.push(start + 1..end);
                        brackets.push(false);
                        at = end + 1;
                    }
                    // In an attribute the quotes may be references.
                    _ => {
                        let end = quoted(bytes, start, b')');
                        found.push(inside(text, start..end));
                        at = end + 1;
                    }
                }
            }
            b'(' => {
                brackets.push(ends(&bytes[value.start..at], b"image-set"));
                at += 1;
            }
            b')' => {
                brackets.pop();
                at += 1;
            }
            b'@' => {
                import = begins(&bytes[at..], b"@import");
                at += 1;
            }
            b';' | b'{' | b'}' => {
                import = false;
                // What was never closed ends with its declaration.
                brackets.clear();
                at += 1;
            }
            _ => at += 1,
        }
    }
    found.retain(|range| !range.is_empty());
    found
}

/// What stands between the quotes that are written as character references, without spaces around.
fn inside(text: &str, range: Range<usize>) -> Range<usize> {
    let quotes = ["&quot;", "&#39;", "&#x27;", "&#34;", "&apos;"];
    let (mut start, mut end) = (range.start, range.start + text[range.clone()].trim_end().len());
    for quote in quotes {
        if text[start..end].starts_with(quote) && text[start + quote.len()..end].ends_with(quote) {
            start += quote.len();
            end -= quote.len();
        }
    }
    start..end
}

/// The text of a CSS string or address: `\e9` is a letter by its number, and any other sign after a backslash is itself.
pub fn unescaped(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let mut digits = String::new();
        while let Some(digit) = rest.next_if(|c| c.is_ascii_hexdigit() && digits.len() < 6) {
            digits.push(digit);
        }
        match u32::from_str_radix(&digits, 16) {
            Ok(number) => {
                out.push(char::from_u32(number).filter(|c| *c != '\0').unwrap_or('\u{fffd}'));
                // One space ends the number.
                rest.next_if(char::is_ascii_whitespace);
            }
            // A line break is continued.
            Err(_) => out.extend(rest.next().filter(|c| *c != '\n')),
        }
    }
    out.into()
}

fn begins(bytes: &[u8], word: &[u8]) -> bool {
    bytes.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Whether a text ends with a word, with or without a maker's prefix.
fn ends(bytes: &[u8], word: &[u8]) -> bool {
    let Some((before, end)) = bytes.split_at_checked(bytes.len().wrapping_sub(word.len())) else { return false };
    let own = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let prefix = before.len() - before.iter().rev().take_while(|byte| own(byte)).count();
    let prefix = &before[prefix..];
    end.eq_ignore_ascii_case(word) && (prefix.is_empty() || prefix.eq_ignore_ascii_case(b"-webkit-"))
}

fn in_word(bytes: &[u8], at: usize, start: usize) -> bool {
    at > start && (bytes[at - 1].is_ascii_alphanumeric() || matches!(bytes[at - 1], b'-' | b'_'))
}

/// Where the string that begins at `from` ends: at its `quote`, or with its line.
pub fn quoted(bytes: &[u8], from: usize, quote: u8) -> usize {
    let mut at = from;
    while at < bytes.len() && bytes[at] != quote && bytes[at] != b'\n' {
        at += 1 + usize::from(bytes[at] == b'\\');
    }
    at.min(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(found: Vec<Range<usize>>, text: &str) -> Vec<&str> {
        found.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn styles_have_addresses_outside_comments() {
        let text = "@import 'a.css'; /* url(no) */ p { background: URL( \"b.png\" ), url(c.png); content: 'url(no)' }";
        assert_eq!(texts(addresses(text, 0..text.len()), text), ["a.css", "b.png", "c.png"]);
        let text = "background:url(&quot;d.png&quot;)";
        assert_eq!(texts(addresses(text, 0..text.len()), text), ["d.png"]);
    }

    #[test]
    fn an_image_set_has_addresses_without_url() {
        let text = "a { b: image-set(\"a.avif\" type(\"image/avif\"), url('b.png') 2x, 'c.png' 1x), 'no'; \
            c: -webkit-image-set( 'd.png' 1x ); content: my-image-set('no') image-sets('no') }\
            e { f: IMAGE-SET('e.png' } g { content: 'no' }";
        assert_eq!(texts(addresses(text, 0..text.len()), text), ["a.avif", "b.png", "c.png", "d.png", "e.png"]);
    }

    #[test]
    fn escapes_are_letters() {
        assert_eq!(unescaped("caf\\e9 .png\\)"), "café.png)");
    }
}
