//! Turns pages that nothing leads to, neither a link nor the navigation, into diagnostics.
//!
//! A page in the navigation is found by every reader; home pages, landing pages and parts of a handbook have their place.

use super::uses::uses;
use crate::diag::rules::links;
use crate::diag::{Diagnostic, Finding};
use crate::link::{FolderIx, PairIx, Site, Target};
use crate::parse::Kind;
use crate::source::Span;
use std::collections::HashSet;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let hidden: Vec<PairIx> = (0..site.pairs.len()).filter(|&pair| is_hidden(site, pair)).collect();
    if hidden.is_empty() || site.is_partly_unread() {
        return Vec::new();
    }
    let mut linked: HashSet<PairIx> = HashSet::new();
    for use_ in uses(site) {
        let Target::Page { page, .. } = use_.target else { continue };
        let from = site.pair_of(use_.document);
        linked.extend(site.pages[*page].pair.filter(|pair| Some(*pair) != from));
    }
    hidden.into_iter().filter(|pair| !linked.contains(pair)).filter_map(|pair| orphan(site, pair)).collect()
}

/// Whether no menu and no list of pages has the document.
fn is_hidden(site: &Site, pair: PairIx) -> bool {
    let it = &site.pairs[pair];
    let Some(edition) = it.editions[it.source] else { return false };
    let document = &site.documents[edition];
    let is_home = it.index && site.folders[it.folder].path.is_empty();
    let said = it.editions.values().flatten().any(|&edition| site.documents[edition].meta().nav == Some(false));
    let mut folder: Option<FolderIx> = Some(it.folder);
    let mut below = false;
    while let Some(at) = folder {
        below |= !site.folders[at].nav;
        folder = site.folders[at].parent;
    }
    let has_page = it.pages.values().any(Option::is_some);
    has_page && !is_home && it.part_of.is_none() && document.place.kind != Kind::Snippet && (said || below)
}

fn orphan(site: &Site, pair: PairIx) -> Option<Diagnostic> {
    let it = &site.pairs[pair];
    let document = &site.documents[it.editions[it.source]?];
    let span = if document.content.title_span.end > 0 { document.content.title_span } else { Span::default() };
    Some(Finding::new(&links::ORPHAN_PAGE, span).help("link").at(&document.source))
}
