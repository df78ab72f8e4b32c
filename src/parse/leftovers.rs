//! Turns what reads like a link, or like a command of another program, and is shown as plain text, into findings.
//!
//! It sees one run of text between two marks of Markdown. Brackets that may be meant as brackets are left alone.

use super::slug::slug;
use crate::diag::rules::links;
use crate::diag::{Finding, Rule};
use crate::source::Span;
use memchr::{memchr, memchr2};
use percent_encoding::percent_decode_str;
use std::ops::Range;

/// A run of text.
pub(super) struct Run<'t> {
    pub text: &'t str,
    /// Whether a backslash stands before it.
    pub escaped: bool,
    /// Whether a link that is complete stands before it, in a bracket that is open.
    pub in_bracket: bool,
}

/// What is left in a run, with its place in it.
pub(super) struct Leftover {
    pub range: Range<usize>,
    rule: &'static Rule,
    reason: &'static str,
    help: &'static str,
    suggestion: Option<String>,
    fix: bool,
}

impl Leftover {
    pub fn at(self, span: Span, typed: &str) -> Finding {
        let finding = Finding::new(self.rule, span);
        let finding = match self.reason {
            "" => finding.with("what", typed),
            reason => finding.with_words("reason", &[reason]),
        };
        let finding = finding.help(self.help);
        match self.suggestion {
            Some(meant) if self.fix => finding.with("suggestion", meant.as_str()).fix(meant),
            Some(meant) => finding.with("suggestion", meant),
            None => finding,
        }
    }
}

/// Everything that is left in a run.
pub(super) fn leftovers(run: &Run<'_>) -> Vec<Leftover> {
    let mut found = Vec::new();
    let bytes = run.text.as_bytes();
    // Hardly any text has more to it.
    if memchr2(b']', b'{', bytes).is_some() {
        templates(run, &mut found);
        wikilinks(run, &mut found);
        links(run, &mut found);
    }
    if memchr(b'\n', bytes).is_some() && run.text.contains("://") {
        wrapped(run.text, &mut found);
    }
    found
}

/// `{{< ref >}}`, `{% link %}` and every `{{ … }}` that is no variable.
fn templates(run: &Run<'_>, found: &mut Vec<Leftover>) {
    let text = run.text;
    let mut from = 0;
    while let Some(open) = text[from..].find('{').map(|at| from + at) {
        from = open + 1;
        let close = match &text.as_bytes()[open..] {
            [b'{', b'%', ..] => "%}",
            [b'{', b'{', ..] => "}}",
            _ => continue,
        };
        if run.escaped && open == 0 {
            from = open + 2;
            continue;
        }
        let Some(length) = text[open + 2..].find(close) else { continue };
        let word = text[open + 2..open + 2 + length].trim();
        from = open + 2 + length + 2;
        let is_name = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
        // A variable of Diglot, or nothing; `.Title` is another program's.
        if close == "}}" && is_name && !word.starts_with('.') {
            continue;
        }
        let range = open..from;
        found.push(Leftover {
            range,
            rule: &links::TEMPLATE_TEXT,
            reason: "",
            help: "escape",
            suggestion: None,
            fix: false,
        });
    }
}

/// `[[Page]]`.
fn wikilinks(run: &Run<'_>, found: &mut Vec<Leftover>) {
    let text = run.text;
    for (open, _) in text.match_indices("[[") {
        let inside = &text[open + 2..];
        let Some(end) =
            inside.find([']', '[', '\n', '"', ',', '=', '(']).filter(|&end| inside[end..].starts_with("]]"))
        else {
            continue;
        };
        let is_name = inside.starts_with(char::is_alphabetic) && end > 1;
        let in_brackets = text[..open].ends_with('[') || inside[end + 2..].starts_with([']', '(', '[']);
        if is_name && !in_brackets && !(run.escaped && open == 0) {
            let range = open..open + 2 + end + 2;
            found.push(Leftover {
                range,
                rule: &links::NOT_A_LINK,
                reason: "link-wiki",
                help: "markdown",
                suggestion: None,
                fix: false,
            });
        }
    }
}

