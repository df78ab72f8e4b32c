//! Turns values that hold several addresses (JSON-LD, `refresh`, sitemaps) into the place of each.
//!
//! It resolves nothing; places are in the text that holds the value.

use super::scan::{Attribute, Scanner};
use crate::parse::css::quoted;
use std::ops::Range;

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
