//! Turns a site's folder into what is translated and what is not: a table, or the changes of some documents word by word.

use super::accept::{failure, lang};
use super::meant::SiteWish;
use super::site;
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status};
use crate::build::build;
use crate::diag::Tongue;
use crate::edit::accept::{Wish, chosen};
use crate::lang::LangId;
use crate::ledger::{Piece, State, changes};
use crate::link::Site;
use crate::parity::translation::{Translation, Unit};
use crate::report::Format;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

pub fn status(
    wish: &SiteWish,
    document: Option<String>,
    edition: Option<String>,
    terminal: &Terminal,
) -> Result<Status, Failure> {
    site::require(wish, terminal)?;
    let inputs = site::inputs(wish, terminal)?;
    let outcome = build(&inputs, &mut site::cache(&wish.root));
    let site = &outcome.site;
    // A unit may be named as the other command takes it.
    let (document, unit) = match document.as_deref().map(|typed| typed.split_once('#').unwrap_or((typed, ""))) {
        Some((document, unit)) => (Some(document.to_owned()), Some(unit.to_owned()).filter(|unit| !unit.is_empty())),
        None => (None, None),
    };
    let asked = Wish { document, unit, lang: lang(site, edition, terminal)?, waive: None };
    let chosen = chosen(site, &asked).map_err(|refusal| failure(refusal, terminal))?;
    let answer = match (terminal.format, &asked.document) {
        (Format::Json, _) => serde_json::to_string_pretty(&json(site, &chosen)).expect("plain data is JSON") + "\n",
        (_, Some(_)) => details(site, &chosen, asked.unit.as_deref(), terminal),
        (_, None) => table(site, &chosen, terminal),
    };
    terminal.answer(&answer)?;
    Ok(Status::Clean)
}

/// The states in the order of the columns.
const COLUMNS: [State; 8] = [
    State::Current,
    State::SourceChanged,
    State::TranslationChanged,
    State::BothChanged,
    State::Missing,
    State::Extra,
    State::Waived,
    State::Unrecorded,
];

/// How many units stand how, and how many words of theirs are to be translated.
#[derive(Clone, Default)]
struct Tally {
    units: BTreeMap<State, usize>,
    words: usize,
}

