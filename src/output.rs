//! Turns a planned site into addresses with the keys of their bytes, and the bytes of any one of them on demand.
//!
//! Nothing is rendered until it is asked for: a build asks for what changed, a preview for what is looked at.
//! It does not know what a page is and does not write to the disk.

use crate::diag::Diagnostic;
use crate::source::{Digest, Source, Span};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

/// When a file may appear on the disk, relative to the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Needed by pages, so published before them.
    Asset,
    Page,
    /// Says what is published, so published after it.
    Manifest,
}

/// One file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Equal keys mean equal bytes, also between two processes of the same version of Diglot.
    pub key: Digest,
    pub class: Class,
}

/// The bytes of one file, and what was found wrong while making them.
#[derive(Clone, Debug)]
pub struct Rendered {
    pub bytes: Arc<[u8]>,
    pub diagnostics: Vec<Diagnostic>,
    /// Which elements came from where; beside the bytes, which are the same with and without.
    pub marks: Marks,
}

impl Rendered {
    /// Bytes that no text of the site stands behind.
    pub fn plain(bytes: Arc<[u8]>) -> Rendered {
        Rendered { bytes, diagnostics: Vec::new(), marks: Marks::default() }
    }
}

/// An element of a page and the place in the site's sources that it came from.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Where its opening tag begins among the page's bytes.
    pub at: usize,
    pub source: Source,
    pub span: Span,
}

/// Finds the marks of a page when somebody asks for them: a preview does, for the pages that are looked at.
#[derive(Clone, Default)]
pub struct Marks(Option<Arc<Find>>);

type Find = dyn Fn(&[u8]) -> Vec<Mark> + Send + Sync;

impl Marks {
    pub fn new(find: impl Fn(&[u8]) -> Vec<Mark> + Send + Sync + 'static) -> Marks {
        Marks(Some(Arc::new(find)))
    }

    /// The marks of the page with these bytes, in the order of its elements.
    pub fn of(&self, bytes: &[u8]) -> Vec<Mark> {
        self.0.as_ref().map_or_else(Vec::new, |find| find(bytes))
    }
}

impl fmt::Debug for Marks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Marks")
    }
}

/// Makes the bytes of one address of the output it belongs to.
pub type Render = dyn Fn(&str) -> Rendered + Send + Sync;

/// Entries by address, in order. Copies share all but what differs.
#[derive(Clone, Default)]
pub struct Entries {
    all: Arc<BTreeMap<Box<str>, Entry>>,
    /// What took the place of entries of `all`, few of them.
    newer: Arc<BTreeMap<Box<str>, Entry>>,
}

/// So many newer entries are looked through quickly, and cost little to copy. A save changes the whole search of its language,
/// a thousand entries in a large site: with a lower number all others would be copied at each save.
const MOST_NEWER: usize = 8000;

impl Entries {
    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub fn get(&self, address: &str) -> Option<&Entry> {
        self.newer.get(address).or_else(|| self.all.get(address))
    }

    pub fn contains_key(&self, address: &str) -> bool {
        self.all.contains_key(address)
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Box<str>, &Entry)> + Clone {
        let newest = |(address, entry)| (address, self.newer.get(address).unwrap_or(entry));
        self.all.iter().map(newest)
    }

    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &Box<str>> + Clone {
        self.all.keys()
    }

    pub fn values(&self) -> impl Iterator<Item = &Entry> {
        self.iter().map(|(_, entry)| entry)
    }

    pub fn par_iter(&self) -> impl ParallelIterator<Item = (&Box<str>, &Entry)> {
        self.all.par_iter().map(|(address, entry)| (address, self.newer.get(address).unwrap_or(entry)))
    }

    /// The same with other entries at addresses that are there.
    pub fn with(&self, changed: BTreeMap<Box<str>, Entry>) -> Entries {
        debug_assert!(changed.keys().all(|address| self.contains_key(address)));
        let mut newer = (*self.newer).clone();
        newer.extend(changed);
        if newer.len() <= MOST_NEWER {
            return Entries { all: self.all.clone(), newer: Arc::new(newer) };
        }
        let mut all = (*self.all).clone();
        all.extend(newer);
        Entries::from(all)
    }

    /// The same addresses with other entries.
    pub fn map(&self, entry: impl Fn(&str, &Entry) -> Entry + Sync) -> Entries {
        let made: Vec<_> = self.par_iter().map(|(address, old)| (address.clone(), entry(address, old))).collect();
        Entries::from(BTreeMap::from_iter(made))
    }

    /// The addresses that both have, with other keys.
    pub fn changed_since<'a>(
        &'a self,
        before: &'a Entries,
    ) -> Box<dyn Iterator<Item = (&'a Box<str>, &'a Entry)> + 'a> {
        let differs = |address: &str, entry: &Entry| before.get(address).is_some_and(|old| old.key != entry.key);
        if !Arc::ptr_eq(&self.all, &before.all) {
            return Box::new(self.iter().filter(move |(address, entry)| differs(address, entry)));
        }
        let addresses: BTreeSet<&Box<str>> = self.newer.keys().chain(before.newer.keys()).collect();
        let entries = addresses.into_iter().filter_map(|address| Some((address, self.get(address)?)));
        Box::new(entries.filter(move |(address, entry)| differs(address, entry)))
    }
}

impl From<BTreeMap<Box<str>, Entry>> for Entries {
    fn from(all: BTreeMap<Box<str>, Entry>) -> Entries {
        Entries { all: Arc::new(all), newer: Arc::default() }
    }
}

impl PartialEq for Entries {
    fn eq(&self, other: &Entries) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Entries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// Everything that a build publishes, by address: a path relative to the output's root, with `/`,
/// not percent-encoded, such as `fr/guides/renewal/index.html`.
#[derive(Clone)]
pub struct Output {
    entries: Entries,
    render: Arc<Render>,
}

impl Output {
    /// An output of these entries; `render` is called with their addresses only.
    pub fn new(entries: BTreeMap<Box<str>, Entry>, render: Arc<Render>) -> Output {
        Output::over(entries.into(), render)
    }

    /// The same, of entries that others have too.
    pub fn over(entries: Entries, render: Arc<Render>) -> Output {
        Output { entries, render }
    }

    pub fn entries(&self) -> &Entries {
        &self.entries
    }

    /// The bytes at `address`, or `None` if nothing is published there.
    pub fn render(&self, address: &str) -> Option<Rendered> {
        self.entries.contains_key(address).then(|| (self.render)(address))
    }
}
