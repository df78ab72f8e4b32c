//! Turns a site into its translations: every document and snippet in every language that it is not written in first,
//! unit by unit, with the state and the typed texts of both sides.
//!
//! Texts are read when they are asked for: most units need none.

use crate::lang::LangId;
use crate::ledger::{LEAD, State, UnitStatus};
use crate::link::{PairIx, Site};
use crate::parse::Document;
use crate::source::{Digest, Digester, Span};
use std::borrow::Cow;

/// One document in one language.
pub struct Translation<'s> {
    /// The document's key, also of a snippet.
    pub key: &'s str,
    /// None of a snippet.
    pub pair: Option<PairIx>,
    /// The language that it is written in first, and that of the translation.
    pub langs: (LangId, LangId),
    pub source: &'s Document,
    /// None if there is no such edition.
    pub translation: Option<&'s Document>,
    pub units: Vec<Unit<'s>>,
}

/// One unit of a translation.
pub struct Unit<'s> {
    /// The id; [`LEAD`] of the text before the first unit, and of a snippet.
    pub id: &'s str,
    pub status: UnitStatus,
    source: Option<Side<'s>>,
    translation: Option<Side<'s>>,
}

/// One of the two texts of a unit: the document, and the unit in it.
#[derive(Clone, Copy)]
struct Side<'s> {
    document: &'s Document,
    unit: Option<u32>,
}

impl<'s> Side<'s> {
    fn text(self) -> Option<Cow<'s, str>> {
        self.unit.map_or_else(|| self.document.lead(), |unit| self.document.own_text(unit))
    }

    fn place(self) -> Span {
        let facts = self.document.facts();
        self.unit.map_or(self.document.content.title_span, |unit| facts.units[unit as usize].span)
    }
}

impl<'s> Unit<'s> {
    pub fn state(&self) -> State {
        self.status.state
    }

    /// What is typed in the language that the document is written in first.
    pub fn source_text(&self) -> Option<Cow<'s, str>> {
        self.source?.text()
    }

    /// What is typed in the language of the translation.
    pub fn translated_text(&self) -> Option<Cow<'s, str>> {
        self.translation?.text()
    }

    /// The place of the source's heading, item or question.
    pub fn source_place(&self) -> Option<Span> {
        Some(self.source?.place())
    }

    /// The place of the translation's heading, item or question.
    pub fn translated_place(&self) -> Option<Span> {
        Some(self.translation?.place())
    }

    /// What both sides said when they were accepted, if they ever were: the source's first.
    pub fn agreed(&self, site: &Site, langs: (LangId, LangId)) -> Option<Agreed> {
        let mut accepted = site.ledger.texts(self.status.line?)?;
        let suffixes = site.suffixes(langs.0, langs.1);
        let waived = accepted.waived.take();
        // What was waived is what further changes are compared with.
        let (source, reason) = match (waived, self.state()) {
            (Some(waiver), State::Waived) => (accepted.text(suffixes.0).map(str::to_owned), Some(waiver.reason)),
            (Some(waiver), _) => (Some(waiver.text), None),
            (None, _) => (accepted.text(suffixes.0).map(str::to_owned), None),
        };
        Some(Agreed { texts: [source, accepted.text(suffixes.1).map(str::to_owned)], reason })
    }

    /// What somebody who looks at the unit sees of it: other texts, or another state, have another digest.
    pub fn seen(&self) -> Digest {
        let texts = (self.source_text(), self.translated_text());
        Digester::new().and(self.id).and(self.state().name()).and(&texts).digest()
    }

    /// The words of the source, as translators count them: what stands between spaces and has a letter or a digit.
    pub fn words(&self) -> usize {
        self.source_text().map_or(0, |text| words(&text))
    }
}

/// What is recorded of a unit.
#[derive(Debug, Default)]
pub struct Agreed {
    /// What the source and its translation were when they were accepted.
    pub texts: [Option<String>; 2],
    /// Why the source's changes since need no translation, if they were waived and nothing changed after that.
    pub reason: Option<String>,
}

impl Translation<'_> {
    /// What somebody who looks at the whole document sees of it.
    pub fn seen(&self) -> Digest {
        let seen = Digester::new().and(self.key).and(&self.langs);
        self.units.iter().fold(seen, |seen, unit| seen.and(&unit.seen())).digest()
    }
}

