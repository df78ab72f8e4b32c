//! Turns finished units into an edition that is not there yet: a new file beside the source, on its model.
//!
//! What an edition takes over from its source is not written again. Sections that are not finished are left out, to be put
//! in later; without a title there is no edition.

use super::layout::{composed, is_outline, line_start, tidied};
use super::place::{Changes, is_yaml, replaced, value};
use super::values::{entry_text, raw, scalar};
use super::{Finished, Reason, Units};
use crate::build::Inputs;
use crate::handoff::fields::{is_table, tree};
use crate::handoff::task::Task;
use crate::handoff::xliff::Group;
use crate::link::Site;
use crate::parse::front_matter;
use crate::source::{Source, Span};
use crate::yaml::Node;

/// Keys of front matter that an edition cannot do without and does not take over.
const OWN_KEYS: [&str; 5] = ["key", "source", "annex", "draft", "variables"];

/// Keys of a handbook that are no words.
const HANDBOOK_KEYS: [&str; 6] = ["source", "draft", "parts", "text", "whole", "numbering"];

/// Where the edition of a language would stand.
pub(super) fn path(task: &Task<'_>, site: &Site) -> String {
    let path = task.source.source.path();
    let (from, into) = (&task.source.place.language.suffix, &site.config.languages[task.into].suffix);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem =
        name.rsplit_once('.').and_then(|(stem, extension)| Some((stem.strip_suffix(&format!(".{from}"))?, extension)));
    if let Some((stem, extension)) = stem {
        return format!("{folder}/{stem}.{into}.{extension}");
    }
    match path.strip_prefix(&format!("content/{from}/")) {
        Some(inside) => format!("content/{into}/{inside}"),
        None => path.to_owned(),
    }
}

