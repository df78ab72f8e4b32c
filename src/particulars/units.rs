//! Turns a number and the words after it into a percentage, an amount, a length of time or a measure.
//!
//! It does not read the number itself, nor times of day.

use super::grammar::{Count, Reader, clock};
use super::lexer::{NANO, TokenKind};
use super::tables::{Length, Meaning, Measure};
use super::{Clock, Kind, Unit, Value};

/// The basic unit of a length of time, and how many billionths of it one is.
pub(super) fn basic(length: Length) -> (Unit, i128) {
    match length {
        Length::Millisecond => (Unit::Seconds, NANO / 1000),
        Length::Second => (Unit::Seconds, NANO),
        Length::Minute => (Unit::Seconds, 60 * NANO),
        Length::Hour => (Unit::Seconds, 3600 * NANO),
        Length::Day => (Unit::Seconds, 86_400 * NANO),
        Length::BusinessDay => (Unit::BusinessDays, NANO),
        Length::Week => (Unit::Seconds, 7 * 86_400 * NANO),
        Length::Fortnight => (Unit::Seconds, 14 * 86_400 * NANO),
        Length::Month => (Unit::Months, NANO),
        Length::Quarter => (Unit::Months, 3 * NANO),
        Length::HalfYear => (Unit::Months, 6 * NANO),
        Length::Year => (Unit::Months, 12 * NANO),
        Length::Decade => (Unit::Months, 120 * NANO),
        Length::Century => (Unit::Months, 1200 * NANO),
    }
}

/// What one unit is in billionths of the metric one, from so many of them.
fn metric_factor(metric: i128, number: i128) -> i128 {
    if number == 0 { NANO } else { metric.saturating_mul(NANO) / number }
}

/// So many months.
fn plain_months(number: i128) -> super::Quantity {
    super::grammar::scaled(number * NANO, Unit::Months, NANO)
}

/// The same counted in business days or hours.
fn business(length: Length) -> Option<Unit> {
    match length {
        Length::Day => Some(Unit::BusinessDays),
        Length::Hour => Some(Unit::BusinessHours),
        _ => None,
    }
}

