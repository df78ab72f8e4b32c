//! Turns a document in two languages into a page: unit beside unit, with what changed, what is wrong, and what to click.

use super::frame::{self, w};
use super::query::Query;
use super::sides::{Row, Side, Sides, Text, address};
use super::{Desk, HOME, counted, listed, rows, text};
use crate::diag::{Tongue, Wording};
use crate::lang::LangId;
use crate::ledger::{LEAD, State};
use crate::link::Site;
use crate::render::escape;
use std::fmt::Write as _;

const TOP: Wording = w("Titre et introduction", "Title and introduction");
const WHOLE: Wording = w("Texte entier", "Whole text");
const ACCEPT: Wording = w("Accepter", "Accept");
const ACCEPT_ALL: Wording = w("Tout accepter", "Accept all");
const ACCEPT_HINT: Wording =
    w("La traduction dit la même chose que l’original", "The translation says the same as the source");
const WAIVE: Wording = w("Sans traduction…", "No translation needed…");
const REASON: Wording = w("Pourquoi ce changement n’est pas à traduire", "Why this change needs no translation");
const RECORD: Wording = w("Inscrire", "Record");
const WAIVED: Wording = w("Motif", "Reason");
const ONLY_OPEN: Wording = w("À traiter seulement", "To do only");
const CHANGES: Wording = w("Changements", "Changes");
const NEXT: Wording = w("Suivante", "Next");
const PREVIOUS: Wording = w("Précédente", "Previous");
const VIEW: Wording = w("Voir la page", "View the page");
const SWAP: Wording = w("Échanger les côtés", "Swap the sides");
const SOURCE: Wording = w("original", "source");
const TRANSLATION: Wording = w("traduction", "translation");
const ABSENT: Wording = w("Absente en {language}", "Missing in {language}");
const NOTHING: Wording = w("Rien n’y est dit en {language}", "Nothing is said in {language}");
const NO_EDITION: Wording = w("Ce document n’existe pas en {language}.", "There is no such document in {language}.");
const NOT_JUDGED: Wording = w(
    "Aucun des deux textes n’est l’original ({language}) : rien n’est à accepter ici.",
    "Neither of the two texts is the source ({language}): there is nothing to accept here.",
);
const ALL_DONE: Wording =
    w("Rien à traiter : toutes les sections sont à jour.", "Nothing to do: all sections are current.");
const MISSING: Wording = w("Aucun document « {name} »", "No document “{name}”");
const MISSING_HINT: Wording = w(
    "Il a peut-être été déplacé, supprimé, ou c’est un brouillon : cochez « Brouillons » pour les voir.",
    "It may have been moved, deleted, or be a draft: check “Drafts” to see them.",
);

/// The states in which a unit can be accepted: both texts are there, and somebody has to say that they agree.
const OPEN: [State; 4] = [State::SourceChanged, State::TranslationChanged, State::BothChanged, State::Unrecorded];

pub fn page(desk: &Desk, sides: &Sides<'_>, query: &Query) -> String {
    let site = &*desk.site;
    let title = shown_title(site, sides, query.tongue);
    let mut main = String::new();
    let folder = sides.key.rsplit_once('/').map_or("", |(folder, _)| folder);
    let _ = write!(main, "<div class=\"doc\">\n<div id=\"_doc\" data-part>\n<p class=\"crumbs\">");
    let mut path = String::new();
    for part in folder.split('/').filter(|part| !part.is_empty()) {
        path = if path.is_empty() { part.to_owned() } else { format!("{path}/{part}") };
        let link = escape(&query.other(HOME, &[("folder", &path)]));
        let _ = write!(main, "<a href=\"{link}\">{}</a> / ", escape(part));
    }
    let name = sides.key.rsplit('/').next().unwrap_or_default();
    let _ = write!(main, "<span>{}</span></p>\n<h1>{}</h1>\n", escape(name), escape(&title));
    summary(site, sides, query, &mut main);
    main.push_str("</div>\n");
    tools(sides, query, &mut main);
    main.push_str("</div>\n<div class=\"heads\" id=\"_heads\" data-part>");
    head(site, sides, &sides.left, query, &mut main);
    head(site, sides, &sides.right, query, &mut main);
    main.push_str("</div>\n<div id=\"_units\" data-list>\n");
    for row in &sides.rows {
        unit(site, sides, row, query, &mut main);
    }
    main.push_str("</div>\n");
    let _ = writeln!(main, "<p class=\"done\">{}</p>", query.say(ALL_DONE));
    frame::page(desk, &address(sides.key), "pair", &title, &main, query)
}

/// There is no such document, or none that is shown.
pub fn missing(desk: &Desk, key: &str, query: &Query) -> String {
    let title = query.say(MISSING).replace("{name}", key);
    let main = format!("<div class=\"doc\"><h1>{}</h1><p>{}</p></div>\n", escape(&title), query.say(MISSING_HINT));
    frame::page(desk, &address(key), "pair", &title, &main, query)
}