pub(super) fn create<'s>(
    site: &Site,
    inputs: &Inputs,
    task: &Task<'_>,
    units: &Units<'s>,
    changes: &mut Changes,
) -> Vec<((usize, &'s Group), Reason)> {
    let all = |reason: Reason| units.iter().map(|(at, finished)| ((*at, finished.group), reason)).collect::<Vec<_>>();
    if units.is_empty() {
        return Vec::new();
    }
    let path = path(task, site);
    let name = path.strip_prefix("content/").unwrap_or(&path);
    if path == task.source.source.path() || inputs.content.contains_key(name) {
        return all("place-pieces");
    }
    if is_table(task.source) {
        return all("place-yaml");
    }
    let titled = task.units.iter().position(|unit| unit.texts.iter().any(|text| is_title(task, &text.source.name)));
    if task.pair.is_some() && titled.is_some_and(|at| !units.contains_key(&at)) {
        return all("place-title");
    }
    match is_yaml(task.source) {
        true => {
            changes.create(path, yaml_text(task, units));
            Vec::new()
        }
        false => {
            let (text, left) = markdown_text(task, units);
            changes.create(path, text);
            left.into_iter().map(|at| ((at, units[&at].group), "place-parent")).collect()
        }
    }
}

/// Whether a text of the first unit holds the title of the document.
fn is_title(task: &Task<'_>, name: &str) -> bool {
    let in_keys = task.source.content.meta.title.is_some();
    name == if in_keys { "title" } else { "text" }
}

/// The front matter and the text, and the units that are not in it although they are finished.
fn markdown_text(task: &Task<'_>, units: &Units<'_>) -> (String, Vec<usize>) {
    let source = &task.source.source;
    let facts = task.source.facts();
    let mut out = front_text(task, units);
    let body = front_matter(source).map_or(0, |span| {
        let rest = &source.text()[span.end as usize..];
        span.end + rest.find('\n').map_or(rest.len(), |end| end + 1) as u32
    });
    let mut all: Vec<(Span, String)> = Vec::new();
    for finished in units.values() {
        finished.unit.texts.iter().zip(&finished.texts).for_each(|(text, runs)| all.extend(replaced(text, runs)));
    }
    let outline: Vec<usize> = (0..facts.units.len()).filter(|&unit| is_outline(task.source, unit)).collect();
    let mut left = Vec::new();
    for (at, &section) in outline.iter().enumerate() {
        let next = outline.get(at + 1).copied().unwrap_or(facts.units.len());
        let inside: Vec<usize> = (section..next).filter_map(|member| place_of(task, member)).collect();
        let is_finished = |place: &usize| units.contains_key(place) || task.units[*place].segments().next().is_none();
        if inside.iter().all(is_finished) {
            continue;
        }
        left.extend(inside.into_iter().filter(|place| units.contains_key(place)));
        let end = facts.units.get(next).map_or(source.text().len() as u32, |unit| line_start(source, unit.span.start));
        let start = line_start(source, facts.units[section].span.start);
        all.retain(|(span, _)| span.end <= start || span.start >= end);
        all.push((Span { start, end }, String::new()));
    }
    let text = composed(source, Span { start: body, end: source.text().len() as u32 }, &all);
    let text = tidied(&text);
    if !text.is_empty() {
        out.push_str(if out.is_empty() { "" } else { "\n" });
        out.push_str(&text);
        out.push('\n');
    }
    (out, left)
}

/// The place in the task of a unit of the source.
fn place_of(task: &Task<'_>, member: usize) -> Option<usize> {
    task.units.iter().position(|unit| unit.member == Some(member as u32))
}

fn front_text(task: &Task<'_>, units: &Units<'_>) -> String {
    let source = &task.source.source;
    let Some(tree) = tree(task.source).filter(|_| front_matter(source).is_some()) else { return String::new() };
    let mut lines = keys(units);
    lines.extend(OWN_KEYS.iter().filter_map(|key| raw(source, &tree, key).map(str::to_owned)));
    if lines.is_empty() { String::new() } else { format!("---\n{}\n---\n", lines.join("\n")) }
}

/// The keys that came back, a line or more each.
fn keys(units: &Units<'_>) -> Vec<String> {
    let of = |finished: &Finished<'_>| {
        let texts = finished.unit.texts.iter().zip(&finished.texts);
        let keys = texts.filter(|(text, _)| !matches!(&*text.source.name, "text") && !text.source.name.contains(':'));
        keys.map(|(text, runs)| {
            let value = scalar(&value(text, runs), text.source.form, "", false, 0);
            format!("{}: {value}", text.source.name)
        })
        .collect::<Vec<String>>()
    };
    let heads = units.values().filter(|finished| !matches!(finished.unit.kind, Some(kind) if is_entry(kind)));
    heads.flat_map(of).collect()
}

fn is_entry(kind: crate::parse::facts::UnitKind) -> bool {
    use crate::parse::facts::UnitKind;
    matches!(kind, UnitKind::Entry | UnitKind::Term)
}

fn yaml_text(task: &Task<'_>, units: &Units<'_>) -> String {
    let source: &Source = &task.source.source;
    let tree: Option<Node> = tree(task.source);
    let mut lines = keys(units);
    let own = tree.iter().flat_map(|tree| HANDBOOK_KEYS.iter().filter_map(|key| raw(source, tree, key)));
    lines.extend(own.map(str::to_owned));
    let heads = units.values().flat_map(|finished| finished.unit.texts.iter().zip(&finished.texts));
    let groups: Vec<String> = heads
        .filter_map(|(text, runs)| {
            let id = text.source.name.strip_prefix("category:")?;
            let title = scalar(&value(text, runs), text.source.form, "", false, 4);
            Some(format!("  - id: {id}\n    title: {title}"))
        })
        .collect();
    if !groups.is_empty() {
        lines.push(format!("categories:\n{}", groups.join("\n")));
    }
    let entries: Vec<String> = units
        .values()
        .filter(|finished| finished.unit.joined.is_some())
        .map(|finished| entry_text(finished, &finished.unit.id, 2))
        .collect();
    if !entries.is_empty() {
        let key = if tree.is_some_and(|tree| tree.get("terms").is_some()) { "terms" } else { "entries" };
        lines.push(format!("{key}:\n{}", entries.join("\n")));
    }
    lines.join("\n") + "\n"
}