/// The words of a typed text, code left out.
pub fn words(text: &str) -> usize {
    let mut fenced = false;
    let mut count = 0;
    for line in text.lines() {
        let fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        fenced ^= fence;
        if !fence && !fenced {
            let counts = |word: &&str| word.contains(char::is_alphanumeric) && !word.starts_with("{#");
            count += line.split_whitespace().filter(counts).count();
        }
    }
    count
}

/// Every translation of the site, by key, then in the order of the languages.
pub fn translations(site: &Site) -> Vec<Translation<'_>> {
    let languages = &site.config.languages;
    let mut found: Vec<Translation<'_>> = Vec::new();
    for index in 0..site.pairs.len() {
        found.extend(languages.ids().filter_map(|lang| document(site, index, lang)));
    }
    for (name, states) in &site.states.snippets {
        found.extend(states.iter().filter_map(|(lang, status)| snippet(site, name, lang, (*status)?)));
    }
    for (key, states) in &site.states.folders {
        found.extend(states.iter().filter_map(|(lang, status)| folder(site, key, lang, (*status)?)));
    }
    found.sort_by(|a, b| (a.key, a.langs.1).cmp(&(b.key, b.langs.1)));
    found
}

/// The translation of one document or snippet, by its key.
pub fn translation<'s>(site: &'s Site, key: &str, lang: LangId) -> Option<Translation<'s>> {
    if let Some(index) = site.pairs.iter().position(|pair| *pair.key == *key) {
        return document(site, index, lang);
    }
    if let Some(states) = site.states.folders.get(key) {
        return folder(site, key, lang, states[lang]?);
    }
    let (name, states) = site.states.snippets.iter().find(|(name, _)| {
        let editions = site.snippets.get(*name);
        editions.is_some_and(|of| of.values().flatten().any(|&at| site.documents[at].key() == key))
    })?;
    snippet(site, name, lang, states[lang]?)
}

fn document(site: &Site, index: PairIx, lang: LangId) -> Option<Translation<'_>> {
    let pair = &site.pairs[index];
    let all = site.status(index, lang);
    let (source, translation) = (site.edition(index, pair.source)?, site.edition(index, lang));
    let unit = |status: &UnitStatus| {
        let joined = status.unit.map(|unit| &pair.units[unit as usize]);
        let side = |document, lang: LangId| match joined {
            None => Some(Side { document, unit: None }),
            Some(joined) => joined.members[lang].map(|unit| Side { document, unit: Some(unit) }),
        };
        Unit {
            id: joined.map_or(LEAD, |joined| &joined.id),
            status: *status,
            source: side(source, pair.source),
            translation: translation.and_then(|document| side(document, lang)),
        }
    };
    let langs = (pair.source, lang);
    let units: Vec<Unit<'_>> = all.iter().map(unit).collect();
    (!units.is_empty()).then_some(Translation { key: &pair.key, pair: Some(index), langs, source, translation, units })
}

fn snippet<'s>(site: &'s Site, name: &str, lang: LangId, status: UnitStatus) -> Option<Translation<'s>> {
    let editions = site.snippets.get(name)?;
    let from = site.source_of(editions)?;
    let edition = |lang: LangId| editions[lang].map(|at| &site.documents[at]);
    Some(whole(edition(from)?, edition(lang), (from, lang), status))
}

/// What a folder is called, in a language.
fn folder<'s>(site: &'s Site, key: &str, lang: LangId, status: UnitStatus) -> Option<Translation<'s>> {
    let editions = site.folder_texts.get(key)?;
    let from = site.source_of(editions)?;
    Some(whole(editions[from].as_ref()?, editions[lang].as_ref(), (from, lang), status))
}

/// A text that is one unit.
fn whole<'s>(
    source: &'s Document,
    translation: Option<&'s Document>,
    langs: (LangId, LangId),
    status: UnitStatus,
) -> Translation<'s> {
    let side = |document| Side { document, unit: None };
    let unit = Unit { id: LEAD, status, source: Some(side(source)), translation: translation.map(side) };
    Translation { key: source.key(), pair: None, langs, source, translation, units: vec![unit] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_stands_between_spaces() {
        assert_eq!(words("## L'aide {#a}\n\n- Un « mot »; 10 %\n\n```\nlet x = 1;\n```\n\nFin."), 5);
    }
}
