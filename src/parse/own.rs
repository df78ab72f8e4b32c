//! Turns the places of a document's units into the text that each says itself, as it was typed.
//!
//! A unit's own text is its title and what follows up to the next unit. A definition of a footnote or of a reference
//! belongs to the units that use it, wherever it stands: it follows their text.

use super::document::{Document, Meta};
use super::facts::{Facts, UnitKind};
use super::tree::{Block, BlockKind};
use crate::records::Text;
use crate::source::{Source, Span};
use crate::yaml::OneOrMany;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Where the text of one unit stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Own {
    /// What is not in the source as it is meant: keys with their texts, the values of a YAML file.
    pub head: Box<str>,
    /// In order; what lies between belongs to other units.
    pub pieces: Vec<Span>,
    /// The columns that every line after the first stands further right for the sake of its list.
    pub indent: usize,
    /// The definitions that it uses, in the order of their first use.
    pub definitions: Vec<Span>,
}

impl Own {
    /// What a YAML file says of itself in one language: its keys, the names of its groups, and its introduction. Keys of
    /// the author's own are common to all languages.
    pub(super) fn lead<'a>(
        meta: &Meta,
        intro: Option<&str>,
        groups: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Own {
        let meta = Meta { extra: "".into(), ..meta.clone() };
        let keys = keys(&meta, meta.title.as_deref());
        let groups: String = groups.into_iter().map(|(id, title)| format!("{id}: {title}\n")).collect();
        Own { head: joined([&*keys, &groups, intro.unwrap_or_default()]).into(), ..Own::default() }
    }

    /// An entry of a YAML file: its title, its text, a list of words with its key, and what changed.
    pub(super) fn entry(
        texts: [Option<&str>; 2],
        words: (&str, Option<&OneOrMany<Text>>),
        change: Option<&str>,
    ) -> Own {
        let (key, words) = words;
        let words: Vec<&str> = words.iter().flat_map(|words| words.iter()).map(|word| word.as_str()).collect();
        let words = if words.is_empty() { String::new() } else { format!("{key}: {}", words.join(", ")) };
        let change = change.map_or_else(String::new, |change| format!("change: {change}"));
        let [title, text] = texts.map(Option::unwrap_or_default);
        Own { head: joined([title, text, &words, &change]).into(), ..Own::default() }
    }

    /// The text, without blank lines around it.
    pub fn text<'s>(&self, source: &'s Source) -> Cow<'s, str> {
        if let ([piece], [], "", 0) = (&self.pieces[..], &self.definitions[..], &*self.head, self.indent) {
            let text = trimmed(source.slice(*piece));
            if !text.contains('\r') {
                return Cow::Borrowed(text);
            }
        }
        let pieces = joined(self.pieces.iter().map(|piece| source.slice(*piece)));
        let body = dedented(&pieces, self.indent);
        let definitions = self.definitions.iter().map(|span| source.slice(*span));
        Cow::Owned(joined([&*self.head, &body].into_iter().chain(definitions)).replace('\r', ""))
    }
}

impl Document {
    /// The typed text of what stands before the first unit, with the title and other keys that are words; of a snippet,
    /// the whole. None of a text that could not be read.
    pub fn lead(&self) -> Option<Cow<'_, str>> {
        self.body().own.first().map(|own| own.text(&self.source))
    }

    /// The typed text of a unit.
    pub fn own_text(&self, unit: u32) -> Option<Cow<'_, str>> {
        self.body().own.get(unit as usize + 1).map(|own| own.text(&self.source))
    }
}

/// Parts that say something, with a blank line between.
fn joined<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let parts: Vec<&str> = parts.into_iter().map(trimmed).filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

fn trimmed(text: &str) -> &str {
    text.trim_start_matches(['\n', '\r']).trim_end()
}

/// The text with its lines after the first moved left.
fn dedented(text: &str, indent: usize) -> Cow<'_, str> {
    if indent == 0 {
        return Cow::Borrowed(text);
    }
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let rest = lines.map(|line| {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        &line[blanks.min(indent)..]
    });
    Cow::Owned(std::iter::once(first).chain(rest).collect())
}

