//! Turns a folder into a built site with its cache, and says how long each stage took: what all commands share.
//!
//! It does not publish and does not report.

use super::Failure;
use super::meant::SiteWish;
use super::terminal::Terminal;
use super::words as w;
use crate::build::{Cache, Inputs, Outcome};
use crate::diag::rules::settings;
use crate::diag::{Diagnostic, Finding, Severity, Wording};
use crate::link::{Shows, Site};
use crate::load::{Index, Loaded, load, load_since};
use crate::output::{Class, Output};
use crate::source::{Source, Span};
use rayon::prelude::*;
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The folder in a site's root that keeps what the next run may use.
pub fn state_dir(root: &Path) -> PathBuf {
    root.join(".diglot")
}

/// Refuses a folder that is not a site.
pub fn require(wish: &SiteWish, terminal: &Terminal) -> Result<(), Failure> {
    if !wish.root.is_dir() {
        let path = wish.root.display().to_string();
        return Err(Failure::Usage(terminal.say(w::NO_ROOT, &[("path", &path)])));
    }
    if wish.root.join("diglot.yaml").exists() {
        return Ok(());
    }
    let finding = Finding::new(&settings::NO_SETTINGS, Span::default()).help("create");
    terminal.report(&[finding.at(&Source::new("diglot.yaml", Vec::new()))])?;
    Err(Failure::Settings)
}

/// Reads the site's files.
pub fn inputs(wish: &SiteWish, terminal: &Terminal) -> Result<Inputs, Failure> {
    load(&wish.root, &wish.choices).map_err(|error| Failure::reading(&wish.root, &error, terminal.tongue()))
}

/// Reads the site's files, but for texts that have not changed since `before`.
pub fn inputs_since(wish: &SiteWish, before: &Index, terminal: &Terminal) -> Result<Loaded, Failure> {
    let loaded = load_since(&wish.root, &wish.choices, before);
    loaded.map_err(|error| Failure::reading(&wish.root, &error, terminal.tongue()))
}

/// What the last run saw of every text.
pub fn index(root: &Path) -> Index {
    Index::from_bytes(&fs::read(state_dir(root).join("index")).unwrap_or_default())
}

/// Makes the next run read every text.
pub fn forget_index(root: &Path) {
    // Where it cannot be removed it could not be written either.
    let _ = fs::remove_file(state_dir(root).join("index"));
}

/// Reads what the last run kept; whatever is wrong with it, there is a cache.
pub fn cache(root: &Path) -> Cache {
    Cache::load(&kept(root, "documents"), &kept(root, "highlights"))
}

/// One file of the cache; nothing if there is none.
pub fn kept(root: &Path, name: &str) -> Vec<u8> {
    let path = state_dir(root).join(name);
    // A pipe in its place would be waited for without end.
    let is_file = fs::metadata(&path).is_ok_and(|found| found.is_file());
    if is_file { fs::read(path).unwrap_or_default() } else { Vec::new() }
}

/// Keeps one file of the cache, whole or not at all.
pub fn keep(root: &Path, name: &str, bytes: Option<Vec<u8>>) -> io::Result<()> {
    let Some(bytes) = bytes else { return Ok(()) };
    let state = state_dir(root);
    fs::create_dir_all(&state)?;
    let ignore = state.join(".gitignore");
    if !ignore.exists() {
        fs::write(&ignore, "*\n")?;
    }
    // A file that two runs wrote into at once does not match its digest, and is an empty cache.
    let new = state.join(format!("{name}.new"));
    fs::write(&new, bytes)?;
    fs::rename(&new, state.join(name))
}

/// Renders every page and forgets it, for what is wrong with it; `done` is told of each, from several threads.
pub fn faults(output: &Output, done: &(dyn Fn(usize) + Sync)) -> Vec<Diagnostic> {
    let pages = output.entries().par_iter().filter(|(_, entry)| entry.class == Class::Page);
    let rendered = pages.flat_map_iter(|(address, _)| {
        let rendered = output.render(address).expect("an address of the output");
        done(1);
        rendered.diagnostics
    });
    rendered.collect()
}

/// Adds what rendering found to what the build found, in the one order.
///
/// A template that fails fails on every page: the first one stands for all.
pub fn add(outcome: &mut Outcome, found: Vec<Diagnostic>) {
    let config = &outcome.site.config;
    let mut known = HashSet::new();
    let mut found = found;
    found.sort_by(Diagnostic::compare);
    for mut diagnostic in found {
        diagnostic.severity = config.levels.severity(diagnostic.rule());
        let reason = diagnostic.finding.arg("reason").unwrap_or_default().to_owned();
        let same = (diagnostic.rule().code, diagnostic.source.path().to_owned(), diagnostic.finding.span, reason);
        if diagnostic.severity > Severity::Off && known.insert(same) {
            outcome.diagnostics.push(diagnostic);
        }
    }
    outcome.diagnostics.sort_by(Diagnostic::compare);
}

pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// `45 pages` and `2 languages`; pages that only catch strays are not counted.
pub fn extent(site: &Site, terminal: &Terminal) -> (String, String) {
    let count = site.pages.iter().filter(|page| !matches!(page.shows, Shows::NotFound | Shows::Root)).count();
    let languages = site.config.languages.iter().count();
    (terminal.count(count, w::PAGE, w::PAGES), terminal.count(languages, w::LANGUAGE, w::LANGUAGES))
}

/// Where the time went.
pub struct Timings {
    start: Instant,
    last: Instant,
    laps: Vec<(Wording, Duration)>,
}

impl Timings {
    pub fn start() -> Timings {
        Timings { start: Instant::now(), last: Instant::now(), laps: Vec::new() }
    }

    /// Notes that what is called `what` ended now.
    pub fn lap(&mut self, what: Wording) {
        let now = Instant::now();
        self.laps.push((what, now - self.last));
        self.last = now;
    }

    pub fn total(&self) -> Duration {
        self.start.elapsed()
    }

    /// Tells the laps, if the user asked for them.
    pub fn tell(&self, wish: &SiteWish, terminal: &Terminal) {
        if !wish.timings {
            return;
        }
        for (what, time) in &self.laps {
            terminal.tell(&format!("{:>9.1} ms  {}\n", time.as_secs_f64() * 1e3, what.get(terminal.tongue())));
        }
    }
}
