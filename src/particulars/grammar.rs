//! Turns the tokens of a passage into its facts: how number words, units, months and times stand together.
//!
//! What the words are is said by the tables; where languages put them in another order, both orders are read.

use super::figures::{self, plain};
use super::lexer::{self, Capital, Figure, Lexed, NANO, Token, TokenKind};
use super::passage::Passage;
use super::tables::{Meaning, Table};
use super::{Clock, Date, Kind, Link, Particular, Quantity, Unit, Value};

/// A passage that is being read.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub figures: &'a [Figure],
    pub table: &'static Table,
    pub out: Vec<Found>,
    /// Small numbers that were found as weak facts: each is needed once.
    pub small: u32,
}

/// A fact, and the tokens that it is written with.
pub(super) struct Found {
    pub particular: Particular,
    pub from: usize,
    pub to: usize,
    /// A time without "a.m." or "p.m.", which another time may lend.
    pub open: bool,
}

/// A number, however it is written, and the token after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Count {
    pub nano: i128,
    pub next: usize,
    pub digits: u8,
    pub whole: bool,
    pub places: u8,
    pub words: bool,
    /// What multiplies it: "million".
    pub scale: i128,
}

pub(super) fn read(passage: &Passage, table: Option<&'static Table>) -> Vec<Particular> {
    let Lexed { tokens, figures, facts } = lexer::lex(passage, table);
    let Some(table) = table else { return facts };
    let mut reader =
        Reader { text: &passage.text, tokens: &tokens, figures: &figures, table, out: Vec::new(), small: 0 };
    let mut facts = facts.into_iter().peekable();
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        at = match token.kind {
            TokenKind::Fact => {
                while let Some(fact) = facts.next_if(|fact| fact.start < token.end) {
                    reader.out.push(Found { particular: fact, from: at, to: at + 1, open: false });
                }
                reader.fact(at)
            }
            TokenKind::Word(Meaning::Plain) if token.capital != Capital::None => reader.roman(at),
            TokenKind::Word(Meaning::Plain) | TokenKind::Gap => at + 1,
            _ => reader.step(at).max(at + 1),
        };
    }
    reader.mark_links();
    reader.out.into_iter().map(|found| found.particular).collect()
}

