//! Turns the facts of a unit in two languages into those that have no counterpart on the other side, paired as they belong.
//!
//! Order and repetition do not count. It cannot see two values that changed places.

use super::index::{self, Index, Key};
use super::lexer::NANO;
use super::{Clock, Date, Kind, Locale, Part, Particular, Passage, Quantity, Unit, Value, read};
use super::{ranges, repeats};
use std::collections::{HashMap, HashSet, VecDeque};

/// What differs: a fact of the first text, of the second, or one of each that stand for one another; places in the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    pub kind: Kind,
    pub left: Option<usize>,
    pub right: Option<usize>,
}

/// What is declared to be the same in two languages: mailboxes, addresses, any fact.
#[derive(Clone, Debug, Default)]
pub struct Equivalents(Vec<[Declared; 2]>);

#[derive(Clone, Debug)]
enum Declared {
    /// All addresses that begin, or mailboxes that end, like this.
    Part(Box<str>),
    /// All addresses and mailboxes of a host.
    Host(Box<str>),
    Facts(Vec<Particular>),
}

impl Equivalents {
    /// The pairs, each as it is written in the first language and in the second. An address that ends with `/` stands for
    /// all below it, and `@` with a host for all mailboxes there.
    pub fn new<'a>(pairs: impl IntoIterator<Item = [&'a str; 2]>, locales: [Locale; 2]) -> Equivalents {
        let declared = |text: &str, locale: Locale| {
            let host = !text.contains(['/', '@', ' ', ':'])
                && text.contains('.')
                && text.contains(|c: char| c.is_ascii_lowercase());
            if host {
                return Declared::Host(text.to_lowercase().into());
            }
            if text.starts_with('@') || (text.contains("://") && text.ends_with('/')) {
                let (_, plain) = text.split_once("://").unwrap_or(("", text));
                return Declared::Part(plain.to_lowercase().into());
            }
            let mut passage = Passage::of(text);
            Declared::Facts(read(&mut passage, locale))
        };
        let pair = |[left, right]: [&str; 2]| [declared(left, locales[0]), declared(right, locales[1])];
        Equivalents(pairs.into_iter().map(pair).collect())
    }

    /// Whether a fact of one side may be declared equal to some of the other.
    fn names(&self, fact: &Particular, side: usize) -> bool {
        self.0.iter().any(|pair| match &pair[side] {
            Declared::Facts(facts) => facts.iter().any(|declared| equal(declared, fact)),
            Declared::Part(part) => same_but(fact, part).is_some(),
            Declared::Host(host) => at_host(fact, host).is_some(),
        })
    }

    fn joins(&self, left: &Particular, right: &Particular) -> bool {
        self.0.iter().any(|pair| match pair {
            [Declared::Facts(lefts), Declared::Facts(rights)] => {
                lefts.iter().any(|fact| equal(fact, left)) && rights.iter().any(|fact| equal(fact, right))
            }
            [Declared::Part(one), Declared::Part(other)] => {
                same_but(left, one).zip(same_but(right, other)).is_some_and(|(left, right)| left == right)
            }
            [Declared::Host(one), Declared::Host(other)] => {
                at_host(left, one).zip(at_host(right, other)).is_some_and(|(left, right)| left == right)
            }
            _ => false,
        })
    }
}

/// What is left of an address or a mailbox at a host.
fn at_host(particular: &Particular, host: &str) -> Option<String> {
    match particular.kind {
        Kind::Email => same_but(particular, &format!("@{host}")),
        Kind::Url => same_but(particular, &format!("{host}/")),
        _ => None,
    }
}

/// What is left of an address without the part that is declared.
fn same_but(particular: &Particular, part: &str) -> Option<String> {
    let Value::Address { typed, .. } = &particular.value else { return None };
    let rest = match part.starts_with('@') {
        true => typed.strip_suffix(part),
        false if format!("{typed}/") == part => Some(""),
        false => typed.strip_prefix(part),
    };
    rest.map(|rest| match super::address::url(&format!("x/{rest}")) {
        Value::Address { bare, .. } => bare.into(),
        _ => rest.to_owned(),
    })
}

