//! Turns a cell of a table written in YAML into inlines: Markdown, a number, or an address that becomes a link.
//!
//! It judges a cell by its column alone: two cells may say anything of each other.

use super::document::Place;
use super::facts::{Address, Facts, NameUse, Purpose};
use super::markdown::fragment;
use super::record::missing_text;
use super::tree::{Inline, InlineKind, Link};
use crate::diag::rules::{links, tables};
use crate::diag::{Finding, nearest};
use crate::mapping::Mapping;
use crate::records::{Cell, ColumnKind, TableColumn, Text};
use crate::source::{Source, Span};
use crate::yaml::{self, Entries, PerLanguage, Spanned};

/// What the cells of a table are made with.
pub(super) struct Cells<'a> {
    pub source: &'a Source,
    pub place: &'a Place,
    pub notes: &'a Entries<PerLanguage<Text>>,
    pub facts: &'a mut Facts,
}

impl Cells<'_> {
    /// The cell of a row in a column; empty if it is not there.
    pub fn cell(&mut self, row: &Entries<Cell>, column: &TableColumn) -> Vec<Inline> {
        let Some((key, cell)) = row.0.iter().find(|(key, _)| key.value == column.id.value) else { return Vec::new() };
        let Some(own) = cell.get(&self.place.language) else {
            missing_text(&column.id, cell, key.span, self.place, self.facts);
            return Vec::new();
        };
        let value = Spanned { span: own.span, value: own.value.0.clone() };
        let mapping = yaml::value_map(self.source, value.span, &value);
        let (text, stars) = starred(&value);
        let mut inlines = match column.kind {
            _ if text.trim().is_empty() => Vec::new(),
            ColumnKind::Text => fragment(self.source, text, mapping.clone(), None, self.facts),
            kind => self.typed(kind, text, &mapping),
        };
        if !stars.is_empty() {
            inlines.push(self.star(stars, mapping.span(text.len(), text.len() + stars.len())));
        }
        inlines
    }

    /// A value of a kind, reported if it is none.
    fn typed(&mut self, kind: ColumnKind, text: &str, mapping: &Mapping) -> Vec<Inline> {
        let span = mapping.span(0, text.len());
        let text = text.trim();
        let (fits, address) = match kind {
            ColumnKind::Email => (is_email(text), Some(format!("mailto:{text}"))),
            ColumnKind::Phone => (phone(text).is_some(), phone(text)),
            _ => (is_number(text), None),
        };
        let own = Inline { span, kind: InlineKind::Text(Some(text.into())) };
        if !fits {
            let finding = Finding::new(&tables::CELL_KIND, span).with("value", text).with("kind", kind.name());
            self.facts.findings.push(finding.help(kind.name()));
            return vec![own];
        }
        let Some(address) = address else { return vec![own] };
        let index = self.facts.addresses.len() as u32;
        let purpose = Purpose::Link;
        self.facts.addresses.push(Address {
            span,
            text: address.into(),
            purpose,
            empty: false,
            form: None,
            unit: None,
            used: None,
        });
        let link = Link { address: index, title: "".into(), content: vec![own] };
        vec![Inline { span, kind: InlineKind::Link(Box::new(link)) }]
    }

    /// The use of a note, reported if there is no such note.
    fn star(&mut self, stars: &str, span: Span) -> Inline {
        self.facts.footnote_uses.push(NameUse { name: stars.into(), span });
        if self.notes.get(stars).is_none() {
            let finding = Finding::new(&links::UNDEFINED_FOOTNOTE, span).with("label", stars);
            let known = self.notes.iter().map(|(sign, _)| sign.as_str());
            self.facts.findings.push(match nearest(stars, known) {
                Some(near) => finding.with("suggestion", near).help("nearest"),
                None => finding.help("define"),
            });
        }
        Inline { span, kind: InlineKind::Footnote(stars.into()) }
    }
}

/// A text and the stars at its end, which refer to a note; stars that may be emphasis stay.
fn starred(text: &str) -> (&str, &str) {
    let bare = text.trim_end_matches('*');
    match bare.contains('*') || bare.ends_with(['\\', ' ']) {
        true => (text, ""),
        false => text.split_at(bare.len()),
    }
}

/// Digits with the signs of numbers, percent and currencies around them, and a unit behind them.
fn is_number(text: &str) -> bool {
    let sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".,'’+-−–%$€£/×".contains(c);
    let first = text.trim_start_matches(|c| "+-−$€£ ".contains(c));
    first.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().take_while(|c| sign(*c)).filter(|c| c.is_ascii_digit()).count() > 0
        && text.trim_start_matches(sign).chars().all(|c| c.is_alphabetic() || c.is_whitespace() || c == '.')
}

fn is_email(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c))
    };
    text.split_once('@')
        .is_some_and(|(name, host)| part(name) && part(host) && host.contains('.') && !host.contains(".."))
}

/// The address of a telephone number (RFC 3966): its digits, and its extension.
fn phone(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words = ["poste", "ext.", "ext", "x"];
    let found = words.iter().find_map(|word| Some((lower.find(word)?, word.len())));
    let (number, extension) = match found {
        Some((at, length)) => (&lower[..at], Some(&lower[at + length..])),
        None => (&*lower, None),
    };
    let fits = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-‑().,".contains(c);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if !number.chars().all(fits) || !(3..=15).contains(&digits(number).len()) {
        return None;
    }
    let plus = if number.trim_start().starts_with('+') { "+" } else { "" };
    match extension.map(|text| text.trim().trim_matches(['.', ':', ',']).trim()) {
        Some(text) if text.is_empty() || !text.chars().all(|c| c.is_ascii_digit()) => None,
        Some(text) => Some(format!("tel:{plus}{};ext={text}", digits(number))),
        None => Some(format!("tel:{plus}{}", digits(number))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_a_kind() {
        for number in ["20", "1 000,50 $", "$5", "99,9 %", "-3", "4 h", "1/2", "10\u{a0}000"] {
            assert!(is_number(number), "{number}");
        }
        for other in ["vingt", "a few", "", "h 4", "5a6"] {
            assert!(!is_number(other), "{other}");
        }
        assert!(is_email("aide@exemple.ca") && !is_email("aide@exemple") && !is_email("a b@exemple.ca"));
        assert_eq!(phone("+1 (514) 555-0100").as_deref(), Some("tel:+15145550100"));
        assert_eq!(phone("514 555-0100, poste 12").as_deref(), Some("tel:5145550100;ext=12"));
        assert_eq!(phone("911").as_deref(), Some("tel:911"));
        assert_eq!(phone("le matin"), None);
    }

    #[test]
    fn stars_at_the_end_are_a_note() {
        assert_eq!(starred("40**"), ("40", "**"));
        assert_eq!(starred("*gras*"), ("*gras*", ""));
        assert_eq!(starred("2 \\*"), ("2 \\*", ""));
    }
}
