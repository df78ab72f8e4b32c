//! Turns tables, labelled tables and notes into HTML: the second half of the writer.
//!
//! A table in a `:::table` has notes of its own, printed under it; all other notes stand at the end of the text.

use super::escape::escape;
use super::href::whole_id;
use super::html::{Footnotes, NoteName, Writer, single};
use super::text::Hand;
use crate::parse::tree::*;
use crate::source::Span;
use std::fmt::Write;

impl<'a> Writer<'a> {
    /// A table with a caption, or a definition list shown as one, with its own starred notes.
    pub(super) fn labelled(&mut self, container: &'a Container, attributes: Option<&'a Attributes>, span: Span) {
        let outer = std::mem::take(&mut self.footnotes);
        self.collect(&container.blocks);
        let own = std::mem::replace(&mut self.footnotes, outer);
        let around = self.table_notes.replace(own);
        let caption = Caption { title: &container.title, attributes, span };
        for block in &container.blocks {
            match &block.kind {
                BlockKind::Table(table) => self.table(table, Some(&caption)),
                BlockKind::Definitions(list) => self.label_table(list, &caption),
                BlockKind::Footnote(..) => {}
                _ => self.block(block, false),
            }
        }
        let own = std::mem::replace(&mut self.table_notes, around);
        self.star_notes(&own.unwrap_or_default());
    }

    pub(super) fn open_table(&mut self, caption: Option<&Caption<'a>>, classes: &[&str]) {
        self.tables += 1;
        let id = whole_id(self.from.own, &format!("_table-{}", self.tables));
        let titled = caption.is_some_and(|caption| !caption.title.is_empty());
        match titled {
            true => {
                let _ = write!(
                    self.out,
                    "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{id}-caption\">"
                );
            }
            // Without a name of its own it is no landmark: several would be called the same.
            false => {
                let label = escape(self.word("table"));
                let _ = write!(self.out, "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"{label}\">");
            }
        }
        self.out.push_str("<table");
        if let Some(attributes) = caption.and_then(|caption| caption.attributes) {
            if let Some(name) = &attributes.id {
                self.id(&name.id);
            }
            self.classes(&attributes.classes, classes);
        } else {
            self.classes(&[], classes);
        }
        self.out.push('>');
        if let Some(caption) = caption.filter(|_| titled) {
            // The table is called what its caption says, without the permanent link in it.
            let named = caption.attributes.is_some_and(|attributes| attributes.id.is_some());
            let (open, close) = if named { ("<caption><span", "</span>") } else { ("<caption", "") };
            let _ = write!(self.out, "{open} id=\"{id}-caption\">");
            self.caption_number("table_label", caption.span);
            self.inlines(caption.title);
            self.out.push_str(close);
            self.own_permalink(caption.attributes);
            self.out.push_str("</caption>");
        }
        self.out.push('\n');
    }

