//! Turns the cells of a spreadsheet into lines, Markdown, words and dates.
//!
//! It changes no word; what it takes away could not be seen.

use crate::lang::{LangId, Languages};
use jiff::civil::Date;

/// The characters of Windows-1252 that are not those of Latin-1 (WHATWG Encoding, index-windows-1252), from 0x80.
const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

pub(super) fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => HIGH.chars().nth(usize::from(byte - 0x80)).unwrap_or(char::REPLACEMENT_CHARACTER),
        byte => char::from(byte),
    }
}

/// Small words by which a language is known; none is one of the other's.
const FRENCH: [&str; 16] =
    ["le", "la", "les", "des", "du", "une", "est", "pour", "dans", "vous", "que", "qui", "et", "pas", "avec", "nous"];
const ENGLISH: [&str; 16] =
    ["the", "is", "of", "to", "and", "you", "for", "what", "how", "can", "your", "with", "are", "not", "do", "this"];

/// The language of the site that a text is plainly in.
pub(super) fn tongue(text: &str, languages: &Languages) -> Option<LangId> {
    let (mut french, mut english) = (0_usize, 0_usize);
    for word in text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase) {
        french += usize::from(FRENCH.contains(&&*word));
        english += usize::from(ENGLISH.contains(&&*word));
    }
    let primary = match (french, english) {
        _ if french > 2 * english + 1 => "fr",
        _ if english > 2 * french + 1 => "en",
        _ => return None,
    };
    languages.iter().find(|(_, own)| own.primary() == primary).map(|(lang, _)| lang)
}

/// Whether a cell holds no text but a formula, or what a spreadsheet says of one that failed.
pub(super) fn is_formula(cell: &str) -> bool {
    const FAILED: [&str; 8] = ["#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NOM?", "#VALEUR!", "#NULL!"];
    let is_call = |rest: &str| {
        let name = rest.bytes().take_while(|byte| byte.is_ascii_uppercase() || *byte == b'.').count();
        name > 1 && rest[name..].starts_with('(')
    };
    cell.starts_with('=') && !cell.starts_with("==")
        || cell.strip_prefix(['@', '+', '-']).is_some_and(is_call)
        || FAILED.iter().any(|failed| cell.starts_with(failed))
}

/// One line; a no-break space is part of a word.
pub(super) fn line(text: &str) -> String {
    let sound = sound(text);
    let words = sound.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Markdown as a person would keep it: one kind of line end, nothing behind the last word of a line, no blank lines in a row.
pub(super) fn markdown(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let sound = sound(&text.replace("\r\n", "\n").replace('\r', "\n"));
    for line in sound.trim_matches('\n').lines() {
        let bare = line.trim_end_matches([' ', '\t']);
        // Two spaces at the end of a line break it; nobody sees them in YAML.
        let broken = line.ends_with("  ") && !bare.is_empty();
        let tabs = bare.len() - bare.trim_start_matches('\t').len();
        out.push(format!("{}{}{}", "    ".repeat(tabs), &bare[tabs..], if broken { "\\" } else { "" }));
    }
    out.dedup_by(|later, first| later.is_empty() && first.is_empty());
    let text = out.join("\n");
    text.trim().trim_end_matches('\\').to_owned()
}

/// Without characters that no text may have, and with braces that are no variable.
fn sound(text: &str) -> String {
    let kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    text.chars().filter(kept).collect::<String>().replace("{{", "\\{{")
}

/// The words of a list.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split([',', ';', '|', '\n']).map(|word| line(word.trim_start_matches('#').trim())) {
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// A day, if only one can be meant: `2026-05-01`, `2026/05/01`, `31/12/2026`; `01/05/2026` in French, where the day is first.
pub(super) fn date(text: &str, language: &str) -> Option<Date> {
    let day = text.split([' ', 'T']).next()?;
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let [first, second, third] = parts[..] else { return None };
    let number = |text: &str| text.parse::<i16>().ok();
    let (first_n, second_n, third_n) = (number(first)?, number(second)?, number(third)?);
    let made = |year: i16, month: i16, day: i16| Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok();
    match (first.len(), third.len()) {
        (4, _) => made(first_n, second_n, third_n),
        (_, 4) if first_n == second_n || second_n > 12 => made(third_n, first_n, second_n),
        (_, 4) if first_n > 12 || language == "fr" => made(third_n, second_n, first_n),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn days_are_read_if_one_can_be_meant() {
        assert_eq!(date("2026-05-01 10:00", "en"), Some(day(2026, 5, 1)));
        assert_eq!(date("31/12/2026", "en"), Some(day(2026, 12, 31)));
        assert_eq!(date("12/31/2026", "fr"), Some(day(2026, 12, 31)));
        assert_eq!(date("01/05/2026", "fr"), Some(day(2026, 5, 1)));
        assert_eq!(date("01/05/2026", "en"), None);
        assert_eq!(date("hier", "fr"), None);
    }

    #[test]
    fn formulas_are_no_texts() {
        for cell in ["=1+1", "=HYPERLINK(\"http://a.example\")", "@SUM(A1)", "#REF!", "#NOM?"] {
            assert!(is_formula(cell), "{cell}");
        }
        for cell in ["+1 514 555-0100", "-Is it?", "@support", "# Title", "== x"] {
            assert!(!is_formula(cell), "{cell}");
        }
    }

    #[test]
    fn cells_become_clean_text() {
        assert_eq!(line(" Quel  délai\r\n? "), "Quel délai ?");
        assert_eq!(markdown("un  \r\ndeux\t\r\n\r\n\r\n\r\n- {{x}}\r\n"), "un\\\ndeux\n\n- \\{{x}}");
        assert_eq!(words("a, b;a|#c"), ["a", "b", "c"]);
        assert_eq!("caf\u{e9}", [b'c', b'a', b'f', 0xe9].map(windows_1252).iter().collect::<String>());
        assert_eq!(windows_1252(0x9c), 'œ');
        assert_eq!(windows_1252(0x92), '’');
    }
}
