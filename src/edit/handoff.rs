//! Turns what came back from translators into edits of the target editions, and into what is left out, and why.
//!
//! A unit comes in whole or not at all. What was translated from a text that the source no longer has, what is not
//! finished, and what has lost a code stays out, with a diagnostic at its place in the file. The site is read again as
//! the edits make it: a unit that would be read otherwise than its source is left out as well.

mod create;

mod layout;

mod place;

mod targets;

mod values;

pub(super) use values::scalar;

use super::Edits;
use super::accept::{Refusal, accept_units};
use crate::build::{Cache, Inputs, build};
use crate::diag::rules::handoff as rules;
use crate::diag::{Diagnostic, Finding};
use crate::handoff::coded::Coded;
use crate::handoff::fields::{Field, fields, tree};
use crate::handoff::pieces::Run;
use crate::handoff::task::{Task, Text, Unit, task, whole};
use crate::handoff::xliff::{File, Group};
use crate::lang::LangId;
use crate::ledger::LEAD;
use crate::link::Site;
use crate::parse::Document;
use crate::source::Source;
use place::Changes;
use std::collections::{BTreeMap, BTreeSet};

/// What an import comes to.
#[derive(Default)]
pub struct Import {
    pub edits: Edits,
    pub diagnostics: Vec<Diagnostic>,
    /// Units whose translation is now another, or there.
    pub changed: usize,
    /// Units that came back as they were.
    pub unchanged: usize,
    /// Units that are left out.
    pub left: usize,
    /// What came in: document, the two languages, and the unit of the first.
    came_in: Vec<(Box<str>, LangId, LangId, Option<u32>)>,
}

/// A unit that came back finished.
pub(super) struct Finished<'s> {
    pub unit: &'s Unit,
    /// For each of its texts, what each run is to be typed like.
    pub texts: Vec<Vec<Typed>>,
    pub group: &'s Group,
}

/// A run as it came back.
pub(super) struct Typed {
    pub coded: Coded,
    pub text: String,
}

/// The units of one document that came back finished, by their place in its task.
pub(super) type Units<'s> = BTreeMap<usize, Finished<'s>>;

/// Why a unit cannot be put in its place: a phrase of the table of words.
pub(super) type Reason = &'static str;

/// Units to leave out, with the reason: file and group of the import.
type Left = BTreeMap<(usize, usize), Reason>;

/// Puts what came back in `files`, which stands in `source`, into the site.
pub fn import(inputs: &Inputs, site: &Site, cache: &mut Cache, source: &Source, files: &[File]) -> Import {
    let mut left = Left::new();
    loop {
        let import = attempt(inputs, site, source, files, &left);
        if import.edits.is_empty() {
            return import;
        }
        let wrong = misread(&import.edits.applied(inputs), site, cache, files, &left);
        if wrong.is_empty() {
            return import;
        }
        left.extend(wrong.into_iter().map(|at| (at, "place-read")));
    }
}

/// The records that what came in is up to date.
pub fn accepted(import: &Import, inputs: &Inputs, cache: &mut Cache) -> Result<Edits, Refusal> {
    let after = import.edits.applied(inputs);
    let site = build(&after, cache).site;
    let mut units = BTreeSet::new();
    for (key, from, into, member) in &import.came_in {
        let Some(pair) = site.pairs.iter().find(|pair| pair.key == *key) else {
            // A snippet is one unit.
            units.insert((key.clone(), *into, LEAD.to_owned()));
            continue;
        };
        // With another edition, another language may be the one that the document is written in first.
        let into = if pair.source == *into { *from } else { *into };
        let id = match member {
            None => LEAD,
            Some(member) => match pair.joined[*from].get(*member as usize) {
                Some(joined) => &pair.units[*joined as usize].id,
                None => continue,
            },
        };
        units.insert((key.clone(), into, id.to_owned()));
    }
    accept_units(&after, &site, &units)
}

fn attempt(inputs: &Inputs, site: &Site, source: &Source, files: &[File], left: &Left) -> Import {
    let mut import = Import::default();
    let mut changes = Changes::default();
    for (at, file) in files.iter().enumerate() {
        let Some((lang, task)) = task_of(site, file) else {
            let finding = Finding::new(&rules::UNKNOWN_DOCUMENT, file.span).with("name", &*file.original);
            let finding = finding.with("lang", &*file.source_language).with("other", &*file.target_language);
            import.diagnostics.push(finding.help("path").at(source));
            import.left += file.groups.len();
            continue;
        };
        let mut units = Units::new();
        for (number, group) in file.groups.iter().enumerate() {
            match targets::finished(&task, group, source) {
                Ok((place, finished)) => match left.get(&(at, number)) {
                    Some(reason) => import.leave(unplaced(&task, finished.unit, group, site, reason).at(source)),
                    None => drop(units.insert(place, finished)),
                },
                Err(diagnostics) => {
                    import.diagnostics.extend(diagnostics);
                    import.left += 1;
                }
            }
        }
        for (place, reason) in place::place(site, inputs, &task, &mut units, &mut changes) {
            import.leave(unplaced(&task, &task.units[place.0], place.1, site, reason).at(source));
        }
        let key: Box<str> = task.key.into();
        for finished in units.values() {
            match is_as_it_was(finished) {
                true => import.unchanged += 1,
                false => import.changed += 1,
            }
            import.came_in.push((key.clone(), task.source.place.lang, lang, finished.unit.member));
        }
    }
    import.edits = changes.edits();
    import.diagnostics.sort_by(Diagnostic::compare);
    import
}

