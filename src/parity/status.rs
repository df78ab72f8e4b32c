//! Turns a linked site and its ledger into the state of every unit in every language.
//!
//! A line of the ledger finds its unit by what the texts mean before it goes by the id: a heading that got another
//! wording keeps its record, and one that took over the former wording of another does not take its record as well.

use super::alike::Marks;
use crate::lang::{LangId, PerLang};
use crate::ledger::{Entry, LEAD, PairStates, Place, State, States, UnitStatus, compare};
use crate::link::{Joined, Pair, PairIx, Site};
use crate::parse::facts::UnitKind;
use crate::parse::{Document, Kind, Meaning};
use crate::shared::SHARE;
use rayon::prelude::*;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Above this many comparisons, lines go by the id of their unit alone.
const MOST_COMPARISONS: usize = 4_000_000;

/// The states of all units of a site.
pub fn states(site: &Site) -> States {
    let pairs: Vec<PairStates> =
        (0..site.pairs.len()).into_par_iter().with_max_len(SHARE).map(|pair| of_pair(site, pair)).collect();
    States { pairs: pairs.into(), snippets: of_snippets(site), folders: of_folders(site) }
}

/// The same, where `site` is one of which the states were known but for some pairs.
pub fn states_since(site: &Site, known: &States, pairs: &BTreeSet<PairIx>) -> States {
    let (snippets, folders) = (of_snippets(site), of_folders(site));
    let mut states = States { pairs: known.pairs.clone(), snippets, folders };
    pairs.iter().for_each(|&pair| states.pairs.put(pair, of_pair(site, pair)));
    states
}

fn of_pair(site: &Site, pair: PairIx) -> PairStates {
    let mut strangers = Vec::new();
    let units = site.config.languages.map(|lang| units(site, pair, lang, &mut strangers));
    PairStates { units, strangers }
}

fn of_snippets(site: &Site) -> BTreeMap<Box<str>, PerLang<Option<UnitStatus>>> {
    let states = site.snippets.iter().filter_map(|(name, editions)| {
        let source = site.source_of(editions)?;
        let editions = site.config.languages.map(|lang| editions[lang].map(|at| &site.documents[at]));
        Some((name.clone(), site.config.languages.map(|lang| whole(site, &editions, (source, lang)))))
    });
    states.collect()
}

fn of_folders(site: &Site) -> BTreeMap<Box<str>, PerLang<Option<UnitStatus>>> {
    let states = site.folder_texts.iter().filter_map(|(key, editions)| {
        let source = site.source_of(editions)?;
        let editions = site.config.languages.map(|lang| editions[lang].as_ref());
        Some((key.clone(), site.config.languages.map(|lang| whole(site, &editions, (source, lang)))))
    });
    states.collect()
}

/// A unit, to be compared with lines.
struct Subject<'a> {
    unit: Option<u32>,
    id: &'a str,
    source: Option<Said<'a>>,
    translation: Option<Said<'a>>,
}

/// The text of a unit in one edition.
#[derive(Clone, Copy)]
struct Said<'a> {
    document: &'a Document,
    /// Its place among the texts of the edition.
    at: usize,
}

impl<'a> Said<'a> {
    fn of(document: &'a Document, at: usize) -> Option<Said<'a>> {
        (at < document.facts().silent.len()).then_some(Said { document, at })
    }

    fn is_silent(self) -> bool {
        self.document.facts().silent[self.at]
    }

    /// As it was typed.
    fn text(self) -> Option<Cow<'a, str>> {
        match self.at.checked_sub(1) {
            None => self.document.lead(),
            Some(unit) => self.document.own_text(unit as u32),
        }
    }

    /// What it means, which nobody asks of a document without lines.
    fn meaning(self) -> &'a Meaning {
        &self.document.meanings()[self.at]
    }
}

fn units(site: &Site, index: PairIx, lang: LangId, strangers: &mut Vec<Place>) -> Vec<UnitStatus> {
    let pair = &site.pairs[index];
    let only = site.only(index);
    let wanted =
        only.is_empty() || only.iter().any(|(_, named)| site.config.languages.by_name(&named.id) == Some(lang));
    // What a text says that could not be read is not known, and its records stay as they are.
    let unread = site.is_unread(index);
    if unread || lang == pair.source || (!wanted && pair.editions[lang].is_none()) {
        return Vec::new();
    }
    let subjects = subjects(site, pair, lang);
    let suffixes = site.suffixes(pair.source, lang);
    let lines = site.ledger.lines(&pair.key, suffixes.0, suffixes.1);
    let mut found = matched(&subjects, &lines);
    renamed(site, &subjects, &lines, suffixes, &mut found);
    let mut known = vec![false; lines.len()];
    found.iter().flatten().for_each(|&at| known[at] = true);
    strangers.extend(lines.iter().zip(known).filter(|(_, known)| !known).map(|(entry, _)| entry.place));
    let status = |(subject, own): (&Subject<'_>, &Vec<usize>)| {
        let own_lines = own.iter().map(|&at| lines[at]);
        let (state, line) = match (&subject.source, &subject.translation) {
            // Where neither says anything, they agree.
            (Some(source), Some(translation)) if source.is_silent() && translation.is_silent() => {
                (State::Current, None)
            }
            (Some(_), Some(_)) if own.is_empty() => (State::Unrecorded, None),
            (Some(source), Some(translation)) => compare(own_lines, source.meaning(), translation.meaning()),
            (source, _) => {
                let state = if source.is_some() { State::Missing } else { State::Extra };
                (state, own.last().map(|&at| lines[at].place))
            }
        };
        UnitStatus { unit: subject.unit, state, line }
    };
    subjects.iter().zip(&found).map(status).collect()
}

