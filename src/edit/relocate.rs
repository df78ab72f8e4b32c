//! Turns the wish to move a document, a folder or a file, or to rename an anchor, into edits of everything that names it.
//!
//! Both languages move together. The result is built before anything is returned: what would break something is refused.

mod accepted;

mod anchor;

mod files;

mod loads;

mod names;

mod places;

pub(super) mod redirects;

mod renames;

mod statics;

use super::mend::{count, fault};
use super::{Edits, snapshot};
use crate::build::{Cache, Inputs, build};
use crate::config::Layout;
use crate::diag::Diagnostic;
use crate::diag::rules::handbooks::UNNAMED_CLAUSES;
use crate::link::Site;
use crate::source::Source;
use renames::Renames;
use std::collections::HashMap;

/// What moving comes to.
#[derive(Default)]
pub struct Relocation {
    pub edits: Edits,
    /// Files with a new path, old and new.
    pub files: Vec<(String, String)>,
    /// Places that named what moved.
    pub links: usize,
    pub redirects: usize,
    /// Ids that are others now.
    ids: anchor::Ids,
    moves: files::Moves,
}

/// Why nothing can be moved.
pub enum Refusal {
    /// No document, folder or file is called so.
    NothingAt(String),
    /// No heading, entry or other element has this id in any language.
    NoAnchor(String),
    /// Something has the new name already.
    Taken(String),
    /// The new name does not suit: of another kind, outside the site, or not different.
    Unsuitable(String),
    /// No id can be written at this place: the id, and what is there.
    Unnamable { place: String, id: String, what: Unnamed },
    /// A file that describes its folder moves with it.
    Describes { name: String, folder: String },
    /// A snippet, or a part of a handbook, has to stay in a folder.
    Bound { name: String, folder: String },
    /// Only what is published as it is can lie in `static/`.
    NoAsset(String),
    /// The site would have faults that it has not now.
    Faults(Vec<Diagnostic>),
}

/// Where an id cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unnamed {
    /// In a file that is not UTF-8.
    Encoding,
    /// At a title in the front matter.
    Title,
    Heading,
    Clause,
}

/// Moves what `from` names to `to`: paths below `content/`, with or without language, or ids on a document.
pub fn relocate(inputs: &Inputs, cache: &mut Cache, from: &str, to: &str) -> Result<Relocation, Refusal> {
    let before = build(inputs, cache);
    let site = &before.site;
    let mut relocation = match (from.split_once('#'), to.split_once('#')) {
        (Some((path, old)), Some((other, new))) => {
            let other = if other.is_empty() { path } else { other };
            anchor::rename(site, (path, old), (other, new))?
        }
        (None, None) if statics::concern(inputs, from, to) => statics::relocate(inputs, site, from, to)?,
        (None, None) => files::relocate(inputs, site, from, to)?,
        _ => return Err(Refusal::Unsuitable(to.to_owned())),
    };
    let after = build(&relocation.edits.applied(inputs), cache);
    if relocation.files.is_empty() {
        anchor::followed(site, &after.site, &mut relocation.ids);
    }
    rename(inputs, site, &after.site, &mut relocation);
    let after = build(&remembering(relocation.edits.applied(inputs), site), cache);
    let new = new_faults(&before.diagnostics, &after.diagnostics, &relocation.files);
    if new.is_empty() { Ok(relocation) } else { Err(Refusal::Faults(new)) }
}

/// Gives everything that names what moved its new name, and every address that is gone a redirect. Paths were rewritten
/// before `new` was built: a handbook needs its parts.
fn rename(inputs: &Inputs, old: &Site, new: &Site, relocation: &mut Relocation) {
    let Relocation { edits, files, links, redirects, ids, moves } = relocation;
    let mut renames = Renames { site: old, moves, routes: HashMap::new(), ids: std::mem::take(ids) };
    let gone = redirects::gone(new, files, &mut renames);
    let stayed = files::Moves::default();
    let addresses = Renames { site: old, moves: &stayed, routes: renames.routes.clone(), ids: renames.ids.clone() };
    *links += places::rewrite(inputs, &addresses, edits);
    *links += redirects::write(inputs, new, &gone, &renames, edits);
    *links += loads::rewrite(inputs, old, files, &renames.routes, edits);
    *redirects = gone.len();
    accepted::rewrite(&renames, edits);
}

/// The inputs with a record of all that the site had, so that what a move would lose is a fault.
fn remembering(mut inputs: Inputs, before: &Site) -> Inputs {
    let record = inputs.records.get(snapshot::RECORD).map_or("", |source| source.text());
    let mut lines = snapshot::routes(before);
    lines.extend(record.lines().map(str::to_owned));
    let text: String = lines.into_iter().map(|line| line + "\n").collect();
    inputs.records.insert(snapshot::RECORD.into(), Source::new(snapshot::RECORD, text.into_bytes()));
    inputs
}

/// The diagnostics that were not there before, whatever moved with its file.
fn new_faults(before: &[Diagnostic], after: &[Diagnostic], files: &[(String, String)]) -> Vec<Diagnostic> {
    let codes = |diagnostics: &[Diagnostic]| {
        count(diagnostics.iter().map(|diagnostic| {
            let (path, code, _) = fault(diagnostic);
            let old = files.iter().find(|(_, new)| *new == *path).map(|(old, _)| old.as_str().into());
            (old.unwrap_or(path), code, String::new())
        }))
    };
    let (old, new) = (codes(before), codes(after));
    let more = |diagnostic: &&Diagnostic| {
        let (path, code, _) = fault(diagnostic);
        let path = files.iter().find(|(_, new)| *new == *path).map_or(path, |(old, _)| old.as_str().into());
        let key = (path, code, String::new());
        new.get(&key).copied().unwrap_or(0) > old.get(&key).copied().unwrap_or(0)
    };
    // That addresses are recorded is so for the proof alone: what follows from it is no fault of the move.
    let is_of_proof = |diagnostic: &&Diagnostic| diagnostic.rule().code == UNNAMED_CLAUSES.code;
    after.iter().filter(more).filter(|diagnostic| !is_of_proof(diagnostic)).cloned().collect()
}

/// The folder of a file below `content/`.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path as it was typed on the command line, from the root of the content.
fn below_content(typed: &str) -> Option<String> {
    let typed = typed.replace('\\', "/");
    let path = crate::link::normalise("", &typed)?;
    Some(path.strip_prefix("content/").unwrap_or(&path).to_owned())
}

/// The document that a typed path names.
fn pair_at(site: &Site, path: &str) -> Option<usize> {
    let path = below_content(path)?;
    let known = |path: &str| match site.known_paths.get(path)? {
        crate::link::Known::Document { pair, .. } => Some(*pair),
        crate::link::Known::Folder(folder) => site.folders[*folder].index,
        _ => None,
    };
    // Where each language has a tree of its own, a path without it names the document in all of them.
    let trees = site.config.languages.iter().filter(|_| site.config.layout == Layout::Trees);
    let places = std::iter::once(path.clone()).chain(trees.map(|(_, lang)| format!("{}/{path}", lang.suffix)));
    let mut paths = places.flat_map(|path| ["", ".md", ".yaml", ".yml"].map(|extension| format!("{path}{extension}")));
    paths.find_map(|path| known(&path))
}
