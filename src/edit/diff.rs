//! Turns the changes of one file into a unified diff, as `git apply` and `patch -p1` read it.
//!
//! Which places differ is known: no lines are compared but those of the replacements themselves.

use super::Change;
use std::fmt::Write as _;
use std::ops::Range;

/// Lines shown around a change.
const AROUND: usize = 3;

/// Lines of the old text, and those that stand in their place.
struct Hunk<'t> {
    old: Range<usize>,
    new: Vec<&'t str>,
}

pub(super) fn write(path: &str, change: &Change, old: &str, out: &mut String) {
    if change.digest.is_some() && *change.to != *path {
        let _ = writeln!(out, "diff --git a/{path} b/{to}\nrename from {path}\nrename to {to}", to = change.to);
    }
    let new = String::from_utf8(change.applied(old.as_bytes())).expect("texts put between characters");
    if new == old {
        return;
    }
    match change.digest {
        Some(_) => drop(writeln!(out, "--- a/{path}\n+++ b/{}", change.to)),
        None => drop(writeln!(out, "--- /dev/null\n+++ b/{}", change.to)),
    }
    let lines: Vec<&str> = old.split_inclusive('\n').collect();
    let hunks = hunks(change, old, &new, &lines);
    let mut shift = 0isize;
    let mut at = 0;
    while at < hunks.len() {
        let mut last = at;
        while hunks.get(last + 1).is_some_and(|next| next.old.start <= hunks[last].old.end + 2 * AROUND) {
            last += 1;
        }
        group(&hunks[at..=last], &lines, &mut shift, out);
        at = last + 1;
    }
}

/// Hunks that are shown together, with the lines around them.
fn group(hunks: &[Hunk<'_>], lines: &[&str], shift: &mut isize, out: &mut String) {
    let start = hunks[0].old.start.saturating_sub(AROUND);
    let end = (hunks[hunks.len() - 1].old.end + AROUND).min(lines.len());
    let grown: isize = hunks.iter().map(|hunk| hunk.new.len() as isize - hunk.old.len() as isize).sum();
    let count = end - start;
    let first = |start: isize, count: isize| if count == 0 { start } else { start + 1 };
    let (from, length) = (start as isize + *shift, count as isize + grown);
    let _ = writeln!(out, "@@ -{},{count} +{},{length} @@", first(start as isize, count as isize), first(from, length));
    *shift += grown;
    let mut line = |sign: char, text: &str| {
        out.push(sign);
        out.push_str(text);
        if !text.ends_with('\n') {
            out.push_str("\n\\ No newline at end of file\n");
        }
    };
    let mut at = start;
    for hunk in hunks {
        lines[at..hunk.old.start].iter().for_each(|text| line(' ', text));
        lines[hunk.old.clone()].iter().for_each(|text| line('-', text));
        hunk.new.iter().for_each(|text| line('+', text));
        at = hunk.old.end;
    }
    lines[at..end].iter().for_each(|text| line(' ', text));
}

/// The lines that the replacements touch, those of one line together, without equal lines at either end.
fn hunks<'t>(change: &Change, old: &'t str, new: &'t str, lines: &[&'t str]) -> Vec<Hunk<'t>> {
    let ends = lines.iter().scan(0, |at, line| {
        *at += line.len();
        Some(*at)
    });
    let starts: Vec<usize> = std::iter::once(0).chain(ends).collect();
    let line_of = |offset: usize| starts.partition_point(|&start| start <= offset).saturating_sub(1).min(lines.len());
    let mut touched: Vec<(Range<usize>, isize)> = Vec::new();
    for replacement in &change.replacements {
        let (start, end) = (replacement.span.start as usize, replacement.span.end as usize);
        let grown = replacement.text.len() as isize - (end - start) as isize;
        // What is added to a last line without a break makes it another line.
        let first = line_of(start).min(if old.ends_with('\n') { lines.len() } else { lines.len().saturating_sub(1) });
        // What ends with a line may have taken its break away: then the next line is another one too.
        let last = (line_of(end).max(first) + 1).min(lines.len());
        match touched.last_mut() {
            Some((range, sum)) if first < range.end || (first == range.end && first == lines.len()) => {
                range.end = range.end.max(last);
                *sum += grown;
            }
            _ => touched.push((first..last, grown)),
        }
    }
    let mut shift = 0isize;
    let mut hunks = Vec::new();
    for (range, grown) in touched {
        let from = (starts[range.start] as isize + shift) as usize;
        shift += grown;
        let to = (starts[range.end] as isize + shift) as usize;
        let mut hunk = Hunk { old: range, new: new[from..to].split_inclusive('\n').collect() };
        trim(&mut hunk, lines);
        if !(hunk.old.is_empty() && hunk.new.is_empty()) {
            hunks.push(hunk);
        }
    }
    hunks
}

fn trim(hunk: &mut Hunk<'_>, lines: &[&str]) {
    let same = lines[hunk.old.clone()].iter().zip(&hunk.new).take_while(|(old, new)| old == new).count();
    hunk.old.start += same;
    hunk.new.drain(..same);
    let old = lines[hunk.old.clone()].iter().rev();
    let same = old.zip(hunk.new.iter().rev()).take_while(|(old, new)| old == new).count();
    hunk.old.end -= same;
    hunk.new.truncate(hunk.new.len() - same);
}

#[cfg(test)]
mod tests {
    use super::super::Edits;
    use super::*;
    use crate::source::{Source, Span};

    fn diff(old: &str, changes: &[(usize, usize, &str)]) -> String {
        let source = Source::new("content/a.md", old.into());
        let mut edits = Edits::default();
        for &(start, end, text) in changes {
            edits.replace(&source, Span::new(start, end), text);
        }
        let mut out = String::new();
        edits.iter().for_each(|(path, change)| write(path, change, old, &mut out));
        out
    }

    const HEAD: &str = "--- a/content/a.md\n+++ b/content/a.md\n";

    #[test]
    fn hunks_have_lines_around() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n";
        let expected = format!("{HEAD}@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
        assert_eq!(diff(old, &[(8, 9, "five")]), expected);
    }

    #[test]
    fn ends_without_a_line_break_are_told() {
        let none = "\\ No newline at end of file\n";
        let expected = format!("{HEAD}@@ -1,2 +1,3 @@\n a\n-b\n{none}+b\n+c\n{none}");
        assert_eq!(diff("a\nb", &[(3, 3, "\nc")]), expected);
    }

    #[test]
    fn insertions_and_removals_of_whole_lines() {
        assert_eq!(diff("a\nb\n", &[(2, 2, "x\n")]), format!("{HEAD}@@ -1,2 +1,3 @@\n a\n+x\n b\n"));
        assert_eq!(diff("a\nb\n", &[(2, 4, "")]), format!("{HEAD}@@ -1,2 +1,1 @@\n a\n-b\n"));
        assert_eq!(diff("a\n", &[(2, 2, "x\n")]), format!("{HEAD}@@ -1,1 +1,2 @@\n a\n+x\n"));
    }
}
