//! Turns the glossaries of a site into what finds their terms in a text, and two texts into the terms that only one uses.
//!
//! It knows plurals by their endings, and no grammar: what else a term becomes is said in its `forms`. It never looks
//! into code or addresses.

use super::found::{Edition, Found, Side};
use super::leaves::Loss;
use super::shapes::Gone;
use crate::config::Config;
use crate::diag::rules::parity as rules;
use crate::diag::{Diagnostic, Finding};
use crate::lang::{Lang, LangId, PerLang};
use crate::link::{DocumentIx, Site};
use crate::parse::Kind;
use crate::parse::outline::{Own, Passage};
use crate::source::{Digest, Digester, Span};
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::HashMap;
use std::sync::OnceLock;

/// The terms of all glossaries of a site.
pub(super) struct Terms {
    terms: Vec<Term>,
    pub digest: Digest,
    finders: PerLang<OnceLock<Option<Finder>>>,
}

/// One term, in every language that has it.
struct Term {
    names: PerLang<Option<Names>>,
    /// Where each name stands in its glossary.
    places: PerLang<Option<(DocumentIx, Span)>>,
}

/// What a term is called in one language.
#[derive(Hash)]
struct Names {
    name: Box<str>,
    /// Other names and inflected forms, which stand for it.
    others: Vec<Box<str>>,
    /// Names that it must not have.
    avoid: Vec<Box<str>>,
}

/// What finds the names of all terms in texts of one language.
struct Finder {
    automaton: AhoCorasick,
    /// What each pattern stands for.
    meanings: Vec<(u32, Role)>,
}

/// How a text names a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// By its own name.
    Name,
    /// By another one, which answers the name in the other language and asks for nothing.
    Other,
    Avoid,
    /// By the plural of a name to avoid.
    AvoidPlural,
}

/// A term in a text, by the bytes of it.
#[derive(Clone, Copy, Debug)]
struct Use {
    term: u32,
    role: Role,
    start: usize,
    end: usize,
}

impl Terms {
    pub fn of(site: &Site) -> Terms {
        let languages = &site.config.languages;
        let mut terms = Vec::new();
        for pair in &site.pairs {
            let editions = languages.map(|lang| {
                let document = &site.documents[pair.editions[lang]?];
                (document.place.kind == Kind::Glossary && document.meta().draft.is_none()).then_some(document)
            });
            if editions.values().all(Option::is_none) {
                continue;
            }
            for unit in &pair.units {
                let names = languages.map(|lang| {
                    let (document, member) = (editions[lang]?, unit.members[lang]?);
                    let term = document.content.terms.iter().find(|term| term.unit == member)?;
                    let mut name = String::new();
                    let title = &document.facts().units[member as usize].title;
                    let variable = |name: &str, out: &mut String| {
                        out.push_str(site.variable(document, name).unwrap_or(name));
                    };
                    crate::parse::tree::plain_text(title, &document.source, &variable, &mut name);
                    let others = term.aka.iter().chain(&term.forms).cloned().collect();
                    Some(Names { name: name.trim().into(), others, avoid: term.avoid.clone() })
                });
                let places = languages.map(|lang| {
                    let (document, member) = (editions[lang]?, unit.members[lang]?);
                    let unit = &document.facts().units[member as usize];
                    Some((pair.editions[lang]?, unit.title.first().map_or(unit.span, |inline| inline.span)))
                });
                if names.values().any(Option::is_some) {
                    terms.push(Term { names, places });
                }
            }
        }
        let digest = terms.iter().fold(Digester::new(), |digester, term| digester.and(&term.names)).digest();
        Terms { terms, digest, finders: languages.map(|_| OnceLock::new()) }
    }

    pub fn avoids(&self) -> bool {
        self.terms.iter().any(|term| term.names.values().flatten().any(|names| !names.avoid.is_empty()))
    }

    fn finder(&self, config: &Config, lang: LangId) -> Option<&Finder> {
        self.finders[lang].get_or_init(|| Finder::of(&self.terms, lang, &config.languages[lang])).as_ref()
    }

    /// That the name of a term in `lacking` answers its name in `using` in few of the sections that have it, which is
    /// one fault of the glossary.
    pub fn unused(
        &self,
        site: &Site,
        term: u32,
        using: LangId,
        lacking: LangId,
        sizes: [usize; 2],
    ) -> Option<Diagnostic> {
        let (document, span) = self.terms[term as usize].places[lacking]?;
        let [answered, all] = sizes.map(|size| size.to_string());
        let finding = Finding::new(&rules::TERM_UNUSED, span)
            .with("name", self.name(term, using)?)
            .with("value", self.name(term, lacking)?)
            .with("size", answered)
            .with("limit", all);
        Some(finding.help("write").at(&site.documents[document].source))
    }

