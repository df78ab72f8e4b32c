//! Turns days, months, years and hours into dates and times, with their zones; and telephone numbers with their extensions.
//!
//! It reads a date in whichever order it is written; which order is meant in figures alone is said where figures are read.

use super::grammar::{Found, Reader, clock};
use super::lexer::{Capital, NANO, TokenKind};
use super::tables::{Length, Meaning};
use super::{Clock, Date, Kind, Part, Value, figures};

/// Cities in the names of time zones that the languages call otherwise.
const CITIES: &[(&str, &str)] = &[
    ("londres", "london"),
    ("bruxelles", "brussels"),
    ("geneve", "geneva"),
    ("pekin", "beijing"),
    ("europe", "CET"),
    ("greenwich", "UTC"),
];

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
        while self.table.capital_names && date.day > 0 && date.year == 0 {
            let day = (end + 1..end + 3)
                .find(|&day| self.is_day(day) && self.joins(end, day, dates.len() > 1 || self.is_listed(day)));
            let Some(day) = day.filter(|&day| {
                !matches!(self.meaning(day + 1), Meaning::Month(_) | Meaning::Am | Meaning::Pm | Meaning::Length(_))
                    && !self.is_sign(day + 1, &['%', ':'])
            }) else {
                break;
            };
            let number = (self.figure(day)?.nano / NANO) as u8;
            dates.push((day, day + 1, Date { day: number, weekday: 0, ..date }));
            end = day + 1;
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

    /// Gives the month and year of a date to the days before it: « du 3 au 7 juin 2024 ».
    fn lend_date(&mut self, from: usize, date: Date) {
        let (mut from, mut joined) = (from, false);
        for index in (0..self.out.len()).rev() {
            let found = &self.out[index];
            if found.particular.weak || !self.joins(found.to, from, joined) {
                return;
            }
            let new = match &found.particular.value {
                Value::Quantity(quantity) if date.day > 0 && quantity.unit == super::Unit::None => {
                    let day = quantity.nano / NANO;
                    if !(1..=31).contains(&day) || quantity.nano % NANO != 0 {
                        return;
                    }
                    // « du lundi 3 au vendredi 7 juin »
                    let weekday =
                        index.checked_sub(1).map(|before| &self.out[before]).filter(|before| before.to == found.from);
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
        next += usize::from(self.table.capital_names && self.meaning(next) == Meaning::Of);
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
                    && self.figure(at + 2).is_some_and(|figure| figure.digits == 4) =>
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
    fn year(&self, at: usize) -> Option<(u16, usize)> {
        let hyphen = self.is_sign(at, &['-']) && self.is_glued(at) && self.is_glued(at + 1);
        let at = at
            + usize::from(
                hyphen || self.is_sign(at, &[',']) || (self.meaning(at) == Meaning::Of && self.table.capital_names),
            );
        let figure = self.figure(at)?;
        let year = figure.nano / NANO;
        let fits = figure.whole && figure.digits == 4 && (1500..=2999).contains(&year);
        (fits && self.meaning(at + 1) != Meaning::Length(Length::Hour)).then_some((year as u16, at + 1))
    }

    /// "third quarter of 2024", « premier semestre 2025 », « 19e siècle ».
    pub fn ordinal_unit(&mut self, from: usize, at: usize, number: u16) -> Option<usize> {
        let half = self.meaning(at) == Meaning::Half;
        let part = match self.meaning(at) {
            Meaning::Length(Length::Quarter) | Meaning::Part(4) if (1..=4).contains(&number) => {
                Part::Quarter(number as u8)
            }
            Meaning::Length(Length::HalfYear) if number <= 2 => Part::Half(number as u8),
            Meaning::Half if number <= 2 => Part::Half(number as u8),
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
    fn year_of_period(&self, at: usize) -> Option<(u16, usize)> {
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

    /// Noon and midnight.
    pub fn named_time(&mut self, at: usize, meaning: Meaning) -> usize {
        let minute = if meaning == Meaning::Midday { 720 } else { 0 };
        // « l’après-midi » is no time of day, nor is « le Midi ».
        let tied =
            |hyphen: usize| self.is_sign(hyphen, &['-', '‑']) && self.is_glued(hyphen) && self.is_glued(hyphen + 1);
        let named = self.capital(at) == Capital::First && !self.is_first(at);
        if tied(at + 1) || at > 0 && tied(at - 1) || named {
            return at + 1;
        }
        let mut next = at + 1;
        let mut minute = minute;
        // « midi et demi », « midi trente »
        let minutes = self.count(next).filter(|count| count.words && (5..60).contains(&(count.nano / NANO)));
        let minutes = minutes.filter(|count| !matches!(self.meaning(count.next), Meaning::Length(_)));
        if let Some(half) = self.and_half(next) {
            (minute, next) = (minute + 30, half);
        } else if let Some(count) = minutes.filter(|_| self.table.french_numbers) {
            (minute, next) = (minute + (count.nano / NANO) as u16, count.next);
        }
        let zone = self.zone(next);
        if let Some(zone) = &zone {
            next = zone.1;
        }
        // "12 noon" is said with a number that was read as one.
        let twelve = self.out.last().is_some_and(|found| found.to == at && matches!(&found.particular.value, Value::Quantity(quantity) if quantity.nano == 12 * NANO && quantity.unit == super::Unit::None));
        let from = if twelve { self.out.pop().map_or(at, |found| found.from) } else { at };
        self.timed(from, next, Kind::Time, clock(minute, zone.map(|zone| zone.0)), None);
        next
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

    /// "2024 Q3"
    fn quarter_after_year(&mut self, at: usize, quarter: Date) -> usize {
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
        let short = self.written(next) == "p" && self.is_sign(next + 1, &['.']) && self.figure(next + 2).is_some();
        if self.meaning(next) != Meaning::Extension && !short && !(self.written(next) == "x" && self.is_glued(next + 1))
        {
            return at;
        }
        next += 1;
        next += usize::from(self.is_sign(next, &['.', ':']));
        let Some(figure) = self.figure(next) else { return at };
        let Some(last) = self.out.last() else { return at };
        let value = figures::extended(&last.particular.value, figure.nano / NANO);
        self.amend(next + 1, value);
        next + 1
    }

    fn colon(&mut self, from: usize, at: usize, time: Clock) -> usize {
        let (half, next) = self.half_of_day(at).map_or((None, at), |(half, next)| (Some(half), next));
        let zone = self.zone(next);
        let next = zone.as_ref().map_or(next, |zone| zone.1);
        let minute = half.map_or(time.minute, |half| in_half(time.minute, half));
        self.timed(from, next, Kind::Time, Clock { minute, zone: zone.map(|zone| zone.0), ..time }, half);
        if half.is_none()
            && let Some(last) = self.out.last_mut()
        {
            last.open = true;
        }
        next
    }

    /// "5 p.m." of a bare number; the caller has not added it.
    pub fn twelve_hours(&mut self, from: usize, count: super::grammar::Count) -> Option<usize> {
        let hour = count.nano / NANO;
        // "2.15 p.m."
        let minutes = if count.places == 2 { count.nano % NANO / (NANO / 100) } else { 0 };
        if !(count.whole || (1..60).contains(&minutes)) || !(1..=12).contains(&hour) {
            return None;
        }
        let o_clock = self.written(count.next) == "o" && self.meaning(count.next + 2) == Meaning::OClock;
        let at = if o_clock { count.next + 3 } else { count.next };
        let half = self.half_of_day(at);
        if half.is_none() && !o_clock {
            return None;
        }
        let next = half.map_or(at, |half| half.1);
        let zone = self.zone(next);
        let next = zone.as_ref().map_or(next, |zone| zone.1);
        let half = half.map(|half| half.0);
        let minute = (hour * 60 + minutes) as u16;
        let minute = half.map_or(minute, |half| in_half(minute, half));
        self.timed(from, next, Kind::Time, clock(minute, zone.map(|zone| zone.0)), half);
        Some(next)
    }

    /// "half past eight", "a quarter to seven".
    pub fn spoken_time(&mut self, from: usize, at: usize) -> Option<usize> {
        let minutes = if self.meaning(at) == Meaning::Half { 30 } else { 15 };
        let past = self.written(at + 1) == "past";
        if !self.table.capital_names || !(past || (minutes == 15 && self.written(at + 1) == "to")) {
            return None;
        }
        let count = self.count(at + 2).filter(|count| count.whole && (1..=12).contains(&(count.nano / NANO)))?;
        let half = self.half_of_day(count.next);
        let next = half.map_or(count.next, |half| half.1);
        let minute = (count.nano / NANO * 60 + if past { minutes } else { -minutes }) as u16;
        let minute = half.map_or(minute, |half| in_half(minute, half.0));
        self.timed(from, next, Kind::Time, clock(minute, None), half.map(|half| half.0));
        Some(next)
    }

    /// « du soir », « de l’après-midi », « du matin » after an hour, which they complete.
    pub fn part_of_day(&self, minute: u16, at: usize) -> (u16, usize) {
        let of = self.meaning(at) == Meaning::Of;
        match self.written(at + 1) {
            "soir" if of && minute < 720 => (minute + 720, at + 2),
            "soir" | "matin" if of => (minute, at + 2),
            "l" if of && self.written(at + 3) == "après" && minute < 720 => (minute + 720, at + 6),
            _ => (minute, at),
        }
    }

    /// "a.m." or "p.m.": whether it is the second half of the day, and where it ends.
    fn half_of_day(&self, at: usize) -> Option<(bool, usize)> {
        match self.meaning(at) {
            Meaning::Am => return Some((false, at + 1)),
            Meaning::Pm => return Some((true, at + 1)),
            _ => {}
        }
        // "in the evening"
        if self.written(at) == "in" && self.meaning(at + 1) == Meaning::The {
            match self.written(at + 2) {
                "morning" => return Some((false, at + 3)),
                "afternoon" | "evening" => return Some((true, at + 3)),
                _ => {}
            }
        }
        let letter = self.written(at);
        let second = letter.eq_ignore_ascii_case("p");
        if !(second || letter.eq_ignore_ascii_case("a"))
            || !self.is_sign(at + 1, &['.'])
            || !self.written(at + 2).eq_ignore_ascii_case("m")
        {
            return None;
        }
        let next = at + 3;
        Some((second, next + usize::from(self.is_sign(next, &['.']) && self.is_glued(next))))
    }

    /// Adds a time; the one that leads to it takes over its zone and half of the day.
    pub fn timed(&mut self, from: usize, to: usize, kind: Kind, time: Clock, half: Option<bool>) {
        if let Some(index) = self.out.len().checked_sub(1)
            && !self.out[index].particular.weak
            && self.joins(self.out[index].to, from, false)
        {
            let (open, before) = (self.out[index].open, &self.out[index].particular.value);
            let lent = match before {
                Value::Quantity(quantity)
                    if quantity.unit == super::Unit::None
                        && (0..=24 * NANO).contains(&quantity.nano)
                        && quantity.nano % NANO == 0 =>
                {
                    let minute = (quantity.nano / NANO * 60) as u16;
                    Some(Clock { minute: in_same_half(minute, time.minute, half), zone: time.zone.clone(), ..time })
                }
                Value::Clock(clock) => {
                    let minute = if open { in_same_half(clock.minute, time.minute, half) } else { clock.minute };
                    let zone = clock.zone.clone().or_else(|| time.zone.clone());
                    let length = clock.length && zone.is_none();
                    Some(Clock { minute, zone, length, ..*clock })
                }
                _ => None,
            };
            if let Some(lent) = lent {
                let particular = &mut self.out[index].particular;
                (particular.kind, particular.value) = (kind, Value::Clock(lent));
            }
        }
        self.push(from, to, kind, Value::Clock(time));
    }

    /// The time zone at a token, and where it ends.
    pub fn zone(&self, at: usize) -> Option<(Box<str>, usize)> {
        let open = self.is_sign(at, &['(']);
        let start = at + usize::from(open || self.is_sign(at, &[',']));
        let (zone, next) = self.zone_name(start)?;
        Some((zone, next + usize::from(open && self.is_sign(next, &[')']))))
    }

    fn zone_name(&self, at: usize) -> Option<(Box<str>, usize)> {
        if let Meaning::Zone(zone) = self.meaning(at) {
            if self.capital(at) != Capital::All {
                return None;
            }
            let offset = self.is_sign(at + 1, &['+', '-', '−', '–']) && self.is_glued(at + 1) && self.is_glued(at + 2);
            return match self.figure(at + 2).filter(|_| offset) {
                Some(figure) => {
                    let sign = if self.is_sign(at + 1, &['+']) { '+' } else { '-' };
                    Some((format!("{zone}{sign}{}", figure.nano / NANO).into(), at + 3))
                }
                None => Some((zone.into(), at + 1)),
            };
        }
        if self.meaning(at) == Meaning::Length(Length::Hour) && !self.table.capital_names {
            return self.french_zone(at + 1);
        }
        if self.written(at) == "Central" && self.written(at + 1) == "European" && self.meaning(at + 2) == Meaning::Clock
        {
            return Some(("CET".into(), at + 3));
        }
        // "EST" in French, where the word is the east.
        if self.written(at) == "EST" {
            return Some(("EST".into(), at + 1));
        }
        let (name, mut next) = match self.meaning(at) {
            Meaning::Region(region) => (region, at + 1),
            Meaning::Local => ("local", at + 1),
            Meaning::Plain if self.capital(at) != Capital::None => {
                let words = if self.meaning(at + 1) == Meaning::Clock { 1 } else { 2 };
                let city = (0..words).map(|word| self.written(at + word)).collect::<Vec<_>>().join(" ");
                let capitals = (0..words).all(|word| self.capital(at + word) != Capital::None);
                return (capitals && self.meaning(at + words) == Meaning::Clock)
                    .then(|| (plain_city(&city).into(), at + words + 1));
            }
            _ => return None,
        };
        let saving = match self.meaning(next) {
            Meaning::Standard => "S",
            Meaning::Daylight => "D",
            _ => "",
        };
        next += usize::from(!saving.is_empty());
        if self.meaning(next) == Meaning::Clock {
            return Some((region(name, saving), next + 1));
        }
        // "9 a.m. Eastern"
        let last = !matches!(self.token(next).map(|token| token.kind), Some(TokenKind::Word(_)));
        (last && self.table.capital_names && self.capital(at) != Capital::None).then(|| (region(name, saving), next))
    }

    /// « heure avancée de l’Est », « heure de Paris », « heure locale », after « heure ».
    fn french_zone(&self, at: usize) -> Option<(Box<str>, usize)> {
        let (saving, mut next) = match self.meaning(at) {
            Meaning::Standard => ("S", at + 1),
            Meaning::Daylight => ("D", at + 1),
            Meaning::Local => return Some(("local".into(), at + 1)),
            _ => ("", at),
        };
        if self.meaning(next) != Meaning::Of {
            return None;
        }
        next += 1;
        next += usize::from(
            self.meaning(next) == Meaning::The || self.written(next) == "l" || self.is_sign(next, &['\'', '’']),
        );
        next += usize::from(self.is_sign(next, &['\'', '’']));
        match self.meaning(next) {
            Meaning::Region(name) => Some((region(name, saving), next + 1)),
            _ if self.written(next) == "Terre" => Some((region("N", saving), next + 3)),
            _ if self.capital(next) != Capital::None => {
                let city = plain_city(self.written(next));
                let more = self.is_sign(next + 1, &['-'])
                    || self.capital(next + 1) != Capital::None
                        && matches!(
                            self.token(next + 1).map(|token| token.kind),
                            Some(TokenKind::Word(Meaning::Plain))
                        );
                let city = if more && !self.is_sign(next + 1, &['-']) {
                    format!("{city} {}", plain_city(self.written(next + 1)))
                } else {
                    city
                };
                let city = CITIES
                    .iter()
                    .find(|(french, _)| **french == city)
                    .map_or(city.as_str(), |(_, english)| english)
                    .to_owned();
                let words = city.split(' ').count();
                Some((city.into(), next + words))
            }
            _ => None,
        }
    }
}

/// The name of a city in small letters, without the accents that only French writes.
fn plain_city(name: &str) -> String {
    name.to_lowercase().replace(['é', 'è', 'ê'], "e")
}

/// A region's zone by its initials: generic, standard or daylight.
fn region(name: &str, saving: &str) -> Box<str> {
    if name == "local" { name.into() } else { format!("{name}{saving}T").into() }
}

/// A time of twelve hours in one half of the day.
fn in_half(minute: u16, second: bool) -> u16 {
    minute % 720 + if second { 720 } else { 0 }
}

/// The time that leads to another: "9 to 5 p.m." begins in the morning.
fn in_same_half(minute: u16, end: u16, half: Option<bool>) -> u16 {
    let Some(half) = half.filter(|_| minute <= 720) else { return minute };
    let same = in_half(minute, half);
    if same < end { same } else { in_half(minute, !half) }
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
