//! Turns what the last run saw of every text (size, time, digest) into the texts that need not be read again.
//!
//! Size and time are trusted only as Git's index trusts them: a file that was changed shortly before it was last read
//! may have been changed again within the same tick of its clock, so its content decides.

use crate::source::Digest;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const MAGIC: &[u8; 8] = b"diglot-i";

/// How long before a reading a file must have been changed last for its time to say anything.
///
/// FAT counts in steps of two seconds; every other common file system is finer.
const TICK: Duration = Duration::from_secs(2);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    size: u64,
    /// Nanoseconds since 1970.
    modified: u128,
    digest: Digest,
}

/// What a run saw of every text, by path below the root.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Index {
    /// When the files were looked at, before the first of them; nanoseconds since 1970.
    at: u128,
    stamps: BTreeMap<Box<str>, Stamp>,
}

impl Index {
    /// An empty index for a run that begins now.
    pub(super) fn now() -> Index {
        Index { at: nanoseconds(SystemTime::now()), stamps: BTreeMap::new() }
    }

    /// The index that was written as `bytes`; damaged, foreign or older is empty.
    pub fn from_bytes(bytes: &[u8]) -> Index {
        let read = || {
            let (digest, rest) = bytes.strip_prefix(MAGIC)?.split_at_checked(16)?;
            (Digest::of(rest).0.to_le_bytes() == *digest).then(|| postcard::from_bytes(rest).ok())?
        };
        read().unwrap_or_default()
    }

    /// The bytes to keep, or `None` if they would say the same as those of `before`.
    pub fn to_bytes(&self, before: &Index) -> Option<Vec<u8>> {
        // An older time of looking trusts less and never more, so it alone is no reason to write.
        if self.stamps == before.stamps && self.stamps.values().all(|stamp| before.is_settled(stamp)) {
            return None;
        }
        let body = postcard::to_stdvec(self).ok()?;
        let digest = Digest::of(&body).0.to_le_bytes();
        Some([MAGIC.as_slice(), &digest, &body].concat())
    }

    /// The digest of the text at `path`, if nothing has touched it since.
    pub(super) fn digest(&self, path: &str, metadata: &Metadata) -> Option<Digest> {
        let stamp = self.stamps.get(path)?;
        let same = stamp.size == metadata.len() && stamp.modified == modified(metadata)?;
        (same && self.is_settled(stamp)).then_some(stamp.digest)
    }

    fn is_settled(&self, stamp: &Stamp) -> bool {
        stamp.modified + TICK.as_nanos() < self.at
    }

    pub(super) fn keep(&mut self, path: &str, metadata: &Metadata, digest: Digest) {
        if let Some(modified) = modified(metadata) {
            self.stamps.insert(path.into(), Stamp { size: metadata.len(), modified, digest });
        }
    }
}

fn modified(metadata: &Metadata) -> Option<u128> {
    metadata.modified().ok().map(nanoseconds)
}

fn nanoseconds(time: SystemTime) -> u128 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_comes_back_as_it_was_or_empty() {
        let stamp = Stamp { size: 1, modified: 2, digest: Digest(3) };
        let index = Index { at: 9, stamps: BTreeMap::from([("a".into(), stamp)]) };
        let bytes = index.to_bytes(&Index::default()).expect("something new");
        assert_eq!(Index::from_bytes(&bytes), index);
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert_eq!(Index::from_bytes(&damaged), Index::default(), "byte {at}");
        }
    }

    #[test]
    fn what_was_just_written_is_not_trusted() {
        let stamp = |modified| Stamp { size: 1, modified, digest: Digest(3) };
        let index = Index { at: 10 * TICK.as_nanos(), stamps: BTreeMap::new() };
        assert!(index.is_settled(&stamp(8 * TICK.as_nanos())));
        assert!(!index.is_settled(&stamp(9 * TICK.as_nanos())));
        assert!(!index.is_settled(&stamp(20 * TICK.as_nanos())));
    }
}
