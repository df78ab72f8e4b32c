//! Turns texts into values of YAML: in the front matter of a page, in a file of questions or terms, for one language among
//! others or in a file of its own.
//!
//! A value keeps the style that it had as far as the text allows it.

use super::layout::{end, indented, line_start};
use super::place::{Changes, is_yaml, value};
use super::{Finished, Reason, text_is_as_it_was};
use crate::handoff::fields::{self, Form, entry, tree};
use crate::handoff::task::Task;
use crate::lang::Lang;
use crate::link::Site;
use crate::parse::{Document, Kind, front_matter};
use crate::source::{Source, Span};
use crate::yaml::{self, Node, Value};

/// The file that the translation is written into, if it is there: that of its edition, or one with all languages.
pub(super) fn file<'s>(site: &'s Site, task: &Task<'s>) -> Option<&'s Document> {
    let same =
        |document: &&Document| document.source.path() == task.source.source.path() && document.place.lang == task.into;
    // What a folder is called in several languages stands in one file.
    let shared = task.source.place.kind == Kind::Folder && !in_one_language(task);
    let beside = || site.documents.iter().find(same).filter(|_| is_yaml(task.source));
    task.target.or_else(beside).or(shared.then_some(task.source))
}

/// Whether the file of a folder is that of one language.
fn in_one_language(task: &Task<'_>) -> bool {
    let lang = &task.source.place.language;
    task.source.source.path().starts_with(&format!("content/{}/", lang.segment))
}

/// Puts the texts of an entry, a term, or of the head of a file in their places.
pub(super) fn unit(site: &Site, task: &Task<'_>, finished: &Finished<'_>, changes: &mut Changes) -> Result<(), Reason> {
    let document = file(site, task).ok_or("place-yaml")?;
    let source = &document.source;
    let tree = tree(document).ok_or("place-yaml")?;
    let id = finished.unit.joined.map(|_| finished.unit.id.as_str());
    if let Some(id) = id.filter(|id| entry(&tree, id).is_none()) {
        return insert_entry(site, task, finished, id, &tree, source, changes);
    }
    for (text, runs) in finished.unit.texts.iter().zip(&finished.texts) {
        if text_is_as_it_was(text, runs) {
            continue;
        }
        let name = text.source.name.as_str();
        let (map, key) = match id {
            Some(id) => (entry(&tree, id).ok_or("place-yaml")?, name),
            None => fields::place(&tree, name).ok_or("place-yaml")?,
        };
        set(source, map, key, &site.config.languages[task.into], &value(text, runs), text.source.form, changes)?;
    }
    Ok(())
}

/// Sets the value of a key in one language.
fn set(
    source: &Source,
    map: &Node,
    key: &str,
    lang: &Lang,
    text: &str,
    form: Form,
    changes: &mut Changes,
) -> Result<(), Reason> {
    let Some(known) = map.get(key) else { return add(source, map, key, text, form, changes) };
    match fields::value(known, lang) {
        Some(old) => {
            let flow = is_flow(source, map) || (known.span != old.span && is_flow(source, known));
            let span = old.span;
            changes.replace(source, span, scalar(text, form, source.slice(span), flow, key_column(source, span.start)));
            Ok(())
        }
        None if matches!(known.value, Value::Map(_)) => add(source, known, &lang.suffix, text, form, changes),
        None => Err("place-yaml"),
    }
}

/// Adds a key to a map.
fn add(source: &Source, map: &Node, key: &str, text: &str, form: Form, changes: &mut Changes) -> Result<(), Reason> {
    let Value::Map(entries) = &map.value else { return Err("place-yaml") };
    if is_flow(source, map) {
        let close = map.span.end - 1;
        let before = source.text()[..close as usize].trim_end();
        let gap = if entries.is_empty() || before.ends_with(',') { "" } else { ", " };
        let at = before.len() as u32;
        changes.append(source, at, 0, "", format!("{gap}{key}: {}", scalar(text, form, "", true, 0)));
        return Ok(());
    }
    let (Some((first, _)), Some((last_key, last))) = (entries.first(), entries.last()) else {
        return Err("place-yaml");
    };
    let column = (first.span.start - line_start(source, first.span.start)) as usize;
    let at = end_of_line(source, last.span.end.max(last_key.span.end));
    let value = scalar(text, form, "", false, column);
    changes.append(source, at, 0, "\n", format!("{}{key}: {value}", " ".repeat(column)));
    Ok(())
}

