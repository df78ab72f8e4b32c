//! Turns a site's folder into its diagnostics, the same that `build` finds, and writes nothing.

use super::meant::SiteWish;
use super::site::{self, Timings};
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status, status};
use crate::build::build;
use std::mem::ManuallyDrop;

pub fn check(wish: &SiteWish, terminal: &Terminal) -> Result<Status, Failure> {
    let mut timings = Timings::start();
    site::require(wish, terminal)?;
    let (inputs, cache) = rayon::join(|| site::inputs(wish, terminal), || site::cache(&wish.root));
    // Taking a large site apart again takes time, and the process ends right after.
    let inputs = ManuallyDrop::new(inputs?);
    timings.lap(w::TIME_LOAD);
    let mut cache = ManuallyDrop::new(cache);
    let mut outcome = ManuallyDrop::new(build(&inputs, &mut cache));
    timings.lap(w::TIME_BUILD);
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
