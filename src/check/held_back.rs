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

/// What waits with others, as a handbook does with its parts, is told of where an edition is missing.
fn waiting(site: &Site, key: &str, held: &Held, ready: &[&Document]) -> Option<Diagnostic> {
    let own = held.lacks.iter().find(|lack| *lack.key == *key)?;
    let document = &site.documents[own.beside];
    let languages = |lang: LangId| {
        ready.iter().any(|ready| ready.place.lang == lang) && !held.lacks.iter().any(|lack| lack.lang == lang)
    };
    let finding = Finding::new(&pairs::HELD_BACK, Span::default()).with("key", key);
    let diagnostic = site.held(key, finding.with("own", named(site, languages)), &document.source);
    Some(match book(site, document) {
        Some(book) => diagnostic.also(&book.source, Span::default(), "book"),
        None => diagnostic,
    })
}

/// The handbook that waits with a part of it.
fn book<'s>(site: &'s Site, part: &Document) -> Option<&'s Document> {
    matches!(part.place.kind, Kind::Part | Kind::HandbookText).then_some(())?;
    let books = site.documents.iter().filter(|book| book.place.kind == Kind::Handbook);
    let waits = |book: &&Document| {
        let lacks = site.withheld.get(book.key()).map(|held| &held.lacks);
        lacks.is_some_and(|lacks| lacks.iter().any(|lack| *lack.key == *part.key()))
    };
    books.filter(|book| book.place.folder == part.place.folder).find(waits)
}
