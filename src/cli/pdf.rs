//! Turns the handbooks of a site into PDF files: build in memory, print in a browser, write each file whole.
//!
//! If one diagnostic is an error, nothing is printed, and the files of an earlier run stay.

use super::accept::lang;
use super::meant::SiteWish;
use super::site;
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status, status};
use crate::build::{self, File, Inputs, Outcome};
use crate::diag::nearest;
use crate::link::{Page, Shows, Site};
use crate::pdf::{Fault, Manner, Paper, Press, Printed, Sheets, find};
use crate::source::Source;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// What is to be printed, and how.
#[derive(Clone, Debug)]
pub struct Printing {
    pub handbooks: Vec<String>,
    pub edition: Option<String>,
    pub out: Option<PathBuf>,
    /// Instead of the paper of the language's region.
    pub paper: Option<Paper>,
    pub browser: Option<PathBuf>,
    pub patience: Duration,
}

pub fn pdf(wish: &SiteWish, printing: &Printing, terminal: &Terminal) -> Result<Status, Failure> {
    site::require(wish, terminal)?;
    let inputs = site::inputs(wish, terminal)?;
    let mut cache = site::cache(&wish.root);
    let mut outcome = build::build(&inputs, &mut cache);
    if let Some(inputs) = with_whole(&inputs, &outcome.site) {
        outcome = build::build(&inputs, &mut cache);
    }
    let site = outcome.site.clone();
    let sheets = sheets(&site, printing, terminal)?;
    let faults = sheets.iter().filter_map(|sheet| outcome.output.render(&sheet.page.address));
    let faults = faults.flat_map(|rendered| rendered.diagnostics).collect();
    site::add(&mut outcome, faults);
    site::report(wish, &outcome, terminal)?;
    if site::has_errors(&outcome.diagnostics) {
        terminal.tell(&(terminal.say(w::NOTHING_PRINTED, &[]) + "\n"));
    } else {
        if outcome.site.config.base.origin.is_none() {
            terminal.tell(&(terminal.say(w::ADDRESSLESS, &[]) + "\n"));
        }
        let out = printing.out.clone().unwrap_or_else(|| wish.root.join("pdf"));
        print(&outcome, &sheets, &out, wish, printing, terminal)?;
    }
    Ok(status(&outcome.diagnostics, outcome.site.config.fail))
}

/// The same site with a page for the whole of each handbook, if one has none: what is printed need not be published.
fn with_whole(inputs: &Inputs, site: &Site) -> Option<Inputs> {
    let without = site.handbooks.iter().filter(|book| book.whole.values().all(Option::is_none));
    let records = without.flat_map(|book| site.pairs[book.pair].editions.values().flatten());
    let mut changed: Option<Inputs> = None;
    for source in records.map(|&record| &site.documents[record].source) {
        let Some(below) = source.path().strip_prefix("content/") else { continue };
        // As long as before, so that every place in the file stays what it is.
        let line =
            |line: &str| match line.strip_prefix("whole:").filter(|value| value.trim_start().starts_with("false")) {
                Some(value) => format!("whole:{}", value.replacen("false", "true ", 1)),
                None => line.to_owned(),
            };
        let text: String = source.text().split_inclusive('\n').map(line).collect();
        let inputs = changed.get_or_insert_with(|| inputs.clone());
        inputs.content.insert(below.into(), File::Text(Source::new(source.path(), text.into_bytes())));
    }
    changed
}

/// A handbook in one language.
struct Sheet<'a> {
    page: &'a Page,
    /// From the folder of the files, with `/`.
    file: String,
    paper: Paper,
}

/// The handbooks that are asked for, in each language that they are published in.
fn sheets<'a>(site: &'a Site, printing: &Printing, terminal: &Terminal) -> Result<Vec<Sheet<'a>>, Failure> {
    let lang = lang(site, printing.edition.clone(), terminal)?;
    let wanted: Vec<usize> = match &printing.handbooks[..] {
        [] => (0..site.handbooks.len()).collect(),
        names => {
            let named = names.iter().map(|name| handbooks(site, name, terminal));
            named.collect::<Result<Vec<_>, _>>()?.concat()
        }
    };
    let whole = |page: &&Page| matches!(page.shows, Shows::Whole(book) if wanted.contains(&book));
    let pages: Vec<&Page> = site.pages.iter().filter(whole).collect();
    if pages.is_empty() {
        return Err(Failure::Usage(terminal.say(w::NO_WHOLE, &[])));
    }
    // What is shown in another language for want of a translation is no edition.
    let own = |page: &&Page| page.foreign(site).is_none() && lang.is_none_or(|lang| lang == page.lang);
    let sheets: Vec<Sheet<'_>> = pages.into_iter().filter(own).map(|page| sheet(site, page, printing.paper)).collect();
    if sheets.is_empty() {
        return Err(Failure::Usage(terminal.say(w::NOT_IN_LANGUAGE, &[])));
    }
    Ok(sheets)
}

fn sheet<'a>(site: &'a Site, page: &'a Page, paper: Option<Paper>) -> Sheet<'a> {
    let Shows::Whole(book) = page.shows else { unreachable!("only whole handbooks are printed") };
    let lang = &site.config.languages[page.lang];
    let name = Some(name(site, book)).filter(|name| !name.is_empty()).unwrap_or("handbook");
    let file = format!("{name}.{}.pdf", lang.suffix);
    Sheet { page, file, paper: paper.unwrap_or_else(|| Paper::of(&lang.tag)) }
}

