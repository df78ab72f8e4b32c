//! Turns a number and the words after it into a measure: metres, bytes, degrees, in units of the metric system.
//!
//! It reads no lengths of time.

use super::grammar::{Count, Reader};
use super::lexer::{NANO, TokenKind};
use super::tables::{Meaning, Measure};
use super::{Kind, Unit, Value};

impl Reader<'_> {
    pub fn measure(&mut self, from: usize, count: Count) -> Option<usize> {
        let first = self.after_hyphen(count.next);
        let mut at = first;
        if matches!(self.written(at), "square" | "cubic" | "metric") {
            at = self.after_hyphen(at + 1);
        }
        if matches!(self.written(at), "sq" | "fl" | "fluid") {
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
        let (unit, counted) = (at, at);
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
        let mut per = if self.written(unit) == "mph" { b'h' } else { 0 };
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
        // « trois litres et demi »
        let mut count = count;
        if let Some(half) = self.and_half(at).filter(|_| count.whole) {
            count = Count { nano: count.nano + NANO / 2, whole: false, ..count };
            at = half;
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
        // « trois livres » may be books, « deux degrés » levels.
        let either = self.table.french_numbers
            && (of == Measure::Degree
                || matches!(self.meaning(counted), Meaning::Money(_)) && self.written(counted).len() > 2);
        let lent = either.then_some(count.nano);
        let value = super::Quantity { idiom: imperial, lent, ..super::grammar::scaled(nano, unit, factor) };
        self.push(from, at, Kind::Number, Value::Quantity(value));
        Some(at)
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
        let is_quote = |at: usize| self.is_sign(at, &['"']);
        // A sign after a number opens nothing: 24" × 36".
        let opens = |at: usize| !(self.is_glued(at) && at > 0 && self.figure(at - 1).is_some());
        let marks = || (at.saturating_sub(64)..at).filter(|&before| is_quote(before));
        let quoted = || marks().fold(false, |open, mark| !open && opens(mark));
        self.is_sign(at, &['″']) || is_quote(at) && self.is_glued(at) && !quoted()
    }
}

/// What one unit is in billionths of the metric one, from so many of them.
fn metric_factor(metric: i128, number: i128) -> i128 {
    if number == 0 { NANO } else { metric.saturating_mul(NANO) / number }
}