/// The keys of a document that are words, a line each.
pub(super) fn keys(meta: &Meta, title: Option<&str>) -> String {
    let own = [
        ("title", title.unwrap_or_default()),
        ("description", &*meta.description),
        ("change", &*meta.change),
        ("image_alt", &*meta.image_alt),
    ];
    let own = own.into_iter().filter(|(_, text)| !text.is_empty());
    let variables = meta.variables.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let extra = [("extra", &*meta.extra)].into_iter().filter(|(_, text)| !text.is_empty());
    own.chain(variables).chain(extra).map(|(key, text)| format!("{key}: {text}\n")).collect()
}

/// A Markdown text, and what is known of it.
pub(super) struct Typed<'a> {
    pub source: &'a Source,
    pub facts: &'a Facts,
    pub blocks: &'a [Block],
    /// Where definitions of references stand.
    pub references: &'a [Span],
    /// The text.
    pub span: Span,
}

impl Typed<'_> {
    /// Where the text before the first unit stands, then that of every unit; `part` says that the first unit begins with
    /// the text.
    pub fn own(&self, part: bool) -> Vec<Own> {
        let items = items(self.blocks);
        let mut pieces: Vec<Vec<Span>> = vec![Vec::new(); self.facts.units.len() + 1];
        let definitions = self.definitions();
        let mut at = self.span.start;
        let mut section = 0;
        // Clauses, and headings inside them, with the ends of the items that they end with.
        let mut open: Vec<(usize, u32)> = Vec::new();
        let mut add = |unit: usize, from: u32, to: u32| without(from..to, &definitions, &mut pieces[unit]);
        let ends = std::iter::once((usize::MAX, self.span.end));
        let starts = self.facts.units.iter().enumerate().map(|(unit, known)| {
            let start = if part && unit == 0 { self.span.start } else { known.span.start };
            (unit, items.get(&unit).map_or(start, |item| item.content))
        });
        for (unit, start) in starts.chain(ends) {
            while let Some(&(inner, end)) = open.last().filter(|(_, end)| *end <= start) {
                add(inner, at, end);
                at = end.max(at);
                open.pop();
            }
            let outer = open.last().map_or(section, |(unit, _)| *unit);
            let line = match self.facts.units.get(unit).map(|unit| unit.kind) {
                // The sign of the item is nobody's text.
                Some(UnitKind::Clause) => line_start(self.source.text(), start),
                _ => start,
            };
            add(outer, at, line.max(at));
            at = start.max(at);
            match items.get(&unit) {
                Some(item) => open.push((unit + 1, item.end)),
                None => match open.last() {
                    Some(&(_, end)) => open.push((unit + 1, end)),
                    None if unit != usize::MAX => section = unit + 1,
                    None => {}
                },
            }
        }
        let indent = |at: usize| {
            let item = at.checked_sub(1).and_then(|unit| items.get(&unit));
            item.map_or(0, |item| (item.content - line_start(self.source.text(), item.content)) as usize)
        };
        let uses = if definitions.is_empty() { Vec::new() } else { self.uses() };
        let own = pieces.into_iter().enumerate().map(|(at, pieces)| {
            let definitions = used(&pieces, &definitions, &uses);
            Own { head: "".into(), pieces, indent: indent(at), definitions }
        });
        own.collect()
    }

    /// Where definitions of references and footnotes stand, in order.
    fn definitions(&self) -> Vec<Span> {
        let mut all = self.references.to_vec();
        notes(self.blocks, &mut |_, span| all.push(span));
        all.sort_unstable();
        // A reference may be defined inside a footnote.
        all.dedup_by(|inner, outer| outer.contains(*inner));
        all
    }

    /// Every use of a definition, with a place in the definition.
    fn uses(&self) -> Vec<(Span, Span)> {
        let mut named: HashMap<&str, Vec<Span>> = HashMap::new();
        notes(self.blocks, &mut |name, span| named.entry(name).or_default().push(span));
        // Each table has stars of its own.
        let several = named.values().any(|notes| notes.len() > 1);
        let boxes = if several { boxes(self.blocks) } else { Vec::new() };
        let around = |place: Span| boxes.iter().filter(|own| own.contains(place)).min_by_key(|own| own.end - own.start);
        let meant = |name: &str, used: Span| {
            let notes = named.get(name)?;
            let own = around(used).and_then(|own| notes.iter().find(|note| own.contains(**note)));
            own.or(notes.first()).copied()
        };
        let references = self.facts.addresses.iter().filter_map(|address| Some((address.used?, address.span)));
        let notes = self.facts.footnote_uses.iter().filter_map(|used| Some((used.span, meant(&used.name, used.span)?)));
        let mut uses: Vec<(Span, Span)> = references.chain(notes).collect();
        uses.sort_unstable();
        uses
    }
}

