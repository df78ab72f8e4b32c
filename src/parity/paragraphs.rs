//! Turns the paragraphs of one unit in two languages into those that one side has and the other lacks.
//!
//! A translator may split a paragraph, or join two: what belongs together is found by length and by what translation leaves
//! alone (W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora", 1993). Only what no way of
//! splitting and joining explains is missing.

use super::alike::Marks;
use super::found::{Edition, Found, Side, told};
use super::shapes::{Gone, Parts};
use crate::diag::rules::parity as rules;
use crate::parse::outline::{Own, Passage};
use crate::source::Span;

/// What it costs to say that a paragraph has no counterpart; two standard deviations of length cost 2.
const LONE: f32 = 4.0;
/// What it costs that one side of what belongs together has a sentence more than the other.
const SENTENCE: f32 = 2.0;
/// What it costs to join two paragraphs into one, and three.
const JOINED: [f32; 3] = [0.0, 2.3, 4.5];
/// What it costs that another block stands between those that are joined.
const APART: f32 = 3.0;
/// How much cheaper the lack of a paragraph must be than any joining.
const MARGIN: f32 = 0.5;
/// Variance of the length of a translation, for each byte of the text.
const VARIANCE: f32 = 8.0;
/// Paragraphs of fewer bytes come and go: « Par exemple : ».
const SHORT: usize = 25;
/// Above this many pairs nothing is said.
const MOST_PAIRS: usize = 40_000;

