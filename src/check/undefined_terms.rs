//! Turns the texts of a handbook that defines terms into the words that are written like one and are defined nowhere.
//!
//! A word counts where the handbook writes it both ways within sentences, with a capital twice at least: a name always has
//! its capital, an ordinary word never.

use crate::defined::Terms;
use crate::diag::rules::terms as rules;
use crate::diag::{Diagnostic, Finding};
use crate::lang::{LangId, months};
use crate::link::{DocumentIx, Site, slug};
use crate::parse::outline::{Passage, outline};
use crate::source::Span;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Their nouns have capitals.
const CAPITALISING: [&str; 2] = ["de", "lb"];

/// Words that have a capital in one meaning and none in another: the State, and days, months and the Internet in English.
const BOTH_WAYS: [&str; 6] = ["état", "state", "internet", "web", "sun", "sat"];

/// Longer phrases are titles.
const LONGEST: usize = 4;

/// So often it is no slip of the finger.
const OFTEN: usize = 2;

/// How and where a phrase is written with a capital, in order.
#[derive(Default)]
struct Written {
    name: String,
    large: Vec<(DocumentIx, Span)>,
}

/// What a handbook says in one language.
struct Text<'s> {
    document: DocumentIx,
    passage: &'s Passage,
    words: Vec<Range<usize>>,
}

/// The words of one language of a handbook that look like a term.
pub(super) fn check(site: &Site, terms: &Terms, (book, lang): (usize, LangId), found: &mut Vec<Diagnostic>) {
    let Some(finder) = terms.finder(lang, Some(book)) else { return };
    if CAPITALISING.contains(&site.config.languages[lang].primary()) {
        return;
    }
    let mut pairs: Vec<usize> = site.handbooks[book].parts.iter().map(|part| part.pair).collect();
    pairs.dedup();
    let editions = pairs.iter().filter_map(|&pair| site.pairs[pair].editions[lang]);
    let outlines: Vec<_> = editions.map(|edition| (edition, outline(&site.documents[edition]))).collect();
    let mut texts = Vec::new();
    for (document, outlined) in &outlines {
        let units = &site.documents[*document].facts().units;
        let mut titles: Vec<Span> = units.iter().flat_map(|unit| &unit.title).map(|title| title.span).collect();
        titles.sort_unstable();
        for passage in outlined.own.iter().flat_map(|own| &own.passages) {
            let start = passage.mapping.span(0, passage.text.len()).start;
            let before = titles.partition_point(|title| title.start <= start);
            let is_title = before > 0 && start < titles[before - 1].end;
            if !is_title {
                texts.push(Text { document: *document, passage, words: words(&passage.text) });
            }
        }
    }
    let mut phrases: BTreeMap<String, Written> = BTreeMap::new();
    for text in &texts {
        let known = finder.find(&text.passage.text);
        for phrase in capitals(&text.passage.text, &text.words) {
            let range = text.words[phrase.start].start..text.words[phrase.end - 1].end;
            let span = text.passage.mapping.span(range.start, range.end);
            let is_known = known.iter().any(|hit| hit.start < range.end && range.start < hit.end);
            if is_known || text.passage.code.iter().any(|code| code.start < range.end && range.start < code.end) {
                continue;
            }
            // What begins in bold or in a link is what a button or a page is called.
            let before = site.documents[text.document].source.text().get(..span.start as usize);
            let before = before.and_then(|before| before.chars().next_back());
            if before.is_some_and(|c| matches!(c, '*' | '_' | '[' | '`')) {
                continue;
            }
            let written = phrases.entry(key(&text.passage.text, &text.words[phrase])).or_default();
            if written.large.is_empty() {
                written.name = text.passage.text[range].to_owned();
            }
            written.large.push((text.document, span));
        }
    }
    phrases.retain(|phrase, written| written.large.len() >= OFTEN && !is_both_ways(phrase));
    if phrases.is_empty() {
        return;
    }
    let folded: HashMap<&str, usize> = phrases.keys().zip(0..).map(|(phrase, at)| (phrase.as_str(), at)).collect();
    let mut small: Vec<Option<(DocumentIx, Span)>> = vec![None; folded.len()];
    for text in &texts {
        for from in 0..text.words.len() {
            for to in from + 1..=text.words.len().min(from + LONGEST) {
                let words = &text.words[from..to];
                let own = &text.passage.text;
                if words.iter().any(|word| own[word.clone()].starts_with(char::is_uppercase)) {
                    break;
                }
                if let Some(&at) = folded.get(key(own, words).as_str()) {
                    let place =
                        || (text.document, text.passage.mapping.span(words[0].start, words[words.len() - 1].end));
                    small[at].get_or_insert_with(place);
                }
            }
        }
    }
    for (written, small) in phrases.into_values().zip(small) {
        let Some((there, place)) = small else { continue };
        let (first, span) = written.large[0];
        let finding = Finding::new(&rules::TERM_NOWHERE, span)
            .with("name", written.name.as_str())
            .with("count", written.large.len().to_string())
            .with("id", slug(&written.name).unwrap_or_default())
            .with("suggestion", written.name.to_lowercase())
            .help("define");
        let document = |at: DocumentIx| &site.documents[at].source;
        found.push(finding.at(document(first)).also(document(there), place, "small"));
    }
}

