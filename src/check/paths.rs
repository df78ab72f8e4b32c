//! Turns a path at which nothing stands into the nearest one that an author may write instead.
//!
//! It offers only what resolves without a further complaint: no other language's edition, no draft, no snippet.

use super::anchors::folded;
use super::typed::{folder, neutral, relative};
use crate::config::Layout;
use crate::diag::slips;
use crate::lang::{LangId, PerLang};
use crate::link::{Known, PairIx, Site, normalise};
use crate::parse::Document;
use crate::parse::facts::Purpose;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A path that leads nowhere.
pub(super) struct Wanted<'a> {
    pub document: &'a Document,
    pub purpose: Purpose,
    /// Whether a file is missing rather than a page.
    pub file: bool,
    /// As typed, decoded.
    pub path: Cow<'a, str>,
    /// The id on the page, which may tell what page was meant.
    pub id: Option<Cow<'a, str>>,
    /// Whether the target's title is to stand for the link's text.
    pub empty: bool,
}

/// What to write instead.
pub(super) struct Nearest {
    /// The path as it is typed in an address.
    pub text: String,
    pub pair: Option<PairIx>,
    /// Whether it was probably meant; otherwise it is merely the least different.
    pub meant: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Document,
    Folder,
    File,
    /// A page by its address, for those who type addresses.
    Url,
}

/// What may be written.
struct Candidate<'s> {
    class: Class,
    /// From the root of the content; with a slash at both ends or at the start, from the root of the site.
    path: Cow<'s, str>,
    pair: Option<PairIx>,
    /// Folder and name in the form in which they are compared.
    folder: String,
    name: String,
}

/// All paths that an author of each language may write, put in order when first asked for.
pub(super) struct Paths<'s> {
    site: &'s Site,
    shelves: PerLang<OnceLock<Vec<Candidate<'s>>>>,
}

impl<'s> Paths<'s> {
    pub fn new(site: &'s Site) -> Paths<'s> {
        Paths { site, shelves: site.config.languages.map(|_| OnceLock::new()) }
    }

    /// The path nearest to the one wanted.
    pub fn nearest(&self, wanted: &Wanted<'_>) -> Option<Nearest> {
        let lang = wanted.document.place.lang;
        let shelf = self.shelves[lang].get_or_init(|| shelf(self.site, lang));
        let absolute = wanted.path.starts_with('/');
        // `files/form` may want `files/form.pdf`; what has an id or takes its text from the target is no file.
        let may_be_file =
            wanted.id.is_none() && !wanted.empty && !wanted.path.rsplit('/').next().unwrap_or("").contains('.');
        let suits = |candidate: &&Candidate<'s>| match candidate.class {
            Class::Document | Class::Folder => wanted.purpose == Purpose::Link && !wanted.file,
            Class::File => wanted.file || may_be_file,
            Class::Url => absolute && wanted.purpose == Purpose::Link,
        };
        let candidates: Vec<&Candidate<'s>> = shelf.iter().filter(suits).collect();
        let (folder, name) = self.form(wanted, absolute);
        let found = same(&candidates, &folder, &name)
            .or_else(|| named_alike(&candidates, &folder, &name))
            .or_else(|| misspelt(&candidates, &folder, &name))
            .or_else(|| misspelt_elsewhere(&candidates, &folder, &name));
        let meant = found.is_some();
        let nearest = found.or_else(|| {
            let unlike = candidates.into_iter().filter(|candidate| self.may_stand_for(candidate, wanted));
            let has_id = |c: &Candidate<'s>| c.pair.is_some_and(|pair| self.has_id(pair, lang, wanted));
            unlike.min_by_key(|c| {
                (!has_id(c), strsim::osa_distance(&c.folder, &folder), strsim::osa_distance(&c.name, &name))
            })
        })?;
        Some(Nearest { text: text(nearest, wanted.document), pair: nearest.pair, meant })
    }

