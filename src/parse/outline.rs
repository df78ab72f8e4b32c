//! Turns the blocks of one document into what it offers for comparison with its translation, by unit, with places.
//!
//! It compares nothing and resolves nothing. It is no part of the facts, which are read back for every document on every
//! build: only what has changed is outlined.

use super::document::Document;
use super::facts::Purpose;
use super::tree::*;
use crate::mapping::Mapping;
use crate::source::{Source, Span};
use memchr::memchr_iter;
use std::ops::Range;

/// What a document offers for comparison.
pub struct Outline<'a> {
    /// What stands before the first unit, with the title; then every unit's own text, in the order of the units.
    pub own: Vec<Own<'a>>,
}

/// A unit's own text: its title and what follows up to the next unit.
#[derive(Clone, Default)]
pub struct Own<'a> {
    /// Blocks, in order, outer ones before those in them.
    pub shapes: Vec<Shape<'a>>,
    pub leaves: Vec<Leaf<'a>>,
    pub passages: Vec<Passage>,
}

/// A block.
#[derive(Clone)]
pub struct Shape<'a> {
    /// All of it.
    pub span: Span,
    /// How many blocks of the unit it lies in.
    pub depth: u8,
    pub kind: ShapeKind<'a>,
}

#[derive(Clone)]
pub enum ShapeKind<'a> {
    List {
        start: Option<u64>,
        items: Vec<Span>,
        /// Of each item of a task list, whether it is checked.
        tasks: Vec<Option<bool>>,
    },
    Table {
        columns: usize,
        rows: Vec<Span>,
    },
    Definitions(Vec<Span>),
    Code(&'a Code),
    Alert(AlertKind),
    Quote,
    Container(ContainerKind),
    Footnote,
    /// A heading that opens no section of the outline.
    Heading(u8),
}

/// Something in a text.
#[derive(Clone)]
pub struct Leaf<'a> {
    pub span: Span,
    /// The innermost paragraph, item or row around it.
    pub within: Span,
    pub kind: LeafKind<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeafKind<'a> {
    /// Index of an address that leads somewhere.
    Link(u32),
    /// Index of the address of something that is shown.
    Image(u32),
    Footnote,
    Variable(&'a str),
    Snippet(&'a str),
}

/// The plain text of a paragraph, a heading or a cell.
#[derive(Clone)]
pub struct Passage {
    pub text: String,
    pub mapping: Mapping,
    /// The paragraph, item or row that it is, or is in.
    pub within: Span,
    /// What of the text is code.
    pub code: Vec<Range<usize>>,
    /// Whether it is a paragraph of its own, no heading, cell or title.
    pub paragraph: bool,
}

/// The outline of a document.
pub fn outline(document: &Document) -> Outline<'_> {
    let (body, content) = (document.body(), &*document.content);
    let units = &content.facts.units;
    let own = (0..=units.len()).map(|_| Own::default()).collect();
    let part = document.place.kind == super::Kind::Part;
    let mut walk = Walk { document, own, at: usize::from(part), depth: 0, within: content.title_span };
    walk.line(&content.title);
    walk.description();
    walk.blocks(&body.blocks);
    let entries = content.entries.iter().map(|entry| entry.unit).chain(content.terms.iter().map(|term| term.unit));
    for (unit, blocks) in entries.zip(&body.entries) {
        let title = &units[unit as usize].title;
        (walk.at, walk.depth, walk.within) = (unit as usize + 1, 0, whole(title).unwrap_or(units[unit as usize].span));
        walk.line(title);
        walk.blocks(blocks);
    }
    Outline { own: walk.own }
}

struct Walk<'a> {
    document: &'a Document,
    own: Vec<Own<'a>>,
    at: usize,
    depth: u8,
    within: Span,
}

