//! Turns number words and figures into numbers: « quatre-vingt-onze », "two hundred and fifty", « 2,4 millions ».
//!
//! It does not know what is counted.

use super::grammar::{Count, Reader};
use super::lexer::{Capital, NANO, TokenKind};
use super::tables::Meaning;

/// A hundred million millions, in billionths: what is greater is no quantity, and could not be multiplied by its unit.
const LARGEST: i128 = 100_000_000_000_000 * NANO;

/// The signs of fractions.
pub(super) const VULGAR: &[(char, i128, i128)] = &[
    ('½', 1, 2),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
];

impl Reader<'_> {
    /// The number at a token, with what multiplies it.
    pub fn count(&self, at: usize) -> Option<Count> {
        let mut count = match self.figure(at) {
            Some(figure) if figure.nano > LARGEST => return None,
            Some(figure) => Count {
                nano: figure.nano,
                next: at + 1,
                digits: figure.digits,
                whole: figure.whole,
                places: figure.places,
                words: false,
                scale: 1,
            },
            None => match self.vulgar(at) {
                Some(nano) => Count { nano, next: at + 1, digits: 0, whole: false, places: 0, words: false, scale: 1 },
                None => self.spelled(at)?,
            },
        };
        if let Some(nano) = self
            .vulgar(count.next)
            .filter(|_| count.next > at && count.whole && !count.words && self.vulgar(at).is_none())
        {
            count = Count { nano: count.nano + nano, next: count.next + 1, whole: false, digits: 0, ..count };
        } else if let Some((nano, next)) = self.mixed(count) {
            count = Count { nano: count.nano + nano, next, whole: false, digits: 0, ..count };
        }
        // "two dozen"
        if let Meaning::Group(number) = self.meaning(count.next)
            && count.whole
        {
            count = Count { nano: count.nano.saturating_mul(number.into()), next: count.next + 1, digits: 0, ..count };
        }
        if let Some(next) = self.and_half(count.next) {
            count = Count { nano: count.nano + NANO / 2, next, whole: false, digits: 0, ..count };
        } else if let Some(next) = self.and_quarter(count.next).filter(|_| self.table.capital_names) {
            // "two and a quarter hours"; in French the quarter comes after what is counted.
            count = Count { nano: count.nano + NANO / 4, next, whole: false, digits: 0, ..count };
        }
        while let Some((power, next)) = self.power(count.next) {
            let scale = 10_i128.pow(power);
            let Some(nano) = count.nano.checked_mul(scale).filter(|nano| *nano <= LARGEST) else { break };
            count = Count { nano, next, digits: 0, places: 0, scale: count.scale.saturating_mul(scale), ..count };
            if let Some(next) = self.and_half(count.next) {
                count = Count { nano: count.nano + scale * NANO / 2, next, ..count };
            } else if let Some(next) = self.and_quarter(count.next) {
                count = Count { nano: count.nano + scale * NANO / 4, next, ..count };
            }
        }
        (count.nano.abs() <= LARGEST).then_some(count)
    }

    /// "million", or the letter that stands for it before a currency, as a power of ten.
    fn power(&self, at: usize) -> Option<(u32, usize)> {
        // "$1.2-million"
        let at = match self.meaning(at + 1) {
            Meaning::Scale(_) if self.is_sign(at, &['-']) && self.is_glued(at) && self.is_glued(at + 1) => at + 1,
            _ => at,
        };
        let currency = self.is_sign(at + 1, &['$', '€', '£']) && self.is_glued(at + 1);
        let power = match (self.written(at), self.meaning(at)) {
            ("M", _) if currency => Some(6),
            ("G", _) if currency => Some(9),
            ("M", _) if self.is_glued(at) || self.is_priced(at) => Some(6),
            ("m", _) if self.is_glued(at) && self.is_priced(at) => Some(6),
            ("B", _) if self.is_priced(at) => Some(9),
            ("b", _) if self.is_glued(at) && self.is_priced(at) => Some(9),
            // « 1,3 M d’abonnés », « 250 k utilisateurs »
            ("M", _) if self.table.french_numbers && self.meaning(at + 1) == Meaning::Of => Some(6),
            ("k", _) if self.table.french_numbers && self.is_plain(at + 1) => Some(3),
            ("k" | "K", _) => (currency || self.is_glued(at)).then_some(3),
            (_, Meaning::Scale(power)) => Some(u32::from(power)),
            _ => None,
        };
        power.map(|power| (power, at + 1))
    }

    fn is_plain(&self, at: usize) -> bool {
        matches!(self.tokens.get(at).map(|token| token.kind), Some(TokenKind::Word(Meaning::Plain)))
    }

    /// The sign of a fraction.
    fn vulgar(&self, at: usize) -> Option<i128> {
        let TokenKind::Sign(sign) = self.tokens.get(at)?.kind else { return None };
        VULGAR.iter().find(|(vulgar, ..)| *vulgar == sign).map(|(_, over, below)| over * NANO / below)
    }

    /// The fraction of "4 1/2".
    fn mixed(&self, count: Count) -> Option<(i128, usize)> {
        let (over, below) = (self.figure(count.next)?, self.figure(count.next + 2)?);
        let slash =
            self.is_sign(count.next + 1, &['/']) && self.is_glued(count.next + 1) && self.is_glued(count.next + 2);
        let proper = over.whole && below.whole && over.nano < below.nano && below.nano <= 16 * NANO && over.nano > 0;
        (slash && proper && count.whole && !count.words).then(|| (over.nano * NANO / below.nano, count.next + 3))
    }

    /// Whether the number before a token has its currency before it.
    fn is_priced(&self, at: usize) -> bool {
        at >= 2 && self.is_sign(at - 2, &['$', '€', '£'])
    }

    /// « et demi », "and a half".
    pub fn and_half(&self, at: usize) -> Option<usize> {
        if self.meaning(at) != Meaning::And {
            return None;
        }
        let half = if self.meaning(at + 1) == Meaning::An { at + 2 } else { at + 1 };
        (self.meaning(half) == Meaning::Half).then_some(half + 1)
    }

    /// A number in words.
    fn spelled(&self, at: usize) -> Option<Count> {
        let french = self.table.french_numbers;
        let (mut total, mut group, mut room, mut last) = (0_i128, 0_i128, 1000_i128, 0_i128);
        let mut next = at;
        let mut any = false;
        loop {
            let mut here = next;
            if any {
                if self.is_sign(here, &['-', '‑']) && self.is_glued(here) && self.is_glued(here + 1) {
                    here += 1;
                }
                // « vingt et un », and « vingt-et-un »
                let tied = here > next && self.is_sign(here + 1, &['-', '‑']);
                if self.meaning(here) == Meaning::And && (here == next || tied && french) {
                    if tied {
                        here += 1;
                    }
                    let joins = match french {
                        true => {
                            matches!(self.meaning(here + 1), Meaning::One | Meaning::Cardinal(11) | Meaning::Ordinal(1))
                                && room >= 10
                                && last >= 20
                        }
                        false => {
                            matches!(self.meaning(here + 1), Meaning::One | Meaning::Cardinal(_))
                                && (last == 100 || last >= 1000)
                                && self.is_small(here + 1)
                        }
                    };
                    if !joins {
                        break;
                    }
                    here += 1;
                }
            }
            let value = match self.meaning(here) {
                Meaning::Cardinal(value) => i128::from(value),
                Meaning::Nine => 9,
                Meaning::One if any && room > 1 && (room < 1000 || last >= 1000) => 1,
                Meaning::One | Meaning::An
                    if !any && matches!(self.meaning(here + 1), Meaning::Hundred | Meaning::Scale(_)) =>
                {
                    1
                }
                Meaning::Hundred if group == 0 && (french || any) && room >= 1000 => {
                    group = 100;
                    (room, last, next, any) = (100, 100, here + 1, true);
                    continue;
                }
                // "twenty-first"
                Meaning::Ordinal(value @ 1..17) if here > next && self.goes_on(value, last, room) => {
                    group += i128::from(value);
                    next = here + 1;
                    break;
                }
                Meaning::Hundred
                    if (1..if french { 10 } else { 100 }).contains(&group)
                        || french && (11..20).contains(&group) && self.is_counted_by(here) =>
                {
                    group *= 100;
                    (room, last, next) = (100, 100, here + 1);
                    continue;
                }
                Meaning::Scale(power) if any || (french && power == 3) => {
                    let letter = self.written(here).len() == 1 || self.capital(here) == Capital::All;
                    let scale = 10_i128.pow(u32::from(power));
                    if letter || (any && group == 0 && total > 0) {
                        break;
                    }
                    total += group.max(1) * scale;
                    group = 0;
                    (room, last, next, any) = (1000, scale, here + 1, true);
                    let more = self.and_half(next).map(|end| (2, end));
                    if let Some((part, end)) = more.or_else(|| Some((4, self.and_quarter(next)?))) {
                        let nano = (total + scale / part) * NANO;
                        return Some(Count {
                            nano,
                            next: end,
                            digits: 0,
                            whole: true,
                            places: 0,
                            words: true,
                            scale: 1,
                        });
                    }
                    continue;
                }
                _ => break,
            };
            // Four twenties are eighty.
            if french && value == 20 && last == 4 {
                group += 76;
                (room, last, next) = (20, 80, here + 1);
                continue;
            }
            if value >= room {
                break;
            }
            group += value;
            last = value;
            room = match value {
                0..10 => 0,
                10 if french => 10,
                10..20 => 0,
                60 | 80 if french => 20,
                _ => 10,
            };
            // A unit alone may still be multiplied.
            (next, any) = (here + 1, true);
        }
        let whole = (total + group) * NANO;
        any.then_some(Count { nano: whole, next, digits: 0, whole: true, places: 0, words: true, scale: 1 })
    }

    /// Whether « cents » counts what follows: « onze cents élèves », but not « quinze cents le litre ».
    fn is_counted_by(&self, at: usize) -> bool {
        self.written(at) == "cent" || self.is_plain(at + 1)
    }

    /// Whether an ordinal ends the number before it: "twenty-first", « dix-neuvième », « soixante-dixième ».
    fn goes_on(&self, value: u8, last: i128, room: i128) -> bool {
        let french = self.table.french_numbers;
        let tens = (20..100).contains(&last) && room >= 10 && value < 10;
        tens || french && last == 10 && (7..10).contains(&value) || french && matches!(last, 60 | 80) && value >= 10
    }

    /// Whether a number word adds to the hundreds before it, and is not itself multiplied: "one hundred and two thousand".
    fn is_small(&self, at: usize) -> bool {
        !matches!(self.tokens.get(at + 1).map(|token| token.kind), Some(TokenKind::Word(Meaning::Hundred)))
    }
}
