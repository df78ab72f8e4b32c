//! Turns the records of accepted translations into what they would say had everything been accepted under its new name.
//!
//! A link that is rewritten in one language in another way than in the other would make its unit stale; and the id of a
//! unit is what its line is found by once its texts have changed. Which units are up to date is not asked.

use super::places::{folders, hosts, rewrite_text};
use super::renames::{Renames, Stand};
use crate::edit::Edits;
use crate::ledger::{self, Accepted, File, LEAD, Place};
use crate::link::PairIx;
use crate::parse::{Document, is_address, uses};
use crate::source::Source;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Rewrites the records of all documents of which a file is edited.
pub(super) fn rewrite(renames: &Renames<'_>, edits: &mut Edits) {
    let site = renames.site;
    let hosts = hosts(site);
    let mut editions: BTreeMap<&str, Vec<&Document>> = BTreeMap::new();
    for document in &site.documents {
        editions.entry(document.key()).or_default().push(document);
    }
    let edited: BTreeSet<Box<str>> = edits.iter().map(|(path, _)| path.into()).collect();
    for (key, documents) in &editions {
        if !documents.iter().any(|document| edited.contains(document.source.path())) {
            continue;
        }
        let own = hosts.get(key).map_or(&[][..], Vec::as_slice);
        for (_, language) in site.config.languages.iter() {
            let path = ledger::path(key, &language.suffix);
            if let Some(at) = site.ledger.files().iter().position(|file| file.source.path() == path) {
                record(renames, documents, own, at, edits);
            }
        }
    }
}

/// Rewrites one file of the ledger.
fn record(renames: &Renames<'_>, documents: &[&Document], own: &[PairIx], file: usize, edits: &mut Edits) {
    let ledger = &renames.site.ledger;
    let File { source, record } = &ledger.files()[file];
    let mut lines: Vec<(String, String)> = Vec::with_capacity(record.lines.len());
    let (mut named, mut changed) = (false, Vec::new());
    for (at, line) in record.lines.iter().enumerate() {
        let typed = source.slice(line.span);
        let Some(old) = ledger.texts(Place { file, line: at }) else { continue };
        let new = accepted(renames, documents, own, &old);
        named |= new.unit != old.unit;
        let text = if new == old { typed.to_owned() } else { new.write() };
        if text != typed {
            changed.push((line.span, text.clone()));
        }
        lines.push((new.unit, text));
    }
    // Lines stand in the order of their units, but where a merge or a hand has left something else between them.
    if named && record.findings.is_empty() {
        lines.sort();
        lines.dedup();
        edits.replace(source, source.span(), lines.into_iter().map(|(_, line)| line + "\n").collect::<String>());
    } else {
        changed.into_iter().for_each(|(span, text)| edits.replace(source, span, text));
    }
}

/// What would have been accepted.
fn accepted(renames: &Renames<'_>, documents: &[&Document], own: &[PairIx], old: &Accepted) -> Accepted {
    let text = |suffix: &str, text: &str| {
        let of = |document: &&&Document| *document.place.language.suffix == *suffix;
        let document = documents.iter().find(of).unwrap_or(&documents[0]);
        let (here, there) = folders(renames.moves, document.source.path());
        let stand = Stand { own, here: &here, there: &there };
        let rewritten = |text: &str| {
            let source = Source::new(document.source.path(), text.as_bytes().to_vec());
            let edits = rewrite_text(&uses(&source), &source, renames, stand);
            let change = edits.iter().next().map(|(_, change)| change.applied(text.as_bytes()));
            change.map_or_else(|| text.to_owned(), |bytes| String::from_utf8_lossy(&bytes).into_owned())
        };
        let new = rewritten(text);
        if *old.unit != *LEAD {
            return new;
        }
        extra(&categories(renames, document, own, &new), &|address| {
            let link = rewritten(&format!("[]({address})"));
            link.strip_prefix("[](").and_then(|link| link.strip_suffix(')')).unwrap_or(address).to_owned()
        })
    };
    let mut new = old.clone();
    if let Some(id) = renames.own_id(own, &old.unit) {
        new.unit = id.to_owned();
    }
    new.texts = old.texts.clone().map(|(suffix, typed)| {
        let text = text(&suffix, &typed);
        (suffix, text)
    });
    if let Some(waived) = &mut new.waived {
        // What was waived is an edit of the source, which comes first.
        waived.text = text(&old.texts[0].0, &waived.text);
    }
    new
}

/// What comes before the questions names their categories, a line each.
fn categories(renames: &Renames<'_>, document: &Document, own: &[PairIx], text: &str) -> String {
    let line = |line: &str| {
        let category = document.content.categories.iter().find_map(|category| {
            let rest = line.strip_prefix(&*category.id)?.strip_prefix(": ")?;
            Some(format!("{}: {rest}", renames.own_id(own, &category.id)?))
        });
        category.unwrap_or_else(|| line.to_owned())
    };
    text.split_inclusive('\n').map(line).collect()
}

/// The author's own keys stand in one line, as JSON, the addresses of their links among them.
fn extra(text: &str, rewritten: &dyn Fn(&str) -> String) -> String {
    fn visit(value: &mut Value, rewritten: &dyn Fn(&str) -> String) {
        match value {
            Value::String(text) if is_address(text) => *text = rewritten(text),
            Value::Array(items) => items.iter_mut().for_each(|item| visit(item, rewritten)),
            Value::Object(map) => map.values_mut().for_each(|item| visit(item, rewritten)),
            _ => {}
        }
    }
    let line = |line: &str| {
        let keys = line.strip_prefix("extra: ").and_then(|json| serde_json::from_str::<Value>(json).ok());
        keys.map_or_else(
            || line.to_owned(),
            |mut keys| {
                visit(&mut keys, rewritten);
                format!("extra: {keys}{}", if line.ends_with('\n') { "\n" } else { "" })
            },
        )
    };
    text.split_inclusive('\n').map(line).collect()
}
