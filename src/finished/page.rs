//! Turns one finished page into the addresses it uses and the ids it defines, with their places.
//!
//! It resolves nothing, and looks neither into comments and scripts nor into `<template>`, which show nothing.

use super::scan::{Attribute, Scanner, Tag};
use super::values;
use crate::parse::{css, srcset};
use std::ops::Range;

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Something that the reader may go to.
    Link,
    /// The address that a form is sent to.
    Form,
    /// Something that the page loads or offers: an image, a style sheet, a feed.
    Resource,
    /// A part of an SVG image.
    Symbol,
    Canonical,
    Alternate,
    /// Where a page leads on by itself.
    Refresh,
    /// Metadata for other programs, which take whole URLs.
    Data,
    /// A string of JSON.
    Json,
    /// Ids of elements of the same page, between spaces.
    Ids,
    /// The name of an image map, after `#`.
    Map,
}

/// One address in a page.
#[derive(Clone, Debug)]
pub(super) struct Use {
    pub role: Role,
    /// The raw value's place.
    pub range: Range<usize>,
    /// A link says what language it leads to; a page leads on at once.
    pub marked: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Id {
    pub range: Range<usize>,
    pub kind: IdKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IdKind {
    Id,
    /// The name of an `<a>`, which is as good.
    Name,
    /// Inside `<noscript>`: there only without JavaScript.
    Faint,
    /// The name of an image map.
    Map,
}

/// What one page says; kept between pages for its memory.
#[derive(Default)]
pub(super) struct Facts {
    pub uses: Vec<Use>,
    pub ids: Vec<Id>,
    pub lang: Option<Range<usize>>,
    pub base: Option<Range<usize>>,
    /// Languages of the uses that are alternates: the use's place in `uses`, and that of the tag.
    pub alternates: Vec<(usize, Range<usize>)>,
}

impl Facts {
    fn clear(&mut self) {
        self.uses.clear();
        self.ids.clear();
        self.alternates.clear();
        (self.lang, self.base) = (None, None);
    }
}

/// The element that is read.
struct Element<'a> {
    html: &'a str,
    name: &'a str,
    attributes: &'a [Attribute],
    faint: bool,
}

impl<'a> Element<'a> {
    fn range(&self, name: &str) -> Option<Range<usize>> {
        let found = self.attributes.iter().find(|one| self.html[one.name.clone()].eq_ignore_ascii_case(name));
        found.map(|one| one.value.clone())
    }

    fn value(&self, name: &str) -> Option<&'a str> {
        self.range(name).map(|range| &self.html[range])
    }
}

/// Reads a page into `facts`; `attributes` is memory to work in.
pub(super) fn read(html: &str, facts: &mut Facts, attributes: &mut Vec<Attribute>) {
    facts.clear();
    let mut scanner = Scanner::new(html);
    let (mut inert, mut faint) = (0_usize, 0_usize);
    let mut lower = [0_u8; 16];
    while let Some(tag) = scanner.next(attributes) {
        let name = lowered(&html.as_bytes()[tag.name.clone()], &mut lower);
        match (name, tag.closes) {
            ("template", false) => inert += 1,
            ("template", true) => inert = inert.saturating_sub(1),
            ("noscript", false) => faint += 1,
            ("noscript", true) => faint = faint.saturating_sub(1),
            _ => {}
        }
        if tag.closes || inert > 0 {
            continue;
        }
        let has_text = matches!(name, "style" | "script");
        if attributes.is_empty() && !has_text {
            continue;
        }
        element(&Element { html, name, attributes, faint: faint > 0 }, facts);
        if has_text {
            let end = scanner.end_of_text(&tag);
            content(&Element { html, name, attributes, faint: faint > 0 }, &tag, end, facts);
        }
    }
}

/// A name in lower case; one too long to be known is nothing.
fn lowered<'b>(name: &[u8], lower: &'b mut [u8; 16]) -> &'b str {
    let Some(target) = lower.get_mut(..name.len()) else { return "" };
    target.copy_from_slice(name);
    target.make_ascii_lowercase();
    std::str::from_utf8(target).unwrap_or("")
}

