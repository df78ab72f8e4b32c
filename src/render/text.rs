//! Turns the documents behind a page into its text: body, title, contents list, questions, terms.
//!
//! It is the costly half of a page and is made only when the page's key has changed.

use super::changes::changes;
use super::dates::Dates;
use super::escape::escape;
use super::goal::moved;
use super::href::{Href, unit_kind, whole_id};
use super::html::{Ingredients, Writer};
use super::markdown::escaped;
use super::marks::Made;
use super::page::fallback_in;
use super::shared::{number, part_label};
use super::stale;
use super::view::*;
use crate::config::Fallback;
use crate::defined::Terms;
use crate::highlight::Highlights;
use crate::lang::LangId;
use crate::link::{DocumentIx, Inclusion, JoinedIx, NamedBy, PageIx, Pair, PairIx, Part, Shows, Site, collator};
use crate::parse::facts::UnitKind;
use crate::parse::tree::{Block, BlockKind};
use crate::parse::{Document, Kind};
use crate::source::Span;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// The addresses that a page carries: of its own edition, of other documents shown on it, of snippets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hrefs {
    /// By the edition that is shown, and by the document whose they are: the edition, or a snippet.
    pub documents: HashMap<(DocumentIx, DocumentIx), Vec<Href>>,
    /// The questions to be shown: by the edition, the document and the address that names it, its page and its unit.
    pub questions: HashMap<(DocumentIx, DocumentIx, u32), (PageIx, JoinedIx)>,
}

impl Hrefs {
    /// Where an address of an edition, given as its text, leads.
    pub fn led(&self, site: &Site, edition: DocumentIx, text: &str) -> Option<String> {
        let at = site.documents[edition].facts().addresses.iter().position(|address| *address.text == *text)?;
        Some(self.documents.get(&(edition, edition))?.get(at)?.href.to_string())
    }
}

/// What a text is written as.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    Html,
    /// What stands in a [`TextView`] is then Markdown wherever it is HTML otherwise.
    Markdown,
}

/// What a page's text is made with.
pub struct Making<'a> {
    pub site: &'a Site,
    pub dates: &'a Dates,
    pub highlights: &'a Highlights,
    pub terms: &'a Terms,
    pub page: PageIx,
    pub hrefs: &'a Hrefs,
    pub named_by: &'a NamedBy,
    pub hand: Hand,
    made: RefCell<Vec<Made>>,
}

