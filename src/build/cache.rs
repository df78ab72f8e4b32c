//! Turns results of pure functions into bytes for the next run and back: highlighted code, what documents say, and
//! what their editions do not have in common.
//!
//! Nothing in it can change a byte of the output: every entry is found by a digest of all that it was made from,
//! and a file that is absent, damaged, foreign or older is an empty cache.

use super::follow::Last;
use crate::code;
use crate::highlight::Highlights;
use crate::ledger::{self, Record};
use crate::parity;
use crate::parse::{Content, Document, Place};
use crate::search;
use crate::shared::SHARE;
use crate::source::{Digest, DigestMap, Digester, Source};
use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

const MAGIC: &[u8; 8] = b"diglot-c";

/// Of the file that adds to another one.
const MORE: &[u8; 8] = b"diglot-m";

/// Length of what comes before the entries: magic, version, digest.
const HEAD: usize = 8 + 16 + 16;

/// What is new or gone may be so large a part of the file: then it is written whole.
const PART: usize = 10;

/// What is kept between two builds.
#[derive(Default)]
pub struct Cache {
    highlights: Arc<Highlights>,
    documents: DigestMap<Kept<Content>>,
    /// The documents' file that was read.
    base: Option<Base>,
    /// What the records of the ledger say, by the digest of their texts.
    records: DigestMap<Kept<Record>>,
    compared: parity::Memo,
    changed: bool,
    /// Whether the last build is kept.
    follows: bool,
    last: Option<Box<Last>>,
    /// What pages add to the index of the search.
    words: Arc<search::Memo>,
    /// Style sheets and drawings that ask for nothing.
    idle: DigestMap<()>,
}

/// A result, and the same as bytes if it was read back: they need not be made anew.
struct Kept<T> {
    value: Arc<T>,
    bytes: Option<Blob>,
}

impl<T> Kept<T> {
    fn new(value: &Arc<T>) -> Kept<T> {
        Kept { value: value.clone(), bytes: None }
    }
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Kept<T> {
        Kept { value: self.value.clone(), bytes: self.bytes.clone() }
    }
}

/// A part of a file that was read.
#[derive(Clone)]
struct Blob {
    file: Arc<Vec<u8>>,
    range: Range<usize>,
}

/// The documents' file, as long as it stands on the disk.
struct Base {
    file: Arc<Vec<u8>>,
    /// Of its entries and all that follows.
    digest: Digest,
    entries: usize,
}

/// What is to be written of the documents.
pub enum Stored {
    /// The documents' file.
    Whole(Vec<u8>),
    /// What adds to the one that was loaded, in the place of what added to it so far.
    More(Vec<u8>),
}

impl Blob {
    fn bytes(&self) -> &[u8] {
        &self.file[self.range.clone()]
    }
}

impl Cache {
    /// The cache that was written as these two files.
    pub fn load(documents: Vec<u8>, highlights: &[u8]) -> Cache {
        let mut cache = Cache { highlights: Arc::new(Highlights::load(highlights)), ..Cache::default() };
        let file = Arc::new(documents);
        if let Some((digest, read)) = read(&file, MAGIC, None) {
            cache.base = Some(Base { file, digest, entries: read.documents.len() + read.records.len() });
            (cache.documents, cache.records, cache.compared) = (read.documents, read.records, read.compared);
        }
        cache
    }

    /// The same cache with what was [added](Stored::More) to its documents' file.
    pub fn with_more(mut self, more: Vec<u8>) -> Cache {
        let base = self.base.as_ref().map(|base| base.digest);
        if let Some((_, read)) = base.and_then(|base| read(&Arc::new(more), MORE, Some(base))) {
            self.documents.extend(read.documents);
            self.records.extend(read.records);
            self.compared = read.compared;
        }
        self
    }

    /// The same cache with the words of pages, as they were written; they are read if an index is made.
    pub fn with_words(self, load: impl FnOnce() -> Vec<u8> + Send + 'static) -> Cache {
        Cache { words: Arc::new(search::Memo::lazy(load)), ..self }
    }

    /// The same cache, which keeps the last build whole, so that the next one can [go on](super::make) from it.
    pub fn following(self) -> Cache {
        Cache { follows: true, ..self }
    }

    pub(super) fn follows(&self) -> bool {
        self.follows
    }

    /// What pages add to the index of the search.
    pub(super) fn words(&self) -> Arc<search::Memo> {
        self.words.clone()
    }

    pub(super) fn idle(&mut self) -> &mut DigestMap<()> {
        &mut self.idle
    }

    pub(super) fn keep_last(&mut self, last: Last) {
        self.last = Some(Box::new(last));
    }