fn is_flow(source: &Source, node: &Node) -> bool {
    matches!(node.value, Value::Map(_) | Value::Seq(_)) && source.slice(node.span).starts_with(['{', '['])
}

/// The end of the line, if nothing but a comment follows; else the place itself.
fn end_of_line(source: &Source, at: u32) -> u32 {
    let rest = &source.text()[at as usize..];
    let line = rest.split('\n').next().unwrap_or_default();
    let said = line.trim_start();
    let is_free = said.is_empty() || (said.starts_with('#') && said.len() < line.len());
    if is_free { at + line.trim_end().len() as u32 } else { at }
}

/// Columns before the key that the value at a place belongs to.
fn key_column(source: &Source, at: u32) -> usize {
    let line = &source.text()[line_start(source, at) as usize..at as usize];
    line.len() - line.trim_start_matches([' ', '-']).len()
}

/// The text as YAML; `old` is what stood there, `column` that of its key.
pub(in crate::edit) fn scalar(text: &str, form: Form, old: &str, flow: bool, column: usize) -> String {
    if form == Form::Words {
        let words: Vec<&str> = text.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
        let one = |word: &&str| scalar(word, Form::Plain, "", true, 0);
        return match words[..] {
            [word] if !old.starts_with('[') => one(&word),
            _ => format!("[{}]", words.iter().map(one).collect::<Vec<String>>().join(", ")),
        };
    }
    let is_block = old.starts_with(['|', '>']);
    let body = text.trim_end_matches('\n');
    if !flow && (is_block || body.contains('\n')) && !body.is_empty() {
        return block(text, old, column);
    }
    match old.chars().next() {
        Some('\'') if !body.contains('\n') => return format!("'{}'", text.replace('\'', "''")),
        Some('"') => return quoted(text),
        _ => {}
    }
    let is_plain = |typed: &str| {
        let typed = if flow { format!("{{k: {typed}}}\n") } else { format!("k: {typed}\n") };
        let source = Source::new("value.yaml", typed.into_bytes());
        let mut findings = Vec::new();
        let node = yaml::parse(&source, source.span(), &mut findings);
        findings.is_empty()
            && node
                .is_some_and(|node| matches!(node.get("k"), Some(Node { value: Value::Str(read), .. }) if read == text))
    };
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out + "\""
}

/// A block scalar, indented as the old one was.
fn block(text: &str, old: &str, column: usize) -> String {
    let body = text.trim_end_matches('\n');
    let folded = old.starts_with('>') && !body.contains('\n');
    let indent = old.lines().skip(1).find(|line| !line.trim().is_empty());
    let indent = indent.map_or(column + 2, |line| line.len() - line.trim_start_matches(' ').len());
    // Where the first line begins with a blank, the indentation has to be said.
    let said =
        if body.starts_with([' ', '\n']) { (indent - column.min(indent)).max(1).to_string() } else { String::new() };
    let sign = if folded { '>' } else { '|' };
    let chomp = if text.ends_with('\n') { "" } else { "-" };
    format!("{sign}{said}{chomp}\n{}{}", " ".repeat(indent), indented(body, indent))
}

/// Sets keys of front matter, which is made if there is none.
pub(super) fn front(document: &Document, values: &[(&str, Form, String)], changes: &mut Changes) -> Result<(), Reason> {
    if values.is_empty() {
        return Ok(());
    }
    let source = &document.source;
    let line = |(key, form, text): &(&str, Form, String)| format!("{key}: {}", scalar(text, *form, "", false, 0));
    let lines = |values: &[(&str, Form, String)]| values.iter().map(line).collect::<Vec<String>>().join("\n");
    let Some(span) = front_matter(source) else {
        changes.prepend(source, 0, "\n", format!("---\n{}\n---\n", lines(values)));
        return Ok(());
    };
    let tree = tree(document).ok_or("place-yaml")?;
    let Value::Map(entries) = &tree.value else {
        changes.prepend(source, span.start, "\n", lines(values));
        return Ok(());
    };
    for (key, form, text) in values {
        match tree.get(key) {
            Some(old) => {
                let typed = scalar(text, *form, source.slice(old.span), is_flow(source, &tree), 0);
                changes.replace(source, old.span, typed);
            }
            None if entries.is_empty() => return Err("place-yaml"),
            None => add(source, &tree, key, text, *form, changes)?,
        }
    }
    Ok(())
}

