//! Turns the comments `<!-- diglot-allow … -->` of a Markdown text into allowances, and the text into one without them.
//!
//! They leave before the text is parsed, so that one may stand between the rows of a table or the items of a list and
//! change nothing. What stands in code is shown, not obeyed.

use super::containers::{self, Marked};
use super::markdown::{Reading, is_block, options};
use crate::allow::{self, Allowance, Words};
use crate::mapping::Mapping;
use crate::source::{Source, Span};
use pulldown_cmark::{Event, Parser, Tag};
use std::borrow::Cow;
use std::ops::Range;

/// A text without its allowances.
pub(super) struct Taken<'a> {
    pub text: Cow<'a, str>,
    pub mapping: Mapping,
    comments: Vec<Comment>,
}

struct Comment {
    words: Words,
    /// Places in the text as it was.
    range: Range<usize>,
    removed: Range<usize>,
    /// Where the words begin.
    inside: usize,
    /// The line that it shares with something; none if it is alone.
    line: Option<Range<usize>>,
    before: Mapping,
    /// Whether nothing but other ones stands before it.
    first: bool,
}

/// Takes the allowances out of a text that begins where `mapping` says.
pub(super) fn take(text: &str, mapping: Mapping) -> Taken<'_> {
    if !text.contains(allow::WORD) {
        return Taken { text: Cow::Borrowed(text), mapping, comments: Vec::new() };
    }
    let mut out = String::with_capacity(text.len());
    let mut comments: Vec<Comment> = Vec::new();
    let mut from = 0;
    for range in html_comments(text) {
        let inside = range.start + "<!--".len();
        let Some(words) = allow::words(&text[inside..range.end - "-->".len()]) else { continue };
        let (start, _) = allow::line_at(text, range.start);
        let (_, end) = allow::line_at(text, range.end);
        let before = &text[start..range.start];
        let alone = before.trim_matches([' ', '\t', '>']).is_empty();
        let ends = text[range.end..end].trim().is_empty();
        let removed = match (alone && ends, ends) {
            (true, _) => start..(end + 1).min(text.len()),
            (_, true) => start + text[start..range.start].trim_end_matches([' ', '\t']).len()..range.end,
            _ => range.clone(),
        };
        if removed.start < from {
            continue;
        }
        out.push_str(&text[from..removed.start]);
        from = removed.end;
        // The sign of an item is nothing that the comment could be about.
        let line = (!ends || containers::prefix(before) < before.len()).then_some(start..end);
        let first = out.trim().is_empty();
        comments.push(Comment { words, range, removed, inside, line, before: mapping.clone(), first });
    }
    out.push_str(&text[from..]);
    let removed: Vec<Range<usize>> = comments.iter().map(|comment| comment.removed.clone()).collect();
    Taken { text: Cow::Owned(out), mapping: mapping.without(&removed), comments }
}

/// Where comments stand that are no code and no part of another one.
fn html_comments(text: &str) -> Vec<Range<usize>> {
    let mut html: Vec<Range<usize>> = Vec::new();
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        if matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)) {
            html.push(range);
        }
    }
    let mut found = Vec::new();
    for block in html {
        let mut at = block.start;
        while let Some(start) = text[at..block.end].find("<!--").map(|start| at + start) {
            let Some(end) = text[start..].find("-->").map(|end| start + end + "-->".len()) else { break };
            if end > block.end {
                break;
            }
            found.push(start..end);
            at = end;
        }
    }
    found
}

impl Taken<'_> {
    /// The allowances that were taken out, each with what it covers in the text as it is read now.
    pub(super) fn allowances(&self, source: &Source, marked: &Marked<'_>, reading: Reading) -> Vec<Allowance> {
        let read = |comment: &Comment| {
            let covers = match &comment.line {
                Some(line) => comment.before.span(line.start, line.end),
                None => {
                    let after = comment.before.to_source(comment.removed.end);
                    block(marked, after).map_or_else(
                        || comment.before.span(comment.removed.end, comment.removed.end),
                        |range| marked.mapping.span(range.start, range.end),
                    )
                }
            };
            let place = |start, end| comment.before.span(comment.inside + start, comment.inside + end);
            let span = comment.before.span(comment.range.start, comment.range.end);
            let mut allowance = allow::allowance(source, &comment.words, span, place, covers);
            allowance.whole = whole_lines(source, comment.before.span(comment.removed.start, comment.removed.end));
            allowance.first = comment.first && reading != Reading::Fragment;
            allowance
        };
        self.comments.iter().map(read).collect()
    }
}

