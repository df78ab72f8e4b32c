//! Turns a site's folder into its diagnostics, the same that `build` finds, and writes nothing but what servers answered.

use super::meant::SiteWish;
use super::site::{self, Timings};
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status, external, status};
use crate::build::build;
use crate::diag::Severity;
use crate::external::Network;
use std::mem::ManuallyDrop;
use std::sync::Arc;

pub fn check(wish: &SiteWish, external: Option<Network>, terminal: &Terminal) -> Result<Status, Failure> {
    let mut timings = Timings::start();
    site::require(wish, terminal)?;
    let (inputs, cache) = rayon::join(|| site::inputs(wish, terminal), || site::cache(&wish.root));
    // Taking a large site apart again takes time, and the process ends right after.
    let mut inputs = ManuallyDrop::new(inputs?);
    timings.lap(w::TIME_LOAD);
    let mut cache = ManuallyDrop::new(cache);
    let mut outcome = ManuallyDrop::new(build(&inputs, &mut cache));
    timings.lap(w::TIME_BUILD);
    // Until the settings are right, nobody knows who may be asked.
    if let Some(network) = external.filter(|_| status(&outcome.diagnostics, Severity::Error) != Status::Usage) {
        inputs.answers = Arc::new(external::learn(&outcome, wish, network, terminal)?);
        timings.lap(w::TIME_EXTERNAL);
        outcome = ManuallyDrop::new(build(&inputs, &mut cache));
        timings.lap(w::TIME_BUILD);
    }
    let bar = terminal.bar(w::CHECKING, outcome.output.entries().len());
    let faults = site::faults(&outcome.output, &|count| bar.inc(count as u64));
    bar.finish_and_clear();
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
