//! Turns the files of a finished site into the paths at which a web server answers, and a path into its file.
//!
//! A folder is answered with its `index.html`, after a slash was added; nothing else is guessed, but what the site itself
//! says of its addresses. Names are compared byte by byte: what a case-blind disk forgives, a server does not.

use crate::source::Digest;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

pub(super) type FileIx = u32;

/// What a file is to a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Page,
    Style,
    Svg,
    Sitemap,
    Other,
}

pub(super) fn kind(address: &str) -> Kind {
    let name = address.rsplit('/').next().unwrap_or(address);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is = |known: &str| extension.eq_ignore_ascii_case(known);
    match () {
        () if is("html") || is("htm") || is("xhtml") => Kind::Page,
        () if is("css") => Kind::Style,
        () if is("svg") => Kind::Svg,
        () if is("xml") && name.to_ascii_lowercase().starts_with("sitemap") => Kind::Sitemap,
        () => Kind::Other,
    }
}

/// A digest that is its own hash.
#[derive(Default)]
pub(super) struct Itself(u64);

impl Hasher for Itself {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Half of a text's digest: among some millions of addresses and ids no two share it.
pub(super) fn hash(text: &str) -> u64 {
    Digest::of(text.as_bytes()).0 as u64
}

pub(super) struct Tree<'a> {
    pub addresses: &'a [Box<str>],
    /// The file at each path, by the path's hash: `a/index.html`, `a/` and `a`.
    files: HashMap<u64, FileIx, BuildHasherDefault<Itself>>,
    /// Pages are also at their address without `.html`.
    bare: bool,
}

impl<'a> Tree<'a> {
    /// The paths of these files.
    pub fn new(addresses: &'a [Box<str>], bare: bool) -> Tree<'a> {
        let mut files = HashMap::with_capacity_and_hasher(addresses.len() * 3, BuildHasherDefault::default());
        for (at, address) in addresses.iter().enumerate() {
            files.insert(hash(address), at as FileIx);
        }
        for (at, address) in addresses.iter().enumerate() {
            let folder = folder(address);
            let name = &address[folder.len()..];
            if matches!(name, "index.html" | "index.htm") {
                files.entry(hash(folder)).or_insert(at as FileIx);
                files.entry(hash(folder.trim_end_matches('/'))).or_insert(at as FileIx);
            } else if bare && let Some(stem) = address.strip_suffix(".html") {
                files.entry(hash(stem)).or_insert(at as FileIx);
            }
        }
        Tree { addresses, files, bare }
    }

    /// The file that answers at a path below the root, without a slash before it.
    pub fn find(&self, path: &str) -> Option<FileIx> {
        self.files.get(&hash(path)).copied()
    }

    pub fn address(&self, file: FileIx) -> &'a str {
        &self.addresses[file as usize]
    }

    /// The path at which a page is read, as this site writes it.
    pub fn shown(&self, file: FileIx) -> &'a str {
        let shown = shown(self.address(file));
        shown.strip_suffix(".html").filter(|_| self.bare).unwrap_or(shown)
    }

    pub fn kind(&self, file: FileIx) -> Kind {
        kind(self.address(file))
    }
}

/// The folder of an address, with its slash; nothing at the root.
pub(super) fn folder(address: &str) -> &str {
    &address[..address.rfind('/').map_or(0, |at| at + 1)]
}

/// The path at which a page is read: without `index.html`.
pub(super) fn shown(address: &str) -> &str {
    let folder = folder(address);
    if matches!(&address[folder.len()..], "index.html" | "index.htm") { folder } else { address }
}
