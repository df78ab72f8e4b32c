//! Turns snippets that no page includes, in any language, into diagnostics.
//!
//! A snippet that only another unused snippet includes is reported with it: both reach no reader.

use super::published;
use super::snippets::included;
use crate::diag::rules::quality;
use crate::diag::{Diagnostic, Finding};
use crate::link::Site;
use crate::parse::Kind;
use crate::source::Span;
use std::collections::HashSet;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    if site.snippets.is_empty() {
        return Vec::new();
    }
    let pages = published(site).filter(|(_, document)| document.place.kind != Kind::Snippet);
    let used: HashSet<_> = pages.flat_map(|(_, document)| included(site, document)).collect();
    // A snippet that a misspelt name probably means is not unused but misspelt.
    let missing = super::snippets::missing(site);
    let meant = |name: &str| missing.iter().any(|diagnostic| diagnostic.finding.arg("suggestion") == Some(name));
    let unused = site
        .snippets
        .iter()
        .filter(|(name, snippet)| !snippet.values().flatten().any(|at| used.contains(at)) && !meant(name));
    let report = |(name, snippet): (&Box<str>, &crate::lang::PerLang<Option<usize>>)| {
        // Once, at the first edition: the others are of no more use.
        let at = snippet.values().flatten().next()?;
        let finding = Finding::new(&quality::UNUSED_SNIPPET, Span::default()).with("name", &**name);
        Some(finding.help("remove").at(&site.documents[*at].source))
    };
    unused.filter_map(report).collect()
}
