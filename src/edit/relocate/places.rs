//! Turns a site into every place of the author's files that may name what moved, and has each of them rewritten.
//!
//! The redirects are not among them (`redirects` writes those), nor are style sheets and drawings (`loads` does).

use super::files::Moves;
use super::folder_of;
use super::names::name_span;
use super::renames::{Renames, Stand};
use crate::build::Inputs;
use crate::config::{Layout, ListSetting, Theme};
use crate::edit::Edits;
use crate::link::{PairIx, Site, edition_name, editions_named};
use crate::parse::facts::Facts;
use crate::parse::tree::Named;
use crate::parse::{Document, literals};
use crate::source::{Source, Span};
use crate::theme;
use crate::yaml::{self, Node, Spanned, Value};
use std::collections::{BTreeMap, HashSet};

/// Rewrites all of them; how many there were.
pub(super) fn rewrite(inputs: &Inputs, renames: &Renames<'_>, edits: &mut Edits) -> usize {
    let mut pass = Pass { renames, edits, links: 0, seen: HashSet::new() };
    let hosts = hosts(renames.site);
    for document in renames.site.documents.iter().filter(|document| document.source.invalid_at().is_none()) {
        pass.document(document, &hosts);
    }
    for (_, list) in renames.site.config.lists.iter() {
        pass.list(&renames.site.settings, list);
    }
    pass.theme(&renames.site.settings, &renames.site.config.theme);
    for (_, image) in renames.site.config.image.iter() {
        pass.asset(&renames.site.settings, image);
    }
    for source in &inputs.data {
        pass.data(source);
    }
    for (name, source) in inputs.templates.iter().filter(|(_, source)| source.invalid_at().is_none()) {
        // The theme's own templates are nobody's files.
        if !theme::templates().any(|(known, bytes)| *known == **name && *bytes == *source.text().as_bytes()) {
            pass.template(source);
        }
    }
    pass.links
}

/// Rewrites what a text that stands for itself names: one that was accepted, for example.
pub(super) fn rewrite_text(facts: &Facts, source: &Source, renames: &Renames<'_>, stand: Stand<'_>) -> Edits {
    let mut edits = Edits::default();
    let mut pass = Pass { renames, edits: &mut edits, links: 0, seen: HashSet::new() };
    pass.facts(facts, source, stand);
    let typed = facts.units.iter().filter_map(|unit| unit.id.as_ref());
    for named in typed.chain(facts.anchors.iter().map(|anchor| &anchor.name)) {
        pass.own_id(source, stand, named);
    }
    edits
}

/// The documents whose addresses stand in the text of each document: itself, or those that include it.
pub(super) fn hosts(site: &Site) -> BTreeMap<&str, Vec<PairIx>> {
    let mut hosts: BTreeMap<&str, Vec<PairIx>> = BTreeMap::new();
    for (at, pair) in site.pairs.iter().enumerate() {
        hosts.entry(&pair.key).or_default().push(at);
        for inclusion in pair.inclusions.values().flatten() {
            let hosts = hosts.entry(site.documents[inclusion.snippet].key()).or_default();
            if hosts.last() != Some(&at) {
                hosts.push(at);
            }
        }
    }
    hosts
}

/// The folder of a file before and after.
pub(super) fn folders(moves: &Moves, path: &str) -> (String, String) {
    let new = path.strip_prefix("content/").and_then(|path| Some(format!("content/{}", moves.path(path)?)));
    (folder_of(path).to_owned(), folder_of(new.as_deref().unwrap_or(path)).to_owned())
}

struct Pass<'p, 's> {
    renames: &'p Renames<'s>,
    edits: &'p mut Edits,
    links: usize,
    /// One file may be the document of several languages.
    seen: HashSet<(Box<str>, Span)>,
}

