//! Turns files that the settings name and the site does not have into diagnostics.
//!
//! What a setting may look like is known where the settings are read.

use crate::diag::rules::links;
use crate::diag::{Diagnostic, Finding, nearest};
use crate::link::Site;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let (logos, images) = (&site.config.theme.logo, &site.config.image);
    for (_, named) in logos.iter().chain(images.iter()) {
        let address = named.trim_start_matches('/');
        if site.assets.contains_key(address) {
            continue;
        }
        let finding = Finding::new(&links::MISSING_FILE, named.span).with("target", named.as_str());
        let finding = match file(site, address) {
            Some(file) => finding.with("suggestion", format!("/{file}")).help("nearest").fix(format!("/{file}")),
            None => finding.help("static"),
        };
        found.push(finding.at(&site.settings));
    }
    found
}

/// The published file that was probably meant: of the same name elsewhere, else of one that is nearly the same.
fn file<'s>(site: &'s Site, typed: &str) -> Option<&'s str> {
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_lowercase();
    // The theme's own files stand below `assets/`, under names that change.
    let files = || site.assets.keys().map(|path| &**path).filter(|path| !path.starts_with("assets/"));
    let inside = typed.strip_prefix("static/").unwrap_or(typed);
    let same = files().find(|path| *path == inside).or_else(|| files().find(|path| name(path) == name(typed)));
    same.or_else(|| nearest(inside, files()))
}
