//! Turns Markdown into blocks with their places, and gathers what the text says of itself on the way.
//!
//! It sees one text: it resolves no address, fills in no variable and includes no snippet.

use super::attributes::split_trailing;
use super::containers::{self, Marked, Marker};
use super::facts::{Anchor, CaptionKind, Captioned, Facts, NameUse, Purpose, SnippetUse};
use super::inlines::InlineReader;
use super::tree::*;
use super::{allowances, definitions, prose, undefined};
use crate::diag::Finding;
use crate::diag::rules::documents;
use crate::mapping::Mapping;
use crate::source::{Source, Span};
use pulldown_cmark::{BlockQuoteKind, BrokenLink, Event, OffsetIter, Options, Parser, Tag, TagEnd};
use std::cell::RefCell;
use std::ops::Range;

/// How the headings and lists of a text are to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A page: a leading level-1 heading is its title.
    Page,
    /// A part of a handbook: its title is the first unit, ordered items are clauses.
    Part,
    /// A handbook in one text: every level-1 heading begins a part, ordered items are clauses.
    Handbook,
    /// A text inside something else: an answer, a definition, a snippet.
    Fragment,
}

/// Blocks, or inlines in a block, deeper than this are refused: no author nests so deep, and the stack is finite.
pub(super) const DEEPEST: usize = 48;

pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// The blocks of one text, and its title if it begins with one.
pub(super) struct Text {
    pub title: Option<Heading>,
    pub title_span: Span,
    pub title_attributes: Attributes,
    pub blocks: Vec<Block>,
    /// Where definitions of references stand.
    pub references: Vec<Span>,
}

/// Parses `text`, whose places in `source` are given by `mapping`, adding to `facts`.
///
/// `unit` is the unit that the text belongs to until its first heading.
pub(super) fn parse(
    source: &Source,
    text: &str,
    mapping: Mapping,
    reading: Reading,
    unit: Option<u32>,
    facts: &mut Facts,
) -> Text {
    prose::letters(text, &mapping, source, &mut facts.findings);
    let taken = allowances::take(text, mapping);
    let marked = containers::mark(&taken.text, taken.mapping.clone());
    facts.allowances.extend(taken.allowances(source, &marked, reading));
    let undefined = RefCell::new(Vec::new());
    let callback = |broken: BrokenLink<'_>| {
        undefined.borrow_mut().push((broken.span.clone(), broken.link_type, broken.reference.to_string()));
        None
    };
    let (defined, uses) = (facts.footnotes.len(), facts.footnote_uses.len());
    let parser = Parser::new_with_broken_link_callback(&marked.text, options(), Some(callback));
    let mut builder = Builder {
        source,
        marked: &marked,
        events: parser.into_offset_iter(),
        peeked: None,
        facts,
        reading,
        unit,
        section: unit,
        clause_depth: matches!(reading, Reading::Part | Reading::Handbook).then_some(0),
        depth: 0,
        inline_depth: 0,
        named: 0,
        nested: false,
        task: None,
        title: None,
        title_span: Span::default(),
        title_attributes: Attributes::default(),
        undefined_notes: Vec::new(),
        definitions: definitions::Definitions::new(&marked.text),
        inert: 0,
        level: u8::from(reading != Reading::Fragment),
    };
    let blocks = builder.blocks();
    let known = builder.events.reference_definitions();
    let labels: Vec<String> = known.iter().map(|(label, _)| label.to_owned()).collect();
    let references = known.iter().map(|(_, found)| marked.mapping.span(found.span.start, found.span.end)).collect();
    undefined::report_references(&marked, &undefined.take(), &labels, builder.facts);
    builder.definitions.report(&marked, known, builder.facts);
    let text = Text {
        title: builder.title,
        title_span: builder.title_span,
        title_attributes: builder.title_attributes,
        blocks,
        references,
    };
    let notes = builder.undefined_notes;
    undefined::report_notes(&marked, notes, defined, facts);
    undefined::report_unused_notes(facts, defined, uses);
    text
}

/// A container that is open.
struct Frame {
    marker: usize,
    /// Its level does not count, and it makes no block.
    too_deep: bool,
    kind: Option<ContainerKind>,
    attributes: Attributes,
    title: Vec<Inline>,
    blocks: Vec<Block>,
}

