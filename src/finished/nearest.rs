//! Turns a path at which nothing answers into the file that was probably meant, and an id that is not there into one that is.
//!
//! It offers nothing that is merely least different: a finished site is large, and a wild guess helps nobody.

use super::tree::{FileIx, Kind, Tree, folder, shown};
use crate::diag::{Spelling, folded, slips};
use std::collections::HashMap;
use std::sync::Mutex;

/// All files by the forms in which slips are alike.
pub(super) struct Shelf<'t> {
    tree: &'t Tree<'t>,
    by_form: HashMap<String, Vec<FileIx>>,
    by_name: HashMap<String, Vec<FileIx>>,
    by_folder: HashMap<String, Vec<(Spelling, FileIx)>>,
    /// What was compared before: an address that is gone may stand on every page.
    answers: Mutex<HashMap<(String, String, bool), Option<FileIx>>>,
}

/// Files of one name among which the folder is compared; of more, none is meant.
const MOST_ALIKE: usize = 64;

/// What was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    Here(FileIx),
    /// The page exists in another language only.
    Elsewhere(FileIx),
}

impl<'t> Shelf<'t> {
    pub fn new(tree: &'t Tree<'t>) -> Shelf<'t> {
        let mut shelf = Shelf {
            tree,
            by_form: HashMap::new(),
            by_name: HashMap::new(),
            by_folder: HashMap::new(),
            answers: Mutex::default(),
        };
        for (at, address) in tree.addresses.iter().enumerate() {
            let form = form(shown(address));
            let (folder, name) = split(&form);
            let spelling = Spelling::new(name.to_owned());
            shelf.by_folder.entry(folder.to_owned()).or_default().push((spelling, at as FileIx));
            shelf.by_name.entry(name.to_owned()).or_default().push(at as FileIx);
            shelf.by_form.entry(form).or_default().push(at as FileIx);
        }
        shelf
    }

    /// What was meant by `path`, below the root of the site, on the page `from`; `typed` is the path as it stands there.
    pub fn path(&self, path: &str, typed: &str, from: FileIx, page: bool) -> Option<Meant> {
        let fits = |file: &&FileIx| **file != from && (self.tree.kind(**file) == Kind::Page) == page;
        let exact = |form: &str| self.by_form.get(form)?.iter().find(fits).copied();
        let own = form(path);
        let again = form(&percent_encoding::percent_decode_str(path).decode_utf8_lossy());
        let here = exact(&own)
            .or_else(|| exact(&again))
            .or_else(|| self.languages(&own, from).into_iter().find_map(|form| exact(&form)))
            .or_else(|| self.levels(typed, from).into_iter().find_map(|form| exact(&form)));
        if let Some(file) = here {
            return Some(Meant::Here(file));
        }
        let others = self.other_languages(&own);
        if let Some(file) = others.iter().find_map(|form| exact(form)) {
            return Some(Meant::Elsewhere(file));
        }
        let first = self.tree.address(from).split('/').next().unwrap_or_default().to_owned();
        let question = (own, first, page);
        let known = self.answers.lock().expect("nobody panics with it").get(&question).copied();
        let answer = known.unwrap_or_else(|| {
            let answer = self.alike(&question.0, &question.1, page);
            self.answers.lock().expect("nobody panics with it").insert(question, answer);
            answer
        });
        answer.filter(|file| *file != from).map(Meant::Here)
    }

    /// A file that is called alike, in the same folder or in another.
    fn alike(&self, form: &str, first: &str, page: bool) -> Option<FileIx> {
        let fits = |file: &&FileIx| (self.tree.kind(**file) == Kind::Page) == page;
        let (folder, name) = split(form);
        let wanted = Spelling::new(name.to_owned());
        // One letter is like any other.
        let beside = self.by_folder.get(folder).filter(|_| name.len() > 2).into_iter().flatten();
        let beside = beside.filter(|(_, file)| fits(&file));
        let near = beside.filter_map(|(spelling, file)| Some((wanted.slips(spelling)?, *file)));
        let near = near.min_by_key(|(slips, _)| *slips).map(|(_, file)| file);
        near.or_else(|| self.elsewhere(folder, name, first, &fits))
    }

    /// A file of the same name in another folder: the only one, or the only one in the reader's language.
    fn elsewhere(&self, folder: &str, name: &str, own: &str, fits: &dyn Fn(&&FileIx) -> bool) -> Option<FileIx> {
        let first = |file: FileIx| self.tree.address(file).split('/').next().unwrap_or_default();
        let named = self.by_name.get(name).filter(|named| named.len() <= MOST_ALIKE)?;
        let named: Vec<FileIx> = named.iter().filter(|file| fits(file)).copied().collect();
        let spoken: Vec<FileIx> = named.iter().copied().filter(|file| first(*file) == own).collect();
        let all = if spoken.is_empty() { named } else { spoken };
        if all.len() <= 1 {
            return all.first().copied();
        }
        // A folder may be misspelt rather than the page.
        let near = all.into_iter().filter_map(|file| {
            let other = form(shown(self.tree.address(file)));
            Some((slips(folder, split(&other).0)?, file))
        });
        near.min_by_key(|(slips, _)| *slips).map(|(_, file)| file)
    }

    /// The path with the language's folder added, not doubled, or in the place of another one.
    fn languages(&self, path: &str, from: FileIx) -> Vec<String> {
        let Some((own, _)) = self.tree.address(from).split_once('/') else { return Vec::new() };
        let own = form(own);
        let rest = path.split_once('/').map_or("", |(_, rest)| rest);
        let mut all = vec![format!("{own}/{path}")];
        if path.starts_with(&format!("{own}/{own}")) {
            all.push(rest.to_owned());
        }
        let first = path.split('/').next().unwrap_or_default();
        if first.split('-').next() == own.split('-').next() {
            all.push(if rest.is_empty() { own } else { format!("{own}/{rest}") });
        }
        all
    }

    /// The path in the folders of other languages.
    fn other_languages(&self, path: &str) -> Vec<String> {
        let Some((first, rest)) = path.split_once('/') else { return Vec::new() };
        if !is_language(first) {
            return Vec::new();
        }
        let folders = self.by_folder.get("").into_iter().flatten().map(|(spelling, _)| spelling.text());
        folders.filter(|other| is_language(other) && *other != first).map(|other| format!("{other}/{rest}")).collect()
    }

    /// The relative path as typed, from the root and from every folder above the page.
    fn levels(&self, typed: &str, from: FileIx) -> Vec<String> {
        let typed = typed.split(['?', '#']).next().unwrap_or(typed);
        let decoded = percent_encoding::percent_decode_str(typed).decode_utf8_lossy().into_owned();
        let rest: Vec<&str> = decoded.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
        let rest = rest.join("/");
        let mut above = folder(self.tree.address(from)).trim_end_matches('/');
        let mut all = Vec::new();
        if rest.is_empty() {
            return all;
        }
        loop {
            all.push(form(&format!("{above}/{rest}")));
            match above.rfind('/') {
                Some(at) => above = &above[..at],
                None if above.is_empty() => return all,
                None => above = "",
            }
        }
    }
}

