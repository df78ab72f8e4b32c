//! Turns blocks and inlines into Markdown for programs to read: variables, numbers and references are filled in, snippets and
//! notes are in their places, and every address is whole.
//!
//! It is the writer of the HTML in another hand: what a page shows and in which order is decided once. It keeps no colours
//! of code and no notice that a text is behind another.

use super::href::{Href, whole_id};
use super::html::{Footnotes, Writer};
use super::page::absolute;
use super::tables::sign;
use crate::parse::tree::*;
use std::fmt::Write;

/// Text as Markdown that means it literally, but for what means something at the beginning of a line only.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(text, &mut out);
    out
}

fn escape_into(text: &str, out: &mut String) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let replaced = match byte {
            b'\\' | b'*' | b'`' | b'[' | b']' | b'<' | b'|' | b'~' => Some(true),
            b'_' => (!is_inside_a_word(text, at)).then_some(true),
            b'&' => is_reference(&text[at + 1..]).then_some(true),
            b'\n' => Some(false),
            _ => None,
        };
        let Some(sign) = replaced else { continue };
        out.push_str(&text[from..at]);
        from = at + usize::from(!sign);
        // A line that ends in a paragraph is a space: nothing that begins a line can mean anything else then.
        out.push(if sign { '\\' } else { ' ' });
    }
    out.push_str(&text[from..]);
}

fn is_inside_a_word(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let is_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
    at > 0 && is_word(bytes.get(at - 1)) && is_word(bytes.get(at + 1))
}

