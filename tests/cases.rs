//! Turns every `tests/cases/*.txt` into a built site and compares it with what the case expects.
//!
//! A case is a text: what it shows, lines `@name value` that ask for something special, then sections. `--- PATH ---`
//! begins a file of the site; options in parentheses say what a text cannot: `(crlf)`, `(bom)`, `(latin1)`, `(utf16)`, `(base64)`,
//! `(repeat N)`, `(no newline)`, `(absent)`, `(unreadable WHY)`, `(outside)`. Expected are `--- diagnostics ---` (in
//! English; none unless given), `--- aside ---` (what is allowed or known), `--- files ---` (every address but those of the theme's assets and of what only programs
//! read), and
//! `--- out/ADDRESS ---`: the inside of `<main>` but the headings' permanent links, with `(whole)` the whole file, with `(lines WORD WORD)` the lines that
//! hold one of the words; there `⍽` is a no-break space and `⎵` a narrow one. Sites use a tiny theme, with
//! `@theme built-in` the real one; `@parity` compares the editions, which most cases write in halves; `@drafts`, `@base-url URL` and `@as-of DATE` are the options of the command line;
//! `@without WORD` says that no address and no byte of the output holds the word, which appears with drafts;
//! `--- answers ---` is what is known of external addresses, as JSON.
//!
//! Every case is also built twice with one cache, from a cache that was written and read, and with French and English
//! exchanged, which may change no code; `@one-way WHY` exempts a case from the exchange. In a case with `@break`, there is one error, and
//! pasting its help over the place it underlines makes the site clean. `DIGLOT_CASES=rewrite` writes what was produced
//! into the cases; any other value runs only the cases whose names contain it, `rewrite:NAME` does both.

mod fixture;

use diglot::build::{Cache, Inputs};
use diglot::diag::{Diagnostic, Severity, Tongue};
use diglot::report::{Format, Look, render};
use diglot::verdict::{Aside, Why};
use fixture::{Built, Case, Section, built, insert};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn cases() {
    let asked = std::env::var("DIGLOT_CASES").unwrap_or_default();
    let (mode, filter) =
        asked.split_once(':').unwrap_or(if asked == "rewrite" { ("rewrite", "") } else { ("", &asked) });
    let mut paths: Vec<PathBuf> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"))
        .expect("the folder of cases is there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    let mut failures = String::new();
    let mut count = 0;
    for path in paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !name.contains(filter) {
            continue;
        }
        count += 1;
        let text = fs::read_to_string(&path).expect("a case is a text").replace("\r\n", "\n");
        let case = Case::parse(&text);
        let (produced, faults) = run(&case);
        if mode == "rewrite" {
            let rewritten = write(&case, &produced);
            if rewritten != text {
                fs::write(&path, rewritten).expect("the case can be written");
            }
        } else {
            compare(&name, &case, &produced, &mut failures);
        }
        for fault in faults {
            writeln!(failures, "== {name}: {fault}\n").expect("a string takes everything");
        }
    }
    assert!(count > 0, "no case is called `{filter}`");
    assert!(failures.is_empty(), "\n{failures}");
}

/// What the expectations of a case should say, and what else is wrong with it.
fn run(case: &Case) -> (Vec<Section>, Vec<String>) {
    let mut faults = Vec::new();
    let inputs = case.inputs();
    let mut cache = Cache::default();
    let cold = built(&inputs, &mut cache);
    for diagnostic in cold.diagnostics.iter().filter(|diagnostic| !diagnostic.unfilled().is_empty()) {
        faults.push(format!("{} lacks {:?}", diagnostic.rule().code, diagnostic.unfilled()));
    }
    same(&cold, &built(&inputs, &mut cache), "with a warm cache", &mut faults);
    let documents = cache.documents_to_bytes().unwrap_or_default();
    let highlights = cache.highlights_to_bytes().unwrap_or_default();
    let words = cache.words_to_bytes().unwrap_or_default();
    let mut read_back = Cache::load(documents, &highlights).with_words(|| words);
    same(&cold, &built(&inputs, &mut read_back), "with a cache read back", &mut faults);
    if case.mark("one-way").is_none() {
        exchanged(case, &cold, &mut faults);
    }
    if let Some(word) = case.mark("without") {
        without(word, &inputs, &cold, &mut faults);
    }
    if case.mark("break").is_some() {
        mended(&inputs, &cold, &mut faults);
    }
    let mut produced: Vec<Section> = case.sections.iter().filter(|section| section.is_expectation()).cloned().collect();
    if !produced.iter().any(|section| section.name == "diagnostics") {
        produced.push(Section { name: "diagnostics".into(), options: Vec::new(), text: String::new() });
    }
    for section in &mut produced {
        section.text = expectation(section, &cold).unwrap_or_else(|| {
            faults.push(format!("nothing is published at `{}`", section.name));
            "(nothing)\n".into()
        });
    }
    (produced, faults)
}

