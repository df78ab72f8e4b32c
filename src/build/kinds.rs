//! Turns kinds of pages that nothing knows into diagnostics: in front matter, in records of folders, in lists.
//!
//! A kind is a template's name, or a mere label that a list, a template or the settings ask for. It chooses no template.

use super::Inputs;
use crate::diag::rules::documents;
use crate::diag::{Diagnostic, Finding, nearest};
use crate::link::Site;
use crate::source::{Source, Span};
use std::collections::BTreeSet;

/// Templates that are no kind of a document.
const NO_KINDS: [&str; 4] = ["base", "root", "notfound", "whole"];

/// A kind as it was typed, and where.
pub(super) struct Typed<'a> {
    pub kind: &'a str,
    pub span: Span,
    pub source: &'a Source,
}

/// Reports the kinds of documents, folders and lists that are a slip of the pen.
pub(super) fn unknown(inputs: &Inputs, folders: &[Typed<'_>], site: &Site) -> Vec<Diagnostic> {
    let editions = site.pairs.iter().flat_map(|pair| pair.editions.values().flatten().map(|&at| &site.documents[at]));
    let mut given = Vec::new();
    let mut asked = Vec::new();
    for document in editions {
        // What a translation takes over is told of where it is written.
        let meta = &document.content.meta;
        given.extend(meta.kind.iter().map(|named| Typed {
            kind: &named.id,
            span: named.span,
            source: &document.source,
        }));
        let lists = meta.lists.iter().filter_map(|(_, list)| list.kind.as_ref());
        asked.extend(lists.map(|kind| Typed { kind, span: kind.span, source: &document.source }));
    }
    let general = site.config.lists.iter().filter_map(|(_, list)| list.kind.as_ref());
    asked.extend(general.map(|kind| Typed { kind, span: kind.span, source: &site.settings }));
    let published = site.config.kinds.iter().map(|(kind, _)| Typed { kind, span: kind.span, source: &site.settings });
    asked.extend(published);
    let stems = inputs.templates.keys().filter_map(|name| name.strip_suffix(".html"));
    let templates: BTreeSet<&str> =
        stems.filter(|name| !name.contains('/') && !NO_KINDS.contains(name)).chain(["page"]).collect();
    let kinds = |typed: &[Typed<'_>]| -> BTreeSet<String> { typed.iter().map(|typed| typed.kind.to_owned()).collect() };
    let (of_pages, of_lists) = (kinds(&given).into_iter().chain(kinds(folders)).collect(), kinds(&asked));
    let pages = given.iter().chain(folders).filter(|typed| !is_asked(inputs, typed.kind));
    let pages = pages.filter_map(|typed| report(typed, &templates, &of_lists, "template"));
    pages.chain(asked.iter().filter_map(|typed| report(typed, &templates, &of_pages, "list"))).collect()
}

/// Whether a template compares a page's kind with this one.
fn is_asked(inputs: &Inputs, kind: &str) -> bool {
    let quoted = [format!("\"{kind}\""), format!("'{kind}'")];
    let asks = |line: &str| line.contains("kind") && quoted.iter().any(|quoted| line.contains(quoted.as_str()));
    inputs.templates.values().any(|template| template.text().lines().any(asks))
}

fn report(
    typed: &Typed<'_>,
    templates: &BTreeSet<&str>,
    others: &BTreeSet<String>,
    help: &'static str,
) -> Option<Diagnostic> {
    if templates.contains(typed.kind) || others.contains(typed.kind) {
        return None;
    }
    let finding = Finding::new(&documents::UNKNOWN_KIND, typed.span).with("value", typed.kind);
    let known = templates.iter().copied().chain(others.iter().map(String::as_str));
    let finding = match nearest(typed.kind, known) {
        Some(near) => finding.with("suggestion", near).help("nearest").fix(near),
        None => {
            let path = format!("templates/{}.html", typed.kind);
            finding.with("names", "`guide`, `page`, `home`").with("path", path).help(help)
        }
    };
    Some(finding.at(typed.source))
}
