//! Turns a page into its passages: the text of every section, clause, question and term as readers see it, with its address.
//!
//! It is made from the blocks, never from HTML. Nothing that a page shows in another language is part of it.

use super::href::link_text;
use super::shared::part_label;
use crate::lang::LangId;
use crate::link::{DEEPEST_SNIPPET, DocumentIx, MOST_SNIPPETS, PageIx, Pair, Shows, Site};
use crate::parse::facts::UnitKind;
use crate::parse::tree::*;
use crate::parse::{Document, Kind};
use crate::records::Searched;
use crate::typography;

/// Stands for a piece of code while a text is set: of the private use area, where no text has it.
const CODE: char = '\u{F8D0}';

/// What a result is, as readers are told; it follows from its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sort {
    Guide,
    Question,
    Clause,
    Term,
}

impl Sort {
    /// The letter by which the browser knows it.
    pub fn letter(self) -> char {
        match self {
            Sort::Guide => 'g',
            Sort::Question => 'q',
            Sort::Clause => 'c',
            Sort::Term => 't',
        }
    }
}

/// A part of a page with an address of its own.
#[derive(Debug, Default)]
pub struct Passage {
    /// Empty for the beginning of the page.
    pub id: Box<str>,
    pub number: Box<str>,
    /// Empty for the beginning of the page, and for a clause.
    pub title: String,
    pub text: String,
    /// What it is found by but does not show: tags, other names.
    pub names: String,
    /// What a definition in a list is of.
    pub term: String,
    /// Whether it goes on with the one before, at the same address: of a long section, readers want the right place.
    pub goes_on: bool,
    /// Whether it is code, of which the words are often mere examples.
    pub code: bool,
    /// The cells of a table, the head first, where somebody asked for tables as such.
    pub rows: Vec<Vec<String>>,
}

/// What a page is, if it is one to be found: a document in its own language, a part of a handbook, a folder.
pub fn sort(site: &Site, page: PageIx) -> Option<Sort> {
    let shown = &site.pages[page];
    match shown.shows {
        Shows::Part(..) => Some(Sort::Clause),
        Shows::Folder(_) => Some(Sort::Guide),
        Shows::Document => Some(match site.documents[shown.edition?].place.kind {
            Kind::Faq => Sort::Question,
            Kind::Glossary => Sort::Term,
            Kind::Handbook | Kind::Part | Kind::HandbookText => Sort::Clause,
            Kind::Page | Kind::Snippet | Kind::Folder => Sort::Guide,
        }),
        // The whole of a handbook would say everything a second time, and what changed parts of it.
        Shows::Whole(_) | Shows::Changes(_) | Shows::NotFound | Shows::Root | Shows::Home | Shows::Search => None,
    }
    // Whoever looks for a rule wants the one in force; other editions are a link away from it.
    .filter(|_| shown.foreign(site).is_none() && !site.is_of_another_time(page))
}

/// How many passages a page has about, without reading its text.
pub fn passages_about(site: &Site, page: PageIx) -> usize {
    let shown = &site.pages[page];
    let Some(pair) = shown.pair else { return 1 };
    let pair = &site.pairs[pair];
    pair.joined[shown.lang].len() + pair.included.len() + 1
}

/// The number of the part of a handbook that a page shows.
pub fn number(site: &Site, page: PageIx) -> Box<str> {
    let shown = &site.pages[page];
    let place = match shown.shows {
        Shows::Part(book, place) => Some((book, place)),
        _ => shown.pair.and_then(|pair| site.pairs[pair].part_of),
    };
    let part = place.and_then(|(book, place)| site.handbooks.get(book)?.parts.get(place));
    part.map_or_else(Box::default, |part| site.pairs[part.pair].units[part.unit as usize].number.clone())
}

/// What the part of a handbook that a page shows is called, such as "Annex B".
pub fn label(site: &Site, page: PageIx) -> String {
    part_label(site, site.pages[page].lang, page)
}

/// Words that a page is found by because its author says so.
pub fn keywords(site: &Site, page: PageIx) -> &[Box<str>] {
    site.pages[page].edition.map_or(&[], |edition| &site.documents[edition].meta().keywords)
}

