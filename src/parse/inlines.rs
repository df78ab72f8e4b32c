//! Turns the inline events of a paragraph into inlines, joining texts that touch and splitting off variables.
//!
//! It does not fill in variables and does not know blocks.

use super::citations::{citations, has_digit};
use super::facts::{Form, NameUse, Purpose};
use super::html;
use super::leftovers::{Run, leftovers};
use super::markdown::{Builder, DEEPEST, is_block, is_block_end, short_digest};
use super::prose;
use super::tree::*;
use crate::diag::Finding;
use crate::diag::rules::quality;
use crate::mapping::Mapping;
use memchr::memchr;
use pulldown_cmark::{BrokenLinkCallback, Event, LinkType, Tag};
use std::ops::Range;

/// Reads inlines; a trait only so that the two halves of the builder can stand in two files.
pub(super) trait InlineReader {
    /// The inlines up to the end of the element that is open, or the next block; neither is consumed.
    fn inlines(&mut self) -> Vec<Inline>;
}

/// Texts of links that say nothing without the words around them, in French and in English.
const VAGUE: [&str; 25] = [
    "ici",
    "là",
    "cliquez ici",
    "cliquer ici",
    "par ici",
    "lien",
    "ce lien",
    "le lien",
    "cette page",
    "en savoir plus",
    "lire la suite",
    "la suite",
    "plus",
    "plus d’infos",
    "plus d'infos",
    "here",
    "click here",
    "link",
    "this link",
    "this page",
    "read more",
    "learn more",
    "more",
    "more info",
    "there",
];

/// Text that may still grow, as a range of the marked text.
#[derive(Default)]
struct Pending {
    range: Range<usize>,
    /// The text where it is not the marked text itself.
    cooked: Option<String>,
}

impl<'e, F: BrokenLinkCallback<'e>> InlineReader for Builder<'_, 'e, F> {
    fn inlines(&mut self) -> Vec<Inline> {
        self.inlines_to(&mut 0)
    }
}

