//! Turns what publishing asks of the disk into system calls whose failures name the path.
//!
//! It is the only door to the disk for changes, so that a test can stop before any one of them; it decides nothing.

use super::Refused;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

/// Called with the path of every change of the disk, before it is made.
pub(super) type Watch<'a> = &'a (dyn Fn(&Path) + Sync);

#[derive(Clone, Copy)]
pub(super) struct Disk<'a> {
    pub watch: Option<Watch<'a>>,
}

/// Size and time of a file: what is compared before its content is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stat {
    pub size: u64,
    /// Nanoseconds since 1970; the far future where the system tells none, which is never trusted.
    pub mtime: i64,
}

impl Stat {
    fn of(metadata: &Metadata) -> Stat {
        Stat { size: metadata.len(), mtime: metadata.modified().ok().and_then(nanoseconds).unwrap_or(i64::MAX) }
    }
}

fn nanoseconds(time: SystemTime) -> Option<i64> {
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).ok(),
        Err(before) => i64::try_from(before.duration().as_nanos()).ok().map(|time| -time),
    }
}

/// What stands at a path, links not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    Absent,
    File(Stat),
    Directory,
    /// A link, a socket, a device: never read and never written through.
    Other,
}

pub(super) fn look(path: &Path) -> Result<Sight, Refused> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(Sight::File(Stat::of(&metadata))),
        Ok(metadata) if metadata.is_dir() => Ok(Sight::Directory),
        Ok(_) => Ok(Sight::Other),
        Err(error) if is_absence(&error) => Ok(Sight::Absent),
        Err(error) => Err(Refused::io(path, error)),
    }
}

fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, Refused> {
    fs::read(path).map_err(|error| Refused::io(path, error))
}

pub(super) fn is_empty(directory: &Path) -> Result<bool, Refused> {
    let mut contents = fs::read_dir(directory).map_err(|error| Refused::io(directory, error))?;
    Ok(contents.next().is_none())
}

