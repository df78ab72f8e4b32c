//! Turns an address that was published and is gone, and what took its place, into a line of `redirects.yaml`.

use super::Edits;
use super::relocate::redirects::{FILE, HEADER, line, quoted, spelt};
use crate::build::{Cache, Inputs, Outcome, build};
use crate::diag::rules::addresses;
use crate::diag::{Diagnostic, Severity, slips};
use crate::records::Text;
use crate::source::Span;
use crate::yaml::{self, Entries};
use std::collections::BTreeMap;

/// Why an address is not redirected.
#[derive(Debug)]
pub enum Refusal {
    /// It does not begin at the root of the site.
    NoAddress(String),
    /// The line would be wrong.
    Faults(Vec<Diagnostic>),
}

/// What redirecting comes to.
pub struct Redirected {
    pub edits: Edits,
    /// The recorded anchors of the former page that the other one has not, each with what it leads to.
    pub anchors: BTreeMap<String, String>,
}

/// The edits that lead `from` on to `to`: a new line, in the order of the addresses, or another target in its line. The
/// recorded anchors of `from` that are not on `to` come along: to the one that is nearly called so, or to the page.
///
/// # Errors
/// What is wrong with the line, as a build of the site with it says: an address at which there is a page, a target that is
/// not there, a loop.
pub fn redirect(inputs: &Inputs, cache: &mut Cache, from: &str, to: &str) -> Result<Redirected, Refusal> {
    if !from.starts_with('/') {
        return Err(Refusal::NoAddress(from.to_owned()));
    }
    let page = BTreeMap::from([(spelt(from), to.to_owned())]);
    let outcome = build(&edits(inputs, &page).applied(inputs), cache);
    let own = format!("{}:", quoted(&spelt(from)));
    let faults = outcome.diagnostics.iter().filter(|found| {
        let text = found.source.text();
        let start = found.finding.span.start as usize;
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        found.source.path() == FILE && found.severity == Severity::Error && text[line..].starts_with(&own)
    });
    let faults: Vec<Diagnostic> = faults.cloned().collect();
    if !faults.is_empty() {
        return Err(Refusal::Faults(faults));
    }
    let anchors = lost(&outcome, &spelt(from), to);
    let lines = page.into_iter().chain(anchors.clone()).collect();
    Ok(Redirected { edits: edits(inputs, &lines), anchors })
}

/// The recorded anchors of a page that its redirect would lose, with what they lead to.
fn lost(outcome: &Outcome, from: &str, to: &str) -> BTreeMap<String, String> {
    let gone = outcome.diagnostics.iter().filter(|found| found.rule().code == addresses::LOST_ADDRESS.code);
    let anchors = gone.filter_map(|found| {
        let (line, near) = (found.finding.arg("url")?, found.finding.arg("suggestion")?);
        let (page, id) = line.split_once('#').filter(|(page, _)| spelt(page) == from)?;
        let near = near.strip_prefix(line)?.strip_prefix(": ")?;
        let is_meant = near.split_once('#').is_some_and(|(_, other)| slips(id, other).is_some());
        Some((format!("{}#{id}", spelt(page)), if is_meant { near } else { to }.to_owned()))
    });
    anchors.collect()
}

fn edits(inputs: &Inputs, wanted: &BTreeMap<String, String>) -> Edits {
    let mut edits = Edits::default();
    let Some(source) = inputs.records.get(FILE) else {
        let lines = wanted.iter().map(|(from, to)| line(from, to, "\n"));
        edits.create(FILE, HEADER.to_owned() + &lines.collect::<String>());
        return edits;
    };
    let text = source.text();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: Entries<Text> = yaml::read(source, source.span(), &mut Vec::new()).unwrap_or_default();
    // Several lines may come to one place.
    let mut places: BTreeMap<usize, String> = BTreeMap::new();
    for (from, to) in wanted {
        if let Some((_, old)) = lines.iter().find(|(old, _)| spelt(&old.value) == *from) {
            edits.replace(source, old.span, quoted(to));
            continue;
        }
        let next = lines.iter().find(|(other, _)| *other.value > **from);
        let at =
            next.map_or(text.len(), |(next, _)| text[..next.span.start as usize].rfind('\n').map_or(0, |at| at + 1));
        let place = places.entry(at).or_default();
        if at == text.len() && place.is_empty() && !text.is_empty() && !text.ends_with('\n') {
            place.push_str(end);
        }
        place.push_str(&line(from, to, end));
    }
    for (at, lines) in places {
        edits.replace(source, Span::new(at, at), lines);
    }
    edits
}
