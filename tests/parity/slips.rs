//! Turns a unit into slips of the pen that change its sense: a unit of measure, a currency, a negation, a mark, a key.

use super::numbers::{facts, is_another};
use super::words::leaves;
use super::{Change, Scene, pick};
use crate::fixture::Random;
use diglot::parse::Kind as DocumentKind;
use diglot::parse::facts::UnitKind;
use diglot::parse::outline::{LeafKind, ShapeKind};
use diglot::particulars::Kind;
use diglot::source::Span;
use std::ops::Range;

/// Two figures of a table change places, the cells around them staying.
pub fn figures_swapped(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let rows: Vec<Span> = scene.own.shapes.iter().filter_map(|shape| rows(&shape.kind)).flatten().collect();
    let row = |span: Span| rows.iter().position(|row| row.start <= span.start && span.end <= row.end);
    let figures = facts(scene).into_iter().filter(|(kind, _)| {
        matches!(kind, Kind::Number | Kind::Amount | Kind::Percent | Kind::Duration | Kind::Date | Kind::Time)
    });
    let figures: Vec<(Kind, Span, usize)> = figures.filter_map(|(kind, span)| Some((kind, span, row(span)?))).collect();
    let one = pick(&figures, random)?;
    let others = figures.iter().filter(|other| {
        other.0 == one.0 && other.1.start >= one.1.end && is_another(scene, [one.1, other.1]) && other.2 != one.2
    });
    let two = pick(&others.collect::<Vec<_>>(), random)?;
    let between = Span::new(one.1.end as usize, two.1.start as usize);
    let with = [scene.typed(two.1), scene.typed(between), scene.typed(one.1)].concat();
    Some(Change::new(one.1.start as usize..two.1.end as usize, with))
}

fn rows(kind: &ShapeKind<'_>) -> Option<Vec<Span>> {
    match kind {
        ShapeKind::Table { rows, .. } => Some(rows.clone()),
        _ => None,
    }
}

/// Units, and what one may be mistaken for.
const UNITS: [(&str, &str); 24] = [
    ("km", "mi"),
    ("kg", "lb"),
    ("Go", "Mo"),
    ("Mo", "Go"),
    ("GB", "MB"),
    ("MB", "GB"),
    ("°C", "°F"),
    ("secondes", "minutes"),
    ("seconds", "minutes"),
    ("minutes", "heures"),
    ("minutes", "hours"),
    ("heures", "jours"),
    ("hours", "days"),
    ("jours ouvrables", "jours"),
    ("business days", "days"),
    ("jours", "semaines"),
    ("days", "weeks"),
    ("semaines", "mois"),
    ("weeks", "months"),
    ("mois", "ans"),
    ("months", "years"),
    ("ans", "mois"),
    ("years", "months"),
    ("m", "km"),
];

pub fn unit_changed(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let measured = facts(scene).into_iter().filter(|(kind, _)| matches!(kind, Kind::Number | Kind::Duration));
    let changes = measured.filter_map(|(_, span)| {
        let typed = scene.typed(span);
        let french = |with: &str| matches!(with, "heures" | "jours" | "semaines" | "mois" | "ans");
        let own = |(unit, with): &&(&str, &str)| {
            typed.strip_suffix(unit).is_some_and(|rest| rest.ends_with([' ', '\u{a0}', '\u{202f}']))
                && (*unit != "minutes" || french(with) == scene.is_french())
        };
        let (unit, with) = UNITS.iter().find(own)?;
        Some(Change::new(span.end as usize - unit.len()..span.end as usize, *with))
    });
    let mut changes: Vec<Change> = changes.collect();
    (!changes.is_empty()).then(|| changes.swap_remove(random.below(changes.len())))
}

pub fn currency_changed(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let amounts = facts(scene).into_iter().filter(|(kind, _)| *kind == Kind::Amount);
    let (_, span) = pick(&amounts.collect::<Vec<_>>(), random)?;
    let typed = scene.typed(span);
    let with = match typed.contains('$') {
        true => typed.replacen('$', "€", 1),
        false => typed.replacen('€', "$", 1),
    };
    (with != typed).then(|| Change::new(span.range(), with))
}

