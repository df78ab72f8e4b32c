//! Turns two blocks of code that belong together into how they differ: in language, in lines, in figures, in signs.
//!
//! It knows no grammar: a comment, a text in quotes and a name are told by signs that most languages share.

use super::facts::Reading;
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
    if sizes[0] != sizes[1]
        && (lack(&lines) || reads_on(a) && a.title == b.title && said(a, &lines[0]) != said(b, &lines[1]))
    {
        let told = told(&rules::CODE_DIFFERS, "line").phrases(sizes.map(|size| match size {
            1 => "code-line",
            _ => "code-lines",
        }));
        return Some(Found::at_both(editions, places, told.sizes(sizes.map(|size| size.to_string()))));
    }
    if let Some((at, figures)) = other_figure(codes, &lines).or_else(|| other_fact(sides, a, &lines)) {
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
    let prose = reads_on(codes[0]);
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

/// As [`other_figure`], of a block of text, whose lines are translated: one line says another figure in it, and no other
/// line does. What a language writes otherwise, "2:30 p.m." for « 14 h 30 », is the same fact.
fn other_fact<'c>(sides: &Sides<'_>, code: &Code, lines: &[Vec<&'c str>; 2]) -> Option<(usize, [&'c str; 2])> {
    if !reads_on(code) || lines[0].len() != lines[1].len() {
        return None;
    }
    let mut other =
        lines[0].iter().zip(&lines[1]).map(|(one, other)| [figures(one), figures(other)]).enumerate().filter(
            |(_, [left, right])| {
                let sorted = [left, right].map(|figures| {
                    let mut sorted = figures.clone();
                    sorted.sort_unstable();
                    sorted
                });
                sorted[0] != sorted[1]
            },
        );
    let (at, [mut left, mut right]) = other.next().filter(|_| other.next().is_none())?;
    left.retain(|figure| match right.iter().position(|other| other == figure) {
        Some(same) => {
            right.remove(same);
            false
        }
        None => true,
    });
    let ([one], [another]) = (&left[..], &right[..]) else { return None };
    let reading = Reading::of(&sides.site.config, sides.editions);
    reading.differ([lines[0][at], lines[1][at]]).then_some((at, [one, another]))
}

/// The figures of a line, but the column of a place in a file, which goes by the letters before it.
fn figures(line: &str) -> Vec<&str> {
    let place = |at: usize| {
        let before = line[..at].strip_suffix(':').map(|before| before.trim_end_matches(|c: char| c.is_ascii_digit()));
        before.is_some_and(|before| {
            before.strip_suffix(':').is_some_and(|before| before.ends_with(char::is_alphanumeric))
        })
    };
    let figures = line.split(|c: char| !c.is_ascii_digit()).filter(|figure| !figure.is_empty());
    figures.filter(|figure| !place(figure.as_ptr() as usize - line.as_ptr() as usize)).collect()
}

/// Where a figure of a line of code, which is a piece of it, stands in the file.
fn place(edition: &Edition<'_>, span: Span, line: &str, figure: &str) -> Span {
    let text = edition.source().slice(span);
    let found = text.find(line).map(|start| start + figure.as_ptr() as usize - line.as_ptr() as usize);
    match found {
        Some(at) => Span::new(span.start as usize + at, span.start as usize + at + figure.len()),
        None => edition.first_line(span),
    }
}

/// What marks a block as text to be read.
const PROSE: [&str; 8] = ["", "text", "txt", "markdown", "md", "html", "csv", "diff"];

/// Whether a block is text to be read, which is translated.
fn reads_on(code: &Code) -> bool {
    PROSE.contains(&&*code.language)
}

/// How many lines a text has, without those in which the one before only goes on: text that was wrapped. Where nothing
/// says that it is Markdown, `#` begins a comment.
fn said(code: &Code, lines: &[&str]) -> usize {
    let comment = |line: &&str| matches!(&*code.language, "" | "text" | "txt") && line.starts_with('#');
    let lines: Vec<&str> = lines.iter().copied().filter(|line| !comment(line)).collect();
    let on = |pair: &&[&str]| pair[0].chars().count() >= WRAPPED && pair[1].starts_with(char::is_alphabetic);
    lines.len() - lines.windows(2).filter(on).count()
}

/// A line of so many characters may go on in the next.
const WRAPPED: usize = 45;

fn is_comment(line: &str) -> bool {
    ["#", "//", "--", ";", "<!--", "/*", "*"].iter().any(|sign| line.starts_with(sign))
}

/// What of code is the same in every language: for each line that is no comment, its signs and figures, without words and
/// texts in quotes. Words are names that an example may translate; prose has no such form.
fn skeleton(code: &Code) -> Vec<String> {
    // Data is mostly prose, of which only the number of lines can be compared.
    let data = ["yaml", "yml", "toml", "ini", "json", "xml"].contains(&&*code.language);
    if reads_on(code) {
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
