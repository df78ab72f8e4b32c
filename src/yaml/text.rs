//! Turns a YAML scalar, its place and its value into the place of every character of the value.
//!
//! It does not parse: value and source are walked side by side, so that it agrees with the parser by construction.

use crate::mapping::Mapping;
use crate::source::{Source, Span};

/// Where each byte of `value` stands in the source, given the node's span: escapes undone, folded lines joined,
/// indentation left out.
pub fn value_map(source: &Source, node: Span, value: &str) -> Mapping {
    let whole = &source.text()[node.start as usize..];
    let end = node.range().len();
    // The span of a block ends before trailing blanks, which its value may keep.
    let blanks = &whole[end.min(whole.len())..];
    let kept = if whole.starts_with(['|', '>']) { blanks.len() - blanks.trim_start().len() } else { 0 };
    let text = &whole[..end + kept];
    let base = node.start as usize;
    let mut walk = Walk { text, value, at: 0, done: 0, base, mapping: Mapping::default() };
    match text.as_bytes().first() {
        Some(b'|') => walk.block(Block::Literal),
        Some(b'>') => walk.block(Block::Folded),
        Some(b'"') => walk.flow(1, Some('"')),
        Some(b'\'') => walk.flow(1, Some('\'')),
        _ => walk.flow(0, None),
    }
    // Whatever could not be followed stands at the place that was reached; nothing is ever outside the scalar.
    let copied = walk.done == value.len();
    walk.push(copied);
    walk.mapping
}

#[derive(Clone, Copy, PartialEq)]
enum Block {
    Literal,
    Folded,
}

struct Walk<'a> {
    text: &'a str,
    value: &'a str,
    /// Bytes of the source's text that were walked.
    at: usize,
    /// Bytes of the value that were walked.
    done: usize,
    base: usize,
    mapping: Mapping,
}

impl<'a> Walk<'a> {
    fn push(&mut self, copied: bool) {
        self.mapping.push(self.done, self.base + self.at, copied);
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Plain and quoted scalars.
    fn flow(&mut self, start: usize, quote: Option<char>) {
        self.at = start;
        self.push(true);
        while let Some(wanted) = self.value[self.done..].chars().next() {
            let Some(found) = self.rest().chars().next() else { return };
            if self.line_break(quote == Some('"')) {
                continue;
            }
            if quote == Some('"') && found == '\\' {
                self.escape(wanted);
            } else if quote == Some('\'') && self.rest().starts_with("''") {
                self.push(false);
                self.done += 1;
                self.at += 2;
                self.push(true);
            } else if found == wanted {
                self.push(true);
                self.at += found.len_utf8();
                self.done += wanted.len_utf8();
            } else {
                return;
            }
        }
    }

    /// Steps over a folded line break: blanks, the break, empty lines and the next line's indentation.
    fn line_break(&mut self, double_quoted: bool) -> bool {
        let rest = self.rest();
        let escaped = double_quoted && rest.starts_with('\\');
        let blanks = &rest[usize::from(escaped)..];
        let after = blanks.trim_start_matches([' ', '\t']);
        if !after.starts_with(['\n', '\r']) || (escaped && blanks.len() != after.len()) {
            return false;
        }
        let whole = blanks.trim_start_matches([' ', '\t', '\n', '\r']);
        let gap = &blanks[..blanks.len() - whole.len()];
        let breaks = gap.matches('\n').count().max(1);
        let made = match (breaks, escaped) {
            (1, true) => 0,
            (1, false) => 1,
            (breaks, _) => breaks - 1,
        };
        self.push(false);
        self.done = (self.done + made).min(self.value.len());
        self.at = self.text.len() - whole.len();
        self.push(true);
        true
    }

    fn escape(&mut self, made: char) {
        let length = match self.rest().as_bytes().get(1) {
            Some(b'x') => 4,
            // A character beyond the basic plane may be written as two surrogates.
            Some(b'u') if made as u32 > 0xffff => 12,
            Some(b'u') => 6,
            Some(b'U') => 10,
            _ => 1 + self.rest()[1..].chars().next().map_or(0, char::len_utf8),
        };
        self.push(false);
        self.done += made.len_utf8();
        self.at = (self.at + length).min(self.text.len());
        self.push(true);
    }

    /// Literal and folded blocks, line by line.
    fn block(&mut self, style: Block) {
        let header = self.text.find('\n').map_or(self.text.len(), |at| at + 1);
        let indentation = self.indentation(header);
        self.at = header;
        while self.done < self.value.len() && self.at < self.text.len() {
            let line = self.rest().split('\n').next().unwrap_or_default();
            let next = (self.at + line.len() + 1).min(self.text.len());
            let line = line.strip_suffix('\r').unwrap_or(line);
            let skipped = indentation.min(line.len() - line.trim_start_matches(' ').len());
            let content = &line[skipped..];
            if !self.value[self.done..].starts_with(content) {
                return;
            }
            self.at += skipped;
            self.push(true);
            self.done += content.len();
            self.at += content.len();
            self.breaks(style, content.len());
            self.at = next;
        }
    }

    /// Steps over what the value has for the end of a line.
    fn breaks(&mut self, style: Block, content: usize) {
        let rest = &self.value[self.done..];
        let made = match style {
            Block::Literal => usize::from(rest.starts_with('\n')),
            // Folding leaves one space, or as many breaks as there are lines that follow without content: they are
            // all attributed to the end of the last line that has some.
            Block::Folded if content == 0 && self.done > 0 => 0,
            Block::Folded if rest.starts_with(' ') => 1,
            Block::Folded => rest.len() - rest.trim_start_matches('\n').len(),
        };
        // A break that stands there as it is belongs to the copy; more of them, or another sign, stand for the gap.
        let copied = usize::from(rest.starts_with('\n') && self.rest().starts_with('\n'));
        let end = self.done + made;
        self.done += copied.min(made);
        self.at += copied.min(made);
        if self.done < end {
            self.push(false);
            self.done = end;
        }
    }

    /// The indentation of the block: that of its first line with content, less the blanks the value keeps of it.
    fn indentation(&self, header: usize) -> usize {
        let blanks = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let full = |line: &&str| !line.trim_matches([' ', '\r']).is_empty();
        let kept = self.value.split('\n').find(full).map_or(0, blanks);
        let written = self.text[header..].split('\n').find(full).map_or(0, blanks);
        written.saturating_sub(kept)
    }
}
