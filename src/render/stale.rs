//! Turns a unit whose text has changed in another language, and not in the reader's, into a notice for readers.
//!
//! Whether it has is known from the records; whether readers are told, from the settings and the document.

use super::escape::escape;
use super::href::whole_id;
use super::shared::part;
use crate::config::Stale;
use crate::lang::LangId;
use crate::ledger::State;
use crate::link::{DocumentIx, JoinedIx, PageIx, Pair, PairIx, Shows, Site};
use crate::parse::facts::UnitKind;
use std::fmt::Write as _;

/// The notice at the head of a page: of its title, and of what comes before its first section. HTML.
pub fn of_page(site: &Site, page: PageIx) -> String {
    let shown = &site.pages[page];
    let Some(pair) = shown.pair.filter(|_| told(site, page)) else { return String::new() };
    let title = part(site, page).map(|(_, unit)| unit);
    let lead = matches!(shown.shows, Shows::Document).then(|| newer(site, pair, shown.lang, None));
    let title = title.map(|unit| newer(site, pair, shown.lang, Some(unit)));
    let mut languages: Vec<LangId> = lead.into_iter().chain(title).flatten().collect();
    languages.sort_unstable();
    languages.dedup();
    notice(site, page, "stale_page", languages, |lang| {
        shown.siblings.iter().find(|(own, _)| *own == lang)?.1.map(|to| site.pages[to].url.to_string())
    })
}

/// The notice of one unit of a pair that a page shows. HTML; empty if there is nothing to tell.
pub fn of_unit(site: &Site, page: PageIx, pair: PairIx, unit: JoinedIx) -> String {
    if !told(site, page) {
        return String::new();
    }
    let lang = site.pages[page].lang;
    let languages = newer(site, pair, lang, Some(unit));
    if languages.is_empty() {
        return String::new();
    }
    let joined = &site.pairs[pair].units[unit as usize];
    let own = joined.members[lang].zip(site.edition(pair, lang));
    let word = match own.map(|(member, edition)| edition.facts().units[member as usize].kind) {
        Some(UnitKind::Clause) => "stale_clause",
        Some(UnitKind::Entry) => "stale_entry",
        Some(UnitKind::Term) => "stale_term",
        _ => "stale_section",
    };
    notice(site, page, word, languages, |other| {
        let (to, prefix) = place(site, page, pair, unit, other)?;
        let id = whole_id(prefix, &joined.id);
        Some(crate::link::route_to(&site.pages[to].url, &id))
    })
}

/// The notice of a snippet where an edition of `pair` includes it. HTML.
pub fn of_snippet(site: &Site, page: PageIx, pair: PairIx, snippet: DocumentIx) -> String {
    let document = &site.documents[snippet];
    let lang = site.pages[page].lang;
    let name = document.key().trim_start_matches("_snippets/");
    let Some(states) = site.states.snippets.get(name).filter(|_| told(site, page) && document.place.lang == lang)
    else {
        return String::new();
    };
    let source = site.snippets.get(name).and_then(|editions| site.source_of(editions));
    let Some(source) = source.filter(|_| tells(&site.pairs[pair])) else { return String::new() };
    let languages = behind(site, lang, source, |lang| states[lang].map(|status| status.state));
    let shown = &site.pages[page];
    notice(site, page, "stale_section", languages, |other| {
        shown.siblings.iter().find(|(own, _)| *own == other)?.1.map(|to| site.pages[to].url.to_string())
    })
}

/// Whether anything is told on a page: it shows the reader's language, and there are records.
fn told(site: &Site, page: PageIx) -> bool {
    !site.ledger.is_empty() && site.pages[page].foreign(site).is_none()
}

fn tells(pair: &Pair) -> bool {
    pair.gates.stale() == Stale::Notice
}

/// The languages in which a unit has changed since, while it has not in `lang`.
fn newer(site: &Site, pair: PairIx, lang: LangId, unit: Option<JoinedIx>) -> Vec<LangId> {
    match tells(&site.pairs[pair]) {
        true => behind(site, lang, site.pairs[pair].source, |lang| site.state(pair, lang, unit)),
        false => Vec::new(),
    }
}

/// A translation is behind the source that has changed; the source is behind a translation that has changed alone.
fn behind(site: &Site, lang: LangId, source: LangId, state: impl Fn(LangId) -> Option<State>) -> Vec<LangId> {
    if lang != source {
        let changed = matches!(state(lang), Some(State::SourceChanged | State::BothChanged));
        return changed.then_some(source).into_iter().collect();
    }
    let others = site.config.languages.ids().filter(|&other| other != source);
    others.filter(|&other| state(other) == Some(State::TranslationChanged)).collect()
}

/// The page in another language that shows a unit, and what comes before its ids there.
fn place(site: &Site, page: PageIx, pair: PairIx, unit: JoinedIx, lang: LangId) -> Option<(PageIx, &str)> {
    let parts = || site.handbooks.iter().flat_map(|book| &book.parts);
    let part = || parts().find(|part| part.pair == pair && (part.unit..part.end).contains(&unit));
    if let Shows::Whole(book) = site.pages[page].shows {
        return Some((site.handbooks[book].whole[lang]?, &part()?.prefix));
    }
    match site.pairs[pair].pages[lang] {
        Some(to) => Some((to, "")),
        None => Some((part()?.pages[lang]?, "")),
    }
}

/// The notice, with a link to each newer text.
fn notice(
    site: &Site,
    page: PageIx,
    word: &str,
    languages: Vec<LangId>,
    url: impl Fn(LangId) -> Option<String>,
) -> String {
    let words = &site.words[site.pages[page].lang];
    let text = |name: &str| words.get(name).map_or_else(String::new, |word| escape(word));
    if languages.is_empty() {
        return String::new();
    }
    let mut html =
        format!("<div class=\"alert alert-warning stale\" role=\"note\">\n<p>{} {}", text(word), text("stale_newer"));
    for (at, lang) in languages.into_iter().enumerate() {
        let language = &site.config.languages[lang];
        let (tag, dir, name) = (&language.tag, language.dir(), escape(&language.name));
        html.push_str(if at == 0 { " " } else { ", " });
        let _ = match url(lang) {
            Some(url) => {
                let url = escape(&url);
                write!(html, "<a href=\"{url}\" lang=\"{tag}\" hreflang=\"{tag}\" dir=\"{dir}\">{name}</a>")
            }
            None => write!(html, "<span lang=\"{tag}\" dir=\"{dir}\">{name}</span>"),
        };
    }
    html + "</p>\n</div>\n"
}