impl<'a> Making<'a> {
    pub fn new(
        site: &'a Site,
        dates: &'a Dates,
        highlights: &'a Highlights,
        terms: &'a Terms,
        page: PageIx,
        hrefs: &'a Hrefs,
        named_by: &'a NamedBy,
    ) -> Making<'a> {
        let (hand, made) = (Hand::Html, RefCell::default());
        Making { site, dates, highlights, terms, page, hrefs, named_by, hand, made }
    }

    /// The same, written in this form.
    pub fn by(self, hand: Hand) -> Making<'a> {
        Making { hand, ..self }
    }

    /// What was made so far, to be found again in the page.
    pub fn take(&mut self) -> Vec<Made> {
        self.made.take()
    }

    /// The HTML of a text that is done.
    pub(super) fn done(&self, writer: Writer<'_>) -> String {
        let html = writer.out.clone();
        self.made.borrow_mut().push(writer.made());
        html
    }

    /// Remembers that the page shows a unit under its id.
    pub(super) fn unit(&self, id: &str, document: DocumentIx, span: Span) {
        self.made.borrow_mut().push(Made::Unit { id: id.to_owned(), document, span });
    }

    pub(super) fn writer(&self, pair: PairIx, edition: DocumentIx, prefix: &'a str, deeper: u8) -> Writer<'a> {
        self.writer_of(pair, edition, prefix, prefix, deeper)
    }

    /// A writer of one answer or definition among others: the ids in it are unique in its file, those of its notes are not.
    pub(super) fn entry_writer(&self, pair: PairIx, edition: DocumentIx, entry: &'a str) -> Writer<'a> {
        self.writer_of(pair, edition, "", entry, 1)
    }

    fn writer_of(&self, pair: PairIx, edition: DocumentIx, prefix: &'a str, own: &'a str, deeper: u8) -> Writer<'a> {
        let hrefs = self.hrefs.documents.get(&(edition, edition)).map_or(&[][..], Vec::as_slice);
        Writer::new(Ingredients {
            site: self.site,
            page: self.page,
            pair,
            edition,
            hrefs,
            all: self.hrefs,
            highlights: self.highlights,
            terms: self.terms,
            prefix,
            own,
            deeper,
            hand: self.hand,
            borrowed: false,
        })
    }

    /// A text that is no Markdown, in the form asked for.
    fn written(&self, text: &str) -> String {
        match self.hand {
            Hand::Html => escape(text),
            Hand::Markdown => escaped(text),
        }
    }

    pub(super) fn lang(&self) -> LangId {
        self.site.pages[self.page].lang
    }

    /// The text of the page.
    pub fn text(&self) -> TextView {
        let shown = &self.site.pages[self.page];
        let (Some(pair), Some(edition)) = (shown.pair, shown.edition) else {
            return TextView { title: self.written(&shown.title), ..TextView::default() };
        };
        let mut text = self.own_text(pair, edition);
        if self.hand == Hand::Html {
            text.content.push_str(&moved(self.site, self.page));
        }
        text
    }

    fn own_text(&self, pair: PairIx, edition: DocumentIx) -> TextView {
        let shown = &self.site.pages[self.page];
        let document = &self.site.documents[edition];
        match shown.shows {
            Shows::Whole(book) => self.whole(book),
            Shows::Changes(book) => TextView {
                title: self.written(&shown.title),
                changes: changes(self.site, self.lang(), book),
                ..TextView::default()
            },
            Shows::Part(book, place) => self.slice(book, place, edition),
            _ => {
                let body = document.body();
                let content = self.blocks(pair, edition, &body.blocks);
                let first = u32::from(document.place.kind == Kind::Part);
                TextView {
                    title: self.title(pair, edition),
                    content,
                    toc: self.contents(pair, edition, first, u32::MAX, ""),
                    faq: (document.place.kind == Kind::Faq).then(|| self.faq(pair, edition)),
                    structured: String::new(),
                    glossary: (document.place.kind == Kind::Glossary).then(|| self.glossary(pair, edition)),
                    changes: None,
                }
            }
        }
    }

    fn title(&self, pair: PairIx, edition: DocumentIx) -> String {
        let document = &self.site.documents[edition];
        let mut writer = self.writer(pair, edition, "", 0);
        self.made.borrow_mut().push(Made::Title { document: edition, span: document.content.title_span });
        // The document lives as long as the site, and so do its inlines.
        writer.inlines(&document.content.title);
        if writer.out.trim().is_empty() { self.written(&self.site.pages[self.page].title) } else { writer.out }
    }

    fn blocks(&self, pair: PairIx, edition: DocumentIx, blocks: &'a [Block]) -> String {
        let mut writer = self.writer(pair, edition, "", 0);
        writer.text(blocks, blocks);
        self.done(writer)
    }

    /// One part of a handbook in one text.
    fn slice(&self, book: usize, place: usize, edition: DocumentIx) -> TextView {
        let part = &self.site.handbooks[book].parts[place];
        let document = &self.site.documents[edition];
        let blocks = &document.body().blocks;
        let mut writer = self.writer(part.pair, edition, "", 0);
        writer.text(slice_of(self.site, part.pair, document, part.unit, blocks), blocks);
        if let Some(span) = self.heading_of(part, edition) {
            self.made.borrow_mut().push(Made::Title { document: edition, span });
        }
        TextView {
            title: self.written(&self.site.pages[self.page].title),
            content: self.done(writer),
            toc: self.contents(part.pair, edition, part.unit + 1, part.end, ""),
            ..TextView::default()
        }
    }

    /// Where an edition says the heading of a part.
    fn heading_of(&self, part: &Part, edition: DocumentIx) -> Option<Span> {
        let document = &self.site.documents[edition];
        let member = self.site.pairs[part.pair].units[part.unit as usize].members[document.place.lang]?;
        Some(document.facts().units[member as usize].span)
    }

    /// A handbook with all its parts.
    fn whole(&self, book: usize) -> TextView {
        let site = self.site;
        let lang = self.lang();
        let record = &site.handbooks[book];
        let mut content = String::new();
        let mut toc = Vec::new();
        let mut acronyms = HashSet::new();
        for part in &record.parts {
            let pair = &site.pairs[part.pair];
            let Some(edition) = pair.editions[lang].or(pair.editions[pair.source]) else { continue };
            let Some(page) = part.pages[lang] else { continue };
            let document = &site.documents[edition];
            let blocks = &document.body().blocks;
            let joined = &pair.units[part.unit as usize];
            let id = whole_id(&part.prefix, &joined.id);
            // The parts of one text share their ids, but each has notes of its own.
            let own = if part.prefix.is_empty() { &joined.id } else { &part.prefix };
            let mut writer = self.writer_of(part.pair, edition, &part.prefix, own, 1);
            // What one part wrote in full, the next need not on the same page.
            writer.explained.acronyms = acronyms;
            match document.place.kind {
                Kind::Part => writer.text(blocks, blocks),
                _ => writer.text(slice_of(site, part.pair, document, part.unit, blocks), blocks),
            }
            acronyms = std::mem::take(&mut writer.explained.acronyms);
            let label = part_label(site, lang, page);
            if self.hand == Hand::Markdown {
                let label = if label.is_empty() { label } else { format!("{label} – ") };
                content.push_str(&format!(
                    "## {}{}\n\n{}",
                    escaped(&label),
                    escaped(&site.pages[page].title),
                    writer.out
                ));
                continue;
            }
            let before = if label.is_empty() {
                String::new()
            } else {
                format!("<span class=\"number\">{}</span> ", escape(&label))
            };
            let title = escape(&site.pages[page].title);
            let tag = match document.place.lang == lang {
                true => String::new(),
                false => format!(" lang=\"{}\"", site.config.languages[document.place.lang].tag),
            };
            let annex = unit_kind(site, part.pair, part.unit).is_some_and(|(_, annex)| annex);
            let class = if annex { "part annex" } else { "part" };
            content.push_str(&format!(
                "<section class=\"{class}\"{tag}>\n<h2 id=\"{}\">{before}{title}</h2>\n",
                escape(&id)
            ));
            if let Some(span) = self.heading_of(part, edition) {
                self.unit(&id, edition, span);
            }
            content.push_str(&self.done(writer));
            content.push_str("</section>\n");
            let first = part.unit + 1;
            toc.push(ContentsView {
                id,
                title,
                number: number(site, page),
                level: 2,
                children: self.contents(part.pair, edition, first, part.end, &part.prefix),
            });
        }
        let pair = record.pair;
        let edition = site.pages[self.page].edition.unwrap_or_default();
        TextView { title: self.title(pair, edition), content, toc, ..TextView::default() }
    }

    /// The contents list of units `from..to` of a pair, as its edition says them.
    fn contents(
        &self,
        pair: PairIx,
        edition: DocumentIx,
        from: JoinedIx,
        to: JoinedIx,
        prefix: &str,
    ) -> Vec<ContentsView> {
        if self.hand == Hand::Markdown {
            return Vec::new();
        }
        let document = &self.site.documents[edition];
        let lang = document.place.lang;
        let joined = &self.site.pairs[pair].units;
        // Sections stand in the contents list in the order of the page shown: each with the places that lead to it.
        let mut found: Vec<(Vec<u32>, ContentsView)> = Vec::new();
        for (member, unit) in document.facts().units.iter().enumerate() {
            let index = self.site.pairs[pair].joined[lang][member];
            if unit.kind != UnitKind::Section || unit.nested || !(from..to).contains(&index) {
                continue;
            }
            let mut writer = self.writer(pair, edition, "", 0);
            match unit.reserved && unit.title.is_empty() {
                true => writer.reserved(),
                false => writer.inlines(&unit.title),
            }
            let view = ContentsView {
                id: whole_id(prefix, &joined[index as usize].id),
                title: without_links(&writer.out),
                number: joined[index as usize].mark.to_string(),
                level: unit.level,
                children: Vec::new(),
            };
            found.push((vec![unit.span.start], view));
        }
        // What comes before the first unit asked for belongs to the one before it: a part's own title.
        let around = |within: Option<JoinedIx>| match within {
            Some(unit) => (from.saturating_sub(1)..to).contains(&unit),
            None => from == 0,
        };
        for inclusion in &self.site.pairs[pair].inclusions[lang] {
            if !inclusion.nested && around(inclusion.within) {
                self.included_contents(pair, edition, inclusion, prefix, &mut found);
            }
        }
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        nest(found.into_iter().map(|(_, view)| view).collect())
    }

    /// Adds the headings of a snippet, each with the places that lead to it.
    fn included_contents(
        &self,
        pair: PairIx,
        edition: DocumentIx,
        inclusion: &Inclusion,
        prefix: &str,
        found: &mut Vec<(Vec<u32>, ContentsView)>,
    ) {
        let site = self.site;
        let mut places = Vec::new();
        let mut document = &site.documents[edition];
        for &used in &inclusion.path {
            let used = &document.facts().snippets[used as usize];
            places.push(used.span.start);
            let snippet = site.snippets.get(&used.name).and_then(|editions| editions[document.place.lang]);
            document = snippet.map_or(document, |snippet| &site.documents[snippet]);
        }
        for (unit, &at) in document.facts().units.iter().zip(&inclusion.sections).filter(|(unit, _)| !unit.nested) {
            let mut writer = self.writer(pair, edition, "", 0);
            writer.title_in(inclusion.snippet, &unit.title);
            let view = ContentsView {
                id: whole_id(prefix, &site.pairs[pair].included[at as usize].id),
                title: without_links(&writer.out),
                number: String::new(),
                level: unit.level,
                children: Vec::new(),
            };
            found.push((places.iter().copied().chain([unit.span.start]).collect(), view));
        }
    }

    /// The languages in which an entry or a term may be shown, best first: one that lacks in this language is shown in
    /// another, marked as such, unless it shall be left out.
    fn languages_of<'s>(&'s self, pair: &Pair, document: &Document) -> impl Iterator<Item = LangId> + use<'s> {
        let own = document.place.lang;
        let others = std::iter::once(pair.source).chain(self.site.config.languages.ids());
        let leaves_out = pair.gates.fallback() == Fallback::Omit;
        std::iter::once(own).chain(others.filter(move |_| !leaves_out))
    }

    /// The notice of an entry or a term; one that is shown in another language is told of as such.
    pub(super) fn stale(&self, pair: PairIx, index: usize, own: &Document) -> String {
        match own.place.lang == self.lang() {
            true => stale::of_unit(self.site, self.page, pair, index as JoinedIx),
            false => String::new(),
        }
    }

    fn glossary(&self, pair: PairIx, edition: DocumentIx) -> Vec<LetterView> {
        let site = self.site;
        let lang = self.lang();
        let joined = &site.pairs[pair];
        let document = &site.documents[edition];
        let mut terms = Vec::new();
        for (index, unit) in joined.units.iter().enumerate() {
            let mut languages = self.languages_of(joined, document);
            let found = languages.find_map(|lang| Some((joined.editions[lang]?, unit.members[lang]?)));
            let Some((shown, member)) = found else { continue };
            let own = &site.documents[shown];
            let Some(at) = own.content.terms.iter().position(|term| term.unit == member) else { continue };
            let mut definition = self.entry_writer(pair, shown, &unit.id);
            let blocks = own.body().entries.get(at).map_or(&[][..], Vec::as_slice);
            definition.text(blocks, blocks);
            self.unit(&unit.id, shown, own.facts().units[member as usize].span);
            let others = site.config.languages.ids().filter(|&other| other != own.place.lang);
            let others = others.filter_map(|other| {
                let document = &site.documents[joined.editions[other]?];
                let title = &document.facts().units[unit.members[other]? as usize].title;
                Some(OtherTermView {
                    lang: site.config.languages[other].tag.clone(),
                    term: site.plain(document, title),
                })
            });
            terms.push(TermView {
                id: unit.id.to_string(),
                term: site.plain(own, &own.facts().units[member as usize].title),
                definition: self.done(definition),
                aka: own.content.terms[at].aka.iter().map(|name| site.printed(own, name)).collect(),
                related: self.related(own, &own.content.terms[at].related),
                aliases: joined.ids[lang]
                    .extra
                    .get(index)
                    .map_or_else(Vec::new, |ids| ids.iter().map(|id| id.to_string()).collect()),
                others: others.collect(),
                stale: self.stale(pair, index, own),
                lang_fallback: (own.place.lang != document.place.lang)
                    .then(|| fallback_in(site, own.place.lang, joined.pages[own.place.lang]))
                    .flatten(),
            });
        }
        let collator = collator(&site.config.languages[document.place.lang].tag);
        terms.sort_by(|a, b| collator.compare(&a.term, &b.term).then_with(|| a.id.cmp(&b.id)));
        let mut letters: Vec<LetterView> = Vec::new();
        for term in terms {
            let letter = first_letter(&term.term);
            match letters.last_mut().filter(|last| last.letter == letter) {
                Some(last) => last.terms.push(term),
                None => letters.push(LetterView { letter, terms: vec![term] }),
            }
        }
        letters
    }
}

