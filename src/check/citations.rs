//! Turns numbers that are cited by hand in the text of a handbook, or of it elsewhere, into the links that would print them.
//!
//! It speaks only of handbooks of this site: what names another text, or an act or a code, is that text's own affair.

use super::typed::{folder, neutral, relative};
use super::uses::uses;
use crate::diag::rules::handbooks as rules;
use crate::diag::{Diagnostic, Finding};
use crate::lang::LangId;
use crate::link::{JoinedIx, PairIx, Site, Target};
use crate::parse::facts::{CaptionKind, Citation, CitedAs, Form, Join, UnitKind};
use crate::parse::{Document, Kind};
use crate::source::{Source, Span};
use std::collections::HashMap;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    if site.handbooks.is_empty() {
        return Vec::new();
    }
    let books: Vec<Book> = (0..site.handbooks.len()).map(|book| Book::of(site, book)).collect();
    let mut found = Vec::new();
    for (_, document) in super::published(site) {
        // A text in which nothing is cited, which is most, costs nothing.
        if document.facts().citations.is_empty() {
            continue;
        }
        let own = own_book(site, document);
        for citation in &document.facts().citations {
            found.extend(cited(site, &books, own, document, citation));
        }
    }
    found.extend(forms(site));
    found
}

/// Links that ask for a number in a form of its own, where there is none.
fn forms(site: &Site) -> Vec<Diagnostic> {
    let without = |use_: &super::uses::Use<'_>| {
        let form = use_.address.form.filter(|form| *form == Form::Bare);
        let Target::Page { page, unit, fragment, .. } = use_.target else { return None };
        form.filter(|_| !has_number(site, *page, *unit, fragment.as_deref()))?;
        let finding = Finding::new(&rules::NOTHING_NUMBERED, use_.address.span).with("target", &*use_.address.text);
        Some(finding.help("text").at(&use_.document.source))
    };
    uses(site).filter_map(|use_| without(&use_)).collect()
}

fn has_number(site: &Site, page: usize, unit: Option<(PairIx, JoinedIx)>, fragment: Option<&str>) -> bool {
    let numbered = |(pair, unit): (PairIx, JoinedIx)| !site.pairs[pair].units[unit as usize].number.is_empty();
    let shown = &site.pages[page];
    match (unit, fragment, shown.pair) {
        (Some(unit), ..) => numbered(unit),
        (None, _, Some(pair)) => site.pairs[pair].part_of.is_some(),
        _ => false,
    }
}

/// The handbook that a text is a part of, or introduces.
fn own_book(site: &Site, document: &Document) -> Option<usize> {
    let pair = site
        .pairs
        .iter()
        .position(|pair| pair.editions.values().flatten().any(|&at| std::ptr::eq(&site.documents[at], document)))?;
    let part = site.pairs[pair].part_of.map(|(book, _)| book);
    part.or_else(|| site.handbooks.iter().position(|book| book.pair == pair))
}

/// What has a number.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Unit(PairIx, JoinedIx),
    /// A table or figure: the pair, and its place among the captions of the source edition.
    Caption(PairIx, usize),
}

/// The numbers of a handbook.
struct Book {
    /// What it is called, in small letters.
    names: Vec<String>,
    /// Whether it is the edition that is meant where none is named.
    current: bool,
    /// Its record.
    pair: PairIx,
    numbers: HashMap<(CitedAs, String), Vec<Place>>,
}

impl Book {
    fn of(site: &Site, book: usize) -> Book {
        let book = &site.handbooks[book];
        let current = book.standing.current;
        let pair = &site.pairs[book.pair];
        let mut names = Vec::new();
        for &edition in pair.editions.values().flatten() {
            let document = &site.documents[edition];
            names.push(site.plain(document, &document.content.title).to_lowercase());
            let cited = document.content.handbook.iter().flat_map(|record| &record.cited_as);
            names.extend(cited.map(|name| name.to_lowercase()));
        }
        names.retain(|name| !name.is_empty());
        let mut numbers: HashMap<(CitedAs, String), Vec<Place>> = HashMap::new();
        for part in &book.parts {
            for unit in part.unit..part.end {
                let number = plain(&site.pairs[part.pair].units[unit as usize].number);
                let Some(kind) = kind(site, part.pair, unit).filter(|_| !number.is_empty()) else { continue };
                let place = Place::Unit(part.pair, unit);
                if kind == CitedAs::Clause {
                    // "Section 6.2" is what many call clause 6.2.
                    numbers.entry((CitedAs::Section, number.clone())).or_default().push(place);
                }
                numbers.entry((kind, number)).or_default().push(place);
            }
        }
        let mut pairs: Vec<PairIx> = book.parts.iter().map(|part| part.pair).collect();
        pairs.dedup();
        for pair in pairs {
            let own = &site.pairs[pair];
            let Some(edition) = own.editions[own.source] else { continue };
            let captions = site.documents[edition].facts().captions.iter().zip(&own.captions[own.source]);
            for (at, (caption, number)) in captions.enumerate().filter(|(_, (_, number))| !number.is_empty()) {
                let kind = if caption.kind == CaptionKind::Table { CitedAs::Table } else { CitedAs::Figure };
                numbers.entry((kind, number.to_string())).or_default().push(Place::Caption(pair, at));
            }
        }
        Book { names, current, pair: book.pair, numbers }
    }

