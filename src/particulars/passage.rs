//! Turns the texts of a unit's paragraphs, cells and items into one text to read, which knows where each piece comes from.
//!
//! It does not know what the pieces were: whoever feeds it walks the blocks.

use super::Particular;
use crate::mapping::Mapping;
use crate::source::Span;
use std::ops::Range;

/// Stands between two texts that do not go on from one to the other.
pub(super) const GAP: char = '\u{2028}';
/// Stands for what is no text: a note's mark, an image.
pub(super) const OPAQUE: char = '\u{fffc}';

/// The text of a unit, piece by piece.
#[derive(Clone, Debug, Default)]
pub struct Passage {
    pub(super) text: String,
    places: Mapping,
    /// Where code stands, which is in no language.
    pub(super) code: Vec<Range<usize>>,
    /// Where the targets of links stand, each an address from beginning to end.
    pub(super) addresses: Vec<Range<usize>>,
    pending: Vec<(Box<str>, Span)>,
}

impl Passage {
    /// A passage of one text, which is its own source.
    pub fn of(text: &str) -> Passage {
        let mut passage = Passage::default();
        passage.text(text, Span::new(0, text.len()));
        passage
    }

    /// Adds a text that goes on from what was added before; `span` is where it stands in the source.
    pub fn text(&mut self, text: &str, span: Span) {
        self.push(text, span);
    }

    /// Adds a text with a mapping of its own; `code` is what of it is code.
    pub fn mapped(&mut self, text: &str, mapping: &Mapping, code: &[Range<usize>]) {
        let base = self.text.len();
        for segment in mapping.segments().iter().filter(|segment| (segment.value as usize) < text.len()) {
            self.places.push(base + segment.value as usize, segment.source as usize, segment.copied);
        }
        self.text.push_str(text);
        self.code.extend(code.iter().map(|range| base + range.start..base + range.end));
    }

    /// Adds the target of a link to another site, a mailbox or a telephone.
    pub fn address(&mut self, address: &str, span: Span) {
        self.pending.push((address.into(), span));
    }

    /// Ends a paragraph, a cell, an item or a heading.
    pub fn gap(&mut self) {
        self.text.push(GAP);
        for (address, span) in std::mem::take(&mut self.pending) {
            let start = self.text.len();
            self.push(&address, span);
            self.addresses.push(start..self.text.len());
            self.text.push(GAP);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.pending.is_empty()
    }

    /// The text in which particulars have their places.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What a fact is written as.
    pub fn written(&self, particular: &Particular) -> &str {
        self.text.get(particular.start as usize..particular.end as usize).unwrap_or_default().trim()
    }

    /// Where a fact stands in the source.
    pub fn place(&self, particular: &Particular) -> Span {
        self.places.span(particular.start as usize, particular.end as usize)
    }

    fn push(&mut self, text: &str, span: Span) {
        if !text.is_empty() {
            let copied = text.len() == span.end.saturating_sub(span.start) as usize;
            self.places.push(self.text.len(), span.start as usize, copied);
            self.text.push_str(text);
            if !copied {
                // What follows begins where the source of this piece ends.
                self.places.push(self.text.len(), span.end as usize, true);
            }
        }
    }
}
