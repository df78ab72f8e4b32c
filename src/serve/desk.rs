//! Turns a built site into what its editors look at: how all documents stand, and each beside its translation.
//!
//! It changes nothing: what a click asks for is an [`Order`](super::orders::Order). Nothing of it is part of the site.

mod dashboard;

mod frame;

mod listed;

mod pair;

mod query;

mod rows;

mod sides;

mod text;

mod totals;

use super::Preview;
use crate::diag::{Diagnostic, Tongue};
use crate::link::{Page, PairIx, Shows, Site};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use jiff::civil::Date;
use query::Query;
use rows::Row;
use std::sync::{Arc, OnceLock};

/// Where the dashboard is.
pub const HOME: &str = "/__diglot/";

/// Below it stands a document's key; alone, it leads from a page of the site to its document.
pub const PAIR: &str = "/__diglot/pair/";

/// Nothing on these pages comes from elsewhere, runs inline, or can be shown inside another page, where a reader could be
/// made to click on what they do not see.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Its styles and scripts, by name.
pub const FILES: [(&str, &str); 3] = [
    ("desk.css", include_str!("desk/desk.css")),
    ("desk.js", include_str!("desk/desk.js")),
    ("view.js", include_str!("desk/view.js")),
];

/// What the preview shows: the day it is built for, and whether drafts are in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    pub as_of: Date,
    pub drafts: bool,
}

/// A built site and what is wrong with it.
pub struct Desk {
    site: Arc<Site>,
    findings: Arc<[Diagnostic]>,
    /// What is shown, and what was asked for when the server was started.
    pub shown: View,
    pub usual: View,
    /// Made when they are first asked for, as most builds are looked at page by page.
    rows: OnceLock<Vec<Row>>,
}

impl Desk {
    pub fn new(site: Arc<Site>, findings: Arc<[Diagnostic]>, shown: View, usual: View) -> Desk {
        Desk { site, findings, shown, usual, rows: OnceLock::new() }
    }

    /// What is shown after a build: where settings stop it, the site as it was, with what is wrong now.
    pub fn after(old: Option<&Arc<Desk>>, new: Option<Desk>, stopped: bool) -> Option<Arc<Desk>> {
        match (old, new) {
            (Some(old), Some(new)) if stopped => Some(Arc::new(Desk { site: old.site.clone(), ..new })),
            (old, new) => new.map(Arc::new).or_else(|| old.cloned()),
        }
    }

    fn rows(&self) -> &[Row] {
        self.rows.get_or_init(|| rows::rows(&self.site, &self.findings))
    }
}

enum Answer {
    Page(StatusCode, String),
    Redirect(String),
}

/// Answers the dashboard and the documents side by side.
pub async fn page(State(preview): State<Preview>, request: Request) -> Response {
    let (snapshot, tongue) = (preview.current(), preview.0.tongue);
    let uri = request.uri().clone();
    // Reading every document takes its time, and other requests are answered by the thread this runs on.
    let answer = tokio::task::spawn_blocking(move || {
        let query = Query::read(uri.query().unwrap_or_default(), tongue);
        match &snapshot.desk {
            Some(desk) => desk.answer(uri.path(), &query),
            None => Answer::Page(StatusCode::SERVICE_UNAVAILABLE, frame::waiting(&query)),
        }
    });
    let answer =
        answer.await.unwrap_or_else(|_| Answer::Page(StatusCode::INTERNAL_SERVER_ERROR, frame::broken(tongue)));
    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    match answer {
        Answer::Page(status, html) => {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
            *response.status_mut() = status;
            *response.body_mut() = Body::from(html);
        }
        Answer::Redirect(location) => {
            headers.insert(LOCATION, HeaderValue::try_from(location).expect("an address is encoded"));
            *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
        }
    }
    response
}

impl Desk {
    fn answer(&self, path: &str, query: &Query) -> Answer {
        let Some(key) = path.strip_prefix(PAIR) else {
            return Answer::Page(StatusCode::OK, dashboard::page(self, query));
        };
        if key.is_empty() {
            return Answer::Redirect(self.document_of(query));
        }
        let key = percent_encoding::percent_decode_str(key).decode_utf8_lossy();
        match sides::sides(&self.site, &self.findings, &key, query) {
            Some(sides) => Answer::Page(StatusCode::OK, pair::page(self, &sides, query)),
            None => Answer::Page(StatusCode::NOT_FOUND, pair::missing(self, &key, query)),
        }
    }

    /// The document that a page of the site shows; of a page without one, the documents of its folder.
    fn document_of(&self, query: &Query) -> String {
        let site = &self.site;
        let wanted = super::place::decode(query.get("page"));
        let is_it = |page: &&Page| {
            let url = super::place::decode(&page.url);
            url.is_some() && url == wanted
        };
        let Some(page) = site.pages.iter().find(is_it) else { return query.link(HOME, &[("page", "")]) };
        let Some((pair, unit)) = shown(site, page) else {
            let folder = &site.folders[page.folder].path;
            return query.link(HOME, &[("page", ""), ("folder", folder)]);
        };
        let other = &site.config.languages[page.lang].segment;
        let lang = if site.pairs[pair].source == page.lang { "" } else { other.as_str() };
        let unit = if query.get("at").is_empty() { unit } else { query.get("at") };
        let key = sides::address(&site.pairs[pair].key);
        let link = query.link(&key, &[("page", ""), ("at", ""), ("right", lang)]);
        if unit.is_empty() { link } else { format!("{link}#{}", crate::link::encode_path(unit)) }
    }
}

/// The document that a page shows, and the unit that it begins with if it shows a part.
fn shown<'s>(site: &'s Site, page: &Page) -> Option<(PairIx, &'s str)> {
    match page.shows {
        Shows::Part(book, part) => {
            let part = &site.handbooks[book].parts[part];
            Some((part.pair, &site.pairs[part.pair].units[part.unit as usize].id))
        }
        Shows::Whole(book) | Shows::Changes(book) => Some((site.handbooks[book].pair, "")),
        Shows::Document | Shows::Folder(_) | Shows::Home => Some((page.pair?, "")),
        Shows::NotFound | Shows::Root | Shows::Search => None,
    }
}

/// A wording for how many there are.
fn counted(count: usize, one: [&str; 2], many: [&str; 2], tongue: Tongue) -> String {
    let is_one = count == 1 || (count == 0 && tongue == Tongue::French);
    let words = if is_one { one } else { many };
    let word = match tongue {
        Tongue::French => words[0],
        Tongue::English => words[1],
    };
    format!("{}\u{a0}{word}", number(count, tongue))
}

/// A number with its thousands apart.
fn number(count: usize, tongue: Tongue) -> String {
    let digits = count.to_string();
    let gap = if tongue == Tongue::French { "\u{202f}" } else { "," };
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(gap);
        }
        out.push(digit);
    }
    out
}
