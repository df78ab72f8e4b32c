//! Turns nothing: it is the shape of a parsed text, blocks and inlines with their places.
//!
//! A text that stands in the source as it is meant is not copied: its node holds its span only.

use crate::source::{Source, Span};
use serde::{Deserialize, Serialize};

/// An id that was typed, and where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Named {
    pub id: Box<str>,
    pub span: Span,
}

/// What `{#id .class .class number=14}` says about the thing that it follows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Attributes {
    pub id: Option<Named>,
    /// The number that a section or clause must have, as typed.
    pub number: Option<Named>,
    pub classes: Vec<Box<str>>,
}

impl Attributes {
    pub fn has(&self, class: &str) -> bool {
        self.classes.iter().any(|c| &**c == class)
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inline {
    pub span: Span,
    pub kind: InlineKind,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum InlineKind {
    /// Plain text; `None` is the source's own text at the span.
    Text(Option<Box<str>>),
    Code(Box<str>),
    SoftBreak,
    HardBreak,
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Strikethrough(Vec<Inline>),
    Link(Box<Link>),
    Image(Box<Image>),
    /// The use of a footnote, by label.
    Footnote(Box<str>),
    Html(Box<Html>),
    /// `{{ name }}`, to be filled in by `link`.
    Variable(Box<str>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Index of the address in the document's links.
    pub address: u32,
    pub title: Box<str>,
    pub content: Vec<Inline>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Image {
    /// Index of the address in the document's links.
    pub address: u32,
    pub title: Box<str>,
    pub alt: Vec<Inline>,
}

/// A piece of raw HTML, with the places of the addresses in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Html {
    pub text: Box<str>,
    /// In order.
    pub addresses: Vec<HtmlAddress>,
}

/// An address in raw HTML.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HtmlAddress {
    /// Where it stands in the text.
    pub start: u32,
    pub end: u32,
    /// Index in the document's links.
    pub address: u32,
    /// Whether it is an image's that has no size of its own.
    pub unsized_image: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    pub span: Span,
    pub attributes: Option<Box<Attributes>>,
    pub kind: BlockKind,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum BlockKind {
    Paragraph(Vec<Inline>),
    Heading(Box<Heading>),
    List(Box<List>),
    Quote(Vec<Block>),
    Alert(AlertKind, Vec<Block>),
    Code(Box<Code>),
    Table(Box<Table>),
    Rule,
    Html(Box<Html>),
    Footnote(Named, Vec<Block>),
    Definitions(Vec<Definition>),
    Container(Box<Container>),
    /// `:::snippet name`: index in the document's snippet uses.
    Snippet(u32),
    /// `:::question faq.yaml#id`: index of the address in the document's links.
    Question(u32),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heading {
    pub level: u8,
    /// Index of the unit that this heading opens; none inside quotes, lists and containers of snippets.
    pub unit: Option<u32>,
    pub content: Vec<Inline>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct List {
    /// The first number of an ordered list.
    pub start: Option<u64>,
    pub tight: bool,
    pub items: Vec<Item>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    pub span: Span,
    pub attributes: Attributes,
    /// The clause that this item is, in a handbook.
    pub unit: Option<u32>,
    /// Checked or not, for an item of a task list.
    pub task: Option<bool>,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AlertKind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

impl AlertKind {
    /// The name that classes and words of the interface use.
    pub fn name(self) -> &'static str {
        match self {
            AlertKind::Note => "note",
            AlertKind::Tip => "tip",
            AlertKind::Important => "important",
            AlertKind::Warning => "warning",
            AlertKind::Caution => "caution",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Code {
    /// First word of the info string.
    pub language: Box<str>,
    /// `title="…"` of the info string.
    pub title: Box<str>,
    /// Highlighted lines `{2,4-6}`, from 1, as closed ranges.
    pub marked: Vec<(u32, u32)>,
    pub text: Box<str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Align {
    None,
    Left,
    Center,
    Right,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    pub aligns: Vec<Align>,
    pub head: Vec<Vec<Inline>>,
    pub rows: Vec<Vec<Vec<Inline>>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    /// What `{#id .class}` says of each term.
    pub attributes: Vec<Attributes>,
    pub terms: Vec<Vec<Inline>>,
    pub details: Vec<Vec<Block>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContainerKind {
    Tabs,
    Tab,
    Steps,
    Table,
    Details,
}

impl ContainerKind {
    /// The word that opens it.
    pub fn name(self) -> &'static str {
        match self {
            ContainerKind::Tabs => "tabs",
            ContainerKind::Tab => "tab",
            ContainerKind::Steps => "steps",
            ContainerKind::Table => "table",
            ContainerKind::Details => "details",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Container {
    pub kind: ContainerKind,
    /// Label of a tab, caption of a table, summary of details.
    pub title: Vec<Inline>,
    pub blocks: Vec<Block>,
}

/// Appends the text of the variable of a name.
pub type Variables<'a> = dyn Fn(&str, &mut String) + 'a;

/// Appends the plain text of inlines: no markup, no footnote marks, images by their alternative text.
pub fn plain_text(inlines: &[Inline], source: &Source, variables: &Variables<'_>, out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(None) => out.push_str(source.slice(inline.span)),
            InlineKind::Text(Some(text)) | InlineKind::Code(text) => out.push_str(text),
            InlineKind::SoftBreak | InlineKind::HardBreak => out.push(' '),
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strikethrough(inner) => {
                plain_text(inner, source, variables, out);
            }
            InlineKind::Link(link) => plain_text(&link.content, source, variables, out),
            InlineKind::Image(image) => plain_text(&image.alt, source, variables, out),
            InlineKind::Variable(name) => variables(name, out),
            InlineKind::Footnote(_) | InlineKind::Html(_) => {}
        }
    }
}

/// Copies the texts that stand in the source into the inlines themselves.
pub(super) fn own_texts(inlines: &mut [Inline], source: &Source) {
    for inline in inlines {
        match &mut inline.kind {
            InlineKind::Text(text @ None) => *text = Some(source.slice(inline.span).into()),
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strikethrough(inner) => {
                own_texts(inner, source);
            }
            InlineKind::Link(link) => own_texts(&mut link.content, source),
            InlineKind::Image(image) => own_texts(&mut image.alt, source),
            _ => {}
        }
    }
}
