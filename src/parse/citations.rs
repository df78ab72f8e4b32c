//! Turns a text into the numbers that its author cites by hand: "see section 6", « de l'annexe B », "clauses 3 to 5".
//!
//! It says what was typed and what stands around it; whether that means this site, and what it leads to, is seen by `check`.

use super::facts::{Citation, CitedAs, Form};
use std::ops::Range;

/// Nouns before a number, without their plural, and what they name.
const NOUNS: [(&str, CitedAs); 9] = [
    ("section", CitedAs::Section),
    ("article", CitedAs::Section),
    ("clause", CitedAs::Clause),
    ("annex", CitedAs::Annex),
    ("annexe", CitedAs::Annex),
    ("appendix", CitedAs::Annex),
    ("table", CitedAs::Table),
    ("tableau", CitedAs::Table),
    ("figure", CitedAs::Figure),
];

/// What may stand between a noun and its number.
const SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\n'];

/// How much of what stands around is kept, in characters.
const AROUND: usize = 60;

/// The noun that ends just before `end`, where it begins, and where its plural does.
fn noun(text: &str, end: usize) -> Option<(usize, usize, CitedAs)> {
    let bytes = &text.as_bytes()[..end];
    if !matches!(bytes.last()?.to_ascii_lowercase(), b'e' | b'n' | b'u' | b'x' | b's') {
        return None;
    }
    let letters = bytes.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let start = end - letters;
    let word = &text[start..];
    let is_noun = |noun: &str, length: usize| noun.len() == length && word[..length].eq_ignore_ascii_case(noun);
    for plural in ["", "s", "x", "es"] {
        let Some(length) = letters.checked_sub(plural.len()).filter(|_| text[..end].ends_with(plural)) else {
            continue;
        };
        if let Some((_, kind)) = NOUNS.iter().find(|(noun, _)| is_noun(noun, length)) {
            return Some((start, start + length, *kind));
        }
    }
    None
}

/// Whether a digit is anywhere in a text. It looks at all of it, which is faster than stopping: many bytes at a time.
pub(super) fn has_digit(text: &str) -> bool {
    text.bytes().fold(false, |has, byte| has | byte.is_ascii_digit())
}

/// Whether an annex may be named, the only part that is cited by a letter alone.
fn names_annex(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends = |at: usize, word: &[u8]| bytes[..at].last_chunk::<4>().is_some_and(|end| end.eq_ignore_ascii_case(word));
    memchr::memchr2_iter(b'x', b'X', bytes).any(|at| ends(at, b"anne") || ends(at, b"endi"))
}

/// What a text cites, by its places in it; `make` gives the place in the source.
pub(super) fn citations(text: &str, make: impl Fn(Range<usize>) -> crate::source::Span, out: &mut Vec<Citation>) {
    if !has_digit(text) && !names_annex(text) {
        return;
    }
    // Looked for from the number back, as most texts have few: a digit or a capital after a space, before which a noun ends.
    let mut end = 0;
    for (before, two) in text.as_bytes().windows(2).enumerate() {
        let at = before + 1;
        let begins = two[1].is_ascii_digit() || two[1].is_ascii_uppercase();
        // The last byte of a space that does not break is no letter either.
        if !begins || at < end || !matches!(two[0], b' ' | b'\n' | 0xa0 | 0xaf) {
            continue;
        }
        let before = text[..at].trim_end_matches(SPACES).len();
        let Some((noun_start, plural, kind)) = noun(text, before).filter(|noun| noun.0 >= end) else { continue };
        if text[..noun_start].ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_') {
            continue;
        }
        let Some(cited) = cited(text, noun_start..before, before > plural, at, kind) else { continue };
        end = cited.range.end;
        let (form, start) = article(&text[..noun_start]);
        out.push(Citation {
            span: make(start..end),
            kind: cited.kind,
            number: text[cited.first].into(),
            last: cited.last.map(|(joined, last)| (joined, text[last].into())),
            form,
            before: last_of(&text[..start]).into(),
            after: first_of(&text[end..]).into(),
        });
    }
}

/// What is cited from a noun on.
struct Found {
    kind: CitedAs,
    range: Range<usize>,
    first: Range<usize>,
    /// Whether it is a range, and its last number.
    last: Option<(bool, Range<usize>)>,
}

/// What is cited with a noun by the number at a place.
fn cited(text: &str, noun: Range<usize>, is_plural: bool, at: usize, kind: CitedAs) -> Option<Found> {
    let first = number(text, at, kind)?;
    let mut found = Found { kind, range: noun.start..first.end, last: None, first };
    if is_plural && let Some((is_range, last)) = next_number(text, found.first.end, kind) {
        found.range.end = last.end;
        found.last = Some((is_range, last));
    }
    Some(found)
}

