//! Turns a linked site into everything that is wrong with it.
use crate::diag::Diagnostic;
use crate::link::Site;

/// All diagnostics of a site.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    site.diagnostics.clone()
}
