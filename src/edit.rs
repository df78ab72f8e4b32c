//! Turns what is to be changed in the writer's own files into edits: for each file its digest, and what to put where.
//!
//! It is pure. Nothing is read or written here (`write::apply` does that, all of it or nothing), and no wish is judged:
//! what is worth changing is decided by [`mend`], [`relocate`], [`snapshot`] and [`typeset`].

pub mod accept;

mod diff;

pub mod handoff;

pub mod mend;

pub mod questions;

pub mod redirect;

pub mod relocate;

pub mod snapshot;

pub mod typeset;

use crate::build::{File, Inputs};
use crate::load;
use crate::source::{Digest, Source, Span};
use std::collections::BTreeMap;

/// A text to put in the place of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Replacement {
    pub span: Span,
    pub text: String,
}

impl Replacement {
    /// How many bytes longer the text is afterwards.
    pub fn growth(&self) -> i64 {
        self.text.len() as i64 - self.span.range().len() as i64
    }
}

/// What happens to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file as it was read; none if there must be no file yet.
    pub digest: Option<Digest>,
    /// Its path afterwards.
    pub to: Box<str>,
    /// In order, none overlapping another.
    pub replacements: Vec<Replacement>,
}

/// Changes of files, by path from the site's root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits(BTreeMap<Box<str>, Change>);

impl Edits {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Change)> {
        self.0.iter().map(|(path, change)| (&**path, change))
    }

    /// Replaces a place of a text; what overlaps an earlier replacement is left out, and so is the same one again.
    pub fn replace(&mut self, source: &Source, span: Span, text: impl Into<String>) {
        let change = self.change(source.path(), Some(source.digest()));
        let at = change.replacements.partition_point(|other| other.span.start <= span.start && other.span != span);
        let before = at.checked_sub(1).map(|before| &change.replacements[before]);
        let free = before.is_none_or(|before| before.span.end <= span.start)
            && change.replacements.get(at).is_none_or(|after| span.end <= after.span.start && after.span != span);
        if free {
            change.replacements.insert(at, Replacement { span, text: text.into() });
        }
    }

    /// Adds edits of other files.
    pub fn and(&mut self, other: Edits) {
        for (path, change) in other.0 {
            self.0.entry(path).or_insert(change);
        }
    }

    /// Makes a file that is not there yet.
    pub fn create(&mut self, path: &str, text: impl Into<String>) {
        let change = self.change(path, None);
        change.replacements = vec![Replacement { span: Span::default(), text: text.into() }];
    }

    /// Puts a text in the place of a whole file.
    pub fn rewrite(&mut self, path: &str, digest: Digest, length: usize, text: impl Into<String>) {
        let change = self.change(path, Some(digest));
        change.replacements = vec![Replacement { span: Span::new(0, length), text: text.into() }];
    }

    /// Gives a file another path.
    pub fn rename(&mut self, path: &str, digest: Digest, to: &str) {
        self.change(path, Some(digest)).to = to.into();
    }

    fn change(&mut self, path: &str, digest: Option<Digest>) -> &mut Change {
        self.0.entry(path.into()).or_insert_with(|| Change { digest, to: path.into(), replacements: Vec::new() })
    }

    /// The same inputs after the edits.
    pub fn applied(&self, inputs: &Inputs) -> Inputs {
        let mut inputs = inputs.clone();
        let old: Vec<(&Change, Vec<u8>)> =
            self.0.iter().map(|(path, change)| (change, take(&mut inputs, path).unwrap_or_default())).collect();
        for (change, bytes) in old {
            put(&mut inputs, &change.to, change.applied(&bytes));
        }
        inputs
    }

    /// The edits as a unified diff, as `git apply` reads it.
    pub fn diff(&self, inputs: &Inputs) -> String {
        let mut out = String::new();
        for (path, change) in &self.0 {
            let old = written(inputs, path);
            diff::write(path, change, old.as_ref().map_or("", Source::text), &mut out);
        }
        out
    }
}

