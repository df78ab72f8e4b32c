//! Turns a site's folder into inputs: the only place that reads the disk.
//!
//! It follows no link out of the folder, reports nothing itself, and leaves hidden files alone.

use crate::build::{File, Inputs};
use crate::source::{LARGEST_TEXT, Source};
use crate::theme;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

/// What the user asked for besides the files.
#[derive(Clone, Debug)]
pub struct Choices {
    pub as_of: Date,
    pub drafts: bool,
    pub base_url: Option<String>,
}

/// Reads the site at `root`.
///
/// # Errors
/// When `root` itself cannot be read; a single file that cannot be read becomes a value.
pub fn load(root: &Path, choices: &Choices) -> io::Result<Inputs> {
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
    Ok(Inputs {
        settings,
        content: files(&canonical, "content"),
        templates,
        statics,
        data: data.collect(),
        as_of: choices.as_of,
        drafts: choices.drafts,
        base_url: choices.base_url.clone(),
    })
}

/// The files of one folder of the site, by path below it.
fn files(root: &Path, folder: &str) -> BTreeMap<Box<str>, File> {
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
    let read = |(name, found): (Box<str>, Found)| {
        let file = match found {
            Found::At(path) => read(&path, &format!("{folder}/{name}")),
            Found::Failed(reason) => File::Unreadable(reason),
            Found::Outside => File::Outside,
        };
        (name, file)
    };
    found.into_par_iter().map(read).collect::<Vec<_>>().into_iter().collect()
}

enum Found {
    At(PathBuf),
    Failed(String),
    Outside,
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
    let text = [".md", ".yaml", ".yml", ".html", ".xml", ".txt"].iter().any(|extension| name.ends_with(extension));
    match text && bytes.len() <= LARGEST_TEXT && !name.starts_with("static/") {
        true => File::Text(Source::new(name, bytes)),
        false => File::Bytes(bytes.into()),
    }
}
