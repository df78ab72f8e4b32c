//! Turns the questions of all FAQs into what is shown of each: in which edition, with which others beside it.
//!
//! What a question says under `related` is said of both: the other one names it too, whether its file says so or not.

use super::site::*;
use crate::config::Fallback;
use crate::lang::LangId;
use crate::parse::facts::UnitKind;
use crate::parse::tree::Named;
use crate::parse::{Document, Entry, Kind};
use std::collections::BTreeMap;

/// By question, those that name it, in the order of their documents.
pub type NamedBy = BTreeMap<(PairIx, JoinedIx), Vec<(PairIx, JoinedIx)>>;

/// A question as a page shows it.
#[derive(Clone, Copy)]
pub struct ShownEntry<'s> {
    pub document: DocumentIx,
    /// Its place among the entries of that document.
    pub at: usize,
    pub entry: &'s Entry,
}

impl Site {
    /// The question that a unit is, as this page of its document shows it: one that lacks in the page's language is shown
    /// in another, unless it shall be left out.
    pub fn shown_entry(&self, page: PageIx, unit: JoinedIx) -> Option<ShownEntry<'_>> {
        let shown = &self.pages[page];
        let pair = &self.pairs[shown.pair?];
        let own = self.documents[shown.edition?].place.lang;
        let leaves_out = pair.gates.fallback() == Fallback::Omit;
        let others = std::iter::once(pair.source).chain(self.config.languages.ids()).filter(|_| !leaves_out);
        let members = &pair.units.get(unit as usize)?.members;
        let (document, member) =
            std::iter::once(own).chain(others).find_map(|lang| Some((pair.editions[lang]?, members[lang]?)))?;
        let entries = &self.documents[document].content.entries;
        let at = entries.iter().position(|entry| entry.unit == member)?;
        Some(ShownEntry { document, at, entry: &entries[at] })
    }

    /// An FAQ's entry as its source edition has it, for what its translations do not repeat.
    pub fn first_entry(&self, pair: PairIx, unit: JoinedIx) -> Option<(&Document, &Entry)> {
        let source = self.pairs[pair].source;
        let document = self.edition(pair, source)?;
        let member = self.pairs[pair].units[unit as usize].members[source]?;
        Some((document, document.content.entries.iter().find(|entry| entry.unit == member)?))
    }

    /// What a question names itself, and the document that says so.
    pub fn related_of(&self, page: PageIx, unit: JoinedIx) -> Option<(&Document, &[Named])> {
        let shown = self.shown_entry(page, unit)?;
        let own = (&self.documents[shown.document], shown.entry);
        let (document, entry) = match shown.entry.related.is_empty() {
            true => self.first_entry(self.pages[page].pair?, unit).unwrap_or(own),
            false => own,
        };
        Some((document, &entry.related))
    }

    /// Whether a unit is a question, in whatever language.
    pub fn is_question(&self, pair: PairIx, unit: JoinedIx) -> bool {
        let members = self.pairs[pair].units[unit as usize].members.iter();
        let mut kinds = members.filter_map(|(lang, member)| {
            let facts = self.edition(pair, lang)?.facts();
            Some(facts.units[(*member)? as usize].kind)
        });
        kinds.next() == Some(UnitKind::Entry)
    }

    /// The questions that others name, for the readers of a language.
    pub fn named_by(&self, lang: LangId) -> NamedBy {
        let mut named = NamedBy::new();
        for (pair, page) in self.pairs.iter().enumerate().filter_map(|(at, pair)| Some((at, pair.pages[lang]?))) {
            if !self.is_faq(pair) {
                continue;
            }
            for unit in 0..self.pairs[pair].units.len() as JoinedIx {
                let Some((document, names)) = self.related_of(page, unit) else { continue };
                for other in names.iter().filter_map(|name| self.question_named(document, lang, name)) {
                    let by = named.entry(other).or_default();
                    if other != (pair, unit) && !by.contains(&(pair, unit)) {
                        by.push((pair, unit));
                    }
                }
            }
        }
        named
    }

    fn question_named(&self, document: &Document, lang: LangId, named: &Named) -> Option<(PairIx, JoinedIx)> {
        let (page, unit) = self.related(document, lang, named)?;
        let (pair, unit) = (self.pages[page].pair?, unit?);
        self.is_question(pair, unit).then_some((pair, unit))
    }

    /// Whether a pair is questions with their answers.
    pub fn is_faq(&self, pair: PairIx) -> bool {
        let mut editions = self.pairs[pair].editions.values().flatten();
        editions.any(|&edition| self.documents[edition].place.kind == Kind::Faq)
    }
}
