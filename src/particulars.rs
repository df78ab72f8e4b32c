//! Turns the texts of a unit in two languages into the facts that stand in one of them only: dates, amounts, addresses.
//!
//! [`read`] finds the facts of one text by the tables of its language, and [`compare`] those without a counterpart.
//! It knows no Markdown: a [`Passage`] is plain text with the places it comes from. What is neither figure, number word
//! nor address is prose, and not its concern.

mod address;
mod articles;
mod clocks;
mod compare;
mod count;
mod english;
mod figures;
mod french;
mod grammar;
mod index;
mod instants;
mod lexer;
mod lists;
mod measures;
mod money;
mod passage;
mod periods;
mod ranges;
mod repeats;
mod shares;
mod tables;
mod telephones;
mod units;

pub use compare::{Difference, Equivalents, compare};
pub use passage::Passage;

use std::fmt;

/// What a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Date,
    Time,
    Duration,
    Amount,
    Percent,
    Number,
    Telephone,
    Email,
    Url,
    Code,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Date => "date",
            Kind::Time => "time",
            Kind::Duration => "duration",
            Kind::Amount => "amount",
            Kind::Percent => "percent",
            Kind::Number => "number",
            Kind::Telephone => "telephone",
            Kind::Email => "email",
            Kind::Url => "url",
            Kind::Code => "code",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A fact, at bytes `start..end` of the text that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Particular {
    pub kind: Kind,
    pub start: u32,
    pub end: u32,
    /// It answers a fact of the other language, and is not missed there itself: « un », "both", "per month".
    pub weak: bool,
    /// How it belongs to the fact before it.
    pub link: Link,
    pub value: Value,
}

/// How a fact belongs to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    None,
    /// It ends a range that the fact before it begins: "3" in "1 to 3".
    Until,
    /// Both are one thing: "1920 × 1080", "16:9", "ISO 9001:2015", "24 hours a day, 7 days a week".
    Joined,
}

/// What a fact says, whatever the language and the form.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Date(Date),
    Clock(Clock),
    Quantity(Quantity),
    /// A telephone number, a code or figures, in a form to be compared letter by letter.
    Text(Box<str>),
    /// A web or e-mail address, and the same without marks of a language.
    Address {
        typed: Box<str>,
        bare: Box<str>,
    },
}

/// A day, or as much of it as is said; nothing is zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Date {
    pub year: u16,
    pub month: u8,
    pub day: u8,
    /// From Monday.
    pub weekday: u8,
    pub part: Part,
    /// Day and month may be the other way round.
    pub either: bool,
}

/// What a date is part of, or made of, besides days and months.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Part {
    #[default]
    Whole,
    Quarter(u8),
    Half(u8),
    /// The year is its first, or only the last two figures of it.
    Decade,
    Century,
}

/// A time of day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    pub minute: u16,
    pub second: u8,
    pub zone: Option<Box<str>>,
    /// « 8 h » may be a length of time.
    pub length: bool,
    /// "8:30" in English may be in the evening.
    pub half: bool,
}

/// A number in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// In billionths, so that no two ways of writing it differ by a rounding.
    pub nano: i128,
    pub unit: Unit,
    /// How many decimals are written after a point: version 4.10 is not 4.1.
    pub places: u8,
    /// The unit is said once for several numbers: the number as written.
    pub lent: Option<i128>,
    /// « quinze jours », which is two weeks; or a measure outside the metric system, which may be rounded in it.
    pub idiom: bool,
}

/// What a quantity counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    None,
    /// A fraction of a whole.
    Share,
    Percent,
    Points,
    Seconds,
    Months,
    BusinessDays,
    BusinessHours,
    /// By its code; only `$` if it is not said whose.
    Money([u8; 3]),
    Measure {
        of: u8,
        per: u8,
    },
    /// Round the clock (24), every day of the week (7).
    Always,
}

/// How a text is read.
#[derive(Clone, Copy)]
pub struct Locale {
    table: Option<&'static tables::Table>,
}

impl Locale {
    /// The locale of a BCP 47 tag; of a language without a table, one that knows figures and addresses only.
    pub fn of(tag: &str) -> Locale {
        Locale { table: tables::table(tag) }
    }

    /// How the texts of two languages are read so that they can be compared: what only one of the tables knows, neither
    /// may report.
    pub fn pair(tags: [&str; 2]) -> [Locale; 2] {
        let both = tags.map(Locale::of);
        if both.iter().all(|locale| locale.table.is_some()) { both } else { [Locale { table: None }; 2] }
    }
}

/// The facts of a passage, in order.
pub fn read(passage: &mut Passage, locale: Locale) -> Vec<Particular> {
    passage.gap();
    let mut found = grammar::read(passage, locale.table);
    found.sort_by_key(|particular| (particular.start, particular.end));
    found
}
