//! Turns diagnostics into GitLab's code quality report, a JSON list.
//!
//! Known problems are in it, as GitLab compares two reports by itself; what an author allows is not.

use super::{Findings, sentence};
use crate::diag::{Severity, Tongue};
use crate::verdict::fingerprints;
use serde_json::{Value, json};

pub(super) fn render(findings: &Findings<'_>, tongue: Tongue) -> String {
    let all = findings.unallowed();
    let prints = fingerprints(all.iter().map(|(diagnostic, _)| *diagnostic));
    let entries = all.iter().zip(prints).map(|((diagnostic, _), print)| {
        let severity = match diagnostic.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info | Severity::Off => "info",
        };
        let (source, span) = (&diagnostic.source, diagnostic.finding.span);
        let (start, end) = (source.position(span.start), source.position(span.end.max(span.start)));
        json!({
            "description": sentence(diagnostic, tongue),
            "check_name": diagnostic.rule().code,
            "fingerprint": print,
            "severity": severity,
            "location": {"path": findings.path(source), "lines": {"begin": start.line, "end": end.line}},
        })
    });
    format!("{:#}\n", Value::Array(entries.collect()))
}
