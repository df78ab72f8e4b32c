//! Turns translations that have fallen behind, and records that are about nothing, into diagnostics.
//!
//! A site without any record hears nothing of what was never accepted. What one language has and the other has not is
//! told of by others.

use crate::config::Stale;
use crate::diag::rules::ledger as rules;
use crate::diag::{Diagnostic, Finding, RuleRef, nearest};
use crate::lang::LangId;
use crate::ledger::{LEAD, State, UnitStatus, path, plain_key, subject};
use crate::link::{PairIx, Site, Target};
use crate::parse::{Document, meaning};
use crate::source::Span;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeSet;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let whole = is_told_of_documents(site);
    let mut found: Vec<Diagnostic> =
        (0..site.pairs.len()).into_par_iter().flat_map_iter(|pair| stale(site, pair, whole)).collect();
    found.extend(snippets(site, whole));
    found.extend(strangers(site));
    found
}

/// Whether a document that nobody has accepted anything of is worth a word: where most have no record yet, the site is
/// still on its way.
fn is_told_of_documents(site: &Site) -> bool {
    let translated = site.states.pairs.iter().flat_map(|states| states.units.values()).filter(|all| !all.is_empty());
    let is_recorded = |all: &&Vec<UnitStatus>| all.iter().any(|status| status.line.is_some());
    let (all, recorded) = (translated.clone().count(), translated.filter(is_recorded).count());
    recorded * 2 >= all && !site.ledger.is_empty()
}

/// The language written first, the translation's, and the editions.
struct Sides<'a> {
    key: &'a str,
    langs: (LangId, LangId),
    source: &'a Document,
    translation: &'a Document,
}

fn stale(site: &Site, index: PairIx, documents: bool) -> Vec<Diagnostic> {
    let pair = &site.pairs[index];
    let of_lang = |lang: LangId| {
        let (source, translation) = (site.edition(index, pair.source)?, site.edition(index, lang)?);
        let sides = Sides { key: &pair.key, langs: (pair.source, lang), source, translation };
        let all = site.status(index, lang);
        // Of a document that nobody has accepted anything of, that is told once.
        let whole = all.iter().all(|status| status.line.is_none());
        let told = all
            .iter()
            .filter(move |status| {
                status.state.is_stale() || (status.state == State::Unrecorded && (!whole || documents))
            })
            .filter(move |status| !is_a_broken_link(site, index, (pair.source, lang), status))
            .filter(move |status| !has_taken_over(site, index, (pair.source, lang), status))
            .take(if whole { 1 } else { usize::MAX });
        let place = |document: &Document, lang: LangId, unit: Option<u32>| match unit {
            None => document.content.title_span,
            Some(unit) => pair.units[unit as usize].members[lang]
                .map_or(Span::default(), |member| document.facts().units[member as usize].span),
        };
        let strict = pair.gates.stale() == Stale::Error;
        let told = told.filter_map(|status| {
            let id = match status.unit {
                _ if whole => None,
                None => Some(LEAD),
                Some(unit) => Some(&*pair.units[unit as usize].id),
            };
            let places = (place(source, pair.source, status.unit), place(translation, lang, status.unit));
            let told = tell(site, &sides, id, status, places)?;
            Some(if strict && status.state.is_stale() { refused(told) } else { told })
        });
        Some(told.collect::<Vec<Diagnostic>>())
    };
    site.config.languages.ids().filter(|&lang| lang != pair.source).filter_map(of_lang).flatten().collect()
}

