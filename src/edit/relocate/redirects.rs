//! Turns a site before and after a move into redirects for every address that is gone, in `redirects.yaml`.
//!
//! What typed such an address is rewritten elsewhere (`places`), so that nothing leads through a redirect.

use super::renames::{Renames, Stand};
use crate::build::Inputs;
use crate::diag::Diagnostic;
use crate::diag::rules::addresses;
use crate::edit::Edits;
use crate::link::{Anchored, Goal, Shows, Site, decoded, route, route_to};
use crate::records::Text;
use crate::source::Span;
use crate::yaml::{self, Entries};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

pub(in crate::edit) const FILE: &str = "redirects.yaml";

pub(in crate::edit) const HEADER: &str = "\
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
        Shows::Changes(_) => (5, pair(), 0, lang),
        Shows::Folder(at) => (3, folder(&site.folders[at].path), 0, lang),
        Shows::Home => (4, String::new(), 0, lang),
        Shows::NotFound | Shows::Root | Shows::Search => return None,
    })
}

/// Every address that is gone, with what leads on from it. Addresses of pages and files that are others now are told to
/// `renames`.
pub(super) fn gone(new: &Site, files: &[(String, String)], renames: &mut Renames<'_>) -> BTreeMap<String, String> {
    let (old, moves) = (renames.site, renames.moves);
    let same = |name: &str| name.to_owned();
    let moved_folder = |path: &str| moves.folder(path);
    let now: HashMap<Identity, usize> =
        (0..new.pages.len()).filter_map(|page| Some((identity(new, page, &same, &same)?, page))).collect();
    let mut gone: BTreeMap<String, String> = BTreeMap::new();
    let routes = routes(new);
    let (former, own) = (of_editions(old), of_editions(new));
    for page in 0..old.pages.len() {
        let before = route(&old.pages[page].address);
        let found = identity(old, page, &|key| moves.key(key), &moved_folder).and_then(|identity| now.get(&identity));
        let Some(&found) = found else {
            // A folder that is empty now: what it lay in is nearest to it.
            if !matches!(old.pages[page].shows, Shows::NotFound | Shows::Search) && !routes.contains(&before) {
                let mut above = before.trim_end_matches('/').match_indices('/').map(|(at, _)| &before[..=at]);
                gone.extend(above.rfind(|above| routes.contains(*above)).map(|to| (before.clone(), to.to_owned())));
            }
            continue;
        };
        let after = route(&new.pages[found].address);
        if before != after {
            renames.routes.insert(before.clone(), after.clone());
            if !routes.contains(&before) {
                gone.insert(before.clone(), after.clone());
            }
        }
        // The own address of the edition in force only leads on today, and is the one to cite it by for good.
        let still = own.get(&found).map_or(&[][..], Vec::as_slice);
        for address in former.get(&page).into_iter().flatten().filter(|address| !still.contains(address)) {
            let to = still.iter().find(|to| !former[&page].contains(to)).unwrap_or(&after);
            if !routes.contains(address) && !own.values().flatten().any(|known| known == address) {
                renames.routes.insert(address.clone(), to.clone());
                gone.insert(address.clone(), to.clone());
            }
        }
        let ids = new.page_ids(found);
        for id in old.page_ids(page).into_iter().filter(|id| !ids.contains(id)) {
            let typed = old.pages[page].pair.and_then(|pair| renames.own_id(&[pair], id));
            let now = typed.or_else(|| same_unit(old, page, new, found, id)).filter(|now| ids.contains(now));
            let here = if routes.contains(&before) { &before } else { &after };
            gone.extend(now.map(|now| (route_to(here, id), route_to(&after, now))));
        }
        // Another page stands there now, that of the folder for example, which does not take anchors along.
        if let Some(other) = new.pages.iter().position(|page| before != after && route(&page.address) == before) {
            let lost =
                old.page_ids(page).into_iter().filter(|id| ids.contains(id) && !new.page_ids(other).contains(id));
            gone.extend(lost.map(|id| (route_to(&before, id), route_to(&after, id))));
        }
    }
    let below = |path: &str| path.split_once('/').map_or(path, |(_, below)| below).to_owned();
    let files = files.iter().map(|(old, new)| (below(old), below(new)));
    for (before, after) in files.filter(|(before, after)| old.assets.contains_key(&**before) && before != after) {
        let (before, after) = (route(&before), route(&after));
        if !routes.contains(&before) {
            gone.insert(before.clone(), after.clone());
        }
        renames.routes.insert(before, after);
    }
    gone
}

/// The further addresses of the pages of editions.
fn of_editions(site: &Site) -> HashMap<usize, Vec<String>> {
    let mut found: HashMap<usize, Vec<String>> = HashMap::new();
    for redirect in site.redirects.iter().filter(|redirect| !redirect.lasting) {
        if let Goal::Page { page, fragment: None } = &redirect.to {
            found.entry(*page).or_default().push(route(&redirect.address));
        }
    }
    found
}

