//! Turns a staged plan into a whole new tree beside the target, which exchanges its name with the target in one step.
//!
//! It needs a system call that Linux and macOS have; elsewhere nothing is attempted.

use super::commit::{clear, follow, write_journal};
use super::disk::{Sight, inode, is_empty, look};
use super::place::{share_a_file_system, under};
use super::record::{Journal, Record};
use super::survey::Plan;
use super::{Job, Refused};
use rayon::prelude::*;
use std::collections::HashSet;
use std::path::Path;
use walkdir::WalkDir;

pub(super) fn publish(job: &Job, plan: Plan, record: &Record) -> Result<(), Refused> {
    let Job { disk, place, .. } = job;
    let tree = place.tree();
    let beside = tree.parent().expect("the tree has a name");
    if !share_a_file_system(beside, &place.target) {
        return Err(Refused::SwapUnsupported);
    }
    disk.create_dir_like(&place.target, &tree)?;
    fill(job, &plan, record, &tree)?;
    let deletions: Vec<Box<str>> = plan.update.deletions.into_iter().chain(plan.update.obstacles).collect();
    carry_over(job, &deletions, &tree)?;

    let new_inode = inode(&tree).map_err(|error| Refused::io(&tree, error))?;
    let journal = Journal::Swap { new_inode, deletions };
    write_journal(disk, place, &journal)?;
    if let Err(refused) = disk.exchange(&tree, &place.target) {
        clear(disk, place)?;
        return Err(refused);
    }
    follow(disk, place, &journal)
}

/// Puts every entry into the new tree: the staged file, or a second name of the published one.
fn fill(job: &Job, plan: &Plan, record: &Record, tree: &Path) -> Result<(), Refused> {
    let Job { disk, place, .. } = job;
    let folder_of = |file: &Path| disk.create_dirs(file.parent().expect("a file is in the tree"));
    let stage = place.stage(plan.update.stage);
    plan.update.moves.iter().flatten().try_for_each(|(n, address)| {
        let new = under(tree, address);
        folder_of(&new)?;
        disk.rename(&stage.join(n.to_string()), &new)
    })?;
    plan.unchanged.par_iter().try_for_each(|&n| {
        let address = &record.files[n as usize].address;
        let new = under(tree, address);
        folder_of(&new)?;
        disk.link_or_copy(&place.file(address), &new)
    })
}

/// Gives what another hand put into the target its place in the new tree.
fn carry_over(job: &Job, deletions: &[Box<str>], tree: &Path) -> Result<(), Refused> {
    let Job { disk, place, output, .. } = job;
    let deletions: HashSet<&str> = deletions.iter().map(|address| &**address).collect();
    for found in WalkDir::new(&place.target).min_depth(1) {
        let found = found.map_err(|error| Refused::io(&place.target, error.into()))?;
        let old = found.path();
        let inside = old.strip_prefix(&place.target).expect("found in the target");
        let new = tree.join(inside);
        if found.file_type().is_dir() {
            let is_needed = look(&new)? == Sight::Directory || is_empty(old)?;
            if is_needed && place.address(old).is_none_or(|address| !deletions.contains(&*address)) {
                disk.create_dir_like(old, &new)?;
            }
            continue;
        }
        let address = place.address(old);
        let is_ours = |address: &String| output.entries().contains_key(address) || deletions.contains(&**address);
        if address.as_ref().is_some_and(is_ours) || look(&new)? != Sight::Absent {
            continue;
        }
        let folders: Vec<&Path> = inside.ancestors().skip(1).collect();
        for folder in folders.iter().rev() {
            disk.create_dir_like(&place.target.join(folder), &tree.join(folder))?;
        }
        disk.link_or_copy(old, &new)?;
    }
    Ok(())
}