/// Tells of paragraphs that stand on one side only, and adds them to what is `gone`; `homes` is where the unit stands on
/// each side. Where both sides have as many, gives them back as they stand.
pub(super) fn compare(
    editions: [&Edition<'_>; 2],
    own: [&Own<'_>; 2],
    homes: [Span; 2],
    gone: &mut Gone,
    found: &mut Vec<Found>,
) -> Option<Parts> {
    let present = [0, 1].map(|side: usize| -> Vec<&Passage> {
        let is_here = |piece: &&Passage| piece.paragraph && !gone[side].iter().any(|gone| gone.contains(piece.within));
        own[side].passages.iter().filter(is_here).collect()
    });
    let [left, right] = &present;
    if left.len() == right.len() {
        let parts = present.map(|pieces| pieces.iter().map(|piece| piece.within).collect::<Vec<Span>>());
        return (parts[0].len() > 1).then_some(Parts { parts, table: false, prose: true });
    }
    if left.len() * right.len() > MOST_PAIRS {
        return None;
    }
    let longer = if left.len() > right.len() { Side::First } else { Side::Second };
    let alignment = Alignment::of(editions, &present);
    let (cost, lone) = alignment.best(Some(longer));
    let (joined, _) = alignment.best(None);
    if cost + MARGIN > joined {
        return None;
    }
    let lone: Vec<&Passage> = lone.into_iter().map(|at| present[longer.at()][at]).collect();
    let first = lone.iter().find(|piece| piece.text.trim().len() >= SHORT)?;
    let name = editions[longer.at()].excerpt(first.within);
    let told = told(&rules::BLOCK_DIFFERS, "write").has(["has-paragraph", "has-not"]).names([name.clone(), name]);
    let place = editions[longer.at()].first_line(first.within);
    found.push(Found::alone(editions, longer, place, homes[longer.other().at()], told));
    gone[longer.at()].extend(lone.iter().map(|piece| piece.within));
    None
}

/// What is known of the paragraphs that are to be aligned.
struct Alignment {
    lengths: [Vec<f32>; 2],
    sentences: [Vec<usize>; 2],
    marks: [Vec<Marks>; 2],
    /// Of each paragraph whether another block stands between it and the next.
    apart: [Vec<bool>; 2],
}

impl Alignment {
    fn of(editions: [&Edition<'_>; 2], present: &[Vec<&Passage>; 2]) -> Alignment {
        let lengths = [0, 1].map(|side: usize| {
            // French takes about an eighth more letters than English.
            let ratio = if editions[side].document.place.language.primary() == "fr" { 0.88 } else { 1.0 };
            present[side].iter().map(|piece| piece.text.chars().count() as f32 * ratio).collect()
        });
        let sentences = [0, 1].map(|side: usize| present[side].iter().map(|piece| sentences(&piece.text)).collect());
        let marks = [0, 1].map(|side: usize| present[side].iter().map(|piece| Marks::of(&piece.text)).collect());
        let apart = [0, 1].map(|side: usize| {
            let between = |pair: &[&Passage]| {
                let (one, next) = (pair[0].within, pair[1].within);
                let text = editions[side].source().text().get(one.end as usize..next.start as usize);
                text.is_some_and(|text| text.contains(|c: char| !c.is_whitespace() && c != '>'))
            };
            present[side].windows(2).map(between).collect()
        });
        Alignment { lengths, sentences, marks, apart }
    }

    /// What it costs that some paragraphs of each side are the same text.
    fn cost(&self, left: std::ops::Range<usize>, right: std::ops::Range<usize>) -> f32 {
        let ranges = [(0, &left), (1, &right)];
        let lengths = ranges.map(|(side, range)| self.lengths[side][range.clone()].iter().sum::<f32>());
        let sentences = ranges.map(|(side, range)| self.sentences[side][range.clone()].iter().sum::<usize>());
        let spread = (VARIANCE * (lengths[0] + lengths[1]) / 2.0 + 25.0).sqrt();
        let off = (lengths[0] - lengths[1]) / spread;
        let pairs = left.clone().flat_map(|i| right.clone().map(move |j| (i, j)));
        let shared = pairs.map(|(i, j)| self.marks[0][i].shared(&self.marks[1][j])).fold(0.0, f32::max);
        let split = sentences[0].abs_diff(sentences[1]) as f32 * SENTENCE;
        let apart = ranges.iter().any(|(side, range)| self.apart[*side][range.start..range.end - 1].contains(&true));
        let joined = JOINED[left.len().max(right.len()) - 1] + if apart { APART } else { 0.0 };
        (off * off / 2.0).min(25.0) + split - 2.0 * shared + joined
    }

    /// The least cost of an alignment in which paragraphs of one side may stand alone, or none, and those that do.
    fn best(&self, side: Option<Side>) -> (f32, Vec<usize>) {
        let sizes = [self.lengths[0].len(), self.lengths[1].len()];
        let width = sizes[1] + 1;
        let mut best = vec![(f32::INFINITY, (0, 0)); (sizes[0] + 1) * width];
        best[0].0 = 0.0;
        for i in 0..=sizes[0] {
            for j in 0..=sizes[1] {
                for (a, b) in [(1, 1), (2, 1), (1, 2), (3, 1), (1, 3), (1, 0), (0, 1)] {
                    let own = if a == 0 { Some(Side::Second) } else { Some(Side::First) };
                    if a > i || b > j || a * b == 0 && own != side {
                        continue;
                    }
                    let here = if a * b == 0 { LONE } else { self.cost(i - a..i, j - b..j) };
                    let cost = best[(i - a) * width + j - b].0 + here;
                    if cost < best[i * width + j].0 {
                        best[i * width + j] = (cost, (a, b));
                    }
                }
            }
        }
        let (mut i, mut j, mut lone) = (sizes[0], sizes[1], Vec::new());
        let cost = best[i * width + j].0;
        while cost.is_finite() && (i, j) != (0, 0) {
            let (a, b) = best[i * width + j].1;
            (i, j) = (i - a, j - b);
            match (a, b) {
                (_, 0) => lone.push(i),
                (0, _) => lone.push(j),
                _ => {}
            }
        }
        lone.reverse();
        (cost, lone)
    }
}

/// How many sentences a text has.
fn sentences(text: &str) -> usize {
    let ends = |word: &str| word.trim_end_matches(['»', '”', '"', ')', '\u{a0}']).ends_with(['.', '!', '?', '…', ':']);
    let words: Vec<&str> = text.split_whitespace().collect();
    let inside = words.windows(2).filter(|pair| ends(pair[0]) && !pair[1].starts_with(char::is_lowercase)).count();
    inside + 1
}