/// The facts of one list that the other has not, in the order of the text.
pub fn compare(left: &[Particular], right: &[Particular], declared: &Equivalents) -> Vec<Difference> {
    // Nearly every text says the same facts in the same order.
    let alike = |(left, right): (&Particular, &Particular)| {
        left.kind == right.kind && left.link == right.link && left.value == right.value
    };
    if left.len() == right.len() && left.iter().zip(right).all(alike) {
        return Vec::new();
    }
    let heads = [heads(left), heads(right)];
    let same = |left: &Particular, right: &Particular| {
        equal(left, right)
            || declared.joins(left, right)
            || heads[0].iter().any(|&unit| equal_below(unit, left, right))
            || heads[1].iter().any(|&unit| equal_below(unit, right, left))
    };
    let index = [left, right].map(Index::of);
    let both = [&heads[0][..], &heads[1][..]].concat();
    let mut lone: [Vec<usize>; 2] = [
        missing(left, right, &index[1], &both, |one| declared.names(one, 0), same),
        missing(right, left, &index[0], &both, |one| declared.names(one, 1), |right, left| same(left, right)),
    ];
    for (side, own, others, other) in [(0, left, right, &index[1]), (1, right, left, &index[0])] {
        if lone[side].iter().any(|&one| matches!(own[one].value, Value::Date(_))) {
            let said = said(own, others, other);
            lone[side].retain(|&one| !is_repeated(&own[one], &said));
        }
        let ranges = ranges::of(others);
        lone[side].retain(|&one| !ranges::covers(&ranges, own, one));
        lone[side] = distinct(own, &lone[side]);
    }
    join_parts(left, &mut lone, 0, right);
    join_parts(right, &mut lone, 1, left);
    let mut found = pair(left, right, &mut lone);
    let [lefts, rights] = lone;
    found.extend(lefts.into_iter().map(|one| Difference { kind: left[one].kind, left: Some(one), right: None }));
    found.extend(rights.into_iter().map(|one| Difference { kind: right[one].kind, left: None, right: Some(one) }));
    found.extend(rates(left, right));
    found.sort_by_key(|difference| {
        let place = difference.left.map(|one| left[one].start);
        place.or(difference.right.map(|one| right[one].start))
    });
    repeats::once_for_both(left, right, &mut found);
    found
}

/// Pairs the facts that stand for one another, and takes them out: of one kind first, then of kinds that are near.
fn pair(left: &[Particular], right: &[Particular], lone: &mut [Vec<usize>; 2]) -> Vec<Difference> {
    let mut found = Vec::new();
    let classes: [Classes; 2] = [
        |one| [Some(Class::Kind(one.kind)), None],
        |one| [Some(Class::Like(like(one.kind))), figure(one).map(Class::Figure)],
    ];
    for classes in classes {
        let [lefts, rights] = lone;
        let mut queues: HashMap<Class, VecDeque<usize>> = HashMap::new();
        for (at, &other) in rights.iter().enumerate() {
            classes(&right[other])
                .into_iter()
                .flatten()
                .for_each(|class| queues.entry(class).or_default().push_back(at));
        }
        let mut taken = vec![false; rights.len()];
        lefts.retain(|&one| {
            let mut first = |class: Class| {
                let queue = queues.get_mut(&class)?;
                while queue.front().is_some_and(|&at| taken[at]) {
                    queue.pop_front();
                }
                queue.front().copied()
            };
            let at = classes(&left[one]).into_iter().flatten().filter_map(&mut first).min();
            let Some(at) = at else { return true };
            taken[at] = true;
            found.push(Difference { kind: left[one].kind, left: Some(one), right: Some(rights[at]) });
            false
        });
        let mut kept = taken.iter();
        rights.retain(|_| !kept.next().expect("one for each"));
    }
    // One fact on each side is one fact that was changed, whatever became of its kind.
    if let ([one], [other]) = (&lone[0][..], &lone[1][..])
        && is_address(&left[*one]) == is_address(&right[*other])
    {
        found.push(Difference { kind: left[*one].kind, left: Some(*one), right: Some(*other) });
        *lone = Default::default();
    }
    found
}

