//! Turns the blocks of a unit into edits of them: rows, cells, items, paragraphs, code, notes.

use super::{Change, Scene, pick};
use crate::fixture::Random;
use diglot::parse::facts::UnitKind;
use diglot::parse::outline::{Shape, ShapeKind};
use diglot::source::Span;
use std::ops::Range;

/// The rows of each table of a unit, but the head.
fn rows(scene: &Scene<'_>) -> Vec<Vec<Span>> {
    let rows = |shape: &Shape<'_>| match &shape.kind {
        ShapeKind::Table { rows, .. } if rows.len() > 1 => Some(rows.clone()),
        _ => None,
    };
    scene.own.shapes.iter().filter_map(rows).collect()
}

/// The items of each list of a unit.
fn items(scene: &Scene<'_>) -> Vec<Vec<Span>> {
    let items = |shape: &Shape<'_>| match &shape.kind {
        ShapeKind::List { items, .. } if items.len() > 1 => Some(items.clone()),
        _ => None,
    };
    scene.own.shapes.iter().filter_map(items).collect()
}

/// Whether a row is written in one line with its signs.
fn is_line(scene: &Scene<'_>, line: &Range<usize>) -> bool {
    let typed = scene.text()[line.clone()].trim();
    typed.lines().count() == 1 && typed.starts_with('|') && typed.ends_with('|')
}

fn row(scene: &Scene<'_>, random: &mut Random) -> Option<Range<usize>> {
    let all: Vec<Range<usize>> = rows(scene).concat().into_iter().map(|row| scene.lines(row)).collect();
    pick(&all, random).filter(|line| is_line(scene, line))
}

pub fn row_removed(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    Some(Change::new(row(scene, random)?, ""))
}

pub fn row_added(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let line = row(scene, random)?;
    let cells = cells(&scene.text()[line.clone()])?.len();
    let words = scene.say(" autre |", " other |").repeat(cells);
    let with = format!("{}|{words}\n", scene.indent(line.start));
    Some(Change::new(line.start..line.start, with))
}

/// Two neighbours change places.
fn swapped(scene: &Scene<'_>, all: &[Vec<Span>], random: &mut Random) -> Option<Change> {
    let pairs: Vec<[Range<usize>; 2]> =
        all.iter().flat_map(|all| all.windows(2)).map(|pair| [pair[0], pair[1]].map(|one| scene.lines(one))).collect();
    let [one, two] = pick(&pairs, random).filter(|[one, two]| one.end <= two.start)?;
    let [first, between, second] = [&one, &(one.end..two.start), &two].map(|range| &scene.text()[range.clone()]);
    let second = if second.ends_with('\n') { second.to_owned() } else { format!("{second}\n") };
    Some(Change::new(one.start..two.end, format!("{second}{between}{first}")))
}

pub fn rows_swapped(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    swapped(scene, &rows(scene), random)
}

/// The cells of a line of a table, if no sign in them could be taken for a border.
fn cells(line: &str) -> Option<Vec<&str>> {
    let inside = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    (!inside.contains('\\') && !inside.contains('`')).then(|| inside.split('|').collect())
}

pub fn column_removed(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let tables: Vec<(Span, usize)> = scene
        .own
        .shapes
        .iter()
        .filter_map(|shape| match shape.kind {
            ShapeKind::Table { columns, .. } if columns > 1 => Some((shape.span, columns)),
            _ => None,
        })
        .collect();
    let (span, columns) = pick(&tables, random)?;
    let (at, range) = (random.below(columns), scene.lines(span));
    let mut with = String::new();
    for line in scene.text()[range.clone()].lines().filter(|line| line.trim_start().starts_with('|')) {
        let mut cells = cells(line).filter(|cells| cells.len() == columns)?;
        cells.remove(at);
        with.push_str(&format!("{}|{}|\n", &line[..line.len() - line.trim_start().len()], cells.join("|")));
    }
    Some(Change::new(range, with))
}

pub fn cells_swapped(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let line = row(scene, random)?;
    let mut cells = cells(&scene.text()[line.clone()]).filter(|cells| cells.len() > 1)?;
    let at = random.below(cells.len() - 1);
    cells.swap(at, at + 1);
    let with = format!("{}|{}|\n", scene.indent(line.start), cells.join("|"));
    Some(Change::new(line, with))
}

fn item(scene: &Scene<'_>, random: &mut Random) -> Option<Range<usize>> {
    Some(scene.lines(pick(&items(scene).concat(), random)?))
}

pub fn item_lost(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    Some(Change::new(item(scene, random)?, ""))
}

/// The sign of an item with the spaces around it.
fn sign(line: &str) -> Option<&str> {
    let blank = line.len() - line.trim_start().len();
    let end = blank + line[blank..].find(' ')? + 1;
    let sign = line[blank..end].trim_end();
    (matches!(sign, "-" | "*" | "+") || sign.ends_with(['.', ')'])).then(|| &line[..end])
}

pub fn item_added(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let at = item(scene, random)?;
    let sign = sign(&scene.text()[at.clone()])?;
    let with = format!("{sign}{}\n", scene.say("encore un autre point", "still another point"));
    Some(Change::new(at.start..at.start, with))
}

