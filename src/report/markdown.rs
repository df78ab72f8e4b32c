//! Turns diagnostics into a table in Markdown, for the summary of a job or a comment on a change.
//!
//! It is for people: a table of thousands of lines would be refused or unread, so it ends with a count.

use super::{Findings, Tally, counted, location, one_line, summary};
use crate::diag::{Diagnostic, Tongue, Wording};

/// Lines of the table.
const MOST: usize = 300;

const TITLE: Wording = Wording { fr: "Vérification par Diglot", en: "Diglot check" };
const COLUMNS: Wording =
    Wording { fr: "| Niveau | Règle | Endroit | Problème | Aide |", en: "| Level | Rule | Place | Problem | Help |" };
const MORE: Wording = Wording { fr: "… et {count} de plus.", en: "… and {count} more." };

pub(super) fn render(findings: &Findings<'_>, tongue: Tongue) -> String {
    let mut text = format!("### {}\n\n{}\n", TITLE.get(tongue), summary(Tally::of(findings), tongue));
    if findings.diagnostics.is_empty() {
        return text;
    }
    text += &format!("\n{}\n| --- | --- | --- | --- | --- |\n", COLUMNS.get(tongue));
    text.extend(findings.diagnostics.iter().take(MOST).map(|diagnostic| row(findings, diagnostic, tongue)));
    if let Some(more) = findings.diagnostics.get(MOST..).filter(|more| !more.is_empty()) {
        let count = counted(Tally::of(&Findings::from(more)), tongue);
        text += &format!("\n{}\n", MORE.get(tongue).replace("{count}", &count));
    }
    text
}

fn row(findings: &Findings<'_>, diagnostic: &Diagnostic, tongue: Tongue) -> String {
    let place = format!("{}{}", findings.prefix, location(&diagnostic.source, diagnostic.finding.span));
    let help = diagnostic.help(tongue).unwrap_or_default();
    let cells = [
        diagnostic.severity.word(tongue).to_owned(),
        format!("{} {}", diagnostic.rule().code, diagnostic.rule().name),
        code(&place),
        cell(&diagnostic.message(tongue)),
        cell(&help),
    ];
    format!("| {} |\n", cells.join(" | "))
}

/// A text of a rule, in which backticks hold what was typed and the rest is prose.
fn cell(text: &str) -> String {
    let text = one_line(text);
    let parts: Vec<&str> = text.split('`').collect();
    // A backtick that nothing closes is a sign like any other.
    let closed = parts.len() % 2 == 1;
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at % 2 == 1 && closed {
            out += &code(part);
        } else {
            out += if at > 0 && !closed { "\\`" } else { "" };
            out += &prose(part);
        }
    }
    out
}

fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '|' | '*' | '_' | '[' | ']' | '#' | '~' | '@' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

/// A code span, in which only a bar is escaped: a table is cut into cells before anything else is read.
fn code(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{}{pad}{fence}", text.replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_hold_what_was_typed() {
        assert_eq!(cell("page `a|b.md` <b>*x*</b> & c"), "page `a\\|b.md` &lt;b&gt;\\*x\\*&lt;/b&gt; &amp; c");
        assert_eq!(cell("a ` b"), "a \\` b");
        assert_eq!(cell("two\nlines |"), "two lines \\|");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`a"), "`` `a ``");
    }
}
