//! Turns what raw HTML in a text says, its addresses, its ids and what it leaves out, into facts: a part of the builder.
//!
//! It does not tokenise the HTML and makes no block of it.

use super::facts::{Anchor, IdUse, Purpose};
use super::markdown::Builder;
use super::tree::{HtmlAddress, Named};
use super::{html, prose};
use crate::diag::Finding;
use crate::diag::rules::{links, quality};
use crate::mapping::Mapping;
use pulldown_cmark::BrokenLinkCallback;

impl<'e, F: BrokenLinkCallback<'e>> Builder<'_, 'e, F> {
    /// Registers the addresses and ids of raw HTML.
    pub(super) fn html_uses(&mut self, text: &str, mapping: &Mapping) -> Vec<HtmlAddress> {
        // What has neither an attribute, nor a style, nor a table, like most raw HTML, says nothing.
        if !text.contains(['=', '(', '@']) && !text.contains("<table") && !text.contains("<img") {
            return Vec::new();
        }
        let mut addresses = Vec::new();
        for found in html::scan(text) {
            match found {
                html::Found::Id { value, range } => {
                    prose::forgive(&mut self.facts.findings, mapping.span(range.start, range.end));
                    let name = Named { id: value.into(), span: mapping.span(range.start, range.end) };
                    self.facts.anchors.push(Anchor { name, unit: self.unit });
                }
                html::Found::Address { purpose, value, range, unsized_image } => {
                    let purpose = match purpose {
                        html::Purpose::Link => Purpose::Link,
                        html::Purpose::Resource => Purpose::Resource,
                    };
                    let address = self.address(mapping.span(range.start, range.end), &value, purpose, false, None);
                    let (start, end) = (range.start as u32, range.end as u32);
                    addresses.push(HtmlAddress { start, end, address, unsized_image });
                }
                html::Found::IdUse { value, range, map } => {
                    let span = mapping.span(range.start, range.end);
                    prose::forgive(&mut self.facts.findings, span);
                    self.facts.id_uses.push(IdUse { id: value.into(), span, map });
                }
                html::Found::Map { value, .. } => self.facts.maps.push(value.into()),
                html::Found::NoAlt { range } => {
                    let finding = Finding::new(&quality::MISSING_ALT, mapping.span(range.start, range.end));
                    self.facts.findings.push(finding.help("attribute"));
                }
                html::Found::MarkdownLink { range } => {
                    let finding = Finding::new(&links::NOT_A_LINK, mapping.span(range.start, range.end));
                    self.facts.findings.push(finding.with_words("reason", &["link-html"]).help("blank"));
                }
                html::Found::NoHeader { range } => {
                    let finding = Finding::new(&quality::TABLE_HEADER, mapping.span(range.start, range.end));
                    self.facts.findings.push(finding.help("elements"));
                }
            }
        }
        addresses
    }
}
