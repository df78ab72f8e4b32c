//! Turns a site's folder into inputs: the only place that reads the disk.
//!
//! It follows no link out of the folder, reports nothing itself, and leaves hidden files alone.

mod again;
mod index;
mod published;

pub use again::again;
pub use index::Index;
pub use published::Published;

use crate::build::{File, Inputs, Unread};
use crate::config::{Config, Which};
use crate::diag::Severity;
use crate::shared::SHARE;
use crate::source::{Digest, LARGEST_TEXT, Source};
use crate::theme;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use walkdir::WalkDir;

/// Files of the root that the site's authors commit beside its settings.
pub const RECORDS: [&str; 4] = [".gitattributes", "audit.yaml", "redirects.yaml", "routes.txt"];

/// What the user asked for besides the files.
#[derive(Clone, Debug)]
pub struct Choices {
    pub as_of: Date,
    pub drafts: bool,
    pub base_url: Option<String>,
    /// Overrules the levels of the settings.
    pub levels: Vec<(Which, Severity)>,
    /// A list of known problems, instead of the one that the settings name.
    pub baseline: Option<Source>,
}

/// A site's files, of which some may not have been read yet.
pub struct Loaded {
    pub inputs: Inputs,
    /// What was seen of every text, for the next run.
    pub index: Index,
    torn: Arc<AtomicBool>,
}

impl Loaded {
    /// Whether a text, when it was read at last, was no longer what it had been: then nothing made from it counts.
    pub fn is_torn(&self) -> bool {
        self.tear().is_torn()
    }

    /// The same, for whoever keeps the inputs alone.
    pub fn tear(&self) -> Tear {
        Tear(self.torn.clone())
    }
}

/// Says whether a text that was put off, when it was read at last, was no longer what it had been.
pub struct Tear(Arc<AtomicBool>);

