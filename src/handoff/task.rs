//! Turns a document and what is known of its translation into what has to be translated, sentence by sentence.
//!
//! What was translated before is filled in. It does not know the form of the file that the translator gets.

use super::coded::{Code, Coded};
use super::fields::{At, Field, fields, tree};
use super::memory::Memory;
use super::pieces::{Pieces, Place};
use super::recorded::{is_row, split};
use crate::lang::LangId;
use crate::ledger::{LEAD, State, UnitStatus};
use crate::link::{DocumentIx, JoinedIx, PairIx, Site};
use crate::parse::facts::UnitKind;
use crate::parse::{Document, Meaning};
use crate::yaml::Node;
use std::collections::HashMap;
use std::ops::Range;

/// How the translation of a unit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Missing,
    /// The source says something else than what was translated.
    Stale,
    /// It is there, and nobody has said that it is right.
    Unsure,
    Current,
}

impl Standing {
    pub fn needs_translation(self) -> bool {
        matches!(self, Standing::Missing | Standing::Stale)
    }
}

/// What is on record of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
struct OnRecord {
    standing: Standing,
    /// The texts that were accepted, of the source and of the translation.
    accepted: Option<(String, String)>,
}

/// One document to translate into one language.
pub struct Task<'s> {
    /// None of a snippet.
    pub pair: Option<PairIx>,
    /// The document's key.
    pub key: &'s str,
    pub source: &'s Document,
    /// The language to translate into, and its edition if there is one.
    pub into: LangId,
    pub target: Option<&'s Document>,
    pub units: Vec<Unit>,
}

/// One unit to translate.
pub struct Unit {
    pub id: String,
    pub joined: Option<JoinedIx>,
    /// Its place among the units of the source edition.
    pub member: Option<u32>,
    /// What the source's unit is; none before the first.
    pub kind: Option<UnitKind>,
    /// Its title in the source, plain.
    pub title: String,
    pub standing: Standing,
    /// What the source means, and the translation if there is one.
    pub digests: (String, Option<String>),
    pub texts: Vec<Text>,
}

/// One text of a unit.
pub struct Text {
    pub source: Field,
    pub target: Option<Field>,
    pub runs: Vec<Run>,
    /// Code and raw HTML as the translation is to have it.
    pub kept: Vec<String>,
}

/// One run of words.
pub struct Run {
    pub place: Place,
    pub notes: Vec<String>,
    /// None if there is nothing to translate in it.
    pub segments: Vec<Segment>,
    /// The run as it is without its words being touched: what has no words is typed so.
    pub bare: Coded,
}

/// A sentence, or a whole run.
#[derive(Clone)]
pub struct Segment {
    pub source: Coded,
    /// The translation that it had.
    pub known: Option<Coded>,
    /// The source's codes as the translation types them.
    pub codes: Vec<Code>,
    /// The words in those codes.
    pub asides: Vec<Aside>,
}

/// Words inside markup: the title of a link, an attribute of raw HTML. They are translated apart from the sentence.
#[derive(Clone)]
pub struct Aside {
    /// The code, from 1.
    pub code: u32,
    /// Its place among those of the code, from 1.
    pub number: usize,
    /// Where they stand in the markup of the code as the translation types it.
    pub range: Range<usize>,
    pub source: String,
    pub known: Option<String>,
}

impl Aside {
    /// The name of an aside of a segment.
    pub fn name(&self, segment: &str) -> String {
        format!("{segment}@{}.{}", self.code, self.number)
    }

    /// The words as a text of their own.
    pub fn segment(&self) -> Segment {
        let known = self.known.as_deref().map(Coded::plain);
        Segment { source: Coded::plain(&self.source), known, codes: Vec::new(), asides: Vec::new() }
    }
}

