//! Turns two editions of one document, whose units are paired, into everything that only one of them says.
//!
//! Whether a translation is up to date is not its question.

use super::facts::{self, Reading};
use super::found::{Compared, Edition, Found, Side, told};
use super::leaves::{self, Sides};
use super::terms::{self, Terms};
use super::{arrangement, dates, paragraphs, sequence, shapes};
use crate::diag::rules::parity as rules;
use crate::link::{Site, Target};
use crate::parse::facts::{Unit, UnitKind};
use crate::parse::outline::{Own, outline};
use crate::parse::tree::{Named, plain_text};
use crate::parse::{Document, Kind};
use crate::source::Span;

/// Two editions of one document.
pub(super) struct Couple<'a> {
    pub documents: [&'a Document; 2],
    /// Their units, paired, in the order of the first; those of the second alone after what comes before them.
    pub units: Vec<[Option<u32>; 2]>,
    /// What each address of theirs leads to.
    pub targets: [&'a [Target]; 2],
    /// Whether a unit of one edition alone is told of elsewhere, as it is in handbooks.
    pub told: bool,
}

/// What the words of a unit are read by.
struct Words<'a> {
    reading: &'a Reading,
    terms: &'a Terms,
}

/// Everything that the editions do not have in common, in no order.
pub(super) fn compare(site: &Site, terms: &Terms, couple: &Couple<'_>) -> Compared {
    let [first, second] = couple.documents.map(|document| Edition { document, outline: outline(document) });
    let editions = [&first, &second];
    let sides = Sides { site, editions, targets: couple.targets };
    let reading = Reading::of(&site.config, editions);
    let words = Words { reading: &reading, terms };
    let mut compared = Compared::default();
    let tops = editions.map(|edition| match edition.document.content.title_span {
        span if span.is_empty() => edition.source().line(1),
        span => edition.first_line(span),
    });
    let own = editions.map(|edition| &edition.outline.own[0]);
    unit_and_next(&sides, &words, own, &couple.units, Home { spans: tops, numbered: false }, &mut compared);
    for (place, members) in couple.units.iter().enumerate() {
        let [Some(a), Some(b)] = *members else { continue };
        let at = [a as usize, b as usize];
        let units = [0, 1].map(|side: usize| &editions[side].document.facts().units[at[side]]);
        let own = [0, 1].map(|side: usize| &editions[side].outline.own[at[side] + 1]);
        let before = compared.found.len();
        heading(editions, couple, units, &mut compared.found);
        let told = compared.found[before..].iter().any(|found| found.is(&rules::NUMBER_DIFFERS));
        // A glossary has the name of each term in both languages.
        let answered = compared.answered.len();
        let home = Home { spans: units.map(|unit| unit.span), numbered: told };
        unit_and_next(&sides, &words, own, &couple.units[place + 1..], home, &mut compared);
        if units[0].kind == UnitKind::Term {
            compared.answered.truncate(answered);
        }
    }
    let found = &mut compared.found;
    lone(editions, couple, tops, found);
    entries(editions, couple, found);
    order(editions, couple, found);
    dates::compare(editions, couple, tops, found);
    compared
}

/// Where a unit stands on each side, and whether the numbers before its titles were told of.
#[derive(Clone, Copy)]
struct Home {
    spans: [Span; 2],
    numbered: bool,
}