/// `[text](address)` that Markdown does not take for a link.
fn links(run: &Run<'_>, found: &mut Vec<Leftover>) {
    let text = run.text;
    for (middle, _) in text.match_indices("](") {
        let open = text[..middle].rfind('[');
        let start = middle + 2;
        match open {
            Some(0) if run.escaped => continue,
            None if !run.in_bracket => continue,
            _ => {}
        }
        found.extend(match target(&text[start..]) {
            Written::Whole(end) if open.is_none() => Some(Leftover {
                range: start..start + end,
                rule: &links::NOT_A_LINK,
                reason: "link-nested",
                help: "one",
                suggestion: None,
                fix: false,
            }),
            Written::Whole(_) | Written::Open => None,
            Written::Spaced(end) => Some(Leftover {
                range: start..start + end,
                rule: &links::NOT_A_LINK,
                reason: "link-space",
                help: "nearest",
                suggestion: Some(joined(&text[start..start + end])),
                fix: true,
            }),
            Written::Unbalanced(end) => Some(Leftover {
                range: start..start + end,
                rule: &links::NOT_A_LINK,
                reason: "link-parenthesis",
                help: "angle",
                suggestion: Some(format!("<{}>", text[start..start + end].trim_end_matches(')'))),
                fix: false,
            }),
            Written::Wrapped(end) => Some(Leftover {
                range: start..start + end,
                rule: &links::WRAPPED_URL,
                reason: "",
                help: "nearest",
                suggestion: Some(text[start..start + end].split_whitespace().collect()),
                fix: true,
            }),
        });
    }
}

/// The places of what is written like a link, whole, where Markdown does not count.
pub(super) fn links_written(text: &str) -> Vec<Range<usize>> {
    let link = |(middle, _): (usize, &str)| {
        let open = text[..middle].rfind(['[', ']', '\n']).filter(|&at| text[at..].starts_with('['))?;
        let Written::Whole(end) = target(&text[middle + 2..]) else { return None };
        let address = &text[middle + 2..middle + 2 + end];
        is_address(address).then_some(open..middle + 2 + end + 1)
    };
    text.match_indices("](").filter_map(link).collect()
}

/// How what stands after `](` is written, and where it ends.
enum Written {
    Whole(usize),
    /// Never closed: perhaps no address at all.
    Open,
    Spaced(usize),
    Unbalanced(usize),
    Wrapped(usize),
}

