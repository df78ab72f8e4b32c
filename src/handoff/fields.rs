//! Turns a unit of a document into the texts that it consists of, each with its place in the file.
//!
//! It goes by the file alone, and does not know what is translated or accepted.

use super::pieces::Pieces;
use crate::lang::Lang;
use crate::mapping::Mapping;
use crate::parse::{Document, Kind, Own, front_matter};
use crate::source::{Source, Span};
use crate::yaml::{self, Node, Value};

/// What a text of a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Markdown,
    /// One line of Markdown.
    Line,
    /// One line without markup.
    Plain,
    /// Words in a list.
    Words,
}

/// Where a text stands.
#[derive(Clone, Debug, PartialEq)]
pub enum At {
    /// In the Markdown of the file.
    Text(Mapping),
    /// A value of YAML.
    Value(Span),
}

/// One text of a unit in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The same in every language; in YAML, the key.
    pub name: String,
    pub form: Form,
    pub pieces: Pieces,
    pub at: At,
}

/// The keys of front matter, and of the head of YAML files, that are words.
const KEYS: [(&str, Form); 4] =
    [("title", Form::Line), ("description", Form::Plain), ("change", Form::Plain), ("image_alt", Form::Plain)];

/// The texts of entries and terms.
const ENTRY: [(&str, Form); 7] = [
    ("question", Form::Line),
    ("answer", Form::Markdown),
    ("term", Form::Line),
    ("definition", Form::Markdown),
    ("tags", Form::Words),
    ("aka", Form::Words),
    ("change", Form::Plain),
];

/// What a text of this name may be.
pub fn form(name: &str) -> Form {
    let known = KEYS.iter().chain(&ENTRY).find(|(known, _)| *known == name);
    match known {
        Some((_, form)) => *form,
        None if name == "text" || name == "intro" => Form::Markdown,
        None => Form::Line,
    }
}

/// The YAML of a document: the whole file, or its front matter.
pub fn tree(document: &Document) -> Option<Node> {
    let source = &document.source;
    let span = match document.place.kind {
        Kind::Faq | Kind::Glossary | Kind::Handbook | Kind::Folder => source.span(),
        _ if is_table(document) => source.span(),
        _ => front_matter(source)?,
    };
    yaml::parse(source, span, &mut Vec::new())
}

/// The value for a language among those of a key, which may be for all languages alike.
pub fn value<'n>(node: &'n Node, lang: &Lang) -> Option<&'n Node> {
    match &node.value {
        Value::Map(_) => [&lang.segment, &lang.suffix, &lang.tag].into_iter().find_map(|name| node.get(name)),
        Value::Null => None,
        _ => Some(node),
    }
}

/// The entry or term of an id.
pub fn entry<'n>(tree: &'n Node, id: &str) -> Option<&'n Node> {
    let list = tree.get("entries").or_else(|| tree.get("terms"))?;
    let Value::Seq(items) = &list.value else { return None };
    items.iter().find(|item| item.get("id").and_then(Node::text) == Some(id))
}

/// The map and the key in it under which a text of a file's head stands, or one of a table.
pub fn place<'n>(tree: &'n Node, name: &'n str) -> Option<(&'n Node, &'n str)> {
    let named = |list: &str, id: &str| {
        let Value::Seq(items) = &tree.get(list)?.value else { return None };
        items.iter().find(|item| item.get("id").and_then(Node::text) == Some(id))
    };
    let Some((of, rest)) = name.split_once(':') else { return Some((tree, name)) };
    match of {
        "category" => Some((named("categories", rest)?, "title")),
        "column" => Some((named("columns", rest)?, "title")),
        "note" => Some((tree.get("notes")?, rest)),
        "row" => {
            let (row, column) = rest.split_once(':')?;
            let Value::Seq(rows) = &tree.get("rows")?.value else { return None };
            Some((rows.get(row.parse::<usize>().ok()?.checked_sub(1)?)?, column))
        }
        _ => Some((tree, name)),
    }
}

/// Whether a document is a table written in YAML.
pub fn is_table(document: &Document) -> bool {
    document.place.kind == Kind::Snippet && !document.source.path().ends_with(".md")
}

/// The texts of a unit, or of what stands before the first; `tree` is the document's YAML.
pub fn fields(document: &Document, tree: Option<&Node>, unit: Option<u32>) -> Vec<Field> {
    match document.place.kind {
        Kind::Faq | Kind::Glossary | Kind::Handbook | Kind::Folder => yaml_fields(document, tree, unit),
        _ if is_table(document) => table_fields(document, tree),
        _ => markdown_fields(document, tree, unit),
    }
}

