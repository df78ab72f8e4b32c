//! Turns places in sources into excerpts: the few lines around them, cut so that they fit the width.
//!
//! It does not draw. It exists because the drawing library wants whole texts: it would read a large file anew for every
//! diagnostic in it, and print a span of a hundred thousand characters in full.

use crate::source::{Source, Span};
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// A place to show, and what stands there.
pub(super) struct Mark<'a> {
    pub source: &'a Source,
    pub span: Span,
    pub label: String,
}

/// Some lines of one source, with marks in them; the first mark of the first excerpt is the diagnostic's own.
pub(super) struct Excerpt<'a> {
    pub source: &'a Source,
    pub first_line: usize,
    pub last_line: usize,
    pub text: String,
    /// Spans in `text`, each with its label and its number among the marks given.
    pub marks: Vec<(Range<usize>, String, usize)>,
}

/// A span over more lines is shown by the rest of its first line: who opens something long knows where it goes.
const MOST_LINES: u32 = 8;
/// Two places farther apart than this are shown in two excerpts.
const NEAR_LINES: u32 = 20;
/// What the drawing needs beside the text: line numbers, bars, and the dots of a line cut on both sides.
const FRAME: usize = 24;

/// The excerpts that show all marks: near ones of one source together, in the order given.
pub(super) fn excerpts(marks: Vec<Mark<'_>>, width: usize) -> Vec<Excerpt<'_>> {
    let room = width.saturating_sub(FRAME).max(FRAME);
    let mut clusters: Vec<Vec<Place<'_>>> = Vec::new();
    for (number, mark) in marks.into_iter().enumerate() {
        let place = Place::new(mark, number, room);
        match clusters.iter_mut().find(|cluster| place.fits(cluster, room)) {
            Some(cluster) => cluster.push(place),
            None => clusters.push(vec![place]),
        }
    }
    clusters.into_iter().map(|cluster| excerpt(cluster, width)).collect()
}

/// A mark by lines, and by bytes within its first and its last line.
struct Place<'a> {
    source: &'a Source,
    label: String,
    number: usize,
    lines: (u32, u32),
    start: usize,
    end: usize,
    /// Columns from 0, of the beginning and of the end.
    columns: (usize, usize),
}

impl<'a> Place<'a> {
    fn new(mark: Mark<'a>, number: usize, room: usize) -> Place<'a> {
        let source = mark.source;
        let (start, end) = within(source.text(), mark.span);
        let first = source.position(start as u32).line;
        let last = source.position(end as u32).line;
        let first_line = source.line(first).range();
        let (last, end) = if last - first < MOST_LINES { (last, end) } else { (first, first_line.end) };
        // A byte-order mark and a line break are no part of the line.
        let last_line = source.line(last).range();
        let start = start.clamp(first_line.start, first_line.end) - first_line.start;
        let end = end.clamp(last_line.start, last_line.end) - last_line.start;
        let end = if first == last { end.max(start) } else { end };
        let columns = (columns(&line(source, first)[..start]), columns(&line(source, last)[..end]));
        Place { source, label: mark.label, number, lines: (first, last), start, end, columns }.cut(room)
    }

    /// The same place, ending where the room ends.
    fn cut(mut self, room: usize) -> Place<'a> {
        if self.columns.0.abs_diff(self.columns.1) <= room {
            return self;
        }
        let text = &line(self.source, self.lines.0)[self.start..];
        let kept = prefix(text, room);
        self.lines.1 = self.lines.0;
        self.end = self.start + kept;
        self.columns.1 = self.columns.0 + columns(&text[..kept]);
        self
    }

    fn fits(&self, cluster: &[Place<'_>], room: usize) -> bool {
        let sides = |place: &Place<'_>| (place.columns.0.min(place.columns.1), place.columns.0.max(place.columns.1));
        let (left, right) = sides(self);
        cluster.iter().all(|other| {
            let (other_left, other_right) = sides(other);
            let near = self.lines.0 <= other.lines.1 + NEAR_LINES && other.lines.0 <= self.lines.1 + NEAR_LINES;
            near && self.source == other.source && right.max(other_right) - left.min(other_left) <= room
        })
    }
}

fn excerpt(cluster: Vec<Place<'_>>, width: usize) -> Excerpt<'_> {
    let source = cluster[0].source;
    let first = cluster.iter().map(|place| place.lines.0).min().expect("a cluster has a place");
    let last = cluster.iter().map(|place| place.lines.1).max().expect("a cluster has a place");
    let right = cluster.iter().map(|place| place.columns.0.max(place.columns.1)).max().expect("a cluster has a place");

    let mut text = String::new();
    let mut starts = Vec::new();
    for number in first..=last {
        starts.push(text.len());
        let line = line(source, number);
        text.push_str(&line[..prefix(line, right + width)]);
        text.push('\n');
    }
    text.pop();
    if text.is_empty() || text.ends_with('\n') {
        // The drawing library knows no empty last line.
        text.push(' ');
    }

    let at = |line: u32| starts[(line - first) as usize];
    let mark = |place: Place<'_>| {
        let range = at(place.lines.0) + place.start..at(place.lines.1) + place.end;
        (range, place.label, place.number)
    };
    let marks = cluster.into_iter().map(mark).collect();
    Excerpt { source, first_line: first as usize, last_line: last as usize, text, marks }
}

/// The span between characters of the text, and without the line break that it ends with.
fn within(text: &str, span: Span) -> (usize, usize) {
    let start = text.floor_char_boundary((span.start as usize).min(text.len()));
    let end = text.floor_char_boundary((span.end as usize).min(text.len())).max(start);
    (start, start + text[start..end].trim_end_matches(['\r', '\n']).len())
}

fn line(source: &Source, number: u32) -> &str {
    source.slice(source.line(number))
}

fn column(c: char) -> usize {
    // As the drawing library counts them.
    if c == '\t' { 4 } else { c.width().unwrap_or(1) }
}

fn columns(text: &str) -> usize {
    text.chars().map(column).sum()
}

/// The length in bytes of the beginning of a line that fills some columns.
fn prefix(line: &str, columns: usize) -> usize {
    let mut used = 0;
    let beyond = line.char_indices().find(|&(_, c)| {
        used += column(c);
        used > columns
    });
    beyond.map_or(line.len(), |(at, _)| at)
}