impl Tally {
    fn of(units: &[Unit<'_>]) -> Tally {
        let mut tally = Tally::default();
        for unit in units {
            *tally.units.entry(unit.state()).or_default() += 1;
            tally.words += if unit.state().needs_translation() { unit.words() } else { 0 };
        }
        tally
    }

    fn add(&mut self, other: &Tally) {
        other.units.iter().for_each(|(state, count)| *self.units.entry(*state).or_default() += count);
        self.words += other.words;
    }

    fn cells(&self) -> Vec<String> {
        let count = |state: State| self.units.get(&state).map_or_else(String::new, ToString::to_string);
        let words = if self.words == 0 { String::new() } else { self.words.to_string() };
        COLUMNS.iter().map(|state| count(*state)).chain([words]).collect()
    }

    fn json(&self) -> Value {
        let count = |state: State| (state.name().to_owned(), json!(self.units.get(&state).copied().unwrap_or(0)));
        let mut map: serde_json::Map<String, Value> = State::ALL.into_iter().map(count).collect();
        map.insert("words_to_translate".into(), json!(self.words));
        Value::Object(map)
    }
}

fn segment(site: &Site, lang: LangId) -> &str {
    &site.config.languages[lang].segment
}

/// A line for each document and language, and a total for each language.
fn table(site: &Site, chosen: &[Translation<'_>], terminal: &Terminal) -> String {
    let tongue = terminal.tongue();
    if chosen.is_empty() {
        return format!("{}\n", w::NO_TRANSLATIONS.get(tongue));
    }
    let heads = COLUMNS.iter().map(|state| state.head().get(tongue)).chain([w::COLUMN_WORDS.get(tongue)]);
    let mut rows: Vec<(String, Vec<String>)> =
        vec![(w::COLUMN_DOCUMENT.get(tongue).to_owned(), heads.map(str::to_owned).collect())];
    let mut totals: BTreeMap<LangId, Tally> = BTreeMap::new();
    for translation in chosen {
        let tally = Tally::of(&translation.units);
        rows.push((format!("{} ({})", translation.key, segment(site, translation.langs.1)), tally.cells()));
        totals.entry(translation.langs.1).or_default().add(&tally);
    }
    let body = rows.len();
    for (lang, tally) in totals {
        rows.push((format!("{} ({})", w::TOTAL.get(tongue), segment(site, lang)), tally.cells()));
    }
    let width = |at: usize| rows.iter().map(|(_, cells)| cells[at].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows[0].1.len()).map(width).collect();
    let first = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let mut out = String::new();
    for (at, (name, cells)) in rows.iter().enumerate() {
        if at == 1 || at == body {
            let rule = first + widths.iter().map(|width| width + 2).sum::<usize>();
            let _ = writeln!(out, "{}", "─".repeat(rule));
        }
        let mut line = format!("{name}{}", " ".repeat(first - name.width()));
        for (cell, width) in cells.iter().zip(&widths) {
            let _ = write!(line, "  {}{cell}", " ".repeat(width - cell.width()));
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    let _ = writeln!(out, "\n{}", w::LEGEND.get(tongue));
    out
}

/// Everything that is not up to date, with what has changed.
fn details(site: &Site, chosen: &[Translation<'_>], unit: Option<&str>, terminal: &Terminal) -> String {
    let mut out = String::new();
    // Of many documents only those that somebody has to look at are shown.
    let current = |translation: &Translation<'_>| translation.units.iter().all(|unit| unit.state() == State::Current);
    let many = chosen.len() > 1;
    if many && chosen.iter().all(current) {
        return format!("{}\n", w::ALL_CURRENT.get(terminal.tongue()));
    }
    for translation in chosen.iter().filter(|translation| !many || !current(translation)) {
        let (from, to) = (segment(site, translation.langs.0), segment(site, translation.langs.1));
        let path = translation.translation.map_or("", |document| document.source.path());
        let _ = writeln!(out, "{}", bold(&format!("{} ({from} → {to})", translation.key), terminal));
        let _ = writeln!(out, "  {}", [translation.source.source.path(), path].join("  ").trim_end());
        let wanted = |one: &&Unit<'_>| match unit {
            Some(id) => one.id == id,
            None => one.state() != State::Current,
        };
        let mut any = false;
        for one in translation.units.iter().filter(wanted) {
            any = true;
            out.push_str(&detail(site, translation, one, terminal));
        }
        if !any {
            let _ = writeln!(out, "  {}", w::ALL_CURRENT.get(terminal.tongue()));
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out + "\n"
}

fn detail(site: &Site, translation: &Translation<'_>, unit: &Unit<'_>, terminal: &Terminal) -> String {
    let words = terminal.count(unit.words(), w::WORD, w::WORDS);
    let mut out =
        format!("\n  {}: {}", bold(&format!("#{}", unit.id), terminal), unit.state().phrase().get(terminal.tongue()));
    if terminal.tongue() == Tongue::French {
        out = out.replacen(": ", " : ", 1);
    }
    let _ = writeln!(out, " ({words})");
    let Some(agreed) = unit.agreed(site, translation.langs) else { return out };
    let suffixes = site.suffixes(translation.langs.0, translation.langs.1);
    let now = [(suffixes.0, unit.source_text()), (suffixes.1, unit.translated_text())];
    for ((suffix, new), old) in now.into_iter().zip(&agreed.texts) {
        let Some((old, new)) = old.as_deref().zip(new) else { continue };
        let shown = shown(&changes(old, &new), terminal);
        if !shown.is_empty() {
            let _ = write!(out, "    {suffix}:\n{shown}");
        }
    }
    if let Some(reason) = &agreed.reason {
        let _ = writeln!(out, "    {}", terminal.say(w::WAIVED_BECAUSE, &[("reason", reason)]));
    }
    out
}

/// The lines in which something changed; nothing if nothing did. Where lines are left out stands `…`.
fn shown(pieces: &[Piece<'_>], terminal: &Terminal) -> String {
    let mut lines: Vec<(bool, String)> = vec![(false, String::new())];
    let mut run: Option<(bool, String)> = None;
    let end = |run: &mut Option<(bool, String)>, lines: &mut Vec<(bool, String)>| {
        let Some((added, text)) = run.take() else { return };
        for (at, part) in text.split('\n').enumerate() {
            if at > 0 {
                lines.push((false, String::new()));
            }
            let bare = part.trim_end();
            let last = lines.last_mut().expect("there is a first line");
            if !bare.is_empty() {
                last.0 = true;
                last.1.push_str(&marked(bare, added, terminal));
            }
            last.1.push_str(&part[bare.len()..]);
        }
    };
    for piece in pieces {
        let (added, text) = match piece {
            Piece::Same(text) => {
                end(&mut run, &mut lines);
                for (at, part) in text.split('\n').enumerate() {
                    if at > 0 {
                        lines.push((false, String::new()));
                    }
                    lines.last_mut().expect("there is a first line").1.push_str(part);
                }
                continue;
            }
            Piece::Removed(text) => (false, text),
            Piece::Added(text) => (true, text),
        };
        if run.as_ref().is_some_and(|(known, _)| *known != added) {
            end(&mut run, &mut lines);
        }
        run.get_or_insert_with(|| (added, String::new())).1.push_str(text);
    }
    end(&mut run, &mut lines);
    if !lines.iter().any(|(changed, _)| *changed) {
        return String::new();
    }
    let mut out = String::new();
    let mut left_out = false;
    for (changed, line) in &lines {
        if *changed {
            let _ = writeln!(out, "      {}", line.trim_end());
        } else if !left_out && !line.trim().is_empty() {
            out.push_str("      …\n");
        }
        left_out = !changed && (left_out || !line.trim().is_empty());
    }
    out
}

fn marked(text: &str, added: bool, terminal: &Terminal) -> String {
    match (terminal.paints(), added) {
        (true, true) => format!("\x1b[32;4m{text}\x1b[0m"),
        (true, false) => format!("\x1b[31;9m{text}\x1b[0m"),
        (false, true) => format!("{{+{text}+}}"),
        (false, false) => format!("[-{text}-]"),
    }
}

fn bold(text: &str, terminal: &Terminal) -> String {
    if terminal.paints() { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
}

fn json(site: &Site, chosen: &[Translation<'_>]) -> Value {
    let mut totals: BTreeMap<LangId, Tally> = BTreeMap::new();
    let documents: Vec<Value> = chosen
        .iter()
        .map(|translation| {
            let tally = Tally::of(&translation.units);
            totals.entry(translation.langs.1).or_default().add(&tally);
            let line = |document: &crate::parse::Document, place: Option<crate::source::Span>| {
                place.map(|span| document.source.position(span.start).line)
            };
            let unit = |unit: &Unit<'_>| {
                json!({
                    "unit": unit.id,
                    "state": unit.state().name(),
                    "words": unit.words(),
                    "source_line": line(translation.source, unit.source_place()),
                    "translation_line": translation.translation.and_then(|document| line(document, unit.translated_place())),
                })
            };
            json!({
                "document": translation.key,
                "source": segment(site, translation.langs.0),
                "language": segment(site, translation.langs.1),
                "source_path": translation.source.source.path(),
                "translation_path": translation.translation.map(|document| document.source.path()),
                "totals": tally.json(),
                "units": translation.units.iter().map(unit).collect::<Vec<Value>>(),
            })
        })
        .collect();
    let totals: serde_json::Map<String, Value> =
        totals.iter().map(|(lang, tally)| (segment(site, *lang).to_owned(), tally.json())).collect();
    json!({ "documents": documents, "totals": totals })
}
