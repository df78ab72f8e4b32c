//! Turns a folder into a built site with its cache, and says how long each stage took: what all commands share.
//!
//! It does not publish and does not report.

use super::Failure;
use super::meant::SiteWish;
use super::terminal::Terminal;
use super::words as w;
use crate::build::{Cache, Inputs, Outcome, Stored};
use crate::config::Config;
use crate::diag::rules::settings;
use crate::diag::{Diagnostic, Finding, Severity, Wording};
use crate::edit::Edits;
use crate::link::{Shows, Site};
use crate::load::{Index, Loaded, load_since};
use crate::output::{Class, Entry, Output};
use crate::report::{self, Findings, Look};
use crate::source::{Source, Span};
use crate::theme;
use crate::write::{self, sound_keys};
use rayon::prelude::*;
use std::collections::HashSet;
use std::fs;
use std::io::{self, IsTerminal};
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
    // A run that was killed while it edited leaves a site that is half one and half the other.
    let refused = |refused: write::Refused| Failure::Io(refused.message(terminal.tongue()));
    write::recover(&wish.root, &state_dir(&wish.root)).map_err(refused)?;
    if wish.root.join("diglot.yaml").exists() {
        return Ok(());
    }
    let finding = Finding::new(&settings::NO_SETTINGS, Span::default()).help("create");
    let found = [finding.at(&Source::new("diglot.yaml", Vec::new()))];
    tell(wish, &Findings::from(&found[..]), terminal)?;
    Err(Failure::Settings)
}

/// Reads the site's files.
pub fn inputs(wish: &SiteWish, terminal: &Terminal) -> Result<Inputs, Failure> {
    Ok(inputs_since(wish, &Index::default(), terminal)?.inputs)
}

/// Reads the site's files, but for texts that have not changed since `before`.
pub fn inputs_since(wish: &SiteWish, before: &Index, terminal: &Terminal) -> Result<Loaded, Failure> {
    let mut choices = wish.choices.clone();
    if let Some(path) = &wish.baseline {
        choices.baseline = Some(baseline(wish, path, terminal)?);
    }
    let loaded = load_since(&wish.root, &choices, before);
    loaded.map_err(|error| Failure::reading(&wish.root, &error, terminal.tongue()))
}

/// Reads the list of known problems that the user names.
pub fn baseline(wish: &SiteWish, path: &Path, terminal: &Terminal) -> Result<Source, Failure> {
    let bytes = fs::read(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            Failure::Usage(terminal.say(w::NO_BASELINE, &[("path", &path.display().to_string())]))
        }
        _ => Failure::reading(path, &error, terminal.tongue()),
    })?;
    let inside = fs::canonicalize(path).ok().zip(fs::canonicalize(&wish.root).ok());
    let inside = inside.and_then(|(path, root)| Some(slashed(path.strip_prefix(root).ok()?)));
    Ok(Source::new(inside.unwrap_or_else(|| path.display().to_string()), bytes))
}

/// The list of known problems that the settings name, from the root.
pub fn set_baseline(root: &Path) -> Option<String> {
    let settings = Source::new("diglot.yaml", fs::read(root.join("diglot.yaml")).ok()?);
    Some(Config::read(&settings, &mut Vec::new()).baseline?.value)
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Writes what a build found where the user wants it.
pub fn report(wish: &SiteWish, outcome: &Outcome, terminal: &Terminal) -> Result<(), Failure> {
    let findings = Findings {
        diagnostics: &outcome.diagnostics,
        aside: &outcome.aside,
        baseline: outcome.has_baseline(),
        fail: outcome.site.config.fail,
        prefix: "",
        next_change: outcome.site.next_change(),
    };
    tell(wish, &findings, terminal)
}

/// Writes findings on the standard streams and into the files that the user named; all are tried, even if one fails.
pub fn tell(wish: &SiteWish, findings: &Findings<'_>, terminal: &Terminal) -> Result<(), Failure> {
    let prefix = prefix(wish);
    let findings = Findings { prefix: &prefix, ..*findings };
    let mut done = terminal.report(&findings);
    for (format, path) in &wish.reports {
        let text = report::report(*format, &findings, Look::plain(terminal.tongue()));
        let written = replace(path, text.as_bytes()).map_err(|error| Failure::writing(path, &error, terminal.tongue()));
        done = done.and(written);
    }
    done
}

/// What leads from the root of the repository to that of the site: from the folder that the build server tells, else
/// from the current one. Empty if the site is elsewhere.
fn prefix(wish: &SiteWish) -> String {
    let Ok(root) = fs::canonicalize(&wish.root) else { return String::new() };
    let bases = wish.workspace.iter().filter_map(|base| fs::canonicalize(base).ok());
    let mut bases = bases.chain(std::env::current_dir().and_then(fs::canonicalize));
    let inside = bases.find_map(|base| Some(slashed(root.strip_prefix(base).ok()?)));
    inside.filter(|path| !path.is_empty()).map_or_else(String::new, |path| path + "/")
}

/// Writes a file whole or not at all. What is no regular file, such as a pipe, is written into.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if fs::metadata(&real).is_ok_and(|found| !found.is_file()) {
        return fs::write(&real, bytes);
    }
    let name = real.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
    let new = real.with_file_name(format!(".{name}.{}.new", std::process::id()));
    let done = fs::write(&new, bytes).and_then(|()| fs::rename(&new, &real));
    if done.is_err() {
        // What is left of it is of no use to anybody.
        let _ = fs::remove_file(&new);
    }
    done
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
    let words = root.to_owned();
    let cache = Cache::load(kept(root, "documents"), &kept(root, "highlights")).with_more(kept(root, "documents.more"));
    cache.with_words(move || kept(&words, "words"))
}