/// The classes of a fact; two that share one may stand for one another.
type Classes = fn(&Particular) -> [Option<Class>; 2];

/// How far from an amount, a percentage or a measure, in bytes, the time stands that it is for: "$5/year", « 5 $ par année ».
const RATE: u32 = 8;

/// The times for which the same amount is paid or used on both sides, where they differ. A time alone says little: « par mois »
/// may be "monthly" anywhere in the sentence.
fn rates(left: &[Particular], right: &[Particular]) -> Vec<Difference> {
    let paid_for = |all: &[Particular], at: usize| {
        let time = all.get(at + 1)?;
        let near = time.start.saturating_sub(all[at].end) <= RATE;
        let whole = matches!(time.value, Value::Quantity(Quantity { unit: Unit::Seconds | Unit::Months, .. }));
        let measured =
            matches!(all[at].value, Value::Quantity(Quantity { unit: Unit::Measure { .. } | Unit::Percent, .. }));
        ((all[at].kind == Kind::Amount || measured) && time.kind == Kind::Duration && time.weak && whole && near)
            .then_some(at + 1)
    };
    let mut found: Vec<Difference> = Vec::new();
    for one in 0..left.len() {
        let Some(time) = paid_for(left, one) else { continue };
        let others = (0..right.len()).filter(|&other| equal(&left[one], &right[other]));
        let times: Vec<Option<usize>> = others.map(|other| paid_for(right, other)).collect();
        let same = |other: &Option<usize>| other.is_none_or(|other| equal(&left[time], &right[other]));
        let Some(Some(other)) = times.first().copied().filter(|_| !times.iter().any(same)) else { continue };
        if !found.iter().any(|known| known.right == Some(other)) {
            found.push(Difference { kind: Kind::Duration, left: Some(time), right: Some(other) });
        }
    }
    found
}

/// By what facts of both sides are paired.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Class {
    Kind(Kind),
    Like(u8),
    Figure(i128),
}

/// Takes out a date of one side whose year stands apart on the other: "third-quarter results for fiscal 2025".
fn join_parts(own: &[Particular], lone: &mut [Vec<usize>; 2], side: usize, others: &[Particular]) {
    let mut open: HashMap<Fields, Vec<usize>> = HashMap::new();
    for &at in lone[1 - side].iter().rev() {
        if let Value::Date(date) = &others[at].value {
            open.entry(fields(date)).or_default().push(at);
        }
    }
    let mut apart = HashSet::new();
    lone[side].retain(|&one| {
        let Value::Date(whole) = &own[one].value else { return true };
        if whole.year == 0 || (whole.month == 0 && whole.part == Part::Whole) {
            return true;
        }
        let parts =
            [Date { year: 0, ..*whole }, Date { year: whole.year, ..Date::default() }].map(|date| fields(&date));
        let stands = |part: &Fields| open.get(part).is_some_and(|places| !places.is_empty());
        // "third-quarter results for fiscal 2025" for the third quarter of 2026: only the year differs.
        let other_year = |(key, places): (&Fields, &Vec<usize>)| {
            !places.is_empty() && (key.1, key.2, key.3) == (0, 0, 0) && key.4 == Part::Whole && key.0 > 0
        };
        if stands(&parts[0]) && !stands(&parts[1]) && open.iter().any(other_year) {
            apart.extend(open.get_mut(&parts[0]).and_then(Vec::pop));
            return true;
        }
        if !parts.iter().all(stands) {
            return true;
        }
        apart.extend(parts.iter().filter_map(|part| open.get_mut(part)?.pop()));
        false
    });
    lone[1 - side].retain(|at| !apart.contains(at));
}

