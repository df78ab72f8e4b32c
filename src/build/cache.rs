//! Turns results of pure functions into bytes for the next run and back: highlighted code, and what documents say.
//!
//! Nothing in it can change a byte of the output: every entry is found by a digest of all that it was made from,
//! and a file that is absent, damaged, foreign or older is an empty cache.

use crate::code;
use crate::highlight::Highlights;
use crate::parse::{Content, Document, Place};
use crate::source::{Digest, DigestMap, Digester, Source};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::Arc;

const MAGIC: &[u8; 8] = b"diglot-c";

/// Length of what comes before the entries: magic, version, digest.
const HEAD: usize = 8 + 16 + 16;

/// What is kept between two builds.
#[derive(Default)]
pub struct Cache {
    highlights: Arc<Highlights>,
    documents: DigestMap<Kept>,
    changed: bool,
}

/// What one document says, and the same as bytes if it was read back: they need not be made anew.
#[derive(Clone)]
struct Kept {
    content: Arc<Content>,
    bytes: Option<Blob>,
}

/// A part of the file that was read.
#[derive(Clone)]
struct Blob {
    file: Arc<[u8]>,
    range: Range<usize>,
}

impl Blob {
    fn bytes(&self) -> &[u8] {
        &self.file[self.range.clone()]
    }
}

impl Cache {
    /// The cache that was written as these two files.
    pub fn load(documents: &[u8], highlights: &[u8]) -> Cache {
        Cache {
            highlights: Arc::new(Highlights::load(highlights)),
            documents: read(documents.into()).unwrap_or_default(),
            changed: false,
        }
    }

    pub(super) fn highlights(&self) -> Arc<Highlights> {
        self.highlights.clone()
    }

    /// What the document with this [`key`] says, if it is known.
    pub(super) fn recall(&self, key: Digest) -> Option<Arc<Content>> {
        self.documents.get(&key).map(|kept| kept.content.clone())
    }

    /// Keeps what the documents of this build say, by their [`key`]s, and nothing else.
    pub(super) fn keep<'a>(&mut self, documents: impl Iterator<Item = (Digest, &'a Document)>) {
        let new = |document: &Document| Kept { content: document.content.clone(), bytes: None };
        let kept: DigestMap<Kept> = documents
            .map(|(key, document)| (key, self.documents.get(&key).cloned().unwrap_or_else(|| new(document))))
            .collect();
        let same = kept.len() == self.documents.len() && kept.keys().all(|key| self.documents.contains_key(key));
        self.changed |= !same;
        self.documents = kept;
    }

    /// The documents' file, if it differs from the one loaded.
    pub fn documents_to_bytes(&self) -> Option<Vec<u8>> {
        self.changed.then(|| write(&self.documents))
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

/// Magic, version, digest of the rest, then every entry as key, length and bytes.
fn write(documents: &DigestMap<Kept>) -> Vec<u8> {
    let mut entries: Vec<(&Digest, &Kept)> = documents.iter().collect();
    entries.sort_unstable_by_key(|(key, _)| **key);
    let made = |(key, kept): (&Digest, &Kept)| match &kept.bytes {
        Some(_) => Some((*key, Vec::new())),
        None => Some((*key, postcard::to_stdvec(&*kept.content).ok()?)),
    };
    let made: Vec<Option<(Digest, Vec<u8>)>> = entries.par_iter().copied().map(made).collect();
    let blobs = || {
        let pairs = entries.iter().zip(&made);
        pairs.filter_map(|((_, kept), made)| {
            let (key, made) = made.as_ref()?;
            Some((key, kept.bytes.as_ref().map_or(&made[..], Blob::bytes)))
        })
    };
    let mut out = Vec::with_capacity(HEAD + blobs().map(|(_, blob)| blob.len() + 20).sum::<usize>());
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&header().0.to_le_bytes());
    out.extend_from_slice(&[0; 16]);
    for (key, blob) in blobs() {
        out.extend_from_slice(&key.0.to_le_bytes());
        out.extend_from_slice(&(blob.len() as u32).to_le_bytes());
        out.extend_from_slice(blob);
    }
    let whole = Digest::of(&out[HEAD..]);
    out[HEAD - 16..HEAD].copy_from_slice(&whole.0.to_le_bytes());
    out
}

fn read(file: Arc<[u8]>) -> Option<DigestMap<Kept>> {
    let rest = file.strip_prefix(MAGIC)?;
    let (version, rest) = digest(rest)?;
    let (whole, mut rest) = digest(rest)?;
    if version != header() || whole != Digest::of(rest) {
        return None;
    }
    let mut blobs = Vec::new();
    while !rest.is_empty() {
        let (key, after) = digest(rest)?;
        let (length, after) = after.split_at_checked(4)?;
        let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
        let start = file.len() - after.len();
        let (_, after) = after.split_at_checked(length)?;
        blobs.push((key, start..start + length));
        rest = after;
    }
    let read = |(key, range): (Digest, Range<usize>)| {
        let content = Arc::new(postcard::from_bytes(&file[range.clone()]).ok()?);
        Some((key, Kept { content, bytes: Some(Blob { file: file.clone(), range }) }))
    };
    blobs.into_par_iter().map(read).collect()
}

fn digest(bytes: &[u8]) -> Option<(Digest, &[u8])> {
    let (digest, rest) = bytes.split_at_checked(16)?;
    Some((Digest(u128::from_le_bytes(digest.try_into().ok()?)), rest))
}
