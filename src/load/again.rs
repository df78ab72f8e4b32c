//! Turns the paths that were touched since a site was read into the same inputs as a new reading would give, by reading
//! those files alone.
//!
//! What came, went, or was no plain file before it does not follow: then everything is read again.

use super::{file, is_text, name};
use crate::build::{File, Inputs};
use crate::source::Source;
use std::fs;
use std::path::{Path, PathBuf};

/// Reads again the files at these paths below `root`, a real path; says whether the inputs are then what is on the disk.
pub fn again(inputs: &mut Inputs, root: &Path, paths: &[PathBuf]) -> bool {
    paths.iter().all(|path| one(inputs, root, path))
}

fn one(inputs: &mut Inputs, root: &Path, path: &Path) -> bool {
    let name = name(root, path);
    let Some((folder, below)) = name.split_once('/').filter(|_| path.starts_with(root)) else { return false };
    if below.split('/').any(|part| part.starts_with('.')) {
        return true;
    }
    if inputs.unread.keys().any(|unread| unread.starts_with(name.as_str()) || name.starts_with(&**unread)) {
        return false;
    }
    let bytes = match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => fs::read(path).ok(),
        Ok(_) => return false,
        Err(_) => None,
    };
    let Some(bytes) = bytes else {
        // What an editor writes beside a file is gone when it is done.
        return !is_known(inputs, folder, below);
    };
    match folder {
        "content" => match inputs.content.get_mut(below) {
            Some(known) => *known = file(&name, bytes),
            None => return false,
        },
        "templates" => match inputs.templates.get_mut(below) {
            Some(known) if is_text(&name) => *known = Source::new(name, bytes),
            _ => return false,
        },
        "static" => match inputs.statics.get_mut(below) {
            Some((known, _)) => *known = bytes.into(),
            None => return false,
        },
        "translations" => match (inputs.records.get_mut(name.as_str()), file(&name, bytes)) {
            (Some(known), File::Text(source)) => *known = source,
            _ => return false,
        },
        "data" => match (inputs.data.iter_mut().find(|known| known.path() == name), file(&name, bytes)) {
            (Some(known), File::Text(source)) => *known = source,
            _ => return false,
        },
        _ => return false,
    }
    true
}

/// Whether something was read at this path, or below it.
fn is_known(inputs: &Inputs, folder: &str, below: &str) -> bool {
    let inside = |path: &str| path == below || path.strip_prefix(below).is_some_and(|rest| rest.starts_with('/'));
    match folder {
        "content" => inputs
            .content
            .range(Box::from(below)..)
            .take_while(|(path, _)| path.starts_with(below))
            .any(|(path, _)| inside(path)),
        "templates" => inputs.templates.keys().any(|path| inside(path)),
        "static" => inputs.statics.keys().any(|path| inside(path)),
        _ => {
            let known = inputs.records.keys().map(|path| &**path).chain(inputs.data.iter().map(Source::path));
            known.filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/')).any(inside)
        }
    }
}
