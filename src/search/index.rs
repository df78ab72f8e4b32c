//! Turns the words of all pages of a language into the pieces of an index that a browser asks for.
//!
//! A posting says in a few letters that a passage holds a word, how much the word weighs there, and in which of its
//! forms. The weight is worked out here, so that a browser ranks passages of which it has read nothing else.

use super::words::{Reader, Word, fold};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// What one page adds to the index: its words in order, each with the passages that hold it.
pub struct PageWords {
    terms: Vec<Term>,
    passages: u32,
}

struct Term {
    key: Box<str>,
    /// In alphabetical order.
    forms: Vec<Box<str>>,
    postings: Vec<Posting>,
}

#[derive(Clone, Copy)]
struct Posting {
    passage: u32,
    weight: u8,
    /// A bit for each form.
    forms: u32,
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
    Text,
    Code,
}

impl Field {
    /// What one use of a word counts in the text.
    fn weight(self) -> f32 {
        match self {
            Field::PageTitle | Field::Names | Field::Term => 3.0,
            Field::Title | Field::Description => 2.0,
            Field::Again | Field::Text => 1.0,
            Field::Code => 0.3,
        }
    }

    /// What a word of a title of so many words counts beside: one of two says more of the passage than one of ten.
    fn titling(self, words: u32) -> f32 {
        let share = (1.5 / (words as f32).sqrt()).min(1.0);
        match self {
            Field::PageTitle | Field::Title => share,
            Field::Term => 0.8 * share,
            Field::Again => 0.5 * share,
            Field::Names | Field::Description | Field::Text | Field::Code => 0.0,
        }
    }
}

/// The heaviest posting, and the highest number that one sign can say.
const HEAVIEST: f32 = 63.0;

/// The share of the weight that is the title's.
const OF_TITLE: f32 = 0.45;

/// Words of a passage of usual length.
const USUAL_LENGTH: f32 = 80.0;

/// Shorter passages count as this long: a row of a table is no better than a paragraph.
const SHORT: f32 = 40.0;

/// So many passages of one word are listed, the heaviest: a word of every page says little of any.
const MOST_POSTINGS: usize = 2000;

/// Forms of one word that are told apart; all others count as the last.
const MOST_FORMS: usize = 24;

/// Words that a misspelt one is compared with: those of most pages.
const MOST_SUGGESTIONS: usize = 4000;

/// The signs of numbers in postings, as of base64 for addresses: no sign of them is escaped in JSON.
const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

impl PageWords {
    /// The words of a page, given as texts of its passages.
    pub fn read<'t>(reader: &mut Reader, texts: impl Iterator<Item = (u32, Field, &'t str)>) -> PageWords {
        let mut found: BTreeMap<(Word, u32), (f32, f32)> = BTreeMap::new();
        let mut lengths: Vec<f32> = Vec::new();
        for (passage, field, text) in texts {
            lengths.resize(lengths.len().max(passage as usize + 1), 0.0);
            let mut words = Vec::new();
            reader.words(text, &mut |word| words.push(word));
            lengths[passage as usize] += words.len() as f32;
            let titling = field.titling(words.len() as u32);
            for word in words {
                let (text, title) = found.entry((word, passage)).or_default();
                *text += field.weight();
                *title = titling.max(*title);
            }
        }
        let mut terms: Vec<Term> = Vec::new();
        let mut weights: Vec<BTreeMap<u32, (f32, f32, u32)>> = Vec::new();
        for ((word, passage), (text, title)) in found {
            if terms.last().is_none_or(|term| term.key != word.key) {
                terms.push(Term { key: word.key.clone(), forms: Vec::new(), postings: Vec::new() });
                weights.push(BTreeMap::new());
            }
            let (Some(term), Some(weights)) = (terms.last_mut(), weights.last_mut()) else { continue };
            if term.forms.last() != Some(&word.form) {
                term.forms.push(word.form);
            }
            let (sum, best, forms) = weights.entry(passage).or_default();
            *sum += text;
            *best = title.max(*best);
            *forms |= 1 << (term.forms.len() - 1).min(MOST_FORMS - 1);
        }
        for (term, weights) in terms.iter_mut().zip(weights) {
            let posting = |(passage, (sum, title, forms)): (u32, (f32, f32, u32))| {
                // BM25, but for the rarity of the word, which the browser knows.
                let length = 1.2 * (0.25 + 0.75 * lengths[passage as usize].max(SHORT) / USUAL_LENGTH);
                let weight = (1.0 - OF_TITLE) * sum / (sum + length) + OF_TITLE * title;
                Posting { passage, weight: (HEAVIEST * weight).round().max(1.0) as u8, forms }
            };
            term.postings = weights.into_iter().map(posting).collect();
        }
        PageWords { terms, passages: lengths.len() as u32 }
    }
}