/// The definitions that some pieces use, and those that these use in turn.
fn used(pieces: &[Span], definitions: &[Span], uses: &[(Span, Span)]) -> Vec<Span> {
    let mut used: Vec<Span> = Vec::new();
    let mut open: Vec<Span> = pieces.to_vec();
    let mut next = 0;
    while let Some(&piece) = open.get(next).filter(|_| !uses.is_empty()) {
        next += 1;
        let first = uses.partition_point(|(place, _)| place.start < piece.start);
        for (_, target) in uses[first..].iter().take_while(|(place, _)| place.end <= piece.end) {
            let before = definitions.partition_point(|definition| definition.start <= target.start);
            let definition = before.checked_sub(1).map(|at| definitions[at]).filter(|found| found.contains(*target));
            if let Some(definition) = definition.filter(|definition| !used.contains(definition)) {
                used.push(definition);
                open.push(definition);
            }
        }
    }
    used
}

/// An item that is a clause.
struct ClauseItem {
    /// Where its text begins.
    content: u32,
    end: u32,
}

/// The clauses of a handbook's text, by unit.
fn items(blocks: &[Block]) -> HashMap<usize, ClauseItem> {
    let mut found = HashMap::new();
    within(blocks, &mut |block| {
        let BlockKind::List(list) = &block.kind else { return };
        for item in &list.items {
            let content = item.blocks.first().map_or(item.span.end, |block| block.span.start);
            found.extend(item.unit.map(|unit| (unit as usize, ClauseItem { content, end: item.span.end })));
        }
    });
    found
}

/// Calls `see` for every footnote, by label.
fn notes<'b>(blocks: &'b [Block], see: &mut dyn FnMut(&'b str, Span)) {
    within(blocks, &mut |block| {
        if let BlockKind::Footnote(name, _) = &block.kind {
            see(&name.id, block.span);
        }
    });
}

/// Where the `:::` blocks stand, from the opening line to the end of what is in them.
fn boxes(blocks: &[Block]) -> Vec<Span> {
    let mut all = Vec::new();
    within(blocks, &mut |block| {
        if let BlockKind::Container(container) = &block.kind {
            let end = container.blocks.last().map_or(0, |last| last.span.end);
            all.push(Span { start: block.span.start, end: block.span.end.max(end) });
        }
    });
    all
}

/// Calls `see` for every block and those inside it.
fn within<'b>(blocks: &'b [Block], see: &mut dyn FnMut(&'b Block)) {
    for block in blocks {
        see(block);
        match &block.kind {
            BlockKind::List(list) => list.items.iter().for_each(|item| within(&item.blocks, see)),
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote(_, inner) => within(inner, see),
            BlockKind::Definitions(list) => {
                list.iter().flat_map(|one| &one.details).for_each(|detail| within(detail, see));
            }
            BlockKind::Container(container) => within(&container.blocks, see),
            _ => {}
        }
    }
}

fn line_start(text: &str, at: u32) -> u32 {
    text[..at as usize].rfind('\n').map_or(0, |end| end as u32 + 1)
}

/// Adds a range but for the definitions in it, which stand in order.
fn without(range: Range<u32>, definitions: &[Span], out: &mut Vec<Span>) {
    let mut from = range.start;
    let first = definitions.partition_point(|span| span.start < range.start);
    for definition in definitions[first..].iter().take_while(|span| span.end <= range.end) {
        if from < definition.start {
            out.push(Span { start: from, end: definition.start });
        }
        from = definition.end.max(from);
    }
    if from < range.end {
        out.push(Span { start: from, end: range.end });
    }
}