fn expectation(section: &Section, built: &Built) -> Option<String> {
    match section.name.as_str() {
        "diagnostics" => Some(render(Format::Human, &built.diagnostics, Look::plain(Tongue::English))),
        "aside" => {
            let line = |aside: &Aside| {
                let Aside { diagnostic, why } = aside;
                let at = diagnostic.source.position(diagnostic.finding.span.start);
                let why = match why {
                    Why::Allowed(reason) => format!("allowed: {reason}"),
                    Why::Known => "known".to_owned(),
                };
                let (path, code) = (diagnostic.source.path(), diagnostic.rule().code);
                format!("{path}:{}:{} {code} {why}\n", at.line, at.column)
            };
            Some(built.outcome.aside.iter().map(line).collect())
        }
        "files" => {
            let beside = ["index.md", "feed.xml", "llms.txt"];
            let is_beside = |address: &str| beside.contains(&address.rsplit('/').next().unwrap_or(address));
            let own = built.files.keys().filter(|address| !address.starts_with("assets/") && !is_beside(address));
            Some(own.map(|address| format!("{address}\n")).collect())
        }
        name => {
            let text = String::from_utf8_lossy(built.files.get(name.strip_prefix("out/")?)?);
            // No-break spaces are shown, as nobody could read them in a diff.
            let text = text.replace('\u{a0}', "⍽").replace('\u{202f}', "⎵");
            if section.option("whole").is_some() {
                return Some(text);
            }
            if let Some(words) = section.option("lines") {
                let lines = text.lines().filter(|line| words.split(' ').any(|word| line.contains(word)));
                return Some(lines.map(|line| format!("{}\n", without_digest(line))).collect());
            }
            let main = text.split_once("<main")?.1.split_once('>')?.1.rsplit_once("</main>")?.0;
            let main = without_permalinks(main);
            let lines = main.trim().lines().map(str::trim_end).filter(|line| !line.is_empty());
            Some(lines.map(|line| format!("{line}\n")).collect())
        }
    }
}

/// The line with `*` for the digest in the name of an asset, which changes with the theme.
fn without_digest(line: &str) -> String {
    let Some((before, name)) = line.split_once("/assets/") else { return line.to_owned() };
    let is_digest = |part: &str| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts: Vec<&str> = name.split('.').map(|part| if is_digest(part) { "*" } else { part }).collect();
    format!("{before}/assets/{}", parts.join("."))
}

/// The text without the link to itself that every heading carries: it would hide what the case is about.
fn without_permalinks(main: &str) -> String {
    let mut out = String::with_capacity(main.len());
    let mut rest = main;
    while let Some((before, after)) = rest.split_once(" <a class=\"permalink\"") {
        out.push_str(before);
        rest = after.split_once("</a>").map_or("", |(_, rest)| rest);
    }
    out + rest
}

fn same(cold: &Built, warm: &Built, how: &str, faults: &mut Vec<String>) {
    if cold.diagnostics != warm.diagnostics || cold.outcome.aside != warm.outcome.aside {
        faults.push(format!("other diagnostics {how}"));
    }
    if cold.outcome.output.entries() != warm.outcome.output.entries() {
        faults.push(format!("other addresses or keys {how}"));
    }
    for (address, bytes) in &cold.files {
        if warm.files.get(address) != Some(bytes) {
            faults.push(format!("other bytes {how}: {address}"));
        }
    }
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    let mut codes: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.rule().code).collect();
    codes.sort_unstable();
    codes
}

fn exchanged(case: &Case, cold: &Built, faults: &mut Vec<String>) {
    let inputs = case.exchanged().inputs();
    let other = built(&inputs, &mut Cache::default());
    if codes(&cold.diagnostics) != codes(&other.diagnostics) {
        let text = render(Format::Human, &other.diagnostics, Look::plain(Tongue::English));
        faults.push(format!("with the languages exchanged, other codes:\n{text}"));
    }
    if cold.files.len() != other.files.len() {
        faults.push("with the languages exchanged, another number of files".into());
    }
    if let Some(word) = case.mark("without") {
        without(word, &inputs, &other, faults);
    }
    if case.mark("break").is_some() {
        mended(&inputs, &other, faults);
    }
}

