//! Turns everything that was found into what counts and what is set aside: allowances, then the baseline, then levels.
//!
//! It finds nothing itself but what is wrong with allowances and baseline. It is the one place where anything is silenced,
//! so that all commands say the same.

mod allowed;
mod baseline;
mod print;

pub use baseline::{Baseline, BaselineFile, Entry, is_firm};
pub use print::{fingerprints, subject};

use crate::allow::Allowance;
use crate::config::Levels;
use crate::diag::rules::{links, pairs, parity, templates};
use crate::diag::{Diagnostic, Related, Rule, Severity};
use crate::source::{Source, Span};
use std::cmp::Ordering;
use std::collections::HashSet;

/// What is tolerated, and how much the rest weighs.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    pub levels: Levels,
    pub allowances: Vec<(Source, Allowance)>,
    /// Paths of texts that are not checked to the end, such as drafts: an allowance there may be of use yet.
    pub unfinished: HashSet<Box<str>>,
    pub baseline: Option<Baseline>,
}

/// What was found, in order, weighed, each thing once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    pub diagnostics: Vec<Diagnostic>,
    pub aside: Vec<Aside>,
}

/// A diagnostic that does not count.
#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    pub diagnostic: Diagnostic,
    pub why: Why,
}

/// Why a diagnostic does not count.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// An author allows it at its place, for this reason.
    Allowed(Box<str>),
    /// It is in the baseline.
    Known,
}

/// Whether a rule speaks of what keeps a page from being made, and so the site from being published: silencing it would
/// only hide why.
fn stops_pages(rule: &Rule) -> bool {
    [templates::TEMPLATE_SYNTAX.code, templates::TEMPLATE_ERROR.code].contains(&rule.code)
}

/// What counts of everything that was found, and what does not.
pub fn judge(found: &[Diagnostic], terms: &Terms) -> Verdict {
    let mut found = found.to_vec();
    found.sort_by(Diagnostic::compare);
    // A YAML file with all languages side by side is read once for each, and says the same every time.
    found.dedup_by(|later, first| later.compare(first) == Ordering::Equal);
    let (mut rest, mut aside) = allowed::apply(found, terms);
    if let Some(baseline) = &terms.baseline {
        let (new, known) = baseline.apply(rest);
        rest = new;
        aside.extend(known.into_iter().map(|diagnostic| Aside { diagnostic, why: Why::Known }));
    }
    for diagnostic in rest.iter_mut().chain(aside.iter_mut().map(|aside| &mut aside.diagnostic)) {
        diagnostic.severity = terms.levels.severity(diagnostic.rule());
    }
    rest.retain(|diagnostic| diagnostic.severity > Severity::Off);
    told_once(&mut rest);
    aside.retain(|aside| aside.diagnostic.severity > Severity::Off);
    rest.sort_by(Diagnostic::compare);
    aside.sort_by(|a, b| a.diagnostic.compare(&b.diagnostic));
    Verdict { diagnostics: rest, aside }
}

/// Tells once of what one language lacks: of a clause where it is missing, whatever links to it, since that it is missing
/// is as weighty; of a section where a link leads to it, since the link leads nowhere.
fn told_once(found: &mut Vec<Diagnostic>) {
    let of = |code: &str, one: &Diagnostic| one.rule().code == code;
    let places = |code: &'static str, all: &[Diagnostic]| -> Vec<Place> {
        let own = all.iter().filter(|one| of(code, one));
        own.map(|one| (one.source.clone(), one.finding.span, one.severity)).collect()
    };
    let is_at = |places: &[Place], source: &Source, span: Span, own: Severity| {
        places.iter().any(|(other, at, severity)| *severity >= own && *at == span && other == source)
    };
    let clauses = places(pairs::LONE_CLAUSE.code, found);
    if !clauses.is_empty() {
        let there = |one: &Diagnostic, to: &Related| {
            to.label == "elsewhere" && is_at(&clauses, &to.source, to.span, one.severity)
        };
        found.retain(|one| !of(links::BROKEN_ANCHOR.code, one) || !one.related.iter().any(|to| there(one, to)));
    }
    let broken = found.iter().filter(|one| of(links::BROKEN_ANCHOR.code, one));
    let led: Vec<Place> = broken
        .flat_map(|one| {
            one.related.iter().filter(|to| to.label == "elsewhere").map(|to| (to.source.clone(), to.span, one.severity))
        })
        .collect();
    if !led.is_empty() {
        found.retain(|one| {
            !of(parity::LONE_UNIT.code, one) || !is_at(&led, &one.source, one.finding.span, one.severity)
        });
    }
}

/// Where something is told, and how weighty it is.
type Place = (Source, Span, Severity);

#[cfg(test)]
mod tests;
