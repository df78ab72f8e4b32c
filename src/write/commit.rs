//! Turns a journal into the finished directory: the part of publishing that readers see, and that a kill may interrupt.
//!
//! It decides nothing and renders nothing; every step may have been done by an earlier run that was killed.

use super::Refused;
use super::disk::{Disk, Sight, inode, is_empty, look};
use super::place::{Place, STAGES, folders};
use super::record::{Journal, Update, load_journal, seal_journal};
use rayon::prelude::*;
use std::collections::HashSet;
use std::path::Path;
use walkdir::WalkDir;

// Durability. Nothing here is fsynced: a kill of the process loses nothing that the kernel has, and 20,000 fsyncs would
// take minutes. A loss of power may lose the last seconds; ext4, XFS, Btrfs and APFS keep the new or the old name, and
// a file whose blocks were lost has another size or time than recorded, so that the next run writes it again.

/// Writes the journal down, then does what it says.
pub(super) fn commit(disk: &Disk, place: &Place, journal: &Journal) -> Result<(), Refused> {
    write_journal(disk, place, journal)?;
    follow(disk, place, journal)
}

pub(super) fn write_journal(disk: &Disk, place: &Place, journal: &Journal) -> Result<(), Refused> {
    disk.replace(&place.journal(), &place.next_journal(), &seal_journal(journal))
}

pub(super) fn follow(disk: &Disk, place: &Place, journal: &Journal) -> Result<(), Refused> {
    match finish(disk, place, journal)? {
        Outcome::Done => Ok(()),
        // Between looking and publishing, somebody put something in the way.
        Outcome::Overtaken => Err(Refused::NotOurs { path: place.target.clone() }),
    }
}

/// Completes what a killed run began, and clears away what it had not yet begun to show.
pub(super) fn recover(disk: &Disk, place: &Place) -> Result<(), Refused> {
    match load_journal(place) {
        Some(journal) => finish(disk, place, &journal).map(|_| ()),
        None => clear(disk, place),
    }
}

/// Whether what the journal says could be done, or the target is no longer what it was when the journal was written.
pub(super) enum Outcome {
    Done,
    Overtaken,
}

fn finish(disk: &Disk, place: &Place, journal: &Journal) -> Result<Outcome, Refused> {
    let outcome = match journal {
        Journal::Fresh => take_name(disk, place)?,
        Journal::Update(update) => apply(disk, place, update)?,
        Journal::Swap { new_inode, deletions } => delete_old_tree(disk, place, *new_inode, deletions)?,
    };
    if matches!(outcome, Outcome::Done) && look(&place.next_record())? != Sight::Absent {
        disk.rename(&place.next_record(), &place.record())?;
    }
    clear(disk, place)?;
    Ok(outcome)
}

/// Removes the journal first: without what else is cleared it could not be followed.
pub(super) fn clear(disk: &Disk, place: &Place) -> Result<(), Refused> {
    for file in [place.journal(), place.next_journal(), place.next_record()] {
        if look(&file)? != Sight::Absent {
            disk.remove_file(&file)?;
        }
    }
    for stage in STAGES {
        disk.remove_tree(&place.stage(stage))?;
    }
    disk.remove_tree(&place.tree())
}

fn take_name(disk: &Disk, place: &Place) -> Result<Outcome, Refused> {
    let built = look(&place.tree())? == Sight::Directory;
    match look(&place.target)? {
        Sight::Directory if !built => return Ok(Outcome::Done),
        Sight::Absent if built => {}
        Sight::Directory if is_empty(&place.target)? => {}
        _ => return Ok(Outcome::Overtaken),
    }
    // Elsewhere the rename itself replaces an empty directory, and at no moment is there none.
    if cfg!(windows) {
        disk.remove_empty_dir(&place.target)?;
    }
    disk.rename(&place.tree(), &place.target)?;
    Ok(Outcome::Done)
}