    /// Whether the term has a name in a language.
    fn name(&self, term: u32, lang: LangId) -> Option<&str> {
        self.terms[term as usize].names[lang].as_ref().map(|names| &*names.name)
    }
}

impl Finder {
    fn of(terms: &[Term], lang: LangId, language: &Lang) -> Option<Finder> {
        // Of two terms with one name the first counts; a name counts before what is to be avoided.
        let mut known: HashMap<String, (u32, Role)> = HashMap::new();
        for role in [Role::Name, Role::Other, Role::Avoid] {
            for (at, names) in (0..).zip(terms).filter_map(|(at, term)| Some((at, term.names[lang].as_ref()?))) {
                let typed: Vec<&str> = match role {
                    Role::Name => vec![&names.name],
                    Role::Other => names.others.iter().map(|name| &**name).collect(),
                    Role::Avoid => names.avoid.iter().map(|name| &**name).collect(),
                    Role::AvoidPlural => continue,
                };
                // Plurals first: one that is listed too is a plural all the same.
                let plurals = typed.iter().filter_map(|name| Some((plural(name, language.primary())?, true)));
                let names = plurals.chain(typed.iter().map(|name| ((*name).to_owned(), false)));
                for (name, is_plural) in names.filter(|(name, _)| !name.trim().is_empty()) {
                    let role = if is_plural && role == Role::Avoid { Role::AvoidPlural } else { role };
                    for form in spellings(&name) {
                        known.entry(form).or_insert((at, role));
                    }
                }
            }
        }
        let mut patterns: Vec<(String, (u32, Role))> = known.into_iter().collect();
        patterns.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let (patterns, meanings): (Vec<String>, Vec<_>) = patterns.into_iter().unzip();
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(&patterns)
            .ok()?;
        (!patterns.is_empty()).then_some(Finder { automaton, meanings })
    }

    /// The terms of a text, the longest of those that overlap.
    fn find(&self, passage: &Passage) -> Vec<Use> {
        let text = passage.text.as_str();
        let alone = |start: usize, end: usize| {
            let before = text[..start].chars().next_back();
            let after = text[end..].chars().next();
            let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '/' | '@'));
            !joins(before) && !joins(after) && !is_compound(text, start, end)
        };
        let in_code = |start: usize, end: usize| passage.code.iter().any(|code| code.start < end && start < code.end);
        let mut found: Vec<Use> = Vec::new();
        for hit in self.automaton.find_overlapping_iter(text) {
            let (start, end) = (hit.start(), hit.end());
            if alone(start, end) && !in_code(start, end) {
                let (term, role) = self.meanings[hit.pattern().as_usize()];
                found.push(Use { term, role, start, end });
            }
        }
        found.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        let mut end = 0;
        found.retain(|hit| {
            let keep = hit.start >= end;
            end = end.max(hit.end);
            keep
        });
        found
    }
}

/// Whether a place is part of an address, or of a word that a hyphen goes on with.
pub fn is_compound(text: &str, start: usize, end: usize) -> bool {
    let hyphen = |c: Option<char>| matches!(c, Some('-' | '‑'));
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (mut before, mut after) = (text[..start].chars().rev(), text[end..].chars());
    if hyphen(before.next()) && letter(before.next()) || hyphen(after.next()) && letter(after.next()) {
        return true;
    }
    // A no-break space takes more than one byte.
    let space = text[..start].char_indices().rev().find(|(_, c)| c.is_whitespace());
    let from = space.map_or(0, |(at, c)| at + c.len_utf8());
    let to = text[end..].find(char::is_whitespace).map_or(text.len(), |at| end + at);
    let word = &text[from..to];
    // `a.b` is the name of a file or a host; a full stop at the end is the sentence's.
    let dotted = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '»', '”', '"']).split('.');
    let dotted: Vec<&str> = dotted.collect();
    word.contains("://") || word.contains('@') || (dotted.len() > 1 && dotted.iter().all(|part| !part.is_empty()))
}

