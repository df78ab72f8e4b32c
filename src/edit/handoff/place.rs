//! Turns finished units into changes of an edition in Markdown: words replaced where they stand, a unit written anew on
//! the model of its source, or put in where it is missing.
//!
//! What the two editions have in the same shape is touched word by word only, so that nothing else changes.

use super::layout::{
    column, composed, content, dedented, end, indented, is_outline, item, label_of, line_start, next_sign, note,
    tidied, trimmed,
};
use super::{Finished, Reason, Typed, Units, create, is_as_it_was, text_is_as_it_was, values};
use crate::build::Inputs;
use crate::edit::Edits;
use crate::handoff::coded::{Code, CodeKind};
use crate::handoff::fields::{At, Form, is_table};
use crate::handoff::task::{Task, Text};
use crate::handoff::xliff::Group;
use crate::link::{Joined, JoinedIx, Pair, Site};
use crate::parse::facts::UnitKind;
use crate::parse::{Document, Kind, Own};
use crate::source::{Source, Span};
use std::collections::{BTreeMap, HashMap};

/// A file, a place in it, and a rank there.
type Spot = (Box<str>, u32, u8);

/// Changes that are not edits yet: texts put in at one place stand in the order in which they came.
#[derive(Default)]
pub(super) struct Changes {
    replaced: Vec<(Source, Span, String)>,
    /// By file, place and rank there.
    inserted: BTreeMap<Spot, (Source, Vec<Inserted>)>,
    created: Vec<(String, String)>,
}

/// A text with what comes between it and the next one at the same place, and whether that comes before it.
struct Inserted {
    text: String,
    gap: &'static str,
    after: bool,
}

impl Changes {
    pub fn replace(&mut self, source: &Source, span: Span, text: impl Into<String>) {
        let text = ends_of(source, text.into());
        if source.slice(span) != text {
            self.replaced.push((source.clone(), span, text));
        }
    }

    /// Puts a text in just after what stands before `at`: `gap` stands between.
    pub fn append(&mut self, source: &Source, at: u32, rank: u8, gap: &'static str, text: String) {
        self.insert(source, at, rank, Inserted { text, gap, after: true });
    }

    /// Puts a text in just before what stands at `at`.
    pub fn prepend(&mut self, source: &Source, at: u32, gap: &'static str, text: String) {
        self.insert(source, at, 0, Inserted { text, gap, after: false });
    }

    fn insert(&mut self, source: &Source, at: u32, rank: u8, inserted: Inserted) {
        let place = self.inserted.entry((source.path().into(), at, rank));
        place.or_insert_with(|| (source.clone(), Vec::new())).1.push(inserted);
    }

    pub fn create(&mut self, path: String, text: String) {
        self.created.push((path, text));
    }

    /// Adds the changes of another part.
    pub fn and(&mut self, other: Changes) {
        self.replaced.extend(other.replaced);
        for (key, (source, texts)) in other.inserted {
            self.inserted.entry(key).or_insert_with(|| (source, Vec::new())).1.extend(texts);
        }
        self.created.extend(other.created);
    }

    pub fn edits(self) -> Edits {
        let mut edits = Edits::default();
        let mut at_places: BTreeMap<(Box<str>, u32), (Source, String)> = BTreeMap::new();
        for ((path, at, _), (source, texts)) in self.inserted {
            let place = at_places.entry((path, at)).or_insert_with(|| (source, String::new()));
            for Inserted { text, gap, after } in texts {
                let (before, behind) = if after { (gap, "") } else { ("", gap) };
                place.1.push_str(&format!("{before}{text}{behind}"));
            }
        }
        for ((_, at), (source, text)) in at_places {
            edits.replace(&source, Span { start: at, end: at }, ends_of(&source, text));
        }
        for (source, span, text) in self.replaced {
            edits.replace(&source, span, text);
        }
        for (path, text) in self.created {
            edits.create(&path, text);
        }
        edits
    }
}

/// A text with the line ends of a file.
fn ends_of(source: &Source, text: String) -> String {
    if source.text().contains("\r\n") { text.replace('\r', "").replace('\n', "\r\n") } else { text }
}

