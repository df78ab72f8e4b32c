//! Turns an address in a data file into the address that a page carries, or says why it leads nowhere.
//!
//! Such addresses are relative to the data file, as editors and code hosts follow them.

use super::drawings::Drawings;
use super::resolve::{decode, find_id, normalise, scheme};
use super::site::*;
use super::slug::encode_path;
use super::unfinished::{is_file_name, own_path};
use crate::diag::rules::links;
use crate::diag::{Diagnostic, Finding, folded, is_plain_slip, nearest};
use crate::lang::LangId;
use crate::parse::suspect;
use crate::source::{Source, Span};
use crate::yaml::value_map;
use std::borrow::Cow;

impl Site {
    /// What `text`, at `span` of a data file or of the settings, leads to for a reader of `lang`.
    pub fn data_address(&self, source: &Source, span: Span, text: &str, lang: LangId) -> (String, Option<Diagnostic>) {
        // A text in lines of its own (`|`) ends with a line break.
        let (start, length) = (text.len() - text.trim_ascii_start().len(), text.trim_ascii().len());
        let span = value_map(source, span, text).span(start, start + length);
        let text = text.trim_ascii();
        match own_path(&self.config.base, text) {
            Some(own) => self.led_by_data(source, span, &format!("/{}", own.trim_start_matches('/')), lang),
            None => self.led_by_data(source, span, text, lang),
        }
    }

    fn led_by_data(&self, source: &Source, span: Span, text: &str, lang: LangId) -> (String, Option<Diagnostic>) {
        if scheme(text).is_some() || text.starts_with("//") || text.starts_with('#') {
            return (text.to_owned(), suspect(text, span).map(|finding| finding.at(source)));
        }
        let (before, fragment) = text.split_once('#').map_or((text, None), |(path, fragment)| (path, Some(fragment)));
        let (path, query) = before.split_once('?').map_or((before, None), |(path, query)| (path, Some(query)));
        let typed = Typed { source, span, text, path, query, fragment };
        let decoded = decode(path);
        if let Some(absolute) = decoded.strip_prefix('/') {
            return self.data_from_root(&typed, absolute);
        }
        let folder = source.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        let joined = normalise(folder, &decoded).and_then(|path| path.strip_prefix("content/").map(str::to_owned));
        let known = joined.as_deref().and_then(|path| self.known_paths.get(path));
        let page = match known {
            Some(Known::Document { pair, .. }) => self.pairs[*pair].pages[lang],
            Some(Known::Folder(folder)) => self.folders[*folder].pages[lang],
            Some(Known::File | Known::Files(_)) => {
                let address = self.localised(joined.as_deref().unwrap_or_default(), lang);
                return self.data_file(&typed, &address);
            }
            None => None,
        };
        let held = || self.withheld_paths.get(joined.as_deref()?);
        if let (None, Some(key)) = (page, held()) {
            return (text.to_owned(), Some(self.withheld_link(key, source, span, text)));
        }
        match page {
            Some(page) => self.data_on_page(&typed, page, None),
            None => {
                let near = joined.as_deref().and_then(|path| Near::of(path, self.paths_for_all()));
                let near = near.map(|near| near.below(if folder.is_empty() { "content/" } else { "../content/" }));
                (text.to_owned(), Some(missing(source, span, text, near)))
            }
        }
    }

    /// A path from the root of the site, without its first slash: of a file, a page, or an old address.
    fn data_from_root(&self, typed: &Typed<'_>, absolute: &str) -> (String, Option<Diagnostic>) {
        let base = &self.config.base.path;
        let inside = format!("/{absolute}").strip_prefix(base.as_str()).map(str::to_owned);
        for below in [Some(absolute), inside.as_deref()].into_iter().flatten() {
            if self.assets.contains_key(below) || self.is_generated(below) {
                return self.data_file(typed, below);
            }
            let below = below.strip_suffix("index.html").unwrap_or(below).trim_end_matches('/');
            let url = format!("{base}{}", encode_path(below));
            let url = if below.is_empty() { url } else { format!("{url}/") };
            if let Some(page) = self.pages.iter().position(|page| *page.url == *url) {
                return self.data_on_page(typed, page, None);
            }
            if let Some(key) = self.withheld_paths.get(&*url) {
                return (typed.text.to_owned(), Some(self.withheld_link(key, typed.source, typed.span, typed.text)));
            }
            let old = format!("{below}/index.html");
            match self.redirects.iter().find(|redirect| *redirect.address == *old).map(|redirect| &redirect.to) {
                Some(Goal::Page { page, fragment }) => return self.data_on_page(typed, *page, fragment.as_deref()),
                Some(Goal::Url(url)) => return (url.to_string(), None),
                None => {}
            }
        }
        let near = self.published_near(absolute);
        (typed.file(base, absolute), Some(missing(typed.source, typed.span, typed.text, near)))
    }

    /// A file, and the element of a drawing that is named.
    fn data_file(&self, typed: &Typed<'_>, address: &str) -> (String, Option<Diagnostic>) {
        let fragment = typed.fragment.unwrap_or_default();
        let end = typed.span.end;
        let at = Span { start: end - (fragment.len() as u32).min(end), end };
        let lacks = Drawings::new(self).lacks(address, fragment, typed.path, at);
        (typed.file(&self.config.base.path, address), lacks.map(|finding| finding.at(typed.source)))
    }

