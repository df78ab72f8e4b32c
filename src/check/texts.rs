//! Turns questions and terms that an edition lacks into diagnostics.
//!
//! A file that lacks a language altogether is reported once, with the documents that lack an edition.

use crate::diag::rules::pairs;
use crate::diag::{Diagnostic, Finding};
use crate::lang::LangId;
use crate::link::{Joined, PairIx, Site, sibling};
use crate::parse::facts::UnitKind;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, pair) in site.pairs.iter().enumerate().filter(|(at, _)| !site.is_unread(*at)) {
        let existing: Vec<LangId> = site.config.languages.ids().filter(|&lang| pair.editions[lang].is_some()).collect();
        for unit in &pair.units {
            let lacking = existing.iter().filter(|&&lang| unit.members[lang].is_none());
            found.extend(lacking.filter_map(|&lang| missing(site, at, unit, lang)));
        }
    }
    found
}

fn missing(site: &Site, pair: PairIx, unit: &Joined, lang: LangId) -> Option<Diagnostic> {
    let (own, member) = unit.members.iter().find_map(|(own, member)| Some((own, (*member)?)))?;
    let document = site.edition(pair, own)?;
    let fact = &document.facts().units[member as usize];
    if !matches!(fact.kind, UnitKind::Entry | UnitKind::Term) {
        return None;
    }
    let finding = Finding::new(&pairs::MISSING_TEXT, fact.span)
        .with("key", &*unit.id)
        .with("lang", site.config.languages[lang].segment.as_str());
    let other = sibling(document, &site.config.languages[lang], site.config.layout);
    Some(
        match other {
            Some(path) => finding.with("path", path).help("sibling"),
            None => finding.help("add"),
        }
        .at(&document.source),
    )
}
