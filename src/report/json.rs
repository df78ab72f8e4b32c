//! Turns diagnostics into one JSON object for programs.
//!
//! Lines and columns count from 1, columns in characters; ends are exclusive. Keys are always there, in one order.

use super::Tally;
use crate::diag::{Diagnostic, Tongue};
use crate::source::{Source, Span};
use serde::Serialize;

#[derive(Serialize)]
struct Report<'a> {
    diagnostics: Vec<Entry<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'a str,
    message: String,
    path: &'a str,
    #[serde(flatten)]
    place: Place,
    label: String,
    help: Option<String>,
    related: Vec<Related<'a>>,
    fix: Option<Fix<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    path: &'a str,
    #[serde(flatten)]
    place: Place,
    message: String,
}

#[derive(Serialize)]
struct Fix<'a> {
    #[serde(flatten)]
    place: Place,
    replacement: &'a str,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    infos: usize,
}

pub(super) fn render(diagnostics: &[Diagnostic], tongue: Tongue) -> String {
    let Tally { errors, warnings, infos } = Tally::of(diagnostics);
    let report = Report {
        diagnostics: diagnostics.iter().map(|diagnostic| entry(diagnostic, tongue)).collect(),
        summary: Summary { errors, warnings, infos },
    };
    let mut text = serde_json::to_string_pretty(&report).expect("strings and numbers are always JSON");
    text.push('\n');
    text
}

fn entry(diagnostic: &Diagnostic, tongue: Tongue) -> Entry<'_> {
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
    }
}

fn place(source: &Source, span: Span) -> Place {
    let (start, end) = (source.position(span.start), source.position(span.end.max(span.start)));
    Place { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
}
