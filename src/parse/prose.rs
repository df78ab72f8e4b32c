//! Turns a text into its garbled letters and those that are not in their composed form (NFC).
//!
//! It looks at every byte once and knows no Markdown: what stands in code, addresses and ids is forgiven afterwards.

use crate::diag::Finding;
use crate::diag::rules::quality;
use crate::mapping::Mapping;
use crate::source::{Source, Span};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The faults of the letters of `text`, one finding for each place.
pub(super) fn letters(text: &str, mapping: &Mapping, source: &Source, findings: &mut Vec<Finding>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(skipped) = bytes[at..].iter().position(|byte| *byte >= 0x80) {
        at += skipped;
        let Some(c) = text[at..].chars().next() else { return };
        let mut end = at + c.len_utf8();
        if let Some((garbled, meant)) = garbled(&text[at..], c) {
            end = at + garbled;
            let finding = Finding::new(&quality::MOJIBAKE, mapping.span(at, end)).with("what", &text[at..end]);
            findings.push(match meant {
                Some(meant) => {
                    fixed(finding.with("suggestion", meant.as_str()).help("nearest"), meant, &text[at..end], source)
                }
                None => finding.help("retype"),
            });
        } else if !is_composed(c) {
            let start =
                if is_mark(c) { text[..at].char_indices().next_back().map_or(at, |(before, _)| before) } else { at };
            end += text[end..].find(|c: char| !is_mark(c)).unwrap_or(text.len() - end);
            let composed: String = text[start..end].nfc().collect();
            if composed != text[start..end] {
                let finding = Finding::new(&quality::NOT_NFC, mapping.span(start, end)).with("what", composed.as_str());
                findings.push(fixed(finding.help("compose"), composed, &text[start..end], source));
            }
        }
        at = end;
    }
}

/// The finding with its fix, if what stands at its place is the text itself and not an escape for it.
fn fixed(finding: Finding, meant: String, typed: &str, source: &Source) -> Finding {
    if source.slice(finding.span) == typed { finding.fix(meant) } else { finding }
}

/// Whether a character needs no closer look: all before the combining marks, and the punctuation of every text.
fn is_composed(c: char) -> bool {
    c < '\u{300}' || ('\u{2010}'..='\u{206f}').contains(&c) || is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
}

fn is_mark(c: char) -> bool {
    c >= '\u{300}' && unicode_normalization::char::is_combining_mark(c)
}

/// The length of the garbled letters at the beginning of `text`, and what they were before: UTF-8 read as Windows-1252.
fn garbled(text: &str, first: char) -> Option<(usize, Option<String>)> {
    match first {
        '\u{fffd}' => return Some((first.len_utf8(), None)),
        // The first bytes of accented letters and punctuation; two good letters in a row do not look like them.
        'Ã' | 'Â' | 'â' | 'ï' => {}
        'Å' if text[first.len_utf8()..].starts_with('“') => {}
        _ => return None,
    }
    let mut bytes = Vec::new();
    let mut ends = Vec::new();
    for (at, c) in text.char_indices().take(4) {
        let Some(byte) = windows_1252(c) else { break };
        bytes.push(byte);
        ends.push(at + c.len_utf8());
    }
    let length = match bytes[..] {
        [0xc2 | 0xc3 | 0xc5, 0x80..=0xbf, ..] => 2,
        [0xe2, 0x80..=0x84, 0x80..=0xbf, ..] | [0xef, 0xbb | 0xbf, 0x80..=0xbf, ..] => 3,
        _ => return None,
    };
    let meant = std::str::from_utf8(&bytes[..length]).ok()?;
    let known = !matches!(meant, "\u{fffd}" | "\u{feff}");
    Some((ends[length - 1], known.then(|| meant.to_owned())))
}

/// The byte of a character beyond ASCII in Windows-1252, or in ISO-8859-1 where that has none.
fn windows_1252(c: char) -> Option<u8> {
    const HIGH: [char; 27] = [
        '€', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 'Ž', '‘', '’', '“', '”', '•', '–', '—', '˜', '™',
        'š', '›', 'œ', 'ž', 'Ÿ',
    ];
    const BYTES: [u8; 27] = [
        0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8e, 0x91, 0x92, 0x93, 0x94, 0x95,
        0x96, 0x97, 0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9e, 0x9f,
    ];
    match c {
        '\u{80}'..='\u{ff}' => Some(c as u8),
        _ => HIGH.iter().position(|high| *high == c).map(|at| BYTES[at]),
    }
}

