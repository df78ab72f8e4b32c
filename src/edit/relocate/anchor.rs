//! Turns the wish to rename an anchor into its id written in every edition, or in the snippet that it comes from.
//!
//! Where no id was typed it is written out: a translation need not guess it any more. Links are not looked at here.

use super::names::name_span;
use super::renames::holder;
use super::{Refusal, Relocation, Unnamed, pair_at};
use crate::edit::Edits;
use crate::link::{Anchored, DocumentIx, JoinedIx, PairIx, Site, find_id};
use crate::parse::facts::{Unit, UnitKind};
use crate::parse::tree::Named;
use crate::parse::{Document, id_to_type};
use crate::source::{Source, Span};
use std::collections::{BTreeSet, HashMap};

/// Ids that are others now, by the document that they are on.
pub(super) type Ids = HashMap<(PairIx, Box<str>), Box<str>>;

/// Writes the new id wherever the old one is, or ought to be, written.
pub(super) fn rename(
    site: &Site,
    (path, old): (&str, &str),
    (other, new): (&str, &str),
) -> Result<Relocation, Refusal> {
    let pair = pair_at(site, path).ok_or_else(|| Refusal::NothingAt(path.to_owned()))?;
    let typed = format!("{other}#{new}");
    let suits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if pair_at(site, other) != Some(pair) || new.is_empty() || !new.chars().all(suits) || new == old {
        return Err(Refusal::Unsuitable(typed));
    }
    let pair = holder(site, pair, old);
    let found = site.pairs[pair].ids.values().find_map(|ids| find_id(ids, old));
    let (old, anchored) = found.ok_or_else(|| Refusal::NoAnchor(old.to_owned()))?;
    let mut relocation = Relocation::default();
    let edits = &mut relocation.edits;
    let hosts = match anchored {
        Anchored::Unit(unit) => {
            write_joined(site, pair, unit, new, edits)?;
            // Keys name the id itself, whatever wording of it was typed.
            write_keys(site, pair, &site.pairs[pair].units[unit as usize].id, new, edits);
            vec![pair]
        }
        Anchored::Included(at) => {
            let sections = included(site, pair, at as usize);
            for &(snippet, unit) in &sections {
                let document = &site.documents[snippet];
                write_unit(document, &document.facts().units[unit as usize], unit, new, edits)?;
            }
            hosts_of(site, |snippet| sections.iter().any(|(known, _)| *known == snippet))
        }
        Anchored::Inside(_) => write_inside(site, pair, &old, new, edits),
    };
    let is_taken = |pair: PairIx| {
        site.pairs[pair].ids.values().any(|ids| {
            let own = find_id(ids, &old).map(|(_, anchored)| anchored);
            // Its own other wording may become its id; anything else's may not.
            let may = |found: Anchored| Some(found) == own && !matches!(found, Anchored::Inside(_));
            find_id(ids, new).is_some_and(|(_, found)| !may(found))
        })
    };
    if hosts.iter().any(|&pair| is_taken(pair)) {
        return Err(Refusal::Taken(new.to_owned()));
    }
    relocation.ids = hosts.into_iter().map(|pair| ((pair, old.clone()), new.into())).collect();
    Ok(relocation)
}

/// Adds to the ids that were typed those that followed: a clause's is made from its section's, and a wording that was
/// another's id may now be a section's own.
pub(super) fn followed(before: &Site, after: &Site, ids: &mut Ids) {
    for (at, (old, new)) in before.pairs.iter().zip(&after.pairs).enumerate() {
        let units = old.units.iter().zip(&new.units).map(|(old, new)| (&old.id, &new.id));
        let included = old.included.iter().zip(&new.included).map(|(old, new)| (&old.id, &new.id));
        for (was, is) in units.chain(included).filter(|(was, is)| was != is && !was.is_empty()) {
            ids.entry((at, was.clone())).or_insert_with(|| is.clone());
        }
    }
}

/// The section of a snippet in all its editions: whatever a document includes as one section is one.
fn included(site: &Site, pair: PairIx, at: usize) -> BTreeSet<(DocumentIx, u32)> {
    let members = |section: &crate::link::Included| -> Vec<(DocumentIx, u32)> {
        section.members.values().flatten().map(|member| (member.snippet, member.unit)).collect()
    };
    let mut found: BTreeSet<(DocumentIx, u32)> = members(&site.pairs[pair].included[at]).into_iter().collect();
    loop {
        let sections = site.pairs.iter().flat_map(|pair| &pair.included).map(members);
        let same = sections.filter(|section| section.iter().any(|member| found.contains(member))).flatten();
        let all: BTreeSet<(DocumentIx, u32)> = same.chain(found.iter().copied()).collect();
        if all.len() == found.len() {
            return found;
        }
        found = all;
    }
}

