//! Turns a coded text into its sentences, by the rules of its language.
//!
//! A sentence never begins or ends inside markup that has words in it. Where it is not clear that a sentence ends, it does not.

use super::coded::{Coded, Part};

/// Words of French after whose point no sentence ends.
const FRENCH: &[&str] = &[
    "adj", "al", "ann", "ap", "apr", "art", "av", "bd", "boul", "cf", "ch", "chap", "cie", "coll", "dir", "doc", "dr",
    "éd", "env", "etc", "ex", "exc", "fig", "hab", "ibid", "inc", "intr", "ltée", "m", "max", "me", "mgr", "min",
    "mlle", "mm", "mme", "n", "nb", "nbre", "no", "nos", "obs", "op", "p", "par", "pp", "prof", "réf", "rév", "s",
    "sec", "sq", "st", "ste", "suiv", "suppl", "t", "tél", "trad", "v", "vol", "c.-à-d", "c-à-d", "p. ex", "r.-v",
    "n.b", "s.o",
];

/// Words of English after whose point no sentence ends.
const ENGLISH: &[&str] = &[
    "a.m", "adm", "al", "approx", "apt", "art", "assn", "ave", "blvd", "bros", "c", "ca", "cf", "ch", "chap", "co",
    "col", "corp", "dept", "dr", "e.g", "ed", "eds", "est", "etc", "ex", "exec", "ext", "fig", "figs", "gen", "gov",
    "hon", "i.e", "inc", "jr", "lt", "ltd", "max", "messrs", "min", "misc", "mr", "mrs", "ms", "n.b", "no", "nos",
    "op", "p", "p.m", "para", "pp", "prof", "rd", "ref", "rep", "rev", "sec", "sect", "sr", "st", "supp", "tel", "u.k",
    "u.s", "v", "viz", "vol", "vs",
];

fn abbreviations(language: &str) -> &'static [&'static str] {
    match language {
        "fr" => FRENCH,
        "en" => ENGLISH,
        _ => &[],
    }
}

/// Signs that may close a sentence after its point.
const CLOSING: &[char] = &['"', '\'', ')', ']', '»', '”', '’', '\u{203a}'];

/// Signs that a sentence may begin with.
const OPENING: &[char] = &['"', '(', '[', '«', '“', '‘', '\'', '¿', '¡', '—', '–'];

/// The sentences of a text, whose codes are numbered anew in each; joined by a space they are the text.
///
/// `language` is a primary subtag.
pub fn sentences(text: &Coded, language: &str) -> Vec<Coded> {
    let mut out = Vec::new();
    let mut open = Coded::default();
    let mut depth = 0_usize;
    for (at, part) in text.parts.iter().enumerate() {
        match part {
            Part::Text(words) if depth == 0 => {
                let after_code = at > 0;
                let mut from = 0;
                for end in ends(words, text.parts.get(at + 1).is_some(), after_code, language) {
                    open.parts.push(Part::Text(words[from..end].to_owned()));
                    out.push(std::mem::take(&mut open));
                    from = end;
                }
                open.parts.push(Part::Text(words[from..].to_owned()));
                continue;
            }
            Part::Open(_) => depth += 1,
            Part::Close(_) => depth = depth.saturating_sub(1),
            Part::Text(_) | Part::Alone(_) => {}
        }
        open.parts.push(part.clone());
    }
    out.push(open);
    for sentence in &mut out {
        sentence.trim();
        renumber(sentence, text);
    }
    out.retain(|sentence| !sentence.parts.is_empty());
    out
}

/// Gives a part of a text codes of its own.
fn renumber(part: &mut Coded, whole: &Coded) {
    let old: Vec<u32> = part.ids().collect();
    let new = |id: u32| old.iter().position(|&known| known == id).map_or(0, |at| at as u32 + 1);
    for one in &mut part.parts {
        match one {
            Part::Open(id) | Part::Close(id) | Part::Alone(id) => *id = new(*id),
            Part::Text(_) => {}
        }
    }
    part.codes = old.iter().map(|&id| whole.codes[id as usize - 1].clone()).collect();
}

/// Joins sentences to one text again.
pub fn joined(sentences: &[Coded]) -> Coded {
    let mut whole = Coded::default();
    for (at, sentence) in sentences.iter().enumerate() {
        if at > 0 {
            whole.parts.push(Part::Text(" ".to_owned()));
        }
        let shift = whole.codes.len() as u32;
        whole.parts.extend(sentence.parts.iter().map(|part| match part {
            Part::Text(text) => Part::Text(text.clone()),
            Part::Open(id) => Part::Open(id + shift),
            Part::Close(id) => Part::Close(id + shift),
            Part::Alone(id) => Part::Alone(id + shift),
        }));
        whole.codes.extend(sentence.codes.iter().cloned());
    }
    let mut merged: Vec<Part> = Vec::new();
    for part in whole.parts {
        match (merged.last_mut(), part) {
            (Some(Part::Text(last)), Part::Text(text)) => last.push_str(&text),
            (_, part) => merged.push(part),
        }
    }
    Coded { parts: merged, codes: whole.codes }
}

