//! Turns the body of a page of the desk into a whole page, and names what all of them name.
//!
//! Styles and scripts are files of the server: a page works under the strictest policy.

use super::query::Query;
use super::{Desk, HOME};
use crate::diag::{Severity, Tongue, Wording};
use crate::lang::{LangId, Languages};
use crate::ledger::State;
use crate::parse::Kind;
use crate::render::escape;

pub const fn w(fr: &'static str, en: &'static str) -> Wording {
    Wording { fr, en }
}

const DASHBOARD: Wording = w("Tableau de bord", "Dashboard");
const PROBLEMS: Wording = w("Problèmes", "Problems");
const AS_OF: Wording = w("Site au", "Site as of");
const DRAFTS: Wording = w("Brouillons", "Drafts");
const TODAY: Wording = w("Revenir à aujourd’hui", "Back to today");
const TONGUE: Wording = w("English", "Français");
const SKIP: Wording = w("Aller au contenu", "Skip to content");
const SITE: Wording = w("Aller au site", "Go to the site");
const WAITING: Wording = w("Première construction en cours", "First build in progress");
const WAIT: Wording =
    w("Cette page se remplit dès que le site est prêt.", "This page fills in as soon as the site is ready.");
const BROKEN: Wording = w("Cette page n’a pas pu être produite", "This page could not be made");
const CLOSED: Wording = w(
    "Lecture seule : l’aperçu est ouvert au réseau (« --host »), et rien ne peut y être accepté.",
    "Read only: the preview is open to the network (`--host`), and nothing can be accepted here.",
);

/// A page, whose `name` its styles go by.
pub fn page(desk: &Desk, path: &str, name: &str, title: &str, main: &str, query: &Query) -> String {
    let nav = [
        (HOME, DASHBOARD, "", name == "dashboard" && query.get("view").is_empty()),
        (HOME, PROBLEMS, "problems", query.get("view") == "problems"),
    ];
    let nav: String = nav
        .into_iter()
        .map(|(path, wording, view, here)| {
            let here = if here { " aria-current=\"page\"" } else { "" };
            let link = escape(&query.other(path, &[("view", view)]));
            format!("<a href=\"{link}\"{here}>{}</a>", query.say(wording))
        })
        .collect();
    let base = &desk.site.config.base.path;
    let body = format!(
        "<a class=\"skip\" href=\"#_main\">{skip}</a>\n<header class=\"top\">\n\
         <a class=\"brand\" href=\"{base}\" title=\"{site}\">Diglot</a>\n<nav>{nav}</nav>\n{view}\n\
         <a class=\"tongue\" href=\"{other}\" lang=\"{lang}\" hreflang=\"{lang}\">{tongue}</a>\n</header>\n\
         <p class=\"closed\" id=\"_closed\" hidden>{closed}</p>\n\
         <main id=\"_main\" tabindex=\"-1\">\n{main}</main>\n<p id=\"_said\" role=\"status\"></p>",
        skip = query.say(SKIP),
        base = escape(base),
        site = query.say(SITE),
        view = view(desk, query),
        other = escape(&query.in_other_tongue(path)),
        lang = if query.tongue == Tongue::French { "en" } else { "fr" },
        tongue = query.say(TONGUE),
        closed = query.say(CLOSED),
    );
    whole(query.tongue, name, title, &body)
}

/// The form that chooses the day and the drafts.
fn view(desk: &Desk, query: &Query) -> String {
    let (shown, usual) = (desk.shown, desk.usual);
    let moved = if shown.as_of == usual.as_of { "" } else { " moved" };
    let hidden = if shown == usual { " hidden" } else { "" };
    format!(
        "<form class=\"view{moved}\" id=\"_view\" data-part data-day=\"{usual_day}\" data-drafts=\"{usual_drafts}\">\
         <label>{as_of} <input type=\"date\" name=\"as_of\" value=\"{day}\" required></label>\
         <label><input type=\"checkbox\" name=\"drafts\"{checked}> {drafts}</label>\
         <button type=\"button\" data-act=\"usual\"{hidden}>{today}</button></form>",
        usual_day = usual.as_of,
        usual_drafts = usual.drafts,
        as_of = query.say(AS_OF),
        day = shown.as_of,
        checked = if shown.drafts { " checked" } else { "" },
        drafts = query.say(DRAFTS),
        today = query.say(TODAY),
    )
}

