//! Turns the inlines of one sentence after another into a run of text, so that a rule sees across emphasis and links.
//!
//! It changes no inline: who writes them asks for the edits of each text in turn.

use super::html::{Meaning, Tags};
use super::rules::{self, BREAK, Edit, OPAQUE};
use super::{Table, apply};
use crate::parse::tree::{Inline, InlineKind, Variables, plain_text};
use crate::source::{Source, Span};

/// A run, and where the text of each of its inlines stands in it.
#[derive(Default)]
pub struct Run {
    text: String,
    pieces: Vec<Piece>,
    edits: Vec<Edit>,
    next: usize,
}

/// The place of an inline's text in the run.
#[derive(Clone, Copy)]
struct Piece {
    start: usize,
    /// Bytes at the beginning that stay as they are: a sign behind a backslash.
    kept: usize,
    /// Nothing of the text may change.
    verbatim: bool,
}

impl Run {
    /// Reads inlines, and works out their edits.
    pub fn read(&mut self, table: &Table, inlines: &[Inline], source: &Source, variables: &Variables<'_>) {
        self.clear();
        self.add(table, inlines, source, variables, &mut Tags::default());
        rules::edits(table, &self.text, &mut self.edits);
    }

    pub fn clear(&mut self) {
        self.text.clear();
        self.pieces.clear();
        self.edits.clear();
        self.next = 0;
    }

    /// Writes the text of the next text, variable or soft end of a line, in the order in which they were read.
    pub fn piece<'t>(&mut self, text: &'t str, mut write: impl FnMut(&'t str)) {
        let piece = self.pieces.get(self.next).copied();
        self.next += 1;
        match piece.filter(|piece| !piece.verbatim && !self.edits.is_empty()) {
            Some(piece) => {
                write(&text[..piece.kept]);
                apply(&text[piece.kept..], piece.start, &self.edits, write);
            }
            None => write(text),
        }
    }

    /// Passes over the next text, which is not written.
    pub fn pass(&mut self) {
        self.next += 1;
    }

    /// The edits as places of the source, where it says a text as it is read.
    pub fn places(&self, inlines: &[Inline], source: &Source) -> Vec<(Span, &'static str)> {
        let mut found = Vec::new();
        if !self.edits.is_empty() {
            self.place(inlines, source, &mut self.pieces.iter(), &mut found);
        }
        found
    }

    fn place(
        &self,
        inlines: &[Inline],
        source: &Source,
        pieces: &mut std::slice::Iter<'_, Piece>,
        found: &mut Vec<(Span, &'static str)>,
    ) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(own) => {
                    let Some(piece) = pieces.next().filter(|piece| !piece.verbatim) else { continue };
                    let typed = source.slice(inline.span);
                    if own.as_deref().is_some_and(|own| own != typed) {
                        continue;
                    }
                    let (start, end) = (piece.start, piece.start + typed.len() - piece.kept);
                    let first = self.edits.partition_point(|edit| edit.at < start);
                    let own = self.edits[first..].iter().take_while(|edit| edit.at < end);
                    for edit in own.filter(|edit| edit.at + edit.len <= end) {
                        let at = inline.span.start as usize + piece.kept + edit.at - start;
                        // A line that ends stays a line that ends.
                        if !source.text()[at..].starts_with('\n') {
                            found.push((Span::new(at, at + edit.len), edit.with));
                        }
                    }
                }
                InlineKind::Variable(_) | InlineKind::SoftBreak => drop(pieces.next()),
                InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strikethrough(inner) => {
                    self.place(inner, source, pieces, found);
                }
                InlineKind::Link(link) => self.place(&link.content, source, pieces, found),
                _ => {}
            }
        }
    }

    fn add(&mut self, table: &Table, inlines: &[Inline], source: &Source, variables: &Variables<'_>, tags: &mut Tags) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(own) => {
                    let text = own.as_deref().unwrap_or_else(|| source.slice(inline.span));
                    self.text(text, kept(inline, text, source), tags);
                }
                InlineKind::Variable(name) => {
                    let start = self.text.len();
                    variables(name, &mut self.text);
                    self.pieces.push(Piece { start, kept: 0, verbatim: tags.is_verbatim() });
                    if tags.is_verbatim() {
                        self.text.truncate(start);
                    }
                }
                InlineKind::SoftBreak => self.text("\n", 0, tags),
                InlineKind::HardBreak => self.text.push(BREAK),
                InlineKind::Code(_) | InlineKind::Image(_) | InlineKind::Footnote(_) => self.text.push(OPAQUE),
                InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strikethrough(inner) => {
                    self.add(table, inner, source, variables, tags);
                }
                InlineKind::Link(link) if link.content.is_empty() => self.text.push(OPAQUE),
                InlineKind::Link(link) => self.add(table, &link.content, source, variables, tags),
                InlineKind::Html(html) => match tags.meet(&html.text, table) {
                    Meaning::Nothing => {}
                    Meaning::Opaque => self.text.push(OPAQUE),
                    Meaning::Break => self.text.push(BREAK),
                },
            }
        }
    }

    fn text(&mut self, text: &str, kept: usize, tags: &Tags) {
        if kept > 0 && !tags.is_verbatim() {
            self.text.push(OPAQUE);
        }
        self.pieces.push(Piece { start: self.text.len(), kept, verbatim: tags.is_verbatim() });
        if !tags.is_verbatim() {
            self.text.push_str(&text[kept..]);
        }
    }
}

/// How much of a text was typed so that it stays: `\"` and `&quot;` are straight quotes on purpose.
fn kept(inline: &Inline, text: &str, source: &Source) -> usize {
    let Some(first) = text.bytes().next().filter(u8::is_ascii_punctuation) else { return 0 };
    let typed = source.text().get(inline.span.range()).unwrap_or_default();
    if text.len() == 1 && typed.starts_with('&') && typed != text {
        return 1;
    }
    let before = source.text().get(..inline.span.start as usize).unwrap_or_default();
    usize::from(before.ends_with('\\') && first != b'\\' && typed.starts_with(char::from(first)))
}

/// As [`plain_text`], with the typography of a language.
pub fn inline_text(
    table: Option<&Table>,
    inlines: &[Inline],
    source: &Source,
    variables: &Variables<'_>,
    out: &mut String,
) {
    let Some(table) = table else { return plain_text(inlines, source, variables, out) };
    let mut run = Run::default();
    run.read(table, inlines, source, variables);
    print(&mut run, table, inlines, source, variables, out);
}

fn print(
    run: &mut Run,
    table: &Table,
    inlines: &[Inline],
    source: &Source,
    variables: &Variables<'_>,
    out: &mut String,
) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(own) => {
                run.piece(own.as_deref().unwrap_or_else(|| source.slice(inline.span)), |part| out.push_str(part));
            }
            InlineKind::Variable(name) => {
                let mut value = String::new();
                variables(name, &mut value);
                run.piece(&value, |part| out.push_str(part));
            }
            InlineKind::SoftBreak => run.piece(" ", |part| out.push_str(part)),
            InlineKind::HardBreak => out.push(' '),
            InlineKind::Code(code) => out.push_str(code),
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strikethrough(inner) => {
                print(run, table, inner, source, variables, out);
            }
            InlineKind::Link(link) => print(run, table, &link.content, source, variables, out),
            InlineKind::Image(image) => inline_text(Some(table), &image.alt, source, variables, out),
            InlineKind::Footnote(_) | InlineKind::Html(_) => {}
        }
    }
}
