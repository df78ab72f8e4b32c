//! Turns the addresses that templates write out, checked against everything that is published, into diagnostics.
//!
//! An address that a template computes is not seen here. Pages of every folder share a template, so that only an address
//! from the root, or an id, can be right.

use super::Inputs;
use crate::check::external::Elsewhere;
use crate::diag::rules::{links, templates as rules};
use crate::diag::{Diagnostic, Finding, nearest};
use crate::link::{Drawings, Site, encode_path, find_id, own_path, scheme};
use crate::output::Output;
use crate::parse::facts::{Address, Purpose};
use crate::parse::{Literals, literals};
use crate::source::{Source, Span};
use percent_encoding::percent_decode_str;
use std::collections::HashSet;

/// What templates write out, by template.
pub(super) type Written<'i> = Vec<(&'i Source, Literals)>;

pub(super) fn read(inputs: &Inputs) -> Written<'_> {
    let sources = inputs.templates.values().filter(|source| source.invalid_at().is_none());
    sources.map(|source| (source, literals(source))).collect()
}

/// What is wrong with the literal addresses and ids of all templates.
pub(super) fn check(all: &[(&Source, Literals)], site: &Site, output: &Output) -> Vec<Diagnostic> {
    let ids: HashSet<&str> = all.iter().flat_map(|(_, literals)| &literals.ids).map(|id| &**id).collect();
    let published = Published { site, output, ids, drawings: Drawings::new(site) };
    let mut found = Vec::new();
    for (source, literals) in all {
        let addresses = literals.addresses.iter().filter_map(|address| published.address(source, address));
        let uses = literals
            .id_uses
            .iter()
            .filter(|used| !published.has_id(&used.id))
            .map(|used| published.no_id(source, &used.id, used.span));
        let findings = literals.findings.iter().cloned().chain(addresses).chain(uses);
        found.extend(findings.map(|finding| finding.at(source)));
    }
    found
}

/// The addresses outside the site that templates write out.
pub(super) fn external(all: Written<'_>) -> Vec<Elsewhere> {
    let outside = |address: &Address| scheme(address.text.trim_ascii()).is_some() || address.text.starts_with("//");
    let of_one = |(source, literals): (&Source, Literals)| {
        let own = literals.addresses.into_iter().filter(outside);
        own.map(|address| Elsewhere { source: source.clone(), span: address.span, text: address.text })
            .collect::<Vec<_>>()
    };
    all.into_iter().flat_map(of_one).collect()
}

struct Published<'a> {
    site: &'a Site,
    output: &'a Output,
    /// The ids that templates write out.
    ids: HashSet<&'a str>,
    drawings: Drawings<'a>,
}

