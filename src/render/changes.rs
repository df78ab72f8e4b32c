//! Turns two editions of a handbook into the table of what differs between them, clause by clause, in one language.
//!
//! Which clauses belong together is told by `revision`, the same for all languages; what was reworded is told of each
//! language by what its readers see. A number that changes in a reference is no rewording.

use super::href::unit_title;
use super::passages::passages;
use super::reference::{Wording, of_unit, phrase};
use super::standing::part_name;
use super::view::{ChangeView, ChangesView, CountView, PieceView, PlaceView};
use crate::lang::LangId;
use crate::ledger::{self, Piece};
use crate::link::{Anchored, JoinedIx, PairIx, Part, Site, route_to};
use crate::names::HashMap;
use crate::parse::facts::{Unit, UnitKind};
use crate::revision::{self, Clause, Fate};

/// The kinds of changes, in the order in which they are told.
const KINDS: [&str; 5] = ["added", "removed", "moved", "reworded", "renumbered"];

/// Letters of a text by which a clause without number and title is known.
const LONGEST_BEGINNING: usize = 60;

/// What differs between the edition that a handbook replaces and itself.
pub fn changes(site: &Site, lang: LangId, book: usize) -> Option<ChangesView> {
    let old = side(site, lang, site.handbooks[book].standing.replaces?);
    let new = side(site, lang, book);
    let (mut rows, mut renumbered) = (Vec::new(), Vec::new());
    for fate in revision::compare(&clauses(site, &old), &clauses(site, &new)) {
        let Some(row) = row(site, lang, (&old, &new), fate) else { continue };
        match row.kinds.iter().all(|kind| kind.kind == "renumbered") {
            true => renumbered.push(row),
            false => rows.push(row),
        }
    }
    let all = || rows.iter().chain(&renumbered).flat_map(|row: &ChangeView| &row.kinds);
    let count = |kind: &'static str| CountView {
        count: all().filter(|one| one.kind == kind).count(),
        ..label(site, lang, kind)
    };
    let counts = KINDS.into_iter().map(count).filter(|one| one.count > 0).collect();
    Some(ChangesView { counts, rows, renumbered })
}

/// A clause of one edition.
struct Place<'s> {
    pair: PairIx,
    unit: JoinedIx,
    part: &'s Part,
    name: &'s str,
    parent: Option<usize>,
    own: &'s Unit,
    /// What readers of the language see, its title first.
    text: String,
}

/// Every section and clause of an edition.
fn side(site: &Site, lang: LangId, book: usize) -> Vec<Place<'_>> {
    let mut places: Vec<Place<'_>> = Vec::new();
    for part in &site.handbooks[book].parts {
        let pair = &site.pairs[part.pair];
        let mut texts = texts(site, lang, part);
        let mut at: HashMap<JoinedIx, usize> = HashMap::default();
        for unit in part.unit..part.end {
            let joined = &pair.units[unit as usize];
            let langs = std::iter::once(pair.source).chain(joined.members.iter().map(|(lang, _)| lang));
            let mut members = langs.filter_map(|lang| Some((joined.members[lang]?, site.edition(part.pair, lang)?)));
            let Some((member, document)) = members.next() else { continue };
            let own = &document.facts().units[member as usize];
            if own.nested {
                continue;
            }
            at.insert(unit, places.len());
            let parent = joined.parent.and_then(|parent| at.get(&parent).copied());
            let (name, text) = (part_name(site, part), texts.remove(&unit).unwrap_or_default());
            places.push(Place { pair: part.pair, unit, part, name, parent, own, text });
        }
    }
    places
}

/// What readers see of every unit of a part that is in their language.
fn texts(site: &Site, lang: LangId, part: &Part) -> HashMap<JoinedIx, String> {
    let mut texts: HashMap<JoinedIx, String> = HashMap::default();
    let Some(page) = part.pages[lang].filter(|&page| site.pages[page].foreign(site).is_none()) else { return texts };
    let ids = &site.pairs[part.pair].ids[lang].targets;
    let mut at = part.unit;
    texts.insert(at, site.pages[page].title.to_string());
    for passage in passages(site, page) {
        at = match ids.get(&passage.id) {
            Some(Anchored::Unit(unit)) => *unit,
            // A section of a snippet belongs to the clause that includes it.
            Some(_) => at,
            None => part.unit,
        };
        let text = texts.entry(at).or_default();
        let title = if passage.goes_on { "" } else { &passage.title };
        for said in [title, &passage.text].into_iter().filter(|said| !said.is_empty()) {
            text.push_str(if text.is_empty() { "" } else { "\n" });
            text.push_str(said);
        }
    }
    texts
}

