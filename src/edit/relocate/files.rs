//! Turns the wish to move a document, a folder or a file into renamed files, those of the records among them.
//!
//! What names them by a path is rewritten with them; what else names them, once their new addresses are known.

use super::renames::Renames;
use super::{Refusal, Relocation, below_content, places};
use crate::build::{File, Inputs};
use crate::config::{Config, Layout};
use crate::edit::Edits;
use crate::ledger;
use crate::link::Site;
use crate::source::Digest;
use std::collections::HashMap;

/// What moves where, by path below the content's root.
#[derive(Default)]
pub(super) struct Moves {
    /// Every path that names what moved.
    paths: HashMap<String, String>,
    /// The paths of what moved without language, neither suffix nor tree: what documents are called by.
    bare: HashMap<String, String>,
    /// Folders that moved with all that is in them.
    folders: Vec<(String, String)>,
    /// The addresses from the root of the site of files that left the content for `static/`.
    published: HashMap<String, String>,
}

impl Moves {
    /// The moves that these renamed files make.
    pub fn of(site: &Site, files: &[(String, String)]) -> Moves {
        let config = &site.config;
        let mut moves = Moves::default();
        for (old, new) in files {
            let below = |path: &str| path.strip_prefix("content/").unwrap_or(path).to_owned();
            let (old, new) = (below(old), below(new));
            moves.paths.extend(neutral(config, &old).into_iter().zip(neutral(config, &new)));
            moves.bare.insert(bare(config, &old), bare(config, &new));
            moves.paths.insert(old, new);
        }
        moves
    }

    /// The new path of what has this one.
    pub fn path(&self, path: &str) -> Option<String> {
        let in_folder = |(old, new): &(String, String)| match path.strip_prefix(old.as_str())? {
            "" => Some(new.clone()),
            rest => rest.strip_prefix('/').map(|rest| format!("{new}/{rest}")),
        };
        self.paths.get(path).cloned().or_else(|| self.folders.iter().find_map(in_folder))
    }

    /// The address from the root that stands for a path now.
    pub fn rooted(&self, path: &str) -> Option<&str> {
        self.published.get(path).map(String::as_str)
    }

    /// A file of the content is found at an address from the root now.
    pub fn published(&mut self, path: &str, address: String) {
        self.published.insert(path.to_owned(), address);
    }

    /// The new path of a folder.
    pub fn folder(&self, folder: &str) -> String {
        self.path(folder).unwrap_or_else(|| folder.to_owned())
    }