    pub(super) fn take_last(&mut self) -> Option<Box<Last>> {
        self.last.take()
    }

    /// Keeps what these documents say in the place of what the others said.
    pub(super) fn exchange(&mut self, old: &[Document], new: &[Document]) {
        for document in old {
            self.documents.remove(&key(&document.source, &document.place));
        }
        for document in new {
            self.documents.insert(key(&document.source, &document.place), Kept::new(&document.content));
        }
        self.changed = true;
    }

    pub(super) fn highlights(&self) -> Arc<Highlights> {
        self.highlights.clone()
    }

    /// What the document with this [`key`] says, if it is known.
    pub(super) fn recall(&self, key: Digest) -> Option<Arc<Content>> {
        self.documents.get(&key).map(|kept| kept.value.clone())
    }

    /// Keeps what the documents of this build say, by their [`key`]s, and nothing else.
    pub(super) fn keep<'a>(&mut self, documents: impl Iterator<Item = (Digest, &'a Document)>) {
        self.changed |= keep(&mut self.documents, documents.map(|(key, document)| (key, &document.content)));
    }

    /// What the record of this digest says, if it is known.
    pub(super) fn record(&self, digest: Digest) -> Option<Arc<Record>> {
        self.records.get(&digest).map(|kept| kept.value.clone())
    }

    /// Keeps what the records of this build say, and nothing else.
    pub(super) fn keep_records(&mut self, files: &[ledger::File]) {
        self.changed |= keep(&mut self.records, files.iter().map(|file| (file.source.digest(), &file.record)));
    }

    /// What editions did not have in common when they were last compared; it has to be given back.
    pub(super) fn take_compared(&mut self) -> parity::Memo {
        std::mem::take(&mut self.compared)
    }

    /// Keeps what editions do not have in common now, in the place of what was taken.
    pub(super) fn keep_compared(&mut self, before: &parity::Memo, now: parity::Memo) {
        self.changed |= now != *before;
        self.compared = now;
    }

    /// The documents' file, if it differs from the one loaded.
    pub fn documents_to_bytes(&self) -> Option<Vec<u8>> {
        self.changed.then(|| write(self, None))
    }

    /// What is to be written of the documents, if they differ from those loaded: as little as will do, if the file that was
    /// loaded still stands.
    pub fn documents_to_store(&self) -> Option<Stored> {
        if !self.changed {
            return None;
        }
        let Some(base) = &self.base else { return Some(Stored::Whole(write(self, None))) };
        let kept = self.documents.values().map(|kept| &kept.bytes).chain(self.records.values().map(|kept| &kept.bytes));
        let still = kept.filter(|blob| blob.as_ref().is_some_and(|blob| Arc::ptr_eq(&blob.file, &base.file))).count();
        let new = self.documents.len() + self.records.len() - still;
        let gone = base.entries - still;
        match (new + gone) * PART <= base.entries {
            true => Some(Stored::More(write(self, Some(base)))),
            false => Some(Stored::Whole(write(self, None))),
        }
    }

    /// The words' file, if pages were read that are not in the one loaded.
    pub fn words_to_bytes(&self) -> Option<Vec<u8>> {
        self.words.to_bytes()
    }

    /// The highlights' file, if it differs from the one loaded.
    pub fn highlights_to_bytes(&self) -> Option<Vec<u8>> {
        self.highlights.is_changed().then(|| self.highlights.to_bytes())
    }
}

/// What a document says depends on this alone.
pub(super) fn key(source: &Source, place: &Place) -> Digest {
    Digester::new().and(&source.digest()).and(source.path()).and(place).digest()
}

fn header() -> Digest {
    code::digest()
}