impl Import {
    fn leave(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
        self.left += 1;
    }
}

/// What a file is about, if it is on the site.
fn task_of<'s>(site: &'s Site, file: &File) -> Option<(LangId, Task<'s>)> {
    let lang =
        |tag: &str| site.config.languages.iter().find(|(_, lang)| lang.tag.eq_ignore_ascii_case(tag)).map(|(id, _)| id);
    let (from, into) = (lang(&file.source_language)?, lang(&file.target_language)?);
    let path = file.original.replace('\\', "/");
    let is_it = |document: &&Document| document.source.path() == path && document.place.lang == from;
    let folders = site.folder_texts.values().flat_map(|editions| editions.values().flatten());
    let document = site.documents.iter().chain(folders).find(is_it)?;
    let task = match site.pair_of(document) {
        Some(pair) => task(site, pair, into)?,
        None => whole(site, document.key(), into)?,
    };
    (task.source.source.path() == path).then_some((into, task))
}

/// The edition of a document or a snippet in a language.
fn edition<'s>(site: &'s Site, key: &str, lang: LangId) -> Option<&'s Document> {
    let folder = site.folder_texts.get(key).and_then(|editions| editions[lang].as_ref());
    folder.or_else(|| site.documents.iter().find(|document| document.key() == key && document.place.lang == lang))
}

fn unplaced(task: &Task<'_>, unit: &Unit, group: &Group, site: &Site, reason: Reason) -> Finding {
    let path = task.target.map_or_else(|| create::path(task, site), |target| target.source.path().to_owned());
    let finding = Finding::new(&rules::UNPLACED, group.span).with("id", unit.id.as_str()).with("path", path);
    finding.with_words("reason", &[reason]).help("hand")
}

/// Whether every text came back as it is in the target edition.
pub(super) fn is_as_it_was(finished: &Finished<'_>) -> bool {
    finished.unit.texts.iter().zip(&finished.texts).all(|(text, runs)| text_is_as_it_was(text, runs))
}

/// Whether a text came back as it is in the target edition.
pub(super) fn text_is_as_it_was(text: &Text, runs: &[Typed]) -> bool {
    let Some(target) = &text.target else { return false };
    let kept: Vec<&str> = target.pieces.kept_texts();
    target.pieces.shape == text.source.pieces.shape
        && target.pieces.runs.len() == runs.len()
        && runs
            .iter()
            .zip(&target.pieces.runs)
            .all(|(typed, run)| crate::handoff::coded::same(&typed.coded, &run.coded))
        && kept.len() == text.kept.len()
        && kept.iter().zip(&text.kept).all(|(own, wanted)| own == wanted)
}

/// The groups whose unit is not there, or has another shape than its source, once everything is written.
fn misread(after: &Inputs, before: &Site, cache: &mut Cache, files: &[File], left: &Left) -> Vec<(usize, usize)> {
    let outcome = build(after, cache);
    let site = &outcome.site;
    let mut wrong = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let Some((_, old)) = task_of(before, file) else { continue };
        let pair = site.pairs.iter().find(|pair| *pair.key == *old.key);
        let from = old.source.place.lang;
        let target = match pair {
            Some(pair) => pair.editions[old.into].map(|at| &site.documents[at]),
            None => edition(site, old.key, old.into),
        };
        let tree = target.and_then(tree);
        // The unit that the source's has become, whatever the two are called now.
        let theirs = |member: Option<u32>| {
            let target = target?;
            let Some(member) = member else { return Some(fields(target, tree.as_ref(), None)) };
            let pair = pair?;
            let joined = *pair.joined[from].get(member as usize)?;
            Some(fields(target, tree.as_ref(), Some(pair.units[joined as usize].members[old.into]?)))
        };
        for (number, group) in file.groups.iter().enumerate() {
            let asked = targets::finished(&old, group, &Source::new("", Vec::new()));
            let (Ok((_, finished)), false) = (asked, left.contains_key(&(at, number))) else { continue };
            let texts = || finished.unit.texts.iter().zip(&finished.texts);
            let right = theirs(finished.unit.member)
                .is_some_and(|theirs| texts().all(|(text, runs)| is_in(text, runs, &theirs)));
            if !right {
                wrong.push((at, number));
            }
        }
    }
    wrong
}

/// Whether a text stands among the texts of a unit as it came back.
fn is_in(text: &Text, runs: &[Typed], fields: &[Field]) -> bool {
    let Some(own) = fields.iter().find(|field| field.name == text.source.name) else { return runs.is_empty() };
    let same = |(run, typed): (&Run, &Typed)| run.coded.key() == typed.coded.key();
    own.pieces.runs.len() == runs.len() && own.pieces.runs.iter().zip(runs).all(same)
}
