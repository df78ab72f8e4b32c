//! Turns a site's folder into inputs: the only place that reads the disk.
//!
//! It follows no link out of the folder, reports nothing itself, and leaves hidden files alone.

mod index;

pub use index::Index;

use crate::build::{File, Inputs};
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

/// What the user asked for besides the files.
#[derive(Clone, Debug)]
pub struct Choices {
    pub as_of: Date,
    pub drafts: bool,
    pub base_url: Option<String>,
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
        self.torn.load(Ordering::Acquire)
    }
}

/// Reads the site at `root`, every file of it.
///
/// # Errors
/// When `root` itself cannot be read; a single file that cannot be read becomes a value.
pub fn load(root: &Path, choices: &Choices) -> io::Result<Inputs> {
    Ok(load_since(root, choices, &Index::default())?.inputs)
}

/// Reads the site at `root`, but puts off reading the texts of `content/` that have not changed since `before` was made.
///
/// # Errors
/// When `root` itself cannot be read; a single file that cannot be read becomes a value.
pub fn load_since(root: &Path, choices: &Choices, before: &Index) -> io::Result<Loaded> {
    let mut index = Index::now();
    let torn = Arc::new(AtomicBool::new(false));
    let canonical = fs::canonicalize(root)?;
    let settings = match fs::read(canonical.join("diglot.yaml")) {
        Ok(bytes) => Some(Source::new("diglot.yaml", bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let mut templates: BTreeMap<Box<str>, Source> = theme::templates()
        .map(|(name, bytes)| (name.as_str().into(), Source::new(format!("templates/{name}"), bytes.into_owned())))
        .collect();
    for (name, file) in files(&canonical, "templates") {
        if let File::Text(source) = file {
            templates.insert(name, source);
        }
    }
    let mut statics: BTreeMap<Box<str>, (Arc<[u8]>, bool)> =
        theme::statics().map(|(name, bytes)| (name.into(), (Arc::from(&*bytes), true))).collect();
    for (name, file) in files(&canonical, "static") {
        let bytes = match file {
            File::Text(source) => source.text().as_bytes().into(),
            File::Bytes(bytes) => bytes,
            File::Unreadable(_) | File::Outside => continue,
        };
        let built_in = statics.contains_key(&name);
        statics.insert(name, (bytes, built_in));
    }
    let data = files(&canonical, "data").into_values().filter_map(|file| match file {
        File::Text(source) => Some(source),
        _ => None,
    });
    let found = find(&canonical, "content");
    let reading = |(name, found): (Box<str>, Found)| {
        let path = format!("content/{name}");
        let metadata = match &found {
            Found::At(file) if is_text(&path) => fs::metadata(file).ok(),
            _ => None,
        };
        let known = metadata.as_ref().and_then(|metadata| before.digest(&path, metadata));
        let file = match (known, found) {
            (Some(digest), Found::At(file)) => File::Text(deferred(file, path.clone(), digest, torn.clone())),
            (_, found) => found.read(&path),
        };
        (name, file, metadata)
    };
    let read: Vec<(Box<str>, File, Option<Metadata>)> = found.into_par_iter().map(reading).collect();
    let mut content = BTreeMap::new();
    for (name, file, metadata) in read {
        if let (File::Text(source), Some(metadata)) = (&file, &metadata) {
            index.keep(source.path(), metadata, source.digest());
        }
        content.insert(name, file);
    }
    let inputs = Inputs {
        settings,
        content,
        templates,
        statics,
        data: data.collect(),
        as_of: choices.as_of,
        drafts: choices.drafts,
        base_url: choices.base_url.clone(),
    };
    Ok(Loaded { inputs, index, torn })
}

/// A text that is read when it is first asked for; if it is no longer what it was, that is noted.
fn deferred(file: PathBuf, path: String, digest: Digest, torn: Arc<AtomicBool>) -> Source {
    let read = move || {
        let bytes = fs::read(&file).unwrap_or_default();
        if Digest::of(&bytes) != digest {
            torn.store(true, Ordering::Release);
        }
        bytes
    };
    Source::deferred(path, digest, Box::new(read))
}

/// The files of one folder of the site, by path below it.
fn files(root: &Path, folder: &str) -> BTreeMap<Box<str>, File> {
    let read = |(name, found): (Box<str>, Found)| {
        let file = found.read(&format!("{folder}/{name}"));
        (name, file)
    };
    find(root, folder).into_par_iter().map(read).collect::<Vec<_>>().into_iter().collect()
}

/// The names of the files of one folder of the site, by path below it, and where they are.
fn find(root: &Path, folder: &str) -> Vec<(Box<str>, Found)> {
    let base = root.join(folder);
    let mut found: Vec<(Box<str>, Found)> = Vec::new();
    let mut walk = WalkDir::new(&base).follow_links(true).into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let name = error.path().and_then(|path| name(&base, path)).unwrap_or_default();
                // An absent folder is an empty one.
                if !name.is_empty() {
                    found.push((name.into(), Found::Failed(reason(&error))));
                }
                continue;
            }
        };
        let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        let outside = entry.path_is_symlink() && !leads_inside(root, entry.path());
        if hidden || outside {
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            if outside && !hidden {
                found.extend(name(&base, entry.path()).map(|name| (name.into(), Found::Outside)));
            }
            continue;
        }
        if entry.file_type().is_file() {
            found.extend(name(&base, entry.path()).map(|name| (name.into(), Found::At(entry.into_path()))));
        }
    }
    found
}

enum Found {
    At(PathBuf),
    Failed(String),
    Outside,
}

impl Found {
    fn read(self, name: &str) -> File {
        match self {
            Found::At(path) => read(&path, name),
            Found::Failed(reason) => File::Unreadable(reason),
            Found::Outside => File::Outside,
        }
    }
}

fn reason(error: &walkdir::Error) -> String {
    error.io_error().map_or_else(|| error.to_string(), ToString::to_string)
}

fn leads_inside(root: &Path, path: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|path| path.starts_with(root))
}

/// The path below `base`, with `/`; a name that is no Unicode is shown as well as it can be.
fn name(base: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(base).ok()?.components();
    Some(parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<String>>().join("/"))
}

fn read(path: &Path, name: &str) -> File {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return File::Unreadable(error.to_string()),
    };
    file(name, bytes)
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
    extensions.iter().any(|extension| name.ends_with(extension)) && !name.starts_with("static/")
}