impl<'a> Walk<'a> {
    fn source(&self) -> &'a Source {
        &self.document.source
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block) {
        let outer = std::mem::replace(&mut self.within, block.span);
        match &block.kind {
            BlockKind::Paragraph(content) => self.text(content, true),
            BlockKind::Heading(heading) => {
                let section = heading.unit.filter(|&unit| !self.document.facts().units[unit as usize].nested);
                match section {
                    Some(unit) => self.at = unit as usize + 1,
                    None => self.shape(block.span, ShapeKind::Heading(heading.level)),
                }
                self.line(&heading.content);
            }
            BlockKind::List(list) => self.list(block.span, list),
            BlockKind::Quote(inner) => self.around(block.span, ShapeKind::Quote, inner),
            BlockKind::Alert(kind, inner) => self.around(block.span, ShapeKind::Alert(*kind), inner),
            BlockKind::Footnote(_, inner) => self.around(block.span, ShapeKind::Footnote, inner),
            BlockKind::Code(code) => self.shape(block.span, ShapeKind::Code(code)),
            BlockKind::Table(table) => self.table(block.span, table),
            BlockKind::Html(html) => self.html(html, block.span),
            BlockKind::Definitions(list) => self.definitions(block.span, list),
            BlockKind::Container(container) => {
                self.shape(extent(block), ShapeKind::Container(container.kind));
                self.line(&container.title);
                self.depth += 1;
                self.blocks(&container.blocks);
                self.depth -= 1;
            }
            BlockKind::Snippet(used) => {
                let used = &self.document.facts().snippets[*used as usize];
                self.leaf(used.span, LeafKind::Snippet(&used.name));
            }
            BlockKind::Question(address) => {
                let span = self.document.facts().addresses[*address as usize].span;
                self.leaf(span, LeafKind::Link(*address));
            }
            BlockKind::Rule => {}
        }
        self.within = outer;
    }

    fn list(&mut self, span: Span, list: &'a List) {
        let clauses = list.items.iter().any(|item| item.unit.is_some());
        if !clauses {
            let items = list.items.iter().map(|item| item.span).collect();
            let tasks = list.items.iter().map(|item| item.task).collect();
            self.shape(span, ShapeKind::List { start: list.start, items, tasks });
        }
        for item in &list.items {
            let outer = (self.at, self.depth, self.within);
            match item.unit {
                Some(unit) => (self.at, self.depth) = (unit as usize + 1, 0),
                None => self.depth += 1,
            }
            self.within = item.span;
            self.blocks(&item.blocks);
            (self.at, self.depth, self.within) = outer;
        }
    }

    fn table(&mut self, span: Span, table: &'a Table) {
        let place = |cells: &'a [Vec<Inline>]| {
            let mut places = cells.iter().filter_map(|cell| whole(cell));
            let first = places.next()?;
            Some(Span { start: first.start, end: places.next_back().map_or(first.end, |last| last.end) })
        };
        let rows = table.rows.iter().map(|row| place(row).unwrap_or(span)).collect();
        self.shape(span, ShapeKind::Table { columns: table.aligns.len(), rows });
        for row in std::iter::once(&table.head).chain(&table.rows) {
            self.within = place(row).unwrap_or(span);
            for cell in row {
                self.line(cell);
            }
        }
    }

    fn definitions(&mut self, span: Span, list: &'a [Definition]) {
        let place = |definition: &'a Definition| {
            let terms = definition.terms.iter().filter_map(|term| whole(term));
            let details = definition.details.iter().flatten().map(|block| block.span);
            terms.chain(details).reduce(|all, one| Span { start: all.start.min(one.start), end: all.end.max(one.end) })
        };
        let places: Vec<Span> = list.iter().map(|definition| place(definition).unwrap_or(span)).collect();
        self.shape(span, ShapeKind::Definitions(places.clone()));
        self.depth += 1;
        for (definition, place) in list.iter().zip(places) {
            self.within = place;
            for term in &definition.terms {
                self.line(term);
            }
            for details in &definition.details {
                self.blocks(details);
            }
        }
        self.depth -= 1;
    }

    fn around(&mut self, span: Span, kind: ShapeKind<'a>, inner: &'a [Block]) {
        self.shape(span, kind);
        self.depth += 1;
        self.blocks(inner);
        self.depth -= 1;
    }

    fn shape(&mut self, span: Span, kind: ShapeKind<'a>) {
        let depth = self.depth;
        self.own[self.at].shapes.push(Shape { span, depth, kind });
    }

    fn leaf(&mut self, span: Span, kind: LeafKind<'a>) {
        let within = self.within;
        self.own[self.at].leaves.push(Leaf { span, within, kind });
    }

    fn html(&mut self, html: &'a Html, span: Span) {
        for found in &html.addresses {
            self.address(found.address, span);
        }
    }

    fn address(&mut self, address: u32, span: Span) {
        let purpose = self.document.facts().addresses[address as usize].purpose;
        let kind = if purpose == Purpose::Link { LeafKind::Link(address) } else { LeafKind::Image(address) };
        self.leaf(span, kind);
    }

    /// The description, which is read for its words only.
    fn description(&mut self) {
        let text = &*self.document.content.meta.description;
        let (source, top) = (self.source(), self.document.content.title_span);
        if text.is_empty() {
            return;
        }
        let mut mapping = Mapping::default();
        let within = match source.text().find(text) {
            Some(at) => {
                mapping.push(0, at, true);
                Span::new(at, at + text.len())
            }
            // It is folded, or has escapes in it: the title stands for its place.
            None => {
                mapping.push(0, top.start as usize, false);
                mapping.push(text.len(), top.end as usize, true);
                top
            }
        };
        self.own[0].passages.push(Passage {
            text: text.to_owned(),
            mapping,
            within,
            code: Vec::new(),
            paragraph: false,
        });
    }

    /// Inlines that make one text.
    fn line(&mut self, content: &'a [Inline]) {
        self.text(content, false);
    }

    fn text(&mut self, content: &'a [Inline], paragraph: bool) {
        let within = self.within;
        let mut passage =
            Passage { text: String::new(), mapping: Mapping::default(), within, code: Vec::new(), paragraph };
        self.inlines(content, &mut passage);
        if !passage.text.trim().is_empty() {
            self.own[self.at].passages.push(passage);
        }
    }

    fn inlines(&mut self, content: &'a [Inline], out: &mut Passage) {
        let source = self.source();
        let mut raised = None;
        for inline in content {
            let add = |text: &str, out: &mut Passage| {
                let slice = source.slice(inline.span);
                // Code has marks around it; other text that is not the source's stands for its whole place.
                let at = match &inline.kind {
                    _ if slice == text => Some(0),
                    InlineKind::Code(_) => slice.find(text).filter(|_| !text.is_empty()),
                    _ => None,
                };
                out.mapping.push(out.text.len(), inline.span.start as usize + at.unwrap_or(0), at.is_some());
                push_line(text, &mut out.text);
                if at != Some(0) {
                    out.mapping.push(out.text.len(), inline.span.end as usize, true);
                }
            };
            match &inline.kind {
                InlineKind::Text(None) => {
                    out.mapping.push(out.text.len(), inline.span.start as usize, true);
                    push_line(source.slice(inline.span), &mut out.text);
                }
                InlineKind::Text(Some(text)) => add(text, out),
                InlineKind::Code(text) => {
                    let start = out.text.len();
                    add(text, out);
                    out.code.push(start..out.text.len());
                }
                InlineKind::SoftBreak | InlineKind::HardBreak => add(" ", out),
                InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strikethrough(inner) => {
                    self.inlines(inner, out);
                }
                InlineKind::Link(link) => {
                    self.address(link.address, inline.span);
                    self.inlines(&link.content, out);
                }
                InlineKind::Image(image) => {
                    self.address(image.address, inline.span);
                    self.inlines(&image.alt, out);
                }
                InlineKind::Footnote(_) => {
                    self.leaf(inline.span, LeafKind::Footnote);
                    // A mark is no figure of the number before it.
                    add("\u{fffc}", out);
                }
                InlineKind::Html(html) => {
                    self.html(html, inline.span);
                    if html.text.starts_with("<sup") {
                        raised = Some(out.text.len());
                    } else if let Some(start) = raised.take_if(|_| html.text.starts_with("</sup")) {
                        lower(start, inline.span, out);
                    }
                }
                InlineKind::Variable(name) => {
                    self.leaf(inline.span, LeafKind::Variable(name));
                    // A word of its own, that nothing before or after it runs into.
                    let start = out.text.len();
                    add("\u{fffc}", out);
                    out.code.push(start..out.text.len());
                }
            }
        }
    }
}