/// Offsets just after which sentences begin.
fn ends(text: &str, more: bool, after_code: bool, language: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(next, c)) = chars.peek() {
            let closes = CLOSING.contains(&c) || matches!(c, '.' | '!' | '?' | '…');
            // In French a space stands before the sign that closes.
            let spaced = matches!(c, ' ' | '\u{a0}' | '\u{202f}')
                && text[next + c.len_utf8()..].starts_with(['»', '!', '?', '\u{203a}']);
            if !closes && !spaced {
                break;
            }
            end = next + c.len_utf8();
            chars.next();
        }
        let rest = &text[end..];
        let after = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '\u{a0}');
        let blanks = rest.len() - after.len();
        let begins = match after
            .trim_start_matches(|c| OPENING.contains(&c) || matches!(c, '\u{a0}' | '\u{202f}'))
            .chars()
            .next()
        {
            Some(c) => c.is_uppercase() || c.is_numeric() || !(c.is_alphabetic() || c.is_ascii_punctuation()),
            // What follows is a code, or nothing.
            None => more,
        };
        // French puts a space before these signs: a lone one is no end of what is before it.
        let lone = text[..at].trim_end().is_empty() && !after_code;
        if blanks > 0 && begins && !lone && !(c == '.' && is_abbreviation(&text[..at], after, language)) {
            found.push(end + rest.len() - rest.trim_start().len());
        }
    }
    found
}

/// Whether a point after `before` may belong to its last word.
fn is_abbreviation(before: &str, after: &str, language: &str) -> bool {
    let lower = before.to_lowercase();
    let is_boundary = |rest: &str| !rest.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-'));
    let known = abbreviations(language).iter().any(|word| lower.strip_suffix(word).is_some_and(is_boundary));
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    // "etc." may well end a sentence: it does if what follows is a new one beyond doubt.
    let etc = lower.ends_with("etc") && after.starts_with(char::is_uppercase);
    (known && !etc) || initial
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handoff::coded::tests::coded;

    fn split(text: &str, language: &str) -> Vec<String> {
        let whole = coded(text);
        let parts = sentences(&whole, language);
        assert!(crate::handoff::coded::same(&joined(&parts), &whole), "{text}");
        parts.iter().map(|part| part.typed(&|text| text.to_owned())).collect()
    }

    #[test]
    fn sentences_end_where_their_language_says() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("fr", "Un. Deux ! Trois ?", &["Un.", "Deux !", "Trois ?"]),
            ("fr", "« Vraiment ? » Oui.", &["« Vraiment ? »", "Oui."]),
            ("fr", "Voir l’art. 5 et M. Roy. Puis l’art. B.", &["Voir l’art. 5 et M. Roy.", "Puis l’art. B."]),
            ("fr", "Il dit p. ex. Non, c.-à-d. Jamais.", &["Il dit p. ex. Non, c.-à-d. Jamais."]),
            ("fr", "Des plans, etc. Elle signe.", &["Des plans, etc.", "Elle signe."]),
            ("fr", "Version 2.1 du 1er mai. 30 jours.", &["Version 2.1 du 1er mai.", "30 jours."]),
            ("fr", "Attendez… Voilà.", &["Attendez…", "Voilà."]),
            (
                "en",
                "See Dr. Roe, e.g. Monday. \"Why?\" he asked.",
                &["See Dr. Roe, e.g. Monday.", "\"Why?\" he asked."],
            ),
            ("en", "(It ends.) J. Doe stays. 3 remain.", &["(It ends.)", "J. Doe stays.", "3 remain."]),
            ("en", "Type `x.` Then *go. Go* on.", &["Type `x.` Then *go. Go* on."]),
            (
                "en",
                "Stop. `go` starts. {{ name }} is set. [A. B](c.md) ends.",
                &["Stop.", "`go` starts.", "{{ name }} is set.", "[A. B](c.md) ends."],
            ),
            ("en", "a. b", &["a. b"]),
            ("de", "Eins. Zwei.", &["Eins.", "Zwei."]),
        ];
        for (language, text, expected) in cases {
            assert_eq!(split(text, language), *expected);
        }
    }
}
