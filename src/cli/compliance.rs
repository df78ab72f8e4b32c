//! Turns a site and its list of questions into a report on bilingual compliance, said, and written where it is wanted.
//!
//! It publishes nothing, and mends nothing.

use super::meant::SiteWish;
use super::site;
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status};
use crate::build::build;
use crate::compliance::checklist::{self, SHIPPED};
use crate::compliance::{self, Report, html, status};
use crate::report::{Findings, Format};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The site that is meant, and what becomes of its report.
#[derive(Debug)]
pub struct AuditWish {
    pub site: SiteWish,
    pub html: Option<PathBuf>,
    pub json: Option<PathBuf>,
}

/// Places of one question that a terminal shows.
const MOST: usize = 5;

pub fn audit(wish: &AuditWish, terminal: &Terminal) -> Result<Status, Failure> {
    site::require(&wish.site, terminal)?;
    let inputs = site::inputs(&wish.site, terminal)?;
    let outcome = build(&inputs, &mut site::cache(&wish.site.root));
    let mut findings = Vec::new();
    let list = match inputs.records.get("audit.yaml") {
        Some(source) => {
            let list = checklist::read(source, &mut findings);
            if !findings.is_empty() {
                let found: Vec<_> = findings.into_iter().map(|finding| finding.at(source)).collect();
                site::tell(&wish.site, &Findings::from(&found[..]), terminal)?;
                return Ok(Status::Usage);
            }
            list
        }
        None => checklist::shipped(),
    };
    let report = compliance::audit(&outcome.site, &outcome.output, &outcome.diagnostics, &list);
    let json = format!("{:#}\n", serde_json::to_value(&report).expect("plain data is JSON"));
    let pages = [(&wish.html, html(&report)), (&wish.json, json.clone())];
    for (path, text) in pages.iter().filter_map(|(path, text)| Some((path.as_ref()?, text))) {
        write(path, text, terminal)?;
    }
    match terminal.format {
        Format::Json => terminal.answer(&json)?,
        _ => terminal.answer(&said(&report, terminal))?,
    }
    Ok(if report.fails() { Status::Found } else { Status::Clean })
}

/// Prints the list that ships.
pub fn list(terminal: &Terminal) -> Result<Status, Failure> {
    terminal.answer(SHIPPED)?;
    Ok(Status::Clean)
}

fn write(path: &Path, text: &str, terminal: &Terminal) -> Result<(), Failure> {
    site::replace(path, text.as_bytes()).map_err(|error| Failure::writing(path, &error, terminal.tongue()))
}

/// The report for a terminal.
fn said(report: &Report, terminal: &Terminal) -> String {
    let tongue = terminal.tongue();
    let words: Vec<&str> = report.items.iter().map(|item| status(item.status).get(tongue)).collect();
    let width = words.iter().map(|word| word.chars().count()).max().unwrap_or(0);
    let mut out = String::new();
    for (item, word) in report.items.iter().zip(words) {
        let _ = writeln!(out, "{word:width$}  {}", item.question.get(tongue));
        for place in item.failures.iter().take(MOST) {
            let parts = [Some(place.page.as_str()), place.other.as_deref(), Some(place.text.as_str())];
            let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            let _ = writeln!(out, "{:width$}    {}", "", parts.join("  "));
        }
        if item.failures.len() > MOST {
            let rest = (item.failures.len() - MOST).to_string();
            let _ = writeln!(out, "{:width$}    {}", "", terminal.say(w::MORE_PLACES, &[("count", &rest)]));
        }
    }
    let summary = report.summary;
    let counts = [summary.passed, summary.failed, summary.open, summary.not_applicable].map(|count| count.to_string());
    let args = [
        ("passed", counts[0].as_str()),
        ("failed", counts[1].as_str()),
        ("open", counts[2].as_str()),
        ("idle", counts[3].as_str()),
    ];
    let _ = writeln!(out, "\n{}", terminal.say(w::AUDITED, &args));
    out
}
