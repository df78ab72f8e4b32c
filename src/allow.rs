//! Turns the words of a comment `diglot-allow CODE: reason` into an allowance: what may be wrong at one place, and why.
//!
//! It does not look for comments (whoever reads a language of texts does), and does not judge what was found.

use crate::source::{Source, Span};
use serde::{Deserialize, Serialize};

/// What a comment begins with.
pub const WORD: &str = "diglot-allow";

/// One comment that allows something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Allowance {
    /// The comment.
    pub span: Span,
    /// What to delete so that nothing of it stays: with its line, if it is alone on it.
    pub whole: Span,
    /// The rules that were named, as typed.
    pub names: Vec<Name>,
    /// Empty if none was given.
    pub reason: Box<str>,
    /// Where something may be wrong: what begins in here.
    pub covers: Span,
    /// Whether it is the first of its file, and so also covers what concerns the file as a whole.
    pub first: bool,
}

/// A rule as an author typed it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Name {
    pub name: Box<str>,
    pub span: Span,
    /// With the comma that separates it from the others.
    pub whole: Span,
}

/// The words of a comment.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// Names as ranges of bytes.
    pub names: Vec<(usize, usize)>,
    pub reason: Box<str>,
}

/// The words of a comment whose inside is `text`; `None` if it is another one's.
pub fn words(text: &str) -> Option<Words> {
    let rest = text.trim_start().strip_prefix(WORD)?;
    if rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_')) {
        return None;
    }
    let base = text.len() - rest.len();
    let (list, reason) = rest.split_once(':').unwrap_or((rest, ""));
    let mut names = Vec::new();
    let mut at = 0;
    for part in list.split(|c: char| c == ',' || c.is_whitespace()) {
        if !part.is_empty() {
            names.push((base + at, base + at + part.len()));
        }
        at += part.len() + list[at + part.len()..].chars().next().map_or(0, char::len_utf8);
    }
    let reason: Vec<&str> = reason.split_whitespace().collect();
    Some(Words { names, reason: reason.join(" ").into() })
}

/// The allowance of these words, in a comment at `span` of the source; `place` knows where their bytes stand in it.
pub fn allowance(
    source: &Source,
    words: &Words,
    span: Span,
    place: impl Fn(usize, usize) -> Span,
    covers: Span,
) -> Allowance {
    let spans: Vec<Span> = words.names.iter().map(|&(start, end)| place(start, end)).collect();
    let name = |(at, &span): (usize, &Span)| {
        // The first one leaves with the gap after it, the others with the gap before.
        let whole = match (at, spans.get(at + 1)) {
            (0, Some(next)) => Span { start: span.start, end: next.start },
            (0, None) => span,
            _ => Span { start: spans[at - 1].end, end: span.end },
        };
        Name { name: source.slice(span).into(), span, whole }
    };
    Allowance {
        span,
        whole: span,
        names: spans.iter().enumerate().map(name).collect(),
        reason: words.reason.clone(),
        covers,
        first: false,
    }
}

/// The allowances `{# diglot-allow … #}` of a template: one on a line of its own covers the next line that says something,
/// another one its line.
pub fn in_template(source: &Source) -> Vec<Allowance> {
    let text = source.text();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("{#").map(|start| at + start) {
        let Some(end) = text[start..].find("#}").map(|end| start + end + "#}".len()) else { break };
        at = end;
        // A sign of Tera that trims blanks may stand on both sides.
        let inner = text[start + 2..end - 2].trim_end_matches('-');
        let inside = start + 2 + usize::from(inner.starts_with('-'));
        let Some(words) = words(inner.strip_prefix('-').unwrap_or(inner)) else { continue };
        let (from, to) = (line_at(text, start).0, line_at(text, end).1);
        let alone = text[from..start].trim().is_empty() && text[end..to].trim().is_empty();
        let covers = if alone { next_line(text, end).unwrap_or((to, to)) } else { (from, to) };
        let place = |start, end| Span::new(inside + start, inside + end);
        let mut allowance = allowance(source, &words, Span::new(start, end), place, Span::new(covers.0, covers.1));
        if alone {
            allowance.whole = Span::new(from, (to + 1).min(text.len()));
        }
        found.push(allowance);
    }
    found
}

/// The place of the next line that says something, from the line break after `from` on; `None` if there is none.
pub fn next_line(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from + text[from..].find('\n')? + 1;
    loop {
        let line = text[at..].split('\n').next().unwrap_or_default();
        if !line.trim().is_empty() {
            return Some((at, at + line.len()));
        }
        at += line.len() + 1;
        if at >= text.len() {
            return None;
        }
    }
}

/// The line around an offset, without its break.
pub fn line_at(text: &str, at: usize) -> (usize, usize) {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    (start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Vec<&str>, String)> {
        let words = words(text)?;
        Some((words.names.iter().map(|&(start, end)| &text[start..end]).collect(), words.reason.into()))
    }

    #[test]
    fn codes_then_a_reason() {
        let one = Some((vec!["DG-L004"], "the law exists in English only".to_owned()));
        assert_eq!(read(" diglot-allow DG-L004: the law exists\n  in English only "), one);
        assert_eq!(
            read("diglot-allow DG-L001,broken-anchor : a"),
            Some((vec!["DG-L001", "broken-anchor"], "a".into()))
        );
        assert_eq!(read("diglot-allow DG-L001 DG-L002"), Some((vec!["DG-L001", "DG-L002"], String::new())));
        assert_eq!(read("diglot-allow: a: b"), Some((vec![], "a: b".into())));
        assert_eq!(read("diglot-allow"), Some((vec![], String::new())));
    }

    #[test]
    fn other_comments_are_left_alone() {
        for text in ["", "allow DG-L001: x", "diglot-allowed DG-L001: x", "see diglot-allow DG-L001: x"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_leaves_with_its_comma() {
        let text = "# diglot-allow a, b, c: r\n";
        let source = Source::new("a.yaml", text.into());
        let words = words(&text[1..]).expect("it allows");
        let place = |start, end| Span::new(start + 1, end + 1);
        let allowance = allowance(&source, &words, Span::new(0, text.len() - 1), place, Span::default());
        let without: Vec<String> = allowance
            .names
            .iter()
            .map(|name| text[..name.whole.start as usize].to_owned() + &text[name.whole.end as usize..])
            .collect();
        assert_eq!(without, ["# diglot-allow b, c: r\n", "# diglot-allow a, c: r\n", "# diglot-allow a, b: r\n"]);
    }

    #[test]
    fn comments_of_templates_cover_lines() {
        let text =
            "<p>\n{#- diglot-allow DG-L001: soon -#}\n\n<a href=x>\n<b> {# diglot-allow DG-L002: r #}\n{# other #}";
        let source = Source::new("templates/a.html", text.into());
        let found = in_template(&source);
        let covered: Vec<&str> = found.iter().map(|allowance| source.slice(allowance.covers)).collect();
        assert_eq!(covered, ["<a href=x>", "<b> {# diglot-allow DG-L002: r #}"]);
        assert_eq!(source.slice(found[0].names[0].span), "DG-L001");
        assert_eq!(&*found[0].reason, "soon");
        assert_eq!(source.slice(found[0].whole), "{#- diglot-allow DG-L001: soon -#}\n");
    }

    #[test]
    fn the_next_line_says_something() {
        assert_eq!(next_line("a\n\n  \n b\nc", 0), Some((6, 8)));
        assert_eq!(next_line("a\n\n", 0), None);
        assert_eq!(next_line("a", 0), None);
    }
}