fn is_language(folder: &str) -> bool {
    super::found::Tongue::of_folder(&format!("{folder}/")).is_some()
}

/// Folder and name of a form.
fn split(form: &str) -> (&str, &str) {
    form.rsplit_once('/').unwrap_or(("", form))
}

/// A path without what slips change: case, accents, the kind of slash, `.html`, `.md`, `index`, signs between words.
fn form(path: &str) -> String {
    let path = path.trim_matches('/');
    let endings = [".html", ".htm", ".md", ".markdown"];
    let ending =
        endings.into_iter().find(|ending| path.len() >= ending.len() && path.to_ascii_lowercase().ends_with(ending));
    let path = &path[..path.len() - ending.map_or(0, str::len)];
    let path = path.strip_suffix("/index").unwrap_or(if path == "index" { "" } else { path });
    folded(path)
}

/// The one of `ids`, which are folded, that was meant by `typed`.
pub(super) fn id(typed: &str, ids: &[Spelling]) -> Option<usize> {
    let wanted = Spelling::new(folded(typed.trim_matches(['#', '/', '!'])));
    let alike = ids.iter().position(|id| id.text() == wanted.text());
    let near = ids.iter().enumerate().filter_map(|(at, id)| Some((wanted.slips(id)?, at)));
    alike.or_else(|| near.min().map(|(_, at)| at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_found() {
        let addresses = [
            "en/guide/fees/index.html",
            "en/only/index.html",
            "fr/guide/délai/index.html",
            "fr/index.html",
            "en/index.html",
        ];
        let addresses: Vec<Box<str>> = addresses.into_iter().map(Into::into).collect();
        let tree = Tree::new(&addresses, false);
        let shelf = Shelf::new(&tree);
        let cases = [
            ("fr/guide/delai/", Some(Meant::Here(2))),
            ("fr/guide/Délai.md", Some(Meant::Here(2))),
            ("guide/délai/", Some(Meant::Here(2))),
            ("fr/fr/guide/délai/", Some(Meant::Here(2))),
            ("fr-be/guide/délai/", Some(Meant::Here(2))),
            ("fr/only/", Some(Meant::Elsewhere(1))),
            ("fr/guide/délais/", Some(Meant::Here(2))),
            ("fr/nothing/of/the/kind/", None),
        ];
        for (path, expected) in cases {
            assert_eq!(shelf.path(path, "", 3, true), expected, "{path}");
        }
    }
}