/// What the texts of a unit have; `next` are the units after it. Where a heading was lost, the text below it is in the unit
/// before, and only the heading is to be told of.
fn unit_and_next(
    sides: &Sides<'_>,
    words: &Words<'_>,
    own: [&Own<'_>; 2],
    next: &[[Option<u32>; 2]],
    home: Home,
    compared: &mut Compared,
) {
    let mut alone = Compared::default();
    unit(sides, words, own, home, &mut alone);
    if !alone.found.is_empty()
        && let Some((side, joined)) = joined(sides.editions, own, next)
    {
        let own = if side == Side::First { [&joined, own[1]] } else { [own[0], &joined] };
        let mut together = Compared::default();
        unit(sides, words, own, home, &mut together);
        if together.found.len() < alone.found.len() {
            alone = together;
        }
    }
    compared.found.extend(alone.found);
    compared.answered.extend(alone.answered);
}

/// The text of a unit with that of the sections after it which one side alone has, but their titles.
fn joined<'a>(editions: [&Edition<'a>; 2], own: [&Own<'a>; 2], next: &[[Option<u32>; 2]]) -> Option<(Side, Own<'a>)> {
    let lone: Vec<&[Option<u32>; 2]> = next.iter().take_while(|members| members.contains(&None)).collect();
    let side = match **lone.first()? {
        [Some(_), None] => Side::First,
        _ => Side::Second,
    };
    let edition = editions[side.at()];
    let mut joined = own[side.at()].clone();
    for members in lone {
        let at = members[side.at()]? as usize;
        let unit = &edition.document.facts().units[at];
        if unit.kind != UnitKind::Section || unit.nested {
            return None;
        }
        let more = &edition.outline.own[at + 1];
        joined.shapes.extend(more.shapes.iter().cloned());
        joined.leaves.extend(more.leaves.iter().cloned());
        let is_title = |within: Span| within.start < unit.span.end && unit.span.start < within.end;
        joined.passages.extend(more.passages.iter().filter(|piece| !is_title(piece.within)).cloned());
    }
    Some((side, joined))
}

