//! Turns an output in memory into HTTP on this machine: pages as in production, that follow every build.
//!
//! It reads no file and writes none: a request is answered from the addresses of the [`Output`] or not at all, so
//! there is no path to escape through. It builds nothing (whoever calls [`Preview::publish`] does), prints nothing,
//! and never changes the output: what a preview adds to a page is added on the way out. What acts is done by whoever
//! made the preview ([`Preview::edit_with`]), once the guard has let it through.

mod place;

mod pages;

mod facts;

mod snapshot;

mod guard;

mod respond;

mod live;

pub mod orders;

mod desk;

mod open;

mod listen;

pub use desk::{Desk, View};
pub use guard::Hosts;
pub use listen::{Server, bind, url};
pub use open::{Launch, Place};

use crate::diag::{Diagnostic, Severity, Tongue};
use crate::link::Site;
use crate::output::Output;
use crate::source::Span;
use serde::Serialize;
use snapshot::Snapshot;
use std::sync::{Arc, OnceLock};
use tokio::sync::{Notify, watch};

/// What the server shows, shared with whoever builds; cheap to clone.
#[derive(Clone)]
pub struct Preview(Arc<Shared>);

struct Shared {
    current: watch::Sender<Arc<Snapshot>>,
    tongue: Tongue,
    /// Tells two runs apart, so that a page opened in an earlier one does not trust its numbers.
    run: u32,
    /// Set when the server starts: what an action must carry, or that there are none.
    token: OnceLock<Option<Arc<str>>>,
    /// Who does what a page asks for.
    obey: OnceLock<Box<Obey>>,
    /// Opens a file in the writer's editor, if they named one.
    editor: OnceLock<Box<Launch>>,
    stop: Notify,
}

/// What was shown before, to be dropped at leisure.
pub struct Former {
    _snapshot: Arc<Snapshot>,
}

/// Takes an order, and answers it later.
type Obey = dyn Fn(orders::Job) + Send + Sync;

/// One finished build.
pub struct Build {
    /// `None` if nothing could be made: the last output stays.
    pub output: Option<Output>,
    /// The path of the base URL, such as `/docs/`.
    pub base_path: String,
    pub problems: Vec<Problem>,
    /// What editors look at; `None` if there is no site: the last one stays.
    pub desk: Option<Desk>,
    /// What was built, for what an output does not say: which pages are drafts, where a page went.
    pub site: Option<Arc<Site>>,
    /// Whether drafts are shown.
    pub drafts: bool,
}

/// A diagnostic in plain words, for the page it is shown on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    pub severity: Severity,
    pub code: String,
    pub message_fr: String,
    pub message_en: String,
    pub path: String,
    /// From 1, or 0 for the whole file.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
    pub help_fr: Option<String>,
    pub help_en: Option<String>,
    /// The other places that it names.
    pub also: Vec<Also>,
    /// Whether pages cannot be made, or not as they are meant, until it is mended: it covers the page.
    pub stops: bool,
    /// All places that it names, its own first.
    #[serde(skip)]
    pub places: Vec<(String, Span)>,
}

/// A further place of a problem, such as the other language's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Also {
    pub path: String,
    pub line: u32,
    pub column: u32,
    pub label_fr: String,
    pub label_en: String,
}

impl Problem {
    /// The texts that it is about.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.places.iter().map(|(path, _)| path.as_str()).chain([self.path.as_str()])
    }
}

/// Rules that say that there is nothing to make a page with, or no way to make it; other faults leave pages to look at.
const STOPPING: [&str; 5] = ["no-settings", "no-languages", "languages-alike", "template-syntax", "template-error"];

/// Further ones, if they are about the settings: what is not read there may be all.
const STOPPING_IN_SETTINGS: [&str; 4] = ["yaml-syntax", "not-utf8", "unreadable", "wrong-type"];

/// Whether no page can be made, or none as it is meant, until this is mended.
pub fn stops(diagnostic: &Diagnostic) -> bool {
    let name = diagnostic.rule().name;
    let settings = diagnostic.source.path() == "diglot.yaml" && STOPPING_IN_SETTINGS.contains(&name);
    diagnostic.severity == Severity::Error && (settings || STOPPING.contains(&name))
}

impl From<&Diagnostic> for Problem {
    fn from(diagnostic: &Diagnostic) -> Problem {
        let position = diagnostic.source.position(diagnostic.finding.span.start);
        Problem {
            severity: diagnostic.severity,
            code: diagnostic.rule().code.to_owned(),
            message_fr: diagnostic.message(Tongue::French),
            message_en: diagnostic.message(Tongue::English),
            path: diagnostic.source.path().to_owned(),
            line: position.line,
            column: position.column,
            help_fr: diagnostic.help(Tongue::French),
            help_en: diagnostic.help(Tongue::English),
            also: diagnostic
                .related
                .iter()
                .map(|related| {
                    let position = related.source.position(related.span.start);
                    Also {
                        path: related.source.path().to_owned(),
                        line: position.line,
                        column: position.column,
                        label_fr: diagnostic.related_label(related, Tongue::French),
                        label_en: diagnostic.related_label(related, Tongue::English),
                    }
                })
                .collect(),
            stops: stops(diagnostic),
            places: [(&diagnostic.source, diagnostic.finding.span)]
                .into_iter()
                .chain(diagnostic.related.iter().map(|related| (&related.source, related.span)))
                .map(|(source, span)| (source.path().to_owned(), span))
                .collect(),
        }
    }
}

impl Preview {
    /// A preview of nothing yet; `tongue` is the language of the pages that no site provides.
    pub fn new(tongue: Tongue) -> Preview {
        let (current, _) = watch::channel(Arc::new(Snapshot::waiting()));
        Preview(Arc::new(Shared {
            current,
            tongue,
            run: std::process::id(),
            token: OnceLock::new(),
            obey: OnceLock::new(),
            editor: OnceLock::new(),
            stop: Notify::new(),
        }))
    }

    /// Opens places with this from now on; the first one given counts.
    pub fn edit_with(&self, editor: Box<Launch>) {
        let _ = self.0.editor.set(editor);
    }

    /// Shows this build from now on, and tells every open page. What is shown no more is given back: letting go of a
    /// large site takes time that the pages need now.
    pub fn publish(&self, build: Build) -> Former {
        let next = Arc::new(self.current().next(build));
        Former { _snapshot: self.0.current.send_replace(next) }
    }

    /// Gives every order to `obey`, which must not take its time; without it, nothing is obeyed.
    pub fn obeyed_by(&self, obey: impl Fn(orders::Job) + Send + Sync + 'static) {
        let _ = self.0.obey.set(Box::new(obey));
    }

    /// Ends [`Server::run`] at once.
    pub fn stop(&self) {
        self.0.stop.notify_one();
    }

    /// What pages give with an action ([`guard::TOKEN`]); `None` where there are no actions.
    fn token(&self) -> Option<&str> {
        self.0.token.get()?.as_deref()
    }

    fn current(&self) -> Arc<Snapshot> {
        self.0.current.borrow().clone()
    }
}
