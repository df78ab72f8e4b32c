//! Turns what happens below the inputs of a site into one word: changed.
//!
//! It does not say what changed, and does not look at contents: whoever waits reads the inputs again, and digests
//! decide what is new. Directories are watched, never files, because a watch on a file dies with the first editor
//! that saves by rename.

use crate::diag::Wording;
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{Config, ErrorKind, Event, PollWatcher, RecommendedWatcher, RecursiveMode};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A save is several events within microseconds; this long without one means that it is over.
const QUIET: Duration = Duration::from_millis(5);

/// Longest time that a stream of events is waited for, so that a busy disk cannot starve the preview.
const CAP: Duration = Duration::from_millis(50);

/// A file can be written into a new folder before the folder is watched; looking once more after this time sees it.
const SETTLE: Duration = Duration::from_millis(250);

/// How often the fallback looks at the disk.
const POLL: Duration = Duration::from_millis(700);

const RESCAN_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_RESCAN_PAUSE: Duration = Duration::from_secs(60);

const TOO_MANY_FOLDERS: Wording = Wording {
    fr: "le système ne permet pas de surveiller autant de dossiers : ils sont relus à intervalle régulier, donc moins \
         vite (sous Linux, augmentez `fs.inotify.max_user_watches`)",
    en: "the system does not allow so many folders to be watched: they are read again at intervals, which is slower \
         (on Linux, raise `fs.inotify.max_user_watches`)",
};

const NO_NATIVE_WATCH: Wording = Wording {
    fr: "le système ne signale pas les changements de fichiers : les dossiers sont relus à intervalle régulier, donc \
         moins vite (sous Linux, voyez `fs.inotify.max_user_instances`)",
    en: "the system does not report changed files: folders are read again at intervals, which is slower \
         (on Linux, see `fs.inotify.max_user_instances`)",
};

/// Which files were touched.
#[derive(Default)]
struct Touched {
    paths: BTreeSet<PathBuf>,
    /// Whether there may be others.
    unsure: bool,
}

/// Waits for changes of the inputs it was made for.
pub struct Watcher {
    scope: Arc<Scope>,
    backend: Box<dyn notify::Watcher + Send>,
    kind: Kind,
    sender: Sender<Signal>,
    signals: Receiver<Signal>,
    touched: Arc<Mutex<Touched>>,
    /// When to look again although nothing was reported.
    recheck: Option<Instant>,
    /// Whether watches may be missing or point at moved folders.
    stale: bool,
    rescan_allowed: Instant,
    rescan_pause: Duration,
    notice: Option<Wording>,
}

impl Watcher {
    /// Watches `inputs`, files or folders relative to `root` that need not exist yet, except what is below `ignore`.
    pub fn new(root: &Path, inputs: &[PathBuf], ignore: &[PathBuf]) -> io::Result<Watcher> {
        let scope = Arc::new(Scope::new(root, inputs, ignore)?);
        let (sender, signals) = channel();
        let touched = Arc::default();
        match native(&scope, &sender, &touched) {
            Ok(backend) => {
                let watcher = Watcher::over(Box::new(backend), Kind::Native, scope, sender, signals)?;
                Ok(Watcher { touched, ..watcher })
            }
            Err(_) => {
                let backend = Box::new(polling(&scope, &sender)?);
                let mut watcher = Watcher::over(backend, Kind::Polling, scope, sender, signals)?;
                watcher.notice = Some(NO_NATIVE_WATCH);
                Ok(watcher)
            }
        }
    }

    /// Like [`Watcher::new`], for file systems that report nothing (network shares, some containers).
    pub fn polling(root: &Path, inputs: &[PathBuf], ignore: &[PathBuf]) -> io::Result<Watcher> {
        let scope = Arc::new(Scope::new(root, inputs, ignore)?);
        let (sender, signals) = channel();
        let backend = Box::new(polling(&scope, &sender)?);
        Watcher::over(backend, Kind::Polling, scope, sender, signals)
    }