/// Whether all that has changed is what translation leaves alone, and an address there leads nowhere: that is told of at
/// the link, and what is left once it is mended is told of then.
fn is_a_broken_link(site: &Site, index: PairIx, langs: (LangId, LangId), status: &UnitStatus) -> bool {
    let pair = &site.pairs[index];
    let suffixes = site.suffixes(langs.0, langs.1);
    let lines = || site.ledger.lines(&pair.key, suffixes.0, suffixes.1);
    let Some(entry) = status.line.and_then(|place| lines().into_iter().find(|entry| entry.place == place)) else {
        return false;
    };
    let mut broken = false;
    for (lang, accepted) in [(langs.0, entry.source), (langs.1, entry.translation)] {
        let member = status.unit.map(|unit| pair.units[unit as usize].members[lang]);
        let Some((document, member)) = site.edition(index, lang).zip(member.map_or(Some(None), |unit| unit.map(Some)))
        else {
            return false;
        };
        let now = document.meanings().get(member.map_or(0, |member| member as usize + 1));
        if now.is_none_or(|now| now.words != accepted.words) {
            return false;
        }
        let targets = pair.pages[lang].map_or(&[][..], |page| &site.pages[page].targets);
        let own = document.facts().addresses.iter().zip(targets).filter(|(address, _)| address.unit == member);
        broken |= now.is_some_and(|now| now.kept != accepted.kept)
            && own.into_iter().any(|(_, target)| matches!(target, Target::Broken(_)));
    }
    broken
}

/// Whether all that has changed is that a section which the other language still has lost its heading, so that its text
/// follows this one's: that is told of at the heading.
fn has_taken_over(site: &Site, index: PairIx, langs: (LangId, LangId), status: &UnitStatus) -> bool {
    let lang = match status.state {
        State::SourceChanged => langs.0,
        State::TranslationChanged => langs.1,
        _ => return false,
    };
    let all = site.status(index, langs.1);
    let next = all.iter().position(|other| other.unit == status.unit).and_then(|at| all.get(at + 1));
    let lone = next.filter(|next| matches!(next.state, State::Missing | State::Extra));
    let suffix = &site.config.languages[lang].suffix;
    let accepted = |status: &UnitStatus| Some(site.ledger.texts(status.line?)?.text(suffix)?.to_owned());
    let joined = lone.and_then(|lone| {
        let (own, other) = (accepted(status)?, accepted(lone)?);
        Some(meaning(&format!("{own}\n\n{}", other.split_once('\n')?.1)))
    });
    let member = status.unit.map(|unit| site.pairs[index].units[unit as usize].members[lang]);
    let (Some(document), Some(member)) = (site.edition(index, lang), member.map_or(Some(None), |unit| unit.map(Some)))
    else {
        return false;
    };
    let now = document.meanings().get(member.map_or(0, |member| member as usize + 1));
    joined.is_some_and(|joined| now == Some(&joined))
}

/// The same as the error that the document asks for.
fn refused(mut told: Diagnostic) -> Diagnostic {
    told.finding.rule = RuleRef(&rules::STALE);
    told.severity = rules::STALE.severity;
    told
}

/// `id` is none where the whole document is meant.
fn tell(
    site: &Site,
    sides: &Sides<'_>,
    id: Option<&str>,
    status: &UnitStatus,
    places: (Span, Span),
) -> Option<Diagnostic> {
    let rule = match status.state {
        State::SourceChanged => &rules::SOURCE_CHANGED,
        State::TranslationChanged => &rules::TRANSLATION_CHANGED,
        State::BothChanged => &rules::BOTH_CHANGED,
        State::Unrecorded => &rules::UNRECORDED,
        _ => return None,
    };
    let name = |lang: LangId| site.config.languages[lang].segment.as_str();
    let fill = |finding: Finding| {
        let finding = match id {
            Some(LEAD) => finding.with_words("id", &["lead"]),
            _ => finding.with("id", format!("`{}`", id.unwrap_or(sides.key))),
        };
        let finding = finding.with("lang", name(sides.langs.0)).with("other", name(sides.langs.1));
        let finding = finding.with("key", sides.key);
        finding.with("suggestion", command(site, sides.key, id, sides.langs.1)).help("accept")
    };
    let (source, translation) = (&sides.source.source, &sides.translation.source);
    Some(match status.state {
        State::TranslationChanged => {
            fill(Finding::new(rule, places.1)).at(translation).also(source, places.0, "source")
        }
        _ => fill(Finding::new(rule, places.0)).at(source).also(translation, places.1, "translation"),
    })
}

