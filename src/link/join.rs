//! Turns the editions of one document into joined units with ids that are the same in every language.
//!
//! It does not number them and does not know any other document.

use super::align::{Candidate, align};
use super::site::{Anchored, Ids, Joined, JoinedIx};
use super::slug::slug;
use crate::diag::rules::{documents, pairs};
use crate::diag::{Diagnostic, Finding};
use crate::lang::{LangId, Languages, PerLang};
use crate::parse::Document;
use crate::parse::facts::UnitKind;
use crate::parse::tree::plain_text;
use std::collections::{HashMap, HashSet};

/// The units of one pair, joined.
pub(super) struct Join {
    pub units: Vec<Joined>,
    pub joined: PerLang<Vec<JoinedIx>>,
    pub ids: PerLang<Ids>,
    pub diagnostics: Vec<Diagnostic>,
}

/// One edition with its units' own slugs.
struct Edition<'a> {
    lang: LangId,
    document: &'a Document,
    /// The slug of each unit's title, made unique in the edition; empty where there is none.
    slugs: Vec<String>,
}

/// Joins the editions given, `source` first in authority.
pub(super) fn join(
    editions: &PerLang<Option<&Document>>,
    source: LangId,
    languages: &Languages,
    variable: &dyn Fn(&Document, &str) -> Option<String>,
) -> Join {
    let present = |lang: LangId| editions[lang].map(|document| edition(lang, document, variable));
    let others = languages.ids().filter(|&lang| lang != source);
    let ordered: Vec<Edition<'_>> = std::iter::once(source).chain(others).filter_map(present).collect();
    let mut units: Vec<Joined> = Vec::new();
    let mut joined = languages.map(|lang| vec![0; editions[lang].map_or(0, |document| document.facts().units.len())]);
    for (at, edition) in ordered.iter().enumerate() {
        if at == 0 {
            units = (0..edition.slugs.len()).map(|unit| lone(edition.lang, unit as u32, languages)).collect();
        } else {
            add_edition(&mut units, &ordered, at, languages);
        }
    }
    for (index, unit) in units.iter().enumerate() {
        for (lang, member) in unit.members.iter() {
            if let Some(member) = member {
                joined[lang][*member as usize] = index as JoinedIx;
            }
        }
    }
    let mut diagnostics = Vec::new();
    name(&mut units, &ordered);
    set_parents(&mut units, &joined, &ordered);
    let ids = languages.map(|lang| ids(lang, &units, &joined, &ordered, &mut diagnostics));
    report_duplicates(&ordered, &mut diagnostics);
    if ordered.len() > 1 {
        report_lone_ids(&units, &ordered, languages, &mut diagnostics);
    }
    Join { units, joined, ids, diagnostics }
}

fn lone(lang: LangId, unit: u32, languages: &Languages) -> Joined {
    let members = languages.map(|other| (other == lang).then_some(unit));
    Joined { id: "".into(), members, number: "".into(), mark: "".into(), parent: None }
}

fn edition<'a>(lang: LangId, document: &'a Document, variable: &dyn Fn(&Document, &str) -> Option<String>) -> Edition<'a> {
    let units = &document.facts().units;
    let mut taken: HashSet<String> = units.iter().filter_map(|unit| unit.id.as_ref()).map(|named| named.id.to_string()).collect();
    let mut slugs = Vec::with_capacity(units.len());
    for unit in units {
        if unit.kind != UnitKind::Section {
            slugs.push(String::new());
            continue;
        }
        let mut title = String::new();
        fill_title(document, &unit.title, variable, &mut title);
        let base = slug(&title).unwrap_or_else(|| "section".to_owned());
        let explicit = unit.id.as_ref().is_some_and(|named| *named.id == *base);
        let mut own = base.clone();
        let mut count = 2;
        while !explicit && !taken.insert(own.clone()) {
            own = format!("{base}-{count}");
            count += 1;
        }
        slugs.push(own);
    }
    Edition { lang, document, slugs }
}

