//! Turns how translations stand into a page for editors in each language, where the settings ask for one.
//!
//! It is no page of the site: no navigation, search or sitemap knows it, nothing links to it, and search engines are asked
//! to leave it alone. It needs no template, as it is nobody's text.

use super::assets::asset_url;
use crate::diag::{Tongue, Wording};
use crate::lang::LangId;
use crate::ledger::{Piece, State, changes};
use crate::link::Site;
use crate::parity::translation::{Translation, Unit, translations};
use crate::render::escape;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

const TITLE: Wording = Wording { fr: "État des traductions", en: "State of the translations" };
const DOCUMENT: Wording = Wording { fr: "Document", en: "Document" };
const WORDS: Wording = Wording { fr: "Mots à traduire", en: "Words to translate" };
const TOTAL: Wording = Wording { fr: "Total", en: "Total" };
const START: Wording = Wording { fr: "début", en: "beginning" };
const NONE: Wording =
    Wording { fr: "Aucun document n’est à traduire.", en: "There is no document to be translated." };

/// The address and the text of every such page.
pub(super) fn pages(site: &Site) -> Vec<(String, String)> {
    if !site.config.status_page {
        return Vec::new();
    }
    let shown = shown_snippets(site);
    // What no page says is not published here either: a snippet may belong to a document that is held back.
    let is_shown = |one: &Translation<'_>| one.pair.is_some() || shown.contains(one.key);
    let all: Vec<Translation<'_>> = translations(site).into_iter().filter(is_shown).collect();
    let page = |(lang, own): (LangId, &crate::lang::Lang)| {
        (format!("{}/_status/index.html", own.segment), page(site, lang, &all))
    };
    site.config.languages.iter().map(page).collect()
}

/// The keys of the snippets that published pages include.
fn shown_snippets(site: &Site) -> HashSet<&str> {
    let inclusions = site.pairs.iter().flat_map(|pair| pair.inclusions.values().flatten());
    inclusions.map(|inclusion| site.documents[inclusion.snippet].key()).collect()
}

