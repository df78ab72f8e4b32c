//! Turns facts that stand together, as lists and ranges, into facts that share a unit, and says how each belongs to the one
//! before it.
//!
//! Days of one month, and hours of one half of the day, are shared where dates and times are read.

use super::grammar::{Count, Found, Reader, scaled};
use super::lexer::{NANO, TokenKind};
use super::tables::Meaning;
use super::{Kind, Link, Quantity, Unit, Value};

impl Reader<'_> {
    /// Marks the facts that end a range, or are one thing with the fact before them.
    pub fn mark_links(&mut self) {
        for at in 1..self.out.len() {
            let link = self.link(&self.out[at - 1], &self.out[at]);
            if link != Link::None {
                self.out[at].particular.link = link;
            }
        }
    }

    fn link(&self, before: &Found, after: &Found) -> Link {
        let (to, from) = (before.to, after.from);
        let reaches = |at: usize| self.meaning(at) == Meaning::To || self.is_sign(at, &['-', '–', '—', '−']);
        let always =
            |found: &Found| matches!(found.particular.value, Value::Quantity(Quantity { unit: Unit::Always, .. }));
        let times = self.is_by(to);
        let tied = self.is_sign(to, &[':']) && self.is_glued(to) && self.is_glued(from);
        if from == to + 1 && (times || tied) || always(before) && always(after) && from <= to + 2 {
            return Link::Joined;
        }
        match self.joins(to, from, false) && (to..from).any(reaches) {
            true => Link::Until,
            false => Link::None,
        }
    }

    /// Whether a sign stands between the sides of something: "30 × 40", "4 x 4".
    pub fn is_by(&self, at: usize) -> bool {
        self.is_sign(at, &['×']) || matches!(self.written(at), "x" | "X")
    }

    /// Gives a unit to the bare numbers before `from`: « 15 à 20 % », "2, 3 or 4 days".
    pub fn lend(&mut self, from: usize, kind: Kind, unit: Unit, factor: i128, scale: i128) {
        let (mut from, mut joined) = (from, false);
        for index in (0..self.out.len()).rev() {
            let found = &self.out[index];
            // "one to three weeks" begins with a weak number, which stays one.
            let one = matches!(self.meaning(found.from), Meaning::One);
            if found.particular.weak && !one || !self.joins(found.to, from, joined) {
                break;
            }
            let Value::Quantity(quantity) = &found.particular.value else { break };
            if quantity.unit != Unit::None {
                break;
            }
            let nano = quantity.nano;
            // « 10 à 20 millions » multiplies both, « 500 000 à 1 million » does not.
            let times = if nano < 1000 * NANO { scale } else { 1 };
            let lent = Quantity { lent: Some(nano), ..scaled(nano.saturating_mul(times), unit, factor) };
            from = found.from;
            joined = true;
            let particular = &mut self.out[index].particular;
            (particular.kind, particular.value) = (kind, Value::Quantity(lent));
        }
    }

    /// Lets the number that leads to this one be of thousands too: « de 20 à 30 000 ».
    pub fn lend_thousands(&mut self, from: usize, count: Count) {
        let Some(last) = self.out.last().filter(|last| self.joins(last.to, from, false)) else { return };
        let Value::Quantity(before) = last.particular.value else { return };
        let small = before.unit == Unit::None && before.lent.is_none() && before.nano < 1000 * NANO;
        let thousands = count.whole && count.nano % (1000 * NANO) == 0 && before.nano * 1000 < count.nano;
        if let Some(last) = self.out.last_mut().filter(|_| small && thousands && before.nano > 0) {
            let value = Quantity { lent: Some(before.nano), nano: before.nano * 1000, ..before };
            last.particular.value = Value::Quantity(value);
        }
    }

    /// Whether only "to", "and", "or" or a dash stands between two tokens; a comma too if the list is already one.
    pub fn joins(&self, to: usize, from: usize, joined: bool) -> bool {
        if from <= to {
            return false;
        }
        let link = |at: usize| match self.tokens[at].kind {
            TokenKind::Word(Meaning::To | Meaning::And | Meaning::Or) => true,
            // "from the 3rd to the 5th"
            TokenKind::Word(Meaning::The) => at > to,
            TokenKind::Sign('-' | '–' | '—' | '−') => true,
            // "11 x 17 in."
            TokenKind::Sign('×') => true,
            TokenKind::Word(_) if matches!(self.written(at), "x" | "X") => true,
            TokenKind::Sign(',') => joined,
            // « jusqu'à »
            TokenKind::Sign('\'' | '’') => self.meaning(at.wrapping_sub(1)) == Meaning::To,
            _ => false,
        };
        from - to <= 3 && (to..from).all(link)
    }
}