/// What every element may have, then what its kind has.
fn element(element: &Element<'_>, facts: &mut Facts) {
    let own = element.name;
    let mut lower = [0_u8; 16];
    for attribute in element.attributes {
        let range = attribute.value.clone();
        let name = lowered(&element.html.as_bytes()[attribute.name.clone()], &mut lower);
        let role = match (name, own) {
            ("class" | "", _) => continue,
            ("id", _) => {
                let kind = if element.faint { IdKind::Faint } else { IdKind::Id };
                facts.ids.push(Id { range, kind });
                continue;
            }
            ("name", "a" | "map") => {
                let kind = if own == "map" { IdKind::Map } else { IdKind::Name };
                facts.ids.push(Id { range, kind });
                continue;
            }
            ("href", "a" | "area") | ("xlink:href", "a") => Role::Link,
            ("href", "link") => link(element, facts, attribute),
            ("href", "base") => {
                facts.base.get_or_insert(range);
                continue;
            }
            // What takes over another element of the drawing.
            ("href" | "xlink:href", "use" | "lineargradient" | "radialgradient" | "pattern" | "textpath" | "mpath") => {
                Role::Symbol
            }
            ("href" | "xlink:href", "image" | "feimage") => Role::Resource,
            ("href" | "xlink:href", "script") => Role::Resource,
            ("src", "input") if !element.value("type").is_some_and(|kind| kind.eq_ignore_ascii_case("image")) => {
                continue;
            }
            (
                "src",
                "img" | "iframe" | "video" | "audio" | "source" | "track" | "embed" | "input" | "script" | "frame",
            ) => Role::Resource,
            ("poster", "video") | ("data", "object") | ("background", "body" | "table" | "td" | "th") => Role::Resource,
            ("srcset", "img" | "source") | ("imagesrcset", "link") => {
                let found = srcset(element.html, range);
                facts.uses.extend(found.into_iter().map(|range| Use { role: Role::Resource, range, marked: false }));
                continue;
            }
            ("style", _) => {
                styles(element.html, range, facts);
                continue;
            }
            ("action", "form") | ("formaction", "button" | "input") => Role::Form,
            ("cite", "blockquote" | "q" | "ins" | "del") | ("longdesc", "img") => Role::Link,
            ("usemap", "img" | "object" | "input") => Role::Map,
            ("for", "label" | "output") | ("headers", "td" | "th") | ("list", "input") => Role::Ids,
            ("form", "button" | "input" | "select" | "textarea" | "fieldset" | "output") => Role::Ids,
            ("popovertarget", "button" | "input") => Role::Ids,
            ("aria-labelledby" | "aria-describedby" | "aria-details", _) => Role::Ids,
            ("lang", "html") => {
                facts.lang = Some(range);
                continue;
            }
            ("content", "meta") => {
                meta(element, range, facts);
                continue;
            }
            _ => continue,
        };
        if role == Role::Alternate && facts.alternates.last().is_none_or(|(at, _)| *at != facts.uses.len()) {
            // An alternate without a language is another form of the page, such as a feed.
            facts.uses.push(Use { role: Role::Resource, range, marked: false });
            continue;
        }
        if let Some(role) = relation_counts(role, element) {
            let marked = role == Role::Link && (element.value("hreflang").is_some() || element.value("lang").is_some());
            facts.uses.push(Use { role, range, marked });
        }
    }
}

/// What a `<link>` leads to.
fn link(element: &Element<'_>, facts: &mut Facts, href: &Attribute) -> Role {
    let rel = element.value("rel").unwrap_or_default();
    let has = |word: &str| rel.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(word));
    if has("canonical") {
        return Role::Canonical;
    }
    if has("alternate") && !has("stylesheet") {
        let place = element.range("hreflang").filter(|range| !range.is_empty());
        if let Some(range) = place.filter(|_| !href.value.is_empty()) {
            facts.alternates.push((facts.uses.len(), range));
        }
        return Role::Alternate;
    }
    if ["next", "prev", "up", "help", "author", "license", "search"].into_iter().any(has) {
        Role::Link
    } else {
        Role::Resource
    }
}

