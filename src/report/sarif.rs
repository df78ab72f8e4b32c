//! Turns diagnostics into SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), with fixes and rule help.
//!
//! What an author allows is in it as suppressed, what is known as unchanged: whoever reads it chooses what to show.

use super::explain::{RIGHT, WRONG, visible};
use super::{Findings, Standing, is_whole_file, sentence};
use crate::diag::{Diagnostic, Rule, Severity, Tongue};
use crate::source::{Source, Span};
use crate::verdict::fingerprints;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What stands for the root of the repository.
const ROOT: &str = "%SRCROOT%";

/// Longest text of a region that is quoted, in bytes.
const LONGEST: usize = 500;

pub(super) fn render(findings: &Findings<'_>, tongue: Tongue) -> String {
    let all = entries(findings);
    let mut rules: Vec<&'static Rule> = all.iter().map(|entry| entry.diagnostic.rule()).collect();
    rules.sort_by_key(|rule| rule.code);
    rules.dedup_by_key(|rule| rule.code);
    let prints = fingerprints(all.iter().map(|entry| entry.diagnostic));
    let writer = Writer { findings, rules: &rules, tongue };
    let results: Vec<Value> = all.iter().zip(prints).map(|(entry, print)| writer.result(entry, &print)).collect();
    let root = match tongue {
        Tongue::French => "la racine du dépôt",
        Tongue::English => "the root of the repository",
    };
    let run = json!({
        "tool": {"driver": {
            "name": "Diglot",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules.iter().map(|rule| described(rule, tongue)).collect::<Vec<Value>>(),
        }},
        "language": match tongue { Tongue::French => "fr", Tongue::English => "en" },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": root}}},
        "invocations": [{"executionSuccessful": true}],
        "results": results,
    });
    format!("{:#}\n", json!({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}))
}

/// A diagnostic and what became of it.
struct Entry<'a> {
    diagnostic: &'a Diagnostic,
    standing: Standing,
    /// Why an author allows it.
    reason: Option<&'a str>,
}

fn entries<'a>(findings: &Findings<'a>) -> Vec<Entry<'a>> {
    let counting = findings.unallowed().into_iter();
    let counting = counting.map(|(diagnostic, standing)| Entry { diagnostic, standing, reason: None });
    let allowed = findings.allowed().map(|(diagnostic, reason)| Entry {
        diagnostic,
        // A baseline has nothing on what is allowed anyway.
        standing: Standing::Known,
        reason: Some(reason),
    });
    let mut all: Vec<Entry<'a>> = counting.chain(allowed).collect();
    all.sort_by(|a, b| a.diagnostic.compare(b.diagnostic));
    all
}

struct Writer<'a> {
    findings: &'a Findings<'a>,
    rules: &'a [&'static Rule],
    tongue: Tongue,
}

impl Writer<'_> {
    fn result(&self, entry: &Entry<'_>, print: &str) -> Value {
        let diagnostic = entry.diagnostic;
        let rule = diagnostic.rule();
        let index = self.rules.iter().position(|known| known.code == rule.code);
        let span = (!is_whole_file(diagnostic, self.tongue)).then_some(diagnostic.finding.span);
        let mut result = json!({
            "ruleId": rule.code,
            "ruleIndex": index,
            "level": level(diagnostic.severity),
            "message": {"text": plain(&sentence(diagnostic, self.tongue))},
            "locations": [{"physicalLocation": self.place(&diagnostic.source, span)}],
            "partialFingerprints": {"diglot/v1": print},
        });
        let related = diagnostic.related.iter().enumerate().map(|(at, related)| {
            let span = (related.span != Span::default()).then_some(related.span);
            json!({
                "id": at + 1,
                "message": {"text": plain(&diagnostic.related_label(related, self.tongue))},
                "physicalLocation": self.place(&related.source, span),
            })
        });
        let related: Vec<Value> = related.collect();
        if !related.is_empty() {
            result["relatedLocations"] = related.into();
        }
        if let Some(fix) = &diagnostic.finding.fix {
            let mut change = json!({
                "artifactLocation": self.artifact(&diagnostic.source),
                "replacements": [{"deletedRegion": region(&diagnostic.source, fix.span)}],
            });
            if !fix.replacement.is_empty() {
                change["replacements"][0]["insertedContent"] = json!({"text": fix.replacement});
            }
            let help = diagnostic.help(self.tongue).unwrap_or_else(|| diagnostic.message(self.tongue));
            result["fixes"] = json!([{"description": {"text": plain(&help)}, "artifactChanges": [change]}]);
        }
        if self.findings.baseline {
            result["baselineState"] = json!(if entry.standing == Standing::Known { "unchanged" } else { "new" });
        }
        if let Some(reason) = entry.reason {
            result["suppressions"] = json!([{"kind": "inSource", "status": "accepted", "justification": reason}]);
        }
        result
    }

    fn place(&self, source: &Source, span: Option<Span>) -> Value {
        let mut place = json!({"artifactLocation": self.artifact(source)});
        if let Some(span) = span {
            let mut region = region(source, span);
            let text = source.slice(span);
            if !text.is_empty() && text.len() <= LONGEST {
                region["snippet"] = json!({"text": text});
            }
            place["region"] = region;
        }
        place
    }

    fn artifact(&self, source: &Source) -> Value {
        json!({"uri": uri(&self.findings.path(source)), "uriBaseId": ROOT})
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
        Severity::Off => "none",
    }
}

