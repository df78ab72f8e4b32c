//! Turns one address, wherever it was typed, into what it has to be now that something moved or has another id.
//!
//! It knows three kinds of names: paths of files, addresses from the root of the site, and ids. What an address led to
//! nowhere before, it leads to nowhere afterwards.

use super::files::Moves;
use super::names::{id_span, path_span, write_id, write_path, write_route};
use crate::edit::Edits;
use crate::link::{Known, PairIx, Site, decoded, encode_path, find_id, normalise, own_path, relative, route, scheme};
use crate::source::{Source, Span};
use percent_encoding::percent_decode_str;
use std::collections::HashMap;

/// The documents that a text belongs to, and the folder of its file from the root of the site, before and after.
#[derive(Clone, Copy)]
pub(super) struct Stand<'a> {
    /// Of a snippet, all that include it.
    pub own: &'a [PairIx],
    pub here: &'a str,
    pub there: &'a str,
}

impl<'a> Stand<'a> {
    /// Of a text that belongs to no document, in a folder that does not move.
    pub fn beside(folder: &'a str) -> Stand<'a> {
        Stand { own: &[], here: folder, there: folder }
    }
}

/// Everything that has another name now.
pub(super) struct Renames<'a> {
    /// As it was.
    pub site: &'a Site,
    pub moves: &'a Moves,
    /// Addresses from the root of the site, of pages and of files.
    pub routes: HashMap<String, String>,
    /// Ids, by the document that they are on.
    pub ids: HashMap<(PairIx, Box<str>), Box<str>>,
}

impl Renames<'_> {
    /// Rewrites an address at a place; whether anything in it has another name.
    pub fn address(&self, edits: &mut Edits, source: &Source, span: Span, text: &str, stand: Stand<'_>) -> bool {
        let text = text.trim_matches(|c: char| c.is_ascii_whitespace());
        let rooted = match own_path(&self.site.config.base, text) {
            None if text.starts_with('/') && !text.starts_with("//") => Some(text),
            own => own,
        };
        if rooted.is_none() && (scheme(text).is_some() || text.starts_with("//")) {
            return false;
        }
        let id = self.new_id(rooted.unwrap_or(text), stand);
        let written = id.zip(id_span(source, span));
        written.into_iter().for_each(|(id, at)| write_id(edits, source, at, id));
        let moved = match rooted {
            Some(rooted) => self.rooted(edits, source, span, text, rooted),
            None => self.relative(edits, source, span, text, stand),
        };
        moved || written.is_some()
    }

    /// The new id of an element of the document itself.
    pub fn own_id(&self, own: &[PairIx], id: &str) -> Option<&str> {
        own.iter().find_map(|&pair| Some(&**self.ids.get(&(pair, id.into()))?))
    }

    /// The new id that an address names.
    fn new_id(&self, text: &str, stand: Stand<'_>) -> Option<&str> {
        let (path, Some(id)) = decoded(text) else { return None };
        let id = id.split(":~:").next().unwrap_or_default();
        let path = path.split('?').next().unwrap_or_default();
        if self.ids.is_empty() {
            return None;
        }
        if path.is_empty() && !text.starts_with('/') {
            return self.own_id(stand.own, id);
        }
        let site = self.site;
        let pair = if path.is_empty() || path.starts_with('/') {
            let base = site.config.base.path.trim_end_matches('/');
            let slashed = |path: &str| format!("{}/", path.trim_end_matches("index.html").trim_end_matches('/'));
            let wanted = [slashed(path), slashed(path.strip_prefix(base).unwrap_or(path)), path.to_owned()];
            site.pages.iter().find(|page| wanted.contains(&route(&page.address)))?.pair?
        } else {
            match site.known_paths.get(normalise(stand.here, path)?.strip_prefix("content/")?)? {
                Known::Document { pair, .. } => *pair,
                Known::Folder(folder) => site.folders[*folder].index?,
                _ => return None,
            }
        };
        self.own_id(&[holder(site, pair, id)], id)
    }

    /// An address from the root of the site: `text` is the whole of it, `rooted` what comes after scheme and host.
    fn rooted(&self, edits: &mut Edits, source: &Source, span: Span, text: &str, rooted: &str) -> bool {
        let (path, _) = decoded(rooted.split(['#', '?']).next().unwrap_or_default());
        let base = self.site.config.base.path.trim_end_matches('/');
        let inside = path.strip_prefix(base).filter(|_| !base.is_empty());
        for (prefix, path) in [("", Some(path.as_str())), (base, inside)] {
            let Some((path, new)) = path.and_then(|path| Some((path, self.routes.get(&page_route(path))?))) else {
                continue;
            };
            let new = match path.strip_suffix("index.html") {
                Some(_) => format!("{new}index.html"),
                None if path.ends_with('/') || !new.ends_with('/') => new.clone(),
                None => new.trim_end_matches('/').to_owned(),
            };
            let mut at = path_span(source, span);
            let before = &text[..text.len() - rooted.len()];
            if !source.slice(at).starts_with(before) {
                return false;
            }
            at.start += before.len() as u32;
            write_route(edits, source, at, &format!("{prefix}{new}"));
            return true;
        }
        false
    }

    /// An address that is a path from the folder of its file.
    fn relative(&self, edits: &mut Edits, source: &Source, span: Span, text: &str, stand: Stand<'_>) -> bool {
        let path = text.split(['#', '?']).next().unwrap_or_default();
        if path.is_empty() {
            return false;
        }
        if let Some(rooted) = self.published(path, stand) {
            edits.replace(source, path_span(source, span), rooted);
            return true;
        }
        let Some((old, new)) = self.path(path, stand) else { return false };
        // What led nowhere before need lead nowhere else.
        let below = old.strip_prefix("content").map(|below| below.trim_start_matches('/'));
        if new == old && !below.is_some_and(|below| below.is_empty() || self.site.known_paths.contains_key(below)) {
            return false;
        }
        let at = path_span(source, span);
        let new = relative(stand.there, &new);
        let new = if new.is_empty() { "./".to_owned() } else { new };
        match source.slice(at).contains(['&', '\\']) {
            false => write_path(edits, source, at, &new),
            // Escapes and character references: the address is written anew as it is meant.
            true => edits.replace(source, span, format!("{}{}", encode_path(&new), &text[path.len()..])),
        }
        true
    }

    /// The address from the root that a typed path has to become.
    fn published(&self, path: &str, stand: Stand<'_>) -> Option<&str> {
        let path = normalise(stand.here, &percent_decode_str(path).decode_utf8_lossy())?;
        self.moves.rooted(path.strip_prefix("content/")?)
    }

    /// What a typed path names, before and after, if it has to be typed in another way.
    pub fn path(&self, path: &str, stand: Stand<'_>) -> Option<(String, String)> {
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let old = normalise(stand.here, &decoded)?;
        let moved = |below| self.moves.path(below).or_else(|| self.in_force(below));
        let new = old.strip_prefix("content/").and_then(|below| Some(format!("content/{}", moved(below)?)));
        let new = new.unwrap_or_else(|| old.clone());
        (normalise(stand.there, &decoded).as_deref() != Some(new.as_str())).then_some((old, new))
    }
}

