//! Turns blocks into HTML, with the ids, numbers and addresses that `link` gave them.
//!
//! It writes what stands inside a page's text; the page around it is the templates' work.

use super::escape::{escape, escape_into};
use super::href::{Href, whole_id};
use super::marks::{Made, Tag};
use super::stale;
use super::terms::Explained;
use super::text::{Hand, Hrefs};
use crate::defined::Terms;
use crate::highlight::Highlights;
use crate::lang::LangId;
use crate::link::{
    DEEPEST_SNIPPET, DocumentIx, Ids, Joined, JoinedIx, MOST_SNIPPETS, PageIx, Pair, PairIx, Site, Words,
};
use crate::parse::Document;
use crate::parse::tree::*;
use crate::source::Span;
use crate::typography::{Run, edits_in_html};
use std::collections::HashMap;
use std::fmt::Write;

/// Everything that the text of a page is made from.
pub struct Ingredients<'a> {
    pub site: &'a Site,
    pub page: PageIx,
    pub pair: PairIx,
    pub edition: DocumentIx,
    pub hrefs: &'a [Href],
    /// Addresses of everything that the page shows, and the questions among it.
    pub all: &'a Hrefs,
    pub highlights: &'a Highlights,
    pub terms: &'a Terms,
    /// What comes before every id: used where several documents share a page.
    pub prefix: &'a str,
    /// What comes before the ids that nobody typed, those of notes and tabs: used where several texts do.
    pub own: &'a str,
    /// Added to the level of every heading.
    pub deeper: u8,
    pub hand: Hand,
    /// Whether the text is another page's, which this one shows too.
    pub borrowed: bool,
}

/// A text being written.
pub struct Writer<'a> {
    pub(super) from: Ingredients<'a>,
    pub(super) document: &'a Document,
    pub(super) hrefs: &'a [Href],
    words: &'a Words,
    pub(super) joined: &'a [JoinedIx],
    pair: &'a Pair,
    pub(super) units: &'a [Joined],
    pub(super) ids: &'a Ids,
    /// Snippets that are being written, outermost first; inside one, headings are no units of the page.
    pub(super) snippets: Vec<DocumentIx>,
    /// The uses that lead to the innermost of them.
    path: Vec<u32>,
    /// Snippets written so far.
    included: usize,
    /// Questions of FAQs shown so far.
    pub(super) questions: u32,
    pub(super) footnotes: Footnotes<'a>,
    /// Those of the table that is being written.
    pub(super) table_notes: Option<Footnotes<'a>>,
    tabs: u32,
    pub(super) tables: u32,
    /// The sentence that is being written.
    pub(super) run: Run,
    /// Whether what is written stands inside an element of it.
    pub(super) within: bool,
    pub(super) explained: Explained,
    /// The id of the definition that is being written.
    pub(super) defining: Option<&'a str>,
    pub out: String,
    /// The tags written so far that came from a place of their own.
    pub(super) tags: Vec<Tag>,
}

/// A note's label, and the snippet that it stands in: a snippet and its page may use one label for two notes.
pub(super) type NoteName<'a> = (Option<DocumentIx>, &'a str);

/// Notes met so far, in order of first use.
#[derive(Default)]
pub(super) struct Footnotes<'a> {
    pub(super) notes: HashMap<NoteName<'a>, &'a [Block]>,
    pub(super) used: Vec<(NoteName<'a>, u32)>,
    /// The uses by which each snippet first came in.
    paths: HashMap<DocumentIx, Vec<u32>>,
}

/// What a heading or a clause is on the page.
pub(super) struct Section<'a> {
    id: &'a str,
    /// Its further ids.
    extra: &'a [Box<str>],
    /// Its number as it stands before it.
    pub(super) mark: &'a str,
}

