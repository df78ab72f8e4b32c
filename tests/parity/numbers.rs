//! Turns the facts of a unit into other ones of their kind: a date, an amount, a telephone number.

use super::{Change, Scene, pick};
use crate::fixture::Random;
use diglot::particulars::{Equivalents, Kind, Locale, Passage, Value, compare, read};
use diglot::source::Span;

/// The facts of the unit's text, where each stands in the file as it is.
pub fn facts(scene: &Scene<'_>) -> Vec<(Kind, Span)> {
    let locale = Locale::of(&scene.document.place.language.tag);
    let mut found = Vec::new();
    for piece in &scene.own.passages {
        let mut passage = Passage::default();
        passage.mapped(&piece.text, &piece.mapping, &piece.code);
        for fact in read(&mut passage, locale) {
            let place = passage.place(&fact);
            let typed = scene.typed(place);
            // The line and the column of a place in a file are no time.
            let before = passage.as_str()[..fact.start as usize].chars().next_back();
            if fact.kind == Kind::Time && before.is_some_and(|c| c.is_alphanumeric() || c == ':') {
                continue;
            }
            let web = fact.kind == Kind::Url && matches!(fact.value, Value::Address { .. });
            if !web && !fact.weak && typed == passage.written(&fact) {
                found.push((fact.kind, place));
            }
        }
    }
    found
}

/// Whether two facts say another thing: "two" and "twice" do not.
pub fn is_another(scene: &Scene<'_>, places: [Span; 2]) -> bool {
    let locale = Locale::of(&scene.document.place.language.tag);
    let [one, other] = places.map(|place| read(&mut Passage::of(scene.typed(place)), locale));
    !compare(&one, &other, &Equivalents::default()).is_empty()
}

/// A fact of a kind with another digit at its end.
fn digit(scene: &Scene<'_>, random: &mut Random, kind: Kind) -> Option<Change> {
    let figures = |typed: &str| typed.contains(|c: char| c.is_ascii_digit());
    let facts = facts(scene).into_iter().filter(|(own, span)| *own == kind && figures(scene.typed(*span)));
    let (_, span) = pick(&facts.collect::<Vec<(Kind, Span)>>(), random)?;
    let typed = scene.typed(span);
    let at = typed.rfind(|c: char| c.is_ascii_digit())?;
    let with = (typed.as_bytes()[at] - b'0' + 1 + random.below(8) as u8) % 10;
    let at = span.start as usize + at;
    Some(Change::new(at..at + 1, with.to_string()))
}

pub fn date(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    digit(scene, random, Kind::Date)
}

pub fn time(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    digit(scene, random, Kind::Time)
}

pub fn duration(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    digit(scene, random, Kind::Duration)
}

pub fn amount(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    digit(scene, random, Kind::Amount)
}

pub fn percent(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    digit(scene, random, Kind::Percent)
}

pub fn number(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    digit(scene, random, Kind::Number)
}

pub fn telephone(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    digit(scene, random, Kind::Telephone)
}

pub fn code(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    digit(scene, random, Kind::Code)
}

/// An e-mail address of another person.
pub fn address(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let facts = facts(scene).into_iter().filter(|(kind, _)| *kind == Kind::Email);
    let (_, span) = pick(&facts.collect::<Vec<(Kind, Span)>>(), random)?;
    let at = span.start as usize;
    Some(Change::new(at..at, "x"))
}

/// Number words from two to twenty, of the two languages.
const WORDS: [[&str; 2]; 19] = [
    ["deux", "two"],
    ["trois", "three"],
    ["quatre", "four"],
    ["cinq", "five"],
    ["six", "six"],
    ["sept", "seven"],
    ["huit", "eight"],
    ["neuf", "nine"],
    ["dix", "ten"],
    ["onze", "eleven"],
    ["douze", "twelve"],
    ["treize", "thirteen"],
    ["quatorze", "fourteen"],
    ["quinze", "fifteen"],
    ["seize", "sixteen"],
    ["vingt", "twenty"],
    ["trente", "thirty"],
    ["quarante", "forty"],
    ["soixante", "sixty"],
];

/// Another number word, where one is a fact.
pub fn number_word(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let column = usize::from(!scene.is_french());
    let words = |span: Span| {
        let first = scene.typed(span).split([' ', '\u{a0}', '-']).next().unwrap_or_default();
        WORDS.iter().position(|pair| pair[column] == first.to_lowercase()).map(|at| (span.start, first.len(), at))
    };
    let found: Vec<(u32, usize, usize)> = facts(scene).into_iter().filter_map(|(_, span)| words(span)).collect();
    let (start, length, at) = pick(&found, random)?;
    let other = WORDS[(at + 1 + random.below(WORDS.len() - 1)) % WORDS.len()][column];
    Some(Change::new(start as usize..start as usize + length, other))
}