/// The number that follows another one: "3 to 5", « 3 et 4 ».
fn next_number(text: &str, at: usize, kind: CitedAs) -> Option<(bool, Range<usize>)> {
    let rest = &text[at..];
    let joins = [(" to ", true), (" à ", true), ("-", true), ("–", true), (" and ", false), (" et ", false)];
    let plain = |c: char| if matches!(c, '\u{a0}' | '\n' | '\u{202f}') { ' ' } else { c };
    let begin: String = rest.chars().take(5).map(plain).collect();
    let (join, is_range) = joins.iter().find(|(join, _)| begin.starts_with(join))?;
    // The signs of a join are letters and plain spaces, but a space may be a longer one.
    let length: usize = rest.chars().take(join.chars().count()).map(char::len_utf8).sum();
    Some((*is_range, number(text, at + length, kind)?))
}

/// A number at a place: `6`, `6.2(a)(ii)`, `6A`, `A.1`; a letter alone is one of an annex.
fn number(text: &str, at: usize, kind: CitedAs) -> Option<Range<usize>> {
    let rest = &text[at..];
    let mut end = match rest.as_bytes().first()? {
        byte if byte.is_ascii_digit() => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let letter = rest[digits..].bytes().next().is_some_and(|byte| byte.is_ascii_uppercase());
            let adverb =
                ["bis", "ter"].iter().find(|word| rest[digits..].starts_with(**word)).map_or(0, |word| word.len());
            digits + usize::from(letter) + adverb
        }
        byte if byte.is_ascii_uppercase() => 1,
        _ => return None,
    };
    let is_letter = !rest.as_bytes()[0].is_ascii_digit();
    let mut deeper = 0;
    while let Some(below) = rest[end..].strip_prefix('.') {
        let digits = below.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            break;
        }
        (end, deeper) = (end + 1 + digits, deeper + 1);
    }
    if is_letter && deeper == 0 && kind != CitedAs::Annex {
        return None;
    }
    while let Some(inner) = rest[end..].strip_prefix('(') {
        let Some(close) = inner.find(')').filter(|&close| (1..5).contains(&close)) else { break };
        if !inner[..close].bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
            break;
        }
        end += close + 2;
    }
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '_' | '%' | '’' | '\'' | '/' | '-');
    // « annexe A-t-elle », "5%", "3/4" are something else; a dash between two numbers is a range's.
    let range = |c: char| c == '-' && rest[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    match rest[end..].chars().next() {
        Some(c) if joins(c) && !range(c) => None,
        _ => Some(at..at + end),
    }
}

/// The French article and preposition at the end of a text, and where they begin.
fn article(before: &str) -> (Option<Form>, usize) {
    let trimmed = before.trim_end_matches([' ', '\u{a0}', '\n']);
    for (words, form) in [
        (["de l'", "de l’", "de la", "du", "des"], Form::Of),
        (["à l'", "à l’", "à la", "au", "aux"], Form::To),
        (["l'", "l’", "la", "le", "les"], Form::The),
    ] {
        for word in words {
            let Some(start) = trimmed.len().checked_sub(word.len()).filter(|&at| trimmed.is_char_boundary(at)) else {
                continue;
            };
            let is_own = !trimmed[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'));
            // What ends in an apostrophe touches its noun; what does not stands apart.
            let is_apart = trimmed.len() < before.len();
            let touches = word.ends_with(['\'', '’']);
            if trimmed[start..].to_lowercase() == word && is_own && touches != is_apart {
                return (Some(form), start);
            }
        }
    }
    (None, before.len())
}

fn last_of(text: &str) -> &str {
    let start = text.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    &text[start..]
}

fn first_of(text: &str) -> &str {
    &text[..text.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| at)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn found(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        citations(text, |range| Span::new(range.start, range.end), &mut out);
        let print = |citation: &Citation| {
            let span = citation.span;
            let last = citation.last.as_ref().map_or(String::new(), |(_, last)| format!("..{last}"));
            format!("{}={}{last}", &text[span.start as usize..span.end as usize], citation.number)
        };
        out.iter().map(print).collect()
    }

    #[test]
    fn numbers_after_nouns_are_cited() {
        assert_eq!(found("See section 6 of the SMPH."), ["section 6=6"]);
        assert_eq!(found("Consultez l'annexe 1."), ["l'annexe 1=1"]);
        assert_eq!(found("au titre de l’article 6.2(a)(ii)."), ["de l’article 6.2(a)(ii)=6.2(a)(ii)"]);
        assert_eq!(found("(clauses 3 to 5)"), ["clauses 3 to 5=3..5"]);
        assert_eq!(found("les articles 3 à 5, la clause 14"), ["les articles 3 à 5=3..5", "la clause 14=14"]);
        assert_eq!(
            found("Annex A and section A.1; article 6bis"),
            ["Annex A=A", "section A.1=A.1", "article 6bis=6bis"]
        );
        assert_eq!(found("du tableau 2 et de la figure 1.1"), ["du tableau 2=2", "de la figure 1.1=1.1"]);
    }

    #[test]
    fn other_words_are_not() {
        for text in [
            "This section has 6 parts",
            "a table A",
            "section 5%",
            "intersection 6",
            "articles",
            "cette section",
            "L'annexe A-t-elle un numéro",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