impl Disk<'_> {
    fn change<T>(&self, path: &Path, change: impl FnOnce() -> io::Result<T>) -> Result<T, Refused> {
        if let Some(watch) = self.watch {
            watch(path);
        }
        change().map_err(|error| Refused::io(path, error))
    }

    /// Makes one directory; one that exists already is fine.
    pub fn create_dir(&self, path: &Path) -> Result<(), Refused> {
        self.change(path, || match fs::create_dir(path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            made => made,
        })
    }

    /// Makes a directory and those above it. The directory alone is tried first: nearly always it is enough.
    pub fn create_dirs(&self, path: &Path) -> Result<(), Refused> {
        self.change(path, || match fs::create_dir(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => fs::create_dir_all(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            made => made,
        })
    }

    /// Makes a new file. What stands there already is never opened: it might be a link to elsewhere.
    pub fn create(&self, path: &Path, bytes: &[u8]) -> Result<Stat, Refused> {
        self.change(path, || {
            let mut file = File::create_new(path)?;
            file.write_all(bytes)?;
            Ok(Stat::of(&file.metadata()?))
        })
    }

    /// Puts a whole file in the place of another, through the spare name beside it.
    pub fn replace(&self, path: &Path, spare: &Path, bytes: &[u8]) -> Result<(), Refused> {
        self.remove_file(spare)?;
        self.create(spare, bytes)?;
        self.rename(spare, path)
    }

    pub fn rename(&self, from: &Path, to: &Path) -> Result<(), Refused> {
        self.change(to, || patiently(|| fs::rename(from, to)))
    }

    /// Exchanges the names of two directories in one step, where the system can.
    pub fn exchange(&self, one: &Path, other: &Path) -> Result<(), Refused> {
        if let Some(watch) = self.watch {
            watch(other);
        }
        exchange(one, other).map_err(|error| refusal(other, error))
    }

    /// Removes a file, or a link itself; `false` if there was none.
    pub fn remove_file(&self, path: &Path) -> Result<bool, Refused> {
        self.change(path, || match patiently(|| fs::remove_file(path)) {
            Ok(()) => Ok(true),
            Err(error) if is_absence(&error) => Ok(false),
            Err(error) => Err(error),
        })
    }

    /// Removes a directory if it is empty; `false` if something keeps it.
    pub fn remove_empty_dir(&self, path: &Path) -> Result<bool, Refused> {
        self.change(path, || match fs::remove_dir(path) {
            Ok(()) => Ok(true),
            Err(error) if is_absence(&error) => Ok(true),
            Err(_) => Ok(false),
        })
    }

    pub fn remove_tree(&self, path: &Path) -> Result<(), Refused> {
        if look(path)? == Sight::Absent {
            return Ok(());
        }
        self.change(path, || patiently(|| fs::remove_dir_all(path)))
    }

    /// Gives a file a second name in another tree, or, where the system has no such thing, a copy of the same age.
    pub fn link_or_copy(&self, from: &Path, to: &Path) -> Result<(), Refused> {
        self.change(to, || {
            let metadata = fs::symlink_metadata(from)?;
            if metadata.is_symlink() {
                return copy_link(from, to);
            }
            match fs::hard_link(from, to) {
                Ok(()) => return Ok(()),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(error),
                Err(_) => fs::copy(from, to)?,
            };
            let copy = File::options().write(true).open(to)?;
            copy.set_modified(metadata.modified()?)
        })
    }

    /// Makes a directory like another: what its owner allowed to whom holds for the new one.
    pub fn create_dir_like(&self, model: &Path, path: &Path) -> Result<(), Refused> {
        self.create_dirs(path)?;
        self.change(path, || {
            let permissions = fs::metadata(model)?.permissions();
            if fs::metadata(path)?.permissions() == permissions {
                return Ok(());
            }
            fs::set_permissions(path, permissions)
        })
    }

    /// The time that the file system at `directory` would give to a file changed now.
    ///
    /// Only the file system knows: its clock ticks coarser than the system's, and on a network it is another machine's.
    pub fn clock(&self, directory: &Path) -> Result<i64, Refused> {
        let probe = directory.join(".clock");
        let now = self.create(&probe, b"")?.mtime;
        self.remove_file(&probe)?;
        Ok(now)
    }
}

/// Tries again for two seconds where the system refuses what another program has open: on Windows, a server that is
/// sending a page or a virus scanner that looks at it hold it for a moment.
fn patiently<T>(act: impl Fn() -> io::Result<T>) -> io::Result<T> {
    let mut pause = Duration::from_millis(1);
    loop {
        match act() {
            Err(error)
                if cfg!(windows) && error.kind() == ErrorKind::PermissionDenied && pause < Duration::from_secs(2) =>
            {
                thread::sleep(pause);
                pause *= 2;
            }
            done => return done,
        }
    }
}

#[cfg(unix)]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(windows)]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    let goal = fs::read_link(from)?;
    match fs::metadata(from).is_ok_and(|metadata| metadata.is_dir()) {
        true => std::os::windows::fs::symlink_dir(goal, to),
        false => std::os::windows::fs::symlink_file(goal, to),
    }
}

/// Tells a failed exchange from a system or a file system that has none.
fn refusal(path: &Path, error: io::Error) -> Refused {
    use ErrorKind::{CrossesDevices, InvalidInput, ResourceBusy, Unsupported};
    match error.kind() {
        CrossesDevices | InvalidInput | ResourceBusy | Unsupported => Refused::SwapUnsupported,
        _ => Refused::io(path, error),
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

#[cfg(unix)]
pub(super) fn inode(path: &Path) -> io::Result<u64> {
    use std::os::unix::fs::MetadataExt;
    Ok(fs::metadata(path)?.ino())
}

#[cfg(not(unix))]
pub(super) fn inode(_: &Path) -> io::Result<u64> {
    Err(ErrorKind::Unsupported.into())
}
