//! Turns a path at which nothing stands into the nearest one that an author may write instead.
//!
//! It offers only what resolves without a further complaint: no other language's edition, no draft, no snippet.

use super::anchors::Anchors;
use super::typed::{folder, neutral, relative};
use crate::config::Layout;
use crate::diag::{Spelling, folded, is_plain_slip, slips};
use crate::lang::{LangId, PerLang};
use crate::link::{Known, PairIx, Site, normalise};
use crate::parse::Document;
use crate::parse::facts::Purpose;
use std::borrow::Cow;
use std::cell::RefCell;
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
    /// Whether nothing else can have been meant.
    pub sure: bool,
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
    name: Spelling,
}

/// All paths that an author of each language may write, put in order when first asked for.
pub(super) struct Paths<'s> {
    site: &'s Site,
    /// The ids behind the paths.
    pub anchors: Anchors<'s>,
    shelves: PerLang<OnceLock<Shelf<'s>>>,
    /// What was found before: a page that is gone may be linked to from every other.
    answers: RefCell<HashMap<Question, Answer>>,
}

/// What may be written by an author of one language, documents first.
struct Shelf<'s> {
    candidates: Vec<Candidate<'s>>,
    /// Places of the candidates of each name, and of each name without its extension: where many pages were moved at
    /// once, thousands of links ask for one of thousands.
    by_name: HashMap<String, Vec<usize>>,
    by_stem: HashMap<String, Vec<usize>>,
}

/// All that the nearest candidate depends on, but the page that asks.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Question {
    lang: LangId,
    classes: [bool; 3],
    folder: String,
    name: String,
    id: Option<String>,
}

/// The place of the nearest candidate, whether it was probably meant, and whether nothing else can have been.
type Answer = Option<(usize, bool, bool)>;

impl<'s> Paths<'s> {
    pub fn new(site: &'s Site) -> Paths<'s> {
        let shelves = site.config.languages.map(|_| OnceLock::new());
        Paths { site, anchors: Anchors::new(site), shelves, answers: RefCell::default() }
    }

    /// The path nearest to the one wanted.
    pub fn nearest(&self, wanted: &Wanted<'_>) -> Option<Nearest> {
        let lang = wanted.document.place.lang;
        let shelf = self.shelves[lang].get_or_init(|| shelf(self.site, lang));
        let absolute = wanted.path.starts_with('/');
        // `files/form` may want `files/form.pdf`; what has an id or takes its text from the target is no file.
        let may_be_file =
            wanted.id.is_none() && !wanted.empty && !wanted.path.rsplit('/').next().unwrap_or("").contains('.');
        let classes = [
            wanted.purpose == Purpose::Link && !wanted.file,
            wanted.file || may_be_file,
            absolute && wanted.purpose == Purpose::Link,
        ];
        if let Some(file) = self.file_inside(wanted) {
            return Some(file);
        }
        let (folder, name) = self.form(wanted, absolute);
        let id = wanted.id.as_deref().map(str::to_owned);
        let question = Question { lang, classes, folder, name: name.text().to_owned(), id };
        let known = self.answers.borrow().get(&question).copied();
        let answer = known.unwrap_or_else(|| {
            let answer = shelf.nearest(&question, &name).map(|(at, sure)| (at, true, sure));
            let answer = answer.or_else(|| Some((self.least_different(shelf, &question, &name, None)?, false, false)));
            self.answers.borrow_mut().insert(question.clone(), answer);
            answer
        });
        let own = self.site.pair_of(wanted.document);
        let to_itself = |at: usize| shelf.candidates[at].pair.is_some() && shelf.candidates[at].pair == own;
        let answer = match answer {
            // A page may mean itself, but is no stand-in for what it does not mean, unless it has the id.
            Some((at, false, _)) if to_itself(at) => {
                Some((self.least_different(shelf, &question, &name, own)?, false, false))
            }
            answer => answer,
        };
        let (at, meant, sure) = answer?;
        let nearest = &shelf.candidates[at];
        let sure = sure && shelf.is_sure(&question, at);
        Some(Nearest { text: text(nearest, wanted.document), pair: nearest.pair, meant, sure })
    }

    /// The document that stands in the path where a folder should: `fees.md/due` for `fees.md`.
    fn file_inside(&self, wanted: &Wanted<'_>) -> Option<Nearest> {
        if wanted.purpose != Purpose::Link || wanted.path.starts_with('/') {
            return None;
        }
        let mut ends = wanted.path.match_indices('/').map(|(at, _)| &wanted.path[..at]);
        ends.find_map(|typed| {
            let path = normalise(folder(wanted.document), typed)?;
            match self.site.known_paths.get(&*path)? {
                Known::Document { pair, lang: None } => {
                    Some(Nearest { text: typed.to_owned(), pair: Some(*pair), meant: true, sure: false })
                }
                _ => None,
            }
        })
    }

    /// Of what is not like the path wanted: what has the id comes first, then what lies in the nearest folder, then what
    /// is called most alike. The page `own` is left out if it has not the id.
    fn least_different(
        &self,
        shelf: &Shelf<'s>,
        question: &Question,
        name: &Spelling,
        own: Option<PairIx>,
    ) -> Option<usize> {
        let id = question.id.as_deref();
        let has_id = |c: &Candidate<'s>| c.pair.zip(id).is_some_and(|(pair, id)| self.has_id(pair, question.lang, id));
        let class = if question.classes[0] { Class::Document } else { Class::File };
        let mut folders: HashMap<&str, usize> = HashMap::new();
        let mut near: Vec<(usize, (bool, usize))> = Vec::new();
        // A style sheet is no stand-in for an image.
        let suits = |c: &Candidate<'s>| {
            c.class == class && (class == Class::Document || family(name.text()) == family(c.name.text()))
        };
        for (at, candidate) in shelf.candidates.iter().enumerate().filter(|(_, c)| suits(c)) {
            let lacks_id = !has_id(candidate);
            if lacks_id && candidate.pair.is_some() && candidate.pair == own {
                continue;
            }
            let distance = *folders
                .entry(&candidate.folder)
                .or_insert_with(|| strsim::osa_distance(&candidate.folder, &question.folder));
            near.push((at, (lacks_id, distance)));
        }
        let least = near.iter().map(|(_, key)| *key).min()?;
        near.retain(|(_, key)| *key == least);
        let (chosen, _) = name.least_different(near.iter().map(|(at, _)| &shelf.candidates[*at].name))?;
        Some(near[chosen].0)
    }

