//! Turns highlighted code into a cache by content, shared by threads and kept between runs in one file.
//!
//! It holds what came out of grammars and nothing else: reading the HTML of a hand-written lexer back from a file
//! costs more than making it again. It does no input or output.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use twox_hash::XxHash3_128;

/// To be raised with every change of what grammars give for the same code.
const VERSION: u32 = 1;

const MAGIC: &[u8; 8] = b"DIGLOTHL";

/// Magic, version and digest come before the entries.
const HEADER: usize = 8 + 4 + 16;

/// Key, age and length come before the HTML of an entry.
const ENTRY: usize = 16 + 1 + 4;

/// Up to this size a file keeps what the last runs did not use, so that a build of one page forgets no other.
const SMALL: usize = 8 << 20;

const SHARDS: usize = 16;

/// Highlighted code by the digest of its language and text.
pub struct Highlights {
    shards: [Mutex<HashMap<u128, Entry>>; SHARDS],
    changed: AtomicBool,
}

struct Entry {
    html: Arc<str>,
    /// Saves since it was last used; `None` if used since the cache was loaded.
    age: Option<u8>,
}

impl Default for Highlights {
    fn default() -> Highlights {
        Highlights { shards: std::array::from_fn(|_| Mutex::default()), changed: AtomicBool::new(false) }
    }
}

impl Highlights {
    /// The cache in the bytes of a file; empty if they are not what this version of Diglot wrote.
    pub fn load(bytes: &[u8]) -> Highlights {
        let highlights = Highlights::default();
        for (key, age, html) in verified(bytes).into_iter().flat_map(Entries) {
            let entry = Entry { html: html.into(), age: Some(age) };
            highlights.shard(key).insert(key, entry);
        }
        highlights
    }

    /// The HTML of `code`, the same as [`highlight`](super::highlight) makes.
    pub fn get(&self, language: &str, code: &str) -> Arc<str> {
        let token = super::token(language);
        if let Some(html) = super::by_lexer(&token, code) {
            return html.into();
        }
        let key = key(&token, code);
        if let Some(entry) = self.shard(key).get_mut(&key) {
            entry.age = None;
            return entry.html.clone();
        }
        // Two threads may make the same HTML at the same time; a lock held meanwhile would cost more.
        let html: Arc<str> = super::by_grammar(&token, code).into();
        self.changed.store(true, Ordering::Relaxed);
        let entry = Entry { html, age: None };
        self.shard(key).entry(key).or_insert(entry).html.clone()
    }

    /// Whether there is anything to save that was not loaded.
    pub fn is_changed(&self) -> bool {
        self.changed.load(Ordering::Relaxed)
    }

    /// The bytes of a file with everything used in this run and, while there is room, what was used last before.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut entries: Vec<(u8, u128, Arc<str>)> = Vec::new();
        for shard in &self.shards {
            let shard = lock(shard);
            let saved = shard
                .iter()
                .map(|(&key, entry)| (entry.age.map_or(0, |age| age.saturating_add(1)), key, entry.html.clone()));
            entries.extend(saved);
        }
        // Youngest first, so that the limit cuts off the oldest; then by key, so that equal caches are equal files.
        entries.sort_unstable_by_key(|&(age, key, _)| (age, key));
        let mut bytes = vec![0; HEADER];
        for (age, key, html) in entries {
            let fits = bytes.len() + ENTRY + html.len() <= SMALL;
            // A length that does not fit its field belongs to no code anyone reads.
            let Ok(length) = u32::try_from(html.len()) else {
                continue;
            };
            if age > 0 && !fits {
                break;
            }
            bytes.extend_from_slice(&key.to_le_bytes());
            bytes.push(age);
            bytes.extend_from_slice(&length.to_le_bytes());
            bytes.extend_from_slice(html.as_bytes());
        }
        let digest = XxHash3_128::oneshot(&bytes[HEADER..]);
        bytes[..8].copy_from_slice(MAGIC);
        bytes[8..12].copy_from_slice(&VERSION.to_le_bytes());
        bytes[12..HEADER].copy_from_slice(&digest.to_le_bytes());
        bytes
    }

    fn shard(&self, key: u128) -> MutexGuard<'_, HashMap<u128, Entry>> {
        lock(&self.shards[key as usize % SHARDS])
    }
}