/// The words of a text; an elided article is one of its own.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        match words.last_mut() {
            Some(last) if last.end == at => last.end += c.len_utf8(),
            // A hyphen joins, an apostrophe does not.
            Some(last) if &text[last.end..at] == "-" => last.end = at + c.len_utf8(),
            _ => words.push(at..at + c.len_utf8()),
        }
    }
    words
}

/// The phrases of words with a capital within sentences.
fn capitals(text: &str, words: &[Range<usize>]) -> Vec<Range<usize>> {
    let is_large = |at: usize| text[words[at].clone()].starts_with(char::is_uppercase);
    let joined = |at: usize| matches!(&text[words[at].end..words[at + 1].start], " " | "\u{a0}" | "\n");
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let from = at;
        at += 1;
        if !is_large(from) {
            continue;
        }
        while at < words.len() && joined(at - 1) && is_large(at) {
            at += 1;
        }
        let next = (at < words.len() && joined(at - 1)).then(|| &text[words[at].clone()]);
        let is_numbered = next.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        let has_small = (from..at).all(|word| text[words[word].clone()].chars().any(char::is_lowercase));
        let is_named = is_numbered || is_tied(text, words, from..at);
        if at - from <= LONGEST && has_small && !is_named && !begins(text, words[from].start) {
            found.push(from..at);
        }
    }
    found
}

/// Whether a sentence, or something that has a capital for its own sake, begins there.
fn begins(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    let signs = ['.', '!', '?', ':', ';', '…', '«', '“', '"', '(', ')', '•', '–', '—'];
    match before.len() == at {
        // An elided article, or a sign that belongs to the word.
        true => !before.trim_end_matches(['’', '\'']).ends_with(char::is_alphabetic),
        false => before.is_empty() || before.ends_with(signs),
    }
}

/// What ties the words of a name: “Ministry of Finance”, « Caisse de la Santé ».
const TIES: [&str; 12] = ["of", "for", "the", "de", "du", "des", "d", "la", "le", "les", "l", "à"];

/// What has a name behind it without a capital of its own.
const OFFICES: [&str; 6] = ["ministère", "ministre", "secrétariat", "secrétaire", "université", "faculté"];

/// Whether a phrase is tied to another with a capital, or to an office.
fn is_tied(text: &str, words: &[Range<usize>], phrase: Range<usize>) -> bool {
    let word = |at: &usize| &text[words[*at].clone()];
    let ties = |at: &usize| TIES.contains(&word(at));
    let near = |a: usize, b: usize| text[words[a].end..words[b].start].chars().count() == 1;
    let is_name = |at: usize| word(&at).starts_with(char::is_uppercase) && words[at].start > 0;
    let large = |at: usize| is_name(at) || OFFICES.contains(&word(&at));
    let before = (0..phrase.start).rev().take_while(|at| ties(at) && near(*at, at + 1)).last();
    let after = (phrase.end..words.len()).take_while(|at| ties(at) && near(at - 1, *at)).last();
    before.is_some_and(|tie| tie > 0 && near(tie - 1, tie) && large(tie - 1))
        || after.is_some_and(|tie| tie + 1 < words.len() && near(tie, tie + 1) && large(tie + 1))
}

/// A phrase in small letters and, word by word, without the ending of a plural.
fn key(text: &str, words: &[Range<usize>]) -> String {
    let folded = words.iter().map(|word| {
        let word = text[word.clone()].to_lowercase();
        match word.len() > 3 {
            true => word.trim_end_matches(['s', 'x']).to_owned(),
            false => word,
        }
    });
    folded.collect::<Vec<_>>().join(" ")
}

fn is_both_ways(phrase: &str) -> bool {
    let mut months = months::ENGLISH.iter().map(|month| month.to_lowercase());
    phrase.len() < 3 || BOTH_WAYS.contains(&phrase) || months.any(|month| month.trim_end_matches('s') == phrase)
}
