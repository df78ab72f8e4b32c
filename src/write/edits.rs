//! Turns edits of the writer's own files into changed files: all of them or none, completed after a kill.
//!
//! It writes nothing outside the site's root and nothing through a link, and refuses a file that changed since it was read.

use super::Refused;
use super::disk::{Disk, Sight, Watch, look, read};
use super::place::{folders, is_inside, share_a_file_system, under};
use super::record::{load_sealed, seal_as};
use crate::edit::{Change, Edits};
use crate::source::Digest;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

const JOURNAL: &[u8] = b"diglot edits 1\n";

/// What remains to be done once every new text is staged. Doing it twice does no harm.
#[derive(Serialize, Deserialize)]
struct Step {
    from: Box<str>,
    /// The file that was read; none if there was none.
    old: Option<Digest>,
    to: Box<str>,
}

/// The folders that an edit is made in.
struct Desk<'a> {
    root: PathBuf,
    state: &'a Path,
    disk: Disk<'a>,
}

/// Changes the files below `root`; `state_dir` is the folder `.diglot` in it.
pub fn apply(edits: &Edits, root: &Path, state_dir: &Path) -> Result<(), Refused> {
    apply_watched(edits, root, state_dir, None)
}

/// As [`apply`]; `watch` is called with its path before each change of the disk, so that a test can stop there.
#[doc(hidden)]
pub fn apply_watched(edits: &Edits, root: &Path, state_dir: &Path, watch: Option<Watch>) -> Result<(), Refused> {
    let desk = Desk::new(root, state_dir, watch)?;
    desk.disk.create_dirs(desk.state)?;
    let _held = desk.lock();
    desk.recover()?;
    for (path, change) in edits.iter() {
        desk.check(path, change)?;
    }
    desk.disk.create_dir(&desk.stage())?;
    let staged = desk.stage_all(edits);
    let commit = staged.and_then(|steps| {
        // Whoever saved a file since it was looked at comes first.
        edits.iter().try_for_each(|(path, change)| desk.check(path, change))?;
        desk.disk.replace(&desk.journal(), &desk.next_journal(), &seal_as(JOURNAL, &steps))?;
        Ok(steps)
    });
    match commit {
        Ok(steps) => desk.follow(&steps),
        Err(refused) => {
            // The first failure is the one to tell.
            let _ = desk.clear();
            Err(refused)
        }
    }
}

/// The files of the edits that lie behind a link: they are not written, as nobody knows what else they are part of.
pub fn behind_links(edits: &Edits, root: &Path, state_dir: &Path) -> Result<Vec<Box<str>>, Refused> {
    let desk = Desk::new(root, state_dir, None)?;
    let mut behind = Vec::new();
    for (path, _) in edits.iter() {
        if !desk.is_reached_through_folders(path)? || look(&desk.file(path))? == Sight::Other {
            behind.push(path.into());
        }
    }
    Ok(behind)
}

/// Completes the edits that a killed run began; whether there were any.
pub fn recover(root: &Path, state_dir: &Path) -> Result<bool, Refused> {
    let desk = Desk::new(root, state_dir, None)?;
    if look(&desk.journal())? == Sight::Absent {
        return Ok(false);
    }
    let _held = desk.lock();
    desk.recover()?;
    Ok(true)
}

