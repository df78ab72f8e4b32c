//! Turns a Markdown text into the runs of words in it and what stands between, and puts other runs in their place.
//!
//! It does not know files: the text is a unit's, alone.

use super::coded::{Coded, attributes, note};
use crate::parse::fragment;
use crate::parse::tree::{AlertKind, Block, BlockKind, Inline};
use crate::source::{Source, Span};
use std::fmt::Write as _;
use std::ops::Range;

/// Where a run stands, for translators and for what may be typed there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Heading,
    Paragraph,
    Item,
    Cell,
    Caption,
    Footnote,
    Term,
    /// A text that is no Markdown.
    Value,
}

impl Place {
    /// The value of `restype`.
    pub fn name(self) -> &'static str {
        match self {
            Place::Heading => "header",
            Place::Paragraph => "x-paragraph",
            Place::Item => "listitem",
            Place::Cell => "cell",
            Place::Caption => "caption",
            Place::Footnote => "footer",
            Place::Term => "x-term",
            Place::Value => "x-value",
        }
    }
}

/// Words that belong together, between two pieces of the skeleton.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// In the text.
    pub range: Range<usize>,
    pub coded: Coded,
    pub place: Place,
    /// What is said to translators.
    pub notes: Vec<String>,
}

/// A text in its pieces.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pieces {
    pub text: String,
    pub runs: Vec<Run>,
    /// Code and raw HTML: not translated, but an edition may have its own.
    pub kept: Vec<Range<usize>>,
    /// Comments to translators, with their line ends.
    pub comments: Vec<Range<usize>>,
    /// The blocks in words: two texts with one shape differ in their runs alone.
    pub shape: String,
    /// What is defined for links and footnotes anywhere in the text.
    pub definitions: String,
}

impl Pieces {
    /// The pieces of a Markdown text.
    pub fn of(text: &str) -> Pieces {
        let source = Source::new("unit.md", text.as_bytes().to_vec());
        let blocks = fragment(&source);
        let mut reader = Reader { source: &source, notes: Vec::new(), pieces: Pieces::default() };
        reader.blocks(&blocks, Place::Paragraph);
        let mut pieces = reader.pieces;
        pieces.definitions = definitions(text);
        pieces.text = text.to_owned();
        pieces.runs.sort_by_key(|run| run.range.start);
        pieces
    }

    /// A text of one run that is no Markdown.
    pub fn value(text: &str) -> Pieces {
        let run = Run { range: 0..text.len(), coded: Coded::plain(text), place: Place::Value, notes: Vec::new() };
        let runs = if text.trim().is_empty() { Vec::new() } else { vec![run] };
        Pieces { text: text.to_owned(), runs, shape: "value".to_owned(), ..Pieces::default() }
    }

    /// The text with other runs in its skeleton, and other code; without what is said to translators.
    pub fn filled(&self, runs: &[String], kept: Option<&[&str]>) -> String {
        debug_assert_eq!(runs.len(), self.runs.len());
        let mut replaced: Vec<(Range<usize>, &str)> =
            self.runs.iter().zip(runs).map(|(run, text)| (run.range.clone(), text.as_str())).collect();
        if let Some(kept) = kept.filter(|kept| kept.len() == self.kept.len()) {
            replaced.extend(self.kept.iter().cloned().zip(kept.iter().copied()));
        }
        replaced.extend(self.comments.iter().map(|range| (range.clone(), "")));
        replaced.sort_by_key(|(range, _)| range.start);
        let mut out = String::with_capacity(self.text.len());
        let mut from = 0;
        for (range, text) in replaced {
            if range.start < from {
                continue;
            }
            out.push_str(&self.text[from..range.start]);
            out.push_str(text);
            from = range.end;
        }
        out.push_str(&self.text[from..]);
        out
    }

    /// What is kept, as typed.
    pub fn kept_texts(&self) -> Vec<&str> {
        self.kept.iter().map(|range| &self.text[range.clone()]).collect()
    }
}

/// The lines that define references, and footnotes without what they say.
pub fn definitions(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let line = line.trim_start();
        let Some((label, rest)) = line.strip_prefix('[').and_then(|rest| rest.split_once("]:")) else { continue };
        match label.strip_prefix('^') {
            Some(_) => out.push_str(&format!("[{label}]: x\n\n")),
            None => out.push_str(&format!("[{label}]:{rest}\n\n")),
        }
    }
    out
}