/// The units that the source or the translation has; first the text before them.
fn subjects<'a>(site: &'a Site, pair: &'a Pair, lang: LangId) -> Vec<Subject<'a>> {
    let edition = |lang: LangId| pair.editions[lang].map(|at| &site.documents[at]);
    let (source, translation) = (edition(pair.source), edition(lang));
    let lead = |document: Option<&'a Document>| Said::of(document?, 0);
    let lead = Subject { unit: None, id: LEAD, source: lead(source), translation: lead(translation) };
    let own = |document: Option<&'a Document>, joined: &Joined, lang: LangId| {
        let (document, member) = (document?, joined.members[lang]? as usize);
        // A heading inside an answer is said by its entry.
        let is_inside = document.facts().units[member].kind == UnitKind::Section
            && matches!(document.place.kind, Kind::Faq | Kind::Glossary | Kind::Handbook);
        Said::of(document, member + 1).filter(|_| !is_inside)
    };
    let unit = |(at, joined): (usize, &'a Joined)| Subject {
        unit: Some(at as u32),
        id: &joined.id,
        source: own(source, joined, pair.source),
        translation: own(translation, joined, lang),
    };
    let all = std::iter::once(lead).chain(pair.units.iter().enumerate().map(unit));
    all.filter(|subject| subject.source.is_some() || subject.translation.is_some()).collect()
}

/// The lines about each subject, by their places in `lines`.
fn matched(subjects: &[Subject<'_>], lines: &[Entry<'_>]) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); subjects.len()];
    if lines.is_empty() {
        return found;
    }
    if let Some(settled) = all_settled(subjects, lines) {
        return settled;
    }
    let mut by_id: HashMap<&str, Vec<usize>> = HashMap::with_capacity(lines.len());
    for (at, entry) in lines.iter().enumerate() {
        by_id.entry(&entry.line.unit).or_default().push(at);
    }
    let mut open: Vec<usize> = Vec::new();
    for (at, subject) in subjects.iter().enumerate() {
        let own = by_id.get(subject.id).map_or(&[][..], Vec::as_slice);
        let settled = subject.source.zip(subject.translation).is_some_and(|(source, translation)| {
            let state = compare(own.iter().map(|&at| lines[at]), source.meaning(), translation.meaning()).0;
            matches!(state, State::Current | State::Waived)
        });
        match settled {
            true => found[at] = by_id.remove(subject.id).unwrap_or_default(),
            false => open.push(at),
        }
    }
    let mut groups: Vec<(&str, Vec<usize>)> = by_id.into_iter().collect();
    groups.sort_unstable();
    for (subject, group) in scored(subjects, &open, lines, &groups) {
        if found[subject].is_empty() {
            found[subject] = std::mem::take(&mut groups[group].1);
        }
    }
    found
}

