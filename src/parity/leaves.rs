//! Turns the links, images, notes, variables and snippets of one unit in two languages into those that one side lacks.
//!
//! Order does not matter. What one paragraph, item or row lost at once is one loss.

use super::found::{Edition, Found, Side, told};
use super::shapes::Gone;
use super::targets::{Goal, goal};
use crate::diag::rules::parity as rules;
use crate::diag::{Rule, Severity};
use crate::link::{Site, Target};
use crate::parse::outline::{Leaf, LeafKind, Own, ShapeKind};
use crate::parse::{Document, Kind};
use crate::source::{Digester, Span};
use std::hash::Hash;

/// Things lost together that are named, beside the first.
const MOST_NAMES: usize = 3;

/// Something that one side has and the other lacks.
pub(super) struct Loss {
    pub side: Side,
    pub span: Span,
    /// The innermost paragraph, item or row around it.
    pub within: Span,
    pub rule: &'static Rule,
    /// Name of the phrase for a side that has it.
    pub has: &'static str,
    pub name: String,
    /// What the other side should have, if it has another name there.
    pub value: Option<String>,
    /// The term that it is.
    pub term: Option<u32>,
}

/// What is compared beside the texts themselves.
pub(super) struct Sides<'a> {
    pub site: &'a Site,
    pub editions: [&'a Edition<'a>; 2],
    /// What each address leads to.
    pub targets: [&'a [Target]; 2],
}

impl Sides<'_> {
    /// Whether anybody wants to know what a rule finds, which is dear to find.
    pub fn asks(&self, rule: &Rule) -> bool {
        asks(self.site, rule)
    }
}

pub(super) fn asks(site: &Site, rule: &Rule) -> bool {
    site.config.levels.severity(rule) > Severity::Off
}

/// Something by which two leaves are the same.
#[derive(PartialEq)]
pub(super) enum Key<'a> {
    Goal(Goal),
    Name(&'a str),
    Any,
}

/// Compares the leaves of a unit, but those inside what one side lacks altogether.
pub(super) fn compare(sides: &Sides<'_>, own: [&Own<'_>; 2], gone: &Gone, found: &mut Vec<Found>) -> Vec<Loss> {
    let present = |side: usize| -> Vec<&Leaf<'_>> {
        let lost = |leaf: &&Leaf<'_>| gone[side].iter().any(|gone| gone.contains(leaf.span));
        own[side].leaves.iter().filter(|leaf| !lost(leaf)).collect()
    };
    let present = [present(0), present(1)];
    let mut losses = Vec::new();
    links(sides, &present, found, &mut losses);
    let classes: [fn(&LeafKind<'_>) -> bool; 3] = [
        |kind| matches!(kind, LeafKind::Image(_)),
        |kind| matches!(kind, LeafKind::Variable(_)),
        |kind| matches!(kind, LeafKind::Snippet(_)),
    ];
    for wanted in classes {
        let [first, second] = [0, 1].map(|side: usize| of(sides, side, &present[side], wanted));
        let (mut first, mut second) = unmatched(first, second);
        let images = first.iter().chain(&second).any(|(leaf, _)| matches!(leaf.kind, LeafKind::Image(_)));
        if images {
            // An image of another name may be the same one, with other words in it.
            let both = first.len().min(second.len());
            first.drain(..both);
            second.drain(..both);
        }
        for (side, left) in [(Side::First, first), (Side::Second, second)] {
            // A name that is said more often on one side is still said on both.
            let elsewhere = |leaf: &Leaf<'_>| {
                matches!(leaf.kind, LeafKind::Variable(_))
                    && present[side.other().at()].iter().any(|other| other.kind == leaf.kind)
            };
            let left = left.into_iter().filter(|(leaf, _)| !elsewhere(leaf));
            losses.extend(left.map(|(leaf, _)| loss(sides, side, leaf)));
        }
    }
    notes(sides, own, &present, &mut losses);
    losses
}

