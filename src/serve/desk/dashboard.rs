//! Turns the rows of a site into the dashboard: filtered, sorted, a page at a time.
//!
//! It works without scripts; with them, it follows the builds and what is typed.

use super::frame::{self, w};
use super::query::Query;
use super::rows::{Counts, Row};
use super::totals::{bar, pager, totals};
use super::{Desk, HOME, counted, listed, number, sides};
use crate::diag::{Wording, folded};
use crate::lang::Languages;
use crate::ledger::State;
use crate::parse::Kind;
use crate::render::escape;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const TITLE: Wording = w("Tableau de bord", "Dashboard");
const PROBLEMS: Wording = w("Problèmes", "Problems");
const SEARCH: Wording = w("Chercher", "Search");
const LANGUAGE: Wording = w("Traduction", "Translation");
const STATE: Wording = w("État", "State");
const FOLDER: Wording = w("Dossier", "Folder");
const KIND: Wording = w("Genre", "Kind");
const LEVEL: Wording = w("Problèmes", "Problems");
const ALL: Wording = w("tous", "all");
const ALL_F: Wording = w("toutes", "all");
const TODO: Wording = w("à traiter", "to do");
const ERRORS: Wording = w("erreurs", "errors");
const WARNINGS: Wording = w("avertissements", "warnings");
const REMARKS: Wording = w("remarques", "remarks");
const SHOW: Wording = w("Filtrer", "Filter");
const RESET: Wording = w("Effacer les filtres", "Clear the filters");
const DOCUMENT: Wording = w("Document", "Document");
const UNITS: Wording = w("État des sections", "State of the sections");
const WORDS: Wording = w("Mots à traduire", "Words to translate");
const DRAFT: Wording = w("brouillon", "draft");
const ONE_LANGUAGE: Wording = w("en une seule langue", "in one language only");
const PAGE: Wording = w("Page", "Page");
const NONE: Wording = w("Aucun document ne correspond.", "No document matches.");
const TABLE: Wording = w("État des documents", "State of the documents");

/// How many are sent at once.
const WINDOW: usize = 100;

/// What the lists of choices hold at most: nobody looks for a folder among more.
const MOST_FOLDERS: usize = 400;

pub fn page(desk: &Desk, query: &Query) -> String {
    let mut main = String::new();
    if query.get("view") == "problems" {
        let _ = writeln!(main, "<h1>{}</h1>", query.say(PROBLEMS));
        filters(desk, query, true, &mut main);
        listed::problems(desk, query, &mut main);
        return frame::page(desk, HOME, "dashboard", query.say(PROBLEMS), &main, query);
    }
    let languages = &desk.site.config.languages;
    let wanted = Wanted::of(query);
    let mut found: Vec<&Row> = desk.rows().iter().filter(|row| wanted.takes(row, languages)).collect();
    sort(&mut found, query);
    let _ = writeln!(main, "<h1>{}</h1>", query.say(TITLE));
    totals(found.iter().copied(), languages, query, &mut main);
    filters(desk, query, false, &mut main);
    let count = counted(found.len(), ["ligne", "row"], ["lignes", "rows"], query.tongue);
    let _ = writeln!(main, "<p class=\"count\" id=\"_count\" data-part>{count}</p>");
    let from = query.get("from").parse().unwrap_or(0).min(found.len().saturating_sub(1) / WINDOW * WINDOW);
    table(&found[from..(from + WINDOW).min(found.len())], languages, query, &mut main);
    if found.is_empty() {
        let _ = writeln!(main, "<p class=\"none\" id=\"_none\" data-part>{}</p>", query.say(NONE));
    }
    pager(HOME, from, WINDOW, found.len(), query, &mut main);
    frame::page(desk, HOME, "dashboard", query.say(TITLE), &main, query)
}

/// What the filters ask for.
struct Wanted<'q> {
    query: &'q Query,
    text: String,
    folder: String,
}

