//! Turns the clauses of two editions of a handbook into what became of each: the same clause, a moved one, new, or gone.
//!
//! An id that somebody gave tells a clause wherever it stands and whatever it says; without one it is known by its words.
//! How a text was reworded is not its business: `ledger::changes` tells.

use crate::link::{JoinedIx, PairIx, Part, Site, rising};
use crate::names::HashMap;
use crate::parity::{Marks, pairs};
use crate::parse::facts::{Unit, UnitKind};

/// A section, clause or annex of one edition.
pub struct Clause<'a> {
    /// What it is: only what is of one kind and one level can be the same.
    pub kind: (u8, u8, bool),
    /// The part that it stands in.
    pub part: &'a str,
    /// What it is called for good; none if it is known by its place alone.
    pub id: Option<&'a str>,
    /// The clause around it, which stands before it.
    pub parent: Option<usize>,
    /// What it says, in all languages.
    pub words: String,
}

/// Where a clause of an edition stands in the site.
pub struct Spot<'s> {
    pub pair: PairIx,
    pub unit: JoinedIx,
    pub part: &'s Part,
    /// The unit itself, in the language that the text was written in first.
    pub own: &'s Unit,
}

/// Every section and clause of an edition, and where each stands.
pub fn clauses(site: &Site, book: usize) -> (Vec<Spot<'_>>, Vec<Clause<'_>>) {
    let (mut spots, mut clauses) = (Vec::new(), Vec::new());
    for part in &site.handbooks[book].parts {
        let pair = &site.pairs[part.pair];
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
            at.insert(unit, spots.len());
            let parent = joined.parent.and_then(|parent| at.get(&parent).copied());
            let spot = Spot { pair: part.pair, unit, part, own };
            clauses.push(clause(site, &spot, parent));
            spots.push(spot);
        }
    }
    (spots, clauses)
}

fn clause<'s>(site: &'s Site, spot: &Spot<'s>, parent: Option<usize>) -> Clause<'s> {
    let joined = &site.pairs[spot.pair].units[spot.unit as usize];
    let members = joined.members.iter();
    let said = members.filter_map(|(lang, member)| site.edition(spot.pair, lang)?.own_text((*member)?));
    let is_part = spot.unit == spot.part.unit;
    let name = part_name(site, spot.part);
    let is_section = spot.own.kind == UnitKind::Section;
    Clause {
        kind: (u8::from(!is_section), if is_part { 0 } else { spot.own.level }, spot.own.annex),
        part: if is_part { "" } else { name },
        id: match is_part {
            true => Some(name),
            // The heading of a section is its name; that of a clause is its place.
            false => (is_section || is_named(site, spot.pair, spot.unit)).then_some(&*joined.id),
        },
        parent,
        words: said.collect::<Vec<_>>().join("\n"),
    }
}

/// Whether somebody gave a unit its id.
pub fn is_named(site: &Site, pair: PairIx, unit: JoinedIx) -> bool {
    let mut members = site.pairs[pair].units[unit as usize].members.iter();
    members.any(|(lang, member)| {
        let units = site.edition(pair, lang).map(|document| &document.facts().units);
        member.zip(units).is_some_and(|(member, units)| units[member as usize].id.is_some())
    })
}

/// What a part is called in every edition: its file, else the id of its heading.
pub fn part_name<'s>(site: &'s Site, part: &'s Part) -> &'s str {
    match &*part.prefix {
        "" => &site.pairs[part.pair].units[part.unit as usize].id,
        file => file,
    }
}

/// What became of a clause; one side lacks of what is new or gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fate {
    pub old: Option<usize>,
    pub new: Option<usize>,
    /// Whether it stands in another place among the clauses that both have.
    pub moved: bool,
}

/// How alike two texts must be to be the same clause in the same place, and elsewhere.
const ALIKE: f32 = 0.45;
const ALIKE_ELSEWHERE: f32 = 0.8;

/// What the same clause around them adds to how alike two clauses are.
const SAME_PARENT: f32 = 0.15;

/// Above this many clauses without a partner, what moved and was reworded too counts as removed and added.
const MOST_LOOSE: usize = 400;

