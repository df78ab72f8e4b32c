//! Turns uses of variables that nobody defines into diagnostics.
//!
//! A snippet's variables may come from the pages that include it: all of them must define what the settings do not.

use super::published;
use super::snippets::included;
use crate::diag::rules::documents;
use crate::diag::{Diagnostic, Finding, is_plain_slip, nearest};
use crate::link::{DocumentIx, Site};
use crate::parse::facts::NameUse;
use crate::parse::{Document, Kind};
use std::collections::HashMap;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let including = including(site);
    let mut found = Vec::new();
    for (at, document) in published(site) {
        for used in &document.facts().variables {
            let readers = including.get(&at).map_or(&[][..], Vec::as_slice);
            let unread = document.is_unread() || readers.iter().any(|&reader| site.documents[reader].is_unread());
            if !unread && !is_defined(site, document, readers, &used.name) {
                found.push(undefined(site, document, readers, used).at(&document.source));
            }
        }
    }
    found
}

/// The documents that include each snippet, directly or through others.
fn including(site: &Site) -> HashMap<DocumentIx, Vec<DocumentIx>> {
    let mut including: HashMap<DocumentIx, Vec<DocumentIx>> = HashMap::new();
    for (at, document) in published(site).filter(|(_, document)| document.place.kind != Kind::Snippet) {
        for snippet in included(site, document) {
            including.entry(snippet).or_default().push(at);
        }
    }
    including
}

fn is_defined(site: &Site, document: &Document, readers: &[DocumentIx], name: &str) -> bool {
    site.variable(document, name).is_some()
        || (!readers.is_empty() && readers.iter().all(|&reader| site.variable(&site.documents[reader], name).is_some()))
}

fn undefined(site: &Site, document: &Document, readers: &[DocumentIx], used: &NameUse) -> Finding {
    let own = std::iter::once(document).chain(readers.iter().map(|&reader| &site.documents[reader]));
    let mut known: Vec<&str> = own.flat_map(|document| document.meta().variables.keys()).map(String::as_str).collect();
    known.extend(site.variables[document.place.lang].keys().map(String::as_str));
    known.retain(|name| is_defined(site, document, readers, name));
    let finding = Finding::new(&documents::UNDEFINED_VARIABLE, used.span).with("name", &*used.name);
    match nearest(&used.name, known.iter().copied()) {
        Some(near) => {
            let suggestion = format!("{{{{ {near} }}}}");
            let sure = is_plain_slip(&used.name, near, known);
            finding.with("suggestion", suggestion.as_str()).help("nearest").fix_if(sure, suggestion)
        }
        None => finding.with("literal", format!("\\{{{{ {} }}}}", used.name)).help("define"),
    }
}
