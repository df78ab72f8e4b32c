//! Turns two publications (folders, manifests, or records of routes) into what was added, changed and removed.

use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status};
use crate::build::manifest::{Difference, Manifest, difference};
use crate::report::Format;
use crate::write::MANIFEST;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

pub fn diff(old: &Path, new: &Path, terminal: &Terminal) -> Result<Status, Failure> {
    let (mut before, mut after) = (manifest(old, terminal)?, manifest(new, terminal)?);
    // A record of routes knows languages by their part of the address alone.
    if before.diglot.is_empty() || after.diglot.is_empty() {
        (before, after) = (before.by_segment(), after.by_segment());
    }
    let differences = difference(&before, &after);
    if terminal.format == Format::Json {
        let json = serde_json::to_string_pretty(&differences).expect("plain data is JSON");
        terminal.answer(&(json + "\n"))?;
        return Ok(Status::Clean);
    }
    terminal.answer(&listed(&differences, terminal))?;
    Ok(Status::Clean)
}

fn manifest(path: &Path, terminal: &Terminal) -> Result<Manifest, Failure> {
    let file = if path.is_dir() { path.join(MANIFEST) } else { path.to_owned() };
    let unknown = || Failure::Usage(terminal.say(w::NO_MANIFEST, &[("path", &path.display().to_string())]));
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(_) if path.is_dir() => return Err(unknown()),
        Err(error) => return Err(Failure::reading(&file, &error, terminal.tongue())),
    };
    if text.trim_start().starts_with('{') {
        return serde_json::from_str(&text).map_err(|_| unknown());
    }
    let is_record = text.lines().any(|line| line.starts_with('/'));
    if is_record { Ok(Manifest::from_routes(&text)) } else { Err(unknown()) }
}

/// One line for each page and anchor, by language: `+`, `~` or `-`.
fn listed(differences: &BTreeMap<String, Difference>, terminal: &Terminal) -> String {
    let mut text = String::new();
    for (language, difference) in differences {
        let Difference { added, changed, removed } = difference;
        let mut lines: Vec<(&str, char, Option<&String>)> = Vec::new();
        lines.extend(added.pages.iter().chain(&added.anchors).map(|route| (route.as_str(), '+', None)));
        lines.extend(changed.pages.iter().map(|route| (route.as_str(), '~', None)));
        let gone = removed.pages.iter().chain(&removed.anchors);
        lines.extend(gone.map(|route| (route.as_str(), '-', removed.redirected.get(route))));
        if lines.is_empty() {
            continue;
        }
        lines.sort_unstable();
        let _ = writeln!(text, "{language}");
        for (route, sign, to) in lines {
            let to = to.map_or_else(String::new, |to| format!("  → {to}"));
            let _ = writeln!(text, "  {sign} {route}{to}");
        }
    }
    if text.is_empty() {
        text = format!("{}\n", w::NO_DIFFERENCE.get(terminal.tongue()));
    }
    text
}