impl Renames<'_> {
    /// The new path of what is named without its edition, of which a text means the one in force.
    fn in_force(&self, path: &str) -> Option<String> {
        let folders = &self.site.folders;
        let editions = folders.iter().enumerate().filter_map(|(at, home)| {
            let edition = &folders[home.current?].path;
            Some((at, home, edition, below(&home.path, path)?))
        });
        let (at, home, edition, rest) = editions.into_iter().next()?;
        let named = format!("{edition}/{rest}");
        if !self.site.known_paths.contains_key(named.as_str()) {
            return None;
        }
        let (home, moved) = (self.moves.folder(&home.path), self.moves.folder(edition));
        // Where the editions no longer lie side by side, their folder means none of them.
        let above = |path: &str| path.rsplit_once('/').map_or("", |(above, _)| above).to_owned();
        let mut editions = folders.iter().filter(|folder| folder.edition_of == Some(at));
        if !editions.all(|folder| above(&self.moves.folder(&folder.path)) == home) {
            return Some(self.moves.path(&named).unwrap_or(named));
        }
        let new = self.moves.path(&named)?;
        // What left its edition has to be named as it is.
        Some(match below(&moved, &new) {
            Some(rest) if home.is_empty() => rest.to_owned(),
            Some(rest) => format!("{home}/{rest}"),
            None => new,
        })
    }
}

/// What comes after a folder in a path.
fn below<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    match folder {
        "" => Some(path),
        folder => path.strip_prefix(folder)?.strip_prefix('/'),
    }
}

/// The address, spelt as a route, at which a typed path finds what it names: a page's ends with a slash, a file's does not.
fn page_route(path: &str) -> String {
    let spelt = route(path.trim_start_matches('/'));
    let is_file = spelt.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if is_file || spelt.ends_with('/') { spelt } else { format!("{spelt}/") }
}

/// The part of a handbook that has the anchor, if the handbook itself was named.
pub(super) fn holder(site: &Site, pair: PairIx, id: &str) -> PairIx {
    let has = |pair: PairIx| site.pairs[pair].ids.values().any(|ids| find_id(ids, id).is_some());
    let parts = site.handbooks.iter().filter(|book| book.pair == pair).flat_map(|book| &book.parts);
    if has(pair) { pair } else { parts.map(|part| part.pair).find(|&part| has(part)).unwrap_or(pair) }
}
