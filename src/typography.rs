//! Turns texts as they were typed into texts as the typography of their language prints them.
//!
//! The rules ([`rules`]) see runs of plain text, the tables ([`tables`]) say what a language asks for, and runs are made
//! from inlines ([`run`]) and from raw HTML ([`html`]). Nothing here changes a source: `link` and `render` print the
//! result, while records, ids and slugs go by what was typed.

mod html;
mod rules;
mod run;
mod tables;

pub use html::edits_in as edits_in_html;
pub use rules::Edit;
pub use run::{Run, inline_text};
pub use tables::{NBSP, Table, table};

use crate::config::Config;
use crate::lang::LangId;
use crate::parse::Document;

/// What the words of the site in a language are printed with.
pub fn of_language(config: &Config, lang: LangId) -> Option<&'static Table> {
    config.typography[lang].then(|| table(&config.languages[lang].tag)).flatten()
}

/// What a document is printed with: its own word decides, else the settings'.
pub fn of_document(config: &Config, document: &Document) -> Option<&'static Table> {
    let lang = document.place.lang;
    let wanted = document.meta().typography.unwrap_or(config.typography[lang]);
    wanted.then(|| table(&config.languages[lang].tag)).flatten()
}

/// The text with the typography of a language; as it was typed without one.
pub fn set(table: Option<&Table>, text: &str) -> String {
    let mut edits = Vec::new();
    if let Some(table) = table {
        rules::edits(table, text, &mut edits);
    }
    let mut out = String::with_capacity(text.len() + 3 * edits.len());
    apply(text, 0, &edits, |part| out.push_str(part));
    out
}

/// Writes `text`, which begins at byte `start` of its run, with the edits that lie in it.
pub fn apply<'a>(text: &'a str, start: usize, edits: &[Edit], mut write: impl FnMut(&'a str)) {
    let end = start + text.len();
    let first = edits.partition_point(|edit| edit.at < start);
    let mut from = 0;
    for edit in edits[first..].iter().take_while(|edit| edit.at < end).filter(|edit| edit.at + edit.len <= end) {
        let at = edit.at - start;
        if at < from {
            continue;
        }
        write(&text[from..at]);
        write(edit.with);
        from = at + edit.len;
    }
    write(&text[from..]);
}

#[cfg(test)]
mod tests;
