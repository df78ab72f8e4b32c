//! Turns the wish to move a document, a folder or a file into renamed files and rewritten names of them everywhere.
//!
//! Addresses from the root of the site are no paths of files: `redirects` rewrites those.

use super::names::{name_span, path_span, write_path};
use super::{Refusal, Relocation, below_content, folder_of};
use crate::build::{File, Inputs};
use crate::config::{Config, Layout, ListSetting};
use crate::edit::Edits;
use crate::ledger;
use crate::link::{Site, normalise, relative, scheme};
use crate::parse::Document;
use crate::source::{Digest, Source, Span};
use crate::yaml::{self, Entries, Node, Value};
use percent_encoding::percent_decode_str;
use std::collections::{HashMap, HashSet};

/// What moves where, by path below the content's root.
#[derive(Default)]
pub(super) struct Moves {
    /// Every path that names what moved.
    paths: HashMap<String, String>,
    /// Folders that moved with all that is in them.
    folders: Vec<(String, String)>,
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

    /// The same, with a folder that moves whole.
    pub fn and_folder(mut self, folder: Option<(String, String)>) -> Moves {
        self.folders.extend(folder);
        self
    }

    /// The new path of a folder.
    pub fn folder(&self, folder: &str) -> String {
        self.path(folder).unwrap_or_else(|| folder.to_owned())
    }