impl Pass<'_, '_> {
    fn document(&mut self, document: &Document, hosts: &BTreeMap<&str, Vec<PairIx>>) {
        let source = &document.source;
        let (here, there) = folders(self.renames.moves, source.path());
        let own = hosts.get(document.key()).map_or(&[][..], Vec::as_slice);
        let stand = Stand { own, here: &here, there: &there };
        self.facts(document.facts(), source, stand);
        for entry in &document.content.entries {
            for related in &entry.related {
                match related.id.contains('#') {
                    true => self.address(source, related.span, &related.id, stand),
                    false => self.own_id(source, stand, related),
                }
            }
        }
        for (_, to) in &document.meta().anchors {
            match to.id.contains(['#', '/', '.']) {
                true => self.address(source, to.span, &to.id, stand),
                false => self.own_id(source, stand, to),
            }
        }
        for (_, list) in &document.meta().lists {
            self.list(source, list);
        }
        if let Some(book) = &document.content.handbook {
            for part in book.parts.iter().chain(&book.text) {
                self.part(source, stand, part);
            }
            if let Some(named) = &book.replaces {
                self.edition(document, named);
            }
        }
    }

    fn facts(&mut self, facts: &Facts, source: &Source, stand: Stand<'_>) {
        for address in &facts.addresses {
            self.address(source, address.span, &address.text, stand);
        }
        for used in &facts.id_uses {
            let named = Named { id: used.id.clone(), span: used.span };
            self.own_id(source, stand, &named);
        }
        self.snippets(facts, source);
    }

    fn address(&mut self, source: &Source, span: Span, text: &str, stand: Stand<'_>) {
        if self.seen.insert((source.path().into(), span)) {
            self.links += usize::from(self.renames.address(self.edits, source, span, text, stand));
        }
    }

    /// An id of the same document, without a number sign or with one.
    fn own_id(&mut self, source: &Source, stand: Stand<'_>, named: &Named) {
        let old = named.id.trim_start_matches('#');
        let Some(new) = self.renames.own_id(stand.own, old) else { return };
        if let Some(at) = name_span(source, named.span, old) {
            self.replace(source, at, new);
        }
    }

    /// Where every language has a tree of its own, so have its snippets.
    fn snippets(&mut self, facts: &Facts, source: &Source) {
        let tree = match self.renames.site.config.layout {
            Layout::SideBySide => "",
            Layout::Trees => source.path().split_inclusive('/').nth(1).unwrap_or_default(),
        };
        for used in &facts.snippets {
            if let Some(new) = snippet_name(self.renames.moves, tree, &used.name)
                && let Some(at) = name_span(source, used.span, &used.name)
            {
                self.replace(source, at, &new);
            }
        }
    }

    /// The name of a part in its handbook's record: the file's, without language and extension.
    fn part(&mut self, source: &Source, stand: Stand<'_>, part: &Named) {
        let Some((_, new)) = self.renames.path(&format!("{}.md", part.id), stand) else { return };
        let inside = new.strip_prefix(stand.there).and_then(|inside| inside.strip_prefix('/')?.strip_suffix(".md"));
        if let Some((new, at)) = inside.zip(name_span(source, part.span, &part.id)) {
            self.replace(source, at, new);
        }
    }

    /// The edition that a handbook replaces: it is named from the handbook's own folder, and either may have moved.
    fn edition(&mut self, document: &Document, named: &Named) {
        let (site, moves) = (self.renames.site, self.renames.moves);
        let own = site.handbooks.iter().find(|book| *site.pairs[book.pair].key == *document.key());
        let Some((own, old)) = own.and_then(|own| Some((own, &site.handbooks[own.standing.replaces?]))) else { return };
        let tree = &site.config.languages[document.place.lang].suffix;
        let [here, there] = [own, old].map(|book| {
            let path = &site.folders[site.pairs[book.pair].folder].path;
            let in_tree =
                || moves.path(&format!("{tree}/{path}"))?.strip_prefix(&format!("{tree}/")).map(str::to_owned);
            moves.path(path).or_else(in_tree).unwrap_or_else(|| path.to_string())
        });
        let is_right = editions_named(&here, &named.id).contains(&there);
        if let Some(at) = name_span(&document.source, named.span, &named.id).filter(|_| !is_right) {
            self.replace(&document.source, at, &edition_name(&here, &there));
        }
    }

    fn list(&mut self, source: &Source, list: &ListSetting) {
        let Some(under) = &list.under else { return };
        let moved = self.folder(under.trim_matches('/'));
        if let Some((new, at)) = moved.zip(name_span(source, under.span, under.trim_matches('/'))) {
            self.replace(source, at, &new);
        }
    }

