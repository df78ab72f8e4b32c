//! Turns the texts of a page into what it adds to an index: which words each of its passages holds, and what they weigh.
//!
//! Words are numbers of a vocabulary that all pages of a language share, so that pages are put together without comparing
//! a letter. Which word has which number follows from who came first; nothing that is published may depend on it.

use super::words::Reader;
use crate::names::HashMap;
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex, PoisonError};

/// The words of a page, passage by passage.
///
/// Each is the number of a word with its weight in the lowest six bits. A zero ends a passage: nothing found weighs nothing.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageWords(pub Box<[u32]>);

/// Bits of a weight.
pub const WEIGHT: u32 = 6;

/// The heaviest posting, and the highest number that one sign can say.
pub const HEAVIEST: u32 = (1 << WEIGHT) - 1;

impl PageWords {
    /// The passages, each a list of words.
    pub fn passages(&self) -> impl Iterator<Item = &[u32]> {
        self.0.split_inclusive(|word| *word == 0).map(|passage| &passage[..passage.len() - 1])
    }
}

/// What a word weighs by where it stands.
#[derive(Clone, Copy)]
pub enum Field {
    PageTitle,
    Title,
    /// The title of a passage that goes on with another.
    Again,
    Term,
    Names,
    Description,
    /// What readers may call it, in words of its author's that it does not say.
    Keyword,
    Text,
    Code,
}

impl Field {
    /// What one use of a word counts in the text, in tenths: whole numbers add up to the same in any order.
    fn weight(self) -> u32 {
        match self {
            Field::PageTitle | Field::Names | Field::Term => 30,
            Field::Title | Field::Description | Field::Keyword => 20,
            Field::Again | Field::Text => 10,
            Field::Code => 2,
        }
    }

    /// What a word of a title of so many words counts beside: one of two says more of the passage than one of ten.
    fn titling(self, words: usize) -> f32 {
        let share = (1.5 / (words as f32).sqrt()).min(1.0);
        match self {
            Field::PageTitle | Field::Title | Field::Keyword => share,
            Field::Term => 0.8 * share,
            Field::Again => 0.5 * share,
            Field::Names | Field::Description | Field::Text | Field::Code => 0.0,
        }
    }
}

/// The share of the weight that is the title's.
const OF_TITLE: f32 = 0.45;

/// Words of a passage of usual length.
const USUAL_LENGTH: f32 = 80.0;

/// Shorter passages count as this long: a row of a table is no better than a paragraph.
const SHORT: f32 = 40.0;

/// The words of a language, by number. Zero is none.
#[derive(Default)]
pub struct Vocabulary(Mutex<Known>);

#[derive(Default)]
struct Known {
    words: Vec<Entry>,
    places: HashMap<Entry, u32>,
}

/// A word: what it is found by, and the form that was met.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Entry {
    pub key: Arc<str>,
    pub form: Arc<str>,
}

impl Vocabulary {
    /// The vocabulary of these words, in this order.
    pub fn of(words: Vec<Entry>) -> Vocabulary {
        let places = words.iter().cloned().zip(1..).collect();
        Vocabulary(Mutex::new(Known { words, places }))
    }

    /// All words so far; the number of the first is 1.
    pub fn words(&self) -> Vec<Entry> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).words.clone()
    }

    fn number(&self, entry: Entry) -> u32 {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let next = known.words.len() as u32 + 1;
        let number = *known.places.entry(entry.clone()).or_insert(next);
        if number == next {
            known.words.push(entry);
        }
        number
    }
}

/// Reads one page after another.
pub struct PageReader<'v> {
    reader: Reader,
    vocabulary: &'v Vocabulary,
    /// By the reader's numbers of words.
    met: Vec<Met>,
    /// By the reader's numbers of keys: what its uses in the passage that is read come to.
    sums: Vec<Sum>,
    /// The number of the passage that is read, among all.
    turn: u32,
    /// The words of this passage, and how long it is.
    words: Vec<u32>,
    length: usize,
}

