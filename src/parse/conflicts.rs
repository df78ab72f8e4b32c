//! Turns the marks that a merge has left in a text into a finding for each conflict.
//!
//! A line of `=======` alone is a heading's, and an example in a block of code is one: only a whole conflict counts, from
//! its first mark at the start of a line to its last.

use crate::diag::Finding;
use crate::diag::rules::documents;
use crate::source::{Source, Span};

const OPENS: &str = "<<<<<<< ";
const SPLITS: &str = "=======";
const CLOSES: &str = ">>>>>>> ";

/// What a merge has left, at the first mark of each conflict.
pub fn conflicts(source: &Source) -> Vec<Finding> {
    let text = source.text();
    if !text.contains(OPENS) {
        return Vec::new();
    }
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split_inclusive('\n').map(str::trim_end).collect();
    let start = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
    let (mut found, mut at) = (Vec::new(), 0);
    let mut fence: Option<&str> = None;
    while at < lines.len() {
        let line = lines[at];
        if fence.is_none()
            && line.starts_with(OPENS)
            && let Some((split, end)) = rest(&lines[at + 1..])
        {
            found.push(
                Finding::new(&documents::CONFLICT_MARK, Span::new(start(line), start(line) + line.len()))
                    .with("value", line.chars().take(40).collect::<String>())
                    .with("line", (at + 1 + end + 1).to_string())
                    .help("choose"),
            );
            // What follows goes on from either side.
            fence = lines[at + 1..at + 1 + split].iter().fold(None, |fence, line| fenced(fence, line));
            at += 1 + end;
        } else {
            fence = fenced(fence, line);
        }
        at += 1;
    }
    found
}

/// Where the sides of a conflict meet and where it ends, counted in lines from its first one.
fn rest(lines: &[&str]) -> Option<(usize, usize)> {
    let split = lines.iter().position(|line| *line == SPLITS)?;
    let end = lines[split..].iter().position(|line| line.starts_with(CLOSES))?;
    Some((split, split + end))
}

/// The fence of the block of code that is open after a line, if it was `open` before.
fn fenced<'t>(open: Option<&'t str>, line: &'t str) -> Option<&'t str> {
    let line = line.trim_start();
    let sign = line.chars().next().filter(|sign| matches!(sign, '`' | '~'));
    let run = sign.map_or("", |sign| &line[..line.len() - line.trim_start_matches(sign).len()]);
    match open {
        Some(open) if run.starts_with(open) && run.len() == line.len() => None,
        Some(open) => Some(open),
        // Behind backticks, a line with others is a line of text (CommonMark 0.31.2, 4.5).
        None => (run.len() >= 3 && !(run.starts_with('`') && line[run.len()..].contains('`'))).then_some(run),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<(usize, String)> {
        let source = Source::new("a.md", text.as_bytes().to_vec());
        let one = |found: Finding| (found.span.start as usize, found.arg("line").unwrap_or_default().to_owned());
        conflicts(&source).into_iter().map(one).collect()
    }

    #[test]
    fn a_whole_conflict_is_found_once() {
        let text = "\u{feff}# A\n<<<<<<< HEAD\na\n||||||| base\nb\n=======\nc\n>>>>>>> main\n\n<<<<<<< .mine\r\n=======\r\n>>>>>>> .r2\r\n";
        assert_eq!(places(text), [(7, "8".into()), (text.find("<<<<<<< .").expect("there"), "12".into())]);
        assert_eq!(places("<<<<<<< a\n```\n=======\n```js\n>>>>>>> b\n<<<<<<< a\n=======\n>>>>>>> b\n```\n").len(), 1);
    }

    #[test]
    fn what_is_no_conflict_is_left_alone() {
        for text in [
            "Title\n=======\n",
            "<<<<<<< HEAD\na\n>>>>>>> main\n",
            "<<<<<<< HEAD\na\n=======\n",
            "=======\n>>>>>>> main\n",
            "```diff\n<<<<<<< HEAD\n=======\n>>>>>>> main\n```\n",
            "- a\n\n  ~~~~\n<<<<<<< HEAD\n~~~\n=======\n>>>>>>> main\n  ~~~~\n",
            "    <<<<<<< HEAD\n    =======\n    >>>>>>> main\n",
            "<<<<<<<HEAD\n=======\n>>>>>>> main\n",
            "<<<<<<<< HEAD\n========\n>>>>>>>> main\n",
        ] {
            assert!(places(text).is_empty(), "{text}");
        }
        assert_eq!(places("``` not `code`\n<<<<<<< a\n=======\n>>>>>>> b\n").len(), 1);
    }
}
