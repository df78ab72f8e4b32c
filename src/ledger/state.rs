//! Turns what a unit's texts mean now and what they meant when they were accepted into how the two stand to each other.
//!
//! What translation leaves alone (code, addresses) may change on both sides in the same way without a word.

use super::{Entry, Place};
use crate::diag::Wording;
use crate::lang::PerLang;
use crate::parse::Meaning;
use crate::shared::Shared;
use serde::Serialize;
use std::collections::BTreeMap;

/// How a unit's translation stands to its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Both texts are as they were accepted.
    Current,
    /// The source has changed, and somebody said that it needs no translation.
    Waived,
    /// The source has changed since.
    SourceChanged,
    /// The translation alone has changed.
    TranslationChanged,
    /// Both have changed since.
    BothChanged,
    /// Both are there, and nobody has accepted them yet.
    Unrecorded,
    /// The source has it, the translation has not.
    Missing,
    /// The translation has it, the source has not.
    Extra,
}

impl State {
    pub const ALL: [State; 8] = [
        State::Current,
        State::Waived,
        State::SourceChanged,
        State::TranslationChanged,
        State::BothChanged,
        State::Unrecorded,
        State::Missing,
        State::Extra,
    ];

    pub fn name(self) -> &'static str {
        match self {
            State::Current => "current",
            State::Waived => "waived",
            State::SourceChanged => "source-changed",
            State::TranslationChanged => "translation-changed",
            State::BothChanged => "both-changed",
            State::Unrecorded => "unrecorded",
            State::Missing => "missing",
            State::Extra => "extra",
        }
    }

    /// One word or two, as they head a column.
    pub fn head(self) -> Wording {
        let (fr, en) = match self {
            State::Current => ("à jour", "current"),
            State::Waived => ("dispensé", "waived"),
            State::SourceChanged => ("original", "source"),
            State::TranslationChanged => ("traduction", "translation"),
            State::BothChanged => ("les deux", "both"),
            State::Unrecorded => ("inédit", "unrecorded"),
            State::Missing => ("manque", "missing"),
            State::Extra => ("en trop", "extra"),
        };
        Wording { fr, en }
    }

    /// What is to be said of a unit that stands so.
    pub fn phrase(self) -> Wording {
        let (fr, en) = match self {
            State::Current => ("à jour", "current"),
            State::Waived => ("à jour : changement sans traduction", "current: the change needs no translation"),
            State::SourceChanged => ("l'original a changé", "the source has changed"),
            State::TranslationChanged => ("la traduction seule a changé", "the translation alone has changed"),
            State::BothChanged => ("les deux textes ont changé", "both texts have changed"),
            State::Unrecorded => ("jamais accepté", "never accepted"),
            State::Missing => ("manque dans la traduction", "missing in the translation"),
            State::Extra => ("sans original", "without a source"),
        };
        Wording { fr, en }
    }

    /// Whether a reader may find something else in the translation than in the source: one of them has changed since
    /// they were said to agree.
    pub fn is_stale(self) -> bool {
        matches!(self, State::SourceChanged | State::TranslationChanged | State::BothChanged)
    }

    /// Whether somebody has to translate it, for the first time or again.
    pub fn needs_translation(self) -> bool {
        matches!(self, State::SourceChanged | State::BothChanged | State::Missing)
    }
}

/// How one unit of a document stands in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitStatus {
    /// Index of the joined unit; none for the text before the first.
    pub unit: Option<u32>,
    pub state: State,
    /// The line of the ledger that it is compared with.
    pub line: Option<Place>,
}

/// How all units of a site stand.
#[derive(Clone, Debug, Default)]
pub struct States {
    /// By pair.
    pub pairs: Shared<PairStates>,
    /// By snippet and language.
    pub snippets: BTreeMap<Box<str>, PerLang<Option<UnitStatus>>>,
    /// By the path of a folder's file, and by language.
    pub folders: BTreeMap<Box<str>, PerLang<Option<UnitStatus>>>,
}

/// How the units of one document stand.
#[derive(Clone, Debug, Default)]
pub struct PairStates {
    /// By language: the text before the first unit, then the units that the source or the translation has, in order.
    /// Nothing of the source's own language, and of one that the document is not in on purpose.
    pub units: PerLang<Vec<UnitStatus>>,
    /// Lines about no unit of the document.
    pub strangers: Vec<Place>,
}