    /// Whether a path that is not like the one wanted is of the right sort, and no link of a page to itself.
    fn may_stand_for(&self, candidate: &Candidate<'s>, wanted: &Wanted<'_>) -> bool {
        if wanted.file {
            return candidate.class == Class::File;
        }
        let own = candidate.pair.is_some() && candidate.pair == self.site.pair_of(wanted.document);
        let lang = wanted.document.place.lang;
        let here = || candidate.pair.is_some_and(|pair| self.has_id(pair, lang, wanted));
        candidate.class == Class::Document && (!own || here())
    }

    fn has_id(&self, pair: PairIx, lang: LangId, wanted: &Wanted<'_>) -> bool {
        wanted.id.as_ref().is_some_and(|id| self.site.pairs[pair].ids[lang].targets.contains_key(&**id))
    }

    /// Folder and name of the path wanted, as far as it can be told what it means.
    fn form(&self, wanted: &Wanted<'_>, absolute: bool) -> (String, String) {
        let typed = wanted.path.replace('\\', "/");
        let path = match absolute {
            true => {
                let base = &self.site.config.base.path;
                typed.strip_prefix(base.as_str()).unwrap_or(&typed).trim_matches('/').to_owned()
            }
            // Above the root there is nothing: what follows is taken from the root.
            false => normalise(folder(wanted.document), &typed).unwrap_or_else(|| {
                typed.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect::<Vec<_>>().join("/")
            }),
        };
        let (folder, name) = form(self.site, &path);
        // What is no file ends in a misspelt `.md`, or in a language without one.
        let letters =
            |extension: &str| extension.len() <= 5 && extension.bytes().all(|byte| byte.is_ascii_alphabetic());
        match name.rsplit_once('.').filter(|(_, extension)| !wanted.file && letters(extension)) {
            Some((stem, _)) => (folder, stem.to_owned()),
            None => (folder, name),
        }
    }
}

/// The same path in another form: case, accents, extension, suffix, a slash at the end.
fn same<'a, 's>(candidates: &[&'a Candidate<'s>], folder: &str, name: &str) -> Option<&'a Candidate<'s>> {
    let equal = |candidate: &&Candidate<'s>| candidate.folder == folder && candidate.name == name;
    let stem = |name: &str| name.rsplit_once('.').map_or(name.to_owned(), |(stem, _)| stem.to_owned());
    let other_extension =
        |c: &&Candidate<'s>| c.class == Class::File && c.folder == folder && stem(&c.name) == stem(name);
    candidates.iter().copied().find(equal).or_else(|| candidates.iter().copied().find(other_extension))
}

/// The same name in the nearest other folder.
fn named_alike<'a, 's>(candidates: &[&'a Candidate<'s>], folder: &str, name: &str) -> Option<&'a Candidate<'s>> {
    let alike = candidates.iter().copied().filter(|candidate| !name.is_empty() && candidate.name == name);
    alike.min_by_key(|candidate| strsim::osa_distance(&candidate.folder, folder))
}

/// The name, or the folder, or both with a slip of the pen.
fn misspelt<'a, 's>(candidates: &[&'a Candidate<'s>], folder: &str, name: &str) -> Option<&'a Candidate<'s>> {
    let cost = |candidate: &Candidate<'s>| {
        let name = slips(name, &candidate.name)?;
        let folder = if candidate.folder == folder { 0 } else { 1 + slips(folder, &candidate.folder)? };
        Some(name + folder)
    };
    let near = candidates.iter().copied().filter_map(|candidate| Some((cost(candidate)?, candidate)));
    near.min_by_key(|(cost, _)| *cost).map(|(_, candidate)| candidate)
}

/// The name with a slip of the pen, in the nearest other folder. Short names are like too many others.
fn misspelt_elsewhere<'a, 's>(candidates: &[&'a Candidate<'s>], folder: &str, name: &str) -> Option<&'a Candidate<'s>> {
    let long = candidates.iter().copied().filter(|_| name.chars().count() > 3);
    let near = long.filter_map(|candidate| Some((slips(name, &candidate.name)?, candidate)));
    near.min_by_key(|(slips, c)| (*slips, strsim::osa_distance(&c.folder, folder))).map(|(_, candidate)| candidate)
}

/// The path of a candidate as it is typed in a document.
fn text(candidate: &Candidate<'_>, document: &Document) -> String {
    match candidate.path.starts_with('/') {
        true => candidate.path.to_string(),
        false => relative(folder(document), &candidate.path),
    }
}