/// One file of the cache; nothing if there is none.
pub fn kept(root: &Path, name: &str) -> Vec<u8> {
    let path = state_dir(root).join(name);
    // A pipe in its place would be waited for without end.
    let is_file = fs::metadata(&path).is_ok_and(|found| found.is_file());
    if is_file { fs::read(path).unwrap_or_default() } else { Vec::new() }
}

/// Changes the author's files, all of them or none.
pub fn change(edits: &Edits, wish: &SiteWish, terminal: &Terminal) -> Result<(), Failure> {
    if edits.is_empty() {
        return Ok(());
    }
    let state = state(&wish.root).map_err(|error| Failure::writing(&wish.root, &error, terminal.tongue()))?;
    write::apply(edits, &wish.root, &state).map_err(|refused| Failure::Io(refused.message(terminal.tongue())))
}

/// As [`change`], with the reason of a refusal.
pub fn apply(edits: &Edits, wish: &SiteWish) -> Result<(), write::Refused> {
    let state = state(&wish.root).map_err(|error| write::Refused::Io { path: wish.root.clone(), error })?;
    write::apply(edits, &wish.root, &state)
}

/// The files of the edits that are not written, as they lie behind a link.
pub fn behind_links(edits: &Edits, wish: &SiteWish, terminal: &Terminal) -> Result<Vec<Box<str>>, Failure> {
    let found = write::behind_links(edits, &wish.root, &state_dir(&wish.root));
    found.map_err(|refused| Failure::Io(refused.message(terminal.tongue())))
}

/// Shows how the author's files would change.
pub fn show(edits: &Edits, inputs: &Inputs, terminal: &Terminal) -> Result<(), Failure> {
    let diff = edits.diff(inputs);
    if !terminal.paints() || !io::stdout().is_terminal() {
        return terminal.answer(&diff);
    }
    let painted = diff.split_inclusive('\n').map(|line| {
        let style = match line.as_bytes() {
            [b'-', b'-', b'-', ..] | [b'+', b'+', b'+', ..] => "1",
            [b'-', ..] => "31",
            [b'+', ..] => "32",
            [b'@', ..] => "36",
            _ => return line.to_owned(),
        };
        let text = line.trim_end_matches('\n');
        format!("\x1b[{style}m{text}\x1b[0m{}", &line[text.len()..])
    });
    terminal.answer(&painted.collect::<String>())
}

/// The folder that keeps what the next run may use, made if need be, and left out of version control.
fn state(root: &Path) -> io::Result<PathBuf> {
    let state = state_dir(root);
    fs::create_dir_all(&state)?;
    let ignore = state.join(".gitignore");
    if !ignore.exists() {
        fs::write(&ignore, "*\n")?;
    }
    Ok(state)
}

/// Keeps one file of the cache, whole or not at all.
pub fn keep(root: &Path, name: &str, bytes: Option<Vec<u8>>) -> io::Result<()> {
    let Some(bytes) = bytes else { return Ok(()) };
    let state = state(root)?;
    // A file that two runs wrote into at once does not match its digest, and is an empty cache.
    let new = state.join(format!("{name}.new"));
    fs::write(&new, bytes)?;
    fs::rename(&new, state.join(name))
}

/// Keeps what texts say, for the next run.
pub fn keep_documents(root: &Path, stored: Option<Stored>) -> io::Result<()> {
    match stored {
        None => Ok(()),
        Some(Stored::More(bytes)) => keep(root, "documents.more", Some(bytes)),
        Some(Stored::Whole(bytes)) => {
            // What added to the last one adds to no other.
            let _ = fs::remove_file(state_dir(root).join("documents.more"));
            keep(root, "documents", Some(bytes))
        }
    }
}

/// Whether a template makes this file; the others that are published with the pages, such as their Markdown, cannot fail.
pub fn is_templated(address: &str, entry: &Entry) -> bool {
    entry.class == Class::Page && address.ends_with(".html")
}

/// Renders every page and forgets it, for what is wrong with it; `done` is told of each, from several threads.
///
/// A page that is what it was when it was published was sound then, and is not rendered again. Only a template can fail, and
/// those of the theme fail on no page (tests hold it): where a site has none of its own, nothing is rendered.
pub fn faults(inputs: &Inputs, output: &Output, root: &Path, done: &(dyn Fn(usize) + Sync)) -> Vec<Diagnostic> {
    if theme::is_all(&inputs.templates) {
        return Vec::new();
    }
    let sound = sound_keys(&state_dir(root));
    let pages = output.entries().par_iter();
    let pages = pages.filter(|(address, entry)| is_templated(address, entry) && !sound.contains(&entry.key));
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
pub fn add(outcome: &mut Outcome, mut found: Vec<Diagnostic>) {
    if found.is_empty() {
        return;
    }
    let mut known = HashSet::new();
    found.sort_by(Diagnostic::compare);
    found.retain(|diagnostic| {
        let reason = diagnostic.finding.arg("reason").unwrap_or_default().to_owned();
        known.insert((diagnostic.rule().code, diagnostic.source.path().to_owned(), diagnostic.finding.span, reason))
    });
    outcome.add(found);
}

pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// `45 pages` and `2 languages`; pages that only catch strays are not counted.
pub fn extent(site: &Site, terminal: &Terminal) -> (String, String) {
    let count =
        site.pages.iter().filter(|page| !matches!(page.shows, Shows::NotFound | Shows::Root | Shows::Search)).count();
    let languages = site.config.languages.iter().count();
    (terminal.count(count, w::PAGE, w::PAGES), terminal.count(languages, w::LANGUAGE, w::LANGUAGES))
}

/// The path as one would type it.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
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

    /// Leaves out the time since the last lap, in which nothing was done.
    pub fn skip(&mut self) {
        let now = Instant::now();
        self.start += now - self.last;
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
