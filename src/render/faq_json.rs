//! Turns the FAQs of a site into one file per language for assistants and support tools.
//!
//! It is made from the views that pages show, with addresses that lead to the site from anywhere.

use super::Renderer;
use super::page::absolute;
use super::text::{Hand, Hrefs, Making};
use super::view::{CategoryView, EntryView};
use crate::code;
use crate::lang::LangId;
use crate::link::{PageIx, Shows, Site};
use crate::records::{ExportedAnswer, ExportedCategory, ExportedEntry, ExportedPage, FaqExport};
use crate::source::{Digest, Digester};

impl Renderer {
    /// The pages of questions in a language, in the order of their documents; not those that show another language's.
    fn faqs(&self, lang: LangId) -> Vec<PageIx> {
        let site = &self.site;
        let pages = site.pairs.iter().enumerate().filter(|(pair, _)| site.is_faq(*pair));
        let pages = pages.filter_map(|(_, pair)| pair.pages[lang]);
        pages.filter(|&page| site.pages[page].foreign(site).is_none()).collect()
    }

    /// Whether a page is in the file of its language.
    pub fn is_exported(&self, page: PageIx) -> bool {
        let shown = &self.site.pages[page];
        shown.shows == Shows::Document && shown.pair.is_some_and(|pair| self.site.is_faq(pair))
    }

    /// The key of a language's file; none if there is no question in it.
    pub fn faq_json_key(&self, lang: LangId) -> Option<Digest> {
        let (site, faqs) = (&self.site, self.faqs(lang));
        let own = &self.shared[lang].site.digest;
        let config = &site.config;
        let mut key = Digester::new().and(&code::digest()).and(&config.typography).and(own).and(&config.base.origin);
        for &page in &faqs {
            let shown = &site.pages[page];
            key = key.and(&*shown.url).and(&*shown.title).and(&self.said(page).0);
        }
        (!faqs.is_empty()).then(|| key.digest())
    }

    /// The file of a language.
    pub fn faq_json(&self, lang: LangId) -> Vec<u8> {
        let site = &self.site;
        let title = site.config.title.get(&site.config.languages[lang]);
        let export = FaqExport {
            version: 1,
            lang: site.config.languages[lang].tag.clone(),
            site: title.map_or_else(String::new, |title| site.printed_in(lang, title)),
            entries: self.faqs(lang).into_iter().flat_map(|page| self.exported(page)).collect(),
        };
        let mut bytes = serde_json::to_vec_pretty(&export).expect("strings and lists are JSON");
        bytes.push(b'\n');
        bytes
    }

    fn exported(&self, page: PageIx) -> Vec<ExportedEntry> {
        let site = &self.site;
        let shown = &site.pages[page];
        let (Some(pair), Some(edition)) = (shown.pair, shown.edition) else { return Vec::new() };
        let mut hrefs = self.hrefs(page);
        lead_from_anywhere(site, page, &mut hrefs);
        let named_by = &self.named_by[shown.lang];
        let making = Making::new(site, &self.dates, &self.highlights, &self.terms, page, &hrefs, named_by);
        let html = making.faq(pair, edition);
        let markdown = making.by(Hand::Markdown).faq(pair, edition);
        let mut entries = Vec::new();
        // Both are the same questions in the same order.
        for (category, twin) in html.categories.iter().zip(&markdown.categories) {
            let both = category.entries.iter().zip(&twin.entries);
            entries.extend(both.filter_map(|(entry, twin)| self.entry((page, pair), category, entry, &twin.answer)));
        }
        entries
    }

    fn entry(
        &self,
        (page, pair): (PageIx, usize),
        category: &CategoryView,
        entry: &EntryView,
        markdown: &str,
    ) -> Option<ExportedEntry> {
        let site = &self.site;
        let own = &site.pairs[pair];
        let unit = own.units.iter().position(|unit| *unit.id == *entry.id)?;
        let shown = site.shown_entry(page, unit as u32)?;
        let document = &site.documents[shown.document];
        Some(ExportedEntry {
            key: format!("{}#{}", own.key, entry.id),
            id: entry.id.clone(),
            url: from_anywhere(site, page, &format!("#{}", entry.id)),
            lang: document.place.language.tag.clone(),
            question: entry.question_text.clone(),
            answer: ExportedAnswer {
                markdown: markdown.trim_end().to_owned(),
                text: entry.answer_text.clone(),
                html: entry.answer.clone(),
            },
            page: ExportedPage {
                title: site.pages[page].title.to_string(),
                url: from_anywhere(site, page, &site.pages[page].url),
            },
            category: (!category.title.is_empty())
                .then(|| ExportedCategory { id: category.id.clone(), title: category.title.clone() }),
            tags: entry.tags.clone(),
            updated: entry.updated.as_ref().map(|date| date.iso.clone()),
            related: entry.related.iter().map(|link| from_anywhere(site, page, &link.url)).collect(),
        })
    }
}

/// An address of a page as it is from elsewhere.
fn from_anywhere(site: &Site, page: PageIx, url: &str) -> String {
    let url = if url.starts_with('#') { format!("{}{url}", site.pages[page].url) } else { url.to_owned() };
    let absolute = if url.starts_with('/') { absolute(site, &url) } else { String::new() };
    if absolute.is_empty() { url } else { absolute }
}

fn lead_from_anywhere(site: &Site, page: PageIx, hrefs: &mut Hrefs) {
    for href in hrefs.documents.values_mut().flatten() {
        href.href = from_anywhere(site, page, &href.href).into();
    }
}