/// The title in the language of the words, if the document has one in it.
fn shown_title(site: &Site, sides: &Sides<'_>, tongue: Tongue) -> Box<str> {
    let primary = if tongue == Tongue::French { "fr" } else { "en" };
    let mut documents: Vec<_> = [sides.left.document, sides.right.document].into_iter().flatten().collect();
    documents.sort_by_key(|document| site.config.languages[document.place.lang].primary() != primary);
    documents.first().map_or_else(|| sides.key.into(), |document| rows::title(site, document))
}

/// How many units stand how, and the one click for all of them.
fn summary(site: &Site, sides: &Sides<'_>, query: &Query, out: &mut String) {
    out.push_str("<p class=\"summary\">");
    for state in State::ALL {
        let count = sides.rows.iter().filter(|row| row.state == Some(state)).count();
        if count > 0 {
            let words = frame::states(state, count, query.tongue);
            let _ = write!(out, "<span class=\"chip\" data-state=\"{}\">{words}</span> ", state.name());
        }
    }
    let problems: usize = sides.rows.iter().map(|row| row.findings.len()).sum();
    if problems > 0 {
        let words = counted(problems, ["problème", "problem"], ["problèmes", "problems"], query.tongue);
        let _ = write!(out, "<span class=\"chip problems\">{words}</span> ");
    }
    let open = sides.rows.iter().filter(|row| row.state.is_some_and(|state| OPEN.contains(&state))).count();
    if let (Some(lang), Some(seen), true) = (sides.judged, sides.seen, open > 0) {
        let lang = &site.config.languages[lang].segment;
        let _ = write!(
            out,
            "<button type=\"button\" class=\"main\" data-act=\"accept\" data-document=\"{}\" data-lang=\"{}\" \
             data-seen=\"{}\" title=\"{}\">{} ({open})</button>",
            escape(sides.key),
            escape(lang),
            seen.short(32),
            query.say(ACCEPT_HINT),
            query.say(ACCEPT_ALL),
        );
    }
    out.push_str("</p>\n");
    if sides.judged.is_none() && sides.left.lang != sides.right.lang {
        let source = frame::language(&site.config.languages, sides.langs[0], query.tongue);
        let _ =
            writeln!(out, "<p class=\"note\">{}</p>", escape(&query.say(NOT_JUDGED).replace("{language}", &source)));
    }
}

/// What is chosen once and stays, whatever is built.
fn tools(sides: &Sides<'_>, query: &Query, out: &mut String) {
    if sides.judged.is_none() {
        return;
    }
    let _ = writeln!(
        out,
        "<p class=\"tools\"><label><input type=\"checkbox\" data-toggle=\"todo\"> {}</label> \
         <label><input type=\"checkbox\" data-toggle=\"changes\" checked> {}</label> \
         <button type=\"button\" data-act=\"previous\" aria-keyshortcuts=\"p\">↑ {} <kbd>p</kbd></button> \
         <button type=\"button\" data-act=\"next\" aria-keyshortcuts=\"n\">↓ {} <kbd>n</kbd></button></p>",
        query.say(ONLY_OPEN),
        query.say(CHANGES),
        query.say(PREVIOUS),
        query.say(NEXT),
    );
}

/// What stands above a column: its language, its file, its page.
fn head(site: &Site, sides: &Sides<'_>, side: &Side<'_>, query: &Query, out: &mut String) {
    let languages = &site.config.languages;
    let role = if side.lang == sides.langs[0] { SOURCE } else { TRANSLATION };
    let name = frame::language(languages, side.lang, query.tongue);
    let _ = write!(out, "<div><strong>{}</strong> <span class=\"role\">{}</span>", escape(&name), query.say(role));
    let is_left = side.lang == sides.left.lang;
    if sides.langs.len() > 2 {
        for lang in sides.langs.iter().filter(|lang| **lang != sides.left.lang && **lang != sides.right.lang) {
            let segment = languages[*lang].segment.as_str();
            let other = languages[if is_left { sides.right.lang } else { sides.left.lang }].segment.as_str();
            let chosen =
                if is_left { [("left", segment), ("right", other)] } else { [("left", other), ("right", segment)] };
            let link = escape(&query.link(&address(sides.key), &chosen));
            let _ = write!(out, " <a href=\"{link}\">{}</a>", escape(segment));
        }
    }
    if let Some(document) = side.document {
        let _ = write!(out, " {}", listed::place(document.source.path(), 0, 0));
    }
    if let Some(url) = side.url {
        let _ = write!(out, " <a class=\"go\" href=\"{}\">{}</a>", escape(url), query.say(VIEW));
    }
    if is_left && sides.left.lang != sides.right.lang {
        let chosen = [&sides.right, &sides.left].map(|side| languages[side.lang].segment.as_str());
        let link = query.link(&address(sides.key), &[("left", chosen[0]), ("right", chosen[1])]);
        let _ = write!(
            out,
            " <a class=\"swap\" href=\"{}\" title=\"{1}\" aria-label=\"{1}\">⇄</a>",
            escape(&link),
            query.say(SWAP)
        );
    }
    out.push_str("</div>");
}

