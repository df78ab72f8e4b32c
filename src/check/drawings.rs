//! Turns links and images that name an element of a drawing (SVG) which it does not have into diagnostics.
//!
//! What templates, style sheets and drawings ask for is looked up where they are read.

use super::typed::{Typed, id_span};
use super::uses::uses;
use crate::diag::Diagnostic;
use crate::link::{Drawings, Site, Target};
use std::collections::HashSet;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let drawings = Drawings::new(site);
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for use_ in uses(site) {
        let Target::File { address, .. } = use_.target else { continue };
        let typed = Typed::new(&use_.address.text);
        let Some(fragment) = typed.fragment.filter(|fragment| !fragment.is_empty()) else { continue };
        if !seen.insert((use_.document.source.path(), use_.address.span)) {
            continue;
        }
        let exact = id_span(use_.document, use_.address);
        let finding = drawings.lacks(address, fragment, typed.path, exact.unwrap_or(use_.address.span));
        found.extend(finding.map(|mut finding| {
            // Where the place of the id cannot be told, what would be replaced is the whole address.
            finding.fix = finding.fix.filter(|_| exact.is_some());
            let diagnostic = finding.at(&use_.document.source);
            match use_.address.used {
                Some(used) => diagnostic.also(&use_.document.source, used, "use"),
                None => diagnostic,
            }
        }));
    }
    found
}
