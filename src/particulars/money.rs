//! Turns a number with a currency before or after it into an amount.
//!
//! It does not read the number itself.

use super::grammar::{Count, Reader, money, scaled};
use super::lexer::{Capital, NANO, TokenKind};
use super::tables::Meaning;
use super::{Kind, Quantity, Unit, Value};

impl Reader<'_> {
    /// An amount whose currency stands before it.
    pub fn priced(&mut self, from: usize, number: usize, code: [u8; 3]) -> usize {
        let Some(count) = self.count(number) else { return from + 1 };
        let (count, code, next) = self.money_after(count, Some(code));
        let code = code.unwrap_or(*b"$  ");
        let unit = Unit::Money(code);
        // "$10–20 million": the sign is for both, and what multiplies the second.
        let second = (next + 1..=next + 2).find(|&at| self.joins(next, at, false) && self.figure(at).is_some());
        let more = second.and_then(|at| Some((at, self.count(at)?)));
        let more = more.filter(|(_, more)| {
            let unit = matches!(
                self.meaning(more.next),
                Meaning::Length(_) | Meaning::Money(_) | Meaning::In(..) | Meaning::Percent | Meaning::Month(_)
            );
            // "$3–5 per litre", but neither "$10, 5 per cent" nor "$50 and 3 per user".
            let listed = matches!(self.meaning(next), Meaning::And | Meaning::Or);
            let hundred = matches!(self.meaning(more.next + 1), Meaning::Cent | Meaning::Hundred);
            let unit = unit || self.meaning(more.next) == Meaning::Per && (hundred || listed);
            !unit && !self.is_sign(more.next, &['%', '$', '€', '£']) && more.digits != 4
        });
        let Some((second, more)) = more else {
            self.measured(from, next, Kind::Amount, count.nano, unit, NANO);
            return self.paid_for(next);
        };
        let scale = if count.scale == 1 { more.scale } else { 1 };
        self.push(from, next, Kind::Amount, Value::Quantity(scaled(count.nano.saturating_mul(scale), unit, NANO)));
        let value = Quantity { lent: Some(more.nano), ..scaled(more.nano, unit, NANO) };
        self.push(second, more.next, Kind::Amount, Value::Quantity(value));
        more.next
    }

    /// « 5 $ CA », "50 US dollars", « 1,2 million d’euros », « 5 cents ».
    pub fn money(&mut self, from: usize, count: Count) -> Option<usize> {
        let (after, code, next) = self.money_after(count, None);
        let code = code?;
        let hundredth = matches!(self.meaning(next.wrapping_sub(1)), Meaning::Cent | Meaning::Hundred)
            || self.is_sign(next.wrapping_sub(1), &['¢']);
        let factor = if hundredth { NANO / 100 } else { NANO };
        self.lend(from, Kind::Amount, Unit::Money(code), factor, after.scale);
        self.push(from, next, Kind::Amount, Value::Quantity(scaled(after.nano, Unit::Money(code), factor)));
        Some(self.paid_for(next))
    }

    /// The time that an amount is paid for: "$5/year", "$5 an hour", « 5 $ l’heure »; where it ends.
    fn paid_for(&mut self, next: usize) -> usize {
        let apostrophe = usize::from(self.is_sign(next + 1, &['\'', '’']));
        let at = match self.meaning(next) {
            _ if self.is_sign(next, &['/']) => next + 1,
            Meaning::An => next + 1,
            Meaning::The => next + 1,
            _ if apostrophe > 0 && self.written(next) == "l" => next + 2,
            _ => return next,
        };
        let Some((unit, factor, end)) = self.length_after(at) else { return next };
        self.add(next, end, Kind::Duration, Value::Quantity(scaled(NANO, unit, factor)), true);
        end
    }

    /// The currency after a number, whose it is, and where it ends.
    pub fn money_after(&self, count: Count, code: Option<[u8; 3]>) -> (Count, Option<[u8; 3]>, usize) {
        let mut at = self.after_hyphen(count.next);
        let mut code = code;
        // « millions de dollars », « d’euros »
        let mut named = at;
        if self.meaning(named) == Meaning::Of {
            named += 1;
            named += usize::from(self.is_sign(named, &['\'', '’']));
        }
        let country = match self.meaning(named) {
            Meaning::Country(country) if matches!(self.meaning(named + 1), Meaning::Money(_)) => {
                named += 1;
                Some(country)
            }
            _ => None,
        };
        let american =
            [(0, "U"), (1, "."), (2, "S"), (3, ".")].iter().all(|(on, sign)| self.written(named + on) == *sign);
        let country = match american && self.is_currency(named + 4) {
            true => {
                named += 4;
                Some(*b"USD")
            }
            false => country,
        };
        let swiss = match self.written(named).to_lowercase().as_str() {
            "franc" | "francs" => self.written(named + 1).starts_with("suisse"),
            "swiss" => self.written(named + 1).starts_with("franc"),
            _ => false,
        };
        match self.meaning(named) {
            _ if swiss && code.is_none() => {
                code = Some(*b"CHF");
                at = named + 2;
            }
            // « les 500 premiers dollars »
            Meaning::Ordinal(_) if code.is_none() && self.is_currency(at + 1) => {
                return self.money_after(Count { next: at + 1, ..count }, None);
            }
            Meaning::Money(word) if (code.is_none() || word != *b"$  ") && !self.is_weight(named) => {
                code = Some(country.unwrap_or(word));
                at = named + 1;
            }
            Meaning::Hundred if code.is_none() && self.written(named) == "cents" && !self.table.capital_names => {
                code = Some(*b"$  ");
                at = named + 1;
            }
            Meaning::Cent if code.is_none() => {
                code = Some(*b"$  ");
                at = named + 1;
            }
            _ if code.is_none() => {
                let before_figure = self.is_glued(at + 1) && !self.is_glued(at) && self.figure(at + 1).is_some();
                match self.token(at).map(|token| token.kind) {
                    Some(TokenKind::Sign(sign @ ('$' | '€' | '£' | '¥' | '¢'))) if !before_figure => {
                        code = Some(money(sign));
                        at += 1;
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        if code == Some(*b"$  ") {
            match self.meaning(at) {
                Meaning::Country(country) if self.capital(at) == Capital::All || self.written(at).len() > 3 => {
                    (code, at) = (Some(country), at + 1);
                }
                Meaning::Money(country) if self.capital(at) == Capital::All => (code, at) = (Some(country), at + 1),
                _ if self.capital(at) != Capital::None && whose(self.written(at)).is_some() => {
                    (code, at) = (whose(self.written(at)), at + 1);
                }
                // « 5 $ É.-U. »
                _ if self.written(at) == "É" && self.is_sign(at + 2, &['-']) && self.written(at + 3) == "U" => {
                    (code, at) = (Some(*b"USD"), at + 4 + usize::from(self.is_sign(at + 4, &['.'])));
                }
                _ => {}
            }
        }
        (count, code, if code.is_some() { at } else { count.next })
    }

    /// An amount in dollars of a country that is said before the sign: "A$1,200".
    pub fn foreign_price(&mut self, at: usize) -> Option<usize> {
        let signed = self.is_sign(at + 1, &['$']) && self.is_glued(at + 1) && self.figure(at + 2).is_some();
        let code = whose(self.written(at)).filter(|_| signed)?;
        Some(self.priced(at, at + 2, code))
    }

    /// Whether a word is a currency, and no weight.
    fn is_currency(&self, at: usize) -> bool {
        matches!(self.meaning(at), Meaning::Money(_)) && !self.is_weight(at)
    }

    /// "U.S." before an amount.
    pub fn is_american(&self, at: usize) -> bool {
        at >= 4
            && [(4, "U"), (3, "."), (2, "S"), (1, ".")]
                .iter()
                .all(|(back, written)| self.written(at - back) == *written)
    }

    /// « livre » and "pound" are weights where the currency is not said.
    pub fn is_weight(&self, at: usize) -> bool {
        self.meaning(at) == Meaning::Money(*b"GBP")
            && self.capital(at) != Capital::All
            && !self.written(at + 1).starts_with("sterling")
    }
}

/// Whose dollar it is, by the letters before or after its sign.
fn whose(letters: &str) -> Option<[u8; 3]> {
    match letters {
        "C" => Some(*b"CAD"),
        "A" | "AU" => Some(*b"AUD"),
        "NZ" => Some(*b"NZD"),
        "HK" => Some(*b"HKD"),
        "MX" => Some(*b"MXN"),
        _ => None,
    }
}
