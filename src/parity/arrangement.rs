//! Turns lists and tables that both editions have into items, rows and cells that changed places in one of them.
//!
//! It goes by the facts, the addresses and the code in them, and tells only of parts that one change of places would mend:
//! words alone have no place that could be known. Lists in alphabetical order have one for each language.

use super::alike::Marks;
use super::facts::{self, Stated};
use super::found::{Edition, Found, told};
use super::leaves::{self, Key, Sides};
use super::shapes::Parts;
use crate::diag::rules::parity as rules;
use crate::parse::outline::{LeafKind, Own, Passage};
use crate::particulars::{self, Equivalents};
use crate::source::Span;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// So many words, in all, must have gone from one part to the other and back.
const SURE: u32 = 3;

/// What the parts of a unit are known by.
struct Scene<'a> {
    editions: [&'a Edition<'a>; 2],
    own: [&'a Own<'a>; 2],
    stated: &'a Stated,
    declared: &'a Equivalents,
    /// What links, variables and snippets are compared by, with their places.
    keys: [Vec<(Span, Key<'a>)>; 2],
    /// The code in the texts, with the places of those.
    code: [Vec<(Span, &'a str)>; 2],
}

/// Tells of the parts of each list and table that stand elsewhere, once for each of them.
pub(super) fn compare(
    sides: &Sides<'_>,
    own: [&Own<'_>; 2],
    parts: &[Parts],
    stated: &Stated,
    declared: &Equivalents,
    found: &mut Vec<Found>,
) {
    if parts.is_empty() {
        return;
    }
    let wanted = |kind: &LeafKind<'_>| !matches!(kind, LeafKind::Image(_) | LeafKind::Footnote);
    let keys = [0, 1].map(|side: usize| {
        let leaves: Vec<_> = own[side].leaves.iter().collect();
        leaves::of(sides, side, &leaves, wanted).into_iter().map(|(leaf, key)| (leaf.span, key)).collect()
    });
    let code = own.map(|own| {
        let pieces = own.passages.iter().filter(|piece| !piece.code.is_empty());
        pieces.flat_map(|piece| piece.code.iter().map(|code| (extent(piece), &piece.text[code.clone()]))).collect()
    });
    let scene = Scene { editions: sides.editions, own, stated, declared, keys, code };
    let mut told_of: Vec<Span> = Vec::new();
    for Parts { parts, table, prose } in parts {
        // What stands in an item that moved has moved with it.
        if told_of.iter().any(|outer| outer.contains(parts[0][0])) {
            continue;
        }
        if let Some(moved) = scene.moved([&parts[0], &parts[1]], *table, *prose) {
            told_of.extend(parts[0].iter().copied());
            found.push(scene.tell([&parts[0], &parts[1]], &moved, "part-place"));
        } else if *table {
            let cells =
                parts[0].iter().zip(&parts[1]).map(|(left, right)| [scene.cells(0, *left), scene.cells(1, *right)]);
            let cells = cells.filter(|[left, right]| left.len() == right.len() && left.len() > 1);
            let mut in_place = true;
            let mut alike = Vec::new();
            for [left, right] in cells {
                if let Some(moved) = scene.moved([&left, &right], true, true) {
                    if std::mem::take(&mut in_place) {
                        found.push(scene.tell([&left, &right], &moved, "cell-place"));
                    }
                } else {
                    alike
                        .extend(scene.moved_alike([&left, &right]).map(|places| (left.clone(), right.clone(), places)));
                    left.iter().zip(&right).for_each(|(left, right)| scene.cell_facts([*left, *right], found));
                }
            }
            // In more rows than one, the column of each language comes first in it.
            if let ([(left, right, moved)], true) = (&alike[..], in_place) {
                found.push(scene.tell([left, right], moved, "cell-place"));
            }
        }
    }
}

impl Scene<'_> {
    /// Where the counterpart of each part of the first edition stands in the second, if some changed places.
    fn moved(&self, parts: [&[Span]; 2], table: bool, prose: bool) -> Option<Vec<usize>> {
        if parts[0].len() < 2 {
            return None;
        }
        let facts =
            [0, 1].map(|side: usize| parts[side].iter().map(|part| self.facts(side, *part)).collect::<Vec<_>>());
        let same_facts = |i: usize, j: usize| {
            let [left, right] =
                [&self.stated.facts[0][facts[0][i].clone()], &self.stated.facts[1][facts[1][j].clone()]];
            (left.is_empty() && right.is_empty()) || particulars::compare(left, right, self.declared).is_empty()
        };
        let has_facts = |i: usize, j: usize| !facts[0][i].is_empty() && !facts[1][j].is_empty();
        let keys = |side: usize, at: usize| inside(&self.keys[side], parts[side][at]);
        let same_keys = |i: usize, j: usize| same(keys(0, i), keys(1, j));
        let has_keys = |i: usize, j: usize| keys(0, i).next().is_some() && keys(1, j).next().is_some();
        let code = |side: usize, at: usize| inside(&self.code[side], parts[side][at]);
        let same_code = |i: usize, j: usize| same(code(0, i), code(1, j));
        let has_code = |i: usize, j: usize| code(0, i).next().is_some() && code(1, j).next().is_some();
        // Words in code may be translated: « `: définition` », "`: definition`".
        let signs =
            [0, 1].map(|side: usize| (0..parts[side].len()).map(|at| signs(code(side, at))).collect::<Vec<_>>());
        let same_signs = |i: usize, j: usize| signs[0][i] == signs[1][j];
        let has_signs = |i: usize, j: usize| !signs[0][i].is_empty() && !signs[1][j].is_empty();
        let texts = |side: usize| -> Vec<Marks> {
            parts[side].iter().map(|part| Marks::of(self.editions[side].source().slice(*part))).collect()
        };
        let by = |same: &dyn Fn(usize, usize) -> bool, has: &dyn Fn(usize, usize) -> bool, free: bool| {
            let places = places(parts[0].len(), same)?;
            let moved = || places.iter().enumerate().filter(|(at, place)| at != *place);
            // A fact may have gone from one item to another that had none: then the words of that one stayed. A link or
            // code is not `free` to do so where words say nothing.
            let mut bare = moved().filter(|(at, place)| !has(*at, **place)).peekable();
            if !table && bare.peek().is_some() {
                let [left, right] = [texts(0), texts(1)];
                let gain = bare.map(|(at, place)| left[at].shared(&right[*place]) - left[at].shared(&right[at]));
                let gain = gain.sum::<f32>();
                if gain < 0.0 || free && gain == 0.0 {
                    return None;
                }
            }
            Some(places)
        };
        let moved = by(&same_facts, &has_facts, true)
            .or_else(|| by(&same_keys, &has_keys, false))
            .or_else(|| by(&same_code, &has_code, false));
        let moved = moved.or_else(|| by(&same_signs, &has_signs, false));
        let moved = moved.or_else(|| if prose { None } else { exchanged(&texts(0), &texts(1)) });
        moved.filter(|_| !parts.iter().zip(self.own).all(|(parts, own)| sorted(own, parts)))
    }

    /// As [`Scene::moved`], of cells that both languages write alike, letter by letter.
    fn moved_alike(&self, cells: [&[Span]; 2]) -> Option<Vec<usize>> {
        let texts = [0, 1].map(|side: usize| -> Vec<&str> {
            cells[side].iter().map(|cell| self.editions[side].source().slice(*cell).trim()).collect()
        });
        let [left, right] = &texts;
        let same = |i: usize, j: usize| match (right.contains(&left[i]), left.contains(&right[j])) {
            (false, false) => true,
            _ => left[i] == right[j],
        };
        places(left.len(), &same)
    }

    /// The facts of a part, which stand one after the other.
    fn facts(&self, side: usize, part: Span) -> Range<usize> {
        let places = &self.stated.places[side];
        let start = places.iter().position(|place| part.contains(*place)).unwrap_or(0);
        start..start + places[start..].iter().take_while(|place| part.contains(**place)).count()
    }

    /// Tells of facts that a cell says in one edition otherwise than in the other, while both are said somewhere in the unit.
    fn cell_facts(&self, cells: [Span; 2], found: &mut Vec<Found>) {
        let ranges = [0, 1].map(|side: usize| self.facts(side, cells[side]));
        let [left, right] = [0, 1].map(|side: usize| &self.stated.facts[side][ranges[side].clone()]);
        if left.is_empty() || right.is_empty() {
            return;
        }
        for difference in particulars::compare(left, right, self.declared) {
            let (Some(one), Some(other)) = (difference.left, difference.right) else { continue };
            let at = [ranges[0].start + one, ranges[1].start + other];
            if [0, 1].iter().any(|&side: &usize| self.stated.lone[side].contains(&at[side])) {
                continue;
            }
            let places = [0, 1].map(|side: usize| self.stated.places[side][at[side]]);
            let written = [0, 1].map(|side: usize| self.editions[side].source().slice(places[side]).replace('`', ""));
            let told = told(&rules::FACT_DIFFERS, "same").has([facts::has(&right[other]), "and-fact"]);
            found.push(Found::at_both(self.editions, places, told.names(written)));
        }
    }

    /// The cells of a row that are not empty; a link without words of its own may be all that one has.
    fn cells(&self, side: usize, row: Span) -> Vec<Span> {
        let own = self.own[side];
        let mut cells: Vec<Span> = own.passages.iter().filter(|piece| piece.within == row).map(extent).collect();
        let leaves = own.leaves.iter().filter(|leaf| leaf.within == row).map(|leaf| leaf.span);
        let bare: Vec<Span> =
            leaves.filter(|leaf| !cells.iter().any(|cell| cell.start <= leaf.start && leaf.start < cell.end)).collect();
        if !bare.is_empty() {
            cells.extend(bare);
            cells.sort_unstable_by_key(|cell| cell.start);
        }
        cells
    }

    /// That a part stands elsewhere: the first that does not go on from those which do not.
    fn tell(&self, parts: [&[Span]; 2], places: &[usize], phrase: &'static str) -> Found {
        let kept = super::couple::rising(&places.iter().map(|&place| place as u32).collect::<Vec<u32>>());
        let at = (0..places.len()).find(|at| !kept.contains(at)).unwrap_or(0);
        let lines = [self.editions[0].first_line(parts[0][at]), self.editions[1].first_line(parts[1][places[at]])];
        let told = told(&rules::ORDER_DIFFERS, "part").phrases([phrase; 2]);
        let told = told.sizes([(at + 1).to_string(), (places[at] + 1).to_string()]);
        let excerpt = self.editions[1].excerpt(parts[1][places[at]]);
        let name = excerpt.trim_start_matches(|c: char| !c.is_alphabetic());
        let name = if excerpt.starts_with("[](") { name.trim_end_matches(')') } else { name };
        Found::at_both(self.editions, lines, told).with("id", if name.is_empty() { &excerpt } else { name })
    }
}

/// For each of `count` parts where its counterpart stands, if some are not where they should be and a change of places
/// would mend all of those.
fn places(count: usize, same: &dyn Fn(usize, usize) -> bool) -> Option<Vec<usize>> {
    let moved: Vec<usize> = (0..count).filter(|&at| !same(at, at)).collect();
    if moved.len() < 2 {
        return None;
    }
    let mut places: Vec<usize> = (0..count).collect();
    let mut free = moved.clone();
    for &at in &moved {
        let place = free.iter().position(|&other| same(at, other))?;
        places[at] = free.remove(place);
    }
    Some(places)
}

/// As [`places`], where two parts changed places and nothing in them is sure but words that both languages write alike.
/// Each has to speak for the exchange, and none against it.
fn exchanged(left: &[Marks], right: &[Marks]) -> Option<Vec<usize>> {
    let votes = Marks::votes(left, right)?;
    let count = left.len();
    let vote = |i: usize, j: usize| votes[i * count + j];
    let crossed = |i: usize, j: usize| {
        let (there, back) = (vote(i, j), vote(j, i));
        there > 0 && back > 0 && there + back >= SURE && vote(i, i) == 0 && vote(j, j) == 0
    };
    let mut pairs = (0..count).flat_map(|i| (i + 1..count).map(move |j| (i, j))).filter(|&(i, j)| crossed(i, j));
    let (i, j) = pairs.next().filter(|_| pairs.next().is_none())?;
    let others = (0..count).filter(|at| *at != i && *at != j);
    let mut stayed = others.map(|at| (0..count).all(|place| vote(at, place) <= vote(at, at)));
    let mut places: Vec<usize> = (0..count).collect();
    places.swap(i, j);
    stayed.all(|stayed| stayed).then_some(places)
}

/// What stands in a part.
fn inside<T>(all: &[(Span, T)], part: Span) -> impl Iterator<Item = &T> + Clone {
    all.iter().filter(move |(span, _)| part.contains(*span)).map(|(_, own)| own)
}

/// Code without letters and spaces.
fn signs<'a>(all: impl Iterator<Item = &'a &'a str>) -> Vec<String> {
    let bare = |code: &&str| code.chars().filter(|c| !c.is_alphabetic() && !c.is_whitespace()).collect::<String>();
    let mut signs: Vec<String> = all.map(bare).filter(|signs| !signs.is_empty()).collect();
    signs.sort_unstable();
    signs
}

/// Whether two parts have the same things, whatever their order.
fn same<'a, T: PartialEq + 'a>(
    left: impl Iterator<Item = &'a T> + Clone,
    right: impl Iterator<Item = &'a T> + Clone,
) -> bool {
    // Nearly always the order is the same too.
    if left.clone().eq(right.clone()) {
        return true;
    }
    let mut rest: Vec<&T> = right.collect();
    let mut all = left;
    all.all(|one| rest.iter().position(|other| *other == one).map(|at| rest.remove(at)).is_some()) && rest.is_empty()
}

/// All of a text.
fn extent(piece: &Passage) -> Span {
    piece.mapping.span(0, piece.text.len())
}

/// Whether parts stand in the order of the alphabet.
fn sorted(own: &Own<'_>, parts: &[Span]) -> bool {
    let text = |part: &Span| {
        let first = own.passages.iter().find(|piece| part.contains(extent(piece)));
        let text = first.map_or("", |piece| piece.text.as_str());
        let letters = text.nfd().filter(|&c| !is_combining_mark(c) && (c.is_alphanumeric() || c == ' '));
        letters.collect::<String>().to_lowercase()
    };
    parts.len() > 2 && parts.iter().map(text).is_sorted()
}