impl<'e, F: BrokenLinkCallback<'e>> Builder<'_, 'e, F> {
    /// As `inlines`; `end` becomes the end of the last event, in the marked text.
    fn inlines_to(&mut self, end: &mut usize) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut pending: Option<Pending> = None;
        loop {
            match self.peek() {
                Some((Event::End(tag), _)) if is_block_end(tag) => break,
                Some((Event::Start(tag), _)) if is_block(tag) => break,
                Some((Event::End(_) | Event::Rule, _)) | None => break,
                Some(_) => {}
            }
            let Some((event, range)) = self.next() else { break };
            *end = (*end).max(range.end);
            match event {
                Event::Text(text) => self.text(&text, range, &mut pending, &mut out),
                Event::SoftBreak if self.marked.text[range.clone()] == *"\n" && touches(&pending, &range) => {
                    self.text("\n", range, &mut pending, &mut out);
                }
                event => {
                    self.flush(&mut pending, &mut out);
                    let inline = self.inline(event, range, end);
                    out.extend(inline);
                }
            }
        }
        self.flush(&mut pending, &mut out);
        out
    }

    fn inline(&mut self, event: Event<'e>, range: Range<usize>, end: &mut usize) -> Option<Inline> {
        let span = self.span(&range);
        if matches!(event, Event::Start(_)) && self.inline_depth >= DEEPEST {
            self.too_deep(span);
            return None;
        }
        let kind = match event {
            Event::SoftBreak => InlineKind::SoftBreak,
            Event::HardBreak => InlineKind::HardBreak,
            Event::TaskListMarker(done) => {
                self.task = Some(done);
                return None;
            }
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => {
                prose::forgive(&mut self.facts.findings, span);
                self.sign(|signature| signature.code.push(short_digest(&code)));
                InlineKind::Code((&*code).into())
            }
            Event::FootnoteReference(label) => {
                let label: Box<str> = (&*label).into();
                self.facts.footnote_uses.push(NameUse { name: label.clone(), span });
                InlineKind::Footnote(label)
            }
            Event::InlineHtml(text) | Event::Html(text) => {
                let mapping = Mapping::copied(span.start);
                // What is inside a script is no HTML; its own tag is.
                let is_inert = self.inert > 0;
                match html::inert_element(&text) {
                    Some(true) => self.inert += 1,
                    Some(false) => self.inert = self.inert.saturating_sub(1),
                    None => {}
                }
                let addresses = if is_inert { Vec::new() } else { self.html_uses(&text, &mapping) };
                InlineKind::Html(Box::new(Html { text: (&*text).into(), addresses }))
            }
            Event::Start(Tag::Emphasis) => InlineKind::Emphasis(self.inner(end)),
            Event::Start(Tag::Strong) => InlineKind::Strong(self.inner(end)),
            Event::Start(Tag::Strikethrough) => InlineKind::Strikethrough(self.inner(end)),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let mut content_end = range.start + 1;
                self.named += 1;
                let mut content = self.inner(&mut content_end);
                self.named -= 1;
                if content.iter().all(|inline| self.is_blank(inline)) {
                    content.clear();
                }
                let at = self.address_span(link_type, &id, &range, content_end);
                let mail = link_type == LinkType::Email && !dest_url.starts_with("mailto:");
                let text = if mail { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                let used = self.reference(link_type, &id, &range);
                if let Some(vague) = self.vague(&content) {
                    self.facts.findings.push(vague);
                }
                let address = self.address(at, &text, Purpose::Link, content.is_empty(), used);
                self.facts.addresses[address as usize].form = self.form(&content);
                InlineKind::Link(Box::new(Link { address, title: (&*title).into(), content }))
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                let mut content_end = range.start + 2;
                let alt = self.inner(&mut content_end);
                let at = self.address_span(link_type, &id, &range, content_end);
                let used = self.reference(link_type, &id, &range);
                if alt.iter().all(|inline| self.is_blank(inline)) {
                    self.facts.findings.push(Finding::new(&quality::MISSING_ALT, span).help("brackets"));
                }
                let address = self.address(at, &dest_url, Purpose::Image, false, used);
                InlineKind::Image(Box::new(Image { address, title: (&*title).into(), alt }))
            }
            Event::Start(_) => {
                let inner = self.inner(end);
                return inner.into_iter().next();
            }
            _ => return None,
        };
        Some(Inline { span, kind })
    }

    fn is_blank(&self, inline: &Inline) -> bool {
        match &inline.kind {
            InlineKind::Text(text) => text.as_deref().unwrap_or(self.source.slice(inline.span)).trim().is_empty(),
            InlineKind::SoftBreak | InlineKind::HardBreak => true,
            _ => false,
        }
    }

    /// How a link's text asks for the number of what it leads to.
    fn form(&self, content: &[Inline]) -> Option<Form> {
        let [Inline { kind: InlineKind::Text(text), span }] = content else { return None };
        let text = text.as_deref().unwrap_or(self.source.slice(*span));
        // The longest has five letters.
        if text.len() < 9 { Form::typed(text) } else { None }
    }

    /// What is said of a link whose text, read alone, says nothing.
    fn vague(&self, content: &[Inline]) -> Option<Finding> {
        let [inline] = content else { return None };
        let text = match &inline.kind {
            InlineKind::Text(text) => text.as_deref().unwrap_or(self.source.slice(inline.span)),
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) => return self.vague(inner),
            _ => return None,
        };
        let is_vague = text.len() < 24 && VAGUE.contains(&&*text.trim().trim_end_matches(['.', '…']).to_lowercase());
        is_vague.then(|| Finding::new(&quality::VAGUE_LINK, inline.span).with("what", text).help("say"))
    }

    /// The inlines inside an inline element, with its end.
    fn inner(&mut self, end: &mut usize) -> Vec<Inline> {
        self.inline_depth += 1;
        let inlines = self.inlines_to(end);
        self.inline_depth -= 1;
        self.next();
        inlines
    }

    /// Adds text to the pending one if it goes on where that ends; what is not in the source as it is meant stands alone.
    fn text(&mut self, text: &str, range: Range<usize>, pending: &mut Option<Pending>, out: &mut Vec<Inline>) {
        let literal = self.marked.text[range.clone()] == *text;
        if !literal || !touches(pending, &range) {
            self.flush(pending, out);
        }
        if !literal {
            *pending = Some(Pending { range, cooked: Some(text.to_owned()) });
            return self.flush(pending, out);
        }
        let grown = pending.get_or_insert_with(|| Pending { range: range.start..range.start, cooked: None });
        grown.range.end = range.end;
    }

    /// Ends the pending text: splits off its variables and adds what it says to the signature.
    fn flush(&mut self, pending: &mut Option<Pending>, out: &mut Vec<Inline>) {
        let Some(Pending { range, cooked }) = pending.take() else { return };
        let marked = self.marked;
        let text = cooked.as_deref().unwrap_or(&marked.text[range.clone()]);
        self.sign(|signature| {
            signature.length += text.len() as u32;
            add_numbers(text, &mut signature.numbers);
            add_names(text, &mut signature.names);
        });
        let escaped = marked.text[..range.start].ends_with('\\');
        if cooked.is_none() {
            if memchr(b'[', text.as_bytes()).is_some() {
                self.undefined_notes(range.start, text, escaped);
            }
            let closes = memchr(b']', text.as_bytes()).is_some();
            let in_bracket = closes && text.contains("](") && self.in_bracket(out);
            for left in leftovers(&Run { text, escaped, in_bracket }) {
                let span = self.span(&(range.start + left.range.start..range.start + left.range.end));
                let typed = &text[left.range.clone()];
                self.facts.findings.push(left.at(span, typed));
            }
        }
        if cooked.is_none() && self.named == 0 {
            let mut found = Vec::new();
            citations(text, |at| self.span(&(range.start + at.start..range.start + at.end)), &mut found);
            self.facts.citations.append(&mut found);
        }
        let mut from = 0;
        while let Some((open, close, name)) = variable(text, from, escaped) {
            self.push_text(text, from..open, &range, cooked.is_some(), out);
            let at = if cooked.is_some() { range.clone() } else { range.start + open..range.start + close };
            let span = self.span(&at);
            self.facts.variables.push(NameUse { name: name.into(), span });
            out.push(Inline { span, kind: InlineKind::Variable(name.into()) });
            from = close;
        }
        self.push_text(text, from..text.len(), &range, cooked.is_some(), out);
    }

    /// Whether a bracket was opened before the last link, and not closed.
    fn in_bracket(&self, before: &[Inline]) -> bool {
        let Some(link) = before.iter().rposition(|inline| matches!(inline.kind, InlineKind::Link(_))) else {
            return false;
        };
        before[..link].iter().any(
            |inline| matches!(&inline.kind, InlineKind::Text(None) if self.source.slice(inline.span).contains('[')),
        )
    }

    /// Keeps every `[^label]` of a text that stands at `start`: had the label a definition, it would be no text.
    fn undefined_notes(&mut self, start: usize, text: &str, escaped: bool) {
        for (open, _) in text.match_indices("[^") {
            let rest = &text[open + 2..];
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']')).unwrap_or(rest.len());
            let label = &rest[..end];
            let is_label = !label.is_empty() && rest[end..].starts_with(']');
            if is_label && !(escaped && open == 0) {
                let range = start + open..start + open + label.len() + 3;
                self.undefined_notes.push((range, label.into()));
            }
        }
    }

    fn push_text(&self, text: &str, part: Range<usize>, range: &Range<usize>, cooked: bool, out: &mut Vec<Inline>) {
        if part.is_empty() {
            return;
        }
        let span = match cooked {
            true => self.span(range),
            false => self.span(&(range.start + part.start..range.start + part.end)),
        };
        let text = &text[part];
        let own = self.source.slice(span) == text;
        out.push(Inline { span, kind: InlineKind::Text((!own).then(|| text.into())) });
    }
}

