//! Turns a text into the numbers that its author cites by hand: "see section 6", « de l'annexe B », "clauses 3 to 5".
//!
//! It says what was typed and what stands around it; whether that means this site, and what it leads to, is seen by `check`.

use super::facts::{Citation, CitedAs, CitedNumber, Form, Join};
use std::ops::Range;

/// How sure it is that a noun before a number cites a text.
#[derive(Clone, Copy, PartialEq)]
enum Weight {
    Sure,
    /// If it begins with a capital: "Schedule A", but "schedule 2 meetings".
    Capital,
    /// If the number has levels ("point 6.2"), or the handbook calls its sections or clauses so.
    Deep,
}

/// Nouns before a number, without their plural, and what they name.
const NOUNS: [(&str, CitedAs, Weight); 24] = [
    ("section", CitedAs::Section, Weight::Sure),
    ("article", CitedAs::Section, Weight::Sure),
    ("clause", CitedAs::Clause, Weight::Sure),
    ("annex", CitedAs::Annex, Weight::Sure),
    ("annexe", CitedAs::Annex, Weight::Sure),
    ("appendix", CitedAs::Annex, Weight::Sure),
    ("appendice", CitedAs::Annex, Weight::Sure),
    ("schedule", CitedAs::Annex, Weight::Capital),
    ("table", CitedAs::Table, Weight::Sure),
    ("tableau", CitedAs::Table, Weight::Sure),
    ("figure", CitedAs::Figure, Weight::Sure),
    ("subsection", CitedAs::Clause, Weight::Sure),
    ("subclause", CitedAs::Clause, Weight::Sure),
    ("subparagraph", CitedAs::Clause, Weight::Deep),
    ("paragraph", CitedAs::Clause, Weight::Deep),
    ("paragraphe", CitedAs::Clause, Weight::Deep),
    ("alinéa", CitedAs::Clause, Weight::Deep),
    ("item", CitedAs::Clause, Weight::Deep),
    ("point", CitedAs::Clause, Weight::Deep),
    ("part", CitedAs::Section, Weight::Deep),
    ("partie", CitedAs::Section, Weight::Deep),
    ("chapter", CitedAs::Section, Weight::Deep),
    ("chapitre", CitedAs::Section, Weight::Deep),
    ("titre", CitedAs::Section, Weight::Deep),
];

/// Nouns cut off by a full stop.
const SHORT: [(&str, CitedAs, Weight); 10] = [
    ("s", CitedAs::Section, Weight::Sure),
    ("ss", CitedAs::Section, Weight::Sure),
    ("sec", CitedAs::Section, Weight::Sure),
    ("sect", CitedAs::Section, Weight::Sure),
    ("art", CitedAs::Section, Weight::Sure),
    ("cl", CitedAs::Clause, Weight::Sure),
    ("para", CitedAs::Clause, Weight::Deep),
    ("par", CitedAs::Clause, Weight::Deep),
    ("al", CitedAs::Clause, Weight::Deep),
    ("fig", CitedAs::Figure, Weight::Sure),
];

/// What may stand between a noun and its number.
const SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\n'];

/// How much of what stands around is kept, in characters.
const AROUND: usize = 60;

/// A noun before a number.
struct Noun {
    range: Range<usize>,
    is_plural: bool,
    kind: CitedAs,
    weight: Weight,
}

