//! Turns a site's folder into a file for translators with what is to be translated.

use super::accept::{failure, lang};
use super::meant::SiteWish;
use super::site;
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status};
use crate::build::build;
use crate::edit::accept::{Wish, chosen};
use crate::handoff::task::{Task, Unit, task, whole};
use crate::handoff::xliff::write;
use crate::lang::LangId;
use crate::link::{PairIx, Site};
use crate::parity::translation::Translation;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What goes into the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What is missing, and what has changed in the source.
    ToTranslate,
    All,
}

/// What is to be exported, and where to.
#[derive(Clone, Debug)]
pub struct Export {
    pub documents: Vec<String>,
    pub edition: Option<String>,
    pub extent: Extent,
    pub out: Option<PathBuf>,
}

pub fn export(wish: &SiteWish, asked: Export, terminal: &Terminal) -> Result<Status, Failure> {
    site::require(wish, terminal)?;
    let inputs = site::inputs(wish, terminal)?;
    let outcome = build(&inputs, &mut site::cache(&wish.root));
    let tasks = tasks(&outcome.site, &asked, terminal)?;
    let wanted = |unit: &Unit| asked.extent == Extent::All || unit.standing.needs_translation();
    let units = tasks.iter().flat_map(|task| task.units.iter().map(move |unit| (task, unit)));
    let units: Vec<(&Task<'_>, &Unit)> =
        units.filter(|(_, unit)| wanted(unit) && unit.segments().next().is_some()).collect();
    if units.is_empty() {
        terminal.tell(&(terminal.say(w::NOTHING_TO_EXPORT, &[]) + "\n"));
        return Ok(Status::Clean);
    }
    let text = write(&tasks, &outcome.site.config.languages, &wanted);
    match &asked.out {
        None => terminal.answer(&text)?,
        Some(path) => {
            site::replace(path, text.as_bytes()).map_err(|error| Failure::writing(path, &error, terminal.tongue()))?
        }
    }
    let files: BTreeSet<&str> = units.iter().map(|(task, _)| task.source.source.path()).collect();
    let segments = || units.iter().flat_map(|(_, unit)| unit.segments()).map(|(_, _, segment)| segment);
    let open = segments().filter(|segment| segment.known.is_none()).map(|segment| segment.source.words());
    let asides = segments().flat_map(|segment| &segment.asides).filter(|aside| aside.known.is_none());
    let open = open.chain(asides.map(|aside| aside.source.clone()));
    let words = open.map(|words| words.split_whitespace().count()).sum();
    let units = terminal.count(units.len(), w::UNIT, w::UNITS);
    let files = terminal.count(files.len(), w::DOCUMENT_COUNT, w::DOCUMENTS_COUNT);
    let words = terminal.count(words, w::WORD_COUNT, w::WORDS_COUNT);
    terminal.tell(&(terminal.say(w::EXPORTED, &[("units", &*units), ("files", &*files), ("words", &*words)]) + "\n"));
    Ok(Status::Clean)
}

/// Each document once in each language that it is asked for in.
fn tasks<'s>(site: &'s Site, asked: &Export, terminal: &Terminal) -> Result<Vec<Task<'s>>, Failure> {
    let lang = lang(site, asked.edition.clone(), terminal)?;
    let wish = |document: Option<&String>| Wish { document: document.cloned(), lang, ..Wish::default() };
    let mut wishes: Vec<Wish> = asked.documents.iter().map(|document| wish(Some(document))).collect();
    if wishes.is_empty() {
        wishes.push(wish(None));
    }
    let mut all = BTreeSet::new();
    for wish in &wishes {
        let found = chosen(site, wish).map_err(|refusal| failure(refusal, terminal))?;
        let of = |translation: &Translation<'_>| {
            let whole = translation.pair.is_none().then(|| translation.key.to_owned());
            (translation.pair.is_none(), translation.pair, whole, translation.langs.1)
        };
        all.extend(found.iter().map(of));
    }
    let task = |(_, pair, key, into): (bool, Option<PairIx>, Option<String>, LangId)| match pair {
        Some(pair) => task(site, pair, into),
        None => whole(site, &key?, into),
    };
    Ok(all.into_iter().filter_map(task).collect())
}
