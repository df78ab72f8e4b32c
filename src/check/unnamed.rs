//! Turns clauses that nobody named, where readers were promised that addresses last, into the ids to write in every edition.
//!
//! An id by place (`fees-2`) is another clause's as soon as one is inserted before it. Where a handbook has neither
//! another edition nor a record of its addresses, nothing was promised yet.

use crate::diag::rules::handbooks as rules;
use crate::diag::{Diagnostic, Finding, Fix};
use crate::lang::LangId;
use crate::link::{Anchored, DocumentIx, JoinedIx, PairIx, Shows, Site, decoded, route, slug};
use crate::parse::facts::UnitKind;
use crate::parse::id_to_type;
use crate::revision::{Clause, Spot, clauses, compare, is_named, part_name};
use crate::source::Span;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The ids that clauses without one are to have, and the clause of the edition before that had the address meanwhile.
#[derive(Default)]
struct Wanted {
    ids: BTreeMap<(PairIx, JoinedIx), Box<str>>,
    displaced: HashMap<(PairIx, JoinedIx), (PairIx, JoinedIx)>,
}

/// Words of an id that is made of what a clause says.
const LONGEST: usize = 4;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut wanted = Wanted::default();
    let last = |book: &usize| {
        let standing = &site.handbooks[*book].standing;
        standing.editions.first() == Some(book)
    };
    for chain in (0..site.handbooks.len()).filter(last).map(|book| &site.handbooks[book].standing.editions) {
        if chain.iter().any(|&book| has_unnamed(site, book)) {
            in_chain(site, chain, &mut wanted);
        }
    }
    recorded(site, &mut wanted);
    let pairs: HashSet<PairIx> = wanted.ids.keys().map(|(pair, _)| *pair).collect();
    let editions = pairs.iter().flat_map(|&pair| {
        let editions = site.pairs[pair].editions.iter();
        editions.filter_map(move |(lang, edition)| Some((pair, lang, (*edition)?)))
    });
    editions.flat_map(|(pair, lang, edition)| told(site, pair, (lang, edition), &wanted)).collect()
}

fn is_unnamed(site: &Site, spot: &Spot<'_>) -> bool {
    spot.own.kind == UnitKind::Clause && !is_named(site, spot.pair, spot.unit)
}

fn has_unnamed(site: &Site, book: usize) -> bool {
    clauses(site, book).0.iter().any(|spot| is_unnamed(site, spot))
}

/// Gives the clauses of all editions of a handbook their ids: a clause has that of the edition before.
fn in_chain(site: &Site, chain: &[usize], wanted: &mut Wanted) {
    let mut before: Option<(Vec<Spot<'_>>, Vec<Clause<'_>>)> = None;
    for &book in chain.iter().rev() {
        let (spots, own) = clauses(site, book);
        let mut old: Vec<Option<usize>> = vec![None; spots.len()];
        if let Some((_, former)) = &before {
            let fates = compare(former, &own).into_iter();
            fates.filter_map(|fate| Some((fate.new?, fate.old?))).for_each(|(new, was)| old[new] = Some(was));
        }
        name(site, &spots, (before.as_ref().map_or(&[][..], |(spots, _)| &spots[..]), &old), wanted);
        before = Some((spots, own));
    }
}

/// Chooses the ids of one edition, of which `old` says which clause of the edition before each one is.
fn name(site: &Site, spots: &[Spot<'_>], (before, old): (&[Spot<'_>], &[Option<usize>]), wanted: &mut Wanted) {
    let own_id = |spot: &Spot<'_>| &*site.pairs[spot.pair].units[spot.unit as usize].id;
    let unnamed = || spots.iter().enumerate().filter(|(_, spot)| is_unnamed(site, spot));
    let free: HashSet<(PairIx, &str)> = unnamed().map(|(_, spot)| (spot.pair, own_id(spot))).collect();
    let is_elses = |pair: PairIx, id: &str| {
        !free.contains(&(pair, id)) && site.pairs[pair].ids.values().any(|ids| ids.targets.contains_key(id))
    };
    let mut taken: HashSet<(PairIx, Box<str>)> = HashSet::new();
    for (at, spot) in unnamed() {
        let Some(was) = old[at].map(|was| &before[was]) else { continue };
        let id: Box<str> = wanted.ids.get(&(was.pair, was.unit)).cloned().unwrap_or_else(|| own_id(was).into());
        if !is_elses(spot.pair, &id) && taken.insert((spot.pair, id.clone())) {
            wanted.ids.insert((spot.pair, spot.unit), id);
        }
    }
    // What the edition before called so, readers know by it, even if it is gone.
    let named: HashMap<(&str, &str), &Spot<'_>> =
        before.iter().map(|was| ((part_name(site, was.part), own_id(was)), was)).collect();
    let former = |spot: &Spot<'_>, id: &str| named.get(&(part_name(site, spot.part), id)).copied();
    for (_, spot) in unnamed().filter(|(at, _)| old[*at].is_none()) {
        let suits = |id: &str| {
            !is_elses(spot.pair, id) && !taken.contains(&(spot.pair, id.into())) && former(spot, id).is_none()
        };
        let current = own_id(spot);
        let id = if suits(current) { Some(current.to_owned()) } else { from_words(site, spot, &suits) };
        if let Some(id) = id.map(String::into_boxed_str) {
            taken.insert((spot.pair, id.clone()));
            wanted.ids.insert((spot.pair, spot.unit), id);
        }
    }
    for (at, spot) in unnamed() {
        let was = former(spot, own_id(spot));
        let itself = old[at].map(|was| (before[was].pair, before[was].unit));
        if let Some(was) = was.map(|was| (was.pair, was.unit)).filter(|was| Some(*was) != itself) {
            wanted.displaced.insert((spot.pair, spot.unit), was);
        }
    }
}

