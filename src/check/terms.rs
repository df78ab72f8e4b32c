//! Turns the definitions of handbooks into what is wrong with them: twice, never used, used too early, in one language only.
//!
//! Glossaries are left alone: their terms are a house's words, not a contract's.

use super::undefined_terms;
use crate::defined::{Hit, Term, Terms};
use crate::diag::rules::terms as rules;
use crate::diag::{Diagnostic, Finding};
use crate::lang::LangId;
use crate::link::{DocumentIx, Site};
use crate::parse::outline::outline;
use crate::source::Span;
use std::collections::{HashMap, HashSet};

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = super::published(site)
        .flat_map(|(_, document)| {
            let unnamed = document.facts().defined.iter().filter(|one| one.id.is_none() || one.names.is_empty());
            unnamed.map(|one| {
                let help = if one.id.is_none() { "id" } else { "name" };
                Finding::new(&rules::UNNAMED_TERM, one.span).help(help).at(&document.source)
            })
        })
        .collect();
    if super::published(site).all(|(_, document)| document.facts().defined.is_empty()) {
        return found;
    }
    let terms = Terms::of(site);
    let mut again = HashSet::new();
    for (at, term) in terms.all.iter().enumerate().filter(|(_, term)| term.book.is_some()) {
        let first = twice(site, &terms, at, term);
        again.extend(first.is_some().then_some(at));
        found.extend(first);
        found.extend(lone(site, &terms, term));
    }
    for book in 0..site.handbooks.len() {
        for lang in site.config.languages.ids() {
            used(site, &terms, (book, lang), &again, &mut found);
        }
    }
    found
}

fn at(site: &Site, document: DocumentIx, finding: Finding) -> Diagnostic {
    finding.at(&site.documents[document].source)
}

/// That an earlier definition has the same name.
fn twice(site: &Site, terms: &Terms, own: usize, term: &Term) -> Option<Diagnostic> {
    let same = |other: &&Term| {
        other.book == term.book && other.lang == term.lang && other.name().to_lowercase() == term.name().to_lowercase()
    };
    let first = terms.all[..own].iter().find(same)?;
    let finding = Finding::new(&rules::TERM_TWICE, term.span).with("name", term.name()).help("one");
    Some(at(site, term.document, finding).also(&site.documents[first.document].source, first.span, "first"))
}

/// That a language of the handbook has no definition with the same id.
fn lone(site: &Site, terms: &Terms, term: &Term) -> Option<Diagnostic> {
    let pair = &site.pairs[term.pair];
    let (other, edition) = pair.editions.iter().find_map(|(other, edition)| {
        let has = |there: &Term| there.book == term.book && there.lang == other && there.id == term.id;
        let edition = (*edition)?;
        (!terms.all.iter().any(has)).then_some((other, edition))
    })?;
    if site.documents[edition].is_unread() {
        return None;
    }
    let finding = Finding::new(&rules::TERM_UNDEFINED, term.span)
        .with("name", term.name())
        .with("id", &*term.id)
        .with("lang", site.config.languages[other].segment.as_str())
        .with("path", site.documents[edition].source.path());
    Some(at(site, term.document, finding.help("define")))
}

/// A use in a text, by its place.
struct Use {
    document: DocumentIx,
    span: Span,
    typed: String,
    /// Whether it stands before the definition.
    early: bool,
    sentence: bool,
}

