//! Turns what pages say of their languages, of one another and of where they lead on into contradictions between them.
//!
//! A page's twins are its alternates, or the pages at its address under another language's folder. What a page does not say
//! of itself is not guessed from its text.

use super::collect::Collected;
use super::found::{Alternate, Fault, Led, Tongue, Trouble};
use super::page::Role;
use super::tree::{FileIx, Tree, shown};
use rayon::prelude::*;

/// Pages led on through before it is called a circle.
const MOST_STEPS: usize = 16;

/// The page on which a reader ends who is led on from this one; none if it leads nowhere on, `Some(None)` if the end is
/// not on this site.
pub(super) fn last(all: &[Collected], from: FileIx) -> Option<Option<FileIx>> {
    let mut at = all[from as usize].refresh?.to;
    for _ in 0..MOST_STEPS {
        match at.and_then(|at| all[at as usize].refresh) {
            Some(next) => at = next.to,
            None => return Some(at),
        }
    }
    Some(None)
}

/// Whether a reader who is led on from this page comes back to it.
fn circles(all: &[Collected], from: FileIx) -> bool {
    let mut at = from;
    for _ in 0..MOST_STEPS {
        match all[at as usize].refresh.and_then(|onward| onward.to) {
            Some(to) if to == from => return true,
            Some(to) => at = to,
            None => return false,
        }
    }
    false
}

/// The page in the language of `tongue` that says the same as this one.
fn twin(tree: &Tree<'_>, all: &[Collected], of: FileIx, tongue: Tongue, like: FileIx) -> Option<FileIx> {
    let named = all[of as usize].alternates.iter().find(|one| one.tongue == Some(tongue)).map(|one| one.to);
    named.or_else(|| mirrored(tree, all, of, tongue, like)).filter(|twin| all[*twin as usize].tongue == Some(tongue))
}

/// The page at the same address, but for the folder of the language, which `like` lies in.
fn mirrored(tree: &Tree<'_>, all: &[Collected], of: FileIx, tongue: Tongue, like: FileIx) -> Option<FileIx> {
    let (own, rest) = tree.address(of).split_once('/')?;
    let (other, _) = tree.address(like).split_once('/')?;
    let is = |folder: &str, wanted: Option<Tongue>| Tongue::of(folder).is_some_and(|found| Some(found) == wanted);
    let both = is(own, all[of as usize].tongue) && is(other, Some(tongue));
    both.then(|| tree.find(&format!("{other}/{rest}"))).flatten()
}

/// What is wrong with the language of a page that a link leads to.
pub(super) fn crossed(tree: &Tree<'_>, all: &[Collected], at: usize, led: &Led) -> Option<Fault> {
    let (own, target) = (&all[at], &all[led.to as usize]);
    let (from, to) = own.tongue.zip(target.tongue).filter(|(from, to)| from != to)?;
    if led.role != Role::Link {
        return None;
    }
    let at = at as FileIx;
    let here = twin(tree, all, at, to, led.to);
    if here == Some(led.to) {
        return None;
    }
    if is_home(tree, led.to) {
        // A page that leads to its twin may lead to the home pages of all languages too; a page without one must.
        let switches = own.led.iter().any(|other| Some(other.to) == here);
        return here.filter(|_| !switches && !is_chooser(tree, all, led.to)).map(Fault::Switch);
    }
    let there = twin(tree, all, led.to, from, at)?;
    (!led.marked && there != at && there != led.to).then_some(Fault::Language(there))
}

/// Whether a page is the first of its language.
fn is_home(tree: &Tree<'_>, page: FileIx) -> bool {
    let path = shown(tree.address(page)).trim_end_matches('/');
    path.is_empty() || (!path.contains('/') && Tongue::of(path).is_some() && path.len() <= 7)
}

/// Whether a page at the root stands before those of the languages, and only says which there are.
fn is_chooser(tree: &Tree<'_>, all: &[Collected], page: FileIx) -> bool {
    let own = &all[page as usize];
    let Some(tongue) = own.tongue.filter(|_| shown(tree.address(page)).is_empty()) else { return false };
    let named = own.alternates.iter().any(|one| one.tongue == Some(tongue) && one.to != page);
    named || tree.find(tongue.name()).is_some()
}

/// The contradictions of every page, by page.
pub(super) fn check(tree: &Tree<'_>, all: &[Collected]) -> Vec<Vec<Trouble>> {
    (0..all.len()).into_par_iter().map(|at| page(tree, all, at as FileIx)).collect()
}

fn page(tree: &Tree<'_>, all: &[Collected], at: FileIx) -> Vec<Trouble> {
    let own = &all[at as usize];
    let mut troubles = Vec::new();
    if let Some(onward) = own.refresh {
        let next = onward.to.filter(|&to| all[to as usize].refresh.is_some());
        let fault = match next {
            _ if circles(all, at) => Some(Fault::Loop),
            Some(next) => last(all, next).map(|last| Fault::Chain(last.unwrap_or(next))),
            None => None,
        };
        let (start, end) = (onward.start, onward.end);
        troubles.extend(fault.map(|fault| Trouble { start, end, role: Role::Refresh, fault }));
    }
    let canonical = own.canonical.and_then(|onward| Some((onward, onward.to?))).filter(|(_, to)| *to != at);
    if let Some((onward, to)) = canonical {
        let target = &all[to as usize];
        let names = target.canonical.and_then(|onward| onward.to).filter(|&named| named != to);
        let better = names.or_else(|| last(all, to).flatten());
        if let Some(better) = better {
            let (start, end) = (onward.start, onward.end);
            troubles.push(Trouble { start, end, role: Role::Canonical, fault: Fault::Canonical(better) });
        }
        // What stands for another page claims no translations.
        return troubles;
    }
    if own.refresh.is_none() {
        alternates(tree, all, at, &mut troubles);
    }
    troubles
}

fn alternates(tree: &Tree<'_>, all: &[Collected], at: FileIx, troubles: &mut Vec<Trouble>) {
    let own = &all[at as usize].alternates;
    for (place, one) in own.iter().enumerate() {
        let mut fault = |fault: Fault| {
            troubles.push(Trouble { start: one.start, end: one.end, role: Role::Alternate, fault });
        };
        if let Some(first) = own[..place].iter().find(|first| first.hash == one.hash && first.to != one.to) {
            fault(Fault::TwoAlternates(first.to));
            continue;
        }
        let Some(tongue) = one.tongue else { continue };
        let target = &all[one.to as usize];
        if target.tongue.is_some_and(|spoken| spoken != tongue) && !is_fallback(target, one.to) {
            fault(Fault::OtherTongue(one.to));
        } else if one.to != at && is_page(tree, one) && !target.alternates.iter().any(|back| back.to == at) {
            fault(Fault::OneWay(one.to));
        }
    }
}

/// Whether a page stands for another one, and may be in its language.
fn is_fallback(page: &Collected, at: FileIx) -> bool {
    page.canonical.is_some_and(|onward| onward.to != Some(at))
}

fn is_page(tree: &Tree<'_>, one: &Alternate) -> bool {
    tree.kind(one.to) == super::tree::Kind::Page
}