/// What to type to accept a translation; the language is told where there are several.
fn command(site: &Site, key: &str, id: Option<&str>, lang: LangId) -> String {
    let unit = id.map_or_else(String::new, |id| format!("#{id}"));
    let edition = match site.config.languages.len() > 2 {
        true => format!(" --edition {}", site.config.languages[lang].segment),
        false => String::new(),
    };
    format!("diglot accept {key}{unit}{edition}")
}

fn snippets(site: &Site, whole: bool) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (name, states) in &site.states.snippets {
        let editions = &site.snippets[name];
        let Some(from) = site.source_of(editions) else { continue };
        for (lang, status) in states.iter() {
            let (Some(status), Some(source), Some(translation)) = (status, editions[from], editions[lang]) else {
                continue;
            };
            if status.state == State::Unrecorded && !whole {
                continue;
            }
            let (source, translation) = (&site.documents[source], &site.documents[translation]);
            let sides = Sides { key: source.key(), langs: (from, lang), source, translation };
            // A snippet is no document of its own: what the site asks for counts.
            let strict = site.config.gates.stale() == Stale::Error && status.state.is_stale();
            let told = tell(site, &sides, None, status, Default::default());
            found.extend(if strict { told.map(refused) } else { told });
        }
    }
    for (key, states) in &site.states.folders {
        let editions = &site.folder_texts[key];
        let Some(from) = site.source_of(editions) else { continue };
        for (lang, status) in states.iter() {
            let (Some(status), Some(source), Some(translation)) = (status, &editions[from], &editions[lang]) else {
                continue;
            };
            if status.state == State::Unrecorded && !whole {
                continue;
            }
            let sides = Sides { key, langs: (from, lang), source, translation };
            let places = (source.content.title_span, translation.content.title_span);
            found.extend(tell(site, &sides, None, status, places));
        }
    }
    found
}

/// Records of documents that are not there, and lines about units that are not.
fn strangers(site: &Site) -> Vec<Diagnostic> {
    if site.ledger.is_empty() {
        return Vec::new();
    }
    let languages = &site.config.languages;
    // Those that are not published yet keep their records too.
    let documents = site.documents.iter().map(|document| document.key());
    let folders = site.folder_texts.keys().map(|key| &**key);
    let keys: BTreeSet<Cow<'_, str>> = documents.chain(folders).map(plain_key).collect();
    let mut free: Option<Vec<String>> = None;
    let mut found = Vec::new();
    for file in site.ledger.files() {
        let own = file.source.path();
        let known = subject(own).filter(|(_, suffix)| languages.by_suffix(suffix).is_some());
        if known.is_some_and(|(key, _)| keys.contains(key)) {
            continue;
        }
        let finding = Finding::new(&rules::UNKNOWN_DOCUMENT, Span::default());
        let free = free.get_or_insert_with(|| {
            let taken: BTreeSet<&str> = site.ledger.files().iter().map(|file| file.source.path()).collect();
            let all = keys.iter().flat_map(|key| languages.iter().map(move |(_, lang)| path(key, &lang.suffix)));
            all.filter(|path| !taken.contains(path.as_str())).collect()
        });
        let same = |path: &&str| known.is_some_and(|(_, suffix)| path.ends_with(&format!(".{suffix}.jsonl")));
        let near = nearest(own, free.iter().map(String::as_str).filter(same));
        found.push(match near {
            Some(near) => finding.with("suggestion", near).help("nearest").at(&file.source),
            None => finding.help("delete").at(&file.source),
        });
    }
    for place in site.states.strangers() {
        let (file, line) = (&site.ledger.files()[place.file], site.ledger.line(place));
        let key = subject(file.source.path()).map_or("", |(key, _)| key);
        let finding = Finding::new(&rules::UNKNOWN_UNIT, line.span).with("key", key).with("id", &*line.unit);
        found.push(finding.help("accept").at(&file.source));
    }
    found
}
