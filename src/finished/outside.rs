//! Turns a finished site into the places that lead to other sites, for whoever wants to ask about them.
//!
//! It asks nobody. What a browser could not make an address of is left to the rules that say so.

use super::address::{self, Goal, Odd};
use super::collect::{Work, value};
use super::page::{self, Facts, Role};
use super::redirects::Redirects;
use super::tree::{FileIx, Kind, Tree};
use super::{Files, guess};
use crate::check::external::Elsewhere;
use crate::source::{Source, Span};
use rayon::prelude::*;

/// Every place of every page, in order.
pub fn outside(files: &Files<'_>) -> Vec<Elsewhere> {
    let guess = guess::guess(files);
    let tree = Tree::new(files.addresses, guess.bare);
    let work = Work { files, tree: &tree, base: &guess.base, redirects: &Redirects::default() };
    let pages = (0..files.addresses.len()).into_par_iter().map(|at| at as FileIx);
    let pages = pages.filter(|at| tree.kind(*at) == Kind::Page);
    let found: Vec<Vec<Elsewhere>> = pages.map(|at| of_page(&work, at)).collect();
    found.into_iter().flatten().collect()
}

fn of_page(work: &Work<'_>, at: FileIx) -> Vec<Elsewhere> {
    let Some(text) = work.text(at) else { return Vec::new() };
    let mut facts = Facts::default();
    page::read(&text, &mut facts, &mut Vec::new());
    let mut found: Vec<(Span, Box<str>)> = Vec::new();
    let mut path = String::new();
    for used in &facts.uses {
        // A form is sent, and not fetched; what only programs read is theirs to follow.
        if !matches!(used.role, Role::Link | Role::Resource | Role::Refresh) {
            continue;
        }
        let value = value(&text, used);
        let (typed, _) = address::trimmed(&value);
        let lead = address::lead(&typed, "/", work.base, &mut path);
        let sound = matches!(lead.odd, None | Some(Odd::Localhost));
        let whole = ["https://", "http://", "//"];
        let is_whole =
            whole.iter().any(|start| typed.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start)));
        if lead.goal == Goal::Elsewhere && sound && is_whole {
            found.push((Span::new(used.range.start, used.range.end), (*typed).into()));
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    let source = Source::new(format!("{}{}", work.files.prefix, work.tree.address(at)), text.into_bytes());
    found.into_iter().map(|(span, text)| Elsewhere { source: source.clone(), span, text }).collect()
}
