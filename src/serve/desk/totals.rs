//! Turns counts of units into bars and totals, and a long list into pages.

use super::frame::{self, w};
use super::query::Query;
use super::rows::{Counts, Row};
use super::{counted, number};
use crate::diag::{Tongue, Wording};
use crate::lang::{LangId, Languages};
use crate::ledger::State;
use crate::render::escape;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const TO: Wording = w("vers {language}", "into {language}");
const UP_TO_DATE: Wording = w("à jour", "current");
const BEFORE: Wording = w("Précédents", "Previous");
const AFTER: Wording = w("Suivants", "Next");
const PAGES: Wording = w("Pages de la liste", "Pages of the list");

/// The states that a bar shows, from what is done to what is not.
const ORDER: [State; 8] = [
    State::Current,
    State::Waived,
    State::Unrecorded,
    State::TranslationChanged,
    State::SourceChanged,
    State::BothChanged,
    State::Extra,
    State::Missing,
];

/// The share of each state as a picture; its numbers stand beside it.
pub fn bar(counts: &Counts) -> String {
    let all = counts.all();
    let mut out =
        String::from("<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    let mut sum = 0;
    for state in ORDER {
        let own = counts.of(state);
        if own > 0 {
            let (from, to) = (sum * 1000 / all, (sum + own) * 1000 / all);
            let _ = write!(
                out,
                "<rect data-state=\"{}\" x=\"{from}\" width=\"{}\" height=\"10\"/>",
                state.name(),
                to - from
            );
        }
        sum += own;
    }
    out + "</svg>"
}

/// A card for each language that documents are translated into.
pub fn totals<'r>(rows: impl Iterator<Item = &'r Row>, languages: &Languages, query: &Query, out: &mut String) {
    let mut totals: BTreeMap<LangId, (usize, Counts)> = BTreeMap::new();
    for row in rows.filter(|row| row.langs.0 != row.langs.1) {
        let (documents, counts) = totals.entry(row.langs.1).or_default();
        *documents += 1;
        counts.add(&row.counts);
    }
    out.push_str("<div class=\"totals\" id=\"_totals\" data-part>");
    for (lang, (documents, counts)) in totals {
        let name = frame::language(languages, lang, query.tongue);
        // In French the preposition takes the article: « vers l’anglais ».
        let name = match query.tongue {
            Tongue::French if name.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("l’{name}"),
            Tongue::French => format!("le {name}"),
            Tongue::English => name,
        };
        let documents = counted(documents, ["document", "document"], ["documents", "documents"], query.tongue);
        let percent = (counts.settled() * 100).checked_div(counts.all()).unwrap_or(100);
        let sign = if query.tongue == Tongue::French { "\u{a0}%" } else { "%" };
        let words = counted(
            counts.words,
            ["mot à traduire", "word to translate"],
            ["mots à traduire", "words to translate"],
            query.tongue,
        );
        let _ = write!(
            out,
            "<section><h2>{}</h2><p><b>{percent}{sign}</b> {} · {documents} · {words}</p>{}<p class=\"legend\">",
            escape(&query.say(TO).replace("{language}", &name)),
            query.say(UP_TO_DATE),
            bar(&counts),
        );
        for state in ORDER.into_iter().filter(|state| counts.of(*state) > 0) {
            let words = frame::states(state, counts.of(state), query.tongue);
            let _ = write!(out, "<span class=\"chip\" data-state=\"{}\">{words}</span> ", state.name());
        }
        out.push_str("</p></section>");
    }
    out.push_str("</div>\n");
}

/// Which part of a list is shown, and the way to the rest.
pub fn pager(path: &str, from: usize, window: usize, all: usize, query: &Query, out: &mut String) {
    let _ = write!(out, "<nav class=\"pager\" id=\"_pager\" aria-label=\"{}\" data-part>", query.say(PAGES));
    if all > window {
        let start = |at: usize| if at == 0 { String::new() } else { at.to_string() };
        let mut link = |at: usize, words: Wording, rel: &str| {
            let link = escape(&query.link(path, &[("from", &start(at))]));
            let _ = write!(out, "<a id=\"_{rel}\" rel=\"{rel}\" data-go href=\"{link}\">{}</a> ", query.say(words));
        };
        if from > 0 {
            link(from.saturating_sub(window), BEFORE, "prev");
        }
        if from + window < all {
            link(from + window, AFTER, "next");
        }
        let (first, last) = (number(from + 1, query.tongue), number((from + window).min(all), query.tongue));
        let of = if query.tongue == Tongue::French { "sur" } else { "of" };
        let _ = write!(out, "<span>{first}–{last} {of} {}</span>", number(all, query.tongue));
    }
    out.push_str("</nav>\n");
}
