//! Turns values that hold several addresses (CSS, JSON-LD, `refresh`) into the place of each.
//!
//! It resolves nothing; places are in the text that holds the value.

use super::scan::{Attribute, Scanner};
use std::borrow::Cow;
use std::ops::Range;

/// The addresses in `url(…)` and after `@import` of a style sheet or of a `style` attribute, but those in comments.
pub(super) fn css(text: &str, value: Range<usize>) -> Vec<Range<usize>> {
    let bytes = &text.as_bytes()[..value.end];
    let (mut found, mut at) = (Vec::new(), value.start);
    // After `@import`, a text in quotes is an address.
    let mut import = false;
    while at < bytes.len() {
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at = text[at + 2..value.end].find("*/").map_or(value.end, |end| at + 2 + end + 2);
            }
            quote @ (b'"' | b'\'') => {
                let end = quoted(bytes, at + 1, quote);
                if import {
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
            b'@' => {
                import = begins(&bytes[at..], b"@import");
                at += 1;
            }
            b';' | b'{' => {
                import = false;
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
pub(super) fn unescaped(raw: &str) -> Cow<'_, str> {
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

fn in_word(bytes: &[u8], at: usize, start: usize) -> bool {
    at > start && (bytes[at - 1].is_ascii_alphanumeric() || matches!(bytes[at - 1], b'-' | b'_'))
}

pub(super) fn quoted(bytes: &[u8], from: usize, quote: u8) -> usize {
    let mut at = from;
    while at < bytes.len() && bytes[at] != quote && bytes[at] != b'\n' {
        at += 1 + usize::from(bytes[at] == b'\\');
    }
    at.min(bytes.len())
}

/// Keys of JSON-LD (schema.org) whose texts are addresses of pages or files.
const KEYS: [&str; 14] = [
    "url",
    "item",
    "image",
    "logo",
    "thumbnailUrl",
    "contentUrl",
    "embedUrl",
    "mainEntityOfPage",
    "isPartOf",
    "hasPart",
    "license",
    "primaryImageOfPage",
    "relatedLink",
    "significantLink",
];

/// The addresses in JSON-LD. An `@id` merely names something, unless it stands for a page.
pub(super) fn json_ld(text: &str, value: Range<usize>) -> Vec<Range<usize>> {
    let bytes = &text.as_bytes()[..value.end];
    let (mut found, mut at) = (Vec::new(), value.start);
    // The key under which each open bracket stands.
    let mut open: Vec<&str> = Vec::new();
    let (mut key, mut last) = ("", None::<Range<usize>>);
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                let end = quoted(bytes, at + 1, b'"');
                last = Some(at + 1..end);
                at = end + 1;
                let follows = bytes[at.min(bytes.len())..].iter().find(|byte| !byte.is_ascii_whitespace());
                if follows != Some(&b':') {
                    let own = last.take().expect("it was just set");
                    let parent = open.last().copied().unwrap_or("");
                    let is_page = key == "@id" && matches!(parent, "item" | "mainEntityOfPage");
                    if (KEYS.contains(&key) || is_page) && !own.is_empty() {
                        found.push(own);
                    }
                }
            }
            b':' => {
                key = last.take().map_or("", |range| &text[range]);
                at += 1;
            }
            b'{' | b'[' => {
                open.push(key);
                at += 1;
            }
            b'}' | b']' => {
                key = open.pop().unwrap_or("");
                at += 1;
            }
            b',' => {
                // A key ends with its value, but in a list it is that of the list.
                at += 1;
            }
            _ => at += 1,
        }
    }
    found
}

/// The address in the content of `<meta http-equiv=refresh>`: `5; url=/x`, `0;URL='/x'`, `0,/x`.
pub(super) fn refresh(text: &str, value: Range<usize>) -> Option<Range<usize>> {
    let content = &text[value.clone()];
    let rest = content.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let rest = rest.trim_start();
    let rest = rest.strip_prefix([';', ',']).unwrap_or(rest).trim_start();
    let named = rest.get(..3).filter(|word| word.eq_ignore_ascii_case("url")).map(|_| rest[3..].trim_start());
    let rest = named.and_then(|rest| rest.strip_prefix('=')).map_or(rest, str::trim_start);
    let start = value.end - rest.len();
    let end = match rest.chars().next()? {
        quote @ ('"' | '\'') => return Some(start + 1..start + 1 + rest[1..].find(quote).unwrap_or(rest.len() - 1)),
        _ => start + rest.trim_end().len(),
    };
    Some(start..end)
}

/// The addresses of a sitemap or of an index of sitemaps; none of any other XML.
pub(super) fn sitemap(text: &str) -> Vec<Range<usize>> {
    let (mut scanner, mut attributes, mut found) = (Scanner::new(text), Vec::<Attribute>::new(), Vec::new());
    let mut known = false;
    while let Some(tag) = scanner.next(&mut attributes) {
        if tag.closes {
            continue;
        }
        let name = &text[tag.name.clone()];
        let name = name.rsplit(':').next().unwrap_or(name);
        match name {
            "urlset" | "sitemapindex" => known = true,
            "loc" if known => {
                let end = tag.range.end + text[tag.range.end..].find('<').unwrap_or(0);
                let typed = &text[tag.range.end..end];
                let start = tag.range.end + typed.len() - typed.trim_start().len();
                found.push(start..start + typed.trim().len());
            }
            "link" if known => {
                let href = attributes.iter().find(|one| &text[one.name.clone()] == "href");
                found.extend(href.map(|href| href.value.clone()));
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(found: Vec<Range<usize>>, text: &str) -> Vec<&str> {
        found.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_srcset_may_hold_commas_and_data() {
        let text = "a.png 1x, b,c.png 2x, data:image/png;base64,AA== 3x,d.png";
        assert_eq!(
            texts(crate::parse::srcset(text, 0..text.len()), text),
            ["a.png", "b,c.png", "data:image/png;base64,AA==", "d.png"]
        );
        assert_eq!(texts(crate::parse::srcset("a.png,", 0..6), "a.png,"), ["a.png"]);
    }

    #[test]
    fn styles_have_addresses_outside_comments() {
        let text = "@import 'a.css'; /* url(no) */ p { background: URL( \"b.png\" ), url(c.png); content: 'url(no)' }";
        assert_eq!(texts(css(text, 0..text.len()), text), ["a.css", "b.png", "c.png"]);
        let text = "background:url(&quot;d.png&quot;)";
        assert_eq!(texts(css(text, 0..text.len()), text), ["d.png"]);
    }

    #[test]
    fn json_has_addresses_under_some_keys() {
        let text = r#"{"@id": "https://x/#me", "url": "/a", "image": ["/b", {"url": "/c"}], "name": "/no",
            "itemListElement": [{"item": {"@id": "/d", "name": "x"}}, {"item": "/e"}], "url" : "/f\"g"}"#;
        assert_eq!(texts(json_ld(text, 0..text.len()), text), ["/a", "/b", "/c", "/d", "/e", "/f\\\"g"]);
    }

    #[test]
    fn a_refresh_leads_somewhere() {
        let cases = [("0; url=/x", "/x"), ("5;URL='/y z'", "/y z"), ("0,/z", "/z"), ("0; URL = \"/q\"", "/q")];
        for (text, expected) in cases {
            assert_eq!(refresh(text, 0..text.len()).map(|range| &text[range]), Some(expected), "{text}");
        }
        assert_eq!(refresh("30", 0..2), None);
    }
}
