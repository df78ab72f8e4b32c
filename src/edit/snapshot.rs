//! Turns a site into the record of all that was ever published: what it had, and what it has now.
//!
//! It forgets nothing: an address leaves the record by hand only.

use super::Edits;
use crate::build::Inputs;
use crate::link::{Site, route_to};
use crate::source::Span;
use std::collections::BTreeSet;

/// The record, from the site's root.
pub const RECORD: &str = "routes.txt";

const HEADER: &str = "\
# Every page and anchor that was published, one per line. `diglot routes --write` adds to it.
# Toutes les pages et ancres publiées, une par ligne. `diglot routes --write` complète la liste.
";

/// With this, branches that add different pages are joined without a conflict.
const ATTRIBUTES: &str = "routes.txt merge=union\n";

/// The record as it should be, and how many lines are new.
pub struct Snapshot {
    pub edits: Edits,
    pub added: usize,
    pub total: usize,
}

/// Every address and anchor of the site, in order.
pub fn routes(site: &Site) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for (route, to) in site.routes() {
        all.extend(to.ids.iter().map(|id| route_to(&route, id)));
        all.insert(route);
    }
    all
}

pub fn snapshot(inputs: &Inputs, site: &Site) -> Snapshot {
    let mut lines = routes(site);
    let old = inputs.records.get(RECORD);
    let text = old.map_or("", |source| source.text());
    let known: BTreeSet<String> =
        text.lines().map(str::trim).filter(|line| line.starts_with('/')).map(str::to_owned).collect();
    let added = lines.difference(&known).count();
    lines.extend(known);
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let comments: Vec<&str> = text.lines().map(str::trim_end).filter(|line| line.starts_with('#')).collect();
    let head = if comments.is_empty() { HEADER.lines().collect() } else { comments };
    let body = head.into_iter().chain(lines.iter().map(String::as_str));
    let new: String = body.flat_map(|line| [line, end]).collect();
    let mut edits = Edits::default();
    match old {
        None => edits.create(RECORD, new),
        Some(source) if new != source.text() => replace_lines(&mut edits, source, &new),
        Some(_) => {}
    }
    if old.is_none() {
        match inputs.records.get(".gitattributes") {
            None => edits.create(".gitattributes", ATTRIBUTES),
            Some(source) if !source.text().contains(RECORD) => {
                let gap = if source.text().is_empty() || source.text().ends_with('\n') { "" } else { "\n" };
                let end = source.text().len();
                edits.replace(source, Span::new(end, end), format!("{gap}{ATTRIBUTES}"));
            }
            Some(_) => {}
        }
    }
    Snapshot { edits, added, total: lines.len() }
}

/// Replaces no more lines than differ, where both texts are in order; else the whole.
fn replace_lines(edits: &mut Edits, source: &crate::source::Source, new: &str) {
    let old = source.text();
    let mut wanted = new.split_inclusive('\n').peekable();
    let mut at = 0;
    let mut made = Vec::new();
    for line in old.split_inclusive('\n') {
        let start = at;
        let mut inserted = String::new();
        while let Some(other) = wanted.peek().filter(|other| **other != line) {
            inserted.push_str(other);
            wanted.next();
        }
        if wanted.next().is_none() {
            return edits.replace(source, source.span(), new);
        }
        if !inserted.is_empty() {
            made.push((start, inserted));
        }
        at += line.len();
    }
    made.push((at, wanted.collect()));
    for (at, text) in made.into_iter().filter(|(_, text)| !text.is_empty()) {
        edits.replace(source, Span::new(at, at), text);
    }
}