/// Looks for a word in everything that is published, and makes sure that it would be found.
fn without(word: &str, inputs: &Inputs, built_: &Built, faults: &mut Vec<String>) {
    let holds = |address: &str, bytes: &[u8]| {
        format!("{address}\n{}", String::from_utf8_lossy(bytes)).to_lowercase().contains(word)
    };
    let found = built_.files.iter().filter(|(address, bytes)| holds(address, bytes));
    faults.extend(found.map(|(address, _)| format!("`{word}` is published in {address}")));
    let shown = built(&Inputs { drafts: true, ..inputs.clone() }, &mut Cache::default());
    if !shown.files.iter().any(|(address, bytes)| holds(address, bytes)) {
        faults.push(format!("`{word}` is nowhere even with drafts"));
    }
}

/// Pastes the help of the one error over what it underlines, in both languages of the messages.
fn mended(inputs: &Inputs, broken: &Built, faults: &mut Vec<String>) {
    let [diagnostic] = &broken.diagnostics[..] else {
        faults.push(format!("one error expected, {} found", broken.diagnostics.len()));
        return;
    };
    if diagnostic.severity != Severity::Error {
        faults.push(format!("{} is no error", diagnostic.rule().code));
    }
    for tongue in [Tongue::French, Tongue::English] {
        let help = diagnostic.help(tongue).unwrap_or_default();
        let Some(paste) = help.split('`').nth(1) else {
            faults.push(format!("nothing to paste in: {help}"));
            continue;
        };
        let source = &diagnostic.source;
        let mut text = source.text().to_owned();
        text.replace_range(diagnostic.finding.span.range(), paste);
        let mut inputs = inputs.clone();
        insert(&mut inputs, source.path(), text.into_bytes());
        let mended = built(&inputs, &mut Cache::default());
        if !mended.diagnostics.is_empty() {
            let text = render(Format::Human, &mended.diagnostics, Look::plain(tongue));
            faults.push(format!("pasting `{paste}` leaves:\n{text}"));
        }
    }
}

/// The case with what was produced in the place of what was expected.
fn write(case: &Case, produced: &[Section]) -> String {
    let mut text = case.about.trim_end().to_owned() + "\n";
    let mut rest = produced.to_vec();
    let mut add =
        |section: &Section| write!(text, "\n{}{}", section.header(), section.text).expect("a string takes everything");
    for section in &case.sections {
        match rest.iter().position(|produced| section.is_expectation() && produced.header() == section.header()) {
            Some(at) => {
                let section = rest.remove(at);
                if section.name != "diagnostics" || !section.text.is_empty() {
                    add(&section);
                }
            }
            None => add(section),
        }
    }
    for section in rest.iter().filter(|section| !section.text.is_empty()) {
        add(section);
    }
    text
}

fn compare(name: &str, case: &Case, produced: &[Section], failures: &mut String) {
    for section in produced {
        let wanted = case.sections.iter().find(|wanted| wanted.header() == section.header());
        let wanted = wanted.map_or("", |wanted| wanted.text.as_str());
        if wanted != section.text {
            writeln!(failures, "== {name}: {}\n{}", section.header().trim_end(), difference(wanted, &section.text))
                .expect("a string takes everything");
        }
    }
}

/// The lines of both texts, those that only one has marked with `-` or `+`.
fn difference(wanted: &str, found: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (wanted.lines().collect(), found.lines().collect());
    let mut lengths = vec![vec![0usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i][j] =
                if old[i] == new[j] { lengths[i + 1][j + 1] + 1 } else { lengths[i + 1][j].max(lengths[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, String::new());
    while i < old.len() || j < new.len() {
        let (sign, line) = if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
            (' ', old[i - 1])
        } else if i < old.len() && (j == new.len() || lengths[i + 1][j] >= lengths[i][j + 1]) {
            i += 1;
            ('-', old[i - 1])
        } else {
            j += 1;
            ('+', new[j - 1])
        };
        writeln!(out, "{sign} {line}").expect("a string takes everything");
    }
    out
}
