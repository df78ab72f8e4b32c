//! Turns the units of two editions of one document into pairs, keeping the order of both.
//!
//! Explicit ids are fixed points, and so are pairs that somebody accepted (`ledger`). Between them the alignment with the highest sum of likenesses wins
//! (Needleman and Wunsch, 1970), so that an insertion in one language shifts nothing. It compares what
//! translation leaves alone (code, numbers, names, addresses, shape, length), and knows no language.

use crate::names::{HashMap, HashSet};
use crate::parse::facts::{Signature, Unit};

/// Gain of pairing two units before any likeness: pairing beats leaving both alone unless evidence speaks against it.
const BASE: f32 = 0.25;

/// What a different level or kind takes away.
const OTHER_LEVEL: f32 = 0.9;

/// What every level above the sixth adds: of two ways to pair, the one that keeps the sections together beats the one
/// that keeps their subsections.
const OUTER: f32 = 0.05;

/// Above this many cells a stretch is aligned along its diagonal only; 2,000 × 2,000 units take about 50 ms.
const MOST_CELLS: usize = 4_000_000;

/// A unit to be aligned, with its title folded for comparison.
pub struct Candidate<'a> {
    pub unit: &'a Unit,
    pub title: &'a str,
    /// What a record of the ledger says of the pair: the two units with the same number were accepted as translations of
    /// each other.
    pub pin: Option<usize>,
}

/// Pairs of indexes into `a` and `b`, rising in both.
pub fn align(a: &[Candidate<'_>], b: &[Candidate<'_>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::with_capacity(a.len().min(b.len()));
    let (mut from_a, mut from_b) = (0, 0);
    for (at_a, at_b) in fixed_points(a, b) {
        stretch(a, b, from_a..at_a, from_b..at_b, &mut pairs);
        pairs.push((at_a, at_b));
        (from_a, from_b) = (at_a + 1, at_b + 1);
    }
    stretch(a, b, from_a..a.len(), from_b..b.len(), &mut pairs);
    pairs
}

/// The longest rising chain of units with the same explicit id on both sides.
///
/// Two ids that stand in a different order in the two editions cannot both be fixed points of an order-preserving
/// alignment; the ones left out are paired afterwards by id alone (see `join`).
fn fixed_points(a: &[Candidate<'_>], b: &[Candidate<'_>]) -> Vec<(usize, usize)> {
    let mut shared: Vec<(usize, usize)> = pinned(a, b);
    let mut by_id = first_by_id(b);
    shared.extend(a.iter().enumerate().filter_map(|(at, c)| Some((at, by_id.remove(&*c.unit.id.as_ref()?.id)?))));
    rising(shared)
}

/// The longest chain of pairs that rises on both sides.
pub fn rising(mut shared: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    shared.sort_unstable();
    // Patience sorting: `tails[k]` is the index in `shared` of the smallest end of a chain of length k + 1.
    let mut tails: Vec<usize> = Vec::new();
    let mut previous = vec![usize::MAX; shared.len()];
    for (index, &(_, at_b)) in shared.iter().enumerate() {
        let place = tails.partition_point(|&tail| shared[tail].1 < at_b);
        if place > 0 {
            previous[index] = tails[place - 1];
        }
        match tails.get_mut(place) {
            Some(tail) => *tail = index,
            None => tails.push(index),
        }
    }
    let mut chain = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied().unwrap_or(usize::MAX);
    while at != usize::MAX {
        chain.push(shared[at]);
        at = previous[at];
    }
    chain.reverse();
    chain
}

/// Pairs that the ledger knows; an explicit id that both sides have comes before what was.
pub fn pinned(a: &[Candidate<'_>], b: &[Candidate<'_>]) -> Vec<(usize, usize)> {
    let by_pin: HashMap<usize, usize> =
        b.iter().enumerate().filter_map(|(at, candidate)| Some((candidate.pin?, at))).collect();
    if by_pin.is_empty() {
        return Vec::new();
    }
    let ids = |side: &[Candidate<'_>]| -> HashSet<Box<str>> {
        side.iter().filter_map(|candidate| Some(candidate.unit.id.as_ref()?.id.clone())).collect()
    };
    let (in_a, in_b) = (ids(a), ids(b));
    let shared = |candidate: &Candidate<'_>| {
        candidate.unit.id.as_ref().is_some_and(|named| in_a.contains(&named.id) && in_b.contains(&named.id))
    };
    let pair = |(at, candidate): (usize, &Candidate<'_>)| Some((at, *by_pin.get(&candidate.pin?)?));
    let fits = |&(left, right): &(usize, usize)| {
        let (left, right) = (&a[left], &b[right]);
        left.unit.kind == right.unit.kind && left.unit.annex == right.unit.annex && !shared(left) && !shared(right)
    };
    a.iter().enumerate().filter_map(pair).filter(fits).collect()
}

/// The units that have an explicit id, by that id. Of an id given twice, which is reported, the first use counts, as it
/// does in browsers.
pub fn first_by_id<'a>(candidates: &[Candidate<'a>]) -> HashMap<&'a str, usize> {
    let mut by_id = HashMap::default();
    for (at, candidate) in candidates.iter().enumerate() {
        if let Some(named) = &candidate.unit.id {
            by_id.entry(&*named.id).or_insert(at);
        }
    }
    by_id
}

