//! Turns diagnostics into one JSON object for programs, and tells its schema.
//!
//! Lines and columns count from 1, columns in characters; ends are exclusive. Keys are always there, in one order.

use super::{Findings, Standing, Tally};
use crate::diag::{Diagnostic, Tongue};
use crate::source::{Source, Span};
use crate::verdict::fingerprints;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::{Value, json};

/// What Diglot found.
#[derive(Serialize, JsonSchema)]
struct Report<'a> {
    /// What is wrong, sorted by path, place and code; what is in the baseline too.
    diagnostics: Vec<Entry<'a>>,
    /// What an author allows by a comment `diglot-allow`.
    allowed: Vec<Allowed<'a>>,
    summary: Summary,
    /// The next day on which the same texts make another site, as `YYYY-MM-DD`; null if there is none.
    next_change: Option<String>,
}

/// Something that is wrong.
#[derive(Serialize, JsonSchema)]
struct Entry<'a> {
    /// Stable code of the rule, such as `DG-L002`.
    code: &'a str,
    /// Stable name of the rule, such as `broken-anchor`.
    name: &'a str,
    /// `error`, `warning` or `info`.
    severity: &'a str,
    /// One phrase, in the language of `--lang`.
    message: String,
    /// Path from the root of the site, with `/`.
    path: &'a str,
    #[serde(flatten)]
    place: Place,
    /// What stands at the place; may be empty.
    label: String,
    /// What to type instead.
    help: Option<String>,
    /// Further places.
    related: Vec<Related<'a>>,
    /// A replacement that mends it.
    fix: Option<Fix<'a>>,
    /// Stays the same when other lines of the file change.
    fingerprint: String,
    /// `new`, or `unchanged` if it is in the baseline; null without a baseline.
    baseline: Option<&'static str>,
}

/// Something that is wrong and allowed.
#[derive(Serialize, JsonSchema)]
struct Allowed<'a> {
    #[serde(flatten)]
    entry: Entry<'a>,
    /// Why, in the author's words.
    reason: &'a str,
}

/// A further place that a diagnostic speaks of.
#[derive(Serialize, JsonSchema)]
struct Related<'a> {
    /// Path from the root of the site, with `/`.
    path: &'a str,
    #[serde(flatten)]
    place: Place,
    /// What stands there.
    message: String,
}

/// A replacement in the same file.
#[derive(Serialize, JsonSchema)]
struct Fix<'a> {
    #[serde(flatten)]
    place: Place,
    /// What to write instead of the text at the place.
    replacement: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct Place {
    /// From 1.
    line: u32,
    /// In characters, from 1.
    column: u32,
    /// Line of the end.
    end_line: u32,
    /// The column after the last character.
    end_column: u32,
}

/// How many there are of each kind.
#[derive(Serialize, JsonSchema)]
struct Summary {
    /// Without those in the baseline, as all that follow.
    errors: usize,
    warnings: usize,
    infos: usize,
    /// Those that an author allows.
    allowed: usize,
    /// Those that are in the baseline.
    known: usize,
}

pub(super) fn render(findings: &Findings<'_>, tongue: Tongue) -> String {
    let all = findings.unallowed();
    let prints = fingerprints(all.iter().map(|(diagnostic, _)| *diagnostic));
    let state = |standing| findings.baseline.then_some(if standing == Standing::New { "new" } else { "unchanged" });
    let diagnostics = all.iter().zip(prints);
    let diagnostics =
        diagnostics.map(|((diagnostic, standing), print)| entry(diagnostic, print, state(*standing), tongue));
    let prints = fingerprints(findings.allowed().map(|(diagnostic, _)| diagnostic));
    let allowed = findings.allowed().zip(prints);
    let allowed =
        allowed.map(|((diagnostic, reason), print)| Allowed { entry: entry(diagnostic, print, None, tongue), reason });
    let Tally { errors, warnings, infos, allowed: silenced, known } = Tally::of(findings);
    let report = Report {
        diagnostics: diagnostics.collect(),
        allowed: allowed.collect(),
        summary: Summary { errors, warnings, infos, allowed: silenced, known },
        next_change: findings.next_change.map(|day| day.to_string()),
    };
    let mut text = serde_json::to_string_pretty(&report).expect("strings and numbers are always JSON");
    text.push('\n');
    text
}

/// The JSON Schema of the report.
pub fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Report<'static>>().to_value();
    if let Value::Object(schema) = &mut schema {
        schema.insert("title".to_owned(), json!("Diglot: diagnostics"));
    }
    schema
}

fn entry<'a>(
    diagnostic: &'a Diagnostic,
    fingerprint: String,
    baseline: Option<&'static str>,
    tongue: Tongue,
) -> Entry<'a> {
    let rule = diagnostic.rule();
    let related = diagnostic.related.iter().map(|related| Related {
        path: related.source.path(),
        place: place(&related.source, related.span),
        message: diagnostic.related_label(related, tongue),
    });
    let fix = diagnostic.finding.fix.as_ref();
    Entry {
        code: rule.code,
        name: rule.name,
        severity: diagnostic.severity.name(),
        message: diagnostic.message(tongue),
        path: diagnostic.source.path(),
        place: place(&diagnostic.source, diagnostic.finding.span),
        label: diagnostic.label(tongue),
        help: diagnostic.help(tongue),
        related: related.collect(),
        fix: fix.map(|fix| Fix { place: place(&diagnostic.source, fix.span), replacement: &fix.replacement }),
        fingerprint,
        baseline,
    }
}

fn place(source: &Source, span: Span) -> Place {
    let (start, end) = (source.position(span.start), source.position(span.end.max(span.start)));
    Place { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
}
