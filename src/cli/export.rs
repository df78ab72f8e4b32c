//! Turns a site's folder into a file for translators with what is to be translated.

use super::accept::{failure, lang};
use super::meant::SiteWish;
use super::site;
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status};
use crate::build::build;
use crate::edit::accept::{Wish, chosen};
use crate::handoff::task::{Task, Unit, task};
use crate::handoff::xliff::write;
use crate::link::Site;
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
    let open = units.iter().flat_map(|(_, unit)| unit.segments()).filter(|(_, _, segment)| segment.known.is_none());
    let words = open.map(|(_, _, segment)| segment.source.words().split_whitespace().count()).sum();
    let units = terminal.count(units.len(), w::UNIT, w::UNITS);
    let files = terminal.count(files.len(), w::DOCUMENT_COUNT, w::DOCUMENTS_COUNT);
    let words = terminal.count(words, w::WORD_COUNT, w::WORDS_COUNT);
    terminal.tell(&(terminal.say(w::EXPORTED, &[("units", &*units), ("files", &*files), ("words", &*words)]) + "\n"));
    tell_left_out(&outcome.site, &tasks, &wanted, terminal);
    Ok(Status::Clean)
}

/// Says what no file for translators holds, so that nobody takes it for translated.
fn tell_left_out(site: &Site, tasks: &[Task<'_>], wanted: &dyn Fn(&Unit) -> bool, terminal: &Terminal) {
    let snippets = site.snippets.values().filter(|editions| editions.values().any(Option::is_none)).count();
    let segments = tasks.iter().flat_map(|task| &task.units).filter(|unit| wanted(unit)).flat_map(Unit::segments);
    let codes = segments.flat_map(|(_, _, segment)| &segment.source.codes);
    let places = codes.filter(|code| code.holds_words()).count();
    if snippets + places > 0 {
        let [snippets, places] = [snippets, places].map(|count| count.to_string());
        let said = terminal.say(w::EXPORT_LEAVES_OUT, &[("snippets", &*snippets), ("places", &*places)]);
        terminal.tell(&(said + "\n"));
    }
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
        all.extend(found.iter().filter_map(|translation| Some((translation.pair?, translation.langs.1))));
    }
    Ok(all.into_iter().filter_map(|(pair, into)| task(site, pair, into)).collect())
}
