//! Turns a site's folder into its diagnostics, the same that `build` finds; with the wish to, it fixes them or asks servers.

use super::meant::{Fix, SiteWish};
use super::site::{self, Timings};
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status, external, status};
use crate::build::{Inputs, Outcome, build};
use crate::check::external::addresses;
use crate::diag::Severity;
use crate::edit::mend::mend;
use crate::external::Network;
use crate::load::Index;
use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::sync::Arc;

pub fn check(wish: &SiteWish, external: Option<Network>, terminal: &Terminal) -> Result<Status, Failure> {
    let mut timings = Timings::start();
    site::require(wish, terminal)?;
    let before = site::index(&wish.root);
    let (loaded, cache) = rayon::join(|| site::inputs_since(wish, &before, terminal), || site::cache(&wish.root));
    // Taking a large site apart again takes time, and the process ends right after.
    let mut loaded = ManuallyDrop::new(loaded?);
    timings.lap(w::TIME_LOAD);
    let mut cache = ManuallyDrop::new(cache);
    let mut outcome = ManuallyDrop::new(build(&loaded.inputs, &mut cache));
    timings.lap(w::TIME_BUILD);
    if consult(&mut loaded.inputs, &outcome, wish, external, terminal)? {
        timings.lap(w::TIME_EXTERNAL);
        outcome = ManuallyDrop::new(build(&loaded.inputs, &mut cache));
        timings.lap(w::TIME_BUILD);
    }
    let bar = terminal.bar(w::CHECKING, outcome.output.entries().len());
    let mut faults = site::faults(&loaded.inputs, &outcome.output, &wish.root, &|count| bar.inc(count as u64));
    bar.finish_and_clear();
    if loaded.is_torn() {
        // A text changed between being looked at and being read: all that follows from it is of no time.
        let answers = loaded.inputs.answers.clone();
        *loaded = site::inputs_since(wish, &Index::default(), terminal)?;
        loaded.inputs.answers = answers;
        *outcome = build(&loaded.inputs, &mut cache);
        faults = site::faults(&loaded.inputs, &outcome.output, &wish.root, &|_| {});
    }
    site::add(&mut outcome, faults);
    timings.lap(w::TIME_RENDER);
    site::report(wish, &outcome, terminal)?;
    if outcome.diagnostics.is_empty() {
        let (pages, languages) = site::extent(&outcome.site, terminal);
        let time = terminal.duration(timings.total());
        let args = [("pages", &*pages), ("languages", &*languages), ("time", &*time)];
        terminal.conclude(&(terminal.say(w::CHECKED, &args) + "\n"))?;
    }
    timings.tell(wish, terminal);
    Ok(status(&outcome.diagnostics, outcome.site.config.fail))
}

/// Whether servers were asked; what they said is an input of the next build.
fn consult(
    inputs: &mut Inputs,
    outcome: &Outcome,
    wish: &SiteWish,
    external: Option<Network>,
    terminal: &Terminal,
) -> Result<bool, Failure> {
    // Until the settings are right, nobody knows who may be asked.
    let sound = status(&outcome.diagnostics, Severity::Error) != Status::Usage;
    let Some(network) = external.filter(|_| sound) else { return Ok(false) };
    let addresses = addresses(&outcome.site, &outcome.external);
    let settings = &outcome.site.config.external;
    inputs.answers = Arc::new(external::learn(&addresses, settings, &wish.root, network, terminal)?);
    Ok(true)
}

/// Fixes what can be trusted to be fixed, and says what is left.
pub fn fix(wish: &SiteWish, external: Option<Network>, fix: Fix, terminal: &Terminal) -> Result<Status, Failure> {
    site::require(wish, terminal)?;
    let (inputs, cache) = rayon::join(|| site::inputs(wish, terminal), || site::cache(&wish.root));
    let (mut inputs, mut cache) = (inputs?, cache);
    if external.is_some() {
        let outcome = build(&inputs, &mut cache);
        consult(&mut inputs, &outcome, wish, external, terminal)?;
    }
    let mut mended = mend(&inputs, &mut cache, &BTreeSet::new());
    let behind = site::behind_links(&mended.edits, wish, terminal)?;
    if !behind.is_empty() {
        for path in &behind {
            terminal.complain(&terminal.say(w::LEFT_BEHIND_LINK, &[("path", path)]));
        }
        // What was tried counted on them.
        mended = mend(&inputs, &mut cache, &behind.into_iter().collect());
    }
    let faults = site::faults(&inputs, &mended.outcome.output, &wish.root, &|_| {});
    site::add(&mut mended.outcome, faults);
    let left = &mended.outcome.diagnostics;
    let of = |count: usize| match count {
        0 => terminal.say(w::NONE_LEFT, &[]),
        _ => terminal.count(count, w::LEFT_ONE, w::LEFT),
    };
    let fixed = terminal.count(mended.fixed, w::FAULT_FIXED, w::FAULTS_FIXED);
    let files = terminal.count(mended.edits.len(), w::IN_FILE, w::IN_FILES);
    let args = [("fixed", &*fixed), ("files", &*files), ("left", &*of(left.len()))];
    if fix == Fix::Show {
        site::show(&mended.edits, &inputs, terminal)?;
        let wording = if mended.edits.is_empty() { w::NOTHING_TO_FIX } else { w::WOULD_FIX };
        terminal.tell(&(terminal.say(wording, &args) + "\n"));
        // Nothing was fixed: what fails without the option fails with it.
        let now = build(&inputs, &mut cache);
        return Ok(status(&now.diagnostics, now.site.config.fail));
    }
    site::change(&mended.edits, wish, terminal)?;
    site::report(wish, &mended.outcome, terminal)?;
    let wording = if mended.edits.is_empty() { w::NOTHING_TO_FIX } else { w::FIXED };
    terminal.conclude(&(terminal.say(wording, &args) + "\n"))?;
    Ok(status(left, mended.outcome.site.config.fail))
}