/// The ways to type a name: with either apostrophe, with either kind of space, and with a capital letter that is not ASCII.
pub fn spellings(name: &str) -> Vec<String> {
    let name: String = name.split_whitespace().collect::<Vec<&str>>().join(" ").to_lowercase().replace('’', "'");
    let mut all = vec![name.clone()];
    if name.contains('\'') {
        all.push(name.replace('\'', "’"));
    }
    for at in 0..all.len() {
        let spaced = all[at].replace(' ', "\u{a0}");
        if spaced != all[at] {
            all.push(spaced);
        }
    }
    if !name.is_ascii() {
        let capital = |name: &String| {
            let first: String = name.chars().take(1).flat_map(char::to_uppercase).collect();
            first + &name.chars().skip(1).collect::<String>()
        };
        let capitals: Vec<String> = all.iter().flat_map(|name| [capital(name), name.to_uppercase()]).collect();
        all.extend(capitals);
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// Words before which a name has its plural: « pages de repli ».
const LINKS: [&str; 22] = [
    "de", "du", "des", "à", "au", "aux", "en", "par", "pour", "sur", "sous", "sans", "avec", "of", "for", "in", "on",
    "to", "by", "with", "at", "et",
];

/// The plural of a name, if it is another word, by its ending.
pub fn plural(name: &str, language: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_link = |word: &&str| LINKS.contains(&word.to_lowercase().as_str()) || word.contains(['\'', '’']);
    let head = words.iter().position(is_link).filter(|&at| at > 0).unwrap_or(words.len());
    let plurals: Vec<String> = match language {
        "fr" => words[..head].iter().map(|word| french_plural(word)).collect(),
        "en" => {
            let mut plurals: Vec<String> = words[..head].iter().map(|word| (*word).to_owned()).collect();
            plurals.last_mut().into_iter().for_each(|word| *word = english_plural(word));
            plurals
        }
        _ => return None,
    };
    let rest = words[head..].iter().map(|word| (*word).to_owned());
    Some(plurals.into_iter().chain(rest).collect::<Vec<String>>().join(" ")).filter(|plural| plural != name)
}

fn french_plural(word: &str) -> String {
    let lower = word.to_lowercase();
    if lower.ends_with(['s', 'x', 'z']) {
        return word.to_owned();
    }
    if lower.ends_with("eau") || lower.ends_with("eu") {
        return format!("{word}x");
    }
    // Some do otherwise, such as « bal » or « détail »: `forms` says so.
    if let Some(stem) = word.strip_suffix("al") {
        return format!("{stem}aux");
    }
    format!("{word}s")
}

fn english_plural(word: &str) -> String {
    let lower = word.to_lowercase();
    let consonant = |c: Option<char>| c.is_some_and(|c| !"aeiou".contains(c));
    if let Some(stem) = word.strip_suffix('y').filter(|stem| consonant(stem.chars().next_back())) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| lower.ends_with(end));
    if hisses { format!("{word}es") } else { format!("{word}s") }
}

/// The terms that only one side of a unit uses.
pub(super) fn compare(
    site: &Site,
    terms: &Terms,
    editions: [&Edition<'_>; 2],
    own: [&Own<'_>; 2],
    gone: &Gone,
    answered: &mut Vec<(u32, Side)>,
) -> Vec<Loss> {
    let langs = editions.map(|edition| edition.document.place.lang);
    let finders = langs.map(|lang| terms.finder(&site.config, lang));
    let [Some(first), Some(second)] = finders else { return Vec::new() };
    let finders = [first, second];
    let uses = [0, 1].map(|side: usize| {
        let kept = own[side].passages.iter().filter(|piece| !gone[side].iter().any(|gone| gone.contains(piece.within)));
        let uses = kept.flat_map(|piece| finders[side].find(piece).into_iter().map(move |found| (piece, found)));
        uses.collect::<Vec<(&Passage, Use)>>()
    });
    let mut losses: Vec<Loss> = Vec::new();
    for side in [Side::First, Side::Second] {
        let (here, there) = (side.at(), side.other().at());
        let mut seen: Vec<u32> = Vec::new();
        for (piece, found) in uses[here].iter().filter(|(_, found)| found.role == Role::Name) {
            let Some(counterpart) = terms.name(found.term, langs[there]) else { continue };
            if seen.contains(&found.term) {
                continue;
            }
            seen.push(found.term);
            if uses[there].iter().any(|(_, other)| other.term == found.term) {
                answered.push((found.term, side));
                continue;
            }
            losses.push(Loss {
                side,
                span: piece.mapping.span(found.start, found.end),
                within: piece.within,
                rule: &rules::TERM_MISSING,
                has: "uses-term",
                name: piece.text[found.start..found.end].to_owned(),
                value: Some(counterpart.to_owned()),
                term: Some(found.term),
            });
        }
    }
    losses
}

/// The names to be avoided that a document uses.
pub(super) fn avoided(site: &Site, terms: &Terms, edition: &Edition<'_>) -> Vec<Found> {
    let lang = edition.document.place.lang;
    let Some(finder) = terms.finder(&site.config, lang) else { return Vec::new() };
    let mut found = Vec::new();
    for piece in edition.outline.own.iter().flat_map(|own| &own.passages) {
        let uses = finder.find(piece);
        for bad in uses.iter().filter(|found| matches!(found.role, Role::Avoid | Role::AvoidPlural)) {
            let Some(name) = terms.name(bad.term, lang) else { continue };
            let many = (bad.role == Role::AvoidPlural).then(|| plural(name, site.config.languages[lang].primary()));
            let name = many.flatten().unwrap_or_else(|| name.to_owned());
            let span = piece.mapping.span(bad.start, bad.end);
            let written = &piece.text[bad.start..bad.end];
            let copied = edition.source().slice(span) == written;
            let sure = copied && fits(&piece.text[..bad.start], written, &name);
            let finding = Finding::new(&rules::TERM_AVOIDED, span).with("name", written);
            let finding = finding.with("suggestion", name.as_str()).help("write");
            found.push(Found::here(finding.fix_if(sure, like(written, &name))));
        }
    }
    found
}

/// Words that agree with the gender of what follows them.
const GENDERED: [&str; 19] = [
    "le", "la", "un", "une", "du", "au", "ce", "cet", "cette", "mon", "ma", "ton", "ta", "son", "sa", "quel", "quelle",
    "aucun", "aucune",
];

/// Words that lose their vowel before another.
const ELIDED: [&str; 9] = ["de", "que", "ne", "se", "je", "me", "te", "lorsque", "puisque"];

/// Whether one name can take the place of another without a change in the words before it.
fn fits(before: &str, written: &str, name: &str) -> bool {
    let vowel = |text: &str| text.chars().next().is_some_and(|c| "aeiouyhàâéèêëîïôœù".contains(c.to_ascii_lowercase()));
    let word = before.trim_end().rsplit(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').next();
    let word = word.unwrap_or_default().to_lowercase();
    let elides = word.ends_with(['\'', '’']) || ELIDED.contains(&word.as_str());
    let article = GENDERED.contains(&word.as_str()) || word == "a" || word == "an";
    !article && (vowel(written) == vowel(name) || !elides)
}

/// A name with the capital letters of another.
fn like(written: &str, name: &str) -> String {
    let capital = written.chars().next().is_some_and(char::is_uppercase);
    let mut rest = name.chars();
    match rest.next().filter(|_| capital) {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_follow_the_endings() {
        for (language, name, expected) in [
            ("fr", "version linguistique", "versions linguistiques"),
            ("fr", "page de repli", "pages de repli"),
            ("fr", "principe d'origine", "principes d'origine"),
            ("fr", "niveau", "niveaux"),
            ("fr", "journal", "journaux"),
            ("fr", "avis", "avis"),
            ("en", "source edition", "source editions"),
            ("en", "entry", "entries"),
            ("en", "day", "days"),
            ("en", "right of way", "rights of way"),
            ("en", "branch", "branches"),
        ] {
            assert_eq!(plural(name, language).unwrap_or(name.to_owned()), expected);
        }
        assert_eq!(plural("Wort", "de"), None);
    }

    #[test]
    fn addresses_and_compounds_hold_no_terms() {
        let at = |text: &str| {
            let start = text.find("page").expect("it is there");
            is_compound(text, start, start + 4)
        };
        for text in ["https://a.example/page", "page@a.example", "page.md", "one-page", "page-one"] {
            assert!(at(text), "{text}");
        }
        for text in ["a page.", "page, or", "the page – or", "(page)", "« page »", "page...", "l'page"] {
            assert!(!at(text), "{text}");
        }
    }

    #[test]
    fn a_name_fits_where_no_word_before_it_agrees_with_another() {
        for (before, written, name, expected) in [
            ("les ", "emails", "courriels", true),
            ("un ", "email", "courriel", false),
            ("d'", "email", "courriel", false),
            ("d'", "email", "adresse", true),
            ("an ", "e-mail", "message", false),
            ("", "email", "courriel", true),
            ("de ", "poste", "adresse", false),
            ("par ", "poste", "adresse", true),
        ] {
            assert_eq!(fits(before, written, name), expected, "{before}{written}");
        }
    }
}
