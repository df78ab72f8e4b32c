//! Turns questions to be shown where none can be, or that are none, into diagnostics.
//!
//! An address that leads nowhere is reported as any other.

use super::uses::uses;
use crate::diag::rules::faq;
use crate::diag::{Diagnostic, Finding};
use crate::link::{Site, Target};
use crate::parse::Kind;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for used in uses(site) {
        let facts = used.document.facts();
        if facts.questions.is_empty() {
            continue;
        }
        let at = facts.addresses.iter().position(|address| std::ptr::eq(address, used.address));
        if !at.is_some_and(|at| facts.questions.contains(&(at as u32))) {
            continue;
        }
        let finding = Finding::new(&faq::NO_QUESTION, used.address.span).with("target", &*used.address.text);
        let help = match used.target {
            _ if matches!(used.document.place.kind, Kind::Faq | Kind::Glossary) => "inside",
            Target::Page { unit: Some((pair, unit)), .. } if site.is_question(*pair, *unit) => continue,
            Target::Broken(_) => continue,
            _ => "question",
        };
        found.push(finding.help(help).at(&used.document.source));
    }
    found
}
