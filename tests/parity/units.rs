//! Turns a unit into edits of units: sections, questions and clauses that come, go, move or change their place.

use super::{Change, Scene, pick, range};
use crate::fixture::Random;
use diglot::parse::Kind as DocumentKind;
use diglot::parse::facts::{Unit, UnitKind};
use std::ops::Range;

fn unit<'s>(scene: &Scene<'s>) -> Option<&'s Unit> {
    Some(&scene.document.facts().units[scene.unit? as usize])
}

/// The line of a heading of a section.
fn heading(scene: &Scene<'_>) -> Option<(u8, Range<usize>)> {
    let unit = unit(scene).filter(|unit| unit.kind == UnitKind::Section && scene.is_markdown())?;
    let line = scene.lines(unit.span);
    scene.text()[line.clone()].starts_with('#').then_some((unit.level, line))
}

pub fn heading_added(scene: &Scene<'_>, _: &mut Random) -> Option<Change> {
    let units = &scene.document.facts().units;
    let level = match scene.kind() {
        None if scene.document.place.kind == DocumentKind::Page => 2,
        Some(UnitKind::Section) if scene.is_markdown() => unit(scene)?.level.max(2),
        _ => return None,
    };
    // Where clauses follow, they would become those of the new section.
    let next = units.get(scene.unit.map_or(0, |unit| unit as usize + 1));
    if next.is_some_and(|next| next.kind != UnitKind::Section) || next.is_none() && scene.text().ends_with("]: ") {
        return None;
    }
    let words = scene.say("Section ajoutée\n\nUn texte de plus.", "Added section\n\nOne more text.");
    let with = format!("\n{} {words}\n\n", "#".repeat(level.into()));
    Some(Change::new(scene.range.end..scene.range.end, with))
}

pub fn heading_removed(scene: &Scene<'_>, _: &mut Random) -> Option<Change> {
    // The first heading of a part is its title.
    let (_, line) =
        heading(scene).filter(|_| scene.unit > Some(0) || scene.document.place.kind == DocumentKind::Page)?;
    let clauses = |unit: &Unit| unit.kind == UnitKind::Clause && unit.parent == scene.unit;
    // Its clauses would be those of the section before.
    (!scene.document.facts().units.iter().any(clauses)).then(|| Change::new(line, ""))
}

pub fn heading_renamed(scene: &Scene<'_>, _: &mut Random) -> Option<Change> {
    let (level, line) = heading(scene)?;
    let typed = scene.text()[line.clone()].trim_end();
    let id = typed.rfind(" {").map_or("", |at| &typed[at..]);
    let words = scene.say("Un tout autre titre", "Quite another title");
    Some(Change::new(line, format!("{} {words}{id}\n", "#".repeat(level.into()))))
}

pub fn level_changed(scene: &Scene<'_>, _: &mut Random) -> Option<Change> {
    let (level, line) = heading(scene).filter(|_| scene.document.place.kind == DocumentKind::Page)?;
    let typed = &scene.text()[line.clone()];
    let with = if level > 2 { typed[1..].to_owned() } else { format!("#{typed}") };
    Some(Change::new(line, with))
}

pub fn entry_added(scene: &Scene<'_>, _: &mut Random) -> Option<Change> {
    scene.kind().filter(|kind| *kind == UnitKind::Entry && !scene.shared)?;
    let indent = scene.indent(scene.range.start);
    let words = if scene.is_french() { ("Et ensuite?", "Rien.") } else { ("And then?", "Nothing.") };
    let with = format!("{indent}- id: added-entry\n{indent}  question: {}\n{indent}  answer: {}\n", words.0, words.1);
    Some(Change::new(scene.range.start..scene.range.start, with))
}

pub fn entry_removed(scene: &Scene<'_>, _: &mut Random) -> Option<Change> {
    let several = scene.document.facts().units.len() > 1;
    scene.kind().filter(|kind| *kind == UnitKind::Entry && !scene.shared && several)?;
    Some(Change::new(scene.range.clone(), ""))
}

pub fn entry_moved(scene: &Scene<'_>, _: &mut Random) -> Option<Change> {
    let (unit, units) = (scene.unit?, &scene.document.facts().units);
    if scene.kind()? != UnitKind::Entry || scene.shared || unit as usize + 1 >= units.len() {
        return None;
    }
    let next = range(scene.document, Some(unit + 1));
    let (one, two) = (&scene.text()[scene.range.clone()], &scene.text()[next.clone()]);
    let two = if two.ends_with('\n') { two.to_owned() } else { format!("{two}\n") };
    Some(Change::new(scene.range.start..next.end, format!("{two}{one}")))
}

/// Puts a question into another group of its own file.
pub fn category_changed(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    scene.kind().filter(|kind| *kind == UnitKind::Entry && !scene.shared)?;
    let text = &scene.text()[scene.range.clone()];
    let start = scene.range.start + text.find("  category: ")? + "  category: ".len();
    let end = start + scene.text()[start..].find('\n')?;
    let own = scene.text()[start..end].trim();
    let groups = scene.document.content.categories.iter().map(|group| group.id.to_string());
    let others: Vec<String> = groups.filter(|id| id != own).collect();
    Some(Change::new(start..end, pick(&others, random)?))
}

pub fn clause_inserted(scene: &Scene<'_>, _: &mut Random) -> Option<Change> {
    scene.kind().filter(|kind| *kind == UnitKind::Clause)?;
    let start = scene.range.start;
    let words = scene.say("Une clause de plus.", "One more clause.");
    Some(Change::new(start..start, format!("{}1. {words}\n", scene.indent(start))))
}

/// The lines of a clause that has no other below it.
fn leaf_clause(scene: &Scene<'_>) -> Option<Range<usize>> {
    let units = &scene.document.facts().units;
    let unit = unit(scene).filter(|unit| unit.kind == UnitKind::Clause)?;
    let next = units.get(scene.unit? as usize + 1);
    let last = next.is_none_or(|next| next.level <= unit.level || next.kind != unit.kind);
    let at = scene.lines(unit.span);
    (last && scene.own.shapes.is_empty() && at.end <= scene.range.end).then(|| at.start..clause_end(scene, &at))
}

pub fn clause_lost(scene: &Scene<'_>, _: &mut Random) -> Option<Change> {
    // One with an id may be linked to.
    unit(scene).filter(|unit| unit.id.is_none())?;
    Some(Change::new(leaf_clause(scene)?, ""))
}

pub fn clauses_swapped(scene: &Scene<'_>, _: &mut Random) -> Option<Change> {
    let one = leaf_clause(scene)?;
    let units = &scene.document.facts().units;
    units.get(scene.unit? as usize + 1).filter(|next| next.parent == unit(scene).and_then(|unit| unit.parent))?;
    let next = Scene { unit: Some(scene.unit? + 1), range: range(scene.document, Some(scene.unit? + 1)), ..*scene };
    let two = leaf_clause(&next).filter(|two| two.start == one.end)?;
    let whole = |range: Range<usize>| format!("{}\n", scene.text()[range].trim_end_matches('\n'));
    let with = whole(two.clone()) + &whole(one.clone());
    Some(Change::new(one.start..two.end, with))
}

/// Where the lines of a clause end, which go on while they are indented deeper.
fn clause_end(scene: &Scene<'_>, first: &Range<usize>) -> usize {
    let deep = scene.indent(first.start).len();
    let mut end = first.end;
    for line in scene.text()[first.end..scene.range.end].split_inclusive('\n') {
        if line.trim().is_empty() || scene.indent(end).len() <= deep {
            break;
        }
        end += line.len();
    }
    end
}