    pub(super) fn table(&mut self, table: &'a Table, caption: Option<&Caption<'a>>) {
        self.open_table(caption, &[]);
        let has = |class: &str| caption.and_then(|caption| caption.attributes).is_some_and(|own| own.has(class));
        let rows = has("rows");
        // Browsers keep the meaning of a table whose cells narrow screens show as blocks; roles that say it are invalid.
        let stack = has("stack");
        self.out.push_str("<thead>\n<tr>");
        for (at, cell) in table.head.iter().enumerate() {
            if cell.is_empty() {
                self.out.push_str("<td></td>");
                continue;
            }
            let _ = write!(self.out, "<th scope=\"col\"{}>", align(table, at));
            self.inlines(cell);
            self.out.push_str("</th>");
        }
        self.out.push_str("</tr>\n</thead>\n<tbody>\n");
        let labels: Vec<String> = table.head.iter().filter(|_| stack).map(|cell| self.label(cell)).collect();
        for row in &table.rows {
            self.out.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let header = rows && at == 0;
                let (open, close) = if header { ("<th scope=\"row\"", "</th>") } else { ("<td", "</td>") };
                let _ = write!(self.out, "{open}{}", align(table, at));
                if let Some(label) = labels.get(at).filter(|label| !header && !label.is_empty()) {
                    let _ = write!(self.out, " data-label=\"{}\"", escape(label));
                }
                self.out.push('>');
                self.explained(cell);
                self.out.push_str(close);
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table></div>\n");
    }

    /// A definition list as a table: each term a row header, its definitions the cell.
    pub(super) fn label_table(&mut self, list: &'a [Definition], caption: &Caption<'a>) {
        self.open_table(Some(caption), &["labels"]);
        self.out.push_str("<tbody>\n");
        for definition in list {
            let ids = definition.attributes.iter().map(|attributes| attributes.id.as_ref().map(|name| &*name.id));
            let outer = self.defining;
            self.defining = ids.flatten().next().or(outer);
            self.out.push_str("<tr><th scope=\"row\"");
            self.attributes(definition.attributes.first());
            self.out.push('>');
            for (at, term) in definition.terms.iter().enumerate() {
                if at > 0 {
                    self.out.push_str("<br>");
                }
                if let Some(name) = definition.attributes.get(at).filter(|_| at > 0).and_then(|own| own.id.as_ref()) {
                    self.out.push_str("<span");
                    self.id(&name.id);
                    self.out.push_str("></span>");
                }
                self.inlines(term);
                self.own_permalink(definition.attributes.get(at));
            }
            self.out.push_str("</th><td>");
            let alone = definition.details.len() == 1;
            for detail in &definition.details {
                self.blocks(detail, alone && single(detail));
            }
            self.defining = outer;
            self.out.push_str("</td></tr>\n");
        }
        self.out.push_str("</tbody>\n</table></div>\n");
    }

    pub(super) fn star_notes(&mut self, notes: &Footnotes<'a>) {
        if notes.used.is_empty() {
            return;
        }
        let table = self.tables;
        self.out.push_str("<ol class=\"star-notes\">\n");
        for (at, (name, _)) in notes.used.iter().enumerate() {
            let id = whole_id(self.from.own, &format!("_note-{table}-{}", at + 1));
            let sign = sign(name.1, at);
            let _ = write!(self.out, "<li id=\"{id}\"><span class=\"star\">{}</span> ", escape(&sign));
            self.note(*name, notes.notes.get(name).copied().unwrap_or(&[]));
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n");
    }

    /// What a note is to be called where it is used, and whether it stands under a table.
    pub(super) fn sign_of(&mut self, label: &'a str) -> (String, bool) {
        let name = self.note_name(label);
        if let Some(notes) = self.table_notes.as_mut().filter(|notes| notes.notes.contains_key(&name)) {
            let (at, _) = notes.use_of(name);
            return (sign(label, at), true);
        }
        let (at, _) = self.footnotes.use_of(name);
        (whole_id(self.from.own, &(at + 1).to_string()), false)
    }

    pub(super) fn footnote(&mut self, label: &'a str) {
        let name = self.note_name(label);
        if let Some(notes) = self.table_notes.as_mut().filter(|notes| notes.notes.contains_key(&name)) {
            let (at, _) = notes.use_of(name);
            let id = whole_id(self.from.own, &format!("_note-{}-{}", self.tables, at + 1));
            let sign = sign(label, at);
            let _ = write!(self.out, "<sup class=\"star\"><a href=\"#{id}\">{}</a></sup>", escape(&sign));
            return;
        }
        // A note that stands elsewhere is the page's, also where a table refers to it.
        let (at, count) = self.footnotes.use_of(name);
        let note = whole_id(self.from.own, &format!("fn-{}", at + 1));
        let reference = whole_id(self.from.own, &reference_id(at, count));
        let _ = write!(self.out, "<sup class=\"footnote\"><a href=\"#{note}\" id=\"{reference}\">{}</a></sup>", at + 1);
    }

    pub(super) fn write_footnotes(&mut self) {
        if self.footnotes.used.is_empty() {
            return;
        }
        if self.from.hand == Hand::Markdown {
            return self.markdown_footnotes();
        }
        let label = escape(self.word("footnotes"));
        let _ = writeln!(self.out, "<section class=\"footnotes\" aria-label=\"{label}\"><ol>");
        let mut at = 0;
        // A note may use another, which then joins the end of the list.
        while at < self.footnotes.used.len() {
            let (name, uses) = self.footnotes.used[at];
            let id = whole_id(self.from.own, &format!("fn-{}", at + 1));
            let _ = write!(self.out, "<li id=\"{id}\">");
            self.note(name, self.footnotes.notes.get(&name).copied().unwrap_or(&[]));
            for count in 1..=uses {
                let back = whole_id(self.from.own, &reference_id(at, count));
                let label = escape(&self.word("footnote_back").replace("{number}", &(at + 1).to_string()));
                let _ = write!(self.out, " <a class=\"backref\" href=\"#{back}\" aria-label=\"{label}\">↩</a>");
            }
            self.out.push_str("</li>\n");
            at += 1;
        }
        self.out.push_str("</ol></section>\n");
        self.footnotes.used.clear();
    }
}

impl<'a> Footnotes<'a> {
    /// Counts one more use of a note: its place among those used, and how often it was used so far.
    fn use_of(&mut self, name: NoteName<'a>) -> (usize, u32) {
        let known = self.used.iter().position(|(known, _)| *known == name);
        let at = known.unwrap_or_else(|| {
            self.used.push((name, 0));
            self.used.len() - 1
        });
        self.used[at].1 += 1;
        (at, self.used[at].1)
    }
}

pub(super) struct Caption<'a> {
    title: &'a [Inline],
    attributes: Option<&'a Attributes>,
    /// Where the table begins.
    span: Span,
}

fn reference_id(at: usize, count: u32) -> String {
    if count == 1 { format!("fnref-{}", at + 1) } else { format!("fnref-{}-{count}", at + 1) }
}

fn is_star(label: &str) -> bool {
    !label.is_empty() && label.chars().all(|c| matches!(c, '*' | '†' | '‡'))
}

/// The sign of a table's note: its own stars, else its number.
pub(super) fn sign(label: &str, at: usize) -> String {
    if is_star(label) { label.to_owned() } else { (at + 1).to_string() }
}

fn align(table: &Table, at: usize) -> &'static str {
    match table.aligns.get(at) {
        Some(Align::Left) => " class=\"left\"",
        Some(Align::Center) => " class=\"center\"",
        Some(Align::Right) => " class=\"right\"",
        _ => "",
    }
}