fn apply(disk: &Disk, place: &Place, update: &Update) -> Result<Outcome, Refused> {
    // Whoever deleted the target since the kill wants none of this.
    if look(&place.target)? != Sight::Directory {
        return Ok(Outcome::Overtaken);
    }
    let stage = place.stage(update.stage);
    if !has_begun(&stage, update)? {
        for address in &update.obstacles {
            remove(disk, place, address)?;
        }
    }
    for moves in &update.moves {
        make_folders(disk, place, moves)?;
        moves.par_iter().try_for_each(|(n, address)| {
            let staged = stage.join(n.to_string());
            // A staged file that is gone was moved by the run that was killed.
            match look(&staged)? {
                Sight::File(_) => disk.rename(&staged, &place.file(address)),
                _ => Ok(()),
            }
        })?;
    }
    for address in &update.deletions {
        remove(disk, place, address)?;
    }
    Ok(Outcome::Done)
}

/// Whether a killed run had made a move: then the obstacles are gone, and their addresses may be new files'.
fn has_begun(stage: &Path, update: &Update) -> Result<bool, Refused> {
    if update.obstacles.is_empty() {
        return Ok(false);
    }
    for (n, _) in update.moves.iter().flatten() {
        if look(&stage.join(n.to_string()))? == Sight::Absent {
            return Ok(true);
        }
    }
    Ok(false)
}

fn make_folders(disk: &Disk, place: &Place, moves: &[(u32, Box<str>)]) -> Result<(), Refused> {
    let mut made = HashSet::new();
    for folder in moves.iter().flat_map(|(_, address)| folders(address)) {
        if !made.insert(folder) {
            continue;
        }
        let path = place.file(folder);
        match look(&path)? {
            Sight::Directory => {}
            Sight::Absent => disk.create_dir(&path)?,
            // Put there a moment ago; a link would take the files out of the target.
            Sight::File(_) | Sight::Other => return Err(Refused::Foreign { path }),
        }
    }
    Ok(())
}

/// Removes a file, a link or an empty folder, and the folders that it leaves empty; nothing behind a link.
fn remove(disk: &Disk, place: &Place, address: &str) -> Result<(), Refused> {
    let mut above = Vec::new();
    for folder in folders(address) {
        match look(&place.file(folder))? {
            Sight::Directory => above.push(place.file(folder)),
            Sight::Absent => break,
            Sight::File(_) | Sight::Other => return Ok(()),
        }
    }
    let path = place.file(address);
    match look(&path)? {
        Sight::Absent => {}
        Sight::Directory => above.push(path),
        Sight::File(_) | Sight::Other => {
            disk.remove_file(&path)?;
        }
    }
    for folder in above.iter().rev() {
        if !disk.remove_empty_dir(folder)? {
            break;
        }
    }
    Ok(())
}

/// Deletes the old tree, which now has the new one's name. What appeared in it after carrying over is moved, not lost.
fn delete_old_tree(disk: &Disk, place: &Place, new_inode: u64, deletions: &[Box<str>]) -> Result<Outcome, Refused> {
    if !inode(&place.target).is_ok_and(|inode| inode == new_inode) {
        return Ok(Outcome::Overtaken);
    }
    let old_tree = place.tree();
    if look(&old_tree)? == Sight::Absent {
        return Ok(Outcome::Done);
    }
    let deletions: HashSet<&str> = deletions.iter().map(|address| &**address).collect();
    for found in WalkDir::new(&old_tree).min_depth(1) {
        let found = found.map_err(|error| Refused::io(&old_tree, error.into()))?;
        let inside = found.path().strip_prefix(&old_tree).expect("found in the tree");
        let new = place.target.join(inside);
        let is_deleted = || place.address(&new).is_some_and(|address| deletions.contains(&*address));
        if !found.file_type().is_dir() && look(&new)? == Sight::Absent && !is_deleted() {
            disk.create_dirs(new.parent().expect("in the target"))?;
            disk.rename(found.path(), &new)?;
        }
    }
    disk.remove_tree(&old_tree)?;
    Ok(Outcome::Done)
}