/// Puts the units of a task in their places; what finds none is taken out of `units` and told of.
pub(super) fn place<'s>(
    site: &Site,
    inputs: &Inputs,
    task: &Task<'_>,
    units: &mut Units<'s>,
    changes: &mut Changes,
) -> Vec<((usize, &'s Group), Reason)> {
    let mut left = Vec::new();
    let file = values::file(site, task);
    if file.is_none() {
        let mut own = Changes::default();
        left = create::create(site, inputs, task, units, &mut own);
        changes.and(own);
    } else {
        let placer = Placer { site, task, units, yaml: is_yaml(task.source) };
        let mut covered: Vec<usize> = Vec::new();
        let mut done: Vec<(usize, Result<Changes, Reason>)> = Vec::new();
        for (&at, finished) in placer.units.iter() {
            if covered.contains(&at) || is_as_it_was(finished) {
                continue;
            }
            let mut own = Changes::default();
            let placed = placer.unit(at, finished, &mut covered, &mut own);
            done.push((at, placed.map(|()| own)));
        }
        for (at, placed) in done {
            match placed {
                Ok(own) => changes.and(own),
                Err(reason) => left.push(((at, units[&at].group), reason)),
            }
        }
    }
    left.iter().for_each(|((at, _), _)| drop(units.remove(at)));
    left
}

pub(super) fn is_yaml(document: &Document) -> bool {
    matches!(document.place.kind, Kind::Faq | Kind::Glossary | Kind::Handbook | Kind::Folder) || is_table(document)
}

struct Placer<'a, 's> {
    site: &'a Site,
    task: &'a Task<'a>,
    units: &'a Units<'s>,
    yaml: bool,
}

impl Placer<'_, '_> {
    fn joined(&self, finished: &Finished<'_>) -> Option<&Joined> {
        Some(&self.pair()?.units[finished.unit.joined? as usize])
    }

    /// None of a snippet, which has no units but itself.
    fn pair(&self) -> Option<&Pair> {
        self.task.pair.map(|pair| &self.site.pairs[pair])
    }

    fn unit(
        &self,
        at: usize,
        finished: &Finished<'_>,
        covered: &mut Vec<usize>,
        changes: &mut Changes,
    ) -> Result<(), Reason> {
        if self.yaml {
            return values::unit(self.site, self.task, finished, changes);
        }
        let target = self.task.target.expect("only YAML is written into a file without an edition");
        let member = match self.joined(finished) {
            None => None,
            Some(joined) => match joined.members[self.task.into] {
                Some(member) => Some(member),
                None => return self.insert(at, finished, target, covered, changes),
            },
        };
        let mut front: Vec<(&str, Form, String)> = Vec::new();
        for (text, runs) in finished.unit.texts.iter().zip(&finished.texts) {
            if text_is_as_it_was(text, runs) {
                continue;
            }
            match (&text.source.at, text.target.as_ref().map(|target| &target.at)) {
                (At::Text(_), Some(At::Text(mapping))) if is_alike(text) => {
                    for (typed, old) in runs.iter().zip(&text.target.as_ref().expect("it is there").pieces.runs) {
                        if !crate::handoff::coded::same(&typed.coded, &old.coded) {
                            changes.replace(&target.source, mapping.span(old.range.start, old.range.end), &*typed.text);
                        }
                    }
                    let kept = &text.target.as_ref().expect("it is there").pieces.kept;
                    for (range, wanted) in kept.iter().zip(&text.kept) {
                        let span = mapping.span(range.start, range.end);
                        changes.replace(&target.source, span, indented(wanted, column(&target.source, span.start)));
                    }
                    // A footnote is one of its runs; what a link refers to is not.
                    let source = self.task.source;
                    let own = self.own(source, finished.unit.joined.map(|_| self.member(finished)));
                    let is_note =
                        |span: &Span| label_of(source.source.slice(*span)).is_none_or(|it| it.starts_with('^'));
                    let references: Vec<Span> = own.definitions.iter().copied().filter(|it| !is_note(it)).collect();
                    self.definitions(&references, &[], target, (&[], &labels(finished)), changes);
                }
                (At::Text(_), _) => self.rewrite(finished, text, runs, target, member, changes)?,
                (At::Value(_), _) => front.push((&text.source.name, text.source.form, value(text, runs))),
            }
        }
        values::front(target, &front, changes)
    }

    /// Writes the Markdown of a unit anew, piece by piece.
    fn rewrite(
        &self,
        finished: &Finished<'_>,
        text: &Text,
        runs: &[Typed],
        target: &Document,
        member: Option<u32>,
        changes: &mut Changes,
    ) -> Result<(), Reason> {
        let source = self.task.source;
        let own = self.own(source, finished.unit.joined.map(|_| self.member(finished)));
        let theirs = self.own(target, member);
        let replaced = replaced(text, runs);
        let filled = |span: &Span| composed(&source.source, *span, &replaced);
        let mut bodies: Vec<String> = own.pieces.iter().map(|piece| dedented(&filled(piece), own.indent)).collect();
        bodies.retain(|body| !body.trim().is_empty());
        let places: Vec<Span> =
            theirs.pieces.iter().map(|piece| trimmed(&target.source, *piece)).filter(|span| !span.is_empty()).collect();
        self.keep_heading(text, runs, &mut bodies);
        let others = |spans: &[Span], document: &Document| {
            let between = spans.windows(2).map(|two| Span { start: two[0].end, end: two[1].start });
            let units = &document.facts().units;
            between.into_iter().any(|gap| units.iter().any(|unit| gap.contains(unit.span)))
        };
        if bodies.len() != places.len() && (others(&places, target) || others(&own.pieces, source)) {
            return Err("place-pieces");
        }
        if bodies.len() != places.len() {
            bodies = vec![bodies.join("\n\n")];
        }
        match places.first() {
            Some(_) => {
                for (at, place) in places.iter().enumerate() {
                    let body = bodies.get(at).map_or(String::new(), |body| indented(body.trim(), theirs.indent));
                    changes.replace(&target.source, *place, body);
                }
            }
            None => {
                let first = target.facts().units.first().map(|unit| line_start(&target.source, unit.span.start));
                let body = bodies.join("\n\n");
                match first {
                    Some(at) => changes.prepend(&target.source, at, "\n\n", body.trim().to_owned()),
                    None => changes.append(&target.source, end(&target.source), 0, "\n\n", body.trim().to_owned()),
                }
            }
        }
        let labels = labels(finished);
        self.definitions(&own.definitions, &replaced, target, (&theirs.definitions, &labels), changes);
        Ok(())
    }

    fn own<'d>(&self, document: &'d Document, unit: Option<u32>) -> &'d Own {
        &document.body().own[unit.map_or(0, |unit| unit as usize + 1)]
    }

    /// The unit in the source edition.
    fn member(&self, finished: &Finished<'_>) -> u32 {
        let joined = self.joined(finished).expect("only what stands before the first unit has none");
        joined.members[self.task.source.place.lang].expect("a task is made of the source's units")
    }

    /// A heading keeps what its own edition says behind it: its id, its classes.
    fn keep_heading(&self, text: &Text, runs: &[Typed], bodies: &mut [String]) {
        let (Some(target), Some(body), Some(typed)) = (&text.target, bodies.first_mut(), runs.first()) else { return };
        let line = target.pieces.text.lines().next().unwrap_or_default();
        let old = target.pieces.runs.first().filter(|run| run.range.end <= line.len());
        if let Some(old) = old.filter(|_| line.starts_with('#') && body.trim_start().starts_with('#')) {
            // Its level is the source's.
            let level: String = body.trim_start().chars().take_while(|&c| c == '#').collect();
            let heading = format!("{level} {}{}", typed.text, &line[old.range.end..]);
            let rest = body.trim_start().split_once('\n').map_or("", |(_, rest)| rest);
            *body = format!("{heading}\n{rest}");
        }
    }

    /// Carries the definitions of footnotes and references over, at the end if they are not there.
    fn definitions(
        &self,
        definitions: &[Span],
        replaced: &[(Span, String)],
        target: &Document,
        (theirs, labels): (&[Span], &HashMap<String, String>),
        changes: &mut Changes,
    ) {
        let source = &self.task.source.source;
        for span in definitions {
            let Some(label) = label_of(source.slice(*span)) else { continue };
            let text = composed(source, *span, replaced).trim().to_owned();
            // The translation may call it otherwise.
            let other = labels.get(label).map_or(label, String::as_str);
            let text = text.replacen(&format!("[{label}]:"), &format!("[{other}]:"), 1);
            let label = other;
            let known = theirs.iter().find(|span| label_of(target.source.slice(**span)) == Some(label));
            let used = || {
                target
                    .body()
                    .own
                    .iter()
                    .any(|own| own.definitions.iter().any(|it| label_of(target.source.slice(*it)) == Some(label)))
            };
            // One that nothing uses any more was that of the text which is put in again.
            let unused = note(target, label).filter(|_| !used());
            match known.or(unused.as_ref()) {
                Some(known) if label.starts_with('^') => {
                    changes.replace(&target.source, trimmed(&target.source, *known), text);
                }
                Some(_) => {}
                None if target.source.text().lines().any(|line| label_of(line) == Some(label)) => {}
                None => changes.append(&target.source, end(&target.source), 1, "\n\n", text),
            }
        }
    }

    /// Puts in a unit that the edition lacks, with all that lies in it.
    fn insert(
        &self,
        at: usize,
        finished: &Finished<'_>,
        target: &Document,
        covered: &mut Vec<usize>,
        changes: &mut Changes,
    ) -> Result<(), Reason> {
        let member = self.member(finished);
        let units = &self.task.source.facts().units;
        if units[member as usize].nested {
            return Err("place-parent");
        }
        match units[member as usize].kind {
            UnitKind::Section => {
                let last = (member as usize + 1..units.len()).find(|&next| is_outline(self.task.source, next));
                let last = last.unwrap_or(units.len());
                let inside = self.inside(member as usize..last, at, covered)?;
                let end = units.get(last).map_or(self.task.source.source.text().len() as u32, |unit| unit.span.start);
                let region =
                    Span { start: line_start(&self.task.source.source, units[member as usize].span.start), end };
                let text = self.region(region, &inside, target, changes);
                self.section(finished, target, text, changes);
                Ok(())
            }
            _ => self.clause(at, finished, member, target, covered, changes),
        }
    }

    /// The finished units of a region of the source, all of which the edition must lack.
    fn inside(
        &self,
        members: std::ops::Range<usize>,
        at: usize,
        covered: &mut Vec<usize>,
    ) -> Result<Vec<usize>, Reason> {
        let pair = self.pair().ok_or("place-pieces")?;
        let mut inside = Vec::new();
        for member in members {
            let joined = pair.joined[pair.source][member];
            if pair.units[joined as usize].members[self.task.into].is_some() {
                return Err("place-pieces");
            }
            let place = self.task.units.iter().position(|unit| unit.joined == Some(joined));
            match place.filter(|place| self.units.contains_key(place)) {
                Some(place) => inside.push(place),
                // A unit without words has nothing to come back.
                None if place.is_none_or(|place| self.task.units[place].segments().next().is_none()) => {}
                None => return Err("place-parent"),
            }
        }
        covered.extend(inside.iter().filter(|place| **place != at));
        Ok(inside)
    }

    /// A region of the source in the words of the translation, without definitions, which go where they belong; only
    /// starred notes stay, since each table has its own.
    fn region(&self, region: Span, inside: &[usize], target: &Document, changes: &mut Changes) -> String {
        let source = self.task.source;
        let mut all: Vec<(Span, String)> = Vec::new();
        let mut definitions: Vec<Span> = Vec::new();
        for place in inside {
            let finished = &self.units[place];
            for (text, runs) in finished.unit.texts.iter().zip(&finished.texts) {
                all.extend(replaced(text, runs));
            }
            let own = self.own(source, finished.unit.joined.map(|_| self.member(finished)));
            definitions.extend(own.definitions.iter().copied());
        }
        let stays = |span: &Span| {
            let label = label_of(source.source.slice(*span)).unwrap_or_default();
            region.contains(*span) && label.starts_with("^*")
        };
        definitions.retain(|span| !stays(span));
        definitions.sort_unstable();
        definitions.dedup();
        self.definitions(&definitions, &all, target, (&[], &HashMap::new()), changes);
        let mut cut = all;
        cut.retain(|(span, _)| !definitions.iter().any(|definition| definition.contains(*span)));
        let in_region = source
            .body()
            .own
            .iter()
            .flat_map(|own| &own.definitions)
            .filter(|span| region.contains(**span) && !stays(span));
        cut.extend(in_region.map(|span| (*span, String::new())));
        tidied(&composed(&source.source, region, &cut))
    }

    /// Puts in a section behind the one before it in the source.
    fn section(&self, finished: &Finished<'_>, target: &Document, text: String, changes: &mut Changes) {
        let pair = self.pair().expect("a snippet has no sections");
        let joined = finished.unit.joined.expect("it is a section") as usize;
        let before = pair.units[..joined].iter().rev().find_map(|unit| {
            unit.members[pair.source]?;
            unit.members[self.task.into]
        });
        let units = &target.facts().units;
        let from = before.map_or(0, |member| member as usize + 1);
        let next = (from..units.len()).find(|&unit| is_outline(target, unit));
        match next {
            Some(next) => {
                let at = line_start(&target.source, units[next].span.start);
                changes.prepend(&target.source, at, "\n\n", text);
            }
            None => changes.append(&target.source, end(&target.source), 0, "\n\n", text),
        }
    }

    /// Puts in an item of a handbook beside its neighbour.
    fn clause(
        &self,
        at: usize,
        finished: &Finished<'_>,
        member: u32,
        target: &Document,
        covered: &mut Vec<usize>,
        changes: &mut Changes,
    ) -> Result<(), Reason> {
        let pair = self.pair().expect("a snippet has no clauses");
        let joined = finished.unit.joined.expect("it is a clause") as usize;
        let source = self.task.source;
        let (_, own) = item(&source.body().blocks, member).ok_or("place-list")?;
        let units = &source.facts().units;
        let last = (member as usize + 1..units.len()).find(|&next| units[next].span.start >= own.span.end);
        let inside = self.inside(member as usize..last.unwrap_or(units.len()), at, covered)?;
        let siblings = |range: std::ops::Range<usize>| {
            let parent = pair.units[joined].parent;
            let all = pair.units[range].iter().filter(move |unit| unit.parent == parent);
            all.filter_map(|unit| {
                let own = unit.members[pair.source]?;
                (source.facts().units[own as usize].kind == UnitKind::Clause).then_some(unit.members[self.task.into]?)
            })
            .collect::<Vec<u32>>()
        };
        let (before, behind) = (siblings(0..joined), siblings(joined + 1..pair.units.len()));
        let (neighbour, after) = match (before.last(), behind.first()) {
            (Some(before), _) => (*before, true),
            (None, Some(behind)) => (*behind, false),
            (None, None) => {
                let region = Span { start: content(own), end: trimmed(&source.source, own.span).end };
                let text = self.region(region, &inside, target, changes);
                let text = dedented(&text, column(&source.source, content(own)));
                return self.first_clause(pair.units[joined].parent, target, &text, changes);
            }
        };
        let (loose, beside) = item(&target.body().blocks, neighbour).ok_or("place-list")?;
        let region = Span { start: content(own), end: trimmed(&source.source, own.span).end };
        let text = self.region(region, &inside, target, changes);
        let text = dedented(&text, column(&source.source, content(own)));
        let start = line_start(&target.source, beside.span.start);
        let sign = target.source.slice(Span { start, end: content(beside) });
        let sign = if after { next_sign(sign) } else { sign.to_owned() };
        let text = format!("{sign}{}", indented(&text, column(&target.source, content(beside))));
        let gap = if loose { "\n\n" } else { "\n" };
        match after {
            true => changes.append(&target.source, trimmed(&target.source, beside.span).end, 0, gap, text),
            false => changes.prepend(&target.source, start, gap, text),
        }
        Ok(())
    }

    /// Begins a list that the translation does not have yet: below the clause that it lies in, or at the end of what the
    /// section says itself.
    fn first_clause(
        &self,
        parent: Option<JoinedIx>,
        target: &Document,
        text: &str,
        changes: &mut Changes,
    ) -> Result<(), Reason> {
        let units = &target.facts().units;
        let around = match parent {
            None => None,
            Some(parent) => {
                let joined = &self.pair().ok_or("place-parent")?.units[parent as usize];
                Some(joined.members[self.task.into].ok_or("place-parent")?)
            }
        };
        let clause = around.filter(|unit| units[*unit as usize].kind == UnitKind::Clause);
        if let Some(clause) = clause {
            let (_, outer) = item(&target.body().blocks, clause).ok_or("place-list")?;
            let margin = column(&target.source, content(outer));
            let text = format!("{}1. {}", " ".repeat(margin), indented(text, margin + 3));
            changes.append(&target.source, trimmed(&target.source, outer.span).end, 0, "\n", text);
            return Ok(());
        }
        let from = around.map_or(0, |unit| unit as usize + 1);
        let text = format!("1. {}", indented(text, 3));
        match units.get(from..).and_then(|rest| rest.first()) {
            Some(next) => changes.prepend(&target.source, line_start(&target.source, next.span.start), "\n\n", text),
            None => changes.append(&target.source, end(&target.source), 0, "\n\n", text),
        }
        Ok(())
    }
}

