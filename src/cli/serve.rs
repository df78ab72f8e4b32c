//! Turns a site's folder into a preview in the browser that follows every save, until Ctrl-C.
//!
//! It publishes nothing, and no fault of the site ends it.

mod obey;

use super::editor::Editor;
use super::meant::SiteWish;
use super::site::{self, Timings};
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status};
use crate::build::{Cache, Inputs, Made, Outcome, judge, make, make_showing};
use crate::diag::Diagnostic;
use crate::load::{Tear, again};
use crate::report::{Findings, Tally, summary};
use crate::serve::{Build, Desk, Hosts, Preview, Problem, bind, stops, url};
use crate::source::Digest;
use crate::theme;
use crate::watch::Watcher;
use obey::{Orders, view};
use rayon::prelude::*;
use std::collections::HashSet;
use std::net::{IpAddr, SocketAddr};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What a build reads, relative to the root.
const INPUTS: [&str; 8] =
    ["diglot.yaml", "content", "data", "static", "templates", "translations", "redirects.yaml", "routes.txt"];

/// How long the open pages have the machine for themselves after a build.
const PAGES_FIRST: Duration = Duration::from_millis(60);

/// After this many pages, the search for faults of rendering looks whether the writer saved again.
const BATCH: usize = 64;

pub fn serve(
    wish: SiteWish,
    host: IpAddr,
    port: u16,
    editor: Option<Editor>,
    terminal: &Terminal,
) -> Result<Status, Failure> {
    site::require(&wish, terminal)?;
    let refused = |error: std::io::Error| {
        let address = SocketAddr::new(host, port).to_string();
        Failure::Io(terminal.say(w::CANNOT_LISTEN, &[("address", &address), ("error", &error.to_string())]))
    };
    let hosts = if host.is_loopback() { Hosts::Own } else { Hosts::Any };
    let server = bind(host, port, hosts).map_err(refused)?;
    let given = server.address().port();
    if port != 0 && given != port {
        let args = [("asked", &*port.to_string()), ("given", &*given.to_string())];
        terminal.tell(&(terminal.say(w::PORT_TAKEN, &args) + "\n"));
    }
    // Before the first load, so that no save falls between.
    let baseline = site::set_baseline(&wish.root);
    let watcher = watcher(&wish.root, baseline.as_deref()).map_err(|error| {
        let path = wish.root.display().to_string();
        Failure::Io(terminal.say(w::CANNOT_WATCH, &[("path", &path), ("error", &error.to_string())]))
    })?;
    let root = std::fs::canonicalize(&wish.root).unwrap_or_else(|_| wish.root.clone());
    let preview = Preview::new(terminal.tongue());
    if hosts == Hosts::Any {
        terminal.tell(&(terminal.say(w::OPENED_TO_NETWORK, &[("address", &host.to_string())]) + "\n"));
    }
    if let Some(editor) = editor {
        let (root, terminal) = (wish.root.clone(), terminal.clone());
        preview.edit_with(Box::new(move |place| editor.open(&root, place, &terminal)));
    }
    let follower = Follower {
        orders: Orders::of(&preview, &wish, watcher.bell()),
        cache: Cache::default().following(),
        wish,
        terminal: terminal.clone(),
        preview: preview.clone(),
        watcher,
        baseline,
        address: server.address(),
        shown: None,
        inputs: None,
        torn: None,
        root,
        problems: Vec::new(),
        silent: HashSet::new(),
    };
    std::thread::spawn(move || follower.follow());
    server.run(&preview).map_err(refused)?;
    Ok(Status::Clean)
}

/// Waits for saves of all that a site is made from, the list of known problems that its settings name included.
fn watcher(root: &Path, baseline: Option<&str>) -> std::io::Result<Watcher> {
    let mut watched: Vec<PathBuf> = INPUTS.map(PathBuf::from).to_vec();
    watched.extend(baseline.map(PathBuf::from));
    Watcher::new(root, &watched, &[])
}

/// Builds again after every save, on a thread of its own.
struct Follower {
    wish: SiteWish,
    terminal: Terminal,
    preview: Preview,
    watcher: Watcher,
    orders: Orders,
    /// The list of known problems that is watched.
    baseline: Option<String>,
    cache: Cache,
    address: SocketAddr,
    /// The base path that the writer was told; none before the first build.
    shown: Option<String>,
    /// What the last build was made of, if it can be gone on from.
    inputs: Option<Inputs>,
    /// Whether a text that was not read at first was, when it was, another one than was known.
    torn: Option<Tear>,
    /// Where it was read from: a real path.
    root: PathBuf,
    problems: Vec<Problem>,
    /// Keys of pages that are rendered without a fault.
    silent: HashSet<Digest>,
}