fn is_of_letters(finding: &Finding) -> bool {
    [quality::MOJIBAKE.code, quality::NOT_NFC.code].contains(&finding.rule.code)
}

/// Takes back what is said of the letters in `span`: code shows what it shows, and an address or an id is compared byte
/// by byte with a name that may be written in the same form.
pub(super) fn forgive(findings: &mut Vec<Finding>, span: Span) {
    let inside =
        |finding: &Finding| is_of_letters(finding) && finding.span.start >= span.start && finding.span.end <= span.end;
    if findings.iter().any(inside) {
        findings.retain(|finding| !inside(finding));
    }
}

/// Joins what is said of the letters of one line: a whole text in the other form is one slip for each line, not for each letter.
pub(super) fn join_lines(findings: &mut Vec<Finding>, source: &Source) {
    if !findings.iter().any(|finding| finding.rule.code == quality::NOT_NFC.code) {
        return;
    }
    let (mut letters, rest): (Vec<Finding>, Vec<Finding>) =
        findings.drain(..).partition(|finding| finding.rule.code == quality::NOT_NFC.code);
    *findings = rest;
    letters.sort_by_key(|finding| finding.span);
    // The title of a container is part of the text around it, and was read with both.
    letters.dedup_by_key(|finding| finding.span);
    let mut joined: Option<Finding> = None;
    for finding in letters {
        joined = Some(match joined.take() {
            None => finding,
            Some(before) => match both(&before, &finding, source) {
                Some(both) => both,
                None => {
                    findings.push(before);
                    finding
                }
            },
        });
    }
    findings.extend(joined);
}

fn both(before: &Finding, after: &Finding, source: &Source) -> Option<Finding> {
    let between = Span { start: before.span.end, end: after.span.start };
    let text = source.text().get(between.range()).filter(|text| !text.contains('\n'))?;
    let (first, second) = (before.fix.as_ref()?, after.fix.as_ref()?);
    let span = Span { start: before.span.start, end: after.span.end };
    let what = before.arg("what").unwrap_or_default();
    let meant = format!("{}{text}{}", first.replacement, second.replacement);
    Some(Finding::new(&quality::NOT_NFC, span).with("what", what).help("compose").fix(meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Option<String>)> {
        let source = Source::new("a.md", text.as_bytes().to_vec());
        let mut findings = Vec::new();
        letters(text, &Mapping::copied(0), &source, &mut findings);
        join_lines(&mut findings, &source);
        findings
            .iter()
            .map(|f| (source.slice(f.span).to_owned(), f.fix.as_ref().map(|fix| fix.replacement.clone())))
            .collect()
    }

    #[test]
    fn good_text_is_left_alone() {
        for text in [
            "Prérequis, où « naïve » Œuvre ÂGE âge château – l’été… 10 €",
            "Ångström’s Ãlvaro",
            "x\u{302} 한국어 日本語 ελληνικά",
            "ÉTÉ ÏLE ïambe â€",
            "🚀 e\u{200d}",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn garbled_letters_are_read_again() {
        for (text, typed, meant) in [
            ("Ã©tÃ\u{a0}", "Ã©", "é"),
            ("lâ€™Ã®le", "â€™", "’"),
            ("10Â\u{a0}€", "Â\u{a0}", "\u{a0}"),
            ("cÅ“ur", "Å“", "œ"),
            ("Ã‰tat", "Ã‰", "É"),
        ] {
            assert_eq!(found(text)[0], (typed.to_owned(), Some(meant.to_owned())), "{text}");
        }
        assert_eq!(found("caf\u{fffd}"), [("\u{fffd}".to_owned(), None)]);
        assert_eq!(found("ï¿½"), [("ï¿½".to_owned(), None)]);
    }

    #[test]
    fn letters_are_composed_line_by_line() {
        let text = "De\u{301}lai d'e\u{301}te\u{301}\nCafe\u{301}";
        assert_eq!(
            found(text),
            [
                ("e\u{301}lai d'e\u{301}te\u{301}".to_owned(), Some("élai d'été".to_owned())),
                ("e\u{301}".to_owned(), Some("é".to_owned())),
            ]
        );
    }
}
