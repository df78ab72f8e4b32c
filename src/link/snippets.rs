//! Turns the headings of snippets into sections of every document that includes them, with one id in every language.
//!
//! A snippet's editions are paired by themselves, like a document's. Its sections are no units of the including document:
//! they have no number, and nothing of that document is aligned by them.

use super::ids;
use super::join::{self, Edition, Variable};
use super::site::*;
use super::units::Around;
use crate::lang::{LangId, Languages, PerLang};
use crate::ledger::Ledger;
use crate::names::{HashMap, HashSet};
use crate::parse::Document;
use crate::shared::Shared;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Every snippet's editions, paired, by name.
pub(super) type PairedSnippets = BTreeMap<Box<str>, Paired>;

/// A snippet's editions, paired.
pub(super) struct Paired {
    units: Vec<Joined>,
    joined: PerLang<Vec<JoinedIx>>,
    /// The slug of each joined unit in each language.
    slugs: Vec<PerLang<Box<str>>>,
    /// Whether somebody typed the id of the joined unit.
    explicit: Vec<bool>,
}

/// Every snippet's editions, paired, by name.
pub(super) fn pair_up(around: &Around<'_>) -> PairedSnippets {
    let Around { config, documents, snippets, variable, .. } = *around;
    let paired = snippets.par_iter().map(|(name, editions)| {
        let existing = config.languages.map(|lang| editions[lang].map(|edition| &documents[edition]));
        let first = existing.iter().find(|(_, edition)| edition.is_some()).map(|(lang, _)| lang);
        let source = Some(config.source).filter(|&source| existing[source].is_some()).or(first);
        (name.clone(), pair(&existing, source.unwrap_or(config.source), &config.languages, variable))
    });
    paired.collect()
}

fn pair(
    editions: &PerLang<Option<&Document>>,
    source: LangId,
    languages: &Languages,
    variable: &Variable<'_>,
) -> Paired {
    let present = || editions.values().flatten();
    let typed: HashSet<&str> =
        present().flat_map(|document| document.facts().anchors.iter().map(|anchor| &*anchor.name.id)).collect();
    let ordered = join::editions(editions, source, variable, &typed);
    // The ledger keeps a snippet as one text.
    let join::Join { mut units, joined } = join::join(&ordered, languages, &Ledger::default());
    ids::name(&mut units, &ordered, &typed);
    let mut slugs: Vec<PerLang<Box<str>>> = units.iter().map(|_| languages.map(|_| "".into())).collect();
    let mut explicit = vec![false; units.len()];
    for edition in &ordered {
        for (member, slug) in edition.slugs.iter().enumerate() {
            let unit = joined[edition.lang][member] as usize;
            slugs[unit][edition.lang] = slug.as_str().into();
            explicit[unit] |= edition.document.facts().units[member].id.is_some();
        }
    }
    Paired { units, joined, slugs, explicit }
}

/// Puts the sections of all snippets that a document includes into its pair; its own units have their ids already.
pub(super) fn include(
    pair: &mut Pair,
    ordered: &[Edition<'_>],
    typed: &HashSet<&str>,
    snippets: &Snippets,
    paired: &PairedSnippets,
    documents: &Shared<Document>,
    languages: &Languages,
) {
    if ordered.iter().all(|edition| edition.document.facts().snippets.is_empty()) {
        return;
    }
    let main = pair.units.iter().map(|unit| &*unit.id);
    let slugs = ordered.iter().flat_map(|edition| edition.slugs.iter().map(String::as_str));
    let mut taken: HashSet<Box<str>> = main.chain(slugs).chain(typed.iter().copied()).map(Box::from).collect();
    let mut sections: HashMap<(&str, usize, JoinedIx), u32> = HashMap::default();
    for edition in ordered {
        let mut turns: HashMap<&str, usize> = HashMap::default();
        let mut inclusions = expand(edition, snippets, documents);
        for (name, inclusion) in &mut inclusions {
            let Some(own) = paired.get(*name) else { continue };
            let turn = turns.entry(name).or_insert(0);
            inclusion.within = inclusion.within.map(|unit| pair.joined[edition.lang][unit as usize]);
            for (member, &unit) in own.joined[edition.lang].iter().enumerate() {
                let at = *sections.entry((name, *turn, unit)).or_insert_with(|| {
                    let at = unit as usize;
                    let id = &own.units[at].id;
                    let id = if own.explicit[at] { id.clone() } else { free(id, &mut taken) };
                    let members = languages.map(|_| None);
                    pair.included.push(Included { id, members, slugs: own.slugs[at].clone() });
                    pair.included.len() as u32 - 1
                });
                let place = IncludedAt { snippet: inclusion.snippet, unit: member as u32, within: inclusion.within };
                pair.included[at as usize].members[edition.lang] = Some(place);
                inclusion.sections.push(at);
            }
            *turn += 1;
        }
        pair.inclusions[edition.lang] = inclusions.into_iter().map(|(_, inclusion)| inclusion).collect();
    }
}

/// An id that nothing has yet, made from this one.
fn free(id: &str, taken: &mut HashSet<Box<str>>) -> Box<str> {
    let mut own: Box<str> = id.into();
    let mut count = 1;
    while !taken.insert(own.clone()) {
        count += 1;
        own = format!("{id}-{count}").into();
    }
    own
}

/// Every inclusion of a snippet by an edition, in the order of the text, as it will be rendered; `within` is still a
/// unit of the edition.
fn expand<'a>(
    edition: &Edition<'a>,
    snippets: &'a Snippets,
    documents: &'a Shared<Document>,
) -> Vec<(&'a str, Inclusion)> {
    let mut found = Vec::new();
    let mut walk = Walk { lang: edition.lang, snippets, documents, path: Vec::new(), open: Vec::new() };
    for (at, used) in edition.document.facts().snippets.iter().enumerate() {
        walk.go(edition.document, at, used.unit, used.nested, &mut found);
    }
    found
}

struct Walk<'a> {
    lang: LangId,
    snippets: &'a Snippets,
    documents: &'a Shared<Document>,
    path: Vec<u32>,
    /// The snippets around.
    open: Vec<DocumentIx>,
}

impl<'a> Walk<'a> {
    fn go(
        &mut self,
        document: &'a Document,
        used: usize,
        within: Option<u32>,
        nested: bool,
        found: &mut Vec<(&'a str, Inclusion)>,
    ) {
        let name = &*document.facts().snippets[used].name;
        let snippet = self.snippets.get(name).and_then(|editions| editions[self.lang]);
        // A circle and too many were reported.
        let Some(snippet) = snippet.filter(|snippet| !self.open.contains(snippet)) else { return };
        if self.open.len() >= DEEPEST_SNIPPET || found.len() >= MOST_SNIPPETS {
            return;
        }
        self.path.push(used as u32);
        self.open.push(snippet);
        let path = self.path.as_slice().into();
        found.push((name, Inclusion { path, snippet, within, nested, sections: Vec::new() }));
        let inner = &self.documents[snippet];
        for (at, used) in inner.facts().snippets.iter().enumerate() {
            self.go(inner, at, within, nested || used.nested, found);
        }
        self.open.pop();
        self.path.pop();
    }
}