/// The end column is the one after the last character, in SARIF too.
fn region(source: &Source, span: Span) -> Value {
    let (start, end) = (source.position(span.start), source.position(span.end.max(span.start)));
    json!({"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column})
}

fn described(rule: &Rule, tongue: Tongue) -> Value {
    let explain = rule.explain.get(tongue);
    let examples = [(WRONG, rule.wrong), (RIGHT, rule.right)]
        .map(|(title, example)| (title.get(tongue), visible(example.get(tongue))));
    let text =
        examples.iter().fold(explain.to_owned(), |text, (title, example)| format!("{text}\n\n{title}\n\n{example}"));
    let markdown = examples.iter().fold(explain.to_owned(), |text, (title, example)| {
        let fence = "`".repeat(longest_run(example).max(2) + 1);
        format!("{text}\n\n**{title}**\n\n{fence}\n{example}\n{fence}")
    });
    let mut described = json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": plain(&rule.example(tongue))},
        "fullDescription": {"text": plain(explain)},
        "help": {"text": plain(&text), "markdown": markdown},
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {"tags": [rule.family()]},
    });
    if let Some(page) = page_of(env!("CARGO_PKG_HOMEPAGE"), rule, tongue) {
        described["helpUri"] = page.into();
    }
    described
}

/// The manual's page on a rule. While no address of the manual is known there is none: the text itself is in the help, and a
/// link that leads nowhere would be worse.
fn page_of(manual: &str, rule: &Rule, tongue: Tongue) -> Option<String> {
    let folder = match tongue {
        Tongue::French => "fr/regles",
        Tongue::English => "en/rules",
    };
    let (manual, id) = (manual.trim_end_matches('/'), rule.code.to_lowercase());
    (!manual.is_empty()).then(|| format!("{manual}/{folder}/{}/#{id}", rule.family()))
}

/// The longest row of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// A plain text message, in which `[text](target)` would be a link (section 3.11.6).
fn plain(text: &str) -> String {
    if text.contains("](") {
        text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
    } else {
        text.to_owned()
    }
}

/// What a path segment of a relative reference may not hold as it is (RFC 3986); a colon would make it a scheme.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

fn uri(path: &str) -> String {
    utf8_percent_encode(path, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("content/été à 50 %/a:b#c?.md"), "content/%C3%A9t%C3%A9%20%C3%A0%2050%20%25/a%3Ab%23c%3F.md");
    }

    #[test]
    fn a_rule_has_a_page_where_the_manual_has_an_address() {
        let rule = crate::diag::rule("DG-L001").expect("a rule");
        assert_eq!(page_of("", rule, Tongue::English), None);
        let page = |tongue| page_of("https://docs.example.org/manual/", rule, tongue);
        assert_eq!(page(Tongue::English).as_deref(), Some("https://docs.example.org/manual/en/rules/links/#dg-l001"));
        assert_eq!(page(Tongue::French).as_deref(), Some("https://docs.example.org/manual/fr/regles/links/#dg-l001"));
    }

    #[test]
    fn links_in_messages_are_none() {
        assert_eq!(plain("write `[a](b.md)`"), "write `\\[a\\](b.md)`");
        assert_eq!(plain("reference `[a]`"), "reference `[a]`");
    }
}
