//! Turns a list of known problems into a judgement of those found now, and problems found now into such a list.
//!
//! An entry has no line number. It is known again by its mark; failing that, by rule, file and subject, so that a reworded
//! sentence does not make an old problem a new one.

use super::print::{print, subject};
use super::stops_pages;
use crate::diag::rules::settings;
use crate::diag::{Diagnostic, Finding, Fix};
use crate::source::{Source, Span};
use crate::yaml::{self, Scalar, Spanned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet, VecDeque};

/// The problems that are known: what `diglot baseline --write` writes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["problems"]))]
pub struct BaselineFile {
    /// One entry for each problem, sorted.
    pub problems: Vec<Entry>,
}

/// One known problem.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["path", "code", "print"]))]
pub struct Entry {
    /// The file, from the root of the site.
    pub path: Spanned<String>,
    /// The code of the rule.
    pub code: Spanned<String>,
    /// What is wrong, shortened.
    pub text: Scalar,
    /// A digest of all this and of the line that it stands in.
    pub print: Spanned<Scalar>,
}

/// A list of known problems, and the file that it comes from.
#[derive(Clone, Debug)]
pub struct Baseline {
    source: Source,
    entries: Vec<Entry>,
}

type Queues<K> = HashMap<K, VecDeque<usize>>;

impl Baseline {
    /// The list in `source`; what is wrong with it goes to `findings`.
    pub fn read(source: &Source, findings: &mut Vec<Finding>) -> Baseline {
        let file = yaml::read::<BaselineFile>(source, source.span(), findings).unwrap_or_default();
        // What lacks something was reported, and could answer to nothing.
        let whole = |entry: &Entry| !entry.path.is_empty() && !entry.code.is_empty() && !entry.print.is_empty();
        Baseline { source: source.clone(), entries: file.problems.into_iter().filter(whole).collect() }
    }

    /// The file that it comes from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Those of the diagnostics that are not known, with a further one for each entry that nothing answers to any more;
    /// then those that are known.
    pub(super) fn apply(&self, found: Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let known = self.known(&found);
        let used: HashSet<usize> = known.iter().flatten().copied().collect();
        let (mut new, mut old) = (Vec::new(), Vec::new());
        for (diagnostic, known) in found.into_iter().zip(known) {
            if known.is_some() { old.push(diagnostic) } else { new.push(diagnostic) }
        }
        let stale = self.entries.iter().enumerate().filter(|(at, _)| !used.contains(at));
        new.extend(stale.map(|(_, entry)| self.stale(entry)));
        (new, old)
    }

    /// The entry for each of the diagnostics, if there is one.
    fn known(&self, found: &[Diagnostic]) -> Vec<Option<usize>> {
        let mut exact: Queues<&str> = HashMap::new();
        let mut loose: Queues<(String, &str, String)> = HashMap::new();
        for (at, entry) in self.entries.iter().enumerate() {
            exact.entry(&entry.print.value).or_default().push_back(at);
            let key = (entry.path.value.clone(), entry.code.as_str(), entry.text.0.clone());
            loose.entry(key).or_default().push_back(at);
        }
        let mut used: HashSet<usize> = HashSet::new();
        let mut by_print = |diagnostic: &Diagnostic| {
            let at = exact.get_mut(&*print(diagnostic).short(16)).filter(|_| !is_firm(diagnostic))?.pop_front()?;
            used.insert(at);
            Some(at)
        };
        let mut known: Vec<Option<usize>> = found.iter().map(&mut by_print).collect();
        for queue in loose.values_mut() {
            queue.retain(|at| !used.contains(at));
        }
        for (diagnostic, known) in found.iter().zip(&mut known) {
            if known.is_none() && !is_firm(diagnostic) {
                let key = (diagnostic.source.path().to_owned(), diagnostic.rule().code, subject(diagnostic));
                *known = loose.get_mut(&key).and_then(VecDeque::pop_front);
            }
        }
        known
    }

    fn stale(&self, entry: &Entry) -> Diagnostic {
        let line = self.source.position(entry.path.span.start).line;
        let span = self.source.line(line);
        let mut finding = Finding::new(&settings::STALE_BASELINE, span).help("prune");
        // An entry that somebody spread over several lines is left to them.
        let text = self.source.slice(span).trim();
        if text.starts_with("- {") && text.ends_with('}') {
            let end = self.source.line(line + 1).start.max(span.end);
            finding.fix = Some(Fix { span: Span { start: span.start, end }, replacement: String::new() });
        }
        finding.at(&self.source)
    }

    /// The text of a baseline with these problems, sorted, one a line.
    pub fn text<'a>(problems: impl IntoIterator<Item = &'a Diagnostic>) -> String {
        let problems = problems.into_iter().filter(|diagnostic| !is_firm(diagnostic));
        let mut lines: Vec<String> = problems.map(line).collect();
        lines.sort_unstable();
        let list =
            if lines.is_empty() { "problems: []\n".to_owned() } else { format!("problems:\n{}", lines.concat()) };
        format!("{HEADER}{list}")
    }
}

const HEADER: &str =
    "# Problèmes tolérés : seuls les nouveaux comptent. « diglot baseline --prune » ôte ceux qui n'existent plus.
# Problems that are tolerated: only new ones count. `diglot baseline --prune` removes those that are gone.
";

/// JSON's strings are YAML's, and tell where every sign begins and ends.
fn line(diagnostic: &Diagnostic) -> String {
    let quoted = |text: &str| serde_json::to_string(text).expect("a text is always JSON");
    let (path, text) = (quoted(diagnostic.source.path()), quoted(&subject(diagnostic)));
    let print = print(diagnostic).short(16);
    format!("- {{path: {path}, code: {}, text: {text}, print: \"{print}\"}}\n", diagnostic.rule().code)
}

/// Whether a problem can never be tolerated by a list: settings are right or nothing is certain, allowances are in the
/// author's hand, and what keeps a page from being made keeps the site from being published.
pub fn is_firm(diagnostic: &Diagnostic) -> bool {
    let rule = diagnostic.rule();
    matches!(rule.family(), "settings" | "allowances") || stops_pages(rule)
}