    /// The new key of a document.
    pub fn key(&self, key: &str) -> String {
        let file = [".md", ".yaml", ".yml"].iter().find_map(|extension| {
            let new = self.bare.get(&format!("{key}{extension}"))?;
            Some(new.strip_suffix(extension)?.to_owned())
        });
        // A handbook's record has the key of its folder's index.
        let book = || {
            let folder = key.strip_suffix("index")?;
            let record =
                ["handbook.yaml", "handbook.yml"].iter().find_map(|name| self.bare.get(&format!("{folder}{name}")))?;
            Some(format!("{}index", record.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"))))
        };
        file.or_else(book).unwrap_or_else(|| key.to_owned())
    }
}

/// The paths that name a file whatever its language: without its suffix, or in any language's tree.
fn neutral(config: &Config, path: &str) -> Vec<String> {
    let languages = &config.languages;
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let mut bare = path.to_owned();
    if let Some((stem, extension)) = name.rsplit_once('.')
        && let Some((base, suffix)) = stem.rsplit_once('.')
        && languages.by_suffix(suffix).is_some()
    {
        bare = if folder.is_empty() { format!("{base}.{extension}") } else { format!("{folder}/{base}.{extension}") };
    }
    match (config.layout, bare.split_once('/')) {
        (Layout::Trees, Some((tree, inside))) if languages.by_suffix(tree).is_some() => {
            languages.iter().map(|(_, lang)| format!("{}/{inside}", lang.suffix)).collect()
        }
        _ => vec![bare],
    }
}

/// A path without language: neither suffix nor tree.
fn bare(config: &Config, path: &str) -> String {
    let path = neutral(config, path).swap_remove(0);
    match (config.layout, path.split_once('/')) {
        (Layout::Trees, Some((tree, inside))) if config.languages.by_suffix(tree).is_some() => inside.to_owned(),
        _ => path,
    }
}

pub(super) fn relocate(inputs: &Inputs, site: &Site, from: &str, to: &str) -> Result<Relocation, Refusal> {
    let unsuitable = || Refusal::Unsuitable(to.to_owned());
    let (old, new) = (below_content(from).ok_or_else(unsuitable)?, below_content(to).ok_or_else(unsuitable)?);
    let config = &site.config;
    let (old, mut new) = (bare(config, &old), bare(config, &new));
    let all: Vec<&str> = inputs.content.keys().map(|path| &**path).collect();
    let inside = |folder: &str, path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    let is_folder =
        |folder: &str| !folder.is_empty() && all.iter().any(|path| inside(folder, &tree_less(config, path)));
    let mut relocation = Relocation::default();
    let mut folders = Vec::new();
    if is_folder(&old) {
        if new.is_empty() || new == old {
            return Err(unsuitable());
        }
        for path in all.iter().filter(|path| inside(&old, &tree_less(config, path))) {
            let rest = &tree_less(config, path)[old.len()..];
            relocation.files.push((path.to_string(), format!("{}{new}{rest}", tree_of(config, path))));
        }
        folders.push((old.clone(), new.clone()));
        match config.layout {
            Layout::SideBySide => {}
            Layout::Trees => folders.extend(
                config
                    .languages
                    .iter()
                    .map(|(_, lang)| (format!("{}/{old}", lang.suffix), format!("{}/{new}", lang.suffix))),
            ),
        }
    } else {
        let old = ["", ".md", ".yaml", ".yml"].iter().map(|extension| format!("{old}{extension}"));
        let old = old.into_iter().find(|old| all.iter().any(|path| bare(config, path) == *old));
        let old = old.ok_or_else(|| Refusal::NothingAt(from.to_owned()))?;
        let name = old.rsplit('/').next().unwrap_or(&old);
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        if to.ends_with('/') || new.is_empty() || is_folder(&new) {
            new = if new.is_empty() { name.to_owned() } else { format!("{new}/{name}") };
        } else if !new.ends_with(&format!(".{extension}")) {
            // `new-name` for `new-name.md`; with another extension it would be of another kind.
            if new.rsplit('/').next().is_some_and(|name| name.contains('.')) {
                return Err(unsuitable());
            }
            new = format!("{new}.{extension}");
        }
        if new == old {
            return Err(unsuitable());
        }
        stays(site, &old, &new)?;
        for path in all.iter().filter(|path| bare(config, path) == old) {
            relocation.files.push((path.to_string(), like(path, &new, config)));
        }
    }
    let taken = |(_, new): &&(String, String)| {
        inputs.content.contains_key(new.as_str()) && !relocation.files.iter().any(|(old, _)| old == new)
    };
    if let Some((_, new)) = relocation.files.iter().find(taken) {
        return Err(Refusal::Taken(new.clone()));
    }
    for (old, new) in &relocation.files {
        let digest = match &inputs.content[old.as_str()] {
            File::Text(source) => source.digest(),
            File::Bytes(bytes) => Digest::of(bytes),
        };
        relocation.edits.rename(&format!("content/{old}"), digest, &format!("content/{new}"));
    }
    for file in &mut relocation.files {
        *file = (format!("content/{}", file.0), format!("content/{}", file.1));
    }
    let mut moves = Moves::of(site, &relocation.files);
    moves.folders = folders;
    records(inputs, site, &moves, &mut relocation.edits);
    let renames = Renames { site, moves: &moves, routes: HashMap::new(), ids: HashMap::new() };
    relocation.links = places::rewrite(inputs, &renames, &mut relocation.edits);
    relocation.moves = moves;
    Ok(relocation)
}

/// Refuses to take a file away from the folder that it is nothing without.
fn stays(site: &Site, old: &str, new: &str) -> Result<(), Refusal> {
    let ((folder, name), (other, _)) = (split(old), split(new));
    let (name, bound) =
        (name.to_owned(), |folder: &str| Refusal::Bound { name: old.to_owned(), folder: folder.to_owned() });
    if matches!(name.as_str(), "folder.yaml" | "folder.yml" | "handbook.yaml" | "handbook.yml") {
        return Err(Refusal::Describes { name: old.to_owned(), folder: folder.to_owned() });
    }
    let is_snippet = |folder: &str| folder == "_snippets" || folder.starts_with("_snippets/");
    if is_snippet(folder) != is_snippet(other) {
        let stay = if is_snippet(folder) { "_snippets" } else { folder };
        return Err(bound(stay));
    }
    let key = old.strip_suffix(".md").unwrap_or(old);
    let is_part = site.handbooks.iter().flat_map(|book| &book.parts).any(|part| *site.pairs[part.pair].key == *key);
    if is_part && folder != other { Err(bound(folder)) } else { Ok(()) }
}

fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// Moves the records of what was accepted with the documents that they are about.
fn records(inputs: &Inputs, site: &Site, moves: &Moves, edits: &mut Edits) {
    let documents = site.documents.iter().filter(|document| document.content.meta.key.is_none());
    let documents = documents.map(|document| (document.key(), moves.key(document.key())));
    // What a folder is called goes with its file.
    let folders = site.folder_texts.keys().filter_map(|key| Some((&**key, moves.bare.get(&**key)?.clone())));
    for (old, new) in documents.chain(folders) {
        for (_, lang) in site.config.languages.iter().filter(|_| old != new) {
            let path = ledger::path(old, &lang.suffix);
            if let Some(source) = inputs.records.get(path.as_str()) {
                edits.rename(&path, source.digest(), &ledger::path(&new, &lang.suffix));
            }
        }
    }
}

fn tree_of<'p>(config: &Config, path: &'p str) -> &'p str {
    match (config.layout, path.find('/')) {
        (Layout::Trees, Some(at)) if config.languages.by_suffix(&path[..at]).is_some() => &path[..=at],
        _ => "",
    }
}

fn tree_less(config: &Config, path: &str) -> String {
    path[tree_of(config, path).len()..].to_owned()
}

/// The new path of one file of those that are called alike: in its own tree, with its own suffix.
fn like(path: &str, new: &str, config: &Config) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let suffix = name.rsplit_once('.').and_then(|(stem, _)| stem.rsplit_once('.')).map(|(_, suffix)| suffix);
    let suffix = suffix.filter(|suffix| config.languages.by_suffix(suffix).is_some());
    let new = match (suffix, new.rsplit_once('.')) {
        (Some(suffix), Some((stem, extension))) => format!("{stem}.{suffix}.{extension}"),
        _ => new.to_owned(),
    };
    format!("{}{new}", tree_of(config, path))
}