/// Whether what follows `&` makes it a character reference.
fn is_reference(rest: &str) -> bool {
    let name = rest.split_once(';').map_or("", |(name, _)| name.trim_start_matches('#'));
    !name.is_empty() && name.len() < 32 && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether the beginning of a paragraph would be read as something else.
fn begins_otherwise(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text.as_bytes().get(digits);
    match text.as_bytes().first()? {
        b'#' | b'+' | b'-' | b'>' | b'=' | b':' => Some(0),
        _ if (1..10).contains(&digits) && matches!(after, Some(b'.' | b')')) => Some(digits),
        _ => None,
    }
}

impl<'a> Writer<'a> {
    pub(super) fn markdown_block(&mut self, block: &'a Block, tight: bool) {
        match &block.kind {
            BlockKind::Paragraph(content) => self.markdown_paragraph(content, tight),
            BlockKind::Heading(heading) => self.markdown_heading(heading),
            BlockKind::List(list) => self.markdown_list(list),
            BlockKind::Quote(blocks) => self.indented("> ", "> ", |writer| writer.blocks(blocks, false)),
            BlockKind::Alert(kind, blocks) => {
                let name = kind.name().to_uppercase();
                self.indented("> ", "> ", |writer| {
                    let _ = writeln!(writer.out, "[!{name}]");
                    writer.blocks(blocks, false);
                });
            }
            BlockKind::Code(code) => self.markdown_code(code),
            BlockKind::Table(table) => self.markdown_table(table),
            BlockKind::Rule => self.out.push_str("---\n\n"),
            BlockKind::Html(html) => {
                self.html(html, &[]);
                self.end_block();
            }
            BlockKind::Footnote(..) => {}
            BlockKind::Definitions(list) => self.markdown_definitions(list),
            BlockKind::Container(container) => self.markdown_container(container),
            BlockKind::Snippet(used) => self.snippet(*used),
            BlockKind::Question(address) => self.question(*address),
        }
    }

    /// Ends a block with an empty line.
    fn end_block(&mut self) {
        let end = self.out.trim_end_matches('\n').len();
        self.out.truncate(end);
        self.out.push_str("\n\n");
    }

    /// Writes blocks with `first` before their first line and `rest` before the others.
    fn indented(&mut self, first: &str, rest: &str, write: impl FnOnce(&mut Self)) {
        let outer = std::mem::take(&mut self.out);
        write(self);
        let inner = std::mem::replace(&mut self.out, outer);
        for (at, line) in inner.trim_end_matches('\n').split('\n').enumerate() {
            let before = if at == 0 { first } else { rest };
            self.out.push_str(if line.is_empty() { before.trim_end() } else { before });
            self.out.push_str(line);
            self.out.push('\n');
        }
        self.out.push('\n');
    }

    fn markdown_paragraph(&mut self, content: &'a [Inline], tight: bool) {
        let start = self.out.len();
        self.inlines(content);
        if let Some(at) = begins_otherwise(&self.out[start..]) {
            self.out.insert(start + at, '\\');
        }
        self.out.push_str(if tight { "\n" } else { "\n\n" });
    }

    fn markdown_heading(&mut self, heading: &'a Heading) {
        let level = (heading.level + self.from.deeper).clamp(2, 6);
        self.out.push_str(&"######"[..usize::from(level)]);
        self.out.push(' ');
        let section = heading.unit.and_then(|unit| self.section(unit));
        if let Some(section) = section.filter(|section| !section.mark.is_empty()) {
            let _ = write!(self.out, "{} ", section.mark);
        }
        self.inlines(&heading.content);
        self.out.push_str("\n\n");
    }

    fn markdown_list(&mut self, list: &'a List) {
        let clauses = self.snippets.is_empty() && list.items.iter().any(|item| item.unit.is_some());
        let first = list.start.unwrap_or(1);
        for (item, number) in list.items.iter().zip(first..) {
            let mark = match list.start.filter(|_| !clauses) {
                Some(_) => format!("{number}. "),
                None => "- ".to_owned(),
            };
            let rest = " ".repeat(mark.len());
            self.indented(&mark, &rest, |writer| {
                if let Some(done) = item.task {
                    writer.out.push_str(if done { "[x] " } else { "[ ] " });
                }
                if let Some(section) = item.unit.filter(|_| clauses).and_then(|unit| writer.section(unit)) {
                    let _ = write!(writer.out, "{} ", section.mark);
                }
                writer.blocks(&item.blocks, list.tight);
            });
            if list.tight {
                self.out.pop();
            }
        }
        self.end_block();
    }

    fn markdown_code(&mut self, code: &'a Code) {
        let text = code.text.trim_end_matches('\n');
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        let _ = write!(self.out, "{fence}{}", code.language);
        if !code.title.is_empty() {
            let _ = write!(self.out, " title=\"{}\"", code.title);
        }
        let _ = write!(self.out, "\n{text}\n{fence}\n\n");
    }

    fn markdown_table(&mut self, table: &'a Table) {
        self.markdown_row(&table.head);
        self.out.push('|');
        for at in 0..table.head.len() {
            self.out.push_str(match table.aligns.get(at) {
                Some(Align::Left) => " :--- |",
                Some(Align::Center) => " :---: |",
                Some(Align::Right) => " ---: |",
                _ => " --- |",
            });
        }
        self.out.push('\n');
        for row in &table.rows {
            self.markdown_row(row);
        }
        self.out.push('\n');
    }

    fn markdown_row(&mut self, cells: &'a [Vec<Inline>]) {
        self.out.push('|');
        for cell in cells {
            let start = self.out.len();
            self.out.push(' ');
            self.inlines(cell);
            // Raw HTML and a hard end of a line may hold what a row cannot.
            if self.out[start..].contains('\n') {
                let cell = self.out.split_off(start).replace("\\\n", "<br>").replace('\n', " ");
                self.out.push_str(&cell);
            }
            self.out.push_str(" |");
        }
        self.out.push('\n');
    }

    fn markdown_definitions(&mut self, list: &'a [Definition]) {
        for definition in list {
            for term in &definition.terms {
                self.inlines(term);
                self.out.push('\n');
            }
            for detail in &definition.details {
                self.indented(": ", "  ", |writer| writer.blocks(detail, false));
            }
        }
    }

    fn markdown_container(&mut self, container: &'a Container) {
        let name = |writer: &mut Self| {
            if !container.title.is_empty() {
                writer.out.push_str("**");
                writer.inlines(&container.title);
                writer.out.push_str("**\n\n");
            }
        };
        match container.kind {
            ContainerKind::Tabs | ContainerKind::Steps => self.blocks(&container.blocks, false),
            ContainerKind::Tab | ContainerKind::Details => {
                name(self);
                self.blocks(&container.blocks, false);
            }
            ContainerKind::Table => {
                name(self);
                let outer = std::mem::take(&mut self.footnotes);
                self.collect(&container.blocks);
                let own = std::mem::replace(&mut self.footnotes, outer);
                let around = self.table_notes.replace(own);
                self.blocks(&container.blocks, false);
                let own = std::mem::replace(&mut self.table_notes, around);
                self.markdown_star_notes(&own.unwrap_or_default());
            }
        }
    }

    fn markdown_star_notes(&mut self, notes: &Footnotes<'a>) {
        for (at, (name, _)) in notes.used.iter().enumerate() {
            escape_into(&sign(name.1, at), &mut self.out);
            self.out.push(' ');
            self.note(*name, notes.notes.get(name).copied().unwrap_or(&[]));
            self.end_block();
        }
    }

    pub(super) fn markdown_footnotes(&mut self) {
        let mut at = 0;
        // A note may use another, which then joins the end of the list.
        while let Some(&(name, _)) = self.footnotes.used.get(at) {
            let first = format!("[^{}]: ", whole_id(self.from.own, &(at + 1).to_string()));
            let blocks = self.footnotes.notes.get(&name).copied().unwrap_or(&[]);
            self.indented(&first, "    ", |writer| writer.note(name, blocks));
            at += 1;
        }
        self.footnotes.used.clear();
    }

    pub(super) fn markdown_part(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Text(None) => self.markdown_piece(self.document.source.slice(inline.span)),
            InlineKind::Text(Some(text)) => self.markdown_piece(text),
            InlineKind::Code(code) => self.markdown_span(code),
            InlineKind::SoftBreak => self.markdown_piece("\n"),
            InlineKind::HardBreak => self.out.push_str("\\\n"),
            InlineKind::Emphasis(inner) => self.between("*", inner),
            InlineKind::Strong(inner) => self.between("**", inner),
            InlineKind::Strikethrough(inner) => self.between("~~", inner),
            InlineKind::Link(link) => self.markdown_link(link),
            InlineKind::Image(image) => self.markdown_image(image),
            InlineKind::Footnote(label) => match self.sign_of(label) {
                (sign, true) => escape_into(&sign, &mut self.out),
                (sign, false) => {
                    let _ = write!(self.out, "[^{sign}]");
                }
            },
            InlineKind::Html(html) => self.html(html, &[]),
            InlineKind::Variable(name) => {
                let mut value = String::new();
                self.value(name, &mut value);
                self.markdown_piece(&value);
            }
        }
    }

    /// A reference by number, in its words.
    pub(super) fn markdown_reference(&mut self, link: &'a Link, href: &Href, text: &str) {
        self.out.push('[');
        escape_into(text, &mut self.out);
        self.out.push_str("](");
        self.target(&href.href, &link.title);
    }

    fn markdown_piece(&mut self, text: &str) {
        let out = &mut self.out;
        self.run.piece(text, |part| escape_into(part, out));
    }

    fn between(&mut self, sign: &str, inner: &'a [Inline]) {
        self.out.push_str(sign);
        self.inner(inner);
        self.out.push_str(sign);
    }

    fn markdown_span(&mut self, code: &str) {
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let space = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
        let _ = write!(self.out, "{fence}{space}{code}{space}{fence}");
    }

    fn markdown_link(&mut self, link: &'a Link) {
        let Some(href) = self.hrefs.get(link.address as usize) else { return self.inner(&link.content) };
        self.out.push('[');
        match link.content.is_empty() {
            true => escape_into(&unescaped(&href.label), &mut self.out),
            false => self.inner(&link.content),
        }
        self.out.push_str("](");
        self.target(&href.href, &link.title);
    }

    fn markdown_image(&mut self, image: &'a Image) {
        let Some(href) = self.hrefs.get(image.address as usize) else { return };
        self.out.push_str("![");
        let alt = self.label(&image.alt);
        escape_into(&alt, &mut self.out);
        self.out.push_str("](");
        self.target(&href.href, &image.title);
    }

    /// The address and the title of a link, and its end.
    fn target(&mut self, href: &str, title: &str) {
        let url = whole_address(self.from.site, &self.from.site.pages[self.from.page].url, href);
        match url.contains([' ', '(', ')']) {
            true => {
                let _ = write!(self.out, "<{url}>");
            }
            false => self.out.push_str(&url),
        }
        if !title.is_empty() {
            let title = self.from.site.printed(self.document, title).replace('"', "\\\"");
            let _ = write!(self.out, " \"{title}\"");
        }
        self.out.push(')');
    }
}

/// An address as it can be used from anywhere: with scheme and host, if the site has them.
pub fn whole_address(site: &crate::link::Site, page: &str, href: &str) -> String {
    let path = match href.as_bytes() {
        [b'#', ..] => format!("{page}{href}"),
        [b'/', b'/', ..] => return href.to_owned(),
        [b'/', ..] => href.to_owned(),
        _ => return href.to_owned(),
    };
    match absolute(site, &path) {
        whole if whole.is_empty() => path,
        whole => whole,
    }
}

/// The text of what was made for HTML.
fn unescaped(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_mean_what_they_say() {
        assert_eq!(escaped("a*b_c_ [x] <y> `z` \\ | ~"), "a\\*b_c\\_ \\[x\\] \\<y> \\`z\\` \\\\ \\| \\~");
        assert_eq!(escaped("R&D &amp; &#38; &x y;"), "R&D \\&amp; \\&#38; &x y;");
        assert_eq!(escaped("une\nligne"), "une ligne");
        assert_eq!(
            ["# a", "1. a", "12) a", "- a", "a", "2026 a"].map(begins_otherwise),
            [Some(0), Some(1), Some(2), Some(0), None, None]
        );
    }
}