    /// Its title for a reader of `lang`.
    fn title(&self, site: &Site, lang: LangId) -> String {
        let edition = site.edition(self.pair, lang).or_else(|| site.edition(self.pair, site.pairs[self.pair].source));
        edition.map_or_else(String::new, |document| site.plain(document, &document.content.title))
    }

    fn counts(&self, kind: CitedAs) -> bool {
        self.numbers.keys().any(|(own, _)| *own == kind)
    }

    fn find(&self, kind: CitedAs, number: &str) -> &[Place] {
        let of = |kind| self.numbers.get(&(kind, plain(number))).map_or(&[][..], Vec::as_slice);
        match (kind, of(kind)) {
            (CitedAs::Clause, []) => of(CitedAs::Section),
            (_, found) => found,
        }
    }
}

fn plain(number: &str) -> String {
    number.replace('\u{a0}', "")
}

fn kind(site: &Site, pair: PairIx, unit: JoinedIx) -> Option<CitedAs> {
    let members = &site.pairs[pair].units[unit as usize].members;
    let (lang, member) = members.iter().find_map(|(lang, member)| Some((lang, (*member)?)))?;
    let own = &site.edition(pair, lang)?.facts().units[member as usize];
    Some(match own.kind {
        UnitKind::Clause => CitedAs::Clause,
        UnitKind::Section if own.annex => CitedAs::Annex,
        UnitKind::Section => CitedAs::Section,
        UnitKind::Entry | UnitKind::Term => return None,
    })
}

/// Which text a citation means.
enum Means {
    /// A handbook that it names.
    Named(usize),
    /// The text that it stands in, if that is a handbook.
    Own,
    /// One that is named by letters which nothing explains.
    Letters(String),
    Other,
}

/// What stands between a number and the text that it belongs to.
const OF: [&str; 9] = ["of the ", "of ", "de la ", "de l’", "de l'", "du ", "des ", "de ", "d’"];

/// What a text calls itself.
const SELF: [&str; 12] = [
    "this ",
    "these ",
    "the present ",
    "our ",
    "présent",
    "ce ",
    "cet ",
    "cette ",
    "ces ",
    "notre ",
    "handbook",
    "manuel",
];

/// Words of texts that are in force elsewhere.
const ACTS: [&str; 11] = [
    "act",
    "acts",
    "loi",
    "code",
    "règlement",
    "regulation",
    "regulations",
    "charter",
    "charte",
    "constitution",
    "directive",
];

fn meant(books: &[Book], own: Option<usize>, citation: &Citation) -> Means {
    let named = |text: &str, at_end: bool| {
        let is_there = |name: &String| match at_end {
            true => text.ends_with(name.as_str()),
            false => text.strip_prefix(name.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)),
        };
        let found = (0..books.len()).filter(|&at| books[at].names.iter().any(is_there));
        // An edition that speaks of its handbook speaks of itself; whoever else does, of the one in force.
        found.min_by_key(|&at| (Some(at) != own, !books[at].current, at))
    };
    let space = |text: &str| text.replace(['\u{a0}', '\n'], " ").to_lowercase();
    let after = space(&citation.after);
    let after = after.trim_start();
    if let Some(rest) = OF.iter().find_map(|of| after.strip_prefix(of)) {
        return match named(rest, false) {
            Some(book) => Means::Named(book),
            None if SELF.iter().any(|own| rest.starts_with(own)) => Means::Own,
            None => letters(&citation.after).map_or(Means::Other, Means::Letters),
        };
    }
    let before = space(&citation.before);
    let before = before.trim_end().trim_end_matches([',', ':', '(']).trim_end();
    if let Some(book) = named(before, true) {
        return Means::Named(book);
    }
    let sentence = before.rsplit(['.', '!', '?']).next().unwrap_or(before);
    let is_act = sentence.split(|c: char| !c.is_alphanumeric()).any(|word| ACTS.contains(&word));
    if is_act { Means::Other } else { Means::Own }
}

