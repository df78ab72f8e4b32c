//! Turns the words of all pages of a language into the pieces of an index that a browser asks for.
//!
//! A posting says in a few letters that a passage holds a word, how much the word weighs there, and in which of its
//! forms. The weight is worked out where the page is read, so that a browser ranks passages of which it has read nothing
//! else.

use super::page::{Entry, HEAVIEST, PageWords, WEIGHT};
use super::words::{Reader, fold};
use serde_json::json;
use std::sync::Arc;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    page: u32,
    passage: u32,
    weight: u32,
    /// A bit for each form.
    forms: u32,
}

/// So many passages of one word are listed, the heaviest: a word of every page says little of any.
const MOST_POSTINGS: usize = 2000;

/// Forms of one word that are told apart; all others count as the last.
const MOST_FORMS: usize = 24;

/// Words that a misspelt one is compared with: those of most pages.
const MOST_SUGGESTIONS: usize = 4000;

/// The signs of numbers in postings, as of base64 for addresses: no sign of them is escaped in JSON.
const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// An index in pieces.
pub struct Index {
    /// What the browser reads first.
    pub directory: Arc<[u8]>,
    /// Words with their postings, in the order of their keys.
    pub shards: Vec<Arc<[u8]>>,
    pub suggestions: Arc<[u8]>,
}

/// One line of a shard.
struct Line<'a> {
    key: std::borrow::Cow<'a, str>,
    text: String,
    /// The forms, each with the number of pages that have it.
    forms: Vec<(&'a str, u32)>,
}

/// Where each word stands: its passages, in the order of the pages.
struct Uses {
    starts: Vec<u32>,
    /// Page, and passage with weight.
    places: Vec<(u32, u32)>,
}

impl Uses {
    /// By counting first: every list is as long as it must be, and nothing is sorted.
    fn of(pages: &[Arc<PageWords>], words: usize) -> Uses {
        let mut starts = vec![0u32; words + 2];
        for word in pages.iter().flat_map(|page| page.passages().flatten()) {
            starts[(word >> WEIGHT) as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut places = vec![(0, 0); *starts.last().expect("there is a zero") as usize];
        for (page, words) in (0u32..).zip(pages) {
            for (passage, words) in (0u32..).zip(words.passages()) {
                for word in words {
                    let place = &mut next[(word >> WEIGHT) as usize];
                    places[*place as usize] = (page, passage << WEIGHT | word & HEAVIEST);
                    *place += 1;
                }
            }
        }
        Uses { starts, places }
    }

    fn of_word(&self, word: u32) -> &[(u32, u32)] {
        &self.places[self.starts[word as usize] as usize..self.starts[word as usize + 1] as usize]
    }
}

/// The index of these pages in `count` shards; `about` is what else the directory says.
pub fn index(
    pages: &[Arc<PageWords>],
    words: &[Entry],
    primary: &str,
    count: usize,
    mut about: serde_json::Value,
) -> Index {
    let uses = Uses::of(pages, words.len());
    let is_used = |word: &u32| !uses.of_word(*word).is_empty();
    let mut order: Vec<u32> = (1..=words.len() as u32).filter(is_used).collect();
    order.sort_unstable_by(|one, other| words[*one as usize - 1].cmp(&words[*other as usize - 1]));
    let lines = lines(&order, words, &uses, primary);
    let total: usize = lines.iter().map(|line| line.text.len() + 1).sum();
    let mut shards: Vec<String> = vec![String::new(); count];
    let mut starts: Vec<&str> = vec![""; count];
    let (mut before, mut at, mut last) = (0, 0, "");
    for line in &lines {
        // A key is in one shard, whatever its lines.
        if *line.key != *last {
            at = before * count / total.max(1);
        }
        if shards[at].is_empty() {
            starts[at] = between(last, &line.key);
        }
        if !shards[at].is_empty() {
            shards[at].push(',');
        }
        shards[at].push_str(&line.text);
        before += line.text.len() + 1;
        last = &line.key;
    }
    // An empty shard begins where the next one does.
    for at in (1..count).rev() {
        if starts[at].is_empty() {
            starts[at] = starts.get(at + 1).copied().unwrap_or("\u{10FFFF}");
        }
    }
    about["shards"] = json!(starts);
    about["passages"] = json!(pages.iter().map(|page| page.passages().count()).sum::<usize>());
    Index {
        directory: bytes(about.to_string()),
        shards: shards.into_iter().map(|shard| bytes(format!("[{shard}]"))).collect(),
        suggestions: suggestions(&lines),
    }
}

/// The shortest beginning of a key that comes after the key before it: a directory of many shards names each.
fn between<'k>(before: &str, key: &'k str) -> &'k str {
    let ends = key.char_indices().map(|(at, letter)| at + letter.len_utf8());
    ends.map(|end| &key[..end]).find(|beginning| *beginning > before).unwrap_or(key)
}

fn bytes(text: String) -> Arc<[u8]> {
    text.into_bytes().into()
}

