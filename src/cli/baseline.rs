//! Turns a site's problems into its list of known ones, or shows those that are in it.
//!
//! It finds exactly what `check` finds, and changes no file but that one.

use super::finished::{self, FinishedWish, Judged};
use super::meant::{SiteWish, Sources, Task};
use super::site;
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status, status};
use crate::build::build;
use crate::diag::rules::settings;
use crate::diag::{Diagnostic, Severity};
use crate::report::Findings;
use crate::verdict::{Baseline, is_firm};
use std::path::{Path, PathBuf};

/// Where the list goes unless somebody says otherwise.
const USUAL: &str = "diglot-baseline.yaml";

/// What a list is about.
struct State {
    /// What counts now.
    diagnostics: Vec<Diagnostic>,
    /// What is in the list and still found.
    known: Vec<Diagnostic>,
    /// What a list may hold.
    tolerable: Vec<Diagnostic>,
    /// Whether there is a list.
    listed: bool,
    fail: Severity,
    path: PathBuf,
    /// Whether somebody names the list: the settings or the command line.
    named: bool,
}

pub fn baseline(of: &Sources, task: Task, terminal: &Terminal) -> Result<Status, Failure> {
    let state = match of {
        Sources::Site(wish) => of_site(&reading(wish, task), wish, terminal)?,
        Sources::Finished(wish) => {
            let reading = FinishedWish { site: reading(&wish.site, task), ..wish.clone() };
            of_finished(&reading, wish, terminal)?
        }
    };
    match task {
        Task::Write => {
            write(&state.path, &Baseline::text(&state.tolerable), terminal)?;
            let firm: Vec<Diagnostic> = state.diagnostics.iter().filter(|found| counts(found)).cloned().collect();
            terminal.report(&Findings::from(&firm[..]))?;
            say(&state.path, state.tolerable.len(), terminal)?;
            if !state.named {
                // A list that nothing names is only used when it is asked for.
                terminal.conclude(&(terminal.say(w::NAME_BASELINE, &[("path", USUAL)]) + "\n"))?;
            }
            Ok(status(&firm, state.fail))
        }
        Task::Show | Task::Prune if !state.listed => {
            Err(Failure::Usage(terminal.say(w::NO_BASELINE, &[("path", &site::shown(&state.path))])))
        }
        Task::Show => {
            terminal.list(&Findings::from(&state.known[..]))?;
            say(&state.path, state.known.len(), terminal)?;
            Ok(Status::Clean)
        }
        Task::Prune => {
            write(&state.path, &Baseline::text(&state.known), terminal)?;
            say(&state.path, state.known.len(), terminal)?;
            Ok(Status::Clean)
        }
    }
}

/// The wish as the site is read: a list that is to be written need not exist yet.
fn reading(wish: &SiteWish, task: Task) -> SiteWish {
    let baseline = wish.baseline.clone().filter(|path| task != Task::Write || path.exists());
    SiteWish { baseline, ..wish.clone() }
}

fn of_site(reading: &SiteWish, wish: &SiteWish, terminal: &Terminal) -> Result<State, Failure> {
    site::require(wish, terminal)?;
    let inputs = site::inputs(reading, terminal)?;
    let mut outcome = build(&inputs, &mut site::cache(&wish.root));
    let faults = site::faults(&inputs, &outcome.output, &wish.root, &|_| {});
    site::add(&mut outcome, faults);
    let set = outcome.site.config.baseline.as_ref().map(|path| path.value.clone());
    let path = wish.baseline.clone().unwrap_or_else(|| wish.root.join(set.as_deref().unwrap_or(USUAL)));
    Ok(State {
        known: outcome.known().cloned().collect(),
        tolerable: outcome.tolerable().cloned().collect(),
        listed: outcome.has_baseline(),
        fail: outcome.site.config.fail,
        path,
        named: wish.baseline.is_some() || set.is_some(),
        diagnostics: outcome.diagnostics,
    })
}

fn of_finished(reading: &FinishedWish, wish: &FinishedWish, terminal: &Terminal) -> Result<State, Failure> {
    let Some(path) = wish.site.baseline.clone() else {
        return Err(Failure::Usage(terminal.say(w::SITE_BASELINE, &[])));
    };
    let Judged { verdict, terms, fail, .. } = finished::judged(reading, terminal)?;
    let list = terms.baseline.as_ref().map(Baseline::source);
    let known: Vec<Diagnostic> = verdict.aside.into_iter().map(|aside| aside.diagnostic).collect();
    let new = verdict.diagnostics.iter().filter(|found| !is_firm(found) && Some(&found.source) != list).cloned();
    Ok(State {
        tolerable: new.chain(known.iter().cloned()).collect(),
        known,
        listed: list.is_some(),
        diagnostics: verdict.diagnostics,
        fail,
        path,
        named: true,
    })
}

/// Whether a diagnostic still counts after the list was written: what the list itself was wrong in is mended by that.
fn counts(diagnostic: &Diagnostic) -> bool {
    let own = [settings::STALE_BASELINE.code, settings::MISSING_BASELINE.code];
    is_firm(diagnostic) && !own.contains(&diagnostic.rule().code)
}

fn write(path: &Path, text: &str, terminal: &Terminal) -> Result<(), Failure> {
    site::replace(path, text.as_bytes()).map_err(|error| Failure::writing(path, &error, terminal.tongue()))
}

fn say(path: &Path, count: usize, terminal: &Terminal) -> Result<(), Failure> {
    let problems = terminal.count(count, w::PROBLEM, w::PROBLEMS);
    let args = [("path", &*site::shown(path)), ("problems", &*problems)];
    terminal.conclude(&(terminal.say(w::BASELINED, &args) + "\n"))
}