/// The words in the codes of a segment, where the translation has them in as many places.
fn asides(source: &Coded, codes: &[Code], is_known: bool) -> Vec<Aside> {
    let mut found = Vec::new();
    for id in source.ids() {
        let (own, other) = (&source.codes[id as usize - 1], &codes[id as usize - 1]);
        let (here, there) = (own.asides(), other.asides());
        if here.len() != there.len() {
            continue;
        }
        for (at, (range, place)) in here.into_iter().zip(there).enumerate() {
            let text = own.markup()[range].to_owned();
            let known = other.markup()[place.clone()].to_owned();
            let known = (is_known || known != text).then_some(known);
            found.push(Aside { code: id, number: at + 1, range: place, source: text, known });
        }
    }
    found
}

impl Text {
    /// The name of a segment in its unit.
    pub fn name(&self, run: usize, segment: usize) -> String {
        match self.runs[run].segments.len() {
            1 => format!("{}/{}", self.source.name, run + 1),
            _ => format!("{}/{}.{}", self.source.name, run + 1, segment + 1),
        }
    }
}

impl Unit {
    /// Every segment with its name.
    pub fn segments(&self) -> impl Iterator<Item = (String, &Run, &Segment)> {
        self.texts.iter().flat_map(|text| {
            text.runs.iter().enumerate().flat_map(move |(at, run)| {
                run.segments.iter().enumerate().map(move |(number, segment)| (text.name(at, number), run, segment))
            })
        })
    }
}

/// The task of a document in a language; none if it is not to be translated into it.
pub fn task(site: &Site, pair: PairIx, into: LangId) -> Option<Task<'_>> {
    let of = &site.pairs[pair];
    let source = site.edition(pair, of.source)?;
    let only = site.only(pair);
    let wanted =
        only.is_empty() || only.iter().any(|(_, named)| site.config.languages.by_name(&named.id) == Some(into));
    if into == of.source || !wanted || !is_sound(source) {
        return None;
    }
    let sides = Sides::of(site, source, site.edition(pair, into), into);
    let joined = of.units.iter().enumerate().filter(|(_, unit)| unit.members[of.source].is_some());
    let all = std::iter::once(None).chain(joined.map(|(at, _)| Some(at as JoinedIx)));
    let units = all.filter_map(|joined| {
        let unit = joined.map(|joined| &of.units[joined as usize]);
        let member = unit.map(|unit| unit.members[of.source].expect("it was filtered"));
        let theirs = match unit {
            None => Some(None),
            Some(unit) => unit.members[into].map(Some),
        };
        let status = site.status(pair, into).iter().find(|status| status.unit == joined);
        let id = unit.map_or(LEAD, |unit| &unit.id);
        sides.unit(site, (id, joined), (member, theirs), status)
    });
    let mut units: Vec<Unit> = units.collect();
    tell_apart(&mut units);
    Some(Task { pair: Some(pair), key: &of.key, source, into, target: sides.target, units })
}

/// The task of a text that is one unit, by its key: a snippet, or what a folder is called.
pub fn whole<'s>(site: &'s Site, key: &str, into: LangId) -> Option<Task<'s>> {
    if let Some(editions) = site.folder_texts.get(key) {
        let from = site.source_of(editions)?;
        let status = site.states.folders.get(key).and_then(|states| states[into].as_ref());
        return of_whole(site, editions[from].as_ref()?, editions[into].as_ref(), into, status);
    }
    let is_it = |at: &DocumentIx| site.documents[*at].key() == key;
    let (name, editions) = site.snippets.iter().find(|(_, editions)| editions.values().flatten().any(is_it))?;
    let edition = |lang: LangId| editions[lang].map(|at| &site.documents[at]);
    let status = site.states.snippets.get(name).and_then(|states| states[into].as_ref());
    of_whole(site, edition(site.source_of(editions)?)?, edition(into), into, status)
}

fn of_whole<'s>(
    site: &'s Site,
    source: &'s Document,
    target: Option<&'s Document>,
    into: LangId,
    status: Option<&UnitStatus>,
) -> Option<Task<'s>> {
    if source.place.lang == into || !is_sound(source) {
        return None;
    }
    let sides = Sides::of(site, source, target, into);
    let unit = sides.unit(site, (LEAD, None), (None, Some(None)), status)?;
    Some(Task { pair: None, key: source.key(), source, into, target: sides.target, units: vec![unit] })
}

