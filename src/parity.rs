//! Turns the editions of each document, unit by unit, into what one says and the other does not: structure,
//! links, facts, terms. How they stand to the records of accepted translations is said beside it, in [`status`].
//!
//! It compares what was typed, not what was meant, and what was found of a pair is kept with a digest of all that it
//! depends on: a pair that nobody touched costs one look-up, and its texts are not parsed again.

mod alike;
mod arrangement;
mod code;
mod couple;
mod dates;
mod facts;
mod found;
mod leaves;
mod paragraphs;
mod sequence;
mod shapes;
pub mod status;
mod targets;
mod terms;
pub mod translation;

pub use alike::{Marks, pairs};
pub use terms::{is_compound, plural, spellings};

use crate::diag::Diagnostic;
use crate::lang::LangId;
use crate::link::{Candidate, DocumentIx, Page, Pair, Shows, Site, Target, align};
use crate::parse::Document;
use crate::parse::facts::Unit;
use crate::parse::outline::outline;
use crate::shared::SHARE;
use crate::source::{Digest, Digester};
use couple::Couple;
use found::{Compared, Edition, Side};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use terms::Terms;

/// What was found of every pair of texts, by the digest of all that it depends on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memo(HashMap<Digest, Arc<Compared>>);

impl Memo {
    /// The memo that was written as these bytes; an empty one if they are not a memo's.
    pub fn from_bytes(bytes: &[u8]) -> Memo {
        let entries: Option<Vec<(Digest, Compared)>> = postcard::from_bytes(bytes).ok();
        Memo(entries.unwrap_or_default().into_iter().map(|(key, found)| (key, Arc::new(found))).collect())
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        let mut entries: Vec<(Digest, &Compared)> = self.0.iter().map(|(key, found)| (*key, &**found)).collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        postcard::to_stdvec(&entries).unwrap_or_default()
    }
}

/// What the editions of all documents and snippets do not have in common, and what to keep of it; `known` is what was
/// kept before.
pub fn check(site: &Site, known: &Memo) -> (Vec<Diagnostic>, Memo) {
    let pages = pages(site);
    let terms = Terms::of(site);
    let settings = Digester::new()
        .and(&site.config.languages)
        .and(&site.config.equivalents)
        .and(&terms.digest)
        .and(&leaves::asks(site, &crate::diag::rules::parity::CODE_TEXT_DIFFERS))
        .digest();
    let documents = site.pairs.par_iter().with_max_len(SHARE).flat_map_iter(|pair| of_pair(site, pair, &pages));
    let snippets = site.snippets.par_iter().flat_map_iter(|(_, editions)| {
        let existing: Vec<(LangId, DocumentIx)> =
            editions.iter().filter_map(|(lang, at)| Some((lang, (*at)?))).collect();
        of_snippet(site, &existing)
    });
    let compared = documents.chain(snippets).map(|couple| {
        let key = key(site, &couple, settings);
        let kept = known.0.get(&key).cloned();
        (key, couple.documents, kept.unwrap_or_else(|| couple::compare(site, &terms, &couple).into()))
    });
    let mut compared: Vec<Kept<'_>> = compared.collect();
    let unused = unused(&compared);
    if terms.avoids() {
        let single = site.documents.par_iter().filter(|document| document.meta().draft.is_none()).map(|document| {
            let key = single(document, settings);
            let kept = known.0.get(&key).cloned();
            let look = || {
                let edition = Edition { document, outline: outline(document) };
                Compared { found: terms::avoided(site, &terms, &edition), ..Compared::default() }.into()
            };
            (key, [document; 2], kept.unwrap_or_else(look))
        });
        compared.extend(single.collect::<Vec<_>>());
    }
    let mut diagnostics: Vec<Diagnostic> = unused
        .iter()
        .filter_map(|(&(term, using, lacking), &sizes)| terms.unused(site, term, using, lacking, sizes))
        .collect();
    for (_, documents, compared) in &compared {
        let [first, second] = documents.map(|document| &document.source);
        let told = compared.found.iter().filter(|found| {
            let direction = |term| direction(term, found.side, *documents);
            !found.term.is_some_and(|term| unused.contains_key(&direction(term)))
        });
        diagnostics.extend(told.map(|found| found.tell([first, second])));
    }
    (diagnostics, Memo(compared.into_iter().map(|(key, _, compared)| (key, compared)).collect()))
}

/// What was found of two editions, and the digest of all that it depends on.
type Kept<'s> = (Digest, [&'s Document; 2], Arc<Compared>);

/// A term, the language that uses it and the one that does not.
type Direction = (u32, LangId, LangId);

fn direction(term: u32, side: Side, documents: [&Document; 2]) -> Direction {
    (term, documents[side.at()].place.lang, documents[side.other().at()].place.lang)
}