/// What became of every clause, in the order of the new edition; what is gone stands where it stood.
pub fn compare(old: &[Clause<'_>], new: &[Clause<'_>]) -> Vec<Fate> {
    let mut matching = Matching { old, new, of_old: vec![None; old.len()], of_new: vec![None; new.len()] };
    matching.by_name(|clause| Some((clause.kind, clause.part.to_owned(), clause.id?.to_owned())));
    matching.by_name(|clause| Some((clause.kind, String::new(), clause.id?.to_owned())));
    matching.by_name(|clause| Some((clause.kind, String::new(), folded(&clause.words)?)));
    matching.by_likeness();
    let moved = matching.moved();
    let mut fates: Vec<Fate> = Vec::with_capacity(new.len());
    // What left its place is no neighbour of what stayed.
    let stays = |at: usize| matching.of_old[at].filter(|&new| !moved[new]);
    let gone = |from: usize| {
        let until = (from..old.len()).take_while(move |&at| stays(at).is_none());
        until.filter(|&at| matching.of_old[at].is_none()).map(|at| Fate { old: Some(at), new: None, moved: false })
    };
    fates.extend(gone(0));
    for (at, partner) in matching.of_new.iter().enumerate() {
        fates.push(Fate { old: *partner, new: Some(at), moved: moved[at] });
        fates.extend(partner.filter(|_| !moved[at]).into_iter().flat_map(|old| gone(old + 1)));
    }
    fates
}

/// The words of a text, or nothing if it says too little to be known by it.
fn folded(text: &str) -> Option<String> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    (words.len() > 3).then(|| words.join(" "))
}

struct Matching<'a> {
    old: &'a [Clause<'a>],
    new: &'a [Clause<'a>],
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
}