pub(super) struct Builder<'s, 'e, F: pulldown_cmark::BrokenLinkCallback<'e>> {
    pub(super) source: &'s Source,
    pub(super) marked: &'e Marked<'e>,
    pub(super) events: OffsetIter<'e, F>,
    pub(super) peeked: Option<(Event<'e>, Range<usize>)>,
    pub(super) facts: &'s mut Facts,
    pub(super) reading: Reading,
    /// The unit that text and links belong to.
    pub(super) unit: Option<u32>,
    /// The section that clauses belong to.
    pub(super) section: Option<u32>,
    /// Depth of clauses around; `None` where ordered items are no clauses.
    pub(super) clause_depth: Option<u8>,
    pub(super) depth: usize,
    pub(super) nested: bool,
    /// Whether the item that is open is ticked, where it is one of a task list.
    pub(super) task: Option<bool>,
    pub(super) title: Option<Heading>,
    pub(super) title_span: Span,
    pub(super) title_attributes: Attributes,
    /// Depth of inlines around, in the block that is open.
    pub(super) inline_depth: usize,
    /// How many links and titles are open: what they say is a name, and cites nothing.
    pub(super) named: usize,
    /// Texts `[^label]` that are no footnote's, and their labels.
    pub(super) undefined_notes: Vec<(Range<usize>, String)>,
    pub(super) definitions: definitions::Definitions,
    /// How many elements are open, in the text of one block, whose inside is no HTML of the page.
    pub(super) inert: usize,
    /// Level of the last heading; 0 where a text has none around it to go on from.
    pub(super) level: u8,
}

impl<'e, F: pulldown_cmark::BrokenLinkCallback<'e>> Builder<'_, 'e, F> {
    pub(super) fn next(&mut self) -> Option<(Event<'e>, Range<usize>)> {
        self.peeked.take().or_else(|| self.events.next())
    }

    pub(super) fn peek(&mut self) -> Option<&(Event<'e>, Range<usize>)> {
        if self.peeked.is_none() {
            self.peeked = self.events.next();
        }
        self.peeked.as_ref()
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        self.marked.mapping.span(range.start, range.end)
    }