    fn over(
        backend: Box<dyn notify::Watcher + Send>,
        kind: Kind,
        scope: Arc<Scope>,
        sender: Sender<Signal>,
        signals: Receiver<Signal>,
    ) -> io::Result<Watcher> {
        let mut watcher = Watcher {
            scope,
            backend,
            kind,
            sender,
            signals,
            touched: Arc::default(),
            recheck: None,
            stale: false,
            rescan_allowed: Instant::now(),
            rescan_pause: RESCAN_PAUSE,
            notice: None,
        };
        watcher.attach()?;
        Ok(watcher)
    }

    /// Blocks until something changed.
    pub fn wait(&mut self) {
        while !self.wait_for(Duration::from_secs(3600)) {}
    }

    /// Blocks until something changed, or for `limit`; says which.
    pub fn wait_for(&mut self, limit: Duration) -> bool {
        let end = Instant::now() + limit;
        loop {
            let until = self.recheck.map_or(end, |at| at.min(end));
            match self.signals.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(signal) if self.take(signal) => break,
                Ok(_) => {}
                Err(RecvTimeoutError::Disconnected) => unreachable!("the watcher holds a sender itself"),
                Err(RecvTimeoutError::Timeout) if self.recheck.is_some_and(|at| at <= Instant::now()) => {
                    // A folder that vanished while a tree was being watched leaves the rest of the tree unwatched.
                    self.recheck = None;
                    self.stale = true;
                    return self.changed();
                }
                Err(RecvTimeoutError::Timeout) if Instant::now() >= end => return false,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
        self.drain();
        self.changed()
    }

    /// The files that were touched since the last call; `None` if others may have been.
    ///
    /// A file is named before the change is told of, so that whoever reads them after this call misses nothing.
    pub fn touched(&mut self) -> Option<Vec<PathBuf>> {
        let touched = std::mem::take(&mut *self.touched.lock().expect("nothing panics while it is held"));
        (!touched.unsure && self.kind == Kind::Native).then(|| touched.paths.into_iter().collect())
    }

    /// What the reader should know about how changes are found, once.
    pub fn notice(&mut self) -> Option<Wording> {
        self.notice.take()
    }

    /// Swallows the rest of what belongs to the same save.
    fn drain(&mut self) {
        let end = Instant::now() + CAP;
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            match self.signals.recv_timeout(left.min(QUIET)) {
                Ok(signal) => self.take(signal),
                Err(_) => return,
            };
        }
    }

    /// Notes what a signal asks for; says whether it is a change.
    fn take(&mut self, signal: Signal) -> bool {
        let now = Instant::now();
        match signal {
            Signal::Busy => return false,
            Signal::Changed => {}
            Signal::Folder => self.recheck = self.recheck.or(Some(now + SETTLE)),
            Signal::Moved => self.stale = true,
            Signal::Exhausted => self.fall_back(TOO_MANY_FOLDERS),
            Signal::Lost => {
                // Reading a huge tree can itself overflow the system's queue, which would ask for reading it
                // again, for ever: every such answer doubles the pause before the next.
                if !std::mem::replace(&mut self.stale, true) {
                    let again = now < self.rescan_allowed + self.rescan_pause;
                    let pause = if again { self.rescan_pause * 2 } else { RESCAN_PAUSE };
                    self.rescan_pause = pause.min(LONGEST_RESCAN_PAUSE);
                }
                self.recheck = Some(now.max(self.rescan_allowed));
                return false;
            }
        }
        true
    }

    /// Mends the watches if need be, before the caller reads, so that no change falls between.
    fn changed(&mut self) -> bool {
        if std::mem::take(&mut self.stale) {
            self.touched.lock().expect("nothing panics while it is held").unsure = true;
            // What cannot be watched now is tried again with the next change.
            let _ = self.attach();
            self.rescan_allowed = Instant::now() + self.rescan_pause;
        }
        true
    }