/// The noun that ends just before `end`.
fn noun(text: &str, end: usize) -> Option<Noun> {
    let before = &text[..end];
    let last = before.chars().next_back()?;
    if last == '§' {
        let start = before.trim_end_matches('§').len();
        let is_plural = end - start > '§'.len_utf8();
        return Some(Noun { range: start..end, is_plural, kind: CitedAs::Clause, weight: Weight::Sure });
    }
    if !matches!(last, '.' | 'a' | 'e' | 'h' | 'm' | 'n' | 'r' | 's' | 't' | 'u' | 'x') && !last.is_ascii_uppercase() {
        return None;
    }
    let stem = before.strip_suffix('.').unwrap_or(before);
    let letters: usize = stem.chars().rev().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    let start = stem.len() - letters;
    if letters > 16 {
        return None;
    }
    let word = &stem[start..];
    let (table, plurals): (&[(&str, CitedAs, Weight)], &[&str]) = match stem.len() < end {
        true => (&SHORT, &["", "s"]),
        false => (&NOUNS, &["", "s", "x", "es"]),
    };
    let found = plurals.iter().find_map(|plural| {
        let length = letters.checked_sub(plural.len()).filter(|&length| word.is_char_boundary(length))?;
        let (bare, ending) = word.split_at(length);
        let known = table.iter().filter(|_| ending.eq_ignore_ascii_case(plural));
        let mut known = known.filter(|(noun, ..)| noun.eq_ignore_ascii_case(bare));
        known.next().map(|(_, kind, weight)| (!plural.is_empty(), *kind, *weight))
    });
    let (is_plural, kind, weight) = found?;
    // "John's. 5 days": the end of a word is no section.
    let is_ending = letters < 3 && stem[..start].ends_with(['\'', '’']);
    if is_ending || weight == Weight::Capital && !word.starts_with(char::is_uppercase) {
        return None;
    }
    // « sous-section », "sub-clause".
    let before = |length: usize| text.get(start.checked_sub(length)?..start);
    let prefix = ["sub-", "sous-"];
    let prefix = prefix.iter().find(|prefix| before(prefix.len()).is_some_and(|own| own.eq_ignore_ascii_case(prefix)));
    let start = start - prefix.map_or(0, |prefix| prefix.len());
    Some(Noun { range: start..end, is_plural: is_plural || word.eq_ignore_ascii_case("ss"), kind, weight })
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
        // The last byte of a space that does not break, or of a section sign, is no letter either.
        if !begins || at < end || !matches!(two[0], b' ' | b'\n' | 0xa0 | 0xaf | 0xa7) {
            continue;
        }
        let before = text[..at].trim_end_matches(SPACES).len();
        let Some(noun) = noun(text, before).filter(|noun| noun.range.start >= end) else { continue };
        if text[..noun.range.start].ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_') {
            continue;
        }
        let numbers = numbers(text, at, &noun);
        let Some(last) = numbers.last() else { continue };
        end = last.range.end;
        let (form, start) = article(&text[..noun.range.start]);
        let is_deep = |found: &Found| found.number.contains(['.', '(']);
        out.push(Citation {
            span: make(start..end),
            kind: noun.kind,
            noun: make(noun.range.clone()),
            sure: noun.weight != Weight::Deep || numbers.iter().all(is_deep),
            numbers: numbers
                .iter()
                .map(|found| CitedNumber {
                    span: make(found.range.clone()),
                    number: found.number.as_str().into(),
                    join: found.join,
                })
                .collect(),
            form,
            before: last_of(&text[..start]).into(),
            after: first_of(&text[end..]).into(),
        });
    }
}

/// A number, and how it is joined to the one before.
struct Found {
    range: Range<usize>,
    number: String,
    join: Join,
}

/// All numbers that are cited with a noun: after a plural, several.
fn numbers(text: &str, at: usize, noun: &Noun) -> Vec<Found> {
    let Some(first) = number(text, at, noun.kind) else { return Vec::new() };
    let mut found = vec![Found { join: Join::First, ..first }];
    // What follows a comma may be something else: "clauses 3, 14 days". A number with levels is none, nor one in a list
    // that ends in "and".
    let mut certain = 1;
    while noun.is_plural
        && let Some(next) = next_number(text, found[found.len() - 1].range.end, noun.kind)
    {
        let is_certain = next.join != Join::Comma || next.number.contains(['.', '(']);
        found.push(next);
        certain = if is_certain { found.len() } else { certain };
    }
    found.truncate(certain);
    found
}

/// The number that follows another one: "3 to 5", « 3 et 4 », "3, 4".
fn next_number(text: &str, at: usize, kind: CitedAs) -> Option<Found> {
    const JOINS: [(&str, Join); 19] = [
        (", and ", Join::And),
        (", or ", Join::Or),
        (" and to ", Join::And),
        (" et à ", Join::And),
        (" et aux ", Join::And),
        (" and ", Join::And),
        (" et ", Join::And),
        (" & ", Join::And),
        (" or ", Join::Or),
        (" ou à ", Join::Or),
        (" ou ", Join::Or),
        (" to ", Join::To),
        (" through ", Join::To),
        (" à ", Join::To),
        (" au ", Join::To),
        (", ", Join::Comma),
        (" – ", Join::To),
        ("-", Join::To),
        ("–", Join::To),
    ];
    let plain = |c: char| if matches!(c, '\u{a0}' | '\n' | '\u{202f}') { ' ' } else { c };
    let begin: String = text[at..].chars().take(12).map(plain).collect();
    JOINS.iter().filter(|(words, _)| begin.starts_with(words)).find_map(|(words, join)| {
        // The signs of a join are letters and plain spaces, but a space may be a longer one.
        let length: usize = text[at..].chars().take(words.chars().count()).map(char::len_utf8).sum();
        Some(Found { join: *join, ..number(text, at + length, kind)? })
    })
}