impl<'q> Wanted<'q> {
    fn of(query: &'q Query) -> Wanted<'q> {
        Wanted { query, text: folded(query.get("q")), folder: format!("{}/", query.get("folder")) }
    }

    fn takes(&self, row: &Row, languages: &Languages) -> bool {
        let query = self.query;
        let chosen = |name: &str, own: &str| query.get(name).is_empty() || query.get(name) == own;
        let folder = query.get("folder").is_empty() || format!("{}/", row.folder).starts_with(&self.folder);
        let level = match query.get("level") {
            "error" => row.problems[0] > 0,
            "warning" => row.problems[1] > 0,
            "any" => row.problems.iter().any(|count| *count > 0),
            _ => true,
        };
        let text = || {
            let title = |tongue| folded(row.title(tongue)).contains(&self.text);
            self.text.is_empty()
                || folded(&row.key).contains(&self.text)
                || title(crate::diag::Tongue::French)
                || title(crate::diag::Tongue::English)
        };
        chosen("lang", &languages[row.langs.1].segment)
            && chosen("kind", frame::kind_name(row.kind))
            && has_state(query.get("state"), &row.counts)
            && folder
            && level
            && text()
    }
}

fn has_state(name: &str, counts: &Counts) -> bool {
    match name {
        "" => true,
        "todo" => counts.settled() < counts.all(),
        "done" => counts.settled() == counts.all(),
        name => State::ALL.into_iter().any(|state| state.name() == name && counts.of(state) > 0),
    }
}

/// The columns that a table can be sorted by; a minus before the name turns the order round.
fn sort(rows: &mut [&Row], query: &Query) {
    let tongue = query.tongue;
    match query.get("sort") {
        "title" => rows.sort_by_cached_key(|row| folded(row.title(tongue))),
        "-title" => rows.sort_by_cached_key(|row| Reverse(folded(row.title(tongue)))),
        "todo" => rows.sort_by_key(|row| row.counts.all() - row.counts.settled()),
        "-todo" => rows.sort_by_key(|row| Reverse(row.counts.all() - row.counts.settled())),
        "words" => rows.sort_by_key(|row| row.counts.words),
        "-words" => rows.sort_by_key(|row| Reverse(row.counts.words)),
        "problems" => rows.sort_by_key(|row| row.problems),
        "-problems" => rows.sort_by_key(|row| Reverse(row.problems)),
        "-document" => rows.reverse(),
        _ => {}
    }
}

fn filters(desk: &Desk, query: &Query, of_problems: bool, out: &mut String) {
    let _ = write!(
        out,
        "<form class=\"filters\" id=\"_filters\" method=\"get\" action=\"{HOME}\" role=\"search\">\
         <label>{} <input type=\"search\" name=\"q\" value=\"{}\" autocomplete=\"off\" aria-keyshortcuts=\"/\"></label>",
        query.say(SEARCH),
        escape(query.get("q")),
    );
    let kept = ["ui", "view", "sort"].into_iter().filter(|name| !query.get(name).is_empty());
    for name in kept {
        let _ = write!(out, "<input type=\"hidden\" name=\"{name}\" value=\"{}\">", escape(query.get(name)));
    }
    let levels = |all: &[(&str, Wording)]| -> Vec<(String, String)> {
        all.iter().map(|(name, wording)| ((*name).to_owned(), query.say(*wording).to_owned())).collect()
    };
    if of_problems {
        let known = levels(&[("error", ERRORS), ("warning", WARNINGS), ("info", REMARKS)]);
        select("level", LEVEL, ALL, &known, query, out);
    } else {
        let languages = &desk.site.config.languages;
        let known =
            languages.iter().map(|(lang, own)| (own.segment.clone(), frame::language(languages, lang, query.tongue)));
        select("lang", LANGUAGE, ALL_F, &known.collect::<Vec<_>>(), query, out);
        let states =
            State::ALL.iter().map(|state| (state.name().to_owned(), query.say(frame::state(*state)).to_owned()));
        let todo = [("todo".to_owned(), query.say(TODO).to_owned())];
        select("state", STATE, ALL, &todo.into_iter().chain(states).collect::<Vec<_>>(), query, out);
        let kinds = [Kind::Page, Kind::Faq, Kind::Glossary, Kind::Handbook, Kind::Part, Kind::Snippet, Kind::Folder];
        let kinds = kinds.map(|kind| (frame::kind_name(kind).to_owned(), query.say(frame::kind(kind)).to_owned()));
        select("kind", KIND, ALL, &kinds, query, out);
        let known = levels(&[("any", w("avec problèmes", "with problems")), ("error", ERRORS), ("warning", WARNINGS)]);
        select("level", LEVEL, ALL, &known, query, out);
    }
    select("folder", FOLDER, ALL, &folders(desk, query), query, out);
    let reset = escape(&query.other(HOME, &[("view", query.get("view"))]));
    let _ = writeln!(
        out,
        "<button type=\"submit\">{}</button> <a href=\"{reset}\">{}</a></form>",
        query.say(SHOW),
        query.say(RESET)
    );
}

/// The folders that hold documents, and those above them.
fn folders(desk: &Desk, query: &Query) -> Vec<(String, String)> {
    let mut all: BTreeSet<&str> = BTreeSet::new();
    for row in desk.rows() {
        let mut folder = &*row.folder;
        while !folder.is_empty() && all.insert(folder) {
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        }
    }
    let chosen = Some(query.get("folder")).filter(|chosen| !chosen.is_empty());
    let mut shown: BTreeSet<&str> = all.iter().copied().collect();
    for depth in (1..=8).rev() {
        if shown.len() <= MOST_FOLDERS {
            break;
        }
        shown.retain(|folder| folder.split('/').count() <= depth);
    }
    shown.extend(chosen);
    shown.into_iter().map(|folder| (folder.to_owned(), folder.to_owned())).collect()
}

fn select(name: &str, label: Wording, all: Wording, known: &[(String, String)], query: &Query, out: &mut String) {
    let _ = write!(
        out,
        "<label>{} <select name=\"{name}\"><option value=\"\">{}</option>",
        query.say(label),
        query.say(all)
    );
    for (value, words) in known {
        let selected = if query.get(name) == value { " selected" } else { "" };
        let _ = write!(out, "<option value=\"{}\"{selected}>{}</option>", escape(value), escape(words));
    }
    out.push_str("</select></label>");
}

fn table(rows: &[&Row], languages: &Languages, query: &Query, out: &mut String) {
    let _ = write!(
        out,
        "<table><caption class=\"unseen\">{}</caption><thead id=\"_head\" data-part><tr>",
        query.say(TABLE)
    );
    let columns = [
        (DOCUMENT, "title", ""),
        (LANGUAGE, "", ""),
        (UNITS, "todo", "-"),
        (WORDS, "words", "-"),
        (LEVEL, "problems", "-"),
    ];
    for (wording, name, first) in columns {
        heading(wording, name, first, query, out);
    }
    out.push_str("</tr></thead>\n<tbody id=\"_rows\" data-list>\n");
    for row in rows {
        line(row, languages, query, out);
    }
    out.push_str("</tbody></table>\n");
}

/// A column's heading; a click sorts by it, a second one the other way round.
fn heading(wording: Wording, name: &str, first: &str, query: &Query, out: &mut String) {
    let words = query.say(wording);
    if name.is_empty() {
        let _ = write!(out, "<th scope=\"col\">{words}</th>");
        return;
    }
    let now = query.get("sort");
    let (up, down) = (name.to_owned(), format!("-{name}"));
    let (order, next) = match now {
        _ if now == up => ("ascending", if first == "-" { String::new() } else { down }),
        _ if now == down => ("descending", if first == "-" { up } else { String::new() }),
        _ => ("none", format!("{first}{name}")),
    };
    let link = escape(&query.link(HOME, &[("sort", &next), ("from", "")]));
    let _ = write!(
        out,
        "<th scope=\"col\" aria-sort=\"{order}\"><a id=\"_by-{name}\" data-go href=\"{link}\">{words}</a></th>"
    );
}

fn line(row: &Row, languages: &Languages, query: &Query, out: &mut String) {
    let translated = row.langs.0 != row.langs.1;
    let segment = &languages[row.langs.1].segment;
    // Beside a single other language there is nothing to choose.
    let right = if languages.len() > 2 && translated { segment.as_str() } else { "" };
    let link = escape(&query.other(&sides::address(&row.key), &[("right", right)]));
    let _ = write!(
        out,
        "<tr data-key=\"{}\"><th scope=\"row\"><a href=\"{link}\">{}</a> <span class=\"key\">{} · {}</span>",
        escape(&format!("{} {segment}", row.key)),
        escape(row.title(query.tongue)),
        escape(&row.key),
        query.say(frame::kind(row.kind)),
    );
    if row.draft {
        let _ = write!(out, " <span class=\"chip draft\">{}</span>", query.say(DRAFT));
    }
    let (from, to) = (&languages[row.langs.0].segment, segment);
    let arrow = if translated { format!("{from} → {to}") } else { from.clone() };
    let _ = write!(out, "</th><td class=\"langs\"><span>{}</span>", escape(&arrow));
    for (url, lang) in row.urls.iter().zip([row.langs.0, row.langs.1]) {
        if let Some(url) = url {
            let label = format!("{} ({})", query.say(PAGE), languages[lang].segment);
            let _ = write!(
                out,
                " <a class=\"go\" href=\"{}\" aria-label=\"{}\">{}</a>",
                escape(url),
                escape(&label),
                escape(&languages[lang].segment)
            );
        }
    }
    out.push_str("</td><td class=\"units\">");
    if translated {
        out.push_str(&bar(&row.counts));
        for state in State::ALL.into_iter().filter(|state| row.counts.of(*state) > 0) {
            let words = frame::states(state, row.counts.of(state), query.tongue);
            let _ = write!(out, "<span class=\"chip\" data-state=\"{}\">{words}</span> ", state.name());
        }
    } else {
        let _ = write!(out, "<span class=\"key\">{}</span>", query.say(ONE_LANGUAGE));
    }
    let words = if row.counts.words == 0 { String::new() } else { number(row.counts.words, query.tongue) };
    let _ =
        write!(out, "</td><td class=\"number\" data-label=\"{}\">{words}</td><td class=\"number\">", query.say(WORDS));
    let names = [
        ("error", ["erreur", "error"], ["erreurs", "errors"]),
        ("warning", ["avert.", "warning"], ["avert.", "warnings"]),
        ("info", ["remarque", "remark"], ["remarques", "remarks"]),
    ];
    for (count, (level, one, many)) in row.problems.into_iter().zip(names) {
        if count > 0 {
            let words = counted(count, one, many, query.tongue);
            let _ = write!(out, "<span class=\"chip\" data-level=\"{level}\">{words}</span> ");
        }
    }
    out.push_str("</td></tr>\n");
}
