//! Turns offsets in a text made from a source (unescaped, unfolded, dedented, replaced in part) into offsets in that source.
//!
//! It does not know how the text was made: whoever makes it also makes the segments.

use crate::source::Span;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// From `value` on (up to the next segment), the text comes from `source` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    pub value: u32,
    pub source: u32,
    /// Copied byte for byte; otherwise the whole segment stands for all of its source (an escape, a folded line break).
    pub copied: bool,
}

/// Where every byte of a text comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping(Vec<Segment>);

impl Mapping {
    /// A text that was copied whole from `source` on.
    pub fn copied(source: u32) -> Mapping {
        Mapping(vec![Segment { value: 0, source, copied: true }])
    }

    /// The mapping with these segments, in the order of their `value`; the last one reaches to the end of the text.
    pub fn new(segments: Vec<Segment>) -> Mapping {
        debug_assert!(segments.is_sorted_by_key(|segment| segment.value));
        Mapping(segments)
    }

    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    /// Adds a segment after all others; one that merely goes on with the copy before it is not stored.
    pub fn push(&mut self, value: usize, source: usize, copied: bool) {
        let next = Segment { value: value as u32, source: source as u32, copied };
        match self.0.last_mut() {
            Some(last) if last.value == next.value => *last = next,
            Some(last) if last.copied && copied && next.source.wrapping_sub(last.source) == next.value - last.value => {
            }
            _ => self.0.push(next),
        }
    }

    /// The offset in the source of the byte at `value`.
    pub fn to_source(&self, value: usize) -> u32 {
        self.find(value as u32).map_or(0, |(segment, _)| place(segment, value as u32))
    }

    /// The place in the source of the bytes `start..end` of the text: from the first byte's to just after the last one's.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let from = self.to_source(start);
        if end <= start {
            return Span { start: from, end: from };
        }
        let to = match self.find(end as u32 - 1) {
            Some((segment, Some(next))) if !segment.copied => next.source,
            Some((segment, _)) => place(segment, end as u32),
            None => from,
        };
        Span { start: from, end: to.max(from) }
    }

    /// The mapping of the text without some ranges of it, in order.
    pub fn without(&self, removed: &[Range<usize>]) -> Mapping {
        let mut kept = Mapping::default();
        let mut gone = 0;
        let mut from = 0;
        for range in removed.iter().cloned().chain(std::iter::once(usize::MAX..usize::MAX)) {
            if let Some((first, _)) = self.find(from as u32) {
                kept.push(from - gone, place(first, from as u32) as usize, first.copied);
            }
            for segment in self.0.iter().filter(|segment| (from + 1..range.start).contains(&(segment.value as usize))) {
                kept.push(segment.value as usize - gone, segment.source as usize, segment.copied);
            }
            gone += range.len();
            from = range.end;
        }
        kept
    }

    /// The segments that begin inside a part of the text.
    pub fn inside(&self, start: usize, end: usize) -> &[Segment] {
        let first = self.0.partition_point(|segment| segment.value as usize <= start);
        let last = self.0.partition_point(|segment| (segment.value as usize) < end);
        &self.0[first..last.max(first)]
    }

    fn find(&self, value: u32) -> Option<(Segment, Option<Segment>)> {
        let after = self.0.partition_point(|segment| segment.value <= value);
        let segment = self.0.get(after.saturating_sub(1))?;
        Some((*segment, self.0.get(after).copied()))
    }
}

fn place(segment: Segment, value: u32) -> u32 {
    if segment.copied { segment.source + value.saturating_sub(segment.value) } else { segment.source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_follow_copies_and_stay_at_the_start_of_replacements() {
        // Text `ab` from 10, then one byte that stands for 12..18, then `cd` from 18, then `e` from 30.
        let mut mapping = Mapping::default();
        for (value, source, copied) in [(0, 10, true), (1, 11, true), (2, 12, false), (3, 18, true), (5, 30, true)] {
            mapping.push(value, source, copied);
        }
        assert_eq!(mapping.segments().len(), 4);
        let sources: Vec<u32> = (0..6).map(|value| mapping.to_source(value)).collect();
        assert_eq!(sources, [10, 11, 12, 18, 19, 30]);
        assert_eq!(mapping.span(2, 3), Span { start: 12, end: 18 });
        assert_eq!(mapping.span(3, 5), Span { start: 18, end: 20 }, "an end stays on its own line");
        assert_eq!(mapping.span(5, 5), Span { start: 30, end: 30 });
    }

    #[test]
    fn what_is_left_keeps_its_place() {
        let mut mapping = Mapping::default();
        for (value, source, copied) in [(0, 10, true), (4, 14, false), (5, 20, true)] {
            mapping.push(value, source, copied);
        }
        let places = |mapping: &Mapping, count| (0..count).map(|at| mapping.to_source(at)).collect::<Vec<u32>>();
        assert_eq!(places(&mapping, 8), [10, 11, 12, 13, 14, 20, 21, 22]);
        assert_eq!(places(&mapping.without(std::slice::from_ref(&(1..3))), 6), [10, 13, 14, 20, 21, 22]);
        assert_eq!(places(&mapping.without(&[0..2, 3..6]), 3), [12, 21, 22]);
        assert_eq!(mapping.without(&[]), mapping);
    }

    #[test]
    fn an_empty_mapping_points_at_the_start() {
        assert_eq!(Mapping::default().span(3, 5), Span::default());
        assert_eq!(Mapping::copied(7).to_source(3), 10);
    }
}