fn unit(site: &Site, sides: &Sides<'_>, row: &Row<'_>, query: &Query, out: &mut String) {
    let id = escape(row.id);
    let state = row.state.map_or("", State::name);
    let _ = write!(out, "<section class=\"unit\" id=\"{id}\" data-key=\"{id}\" data-state=\"{state}\">\n<header>");
    let name = match (row.id, sides.rows.len()) {
        (LEAD, 1) => query.say(WHOLE).to_owned(),
        (LEAD, _) => query.say(TOP).to_owned(),
        (id, _) => format!("#{id}"),
    };
    let _ = write!(out, "<a class=\"name\" href=\"#{id}\">{}</a>", escape(&name));
    if let Some(state) = row.state {
        let _ = write!(
            out,
            " <span class=\"chip\" data-state=\"{}\">{}</span>",
            state.name(),
            query.say(frame::state(state))
        );
        if state.needs_translation() && row.words > 0 {
            let words = counted(row.words, ["mot", "word"], ["mots", "words"], query.tongue);
            let _ = write!(out, " <span class=\"words\">{words}</span>");
        }
    }
    if let Some(reason) = &row.reason {
        let colon = if query.tongue == Tongue::French { "\u{a0}:" } else { ":" };
        let _ = write!(out, " <span class=\"reason\">{}{colon} {}</span>", query.say(WAIVED), escape(reason));
    }
    acts(site, sides, row, query, out);
    out.push_str("</header>\n<div class=\"sides\">");
    column(site, &sides.left, &row.left, row, query, out);
    column(site, &sides.right, &row.right, row, query, out);
    out.push_str("</div>\n");
    listed::beside(&row.findings, query, out);
    out.push_str("</section>\n");
}

/// What can be clicked.
fn acts(site: &Site, sides: &Sides<'_>, row: &Row<'_>, query: &Query, out: &mut String) {
    out.push_str("<span class=\"acts\">");
    let shown = if row.right.now.is_some() { &sides.right } else { &sides.left };
    if let Some(url) = shown.url {
        let fragment = if row.id == LEAD { String::new() } else { format!("#{}", escape(row.id)) };
        let _ = write!(out, "<a class=\"go\" href=\"{}{fragment}\">{}</a>", escape(url), query.say(VIEW));
    }
    if let (Some(lang), Some(seen), Some(state)) = (sides.judged, row.seen, row.state) {
        let told = format!(
            "data-document=\"{}\" data-lang=\"{}\" data-unit=\"{}\" data-seen=\"{}\"",
            escape(sides.key),
            escape(&site.config.languages[lang].segment),
            escape(row.id),
            seen.short(32),
        );
        if state == State::SourceChanged {
            let _ = write!(
                out,
                "<details class=\"waive\"><summary>{}</summary><form data-act=\"waive\" {told}>\
                 <label>{} <input name=\"reason\" required maxlength=\"500\" autocomplete=\"off\"></label>\
                 <button type=\"submit\">{}</button></form></details>",
                query.say(WAIVE),
                query.say(REASON),
                query.say(RECORD),
            );
        }
        if OPEN.contains(&state) || state == State::Waived {
            let (hint, accept) = (query.say(ACCEPT_HINT), query.say(ACCEPT));
            let _ =
                write!(out, "<button type=\"button\" data-act=\"accept\" {told} title=\"{hint}\">{accept}</button>");
        }
    }
    out.push_str("</span>");
}

fn column(site: &Site, side: &Side<'_>, own: &Text<'_>, row: &Row<'_>, query: &Query, out: &mut String) {
    let language = &site.config.languages[side.lang];
    let Some(now) = &own.now else {
        let wording = if side.document.is_none() { NO_EDITION } else { ABSENT };
        return gap(site, side.lang, wording, query, out);
    };
    if now.is_empty() && own.then.as_deref().unwrap_or_default().is_empty() {
        return gap(site, side.lang, NOTHING, query, out);
    }
    // What is the same as when it was accepted is not worth comparing.
    let then = own.then.as_deref().filter(|_| row.state != Some(State::Current));
    let (html, differs) = text::marked(then, now);
    let class = if differs { "side changed" } else { "side" };
    let (tag, dir) = (escape(&language.tag), language.dir());
    let _ = write!(out, "<div class=\"{class}\" lang=\"{tag}\" dir=\"{dir}\">{html}</div>");
}

fn gap(site: &Site, lang: LangId, wording: Wording, query: &Query, out: &mut String) {
    let name = frame::language(&site.config.languages, lang, query.tongue);
    let words = query.say(wording).replace("{language}", &name);
    let _ = write!(out, "<div class=\"side absent\"><p>{}</p></div>", escape(&words));
}
