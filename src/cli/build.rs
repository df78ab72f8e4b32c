//! Turns a site's folder into a published site: load, build, publish, and say so.
//!
//! If one diagnostic is an error, nothing is published, and the last good site stays.

use super::finished;
use super::meant::{Publishing, SiteWish};
use super::site::{self, Timings};
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status, status};
use crate::build::{self, Inputs, Outcome};
use crate::diag::Diagnostic;
use crate::output::Output;
use crate::write::{Glance, How, MANIFEST, Published, Refused, Shelf, publish};
use std::mem::ManuallyDrop;
use std::path::Path;
use std::sync::Arc;

pub fn build(wish: &SiteWish, publishing: &Publishing, terminal: &Terminal) -> Result<Status, Failure> {
    let mut timings = Timings::start();
    site::require(wish, terminal)?;
    let out = publishing.out.clone().unwrap_or_else(|| wish.root.join("public"));
    let before = site::index(&wish.root);
    let kept = || (site::cache(&wish.root), Arc::new(Shelf::open(&site::state_dir(&wish.root))));
    let (loaded, (cache, shelf)) = rayon::join(|| site::inputs_since(wish, &before, terminal), kept);
    // Taking a large site apart again takes time, and the process ends right after.
    let loaded = ManuallyDrop::new(loaded?);
    timings.lap(w::TIME_LOAD);
    let mut cache = ManuallyDrop::new(cache);
    // Much of linking is one thread's work: the other one looks at what stands in the way.
    let glance = || Glance::at(&out, &site::state_dir(&wish.root));
    let (outcome, glance) = rayon::join(|| build::build(&loaded.inputs, &mut cache), glance);
    let mut outcome = ManuallyDrop::new(outcome);
    timings.lap(w::TIME_BUILD);
    if publishing.verify && !site::has_errors(&outcome.diagnostics) {
        let found = finished::verify(&outcome, &loaded.inputs, &out);
        site::add(&mut outcome, found);
        timings.lap(w::TIME_VERIFY);
    }
    let how = How { swap: publishing.swap, force: publishing.force, glance: Some(&glance), watch: None };
    let publish = || match site::has_errors(&outcome.diagnostics) {
        true => Err(Refused::Diagnostics(faults(&loaded.inputs, &outcome, &wish.root, terminal))),
        false => release(&shelf.over(&outcome.output), &out, &wish.root, &how, terminal),
    };
    // What a failed build parsed is worth as much to the next one.
    let keep = |name, bytes| site::keep(&wish.root, name, bytes);
    let (published, kept) = rayon::join(publish, || site::keep_documents(&wish.root, cache.documents_to_store()));
    if loaded.is_torn() {
        // A text changed between being looked at and being read. Without an index everything is read at once.
        site::forget_index(&wish.root);
        return build(wish, publishing, terminal);
    }
    timings.lap(w::TIME_PUBLISH);
    let kept = kept.and_then(|()| keep("highlights", cache.highlights_to_bytes()));
    let kept = kept.and_then(|()| keep("words", cache.words_to_bytes()));
    let kept = kept.and_then(|()| shelf.keep(&outcome.output));
    let kept = kept.and_then(|()| keep("index", loaded.index.to_bytes(&before)));
    timings.lap(w::TIME_KEEP);
    let published = match published {
        Ok(mut published) => {
            site::add(&mut outcome, std::mem::take(&mut published.warnings));
            Some(published)
        }
        Err(Refused::Diagnostics(found)) => {
            site::add(&mut outcome, found);
            None
        }
        Err(refused) => {
            site::report(wish, &outcome, terminal)?;
            return Err(failure(&refused, terminal));
        }
    };
    site::report(wish, &outcome, terminal)?;
    match published {
        Some(published) => conclude(&outcome, &published, wish, &out, &timings, terminal)?,
        None => regret(&out, terminal),
    }
    timings.tell(wish, terminal);
    if let Err(error) = kept.as_ref().map_err(ToString::to_string)
        && wish.timings
    {
        terminal.tell(&(terminal.say(w::CANNOT_KEEP, &[("error", &error)]) + "\n"));
    }
    Ok(status(&outcome.diagnostics, outcome.site.config.fail))
}

/// What rendering would have found, so that an error in one file hides nothing in another.
fn faults(inputs: &Inputs, outcome: &Outcome, root: &Path, terminal: &Terminal) -> Vec<Diagnostic> {
    let bar = terminal.bar(w::CHECKING, outcome.output.entries().len());
    let found = site::faults(inputs, &outcome.output, root, &|count| bar.inc(count as u64));
    bar.finish_and_clear();
    found
}

fn release(output: &Output, out: &Path, root: &Path, how: &How, terminal: &Terminal) -> Result<Published, Refused> {
    let bar = terminal.bar(w::PUBLISHING, output.entries().len());
    let published = publish(output, out, &site::state_dir(root), how, &|count| bar.inc(count as u64));
    bar.finish_and_clear();
    published
}

fn failure(refused: &Refused, terminal: &Terminal) -> Failure {
    let message = refused.message(terminal.tongue());
    match refused {
        Refused::Io { .. } => Failure::Io(message),
        _ => Failure::Usage(message),
    }
}

fn conclude(
    outcome: &Outcome,
    published: &Published,
    wish: &SiteWish,
    out: &Path,
    timings: &Timings,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let (pages, languages) = site::extent(&outcome.site, terminal);
    let args = [
        ("pages", pages),
        ("languages", languages),
        ("out", site::shown(out)),
        ("time", terminal.duration(timings.total())),
        ("written", terminal.count(published.written, w::FILE_WRITTEN, w::FILES_WRITTEN)),
        ("unchanged", terminal.count(published.unchanged, w::UNCHANGED_ONE, w::UNCHANGED)),
        ("deleted", terminal.count(published.deleted, w::DELETED_ONE, w::DELETED)),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let done = terminal.say(w::PUBLISHED, &args);
    let next = outcome.site.next_change();
    let next = next.map(|day| terminal.say(w::NEXT_CHANGE, &[("date", &day.to_string())]) + "\n").unwrap_or_default();
    let root = if wish.root == Path::new(".") { String::new() } else { format!(" --root {}", site::shown(&wish.root)) };
    let see = terminal.say(w::TO_SEE, &[("command", &terminal.invocation(&format!("serve{root}")))]);
    terminal.conclude(&format!("{done}\n{see}\n{next}"))
}

fn regret(out: &Path, terminal: &Terminal) {
    let stays = out.join(MANIFEST).exists();
    let wording = if stays { w::LAST_GOOD } else { w::NOTHING_PUBLISHED };
    terminal.tell(&(terminal.say(wording, &[("out", &site::shown(out))]) + "\n"));
}
