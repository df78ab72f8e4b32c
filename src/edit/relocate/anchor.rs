//! Turns the wish to rename an anchor into its id written in every edition, and every link to it rewritten.
//!
//! Where no id was typed it is written out: a translation need not guess it any more.

use super::files::declared_nodes;
use super::names::{id_span, name_span, write_id};
use super::{Refusal, Relocation, pair_at};
use crate::build::Inputs;
use crate::edit::Edits;
use crate::link::{Anchored, JoinedIx, Known, PairIx, Site, decoded, find_id, normalise, route, scheme};
use crate::parse::Document;
use crate::parse::facts::{Unit, UnitKind};
use crate::parse::tree::Named;
use crate::records::Text;
use crate::source::{Source, Span};
use crate::yaml::{self, Entries};
use std::collections::HashSet;

/// What is renamed: a unit of a document, or an element inside one that has the same id in every edition.
struct Anchor<'a> {
    site: &'a Site,
    pair: PairIx,
    unit: Option<JoinedIx>,
    old: &'a str,
    new: &'a str,
}

pub(super) fn rename(
    inputs: &Inputs,
    site: &Site,
    (path, old): (&str, &str),
    (other, new): (&str, &str),
) -> Result<Relocation, Refusal> {
    let pair = pair_at(site, path).ok_or_else(|| Refusal::NothingAt(path.to_owned()))?;
    let typed = format!("{other}#{new}");
    let suits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if pair_at(site, other) != Some(pair) || new.is_empty() || !new.chars().all(suits) || new == old {
        return Err(Refusal::Unsuitable(typed));
    }
    let pair = holder(site, pair, old);
    let ids = site.pairs[pair].ids.values();
    let found = ids.clone().find_map(|ids| find_id(ids, old)).ok_or_else(|| Refusal::NoAnchor(old.to_owned()))?;
    let (old, unit) = match found {
        (id, Anchored::Unit(unit)) => (id, Some(unit)),
        (id, Anchored::Inside(_)) => (id, None),
        // It is written in a snippet, which other pages include as well.
        (id, Anchored::Included(_)) => return Err(Refusal::Unnamable(format!("#{id}"))),
    };
    // Its own other wording may become its id; anything else's may not.
    let is_taken = |(_, anchored): (Box<str>, Anchored)| unit.is_none_or(|unit| anchored != Anchored::Unit(unit));
    if ids.clone().any(|ids| find_id(ids, new).is_some_and(is_taken)) {
        return Err(Refusal::Taken(new.to_owned()));
    }
    let mut relocation = Relocation::default();
    let anchor = Anchor { site, pair, unit, old: &old, new };
    anchor.write_ids(&mut relocation.edits)?;
    relocation.links = anchor.rewrite(inputs, &mut relocation.edits);
    relocation.id = Some((old.to_string(), new.to_owned()));
    Ok(relocation)
}

/// The part of a handbook that has the anchor, if the handbook itself was named.
fn holder(site: &Site, pair: PairIx, id: &str) -> PairIx {
    let has = |pair: PairIx| site.pairs[pair].ids.values().any(|ids| find_id(ids, id).is_some());
    let parts = site.handbooks.iter().filter(|book| book.pair == pair).flat_map(|book| &book.parts);
    if has(pair) { pair } else { parts.map(|part| part.pair).find(|&part| has(part)).unwrap_or(pair) }
}