impl<'a> Writer<'a> {
    pub fn new(from: Ingredients<'a>) -> Writer<'a> {
        let site = from.site;
        let document = &site.documents[from.edition];
        let pair = &site.pairs[from.pair];
        let lang = site.pages[from.page].lang;
        Writer {
            document,
            hrefs: from.hrefs,
            words: &site.words[lang],
            joined: &pair.joined[document.place.lang],
            pair,
            units: &pair.units,
            ids: &pair.ids[lang],
            snippets: Vec::new(),
            path: Vec::new(),
            included: 0,
            questions: 0,
            footnotes: Footnotes::default(),
            table_notes: None,
            tabs: 0,
            tables: 0,
            run: Run::default(),
            within: false,
            explained: Explained::default(),
            defining: None,
            out: String::with_capacity(document.source.text().len() * 2),
            tags: Vec::new(),
            from,
        }
    }

    pub(super) fn lang(&self) -> LangId {
        self.from.site.pages[self.from.page].lang
    }

    pub(super) fn word(&self, name: &str) -> &'a str {
        self.words.get(name).map_or("", String::as_str)
    }

    /// Writes blocks, then the notes that they use. `notes` are all blocks that may define notes.
    pub fn text(&mut self, blocks: &'a [Block], notes: &'a [Block]) {
        self.collect(notes);
        self.blocks(blocks, false);
        self.write_footnotes();
    }

