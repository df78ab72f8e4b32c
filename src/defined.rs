//! Turns what a site defines (terms in the text of a handbook, terms and acronyms of glossaries) into what finds them in texts.
//!
//! It knows where each is defined and what it means in a few words; it marks nothing and reports nothing.

use crate::config::Config;
use crate::lang::{LangId, PerLang};
use crate::link::{DocumentIx, PairIx, Site};
use crate::parity::{is_compound, plural, spellings};
use crate::parse::Kind;
use crate::parse::tree::{Block, BlockKind, plain_text};
use crate::source::{Digest, Digester, Span};
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::HashMap;

/// Everything that is defined, in all languages.
pub struct Terms {
    pub all: Vec<Term>,
    /// By language: for the whole site, then for each handbook.
    finders: PerLang<Vec<Option<Finder>>>,
    /// Of all that a page could show of them.
    pub digest: Digest,
}

/// A term or an acronym in one language.
pub struct Term {
    pub lang: LangId,
    /// The handbook in which it is valid; everywhere if it is a glossary's.
    pub book: Option<usize>,
    pub id: Box<str>,
    /// As it was typed, and what else it is called; of an acronym the letters.
    pub names: Vec<Box<str>>,
    /// What it means, in plain words; of an acronym what it stands for.
    pub meaning: String,
    pub acronym: bool,
    /// Whether a capital at its beginning is part of it.
    pub exact: bool,
    pub pair: PairIx,
    /// Where it is defined.
    pub document: DocumentIx,
    pub span: Span,
}

impl Term {
    pub fn name(&self) -> &str {
        self.names.first().map_or("", |name| name)
    }

    /// Whether a text that says so means this term: a defined term with a capital is another word without it.
    pub fn is_spelt(&self, typed: &str) -> bool {
        let begins = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
        match self.acronym {
            true => self.names.iter().any(|name| **name == *typed),
            false => !self.exact || !begins(self.name()) || begins(typed),
        }
    }
}

/// A term in a text, by the bytes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index in [`Terms::all`].
    pub term: usize,
    pub start: usize,
    pub end: usize,
}

/// What finds the terms of one language that are valid in one place.
pub struct Finder {
    automaton: AhoCorasick,
    meanings: Vec<usize>,
}

impl Terms {
    pub fn of(site: &Site) -> Terms {
        let mut all = Vec::new();
        for (at, pair) in site.pairs.iter().enumerate() {
            for (lang, edition) in pair.editions.iter() {
                let Some(edition) = *edition else { continue };
                let document = &site.documents[edition];
                let book = pair.part_of.map(|(book, _)| book);
                if !document.facts().defined.is_empty() && book.is_some() {
                    in_text(site, (at, edition, lang), book, &mut all);
                }
                if document.place.kind == Kind::Glossary {
                    in_glossary(site, (at, edition, lang), &mut all);
                }
            }
        }
        let config = &site.config;
        let scopes = |lang: LangId| -> Vec<Option<Finder>> {
            let books = std::iter::once(None).chain((0..site.handbooks.len()).map(Some));
            books.map(|book| Finder::of(&all, lang, book, config)).collect()
        };
        let finders = config.languages.map(|lang| if all.is_empty() { Vec::new() } else { scopes(lang) });
        let digest = all.iter().fold(Digester::new(), |digest, term| {
            let urls: Vec<&str> =
                site.pairs[term.pair].pages.values().flatten().map(|&page| &*site.pages[page].url).collect();
            digest.and(&term.lang).and(&term.book).and(&term.id).and(&term.names).and(&term.meaning).and(&urls)
        });
        Terms { digest: digest.digest(), all, finders }
    }

    /// What finds the terms that are valid in a handbook, or in a text that is no part of one.
    pub fn finder(&self, lang: LangId, book: Option<usize>) -> Option<&Finder> {
        self.finders[lang].get(book.map_or(0, |book| book + 1))?.as_ref()
    }
}

