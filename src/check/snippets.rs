//! Turns snippets that do not exist, and snippets that include themselves, into diagnostics.
//!
//! A snippet exists in each language by itself: a French page includes French text only.

use super::published;
use crate::config::Layout;
use crate::diag::rules::documents;
use crate::diag::{Diagnostic, Finding, is_plain_slip, nearest};
use crate::link::{DEEPEST_SNIPPET, DocumentIx, MOST_SNIPPETS, Site};
use crate::parse::facts::SnippetUse;
use crate::parse::{Document, Kind};
use std::collections::{HashMap, HashSet, VecDeque};

/// The snippet that a name means in a document.
fn named(site: &Site, document: &Document, name: &str) -> Option<DocumentIx> {
    site.snippets.get(name)?[document.place.lang]
}

/// The snippets that a document includes, directly or through others.
pub(super) fn included(site: &Site, document: &Document) -> HashSet<DocumentIx> {
    let mut included = HashSet::new();
    let mut open = vec![document];
    while let Some(document) = open.pop() {
        for used in &document.facts().snippets {
            let Some(snippet) = named(site, document, &used.name) else { continue };
            if included.insert(snippet) {
                open.push(&site.documents[snippet]);
            }
        }
    }
    included
}

/// Reports snippets that do not exist.
pub(super) fn missing(site: &Site) -> Vec<Diagnostic> {
    let uses =
        published(site).flat_map(|(_, document)| document.facts().snippets.iter().map(move |used| (document, used)));
    let unknown = uses.filter(|(document, used)| named(site, document, &used.name).is_none());
    unknown.map(|(document, used)| missing_here(site, document, used).at(&document.source)).collect()
}

fn missing_here(site: &Site, document: &Document, used: &SnippetUse) -> Finding {
    let lang = document.place.lang;
    let finding = Finding::new(&documents::MISSING_SNIPPET, used.span).with("name", &*used.name);
    // A snippet that another language has is not misspelt but lacks here.
    let elsewhere = site.snippets.contains_key(&used.name);
    let names = || site.snippets.iter().filter(|(_, snippet)| snippet[lang].is_some()).map(|(name, _)| &**name);
    match nearest(&used.name, names()).filter(|_| !elsewhere) {
        Some(near) => {
            let sure = is_plain_slip(&used.name, near, names());
            finding.with("suggestion", near).help("nearest").fix_if(sure, near)
        }
        None => {
            let suffix = &document.place.language.suffix;
            let path = match site.config.layout {
                Layout::SideBySide => format!("content/_snippets/{}.{suffix}.md", used.name),
                Layout::Trees => format!("content/{suffix}/_snippets/{}.md", used.name),
            };
            finding.with("path", path).help("create")
        }
    }
}

/// Reports inclusions that bring in more snippets than a page may hold, or deeper ones.
pub(super) fn endless(site: &Site) -> Vec<Diagnostic> {
    let extents = Extents::of(site);
    let mut found = Vec::new();
    for (_, document) in published(site).filter(|(_, document)| document.place.kind != Kind::Snippet) {
        let mut sum = 0;
        for used in &document.facts().snippets {
            let Some(snippet) = named(site, document, &used.name) else { continue };
            let (depth, count) = extents.get(snippet);
            sum += count;
            if depth > DEEPEST_SNIPPET || sum > MOST_SNIPPETS {
                let finding = Finding::new(&documents::SNIPPETS_WITHOUT_END, used.span);
                let finding = finding.with("limit", MOST_SNIPPETS.to_string()).help("flatten");
                found.push(finding.at(&document.source));
                break;
            }
        }
    }
    found
}

/// How deep each snippet goes and how many it brings in, itself among them; a circle, which is reported as one, is cut.
struct Extents(HashMap<DocumentIx, (usize, usize)>);

