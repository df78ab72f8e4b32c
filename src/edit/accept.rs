//! Turns the word that texts agree into the records that keep it: `translations/*.jsonl`, a line for each unit.
//!
//! Nobody's judgement is checked here. What the record says of other units stays as it is.

use super::Edits;
use crate::build::Inputs;
use crate::lang::LangId;
use crate::ledger::{Accepted, Entry, FOLDER, LEAD, Place, State, Waiver, path, subject};
use crate::link::Site;
use crate::parity::translation::{Translation, Unit, translation, translations};
use crate::source::{Digest, Source, Span};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// With this, branches that accept different units are joined without a conflict.
const ATTRIBUTES: &str = "translations/** merge=union\n";

/// What to accept.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// A document by its key or by the path of one of its files, or a folder; none for all.
    pub document: Option<String>,
    /// The id of a unit.
    pub unit: Option<String>,
    /// The translation into this language alone.
    pub lang: Option<LangId>,
    /// Why the edits of the source need no translation; the record keeps what the translation was accepted for.
    pub waive: Option<String>,
}

/// What accepting comes to.
#[derive(Debug, Default)]
pub struct Acceptance {
    pub edits: Edits,
    pub accepted: usize,
    /// Lines about what is gone.
    pub removed: usize,
}

/// Why nothing is accepted.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No document is called so; the nearest one, if any is near.
    NoDocument(String, Option<String>),
    NoUnit(String, Option<String>),
    /// One of the two texts is not there.
    OneSided(String),
    /// It cannot be waived, as the translation is not what was accepted, or nothing ever was.
    NotWaivable(String),
    /// A record cannot be read to the end.
    Damaged(String),
    /// It is no longer what was seen.
    Changed(String),
}

/// The translations that a wish is about.
pub fn chosen<'s>(site: &'s Site, wish: &Wish) -> Result<Vec<Translation<'s>>, Refusal> {
    let all = translations(site);
    let of_lang = |translation: &Translation<'_>| wish.lang.is_none_or(|lang| lang == translation.langs.1);
    let Some(name) = &wish.document else { return Ok(all.into_iter().filter(of_lang).collect()) };
    let bare = name.strip_prefix("./").unwrap_or(name).trim_end_matches('/');
    let bare = bare.strip_prefix("content/").unwrap_or(bare);
    let bare = if matches!(bare, "." | "content") { "" } else { bare };
    let by_path = |translation: &Translation<'_>| {
        let paths = [Some(translation.source), translation.translation].into_iter().flatten();
        paths.map(|document| document.source.path()).any(|path| path.strip_prefix("content/") == Some(bare))
    };
    let is_it = |translation: &Translation<'_>| translation.key == bare || by_path(translation);
    let inside = |translation: &Translation<'_>| {
        bare.is_empty() || translation.key.strip_prefix(bare).is_some_and(|rest| rest.starts_with('/'))
    };
    let single = all.iter().any(is_it);
    let keys: Vec<&str> = all.iter().map(|translation| translation.key).collect();
    let near = crate::diag::nearest(bare, keys).map(str::to_owned);
    let found: Vec<Translation<'_>> =
        all.into_iter().filter(|it| if single { is_it(it) } else { inside(it) }).filter(of_lang).collect();
    if found.is_empty() { Err(Refusal::NoDocument(name.clone(), near)) } else { Ok(found) }
}

pub fn accept(inputs: &Inputs, site: &Site, wish: &Wish) -> Result<Acceptance, Refusal> {
    accept_chosen(inputs, site, wish, &chosen(site, wish)?)
}

/// One translation, or a unit of it, as somebody saw it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The document's whole key.
    pub document: String,
    pub lang: LangId,
    /// None for all that was seen of the document.
    pub unit: Option<String>,
    /// [`Unit::seen`], or [`Translation::seen`].
    pub digest: Digest,
    /// As in a [`Wish`].
    pub waive: Option<String>,
}

/// As [`accept`], but refuses what is no longer as it was seen.
pub fn accept_seen(inputs: &Inputs, site: &Site, seen: Seen) -> Result<Acceptance, Refusal> {
    let Seen { document, lang, unit, digest, waive } = seen;
    let Some(found) = translation(site, &document, lang) else { return Err(Refusal::NoDocument(document, None)) };
    let now = match &unit {
        None => found.seen(),
        Some(id) => match found.units.iter().find(|unit| unit.id == id) {
            Some(unit) => unit.seen(),
            None => return Err(Refusal::Changed(format!("{document}#{id}"))),
        },
    };
    if now != digest {
        let unit = unit.map_or_else(String::new, |unit| format!("#{unit}"));
        return Err(Refusal::Changed(document + &unit));
    }
    let wish = Wish { document: Some(document), unit, lang: Some(lang), waive };
    accept_chosen(inputs, site, &wish, &[found])
}

