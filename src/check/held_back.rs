//! Turns documents that wait for an edition before any of them is published into diagnostics.
//!
//! What links to them is told of at the link.

use crate::diag::rules::pairs;
use crate::diag::{Diagnostic, Finding};
use crate::link::{Held, Site};
use crate::parse::Kind;
use crate::source::Span;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    site.withheld.iter().filter_map(|(key, held)| waiting(site, key, held)).collect()
}

/// A part that only waits with its handbook is told of there.
fn waiting(site: &Site, key: &str, held: &Held) -> Option<Diagnostic> {
    let own = held.lacks.iter().find(|lack| *lack.key == *key).map(|lack| lack.beside);
    let book = || {
        let is_book = |kind: Kind| kind == Kind::Handbook;
        let found = site.documents.iter().find(|document| document.key() == key && is_book(document.place.kind));
        found.filter(|_| !held.lacks.is_empty())
    };
    let document = own.map(|own| &site.documents[own]).or_else(book)?;
    let finding = Finding::new(&pairs::HELD_BACK, Span::default()).with("key", key);
    let only = document.place.language.segment.as_str();
    Some(site.held(key, finding.with("own", only), &document.source))
}