impl Reader<'_> {
    pub fn percent(&mut self, from: usize, count: Count) -> Option<usize> {
        let at = self.after_hyphen(count.next);
        let (next, factor) = match (self.token(at)?.kind, self.meaning(at + 1)) {
            (TokenKind::Sign('%'), _) => (at + 1, NANO),
            (TokenKind::Sign('‰'), _) => (at + 1, NANO / 10),
            (TokenKind::Word(Meaning::Percent), _) => (at + 1, NANO),
            (TokenKind::Word(Meaning::Per), Meaning::Hundred | Meaning::Cent) => (at + 2, NANO),
            (TokenKind::Word(Meaning::Per), Meaning::Scale(3)) => (at + 2, NANO / 10),
            // « 50 p. 100 »
            (TokenKind::Word(_), _)
                if self.written(at) == "p"
                    && (self.figure(at + 2).is_some_and(|figure| figure.nano == 100 * NANO)
                        || self.meaning(at + 2) == Meaning::Hundred) =>
            {
                (at + 3, NANO)
            }
            (TokenKind::Word(Meaning::Points), Meaning::Of) if self.written(at + 2) == "pourcentage" => {
                self.measured(from, at + 3, Kind::Percent, count.nano, Unit::Points, NANO);
                return Some(at + 3);
            }
            (TokenKind::Word(_), Meaning::Points) if self.written(at) == "percentage" => {
                self.measured(from, at + 2, Kind::Percent, count.nano, Unit::Points, NANO);
                return Some(at + 2);
            }
            _ => return None,
        };
        self.measured(from, next, Kind::Percent, count.nano, Unit::Percent, factor);
        Some(next)
    }

    pub fn length(&mut self, from: usize, count: Count) -> Option<usize> {
        let (unit, factor, next) = self.length_after(count.next)?;
        if let Some(next) = self.hours(from, count) {
            return Some(next);
        }
        let mut nano = count.nano * factor / NANO;
        let mut next = next;
        if let Some(half) = self.and_half(next) {
            nano += factor / 2;
            next = half;
        } else if let Some(quarter) = self.and_quarter(next) {
            nano += factor / 4;
            next = quarter;
        }
        // « 2 ans et 6 mois » is one length of time.
        while let Some((more, end)) = self.more_length(next, unit, factor) {
            nano += more;
            next = end;
        }
        if let Some(end) = self.always(from, next, count.nano, unit, factor) {
            return Some(end);
        }
        self.lend_length(from, unit, factor);
        let idiom = self.table.counts_both_ends
            && count.words
            && factor == 86_400 * NANO
            && matches!(count.nano / NANO, 8 | 15);
        // « 12 à 17 ans » may be "ages 12 to 17".
        let lent = (factor == 12 * NANO || self.written(next).starts_with("férié")).then_some(count.nano);
        let quantity = super::Quantity { idiom, lent, ..super::grammar::scaled(nano, unit, NANO) };
        self.push(from, next, Kind::Duration, Value::Quantity(quantity));
        Some(next)
    }

    fn lend_length(&mut self, from: usize, unit: Unit, factor: i128) {
        self.lend(from, Kind::Duration, unit, factor, 1);
    }

    /// The unit of time after a number: the basic unit, its factor, and where it ends.
    pub fn length_after(&self, at: usize) -> Option<(Unit, i128, usize)> {
        let hyphen = self.after_hyphen(at);
        let mut next = hyphen;
        let mut is_business = false;
        match self.meaning(next) {
            Meaning::Business => {
                is_business = true;
                next += 1;
            }
            Meaning::Calendar | Meaning::Ordinal(_) => next += 1,
            // « trois longues années », "three extra days".
            Meaning::Plain if hyphen == at && self.is_adjective(next) => next += 1,
            _ => {}
        }
        let mut half = false;
        if self.meaning(next) == Meaning::Half {
            half = true;
            next += 1;
        }
        next = self.after_hyphen(next);
        let length = match self.meaning(next) {
            Meaning::Length(length) => length,
            Meaning::HourMark => Length::Hour,
            Meaning::Second => Length::Second,
            Meaning::Century => Length::Century,
            Meaning::Part(4)
                if self.table.capital_names && self.meaning(next + 1) != Meaning::Of && !self.is_three(at) =>
            {
                Length::Quarter
            }
            _ => return None,
        };
        if self.is_clipped(next) {
            return None;
        }
        next += 1;
        match self.meaning(next) {
            Meaning::Business => {
                is_business = true;
                next += 1;
            }
            Meaning::Calendar if !self.table.capital_names => next += 1,
            Meaning::Of if self.written(next + 1) == "travail" => {
                is_business = true;
                next += 2;
            }
            _ => {}
        }
        let (unit, factor) = match business(length).filter(|_| is_business) {
            Some(unit) => (unit, NANO),
            None => basic(length),
        };
        Some((unit, if half { factor / 2 } else { factor }, next))
    }

    /// Whether the number that ends before a token is three, of which quarters make a fraction as well.
    fn is_three(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        self.meaning(self.after_hyphen(at)) == Meaning::Part(4)
            && (self.meaning(before) == Meaning::Cardinal(3)
                || self.figure(before).is_some_and(|figure| figure.nano == 3 * NANO))
    }

    /// A plain word with a unit of time in the plural after it, which it can only describe.
    fn is_adjective(&self, at: usize) -> bool {
        let is_word = matches!(self.token(at).map(|token| token.kind), Some(TokenKind::Word(Meaning::Plain)));
        let unit = self.after_hyphen(at + 1);
        is_word
            && matches!(self.meaning(unit), Meaning::Length(_))
            && self.written(unit).ends_with('s')
            && self.written(at).len() > 3
    }

    /// Whether a letter is the beginning of another word (« 5 l’ont dit »), or a capital that is no unit ("5 M").
    fn is_clipped(&self, at: usize) -> bool {
        let word = self.written(at);
        if word.len() != 1 {
            return false;
        }
        let apostrophe = self.is_sign(at + 1, &['\'', '’']) && self.is_glued(at + 1);
        let before = at > 0 && self.is_sign(at - 1, &['\'', '’']);
        apostrophe || before || matches!(word, "M" | "G" | "T" | "S" | "J" | "w" | "v")
    }

    /// A smaller length that belongs to the one before: « 2 ans et 6 mois », « 1 h 30 min ».
    fn more_length(&self, at: usize, unit: Unit, factor: i128) -> Option<(i128, usize)> {
        let joined = self.meaning(at) == Meaning::And;
        let count = self.count(if joined { at + 1 } else { at })?;
        let (more, smaller, next) = self.length_after(count.next)?;
        let fits = more == unit && smaller < factor && count.nano * smaller / NANO < factor;
        fits.then_some((count.nano * smaller / NANO, next))
    }

    /// « 24 heures sur 24 », "24 hours a day", « 7 jours sur 7 », "seven days a week".
    fn always(&mut self, from: usize, at: usize, nano: i128, unit: Unit, factor: i128) -> Option<usize> {
        let (number, whole) = match (nano / NANO, factor / NANO) {
            (24, 3600) => (24, Length::Day),
            (7, 86_400) => (7, Length::Week),
            _ => return None,
        };
        if unit != Unit::Seconds {
            return None;
        }
        let of = self.meaning(at) == Meaning::OutOf || self.is_sign(at, &['/']);
        let next = match self.figure(at + 1) {
            Some(figure) if of && figure.nano == nano => at + 2,
            _ if of && self.count(at + 1).is_some_and(|count| count.nano == nano) => self.count(at + 1)?.next,
            _ if matches!(self.meaning(at), Meaning::An | Meaning::Per)
                && self.meaning(at + 1) == Meaning::Length(whole) =>
            {
                at + 2
            }
            _ => return None,
        };
        let value = super::Quantity { unit: Unit::Always, ..super::figures::plain(number * NANO) };
        self.push(from, next, Kind::Duration, Value::Quantity(value));
        Some(next)
    }

    /// « 8 h 30 », « 16 heures », "5 p.m.": times of day, as far as they can be told from lengths.
    fn hours(&mut self, from: usize, count: Count) -> Option<usize> {
        let at = self.after_hyphen(count.next);
        let mark = match self.meaning(at) {
            Meaning::HourMark => true,
            Meaning::Length(Length::Hour) => false,
            _ => return None,
        };
        let hour = count.nano / NANO;
        if !count.whole || !(0..=24).contains(&hour) || count.nano < 0 || at != count.next {
            return None;
        }
        let minutes = self.count(at + 1).filter(|minutes| {
            let written = if minutes.words { count.words && minutes.nano >= 5 * NANO } else { minutes.digits == 2 };
            written && minutes.whole && minutes.nano < 60 * NANO && (mark || self.table.french_numbers)
        });
        let in_minutes = minutes.is_some_and(|minutes| self.meaning(minutes.next) == Meaning::Length(Length::Minute));
        let next = minutes.map_or(at + 1, |minutes| minutes.next + usize::from(in_minutes));
        let (second, next) = self.seconds_of(next).filter(|_| in_minutes).unwrap_or((0, next));
        // Business hours, halves, and what is said per something, are lengths of time.
        let is_length = matches!(self.meaning(next), Meaning::Business | Meaning::Per)
            || self.meaning(next) == Meaning::OutOf && self.count(next + 1).is_some()
            || self.is_sign(next, &['/'])
            || (!mark && self.table.capital_names)
            || (self.more_length(next, Unit::Seconds, 3600 * NANO).is_some() && minutes.is_none());
        if is_length {
            return None;
        }
        let minute = (hour * 60 + minutes.map_or(0, |minutes| minutes.nano / NANO)) as u16;
        // « et quart », « moins le quart », « et demie »
        let quarter = match (self.meaning(next), self.meaning(next + 1), self.meaning(next + 2)) {
            (Meaning::And, Meaning::Half, _) => (30, 2),
            (Meaning::And, Meaning::Part(4), _) => (15, 2),
            (Meaning::Minus, Meaning::The, Meaning::Part(4)) if minute >= 15 => (-15, 3),
            _ => (0, 0),
        };
        let (minute, next) = (minute.saturating_add_signed(quarter.0), next + quarter.1);
        let (minute, next) = self.part_of_day(minute, next);
        let zone = self.zone(next);
        let next = zone.as_ref().map_or(next, |zone| zone.1);
        let length = zone.is_none();
        let kind = if length && !mark { Kind::Duration } else { Kind::Time };
        let clock = Clock { length: length && second == 0, second, ..clock(minute, zone.map(|zone| zone.0)) };
        self.timed(from, next, kind, clock, None);
        Some(next)
    }

    /// The time that a rate is for, by its first letter: "per second", « à l’heure »; where it ends.
    fn per_time(&self, at: usize) -> Option<(u8, usize)> {
        let hour = self.written(at) == "à" && self.written(at + 1) == "l" && self.is_sign(at + 2, &['\'', '’']);
        let word = match self.meaning(at) {
            Meaning::Per => at + 1,
            _ if hour => at + 3,
            _ => return None,
        };
        matches!(self.written(word), "second" | "seconde" | "hour" | "heure" | "minute")
            .then(|| (self.written(word).as_bytes()[0].min(b's'), word + 1))
    }

    /// The seconds of a time: « 23 h 59 min 59 s »; where they end.
    fn seconds_of(&self, at: usize) -> Option<(u8, usize)> {
        let count = self.count(at).filter(|count| count.whole && (0..60 * NANO).contains(&count.nano))?;
        let unit = self.meaning(count.next) == Meaning::Length(Length::Second);
        unit.then(|| ((count.nano / NANO) as u8, count.next + 1))
    }

    pub fn measure(&mut self, from: usize, count: Count) -> Option<usize> {
        let first = self.after_hyphen(count.next);
        let mut at = first;
        if matches!(self.written(at), "square" | "cubic") {
            at = self.after_hyphen(at + 1);
        }
        if self.written(at) == "sq" {
            at += 1 + usize::from(self.is_sign(at + 1, &['.']));
        }
        let degree = self.is_sign(at, &['°']);
        let (of, power) = match self.meaning(at + usize::from(degree)) {
            _ if self.written(at) == "V" => (Measure::Volt, 0),
            // « une prise de 15 A », which no name follows
            _ if self.written(at) == "A" && count.whole && (1..=3).contains(&count.digits) && self.ends(at + 1) => {
                (Measure::Ampere, 0)
            }
            _ if self.is_inches(at) => (Measure::Inch, 0),
            // "19 in." is a measure, "5 in all" is none.
            _ if self.written(at) == "in" && self.is_sign(at + 1, &['.']) && self.is_glued(at + 1) => {
                (Measure::Inch, 0)
            }
            Meaning::In(of, power) if !degree => (of, power),
            Meaning::Money(_) if !degree && self.is_weight(at) => (Measure::Pound, 0),
            _ => (Measure::Degree, 0),
        };
        let unit = at;
        let inches = self.is_inches(at);
        let is_degree = degree || self.meaning(at) == Meaning::In(Measure::Degree, 0);
        if !is_degree && (of == Measure::Degree || !inches && self.is_clipped(at)) {
            return None;
        }
        at += 1;
        let mut of = of;
        let (before, after) = (self.written(first), self.written(at));
        let power_named = match (before, after) {
            ("square" | "sq", _) | (_, "carré" | "carrés") => 2,
            ("cubic", _) | (_, "cube" | "cubes") => 3,
            _ => 0,
        };
        if is_degree {
            of = match self.written(at) {
                "C" | "Celsius" | "celsius" => Measure::Celsius,
                "F" | "Fahrenheit" | "fahrenheit" => Measure::Fahrenheit,
                _ => Measure::Degree,
            };
            at += usize::from(of != Measure::Degree);
        }
        let mut per = 0;
        if self.is_sign(at, &['²', '³']) && self.is_glued(at) {
            per = if self.is_sign(at, &['²']) { 2 } else { 3 };
            at += 1;
        } else if power_named > 0 {
            per = power_named;
            at += usize::from(!matches!(before, "square" | "sq" | "cubic"));
        } else if let Some(figure) =
            self.figure(at).filter(|figure| self.is_glued(at) && matches!(figure.nano / NANO, 2 | 3))
        {
            per = (figure.nano / NANO) as u8;
            at += 1;
        } else if self.is_sign(at, &['/'])
            && self.is_glued(at)
            && matches!(self.written(at + 1), "s" | "h" | "sec" | "min")
        {
            per = self.written(at + 1).as_bytes()[0];
            at += 2;
        }
        if let Some((time, end)) = self.per_time(at).filter(|_| per == 0) {
            (per, at) = (time, end);
        }
        // Megabytes have a capital B.
        let bits = of == Measure::Bit || of == Measure::Byte && self.written(unit).ends_with('b');
        if bits && per == b's' {
            (of, per) = (Measure::BitRate, 0);
        }
        let factor = match power {
            0.. => NANO.saturating_mul(
                10_i128.saturating_pow(power as u32 * if per <= 3 { u32::from(per.max(1)) } else { 1 }),
            ),
            _ => NANO / 10_i128.pow(power.unsigned_abs().into()),
        };
        // In units of the metric system, of which roundings are allowed where they are compared.
        let power = if matches!(per, 2 | 3) { u32::from(per) } else { 1 };
        let metric = |millionths: i128| count.nano.saturating_mul(millionths.pow(power)) / 1_000_000_i128.pow(power);
        let (nano, of, imperial) = match of {
            Measure::Fahrenheit => ((count.nano - 32 * NANO) * 5 / 9, Measure::Celsius, true),
            Measure::Inch => (metric(25_400), Measure::Metre, true),
            Measure::Foot => (metric(304_800), Measure::Metre, true),
            Measure::Mile => (metric(1_609_344_000), Measure::Metre, true),
            Measure::Pound => (metric(453_592_370), Measure::Gram, true),
            Measure::Ounce => (metric(28_349_523), Measure::Gram, true),
            of => (count.nano, of, false),
        };
        let unit = Unit::Measure { of: of as u8, per };
        self.lend(from, Kind::Number, unit, if imperial { metric_factor(nano, count.nano) } else { factor }, 1);
        let value = super::Quantity { idiom: imperial, ..super::grammar::scaled(nano, unit, factor) };
        self.push(from, at, Kind::Number, Value::Quantity(value));
        Some(at)
    }

    /// « moins vingt degrés »
    pub fn is_degrees(&self, at: usize) -> bool {
        let degree = Meaning::In(Measure::Degree, 0);
        self.count(at).is_some_and(|count| self.meaning(count.next) == degree)
    }

    /// Whether no word or number goes on at a token.
    fn ends(&self, at: usize) -> bool {
        let kind = self.token(at).map(|token| token.kind);
        !matches!(kind, Some(TokenKind::Word(Meaning::Plain) | TokenKind::Number(_) | TokenKind::Fact))
            && !self.is_sign(at, &['-', '/', '.']) | !self.is_glued(at)
    }

    /// Whether a sign after a number means inches, and closes no quotation.
    fn is_inches(&self, at: usize) -> bool {
        let quotes = || (at.saturating_sub(64)..at).filter(|&before| self.is_sign(before, &['"'])).count();
        self.is_sign(at, &['″']) || self.is_sign(at, &['"']) && self.is_glued(at) && quotes() % 2 == 0
    }

    /// « et quart », "and a quarter".
    pub fn and_quarter(&self, at: usize) -> Option<usize> {
        let part = if self.meaning(at + 1) == Meaning::An { at + 2 } else { at + 1 };
        (self.meaning(at) == Meaning::And && self.meaning(part) == Meaning::Part(4)).then_some(part + 1)
    }

    /// « un quart d’heure », "three-quarters of an hour": where it ends after the fraction.
    pub fn part_of_hour(&self, at: usize) -> Option<usize> {
        let mut next = self.after_hyphen(at);
        if self.meaning(next) == Meaning::Of {
            next += 1;
            next += usize::from(self.is_sign(next, &['\'', '’']) || self.meaning(next) == Meaning::An);
        } else if next == at && !self.table.capital_names {
            return None;
        }
        (self.meaning(next) == Meaning::Length(Length::Hour)).then_some(next + 1)
    }

    /// "half an hour", « une demi-heure », "a half-day".
    pub fn half_length(&mut self, from: usize, at: usize) -> Option<usize> {
        if self.meaning(at) != Meaning::Half {
            return None;
        }
        let mut next = self.after_hyphen(at + 1);
        next += usize::from(self.meaning(next) == Meaning::An);
        let length = match self.meaning(next) {
            Meaning::Length(length) => length,
            Meaning::Second => Length::Second,
            _ => return None,
        };
        let (unit, factor) = basic(length);
        self.push(from, next + 1, Kind::Duration, Value::Quantity(super::grammar::scaled(NANO / 2, unit, factor)));
        Some(next + 1)
    }

    pub fn often(&mut self, at: usize, length: Length, number: u8) -> usize {
        // « au quotidien » is how something goes, not how often.
        if self.meaning(at.wrapping_sub(1)) == Meaning::To {
            return at + 1;
        }
        let (unit, mut factor) = basic(length);
        let mut from = at;
        // "semi-annual", "bi-weekly"
        let prefixed = at >= 2 && self.is_sign(at - 1, &['-']) && self.is_glued(at);
        match prefixed.then(|| self.written(at - 2).to_ascii_lowercase()).as_deref() {
            // « bimensuel » is no length in French.
            Some("semi") if length == Length::Month => return self.weak(at, 2),
            Some("semi") => (from, factor) = (at - 2, factor / 2),
            Some("bi") => (from, factor) = (at - 2, factor * 2),
            _ => {}
        }
        // "twice yearly", "twice-yearly"
        let hyphen = usize::from(from > 0 && self.is_sign(from - 1, &['-']) && self.is_glued(from));
        self.so_often(from - hyphen, unit, factor);
        // "$40 monthly" and "twice yearly" say how often.
        let before = from - hyphen;
        let rate = self.out.last().is_some_and(|found| found.to == before)
            || matches!(self.meaning(before.wrapping_sub(1)), Meaning::Multiple(_) | Meaning::Weak(_) | Meaning::Times);
        let value = super::grammar::scaled(i128::from(number) * NANO, unit, factor);
        // « horaire » is a timetable as well, « quotidien » is said of life.
        let vague = matches!(length, Length::Hour | Length::Day) || self.written(at + 1) == "percentage";
        // « bisannuel » is twice a year as well as every two years.
        let either = length == Length::Year && number == 2 && self.table.french_numbers;
        if either && self.written(at).starts_with("bisa") {
            self.add(from, at + 1, Kind::Duration, Value::Quantity(plain_months(6)), true);
            self.add(from, at + 1, Kind::Duration, Value::Quantity(value), true);
            return at + 1;
        }
        self.add(from, at + 1, Kind::Duration, Value::Quantity(value), rate || vague);
        at + 1
    }

    /// "every month", « tous les mois », "per month".
    pub fn every(&mut self, at: usize, meaning: Meaning) -> usize {
        let mut next = at + 1;
        if meaning == Meaning::All {
            if self.meaning(next) != Meaning::The {
                return next;
            }
            next += 1;
        }
        // "every January" is « chaque année, en janvier », "every Monday" « chaque semaine, le lundi ».
        match self.meaning(next) {
            Meaning::Month(_) => self.add(at, next, Kind::Duration, Value::Quantity(plain_months(12)), true),
            Meaning::Weekday(_) => {
                let week = super::grammar::scaled(NANO, basic(Length::Week).0, basic(Length::Week).1);
                self.add(at, next, Kind::Duration, Value::Quantity(week), true);
            }
            _ => {}
        }
        // "every other week", "every second day"
        let second = self.meaning(next) == Meaning::Second && matches!(self.meaning(next + 1), Meaning::Length(_));
        let named = matches!(self.meaning(next + 1), Meaning::Weekday(_) | Meaning::Month(_));
        let other = second || self.written(next) == "other" || self.meaning(next) == Meaning::Second && named;
        let Some((unit, factor, end)) = self.length_after(next + usize::from(other)) else {
            // "every other page" is « une page sur deux ».
            return if other { self.weak(next, 2) } else { at + 1 };
        };
        if meaning == Meaning::Per {
            self.so_often(at, unit, factor);
        }
        let count = if other { 2 * NANO } else { NANO };
        let value = super::grammar::scaled(count, unit, factor);
        // "of every month" is « du mois » too.
        let weak = meaning == Meaning::Per || self.meaning(at.wrapping_sub(1)) == Meaning::Of;
        self.add(at, end, Kind::Duration, Value::Quantity(value), weak);
        end
    }

    /// « trois fois par jour », "twice a year" before a unit of time: so many, or a length that is so much shorter.
    pub fn so_often(&mut self, at: usize, unit: Unit, factor: i128) {
        let Some(last) = self.out.last_mut() else { return };
        let Value::Quantity(times) = last.particular.value else { return };
        let before = at.wrapping_sub(1);
        let is_times = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|token| matches!(token.kind, TokenKind::Word(Meaning::Times | Meaning::Multiple(_))))
        };
        if !is_times(before)
            || last.to + 1 < at
            || times.unit != Unit::None
            || times.nano < 2 * NANO
            || last.particular.weak
        {
            return;
        }
        let nano = factor * NANO / times.nano;
        let value = super::Quantity { lent: Some(times.nano), ..super::grammar::scaled(nano, unit, NANO) };
        (last.particular.kind, last.particular.value) = (Kind::Duration, Value::Quantity(value));
    }

    /// The token after a hyphen that ties a unit to its number.
    pub fn after_hyphen(&self, at: usize) -> usize {
        let hyphen = self.is_sign(at, &['-', '‑']) && self.is_glued(at) && self.is_glued(at + 1);
        let word = matches!(self.token(at + 1).map(|token| token.kind), Some(TokenKind::Word(_)));
        if hyphen && word { at + 1 } else { at }
    }
}
