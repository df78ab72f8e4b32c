//! Turns every address of every document into the page, element or file that it leads to, or into why it leads nowhere.
//!
//! It reports nothing: what is broken becomes a value, and `check` words it.

use super::assemble::{is_unread, kind};
use super::generated::is_generated;
use super::index::{At, Index};
use super::related::in_other_edition;
use super::site::*;
use super::unfinished::{clamped, completions, is_drive, is_folder, own_path, slashes, source_path, without_breaks};
use crate::config::Config;
use crate::lang::{LangId, PerLang};
use crate::names::HashMap;
use crate::parse::facts::{Address, Purpose};
use crate::parse::{Document, Kind};
use crate::shared::Shared;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What addresses are resolved with.
pub(super) struct Paths<'a> {
    pub config: &'a Config,
    pub documents: &'a Shared<Document>,
    pub pairs: &'a Shared<Pair>,
    pub folders: &'a [Folder],
    pub handbooks: &'a [Handbook],
    pub withheld: &'a BTreeMap<Box<str>, Held>,
    pub withheld_urls: &'a HashMap<Box<str>, Box<str>>,
    pub pages: &'a Shared<Page>,
    /// Files below `static/`, by address in the output.
    pub assets: &'a BTreeMap<Box<str>, Asset>,
    pub index: &'a Index,
}

