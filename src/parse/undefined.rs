//! Turns references and footnotes that nothing defines into findings.
//!
//! It does not find them: the Markdown parser tells of references, and the reader of inlines of footnotes.

use super::containers::Marked;
use super::facts::Facts;
use crate::diag::rules::links;
use crate::diag::{Finding, is_plain_slip, nearest};
use pulldown_cmark::LinkType;
use std::collections::HashSet;
use std::ops::Range;

/// Reports references without a definition.
///
/// `[word]` alone is ordinary text in most documents, and `a[i][j]` is an index, so neither is reported.
pub(super) fn report_references(
    marked: &Marked<'_>,
    undefined: &[(Range<usize>, LinkType, String)],
    definitions: &[String],
    facts: &mut Facts,
) {
    for (range, link_type, reference) in undefined {
        let after_word = marked.text[..range.start].ends_with(|c: char| c.is_alphanumeric() || c == ']');
        if matches!(link_type, LinkType::Reference | LinkType::Collapsed) && !after_word {
            facts.findings.push(undefined_reference(marked, range, *link_type, reference, definitions));
        }
    }
}

/// Reports footnotes without a definition: the parser leaves them in the text. Those of this text stand from `first` on.
pub(super) fn report_notes(marked: &Marked<'_>, notes: Vec<(Range<usize>, String)>, first: usize, facts: &mut Facts) {
    for (range, label) in notes {
        let known = || facts.footnotes[first..].iter().map(|note| &*note.name);
        let span = marked.mapping.span(range.start, range.end);
        let finding = Finding::new(&links::UNDEFINED_FOOTNOTE, span).with("label", label.as_str());
        let finding = match nearest(&label, known()) {
            Some(near) => {
                let sure = is_plain_slip(&label, near, known());
                finding.with("suggestion", format!("[^{near}]")).help("nearest").fix_if(sure, format!("[^{near}]"))
            }
            None => finding.help("define"),
        };
        facts.findings.push(finding);
    }
}

/// Reports notes that nothing refers to, and those that another of the same name hides: what `facts` holds from
/// `notes` and `uses` on is of one text, and knows no other.
pub(super) fn report_unused_notes(facts: &mut Facts, notes: usize, uses: usize) {
    let mut found = Vec::new();
    let mut names = HashSet::new();
    for note in &facts.footnotes[notes..] {
        // Each table has stars of its own.
        let starred = note.name.bytes().all(|byte| byte == b'*');
        if !names.insert(note.name.to_lowercase()) && !starred {
            let finding = Finding::new(&links::DUPLICATE_DEFINITION, note.span);
            found.push(finding.with("label", format!("[^{}]", note.name)).help("rename"));
        }
    }
    let meant = |name: &str| {
        // What a misspelt use means is the one cause.
        let undefined = facts.findings.iter().filter(|finding| finding.rule.code == links::UNDEFINED_FOOTNOTE.code);
        undefined.filter_map(|finding| finding.arg("suggestion")).any(|meant| *meant == format!("[^{name}]"))
    };
    let used = |name: &str| facts.footnote_uses[uses..].iter().any(|used| &*used.name == name);
    let unused = facts.footnotes[notes..].iter().filter(|note| !used(&note.name) && !meant(&note.name));
    found.extend(
        unused.map(|note| Finding::new(&links::UNUSED_FOOTNOTE, note.span).with("label", &*note.name).help("use")),
    );
    facts.findings.extend(found);
}

/// A reference without a definition, at the label that is wrong.
fn undefined_reference(
    marked: &Marked<'_>,
    range: &Range<usize>,
    link_type: LinkType,
    reference: &str,
    definitions: &[String],
) -> Finding {
    let text = &marked.text;
    // `[text][label]` is wrong in its label, `[label][]` as a whole: with another label it needs both brackets.
    let (at, kept) = match link_type {
        LinkType::Collapsed => {
            let brackets = if text[range.end..].starts_with("[]") { 2 } else { 0 };
            (range.start..range.end + brackets, &text[range.start..range.end])
        }
        _ => (range.start + text[range.clone()].rfind('[').unwrap_or(0)..range.end, ""),
    };
    let finding =
        Finding::new(&links::UNDEFINED_REFERENCE, marked.mapping.span(at.start, at.end)).with("label", reference);
    match nearest(reference, definitions.iter().map(String::as_str)) {
        Some(near) => {
            let suggestion = format!("{}[{near}]", kept.trim_end_matches("[]"));
            let sure = is_plain_slip(reference, near, definitions.iter().map(String::as_str));
            finding.with("suggestion", suggestion.as_str()).help("nearest").fix_if(sure, suggestion)
        }
        None if in_paragraph(text, reference) => finding.help("apart"),
        None => finding.help("define"),
    }
}

/// Whether the definition is there and is no definition: a line that follows a paragraph's is one of the paragraph.
fn in_paragraph(text: &str, reference: &str) -> bool {
    let start = format!("[{}]:", reference.to_lowercase());
    text.lines().any(|line| line.trim_start().to_lowercase().starts_with(&start))
}
