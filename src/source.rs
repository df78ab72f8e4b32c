//! Turns the bytes of one file into a text with a digest and a line table, and offsets in it into lines and columns.
//!
//! It does not read the disk and does not know what the text means.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use twox_hash::XxHash3_128;

/// A 128-bit content digest (XXH3): the same on every platform and in every version of Diglot.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Digest(pub u128);

impl Digest {
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(XxHash3_128::oneshot(bytes))
    }

    /// The first `digits` hexadecimal digits.
    pub fn short(self, digits: usize) -> String {
        format!("{:032x}", self.0)[..digits].to_owned()
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.short(12))
    }
}

/// What is known of things by their digests.
pub type DigestMap<V> = HashMap<Digest, V, BuildHasherDefault<Spread>>;

/// Hashes a digest, which is spread already, to its own first half.
#[derive(Default)]
pub struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = XxHash3_128::oneshot(bytes) as u64;
    }

    fn write_u128(&mut self, digest: u128) {
        self.0 = digest as u64;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Feeds anything that implements `Hash` into a [`Digest`].
///
/// Integers go in as little-endian bytes and lengths as 64 bits, so that the digest is the same on every platform. The bytes
/// are kept and digested at once: most are few, and a digest in the making is large to hand on.
#[derive(Clone)]
pub struct Digester(Vec<u8>);

impl Digester {
    pub fn new() -> Digester {
        Digester(Vec::with_capacity(256))
    }

    pub fn and(mut self, value: &(impl Hash + ?Sized)) -> Digester {
        value.hash(&mut self);
        self
    }

    pub fn digest(self) -> Digest {
        Digest::of(&self.0)
    }
}

impl Default for Digester {
    fn default() -> Self {
        Digester::new()
    }
}

impl Hasher for Digester {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn write_u16(&mut self, i: u16) {
        self.0.extend_from_slice(&i.to_le_bytes());
    }

    fn write_u32(&mut self, i: u32) {
        self.0.extend_from_slice(&i.to_le_bytes());
    }

    fn write_u64(&mut self, i: u64) {
        self.0.extend_from_slice(&i.to_le_bytes());
    }

    fn write_u128(&mut self, i: u128) {
        self.0.extend_from_slice(&i.to_le_bytes());
    }

    fn write_usize(&mut self, i: usize) {
        self.write_u64(i as u64);
    }

    fn finish(&self) -> u64 {
        Digest::of(&self.0).0 as u64
    }
}

/// A half-open range of bytes in a [`Source`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Span {
        Span { start: start as u32, end: end as u32 }
    }

    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Line and column of an offset, both from 1, the column in characters (Unicode scalar values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

/// One file of the site as text; cheap to clone.
#[derive(Clone)]
pub struct Source(Arc<Data>);

struct Data {
    path: Box<str>,
    text: OnceLock<Text>,
    /// Gives the bytes of a text that is read only when it is asked for.
    read: Option<Box<Read>>,
    digest: Digest,
    lines: OnceLock<Vec<u32>>,
    steps: OnceLock<Vec<u32>>,
}

struct Text {
    text: Box<str>,
    invalid_at: Option<u32>,
}

/// Reads the bytes of a file whose digest is known.
pub type Read = dyn Fn() -> Vec<u8> + Send + Sync;

/// Bytes after which the characters before them are counted anew: without these counts a hundred thousand findings in
/// one long line would each count the characters of the whole line.
const STEP: usize = 1024;

/// Largest text that is read, in bytes: spans are 32 bits wide.
pub const LARGEST_TEXT: usize = 256 * 1024 * 1024;

impl Source {
    /// The text of the file at `path` (relative to the root, with `/`).
    ///
    /// Bytes that are not UTF-8 become U+FFFD, and the offset of the first is kept in [`Source::invalid_at`].
    pub fn new(path: impl Into<Box<str>>, bytes: Vec<u8>) -> Source {
        let digest = Digest::of(&bytes);
        let text = OnceLock::from(Text::new(bytes));
        Source(Arc::new(Data {
            path: path.into(),
            text,
            read: None,
            digest,
            lines: OnceLock::new(),
            steps: OnceLock::new(),
        }))
    }

    /// A text of this digest that `read` gives when it is first asked for.
    ///
    /// Whoever makes it sees to it that the bytes have the digest, or that the result is thrown away.
    pub fn deferred(path: impl Into<Box<str>>, digest: Digest, read: Box<Read>) -> Source {
        let text = OnceLock::new();
        Source(Arc::new(Data {
            path: path.into(),
            text,
            read: Some(read),
            digest,
            lines: OnceLock::new(),
            steps: OnceLock::new(),
        }))
    }

    fn content(&self) -> &Text {
        self.0.text.get_or_init(|| Text::new(self.0.read.as_ref().map_or_else(Vec::new, |read| read())))
    }

    pub fn path(&self) -> &str {
        &self.0.path
    }

    pub fn text(&self) -> &str {
        &self.content().text
    }

    pub fn digest(&self) -> Digest {
        self.0.digest
    }

    /// Offset of the first byte that was not UTF-8.
    pub fn invalid_at(&self) -> Option<u32> {
        self.content().invalid_at
    }

    /// The first control character that no page may hold, a carriage return that ends no line among them.
    pub fn control(&self) -> Option<(usize, char)> {
        // Hardly any text has one: this is as fast as reading the memory, looking at each character is not.
        let text = self.text();
        let c0 = text.bytes().fold(false, |any, byte| any | is_c0(byte));
        let c1 = text.as_bytes().windows(2).fold(false, |any, two| any | ((two[0] == 0xc2) & (two[1] < 0xa0)));
        if !c0 && !c1 && !text.contains('\r') {
            return None;
        }
        let mut characters = text.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            let lone = c == '\r' && characters.peek().is_none_or(|(_, next)| !matches!(next, '\n' | '\r'));
            if lone || (c.is_control() && !matches!(c, '\t' | '\n' | '\u{c}' | '\r')) {
                return Some((at, c));
            }
        }
        None
    }

    pub fn slice(&self, span: Span) -> &str {
        self.text().get(span.range()).unwrap_or("")
    }

    /// The whole text as a span.
    pub fn span(&self) -> Span {
        Span::new(0, self.text().len())
    }

    fn lines(&self) -> &[u32] {
        self.0.lines.get_or_init(|| {
            let newlines = self.text().bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
            std::iter::once(0).chain(newlines.map(|(at, _)| at as u32 + 1)).collect()
        })
    }

    /// The characters that begin before a byte offset.
    fn characters(&self, offset: usize) -> u32 {
        let bytes = self.text().as_bytes();
        let begin = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as u32;
        let steps = self.0.steps.get_or_init(|| {
            let add = |sum: &mut u32, chunk: &[u8]| Some(std::mem::replace(sum, *sum + begin(chunk)));
            bytes.chunks(STEP).scan(0, add).collect()
        });
        match steps.get(offset / STEP) {
            Some(before) => before + begin(&bytes[offset / STEP * STEP..offset]),
            None => steps.last().map_or(0, |before| before + begin(&bytes[(steps.len() - 1) * STEP..offset])),
        }
    }

    /// Line and column of a byte offset; an offset past the end is the end. A byte-order mark takes no column.
    pub fn position(&self, offset: u32) -> Position {
        let text = self.text();
        let mut offset = (offset as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.lines().partition_point(|&start| start as usize <= offset);
        let start = self.lines()[line - 1] as usize;
        let before = &text[start..offset];
        let marks = if line == 1 { before.len() - before.trim_start_matches('\u{feff}').len() } else { 0 };
        let characters = match offset - start {
            0..STEP => before.chars().count() as u32,
            _ => self.characters(offset) - self.characters(start),
        };
        Position { line: line as u32, column: characters - (marks / '\u{feff}'.len_utf8()) as u32 + 1 }
    }

    /// Where a 1-based line stands, without its line break and without a byte-order mark; past the last line, that one.
    pub fn line(&self, line: u32) -> Span {
        let at = (line.max(1) as usize).min(self.lines().len());
        let start = self.lines()[at - 1] as usize;
        let rest = &self.text()[start..];
        let text = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let text = text.strip_suffix('\r').unwrap_or(text);
        let mark = if at == 1 { text.len() - text.trim_start_matches('\u{feff}').len() } else { 0 };
        Span::new(start + mark, start + text.len())
    }

    /// Byte offset of a 1-based line and a 1-based column in characters, clamped to the line.
    pub fn offset(&self, position: Position) -> u32 {
        let line = (position.line.max(1) as usize).min(self.lines().len());
        let start = self.lines()[line - 1] as usize;
        let rest = &self.text()[start..];
        let end = rest.find('\n').unwrap_or(rest.len());
        let within = rest[..end].char_indices().nth(position.column.max(1) as usize - 1).map_or(end, |(at, _)| at);
        (start + within) as u32
    }
}

impl Text {
    fn new(bytes: Vec<u8>) -> Text {
        match String::from_utf8(bytes) {
            Ok(text) => Text { text: text.into(), invalid_at: None },
            Err(error) => {
                let at = error.utf8_error().valid_up_to() as u32;
                Text { text: String::from_utf8_lossy(error.as_bytes()).into(), invalid_at: Some(at) }
            }
        }
    }
}

fn is_c0(byte: u8) -> bool {
    ((byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != 0xc) & (byte != b'\r')) | (byte == 0x7f)
}

impl PartialEq for Source {
    fn eq(&self, other: &Source) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || (self.digest() == other.digest() && self.path() == other.path())
    }
}

