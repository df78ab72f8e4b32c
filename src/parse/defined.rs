//! Turns paragraphs, clauses and definition lists that carry `.term` into the terms that they define.
//!
//! It does not know whether a term is used, nor what the other language calls it.

use super::facts::Defined;
use super::markdown::Builder;
use super::tree::*;
use crate::source::Span;
use pulldown_cmark::BrokenLinkCallback;

/// What says that a text defines a term.
const TERM: &str = "term";

/// A definition longer than this is explained by its beginning, in characters.
const LONGEST: usize = 300;

impl<'e, F: BrokenLinkCallback<'e>> Builder<'_, 'e, F> {
    /// Remembers the term that a paragraph defines: its first words in bold.
    pub(super) fn defined_in_paragraph(&mut self, content: &[Inline], attributes: Option<&Attributes>) {
        let Some(attributes) = attributes.filter(|attributes| attributes.has(TERM)) else { return };
        let (Some(first), Some(last)) = (content.first(), content.last()) else { return };
        let whole = Span { start: first.span.start, end: last.span.end };
        let bold = content.iter().find_map(|inline| match &inline.kind {
            InlineKind::Strong(inner) => Some((self.plain(inner), inner.first().map_or(inline.span, |one| one.span))),
            _ => None,
        });
        let (name, span) = bold.unwrap_or((String::new(), whole));
        let names = if name.trim().is_empty() { Vec::new() } else { vec![name.trim().into()] };
        let meaning = shortened(&self.plain(content));
        self.facts.defined.push(Defined { id: attributes.id.clone(), names, exact: true, meaning, span, whole });
    }

    /// Remembers the terms of one entry of a definition list: all of them are names of one thing.
    pub(super) fn defined_in_list(&mut self, definition: &Definition) {
        let Some(attributes) = definition.attributes.iter().find(|attributes| attributes.has(TERM)) else { return };
        let Some(first) = definition.terms.first().and_then(|term| term.first()) else { return };
        let details = || definition.details.iter().flatten();
        let meaning = details().find_map(|block| match &block.kind {
            BlockKind::Paragraph(content) => Some(self.plain(content)),
            _ => None,
        });
        let names = definition.terms.iter().map(|term| self.plain(term).trim().into()).collect();
        let end = details().last().map_or(first.span.end, |block| block.span.end);
        let whole = Span { start: first.span.start, end };
        let meaning = shortened(&meaning.unwrap_or_default());
        let id = definition.attributes.iter().find_map(|attributes| attributes.id.clone());
        self.facts.defined.push(Defined {
            id: id.or(attributes.id.clone()),
            names,
            exact: false,
            meaning,
            span: first.span,
            whole,
        });
    }

    fn plain(&self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        plain_text(inlines, self.source, &|name, out| out.push_str(name), &mut out);
        out
    }
}

/// A text on one line, cut off after a word if it is long.
fn shortened(text: &str) -> Box<str> {
    let text = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(LONGEST) else { return text.into() };
    let end = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..end].trim_end_matches([',', ';', ':'])).into()
}
