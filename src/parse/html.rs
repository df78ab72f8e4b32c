//! Turns a piece of raw HTML into the addresses, ids and names in it, with their places.
//!
//! It does not mend or check the HTML, and does not look into comments, scripts and templates.

use super::{css, leftovers};
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
    /// The use of an id, or of the name of a `<map>`.
    IdUse { value: String, range: Range<usize>, map: bool },
    /// The name of a `<map>`.
    Map { value: String, range: Range<usize> },
    /// The tag of an image that says nothing to who does not see it.
    NoAlt { range: Range<usize> },
    /// The tag of a table that has cells and no header.
    NoHeader { range: Range<usize> },
    /// What would be a link in Markdown, as a text of the page.
    MarkdownLink { range: Range<usize> },
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
    ("longdesc", &["img"], Purpose::Link),
    ("background", &["body", "table", "td", "th"], Purpose::Resource),
    ("srcset", &["img", "source"], Purpose::Resource),
    ("imagesrcset", &["link"], Purpose::Resource),
];

/// Attributes that hold ids of the page, on any element.
const ID_USES: [&str; 12] = [
    "for",
    "headers",
    "list",
    "popovertarget",
    "aria-labelledby",
    "aria-describedby",
    "aria-details",
    "aria-controls",
    "aria-owns",
    "aria-flowto",
    "aria-errormessage",
    "aria-activedescendant",
];

/// Elements whose text is no text of the page, or is meant to be read as it is typed.
const LITERAL: [&str; 8] = ["pre", "code", "kbd", "samp", "textarea", "script", "style", "title"];

/// Everything of interest in `html`, in order.
pub(super) fn scan(html: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut inert = 0_usize;
    let (mut style, mut noscript) = (false, false);
    // The open elements whose text is shown as it is typed.
    let mut literal = 0_usize;
    let mut tables: Vec<OpenTable> = Vec::new();
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
                literal += usize::from(LITERAL.contains(&name.as_str()));
                style = name == "style";
                noscript = name == "noscript";
                let range = tag.span.start..tag.span.end.min(html.len());
                let attributes: Vec<Attribute> = tag
                    .attributes
                    .iter()
                    .map(|(name, value)| {
                        let range = value_range(html, value.span.start..value.span.end);
                        Attribute {
                            // In a template, a command may touch the name.
                            name: String::from_utf8_lossy(name).trim_matches('\u{1}').to_owned(),
                            value: String::from_utf8_lossy(&value.value).into_owned(),
                            range,
                        }
                    })
                    .collect();
                let unsized_image = name == "img" && !attributes.iter().any(says_size);
                for attribute in &attributes {
                    attribute_found(&name, unsized_image, attribute, html, &mut found);
                }
                tag_found(&name, &attributes, range, &mut tables, &mut found);
            }
            Token::EndTag(tag) => {
                (style, noscript) = (false, false);
                literal -=
                    usize::from(literal > 0 && LITERAL.iter().any(|name| name.as_bytes() == tag.name.as_slice()));
                match tag.name.as_slice() {
                    b"template" => inert = inert.saturating_sub(1),
                    b"table" if inert == 0 => {
                        let table = tables.pop().filter(|table| table.cells && !table.headers && !table.layout);
                        found.extend(table.map(|table| Found::NoHeader { range: table.range }));
                    }
                    _ => {}
                }
            }
            // To a reader without scripts it is HTML like any other.
            Token::String(text) if noscript && inert == 0 => {
                let start = text.span.start.min(html.len());
                let inner = scan(&html[start..text.span.end.min(html.len())]);
                found.extend(inner.into_iter().map(|found| found.moved(start)));
            }
            Token::String(text) if style && inert == 0 => {
                let range = text.span.start..text.span.end.min(html.len());
                css_found(html, range, &mut found);
            }
            Token::String(text) if literal == 0 && inert == 0 => {
                let start = text.span.start.min(html.len());
                let links = leftovers::links_written(&html[start..text.span.end.min(html.len())]);
                let moved = |range: Range<usize>| Found::MarkdownLink { range: range.start + start..range.end + start };
                found.extend(links.into_iter().map(moved));
            }
            _ => {}
        }
    }
    found.sort_by_key(|found| found.range().start);
    found
}

impl Found {
    fn range(&self) -> &Range<usize> {
        match self {
            Found::Address { range, .. }
            | Found::Id { range, .. }
            | Found::IdUse { range, .. }
            | Found::Map { range, .. }
            | Found::NoAlt { range }
            | Found::NoHeader { range }
            | Found::MarkdownLink { range } => range,
        }
    }

    /// The same, further on by so many bytes.
    fn moved(mut self, by: usize) -> Found {
        match &mut self {
            Found::Address { range, .. }
            | Found::Id { range, .. }
            | Found::IdUse { range, .. }
            | Found::Map { range, .. }
            | Found::NoAlt { range }
            | Found::NoHeader { range }
            | Found::MarkdownLink { range } => *range = range.start + by..range.end + by,
        }
        self
    }
}

