//! Turns when a handbook is in force into sentences for readers, and the editions around it into links.
//!
//! A sentence names days and never says "now": it stays true on a page that nobody builds again.

use super::dates::Dates;
use super::view::{EditionView, StandingView};
use crate::diag::fill;
use crate::lang::LangId;
use crate::link::{PageIx, Phase, Shows, Site};
use crate::revision::part_name;

/// What readers of a page are told of its handbook's time; nothing if there is no end of it and no other edition.
pub fn standing(site: &Site, dates: &Dates, page: PageIx, book: usize) -> Option<StandingView> {
    let own = &site.handbooks[book].standing;
    if !own.is_told() {
        return None;
    }
    let lang = site.pages[page].lang;
    let edition = |other: usize| edition(site, dates, page, (book, other));
    Some(StandingView {
        phase: match own.phase {
            Phase::Past => "past",
            Phase::InForce => "current",
            Phase::Future => "future",
        },
        name: named(site, lang, book),
        term: term(site, dates, lang, book),
        successor: own.successor.and_then(edition),
        predecessor: own.replaces.and_then(edition),
        changes_url: url(site, site.handbooks[book].changes[lang]),
        editions: own.editions.iter().filter_map(|&other| edition(other)).collect(),
    })
}

/// What an edition is called: by its version, else by its first day, else by the handbook's title.
pub fn named(site: &Site, lang: LangId, book: usize) -> String {
    let pair = &site.pairs[site.handbooks[book].pair];
    let records = [lang, pair.source].map(|lang| site.edition(site.handbooks[book].pair, lang));
    let version = records.iter().flatten().find_map(|document| {
        let version = &document.content.handbook.as_ref()?.version;
        (!version.is_empty()).then_some(&**version)
    });
    let from = site.handbooks[book].standing.from.map(|from| from.to_string());
    match (version, from) {
        (Some(version), _) => word(site, lang, "edition_name", &[("version", version)]),
        (None, Some(from)) => word(site, lang, "edition_name", &[("version", &from)]),
        (None, None) => pair.pages[lang].map_or_else(String::new, |page| site.pages[page].title.to_string()),
    }
}

/// What the page that compares an edition with the one before is about.
pub fn compared(site: &Site, lang: LangId, book: usize) -> String {
    let Some(old) = site.handbooks[book].standing.replaces else { return String::new() };
    let (old, new) = (named(site, lang, old), named(site, lang, book));
    word(site, lang, "changes_between", &[("old", &old), ("new", &new)])
}

fn edition(site: &Site, dates: &Dates, page: PageIx, (own, other): (usize, usize)) -> Option<EditionView> {
    let lang = site.pages[page].lang;
    let book = &site.handbooks[other];
    let start = site.pairs[book.pair].pages[lang]?;
    let here = same_place(site, page, (own, other)).unwrap_or(start);
    Some(EditionView {
        name: named(site, lang, other),
        term: term(site, dates, lang, other),
        from: book.standing.from.map(|from| dates.view(lang, from)),
        until: book.standing.until.map(|until| dates.view(lang, until)),
        url: site.pages[start].url.to_string(),
        here: site.pages[here].url.to_string(),
        changes_url: url(site, book.changes[lang]),
        current: own == other,
    })
}

/// The page of another edition that shows what a page shows.
fn same_place(site: &Site, page: PageIx, (own, other): (usize, usize)) -> Option<PageIx> {
    let shown = &site.pages[page];
    let book = &site.handbooks[other];
    let place = match shown.shows {
        Shows::Whole(_) => return book.whole[shown.lang],
        Shows::Changes(_) => return book.changes[shown.lang],
        Shows::Part(_, place) => place,
        _ => site.pairs[shown.pair?].part_of?.1,
    };
    let name = part_name(site, site.handbooks[own].parts.get(place)?);
    book.parts.iter().find(|part| part_name(site, part) == name)?.pages[shown.lang]
}

fn term(site: &Site, dates: &Dates, lang: LangId, book: usize) -> String {
    let standing = &site.handbooks[book].standing;
    let text = |day: jiff::civil::Date| dates.view(lang, day).text;
    match (standing.from.map(text), standing.until.map(text)) {
        (Some(from), Some(until)) => word(site, lang, "edition_between", &[("from", &from), ("until", &until)]),
        (Some(from), None) => word(site, lang, "edition_from", &[("from", &from)]),
        (None, Some(until)) => word(site, lang, "edition_until", &[("until", &until)]),
        (None, None) => String::new(),
    }
}

fn word(site: &Site, lang: LangId, name: &str, values: &[(&str, &str)]) -> String {
    let text = site.words[lang].get(name).map_or("", String::as_str);
    fill(text, |asked| values.iter().find(|(name, _)| *name == asked).map(|(_, value)| *value))
}

fn url(site: &Site, page: Option<PageIx>) -> String {
    page.map_or_else(String::new, |page| site.pages[page].url.to_string())
}
