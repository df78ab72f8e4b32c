//! Turns what two editions of one document do not have in common into findings with both places, kept without the texts.
//!
//! What it keeps says on which side something stands, never in which file: the same finding is told again of a pair that
//! has not changed.

use crate::diag::{Diagnostic, Finding, Rule};
use crate::parse::Document;
use crate::parse::outline::Outline;
use crate::source::{Source, Span};
use serde::{Deserialize, Serialize};

/// One of the two editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(super) enum Side {
    /// That of the language that the document is written in first.
    First,
    Second,
}

impl Side {
    pub fn at(self) -> usize {
        self as usize
    }

    pub fn other(self) -> Side {
        match self {
            Side::First => Side::Second,
            Side::Second => Side::First,
        }
    }
}

/// An edition with what it offers for comparison.
pub(super) struct Edition<'a> {
    pub document: &'a Document,
    pub outline: Outline<'a>,
}

impl<'a> Edition<'a> {
    pub fn source(&self) -> &'a Source {
        &self.document.source
    }

    /// The first line of a place, which stands for all of it.
    pub fn first_line(&self, span: Span) -> Span {
        let text = self.source().slice(span);
        let blank = text.len() - text.trim_start().len();
        let start = span.start + blank as u32;
        let line = text[blank..].lines().next().unwrap_or("").trim_end();
        Span { start, end: start + line.len() as u32 }
    }

    /// The place as people name it.
    fn place(&self, span: Span) -> String {
        format!("{}:{}", self.source().path(), self.source().position(span.start).line)
    }

    /// The beginning of what stands at a place, in one line.
    pub fn excerpt(&self, span: Span) -> String {
        const LONGEST: usize = 60;
        let words: Vec<&str> = self.source().slice(span).split_whitespace().collect();
        let text = words.join(" ").replace('`', "");
        match text.char_indices().nth(LONGEST) {
            Some((end, _)) => text[..end].trim_end().to_owned() + "…",
            None => text,
        }
    }
}

/// One difference between two editions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Found {
    pub finding: Finding,
    pub side: Side,
    also: Option<(Side, Span, Box<str>)>,
    /// The term that it is about.
    pub term: Option<u32>,
}

/// What came of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Compared {
    pub found: Vec<Found>,
    /// The terms that units of a side use and those of the other answer, once for each unit.
    pub answered: Vec<(u32, Side)>,
}

/// What is said of a difference, before it is known which side it is told of.
pub(super) struct Told {
    rule: &'static Rule,
    help: &'static str,
    /// What each side has, as names of phrases; `and-` before one makes it the end of a sentence.
    phrases: [&'static str; 2],
    /// What the side has of which it is told, and what the other one does, as they are.
    has: Option<[&'static str; 2]>,
    sizes: Option<[String; 2]>,
    names: Option<[String; 2]>,
}

pub(super) fn told(rule: &'static Rule, help: &'static str) -> Told {
    Told { rule, help, phrases: ["", ""], has: None, sizes: None, names: None }
}

impl Told {
    pub fn phrases(self, phrases: [&'static str; 2]) -> Told {
        Told { phrases, ..self }
    }

    pub fn has(self, has: [&'static str; 2]) -> Told {
        Told { has: Some(has), ..self }
    }

    pub fn sizes(self, sizes: [String; 2]) -> Told {
        Told { sizes: Some(sizes), ..self }
    }

    pub fn names(self, names: [String; 2]) -> Told {
        Told { names: Some(names), ..self }
    }

    /// The finding at a place of one side, the other being named.
    fn finding(self, editions: [&Edition<'_>; 2], places: [Span; 2], side: Side) -> Finding {
        let (own, other) = (side.at(), side.other().at());
        let [found, expected] = match self.has {
            Some(has) => has.map(str::to_owned),
            None => [self.phrases[own].to_owned(), format!("and-{}", self.phrases[other])],
        };
        let mut finding = Finding::new(self.rule, places[own])
            .with("own", editions[own].place(places[own]))
            .with("other", editions[other].place(places[other]))
            .with("path", editions[other].source().path());
        if let Some(sizes) = self.sizes {
            finding = finding.with("size", sizes[own].as_str()).with("limit", sizes[other].as_str());
        }
        if let Some(names) = self.names {
            finding = finding.with("name", names[own].as_str()).with("value", names[other].as_str());
        }
        finding.with_words("found", &[&found]).with_words("expected", &[&expected]).help(self.help)
    }
}

impl Found {
    /// Something that both sides have in another way: told of the translation.
    pub fn at_both(editions: [&Edition<'_>; 2], places: [Span; 2], told: Told) -> Found {
        let finding = told.finding(editions, places, Side::Second);
        Found { finding, side: Side::Second, also: Some((Side::First, places[0], "there".into())), term: None }
    }

    /// Something of which `longer` has more: told of the other side, with the place of what that one lacks.
    pub fn lacking(editions: [&Edition<'_>; 2], places: [Span; 2], told: Told, longer: Side, lone: Span) -> Found {
        let side = longer.other();
        let finding = told.finding(editions, places, side).with("what", editions[longer.at()].excerpt(lone));
        let lone = editions[longer.at()].first_line(lone);
        Found { finding, side, also: Some((longer, lone, "lone".into())), term: None }
    }

    /// Something that only `side` has; `home` is where it would be on the other one.
    pub fn alone(editions: [&Edition<'_>; 2], side: Side, place: Span, home: Span, told: Told) -> Found {
        let places = if side == Side::First { [place, home] } else { [home, place] };
        let finding = told.finding(editions, places, side);
        Found { finding, side, also: Some((side.other(), home, "home".into())), term: None }
    }

    /// Something that concerns one edition, whatever the other says.
    pub fn here(finding: Finding) -> Found {
        Found { finding, side: Side::First, also: None, term: None }
    }

    pub fn is(&self, rule: &'static Rule) -> bool {
        self.finding.rule.code == rule.code
    }

    pub fn about(self, term: Option<u32>) -> Found {
        Found { term, ..self }
    }

    /// Gives a further argument.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Found {
        self.finding = self.finding.with(name, value);
        self
    }

    /// The diagnostic, in the files of today.
    pub fn tell(&self, sources: [&Source; 2]) -> Diagnostic {
        let diagnostic = self.finding.clone().at(sources[self.side.at()]);
        let Some((side, span, label)) = &self.also else { return diagnostic };
        let known = diagnostic.rule().related.iter().find(|(name, _)| *name == &**label);
        match known {
            Some((label, _)) => diagnostic.also(sources[side.at()], *span, label),
            None => diagnostic,
        }
    }
}
