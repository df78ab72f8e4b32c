//! Turns a page into what its language switch must know: for every section that is not in all languages, those that have it.
//!
//! A section that is in all languages has one id in all of them, and is not named.

use super::href::whole_id;
use crate::config::Fallback;
use crate::lang::LangId;
use crate::link::{JoinedIx, Pair, PairIx, Shows, Site};
use crate::parse::Kind;
use std::collections::BTreeMap;

/// The sections by id, each with its id in the languages that have it; JSON, empty without one.
pub(super) fn switch(site: &Site, page: usize) -> String {
    let shown = &site.pages[page];
    let mut switch = BTreeMap::new();
    match (shown.shows, shown.pair) {
        (Shows::Document | Shows::Part(..), Some(pair)) => {
            let all = 0..site.pairs[pair].units.len() as JoinedIx;
            lacking(site, pair, all, "", |_| true, &mut switch);
        }
        (Shows::Whole(book), _) => {
            for part in &site.handbooks[book].parts {
                let shows = |lang: LangId| part.pages[lang].is_some();
                lacking(site, part.pair, part.unit..part.end, &part.prefix, shows, &mut switch);
            }
        }
        _ => {}
    }
    if switch.is_empty() {
        return String::new();
    }
    // `</script>` and `<!--` must not end the element that holds this.
    serde_json::to_string(&switch).unwrap_or_default().replace('<', "\\u003c")
}

/// Adds the sections of a pair that some language lacks, by their ids after `prefix`.
fn lacking<'a>(
    site: &'a Site,
    pair: PairIx,
    units: std::ops::Range<JoinedIx>,
    prefix: &str,
    shows: impl Fn(LangId) -> bool,
    switch: &mut BTreeMap<String, BTreeMap<&'a str, String>>,
) {
    let pair = &site.pairs[pair];
    let mut add = |id: &str, has: &dyn Fn(LangId) -> bool| {
        let languages = || site.config.languages.iter();
        if languages().all(|(lang, _)| has(lang)) {
            return;
        }
        let id = whole_id(prefix, id);
        let having = languages().filter(|(lang, _)| has(*lang));
        let having = having.map(|(_, language)| (language.segment.as_str(), id.clone())).collect();
        switch.insert(id, having);
    };
    // What an edition lacks of questions and terms is shown in another language; a page without an edition shows another's.
    let entries = stands_in(site, pair);
    for index in units {
        let joined = &pair.units[index as usize];
        let has = |lang: LangId| {
            let there = pair.editions[lang].is_none() || joined.members[lang].is_some();
            shows(lang) && (there || entries && is_entry(site, pair, index))
        };
        add(&joined.id, &has);
    }
    for section in &pair.included {
        let has = |lang: LangId| shows(lang) && (pair.editions[lang].is_none() || section.members[lang].is_some());
        add(&section.id, &has);
    }
}

/// Whether the pair is questions or terms that stand in for one another.
fn stands_in(site: &Site, pair: &Pair) -> bool {
    if pair.gates.fallback() == Fallback::Omit {
        return false;
    }
    let mut editions = pair.editions.values().flatten();
    editions.any(|&edition| matches!(site.documents[edition].place.kind, Kind::Faq | Kind::Glossary))
}

/// Whether a unit is a question or a term, not a heading in the text of one.
fn is_entry(site: &Site, pair: &Pair, unit: JoinedIx) -> bool {
    let members = pair.units[unit as usize].members.iter();
    members.filter_map(|(lang, member)| Some((pair.editions[lang]?, (*member)?))).any(|(edition, member)| {
        let content = &site.documents[edition].content;
        content.entries.iter().any(|entry| entry.unit == member) || content.terms.iter().any(|term| term.unit == member)
    })
}