impl Paths<'_> {
    /// Whether an edition of the document could not be read.
    pub(super) fn is_unread(&self, pair: PairIx) -> bool {
        is_unread(&self.pairs[pair], self.documents)
    }

    /// Every path that an address may name.
    pub(super) fn known(&self) -> BTreeMap<Box<str>, Known> {
        let known = |at: &At| {
            Some(match at {
                At::Pair(pair, lang) => Known::Document { pair: *pair, lang: *lang },
                At::Folder(folder) => Known::Folder(*folder),
                At::File(_) => Known::File,
                At::Files(files) => Known::Files(self.config.languages.map(|lang| files[lang].is_some())),
                At::Withheld(_) => return None,
            })
        };
        self.index.content.iter().filter_map(|(path, at)| Some((path.clone(), known(at)?))).collect()
    }

    /// The keys of documents that are not published, by every path and address that means one.
    pub(super) fn withheld(&self) -> BTreeMap<Box<str>, Box<str>> {
        let key = |at: &At| match at {
            At::Withheld(key) => Some(key.clone()),
            At::Folder(folder) => self.withheld_in(*folder),
            _ => None,
        };
        let paths = self.index.content.iter().filter_map(|(path, at)| Some((path.clone(), key(at)?)));
        let urls = self.withheld_urls.iter().map(|(url, key)| (url.clone(), key.clone()));
        paths.chain(urls).collect()
    }

    /// The document that is not published in a folder of which nothing is.
    fn withheld_in(&self, folder: FolderIx) -> Option<Box<str>> {
        let folder = &self.folders[folder];
        if folder.pages.values().any(Option::is_some) {
            return None;
        }
        let below = format!("{}/", folder.path);
        let (key, _) = self.withheld.range(Box::from(below.as_str())..).next()?;
        key.starts_with(&below).then(|| key.clone())
    }

    /// The page of a folder in a language; where it is left out, that of another one.
    fn folder_page(&self, folder: FolderIx, lang: LangId) -> Option<PageIx> {
        let pages = &self.folders[folder].pages;
        pages[lang].or_else(|| pages.values().flatten().next().copied())
    }

    /// What the addresses of a page's edition lead to from that page.
    pub(super) fn targets(&self, page: PageIx) -> Vec<Target> {
        let Some(edition) = self.pages[page].edition else { return Vec::new() };
        let document = &self.documents[edition];
        let lang = self.pages[page].lang;
        document.facts().addresses.iter().map(|address| self.resolve(address, document, lang, Some(page))).collect()
    }

    /// What the addresses that are an id alone, in the snippets that a page includes, lead to on that page.
    pub(super) fn here_in_snippets(&self, at: PageIx) -> BTreeMap<(DocumentIx, u32), Target> {
        let page = &self.pages[at];
        let (Some(pair), Some(edition)) = (page.pair, page.edition) else { return BTreeMap::new() };
        let inclusions = &self.pairs[pair].inclusions[self.documents[edition].place.lang];
        let mut here = BTreeMap::new();
        for snippet in inclusions.iter().map(|inclusion| inclusion.snippet) {
            let document = &self.documents[snippet];
            let addresses = (0..).zip(&document.facts().addresses);
            for (index, address) in addresses.filter(|(_, address)| address.text.trim_start().starts_with('#')) {
                let resolve = || self.resolve(address, document, page.lang, Some(at));
                here.entry((snippet, index)).or_insert_with(resolve);
            }
        }
        here
    }

    /// What the addresses of a snippet lead to, by the language of the page that includes it.
    ///
    /// What an id alone means there depends on that page: it stays as it was typed.
    pub(super) fn snippet_targets(&self, snippet: &Document) -> PerLang<Vec<Target>> {
        let addresses = &snippet.facts().addresses;
        let targets = |lang| addresses.iter().map(|address| self.resolve(address, snippet, lang, None)).collect();
        self.config.languages.map(targets)
    }

    /// What an address that belongs to no document leads to for a reader of `lang`: from the root of the site with a
    /// slash before it, else from the root of the content.
    pub(super) fn rooted(&self, text: &str, lang: LangId) -> Target {
        if scheme(text).is_some() || text.starts_with("//") {
            return Target::External;
        }
        let (path, fragment) = text.split_once('#').map_or((text, None), |(path, fragment)| (path, Some(fragment)));
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        if let Some(absolute) = decoded.strip_prefix('/') {
            return self.absolute(absolute, &decoded, fragment, "".into());
        }
        let nothing = || Target::Broken(Breakage::Nothing { path: path.into() });
        let Some(path) = normalise("", &decoded) else { return nothing() };
        match self.index.content.get(&*path) {
            Some(At::Pair(pair, named)) => self.on_pair(*pair, named.unwrap_or(lang), fragment, "".into()),
            Some(At::Folder(folder)) => self.in_folder(*folder, lang, fragment, "".into()).unwrap_or_else(nothing),
            Some(At::File(address)) => {
                Target::File { address: address.clone(), suffix: with_fragment("".into(), fragment) }
            }
            Some(At::Withheld(key)) => Target::Broken(Breakage::Withheld { key: key.clone() }),
            _ => nothing(),
        }
    }

    /// What an address in `document` leads to for a reader of `lang`, on `page` if it is known.
    fn resolve(&self, address: &Address, document: &Document, lang: LangId, page: Option<PageIx>) -> Target {
        let text = without_breaks(address.text.trim_matches(|c: char| c.is_ascii_whitespace()));
        let text = &*text;
        if text.contains("{{") || text.contains("{%") {
            return Target::Broken(Breakage::Template);
        }
        if let Some(own) = own_path(&self.config.base, text) {
            return self.address_from_root(own);
        }
        if let Some(scheme) = scheme(text) {
            return match scheme.as_str() {
                "javascript" | "vbscript" => Target::Broken(Breakage::Scheme { scheme: scheme.into() }),
                _ => Target::External,
            };
        }
        if text.starts_with("//") || text.starts_with("\\\\") || is_drive(text) {
            return Target::External;
        }
        let (before, fragment) = text.split_once('#').map_or((text, None), |(path, fragment)| (path, Some(fragment)));
        let (path, query) = before.split_once('?').map_or((before, ""), |(path, query)| (path, query));
        let suffix: Box<str> = if query.is_empty() { "".into() } else { format!("?{query}").into() };
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let decoded = slashes(decoded);
        if path.is_empty() {
            return page.map_or(Target::External, |page| self.here(page, fragment, suffix));
        }
        if let Some(absolute) = decoded.strip_prefix('/') {
            let found = self.absolute(absolute, &decoded, fragment, suffix.clone());
            return match (&found, source_path(absolute)) {
                (Target::Broken(Breakage::Nothing { .. }), Some(path)) => match self.index.content.contains_key(path) {
                    true => self.at_path(path, document, lang, address.purpose, fragment, suffix),
                    false => found,
                },
                _ => found,
            };
        }
        let base = document
            .source
            .path()
            .strip_prefix("content/")
            .and_then(|path| path.rsplit_once('/'))
            .map_or("", |(dir, _)| dir);
        let Some(joined) = normalise(base, &decoded) else { return Target::Broken(Breakage::Outside) };
        // A file has nothing inside it.
        if is_folder(&decoded) && self.index.content.get(&*joined).is_some_and(|at| !matches!(at, At::Folder(_))) {
            return Target::Broken(Breakage::Nothing { path: joined.into() });
        }
        self.at_path(&joined, document, lang, address.purpose, fragment, suffix)
    }

    /// The path of an address on this very site, written in full.
    fn address_from_root(&self, text: &str) -> Target {
        let (before, fragment) = text.split_once('#').map_or((text, None), |(path, fragment)| (path, Some(fragment)));
        let (path, query) = before.split_once('?').map_or((before, ""), |(path, query)| (path, query));
        let suffix: Box<str> = if query.is_empty() { "".into() } else { format!("?{query}").into() };
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        self.absolute(decoded.trim_start_matches('/'), &decoded, fragment, suffix)
    }

    /// A place on the page itself; in a handbook that is written in one text, perhaps on another part's.
    fn here(&self, page: PageIx, fragment: Option<&str>, suffix: Box<str>) -> Target {
        let shown = &self.pages[page];
        let text = shown.pair.filter(|_| matches!(shown.shows, Shows::Part(..)));
        match (text, fragment) {
            (Some(pair), Some(id)) if find_id(&self.pairs[pair].ids[shown.lang], id).is_some() => {
                self.in_text(pair, shown.lang, fragment, suffix)
            }
            _ => self.on_page(page, None, fragment, suffix),
        }
    }

    fn at_path(
        &self,
        path: &str,
        document: &Document,
        lang: LangId,
        purpose: Purpose,
        fragment: Option<&str>,
        suffix: Box<str>,
    ) -> Target {
        let nothing = || Target::Broken(Breakage::Nothing { path: path.into() });
        match self.index.content.get(path) {
            Some(At::File(address)) => {
                Target::File { address: address.clone(), suffix: with_fragment(suffix, fragment) }
            }
            Some(At::Files(files)) => match &files[lang] {
                Some(address) => Target::File { address: address.clone(), suffix: with_fragment(suffix, fragment) },
                None => match &files[document.place.lang] {
                    // On a fallback page the shown edition's own file is right.
                    Some(address) if document.place.lang != lang => {
                        Target::File { address: address.clone(), suffix: with_fragment(suffix, fragment) }
                    }
                    _ => nothing(),
                },
            },
            Some(At::Withheld(key)) => Target::Broken(Breakage::Withheld { key: key.clone() }),
            Some(At::Folder(folder)) if purpose == Purpose::Link => {
                self.in_folder(*folder, lang, fragment, suffix).unwrap_or_else(nothing)
            }
            Some(At::Pair(pair, named)) => {
                // A fallback page shows another language's text, whose own suffix means the reader's language here.
                let wished = named.filter(|named| *named != document.place.lang).unwrap_or(lang);
                self.on_pair(*pair, wished, fragment, suffix)
            }
            _ => match self.other_language(path) {
                Some((pair, lang)) => Target::Broken(Breakage::Language { pair, lang }),
                None => match completions(path).find(|path| self.index.content.contains_key(path.as_str())) {
                    Some(path) if purpose == Purpose::Link => {
                        self.at_path(&path, document, lang, purpose, fragment, suffix)
                    }
                    _ => nothing(),
                },
            },
        }
    }

    /// A document that exists, named with the suffix of a language in which it does not.
    fn other_language(&self, path: &str) -> Option<(PairIx, LangId)> {
        let (stem, extension) = path.rsplit_once('.')?;
        let (base, suffix) = stem.rsplit_once('.')?;
        let lang = self.config.languages.by_suffix(suffix)?;
        match self.index.content.get(&*format!("{base}.{extension}"))? {
            At::Pair(pair, None) => Some((*pair, lang)),
            _ => None,
        }
    }

    fn in_folder(&self, folder: FolderIx, lang: LangId, fragment: Option<&str>, suffix: Box<str>) -> Option<Target> {
        if let Some(page) = self.folder_page(folder, lang) {
            // Where the folder's own document is left out, its page has none of the document's anchors.
            let index = self.folders[folder].index.filter(|_| self.pages[page].pair.is_some());
            return Some(self.on_page(page, index, fragment, suffix));
        }
        let key = self.withheld_in(folder)?;
        Some(Target::Broken(Breakage::Withheld { key }))
    }

    fn on_pair(&self, pair: PairIx, lang: LangId, fragment: Option<&str>, suffix: Box<str>) -> Target {
        let target = &self.pairs[pair];
        if kind(target, self.documents) == Kind::HandbookText {
            return self.in_text(pair, lang, fragment, suffix);
        }
        let page = target.pages[lang].or_else(|| target.pages.values().flatten().next().copied());
        match page {
            Some(page) => self.on_page(page, Some(pair), fragment, suffix),
            None => Target::Broken(Breakage::Withheld { key: target.key.clone() }),
        }
    }

    /// A place in a handbook that is written in one text: on the page of the part that it is in.
    fn in_text(&self, pair: PairIx, lang: LangId, fragment: Option<&str>, suffix: Box<str>) -> Target {
        let parts = self.handbooks.iter().flat_map(|book| &book.parts).filter(|part| part.pair == pair);
        let text = &self.pairs[pair];
        let anchored = fragment.and_then(|fragment| find_id(&text.ids[lang], fragment));
        let unit = anchored.and_then(|(_, anchored)| text.unit_around(anchored));
        let mut parts = parts.filter(|part| unit.is_none_or(|unit| (part.unit..part.end).contains(&unit)));
        let page = |part: &Part| part.pages[lang].or_else(|| part.pages.values().flatten().next().copied());
        match parts.next().and_then(page) {
            Some(page) => self.on_page(page, Some(pair), fragment, suffix),
            None => Target::Broken(Breakage::Withheld { key: self.pairs[pair].key.clone() }),
        }
    }

    /// A page of the site, and the element that the fragment names.
    fn on_page(&self, page: PageIx, pair: Option<PairIx>, fragment: Option<&str>, suffix: Box<str>) -> Target {
        let found = |fragment, unit| Target::Page { page, fragment, unit, suffix: suffix.clone() };
        let typed = fragment.unwrap_or_default();
        let fragment = match fragment {
            None | Some("") => return found(None, None),
            Some(fragment) if fragment.starts_with(":~:") => return found(Some(fragment.into()), None),
            // The top of the page, whatever its case (HTML Standard, "scroll to the fragment").
            Some(fragment) if fragment.eq_ignore_ascii_case("top") => return found(Some("top".into()), None),
            Some(fragment) => fragment.split(":~:").next().unwrap_or(fragment),
        };
        let shown = &self.pages[page];
        let Some(pair) = pair.or(shown.pair) else {
            return Target::Broken(Breakage::Anchor { page, pair: None, anchor: fragment.into() });
        };
        if let Some((id, anchored)) = find_id(&self.pairs[pair].ids[shown.lang], fragment) {
            return match anchored {
                Anchored::Unit(unit) => {
                    found(Some(self.pairs[pair].units[unit as usize].id.clone()), Some((pair, unit)))
                }
                Anchored::Included(at) => found(Some(self.pairs[pair].included[at as usize].id.clone()), None),
                Anchored::Inside(_) => found(Some(id), None),
            };
        }
        if let Some(target) = self.in_parts(pair, shown.lang, fragment, &suffix) {
            return target;
        }
        if let Some(page) = self.of_handbook(pair, shown.lang, fragment) {
            return Target::Page { page, fragment: None, unit: None, suffix };
        }
        if let Some((page, unit)) = in_other_edition(&self.pairs[pair], self.documents, shown.lang, fragment) {
            let id = self.pairs[pair].units[unit as usize].id.clone();
            return Target::Page { page, fragment: Some(id), unit: Some((pair, unit)), suffix };
        }
        if let Some((_, directive)) = typed.split_once(":~:") {
            // A browser that knows the directive finds the text without the anchor.
            return found(Some(format!(":~:{directive}").into()), None);
        }
        Target::Broken(Breakage::Anchor { page, pair: Some(pair), anchor: decode(fragment).into_owned().into() })
    }

    /// An element of a handbook's part, named on the handbook itself.
    fn in_parts(&self, pair: PairIx, lang: LangId, fragment: &str, suffix: &str) -> Option<Target> {
        let book = self.handbooks.iter().find(|book| book.pair == pair)?;
        book.parts.iter().find_map(|part| {
            let (id, anchored) = find_id(&self.pairs[part.pair].ids[lang], fragment)?;
            let text = &self.pairs[part.pair];
            let (id, unit) = match anchored {
                Anchored::Unit(unit) => (text.units[unit as usize].id.clone(), Some((part.pair, unit))),
                Anchored::Included(at) => (text.included[at as usize].id.clone(), None),
                Anchored::Inside(_) => (id, None),
            };
            let within = text.unit_around(anchored).is_none_or(|unit| (part.unit..part.end).contains(&unit));
            within.then_some(Target::Page { page: part.pages[lang]?, fragment: Some(id), unit, suffix: suffix.into() })
        })
    }

    /// The pages that a handbook has beside its own: they have no file, so they are named on its record.
    fn of_handbook(&self, pair: PairIx, lang: LangId, fragment: &str) -> Option<PageIx> {
        let book = self.handbooks.iter().find(|book| book.pair == pair)?;
        match fragment {
            "changes" => book.changes[lang],
            "whole" => book.whole[lang],
            _ => None,
        }
    }

    /// An address from the site's root: a file of `static/`, a page, or an old address.
    fn absolute(&self, path: &str, typed: &str, fragment: Option<&str>, suffix: Box<str>) -> Target {
        let clamped = clamped(path);
        let path = &*clamped;
        if self.assets.contains_key(path) {
            return Target::File { address: path.into(), suffix: with_fragment(suffix, fragment) };
        }
        let base = self.config.base.path.trim_start_matches('/');
        for below in [path, path.strip_prefix(base).unwrap_or(path)] {
            let url = format!("{}{}", self.config.base.path, super::slug::encode_path(below));
            let url = url.strip_suffix("index.html").map_or(url.clone(), str::to_owned);
            let with_slash = format!("{}/", url.trim_end_matches('/'));
            let page = self.index.by_url.get(url.as_str()).or_else(|| self.index.by_url.get(with_slash.as_str()));
            if let Some(&page) = page {
                return self.on_page(page, None, fragment, suffix);
            }
            let old = format!("{}/index.html", below.trim_end_matches('/'));
            match self.index.redirects.get(old.as_str()) {
                Some(Goal::Page { page, fragment: own }) => {
                    return self.on_page(*page, None, fragment.or(own.as_deref()), suffix);
                }
                Some(Goal::Url(_)) => {
                    return Target::File { address: below.into(), suffix: with_fragment(suffix, fragment) };
                }
                None => {}
            }
            if self.assets.contains_key(below) || is_generated(self.config, self.pages, self.documents, below) {
                return Target::File { address: below.into(), suffix: with_fragment(suffix, fragment) };
            }
            if let Some(key) = self.withheld_urls.get(with_slash.as_str()) {
                return Target::Broken(Breakage::Withheld { key: key.clone() });
            }
        }
        Target::Broken(Breakage::Nothing { path: typed.into() })
    }
}

