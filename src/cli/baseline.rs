//! Turns a site's problems into its list of known ones, or shows those that are in it.
//!
//! It finds exactly what `check` finds, and changes no file but that one.

use super::meant::{SiteWish, Task};
use super::site;
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status, status};
use crate::build::{Outcome, build};
use crate::diag::Diagnostic;
use crate::diag::rules::settings;
use crate::report::Findings;
use crate::verdict::{Baseline, is_firm};
use std::path::{Path, PathBuf};

/// Where the list goes unless somebody says otherwise.
const USUAL: &str = "diglot-baseline.yaml";

pub fn baseline(wish: &SiteWish, task: Task, terminal: &Terminal) -> Result<Status, Failure> {
    site::require(wish, terminal)?;
    let mut reading = wish.clone();
    if task == Task::Write {
        // It need not exist yet.
        reading.baseline = reading.baseline.filter(|path| path.exists());
    }
    let inputs = site::inputs(&reading, terminal)?;
    let mut outcome = build(&inputs, &mut site::cache(&wish.root));
    let faults = site::faults(&outcome.output, &|_| {});
    site::add(&mut outcome, faults);
    let path = file(wish, &outcome);
    match task {
        Task::Show => show(&outcome, &path, terminal),
        Task::Write => {
            let tolerable: Vec<&Diagnostic> = outcome.tolerable().collect();
            write(&path, &Baseline::text(tolerable.iter().copied()), terminal)?;
            let firm: Vec<Diagnostic> = outcome.diagnostics.iter().filter(|found| counts(found)).cloned().collect();
            terminal.report(&Findings::from(&firm[..]))?;
            say(&path, tolerable.len(), terminal)?;
            advise(wish, &outcome, terminal)?;
            Ok(status(&firm, outcome.site.config.fail))
        }
        Task::Prune => {
            if !outcome.has_baseline() {
                return Err(missing(&path, terminal));
            }
            write(&path, &Baseline::text(outcome.known()), terminal)?;
            say(&path, outcome.known().count(), terminal)?;
            Ok(Status::Clean)
        }
    }
}

/// The file of the list.
fn file(wish: &SiteWish, outcome: &Outcome) -> PathBuf {
    let set = outcome.site.config.baseline.as_ref().map_or(USUAL, |path| path.as_str());
    wish.baseline.clone().unwrap_or_else(|| wish.root.join(set))
}

/// Whether a diagnostic still counts after the list was written: what the list itself was wrong in is mended by that.
fn counts(diagnostic: &Diagnostic) -> bool {
    let own = [settings::STALE_BASELINE.code, settings::MISSING_BASELINE.code];
    is_firm(diagnostic) && !own.contains(&diagnostic.rule().code)
}

fn show(outcome: &Outcome, path: &Path, terminal: &Terminal) -> Result<Status, Failure> {
    if !outcome.has_baseline() {
        return Err(missing(path, terminal));
    }
    let known: Vec<Diagnostic> = outcome.known().cloned().collect();
    terminal.list(&Findings::from(&known[..]))?;
    say(path, known.len(), terminal)?;
    Ok(Status::Clean)
}

fn missing(path: &Path, terminal: &Terminal) -> Failure {
    Failure::Usage(terminal.say(w::NO_BASELINE, &[("path", &shown(path))]))
}

fn write(path: &Path, text: &str, terminal: &Terminal) -> Result<(), Failure> {
    site::replace(path, text.as_bytes()).map_err(|error| Failure::writing(path, &error, terminal.tongue()))
}

fn say(path: &Path, count: usize, terminal: &Terminal) -> Result<(), Failure> {
    let problems = terminal.count(count, w::PROBLEM, w::PROBLEMS);
    let args = [("path", &*shown(path)), ("problems", &*problems)];
    terminal.conclude(&(terminal.say(w::BASELINED, &args) + "\n"))
}

/// A list that no setting names is only used when it is asked for.
fn advise(wish: &SiteWish, outcome: &Outcome, terminal: &Terminal) -> Result<(), Failure> {
    if wish.baseline.is_some() || outcome.site.config.baseline.is_some() {
        return Ok(());
    }
    terminal.conclude(&(terminal.say(w::NAME_BASELINE, &[("path", USUAL)]) + "\n"))
}

/// The path as one would type it.
fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}
