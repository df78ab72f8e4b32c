//! Turns the `related` of a question (an id of its file, or `other.yaml#id`) into the entry that it names.
//!
//! It reports nothing: a name that leads nowhere is `None`.

use super::resolve::{find_id, normalise};
use super::site::*;
use crate::lang::LangId;
use crate::parse::Document;
use crate::parse::tree::Named;

impl Site {
    /// The entry that `named`, in `document`, means to a reader of `lang`: its page, and the unit on it.
    pub fn related(&self, document: &Document, lang: LangId, named: &Named) -> Option<(PageIx, JoinedIx)> {
        let (pair, id) = match named.id.split_once('#') {
            Some((path, id)) => (self.pair_at(document, path)?, id),
            None => (self.pair_of(document)?, &*named.id),
        };
        let pair = &self.pairs[pair];
        let page = pair.pages[lang].or_else(|| pair.pages.values().flatten().next().copied())?;
        match find_id(&pair.ids[self.pages[page].lang], id)?.1 {
            Anchored::Unit(unit) => Some((page, unit)),
            Anchored::Inside(_) => None,
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