impl Change {
    /// The bytes of the file afterwards.
    pub fn applied(&self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len());
        let mut from = 0;
        for Replacement { span, text } in &self.replacements {
            out.extend_from_slice(bytes.get(from..span.start as usize).unwrap_or_default());
            out.extend_from_slice(text.as_bytes());
            from = span.end as usize;
        }
        out.extend_from_slice(bytes.get(from..).unwrap_or_default());
        out
    }
}

/// The text at a path of the site.
fn text<'i>(inputs: &'i Inputs, path: &str) -> Option<&'i str> {
    source(inputs, path).map(Source::text)
}

/// The source at a path of the site, if it is a text that an author may edit.
pub fn source<'i>(inputs: &'i Inputs, path: &str) -> Option<&'i Source> {
    match path.split_once('/') {
        None if path == "diglot.yaml" => inputs.settings.as_ref(),
        None => inputs.records.get(path),
        Some(("content", name)) => match inputs.content.get(name)? {
            File::Text(source) => Some(source),
            File::Bytes(_) => None,
        },
        Some(("data", _)) => inputs.data.iter().find(|source| source.path() == path),
        Some(("translations", _)) => inputs.records.get(path),
        Some(("templates", name)) => inputs.templates.get(name),
        _ => None,
    }
}

/// The text of a file of the site; a style sheet or a drawing is one too, though it is published as it is.
pub fn written(inputs: &Inputs, path: &str) -> Option<Source> {
    let as_it_is = || {
        let (folder, name) = path.split_once('/')?;
        match (folder, inputs.content.get(name)) {
            ("static", _) => Some(Source::new(path, inputs.statics.get(name)?.0.to_vec())),
            ("content", Some(File::Bytes(bytes))) => Some(Source::new(path, bytes.to_vec())),
            _ => None,
        }
    };
    source(inputs, path).cloned().or_else(as_it_is)
}

fn take(inputs: &mut Inputs, path: &str) -> Option<Vec<u8>> {
    if let Some(("content", name)) = path.split_once('/') {
        return match inputs.content.remove(name)? {
            File::Text(source) => Some(source.text().as_bytes().to_vec()),
            File::Bytes(bytes) => Some(bytes.to_vec()),
        };
    }
    if let Some(("static", name)) = path.split_once('/') {
        return inputs.statics.remove(name).map(|(bytes, _)| bytes.to_vec());
    }
    let bytes = text(inputs, path)?.as_bytes().to_vec();
    match path.split_once('/') {
        None if path == "diglot.yaml" => inputs.settings = None,
        None | Some(("translations", _)) => drop(inputs.records.remove(path)),
        Some(("templates", name)) => drop(inputs.templates.remove(name)),
        _ => inputs.data.retain(|source| source.path() != path),
    }
    Some(bytes)
}

fn put(inputs: &mut Inputs, path: &str, bytes: Vec<u8>) {
    match path.split_once('/') {
        None if path == "diglot.yaml" => inputs.settings = Some(Source::new(path, bytes)),
        None | Some(("translations", _)) => drop(inputs.records.insert(path.into(), Source::new(path, bytes))),
        Some(("content", name)) => drop(inputs.content.insert(name.into(), load::file(path, bytes))),
        Some(("templates", name)) => drop(inputs.templates.insert(name.into(), Source::new(path, bytes))),
        Some(("static", name)) => drop(inputs.statics.insert(name.into(), (bytes.into(), false))),
        _ => {
            inputs.data.push(Source::new(path, bytes));
            inputs.data.sort_by(|a, b| a.path().cmp(b.path()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacements_stand_in_order_and_overlap_nothing() {
        let source = Source::new("content/a.md", "abcdef".into());
        let mut edits = Edits::default();
        edits.replace(&source, Span::new(4, 5), "E");
        edits.replace(&source, Span::new(0, 2), "AB!");
        edits.replace(&source, Span::new(1, 3), "no");
        edits.replace(&source, Span::new(0, 2), "no");
        edits.replace(&source, Span::new(2, 2), "+");
        let (_, change) = edits.iter().next().expect("one file");
        assert_eq!(change.applied(b"abcdef"), b"AB!+cdEf");
    }
}
