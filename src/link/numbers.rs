//! Turns the joined units of a handbook into numbers, once for all its languages.
//!
//! A unit that lacks in an existing edition has no number and moves no other; a missing edition takes part in nothing.

use super::site::{JoinedIx, Pair, Part};
use crate::lang::LangId;
use crate::names::HashMap;
use crate::parse::facts::{Unit, UnitKind};
use crate::parse::{Document, Handbook};
use crate::shared::Shared;

/// Numbers all parts of a handbook in order.
pub(super) fn number(pairs: &mut Shared<Pair>, documents: &Shared<Document>, parts: &[Part], record: &Handbook) {
    let mut counters = Counters::default();
    for part in parts {
        let pair = &mut pairs[part.pair];
        for index in part.unit..part.end {
            number_unit(pair, documents, index, record, &mut counters);
        }
    }
}

#[derive(Default)]
struct Counters {
    parts: u32,
    annexes: u32,
    /// Numbered children so far, by pair's unit; clauses with numbers of their own are counted apart.
    children: HashMap<(Box<str>, JoinedIx, Apart), u32>,
}

/// Whether a child is counted apart from its parent's sections: "1.1" after clauses 1 and 2, not "1.3".
type Apart = bool;

impl Counters {
    fn child(&mut self, pair: &Pair, parent: JoinedIx, apart: Apart) -> u32 {
        let count = self.children.entry((pair.key.clone(), parent, apart)).or_default();
        *count += 1;
        *count
    }
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
    pair: &mut Pair,
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
    let (number, mark) = match (unit.kind, unit.level) {
        (UnitKind::Section, _) if unit.unnumbered || !record.sections && !unit.annex => return,
        (UnitKind::Section, 1) if unit.annex => {
            counters.annexes += 1;
            match record.digit_annexes {
                true => same(counters.annexes.to_string()),
                false => same(letters(counters.annexes, 'A')),
            }
        }
        (UnitKind::Section, 1) => {
            counters.parts += 1;
            same(counters.parts.to_string())
        }
        (UnitKind::Section, _) => match parent.filter(|_| !above.is_empty()) {
            Some(parent) => same(format!("{above}.{}", counters.child(pair, parent, false))),
            None => return,
        },
        (UnitKind::Clause, 1) => {
            let count = parent.map_or(0, |parent| counters.child(pair, parent, record.simple_clauses));
            match above.is_empty() || record.simple_clauses {
                true => same(count.to_string()),
                false => same(format!("{above}.{count}")),
            }
        }
        (UnitKind::Clause, depth) => {
            let count = parent.map_or(0, |parent| counters.child(pair, parent, false));
            let mark = format!("({})", sub_mark(depth, count));
            (format!("{above}{mark}"), mark)
        }
        _ => return,
    };
    let joined = &mut pair.units[index as usize];
    (joined.number, joined.mark) = (number.into(), mark.into());
}

fn same(number: String) -> (String, String) {
    (number.clone(), number)
}

/// The sign of a sub-clause: letters, then Roman numerals, then capitals, then digits.
fn sub_mark(depth: u8, count: u32) -> String {
    match depth {
        2 => letters(count, 'a'),
        3 => roman(count),
        4 => letters(count, 'A'),
        _ => count.to_string(),
    }
}

/// 1 is `a`, 26 is `z`, 27 is `aa`.
fn letters(count: u32, first: char) -> String {
    let mut left = count;
    let mut out = Vec::new();
    while left > 0 {
        left -= 1;
        out.push(char::from(first as u8 + (left % 26) as u8));
        left /= 26;
    }
    out.iter().rev().collect()
}

fn roman(mut count: u32) -> String {
    let mut out = String::new();
    for (value, sign) in
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    {
        while count >= value {
            out.push_str(sign);
            count -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_sub_clauses() {
        assert_eq!(["a", "z", "aa"], [1, 26, 27].map(|n| letters(n, 'a')).each_ref().map(String::as_str));
        assert_eq!(["i", "iv", "xiv", "xl"], [1, 4, 14, 40].map(roman).each_ref().map(String::as_str));
    }
}
