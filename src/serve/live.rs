//! Turns published builds into events for the pages that are open, and gives pages the script that listens.
//!
//! It does not decide what is rendered, and a page learns only whether it changed itself.

use super::facts::Facts;
use super::respond::deliver;
use super::snapshot::{Answer, Page, Snapshot};
use super::{Desk, Preview, Problem};
use crate::diag::{Severity, Tongue};
use crate::source::Digest;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::Stream;
use futures_util::stream::unfold;
use percent_encoding::percent_decode_str;
use serde::Serialize;
use std::cmp::Reverse;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// The scripts of a preview, by name: the one that pages ask for, and what it imports.
pub const SCRIPTS: [(&str, &str); 12] = [
    ("reload.js", include_str!("page/reload.js")),
    ("merge.js", include_str!("page/merge.js")),
    ("marks.js", include_str!("page/marks.js")),
    ("notes.js", include_str!("page/notes.js")),
    ("outlines.js", include_str!("page/outlines.js")),
    ("overlay.js", include_str!("page/overlay.js")),
    ("parts.js", include_str!("page/parts.js")),
    ("problem.js", include_str!("page/problem.js")),
    ("toolbar.js", include_str!("page/toolbar.js")),
    ("told.js", include_str!("page/told.js")),
    ("style.js", include_str!("page/style.js")),
    ("words.js", include_str!("page/words.js")),
];

/// More than anyone mends before the next build.
const MOST_PROBLEMS: usize = 50;

/// A browser that went away without a word is noticed when this is written to it.
const PULSE: Duration = Duration::from_secs(15);

/// `html` with the script before the end of its body, which is told what the page was made of.
///
/// The script is a file, not inline, so that a page with a strict content security policy (`script-src 'self'`,
/// `connect-src 'self'`) stays alive.
pub fn with_script(html: &[u8], digest: Digest) -> Bytes {
    let digest = digest.short(32);
    let tag = format!("<script src=\"/__diglot/reload.js\" type=\"module\" data-digest=\"{digest}\"></script>\n");
    let end = b"</body";
    let at = html.windows(end.len()).rposition(|window| window.eq_ignore_ascii_case(end)).unwrap_or(html.len());
    [&html[..at], tag.as_bytes(), &html[at..]].concat().into()
}

/// `/__diglot/reload.js` and what it imports.
pub async fn script((name, text): (&'static str, &'static str), request: Request) -> Response {
    let page = Page {
        status: StatusCode::OK,
        address: name.to_owned(),
        bytes: text.as_bytes().into(),
        digest: Digest::of(text.as_bytes()),
        problems: Arc::new([]),
        marks: Arc::new([]),
    };
    deliver(page, request.method(), request.headers())
}

/// `/__diglot/events?page=PATH&digest=DIGEST&since=ID`: one event `build` at once, and one after every build.
pub async fn events(State(preview): State<Preview>, request: Request) -> Response {
    let query = request.uri().query().unwrap_or("");
    let mut receiver = preview.0.current.subscribe();
    receiver.mark_changed();
    let open = Open {
        page: parameter(query, "page").unwrap_or_else(|| String::from("/")),
        digest: parameter(query, "digest").filter(|digest| !digest.is_empty()),
        since: last_seen(request.headers(), query, preview.0.run),
        tongue: preview.0.tongue,
        run: preview.0.run,
        token: preview.token().map(str::to_owned),
        editor: preview.0.editor.get().is_some(),
        text: None,
        told: None,
    };
    Sse::new(builds(receiver, open)).keep_alive(KeepAlive::new().interval(PULSE)).into_response()
}

/// A page that is open in a browser.
#[derive(Clone)]
struct Open {
    /// Its path, percent-encoded.
    page: String,
    /// What it was made of; `None` if it does not say.
    digest: Option<String>,
    /// The last build it heard of.
    since: Option<u64>,
    tongue: Tongue,
    run: u32,
    token: Option<String>,
    editor: bool,
    /// The text that it was made from, by which it is found again under another address.
    text: Option<Digest>,
    /// What it was told of itself last.
    told: Option<Digest>,
}

/// The data of an event.
#[derive(Serialize)]
struct Message {
    build: u64,
    /// Whether the page would be another one now.
    changed: bool,
    digest: Option<String>,
    /// Assets with the same address and other bytes.
    assets: Vec<String>,
    /// How many problems of each kind the whole site has.
    errors: usize,
    warnings: usize,
    infos: usize,
    /// The first of them, the gravest first.
    problems: Vec<Problem>,
    tongue: &'static str,
    /// Told here and not written into the page: a page that outlives the server learns the next one's.
    token: Option<String>,
    /// Whether places can be opened in an editor.
    editor: bool,
    /// Where a page that is gone is now.
    moved: Option<String>,
    /// The page, if anything that its script knows of it is new.
    page: Option<Facts>,
    /// The day and the drafts that are shown, if they are not those that the server was started with.
    view: Option<Shown>,
}