/// A number at a place: `6`, `6.2(a)(ii)`, `6A`, `6 bis`, `A.1`, « 6.2 a) »; a letter alone is one of an annex.
fn number(text: &str, at: usize, kind: CitedAs) -> Option<Found> {
    let rest = &text[at..];
    let adverb = |rest: &str| {
        let word = rest.trim_start_matches([' ', '\u{a0}']);
        let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        let found = ["bis", "ter", "quater"].iter().find(|adverb| word.strip_prefix(**adverb).is_some_and(ends));
        found.map_or(0, |adverb| rest.len() - word.len() + adverb.len())
    };
    let letter = |rest: &str| usize::from(rest.bytes().next().is_some_and(|byte| byte.is_ascii_uppercase()));
    let mut end = match rest.as_bytes().first()? {
        byte if byte.is_ascii_digit() => rest.bytes().take_while(u8::is_ascii_digit).count(),
        byte if byte.is_ascii_uppercase() => 1,
        _ => return None,
    };
    let is_letter = !rest.as_bytes()[0].is_ascii_digit();
    if !is_letter {
        end += letter(&rest[end..]);
        end += adverb(&rest[end..]);
    }
    let mut deeper = 0;
    while let Some(below) = rest[end..].strip_prefix('.') {
        let digits = below.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            break;
        }
        (end, deeper) = (end + 1 + digits, deeper + 1);
        end += letter(&rest[end..]);
        end += adverb(&rest[end..]);
    }
    if is_letter && deeper == 0 && kind != CitedAs::Annex {
        return None;
    }
    let mut number: String = rest[..end].chars().filter(|c| !c.is_whitespace()).collect();
    while let Some((length, mark)) = inner(&rest[end..]) {
        end += length;
        number.push_str(&format!("({mark})"));
    }
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '_' | '%' | '’' | '\'' | '/' | '-');
    // « annexe A-t-elle », "5%", "3/4" are something else; a dash between two numbers is a range's.
    let range = |c: char| c == '-' && rest[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    match rest[end..].chars().next() {
        Some(c) if joins(c) && !range(c) => None,
        _ => Some(Found { range: at..at + end, number, join: Join::First }),
    }
}

/// The mark of a sub-clause at the beginning of a text: `(a)`, ` (ii)`, « a) »; its length, and what is in it.
fn inner(rest: &str) -> Option<(usize, &str)> {
    let bare = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let spaces = rest.len() - bare.len();
    let inside = bare.strip_prefix('(');
    let text = inside.unwrap_or(bare);
    let mark = &text[..text.find(')').filter(|&close| (1..5).contains(&close))?];
    let is_roman = mark.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    let touches = spaces == 0 && inside.is_some();
    let suits = mark.bytes().all(|byte| byte.is_ascii_lowercase() || touches && byte.is_ascii_digit());
    // Apart from its number, only what can be a mark is one: "(see)" is not.
    let is_mark = suits && (touches || mark.len() == 1 || is_roman);
    is_mark.then(|| (spaces + usize::from(inside.is_some()) + mark.len() + 1, mark))
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
            let sign = |join| match join {
                Join::First => "",
                Join::Comma => ",",
                Join::And => "+",
                Join::Or => "|",
                Join::To => "..",
            };
            let numbers = citation.numbers.iter().map(|one| format!("{}{}", sign(one.join), one.number));
            let unsure = if citation.sure { "" } else { "?" };
            format!("{}={}{unsure}", &text[span.start as usize..span.end as usize], numbers.collect::<String>())
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
        assert_eq!(found("clauses 2.1, 2.2 or 2.3"), ["clauses 2.1, 2.2 or 2.3=2.1,2.2|2.3"]);
        assert_eq!(found("clauses 3, 14 days"), ["clauses 3=3"]);
        assert_eq!(found("clauses 3, 4 and 5, 10 days"), ["clauses 3, 4 and 5=3,4+5"]);
        assert_eq!(found("articles 2 et 6 bis"), ["articles 2 et 6 bis=2+6bis"]);
        assert_eq!(found("aux annexes A, B et C"), ["aux annexes A, B et C=A,B+C"]);
        assert_eq!(found("§ 2.1 and §2.3, §§ 3 to 5"), ["§ 2.1=2.1", "§2.3=2.3", "§§ 3 to 5=3..5"]);
        assert_eq!(
            found("s. 6, ss. 6 and 7, sec. 2, art. 2, l'art. 3"),
            ["s. 6=6", "ss. 6 and 7=6+7", "sec. 2=2", "art. 2=2", "l'art. 3=3"]
        );
        assert_eq!(
            found("l'alinéa 1.2 a) (ii), sub-clause 1.2(a)"),
            ["l'alinéa 1.2 a) (ii)=1.2(a)(ii)", "sub-clause 1.2(a)=1.2(a)"]
        );
        assert_eq!(found("la sous-section 2.1, Schedule A"), ["la sous-section 2.1=2.1", "Schedule A=A"]);
        assert_eq!(
            found("du chapitre 3, point 2.1, paragraph 4"),
            ["du chapitre 3=3?", "point 2.1=2.1", "paragraph 4=4?"]
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
            "schedule 2 meetings",
            "point (6 terms)",
            "$5's. Six",
            "the boss. 5 people",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
