//! Turns problems into lists: beside a unit, and all of them, filtered and a page at a time.

use super::frame::{self, w};
use super::query::Query;
use super::totals::pager;
use super::{Desk, HOME, counted, sides};
use crate::diag::{Diagnostic, Severity, Wording, folded};
use crate::link::Site;
use crate::render::escape;
use std::collections::HashMap;
use std::fmt::Write as _;

const FIX: Wording = w("Pour corriger :", "To mend it:");
const SIDE: Wording = w("Côte à côte", "Side by side");
const NONE: Wording = w("Aucun problème ne correspond.", "No problem matches.");

/// How many are sent at once.
const WINDOW: usize = 100;

/// The place of something in the writer's files; line 0 is the whole file.
pub fn place(path: &str, line: u32, column: u32) -> String {
    let at = if line == 0 { String::new() } else { format!(":{line}") };
    let path = escape(path);
    format!(
        "<button type=\"button\" class=\"place\" data-path=\"{path}\" data-line=\"{line}\" data-column=\"{column}\">{path}{at}</button>"
    )
}

/// What is wrong in a unit.
pub fn beside(findings: &[&Diagnostic], query: &Query, out: &mut String) {
    if findings.is_empty() {
        return;
    }
    out.push_str("<ul class=\"findings\">");
    for finding in findings {
        let _ = write!(out, "<li data-level=\"{}\">", finding.severity.name());
        one(finding, query, out);
        out.push_str("</li>");
    }
    out.push_str("</ul>\n");
}

/// All problems that are asked for.
pub fn problems(desk: &Desk, query: &Query, out: &mut String) {
    let wanted = Wanted::of(query);
    let found: Vec<&Diagnostic> = desk.findings.iter().filter(|finding| wanted.takes(finding, query)).collect();
    let from = query.get("from").parse().unwrap_or(0).min(found.len().saturating_sub(1) / WINDOW * WINDOW);
    let count = counted(found.len(), ["problème", "problem"], ["problèmes", "problems"], query.tongue);
    let _ = writeln!(out, "<p class=\"count\" id=\"_count\" data-part>{count}</p>");
    if found.is_empty() {
        let _ = writeln!(out, "<p class=\"none\" id=\"_none\" data-part>{}</p>", query.say(NONE));
    }
    let keys = keys(&desk.site);
    out.push_str("<ol class=\"problems findings\" id=\"_problems\" data-list>\n");
    for finding in found.iter().skip(from).take(WINDOW) {
        let path = finding.source.path();
        let key = format!("{path}:{}:{}", finding.finding.span.start, finding.rule().code);
        let _ = write!(out, "<li data-level=\"{}\" data-key=\"{}\">", finding.severity.name(), escape(&key));
        one(finding, query, out);
        if let Some(key) = keys.get(path) {
            let link = escape(&query.other(&sides::address(key), &[]));
            let _ = write!(out, " <a class=\"go\" href=\"{link}\">{}</a>", query.say(SIDE));
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n");
    pager(HOME, from, WINDOW, found.len(), query, out);
}

/// The document that each file says.
fn keys(site: &Site) -> HashMap<&str, &str> {
    site.documents.iter().map(|document| (document.source.path(), document.key())).collect()
}

struct Wanted {
    text: String,
    folder: String,
}

impl Wanted {
    fn of(query: &Query) -> Wanted {
        let folder = query.get("folder");
        let folder = if folder.is_empty() { String::new() } else { format!("content/{folder}/") };
        Wanted { text: folded(query.get("q")), folder }
    }

    fn takes(&self, finding: &Diagnostic, query: &Query) -> bool {
        let level = match query.get("level") {
            "error" => finding.severity == Severity::Error,
            "warning" => finding.severity == Severity::Warning,
            "info" => finding.severity == Severity::Info,
            _ => true,
        };
        let path = finding.source.path();
        let matches = |text: &str| folded(text).contains(&self.text);
        level
            && path.starts_with(&self.folder)
            && (self.text.is_empty()
                || matches(path)
                || matches(finding.rule().code)
                || matches(&finding.message(query.tongue)))
    }
}

fn one(finding: &Diagnostic, query: &Query, out: &mut String) {
    let position = finding.source.position(finding.finding.span.start);
    let line = if finding.finding.span.is_empty() && position.line == 1 { 0 } else { position.line };
    let _ = write!(
        out,
        "<span class=\"level\">{}</span> {} <span class=\"message\">{}</span> <code class=\"rule\">{}</code>",
        query.say(frame::level(finding.severity)),
        place(finding.source.path(), line, position.column),
        ticked(&finding.message(query.tongue)),
        finding.rule().code,
    );
    for related in &finding.related {
        let position = related.source.position(related.span.start);
        let label = finding.related_label(related, query.tongue);
        let place = place(related.source.path(), position.line, position.column);
        let _ = write!(out, "<span class=\"related\">{place} {}</span>", ticked(&label));
    }
    if let Some(help) = finding.help(query.tongue) {
        let _ = write!(out, "<span class=\"help\">{} {}</span>", query.say(FIX), ticked(&help));
    }
}

/// A message as HTML: what stands in backticks is code.
fn ticked(text: &str) -> String {
    let mut out = String::new();
    for (at, part) in text.split('`').enumerate() {
        match at % 2 {
            0 => out.push_str(&escape(part)),
            _ => out.push_str(&format!("<code>{}</code>", escape(part))),
        }
    }
    out
}
