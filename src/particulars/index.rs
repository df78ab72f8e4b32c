//! Turns facts into keys of which two facts that may be the same share one, so that each is compared with few others.
//!
//! It decides nothing: what shares a key is compared in full by whoever asks.

use super::lexer::NANO;
use super::tables::Measure;
use super::{Clock, Date, Kind, Part, Particular, Quantity, Unit, Value};
use std::collections::HashMap;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Key<'a> {
    Day {
        year: u16,
        low: u8,
        high: u8,
    },
    Decade(u16),
    Minute(u16),
    Count(i128),
    Money(i128),
    /// In thousandths of a hundredth of a percent, or the next.
    Percent(i128),
    /// The size of a measure by its first bits, or the next: feet are rounded in metres.
    Measure(u8, u8, u32),
    Other(u8, i128),
    Text(&'a str),
}

/// Facts by their keys, each list in the order of the text.
pub(super) struct Index<'a> {
    places: HashMap<Key<'a>, Vec<usize>>,
}

impl<'a> Index<'a> {
    pub fn of(facts: &'a [Particular]) -> Index<'a> {
        let mut places: HashMap<Key<'a>, Vec<usize>> = HashMap::with_capacity(facts.len());
        let mut own = Vec::new();
        for (at, fact) in facts.iter().enumerate() {
            own.clear();
            keys(fact, &mut own);
            own.iter().for_each(|&key| places.entry(key).or_default().push(at));
        }
        Index { places }
    }

    /// The places of facts that share a key.
    pub fn find<'b>(&'b self, keys: &'b [Key<'b>]) -> impl Iterator<Item = usize> + 'b
    where
        'a: 'b,
    {
        keys.iter().filter_map(|key| self.places.get(key)).flatten().copied()
    }
}

/// All the keys of a fact.
pub(super) fn keys<'a>(fact: &'a Particular, keys: &mut Vec<Key<'a>>) {
    match &fact.value {
        Value::Date(date) => keys.extend(day(date)),
        Value::Clock(clock @ Clock { minute, length, .. }) => {
            keys.extend(super::compare::hour(clock).map(Key::Count));
            keys.push(Key::Minute(minute % 720));
            if *length {
                keys.push(Key::Other(0, i128::from(*minute) * 60 * NANO));
            }
        }
        Value::Quantity(quantity) => quantities(quantity, keys),
        // What may stand before a telephone number, and the letter of a language after a code, do not count.
        Value::Text(text) if fact.kind == Kind::Telephone => {
            let end = text.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
            keys.push(Key::Text(&text[end..]));
        }
        Value::Text(text) => {
            keys.push(Key::Text(text.strip_suffix(['e', 'f']).unwrap_or(text)));
            keys.extend(hyphened(text).map(Key::Count));
        }
        Value::Address { typed, bare } => keys.extend([Key::Text(typed), Key::Text(bare)]),
    }
}

/// The number of groups of three figures between hyphens.
pub(super) fn hyphened(code: &str) -> Option<i128> {
    let groups = code.split('-');
    let threes = groups.clone().all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()));
    let figures: Vec<u8> = groups.flat_map(str::bytes).collect();
    (threes && figures.len() > 3).then(|| super::figures::value(&figures) * NANO)
}

fn day(date: &Date) -> [Key<'static>; 2] {
    let (low, high) = (date.month.min(date.day), date.month.max(date.day));
    let whole = Key::Day { year: date.year, low, high };
    let other = match date.part {
        Part::Decade => Key::Decade(date.year % 100),
        _ if date.month == 0 => Key::Count(i128::from(date.year) * NANO),
        _ => whole,
    };
    [whole, other]
}

/// The keys of a quantity, also of the number that it is written with.
pub(super) fn quantities(quantity: &Quantity, keys: &mut Vec<Key<'_>>) {
    let nano = quantity.nano;
    let percent = |nano: i128| {
        let thousands = nano.div_euclid(1000);
        [Key::Percent(thousands), Key::Percent(thousands + 1)]
    };
    match quantity.unit {
        Unit::None => {
            keys.push(Key::Count(nano));
            // « 0,75 » may be said as "75%".
            if (1..NANO).contains(&nano) {
                keys.extend(percent(nano * 100));
            }
        }
        Unit::Money(_) => keys.push(Key::Money(nano)),
        Unit::Percent => keys.extend(percent(nano)),
        Unit::Share => {
            keys.extend(percent(nano.saturating_mul(100)));
            keys.push(Key::Count(nano));
        }
        Unit::Measure { of, per } => {
            // Six bits: the step from one to the next is not less than what rounding may change.
            let size = nano.unsigned_abs().max(64);
            let (power, bits) = (size.ilog2(), (size >> (size.ilog2() - 5)) as u32);
            let next = if bits == 63 { 64 * (power + 1) + 32 } else { 64 * power + bits + 1 };
            keys.extend([Key::Measure(of, per, 64 * power + bits), Key::Measure(of, per, next)]);
            // Half a degree is more than a share of few degrees.
            if of == Measure::Celsius as u8 && nano.abs() <= 64 * NANO {
                keys.push(Key::Measure(of, per, 0));
            }
        }
        Unit::Seconds => {
            keys.push(Key::Other(0, nano));
            if quantity.idiom {
                keys.push(Key::Other(0, nano - 86_400 * NANO));
            }
        }
        Unit::Months => keys.push(Key::Other(1, nano)),
        Unit::Points => keys.push(Key::Other(2, nano)),
        Unit::BusinessDays => keys.push(Key::Other(3, nano)),
        Unit::BusinessHours => keys.push(Key::Other(4, nano)),
        Unit::Always => {
            let seconds = if nano == 24 * NANO { 3600 } else { 86_400 };
            keys.extend([Key::Other(5, nano), Key::Other(0, nano.saturating_mul(seconds))]);
        }
    }
    keys.extend(quantity.lent.map(Key::Count));
}
