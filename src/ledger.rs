//! Turns the committed records of accepted translations into what the texts of each unit meant when they were accepted.
//!
//! A record keeps texts, not digests, so that a change can be shown word by word and a new way of making digests makes
//! nothing stale. What was accepted stays accepted: after a merge, two lines about one unit are both true. Which unit a
//! line is about today is not known here.

mod diff;
mod line;
mod state;

pub use diff::{Piece, changes};
pub use line::{Accepted, Waiver};
pub use state::{PairStates, State, States, UnitStatus, compare};

use crate::diag::rules::ledger as rules;
use crate::diag::{Finding, rules::documents};
use crate::lang::Languages;
use crate::parse::{Meaning, meaning};
use crate::source::{Source, Span};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// The folder of the records, from the site's root.
pub const FOLDER: &str = "translations/";

/// What the records call the text before the first unit, with the title and other keys that are words. No unit has this
/// id: those that begin with `_` are the theme's.
pub const LEAD: &str = "_top";

/// What one record says, without its texts: it can be kept between two runs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The languages of the texts, by suffix.
    pub suffixes: Vec<Box<str>>,
    pub lines: Vec<Line>,
    pub findings: Vec<Finding>,
}

/// What one line says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub unit: Box<str>,
    /// The line, without its end.
    pub span: Span,
    /// What the two texts meant, each with its place among the record's languages.
    pub meanings: [(u8, Meaning); 2],
    /// What the source means since that needs no translation, and why.
    pub waived: Option<Box<(Meaning, Box<str>)>>,
}

impl Record {
    pub fn read(source: &Source) -> Record {
        let mut record = Record::default();
        if let Some(at) = source.invalid_at() {
            let span = Span { start: at, end: at + 3 };
            record.findings.push(Finding::new(&documents::NOT_UTF8, span).help("save"));
            return record;
        }
        let mut start = 0;
        for typed in source.text().split_inclusive('\n') {
            let body = typed.trim_end();
            let from = if start == 0 { body.len() - body.trim_start_matches('\u{feff}').len() } else { 0 };
            let span = Span::new(start + from, start + body.len());
            start += typed.len();
            if body[from..].trim().is_empty() {
                continue;
            }
            match line::read(&body[from..]) {
                Ok(accepted) => record.add(accepted, span),
                Err(fault) => record.findings.push(finding(fault, &body[from..], span)),
            }
        }
        record
    }

    fn add(&mut self, accepted: Accepted, span: Span) {
        let meanings = accepted.texts.map(|(suffix, text)| {
            let known = self.suffixes.iter().position(|known| **known == *suffix);
            let at = known.unwrap_or_else(|| {
                self.suffixes.push(suffix.into());
                self.suffixes.len() - 1
            });
            // No site has as many languages.
            (u8::try_from(at).unwrap_or(u8::MAX), meaning(&text))
        });
        let waived = accepted.waived.map(|waiver| Box::new((meaning(&waiver.text), waiver.reason.into())));
        self.lines.push(Line { unit: accepted.unit.into(), span, meanings, waived });
    }

    /// The places of two languages among the record's, if it has texts of both.
    fn sides(&self, source: &str, translation: &str) -> Option<(u8, u8)> {
        let at = |suffix: &str| self.suffixes.iter().position(|known| **known == *suffix);
        Some((u8::try_from(at(source)?).ok()?, u8::try_from(at(translation)?).ok()?))
    }
}

/// A line about a unit in the two languages that were asked for.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'l> {
    pub place: Place,
    pub line: &'l Line,
    /// What was accepted as the source, and as its translation.
    pub source: &'l Meaning,
    pub translation: &'l Meaning,
}

fn finding(fault: line::Fault, text: &str, span: Span) -> Finding {
    if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| text.starts_with(mark)) {
        return Finding::new(&rules::CONFLICT, span)
            .with("value", text.chars().take(40).collect::<String>())
            .help("keep");
    }
    match fault {
        line::Fault::Json { at, reason } => {
            let at = text.floor_char_boundary(at.min(text.len()));
            let width = text[at..].chars().next().map_or(0, char::len_utf8);
            let place = Span::new(span.start as usize + at, span.start as usize + at + width);
            Finding::new(&rules::BAD_LINE, place).with("reason", reason).help("restore")
        }
        line::Fault::Shape(expected) => {
            Finding::new(&rules::BAD_SHAPE, span).with_words("expected", &[expected]).help("restore")
        }
    }
}

/// One file of the ledger.
#[derive(Clone)]
pub struct File {
    pub source: Source,
    pub record: Arc<Record>,
}

/// All records of a site, by path.
#[derive(Clone, Default)]
pub struct Ledger(Vec<File>);