    fn attach(&mut self) -> io::Result<()> {
        match self.scope.clone().attach(&mut *self.backend) {
            Err(error) if self.kind == Kind::Native => {
                let exhausted = matches!(error.kind, ErrorKind::MaxFilesWatch);
                self.fall_back(if exhausted { TOO_MANY_FOLDERS } else { NO_NATIVE_WATCH });
                Ok(())
            }
            result => result.map_err(into_io),
        }
    }

    fn fall_back(&mut self, why: Wording) {
        if self.kind == Kind::Polling {
            return;
        }
        if let Ok(mut backend) = polling(&self.scope, &self.sender)
            && self.scope.attach(&mut backend).is_ok()
        {
            self.backend = Box::new(backend);
            self.kind = Kind::Polling;
            self.notice = Some(why);
        }
    }
}

/// Where the events come from.
#[derive(PartialEq)]
enum Kind {
    Native,
    Polling,
}

/// What an event means to the one who waits.
#[derive(Clone, Copy)]
enum Signal {
    /// A file is being written: no change yet, but not quiet either.
    Busy,
    Changed,
    /// A folder appeared; what was put into it before it was watched is not reported.
    Folder,
    /// An input, or a folder above it, came or went.
    Moved,
    /// Events were lost.
    Lost,
    /// The system has no more watches.
    Exhausted,
}

/// Which paths count.
struct Scope {
    root: PathBuf,
    /// None is below another.
    inputs: Vec<PathBuf>,
    ignore: Vec<PathBuf>,
}

impl Scope {
    fn new(root: &Path, inputs: &[PathBuf], ignore: &[PathBuf]) -> io::Result<Scope> {
        // Events carry the paths that were watched, on macOS the real ones: both are the same after this.
        let root = root.canonicalize()?;
        let real = |path: &PathBuf| root.join(path).canonicalize().unwrap_or_else(|_| root.join(path));
        let mut inputs: Vec<PathBuf> = inputs.iter().map(|path| root.join(path)).collect();
        inputs.sort();
        inputs.dedup_by(|later, kept| later.starts_with(kept));
        Ok(Scope { inputs, ignore: ignore.iter().map(real).collect(), root })
    }

    fn counts(&self, path: &Path) -> bool {
        !self.ignores(path) && self.inputs.iter().any(|input| path.starts_with(input))
    }

    fn ignores(&self, path: &Path) -> bool {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        below.iter().any(|name| name == ".git" || name == ".diglot")
            || path.file_name().is_some_and(is_dropping)
            || self.ignore.iter().any(|folder| path.starts_with(folder))
    }

    /// Watches every input that is a folder with all below it, and the folders that lead to it without the rest.
    fn attach(&self, backend: &mut dyn notify::Watcher) -> notify::Result<()> {
        let whole = self.inputs.contains(&self.root);
        let mode = if whole { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        tolerate(backend.watch(&self.root, mode))?;
        let mut above: Vec<&Path> = Vec::new();
        for input in &self.inputs {
            above.extend(
                input.ancestors().skip(1).take_while(|folder| *folder != self.root && folder.starts_with(&self.root)),
            );
        }
        above.sort();
        above.dedup();
        let below = self.inputs.iter().map(|input| (input.as_path(), RecursiveMode::Recursive));
        for (folder, mode) in above.into_iter().map(|folder| (folder, RecursiveMode::NonRecursive)).chain(below) {
            if folder == self.root || !folder.symlink_metadata().is_ok_and(|found| found.is_dir()) {
                continue;
            }
            // A folder that was moved away keeps its watch, under its old name.
            let _ = backend.unwatch(folder);
            tolerate(backend.watch(folder, mode))?;
        }
        Ok(())
    }

    fn signal(&self, event: &Event, closes: bool) -> Option<Signal> {
        if event.need_rescan() {
            return Some(Signal::Lost);
        }
        let meaning = Meaning::of(&event.kind, closes)?;
        let counted: Vec<&PathBuf> = event.paths.iter().filter(|path| !self.ignores(path)).collect();
        if matches!(meaning, Meaning::Moves)
            && counted.iter().any(|path| !path.is_file() && self.inputs.iter().any(|input| input.starts_with(path)))
        {
            return Some(Signal::Moved);
        }
        let inside = counted.into_iter().find(|path| self.inputs.iter().any(|input| path.starts_with(input)))?;
        Some(match meaning {
            Meaning::Writes => Signal::Busy,
            Meaning::Written => Signal::Changed,
            Meaning::Moves if inside.is_dir() => Signal::Folder,
            Meaning::Moves => Signal::Changed,
        })
    }
}

enum Meaning {
    Writes,
    Written,
    /// Came, went or changed its name.
    Moves,
}

impl Meaning {
    /// `closes`: the system reports the closing of a file that was written, so that writing itself need not count.
    fn of(kind: &EventKind, closes: bool) -> Option<Meaning> {
        match kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(Meaning::Written),
            EventKind::Access(_) => None,
            EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => {
                Some(Meaning::Moves)
            }
            EventKind::Modify(_) if closes => Some(Meaning::Writes),
            _ => Some(Meaning::Written),
        }
    }
}

