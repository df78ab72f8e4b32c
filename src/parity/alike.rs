//! Turns two texts of two languages into how alike they are, and two rows of things into those that belong together.
//!
//! It knows no language: it goes by what translation leaves alone, and by words that begin alike.

use crate::source::Digest;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a text can be known by in another language.
pub struct Marks {
    /// Digests of numbers, names, code, and the beginnings of long words; sorted.
    words: Vec<u32>,
    length: usize,
}

impl Marks {
    pub fn of(text: &str) -> Marks {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut words: Vec<u32> = words.filter_map(mark).collect();
        words.sort_unstable();
        Marks { words, length: text.len() }
    }

    /// From 0 to 1.
    pub fn likeness(&self, other: &Marks) -> f32 {
        let (short, long) = (self.length.min(other.length) + 20, self.length.max(other.length) + 20);
        let length = short as f32 / long as f32;
        if self.words.len().max(other.words.len()) == 0 {
            return length;
        }
        0.3 * length + 0.7 * self.shared(other)
    }

    /// For each of several parts of two texts, how many of the marks that it alone has are in each part of the other text
    /// alone; none if the two have not as many parts, or too many.
    pub fn votes(left: &[Marks], right: &[Marks]) -> Option<Vec<u32>> {
        let count = left.len();
        if count != right.len() || count * count > MOST_CELLS {
            return None;
        }
        let (ours, theirs) = (homes(left), homes(right));
        let mut theirs = theirs.iter().peekable();
        let mut votes = vec![0; count * count];
        for &(word, i) in &ours {
            while theirs.next_if(|&&(other, _)| other < word).is_some() {}
            if let Some(&(_, j)) = theirs.next_if(|&&(other, _)| other == word) {
                votes[i * count + j] += 1;
            }
        }
        Some(votes)
    }

    /// How much of what they can be known by is in both; from 0 to 1.
    pub fn shared(&self, other: &Marks) -> f32 {
        let most = self.words.len().max(other.words.len());
        let mut ours = self.words.iter().peekable();
        let shared = other.words.iter().filter(|&word| {
            while ours.next_if(|&own| own < word).is_some() {}
            ours.next_if_eq(&word).is_some()
        });
        shared.count() as f32 / most.max(1) as f32
    }
}

/// The marks that one part alone has, in their order, with its place.
fn homes(parts: &[Marks]) -> Vec<(u32, usize)> {
    let places = parts.iter().enumerate().flat_map(|(at, part)| part.words.iter().map(move |&word| (word, at)));
    let mut all: Vec<(u32, usize)> = places.collect();
    all.sort_unstable();
    let homes = all.chunk_by(|one, next| one.0 == next.0);
    homes.filter(|home| home[0].1 == home[home.len() - 1].1).map(|home| home[0]).collect()
}

/// The digest of a number or a name with a figure, or of the first four letters of a word that has as many.
fn mark(word: &str) -> Option<u32> {
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return Some(short(word));
    }
    if let Some(start) = word.as_bytes().first_chunk::<4>().filter(|start| start.is_ascii()) {
        return Some(u32::from_le_bytes(start.map(|byte| byte.to_ascii_lowercase())));
    }
    if word.is_ascii() {
        return None;
    }
    let letters = word.nfd().filter(|&c| !is_combining_mark(c)).take(4);
    let start: String = letters.collect::<String>().to_lowercase();
    let four = start.as_bytes().first_chunk::<4>().filter(|_| start.len() == 4 && start.is_ascii());
    four.map(|four| u32::from_le_bytes(*four)).or_else(|| (start.chars().count() == 4).then(|| short(&start)))
}

fn short(text: &str) -> u32 {
    Digest::of(text.as_bytes()).0 as u32
}

/// Above this many cells things are paired in order, without a look at them.
const MOST_CELLS: usize = 250_000;

/// Pairs things in their order so that the sum of gains is the highest; what gains nothing stays alone.
pub fn pairs(left: usize, right: usize, gain: impl Fn(usize, usize) -> f32) -> Vec<(usize, usize)> {
    if left * right > MOST_CELLS {
        return (0..left.min(right)).map(|at| (at, at)).collect();
    }
    let width = right + 1;
    let gains: Vec<f32> = (0..left * right).map(|at| gain(at / right, at % right)).collect();
    let mut best = vec![0.0_f32; (left + 1) * width];
    for i in (0..left).rev() {
        for j in (0..right).rev() {
            let paired = best[(i + 1) * width + j + 1] + gains[i * right + j];
            best[i * width + j] = paired.max(best[(i + 1) * width + j]).max(best[i * width + j + 1]);
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < left && j < right {
        let here = best[i * width + j];
        if gains[i * right + j] > 0.0 && here == best[(i + 1) * width + j + 1] + gains[i * right + j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if here == best[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Those of `0..count` that are not among `used`.
pub(super) fn rest(count: usize, used: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut free = vec![true; count];
    used.for_each(|at| free[at] = false);
    (0..count).filter(|&at| free[at]).collect()
}
