//! Turns `handbook.yaml` into one language's landing page of the handbook, and its record.
//!
//! The parts are documents of their own: `link` puts them together.

use super::document::{Body, Content, Handbook, Place};
use super::faq::{Header, blocks, inline, record};
use super::front::{extra, named};
use super::page::finish;
use super::tree::Named;
use crate::records::{AnnexNumbers, ClauseNumbers, HandbookFile};
use crate::source::Source;

pub(super) fn read(source: &Source, place: &Place) -> (Content, Body) {
    let mut content = Content::default();
    let mut body = Body::default();
    let Some(record) = record::<HandbookFile>(source, &mut content) else { return (content, body) };
    let facts = &mut content.facts;
    let header = Header {
        title: &record.title,
        description: &record.description,
        slug: &record.slug,
        aliases: &record.aliases,
        source: &record.source,
        draft: record.draft,
        only: &record.only,
        reason: &record.reason,
        order: record.order,
        updated: record.updated,
        change: &record.change,
        nav: record.nav,
        typography: &record.typography,
    };
    content.meta = header.meta(place, facts);
    content.meta.extra = extra(&record.extra);
    (content.title, content.title_span) = inline(source, record.title.get(&place.language), None, facts);
    body.blocks = blocks(source, record.intro.get(&place.language), None, facts);
    content.handbook = Some(Handbook {
        version: record.version.as_ref().map_or("", |version| &version.value.0).into(),
        effective: record.effective.map(|date| date.value),
        parts: record.parts.iter().map(|part| Named { id: part.as_str().into(), span: part.span }).collect(),
        text: named(record.text.clone()),
        whole: record.whole.unwrap_or(true),
        sections: record.numbering.sections.unwrap_or(true),
        simple_clauses: record.numbering.clauses == ClauseNumbers::Simple,
        digit_annexes: record.numbering.annexes == AnnexNumbers::Digits,
    });
    finish(&mut content, source);
    (content, body)
}
