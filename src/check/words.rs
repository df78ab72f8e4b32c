//! Turns words of the interface that a language lacks, although another has them, into a diagnostic for each language.
//!
//! Whether a template uses the word is not its question: a word is there in every language or in none.

use crate::diag::rules::templates;
use crate::diag::{Diagnostic, Finding};
use crate::link::Site;
use crate::source::Span;
use std::collections::BTreeSet;

/// Words that are named where many are missing, as in a language that was just added.
const NAMED: usize = 3;

/// Words that lead the search from what is asked to what is said: a language may do without.
const OPTIONAL: [&str; 3] = ["search_synonyms", "search_own_synonyms", "search_question_words"];

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let all: BTreeSet<&str> = site.words.values().flat_map(|words| words.keys()).map(String::as_str).collect();
    let mut found = Vec::new();
    for (lang, words) in site.words.iter() {
        let own = &site.config.languages[lang];
        let is_missing = |word: &&str| !words.contains_key(*word) && !OPTIONAL.contains(word);
        let missing: Vec<&str> = all.iter().copied().filter(is_missing).collect();
        let finding = Finding::new(&templates::MISSING_WORD, Span::default())
            .with("lang", own.segment.as_str())
            .with("path", format!("data/words.{}.yaml", own.suffix));
        let finding = match missing[..] {
            [] => continue,
            [word] => finding.with_words("what", &["interface-word"]).with("word", word).help("add"),
            _ => {
                let names: Vec<String> = missing.iter().take(NAMED).map(|word| format!("`{word}: …`")).collect();
                let finding = finding.with_words("what", &["interface-words"]).with("size", missing.len().to_string());
                finding.with("names", names.join(", ")).help("all")
            }
        };
        found.push(finding.at(&site.settings));
    }
    found
}
