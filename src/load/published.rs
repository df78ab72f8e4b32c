//! Turns the folder of a finished site into the paths of its files, and reads one when it is asked for.
//!
//! It leaves the folder by no symbolic link and by no `..`; what leads out of it is not there.

use super::leads_inside;
use rayon::prelude::*;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The files of a finished site, in order.
pub struct Published {
    pub addresses: Vec<Box<str>>,
    paths: Vec<PathBuf>,
}

impl Published {
    /// The files below `root`.
    ///
    /// # Errors
    /// When `root` cannot be read or is no folder; what cannot be read below it is not there.
    pub fn find(root: &Path) -> io::Result<Published> {
        let root = fs::canonicalize(root)?;
        fs::read_dir(&root)?;
        let mut files = Vec::new();
        let mut walk = WalkDir::new(&root).follow_links(true).into_iter();
        while let Some(entry) = walk.next() {
            // A circle of links has been walked once by then, and what cannot be read cannot be published.
            let Ok(entry) = entry else { continue };
            let is_folder = entry.file_type().is_dir();
            let leaves = entry.path_is_symlink() && !leads_inside(&root, entry.path());
            let is_history = entry.depth() == 1 && entry.file_name() == ".git";
            if is_folder && (leaves || is_history) {
                walk.skip_current_dir();
            }
            if !is_folder && !leaves && entry.file_type().is_file() {
                files.push(entry.into_path());
            }
        }
        let mut named: Vec<(Box<str>, PathBuf)> =
            files.into_par_iter().map(|path| (super::name(&root, &path).into(), path)).collect();
        named.par_sort_unstable();
        let (addresses, paths) = named.into_iter().unzip();
        Ok(Published { addresses, paths })
    }

    /// The bytes of one file.
    pub fn read(&self, at: usize) -> Option<Vec<u8>> {
        fs::read(&self.paths[at]).ok()
    }
}