/// The element that a piece of inline HTML opens (`true`) or closes, if what is in it is no HTML of the page.
pub(super) fn inert_element(html: &str) -> Option<bool> {
    const INERT: [&str; 4] = ["template", "script", "style", "textarea"];
    let inside = html.strip_prefix('<')?;
    let (opens, name) = inside.strip_prefix('/').map_or((true, inside), |name| (false, name));
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    INERT.iter().any(|inert| inert.eq_ignore_ascii_case(name)).then_some(opens)
}

struct Attribute {
    name: String,
    value: String,
    range: Range<usize>,
}

struct OpenTable {
    range: Range<usize>,
    cells: bool,
    headers: bool,
    /// Whether it says itself that it is no table of data.
    layout: bool,
}

/// What a tag says as a whole.
fn tag_found(
    name: &str,
    attributes: &[Attribute],
    range: Range<usize>,
    tables: &mut Vec<OpenTable>,
    found: &mut Vec<Found>,
) {
    let value = |wanted: &str| {
        attributes.iter().find(|attribute| attribute.name == wanted).map(|attribute| attribute.value.as_str())
    };
    let is_presentation = || matches!(value("role"), Some("presentation" | "none"));
    match name {
        "table" => tables.push(OpenTable { range, cells: false, headers: false, layout: is_presentation() }),
        "td" | "th" => {
            if let Some(table) = tables.last_mut() {
                table.cells = true;
                table.headers |= name == "th" || matches!(value("role"), Some("rowheader" | "columnheader"));
            }
        }
        "img" | "area" | "input" => {
            let shown = match name {
                "area" => value("href").is_some(),
                "input" => value("type").is_some_and(|kind| kind.eq_ignore_ascii_case("image")),
                _ => true,
            };
            let named = ["alt", "aria-label", "aria-labelledby"].iter().any(|name| value(name).is_some());
            if shown && !named && !is_presentation() && value("aria-hidden") != Some("true") {
                found.push(Found::NoAlt { range });
            }
        }
        "meta" => found.extend(meta_address(&value, attributes)),
        _ => {}
    }
}

/// The address that a `<meta>` names: where it leads on, or the picture that stands for the page.
fn meta_address<'a>(value: &dyn Fn(&str) -> Option<&'a str>, attributes: &'a [Attribute]) -> Option<Found> {
    let content = attributes.iter().find(|attribute| attribute.name == "content")?;
    let found = |purpose, part: Range<usize>| {
        // Where character references stand, the place is the whole value's.
        let range = match content.range.len() == content.value.len() {
            true => content.range.start + part.start..content.range.start + part.end,
            false => content.range.clone(),
        };
        Some(Found::Address { purpose, value: content.value[part].to_owned(), range, unsized_image: false })
    };
    if value("http-equiv").is_some_and(|kind| kind.eq_ignore_ascii_case("refresh")) {
        let at = content.value.to_ascii_lowercase().find("url=")? + 4;
        let rest = content.value[at..].trim_end_matches([' ', '\'', '"']);
        let start = at + rest.len() - rest.trim_start_matches([' ', '\'', '"']).len();
        return found(Purpose::Link, start..at + rest.len());
    }
    let name = value("property").or_else(|| value("name"))?;
    let is_file = matches!(name, "og:image" | "og:image:url" | "og:video" | "og:audio" | "twitter:image");
    match is_file {
        true => found(Purpose::Resource, 0..content.value.len()),
        false => (name == "og:url").then(|| found(Purpose::Link, 0..content.value.len())).flatten(),
    }
}

/// Whether an attribute of an image says how large it is.
fn says_size(attribute: &Attribute) -> bool {
    let in_style = || ["width", "height"].iter().any(|name| attribute.value.contains(name));
    matches!(attribute.name.as_str(), "width" | "height") || (attribute.name == "style" && in_style())
}

fn attribute_found(element: &str, unsized_image: bool, attribute: &Attribute, html: &str, found: &mut Vec<Found>) {
    let Attribute { name, value, range } = attribute;
    let (value, range) = (value.clone(), range.clone());
    match name.as_str() {
        "id" if !value.is_empty() => return found.push(Found::Id { value, range }),
        "name" if element == "a" && !value.is_empty() => return found.push(Found::Id { value, range }),
        "name" if element == "map" => return found.push(Found::Map { value, range }),
        "usemap" => {
            let sign = usize::from(value.starts_with('#'));
            let range = range.start + sign..range.end;
            return found.push(Found::IdUse { value: value[sign..].to_owned(), range, map: true });
        }
        "style" => return css_found(html, range, found),
        name if ID_USES.contains(&name) => return ids_found(&value, range, html, found),
        _ => {}
    }
    let known = ADDRESSES.iter().find(|(known, elements, _)| known == name && elements.contains(&element));
    let Some(&(_, _, purpose)) = known else { return };
    // An empty action is the page itself.
    if value.is_empty() && name.ends_with("action") {
        return;
    }
    if !name.ends_with("srcset") {
        found.push(Found::Address { purpose, value, range, unsized_image: unsized_image && name == "src" });
        return;
    }
    for at in srcset(html, range) {
        let value = html[at.clone()].to_owned();
        found.push(Found::Address { purpose, value, range: at, unsized_image: false });
    }
}