impl Follower {
    fn follow(mut self) {
        loop {
            // A failure of Diglot was told by then; the next save is another chance.
            let turn = catch_unwind(AssertUnwindSafe(|| self.turn()));
            if turn.is_err() {
                self.cache = Cache::default().following();
            }
            if let Some(notice) = self.watcher.notice() {
                self.terminal.tell(&(notice.get(self.terminal.tongue()).to_owned() + "\n"));
            }
            if !turn.unwrap_or(false) {
                self.watcher.wait();
            }
            self.terminal.tell(SEPARATOR);
        }
    }

    /// One build; says whether the writer saved meanwhile.
    fn turn(&mut self) -> bool {
        self.orders.take(&mut self.wish);
        let mut timings = Timings::start();
        let baseline = site::set_baseline(&self.wish.root);
        if baseline != self.baseline
            && let Ok(watcher) = watcher(&self.wish.root, baseline.as_deref())
        {
            (self.watcher, self.baseline) = (watcher, baseline);
            self.orders.ring(self.watcher.bell());
            // What the other watcher saw last is not known.
            self.inputs = None;
        }
        let inputs = match self.read() {
            Ok(inputs) => inputs,
            Err(failure) => {
                self.orders.fail();
                if let Failure::Io(message) | Failure::Usage(message) = failure {
                    self.terminal.complain(&message);
                }
                return false;
            }
        };
        timings.lap(w::TIME_LOAD);
        let is_site = inputs.settings.is_some();
        let made = match &self.shown {
            Some(_) => make(&inputs, &mut self.cache),
            // The first page need not wait until the output is planned.
            None => make_showing(&inputs, &mut self.cache, |made| {
                if is_site && !made.so_far().any(stops) {
                    drop(self.preview.publish(sketched(made, inputs.drafts)));
                }
            }),
        };
        if self.torn.take_if(|torn| torn.is_torn()).is_some() {
            // A text changed between being looked at and being read. Without an index everything is read at once.
            site::forget_index(&self.wish.root);
            return true;
        }
        timings.lap(w::TIME_MAKE);
        // What keeps pages from being made is told before what they would be.
        let early = is_site && !made.so_far().any(stops);
        let base_path = match &self.shown {
            // Without settings there are only guesses; what was shown last is closer to what the writer wants.
            Some(shown) if !is_site => shown.clone(),
            _ => made.site.config.base.path.clone(),
        };
        let (output, site) = (is_site.then(|| made.output.clone()), Some(made.site.clone()));
        let (drafts, path) = (inputs.drafts, base_path.clone());
        let build = move |problems: &[Problem], desk| Build {
            output: output.clone(),
            base_path: path.clone(),
            problems: problems.to_vec(),
            site: site.clone(),
            drafts,
            desk,
        };
        if early {
            // The page comes first; what is wrong with it is found while the browser shows it.
            // As long as nothing is judged, the last desk stays.
            let former = self.preview.publish(build(&self.problems, None));
            timings.lap(w::TIME_SHOW);
            let saved = self.shown.is_some() && self.watcher.wait_for(PAGES_FIRST);
            drop(former);
            timings.skip();
            if saved {
                self.inputs = Some(inputs);
                return true;
            }
        }
        let outcome = judge(made, &inputs, &mut self.cache);
        timings.lap(w::TIME_CHECK);
        self.problems = outcome.diagnostics.iter().map(Problem::from).collect();
        let desk = is_site.then(|| self.desk(&outcome));
        drop(self.preview.publish(build(&self.problems, desk)));
        let more = self.orders.obey(&self.wish, &inputs, &outcome.site, &self.terminal);
        // The theme's own templates fail on no page.
        let may_fail = is_site && !theme::is_all(&inputs.templates);
        self.inputs = Some(inputs);
        self.tell(&outcome, &timings);
        self.announce(base_path);
        more || (may_fail && self.look(outcome))
    }

    fn desk(&self, outcome: &Outcome) -> Desk {
        let findings = outcome.diagnostics.clone().into();
        Desk::new(outcome.site.clone(), findings, view(&self.wish), self.orders.usual())
    }