    pub(super) fn collect(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Footnote(name, note) => {
                    self.footnotes.notes.insert(self.note_name(&name.id), note);
                    self.collect(note);
                }
                BlockKind::Quote(inner) | BlockKind::Alert(_, inner) => self.collect(inner),
                BlockKind::Container(container) => self.collect(&container.blocks),
                BlockKind::List(list) => list.items.iter().for_each(|item| self.collect(&item.blocks)),
                _ => {}
            }
        }
    }

    pub(super) fn blocks(&mut self, blocks: &'a [Block], tight: bool) {
        for block in blocks {
            self.block(block, tight);
        }
    }

    pub(super) fn block(&mut self, block: &'a Block, tight: bool) {
        if self.from.hand == Hand::Markdown {
            return self.markdown_block(block, tight);
        }
        // A paragraph without a tag of its own would take the first one in it.
        let bare = matches!(block.kind, BlockKind::Paragraph(_)) && tight && block.attributes.is_none();
        if !bare && !matches!(block.kind, BlockKind::Snippet(_) | BlockKind::Footnote(..)) {
            self.mark(block.span);
        }
        match &block.kind {
            BlockKind::Paragraph(content) => self.paragraph(content, block.attributes.as_deref(), tight, block.span),
            BlockKind::Heading(heading) => self.heading(heading, block.attributes.as_deref()),
            BlockKind::List(list) => self.list(list, None),
            BlockKind::Quote(blocks) => self.wrapped("<blockquote>\n", blocks, "</blockquote>\n"),
            BlockKind::Alert(kind, blocks) => {
                let name = kind.name();
                let title = escape(self.word(name));
                let open =
                    format!("<div class=\"alert alert-{name}\" role=\"note\"><p class=\"alert-title\">{title}</p>\n");
                self.wrapped(&open, blocks, "</div>\n");
            }
            BlockKind::Code(code) => self.code(code),
            BlockKind::Table(table) => self.table(table, None),
            BlockKind::Rule => self.out.push_str("<hr>\n"),
            BlockKind::Html(html) => {
                let edits = self.typography().map(|table| edits_in_html(table, &html.text));
                self.html(html, &edits.unwrap_or_default());
            }
            BlockKind::Footnote(..) => {}
            BlockKind::Definitions(list) => self.definitions(list),
            BlockKind::Container(container) => self.container(container, block.attributes.as_deref(), block.span),
            BlockKind::Snippet(used) => self.snippet(*used),
            BlockKind::Question(address) => self.question(*address),
        }
    }

    /// Remembers that the tag written next came from `span`.
    pub(super) fn mark(&mut self, span: Span) {
        let document = self.snippets.last().copied().unwrap_or(self.from.edition);
        self.tags.push((self.out.len(), document, span));
    }

    /// The text, to be found again in the page.
    pub fn made(self) -> Made {
        Made::Text { html: self.out, tags: self.tags }
    }

    fn wrapped(&mut self, open: &str, blocks: &'a [Block], close: &str) {
        self.out.push_str(open);
        self.blocks(blocks, false);
        self.out.push_str(close);
    }

    fn paragraph(&mut self, content: &'a [Inline], attributes: Option<&'a Attributes>, tight: bool, span: Span) {
        if let [Inline { kind: InlineKind::Image(image), .. }] = content
            && !image.title.is_empty()
            && !tight
        {
            self.out.push_str("<figure class=\"image\"");
            self.attributes(attributes);
            self.out.push('>');
            self.image(image, false);
            self.out.push_str("<figcaption>");
            self.caption_number("figure_label", span);
            self.plain(&image.title);
            self.out.push_str("</figcaption></figure>\n");
            return;
        }
        if tight && attributes.is_none() {
            self.explained(content);
            return;
        }
        self.out.push_str("<p");
        self.attributes(attributes);
        self.out.push('>');
        let id = attributes.and_then(|attributes| attributes.id.as_ref()).map(|name| &*name.id);
        let outer = self.defining;
        self.defining = id.or(outer);
        self.explained(content);
        self.defining = outer;
        self.own_permalink(attributes);
        self.out.push_str("</p>\n");
    }

    pub(super) fn attributes(&mut self, attributes: Option<&Attributes>) {
        let Some(attributes) = attributes else { return };
        if let Some(name) = &attributes.id {
            self.id(&name.id);
        }
        self.classes(&attributes.classes, &[]);
    }

    pub(super) fn id(&mut self, id: &str) {
        self.out.push_str(" id=\"");
        let id = whole_id(self.from.prefix, id);
        escape_into(&id, &mut self.out);
        self.out.push('"');
    }

    pub(super) fn classes(&mut self, classes: &[Box<str>], more: &[&str]) {
        let all: Vec<&str> = more.iter().copied().chain(classes.iter().map(|class| &**class)).collect();
        if !all.is_empty() {
            self.out.push_str(" class=\"");
            escape_into(&all.join(" "), &mut self.out);
            self.out.push('"');
        }
    }

    fn heading(&mut self, heading: &'a Heading, attributes: Option<&Attributes>) {
        let level = (heading.level + self.from.deeper).clamp(2, 6);
        let section = heading.unit.and_then(|unit| self.section(unit));
        self.explained.section();
        let _ = write!(self.out, "<h{level}");
        if let Some(section) = &section {
            self.id(section.id);
        }
        self.classes(attributes.map_or(&[], |a| &a.classes), &[]);
        self.out.push('>');
        if let Some(section) = &section {
            self.extra_ids(section.extra);
            self.number(section.mark);
        }
        if heading.content.is_empty() && attributes.is_some_and(|attributes| attributes.has("reserved")) {
            self.reserved();
        }
        self.inlines(&heading.content);
        if let Some(section) = section {
            let title = self.label(&heading.content);
            self.permalink(section.id, &title);
        }
        let _ = writeln!(self.out, "</h{level}>");
        if let Some(unit) = heading.unit {
            self.stale(unit);
        }
    }

    /// Says of a unit of the page's own text that it is behind another language's.
    pub(super) fn stale(&mut self, unit: u32) {
        let Ingredients { site, page, pair, edition, .. } = self.from;
        if self.snippets.is_empty() && site.documents[edition].place.lang == site.pages[page].lang {
            self.out.push_str(&stale::of_unit(site, page, pair, self.joined[unit as usize]));
        }
    }

    /// What a unit of the text that is being written is on the page.
    pub(super) fn section(&self, unit: u32) -> Option<Section<'a>> {
        if self.snippets.is_empty() {
            let unit = self.joined[unit as usize] as usize;
            let joined = &self.units[unit];
            let extra = self.ids.extra.get(unit).map_or(&[][..], Vec::as_slice);
            return Some(Section { id: &joined.id, extra, mark: &joined.mark });
        }
        let inclusion = self.pair.inclusion(self.site_document().place.lang, &self.path)?;
        let at = *inclusion.sections.get(unit as usize)? as usize;
        let extra = self.ids.included.get(at).map_or(&[][..], Vec::as_slice);
        Some(Section { id: &self.pair.included[at].id, extra, mark: "" })
    }

    /// The edition that the page shows, whatever snippet is being written.
    fn site_document(&self) -> &'a Document {
        &self.from.site.documents[self.from.edition]
    }

    pub(super) fn extra_ids(&mut self, extra: &[Box<str>]) {
        // What is shown of another page has its former ids there.
        let extra = if self.from.borrowed { &[] } else { extra };
        for id in extra {
            self.out.push_str("<span");
            self.id(id);
            self.out.push_str("></span>");
        }
    }

    pub(super) fn number(&mut self, mark: &str) {
        if !mark.is_empty() {
            let _ = write!(self.out, "<span class=\"number\">{}</span> ", escape(mark));
        }
    }

    /// Writes "Table 3." before the caption of what begins at `span`, if it has a number; in a snippet it has none.
    pub(super) fn caption_number(&mut self, word: &str, span: Span) {
        let document = self.document;
        let captions = self.snippets.is_empty().then(|| &self.pair.captions[document.place.lang]);
        let at = document.facts().captions.binary_search_by_key(&span.start, |caption| caption.start);
        let number = at.ok().zip(captions).and_then(|(at, numbers)| numbers.get(at));
        if let Some(number) = number.filter(|number| !number.is_empty()) {
            let label = self.word(word).replace("{number}", number);
            self.number(&label);
        }
    }

    /// Offers the address of a paragraph, an item or a table that somebody named.
    pub(super) fn own_permalink(&mut self, attributes: Option<&Attributes>) {
        if let Some(name) = attributes.and_then(|attributes| attributes.id.as_ref()) {
            self.permalink(&name.id, "");
        }
    }

    pub(super) fn permalink(&mut self, id: &str, title: &str) {
        // What is shown of another page has its lasting address there.
        if self.from.borrowed {
            return;
        }
        let id = whole_id(self.from.prefix, id);
        let label = match title.is_empty() {
            true => self.word("permalink").to_owned(),
            false => self.word("permalink_to").replace("{title}", title),
        };
        let _ = write!(
            self.out,
            " <a class=\"permalink\" href=\"#{}\" aria-label=\"{}\">#</a>",
            escape(&id),
            escape(&label)
        );
    }

    fn code(&mut self, code: &'a Code) {
        self.out.push_str("<figure class=\"code\">");
        if !code.title.is_empty() {
            self.out.push_str("<figcaption>");
            escape_into(&code.title, &mut self.out);
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("<pre tabindex=\"0\"");
        if !code.language.is_empty() {
            self.out.push_str(" data-lang=\"");
            escape_into(&code.language, &mut self.out);
            self.out.push('"');
        }
        self.out.push_str("><code>");
        let html = self.from.highlights.get(&code.language, &code.text);
        if code.marked.is_empty() {
            self.out.push_str(&html);
        } else {
            for (at, line) in html.split_inclusive('\n').enumerate() {
                let marked = code.marked.iter().any(|&(from, to)| (from..=to).contains(&(at as u32 + 1)));
                if marked {
                    let _ = write!(self.out, "<span class=\"hl\">{line}</span>");
                } else {
                    self.out.push_str(line);
                }
            }
        }
        self.out.push_str("</code></pre></figure>\n");
    }

    fn container(&mut self, container: &'a Container, attributes: Option<&'a Attributes>, span: Span) {
        match container.kind {
            ContainerKind::Tabs => self.tabs(container),
            // A tab outside tabs was reported; its text is shown.
            ContainerKind::Tab => self.blocks(&container.blocks, false),
            ContainerKind::Steps => {
                for block in &container.blocks {
                    match &block.kind {
                        BlockKind::List(list) => self.list(list, Some("steps")),
                        _ => self.block(block, false),
                    }
                }
            }
            ContainerKind::Table => self.labelled(container, attributes, span),
            ContainerKind::Details => {
                self.out.push_str("<details");
                self.attributes(attributes);
                self.out.push_str("><summary>");
                self.inlines(&container.title);
                self.out.push_str("</summary>\n");
                self.blocks(&container.blocks, false);
                self.out.push_str("</details>\n");
            }
        }
    }

    fn tabs(&mut self, container: &'a Container) {
        self.tabs += 1;
        let group = whole_id(self.from.own, &format!("_tabs-{}", self.tabs));
        self.out.push_str("<div class=\"tabs\">\n");
        let tabs = container.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Container(tab) => Some(tab),
            _ => None,
        });
        for (at, tab) in tabs.enumerate() {
            let checked = if at == 0 { " checked" } else { "" };
            let id = format!("{group}-{}", at + 1);
            let _ =
                write!(self.out, "<input type=\"radio\" name=\"{group}\" id=\"{id}\"{checked}><label for=\"{id}\">");
            self.inlines(&tab.title);
            self.out.push_str("</label>\n<div class=\"tab\">\n");
            self.blocks(&tab.blocks, false);
            self.out.push_str("</div>\n");
        }
        self.out.push_str("</div>\n");
    }

    pub(super) fn snippet(&mut self, used: u32) {
        let site = self.from.site;
        let Some(name) = self.document.facts().snippets.get(used as usize) else { return };
        let snippet = site.snippets.get(&name.name).and_then(|editions| editions[self.document.place.lang]);
        // A snippet that includes itself was reported; it is shown once. So were too many.
        let Some(snippet) = snippet.filter(|snippet| !self.snippets.contains(snippet)) else { return };
        if self.snippets.len() >= DEEPEST_SNIPPET || self.included >= MOST_SNIPPETS {
            return;
        }
        self.included += 1;
        let mut path = self.path.clone();
        path.push(used);
        self.footnotes.paths.entry(snippet).or_insert_with(|| path.clone());
        if self.snippets.is_empty() && self.from.hand == Hand::Html {
            self.out.push_str(&stale::of_snippet(site, self.from.page, self.from.pair, snippet));
        }
        self.within(snippet, path, |writer| {
            let body: &'a [Block] = &writer.document.body().blocks;
            writer.collect(body);
            writer.blocks(body, false);
        });
    }

    /// Writes the title of a heading that came in with a snippet.
    pub fn title_in(&mut self, snippet: DocumentIx, title: &'a [Inline]) {
        self.within(snippet, Vec::new(), |writer| writer.inlines(title));
    }

    /// Writes what stands in a snippet.
    fn within(&mut self, snippet: DocumentIx, path: Vec<u32>, write: impl FnOnce(&mut Self)) {
        let outer = (self.document, self.hrefs, std::mem::replace(&mut self.path, path));
        self.snippets.push(snippet);
        self.document = &self.from.site.documents[snippet];
        self.hrefs = self.from.all.documents.get(&(self.from.edition, snippet)).map_or(&[], Vec::as_slice);
        write(self);
        self.snippets.pop();
        (self.document, self.hrefs, self.path) = outer;
    }

    /// The name of a note that is used or defined here.
    pub(super) fn note_name(&self, label: &'a str) -> NoteName<'a> {
        (self.snippets.last().copied(), label)
    }

    /// Writes what a note says.
    pub(super) fn note(&mut self, name: NoteName<'a>, blocks: &'a [Block]) {
        match name.0.filter(|_| self.snippets.last() != name.0.as_ref()) {
            Some(snippet) => {
                let path = self.footnotes.paths.get(&snippet).cloned().unwrap_or_default();
                self.within(snippet, path, |writer| writer.blocks(blocks, single(blocks)));
            }
            None => self.blocks(blocks, single(blocks)),
        }
    }
}

/// Whether blocks are one paragraph, which then needs no element of its own.
pub(super) fn single(blocks: &[Block]) -> bool {
    matches!(blocks, [Block { kind: BlockKind::Paragraph(_), attributes: None, .. }])
}