/// Finds the lines of units that are known by nothing any more, as both their titles and texts have changed: by the words
/// that are still the same, among those that no other line is about.
fn renamed(
    site: &Site,
    subjects: &[Subject<'_>],
    lines: &[Entry<'_>],
    suffixes: (&str, &str),
    found: &mut [Vec<usize>],
) {
    let is_open = |at: &usize| {
        let subject = &subjects[*at];
        found[*at].is_empty() && subject.unit.is_some() && subject.source.is_some() && subject.translation.is_some()
    };
    let open: Vec<usize> = (0..subjects.len()).filter(is_open).collect();
    let is_free = |at: &usize| &*lines[*at].line.unit != LEAD && !found.iter().any(|own| own.contains(at));
    let free: Vec<usize> = if open.is_empty() { Vec::new() } else { (0..lines.len()).filter(is_free).collect() };
    if free.is_empty() || open.len().saturating_mul(free.len()) > MOST_COMPARISONS {
        return;
    }
    let said = |said: Option<Said<'_>>| said.and_then(Said::text).map(|text| Marks::of(&text));
    let now: Vec<[Option<Marks>; 2]> =
        open.iter().map(|&at| [said(subjects[at].source), said(subjects[at].translation)]).collect();
    let accepted = |at: usize| {
        let texts = site.ledger.texts(lines[at].place);
        let text = |suffix: &str| texts.as_ref().and_then(|texts| texts.text(suffix)).map(Marks::of);
        [text(suffixes.0), text(suffixes.1)]
    };
    let mut likely: Vec<(f32, usize, usize)> = Vec::new();
    for &line in &free {
        let then = accepted(line);
        for (subject, now) in open.iter().zip(&now) {
            let shared = |side: usize| Some(now[side].as_ref()?.shared(then[side].as_ref()?));
            let least = shared(0).unwrap_or(0.0).min(shared(1).unwrap_or(0.0));
            if least >= LEAST_SHARED {
                likely.push((least, *subject, line));
            }
        }
    }
    likely.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut used: Vec<usize> = Vec::new();
    for (_, subject, line) in likely {
        if found[subject].is_empty() && !used.contains(&line) {
            found[subject].push(line);
            used.push(line);
        }
    }
}

/// So much of the words of a text, in both languages, must be those that were accepted.
const LEAST_SHARED: f32 = 0.4;

/// The line about each subject, where each has one that agrees with it, as nearly always.
fn all_settled(subjects: &[Subject<'_>], lines: &[Entry<'_>]) -> Option<Vec<Vec<usize>>> {
    if !lines.is_sorted_by(|a, b| a.line.unit < b.line.unit) {
        return None;
    }
    let settled = |subject: &Subject<'_>| {
        let at = lines.binary_search_by(|entry| (*entry.line.unit).cmp(subject.id)).ok()?;
        let (state, _) = compare([lines[at]], subject.source?.meaning(), subject.translation?.meaning());
        matches!(state, State::Current | State::Waived).then(|| vec![at])
    };
    (subjects.len() == lines.len()).then(|| subjects.iter().map(settled).collect::<Option<Vec<_>>>())?
}

/// Subjects with the groups of lines that may be about them, the likeliest first.
fn scored(
    subjects: &[Subject<'_>],
    open: &[usize],
    lines: &[Entry<'_>],
    groups: &[(&str, Vec<usize>)],
) -> Vec<(usize, usize)> {
    let few = open.len().saturating_mul(lines.len()) <= MOST_COMPARISONS;
    let mut scored: Vec<(u32, usize, usize)> = Vec::new();
    for &at in open {
        let subject = &subjects[at];
        for (group, (id, own)) in groups.iter().enumerate() {
            let same_id = *id == subject.id;
            // The text before the first unit is told by its name alone.
            let by_meaning = few && *id != LEAD && subject.unit.is_some();
            let likeness = || own.iter().map(|&at| likeness(subject, &lines[at])).max().unwrap_or(0);
            let score = if by_meaning { likeness() } else { 0 } + if same_id { SAME_ID } else { 0 };
            if score > 0 {
                scored.push((score, at, group));
            }
        }
    }
    scored.sort_by_key(|(score, subject, group)| (Reverse(*score), *subject, *group));
    scored.into_iter().map(|(_, subject, group)| (subject, group)).collect()
}

/// What speaks for a line's being about a unit: less than the same text on one side, more than the same text below
/// another title.
const SAME_ID: u32 = 3;

/// How much else speaks for it.
fn likeness(subject: &Subject<'_>, entry: &Entry<'_>) -> u32 {
    let side = |now: Option<Said<'_>>, then: &Meaning| match now.map(Said::meaning) {
        Some(now) if now.words == then.words => 4,
        Some(now) if now.rest != 0 && now.rest == then.rest => 2,
        _ => 0,
    };
    side(subject.source, entry.source) + side(subject.translation, entry.translation)
}

/// How a text stands that is one unit: a snippet, or what a folder is called.
fn whole(site: &Site, editions: &PerLang<Option<&Document>>, (from, lang): (LangId, LangId)) -> Option<UnitStatus> {
    if editions.values().flatten().any(|document| document.is_unread()) {
        return None;
    }
    let lead = |lang: LangId| Said::of(editions[lang]?, 0);
    let source = lead(from).filter(|_| from != lang)?;
    let Some(translation) = lead(lang) else {
        return Some(UnitStatus { unit: None, state: State::Missing, line: None });
    };
    let suffixes = site.suffixes(from, lang);
    let key = editions[from]?.key();
    let lines = site.ledger.lines(key, suffixes.0, suffixes.1);
    let (state, line) = match lines.is_empty() {
        true => (State::Unrecorded, None),
        false => compare(lines, source.meaning(), translation.meaning()),
    };
    Some(UnitStatus { unit: None, state, line })
}
