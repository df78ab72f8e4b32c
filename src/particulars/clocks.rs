//! Turns hours into times of day with their zones: « 17 h, heure de l’Est », "5 p.m. ET", "noon".
//!
//! It reads no dates. Whether « 8 h » is a time or a length is left open where nothing tells.

use super::grammar::{Reader, clock};
use super::lexer::{Capital, NANO, TokenKind};
use super::tables::{Length, Meaning};
use super::{Clock, Kind, Value};

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
    /// Noon and midnight.
    pub fn named_time(&mut self, at: usize, meaning: Meaning) -> usize {
        let minute = if meaning == Meaning::Midday { 720 } else { 0 };
        // « l’après-midi » is no time of day, nor is « le Midi ».
        let tied =
            |hyphen: usize| self.is_sign(hyphen, &['-', '‑']) && self.is_glued(hyphen) && self.is_glued(hyphen + 1);
        let named = self.capital(at) == Capital::First && !self.is_first(at);
        // « l’heure du midi », « la pause du midi »: the time of lunch.
        let lunch = self.written(at.wrapping_sub(1)) == "du"
            && ["heure", "heures", "pause", "repas"]
                .contains(&self.written(at.wrapping_sub(2)).to_lowercase().as_str());
        if tied(at + 1) || at > 0 && tied(at - 1) || named || lunch {
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

    pub fn colon(&mut self, from: usize, at: usize, time: Clock) -> usize {
        let (half, next) = self.half_of_day(at).map_or((None, at), |(half, next)| (Some(half), next));
        let zone = self.zone(next);
        let next = zone.as_ref().map_or(next, |zone| zone.1);
        let minute = half.map_or(time.minute, |half| in_half(time.minute, half));
        let unsaid = half.is_none() && self.table.capital_names && minute < 780 && !self.written(from).starts_with('0');
        let time = Clock { minute, zone: zone.map(|zone| zone.0), half: unsaid, ..time };
        self.timed(from, next, Kind::Time, time, half);
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
    pub fn half_of_day(&self, at: usize) -> Option<(bool, usize)> {
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
                    let unsaid = clock.half && half.is_none();
                    Some(Clock { minute, zone, length, half: unsaid, ..*clock })
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
            let glued = self.is_glued(at + 1) && self.is_glued(at + 2);
            let offset = self.is_sign(at + 1, &['+', '−']) || self.is_sign(at + 1, &['-', '–']) && glued;
            return match self.figure(at + 2).filter(|_| offset) {
                Some(figure) => {
                    let sign = if self.is_sign(at + 1, &['+']) { '+' } else { '-' };
                    Some((format!("{zone}{sign}{}", figure.nano / NANO).into(), at + 3))
                }
                None => Some(((*zone).into(), at + 1)),
            };
        }
        if self.meaning(at) == Meaning::Length(Length::Hour) && !self.table.capital_names {
            return self.french_zone(at + 1);
        }
        let name = [0, 1, 2].map(|word| self.written(at + word).to_lowercase());
        match name.each_ref().map(String::as_str) {
            ["coordinated", "universal", "time"]
            | ["temps", "universel", "coordonné"]
            | ["greenwich", "mean", "time"] => {
                return Some(("UTC".into(), at + 3));
            }
            _ => {}
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
            Meaning::Region(region) => (*region, at + 1),
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
        next += usize::from(saving == "D" && self.written(next).eq_ignore_ascii_case("saving"));
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
            // « heure d’été de l’Est »
            Meaning::Of if self.written(at + 2) == "été" => ("D", at + 3),
            Meaning::Of if self.written(at + 2) == "hiver" => ("S", at + 3),
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
                let words = city.split(' ').count();
                let city = CITIES
                    .iter()
                    .find(|(french, _)| **french == city)
                    .map_or(city.as_str(), |(_, english)| english)
                    .to_owned();
                Some((city.into(), next + words))
            }
            _ => None,
        }
    }
}

/// The name of a city in small letters, without the accents that only French writes, nor the "City" that only English does.
fn plain_city(name: &str) -> String {
    let name = name.to_lowercase().replace(['é', 'è', 'ê'], "e");
    name.strip_suffix(" city").map_or(name.clone(), str::to_owned)
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