/// What a handbook is called: its folder, or its document in one.
fn name(site: &Site, book: usize) -> &str {
    let pair = &site.pairs[site.handbooks[book].pair];
    if pair.index { &site.folders[pair.folder].path } else { &pair.key }
}

/// The handbooks that the user names: by its folder or its file, or all in a folder, such as the editions of one.
fn handbooks(site: &Site, typed: &str, terminal: &Terminal) -> Result<Vec<usize>, Failure> {
    let slashed = typed.replace('\\', "/");
    let bare = slashed.strip_prefix("./").unwrap_or(&slashed);
    let bare = bare.strip_prefix("content/").unwrap_or(bare).trim_end_matches('/');
    let bare = bare.strip_suffix("/handbook.yaml").unwrap_or(bare);
    let is_in = |name: &str| name.strip_prefix(bare).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let found: Vec<usize> = (0..site.handbooks.len()).filter(|book| is_in(name(site, *book))).collect();
    if found.is_empty() {
        let near = nearest(bare, (0..site.handbooks.len()).map(|book| name(site, book)));
        let near = near.map_or_else(String::new, |near| terminal.say(w::NEAREST, &[("nearest", near)]));
        return Err(Failure::Usage(terminal.say(w::NO_HANDBOOK, &[("name", typed)]) + &near));
    }
    Ok(found)
}

fn print(
    outcome: &Outcome,
    sheets: &[Sheet<'_>],
    out: &Path,
    wish: &SiteWish,
    printing: &Printing,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let program = find(printing.browser.as_deref()).map_err(|fault| failure(&fault, terminal))?;
    let manner = Manner { program, patience: printing.patience, stop: interruption() };
    let base = &outcome.site.config.base;
    let printed = Printed {
        output: &outcome.output,
        origin: base.origin.as_deref(),
        base_path: &base.path,
        as_of: wish.choices.as_of,
    };
    let bar = terminal.slow_bar(w::PRINTING, sheets.len());
    let mut press = Press::open(&printed, &manner).map_err(|fault| failure(&fault, terminal))?;
    for sheet in sheets {
        let start = Instant::now();
        let done = press.print(&sheet.page.url, sheet.paper).map_err(|fault| failure(&fault, terminal))?;
        let path = out.join(&sheet.file);
        write(&path, &done).map_err(|error| Failure::writing(&path, &error, terminal.tongue()))?;
        bar.inc(1);
        bar.suspend(|| conclude(&path, &done, start.elapsed(), terminal))?;
    }
    bar.finish_and_clear();
    Ok(())
}

fn write(path: &Path, sheets: &Sheets) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    site::replace(path, &sheets.bytes)
}

fn conclude(path: &Path, sheets: &Sheets, time: Duration, terminal: &Terminal) -> Result<(), Failure> {
    let (path, time) = (site::shown(path), terminal.duration(time));
    let said = match sheets.pages {
        Some(pages) => {
            let pages = terminal.count(pages, w::PAGE, w::PAGES);
            terminal.say(w::PRINTED, &[("path", &path), ("pages", &pages), ("time", &time)])
        }
        None => terminal.say(w::PRINTED_WITHOUT_NUMBERS, &[("path", &path), ("time", &time)]),
    };
    terminal.conclude(&(said + "\n"))
}

/// Set when the user presses Ctrl-C or the system asks to end: without this, browser and profile would stay.
fn interruption() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let set = stop.clone();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        // Where signals cannot be waited for, they do what they always do.
        if runtime.is_ok_and(|runtime| runtime.block_on(asked_to_end()).is_ok()) {
            set.store(true, Ordering::Relaxed);
        }
    });
    stop
}

#[cfg(unix)]
async fn asked_to_end() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut end = signal(SignalKind::terminate())?;
    tokio::select! {
        done = tokio::signal::ctrl_c() => done,
        _ = end.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn asked_to_end() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// A fault in the reader's words.
fn failure(fault: &Fault, terminal: &Terminal) -> Failure {
    let say = |wording, args: &[(&str, &str)]| terminal.say(wording, args);
    Failure::Io(match fault {
        Fault::NoBrowser => say(w::NO_BROWSER, &[]),
        Fault::NoSuchBrowser(path) => {
            return Failure::Usage(say(w::NO_SUCH_BROWSER, &[("path", &path.display().to_string())]));
        }
        Fault::NotStarted { program, said } => {
            say(w::BROWSER_FAILS, &[("path", &program.display().to_string()), ("said", said)])
        }
        Fault::TooOld { version } => say(w::BROWSER_OLD, &[("version", version)]),
        Fault::Slow { patience } => say(w::BROWSER_SLOW, &[("seconds", &patience.as_secs().to_string())]),
        Fault::Gone(said) => say(w::BROWSER_GONE, &[("said", said)]),
        Fault::Refused { command, reason } => say(w::BROWSER_REFUSES, &[("command", command), ("reason", reason)]),
        Fault::Interrupted => say(w::INTERRUPTED, &[]),
        Fault::Profile(error) => return Failure::writing(&std::env::temp_dir(), error, terminal.tongue()),
    })
}