/// The units that stand alone, in the heads of columns.
fn heads(facts: &[Particular]) -> Vec<Unit> {
    let head = |fact: &Particular| match fact.value {
        Value::Quantity(Quantity { unit, nano: 0, .. }) if fact.weak && unit != Unit::None => Some(unit),
        _ => None,
    };
    facts.iter().filter_map(head).collect()
}

/// Whether a number below a unit in the head of its column is the other fact, which says its unit itself.
fn equal_below(unit: Unit, below: &Particular, other: &Particular) -> bool {
    match (&below.value, &other.value) {
        (Value::Quantity(number), Value::Quantity(other)) if number.unit == Unit::None => {
            same_quantity(&Quantity { unit, ..*number }, other)
        }
        _ => false,
    }
}

/// The facts of one side that none of the other is; `heads` are the units in the heads of columns of both.
fn missing<'a>(
    own: &'a [Particular],
    others: &[Particular],
    index: &Index<'a>,
    heads: &[Unit],
    is_declared: impl Fn(&Particular) -> bool,
    same: impl Fn(&Particular, &Particular) -> bool,
) -> Vec<usize> {
    let mut keys = Vec::new();
    let mut is_lone = |one: &'a Particular| {
        if one.weak {
            return false;
        }
        keys.clear();
        index::keys(one, &mut keys);
        if let (false, Value::Quantity(number)) = (heads.is_empty(), &one.value) {
            // A number below a head, and what says its unit itself.
            heads.iter().for_each(|&unit| index::quantities(&Quantity { unit, ..*number }, &mut keys));
            index::quantities(&Quantity { unit: Unit::None, ..*number }, &mut keys);
            index::quantities(
                &Quantity { unit: Unit::None, nano: number.nano.saturating_mul(100), ..*number },
                &mut keys,
            );
        }
        let found = index.find(&keys).any(|other| same(one, &others[other]));
        !found && (!is_declared(one) || !others.iter().any(|other| same(one, other)))
    };
    (0..own.len()).filter(|&at| is_lone(&own[at])).collect()
}

/// All that repeats a part of a date which stands on both sides.
fn said(own: &[Particular], others: &[Particular], index: &Index<'_>) -> HashSet<Fields> {
    let mut said = HashSet::new();
    let mut keys = Vec::new();
    for long in own {
        let Value::Date(date) = &long.value else { continue };
        keys.clear();
        index::keys(long, &mut keys);
        if !index.find(&keys).any(|other| equal(long, &others[other])) {
            continue;
        }
        let whole = fields(date);
        let kept = |mask: u8, bit: u8, field: u16| if mask & bit == 0 { 0 } else { field };
        let parts = (0..16).map(|mask| {
            let (year, month, day, weekday) =
                (kept(mask, 1, whole.0), kept(mask, 2, whole.1), kept(mask, 4, whole.2), kept(mask, 8, whole.3));
            (year, month, day, weekday, whole.4)
        });
        said.extend(parts.filter(|part| *part != whole));
    }
    said
}

/// Year, month, day and weekday of a date, and what part it is.
type Fields = (u16, u16, u16, u16, Part);

fn fields(date: &Date) -> Fields {
    (date.year, date.month.into(), date.day.into(), date.weekday.into(), date.part)
}

/// Whether a date only repeats part of one that stands on both sides: "July 1, 2015 … on July 1".
fn is_repeated(one: &Particular, said: &HashSet<Fields>) -> bool {
    matches!(&one.value, Value::Date(short) if said.contains(&fields(short)))
}

/// One of several facts that are the same, or stand at the same place.
fn distinct(own: &[Particular], lone: &[usize]) -> Vec<usize> {
    let mut kept: HashMap<Key<'_>, Vec<usize>> = HashMap::new();
    let (mut places, mut keys) = (HashSet::new(), Vec::new());
    let is_new = |&one: &usize| {
        keys.clear();
        index::keys(&own[one], &mut keys);
        let known =
            |key: &Key<'_>| kept.get(key).is_some_and(|kept| kept.iter().any(|&other| equal(&own[one], &own[other])));
        if !places.insert((own[one].start, own[one].end)) || keys.iter().any(known) {
            return false;
        }
        keys.iter().for_each(|&key| kept.entry(key).or_default().push(one));
        true
    };
    lone.iter().copied().filter(is_new).collect()
}

