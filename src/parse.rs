//! Turns one source into one document: units, facts and blocks. It never fails: it returns what it could read, and findings.
//!
//! It sees one file and knows no other: nothing here resolves an address or fills in a variable.

mod addresses;
mod allowances;
mod attributes;
mod blocks;
mod cell;
mod citations;
mod code_info;
mod conflicts;
mod containers;
pub mod css;
mod defined;
mod definitions;
mod destination;
mod document;
mod drawing;
pub mod facts;
mod faq;
mod folder;
mod front;
mod glossary;
mod handbook;
mod html;
mod inlines;
mod leftovers;
mod markdown;
mod meaning;
mod naming;
pub mod outline;
mod own;
mod page;
pub mod place;
mod prose;
mod raw;
mod record;
mod sections;
mod slug;
mod suspect;
mod table;
mod template;
pub mod tree;
mod undefined;

pub use conflicts::conflicts;
pub use document::*;
pub use drawing::{ids_of_drawing, part_of_drawing};
pub use front::{front_matter, is_address};
pub use html::srcset;
pub use meaning::{Meaning, meaning, plain};
pub use naming::id_to_type;
pub use own::Own;
pub use page::{fragment, not_utf8, unfit, uses};
pub use slug::slug;
pub use suspect::suspect;
pub use template::{Literals, literals};

use crate::source::Source;

/// The document that `source` says at its place.
pub fn parse(source: &Source, place: Place) -> Document {
    let (content, body) = read(source, &place);
    Document::new(source.clone(), place, content, body)
}

fn read(source: &Source, place: &Place) -> (Content, Body) {
    match place.kind {
        Kind::Snippet if place::is_yaml(source.path()) => table::read(source, place),
        Kind::Page | Kind::Part | Kind::HandbookText | Kind::Snippet => page::read(source, place),
        Kind::Faq => faq::read(source, place),
        Kind::Glossary => glossary::read(source, place),
        Kind::Handbook => handbook::read(source, place),
        Kind::Folder => folder::read(source, place),
    }
}

#[cfg(test)]
mod tests;
