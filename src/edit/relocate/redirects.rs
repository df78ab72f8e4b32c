//! Turns a site before and after a move into redirects for every address that is gone, in `redirects.yaml`.
//!
//! Addresses typed from the root of the site are rewritten on the way, so that nothing leads through a redirect.

use super::Relocation;
use super::files::Moves;
use super::names::path_span;
use crate::build::Inputs;
use crate::edit::Edits;
use crate::link::{Anchored, Shows, Site, decoded, route, route_to};
use crate::records::Text;
use crate::source::{Source, Span};
use crate::yaml::{self, Entries};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

const FILE: &str = "redirects.yaml";

const HEADER: &str = "\
# Former addresses, each with what it leads to now. / Anciennes adresses, chacune avec ce à quoi elle mène.
";

/// What a page shows, in words that a move does not change.
type Identity = (u8, String, usize, u8);

fn identity(
    site: &Site,
    page: usize,
    key: &dyn Fn(&str) -> String,
    folder: &dyn Fn(&str) -> String,
) -> Option<Identity> {
    let page = &site.pages[page];
    let pair = || page.pair.map(|pair| key(&site.pairs[pair].key)).unwrap_or_default();
    let lang = page.lang.0;
    Some(match page.shows {
        Shows::Document => (0, pair(), 0, lang),
        Shows::Part(_, place) => (1, pair(), place, lang),
        Shows::Whole(_) => (2, pair(), 0, lang),
        Shows::Folder(at) => (3, folder(&site.folders[at].path), 0, lang),
        Shows::Home => (4, String::new(), 0, lang),
        Shows::NotFound | Shows::Root => return None,
    })
}

/// Adds to the relocation what its addresses need.
pub(super) fn add(inputs: &Inputs, old: &Site, new: &Site, moves: &Moves, relocation: &mut Relocation) {
    let same = |name: &str| name.to_owned();
    let moved_folder = |path: &str| moves.folder(path);
    let now: HashMap<Identity, usize> =
        (0..new.pages.len()).filter_map(|page| Some((identity(new, page, &same, &same)?, page))).collect();
    let mut gone: BTreeMap<String, String> = BTreeMap::new();
    let mut renamed: HashMap<String, String> = HashMap::new();
    let routes: HashSet<String> = new.pages.iter().map(|page| route(&page.address)).collect();
    for page in 0..old.pages.len() {
        let before = route(&old.pages[page].address);
        let found = identity(old, page, &|key| moves.key(key), &moved_folder).and_then(|identity| now.get(&identity));
        let Some(&found) = found else {
            // A folder that is empty now: what it lay in is nearest to it.
            if old.pages[page].shows != Shows::NotFound && !routes.contains(&before) {
                let mut above = before.trim_end_matches('/').match_indices('/').map(|(at, _)| &before[..=at]);
                gone.extend(above.rfind(|above| routes.contains(*above)).map(|to| (before.clone(), to.to_owned())));
            }
            continue;
        };
        let after = route(&new.pages[found].address);
        if before != after {
            renamed.insert(before.clone(), after.clone());
            if !routes.contains(&before) {
                gone.insert(before.clone(), after.clone());
            }
        }
        let ids = new.page_ids(found);
        for id in old.page_ids(page).into_iter().filter(|id| !ids.contains(id)) {
            let typed = relocation.id.as_ref().filter(|(old, _)| old == id).map(|(_, new)| new.as_str());
            let now = typed.or_else(|| same_unit(old, page, new, found, id)).filter(|now| ids.contains(now));
            gone.extend(now.map(|now| (route_to(&before, id), route_to(&after, now))));
        }
    }
    relocation.redirects = gone.len();
    absolute_links(old, &renamed, relocation);
    write(inputs, &gone, &renamed, &routes, &mut relocation.edits);
}

/// The id now of what had another one: an id may be made from a section's, as those of clauses are.
fn same_unit<'s>(old: &Site, page: usize, new: &'s Site, found: usize, id: &str) -> Option<&'s str> {
    let (shown, now) = (&old.pages[page], &new.pages[found]);
    let Anchored::Unit(unit) = old.pairs[shown.pair?].ids[shown.lang].targets.get(id)? else { return None };
    Some(&new.pairs[now.pair?].units.get(*unit as usize)?.id)
}

