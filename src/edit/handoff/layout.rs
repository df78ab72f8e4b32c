//! Turns places of a file into texts that can stand elsewhere: cut, filled, moved left or right.
//!
//! It knows lines, items and definitions, and nothing of translations.

use crate::parse::Document;
use crate::parse::facts::UnitKind;
use crate::parse::tree::{Block, BlockKind, Item};
use crate::source::{Source, Span};

/// A part of a file with some places replaced.
pub(super) fn composed(source: &Source, region: Span, replaced: &[(Span, String)]) -> String {
    let mut inside: Vec<&(Span, String)> = replaced.iter().filter(|(span, _)| region.contains(*span)).collect();
    inside.sort_by_key(|(span, _)| (span.start, span.end));
    let mut out = String::new();
    let mut from = region.start;
    for (span, text) in inside {
        if span.start < from {
            continue;
        }
        out.push_str(source.slice(Span { start: from, end: span.start }));
        out.push_str(text);
        from = span.end;
    }
    out.push_str(source.slice(Span { start: from, end: region.end }));
    out.replace('\r', "")
}

/// Without blank lines around it, and with one at most between two others.
pub(super) fn tidied(text: &str) -> String {
    let mut out = text.trim_start_matches('\n').trim_end().to_owned();
    // Code may have blank lines of its own: only what a cut has left is looked at.
    while out.contains("\n\n\n\n") {
        out = out.replace("\n\n\n\n", "\n\n");
    }
    out
}

/// Where a footnote is defined.
pub(super) fn note(document: &Document, label: &str) -> Option<Span> {
    document.body().blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Footnote(name, _) if *name.id == *label.trim_start_matches('^') => Some(block.span),
        _ => None,
    })
}

/// The item of a clause, and whether blank lines separate it from the next one.
pub(super) fn item(blocks: &[Block], unit: u32) -> Option<(bool, &Item)> {
    blocks.iter().find_map(|block| match &block.kind {
        BlockKind::List(list) => {
            let own = list.items.iter().find(|item| item.unit == Some(unit)).map(|item| (!list.tight, item));
            own.or_else(|| list.items.iter().find_map(|inner| item(&inner.blocks, unit)))
        }
        BlockKind::Container(container) => item(&container.blocks, unit),
        _ => None,
    })
}

/// Where the text of an item begins.
pub(super) fn content(item: &Item) -> u32 {
    item.blocks.first().map_or(item.span.end, |block| block.span.start)
}

/// The sign of the item after one, if it is as wide.
pub(super) fn next_sign(sign: &str) -> String {
    let digits: String = sign.trim_start().chars().take_while(char::is_ascii_digit).collect();
    let next = digits.parse::<u32>().ok().and_then(|number| number.checked_add(1)).map(|number| number.to_string());
    match next.filter(|next| next.len() == digits.len()) {
        Some(next) => sign.replacen(&digits, &next, 1),
        None => sign.to_owned(),
    }
}

/// Whether a unit is a section of the page itself.
pub(super) fn is_outline(document: &Document, unit: usize) -> bool {
    let unit = &document.facts().units[unit];
    unit.kind == UnitKind::Section && !unit.nested
}

pub(super) fn label_of(definition: &str) -> Option<&str> {
    definition.trim_start().strip_prefix('[')?.split_once("]:").map(|(label, _)| label)
}

pub(super) fn line_start(source: &Source, at: u32) -> u32 {
    source.text()[..at as usize].rfind('\n').map_or(0, |end| end as u32 + 1)
}

/// Where what a file says ends.
pub(super) fn end(source: &Source) -> u32 {
    source.text().trim_end().len() as u32
}

pub(super) fn trimmed(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let start = span.start as usize + text.len() - text.trim_start_matches(['\n', '\r']).len();
    Span::new(start, (span.start as usize + text.trim_end().len()).max(start))
}

/// Characters before a place in its line.
pub(super) fn column(source: &Source, at: u32) -> usize {
    source.text()[line_start(source, at) as usize..at as usize].chars().count()
}

/// The lines after the first moved left.
pub(super) fn dedented(text: &str, by: usize) -> String {
    let line = |(at, line): (usize, &str)| {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        line[if at == 0 { 0 } else { blanks.min(by) }..].to_owned()
    };
    text.split('\n').enumerate().map(line).collect::<Vec<String>>().join("\n")
}

/// The lines after the first moved right, but for empty ones.
pub(super) fn indented(text: &str, by: usize) -> String {
    let line = |(at, line): (usize, &str)| match at == 0 || line.trim().is_empty() {
        true => line.to_owned(),
        false => format!("{}{line}", " ".repeat(by)),
    };
    text.split('\n').enumerate().map(line).collect::<Vec<String>>().join("\n")
}