/// Every address at which there is something.
fn routes(site: &Site) -> HashSet<String> {
    let pages = site.pages.iter().map(|page| &page.address);
    pages.chain(site.assets.keys()).map(|address| route(address)).collect()
}

/// The id now of what had another one: an id may be made from a section's, as those of clauses are.
fn same_unit<'s>(old: &Site, page: usize, new: &'s Site, found: usize, id: &str) -> Option<&'s str> {
    let (shown, now) = (&old.pages[page], &new.pages[found]);
    let now = &new.pairs[now.pair?];
    match old.pairs[shown.pair?].ids[shown.lang].targets.get(id)? {
        Anchored::Unit(unit) => Some(&now.units.get(*unit as usize)?.id),
        Anchored::Included(at) => Some(&now.included.get(*at as usize)?.id),
        Anchored::Inside(_) => None,
    }
}

/// Adds lines for what is gone; lines that led there lead on, and lines from where a page is now go.
pub(super) fn write(
    inputs: &Inputs,
    new: &Site,
    gone: &BTreeMap<String, String>,
    renames: &Renames<'_>,
    edits: &mut Edits,
) -> usize {
    let Some(source) = inputs.records.get(FILE) else {
        if !gone.is_empty() {
            let lines = gone.iter().map(|(from, to)| line(from, to, "\n"));
            edits.create(FILE, HEADER.to_owned() + &lines.collect::<String>());
        }
        return 0;
    };
    let (routes, mut links) = (routes(new), 0);
    let text = source.text();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: Entries<Text> = yaml::read(source, source.span(), &mut Vec::new()).unwrap_or_default();
    let mut kept: Vec<(&str, usize)> = Vec::new();
    let mut renamed: Vec<(Span, String)> = Vec::new();
    let mut known: BTreeSet<String> = lines.iter().map(|(from, _)| spelt(&from.value)).collect();
    for (from, to) in lines.iter() {
        let start = text[..from.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        if routes.contains(&spelt(&from.value)) || is_there(new, from, &lines) {
            let stop = text[to.span.end as usize..].find('\n').map_or(text.len(), |at| to.span.end as usize + at + 1);
            edits.replace(source, Span::new(start, stop), "");
            continue;
        }
        kept.push((&from.value, start));
        if let Some(carried) = carried(from, renames).filter(|carried| !known.contains(carried)) {
            renamed.push((from.span, quoted(&carried)));
            known.insert(carried);
        }
        match gone.get(&spelt(to)) {
            Some(led) => edits.replace(source, to.span, quoted(led)),
            None => links += usize::from(renames.address(edits, source, to.span, to, Stand::beside("content"))),
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
    // After the lines that come before theirs.
    renamed.into_iter().for_each(|(span, from)| edits.replace(source, span, from));
    if !at_end.is_empty() {
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { end };
        edits.replace(source, Span::new(text.len(), text.len()), format!("{gap}{at_end}"));
    }
    links
}

/// An address from the root as routes are spelt: authors may encode letters, or leave a space as it is.
pub(in crate::edit) fn spelt(typed: &str) -> String {
    if !typed.starts_with('/') {
        return typed.to_owned();
    }
    let (path, id) = decoded(typed);
    let path = route(path.trim_start_matches('/'));
    id.map_or(path.clone(), |id| route_to(&path, &id))
}

/// A former anchor goes with its page: the redirect of the page takes along what comes after the number sign, and so does
/// every redirect that led to the page before.
fn carried(from: &str, renames: &Renames<'_>) -> Option<String> {
    let (path, id) = from.split_once('#')?;
    Some(format!("{}#{id}", renames.routes.get(&spelt(path))?))
}

/// Whether there is an anchor again at a former address, or an edition that leads on by itself.
fn is_there(new: &Site, from: &Text, lines: &Entries<Text>) -> bool {
    let found = |code: &str| {
        let taken = |found: &Diagnostic| found.rule().code == code && found.finding.span == from.span;
        new.diagnostics.iter().any(|found| found.source.path() == FILE && taken(found))
    };
    // A line that stands there twice is the author's to judge.
    let alone = || lines.iter().filter(|(other, _)| spelt(&other.value) == spelt(&from.value)).count() == 1;
    found(addresses::ALIAS_TAKEN.code) || (found(addresses::REDIRECTED_TWICE.code) && alone())
}

pub(in crate::edit) fn line(from: &str, to: &str, end: &str) -> String {
    format!("{}: {}{end}", quoted(from), quoted(to))
}

/// What YAML would take for something else is quoted.
pub(in crate::edit) fn quoted(text: &str) -> String {
    match text.contains([':', '"', '\'', '{', '}', '[', ']', ',', '*', '!', '|', '\\']) {
        true => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        false => text.to_owned(),
    }
}
