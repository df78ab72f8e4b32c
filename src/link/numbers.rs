//! Turns the joined units of a handbook into numbers, once for all its languages.
//!
//! A unit that lacks in an existing edition has no number and moves no other; a missing edition takes part in nothing.

use super::captions;
use super::pins::{self, Signs};
use super::site::{JoinedIx, Pair, PairIx, Part};
use crate::diag::rules::handbooks as rules;
use crate::diag::{Diagnostic, Finding};
use crate::lang::LangId;
use crate::names::HashMap;
use crate::parse::facts::{Unit, UnitKind};
use crate::parse::{Document, Handbook};
use crate::shared::Shared;

/// Numbers all parts of a handbook in order; says where two would have one number.
pub(super) fn number(
    pairs: &mut Shared<Pair>,
    documents: &Shared<Document>,
    parts: &[Part],
    record: &Handbook,
) -> Vec<Diagnostic> {
    let mut counters = Counters::default();
    let mut captions = captions::Counters::default();
    for part in parts {
        let pair = &mut pairs[part.pair];
        captions.open(pair, part.unit, documents);
        for index in part.unit..part.end {
            number_unit((part.pair, pair), documents, index, record, &mut counters);
            captions.number(pair, documents, index, record);
        }
    }
    let places = |&(pair, unit): &Place| {
        let (lang, unit) = represented(&pairs[pair], documents, unit)?;
        Some((documents[pairs[pair].editions[lang]?].source.clone(), unit))
    };
    let clash = |(number, first, second): &(String, Place, Place)| {
        let ((source, unit), (other, first)) = (places(second)?, places(first)?);
        let span = unit.pin.as_ref().map_or(unit.span, |pin| pin.span);
        let help = if unit.pin.is_some() || first.pin.is_some() { "pin" } else { "count" };
        let finding = Finding::new(&rules::NUMBER_TWICE, span).with("value", number.as_str()).help(help);
        Some(finding.at(&source).also(&other, first.span, "first"))
    };
    counters.diagnostics.extend(counters.clashes.iter().filter_map(clash));
    counters.diagnostics
}

/// A unit of the handbook.
type Place = (PairIx, JoinedIx);

#[derive(Default)]
struct Counters {
    parts: u32,
    annexes: u32,
    /// Numbered children so far, by pair's unit; clauses with numbers of their own are counted apart.
    children: HashMap<(PairIx, JoinedIx, Apart), u32>,
    /// Who has each number: what is counted apart may have the same.
    taken: HashMap<(Class, String), Place>,
    clashes: Vec<(String, Place, Place)>,
    diagnostics: Vec<Diagnostic>,
}

/// Whether a child is counted apart from its parent's sections: "1.1" after clauses 1 and 2, not "1.3".
type Apart = bool;

/// What may have the same numbers as another: parts, annexes counted in digits, clauses counted in their section alone.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Class {
    Parts,
    Annexes,
    Within(PairIx, JoinedIx),
}

impl Counters {
    /// The next number: the pinned one, from which the count goes on, else the one after the last.
    fn next(&mut self, counter: Counter, pin: Option<&str>, signs: Signs) -> String {
        let count = match counter {
            Counter::Parts => &mut self.parts,
            Counter::Annexes => &mut self.annexes,
            Counter::Children(pair, unit, apart) => self.children.entry((pair, unit, apart)).or_default(),
        };
        if let Some((base, text)) = pin.and_then(|pin| signs.read(pin)) {
            *count = base;
            return text;
        }
        *count += 1;
        signs.write(*count)
    }
}

enum Counter {
    Parts,
    Annexes,
    Children(PairIx, JoinedIx, Apart),
}

/// The unit as the first edition that has it says it.
pub(super) fn represented<'a>(
    pair: &Pair,
    documents: &'a Shared<Document>,
    index: JoinedIx,
) -> Option<(LangId, &'a Unit)> {
    let joined = &pair.units[index as usize];
    let order = std::iter::once(pair.source).chain(joined.members.iter().map(|(lang, _)| lang));
    order.into_iter().find_map(|lang| {
        let document = &documents[pair.editions[lang]?];
        Some((lang, &document.facts().units[joined.members[lang]? as usize]))
    })
}

/// Whether every existing edition has the unit.
pub(super) fn is_whole(pair: &Pair, index: JoinedIx) -> bool {
    let joined = &pair.units[index as usize];
    pair.editions.iter().all(|(lang, edition)| edition.is_none() || joined.members[lang].is_some())
}

fn number_unit(
    (at, pair): (PairIx, &mut Pair),
    documents: &Shared<Document>,
    index: JoinedIx,
    record: &Handbook,
    counters: &mut Counters,
) {
    let Some((_, unit)) = represented(pair, documents, index) else { return };
    let parent = pair.units[index as usize].parent;
    let whole = is_whole(pair, index) && parent.is_none_or(|parent| is_whole(pair, parent));
    if unit.nested || !whole {
        return;
    }
    let above: String = parent.map_or_else(String::new, |parent| pair.units[parent as usize].number.to_string());
    let section = unit.kind == UnitKind::Section;
    if section && (unit.unnumbered || !record.sections && !unit.annex) {
        return;
    }
    let (counter, signs, alone) = match (unit.kind, unit.level, parent) {
        (UnitKind::Section, 1, _) if unit.annex && record.digit_annexes => (Counter::Annexes, Signs::Digits, true),
        (UnitKind::Section, 1, _) if unit.annex => (Counter::Annexes, Signs::Capitals, true),
        (UnitKind::Section, 1, _) => (Counter::Parts, Signs::Digits, true),
        (UnitKind::Section, _, Some(parent)) if !above.is_empty() => {
            (Counter::Children(at, parent, false), Signs::Digits, false)
        }
        (UnitKind::Clause, 1, Some(parent)) => {
            let simple = record.simple_clauses;
            (Counter::Children(at, parent, simple), Signs::Digits, above.is_empty() || simple)
        }
        (UnitKind::Clause, depth, Some(parent)) if depth > 1 => {
            (Counter::Children(at, parent, false), Signs::of_depth(depth), false)
        }
        _ => return,
    };
    let inner = unit.kind == UnitKind::Clause && unit.level > 1;
    let (pin, fault) = pins::pin(pair, documents, index, &above, signs);
    counters.diagnostics.extend(fault);
    let class = match (&counter, alone) {
        (Counter::Annexes, _) => Class::Annexes,
        (Counter::Children(pair, parent, _), true) => Class::Within(*pair, *parent),
        _ if inner && record.simple_clauses => parent.map_or(Class::Parts, |parent| Class::Within(at, parent)),
        _ => Class::Parts,
    };
    let own = counters.next(counter, pin.as_deref(), signs);
    let (number, mark) = match (inner, alone) {
        (true, _) => (format!("{above}({own})"), format!("({own})")),
        (_, true) => same(own),
        _ => same(format!("{above}.{own}")),
    };
    match counters.taken.get(&(class, number.clone())) {
        Some(first) => counters.clashes.push((number.clone(), *first, (at, index))),
        None => drop(counters.taken.insert((class, number.clone()), (at, index))),
    }
    let joined = &mut pair.units[index as usize];
    (joined.number, joined.mark) = (number.into(), mark.into());
}

fn same(number: String) -> (String, String) {
    (number.clone(), number)
}
