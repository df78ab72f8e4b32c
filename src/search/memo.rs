//! Turns the words of pages into bytes for the next run and back, so that only pages that say something else are read.
//!
//! Nothing in it can change a byte of the output: a page is found by a digest of all that its words follow from, and what
//! is absent, damaged, foreign or of another version is an empty memo. It does no input or output: who makes it says how
//! its bytes are read, and they are when an index is made, which most runs need not do.

use super::page::{Entry, PageWords, Vocabulary, WEIGHT};
use crate::code;
use crate::source::{Digest, DigestMap};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

const MAGIC: &[u8; 8] = b"diglot-w";

type Load = dyn FnOnce() -> Vec<u8> + Send;

/// What pages add to the indexes, by a digest of what they say.
#[derive(Default)]
pub struct Memo {
    load: Mutex<Option<Box<Load>>>,
    /// By primary subtag: whoever reads a language reads it the same.
    languages: OnceLock<Mutex<BTreeMap<Box<str>, Arc<Language>>>>,
}

/// The pages of one language.
#[derive(Default)]
pub struct Language {
    pub vocabulary: Vocabulary,
    pages: Mutex<Pages>,
}

#[derive(Default)]
struct Pages {
    known: DigestMap<Arc<PageWords>>,
    /// Whether there is any that was not loaded.
    changed: bool,
}

impl Memo {
    /// The memo that was kept as the bytes that `load` reads, if it is ever asked for.
    pub fn lazy(load: impl FnOnce() -> Vec<u8> + Send + 'static) -> Memo {
        Memo { load: Mutex::new(Some(Box::new(load))), ..Memo::default() }
    }

    pub fn language(&self, primary: &str) -> Arc<Language> {
        let languages = self.languages.get_or_init(|| {
            let load = self.load.lock().unwrap_or_else(PoisonError::into_inner).take();
            Mutex::new(load.and_then(|load| read(&load())).unwrap_or_default())
        });
        languages.lock().unwrap_or_else(PoisonError::into_inner).entry(primary.into()).or_default().clone()
    }

    /// The bytes to keep, if there is anything new.
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let languages = self.languages.get()?.lock().unwrap_or_else(PoisonError::into_inner);
        let changed = |language: &Arc<Language>| language.pages().changed;
        languages.values().any(changed).then(|| write(&languages))
    }
}

impl Language {
    fn pages(&self) -> std::sync::MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the page of this digest adds, if it is known.
    pub fn known(&self, page: Digest) -> Option<Arc<PageWords>> {
        self.pages().known.get(&page).cloned()
    }

    /// Keeps these pages of all that are known, and what else `is_live`.
    pub fn keep(&self, pages: impl Iterator<Item = (Digest, Arc<PageWords>)>, is_live: &dyn Fn(Digest) -> bool) {
        let mut own = self.pages();
        own.known.retain(|key, _| is_live(*key));
        for (key, words) in pages {
            own.changed |= own.known.insert(key, words).is_none();
        }
    }
}

/// A language as it is kept: its words, and its pages in the order of their digests.
#[derive(Serialize, Deserialize)]
struct Kept {
    words: Vec<Entry>,
    pages: Vec<(Digest, Arc<PageWords>)>,
}

impl Kept {
    fn of(language: &Language) -> Kept {
        let mut pages: Vec<_> = language.pages().known.iter().map(|(key, words)| (*key, words.clone())).collect();
        pages.sort_unstable_by_key(|(key, _)| *key);
        let words = language.vocabulary.words();
        let mut used = vec![0; words.len() + 1];
        pages.iter().flat_map(|(_, page)| &page.0).for_each(|word| used[(word >> WEIGHT) as usize] += 1);
        if used[1..].iter().all(|count| *count > 0) {
            return Kept { words, pages };
        }
        // Words that no page has any more are left out, and the others move up.
        let mut next = 0;
        let numbers = used.iter().enumerate().map(|(at, count)| {
            next += u32::from(at > 0 && *count > 0);
            next
        });
        let numbers: Vec<u32> = numbers.collect();
        let renumbered = |page: &PageWords| {
            let moved = page.0.iter().map(|&word| match word {
                0 => 0,
                word => numbers[(word >> WEIGHT) as usize] << WEIGHT | word & ((1 << WEIGHT) - 1),
            });
            Arc::new(PageWords(moved.collect()))
        };
        let pages = pages.into_iter().map(|(key, page)| (key, renumbered(&page))).collect();
        let words = words.into_iter().zip(&used[1..]).filter(|(_, count)| **count > 0).map(|(word, _)| word);
        Kept { words: words.collect(), pages }
    }