    /// The new key of a document.
    pub fn key(&self, key: &str) -> String {
        let file = [".md", ".yaml", ".yml"].iter().find_map(|extension| {
            let new = self.paths.get(&format!("{key}{extension}"))?;
            Some(new.strip_suffix(extension)?.to_owned())
        });
        // A handbook's record has the key of its folder's index.
        let book = || {
            let folder = key.strip_suffix("index")?;
            let record =
                ["handbook.yaml", "handbook.yml"].iter().find_map(|name| self.paths.get(&format!("{folder}{name}")))?;
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
        if new.is_empty() || inside(&old, &new) || new == old {
            return Err(unsuitable());
        }
        for path in all.iter().filter(|path| inside(&old, &tree_less(config, path))) {
            let rest = &tree_less(config, path)[old.len()..];
            relocation.files.push((path.to_string(), format!("{}{new}{rest}", tree_of(config, path))));
        }
        relocation.folder = Some((old.clone(), new.clone()));
        match config.layout {
            Layout::SideBySide => folders.push((old.clone(), new.clone())),
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
    Rewriter { site, moves: &moves, edits: &mut relocation.edits, links: 0 }.all(inputs, &mut relocation.links);
    Ok(relocation)
}

/// Moves the records of what was accepted with the documents that they are about.
fn records(inputs: &Inputs, site: &Site, moves: &Moves, edits: &mut Edits) {
    for document in site.documents.iter().filter(|document| document.content.meta.key.is_none()) {
        let (old, new) = (document.key(), moves.key(document.key()));
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

struct Rewriter<'r> {
    site: &'r Site,
    moves: &'r Moves,
    edits: &'r mut Edits,
    links: usize,
}

impl Rewriter<'_> {
    fn all(mut self, inputs: &Inputs, links: &mut usize) {
        let site = self.site;
        let mut seen = HashSet::new();
        for document in &site.documents {
            if document.source.invalid_at().is_none() {
                self.document(document, &mut seen);
            }
        }
        if let Some(source) = inputs.records.get("redirects.yaml") {
            self.redirects(source);
        }
        for (_, list) in site.config.lists.iter() {
            self.list(&site.settings, list);
        }
        for source in &inputs.data {
            self.data(source);
        }
        *links = self.links;
    }

    fn document(&mut self, document: &Document, seen: &mut HashSet<(Box<str>, Span)>) {
        let source = &document.source;
        let path = source.path().strip_prefix("content/").unwrap_or_default();
        let new = self.moves.path(path).unwrap_or_else(|| path.to_owned());
        let (here, there) = (folder_of(path), folder_of(&new));
        let mut once = |span: Span| seen.insert((source.path().into(), span));
        for address in document.facts().addresses.iter().filter(|address| once(address.span)) {
            self.address(source, address.span, &address.text, here, there);
        }
        for related in document.content.entries.iter().flat_map(|entry| &entry.related) {
            if related.id.contains('#') && once(related.span) {
                self.address(source, related.span, &related.id, here, there);
            }
        }
        for (_, to) in &document.meta().anchors {
            if to.id.contains(['#', '/', '.']) && once(to.span) {
                self.address(source, to.span, &to.id, here, there);
            }
        }
        for (_, list) in &document.meta().lists {
            self.list(source, list);
        }
        for used in &document.facts().snippets {
            let old = format!("_snippets/{}.md", used.name);
            let prefix = match self.site.config.layout {
                Layout::SideBySide => String::new(),
                Layout::Trees => format!("{}/", document.place.language.suffix),
            };
            let new = self.moves.path(&format!("{prefix}{old}"));
            let new = new
                .as_deref()
                .and_then(|new| new.strip_prefix(&prefix)?.strip_prefix("_snippets/")?.strip_suffix(".md"));
            if let Some((new, at)) = new.zip(name_span(source, used.span, &used.name)) {
                self.replace(source, at, new);
            }
        }
        if let Some(book) = &document.content.handbook {
            for part in book.parts.iter().chain(&book.text).filter(|part| once(part.span)) {
                self.part(source, here, there, &part.id, part.span);
            }
        }
    }

    /// The name of a part in its handbook's record: the file's, without language and extension.
    fn part(&mut self, source: &Source, here: &str, there: &str, name: &str, span: Span) {
        let at = |folder: &str| if folder.is_empty() { format!("{name}.md") } else { format!("{folder}/{name}.md") };
        let Some(new) = self.moves.path(&at(here)) else { return };
        let inside = if there.is_empty() { Some(new.as_str()) } else { new.strip_prefix(&format!("{there}/")) };
        let inside = inside.and_then(|inside| inside.strip_suffix(".md")).filter(|inside| *inside != name);
        if let Some((new, at)) = inside.zip(name_span(source, span, name)) {
            self.replace(source, at, new);
        }
    }

    fn list(&mut self, source: &Source, list: &ListSetting) {
        let Some(under) = &list.under else { return };
        let moved = self.moves.path(under.trim_matches('/')).or_else(|| {
            let tree = self.site.config.languages.iter().next()?.1.suffix.clone();
            let new = self.moves.path(&format!("{tree}/{}", under.trim_matches('/')))?;
            new.strip_prefix(&format!("{tree}/")).map(str::to_owned)
        });
        if let Some((new, at)) = moved.zip(name_span(source, under.span, under.trim_matches('/'))) {
            self.replace(source, at, &new);
        }
    }

    fn redirects(&mut self, source: &Source) {
        let Some(lines) = yaml::read::<Entries<crate::records::Text>>(source, source.span(), &mut Vec::new()) else {
            return;
        };
        for (_, to) in lines.iter() {
            self.address(source, to.span, to, "", "");
        }
    }

    /// Addresses of a data file, relative to it, that the settings declare.
    fn data(&mut self, source: &Source) {
        let Some(node) = yaml::parse(source, source.span(), &mut Vec::new()) else { return };
        let name = source.path().trim_start_matches("data/").trim_end_matches(".yaml").trim_end_matches(".yml");
        let languages = &self.site.config.languages;
        let bare = name.rsplit_once('.').filter(|(_, lang)| languages.by_name(lang).is_some()).map(|(name, _)| name);
        for declared in &self.site.config.data_addresses {
            let mut path = declared.split('.');
            if path.next() != Some(bare.unwrap_or(name)) {
                continue;
            }
            let path: Vec<&str> = path.collect();
            let mut found = Vec::new();
            declared_nodes(&node, &path, &mut found);
            for node in found {
                if let Some(text) = node.text() {
                    self.data_address(source, node.span, text);
                }
            }
        }
    }

    fn data_address(&mut self, source: &Source, span: Span, text: &str) {
        let path = text.split(['#', '?']).next().unwrap_or_default();
        if path.is_empty() || path.starts_with('/') || scheme(text).is_some() {
            return;
        }
        let Some(old) = normalise("data", path) else { return };
        let Some(new) = old.strip_prefix("content/").and_then(|old| self.moves.path(old)) else { return };
        self.links += 1;
        write_path(self.edits, source, path_span(source, span), &relative("data", &format!("content/{new}")));
    }

    /// Rewrites an address in a file that was in the folder `here` and is in `there`.
    fn address(&mut self, source: &Source, span: Span, text: &str, here: &str, there: &str) {
        let text = text.trim_matches(|c: char| c.is_ascii_whitespace());
        let path = text.split(['#', '?']).next().unwrap_or_default();
        if path.is_empty() || path.starts_with('/') || scheme(text).is_some() {
            return;
        }
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let Some(old) = normalise(here, &decoded) else { return };
        let new = self.moves.path(&old).unwrap_or_else(|| old.clone());
        if normalise(there, &decoded).as_deref() == Some(new.as_str()) {
            return;
        }
        // What led nowhere before need lead nowhere else.
        if new == old && !self.site.known_paths.contains_key(old.as_str()) && !old.is_empty() {
            return;
        }
        self.links += 1;
        let at = path_span(source, span);
        let typed = source.slice(at);
        let plain = !typed.contains(['&', '\\']);
        let new = relative(there, &new);
        let new = if new.is_empty() { "./".to_owned() } else { new };
        match plain {
            true => write_path(self.edits, source, at, &new),
            // Escapes and character references: the address is written anew as it is meant.
            false => {
                self.edits.replace(source, span, format!("{}{}", crate::link::encode_path(&new), &text[path.len()..]))
            }
        }
    }

    fn replace(&mut self, source: &Source, span: Span, text: &str) {
        if source.slice(span) != text {
            self.links += 1;
            self.edits.replace(source, span, text);
        }
    }
}

/// The nodes at a path in which `*` stands for any key or place.
pub(super) fn declared_nodes<'n>(node: &'n Node, path: &[&str], found: &mut Vec<&'n Node>) {
    let Some((first, rest)) = path.split_first() else {
        found.push(node);
        return;
    };
    match &node.value {
        Value::Map(entries) => {
            let named = entries.iter().filter(|(key, _)| *first == "*" || key.name == *first);
            named.for_each(|(_, value)| declared_nodes(value, rest, found));
        }
        Value::Seq(items) => {
            let named = items.iter().enumerate().filter(|(at, _)| *first == "*" || at.to_string() == *first);
            named.for_each(|(_, item)| declared_nodes(item, rest, found));
        }
        _ => {}
    }
}
