//! Turns inlines into HTML, with the typography of their language: the third part of the writer.
//!
//! A sentence is read as a whole before its first word is written, as its typography goes on through links and emphasis.

use super::escape::escape_into;
use super::href::Href;
use super::html::Writer;
use super::markdown::escaped;
use super::reference::{self, Wording, begins_sentence};
use super::text::Hand;
use crate::parse::facts::Form;
use crate::parse::tree::*;
use crate::typography::{Table, inline_text};
use std::fmt::Write;

/// Longer words of code break where they can: on a telephone a line holds some thirty characters.
const WHOLE: usize = 24;

/// Whether a line could be broken within this word of a code, and should not.
fn stays_whole(word: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
    let mut pairs = word.as_bytes().windows(2).enumerate();
    // A sign before a number keeps to it; within a date there is none.
    let breaks = pairs.any(|(at, pair)| pair[0] == b'-' && (is_letter(pair[1]) || at > 0 && pair[1].is_ascii_digit()));
    breaks && word.trim_end().chars().count() <= WHOLE
}

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
        let outer = std::mem::replace(&mut self.within, false);
        self.parts(inlines);
        self.within = outer;
    }

    /// Writes the parts of a sentence.
    pub(super) fn parts(&mut self, inlines: &'a [Inline]) {
        let mut at = 0;
        while at < inlines.len() {
            let together = self.together(&inlines[at..]);
            match &inlines[at].kind {
                InlineKind::Link(_) if together > 0 => self.references(&inlines[at..at + together], &inlines[..at]),
                _ => self.part(&inlines[at]),
            }
            at += together.max(1);
        }
    }

    fn part(&mut self, inline: &'a Inline) {
        if self.from.hand == Hand::Markdown {
            return self.markdown_part(inline);
        }
        match &inline.kind {
            InlineKind::Text(None) => self.piece(self.document.source.slice(inline.span)),
            InlineKind::Text(Some(text)) => self.piece(text),
            InlineKind::Code(code) => self.inline_code(code),
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

    /// Writes code in a sentence. Browsers break a line behind any hyphen: `--flag` and `DG-L001` are told to stay whole.
    fn inline_code(&mut self, code: &str) {
        self.out.push_str("<code>");
        for word in code.split_inclusive(' ') {
            if !stays_whole(word) {
                escape_into(word, &mut self.out);
                continue;
            }
            let (word, space) = word.strip_suffix(' ').map_or((word, ""), |word| (word, " "));
            self.out.push_str("<span>");
            escape_into(word, &mut self.out);
            let _ = write!(self.out, "</span>{space}");
        }
        self.out.push_str("</code>");
    }

    /// How many inlines from the first on are references that are worded together: `[](#a)..[](#b)`. None if the first is
    /// no link that asks for a number.
    fn together(&self, inlines: &[Inline]) -> usize {
        let asked = |inline: &Inline| match &inline.kind {
            InlineKind::Link(link) => {
                let cited = self.hrefs.get(link.address as usize)?.number.as_ref()?.cited;
                Some((cited, link.content.is_empty()))
            }
            _ => None,
        };
        let Some((cited, _)) = inlines.first().and_then(asked) else { return 0 };
        let mut count = 1;
        while let [between, next, ..] = &inlines[count..]
            && self.joins(between).is_some()
            && asked(next) == Some((cited, true))
        {
            count += 2;
        }
        count
    }

    /// The word that stands between two references, for the signs that do.
    fn joins(&self, inline: &Inline) -> Option<&'static str> {
        let InlineKind::Text(text) = &inline.kind else { return None };
        match text.as_deref().unwrap_or(self.document.source.slice(inline.span)) {
            ".." => Some("ref_range"),
            "+" => Some("ref_and"),
            _ => None,
        }
    }

    /// Writes references that are worded together; `before` is what comes before them in the sentence.
    fn references(&mut self, inlines: &'a [Inline], before: &'a [Inline]) {
        let site = self.from.site;
        let capital = match before.last().map(|last| &last.kind) {
            None => !self.within,
            Some(InlineKind::Text(None)) => {
                before.last().is_some_and(|last| begins_sentence(self.document.source.slice(last.span)))
            }
            Some(InlineKind::Text(Some(text))) => begins_sentence(text),
            Some(InlineKind::HardBreak) => true,
            _ => false,
        };
        let last = inlines.len() - 1;
        for (at, inline) in inlines.iter().enumerate() {
            let InlineKind::Link(link) = &inline.kind else {
                let Some(word) = self.joins(inline) else { continue };
                self.run.pass();
                let word = self.word(word);
                let between = word.replace("{first}", "").replace("{last}", "");
                let comma =
                    at + 1 < last && inlines.get(at + 2).is_some_and(|next| self.joins(next) == Some("ref_and"));
                self.literal(if comma { ", " } else { &between });
                continue;
            };
            let hrefs = self.hrefs;
            let Some(href) = hrefs.get(link.address as usize) else { continue };
            let Some(numbered) = &href.number else { continue };
            let form = link.content.first().and_then(|only| match &only.kind {
                InlineKind::Text(text) => Form::typed(text.as_deref().unwrap_or(self.document.source.slice(only.span))),
                _ => None,
            });
            link.content.iter().for_each(|_| self.run.pass());
            // What the writer began in words of the text is said in its language, else in the reader's.
            let lang = if form.is_some() { self.document.place.lang } else { href.lang.unwrap_or(self.lang()) };
            let form = if at > 0 { Some(Form::Bare) } else { form };
            let wording = Wording { lang, form, plural: last > 0, capital: capital && at == 0 };
            let phrase = reference::phrase(site, numbered.cited, &numbered.number, &wording);
            self.literal(&phrase.before);
            if self.from.hand == Hand::Markdown {
                self.markdown_reference(link, href, &phrase.text);
                continue;
            }
            self.mark(inline.span);
            self.open_link(link, href, form.is_none());
            escape_into(&phrase.text, &mut self.out);
            self.out.push_str("</a>");
        }
    }

    /// Writes a text that means nothing but itself.
    fn literal(&mut self, text: &str) {
        match self.from.hand {
            Hand::Html => escape_into(text, &mut self.out),
            Hand::Markdown => self.out.push_str(&escaped(text)),
        }
    }

    /// Writes the next text of a sentence with its typography.
    fn piece(&mut self, text: &str) {
        let insertions = self.explanations(text);
        let out = &mut self.out;
        if insertions.is_empty() {
            self.run.piece(text, |part| escape_into(part, out));
            return;
        }
        // The typography writes a text in pieces: those that are the text itself tell how far it has come.
        let (start, mut next) = (text.as_ptr() as usize, 0);
        let until = |at: usize, next: &mut usize, out: &mut String| {
            while let Some((_, html)) = insertions.get(*next).filter(|(place, _)| *place <= at) {
                out.push_str(html);
                *next += 1;
            }
        };
        self.run.piece(text, |part| {
            let own = (part.as_ptr() as usize).checked_sub(start).filter(|at| at + part.len() <= text.len());
            let Some(at) = own else { return escape_into(part, out) };
            let mut from = 0;
            while let Some((place, _)) = insertions.get(next).filter(|(place, _)| *place <= at + part.len()) {
                let to = place.saturating_sub(at).max(from);
                escape_into(&part[from..to], out);
                until(*place, &mut next, out);
                from = to;
            }
            escape_into(&part[from..], out);
        });
        until(text.len(), &mut next, out);
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
        self.inner(inner);
        let _ = write!(self.out, "</{tag}>");
    }

    /// Writes what stands inside an element: no sentence begins with it.
    pub(super) fn inner(&mut self, inlines: &'a [Inline]) {
        let outer = std::mem::replace(&mut self.within, true);
        self.parts(inlines);
        self.within = outer;
    }

    fn link(&mut self, link: &'a Link) {
        let hrefs = self.hrefs;
        let Some(href) = hrefs.get(link.address as usize) else {
            self.inner(&link.content);
            return;
        };
        self.open_link(link, href, link.content.is_empty());
        if link.content.is_empty() {
            self.out.push_str(&href.label);
        } else {
            let outer = std::mem::replace(&mut self.explained.on, false);
            self.inner(&link.content);
            self.explained.on = outer;
        }
        self.out.push_str("</a>");
    }

    /// Begins a link; `given` says that its text comes from what it leads to.
    fn open_link(&mut self, link: &'a Link, href: &Href, given: bool) {
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
        let is_labelled = href.number.is_some() || !href.label.is_empty();
        if let Some(lang) = href.lang {
            let tag = &self.from.site.config.languages[lang].tag;
            let _ = write!(self.out, " hreflang=\"{tag}\"");
            if given {
                let _ = write!(self.out, " lang=\"{tag}\"");
            }
        } else if given && self.document.place.lang != self.lang() && is_labelled {
            // On a fallback page the label is in the reader's language, inside a text that is not.
            let _ = write!(self.out, " lang=\"{}\"", self.from.site.config.languages[self.lang()].tag);
        }
        self.out.push('>');
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