    fn has_id(&self, pair: PairIx, lang: LangId, id: &str) -> bool {
        self.site.pairs[pair].ids[lang].targets.contains_key(id)
    }

    /// Folder and name of the path wanted, as far as it can be told what it means.
    fn form(&self, wanted: &Wanted<'_>, absolute: bool) -> (String, Spelling) {
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
        let name = again(name);
        match name.rsplit_once('.').filter(|(_, extension)| !wanted.file && letters(extension)) {
            Some((stem, _)) => (folder, Spelling::new(stem.to_owned())),
            None => (folder, Spelling::new(name)),
        }
    }
}

impl<'s> Shelf<'s> {
    fn new(candidates: Vec<Candidate<'s>>) -> Shelf<'s> {
        let (mut by_name, mut by_stem) = (HashMap::<String, Vec<usize>>::new(), HashMap::<String, Vec<usize>>::new());
        for (at, candidate) in candidates.iter().enumerate() {
            by_name.entry(candidate.name.text().to_owned()).or_default().push(at);
            by_stem.entry(stem(candidate.name.text()).to_owned()).or_default().push(at);
        }
        Shelf { candidates, by_name, by_stem }
    }

    /// What was probably meant, and whether nothing else can have been.
    fn nearest(&self, question: &Question, name: &Spelling) -> Option<(usize, bool)> {
        let suits = |at: &usize| match self.candidates[*at].class {
            Class::Document | Class::Folder => question.classes[0],
            Class::File => question.classes[1],
            Class::Url => question.classes[2],
        };
        let folder = question.folder.as_str();
        let here = |at: &usize| self.candidates[*at].folder == folder;
        let away = |at: &usize| strsim::osa_distance(&self.candidates[*at].folder, folder);
        let named = |index: &HashMap<String, Vec<usize>>, name: &str| -> Vec<usize> {
            index.get(name).into_iter().flatten().copied().filter(suits).collect()
        };
        // The same path in another form: case, accents, extension, suffix, a slash at the end.
        let same = named(&self.by_name, name.text());
        let other_extension = || {
            let is_file = |at: &usize| self.candidates[*at].class == Class::File;
            named(&self.by_stem, stem(name.text())).into_iter().find(|at| is_file(at) && here(at))
        };
        let alone = |found: &[usize]| {
            let path = |at: &usize| &self.candidates[*at].path;
            found.split_first().is_some_and(|(first, rest)| rest.iter().all(|at| path(at) == path(first)))
        };
        let in_place: Vec<usize> = same.iter().copied().filter(here).collect();
        let is_folder = |at: &usize| self.candidates[*at].class == Class::Folder;
        let sure = match in_place.is_empty() {
            true => alone(&same) && name.text().chars().nth(3).is_some() && !same.iter().any(is_folder),
            false => alone(&in_place),
        };
        let found = in_place.first().copied().or_else(other_extension);
        // The same name in the nearest other folder.
        let found = found.or_else(|| same.iter().copied().filter(|_| !name.text().is_empty()).min_by_key(away));
        found.map(|at| (at, sure)).or_else(|| {
            let slips = |at: usize| Some((name.slips(&self.candidates[at].name)?, at));
            let near: Vec<(usize, usize)> = (0..self.candidates.len()).filter(suits).filter_map(slips).collect();
            let misspelt = near.iter().filter_map(|&(slips, at)| Some((slips + self.folder_slips(at, folder)?, at)));
            // Short names are like too many others in other folders.
            let elsewhere = || {
                let long = near.iter().filter(|_| name.text().chars().nth(3).is_some());
                long.min_by_key(|(slips, at)| (*slips, away(at))).map(|(_, at)| *at)
            };
            let meant = misspelt.min_by_key(|(cost, _)| *cost).map(|(_, at)| at).or_else(elsewhere)?;
            // In a folder that is spelt right, only what lies there is meant.
            let reachable = |at: &usize| !here(&meant) || here(at);
            let places: Vec<usize> = near.iter().map(|(_, at)| *at).filter(reachable).collect();
            Some((meant, alone(&places) && is_slip(name, &self.candidates[meant].name)))
        })
    }

    /// Whether a candidate is the only one that can have been meant: nothing else that suits has a name like it, in the
    /// same folder or, if the folder is another one too, in any.
    fn is_sure(&self, question: &Question, at: usize) -> bool {
        let chosen = &self.candidates[at];
        let here = chosen.folder == question.folder;
        let others = self.candidates.iter().enumerate().filter(|(other, candidate)| {
            let same = *other == at || (candidate.pair.is_some() && candidate.pair == chosen.pair);
            // A page and its address are one answer, whatever it is.
            let comparable = (candidate.class == Class::File) == (chosen.class == Class::File);
            !same && comparable && (!here || candidate.folder == chosen.folder)
        });
        let (typed, meant) = (stem(&question.name), stem(chosen.name.text()));
        let mut names = others.map(|(_, other)| stem(other.name.text()));
        !typed.is_empty()
            && is_plain_slip(typed, meant, [])
            && names.all(|name| name != meant && slips(typed, name).is_none())
    }

    fn folder_slips(&self, at: usize, folder: &str) -> Option<usize> {
        let own = self.candidates[at].folder.as_str();
        if own == folder { Some(0) } else { Some(1 + slips(folder, own)?) }
    }
}

/// A name that was percent-encoded twice.
fn again(name: String) -> String {
    let decoded = percent_encoding::percent_decode_str(&name).decode_utf8().ok().filter(|decoded| **decoded != name);
    decoded.map_or(name.clone(), |decoded| folded(&decoded))
}

/// Whether one word can only be a slip of the other: one in a word of some length, two in a long one, none in digits, as
/// `plan-2` is no slip of `plan-3`.
pub(super) fn is_slip(typed: &Spelling, meant: &Spelling) -> bool {
    let digits = |word: &Spelling| word.text().chars().filter(char::is_ascii_digit).collect::<String>();
    let length = typed.text().chars().count();
    let most = if length < 4 { 0 } else { 1 + usize::from(length > 9) };
    typed.slips(meant).is_some_and(|slips| slips <= most) && digits(typed) == digits(meant)
}

/// What files of a name are used as: one may be meant where another of its family is named.
fn family(name: &str) -> &str {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        "avif" | "bmp" | "gif" | "ico" | "jpeg" | "jpg" | "png" | "svg" | "webp" => "image",
        "css" | "js" | "mjs" | "json" | "woff" | "woff2" => extension,
        _ => "file",
    }
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The path of a candidate as it is typed in a document.
fn text(candidate: &Candidate<'_>, document: &Document) -> String {
    match candidate.path.starts_with('/') {
        true => candidate.path.to_string(),
        false => relative(folder(document), &candidate.path),
    }
}

/// Everything that an author of `lang` may write, documents first.
fn shelf(site: &Site, lang: LangId) -> Shelf<'_> {
    let known = site.known_paths.iter().filter(|(path, _)| !path.is_empty());
    let mut shelf: Vec<Candidate<'_>> =
        known.filter_map(|(path, known)| below_content(site, lang, path, known)).collect();
    let documents: HashMap<PairIx, Cow<'_, str>> = shelf
        .iter()
        .filter(|candidate| candidate.class == Class::Document)
        .filter_map(|candidate| Some((candidate.pair?, candidate.path.clone())))
        .collect();
    // A file of the theme has its digest in its name, and another name tomorrow.
    let own = site.assets.iter().filter(|(path, asset)| !asset.is_of_theme(path)).map(|(path, _)| path);
    let assets = own.filter(|path| !site.known_paths.contains_key(*path)).map(|path| {
        let (folder, name) = form(site, path);
        let path = super::typed::encoded(path);
        Candidate { class: Class::File, path: format!("/{path}").into(), pair: None, folder, name: Spelling::new(name) }
    });
    let pages = site.pages.iter().filter(|page| page.lang == lang).map(|page| {
        let address = page.address.trim_end_matches("index.html").trim_end_matches('/');
        let (folder, name) = form(site, address);
        let source = page.pair.and_then(|pair| documents.get(&pair).cloned());
        let path = source.unwrap_or(Cow::Borrowed(&page.url));
        Candidate { class: Class::Url, path, pair: page.pair, folder, name: Spelling::new(name) }
    });
    shelf.extend(assets.chain(pages));
    shelf.sort_by(|a, b| (a.class, &a.path).cmp(&(b.class, &b.path)));
    Shelf::new(shelf)
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
    Some(Candidate { class, path, pair, folder, name: Spelling::new(name) })
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