/// The labels of the references and footnotes that a text defines, as typed, each with its whole definition.
struct Reader<'a> {
    source: &'a Source,
    /// What is said of the next run.
    notes: Vec<String>,
    pieces: Pieces,
}

impl Reader<'_> {
    fn blocks(&mut self, blocks: &[Block], place: Place) {
        blocks.iter().for_each(|block| self.block(block, place));
    }

    fn shape(&mut self, word: std::fmt::Arguments<'_>) {
        self.pieces.shape.write_fmt(word).expect("a string takes everything");
    }

    fn block(&mut self, block: &Block, place: Place) {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                self.shape(format_args!("p;"));
                self.run(content, place);
            }
            BlockKind::Heading(heading) => {
                self.shape(format_args!("h{};", heading.level));
                self.run(&heading.content, Place::Heading);
            }
            BlockKind::List(list) => {
                self.shape(format_args!("{}(", if list.start.is_some() { "ol" } else { "ul" }));
                for item in &list.items {
                    self.shape(format_args!("li"));
                    self.blocks(&item.blocks, Place::Item);
                }
                self.shape(format_args!(")"));
            }
            BlockKind::Quote(inner) => self.inside("quote", inner, place),
            BlockKind::Alert(kind, inner) => self.inside(alert(*kind), inner, place),
            BlockKind::Footnote(_, inner) => self.inside("note", inner, Place::Footnote),
            BlockKind::Code(code) => {
                self.shape(format_args!("code {};", code.language));
                self.pieces.kept.push(block.span.range());
            }
            BlockKind::Table(table) => {
                self.shape(format_args!("table("));
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    self.shape(format_args!("tr"));
                    for cell in row {
                        self.shape(format_args!("td"));
                        self.run(cell, Place::Cell);
                    }
                }
                self.shape(format_args!(")"));
            }
            BlockKind::Html(html) => match note(&html.text) {
                Some(said) => {
                    self.notes.push(said);
                    self.pieces.comments.push(whole_lines(self.source.text(), block.span));
                }
                None => self.html(block.span.range()),
            },
            BlockKind::Definitions(list) => {
                self.shape(format_args!("dl("));
                for one in list {
                    one.terms.iter().for_each(|term| self.run(term, Place::Term));
                    for detail in &one.details {
                        self.shape(format_args!("dd"));
                        self.blocks(detail, Place::Paragraph);
                    }
                }
                self.shape(format_args!(")"));
            }
            BlockKind::Container(container) => {
                self.shape(format_args!("{:?}(", container.kind));
                self.run(&container.title, Place::Caption);
                self.blocks(&container.blocks, place);
                self.shape(format_args!(")"));
            }
            BlockKind::Rule => self.shape(format_args!("hr;")),
            BlockKind::Snippet(_) => self.shape(format_args!("snippet;")),
            BlockKind::Question(_) => self.shape(format_args!("question;")),
        }
    }

    /// Raw HTML: the words in it are runs, and what has none is kept as it is.
    fn html(&mut self, range: Range<usize>) {
        let words = html_words(&self.source.text()[range.clone()]);
        if words.is_empty() {
            self.shape(format_args!("html;"));
            self.pieces.kept.push(range);
            return;
        }
        self.shape(format_args!("html("));
        for own in words {
            let own = range.start + own.start..range.start + own.end;
            let coded = Coded::plain(&self.source.text()[own.clone()]);
            self.shape(format_args!("r"));
            let notes = std::mem::take(&mut self.notes);
            self.pieces.runs.push(Run { range: own, coded, place: Place::Value, notes });
        }
        self.shape(format_args!(")"));
    }

    fn inside(&mut self, name: &str, blocks: &[Block], place: Place) {
        self.shape(format_args!("{name}("));
        self.blocks(blocks, place);
        self.shape(format_args!(")"));
    }

    fn run(&mut self, content: &[Inline], place: Place) {
        let (Some(first), Some(last)) = (content.first(), content.last()) else { return };
        let mut notes = std::mem::take(&mut self.notes);
        let coded = Coded::of(content, self.source, &mut notes);
        let text = self.source.text();
        let start = first.span.start as usize;
        let signs = text[..start].len() - text[..start].trim_end_matches('\\').len();
        let end = last.span.end as usize;
        let end = start + text[start..end].trim_end_matches(|c: char| c.is_ascii_whitespace()).len();
        self.shape(format_args!("r"));
        self.pieces.runs.push(Run { range: start - signs % 2..end, coded, place, notes });
    }
}

