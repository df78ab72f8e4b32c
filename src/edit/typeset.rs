//! Turns the texts of a site into edits that write the typography of their language into the sources.
//!
//! Only what a source says as it is read is changed: escaped signs, ends of lines, descriptions and other plain values
//! are left to be printed. A page looks the same before and after.

use super::Edits;
use crate::link::Site;
use crate::parse::Document;
use crate::parse::tree::{Block, BlockKind, Inline, InlineKind};
use crate::source::Span;
use crate::typography::{Run, Table, edits_in_html, table};

/// The edits of all documents, and how many places they change; a document that wants no typography has none.
pub fn typeset(site: &Site) -> (Edits, usize) {
    let mut edits = Edits::default();
    for document in &site.documents {
        if document.meta().typography == Some(false) {
            continue;
        }
        let Some(table) = table(&document.place.language.tag) else { continue };
        let mut setter = Setter { site, document, table, run: Run::default(), edits: &mut edits };
        let content = &document.content;
        setter.inlines(&content.title);
        content.categories.iter().for_each(|category| setter.inlines(&category.title));
        content.facts.units.iter().for_each(|unit| setter.inlines(&unit.title));
        let body = document.body();
        setter.blocks(&body.blocks);
        body.entries.iter().for_each(|blocks| setter.blocks(blocks));
    }
    let places = edits.iter().map(|(_, change)| change.replacements.len()).sum();
    (edits, places)
}

struct Setter<'a> {
    site: &'a Site,
    document: &'a Document,
    table: &'static Table,
    run: Run,
    edits: &'a mut Edits,
}

impl Setter<'_> {
    fn inlines(&mut self, inlines: &[Inline]) {
        let (site, document) = (self.site, self.document);
        let fill = |name: &str, out: &mut String| out.push_str(site.variable(document, name).unwrap_or(name));
        self.run.read(self.table, inlines, &document.source, &fill);
        for (span, with) in self.run.places(inlines, &document.source) {
            self.edits.replace(&document.source, span, with);
        }
        self.images(inlines);
    }

    /// The alternative texts of images, each a sentence of its own.
    fn images(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Image(image) => self.inlines(&image.alt),
                InlineKind::Link(link) => self.images(&link.content),
                InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strikethrough(inner) => {
                    self.images(inner);
                }
                _ => {}
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => self.inlines(content),
            BlockKind::Heading(heading) => self.inlines(&heading.content),
            BlockKind::List(list) => list.items.iter().for_each(|item| self.blocks(&item.blocks)),
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote(_, inner) => self.blocks(inner),
            BlockKind::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| self.inlines(cell));
            }
            BlockKind::Definitions(list) => {
                for definition in list {
                    definition.terms.iter().for_each(|term| self.inlines(term));
                    definition.details.iter().for_each(|detail| self.blocks(detail));
                }
            }
            BlockKind::Container(container) => {
                self.inlines(&container.title);
                self.blocks(&container.blocks);
            }
            BlockKind::Html(html) => self.html(block.span, &html.text),
            BlockKind::Code(_) | BlockKind::Rule | BlockKind::Snippet(_) | BlockKind::Question(_) => {}
        }
    }

    fn html(&mut self, span: Span, html: &str) {
        let source = &self.document.source;
        let start = span.start as usize;
        // Inside a quotation or an item the HTML is not what stands in the source.
        if source.text().get(start..start + html.len()) != Some(html) {
            return;
        }
        for edit in edits_in_html(self.table, html).into_iter().filter(|edit| !html[edit.at..].starts_with('\n')) {
            self.edits.replace(source, Span::new(start + edit.at, start + edit.at + edit.len), edit.with);
        }
    }
}
