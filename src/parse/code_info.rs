//! Turns the info string of a code fence into language, title and highlighted lines.
//!
//! It does not judge the language: an unknown one is shown as plain text.

use super::tree::Code;

/// Reads an info string such as `rust title="src/main.rs" {2,4-6}`.
pub(super) fn code(info: &str, text: String) -> Code {
    let language = info.split([' ', ',', '\t', '{']).next().unwrap_or("");
    Code { language: language.into(), title: title(info).unwrap_or("").into(), marked: marked(info), text: text.into() }
}

fn title(info: &str) -> Option<&str> {
    let after = &info[info.find("title=")? + 6..];
    match after.chars().next()? {
        quote @ ('"' | '\'') => after[1..].split(quote).next(),
        _ => after.split_whitespace().next(),
    }
}

fn marked(info: &str) -> Vec<(u32, u32)> {
    // A title may hold braces of its own, so the last group counts.
    let Some((_, rest)) = info.rsplit_once('{') else { return Vec::new() };
    let Some((ranges, _)) = rest.split_once('}') else { return Vec::new() };
    let range = |part: &str| {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        Some((first.trim().parse().ok()?, last.trim().parse().ok()?))
    };
    ranges.split(',').filter_map(range).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn info_strings_are_read() {
        let code = code("rust title=\"a {b}.rs\" {2, 4-6}", "x".into());
        assert_eq!((&*code.language, &*code.title), ("rust", "a {b}.rs"));
        assert_eq!(code.marked, [(2, 2), (4, 6)]);
    }
}
