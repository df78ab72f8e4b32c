//! Turns the fixes of diagnostics into edits that mend what they claim to mend and break nothing.
//!
//! It trusts no fix: after each round the site is built again, and a fix whose diagnostic stays, or that brings another
//! one, is left out. Of fixes that overlap, one is applied per round.

use super::{Edits, Replacement, written};
use crate::build::{Cache, Inputs, Outcome, build};
use crate::diag::{Diagnostic, Tongue};
use crate::source::{Source, Span};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

/// Fixes that uncover others do so a few times at most, and then all that was refused is tried once more.
const ROUNDS: usize = 16;

/// A link with several faults shows them one after the other: so many are followed.
const LAYERS: usize = 4;

/// What mending a site comes to.
pub struct Mended {
    pub edits: Edits,
    pub fixed: usize,
    /// The site as the edits make it.
    pub outcome: Outcome,
}

/// What tells one fault from another wherever it moves: file, code, message.
pub(super) type Fault = (Box<str>, &'static str, String);

pub(super) fn fault(diagnostic: &Diagnostic) -> Fault {
    let mut unplaced = diagnostic.clone();
    for (_, place) in unplaced.finding.args.iter_mut().filter(|(name, _)| matches!(name.as_str(), "own" | "other")) {
        // The line of a place is no part of the fault: an edit above moves it.
        if let Some((path, line)) = place.rsplit_once(':')
            && line.bytes().all(|byte| byte.is_ascii_digit())
        {
            *place = path.to_owned();
        }
    }
    (diagnostic.source.path().into(), diagnostic.rule().code, unplaced.message(Tongue::English))
}

pub(super) fn count(faults: impl Iterator<Item = Fault>) -> HashMap<Fault, usize> {
    let mut counts = HashMap::new();
    faults.for_each(|fault| *counts.entry(fault).or_insert(0) += 1);
    counts
}

/// One fix, and the faults that it mends.
struct Candidate<'d> {
    source: &'d Source,
    replacement: Replacement,
    faults: Vec<Fault>,
}

/// Applies all fixes that can be trusted, but for files that cannot be written.
pub fn mend(inputs: &Inputs, cache: &mut Cache, kept: &BTreeSet<Box<str>>) -> Mended {
    let mut current = inputs.clone();
    let mut outcome = build(&current, cache);
    let mut texts: BTreeMap<Box<str>, Pieces> = BTreeMap::new();
    let mut refused = HashSet::new();
    let mut fixed = 0;
    // Whether nothing was fixed since the refusals were forgotten.
    let mut settled = true;
    for _ in 0..ROUNDS {
        let diagnostics = outcome.diagnostics.clone();
        let mut candidates = candidates(&diagnostics, &refused);
        candidates.retain(|candidate| !kept.contains(candidate.source.path()));
        let mut round = Round { inputs: &current, before: count(diagnostics.iter().map(fault)), cache, best: None };
        let mut accepted = Vec::new();
        round.settle(candidates, &mut accepted, &mut refused);
        let Some(best) = round.best else {
            if settled {
                break;
            }
            // What could not be trusted beside others may be right now, as it would be in another run.
            refused.clear();
            settled = true;
            continue;
        };
        settled = false;
        for (path, change) in edits(accepted.iter()).iter() {
            let read = || Pieces::new(written(inputs, path).map_or(0, |source| source.text().len()));
            let pieces = texts.entry(path.into()).or_insert_with(read);
            change.replacements.iter().rev().for_each(|replacement| pieces.replace(replacement));
        }
        fixed += accepted.iter().map(|candidate| candidate.faults.len()).sum::<usize>();
        (current, outcome) = best;
    }
    let mut edits = Edits::default();
    for (path, pieces) in texts {
        let source = written(inputs, &path).expect("only texts of the site are candidates");
        pieces.replacements().into_iter().for_each(|made| edits.replace(&source, made.span, made.text));
    }
    Mended { edits, fixed, outcome }
}

/// Fixes that were tried in vain, by fault and text.
type RefusedFixes = HashSet<(Fault, String)>;

