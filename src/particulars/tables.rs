//! Turns nothing: it is what the words of each language mean where they say a date, a quantity or an address, as data.
//!
//! A word that is in no table means nothing here. How words stand together is in [`super::grammar`], for all languages.

use super::{english, french};
use crate::lang::months;
use Length as L;
use Meaning as M;
use Measure as U;
use std::sync::OnceLock;

/// A length of time as a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    BusinessDay,
    Week,
    Fortnight,
    Month,
    Quarter,
    HalfYear,
    Year,
    Decade,
    Century,
}

/// What something is measured in, besides time and money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    Byte,
    Binary,
    Bit,
    BitRate,
    Metre,
    Gram,
    Litre,
    Watt,
    WattHour,
    Hertz,
    Volt,
    Ampere,
    Celsius,
    Fahrenheit,
    Degree,
    Inch,
    Foot,
    Mile,
    Pound,
    Ounce,
    Pixel,
    Dpi,
    Decibel,
    Pascal,
}

/// What a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    Plain,
    /// « un »: an article or a number.
    One,
    /// "a": an article that counts where a unit follows.
    An,
    The,
    Cardinal(u8),
    /// « neuf » may be "new".
    Nine,
    Hundred,
    /// Ten to this power.
    Scale(u8),
    Ordinal(u8),
    /// "second": an ordinal or a length of time.
    Second,
    /// What follows the figures of an ordinal.
    Suffix,
    /// The whole divided by this.
    Part(u8),
    /// « demi » before or after a unit.
    Half,
    /// A dozen.
    Group(u8),
    /// Is a number without being said as one: "both".
    Weak(u8),
    /// "twice".
    Multiple(u8),
    Times,
    Month(u8),
    MonthShort(u8),
    Weekday(u8),
    /// All the days of the week between two, as one word: "weekends".
    Days(u8, u8),
    WeekdayShort(u8),
    Length(Length),
    /// "biweekly": as often as once in so many.
    Often(Length, u8),
    Every,
    /// « tous », which with an article is "every".
    All,
    Business,
    Calendar,
    Percent,
    /// « pour » of « pour cent », "per" of "per cent".
    Per,
    Points,
    Money([u8; 3]),
    Cent,
    /// Says which dollar: the words of a country.
    Country([u8; 3]),
    /// « h » between hours and minutes.
    HourMark,
    OClock,
    Midday,
    Midnight,
    Am,
    Pm,
    /// A measure, times ten to a power.
    In(Measure, i8),
    Zone(&'static &'static str),
    /// A region by which a time zone is called.
    Region(&'static &'static str),
    Standard,
    Daylight,
    Local,
    /// "time" in "Eastern time".
    Clock,
    To,
    And,
    Or,
    Of,
    /// A preposition that stands before a quantity, or another word that no unit comes after.
    Function,
    Minus,
    Century,
    /// "nineties".
    Decade(u8),
    Fiscal,
    Version,
    Extension,
    /// « sur » in « 24 heures sur 24 ».
    OutOf,
}

/// The words of one language.
pub struct Table {
    entries: Vec<(Box<str>, Meaning)>,
    /// Place of an entry, from one, by the digest of its word; the next free place if that is taken.
    slots: Box<[u16; SLOTS]>,
    /// By the first two bytes, the lengths that words have: most words of a text are in no table, and need no look-up.
    lengths: Box<[u32; 1024]>,
    /// Whether a comma begins the decimals.
    pub comma: bool,
    /// Whether dates in figures begin with the day; where some readers begin with the month, both are possible.
    pub day_first: bool,
    /// Whether eight and fifteen days are one and two weeks.
    pub counts_both_ends: bool,
    /// Whether numbers are said with twenties, and a hundred without "one".
    pub french_numbers: bool,
    /// Whether the names of days and months are capitalised.
    pub capital_names: bool,
}

/// Longest word in a table, in bytes.
const LONGEST: usize = 31;
/// Several times the words of a language, so that most places are free.
const SLOTS: usize = 4096;

