//! Turns the path of a target and the site's state folder into the names of everything that publishing touches.
//!
//! It makes no file, and refuses targets where publishing could only do harm.

use super::disk::{Sight, look};
use super::{How, Refused};
use crate::source::Digest;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{Error, ErrorKind};
use std::path::{Component, Path, PathBuf};

/// Folders of a site's root that hold what its writer made; publishing into one would feed the next build.
const SOURCES: [&str; 5] = ["content", "data", "static", "templates", "translations"];

pub(super) struct Place {
    /// Without links and without `..`, as far as it exists.
    pub target: PathBuf,
    pub state: PathBuf,
    id: String,
}

/// Where changed files wait, on the file system of the target, until all of them are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Stage {
    State,
    /// Beside the target: the state folder is on another file system.
    Beside,
    /// In the target: it is itself the root of a file system, such as a container's volume.
    Within,
}

pub(super) const STAGES: [Stage; 3] = [Stage::State, Stage::Beside, Stage::Within];

impl Place {
    pub fn find(target: &Path, state: &Path) -> Result<Place, Refused> {
        let state = canonical(state)?;
        let target = canonical(target)?;
        refuse_harm(&target, &state)?;
        let id = Digest::of(target.as_os_str().as_encoded_bytes()).short(16);
        Ok(Place { target, state, id })
    }

    /// The file that stands for an address of the output.
    pub fn file(&self, address: &str) -> PathBuf {
        under(&self.target, address)
    }

    /// The address of a file below the target; none if its name is not Unicode, so that no output can have it.
    pub fn address(&self, path: &Path) -> Option<String> {
        let parts = path.strip_prefix(&self.target).ok()?.components().map(|part| part.as_os_str().to_str());
        Some(parts.collect::<Option<Vec<&str>>>()?.join("/"))
    }

    pub fn stage(&self, stage: Stage) -> PathBuf {
        match stage {
            Stage::State => self.state.join(format!("stage-{}", self.id)),
            Stage::Beside => self.beside("stage"),
            Stage::Within => self.target.join(".diglot-stage"),
        }
    }

    /// The whole new tree, while it is built.
    pub fn tree(&self) -> PathBuf {
        self.beside("new")
    }

    fn beside(&self, what: &str) -> PathBuf {
        let name = self.target.file_name().expect("a root folder is refused by `find`").to_string_lossy();
        self.target.with_file_name(format!(".{name}.diglot-{what}"))
    }

    pub fn record(&self) -> PathBuf {
        self.state.join(format!("published-{}", self.id))
    }

    /// The record of a publication that is under way.
    pub fn next_record(&self) -> PathBuf {
        self.state.join(format!("published-{}.next", self.id))
    }

    pub fn journal(&self) -> PathBuf {
        self.state.join(format!("journal-{}", self.id))
    }

    pub fn next_journal(&self) -> PathBuf {
        self.state.join(format!("journal-{}.next", self.id))
    }

    pub fn lock(&self) -> PathBuf {
        self.state.join(format!("lock-{}", self.id))
    }