/// The leaves of one class, with what they are compared by.
pub(super) fn of<'a>(
    sides: &Sides<'_>,
    side: usize,
    leaves: &[&'a Leaf<'a>],
    wanted: fn(&LeafKind<'_>) -> bool,
) -> Vec<(&'a Leaf<'a>, Key<'a>)> {
    let document = sides.editions[side].document;
    let key = |leaf: &Leaf<'a>| match leaf.kind {
        LeafKind::Link(at) | LeafKind::Image(at) => {
            let address = &document.facts().addresses[at as usize];
            let target = sides.targets[side].get(at as usize);
            Key::Goal(target.map_or(Goal::Unknown, |target| goal(sides.site, document.place.lang, address, target)))
        }
        LeafKind::Variable(name) | LeafKind::Snippet(name) => match is_known(sides.site, document, &leaf.kind) {
            true => Key::Name(name),
            false => Key::Goal(Goal::Unknown),
        },
        LeafKind::Footnote => Key::Any,
    };
    leaves.iter().filter(|leaf| wanted(&leaf.kind)).map(|leaf| (*leaf, key(leaf))).collect()
}

/// Whether there is such a snippet or variable: that there is none is told of as a fault already. Variables of a snippet
/// may come from any page.
fn is_known(site: &Site, document: &Document, kind: &LeafKind<'_>) -> bool {
    match kind {
        LeafKind::Snippet(name) => site.snippets.contains_key(*name),
        LeafKind::Variable(name) => document.place.kind == Kind::Snippet || site.variable(document, name).is_some(),
        _ => true,
    }
}

/// Adds to the key of what was found which of the names in a document are known.
pub(super) fn hash(site: &Site, document: &Document, digester: &mut Digester) {
    for used in &document.facts().snippets {
        is_known(site, document, &LeafKind::Snippet(&used.name)).hash(digester);
    }
    for used in &document.facts().variables {
        is_known(site, document, &LeafKind::Variable(&used.name)).hash(digester);
    }
}

type Keyed<'a> = Vec<(&'a Leaf<'a>, Key<'a>)>;

/// What only one side has; what leads nobody knows where stands for anything, first of all for what would be lacking.
fn unmatched<'a>(mut first: Keyed<'a>, mut second: Keyed<'a>) -> (Keyed<'a>, Keyed<'a>) {
    let is_unknown = |key: &Key<'_>| *key == Key::Goal(Goal::Unknown);
    first.retain(|(_, key)| match second.iter().position(|(_, other)| other == key && !is_unknown(key)) {
        Some(at) => {
            second.remove(at);
            false
        }
        None => true,
    });
    let wild = |list: &mut Keyed<'_>| {
        let before = list.len();
        list.retain(|(_, key)| !is_unknown(key));
        before - list.len()
    };
    let (ours, theirs) = (wild(&mut first), wild(&mut second));
    first.drain(..theirs.min(first.len()));
    second.drain(..ours.min(second.len()));
    (first, second)
}

/// Links that lead elsewhere, and links that one side lacks.
fn links(sides: &Sides<'_>, present: &[Vec<&Leaf<'_>>; 2], found: &mut Vec<Found>, losses: &mut Vec<Loss>) {
    let links = |side: usize| of(sides, side, &present[side], |kind| matches!(kind, LeafKind::Link(_)));
    let (mut first, mut second) = unmatched(links(0), links(1));
    let is_outside = |(_, key): &(&Leaf<'_>, Key<'_>)| matches!(key, Key::Goal(Goal::Outside(_)));
    for outside in [false, true] {
        let split = |list: &mut Keyed<'_>| list.iter().filter(|leaf| is_outside(leaf) == outside).count();
        let both = split(&mut first).min(split(&mut second));
        for _ in 0..both {
            let take = |list: &mut Keyed<'_>| {
                let at = list.iter().position(|leaf| is_outside(leaf) == outside).expect("they were counted");
                list.remove(at).0.span
            };
            let places = [first_of(&first, outside), first_of(&second, outside)];
            let spans = [take(&mut first), take(&mut second)];
            let names = [0, 1].map(|side: usize| typed(sides, side, places[side]));
            // What is typed alike leads to the same place, whatever section it lies in.
            if !outside && names[0] == names[1] {
                continue;
            }
            let rule = if outside { &rules::EXTERNAL_LINK_DIFFERS } else { &rules::LINK_DIFFERS };
            let told = told(rule, "same").phrases(["links-to"; 2]).names(names);
            found.push(Found::at_both(sides.editions, spans, told));
        }
    }
    for (side, left) in [(Side::First, first), (Side::Second, second)] {
        losses.extend(left.into_iter().map(|(leaf, _)| loss(sides, side, leaf)));
    }
}

