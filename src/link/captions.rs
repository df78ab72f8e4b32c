//! Turns the tables and images with captions of a handbook into numbers, once for all its languages.
//!
//! They are paired inside the joined unit that they stand in: by order where all editions have as many, else by id. What
//! stands in one edition only has no number and moves no other.

use super::numbers::{is_whole, represented};
use super::site::{JoinedIx, Pair};
use crate::lang::LangId;
use crate::parse::facts::CaptionKind;
use crate::parse::{Document, Handbook};
use crate::records::CaptionNumbers;
use crate::shared::Shared;
use std::collections::HashMap;

/// How far the counts have come.
#[derive(Default)]
pub(super) struct Counters {
    counts: HashMap<CaptionKind, u32>,
    /// The number of the part, and the counts in it.
    part: Box<str>,
    in_part: HashMap<CaptionKind, u32>,
    /// The unit that begins the part: its number is made after this.
    first: JoinedIx,
}

impl Counters {
    /// Begins a part.
    pub fn open(&mut self, pair: &mut Pair, first: JoinedIx, documents: &Shared<Document>) {
        self.in_part.clear();
        self.first = first;
        self.part = "".into();
        let editions = pair.editions.clone();
        for (lang, edition) in editions.iter() {
            let count = edition.map_or(0, |edition| documents[edition].facts().captions.len());
            pair.captions[lang].resize(count, "".into());
        }
    }

    /// Numbers what stands in a unit, which has its number.
    pub fn number(&mut self, pair: &mut Pair, documents: &Shared<Document>, unit: JoinedIx, record: &Handbook) {
        if unit == self.first {
            self.part = pair.units[unit as usize].number.clone();
        }
        if !is_whole(pair, unit) || represented(pair, documents, unit).is_none() {
            return;
        }
        for (kind, style) in [(CaptionKind::Table, record.tables), (CaptionKind::Figure, record.figures)] {
            if style == CaptionNumbers::None {
                continue;
            }
            for together in together(pair, documents, unit, kind) {
                let number = self.next(kind, style);
                for (lang, at) in together {
                    pair.captions[lang][at] = number.clone();
                }
            }
        }
    }

    fn next(&mut self, kind: CaptionKind, style: CaptionNumbers) -> Box<str> {
        let within = style == CaptionNumbers::Section && !self.part.is_empty();
        let counts = if within { &mut self.in_part } else { &mut self.counts };
        let count = counts.entry(kind).or_default();
        *count += 1;
        match within {
            true => format!("{}.{count}", self.part).into(),
            false => count.to_string().into(),
        }
    }
}

/// A caption of one edition: its place, and its id.
type Own<'a> = (usize, Option<&'a str>);

/// What stands in one unit in every existing edition: each time its place among the captions of each.
fn together(pair: &Pair, documents: &Shared<Document>, unit: JoinedIx, kind: CaptionKind) -> Vec<Vec<(LangId, usize)>> {
    let members = &pair.units[unit as usize].members;
    let others = pair.editions.iter().map(|(lang, _)| lang).filter(|&lang| lang != pair.source);
    let mut editions: Vec<(LangId, Vec<Own<'_>>)> = Vec::new();
    for lang in std::iter::once(pair.source).chain(others) {
        let Some(edition) = pair.editions[lang] else { continue };
        let captions = documents[edition].facts().captions.iter().enumerate();
        let own = captions.filter(|(_, caption)| caption.kind == kind && caption.unit == members[lang]);
        editions.push((lang, own.map(|(at, caption)| (at, caption.id.as_deref())).collect()));
    }
    let Some(((first, own), rest)) = editions.split_first() else { return Vec::new() };
    let all_as_many = rest.iter().all(|(_, other)| other.len() == own.len());
    let counterpart = |place: usize, id: Option<&str>, other: &[Own<'_>]| match all_as_many {
        true => other.get(place).map(|(at, _)| *at),
        false => other.iter().find(|(_, other)| id.is_some() && *other == id).map(|(at, _)| *at),
    };
    let in_all = |(place, &(at, id)): (usize, &Own<'_>)| {
        let others = rest.iter().map(|(lang, other)| Some((*lang, counterpart(place, id, other)?)));
        std::iter::once(Some((*first, at))).chain(others).collect::<Option<Vec<_>>>()
    };
    own.iter().enumerate().filter_map(in_all).collect()
}
