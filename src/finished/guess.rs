//! Turns what the first pages of a site say of themselves into where it is published and how it writes addresses.
//!
//! A site that says nothing is taken to be at the root of its server. It never overrules what the user said.

use super::Files;
use super::collect::text;
use super::page::{self, Facts, Role};
use super::scan::decoded;
use super::tree::{Kind, kind, shown};
use crate::config::Base;
use std::collections::BTreeMap;

/// Pages that are asked; a site agrees with itself, or its first pages already show that it does not.
const ASKED: usize = 40;

pub(super) struct Guess {
    pub base: Base,
    /// Whether pages are addressed without `.html`.
    pub bare: bool,
}

/// What the canonical addresses of some pages from all over the site have in common.
pub(super) fn guess(files: &Files<'_>) -> Guess {
    let pages: Vec<usize> = (0..files.addresses.len()).filter(|&at| kind(&files.addresses[at]) == Kind::Page).collect();
    let mut bases: BTreeMap<String, usize> = BTreeMap::new();
    let (mut bare, mut whole) = (0, 0);
    for &at in pages.iter().step_by((pages.len() / ASKED).max(1)) {
        let Some(canonical) = canonical(files, at) else { continue };
        let address = &*files.addresses[at];
        let own = percent_encoding::percent_decode_str(&canonical).decode_utf8_lossy().into_owned();
        let path = shown(address);
        let stem = address.strip_suffix(".html").filter(|_| path == address);
        let found = own.strip_suffix(path).or_else(|| own.strip_suffix(address));
        let found = found.map(|base| (base, false)).or_else(|| Some((own.strip_suffix(stem?)?, true)));
        // A page that stands for another one says nothing.
        let Some((base, without)) = found.filter(|(base, _)| base.ends_with('/')) else { continue };
        *bases.entry(base.to_owned()).or_default() += 1;
        if without {
            bare += 1;
        } else if stem.is_some() {
            whole += 1;
        }
    }
    let most = bases.into_iter().max_by_key(|(_, count)| *count);
    let base = files.base.clone().or_else(|| Base::parse(&most?.0));
    Guess { base: base.unwrap_or_default(), bare: bare > whole }
}

fn canonical(files: &Files<'_>, at: usize) -> Option<String> {
    let text = text((files.read)(at)?);
    let mut facts = Facts::default();
    page::read(&text, &mut facts, &mut Vec::new());
    let found = facts.uses.iter().find(|one| one.role == Role::Canonical)?;
    let address = decoded(&text[found.range.clone()]).into_owned();
    address.starts_with("http").then_some(address)
}