impl Table {
    fn new(french: bool, words: &[&[(&'static str, Meaning)]], months: &[&'static str]) -> Table {
        let mut table = Table {
            entries: Vec::new(),
            slots: Box::new([0; SLOTS]),
            lengths: Box::new([0; 1024]),
            comma: french,
            day_first: french,
            counts_both_ends: french,
            french_numbers: french,
            capital_names: !french,
        };
        for &(words, meaning) in words.iter().copied().flatten() {
            words.split(' ').for_each(|word| table.add(word.to_owned(), meaning));
        }
        for (name, month) in months.iter().zip(1..) {
            table.add(name.to_lowercase(), Meaning::Month(month));
        }
        table
    }

    fn add(&mut self, word: String, meaning: Meaning) {
        assert!(word.len() <= LONGEST, "a word fits the mask of lengths");
        self.lengths[beginning(word.as_bytes())] |= 1 << word.len();
        let slot = self.slot(word.as_bytes());
        match self.slots[slot] {
            0 => {
                self.entries.push((word.into(), meaning));
                self.slots[slot] = self.entries.len() as u16;
            }
            known => self.entries[usize::from(known) - 1].1 = meaning,
        }
    }

    /// Where a word is, or would be.
    fn slot(&self, word: &[u8]) -> usize {
        // FNV-1a: the words are ours, so that nobody can make them collide.
        let digest = word
            .iter()
            .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
        let mut slot = (digest ^ (digest >> 32)) as usize % SLOTS;
        while let Some(entry) = usize::from(self.slots[slot]).checked_sub(1)
            && self.entries[entry].0.as_bytes() != word
        {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }

    /// What a word means, however it is capitalised.
    pub fn meaning(&self, word: &str) -> Meaning {
        let bytes = word.as_bytes();
        if bytes.len() > LONGEST || self.lengths[beginning(bytes)] & (1 << bytes.len()) == 0 {
            return Meaning::Plain;
        }
        let mut lower = [0; LONGEST + 1];
        let mut len = bytes.len();
        lower[..len].copy_from_slice(bytes);
        lower[..len].make_ascii_lowercase();
        if bytes.contains(&0xc3) {
            // É and the like, which French writes with accents in capitals too.
            len = 0;
            for c in word.chars().flat_map(char::to_lowercase) {
                if len + c.len_utf8() > lower.len() {
                    return Meaning::Plain;
                }
                len += c.encode_utf8(&mut lower[len..]).len();
            }
        }
        match self.slots[self.slot(&lower[..len])] {
            0 => Meaning::Plain,
            entry => self.entries[usize::from(entry) - 1].1,
        }
    }
}

/// The first two bytes of a word by the bits that capitals and small letters have in common.
fn beginning(word: &[u8]) -> usize {
    let bits = |at: usize| word.get(at).map_or(0, |byte| usize::from(byte & 31));
    bits(0) << 5 | bits(1)
}

/// The words of the language of a BCP 47 tag.
pub fn table(tag: &str) -> Option<&'static Table> {
    static FRENCH: OnceLock<Table> = OnceLock::new();
    static ENGLISH: OnceLock<Table> = OnceLock::new();
    let primary = crate::lang::primary_subtag(tag);
    if primary.eq_ignore_ascii_case("fr") {
        return Some(FRENCH.get_or_init(|| Table::new(true, &[SHARED, french::WORDS], months::FRENCH)));
    }
    let english = primary.eq_ignore_ascii_case("en");
    english.then(|| ENGLISH.get_or_init(|| Table::new(false, &[SHARED, english::WORDS], months::ENGLISH)))
}

/// What both languages write in the same way.
const SHARED: &[(&str, M)] = &[
    ("ms", M::Length(L::Millisecond)),
    ("s sec", M::Length(L::Second)),
    ("min mins", M::Length(L::Minute)),
    ("h", M::HourMark),
    ("cad", M::Money(*b"CAD")),
    ("usd", M::Money(*b"USD")),
    ("eur euro euros", M::Money(*b"EUR")),
    ("gbp", M::Money(*b"GBP")),
    ("chf", M::Money(*b"CHF")),
    ("aud", M::Money(*b"AUD")),
    ("nzd", M::Money(*b"NZD")),
    ("hkd", M::Money(*b"HKD")),
    ("mxn", M::Money(*b"MXN")),
    ("cny", M::Money(*b"CNY")),
    ("jpy yen yens", M::Money(*b"JPY")),
    ("dollar dollars", M::Money(*b"$  ")),
    ("ca can cdn", M::Country(*b"CAD")),
    ("us", M::Country(*b"USD")),
    ("ko kb", M::In(U::Byte, 3)),
    ("mo mb mégaoctet mégaoctets megabyte megabytes", M::In(U::Byte, 6)),
    ("go gb gigaoctet gigaoctets gigabyte gigabytes", M::In(U::Byte, 9)),
    ("tb téraoctet téraoctets terabyte terabytes", M::In(U::Byte, 12)),
    ("kib kio", M::In(U::Binary, 1)),
    ("mib mio", M::In(U::Binary, 2)),
    ("gib gio", M::In(U::Binary, 3)),
    ("bit bits", M::In(U::Bit, 0)),
    ("kbit kbits kilobit kilobits", M::In(U::Bit, 3)),
    ("mbit mbits mégabits megabits", M::In(U::Bit, 6)),
    ("gbit gbits gigabits", M::In(U::Bit, 9)),
    ("bps", M::In(U::BitRate, 0)),
    ("kbps", M::In(U::BitRate, 3)),
    ("mbps", M::In(U::BitRate, 6)),
    ("gbps", M::In(U::BitRate, 9)),
    ("km", M::In(U::Metre, 3)),
    ("m", M::In(U::Metre, 0)),
    ("cm", M::In(U::Metre, -2)),
    ("mm", M::In(U::Metre, -3)),
    ("kg", M::In(U::Gram, 3)),
    ("g", M::In(U::Gram, 0)),
    ("mg milligramme milligrammes milligram milligrams", M::In(U::Gram, -3)),
    ("t", M::In(U::Gram, 6)),
    ("l", M::In(U::Litre, 0)),
    ("ml millilitre millilitres milliliter milliliters", M::In(U::Litre, -3)),
    ("cl centilitre centilitres centiliter centiliters", M::In(U::Litre, -2)),
    ("w watt watts", M::In(U::Watt, 0)),
    ("kw kilowatt kilowatts", M::In(U::Watt, 3)),
    ("mw mégawatt mégawatts megawatt megawatts", M::In(U::Watt, 6)),
    ("wh", M::In(U::WattHour, 0)),
    ("kwh kilowattheure kilowattheures", M::In(U::WattHour, 3)),
    ("mwh", M::In(U::WattHour, 6)),
    ("hz hertz", M::In(U::Hertz, 0)),
    ("khz kilohertz", M::In(U::Hertz, 3)),
    ("mhz mégahertz megahertz", M::In(U::Hertz, 6)),
    ("ghz gigahertz", M::In(U::Hertz, 9)),
    ("v volt volts vdc vac", M::In(U::Volt, 0)),
    ("kv", M::In(U::Volt, 3)),
    ("ampère ampères ampere amperes amp amps", M::In(U::Ampere, 0)),
    ("ma", M::In(U::Ampere, -3)),
    ("px pixel pixels", M::In(U::Pixel, 0)),
    ("ppp dpi", M::In(U::Dpi, 0)),
    ("db décibel décibels decibel decibels", M::In(U::Decibel, 0)),
    ("kpa kilopascal kilopascals", M::In(U::Pascal, 3)),
    ("lb lbs", M::In(U::Pound, 0)),
    ("oz", M::In(U::Ounce, 0)),
    ("mi", M::In(U::Mile, 0)),
    ("utc gmt tuc", M::Zone(&"UTC")),
    ("edt", M::Zone(&"EDT")),
    ("cst", M::Zone(&"CST")),
    ("cdt", M::Zone(&"CDT")),
    ("mst", M::Zone(&"MST")),
    ("mdt", M::Zone(&"MDT")),
    ("pst", M::Zone(&"PST")),
    ("pdt", M::Zone(&"PDT")),
];
