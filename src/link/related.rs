//! Turns the `related` of a question or term (an id of its file, `other.yaml#id`, or a document) into what it names.
//!
//! It reports nothing: a name that leads nowhere is `None`.

use super::assemble::kind;
use super::resolve::{find_id, normalise};
use super::site::*;
use crate::lang::LangId;
use crate::parse::tree::Named;
use crate::parse::{Document, Kind};
use crate::shared::Shared;

impl Site {
    /// What `named`, in `document`, means to a reader of `lang`: a page, and the unit on it if it names one.
    pub fn related(&self, document: &Document, lang: LangId, named: &Named) -> Option<(PageIx, Option<JoinedIx>)> {
        let page = |pair: PairIx| {
            let pages = &self.pairs[pair].pages;
            pages[lang].or_else(|| pages.values().flatten().next().copied())
        };
        let (pair, id) = match named.id.split_once('#') {
            Some((path, id)) => (self.pair_at(document, path)?, id),
            // An id has no extension.
            None if named.id.contains(['.', '/']) && self.pair_at(document, &named.id).is_some() => {
                return Some((page(self.pair_at(document, &named.id)?)?, None));
            }
            None => (self.pair_of(document)?, &*named.id),
        };
        let page = page(pair)?;
        match find_id(&self.pairs[pair].ids[self.pages[page].lang], id)?.1 {
            Anchored::Unit(unit) => Some((page, Some(unit))),
            Anchored::Included(_) | Anchored::Inside(_) => None,
        }
    }

    /// The pair whose edition `document` is.
    pub fn pair_of(&self, document: &Document) -> Option<PairIx> {
        // Pairs stand in the order of their keys.
        self.pairs.binary_search_by(|pair| (*pair.key).cmp(document.key())).ok()
    }

    /// The document at a path relative to another one's file.
    pub fn pair_at(&self, from: &Document, path: &str) -> Option<PairIx> {
        let file = from.source.path().strip_prefix("content/").unwrap_or(from.source.path());
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        match self.known_paths.get(&*normalise(folder, path)?)? {
            Known::Document { pair, .. } => Some(*pair),
            _ => None,
        }
    }
}

/// A question or a term that the page in one language leaves out, on a page that has it.
pub(super) fn in_other_edition(
    target: &Pair,
    documents: &Shared<Document>,
    lang: LangId,
    fragment: &str,
) -> Option<(PageIx, JoinedIx)> {
    if !matches!(kind(target, documents), Kind::Faq | Kind::Glossary) {
        return None;
    }
    target.pages.iter().filter(|(other, _)| *other != lang).find_map(|(other, page)| {
        match find_id(&target.ids[other], fragment)?.1 {
            Anchored::Unit(unit) if target.units[unit as usize].members[lang].is_none() => Some(((*page)?, unit)),
            _ => None,
        }
    })
}
