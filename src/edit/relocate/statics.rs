//! Turns the wish to move a file or a folder of `static/`, or a file of `content/` into it, into renamed files.
//!
//! What names them is rewritten by `places`, as for any move, and what style sheets and drawings name by `loads`.

use super::files::Moves;
use super::renames::Renames;
use super::{Refusal, Relocation, below_content, places};
use crate::build::{File, Inputs};
use crate::link::{Site, normalise, route};
use crate::source::Digest;
use std::collections::HashMap;

const FOLDER: &str = "static";

/// A path as it was typed, if it is one of `static/` and no folder of the content is called so.
fn below_static(inputs: &Inputs, typed: &str) -> Option<String> {
    let path = normalise("", &typed.replace('\\', "/"))?;
    let inside = if path == FOLDER { "" } else { path.strip_prefix(FOLDER)?.strip_prefix('/')? };
    let taken = inputs.content.keys().any(|known| known.strip_prefix(FOLDER).is_some_and(|rest| rest.starts_with('/')));
    (!taken).then(|| inside.to_owned())
}

/// Whether one of the two names something of `static/`.
pub(super) fn concern(inputs: &Inputs, from: &str, to: &str) -> bool {
    below_static(inputs, from).is_some() || below_static(inputs, to).is_some()
}

/// What is to be moved: its paths from the root of the site, and what they have in common.
struct Found {
    files: Vec<String>,
    /// The file, or the folder, that was named.
    whole: String,
    is_folder: bool,
}

/// What is called so, with its folder (`static` or `content`).
fn find(inputs: &Inputs, site: &Site, from: &str) -> Result<Found, Refusal> {
    let own =
        || inputs.statics.iter().filter(|(_, (_, built_in))| !built_in).map(|(name, _)| format!("{FOLDER}/{name}"));
    let whole = match below_static(inputs, from) {
        Some(inside) => format!("{FOLDER}/{inside}"),
        None => format!("content/{}", below_content(from).ok_or_else(|| Refusal::NothingAt(from.to_owned()))?),
    };
    let whole = whole.trim_end_matches('/').to_owned();
    let content = || inputs.content.keys().map(|name| format!("content/{name}"));
    let all: Vec<String> = if whole.starts_with(FOLDER) { own().collect() } else { content().collect() };
    let is_folder = !all.contains(&whole);
    let inside = |path: &String| path.strip_prefix(&whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let files: Vec<String> = all.into_iter().filter(inside).collect();
    // All of `static/` is no folder that has a name of its own.
    if files.is_empty() || whole == FOLDER {
        return Err(Refusal::NothingAt(from.to_owned()));
    }
    // A document is published in another form than it is written in.
    let is_asset = |path: &String| path.strip_prefix("content/").is_none_or(|path| site.assets.contains_key(path));
    match files.iter().find(|path| !is_asset(path)) {
        Some(path) => Err(Refusal::NoAsset(path.clone())),
        None => Ok(Found { files, whole, is_folder }),
    }
}

pub(super) fn relocate(inputs: &Inputs, site: &Site, from: &str, to: &str) -> Result<Relocation, Refusal> {
    let unsuitable = || Refusal::Unsuitable(to.to_owned());
    let found = find(inputs, site, from)?;
    let mut new = match below_static(inputs, to) {
        Some(inside) => format!("{FOLDER}/{inside}"),
        None => format!("content/{}", below_content(to).ok_or_else(unsuitable)?),
    };
    let name = found.whole.rsplit('/').next().unwrap_or_default();
    let all = || inputs.statics.keys().map(|name| format!("{FOLDER}/{name}"));
    let all = || all().chain(inputs.content.keys().map(|name| format!("content/{name}")));
    let into = format!("{}/", new.trim_end_matches('/'));
    let is_folder =
        to.ends_with('/') || !new.trim_end_matches('/').contains('/') || all().any(|path| path.starts_with(&into));
    if !found.is_folder && is_folder {
        new = format!("{into}{name}");
    }
    let (new, extension) =
        (new.trim_end_matches('/').to_owned(), |path: &str| path.rsplit_once('.').map(|(_, end)| end.to_owned()));
    if new == found.whole
        || new.starts_with(&format!("{}/", found.whole))
        || (found.is_folder && !new.contains('/'))
        || (!found.is_folder && extension(&new) != extension(&found.whole))
    {
        return Err(unsuitable());
    }
    let mut relocation = Relocation::default();
    for old in &found.files {
        relocation.files.push((old.clone(), format!("{new}{}", &old[found.whole.len()..])));
    }
    let taken = |new: &str| all().any(|path| path == *new) && !found.files.iter().any(|old| old == new);
    if let Some((_, new)) = relocation.files.iter().find(|(_, new)| taken(new)) {
        return Err(Refusal::Taken(new.clone()));
    }
    for (old, new) in &relocation.files {
        relocation.edits.rename(old, digest(inputs, old), new);
    }
    let mut moves = Moves::default();
    for (old, new) in &relocation.files {
        if let (Some(old), Some(new)) = (old.strip_prefix("content/"), new.strip_prefix("static/")) {
            moves.published(old, route(new));
        }
    }
    let renames = Renames { site, moves: &moves, routes: HashMap::new(), ids: HashMap::new() };
    relocation.links = places::rewrite(inputs, &renames, &mut relocation.edits);
    relocation.moves = moves;
    Ok(relocation)
}

fn digest(inputs: &Inputs, path: &str) -> Digest {
    let bytes = |path: &str| Digest::of(&inputs.statics[path].0);
    match path.split_once('/') {
        Some(("content", name)) => match &inputs.content[name] {
            File::Text(source) => source.digest(),
            File::Bytes(bytes) => Digest::of(bytes),
        },
        Some((_, name)) => bytes(name),
        None => unreachable!("every file is in a folder"),
    }
}
