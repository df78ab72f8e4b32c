//! Turns nothing: it is what one text says of itself to the stages after `parse`, without its blocks.
//!
//! Everything here can be kept between two runs; the blocks are parsed again when a page is rendered.

use super::meaning::Meaning;
use super::tree::{Inline, Named};
use crate::allow::Allowance;
use crate::diag::Finding;
use crate::source::Span;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::OnceLock;

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum UnitKind {
    /// A heading and what follows it.
    Section,
    /// An ordered item of a handbook.
    Clause,
    /// A question of an FAQ.
    Entry,
    /// A term of a glossary.
    Term,
}

/// The unit of linking, numbering, pairing and contents: a section, a clause, an entry or a term.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    pub kind: UnitKind,
    /// Level of the heading from 1, or depth of the clause from 1.
    pub level: u8,
    /// The explicit id.
    pub id: Option<Named>,
    /// Former ids, which stay as anchors.
    pub aliases: Vec<Named>,
    pub title: Vec<Inline>,
    /// The place that stands for the unit: its heading, item or question.
    pub span: Span,
    /// `{.annex}`.
    pub annex: bool,
    /// `{.unnumbered}`.
    pub unnumbered: bool,
    /// `{.reserved}`: it has its number and says nothing yet, or nothing any more.
    pub reserved: bool,
    /// `{number=14}`: the number that it must have, as typed.
    pub pin: Option<Named>,
    /// Inside a quote, a list or a definition: an anchor, but no part of the outline.
    pub nested: bool,
    /// The section or clause that it lies in.
    pub parent: Option<u32>,
    pub signature: Signature,
}

/// What a unit has in common with its translation: compared, not shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    /// Characters of text.
    pub length: u32,
    /// Digests of code blocks and code spans.
    pub code: Vec<u32>,
    /// Digests of the numbers in the text.
    pub numbers: Vec<u32>,
    /// Digests of words in capitals, which translation leaves alone.
    pub names: Vec<u32>,
    /// Digests of the addresses, without the language.
    pub links: Vec<u32>,
    /// Digests of lists, tables, images and alerts with their sizes.
    pub shape: Vec<u32>,
}

/// An id that is not a unit's: a paragraph's, an item's, a table's, raw HTML's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Anchor {
    pub name: Named,
    /// The unit that it stands in.
    pub unit: Option<u32>,
}

/// What is counted apart from sections and clauses: a table or an image that has a caption.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Captioned {
    pub kind: CaptionKind,
    pub id: Option<Box<str>>,
    /// Where its block begins.
    pub start: u32,
    /// The unit that it stands in.
    pub unit: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CaptionKind {
    Table,
    Figure,
}

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Purpose {
    /// Something that the reader may go to.
    Link,
    /// Something that the page shows: an image.
    Image,
    /// Something that the page loads, in raw HTML.
    Resource,
}

/// A term that the text defines: `**Client** means … {#client .term}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Defined {
    pub id: Option<Named>,
    /// The first is the term.
    pub names: Vec<Box<str>>,
    /// Whether a capital at its beginning is part of it; in a list of definitions every term may have one.
    pub exact: bool,
    /// The definition in plain words.
    pub meaning: Box<str>,
    /// The place of the term, and that of the whole definition.
    pub span: Span,
    pub whole: Span,
}

/// A number that is cited by hand: "section 6", « les clauses 3 à 5 ».
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Citation {
    /// All of it, with the article before it.
    pub span: Span,
    pub kind: CitedAs,
    /// What it is called, as typed.
    pub noun: Span,
    /// Whether the noun alone says that a text is cited: "clause 3"; "point 3" may be one of a list.
    pub sure: bool,
    pub numbers: Vec<CitedNumber>,
    pub form: Option<Form>,
    /// What stands before and after it, of the same text.
    pub before: Box<str>,
    pub after: Box<str>,
}

/// One of the numbers of a citation, and how it is joined to the one before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CitedNumber {
    pub span: Span,
    /// As a handbook prints it: `1.2(a)(ii)` for « 1.2 a) (ii) ».
    pub number: Box<str>,
    pub join: Join,
}

