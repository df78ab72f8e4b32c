//! Turns an address that was published and is gone, and what took its place, into a line of `redirects.yaml`.

use super::Edits;
use super::relocate::redirects::{FILE, HEADER, line, quoted, spelt};
use crate::build::{Cache, Inputs, build};
use crate::diag::{Diagnostic, Severity};
use crate::records::Text;
use crate::source::Span;
use crate::yaml::{self, Entries};

/// Why an address is not redirected.
#[derive(Debug)]
pub enum Refusal {
    /// It does not begin at the root of the site.
    NoAddress(String),
    /// The line would be wrong.
    Faults(Vec<Diagnostic>),
}

/// The edits that lead `from` on to `to`: a new line, in the order of the addresses, or another target in its line.
///
/// # Errors
/// What is wrong with the line, as a build of the site with it says: an address at which there is a page, a target that is
/// not there, a loop.
pub fn redirect(inputs: &Inputs, cache: &mut Cache, from: &str, to: &str) -> Result<Edits, Refusal> {
    if !from.starts_with('/') {
        return Err(Refusal::NoAddress(from.to_owned()));
    }
    let edits = edits(inputs, from, to);
    let outcome = build(&edits.applied(inputs), cache);
    let own = format!("{}:", quoted(&spelt(from)));
    let faults = outcome.diagnostics.into_iter().filter(|found| {
        let text = found.source.text();
        let start = found.finding.span.start as usize;
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        found.source.path() == FILE && found.severity == Severity::Error && text[line..].starts_with(&own)
    });
    let faults: Vec<Diagnostic> = faults.collect();
    if faults.is_empty() { Ok(edits) } else { Err(Refusal::Faults(faults)) }
}

fn edits(inputs: &Inputs, from: &str, to: &str) -> Edits {
    let mut edits = Edits::default();
    let from = spelt(from);
    let Some(source) = inputs.records.get(FILE) else {
        edits.create(FILE, HEADER.to_owned() + &line(&from, to, "\n"));
        return edits;
    };
    let text = source.text();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: Entries<Text> = yaml::read(source, source.span(), &mut Vec::new()).unwrap_or_default();
    if let Some((_, old)) = lines.iter().find(|(old, _)| spelt(&old.value) == from) {
        edits.replace(source, old.span, quoted(to));
        return edits;
    }
    let next = lines.iter().find(|(other, _)| *other.value > *from);
    let (at, gap) = match next {
        Some((next, _)) => (text[..next.span.start as usize].rfind('\n').map_or(0, |at| at + 1), ""),
        None => (text.len(), if text.is_empty() || text.ends_with('\n') { "" } else { end }),
    };
    edits.replace(source, Span::new(at, at), format!("{gap}{}", line(&from, to, end)));
    edits
}