/// Nothing stands at the address of a connection made ahead of time.
fn relation_counts(role: Role, element: &Element<'_>) -> Option<Role> {
    let rel = (element.name == "link").then(|| element.value("rel")).flatten();
    let ahead = ["preconnect", "dns-prefetch", "profile", "pingback"];
    let idle =
        |rel: &str| rel.split_ascii_whitespace().any(|one| ahead.iter().any(|word| one.eq_ignore_ascii_case(word)));
    (!rel.is_some_and(idle)).then_some(role)
}

fn styles(html: &str, range: Range<usize>, facts: &mut Facts) {
    let found = css::addresses(html, range).into_iter().filter(|range| !html[range.clone()].starts_with('#'));
    facts.uses.extend(found.map(|range| Use { role: Role::Resource, range, marked: false }));
}

/// A page that leads on after more seconds than this is there to be read.
const AT_ONCE: u32 = 3;

fn meta(element: &Element<'_>, range: Range<usize>, facts: &mut Facts) {
    if element.value("http-equiv").is_some_and(|name| name.trim().eq_ignore_ascii_case("refresh")) {
        let delay = element.html[range.clone()].trim_start();
        let delay = delay.split(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse::<u32>().ok());
        if let Some(range) = values::refresh(element.html, range) {
            facts.uses.push(Use { role: Role::Refresh, range, marked: delay.unwrap_or(0) <= AT_ONCE });
        }
        return;
    }
    const ADDRESSES: [&str; 12] = [
        "og:url",
        "og:image",
        "og:image:url",
        "og:image:secure_url",
        "og:video",
        "og:audio",
        "twitter:image",
        "twitter:image:src",
        "twitter:player",
        "msapplication-tileimage",
        "msapplication-config",
        "thumbnail",
    ];
    let name = element.value("property").or_else(|| element.value("name")).unwrap_or_default();
    if ADDRESSES.iter().any(|known| name.eq_ignore_ascii_case(known))
        && !range.is_empty()
        && &element.html[range.clone()] != "none"
    {
        facts.uses.push(Use { role: Role::Data, range, marked: false });
    }
}

/// The text of a style sheet or of a script that holds data.
fn content(element: &Element<'_>, tag: &Tag, end: usize, facts: &mut Facts) {
    let range = tag.range.end..end.max(tag.range.end);
    if element.name == "style" {
        return styles(element.html, range, facts);
    }
    if element.value("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json")) {
        let found = values::json_ld(element.html, range);
        facts.uses.extend(found.into_iter().map(|range| Use { role: Role::Json, range, marked: false }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uses(html: &str) -> Vec<(Role, String)> {
        let mut facts = Facts::default();
        read(html, &mut facts, &mut Vec::new());
        facts.uses.iter().map(|one| (one.role, html[one.range.clone()].to_owned())).collect()
    }

    #[test]
    fn templates_are_inert_and_noscript_is_faint() {
        let html = "<template><p id=a><a href=b></template><noscript><p id=c><a href=d></noscript><p id=e>";
        let mut facts = Facts::default();
        read(html, &mut facts, &mut Vec::new());
        let ids: Vec<(&str, IdKind)> = facts.ids.iter().map(|id| (&html[id.range.clone()], id.kind)).collect();
        assert_eq!(ids, [("c", IdKind::Faint), ("e", IdKind::Id)]);
        assert_eq!(uses(html), [(Role::Link, "d".to_owned())]);
    }

    #[test]
    fn a_link_means_what_its_relation_says() {
        let html = "<link rel=canonical href=a><link rel=alternate hreflang=fr href=b><link rel=preconnect href=c>\
            <link rel='alternate' type=application/rss+xml href=d><link rel=next href=e><link rel=icon href=f>";
        let roles: Vec<Role> = uses(html).into_iter().map(|(role, _)| role).collect();
        assert_eq!(roles, [Role::Canonical, Role::Alternate, Role::Resource, Role::Link, Role::Resource]);
    }
}
