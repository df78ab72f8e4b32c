//! Turns a spreadsheet of questions into a YAML file of the site, and says what nobody could be sure of.

use super::meant::{Fix, SiteWish};
use super::site;
use super::terminal::Terminal;
use super::words::questions as w;
use super::{Failure, Status, status};
use crate::build::build;
use crate::config::Layout;
use crate::diag::Diagnostic;
use crate::edit::Edits;
use crate::edit::questions::{Made, make};
use crate::handoff::questions::{Doubt, Fault, Note, column, languages_of, read};
use crate::lang::LangId;
use crate::link::{Site, slug};
use crate::report::Findings;
use crate::source::Digest;
use std::fs;
use std::path::Path;

/// What the user says of a spreadsheet.
#[derive(Clone, Debug, Default)]
pub struct Spreadsheet {
    /// The file to make, from `content/`.
    pub to: Option<String>,
    /// `FIELD=HEADER`.
    pub columns: Vec<String>,
    pub language: Option<String>,
    pub overwrite: bool,
}

/// Whether a file is a spreadsheet, by its name.
pub fn is_spreadsheet(file: &Path) -> bool {
    let extension = file.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    extension.is_some_and(|extension| ["csv", "tsv", "tab"].contains(&&*extension))
}

pub fn import(
    wish: &SiteWish,
    file: &Path,
    said: &Spreadsheet,
    changes: Fix,
    terminal: &Terminal,
) -> Result<Status, Failure> {
    site::require(wish, terminal)?;
    let bytes = fs::read(file).map_err(|error| Failure::reading(file, &error, terminal.tongue()))?;
    let inputs = site::inputs(wish, terminal)?;
    let mut cache = site::cache(&wish.root);
    let outcome = build(&inputs, &mut cache);
    let known = &outcome.site;
    let languages = &known.config.languages;
    let unknown = |name: &str| Failure::Usage(terminal.say(w::NO_LANGUAGE, &[("name", name)]));
    let lang = match &said.language {
        Some(name) => Some(languages.by_name(name).ok_or_else(|| unknown(name))?),
        None => None,
    };
    let columns = said.columns.iter().map(|text| {
        let (name, header) = text.split_once('=').unwrap_or((text, ""));
        let column = column(name.trim(), languages).filter(|_| !header.is_empty());
        column.map(|column| (column, header.trim().to_owned())).ok_or_else(|| bad_column(text, terminal))
    });
    let columns = columns.collect::<Result<Vec<_>, Failure>>()?;
    let export = read(&bytes, languages, (lang, known.config.source), &columns)
        .map_err(|fault| refused(file, &fault, terminal))?;
    let stem = file.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let path = target(known, said, &stem, &languages_of(&export.rows, languages));
    let there = fs::read(wish.root.join(&path)).ok();
    if there.is_some() && !said.overwrite {
        return Err(Failure::Usage(terminal.say(w::THERE, &[("path", &path)])));
    }
    let made = make(known, &export, &path, &stem);
    if made.questions == 0 {
        return Err(Failure::Usage(terminal.say(w::NOTHING, &[("path", &site::shown(file))])));
    }
    let mut edits = Edits::default();
    match there {
        Some(bytes) => edits.rewrite(&path, Digest::of(&bytes), bytes.len(), made.text.clone()),
        None => edits.create(&path, made.text.clone()),
    }
    match changes {
        Fix::Write => site::change(&edits, wish, terminal)?,
        Fix::Show => site::show(&edits, &inputs, terminal)?,
    }
    // What is wrong with the file is known before anybody builds.
    let built = build(&edits.applied(&inputs), &mut cache);
    let own: Vec<Diagnostic> =
        built.diagnostics.iter().filter(|found| found.sources().any(|source| source.path() == path)).cloned().collect();
    site::tell(wish, &Findings::from(&*own), terminal)?;
    tell(&made, &path, known, changes, terminal);
    Ok(status(&own, known.config.fail))
}