fn first_of(list: &Keyed<'_>, outside: bool) -> u32 {
    let found = list.iter().find(|(_, key)| matches!(key, Key::Goal(Goal::Outside(_))) == outside);
    match found.map(|(leaf, _)| leaf.kind) {
        Some(LeafKind::Link(at)) => at,
        _ => 0,
    }
}

/// Marks of notes, unless the notes themselves are told of.
fn notes(sides: &Sides<'_>, own: [&Own<'_>; 2], present: &[Vec<&Leaf<'_>>; 2], losses: &mut Vec<Loss>) {
    let defined = own.map(|own| own.shapes.iter().filter(|shape| matches!(shape.kind, ShapeKind::Footnote)).count());
    if defined[0] != defined[1] {
        return;
    }
    let marks = |side: usize| of(sides, side, &present[side], |kind| matches!(kind, LeafKind::Footnote));
    let marks = [marks(0), marks(1)];
    let least = marks[0].len().min(marks[1].len());
    for side in [Side::First, Side::Second] {
        losses.extend(marks[side.at()][least..].iter().map(|(leaf, _)| loss(sides, side, leaf)));
    }
}

/// The address as it was typed.
fn typed(sides: &Sides<'_>, side: usize, address: u32) -> String {
    sides.editions[side].document.facts().addresses[address as usize].text.to_string()
}

fn loss(sides: &Sides<'_>, side: Side, leaf: &Leaf<'_>) -> Loss {
    let outside = |at: u32| {
        let target = sides.targets[side.at()].get(at as usize);
        matches!(target, Some(Target::External))
    };
    let (rule, has, name): (&'static Rule, _, _) = match leaf.kind {
        LeafKind::Link(at) if outside(at) => (&rules::EXTERNAL_LINK_DIFFERS, "links-to", typed(sides, side.at(), at)),
        LeafKind::Link(at) => (&rules::LINK_DIFFERS, "links-to", typed(sides, side.at(), at)),
        LeafKind::Image(at) => (&rules::IMAGE_DIFFERS, "shows-image", typed(sides, side.at(), at)),
        LeafKind::Variable(name) => (&rules::VARIABLE_DIFFERS, "uses-variable", name.to_owned()),
        LeafKind::Snippet(name) => (&rules::SNIPPET_DIFFERS, "includes", name.to_owned()),
        LeafKind::Footnote => (&rules::NOTE_DIFFERS, "has-mark", String::new()),
    };
    Loss { side, span: leaf.span, within: leaf.within, rule, has, name, value: None, term: None }
}

/// Tells of losses, once for each paragraph, item or row that has them; `homes` is where the unit stands on each side.
pub(super) fn tell(editions: [&Edition<'_>; 2], losses: Vec<Loss>, homes: [Span; 2], found: &mut Vec<Found>) {
    let mut told_of: Vec<(Side, Span)> = Vec::new();
    for loss in &losses {
        let place = (loss.side, loss.within);
        if told_of.contains(&place) {
            continue;
        }
        told_of.push(place);
        let together: Vec<&Loss> = losses.iter().filter(|other| (other.side, other.within) == place).collect();
        let mut others: Vec<String> = Vec::new();
        for other in together.iter().filter(|other| !other.name.is_empty() && other.name != loss.name) {
            let name = format!("`{}`", other.name);
            if !others.contains(&name) {
                others.push(name);
            }
        }
        if others.len() > MOST_NAMES {
            others.truncate(MOST_NAMES);
            others.push("…".to_owned());
        }
        let help = if others.is_empty() { "write" } else { "more" };
        // What has a name of its own is there or not; of the others there may be more.
        let lacks = match loss.has {
            "links-to" | "has-mark" => "has-none",
            "uses-term" => "lacks-term",
            _ => "has-not",
        };
        let mut names = [loss.name.clone(), loss.value.as_ref().unwrap_or(&loss.name).clone()];
        if loss.side == Side::Second {
            names.reverse();
        }
        let told = told(loss.rule, help).has([loss.has, lacks]).names(names);
        let home = homes[loss.side.other().at()];
        let place = editions[loss.side.at()].first_line(loss.span);
        found.push(
            Found::alone(editions, loss.side, place, home, told).with("names", others.join(", ")).about(loss.term),
        );
    }
}