fn is_address(particular: &Particular) -> bool {
    matches!(particular.kind, Kind::Telephone | Kind::Email | Kind::Url)
}

/// What kinds may stand for one another, because they are written alike; and so may one figure in two units.
fn like(kind: Kind) -> u8 {
    match kind {
        Kind::Date => 1,
        Kind::Time | Kind::Duration => 2,
        Kind::Amount | Kind::Percent | Kind::Number | Kind::Code => 4,
        Kind::Telephone => 8,
        Kind::Email | Kind::Url => 16,
    }
}

/// The number that a fact is written with, as far as it is one.
fn figure(particular: &Particular) -> Option<i128> {
    match &particular.value {
        Value::Quantity(quantity) => Some(quantity.lent.unwrap_or(quantity.nano)),
        Value::Date(date) if date.month == 0 && date.part == Part::Whole => Some(i128::from(date.year) * NANO),
        _ => None,
    }
}

fn equal(left: &Particular, right: &Particular) -> bool {
    match (&left.value, &right.value) {
        (Value::Date(left), Value::Date(right)) => dates(left, right),
        (Value::Clock(left), Value::Clock(right)) => clocks(left, right),
        (Value::Quantity(left), Value::Quantity(right)) => quantities(left, right),
        (Value::Clock(clock), Value::Quantity(quantity)) | (Value::Quantity(quantity), Value::Clock(clock)) => {
            match quantity.unit {
                Unit::Seconds => clock.length && quantity.nano == i128::from(clock.minute) * 60 * NANO,
                // "8 to 5"
                Unit::None => hour(clock) == Some(quantity.nano),
                _ => false,
            }
        }
        (Value::Date(date), Value::Quantity(quantity)) | (Value::Quantity(quantity), Value::Date(date)) => {
            let year = Date { year: date.year, ..Date::default() };
            *date == year && quantity.unit == Unit::None && quantity.nano == i128::from(date.year) * NANO
        }
        // « 123 456 789 » and "123-456-789"
        (Value::Text(code), Value::Quantity(number)) | (Value::Quantity(number), Value::Text(code)) => {
            number.unit == Unit::None && index::hyphened(code) == Some(number.nano)
        }
        (Value::Text(one), Value::Text(other)) if left.kind == Kind::Telephone => {
            right.kind == left.kind && (telephones(one, other) || telephones(other, one))
        }
        (Value::Text(one), Value::Text(other)) => left.kind == right.kind && (one == other || same_form(one, other)),
        (Value::Address { typed, bare }, Value::Address { typed: other, bare: others }) => {
            left.kind == right.kind && (typed == other || bare == others)
        }
        _ => false,
    }
}

/// The number by which English may call a full hour.
pub(super) fn hour(clock: &Clock) -> Option<i128> {
    let hour = i128::from(clock.minute % 720 / 60);
    (clock.minute.is_multiple_of(60) && clock.zone.is_none()).then_some(if hour == 0 { 12 } else { hour } * NANO)
}

/// Whether two telephone numbers are the same, the first of them perhaps with the country's code.
fn telephones(one: &str, other: &str) -> bool {
    let country = |number: &str| number.strip_suffix(other).is_some_and(|code| (1..=3).contains(&code.len()));
    one == other || one.strip_prefix('+').is_some_and(|number| !other.starts_with('+') && country(number))
}

