//! Turns a planned output into the manifest that says what was published, and two manifests into what differs.
//!
//! A manifest follows from the site alone: no time, no machine, every list in order.

use crate::link::{Site, route};
use crate::names::HashMap;
use crate::output::{Class, Entries, Entry};
use crate::render::goal_url;
use crate::source::{Digest, Digester};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that is published, by address in the output.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of Diglot.
    pub diglot: String,
    /// The next day on which the same texts make another site, if there is one: build it again then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_change: Option<String>,
    pub files: BTreeMap<String, File>,
}

/// One file of the output.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Digest of all that the file is made from: equal digests mean equal bytes.
    #[serde(default)]
    pub digest: String,
    /// Of a page: its language, as a BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Of a page: the path of its document below `content/`, without language and extension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Of a page: digest of what it says itself, without menus and templates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// Of a page: its anchors.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub anchors: BTreeSet<String>,
    /// Of a redirect: where it leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// A [`File`] as it is written.
#[derive(Default, Serialize)]
struct Line<'s> {
    digest: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    anchors: Vec<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'s str>,
}

/// What the bytes of a manifest follow from, beside the site, as sums of digests: where a part is exchanged, no other is
/// looked at.
#[derive(Clone, Copy, Default)]
pub(super) struct Sums {
    entries: u128,
    contents: u128,
}

impl Sums {
    /// Of an output, and of digests of what each page itself says.
    pub fn of(contents: &[Digest], entries: &Entries) -> Sums {
        let files = entries.par_iter().map(|(address, one)| entry(address, one));
        let contents = contents.par_iter().enumerate().map(|(at, digest)| content(at, digest));
        let none = || 0;
        Sums { entries: files.reduce(none, u128::wrapping_add), contents: contents.reduce(none, u128::wrapping_add) }
    }

    /// An entry takes the place of another at the same address.
    pub fn exchange_entry(&mut self, address: &str, old: &Entry, new: &Entry) {
        self.entries = self.entries.wrapping_sub(entry(address, old)).wrapping_add(entry(address, new));
    }

    /// A page says something else.
    pub fn exchange_content(&mut self, at: usize, old: &Digest, new: &Digest) {
        self.contents = self.contents.wrapping_sub(content(at, old)).wrapping_add(content(at, new));
    }
}

fn entry(address: &str, entry: &Entry) -> u128 {
    match entry.class {
        Class::Manifest => 0,
        _ => Digester::new().and(address).and(&entry.key).digest().0,
    }
}

fn content(at: usize, digest: &Digest) -> u128 {
    Digester::new().and(&at).and(digest).digest().0
}

/// What the bytes of a manifest follow from.
pub(super) fn key(site: &Site, sums: Sums) -> Digest {
    let next = site.next_change().map(|day| day.to_string());
    Digester::new().and(env!("CARGO_PKG_VERSION")).and(&next).and(&sums.entries).and(&sums.contents).digest()
}

/// Lines that one thread writes in a row, and bytes that one of them takes, about.
const RUN: usize = 64;
const ROOM: usize = 700;

/// The bytes of the manifest of an output; `contents` are digests of what each page itself says.
pub(super) fn write(site: &Site, contents: &[Digest], entries: &Entries) -> Vec<u8> {
    let pages: HashMap<&str, usize> = site.pages.iter().enumerate().map(|(at, page)| (&*page.address, at)).collect();
    let redirects: HashMap<&str, String> =
        site.redirects.iter().map(|one| (&*one.address, goal_url(site, &one.to))).collect();
    let line = |(address, entry): (&str, &Entry), out: &mut Vec<u8>| {
        let mut file = Line { digest: entry.key.short(32), ..Line::default() };
        if let Some(&at) = pages.get(address) {
            let page = &site.pages[at];
            file.language = Some(&site.config.languages[page.lang].tag);
            file.document = page.pair.map(|pair| &*site.pairs[pair].key);
            file.content = Some(contents[at].short(32));
            file.anchors = sorted(site.anchors(at));
        } else if let Some(to) = redirects.get(address) {
            file.to = Some(to);
        }
        serde_json::to_writer(&mut *out, address).expect("a text is JSON");
        out.push(b':');
        serde_json::to_writer(&mut *out, &file).expect("plain data is JSON");
        out.extend_from_slice(b",\n");
    };
    // One line for each file, so that two manifests can be compared by any tool.
    let files = entries.iter().filter(|(_, entry)| entry.class != Class::Manifest);
    let files: Vec<(&str, &Entry)> = files.map(|(address, entry)| (&**address, entry)).collect();
    let lines = files.par_chunks(RUN).map(|run| {
        let mut lines = Vec::with_capacity(run.len() * ROOM);
        run.iter().for_each(|&file| line(file, &mut lines));
        lines
    });
    let lines: Vec<Vec<u8>> = lines.collect();
    let next = site.next_change().map_or_else(String::new, |day| format!("\"next_change\":\"{day}\","));
    let head = format!("{{\"diglot\":\"{}\",{next}\"files\":{{\n", env!("CARGO_PKG_VERSION"));
    let mut text = Vec::with_capacity(head.len() + lines.iter().map(Vec::len).sum::<usize>() + 8);
    text.extend_from_slice(head.as_bytes());
    lines.iter().for_each(|lines| text.extend_from_slice(lines));
    // No comma follows the last.
    text.truncate(text.len() - if files.is_empty() { 0 } else { 2 });
    text.extend_from_slice(b"\n}}\n");
    text
}