/// The terms whose name in one language does not answer the other's in most sections, of two and more: how many it
/// does, of how many. That is one fault, and it lies in the glossary.
fn unused(compared: &[Kept<'_>]) -> BTreeMap<Direction, [usize; 2]> {
    let mut counts: BTreeMap<Direction, [usize; 2]> = BTreeMap::new();
    for (_, documents, compared) in compared {
        let lacking = compared.found.iter().filter_map(|found| Some((found.term?, found.side, false)));
        let answered = compared.answered.iter().map(|&(term, side)| (term, side, true));
        for (term, side, answered) in lacking.chain(answered) {
            let [some, all] = counts.entry(direction(term, side, *documents)).or_default();
            (*some, *all) = (*some + usize::from(answered), *all + 1);
        }
    }
    counts.retain(|_, [some, all]| *all - *some > 1 && *all - *some > *some);
    counts
}

/// What is found of one document alone depends on this.
fn single(document: &Document, settings: Digest) -> Digest {
    let source = &document.source;
    Digester::new().and("alone").and(&settings).and(&source.digest()).and(source.path()).and(&document.place).digest()
}

/// A page of every edition, on which its addresses were resolved.
fn pages(site: &Site) -> HashMap<DocumentIx, &Page> {
    let own = |page: &&Page| matches!(page.shows, Shows::Document | Shows::Part(..));
    let shown = site.pages.iter().filter(own).filter_map(|page| Some((page.edition?, page)));
    shown.filter(|(edition, page)| site.documents[*edition].place.lang == page.lang).collect()
}

/// The edition written first with each of the others.
fn of_pair<'s>(site: &'s Site, pair: &'s Pair, pages: &HashMap<DocumentIx, &'s Page>) -> Vec<Couple<'s>> {
    let Some(first) = pair.editions[pair.source] else { return Vec::new() };
    let others = pair.editions.iter().filter(|(lang, _)| *lang != pair.source);
    // What a text lacks that could not be read is no difference.
    let finished = |at: DocumentIx| site.documents[at].meta().draft.is_none() && !site.documents[at].is_unread();
    let others = others.filter_map(|(lang, edition)| Some((lang, (*edition)?)));
    let targets = |at: DocumentIx| pages.get(&at).map_or(&[][..], |page| &page.targets);
    let couple = |(lang, other): (LangId, DocumentIx)| Couple {
        documents: [&site.documents[first], &site.documents[other]],
        units: pair.units.iter().map(|unit| [unit.members[pair.source], unit.members[lang]]).collect(),
        targets: [targets(first), targets(other)],
        told: pair.part_of.is_some(),
    };
    others.filter(|(_, other)| finished(first) && finished(*other)).map(couple).collect()
}

/// The first edition of a snippet with each of the others.
fn of_snippet<'s>(site: &'s Site, editions: &[(LangId, DocumentIx)]) -> Vec<Couple<'s>> {
    let source = editions.iter().find(|(lang, _)| *lang == site.config.source).or(editions.first());
    let Some(&(from, first)) = source else { return Vec::new() };
    let targets = |lang: LangId, at: DocumentIx| -> &'s [Target] {
        site.snippet_targets.get(&at).map_or(&[], |targets| &targets[lang])
    };
    let couple = |&(lang, other): &(LangId, DocumentIx)| {
        let documents = [&site.documents[first], &site.documents[other]];
        Couple {
            documents,
            units: paired(documents),
            targets: [targets(from, first), targets(lang, other)],
            told: false,
        }
    };
    let others = editions.iter().filter(|(lang, _)| *lang != from);
    let read = |at: DocumentIx| !site.documents[at].is_unread();
    others.filter(|(_, other)| read(first) && read(*other)).map(couple).collect()
}

/// The units of two editions of a snippet, paired.
fn paired(documents: [&Document; 2]) -> Vec<[Option<u32>; 2]> {
    let [first, second] = documents.map(|document| &document.facts().units[..]);
    let mut paired = Vec::new();
    let (mut left, mut right) = (0, 0);
    let ends = std::iter::once((first.len(), second.len()));
    for (a, b) in align(&candidates(first), &candidates(second)).into_iter().chain(ends) {
        paired.extend((left..a).map(|at| [Some(at as u32), None]));
        paired.extend((right..b).map(|at| [None, Some(at as u32)]));
        if a < first.len() && b < second.len() {
            paired.push([Some(a as u32), Some(b as u32)]);
        }
        (left, right) = (a + 1, b + 1);
    }
    paired
}

fn candidates(units: &[Unit]) -> Vec<Candidate<'_>> {
    units.iter().map(|unit| Candidate { unit, title: "", pin: None }).collect()
}

/// What is found of two editions depends on this alone.
fn key(site: &Site, couple: &Couple<'_>, settings: Digest) -> Digest {
    let mut digester = Digester::new().and(&settings).and(&couple.units).and(&couple.told);
    for (document, targets) in couple.documents.iter().zip(couple.targets) {
        let source = &document.source;
        digester = digester.and(&source.digest()).and(source.path()).and(&document.place);
        digester = digester.and(&targets.len());
        for target in targets {
            targets::hash(site, target, &mut digester);
        }
        leaves::hash(site, document, &mut digester);
    }
    digester.digest()
}
