//! Turns a section or clause without an id into the place in its text where one is to be typed, and what is typed there.
//!
//! It chooses no id.

use super::Document;
use super::facts::UnitKind;
use super::tree::{Block, BlockKind, Item};
use crate::source::Span;

/// What to insert, and where, to give the unit at this place of the document an id.
pub fn id_to_type(document: &Document, at: u32, id: &str) -> Option<(usize, String)> {
    let unit = document.facts().units.get(at as usize)?;
    let source = &document.source;
    let text = match unit.kind {
        UnitKind::Clause => clause_text(&document.body().blocks, at)?,
        _ => unit.span,
    };
    let place = text_end(source.slice(text), unit.kind)?;
    let typed = if place.in_braces { format!("#{id} ") } else { format!(" {{#{id}}}") };
    Some((text.start as usize + place.at, typed))
}

/// The first paragraph of a clause, to which its id belongs.
fn clause_text(blocks: &[Block], unit: u32) -> Option<Span> {
    let item = |item: &Item| match item.blocks.first() {
        Some(Block { span, kind: BlockKind::Paragraph(_), .. }) if item.unit == Some(unit) => Some(*span),
        _ => clause_text(&item.blocks, unit),
    };
    blocks.iter().find_map(|block| match &block.kind {
        BlockKind::List(list) => list.items.iter().find_map(item),
        BlockKind::Container(container) => clause_text(&container.blocks, unit),
        BlockKind::Quote(inner) | BlockKind::Alert(_, inner) => clause_text(inner, unit),
        _ => None,
    })
}

/// Where an id goes in a heading or a paragraph.
struct Place {
    at: usize,
    /// Inside `{.annex}`, at its beginning.
    in_braces: bool,
}

/// The end of a text: of a heading, before the line under it, if that is how it is marked.
fn text_end(typed: &str, kind: UnitKind) -> Option<Place> {
    let trimmed = typed.trim_end();
    let is_line = |line: &str| {
        let line = line.trim_start_matches(['>', ' ']).trim();
        !line.is_empty() && (line.chars().all(|c| c == '=') || line.chars().all(|c| c == '-'))
    };
    let text = match trimmed.rsplit_once('\n').filter(|_| kind == UnitKind::Section) {
        Some((before, last)) if is_line(last) => before.trim_end(),
        Some(_) => return None,
        None => trimmed,
    };
    if text.ends_with('}')
        && let Some(open) = text.rfind('{')
        && text[open..].starts_with("{.")
    {
        return Some(Place { at: open + 1, in_braces: true });
    }
    // A closing sequence of number signs belongs to the mark, and an id after it.
    Some(Place { at: text.len(), in_braces: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_go_to_the_end_of_a_headings_text() {
        let end = |heading: &str| text_end(heading, UnitKind::Section).map(|place| (place.at, place.in_braces));
        assert_eq!(end("## Fees\n"), Some((7, false)));
        assert_eq!(end("Fees\r\n====\r\n"), Some((4, false)));
        assert_eq!(end("## Fees {.annex}"), Some((9, true)));
    }
}
