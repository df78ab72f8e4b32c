//! Turns quarters, halves of a year, decades, centuries and days of the week into dates.
//!
//! Days, months and the years after them are read where dates are.

use super::grammar::{Count, Reader};
use super::instants::roman;
use super::lexer::{Capital, NANO};
use super::tables::{Length, Meaning};
use super::{Date, Kind, Part, Value, figures};

impl Reader<'_> {
    /// "third quarter of 2024", « premier semestre 2025 », « 19e siècle ».
    pub fn ordinal_unit(&mut self, from: usize, at: usize, number: u16) -> Option<usize> {
        let half = matches!(self.meaning(at), Meaning::Half | Meaning::Part(2));
        let part = match self.meaning(at) {
            Meaning::Length(Length::Quarter) | Meaning::Part(4) if (1..=4).contains(&number) => {
                Part::Quarter(number as u8)
            }
            Meaning::Length(Length::HalfYear) if number <= 2 => Part::Half(number as u8),
            Meaning::Half | Meaning::Part(2) if number <= 2 => Part::Half(number as u8),
            Meaning::Century => Part::Century,
            _ => return None,
        };
        if part == Part::Century {
            // "the 19th and 20th centuries"
            if let Some(last) = self.out.len().checked_sub(1)
                && self.joins(self.out[last].to, from, false)
                && let Value::Quantity(quantity) = &self.out[last].particular.value
                && quantity.unit == super::Unit::None
            {
                let year = (quantity.nano / NANO) as u16;
                let particular = &mut self.out[last].particular;
                particular.kind = Kind::Date;
                particular.value = Value::Date(Date { year, part, ..Date::default() });
            }
            self.push(from, at + 1, Kind::Date, Value::Date(Date { year: number, part, ..Date::default() }));
            return Some(at + 1);
        }
        let mut next = at + 1;
        let year = self.year_of_period(next);
        let mut date = Date { part, ..Date::default() };
        if let Some((year, after)) = year {
            (date.year, next) = (year, after);
        }
        // "the second half" may be of anything.
        self.add(from, next, Kind::Date, Value::Date(date), half && year.is_none());
        if half && year.is_none() {
            let share = super::Quantity { unit: super::Unit::Share, ..figures::plain(NANO / 2) };
            self.add(at, next, Kind::Number, Value::Quantity(share), true);
        }
        Some(next)
    }

    /// The year of a quarter or half: "of 2024", « de l’exercice 2025 », "(2024)".
    pub fn year_of_period(&self, at: usize) -> Option<(u16, usize)> {
        let skips = |at: &usize| {
            matches!(self.meaning(*at), Meaning::Of | Meaning::The | Meaning::Fiscal | Meaning::Length(Length::Year))
                || self.written(*at) == "l"
                || self.is_sign(*at, &['\'', '’', '-', '/', '('])
        };
        let next = (at..at + 6).find(|at| !skips(at))?;
        if let Some((year, after)) = self.year(next) {
            return Some((year, after));
        }
        None
    }

    /// Days of the week that one word stands for. They answer « du lundi au vendredi », and are not missed themselves.
    pub fn days_between(&mut self, from: usize, to: usize, first: u8, last: u8) -> usize {
        for weekday in [first, last] {
            self.add(from, to, Kind::Date, Value::Date(Date { weekday, ..Date::default() }), true);
        }
        to
    }

    /// The days of the week that are said with a unit of time: "weekdays", « jours de semaine », « la fin de semaine ».
    pub fn days_of_week(&mut self, at: usize, length: Length) -> Option<usize> {
        let before = at.wrapping_sub(1);
        match length {
            Length::BusinessDay => Some(self.days_between(at, at + 1, 1, 5)),
            Length::Day if self.meaning(at + 1) == Meaning::Business => Some(self.days_between(at, at + 2, 1, 5)),
            Length::Day if self.meaning(at + 1) == Meaning::Of && self.written(at + 2) == "semaine" => {
                Some(self.days_between(at, at + 3, 1, 5))
            }
            Length::Day if matches!(self.meaning(before), Meaning::Business) && self.table.capital_names => {
                Some(self.days_between(before, at + 1, 1, 5))
            }
            Length::Week if self.written(before).eq_ignore_ascii_case("en") => {
                Some(self.days_between(before, at + 1, 1, 5))
            }
            Length::Week if self.written(before) == "de" && self.written(at.wrapping_sub(2)).starts_with("fin") => {
                Some(self.days_between(at - 2, at + 1, 6, 7))
            }
            _ => None,
        }
    }

    /// A unit of time without a number: « années 1980 ».
    pub fn lone_length(&mut self, at: usize, length: Length) -> usize {
        if let Some(next) = self.days_of_week(at, length) {
            return next;
        }
        // « deux fois l’an »
        if at >= 2 && self.is_sign(at - 1, &['\'', '’']) && self.written(at - 2) == "l" {
            let (unit, factor) = super::units::basic(length);
            self.so_often(at - 2, unit, factor);
        }
        // « payé à la semaine » is "weekly".
        let article = at - usize::from(at > 0 && self.meaning(at - 1) == Meaning::The);
        let paid = self.meaning(article.wrapping_sub(1)) == Meaning::To && self.table.french_numbers;
        if paid && length == Length::Week && article < at {
            let (unit, factor) = super::units::basic(length);
            self.add(at, at + 1, Kind::Duration, Value::Quantity(super::grammar::scaled(NANO, unit, factor)), true);
            return at + 1;
        }
        // « les années 2010 », « la décennie 2010 »
        let named = length == Length::Decade || length == Length::Year && self.written(at).ends_with("es");
        if !named || !self.table.french_numbers {
            return at + 1;
        }
        // « les années 2020 à 2024 » are years.
        let goes_on = |next: usize| {
            let link = matches!(self.meaning(next), Meaning::To | Meaning::And) || self.is_sign(next, &['-', '–']);
            link && self.figure(next + 1).is_some_and(|figure| figure.digits == 4 && figure.nano % (10 * NANO) != 0)
        };
        match self.count(at + 1) {
            Some(count)
                if !goes_on(count.next)
                    && count.whole
                    && count.nano > 0
                    && (count.nano / NANO) % 10 == 0
                    && (count.nano / NANO) < 2200 =>
            {
                let date = Date { year: (count.nano / NANO) as u16, part: Part::Decade, ..Default::default() };
                self.push(at, count.next, Kind::Date, Value::Date(date));
                let next = count.next + 1;
                let more =
                    matches!(self.meaning(count.next), Meaning::And | Meaning::To).then(|| self.count(next)).flatten();
                match more.filter(|more| more.whole && more.nano % (10 * NANO) == 0 && more.nano > 0) {
                    Some(more) => {
                        let date = Date { year: (more.nano / NANO) as u16, ..date };
                        self.push(next, more.next, Kind::Date, Value::Date(date));
                        more.next
                    }
                    None => count.next,
                }
            }
            _ => at + 1,
        }
    }

    /// "1990s", "the 90s".
    pub fn decade(&mut self, from: usize, count: Count) -> Option<usize> {
        let at = count.next;
        let year = count.nano / NANO;
        let decade =
            count.whole && !count.words && year % 10 == 0 && (count.digits == 4 || (count.digits == 2 && year >= 20));
        // "1990’s"
        let at = if self.is_sign(at, &['\'', '’']) && self.is_glued(at + 1) { at + 1 } else { at };
        if !decade || !self.is_glued(at) || self.written(at) != "s" {
            return None;
        }
        let date = Date { year: year as u16, part: Part::Decade, ..Default::default() };
        self.push(from, at + 1, Kind::Date, Value::Date(date));
        Some(at + 1)
    }

    /// A century whose number is in Roman figures before it.
    pub fn century(&mut self, at: usize) -> usize {
        let century = |year| Value::Date(Date { year, part: Part::Century, ..Date::default() });
        let mut end = Some(at + 1);
        for word in (at.saturating_sub(5)..at).rev() {
            let Some(year) = roman(self.written(word)) else { continue };
            if self.tokens[word].capital == Capital::None {
                break;
            }
            self.push(word, end.unwrap_or(word + 1), Kind::Date, century(year));
            end = None;
            if word == 0 || !matches!(self.meaning(word - 1), Meaning::And | Meaning::To) {
                break;
            }
        }
        at + 1
    }

    /// "2024 Q3"
    pub fn quarter_after_year(&mut self, at: usize, quarter: Date) -> usize {
        if let [.., year, _] = &self.out[..]
            && year.to == at
            && let Value::Date(Date { year, month: 0, part: Part::Whole, .. }) = year.particular.value
        {
            let found = self.out.pop();
            if let (Some(last), Some(found)) = (self.out.last_mut(), found) {
                (last.particular.end, last.to) = (found.particular.end, found.to);
                last.particular.value = Value::Date(Date { year, ..quarter });
            }
        }
        at + 1
    }
}
