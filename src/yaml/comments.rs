//! Turns the comments `# diglot-allow …` of a YAML text into allowances.
//!
//! It asks the parser what a scalar is: a `#` in a text or a block begins no comment.

use crate::allow::{self, Allowance};
use crate::source::{Source, Span};
use serde_yaml::granit_parser::{self, Event, Parser};
use std::ops::Range;

/// The allowances in `span`, in order; of a text that cannot be read, those before its fault.
///
/// One on a line of its own covers the entry or the item that follows, with all it holds; another one, its line.
pub fn allowances(source: &Source, span: Span) -> Vec<Allowance> {
    let text = source.slice(span);
    if !text.contains(allow::WORD) {
        return Vec::new();
    }
    let base = span.start as usize;
    let comments = comments(text);
    let first = comments.first().filter(|comment| is_blank(&text[..comment.0])).map(|comment| comment.0);
    let mut found = Vec::new();
    for (start, end) in comments {
        let Some(words) = allow::words(text[start..end].trim_start_matches('#')) else { continue };
        let inside = start + text[start..end].len() - text[start..end].trim_start_matches('#').len();
        let (line_start, line_end) = allow::line_at(text, start);
        let alone = text[line_start..start].trim_matches([' ', '\t', '\u{feff}']).is_empty();
        let (from, to) =
            if alone { entry(text, start).unwrap_or((line_end, line_end)) } else { (line_start, line_end) };
        let covers = Span::new(base + from, base + to);
        let place = Span::new(base + start, base + end);
        let within = |from, to| Span::new(base + inside + from, base + inside + to);
        let mut allowance = allow::allowance(source, &words, place, within, covers);
        allowance.whole = if alone {
            Span::new(base + line_start, base + (line_end + 1).min(text.len()))
        } else {
            let before = text[line_start..start].trim_end().len();
            Span::new(base + line_start + before, base + end)
        };
        allowance.first = alone && first.is_some_and(|first| only_comments(&text[first..start]));
        found.push(allowance);
    }
    found
}

/// Where comments stand: what follows a `#` that is in no scalar.
fn comments(text: &str) -> Vec<(usize, usize)> {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut scalars: Vec<Range<usize>> = Vec::new();
    let mut read = 0;
    for event in Parser::new_from_str_with_options(&text[mark..], granit_parser::options! {}) {
        let Ok((event, span)) = event else { break };
        let Some(range) = span.byte_range() else { continue };
        read = mark + range.end;
        if matches!(event, Event::Scalar(..)) {
            scalars.push(mark + range.start..mark + range.end);
        } else if matches!(event, Event::StreamEnd) {
            read = text.len();
        }
    }
    let mut found = Vec::new();
    let mut at = mark;
    while let Some(sign) = text[at..].find('#').map(|sign| at + sign).filter(|sign| *sign <= read) {
        let begins = text[..sign].ends_with(|c: char| c.is_whitespace() || c == '\u{feff}') || sign == 0;
        let scalar = scalars.partition_point(|scalar| scalar.end <= sign);
        let inside = scalars.get(scalar).is_some_and(|scalar| scalar.contains(&sign));
        if !begins || inside {
            at = sign + 1;
            continue;
        }
        let (_, end) = allow::line_at(text, sign);
        found.push((sign, sign + text[sign..end].trim_end().len()));
        at = end;
    }
    found
}

fn is_blank(text: &str) -> bool {
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty()
}

fn only_comments(text: &str) -> bool {
    text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

/// The entry or item on the next line that is no comment, with the lines that belong to it by their indentation.
fn entry(text: &str, from: usize) -> Option<(usize, usize)> {
    let (mut start, mut end) = allow::next_line(text, from)?;
    while text[start..end].trim_start().starts_with('#') {
        (start, end) = allow::next_line(text, start)?;
    }
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let head = &text[start..end];
    let own = indent(head);
    let is_item =
        |line: &str| line[own.min(line.len())..].starts_with("- ") || line[own.min(line.len())..].trim() == "-";
    let key = !is_item(head);
    let mut at = start;
    while let Some((next, next_end)) = allow::next_line(text, at) {
        let line = &text[next..next_end];
        // The items of a list may stand as far left as its key.
        if indent(line) < own || (indent(line) == own && !(key && is_item(line))) {
            break;
        }
        (at, end) = (next, next_end);
    }
    Some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(text: &str) -> Vec<&str> {
        let source = Source::new("a.yaml", text.into());
        let found = allowances(&source, source.span());
        found.iter().map(|allowance| text[allowance.covers.range()].trim()).collect()
    }

    #[test]
    fn a_comment_above_covers_the_entry() {
        let text = "entries:\n  # diglot-allow DG-F002: later\n  - id: a\n    related: [b]\n  - id: b\n";
        assert_eq!(covered(text), ["- id: a\n    related: [b]"]);
        assert_eq!(covered("# diglot-allow X: r\n# why\n\na:\n- b\n\n- c\nd: e\n"), ["a:\n- b\n\n- c"]);
        assert_eq!(covered("a: b\n# diglot-allow X: r\n"), [""]);
    }

    #[test]
    fn a_comment_beside_covers_its_line() {
        assert_eq!(covered("a: b # diglot-allow X: r\nc: d\n"), ["a: b # diglot-allow X: r"]);
    }

    #[test]
    fn texts_are_no_comments() {
        assert_eq!(covered("a: |\n  # diglot-allow X: r\n  b\nc: '# diglot-allow X: r'\n"), [""; 0]);
    }

    #[test]
    fn what_is_deleted_leaves_the_rest() {
        let without = |text: &str| {
            let source = Source::new("a.yaml", text.into());
            let allowance = allowances(&source, source.span()).remove(0);
            text[..allowance.whole.start as usize].to_owned() + &text[allowance.whole.end as usize..]
        };
        assert_eq!(without("a: b\n  # diglot-allow X: r\nc: d\n"), "a: b\nc: d\n");
        assert_eq!(without("a: b  # diglot-allow X: r\nc: d\n"), "a: b\nc: d\n");
        assert_eq!(without("# diglot-allow X: r"), "");
    }

    #[test]
    fn the_first_one_covers_the_file() {
        let first = |text: &str| {
            let source = Source::new("a.yaml", text.into());
            allowances(&source, source.span()).iter().map(|allowance| allowance.first).collect::<Vec<bool>>()
        };
        assert_eq!(first("\u{feff}# schema\n# diglot-allow X: r\na: b\n# diglot-allow X: r\nc: d\n"), [true, false]);
    }
}
