//! Turns sections and clauses of a handbook that an edition lacks into diagnostics at both places.
//!
//! In other documents a section more in one language is nobody's fault.

use crate::diag::rules::pairs;
use crate::diag::{Diagnostic, Finding};
use crate::lang::LangId;
use crate::link::{JoinedIx, PairIx, Site};
use crate::parse::facts::UnitKind;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let parts = (0..site.pairs.len()).filter(|&pair| site.pairs[pair].part_of.is_some() && !site.is_unread(pair));
    parts.flat_map(|pair| lone(site, pair)).collect()
}

fn lone(site: &Site, at: PairIx) -> Vec<Diagnostic> {
    let pair = &site.pairs[at];
    let mut found = Vec::new();
    for unit in 0..pair.units.len() as JoinedIx {
        let lacks = |unit: JoinedIx, lang: LangId| pair.units[unit as usize].members[lang].is_none();
        for lang in site.config.languages.ids().filter(|&lang| pair.editions[lang].is_some() && lacks(unit, lang)) {
            // What lies in a lone section is lone with it.
            if pair.units[unit as usize].parent.is_none_or(|parent| !lacks(parent, lang)) {
                found.extend(lone_in(site, at, unit, lang));
            }
        }
    }
    found
}

/// Reports that the edition in `lang` lacks the unit.
fn lone_in(site: &Site, pair: PairIx, unit: JoinedIx, lang: LangId) -> Option<Diagnostic> {
    let joined = &site.pairs[pair].units[unit as usize];
    let (own, member) = joined.members.iter().find_map(|(own, member)| Some((own, (*member)?)))?;
    let document = site.edition(pair, own)?;
    let other = site.edition(pair, lang)?;
    let fact = &document.facts().units[member as usize];
    if fact.nested || !matches!(fact.kind, UnitKind::Section | UnitKind::Clause) {
        return None;
    }
    let languages = &site.config.languages;
    let finding = Finding::new(&pairs::LONE_CLAUSE, fact.span)
        .with("lang", languages[own].segment.as_str())
        .with("other", languages[lang].segment.as_str())
        .with("path", other.source.path())
        .help("write");
    let before = (0..unit).rev().find_map(|before| site.pairs[pair].units[before as usize].members[lang]);
    let diagnostic = finding.at(&document.source);
    Some(match before {
        Some(before) => diagnostic.also(&other.source, other.facts().units[before as usize].span, "before"),
        None => diagnostic,
    })
}
