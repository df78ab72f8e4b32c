//! Turns words of the interface that a language lacks, although another has them, into diagnostics.
//!
//! Whether a template uses the word is not its question: a word is there in every language or in none.

use crate::diag::rules::templates;
use crate::diag::{Diagnostic, Finding};
use crate::link::Site;
use crate::source::Span;
use std::collections::BTreeSet;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let all: BTreeSet<&String> = site.words.values().flat_map(|words| words.keys()).collect();
    let mut found = Vec::new();
    for (lang, words) in site.words.iter() {
        let own = &site.config.languages[lang];
        for word in all.iter().filter(|word| !words.contains_key(**word)) {
            let finding = Finding::new(&templates::MISSING_WORD, Span::default())
                .with("word", word.as_str())
                .with("lang", own.segment.as_str())
                .with("path", format!("data/words.{}.yaml", own.suffix));
            found.push(finding.help("add").at(&site.settings));
        }
    }
    found
}
