//! Turns the file `_redirects` of a site, as several hosts read it, into the paths that it answers.
//!
//! It knows the form that those hosts share: a path, where it leads, perhaps a status; `*` and `:name` in paths.

use super::Files;
use super::collect::{Collected, To, Work, text};
use super::found::{Fault, Trouble};
use super::page::Role;
use super::tree::{FileIx, Tree};

const NAME: &str = "_redirects";

#[derive(Default)]
pub(super) struct Redirects {
    file: Option<FileIx>,
    rules: Vec<Rule>,
}

struct Rule {
    from: Vec<String>,
    /// The place of the target, if it is a path without holes.
    to: Option<(u32, u32, String)>,
    /// Applies where a file is too: such a rule shadows pages, which is not wrong of a link to them.
    splat: bool,
}

pub(super) fn read(files: &Files<'_>, tree: &Tree<'_>) -> Redirects {
    let Some(file) = tree.find(NAME) else { return Redirects::default() };
    let text = (files.read)(file as usize).map(text).unwrap_or_default();
    let mut rules = Vec::new();
    for line in text.lines() {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let typed = line.split('#').next().filter(|_| line.trim_start().starts_with('#')).map_or(line, |_| "");
        let mut words = typed.split_whitespace();
        let (Some(from), Some(to)) = (words.next(), words.next()) else { continue };
        // Between the two may stand conditions on the query: `id=:id`.
        let to =
            std::iter::once(to).chain(words).find(|word| word.starts_with('/') || word.contains("://")).unwrap_or(to);
        let path = from.split_once("://").map_or(from, |(_, rest)| &rest[rest.find('/').unwrap_or(rest.len())..]);
        let from: Vec<String> = parts(path).map(decoded).collect();
        let splat = from.last().is_some_and(|last| last == "*");
        let plain = to.starts_with('/') && !to.starts_with("//") && !to.contains([':', '*']);
        let at = start + (to.as_ptr() as usize - line.as_ptr() as usize);
        let to = plain.then(|| (at as u32, (at + to.len()) as u32, to.to_owned()));
        rules.push(Rule { from, to, splat });
    }
    Redirects { file: Some(file), rules }
}

fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.trim_matches('/').split('/').filter(|part| !part.is_empty())
}

fn decoded(part: &str) -> String {
    percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned()
}

impl Redirects {
    /// What a path leads to that no file answers: with a rule it does not lead nowhere.
    pub fn at(&self, path: &str) -> Option<To> {
        let wanted: Vec<&str> = parts(path).collect();
        self.rules.iter().any(|rule| rule.matches(&wanted)).then_some(To::Nowhere)
    }

    /// Adds the rules whose target does not exist.
    pub fn check(&self, work: &Work<'_>, all: &mut [Collected]) {
        let Some(file) = self.file else { return };
        let mut path = String::new();
        for (start, end, to) in self.rules.iter().filter_map(|rule| rule.to.as_ref()) {
            super::address::lead(to, "/", work.base, &mut path);
            if work.at(&path) == To::Missing {
                let fault = Fault::Missing;
                all[file as usize].troubles.push(Trouble { start: *start, end: *end, role: Role::Link, fault });
            }
        }
    }
}

impl Rule {
    fn matches(&self, wanted: &[&str]) -> bool {
        let fixed = self.from.len() - usize::from(self.splat);
        let fits = if self.splat { wanted.len() >= fixed } else { wanted.len() == fixed };
        fits && self.from[..fixed].iter().zip(wanted).all(|(rule, part)| rule.starts_with(':') || rule == part)
    }
}