/// The place with the indentation that a text inside YAML has before it, if it is whole lines but for that.
fn whole_lines(source: &Source, span: Span) -> Span {
    let text = source.text();
    let (start, _) = allow::line_at(text, span.start as usize);
    let indented = text[start..span.start as usize].bytes().all(|byte| byte == b' ');
    if indented && source.slice(span).ends_with('\n') { Span { start: start as u32, end: span.end } } else { span }
}

/// The largest block or item that begins on the first line that says something from an offset of the source on; that
/// line, if none does.
fn block(marked: &Marked<'_>, after: u32) -> Option<Range<usize>> {
    let text = &*marked.text;
    let mut start = 0;
    let line = text.split_inclusive('\n').find_map(|line| {
        let at = start;
        start += line.len();
        let says = !line.trim_matches(|c: char| c.is_whitespace() || c == '>').is_empty();
        (says && marked.mapping.to_source(at) >= after).then_some(at..at + line.trim_end().len())
    })?;
    let begins = |tag: &Tag<'_>, range: &Range<usize>| is_block(tag) && line.contains(&range.start);
    let found = Parser::new_ext(text, options()).into_offset_iter().find_map(|(event, range)| match event {
        Event::Start(tag) if begins(&tag, &range) => Some(range),
        _ => None,
    });
    let range = found.unwrap_or_else(|| line.clone());
    Some(container(marked, &range).unwrap_or(range))
}

/// A container whose first line is at a range, to its last line.
fn container(marked: &Marked<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let index = |line: &str| containers::marker_index(line.trim_start_matches(['>', ' ', '\t']));
    let name = |index: usize| marked.markers.get(index).map(|marker| &*marker.name);
    let rest = &marked.text[range.start..];
    let mut open = 0_usize;
    let mut at = range.start;
    for line in rest.split_inclusive('\n') {
        at += line.len();
        match index(line).and_then(name) {
            None if open == 0 => return None,
            None | Some("snippet" | "question") if open > 0 => {}
            None | Some("snippet" | "question") => return None,
            Some("") => open = open.saturating_sub(1),
            Some(_) => open += 1,
        }
        if open == 0 {
            return Some(range.start..at);
        }
    }
    Some(range.start..marked.text.len())
}

#[cfg(test)]
mod tests {
    use super::super::facts::Facts;
    use super::super::markdown;
    use super::*;
    use crate::yaml::value_map;

    /// The source without what an allowance says to delete.
    fn without(source: &Source, allowance: &Allowance) -> String {
        let mut text = source.text().to_owned();
        text.replace_range(allowance.whole.range(), "");
        text
    }

    fn read(source: &Source, text: &str, mapping: Mapping) -> Vec<Allowance> {
        let mut facts = Facts::default();
        markdown::parse(source, text, mapping, Reading::Fragment, None, &mut facts);
        facts.allowances
    }

    #[test]
    fn what_is_deleted_leaves_the_rest() {
        for (text, expected) in [
            ("a\n\n<!-- diglot-allow X: r -->\nb\n", "a\n\nb\n"),
            ("> a\n> <!-- diglot-allow X: r -->\n> b\n", "> a\n> b\n"),
            ("a\r\n\r\n<!-- diglot-allow X: r\r\n -->\r\nb\r\n", "a\r\n\r\nb\r\n"),
            ("- a <!-- diglot-allow X: r -->\n- b\n", "- a\n- b\n"),
            ("a\n\n<!-- diglot-allow X: r -->", "a\n\n"),
        ] {
            let source = Source::new("a.md", text.into());
            let found = read(&source, source.text(), Mapping::copied(0));
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(without(&source, &found[0]), expected);
        }
    }

    #[test]
    fn lines_of_yaml_are_deleted_with_their_indentation() {
        let text = "a: |\n  b\n  <!-- diglot-allow X: r -->\n  c\nd: e\n";
        let source = Source::new("a.yaml", text.into());
        let value = "b\n<!-- diglot-allow X: r -->\nc\n";
        let found =
            read(&source, value, value_map(&source, Span::new(3, text.find("d:").expect("it is there")), value));
        assert_eq!(without(&source, &found[0]), "a: |\n  b\n  c\nd: e\n");
        assert_eq!(source.slice(found[0].covers), "c");
    }

    #[test]
    fn what_is_no_comment_stays() {
        for text in [
            "    <!-- diglot-allow X: r -->\n",
            "~~~\n<!-- diglot-allow X: r -->\n~~~\n",
            "`<!-- diglot-allow X: r -->`\n",
            "<!-- diglot-allow X: r\n",
            "<!-- a\n<!-- diglot-allow X: r -->\n",
            "<!-- diglot-allowed X: r -->\n",
        ] {
            let source = Source::new("a.md", text.into());
            assert_eq!(read(&source, source.text(), Mapping::copied(0)), [], "{text}");
            assert_eq!(take(text, Mapping::copied(0)).text, text);
        }
    }
}
