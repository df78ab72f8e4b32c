//! Turns the editions of one pair into its joined units, with their ids and the sections of the snippets that they include.
//!
//! It knows the texts of this pair and of the snippets, and no other document.

use super::ids;
use super::join::{self, Variable};
use super::site::*;
use super::snippets::{self, PairedSnippets};
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::lang::PerLang;
use crate::ledger::Ledger;
use crate::names::{HashMap, HashSet};
use crate::parse::Document;
use crate::parse::facts::SnippetUse;
use crate::shared::Shared;
use crate::source::Span;

/// What the units of a pair are made with.
pub(super) struct Around<'a> {
    pub config: &'a Config,
    pub documents: &'a Shared<Document>,
    pub snippets: &'a Snippets,
    pub ledger: &'a Ledger,
    pub variable: &'a Variable<'a>,
}

/// The slugs of a pair's editions, source first.
pub(super) type Slugs = Vec<Vec<String>>;

fn editions<'a>(pair: &Pair, around: &Around<'a>) -> PerLang<Option<&'a Document>> {
    around.config.languages.map(|lang| pair.editions[lang].map(|edition| &around.documents[edition]))
}

/// Joins the units of a pair's editions; without ids and numbers.
pub(super) fn join(pair: &mut Pair, around: &Around<'_>) -> Slugs {
    let editions = editions(pair, around);
    let typed = typed_ids(&editions, around.snippets, around.documents);
    let ordered = join::editions(&editions, pair.source, around.variable, &typed);
    let joined = join::join(&ordered, &around.config.languages, around.ledger);
    (pair.units, pair.joined) = (joined.units, joined.joined);
    ordered.into_iter().map(|edition| edition.slugs).collect()
}

/// Gives every unit of a pair its ids, now that it has its number; says what is wrong with them.
pub(super) fn name(pair: &mut Pair, slugs: Slugs, paired: &PairedSnippets, around: &Around<'_>) -> Vec<Diagnostic> {
    let Around { config, documents, snippets, .. } = *around;
    let languages = &config.languages;
    let included = |document| included(document, snippets, documents);
    let editions = editions(pair, around);
    let ordered = join::editions_with(&editions, pair.source, slugs);
    let mut diagnostics = Vec::new();
    let typed = typed_ids(&editions, snippets, documents);
    ids::name(&mut pair.units, &ordered, &typed);
    snippets::include(pair, &ordered, &typed, snippets, paired, documents, languages);
    pair.ids = languages.map(|lang| ids::ids(lang, pair, &ordered, documents, &mut diagnostics));
    ids::report_duplicates(&ordered, &included, &mut diagnostics);
    ids::report_shared(&pair.units, &ordered, &included, &mut diagnostics);
    // In a handbook the whole section is missed, not only its id.
    let unread = ordered.iter().any(|edition| edition.document.is_unread());
    if ordered.len() > 1 && pair.part_of.is_none() && !unread {
        ids::report_lone_ids(&pair.units, &ordered, languages, &mut diagnostics);
    }
    diagnostics
}

/// The ids of what is no unit, in any edition or in a snippet that one includes.
fn typed_ids<'a>(
    editions: &PerLang<Option<&'a Document>>,
    snippets: &Snippets,
    documents: &'a Shared<Document>,
) -> HashSet<&'a str> {
    let editions = editions.values().flatten();
    let ids = editions.flat_map(|&document| {
        let own = document.facts().anchors.iter().map(|anchor| &*anchor.name.id);
        own.chain(included(document, snippets, documents).into_iter().map(|(named, _)| &*named.id)).collect::<Vec<_>>()
    });
    ids.collect()
}

/// The ids in the snippets that a document includes, with the place in it where each comes in; of a snippet that comes
/// in more than twice, only the first two times.
fn included<'a>(
    document: &'a Document,
    snippets: &Snippets,
    documents: &'a Shared<Document>,
) -> Vec<ids::Included<'a>> {
    let mut found = Vec::new();
    let mut times: HashMap<DocumentIx, u32> = HashMap::default();
    let mut open: Vec<(&SnippetUse, Span)> =
        document.facts().snippets.iter().rev().map(|used| (used, used.span)).collect();
    while let Some((used, place)) = open.pop() {
        let Some(snippet) = snippets.get(&used.name).and_then(|editions| editions[document.place.lang]) else {
            continue;
        };
        let times = times.entry(snippet).or_insert(0);
        *times += 1;
        if *times > 2 {
            continue;
        }
        let facts = documents[snippet].facts();
        found.extend(facts.units.iter().filter_map(|unit| unit.id.as_ref()).map(|named| (named, place)));
        found.extend(facts.anchors.iter().map(|anchor| (&anchor.name, place)));
        open.extend(facts.snippets.iter().rev().map(|used| (used, place)));
    }
    found
}