fn yaml_fields(document: &Document, tree: Option<&Node>, unit: Option<u32>) -> Vec<Field> {
    let Some(tree) = tree else { return Vec::new() };
    let lang = &document.place.language;
    let of = |node: &Node, name: &str, form: Form| field(&document.source, value(node.get(name)?, lang)?, name, form);
    if let Some(unit) = unit {
        let id = document.facts().units[unit as usize].id.as_ref();
        let Some(entry) = id.and_then(|id| entry(tree, &id.id)) else { return Vec::new() };
        return ENTRY.iter().filter_map(|(name, form)| of(entry, name, *form)).collect();
    }
    let mut fields: Vec<Field> = KEYS.iter().filter_map(|(name, form)| of(tree, name, *form)).collect();
    fields.extend(of(tree, "intro", Form::Markdown));
    if let Some(Value::Seq(items)) = tree.get("categories").map(|node| &node.value) {
        fields.extend(items.iter().filter_map(|item| {
            let id = item.get("id").and_then(Node::text)?;
            field(&document.source, value(item.get("title")?, lang)?, &format!("category:{id}"), Form::Line)
        }));
    }
    fields
}

/// The words of a table, by their places in it. What all languages have in common is not translated.
fn table_fields(document: &Document, tree: Option<&Node>) -> Vec<Field> {
    let (Some(tree), lang) = (tree, &document.place.language) else { return Vec::new() };
    let path = document.source.path();
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let own = stem.ends_with(&format!(".{}", lang.suffix)) || path.starts_with(&format!("content/{}/", lang.segment));
    let items = |key: &str| match tree.get(key).map(|node| &node.value) {
        Some(Value::Seq(items)) => &items[..],
        _ => &[],
    };
    let entries = |node: &'_ Node| match &node.value {
        Value::Map(entries) => entries.iter().map(|(key, _)| key.name.clone()).collect(),
        _ => Vec::new(),
    };
    let mut names: Vec<String> = vec!["caption".to_owned()];
    let ids = items("columns").iter().filter_map(|column| column.get("id").and_then(Node::text));
    names.extend(ids.map(|id| format!("column:{id}")));
    for (at, row) in items("rows").iter().enumerate() {
        names.extend(entries(row).into_iter().map(|column| format!("row:{}:{column}", at + 1)));
    }
    let notes = tree.get("notes").map(entries).unwrap_or_default();
    names.extend(notes.into_iter().map(|note| format!("note:{note}")));
    let of = |name: &String| {
        let (map, key) = place(tree, name)?;
        let known = map.get(key).filter(|known| own || matches!(known.value, Value::Map(_)))?;
        field(&document.source, value(known, lang)?, name, Form::Line)
    };
    names.iter().filter_map(of).collect()
}

fn field(source: &Source, node: &Node, name: &str, form: Form) -> Option<Field> {
    let text = match &node.value {
        Value::Seq(items) => items.iter().filter_map(Node::text).collect::<Vec<&str>>().join(", "),
        _ => node.text()?.to_owned(),
    };
    // What was typed as an escape and no page may hold has been reported.
    let is_sound = |c: char| !c.is_control() || matches!(c, '\t' | '\n');
    if !text.chars().all(is_sound) || source.text().get(node.span.range()).is_none() {
        return None;
    }
    Some(Field { name: name.to_owned(), form, pieces: pieces(&text, form), at: At::Value(node.span) })
}

/// The pieces of a text of this form.
pub fn pieces(text: &str, form: Form) -> Pieces {
    match form {
        Form::Markdown => Pieces::of(text),
        Form::Plain | Form::Words => Pieces::value(text),
        Form::Line => {
            let pieces = Pieces::of(text);
            // What is more than a line was not meant as Markdown.
            if pieces.shape == "p;r" { pieces } else { Pieces::value(text) }
        }
    }
}

fn markdown_fields(document: &Document, tree: Option<&Node>, unit: Option<u32>) -> Vec<Field> {
    let body = document.body();
    let at = unit.map_or(0, |unit| unit as usize + 1);
    let Some(own) = body.own.get(at) else { return Vec::new() };
    let part = document.place.kind == Kind::Part;
    let mut fields = Vec::new();
    for (name, form) in KEYS {
        // The title of a part of a handbook belongs to its first unit.
        let here = match name {
            "title" => (part && unit == Some(0)) || (!part && unit.is_none()),
            _ => unit.is_none(),
        };
        let node = tree.filter(|_| here).and_then(|tree| tree.get(name));
        fields.extend(node.and_then(|node| field(&document.source, node, name, form)));
    }
    let (text, mapping) = located(own, &document.source);
    if !text.is_empty() {
        fields.push(Field {
            name: "text".to_owned(),
            form: Form::Markdown,
            pieces: Pieces::of(&text),
            at: At::Text(mapping),
        });
    }
    fields
}

