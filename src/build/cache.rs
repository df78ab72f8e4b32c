//! Turns results of pure functions into bytes for the next run and back: highlighted code, what documents say, and
//! what their editions do not have in common.
//!
//! Nothing in it can change a byte of the output: every entry is found by a digest of all that it was made from,
//! and a file that is absent, damaged, foreign or older is an empty cache.

use crate::code;
use crate::diag::Diagnostic;
use crate::highlight::Highlights;
use crate::link::Site;
use crate::parity::{self, Memo};
use crate::parse::{Content, Document, Place};
use crate::source::{Digest, Digester, Source};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

const MAGIC: &[u8; 8] = b"diglot-c";

/// What is kept between two builds.
#[derive(Default)]
pub struct Cache {
    highlights: Arc<Highlights>,
    documents: HashMap<Digest, Arc<Content>>,
    compared: Memo,
    changed: bool,
}

impl Cache {
    /// The cache that was written as these two files.
    pub fn load(documents: &[u8], highlights: &[u8]) -> Cache {
        let (documents, compared) = read(documents).unwrap_or_default();
        Cache { highlights: Arc::new(Highlights::load(highlights)), documents, compared, changed: false }
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

    /// What the editions of this site do not have in common, found anew only for those of which something changed.
    pub(super) fn compared(&mut self, site: &Site) -> Vec<Diagnostic> {
        let (found, compared) = parity::check(site, &self.compared);
        self.changed |= compared != self.compared;
        self.compared = compared;
        found
    }

    /// The documents' file, if it differs from the one loaded.
    pub fn documents_to_bytes(&self) -> Option<Vec<u8>> {
        self.changed.then(|| write(&self.documents, &self.compared))
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

/// Magic, version, digest of the rest, then what was compared with its length, then every document as key, length and
/// bytes.
fn write(documents: &HashMap<Digest, Arc<Content>>, compared: &Memo) -> Vec<u8> {
    let mut entries: Vec<(&Digest, &Arc<Content>)> = documents.iter().collect();
    entries.sort_unstable_by_key(|(key, _)| **key);
    let blobs: Vec<(Digest, Vec<u8>)> = entries
        .into_par_iter()
        .filter_map(|(key, content)| Some((*key, postcard::to_stdvec(&**content).ok()?)))
        .collect();
    let compared = compared.to_bytes();
    let length: usize = blobs.iter().map(|(_, blob)| blob.len() + 20).sum();
    let mut body = Vec::with_capacity(compared.len() + 4 + length);
    body.extend_from_slice(&(compared.len() as u32).to_le_bytes());
    body.extend_from_slice(&compared);
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

type Read = (HashMap<Digest, Arc<Content>>, Memo);

fn read(bytes: &[u8]) -> Option<Read> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (version, rest) = digest(rest)?;
    let (whole, mut rest) = digest(rest)?;
    if version != header() || whole != Digest::of(rest) {
        return None;
    }
    let (length, after) = rest.split_at_checked(4)?;
    let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
    let (compared, after) = after.split_at_checked(length)?;
    rest = after;
    let mut blobs = Vec::new();
    while !rest.is_empty() {
        let (key, after) = digest(rest)?;
        let (length, after) = after.split_at_checked(4)?;
        let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
        let (blob, after) = after.split_at_checked(length)?;
        blobs.push((key, blob));
        rest = after;
    }
    let read = |(key, blob): (Digest, &[u8])| Some((key, Arc::new(postcard::from_bytes(blob).ok()?)));
    Some((blobs.into_par_iter().map(read).collect::<Option<_>>()?, Memo::from_bytes(compared)))
}

fn digest(bytes: &[u8]) -> Option<(Digest, &[u8])> {
    let (digest, rest) = bytes.split_at_checked(16)?;
    Some((Digest(u128::from_le_bytes(digest.try_into().ok()?)), rest))
}
