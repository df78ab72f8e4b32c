//! Turns the first use of a defined term in each section into a link with an explanation, and that of an acronym on a page
//! into its long form.
//!
//! The explanation is there for who points at the link or comes to it by keyboard, without any script; who can do neither
//! follows the link.

use super::escape::escape;
use super::href;
use super::html::Writer;
use crate::defined::Term;
use crate::link::{PageIx, Shows, Site, Target};
use crate::parse::Kind;
use crate::parse::facts::{Address, Purpose};
use crate::parse::tree::{Inline, InlineKind};
use crate::source::Span;
use std::collections::HashSet;
use std::fmt::Write;

/// What was explained so far.
#[derive(Default)]
pub(super) struct Explained {
    /// Whether terms of the sentence that is being written may be explained.
    pub on: bool,
    /// Terms of this section, and acronyms of this page.
    seen: HashSet<usize>,
    pub acronyms: HashSet<usize>,
    count: u32,
}

impl Explained {
    pub fn section(&mut self) {
        self.seen.clear();
    }
}

/// HTML to be written at a place of a text.
pub(super) type Insertion = (usize, String);

impl<'a> Writer<'a> {
    /// Writes a sentence in which terms are explained.
    pub(super) fn explained(&mut self, inlines: &'a [Inline]) {
        let in_html = inlines.iter().any(|inline| {
            matches!(&inline.kind, InlineKind::Html(html) if html.text.starts_with("<a") || html.text.starts_with("<button"))
        });
        let outer = std::mem::replace(&mut self.explained.on, !in_html);
        self.inlines(inlines);
        self.explained.on = outer;
    }

    /// What comes into a text where it first uses a term.
    pub(super) fn explanations(&mut self, text: &str) -> Vec<Insertion> {
        let site = self.from.site;
        let terms = self.from.terms;
        if !self.explained.on || terms.all.is_empty() || self.document.place.kind == Kind::Glossary {
            return Vec::new();
        }
        let book = match site.pages[self.from.page].shows {
            Shows::Whole(book) | Shows::Part(book, _) => Some(book),
            _ => site.pairs[self.from.pair].part_of.map(|(book, _)| book),
        };
        let Some(finder) = terms.finder(self.document.place.lang, book) else { return Vec::new() };
        let mut found = Vec::new();
        for hit in finder.find(text) {
            let term = &terms.all[hit.term];
            if !term.is_spelt(&text[hit.start..hit.end]) || self.defining.is_some_and(|id| *id == *term.id) {
                continue;
            }
            if term.acronym {
                // The writer may have said it in full: "Team lead (TL)", « (« TL » pour …) », "TL (team lead)".
                let aside = [' ', '\u{a0}', '\u{202f}', '«', '»', '“', '”', '"'];
                let is_said = text[..hit.start].trim_end_matches(aside).ends_with('(')
                    || text[hit.end..].trim_start_matches(aside).starts_with('(');
                if self.explained.acronyms.insert(hit.term) && !is_said {
                    found.push((hit.start, "<abbr>".to_owned()));
                    found.push((hit.end, format!("</abbr> ({})", escape(&term.meaning))));
                }
            } else if self.explained.seen.insert(hit.term)
                && let Some(link) = self.term_link(term)
            {
                self.explained.count += 1;
                let id = href::whole_id(self.from.own, &format!("_term-{}", self.explained.count));
                found.push((hit.start, format!("<a class=\"defined\" href=\"{link}\" aria-describedby=\"{id}\">")));
                let meaning = escape(&term.meaning);
                let span =
                    format!("</a><span class=\"explanation\" role=\"tooltip\" id=\"{id}\" hidden>{meaning}</span>");
                found.push((hit.end, span));
            }
        }
        found
    }

    fn term_link(&self, term: &Term) -> Option<String> {
        let site = self.from.site;
        let page = page_of(site, term, self.lang())?;
        let address = Address {
            span: Span::default(),
            text: "".into(),
            purpose: Purpose::Link,
            empty: false,
            form: None,
            unit: None,
            used: None,
        };
        let target = Target::Page { page, fragment: Some(term.id.clone()), unit: None, suffix: "".into() };
        let found = href::href(site, self.from.page, &target, &address);
        let mut link = String::new();
        let _ = write!(link, "{}", escape(&found.href));
        Some(link)
    }
}

/// The page on which a term is defined.
fn page_of(site: &Site, term: &Term, lang: crate::lang::LangId) -> Option<PageIx> {
    let pair = &site.pairs[term.pair];
    let any = |pages: &crate::lang::PerLang<Option<PageIx>>| pages[lang].or(pages[term.lang]);
    let Some((book, _)) = pair.part_of else { return any(&pair.pages) };
    let unit = pair.ids[lang].targets.get(&term.id).and_then(|&anchored| pair.unit_around(anchored));
    let mut parts = site.handbooks[book].parts.iter().filter(|part| part.pair == term.pair);
    let part = parts.find(|part| unit.is_none_or(|unit| (part.unit..part.end).contains(&unit)))?;
    any(&part.pages)
}