impl Published<'_> {
    /// What is wrong with an address.
    fn address(&self, source: &Source, address: &Address) -> Option<Finding> {
        let base = &self.site.config.base;
        let text = address.text.trim_ascii();
        let own = own_path(base, text).map(|path| format!("{}{}", base.path, path.trim_start_matches('/')));
        let text = own.as_deref().unwrap_or(text);
        if own.is_none() && (scheme(text).is_some() || text.starts_with("//")) {
            return None;
        }
        let (before, fragment) = text.split_once('#').map_or((text, ""), |(before, fragment)| (before, fragment));
        let path = before.split('?').next().unwrap_or_default();
        if path.is_empty() {
            let place = Span { start: address.span.end - fragment.len() as u32, end: address.span.end };
            let is_top = fragment.is_empty() || fragment.eq_ignore_ascii_case("top");
            return (!is_top && !self.has_id(fragment)).then(|| self.no_id(source, fragment, place));
        }
        if !path.starts_with('/') {
            return Some(self.relative(address, path));
        }
        let inside = path.strip_prefix(base.path.as_str()).map(|path| percent_decode_str(path).decode_utf8_lossy());
        let published = inside.as_deref().and_then(|path| self.published(path));
        let Some(published) = published else { return Some(self.missing(address, path)) };
        let place = Span { start: address.span.end - fragment.len() as u32, end: address.span.end };
        match self.lacks(&published, fragment) {
            true => Some(self.no_anchor_on(&published, path, fragment, place)),
            false => self.drawings.lacks(&published, fragment, path, place),
        }
    }

    /// The address in the output that a path below the root leads to.
    fn published(&self, path: &str) -> Option<String> {
        let entries = self.output.entries();
        let index = format!("{}/index.html", path.trim_end_matches('/'));
        let index = index.trim_start_matches('/').to_owned();
        let folder = path.is_empty() || path.ends_with('/') || !entries.contains_key(path);
        let found = if folder { index } else { path.to_owned() };
        entries.contains_key(found.as_str()).then_some(found)
    }

    /// Whether a page lacks an id.
    fn lacks(&self, address: &str, fragment: &str) -> bool {
        let page = self.site.pages.iter().find(|page| *page.address == *address);
        let ids = page.and_then(|page| Some(&self.site.pairs[page.pair?].ids[page.lang]));
        let id = fragment.split(":~:").next().unwrap_or_default();
        let known = id.is_empty() || id.eq_ignore_ascii_case("top") || self.ids.contains(id);
        !known && ids.is_some_and(|ids| find_id(ids, id).is_none())
    }

    fn has_id(&self, id: &str) -> bool {
        let on_page =
            || self.site.pairs.iter().flat_map(|pair| pair.ids.values()).any(|ids| find_id(ids, id).is_some());
        self.ids.contains(id) || on_page()
    }

    fn no_id(&self, source: &Source, id: &str, span: Span) -> Finding {
        let finding = Finding::new(&links::BROKEN_ANCHOR, span).with("page", source.path()).with("anchor", id);
        let mut ids: Vec<&str> = self.ids.iter().copied().collect();
        ids.sort_unstable();
        match nearest(id, ids) {
            Some(near) => finding.with("suggestion", near).help("nearest"),
            None => finding.help("element"),
        }
    }

    fn no_anchor_on(&self, address: &str, path: &str, id: &str, span: Span) -> Finding {
        let finding = Finding::new(&links::BROKEN_ANCHOR, span).with("page", path).with("anchor", id);
        let page = self.site.pages.iter().find(|page| *page.address == *address);
        let ids = page.and_then(|page| Some(&self.site.pairs[page.pair?].ids[page.lang]));
        let mut ids: Vec<&str> = ids.into_iter().flat_map(|ids| ids.targets.keys()).map(|id| &**id).collect();
        ids.sort_unstable();
        match nearest(id, ids) {
            Some(near) => finding.with("suggestion", near).help("nearest"),
            None => finding.help("element"),
        }
    }

    fn missing(&self, address: &Address, path: &str) -> Finding {
        let base = &self.site.config.base.path;
        let is_file =
            address.purpose != Purpose::Link || path.rsplit('/').next().is_some_and(|name| name.contains('.'));
        let rule = if is_file { &links::MISSING_FILE } else { &links::BROKEN_PAGE };
        let finding = Finding::new(rule, address.span).with("target", path);
        // The root of the host was meant for the root of the site, or the name has a slip.
        let inside = percent_decode_str(path.trim_start_matches('/')).decode_utf8_lossy();
        let below = Some(&*inside).filter(|path| **base != *"/" && self.published(path).is_some()).map(str::to_owned);
        let near = || {
            let shown = path.strip_prefix(base.as_str()).unwrap_or(path).trim_matches('/');
            let own = self
                .output
                .entries()
                .keys()
                .map(|address| address.trim_end_matches("index.html").trim_end_matches('/'));
            nearest(shown, own.filter(|address| !address.is_empty())).map(str::to_owned)
        };
        match below.or_else(near) {
            Some(near) => {
                let slash = if path.ends_with('/') && !near.ends_with('/') { "/" } else { "" };
                let suggestion = address.text.replacen(path, &format!("{base}{}{slash}", encode_path(&near)), 1);
                finding.with("suggestion", suggestion).help("nearest")
            }
            None => finding.help("none"),
        }
    }

    fn relative(&self, address: &Address, path: &str) -> Finding {
        let base = &self.site.config.base.path;
        let bare = path.trim_start_matches("./").trim_start_matches("../");
        let finding = Finding::new(&rules::RELATIVE_ADDRESS, address.span).with("target", path);
        match self.published(bare) {
            Some(_) => {
                finding.with("suggestion", address.text.replacen(path, &format!("{base}{bare}"), 1)).help("nearest")
            }
            None => finding.help("root"),
        }
    }
}
