//! Turns `related` entries and terms that do not exist into diagnostics.
//!
//! An entry that exists in another language only is missing there, not here.

use super::anchors::Anchors;
use super::published;
use super::typed::{encoded, folder, relative};
use crate::diag::rules::faq;
use crate::diag::{Diagnostic, Finding};
use crate::link::{Anchored, Known, PairIx, Site, find_id, normalise};
use crate::parse::Document;
use crate::parse::tree::Named;
use crate::yaml::value_map;
use std::collections::HashSet;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let anchors = Anchors::new(site);
    let mut found = Vec::new();
    // A file that has all languages side by side names each of them once.
    let mut told = HashSet::new();
    for (_, document) in published(site) {
        let entries = document.content.entries.iter().map(|entry| &entry.related);
        for named in entries.chain(document.content.terms.iter().map(|term| &term.related)).flatten() {
            let exists = site.config.languages.ids().any(|lang| site.related(document, lang, named).is_some());
            let (path, _) = named.id.split_once('#').unwrap_or((&named.id, ""));
            let unread = site.pair_at(document, path).is_some_and(|pair| site.is_unread(pair));
            if !exists && !unread && told.insert((document.source.path(), named.span)) {
                found.push(match withheld(site, document, path) {
                    Some(key) => site.withheld_link(key, &document.source, named.span, &named.id),
                    None => dangling(site, &anchors, document, named).at(&document.source),
                });
            }
        }
    }
    found
}

/// The document that is named and not published.
fn withheld<'s>(site: &'s Site, document: &Document, path: &str) -> Option<&'s str> {
    let path = normalise(folder(document), path)?;
    site.withheld_paths.get(&*path).map(|key| &**key)
}

fn dangling(site: &Site, anchors: &Anchors<'_>, document: &Document, named: &Named) -> Finding {
    let span = value_map(&document.source, named.span, &named.id).span(0, named.id.len());
    let finding = Finding::new(&faq::DANGLING_RELATED, span).with("target", &*named.id);
    match suggestion(site, anchors, document, &named.id) {
        Some((suggestion, sure)) => {
            finding.with("suggestion", suggestion.as_str()).help("nearest").fix_if(sure, suggestion)
        }
        None => finding.help("none"),
    }
}

/// What was probably meant: an id of this file, of the file that is named, or of another one.
fn suggestion(site: &Site, anchors: &Anchors<'_>, document: &Document, typed: &str) -> Option<(String, bool)> {
    let lang = document.place.lang;
    let own = site.pair_of(document)?;
    let near = |pair: PairIx, id: &str| {
        let nearest = anchors.nearest(pair, lang, id).filter(|nearest| nearest.meant)?;
        Some((encoded(nearest.anchor.id), nearest.sure))
    };
    let (path, id) = match typed.split_once('#') {
        Some((path, id)) => (Some(path), id),
        None => (None, typed),
    };
    if let Some(pair) = path.and_then(|path| site.pair_at(document, path)) {
        let (id, sure) = near(pair, id)?;
        return Some((format!("{}#{id}", path?), sure));
    }
    if path.is_none()
        && let Some(near) = near(own, id)
    {
        return Some(near);
    }
    let has = |pair: PairIx| matches!(find_id(&site.pairs[pair].ids[lang], id), Some((_, Anchored::Unit(_))));
    if path.is_some() && has(own) {
        return Some((id.to_owned(), false));
    }
    let mut others = alike(site, document).filter(|(_, pair)| *pair != own && has(*pair));
    let (path, found) = others.next()?;
    // A file can be named by several paths; another file would be another answer.
    let alone = others.all(|(_, other)| other == found);
    Some((format!("{}#{id}", relative(folder(document), path)), alone))
}

/// The paths of files of the same kind and their documents: first those without a language, which hold for all.
fn alike<'s>(site: &'s Site, document: &Document) -> impl Iterator<Item = (&'s str, PairIx)> + use<'s> {
    let (own, kind) = (document.place.lang, document.place.kind);
    let known = site.known_paths.iter().filter_map(|(path, known)| {
        let Known::Document { pair, lang } = known else { return None };
        let edition = site.pairs[*pair].editions.values().flatten().next()?;
        let same = site.documents[*edition].place.kind == kind;
        (same && lang.is_none_or(|lang| lang == own)).then_some((lang.is_some(), &**path, *pair))
    });
    let mut known: Vec<(bool, &str, PairIx)> = known.collect();
    known.sort_unstable();
    known.into_iter().map(|(_, path, pair)| (path, pair))
}