    /// The language, if all its numbers are of words that it has.
    fn language(self) -> Option<Language> {
        let most = self.words.len() as u32;
        let sound = |page: &PageWords| {
            let known = page.0.iter().all(|&word| word == 0 || (1..=most).contains(&(word >> WEIGHT)));
            known && page.0.last().is_none_or(|last| *last == 0)
        };
        let whole = self.pages.iter().all(|(_, page)| sound(page));
        whole.then(|| Language {
            vocabulary: Vocabulary::of(self.words),
            pages: Mutex::new(Pages { known: self.pages.into_iter().collect(), changed: false }),
        })
    }
}

/// Magic, version, digest of the rest, languages.
fn write(languages: &BTreeMap<Box<str>, Arc<Language>>) -> Vec<u8> {
    let kept: BTreeMap<&str, Kept> = languages.iter().map(|(name, language)| (&**name, Kept::of(language))).collect();
    let body = postcard::to_stdvec(&kept).expect("plain data can be written");
    let digest = Digest::of(&body).0.to_le_bytes();
    [MAGIC.as_slice(), &code::digest().0.to_le_bytes(), &digest, &body].concat()
}

fn read(bytes: &[u8]) -> Option<BTreeMap<Box<str>, Arc<Language>>> {
    let (version, rest) = bytes.strip_prefix(MAGIC)?.split_at_checked(16)?;
    let (digest, body) = rest.split_at_checked(16)?;
    if *version != code::digest().0.to_le_bytes() || *digest != Digest::of(body).0.to_le_bytes() {
        return None;
    }
    let kept: BTreeMap<Box<str>, Kept> = postcard::from_bytes(body).ok()?;
    kept.into_iter().map(|(name, kept)| Some((name, Arc::new(kept.language()?)))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::page::{Field, PageReader};
    use super::*;

    /// A memo that has read these texts, each a page.
    fn memo(load: Vec<u8>, texts: &[&str]) -> (Memo, usize) {
        let memo = Memo::lazy(|| load);
        let mut count = 0;
        let language = memo.language("en");
        let mut reader = PageReader::new("en", &language.vocabulary);
        let page = |text: &&str| {
            let key = Digest::of(text.as_bytes());
            let known = language.known(key);
            count += usize::from(known.is_none());
            (key, known.unwrap_or_else(|| Arc::new(reader.read([(0, Field::Text, *text)].into_iter()))))
        };
        let pages: Vec<_> = texts.iter().map(page).collect();
        language.keep(pages.iter().cloned(), &|key| pages.iter().any(|(own, _)| *own == key));
        (memo, count)
    }

    #[test]
    fn a_page_is_read_once() {
        let (first, count) = memo(Vec::new(), &["one two", "two three"]);
        assert_eq!(count, 2);
        let bytes = first.to_bytes().expect("both are new");
        let (second, count) = memo(bytes.clone(), &["one two", "two three"]);
        assert_eq!(count, 0);
        assert!(second.to_bytes().is_none());
        let (third, count) = memo(bytes, &["two three", "three four"]);
        assert_eq!(count, 1);
        let (alone, _) = memo(Vec::new(), &["two three", "three four"]);
        let (kept, from_nothing) = (third.to_bytes().expect("one is new"), alone.to_bytes().expect("both are new"));
        assert_eq!(kept.len(), from_nothing.len(), "words that are gone are not kept");
    }

    #[test]
    fn a_file_with_any_byte_changed_or_missing_is_empty() {
        let texts = ["one two", "two three"];
        let whole = memo(Vec::new(), &texts).0.to_bytes().expect("both are new");
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x20;
            assert_eq!(memo(damaged, &texts).1, 2, "byte {at} changed");
            assert_eq!(memo(whole[..at].to_vec(), &texts).1, 2, "cut at {at}");
        }
    }
}
