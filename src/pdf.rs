//! Turns pages of an output into PDF files in memory, through a Chromium that is on this machine.
//!
//! The browser gets every file from the [`Output`] itself and believes to be at the site's own address, so that links in
//! the PDF lead there; nothing it asks for reaches a network. It writes nothing but the browser's profile, which it removes.

mod browser;

mod devtools;

mod paper;

mod reader;

mod tab;

pub use browser::{Browser, find};
pub use paper::Paper;

use crate::output::Output;
use jiff::civil::Date;
use reader::places;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// The host of a site that does not say where it will be; no such host can exist (RFC 6761).
const NOWHERE: &str = "https://diglot.invalid";

/// The first printing tells where everything is, the second shows it in the contents; only if that moved something does
/// it take more.
const PRINTINGS: usize = 4;

/// How a browser is used.
#[derive(Clone, Debug)]
pub struct Manner {
    pub program: PathBuf,
    /// For starting, and then for each page.
    pub patience: Duration,
    /// Set by whoever wants no more of it.
    pub stop: Arc<AtomicBool>,
}

/// A site as the browser is to see it.
pub struct Printed<'a> {
    pub output: &'a Output,
    /// Scheme and host, if the site has said them.
    pub origin: Option<&'a str>,
    /// The path of the site's root, with a slash at both ends.
    pub base_path: &'a str,
    /// The day that is told as the day of making.
    pub as_of: Date,
}

/// What is wrong with a browser, or with what it gave.
#[derive(Debug)]
pub enum Fault {
    /// There is none on this machine.
    NoBrowser,
    /// The one that was named is not there.
    NoSuchBrowser(PathBuf),
    /// It does not start, or ends at once; what it said.
    NotStarted { program: PathBuf, said: String },
    /// It knows no running headers.
    TooOld { version: String },
    /// It does not answer in time.
    Slow { patience: Duration },
    /// It ended, or speaks no DevTools.
    Gone(String),
    /// It refused a command, with its reason.
    Refused { command: String, reason: String },
    /// The user wants no more.
    Interrupted,
    /// The profile cannot be made.
    Profile(io::Error),
}

/// A PDF file.
pub struct Sheets {
    pub bytes: Vec<u8>,
    /// How many pages it has; none if it is not of the kind that is known here, and its contents tell no pages.
    pub pages: Option<usize>,
}

/// A browser with one tab, for as many pages as one likes; it ends when this is dropped.
pub struct Press<'a> {
    tab: tab::Tab<'a>,
}

impl<'a> Press<'a> {
    pub fn open(site: &'a Printed<'a>, manner: &Manner) -> Result<Press<'a>, Fault> {
        Ok(Press { tab: tab::Tab::open(site, manner)? })
    }

    /// Prints the page at `url`, a path with the base path, again and again until its contents tell the right pages.
    pub fn print(&mut self, url: &str, paper: Paper) -> Result<Sheets, Fault> {
        self.tab.load(url)?;
        let mut bytes = self.tab.print(paper)?;
        let mut told = Vec::new();
        for _ in 1..PRINTINGS {
            let Ok(found) = places(&bytes) else { break };
            if found.by_name == told || !self.tab.tell_places(&found.by_name)? {
                break;
            }
            told = found.by_name;
            bytes = self.tab.print(paper)?;
        }
        let pages = places(&bytes).ok().map(|found| found.pages);
        reader::sign(&mut bytes, self.tab.site.as_of);
        Ok(Sheets { bytes, pages })
    }
}