/// Whether two codes are a form's in two languages: « RH-204F » and "RH-204E".
fn same_form(one: &str, other: &str) -> bool {
    let marked = |code: &str, mark: char| {
        let stem = code.strip_suffix(mark)?;
        let number = stem.trim_end_matches('-');
        (stem.len() > 3 && number.ends_with(|c: char| c.is_ascii_digit()) && !stem.starts_with("0x"))
            .then_some(stem.len())
    };
    let stem = marked(one, 'f').zip(marked(other, 'e')).or(marked(one, 'e').zip(marked(other, 'f')));
    stem.is_some_and(|(len, others)| one[..len] == other[..others])
}

pub(super) fn dates(left: &Date, right: &Date) -> bool {
    let plain = |date: &Date| Date { either: false, ..*date };
    let turned = |date: &Date| Date { month: date.day, day: date.month, either: false, ..*date };
    if left.part == Part::Decade && right.part == Part::Decade {
        let short = left.year < 100 || right.year < 100;
        return left.year == right.year || (short && left.year % 100 == right.year % 100);
    }
    plain(left) == plain(right)
        || (left.either && turned(left) == plain(right))
        || (right.either && turned(right) == plain(left))
}

fn clocks(left: &Clock, right: &Clock) -> bool {
    let day = if left.half || right.half { 720 } else { 1440 };
    let minute = |clock: &Clock| clock.minute % day;
    minute(left) == minute(right) && left.second == right.second && left.zone == right.zone
}

fn quantities(left: &Quantity, right: &Quantity) -> bool {
    let as_bare =
        |quantity: &Quantity| quantity.lent.map(|nano| Quantity { nano, unit: Unit::None, lent: None, ..*quantity });
    if same_quantity(left, right) {
        return true;
    }
    as_bare(left).is_some_and(|left| same_quantity(&left, right))
        || as_bare(right).is_some_and(|right| same_quantity(left, &right))
}

fn same_quantity(left: &Quantity, right: &Quantity) -> bool {
    let nano = left.nano == right.nano;
    match (left.unit, right.unit) {
        (Unit::None, Unit::None) => nano && (left.places == right.places || left.places == 0 || right.places == 0),
        (Unit::Share, Unit::Percent) => (left.nano * 100 - right.nano).abs() < 100,
        (Unit::Percent, Unit::Share) => same_quantity(right, left),
        (Unit::None, Unit::Percent) => {
            left.nano % NANO != 0 && left.nano < NANO && left.nano.saturating_mul(100) == right.nano
        }
        (Unit::Percent, Unit::None) => same_quantity(right, left),
        // « 0,25 » may be said as "one quarter".
        (Unit::Share, Unit::None) | (Unit::None, Unit::Share) => nano && left.nano % NANO != 0,
        (Unit::Money(one), Unit::Money(other)) => {
            let canadian = |code: [u8; 3]| code == *b"$  " || code == *b"CAD";
            nano && (one == other || (canadian(one) && canadian(other)))
        }
        (Unit::Measure { .. }, _) if left.unit == right.unit && left.idiom != right.idiom => rounded(left, right),
        // "24 hours" may be said for « 24 heures sur 24 ».
        (Unit::Always, Unit::Seconds) => right.nano == left.nano * if left.nano == 24 * NANO { 3600 } else { 86_400 },
        (Unit::Seconds, Unit::Always) => same_quantity(right, left),
        (one, other) if one == other => nano || (one == Unit::Seconds && (idiom(left, right) || idiom(right, left))),
        _ => false,
    }
}

/// Whether a measure in feet or pounds is one in metres or kilograms, which authors round: 19 inches are 48 cm.
fn rounded(left: &Quantity, right: &Quantity) -> bool {
    let off = (left.nano - right.nano).abs();
    let celsius = matches!(left.unit, Unit::Measure { of, .. } if of == super::tables::Measure::Celsius as u8);
    off <= left.nano.abs().max(right.nano.abs()) / 64 || celsius && off <= NANO / 2
}

/// « quinze jours » and « huit jours » are two weeks and one.
fn idiom(left: &Quantity, right: &Quantity) -> bool {
    left.idiom && left.nano - right.nano == 86_400 * NANO
}