#[derive(Clone, Copy, Default)]
struct Met {
    /// In the vocabulary; zero until it is needed.
    number: u32,
    turn: u32,
}

#[derive(Clone, Copy, Default)]
struct Sum {
    turn: u32,
    weight: u32,
    title: f32,
}

impl PageReader<'_> {
    pub fn new<'v>(primary: &str, vocabulary: &'v Vocabulary) -> PageReader<'v> {
        let reader = Reader::new(primary);
        PageReader { reader, vocabulary, met: Vec::new(), sums: Vec::new(), turn: 0, words: Vec::new(), length: 0 }
    }

    /// The words of a page, given as texts of its passages, one after another.
    pub fn read<'t>(&mut self, texts: impl Iterator<Item = (u32, Field, &'t str)>) -> PageWords {
        let mut out = Vec::new();
        let mut last = None;
        for (passage, field, text) in texts {
            if last != Some(passage) {
                if last.is_some() {
                    self.close(&mut out);
                }
                last = Some(passage);
                self.turn += 1;
            }
            self.text(field, text);
        }
        if last.is_some() {
            self.close(&mut out);
        }
        PageWords(out.into())
    }

    fn text(&mut self, field: Field, text: &str) {
        let mut used: Vec<u32> = Vec::new();
        self.reader.words(text, &mut |word| used.push(word));
        let (weight, title) = (field.weight(), field.titling(used.len()));
        // A page is no longer for what it does not say.
        if !matches!(field, Field::Keyword) {
            self.length += used.len();
        }
        for word in used {
            let (at, key) = (word as usize, self.reader.word(word).number as usize);
            if self.met.len() <= at {
                self.met.resize(at + 1, Met::default());
            }
            if self.sums.len() <= key {
                self.sums.resize(key + 1, Sum::default());
            }
            let sum = &mut self.sums[key];
            if sum.turn != self.turn {
                *sum = Sum { turn: self.turn, ..Sum::default() };
            }
            sum.weight += weight;
            sum.title = sum.title.max(title);
            if self.met[at].turn != self.turn {
                self.met[at].turn = self.turn;
                self.words.push(word);
            }
        }
    }

    /// Ends a passage.
    fn close(&mut self, out: &mut Vec<u32>) {
        // BM25, but for the rarity of the word, which the browser knows.
        let length = 1.5 * (0.35 + 0.65 * (self.length as f32).max(SHORT) / USUAL_LENGTH);
        for word in self.words.drain(..) {
            let own = self.reader.word(word);
            let Sum { weight, title, .. } = self.sums[own.number as usize];
            let sum = weight as f32 / 10.0;
            let weight = (1.0 - OF_TITLE) * sum / (sum + length) + OF_TITLE * title;
            let weight = ((HEAVIEST as f32 * weight).round() as u32).clamp(1, HEAVIEST);
            let met = &mut self.met[word as usize];
            if met.number == 0 {
                met.number = self.vocabulary.number(Entry { key: own.key.clone(), form: own.form.clone() });
            }
            out.push(met.number << WEIGHT | weight);
        }
        out.push(0);
        self.length = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_lists_each_form_once() {
        let vocabulary = Vocabulary::default();
        let mut reader = PageReader::new("en", &vocabulary);
        let page = reader
            .read([(0, Field::Text, "page pages page"), (1, Field::Text, ""), (2, Field::Title, "Pages")].into_iter());
        let words = vocabulary.words();
        let forms = |passage: &[u32]| -> Vec<String> {
            passage.iter().map(|word| words[(word >> WEIGHT) as usize - 1].form.to_string()).collect()
        };
        assert_eq!(page.passages().map(forms).collect::<Vec<_>>(), [vec!["page", "pages"], vec![], vec!["pages"]]);
        let weights: Vec<u32> = page.passages().flatten().map(|word| word & HEAVIEST).collect();
        assert_eq!(weights[0], weights[1], "forms of a word weigh what it weighs");
        assert!(weights[2] > weights[0], "{weights:?}");
    }
}