fn touches(pending: &Option<Pending>, range: &Range<usize>) -> bool {
    pending.as_ref().is_some_and(|pending| pending.range.end == range.start)
}

/// The next `{{ name }}` of `text` from an offset: its start, its end and the name.
///
/// A backslash before the text makes its first brace literal.
fn variable(text: &str, from: usize, escaped: bool) -> Option<(usize, usize, &str)> {
    let mut at = from;
    loop {
        let open = at + memchr(b'{', text.as_bytes().get(at..)?)?;
        if !text[open + 1..].starts_with('{') {
            at = open + 1;
            continue;
        }
        // Looking for the end first would read the rest of the text again at every beginning.
        let inside = text[open + 2..].trim_start();
        let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        let name = &inside[..inside.find(|c| !part(c)).unwrap_or(inside.len())];
        let after = inside[name.len()..].trim_start();
        if !name.is_empty() && after.starts_with("}}") && !(escaped && open == 0) {
            return Some((open, text.len() - after.len() + 2, name));
        }
        at = open + 2;
    }
}

/// Adds a digest of every number of `text`; grouping spaces and separators inside a number do not count.
fn add_numbers(text: &str, numbers: &mut Vec<u32>) {
    if !has_digit(text) {
        return;
    }
    for number in text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()) {
        numbers.push(number.parse().unwrap_or(u32::MAX));
    }
}

/// Adds a digest of every word in capitals; looked for many bytes at a time first, as most texts have none.
fn add_names(text: &str, names: &mut Vec<u32>) {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    if !pairs.fold(false, |has, (one, next)| has | (one.is_ascii_uppercase() & next.is_ascii_uppercase())) {
        return;
    }
    let words = text.split(|c: char| !c.is_alphanumeric());
    names.extend(words.filter(|word| word.len() > 1 && word.chars().all(char::is_uppercase)).map(short_digest));
}
