//! Turns blocks into Markdown that stands alone, or into plain text: for assistants, search engines and support tools.
//!
//! Variables, snippets, numbers and addresses are filled in. It says what readers see: plain text has the words of the page
//! in their order, list numbers among them, and of an image what is said of it.

use super::text::Making;
use crate::link::{DEEPEST_SNIPPET, DocumentIx, MOST_SNIPPETS};
use crate::parse::Document;
use crate::parse::tree::*;
use crate::typography::Run;
use std::collections::HashMap;

/// What a text is turned into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Markdown,
    Plain,
}

impl Making<'_> {
    /// A text of `edition` in another form.
    pub(super) fn prose(&self, edition: DocumentIx, blocks: &[Block], form: Form) -> String {
        let mut prose = Prose::new(self, edition, form);
        prose.collect(blocks);
        let mut parts = vec![prose.blocks(blocks)];
        let mut at = 0;
        while at < prose.used.len() {
            let name = prose.used[at];
            at += 1;
            let note = prose.notes.get(&name).map_or(&[][..], |note| note);
            let text = prose.within(name.0, |prose| prose.blocks(note));
            parts.push(match form {
                Form::Markdown => format!("[^{at}]: {}", indented(&text, "    ")),
                Form::Plain => format!("{at}. {text}"),
            });
        }
        joined(parts)
    }
}

/// A note by the document that it stands in, and its label.
type NoteName<'a> = (DocumentIx, &'a str);

struct Prose<'a> {
    making: &'a Making<'a>,
    form: Form,
    /// The text that was asked for; snippets take its variables.
    edition: DocumentIx,
    document: DocumentIx,
    /// Snippets that are being written, and how many were so far.
    open: Vec<DocumentIx>,
    included: usize,
    notes: HashMap<NoteName<'a>, &'a [Block]>,
    used: Vec<NoteName<'a>>,
    /// Those of the table that is being written.
    starred: Vec<NoteName<'a>>,
    run: Run,
}

