//! Turns the comments `diglot-allow` of a style sheet or a drawing into allowances.
//!
//! The comments stay in what is published, as all others do.

use super::scan::{Attribute, Scanner, Tag};
use super::tree::{Kind, kind};
use crate::allow::{self, Allowance};
use crate::parse::css::quoted;
use crate::source::{Source, Span};
use std::ops::Range;

/// A comment with its signs, and how much of it they take on either side.
struct Comment {
    range: Range<usize>,
    signs: (usize, usize),
    /// Nothing but comments stands before it.
    first: bool,
    /// What begins after it and ends with it.
    next: Range<usize>,
}

/// The allowances in a text that is published at `address`.
///
/// One on a line of its own covers what follows: a rule or a declaration of a style sheet, an element of a drawing with all
/// it holds. Another one covers its line.
pub fn allowances(address: &str, source: &Source) -> Vec<Allowance> {
    let text = source.text();
    if !text.contains(allow::WORD) {
        return Vec::new();
    }
    let comments = match kind(address) {
        Kind::Svg => in_drawing(text),
        _ => in_styles(text, 0..text.len()),
    };
    comments.iter().filter_map(|comment| allowance(source, comment)).collect()
}

fn allowance(source: &Source, comment: &Comment) -> Option<Allowance> {
    let (text, Range { start, end }) = (source.text(), comment.range.clone());
    let inside = start + comment.signs.0;
    let words = allow::words(&text[inside..end - comment.signs.1])?;
    let (from, to) = (allow::line_at(text, start).0, allow::line_at(text, end).1);
    let alone = text[from..start].trim_start_matches('\u{feff}').trim().is_empty() && text[end..to].trim().is_empty();
    let covers = if alone { comment.next.clone() } else { from..to };
    let place = |start, end| Span::new(inside + start, inside + end);
    let covers = Span::new(covers.start, covers.end);
    let mut allowance = allow::allowance(source, &words, Span::new(start, end), place, covers);
    if alone {
        allowance.whole = Span::new(from, (to + 1).min(text.len()));
    }
    allowance.first = alone && comment.first;
    Some(allowance)
}

/// The comments `/* … */` of a style sheet, which may be a part of a text.
fn in_styles(text: &str, sheet: Range<usize>) -> Vec<Comment> {
    let bytes = &text.as_bytes()[..sheet.end];
    let (mut found, mut at, mut first) = (Vec::new(), sheet.start, sheet.start == 0);
    while at < bytes.len() {
        let start = at;
        at = step(text, bytes, at);
        if bytes[start..at].starts_with(b"/*") {
            let closed = if text[start + 2..at].ends_with("*/") { 2 } else { 0 };
            let next = at..statement(text, bytes, at);
            found.push(Comment { range: start..at, signs: (2, closed), first, next });
        } else {
            first &= text[start..at].chars().all(|c| c.is_whitespace() || c == '\u{feff}');
        }
    }
    found
}

/// The end of the comment, the string or the sign that begins at `at`.
fn step(text: &str, bytes: &[u8], at: usize) -> usize {
    match bytes[at] {
        b'/' if bytes.get(at + 1) == Some(&b'*') => {
            text[at + 2..bytes.len()].find("*/").map_or(bytes.len(), |end| at + 2 + end + 2)
        }
        quote @ (b'"' | b'\'') => (quoted(bytes, at + 1, quote) + 1).min(bytes.len()),
        _ => at + text[at..].chars().next().map_or(1, char::len_utf8),
    }
}

/// The end of the rule or the declaration that begins after `from`.
fn statement(text: &str, bytes: &[u8], from: usize) -> usize {
    let (mut at, mut depth) = (from, 0_usize);
    while at < bytes.len() {
        let end = step(text, bytes, at);
        match bytes[at] {
            // A `;` in brackets is one of an address.
            b'{' | b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            b'}' if depth <= 1 => return if depth == 1 { end } else { at },
            b'}' => depth -= 1,
            b';' if depth == 0 => return end,
            _ => {}
        }
        at = end;
    }
    at
}

