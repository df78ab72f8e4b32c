//! Turns numbers that divide into shares: « deux tiers », "one in five", « la moitié », "24/7".
//!
//! It does not read the numbers themselves, nor percentages.

use super::figures::plain;
use super::grammar::{Count, Reader};
use super::lexer::{NANO, TokenKind};
use super::tables::Meaning;
use super::{Kind, Quantity, Unit, Value};

/// What a shift is named after: « quart de nuit ».
const SHIFTS: &[&str] = &["travail", "jour", "soir", "nuit", "garde"];

impl Reader<'_> {
    /// « deux tiers », "three-quarters", "one third".
    pub fn share(&mut self, from: usize, count: Count) -> Option<usize> {
        let mut at = count.next;
        at += usize::from(self.is_sign(at, &['-']) && self.is_glued(at) && self.is_glued(at + 1));
        let (english, hyphen) = (self.table.capital_names, at > count.next);
        let of = self.meaning(at + 1) == Meaning::Of;
        let one = count.nano == NANO;
        let part = match self.meaning(at) {
            // "three quarters" are nine months or a fraction.
            Meaning::Part(4) if english && !of && !hyphen && count.nano != 3 * NANO => return None,
            Meaning::Part(4) if english && !of && !hyphen => {
                let months = Quantity { unit: Unit::Months, ..plain(9 * NANO) };
                self.add(from, at + 1, Kind::Duration, Value::Quantity(months), true);
                4
            }
            // "the first three quarters of 2024"
            Meaning::Part(4) if english && of && self.year_of_period(at + 1).is_some() => {
                self.measured(from, at + 1, Kind::Duration, count.nano, Unit::Months, 3 * NANO);
                return Some(at + 1);
            }
            // « deux quarts de travail » are shifts.
            Meaning::Part(4) if !english && of && SHIFTS.contains(&self.written(at + 2)) => return None,
            Meaning::Part(part) => part,
            // « deux cinquièmes », « un dixième des sièges »
            Meaning::Ordinal(part @ 5..) if !english => {
                let word = matches!(self.token(at + 1).map(|token| token.kind), Some(TokenKind::Word(_)));
                // « un dixième de seconde »
                let counted = if one { !word || of || self.counts_part(at) } else { self.written(at).ends_with('s') };
                if !counted {
                    return None;
                }
                part
            }
            // English counts parts with ordinals.
            Meaning::Ordinal(_) if !english || self.is_party(at) => return None,
            Meaning::Ordinal(part @ 3..) if !one || of || hyphen || self.meaning(from) == Meaning::One => part,
            _ => return None,
        };
        if !count.whole || count.nano > 99 * NANO {
            return None;
        }
        let nano = count.nano / i128::from(part);
        let whole = self.part_of_point(from, at + 1, nano).or_else(|| self.part_of_century(from, at + 1, nano));
        if let Some(next) = whole.or_else(|| self.part_of_scale(from, at + 1, nano)) {
            return Some(next);
        }
        // « un tiers » may be somebody else, « un quart » a shift.
        let ambiguous = english && !of && !hyphen && part == 4;
        let weak = ambiguous || !english && one && part > 2 && !self.counts_part(at);
        if let Some(next) = self.part_of_hour(at + 1).filter(|_| part == 4 || part == 2) {
            self.measured(from, next, Kind::Duration, count.nano / i128::from(part), Unit::Seconds, 3600 * NANO);
            return Some(next);
        }
        // « deux tiers indépendants » may be third parties.
        let word = matches!(self.token(at + 1).map(|token| token.kind), Some(TokenKind::Word(Meaning::Plain)));
        let lent = (!english && part == 3 && word).then_some(count.nano);
        let value = Quantity { unit: Unit::Share, lent, ..plain(nano) };
        self.add(from, at + 1, Kind::Number, Value::Quantity(value), weak);
        Some(at + 1)
    }

    /// A part of a hundred years: « un demi-siècle », "a quarter of a century".
    pub fn part_of_century(&mut self, from: usize, at: usize, part: i128) -> Option<usize> {
        let mut next = self.after_hyphen(at);
        next += usize::from(self.meaning(next) == Meaning::Of);
        next += usize::from(matches!(self.meaning(next), Meaning::An | Meaning::One));
        let century = self.meaning(next) == Meaning::Century;
        century.then(|| {
            self.measured(from, next + 1, Kind::Duration, part, Unit::Months, 1200 * NANO);
            next + 1
        })
    }

    /// A part of a round number: « trois quarts de million », "a quarter of a million dollars".
    fn part_of_scale(&mut self, from: usize, at: usize, part: i128) -> Option<usize> {
        if self.meaning(at) != Meaning::Of {
            return None;
        }
        let next = at + 1 + usize::from(matches!(self.meaning(at + 1), Meaning::An | Meaning::One));
        let Meaning::Scale(power @ 6..) = self.meaning(next) else { return None };
        let nano = part * 10_i128.pow(power.into());
        let count = Count { nano, next: next + 1, digits: 0, whole: true, places: 0, words: true, scale: 1 };
        Some(self.quantity(from, count))
    }

    /// Whether an ordinal belongs to a party, which is nobody's number three.
    pub fn is_party(&self, at: usize) -> bool {
        let next = self.written(if self.is_sign(at + 1, &['-', '‑']) { at + 2 } else { at + 1 });
        let party = |start: &str| start.eq_ignore_ascii_case("party") || start.eq_ignore_ascii_case("parti");
        self.table.capital_names && next.get(..5).is_some_and(party)
    }

    /// « une personne sur cinq », "nine out of ten": either number, or the share of them.
    pub fn out_of(&mut self, from: usize, count: Count) -> Option<usize> {
        let before = from.wrapping_sub(1);
        let in_all = match self.meaning(before) {
            Meaning::OutOf if self.table.french_numbers => before,
            Meaning::Of if self.meaning(from.wrapping_sub(2)) == Meaning::OutOf => from - 2,
            _ if self.table.capital_names && self.written(before) == "in" => before,
            _ => return None,
        };
        let last = self.out.last()?;
        let Value::Quantity(over) = last.particular.value else { return None };
        // « une semaine sur deux »
        let once = over.unit != Unit::None && in_all == last.to && self.meaning(last.from) == Meaning::One;
        let sole = self.table.french_numbers || count.words && self.length_after(count.next).is_none();
        if once && sole && last.particular.kind == Kind::Duration && count.nano <= 31 * NANO {
            let longer = Quantity { nano: over.nano.saturating_mul(count.nano) / NANO, ..over };
            let end = self.tokens[count.next - 1].end;
            if let Some(last) = self.out.last_mut() {
                (last.particular.value, last.particular.end, last.to) = (Value::Quantity(longer), end, count.next);
            }
            return Some(count.next);
        }
        // « un prêt sur 25 ans »
        if last.particular.weak && self.length_after(count.next).is_some() {
            return None;
        }
        let near = in_all.checked_sub(last.to)? <= 2 && over.unit == Unit::None && over.lent.is_none();
        let counts = count.whole && count.nano >= over.nano && over.nano > 0 && count.digits != 4;
        // "one in five", but not "1,200 in ten regions".
        if !near || !counts || (self.written(before) == "in" && (in_all != last.to || over.nano > 9 * NANO)) {
            return None;
        }
        let share = Quantity { unit: Unit::Share, ..plain(over.nano * NANO / count.nano) };
        if let Some(last) = self.out.last_mut().filter(|last| !last.particular.weak) {
            last.particular.value = Value::Quantity(Quantity { lent: Some(over.nano), ..share });
        }
        self.push(from, count.next, Kind::Number, Value::Quantity(Quantity { lent: Some(count.nano), ..share }));
        Some(count.next)
    }

    /// « 7/10 », and "24/7".
    pub fn over(&mut self, from: usize, count: Count) -> Option<usize> {
        let (slash, below) = (count.next, self.figure(count.next + 1)?);
        let always = (count.nano, below.nano) == (24 * NANO, 7 * NANO);
        if always && (matches!(self.written(slash), "x" | "X") || self.is_sign(slash, &['×'])) {
            return Some(self.always_open(from, slash + 2));
        }
        if !self.is_sign(slash, &['/']) || !self.is_glued(slash) || !self.is_glued(slash + 1) || below.nano == 0 {
            return None;
        }
        let next = slash + 2;
        let part = Count { nano: count.nano * NANO / below.nano, next, whole: false, digits: 0, ..count };
        if let Some(next) = self.percent(from, part) {
            return Some(next);
        }
        if always {
            return Some(self.always_open(from, next));
        }
        // "3/4 in.", "1/2 hour"
        if count.nano < below.nano
            && below.nano <= 16 * NANO
            && let Some(next) = self.length(from, part).or_else(|| self.measure(from, part))
        {
            return Some(next);
        }
        let value = Quantity { unit: Unit::Share, ..plain(count.nano * NANO / below.nano) };
        self.push(from, next, Kind::Number, Value::Quantity(value));
        Some(next)
    }

    /// Adds what "24/7" says: all the hours, all the days.
    fn always_open(&mut self, from: usize, next: usize) -> usize {
        for always in [24, 7] {
            let value = Quantity { unit: Unit::Always, ..plain(always * NANO) };
            self.push(from, next, Kind::Duration, Value::Quantity(value));
        }
        next
    }

    /// All the hours of the day, in words that say no number.
    pub fn always_weak(&mut self, from: usize, to: usize) -> usize {
        let value = Quantity { unit: Unit::Always, ..plain(24 * NANO) };
        self.add(from, to, Kind::Duration, Value::Quantity(value), true);
        to
    }

    /// "half", « la moitié », « le tiers des sièges », "a quarter of".
    pub fn part(&mut self, at: usize, meaning: Meaning) -> usize {
        if let Some(next) = self.spoken_time(at, at) {
            return next;
        }
        let divisor = match meaning {
            Meaning::Part(part) => part,
            _ => 2,
        };
        let share = NANO / i128::from(divisor);
        if let Some(next) = self.part_of_point(at, at + 1, share).or_else(|| self.part_of_century(at, at + 1, share)) {
            return next;
        }
        let half = self.half_percent(at, at).or_else(|| self.half_length(at, at));
        if let Some(next) = half.or_else(|| self.half_number(at, at)) {
            return next;
        }
        if let Some(next) = self.part_of_hour(at + 1).filter(|_| meaning == Meaning::Part(4)) {
            self.measured(at, next, Kind::Duration, NANO / 4, Unit::Seconds, 3600 * NANO);
            return next;
        }
        let after = self.meaning(at + 1);
        let divided = matches!(after, Meaning::Of | Meaning::The);
        let (part, strong) = match meaning {
            Meaning::Part(2) => (2, true),
            Meaning::Half => (2, divided && self.table.capital_names),
            Meaning::Part(part) => {
                let article = matches!(self.meaning(at.wrapping_sub(1)), Meaning::One | Meaning::An | Meaning::The);
                (part, divided && article && self.table.french_numbers && self.counts_part(at))
            }
            _ => return at + 1,
        };
        let value = Quantity { unit: Unit::Share, ..plain(NANO / i128::from(part)) };
        self.add(at, at + 1, Kind::Number, Value::Quantity(value), !strong);
        at + 1
    }

    /// « le tiers des sièges », but not « le quart de nuit ».
    fn counts_part(&self, at: usize) -> bool {
        matches!(self.written(at + 1), "des" | "du")
            || matches!(self.meaning(at + 2), Meaning::The)
            || self.is_sign(at + 2, &['\'', '’'])
    }

    /// « un demi pour cent »
    pub fn half_percent(&mut self, from: usize, at: usize) -> Option<usize> {
        if self.meaning(at) != Meaning::Half {
            return None;
        }
        let next = at + 1 + usize::from(self.meaning(at + 1) == Meaning::An);
        let count = Count { nano: NANO / 2, next, digits: 0, whole: false, places: 0, words: true, scale: 1 };
        self.percent(from, count)
    }

    /// A number whose half is said after what is counted: « deux pages et demie ».
    pub fn and_half_of(&self, at: usize, count: Count) -> Count {
        let word = self.token(at).map(|token| token.kind);
        let counted = matches!(
            word,
            Some(TokenKind::Word(Meaning::Plain | Meaning::Extension | Meaning::Points | Meaning::Times))
        );
        let half = self.table.french_numbers && counted && count.whole && self.and_half(at + 1).is_some();
        if half { Count { nano: count.nano + NANO / 2, whole: false, ..count } } else { count }
    }

    /// « un demi-million », "half a dozen".
    pub fn half_number(&mut self, from: usize, at: usize) -> Option<usize> {
        let mut next = self.after_hyphen(at + 1);
        next += usize::from(self.meaning(next) == Meaning::An);
        let (number, scale) = match self.meaning(next) {
            Meaning::Scale(power) if self.written(next).len() > 1 => (1, 10_i128.pow(power.into())),
            Meaning::Group(number) => (i128::from(number), 1),
            _ => return None,
        };
        if self.meaning(at) != Meaning::Half {
            return None;
        }
        let nano = number * scale * NANO / 2;
        Some(
            self.quantity(
                from,
                Count { nano, next: next + 1, digits: 0, whole: true, places: 0, words: true, scale: 1 },
            ),
        )
    }

    /// "first", « troisième »: a date, a part, or a number.
    pub fn ordinal(&mut self, at: usize, number: u8) -> usize {
        if let Some(next) =
            self.date(at, at).or_else(|| self.ordinal_unit(at, self.after_hyphen(at + 1), u16::from(number)))
        {
            return next;
        }
        if let Some(next) = self.half_length(at, at) {
            return next;
        }
        if number == 3 && self.is_party(at) {
            return at + 2;
        }
        if number < 3 {
            return self.weak(at, number);
        }
        let of = self.meaning(at + 1) == Meaning::Of;
        // "more than a third", but not "a third office".
        let word = matches!(self.token(at + 1).map(|token| token.kind), Some(TokenKind::Word(Meaning::Plain)));
        let tied = self.is_sign(at + 1, &['-']);
        let share = matches!(self.meaning(at.wrapping_sub(1)), Meaning::An) && !word && !tied;
        // « près du cinquième des postes » is a share, or the fifth of them; and so is "the lower third of the page".
        let french = self.table.french_numbers;
        let either = if french { number > 4 && self.counts_part(at) } else { of };
        let value = match share || either {
            true => {
                // "a third" alone may count as well: "a second time, then a third".
                let lent = (either || !of).then_some(i128::from(number) * NANO);
                Quantity { unit: Unit::Share, lent, ..plain(NANO / i128::from(number)) }
            }
            false => plain(i128::from(number) * NANO),
        };
        self.push(at, at + 1, Kind::Number, Value::Quantity(value));
        at + 1
    }
}
