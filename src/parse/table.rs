//! Turns a table written in YAML into one language's snippet: a table with its caption and its starred notes.
//!
//! What it makes is what a table in Markdown would be, so that nobody else need know of it.

use super::cell::Cells;
use super::document::{Body, Content, Place};
use super::facts::{Anchor, Facts, NameUse};
use super::front::read_record;
use super::own::Own;
use super::page::{finish, unreadable};
use super::record::{blocks, check_ids, inline, missing_text};
use super::tree::*;
use super::undefined;
use crate::diag::rules::{documents, tables};
use crate::diag::{Finding, is_plain_slip, nearest};
use crate::records::{ColumnKind, TableColumn, TableFile, Text};
use crate::source::{Digest, Source, Span};
use crate::yaml::{self, PerLanguage};

pub(super) fn read(source: &Source, place: &Place) -> (Content, Body) {
    let mut content = Content::default();
    let mut body = Body::default();
    content.facts.unread = true;
    content.facts.findings = unreadable(source);
    if !content.facts.findings.is_empty() {
        return (content, body);
    }
    if source.text().trim_start_matches('\u{feff}').trim().is_empty() {
        content.facts.findings.push(Finding::new(&documents::EMPTY_DOCUMENT, Span::default()).help("write"));
        return (content, body);
    }
    content.facts.allowances = yaml::allowances(source, source.span());
    let Some(record) = read_record::<TableFile>(source, source.span(), &mut content.facts) else {
        return (content, body);
    };
    content.facts.unread = false;
    let Some(caption) = record.caption.get(&place.language) else {
        // A table without a caption in a language is not in that language.
        content.words = Some(Digest(0));
        return (content, body);
    };
    let facts = &mut content.facts;
    (content.title, content.title_span) = inline(source, Some(caption), None, facts);
    shape(source, &record, facts);
    let block = table(source, &record, place, content.title.clone(), caption.span, facts);
    body.blocks.push(block);
    let text = said(&record, place);
    content.words = Some(Digest::of(text.as_bytes()));
    body.own.push(Own { head: text.into(), ..Own::default() });
    finish(&mut content, &body.own, source);
    (content, body)
}

/// What the table says in one language, a line for each text.
fn said(record: &TableFile, place: &Place) -> String {
    let language = &place.language;
    let mut lines: Vec<String> = Vec::new();
    lines.extend(record.caption.get(language).map(|text| text.value.clone()));
    for column in &record.columns {
        lines.extend(column.title.get(language).map(|text| format!("{}: {}", column.id.value, text.value)));
    }
    for row in &record.rows {
        let cells = row.iter().filter_map(|(key, cell)| Some((key, cell.get(language)?)));
        let cells: Vec<String> = cells.map(|(key, cell)| format!("{}: {}", key.value, &*cell.value)).collect();
        lines.push(cells.join("\n"));
    }
    for (sign, note) in record.notes.iter() {
        lines.extend(note.get(language).map(|text| format!("{}: {}", sign.value, text.value)));
    }
    lines.join("\n\n")
}

/// Reports columns that are declared twice, rows that name others, and rows that lack one.
fn shape(source: &Source, record: &TableFile, facts: &mut Facts) {
    let ids: Vec<&Text> = record.columns.iter().map(|column| &column.id).collect();
    check_ids(source, &ids, facts);
    let names = || record.columns.iter().map(|column| column.id.as_str());
    for row in &record.rows {
        let Some((first, _)) = row.iter().next() else { continue };
        for (key, _) in row.iter().filter(|(key, _)| !names().any(|name| name == key.value)) {
            let finding = Finding::new(&tables::UNKNOWN_COLUMN, key.span).with("column", key.as_str());
            facts.findings.push(match nearest(key, names()) {
                Some(near) => {
                    let sure = is_plain_slip(key, near, names());
                    finding.with("suggestion", near).help("nearest").fix_if(sure, near)
                }
                None => finding.help("declare"),
            });
        }
        // What is misspelt is not missing as well.
        let meant = |column: &TableColumn| {
            row.iter().any(|(key, _)| nearest(key, names()).is_some_and(|near| near == column.id.as_str()))
        };
        let lacking = record.columns.iter().filter(|column| !column.optional && row.get(&column.id).is_none());
        for column in lacking.filter(|column| !column.id.is_empty() && !meant(column)) {
            let finding = Finding::new(&tables::MISSING_CELL, first.span).with("column", column.id.as_str());
            facts.findings.push(finding.help("add"));
        }
    }
}

/// The table as a labelled one, with its notes.
fn table(
    source: &Source,
    record: &TableFile,
    place: &Place,
    title: Vec<Inline>,
    span: Span,
    facts: &mut Facts,
) -> Block {
    let (notes, uses) = (facts.footnotes.len(), facts.footnote_uses.len());
    let head = record.columns.iter().map(|column| {
        missing_text("title", &column.title, column.id.span, place, facts);
        inline(source, column.title.get(&place.language), None, facts).0
    });
    let head = head.collect();
    let mut cells = Cells { source, place, notes: &record.notes, facts };
    let rows = record.rows.iter().map(|row| record.columns.iter().map(|column| cells.cell(row, column)).collect());
    let rows = rows.collect();
    let aligns = record.columns.iter().map(|column| match column.kind {
        ColumnKind::Number => Align::Right,
        _ => Align::None,
    });
    let own = Table { aligns: aligns.collect(), head, rows };
    let mut inner = vec![plain(span, BlockKind::Table(Box::new(own)))];
    inner.extend(record.notes.iter().filter_map(|(sign, note)| note_block(source, sign, note, place, facts)));
    undefined::report_unused_notes(facts, notes, uses);
    let id = record.id.as_ref().map(|id| Named { id: id.as_str().into(), span: id.span });
    facts.anchors.extend(id.clone().map(|name| Anchor { name, unit: None }));
    let attributes = Attributes { id, number: None, classes: vec!["rows".into(), "stack".into()] };
    let container = Container { kind: ContainerKind::Table, title, blocks: inner };
    Block { attributes: Some(Box::new(attributes)), ..plain(span, BlockKind::Container(Box::new(container))) }
}

fn note_block(
    source: &Source,
    sign: &Text,
    note: &PerLanguage<Text>,
    place: &Place,
    facts: &mut Facts,
) -> Option<Block> {
    if !sign.chars().all(|c| c == '*') {
        let finding = Finding::new(&tables::NOTE_SIGN, sign.span).with("sign", sign.as_str());
        facts.findings.push(finding.help("stars"));
        return None;
    }
    missing_text("notes", note, sign.span, place, facts);
    let text = note.get(&place.language)?;
    let name = Named { id: sign.as_str().into(), span: sign.span };
    facts.footnotes.push(NameUse { name: name.id.clone(), span: name.span });
    let inner = blocks(source, Some(text), None, facts);
    Some(plain(text.span, BlockKind::Footnote(name, inner)))
}

fn plain(span: Span, kind: BlockKind) -> Block {
    Block { span, attributes: None, kind }
}
