//! Turns two editions of a handbook into the table of what differs between them, clause by clause, in one language.
//!
//! Which clauses belong together is told by `revision`, the same for all languages; what was reworded is told of each
//! language by what its readers see. A number that changes in a reference is no rewording.

use super::href::unit_title;
use super::passages::passages_with_rows;
use super::reference::{Wording, of_unit, phrase};
use super::rewording::{Said, reworded, whole};
use super::view::{ChangeView, ChangesView, CountView, PlaceView, RewordingView};
use crate::lang::LangId;
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
    let ((old, before), (new, after)) =
        (side(site, lang, site.handbooks[book].standing.replaces?), side(site, lang, book));
    let (mut rows, mut renumbered) = (Vec::new(), Vec::new());
    for fate in revision::compare(&before, &after) {
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
    parent: Option<usize>,
    own: &'s Unit,
    /// What readers of the language see, its title first.
    said: Said,
}

/// Every section and clause of an edition.
fn side(site: &Site, lang: LangId, book: usize) -> (Vec<Place<'_>>, Vec<Clause<'_>>) {
    let (spots, clauses) = revision::clauses(site, book);
    let mut texts: HashMap<(PairIx, JoinedIx), Said> = HashMap::default();
    for part in &site.handbooks[book].parts {
        texts.extend(said(site, lang, part).into_iter().map(|(unit, said)| ((part.pair, unit), said)));
    }
    let places = spots.into_iter().zip(&clauses).map(|(spot, clause)| Place {
        pair: spot.pair,
        unit: spot.unit,
        part: spot.part,
        parent: clause.parent,
        own: spot.own,
        said: texts.remove(&(spot.pair, spot.unit)).unwrap_or_default(),
    });
    (places.collect(), clauses)
}

/// What readers see of every unit of a part that is in their language.
fn said(site: &Site, lang: LangId, part: &Part) -> HashMap<JoinedIx, Said> {
    let mut texts: HashMap<JoinedIx, Said> = HashMap::default();
    let Some(page) = part.pages[lang].filter(|&page| site.pages[page].foreign(site).is_none()) else { return texts };
    let ids = &site.pairs[part.pair].ids[lang].targets;
    let mut at = part.unit;
    texts.entry(at).or_default().add(&site.pages[page].title);
    for passage in passages_with_rows(site, page) {
        at = match ids.get(&passage.id) {
            Some(Anchored::Unit(unit)) => *unit,
            // A section of a snippet belongs to the clause that includes it.
            Some(_) => at,
            None => part.unit,
        };
        let said = texts.entry(at).or_default();
        if !passage.goes_on {
            said.add(&passage.title);
        }
        match passage.rows.is_empty() {
            true => said.add(&passage.text),
            false => said.add_table(passage.rows),
        }
    }
    texts
}

impl<'s> Place<'s> {
    fn number(&self, site: &'s Site) -> &'s str {
        &site.pairs[self.pair].units[self.unit as usize].number
    }

    /// A digest of what was typed, in which a reference is the place that it leads to.
    fn meaning(&self, site: &Site, lang: LangId) -> Option<u64> {
        let member = site.pairs[self.pair].units[self.unit as usize].members[lang]?;
        Some(site.edition(self.pair, lang)?.meanings().get(member as usize + 1)?.words)
    }

    fn title(&self) -> &str {
        if self.own.kind == UnitKind::Section { self.said.first_line() } else { "" }
    }

    fn view(&self, site: &Site, lang: LangId) -> Option<PlaceView> {
        let page = &site.pages[self.part.pages[lang]?];
        let wording = Wording { lang, form: None, plural: false, capital: true };
        let numbered = of_unit(site, self.pair, self.unit);
        let label = numbered.map_or_else(String::new, |one| phrase(site, one.cited, &one.number, &wording).text);
        let title = match self.own.kind {
            UnitKind::Section => unit_title(site, lang, self.pair, self.unit),
            _ if label.is_empty() => beginning(self.said.first_line()),
            _ => String::new(),
        };
        let url = match self.unit == self.part.unit {
            true => page.url.to_string(),
            false => route_to(&page.url, &site.pairs[self.pair].units[self.unit as usize].id),
        };
        Some(PlaceView { label, title, url })
    }
}

/// The first words of a line.
fn beginning(line: &str) -> String {
    match line.char_indices().nth(LONGEST_BEGINNING) {
        Some((end, _)) => format!("{}…", line[..end].rsplit_once(' ').map_or(&line[..end], |(words, _)| words)),
        None => line.to_owned(),
    }
}

fn row(site: &Site, lang: LangId, (old, new): (&[Place<'_>], &[Place<'_>]), fate: Fate) -> Option<ChangeView> {
    let (before, after) = (fate.old.map(|at| &old[at]), fate.new.map(|at| &new[at]));
    let (kinds, wording) = match (before, after) {
        (None, Some(new)) => (vec!["added"], whole("added", &new.said)),
        (Some(old), None) => (vec!["removed"], whole("removed", &old.said)),
        (Some(one), Some(other)) => {
            let wording = rewording(site, lang, one, other);
            let others = || one.number(site) != other.number(site) && !follows(site, (old, one), (new, other));
            let told =
                [(fate.moved, "moved"), (!wording.is_empty(), "reworded"), (!fate.moved && others(), "renumbered")];
            (told.into_iter().filter(|(is, _)| *is).map(|(_, kind)| kind).collect(), wording)
        }
        (None, None) => return None,
    };
    if kinds.is_empty() {
        return None;
    }
    let view = |place: &Place<'_>| place.view(site, lang);
    let kinds = kinds.into_iter().map(|kind| label(site, lang, kind)).collect();
    Some(ChangeView { kinds, old: before.and_then(view), new: after.and_then(view), wording })
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
fn rewording(site: &Site, lang: LangId, old: &Place<'_>, new: &Place<'_>) -> Vec<RewordingView> {
    let same = |meaning: Option<u64>| meaning.is_some() && meaning == new.meaning(site, lang);
    if old.said == new.said || old.said.is_empty() || new.said.is_empty() {
        return Vec::new();
    }
    if old.title() == new.title() && same(old.meaning(site, lang)) {
        return Vec::new();
    }
    reworded(&old.said, &new.said)
}

fn label(site: &Site, lang: LangId, kind: &'static str) -> CountView {
    let label = site.words[lang].get(&format!("change_{kind}")).cloned().unwrap_or_default();
    CountView { kind, label, count: 1 }
}
