//! Turns a tree and the shape it should have into findings, and into the part of the tree that does have it.
//!
//! It stops at nothing: a value that does not fit is reported, taken out, and the rest goes on.

use super::shape::{MapShape, Shape, Text};
use super::{Key, Node, Value, de};
use crate::diag::{Finding, is_plain_slip, nearest, rules::documents};
use crate::source::{Source, Span};

/// Whether `node`, after what does not fit was taken out of it, has the shape.
pub(super) fn validate(source: &Source, shape: &Shape, node: &mut Node, findings: &mut Vec<Finding>) -> bool {
    let before = findings.len();
    let mut check = Check { source, findings };
    let fits = match (&shape.map, &node.value) {
        (Some(_), Value::Map(_)) => check.node(shape, node, ""),
        (Some(map), found) if !shape.any => {
            let example = match (map.required.first(), map.keys.is_empty()) {
                (Some(required), _) => required,
                (None, false) => "title",
                // Any key will do.
                (None, true) => "…",
            };
            let finding = Finding::new(&documents::NOT_A_MAP, first_line(source, node.span));
            let finding = finding.with_words("found", &[kind(found)]).with("example", format!("{example}: …"));
            check.findings.push(finding.help("write"));
            false
        }
        _ => check.node(shape, node, ""),
    };
    // An alias repeats its target, faults included.
    let mut at = before;
    while at < findings.len() {
        if findings[before..at].contains(&findings[at]) {
            findings.remove(at);
        } else {
            at += 1;
        }
    }
    fits
}

struct Check<'a> {
    source: &'a Source,
    findings: &'a mut Vec<Finding>,
}

impl Check<'_> {
    fn node(&mut self, shape: &Shape, node: &mut Node, key: &str) -> bool {
        if shape.any {
            return true;
        }
        let free_text = shape.text == Some(Text::Any);
        match &mut node.value {
            Value::Null if shape.null => true,
            Value::Bool { .. } if shape.boolean || free_text => true,
            Value::Number(_) if shape.number || free_text => true,
            Value::Number(text) if shape.integer && in_bounds(shape, text) => true,
            Value::Seq(items) if shape.list.is_some() => {
                let item = shape.list.as_ref().expect("matched");
                items.retain_mut(|node| self.node(item, node, key));
                true
            }
            Value::Map(entries) if shape.map.is_some() => {
                self.map(shape.map.as_ref().expect("matched"), entries, node.span, key);
                true
            }
            value => {
                if let (Some(text), Some(raw)) = (&shape.text, scalar(value))
                    && fits(text, raw)
                {
                    return true;
                }
                self.wrong(shape, node, key);
                false
            }
        }
    }

    fn map(&mut self, shape: &MapShape, entries: &mut Vec<(Key, Node)>, span: Span, parent: &str) {
        let first = entries.first().map_or(Span { start: span.start, end: span.start }, |(key, _)| key.span);
        let absent: Vec<String> =
            shape.required.iter().filter(|name| !entries.iter().any(|(key, _)| key.name == **name)).cloned().collect();
        self.unknown_keys(shape, entries);
        for name in absent {
            if !entries.iter().any(|(key, _)| key.name == name) {
                let finding = Finding::new(&documents::MISSING_KEY, first).with("key", name.as_str());
                self.findings.push(finding.help("add"));
            }
        }
        entries.retain_mut(|(key, node)| {
            let (inner, path) = match shape.key(&key.name) {
                Some(inner) => (inner, key.name.clone()),
                None => {
                    let rest = shape.rest.as_ref().expect("unknown keys are gone");
                    (rest.as_ref(), if parent.is_empty() { key.name.clone() } else { format!("{parent}.{}", key.name) })
                }
            };
            // A key without a value is a form not filled in yet: as good as absent, unless it must be there.
            if node.value == Value::Null && !inner.any && !shape.required.contains(&key.name) && shape.rest.is_none() {
                self.hidden_by_comment(inner, node.span, &path);
                return false;
            }
            self.node(inner, node, &path)
        });
    }

    /// Reports `colour: #1f4e79`: without quotes, the value is a comment and the key has none.
    fn hidden_by_comment(&mut self, shape: &Shape, after: Span, key: &str) {
        let rest = &self.source.text()[after.start as usize..];
        let line = rest.split(['\n', '\r']).next().unwrap_or_default();
        let comment = line.trim();
        let Some(text) = comment.strip_prefix('#') else { return };
        if shape.text.is_none() || text.is_empty() || text.contains([' ', '#']) {
            return;
        }
        let start = after.start as usize + line.len() - line.trim_start().len();
        let finding = Finding::new(&documents::WRONG_TYPE, Span::new(start, start + comment.len()))
            .with("key", key)
            .with_words("expected", &["text"])
            .with_words("found", &["comment"]);
        let quoted = format!("\"{comment}\"");
        self.findings.push(finding.with("suggestion", quoted.as_str()).help("nearest").fix(quoted));
    }

    /// Reports keys that the map has not; one that was plainly meant takes the meant key's place, so that its absence
    /// is not reported as well.
    fn unknown_keys(&mut self, shape: &MapShape, entries: &mut Vec<(Key, Node)>) {
        if shape.rest.is_some() {
            return;
        }
        let mut present: Vec<String> = entries.iter().map(|(key, _)| key.name.clone()).collect();
        entries.retain_mut(|(key, _)| {
            if shape.key(&key.name).is_some() {
                return true;
            }
            let finding = Finding::new(&documents::UNKNOWN_KEY, key.span).with("key", key.name.as_str());
            let free =
                shape.keys.iter().map(|(name, _)| name.as_str()).filter(|name| !present.iter().any(|p| p == name));
            match nearest(&key.name, free.clone()) {
                Some(meant) => {
                    let sure = is_plain_slip(&key.name, meant, free);
                    self.findings.push(finding.with("suggestion", meant).help("nearest").fix_if(sure, meant));
                    present.push(meant.to_owned());
                    meant.clone_into(&mut key.name);
                    true
                }
                None => {
                    let keys: Vec<String> = shape.keys.iter().map(|(name, _)| format!("`{name}`")).collect();
                    self.findings.push(finding.with("keys", keys.join(", ")).help("keys"));
                    false
                }
            }
        });
    }

    fn wrong(&mut self, shape: &Shape, node: &Node, key: &str) {
        let expected = expected(shape);
        let found = match (&shape.text, &node.value) {
            (Some(Text::Choices(_)), Value::Str(_) | Value::Number(_) | Value::Bool { .. }) => "unknown-value",
            (_, value) => kind(value),
        };
        let mut finding = Finding::new(&documents::WRONG_TYPE, first_line(self.source, node.span))
            .with("key", key)
            .with_words("expected", &expected)
            .with_words("found", &[found]);
        if let Some(Text::Choices(choices)) = &shape.text {
            let choices: Vec<String> = choices.iter().map(|choice| format!("`{choice}`")).collect();
            finding = finding.with("choices", choices.join(", "));
        }
        let finding = match meant(shape, &node.value) {
            Some(meant) => finding.with("suggestion", meant.as_str()).help("nearest").fix(meant),
            None => {
                let sample = sample(shape, expected.first().copied().unwrap_or("text"));
                // What is to be typed over the value; where there is none, the key shows what is meant.
                let name = key.rsplit('.').next().unwrap_or(key);
                let example = if node.span.is_empty() { format!("{name}: {sample}") } else { sample.to_owned() };
                finding.with("example", example).help("write")
            }
        };
        self.findings.push(finding);
    }
}

