//! Turns a part of an address that somebody typed into what is wrong with it.
//!
//! It makes no address: `pages` does.

use super::site::Asset;
use super::slug::slug;
use crate::diag::Finding;
use crate::diag::rules::addresses;
use crate::source::Span;

impl Asset {
    /// Whether its address has its own digest in it, as those of the theme's files.
    pub fn is_of_theme(&self, address: &str) -> bool {
        let digest = self.digest.short(8);
        address.strip_prefix("assets/").is_some_and(|name| name.split('.').any(|part| *part == *digest))
    }
}

/// Says why `slug` cannot be a part of an address.
pub(super) fn slug_fault(slug: &str, span: Span) -> Option<Finding> {
    let bad = |c: char| c.is_whitespace() || matches!(c, '/' | '#' | '%');
    let good = names_a_file(slug) && !slug.contains(bad);
    (!good).then(|| bad_slug(slug, span).help("nearest"))
}

pub(super) fn bad_slug(typed: &str, span: Span) -> Finding {
    let mut suggestion = slug(typed).unwrap_or_else(|| "page".to_owned());
    suggestion.truncate(suggestion.floor_char_boundary(LONGEST_NAME / 2));
    if !names_a_file(&suggestion) {
        suggestion.push_str("-page");
    }
    Finding::new(&addresses::BAD_SLUG, span).with("slug", typed).with("suggestion", suggestion)
}

/// The longest part of an address in bytes: most disks take 255.
const LONGEST_NAME: usize = 240;

/// Whether a file of this name can be written on every system, so that a site built on one can be built on all.
pub(super) fn names_a_file(name: &str) -> bool {
    let bad = |c: char| c.is_control() || matches!(c, '\\' | '?' | '<' | '>' | ':' | '"' | '|' | '*');
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || ["com", "lpt"].iter().any(|port| {
            stem.strip_prefix(port)
                .is_some_and(|number| number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()))
        });
    !name.is_empty() && name.len() <= LONGEST_NAME && !name.contains(bad) && !name.ends_with(['.', ' ']) && !device
}