    /// Text of the source at a range of the marked text.
    pub(super) fn source_text(&self, range: &Range<usize>) -> &'e str {
        &self.marked.text[range.clone()]
    }

    /// The blocks up to and with the end of the element that is open.
    pub(super) fn blocks(&mut self) -> Vec<Block> {
        self.depth += 1;
        let mut frames: Vec<Frame> = Vec::new();
        let mut out = Vec::new();
        while let Some((event, range)) = self.next() {
            let block = match event {
                Event::End(_) => break,
                Event::Start(Tag::HtmlBlock) => {
                    self.definitions.block(&range);
                    let html = self.html_block(range);
                    match containers::marker_index(&html.text).filter(|&at| at < self.marked.markers.len()) {
                        Some(marker) => self.container_line(marker, &mut frames, &mut out),
                        None => Some(html.block()),
                    }
                }
                Event::Start(tag) if is_block(&tag) => {
                    let first = out.is_empty() && frames.is_empty() && self.depth == 1;
                    self.block(tag, range, first)
                }
                Event::Rule => Some(block(self.span(&range), BlockKind::Rule)),
                event => {
                    self.peeked = Some((event, range.clone()));
                    self.bare_paragraph(self.span(&range))
                }
            };
            frames.last_mut().map_or(&mut out, |frame| &mut frame.blocks).extend(block);
        }
        self.depth -= frames.iter().filter(|frame| !frame.too_deep).count();
        while let Some(frame) = frames.pop() {
            let marker = &self.marked.markers[frame.marker];
            let finding = Finding::new(&documents::UNCLOSED_CONTAINER, marker.span).with("name", &*marker.name);
            self.facts.findings.push(finding.help("close"));
            let closed = self.close(frame);
            frames.last_mut().map_or(&mut out, |frame| &mut frame.blocks).extend(closed);
        }
        self.depth -= 1;
        out
    }

    /// The paragraph that the inlines of a tight item or definition make, from `first` on.
    fn bare_paragraph(&mut self, first: Span) -> Option<Block> {
        let mut content = self.inlines();
        let start = content.first()?.span.start.min(first.start);
        let end = content.last()?.span.end;
        let attributes = self.trailing_attributes(&mut content);
        if let Some(attributes) = &attributes {
            self.anchor(attributes);
        }
        self.defined_in_paragraph(&content, attributes.as_ref());
        let kind = BlockKind::Paragraph(content);
        Some(Block { span: Span { start, end }, attributes: attributes.map(Box::new), kind })
    }

    /// Opens or closes a container; a snippet is a block at once.
    fn container_line(&mut self, index: usize, frames: &mut Vec<Frame>, out: &mut Vec<Block>) -> Option<Block> {
        let marker = &self.marked.markers[index];
        if marker.name.is_empty() {
            return match frames.pop() {
                Some(frame) => {
                    self.depth -= usize::from(!frame.too_deep);
                    let closed = self.close(frame);
                    frames.last_mut().map_or(out, |frame| &mut frame.blocks).extend(closed);
                    None
                }
                None => {
                    let last = frames.last().map_or(out.last(), |frame: &Frame| frame.blocks.last());
                    if !matches!(last, Some(Block { kind: BlockKind::Snippet(_) | BlockKind::Question(_), .. })) {
                        self.facts
                            .findings
                            .push(Finding::new(&documents::STRAY_CONTAINER_END, marker.span).help("remove"));
                    }
                    None
                }
            };
        }
        if &*marker.name == "snippet" {
            let use_ = self.facts.snippets.len() as u32;
            let name = self.source.slice(marker.arguments).into();
            let (unit, nested) = (self.unit, self.nested);
            self.facts.snippets.push(SnippetUse { name, span: marker.arguments, unit, nested });
            return Some(block(marker.span, BlockKind::Snippet(use_)));
        }
        if &*marker.name == "question" {
            let typed = self.source.slice(marker.arguments);
            let address = self.address(marker.arguments, typed, Purpose::Link, true, None);
            self.facts.questions.push(address);
            return Some(block(marker.span, BlockKind::Question(address)));
        }
        let mut kind = container_kind(&marker.name);
        if kind.is_none() {
            self.unknown_container(marker);
        }
        let too_deep = self.depth + 1 >= DEEPEST;
        if too_deep {
            // Its blocks stand alone; those that it holds need no further word.
            kind = None;
            if frames.iter().all(|frame| !frame.too_deep) {
                self.report_depth(marker.span);
            }
        } else {
            self.depth += 1;
        }
        let arguments = self.source.slice(marker.arguments);
        let (title, attributes) = match split_trailing(arguments, marker.arguments.start) {
            Some((title, attributes)) => (title, attributes),
            None => (arguments, Attributes::default()),
        };
        self.anchor(&attributes);
        let start = marker.arguments.start as usize;
        let title = fragment(self.source, title, Mapping::copied(start as u32), self.unit, self.facts);
        frames.push(Frame { marker: index, too_deep, kind, attributes, title, blocks: Vec::new() });
        None
    }

    fn unknown_container(&mut self, marker: &Marker) {
        let finding = Finding::new(&documents::UNKNOWN_CONTAINER, marker.name_span).with("name", &*marker.name);
        let names = || CONTAINERS.iter().map(|(name, _)| *name).chain(["snippet", "question"]);
        let near = crate::diag::nearest(&marker.name, names());
        self.facts.findings.push(match near {
            Some(near) => {
                let sure = crate::diag::is_plain_slip(&marker.name, near, names());
                finding.with("suggestion", near).help("nearest").fix_if(sure, near)
            }
            None => {
                finding.with("names", "`snippet`, `question`, `tabs`, `tab`, `steps`, `table`, `details`").help("names")
            }
        });
    }

    /// Makes the block of a container that ends here; the blocks of an unknown one stand alone.
    fn close(&mut self, frame: Frame) -> Vec<Block> {
        let marker = &self.marked.markers[frame.marker];
        let Some(kind) = frame.kind else { return frame.blocks };
        let real = || frame.blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Footnote(..)));
        let expected = match kind {
            ContainerKind::Tabs => real()
                .any(|block| !matches!(&block.kind, BlockKind::Container(inner) if inner.kind == ContainerKind::Tab))
                .then_some("tab-blocks"),
            ContainerKind::Steps => (!(real().count() == 1
                && matches!(&frame.blocks[0].kind, BlockKind::List(list) if list.start.is_some())))
            .then_some("one-ordered-list"),
            ContainerKind::Table => (!(real().count() == 1
                && real().all(|b| matches!(b.kind, BlockKind::Table(_) | BlockKind::Definitions(_)))))
            .then_some("one-table"),
            ContainerKind::Tab | ContainerKind::Details => None,
        };
        if let Some(expected) = expected {
            let finding = Finding::new(&documents::CONTAINER_CONTENT, marker.span).with("name", &*marker.name);
            self.facts.findings.push(finding.with_words("expected", &[expected]).help("move"));
        }
        let (span, attributes) = (marker.span, &frame.attributes);
        if kind == ContainerKind::Table && !frame.title.is_empty() {
            self.captioned(CaptionKind::Table, Some(attributes), span);
        }
        vec![Block {
            span,
            attributes: (frame.attributes != Attributes::default()).then(|| Box::new(frame.attributes)),
            kind: BlockKind::Container(Box::new(Container { kind, title: frame.title, blocks: frame.blocks })),
        }]
    }

    fn block(&mut self, tag: Tag<'e>, range: Range<usize>, first: bool) -> Option<Block> {
        let span = self.span(&range);
        if self.depth >= DEEPEST {
            self.too_deep(span);
            return None;
        }
        self.inert = 0;
        if matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Table(_)) {
            self.definitions.block(&range);
        }
        Some(match tag {
            Tag::Paragraph => {
                let mut content = self.inlines();
                self.next();
                let attributes = self.trailing_attributes(&mut content);
                if let Some(attributes) = &attributes {
                    self.anchor(attributes);
                }
                self.defined_in_paragraph(&content, attributes.as_ref());
                if let [Inline { kind: InlineKind::Image(image), .. }] = &content[..]
                    && !image.title.is_empty()
                {
                    self.captioned(CaptionKind::Figure, attributes.as_ref(), span);
                }
                Block { span, attributes: attributes.map(Box::new), kind: BlockKind::Paragraph(content) }
            }
            Tag::Heading { level, id, classes, attrs } => {
                return self.heading(level as u8, id, classes, attrs, range, first);
            }
            Tag::BlockQuote(kind) => {
                let blocks = self.nested(|builder| builder.blocks());
                match kind.map(alert_kind) {
                    Some(kind) => {
                        self.sign(|signature| signature.shape.push(0x3000 + kind as u32));
                        block(span, BlockKind::Alert(kind, blocks))
                    }
                    None => block(span, BlockKind::Quote(blocks)),
                }
            }
            Tag::CodeBlock(kind) => {
                prose::forgive(&mut self.facts.findings, span);
                block(span, BlockKind::Code(Box::new(self.code(kind))))
            }
            Tag::List(start) => self.list(start, span),
            Tag::FootnoteDefinition(label) => {
                let at = range.start + self.source_text(&range).find(&*label).unwrap_or(0);
                let name = Named { id: (&*label).into(), span: self.span(&(at..at + label.len())) };
                self.facts.footnotes.push(NameUse { name: name.id.clone(), span: name.span });
                let blocks = self.nested(|builder| builder.blocks());
                block(span, BlockKind::Footnote(name, blocks))
            }
            Tag::DefinitionList => block(span, BlockKind::Definitions(self.nested(|builder| builder.definitions()))),
            Tag::Table(aligns) => {
                let table = self.table(&aligns);
                self.table_header(&table, span);
                block(span, BlockKind::Table(Box::new(table)))
            }
            _ => {
                self.skip();
                return None;
            }
        })
    }

    /// Reads with ordered items that are no clauses and headings that are no part of the outline.
    pub(super) fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let (nested, depth) = (std::mem::replace(&mut self.nested, true), self.clause_depth.take());
        let value = read(self);
        (self.nested, self.clause_depth) = (nested, depth);
        value
    }

    /// Passes over the rest of an element at `span` that is nested too deep, and reports it.
    pub(super) fn too_deep(&mut self, span: Span) {
        self.skip();
        self.report_depth(span);
    }

    fn report_depth(&mut self, span: Span) {
        let first = self.source.slice(span).chars().next().map_or(0, char::len_utf8) as u32;
        let finding = Finding::new(&documents::TOO_DEEP, Span { start: span.start, end: span.start + first });
        self.facts.findings.push(finding.with("limit", DEEPEST.to_string()).help("flatten"));
    }

    /// Passes over the rest of the element that is open.
    pub(super) fn skip(&mut self) {
        let mut open = 1_usize;
        while open > 0 {
            match self.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => return,
            }
        }
    }

    pub(super) fn anchor(&mut self, attributes: &Attributes) {
        if let Some(name) = &attributes.id {
            prose::forgive(&mut self.facts.findings, name.span);
            self.facts.anchors.push(Anchor { name: name.clone(), unit: self.unit });
        }
    }

    fn captioned(&mut self, kind: CaptionKind, attributes: Option<&Attributes>, span: Span) {
        let id = attributes.and_then(|attributes| attributes.id.as_ref()).map(|named| named.id.clone());
        self.facts.captions.push(Captioned { kind, id, start: span.start, unit: self.unit });
    }

    pub(super) fn sign(&mut self, add: impl FnOnce(&mut super::facts::Signature)) {
        if let Some(unit) = self.unit {
            add(&mut self.facts.units[unit as usize].signature);
        }
    }

    /// Takes a trailing `{#id .class}` off the last text of a paragraph.
    pub(super) fn trailing_attributes(&mut self, content: &mut Vec<Inline>) -> Option<Attributes> {
        let last = content.last()?;
        let InlineKind::Text(text) = &last.kind else { return None };
        let text = text.as_deref().unwrap_or_else(|| self.source.slice(last.span));
        // A cooked text is not the source's: its end is, as braces are never escaped here.
        let offset = (last.span.end as usize).checked_sub(text.len())?;
        let (before, attributes) = split_trailing(text, offset as u32)?;
        let (kept, cooked) = (before.len(), matches!(last.kind, InlineKind::Text(Some(_))));
        let before: Box<str> = before.into();
        let last = content.last_mut()?;
        if kept == 0 {
            content.pop();
            while matches!(content.last().map(|inline| &inline.kind), Some(InlineKind::SoftBreak)) {
                content.pop();
            }
        } else if cooked {
            last.kind = InlineKind::Text(Some(before));
        } else {
            last.span.end = last.span.start + kept as u32;
        }
        Some(attributes)
    }
}

