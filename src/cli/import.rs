//! Turns a file that came back from a translator into changed files of the site, and says what was left out.

use super::meant::{Fix, SiteWish};
use super::site;
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status, status};
use crate::build::build;
use crate::diag::rules::handoff::UNREADABLE;
use crate::diag::{Diagnostic, Finding};
use crate::edit::handoff::{Import, accepted, import as brought_in};
use crate::handoff::xliff::{Fault, decoded, read};
use crate::report::Findings;
use crate::source::{Source, Span};
use std::fs;
use std::path::Path;

/// What becomes of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acceptance {
    Recorded,
    /// Somebody will see to it.
    Left,
}

pub fn import(
    wish: &SiteWish,
    file: &Path,
    changes: Fix,
    acceptance: Acceptance,
    terminal: &Terminal,
) -> Result<Status, Failure> {
    site::require(wish, terminal)?;
    let bytes = fs::read(file).map_err(|error| Failure::reading(file, &error, terminal.tongue()))?;
    let shown = site::shown(file);
    let (source, text) = match decoded(&bytes) {
        Ok(text) => (Source::new(shown, text), Ok(())),
        Err(word) => (Source::new(shown, Vec::new()), Err(Fault { word, span: Span::default() })),
    };
    let files = match text.and_then(|()| read(&source)) {
        Ok(files) => files,
        Err(fault) => {
            let finding = Finding::new(&UNREADABLE, fault.span).with_words("reason", &[fault.word]);
            tell(wish, &[finding.help("export").at(&source)], terminal)?;
            return Ok(Status::Found);
        }
    };
    let inputs = site::inputs(wish, terminal)?;
    let mut cache = site::cache(&wish.root);
    let outcome = build(&inputs, &mut cache);
    let mut done = brought_in(&inputs, &outcome.site, &mut cache, &source, &files);
    let files = done.edits.len();
    if acceptance == Acceptance::Recorded {
        let records = accepted(&done, &inputs, &mut cache);
        done.edits.and(records.map_err(|refusal| super::accept::failure(refusal, terminal))?);
    }
    let wording = match changes {
        Fix::Write => {
            site::change(&done.edits, wish, terminal)?;
            w::IMPORTED
        }
        Fix::Show => {
            site::show(&done.edits, &inputs, terminal)?;
            w::WOULD_IMPORT
        }
    };
    let Import { diagnostics, changed, unchanged, left, .. } = &done;
    tell(wish, diagnostics, terminal)?;
    let units = terminal.count(*changed, w::UNIT_IN, w::UNITS_IN);
    let files = terminal.count(files, w::IN_FILE, w::IN_FILES);
    let left = terminal.count(*left, w::LEFT_OUT_ONE, w::LEFT_OUT);
    let args = [("units", &*units), ("files", &*files), ("unchanged", &*unchanged.to_string()), ("left", &*left)];
    terminal.tell(&(terminal.say(wording, &args) + "\n"));
    Ok(status(diagnostics, outcome.site.config.fail))
}

/// Reports what is wrong; the file stands where it was typed, not below the root of the site.
fn tell(wish: &SiteWish, diagnostics: &[Diagnostic], terminal: &Terminal) -> Result<(), Failure> {
    let here = SiteWish { root: ".".into(), ..wish.clone() };
    site::tell(&here, &Findings::from(diagnostics), terminal)
}
