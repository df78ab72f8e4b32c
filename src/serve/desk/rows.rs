//! Turns a site and what is wrong with it into one row for each document and language that it is translated into.
//!
//! Rows own what they say, so that they can be sorted and filtered again and again without the site.

use crate::diag::{Diagnostic, Severity, Tongue};
use crate::lang::LangId;
use crate::ledger::State;
use crate::link::{PairIx, Site};
use crate::parity::translation::{Translation, translations};
use crate::parse::{Document, Kind};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// How one document stands in one language.
#[derive(Clone, Debug)]
pub struct Row {
    pub key: Box<str>,
    /// In French and in English where there is one, else as it is written first.
    titles: [Box<str>; 2],
    /// Path below `content/`, without a slash at its end.
    pub folder: Box<str>,
    pub kind: Kind,
    /// The language that it is written in first, and that of the translation; the same if there is none to be.
    pub langs: (LangId, LangId),
    pub counts: Counts,
    /// Problems of its files: errors, warnings, remarks.
    pub problems: [usize; 3],
    /// The pages of the source and of the translation.
    pub urls: [Option<Box<str>>; 2],
    pub draft: bool,
}

/// How many units stand how, and how many words of theirs are to be translated.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    units: [usize; State::ALL.len()],
    pub words: usize,
}

impl Counts {
    pub fn of(&self, state: State) -> usize {
        self.units[place(state)]
    }

    pub fn all(&self) -> usize {
        self.units.iter().sum()
    }

    /// Those that need no one's attention.
    pub fn settled(&self) -> usize {
        self.of(State::Current) + self.of(State::Waived)
    }

    pub fn add(&mut self, other: &Counts) {
        self.units.iter_mut().zip(other.units).for_each(|(own, other)| *own += other);
        self.words += other.words;
    }
}

fn place(state: State) -> usize {
    State::ALL.iter().position(|known| *known == state).expect("all are among them")
}

impl Row {
    pub fn title(&self, tongue: Tongue) -> &str {
        match tongue {
            Tongue::French => &self.titles[0],
            Tongue::English => &self.titles[1],
        }
    }
}

/// One row for each, by key, then in the order of the languages.
pub fn rows(site: &Site, findings: &[Diagnostic]) -> Vec<Row> {
    let problems = problems(findings);
    let translations = translations(site);
    let translated: HashSet<PairIx> = translations.iter().filter_map(|translation| translation.pair).collect();
    let mut rows: Vec<Row> = translations.par_iter().map(|translation| row(site, translation, &problems)).collect();
    for (index, pair) in site.pairs.iter().enumerate().filter(|(index, _)| !translated.contains(index)) {
        let Some(document) = site.edition(index, pair.source) else { continue };
        let langs = (pair.source, pair.source);
        rows.push(made(site, &pair.key, Some(index), langs, [Some(document), None], &problems));
    }
    rows.sort_by(|a, b| (&a.key, a.langs.1).cmp(&(&b.key, b.langs.1)));
    rows
}

type Problems<'d> = HashMap<&'d str, [usize; 3]>;

/// How many problems each file has.
fn problems(findings: &[Diagnostic]) -> Problems<'_> {
    let mut found = Problems::new();
    for finding in findings {
        let counts = found.entry(finding.source.path()).or_default();
        match finding.severity {
            Severity::Error => counts[0] += 1,
            Severity::Warning => counts[1] += 1,
            Severity::Info => counts[2] += 1,
            Severity::Off => {}
        }
    }
    found
}

fn row(site: &Site, translation: &Translation<'_>, problems: &Problems<'_>) -> Row {
    let editions = [Some(translation.source), translation.translation];
    let mut row = made(site, translation.key, translation.pair, translation.langs, editions, problems);
    for unit in &translation.units {
        row.counts.units[place(unit.state())] += 1;
        row.counts.words += if unit.state().needs_translation() { unit.words() } else { 0 };
    }
    row
}

fn made(
    site: &Site,
    key: &str,
    pair: Option<PairIx>,
    langs: (LangId, LangId),
    editions: [Option<&Document>; 2],
    problems: &Problems<'_>,
) -> Row {
    let source = editions[0].expect("a document is written in some language");
    let mut counts = [0; 3];
    let mut paths: Vec<&str> = editions.into_iter().flatten().map(|document| document.source.path()).collect();
    paths.dedup();
    for path in paths {
        let own = problems.get(path).copied().unwrap_or_default();
        counts.iter_mut().zip(own).for_each(|(all, own)| *all += own);
    }
    let in_language = |primary: &str| {
        let own = |document: &&Document| site.config.languages[document.place.lang].primary() == primary;
        title(site, editions.into_iter().flatten().find(own).unwrap_or(source))
    };
    let url = |lang: LangId| Some(site.pages[site.pairs[pair?].pages[lang]?].url.clone());
    Row {
        key: key.into(),
        titles: [in_language("fr"), in_language("en")],
        folder: key.rsplit_once('/').map_or("", |(folder, _)| folder).into(),
        kind: source.place.kind,
        langs,
        counts: Counts::default(),
        problems: counts,
        urls: [editions[0].and_then(|_| url(langs.0)), editions[1].and_then(|_| url(langs.1))],
        draft: editions.into_iter().flatten().any(|document| document.meta().draft.is_some()),
    }
}

/// The title of a document; of one that has none, such as a snippet, its key.
pub fn title(site: &Site, document: &Document) -> Box<str> {
    let title = site.plain(document, &document.content.title);
    let title = if title.is_empty() { document.key().to_owned() } else { title };
    title.into()
}
