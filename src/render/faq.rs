//! Turns the questions of an FAQ into what its template shows of them: answers, categories, and the questions beside them.
//!
//! It makes no file for machines: what they are told is made from the same view.

use super::page::fallback_in;
use super::plain::plain;
use super::text::{Hand, Making};
use super::view::*;
use crate::link::{DocumentIx, JoinedIx, NamedBy, PageIx, PairIx, ShownEntry, Site};
use crate::parse::Document;
use crate::parse::tree::Named;

impl Making<'_> {
    pub(super) fn faq(&self, pair: PairIx, edition: DocumentIx) -> FaqView {
        let site = self.site;
        let document = &site.documents[edition];
        let units = 0..site.pairs[pair].units.len() as JoinedIx;
        // An entry that is left out keeps its number: the others have the same in every language.
        let entries = units.filter_map(|unit| {
            let first = || site.first_entry(pair, unit)?.1.category.as_ref().map(|named| named.id.clone());
            match self.entry(pair, unit) {
                Some((category, entry)) => Some((category, Some(entry))),
                None => site.first_entry(pair, unit).map(|_| (first(), None)),
            }
        });
        let categories = self.in_categories(document, entries);
        let count = categories.iter().map(|category| category.entries.len()).sum();
        let mut tags: Vec<String> = Vec::new();
        for tag in categories.iter().flat_map(|category| &category.entries).flat_map(|entry| &entry.tags) {
            if !tags.contains(tag) {
                tags.push(tag.clone());
            }
        }
        let collator = crate::link::collator(&site.config.languages[document.place.lang].tag);
        tags.sort_by(|a, b| collator.compare(a, b));
        FaqView { categories, count, tags }
    }

    /// Entries, each with its category, in the order of the categories; those that are left out are counted and not shown.
    fn in_categories(
        &self,
        document: &Document,
        entries: impl Iterator<Item = (Option<Box<str>>, Option<EntryView>)>,
    ) -> Vec<CategoryView> {
        let group = |id: &str, title: String| CategoryView { id: id.to_owned(), title, entries: Vec::new() };
        // Entries without a category, or of one that nobody declared, come first.
        let mut groups = vec![(group("", String::new()), Vec::new())];
        for category in &document.content.categories {
            groups.push((group(&category.id, self.site.plain(document, &category.title)), Vec::new()));
        }
        for (category, entry) in entries {
            let known = groups.iter().skip(1).position(|(known, _)| Some(known.id.as_str()) == category.as_deref());
            groups[known.map_or(0, |at| at + 1)].1.push(entry);
        }
        let mut number = 0;
        let mut categories = Vec::new();
        for (mut category, entries) in groups {
            for entry in entries {
                number += 1;
                category.entries.extend(entry.map(|entry| EntryView { number, ..entry }));
            }
            categories.push(category);
        }
        categories.retain(|category| !category.entries.is_empty());
        categories
    }

    /// A question, and the category that it is in.
    fn entry(&self, pair: PairIx, unit: JoinedIx) -> Option<(Option<Box<str>>, EntryView)> {
        let site = self.site;
        let (lang, joined) = (self.lang(), &site.pairs[pair]);
        let id = &joined.units[unit as usize].id;
        let ShownEntry { document: shown, at, entry } = site.shown_entry(self.page, unit)?;
        let own = &site.documents[shown];
        let facts = &own.facts().units[entry.unit as usize];
        let mut question = self.writer(pair, shown, "", 0);
        question.inlines(&facts.title);
        let mut answer = self.entry_writer(pair, shown, id);
        let blocks = own.body().entries.get(at).map_or(&[][..], Vec::as_slice);
        answer.text(blocks, blocks);
        self.unit(id, shown, facts.span);
        // Who translates an entry need not repeat what is no text.
        let first = site.first_entry(pair, unit).unwrap_or((own, entry));
        let tags = if entry.tags.is_empty() { first } else { (own, entry) };
        let aliases = joined.ids[lang].extra.get(unit as usize);
        let page = site.pages[self.page].edition.map(|edition| site.documents[edition].place.lang);
        let answer = self.done(answer);
        let view = EntryView {
            id: id.to_string(),
            number: 0,
            question: question.out,
            question_text: site.plain(own, &facts.title),
            answer_text: if self.hand == Hand::Html { plain(&answer) } else { String::new() },
            answer,
            tags: tags.1.tags.iter().map(|tag| site.printed(tags.0, tag)).collect(),
            updated: entry.updated.or(first.1.updated).map(|date| self.dates.view(lang, date)),
            aliases: aliases.map_or_else(Vec::new, |ids| ids.iter().map(|id| id.to_string()).collect()),
            related: self.related_both_ways(pair, unit),
            stale: self.stale(pair, unit as usize, own),
            lang_fallback: page
                .filter(|&lang| own.place.lang != lang)
                .and_then(|_| fallback_in(site, own.place.lang, joined.pages[own.place.lang])),
        };
        Some((entry.category.as_ref().or(first.1.category.as_ref()).map(|named| named.id.clone()), view))
    }

    /// Links to what a question names, then to the questions that name it.
    fn related_both_ways(&self, pair: PairIx, unit: JoinedIx) -> Vec<LinkView> {
        let own = self.site.related_of(self.page, unit);
        let mut links = own.map_or_else(Vec::new, |(document, names)| self.related(document, names));
        for link in naming(self.site, self.page, (pair, unit), self.named_by) {
            if links.iter().all(|known| known.url != link.url) {
                links.push(link);
            }
        }
        links
    }

    /// Links to the entries or terms that `own` names, in the reader's language.
    pub(super) fn related(&self, own: &Document, names: &[Named]) -> Vec<LinkView> {
        names.iter().filter_map(|named| related(self.site, self.page, own, named)).collect()
    }
}

/// Links to the questions that name one, for the readers of `page`.
pub fn naming(site: &Site, page: PageIx, question: (PairIx, JoinedIx), named_by: &NamedBy) -> Vec<LinkView> {
    let lang = site.pages[page].lang;
    let others = named_by.get(&question).into_iter().flatten();
    others
        .filter_map(|&(pair, unit)| Some(unit_link(site, page, site.pairs[pair].pages[lang]?, (pair, unit))))
        .collect()
}

/// A link to the entry, the term or the document that `own` names, for the readers of `page`.
pub fn related(site: &Site, page: PageIx, own: &Document, named: &Named) -> Option<LinkView> {
    let (to, unit) = site.related(own, site.pages[page].lang, named)?;
    let Some(unit) = unit else { return Some(super::shared::link(site, to)) };
    Some(unit_link(site, page, to, (site.pages[to].pair?, unit)))
}

fn unit_link(site: &Site, page: PageIx, to: PageIx, (pair, unit): (PairIx, JoinedIx)) -> LinkView {
    let id = &site.pairs[pair].units[unit as usize].id;
    let url = if to == page { format!("#{id}") } else { format!("{}#{id}", site.pages[to].url) };
    LinkView { title: super::href::unit_title(site, site.pages[page].lang, pair, unit), url }
}