/// Texts in order: by their first eight bytes as one number, which settles nearly all, then as texts.
fn sorted<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let first = |text: &str| {
        let mut bytes = [0; 8];
        let length = text.len().min(8);
        bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
        u64::from_be_bytes(bytes)
    };
    let mut keyed: Vec<(u64, &str)> = texts.map(|text| (first(text), text)).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, text)| text).collect()
}

/// What differs between two publications, by language.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    pub added: Side,
    pub changed: Pages,
    pub removed: Side,
}

/// Pages and anchors, by address from the root of the site.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Side {
    pub pages: Vec<String>,
    pub anchors: Vec<String>,
    /// Of the pages removed: those that lead elsewhere now, with where.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub redirected: BTreeMap<String, String>,
}

/// Pages that say something else than before.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pages {
    pub pages: Vec<String>,
}

/// Pages by address from the root of the site, of one language.
type Shelf<'m> = BTreeMap<String, &'m File>;

fn shelves(manifest: &Manifest) -> BTreeMap<&str, Shelf<'_>> {
    let mut shelves: BTreeMap<&str, Shelf<'_>> = BTreeMap::new();
    for (address, file) in &manifest.files {
        if let Some(language) = &file.language {
            shelves.entry(language).or_default().insert(route(address), file);
        }
    }
    shelves
}

impl Manifest {
    /// A record of routes as a manifest: addresses and anchors, with no word on what stands there. A language is known
    /// by its part of the address.
    pub fn from_routes(record: &str) -> Manifest {
        let mut manifest = Manifest::default();
        for line in record.lines().map(str::trim).filter(|line| line.starts_with('/')) {
            let (path, id) = line.split_once('#').map_or((line, None), |(path, id)| (path, Some(id)));
            let address = if path.ends_with('/') { format!("{}index.html", &path[1..]) } else { path[1..].to_owned() };
            let language = path.split('/').nth(1).unwrap_or_default().to_owned();
            let file = manifest.files.entry(address).or_default();
            file.language = Some(language);
            file.anchors.extend(id.map(str::to_owned));
        }
        manifest
    }

    /// The same, with languages named by their part of the address, as a record of routes names them.
    pub fn by_segment(mut self) -> Manifest {
        for (address, file) in self.files.iter_mut().filter(|(_, file)| file.language.is_some()) {
            let segment = address.split_once('/').map_or("", |(segment, _)| segment);
            file.language = Some(segment.to_owned());
            file.content = None;
        }
        self
    }
}

/// What was added, changed and removed between two manifests, by language.
pub fn difference(old: &Manifest, new: &Manifest) -> BTreeMap<String, Difference> {
    let (before, after) = (shelves(old), shelves(new));
    let languages: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let empty = Shelf::new();
    let compare = |language: &str| {
        let (before, after) = (before.get(language).unwrap_or(&empty), after.get(language).unwrap_or(&empty));
        let mut difference = Difference { added: only_in(after, before), ..Difference::default() };
        difference.removed = only_in(before, after);
        difference.changed.pages = before
            .iter()
            .filter(|(route, file)| after.get(*route).is_some_and(|new| new.content != file.content))
            .map(|(route, _)| route.clone())
            .collect();
        let led = |route: &String| {
            let redirect = new.files.iter().find(|(address, _)| crate::link::route(address) == *route)?.1;
            Some((route.clone(), redirect.to.clone()?))
        };
        difference.removed.redirected = difference.removed.pages.iter().filter_map(led).collect();
        difference
    };
    languages.into_iter().map(|language| (language.to_owned(), compare(language))).collect()
}

/// The pages of one shelf that another has not, and the anchors that it has not on pages that both have.
fn only_in(one: &Shelf<'_>, other: &Shelf<'_>) -> Side {
    let mut side = Side::default();
    for (route, file) in one {
        match other.get(route) {
            None => side.pages.push(route.clone()),
            Some(there) => {
                let gone = file.anchors.difference(&there.anchors);
                side.anchors.extend(gone.map(|id| crate::link::route_to(route, id)));
            }
        }
    }
    side
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_of_routes_are_compared_by_language() {
        let old = Manifest::from_routes("# 1\n/fr/a/\n/fr/a/#x\n/en/a/\n");
        let new = Manifest::from_routes("/fr/a/\n/fr/a/#y\n/en/b/\n");
        let difference = difference(&old, &new);
        assert_eq!(difference["fr"].added.anchors, ["/fr/a/#y"]);
        assert_eq!(difference["fr"].removed.anchors, ["/fr/a/#x"]);
        assert_eq!(difference["en"].added.pages, ["/en/b/"]);
        assert_eq!(difference["en"].removed.pages, ["/en/a/"]);
        assert!(difference["fr"].changed.pages.is_empty());
    }
}
