//! Turns a typed text, and what it was before, into HTML: as it was typed, with what was removed and what was added.
//!
//! Only headings and code are told from the rest; the page itself shows what the text looks like.

use crate::ledger::{Piece, changes};
use crate::render::escape;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Same,
    Removed,
    Added,
}

/// The text as HTML, marked where it differs from `then`; and whether it does.
pub fn marked(then: Option<&str>, now: &str) -> (String, bool) {
    let pieces = match then {
        Some(then) => changes(then, now),
        None => vec![Piece::Same(now)],
    };
    let differs = pieces.iter().any(|piece| !matches!(piece, Piece::Same(_)));
    (html(&lines(&pieces)), differs)
}

type Line = Vec<(Mark, String)>;

/// The lines of the pieces. What was removed stays in its line: its own line breaks are shown as spaces.
fn lines(pieces: &[Piece<'_>]) -> Vec<Line> {
    let mut lines: Vec<Line> = vec![Line::new()];
    for piece in pieces {
        let (mark, text) = match piece {
            Piece::Same(text) => (Mark::Same, *text),
            Piece::Removed(text) => (Mark::Removed, *text),
            Piece::Added(text) => (Mark::Added, *text),
        };
        let mut parts = text.split('\n');
        push(&mut lines, mark, parts.next().unwrap_or_default());
        for part in parts {
            match mark {
                Mark::Removed => push(&mut lines, mark, if part.is_empty() { " " } else { part }),
                _ => {
                    lines.push(Line::new());
                    push(&mut lines, mark, part);
                }
            }
        }
    }
    lines
}

fn push(lines: &mut [Line], mark: Mark, text: &str) {
    let line = lines.last_mut().expect("there is a first line");
    match line.last_mut() {
        _ if text.is_empty() => {}
        Some((last, known)) if *last == mark => known.push_str(text),
        _ => line.push((mark, text.to_owned())),
    }
}

/// Whether a line only goes on with the sentence of the one before: files are wrapped, columns wrap by themselves.
fn goes_on(before: &str, line: &str) -> bool {
    let begins = |c: char| c.is_alphabetic() || matches!(c, '(' | '«' | '“' | '"' | '[');
    let is_key = line.split_once(": ").is_some_and(|(key, _)| !key.contains(char::is_whitespace));
    before.chars().count() > 50 && !before.ends_with("  ") && line.starts_with(begins) && !is_key
}

fn html(lines: &[Line]) -> String {
    let mut out = String::new();
    let mut before = String::new();
    let mut fence: Option<String> = None;
    for line in lines {
        let typed: String =
            line.iter().filter(|(mark, _)| *mark != Mark::Removed).map(|(_, text)| text.as_str()).collect();
        let bare = typed.trim_start();
        let opens = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        let class = match (&fence, opens) {
            (Some(_), _) | (None, Some(_)) => "code",
            (None, None) if bare.starts_with('#') => "head",
            (None, None) if bare.starts_with('|') => "code",
            (None, None) if line.is_empty() => "gap",
            (None, None) => "line",
        };
        fence = match (fence, opens) {
            (None, Some(mark)) => Some(mark.to_owned()),
            (Some(open), Some(mark)) if open == mark => None,
            (fence, _) => fence,
        };
        if class == "line" && goes_on(&before, &typed) {
            out.truncate(out.len() - "</div>".len());
            out.push(' ');
        } else {
            out.push_str(&format!("<div class=\"{class}\">"));
        }
        before = if class == "line" { typed } else { String::new() };
        for (mark, text) in line {
            // The space after a word is not what changed.
            let word = text.trim_end();
            match mark {
                Mark::Same => out.push_str(&escape(word)),
                Mark::Removed if word.is_empty() => {}
                Mark::Removed => out.push_str(&format!("<del>{}</del>", escape(word))),
                Mark::Added => out.push_str(&format!("<ins>{}</ins>", escape(word))),
            }
            out.push_str(&text[word.len()..]);
        }
        out.push_str("</div>");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_marked_line_by_line() {
        let (html, differs) = marked(Some("## Fees\n\nTen <b>."), "## Fees\n\nTwelve <b>.\n\n```\n# x\n```");
        let expected = "<div class=\"head\">## Fees</div><div class=\"gap\"></div>\
                        <div class=\"line\"><del>Ten</del> <ins>Twelve</ins> &lt;b&gt;.</div>";
        assert!(differs && html.starts_with(expected), "{html}");
        assert!(html.contains("<div class=\"code\"><ins># x</ins></div>"), "{html}");
        assert_eq!(marked(None, "a\nb"), ("<div class=\"line\">a</div><div class=\"line\">b</div>".into(), false));
        let long = "This line of a paragraph is longer than fifty characters are,";
        let wrapped = marked(None, &format!("{long}\nand goes on here.\n- Not here.")).0;
        assert_eq!(
            wrapped,
            format!("<div class=\"line\">{long} and goes on here.</div><div class=\"line\">- Not here.</div>")
        );
        assert!(!marked(Some("L'aide"), "L’aide").1);
    }
}
