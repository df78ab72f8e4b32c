//! Turns the `slug` of a landing page into that of its folder, whose address is the page's.
//!
//! It makes no address, and reports a slug that would change none.

use super::address::slug_fault;
use super::assemble::{Assembly, kind};
use crate::diag::rules::addresses::USELESS_SLUG;
use crate::diag::{Diagnostic, Finding};
use crate::parse::tree::Named;
use crate::parse::{Document, Kind};
use crate::shared::Shared;

/// Gives every folder the slug of its landing page, language by language; `folder.yaml` comes first.
pub(super) fn name_folders(assembly: &mut Assembly, documents: &Shared<Document>) {
    let Assembly { pairs, folders, diagnostics, .. } = assembly;
    for pair in pairs.iter() {
        let text = kind(pair, documents) == Kind::HandbookText;
        if !text {
            // Only a text of several parts can give several addresses.
            for document in pair.editions.values().flatten().map(|&edition| &documents[edition]) {
                diagnostics.extend(document.content.meta.slugs.iter().map(|(id, _)| lost(id, document)));
            }
        }
        if !pair.index && !text {
            continue;
        }
        for (lang, edition) in pair.editions.iter() {
            let Some(document) = edition.map(|edition| &documents[edition]) else { continue };
            let Some(named) = &document.content.meta.slug else { continue };
            let folder = &mut folders[pair.folder];
            let useless = |help| finding(named).help(help).at(&document.source);
            if text {
                diagnostics.push(useless("parts"));
            } else if folder.parent.is_none() {
                diagnostics.push(useless("home"));
            } else if let Some((source, span)) = &folder.slug_said[lang] {
                if folder.slug[lang] != named.id {
                    diagnostics.push(useless("folder").also(source, *span, "folder"));
                }
            } else if let Some(fault) = slug_fault(&named.id, named.span) {
                diagnostics.push(fault.at(&document.source));
            } else {
                folder.slug[lang] = named.id.clone();
                folder.slug_said[lang] = Some((document.source.clone(), named.span));
            }
        }
    }
}

/// Reports the slugs of a handbook's one text that name no part, or nothing that can be an address.
pub(super) fn check_parts(assembly: &mut Assembly, documents: &Shared<Document>) {
    let Assembly { pairs, handbooks, diagnostics, .. } = assembly;
    for pair in pairs.iter().filter(|pair| kind(pair, documents) == Kind::HandbookText) {
        let parts =
            || handbooks.iter().flat_map(|book| &book.parts).filter(|part| std::ptr::eq(&pairs[part.pair], pair));
        for document in pair.editions.values().flatten().map(|&edition| &documents[edition]) {
            for (id, slug) in &document.content.meta.slugs {
                match slug_fault(&slug.id, slug.span) {
                    Some(fault) => diagnostics.push(fault.at(&document.source)),
                    None if parts().all(|part| pair.units[part.unit as usize].id != id.id) => {
                        diagnostics.push(lost(id, document));
                    }
                    None => {}
                }
            }
        }
    }
}

fn lost(id: &Named, document: &Document) -> Diagnostic {
    finding(id).help("part").at(&document.source)
}

/// The finding that a slug changes no address.
fn finding(slug: &Named) -> Finding {
    Finding::new(&USELESS_SLUG, slug.span).with("slug", &*slug.id)
}