/// The blocks of one part of a handbook in one text, without its heading: up to the heading of the next part, whatever
/// the levels in this edition.
fn slice_of<'a>(site: &Site, pair: PairIx, document: &Document, unit: JoinedIx, blocks: &'a [Block]) -> &'a [Block] {
    let joined = &site.pairs[pair].joined[document.place.lang];
    let heading = |block: &Block| match &block.kind {
        BlockKind::Heading(heading) => heading.unit.map(|unit| joined[unit as usize]),
        _ => None,
    };
    let parts = || site.handbooks.iter().flat_map(|book| &book.parts);
    let is_part = |unit: JoinedIx| parts().any(|part| part.pair == pair && part.unit == unit);
    let Some(start) = blocks.iter().position(|block| heading(block) == Some(unit)) else { return &[] };
    let rest = &blocks[start + 1..];
    let end = rest.iter().position(|block| heading(block).is_some_and(is_part));
    &rest[..end.unwrap_or(rest.len())]
}

/// The letter under which a term stands: its first, without accent, in upper case.
fn first_letter(term: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let first = term.nfd().find(|c| c.is_alphanumeric());
    match first {
        Some(c) if c.is_numeric() => "0–9".to_owned(),
        Some('œ' | 'Œ') => "O".to_owned(),
        Some('æ' | 'Æ') => "A".to_owned(),
        Some(c) => c.to_uppercase().collect(),
        None => "#".to_owned(),
    }
}

