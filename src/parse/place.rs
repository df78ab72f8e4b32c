//! Turns the paths of a site's content into places: which document, in which language, of which kind.
//!
//! It looks at names, and at the main key of YAML files; it does not parse.

use super::{Kind, Place};
use crate::config::Layout;
use crate::lang::{LangId, Languages};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a file below `content/` is.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// The documents that it says: one, or one per language for a YAML file with all languages side by side.
    Documents(Vec<Place>),
    /// `folder.yaml`, for the folder at this path; the language if it is in one language's tree.
    Folder(Box<str>, Option<LangId>),
    /// Published as it is.
    Asset,
    /// A text without a language in its name: what to rename it to.
    NoLanguage(String),
    /// A YAML file of no known kind.
    Unknown,
    /// Not published: its name begins with a dot or an underscore.
    Hidden,
}

/// Folders that hold a `handbook.yaml`, each with the stem of the text that it names under `text`.
pub type HandbookFolders = BTreeMap<String, Option<String>>;

/// The handbook folders among files below `content/`, given by path and text.
pub fn handbook_folders<'a>(
    files: impl Iterator<Item = (&'a str, &'a str)>,
    languages: &Languages,
    layout: Layout,
) -> HandbookFolders {
    let folders = files.filter_map(|(path, text)| {
        let (_, path) = tree(path, languages, layout);
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let (stem, _) = name.split_once('.')?;
        let named = || {
            text.lines()
                .find_map(|line| line.strip_prefix("text:"))
                .map(|stem| stem.trim().trim_matches(['"', '\'']).to_owned())
        };
        (stem == "handbook" && is_yaml(name)).then(|| (folder.to_owned(), named()))
    });
    folders.collect()
}

/// Says what the file at `path` (below `content/`) is; `text` is called for YAML files only.
pub fn content<'t>(
    path: &str,
    languages: &Languages,
    layout: Layout,
    handbooks: &HandbookFolders,
    text: impl FnOnce() -> &'t str,
) -> Content {
    let (tree_lang, inside) = tree(path, languages, layout);
    if inside.starts_with("_snippets/") && inside.ends_with(".md") {
        return markdown(path, inside, tree_lang, languages, Kind::Snippet);
    }
    if inside.starts_with("_snippets/") && is_yaml(inside) {
        return yaml(inside, tree_lang, languages, Kind::Snippet);
    }
    if inside.split('/').any(|part| part.starts_with(['_', '.'])) {
        return Content::Hidden;
    }
    let (folder, name) = inside.rsplit_once('/').unwrap_or(("", inside));
    if name.ends_with(".md") {
        let stem = stem(name, languages).0;
        let kind = match handbooks.get(folder) {
            Some(Some(text)) if text == stem => Kind::HandbookText,
            Some(_) if stem != "index" => Kind::Part,
            _ => Kind::Page,
        };
        return markdown(path, inside, tree_lang, languages, kind);
    }
    if !is_yaml(name) {
        return Content::Asset;
    }
    let stem = stem(name, languages).0;
    if stem == "folder" {
        return Content::Folder(folder.into(), tree_lang);
    }
    let kind = match stem {
        "handbook" => Kind::Handbook,
        _ => match main_key(text()) {
            Some("entries") => Kind::Faq,
            Some("terms") => Kind::Glossary,
            _ => return Content::Unknown,
        },
    };
    yaml(inside, tree_lang, languages, kind)
}

/// A YAML file in one language, or in all of them side by side.
fn yaml(inside: &str, tree_lang: Option<LangId>, languages: &Languages, kind: Kind) -> Content {
    let (folder, name) = inside.rsplit_once('/').unwrap_or(("", inside));
    let (stem, suffix_lang) = stem(name, languages);
    let key = join(folder, if kind == Kind::Handbook { "index" } else { stem });
    match suffix_lang.or(tree_lang) {
        Some(lang) => Content::Documents(vec![place(lang, languages, kind, &key, folder)]),
        None => Content::Documents(languages.ids().map(|lang| place(lang, languages, kind, &key, folder)).collect()),
    }
}