fn accept_chosen(inputs: &Inputs, site: &Site, wish: &Wish, chosen: &[Translation<'_>]) -> Result<Acceptance, Refusal> {
    let mut done = Acceptance::default();
    let mut records: BTreeMap<String, Lines> = BTreeMap::new();
    let mut found = wish.unit.is_none();
    for translation in chosen {
        for unit in &translation.units {
            if wish.unit.as_deref().is_some_and(|wanted| wanted != unit.id) {
                continue;
            }
            found = true;
            one(site, translation, unit, wish, &mut records, &mut done)?;
        }
        if wish.unit.is_none() && wish.waive.is_none() {
            done.removed += forget(site, translation, &mut records)?;
        }
    }
    if let Some(unit) = wish.unit.as_ref().filter(|_| !found) {
        let ids = chosen.iter().flat_map(|translation| translation.units.iter().map(|unit| unit.id));
        return Err(Refusal::NoUnit(unit.clone(), crate::diag::nearest(unit, ids).map(str::to_owned)));
    }
    for (path, lines) in records {
        lines.write(&path, inputs, &mut done.edits);
    }
    if !done.edits.is_empty() {
        attributes(inputs, &mut done.edits);
    }
    Ok(done)
}

/// The records that units are up to date, whatever else is: each by document, language and id.
pub fn accept_units(
    inputs: &Inputs,
    site: &Site,
    units: &BTreeSet<(Box<str>, LangId, String)>,
) -> Result<Edits, Refusal> {
    let mut done = Acceptance::default();
    let mut records: BTreeMap<String, Lines> = BTreeMap::new();
    for translation in &translations(site) {
        for unit in &translation.units {
            let name = (translation.key.into(), translation.langs.1, unit.id.to_owned());
            if units.contains(&name) {
                one(site, translation, unit, &Wish::default(), &mut records, &mut done)?;
            }
        }
    }
    for (path, lines) in records {
        lines.write(&path, inputs, &mut done.edits);
    }
    if !done.edits.is_empty() {
        attributes(inputs, &mut done.edits);
    }
    Ok(done.edits)
}

/// Accepts one unit, or says why it cannot be accepted if it was asked for by name.
fn one(
    site: &Site,
    translation: &Translation<'_>,
    unit: &Unit<'_>,
    wish: &Wish,
    records: &mut BTreeMap<String, Lines>,
    done: &mut Acceptance,
) -> Result<(), Refusal> {
    let named = wish.unit.is_some();
    let whole = || format!("{}#{}", translation.key, unit.id);
    let (Some(source), Some(translated)) = (unit.source_text(), unit.translated_text()) else {
        return if named { Err(Refusal::OneSided(whole())) } else { Ok(()) };
    };
    let suffixes = site.suffixes(translation.langs.0, translation.langs.1);
    let old = unit.status.line.and_then(|place| Some((place, site.ledger.texts(place)?)));
    let mut accepted = Accepted {
        unit: unit.id.to_owned(),
        texts: [(suffixes.0.to_owned(), source.clone().into_owned()), (suffixes.1.to_owned(), translated.into_owned())],
        waived: None,
    };
    let settled = match (unit.state(), &wish.waive) {
        (State::Current | State::Waived, None) => !named,
        (State::SourceChanged, Some(reason)) | (State::Waived, Some(reason))
            if named || unit.state() != State::Waived =>
        {
            let Some((_, old)) = &old else { return Err(Refusal::NotWaivable(whole())) };
            let texts = [suffixes.0, suffixes.1]
                .map(|suffix| (suffix.to_owned(), old.text(suffix).unwrap_or_default().to_owned()));
            accepted.texts = texts;
            accepted.waived = Some(Waiver { text: source.into_owned(), reason: reason.clone() });
            false
        }
        (_, Some(_)) if named => return Err(Refusal::NotWaivable(whole())),
        (_, Some(_)) => return Ok(()),
        (_, None) => false,
    };
    let path = path(translation.key, suffixes.1);
    if settled {
        // The same texts under another id, or beside lines that are no longer needed, are written anew.
        let Some((place, old)) = old else { return Ok(()) };
        let lines = places(site, translation, unit.id);
        if old.unit == unit.id && lines == [place] && site.ledger.files()[place.file].source.path() == path {
            return Ok(());
        }
        accepted = Accepted { unit: unit.id.to_owned(), ..old };
    } else {
        done.accepted += 1;
    }
    let gone: BTreeSet<Place> = unit.status.line.into_iter().chain(places(site, translation, unit.id)).collect();
    for place in gone {
        let file = &site.ledger.files()[place.file];
        let line = file.source.slice(site.ledger.line(place).span);
        // Another unit's record may bear the former id of this one.
        let other = translation.units.iter().any(|other| other.id != unit.id && other.status.line == Some(place));
        if !other {
            record(site, file.source.path(), records)?.remove(line);
        }
    }
    record(site, &path, records)?.0.insert((unit.id.to_owned(), accepted.write()));
    Ok(())
}

/// The lines about a unit by its id, in the records of both languages.
fn places(site: &Site, translation: &Translation<'_>, id: &str) -> Vec<Place> {
    let suffixes = site.suffixes(translation.langs.0, translation.langs.1);
    let lines = site.ledger.lines(translation.key, suffixes.0, suffixes.1);
    lines.into_iter().filter(|entry| *entry.line.unit == *id).map(|entry| entry.place).collect()
}

/// Takes out the lines about what the document no longer has; how many.
fn forget(site: &Site, translation: &Translation<'_>, records: &mut BTreeMap<String, Lines>) -> Result<usize, Refusal> {
    let suffixes = site.suffixes(translation.langs.0, translation.langs.1);
    let strangers: HashSet<Place> = site.states.strangers().collect();
    let mut removed = 0;
    for Entry { place, line, .. } in site.ledger.lines(translation.key, suffixes.0, suffixes.1) {
        let is_of_snippet = translation.pair.is_none() && *line.unit != *LEAD;
        if strangers.contains(&place) || is_of_snippet {
            let file = &site.ledger.files()[place.file];
            record(site, file.source.path(), records)?.remove(file.source.slice(line.span));
            removed += 1;
        }
    }
    Ok(removed)
}

/// The lines of a record with the units that they are about, in order.
#[derive(Default)]
struct Lines(BTreeSet<(String, String)>);

impl Lines {
    fn remove(&mut self, line: &str) {
        self.0.retain(|(_, known)| known != line);
    }

    fn write(self, path: &str, inputs: &Inputs, edits: &mut Edits) {
        match inputs.records.get(path) {
            None if self.0.is_empty() => {}
            None => edits.create(path, self.0.into_iter().map(|(_, line)| line + "\n").collect::<String>()),
            Some(source) => {
                let lines: Vec<String> = self.0.into_iter().map(|(_, line)| line).collect();
                replace_lines(edits, source, &lines);
            }
        }
    }
}

/// The record at a path, as far as it has been changed.
fn record<'r>(site: &Site, path: &str, records: &'r mut BTreeMap<String, Lines>) -> Result<&'r mut Lines, Refusal> {
    if !records.contains_key(path) {
        let (key, suffix) = subject(path).unwrap_or_default();
        let file = site.ledger.files().iter().find(|file| file.source.path() == path);
        debug_assert!(path.starts_with(FOLDER) && !key.is_empty() && !suffix.is_empty());
        let mut lines = Lines::default();
        if let Some(file) = file {
            if !file.record.findings.is_empty() {
                return Err(Refusal::Damaged(path.to_owned()));
            }
            let typed = |line: &crate::ledger::Line| (line.unit.to_string(), file.source.slice(line.span).to_owned());
            lines.0.extend(file.record.lines.iter().map(typed));
        }
        records.insert(path.to_owned(), lines);
    }
    Ok(records.get_mut(path).expect("it was put there"))
}