/// Puts an entry into the list of a file that has one language.
fn insert_entry(
    site: &Site,
    task: &Task<'_>,
    finished: &Finished<'_>,
    id: &str,
    tree: &Node,
    source: &Source,
    changes: &mut Changes,
) -> Result<(), Reason> {
    let list = tree.get("entries").or_else(|| tree.get("terms")).ok_or("place-list")?;
    let Value::Seq(items) = &list.value else { return Err("place-list") };
    let first = items.first().filter(|_| !is_flow(source, list)).ok_or("place-list")?;
    let start = line_start(source, first.span.start);
    let line = &source.text()[start as usize..first.span.start as usize];
    let dash = line.find('-').ok_or("place-list")?;
    let text = entry_text(finished, id, dash);
    let pair = &site.pairs[task.pair.ok_or("place-list")?];
    let joined = finished.unit.joined.ok_or("place-list")? as usize;
    let before = pair.units[..joined].iter().rev().find_map(|unit| {
        unit.members[task.into]?;
        entry(tree, &unit.id)
    });
    let spaced = items.get(1).is_some_and(|second| {
        let between = &source.text()[first.span.end as usize..second.span.start as usize];
        between.matches('\n').count() > 1
    });
    let gap = if spaced { "\n\n" } else { "\n" };
    match before {
        Some(before) => changes.append(source, end_of_line(source, before.span.end).min(end(source)), 0, gap, text),
        None => changes.prepend(source, start, gap, text),
    }
    Ok(())
}

/// An entry of a file that has one language, its dash at a column.
pub(super) fn entry_text(finished: &Finished<'_>, id: &str, dash: usize) -> String {
    let margin = " ".repeat(dash);
    let mut out = format!("{margin}- id: {}", scalar(id, Form::Plain, "", false, dash + 2));
    for (text, runs) in finished.unit.texts.iter().zip(&finished.texts) {
        let name = &text.source.name;
        let value = scalar(&value(text, runs), text.source.form, "", false, dash + 2);
        out.push_str(&format!("\n{margin}  {name}: {value}"));
    }
    out
}

/// A value of a key, by its place in the file.
pub(super) fn raw<'s>(source: &'s Source, tree: &Node, key: &str) -> Option<&'s str> {
    let (key, node) = tree.entry(key)?;
    let end = end_of_line(source, node.span.end.max(key.span.end));
    Some(source.slice(Span { start: line_start(source, key.span.start), end }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> String {
        let source = Source::new("a.yaml", format!("a:\n  k: {typed}\n  l: x\n").into_bytes());
        let mut findings = Vec::new();
        let node = yaml::parse(&source, source.span(), &mut findings).expect("YAML");
        assert!(findings.is_empty(), "{typed}");
        node.get("a").and_then(|node| node.get("k")).and_then(Node::text).expect("a text").to_owned()
    }

    #[test]
    fn a_text_is_read_as_it_was_meant() {
        let texts = [
            "Oui",
            "yes: no",
            "# x",
            "« Quoi ? »",
            "a \"b\" 'c' \\d",
            "- x",
            "1.10",
            "null",
            "",
            " ",
            "{x}",
            "a\nb",
            "a\n\n- b\n",
            "  code\nfin\n",
            "x: |",
            "@a",
            "fin:",
            "a # b",
            "é\u{a0}!",
            "a\n\n\nb\n",
        ];
        for text in texts {
            for old in ["", "x", "'x'", "\"x\"", "|\n    x", ">\n    x\n    y", "|-\n      x"] {
                let typed = scalar(text, Form::Markdown, old, false, 2);
                assert_eq!(read(&typed), text, "{old:?} {typed}");
            }
            let source =
                Source::new("a.yaml", format!("k: {{fr: {}, en: x}}\n", scalar(text, Form::Line, "", true, 0)).into());
            let node = yaml::parse(&source, source.span(), &mut Vec::new()).expect("YAML");
            assert_eq!(node.get("k").and_then(|node| node.get("fr")).and_then(Node::text).unwrap_or("null"), text);
        }
        assert_eq!(scalar("a, b: c", Form::Words, "", false, 0), "[a, \"b: c\"]");
    }
}
