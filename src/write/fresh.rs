//! Turns an output into a whole new tree beside a target that is absent or empty, which then takes its name.
//!
//! It compares with nothing: nothing is there.

use super::commit::commit;
use super::disk::Stat;
use super::place::under;
use super::record::{FileState, Journal, Record, seal_record};
use super::{Job, Published, Refused, has_errors};
use crate::diag::Diagnostic;
use crate::output::{Entry, Rendered};
use crate::source::Digest;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// Entries that one thread writes in a row: enough that files of one folder are made together, few enough to share out.
const RUN: usize = 32;

/// Publishes into `tree`, which exists and is empty.
pub(super) fn publish(job: &Job, tree: &Path) -> Result<Published, Refused> {
    let mut entries = job.entries();
    entries.sort_by_key(|(address, _)| folder_of(address));
    let failed = AtomicBool::new(false);
    let runs = entries.par_chunks(RUN).with_max_len(1).map(|run| write_run(job, tree, run, &failed));
    let written: Vec<Vec<(FileState, Vec<Diagnostic>)>> = runs.collect::<Result<_, Refused>>()?;

    let (mut files, diagnostics): (Vec<FileState>, Vec<Vec<Diagnostic>>) = written.into_iter().flatten().unzip();
    let mut warnings = diagnostics.concat();
    warnings.sort_by(Diagnostic::compare);
    if failed.into_inner() {
        return Err(Refused::Diagnostics(warnings));
    }
    files.sort_unstable_by(|one, other| one.address.cmp(&other.address));
    let published = Published {
        written: files.len(),
        unchanged: 0,
        deleted: 0,
        bytes: files.iter().map(|file| file.size).sum(),
        warnings,
    };
    // Nobody else writes here before the name is taken, so that the clock may be read now and vouch for nearly all.
    let record = Record::new(job.disk.clock(tree)?, files);
    job.disk.create(&job.place.next_record(), &seal_record(&record))?;
    commit(&job.disk, job.place, &Journal::Fresh)?;
    Ok(published)
}

fn write_run(
    job: &Job,
    tree: &Path,
    run: &[(&str, &Entry)],
    failed: &AtomicBool,
) -> Result<Vec<(FileState, Vec<Diagnostic>)>, Refused> {
    let mut made: Option<PathBuf> = None;
    run.iter()
        .map(|&(address, entry)| {
            let Rendered { bytes, diagnostics, .. } = job.render(address);
            if has_errors(&diagnostics) {
                failed.store(true, Ordering::Relaxed);
            }
            let mut stat = Stat { size: bytes.len() as u64, mtime: 0 };
            // After an error the rest is rendered for its diagnostics alone.
            if !failed.load(Ordering::Relaxed) {
                let path = under(tree, address);
                let folder = path.parent().expect("a file is in the tree");
                if made.as_deref() != Some(folder) {
                    job.disk.create_dirs(folder)?;
                    made = Some(folder.to_owned());
                }
                stat = job.disk.create(&path, &bytes)?;
            }
            (job.progress)(1);
            let key = diagnostics.is_empty().then_some(entry.key);
            let Stat { size, mtime } = stat;
            Ok((FileState { address: address.into(), key, digest: Digest::of(&bytes), size, mtime }, diagnostics))
        })
        .collect()
}

fn folder_of(address: &str) -> &str {
    address.rsplit_once('/').map_or("", |(folder, _)| folder)
}
