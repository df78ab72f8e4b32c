//! Turns a planned site into addresses with the keys of their bytes, and the bytes of any one of them on demand.
//!
//! Nothing is rendered until it is asked for: a build asks for what changed, a preview for what is looked at.
//! It does not know what a page is and does not write to the disk.

use crate::diag::Diagnostic;
use crate::source::Digest;
use std::collections::BTreeMap;
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
}

/// Makes the bytes of one address of the output it belongs to.
pub type Render = dyn Fn(&str) -> Rendered + Send + Sync;

/// Everything that a build publishes, by address: a path relative to the output's root, with `/`,
/// not percent-encoded, such as `fr/guides/renewal/index.html`.
#[derive(Clone)]
pub struct Output {
    entries: Arc<BTreeMap<Box<str>, Entry>>,
    render: Arc<Render>,
}

impl Output {
    /// An output of these entries; `render` is called with their addresses only.
    pub fn new(entries: BTreeMap<Box<str>, Entry>, render: Arc<Render>) -> Output {
        Output::over(Arc::new(entries), render)
    }

    /// The same, of entries that others have too.
    pub fn over(entries: Arc<BTreeMap<Box<str>, Entry>>, render: Arc<Render>) -> Output {
        Output { entries, render }
    }

    pub fn entries(&self) -> &BTreeMap<Box<str>, Entry> {
        &self.entries
    }

    /// The same, for another output with the same addresses and keys.
    pub fn shared_entries(&self) -> Arc<BTreeMap<Box<str>, Entry>> {
        self.entries.clone()
    }

    /// The bytes at `address`, or `None` if nothing is published there.
    pub fn render(&self, address: &str) -> Option<Rendered> {
        self.entries.contains_key(address).then(|| (self.render)(address))
    }
}
