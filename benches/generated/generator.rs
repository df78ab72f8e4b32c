//! What the runner asks of a site generator: write the corpus its way, and say how it is built.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::corpus::{Corpus, Document};
use super::prose::Lang;

pub const ORIGIN: &str = "https://docs.example.org";

pub trait Generator {
    fn name(&self) -> &'static str;

    /// Writes settings, templates and every document below `site`.
    fn write(&self, corpus: &Corpus, site: &Path) -> io::Result<()>;

    /// The processes that build the whole site, one after the other; their times are added.
    fn build(&self, site: &Path, out: &Path, cache: &Path) -> Vec<Command>;

    /// What must be absent for a build to be cold, beside the directory given as `cache`.
    fn kept(&self, site: &Path) -> Vec<PathBuf>;

    /// The file a writer edits to change a guide.
    fn source(&self, site: &Path, lang: Lang, document: Document) -> PathBuf;

    /// The page that must come of it.
    fn page(&self, out: &Path, lang: Lang, document: Document) -> PathBuf;

    /// Whether its pages carry the menu and the language switch of the common template.
    fn whole_template(&self) -> bool;

    /// What to type when the program is missing.
    fn install(&self) -> &'static str;
}

pub fn save(path: PathBuf, text: impl AsRef<[u8]>) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, text)
}

/// A double-quoted YAML or TOML string; the prose has no control characters.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