/// Figures that were raised from `start` on: a power behind a unit of length, else the mark of a note, which is no figure of
/// the number before it. Letters are an ordinal's.
fn lower(start: usize, end: Span, out: &mut Passage) {
    let raised = &out.text[start..];
    if raised.is_empty() || !raised.bytes().all(|byte| byte.is_ascii_digit()) {
        return;
    }
    let unit = out.text[..start].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let mark = match raised {
        "2" if LENGTHS.contains(&unit) => '²',
        "3" if LENGTHS.contains(&unit) => '³',
        _ => '\u{fffc}',
    };
    let source = out.mapping.to_source(start) as usize;
    out.text.truncate(start);
    out.code.retain(|code| code.end <= start);
    out.mapping.push(start, source, false);
    out.text.push(mark);
    out.mapping.push(out.text.len(), end.end as usize, true);
}

/// Units that may have a power.
const LENGTHS: [&str; 9] = ["mm", "cm", "dm", "m", "km", "po", "pi", "in", "ft"];

/// All of a block: a container's own place is that of its first line.
fn extent(block: &Block) -> Span {
    let BlockKind::Container(container) = &block.kind else { return block.span };
    let ends = container.blocks.iter().map(|block| extent(block).end);
    Span { start: block.span.start, end: ends.fold(block.span.end, u32::max) }
}

/// Adds a text, of which a line may end between two words, as one line of the same length.
fn push_line(text: &str, out: &mut String) {
    let mut from = 0;
    for end in memchr_iter(b'\n', text.as_bytes()) {
        out.push_str(&text[from..end]);
        out.push(' ');
        from = end + 1;
    }
    out.push_str(&text[from..]);
}

/// From the beginning of the first inline to the end of the last.
fn whole(content: &[Inline]) -> Option<Span> {
    Some(Span { start: content.first()?.span.start, end: content.last()?.span.end })
}