    /// The site's files: those that were touched are read again, else all.
    fn read(&mut self) -> Result<Inputs, Failure> {
        let touched = self.watcher.touched();
        // What was read for another view is read anew: nothing is gone on from.
        let shown = view(&self.wish);
        self.inputs.take_if(|inputs| (inputs.as_of, inputs.drafts) != (shown.as_of, shown.drafts));
        if let (Some(mut inputs), Some(paths)) = (self.inputs.take(), touched)
            && again(&mut inputs, &self.root, &paths)
        {
            return Ok(inputs);
        }
        self.read_all()
    }

    /// All files of the site; at first, those that the last run knew are looked at and no more.
    fn read_all(&mut self) -> Result<Inputs, Failure> {
        if self.shown.is_some() {
            return site::inputs(&self.wish, &self.terminal);
        }
        let before = site::index(&self.wish.root);
        let (wish, terminal) = (&self.wish, &self.terminal);
        let (loaded, cache) =
            rayon::join(|| site::inputs_since(wish, &before, terminal), || site::cache(&wish.root).following());
        self.cache = cache;
        let loaded = loaded?;
        let _ = site::keep(&wish.root, "index", loaded.index.to_bytes(&before));
        self.torn = Some(loaded.tear());
        Ok(loaded.inputs)
    }

    fn tell(&self, outcome: &Outcome, timings: &Timings) {
        // There is nobody left to tell that the standard output is closed.
        let findings = Findings { aside: &outcome.aside, ..Findings::from(&outcome.diagnostics[..]) };
        let _ = self.terminal.list(&findings);
        let (pages, _) = site::extent(&outcome.site, &self.terminal);
        let summary = summary(Tally::of(&findings), self.terminal.tongue());
        let time = self.terminal.duration(timings.total());
        let args = [("summary", &*summary), ("pages", &*pages), ("time", &*time)];
        self.terminal.tell(&(self.terminal.say(w::REBUILT, &args) + "\n"));
        timings.tell(&self.wish, &self.terminal);
    }

    /// Tells where the site is, once and when it moves.
    fn announce(&mut self, base_path: String) {
        if self.shown.as_ref() == Some(&base_path) {
            return;
        }
        if self.shown.is_none() {
            // The next start need not parse again. What rendering made is not whole, so it is not kept.
            let _ = site::keep_documents(&self.wish.root, self.cache.documents_to_store());
        }
        let url = url(self.address, &base_path);
        let _ = self.terminal.conclude(&(self.terminal.say(w::SERVED, &[("url", &url)]) + "\n"));
        self.shown = Some(base_path);
    }

    /// Renders the pages that changed, for what only rendering shows; says whether the writer saved meanwhile.
    fn look(&mut self, mut outcome: Outcome) -> bool {
        let pages = outcome.output.entries().iter().filter(|(address, entry)| site::is_templated(address, entry));
        let (known, new): (Vec<_>, Vec<_>) = pages.partition(|(_, entry)| self.silent.contains(&entry.key));
        let mut silent: HashSet<Digest> = known.iter().map(|(_, entry)| entry.key).collect();
        let mut found: Vec<Diagnostic> = Vec::new();
        for batch in new.chunks(BATCH) {
            if self.watcher.wait_for(Duration::ZERO) {
                // What was sound so far need not be looked at again.
                self.silent.extend(silent);
                return true;
            }
            let rendered =
                batch.par_iter().filter_map(|(address, entry)| Some((outcome.output.render(address)?, entry.key)));
            for (rendered, key) in rendered.collect::<Vec<_>>() {
                if rendered.diagnostics.is_empty() {
                    silent.insert(key);
                }
                found.extend(rendered.diagnostics);
            }
        }
        self.silent = silent;
        let told = std::mem::take(&mut outcome.diagnostics);
        outcome.diagnostics.clone_from(&told);
        site::add(&mut outcome, found);
        let new: Vec<Diagnostic> = outcome.diagnostics.into_iter().filter(|found| !told.contains(found)).collect();
        if !new.is_empty() {
            let _ = self.terminal.list(&Findings::from(&new[..]));
        }
        false
    }
}

/// A site before its output is planned.
fn sketched(made: &Made, drafts: bool) -> Build {
    Build {
        output: Some(made.output.clone()),
        base_path: made.site.config.base.path.clone(),
        problems: Vec::new(),
        desk: None,
        site: Some(made.site.clone()),
        drafts,
    }
}

const SEPARATOR: &str = "\n────────────────────────────────────────\n";
