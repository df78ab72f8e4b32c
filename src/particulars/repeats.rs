//! Takes out of a list of differences those that only repeat the one before: a year that two days share, both sides of a
//! format, the end of a range that is missing altogether.
//!
//! What differs is known to whoever made the list.

use super::compare::{Difference, dates};
use super::{Date, Link, Particular, Value};

/// How far apart, in bytes, numbers stand that share a unit, a month or a zone: « du 6 au 8 mai 2025 ».
const NEAR: u32 = 12;

/// Tells once of what two facts share: « du 6 au 8 mai 2025 » and "May 6 to 8, 2026" differ in one year.
pub(super) fn once_for_both(left: &[Particular], right: &[Particular], found: &mut Vec<Difference>) {
    let mut before: Option<(usize, usize)> = None;
    let mut lone: [Option<usize>; 2] = [None; 2];
    let mut told = vec![true; found.len()];
    for (at, difference) in found.iter().enumerate() {
        let both = difference.left.zip(difference.right);
        if let (Some(one), Some(other)) = (before, both)
            && other.0 == one.0 + 1
            && other.1 == one.1 + 1
            && left[other.0].start.saturating_sub(left[one.0].end) <= NEAR
            && right[other.1].start.saturating_sub(right[one.1].end) <= NEAR
            && differ_alike([&left[one.0], &right[one.1]], [&left[other.0], &right[other.1]])
        {
            told[at - 1] = false;
        }
        // "1920 × 1080" for "1280 × 720" is one difference, and so is a whole range of which nothing is said.
        told[at] = match (before, both) {
            (Some(one), Some(other)) if told[at - 1] => {
                !(follows(left, one.0, other.0, JOINED) && follows(right, one.1, other.1, JOINED))
            }
            _ => true,
        };
        for (side, own, at_side) in [(0, left, difference.left), (1, right, difference.right)] {
            let alone = at_side.filter(|_| both.is_none());
            if let (Some(one), Some(other)) = (lone[side], alone) {
                told[at] &= !follows(own, one, other, LINKED);
            }
            lone[side] = alone.or(lone[side]);
        }
        before = both;
    }
    let mut told = told.into_iter();
    found.retain(|_| told.next().expect("one for each"));
}

const JOINED: &[Link] = &[Link::Joined];

const LINKED: &[Link] = &[Link::Joined, Link::Until];

/// Whether a fact is linked to another, which stands before it.
fn follows(own: &[Particular], one: usize, other: usize, links: &[Link]) -> bool {
    other == one + 1 && links.contains(&own[other].link)
}

/// Whether two pairs of facts differ in the same month, year, zone or unit, and the first in nothing else.
fn differ_alike(one: [&Particular; 2], other: [&Particular; 2]) -> bool {
    match [&one[0].value, &one[1].value, &other[0].value, &other[1].value] {
        [Value::Date(a), Value::Date(b), Value::Date(c), Value::Date(d)] => {
            let shared = |date: &Date| (date.year, date.month, date.part);
            let own = (a.day, a.weekday) == (b.day, b.weekday) && a.day > 0;
            // « du 28 juin au 3 juillet 2024 »: two days and the year of both.
            let day = |date: &Date| Date { year: 0, ..*date };
            let year = a.year != b.year && (a.year, b.year) == (c.year, d.year) && a.month > 0;
            own && shared(a) == shared(c) && shared(b) == shared(d)
                || year && dates(&day(a), &day(b)) && dates(&day(c), &day(d))
        }
        [Value::Clock(a), Value::Clock(b), Value::Clock(c), Value::Clock(d)] => {
            // "from 2 to 4 a.m." for « de 14 h à 16 h »
            let half = |one: u16, other: u16| one.abs_diff(other) == 720;
            half(a.minute, b.minute) && half(c.minute, d.minute)
                || (a.minute, a.second) == (b.minute, b.second) && a.zone == c.zone && b.zone == d.zone
        }
        [Value::Quantity(a), Value::Quantity(b), Value::Quantity(c), Value::Quantity(d)] => {
            let shared = a.nano.saturating_mul(d.nano) == b.nano.saturating_mul(c.nano);
            // « de 10 000 $ US à 15 000 $ US » for "$10,000 to $15,000"
            let range = other.iter().all(|end| end.link == Link::Until);
            let units = a.unit == c.unit && b.unit == d.unit && a.unit != b.unit;
            if range && units && a.nano == b.nano && c.nano == d.nano {
                return true;
            }
            a.lent.is_some() && a.lent == b.lent && a.unit == c.unit && b.unit == d.unit && (shared || a.unit != b.unit)
        }
        _ => false,
    }
}