/// The ids of a list of them.
fn ids_found(value: &str, range: Range<usize>, html: &str, found: &mut Vec<Found>) {
    let typed = &html[range.clone()];
    if typed != value {
        // Character references: the place of one id cannot be told.
        found.extend(value.split_ascii_whitespace().map(|id| Found::IdUse {
            value: id.into(),
            range: range.clone(),
            map: false,
        }));
        return;
    }
    for id in typed.split_ascii_whitespace() {
        let start = range.start + (id.as_ptr() as usize - typed.as_ptr() as usize);
        found.push(Found::IdUse { value: id.to_owned(), range: start..start + id.len(), map: false });
    }
}

/// The addresses in CSS.
fn css_found(html: &str, range: Range<usize>, found: &mut Vec<Found>) {
    for range in css::addresses(html, range) {
        let value = css::unescaped(&html[range.clone()]).into_owned();
        found.push(Found::Address { purpose: Purpose::Resource, value, range, unsized_image: false });
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

/// The addresses of a `srcset` (HTML Standard, "parse a srcset attribute"), by their places in the text that holds the value.
pub fn srcset(text: &str, value: Range<usize>) -> Vec<Range<usize>> {
    let bytes = &text.as_bytes()[..value.end];
    let (mut found, mut at) = (Vec::new(), value.start);
    while at < bytes.len() {
        while at < bytes.len() && (bytes[at].is_ascii_whitespace() || bytes[at] == b',') {
            at += 1;
        }
        let start = at;
        while at < bytes.len() && !bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        let end = start + text[start..at].trim_end_matches(',').len();
        if end > start {
            found.push(start..end);
        }
        if end == at {
            let mut depth = 0_usize;
            while at < bytes.len() && (bytes[at] != b',' || depth > 0) {
                match bytes[at] {
                    b'(' => depth += 1,
                    b')' => depth = depth.saturating_sub(1),
                    _ => {}
                }
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
            _ => None,
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

    #[test]
    fn styles_and_meta_hold_addresses() {
        let html = "<p style=\"background: url( 'a.png' ), url(b.png)\"><style>@import 'f.css'; /* url(no) */ p { background: url(c.png) }</style>\
                    <meta http-equiv=refresh content=\"0; URL='d.html'\"><meta property=og:image content=e.png>";
        let values: Vec<String> = addresses(html).into_iter().map(|(value, _)| value).collect();
        assert_eq!(values, ["a.png", "b.png", "f.css", "c.png", "d.html", "e.png"]);
        assert!(addresses(html).iter().all(|(value, typed)| value == typed));
    }

    #[test]
    fn text_in_a_textarea_or_an_escape_is_no_link() {
        let html = "<textarea><a href=a></textarea><pre>&lt;a href=b></pre><noscript><a href=c></noscript>";
        assert_eq!(addresses(html), [("c".into(), "c")]);
    }

    #[test]
    fn uses_of_ids_and_what_is_not_said() {
        let kinds = |html: &str| -> Vec<String> {
            let word = |found: Found| match found {
                Found::IdUse { value, map, .. } => format!("{}{value}", if map { "map " } else { "" }),
                Found::Map { value, .. } => format!("name {value}"),
                Found::NoAlt { .. } => "no alt".to_owned(),
                Found::NoHeader { .. } => "no header".to_owned(),
                Found::MarkdownLink { range } => format!("link {}", &html[range]),
                _ => "other".to_owned(),
            };
            scan(html).into_iter().map(word).collect()
        };
        assert_eq!(kinds("<label for=a><p aria-describedby='b c'>"), ["a", "b", "c"]);
        assert_eq!(kinds("<object usemap='#m'><map name=m>"), ["map m", "name m"]);
        assert_eq!(kinds("<img><img alt=''><img aria-hidden=true><input><input type=image>"), ["no alt", "no alt"]);
        assert_eq!(
            kinds("<p>é [a](b.md), <i>c</i> [d](e) [f](https://x.org/)"),
            ["link [a](b.md)", "link [f](https://x.org/)"]
        );
        assert!(
            kinds("<pre>[a](b.md)</pre><p><code>[a](b.md)</code><script>[a](b.md)</script><p>[a]<b>(b.md)").is_empty()
        );
        assert_eq!(kinds("<table><td>1</table><table><th>1<td>2</table><table role=none><td></table>"), ["no header"]);
    }
}