/// An index in pieces.
pub struct Index {
    /// What the browser reads first.
    pub directory: Arc<[u8]>,
    /// Words with their postings, in the order of their keys.
    pub shards: Vec<Arc<[u8]>>,
    pub suggestions: Arc<[u8]>,
}

/// One line of a shard.
struct Line {
    key: Box<str>,
    text: String,
    /// The forms, each with the number of pages that have it.
    forms: Vec<(Box<str>, u32)>,
}

/// The index of these pages in `count` shards; `about` is what else the directory says.
pub fn index(pages: &[Arc<PageWords>], primary: &str, count: usize, mut about: serde_json::Value) -> Index {
    let threads = std::thread::available_parallelism().map_or(1, |cores| cores.get().min(8));
    // Not by rayon: who makes an index is waited for by others who do its work, and may not take up theirs meanwhile.
    let mut lines: Vec<Line> = std::thread::scope(|scope| {
        let part = |share: usize| scope.spawn(move || lines(pages, primary, share, threads));
        let parts: Vec<_> = (0..threads).map(part).collect();
        parts.into_iter().flat_map(|part| part.join().expect("words are only counted")).collect()
    });
    lines.sort_by(|a, b| (&a.key, &a.text).cmp(&(&b.key, &b.text)));
    let total: usize = lines.iter().map(|line| line.text.len() + 1).sum();
    let mut shards: Vec<String> = vec![String::new(); count];
    let mut starts: Vec<&str> = vec![""; count];
    let (mut before, mut at, mut last) = (0, 0, "");
    for line in &lines {
        // A key is in one shard, whatever its lines.
        if *line.key != *last {
            at = before * count / total.max(1);
        }
        last = &line.key;
        if shards[at].is_empty() {
            starts[at] = &line.key;
        }
        if !shards[at].is_empty() {
            shards[at].push(',');
        }
        shards[at].push_str(&line.text);
        before += line.text.len() + 1;
    }
    // An empty shard begins where the next one does.
    for at in (1..count).rev() {
        if starts[at].is_empty() {
            starts[at] = starts.get(at + 1).copied().unwrap_or("\u{10FFFF}");
        }
    }
    about["shards"] = json!(starts);
    about["passages"] = json!(pages.iter().map(|page| page.passages).sum::<u32>());
    Index {
        directory: bytes(about.to_string()),
        shards: shards.into_iter().map(|shard| bytes(format!("[{shard}]"))).collect(),
        suggestions: suggestions(&lines),
    }
}

fn bytes(text: String) -> Arc<[u8]> {
    text.into_bytes().into()
}

