//! Turns inlines into HTML, with the typography of their language: the third part of the writer.
//!
//! A sentence is read as a whole before its first word is written, as its typography goes on through links and emphasis.

use super::escape::escape_into;
use super::html::Writer;
use super::text::Form;
use crate::parse::tree::*;
use crate::typography::{Table, inline_text};
use std::fmt::Write;

impl<'a> Writer<'a> {
    /// The plain text of inlines.
    pub(super) fn label(&self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        let fill = |name: &str, out: &mut String| out.push_str(self.variable(name).unwrap_or(name));
        inline_text(self.typography(), inlines, &self.document.source, &fill, &mut out);
        out
    }

    pub(super) fn typography(&self) -> Option<&'static Table> {
        self.from.site.typography(self.document)
    }

    /// Writes a text that is no Markdown.
    pub(super) fn plain(&mut self, text: &str) {
        escape_into(&self.from.site.printed(self.document, text), &mut self.out);
    }

    /// Writes inlines: a sentence, whose typography goes on from one to the next.
    pub fn inlines(&mut self, inlines: &'a [Inline]) {
        let mut run = std::mem::take(&mut self.run);
        match self.typography() {
            Some(table) => {
                let fill = |name: &str, out: &mut String| self.value(name, out);
                run.read(table, inlines, &self.document.source, &fill);
            }
            None => run.clear(),
        }
        self.run = run;
        self.parts(inlines);
    }

    /// Writes the parts of a sentence.
    pub(super) fn parts(&mut self, inlines: &'a [Inline]) {
        if self.from.form == Form::Markdown {
            return self.markdown_parts(inlines);
        }
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(None) => self.piece(self.document.source.slice(inline.span)),
                InlineKind::Text(Some(text)) => self.piece(text),
                InlineKind::Code(code) => {
                    self.out.push_str("<code>");
                    escape_into(code, &mut self.out);
                    self.out.push_str("</code>");
                }
                InlineKind::SoftBreak => self.piece("\n"),
                InlineKind::HardBreak => self.out.push_str("<br>\n"),
                InlineKind::Emphasis(inner) => self.element("em", inner),
                InlineKind::Strong(inner) => self.element("strong", inner),
                InlineKind::Strikethrough(inner) => self.element("del", inner),
                InlineKind::Link(link) => {
                    self.mark(inline.span);
                    self.link(link);
                }
                InlineKind::Image(image) => {
                    self.mark(inline.span);
                    self.image(image, true);
                }
                InlineKind::Footnote(label) => self.footnote(label),
                InlineKind::Html(html) => {
                    self.mark(inline.span);
                    self.html(html, &[]);
                }
                InlineKind::Variable(name) => {
                    let mut value = String::new();
                    self.value(name, &mut value);
                    self.piece(&value);
                }
            }
        }
    }

    /// Writes the next text of a sentence with its typography.
    fn piece(&mut self, text: &str) {
        let out = &mut self.out;
        self.run.piece(text, |part| escape_into(part, out));
    }

    /// Appends the value of a variable, or what was typed if it has none.
    pub(super) fn value(&self, name: &str, out: &mut String) {
        match self.variable(name) {
            Some(value) => out.push_str(value),
            None => out.extend(["{{ ", name, " }}"]),
        }
    }

    /// The value of a variable; a snippet takes those of the page that includes it.
    pub(super) fn variable(&self, name: &str) -> Option<&'a str> {
        let site = self.from.site;
        site.variable_for(self.document, &site.documents[self.from.edition], name)
    }

    fn element(&mut self, tag: &str, inner: &'a [Inline]) {
        let _ = write!(self.out, "<{tag}>");
        self.parts(inner);
        let _ = write!(self.out, "</{tag}>");
    }

    fn link(&mut self, link: &'a Link) {
        let Some(href) = self.hrefs.get(link.address as usize) else {
            self.parts(&link.content);
            return;
        };
        self.out.push_str("<a href=\"");
        escape_into(&href.href, &mut self.out);
        self.out.push('"');
        if !link.title.is_empty() {
            self.out.push_str(" title=\"");
            self.plain(&link.title);
            self.out.push('"');
        }
        if !href.foreign.is_empty() {
            let _ = write!(self.out, " hreflang=\"{}\"", href.foreign);
        }
        if let Some(lang) = href.lang {
            let tag = &self.from.site.config.languages[lang].tag;
            let _ = write!(self.out, " hreflang=\"{tag}\"");
            if link.content.is_empty() {
                let _ = write!(self.out, " lang=\"{tag}\"");
            }
        } else if link.content.is_empty() && self.document.place.lang != self.lang() && !href.label.is_empty() {
            // On a fallback page the label is in the reader's language, inside a text that is not.
            let _ = write!(self.out, " lang=\"{}\"", self.from.site.config.languages[self.lang()].tag);
        }
        self.out.push('>');
        if link.content.is_empty() {
            self.out.push_str(&href.label);
        } else {
            self.parts(&link.content);
        }
        self.out.push_str("</a>");
    }

    pub(super) fn image(&mut self, image: &'a Image, title: bool) {
        let Some(href) = self.hrefs.get(image.address as usize) else { return };
        self.out.push_str("<img src=\"");
        escape_into(&href.href, &mut self.out);
        self.out.push_str("\" alt=\"");
        let alt = self.label(&image.alt);
        escape_into(&alt, &mut self.out);
        self.out.push('"');
        if title && !image.title.is_empty() {
            self.out.push_str(" title=\"");
            self.plain(&image.title);
            self.out.push('"');
        }
        if let Some((width, height)) = href.size {
            let _ = write!(self.out, " width=\"{width}\" height=\"{height}\"");
        }
        self.out.push_str(" loading=\"lazy\">");
    }
}
