//! Turns the editions of one document into joined units: each section, clause, entry or term in all its languages.
//!
//! It gives them no ids and no numbers, and does not know any other document.

use super::align::{Candidate, align, first_by_id, pinned};
use super::site::{Joined, JoinedIx};
use super::slug::slug;
use crate::config::Config;
use crate::lang::{LangId, Languages, PerLang};
use crate::ledger::Ledger;
use crate::names::{HashMap, HashSet};
use crate::parse::facts::{Unit, UnitKind};
use crate::parse::tree::{Inline, plain_text};
use crate::parse::{Document, Meaning};
use crate::typography;

/// The units of one pair, joined.
pub(super) struct Join {
    pub units: Vec<Joined>,
    pub joined: PerLang<Vec<JoinedIx>>,
}

/// One edition with its units' own slugs.
pub(super) struct Edition<'a> {
    pub lang: LangId,
    pub document: &'a Document,
    /// The slug of each unit's title, made unique in the edition; empty where there is none.
    pub slugs: Vec<String>,
}

/// Appends the text of a variable on a document's page.
pub(super) type Variable<'a> = dyn Fn(&Document, &str, &mut String) + Sync + 'a;

/// The editions that exist, the source first, with their slugs.
pub(super) fn editions<'a>(
    editions: &PerLang<Option<&'a Document>>,
    source: LangId,
    variable: &Variable<'_>,
    typed: &HashSet<&str>,
) -> Vec<Edition<'a>> {
    let others = editions.iter().map(|(lang, _)| lang).filter(|&lang| lang != source);
    let ordered = std::iter::once(source).chain(others);
    ordered.filter_map(|lang| editions[lang].map(|document| edition(lang, document, variable, typed))).collect()
}

/// The same editions with slugs that were made before.
pub(super) fn editions_with<'a>(
    editions: &PerLang<Option<&'a Document>>,
    source: LangId,
    slugs: Vec<Vec<String>>,
) -> Vec<Edition<'a>> {
    let others = editions.iter().map(|(lang, _)| lang).filter(|&lang| lang != source);
    let present = std::iter::once(source).chain(others).filter_map(|lang| Some((lang, editions[lang]?)));
    present.zip(slugs).map(|((lang, document), slugs)| Edition { lang, document, slugs }).collect()
}

