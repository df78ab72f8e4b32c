//! Turns the blocks of one unit in two languages, of which neither lacks any, into one that stands elsewhere.
//!
//! It goes by what the blocks are, and tells of nothing where more than one block would have to be moved: then it is
//! another text. Blocks of one kind that changed places are known to `arrangement`.

use super::found::{Edition, Found, told};
use super::shapes;
use crate::diag::rules::parity as rules;
use crate::parse::outline::Own;
use crate::source::Span;

/// Tells of the block whose return would give both sides the same order.
pub(super) fn compare(editions: [&Edition<'_>; 2], own: [&Own<'_>; 2], found: &mut Vec<Found>) {
    let blocks = own.map(blocks);
    let kinds = [0, 1].map(|side: usize| blocks[side].iter().map(|block| block.1).collect::<Vec<Option<u8>>>());
    let Some(at) = moved([&kinds[0], &kinds[1]]) else { return };
    let places = [0, 1].map(|side: usize| blocks[side][at[side]].0);
    let excerpt = editions[1].excerpt(places[1]);
    let words = excerpt.split(' ').filter(|word| !word.starts_with("[!") && word.contains(char::is_alphanumeric));
    let name = words.collect::<Vec<&str>>().join(" ");
    let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    let lines = [0, 1].map(|side: usize| editions[side].first_line(places[side]));
    let told = told(&rules::ORDER_DIFFERS, "part").phrases(["block-place"; 2]).sizes(at.map(|at| (at + 1).to_string()));
    found.push(Found::at_both(editions, lines, told).with("id", if name.is_empty() { &excerpt } else { name }));
}

/// The outermost blocks, in order; a paragraph is of no kind.
fn blocks(own: &Own<'_>) -> Vec<(Span, Option<u8>)> {
    let outer = own.shapes.iter().filter(|shape| shape.depth == 0);
    let mut blocks: Vec<(Span, Option<u8>)> =
        outer.map(|shape| (shape.span, Some(shapes::class(&shape.kind)))).collect();
    let inside = |span: Span, blocks: &[(Span, Option<u8>)]| blocks.iter().any(|block| block.0.contains(span));
    let paragraphs = own.passages.iter().filter(|piece| piece.paragraph && !inside(piece.within, &blocks));
    let paragraphs: Vec<(Span, Option<u8>)> = paragraphs.map(|piece| (piece.within, None)).collect();
    blocks.extend(paragraphs);
    blocks.sort_unstable_by_key(|block| block.0.start);
    blocks
}

/// Where the one thing stands, in each of two rows, that is elsewhere in the other.
fn moved<T: PartialEq>(rows: [&[T]; 2]) -> Option<[usize; 2]> {
    let [left, right] = rows;
    if left.len() != right.len() {
        return None;
    }
    let start = left.iter().zip(right).position(|(one, other)| one != other)?;
    let last = left.iter().zip(right).rposition(|(one, other)| one != other)?;
    let (one, other) = (&left[start..=last], &right[start..=last]);
    match () {
        () if one[1..] == other[..other.len() - 1] && one[0] == other[other.len() - 1] => Some([start, last]),
        () if other[1..] == one[..one.len() - 1] && other[0] == one[one.len() - 1] => Some([last, start]),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn what_one_move_would_mend_is_moved() {
        let cases = [
            ("abcd", "abcd", None),
            ("abcd", "acdb", Some([1, 3])),
            ("abcd", "dabc", Some([3, 0])),
            ("abcd", "bacd", Some([0, 1])),
            ("abcd", "badc", None),
            ("abc", "ab", None),
            ("aab", "aba", Some([1, 2])),
        ];
        for (left, right, expected) in cases {
            assert_eq!(moved([left.as_bytes(), right.as_bytes()]), expected, "{left} {right}");
        }
    }
}