/// The id that a fragment means: as it stands, else percent-decoded (HTML Standard, "find a potential indicated element").
pub fn find_id(ids: &Ids, fragment: &str) -> Option<(Box<str>, Anchored)> {
    let (id, anchored) =
        ids.targets.get_key_value(fragment).or_else(|| ids.targets.get_key_value(&*decode(fragment)))?;
    Some((id.clone(), *anchored))
}

pub(super) fn decode(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

fn with_fragment(suffix: Box<str>, fragment: Option<&str>) -> Box<str> {
    fragment.map_or(suffix.clone(), |fragment| format!("{suffix}#{fragment}").into())
}

/// The scheme of an address, in lower case (RFC 3986, 3.1); a single letter is a Windows drive, not a scheme.
pub fn scheme(text: &str) -> Option<String> {
    let (scheme, _) = text.split_once(':')?;
    let mut chars = scheme.chars();
    let good = chars.next()?.is_ascii_alphabetic()
        && scheme.len() > 1
        && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    good.then(|| scheme.to_ascii_lowercase())
}

/// The path that a relative path means from a folder; `None` if it leaves the root.
pub fn normalise(base: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A path below the content's root as it is typed in a file of `folder`.
pub fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let most = from.len().min(to.len().saturating_sub(1));
    let shared = (0..most).take_while(|&at| from[at] == to[at]).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to[shared..].iter().copied()).collect::<Vec<&str>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes() {
        assert_eq!(scheme("HTTPS://x").as_deref(), Some("https"));
        assert_eq!(scheme("a.md#b:c"), None);
        assert_eq!(scheme("c:/x"), None);
        assert_eq!(scheme("../a:b"), None);
    }

    #[test]
    fn paths_stay_inside() {
        assert_eq!(normalise("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(normalise("a", "./b//c").as_deref(), Some("a/b/c"));
        assert_eq!(normalise("a", "../../x"), None);
    }
}