/// Replaces no more lines than differ, so that a diff shows what was accepted.
fn replace_lines(edits: &mut Edits, source: &Source, wanted: &[String]) {
    let old: Vec<&str> = source.text().split_inclusive('\n').collect();
    let new: HashSet<&str> = wanted.iter().map(String::as_str).collect();
    let kept: HashSet<&str> = old.iter().map(|line| line.trim_end()).filter(|line| new.contains(line)).collect();
    let mut next = wanted.iter().map(String::as_str).peekable();
    let mut at = 0;
    let (mut start, mut text) = (0, String::new());
    for line in &old {
        let bare = line.trim_end();
        if kept.contains(bare) {
            while let Some(other) = next.next_if(|other| *other != bare) {
                if kept.contains(other) {
                    // They stand in another order: all of it is written anew.
                    let whole: String = wanted.iter().flat_map(|line| [line, "\n"]).collect();
                    return edits.replace(source, source.span(), whole);
                }
                text.extend([other, "\n"]);
            }
            if next.next().is_none() {
                let whole: String = wanted.iter().flat_map(|line| [line, "\n"]).collect();
                return edits.replace(source, source.span(), whole);
            }
            if start < at || !text.is_empty() {
                edits.replace(source, Span::new(start, at), std::mem::take(&mut text));
            }
            start = at + line.len();
        }
        at += line.len();
    }
    let gap = if start == at && !source.text().is_empty() && !source.text().ends_with('\n') { "\n" } else { "" };
    text.extend(next.flat_map(|line| [line, "\n"]));
    if start < at || !text.is_empty() {
        edits.replace(source, Span::new(start, at), format!("{gap}{text}"));
    }
}

fn attributes(inputs: &Inputs, edits: &mut Edits) {
    match inputs.records.get(".gitattributes") {
        None => edits.create(".gitattributes", ATTRIBUTES),
        Some(source) if !source.text().contains(FOLDER) => {
            let gap = if source.text().is_empty() || source.text().ends_with('\n') { "" } else { "\n" };
            let end = source.text().len();
            edits.replace(source, Span::new(end, end), format!("{gap}{ATTRIBUTES}"));
        }
        Some(_) => {}
    }
}