/// What stands between two numbers that are cited together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Join {
    /// Nothing: it is the first.
    First,
    Comma,
    And,
    Or,
    To,
}

/// What a citation calls what it cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CitedAs {
    /// "section", « article ».
    Section,
    Clause,
    Annex,
    Table,
    Figure,
}

/// In which form a link prints the number of what it leads to: `[de](#fees)` prints « de l’article 6 ».
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Form {
    /// « l’article 6 ».
    The,
    /// « de l’article 6 ».
    Of,
    /// « à l’article 6 ».
    To,
    /// The number alone.
    Bare,
}

impl Form {
    /// The form that a link's text asks for, whatever the case of its first letter.
    pub fn typed(text: &str) -> Option<Form> {
        Some(match &*text.trim().replace('’', "'").to_lowercase() {
            "le" | "la" | "l'" | "les" => Form::The,
            "de" | "du" | "de la" | "de l'" | "d'" | "des" => Form::Of,
            "à" | "au" | "à la" | "à l'" | "aux" => Form::To,
            "#" => Form::Bare,
            _ => return None,
        })
    }
}

/// One use of an address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Address {
    /// The address as it stands in the source.
    pub span: Span,
    /// The address as it is meant: escapes and character references resolved.
    pub text: Box<str>,
    pub purpose: Purpose,
    /// Whether the link's text is empty, to be filled with the target's title or number.
    pub empty: bool,
    /// How the link's text asks for the target's number.
    pub form: Option<Form>,
    /// The unit that it stands in.
    pub unit: Option<u32>,
    /// The use, of an address that stands in a reference definition.
    pub used: Option<Span>,
}

/// The use of an id of the same page by an attribute of raw HTML, such as `for` or `aria-describedby`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IdUse {
    pub id: Box<str>,
    pub span: Span,
    /// Whether it is the name of a `<map>`.
    pub map: bool,
}

/// A name used at a place: a variable or a note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NameUse {
    pub name: Box<str>,
    pub span: Span,
}

/// One inclusion of a snippet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SnippetUse {
    pub name: Box<str>,
    pub span: Span,
    /// The unit that it stands in.
    pub unit: Option<u32>,
    /// Inside a quote, a list or a definition: its headings are no part of the outline.
    pub nested: bool,
}

/// What the texts of a document mean, worked out when somebody asks: only what is on record is compared by it.
///
/// It follows from the text, so that two of the same text are equal whoever was asked.
#[derive(Clone, Debug, Default)]
pub struct Meanings(pub(super) OnceLock<Vec<Meaning>>);

impl PartialEq for Meanings {
    fn eq(&self, _: &Meanings) -> bool {
        true
    }
}

impl Serialize for Meanings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.get().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Meanings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Meanings, D::Error> {
        let known: Option<Vec<Meaning>> = Option::deserialize(deserializer)?;
        Ok(Meanings(known.map_or_else(OnceLock::new, OnceLock::from)))
    }
}

/// What a text says of itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    pub units: Vec<Unit>,
    /// Whether the text before the first unit says nothing, then that of every unit; of a snippet the whole, and no more.
    pub silent: Vec<bool>,
    pub(super) meanings: Meanings,
    pub anchors: Vec<Anchor>,
    /// Tables and images with captions, in order.
    pub captions: Vec<Captioned>,
    pub addresses: Vec<Address>,
    /// Terms that the text defines, in order.
    pub defined: Vec<Defined>,
    /// Numbers that are cited by hand, in texts that are neither titles nor links.
    pub citations: Vec<Citation>,
    pub id_uses: Vec<IdUse>,
    /// Names of the `<map>` elements.
    pub maps: Vec<Box<str>>,
    pub snippets: Vec<SnippetUse>,
    /// The addresses, by index, that `:::question` names: what they lead to is shown here.
    pub questions: Vec<u32>,
    pub variables: Vec<NameUse>,
    pub footnotes: Vec<NameUse>,
    pub footnote_uses: Vec<NameUse>,
    pub allowances: Vec<Allowance>,
    pub findings: Vec<Finding>,
    /// Whether the text could not be read: then what it lacks is no fault of its own.
    pub unread: bool,
}
