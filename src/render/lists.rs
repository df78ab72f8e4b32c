//! Turns lists into HTML: items, clauses with their numbers, definitions.
//!
//! What stands in an item is the writer's work like any other block.

use super::escape::escape;
use super::html::{Writer, single};
use crate::parse::tree::*;
use std::fmt::Write;

impl<'a> Writer<'a> {
    pub(super) fn list(&mut self, list: &'a List, class: Option<&str>) {
        let clauses = self.snippets.is_empty() && list.items.iter().any(|item| item.unit.is_some());
        let tag = if list.start.is_some() { "ol" } else { "ul" };
        let _ = write!(self.out, "<{tag}");
        let class = class.or(clauses.then_some("clauses"));
        if let Some(class) = class {
            let _ = write!(self.out, " class=\"{class}\"");
        }
        if let Some(start) = list.start.filter(|&start| start != 1 && !clauses) {
            let _ = write!(self.out, " start=\"{start}\"");
        }
        self.out.push_str(">\n");
        for item in &list.items {
            match item.unit.filter(|_| clauses) {
                Some(unit) => self.clause(item, unit, list.tight),
                None => self.item(item, list.tight),
            }
        }
        let _ = writeln!(self.out, "</{tag}>");
    }

    fn item(&mut self, item: &'a Item, tight: bool) {
        self.mark(item.span);
        self.out.push_str("<li");
        if let Some(name) = &item.attributes.id {
            self.id(&name.id);
        }
        let task: &[&str] = if item.task.is_some() { &["task"] } else { &[] };
        self.classes(&item.attributes.classes, task);
        self.out.push('>');
        if let Some(done) = item.task {
            let (checked, word) = if done { (" checked", "task_done") } else { ("", "task_open") };
            let label = escape(self.word(word));
            let _ = write!(self.out, "<input type=\"checkbox\" disabled{checked} aria-label=\"{label}\"> ");
        }
        self.blocks(&item.blocks, tight);
        self.own_permalink(Some(&item.attributes));
        self.out.push_str("</li>\n");
    }

    fn clause(&mut self, item: &'a Item, unit: u32, tight: bool) {
        let joined = &self.units[self.joined[unit as usize] as usize];
        let extra = self.ids.extra.get(self.joined[unit as usize] as usize).map_or(&[][..], Vec::as_slice);
        self.mark(item.span);
        self.out.push_str("<li");
        self.id(&joined.id);
        self.classes(&item.attributes.classes, &["clause"]);
        self.out.push('>');
        self.extra_ids(extra);
        self.number(&joined.mark);
        self.out.push_str("<div>");
        self.stale(unit);
        if item.attributes.has("reserved") && single_empty(&item.blocks) {
            self.reserved();
        } else {
            let outer = self.defining.replace(&joined.id);
            self.blocks(&item.blocks, tight);
            self.defining = outer;
        }
        self.out.push_str("</div>");
        self.permalink(&joined.id, &joined.number);
        self.out.push_str("</li>\n");
    }

    pub(super) fn definitions(&mut self, list: &'a [Definition]) {
        self.out.push_str("<dl>\n");
        for definition in list {
            let ids = definition.attributes.iter().map(|attributes| attributes.id.as_ref().map(|name| &*name.id));
            let outer = self.defining;
            self.defining = ids.flatten().next().or(outer);
            for (term, attributes) in definition.terms.iter().zip(&definition.attributes) {
                self.out.push_str("<dt");
                self.attributes(Some(attributes));
                self.out.push('>');
                self.inlines(term);
                self.own_permalink(Some(attributes));
                self.out.push_str("</dt>\n");
            }
            for detail in &definition.details {
                self.out.push_str("<dd>");
                self.blocks(detail, single(detail));
                self.out.push_str("</dd>\n");
            }
            self.defining = outer;
        }
        self.out.push_str("</dl>\n");
    }

    /// Says that a number is kept free.
    pub(super) fn reserved(&mut self) {
        let word = escape(self.word("reserved"));
        let _ = write!(self.out, "<span class=\"reserved\">{word}</span>");
    }
}

/// Whether blocks say nothing but perhaps an empty paragraph.
fn single_empty(blocks: &[Block]) -> bool {
    blocks.iter().all(|block| matches!(&block.kind, BlockKind::Paragraph(content) if content.is_empty()))
}
