//! Turns links to another language's edition of what exists in the reader's own into diagnostics.
//!
//! A link to a document that exists in the other language only is right as it is.

use super::anchors::Anchors;
use super::links::own_edition;
use super::typed::{Typed, folder, neutral};
use super::uses::{Use, uses};
use crate::config::Layout;
use crate::diag::rules::links;
use crate::diag::{Diagnostic, Finding};
use crate::lang::LangId;
use crate::link::{Known, PairIx, Site, Target, normalise, scheme};

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let anchors = Anchors::new(site);
    uses(site).filter_map(|use_| other_language(site, &anchors, &use_)).collect()
}

fn other_language(site: &Site, anchors: &Anchors<'_>, use_: &Use<'_>) -> Option<Diagnostic> {
    let typed = Typed::new(&use_.address.text);
    let internal = matches!(use_.target, Target::Page { .. } | Target::File { .. });
    if !internal || typed.path.is_empty() {
        return None;
    }
    if typed.path.starts_with('/') || scheme(typed.path).is_some() {
        return from_root(site, use_, &typed);
    }
    if !names_other_language(site, use_, typed.path) {
        return None;
    }
    let path = normalise(folder(use_.document), &typed.decoded_path())?;
    let (named, pair) = named_language(site, &path, use_.document.place.lang)?;
    // A page that leads to its own other edition does so on purpose.
    if pair.is_some() && pair == site.pair_of(use_.document) {
        return None;
    }
    let own = own_edition(site, use_, &typed, &path)?;
    let fragment = match (typed.fragment, pair) {
        (Some(id), Some(pair)) => anchors.kept(pair, use_.document.place.lang, id),
        (fragment, _) => fragment.map(str::to_owned),
    };
    let suggestion = typed.with(&own, fragment.as_deref());
    let languages = &site.config.languages;
    let finding = Finding::new(&links::OTHER_LANGUAGE, use_.address.span)
        .with("lang", languages[named].segment.as_str())
        .with("own", languages[use_.document.place.lang].segment.as_str())
        .with("target", own)
        .with("suggestion", suggestion.as_str());
    Some(finding.help("nearest").fix(suggestion).at(&use_.document.source))
}

/// The address of another language's page, given from the root of the site.
fn from_root(site: &Site, use_: &Use<'_>, typed: &Typed<'_>) -> Option<Diagnostic> {
    let Target::Page { page, fragment, .. } = use_.target else { return None };
    let (named, own) = (site.pages[*page].lang, use_.document.place.lang);
    let sibling = site.pages[*page].siblings[own]?;
    // An address without a language, such as an old one, leads where its owner says.
    let languages = &site.config.languages;
    let says = typed.path.split('/').any(|part| part == languages[named].segment);
    let to_itself = site.pages[*page].pair.is_some() && site.pages[*page].pair == site.pair_of(use_.document);
    if named == own || to_itself || !says || site.pages[sibling].foreign(site).is_some() {
        return None;
    }
    let url = &*site.pages[sibling].url;
    let root = url.strip_prefix(&*site.config.base.path).map_or(url.to_owned(), |inside| format!("/{inside}"));
    let suggestion = typed.with(&root, fragment.as_deref());
    let finding = Finding::new(&links::OTHER_LANGUAGE, use_.address.span)
        .with("lang", languages[named].segment.as_str())
        .with("own", languages[own].segment.as_str())
        .with("target", site.pages[*page].title.as_ref())
        .with("suggestion", suggestion.as_str());
    Some(finding.help("nearest").fix(suggestion).at(&use_.document.source))
}

/// Whether a path may name another language: most do not, and need not be looked up.
fn names_other_language(site: &Site, use_: &Use<'_>, path: &str) -> bool {
    let languages = &site.config.languages;
    let other = |suffix: &str| languages.by_suffix(suffix).is_some_and(|lang| lang != use_.document.place.lang);
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or_default();
    let suffix = name.rsplit_once('.').and_then(|(stem, _)| stem.rsplit_once('.')).map(|(_, suffix)| suffix);
    suffix.is_some_and(other) || (site.config.layout == Layout::Trees && parts.any(other))
}

/// The language that a path names although what it names exists in `own` too.
fn named_language(site: &Site, path: &str, own: LangId) -> Option<(LangId, Option<PairIx>)> {
    match site.known_paths.get(path)? {
        Known::Document { pair, lang: Some(named) } => {
            (*named != own && site.pairs[*pair].editions[own].is_some()).then_some((*named, Some(*pair)))
        }
        Known::File => {
            let (path, named) = neutral(path, &site.config.languages)?;
            let exists = matches!(site.known_paths.get(&*path), Some(Known::Files(files)) if files[own]);
            (named != own && exists).then_some((named, None))
        }
        _ => None,
    }
}
