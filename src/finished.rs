//! Turns a finished site, whoever made it, into what is wrong with its links, anchors, files and languages.
//!
//! One pass over every file, in parallel, collects what it defines and what it uses; the definitions are put together, and
//! what the uses want is looked up. Of a page only hashes and places are kept: a page with a fault is read again to say so.
//! It reads no disk (whoever calls brings the files), mends nothing, and asks no other site: [`outside`] says which could be.

mod address;
mod allowed;
mod collect;
mod found;
mod guess;
mod languages;
mod loads;
mod nearest;
mod outside;
mod overview;
mod page;
mod redirects;
mod say;
mod scan;
mod templates;
mod tree;
mod values;

pub use allowed::allowances;
pub use loads::{Goes, Load, loads, may_load};
pub use outside::outside;
pub use overview::{Image, Link, Overview, overview};
pub use templates::blame;

use crate::config::Base;
use crate::diag::Diagnostic;
use crate::shared::SHARE;
use collect::{Collected, Work};
use found::{Fault, Trouble};
use rayon::prelude::*;
use std::collections::BTreeSet;
use tree::{FileIx, Kind, Tree};

/// The files of a finished site.
pub struct Files<'a> {
    /// Paths below the root, with `/`, sorted.
    pub addresses: &'a [Box<str>],
    /// The bytes of one; none if it cannot be read.
    pub read: &'a (dyn Fn(usize) -> Option<Vec<u8>> + Sync),
    /// Where the site is published; what the site says of itself unless given.
    pub base: Option<Base>,
    /// What stands before an address where a diagnostic names it, with its slash.
    pub prefix: &'a str,
}

/// What was looked at, and what is wrong with it, in order.
pub struct Inspection {
    pub pages: usize,
    pub links: usize,
    pub diagnostics: Vec<Diagnostic>,
}

/// Checks a finished site.
pub fn inspect(files: &Files<'_>) -> Inspection {
    let guess = guess::guess(files);
    let tree = Tree::new(files.addresses, guess.bare);
    let redirects = redirects::read(files, &tree);
    let work = Work { files, tree: &tree, base: &guess.base, redirects: &redirects };
    let mut all: Vec<Collected> = (0..files.addresses.len())
        .into_par_iter()
        .with_max_len(SHARE)
        .map_init(collect::Scratch::default, |scratch, at| work.collect(at as FileIx, scratch))
        .collect();
    let symbols = symbols(&work, &all);
    let more: Vec<Vec<Trouble>> =
        (0..all.len()).into_par_iter().with_max_len(SHARE).map(|at| meet(&tree, &all, &symbols, at)).collect();
    let mut apart = languages::check(&tree, &all);
    for (at, more) in more.into_iter().enumerate() {
        all[at].troubles.extend(more);
        all[at].troubles.append(&mut apart[at]);
    }
    redirects.check(&work, &mut all);
    let diagnostics = say::diagnostics(&work, &all);
    let pages = files.addresses.iter().filter(|address| tree::kind(address) == Kind::Page).count();
    Inspection { pages, links: all.iter().map(|one| one.uses).sum(), diagnostics }
}

/// The ids of the SVG files of which a part is used, by file.
fn symbols(work: &Work<'_>, all: &[Collected]) -> Vec<(FileIx, Vec<u64>)> {
    let used: BTreeSet<FileIx> =
        all.iter().flat_map(|one| &one.led).map(|led| led.to).filter(|&to| work.tree.kind(to) == Kind::Svg).collect();
    used.into_par_iter().map(|file| (file, work.ids(file))).collect()
}

/// What a page wants of other files and does not find there.
fn meet(tree: &Tree<'_>, all: &[Collected], symbols: &[(FileIx, Vec<u64>)], at: usize) -> Vec<Trouble> {
    let own = &all[at];
    let mut troubles = Vec::new();
    let has =
        |ids: &[u64], raw: u64, decoded: u64| ids.binary_search(&raw).is_ok() || ids.binary_search(&decoded).is_ok();
    for led in &own.led {
        let target = &all[led.to as usize];
        let mut fault = |fault: Fault| troubles.push(Trouble { start: led.start, end: led.end, role: led.role, fault });
        if let Some((raw, decoded)) = led.wanted {
            let found = match tree.kind(led.to) {
                Kind::Svg => symbols
                    .binary_search_by_key(&led.to, |(file, _)| *file)
                    .is_ok_and(|known| has(&symbols[known].1, raw, decoded)),
                _ => has(&target.ids, raw, decoded),
            };
            if !found {
                let last = languages::last(all, led.to).filter(|_| target.refresh.is_some());
                fault(match (last, led.directive) {
                    _ if has(&target.faint, raw, decoded) => Fault::Odd(address::Odd::Faint),
                    (_, true) => Fault::Odd(address::Odd::Directive),
                    // The page that is led on to is elsewhere, or has the id, which does not come along.
                    (Some(None), _) => Fault::FragmentLost(led.to),
                    (Some(Some(last)), _) if has(&all[last as usize].ids, raw, decoded) => Fault::FragmentLost(last),
                    (Some(Some(last)), _) => Fault::Anchor(last),
                    (None, _) => Fault::Anchor(led.to),
                });
                continue;
            }
        }
        if let Some(found) = languages::crossed(tree, all, at, led) {
            fault(found);
        }
    }
    troubles
}

#[cfg(test)]
mod tests;