impl Eq for Source {}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({})", self.path())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_from_one() {
        let source = Source::new("a.md", "éà\n😀b".into());
        assert_eq!(source.position(2), Position { line: 1, column: 2 });
        assert_eq!(source.position(5), Position { line: 2, column: 1 });
        assert_eq!(source.position(9), Position { line: 2, column: 2 });
        assert_eq!(source.offset(Position { line: 2, column: 2 }), 9);
    }

    #[test]
    fn columns_of_long_lines_count_characters_too() {
        let text = "b\n".to_owned() + &"é😀a".repeat(STEP);
        let source = Source::new("a.md", text.clone().into());
        for (at, _) in text.char_indices().skip(2).step_by(97) {
            let column = text[2..at].chars().count() as u32 + 1;
            assert_eq!(source.position(at as u32), Position { line: 2, column });
        }
        let end = Position { line: 2, column: 3 * STEP as u32 + 1 };
        assert_eq!(source.position(text.len() as u32), end);
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let source = Source::new("a.md", "\u{feff}ab".into());
        assert_eq!(source.position(4), Position { line: 1, column: 2 });
    }

    #[test]
    fn a_line_stands_without_its_ending() {
        let source = Source::new("a.md", "\u{feff}ab\r\ncd\n".into());
        let lines: Vec<&str> = (1..=4).map(|line| source.slice(source.line(line))).collect();
        assert_eq!(lines, ["ab", "cd", "", ""]);
    }

    #[test]
    fn control_characters_are_found() {
        let control = |text: &str| Source::new("a.md", text.into()).control();
        assert_eq!(control("\ta\r\nb\u{a0}\r\r\n\u{c}"), None);
        assert_eq!(control("é\0"), Some((2, '\0')));
        assert_eq!(control("é\u{92}"), Some((2, '\u{92}')));
        assert_eq!(control("a\rb"), Some((1, '\r')));
        assert_eq!(control("a\n\r"), Some((2, '\r')));
    }

    #[test]
    fn invalid_bytes_are_remembered() {
        assert_eq!(Source::new("a.md", b"ab\xff".to_vec()).invalid_at(), Some(2));
    }
}
