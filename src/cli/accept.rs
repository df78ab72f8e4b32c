//! Turns the word that translations are up to date into records, or into the reason why not.

use super::meant::{Fix, SiteWish};
use super::site;
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status};
use crate::build::build;
use crate::diag::{Tongue, fill};
use crate::edit::accept::{Acceptance, Refusal, Wish, accept as accepted};
use crate::lang::LangId;
use crate::link::Site;

pub fn accept(
    wish: &SiteWish,
    mut asked: Wish,
    edition: Option<String>,
    changes: Fix,
    terminal: &Terminal,
) -> Result<Status, Failure> {
    site::require(wish, terminal)?;
    let inputs = site::inputs(wish, terminal)?;
    let outcome = build(&inputs, &mut site::cache(&wish.root));
    asked.lang = lang(&outcome.site, edition, terminal)?;
    let done = accepted(&inputs, &outcome.site, &asked).map_err(|refusal| failure(refusal, terminal))?;
    let Acceptance { edits, accepted, removed } = &done;
    match changes {
        Fix::Write => site::change(edits, wish, terminal)?,
        Fix::Show => site::show(edits, &inputs, terminal)?,
    }
    let wording = match (edits.is_empty(), changes, *removed) {
        (true, ..) if asked.waive.is_some() => w::NOTHING_TO_WAIVE,
        (true, ..) => w::NOTHING_TO_ACCEPT,
        (_, Fix::Write, 0) => w::ACCEPTED,
        (_, Fix::Write, _) => w::ACCEPTED_AND_REMOVED,
        (_, Fix::Show, 0) => w::WOULD_ACCEPT,
        (_, Fix::Show, _) => w::WOULD_ACCEPT_AND_REMOVE,
    };
    let units = terminal.count(*accepted, w::UNIT, w::UNITS);
    let gone = terminal.count(*removed, w::LINE_REMOVED, w::LINES_REMOVED);
    terminal.tell(&(terminal.say(wording, &[("units", &*units), ("gone", &*gone)]) + "\n"));
    Ok(Status::Clean)
}

/// The language that the user names.
pub fn lang(site: &Site, name: Option<String>, terminal: &Terminal) -> Result<Option<LangId>, Failure> {
    let Some(name) = name else { return Ok(None) };
    let known = site.config.languages.by_name(&name);
    let names: Vec<&str> = site.config.languages.iter().map(|(_, lang)| lang.segment.as_str()).collect();
    let values = names.join(", ");
    known.map(Some).ok_or_else(|| {
        let rest = terminal.say(w::ONE_OF, &[("values", &values)]);
        Failure::Usage(terminal.say(w::NO_EDITION, &[("name", &name)]) + &rest)
    })
}

/// A refusal in the reader's words.
pub fn failure(refusal: Refusal, terminal: &Terminal) -> Failure {
    Failure::Usage(told(&refusal, terminal.tongue()))
}

/// A refusal in one language.
pub fn told(refusal: &Refusal, tongue: Tongue) -> String {
    let (wording, name, near) = match refusal {
        Refusal::NoDocument(name, near) => (w::NO_DOCUMENT, name, near),
        Refusal::NoUnit(name, near) => (w::NO_UNIT, name, near),
        Refusal::OneSided(name) => (w::ONE_SIDED, name, &None),
        Refusal::NotWaivable(name) => (w::NOT_WAIVABLE, name, &None),
        Refusal::Damaged(name) => (w::DAMAGED, name, &None),
        Refusal::Changed(name) => (w::SEEN_CHANGED, name, &None),
    };
    let near = near.as_ref().map_or_else(String::new, |near| {
        fill(w::NEAREST.get(tongue), |argument| (argument == "nearest").then_some(near.as_str()))
    });
    fill(wording.get(tongue), |argument| (argument == "name").then_some(name.as_str())) + &near
}