/// The two editions of a task, and what is read of them once.
struct Sides<'s> {
    source: &'s Document,
    target: Option<&'s Document>,
    trees: [Option<Node>; 2],
    tongues: (&'s str, &'s str),
    langs: (LangId, LangId),
}

impl<'s> Sides<'s> {
    fn of(site: &'s Site, source: &'s Document, target: Option<&'s Document>, into: LangId) -> Sides<'s> {
        let target = target.filter(|target| is_sound(target));
        let languages = &site.config.languages;
        let from = source.place.lang;
        let tongues = (languages[from].primary(), languages[into].primary());
        Sides { source, target, trees: [tree(source), target.and_then(tree)], tongues, langs: (from, into) }
    }

    /// A unit; `theirs` is its place in the translation, if it is there.
    fn unit(
        &self,
        site: &Site,
        (id, joined): (&str, Option<JoinedIx>),
        (member, theirs): (Option<u32>, Option<Option<u32>>),
        status: Option<&UnitStatus>,
    ) -> Option<Unit> {
        let source = self.source;
        let own = fields(source, self.trees[0].as_ref(), member);
        if own.is_empty() {
            return None;
        }
        let theirs = self.target.zip(theirs);
        let other = theirs.map(|(target, unit)| fields(target, self.trees[1].as_ref(), unit)).unwrap_or_default();
        let mut on_record = on_record(site, self.langs, status);
        // What a file with several languages says in one only is missing, whatever else is there.
        let lacks = |field: &Field| matches!(field.at, At::Value(_)) && !other.iter().any(|it| it.name == field.name);
        if on_record.standing == Standing::Unsure && is_yaml(source) && own.iter().any(lacks) {
            on_record.standing = Standing::Missing;
        }
        let mut memory = memory(&own, &other, &on_record, self.tongues);
        let title = member.map_or_else(
            || site.plain(source, &source.content.title),
            |member| site.plain(source, &source.facts().units[member as usize].title),
        );
        Some(Unit {
            id: id.to_owned(),
            joined,
            member,
            kind: member.map(|member| source.facts().units[member as usize].kind),
            title,
            standing: if theirs.is_none() { Standing::Missing } else { on_record.standing },
            digests: (digest(source, member), theirs.map(|(target, unit)| digest(target, unit))),
            texts: texts(own, other, &on_record, &mut memory, self.tongues.0),
        })
    }
}

/// Whether a document is written in YAML.
fn is_yaml(document: &Document) -> bool {
    !document.source.path().ends_with(".md")
}

/// Whether a file is what it seems, so that it can be written into.
fn is_sound(document: &Document) -> bool {
    document.source.invalid_at().is_none() && document.source.control().is_none()
}

/// An id that is given twice by mistake names two units all the same.
fn tell_apart(units: &mut [Unit]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for unit in units {
        let count = seen.entry(unit.id.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            unit.id = format!("{}~{count}", unit.id);
        }
    }
}

fn on_record(site: &Site, langs: (LangId, LangId), status: Option<&UnitStatus>) -> OnRecord {
    let standing = status.map_or(Standing::Missing, |status| match status.state {
        State::Current | State::Waived => Standing::Current,
        State::SourceChanged | State::BothChanged => Standing::Stale,
        State::TranslationChanged | State::Unrecorded | State::Extra => Standing::Unsure,
        State::Missing => Standing::Missing,
    });
    let suffixes = site.suffixes(langs.0, langs.1);
    let texts = status.and_then(|status| site.ledger.texts(status.line?));
    let accepted =
        texts.and_then(|texts| Some((texts.text(suffixes.0)?.to_owned(), texts.text(suffixes.1)?.to_owned())));
    OnRecord { standing, accepted }
}

/// What a unit means, in a few letters.
fn digest(document: &Document, unit: Option<u32>) -> String {
    let at = unit.map_or(0, |unit| unit as usize + 1);
    let Meaning { words, kept, .. } = document.meanings().get(at).copied().unwrap_or_default();
    format!("{:016x}", words.rotate_left(1) ^ kept)
}

/// What is known of the translation of a unit: from what was accepted, if the source has changed since, else from what
/// is there.
fn memory(own: &[Field], theirs: &[Field], on_record: &OnRecord, tongues: (&str, &str)) -> Memory {
    let mut memory = Memory::default();
    let now: Vec<(String, Pieces)> = named(theirs);
    match &on_record.accepted {
        Some((source, translation)) if on_record.standing == Standing::Stale => {
            let (then, accepted) = (split(source, own), split(translation, own));
            let rows = |names: &mut dyn Iterator<Item = &String>| names.filter(|name| is_row(name)).count();
            // Where rows came or went, a place in a table is another one now.
            let moved = rows(&mut then.iter().map(|(name, _)| name)) != rows(&mut own.iter().map(|field| &field.name));
            for (name, pieces) in then {
                let same =
                    |all: &[(String, Pieces)]| all.iter().find(|(known, _)| *known == name).map(|(_, it)| it.clone());
                // The translation may have been improved since; where its shape changed, it is another text.
                let now = same(&now).filter(|now| now.shape == pieces.shape && !(moved && is_row(&name)));
                if let Some(translation) = now.or_else(|| same(&accepted)) {
                    memory.add(&pieces, &translation, tongues);
                }
            }
        }
        _ if on_record.standing == Standing::Stale => {}
        _ => {
            for field in own {
                if let Some(other) = theirs.iter().find(|other| other.name == field.name) {
                    memory.add(&field.pieces, &other.pieces, tongues);
                }
            }
        }
    }
    memory
}

fn named(fields: &[Field]) -> Vec<(String, Pieces)> {
    fields.iter().map(|field| (field.name.clone(), field.pieces.clone())).collect()
}

fn texts(own: Vec<Field>, theirs: Vec<Field>, on_record: &OnRecord, memory: &mut Memory, tongue: &str) -> Vec<Text> {
    let then = on_record.accepted.as_ref().filter(|_| on_record.standing == Standing::Stale);
    let then = then.map(|(source, _)| split(source, &own)).unwrap_or_default();
    let mut theirs: Vec<Option<Field>> = theirs.into_iter().map(Some).collect();
    let text = |source: Field| {
        let target = theirs.iter_mut().find(|field| field.as_ref().is_some_and(|field| field.name == source.name));
        let target = target.and_then(Option::take);
        let runs = source.pieces.runs.iter().map(|run| Run {
            place: run.place,
            notes: run.notes.clone(),
            segments: match run.coded.has_words() {
                true => memory
                    .segments(&run.coded, tongue)
                    .into_iter()
                    .map(|(source, known)| {
                        let codes =
                            known.as_ref().map_or_else(|| memory.localized(&source.codes), |known| known.codes.clone());
                        let asides = asides(&source, &codes, known.is_some());
                        Segment { source, known, codes, asides }
                    })
                    .collect(),
                false => Vec::new(),
            },
            bare: Coded { parts: run.coded.parts.clone(), codes: memory.localized(&run.coded.codes) },
        });
        let runs = runs.collect();
        let before = then.iter().find(|(name, _)| *name == source.name).map(|(_, pieces)| pieces);
        let kept = kept(&source.pieces, target.as_ref().map(|target| &target.pieces), before);
        Text { source, target, runs, kept }
    };
    own.into_iter().map(text).collect()
}

/// Code as the translation is to have it: its own, unless the source has changed what both had.
fn kept(source: &Pieces, target: Option<&Pieces>, before: Option<&Pieces>) -> Vec<String> {
    let own = source.kept_texts();
    let theirs = target.map(Pieces::kept_texts).filter(|theirs| theirs.len() == own.len());
    let before = before.map(Pieces::kept_texts).filter(|before| before.len() == own.len());
    let Some(theirs) = theirs else { return own.into_iter().map(str::to_owned).collect() };
    let pick = |at: usize| match &before {
        Some(before) if before[at] != own[at] && before[at] == theirs[at] => own[at],
        _ => theirs[at],
    };
    (0..own.len()).map(|at| pick(at).to_owned()).collect()
}
