//! Turns what handbooks say of their time (`effective`, `until`, `replaces`) into chains of editions, and decides which of
//! them stands at the address that names none.
//!
//! It numbers and compares no text, and makes no page.

use super::assemble::Assembly;
use super::navigation::page_of;
use super::pages::folder_path;
use super::resolve::{normalise, relative};
use super::routes::anchors_on;
use super::site::*;
use super::slug::composed;
use crate::config::Config;
use crate::diag::rules::handbooks as rules;
use crate::diag::{Diagnostic, Finding, nearest};
use crate::names::{HashMap, HashSet};
use crate::parse::tree::Named;
use crate::parse::{self, Document};
use crate::shared::Shared;
use crate::source::{Source, Span};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Finds the chains of editions, what is wrong with them, and the one of each that is in force.
pub(super) fn settle(assembly: &mut Assembly, documents: &Shared<Document>, as_of: Date) {
    let mut found = Vec::new();
    let said: Vec<Said<'_>> = assembly.handbooks.iter().map(|book| said(assembly, documents, book)).collect();
    let replaces = links(&said, assembly, &mut found);
    check_dates(&said, &replaces, &mut found);
    let standings = standings(&said, &replaces, as_of);
    assembly.diagnostics.extend(found);
    for (book, standing) in assembly.handbooks.iter_mut().zip(standings) {
        book.standing = standing;
    }
    gather(assembly);
}

/// What a handbook says of its time.
struct Said<'a> {
    /// Path of its folder.
    folder: &'a str,
    from: Option<Day<'a>>,
    until: Option<Day<'a>>,
    replaces: Option<(&'a Named, &'a Source)>,
}

/// A day, and where it is typed.
#[derive(Clone, Copy)]
struct Day<'a> {
    date: Date,
    span: Span,
    source: &'a Source,
}

impl Day<'_> {
    fn report(&self, finding: Finding) -> Diagnostic {
        finding.at(self.source)
    }
}

fn said<'a>(assembly: &'a Assembly, documents: &'a Shared<Document>, book: &Handbook) -> Said<'a> {
    let pair = &assembly.pairs[book.pair];
    // The edition written first is asked first; files side by side say it once for all.
    let langs = std::iter::once(pair.source).chain(pair.editions.iter().map(|(lang, _)| lang));
    let editions: Vec<&Document> = langs.filter_map(|lang| Some(&documents[pair.editions[lang]?])).collect();
    let records =
        || editions.iter().filter_map(|document| Some((document.content.handbook.as_ref()?, &document.source)));
    let day = |key: fn(&parse::Handbook) -> Option<(Date, Span)>| {
        records().find_map(|(record, source)| key(record).map(|(date, span)| Day { date, span, source }))
    };
    Said {
        folder: &assembly.folders[pair.folder].path,
        from: day(|record| record.effective),
        until: day(|record| record.until),
        replaces: records().find_map(|(record, source)| Some((record.replaces.as_ref()?, source))),
    }
}

