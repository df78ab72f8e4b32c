//! Turns the folder of a finished site, or a build that is about to be published, into what is wrong with it.
//!
//! It writes nothing. Levels are those of the settings, where there are some.

use super::meant::SiteWish;
use super::site::{self, Timings};
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status, external, status};
use crate::build::{Inputs, Outcome};
use crate::check::external::of_finished;
use crate::config::{Base, Config, External, Levels};
use crate::diag::{Diagnostic, Severity};
use crate::external::Network;
use crate::finished::{self, Files, Inspection};
use crate::load::{self, Published};
use crate::report::Findings;
use crate::verdict::{self, Baseline, Terms, Verdict};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Which finished site is meant.
#[derive(Clone, Debug)]
pub struct FinishedWish {
    pub dir: PathBuf,
    pub base: Option<Base>,
    /// The folder that may hold settings, and what was asked for besides.
    pub site: SiteWish,
    /// Whether other sites are asked too.
    pub external: Option<Network>,
}

/// What was found in a finished site, and what counts of it.
pub struct Judged {
    pub verdict: Verdict,
    pub terms: Terms,
    pub fail: Severity,
    pages: usize,
    links: usize,
}

pub fn check(wish: &FinishedWish, terminal: &Terminal) -> Result<Status, Failure> {
    let timings = Timings::start();
    let Judged { verdict: Verdict { diagnostics, aside }, terms, fail, pages, links } = judged(wish, terminal)?;
    let findings = Findings {
        diagnostics: &diagnostics,
        aside: &aside,
        baseline: terms.baseline.is_some(),
        fail,
        prefix: "",
        next_change: None,
    };
    // Paths are those that were typed, and so begin where the program was called.
    let here = SiteWish { root: PathBuf::from("."), ..wish.site.clone() };
    site::tell(&here, &findings, terminal)?;
    if diagnostics.is_empty() {
        let pages = terminal.count(pages, w::PAGE, w::PAGES);
        let links = terminal.count(links, w::LINK, w::LINKS);
        let time = terminal.duration(timings.total());
        let args = [("pages", &*pages), ("links", &*links), ("time", &*time)];
        terminal.conclude(&(terminal.say(w::INSPECTED, &args) + "\n"))?;
    }
    Ok(status(&diagnostics, fail))
}

/// Finds what is wrong with a finished site. The list of known problems that the settings name is of the sources', so only
/// one that the user names counts.
pub fn judged(wish: &FinishedWish, terminal: &Terminal) -> Result<Judged, Failure> {
    let found = Published::find(&wish.dir);
    let published = found.map_err(|error| Failure::reading(&wish.dir, &error, terminal.tongue()))?;
    let read = |at: usize| published.read(at);
    let prefix = prefix(&wish.dir);
    let files = Files { addresses: &published.addresses, read: &read, base: wish.base.clone(), prefix: &prefix };
    let Inspection { pages, links, mut diagnostics } = finished::inspect(&files);
    let root = fs::canonicalize(&wish.site.root).unwrap_or_else(|_| wish.site.root.clone());
    let config = load::settings(&root).and_then(Result::ok).map(|source| Config::read(&source, &mut Vec::new()));
    if let Some(network) = wish.external {
        let settings = config.as_ref().map_or_else(External::default, |config| config.external.clone());
        let places = finished::outside(&files);
        let addresses: BTreeSet<Box<str>> = places.iter().map(|place| place.text.clone()).collect();
        let answers = external::learn(&addresses, &settings, &wish.site.root, network, terminal)?;
        diagnostics.extend(of_finished(&settings, &places, &answers));
        diagnostics.sort_by(Diagnostic::compare);
    }
    let levels = config.as_ref().map_or_else(Levels::default, |config| config.levels.clone());
    let mut terms = Terms { levels: levels.overruled(&wish.site.choices.levels), ..Terms::default() };
    if let Some(path) = &wish.site.baseline {
        let source = site::baseline(&wish.site, path, terminal)?;
        let mut findings = Vec::new();
        terms.baseline = Some(Baseline::read(&source, &mut findings));
        diagnostics.extend(findings.into_iter().map(|finding| finding.at(&source)));
    }
    let verdict = verdict::judge(&diagnostics, &terms);
    Ok(Judged { verdict, terms, fail: config.map_or(Severity::Error, |config| config.fail), pages, links })
}

/// What is wrong with the pages of a build, found before anything is published; `out` is where they would be.
pub fn verify(outcome: &Outcome, inputs: &Inputs, out: &Path) -> Vec<Diagnostic> {
    let output = &outcome.output;
    let addresses: Vec<Box<str>> = output.entries().keys().cloned().collect();
    let read = |at: usize| Some(output.render(&addresses[at])?.bytes.to_vec());
    let base = outcome.site.config.base.clone();
    let prefix = prefix(out);
    let files = Files { addresses: &addresses, read: &read, base: Some(base), prefix: &prefix };
    finished::blame(finished::inspect(&files).diagnostics, &inputs.templates)
}

/// The folder as diagnostics name it, so that editors and terminals find the file.
fn prefix(dir: &Path) -> String {
    let shown = site::shown(dir).replace('\\', "/");
    let shown = shown.trim_end_matches('/');
    if shown.is_empty() || shown == "." { String::new() } else { format!("{shown}/") }
}