/// Headings may hold links and notes; in a contents list, which is links itself, only their text may stand.
///
/// Raw HTML that does not close what it opens would take the list, and the page around it, with it: then no tag stays.
fn without_links(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut plain = String::with_capacity(html.len());
    let mut open: Vec<&str> = Vec::new();
    let mut balanced = true;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let tag = &rest[..end];
        // A note's; `1<sup>er</sup>` is an author's.
        if tag.starts_with("<sup ") {
            rest = rest.find("</sup>").map_or("", |close| &rest[close + 6..]);
            continue;
        }
        let name = tag[1..].trim_start_matches('/');
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        let link = name == "a" || tag.contains(" id=");
        match tag.starts_with("</") {
            true => balanced &= open.pop() == Some(name),
            false if !VOID.contains(&name) => open.push(name),
            false => {}
        }
        if !link {
            out.push_str(tag);
        } else if name != "a" && !VOID.contains(&name) {
            out.push_str(&format!("<{name}>"));
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    plain.push_str(rest);
    if balanced && open.is_empty() { out } else { plain }
}

/// Elements without an end tag that may stand in a heading (HTML Standard, 13.1.2).
const VOID: [&str; 4] = ["br", "img", "wbr", "input"];

/// Puts every entry under the last one of a smaller level.
fn nest(flat: Vec<ContentsView>) -> Vec<ContentsView> {
    let mut roots: Vec<ContentsView> = Vec::new();
    for entry in flat {
        let mut list = &mut roots;
        while list.last().is_some_and(|last| last.level < entry.level) {
            let last = list.len() - 1;
            list = &mut list[last].children;
        }
        list.push(entry);
    }
    roots
}
