//! Turns results of pure functions into bytes for the next run and back: highlighted code, and what documents say.
//!
//! Nothing in it can change a byte of the output: every entry is found by a digest of all that it was made from,
//! and a file that is absent, damaged, foreign or older is an empty cache.

use crate::code;
use crate::highlight::Highlights;
use crate::ledger::{self, Record};
use crate::parse::{Content, Document, Place};
use crate::source::{Digest, Digester, Source};
use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::sync::Arc;

const MAGIC: &[u8; 8] = b"diglot-c";

/// What is kept between two builds.
#[derive(Default)]
pub struct Cache {
    highlights: Arc<Highlights>,
    documents: HashMap<Digest, Arc<Content>>,
    /// What the records of the ledger say, by the digest of their texts.
    records: HashMap<Digest, Arc<Record>>,
    changed: bool,
}

impl Cache {
    /// The cache that was written as these two files.
    pub fn load(documents: &[u8], highlights: &[u8]) -> Cache {
        let (documents, records) = read(documents).unwrap_or_default();
        Cache { highlights: Arc::new(Highlights::load(highlights)), documents, records, changed: false }
    }

    pub(super) fn highlights(&self) -> Arc<Highlights> {
        self.highlights.clone()
    }

    /// What the document with this [`key`] says, if it is known.
    pub(super) fn recall(&self, key: Digest) -> Option<Arc<Content>> {
        self.documents.get(&key).cloned()
    }

    /// Keeps what the documents of this build say, by their [`key`]s, and nothing else.
    pub(super) fn keep<'a>(&mut self, documents: impl Iterator<Item = (Digest, &'a Document)>) {
        let kept: HashMap<Digest, Arc<Content>> =
            documents.map(|(key, document)| (key, document.content.clone())).collect();
        let same = kept.len() == self.documents.len() && kept.keys().all(|key| self.documents.contains_key(key));
        self.changed |= !same;
        self.documents = kept;
    }

    /// What the record of this digest says, if it is known.
    pub(super) fn record(&self, digest: Digest) -> Option<Arc<Record>> {
        self.records.get(&digest).cloned()
    }

    /// Keeps what the records of this build say, and nothing else.
    pub(super) fn keep_records(&mut self, files: &[ledger::File]) {
        let same = files.iter().all(|file| self.records.contains_key(&file.source.digest()));
        if same && files.len() == self.records.len() {
            return;
        }
        let kept: HashMap<Digest, Arc<Record>> =
            files.iter().map(|file| (file.source.digest(), file.record.clone())).collect();
        // Two equal files are one record.
        self.changed |= !(same && kept.len() == self.records.len());
        self.records = kept;
    }

    /// The documents' file, if it differs from the one loaded.
    pub fn documents_to_bytes(&self) -> Option<Vec<u8>> {
        self.changed.then(|| write(&self.documents, &self.records))
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

/// Magic, version, digest of the rest, how many entries are documents, then every entry as key, length and bytes.
fn write(documents: &HashMap<Digest, Arc<Content>>, records: &HashMap<Digest, Arc<Record>>) -> Vec<u8> {
    let blobs: Vec<(Digest, Vec<u8>)> = [entries(documents), entries(records)].concat();
    let mut body = Vec::with_capacity(4 + blobs.iter().map(|(_, blob)| blob.len() + 20).sum::<usize>());
    body.extend_from_slice(&(documents.len() as u32).to_le_bytes());
    for (key, blob) in blobs {
        body.extend_from_slice(&key.0.to_le_bytes());
        body.extend_from_slice(&(blob.len() as u32).to_le_bytes());
        body.extend_from_slice(&blob);
    }
    let mut out = Vec::with_capacity(body.len() + 40);
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&header().0.to_le_bytes());
    out.extend_from_slice(&Digest::of(&body).0.to_le_bytes());
    out.extend_from_slice(&body);
    out
}

/// The entries of a map as bytes, in the order of their keys.
fn entries<T: Serialize + Send + Sync>(map: &HashMap<Digest, Arc<T>>) -> Vec<(Digest, Vec<u8>)> {
    let mut entries: Vec<(&Digest, &Arc<T>)> = map.iter().collect();
    entries.sort_unstable_by_key(|(key, _)| **key);
    let blob =
        |(key, value): (&Digest, &Arc<T>)| (*key, postcard::to_stdvec(&**value).expect("plain data can be written"));
    entries.into_par_iter().map(blob).collect()
}

type Kept = (HashMap<Digest, Arc<Content>>, HashMap<Digest, Arc<Record>>);

fn read(bytes: &[u8]) -> Option<Kept> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (version, rest) = digest(rest)?;
    let (whole, rest) = digest(rest)?;
    if version != header() || whole != Digest::of(rest) {
        return None;
    }
    let (count, mut rest) = rest.split_at_checked(4)?;
    let count = u32::from_le_bytes(count.try_into().ok()?) as usize;
    let mut blobs = Vec::new();
    while !rest.is_empty() {
        let (key, after) = digest(rest)?;
        let (length, after) = after.split_at_checked(4)?;
        let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
        let (blob, after) = after.split_at_checked(length)?;
        blobs.push((key, blob));
        rest = after;
    }
    let (documents, records) = blobs.split_at_checked(count)?;
    Some((restored(documents)?, restored(records)?))
}

fn restored<T: DeserializeOwned + Send + Sync>(blobs: &[(Digest, &[u8])]) -> Option<HashMap<Digest, Arc<T>>> {
    let read = |(key, blob): &(Digest, &[u8])| Some((*key, Arc::new(postcard::from_bytes(blob).ok()?)));
    blobs.par_iter().map(read).collect()
}

fn digest(bytes: &[u8]) -> Option<(Digest, &[u8])> {
    let (digest, rest) = bytes.split_at_checked(16)?;
    Some((Digest(u128::from_le_bytes(digest.try_into().ok()?)), rest))
}
