//! Turns what two editions say of themselves beside their texts, the dates and the version that readers see, into what
//! differs.
//!
//! What only the edition written first says is taken over by the others, and is no difference.

use super::couple::Couple;
use super::found::{Edition, Found, Side, told};
use crate::diag::rules::parity as rules;
use crate::source::Span;

/// Tells of dates of documents and of questions, and of the version of a handbook, that are not the same.
pub(super) fn compare(editions: [&Edition<'_>; 2], couple: &Couple<'_>, tops: [Span; 2], found: &mut Vec<Found>) {
    let metas = editions.map(|edition| edition.document.meta().updated);
    tell(editions, "updated", metas.map(text), tops, found);
    if let [Some(first), Some(second)] = editions.map(|edition| edition.document.content.handbook.as_ref()) {
        let day = |said: Option<(jiff::civil::Date, Span)>| text(said.map(|(day, _)| day));
        tell(editions, "effective", [first, second].map(|book| day(book.effective)), tops, found);
        tell(editions, "until", [first, second].map(|book| day(book.until)), tops, found);
        tell(editions, "version", [first, second].map(|book| Some(book.version.to_string())), tops, found);
    }
    for members in &couple.units {
        let [Some(a), Some(b)] = *members else { continue };
        let at = [a, b];
        let entries = [0, 1]
            .map(|side: usize| editions[side].document.content.entries.iter().find(|entry| entry.unit == at[side]));
        let [Some(first), Some(second)] = entries else { continue };
        let spans = [0, 1].map(|side: usize| editions[side].document.facts().units[at[side] as usize].span);
        tell(editions, "", [first, second].map(|entry| text(entry.updated)), spans, found);
    }
}

fn text(date: Option<jiff::civil::Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

/// One thing that both editions say or not; `key` is what it is called at the beginning of a line, if it can be found so.
fn tell(editions: [&Edition<'_>; 2], key: &str, said: [Option<String>; 2], homes: [Span; 2], found: &mut Vec<Found>) {
    let [first, second] = said;
    let Some(second) = second.filter(|second| first.as_ref() != Some(second) && !second.is_empty()) else { return };
    let places = [0, 1].map(|side: usize| place(editions[side], key).unwrap_or(homes[side]));
    let has = if key == "version" { "says-number" } else { "says-date" };
    match first.filter(|first| !first.is_empty()) {
        Some(first) => {
            let told = told(&rules::FACT_DIFFERS, "same").has([has, "and-fact"]).names([first, second]);
            found.push(Found::at_both(editions, places, told));
        }
        None => {
            let told = told(&rules::FACT_DIFFERS, "write").has([has, "has-not"]).names([second.clone(), second]);
            found.push(Found::alone(editions, Side::Second, places[1], homes[0], told));
        }
    }
}

/// The line of a key at the left edge of a file.
fn place(edition: &Edition<'_>, key: &str) -> Option<Span> {
    let mut start = 0;
    for line in edition.source().text().split_inclusive('\n').filter(|_| !key.is_empty()) {
        if line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')) {
            return Some(edition.first_line(Span::new(start, start + line.len())));
        }
        start += line.len();
    }
    None
}
