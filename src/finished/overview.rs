//! Turns one finished page into what its readers are told of languages: its own, its title, its links and images.
//!
//! It judges nothing, and follows no address.

use super::scan::{Attribute, Scanner, decoded};
use std::ops::Range;

/// What a page says of languages and in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// `lang` of the whole page.
    pub lang: String,
    pub title: String,
    pub description: String,
    pub links: Vec<Link>,
    /// The languages of the alternates with their addresses.
    pub alternates: Vec<(String, String)>,
    pub images: Vec<Image>,
}

/// A link that readers can follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    pub href: String,
    pub hreflang: String,
    /// The language of its text: of itself, or of what it stands in.
    pub lang: String,
    /// What readers see or hear.
    pub text: String,
}

/// An image of the page's own text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    pub src: String,
    pub alt: String,
}

/// Elements that have no end.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements whose text nobody reads as such.
const SILENT: [&str; 4] = ["script", "style", "template", "svg"];

/// An element that is open.
struct Open {
    name: String,
    lang: String,
}

/// Reads a page.
pub fn overview(html: &str) -> Overview {
    let mut page = Overview::default();
    let mut scanner = Scanner::new(html);
    let mut attributes = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    // The link that is open, and its text so far.
    let mut link: Option<(Link, String)> = None;
    let mut title: Option<String> = None;
    let mut at = 0;
    while let Some(tag) = scanner.next(&mut attributes) {
        let name = html[tag.name.clone()].to_ascii_lowercase();
        let silent = open.iter().any(|open| SILENT.contains(&open.name.as_str()));
        if !silent && at <= tag.range.start {
            let text = decoded(&html[at..tag.range.start]);
            link.iter_mut().for_each(|(_, all)| all.push_str(&text));
            title.iter_mut().for_each(|all| all.push_str(&text));
        }
        at = tag.range.end;
        if tag.closes {
            if let Some((found, text)) = link.take_if(|_| name == "a") {
                page.links.push(Link { text: tidy(if found.text.is_empty() { &text } else { &found.text }), ..found });
            }
            if let Some(text) = title.take_if(|_| name == "title") {
                page.title = tidy(&text);
            }
            if let Some(found) = open.iter().rposition(|open| open.name == name) {
                open.truncate(found);
            }
            continue;
        }
        let element = Element { html, attributes: &attributes };
        let lang = element.value("lang");
        let lang = if lang.is_empty() { open.last().map_or("", |open| &open.lang).to_owned() } else { lang };
        let in_main = open.iter().any(|open| open.name == "main");
        match name.as_str() {
            "html" => page.lang = lang.clone(),
            "title" if !silent => title = Some(String::new()),
            "meta" if element.value("name").eq_ignore_ascii_case("description") => {
                page.description = tidy(&element.value("content"));
            }
            "link" if element.value("rel").split_ascii_whitespace().any(|rel| rel == "alternate") => {
                let tag = element.value("hreflang");
                page.alternates.extend((!tag.is_empty()).then(|| (tag, element.value("href"))));
            }
            "a" if element.range("href").is_some() && !silent => {
                let (href, hreflang, text) =
                    (element.value("href"), element.value("hreflang"), element.value("aria-label"));
                link = Some((Link { href, hreflang, lang: lang.clone(), text }, String::new()));
            }
            "img" => {
                let (src, alt) = (element.value("src"), tidy(&element.value("alt")));
                link.iter_mut().for_each(|(_, text)| text.push_str(&alt));
                if in_main {
                    page.images.push(Image { src, alt });
                }
            }
            _ => {}
        }
        if !tag.self_closing && !VOID.contains(&name.as_str()) {
            open.push(Open { name, lang });
        }
    }
    page
}

/// The tag that is read.
struct Element<'a> {
    html: &'a str,
    attributes: &'a [Attribute],
}

impl Element<'_> {
    fn range(&self, name: &str) -> Option<Range<usize>> {
        let found = self.attributes.iter().find(|one| self.html[one.name.clone()].eq_ignore_ascii_case(name));
        found.map(|one| one.value.clone())
    }

    fn value(&self, name: &str) -> String {
        self.range(name).map_or_else(String::new, |range| decoded(&self.html[range]).trim().to_owned())
    }
}

/// A text with single spaces.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_its_readers_have_it() {
        let page = overview(
            "<!doctype html><html lang=fr-CA><head><title>Un &amp; deux</title>\
             <meta name=description content=\"Une  ligne\"><link rel=alternate hreflang=en href=/en/>\
             <script>var a = '<a href=x>no</a>';</script></head><body><nav><ul lang=en><li><a href=/en/ hreflang=en-CA>\
             <svg><title>no</title></svg> English </a></ul></nav><img src=logo.svg alt=Logo><main><p>\
             <a href='b.html' aria-label='Suite'>x</a><br><img src=a.svg alt='Un  schéma'></main></body></html>",
        );
        assert_eq!(
            (page.lang.as_str(), page.title.as_str(), page.description.as_str()),
            ("fr-CA", "Un & deux", "Une ligne")
        );
        assert_eq!(page.alternates, [("en".to_owned(), "/en/".to_owned())]);
        let links: Vec<[&str; 4]> =
            page.links.iter().map(|link| [&*link.href, &*link.hreflang, &*link.lang, &*link.text]).collect();
        assert_eq!(links, [["/en/", "en-CA", "en", "English"], ["b.html", "", "fr-CA", "Suite"]]);
        assert_eq!(page.images, [Image { src: "a.svg".into(), alt: "Un schéma".into() }]);
    }
}