/// The fixes that overlap none before them; equal ones are one.
fn candidates<'d>(diagnostics: &'d [Diagnostic], refused: &RefusedFixes) -> Vec<Candidate<'d>> {
    let mut all: Vec<Candidate<'d>> = Vec::new();
    for diagnostic in diagnostics {
        let Some(fix) = &diagnostic.finding.fix else { continue };
        let source = &diagnostic.source;
        let fault = fault(diagnostic);
        // What is not UTF-8 was read with losses, and would be written with them.
        let fits = source.invalid_at().is_none() && source.text().get(fix.span.range()).is_some();
        if !fits || refused.contains(&(fault.clone(), fix.replacement.clone())) {
            continue;
        }
        let replacement = Replacement { span: fix.span, text: fix.replacement.clone() };
        all.push(Candidate { source, replacement, faults: vec![fault] });
    }
    all.sort_by(|a, b| (a.source.path(), &a.replacement).cmp(&(b.source.path(), &b.replacement)));
    let mut chosen: Vec<Candidate<'d>> = Vec::with_capacity(all.len());
    for candidate in all {
        match chosen.last_mut().filter(|last| last.source.path() == candidate.source.path()) {
            Some(last) if last.replacement == candidate.replacement => last.faults.extend(candidate.faults),
            // Two that touch are not independent either: one may be about the character that the other inserts.
            Some(last) if candidate.replacement.span.start <= last.replacement.span.end => {}
            _ => chosen.push(candidate),
        }
    }
    chosen
}

fn edits<'c, 'd: 'c>(candidates: impl Iterator<Item = &'c Candidate<'d>>) -> Edits {
    let mut edits = Edits::default();
    for candidate in candidates {
        edits.replace(candidate.source, candidate.replacement.span, candidate.replacement.text.clone());
    }
    edits
}

/// One round of fixes, all of them to the same texts.
struct Round<'r> {
    inputs: &'r Inputs,
    before: HashMap<Fault, usize>,
    cache: &'r mut Cache,
    /// The site with all that was accepted so far.
    best: Option<(Inputs, Outcome)>,
}

impl Round<'_> {
    /// Accepts as many of `group` as can be trusted, beside those accepted before: all at once if that goes well,
    /// which it nearly always does, else by halves.
    fn settle<'d>(
        &mut self,
        mut group: Vec<Candidate<'d>>,
        accepted: &mut Vec<Candidate<'d>>,
        refused: &mut RefusedFixes,
    ) {
        if group.is_empty() || self.take(&group, accepted).is_ok() {
            return accepted.append(&mut group);
        }
        if let [alone] = &mut group[..] {
            let first = alone.replacement.text.clone();
            match self.deepen(alone, accepted) {
                true => accepted.append(&mut group),
                false => refused.extend(alone.faults.iter().map(|fault| (fault.clone(), first.clone()))),
            }
            return;
        }
        let right = group.split_off(group.len() / 2);
        self.settle(group, accepted, refused);
        self.settle(right, accepted, refused);
    }

    /// Tries some more beside those accepted before; the site that it makes, if it cannot be trusted.
    fn take(&mut self, more: &[Candidate<'_>], accepted: &[Candidate<'_>]) -> Result<(), Box<(Inputs, Outcome)>> {
        let trial = || accepted.iter().chain(more);
        let inputs = edits(trial()).applied(self.inputs);
        let outcome = build(&inputs, self.cache);
        if !self.is_better(trial(), &outcome) {
            return Err(Box::new((inputs, outcome)));
        }
        self.best = Some((inputs, outcome));
        Ok(())
    }

    /// Mends what a fix uncovers at its own place as well: a link may be wrong twice.
    fn deepen(&mut self, alone: &mut Candidate<'_>, accepted: &[Candidate<'_>]) -> bool {
        for _ in 0..LAYERS {
            let Err(made) = self.take(std::slice::from_ref(alone), accepted) else { return true };
            let (inputs, outcome) = *made;
            let path = alone.source.path();
            let Some(now) = written(&inputs, path) else { return false };
            let shift = |at: usize| {
                let before = accepted.iter().filter(|other| other.source.path() == path);
                let before = before.filter(|other| (other.replacement.span.start as usize) < at);
                before.fold(at as i64, |at, other| at + other.replacement.growth()) as usize
            };
            let own = alone.replacement.span;
            let start = shift(own.start as usize);
            let end = start + alone.replacement.text.len();
            let (number, after) = (
                |counts: &HashMap<Fault, usize>, fault: &Fault| counts.get(fault).copied(),
                count(outcome.diagnostics.iter().map(fault)),
            );
            let uncovered = outcome.diagnostics.iter().filter(|found| found.source.path() == path).find_map(|found| {
                let fix = found.finding.fix.as_ref()?;
                let span = fix.span.range();
                let is_new = number(&after, &fault(found)) > number(&self.before, &fault(found));
                (is_new && span.start <= end && start <= span.end).then(|| (span, fix.replacement.clone()))
            });
            let Some((span, text)) = uncovered else { return false };
            // Both become one replacement of what the first text has there.
            let (from, to) = (span.start.min(start), span.end.max(end));
            let whole = [&now.text()[from..span.start], &text, &now.text()[span.end..to]].concat();
            let span = Span::new(own.start as usize - (start - from), own.end as usize + (to - end));
            let touches = |other: &&Candidate<'_>| {
                other.source.path() == path
                    && other.replacement.span.start <= span.end
                    && span.start <= other.replacement.span.end
            };
            if accepted.iter().any(|other| touches(&other)) {
                return false;
            }
            alone.replacement = Replacement { span, text: whole };
        }
        false
    }

    /// Whether every fault that was to be mended is gone, and no other has come.
    fn is_better<'c, 'd: 'c>(&self, trial: impl Iterator<Item = &'c Candidate<'d>>, outcome: &Outcome) -> bool {
        let mended = count(trial.flat_map(|candidate| candidate.faults.iter().cloned()));
        let number = |counts: &HashMap<Fault, usize>, fault: &Fault| counts.get(fault).copied().unwrap_or(0);
        let after = count(outcome.diagnostics.iter().map(fault));
        after.iter().all(|(fault, &count)| count <= number(&self.before, fault).saturating_sub(number(&mended, fault)))
    }
}

