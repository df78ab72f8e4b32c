//! Turns a document of a site into two of its languages side by side: a row for each unit, with what is wrong in it.
//!
//! It decides nothing of how they look. States, texts and what was accepted are those of `diglot status`.

use super::PAIR;
use super::query::Query;
use crate::diag::Diagnostic;
use crate::lang::LangId;
use crate::ledger::{LEAD, State};
use crate::link::Site;
use crate::link::encode_path;
use crate::parity::translation::{Agreed, Translation, Unit, translation};
use crate::parse::Document;
use crate::source::{Digest, Span};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A document in two languages.
pub struct Sides<'s> {
    pub key: &'s str,
    /// All languages of the document's site that it may be shown in: the one it is written in first before the others.
    pub langs: Vec<LangId>,
    pub left: Side<'s>,
    pub right: Side<'s>,
    /// The language whose translation is judged here; none if neither of the two is the source.
    pub judged: Option<LangId>,
    pub seen: Option<Digest>,
    pub rows: Vec<Row<'s>>,
}

/// One of the two languages.
pub struct Side<'s> {
    pub lang: LangId,
    pub document: Option<&'s Document>,
    /// The document's page.
    pub url: Option<&'s str>,
}

/// A unit.
pub struct Row<'s> {
    pub id: &'s str,
    /// Of the translation that is judged.
    pub state: Option<State>,
    pub words: usize,
    pub left: Text<'s>,
    pub right: Text<'s>,
    /// Why its changes need no translation.
    pub reason: Option<String>,
    pub seen: Option<Digest>,
    pub findings: Vec<&'s Diagnostic>,
}

/// What a unit says in one language.
#[derive(Default)]
pub struct Text<'s> {
    pub now: Option<Cow<'s, str>>,
    /// What it said when it was accepted, if that is known.
    pub then: Option<String>,
    pub place: Option<Span>,
}

/// Where the two languages of a document stand side by side.
pub fn address(key: &str) -> String {
    format!("{PAIR}{}", encode_path(key))
}

/// The document with this key, in the two languages that were chosen; else in its first and another one.
pub fn sides<'s>(site: &'s Site, findings: &'s [Diagnostic], key: &str, query: &Query) -> Option<Sides<'s>> {
    let (key, source, editions) = found(site, key)?;
    let languages = &site.config.languages;
    let others = languages.ids().filter(|lang| *lang != source);
    let langs: Vec<LangId> = std::iter::once(source).chain(others).collect();
    let named = |name: &str| languages.by_name(query.get(name));
    let right = named("right").filter(|lang| *lang != source || named("left").is_some());
    let right = right.or_else(|| langs.iter().copied().find(|lang| Some(*lang) != named("left") && *lang != source));
    let right = right.unwrap_or(source);
    let left = named("left").filter(|lang| *lang != right).unwrap_or(if right == source {
        *langs.last().unwrap_or(&source)
    } else {
        source
    });
    let side = |lang: LangId| Side { lang, document: editions(lang), url: page(site, key, lang) };
    // A site in one language has nothing to show beside it.
    let other = if left == right { Side { lang: right, document: None, url: None } } else { side(right) };
    let judged = match (left == source, right == source) {
        (true, false) => Some(right),
        (false, true) => Some(left),
        _ => None,
    };
    let translations = [left, right].map(|lang| translation(site, key, lang));
    let mut sides = Sides {
        key,
        langs,
        left: side(left),
        right: other,
        judged,
        seen: judged.and_then(|lang| Some(translations.iter().flatten().find(|it| it.langs.1 == lang)?.seen())),
        rows: Vec::new(),
    };
    sides.rows = rows(site, &translations, (left, right), source, judged);
    if sides.rows.is_empty() {
        sides.rows.extend(alone(&sides));
    }
    attribute(&mut sides, findings);
    Some(sides)
}

type Editions<'s> = Box<dyn Fn(LangId) -> Option<&'s Document> + 's>;

/// A document or a snippet: its key, the language it is written in first, and its editions.
fn found<'s>(site: &'s Site, key: &str) -> Option<(&'s str, LangId, Editions<'s>)> {
    if let Some(index) = site.pairs.iter().position(|pair| *pair.key == *key) {
        let pair = &site.pairs[index];
        return Some((&pair.key, pair.source, Box::new(move |lang| site.edition(index, lang))));
    }
    if let Some(editions) = site.folder_texts.get(key) {
        let edition = move |lang: LangId| editions[lang].as_ref();
        return Some((site.folder_key(key)?, site.source_of(editions)?, Box::new(edition)));
    }
    site.snippets.values().find_map(|editions| {
        let source = site.source_of(editions)?;
        let own = site.documents[editions[source]?].key();
        let edition = move |lang: LangId| editions[lang].map(|at| &site.documents[at]);
        (own == key).then(|| (own, source, Box::new(edition) as Editions<'s>))
    })
}

fn page<'s>(site: &'s Site, key: &str, lang: LangId) -> Option<&'s str> {
    let pair = site.pairs.iter().find(|pair| *pair.key == *key)?;
    pair.editions[lang]?;
    Some(&site.pages[pair.pages[lang]?].url)
}

