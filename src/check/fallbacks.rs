//! Turns links to documents that the reader's language lacks into diagnostics: the page that stands in speaks another one.
//!
//! A link that names the other language was meant.

use super::typed::{Typed, neutral};
use super::uses::{Use, uses};
use crate::diag::rules::links;
use crate::diag::{Diagnostic, Finding};
use crate::link::{PairIx, Site, Target, scheme, sibling};
use std::collections::HashSet;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let lacking: Vec<bool> = site.pairs.iter().map(|pair| pair.editions.values().any(Option::is_none)).collect();
    if lacking.iter().all(|lacking| !lacking) {
        return Vec::new();
    }
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for use_ in uses(site) {
        let Target::Page { page, .. } = use_.target else { continue };
        let Some(pair) = site.pages[*page].pair.filter(|&pair| lacking[pair]) else { continue };
        let lang = use_.document.place.lang;
        if site.pairs[pair].editions[lang].is_none() && site.pair_of(use_.document) != Some(pair) {
            let first = seen.insert((use_.document.source.path(), use_.address.span));
            found.extend(first.then(|| stand_in(site, &use_, pair)).flatten());
        }
    }
    found
}

fn stand_in(site: &Site, use_: &Use<'_>, pair: PairIx) -> Option<Diagnostic> {
    let languages = &site.config.languages;
    let typed = Typed::new(&use_.address.text);
    let own = use_.document.place.lang;
    // The suffix, or a whole address, says that the change of language is meant.
    if typed.path.starts_with('/')
        || scheme(typed.path).is_some()
        || neutral(&typed.decoded_path(), languages).is_some()
        || typed.path.is_empty()
    {
        return None;
    }
    let (lang, edition) = site.pairs[pair].editions.iter().find_map(|(lang, edition)| Some((lang, (*edition)?)))?;
    let document = &site.documents[edition];
    let finding = Finding::new(&links::FALLBACK_PAGE, use_.address.span)
        .with("target", typed.path)
        .with("lang", languages[lang].segment.as_str())
        .with("own", languages[own].segment.as_str());
    let from = &languages[lang];
    let missing = sibling(document, &languages[own], site.config.layout);
    let draft = site.pairs[pair].drafts[own].map(|draft| site.documents[draft].source.path());
    let finding = match (!site.only(pair).is_empty(), missing, typed.path.rsplit_once('.')) {
        (false, _, _) if let Some(path) = draft => finding.with("path", path).help("draft"),
        (false, Some(path), _) => finding.with("path", path).help("translate"),
        (_, Some(_), Some((stem, "md" | "yaml"))) if site.config.layout == crate::config::Layout::SideBySide => {
            let path = format!("{stem}.{}.{}", from.suffix, typed.path.rsplit('.').next().unwrap_or_default());
            let suggestion = typed.with(&path, typed.fragment);
            // Whether it is meant is for the author to say, and has to be said in the text of the link too.
            finding.with("suggestion", suggestion).help("nearest")
        }
        _ => finding.with("path", document.source.path()).help("translate"),
    };
    Some(finding.at(&use_.document.source))
}