/// The documents that include a snippet.
fn hosts_of(site: &Site, is_it: impl Fn(DocumentIx) -> bool) -> Vec<PairIx> {
    let includes = |pair: &PairIx| {
        let mut inclusions = site.pairs[*pair].inclusions.values().flatten();
        inclusions.any(|inclusion| is_it(inclusion.snippet))
    };
    (0..site.pairs.len()).filter(includes).collect()
}

/// Writes the id of an element inside a unit: in the editions, or in the snippets that it comes from.
fn write_inside(site: &Site, pair: PairIx, old: &str, new: &str, edits: &mut Edits) -> Vec<PairIx> {
    let holds = |document: &Document| document.facts().anchors.iter().any(|anchor| *anchor.name.id == *old);
    let mut write = |document: &Document| {
        let named = document.facts().anchors.iter().filter(|anchor| *anchor.name.id == *old);
        named.for_each(|anchor| write_named(edits, &document.source, &anchor.name, new));
    };
    let editions = || site.pairs[pair].editions.values().flatten().map(|&edition| &site.documents[edition]);
    if editions().any(holds) {
        editions().for_each(write);
        write_keys(site, pair, old, new, edits);
        return vec![pair];
    }
    let inclusions = site.pairs[pair].inclusions.values().flatten().map(|inclusion| inclusion.snippet);
    let keys: BTreeSet<&str> =
        inclusions.filter(|&at| holds(&site.documents[at])).map(|at| site.documents[at].key()).collect();
    site.documents.iter().filter(|document| keys.contains(document.key())).for_each(&mut write);
    hosts_of(site, |snippet| keys.contains(site.documents[snippet].key()))
}

fn write_joined(site: &Site, pair: PairIx, unit: JoinedIx, new: &str, edits: &mut Edits) -> Result<(), Refusal> {
    let pair = &site.pairs[pair];
    for (lang, member) in pair.units[unit as usize].members.iter() {
        let (Some(edition), Some(member)) = (pair.editions[lang], *member) else { continue };
        let document = &site.documents[edition];
        write_unit(document, &document.facts().units[member as usize], member, new, edits)?;
    }
    Ok(())
}

/// Writes the id where the page itself is made by it: as the key of a slug, and as the category of a question.
fn write_keys(site: &Site, pair: PairIx, old: &str, new: &str, edits: &mut Edits) {
    for document in site.pairs[pair].editions.values().flatten().map(|&edition| &site.documents[edition]) {
        let slugs = document.meta().slugs.iter().map(|(id, _)| id);
        let categories = document.content.entries.iter().filter_map(|entry| entry.category.as_ref());
        for named in slugs.chain(categories).filter(|named| *named.id == *old) {
            write_named(edits, &document.source, named, new);
        }
    }
}

fn write_named(edits: &mut Edits, source: &Source, named: &Named, new: &str) {
    if let Some(at) = name_span(source, named.span, &named.id) {
        edits.replace(source, at, new);
    }
}

fn write_unit(document: &Document, unit: &Unit, at: u32, new: &str, edits: &mut Edits) -> Result<(), Refusal> {
    let source = &document.source;
    let unnamed = |what: Unnamed| {
        let line = source.position(unit.span.start).line;
        Refusal::Unnamable { place: format!("{}:{line}", source.path()), id: new.to_owned(), what }
    };
    if source.invalid_at().is_some() {
        return Err(unnamed(Unnamed::Encoding));
    }
    if let Some(named) = &unit.id {
        write_named(edits, source, named, new);
        return Ok(());
    }
    if unit.kind == UnitKind::Section && is_key(source, unit.span) {
        return Err(unnamed(Unnamed::Title));
    }
    let what = if unit.kind == UnitKind::Clause { Unnamed::Clause } else { Unnamed::Heading };
    let (at, id) = id_to_type(document, at, new).ok_or_else(|| unnamed(what))?;
    edits.replace(source, Span::new(at, at), id);
    Ok(())
}

/// Whether a title is the value of a key.
fn is_key(source: &Source, span: Span) -> bool {
    let start = source.text()[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    source.text()[start..].trim_start().starts_with("title:")
}