/// What the texts of a unit have.
fn unit(sides: &Sides<'_>, words: &Words<'_>, own: [&Own<'_>; 2], home: Home, compared: &mut Compared) {
    let Home { spans: homes, numbered } = home;
    let Compared { found, answered } = compared;
    let before = found.len();
    let (mut gone, mut parts) = shapes::compare(sides, own, homes, found);
    parts.extend(paragraphs::compare(sides.editions, own, homes, &mut gone, found));
    let mut losses = leaves::compare(sides, own, &gone, found);
    let titles = numbered.then_some(homes);
    let stated = facts::compare(sides.editions, words.reading, own, &gone, titles, found, &mut losses);
    if let Some(stated) = stated {
        arrangement::compare(sides, own, &parts, &stated, &words.reading.declared, found);
    }
    losses.extend(terms::compare(sides.site, words.terms, sides.editions, own, &gone, answered));
    leaves::tell(sides.editions, losses, homes, found);
    // What is lacking or was split moves what follows.
    if found.len() == before {
        sequence::compare(sides.editions, own, found);
    }
}

/// The level of a heading, and a number that was typed before it.
fn heading(editions: [&Edition<'_>; 2], couple: &Couple<'_>, units: [&Unit; 2], found: &mut Vec<Found>) {
    let places = units.map(|unit| unit.span);
    if units.iter().all(|unit| unit.kind == UnitKind::Clause) {
        if let Some(levels) = clause_levels(editions, couple, units) {
            let told = told(&rules::OTHER_LEVEL, "clause").phrases(["clause-level"; 2]);
            found.push(Found::at_both(editions, places, told.sizes(levels.map(|level| level.to_string()))));
        }
        return;
    }
    if units.iter().any(|unit| unit.kind != UnitKind::Section || unit.nested) {
        return;
    }
    if units[0].level != units[1].level {
        let told = told(&rules::OTHER_LEVEL, "same").phrases(["heading-level"; 2]);
        let told = told.sizes(units.map(|unit| unit.level.to_string()));
        found.push(Found::at_both(editions, places, told));
    }
    let numbers = [0, 1].map(|side: usize| number(&title(editions[side], units[side])));
    if let [Some(a), Some(b)] = numbers
        && a != b
    {
        let told = told(&rules::NUMBER_DIFFERS, "number").phrases(["heading-number"; 2]).sizes([a, b]);
        found.push(Found::at_both(editions, places, told));
    }
}

/// How deep a clause is in each edition, if that differs and does not follow from the clause around it.
fn clause_levels(editions: [&Edition<'_>; 2], couple: &Couple<'_>, units: [&Unit; 2]) -> Option<[u8; 2]> {
    let levels = units.map(|unit| unit.level);
    let around = [0, 1].map(|side: usize| {
        let is_clause = |parent: &u32| editions[side].document.facts().units[*parent as usize].kind == UnitKind::Clause;
        units[side].parent.filter(is_clause)
    });
    let moved = match around {
        [Some(a), Some(b)] => {
            let pair = |side: usize, at: u32| couple.units.iter().find(|members| members[side] == Some(at));
            // Around one that was lost or added, others are told of.
            pair(0, a).is_some_and(|pair| pair[1].is_some_and(|other| other != b))
                && pair(1, b).is_some_and(|pair| pair[0].is_some())
        }
        [None, None] => false,
        _ => true,
    };
    (levels[0] != levels[1] && moved).then_some(levels)
}

fn title(edition: &Edition<'_>, unit: &Unit) -> String {
    let mut out = String::new();
    plain_text(&unit.title, edition.source(), &|name, out| out.push_str(name), &mut out);
    out
}

/// The number of a clause at the beginning of a title: `3.2`, `4)`, `4.`; a year or a count is none.
fn number(title: &str) -> Option<String> {
    let end = title.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(title.len());
    let (number, rest) = title.split_at(end);
    let counted = number.contains('.') || rest.starts_with(')');
    (number.starts_with(|c: char| c.is_ascii_digit()) && counted).then(|| number.trim_end_matches('.').to_owned())
}

/// Units of one edition alone.
fn lone(editions: [&Edition<'_>; 2], couple: &Couple<'_>, tops: [Span; 2], found: &mut Vec<Found>) {
    let unit = |side: usize, at: u32| &editions[side].document.facts().units[at as usize];
    let only = |members: &[Option<u32>; 2]| match *members {
        [Some(at), None] => Some((Side::First, at)),
        [None, Some(at)] => Some((Side::Second, at)),
        _ => None,
    };
    let alone = |side: Side, at: u32| couple.units.iter().any(|members| only(members) == Some((side, at)));
    let mut level = Vec::new();
    for (at, members) in couple.units.iter().enumerate() {
        let Some((side, own)) = only(members).filter(|lone| !level.contains(lone)) else { continue };
        let fact = unit(side.at(), own);
        // What lies in a lone section is lone with it; entries and terms are told of where texts are missing.
        let inside = fact.parent.is_some_and(|parent| alone(side, parent));
        if fact.nested || inside || !matches!(fact.kind, UnitKind::Section | UnitKind::Clause) {
            continue;
        }
        if let Some((_, other)) = couple.units[at + 1..].iter().map_while(&only).find(|(other, at)| {
            let twin = unit(other.at(), *at);
            *other != side && twin.kind == UnitKind::Section && twin.level != fact.level && !twin.nested
        }) {
            level.push((side.other(), other));
            let mut units = [fact, unit(side.other().at(), other)];
            if side == Side::Second {
                units.reverse();
            }
            heading(editions, couple, units, found);
            continue;
        }
        // An id without a counterpart is told of as such where another section could be meant.
        let could_be_meant = couple.units.iter().filter_map(&only).any(|(other, at)| {
            let twin = unit(other.at(), at);
            other != side && twin.kind == fact.kind && twin.level == fact.level
        });
        if couple.told || (fact.id.is_some() && could_be_meant) {
            continue;
        }
        let before = couple.units[..at].iter().rev().find_map(|members| members[side.other().at()]);
        let home = before.map_or(tops[side.other().at()], |before| unit(side.other().at(), before).span);
        let has = if fact.kind == UnitKind::Clause { "has-clause" } else { "has-section" };
        let name = editions[side.at()].excerpt(fact.span).trim_start_matches(['#', ' ']).to_owned();
        let told = told(&rules::LONE_UNIT, "write").has([has, "has-not"]).names([name.clone(), name]);
        found.push(Found::alone(editions, side, fact.span, home, told));
    }
}

/// What questions say of themselves.
fn entries(editions: [&Edition<'_>; 2], couple: &Couple<'_>, found: &mut Vec<Found>) {
    let entry =
        |side: usize, unit: u32| editions[side].document.content.entries.iter().find(|entry| entry.unit == unit);
    for members in &couple.units {
        let [Some(a), Some(b)] = *members else { continue };
        let (Some(left), Some(right)) = (entry(0, a), entry(1, b)) else { continue };
        let unit = |side: usize, at: u32| editions[side].document.facts().units[at as usize].span;
        let sizes = [left.related.len(), right.related.len()];
        if sizes[0] != sizes[1] && sizes[1] > 0 {
            let span = |related: &[Named], unit: Span| related.first().map_or(unit, |named| named.span);
            let places = [span(&left.related, unit(0, a)), span(&right.related, unit(1, b))];
            let told = told(&rules::LINK_DIFFERS, "related").phrases(["related-texts"; 2]);
            found.push(Found::at_both(editions, places, told.sizes(sizes.map(|size| size.to_string()))));
        }
        let id = |category: &Option<Named>| category.as_ref().map(|named| named.id.to_string());
        let names = [id(&left.category), id(&right.category)];
        // What the translation does not say it takes over.
        if names[0] == names[1] || names[1].is_none() {
            continue;
        }
        let span = |category: &Option<Named>, unit: Span| category.as_ref().map_or(unit, |named| named.span);
        let places = [span(&left.category, unit(0, a)), span(&right.category, unit(1, b))];
        let phrases = [&names[0], &names[1]].map(|name| if name.is_some() { "in-category" } else { "in-no-category" });
        let names = names.map(Option::unwrap_or_default);
        found.push(Found::at_both(
            editions,
            places,
            told(&rules::CATEGORY_DIFFERS, "same").phrases(phrases).names(names),
        ));
    }
}

/// Units that stand in another order: the fewest whose return would mend it.
fn order(editions: [&Edition<'_>; 2], couple: &Couple<'_>, found: &mut Vec<Found>) {
    if editions[0].document.place.kind == Kind::Glossary {
        return;
    }
    let unit = |side: usize, at: u32| &editions[side].document.facts().units[at as usize];
    let paired: Vec<[u32; 2]> = couple
        .units
        .iter()
        .filter_map(|members| Some([members[0]?, members[1]?]))
        .filter(|members| !unit(0, members[0]).nested)
        .collect();
    let kept = rising(&paired.iter().map(|members| members[1]).collect::<Vec<u32>>());
    for (_, members) in paired.iter().enumerate().filter(|(at, _)| !kept.contains(at)) {
        // A section that was moved takes along what is in it.
        let parent = unit(0, members[0]).parent;
        let with_parent =
            paired.iter().enumerate().any(|(other, moved)| Some(moved[0]) == parent && !kept.contains(&other));
        if with_parent {
            continue;
        }
        let name = |side: usize, at: u32| match &unit(side, at).id {
            Some(named) => named.id.to_string(),
            None => editions[side].excerpt(unit(side, at).span).trim_start_matches(['#', ' ']).to_owned(),
        };
        let own = name(1, members[1]);
        let before = |side: usize| -> String {
            let earlier = paired.iter().filter(|other| other[side] < members[side]).map(|other| other[side]);
            earlier.max().map(|at| name(side, at)).unwrap_or_default()
        };
        let names = [before(0), before(1)];
        let phrases = [&names[0], &names[1]].map(|name| if name.is_empty() { "comes-first" } else { "comes-after" });
        let places = [unit(0, members[0]).span, unit(1, members[1]).span];
        let told = told(&rules::ORDER_DIFFERS, "move").phrases(phrases).names(names);
        found.push(Found::at_both(editions, places, told).with("id", own));
    }
}

/// The places of a longest rising chain.
pub(super) fn rising(numbers: &[u32]) -> Vec<usize> {
    let mut tails: Vec<usize> = Vec::new();
    let mut previous = vec![usize::MAX; numbers.len()];
    for (at, number) in numbers.iter().enumerate() {
        let place = tails.partition_point(|&tail| numbers[tail] < *number);
        if place > 0 {
            previous[at] = tails[place - 1];
        }
        match tails.get_mut(place) {
            Some(tail) => *tail = at,
            None => tails.push(at),
        }
    }
    let mut chain = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied().unwrap_or(usize::MAX);
    while at != usize::MAX {
        chain.push(at);
        at = previous[at];
    }
    chain
}