/// The units of one or two translations, in the order of the document.
fn rows<'s>(
    site: &'s Site,
    translations: &[Option<Translation<'s>>; 2],
    (left, right): (LangId, LangId),
    source: LangId,
    judged: Option<LangId>,
) -> Vec<Row<'s>> {
    let mut rows: BTreeMap<Option<u32>, Row<'s>> = BTreeMap::new();
    for translation in translations.iter().flatten() {
        let lang = translation.langs.1;
        for unit in &translation.units {
            let row = rows.entry(unit.status.unit).or_insert_with(|| Row::of(unit));
            let agreed = unit.agreed(site, translation.langs).unwrap_or_default();
            let Agreed { texts: [was, then], reason } = agreed;
            let own = Text { now: unit.translated_text(), then, place: unit.translated_place() };
            if lang == left {
                row.left = own;
            } else {
                row.right = own;
            }
            if Some(lang) == judged {
                row.state = Some(unit.state());
                row.seen = Some(unit.seen());
                row.reason = reason;
                let text = Text { now: unit.source_text(), then: was, place: unit.source_place() };
                match (left == source, right == source) {
                    (true, _) => row.left = text,
                    (_, true) => row.right = text,
                    _ => {}
                }
            }
        }
    }
    rows.into_values().filter(|row| row.left.now.is_some() || row.right.now.is_some()).collect()
}

impl<'s> Row<'s> {
    fn of(unit: &Unit<'s>) -> Row<'s> {
        Row {
            id: unit.id,
            state: None,
            words: unit.words(),
            left: Text::default(),
            right: Text::default(),
            reason: None,
            seen: None,
            findings: Vec::new(),
        }
    }
}

/// The whole of a document that is in one language only.
fn alone<'s>(sides: &Sides<'s>) -> Vec<Row<'s>> {
    let whole = |side: &Side<'s>| match side.document {
        None => Text::default(),
        Some(document) => {
            let units = 0..document.facts().units.len() as u32;
            let texts = std::iter::once(document.lead()).chain(units.map(|unit| document.own_text(unit)));
            let texts: Vec<Cow<'s, str>> = texts.flatten().filter(|text| !text.is_empty()).collect();
            Text { now: Some(texts.join("\n\n").into()), then: None, place: Some(document.content.title_span) }
        }
    };
    let (left, right) = (whole(&sides.left), whole(&sides.right));
    let row = Row { id: LEAD, state: None, words: 0, left, right, reason: None, seen: None, findings: Vec::new() };
    if row.left.now.is_some() || row.right.now.is_some() { vec![row] } else { Vec::new() }
}

/// Gives every unit what is wrong in it: what is said of a place between it and the next. That a text is stale or missing
/// is what its state says already.
fn attribute<'s>(sides: &mut Sides<'s>, findings: &'s [Diagnostic]) {
    let mut begins: Vec<(&str, u32, usize)> = Vec::new();
    for (at, row) in sides.rows.iter().enumerate() {
        for (side, text) in [(&sides.left, &row.left), (&sides.right, &row.right)] {
            let Some((document, place)) = side.document.zip(text.place) else { continue };
            // What stands before the first unit begins with the file.
            let start = if row.id == LEAD { 0 } else { place.start };
            begins.push((document.source.path(), start, at));
        }
    }
    begins.sort_unstable();
    let row_at = |path: &str, offset: u32| {
        let end = begins.partition_point(|(other, start, _)| (*other, *start) <= (path, offset));
        let (other, _, row) = begins.get(end.checked_sub(1)?)?;
        (*other == path).then_some(*row)
    };
    for finding in findings.iter().filter(|finding| !is_state(finding)) {
        let places = std::iter::once((&finding.source, finding.finding.span));
        let mut places = places.chain(finding.related.iter().map(|related| (&related.source, related.span)));
        let row = places.find_map(|(source, span)| row_at(source.path(), span.start));
        if let Some(row) = row {
            sides.rows[row].findings.push(finding);
        }
    }
}

/// Whether a finding says how a unit stands to its record.
fn is_state(finding: &Diagnostic) -> bool {
    matches!(finding.rule().name, "source-changed" | "translation-changed" | "both-changed" | "unrecorded")
}
