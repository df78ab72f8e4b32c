//! Turns a number and the words after it into a percentage, an amount, a length of time or a measure.
//!
//! It does not read the number itself, nor times of day.

use super::grammar::{Count, Reader, clock};
use super::lexer::{NANO, TokenKind};
use super::tables::{Length, Meaning};
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
            _ => {
                let (next, factor) = self.points(at)?;
                self.measured(from, next, Kind::Percent, count.nano, Unit::Points, factor);
                return Some(next);
            }
        };
        self.measured(from, next, Kind::Percent, count.nano, Unit::Percent, factor);
        Some(next)
    }

    /// « points de pourcentage », "basis points": where they end, and how many billionths of a point one is.
    fn points(&self, at: usize) -> Option<(usize, i128)> {
        let (name, next) = match (self.meaning(at), self.meaning(at + 1)) {
            (Meaning::Points, Meaning::Of) => (at + 2, at + 3),
            (Meaning::Plain, _) => {
                let points = self.after_hyphen(at + 1);
                (self.meaning(points) == Meaning::Points).then_some((at, points + 1))?
            }
            _ => return None,
        };
        match self.written(name) {
            "percentage" | "pourcentage" => Some((next, NANO)),
            "basis" | "base" => Some((next, NANO / 100)),
            _ => None,
        }
    }

    /// A part of a percentage point: « un demi-point de pourcentage », "a quarter of a percentage point".
    pub fn part_of_point(&mut self, from: usize, at: usize, part: i128) -> Option<usize> {
        let mut next = self.after_hyphen(at);
        let of = self.meaning(next) == Meaning::Of;
        next += usize::from(of);
        // "a quarter of one per cent"
        let one = self.figure(next).is_some_and(|figure| figure.nano == NANO);
        next += usize::from(one || matches!(self.meaning(next), Meaning::An | Meaning::One));
        let share = Count { nano: part, next, digits: 0, whole: false, places: 0, words: true, scale: 1 };
        if let Some(end) = of.then(|| self.percent(from, share)).flatten() {
            return Some(end);
        }
        let (end, factor) = self.points(next)?;
        self.measured(from, end, Kind::Percent, part, Unit::Points, factor);
        Some(end)
    }

    pub fn length(&mut self, from: usize, count: Count) -> Option<usize> {
        // « ¾ d’heure »
        if let Some(next) = self.part_of_hour(count.next).filter(|_| !count.whole && self.table.french_numbers) {
            self.measured(from, next, Kind::Duration, count.nano, Unit::Seconds, 3600 * NANO);
            return Some(next);
        }
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
        // « deux journées mobiles » may be "two floating holidays".
        let days = self.written(next).starts_with("férié") || self.written(next - 1).starts_with("journée");
        let lent = (factor == 12 * NANO || days).then_some(count.nano);
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
        // "two or more weeks"
        // "90+ days"
        next += usize::from(self.is_sign(next, &['+']) && self.is_glued(next) && !self.is_glued(next + 1));
        if self.meaning(next) == Meaning::Or && matches!(self.written(next + 1), "more" | "fewer" | "less") {
            next += 2;
        }
        match (self.meaning(next), self.meaning(next + 1)) {
            (Meaning::Business, _) => {
                is_business = true;
                next += 1;
            }
            // "three consecutive business days"
            (Meaning::Calendar, Meaning::Business) => {
                is_business = true;
                next += 2;
            }
            (Meaning::Calendar | Meaning::Ordinal(_), _) => next += 1,
            // « trois longues années », "three extra days".
            (Meaning::Plain, _) if hyphen == at && self.is_adjective(next) => next += 1,
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
                if self.table.capital_names
                    && (self.meaning(next + 1) != Meaning::Of || self.is_year(next + 2))
                    && !self.is_three(at)
                    && !(next > at && self.meaning(at.wrapping_sub(1)) == Meaning::One) =>
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

    /// "two quarters of 2025", "of fiscal 2025"
    fn is_year(&self, at: usize) -> bool {
        self.meaning(at) == Meaning::Fiscal || self.figure(at).is_some_and(|figure| figure.whole && figure.digits == 4)
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
    pub fn is_clipped(&self, at: usize) -> bool {
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
            let named = self.meaning(minutes.next) == Meaning::Length(Length::Minute);
            let written = match minutes.words {
                true => count.words && minutes.nano >= 5 * NANO,
                false => minutes.digits == 2 || minutes.digits == 1 && named,
            };
            written && minutes.whole && minutes.nano < 60 * NANO && (mark || self.table.french_numbers)
        });
        let in_minutes = minutes.is_some_and(|minutes| self.meaning(minutes.next) == Meaning::Length(Length::Minute));
        let next = minutes.map_or(at + 1, |minutes| minutes.next + usize::from(in_minutes));
        let (second, next) = self.seconds_of(next).filter(|_| in_minutes).unwrap_or((0, next));
        // Business hours, halves, and what is said per something, are lengths of time.
        let is_length = matches!(self.meaning(next), Meaning::Business | Meaning::Per)
            || self.meaning(next) == Meaning::OutOf && self.count(next + 1).is_some()
            || self.is_sign(next, &['/']) && self.meaning(next + 2) != Meaning::HourMark
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

    /// The seconds of a time: « 23 h 59 min 59 s »; where they end.
    fn seconds_of(&self, at: usize) -> Option<(u8, usize)> {
        let count = self.count(at).filter(|count| count.whole && (0..60 * NANO).contains(&count.nano))?;
        let unit = self.meaning(count.next) == Meaning::Length(Length::Second);
        unit.then(|| ((count.nano / NANO) as u8, count.next + 1))
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
            Some("semi" | "half") => (from, factor) = (at - 2, factor / 2),
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
        let named = matches!(self.meaning(next + 1), Meaning::Weekday(_) | Meaning::Month(_))
            || matches!(self.token(next + 1).map(|token| token.kind), Some(TokenKind::Word(Meaning::Plain)));
        let other = second || self.written(next) == "other" || self.meaning(next) == Meaning::Second && named;
        let Some((unit, factor, end)) = self.length_after(next + usize::from(other)) else {
            // "every other page" is « une page sur deux ».
            return if other { self.weak(next, 2) } else { at + 1 };
        };
        if meaning == Meaning::Per {
            self.so_often(at, unit, factor);
        }
        // "every third day"
        let count = match self.meaning(next) {
            Meaning::Ordinal(number @ 3..) if self.table.capital_names => i128::from(number) * NANO,
            _ if other => 2 * NANO,
            _ => NANO,
        };
        let value = super::grammar::scaled(count, unit, factor);
        // "of every month" is « du mois » too, and « toutes les heures supplémentaires » are just all of them.
        let weak = meaning == Meaning::Per
            || self.meaning(at.wrapping_sub(1)) == Meaning::Of
            || meaning == Meaning::All && self.is_described(end);
        self.add(at, end, Kind::Duration, Value::Quantity(value), weak);
        end
    }

    /// Whether the word at a token says of what sort several things are: « fériés », « de service ».
    fn is_described(&self, at: usize) -> bool {
        let word = self.written(at);
        let plain = matches!(self.token(at).map(|token| token.kind), Some(TokenKind::Word(Meaning::Plain)));
        plain && word.ends_with('s') && word.len() > 3 || self.meaning(at) == Meaning::Of
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