/// What the translation calls the notes and references of the source.
fn labels(finished: &Finished<'_>) -> HashMap<String, String> {
    let name = |code: &Code| {
        let typed = if code.kind == CodeKind::Note { &code.open } else { code.close.strip_prefix("]")? };
        Some(typed.strip_prefix('[')?.strip_suffix(']')?.to_owned())
    };
    let runs = finished.unit.texts.iter().flat_map(|text| &text.runs);
    let pairs = runs.flat_map(|run| run.segments.iter().flat_map(|one| one.source.codes.iter().zip(&one.codes)));
    pairs.filter_map(|(own, other)| Some((name(own)?, name(other)?))).collect()
}

/// Whether a text and its translation differ in their runs alone.
fn is_alike(text: &Text) -> bool {
    let target = text.target.as_ref();
    target.is_some_and(|target| {
        target.pieces.shape == text.source.pieces.shape
            && target.pieces.runs.len() == text.source.pieces.runs.len()
            && target.pieces.kept.len() == text.kept.len()
    })
}

/// A value in the words of the translation.
pub(super) fn value(text: &Text, runs: &[Typed]) -> String {
    let kept: Vec<&str> = text.kept.iter().map(String::as_str).collect();
    let typed: Vec<String> = runs.iter().map(|run| run.text.clone()).collect();
    match text.target.as_ref().filter(|_| is_alike(text)) {
        Some(target) => {
            let old = target.pieces.runs.iter().zip(runs);
            let typed = old.map(|(old, run)| match crate::handoff::coded::same(&old.coded, &run.coded) {
                true => target.pieces.text[old.range.clone()].to_owned(),
                false => run.text.clone(),
            });
            target.pieces.filled(&typed.collect::<Vec<String>>(), Some(&kept))
        }
        None => text.source.pieces.filled(&typed, Some(&kept)),
    }
}

/// What replaces what in the file of the source, to make the translation of a text.
pub(super) fn replaced(text: &Text, runs: &[Typed]) -> Vec<(Span, String)> {
    let At::Text(mapping) = &text.source.at else { return Vec::new() };
    let pieces = &text.source.pieces;
    let words = pieces.runs.iter().zip(runs).map(|(run, typed)| (run.range.clone(), typed.text.clone()));
    let kept = pieces.kept.iter().zip(&text.kept);
    let kept = kept.filter(|(range, wanted)| pieces.text[(*range).clone()] != ***wanted);
    let kept = kept.map(|(range, wanted)| (range.clone(), wanted.clone()));
    let comments = pieces.comments.iter().map(|range| (range.clone(), String::new()));
    words.chain(kept).chain(comments).map(|(range, text)| (mapping.span(range.start, range.end), text)).collect()
}
