//! Turns joined units into ids that are the same in every language, and every wording into one more real id.
//!
//! The main id is the explicit one, else the source edition's slug; a clause without one is named after its section and mark.

use super::join::{Edition, is_note, represent};
use super::site::{Anchored, Ids, Joined, JoinedIx, Pair};
use crate::config::Fallback;
use crate::diag::rules::{documents, pairs};
use crate::diag::{Diagnostic, Finding};
use crate::lang::{LangId, Languages};
use crate::names::{HashMap, HashSet};
use crate::parse::Document;
use crate::parse::facts::{Unit, UnitKind};
use crate::parse::tree::Named;
use crate::shared::Shared;
use crate::source::Span;

/// Gives every joined unit its main id: the explicit one of any edition, else the slug in the first edition that has it.
pub(super) fn name(units: &mut [Joined], ordered: &[Edition<'_>], typed: &HashSet<&str>) {
    let mut taken: HashSet<Box<str>> = HashSet::with_capacity_and_hasher(typed.len() + units.len(), Default::default());
    taken.extend(typed.iter().map(|id| Box::from(*id)));
    for joined in units.iter_mut() {
        let explicit = ordered.iter().find_map(|edition| {
            let member = joined.members[edition.lang]?;
            edition.document.facts().units[member as usize].id.as_ref()
        });
        if let Some(named) = explicit {
            joined.id = named.id.clone();
            taken.insert(joined.id.clone());
        }
    }
    // How far the numbers of each slug have come.
    let mut counts: HashMap<String, u32> = HashMap::default();
    for index in 0..units.len() {
        if !units[index].id.is_empty() {
            continue;
        }
        let slug = match represent(&units[index], ordered) {
            Some((unit, _)) if unit.kind == UnitKind::Clause => clause_id(units, index),
            Some((_, slug)) => slug.to_owned(),
            None => continue,
        };
        let mut id: Box<str> = slug.as_str().into();
        while !taken.insert(id.clone()) {
            let count = counts.entry(slug.clone()).or_insert(1);
            *count += 1;
            id = format!("{slug}-{count}").into();
        }
        units[index].id = id;
    }
}

/// The id of a clause that nobody named: its section's, and its mark or its place.
fn clause_id(units: &[Joined], index: usize) -> String {
    let unit = &units[index];
    let parent = unit.parent.map_or("clause", |parent| &units[parent as usize].id);
    let last = unit.mark.trim_end_matches(')').rsplit(['.', '(']).next().unwrap_or("");
    match last.is_empty() {
        false => format!("{parent}-{last}"),
        true => format!("{parent}-x{index}"),
    }
}

/// The ids of the page in one language: main ids first, then ids typed inside, then its own slugs, then the other editions'.
pub(super) fn ids(
    lang: LangId,
    pair: &Pair,
    ordered: &[Edition<'_>],
    documents: &Shared<Document>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Ids {
    let (units, joined) = (&pair.units, &pair.joined);
    // On a fallback page the first existing edition is shown.
    let shown = ordered.iter().find(|edition| edition.lang == lang).or(ordered.first());
    let Some(shown) = shown else { return Ids::default() };
    let on_page = |joined: &Joined| joined.members[shown.lang].is_some() || stands_in(pair, joined, ordered);
    let (extra, included) = (vec![Vec::new(); units.len()], vec![Vec::new(); pair.included.len()]);
    // An id and the other editions' wordings for each unit, and what has an id inside.
    let count = units.len() * ordered.len().max(2) + shown.document.facts().anchors.len();
    let targets = HashMap::with_capacity_and_hasher(count, Default::default());
    let mut ids = Ids { targets, extra, included };
    for (index, unit) in units.iter().enumerate().filter(|(_, unit)| on_page(unit) && !unit.id.is_empty()) {
        ids.targets.insert(unit.id.clone(), Anchored::Unit(index as JoinedIx));
    }
    for anchor in &shown.document.facts().anchors {
        let inside = anchor.unit.map(|unit| joined[shown.lang][unit as usize]);
        ids.targets.entry(anchor.name.id.clone()).or_insert(Anchored::Inside(inside));
    }
    add_included(shown, pair, documents, &mut ids);
    let own_first = std::iter::once(shown).chain(ordered.iter().filter(|edition| edition.lang != shown.lang));
    for edition in own_first {
        for (member, slug) in edition.slugs.iter().enumerate() {
            let unit = joined[edition.lang][member];
            let aliases = edition.document.facts().units[member].aliases.iter().map(|named| &*named.id);
            let wanted = std::iter::once(slug.as_str()).chain(aliases).filter(|id| !id.is_empty());
            for id in wanted.filter(|_| on_page(&units[unit as usize])) {
                match ids.targets.get(id) {
                    None => {
                        ids.targets.insert(id.into(), Anchored::Unit(unit));
                        ids.extra[unit as usize].push(id.into());
                    }
                    Some(Anchored::Unit(winner))
                        if *winner != unit && edition.lang == lang && numbered_copy(id).is_none() =>
                    {
                        diagnostics.extend(lost(id, *winner, units, edition, member, shown));
                    }
                    Some(_) => {}
                }
            }
        }
    }
    // The wordings of included sections come last: those of the page itself are its author's.
    let languages = std::iter::once(shown.lang).chain(pair.editions.iter().map(|(lang, _)| lang));
    for lang in languages {
        for (at, section) in pair.included.iter().enumerate() {
            let slug = &section.slugs[lang];
            if section.members[shown.lang].is_some() && !slug.is_empty() && !ids.targets.contains_key(slug) {
                ids.targets.insert(slug.clone(), Anchored::Included(at as u32));
                ids.included[at].push(slug.clone());
            }
        }
    }
    ids
}

/// Whether what a page lacks of questions and terms is shown there in another language.
fn stands_in(pair: &Pair, joined: &Joined, ordered: &[Edition<'_>]) -> bool {
    let kind = |edition: &Edition<'_>| {
        joined.members[edition.lang].map(|member| edition.document.facts().units[member as usize].kind)
    };
    pair.gates.fallback() == Fallback::Notice
        && ordered.iter().filter_map(kind).any(|kind| matches!(kind, UnitKind::Entry | UnitKind::Term))
}

/// Adds the main ids of the snippets that the page shows, and what else has one in them.
fn add_included(shown: &Edition<'_>, pair: &Pair, documents: &Shared<Document>, ids: &mut Ids) {
    for (at, section) in pair.included.iter().enumerate().filter(|(_, section)| section.members[shown.lang].is_some()) {
        ids.targets.entry(section.id.clone()).or_insert(Anchored::Included(at as u32));
    }
    for inclusion in &pair.inclusions[shown.lang] {
        for anchor in &documents[inclusion.snippet].facts().anchors {
            ids.targets.entry(anchor.name.id.clone()).or_insert(Anchored::Inside(inclusion.within));
        }
    }
}

/// The number of an id that was made unique, such as 2 in `overview-2`: nobody links to those by wording.
fn numbered_copy(id: &str) -> Option<u32> {
    id.rsplit_once('-')?.1.parse().ok()
}

fn lost(
    id: &str,
    winner: JoinedIx,
    units: &[Joined],
    edition: &Edition<'_>,
    member: usize,
    shown: &Edition<'_>,
) -> Option<Diagnostic> {
    let span = edition.document.facts().units[member].span;
    let winner = units[winner as usize].members[shown.lang]?;
    let finding = Finding::new(&pairs::LOST_ID, span).with("id", id).help("explicit");
    let place = shown.document.facts().units[winner as usize].span;
    Some(finding.at(&edition.document.source).also(&shown.document.source, place, "winner"))
}

/// An id in a snippet, and where the page includes it.
pub(super) type Included<'a> = (&'a Named, Span);

/// Reports an id that is typed twice in one edition, and those that the theme needs for itself.
pub(super) fn report_duplicates<'a>(
    ordered: &[Edition<'a>],
    included: &dyn Fn(&'a Document) -> Vec<Included<'a>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for edition in ordered {
        let facts = edition.document.facts();
        let units = facts.units.iter().filter_map(|unit| unit.id.as_ref());
        let mut named: Vec<_> = units.chain(facts.anchors.iter().map(|anchor| &anchor.name)).collect();
        named.sort_by_key(|named| named.span);
        for named in named.iter().filter(|named| named.id.starts_with('_') || is_note(&named.id)) {
            let finding = Finding::new(&documents::RESERVED_ID, named.span).with("id", &*named.id);
            let free = named.id.trim_start_matches('_');
            let free = if is_note(&named.id) || free.is_empty() { format!("id-{free}") } else { free.to_owned() };
            diagnostics.push(finding.with("suggestion", free).help("nearest").at(&edition.document.source));
        }
        let mut first: HashMap<&str, Span> = HashMap::default();
        for named in named {
            let Some(&before) = first.get(&*named.id) else {
                first.insert(&named.id, named.span);
                continue;
            };
            let finding = Finding::new(&documents::DUPLICATE_ID, named.span).with("id", &*named.id);
            let finding = finding.with("suggestion", format!("{}-2", named.id)).help("rename");
            diagnostics.push(finding.at(&edition.document.source).also(&edition.document.source, before, "first"));
        }
        for (named, span) in included(edition.document) {
            let Some(before) = first.insert(&named.id, span) else { continue };
            let finding = Finding::new(&documents::DUPLICATE_ID, span).with("id", &*named.id).help("once");
            diagnostics.push(finding.at(&edition.document.source).also(&edition.document.source, before, "first"));
        }
    }
}

/// Reports ids that one edition gives to a section and another to something else: the section has it in every language.
pub(super) fn report_shared<'a>(
    units: &[Joined],
    ordered: &[Edition<'a>],
    included: &dyn Fn(&'a Document) -> Vec<Included<'a>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for edition in ordered {
        let facts = edition.document.facts();
        let own = facts.anchors.iter().map(|anchor| (&*anchor.name.id, anchor.name.span));
        let others: HashMap<&str, Span> =
            own.chain(included(edition.document).into_iter().map(|(named, place)| (&*named.id, place))).collect();
        for joined in units.iter().filter(|joined| others.contains_key(&*joined.id)) {
            let Some(member) = joined.members[edition.lang] else { continue };
            // Twice in one edition was reported.
            if facts.units[member as usize].id.is_some() {
                continue;
            }
            let typed = ordered.iter().find_map(|other| {
                let unit = &other.document.facts().units[joined.members[other.lang]? as usize];
                Some((&other.document.source, unit.id.as_ref()?.span))
            });
            let Some((source, first)) = typed else { continue };
            let finding = Finding::new(&documents::DUPLICATE_ID, others[&*joined.id]).with("id", &*joined.id);
            let finding = finding.with("suggestion", format!("{}-2", joined.id)).help("rename");
            diagnostics.push(finding.at(&edition.document.source).also(source, first, "first"));
        }
    }
}

/// Reports explicit ids that pair nothing although every edition has a unit like it somewhere.
pub(super) fn report_lone_ids(
    units: &[Joined],
    ordered: &[Edition<'_>],
    languages: &Languages,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for joined in units {
        let members: Vec<&Edition<'_>> =
            ordered.iter().filter(|edition| joined.members[edition.lang].is_some()).collect();
        let [only] = members[..] else { continue };
        let unit = &only.document.facts().units[joined.members[only.lang].map_or(0, |member| member as usize)];
        let Some(named) = unit.id.as_ref().filter(|_| unit.kind == UnitKind::Section) else { continue };
        // Where no other edition has a section that could be meant, the whole section is missing there.
        if ordered.len() > 1 && !meets_another(unit, only.lang, units, ordered) {
            continue;
        }
        let finding = Finding::new(&pairs::IDS_DIFFER, named.span).with("id", &*named.id);
        let finding = finding.with("lang", languages[only.lang].segment.as_str()).help("same");
        diagnostics.push(finding.at(&only.document.source));
    }
}

/// Whether another edition has a section of the same level that is alone too.
fn meets_another(unit: &Unit, lang: LangId, units: &[Joined], ordered: &[Edition<'_>]) -> bool {
    let alone = units.iter().filter(|other| other.members[lang].is_none());
    let mut found = alone.flat_map(|other| {
        ordered
            .iter()
            .filter_map(|edition| Some(&edition.document.facts().units[other.members[edition.lang]? as usize]))
    });
    found.any(|other| other.kind == unit.kind && other.level == unit.level)
}