/// A text as pieces of the one that was read, and what came between them.
struct Pieces {
    pieces: Vec<Piece>,
    /// Of the text that was read.
    length: usize,
}

enum Piece {
    Old(Range<usize>),
    New(String),
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Piece::Old(range) => range.len(),
            Piece::New(text) => text.len(),
        }
    }

    fn split(self, at: usize) -> [Piece; 2] {
        match self {
            Piece::Old(range) => {
                let middle = range.start + at;
                [Piece::Old(range.start..middle), Piece::Old(middle..range.end)]
            }
            Piece::New(text) => [Piece::New(text[..at].to_owned()), Piece::New(text[at..].to_owned())],
        }
    }
}

impl Pieces {
    fn new(length: usize) -> Pieces {
        Pieces { pieces: vec![Piece::Old(0..length)], length }
    }

    /// The place in the list of the piece that begins at the offset.
    fn cut(&mut self, offset: usize) -> usize {
        let mut from = 0;
        for at in 0..self.pieces.len() {
            let length = self.pieces[at].len();
            if offset <= from {
                return at;
            }
            if offset < from + length {
                let halves = self.pieces.remove(at).split(offset - from);
                self.pieces.splice(at..at, halves);
                return at + 1;
            }
            from += length;
        }
        self.pieces.len()
    }

    /// Replaces a place of the text as it is now.
    fn replace(&mut self, replacement: &Replacement) {
        let start = self.cut(replacement.span.start as usize);
        let end = self.cut(replacement.span.end as usize).max(start);
        self.pieces.splice(start..end, [Piece::New(replacement.text.clone())]);
    }

    /// What to replace in the text that was read.
    fn replacements(self) -> Vec<Replacement> {
        let mut made: Vec<Replacement> = Vec::new();
        let mut open: Option<String> = None;
        let mut at = 0;
        for piece in self.pieces.into_iter().chain([Piece::Old(self.length..self.length)]) {
            match piece {
                Piece::New(text) => open.get_or_insert_default().push_str(&text),
                Piece::Old(range) => {
                    if range.start > at {
                        open.get_or_insert_default();
                    }
                    if let Some(text) = open.take() {
                        made.push(Replacement { span: Span::new(at, range.start), text });
                    }
                    at = range.end;
                }
            }
        }
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacements_of_replaced_texts_come_down_to_the_first_text() {
        let mut pieces = Pieces::new(10);
        let mut replace = |start, end, text: &str| {
            pieces.replace(&Replacement { span: Span::new(start, end), text: text.to_owned() });
        };
        // 0123456789 -> 01ab56789 -> 01aXY6789 -> 01aXY678
        replace(2, 5, "ab");
        replace(3, 5, "XY");
        replace(8, 9, "");
        let expected = [(2, 6, "aXY"), (9, 10, "")];
        let expected =
            expected.map(|(start, end, text)| Replacement { span: Span::new(start, end), text: text.into() });
        assert_eq!(pieces.replacements(), expected);
    }
}