    /// Whether every folder between the target and this address is a folder, not a link that leads out of the target.
    pub fn is_reached_through_folders(&self, address: &str) -> Result<bool, Refused> {
        for folder in folders(address) {
            if look(&self.file(folder))? != Sight::Directory {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

pub(super) fn under(directory: &Path, address: &str) -> PathBuf {
    // On Unix an address is a path already; elsewhere its slashes are not the system's.
    if cfg!(unix) {
        directory.join(address)
    } else {
        address.split('/').fold(directory.to_owned(), |path, part| path.join(part))
    }
}

/// The folders above an address, the outermost first: `a`, then `a/b`, for `a/b/c.html`.
pub(super) fn folders(address: &str) -> impl Iterator<Item = &str> {
    address.match_indices('/').map(|(at, _)| &address[..at])
}

/// Whether an address names a file below the target and nothing else. A manifest is a file that anybody may have edited.
pub(super) fn is_inside(address: &str) -> bool {
    let reserved = |c: char| c == '\0' || (cfg!(windows) && matches!(c, '\\' | ':'));
    !address.contains(reserved) && address.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// Whether a file can be renamed from one directory into the other.
pub(super) fn share_a_file_system(from: &Path, to: &Path) -> bool {
    // Linux compares the mounts before it looks for the files, so renaming a file that does not exist asks the question
    // and changes nothing. Device numbers alone miss two mounts of one file system, as containers make them.
    let absent = fs::rename(from.join(".diglot-absent"), to.join(".diglot-absent"));
    if absent.is_err_and(|error| error.kind() == ErrorKind::CrossesDevices) {
        return false;
    }
    same_device(from, to)
}

#[cfg(unix)]
fn same_device(from: &Path, to: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(from), fs::metadata(to)) {
        (Ok(from), Ok(to)) => from.dev() == to.dev(),
        _ => false,
    }
}

/// Windows tells a volume by the letter in front of a real path; one that is relative has none.
#[cfg(windows)]
fn same_device(from: &Path, to: &Path) -> bool {
    match (from.canonicalize(), to.canonicalize()) {
        (Ok(from), Ok(to)) => from.components().next() == to.components().next(),
        _ => false,
    }
}

/// The path without links and without `..`, also where its end does not exist yet.
fn canonical(path: &Path) -> Result<PathBuf, Refused> {
    let path = std::path::absolute(path).map_err(|error| Refused::io(path, error))?;
    let mut existing = path.as_path();
    loop {
        match existing.canonicalize() {
            Ok(base) => {
                let rest = path.strip_prefix(existing).expect("an ancestor of the path");
                return Ok(join_normal(base, rest));
            }
            Err(error) if error.kind() == ErrorKind::NotFound && look(existing)? == Sight::Absent => {}
            Err(error) => return Err(Refused::io(existing, error)),
        }
        existing = existing.parent().ok_or_else(|| Refused::io(&path, Error::from(ErrorKind::NotFound)))?;
    }
}

fn join_normal(mut base: PathBuf, rest: &Path) -> PathBuf {
    for component in rest.components() {
        match component {
            Component::Normal(name) => base.push(name),
            Component::ParentDir => {
                base.pop();
            }
            _ => {}
        }
    }
    base
}

fn refuse_harm(target: &Path, state: &Path) -> Result<(), Refused> {
    let root = state.parent().unwrap_or(state);
    let home = std::env::home_dir().and_then(|home| home.canonicalize().ok());
    let holds_home = home.is_some_and(|home| home.starts_with(target));
    let among_sources = SOURCES.iter().any(|name| target.starts_with(root.join(name)));
    if root.starts_with(target)
        || target.starts_with(state)
        || holds_home
        || among_sources
        || target.file_name().is_none()
    {
        return Err(Refused::Inside { path: target.to_owned() });
    }
    Ok(())
}

/// So many UTF-16 units a name may have on NTFS.
const LONGEST_NAME: usize = 255;

/// What is refused before anything is rendered: a wish that this system cannot grant, an address outside the target.
pub(super) fn refuse_impossible(how: &How, addresses: impl Iterator<Item = impl AsRef<str>>) -> Result<(), Refused> {
    if how.swap && !cfg!(any(target_os = "linux", target_os = "macos")) {
        return Err(Refused::SwapUnsupported);
    }
    for address in addresses {
        let address = address.as_ref();
        // Windows tells of a name that is too long only when a file is to get it, and then others have theirs.
        let too_long = |part: &str| cfg!(windows) && part.encode_utf16().count() > LONGEST_NAME;
        if !is_inside(address) || address.split('/').any(too_long) {
            return Err(Refused::io(Path::new(address), Error::from(ErrorKind::InvalidInput)));
        }
    }
    Ok(())
}