impl Ledger {
    /// The ledger of these records; they stand in the order of their paths.
    pub fn new(files: Vec<File>) -> Ledger {
        debug_assert!(files.is_sorted_by_key(|file| file.source.path().to_owned()));
        Ledger(files)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn files(&self) -> &[File] {
        &self.0
    }

    /// The record of the translation of a document into the language with this suffix.
    pub fn file(&self, key: &str, suffix: &str) -> Option<&File> {
        self.find(key, suffix).map(|at| &self.0[at])
    }

    fn find(&self, key: &str, suffix: &str) -> Option<usize> {
        let path = path(key, suffix);
        self.0.binary_search_by(|file| file.source.path().cmp(&path)).ok()
    }

    /// Whether there is a record of a document in one of these languages.
    pub fn has(&self, key: &str, languages: &Languages) -> bool {
        !self.0.is_empty() && languages.iter().any(|(_, lang)| self.find(key, &lang.suffix).is_some())
    }

    /// Every line with the texts of a document in both languages, with its file: who writes a document first may change.
    pub fn lines(&self, key: &str, source: &str, translation: &str) -> Vec<Entry<'_>> {
        let files = [self.find(key, translation), self.find(key, source)].into_iter().flatten();
        let mut found = Vec::new();
        for file in files {
            let record = &self.0[file].record;
            let Some((own, other)) = record.sides(source, translation) else { continue };
            found.extend(record.lines.iter().enumerate().filter_map(|(line, it)| {
                let [(first, a), (second, b)] = &it.meanings;
                let (source, translation) = match (*first, *second) {
                    sides if sides == (own, other) => (a, b),
                    sides if sides == (other, own) => (b, a),
                    _ => return None,
                };
                Some(Entry { place: Place { file, line }, line: it, source, translation })
            }));
        }
        found
    }

    pub fn line(&self, place: Place) -> &Line {
        &self.0[place.file].record.lines[place.line]
    }

    /// The texts of a line, read again.
    pub fn texts(&self, place: Place) -> Option<Accepted> {
        line::read(self.0[place.file].source.slice(self.line(place).span)).ok()
    }
}

/// A line of the ledger, by its file and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub file: usize,
    pub line: usize,
}

/// The path of a record, from the site's root.
pub fn path(key: &str, suffix: &str) -> String {
    format!("{FOLDER}{}.{suffix}.jsonl", plain_key(key))
}

/// The key and the suffix that a record is about, by its path.
pub fn subject(path: &str) -> Option<(&str, &str)> {
    path.strip_prefix(FOLDER)?.strip_suffix(".jsonl")?.rsplit_once('.')
}

/// The key as a path below a folder: what leaves it, or what some disk refuses, is written as `%` and digits.
pub fn plain_key(key: &str) -> Cow<'_, str> {
    let strange = |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '%');
    let hidden = |part: &str| part.is_empty() || part.starts_with('.');
    if !key.contains(strange) && !key.split('/').any(hidden) {
        return Cow::Borrowed(key);
    }
    // A path cannot have a part without a name.
    let slash = if key.split('/').any(str::is_empty) { "%2F" } else { "/" };
    let mut out = String::with_capacity(key.len() + 8);
    for (at, part) in key.split('/').enumerate() {
        if at > 0 {
            out.push_str(slash);
        }
        for (at, c) in part.char_indices() {
            match strange(c) || (at == 0 && c == '.') {
                true => c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}"))),
                false => out.push(c),
            }
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_and_what_is_damaged_is_told_of() {
        let text = "{\"unit\":\"a\",\"en\":\"One\",\"fr\":\"Un\"}\n\n<<<<<<< HEAD\n{\"unit\":\"b\",\"en\":\"É\" \"fr\":\"x\"}\n{\"en\":\"x\"}\n{\"unit\":\"c\",\"en\":1}\n[]\n";
        let source = Source::new("translations/a.fr.jsonl", text.into());
        let record = Record::read(&source);
        let [line] = &record.lines[..] else { panic!("{record:?}") };
        assert_eq!((&*line.unit, line.meanings[1].1, &*record.suffixes[1]), ("a", meaning("Un"), "fr"));
        let told: Vec<(String, u32, u32)> = record
            .findings
            .iter()
            .map(|finding| {
                let at = source.position(finding.span.start);
                (finding.rule.name.to_owned(), at.line, at.column)
            })
            .collect();
        let expected = [
            ("ledger-conflict", 3, 1),
            ("ledger-line", 4, 22),
            ("ledger-keys", 5, 1),
            ("ledger-keys", 6, 1),
            ("ledger-keys", 7, 1),
        ];
        assert_eq!(told, expected.map(|(name, line, column)| (name.to_owned(), line, column)));
    }

    #[test]
    fn every_key_has_a_path_of_its_own_inside_the_folder() {
        let keys = ["a", "guides/a", "../a", "a/./b", "/a", "a//b", "c:d", "%2Fa", ".a", "a\\b"];
        let mut paths: Vec<String> = keys.iter().map(|key| path(key, "fr")).collect();
        assert_eq!(paths[1], "translations/guides/a.fr.jsonl");
        assert!(paths.iter().all(|path| path.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))));
        assert!(subject(&paths[1]) == Some(("guides/a", "fr")));
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), keys.len(), "{paths:?}");
    }
}