/// The Markdown of a unit, as [`Own::text`] gives it but for its head, and where each byte stands.
fn located(own: &Own, source: &Source) -> (String, Mapping) {
    let mut text = String::new();
    let mut mapping = Mapping::default();
    let pieces = own.pieces.iter().map(|piece| (*piece, own.indent));
    for (span, indent) in pieces.chain(own.definitions.iter().map(|span| (*span, 0))) {
        let typed = source.slice(span);
        let body = typed.trim_start_matches(['\n', '\r']);
        let start = span.start as usize + typed.len() - body.len();
        let body = body.trim_end();
        if body.is_empty() {
            continue;
        }
        let mut first = text.is_empty();
        if !first {
            text.push_str("\n\n");
        }
        let mut at = start;
        for line in body.split_inclusive('\n') {
            let blanks = line.len() - line.trim_start_matches(' ').len();
            let cut = if first { 0 } else { blanks.min(indent) };
            first = false;
            mapping.push(text.len(), at + cut, true);
            for part in line[cut..].split_inclusive('\r') {
                let kept = part.trim_end_matches('\r');
                mapping.push(text.len(), at + cut + (part.as_ptr() as usize - line[cut..].as_ptr() as usize), true);
                text.push_str(kept);
            }
            at += line.len();
        }
    }
    (text, mapping)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::LangId;
    use crate::parse::{Place, parse};
    use std::sync::Arc;

    fn document(path: &str, kind: Kind, text: &str) -> Document {
        let lang = Lang { tag: "fr-CA".into(), segment: "fr".into(), suffix: "fr".into(), name: "Français".into() };
        let place = Place { lang: LangId(0), language: Arc::new(lang), kind, key: "a".into(), folder: "".into() };
        parse(&Source::new(path, text.into()), place)
    }

    #[test]
    fn every_text_is_found_where_it_stands() {
        let page = "---\ntitle: Aide\ndescription: Pour vous\nnav: false\n---\n\nAvant.\r\nSuite.\n\n## A {#a}\n\nUn[^n].\n\n1. x\n   y\n\n## B\n\n[^n]: Note.\n";
        for kind in [Kind::Page, Kind::Part] {
            let document = document("content/a.fr.md", kind, page);
            let tree = tree(&document);
            let mut names = Vec::new();
            for unit in std::iter::once(None).chain((0..document.facts().units.len() as u32).map(Some)) {
                let own = &document.body().own[unit.map_or(0, |unit| unit as usize + 1)];
                for field in fields(&document, tree.as_ref(), unit) {
                    names.push(field.name.clone());
                    let At::Text(mapping) = &field.at else { continue };
                    let whole = own.text(&document.source);
                    assert!(whole.ends_with(&field.pieces.text), "{whole:?} {:?}", field.pieces.text);
                    for run in &field.pieces.runs {
                        let span = mapping.span(run.range.start, run.range.end);
                        let typed = document.source.slice(span).replace('\r', "");
                        let typed: Vec<&str> = typed.split_whitespace().collect();
                        let text: Vec<&str> = field.pieces.text[run.range.clone()].split_whitespace().collect();
                        assert_eq!(typed, text);
                    }
                }
            }
            let expected: &[&str] = match kind {
                Kind::Page => &["title", "description", "text", "text", "text"],
                _ => &["description", "title", "text", "text", "text", "text"],
            };
            assert_eq!(names, expected);
        }
    }

    #[test]
    fn yaml_has_a_text_for_each_key() {
        let faq = "title: {fr: Q, en: A}\nentries:\n  - id: a\n    question: {fr: \"Un ?\", en: One?}\n    answer:\n      fr: |\n        - deux\n\n        Fin.\n      en: Two.\n    tags: {fr: [x, y], en: z}\n";
        let document = document("content/q.yaml", Kind::Faq, faq);
        let tree = tree(&document);
        let texts = |unit| {
            let fields = fields(&document, tree.as_ref(), unit);
            fields.into_iter().map(|field| (field.name, field.pieces.text)).collect::<Vec<_>>()
        };
        let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(texts(None), [pair("title", "Q")]);
        let expected = [pair("question", "Un ?"), pair("answer", "- deux\n\nFin.\n"), pair("tags", "x, y")];
        assert_eq!(texts(Some(0)), expected);
    }
}
