//! Turns attributes of raw HTML that name an id which the page lacks into diagnostics.
//!
//! In a snippet such an id may be the including page's: it is not judged there.

use super::anchors::Anchors;
use super::published;
use crate::diag::rules::links;
use crate::diag::{Diagnostic, Finding};
use crate::link::Site;
use crate::parse::facts::IdUse;
use crate::parse::{Document, Kind};

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let anchors = Anchors::new(site);
    let mut found = Vec::new();
    for (_, document) in published(site).filter(|(_, document)| !document.facts().id_uses.is_empty()) {
        let missing = document.facts().id_uses.iter().filter(|used| !exists(site, document, used));
        if document.place.kind != Kind::Snippet {
            found.extend(missing.map(|used| lacking(site, &anchors, document, used).at(&document.source)));
        }
    }
    found
}

fn exists(site: &Site, document: &Document, used: &IdUse) -> bool {
    if used.map {
        return document.facts().maps.contains(&used.id);
    }
    let included = super::snippets::included(site, document);
    let in_snippets = || {
        included.iter().any(|&snippet| {
            let facts = site.documents[snippet].facts();
            let units = facts.units.iter().filter_map(|unit| unit.id.as_ref());
            units.chain(facts.anchors.iter().map(|anchor| &anchor.name)).any(|name| name.id == used.id)
        })
    };
    let pair = site.pair_of(document);
    pair.is_none_or(|pair| site.pairs[pair].ids[document.place.lang].targets.contains_key(&used.id)) || in_snippets()
}

fn lacking(site: &Site, anchors: &Anchors<'_>, document: &Document, used: &IdUse) -> Finding {
    let file = document.source.path().rsplit('/').next().unwrap_or_default();
    let finding = Finding::new(&links::BROKEN_ANCHOR, used.span).with("page", file).with("anchor", &*used.id);
    if used.map {
        return match crate::diag::nearest(&used.id, document.facts().maps.iter().map(|name| &**name)) {
            Some(near) => finding.with("suggestion", near).help("nearest").fix(near),
            None => finding.help("map"),
        };
    }
    let near = site.pair_of(document).and_then(|pair| anchors.nearest(pair, document.place.lang, &used.id));
    match near.filter(|near| near.meant) {
        Some(near) if near.sure => finding.with("suggestion", near.anchor.id).help("nearest").fix(near.anchor.id),
        Some(near) => finding.with("suggestion", near.anchor.id).help("nearest"),
        None => finding.help("element"),
    }
}