/// Rewrites links that are typed as addresses from the root of the site.
fn absolute_links(site: &Site, renamed: &HashMap<String, String>, relocation: &mut Relocation) {
    if renamed.is_empty() {
        return;
    }
    let base = site.config.base.path.trim_end_matches('/');
    let mut seen: HashSet<(Box<str>, Span)> = HashSet::new();
    for document in site.documents.iter().filter(|document| document.source.invalid_at().is_none()) {
        let source = &document.source;
        for address in &document.facts().addresses {
            if address.text.starts_with('/') && seen.insert((source.path().into(), address.span)) {
                let made = absolute(&mut relocation.edits, source, address.span, &address.text, base, renamed);
                relocation.links += usize::from(made);
            }
        }
    }
}

fn absolute(
    edits: &mut Edits,
    source: &Source,
    span: Span,
    text: &str,
    base: &str,
    renamed: &HashMap<String, String>,
) -> bool {
    let path = text.split(['#', '?']).next().unwrap_or_default();
    let (whole, _) = decoded(path);
    let slashed = |path: &str| if path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
    let inside = whole.strip_prefix(base).filter(|_| !base.is_empty());
    for (prefix, path) in [("", Some(whole.as_str())), (base, inside)] {
        let Some(path) = path else { continue };
        let Some(new) = renamed.get(&slashed(path)) else { continue };
        let new = if path.ends_with('/') { new.as_str() } else { new.trim_end_matches('/') };
        edits.replace(source, path_span(source, span), format!("{prefix}{new}"));
        return true;
    }
    false
}

/// Adds lines for what is gone; lines that led there lead on, and lines from where a page is now go.
fn write(
    inputs: &Inputs,
    gone: &BTreeMap<String, String>,
    renamed: &HashMap<String, String>,
    routes: &HashSet<String>,
    edits: &mut Edits,
) {
    let Some(source) = inputs.records.get(FILE) else {
        if !gone.is_empty() {
            let lines = gone.iter().map(|(from, to)| line(from, to, "\n"));
            edits.create(FILE, HEADER.to_owned() + &lines.collect::<String>());
        }
        return;
    };
    let text = source.text();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: Entries<Text> = yaml::read(source, source.span(), &mut Vec::new()).unwrap_or_default();
    let mut kept: Vec<(&str, usize)> = Vec::new();
    let known: BTreeSet<&str> = lines.iter().map(|(from, _)| from.value.as_str()).collect();
    for (from, to) in lines.iter() {
        let start = text[..from.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        if routes.contains(&from.value) {
            let stop = text[to.span.end as usize..].find('\n').map_or(text.len(), |at| to.span.end as usize + at + 1);
            edits.replace(source, Span::new(start, stop), "");
            continue;
        }
        kept.push((&from.value, start));
        let (path, id) = to.split_once('#').map_or((to.as_str(), None), |(path, id)| (path, Some(id)));
        let led = gone.get(to.as_str()).cloned().or_else(|| {
            let path = renamed.get(path)?;
            Some(id.map_or_else(|| path.clone(), |id| format!("{path}#{id}")))
        });
        if let Some(led) = led {
            edits.replace(source, to.span, led);
        }
    }
    let mut at_end = String::new();
    let mut between: BTreeMap<usize, String> = BTreeMap::new();
    for (from, to) in gone.iter().filter(|(from, _)| !known.contains(from.as_str())) {
        let next = kept.iter().find(|(other, _)| *other > from.as_str());
        let place = next.map_or(&mut at_end, |(_, start)| between.entry(*start).or_default());
        place.push_str(&line(from, to, end));
    }
    for (start, lines) in between {
        edits.replace(source, Span::new(start, start), lines);
    }
    if !at_end.is_empty() {
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { end };
        edits.replace(source, Span::new(text.len(), text.len()), format!("{gap}{at_end}"));
    }
}

/// One redirect; what YAML would take for something else is quoted.
fn line(from: &str, to: &str, end: &str) -> String {
    let quoted = |text: &str| match text.contains([':', '"', '\'', '{', '}', '[', ']', ',', '*', '!', '|', '\\']) {
        true => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        false => text.to_owned(),
    };
    format!("{}: {}{end}", quoted(from), quoted(to))
}