/// Whether a file name is one that editors and file managers leave beside what they edit.
fn is_dropping(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let swap = name.starts_with('.') && [".swp", ".swo", ".swx"].iter().any(|end| name.ends_with(end));
    swap || name.ends_with('~')
        || name.starts_with(".#")
        || (name.starts_with('#') && name.ends_with('#'))
        || name.ends_with("___jb_tmp___")
        || name.ends_with("___jb_old___")
        || matches!(&*name, "4913" | ".DS_Store")
}

fn native(
    scope: &Arc<Scope>,
    sender: &Sender<Signal>,
    touched: &Arc<Mutex<Touched>>,
) -> notify::Result<RecommendedWatcher> {
    let closes = cfg!(any(target_os = "linux", target_os = "android"));
    notify::Watcher::new(handler(scope, sender, touched, closes), Config::default().with_follow_symlinks(false))
}

fn polling(scope: &Arc<Scope>, sender: &Sender<Signal>) -> io::Result<PollWatcher> {
    let config = Config::default().with_follow_symlinks(false).with_poll_interval(POLL);
    PollWatcher::new(handler(scope, sender, &Arc::default(), false), config).map_err(into_io)
}

fn handler(
    scope: &Arc<Scope>,
    sender: &Sender<Signal>,
    touched: &Arc<Mutex<Touched>>,
    closes: bool,
) -> impl notify::EventHandler {
    let (scope, sender, touched) = (scope.clone(), sender.clone(), touched.clone());
    move |event: notify::Result<Event>| {
        let signal = match &event {
            Ok(event) => scope.signal(event, closes),
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => Some(Signal::Exhausted),
            Err(_) => Some(Signal::Changed),
        };
        if let Some(signal) = signal {
            let mut touched = touched.lock().expect("nothing panics while it is held");
            match &event {
                Ok(event) if matches!(signal, Signal::Busy | Signal::Changed) => {
                    touched.paths.extend(event.paths.iter().filter(|path| scope.counts(path)).cloned());
                }
                _ => touched.unsure = true,
            }
            drop(touched);
            // Nobody listens any more once the watcher is dropped.
            let _ = sender.send(signal);
        }
    }
}

/// A folder may go between being seen and being watched; the folder above it reports that.
fn tolerate(result: notify::Result<()>) -> notify::Result<()> {
    result.or_else(|error| match &error.kind {
        ErrorKind::PathNotFound => Ok(()),
        ErrorKind::Io(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    })
}

fn into_io(error: notify::Error) -> io::Error {
    match error.kind {
        ErrorKind::Io(cause) => cause,
        _ => io::Error::other(error),
    }
}