fn page(site: &Site, lang: LangId, all: &[Translation<'_>]) -> String {
    // The words are those of the program, which knows two languages.
    let (tongue, own) = match site.config.languages[lang].primary() {
        "fr" => (Tongue::French, "fr"),
        _ => (Tongue::English, "en"),
    };
    let title = TITLE.get(tongue);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{own}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"robots\" content=\"noindex, nofollow\">\n\
         <title>{title}</title>\n<script src=\"{}\"></script>\n<link rel=\"stylesheet\" href=\"{}\">\n\
         <link rel=\"stylesheet\" href=\"{}\">\n<link rel=\"icon\" href=\"{}\" type=\"image/svg+xml\">\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        asset_url(site, "theme.js"),
        asset_url(site, "theme.css"),
        asset_url(site, "status.css"),
        asset_url(site, "favicon.svg"),
    );
    if all.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", NONE.get(tongue));
    } else {
        table(site, all, tongue, &mut out);
        all.iter().for_each(|translation| document(site, translation, tongue, &mut out));
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

#[derive(Default)]
struct Counts {
    units: BTreeMap<State, usize>,
    words: usize,
}

impl Counts {
    fn add(&mut self, units: &[Unit<'_>]) {
        for unit in units {
            *self.units.entry(unit.state()).or_default() += 1;
            self.words += if unit.state().needs_translation() { unit.words() } else { 0 };
        }
    }

    fn cells(&self, out: &mut String) {
        let counts = State::ALL.iter().map(|state| self.units.get(state).copied().unwrap_or(0));
        for count in counts.chain([self.words]) {
            let _ = write!(out, "<td>{}</td>", if count == 0 { String::new() } else { count.to_string() });
        }
        out.push_str("</tr>\n");
    }
}

fn table(site: &Site, all: &[Translation<'_>], tongue: Tongue, out: &mut String) {
    let heads = State::ALL.iter().map(|state| state.head().get(tongue)).chain([WORDS.get(tongue)]);
    let title = TITLE.get(tongue);
    let _ = write!(
        out,
        "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"{title}\">\n<table>\n<thead><tr><th scope=\"col\">{}</th>",
        DOCUMENT.get(tongue)
    );
    for head in heads {
        let _ = write!(out, "<th scope=\"col\">{head}</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    let mut totals: BTreeMap<LangId, Counts> = BTreeMap::new();
    for translation in all {
        let mut counts = Counts::default();
        counts.add(&translation.units);
        totals.entry(translation.langs.1).or_default().add(&translation.units);
        let name = escape(&named(site, translation.key, translation.langs.1));
        let name = match is_clear(translation) {
            true => name,
            false => format!("<a href=\"#{}\">{name}</a>", anchor(site, translation)),
        };
        let _ = write!(out, "<tr><td>{name}</td>");
        counts.cells(out);
    }
    out.push_str("</tbody>\n<tfoot>\n");
    for (lang, counts) in totals {
        let _ = write!(out, "<tr><td>{}</td>", escape(&named(site, TOTAL.get(tongue), lang)));
        counts.cells(out);
    }
    out.push_str("</tfoot>\n</table>\n</div>\n");
}

fn named(site: &Site, name: &str, lang: LangId) -> String {
    format!("{name} ({})", site.config.languages[lang].segment)
}

fn is_clear(translation: &Translation<'_>) -> bool {
    translation.units.iter().all(|unit| unit.state() == State::Current)
}

fn anchor(site: &Site, translation: &Translation<'_>) -> String {
    escape(&format!("{}:{}", site.config.languages[translation.langs.1].segment, translation.key.replace(' ', "%20")))
}

/// What is not up to date in one document, with the changes since.
fn document(site: &Site, translation: &Translation<'_>, tongue: Tongue, out: &mut String) {
    if is_clear(translation) {
        return;
    }
    let name = escape(&named(site, translation.key, translation.langs.1));
    let _ = writeln!(out, "<h2 id=\"{}\">{name}</h2>\n<ul>", anchor(site, translation));
    for unit in translation.units.iter().filter(|unit| unit.state() != State::Current) {
        let id = if unit.status.unit.is_some() { unit.id } else { START.get(tongue) };
        let id = match address(site, translation, unit) {
            Some(url) => format!("<a href=\"{}\">{}</a>", escape(&url), escape(id)),
            None => escape(id),
        };
        let colon = if tongue == Tongue::French { "\u{a0}:" } else { ":" };
        let _ = write!(
            out,
            "<li>{id}{colon} {}",
            unit.state().phrase().get(tongue).replace('\'', "’").replace(" :", "\u{a0}:")
        );
        changed(site, translation, unit, out);
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
}

/// The unit on the site: in the translation, else in the source.
fn address(site: &Site, translation: &Translation<'_>, unit: &Unit<'_>) -> Option<String> {
    let pages = &site.pairs[translation.pair?].pages;
    let shown = if unit.translated_place().is_some() { translation.langs.1 } else { translation.langs.0 };
    let url = &site.pages[pages[shown]?].url;
    Some(if unit.status.unit.is_some() { format!("{url}#{}", unit.id) } else { url.to_string() })
}

/// Both texts with what was removed and what was added since they were accepted, of those that changed.
fn changed(site: &Site, translation: &Translation<'_>, unit: &Unit<'_>, out: &mut String) {
    let suffixes = site.suffixes(translation.langs.0, translation.langs.1);
    let Some(accepted) = unit.status.line.and_then(|place| site.ledger.texts(place)) else { return };
    let sides = [
        (translation.langs.0, accepted.text(suffixes.0), unit.source_text()),
        (translation.langs.1, accepted.text(suffixes.1), unit.translated_text()),
    ];
    for (lang, old, new) in sides {
        let Some((old, new)) = old.zip(new) else { continue };
        let pieces = changes(old, &new);
        if pieces.iter().all(|piece| matches!(piece, Piece::Same(_))) {
            continue;
        }
        let _ = write!(out, "<pre lang=\"{}\">", site.config.languages[lang].tag);
        for piece in pieces {
            let _ = match piece {
                Piece::Same(text) => write!(out, "{}", escape(text)),
                Piece::Removed(text) => write!(out, "<del>{}</del>", escape(text)),
                Piece::Added(text) => write!(out, "<ins>{}</ins>", escape(text)),
            };
        }
        out.push_str("</pre>");
    }
}
