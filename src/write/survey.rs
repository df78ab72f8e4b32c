//! Turns an output and the directory that stands on the disk into what is to be changed, with all new bytes staged.
//!
//! It renders what may have changed and touches nothing that a reader can see.

use super::disk::{Sight, look, read};
use super::place::{Stage, folders};
use super::record::{FileState, Prior, Update};
use super::{Job, Refused, has_errors};
use crate::diag::Diagnostic;
use crate::output::{Class, Entry, Rendered};
use crate::shared::SHARE;
use crate::source::Digest;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

/// One entry of the output, compared with the disk.
struct Settled {
    state: FileState,
    fate: Fate,
    diagnostics: Vec<Diagnostic>,
}

enum Fate {
    Unchanged,
    Staged,
    /// Rendering failed, here or elsewhere: nothing will be published.
    Dropped,
    /// Another hand's file with other bytes stands there.
    Foreign,
}

/// What is to be changed.
pub(super) struct Plan {
    pub update: Update,
    pub files: Vec<FileState>,
    pub warnings: Vec<Diagnostic>,
    pub bytes: u64,
    pub deleted: usize,
    /// Numbers of the entries that stay as they are on the disk.
    pub unchanged: Vec<u32>,
}

struct Survey<'a> {
    job: &'a Job<'a>,
    prior: &'a Prior,
    stage: &'a Path,
    entries: Vec<(&'a str, &'a Entry)>,
    /// Folded addresses that are both dropped and published, in two spellings.
    respelled: BTreeSet<String>,
    failed: AtomicBool,
}

pub(super) fn survey(job: &Job, prior: &Prior, stage: Stage) -> Result<Plan, Refused> {
    let dropped = prior.dropped(job.output);
    let entries = job.entries();
    let respelled = respelled(&dropped, &entries);
    let waiting = job.place.stage(stage);
    let survey = Survey { job, prior, stage: &waiting, entries, respelled, failed: AtomicBool::new(false) };

    let mut settled = survey.settle_all()?;
    let mut obstacles = survey.obstacles(&settled, &dropped)?;
    survey.settle_behind(&obstacles, &mut settled)?;
    let present = survey.present(dropped)?;
    let deleted = present.len();
    let (early, deletions): (Vec<_>, Vec<_>) = present.into_iter().partition(|address| survey.is_respelling(address));
    obstacles.extend(early);
    let update = Update { stage, obstacles, moves: Default::default(), deletions };
    Ok(survey.plan(update, deleted, settled))
}

