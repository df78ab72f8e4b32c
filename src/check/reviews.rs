//! Turns documents whose day of review has passed into diagnostics.
//!
//! Which day it is was decided when the site was read: a build of an older day says what was true then.

use super::published;
use crate::diag::rules::quality;
use crate::diag::{Diagnostic, Finding};
use crate::link::Site;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let due = published(site).filter_map(|(_, document)| {
        let (day, span) = document.meta().review_by.filter(|(day, _)| *day < site.as_of)?;
        let finding = Finding::new(&quality::REVIEW_DUE, span).with("value", day.to_string());
        Some(finding.help("review").at(&document.source))
    });
    due.collect()
}
