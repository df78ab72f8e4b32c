//! Turns the blocks of one unit in two languages into what one has and the other lacks, or has in another size.
//!
//! Order is another question, of `sequence` and `arrangement`: what was moved inside a unit is still there. What is inside
//! something that one side lacks is lost with it, and not told of again.

use super::alike::{Marks, pairs, rest};
use super::code;
use super::found::{Edition, Found, Side, Told, told};
use super::leaves::Sides;
use crate::diag::rules::parity as rules;
use crate::parse::outline::{Own, Shape, ShapeKind};
use crate::source::Span;

/// What stands on one side only, by side: what is in there needs no further word.
pub(super) type Gone = [Vec<Span>; 2];

/// The items or rows of a list or table that both sides have, as many on each.
pub(super) struct Parts {
    pub parts: [Vec<Span>; 2],
    pub table: bool,
    /// Whether they are paragraphs, of which words alone say too little.
    pub prose: bool,
}

/// Compares the blocks of a unit; `homes` is where the unit stands on each side.
pub(super) fn compare(
    sides: &Sides<'_>,
    own: [&Own<'_>; 2],
    homes: [Span; 2],
    found: &mut Vec<Found>,
) -> (Gone, Vec<Parts>) {
    let editions = sides.editions;
    let mut gone: Gone = Default::default();
    let mut parts = Vec::new();
    let mut alone: [Vec<&Shape<'_>>; 2] = Default::default();
    let deepest = own.iter().flat_map(|own| &own.shapes).map(|shape| shape.depth).max();
    for depth in 0..=deepest.unwrap_or(0) {
        let mut classes: Vec<u8> = Vec::new();
        let at_depth = [0, 1].map(|side: usize| {
            let shapes = own[side].shapes.iter().filter(|shape| shape.depth == depth);
            let shapes: Vec<&Shape<'_>> =
                shapes.filter(|shape| !gone[side].iter().any(|gone| gone.contains(shape.span))).collect();
            classes.extend(shapes.iter().map(|shape| class(&shape.kind)));
            shapes
        });
        classes.sort_unstable();
        classes.dedup();
        for wanted in classes {
            let of_class = [0, 1].map(|side: usize| {
                let shapes = at_depth[side].iter().copied().filter(|shape| class(&shape.kind) == wanted);
                shapes.collect::<Vec<&Shape<'_>>>()
            });
            let matched = matched(editions, &of_class);
            for &(i, j) in &matched {
                let shapes = [of_class[0][i], of_class[1][j]];
                differ(sides, shapes, &mut gone, found);
                parts.extend(comparable(shapes));
            }
            for side in [0, 1] {
                let used = matched.iter().map(|&(i, j)| if side == 0 { i } else { j });
                let left = rest(of_class[side].len(), used).into_iter().map(|at| of_class[side][at]);
                for shape in left {
                    gone[side].push(shape.span);
                    alone[side].push(shape);
                }
            }
        }
    }
    misplaced(editions, &mut alone, found);
    for side in [Side::First, Side::Second] {
        found.extend(alone[side.at()].iter().map(|shape| lost(editions, side, shape, homes)));
    }
    (gone, parts)
}

/// The parts of two blocks, if there are several and as many on each side.
fn comparable(shapes: [&Shape<'_>; 2]) -> Option<Parts> {
    let (left, right, table) = match [&shapes[0].kind, &shapes[1].kind] {
        [ShapeKind::List { items: left, .. }, ShapeKind::List { items: right, .. }] => (left, right, false),
        [ShapeKind::Table { rows: left, .. }, ShapeKind::Table { rows: right, .. }] => (left, right, true),
        _ => return None,
    };
    (left.len() == right.len() && !left.is_empty()).then(|| Parts {
        parts: [left.clone(), right.clone()],
        table,
        prose: false,
    })
}

/// What can be paired.
pub(super) fn class(kind: &ShapeKind<'_>) -> u8 {
    match kind {
        ShapeKind::List { .. } => 0,
        ShapeKind::Table { .. } => 1,
        ShapeKind::Definitions(_) => 2,
        ShapeKind::Code(_) => 3,
        ShapeKind::Alert(_) => 4,
        ShapeKind::Quote => 5,
        ShapeKind::Footnote => 6,
        ShapeKind::Heading(_) => 7,
        ShapeKind::Container(kind) => 8 + *kind as u8,
    }
}

/// Whether nothing is to be said of these two.
fn same(a: &ShapeKind<'_>, b: &ShapeKind<'_>) -> bool {
    match (a, b) {
        (ShapeKind::List { start: a, items: left, .. }, ShapeKind::List { start: b, items: right, .. }) => {
            a == b && left.len() == right.len()
        }
        (ShapeKind::Table { columns: a, rows: left }, ShapeKind::Table { columns: b, rows: right }) => {
            a == b && left.len() == right.len()
        }
        (ShapeKind::Definitions(a), ShapeKind::Definitions(b)) => a.len() == b.len(),
        (ShapeKind::Code(a), ShapeKind::Code(b)) => a.language == b.language && a.text == b.text,
        (ShapeKind::Alert(a), ShapeKind::Alert(b)) => a == b,
        (ShapeKind::Heading(a), ShapeKind::Heading(b)) => a == b,
        _ => true,
    }
}

/// Pairs blocks of one class: in order where that makes sense, then those that were moved.
fn matched(editions: [&Edition<'_>; 2], shapes: &[Vec<&Shape<'_>>; 2]) -> Vec<(usize, usize)> {
    let [left, right] = shapes;
    let equal = |i: usize, j: usize| same(&left[i].kind, &right[j].kind);
    let close = |at: usize| match (&left[at].kind, &right[at].kind) {
        (ShapeKind::Code(a), ShapeKind::Code(b)) => a.language == b.language,
        _ => equal(at, at),
    };
    if left.len() == right.len() && (0..left.len()).all(close) {
        return (0..left.len()).map(|at| (at, at)).collect();
    }
    let marks = |side: usize| -> Vec<Marks> {
        shapes[side].iter().map(|shape| Marks::of(editions[side].source().slice(shape.span))).collect()
    };
    let (a, b) = (marks(0), marks(1));
    let gain = |i: usize, j: usize| a[i].likeness(&b[j]) + if equal(i, j) { 1.0 } else { 0.1 };
    let mut matched = pairs(left.len(), right.len(), gain);
    let free = |matched: &[(usize, usize)]| {
        (rest(left.len(), matched.iter().map(|pair| pair.0)), rest(right.len(), matched.iter().map(|pair| pair.1)))
    };
    let (loose, mut others) = free(&matched);
    for i in loose {
        if let Some(at) = others.iter().position(|&j| equal(i, j)) {
            matched.push((i, others.remove(at)));
        }
    }
    let (loose, others) = free(&matched);
    matched.extend(loose.into_iter().zip(others));
    matched
}

/// Tells what two blocks that belong together do not have in common.
fn differ(sides: &Sides<'_>, shapes: [&Shape<'_>; 2], gone: &mut Gone, found: &mut Vec<Found>) {
    let editions = sides.editions;
    let places = [0, 1].map(|side| editions[side].first_line(shapes[side].span));
    let tell = |told: Told| Found::at_both(editions, places, told);
    match (&shapes[0].kind, &shapes[1].kind) {
        (
            ShapeKind::List { start: a, items: left, tasks: ticks },
            ShapeKind::List { start: b, items: right, tasks: others },
        ) => {
            if left.len() != right.len() {
                let words = ["list-items", "list-item"];
                found.push(sized(editions, places, [left, right], told(&rules::LIST_DIFFERS, "item"), words, gone));
            } else if a.is_some() != b.is_some() {
                let word = |start: &Option<u64>| if start.is_some() { "list-ordered" } else { "list-bullets" };
                found.push(tell(told(&rules::LIST_DIFFERS, "kind").phrases([word(a), word(b)])));
            } else if a != b {
                let start = [a, b].map(|start| start.unwrap_or(1).to_string());
                found.push(tell(told(&rules::NUMBER_DIFFERS, "start").phrases(["list-starts"; 2]).sizes(start)));
            } else if let Some(at) = (0..ticks.len()).find(|&at| ticks[at] != others[at]) {
                let places = [editions[0].first_line(left[at]), editions[1].first_line(right[at])];
                let word = |task: Option<bool>| match task {
                    Some(true) => "item-checked",
                    Some(false) => "item-open",
                    None => "item-plain",
                };
                let told = told(&rules::LIST_DIFFERS, "task").phrases([word(ticks[at]), word(others[at])]);
                let size = (at + 1).to_string();
                found.push(Found::at_both(editions, places, told.sizes([size.clone(), size])));
            }
        }
        (ShapeKind::Table { columns: a, rows: left }, ShapeKind::Table { columns: b, rows: right }) => {
            if a != b {
                let columns = [a, b].map(|columns| columns.to_string());
                found.push(tell(told(&rules::TABLE_DIFFERS, "column").phrases(["table-columns"; 2]).sizes(columns)));
                // What stands in the column that one side lacks is lost with it.
                gone.iter_mut().zip(shapes).for_each(|(gone, shape)| gone.push(shape.span));
            }
            if left.len() != right.len() {
                let words = ["table-rows", "table-row"];
                found.push(sized(editions, places, [left, right], told(&rules::TABLE_DIFFERS, "row"), words, gone));
            }
        }
        (ShapeKind::Definitions(left), ShapeKind::Definitions(right)) if left.len() != right.len() => {
            let words = ["definitions", "definition"];
            found.push(sized(editions, places, [left, right], told(&rules::LIST_DIFFERS, "item"), words, gone));
        }
        (ShapeKind::Code(a), ShapeKind::Code(b)) => {
            found.extend(code::compare(sides, [a, b], shapes.map(|shape| shape.span)));
        }
        (ShapeKind::Alert(a), ShapeKind::Alert(b)) if a != b => {
            let names = [a, b].map(|alert| alert.name().to_uppercase());
            found.push(tell(told(&rules::BLOCK_DIFFERS, "alert").phrases(["has-alert"; 2]).names(names)));
        }
        (ShapeKind::Container(kind), ShapeKind::Container(_)) => {
            let titled = [0, 1].map(|side: usize| is_titled(editions[side], places[side]));
            if let [Some(one), Some(other)] = titled
                && one != other
            {
                let name = kind.name().to_owned();
                let words = [one, other].map(|titled| if titled { "block-titled" } else { "block-untitled" });
                found.push(tell(told(&rules::BLOCK_DIFFERS, "title").phrases(words).names([name.clone(), name])));
            }
        }
        (ShapeKind::Heading(a), ShapeKind::Heading(b)) if a != b => {
            let levels = [a, b].map(|level| level.to_string());
            found.push(tell(told(&rules::OTHER_LEVEL, "same").phrases(["heading-level"; 2]).sizes(levels)));
        }
        _ => {}
    }
}

/// Whether words follow the name of a block in its opening line: the caption of a table, the summary of details. A table
/// written in YAML has no such line: its caption is a text of its own, and missed as such.
fn is_titled(edition: &Edition<'_>, line: Span) -> Option<bool> {
    let typed = edition.source().slice(line).strip_prefix(":::")?.trim_start_matches(':').trim_start();
    let words = typed.split_once(' ').map_or("", |(_, words)| words);
    Some(!words.split('{').next().unwrap_or_default().trim().is_empty())
}

/// Tells of things with parts of which one side has fewer, and keeps the parts that the other side lacks.
fn sized(
    editions: [&Edition<'_>; 2],
    places: [Span; 2],
    parts: [&Vec<Span>; 2],
    told: Told,
    words: [&'static str; 2],
    gone: &mut Gone,
) -> Found {
    let marks = |side: usize| -> Vec<Marks> {
        parts[side].iter().map(|&part| Marks::of(editions[side].source().slice(part))).collect()
    };
    let (a, b) = (marks(0), marks(1));
    // All parts of the shorter side have a counterpart: some likeness in length is always there.
    let matched = pairs(a.len(), b.len(), |i, j| 0.05 + a[i].likeness(&b[j]));
    let longer = if a.len() > b.len() { Side::First } else { Side::Second };
    for side in [Side::First, Side::Second] {
        let used = matched.iter().map(|&(i, j)| if side == Side::First { i } else { j });
        let lone = rest(parts[side.at()].len(), used).into_iter().map(|at| parts[side.at()][at]);
        gone[side.at()].extend(lone);
    }
    let sizes = [a.len(), b.len()];
    let phrases = sizes.map(|size| if size == 1 { words[1] } else { words[0] });
    let told = told.phrases(phrases).sizes(sizes.map(|size| size.to_string()));
    let first = gone[longer.at()].iter().copied().find(|gone| parts[longer.at()].contains(gone));
    let lone = first.unwrap_or(places[longer.at()]);
    Found::lacking(editions, places, told, longer, lone)
}

/// Blocks that both sides have, one of them inside another block.
fn misplaced(editions: [&Edition<'_>; 2], alone: &mut [Vec<&Shape<'_>>; 2], found: &mut Vec<Found>) {
    let mut at = 0;
    while at < alone[0].len() {
        let shape = alone[0][at];
        let alike = |other: &&Shape<'_>| class(&other.kind) == class(&shape.kind) && same(&other.kind, &shape.kind);
        match alone[1].iter().position(alike) {
            Some(other) => {
                let other = alone[1].remove(other);
                alone[0].remove(at);
                let places = [editions[0].first_line(shape.span), editions[1].first_line(other.span)];
                let (rule, has, name) = named(&shape.kind);
                let told = told(rule, "place").has([has, "has-deeper"]).names([name.clone(), name]);
                found.push(Found::at_both(editions, places, told));
            }
            None => at += 1,
        }
    }
}

/// A block that one side lacks.
fn lost(editions: [&Edition<'_>; 2], side: Side, shape: &Shape<'_>, homes: [Span; 2]) -> Found {
    let (rule, has, name) = named(&shape.kind);
    let told = told(rule, "write").has([has, "has-none"]).names([name.clone(), name]);
    let place = editions[side.at()].first_line(shape.span);
    Found::alone(editions, side, place, homes[side.other().at()], told)
}

/// The rule for a block that is missing, and what a unit has that has it.
fn named(kind: &ShapeKind<'_>) -> (&'static crate::diag::Rule, &'static str, String) {
    match kind {
        ShapeKind::List { .. } => (&rules::LIST_DIFFERS, "has-list", String::new()),
        ShapeKind::Definitions(_) => (&rules::LIST_DIFFERS, "has-definitions", String::new()),
        ShapeKind::Table { .. } => (&rules::TABLE_DIFFERS, "has-table", String::new()),
        ShapeKind::Code(_) => (&rules::CODE_DIFFERS, "has-code", String::new()),
        ShapeKind::Alert(kind) => (&rules::BLOCK_DIFFERS, "has-alert", kind.name().to_uppercase()),
        ShapeKind::Quote => (&rules::BLOCK_DIFFERS, "has-quote", String::new()),
        ShapeKind::Footnote => (&rules::NOTE_DIFFERS, "has-note", String::new()),
        ShapeKind::Heading(_) => (&rules::BLOCK_DIFFERS, "has-heading", String::new()),
        ShapeKind::Container(kind) => (&rules::BLOCK_DIFFERS, "has-container", kind.name().to_owned()),
    }
}
