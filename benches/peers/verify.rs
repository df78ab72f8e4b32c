//! Turns a finished site into a list of what it lacks, so that no generator wins by doing less.
//!
//! Every page must be there; on a sample of the guides the contents are looked at, and every internal
//! link is followed to a file and an id. It reads tags by searching text, which is enough for what
//! these templates write, and is no HTML parser.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::generated::corpus::{CODE_BLOCKS, Corpus, Document, LINKS};
use crate::generated::generator::{Generator, ORIGIN};
use crate::generated::prose::{LANGS, Lang};

const SAMPLE: usize = 40;
/// A page of the corpus is about 12 KB of Markdown; no page that has it all is smaller.
const SMALLEST: u64 = 8 * 1024;

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Tree {
    pub files: usize,
    pub pages: usize,
    pub bytes: u64,
}

pub fn site(tool: &dyn Generator, corpus: &Corpus, out: &Path) -> Result<Tree, String> {
    for lang in LANGS {
        for document in corpus.documents() {
            let page = tool.page(out, lang, document);
            let size = fs::metadata(&page).map(|data| data.len()).unwrap_or(0);
            if size < SMALLEST {
                return Err(format!("{}: {size} bytes", page.display()));
            }
        }
        let step = corpus.guides().div_ceil(SAMPLE);
        for guide in (0..corpus.guides()).step_by(step) {
            page(tool, corpus, out, lang, guide)
                .map_err(|fault| format!("{} {} {guide}: {fault}", tool.name(), lang.code()))?;
        }
    }
    tree(out).map_err(|error| format!("{}: {error}", out.display()))
}

pub fn contains(page: &Path, text: &str) -> bool {
    fs::read_to_string(page).is_ok_and(|html| html.contains(text))
}

pub fn tree(root: &Path) -> io::Result<Tree> {
    let mut sum = Tree::default();
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            let inner = tree(&entry.path())?;
            sum.files += inner.files;
            sum.pages += inner.pages;
            sum.bytes += inner.bytes;
        } else {
            sum.files += 1;
            sum.pages += usize::from(entry.path().extension().is_some_and(|end| end == "html"));
            sum.bytes += entry.metadata()?.len();
        }
    }
    Ok(sum)
}

/// The first file of `one` that is absent from `other` or not the same there.
pub fn difference(one: &Path, other: &Path) -> io::Result<Option<PathBuf>> {
    for entry in fs::read_dir(one)? {
        let (here, there) = (one.join(entry?.file_name()), other);
        let there = there.join(here.file_name().expect("an entry has a name"));
        if here.is_dir() {
            let inner = difference(&here, &there)?;
            if inner.is_some() {
                return Ok(inner);
            }
        } else if !same(&here, &there)? {
            return Ok(Some(here));
        }
    }
    Ok(None)
}

fn same(one: &Path, other: &Path) -> io::Result<bool> {
    Ok(other.is_file() && fs::read(one)? == fs::read(other)?)
}

fn page(tool: &dyn Generator, corpus: &Corpus, out: &Path, lang: Lang, guide: usize) -> Result<(), String> {
    let document = Document::Guide(guide);
    let path = tool.page(out, lang, document);
    let html = fs::read_to_string(&path).map_err(|error| error.to_string())?;
    let title = corpus.title(document, lang);
    if !plain_apostrophes(&html).contains(&title) {
        return Err(format!("no title `{title}`"));
    }
    let least = [("<pre", CODE_BLOCKS), ("<h3", 4), ("<table", 1), ("<tr", 8), ("<sup", 2)];
    for (tag, count) in least {
        if html.matches(tag).count() < count {
            return Err(format!("fewer than {count} `{tag}`"));
        }
    }
    let mut targets = Vec::new();
    for address in values(&html, "href") {
        if let Some(target) = follow(out, &path, &address)? {
            targets.push(target);
        }
    }
    let links = corpus.links(guide, lang);
    assert_eq!(links.len(), LINKS, "a guide has its links");
    for link in links {
        let wanted = tool.page(out, lang, link.to);
        let found = |(file, id): &(PathBuf, bool)| *file == wanted && *id == link.anchor.is_some();
        if !targets.iter().any(found) {
            return Err(format!("no link to {} (anchor: {:?})", wanted.display(), link.anchor));
        }
    }
    if !tool.whole_template() {
        return Ok(());
    }
    for fellow in corpus.in_folder(&document.folder()) {
        let wanted = tool.page(out, lang, fellow);
        if !targets.iter().any(|(file, _)| *file == wanted) {
            return Err(format!("the menu lacks {}", wanted.display()));
        }
    }
    let contents = targets.iter().filter(|(file, id)| *file == path && *id).count();
    if contents < 10 {
        return Err(format!("{contents} links to its own headings"));
    }
    let others = LANGS.into_iter().filter(|other| *other != lang);
    for other in others.map(|other| tool.page(out, other, document)) {
        if !targets.iter().any(|(file, _)| *file == other) {
            return Err(format!("no link to {}", other.display()));
        }
    }
    Ok(())
}

/// The file an address leads to, and whether it names an id there; `None` for other sites.
fn follow(out: &Path, from: &Path, address: &str) -> Result<Option<(PathBuf, bool)>, String> {
    let local = address.strip_prefix(ORIGIN).unwrap_or(address);
    if local.contains("://") || local.starts_with("mailto:") || local.starts_with("data:") {
        return Ok(None);
    }
    let (path, id) = match local.split_once('#') {
        Some((path, id)) => (path, Some(id)),
        None => (local, None),
    };
    let path = path.split('?').next().unwrap_or(path);
    let mut file = match path.strip_prefix('/') {
        Some(rooted) => out.join(rooted),
        None if path.is_empty() => from.to_path_buf(),
        None => normal(&from.parent().unwrap_or(out).join(path)),
    };
    if path.ends_with('/') || file.is_dir() {
        file.push("index.html");
    }
    if !file.is_file() {
        return Err(format!("`{address}` leads nowhere ({})", file.display()));
    }
    if let Some(id) = id.filter(|id| !id.is_empty()) {
        let html = fs::read_to_string(&file).map_err(|error| error.to_string())?;
        if !values(&html, "id").iter().any(|value| value == id) {
            return Err(format!("`{address}`: no such id in {}", file.display()));
        }
    }
    Ok(Some((file, id.is_some())))
}

fn normal(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

/// The values of an attribute, with or without quotes.
fn values(html: &str, attribute: &str) -> Vec<String> {
    let mark = format!(" {attribute}=");
    let mut found = Vec::new();
    for (place, _) in html.match_indices(&mark) {
        let rest = &html[place + mark.len()..];
        let value = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => rest[1..].split(quote).next(),
            _ => rest.split([' ', '>']).next(),
        };
        found.push(decoded(value.unwrap_or("")));
    }
    found
}

/// Generators escape apostrophes, or typeset them, each in its way.
fn plain_apostrophes(html: &str) -> String {
    let ways = ["&#39;", "&#x27;", "&apos;", "&rsquo;", "&#8217;", "’"];
    let plain = |html: String, way: &&str| html.replace(way, "'");
    ways.iter().fold(html.to_string(), plain)
}

fn decoded(value: &str) -> String {
    let escapes = [("&#x2F;", "/"), ("&#43;", "+"), ("&#39;", "'"), ("&#x27;", "'")];
    let mut value = value.to_string();
    for (escape, character) in escapes {
        value = value.replace(escape, character);
    }
    value.replace("&quot;", "\"").replace("&amp;", "&")
}
