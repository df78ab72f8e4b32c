//! Turns references and footnotes that nothing defines into findings.
//!
//! It does not find them: the Markdown parser tells of references, and the reader of inlines of footnotes.

use super::containers::Marked;
use super::facts::Facts;
use crate::diag::rules::links;
use crate::diag::{Finding, nearest};
use pulldown_cmark::LinkType;
use std::ops::Range;

/// Reports footnotes without a definition.
pub(super) fn report_notes(marked: &Marked<'_>, notes: Vec<(Range<usize>, Box<str>)>, facts: &mut Facts) {
    for (range, label) in notes {
        let known = facts.footnotes.iter().map(|note| &*note.name);
        let near = nearest(&label, known).map(|near| format!("[^{near}]"));
        let finding =
            Finding::new(&links::UNDEFINED_FOOTNOTE, marked.mapping.span(range.start, range.end)).with("label", label);
        facts.findings.push(match near {
            Some(near) => finding.with("suggestion", near.as_str()).help("nearest").fix(near),
            None => finding.help("define"),
        });
    }
}

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
        if !matches!(link_type, LinkType::Reference | LinkType::Collapsed) || after_word {
            continue;
        }
        let near = nearest(reference, definitions.iter().map(String::as_str));
        // Of `[text][label]` only the label is wrong; in `[label][]` the text is the label.
        let (start, proposed) = match link_type {
            LinkType::Reference => (label_start(&marked.text, range), near.map(|near| format!("[{near}]"))),
            _ => (range.start, near.map(|near| format!("[{near}][]"))),
        };
        let finding = Finding::new(&links::UNDEFINED_REFERENCE, marked.mapping.span(start, range.end));
        let finding = finding.with("label", reference.as_str());
        facts.findings.push(match proposed {
            Some(proposed) => finding.with("suggestion", proposed.as_str()).help("nearest").fix(proposed),
            None => finding.help("define"),
        });
    }
}

/// Where the label of a full reference begins; a label holds no unescaped bracket.
fn label_start(text: &str, range: &Range<usize>) -> usize {
    text[range.clone()].rfind("][").map_or(range.start, |at| range.start + at + 1)
}