pub fn negation_dropped(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let mut found: Vec<(Span, String)> = Vec::new();
    for piece in &scene.own.passages {
        let text = &piece.text;
        let (begin, end) = if scene.is_french() { (" ne ", " pas ") } else { (" ", "not ") };
        for (at, _) in text.match_indices(end) {
            let Some(start) = text[..at].rfind(begin).filter(|start| at - start < 30) else { continue };
            let kept = if scene.is_french() { format!(" {} ", &text[start + begin.len()..at]) } else { " ".to_owned() };
            let start = if scene.is_french() { start } else { at.saturating_sub(1) };
            let span = piece.mapping.span(start, at + end.len());
            if text.get(start..at + end.len()) == Some(scene.typed(span)) {
                found.push((span, kept));
            }
        }
    }
    let (span, kept) = pick(&found, random)?;
    Some(Change::new(span.range(), kept))
}

pub fn definition_removed(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let items = |kind: &ShapeKind<'_>| match kind {
        ShapeKind::Definitions(items) if items.len() > 1 => Some(items.clone()),
        _ => None,
    };
    let all: Vec<Span> = scene.own.shapes.iter().filter_map(|shape| items(&shape.kind)).flatten().collect();
    Some(Change::new(scene.lines(pick(&all, random)?), ""))
}

/// The lines within the fences of the blocks of code of a unit.
fn code_lines(scene: &Scene<'_>) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    for shape in scene.own.shapes.iter().filter(|shape| matches!(shape.kind, ShapeKind::Code(_))) {
        let at = scene.lines(shape.span);
        let mut from = at.start;
        let lines = scene.text()[at].split_inclusive('\n').map(|line| {
            from += line.len();
            from - line.len()..from
        });
        let lines: Vec<Range<usize>> = lines.collect();
        if lines.len() > 2 && scene.text()[lines[0].clone()].trim_start().starts_with("```") {
            all.extend_from_slice(&lines[1..lines.len() - 1]);
        }
    }
    all
}

/// A line of code that is no comment is lost.
pub fn code_line_lost(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let telling = |line: &Range<usize>| {
        let typed = scene.text()[line.clone()].trim();
        typed.len() > 3 && !typed.starts_with(['#', '/', '<', '-'])
    };
    let lines: Vec<Range<usize>> = code_lines(scene).into_iter().filter(telling).collect();
    Some(Change::new(pick(&lines, random)?, ""))
}

/// Shows another picture of the same folder.
pub fn image_swapped(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let images = leaves(scene, |kind| matches!(kind, LeafKind::Image(_)), "![");
    let span = pick(&images, random)?;
    let typed = scene.typed(span);
    let start = typed.find("](")? + 2;
    let end = start + typed[start..].find([')', ' ', '"'])?;
    let own = &typed[start..end];
    let folder = |text: &str| text.rfind('/').map_or(0, |at| at + 1);
    let site = scene.site.documents.iter();
    let near = site.filter(|document| document.place.folder == scene.document.place.folder);
    let shown = near.flat_map(|document| {
        document.facts().addresses.iter().map(|address| document.source.slice(address.span).to_owned())
    });
    let picture = |text: &String| text.ends_with(".svg") || text.ends_with(".png");
    let others: Vec<String> =
        shown.filter(|text| picture(text) && text != own && text[..folder(text)] == own[..folder(own)]).collect();
    let at = span.start as usize;
    Some(Change::new(at + start..at + end, pick(&others, random)?))
}

/// The line of a key within an entry of YAML or a head.
fn key_line(scene: &Scene<'_>, range: Range<usize>, key: &str) -> Option<Range<usize>> {
    let mut from = range.start;
    scene.text()[range].split_inclusive('\n').find_map(|line| {
        from += line.len();
        let own = line.trim_start().strip_prefix(key)?.starts_with(':');
        own.then(|| from - line.len()..from)
    })
}

