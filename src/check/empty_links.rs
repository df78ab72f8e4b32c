//! Turns links without a text, to something that has no title to lend them, into diagnostics.
//!
//! A link to a page or a unit may be empty: it takes the title or the number of its target.

use super::uses::{Use, uses};
use crate::diag::rules::links;
use crate::diag::{Diagnostic, Finding};
use crate::link::{Site, Target};
use crate::source::Span;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    uses(site).filter(|use_| use_.address.empty).filter_map(|use_| empty(&use_)).collect()
}

fn empty(use_: &Use<'_>) -> Option<Diagnostic> {
    let text = &use_.address.text;
    let shown = match use_.target {
        Target::External => text.split_once(':').map_or(&**text, |(_, rest)| rest.trim_start_matches('/')),
        Target::File { address, .. } => address.rsplit('/').next().unwrap_or(address),
        Target::Page { .. } | Target::Broken(_) => return None,
    };
    let suggestion = format!("[{}]", shown.replace(['[', ']'], ""));
    let source = &use_.document.source;
    let before = source.text()[..use_.address.span.start as usize].trim_end_matches(['<', ' ']);
    let brackets = before.strip_suffix('(').filter(|before| before.ends_with("[]"));
    let span = brackets.map_or(use_.address.span, |before| Span::new(before.len() - 2, before.len()));
    Some(Finding::new(&links::EMPTY_LINK, span).with("suggestion", suggestion).help("text").at(source))
}