/// Keeps these and nothing else; says whether that is any change.
fn keep<'a, T: 'a>(kept: &mut DigestMap<Kept<T>>, now: impl Iterator<Item = (Digest, &'a Arc<T>)>) -> bool {
    let before = std::mem::take(kept);
    let mut anew = false;
    let same = now.map(|(key, value)| {
        let known = before.get(&key).filter(|known| Arc::ptr_eq(&known.value, value)).cloned();
        anew |= known.is_none();
        (key, known.unwrap_or_else(|| Kept::new(value)))
    });
    *kept = same.collect();
    anew || kept.len() != before.len()
}

/// Magic, version, digest of the rest, for what adds to a file that one's digest, how many entries are documents and
/// records, every entry as key, length and bytes, then what was compared.
fn write(cache: &Cache, base: Option<&Base>) -> Vec<u8> {
    let (documents, records) = (entries(&cache.documents, base), entries(&cache.records, base));
    let counts = [documents.len(), records.len()];
    let entries = [documents, records].concat();
    let compared = cache.compared.to_bytes();
    let length: usize = entries.iter().map(|(_, blob)| blob.len() + 20).sum();
    let mut out = Vec::with_capacity(HEAD + 24 + length + compared.len());
    out.extend_from_slice(if base.is_some() { MORE } else { MAGIC });
    out.extend_from_slice(&header().0.to_le_bytes());
    out.extend_from_slice(&[0; 16]);
    out.extend_from_slice(base.map(|base| base.digest.0.to_le_bytes()).as_ref().map_or(&[], |digest| digest));
    for count in counts {
        out.extend_from_slice(&(count as u32).to_le_bytes());
    }
    for (key, blob) in entries {
        out.extend_from_slice(&key.0.to_le_bytes());
        out.extend_from_slice(&(blob.len() as u32).to_le_bytes());
        out.extend_from_slice(&blob);
    }
    out.extend_from_slice(&compared);
    let whole = Digest::of(&out[HEAD..]);
    out[HEAD - 16..HEAD].copy_from_slice(&whole.0.to_le_bytes());
    out
}

/// The entries of a map as bytes, in the order of their keys, but those that stand in a file.
fn entries<'a, T>(map: &'a DigestMap<Kept<T>>, base: Option<&Base>) -> Vec<(Digest, Cow<'a, [u8]>)>
where
    T: Serialize + Send + Sync,
{
    let stands =
        |kept: &Kept<T>| base.zip(kept.bytes.as_ref()).is_some_and(|(base, blob)| Arc::ptr_eq(&base.file, &blob.file));
    let mut entries: Vec<(&Digest, &Kept<T>)> = map.iter().filter(|(_, kept)| !stands(kept)).collect();
    entries.sort_unstable_by_key(|(key, _)| **key);
    let entry = |(key, kept): (&Digest, _)| (*key, blob(kept));
    entries.into_par_iter().with_max_len(SHARE).map(entry).collect()
}

fn blob<T: Serialize>(kept: &Kept<T>) -> Cow<'_, [u8]> {
    match &kept.bytes {
        Some(blob) => Cow::Borrowed(blob.bytes()),
        None => Cow::Owned(postcard::to_stdvec(&*kept.value).expect("plain data can be written")),
    }
}

/// What a file says.
struct Read {
    documents: DigestMap<Kept<Content>>,
    records: DigestMap<Kept<Record>>,
    compared: parity::Memo,
}

/// What a file says, and its digest; nothing if it is damaged, another version's or adds to another file than this one.
fn read(file: &Arc<Vec<u8>>, magic: &[u8], base: Option<Digest>) -> Option<(Digest, Read)> {
    let rest = file.strip_prefix(magic)?;
    let (version, rest) = digest(rest)?;
    let (whole, mut rest) = digest(rest)?;
    if version != header() || whole != Digest::of(rest) {
        return None;
    }
    if let Some(base) = base {
        let (own, after) = digest(rest)?;
        rest = (own == base).then_some(after)?;
    }
    let (documents, rest) = number(rest)?;
    let (records, mut rest) = number(rest)?;
    let mut blobs = Vec::new();
    for _ in 0..documents + records {
        let (key, after) = digest(rest)?;
        let (length, after) = number(after)?;
        let start = file.len() - after.len();
        (_, rest) = after.split_at_checked(length)?;
        blobs.push((key, start..start + length));
    }
    let (documents, records) = blobs.split_at_checked(documents)?;
    let (documents, records) = (restored(file, documents)?, restored(file, records)?);
    Some((whole, Read { documents, records, compared: parity::Memo::from_bytes(rest) }))
}

fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (number, rest) = bytes.split_at_checked(4)?;
    Some((u32::from_le_bytes(number.try_into().ok()?) as usize, rest))
}

fn restored<T>(file: &Arc<Vec<u8>>, blobs: &[(Digest, Range<usize>)]) -> Option<DigestMap<Kept<T>>>
where
    T: DeserializeOwned + Send + Sync,
{
    let read = |(key, range): &(Digest, Range<usize>)| {
        let blob = Blob { file: file.clone(), range: range.clone() };
        Some((*key, Kept { value: Arc::new(postcard::from_bytes(blob.bytes()).ok()?), bytes: Some(blob) }))
    };
    blobs.par_iter().with_max_len(SHARE).map(read).collect()
}

fn digest(bytes: &[u8]) -> Option<(Digest, &[u8])> {
    let (digest, rest) = bytes.split_at_checked(16)?;
    Some((Digest(u128::from_le_bytes(digest.try_into().ok()?)), rest))
}