/// Takes the last item out of a list in flow style, in the language of the edition.
fn shortened(scene: &Scene<'_>, line: Range<usize>) -> Option<Change> {
    let typed = &scene.text()[line.clone()];
    let from = match scene.shared {
        true => typed.find(&format!("{}: [", scene.document.place.language.suffix))?,
        false => 0,
    };
    let open = from + typed[from..].find('[')?;
    let close = open + typed[open..].find(']')?;
    let last = typed[open..close].rfind(", ").map_or(open + 1, |at| open + at);
    (last < close).then(|| Change::new(line.start + last..line.start + close, ""))
}

pub fn tag_dropped(scene: &Scene<'_>, _: &mut Random) -> Option<Change> {
    scene.kind().filter(|kind| *kind == UnitKind::Entry)?;
    shortened(scene, key_line(scene, scene.range.clone(), "tags")?)
}

pub fn related_dropped(scene: &Scene<'_>, _: &mut Random) -> Option<Change> {
    scene.kind().filter(|kind| *kind == UnitKind::Entry && !scene.shared)?;
    let line = key_line(scene, scene.range.clone(), "related")?;
    // An empty list is the source's.
    scene.text()[line.clone()].contains(", ").then_some(())?;
    shortened(scene, line)
}

pub fn form_dropped(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    scene.kind().filter(|kind| *kind == UnitKind::Term)?;
    let key = if random.below(2) == 0 { "forms" } else { "aka" };
    shortened(scene, key_line(scene, scene.range.clone(), key)?)
}

/// A list with numbers gets bullets, or the other way round.
pub fn list_kind_changed(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let lists = scene.own.shapes.iter().filter_map(|shape| match &shape.kind {
        ShapeKind::List { items, tasks, .. } if items.len() > 1 && tasks.iter().all(Option::is_none) => {
            Some((shape.span, items.clone()))
        }
        _ => None,
    });
    let (span, items) = pick(&lists.collect::<Vec<_>>(), random)?;
    let whole = scene.lines(span);
    let mut with = scene.text()[whole.clone()].to_owned();
    for item in items.iter().rev() {
        let line = scene.lines(*item);
        let blank = scene.indent(line.start).len();
        let at = line.start + blank - whole.start;
        let sign = with[at..].find(' ')?;
        // As wide as it was, so that what is below the item stays below it.
        let other = if with[at..].starts_with(['-', '*']) { "1.".to_owned() } else { format!("{:1$}", "-", sign) };
        if with[at..].starts_with(['-', '*']) && scene.text()[line].trim_end().contains('\n') {
            return None;
        }
        with.replace_range(at..at + sign, &other);
    }
    Some(Change::new(whole, with))
}

/// A table loses what stands above it.
pub fn caption_dropped(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let boxes = scene.own.shapes.iter().filter(|shape| matches!(shape.kind, ShapeKind::Container(_)));
    let lines: Vec<Range<usize>> = boxes.map(|shape| scene.lines(shape.span)).collect();
    let at = pick(&lines, random)?;
    let line = scene.text()[at.clone()].lines().next()?;
    let start = line.find(":::table ")? + ":::table".len();
    let end = line.find(" {").unwrap_or(line.len());
    (end > start).then(|| Change::new(at.start + start..at.start + end, ""))
}

/// A section without subsections changes places with the next of its level.
pub fn sections_swapped(scene: &Scene<'_>, _: &mut Random) -> Option<Change> {
    let units = &scene.document.facts().units;
    let own = scene.unit? as usize;
    let section = |at: usize| units.get(at).filter(|unit| unit.kind == UnitKind::Section && unit.level > 1);
    let (one, two) = (section(own)?, section(own + 1)?);
    let page = scene.document.place.kind == DocumentKind::Page && scene.is_markdown();
    let last = units.get(own + 2).is_none_or(|next| next.level <= two.level);
    if !page || one.level != two.level || !last {
        return None;
    }
    let next = super::range(scene.document, Some(own as u32 + 1));
    let whole = |range: Range<usize>| format!("{}\n\n", scene.text()[range].trim_end_matches('\n'));
    Some(Change::new(scene.range.start..next.end, whole(next.clone()) + &whole(scene.range.clone())))
}
