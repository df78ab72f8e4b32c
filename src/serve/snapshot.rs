//! Turns one build into answers: for every path a status, bytes and what is wrong with them.
//!
//! It knows nothing of HTTP headers, and nothing of the builds before but which assets changed since.

use super::pages;
use super::pages::Refusal;
use super::place::{Place, base, place};
use super::{Build, Desk, Problem};
use crate::diag::Tongue;
use crate::link::{PageIx, SEARCH_FOLDER, Site, encode_path};
use crate::output::{Class, Mark, Output};
use crate::source::Digest;
use axum::http::StatusCode;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

/// How many rendered pages are kept: the ones being looked at, which are asked for twice after every build (has it
/// changed? then what is it?). Assets exist before they are asked for, so nothing is gained by keeping them.
const KEPT: usize = 32;

/// What is shown from one build to the next.
pub struct Snapshot {
    /// 0 until the first build is finished.
    pub number: u64,
    output: Option<Output>,
    /// Decoded, with a slash at both ends.
    base: String,
    pub problems: Vec<Problem>,
    pub desk: Option<Arc<Desk>>,
    /// The build in which an asset last changed, if it did since the first.
    assets: BTreeMap<Box<str>, u64>,
    kept: Mutex<BTreeMap<String, Page>>,
    /// Pages of earlier builds that are shown where none can be made now.
    good: BTreeMap<String, Page>,
    site: Option<Arc<Site>>,
    /// The paths of all drafts that are shown; looked for when first asked for.
    drafts: OnceLock<Vec<String>>,
    shows_drafts: bool,
    /// Whether what is shown was made although something stopped it: no other is worth keeping it for.
    faulty: bool,
}

/// The bytes at a path.
#[derive(Clone)]
pub struct Page {
    pub status: StatusCode,
    /// Where the bytes come from, whose suffix tells their type.
    pub address: String,
    pub bytes: Arc<[u8]>,
    pub digest: Digest,
    /// What was found wrong while making them.
    pub problems: Arc<[Problem]>,
    pub marks: Arc<[Mark]>,
}

pub enum Answer {
    Page(Page),
    Redirect(StatusCode, String),
}

impl Snapshot {
    pub fn waiting() -> Snapshot {
        Snapshot {
            number: 0,
            output: None,
            base: String::from("/"),
            problems: Vec::new(),
            desk: None,
            assets: BTreeMap::new(),
            kept: Mutex::default(),
            good: BTreeMap::new(),
            site: None,
            drafts: OnceLock::new(),
            shows_drafts: false,
            faulty: false,
        }
    }

    /// What is shown after `build`.
    pub fn next(&self, build: Build) -> Snapshot {
        let number = self.number + 1;
        let mut assets = self.assets.clone();
        if let (Some(old), Some(new)) = (&self.output, &build.output) {
            assets.extend(changed_assets(old, new).map(|address| (address.clone(), number)));
        }
        // What settings that cannot be read would make is no site to look at.
        let faulty = build.problems.iter().any(|problem| problem.stops);
        let stopped = faulty && self.output.is_some() && !self.faulty;
        let (output, base, site) = match build.output.filter(|_| !stopped) {
            Some(output) => (Some(output), base(&build.base_path), build.site),
            None => (self.output.clone(), self.base.clone(), self.site.clone()),
        };
        let desk = Desk::after(self.desk.as_ref(), build.desk, stopped);
        let mut good = self.kept.lock().expect("nothing panics while it is held").clone();
        good.retain(|_, page| !page.bytes.is_empty());
        for (address, page) in &self.good {
            if good.len() < KEPT {
                good.entry(address.clone()).or_insert_with(|| page.clone());
            }
        }
        Snapshot {
            number,
            output,
            base,
            problems: build.problems,
            desk,
            assets,
            kept: Mutex::default(),
            good,
            site,
            drafts: OnceLock::new(),
            shows_drafts: build.drafts,
            faulty: faulty && !stopped,
        }
    }

    /// The answer to a percent-encoded path.
    pub fn answer(&self, path: &str, tongue: Tongue) -> Answer {
        let Some(output) = &self.output else {
            return Answer::Page(match self.number {
                0 => built_in(StatusCode::SERVICE_UNAVAILABLE, pages::waiting(tongue)),
                _ => built_in(StatusCode::INTERNAL_SERVER_ERROR, pages::failed(tongue, &self.problems)),
            });
        };
        let page = match place(output, &self.base, path) {
            Place::File(address) => self.page(output, StatusCode::OK, &address),
            Place::Missing(_) if self.is_stopped() => {
                Some(built_in(StatusCode::INTERNAL_SERVER_ERROR, pages::failed(tongue, &self.problems)))
            }
            Place::Missing(Some(address)) => self.page(output, StatusCode::NOT_FOUND, &address),
            Place::Missing(None) => {
                Some(built_in(StatusCode::NOT_FOUND, pages::missing(tongue, &encode_path(&self.base))))
            }
            Place::Outside => Some(built_in(StatusCode::NOT_FOUND, pages::outside(tongue, &encode_path(&self.base)))),
            Place::Malformed => Some(refusal(tongue, Refusal::Malformed)),
            Place::Slash(location) => return Answer::Redirect(StatusCode::PERMANENT_REDIRECT, location),
            Place::Base(location) => return Answer::Redirect(StatusCode::TEMPORARY_REDIRECT, location),
        };
        Answer::Page(match page {
            Some(page) if page.bytes.is_empty() && page.address.ends_with(".html") => {
                let problems = [&page.problems[..], &self.problems[..]].concat();
                built_in(StatusCode::INTERNAL_SERVER_ERROR, pages::failed(tongue, &problems))
            }
            Some(page) => page,
            None => refusal(tongue, Refusal::Internal),
        })
    }

