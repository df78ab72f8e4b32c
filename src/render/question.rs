//! Turns a question that a text shows from an FAQ into HTML: question, answer, and a link to where both are written.
//!
//! Nothing of it can be linked to here: its lasting address is that of the FAQ.

use super::escape::escape;
use super::href::whole_id;
use super::html::{Ingredients, Writer};
use super::markdown::{escaped, whole_address};
use super::stale;
use super::text::Hand;
use crate::link::{DocumentIx, JoinedIx, PageIx, Site, route_to};
use crate::source::Digester;
use std::fmt::Write;

impl Writer<'_> {
    /// Shows the question that an address of this text leads to; inside an answer, only a link to it.
    pub(super) fn question(&mut self, address: u32) {
        let document = self.snippets.last().copied().unwrap_or(self.from.edition);
        let named = self.from.all.questions.get(&(self.from.edition, document, address)).copied();
        let Some((page, unit)) = named.filter(|_| !self.from.borrowed) else {
            if let Some(href) = self.hrefs.get(address as usize) {
                if self.from.hand == Hand::Markdown {
                    let url = whole_address(self.from.site, &self.from.site.pages[self.from.page].url, &href.href);
                    let _ = write!(self.out, "<{url}>\n\n");
                    return;
                }
                let label = if href.label.is_empty() { escape(&href.href) } else { href.label.to_string() };
                let _ = writeln!(self.out, "<p><a href=\"{}\">{label}</a></p>", escape(&href.href));
            }
            return;
        };
        let site = self.from.site;
        let Some(shown) = site.shown_entry(page, unit) else { return };
        self.questions += 1;
        let own = whole_id(self.from.own, &format!("_question-{}", self.questions));
        let (url, title) = (url(site, page, unit), &site.pages[page].title);
        if self.from.hand == Hand::Markdown {
            return self.markdown_question(page, unit, &own);
        }
        let tag = self.foreign(shown.document);
        let _ = writeln!(self.out, "<div class=\"question\" role=\"group\" aria-labelledby=\"{own}\"{tag}>");
        let _ = write!(self.out, "<p class=\"question-title\" id=\"{own}\">");
        self.entry(page, unit, &own);
        let source = escape(&self.word("question_source").replace("{title}", title));
        let lang = &site.config.languages[self.lang()];
        let lang =
            if tag.is_empty() { String::new() } else { format!(" lang=\"{}\" dir=\"{}\"", lang.tag, lang.dir()) };
        let _ = write!(
            self.out,
            "<p class=\"question-source\"{lang}><a href=\"{}\">{source}</a></p>\n</div>\n",
            escape(&url)
        );
    }

    /// The same as Markdown.
    fn markdown_question(&mut self, page: PageIx, unit: JoinedIx, own: &str) {
        let site = self.from.site;
        self.out.push_str("**");
        self.entry(page, unit, own);
        let source = self.word("question_source").replace("{title}", &site.pages[page].title);
        let url = whole_address(site, "", &url(site, page, unit));
        let _ = write!(self.out, "[{}]({url})\n\n", escaped(&source));
    }

    /// The title of a question, and its answer.
    fn entry(&mut self, page: PageIx, unit: JoinedIx, own: &str) {
        let site = self.from.site;
        let (Some(shown), Some(pair)) = (site.shown_entry(page, unit), site.pages[page].pair) else { return };
        let document = &site.documents[shown.document];
        let hrefs = self.from.all.documents.get(&(shown.document, shown.document));
        let mut writer = Writer::new(Ingredients {
            site,
            page: self.from.page,
            pair,
            edition: shown.document,
            hrefs: hrefs.map_or(&[][..], Vec::as_slice),
            all: self.from.all,
            highlights: self.from.highlights,
            terms: self.from.terms,
            prefix: own,
            own,
            deeper: 1,
            hand: self.from.hand,
            borrowed: true,
        });
        writer.inlines(&document.facts().units[shown.entry.unit as usize].title);
        let markdown = self.from.hand == Hand::Markdown;
        writer.out.push_str(if markdown { "**\n\n" } else { "</p>\n<div class=\"answer\">\n" });
        if !markdown && document.place.lang == self.lang() {
            writer.out.push_str(&stale::of_unit(site, self.from.page, pair, unit));
        }
        let body = document.body();
        let blocks = body.entries.get(shown.at).map_or(&[][..], Vec::as_slice);
        writer.text(blocks, blocks);
        if !markdown {
            writer.out.push_str("</div>\n");
        }
        let start = self.out.len();
        self.out.push_str(&writer.out);
        self.tags.extend(writer.tags.into_iter().map(|(at, document, span)| (start + at, document, span)));
    }

    /// The attributes of a text in another language than the one around it.
    fn foreign(&self, document: DocumentIx) -> String {
        let lang = self.from.site.documents[document].place.lang;
        if lang == self.document.place.lang {
            return String::new();
        }
        let language = &self.from.site.config.languages[lang];
        format!(" lang=\"{}\" dir=\"{}\"", language.tag, language.dir())
    }
}

fn url(site: &Site, page: PageIx, unit: JoinedIx) -> String {
    let id = site.pages[page].pair.map(|pair| &*site.pairs[pair].units[unit as usize].id);
    route_to(&site.pages[page].url, id.unwrap_or_default())
}

/// Adds to a digest what is shown of a question beside its text.
pub fn hash(site: &Site, reader: PageIx, page: PageIx, unit: JoinedIx, digest: Digester) -> Digester {
    let pair = site.pages[page].pair;
    let stale = pair.map_or_else(String::new, |pair| stale::of_unit(site, reader, pair, unit));
    let entry = site.shown_entry(page, unit).map(|shown| (site.documents[shown.document].place.lang, shown.entry.unit));
    digest.and(&url(site, page, unit)).and(&*site.pages[page].title).and(&stale).and(&entry)
}
