//! Turns documents that wait for an edition before any of them is published into diagnostics.
//!
//! What links to them is told of at the link.

use super::translations::named;
use crate::diag::rules::pairs;
use crate::diag::{Diagnostic, Finding};
use crate::lang::LangId;
use crate::link::{Held, Site};
use crate::parse::{Document, Kind};
use crate::source::Span;
use std::collections::HashMap;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    if site.withheld.is_empty() {
        return Vec::new();
    }
    let mut ready: HashMap<&str, Vec<&Document>> = HashMap::new();
    for document in site.documents.iter().filter(|document| document.meta().draft.is_none()) {
        ready.entry(document.key()).or_default().push(document);
    }
    site.withheld.iter().filter_map(|(key, held)| waiting(site, key, held, ready.get(&**key)?)).collect()
}

/// A part that only waits with its handbook is told of there.
fn waiting(site: &Site, key: &str, held: &Held, ready: &[&Document]) -> Option<Diagnostic> {
    let own = held.lacks.iter().find(|lack| *lack.key == *key).map(|lack| &site.documents[lack.beside]);
    let book = ready.iter().copied().find(|ready| ready.place.kind == Kind::Handbook && !held.lacks.is_empty());
    let document = own.or(book)?;
    let languages = |lang: LangId| {
        ready.iter().any(|ready| ready.place.lang == lang) && !held.lacks.iter().any(|lack| lack.lang == lang)
    };
    let finding = Finding::new(&pairs::HELD_BACK, Span::default()).with("key", key);
    Some(site.held(key, finding.with("own", named(site, languages)), &document.source))
}