/// The plain text of a title, its variables filled in.
pub(super) fn fill_title(
    document: &Document,
    title: &[crate::parse::tree::Inline],
    variable: &dyn Fn(&Document, &str) -> Option<String>,
    out: &mut String,
) {
    let mut values: HashMap<&str, String> = HashMap::new();
    for used in &document.facts().variables {
        if let Some(value) = variable(document, &used.name) {
            values.insert(&used.name, value);
        }
    }
    plain_text(title, &document.source, &|name| values.get(name).map(String::as_str), out);
}

/// Pairs the units of edition `at` with the joined units so far, and puts the others after their predecessors.
fn add_edition(units: &mut Vec<Joined>, ordered: &[Edition<'_>], at: usize, languages: &Languages) {
    let edition = &ordered[at];
    let (sides, slugs): (Vec<_>, Vec<_>) = units.iter().filter_map(|joined| represent(joined, &ordered[..at])).unzip();
    let left: Vec<Candidate<'_>> = sides.into_iter().zip(slugs).map(|(unit, title)| Candidate { unit, title }).collect();
    let own = edition.document.facts().units.iter().zip(&edition.slugs);
    let right: Vec<Candidate<'_>> = own.map(|(unit, title)| Candidate { unit, title }).collect();
    let mut partner: Vec<Option<usize>> = vec![None; right.len()];
    for (a, b) in align(&left, &right) {
        partner[b] = Some(a);
    }
    // The same explicit id in another place is the same unit all the same.
    let by_id: HashMap<&str, usize> =
        left.iter().enumerate().filter_map(|(at, c)| c.unit.id.as_ref().map(|named| (&*named.id, at))).collect();
    for (b, candidate) in right.iter().enumerate() {
        if let Some(&a) = candidate.unit.id.as_ref().and_then(|named| by_id.get(&*named.id)) {
            partner[b] = Some(a);
        }
    }
    let mut after: Vec<Vec<Joined>> = vec![Vec::new(); units.len() + 1];
    let mut place = 0;
    for (b, partner) in partner.into_iter().enumerate() {
        match partner {
            Some(a) => {
                units[a].members[edition.lang] = Some(b as u32);
                place = a + 1;
            }
            None => after[place].push(lone(edition.lang, b as u32, languages)),
        }
    }
    if after.iter().all(Vec::is_empty) {
        return;
    }
    let mut merged = Vec::with_capacity(units.len() + 8);
    let mut old = std::mem::take(units).into_iter();
    for inserted in after {
        merged.extend(inserted);
        merged.extend(old.next());
    }
    *units = merged;
}

/// The unit that stands for a joined one when another edition is compared: the first edition's that has it.
fn represent<'a>(joined: &Joined, editions: &'a [Edition<'_>]) -> Option<(&'a crate::parse::facts::Unit, &'a str)> {
    editions.iter().find_map(|edition| {
        let member = joined.members[edition.lang]? as usize;
        Some((&edition.document.facts().units[member], edition.slugs[member].as_str()))
    })
}

/// Gives every joined unit its main id: the explicit one of any edition, else the slug in the first edition that has it.
fn name(units: &mut [Joined], ordered: &[Edition<'_>]) {
    let mut taken: HashSet<Box<str>> = HashSet::new();
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
    for joined in units.iter_mut().filter(|joined| joined.id.is_empty()) {
        let slug = represent(joined, ordered).map_or("", |(_, slug)| slug);
        if slug.is_empty() {
            continue;
        }
        let mut id: Box<str> = slug.into();
        let mut count = 2;
        while !taken.insert(id.clone()) {
            id = format!("{slug}-{count}").into();
            count += 1;
        }
        joined.id = id;
    }
}

fn set_parents(units: &mut [Joined], joined: &PerLang<Vec<JoinedIx>>, ordered: &[Edition<'_>]) {
    for unit in units.iter_mut() {
        unit.parent = ordered.iter().find_map(|edition| {
            let member = unit.members[edition.lang]?;
            let parent = edition.document.facts().units[member as usize].parent?;
            Some(joined[edition.lang][parent as usize])
        });
    }
}

/// The ids of the page in one language: main ids first, then ids typed inside, then its own slugs, then the other editions'.
fn ids(
    lang: LangId,
    units: &[Joined],
    joined: &PerLang<Vec<JoinedIx>>,
    ordered: &[Edition<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Ids {
    // On a fallback page the first existing edition is shown.
    let shown = ordered.iter().find(|edition| edition.lang == lang).or(ordered.first());
    let Some(shown) = shown else { return Ids::default() };
    let on_page = |joined: &Joined| joined.members[shown.lang].is_some();
    let mut ids = Ids { targets: HashMap::new(), extra: vec![Vec::new(); units.len()] };
    for (index, unit) in units.iter().enumerate().filter(|(_, unit)| on_page(unit) && !unit.id.is_empty()) {
        ids.targets.insert(unit.id.clone(), Anchored::Unit(index as JoinedIx));
    }
    for anchor in &shown.document.facts().anchors {
        let inside = anchor.unit.map(|unit| joined[shown.lang][unit as usize]);
        ids.targets.entry(anchor.name.id.clone()).or_insert(Anchored::Inside(inside));
    }
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
                    Some(Anchored::Unit(winner)) if *winner != unit && edition.lang == lang && numbered_copy(id).is_none() => {
                        diagnostics.extend(lost(id, *winner, units, edition, member, shown));
                    }
                    Some(_) => {}
                }
            }
        }
    }
    ids
}

/// The number of an id that was made unique, such as 2 in `overview-2`: nobody links to those by wording.
fn numbered_copy(id: &str) -> Option<u32> {
    id.rsplit_once('-')?.1.parse().ok()
}

fn lost(id: &str, winner: JoinedIx, units: &[Joined], edition: &Edition<'_>, member: usize, shown: &Edition<'_>) -> Option<Diagnostic> {
    let span = edition.document.facts().units[member].span;
    let winner = units[winner as usize].members[shown.lang]?;
    let finding = Finding::new(&pairs::LOST_ID, span).with("id", id).help("explicit");
    let place = shown.document.facts().units[winner as usize].span;
    Some(finding.at(&edition.document.source).also(&shown.document.source, place, "winner"))
}

/// Reports an id that is typed twice in one edition.
fn report_duplicates(ordered: &[Edition<'_>], diagnostics: &mut Vec<Diagnostic>) {
    for edition in ordered {
        let facts = edition.document.facts();
        let units = facts.units.iter().filter_map(|unit| unit.id.as_ref());
        let mut named: Vec<_> = units.chain(facts.anchors.iter().map(|anchor| &anchor.name)).collect();
        named.sort_by_key(|named| named.span);
        let mut first: HashMap<&str, crate::source::Span> = HashMap::new();
        for named in named {
            let Some(&before) = first.get(&*named.id) else {
                first.insert(&named.id, named.span);
                continue;
            };
            let finding = Finding::new(&documents::DUPLICATE_ID, named.span).with("id", &*named.id);
            let finding = finding.with("suggestion", format!("{}-2", named.id)).help("rename");
            diagnostics.push(finding.at(&edition.document.source).also(&edition.document.source, before, "first"));
        }
    }
}

/// Reports explicit ids that pair nothing although every edition has a unit like it somewhere.
fn report_lone_ids(units: &[Joined], ordered: &[Edition<'_>], languages: &Languages, diagnostics: &mut Vec<Diagnostic>) {
    for joined in units {
        let members: Vec<&Edition<'_>> = ordered.iter().filter(|edition| joined.members[edition.lang].is_some()).collect();
        let [only] = members[..] else { continue };
        let unit = &only.document.facts().units[joined.members[only.lang].map_or(0, |member| member as usize)];
        let Some(named) = unit.id.as_ref().filter(|_| unit.kind == UnitKind::Section) else { continue };
        let finding = Finding::new(&pairs::IDS_DIFFER, named.span).with("id", &*named.id);
        let finding = finding.with("lang", languages[only.lang].name.as_str()).help("same");
        diagnostics.push(finding.at(&only.document.source));
    }
}
