//! Turns what was published, and what is being published, into files of the state folder and back.
//!
//! Such a file saves work and is never needed: absent, foreign or damaged it reads as nothing, and content decides.

use super::disk::{Sight, Stat, look, read};
use super::place::{Place, Stage, is_inside};
use super::{MANIFEST, Refused};
use crate::output::Output;
use crate::source::Digest;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};
use std::path::Path;

/// All that is known of a published directory.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Record {
    version: String,
    /// Time of the target's file system before the files were looked at. A file of that time or later may have changed
    /// once more within the same tick of the clock, with the same size: its content decides.
    pub stamp: i64,
    /// In the order of addresses.
    pub files: Vec<FileState>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct FileState {
    pub address: Box<str>,
    /// Absent if something was found wrong while rendering: rendering again is how it is said again.
    pub key: Option<Digest>,
    pub digest: Digest,
    pub size: u64,
    pub mtime: i64,
}

impl FileState {
    pub fn stat(&self) -> Stat {
        Stat { size: self.size, mtime: self.mtime }
    }
}

impl Record {
    pub fn new(stamp: i64, files: Vec<FileState>) -> Record {
        Record { version: env!("CARGO_PKG_VERSION").to_owned(), stamp, files }
    }

    pub fn get(&self, address: &str) -> Option<&FileState> {
        let at = self.files.binary_search_by(|file| (*file.address).cmp(address)).ok()?;
        Some(&self.files[at])
    }

    /// Whether this file is, by size and time, surely the one that was recorded.
    pub fn vouches_for(&self, file: &FileState, stat: Stat) -> bool {
        file.stat() == stat && stat.mtime < self.stamp
    }
}

const RECORD: &[u8] = b"diglot published 1\n";
const JOURNAL: &[u8] = b"diglot journal 1\n";

pub(super) fn load_record(place: &Place) -> Option<Record> {
    let mut record: Record = open(RECORD, &place.record())?;
    if record.version != env!("CARGO_PKG_VERSION") {
        // Another version makes other bytes of the same key; what it wrote is still ours.
        record.files.iter_mut().for_each(|file| file.key = None);
    }
    Some(record)
}

pub(super) fn seal_record(record: &Record) -> Vec<u8> {
    seal(RECORD, record)
}

/// What remains to be done once everything is staged. Doing it twice does no harm, so a killed run is simply done again.
#[derive(Serialize, Deserialize)]
pub(super) enum Journal {
    /// The new tree takes the name of the target, which is absent or empty.
    Fresh,
    Update(Update),
    /// The new tree and the target exchange their names.
    Swap {
        /// Tells the new tree from the old one, whatever their names.
        new_inode: u64,
        /// Addresses that the new tree does not have.
        deletions: Vec<Box<str>>,
    },
}

#[derive(Serialize, Deserialize)]
pub(super) struct Update {
    pub stage: Stage,
    /// What stands where a folder or another kind of file must come; removed before the moves.
    pub obstacles: Vec<Box<str>>,
    /// Number of the staged file and its address: assets, then pages, then the manifest.
    pub moves: [Vec<(u32, Box<str>)>; 3],
    pub deletions: Vec<Box<str>>,
}

pub(super) fn load_journal(place: &Place) -> Option<Journal> {
    open(JOURNAL, &place.journal())
}

pub(super) fn seal_journal(journal: &Journal) -> Vec<u8> {
    seal(JOURNAL, journal)
}

/// Any plain data as a file of the state folder; the header says what it is.
pub(super) fn seal_as(header: &[u8], value: &impl Serialize) -> Vec<u8> {
    seal(header, value)
}

/// What was sealed with this header; none if it is absent, foreign or damaged.
pub(super) fn load_sealed<T: DeserializeOwned>(header: &[u8], path: &Path) -> Option<T> {
    open(header, path)
}

/// The keys of all pages that this version published, wherever it did: those were rendered without a finding.
pub fn sound_keys(state: &Path) -> HashSet<Digest> {
    let entries = std::fs::read_dir(state).into_iter().flatten().flatten();
    let records = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("published-"));
    let records = records.filter_map(|entry| open::<Record>(RECORD, &entry.path()));
    let current = records.filter(|record| record.version == env!("CARGO_PKG_VERSION"));
    current.flat_map(|record| record.files).filter_map(|file| file.key).collect()
}