/// Aligns one stretch between two fixed points.
fn stretch(
    a: &[Candidate<'_>],
    b: &[Candidate<'_>],
    in_a: std::ops::Range<usize>,
    in_b: std::ops::Range<usize>,
    pairs: &mut Vec<(usize, usize)>,
) {
    let (rows, columns) = (in_a.len(), in_b.len());
    if rows == 0 || columns == 0 {
        return;
    }
    let gain = |i: usize, j: usize| gain(&a[in_a.start + i], &b[in_b.start + j]);
    if rows == columns && (0..rows).all(|at| gain(at, at) > 2.0 * BASE) {
        pairs.extend((0..rows).map(|at| (in_a.start + at, in_b.start + at)));
        return;
    }
    if rows.saturating_mul(columns) > MOST_CELLS {
        let diagonal = (0..rows.min(columns)).filter(|&at| gain(at, at) > 0.0);
        pairs.extend(diagonal.map(|at| (in_a.start + at, in_b.start + at)));
        return;
    }
    let width = columns + 1;
    let mut best = vec![0.0_f32; (rows + 1) * width];
    let gains: Vec<f32> = (0..rows * columns).map(|cell| gain(cell / columns, cell % columns)).collect();
    let gain = |i: usize, j: usize| gains[i * columns + j];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            let paired = best[(i + 1) * width + j + 1] + gain(i, j);
            let skipped = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            best[i * width + j] = paired.max(skipped);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < rows && j < columns {
        let here = best[i * width + j];
        if here == best[(i + 1) * width + j + 1] + gain(i, j) && gain(i, j) > 0.0 {
            pairs.push((in_a.start + i, in_b.start + j));
            (i, j) = (i + 1, j + 1);
        } else if here == best[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
}

/// What pairing two units gains; negative where they must not be paired.
fn gain(a: &Candidate<'_>, b: &Candidate<'_>) -> f32 {
    let two_ids = a.unit.id.is_some() && b.unit.id.is_some();
    if a.unit.kind != b.unit.kind || two_ids || a.unit.annex != b.unit.annex {
        return -1.0;
    }
    let same = a.unit.level == b.unit.level && a.unit.nested == b.unit.nested;
    let level = if same { OUTER * f32::from(6_u8.saturating_sub(a.unit.level)) } else { -OTHER_LEVEL };
    BASE + likeness(a, b) + level
}

/// How alike two units are, from 0 to 1: a weighted mean of what can be compared.
fn likeness(a: &Candidate<'_>, b: &Candidate<'_>) -> f32 {
    let (left, right): (&Signature, &Signature) = (&a.unit.signature, &b.unit.signature);
    // Translations differ in length by a few tenths; 40 characters of grace keep short units from differing much.
    let (short, long) = (left.length.min(right.length) + 40, left.length.max(right.length) + 40);
    let mut sum = short as f32 / long as f32;
    let mut weights = 1.0;
    for (left, right, weight) in [
        (&left.code, &right.code, 3.0),
        (&left.links, &right.links, 3.0),
        (&left.numbers, &right.numbers, 2.0),
        (&left.names, &right.names, 2.0),
        (&left.shape, &right.shape, 1.5),
    ] {
        if let Some(shared) = shared(left, right) {
            sum += weight * shared;
            weights += weight;
        }
    }
    let title = cognate(a.title, b.title);
    if title > 0.0 {
        sum += 3.0 * title;
        weights += 3.0;
    }
    sum / weights
}

/// The share of elements that two sorted multisets have in common; `None` if both are empty.
fn shared(a: &[u32], b: &[u32]) -> Option<f32> {
    if a.is_empty() && b.is_empty() {
        return None;
    }
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, both) = (i + 1, j + 1, both + 1),
        }
    }
    Some(both as f32 / (a.len() + b.len() - both) as f32)
}

/// The share of words of four letters and more in two slugs that begin alike, as many French and English words do.
fn cognate(a: &str, b: &str) -> f32 {
    let most = beginnings(a).count().max(beginnings(b).count());
    if most == 0 {
        return 0.0;
    }
    let alike = beginnings(a).filter(|word| beginnings(b).any(|other| other == *word));
    alike.count() as f32 / most as f32
}

/// The first four letters of every word that has as many, accents aside.
fn beginnings(slug: &str) -> impl Iterator<Item = [char; 4]> {
    let plain = |c: char| match c {
        'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        other => other,
    };
    slug.split('-').filter_map(move |word| {
        let mut letters = word.chars().map(plain);
        Some([letters.next()?, letters.next()?, letters.next()?, letters.next()?])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::facts::UnitKind;
    use crate::parse::tree::Named;
    use crate::source::Span;

    fn unit(level: u8, id: Option<&str>, length: u32, numbers: &[u32]) -> Unit {
        Unit {
            kind: UnitKind::Section,
            level,
            id: id.map(|id| Named { id: id.into(), span: Span::default() }),
            aliases: Vec::new(),
            title: Vec::new(),
            span: Span::default(),
            annex: false,
            unnumbered: false,
            reserved: false,
            pin: None,
            nested: false,
            parent: None,
            signature: Signature { length, numbers: numbers.to_vec(), ..Default::default() },
        }
    }

    fn aligned(a: &[Unit], b: &[Unit]) -> Vec<(usize, usize)> {
        let candidate = |unit| Candidate { unit, title: "", pin: None };
        let a: Vec<Candidate<'_>> = a.iter().map(candidate).collect();
        let b: Vec<Candidate<'_>> = b.iter().map(candidate).collect();
        align(&a, &b)
    }

    #[test]
    fn an_insertion_shifts_nothing() {
        let a = [unit(2, None, 300, &[1]), unit(2, None, 500, &[2, 3]), unit(2, None, 200, &[])];
        let mut b = a.to_vec();
        b.insert(1, unit(2, None, 900, &[77]));
        assert_eq!(aligned(&a, &b), [(0, 0), (1, 2), (2, 3)]);
        assert_eq!(aligned(&b, &a), [(0, 0), (2, 1), (3, 2)]);
    }

    #[test]
    fn explicit_ids_are_fixed_points() {
        let a = [unit(2, Some("x"), 10, &[]), unit(2, None, 10, &[]), unit(2, Some("y"), 10, &[])];
        let b = [unit(2, Some("x"), 900, &[5]), unit(2, Some("y"), 900, &[6]), unit(2, None, 10, &[])];
        assert_eq!(aligned(&a, &b), [(0, 0), (2, 1)]);
    }

    #[test]
    fn levels_keep_apart() {
        let a = [unit(2, None, 100, &[]), unit(3, None, 100, &[]), unit(2, None, 100, &[])];
        let b = [unit(2, None, 100, &[]), unit(2, None, 100, &[])];
        assert_eq!(aligned(&a, &b), [(0, 0), (2, 1)]);
    }

    #[test]
    fn nothing_to_align() {
        assert_eq!(aligned(&[], &[unit(2, None, 1, &[])]), []);
    }
}