/// The edition that each replaces; what makes no chain is reported and left out.
fn links(said: &[Said<'_>], assembly: &Assembly, found: &mut Vec<Diagnostic>) -> Vec<Option<usize>> {
    let mut replaces = vec![None; said.len()];
    for (at, own) in said.iter().enumerate() {
        let Some((named, source)) = own.replaces else { continue };
        match target(said, own, &named.id) {
            Some(to) if to == at => {
                let finding = Finding::new(&rules::EDITION_CYCLE, named.span);
                found.push(finding.help("self").at(source));
            }
            Some(to) => replaces[at] = Some(to),
            None => found.extend(unknown(said, assembly, own)),
        }
    }
    one_successor(said, &mut replaces, found);
    no_circle(said, &mut replaces, found);
    replaces
}

/// The handbook that is named from another one's folder: by the folder beside it, by a path, from the root of the content.
fn target(said: &[Said<'_>], own: &Said<'_>, typed: &str) -> Option<usize> {
    editions_named(own.folder, typed).iter().find_map(|path| said.iter().position(|other| other.folder == path))
}

/// The folders that `replaces` may mean in the record of a folder's handbook.
pub fn editions_named(folder: &str, typed: &str) -> Vec<String> {
    let path = match typed.rsplit_once('/') {
        Some((folder, file)) if file.starts_with("handbook.") => folder,
        _ => typed.trim_end_matches('/'),
    };
    let beside = folder.rsplit_once('/').map_or("", |(above, _)| above);
    match path.strip_prefix('/') {
        Some(rooted) => normalise("", rooted).into_iter().collect(),
        None => [normalise(folder, path), normalise(beside, path)].into_iter().flatten().collect(),
    }
}

fn unknown(said: &[Said<'_>], assembly: &Assembly, own: &Said<'_>) -> Option<Diagnostic> {
    let (named, source) = own.replaces?;
    // An edition that is not published yet is no slip of the pen.
    let is_held = |path: &String| assembly.withheld.contains_key(&*format!("{path}/index"));
    if editions_named(own.folder, &named.id).iter().any(is_held) {
        return None;
    }
    let others = said.iter().filter(|other| other.folder != own.folder);
    let names: Vec<String> = others.map(|other| edition_name(own.folder, other.folder)).collect();
    let finding = Finding::new(&rules::UNKNOWN_EDITION, named.span).with("name", &*named.id);
    let near = match &names[..] {
        [only] => Some(only.as_str()),
        _ => nearest(&named.id, names.iter().map(String::as_str)),
    };
    let finding = match near {
        Some(near) => finding.with("suggestion", near).help("nearest"),
        None => finding.help("path"),
    };
    Some(finding.at(source))
}

/// What to type in the record of one folder for the handbook of another.
pub fn edition_name(folder: &str, other: &str) -> String {
    let above = |path: &str| path.rsplit_once('/').map_or("", |(above, _)| above).to_owned();
    match above(folder) == above(other) {
        true => other.rsplit('/').next().unwrap_or(other).to_owned(),
        false => relative(folder, &format!("{other}/handbook.yaml")),
    }
}

/// Leaves every edition one that replaces it: the first to come into force.
fn one_successor(said: &[Said<'_>], replaces: &mut [Option<usize>], found: &mut Vec<Diagnostic>) {
    let mut order: Vec<usize> = (0..said.len()).collect();
    order.sort_by_key(|&at| (said[at].from.map(|day| day.date), at));
    let mut first: HashMap<usize, usize> = HashMap::default();
    for at in order {
        let (Some(old), Some((named, source))) = (replaces[at], said[at].replaces) else { continue };
        let Some(&other) = first.get(&old) else {
            first.insert(old, at);
            continue;
        };
        let finding = Finding::new(&rules::SUCCEEDED_TWICE, named.span).with("name", &*named.id);
        let finding = finding.with("suggestion", edition_name(said[at].folder, said[other].folder)).help("later");
        let diagnostic = finding.at(source);
        found.push(match said[other].replaces {
            Some((named, source)) => diagnostic.also(source, named.span, "first"),
            None => diagnostic,
        });
        replaces[at] = None;
    }
}

/// Opens every circle. As nothing is replaced twice, a circle has no way in, and is met once.
fn no_circle(said: &[Said<'_>], replaces: &mut [Option<usize>], found: &mut Vec<Diagnostic>) {
    for start in 0..said.len() {
        let chain: Vec<usize> =
            std::iter::successors(replaces[start], |&at| replaces[at].filter(|_| at != start)).collect();
        if chain.last() != Some(&start) {
            continue;
        }
        replaces[start] = None;
        let Some((named, source)) = said[start].replaces else { continue };
        let names: Vec<&str> = std::iter::once(&start).chain(&chain).map(|&at| said[at].folder).collect();
        let finding = Finding::new(&rules::EDITION_CYCLE, named.span).with("chain", names.join(" → "));
        found.push(finding.help("cycle").at(source));
    }
}

fn check_dates(said: &[Said<'_>], replaces: &[Option<usize>], found: &mut Vec<Diagnostic>) {
    for own in said {
        let (Some(from), Some(until)) = (own.from, own.until) else { continue };
        if until.date < from.date {
            let finding = Finding::new(&rules::ENDS_BEFORE, until.span).with("value", until.date.to_string());
            let finding = finding.with("suggestion", from.date.to_string()).help("later");
            found.push(until.report(finding).also(from.source, from.span, "from"));
        }
    }
    for (new, old) in replaces.iter().enumerate().filter_map(|(new, old)| Some((&said[new], &said[(*old)?]))) {
        let Some(next) = new.from else {
            if let Some((named, source)) = new.replaces {
                found.push(Finding::new(&rules::UNDATED_EDITION, named.span).help("write").at(source));
            }
            continue;
        };
        found.extend(check_joint(old, next));
    }
}

/// What is wrong where an edition that comes into force on a day follows another.
fn check_joint(old: &Said<'_>, next: Day<'_>) -> Option<Diagnostic> {
    let overlap =
        |day: Day<'_>, on: Date| Finding::new(&rules::EDITIONS_OVERLAP, day.span).with("value", on.to_string());
    if let Some(first) = old.from.filter(|first| first.date >= next.date) {
        let after = first.date.tomorrow().ok()?;
        let finding = overlap(next, first.date).with("suggestion", after.to_string()).help("after");
        return Some(next.report(finding).also(first.source, first.span, "before"));
    }
    let until = old.until.filter(|until| old.from.is_none_or(|from| from.date <= until.date))?;
    let eve = next.date.yesterday().ok()?;
    let finding = match until.date.cmp(&eve) {
        std::cmp::Ordering::Equal => return None,
        std::cmp::Ordering::Greater => overlap(until, next.date),
        std::cmp::Ordering::Less => Finding::new(&rules::EDITION_GAP, until.span)
            .with("value", until.date.tomorrow().ok()?.to_string())
            .with("other", eve.to_string()),
    };
    let finding = finding.with("suggestion", eve.to_string()).help("eve");
    Some(until.report(finding).also(next.source, next.span, "next"))
}

fn standings(said: &[Said<'_>], replaces: &[Option<usize>], as_of: Date) -> Vec<Standing> {
    let mut standings: Vec<Standing> = vec![Standing::default(); said.len()];
    for (at, own) in said.iter().enumerate() {
        standings[at].from = own.from.map(|day| day.date);
        standings[at].replaces = replaces[at];
        if let Some(old) = replaces[at] {
            standings[old].successor = Some(at);
        }
    }
    for at in 0..said.len() {
        let next = standings[at].successor.and_then(|next| said[next].from?.date.yesterday().ok());
        let until = said[at].until.map(|day| day.date).or(next);
        standings[at].until = until;
        standings[at].phase = match (standings[at].from, until) {
            (Some(from), _) if from > as_of => Phase::Future,
            (_, Some(until)) if until < as_of => Phase::Past,
            _ => Phase::InForce,
        };
    }
    for last in (0..said.len()).filter(|&at| standings[at].successor.is_none()).collect::<Vec<_>>() {
        let editions: Vec<usize> = std::iter::successors(Some(last), |&at| standings[at].replaces).collect();
        let begun = |&&at: &&usize| standings[at].phase != Phase::Future;
        let current = editions.iter().find(begun).or(editions.last()).copied().unwrap_or(last);
        standings[current].current = true;
        if editions.len() > 1 {
            editions.iter().for_each(|&at| standings[at].editions.clone_from(&editions));
        }
    }
    standings
}

/// Lets the edition in force stand at the address of the folder in which all editions lie side by side, if that has no
/// page of its own.
fn gather(assembly: &mut Assembly) {
    for book in 0..assembly.handbooks.len() {
        let standing = &assembly.handbooks[book].standing;
        if !standing.current || standing.editions.is_empty() {
            continue;
        }
        let folder = |book: &usize| assembly.pairs[assembly.handbooks[*book].pair].folder;
        let own = folder(&book);
        let folders: HashSet<FolderIx> = standing.editions.iter().map(folder).collect();
        let Some(home) = assembly.folders[own].parent.filter(|&home| is_home(assembly, home, &folders)) else {
            continue;
        };
        for at in folders {
            assembly.folders[at].edition_of = Some(home);
        }
        assembly.folders[home].current = Some(own);
    }
}

/// Whether a folder holds these editions of one handbook, and no other document or handbook that could be meant by its
/// address. The root is the site's.
fn is_home(assembly: &Assembly, home: FolderIx, editions: &HashSet<FolderIx>) -> bool {
    let folders = &assembly.folders;
    let in_home = |&at: &FolderIx| folders[at].parent == Some(home);
    let alone = (0..folders.len()).filter(in_home).all(|at| folders[at].handbook.is_none() || editions.contains(&at));
    folders[home].parent.is_some()
        && editions.iter().all(in_home)
        && alone
        && assembly.pairs.iter().all(|pair| pair.folder != home)
}

/// Whether a folder's address is that of the folder in which it lies.
pub(super) fn is_plain(folders: &[Folder], at: FolderIx) -> bool {
    folders[at].edition_of.is_some_and(|home| folders[home].current == Some(at))
}

/// The folder of an edition that a page belongs to, and the one in which all editions lie.
fn edition_folder(folders: &[Folder], page: &Page) -> Option<(FolderIx, FolderIx)> {
    let mut above = std::iter::successors(Some(page.folder), |&at| folders[at].parent);
    above.find_map(|at| Some((at, folders[at].edition_of?)))
}

/// A page of an edition with its path below the edition's address, without and with the edition's own name.
struct Placed {
    page: PageIx,
    edition: FolderIx,
    plain: String,
    own: String,
}

fn placed(config: &Config, folders: &[Folder], pages: &Shared<Page>) -> Vec<Placed> {
    let place = |(at, page): (PageIx, &Page)| {
        let (edition, home) = edition_folder(folders, page)?;
        let home = folder_path(config, folders, home, page.lang).join("/");
        let named = format!("{home}/{}", composed(&folders[edition].slug[page.lang]));
        let stands = if is_plain(folders, edition) { &home } else { &named };
        let rest = page.address.strip_prefix(stands.as_str())?.strip_prefix('/')?;
        Some(Placed { page: at, edition, plain: format!("{home}/{rest}"), own: format!("{named}/{rest}") })
    };
    pages.iter().enumerate().filter_map(place).collect()
}

/// The further addresses of the pages of editions: the edition in force has one of its own, and what past editions had at
/// the plain address is still found there, the latest first.
pub(super) fn addresses(config: &Config, assembly: &Assembly, pages: &Shared<Page>) -> Vec<(String, PageIx)> {
    let folders = &assembly.folders;
    let mut placed = placed(config, folders, pages);
    placed.retain(|one| is_plain(folders, one.edition) || was_plain(assembly, one, pages));
    placed.sort_by_key(|one| rank(assembly, one.edition));
    let address = |one: Placed| (if is_plain(folders, one.edition) { one.own } else { one.plain }, one.page);
    placed.into_iter().map(address).collect()
}

/// Whether a redirect leads to what a past edition had at the plain address: for want of anything better, so that one that
/// an author writes comes first.
pub(super) fn is_of_past(assembly: &Assembly, pages: &Shared<Page>, redirect: &Redirect) -> bool {
    let Goal::Page { page, .. } = redirect.to else { return false };
    let edition = edition_folder(&assembly.folders, &pages[page]);
    !redirect.lasting && edition.is_some_and(|(edition, _)| !is_plain(&assembly.folders, edition))
}

/// Whether a page is that of an edition that stood at the plain address before.
fn was_plain(assembly: &Assembly, one: &Placed, pages: &Shared<Page>) -> bool {
    let past = assembly.folders[one.edition].handbook.map(|book| assembly.handbooks[book].standing.phase);
    past == Some(Phase::Past) && !matches!(pages[one.page].shows, Shows::Changes(_))
}

/// The place of an edition among all, the latest being the first.
fn rank(assembly: &Assembly, edition: FolderIx) -> Option<usize> {
    let book = assembly.folders[edition].handbook?;
    assembly.handbooks[book].standing.editions.iter().position(|&other| other == book)
}

/// Adds the anchors that pages of past editions had at the plain address and that the edition in force has not there: they
/// lead to where it has them, else to the latest edition that had them.
pub(super) fn moved(
    config: &Config,
    assembly: &Assembly,
    pages: &Shared<Page>,
    moved: &mut BTreeMap<Box<str>, Vec<Moved>>,
) {
    let Assembly { folders, pairs, handbooks, .. } = assembly;
    let ids = |page: PageIx| anchors_on(&pages[page], pairs, handbooks).collect::<BTreeSet<&str>>();
    let placed = placed(config, folders, pages);
    let now = placed.iter().filter(|one| is_plain(folders, one.edition));
    let now: HashMap<&str, PageIx> = now.map(|one| (one.plain.as_str(), one.page)).collect();
    let mut past: Vec<&Placed> = placed.iter().filter(|one| was_plain(assembly, one, pages)).collect();
    past.sort_by_key(|one| rank(assembly, one.edition));
    for one in past {
        let Some(&here) = now.get(one.plain.as_str()) else { continue };
        let (known, book) = (ids(here), folders[one.edition].handbook);
        let list = moved.entry(pages[here].address.clone()).or_default();
        let mut gone: Vec<&str> = ids(one.page).into_iter().filter(|id| !known.contains(id)).collect();
        gone.retain(|id| list.iter().all(|moved| *moved.id != **id));
        for id in gone {
            let to = elsewhere(assembly, pages, book, here, id).unwrap_or(one.page);
            list.push(Moved { id: id.into(), to: Goal::Page { page: to, fragment: Some(id.into()) } });
        }
    }
    moved.retain(|_, list| !list.is_empty());
}

/// The page of the edition in force that has an id which somebody gave, beside the one where it was.
fn elsewhere(assembly: &Assembly, pages: &Shared<Page>, past: Option<usize>, here: PageIx, id: &str) -> Option<PageIx> {
    let Assembly { pairs, handbooks, folders, .. } = assembly;
    let current = handbooks[past?].standing.editions.iter().find(|&&book| handbooks[book].standing.current)?;
    let lang = pages[here].lang;
    (0..handbooks[*current].parts.len())
        .filter_map(|place| page_of(Node::Part(*current, place), lang, pairs, folders, handbooks))
        .find(|&page| page != here && anchors_on(&pages[page], pairs, handbooks).any(|other| other == id))
}

impl Site {
    /// The handbook that a page shows, or a part of it.
    pub fn book_of(&self, page: PageIx) -> Option<usize> {
        let shown = &self.pages[page];
        match shown.shows {
            Shows::Whole(book) | Shows::Part(book, _) | Shows::Changes(book) => Some(book),
            Shows::Document => {
                let pair = shown.pair?;
                let own = self.handbooks.iter().position(|book| book.pair == pair);
                own.or_else(|| self.pairs[pair].part_of.map(|(book, _)| book))
            }
            _ => None,
        }
    }

    /// Whether a folder holds the edition that stands at the address of the folder around it.
    pub fn is_current_edition(&self, folder: FolderIx) -> bool {
        is_plain(&self.folders, folder)
    }

    /// Whether a page belongs to an edition of a handbook that is not the one in force.
    pub fn is_of_another_time(&self, page: PageIx) -> bool {
        self.book_of(page).is_some_and(|book| !self.handbooks[book].standing.current)
    }

    /// The next day on which the same texts make another site: an edition comes into force, or ceases to be.
    pub fn next_change(&self) -> Option<Date> {
        let standings = self.handbooks.iter().map(|book| &book.standing);
        let shown = standings.filter(|standing| standing.is_told());
        let days = shown.flat_map(|standing| [standing.from, standing.until.and_then(|day| day.tomorrow().ok())]);
        days.flatten().filter(|&day| day > self.as_of).min()
    }
}

impl Standing {
    /// Whether readers are told of it on every page: there is an end, or another edition.
    pub fn is_told(&self) -> bool {
        self.until.is_some() || !self.editions.is_empty()
    }
}