impl Reader<'_> {
    fn step(&mut self, at: usize) -> usize {
        match self.tokens[at].kind {
            TokenKind::Number(_) => self.number(at, at, false),
            TokenKind::Sign(sign) => self.sign(at, sign),
            TokenKind::Word(meaning) => self.word(at, meaning),
            TokenKind::Fact | TokenKind::Gap => at + 1,
        }
    }

    pub fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    pub fn meaning(&self, at: usize) -> Meaning {
        match self.tokens.get(at).map(|token| token.kind) {
            Some(TokenKind::Word(meaning)) => meaning,
            _ => Meaning::Plain,
        }
    }

    pub fn is_sign(&self, at: usize, signs: &[char]) -> bool {
        matches!(self.tokens.get(at).map(|token| token.kind), Some(TokenKind::Sign(sign)) if signs.contains(&sign))
    }

    pub fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    pub fn capital(&self, at: usize) -> Capital {
        self.tokens.get(at).map_or(Capital::None, |token| token.capital)
    }

    pub fn written(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start as usize..token.end as usize])
    }

    pub fn figure(&self, at: usize) -> Option<Figure> {
        match self.tokens.get(at)?.kind {
            TokenKind::Number(place) => Some(self.figures[place as usize]),
            _ => None,
        }
    }

    /// Whether a sentence begins at a token.
    pub fn is_first(&self, at: usize) -> bool {
        at == 0
            || match self.tokens[at - 1].kind {
                TokenKind::Gap => true,
                TokenKind::Sign(sign) => matches!(sign, '.' | '!' | '?' | ':' | '«' | '“' | '"' | '•' | '…'),
                _ => false,
            }
    }

    pub fn push(&mut self, from: usize, to: usize, kind: Kind, value: Value) {
        self.add(from, to, kind, value, false);
    }

    pub fn add(&mut self, from: usize, to: usize, kind: Kind, value: Value, weak: bool) {
        let (start, end) = (self.tokens[from].start, self.tokens[to.max(from + 1) - 1].end);
        let particular = Particular { kind, start, end, weak, link: Link::None, value };
        self.out.push(Found { particular, from, to, open: false });
    }

    /// Adds a number that is not missed if the other language has none.
    pub fn weak(&mut self, at: usize, number: u8) -> usize {
        let bit = 1_u32.checked_shl(u32::from(number)).unwrap_or(0);
        if self.small & bit == 0 || bit == 0 {
            self.small |= bit;
            self.add(at, at + 1, Kind::Number, Value::Quantity(plain(i128::from(number) * NANO)), true);
        }
        at + 1
    }

    /// A number at `at`; what was read before it (a sign, a currency) begins at `from`.
    pub fn number(&mut self, from: usize, at: usize, negative: bool) -> usize {
        if !negative && let Some(next) = self.date(at, at) {
            return next;
        }
        match self.count(at) {
            Some(count) => {
                let count = if negative { Count { nano: -count.nano, ..count } } else { count };
                self.quantity(from, count)
            }
            None => at + 1,
        }
    }

    /// A number in Roman figures, which the other language may write in its own.
    fn roman(&mut self, at: usize) -> usize {
        if let Some(next) = self.foreign_price(at) {
            return next;
        }
        match super::instants::roman(self.written(at)) {
            Some(number @ 1..=31) => self.weak(at, number as u8),
            _ => at + 1,
        }
    }

    fn sign(&mut self, at: usize, sign: char) -> usize {
        let number = at + 1;
        match sign {
            // A sign alone, as the head of a column has it, says what the numbers below are.
            '$' | '€' | '£' | '%' if self.is_head(at) => {
                let unit = if sign == '%' { Unit::Percent } else { Unit::Money(money(sign)) };
                let head = Quantity { unit, ..plain(0) };
                self.add(at, number, Kind::Number, Value::Quantity(head), true);
                number
            }
            '$' | '€' | '£' | '¥' if self.is_glued(number) || self.figure(number).is_some() => {
                // "U.S. $5"
                let american = sign == '$' && self.is_american(at);
                match self.figure(number) {
                    Some(_) if american => self.priced(at - 4, number, *b"USD"),
                    Some(_) => self.priced(at, number, money(sign)),
                    None => number,
                }
            }
            _ if super::count::VULGAR.iter().any(|(vulgar, ..)| *vulgar == sign) => match self.count(at) {
                Some(count) => self.quantity(at, count),
                None => number,
            },
            '-' | '−' | '–' | '+' if !self.is_glued(at) && self.is_glued(number) => {
                if self.is_sign(number, &['$', '€', '£']) && self.figure(number + 1).is_some() {
                    let made = self.out.len();
                    let next = self.step(number);
                    let amount = self.out.get_mut(made).map(|found| &mut found.particular);
                    if let Some(Particular { value: Value::Quantity(quantity), start, .. }) = amount {
                        *start = self.tokens[at].start;
                        quantity.nano *= if sign == '+' { 1 } else { -1 };
                    }
                    return next;
                }
                let after_number = at > 0 && self.figure(at - 1).is_some()
                        // "a -3% decline"
                        || self.out.last().is_some_and(|found| found.to == at && !found.particular.weak);
                match self.figure(number) {
                    Some(_) => self.number(at, number, sign != '+' && !after_number),
                    None => number,
                }
            }
            _ => number,
        }
    }

    fn word(&mut self, at: usize, meaning: Meaning) -> usize {
        match meaning {
            Meaning::Cardinal(2) if self.is_each_of(at) => self.weak(at, 2),
            Meaning::Cardinal(_) | Meaning::Hundred => self.number(at, at, false),
            Meaning::Scale(3)
                if self.written(at) != "millier"
                    && self.table.french_numbers
                    && self.capital(at) != Capital::All
                    && self.written(at).len() > 1 =>
            {
                self.number(at, at, false)
            }
            Meaning::Nine => match self.is_nine(at) {
                true => self.number(at, at, false),
                false => self.weak(at, 9),
            },
            Meaning::One | Meaning::An => self.one(at, meaning),
            Meaning::Ordinal(number) => self.ordinal(at, number),
            Meaning::Second => self.ordinal(at, 2),
            Meaning::Multiple(number) => {
                self.push(at, at + 1, Kind::Number, Value::Quantity(plain(i128::from(number) * NANO)));
                at + 1
            }
            // "a zero-dollar deductible"
            Meaning::Weak(0)
                if matches!(self.meaning(self.after_hyphen(at + 1)), Meaning::Money(_) | Meaning::Percent) =>
            {
                let zero = Count { nano: 0, next: at + 1, digits: 0, whole: true, places: 0, words: true, scale: 1 };
                self.quantity(at, zero)
            }
            // « à taux zéro » is "0%" too, and « sans aucuns frais » "$0".
            Meaning::Weak(0) => {
                for unit in [Unit::Percent, Unit::Money(money('$'))] {
                    self.add(at, at + 1, Kind::Number, Value::Quantity(Quantity { unit, ..plain(0) }), true);
                }
                self.weak(at, 0)
            }
            Meaning::Weak(number) => self.weak(at, number),
            Meaning::Group(number) => self.weak(at, number),
            Meaning::Part(_) | Meaning::Half => self.part(at, meaning),
            Meaning::Month(_) | Meaning::Weekday(_) | Meaning::WeekdayShort(_) | Meaning::MonthShort(_) => {
                self.date(at, at).unwrap_or(at + 1)
            }
            Meaning::Length(super::tables::Length::Day)
                if self.meaning(at + 1) == Meaning::And && matches!(self.written(at + 2), "night" | "nuit") =>
            {
                self.always_weak(at, at + 3)
            }
            Meaning::OClock => {
                // "round the clock", "round-the-clock"
                let back = if self.is_sign(at.wrapping_sub(1), &['-']) { 4 } else { 2 };
                match self.written(at.wrapping_sub(back)).to_lowercase().as_str() {
                    "around" | "round" => self.always_weak(at - back, at + 1),
                    _ => at + 1,
                }
            }
            Meaning::Days(first, last) => self.days_between(at, at + 1, first, last),
            Meaning::Length(length) => self.lone_length(at, length),
            Meaning::Often(length, number) => self.often(at, length, number),
            Meaning::Every | Meaning::All | Meaning::Per => self.every(at, meaning),
            Meaning::Midday | Meaning::Midnight => self.named_time(at, meaning),
            Meaning::Century => self.century(at),
            Meaning::Decade(year) if self.is_decade(at) => {
                self.push(
                    at,
                    at + 1,
                    Kind::Date,
                    Value::Date(Date { year: u16::from(year), part: super::Part::Decade, ..Date::default() }),
                );
                at + 1
            }
            Meaning::Minus if (self.figure(at + 1).is_some() || self.is_degrees(at + 1)) && !self.is_at_least(at) => {
                self.number(at, at + 1, true)
            }
            Meaning::Money(code) if self.capital(at) == Capital::All && self.figure(at + 1).is_some() => {
                self.priced(at, at + 1, code)
            }
            Meaning::Money(code)
                if self.is_sign(at + 1, &['$']) && self.is_glued(at + 1) && self.figure(at + 2).is_some() =>
            {
                self.priced(at, at + 2, code)
            }
            Meaning::Country(code)
                if self.capital(at) != Capital::None
                    && self.is_sign(at + 1, &['$'])
                    && (self.is_glued(at + 1) || self.capital(at) == Capital::All && self.is_glued(at + 2))
                    && self.figure(at + 2).is_some() =>
            {
                self.priced(at, at + 2, code)
            }
            _ => at + 1,
        }
    }

    /// Whether "two" is only as many as there are: « chacune des deux parties », "the larger of the two".
    fn is_each_of(&self, at: usize) -> bool {
        let of = if self.table.capital_names { at.wrapping_sub(2) } else { at.wrapping_sub(1) };
        let all =
            self.meaning(of) == Meaning::Of && (self.table.french_numbers || self.meaning(of + 1) == Meaning::The);
        let before = self.written(of.wrapping_sub(1)).to_lowercase();
        let each = [
            "chacun",
            "chacune",
            "aucun",
            "aucune",
            "un",
            "une",
            "autre",
            "each",
            "either",
            "neither",
            "one",
            "premier",
            "première",
            "dernier",
            "dernière",
            "moindre",
            "first",
            "last",
            "earlier",
            "later",
            "lesser",
            "greater",
        ];
        let counted =
            matches!(self.token(at + 1).map(|token| token.kind), Some(TokenKind::Word(_) | TokenKind::Sign('(')));
        all && (each.contains(&&*before) || !counted)
    }

    /// Whether "seventies" is a time: "the seventies", "the sixties and seventies".
    fn is_decade(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        let listed = matches!(self.meaning(before), Meaning::And | Meaning::Or | Meaning::To);
        self.meaning(before) == Meaning::The
            || listed && matches!(self.meaning(before.wrapping_sub(1)), Meaning::Decade(_))
    }

    /// Whether a word that is "minus" elsewhere only compares: « au moins 20 », « plus ou moins 2 ».
    fn is_at_least(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        self.meaning(before) == Meaning::Or
            || (self.table.french_numbers
                && (matches!(self.meaning(before), Meaning::To | Meaning::The) || self.written(before) == "du"))
    }

    /// « neuf » is nine before what can be counted, else new.
    fn is_nine(&self, at: usize) -> bool {
        let next = self.written(at + 1);
        let counted = next.ends_with(['s', 'x'])
            && matches!(self.tokens.get(at + 1).map(|token| token.kind), Some(TokenKind::Word(_)));
        let number = matches!(
            self.meaning(at + 1),
            Meaning::Scale(_) | Meaning::Hundred | Meaning::Length(_) | Meaning::Ordinal(_)
        );
        let again = self.is_sign(at + 1, &['(']) && self.figure(at + 2).is_some();
        let day = self.meaning(at + 1) == Meaning::Of
            && self.meaning(at + 2) == Meaning::Length(super::tables::Length::Month)
            || matches!(self.meaning(at + 1), Meaning::Month(_));
        counted && self.meaning(at + 1) == Meaning::Plain || number || again || day
    }

    /// Whether a sign stands alone, in brackets or in its cell.
    fn is_head(&self, at: usize) -> bool {
        let gap = |at: usize| self.tokens.get(at).is_none_or(|token| token.kind == TokenKind::Gap);
        let alone = gap(at + 1) && (at == 0 || gap(at - 1));
        alone || self.is_sign(at + 1, &[')']) && self.is_sign(at.wrapping_sub(1), &['('])
    }

    /// What a number that was read counts, and the facts that it makes.
    pub fn quantity(&mut self, from: usize, count: Count) -> usize {
        let mut count = count;
        let suffix = self.meaning(count.next) == Meaning::Suffix && self.is_glued(count.next);
        if suffix || (count.words && matches!(self.meaning(count.next - 1), Meaning::Ordinal(_))) {
            count.next += usize::from(suffix);
            if let Some(next) = self.ordinal_unit(from, self.after_hyphen(count.next), (count.nano / NANO) as u16) {
                return next;
            }
            self.bare(from, count.next, count);
            return count.next;
        }
        if self.is_sign(count.next, &['-']) && self.meaning(count.next + 1) == Meaning::Points {
            // « deux-points » is a sign.
            return count.next + 2;
        }
        if let Some(next) = self.out_of(from, count) {
            return next;
        }
        if let Some(next) = self.decade(from, count).or_else(|| self.over(from, count)) {
            return next;
        }
        // « soixante (60) jours »: both are read; where they contradict each other, both are facts.
        let again = self.is_sign(count.next, &['(']).then(|| self.count(count.next + 1)).flatten();
        let again = again.filter(|again| self.is_sign(again.next, &[')']) && (count.words != again.words));
        let first = Count { next: again.map_or(count.next, |again| again.next + 1), ..count };
        let next = self.united(from, first);
        if let Some(again) = again.filter(|again| again.nano != count.nano) {
            self.united(from, Count { next: first.next, ..again });
        }
        next
    }

    fn united(&mut self, from: usize, count: Count) -> usize {
        if self.is_mark(from, count) {
            return self.weak(from, (count.nano / NANO) as u8);
        }
        // « Trois-Rivières » counts no rivers.
        let hyphen = count.words && self.is_sign(count.next, &['-']) && self.is_glued(count.next);
        if hyphen && self.capital(count.next + 1) != Capital::None && self.capital(from) != Capital::None {
            return count.next + 2;
        }
        let found =
            self.percent(from, count).or_else(|| self.money(from, count)).or_else(|| self.twelve_hours(from, count));
        let found = found.or_else(|| self.length(from, count)).or_else(|| self.measure(from, count));
        found.or_else(|| self.share(from, count)).unwrap_or_else(|| {
            self.bare(from, count.next, count);
            count.next
        })
    }

    /// Whether a number marks an item or a note: "(1)", "2)", "[3]".
    fn is_mark(&self, from: usize, count: Count) -> bool {
        let before = from.wrapping_sub(1);
        let small = count.whole && !count.words && (1..=30 * NANO).contains(&count.nano);
        // « 1° » in laws; in English it would be an angle.
        let degree = self.table.french_numbers && self.is_sign(count.next, &['°']) && !self.is_glued(count.next + 1);
        let numbered = || {
            let listed = self.out.last().is_some_and(|found| found.particular.weak && found.to + 3 >= from);
            let paragraph = ["alinéa", "paragraphe"].iter().any(|word| self.written(before).starts_with(word));
            paragraph || listed && matches!(self.meaning(before), Meaning::And | Meaning::To | Meaning::Or)
        };
        if small && degree && (self.is_first(from) || self.is_sign(before, &[';', ',']) || numbered()) {
            return true;
        }
        let opens =
            self.is_first(from) || self.is_sign(before, &['(', ';', ',']) || self.meaning(before) == Meaning::And;
        small
            && (self.is_sign(count.next, &[')']) && opens
                || self.is_sign(count.next, &[']']) && self.is_sign(before, &['[']))
    }

    /// Adds a number that counts nothing known.
    fn bare(&mut self, from: usize, to: usize, count: Count) {
        let count = self.and_half_of(to, count);
        // "1920 × 1080" is no year.
        let sides = self.is_by(to) || self.is_by(from.wrapping_sub(1));
        let is_year =
            !sides && count.whole && count.digits == 4 && !count.words && (1900..=2099).contains(&(count.nano / NANO));
        if is_year {
            let year = (count.nano / NANO) as u16;
            return self.push(from, to, Kind::Date, Value::Date(Date { year, ..Date::default() }));
        }
        let before = from.wrapping_sub(1);
        if self.table.capital_names && matches!(self.written(before), "aged" | "age") {
            return self.measured(from, to, Kind::Duration, count.nano, Unit::Months, 12 * NANO);
        }
        let product = self.meaning(before) == Meaning::Version
            || (figures::names_a_product(self.capital(before)) && self.meaning(before) == Meaning::Plain);
        self.lend_thousands(from, count);
        let kind = if product && !count.words { Kind::Code } else { Kind::Number };
        let value = Value::Quantity(Quantity { places: count.places, ..plain(count.nano) });
        self.push(from, to, kind, value);
    }

    /// Adds a quantity in a unit of `factor` billionths of the basic one, and gives the unit to the numbers that lead to it.
    pub fn measured(&mut self, from: usize, to: usize, kind: Kind, nano: i128, unit: Unit, factor: i128) {
        self.lend(from, kind, unit, factor, 1);
        self.push(from, to, kind, Value::Quantity(scaled(nano, unit, factor)));
    }
}

/// A number of a unit that is `factor` billionths of the basic one.
pub(super) fn scaled(nano: i128, unit: Unit, factor: i128) -> Quantity {
    let nano = nano.checked_mul(factor).map_or(nano, |product| product / NANO);
    Quantity { unit, ..plain(nano) }
}

/// The currency of a sign.
pub(super) fn money(sign: char) -> [u8; 3] {
    match sign {
        '€' => *b"EUR",
        '£' => *b"GBP",
        '¥' => *b"JPY",
        _ => *b"$  ",
    }
}

/// What a time of day is, as far as it is said.
pub(super) fn clock(minute: u16, zone: Option<Box<str>>) -> Clock {
    Clock { minute, second: 0, zone, length: false, half: false }
}