/// An id of the first words of a clause, in the language that it was written in first.
fn from_words(site: &Site, spot: &Spot<'_>, suits: &dyn Fn(&str) -> bool) -> Option<String> {
    let pair = &site.pairs[spot.pair];
    let document = site.edition(spot.pair, pair.source)?;
    let text = document.own_text(pair.units[spot.unit as usize].members[pair.source]?)?;
    let all = slug(text.lines().next()?)?;
    let words = all.split('-').take(LONGEST).collect::<Vec<&str>>().join("-");
    let numbered = (2..).map(|count| format!("{words}-{count}"));
    std::iter::once(words.clone()).chain(numbered).find(|id| suits(id))
}

/// Keeps the ids of clauses whose addresses are recorded as published.
fn recorded(site: &Site, wanted: &mut Wanted) {
    let Some(record) = &site.routes else { return };
    let mut anchors: HashMap<String, Vec<String>> = HashMap::new();
    for (path, id) in record.text().lines().filter(|line| line.starts_with('/')).map(decoded) {
        anchors.entry(path).or_default().extend(id);
    }
    for page in site.pages.iter() {
        let Some(ids) = anchors.get(&decoded(&route(&page.address)).0) else { continue };
        let Some(pair) = page.pair.filter(|&pair| site.pairs[pair].part_of.is_some()) else { continue };
        if !matches!(page.shows, Shows::Document | Shows::Part(..)) {
            continue;
        }
        for id in ids {
            let Some(Anchored::Unit(unit)) = site.pairs[pair].ids[page.lang].targets.get(id.as_str()) else { continue };
            let Some((document, member)) = member(site, pair, *unit, page.lang) else { continue };
            let own = &document.facts().units[member as usize];
            let is_place = own.kind == UnitKind::Clause && !own.nested && !is_named(site, pair, *unit);
            if is_place && *site.pairs[pair].units[*unit as usize].id == **id {
                wanted.ids.entry((pair, *unit)).or_insert_with(|| id.as_str().into());
            }
        }
    }
}

fn member(site: &Site, pair: PairIx, unit: JoinedIx, lang: LangId) -> Option<(&crate::parse::Document, u32)> {
    Some((site.edition(pair, lang)?, site.pairs[pair].units[unit as usize].members[lang]?))
}

/// What one edition of a text is told, with all its ids to write as one fix.
fn told(site: &Site, pair: PairIx, (lang, edition): (LangId, DocumentIx), wanted: &Wanted) -> Vec<Diagnostic> {
    let document = &site.documents[edition];
    let source = &document.source;
    if source.invalid_at().is_some() {
        return Vec::new();
    }
    let own = wanted.ids.range((pair, 0)..(pair + 1, 0)).filter_map(|((_, unit), id)| {
        let member = site.pairs[pair].units[*unit as usize].members[lang]?;
        Some((*unit, member, id_to_type(document, member, id)?))
    });
    let mut own: Vec<(JoinedIx, u32, (usize, String))> = own.collect();
    own.sort_by_key(|(_, _, (at, _))| *at);
    let (Some(&(_, first, (from, _))), Some(&(_, _, (to, _)))) = (own.first(), own.last()) else { return Vec::new() };
    let mut replacement = String::new();
    let mut at = from;
    for (_, _, (place, typed)) in &own {
        replacement.push_str(&source.text()[at..*place]);
        replacement.push_str(typed);
        at = *place;
    }
    let span = |member: u32| document.facts().units[member as usize].span;
    let mended = |mut finding: Finding| {
        finding.fix = Some(Fix { span: Span::new(from, to), replacement: replacement.clone() });
        finding.with("count", own.len().to_string()).help("fix").at(source)
    };
    let mut found = vec![mended(Finding::new(&rules::UNNAMED_CLAUSES, span(first)))];
    for (unit, member, _) in &own {
        let Some(&(other, was)) = wanted.displaced.get(&(pair, *unit)) else { continue };
        let id = &site.pairs[pair].units[*unit as usize].id;
        let diagnostic = mended(Finding::new(&rules::OTHER_CLAUSE, span(*member)).with("id", &**id));
        found.push(match site.unit_place(other, was, lang) {
            Some((document, span)) => diagnostic.also(&document.source, span, "was"),
            None => diagnostic,
        });
    }
    found
}
