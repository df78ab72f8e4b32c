//! Turns the reference definitions of a text into findings about those that are written twice or never used.
//!
//! The parser keeps the first definition of a label and says nothing of the others: those are looked for line by line.

use super::containers::Marked;
use super::facts::Facts;
use crate::diag::Finding;
use crate::diag::rules::links;
use pulldown_cmark::RefDefs;
use std::ops::Range;

/// What may be a definition, and what is known about it.
#[derive(Default)]
pub(super) struct Definitions {
    /// Lines that look like definitions: their beginnings, and their labels.
    candidates: Vec<(usize, Range<usize>)>,
    /// The beginnings of the definitions that are used.
    used: Vec<usize>,
}

impl Definitions {
    /// The lines of `text` that look like definitions: most texts have none.
    pub fn new(text: &str) -> Definitions {
        let mut candidates = Vec::new();
        let mut from = 0;
        while let Some(end) = text[from..].find("]:").map(|at| from + at) {
            let line = text[..end].rfind('\n').map_or(0, |at| at + 1);
            let start = end - text[line..end].trim_start_matches(' ').len();
            let label = text[start..end].strip_prefix('[').filter(|label| !label.is_empty() && !label.starts_with('^'));
            if start - line < 4 && label.is_some_and(|label| !label.contains(['[', ']'])) {
                candidates.push((start, start + 1..end));
            }
            from = end + 2;
        }
        Definitions { candidates, used: Vec::new() }
    }

    /// Keeps that the definition at `start` is used.
    pub fn used(&mut self, start: usize) {
        self.used.push(start);
    }

    /// Keeps that a block of text stands at `range`: what is in it is no definition.
    pub fn block(&mut self, range: &Range<usize>) {
        if !self.candidates.is_empty() {
            self.candidates.retain(|(start, _)| !range.contains(start));
        }
    }

    /// Reports definitions that nothing uses and those that another hides.
    pub fn report(&self, marked: &Marked<'_>, known: &RefDefs<'_>, facts: &mut Facts) {
        for (start, label) in &self.candidates {
            let text = &marked.text[label.clone()];
            let Some(first) = known.get(text) else { continue };
            let span = marked.mapping.span(*start, label.end + 1);
            let is_comment = first.dest.is_empty() || &*first.dest == "#";
            if first.span.start < *start && !is_comment {
                let finding = Finding::new(&links::DUPLICATE_DEFINITION, span).with("label", format!("[{text}]"));
                facts.findings.push(finding.help("rename"));
            } else if first.span.start == *start && !is_comment && !self.used.contains(start) && !is_meant(text, facts)
            {
                let finding = Finding::new(&links::UNUSED_DEFINITION, span).with("label", text);
                facts.findings.push(finding.help("use"));
            }
        }
    }
}

/// Whether a reference that nothing defines probably means this label: that is the one cause.
fn is_meant(label: &str, facts: &Facts) -> bool {
    let undefined = facts.findings.iter().filter(|finding| finding.rule.code == links::UNDEFINED_REFERENCE.code);
    let label = format!("[{}]", label.to_lowercase());
    undefined.filter_map(|finding| finding.arg("suggestion")).any(|meant| meant.to_lowercase().ends_with(&label))
}