/// A header that says what it is, a digest over the rest, the rest.
fn seal(header: &[u8], value: &impl Serialize) -> Vec<u8> {
    let body = postcard::to_stdvec(value).expect("plain data can be written down");
    [header, &Digest::of(&body).0.to_le_bytes(), &body].concat()
}

fn open<T: DeserializeOwned>(header: &[u8], path: &Path) -> Option<T> {
    // A pipe in its place would be waited for without end.
    let bytes = std::fs::metadata(path).is_ok_and(|found| found.is_file()).then(|| std::fs::read(path).ok())??;
    let (digest, body) = bytes.strip_prefix(header)?.split_at_checked(16)?;
    if Digest::of(body).0.to_le_bytes() != digest {
        return None;
    }
    postcard::from_bytes(body).ok()
}

/// Part of a manifest: the field that makes it ours, and the addresses.
#[derive(Deserialize)]
struct Manifest {
    #[serde(rename = "diglot")]
    _ours: serde_json::Value,
    #[serde(default)]
    files: Files,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Files {
    List(Vec<String>),
    /// By address; what else a manifest says of a file is no concern of publishing.
    Map(serde_json::Map<String, serde_json::Value>),
}

impl Default for Files {
    fn default() -> Files {
        Files::List(Vec::new())
    }
}

/// What earlier publications left in the target.
#[derive(Default)]
pub(super) struct Prior {
    pub record: Record,
    /// The addresses of the manifest, in order; none if the record knows them all.
    manifest: Vec<Box<str>>,
}

impl Prior {
    /// `None` if neither a record nor a manifest says that the target is ours.
    pub fn read(place: &Place) -> Result<Option<Prior>, Refused> {
        let record = load_record(place);
        let manifest = read_manifest(place, record.as_ref())?;
        if record.is_none() && manifest.is_none() {
            return Ok(None);
        }
        Ok(Some(Prior { record: record.unwrap_or_default(), manifest: manifest.unwrap_or_default() }))
    }

    /// Whether the file at this address was published.
    pub fn lists(&self, address: &str) -> bool {
        let in_manifest = || self.manifest.binary_search_by(|listed| (**listed).cmp(address)).is_ok();
        self.record.get(address).is_some() || in_manifest()
    }

    /// The addresses that were published and that `output` has no more.
    pub fn dropped(&self, output: &Output) -> BTreeSet<Box<str>> {
        let recorded = self.record.files.iter().map(|file| &file.address);
        recorded.chain(&self.manifest).filter(|address| !output.entries().contains_key(address)).cloned().collect()
    }
}

/// The addresses of the manifest on the disk, which is read unless it is surely the one that was recorded.
fn read_manifest(place: &Place, record: Option<&Record>) -> Result<Option<Vec<Box<str>>>, Refused> {
    let path = place.file(MANIFEST);
    let Sight::File(stat) = look(&path)? else { return Ok(None) };
    let recorded = record.and_then(|record| Some((record, record.get(MANIFEST)?)));
    if recorded.is_some_and(|(record, file)| record.vouches_for(file, stat)) {
        return Ok(Some(Vec::new()));
    }
    let bytes = read(&path)?;
    // Written last, it is as young as the record, so that its time says nothing.
    if recorded.is_some_and(|(_, file)| file.digest == Digest::of(&bytes)) {
        return Ok(Some(Vec::new()));
    }
    let Ok(manifest) = serde_json::from_slice::<Manifest>(&bytes) else { return Ok(None) };
    let mut addresses: Vec<Box<str>> = match manifest.files {
        Files::List(list) => list.into_iter().map(String::into_boxed_str).collect(),
        Files::Map(map) => map.into_iter().map(|(address, _)| address.into_boxed_str()).collect(),
    };
    addresses.retain(|address| is_inside(address));
    addresses.push(MANIFEST.into());
    addresses.sort_unstable();
    Ok(Some(addresses))
}
