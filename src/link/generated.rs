//! Turns the settings into the addresses of what is published for programs, so that texts can lead to it.
//!
//! What such a file says is made where pages are rendered. A page's twin in Markdown is no target of a text.

use super::site::{Page, Site};
use crate::config::Config;
use crate::lang::LangId;
use crate::parse::{Document, Kind};
use crate::shared::Shared;

/// The address of a language's feed in the output; none without a base URL, as a feed names its entries by URL.
pub fn feed_address(config: &Config, lang: LangId) -> Option<String> {
    let published = config.outputs.feed && config.base.origin.is_some();
    published.then(|| format!("{}/feed.xml", config.languages[lang].segment))
}

/// Whether a file for programs is published at an address.
pub(super) fn is_generated(config: &Config, pages: &Shared<Page>, documents: &Shared<Document>, address: &str) -> bool {
    let is_faq = |page: &Page, lang: LangId| {
        let kind = page.edition.map(|edition| documents[edition].place.kind);
        page.lang == lang && kind == Some(Kind::Faq)
    };
    let of_language = |lang: LangId, name: &str| match name {
        "feed.xml" => feed_address(config, lang).is_some(),
        "llms.txt" => config.outputs.llms,
        "faq.json" => pages.iter().any(|page| is_faq(page, lang)),
        _ => false,
    };
    match address.split_once('/') {
        None => match address {
            "sitemap.xml" => config.base.origin.is_some(),
            "llms.txt" => config.outputs.llms,
            _ => false,
        },
        Some((segment, name)) => config.languages.by_segment(segment).is_some_and(|lang| of_language(lang, name)),
    }
}

impl Site {
    /// Whether a file for programs is published at an address.
    pub(super) fn is_generated(&self, address: &str) -> bool {
        is_generated(&self.config, &self.pages, &self.documents, address)
    }
}
