//! Turns the folder of a finished site, or a build that is about to be published, into what is wrong with it.
//!
//! It writes nothing. Levels are those of the settings, where there are some.

use super::site::{self, Timings};
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status, status};
use crate::audit::{self, Audit, Files};
use crate::build::{Inputs, Outcome};
use crate::config::{Base, Config};
use crate::diag::{Diagnostic, Severity};
use crate::load::{self, Published};
use crate::report::Findings;
use std::fs;
use std::path::{Path, PathBuf};

/// Which finished site is meant.
#[derive(Debug)]
pub struct AuditWish {
    pub dir: PathBuf,
    pub base: Option<Base>,
    /// The folder that may hold settings.
    pub root: PathBuf,
}

pub fn audit(wish: &AuditWish, terminal: &Terminal) -> Result<Status, Failure> {
    let timings = Timings::start();
    let found = Published::find(&wish.dir);
    let published = found.map_err(|error| Failure::reading(&wish.dir, &error, terminal.tongue()))?;
    let read = |at: usize| published.read(at);
    let prefix = prefix(&wish.dir);
    let Audit { pages, links, mut diagnostics } =
        audit::audit(&Files { addresses: &published.addresses, read: &read, base: wish.base.clone(), prefix: &prefix });
    let root = fs::canonicalize(&wish.root).unwrap_or_else(|_| wish.root.clone());
    let config = load::settings(&root).and_then(Result::ok).map(|source| Config::read(&source, &mut Vec::new()));
    if let Some(config) = &config {
        weigh(&mut diagnostics, config);
    }
    let fail = config.map_or(Severity::Error, |config| config.fail);
    terminal.report(&Findings { fail, ..Findings::from(&diagnostics[..]) })?;
    if diagnostics.is_empty() {
        let pages = terminal.count(pages, w::PAGE, w::PAGES);
        let links = terminal.count(links, w::LINK, w::LINKS);
        let time = terminal.duration(timings.total());
        let args = [("pages", &*pages), ("links", &*links), ("time", &*time)];
        terminal.conclude(&(terminal.say(w::AUDITED, &args) + "\n"))?;
    }
    Ok(status(&diagnostics, fail))
}

/// What is wrong with the pages of a build, found before anything is published; `out` is where they would be.
pub fn verify(outcome: &Outcome, inputs: &Inputs, out: &Path) -> Vec<Diagnostic> {
    let output = &outcome.output;
    let addresses: Vec<Box<str>> = output.entries().keys().cloned().collect();
    let read = |at: usize| Some(output.render(&addresses[at])?.bytes.to_vec());
    let base = outcome.site.config.base.clone();
    let prefix = prefix(out);
    let files = Files { addresses: &addresses, read: &read, base: Some(base), prefix: &prefix };
    let mut diagnostics = audit::blame(audit::audit(&files).diagnostics, &inputs.templates);
    weigh(&mut diagnostics, &outcome.site.config);
    diagnostics
}

fn weigh(diagnostics: &mut Vec<Diagnostic>, config: &Config) {
    for diagnostic in diagnostics.iter_mut() {
        diagnostic.severity = config.levels.severity(diagnostic.rule());
    }
    diagnostics.retain(|diagnostic| diagnostic.severity > Severity::Off);
}

/// The folder as diagnostics name it, so that editors and terminals find the file.
fn prefix(dir: &Path) -> String {
    let shown = site::shown(dir).replace('\\', "/");
    let shown = shown.trim_end_matches('/');
    if shown.is_empty() || shown == "." { String::new() } else { format!("{shown}/") }
}
