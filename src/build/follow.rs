//! Turns the last build and inputs of which only texts have changed into the site that they make, as a build from
//! nothing would, in the time that the changed texts take.
//!
//! Whatever else has changed, it says nothing, and the site is built from nothing.

use super::files::Plan;
use super::{Cache, File, Inputs, Made};
use crate::link::{self, DocumentIx, Site};
use crate::parity;
use crate::parse::place::{self, Content, HandbookFolders};
use crate::parse::{self, Document};
use crate::render::{Renderer, Stage};
use crate::source::Source;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The last build.
pub(super) struct Last {
    inputs: Inputs,
    made: Made,
    plan: Plan,
    stage: Stage,
    /// Folders with a handbook, by which files are told to be its parts.
    handbooks: HandbookFolders,
}

impl Last {
    pub fn new(inputs: &Inputs, made: &Made, plan: Plan, stage: Stage) -> Last {
        let handbooks = super::handbook_folders(inputs, &made.site.config);
        Last { inputs: inputs.clone(), made: made.clone(), plan, stage, handbooks }
    }
}

/// The site of these inputs, if it can be told from the last one.
pub(super) fn follow(inputs: &Inputs, cache: &mut Cache) -> Option<Made> {
    let mut last = cache.take_last()?;
    let made = last.follow(inputs, cache);
    // A last build that is of no use is in the way of the next.
    if made.is_some() {
        cache.keep_last(*last);
    }
    made
}

impl Last {
    fn follow(&mut self, inputs: &Inputs, cache: &mut Cache) -> Option<Made> {
        let changed = changed_texts(&self.inputs, inputs)?;
        if !alike(&self.inputs.templates, &inputs.templates) {
            if super::shown_by(&self.inputs.templates) != super::shown_by(&inputs.templates) {
                return None;
            }
            self.replan(inputs, cache);
        }
        if changed.is_empty() {
            return Some(self.made.clone());
        }
        let site = self.made.site.clone();
        let told = self.made.found.iter().flat_map(|found| found.sources());
        if told.map(Source::path).any(|path| changed.iter().any(|(_, source)| source.path() == path)) {
            return None;
        }
        let mut documents = Vec::new();
        for (path, source) in &changed {
            documents.extend(self.documents(path, source, &site)?);
        }
        let known: Vec<_> = documents.iter().map(|(at, _)| site.documents[*at].clone()).collect();
        let new: Vec<_> = documents.iter().map(|(_, document)| document.clone()).collect();
        let mut relinked = link::relink(&site, documents)?;
        let named = site.config.theme.links().next().is_some();
        if relinked.places && (named || !site.config.data_addresses.is_empty()) {
            return None;
        }
        if super::unused::withheld(inputs, &self.made.files, &relinked.site) != *self.plan.withheld {
            return None;
        }
        let states = parity::status::states_since(&relinked.site, &site.states, &relinked.pairs);
        Arc::get_mut(&mut relinked.site).expect("nobody else has seen it").states = states;
        let site = relinked.site.clone();
        self.plan = self.plan.since(&relinked, &site)?;
        cache.exchange(&known, &new);
        (self.made.site, self.made.output) = (site, self.plan.output.clone());
        for (path, source) in changed {
            self.inputs.content.insert(path.into(), File::Text(source.clone()));
        }
        Some(self.made.clone())
    }

    /// Plans the output of the same site with other templates.
    fn replan(&mut self, inputs: &Inputs, cache: &Cache) {
        let (site, templates) = (&self.made.site, &inputs.templates);
        let withheld = super::unused::withheld(inputs, &self.made.files, site);
        let same_names = self.inputs.templates.keys().eq(templates.keys());
        (self.plan, self.made.faults) = match same_names && withheld == *self.plan.withheld {
            true => self.plan.restyled(site, templates.clone()),
            false => {
                let stage = Stage { templates: templates.clone(), ..self.stage.clone() };
                let (renderer, faults) = Renderer::new(site.clone(), cache.highlights(), stage);
                (Plan::new(site, renderer, withheld, cache.words()), faults)
            }
        };
        self.made.output = self.plan.output.clone();
        self.inputs.templates.clone_from(templates);
    }

    /// The documents of a file, parsed anew, with their places among all; none if it holds others than before.
    fn documents(&self, path: &str, source: &Source, site: &Site) -> Option<Vec<(DocumentIx, Document)>> {
        if path.rsplit('/').next().is_some_and(|name| name.starts_with("handbook.")) {
            return None;
        }
        let config = &site.config;
        let content = place::content(path, &config.languages, config.layout, &self.handbooks, || source.text());
        let Content::Documents(places) = content else { return None };
        // Documents stand in the order of their files.
        let start = site.documents.partition_point(|document| document.source.path() < source.path());
        let rest = (start..site.documents.len()).map(|at| (at, &site.documents[at]));
        let old: Vec<_> = rest.take_while(|(_, document)| document.source.path() == source.path()).collect();
        let same = old.len() == places.len() && old.iter().zip(&places).all(|((_, old), place)| old.place == *place);
        let parsed = places.into_iter().map(|place| parse::parse(source, place));
        same.then(|| old.into_iter().map(|(at, _)| at).zip(parsed).collect())
    }
}

/// Whether two sets of texts are the same.
fn alike(some: &BTreeMap<Box<str>, Source>, others: &BTreeMap<Box<str>, Source>) -> bool {
    let mut both = some.iter().zip(others);
    some.len() == others.len() && both.all(|((one, a), (other, b))| one == other && a.digest() == b.digest())
}

/// The texts of `content/` that have changed, by path below it; none if anything else that a site is
/// made from has, but templates.
fn changed_texts<'i>(last: &Inputs, now: &'i Inputs) -> Option<Vec<(&'i str, &'i Source)>> {
    let digest = |source: &Option<Source>| source.as_ref().map(Source::digest);
    let bytes = |a: &Arc<[u8]>, b: &Arc<[u8]>| Arc::ptr_eq(a, b) || a == b;
    let same = digest(&last.settings) == digest(&now.settings)
        && alike(&last.records, &now.records)
        && last.data.len() == now.data.len()
        && last.data.iter().zip(&now.data).all(|(a, b)| a.path() == b.path() && a.digest() == b.digest())
        && last.statics.len() == now.statics.len()
        && last
            .statics
            .iter()
            .zip(&now.statics)
            .all(|((one, a), (other, b))| one == other && a.1 == b.1 && bytes(&a.0, &b.0))
        && last.unread == now.unread
        && last.levels == now.levels
        && (last.as_of, last.drafts, &last.base_url) == (now.as_of, now.drafts, &now.base_url)
        && last.content.len() == now.content.len();
    if !same {
        return None;
    }
    let mut changed = Vec::new();
    for ((one, before), (other, file)) in last.content.iter().zip(&now.content) {
        match (before, file) {
            _ if one != other => return None,
            (File::Text(before), File::Text(source)) if before.digest() == source.digest() => {}
            (File::Text(_), File::Text(source)) => changed.push((&**other, source)),
            (File::Bytes(a), File::Bytes(b)) if bytes(a, b) => {}
            _ => return None,
        }
    }
    Some(changed)
}