fn target(text: &str) -> Written {
    let (mut depth, mut nested) = (0_usize, false);
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        match c {
            '(' => (depth, nested) = (depth + 1, true),
            ')' if depth == 0 => return Written::Whole(at),
            ')' => depth -= 1,
            c if c.is_ascii_whitespace() => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    let (word, rest) = text.split_at(end);
    if nested && depth == 0 && is_address(word) {
        return Written::Unbalanced(word.trim_end_matches(['.', ',', ';', ':', '!', '?']).len());
    }
    // Up to the parenthesis, on this line or, if a web address was cut, on the next one.
    let Some(close) = rest.find([')', '(', '[', '"', '\'', '<']).filter(|&at| rest[at..].starts_with(')')) else {
        return Written::Open;
    };
    let (rest, end) = (&rest[..close], end + close);
    let after = rest.trim_start();
    if word.is_empty() || after.is_empty() {
        return Written::Open;
    }
    let last = after.split_whitespace().next_back().unwrap_or_default();
    match rest.matches('\n').count() {
        0 if is_address(last) || word.contains("://") || names_heading(word) => Written::Spaced(end),
        1 if word.contains("://") && !after.contains(char::is_whitespace) => Written::Wrapped(end),
        _ => Written::Open,
    }
}

/// Whether a word is the beginning of an address with the words of a heading behind its number sign.
fn names_heading(word: &str) -> bool {
    word.split_once('#').is_some_and(|(path, heading)| {
        heading.starts_with(char::is_alphabetic) && (path.is_empty() || is_address(path))
    })
}

/// An address with spaces as it can be typed: the words of a heading become its id, and names stand between brackets.
fn joined(address: &str) -> String {
    let Some((path, heading)) = address.split_once('#').filter(|(_, heading)| heading.contains(' ')) else {
        return format!("<{address}>");
    };
    let heading = percent_decode_str(heading).decode_utf8_lossy();
    let address = slug(&heading).map_or_else(|| address.to_owned(), |id| format!("{path}#{id}"));
    if address.contains(char::is_whitespace) { format!("<{address}>") } else { address }
}

/// Whether a word is like a path: it has a dot in it, a slash or a number sign.
fn is_address(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ')']);
    word.contains(['/', '#'])
        || word.rsplit_once('.').is_some_and(|(name, extension)| {
            !name.is_empty()
                && (2..=5).contains(&extension.len())
                && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// A web address that goes on in the next line: it breaks off where no address ends.
fn wrapped(text: &str, found: &mut Vec<Leftover>) {
    for (scheme, _) in text.match_indices("://") {
        let start = text[..scheme].rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |at| at + 1);
        let rest = &text[scheme + 3..];
        let length = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"')).unwrap_or(rest.len());
        let (address, after) = rest.split_at(length);
        let Some(next) = after.trim_start_matches([' ', '\t']).strip_prefix('\n').map(str::trim_start) else {
            continue;
        };
        let next = &next[..next.find(char::is_whitespace).unwrap_or(next.len())];
        if start == scheme || !goes_on(address, next.trim_end_matches(['.', ',', ';', ':', ')', '»', '>'])) {
            continue;
        }
        let end = next.as_ptr() as usize - text.as_ptr() as usize
            + next.trim_end_matches(['.', ',', ';', ')', '»', '>']).len();
        if found.iter().any(|left| left.range.start < end && start < left.range.end) {
            continue;
        }
        let suggestion = text[start..end].split_whitespace().collect();
        found.push(Leftover {
            range: start..end,
            rule: &links::WRAPPED_URL,
            reason: "",
            help: "nearest",
            suggestion: Some(suggestion),
            fix: false,
        });
    }
}

fn goes_on(address: &str, next: &str) -> bool {
    let begins = next.starts_with(|c: char| {
        c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '/' | '?' | '&' | '#' | '%')
    });
    let is_part = next.contains('/')
        || next
            .rsplit_once('.')
            .is_some_and(|(_, end)| end.len() >= 2 && end.bytes().all(|b| b.is_ascii_alphanumeric()));
    let host = address.split('/').next().unwrap_or_default();
    let breaks_off =
        address.ends_with(['-', '_', '=', '&', '?', '%', '+', '.']) || address.is_empty() || host.ends_with('-');
    let in_path = address.ends_with('/') && address.matches('/').count() > 1 && next.contains('/');
    begins && is_part && (breaks_off || in_path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, escaped: bool, in_bracket: bool) -> Vec<&str> {
        leftovers(&Run { text, escaped, in_bracket }).into_iter().map(|left| &text[left.range]).collect()
    }

    #[test]
    fn what_is_left_is_found_where_it_stands() {
        for (text, expected) in [
            ("Voir [le guide](mon guide.md).", "mon guide.md"),
            ("Voir [le guide](b(c.md).", "b(c.md)"),
            ("Voir [le guide](#mon guide).", "#mon guide"),
            ("Voir [le guide](b.md#Mon autre guide).", "b.md#Mon autre guide"),
            ("Voir [[Mon guide]] ou", "[[Mon guide]]"),
            ("{{< ref \"x\" >}}", "{{< ref \"x\" >}}"),
            ("{{% note %}}", "{{% note %}}"),
            ("Voir {% link x.md %}.", "{% link x.md %}"),
            ("{{ .Title }}", "{{ .Title }}"),
            ("{{ page | upper }}", "{{ page | upper }}"),
            ("voir http://www-\n03.example.com/a.", "http://www-\n03.example.com/a"),
            ("[x](http://www-\n03.example.com/a)", "http://www-\n03.example.com/a"),
        ] {
            assert_eq!(found(text, false, false), [expected], "{text}");
        }
        assert_eq!(found(" d](e.md)", false, true), ["e.md"]);
    }

    #[test]
    fn addresses_with_spaces_are_joined() {
        assert_eq!(joined("un nom.md"), "<un nom.md>");
        assert_eq!(joined("#Ma section, à moi"), "#ma-section-à-moi");
        assert_eq!(joined("b.md#L%27été à la mer"), "b.md#l-été-à-la-mer");
        assert_eq!(joined("un nom.md#ici"), "<un nom.md#ici>");
        assert_eq!(joined("un nom.md#Par là"), "<un nom.md#par-là>");
        assert_eq!(joined("#? ?"), "<#? ?>");
    }

    #[test]
    fn brackets_meant_as_brackets_are_left_alone() {
        for text in [
            "[a](b.md",
            "[a] (b.md)",
            "a[i](n)",
            "[1](voir la note)",
            "[1](#2 de la liste)",
            "[1](# de la liste)",
            "[[1, 2], [3, 4]]",
            "[[ -f x ]]",
            "{a}",
            "{{ name }}",
            "{{name}}",
            "f(x){y}",
            "{#id .class}",
            "voir https://example.org/\nplus loin",
            "https://example.org/a\nb",
            "100 {% de plus",
            "voir https://example.org/x-y\nou bien",
            "[x](a \"titre\")",
            "]( x.md )",
            "{{}}",
        ] {
            assert_eq!(found(text, false, false), Vec::<&str>::new(), "{text}");
        }
        assert_eq!(found("[a](b c.md)", true, false), Vec::<&str>::new());
        assert_eq!(found("{{ x | y }}", true, false), Vec::<&str>::new());
        assert_eq!(found("a](b.md)", false, false), Vec::<&str>::new());
    }
}