/// Everything that an author of `lang` may write, documents first.
fn shelf(site: &Site, lang: LangId) -> Vec<Candidate<'_>> {
    let known = site.known_paths.iter().filter(|(path, _)| !path.is_empty());
    let mut shelf: Vec<Candidate<'_>> =
        known.filter_map(|(path, known)| below_content(site, lang, path, known)).collect();
    let documents: HashMap<PairIx, Cow<'_, str>> = shelf
        .iter()
        .filter(|candidate| candidate.class == Class::Document)
        .filter_map(|candidate| Some((candidate.pair?, candidate.path.clone())))
        .collect();
    let assets = site.assets.keys().filter(|path| !site.known_paths.contains_key(*path)).map(|path| {
        let (folder, name) = form(site, path);
        let path = super::typed::encoded(path);
        Candidate { class: Class::File, path: format!("/{path}").into(), pair: None, folder, name }
    });
    let pages = site.pages.iter().filter(|page| page.lang == lang).map(|page| {
        let address = page.address.trim_end_matches("index.html").trim_end_matches('/');
        let (folder, name) = form(site, address);
        let source = page.pair.and_then(|pair| documents.get(&pair).cloned());
        Candidate { class: Class::Url, path: source.unwrap_or(Cow::Borrowed(&page.url)), pair: page.pair, folder, name }
    });
    shelf.extend(assets.chain(pages));
    shelf.sort_by(|a, b| (a.class, &a.path).cmp(&(b.class, &b.path)));
    shelf
}

fn below_content<'s>(site: &'s Site, lang: LangId, path: &'s str, known: &Known) -> Option<Candidate<'s>> {
    let in_tree = path.split('/').next().and_then(|first| site.config.languages.by_suffix(first));
    if site.config.layout == Layout::Trees && in_tree.is_some_and(|tree| tree != lang) {
        return None;
    }
    let neutral = || neutral(path, &site.config.languages);
    let (class, pair) = match known {
        Known::Document { pair, lang: None } => (Class::Document, Some(*pair)),
        // The same document is known without its suffix, except in a tree.
        Known::Document { pair, lang: Some(_) } => {
            let bare = neutral().is_some_and(|(bare, _)| site.known_paths.contains_key(&*bare));
            (Class::Document, (!bare).then_some(Some(*pair))?)
        }
        Known::Folder(folder) => {
            let folder = &site.folders[*folder];
            (Class::Folder, folder.pages[lang].map(|_| folder.index)?)
        }
        Known::Files(files) => (Class::File, files[lang].then_some(None)?),
        Known::File => {
            let bare = neutral().and_then(|(bare, _)| site.known_paths.get(&*bare));
            let better = matches!(bare, Some(Known::Files(files)) if files[lang]);
            (Class::File, (!better).then_some(None)?)
        }
    };
    let (folder, name) = form(site, path);
    let path = if class == Class::Folder { format!("{path}/").into() } else { path.into() };
    Some(Candidate { class, path, pair, folder, name })
}

/// Folder and name in the form in which paths are compared: without what people drop, change or add when they type one.
fn form(site: &Site, path: &str) -> (String, String) {
    let path = folded(path);
    let bare = neutral(&path, &site.config.languages).map_or(path, |(bare, _)| bare);
    let mut stem = bare.as_str();
    for extension in [".md", ".markdown", ".mdx", ".html", ".htm", ".yaml", ".yml"] {
        stem = stem.strip_suffix(extension).unwrap_or(stem);
    }
    let is_language = |suffix: &str| suffix.len() == 2 && suffix.bytes().all(|byte| byte.is_ascii_lowercase());
    if let Some((before, suffix)) = stem.rsplit_once('.').filter(|_| stem.len() < bare.len())
        && is_language(suffix)
    {
        stem = before;
    }
    let stem = stem.strip_suffix("index").filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(stem);
    let (folder, name) = stem.trim_matches('/').rsplit_once('/').unwrap_or(("", stem.trim_matches('/')));
    (folder.to_owned(), name.to_owned())
}
