//! Turns the address of a link or an image into its use, at the place where it is typed.
//!
//! Where it leads is not known yet.

use super::destination;
use super::facts::{Address, Purpose};
use super::markdown::{Builder, short_digest};
use super::prose;
use super::suspect::suspect;
use crate::diag::Finding;
use crate::diag::rules::links;
use crate::source::Span;
use pulldown_cmark::{BrokenLinkCallback, LinkType};
use std::ops::Range;

impl<'e, F: BrokenLinkCallback<'e>> Builder<'_, 'e, F> {
    /// Registers the use of an address.
    pub(super) fn address(&mut self, span: Span, text: &str, purpose: Purpose, empty: bool, used: Option<Span>) -> u32 {
        self.sign(|signature| signature.links.push(short_digest(&without_language(text))));
        prose::forgive(&mut self.facts.findings, span);
        if text.trim_ascii().is_empty() {
            self.facts.findings.push(Finding::new(&links::EMPTY_ADDRESS, used.unwrap_or(span)).help("write"));
        }
        self.facts.findings.extend(suspect(text, span));
        let unit = self.unit;
        self.facts.addresses.push(Address { span, text: text.into(), purpose, empty, form: None, unit, used });
        self.facts.addresses.len() as u32 - 1
    }

    /// The place of the address of a link or image.
    pub(super) fn address_span(&self, link_type: LinkType, id: &str, range: &Range<usize>, content_end: usize) -> Span {
        let text = &self.marked.text;
        let found = match link_type {
            LinkType::Inline => destination::inline(text, range, content_end),
            LinkType::Autolink | LinkType::Email => Some(range.start + 1..range.end - 1),
            _ => {
                let definition = self.events.reference_definitions().get(id);
                definition.and_then(|definition| destination::definition(text, &definition.span))
            }
        };
        self.span(&found.unwrap_or_else(|| range.clone()))
    }

    /// The place of a link whose address stands in a definition, which is then used.
    pub(super) fn reference(&mut self, link_type: LinkType, id: &str, range: &Range<usize>) -> Option<Span> {
        if matches!(link_type, LinkType::Inline | LinkType::Autolink | LinkType::Email) {
            return None;
        }
        let start = self.events.reference_definitions().get(id)?.span.start;
        self.definitions.used(start);
        Some(self.span(range))
    }
}

/// An address without its language suffix and fragment, so that it equals its translation's.
fn without_language(text: &str) -> String {
    let path = text.split('#').next().unwrap_or(text);
    let mut parts: Vec<&str> = path.split('.').collect();
    if parts.len() > 2 && parts[parts.len() - 2].len() <= 5 {
        parts.remove(parts.len() - 2);
    }
    parts.join(".")
}