#[derive(Serialize)]
struct Shown {
    as_of: String,
    /// Whether that is another day than usual.
    moved: bool,
    drafts: bool,
}

fn builds(receiver: watch::Receiver<Arc<Snapshot>>, open: Open) -> impl Stream<Item = Result<Event, Infallible>> {
    unfold((receiver, open), |(mut receiver, mut open)| async move {
        receiver.changed().await.ok()?;
        let snapshot = receiver.borrow_and_update().clone();
        let mut asked = open.clone();
        let told = tokio::task::spawn_blocking(move || (asked.message(&snapshot), asked)).await;
        let message;
        (message, open) = told.ok()?;
        let data = serde_json::to_string(&message).expect("strings and numbers");
        let id = format!("{}.{}", open.run, message.build);
        let event = Event::default().event("build").id(id).retry(Duration::from_secs(1)).data(data);
        Some((Ok(event), (receiver, open)))
    })
}

impl Open {
    /// What to tell the page of a build; remembers what it was told.
    fn message(&mut self, snapshot: &Snapshot) -> Message {
        let page = match snapshot.answer(&self.page, self.tongue) {
            Answer::Page(page) => Some(page),
            Answer::Redirect(..) => None,
        };
        let digest = page.as_ref().map(|page| page.digest.short(32));
        let gone = page.as_ref().is_none_or(|page| page.status != StatusCode::OK);
        let moved = self.text.filter(|_| gone).and_then(|text| snapshot.made_from(text));
        if let Some(page) = page.as_ref().filter(|_| !gone) {
            self.text = snapshot.text_of(&page.address);
        }
        let facts = page.as_ref().map(|page| facts(snapshot, page));
        let key = facts.as_ref().map(Facts::key);
        let facts = facts.filter(|_| key != self.told);
        self.told = key;

        let own = page.iter().flat_map(|page| page.problems.iter());
        let own = own.filter(|problem| !snapshot.problems.contains(problem));
        let mut problems: Vec<&Problem> = snapshot.problems.iter().chain(own).collect();
        let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
        let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
        problems.sort_by_key(|problem| Reverse(problem.severity));
        let message = Message {
            build: snapshot.number,
            changed: self.digest.is_some() && self.digest != digest,
            assets: self.since.map(|since| snapshot.assets_since(since)).unwrap_or_default(),
            errors,
            warnings,
            infos,
            problems: problems.into_iter().take(MOST_PROBLEMS).cloned().collect(),
            tongue: match self.tongue {
                Tongue::French => "fr",
                Tongue::English => "en",
            },
            token: self.token.clone(),
            editor: self.editor,
            moved,
            page: facts,
            view: snapshot.desk.as_ref().and_then(|desk| Shown::of(desk)),
            digest: digest.clone(),
        };
        self.since = Some(snapshot.number);
        self.digest = digest.or(self.digest.take());
        message
    }
}

fn facts(snapshot: &Snapshot, page: &Page) -> Facts {
    let mut facts = Facts::new(page, &snapshot.problems);
    facts.draft = snapshot.is_draft(&page.address);
    let linked = |url: &&String| facts.html.contains(&format!("href=\"{url}"));
    facts.drafts = snapshot.drafts().iter().filter(linked).cloned().collect();
    facts
}

impl Shown {
    fn of(desk: &Desk) -> Option<Shown> {
        let (shown, usual) = (desk.shown, desk.usual);
        let moved = shown.as_of != usual.as_of;
        (shown != usual).then(|| Shown { as_of: shown.as_of.to_string(), moved, drafts: shown.drafts })
    }
}

/// The build that a page last heard of, if it was one of this run; the browser says so when it reconnects by itself,
/// the script when it listens again.
fn last_seen(headers: &HeaderMap, query: &str, run: u32) -> Option<u64> {
    let header = headers.get("last-event-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
    let id = header.or_else(|| parameter(query, "since"))?;
    let (of, number) = id.split_once('.')?;
    if of.parse() == Ok(run) { number.parse().ok() } else { None }
}

fn parameter(query: &str, name: &str) -> Option<String> {
    let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    percent_decode_str(value).decode_utf8().ok().map(|value| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_before_the_last_end_of_a_body() {
        let html = with_script(b"<body><!-- </body> --><p>x</p></BODY></html>", Digest(1));
        let html = String::from_utf8(html.to_vec()).expect("UTF-8");
        assert!(html.starts_with("<body><!-- </body> --><p>x</p><script src=\"/__diglot/reload.js\""), "{html}");
        assert!(html.ends_with("></script>\n</BODY></html>"), "{html}");
    }

    #[test]
    fn a_page_without_an_end_of_body_gets_the_script_at_its_end() {
        assert!(with_script(b"<p>x", Digest(1)).starts_with(b"<p>x<script "));
        assert!(with_script(b"", Digest(1)).starts_with(b"<script "));
    }
}