    /// A page, and the element on it that is named, or that an old address leads to.
    fn data_on_page(&self, typed: &Typed<'_>, page: PageIx, led: Option<&str>) -> (String, Option<Diagnostic>) {
        let shown = &self.pages[page];
        let url = match typed.query {
            Some(query) => format!("{}?{query}", shown.url),
            None => shown.url.to_string(),
        };
        let Some(fragment) = typed.fragment.or(led).filter(|fragment| !fragment.is_empty()) else { return (url, None) };
        if fragment.eq_ignore_ascii_case("top") || fragment.starts_with(":~:") {
            return (format!("{url}#{fragment}"), None);
        }
        let ids = shown.pair.map(|pair| (pair, &self.pairs[pair].ids[shown.lang]));
        match ids.and_then(|(pair, ids)| Some((pair, find_id(ids, fragment)?))) {
            Some((pair, (_, Anchored::Unit(unit)))) => {
                (format!("{url}#{}", self.pairs[pair].units[unit as usize].id), None)
            }
            Some((_, (id, Anchored::Included(_) | Anchored::Inside(_)))) => (format!("{url}#{id}"), None),
            None => {
                let end = typed.span.end;
                let at = Span { start: end - (fragment.len() as u32).min(end), end };
                let finding = Finding::new(&links::BROKEN_ANCHOR, at).with("page", typed.path).with("anchor", fragment);
                let mut known: Vec<&str> = ids.iter().flat_map(|(_, ids)| ids.targets.keys()).map(|id| &**id).collect();
                known.sort_unstable();
                let finding = match Near::of(&decode(fragment), known.into_iter()) {
                    Some(Near { path: near, sure }) => {
                        finding.with("suggestion", near.as_str()).help("nearest").fix_if(sure, near)
                    }
                    None => finding.help("none"),
                };
                (format!("{url}#{fragment}"), Some(finding.at(typed.source)))
            }
        }
    }

    /// The paths that name something in every language, so without those of one edition where there is a common one.
    fn paths_for_all(&self) -> impl Iterator<Item = &str> {
        let common = |path: &str| -> Option<String> {
            let (stem, extension) = path.rsplit_once('.')?;
            let (base, suffix) = stem.rsplit_once('.')?;
            self.config.languages.by_suffix(suffix).map(|_| format!("{base}.{extension}"))
        };
        let is_one_of_many = move |path: &str| common(path).is_some_and(|path| self.known_paths.contains_key(&*path));
        self.known_paths.keys().map(|path| &**path).filter(move |path| !path.is_empty() && !is_one_of_many(path))
    }

    /// The published file or page that was probably meant by a path from the root.
    fn published_near(&self, absolute: &str) -> Option<Near> {
        let base = &self.config.base.path;
        let files = self.assets.keys().map(|path| &**path).filter(|path| !path.starts_with("assets/"));
        let pages = self.pages.iter().filter_map(|page| page.url.strip_prefix(base.as_str())).map(decode);
        let pages: Vec<Cow<'_, str>> = pages.collect();
        Near::of(absolute, files.chain(pages.iter().map(|page| &**page))).map(|near| near.below("/"))
    }

    /// The version of a file for a language, if there is one per language.
    fn localised(&self, path: &str, lang: LangId) -> String {
        let suffix = &self.config.languages[lang].suffix;
        let own = path.rsplit_once('.').map(|(stem, extension)| format!("{stem}.{suffix}.{extension}"));
        own.filter(|own| self.assets.contains_key(own.as_str())).unwrap_or_else(|| path.to_owned())
    }
}

/// An address of a data file, taken apart.
struct Typed<'t> {
    source: &'t Source,
    span: Span,
    text: &'t str,
    path: &'t str,
    query: Option<&'t str>,
    fragment: Option<&'t str>,
}

impl Typed<'_> {
    /// The address of a file, with what follows the path.
    fn file(&self, base: &str, address: &str) -> String {
        let query = self.query.map_or_else(String::new, |query| format!("?{query}"));
        let fragment = self.fragment.map_or_else(String::new, |fragment| format!("#{fragment}"));
        format!("{base}{}{query}{fragment}", encode_path(address))
    }
}

fn missing(source: &Source, span: Span, text: &str, suggestion: Option<Near>) -> Diagnostic {
    let path = text.split(['?', '#']).next().unwrap_or(text);
    let rule = if is_file_name(path) { &links::MISSING_FILE } else { &links::BROKEN_PAGE };
    let finding = Finding::new(rule, span).with("target", path);
    let finding = match suggestion {
        Some(Near { path, sure }) => {
            let suggestion = match text.find(['?', '#']) {
                Some(at) => format!("{path}{}", &text[at..]),
                None => path,
            };
            finding.with("suggestion", suggestion.as_str()).help("nearest").fix_if(sure, suggestion)
        }
        None => finding.help("none"),
    };
    finding.at(source)
}

/// What was probably meant, and whether nothing else can have been.
struct Near {
    path: String,
    sure: bool,
}

impl Near {
    /// The one of `known` that is like `typed`; what differs in case, accents or their encoding alone comes first.
    fn of<'k>(typed: &str, known: impl Iterator<Item = &'k str>) -> Option<Near> {
        let known: Vec<&str> = known.collect();
        let mut same = known.iter().filter(|path| folded(path) == folded(typed));
        if let Some(path) = same.next() {
            return Some(Near { path: (*path).to_owned(), sure: same.next().is_none() });
        }
        let path = nearest(typed, known.iter().copied())?;
        Some(Near { path: path.to_owned(), sure: is_plain_slip(typed, path, known.iter().copied()) })
    }

    fn below(self, prefix: &str) -> Near {
        Near { path: format!("{prefix}{}", self.path), ..self }
    }
}