pub fn items_swapped(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    swapped(scene, &items(scene), random)
}

pub fn task_changed(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let at = item(scene, random)?;
    let typed = &scene.text()[at.clone()];
    let with = match typed.contains("[x] ") {
        true => typed.replacen("[x] ", "[ ] ", 1),
        false => typed.replacen("[ ] ", "[x] ", 1),
    };
    (with != typed).then(|| Change::new(at, with))
}

/// The paragraphs of a unit that stand alone in whole lines, blank ones around them.
fn paragraphs(scene: &Scene<'_>) -> Vec<Range<usize>> {
    let own = scene.own.passages.iter().filter(|piece| piece.paragraph);
    let lines = own.map(|piece| scene.lines(piece.within));
    let alone = |range: &Range<usize>| {
        let (before, after) = (&scene.text()[..range.start], &scene.text()[range.end..]);
        let typed = scene.text()[range.clone()].trim_start();
        let blank = |line: Option<&str>| line.is_none_or(|line| line.trim().is_empty());
        blank(before.lines().next_back()) && blank(after.lines().next()) && typed.len() > 40 && !typed.starts_with(':')
    };
    lines.filter(alone).collect()
}

pub fn paragraph_removed(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let at = pick(&paragraphs(scene), random)?;
    let rest = &scene.text()[at.end..];
    Some(Change::new(at.start..at.end + usize::from(rest.starts_with('\n')), ""))
}

pub fn paragraph_added(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let at = pick(&paragraphs(scene), random)?;
    let words = scene.say(
        "Un alinéa entier de plus, que l’autre langue ne dit nulle part.",
        "One whole paragraph more, which the other language says nowhere.",
    );
    Some(Change::new(at.end..at.end, format!("\n{}{words}\n", scene.indent(at.start))))
}

pub fn paragraphs_swapped(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let all = paragraphs(scene);
    let neighbours = |pair: &&[Range<usize>]| scene.text()[pair[0].end..pair[1].start].trim().is_empty();
    let pairs: Vec<&[Range<usize>]> = all.windows(2).filter(neighbours).collect();
    let [one, two] = pick(&pairs, random)? else { return None };
    let text = |range: &Range<usize>| scene.text()[range.clone()].trim_end_matches('\n');
    Some(Change::new(one.start..two.end, format!("{}\n\n{}\n", text(two), text(one))))
}

fn code(scene: &Scene<'_>, random: &mut Random) -> Option<Range<usize>> {
    let code = scene.own.shapes.iter().filter(|shape| matches!(shape.kind, ShapeKind::Code(_)));
    let all: Vec<Range<usize>> = code.map(|shape| scene.lines(shape.span)).collect();
    pick(&all, random).filter(|at| scene.text()[at.clone()].trim_start().starts_with("```"))
}

/// Another option in a line that is no comment: the words in an example may be those of its language.
pub fn code_changed(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let at = code(scene, random)?;
    let typed = &scene.text()[at.clone()];
    let digit = typed.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at);
    let digit = pick(&digit.collect::<Vec<usize>>(), random)?;
    let other = (typed.as_bytes()[digit] - b'0' + 1 + random.below(8) as u8) % 10;
    Some(Change::new(at.start + digit..at.start + digit + 1, other.to_string()))
}

pub fn code_removed(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    Some(Change::new(code(scene, random)?, ""))
}

pub fn alert_changed(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let alerts = scene.own.shapes.iter().filter(|shape| matches!(shape.kind, ShapeKind::Alert(_)));
    let at = scene.lines(pick(&alerts.map(|shape| shape.span).collect::<Vec<Span>>(), random)?);
    let typed = &scene.text()[at.clone()];
    let (start, end) = (typed.find("[!")? + 2, typed.find(']')?);
    let with = if &typed[start..end] == "CAUTION" { "TIP" } else { "CAUTION" };
    Some(Change::new(at.start + start..at.start + end, with))
}

/// Takes away a note, a quotation or a box, with all that is in it.
pub fn block_removed(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    // An answer of nothing but a box would be empty.
    scene.kind().is_none_or(|kind| kind == UnitKind::Section).then_some(())?;
    let wanted = |shape: &&Shape<'_>| {
        matches!(shape.kind, ShapeKind::Alert(_) | ShapeKind::Quote | ShapeKind::Container(_)) && shape.depth == 0
    };
    let blocks: Vec<&Shape<'_>> = scene.own.shapes.iter().filter(wanted).collect();
    let block = pick(&blocks, random)?;
    let mut at = scene.lines(block.span);
    if matches!(block.kind, ShapeKind::Container(_)) {
        let fence = scene.indent(at.start).len();
        let close = |line: &str| line.trim() == ":::" && line.len() - line.trim_start().len() == fence;
        let typed = scene.text()[at.clone()].trim_start();
        // The closing line of one that holds others is not known.
        let nested = scene.text()[at.clone()].matches(":::").count() > 1;
        if nested || !typed.starts_with(":::") {
            return None;
        }
        let mut end = at.end;
        for line in scene.text()[at.end..].split_inclusive('\n') {
            end += line.len();
            if close(line) {
                break;
            }
        }
        at.end = end;
    }
    Some(Change::new(at, ""))
}