/// The letters by which a text is named after a number: "section 6 of the SMPH".
fn letters(after: &str) -> Option<String> {
    let named = after.split([' ', '\u{a0}', '\n', '’', '\'']).find(|word| word.starts_with(char::is_uppercase))?;
    let name = named.trim_end_matches(|c: char| !c.is_alphanumeric());
    let is_letters = (2..=8).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase());
    is_letters.then(|| name.to_owned())
}

fn cited(
    site: &Site,
    books: &[Book],
    own: Option<usize>,
    document: &Document,
    citation: &Citation,
) -> Option<Diagnostic> {
    let (at, is_named) = match meant(books, own, citation) {
        Means::Named(book) => (book, true),
        Means::Own => (own?, false),
        // Whether it is known elsewhere what they stand for is seen where somebody says so.
        Means::Letters(name) if own.is_some() && !is_explained(site, &name) => {
            let what = document.source.slice(citation.span).replace('\n', " ");
            let finding = Finding::new(&rules::UNKNOWN_TEXT, citation.span).with("what", what).with("name", name);
            return Some(finding.help("name").at(&document.source));
        }
        Means::Letters(_) | Means::Other => return None,
    };
    let book = &books[at];
    // What a handbook does not count may be counted by hand.
    if !is_named && !book.counts(citation.kind) || !citation.sure && !is_own_word(site, document, citation) {
        return None;
    }
    let what = document.source.slice(citation.span).replace('\n', " ");
    let numbers = || citation.numbers.iter().map(|cited| &*cited.number);
    if numbers().any(|number| book.find(citation.kind, number).is_empty()) {
        let finding = Finding::new(&rules::NO_SUCH_NUMBER, citation.span).with("what", what);
        return Some(finding.with("name", book.title(site, document.place.lang)).help("correct").at(&document.source));
    }
    let places: Vec<Option<Place>> =
        numbers().map(|number| one(site, document, book.find(citation.kind, number))).collect();
    let finding = Finding::new(&rules::TYPED_REFERENCE, citation.span).with("what", what);
    let Some(places) = places.into_iter().collect::<Option<Vec<Place>>>() else {
        return Some(finding.help("several").at(&document.source));
    };
    let links: Option<Vec<String>> = places.iter().map(|place| address(site, document, *place)).collect();
    let Some(links) = links else {
        let diagnostic = finding.help("id").at(&document.source);
        return Some(match places.first().and_then(|place| whereabouts(site, document, *place)) {
            Some((source, span)) => diagnostic.also(&source, span, "target"),
            None => diagnostic,
        });
    };
    let suggestion = suggested(document, citation, &links);
    let is_markdown = !matches!(document.place.kind, Kind::Faq | Kind::Glossary | Kind::Handbook);
    let finding = finding.with("suggestion", suggestion.as_str()).help("link").fix_if(is_markdown, suggestion);
    Some(finding.at(&document.source))
}

/// Whether a noun that may mean many things is what the handbook's readers know its sections or clauses by.
fn is_own_word(site: &Site, document: &Document, citation: &Citation) -> bool {
    let typed = document.source.slice(citation.noun).to_lowercase();
    let words = &site.words[document.place.lang];
    ["ref_section", "ref_clause"].iter().filter_map(|name| words.get(*name)).any(|word| {
        let noun = word.split(['\u{a0}', '\u{202f}', ' ', '{']).next().unwrap_or_default().to_lowercase();
        !noun.is_empty() && typed.strip_prefix(&noun).is_some_and(|plural| matches!(plural, "" | "s" | "x"))
    })
}