/// By what a search finds a page.
pub fn searched(site: &Site, page: PageIx) -> Searched {
    site.pages[page].edition.map_or(Searched::All, |edition| site.documents[edition].meta().search)
}

/// What is said of a page in a sentence or two.
pub fn description(site: &Site, page: PageIx) -> String {
    let shown = &site.pages[page];
    match (shown.shows, shown.edition) {
        (Shows::Folder(folder), _) => site.folders[folder].description[shown.lang].to_string(),
        (_, Some(edition)) => site.printed(&site.documents[edition], &site.documents[edition].meta().description),
        _ => String::new(),
    }
}

/// The passages of a page; the first is what comes before any section.
pub fn passages(site: &Site, page: PageIx) -> Vec<Passage> {
    read(site, page, false)
}

/// The same with each table in a passage of its own, as rows.
pub(super) fn passages_with_rows(site: &Site, page: PageIx) -> Vec<Passage> {
    read(site, page, true)
}

fn read(site: &Site, page: PageIx, tables: bool) -> Vec<Passage> {
    let shown = &site.pages[page];
    let first = Passage { number: number(site, page), ..Passage::default() };
    let (Some(pair), Some(edition)) = (shown.pair, shown.edition) else { return vec![first] };
    let document = &site.documents[edition];
    let mut walk = Walk {
        site,
        page,
        lang: shown.lang,
        pair: &site.pairs[pair],
        reader: document,
        document,
        snippets: Vec::new(),
        path: Vec::new(),
        included: 0,
        tables,
        passages: vec![first],
        at: 0,
    };
    let body = document.body();
    match shown.shows {
        Shows::Part(book, place) => {
            let part = &site.handbooks[book].parts[place];
            walk.part(&body.blocks, part.unit..part.end);
        }
        _ => walk.blocks(&body.blocks),
    }
    walk.entries(&body.entries);
    walk.passages
}

struct Walk<'a> {
    site: &'a Site,
    page: PageIx,
    lang: LangId,
    pair: &'a Pair,
    /// The edition that the page shows.
    reader: &'a Document,
    /// The edition, or a snippet in it.
    document: &'a Document,
    snippets: Vec<DocumentIx>,
    path: Vec<u32>,
    included: usize,
    /// Whether tables stay tables.
    tables: bool,
    passages: Vec<Passage>,
    /// The passage that is being read.
    at: usize,
}

/// Letters of a passage after which the next block begins another.
const LONG: usize = 600;

impl<'a> Walk<'a> {
    /// Goes on with the same section in another passage.
    fn go_on(&mut self, term: String) {
        if !self.passages[self.at].text.is_empty() || !term.is_empty() {
            self.apart();
            self.passages[self.at].term = term;
        }
    }

    /// Another passage of the same section.
    fn apart(&mut self) {
        let now = &self.passages[self.at];
        let (id, number, title) = (now.id.clone(), now.number.clone(), now.title.clone());
        self.open(&id, &number, title);
        self.passages[self.at].goes_on = true;
    }

    fn open(&mut self, id: &str, number: &str, title: String) {
        self.at = self.passages.len();
        self.passages.push(Passage { id: id.into(), number: number.into(), title, ..Passage::default() });
    }

    /// The blocks of one part of a handbook in one text; its heading is the title of the page.
    fn part(&mut self, blocks: &'a [Block], units: std::ops::Range<u32>) {
        let mut inside = false;
        for block in blocks {
            if let BlockKind::Heading(heading) = &block.kind
                && let Some(unit) = heading.unit
            {
                let joined = self.pair.joined[self.lang][unit as usize];
                inside = units.contains(&joined);
                if joined == units.start {
                    continue;
                }
            }
            if inside {
                self.block(block);
            }
        }
    }

