//! Turns sites into files for translators and back: nothing changes that nobody translated, and what was translated is found
//! where it belongs.
//!
//! Every case of `tests/cases` is a site here, and so is the manual; `tests/handoff/*.txt` are what comes back from tools.

mod fixture;

use diglot::build::{Cache, Inputs, build};
use diglot::diag::{Diagnostic, Severity, Tongue};
use diglot::edit::handoff::{Import, import};
use diglot::edit::source;
use diglot::handoff::task::{Standing, Task, Unit, task};
use diglot::handoff::xliff::{decoded, read, write};
use diglot::link::Site;
use diglot::load::{Choices, load};
use diglot::report::{Format, Look, render};
use diglot::source::Source;
use fixture::Case;
macro_rules! soft { ($c:expr, $($a:tt)*) => { if !$c { eprintln!("SOFT {}", format!($($a)*)); } } }
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn cases() -> Vec<(String, Inputs)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("the cases").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let read = |path: &Path| Case::parse(&fs::read_to_string(path).expect("a text").replace("\r\n", "\n")).inputs();
    let all = paths.iter().map(|path| (name(path), read(path))).chain([("manual".to_owned(), manual())]);
    let wanted = std::env::var("DIGLOT_CASES").unwrap_or_default();
    all.filter(|(name, _)| name.contains(&wanted)).collect()
}

fn manual() -> Inputs {
    let choices = Choices {
        as_of: jiff::civil::date(2026, 3, 1),
        drafts: true,
        base_url: None,
        levels: Vec::new(),
        baseline: None,
    };
    load(Path::new(env!("CARGO_MANIFEST_DIR")), &choices).expect("the manual")
}

fn site_of(inputs: &Inputs) -> std::sync::Arc<Site> {
    build(inputs, &mut Cache::default()).site
}

/// Every document in every language.
fn tasks(site: &Site) -> Vec<Task<'_>> {
    let languages: Vec<_> = site.config.languages.ids().collect();
    (0..site.pairs.len()).flat_map(|pair| languages.iter().filter_map(move |&into| task(site, pair, into))).collect()
}

fn export(site: &Site, wanted: &dyn Fn(&Unit) -> bool) -> String {
    write(&tasks(site), &site.config.languages, wanted)
}

fn brought_in(inputs: &Inputs, site: &Site, xliff: &str) -> Import {
    let source = Source::new("back.xlf", decoded(xliff.as_bytes()).expect("a text"));
    let files = read(&source).unwrap_or_else(|fault| {
        panic!(
            "{fault:?}: {}",
            source.text().chars().skip(fault.span.start as usize - 300).take(600).collect::<String>()
        )
    });
    import(inputs, site, &mut Cache::default(), &source, &files)
}

fn told(diagnostics: &[Diagnostic]) -> String {
    render(Format::Short, diagnostics, Look::plain(Tongue::English))
}

/// The file as somebody leaves it who translates by putting `+` before every text, after its tags.
fn translated(xliff: &str) -> String {
    let mut out = String::new();
    let mut rest = xliff;
    while let Some(at) = rest.find("<source>") {
        let end = rest.find("</source>").expect("a source ends");
        let text = &rest[at + "<source>".len()..end];
        let target = rest[end..].find("<target").map(|at| end + at).expect("a target follows");
        let after = match rest[target..].find('>').map(|at| target + at) {
            Some(close) if rest[..close].ends_with('/') => close + 1,
            _ => target + rest[target..].find("</target>").expect("it ends") + "</target>".len(),
        };
        out.push_str(&rest[..target]);
        out.push_str(&format!("<target state=\"translated\">{}</target>", changed(text)));
        rest = &rest[after..];
    }
    out + rest
}

/// A text with `Ü` before its first letter outside of tags.
fn changed(text: &str) -> String {
    let mut in_tag = false;
    for (at, c) in text.char_indices() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if c.is_alphabetic() && !in_tag => return format!("{}Ü{}", &text[..at], &text[at..]),
            _ => {}
        }
    }
    text.to_owned()
}

#[test]
fn what_nobody_touched_stays_as_it_is() {
    let mut units = 0;
    for (name, inputs) in cases() {
        let site = site_of(&inputs);
        let import = brought_in(&inputs, &site, &export(&site, &|_| true));
        let changed: Vec<&str> = import.edits.iter().map(|(path, _)| path).collect();
        soft!(changed.is_empty(), "{name}: {changed:?}\n{}", import.edits.diff(&inputs));
        assert_eq!(import.changed, 0, "{name}");
        // Nothing else can be said than that something is still to be done.
        let other = import.diagnostics.iter().find(|found| found.rule().name != "xliff-unfinished");
        soft!(other.is_none(), "{name}: {}", told(&import.diagnostics));
        units += import.unchanged;
    }
    assert!(units > 0, "{units}");
}