    fn is_stopped(&self) -> bool {
        self.problems.iter().any(|problem| problem.stops)
    }

    /// Whether the build read this text, or spoke of it.
    pub fn knows(&self, path: &str) -> bool {
        let mut read = self.site.iter().flat_map(|site| &site.documents);
        let kept = self.kept.lock().expect("nothing panics while it is held");
        let mut problems = self.problems.iter().chain(kept.values().flat_map(|page| page.problems.iter()));
        problems.any(|problem| problem.paths().any(|known| known == path))
            || read.any(|document| document.source.path() == path)
    }

    /// Whether the page at an address of the output is a draft.
    pub fn is_draft(&self, address: &str) -> bool {
        self.shows_drafts && self.shown(address).is_some_and(|page| self.says_draft(page))
    }

    /// The percent-encoded paths of all drafts.
    pub fn drafts(&self) -> &[String] {
        let site = self.site.as_ref().filter(|_| self.shows_drafts);
        let pages = || site.iter().flat_map(|site| site.pages.iter().enumerate());
        self.drafts.get_or_init(|| {
            pages().filter(|(at, _)| self.says_draft(*at)).map(|(_, page)| page.url.to_string()).collect()
        })
    }

    fn says_draft(&self, page: PageIx) -> bool {
        let Some(site) = &self.site else { return false };
        site.pages[page].edition.is_some_and(|edition| site.documents[edition].meta().draft.is_some())
    }

    /// The page of the site at an address of the output. It is looked for from the first to the last: a table of all
    /// pages would be made for every build, and one or two are asked for.
    fn shown(&self, address: &str) -> Option<PageIx> {
        self.site.as_ref()?.pages.iter().position(|page| &*page.address == address)
    }

    /// A digest of the text that the page at an address was made from.
    pub fn text_of(&self, address: &str) -> Option<Digest> {
        let (page, site) = (self.shown(address)?, self.site.as_ref()?);
        Some(site.documents[site.pages[page].edition?].source.digest())
    }

    /// The percent-encoded path of a page that is made from this text.
    pub fn made_from(&self, text: Digest) -> Option<String> {
        let site = self.site.as_ref()?;
        let edition = site.documents.iter().position(|document| document.source.digest() == text)?;
        site.pages.iter().find(|page| page.edition == Some(edition)).map(|page| page.url.to_string())
    }

    /// The paths of the assets that changed after build `since`, percent-encoded.
    pub fn assets_since(&self, since: u64) -> Vec<String> {
        let newer = self.assets.iter().filter(|&(_, &number)| number > since);
        newer.map(|(address, _)| encode_path(&format!("{}{address}", self.base))).collect()
    }

    fn page(&self, output: &Output, status: StatusCode, address: &str) -> Option<Page> {
        if let Some(page) = self.kept.lock().expect("nothing panics while it is held").get(address) {
            return Some(Page { status, ..page.clone() });
        }
        let rendered = output.render(address)?;
        let problems: Arc<[Problem]> = rendered.diagnostics.iter().map(Problem::from).collect();
        let page = match self.good.get(address).filter(|_| rendered.bytes.is_empty()) {
            Some(good) => Page { status, problems, ..good.clone() },
            None => Page {
                status,
                address: address.to_owned(),
                digest: Digest::of(&rendered.bytes),
                problems,
                marks: rendered.marks.of(&rendered.bytes).into(),
                bytes: rendered.bytes,
            },
        };
        let is_page = output.entries().get(address).is_some_and(|entry| entry.class == Class::Page);
        let mut kept = self.kept.lock().expect("nothing panics while it is held");
        if is_page && kept.len() < KEPT {
            kept.insert(address.to_owned(), page.clone());
        }
        Some(page)
    }
}

pub fn refusal(tongue: Tongue, why: Refusal) -> Page {
    let status = match why {
        Refusal::Malformed => StatusCode::BAD_REQUEST,
        Refusal::Host | Refusal::Origin | Refusal::Token | Refusal::Closed => StatusCode::FORBIDDEN,
        Refusal::Body => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::Method => StatusCode::METHOD_NOT_ALLOWED,
        Refusal::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    };
    built_in(status, pages::refused(tongue, &why))
}

fn built_in(status: StatusCode, html: String) -> Page {
    let bytes: Arc<[u8]> = html.into_bytes().into();
    Page {
        status,
        address: String::from("index.html"),
        digest: Digest::of(&bytes),
        bytes,
        problems: Arc::new([]),
        marks: Arc::new([]),
    }
}

/// The addresses of the assets that both have, with other bytes. The pieces of the search are hundreds, and none is part of
/// a page.
fn changed_assets<'a>(old: &'a Output, new: &'a Output) -> impl Iterator<Item = &'a Box<str>> {
    let changed = new.entries().changed_since(old.entries());
    let is_piece = |address: &str| address.starts_with(SEARCH_FOLDER) && address.ends_with(".json");
    changed
        .filter(move |(address, entry)| entry.class == Class::Asset && !is_piece(address))
        .map(|(address, _)| address)
}