/// Joins the editions, the first being the one in whose order the units stand.
pub(super) fn join(ordered: &[Edition<'_>], languages: &Languages, ledger: &Ledger) -> Join {
    let mut units: Vec<Joined> = Vec::new();
    for at in 0..ordered.len() {
        match at {
            0 => {
                units = (0..ordered[0].slugs.len()).map(|unit| lone(ordered[0].lang, unit as u32, languages)).collect()
            }
            _ => add_edition(&mut units, ordered, at, languages, ledger),
        }
    }
    let mut joined = languages.map(|_| Vec::new());
    for edition in ordered {
        joined[edition.lang] = vec![0; edition.slugs.len()];
    }
    for (index, unit) in units.iter().enumerate() {
        for (lang, member) in unit.members.iter() {
            if let Some(member) = member {
                joined[lang][*member as usize] = index as JoinedIx;
            }
        }
    }
    set_parents(&mut units, &joined, ordered);
    Join { units, joined }
}

fn lone(lang: LangId, unit: u32, languages: &Languages) -> Joined {
    let members = languages.map(|other| (other == lang).then_some(unit));
    Joined { id: "".into(), members, number: "".into(), mark: "".into(), parent: None }
}

/// `typed` are the ids of what is no unit: a heading whose wording is one of them makes way.
fn edition<'a>(lang: LangId, document: &'a Document, variable: &Variable<'_>, typed: &HashSet<&str>) -> Edition<'a> {
    let units = &document.facts().units;
    let mut taken: HashSet<String> =
        units.iter().filter_map(|unit| unit.id.as_ref()).map(|named| named.id.to_string()).collect();
    // How far the numbers of each slug have come: five thousand equal headings must not count from two each time.
    let mut counts: HashMap<String, u32> = HashMap::default();
    let mut slugs = Vec::with_capacity(units.len());
    for unit in units {
        if unit.kind != UnitKind::Section {
            slugs.push(String::new());
            continue;
        }
        let mut title = String::new();
        fill_title(document, &unit.title, variable, &mut title);
        let base = slug(&title).unwrap_or_else(|| "section".to_owned());
        let base = if is_note(&base) { format!("section-{base}") } else { base };
        let explicit = unit.id.as_ref().is_some_and(|named| *named.id == *base);
        let mut own = base.clone();
        while !explicit && (typed.contains(own.as_str()) || !taken.insert(own.clone())) {
            let count = counts.entry(base.clone()).or_insert(1);
            *count += 1;
            own = format!("{base}-{count}");
        }
        slugs.push(own);
    }
    Edition { lang, document, slugs }
}

/// Whether an id has the form of a footnote's or of a reference to one.
pub(super) fn is_note(id: &str) -> bool {
    let number = id.strip_prefix("fn-").or_else(|| id.strip_prefix("fnref-"));
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// The plain text of a title, its variables filled in.
pub(super) fn fill_title(document: &Document, title: &[Inline], variable: &Variable<'_>, out: &mut String) {
    plain_text(title, &document.source, &|name, out| variable(document, name, out), out);
}

/// As [`fill_title`], as readers see it: with the typography of its language.
pub(super) fn print_title(
    config: &Config,
    document: &Document,
    title: &[Inline],
    variable: &Variable<'_>,
    out: &mut String,
) {
    let table = typography::of_document(config, document);
    typography::inline_text(table, title, &document.source, &|name, out| variable(document, name, out), out);
}

/// Pairs the units of edition `at` with the joined units so far, and puts the others after their predecessors.
fn add_edition(units: &mut Vec<Joined>, ordered: &[Edition<'_>], at: usize, languages: &Languages, ledger: &Ledger) {
    let edition = &ordered[at];
    if are_as_accepted(units, &ordered[0], edition, languages, ledger) {
        for (unit, member) in units.iter_mut().zip(0..) {
            unit.members[edition.lang] = Some(member);
        }
        return;
    }
    let (sides, slugs): (Vec<_>, Vec<_>) = units.iter().filter_map(|joined| represent(joined, &ordered[..at])).unzip();
    let mut left: Vec<Candidate<'_>> =
        sides.into_iter().zip(slugs).map(|(unit, title)| Candidate { unit, title, pin: None }).collect();
    let own = edition.document.facts().units.iter().zip(&edition.slugs);
    let mut right: Vec<Candidate<'_>> = own.map(|(unit, title)| Candidate { unit, title, pin: None }).collect();
    let known = remembered(units, &ordered[0], edition, languages, ledger);
    for (pin, (a, b)) in known.into_iter().enumerate() {
        (left[a].pin, right[b].pin) = (Some(pin), Some(pin));
    }
    let mut partner: Vec<Option<usize>> = vec![None; right.len()];
    for (a, b) in align(&left, &right) {
        partner[b] = Some(a);
    }
    // What was accepted, or has the same explicit id, in another place is the same unit all the same.
    let mut apart: Vec<(usize, usize)> = pinned(&left, &right);
    let mut by_id = first_by_id(&left);
    for (b, candidate) in right.iter().enumerate() {
        let same = candidate.unit.id.as_ref().and_then(|named| by_id.remove(&*named.id));
        apart.extend(same.map(|a| (a, b)));
    }
    for (a, b) in apart {
        if partner[b] != Some(a) {
            // Whatever likeness paired it with is alone again: a unit has one member in each edition.
            partner.iter_mut().filter(|other| **other == Some(a)).for_each(|other| *other = None);
            partner[b] = Some(a);
        }
    }
    let mut after: Vec<Vec<Joined>> = vec![Vec::new(); units.len() + 1];
    let mut place = 0;
    for (b, partner) in partner.into_iter().enumerate() {
        match partner {
            Some(a) => {
                units[a].members[edition.lang] = Some(b as u32);
                place = a + 1;
            }
            None => after[place].push(lone(edition.lang, b as u32, languages)),
        }
    }
    if after.iter().all(Vec::is_empty) {
        return;
    }
    let mut merged = Vec::with_capacity(units.len() + 8);
    let mut old = std::mem::take(units).into_iter();
    for inserted in after {
        merged.extend(inserted);
        merged.extend(old.next());
    }
    *units = merged;
}

/// Whether the units of both sides, one by one, are what was accepted: nothing needs to be aligned.
fn are_as_accepted(
    units: &[Joined],
    first: &Edition<'_>,
    edition: &Edition<'_>,
    languages: &Languages,
    ledger: &Ledger,
) -> bool {
    if units.is_empty() || units.len() != edition.slugs.len() || units.len() != first.slugs.len() {
        return false;
    }
    let suffix = |edition: &Edition<'_>| languages[edition.lang].suffix.as_str();
    let lines = ledger.lines(first.document.key(), suffix(first), suffix(edition));
    if lines.len() < units.len() || !lines.is_sorted_by(|a, b| a.line.unit < b.line.unit) {
        return false;
    }
    let (own, other) = (first.document, edition.document);
    (0..units.len()).all(|at| {
        let (left, right) = (&own.facts().units[at], &other.facts().units[at]);
        let id = left.id.as_ref().map(|named| &*named.id);
        let line = lines.binary_search_by(|entry| (*entry.line.unit).cmp(id.unwrap_or(&first.slugs[at])));
        let same_id = right.id.as_ref().is_none_or(|named| id.is_none_or(|id| id == &*named.id));
        let words = |document: &Document| document.meanings().get(at + 1).map(|meaning| meaning.words);
        let accepted = line.ok().map(|line| (lines[line].source.words, lines[line].translation.words));
        same_id && left.kind == right.kind && accepted.is_some() && words(own).zip(words(other)) == accepted
    })
}

/// Pairs of units, by their places in the joined ones and in `edition`, that were accepted as translations of each other
/// and can still be told: by their text, by what stands below their title, or by the source's id.
fn remembered(
    units: &[Joined],
    first: &Edition<'_>,
    edition: &Edition<'_>,
    languages: &Languages,
    ledger: &Ledger,
) -> Vec<(usize, usize)> {
    let suffix = |edition: &Edition<'_>| languages[edition.lang].suffix.as_str();
    let (source, translation) = (suffix(first), suffix(edition));
    let lines = ledger.lines(first.document.key(), source, translation);
    if lines.is_empty() {
        return Vec::new();
    }
    let meaning = |edition: &Edition<'_>, unit: usize| edition.document.meanings().get(unit + 1).copied();
    let mut left = Known::default();
    let mut by_id: HashMap<&str, usize> = HashMap::default();
    for (at, joined) in units.iter().enumerate() {
        let Some(member) = joined.members[first.lang].map(|member| member as usize) else { continue };
        left.extend(at, meaning(first, member));
        let id = first.document.facts().units[member].id.as_ref().map(|named| &*named.id);
        by_id.entry(id.unwrap_or(&first.slugs[member])).or_insert(at);
    }
    let mut right = Known::default();
    for at in 0..edition.slugs.len() {
        right.extend(at, meaning(edition, at));
    }
    let (mut taken_left, mut taken_right) = (HashSet::default(), HashSet::default());
    let mut found = Vec::new();
    for entry in lines {
        let a = left.find(entry.source).or_else(|| by_id.get(&*entry.line.unit).copied());
        let Some((a, b)) = a.zip(right.find(entry.translation)) else { continue };
        if !taken_left.contains(&a) && !taken_right.contains(&b) {
            taken_left.insert(a);
            taken_right.insert(b);
            found.push((a, b));
        }
    }
    found
}

/// Units by what they mean; none where two mean the same.
#[derive(Default)]
struct Known {
    words: HashMap<u64, Option<usize>>,
    rest: HashMap<u32, Option<usize>>,
}

impl Known {
    fn extend(&mut self, at: usize, meaning: Option<Meaning>) {
        let Some(meaning) = meaning else { return };
        self.words.entry(meaning.words).and_modify(|known| *known = None).or_insert(Some(at));
        if meaning.rest != 0 {
            self.rest.entry(meaning.rest).and_modify(|known| *known = None).or_insert(Some(at));
        }
    }

    fn find(&self, meaning: &Meaning) -> Option<usize> {
        let rest = || self.rest.get(&meaning.rest).copied().flatten();
        self.words.get(&meaning.words).copied().flatten().or_else(rest)
    }
}

/// The unit that stands for a joined one when another edition is compared: the first edition's that has it.
pub(super) fn represent<'a>(joined: &Joined, editions: &'a [Edition<'_>]) -> Option<(&'a Unit, &'a str)> {
    editions.iter().find_map(|edition| {
        let member = joined.members[edition.lang]? as usize;
        Some((&edition.document.facts().units[member], edition.slugs[member].as_str()))
    })
}

fn set_parents(units: &mut [Joined], joined: &PerLang<Vec<JoinedIx>>, ordered: &[Edition<'_>]) {
    for unit in units.iter_mut() {
        unit.parent = ordered.iter().find_map(|edition| {
            let member = unit.members[edition.lang]?;
            let parent = edition.document.facts().units[member as usize].parent?;
            Some(joined[edition.lang][parent as usize])
        });
    }
}