/// Where words stand in raw HTML: between its tags, and in attributes that readers see. What scripts, styles and
/// examples of code say is no text.
fn html_words(html: &str) -> Vec<Range<usize>> {
    const SILENT: [&str; 4] = ["script", "style", "pre", "code"];
    let mut found = Vec::new();
    let mut silent: Option<&str> = None;
    let mut at = 0;
    while at < html.len() {
        let rest = &html[at..];
        let length = match rest.strip_prefix('<') {
            Some(inside) if inside.starts_with("!--") => rest.find("-->").map_or(rest.len(), |end| end + 3),
            Some(inside) => {
                let length = rest.find('>').map_or(rest.len(), |end| end + 1);
                let name = inside.trim_start_matches('/');
                let named = SILENT.into_iter().find(|known| {
                    let after = name.get(known.len()..).and_then(|rest| rest.chars().next());
                    name.get(..known.len()).is_some_and(|own| own.eq_ignore_ascii_case(known))
                        && !after.is_some_and(char::is_alphanumeric)
                });
                match named {
                    Some(known) if inside.starts_with('/') && silent == Some(known) => silent = None,
                    Some(known) if silent.is_none() && !inside.starts_with('/') => silent = Some(known),
                    _ if silent.is_none() => {
                        found.extend(attributes(&rest[..length]).into_iter().map(|own| at + own.start..at + own.end));
                    }
                    _ => {}
                }
                length
            }
            None => {
                let length = rest.find('<').unwrap_or(rest.len());
                let text = &rest[..length];
                let blank = text.len() - text.trim_start().len();
                found.extend((silent.is_none()).then_some(at + blank..at + text.trim_end().len().max(blank)));
                length
            }
        };
        at += length;
    }
    found.retain(|own| html[own.clone()].contains(char::is_alphanumeric));
    found
}

fn alert(kind: AlertKind) -> &'static str {
    kind.name()
}

/// A block with the line ends after it.
fn whole_lines(text: &str, span: Span) -> Range<usize> {
    let end = (span.end as usize).min(text.len());
    let rest = &text[end..];
    span.start as usize..end + rest.len() - rest.trim_start_matches('\n').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_out_of_their_skeleton() {
        let text = "## Title {#a}\n\n<!-- translators: short, please -->\n\nOne *two*\nthree.\n\n- item\n  - [x] inner\n\n| A | B |\n|---|---|\n| c \\| d | `e` |\n\n> [!NOTE]\n> Careful\n> now.[^n]\n\n```sh\nrun\n```\n\n:::details More {#m}\nInside\n:::\n\n[^n]: Why\n\n    not.\n";
        let pieces = Pieces::of(text);
        let words: Vec<String> = pieces.runs.iter().map(|run| run.coded.typed(&|text| text.to_owned())).collect();
        let expected = [
            "Title",
            "One *two* three.",
            "item",
            "inner",
            "A",
            "B",
            "c | d",
            "`e`",
            "Careful now.[^n]",
            "More",
            "Inside",
            "Why",
            "not.",
        ];
        assert_eq!(words, expected);
        assert_eq!(pieces.runs[1].notes, ["short, please"]);
        assert_eq!(pieces.kept_texts(), ["```sh\nrun\n```"]);
        assert_eq!(pieces.definitions, "[^n]: x\n\n");
        let same: Vec<String> = pieces.runs.iter().map(|run| text[run.range.clone()].to_owned()).collect();
        assert_eq!(pieces.filled(&same, None), text.replace("<!-- translators: short, please -->\n\n", ""));
        let other: Vec<String> = (0..same.len()).map(|at| format!("r{at}")).collect();
        let filled = pieces.filled(&other, Some(&["```sh\ncours\n```"]));
        assert!(
            filled.contains("## r0 {#a}\n\nr1\n\n- r2\n  - [x] r3\n\n| r4 | r5 |\n|---|---|\n| r6 | r7 |"),
            "{filled}"
        );
        assert!(
            filled.contains(
                "> [!NOTE]\n> r8\n\n```sh\ncours\n```\n\n:::details r9 {#m}\nr10\n:::\n\n[^n]: r11\n\n    r12"
            ),
            "{filled}"
        );
        let again = Pieces::of(&filled.replace("`", "'").replace("'''", "```"));
        assert_eq!(again.shape, pieces.shape);
    }
}