fn in_text(site: &Site, (pair, edition, lang): (PairIx, DocumentIx, LangId), book: Option<usize>, all: &mut Vec<Term>) {
    let document = &site.documents[edition];
    for defined in &document.facts().defined {
        let Some(id) = &defined.id else { continue };
        if defined.names.is_empty() {
            continue;
        }
        all.push(Term {
            lang,
            book,
            id: id.id.clone(),
            names: defined.names.clone(),
            meaning: site.printed(document, &defined.meaning),
            acronym: false,
            exact: defined.exact,
            pair,
            document: edition,
            span: defined.span,
        });
    }
}

fn in_glossary(site: &Site, (pair, edition, lang): (PairIx, DocumentIx, LangId), all: &mut Vec<Term>) {
    let document = &site.documents[edition];
    let content = &document.content;
    for (at, term) in content.terms.iter().enumerate() {
        if !content.linked && term.acronym.is_none() {
            continue;
        }
        let unit = &content.facts.units[term.unit as usize];
        let Some(id) = &unit.id else { continue };
        let name = site.plain(document, &unit.title);
        let own = |names: Vec<Box<str>>, meaning: String, acronym| Term {
            lang,
            book: None,
            id: id.id.clone(),
            names,
            meaning,
            acronym,
            exact: false,
            pair,
            document: edition,
            span: unit.title.first().map_or(unit.span, |inline| inline.span),
        };
        if let Some(acronym) = &term.acronym {
            all.push(own(vec![acronym.clone()], name.clone(), true));
        }
        if content.linked {
            let mut names = vec![name.into_boxed_str()];
            names.extend(term.aka.iter().chain(&term.forms).cloned());
            let meaning = document.body().entries.get(at).map_or_else(String::new, |blocks| {
                let mut text = String::new();
                let fill = |name: &str, out: &mut String| out.push_str(site.variable(document, name).unwrap_or(name));
                if let Some(Block { kind: BlockKind::Paragraph(content), .. }) = blocks.first() {
                    plain_text(content, &document.source, &fill, &mut text);
                }
                site.printed(document, &text)
            });
            all.push(own(names, meaning, false));
        }
    }
}

impl Finder {
    fn of(all: &[Term], lang: LangId, book: Option<usize>, config: &Config) -> Option<Finder> {
        let valid = |term: &Term| term.lang == lang && (term.book.is_none() || term.book == book);
        // A handbook's own definition comes before a glossary's.
        let mut known: HashMap<String, usize> = HashMap::new();
        for of_book in [true, false] {
            let terms = all.iter().enumerate().filter(|(_, term)| valid(term) && term.book.is_some() == of_book);
            for (at, term) in terms {
                let plurals = term.names.iter().filter_map(|name| plural(name, config.languages[lang].primary()));
                let names = term.names.iter().map(|name| name.to_string());
                for name in names.chain(plurals.filter(|_| !term.acronym)).filter(|name| !name.trim().is_empty()) {
                    for form in spellings(&name) {
                        known.entry(form).or_insert(at);
                    }
                }
            }
        }
        let mut patterns: Vec<(String, usize)> = known.into_iter().collect();
        patterns.sort_unstable();
        let (patterns, meanings): (Vec<String>, Vec<usize>) = patterns.into_iter().unzip();
        let builder =
            AhoCorasick::builder().ascii_case_insensitive(true).match_kind(MatchKind::Standard).build(&patterns);
        builder.ok().filter(|_| !patterns.is_empty()).map(|automaton| Finder { automaton, meanings })
    }

    /// The terms of a text, the longest of those that overlap, however they are spelt.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '/' | '@'));
        let alone = |start: usize, end: usize| {
            !joins(text[..start].chars().next_back())
                && !joins(text[end..].chars().next())
                && !is_compound(text, start, end)
        };
        let hits = self.automaton.find_overlapping_iter(text).filter(|hit| alone(hit.start(), hit.end()));
        let mut found: Vec<Hit> = hits
            .map(|hit| Hit { term: self.meanings[hit.pattern().as_usize()], start: hit.start(), end: hit.end() })
            .collect();
        found.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        let mut end = 0;
        found.retain(|hit| {
            let free = hit.start >= end;
            if free {
                end = hit.end;
            }
            free
        });
        found
    }
}
