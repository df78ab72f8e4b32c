//! Turns the facts of a unit in two languages into those that have no counterpart on the other side, paired as they belong.
//!
//! Order and repetition do not count. It cannot see two values that changed places.

use super::lexer::NANO;
use super::{Clock, Date, Kind, Locale, Part, Particular, Passage, Quantity, Unit, Value, read};

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
    let heads = [heads(left), heads(right)];
    let same = |left: &Particular, right: &Particular| {
        equal(left, right)
            || declared.joins(left, right)
            || heads[0].iter().any(|&unit| equal_below(unit, left, right))
            || heads[1].iter().any(|&unit| equal_below(unit, right, left))
    };
    let mut lone: [Vec<usize>; 2] = [missing(left, right, same), missing(right, left, |right, left| same(left, right))];
    lone[0].retain(|&one| !is_repeated(&left[one], left, right));
    lone[1].retain(|&one| !is_repeated(&right[one], right, left));
    lone[0] = distinct(left, &lone[0]);
    lone[1] = distinct(right, &lone[1]);
    let mut found = Vec::new();
    let closeness: [fn(&Particular, &Particular) -> bool; 2] = [|left, right| left.kind == right.kind, is_near];
    for close in closeness {
        let [lefts, rights] = &mut lone;
        lefts.retain(|&one| {
            let at = rights.iter().position(|&other| close(&left[one], &right[other]));
            let other = at.map(|at| rights.remove(at));
            found.extend(other.map(|other| Difference { kind: left[one].kind, left: Some(one), right: Some(other) }));
            other.is_none()
        });
    }
    // One fact on each side is one fact that was changed, whatever became of its kind.
    if let ([one], [other]) = (&lone[0][..], &lone[1][..])
        && is_address(&left[*one]) == is_address(&right[*other])
    {
        found.push(Difference { kind: left[*one].kind, left: Some(*one), right: Some(*other) });
        lone = Default::default();
    }
    let [lefts, rights] = lone;
    found.extend(lefts.into_iter().map(|one| Difference { kind: left[one].kind, left: Some(one), right: None }));
    found.extend(rights.into_iter().map(|one| Difference { kind: right[one].kind, left: None, right: Some(one) }));
    found.sort_by_key(|difference| {
        let place = difference.left.map(|one| left[one].start);
        place.or(difference.right.map(|one| right[one].start))
    });
    found
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

fn missing(own: &[Particular], others: &[Particular], same: impl Fn(&Particular, &Particular) -> bool) -> Vec<usize> {
    let lone = |one: &Particular| !one.weak && !others.iter().any(|other| same(one, other));
    (0..own.len()).filter(|&at| lone(&own[at])).collect()
}

/// Whether a date only repeats part of one that stands on both sides: "July 1, 2015 … on July 1".
fn is_repeated(one: &Particular, own: &[Particular], others: &[Particular]) -> bool {
    let Value::Date(short) = &one.value else { return false };
    let same = |part: u16, whole: u16| part == 0 || part == whole;
    let holds = |fact: &&Particular| match &fact.value {
        Value::Date(long) => {
            short.part == long.part
                && short != long
                && same(short.year, long.year)
                && same(short.month.into(), long.month.into())
                && same(short.day.into(), long.day.into())
                && same(short.weekday.into(), long.weekday.into())
        }
        _ => false,
    };
    own.iter().filter(holds).any(|long| others.iter().any(|other| equal(long, other)))
}

/// One of several facts that are the same, or stand at the same place.
fn distinct(own: &[Particular], lone: &[usize]) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for &one in lone {
        let known = |&other: &usize| {
            let (one, other) = (&own[one], &own[other]);
            (one.start, one.end) == (other.start, other.end) || equal(one, other)
        };
        if !kept.iter().any(known) {
            kept.push(one);
        }
    }
    kept
}

fn is_address(particular: &Particular) -> bool {
    matches!(particular.kind, Kind::Telephone | Kind::Email | Kind::Url)
}

/// Whether two facts of different kinds may stand for one another: one figure in two units, or kinds that are written alike.
fn is_near(left: &Particular, right: &Particular) -> bool {
    let like = |kind: Kind| match kind {
        Kind::Date => 1,
        Kind::Time | Kind::Duration => 2,
        Kind::Amount | Kind::Percent | Kind::Number | Kind::Code => 4,
        Kind::Telephone => 8,
        Kind::Email | Kind::Url => 16,
    };
    like(left.kind) == like(right.kind) || figure(left).zip(figure(right)).is_some_and(|(left, right)| left == right)
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
            clock.length && quantity.unit == Unit::Seconds && quantity.nano == i128::from(clock.minute) * 60 * NANO
        }
        (Value::Date(date), Value::Quantity(quantity)) | (Value::Quantity(quantity), Value::Date(date)) => {
            let year = Date { year: date.year, ..Date::default() };
            *date == year && quantity.unit == Unit::None && quantity.nano == i128::from(date.year) * NANO
        }
        (Value::Text(one), Value::Text(other)) if left.kind == Kind::Telephone => {
            right.kind == left.kind && (telephones(one, other) || telephones(other, one))
        }
        (Value::Text(one), Value::Text(other)) => left.kind == right.kind && one == other,
        (Value::Address { typed, bare }, Value::Address { typed: other, bare: others }) => {
            left.kind == right.kind && (typed == other || bare == others)
        }
        _ => false,
    }
}

/// Whether two telephone numbers are the same, the first of them perhaps with the country's code.
fn telephones(one: &str, other: &str) -> bool {
    let country = |number: &str| number.strip_suffix(other).is_some_and(|code| (1..=3).contains(&code.len()));
    one == other || one.strip_prefix('+').is_some_and(|number| !other.starts_with('+') && country(number))
}

fn dates(left: &Date, right: &Date) -> bool {
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
    let minute = |clock: &Clock| clock.minute % 1440;
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
        (Unit::Money(one), Unit::Money(other)) => {
            let canadian = |code: [u8; 3]| code == *b"$  " || code == *b"CAD";
            nano && (one == other || (canadian(one) && canadian(other)))
        }
        (Unit::Measure { .. }, _) if left.unit == right.unit && left.idiom != right.idiom => rounded(left, right),
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
