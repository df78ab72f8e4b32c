//! Turns facts into ranges, so that a list whose every member is said, « 1, 2 et 3 », is the same as "1 to 3".
//!
//! It knows whole numbers, days and years. The ends of a list are compared like other facts, by whoever asks.

use super::lexer::NANO;
use super::{Date, Link, Part, Particular, Quantity, Unit, Value};

/// A fact of which the next one can be told: what it counts, and the number.
#[derive(Clone, Copy, PartialEq)]
struct Member {
    of: Of,
    number: i128,
}

/// What the members of a list have in common.
#[derive(Clone, Copy, PartialEq)]
enum Of {
    Number,
    Years,
    Quarters(u16),
    Days { year: u16, month: u8 },
}

/// The first and the last of what lies between two facts.
pub(super) struct Range {
    of: Of,
    first: i128,
    last: i128,
}

/// All ranges of a text.
pub(super) fn of(facts: &[Particular]) -> Vec<Range> {
    let ends = facts.windows(2).filter(|ends| ends[1].link == Link::Until);
    let range = |ends: &[Particular]| {
        let (first, last) = (member(&ends[0])?, member(&ends[1])?);
        (first.of == last.of).then_some(Range { of: first.of, first: first.number, last: last.number })
    };
    ends.filter_map(range).collect()
}

/// Whether a fact stands in a list between its neighbours in number, and a range has them all: « 2 » of « 1, 2 et 3 ».
pub(super) fn covers(ranges: &[Range], own: &[Particular], one: usize) -> bool {
    let (Some(middle), false) = (member(&own[one]), ranges.is_empty()) else { return false };
    let neighbour = |at: usize, step: i128| {
        own.get(at).and_then(member).is_some_and(|other| other == Member { number: middle.number + step, ..middle })
    };
    let listed = neighbour(one.wrapping_sub(1), -1) && neighbour(one + 1, 1);
    listed
        && ranges.iter().any(|range| range.of == middle.of && range.first < middle.number && middle.number < range.last)
}

fn member(fact: &Particular) -> Option<Member> {
    let (of, number) = match fact.value {
        Value::Quantity(Quantity { nano, unit: Unit::None, .. }) if nano % NANO == 0 => (Of::Number, nano / NANO),
        Value::Date(Date { year, month: 0, day: 0, weekday: 0, part: Part::Whole, .. }) => (Of::Years, year.into()),
        Value::Date(Date { year, month: 0, part: Part::Quarter(quarter), .. }) => (Of::Quarters(year), quarter.into()),
        Value::Date(Date { year, month, day: day @ 1.., part: Part::Whole, .. }) => {
            (Of::Days { year, month }, day.into())
        }
        _ => return None,
    };
    Some(Member { of, number })
}
