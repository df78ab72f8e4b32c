//! Turns a style sheet or a drawing (SVG) into the files of its own site that it asks for, each with its place.
//!
//! It knows no file, and so cannot say whether one is there. What a script adds is not seen.

use super::address::{self, Goal};
use super::page::{self, Facts, Role};
use super::scan::decoded;
use super::tree::{Kind, folder, kind};
use crate::config::Base;
use crate::parse::{css, part_of_drawing};
use crate::source::Span;

/// An address in a style sheet or a drawing.
pub struct Load {
    /// Of the raw text, without quotes and spaces around it.
    pub span: Span,
    /// As a browser reads it: character references and escapes are resolved.
    pub typed: String,
    pub goes: Goes,
}

/// Where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goes {
    /// The path from the root of the server, decoded, and the fragment if it may name an element.
    Here { path: String, part: Option<String> },
    /// To another site, with its scheme or from its host on.
    Elsewhere,
}

/// Whether a file of this name may ask for others.
pub fn may_load(address: &str) -> bool {
    matches!(kind(address), Kind::Style | Kind::Svg)
}

/// What a file asks for; `address` is its own, below the root of the site.
pub fn loads(address: &str, text: &str, base: &Base) -> Vec<Load> {
    let folder = format!("{}{}", base.path, folder(address));
    let mut facts = Facts::default();
    let is_drawing = kind(address) == Kind::Svg;
    let places: Vec<(Role, std::ops::Range<usize>)> = match is_drawing {
        true => {
            page::read(text, &mut facts, &mut Vec::new());
            // Names of other elements are no addresses.
            let addresses = |used: &page::Use| matches!(used.role, Role::Link | Role::Resource | Role::Symbol);
            facts.uses.into_iter().filter(addresses).map(|used| (used.role, used.range)).collect()
        }
        false => css::addresses(text, 0..text.len()).into_iter().map(|range| (Role::Resource, range)).collect(),
    };
    let own = format!("{}{address}", base.path);
    let load = |(role, range): (Role, std::ops::Range<usize>)| {
        let raw = &text[range.clone()];
        let start = range.start + raw.len() - raw.trim_start().len();
        let span = Span::new(start, start + raw.trim().len());
        let typed = match is_drawing {
            true => decoded(raw.trim()).into_owned(),
            false => css::unescaped(raw.trim()).into_owned(),
        };
        let goes = goes(role, &typed, &folder, &own, base)?;
        Some(Load { span, typed, goes })
    };
    places.into_iter().filter_map(load).collect()
}

fn goes(role: Role, typed: &str, folder: &str, own: &str, base: &Base) -> Option<Goes> {
    let (typed, _) = address::trimmed(typed);
    let mut path = String::new();
    let lead = address::lead(&typed, folder, base, &mut path);
    let part = lead.fragment.filter(|part| part_of_drawing(part).is_some()).map(str::to_owned);
    match lead.goal {
        Goal::Path => Some(Goes::Here { path, part }),
        // In a style sheet this is an element of whatever uses it.
        Goal::Same => (role != Role::Resource).then_some(Goes::Here { path: own.to_owned(), part: Some(part?) }),
        Goal::Elsewhere => Some(Goes::Elsewhere),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(address: &str, text: &str) -> Vec<String> {
        let base = Base { origin: Some("https://docs.example.org".into()), path: "/aide/".into() };
        let one = |load: Load| match load.goes {
            Goes::Here { path, part } => format!("{path} {}", part.unwrap_or_default()).trim_end().to_owned(),
            Goes::Elsewhere => format!("> {}", load.typed),
        };
        loads(address, text, &base).into_iter().map(one).collect()
    }

    #[test]
    fn a_style_sheet_asks_for_files() {
        let text = "@import 'b.css'; a { background: url( \"../img/\\e9t\\e9  a.png?v=1#x\" ) } \
            b { mask: url(#here) ; src: url(https://cdn.example.com/x), url(/aide/c\\).png) /* url(no) */ }";
        let found = ["/aide/css/b.css", "/aide/img/été a.png x", "> https://cdn.example.com/x", "/aide/c).png"];
        assert_eq!(told("css/a.css", text), found);
    }

    #[test]
    fn a_drawing_asks_for_files_and_parts() {
        let text = "<?xml version='1.0'?><svg><style>a{fill:url(p.svg#x)}</style><image xlink:href='d%C3%A9.png'/>\
            <use href='#b'/><use xlink:href='c.svg#d'/><image href='data:image/png;base64,AA'/>\
            <linearGradient href=\"#e\"/><a href='https://docs.example.org/aide/fr/#f'>x</a></svg>";
        let found = [
            "/aide/i/p.svg x",
            "/aide/i/dé.png",
            "/aide/i/a.svg b",
            "/aide/i/c.svg d",
            "> data:image/png;base64,AA",
            "/aide/i/a.svg e",
            "/aide/fr/ f",
        ];
        assert_eq!(told("i/a.svg", text), found);
    }
}