fn clauses<'s>(site: &'s Site, side: &[Place<'s>]) -> Vec<Clause<'s>> {
    side.iter().map(|place| place.clause(site)).collect()
}

impl<'s> Place<'s> {
    fn clause(&self, site: &'s Site) -> Clause<'s> {
        let pair = &site.pairs[self.pair];
        let joined = &pair.units[self.unit as usize];
        let members =
            || joined.members.iter().filter_map(|(lang, member)| Some(((*member)?, site.edition(self.pair, lang)?)));
        let is_named = members().any(|(member, document)| document.facts().units[member as usize].id.is_some());
        let is_part = self.unit == self.part.unit;
        let said = members().filter_map(|(member, document)| document.own_text(member));
        Clause {
            kind: (
                u8::from(self.own.kind == UnitKind::Clause),
                if is_part { 0 } else { self.own.level },
                self.own.annex,
            ),
            part: if is_part { "" } else { self.name },
            id: match is_part {
                true => Some(self.name),
                // The heading of a section is its name; that of a clause is its place.
                false => (is_named || self.own.kind == UnitKind::Section).then_some(&*joined.id),
            },
            parent: self.parent,
            words: said.collect::<Vec<_>>().join("\n"),
        }
    }

    fn number(&self, site: &'s Site) -> &'s str {
        &site.pairs[self.pair].units[self.unit as usize].number
    }

    /// A digest of what was typed, in which a reference is the place that it leads to.
    fn meaning(&self, site: &Site, lang: LangId) -> Option<u64> {
        let member = site.pairs[self.pair].units[self.unit as usize].members[lang]?;
        Some(site.edition(self.pair, lang)?.meanings().get(member as usize + 1)?.words)
    }

    fn title(&self) -> &str {
        if self.own.kind == UnitKind::Section { self.text.lines().next().unwrap_or_default() } else { "" }
    }

    fn view(&self, site: &Site, lang: LangId) -> Option<PlaceView> {
        let page = &site.pages[self.part.pages[lang]?];
        let wording = Wording { lang, form: None, plural: false, capital: true };
        let numbered = of_unit(site, self.pair, self.unit);
        let label = numbered.map_or_else(String::new, |one| phrase(site, one.cited, &one.number, &wording).text);
        let title = match self.own.kind {
            UnitKind::Section => unit_title(site, lang, self.pair, self.unit),
            _ if label.is_empty() => beginning(&self.text),
            _ => String::new(),
        };
        let url = match self.unit == self.part.unit {
            true => page.url.to_string(),
            false => route_to(&page.url, &site.pairs[self.pair].units[self.unit as usize].id),
        };
        Some(PlaceView { label, title, url })
    }
}

/// The first words of a text.
fn beginning(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(LONGEST_BEGINNING) {
        Some((end, _)) => format!("{}…", line[..end].rsplit_once(' ').map_or(&line[..end], |(words, _)| words)),
        None => line.to_owned(),
    }
}

fn row(site: &Site, lang: LangId, (old, new): (&[Place<'_>], &[Place<'_>]), fate: Fate) -> Option<ChangeView> {
    let (before, after) = (fate.old.map(|at| &old[at]), fate.new.map(|at| &new[at]));
    let (kinds, pieces) = match (before, after) {
        (None, Some(new)) => (vec!["added"], whole("added", &new.text)),
        (Some(old), None) => (vec!["removed"], whole("removed", &old.text)),
        (Some(one), Some(other)) => {
            let pieces = reworded(site, lang, one, other);
            let others = || one.number(site) != other.number(site) && !follows(site, (old, one), (new, other));
            let told =
                [(fate.moved, "moved"), (!pieces.is_empty(), "reworded"), (!fate.moved && others(), "renumbered")];
            (told.into_iter().filter(|(is, _)| *is).map(|(_, kind)| kind).collect(), pieces)
        }
        (None, None) => return None,
    };
    if kinds.is_empty() {
        return None;
    }
    let view = |place: &Place<'_>| place.view(site, lang);
    let kinds = kinds.into_iter().map(|kind| label(site, lang, kind)).collect();
    Some(ChangeView { kinds, old: before.and_then(view), new: after.and_then(view), pieces })
}

/// Whether a clause has another number for no other reason than that the one around it has.
fn follows(site: &Site, (old, one): (&[Place<'_>], &Place<'_>), (new, other): (&[Place<'_>], &Place<'_>)) -> bool {
    let own = |side: &[Place<'_>], place: &Place<'_>| -> Option<String> {
        let around = &side[place.parent?];
        let rest = place.number(site).strip_prefix(around.number(site))?;
        (!around.number(site).is_empty()).then(|| rest.to_owned())
    };
    own(old, one).is_some_and(|number| Some(number) == own(new, other))
}

/// What differs in the words; nothing if the same was typed.
fn reworded(site: &Site, lang: LangId, old: &Place<'_>, new: &Place<'_>) -> Vec<PieceView> {
    let same = |meaning: Option<u64>| meaning.is_some() && meaning == new.meaning(site, lang);
    if old.text == new.text || old.text.is_empty() || new.text.is_empty() {
        return Vec::new();
    }
    if old.title() == new.title() && same(old.meaning(site, lang)) {
        return Vec::new();
    }
    let mut pieces: Vec<PieceView> = Vec::new();
    for piece in ledger::changes(&old.text, &new.text) {
        let (change, text) = match piece {
            Piece::Same(text) => ("same", text),
            Piece::Removed(text) => ("removed", text),
            Piece::Added(text) => ("added", text),
        };
        match pieces.last_mut().filter(|last| last.change == change) {
            Some(last) => last.text.push_str(text),
            None => pieces.push(PieceView { change, text: text.to_owned() }),
        }
    }
    if pieces.iter().all(|piece| piece.change == "same") { Vec::new() } else { pieces }
}

fn whole(change: &'static str, text: &str) -> Vec<PieceView> {
    (!text.is_empty()).then(|| PieceView { change, text: text.to_owned() }).into_iter().collect()
}

fn label(site: &Site, lang: LangId, kind: &'static str) -> CountView {
    let label = site.words[lang].get(&format!("change_{kind}")).cloned().unwrap_or_default();
    CountView { kind, label, count: 1 }
}
