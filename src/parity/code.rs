//! Turns two blocks of code that belong together into how they differ: in language, in lines, in figures, in signs.
//!
//! It knows no grammar: a comment, a text in quotes and a name are told by signs that most languages share.

use super::found::{Edition, Found, told};
use super::leaves::Sides;
use crate::diag::rules::parity as rules;
use crate::parse::tree::Code;
use crate::source::Span;

/// How two blocks of code differ, said once.
pub(super) fn compare(sides: &Sides<'_>, codes: [&Code; 2], spans: [Span; 2]) -> Option<Found> {
    let (editions, [a, b]) = (sides.editions, codes);
    let places = [0, 1].map(|side: usize| editions[side].first_line(spans[side]));
    if a.language != b.language {
        let names = codes.map(|code| match &*code.language {
            "" => "text".to_owned(),
            language => language.to_owned(),
        });
        let told = told(&rules::CODE_DIFFERS, "language").phrases(["code-language"; 2]).names(names);
        return Some(Found::at_both(editions, places, told));
    }
    if a.text == b.text {
        return None;
    }
    let lines = codes.map(lines);
    let sizes = [0, 1].map(|side: usize| lines[side].len());
    if sizes[0] != sizes[1] && lack(&lines) {
        let told = told(&rules::CODE_DIFFERS, "line").phrases(sizes.map(|size| match size {
            1 => "code-line",
            _ => "code-lines",
        }));
        return Some(Found::at_both(editions, places, told.sizes(sizes.map(|size| size.to_string()))));
    }
    if let Some((at, figures)) = other_figure(codes, &lines) {
        let places = [0, 1].map(|side: usize| place(editions[side], spans[side], lines[side][at], figures[side]));
        let told = told(&rules::FACT_DIFFERS, "same").has(["says-number", "and-fact"]);
        return Some(Found::at_both(editions, places, told.names(figures.map(str::to_owned))));
    }
    (sides.asks(&rules::CODE_TEXT_DIFFERS) && skeleton(a) != skeleton(b))
        .then(|| Found::at_both(editions, places, told(&rules::CODE_TEXT_DIFFERS, "code").phrases(["code-text"; 2])))
}

/// The lines that are not blank.
fn lines(code: &Code) -> Vec<&str> {
    code.text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect()
}

/// Whether the shorter of two blocks is the longer one without some of its lines, which are not all comments.
fn lack(lines: &[Vec<&str>; 2]) -> bool {
    let [short, long] = if lines[0].len() < lines[1].len() { [&lines[0], &lines[1]] } else { [&lines[1], &lines[0]] };
    let mut rest = short.iter().peekable();
    let lone: Vec<&&str> = long.iter().filter(|line| rest.next_if_eq(line).is_none()).collect();
    rest.next().is_none() && lone.iter().any(|line| !is_comment(line.trim_start()))
}

/// The line that differs in its figures, and the figures: if several lines do, or most names differ too, the example is
/// another one in each language.
fn other_figure<'c>(codes: [&'c Code; 2], lines: &[Vec<&'c str>; 2]) -> Option<(usize, [&'c str; 2])> {
    if lines[0].len() != lines[1].len() {
        return None;
    }
    // A line of prose is translated, and its figures are not to be told from the rest.
    let prose = PROSE.contains(&&*codes[0].language);
    let said = |line: &str| match prose {
        true => line.to_owned(),
        false if is_comment(line.trim_start()) => String::new(),
        false => signs(line),
    };
    if !prose && !share_words(lines) {
        return None;
    }
    let without = |line: &str| line.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let both = lines[0].iter().zip(&lines[1]).enumerate();
    let mut other = both.filter(|(_, (one, other))| {
        said(one) != said(other) || (one != other && without(one) == without(other) && !is_comment(one.trim_start()))
    });
    let (at, (one, another)) = other.next().filter(|_| other.next().is_none())?;
    if without(&said(one)) != without(&said(another)) {
        return None;
    }
    let bare = |line: &'c str| -> Vec<&'c str> {
        line.split(|c: char| !c.is_ascii_digit()).filter(|figure| !figure.is_empty()).collect()
    };
    let figures = [bare(one), bare(another)];
    // Figures in another order are those of a date that was translated.
    let sorted = figures.clone().map(|mut figures| {
        figures.sort_unstable();
        figures
    });
    let [left, right] = &figures;
    if left.len() != right.len() || sorted[0] == sorted[1] {
        return None;
    }
    let first = left.iter().zip(right).find(|(one, other)| one != other)?;
    Some((at, [*first.0, *first.1]))
}

/// Where a figure of a line of code stands in the file.
fn place(edition: &Edition<'_>, span: Span, line: &str, figure: &str) -> Span {
    let text = edition.source().slice(span);
    let found = text.find(line.trim()).and_then(|start| Some(start + line.trim().find(figure)?));
    match found {
        Some(at) => Span::new(span.start as usize + at, span.start as usize + at + figure.len()),
        None => edition.first_line(span),
    }
}

/// What marks a block as text to be read.
const PROSE: [&str; 8] = ["", "text", "txt", "markdown", "md", "html", "csv", "diff"];

fn is_comment(line: &str) -> bool {
    ["#", "//", "--", ";", "<!--", "/*", "*"].iter().any(|sign| line.starts_with(sign))
}

/// What of code is the same in every language: for each line that is no comment, its signs and figures, without words and
/// texts in quotes. Words are names that an example may translate; prose has no such form.
fn skeleton(code: &Code) -> Vec<String> {
    // Data is mostly prose, of which only the number of lines can be compared.
    let data = ["yaml", "yml", "toml", "ini", "json", "xml"].contains(&&*code.language);
    if PROSE.contains(&&*code.language) {
        return Vec::new();
    }
    let lines = code.text.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines = lines.filter(|line| !is_comment(line));
    lines.map(|line| if data { String::new() } else { signs(line) }).collect()
}

/// Whether half of the names in two blocks and more are the same.
fn share_words(lines: &[Vec<&str>; 2]) -> bool {
    let words = |side: usize| -> Vec<&str> {
        let lines = lines[side].iter().filter(|line| !is_comment(line.trim_start()));
        lines.flat_map(|line| line.split(|c: char| !c.is_alphabetic())).filter(|word| word.len() > 1).collect()
    };
    let (one, mut other) = (words(0), words(1));
    let most = one.len().max(other.len());
    let shared =
        one.iter().filter(|word| other.iter().position(|known| known == *word).map(|at| other.remove(at)).is_some());
    2 * shared.count() >= most
}

fn signs(line: &str) -> String {
    // What chooses the language of a program is there in one language only.
    let language = |word: &&str| ["--lang", "--language", "--locale"].contains(&word.split('=').next().unwrap_or(word));
    let line = line.split(' ').filter(|word| !language(word)).collect::<Vec<&str>>().join(" ");
    let mut kept = String::new();
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        let comment = before.is_whitespace() && ["#", "//"].iter().any(|sign| line[at..].starts_with(sign));
        match quote {
            Some(open) if c == open && before != '\\' => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if comment => break,
            None if c.is_whitespace() || c.is_alphabetic() => {}
            None => kept.push(c),
        }
        before = c;
    }
    kept
}