/// The lines of one share of all keys.
fn lines(pages: &[Arc<PageWords>], primary: &str, share: usize, shares: usize) -> Vec<Line> {
    let mut terms: HashMap<&str, Vec<(u32, &Term)>> = HashMap::new();
    for (page, words) in (0u32..).zip(pages) {
        for term in words.terms.iter().filter(|term| share_of(&term.key, shares) == share) {
            terms.entry(&term.key).or_default().push((page, term));
        }
    }
    let reader = Reader::new(primary);
    let mut lines = Vec::with_capacity(terms.len());
    for (key, found) in terms {
        let line = line(key, &found);
        for (form, _) in &line.forms {
            let word = Word { key: key.into(), form: form.clone() };
            if let Some(bare) = reader.bare_key(&word) {
                // Who leaves out the accents comes to the same word.
                let text = json!([bare, "", 0, key]).to_string();
                lines.push(Line { key: bare.into(), text, forms: Vec::new() });
            }
        }
        lines.push(line);
    }
    lines.sort_by(|a, b| (&a.key, &a.text).cmp(&(&b.key, &b.text)));
    lines.dedup_by(|a, b| a.key == b.key && a.text == b.text);
    lines
}

/// By two letters, which all forms of an alias and its word nearly always share; where they do not, the alias stands in
/// another share, and is no less found.
fn share_of(key: &str, shares: usize) -> usize {
    key.bytes().take(2).map(usize::from).sum::<usize>() % shares
}

fn line(key: &str, found: &[(u32, &Term)]) -> Line {
    let mut forms: BTreeMap<&str, u32> = BTreeMap::new();
    for (_, term) in found {
        term.forms.iter().for_each(|form| *forms.entry(form).or_default() += 1);
    }
    let place: HashMap<&str, usize> =
        forms.keys().enumerate().map(|(at, form)| (*form, at.min(MOST_FORMS - 1))).collect();
    let mut postings: Vec<(u32, Posting)> = Vec::new();
    for &(page, term) in found {
        for posting in &term.postings {
            let own = (0..term.forms.len()).filter(|form| posting.forms >> form.min(&(MOST_FORMS - 1)) & 1 == 1);
            let forms = own.fold(0, |mask, form| mask | 1 << place[&*term.forms[form]]);
            postings.push((page, Posting { forms, ..*posting }));
        }
    }
    let count = postings.len();
    if count > MOST_POSTINGS {
        postings.sort_by_key(|(page, posting)| (std::cmp::Reverse(posting.weight), *page, posting.passage));
        postings.truncate(MOST_POSTINGS);
        postings.sort_by_key(|(page, posting)| (*page, posting.passage));
    }
    let signs = if forms.len() < 2 { 0 } else { forms.len().min(MOST_FORMS).div_ceil(6) };
    let mut out = String::with_capacity(postings.len() * 4);
    let mut last = 0;
    for (page, Posting { passage, weight, forms }) in postings {
        write_number(page - last, &mut out);
        write_number(passage, &mut out);
        out.push(sign(u32::from(weight)));
        (0..signs).for_each(|at| out.push(sign(forms >> (6 * at) & 63)));
        last = page;
    }
    let said: Vec<&str> = forms.keys().copied().collect();
    let said = if said == [key] { String::new() } else { said.join(" ") };
    let forms = forms.into_iter().map(|(form, pages)| (form.into(), pages)).collect();
    Line { key: key.into(), text: json!([key, said, count, out]).to_string(), forms }
}

/// Five bits to a sign, the lowest first; a sixth says that more follow.
pub fn write_number(mut number: u32, out: &mut String) {
    while number >= 32 {
        out.push(sign(number & 31 | 32));
        number >>= 5;
    }
    out.push(sign(number));
}

fn sign(number: u32) -> char {
    SIGNS[number as usize & 63] as char
}

/// The words of most pages, for readers who misspell one.
fn suggestions(lines: &[Line]) -> Arc<[u8]> {
    let forms = lines.iter().flat_map(|line| &line.forms);
    let is_word = |form: &str| form.chars().count() > 3 && form.chars().all(char::is_alphabetic);
    let mut words: Vec<(&str, u32)> =
        forms.filter(|(form, _)| is_word(form)).map(|(form, pages)| (&**form, *pages)).collect();
    words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| fold(a.0).cmp(&fold(b.0))).then_with(|| a.0.cmp(b.0)));
    words.truncate(MOST_SUGGESTIONS);
    bytes(json!(words.into_iter().map(|(word, _)| word).collect::<Vec<_>>()).to_string())
}
