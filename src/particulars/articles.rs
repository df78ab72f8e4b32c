//! Turns « un », "one" and "a" into the number that they are, or into the article that nobody counts with.
//!
//! It reads no other number word.

use super::figures::plain;
use super::grammar::{Count, Found, Reader, scaled};
use super::lexer::NANO;
use super::tables::Meaning;
use super::{Kind, Quantity, Unit, Value};

impl Reader<'_> {
    pub fn one(&mut self, at: usize, meaning: Meaning) -> usize {
        if let Some(next) = self.foreign_price(at) {
            return next;
        }
        let next = at + 1;
        match self.meaning(next) {
            Meaning::Hundred | Meaning::Scale(_)
                if self.meaning(next) != Meaning::Scale(3) || !self.table.french_numbers =>
            {
                return self.number(at, at, false);
            }
            Meaning::Group(number) => {
                let nano = i128::from(number) * NANO;
                let count = Count { nano, next: next + 1, digits: 0, whole: true, places: 0, words: true, scale: 1 };
                // « une quinzaine » alone is two weeks.
                if matches!(number, 8 | 15) && self.meaning(count.next) != Meaning::Of {
                    let quantity = Quantity { idiom: true, ..scaled(nano, Unit::Seconds, 86_400 * NANO) };
                    self.push(at, count.next, Kind::Duration, Value::Quantity(quantity));
                    return count.next;
                }
                let after_of = if self.meaning(count.next) == Meaning::Of { count.next + 1 } else { count.next };
                if matches!(self.meaning(after_of), Meaning::Length(_) | Meaning::Money(_)) {
                    return self.quantity(at, Count { next: after_of, ..count });
                }
                return self.quantity(at, count);
            }
            // « une troisième année » is not one year.
            Meaning::Ordinal(2..) if matches!(self.meaning(next + 1), Meaning::Length(_)) => return self.weak(at, 1),
            Meaning::Scale(3) if self.written(next) == "millier" => return self.number(at, at, false),
            // « une fois et demie »
            Meaning::Times => {
                if let Some(end) = self.and_half(next + 1) {
                    self.push(at, end, Kind::Number, Value::Quantity(plain(NANO + NANO / 2)));
                    return end;
                }
            }
            Meaning::Part(4) => {
                if let Some(next) = self.spoken_time(at, next) {
                    return next;
                }
            }
            Meaning::Half => {
                let whole = self.part_of_point(at, next + 1, NANO / 2);
                if let Some(next) = whole.or_else(|| self.part_of_century(at, next + 1, NANO / 2)) {
                    return next;
                }
                if let Some(next) = self.half_percent(at, next) {
                    return next;
                }
                if let Some(next) = self.half_number(at, next) {
                    return next;
                }
                if let Some(next) = self.half_length(at, next) {
                    return next;
                }
            }
            _ => {}
        }
        // "40 hours a week" says how often, as « par » does.
        let rate = meaning == Meaning::An
            && (self.out.last().is_some_and(|found| found.to == at)
                || matches!(self.meaning(at.wrapping_sub(1)), Meaning::Times | Meaning::Weak(1)));
        // "a second-class ticket"
        if meaning == Meaning::An && self.meaning(next) == Meaning::Second {
            self.weak(next, 2);
        }
        let half = self.and_half(next);
        let nano = if half.is_some() { NANO + NANO / 2 } else { NANO };
        // "one and a half million"
        let (nano, scale) = match half.map(|after| self.meaning(after)) {
            Some(Meaning::Scale(power @ 3..)) => (nano * 10_i128.pow(power.into()), 1),
            _ => (nano, 0),
        };
        let count = Count {
            nano,
            next: half.unwrap_or(next) + scale,
            digits: 0,
            whole: half.is_none() || scale > 0,
            places: 0,
            words: true,
            scale: 1,
        };
        let found = self.out.len();
        let end = self.quantity(at, count);
        let found = found.min(self.out.len());
        // "a quarter" is a fourth or three months.
        let quarter = self.table.capital_names && self.meaning(next) == Meaning::Part(4);
        if meaning == Meaning::An
            && let Meaning::Length(length) = self.meaning(next)
        {
            let (unit, factor) = super::units::basic(length);
            let earlier = self.out.split_off(found);
            self.so_often(at, unit, factor);
            self.out.extend(earlier);
        }
        // "within an hour" is « dans l’heure » too.
        // « une semaine de 35 heures » says how long by its hours.
        let article = matches!(self.meaning(next), Meaning::Length(_))
            && (meaning == Meaning::An
                || self.meaning(next + 1) == Meaning::Of && self.count(next + 2).is_some()
                // « d’une année à l’autre »
                || self.meaning(next + 1) == Meaning::To && self.written(next + 4) == "autre");
        let made = &mut self.out[found..];
        let is_bare =
            |found: &Found| matches!(&found.particular.value, Value::Quantity(quantity) if quantity.unit == Unit::None);
        if made.len() == 1 && half.is_none() && is_bare(&made[0]) {
            self.out.pop();
            let ahead = at + 1..at + 4;
            if ahead.clone().any(|next| self.meaning(next) == Meaning::OutOf || self.written(next) == "in") {
                // « une personne sur cinq » needs this one, though another was there before.
                self.small &= !2;
            }
            return self.weak(at, 1).max(end);
        }
        let seconds = |found: &Found| {
            matches!(&found.particular.value, Value::Quantity(Quantity { unit: Unit::Seconds, nano: NANO, .. }))
        };
        let measured = |found: &Found| {
            matches!(&found.particular.value, Value::Quantity(Quantity { unit: Unit::Measure { .. }, .. }))
        };
        for found in made {
            found.particular.weak |= rate || article || seconds(found) || measured(found) || quarter;
        }
        if quarter {
            let share = Quantity { unit: Unit::Share, ..plain(NANO / 4) };
            self.add(at, end, Kind::Number, Value::Quantity(share), true);
        }
        end
    }
}