/// The lines of these words, which are in the order of their keys and forms.
fn lines<'a>(order: &[u32], words: &'a [Entry], uses: &Uses, primary: &str) -> Vec<Line<'a>> {
    let key = |word: u32| &words[word as usize - 1].key;
    let groups: Vec<&[u32]> = order.chunk_by(|one, other| key(*one) == key(*other)).collect();
    let threads = std::thread::available_parallelism().map_or(1, |cores| cores.get().min(8));
    let share = groups.len().div_ceil(threads).max(1);
    // Not by rayon: who makes an index is waited for by others who do its work, and may not take up theirs meanwhile.
    let part = |groups: &[&[u32]]| {
        let reader = Reader::new(primary);
        let mut lines = Vec::with_capacity(groups.len());
        let mut aliases = Vec::new();
        for group in groups {
            let line = line(group, words, uses);
            aliases.extend(line.forms.iter().filter_map(|(form, _)| alias(&reader, &line.key, form)));
            lines.push(line);
        }
        (lines, aliases)
    };
    let (lines, mut aliases) = std::thread::scope(|scope| {
        let part = &part;
        let parts: Vec<_> = groups.chunks(share).map(|groups| scope.spawn(move || part(groups))).collect();
        let (mut lines, mut aliases) = (Vec::with_capacity(groups.len()), Vec::new());
        for own in parts {
            let own = own.join().expect("words are only counted");
            lines.extend(own.0);
            aliases.extend(own.1);
        }
        (lines, aliases)
    });
    // They are few; all others are in order already.
    let by_key = |a: &Line<'_>, b: &Line<'_>| (&a.key, &a.text).cmp(&(&b.key, &b.text));
    aliases.sort_by(by_key);
    aliases.dedup_by(|a, b| a.key == b.key && a.text == b.text);
    merged(lines, aliases, by_key)
}

/// Two lists in order as one.
fn merged<T>(one: Vec<T>, other: Vec<T>, order: impl Fn(&T, &T) -> std::cmp::Ordering) -> Vec<T> {
    let mut out = Vec::with_capacity(one.len() + other.len());
    let mut other = other.into_iter().peekable();
    for item in one {
        while let Some(before) = other.next_if(|before| order(before, &item).is_lt()) {
            out.push(before);
        }
        out.push(item);
    }
    out.extend(other);
    out
}

/// Who leaves out the accents comes to the same word.
fn alias<'a>(reader: &Reader, key: &str, form: &str) -> Option<Line<'a>> {
    let bare = reader.bare_key(key, form)?;
    let text = json!([bare, "", 0, key]).to_string();
    Some(Line { key: bare.into(), text, forms: Vec::new() })
}

/// The line of one key, given as the words that have it.
fn line<'a>(group: &[u32], words: &'a [Entry], uses: &Uses) -> Line<'a> {
    let key = &*words[group[0] as usize - 1].key;
    let of_page = |word: &u32| uses.of_word(*word).chunk_by(|one, other| one.0 == other.0).count() as u32;
    let forms: Vec<(&str, u32)> = group.iter().map(|word| (&*words[*word as usize - 1].form, of_page(word))).collect();
    let mut postings = postings(group, uses);
    let count = postings.len();
    if count > MOST_POSTINGS {
        postings.sort_by_key(|posting| (std::cmp::Reverse(posting.weight), posting.page, posting.passage));
        postings.truncate(MOST_POSTINGS);
        postings.sort_unstable();
    }
    let signs = if forms.len() < 2 { 0 } else { forms.len().min(MOST_FORMS).div_ceil(6) };
    let mut out = String::with_capacity(postings.len() * 4);
    let mut last = 0;
    for Posting { page, passage, weight, forms } in postings {
        write_number(page - last, &mut out);
        write_number(passage, &mut out);
        out.push(sign(weight));
        (0..signs).for_each(|at| out.push(sign(forms >> (6 * at) & 63)));
        last = page;
    }
    let said: Vec<&str> = forms.iter().map(|(form, _)| *form).collect();
    let said = if said == [key] { String::new() } else { said.join(" ") };
    let [key_text, said] = [key, &*said].map(|text| serde_json::to_string(text).expect("a text can be written"));
    // What numbers are written with needs no escape.
    Line { key: key.into(), text: format!("[{key_text},{said},{count},\"{out}\"]"), forms }
}

/// The passages that hold one of these forms, in order.
fn postings(group: &[u32], uses: &Uses) -> Vec<Posting> {
    let mut all: Vec<Posting> = Vec::with_capacity(group.iter().map(|word| uses.of_word(*word).len()).sum());
    for (at, word) in group.iter().enumerate() {
        let forms = 1 << at.min(MOST_FORMS - 1);
        let posting = |&(page, place): &(u32, u32)| {
            let (passage, weight) = (place >> WEIGHT, place & HEAVIEST);
            Posting { page, passage, weight, forms }
        };
        all.extend(uses.of_word(*word).iter().map(posting));
    }
    if group.len() > 1 {
        all.sort_unstable();
        // The forms of a word weigh the same in a passage: each weighs what they do together.
        all.dedup_by(|next, kept| {
            let same = (next.page, next.passage) == (kept.page, kept.passage);
            if same {
                kept.forms |= next.forms;
            }
            same
        });
    }
    all
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
fn suggestions(lines: &[Line<'_>]) -> Arc<[u8]> {
    let forms = lines.iter().flat_map(|line| &line.forms);
    let is_word = |form: &str| form.chars().count() > 3 && form.chars().all(char::is_alphabetic);
    let mut words: Vec<(&str, u32)> = forms.filter(|(form, _)| is_word(form)).copied().collect();
    words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| fold(a.0).cmp(&fold(b.0))).then_with(|| a.0.cmp(b.0)));
    words.truncate(MOST_SUGGESTIONS);
    bytes(json!(words.into_iter().map(|(word, _)| word).collect::<Vec<_>>()).to_string())
}