impl Anchor<'_> {
    fn write_ids(&self, edits: &mut Edits) -> Result<(), Refusal> {
        let pair = &self.site.pairs[self.pair];
        for (lang, edition) in pair.editions.iter() {
            let Some(document) = edition.map(|edition| &self.site.documents[edition]) else { continue };
            match self.unit.map(|unit| pair.units[unit as usize].members[lang]) {
                Some(Some(member)) => self.write_unit(edits, document, &document.facts().units[member as usize])?,
                Some(None) => {}
                None => {
                    let named = document.facts().anchors.iter().filter(|anchor| *anchor.name.id == *self.old);
                    named.for_each(|anchor| self.write_named(edits, &document.source, &anchor.name));
                }
            }
        }
        Ok(())
    }

    fn write_named(&self, edits: &mut Edits, source: &Source, named: &Named) {
        if let Some(at) = name_span(source, named.span, &named.id) {
            edits.replace(source, at, self.new);
        }
    }

    fn write_unit(&self, edits: &mut Edits, document: &Document, unit: &Unit) -> Result<(), Refusal> {
        let source = &document.source;
        if source.invalid_at().is_some() {
            return Err(Refusal::Unnamable(source.path().to_owned()));
        }
        if let Some(named) = &unit.id {
            self.write_named(edits, source, named);
            return Ok(());
        }
        let place = heading_end(source.slice(unit.span)).filter(|_| unit.kind == UnitKind::Section);
        let Some(place) = place else {
            let line = source.position(unit.span.start).line;
            return Err(Refusal::Unnamable(format!("{}:{line}", source.path())));
        };
        let at = unit.span.start as usize + place.at;
        let text = if place.in_braces { format!("#{} ", self.new) } else { format!(" {{#{}}}", self.new) };
        edits.replace(source, Span::new(at, at), text);
        Ok(())
    }

    /// Rewrites what names the anchor, and counts.
    fn rewrite(&self, inputs: &Inputs, edits: &mut Edits) -> usize {
        let mut seen: HashSet<(Box<str>, Span)> = HashSet::new();
        let mut links = 0;
        for document in self.site.documents.iter().filter(|document| document.source.invalid_at().is_none()) {
            let source = &document.source;
            let here = source.path().strip_prefix("content/").unwrap_or_default();
            let here = here.rsplit_once('/').map_or("", |(folder, _)| folder);
            let own = self.site.pair_of(document);
            let mut once = |span: Span| seen.insert((source.path().into(), span));
            for address in document.facts().addresses.iter().filter(|address| once(address.span)) {
                if self.is_named(&address.text, own, here) {
                    links += usize::from(self.rewrite_id(edits, source, address.span));
                }
            }
            for related in document.content.entries.iter().flat_map(|entry| &entry.related) {
                let in_file = own == Some(self.pair) && *related.id == *self.old;
                if in_file && once(related.span) {
                    self.write_named(edits, source, related);
                    links += 1;
                } else if self.is_named(&related.id, own, here) && once(related.span) {
                    links += usize::from(self.rewrite_id(edits, source, related.span));
                }
            }
            for (id, _) in document.meta().slugs.iter().filter(|(id, _)| own == Some(self.pair) && *id.id == *self.old)
            {
                self.write_named(edits, source, id);
            }
            for (_, to) in &document.meta().anchors {
                let bare = own == Some(self.pair) && to.id.trim_start_matches('#') == self.old;
                if bare && let Some(at) = name_span(source, to.span, self.old) {
                    edits.replace(source, at, self.new);
                    links += 1;
                } else if self.is_named(&to.id, own, here) {
                    links += usize::from(self.rewrite_id(edits, source, to.span));
                }
            }
        }
        links + self.records(inputs, edits)
    }

    fn records(&self, inputs: &Inputs, edits: &mut Edits) -> usize {
        let mut links = 0;
        if let Some(source) = inputs.records.get("redirects.yaml") {
            let lines: Entries<Text> = yaml::read(source, source.span(), &mut Vec::new()).unwrap_or_default();
            for (_, to) in lines.iter().filter(|(_, to)| self.is_named(to, None, "")) {
                links += usize::from(self.rewrite_id(edits, source, to.span));
            }
        }
        for source in &inputs.data {
            let Some(node) = yaml::parse(source, source.span(), &mut Vec::new()) else { continue };
            let file = source.path().trim_start_matches("data/").split('.').next().unwrap_or_default();
            for declared in &self.site.config.data_addresses {
                let Some((first, rest)) = declared.split_once('.').filter(|(first, _)| *first == file) else {
                    continue;
                };
                debug_assert_eq!(first, file);
                let mut found = Vec::new();
                declared_nodes(&node, &rest.split('.').collect::<Vec<_>>(), &mut found);
                for node in found {
                    let text = node.text().unwrap_or_default();
                    let below = text.split_once('#').and_then(|(path, id)| {
                        let path = normalise("data", path)?;
                        Some(format!("{}#{id}", path.strip_prefix("content/")?))
                    });
                    if below.is_some_and(|below| self.is_named(&below, None, "")) {
                        links += usize::from(self.rewrite_id(edits, source, node.span));
                    }
                }
            }
        }
        links
    }

    fn rewrite_id(&self, edits: &mut Edits, source: &Source, span: Span) -> bool {
        let at = id_span(source, span);
        at.into_iter().for_each(|at| write_id(edits, source, at, self.new));
        at.is_some()
    }

    /// Whether an address, typed in a file of the document `own` in the folder `here`, names the anchor by its old id.
    fn is_named(&self, text: &str, own: Option<PairIx>, here: &str) -> bool {
        let text = text.trim_matches(|c: char| c.is_ascii_whitespace());
        if scheme(text).is_some() || text.starts_with("//") {
            return false;
        }
        let (path, Some(id)) = decoded(text) else { return false };
        if id.split(":~:").next() != Some(self.old) {
            return false;
        }
        let path = path.split('?').next().unwrap_or_default();
        let site = self.site;
        let pair = if path.is_empty() {
            own
        } else if path.starts_with('/') {
            let base = site.config.base.path.trim_end_matches('/');
            let inside = path.strip_prefix(base).unwrap_or(path);
            let slashed = format!("{}/", inside.trim_end_matches('/'));
            let page =
                site.pages.iter().find(|page| matches!(route(&page.address), at if at == slashed || at == inside));
            page.and_then(|page| page.pair)
        } else {
            match normalise(here, path).and_then(|path| site.known_paths.get(&*path)) {
                Some(Known::Document { pair, .. }) => Some(*pair),
                Some(Known::Folder(folder)) => site.folders[*folder].index,
                _ => None,
            }
        };
        pair.is_some_and(|pair| holder(site, pair, self.old) == self.pair)
    }
}

/// Where an id goes in a heading.
struct Place {
    at: usize,
    /// Inside `{.annex}`, at its beginning.
    in_braces: bool,
}

/// The end of a heading's text: before the line under it, if that is how it is marked.
fn heading_end(heading: &str) -> Option<Place> {
    let trimmed = heading.trim_end();
    let is_line = |line: &str| {
        let line = line.trim_start_matches(['>', ' ']).trim();
        !line.is_empty() && (line.chars().all(|c| c == '=') || line.chars().all(|c| c == '-'))
    };
    let text = match trimmed.rsplit_once('\n') {
        Some((before, last)) if is_line(last) => before.trim_end(),
        Some(_) => return None,
        None => trimmed,
    };
    if text.ends_with('}')
        && let Some(open) = text.rfind('{')
        && text[open..].starts_with("{.")
    {
        return Some(Place { at: open + 1, in_braces: true });
    }
    // A closing sequence of number signs belongs to the mark, and an id after it.
    Some(Place { at: text.len(), in_braces: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_go_to_the_end_of_a_headings_text() {
        let end = |heading: &str| heading_end(heading).map(|place| (place.at, place.in_braces));
        assert_eq!(end("## Fees\n"), Some((7, false)));
        assert_eq!(end("Fees\r\n====\r\n"), Some((4, false)));
        assert_eq!(end("## Fees {.annex}"), Some((9, true)));
    }
}