impl Tear {
    pub fn is_torn(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// Reads the site at `root`, every file of it.
///
/// # Errors
/// When `root` itself cannot be read; a single file that cannot be read becomes a value.
pub fn load(root: &Path, choices: &Choices) -> io::Result<Inputs> {
    Ok(load_since(root, choices, &Index::default())?.inputs)
}

/// Reads the site at `root`, but puts off reading the texts of `content/` and `translations/` that have not changed since
/// `before` was made.
///
/// # Errors
/// When `root` itself cannot be read; a single file that cannot be read becomes a value.
pub fn load_since(root: &Path, choices: &Choices, before: &Index) -> io::Result<Loaded> {
    let mut index = Index::now();
    let torn = Arc::new(AtomicBool::new(false));
    let root = fs::canonicalize(root)?;
    let mut unread = BTreeMap::new();
    let mut beside = |name: &str| match text_at(&root, name) {
        Some(Ok(source)) => Some(source),
        Some(Err(fault)) => {
            unread.insert(name.into(), fault);
            None
        }
        None => None,
    };
    let settings = beside("diglot.yaml");
    let mut records: BTreeMap<Box<str>, Source> =
        RECORDS.iter().filter_map(|&name| Some((name.into(), beside(name)?))).collect();
    let baseline = choices.baseline.clone().or_else(|| baseline(&root, settings.as_ref()?, &mut unread));
    let mut templates: BTreeMap<Box<str>, Source> = theme::templates()
        .map(|(name, bytes)| (name.as_str().into(), Source::new(format!("templates/{name}"), bytes.into_owned())))
        .collect();
    for (name, file) in files(&root, "templates", &mut unread, read) {
        if let File::Text(source) = file {
            templates.insert(name, source);
        }
    }
    let mut statics: BTreeMap<Box<str>, (Arc<[u8]>, bool)> =
        theme::statics().map(|(name, bytes)| (name.into(), (Arc::from(&*bytes), true))).collect();
    for (name, file) in files(&root, "static", &mut unread, read) {
        let bytes = match file {
            File::Text(source) => source.text().as_bytes().into(),
            File::Bytes(bytes) => bytes,
        };
        let built_in = statics.contains_key(&name);
        statics.insert(name, (bytes, built_in));
    }
    let data = files(&root, "data", &mut unread, read).into_values().filter_map(|file| match file {
        File::Text(source) => Some(source),
        File::Bytes(_) => None,
    });
    let data = data.collect();
    let since = |path: &Path, name: &str| read_since(path, name, before, &torn);
    for (_, (file, metadata)) in files(&root, "translations", &mut unread, since) {
        if let (File::Text(source), Some(metadata)) = (file, metadata) {
            index.keep(source.path(), &metadata, source.digest());
            records.insert(source.path().into(), source);
        }
    }
    let mut content = BTreeMap::new();
    for (name, (file, metadata)) in files(&root, "content", &mut unread, since) {
        if let (File::Text(source), Some(metadata)) = (&file, &metadata) {
            index.keep(source.path(), metadata, source.digest());
        }
        content.insert(name, file);
    }
    let inputs = Inputs {
        settings,
        data,
        records,
        templates,
        statics,
        content,
        unread,
        as_of: choices.as_of,
        drafts: choices.drafts,
        base_url: choices.base_url.clone(),
        answers: Arc::default(),
        levels: choices.levels.clone(),
        baseline,
    };
    Ok(Loaded { inputs, index, torn })
}

/// Reads a file, or puts it off if it is a text that nothing has touched since `before`.
fn read_since(
    path: &Path,
    name: &str,
    before: &Index,
    torn: &Arc<AtomicBool>,
) -> Result<(File, Option<Metadata>), Unread> {
    // Looked at before it is read: what changes in between is newer than what was noted, and is read again.
    let metadata = is_text(name).then(|| fs::metadata(path).ok()).flatten();
    let known = metadata.as_ref().and_then(|metadata| before.digest(name, metadata));
    let file = match known {
        Some(digest) => File::Text(deferred(path.to_owned(), name, digest, torn.clone())),
        None => read(path, name)?,
    };
    Ok((file, metadata))
}

/// A text that is read when it is first asked for; if it is no longer what it was, that is noted.
fn deferred(path: PathBuf, name: &str, digest: Digest, torn: Arc<AtomicBool>) -> Source {
    let read = move || {
        let bytes = fs::read(&path).unwrap_or_default();
        if Digest::of(&bytes) != digest {
            torn.store(true, Ordering::Release);
        }
        bytes
    };
    Source::deferred(name, digest, Box::new(read))
}

/// The list of known problems that the settings name; `None` if there is none.
fn baseline(root: &Path, settings: &Source, unread: &mut BTreeMap<Box<str>, Unread>) -> Option<Source> {
    let path = Config::read(settings, &mut Vec::new()).baseline?.value;
    let found = fs::symlink_metadata(root.join(&path)).ok()?;
    let refused = match fs::canonicalize(root.join(&path)) {
        Ok(real) if !real.starts_with(root) => Err(Unread::Outside),
        Ok(real) if !real.is_file() => Err(Unread::Special),
        _ if found.len() > LARGEST_TEXT as u64 => Err(Unread::Special),
        Ok(real) => fs::read(real).map_err(|error| Unread::Failed(error.to_string())),
        Err(error) => Err(Unread::Failed(error.to_string())),
    };
    match refused {
        Ok(bytes) => Some(Source::new(path, bytes)),
        Err(fault) => {
            unread.insert(path.into(), fault);
            None
        }
    }
}

/// The settings in the folder `root`; `None` if there are none.
pub fn settings(root: &Path) -> Option<Result<Source, Unread>> {
    text_at(root, "diglot.yaml")
}

/// A text in the root itself; `None` if there is none.
fn text_at(root: &Path, name: &str) -> Option<Result<Source, Unread>> {
    let path = root.join(name);
    let kind = match fs::metadata(&path) {
        Ok(metadata) => metadata.file_type(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => return Some(Err(Unread::Failed(error.to_string()))),
    };
    if !leads_inside(root, &path) {
        return Some(Err(Unread::Outside));
    }
    if !kind.is_file() {
        return Some(Err(Unread::Special));
    }
    let read = fs::read(&path).map(|bytes| Source::new(name, bytes));
    Some(read.map_err(|error| Unread::Failed(error.to_string())))
}

/// The files of one folder of the site, by path below it; what cannot be read is added to `unread`.
fn files<T: Send>(
    root: &Path,
    folder: &str,
    unread: &mut BTreeMap<Box<str>, Unread>,
    read: impl Fn(&Path, &str) -> Result<T, Unread> + Sync,
) -> BTreeMap<Box<str>, T> {
    let read = |(path, found): (PathBuf, Result<(), Unread>)| {
        let name = name(root, &path);
        let file = found.and_then(|()| read(&path, &name));
        (name, file)
    };
    let found = walk(root, folder);
    let mut files = BTreeMap::new();
    for (name, file) in found.into_par_iter().with_max_len(SHARE).map(read).collect::<Vec<_>>() {
        match file {
            Ok(file) => drop(files.insert(name[folder.len() + 1..].into(), file)),
            Err(fault) => drop(unread.insert(name.into(), fault)),
        }
    }
    files
}

/// Every file of a folder, and what stands in its way to be read.
fn walk(root: &Path, folder: &str) -> Vec<(PathBuf, Result<(), Unread>)> {
    let mut found = Vec::new();
    let mut walk = WalkDir::new(root.join(folder)).follow_links(true).into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            // An absent folder is an empty one.
            Err(error) if error.depth() == 0 && is_absent(&error) => continue,
            Err(error) => {
                found.extend(error.path().map(|path| (path.to_owned(), Err(Unread::Failed(reason(&error))))));
                continue;
            }
        };
        let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        let is_folder = entry.file_type().is_dir();
        let fault = if entry.path_is_symlink() && !leads_inside(root, entry.path()) {
            Some(Unread::Outside)
        } else if entry.depth() > 0 && entry.file_name().to_str().is_none() {
            // Two such names may look alike, and no address can be made of either.
            Some(Unread::Misnamed)
        } else if !is_folder && (!entry.file_type().is_file() || entry.depth() == 0) {
            Some(Unread::Special)
        } else {
            None
        };
        if is_folder && (hidden || fault.is_some()) {
            walk.skip_current_dir();
        }
        if !hidden && (fault.is_some() || !is_folder) {
            found.push((entry.into_path(), fault.map_or(Ok(()), Err)));
        }
    }
    found
}

fn is_absent(error: &walkdir::Error) -> bool {
    error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
}

fn reason(error: &walkdir::Error) -> String {
    error.io_error().map_or_else(|| error.to_string(), ToString::to_string)
}

fn leads_inside(root: &Path, path: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|path| path.starts_with(root))
}

/// The path below the root, with `/`; a name that is no Unicode is shown as well as it can be.
fn name(root: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<String>>().join("/")
}

fn read(path: &Path, name: &str) -> Result<File, Unread> {
    match fs::read(path) {
        Ok(bytes) => Ok(file(name, bytes)),
        Err(error) => Err(Unread::Failed(error.to_string())),
    }
}

/// What a file of the site is: text if its name says so and it is not published as it is, else bytes.
pub fn file(name: &str, bytes: Vec<u8>) -> File {
    match is_text(name) && bytes.len() <= LARGEST_TEXT {
        true => File::Text(Source::new(name, bytes)),
        false => File::Bytes(bytes.into()),
    }
}

/// Whether a file of the site is read as text; what stands in `static/` is published byte for byte.
fn is_text(name: &str) -> bool {
    let extensions = [".md", ".yaml", ".yml", ".html", ".xml", ".txt"];
    let is_record = name.starts_with("translations/") && name.ends_with(".jsonl");
    is_record || extensions.iter().any(|extension| name.ends_with(extension)) && !name.starts_with("static/")
}