/// Where the file goes unless the user says so.
fn target(site: &Site, said: &Spreadsheet, stem: &str, spoken: &[LangId]) -> String {
    if let Some(to) = &said.to {
        let to = to.trim_start_matches("./").trim_start_matches("content/").trim_start_matches('/');
        return format!("content/{to}");
    }
    let name = slug(stem).unwrap_or_else(|| "questions".to_owned());
    let alone =
        (spoken.len() == 1 && site.config.languages.len() > 1).then(|| &site.config.languages[spoken[0]].suffix);
    match (alone, site.config.layout) {
        (None, _) => format!("content/faq/{name}.yaml"),
        (Some(suffix), Layout::SideBySide) => format!("content/faq/{name}.{suffix}.yaml"),
        (Some(suffix), Layout::Trees) => format!("content/{suffix}/faq/{name}.yaml"),
    }
}

fn bad_column(text: &str, terminal: &Terminal) -> Failure {
    Failure::Usage(terminal.say(w::BAD_COLUMN, &[("text", text)]))
}

fn refused(file: &Path, fault: &Fault, terminal: &Terminal) -> Failure {
    let path = site::shown(file);
    let list = |headers: &[String]| headers.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    Failure::Usage(match fault {
        Fault::NoColumns { headers, .. } if headers.is_empty() => terminal.say(w::NOTHING, &[("path", &path)]),
        Fault::NoColumns { headers, lacks } => {
            let args = [("path", &*path), ("field", lacks.name()), ("headers", &list(headers))];
            terminal.say(w::NO_COLUMN, &args)
        }
        Fault::Unmapped { header, headers } => {
            terminal.say(w::NO_HEADER, &[("path", &path), ("header", header), ("headers", &list(headers))])
        }
        Fault::Syntax { line } => terminal.say(w::NO_CSV, &[("path", &path), ("line", &line.to_string())]),
    })
}

/// The notes, a line each, then what was done.
fn tell(made: &Made, path: &str, site: &Site, changes: Fix, terminal: &Terminal) {
    for note in &made.notes {
        let line = note.line.map_or_else(String::new, |line| terminal.say(w::LINE, &[("line", &line.to_string())]));
        terminal.tell(&format!("{line}{}\n", phrase(note, site, terminal)));
    }
    let wording = if changes == Fix::Write { w::IMPORTED } else { w::WOULD_IMPORT };
    let questions = terminal.count(made.questions, w::QUESTION, w::QUESTIONS);
    let names: Vec<&str> = made.languages.iter().map(|&lang| &*site.config.languages[lang].tag).collect();
    let notes = terminal.count(made.notes.len(), w::DOUBT, w::DOUBTS);
    let args = [("questions", &*questions), ("path", path), ("languages", &names.join(", ")), ("notes", &notes)];
    terminal.tell(&(terminal.say(wording, &args) + "\n"));
}

fn phrase(note: &Note, site: &Site, terminal: &Terminal) -> String {
    let tag = |lang: LangId| site.config.languages[lang].tag.as_str();
    let say = |wording, args: &[(&str, &str)]| terminal.say(wording, args);
    match &note.doubt {
        Doubt::Encoding => say(w::ENCODING, &[]),
        Doubt::Column(name) => say(w::IGNORED, &[("name", name)]),
        Doubt::Language(lang) => say(w::ASSUMED, &[("lang", tag(*lang))]),
        Doubt::Categories => say(w::SAME_CATEGORIES, &[]),
        Doubt::NoQuestion => say(w::NO_QUESTION, &[]),
        Doubt::NoAnswer(question) => say(w::NO_ANSWER, &[("question", question)]),
        Doubt::Lacks(id, lang) => say(w::LACKS, &[("id", id), ("lang", tag(*lang))]),
        Doubt::Date(text) => say(w::DATE, &[("text", text)]),
        Doubt::Id(given, id) => say(w::GIVEN_ID, &[("given", given), ("id", id)]),
        Doubt::Twice(id) => say(w::TWICE, &[("id", id)]),
        Doubt::Html(id) => say(w::HTML, &[("id", id)]),
        Doubt::Dropped => say(w::DROPPED, &[]),
        Doubt::Formula(text) => say(w::FORMULA, &[("text", text)]),
        Doubt::Foreign(text) => say(w::FOREIGN, &[("text", text)]),
        Doubt::Cells(text) => say(w::CELLS, &[("text", text)]),
        Doubt::Title(title) => say(w::TITLE, &[("title", title)]),
    }
}