/// Reports what is not used, used before it is defined, or spelt otherwise.
fn used(
    site: &Site,
    terms: &Terms,
    (book, lang): (usize, LangId),
    again: &HashSet<usize>,
    found: &mut Vec<Diagnostic>,
) {
    let is_own = |at: &usize| {
        let term = &terms.all[*at];
        // What is defined twice is one fault.
        term.book == Some(book) && term.lang == lang && !again.contains(at)
    };
    let own: Vec<usize> = (0..terms.all.len()).filter(is_own).collect();
    if own.is_empty() {
        return;
    }
    undefined_terms::check(site, terms, (book, lang), found);
    let uses = uses(site, terms, book, lang);
    for index in own {
        let term = &terms.all[index];
        let none = Vec::new();
        let of_term = uses.get(&index).unwrap_or(&none);
        let meant = |used: &&Use| term.is_spelt(&used.typed);
        let Some(first) = of_term.iter().find(meant) else {
            let finding = Finding::new(&rules::TERM_UNUSED, term.span).with("name", term.name()).help("remove");
            found.push(at(site, term.document, finding));
            continue;
        };
        if first.early {
            let finding = Finding::new(&rules::TERM_EARLY, first.span).with("name", term.name()).help("before");
            let there = &site.documents[term.document].source;
            found.push(at(site, first.document, finding).also(there, term.span, "definition"));
        }
        for small in of_term.iter().filter(|used| !term.is_spelt(&used.typed)) {
            let finding = Finding::new(&rules::TERM_CAPITAL, small.span)
                .with("found", small.typed.as_str())
                .with("name", term.name());
            let begins = capital(&small.typed);
            let finding = finding.with("suggestion", begins.as_str()).help("capital");
            found.push(at(site, small.document, finding));
        }
        // A term that is defined without a capital has one at the beginning of a sentence only.
        let is_small = term.exact && !term.name().starts_with(char::is_uppercase);
        let wrong = |used: &&Use| is_small && !used.sentence && used.typed.starts_with(char::is_uppercase);
        for large in of_term.iter().filter(wrong) {
            let finding = Finding::new(&rules::TERM_CAPITAL, large.span)
                .with("found", large.typed.as_str())
                .with("name", term.name());
            let finding = finding.with("suggestion", large.typed.to_lowercase()).help("capital");
            found.push(at(site, large.document, finding));
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The uses of the terms of a handbook in one language, in the order of its parts; a definition is no use of itself.
fn uses(site: &Site, terms: &Terms, book: usize, lang: LangId) -> HashMap<usize, Vec<Use>> {
    let mut found: HashMap<usize, Vec<Use>> = HashMap::new();
    let Some(finder) = terms.finder(lang, Some(book)) else { return found };
    let mut pairs: Vec<usize> = site.handbooks[book].parts.iter().map(|part| part.pair).collect();
    pairs.dedup();
    let place = |document: DocumentIx, span: Span| {
        let part = pairs.iter().position(|&pair| site.pairs[pair].editions[lang] == Some(document));
        (part, span.start)
    };
    for &pair in &pairs {
        let Some(edition) = site.pairs[pair].editions[lang] else { continue };
        let document = &site.documents[edition];
        let outlined = outline(document);
        for passage in outlined.own.iter().flat_map(|own| &own.passages) {
            for Hit { term, start, end } in finder.find(&passage.text) {
                let own = &terms.all[term];
                let in_code = passage.code.iter().any(|code| code.start < end && start < code.end);
                let span = passage.mapping.span(start, end);
                // A heading names things as titles do.
                let titles = document.facts().units.iter();
                let in_title = titles.clone().any(|unit| unit.title.iter().any(|title| title.span.contains(span)));
                let in_definition = own.document == edition && definition(site, own).contains(span);
                if own.book != Some(book) || in_code || in_title || in_definition {
                    continue;
                }
                let typed = passage.text[start..end].to_owned();
                let before = passage.text[..start].trim_end();
                let sentence = before.is_empty() || before.ends_with(['.', '!', '?', ':', '«', '“', '"', '(', '•']);
                let early = place(edition, span) < place(own.document, own.span);
                found.entry(term).or_default().push(Use { document: edition, span, typed, early, sentence });
            }
        }
    }
    found
}

/// The whole of a definition.
fn definition(site: &Site, term: &Term) -> Span {
    let defined = site.documents[term.document].facts().defined.iter().find(|one| one.span == term.span);
    defined.map_or(term.span, |one| one.whole)
}