    /// Answers or definitions, each a passage of its own.
    fn entries(&mut self, bodies: &'a [Vec<Block>]) {
        let content = &self.document.content;
        let titles = &self.document.facts().units;
        let (pair, lang) = (self.pair, self.lang);
        let id = |unit: u32| &*pair.units[pair.joined[lang][unit as usize] as usize].id;
        let named =
            |names: &mut dyn Iterator<Item = &Box<str>>| names.map(|name| format!("{name} ")).collect::<String>();
        for (entry, body) in content.entries.iter().zip(bodies) {
            let title = self.site.plain(self.document, &titles[entry.unit as usize].title);
            let names = named(&mut entry.tags.iter()) + id(entry.unit);
            self.entry(id(entry.unit), title, names, body);
        }
        for (term, body) in content.terms.iter().zip(bodies) {
            let title = self.site.plain(self.document, &titles[term.unit as usize].title);
            self.entry(id(term.unit), title, named(&mut term.aka.iter().chain(&term.forms)), body);
        }
    }

    fn entry(&mut self, id: &str, title: String, names: String, body: &'a [Block]) {
        self.open(id, "", title);
        self.passages[self.at].names = names;
        self.blocks(body);
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                if self.passages[self.at].text.len() > LONG {
                    self.go_on(String::new());
                }
                self.text(content);
            }
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::List(list) => list.items.iter().for_each(|item| self.item(item)),
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote(_, inner) => self.blocks(inner),
            BlockKind::Code(code) => {
                self.apart();
                self.passages[self.at].code = true;
                self.plain(&code.title);
                self.plain(&code.text);
                self.apart();
            }
            BlockKind::Table(table) if self.tables => {
                let cells = |row: &[Vec<Inline>]| row.iter().map(|cell| self.inlines(cell)).collect();
                let rows = std::iter::once(cells(&table.head)).chain(table.rows.iter().map(|row| cells(row))).collect();
                self.apart();
                self.passages[self.at].rows = rows;
                self.apart();
            }
            BlockKind::Table(table) => {
                self.row(&table.head);
                for row in &table.rows {
                    let term = row.first().map_or_else(String::new, |cell| self.inlines(cell));
                    self.go_on(term);
                    self.row(row);
                }
                self.go_on(String::new());
            }
            BlockKind::Rule => {}
            BlockKind::Html(html) => self.plain(&without_tags(&html.text)),
            BlockKind::Definitions(list) => {
                for definition in list {
                    let terms: Vec<String> = definition.terms.iter().map(|term| self.inlines(term)).collect();
                    self.go_on(terms.join(" "));
                    definition.terms.iter().for_each(|term| self.text(term));
                    definition.details.iter().for_each(|detail| self.blocks(detail));
                }
                self.go_on(String::new());
            }
            BlockKind::Container(container) => {
                self.text(&container.title);
                self.blocks(&container.blocks);
            }
            BlockKind::Snippet(used) => self.snippet(*used),
            // It is found where it stands.
            BlockKind::Question(_) => {}
        }
    }

    fn heading(&mut self, heading: &'a Heading) {
        let unit = heading.unit.filter(|&unit| !self.document.facts().units[unit as usize].nested);
        let Some(unit) = unit else { return self.text(&heading.content) };
        let title = self.inlines(&heading.content);
        if self.snippets.is_empty() {
            let own = &self.pair.units[self.pair.joined[self.lang][unit as usize] as usize];
            return self.open(&own.id, &own.number, title);
        }
        let inclusion = self.pair.inclusion(self.lang, &self.path).filter(|inclusion| !inclusion.nested);
        match inclusion.and_then(|inclusion| inclusion.sections.get(unit as usize)) {
            Some(&at) => self.open(&self.pair.included[at as usize].id, "", title),
            None => self.add(&title),
        }
    }

    fn item(&mut self, item: &'a Item) {
        let clause = |unit: &u32| self.document.facts().units[*unit as usize].kind == UnitKind::Clause;
        let Some(unit) = item.unit.filter(clause).filter(|_| self.snippets.is_empty()) else {
            return self.blocks(&item.blocks);
        };
        let around = self.at;
        let own = &self.pair.units[self.pair.joined[self.lang][unit as usize] as usize];
        self.open(&own.id, &own.number, String::new());
        self.blocks(&item.blocks);
        self.at = around;
    }

    fn row(&mut self, row: &'a [Vec<Inline>]) {
        row.iter().for_each(|cell| self.text(cell));
    }

    fn snippet(&mut self, used: u32) {
        let Some(name) = self.document.facts().snippets.get(used as usize) else { return };
        let snippet = self.site.snippets.get(&name.name).and_then(|editions| editions[self.document.place.lang]);
        let Some(snippet) = snippet.filter(|snippet| !self.snippets.contains(snippet)) else { return };
        if self.snippets.len() >= DEEPEST_SNIPPET || self.included >= MOST_SNIPPETS {
            return;
        }
        self.included += 1;
        let outer = std::mem::replace(&mut self.document, &self.site.documents[snippet]);
        self.snippets.push(snippet);
        self.path.push(used);
        self.blocks(&self.document.body().blocks);
        self.path.pop();
        self.snippets.pop();
        self.document = outer;
    }

    fn text(&mut self, inlines: &[Inline]) {
        let text = self.inlines(inlines);
        self.add(&text);
    }

    fn plain(&mut self, text: &str) {
        self.add(text.trim());
    }

    fn add(&mut self, text: &str) {
        let out = &mut self.passages[self.at].text;
        if !text.is_empty() && !out.is_empty() {
            out.push('\n');
        }
        out.push_str(text);
    }

    /// Inlines as readers see them.
    fn inlines(&self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        let table = self.site.typography(self.document);
        match takes_titles(inlines) {
            true => {
                let mut code = Vec::new();
                self.write(inlines, &mut out, &mut code);
                let mut code = code.into_iter();
                let is_code = |letter: char| letter == CODE;
                let set = typography::set(table, &out);
                let parts = set.split(is_code).map(|part| (part, code.next().unwrap_or_default()));
                out = parts.flat_map(|(part, code)| [part, code]).collect();
            }
            false => {
                let fill = |name: &str, out: &mut String| out.push_str(self.variable(name));
                typography::inline_text(table, inlines, &self.document.source, &fill, &mut out);
            }
        }
        // Where a source breaks a line, its page does not.
        match out.contains('\n') {
            true => out.trim().replace('\n', " "),
            false => out.trim().to_owned(),
        }
    }

    fn variable(&self, name: &str) -> &str {
        self.site.variable_for(self.document, self.reader, name).unwrap_or_default()
    }

    /// Code is set aside, with a sign in its place: no typography touches it.
    fn write<'i>(&self, inlines: &'i [Inline], out: &mut String, code: &mut Vec<&'i str>) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(None) => out.push_str(self.document.source.slice(inline.span)),
                InlineKind::Text(Some(text)) => out.push_str(text),
                InlineKind::Code(text) => {
                    out.push(CODE);
                    code.push(text);
                }
                InlineKind::SoftBreak | InlineKind::HardBreak => out.push(' '),
                InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strikethrough(inner) => {
                    self.write(inner, out, code);
                }
                InlineKind::Link(link) if link.content.is_empty() => out.push_str(&self.link(link.address)),
                InlineKind::Link(link) => self.write(&link.content, out, code),
                InlineKind::Image(image) => self.write(&image.alt, out, code),
                InlineKind::Variable(name) => out.push_str(self.variable(name)),
                InlineKind::Html(html) => out.push_str(&without_tags(&html.text)),
                InlineKind::Footnote(_) => {}
            }
        }
    }

    /// The text that a link without one takes.
    fn link(&self, address: u32) -> String {
        let shown = &self.site.pages[self.page];
        let target = match self.snippets.last() {
            None => shown.targets.get(address as usize),
            Some(snippet) => {
                let usual = || self.site.snippet_targets.get(snippet)?[self.lang].get(address as usize);
                shown.here.get(&(*snippet, address)).or_else(usual)
            }
        };
        target.map_or_else(String::new, |target| link_text(self.site, target))
    }
}

/// Whether a link among the inlines takes the title or the number of what it leads to.
fn takes_titles(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match &inline.kind {
        InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strikethrough(inner) => {
            takes_titles(inner)
        }
        InlineKind::Link(link) => link.content.is_empty() || takes_titles(&link.content),
        _ => false,
    })
}

/// What raw HTML says between its tags.
fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}