impl Survey<'_> {
    fn settle_all(&self) -> Result<Vec<Settled>, Refused> {
        let settle = |(n, &(address, entry)): (usize, &(&str, &Entry))| {
            let settled = match self.as_at_a_glance(address, entry) {
                Some(settled) => Ok(settled),
                None => self.settle(n, address, entry, look(&self.job.place.file(address))?),
            };
            (self.job.progress)(1);
            settled
        };
        let settled: Vec<Settled> =
            self.entries.par_iter().with_max_len(SHARE).enumerate().map(settle).collect::<Result<_, _>>()?;
        if self.failed.load(Ordering::Relaxed) {
            let mut diagnostics: Vec<Diagnostic> = settled.into_iter().flat_map(|one| one.diagnostics).collect();
            diagnostics.sort_by(Diagnostic::compare);
            return Err(Refused::Diagnostics(diagnostics));
        }
        let foreign = settled.iter().find(|one| matches!(one.fate, Fate::Foreign));
        match foreign {
            Some(one) => Err(Refused::Foreign { path: self.job.place.file(&one.state.address) }),
            None => Ok(settled),
        }
    }

    /// That a file stays as it is, if it was seen to be what was published. What was changed since has a later time.
    fn as_at_a_glance(&self, address: &str, entry: &Entry) -> Option<Settled> {
        let stat = self.job.how.glance?.stat(address)?;
        let old = self.prior.record.get(address).filter(|old| old.key == Some(entry.key))?;
        let stays = self.prior.record.vouches_for(old, stat) && !self.is_respelling(address);
        stays.then(|| Settled { state: old.clone(), fate: Fate::Unchanged, diagnostics: Vec::new() })
    }

    fn settle(&self, n: usize, address: &str, entry: &Entry, sight: Sight) -> Result<Settled, Refused> {
        let path = self.job.place.file(address);
        let old = self.prior.record.get(address);
        let on_disk = match sight {
            Sight::File(stat) if !self.is_respelling(address) => Some(stat),
            _ => None,
        };
        let vouched = old.zip(on_disk).is_some_and(|(old, stat)| self.prior.record.vouches_for(old, stat));
        if let (Some(old), Some(stat)) = (old, on_disk)
            && old.key == Some(entry.key)
            && (vouched || (old.size == stat.size && Digest::of(&read(&path)?) == old.digest))
        {
            let state = FileState { mtime: stat.mtime, ..old.clone() };
            return Ok(Settled { state, fate: Fate::Unchanged, diagnostics: Vec::new() });
        }

        let Rendered { bytes, diagnostics, .. } = self.job.render(address);
        let mut state = FileState {
            address: address.into(),
            key: diagnostics.is_empty().then_some(entry.key),
            digest: Digest::of(&bytes),
            size: bytes.len() as u64,
            mtime: 0,
        };
        if has_errors(&diagnostics) {
            self.failed.store(true, Ordering::Relaxed);
        }
        let recorded = vouched && old.is_some_and(|old| old.digest == state.digest);
        if let Some(stat) = on_disk
            && (recorded || (stat.size == state.size && read(&path)? == *bytes))
        {
            state.mtime = stat.mtime;
            return Ok(Settled { state, fate: Fate::Unchanged, diagnostics });
        }
        let fate = if self.failed.load(Ordering::Relaxed) {
            Fate::Dropped
        } else if matches!(sight, Sight::File(_) | Sight::Other) && !self.may_replace(address) {
            Fate::Foreign
        } else {
            state.mtime = self.job.disk.create(&self.stage.join(n.to_string()), &bytes)?.mtime;
            Fate::Staged
        };
        Ok(Settled { state, fate, diagnostics })
    }

    fn may_replace(&self, address: &str) -> bool {
        self.job.how.force || self.prior.lists(address) || self.is_respelling(address)
    }

    /// Whether an address to delete and one to publish may be one file on a disk that ignores case or Unicode form.
    ///
    /// The old file then goes first and the new one is always written, whatever the disk: asking it costs more.
    fn is_respelling(&self, address: &str) -> bool {
        !self.respelled.is_empty() && self.respelled.contains(&fold(address))
    }

    /// What stands where folders must come or where a folder stands in a file's place, innermost first.
    fn obstacles(&self, settled: &[Settled], dropped: &BTreeSet<Box<str>>) -> Result<Vec<Box<str>>, Refused> {
        let mut seen = HashSet::new();
        let mut obstacles = Vec::new();
        for one in settled.iter().filter(|one| matches!(one.fate, Fate::Staged)) {
            let address = &*one.state.address;
            for folder in folders(address).filter(|folder| seen.insert(*folder)) {
                match look(&self.job.place.file(folder))? {
                    Sight::Directory => continue,
                    Sight::Absent => break,
                    Sight::File(_) | Sight::Other if self.may_replace(folder) => obstacles.push(folder.into()),
                    Sight::File(_) | Sight::Other => {
                        return Err(Refused::Foreign { path: self.job.place.file(folder) });
                    }
                }
                break;
            }
            let in_place = self.job.place.file(address);
            if look(&in_place)? == Sight::Directory {
                obstacles.extend(self.contents_to_delete(&in_place, dropped)?);
            }
        }
        Ok(obstacles)
    }

    /// Everything in a folder that must make way for a file, and the folder itself. Not even force deletes another
    /// hand's file there: replacing a file is what was asked for, deleting a folder is not.
    fn contents_to_delete(&self, folder: &Path, dropped: &BTreeSet<Box<str>>) -> Result<Vec<Box<str>>, Refused> {
        let mut contents = Vec::new();
        for found in WalkDir::new(folder).contents_first(true) {
            let found = found.map_err(|error| Refused::io(folder, error.into()))?;
            let address = self.job.place.address(found.path());
            match address.filter(|address| found.file_type().is_dir() || dropped.contains(&**address)) {
                Some(address) => contents.push(address.into_boxed_str()),
                None => return Err(Refused::Foreign { path: found.path().to_owned() }),
            }
        }
        Ok(contents)
    }

    /// What looked unchanged through a link that gives way to a folder has to be written into that folder.
    fn settle_behind(&self, obstacles: &[Box<str>], settled: &mut [Settled]) -> Result<(), Refused> {
        if obstacles.is_empty() {
            return Ok(());
        }
        for (n, &(address, entry)) in self.entries.iter().enumerate() {
            let hidden = folders(address).any(|folder| obstacles.iter().any(|obstacle| **obstacle == *folder));
            if hidden && matches!(settled[n].fate, Fate::Unchanged) {
                settled[n] = self.settle(n, address, entry, Sight::Absent)?;
            }
        }
        Ok(())
    }

    /// The dropped addresses that can be deleted: what became a folder, or lies behind a link, is another hand's.
    fn present(&self, dropped: BTreeSet<Box<str>>) -> Result<Vec<Box<str>>, Refused> {
        let mut present = Vec::new();
        for address in dropped {
            let sight = look(&self.job.place.file(&address))?;
            let is_file = matches!(sight, Sight::File(_) | Sight::Other);
            if is_file && self.job.place.is_reached_through_folders(&address)? {
                present.push(address);
            }
        }
        Ok(present)
    }

    fn plan(&self, update: Update, deleted: usize, settled: Vec<Settled>) -> Plan {
        let mut plan =
            Plan { update, files: Vec::new(), warnings: Vec::new(), bytes: 0, deleted, unchanged: Vec::new() };
        for (n, one) in settled.into_iter().enumerate() {
            let (address, entry) = self.entries[n];
            match one.fate {
                Fate::Staged => {
                    plan.bytes += one.state.size;
                    plan.update.moves[turn(entry.class)].push((n as u32, address.into()));
                }
                _ => plan.unchanged.push(n as u32),
            }
            plan.files.push(one.state);
            plan.warnings.extend(one.diagnostics);
        }
        plan.warnings.sort_by(Diagnostic::compare);
        plan
    }
}

/// A page never refers to an asset that is not there yet, and the manifest never promises what is not there.
fn turn(class: Class) -> usize {
    match class {
        Class::Asset => 0,
        Class::Page => 1,
        Class::Manifest => 2,
    }
}

fn respelled(dropped: &BTreeSet<Box<str>>, entries: &[(&str, &Entry)]) -> BTreeSet<String> {
    if dropped.is_empty() {
        return BTreeSet::new();
    }
    let dropped: BTreeSet<String> = dropped.iter().map(|address| fold(address)).collect();
    entries.par_iter().map(|(address, _)| fold(address)).filter(|folded| dropped.contains(folded)).collect()
}

/// The same for addresses that some disks take for one.
fn fold(address: &str) -> String {
    match address.is_ascii() {
        true => address.to_ascii_lowercase(),
        false => address.nfc().flat_map(char::to_lowercase).collect(),
    }
}