impl<'a> Prose<'a> {
    fn new(making: &'a Making<'a>, edition: DocumentIx, form: Form) -> Prose<'a> {
        let (notes, used, starred) = (HashMap::new(), Vec::new(), Vec::new());
        let (open, run) = (Vec::new(), Run::default());
        Prose { making, form, edition, document: edition, open, included: 0, notes, used, starred, run }
    }

    fn own(&self) -> &'a Document {
        &self.making.site.documents[self.document]
    }

    fn is_plain(&self) -> bool {
        self.form == Form::Plain
    }

    fn within<T>(&mut self, document: DocumentIx, write: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.document, document);
        let value = write(self);
        self.document = outer;
        value
    }

    fn collect(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Footnote(name, note) => {
                    self.notes.insert((self.document, &name.id), note);
                    self.collect(note);
                }
                BlockKind::Quote(inner) | BlockKind::Alert(_, inner) => self.collect(inner),
                BlockKind::Container(container) => self.collect(&container.blocks),
                BlockKind::List(list) => list.items.iter().for_each(|item| self.collect(&item.blocks)),
                _ => {}
            }
        }
    }

    fn blocks(&mut self, blocks: &'a [Block]) -> String {
        joined(blocks.iter().map(|block| self.block(block)).collect())
    }

    fn block(&mut self, block: &'a Block) -> String {
        match &block.kind {
            BlockKind::Paragraph(content) => self.inlines(content),
            BlockKind::Heading(heading) => {
                let text = self.inlines(&heading.content);
                if self.is_plain() { text } else { format!("{} {text}", "#".repeat(heading.level.into())) }
            }
            BlockKind::List(list) => self.list(list),
            BlockKind::Quote(inner) => self.quoted(inner, String::new()),
            BlockKind::Alert(kind, inner) => {
                let name = kind.name();
                let site = self.making.site;
                let word = || site.words[self.making.lang()].get(name).cloned().unwrap_or_default();
                let title = if self.is_plain() { word() } else { format!("[!{}]\n", name.to_uppercase()) };
                self.quoted(inner, title)
            }
            BlockKind::Code(code) => self.code(code),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Rule if self.is_plain() => String::new(),
            BlockKind::Rule => "---".to_owned(),
            BlockKind::Html(html) => self.html(&html.text),
            BlockKind::Footnote(..) => String::new(),
            BlockKind::Definitions(list) => self.definitions(list),
            BlockKind::Container(container) => self.container(container),
            BlockKind::Snippet(used) => self.snippet(*used),
            BlockKind::Question(address) => {
                let (url, label) = self.led(*address);
                if self.is_plain() { label } else { format!("[{}]({url})", escaped(&label)) }
            }
        }
    }

    fn quoted(&mut self, inner: &'a [Block], title: String) -> String {
        let text = self.blocks(inner);
        match self.form {
            Form::Plain => joined(vec![title, text]),
            Form::Markdown => format!("> {}", (title + &text).replace('\n', "\n> ").replace("> \n", ">\n")),
        }
    }

    fn list(&mut self, list: &'a List) -> String {
        let mut items = Vec::new();
        for (at, item) in list.items.iter().enumerate() {
            let mut sign = match list.start {
                Some(start) => format!("{}. ", start + at as u64),
                None => "- ".to_owned(),
            };
            let indent = " ".repeat(sign.len());
            match item.task.filter(|_| !self.is_plain()) {
                Some(true) => sign.push_str("[x] "),
                Some(false) => sign.push_str("[ ] "),
                None => {}
            }
            let text = item.blocks.iter().map(|block| self.block(block)).collect::<Vec<_>>();
            let text = if list.tight { lines(text) } else { joined(text) };
            items.push(format!("{sign}{}", indented(&text, &indent)));
        }
        if list.tight { lines(items) } else { joined(items) }
    }

    fn code(&self, code: &Code) -> String {
        let text = code.text.trim_end_matches('\n');
        if self.is_plain() {
            return lines(vec![code.title.to_string(), text.to_owned()]);
        }
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        let title = if code.title.is_empty() { String::new() } else { format!(" title=\"{}\"", code.title) };
        format!("{fence}{}{title}\n{text}\n{fence}", code.language)
    }

    fn table(&mut self, table: &'a Table) -> String {
        let rows: Vec<Vec<String>> = std::iter::once(&table.head)
            .chain(&table.rows)
            .map(|row| row.iter().map(|cell| self.inlines(cell).replace('\n', " ")).collect())
            .collect();
        if self.is_plain() {
            return lines(rows.iter().map(|row| row.join("\t")).collect());
        }
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
            format!("| {} |", cells.join(" | "))
        };
        let rule = table.aligns.iter().map(|align| match align {
            Align::None => "---",
            Align::Left => ":--",
            Align::Center => ":-:",
            Align::Right => "--:",
        });
        let rule = format!("| {} |", rule.collect::<Vec<_>>().join(" | "));
        let mut out = vec![line(&rows[0]), rule];
        out.extend(rows[1..].iter().map(|row| line(row)));
        lines(out)
    }

    fn definitions(&mut self, list: &'a [Definition]) -> String {
        let mut parts = Vec::new();
        for definition in list {
            let mut own: Vec<String> = definition.terms.iter().map(|term| self.inlines(term)).collect();
            for detail in &definition.details {
                let text = self.blocks(detail);
                own.push(if self.is_plain() { text } else { format!(": {}", indented(&text, "  ")) });
            }
            parts.push(lines(own));
        }
        joined(parts)
    }

    fn container(&mut self, container: &'a Container) -> String {
        let title = self.inlines(&container.title);
        let title = match self.is_plain() || title.is_empty() {
            true => title,
            false => format!("**{title}**"),
        };
        if container.kind != ContainerKind::Table {
            return joined(vec![title, self.blocks(&container.blocks)]);
        }
        // A table has notes of its own, printed under it.
        let own: Vec<NoteName<'a>> = container.blocks.iter().filter_map(|block| self.note_of(block)).collect();
        let around = std::mem::replace(&mut self.starred, own);
        let (before, used) = (self.used.len(), self.starred.clone());
        let text = self.blocks(&container.blocks);
        let mut parts = vec![title, text];
        let mut notes = Vec::new();
        let own: Vec<_> = self.used[before..].iter().copied().filter(|name| used.contains(name)).collect();
        for (at, name) in own.into_iter().enumerate() {
            let note = self.notes.get(&name).map_or(&[][..], |note| note);
            let text = self.blocks(note);
            notes.push(format!("{} {text}", self.star(name.1, at)));
        }
        self.used.retain(|name| !used.contains(name));
        self.starred = around;
        parts.push(joined(notes));
        joined(parts)
    }

    fn note_of(&self, block: &'a Block) -> Option<NoteName<'a>> {
        match &block.kind {
            BlockKind::Footnote(name, _) => Some((self.document, &name.id)),
            _ => None,
        }
    }

    /// The sign of a table's note: its own stars, else its number.
    fn star(&self, label: &str, at: usize) -> String {
        let stars = label.chars().all(|c| matches!(c, '*' | '†' | '‡'));
        match (stars, self.form) {
            (true, Form::Plain) => label.to_owned(),
            (true, Form::Markdown) => label.replace('*', "\\*"),
            (false, _) => (at + 1).to_string(),
        }
    }

    fn snippet(&mut self, used: u32) -> String {
        let (site, own) = (self.making.site, self.own());
        let named = own.facts().snippets.get(used as usize).and_then(|used| site.snippets.get(&used.name));
        let snippet = named.and_then(|editions| editions[own.place.lang]);
        // What is without end was reported.
        let ends = self.open.len() < DEEPEST_SNIPPET && self.included < MOST_SNIPPETS;
        let Some(snippet) = snippet.filter(|snippet| ends && !self.open.contains(snippet)) else {
            return String::new();
        };
        self.open.push(snippet);
        self.included += 1;
        let body: &'a [Block] = &site.documents[snippet].body().blocks;
        let text = self.within(snippet, |prose| {
            prose.collect(body);
            prose.blocks(body)
        });
        self.open.pop();
        text
    }

    /// Raw HTML is Markdown as it stands; its plain text is what is between its tags.
    fn html(&self, html: &str) -> String {
        match self.form {
            Form::Markdown => html.trim_end().to_owned(),
            Form::Plain => between_tags(html).trim().to_owned(),
        }
    }

    /// Where an address leads, and the text that it lends to a link without one.
    fn led(&self, address: u32) -> (String, String) {
        let hrefs = self.making.hrefs.documents.get(&(self.edition, self.document));
        hrefs.and_then(|hrefs| hrefs.get(address as usize)).map_or_else(Default::default, |href| {
            (href.href.replace(' ', "%20").replace(')', "%29"), between_tags(&href.label))
        })
    }

    fn inlines(&mut self, inlines: &'a [Inline]) -> String {
        let site = self.making.site;
        let mut run = std::mem::take(&mut self.run);
        match site.typography(self.own()) {
            Some(table) => {
                let fill = |name: &str, out: &mut String| out.push_str(&self.value(name));
                run.read(table, inlines, &self.own().source, &fill);
            }
            None => run.clear(),
        }
        self.run = run;
        let mut out = String::new();
        self.parts(inlines, &mut out);
        out.trim().to_owned()
    }

    fn value(&self, name: &str) -> String {
        let site = self.making.site;
        let value = site.variable_for(self.own(), &site.documents[self.edition], name);
        value.map_or_else(|| format!("{{{{ {name} }}}}"), str::to_owned)
    }

    fn piece(&mut self, text: &str, out: &mut String) {
        let mut said = String::new();
        self.run.piece(text, |part| said.push_str(part));
        match self.form {
            Form::Plain => out.push_str(&said.replace('\n', " ")),
            Form::Markdown => out.push_str(&escaped(&said)),
        }
    }

    fn parts(&mut self, inlines: &'a [Inline], out: &mut String) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(None) => self.piece(self.own().source.slice(inline.span), out),
                InlineKind::Text(Some(text)) => self.piece(text, out),
                InlineKind::Code(code) if self.is_plain() => out.push_str(code),
                InlineKind::Code(code) => {
                    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
                    let (fence, space) = ("`".repeat(longest + 1), if longest > 0 { " " } else { "" });
                    out.extend([&fence, space, code, space, &fence]);
                }
                InlineKind::SoftBreak => self.piece("\n", out),
                InlineKind::HardBreak => out.push_str(if self.is_plain() { "\n" } else { "\\\n" }),
                InlineKind::Emphasis(inner) => self.marked("*", inner, out),
                InlineKind::Strong(inner) => self.marked("**", inner, out),
                InlineKind::Strikethrough(inner) => self.marked("~~", inner, out),
                InlineKind::Link(link) => self.link(link, out),
                InlineKind::Image(image) => {
                    let alt = site_text(self, &image.alt);
                    match self.form {
                        Form::Plain => out.push_str(&alt),
                        Form::Markdown => out.push_str(&format!("![{}]({})", escaped(&alt), self.led(image.address).0)),
                    }
                }
                InlineKind::Footnote(label) => self.footnote(label, out),
                InlineKind::Html(html) if !self.is_plain() => out.push_str(&html.text),
                InlineKind::Html(_) => {}
                InlineKind::Variable(name) => {
                    let value = self.value(name);
                    self.piece(&value, out);
                }
            }
        }
    }

    fn marked(&mut self, sign: &str, inner: &'a [Inline], out: &mut String) {
        let sign = if self.is_plain() { "" } else { sign };
        out.push_str(sign);
        self.parts(inner, out);
        out.push_str(sign);
    }

    fn link(&mut self, link: &'a Link, out: &mut String) {
        let (url, label) = self.led(link.address);
        let mut text = String::new();
        self.parts(&link.content, &mut text);
        match (link.content.is_empty(), self.form) {
            (true, Form::Plain) => out.push_str(&label),
            (true, Form::Markdown) => out.push_str(&format!("[{}]({url})", escaped(&label))),
            (false, Form::Plain) => out.push_str(&text),
            (false, Form::Markdown) => out.push_str(&format!("[{text}]({url})")),
        }
    }

    fn footnote(&mut self, label: &'a str, out: &mut String) {
        let name = (self.document, label);
        let is_own = self.starred.contains(&name);
        let place = |list: &[NoteName<'_>]| list.iter().position(|known| *known == name);
        if place(&self.used).is_none() {
            self.used.push(name);
        }
        let others = self.used.iter().filter(|other| self.starred.contains(other) == is_own);
        let at = others.into_iter().position(|known| *known == name).unwrap_or(0);
        match (is_own, self.form) {
            (true, _) => out.push_str(&self.star(label, at)),
            (false, Form::Plain) => out.push_str(&format!("[{}]", at + 1)),
            (false, Form::Markdown) => out.push_str(&format!("[^{}]", at + 1)),
        }
    }
}

fn site_text(prose: &Prose<'_>, inlines: &[Inline]) -> String {
    let mut out = String::new();
    let fill = |name: &str, out: &mut String| out.push_str(&prose.value(name));
    let (site, own) = (prose.making.site, prose.own());
    crate::typography::inline_text(site.typography(own), inlines, &own.source, &fill, &mut out);
    out
}

/// Text with a backslash before what would be Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// What stands between the tags of HTML, references to characters resolved.
fn between_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for token in html5gum::Tokenizer::new(html).flatten() {
        match token {
            html5gum::Token::String(text) => out.push_str(&String::from_utf8_lossy(&text)),
            html5gum::Token::StartTag(tag) if *tag.name == *b"br" => out.push('\n'),
            _ => {}
        }
    }
    out
}

fn indented(text: &str, indent: &str) -> String {
    text.replace('\n', &format!("\n{indent}")).replace(&format!("\n{indent}\n"), "\n\n")
}

/// Paragraphs of one text.
fn joined(parts: Vec<String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn lines(parts: Vec<String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}
