//! Turns files of `content/` that nothing shows or names into diagnostics, and says which are held back with their documents.
//!
//! A link counts, and so does the bare name in data, in a template, in the author's own keys or in another published text:
//! a file is called unused only if nobody can be found who asks for it.

use super::{Inputs, loaded};
use crate::diag::rules::quality;
use crate::diag::{Diagnostic, Finding};
use crate::link::{Site, Target};
use crate::parse::Document;
use crate::source::{Source, Span};
use std::collections::HashSet;

pub(super) fn check(
    inputs: &Inputs,
    content_files: &[Box<str>],
    site: &Site,
    loaded: &HashSet<Box<str>>,
    known: &[Diagnostic],
) -> Vec<Diagnostic> {
    if content_files.is_empty() || site.is_partly_unread() {
        return Vec::new();
    }
    let used = used(site);
    let is_unused = |path: &&str| !used.contains(path) && !loaded.contains(*path);
    let mut unused: Vec<&str> = content_files.iter().map(|path| &**path).filter(is_unused).collect();
    if !unused.is_empty() {
        let drafts = names_in_drafts(site);
        // What a broken address probably means is not unused but misspelt.
        let meant: HashSet<String> =
            known.iter().filter_map(|fault| fault.finding.arg("suggestion")).map(name).collect();
        unused.retain(|path| {
            let names = names(path, site);
            !names.iter().any(|name| drafts.contains(name) || meant.contains(name))
                && !is_named(inputs, site, path, &names)
        });
    }
    let report = |path: &str| {
        let finding = Finding::new(&quality::UNUSED_FILE, Span::default()).help("remove");
        finding.at(&Source::new(format!("content/{path}"), Vec::new()))
    };
    unused.into_iter().map(report).collect()
}

/// The files of `content/` that only documents which are not published ask for: a form that nobody shall see yet.
pub(super) fn withheld(inputs: &Inputs, content_files: &[Box<str>], site: &Site) -> HashSet<Box<str>> {
    if content_files.is_empty() {
        return HashSet::new();
    }
    let drafts = names_in_drafts(site);
    if drafts.is_empty() || site.is_partly_unread() {
        return HashSet::new();
    }
    let asked = content_files.iter().filter(|path| names(path, site).iter().any(|name| drafts.contains(name)));
    let asked: Vec<&str> = asked.map(|path| &**path).collect();
    if asked.is_empty() {
        return HashSet::new();
    }
    let (used, loaded) = (used(site), loaded::used(inputs, content_files, &site.config.base));
    let is_withheld = |path: &&str| {
        !used.contains(path) && !loaded.contains(*path) && !is_named(inputs, site, path, &names(path, site))
    };
    asked.into_iter().filter(is_withheld).map(Box::from).collect()
}

/// The files that pages and snippets link to or show.
fn used(site: &Site) -> HashSet<&str> {
    let on_pages = site.pages.iter().flat_map(|page| &page.targets);
    let in_snippets = site.snippet_targets.values().flat_map(|targets| targets.values().flatten());
    on_pages
        .chain(in_snippets)
        .filter_map(|target| match target {
            Target::File { address, .. } => Some(&**address),
            _ => None,
        })
        .collect()
}

/// The names by which a file may be asked for: its own, and the one without the language.
fn names(path: &str, site: &Site) -> Vec<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut names = vec![name.to_owned()];
    if let Some((stem, extension)) = name.rsplit_once('.')
        && let Some((base, suffix)) = stem.rsplit_once('.')
        && site.config.languages.by_suffix(suffix).is_some()
    {
        names.push(format!("{base}.{extension}"));
    }
    names
}

/// The names of the files that documents which are not published ask for.
fn names_in_drafts(site: &Site) -> HashSet<String> {
    let addresses = unpublished(site).flat_map(|document| &document.facts().addresses);
    addresses.map(|address| name(&address.text)).filter(|name| !name.is_empty()).collect()
}

/// The documents that no pair publishes; snippets among them, whose files are used where they are included.
fn unpublished(site: &Site) -> impl Iterator<Item = &Document> {
    let mut shown = vec![false; site.documents.len()];
    site.pairs.iter().flat_map(|pair| pair.editions.values().flatten()).for_each(|&at| shown[at] = true);
    site.documents.iter().zip(shown).filter(|(_, shown)| !shown).map(|(document, _)| document)
}

/// The name of the file that an address asks for.
fn name(address: &str) -> String {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    percent_encoding::percent_decode_str(name).decode_utf8_lossy().into_owned()
}

/// Whether a text other than a document's says one of the names.
fn is_named(inputs: &Inputs, site: &Site, path: &str, names: &[String]) -> bool {
    let says = |text: &str| names.iter().any(|name| text.contains(name.as_str()));
    let sources = inputs.data.iter().chain(inputs.templates.values()).chain(&inputs.settings);
    let is_text = |name: &str| {
        [".html", ".htm", ".css", ".svg", ".js", ".json", ".xml", ".txt", ".webmanifest"]
            .iter()
            .any(|end| name.ends_with(end))
    };
    let assets = site.assets.iter().filter(|(address, _)| is_text(address) && ***address != *path);
    sources.into_iter().any(|source| says(source.text()))
        || site
            .pairs
            .iter()
            .flat_map(|pair| pair.editions.values().flatten())
            .any(|&edition| says(&site.documents[edition].meta().extra))
        || assets.into_iter().any(|(_, asset)| std::str::from_utf8(&asset.bytes).is_ok_and(says))
}