/// Nothing is built yet.
pub fn waiting(query: &Query) -> String {
    let (title, text) = (query.say(WAITING), query.say(WAIT));
    let body = format!("<main id=\"_main\"><h1>{title}</h1><p>{text}</p></main>");
    whole(query.tongue, "waiting", title, &body)
}

/// A fault of the preview itself.
pub fn broken(tongue: Tongue) -> String {
    let title = BROKEN.get(tongue);
    whole(tongue, "waiting", title, &format!("<main id=\"_main\"><h1>{title}</h1></main>"))
}

fn whole(tongue: Tongue, name: &str, title: &str, body: &str) -> String {
    let lang = if tongue == Tongue::French { "fr" } else { "en" };
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" data-diglot>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} · Diglot</title>\n<link rel=\"icon\" href=\"data:,\">\n\
         <link rel=\"stylesheet\" href=\"{HOME}desk.css\">\n<script src=\"{HOME}desk.js\" defer></script>\n\
         </head>\n<body class=\"{name}\">\n{body}\n</body>\n</html>\n",
        title = escape(title),
    )
}

/// A language in the words of another: `anglais`, `English`.
pub fn language(languages: &Languages, lang: LangId, tongue: Tongue) -> String {
    let own = &languages[lang];
    let alone = languages.iter().filter(|(_, other)| other.primary() == own.primary()).count() == 1;
    let known = match own.primary() {
        "fr" => Some(w("français", "French")),
        "en" => Some(w("anglais", "English")),
        _ => None,
    };
    let name = known.map_or(own.name.as_str(), |name| name.get(tongue));
    if alone { name.to_owned() } else { format!("{name} ({})", own.tag) }
}

/// How a unit stands, in two or three words.
pub fn state(state: State) -> Wording {
    match state {
        State::Current => w("à jour", "current"),
        State::Waived => w("dispensée", "waived"),
        State::SourceChanged => w("original changé", "source changed"),
        State::TranslationChanged => w("traduction changée", "translation changed"),
        State::BothChanged => w("changée des deux côtés", "both changed"),
        State::Unrecorded => w("jamais acceptée", "never accepted"),
        State::Missing => w("manquante", "missing"),
        State::Extra => w("en trop", "extra"),
    }
}

/// How many units stand so.
pub fn states(state: State, count: usize, tongue: Tongue) -> String {
    let plural = match (state, tongue) {
        (State::Waived, Tongue::French) => "dispensées",
        (State::SourceChanged, Tongue::French) => "originaux changés",
        (State::TranslationChanged, Tongue::French) => "traductions changées",
        (State::BothChanged, Tongue::French) => "changées des deux côtés",
        (State::Unrecorded, Tongue::French) => "jamais acceptées",
        (State::Missing, Tongue::French) => "manquantes",
        _ => self::state(state).get(tongue),
    };
    let words = if count > 1 { plural } else { self::state(state).get(tongue) };
    format!("{}\u{a0}{words}", super::number(count, tongue))
}

pub fn kind(kind: Kind) -> Wording {
    match kind {
        Kind::Page => w("page", "page"),
        Kind::Faq => w("FAQ", "FAQ"),
        Kind::Glossary => w("glossaire", "glossary"),
        Kind::Handbook | Kind::HandbookText => w("manuel", "handbook"),
        Kind::Part => w("partie de manuel", "handbook part"),
        Kind::Snippet => w("extrait", "snippet"),
        Kind::Folder => w("dossier", "folder"),
    }
}

/// A name for a kind in addresses.
pub fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Page => "page",
        Kind::Faq => "faq",
        Kind::Glossary => "glossary",
        Kind::Handbook | Kind::HandbookText => "handbook",
        Kind::Part => "part",
        Kind::Snippet => "snippet",
        Kind::Folder => "folder",
    }
}

pub fn level(severity: Severity) -> Wording {
    match severity {
        Severity::Error => w("erreur", "error"),
        Severity::Warning => w("avertissement", "warning"),
        Severity::Info | Severity::Off => w("remarque", "remark"),
    }
}