impl States {
    /// Lines about no unit of their document.
    pub fn strangers(&self) -> impl Iterator<Item = Place> {
        self.pairs.iter().flat_map(|pair| pair.strangers.iter().copied())
    }
}

/// How two texts stand to the line that is nearest to them, of the lines about their unit.
pub fn compare<'l>(
    lines: impl IntoIterator<Item = Entry<'l>>,
    source: &Meaning,
    translation: &Meaning,
) -> (State, Option<Place>) {
    let states = lines.into_iter().map(|Entry { place, line, source: was, translation: then }| {
        let plain = state(was, then, source, translation);
        let waived = line.waived.as_ref().map(|waived| state(&waived.0, then, source, translation));
        let state = match waived {
            Some(State::Current) => State::Waived,
            Some(other) if plain != State::Current => other,
            _ => plain,
        };
        (state, place)
    });
    // Of equals the later one counts.
    let best = states.min_by_key(|(state, place)| (*state, std::cmp::Reverse(*place)));
    best.map_or((State::Unrecorded, None), |(state, place)| (state, Some(place)))
}

fn state(was: &Meaning, then: &Meaning, source: &Meaning, translation: &Meaning) -> State {
    let moved = (source.kept.wrapping_sub(was.kept), translation.kept.wrapping_sub(then.kept));
    let alike = moved.0 == moved.1;
    let changed = (
        source.words != was.words || (!alike && moved.0 != 0),
        translation.words != then.words || (!alike && moved.1 != 0),
    );
    match changed {
        (false, false) => State::Current,
        (true, false) => State::SourceChanged,
        (false, true) => State::TranslationChanged,
        (true, true) => State::BothChanged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{LEAD, Line};
    use crate::parse::meaning;
    use crate::source::Span;

    fn line(en: &str, fr: &str, waived: Option<&str>) -> Line {
        Line {
            unit: LEAD.into(),
            span: Span::default(),
            meanings: [(0, meaning(en)), (1, meaning(fr))],
            waived: waived.map(|text| Box::new((meaning(text), "why".into()))),
        }
    }

    fn state_of(lines: &[Line], en: &str, fr: &str) -> State {
        let lines = lines.iter().enumerate().map(|(at, line)| Entry {
            place: Place { file: 0, line: at },
            line,
            source: &line.meanings[0].1,
            translation: &line.meanings[1].1,
        });
        compare(lines, &meaning(en), &meaning(fr)).0
    }

    #[test]
    fn each_side_is_compared_with_what_was_accepted() {
        let lines = [line("One `x`", "Un `x`", None)];
        let cases = [
            ("One  `x`", "Un `x`", State::Current),
            ("One `y`", "Un `y`", State::Current),
            ("One `y`", "Un `x`", State::SourceChanged),
            ("One `x`", "Un `y`", State::TranslationChanged),
            ("One `y`", "Un `z`", State::BothChanged),
            ("Two `x`", "Un `x`", State::SourceChanged),
            ("Two `y`", "Deux `y`", State::BothChanged),
        ];
        for (en, fr, expected) in cases {
            assert_eq!(state_of(&lines, en, fr), expected, "{en} {fr}");
        }
        assert_eq!(state_of(&[], "One", "Un"), State::Unrecorded);
    }

    #[test]
    fn any_line_that_agrees_will_do() {
        let lines = [line("Two", "Deux", None), line("One", "Un", None)];
        assert_eq!(state_of(&lines, "Two", "Deux"), State::Current);
        assert_eq!(state_of(&lines, "One", "Deux"), State::SourceChanged);
    }

    #[test]
    fn what_was_waived_counts_until_the_next_change() {
        let lines = [line("Onne", "Un", Some("One"))];
        assert_eq!(state_of(&lines, "One", "Un"), State::Waived);
        assert_eq!(state_of(&lines, "Onne", "Un"), State::Current);
        assert_eq!(state_of(&lines, "Two", "Un"), State::SourceChanged);
        assert_eq!(state_of(&lines, "One", "Une"), State::TranslationChanged);
    }
}