/// What to write: links that print noun and numbers, or, where the words between the numbers say more than "and" or "to",
/// links that print the numbers alone.
fn suggested(document: &Document, citation: &Citation, links: &[String]) -> String {
    let is_plural = links.len() > 1;
    let rest = &citation.numbers[1..];
    let is_range = matches!(rest, [one] if one.join == Join::To);
    let is_list = rest
        .split_last()
        .is_some_and(|(last, inner)| last.join == Join::And && inner.iter().all(|one| one.join == Join::Comma));
    let text = document.source.slice(citation.span);
    let noun = document.source.slice(citation.noun);
    // One number after a plural: another one follows that nobody can tell from a mere number.
    let is_cut = !is_plural && noun.len() > 2 && noun.ends_with('s');
    if is_cut || is_plural && !is_range && !is_list {
        let mut out = String::new();
        let mut at = citation.span.start;
        for (cited, link) in citation.numbers.iter().zip(links) {
            out.push_str(&text[(at - citation.span.start) as usize..(cited.span.start - citation.span.start) as usize]);
            out.push_str(&format!("[#]({link})"));
            at = cited.span.end;
        }
        return out;
    }
    let is_french = document.place.language.primary() == "fr";
    let form = match citation.form.filter(|_| is_french) {
        Some(Form::The) if is_plural => "les",
        Some(Form::Of) if is_plural => "des",
        Some(Form::To) if is_plural => "aux",
        Some(Form::The) => "le",
        Some(Form::Of) => "de",
        Some(Form::To) => "à",
        Some(Form::Bare) | None => "",
    };
    let others = links[1..].iter().map(|link| format!("{}[]({link})", if is_range { ".." } else { "+" }));
    format!("[{form}]({}){}", links[0], others.collect::<String>())
}

/// Whether a glossary says what letters stand for.
fn is_explained(site: &Site, letters: &str) -> bool {
    let terms = site.documents.iter().flat_map(|document| &document.content.terms);
    terms.flat_map(|term| term.acronym.iter().chain(&term.aka)).any(|known| **known == *letters)
}

/// The one place that is meant: of several, the one in the same text.
fn one(site: &Site, document: &Document, places: &[Place]) -> Option<Place> {
    if let [place] = places {
        return Some(*place);
    }
    let is_here = |place: &&Place| {
        let (Place::Unit(pair, _) | Place::Caption(pair, _)) = place;
        site.pairs[*pair].editions.values().flatten().any(|&at| std::ptr::eq(&site.documents[at], document))
    };
    let mut here = places.iter().filter(is_here);
    here.next().copied().filter(|_| here.next().is_none())
}

/// The address to type for a place, if one can be typed that stays right when clauses are added.
fn address(site: &Site, document: &Document, place: Place) -> Option<String> {
    let (pair, id) = match place {
        Place::Unit(pair, unit) => {
            let joined = &site.pairs[pair].units[unit as usize];
            let is_part = unit == 0 && kind_of(site, pair) == Some(Kind::Part);
            let typed = joined.members.iter().any(|(lang, member)| {
                let units = site.edition(pair, lang).map(|document| &document.facts().units);
                member.zip(units).is_some_and(|(member, units)| units[member as usize].id.is_some())
            });
            let is_clause = kind(site, pair, unit) == Some(CitedAs::Clause);
            match (is_part, typed || !is_clause) {
                (true, _) => (pair, None),
                (false, true) => (pair, Some(joined.id.to_string())),
                (false, false) => return None,
            }
        }
        Place::Caption(pair, at) => {
            let own = &site.pairs[pair];
            let caption = &site.documents[own.editions[own.source]?].facts().captions[at];
            (pair, Some(caption.id.as_ref()?.to_string()))
        }
    };
    let own = &site.pairs[pair];
    let target = &site.documents[own.editions[document.place.lang].or(own.editions[own.source])?];
    let path = target.source.path().strip_prefix("content/")?;
    let path = neutral(path, &site.config.languages).map_or_else(|| path.to_owned(), |(path, _)| path);
    let fragment = id.as_ref().map_or_else(String::new, |id| format!("#{id}"));
    match std::ptr::eq(target, document) && id.is_some() {
        true => Some(fragment),
        false => Some(format!("{}{fragment}", relative(folder(document), &path))),
    }
}

fn kind_of(site: &Site, pair: PairIx) -> Option<Kind> {
    Some(site.edition(pair, site.pairs[pair].source)?.place.kind)
}

/// Where a place stands, in the language of the document that cites it.
fn whereabouts(site: &Site, document: &Document, place: Place) -> Option<(Source, Span)> {
    let Place::Unit(pair, unit) = place else { return None };
    let (target, span) = site.unit_place(pair, unit, document.place.lang)?;
    Some((target.source.clone(), span))
}
