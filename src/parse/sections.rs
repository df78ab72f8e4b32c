//! Turns headings into sections: units with their level, their id and the section that they lie in.
//!
//! A leading level-1 heading of a page is its title, and no section.

use super::attributes::pinned;
use super::facts::{Unit, UnitKind};
use super::inlines::InlineReader;
use super::markdown::{Builder, Reading};
use super::prose;
use super::tree::*;
use crate::diag::Finding;
use crate::diag::rules::{documents, quality};
use crate::source::Span;
use pulldown_cmark::{BrokenLinkCallback, CowStr};
use std::ops::Range;

impl<'e, F: BrokenLinkCallback<'e>> Builder<'_, 'e, F> {
    pub(super) fn heading(
        &mut self,
        level: u8,
        id: Option<CowStr<'e>>,
        classes: Vec<CowStr<'e>>,
        others: Vec<(CowStr<'e>, Option<CowStr<'e>>)>,
        range: Range<usize>,
        first: bool,
    ) -> Option<Block> {
        let span = self.span(&range);
        let heading_span =
            Span { start: span.start, end: span.start + self.source.slice(span).trim_end().len() as u32 };
        let id = id.map(|id| {
            let needle = format!("#{id}");
            let at = range.start + self.source_text(&range).rfind(&needle).map_or(0, |at| at + 1);
            Named { id: (&*id).into(), span: self.span(&(at..at + id.len())) }
        });
        if let Some(id) = &id {
            prose::forgive(&mut self.facts.findings, id.span);
        }
        let number = others.iter().find(|(name, _)| &**name == "number").and_then(|(_, value)| value.as_deref());
        let number = number.and_then(|number| {
            let at = range.start + self.source_text(&range).rfind("number=").map_or(0, |at| at + "number=".len());
            pinned(number, self.span(&(at..at + number.len())).start)
        });
        let attributes = Attributes { id, number, classes: classes.iter().map(|class| (&**class).into()).collect() };
        let is_title =
            level == 1 && first && self.title.is_none() && matches!(self.reading, Reading::Page | Reading::Part);
        if is_title {
            let opened = (self.reading == Reading::Part).then_some(0);
            self.unit = opened.or(self.unit);
            let content = self.title();
            self.next();
            self.title = Some(Heading { level: 1, unit: opened, content });
            self.title_span = heading_span;
            self.title_attributes = attributes;
            return None;
        }
        if level == 1 && self.reading != Reading::Handbook {
            self.facts.findings.push(Finding::new(&documents::TOP_HEADING, heading_span).help("lower"));
        }
        let level = if self.reading == Reading::Handbook { level } else { level.max(2) };
        if !self.nested {
            if self.level > 0 && level > self.level + 1 {
                let wanted = "#".repeat(usize::from(self.level) + 1);
                let finding = Finding::new(&quality::HEADING_JUMP, heading_span).with("found", level.to_string());
                let finding = finding.with("value", self.level.to_string()).with("suggestion", wanted);
                self.facts.findings.push(finding.help("lower"));
            }
            self.level = level;
        }
        let unit = self.facts.units.len() as u32;
        let parent = self.parent_section(level);
        self.facts.units.push(Unit {
            kind: UnitKind::Section,
            level,
            id: attributes.id.clone(),
            aliases: Vec::new(),
            title: Vec::new(),
            span: heading_span,
            annex: attributes.has("annex"),
            unnumbered: attributes.has("unnumbered"),
            reserved: attributes.has("reserved"),
            pin: attributes.number.clone(),
            nested: self.nested,
            parent,
            signature: Default::default(),
        });
        self.unit = Some(unit);
        if !self.nested {
            self.section = Some(unit);
        }
        let content = self.title();
        self.next();
        self.facts.units[unit as usize].title = content.clone();
        let attributes = (!attributes.classes.is_empty()).then(|| Box::new(attributes));
        Some(Block {
            span,
            attributes,
            kind: BlockKind::Heading(Box::new(Heading { level, unit: Some(unit), content })),
        })
    }

    /// The inlines of a heading.
    fn title(&mut self) -> Vec<Inline> {
        self.named += 1;
        let content = self.inlines();
        self.named -= 1;
        content
    }

    /// The nearest section before of a smaller level.
    fn parent_section(&self, level: u8) -> Option<u32> {
        let mut at = self.section;
        while let Some(index) = at {
            let unit = &self.facts.units[index as usize];
            if unit.kind == UnitKind::Section && unit.level < level {
                return at;
            }
            at = unit.parent;
        }
        None
    }
}
