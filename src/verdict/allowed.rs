//! Turns diagnostics and allowances into those that nobody allows, those that somebody does, and what is wrong with
//! the allowances.

use super::{Aside, Terms, Why, stops_pages};
use crate::allow::{Allowance, Name};
use crate::diag::rules::{ALL, allowances as rules};
use crate::diag::{Diagnostic, Finding, Fix, Rule, Severity, nearest, rule};
use crate::source::{Source, Span};
use std::collections::{BTreeMap, HashSet};

/// Families whose rules are not applied in every run: an allowance for them is of use in another one, as one for a rule
/// that is switched off is when it is switched on.
const ON_DEMAND: [&str; 2] = ["external", "site"];

pub(super) fn apply(found: Vec<Diagnostic>, terms: &Terms) -> (Vec<Diagnostic>, Vec<Aside>) {
    // Every language that shares a text brings the allowances in it.
    let mut by_file: BTreeMap<&str, BTreeMap<Span, (&Source, &Allowance)>> = BTreeMap::new();
    for (source, allowance) in &terms.allowances {
        by_file.entry(source.path()).or_default().insert(allowance.span, (source, allowance));
    }
    let mut used: HashSet<(&str, Span, &str)> = HashSet::new();
    let (mut rest, mut aside) = (Vec::new(), Vec::new());
    for diagnostic in found {
        let covering = places(&diagnostic).into_iter().find_map(|(source, span)| {
            let (path, file) = by_file.get_key_value(source.path())?;
            let all = file.values().map(|(_, allowance)| *allowance);
            let covering = all.filter(|allowance| covers(allowance, diagnostic.rule(), span));
            // The nearest one, so that a useless one around it is seen to be useless.
            covering.min_by_key(|allowance| allowance.covers.range().len()).map(|allowance| (*path, allowance))
        });
        match covering {
            Some((path, allowance)) => {
                used.insert((path, allowance.span, diagnostic.rule().code));
                aside.push(Aside { diagnostic, why: Why::Allowed(allowance.reason.clone()) });
            }
            None => rest.push(diagnostic),
        }
    }
    for (path, file) in &by_file {
        for (source, allowance) in file.values() {
            let settled = !terms.unfinished.contains(*path);
            let looked = |rule: &Rule| {
                settled && !ON_DEMAND.contains(&rule.family()) && terms.levels.severity(rule) > Severity::Off
            };
            let unused = |rule: &Rule| looked(rule) && !used.contains(&(*path, allowance.span, rule.code));
            rest.extend(faults(allowance, unused).into_iter().map(|finding| finding.at(source)));
        }
    }
    (rest, aside)
}

/// Where a diagnostic may be allowed: at its place; a difference between two editions in either of them.
fn places(diagnostic: &Diagnostic) -> Vec<(&Source, Span)> {
    let both = diagnostic.rule().family() == "parity";
    let others = diagnostic.related.iter().filter(|_| both).map(|related| (&related.source, related.span));
    std::iter::once((&diagnostic.source, diagnostic.finding.span)).chain(others).collect()
}

/// Whether an allowance is for what a rule says of a place in its file.
fn covers(allowance: &Allowance, rule: &Rule, span: Span) -> bool {
    let whole_file = span == Span::default();
    let (start, end) = (allowance.covers.start, allowance.covers.end.max(allowance.covers.start + 1));
    let there = if whole_file { allowance.first } else { (start..end).contains(&span.start) };
    let named = |name: &str| crate::diag::rule(name).is_some_and(|known| known.code == rule.code);
    there && !stops_pages(rule) && allowance.names.iter().any(|name| named(&name.name))
}

fn faults(allowance: &Allowance, unused: impl Fn(&Rule) -> bool) -> Vec<Finding> {
    if allowance.names.is_empty() {
        return vec![Finding::new(&rules::NAMELESS_ALLOWANCE, allowance.span).help("write")];
    }
    let mut found = Vec::new();
    if allowance.reason.is_empty() {
        let names: Vec<&str> = allowance.names.iter().map(|name| &*name.name).collect();
        let finding = Finding::new(&rules::ALLOWANCE_WITHOUT_REASON, allowance.span);
        found.push(finding.with("names", names.join(", ")).help("reason"));
    }
    let known = |name: &Name| rule(&name.name);
    found.extend(allowance.names.iter().filter(|name| known(name).is_none()).map(unknown));
    let useless: Vec<&Name> = allowance.names.iter().filter(|name| known(name).is_some_and(&unused)).collect();
    if useless.len() == allowance.names.len() {
        let names: Vec<&str> = useless.iter().map(|name| &*name.name).collect();
        let mut finding = Finding::new(&rules::UNUSED_ALLOWANCE, allowance.span).with("name", names.join(", "));
        finding.fix = Some(Fix { span: allowance.whole, replacement: String::new() });
        found.push(finding.help("remove"));
    } else {
        found.extend(useless.into_iter().map(|name| {
            let mut finding = Finding::new(&rules::UNUSED_ALLOWANCE, name.span).with("name", &*name.name);
            finding.fix = Some(Fix { span: name.whole, replacement: String::new() });
            finding.help("name")
        }));
    }
    found
}

fn unknown(name: &Name) -> Finding {
    let finding = Finding::new(&rules::UNKNOWN_ALLOWANCE, name.span).with("name", &*name.name);
    match nearest(&name.name, ALL.iter().map(|rule| rule.code).chain(ALL.iter().map(|rule| rule.name))) {
        Some(meant) => finding.with("suggestion", meant).help("nearest").fix(meant),
        None => finding.help("list"),
    }
}