#[test]
fn what_is_translated_is_found_where_it_was() {
    let mut changed = 0;
    for (name, inputs) in cases() {
        let site = site_of(&inputs);
        let xliff = translated(&export(&site, &|unit| unit.standing != Standing::Missing));
        let import = brought_in(&inputs, &site, &xliff);
        if !import.diagnostics.is_empty() {
            eprintln!("T2 {name} {}", told(&import.diagnostics));
        }
        let after = import.edits.applied(&inputs);
        let now = site_of(&after);
        for (old, new) in tasks(&site).iter().zip(&tasks(&now)) {
            for unit in old.units.iter().filter(|unit| unit.standing != Standing::Missing) {
                let Some(new) = new.units.iter().find(|new| new.id == unit.id) else { continue };
                for (text, other) in unit.texts.iter().zip(&new.texts) {
                    let Some(target) = &other.target else { continue };
                    if text.runs.iter().all(|run| run.segments.is_empty()) {
                        continue;
                    }
                    soft!(text.source.pieces.shape == target.pieces.shape, "{name} {}", unit.id);
                    let words = |pieces: &diglot::handoff::pieces::Pieces| {
                        pieces.runs.iter().map(|run| run.coded.words().replace('Ü', "")).collect::<Vec<String>>()
                    };
                    soft!(words(&text.source.pieces) == words(&target.pieces), "{name} {}", unit.id);
                }
            }
        }
        changed += import.changed;
    }
    assert!(changed > 700, "{changed}");
}

/// The site without its French, or without its English.
fn without(inputs: &Inputs, lang: &str) -> Inputs {
    let mut inputs = inputs.clone();
    inputs.content.retain(|path, _| {
        let is_other = path.contains(&format!(".{lang}.")) || path.starts_with(&format!("{lang}/"));
        !is_other || path.starts_with("_snippets") || path.ends_with(".png")
    });
    inputs.records.clear();
    inputs
}

#[test]
fn an_edition_that_is_not_there_is_made() {
    let mut made = 0;
    for (name, inputs) in cases() {
        for lang in ["fr", "en"] {
            let inputs = without(&inputs, lang);
            let site = site_of(&inputs);
            let xliff = translated(&export(&site, &|unit| unit.standing == Standing::Missing));
            let import = brought_in(&inputs, &site, &xliff);
            let unplaced: Vec<&Diagnostic> =
                import.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
            soft!(
                unplaced.is_empty(),
                "{name} {lang}: {}\n{}\n{xliff}",
                told(&import.diagnostics),
                import.edits.diff(&inputs)
            );
            let after = import.edits.applied(&inputs);
            let now = site_of(&after);
            let missing: Vec<String> = tasks(&now)
                .iter()
                .flat_map(|task| task.units.iter().map(|unit| (task.source.source.path().to_owned(), unit)))
                .filter(|(_, unit)| unit.standing == Standing::Missing && unit.segments().next().is_some())
                .map(|(path, unit)| format!("{path}#{}", unit.id))
                .collect();
            soft!(missing.is_empty(), "{missing:?} {name} {lang}\n{}", import.edits.diff(&inputs));
            made += import.edits.len();
        }
    }
    assert!(made > 300, "{made}");
}

/// A site whose source edition has sections, items and questions that the other has not.
#[test]
fn what_is_missing_is_put_in_at_its_place() {
    let mut put_in = 0;
    for (name, inputs) in cases() {
        let site = site_of(&inputs);
        let all: Vec<(String, String)> = tasks(&site)
            .iter()
            .flat_map(|task| {
                let target = task.target.map_or("", |target| target.source.path());
                let path = if target == task.source.source.path() { "" } else { target };
                task.units
                    .iter()
                    .filter(|unit| unit.joined.is_some())
                    .map(|unit| (path.to_owned(), unit.id.clone()))
                    .collect::<Vec<_>>()
            })
            .filter(|(path, _)| !path.is_empty())
            .collect();
        // One unit of every document is taken out of the translation.
        let mut cut = inputs.clone();
        let mut gone: BTreeMap<String, String> = BTreeMap::new();
        for (number, (path, id)) in all.iter().enumerate() {
            if gone.contains_key(path) || number % 2 == 1 {
                continue;
            }
            let Some(text) = source(&inputs, path).and_then(|source| cut_out(&site, source, id)) else { continue };
            fixture::insert(&mut cut, path, text.into_bytes());
            gone.insert(path.clone(), id.clone());
        }
        let site = site_of(&cut);
        let whole = site_of(&inputs);
        let complete: Vec<String> = tasks(&whole)
            .iter()
            .filter(|task| task.units.iter().all(|unit| unit.standing != Standing::Missing))
            .map(|task| task.source.source.path().to_owned())
            .collect();
        let all: Vec<Task<'_>> = tasks(&site)
            .into_iter()
            .filter(|task| complete.iter().any(|path| path == task.source.source.path()))
            .collect();
        let xliff = translated(&write(&all, &site.config.languages, &|unit| unit.standing == Standing::Missing));
        let import = brought_in(&cut, &site, &xliff);
        let errors = import.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
        soft!(errors == 0, "{name}: {}\n{}\n{}", told(&import.diagnostics), import.edits.diff(&cut), xliff);
        put_in += import.changed;
    }
    assert!(put_in > 40, "{put_in}");
}

/// A text without one section.
fn cut_out(site: &Site, source: &Source, id: &str) -> Option<String> {
    let document = site.documents.iter().find(|document| document.source.path() == source.path())?;
    let pair = &site.pairs[site.pair_of(document)?];
    let unit = pair.units.iter().find(|unit| &*unit.id == id)?.members[document.place.lang]? as usize;
    let units = &document.facts().units;
    if units[unit].kind != diglot::parse::facts::UnitKind::Section
        || units[unit].nested
        || unit == 0 && document.place.kind == diglot::parse::Kind::Part
    {
        return None;
    }
    let start = units[unit].span.start as usize;
    let next =
        units[unit + 1..].iter().find(|unit| !unit.nested && unit.kind == diglot::parse::facts::UnitKind::Section);
    let end = next.map_or(source.text().len(), |unit| unit.span.start as usize);
    Some(format!("{}{}", &source.text()[..start], &source.text()[end..]))
}