impl Extents {
    fn of(site: &Site) -> Extents {
        let mut extents = Extents(HashMap::new());
        let mut open = HashSet::new();
        for &start in site.snippets.values().flat_map(|snippet| snippet.values().flatten()) {
            // Not by calling itself: the chain may be longer than the stack.
            let mut path = vec![start];
            while let Some(&at) = path.last() {
                let document = &site.documents[at];
                let inner = || document.facts().snippets.iter().filter_map(|used| named(site, document, &used.name));
                open.insert(at);
                match inner().find(|next| !extents.0.contains_key(next) && !open.contains(next)) {
                    Some(next) => path.push(next),
                    None => {
                        let sizes = inner().map(|next| extents.get(next));
                        let sum = |(depth, count): (usize, usize), inner: (usize, usize)| {
                            (depth.max(inner.0 + 1), count.saturating_add(inner.1))
                        };
                        let size = sizes.fold((1, 1), sum);
                        extents.0.insert(at, size);
                        open.remove(&at);
                        path.pop();
                    }
                }
            }
        }
        extents
    }

    fn get(&self, snippet: DocumentIx) -> (usize, usize) {
        self.0.get(&snippet).copied().unwrap_or((0, 0))
    }
}

/// The snippets that may be in a circle: without those that include none, or are included by none, over and over.
fn in_circles(site: &Site) -> HashSet<DocumentIx> {
    let inner = |at: DocumentIx| {
        let document = &site.documents[at];
        document.facts().snippets.iter().filter_map(move |used| named(site, document, &used.name))
    };
    let mut left: HashSet<DocumentIx> = site.snippets.values().flat_map(|s| s.values().flatten().copied()).collect();
    let mut outer: HashMap<DocumentIx, Vec<DocumentIx>> = HashMap::new();
    for &at in &left {
        inner(at).for_each(|next| outer.entry(next).or_default().push(at));
    }
    let above = |at: DocumentIx| outer.get(&at).map_or(&[][..], Vec::as_slice);
    let mut open: Vec<DocumentIx> = left.iter().copied().collect();
    while let Some(at) = open.pop() {
        let ends = !inner(at).any(|next| left.contains(&next)) || !above(at).iter().any(|next| left.contains(next));
        if ends && left.remove(&at) {
            open.extend(inner(at).chain(above(at).iter().copied()).filter(|next| left.contains(next)));
        }
    }
    left
}

/// Reports each inclusion by which the first snippet of a circle, by name, comes back to itself.
pub(super) fn cycles(site: &Site) -> Vec<Diagnostic> {
    let ordered =
        site.snippets.iter().flat_map(|(name, snippet)| snippet.values().flatten().map(move |&at| (at, &**name)));
    // Every circle has one first snippet; looking only at those after it finds each circle from there.
    let places: HashMap<DocumentIx, (usize, &str)> =
        ordered.enumerate().map(|(place, (at, name))| (at, (place, name))).collect();
    let circles = in_circles(site);
    let mut found = Vec::new();
    for (&start, &(_, name)) in places.iter().filter(|(at, _)| circles.contains(at)) {
        let document = &site.documents[start];
        for used in &document.facts().snippets {
            let Some(chain) = named(site, document, &used.name).and_then(|next| chain(site, start, next, &places))
            else {
                continue;
            };
            let chain: Vec<&str> = chain.iter().map(|at| places[at].1).collect();
            let finding = Finding::new(&documents::SNIPPET_CYCLE, used.span).with("name", name);
            found.push(finding.with("chain", chain.join(" → ")).help("break").at(&document.source));
        }
    }
    found
}

/// The shortest way from `start` through `next` back to `start` that meets no snippet before `start`.
fn chain(
    site: &Site,
    start: DocumentIx,
    next: DocumentIx,
    places: &HashMap<DocumentIx, (usize, &str)>,
) -> Option<Vec<DocumentIx>> {
    let mut before: HashMap<DocumentIx, DocumentIx> = HashMap::from([(next, start)]);
    let mut open = VecDeque::from([next]);
    while let Some(at) = open.pop_front() {
        if at == start {
            let mut chain = vec![start];
            let mut back = before[&start];
            while back != start {
                chain.push(back);
                back = before[&back];
            }
            chain.push(start);
            chain.reverse();
            return Some(chain);
        }
        let document = &site.documents[at];
        for used in &document.facts().snippets {
            let Some(next) = named(site, document, &used.name) else { continue };
            if places[&next].0 >= places[&start].0 && !before.contains_key(&next) {
                before.insert(next, at);
                open.push_back(next);
            }
        }
    }
    None
}