/// The inlines of a one-line text: a caption, a question, a term.
pub(super) fn fragment(
    source: &Source,
    text: &str,
    mapping: Mapping,
    unit: Option<u32>,
    facts: &mut Facts,
) -> Vec<Inline> {
    let parsed = parse(source, text, mapping, Reading::Fragment, unit, facts);
    let mut inlines = Vec::new();
    for block in parsed.blocks {
        if let BlockKind::Paragraph(content) = block.kind {
            inlines.extend(content);
        }
    }
    inlines
}

const CONTAINERS: &[(&str, ContainerKind)] = &[
    ("tabs", ContainerKind::Tabs),
    ("tab", ContainerKind::Tab),
    ("steps", ContainerKind::Steps),
    ("table", ContainerKind::Table),
    ("details", ContainerKind::Details),
];

fn container_kind(name: &str) -> Option<ContainerKind> {
    CONTAINERS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
}

pub(super) fn block(span: Span, kind: BlockKind) -> Block {
    Block { span, attributes: None, kind }
}

pub(super) fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

pub(super) fn is_block_end(tag: &TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

fn alert_kind(kind: BlockQuoteKind) -> AlertKind {
    match kind {
        BlockQuoteKind::Note => AlertKind::Note,
        BlockQuoteKind::Tip => AlertKind::Tip,
        BlockQuoteKind::Important => AlertKind::Important,
        BlockQuoteKind::Warning => AlertKind::Warning,
        BlockQuoteKind::Caution => AlertKind::Caution,
    }
}

/// A digest for comparing, kept short: a clash only makes two units look a little more alike.
pub(super) fn short_digest(text: &str) -> u32 {
    crate::source::Digest::of(text.as_bytes()).0 as u32
}
