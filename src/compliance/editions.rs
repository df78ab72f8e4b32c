//! Turns the documents of a site into those that are not published in all languages, or not up to date in one.
//!
//! A document in some languages only, on purpose, is declared, with its reason.

use super::report::Place;
use super::{Examined, Subject};
use crate::diag::Severity;
use crate::lang::{Lang, LangId};
use crate::ledger::{State, UnitStatus};
use crate::link::{Pair, PairIx, Site, route, route_to};
use crate::parse::Kind;

pub(super) fn published(subject: &Subject<'_>) -> Examined {
    let site = subject.site;
    let mut examined = Examined::default();
    for (index, pair) in site.pairs.iter().enumerate() {
        examined.concerned += 1;
        let languages = || site.config.languages.iter().filter(|(lang, _)| pair.editions[*lang].is_none());
        let missing: Vec<&str> = languages().map(|(_, language)| language.tag.as_str()).collect();
        let said: Vec<_> = site.only(index);
        if missing.is_empty() {
            continue;
        }
        let place = Place { text: missing.join(", "), ..document(site, pair) };
        let reason = said.iter().find_map(|(document, _)| document.meta().reason.as_deref());
        match reason.filter(|_| !said.is_empty()) {
            Some(reason) => {
                let text = format!("{} – {reason}", place.text);
                examined.declared.push(Place { text, ..place });
            }
            None => examined.failures.push(place),
        }
    }
    examined
}

/// Dates of change that the editions themselves say, and what the records say of every unit. Without records nobody
/// knows whether texts agree, and a person has to answer.
pub(super) fn updated(subject: &Subject<'_>) -> Examined {
    let site = subject.site;
    let mut examined = Examined { unknown: site.ledger.is_empty(), ..Examined::default() };
    for (index, pair) in site.pairs.iter().enumerate() {
        let editions: Vec<_> = pair.editions.values().flatten().map(|&edition| &site.documents[edition]).collect();
        if editions.len() < 2 {
            continue;
        }
        examined.concerned += 1;
        let said =
            editions.iter().filter_map(|edition| Some((&edition.place.language.tag, edition.content.meta.updated?)));
        let said: Vec<_> = said.collect();
        if said.iter().any(|(_, date)| *date != said[0].1) {
            let text = said.iter().map(|(tag, date)| format!("{tag} : {date}")).collect::<Vec<_>>().join(" · ");
            examined.failures.push(Place { text, ..document(site, pair) });
        }
        if !site.ledger.is_empty() {
            examined.failures.extend(behind(site, index));
        }
    }
    examined
}

/// The units of a document that are not as they were accepted, in each language that it is translated into.
fn behind(site: &Site, index: PairIx) -> Vec<Place> {
    let pair = &site.pairs[index];
    let translated = site.config.languages.iter().filter(|(lang, _)| pair.editions[*lang].is_some());
    let place = |lang: LangId, tag: &str, status: &UnitStatus| {
        let page = pair.pages[lang].map(|page| route(&site.pages[page].address))?;
        let id = status.unit.map(|unit| &*pair.units[unit as usize].id);
        let source = site.edition(index, lang).map(|edition| edition.source.path().to_owned());
        Some(Place {
            page: id.map_or_else(|| page.clone(), |id| route_to(&page, id)),
            source,
            other: None,
            // The report is in both languages, and so is what it says of a place.
            text: format!("{tag} : {} · {}", status.state.phrase().fr, status.state.phrase().en),
        })
    };
    let of_lang = |(lang, language): (LangId, &Lang)| {
        let all = site.status(index, lang).iter();
        let behind = all.filter(|status| !matches!(status.state, State::Current | State::Waived));
        behind.filter_map(|status| place(lang, &language.tag, status)).collect::<Vec<Place>>()
    };
    translated.flat_map(of_lang).collect()
}

pub(super) fn sound(subject: &Subject<'_>) -> Examined {
    let errors = subject.found.iter().filter(|found| found.severity == Severity::Error);
    let failures = errors.map(|found| {
        let at = found.source.position(found.finding.span.start);
        Place {
            page: format!("{}:{}:{}", found.source.path(), at.line, at.column),
            source: None,
            other: None,
            text: format!("{} {}", found.rule().code, found.rule().name),
        }
    });
    let texts = subject.site.documents.iter().filter(|document| document.place.kind != Kind::Snippet);
    Examined { concerned: texts.count().max(1), failures: failures.collect(), ..Examined::default() }
}

/// A document by the address of its first edition.
fn document(site: &Site, pair: &Pair) -> Place {
    let page = pair.pages[pair.source].map(|page| crate::link::route(&site.pages[page].address));
    let source = pair.editions[pair.source].map(|edition| site.documents[edition].source.path().to_owned());
    Place { page: page.unwrap_or_else(|| pair.key.to_string()), source, other: None, text: String::new() }
}
