//! Turns a diagnostic into a mark by which it is known again after its file was edited elsewhere.
//!
//! It has no line number in it and no wording: neither a paragraph above nor another language of the messages changes it.

use crate::diag::Diagnostic;
use crate::source::{Digest, Digester};
use std::collections::HashMap;

/// Characters of a subject that are kept.
const LONGEST: usize = 80;

/// Bytes before and after a subject that are looked at: a line may be as long as a file.
const AROUND: u32 = 256;

/// What a diagnostic is about: the text that is wrong, without its line breaks, or what is said of the whole file.
pub fn subject(diagnostic: &Diagnostic) -> String {
    let finding = &diagnostic.finding;
    let text = if finding.span.is_empty() {
        // A suggestion changes with what it is chosen from.
        let values = finding.args.iter().filter(|(name, _)| name != "suggestion").map(|(_, value)| value.as_str());
        values.collect::<Vec<&str>>().join(", ")
    } else {
        diagnostic.source.slice(finding.span).to_owned()
    };
    one_line(&text).chars().take(LONGEST).collect()
}

/// The mark of one diagnostic: its rule, its file, its subject and the lines that this stands in.
pub(super) fn print(diagnostic: &Diagnostic) -> Digest {
    let finding = &diagnostic.finding;
    // What surrounds a long subject tells nothing more.
    let around = if finding.span.is_empty() || finding.span.range().len() > AROUND as usize {
        String::new()
    } else {
        let source = &diagnostic.source;
        let (first, last) = (source.position(finding.span.start).line, source.position(finding.span.end - 1).line);
        let (line, text) = (source.line(first).start, source.text());
        let start = line.max(finding.span.start.saturating_sub(AROUND)) as usize;
        let end = source.line(last).end.min(finding.span.end.saturating_add(AROUND)) as usize;
        one_line(&text[text.ceil_char_boundary(start)..text.floor_char_boundary(end.max(start))])
    };
    let digester = Digester::new().and(diagnostic.rule().code).and(diagnostic.source.path());
    digester.and(&subject(diagnostic)).and(&around).digest()
}

/// A mark for each of the diagnostics: equal ones are told apart by their order.
pub fn fingerprints<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> Vec<String> {
    let mut seen: HashMap<Digest, usize> = HashMap::new();
    let marks = diagnostics.into_iter().map(|diagnostic| {
        let print = print(diagnostic);
        let count = seen.entry(print).or_default();
        *count += 1;
        format!("{}:{count}", print.short(16))
    });
    marks.collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}
