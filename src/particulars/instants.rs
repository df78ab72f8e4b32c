//! Turns days, months and years into dates; and completes what was found by its form: times, telephone numbers.
//!
//! It reads a date in whichever order it is written; which order is meant in figures alone is said where figures are read.

use super::grammar::{Found, Reader};
use super::lexer::{Capital, NANO, TokenKind};
use super::tables::{Length, Meaning};
use super::{Date, Kind, Part, Value, telephones};

impl Reader<'_> {
    /// The date that begins at a token; what belongs to it begins at `from`.
    pub fn date(&mut self, from: usize, at: usize) -> Option<usize> {
        let (mut date, mut next) = (Date::default(), at);
        let mut short = false;
        if let Meaning::Weekday(day) | Meaning::WeekdayShort(day) = self.meaning(at) {
            short = matches!(self.meaning(at), Meaning::WeekdayShort(_));
            date.weekday = day;
            next += 1;
            let mut after = next + usize::from(short && self.is_sign(next, &['.']));
            after += usize::from(self.is_sign(after, &[',']));
            after += usize::from(self.meaning(after) == Meaning::The);
            if let Some((found, end)) = self.day(after) {
                (date, next) = (Date { weekday: day, ..found }, end);
            }
        } else {
            (date, next) = self.day(at)?;
        }
        let alone = date.day == 0 && date.weekday == 0 && date.year == 0;
        let unsure = (alone && (self.is_short(at) || self.is_unsure_month(at))) || (short && next == at + 1);
        self.dated(from, next, date, unsure)
    }

    /// Adds a date, and the days that are said before or after it with the same month.
    fn dated(&mut self, from: usize, next: usize, date: Date, weak: bool) -> Option<usize> {
        let mut dates = vec![(from, next, date)];
        let mut end = next;
        // "June 3–7, 2024": the days go on.
        if self.table.capital_names && date.day > 0 && date.year == 0 {
            end = self.more_days(end, date, &mut dates);
        }
        if dates.len() > 1
            && let Some((year, after)) = self.year(end)
        {
            dates.iter_mut().for_each(|(_, _, date)| date.year = year);
            end = after;
            dates.last_mut().expect("there are two").1 = after;
        }
        let whole = dates.last().map_or(date, |&(_, _, date)| date);
        self.lend_date(from, whole);
        for (from, to, date) in dates {
            self.add(from, to, Kind::Date, Value::Date(date), weak);
        }
        Some(end)
    }

    /// Adds the days of the same month that follow: "June 3–7", "May 3, 4 and 5"; where they end.
    fn more_days(&self, end: usize, date: Date, dates: &mut Vec<(usize, usize, Date)>) -> usize {
        let mut end = end;
        loop {
            let day = (end + 1..end + 3)
                .find(|&day| self.is_day(day) && self.joins(end, day, dates.len() > 1 || self.is_listed(day)));
            let Some(day) = day.filter(|&day| {
                !matches!(self.meaning(day + 1), Meaning::Month(_) | Meaning::Am | Meaning::Pm | Meaning::Length(_))
                    && !self.is_sign(day + 1, &['%', ':'])
                    && !self.begins_hours(day)
            }) else {
                return end;
            };
            let number = self.figure(day).map_or(0, |figure| figure.nano / NANO) as u8;
            dates.push((day, day + 1, Date { day: number, weekday: 0, ..date }));
            end = day + 1;
        }
    }

    /// Gives the month and year of a date to the days before it: « du 3 au 7 juin 2024 », "Monday, March 3, to Friday, March
    /// 7, 2025".
    fn lend_date(&mut self, from: usize, date: Date) {
        // "Wave 1 – March 3 to 14": only what stands before a day can be one.
        let day_first = !matches!(self.meaning(from), Meaning::Month(_) | Meaning::MonthShort(_));
        let (mut from, mut joined) = (from, false);
        for index in (0..self.out.len()).rev() {
            let found = &self.out[index];
            let comma = found.to + 1 < from && self.is_sign(found.to, &[',']) && self.joins(found.to + 1, from, joined);
            let joins = comma || self.joins(found.to, from, joined) || self.joins_days(found.to, from);
            if found.particular.weak || !joins || self.is_label(found.from, found.to) {
                return;
            }
            let new = match &found.particular.value {
                Value::Quantity(quantity) if day_first && date.day > 0 && quantity.unit == super::Unit::None => {
                    let day = quantity.nano / NANO;
                    if !(1..=31).contains(&day) || quantity.nano % NANO != 0 {
                        return;
                    }
                    // « du lundi 3 au vendredi 7 juin »
                    let weekday = index.checked_sub(1).map(|before| &self.out[before]).filter(|before| {
                        // « du ven. 3 au dim. 5 oct. »
                        before.to + usize::from(self.is_sign(before.to, &['.'])) == found.from
                    });
                    let weekday = weekday.and_then(|before| match &before.particular.value {
                        Value::Date(Date { weekday, day: 0, month: 0, year: 0, .. }) => Some(*weekday),
                        _ => None,
                    });
                    Date { day: day as u8, weekday: weekday.unwrap_or(0), ..date }
                }
                Value::Date(before) if before.year == 0 && before.month > 0 => Date { year: date.year, ..*before },
                _ => return,
            };
            (from, joined) = (found.from, true);
            let particular = &mut self.out[index].particular;
            (particular.kind, particular.value) = (Kind::Date, Value::Date(new));
            if new.weekday > 0 && new.weekday != date.weekday && index > 0 {
                // The day of the week alone is part of it now.
                self.out[index - 1].particular.weak = true;
            }
        }
    }

    /// Whether two ranges of days share a month: « du 6 au 10 et du 13 au 17 janvier ».
    fn joins_days(&self, to: usize, from: usize) -> bool {
        from == to + 2 && self.meaning(to) == Meaning::And && self.written(to + 1) == "du"
    }

    /// Whether a number ends a name, and a date after a dash says when: « Vague 1 – 3 mars ».
    fn is_label(&self, from: usize, to: usize) -> bool {
        let dash = self.is_sign(to, &['-', '–', '—']) && !self.is_glued(to) && !self.is_glued(to + 1);
        let before = self.token(from.wrapping_sub(1)).map(|token| token.kind);
        dash && matches!(before, Some(TokenKind::Word(Meaning::Plain)))
    }

    /// Whether a number begins a range of hours: "March 7, 9 to 11 a.m."
    fn begins_hours(&self, at: usize) -> bool {
        let reaches = self.meaning(at + 1) == Meaning::To || self.is_sign(at + 1, &['-', '–']);
        reaches && self.figure(at + 2).is_some() && self.half_of_day(at + 3).is_some()
    }

    /// Whether the list of days goes on behind a comma: "May 3, 4 and 5".
    fn is_listed(&self, day: usize) -> bool {
        let link = self.is_sign(day + 1, &[',']) || matches!(self.meaning(day + 1), Meaning::And | Meaning::Or);
        link && (self.is_day(day + 2) || self.is_day(day + 3))
    }

    /// Whether a figure can be the day of a month.
    fn is_day(&self, at: usize) -> bool {
        self.figure(at).is_some_and(|figure| {
            figure.whole && figure.digits <= 2 && figure.digits > 0 && (1..=31).contains(&(figure.nano / NANO))
        })
    }

    /// A day with its month, or a month, each with its year if that follows.
    fn day(&self, at: usize) -> Option<(Date, usize)> {
        if let Some(month) = self.month(at) {
            // "July 1, 2015"
            let mut next = at + 1 + usize::from(self.is_short(at) && self.is_sign(at + 1, &['.']));
            let mut date = Date { month, ..Date::default() };
            let the = usize::from(self.meaning(next) == Meaning::The);
            if self.table.capital_names && self.is_day(next + the) && !self.is_counted(next + the) {
                date.day = (self.figure(next + the)?.nano / NANO) as u8;
                next += the + 1;
                next += usize::from(self.meaning(next) == Meaning::Suffix && self.is_glued(next));
            }
            // "July first"
            if let (Meaning::Ordinal(day @ 1..=31), true) =
                (self.meaning(next), date.day == 0 && self.table.capital_names)
                && self.ordinal_ends(next + 1)
            {
                (date.day, next) = (day, next + 1);
            }
            if let Some((year, after)) = self.year(next) {
                (date.year, next) = (year, after);
            }
            // « janv. » in a table; a word like "mar" elsewhere.
            if self.is_short(at) && date.day == 0 && date.year == 0 && !self.is_sign(at + 1, &['.', '-', '–']) {
                return None;
            }
            return Some((date, next));
        }
        let (day, mut next) = match self.meaning(at) {
            Meaning::Ordinal(day) => (i128::from(day), at + 1),
            Meaning::Second => (2, at + 1),
            _ => {
                let count = self.count(at)?;
                if !count.whole || !(1..=31 * NANO).contains(&count.nano) || count.digits > 2 {
                    return None;
                }
                (count.nano / NANO, count.next)
            }
        };
        next += usize::from(self.meaning(next) == Meaning::Suffix && self.is_glued(next));
        // "the first day of July", « le 1er jour de juillet »
        let day_of = self.meaning(next) == Meaning::Length(Length::Day) && self.meaning(next + 1) == Meaning::Of;
        next += usize::from(day_of);
        next += usize::from((self.table.capital_names || day_of) && self.meaning(next) == Meaning::Of);
        next += usize::from(day_of && self.is_sign(next, &['\'', '’']));
        // « le 5e jour du mois de mai », "the 5th day of the month of May"
        let the = next + usize::from(self.meaning(next) == Meaning::The);
        if day_of && self.meaning(the) == Meaning::Length(Length::Month) && self.meaning(the + 1) == Meaning::Of {
            next = the + 2 + usize::from(self.is_sign(the + 2, &['\'', '’']));
        }
        // "01-Jul-2015"
        next += usize::from(self.is_sign(next, &['-']) && self.is_glued(next) && self.is_glued(next + 1));
        let month = self.month(next)?;
        let short = self.is_short(next);
        next += 1 + usize::from(short && self.is_sign(next + 1, &['.']));
        let mut date = Date { month, day: day as u8, ..Date::default() };
        if let Some((year, after)) = self.year(next) {
            (date.year, next) = (year, after);
        }
        (!short || date.year > 0 || self.is_sign(next - 1, &['.'])).then_some((date, next))
    }

    /// Whether an ordinal after a month says the day, and counts nothing itself: "July first", but not "May third-quarter".
    fn ordinal_ends(&self, at: usize) -> bool {
        let word =
            matches!(self.token(at).map(|token| token.kind), Some(TokenKind::Word(Meaning::Plain | Meaning::Part(_))));
        !word && !self.is_sign(at, &['-'])
    }

    /// Whether a number after a month counts something else: "In May 10 users", "May 10:30".
    fn is_counted(&self, at: usize) -> bool {
        self.is_sign(at + 1, &['%', '$', '€'])
            || matches!(self.meaning(at + 1), Meaning::In(..) | Meaning::Month(_))
            || (matches!(self.meaning(at + 1), Meaning::Length(_)) && self.written(at + 1).ends_with('s'))
    }

    fn month(&self, at: usize) -> Option<u8> {
        match self.meaning(at) {
            Meaning::Month(month) | Meaning::MonthShort(month) if self.table.capital_names => {
                (self.capital(at) != Capital::None).then_some(month)
            }
            Meaning::Month(month) | Meaning::MonthShort(month) => Some(month),
            // « sept. » is seven otherwise.
            Meaning::Cardinal(7)
                if self.is_sign(at + 1, &['.'])
                    && self.is_glued(at + 1)
                    && (self.figure(at + 2).is_some_and(|figure| figure.digits == 4)
                        || at > 0 && self.is_day(at - 1)) =>
            {
                Some(9)
            }
            _ => None,
        }
    }

    fn is_short(&self, at: usize) -> bool {
        matches!(self.meaning(at), Meaning::MonthShort(_) | Meaning::Cardinal(_))
    }

    /// "May" where a sentence begins may be the verb, « Mars » the planet.
    fn is_unsure_month(&self, at: usize) -> bool {
        match self.meaning(at) {
            Meaning::Month(3 | 5)
                if self.table.capital_names && (self.is_first(at) || self.capital(at) == Capital::All) =>
            {
                true
            }
            // A name: "April Martin".
            Meaning::Month(_) if self.table.capital_names => {
                self.capital(at + 1) == Capital::First && self.meaning(at + 1) == Meaning::Plain
            }
            Meaning::Month(3) => self.capital(at) != Capital::None,
            _ => false,
        }
    }

    /// The year that goes on a date.
    pub fn year(&self, at: usize) -> Option<(u16, usize)> {
        let hyphen = self.is_sign(at, &['-']) && self.is_glued(at) && self.is_glued(at + 1);
        let at = at
            + usize::from(
                hyphen || self.is_sign(at, &[',']) || (self.meaning(at) == Meaning::Of && self.table.capital_names),
            );
        let Some(figure) = self.figure(at) else {
            let said = self.count(at).filter(|count| count.words && (1900..=2199).contains(&(count.nano / NANO)))?;
            return Some(((said.nano / NANO) as u16, said.next));
        };
        let year = figure.nano / NANO;
        let fits = figure.whole && figure.digits == 4 && (1500..=2999).contains(&year);
        (fits && self.meaning(at + 1) != Meaning::Length(Length::Hour)).then_some((year as u16, at + 1))
    }

    /// Completes a fact that was found by its form: a time with "p.m." and its zone, a telephone number with its extension.
    pub fn fact(&mut self, at: usize) -> usize {
        let Some(found) = self.out.last() else { return at + 1 };
        match (&found.particular.value, found.particular.kind) {
            (Value::Clock(clock), _) if clock.zone.is_none() => {
                let Some(Found { particular, from, .. }) = self.out.pop() else { return at + 1 };
                let Value::Clock(clock) = particular.value else { return at + 1 };
                self.colon(from, at + 1, clock)
            }
            (_, Kind::Telephone) => self.extension(at + 1),
            (Value::Date(date), _) if matches!(date.part, Part::Quarter(_) | Part::Half(_)) && date.year == 0 => {
                let Some((year, next)) = self.year_of_period(at + 1) else { return self.quarter_after_year(at, *date) };
                self.amend(next, Value::Date(Date { year, ..*date }));
                next
            }
            // "Q2 FY2025"
            (Value::Date(Date { year, month: 0, part: Part::Whole, .. }), _) => {
                let year = *year;
                let quarter = self.out.len().checked_sub(2).map(|before| &self.out[before]);
                let near = quarter.is_some_and(|quarter| {
                    let gap = at.saturating_sub(quarter.to);
                    gap == 0 || gap == 1 && self.meaning(quarter.to) == Meaning::Of
                });
                let quarter = quarter.filter(|_| near).and_then(|quarter| match quarter.particular.value {
                    Value::Date(date) if date.year == 0 && date.part != Part::Whole => Some(date),
                    _ => None,
                });
                if let Some(quarter) = quarter {
                    self.out.pop();
                    self.amend(at + 1, Value::Date(Date { year, ..quarter }));
                }
                at + 1
            }
            _ => at + 1,
        }
    }

    /// Gives the last fact another value, and its end.
    fn amend(&mut self, next: usize, value: Value) {
        let end = self.tokens[next - 1].end;
        if let Some(last) = self.out.last_mut() {
            (last.particular.value, last.particular.end, last.to) = (value, end, next);
        }
    }

    fn extension(&mut self, at: usize) -> usize {
        let mut next = at;
        next += usize::from(self.is_sign(next, &[',', '(', ';']));
        let point = usize::from(self.is_sign(next + 1, &['.']));
        let short = self.written(next) == "p" && self.figure(next + 1 + point).is_some();
        let number = self.is_sign(next, &['#']) && self.is_glued(next + 1);
        let letter = self.written(next) == "x" && self.figure(next + 1).is_some();
        if !(self.meaning(next) == Meaning::Extension || short || number || letter) {
            return at;
        }
        next += 1;
        next += usize::from(self.is_sign(next, &['.', ':']));
        // « poste no 12 »
        next += usize::from(self.written(next) == "no" && self.figure(next + 1).is_some());
        let Some(figure) = self.figure(next) else { return at };
        let Some(last) = self.out.last() else { return at };
        let value = telephones::extended(&last.particular.value, figure.nano / NANO);
        self.amend(next + 1, value);
        next + 1
    }
}

/// A Roman number, with the letter of an ordinal behind it.
pub(super) fn roman(word: &str) -> Option<u16> {
    if !word.starts_with(['I', 'V', 'X']) {
        return None;
    }
    let figures = word.trim_end_matches(['e', 'ᵉ', 'è', 'm', 'r']);
    let value = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let values: Vec<u16> = figures.chars().map(value).collect::<Option<_>>()?;
    let sum = values.iter().zip(values.iter().skip(1).chain(&[0]));
    let total =
        sum.fold(0_i32, |sum, (&one, &next)| if one < next { sum - i32::from(one) } else { sum + i32::from(one) });
    (total > 0).then_some(total as u16)
}
