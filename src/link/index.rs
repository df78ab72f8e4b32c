//! Turns what stands below `content/`, and the addresses of all pages, into an index of all paths that an address can name.
//!
//! It resolves nothing.

use super::assemble::Assembly;
use super::site::*;
use crate::config::{Config, Layout};
use crate::lang::{LangId, PerLang};
use crate::names::HashMap;
use crate::parse::{Document, Kind};
use crate::shared::Shared;
use std::collections::BTreeMap;

/// What stands at a path below `content/`.
#[derive(Clone, Debug)]
pub(super) enum At {
    /// A document, and its language if the path names one.
    Pair(PairIx, Option<LangId>),
    Folder(FolderIx),
    /// A file: its address in the output.
    File(Box<str>),
    /// A file that exists per language.
    Files(PerLang<Option<Box<str>>>),
    /// A draft.
    Withheld(Box<str>),
}

/// All paths that an address can name. None of it depends on what a text says below its title.
pub struct Index {
    pub(super) content: HashMap<Box<str>, At>,
    pub(super) by_url: HashMap<Box<str>, PageIx>,
    /// Old addresses.
    pub(super) redirects: HashMap<Box<str>, Goal>,
}

impl Index {
    pub(super) fn new(
        config: &Config,
        documents: &Shared<Document>,
        assembly: &Assembly,
        pages: &Shared<Page>,
        redirects: &BTreeMap<String, Redirect>,
        content_files: &[Box<str>],
    ) -> Index {
        let content = || {
            let paths = 2 * (documents.len() + content_files.len());
            let mut content = HashMap::with_capacity_and_hasher(paths, Default::default());
            for path in content_files {
                add_file(&mut content, path, config);
            }
            for (at, folder) in assembly.folders.iter().enumerate() {
                for root in tree_roots(config) {
                    content.insert(join(&root, &folder.path).into(), At::Folder(at));
                }
            }
            add_documents(&mut content, config, documents, assembly);
            add_current(&mut content, config, assembly);
            content
        };
        let urls = || pages.iter().enumerate().map(|(at, page)| (page.url.clone(), at)).collect();
        let (content, by_url) = rayon::join(content, urls);
        let redirects = redirects.values().map(|redirect| (redirect.address.clone(), redirect.to.clone())).collect();
        Index { content, by_url, redirects }
    }
}

fn join(folder: &str, name: &str) -> String {
    match (folder.is_empty(), name.is_empty()) {
        (true, _) => name.to_owned(),
        (_, true) => folder.to_owned(),
        _ => format!("{folder}/{name}"),
    }
}

/// The folders below `content/` that documents of any language are in: one, or one per language.
fn tree_roots(config: &Config) -> Vec<String> {
    match config.layout {
        Layout::SideBySide => vec![String::new()],
        Layout::Trees => config.languages.iter().map(|(_, lang)| lang.suffix.clone()).collect(),
    }
}

/// Adds a published file, and the path without language by which its versions are named.
fn add_file(content: &mut HashMap<Box<str>, At>, path: &str, config: &Config) {
    content.insert(path.into(), At::File(path.into()));
    let neutral = path.rsplit_once('.').and_then(|(stem, extension)| {
        let (base, suffix) = stem.rsplit_once('.')?;
        Some((format!("{base}.{extension}"), config.languages.by_suffix(suffix)?))
    });
    let Some((neutral, lang)) = neutral else { return };
    let entry = content.entry(neutral.into()).or_insert_with(|| At::Files(config.languages.map(|_| None)));
    if let At::Files(files) = entry {
        files[lang] = Some(path.into());
    }
}

fn add_documents(
    content: &mut HashMap<Box<str>, At>,
    config: &Config,
    documents: &Shared<Document>,
    assembly: &Assembly,
) {
    let by_key: HashMap<&str, PairIx> = assembly.pairs.iter().enumerate().map(|(at, pair)| (&*pair.key, at)).collect();
    for document in documents.iter().filter(|document| document.place.kind != Kind::Snippet) {
        let Some(path) = document.source.path().strip_prefix("content/") else { continue };
        let own = own_language(path, document, config);
        let at = match by_key.get(document.key()) {
            Some(&pair) if assembly.pairs[pair].editions[document.place.lang].is_some() => At::Pair(pair, own),
            Some(&pair) if own.is_none() => At::Pair(pair, None),
            _ => At::Withheld(document.key().into()),
        };
        let neutral = match (&at, own) {
            (At::Pair(pair, _), Some(_)) => Some(At::Pair(*pair, None)),
            (At::Withheld(key), Some(_)) => Some(At::Withheld(key.clone())),
            _ => None,
        };
        let published = matches!(at, At::Pair(..));
        match content.get(path) {
            Some(At::Pair(..)) if !published => {}
            _ => {
                content.insert(path.into(), at);
            }
        }
        let Some(neutral) = neutral else { continue };
        for path in neutral_paths(path, document, config) {
            let known = content.get(&*path);
            if known.is_none() || (published && matches!(known, Some(At::Withheld(_)))) {
                content.insert(path.into(), neutral.clone());
            }
        }
    }
}

/// Adds the paths that name no edition of a handbook: they lead to the one in force.
fn add_current(content: &mut HashMap<Box<str>, At>, config: &Config, assembly: &Assembly) {
    let folders = &assembly.folders;
    for (home, edition) in folders.iter().filter_map(|home| Some((home, &folders[home.current?]))) {
        for root in tree_roots(config) {
            let (home, edition) = (join(&root, &home.path), format!("{}/", join(&root, &edition.path)));
            let inside = content.iter().filter_map(|(path, at)| Some((path.strip_prefix(&*edition)?, at)));
            let meant = inside.filter(|(_, at)| matches!(at, At::Pair(..)));
            let meant: Vec<(String, At)> = meant.map(|(rest, at)| (join(&home, rest), at.clone())).collect();
            for (path, at) in meant {
                content.entry(path.into()).or_insert(at);
            }
        }
    }
}

/// The language that a document's path names; none for a file with all languages side by side.
fn own_language(path: &str, document: &Document, config: &Config) -> Option<LangId> {
    let suffixed = path.contains(&format!(".{}.", document.place.language.suffix));
    let in_tree = config.layout == Layout::Trees && path.starts_with(&format!("{}/", document.place.language.suffix));
    (suffixed || in_tree).then_some(document.place.lang)
}

/// The paths that name a document whatever its language: without the suffix, or in any language's tree.
fn neutral_paths(path: &str, document: &Document, config: &Config) -> Vec<String> {
    let suffix = &document.place.language.suffix;
    match config.layout {
        Layout::SideBySide => {
            let (stem, extension) = path.rsplit_once('.').unwrap_or((path, ""));
            stem.strip_suffix(&format!(".{suffix}")).map(|base| format!("{base}.{extension}")).into_iter().collect()
        }
        Layout::Trees => {
            let inside = path.strip_prefix(&format!("{suffix}/")).unwrap_or(path);
            config.languages.iter().map(|(_, lang)| format!("{}/{inside}", lang.suffix)).collect()
        }
    }
}
