//! Turns the texts of one unit in two languages into the dates, amounts and other facts that only one of them says.
//!
//! What a fact is, and when two are the same, is known to `particulars`; where a link leads is compared with the links.

use super::found::{Edition, Found, Side, told};
use super::leaves::Loss;
use super::shapes::Gone;
use crate::config::Config;
use crate::diag::rules::parity as rules;
use crate::parse::outline::{LeafKind, Own};
use crate::particulars::{self, Equivalents, Kind, Locale, Particular, Passage};
use crate::source::Span;

/// How the facts of two languages are read and compared.
pub(super) struct Reading {
    locales: [Locale; 2],
    pub declared: Equivalents,
}

/// The facts of a unit, in the order of its text, and where they stand.
pub(super) struct Stated {
    pub facts: [Vec<Particular>; 2],
    pub places: [Vec<Span>; 2],
    /// Which of them the other side does not say.
    pub lone: [Vec<usize>; 2],
}

impl Reading {
    pub fn of(config: &Config, editions: [&Edition<'_>; 2]) -> Reading {
        let [first, second] = editions.map(|edition| &edition.document.place);
        let locales = Locale::pair([&first.language.tag, &second.language.tag]);
        let both = config
            .equivalents
            .iter()
            .filter_map(|values| Some([values[first.lang].as_deref()?, values[second.lang].as_deref()?]));
        Reading { locales, declared: Equivalents::new(both, locales) }
    }

    /// Whether two texts say other facts.
    pub fn differ(&self, texts: [&str; 2]) -> bool {
        let facts = [0, 1].map(|side: usize| particulars::read(&mut Passage::of(texts[side]), self.locales[side]));
        !particulars::compare(&facts[0], &facts[1], &self.declared).is_empty()
    }
}

/// Compares the facts of a unit, but those inside what one side lacks altogether, and the numbers of `titles`.
pub(super) fn compare(
    editions: [&Edition<'_>; 2],
    reading: &Reading,
    own: [&Own<'_>; 2],
    gone: &Gone,
    titles: Option<[Span; 2]>,
    found: &mut Vec<Found>,
    losses: &mut Vec<Loss>,
) -> Option<Stated> {
    let mut passages = [0, 1].map(|side: usize| passage(own[side], &gone[side]));
    if passages[0].as_str() == passages[1].as_str() {
        return None;
    }
    let facts = [0, 1].map(|side: usize| particulars::read(&mut passages[side], reading.locales[side]));
    let place = |side: usize, at: usize| passages[side].place(&facts[side][at]);
    let written = |side: usize, at: usize| passages[side].written(&facts[side][at]).replace('`', "");
    // The text of a link that is an address says what was compared already.
    let linked = |side: usize, at: usize| {
        let place = place(side, at);
        let links = own[side].leaves.iter().filter(|leaf| matches!(leaf.kind, LeafKind::Link(_)));
        matches!(facts[side][at].kind, Kind::Url | Kind::Email) && links.clone().any(|link| link.span.contains(place))
    };
    // The line and the column of a place in a file look like a time.
    let position = |side: usize, at: usize| {
        let fact = &facts[side][at];
        let before = passages[side].as_str()[..fact.start as usize].chars().next_back();
        fact.kind == Kind::Time && before.is_some_and(|c| c.is_alphanumeric() || c == ':')
    };
    let known = |side: usize, at: usize| linked(side, at) || position(side, at);
    // A number before a title is told of as such.
    let numbered = |side: usize, at: usize| titles.is_some_and(|titles| titles[side].contains(place(side, at)));
    let mut lone: [Vec<usize>; 2] = Default::default();
    for difference in particulars::compare(&facts[0], &facts[1], &reading.declared) {
        lone[0].extend(difference.left);
        lone[1].extend(difference.right);
        match (difference.left, difference.right) {
            (Some(left), Some(right)) if !known(0, left) && !known(1, right) => {
                let places = [place(0, left), place(1, right)];
                if titles.is_some_and(|titles| titles[0].contains(places[0]) && titles[1].contains(places[1])) {
                    continue;
                }
                let told = told(&rules::FACT_DIFFERS, "same").has([has(&facts[1][right]), "and-fact"]);
                let told = told.names([written(0, left), written(1, right)]);
                found.push(Found::at_both(editions, places, told));
            }
            (Some(left), None) if !known(0, left) && !numbered(0, left) => {
                losses.push(loss(Side::First, own[0], place(0, left), &facts[0][left], written(0, left)));
            }
            (None, Some(right)) if !known(1, right) && !numbered(1, right) => {
                losses.push(loss(Side::Second, own[1], place(1, right), &facts[1][right], written(1, right)));
            }
            _ => {}
        }
    }
    let places = [0, 1].map(|side: usize| facts[side].iter().map(|fact| passages[side].place(fact)).collect());
    Some(Stated { facts, places, lone })
}

/// The text of a unit, without what is inside something that the other side lacks.
fn passage(own: &Own<'_>, gone: &[Span]) -> Passage {
    let mut passage = Passage::default();
    for piece in own.passages.iter().filter(|piece| !gone.iter().any(|gone| gone.contains(piece.within))) {
        passage.mapped(&piece.text, &piece.mapping, &piece.code);
        passage.gap();
    }
    passage
}

fn loss(side: Side, own: &Own<'_>, span: Span, fact: &Particular, name: String) -> Loss {
    // An item has the text of its first paragraph, and the others are inside it.
    let around = own.passages.iter().map(|piece| piece.within).filter(|within| within.contains(span));
    let around = around.min_by_key(|within| within.end - within.start);
    Loss {
        side,
        span,
        within: around.unwrap_or(span),
        rule: &rules::FACT_DIFFERS,
        has: has(fact),
        name,
        value: None,
        term: None,
    }
}

/// The phrase for a side that says a fact.
pub(super) fn has(fact: &Particular) -> &'static str {
    match fact.kind {
        Kind::Date => "says-date",
        Kind::Time => "says-time",
        Kind::Duration => "says-duration",
        Kind::Amount => "says-amount",
        Kind::Percent => "says-percent",
        Kind::Number => "says-number",
        Kind::Telephone => "says-telephone",
        Kind::Email => "says-email",
        Kind::Url => "says-url",
        Kind::Code => "says-code",
    }
}
