//! Turns an address in a data file into the address that a page carries, or says why it leads nowhere.
//!
//! Such addresses are relative to the data file, as editors and code hosts follow them.

use super::resolve::{find_id, normalise, scheme};
use super::site::*;
use super::slug::encode_path;
use super::unfinished::own_path;
use crate::diag::rules::links;
use crate::diag::{Diagnostic, Finding, nearest};
use crate::lang::LangId;
use crate::parse::suspect;
use crate::source::{Source, Span};
use crate::yaml::value_map;

impl Site {
    /// What `text`, at `span` of a data file or of the settings, leads to for a reader of `lang`.
    pub fn data_address(&self, source: &Source, span: Span, text: &str, lang: LangId) -> (String, Option<Diagnostic>) {
        let span = value_map(source, span, text).span(0, text.len());
        match own_path(&self.config.base, text) {
            Some(own) => self.led_by_data(source, span, &format!("/{}", own.trim_start_matches('/')), lang),
            None => self.led_by_data(source, span, text, lang),
        }
    }

    fn led_by_data(&self, source: &Source, span: Span, text: &str, lang: LangId) -> (String, Option<Diagnostic>) {
        if scheme(text).is_some() || text.starts_with("//") || text.starts_with('#') {
            return (text.to_owned(), suspect(text, span).map(|finding| finding.at(source)));
        }
        let (path, fragment) = text.split_once('#').map_or((text, None), |(path, fragment)| (path, Some(fragment)));
        let base = &self.config.base.path;
        if let Some(absolute) = path.strip_prefix('/') {
            let is_page = |page: &Page| *page.url == *path || *page.url == *format!("{base}{absolute}");
            let found = self.assets.contains_key(absolute) || self.pages.iter().any(is_page);
            let url = format!("{base}{}/", encode_path(absolute.trim_end_matches('/')));
            let fault = (!found).then(|| match self.withheld_paths.get(&*url) {
                Some(key) => self.withheld_link(key, source, span, text),
                None => missing(source, span, text, None),
            });
            return (format!("{base}{}", encode_path(absolute)), fault);
        }
        let folder = source.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        let joined = normalise(folder, path).and_then(|path| path.strip_prefix("content/").map(str::to_owned));
        let known = joined.as_deref().and_then(|path| self.known_paths.get(path));
        let page = match known {
            Some(Known::Document { pair, .. }) => self.pairs[*pair].pages[lang],
            Some(Known::Folder(folder)) => self.folders[*folder].pages[lang],
            Some(Known::File | Known::Files(_)) => {
                let address = self.localised(joined.as_deref().unwrap_or_default(), lang);
                return (format!("{base}{}", encode_path(&address)), None);
            }
            None => None,
        };
        let held = || self.withheld_paths.get(joined.as_deref()?);
        if let (None, Some(key)) = (page, held()) {
            return (text.to_owned(), Some(self.withheld_link(key, source, span, text)));
        }
        let Some(page) = page else {
            let near = joined.as_deref().and_then(|path| nearest(path, self.known_paths.keys().map(|known| &**known)));
            let suggestion = near.map(|near| format!("{}content/{near}", if folder.is_empty() { "" } else { "../" }));
            return (text.to_owned(), Some(missing(source, span, text, suggestion)));
        };
        let url = self.pages[page].url.to_string();
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else { return (url, None) };
        let ids = self.pages[page].pair.map(|pair| (pair, &self.pairs[pair].ids[lang]));
        let found = ids.and_then(|(pair, ids)| Some((pair, find_id(ids, fragment)?)));
        match found {
            Some((pair, (_, Anchored::Unit(unit)))) => {
                (format!("{url}#{}", self.pairs[pair].units[unit as usize].id), None)
            }
            Some((_, (id, Anchored::Included(_) | Anchored::Inside(_)))) => (format!("{url}#{id}"), None),
            None => {
                let at = Span { start: span.end - (fragment.len() as u32).min(span.end), end: span.end };
                let finding = Finding::new(&links::BROKEN_ANCHOR, at).with("page", path).with("anchor", fragment);
                let near = ids.and_then(|(_, ids)| nearest(fragment, ids.targets.keys().map(|id| &**id)));
                let finding = match near {
                    Some(near) => finding.with("suggestion", near).help("nearest").fix(near),
                    None => finding.help("none"),
                };
                (format!("{url}#{fragment}"), Some(finding.at(source)))
            }
        }
    }

    /// The version of a file for a language, if there is one per language.
    fn localised(&self, path: &str, lang: LangId) -> String {
        let suffix = &self.config.languages[lang].suffix;
        let own = path.rsplit_once('.').map(|(stem, extension)| format!("{stem}.{suffix}.{extension}"));
        own.filter(|own| self.assets.contains_key(own.as_str())).unwrap_or_else(|| path.to_owned())
    }
}

fn missing(source: &Source, span: Span, text: &str, suggestion: Option<String>) -> Diagnostic {
    let finding = Finding::new(&links::BROKEN_PAGE, span).with("target", text);
    let finding = match suggestion {
        Some(suggestion) => finding.with("suggestion", suggestion).help("nearest"),
        None => finding.help("none"),
    };
    finding.at(source)
}
