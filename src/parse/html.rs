//! Turns a piece of raw HTML into the addresses, ids and names in it, with their places.
//!
//! It does not mend or check the HTML, and does not look into comments, scripts and templates.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use std::ops::Range;

/// What an address in HTML is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Something that the reader may go to.
    Link,
    /// Something that the page loads or offers: an image, a sound, a file.
    Resource,
}

#[derive(Debug, PartialEq)]
pub(super) enum Found {
    /// An address, its value's place in the HTML.
    ///
    /// Of an image that says nothing of its size, the file's own may be added.
    Address { purpose: Purpose, value: String, range: Range<usize>, unsized_image: bool },
    /// An id (or the `name` of an `<a>`), its value's place in the HTML.
    Id { value: String, range: Range<usize> },
}

/// Attributes that hold an address, by element (HTML Standard, index of attributes).
const ADDRESSES: &[(&str, &[&str], Purpose)] = &[
    ("href", &["a", "area"], Purpose::Link),
    ("href", &["link", "image", "use"], Purpose::Resource),
    ("xlink:href", &["a"], Purpose::Link),
    ("xlink:href", &["image", "use"], Purpose::Resource),
    ("src", &["img", "iframe", "video", "audio", "source", "track", "embed", "input", "script"], Purpose::Resource),
    ("poster", &["video"], Purpose::Resource),
    ("data", &["object"], Purpose::Resource),
    ("action", &["form"], Purpose::Link),
    ("formaction", &["button", "input"], Purpose::Link),
    ("cite", &["blockquote", "q", "ins", "del"], Purpose::Link),
    ("srcset", &["img", "source"], Purpose::Resource),
];

/// Everything of interest in `html`, in order.
pub(super) fn scan(html: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut inert = 0_usize;
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if name == "template" && !tag.self_closing {
                    inert += 1;
                }
                if inert > 0 {
                    continue;
                }
                let says_size = |(attribute, value): (&[u8], &[u8])| {
                    let in_style =
                        || ["width", "height"].iter().any(|name| String::from_utf8_lossy(value).contains(name));
                    matches!(attribute, b"width" | b"height") || (attribute == b"style" && in_style())
                };
                let unsized_image =
                    name == "img" && !tag.attributes.iter().any(|(name, value)| says_size((name, &value.value)));
                for (attribute, value) in &tag.attributes {
                    let attribute = String::from_utf8_lossy(attribute);
                    let text = String::from_utf8_lossy(&value.value).into_owned();
                    let range = value_range(html, value.span.start..value.span.end);
                    attribute_found(&name, unsized_image, &attribute, text, range, html, &mut found);
                }
            }
            Token::EndTag(tag) if *tag.name == *b"template" => inert = inert.saturating_sub(1),
            _ => {}
        }
    }
    found.sort_by_key(|found| match found {
        Found::Address { range, .. } | Found::Id { range, .. } => range.start,
    });
    found
}

fn attribute_found(
    element: &str,
    unsized_image: bool,
    attribute: &str,
    value: String,
    range: Range<usize>,
    html: &str,
    found: &mut Vec<Found>,
) {
    if attribute == "id" || (attribute == "name" && element == "a") {
        if !value.is_empty() {
            found.push(Found::Id { value, range });
        }
        return;
    }
    let known = ADDRESSES.iter().find(|(name, elements, _)| *name == attribute && elements.contains(&element));
    let Some(&(_, _, purpose)) = known else { return };
    if attribute != "srcset" {
        found.push(Found::Address { purpose, value, range, unsized_image });
        return;
    }
    for candidate in srcset(&html[range.clone()]) {
        let at = range.start + candidate.start..range.start + candidate.end;
        let value = html[at.clone()].to_owned();
        found.push(Found::Address { purpose, value, range: at, unsized_image: false });
    }
}

/// The value's own range inside its attribute's, which the tokenizer counts from the name to the byte after the value.
fn value_range(html: &str, attribute: Range<usize>) -> Range<usize> {
    let end = attribute.end.min(html.len());
    let text = &html[attribute.start.min(end)..end];
    let Some(equals) = text.find('=') else { return end..end };
    let typed = text[equals + 1..].trim_start();
    let start = end - typed.len();
    let quote = typed.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote {
        Some(quote) => {
            let inner = &typed[1..];
            start + 1..start + 1 + inner.find(quote).unwrap_or(inner.len())
        }
        None => start..start + typed.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(typed.len()),
    }
}

/// The addresses of a `srcset` (HTML Standard, "parse a srcset attribute").
fn srcset(value: &str) -> Vec<Range<usize>> {
    let bytes = value.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        while at < bytes.len() && (bytes[at].is_ascii_whitespace() || bytes[at] == b',') {
            at += 1;
        }
        let start = at;
        while at < bytes.len() && !bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        let end = start + value[start..at].trim_end_matches(',').len();
        if end > start {
            found.push(start..end);
        }
        if end == at {
            while at < bytes.len() && bytes[at] != b',' {
                at += 1;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(html: &str) -> Vec<(String, &str)> {
        let found = scan(html).into_iter().filter_map(|found| match found {
            Found::Address { value, range, .. } => Some((value, &html[range])),
            Found::Id { .. } => None,
        });
        found.collect()
    }

    #[test]
    fn values_are_found_where_they_stand() {
        let html = "<p><A HREF='a.md'>x</A> <a href=b.md>y</a> <img alt=\"\" src=\"c&amp;d.png\">";
        assert_eq!(
            addresses(html),
            [("a.md".into(), "a.md"), ("b.md".into(), "b.md"), ("c&d.png".into(), "c&amp;d.png")]
        );
    }

    #[test]
    fn comments_scripts_and_templates_are_inert() {
        let html = "<!-- <a href=a> --><script>'<a href=b>'</script><template><a href=c></template><a href=d>";
        assert_eq!(addresses(html), [("d".into(), "d")]);
    }

    #[test]
    fn a_srcset_has_several_addresses() {
        let html = "<img srcset=\"a.png 1x, b,c.png 2x,\" src=d.png>";
        let values: Vec<String> = addresses(html).into_iter().map(|(value, _)| value).collect();
        assert_eq!(values, ["a.png", "b,c.png", "d.png"]);
    }

    #[test]
    fn ids_and_names_of_anchors() {
        let found = scan("<div id=x></div><a name=\"y\"></a><p name=z>");
        assert_eq!(found.len(), 2);
    }
}