    /// The new path of a folder below `content/`, or below every language's tree there.
    fn folder(&self, path: &str) -> Option<String> {
        let moves = self.renames.moves;
        moves.path(path).or_else(|| {
            let tree = self.renames.site.config.languages.iter().next()?.1.suffix.clone();
            let new = moves.path(&format!("{tree}/{path}"))?;
            new.strip_prefix(&format!("{tree}/")).map(str::to_owned)
        })
    }

    /// What the settings name for the look of the site: logos, links, and the order of the menu.
    fn theme(&mut self, settings: &Source, theme: &Theme) {
        for (_, logo) in theme.logo.iter() {
            self.asset(settings, logo);
        }
        for (_, link) in theme.links().flat_map(|link| link.link.iter()) {
            self.address(settings, link.span, link, Stand::beside(""));
        }
        for path in &theme.navigation.order {
            let new = self.folder(path).unwrap_or_else(|| self.renames.moves.key(path));
            if let Some(at) = name_span(settings, path.span, path) {
                self.replace(settings, at, &new);
            }
        }
    }

    /// A file from the root of the site, with a slash before it or without.
    fn asset(&mut self, source: &Source, named: &Spanned<String>) {
        let path = named.trim_start_matches('/');
        let new = self.renames.routes.get(&format!("/{path}")).map(|new| new.trim_start_matches('/'));
        if let Some((new, at)) = new.zip(name_span(source, named.span, path)) {
            self.replace(source, at, new);
        }
    }

    /// Addresses of a data file, relative to it, that the settings declare.
    fn data(&mut self, source: &Source) {
        let Some(node) = yaml::parse(source, source.span(), &mut Vec::new()) else { return };
        let name = source.path().trim_start_matches("data/").trim_end_matches(".yaml").trim_end_matches(".yml");
        let config = &self.renames.site.config;
        let bare = name.rsplit_once('.').filter(|(_, lang)| config.languages.by_name(lang).is_some());
        let bare = bare.map_or(name, |(name, _)| name);
        for declared in &config.data_addresses {
            let mut path = declared.split('.');
            if path.next() != Some(bare) {
                continue;
            }
            let mut found = Vec::new();
            declared_nodes(&node, &path.collect::<Vec<_>>(), &mut found);
            for node in found {
                self.address(source, node.span, node.text().unwrap_or_default(), Stand::beside("data"));
            }
        }
    }

    /// An id alone may be one of any page that the template makes.
    fn template(&mut self, source: &Source) {
        for address in literals(source).addresses.iter().filter(|address| !address.text.starts_with('#')) {
            self.address(source, address.span, &address.text, Stand::beside("templates"));
        }
    }

    fn replace(&mut self, source: &Source, span: Span, text: &str) {
        if self.seen.insert((source.path().into(), span)) && source.slice(span) != text {
            self.links += 1;
            self.edits.replace(source, span, text);
        }
    }
}

/// The new name of a snippet.
fn snippet_name(moves: &Moves, tree: &str, name: &str) -> Option<String> {
    // A table written in YAML is named in the same way.
    [".md", ".yaml", ".yml"].into_iter().find_map(|extension| {
        let new = moves.path(&format!("{tree}_snippets/{name}{extension}"))?;
        let new = new.strip_prefix(tree)?.strip_prefix("_snippets/")?.strip_suffix(extension)?;
        Some(new.to_owned())
    })
}

/// The nodes at a path in which `*` stands for any key or place.
fn declared_nodes<'n>(node: &'n Node, path: &[&str], found: &mut Vec<&'n Node>) {
    let Some((first, rest)) = path.split_first() else {
        found.push(node);
        return;
    };
    match &node.value {
        Value::Map(entries) => {
            let named = entries.iter().filter(|(key, _)| *first == "*" || key.name == *first);
            named.for_each(|(_, value)| declared_nodes(value, rest, found));
        }
        Value::Seq(items) => {
            let named = items.iter().enumerate().filter(|(at, _)| *first == "*" || at.to_string() == *first);
            named.for_each(|(_, item)| declared_nodes(item, rest, found));
        }
        _ => {}
    }
}
