//! Turns the events of lists, tables, definitions, code and raw HTML into blocks: the second half of the builder.
//!
//! It opens and closes no container and makes no section.

use super::containers;
use super::facts::{Unit, UnitKind};
use super::inlines::InlineReader;
use super::markdown::{Builder, block, short_digest};
use super::tree::*;
use crate::diag::Finding;
use crate::diag::rules::quality;
use crate::mapping::Mapping;
use crate::source::{Source, Span};
use pulldown_cmark::{BrokenLinkCallback, CodeBlockKind, CowStr, Event, Tag};
use std::ops::Range;

impl<'e, F: BrokenLinkCallback<'e>> Builder<'_, 'e, F> {
    pub(super) fn list(&mut self, start: Option<u64>, span: Span) -> Block {
        let clauses = self.clause_depth.filter(|_| start.is_some());
        let mut items = Vec::new();
        let mut tight = true;
        while let Some((event, range)) = self.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.item(&range, clauses, &mut tight)),
                _ => break,
            }
        }
        let shape = 0x1000 + items.len() as u32;
        self.sign(|signature| signature.shape.push(shape));
        block(span, BlockKind::List(Box::new(List { start, tight, items })))
    }

    pub(super) fn item(&mut self, range: &Range<usize>, clauses: Option<u8>, tight: &mut bool) -> Item {
        let span = self.span(range);
        let outer = (self.unit, self.section, self.clause_depth, self.nested);
        let unit = clauses.map(|depth| {
            let unit = self.facts.units.len() as u32;
            self.facts.units.push(Unit {
                kind: UnitKind::Clause,
                level: depth + 1,
                id: None,
                aliases: Vec::new(),
                title: Vec::new(),
                span: first_line(self.source, span),
                annex: false,
                unnumbered: false,
                reserved: false,
                pin: None,
                nested: false,
                parent: self.section,
                signature: Default::default(),
            });
            (self.unit, self.section) = (Some(unit), Some(unit));
            unit
        });
        self.clause_depth = clauses.map(|depth| depth + 1);
        self.nested = true;
        let outer_task = self.task.take();
        if let Some((Event::TaskListMarker(checked), _)) = self.peek() {
            self.task = Some(*checked);
            self.next();
        }
        *tight &= !matches!(self.peek(), Some((Event::Start(Tag::Paragraph), _)));
        let mut blocks = self.blocks();
        let mut attributes = Attributes::default();
        if let Some(Block { kind: BlockKind::Paragraph(_), attributes: own, .. }) = blocks.first_mut()
            && let Some(own) = own.take()
        {
            // The paragraph has registered its id as an anchor already; a clause takes it over.
            attributes = *own;
            if unit.is_some() {
                self.facts.anchors.retain(|anchor| Some(&anchor.name) != attributes.id.as_ref());
            }
        }
        if let Some(unit) = unit {
            let unit = &mut self.facts.units[unit as usize];
            (unit.id, unit.pin) = (attributes.id.clone(), attributes.number.clone());
            unit.reserved = attributes.has("reserved");
        }
        (self.unit, self.section, self.clause_depth, self.nested) = outer;
        // Where items have blank lines between them, the mark stands in the item's paragraph.
        let task = std::mem::replace(&mut self.task, outer_task);
        Item { span, attributes, unit, task, blocks }
    }

    pub(super) fn definitions(&mut self) -> Vec<Definition> {
        self.depth += 1;
        let mut list: Vec<Definition> = Vec::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    let mut term = self.inlines();
                    self.next();
                    let attributes = self.trailing_attributes(&mut term).unwrap_or_default();
                    self.anchor(&attributes);
                    let open = list.last_mut().filter(|definition| definition.details.is_empty());
                    let definition = match open {
                        Some(definition) => definition,
                        None => {
                            list.push(Definition { attributes: Vec::new(), terms: Vec::new(), details: Vec::new() });
                            list.last_mut().expect("one was pushed")
                        }
                    };
                    definition.terms.push(term);
                    definition.attributes.push(attributes);
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let blocks = self.blocks();
                    if let Some(definition) = list.last_mut() {
                        definition.details.push(blocks);
                    }
                }
                Event::Start(_) => self.skip(),
                _ => break,
            }
        }
        self.depth -= 1;
        list.iter().for_each(|definition| self.defined_in_list(definition));
        list
    }

    pub(super) fn table(&mut self, aligns: &[pulldown_cmark::Alignment]) -> Table {
        let aligns = aligns.iter().map(|align| match align {
            pulldown_cmark::Alignment::None => Align::None,
            pulldown_cmark::Alignment::Left => Align::Left,
            pulldown_cmark::Alignment::Center => Align::Center,
            pulldown_cmark::Alignment::Right => Align::Right,
        });
        let mut table = Table { aligns: aligns.collect(), head: Vec::new(), rows: Vec::new() };
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(Tag::TableHead) => table.head = self.cells(),
                Event::Start(Tag::TableRow) => {
                    let cells = self.cells();
                    table.rows.push(cells);
                }
                _ => break,
            }
        }
        let shape = 0x2000 + table.aligns.len() as u32 * 64 + table.rows.len() as u32;
        self.sign(|signature| signature.shape.push(shape));
        table
    }

    /// Reports a table of which nothing says what its columns are; a corner may be empty.
    pub(super) fn table_header(&mut self, table: &Table, span: Span) {
        let empty = |cell: &Vec<Inline>| cell.is_empty();
        let named = table.head.iter().filter(|cell| !empty(cell)).count();
        let nameless = table.head.iter().skip(1).any(empty);
        if table.rows.is_empty() || (named > 0 && !nameless) {
            return;
        }
        let finding = Finding::new(&quality::TABLE_HEADER, first_line(self.source, span));
        self.facts.findings.push(finding.help(if named == 0 { "row" } else { "cells" }));
    }

    pub(super) fn cells(&mut self) -> Vec<Vec<Inline>> {
        let mut cells = Vec::new();
        while let Some((Event::Start(Tag::TableCell), _)) = self.next() {
            cells.push(self.inlines());
            self.next();
        }
        cells
    }

    pub(super) fn code(&mut self, kind: CodeBlockKind<'e>) -> Code {
        let mut text = String::new();
        while let Some((Event::Text(part), _)) = self.next() {
            text.push_str(&part);
        }
        if text.contains(containers::MARK) {
            text = containers::restore(&text, |at| self.marker_line(at));
        }
        if text.contains('\r') {
            text = text.replace("\r\n", "\n");
        }
        let info = match kind {
            CodeBlockKind::Fenced(info) => info,
            CodeBlockKind::Indented => CowStr::Borrowed(""),
        };
        self.sign(|signature| signature.code.push(short_digest(text.trim_end())));
        super::code_info::code(&info, text)
    }

    /// The source of a container line.
    pub(super) fn marker_line(&self, index: usize) -> Option<String> {
        self.marked.markers.get(index).map(|marker| self.source.slice(marker.span).to_owned())
    }

    pub(super) fn html_block(&mut self, range: Range<usize>) -> HtmlBlock {
        let mut text = String::new();
        let mut mapping = Mapping::default();
        while let Some((event, at)) = self.next() {
            let (Event::Html(part) | Event::Text(part)) = event else { break };
            mapping.push(text.len(), self.marked.mapping.to_source(at.start) as usize, true);
            text.push_str(&part);
        }
        let span = self.span(&range);
        if containers::marker_index(&text).is_some() {
            return HtmlBlock { span, text: text.into(), addresses: Vec::new() };
        }
        if text.contains(containers::MARK) {
            text = containers::restore(&text, |at| self.marker_line(at));
        }
        let addresses = self.html_uses(&text, &mapping);
        HtmlBlock { span, text: text.into(), addresses }
    }
}

/// An HTML block before it is known whether it is a container line.
pub(super) struct HtmlBlock {
    span: Span,
    pub(super) text: Box<str>,
    addresses: Vec<HtmlAddress>,
}

impl HtmlBlock {
    pub(super) fn block(self) -> Block {
        block(self.span, BlockKind::Html(Box::new(Html { text: self.text, addresses: self.addresses })))
    }
}

fn first_line(source: &Source, span: Span) -> Span {
    let line = source.slice(span).lines().next().unwrap_or("");
    Span { start: span.start, end: span.start + line.trim_end().len() as u32 }
}
