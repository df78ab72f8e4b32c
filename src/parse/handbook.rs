//! Turns `handbook.yaml` into one language's landing page of the handbook, and its record.
//!
//! The parts are documents of their own: `link` puts them together.

use super::document::{Body, Content, Handbook, Place};
use super::front::named;
use super::own::Own;
use super::page::finish;
use super::record::{record, typed};
use super::tree::Named;
use crate::records::{AnnexNumbers, ClauseNumbers, HandbookFile};
use crate::source::Source;

pub(super) fn read(source: &Source, place: &Place) -> (Content, Body) {
    let mut content = Content::default();
    let mut body = Body::default();
    let Some(record) = record::<HandbookFile>(source, place, &mut content, &mut body) else { return (content, body) };
    content.handbook = Some(Handbook {
        version: record.version.as_ref().map_or("", |version| &version.value.0).into(),
        effective: record.effective.map(|date| (date.value, date.span)),
        until: record.until.map(|date| (date.value, date.span)),
        replaces: named(record.replaces.clone()),
        cited_as: record
            .cited_as
            .get(&place.language)
            .map(|names| names.iter().map(|name| name.as_str().into()).collect())
            .unwrap_or_default(),
        parts: record.parts.iter().map(|part| Named { id: part.as_str().into(), span: part.span }).collect(),
        text: named(record.text.clone()),
        whole: record.whole.unwrap_or(true),
        sections: record.numbering.sections.unwrap_or(true),
        simple_clauses: record.numbering.clauses == ClauseNumbers::Simple,
        digit_annexes: record.numbering.annexes == AnnexNumbers::Digits,
        tables: record.numbering.tables,
        figures: record.numbering.figures,
    });
    body.own.push(Own::lead(&content.meta, typed(&record.intro, place), []));
    finish(&mut content, &body.own, source);
    (content, body)
}