fn scalar(value: &Value) -> Option<&str> {
    match value {
        Value::Bool { raw, .. } | Value::Number(raw) | Value::Str(raw) => Some(raw),
        _ => None,
    }
}

fn fits(text: &Text, raw: &str) -> bool {
    match text {
        Text::Any => true,
        Text::Date => raw.parse::<jiff::civil::Date>().is_ok_and(|date| date.to_string() == raw),
        Text::Choices(choices) => choices.iter().any(|choice| choice == raw),
    }
}

fn in_bounds(shape: &Shape, text: &str) -> bool {
    de::integer(text).is_some_and(|number| {
        shape.least.is_none_or(|least| number >= least) && shape.most.is_none_or(|most| number <= most)
    })
}

/// The phrases for what a shape accepts.
fn expected(shape: &Shape) -> Vec<&'static str> {
    let text = shape.text.as_ref().map(|text| match text {
        Text::Any => "text",
        Text::Date => "date",
        Text::Choices(_) => "choice",
    });
    let kinds = [
        text,
        shape.boolean.then_some("true-false").filter(|_| shape.text != Some(Text::Any)),
        shape.integer.then_some("integer"),
        shape.number.then_some("number").filter(|_| shape.text != Some(Text::Any)),
        shape.list.is_some().then_some("list"),
        shape.map.is_some().then_some("map"),
    ];
    kinds.into_iter().flatten().collect()
}

/// The phrase for what a value is.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool { .. } => "true-false",
        Value::Number(_) => "number",
        Value::Str(_) => "text",
        Value::Seq(_) => "list",
        Value::Map(_) => "map",
    }
}

/// What was probably meant by a scalar that does not fit.
fn meant(shape: &Shape, value: &Value) -> Option<String> {
    let raw = scalar(value)?;
    let word = raw.trim().to_lowercase();
    if shape.boolean {
        match word.as_str() {
            "yes" | "on" | "oui" | "vrai" | "true" | "y" | "1" => return Some("true".to_owned()),
            "no" | "off" | "non" | "faux" | "false" | "n" | "0" => return Some("false".to_owned()),
            _ => {}
        }
    }
    // Digits in quotes.
    if shape.integer && matches!(value, Value::Str(_)) && in_bounds(shape, &word) {
        return Some(word);
    }
    match &shape.text {
        Some(Text::Choices(choices)) => nearest(raw, choices.iter().map(String::as_str)).map(str::to_owned),
        Some(Text::Date) => date(&word),
        _ => None,
    }
}

/// The date in a text that has year, month and day in this order, but not two digits each or other signs between.
fn date(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['-', '/', '.', 't', ' ']).take(3).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    if year.len() != 4 {
        return None;
    }
    let date = jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    Some(date.ok()?.to_string())
}

fn sample(shape: &Shape, kind: &str) -> String {
    match (kind, &shape.text) {
        ("choice", Some(Text::Choices(choices))) => choices.first().cloned().unwrap_or_default(),
        ("date", _) => "2026-05-01".to_owned(),
        ("true-false", _) => "true".to_owned(),
        ("integer" | "number", _) => "1".to_owned(),
        ("list", _) => "[…]".to_owned(),
        ("map", _) => "{…: …}".to_owned(),
        _ => "…".to_owned(),
    }
}

/// The part of a span that is on its first line: underlining a whole block hides more than it shows.
fn first_line(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let line = text.split(['\n', '\r']).next().unwrap_or(text);
    Span::new(span.start as usize, span.start as usize + line.trim_end().len())
}