/// The comments `<!-- … -->` of a drawing, and those of the style sheets in it.
fn in_drawing(text: &str) -> Vec<Comment> {
    let (mut scanner, mut attributes) = (Scanner::new(text), Vec::<Attribute>::new());
    let (mut tags, mut found): (Vec<Tag>, Vec<Comment>) = (Vec::new(), Vec::new());
    let mut gaps: Vec<(Range<usize>, usize)> = Vec::new();
    let mut read = 0;
    while let Some(tag) = scanner.next(&mut attributes) {
        gaps.push((read..tag.range.start, tags.len()));
        read = tag.range.end;
        if !tag.closes && !tag.self_closing && text[tag.name.clone()].eq_ignore_ascii_case("style") {
            read = scanner.end_of_text(&tag);
            found.extend(in_styles(text, tag.range.end..read));
        }
        tags.push(tag);
    }
    gaps.push((read..text.len(), tags.len()));
    for (gap, tag) in gaps {
        let mut at = gap.start;
        while let Some(start) = text[at..gap.end].find("<!--").map(|start| at + start) {
            let end = text[start + 4..gap.end].find("-->").map(|end| start + 4 + end + 3);
            at = end.unwrap_or(gap.end);
            let next = at..tags.get(tag).map_or(at, |_| element(&tags, tag).max(at));
            let signs = (4, if end.is_some() { 3 } else { 0 });
            found.push(Comment { range: start..at, signs, first: tag == 0, next });
        }
    }
    found.sort_by_key(|comment| comment.range.start);
    found
}

/// The end of the element that the tag at a place opens; of an end tag, its beginning.
fn element(tags: &[Tag], at: usize) -> usize {
    if tags[at].closes {
        return tags[at].range.start;
    }
    let mut depth = 0_usize;
    for tag in &tags[at..] {
        match (tag.closes, tag.self_closing) {
            (true, _) => depth = depth.saturating_sub(1),
            (false, true) => {}
            (false, false) => depth += 1,
        }
        if depth == 0 {
            return tag.range.end;
        }
    }
    tags.last().map_or(0, |tag| tag.range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered<'t>(address: &str, text: &'t str) -> Vec<(String, bool, &'t str)> {
        let source = Source::new(address, text.as_bytes().to_vec());
        let one = |found: Allowance| (found.reason.to_string(), found.first, text[found.covers.range()].trim());
        allowances(address, &source).into_iter().map(one).collect()
    }

    #[test]
    fn a_comment_of_a_style_sheet_covers_what_follows() {
        let text = "/* of the firm */\n/* diglot-allow DG-Q008: whole */\n@import 'a.css';\n\
            /* diglot-allow DG-L003: rule */\n/* note; { */\na { b: c; } d { }\n\
            @media x { e {\n  /* diglot-allow DG-L003: declaration */\n  f: url(data:a;b),\n    url(g\\)) ; h: i;\n\
            /* diglot-allow DG-L003: last */\n  j: 'k;}'\n} }\n\
            l { } /* diglot-allow DG-L003: line */ m { }\n'/* diglot-allow DG-L003: text */'";
        let found = [
            ("whole", true, "@import 'a.css';"),
            ("rule", false, "/* note; { */\na { b: c; }"),
            ("declaration", false, "f: url(data:a;b),\n    url(g\\)) ;"),
            ("last", false, "j: 'k;}'"),
            ("line", false, "l { } /* diglot-allow DG-L003: line */ m { }"),
        ];
        assert_eq!(covered("a.css", text), found.map(|(reason, first, text)| (reason.to_owned(), first, text)));
    }

    #[test]
    fn a_comment_of_a_drawing_covers_the_next_element() {
        let text = "<?xml version='1.0'?>\n<!-- diglot-allow DG-Q008: whole -->\n<svg><!-- other -->\n\
            <!-- diglot-allow DG-L003: group -->\n<g>\n<g/><g><path/></g>\n</g><b/>\n\
            <!-- diglot-allow DG-L003: nothing -->\n</svg>";
        let found = covered("a.svg", text);
        let ends: Vec<(&str, bool, usize)> =
            found.iter().map(|(why, first, text)| (&**why, *first, text.len())).collect();
        let svg = text.len() - text.find("<svg").expect("it is there");
        assert_eq!(
            ends,
            [("whole", true, svg), ("group", false, "<g>\n<g/><g><path/></g>\n</g>".len()), ("nothing", false, 0)]
        );
        let text = "<svg><style>\n/* diglot-allow DG-L003: in styles */\na { b: url(c) }\nd { }</style></svg>";
        assert_eq!(covered("a.svg", text), [("in styles".to_owned(), false, "a { b: url(c) }")]);
    }

    #[test]
    fn what_does_not_end_is_read_to_the_end() {
        for text in ["/* diglot-allow DG-L003: x", "/*/ diglot-allow", "a { \"", "/* diglot-allow DG-L003: é */\né{é"]
        {
            covered("a.css", text);
            covered("a.svg", &text.replace("/*", "<!--"));
        }
        assert_eq!(covered("a.css", "/* diglot-allow DG-L003: x").len(), 1);
    }
}