/// A map is whole between any two operations, so a panic elsewhere does not spoil it.
fn lock(shard: &Mutex<HashMap<u128, Entry>>) -> MutexGuard<'_, HashMap<u128, Entry>> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}

fn key(token: &str, code: &str) -> u128 {
    let mut hasher = XxHash3_128::new();
    hasher.write(&VERSION.to_le_bytes());
    hasher.write(&(token.len() as u64).to_le_bytes());
    hasher.write(token.as_bytes());
    hasher.write(code.as_bytes());
    hasher.finish_128()
}

/// The entries of a file, if it is whole and of this version.
fn verified(bytes: &[u8]) -> Option<&[u8]> {
    let (header, entries) = bytes.split_at_checked(HEADER)?;
    let digest = XxHash3_128::oneshot(entries).to_le_bytes();
    let known = header[..8] == *MAGIC && header[8..12] == VERSION.to_le_bytes() && header[12..] == digest;
    known.then_some(entries)
}

/// Entries one after another; the first that cannot be read ends them.
struct Entries<'a>(&'a [u8]);

impl<'a> Iterator for Entries<'a> {
    type Item = (u128, u8, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let (key, rest) = self.0.split_first_chunk::<16>()?;
        let (&age, rest) = rest.split_first()?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        let (html, rest) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
        self.0 = rest;
        Some((u128::from_le_bytes(*key), age, std::str::from_utf8(html).ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUBY: &str = "def a(b)\n  \"x#{b}\" # <c>\nend\n";

    #[test]
    fn a_file_gives_back_what_was_saved() {
        let first = Highlights::default();
        assert!(!first.is_changed());
        let html = first.get("ruby", RUBY);
        assert_eq!(*html, *super::super::highlight("ruby", RUBY));
        assert!(first.is_changed());
        let bytes = first.to_bytes();
        let second = Highlights::load(&bytes);
        assert_eq!(second.get("ruby", RUBY), html);
        assert!(!second.is_changed(), "the second run had to highlight nothing");
        assert_eq!(second.to_bytes(), bytes);
    }

    #[test]
    fn lexers_leave_nothing_in_the_cache() {
        let highlights = Highlights::default();
        assert_eq!(*highlights.get("json", "[1]"), *super::super::highlight("json", "[1]"));
        assert!(!highlights.is_changed());
        assert_eq!(highlights.to_bytes().len(), HEADER);
    }

    #[test]
    fn the_language_is_part_of_the_key() {
        let highlights = Highlights::default();
        assert_ne!(highlights.get("ruby", RUBY), highlights.get("php", RUBY));
    }

    #[test]
    fn a_file_with_any_byte_changed_or_missing_is_empty() {
        let highlights = Highlights::default();
        highlights.get("ruby", RUBY);
        let whole = highlights.to_bytes();
        let empty = Highlights::default().to_bytes();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x20;
            assert_eq!(Highlights::load(&damaged).to_bytes(), empty, "byte {at} changed");
            assert_eq!(Highlights::load(&whole[..at]).to_bytes(), empty, "cut at {at}");
        }
    }

    fn age_of(highlights: &Highlights, key: u128) -> Option<Option<u8>> {
        highlights.shard(key).get(&key).map(|entry| entry.age)
    }

    fn insert(highlights: &Highlights, key: u128, length: usize, age: Option<u8>) {
        let html: Arc<str> = "x".repeat(length).into();
        highlights.shard(key).insert(key, Entry { html, age });
    }

    #[test]
    fn a_small_file_keeps_what_a_run_did_not_use() {
        let highlights = Highlights::default();
        insert(&highlights, 1, 100, None);
        insert(&highlights, 2, 100, Some(3));
        let loaded = Highlights::load(&highlights.to_bytes());
        assert_eq!((age_of(&loaded, 1), age_of(&loaded, 2)), (Some(Some(0)), Some(Some(4))));
    }

    #[test]
    fn a_large_file_drops_the_oldest_and_nothing_that_was_used() {
        let highlights = Highlights::default();
        insert(&highlights, 1, SMALL / 2, None);
        insert(&highlights, 2, SMALL, None);
        insert(&highlights, 3, 100, Some(0));
        let loaded = Highlights::load(&highlights.to_bytes());
        assert_eq!((age_of(&loaded, 1), age_of(&loaded, 2), age_of(&loaded, 3)), (Some(Some(0)), Some(Some(0)), None));
    }
}