impl<'a> Desk<'a> {
    fn new(root: &Path, state: &'a Path, watch: Option<Watch<'a>>) -> Result<Desk<'a>, Refused> {
        let root = root.canonicalize().map_err(|error| Refused::io(root, error))?;
        Ok(Desk { root, state, disk: Disk { watch } })
    }

    fn stage(&self) -> PathBuf {
        self.state.join("edits-stage")
    }

    fn journal(&self) -> PathBuf {
        self.state.join("edits-journal")
    }

    fn next_journal(&self) -> PathBuf {
        self.state.join("edits-journal.next")
    }

    /// Keeps a second run waiting. Where files cannot be locked, runs are the user's to keep apart.
    fn lock(&self) -> Option<File> {
        let file = File::create(self.state.join("edits-lock")).ok()?;
        file.lock().ok()?;
        Some(file)
    }

    fn file(&self, path: &str) -> PathBuf {
        under(&self.root, path)
    }

    /// Whether a file can be changed as it was meant: it is as it was read, and in the site.
    fn check(&self, path: &str, change: &Change) -> Result<(), Refused> {
        for path in [path, &change.to] {
            if !is_inside(path) || !self.is_reached_through_folders(path)? {
                return Err(Refused::Unsafe { path: self.root.join(path) });
            }
        }
        let file = self.file(path);
        match (look(&file)?, change.digest) {
            (Sight::File(_), Some(digest)) if Digest::of(&read(&file)?) == digest => {}
            (Sight::Absent, None) => {}
            (Sight::Other, Some(_)) => return Err(Refused::Unsafe { path: file }),
            _ => return Err(Refused::Changed { path: file }),
        }
        let to = self.file(&change.to);
        let respelled = || path.to_lowercase() == change.to.to_lowercase();
        if *change.to != *path && look(&to)? != Sight::Absent && !respelled() {
            return Err(Refused::Taken { path: to });
        }
        Ok(())
    }

    fn is_reached_through_folders(&self, path: &str) -> Result<bool, Refused> {
        for folder in folders(path) {
            match look(&self.file(folder))? {
                Sight::Directory => {}
                Sight::Absent => break,
                Sight::File(_) | Sight::Other => return Ok(false),
            }
        }
        Ok(true)
    }

    /// Writes every new text aside, as its file was: with the same rights.
    fn stage_all(&self, edits: &Edits) -> Result<Vec<Step>, Refused> {
        let stage = self.stage();
        let mut steps = Vec::with_capacity(edits.len());
        for (at, (path, change)) in edits.iter().enumerate() {
            let file = self.file(path);
            let beside = self.nearest_folder(&change.to)?;
            if !share_a_file_system(&stage, &beside) {
                return Err(Refused::io(&beside, Error::from(ErrorKind::CrossesDevices)));
            }
            let old = if change.digest.is_some() { read(&file)? } else { Vec::new() };
            let staged = stage.join(at.to_string());
            self.disk.create(&staged, &change.applied(&old))?;
            // These are nobody's output: unlike a site, they cannot be built again.
            let synced = OpenOptions::new().write(true).open(&staged).and_then(|file| file.sync_all());
            synced.map_err(|error| Refused::io(&staged, error))?;
            if change.digest.is_some() {
                let copied = fs::metadata(&file).and_then(|of| fs::set_permissions(&staged, of.permissions()));
                copied.map_err(|error| Refused::io(&staged, error))?;
            }
            steps.push(Step { from: path.into(), old: change.digest, to: change.to.clone() });
        }
        Ok(steps)
    }

    fn nearest_folder(&self, path: &str) -> Result<PathBuf, Refused> {
        let mut nearest = self.root.clone();
        for folder in folders(path) {
            let folder = self.file(folder);
            if look(&folder)? != Sight::Directory {
                break;
            }
            nearest = folder;
        }
        Ok(nearest)
    }

    fn recover(&self) -> Result<(), Refused> {
        match load_sealed::<Vec<Step>>(JOURNAL, &self.journal()) {
            Some(steps) => self.follow(&steps),
            None => self.clear(),
        }
    }

    fn follow(&self, steps: &[Step]) -> Result<(), Refused> {
        for (at, step) in steps.iter().enumerate() {
            self.step(&self.stage().join(at.to_string()), step)?;
        }
        self.clear()
    }

    /// Does one step, or what a killed run left of it. What another hand changed in between stays as it is.
    fn step(&self, staged: &Path, step: &Step) -> Result<(), Refused> {
        let (from, to) = (self.file(&step.from), self.file(&step.to));
        let is_old = |path: &Path| match (look(path)?, step.old) {
            (Sight::File(_), Some(digest)) => Ok(Digest::of(&read(path)?) == digest),
            _ => Ok(false),
        };
        let moved = from != to;
        // Where two spellings are one file, the old one has to go first.
        if moved && step.from.to_lowercase() == step.to.to_lowercase() && is_old(&from)? {
            self.disk.remove_file(&from)?;
        }
        let waits = matches!(look(staged)?, Sight::File(_)) && self.is_reached_through_folders(&step.to)?;
        if waits && (look(&to)? == Sight::Absent || (!moved && is_old(&to)?)) {
            self.disk.create_dirs(to.parent().expect("it is below the root"))?;
            self.disk.rename(staged, &to)?;
        }
        if moved && is_old(&from)? {
            self.disk.remove_file(&from)?;
            for folder in folders(&step.from).collect::<Vec<_>>().into_iter().rev() {
                if !folder.contains('/') || !self.disk.remove_empty_dir(&self.file(folder))? {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Removes the journal first: without what else is cleared it could not be followed.
    fn clear(&self) -> Result<(), Refused> {
        for file in [self.journal(), self.next_journal()] {
            if look(&file)? != Sight::Absent {
                self.disk.remove_file(&file)?;
            }
        }
        self.disk.remove_tree(&self.stage())
    }
}