impl Matching<'_> {
    fn join(&mut self, old: usize, new: usize) {
        (self.of_old[old], self.of_new[new]) = (Some(new), Some(old));
    }

    /// Joins those without a partner that have the same name, and are the only ones to have it.
    fn by_name<N: Eq + std::hash::Hash>(&mut self, name: impl Fn(&Clause<'_>) -> Option<N>) {
        let index = |all: &[Clause<'_>], partners: &[Option<usize>]| {
            let mut index: HashMap<N, Option<usize>> = HashMap::default();
            for (at, clause) in all.iter().enumerate().filter(|(at, _)| partners[*at].is_none()) {
                if let Some(name) = name(clause) {
                    index.entry(name).and_modify(|known| *known = None).or_insert(Some(at));
                }
            }
            index
        };
        let (old, new) = (index(self.old, &self.of_old), index(self.new, &self.of_new));
        for (name, at) in old {
            if let (Some(at), Some(Some(partner))) = (at, new.get(&name)) {
                self.join(at, *partner);
            }
        }
    }

    /// Joins what is alike: outer clauses first, so that inner ones know whether they are in the same one.
    fn by_likeness(&mut self) {
        let mut kinds: Vec<(u8, u8, bool)> = self.new.iter().map(|clause| clause.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        for kind in kinds {
            let loose = |all: &[Clause<'_>], partners: &[Option<usize>]| -> Vec<usize> {
                (0..all.len()).filter(|&at| partners[at].is_none() && all[at].kind == kind).collect()
            };
            let (old, new) = (loose(self.old, &self.of_old), loose(self.new, &self.of_new));
            if old.is_empty() || new.is_empty() || old.len().max(new.len()) > MOST_LOOSE {
                continue;
            }
            let marks = |all: &[Clause<'_>], list: &[usize]| -> Vec<Marks> {
                list.iter().map(|&at| Marks::of(&all[at].words)).collect()
            };
            let (left, right) = (marks(self.old, &old), marks(self.new, &new));
            let likeness = |a: usize, b: usize| {
                let around = if self.is_in_the_same(old[a], new[b]) { SAME_PARENT } else { 0.0 };
                left[a].likeness(&right[b]) + around
            };
            let found = pairs(old.len(), new.len(), |a, b| likeness(a, b) - ALIKE);
            let found: Vec<_> = found.into_iter().filter(|&(a, b)| likeness(a, b) > ALIKE).collect();
            let mut apart: Vec<(usize, usize)> = Vec::new();
            let mut free: Vec<usize> = (0..new.len()).filter(|b| found.iter().all(|(_, other)| other != b)).collect();
            for a in (0..old.len()).filter(|a| found.iter().all(|(other, _)| other != a)) {
                let best = free.iter().copied().max_by(|&b, &c| likeness(a, b).total_cmp(&likeness(a, c)));
                if let Some(b) = best.filter(|&b| likeness(a, b) >= ALIKE_ELSEWHERE) {
                    free.retain(|&other| other != b);
                    apart.push((a, b));
                }
            }
            for (a, b) in found.into_iter().chain(apart) {
                self.join(old[a], new[b]);
            }
        }
    }

    /// Whether the clauses around two are each other's, or there are none.
    fn is_in_the_same(&self, old: usize, new: usize) -> bool {
        match (self.old[old].parent, self.new[new].parent) {
            (Some(old), Some(new)) => self.of_old[old] == Some(new),
            (None, None) => true,
            _ => false,
        }
    }

    /// Which of the new clauses stand in another place: in another clause, or in another order in the same one.
    fn moved(&self) -> Vec<bool> {
        let mut moved = vec![false; self.new.len()];
        let mut inside: HashMap<Option<usize>, Vec<(usize, usize)>> = HashMap::default();
        for (new, old) in self.of_new.iter().enumerate().filter_map(|(new, old)| Some((new, (*old)?))) {
            match self.is_in_the_same(old, new) {
                true => inside.entry(self.new[new].parent).or_default().push((old, new)),
                false => moved[new] = true,
            }
        }
        for list in inside.into_values() {
            list.iter().for_each(|&(_, new)| moved[new] = true);
            rising(list).into_iter().for_each(|(_, new)| moved[new] = false);
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clause<'a>(id: Option<&'a str>, parent: Option<usize>, words: &str) -> Clause<'a> {
        Clause { kind: (u8::from(parent.is_some()), 1, false), part: "", id, parent, words: words.to_owned() }
    }

    fn told(old: &[Clause<'_>], new: &[Clause<'_>]) -> Vec<String> {
        let fate = |fate: Fate| match fate {
            Fate { old: Some(old), new: Some(new), moved } => format!("{old}{}{new}", if moved { "~" } else { "=" }),
            Fate { old: Some(old), .. } => format!("-{old}"),
            Fate { new, .. } => format!("+{}", new.unwrap_or_default()),
        };
        compare(old, new).into_iter().map(fate).collect()
    }

    const FEES: &str = "A fee of 30 dollars is due within ten days of the invoice.";
    const LATE: &str = "Interest of 2 percent is charged on every late payment.";
    const NOTICE: &str = "Either party may end this agreement by written notice.";

    #[test]
    fn an_insertion_moves_nothing() {
        let old = [clause(None, None, FEES), clause(None, None, LATE)];
        let new = [clause(None, None, NOTICE), clause(None, None, FEES), clause(None, None, LATE)];
        assert_eq!(told(&old, &new), ["+0", "0=1", "1=2"]);
        assert_eq!(told(&new, &old), ["-0", "1=0", "2=1"]);
    }

    #[test]
    fn rewording_is_no_removal() {
        let old = [clause(None, None, FEES), clause(None, None, LATE)];
        let new = [
            clause(None, None, "A fee of 45 dollars is due within thirty days of the invoice."),
            clause(None, None, LATE),
        ];
        assert_eq!(told(&old, &new), ["0=0", "1=1"]);
    }

    #[test]
    fn an_id_outlives_any_wording_and_place() {
        let old = [clause(Some("fee"), None, FEES), clause(None, None, LATE), clause(None, None, NOTICE)];
        let new = [clause(None, None, LATE), clause(None, None, NOTICE), clause(Some("fee"), None, "Nothing is due.")];
        assert_eq!(told(&old, &new), ["1=0", "2=1", "0~2"]);
    }

    #[test]
    fn a_clause_that_changes_its_section_has_moved_and_a_section_takes_its_clauses_along() {
        let section = |id| clause(Some(id), None, "");
        let inside = |at, text| clause(None, Some(at), text);
        let old = [section("a"), inside(0, FEES), inside(0, LATE), section("b"), inside(3, NOTICE)];
        let new = [section("b"), inside(0, NOTICE), inside(0, LATE), section("a"), inside(3, FEES)];
        assert_eq!(told(&old, &new), ["3=0", "4=1", "2~2", "0~3", "1=4"]);
    }
}