fn markdown(path: &str, inside: &str, tree_lang: Option<LangId>, languages: &Languages, kind: Kind) -> Content {
    let (folder, name) = inside.rsplit_once('/').unwrap_or(("", inside));
    let (stem, suffix_lang) = stem(name, languages);
    let only = (languages.len() == 1).then_some(LangId(0));
    match suffix_lang.or(tree_lang).or(only) {
        Some(lang) => Content::Documents(vec![place(lang, languages, kind, &join(folder, stem), folder)]),
        None => {
            let suffix = languages.iter().next().map_or("", |(_, lang)| &lang.suffix);
            Content::NoLanguage(format!("{}.{suffix}.md", path.trim_end_matches(".md")))
        }
    }
}

fn place(lang: LangId, languages: &Languages, kind: Kind, key: &str, folder: &str) -> Place {
    let language = Arc::new(languages[lang].clone());
    Place { lang, language, kind, key: key.into(), folder: folder.into() }
}

/// The language whose tree a path is in, and the path inside it.
fn tree<'p>(path: &'p str, languages: &Languages, layout: Layout) -> (Option<LangId>, &'p str) {
    let split = (layout == Layout::Trees).then(|| path.split_once('/')).flatten();
    match split.and_then(|(first, rest)| Some((languages.by_suffix(first)?, rest))) {
        Some((lang, rest)) => (Some(lang), rest),
        None => (None, path),
    }
}

/// A file name without extension and language suffix, and that language.
fn stem<'n>(name: &'n str, languages: &Languages) -> (&'n str, Option<LangId>) {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    match stem.rsplit_once('.').and_then(|(base, suffix)| Some((base, languages.by_suffix(suffix)?))) {
        Some((base, lang)) => (base, Some(lang)),
        None => (stem, None),
    }
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

pub(super) fn is_yaml(name: &str) -> bool {
    name.ends_with(".yaml") || name.ends_with(".yml")
}

/// The first top-level key of a YAML text that tells its kind.
fn main_key(text: &str) -> Option<&'static str> {
    let keys = text.lines().filter_map(|line| line.split_once(':')).map(|(key, _)| key.trim_start_matches('\u{feff}'));
    keys.filter_map(|key| ["entries", "terms"].into_iter().find(|known| *known == key)).next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn languages() -> Languages {
        let lang = |tag: &str, short: &str| Lang {
            tag: tag.into(),
            segment: short.into(),
            suffix: short.into(),
            name: tag.into(),
        };
        Languages::new(vec![lang("fr-CA", "fr"), lang("en-CA", "en")]).expect("two languages")
    }

    fn keys(path: &str, layout: Layout, text: &'static str) -> Vec<(u8, Kind, String)> {
        let handbooks = HandbookFolders::from([("book".to_owned(), None)]);
        match content(path, &languages(), layout, &handbooks, || text) {
            Content::Documents(places) => places.into_iter().map(|p| (p.lang.0, p.kind, p.key.into())).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn names_say_language_key_and_kind() {
        use Layout::{SideBySide, Trees};
        assert_eq!(keys("a/b.fr.md", SideBySide, ""), [(0, Kind::Page, "a/b".into())]);
        assert_eq!(keys("en/a/b.md", Trees, ""), [(1, Kind::Page, "a/b".into())]);
        assert_eq!(keys("v1.2.en.md", SideBySide, ""), [(1, Kind::Page, "v1.2".into())]);
        assert_eq!(keys("book/scope.en.md", SideBySide, ""), [(1, Kind::Part, "book/scope".into())]);
        assert_eq!(keys("_snippets/x.fr.md", SideBySide, ""), [(0, Kind::Snippet, "_snippets/x".into())]);
        assert_eq!(keys("q.fr.yaml", SideBySide, "title: x\nentries:\n"), [(0, Kind::Faq, "q".into())]);
        assert_eq!(keys("g.yaml", SideBySide, "terms: []\n").len(), 2);
        assert_eq!(keys("book/handbook.yaml", SideBySide, "")[1], (1, Kind::Handbook, "book/index".into()));
    }

    #[test]
    fn other_files_are_told_apart() {
        let read = |path: &str| content(path, &languages(), Layout::SideBySide, &HandbookFolders::new(), || "a: 1\n");
        assert_eq!(read("a.md"), Content::NoLanguage("a.fr.md".into()));
        assert_eq!(read("a/img/x.png"), Content::Asset);
        assert_eq!(read("a/_draft.fr.md"), Content::Hidden);
        assert_eq!(read("a/folder.yaml"), Content::Folder("a".into(), None));
        assert_eq!(read("a/x.yaml"), Content::Unknown);
    }
}
