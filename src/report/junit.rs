//! Turns diagnostics into JUnit's XML, a suite for each file, for the test reports of build servers.
//!
//! What reaches the fail level is a failure; what is known is skipped; the rest passes and says what it is.

use super::{Findings, Standing, Tally, location, one_line, sentence, summary};
use crate::diag::{Diagnostic, Tongue, Wording};
use std::fmt::Write as _;

const KNOWN: Wording = Wording { fr: "dans l'état de référence", en: "in the baseline" };
const CLEAN: Wording = Wording { fr: "aucun problème", en: "no problem found" };

/// One test case: what it is called, and what became of it.
struct Case<'a> {
    diagnostic: &'a Diagnostic,
    /// Why it is not run.
    skipped: Option<String>,
}

pub(super) fn render(findings: &Findings<'_>, tongue: Tongue) -> String {
    let known = |standing| (standing == Standing::Known).then(|| KNOWN.get(tongue).to_owned());
    let counting = findings.unallowed().into_iter().map(|(diagnostic, standing)| (diagnostic, known(standing)));
    let allowed = findings.allowed().map(|(diagnostic, reason)| (diagnostic, Some(reason.to_owned())));
    let mut cases: Vec<Case<'_>> =
        counting.chain(allowed).map(|(diagnostic, skipped)| Case { diagnostic, skipped }).collect();
    cases.sort_by(|a, b| a.diagnostic.compare(b.diagnostic));
    let suites: Vec<&[Case<'_>]> =
        cases.chunk_by(|a, b| a.diagnostic.source.path() == b.diagnostic.source.path()).collect();

    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let total = cases.len().max(1);
    let name = attribute(&summary(Tally::of(findings), tongue));
    open(&mut xml, &format!("testsuites name=\"diglot: {name}\""), &cases, findings, total);
    for suite in &suites {
        let path = attribute(&findings.path(&suite[0].diagnostic.source));
        open(&mut xml, &format!("  testsuite name=\"{path}\""), suite, findings, suite.len());
        for case in *suite {
            xml += &test_case(case, &path, findings, tongue);
        }
        xml += "  </testsuite>\n";
    }
    if suites.is_empty() {
        // Build servers take a report without any test for a mistake.
        let clean = attribute(CLEAN.get(tongue));
        xml += "  <testsuite name=\"diglot\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n";
        let _ = writeln!(xml, "    <testcase classname=\"diglot\" name=\"{clean}\"/>");
        xml += "  </testsuite>\n";
    }
    xml + "</testsuites>\n"
}

fn fails(case: &Case<'_>, findings: &Findings<'_>) -> bool {
    case.skipped.is_none() && case.diagnostic.severity >= findings.fail
}

/// The start tag of an element with the counts of its cases.
fn open(xml: &mut String, tag: &str, cases: &[Case<'_>], findings: &Findings<'_>, total: usize) {
    let failures = cases.iter().filter(|case| fails(case, findings)).count();
    let skipped = cases.iter().filter(|case| case.skipped.is_some()).count();
    let (margin, tag) = tag.split_at(tag.len() - tag.trim_start().len());
    let counts = format!("tests=\"{total}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\"");
    let _ = writeln!(xml, "{margin}<{tag} {counts}>");
}

fn test_case(case: &Case<'_>, path: &str, findings: &Findings<'_>, tongue: Tongue) -> String {
    let diagnostic = case.diagnostic;
    let (rule, span) = (diagnostic.rule(), diagnostic.finding.span);
    let at = diagnostic.source.position(span.start);
    let name = format!("{} {} ({}:{})", rule.code, rule.name, at.line, at.column);
    let (name, line) = (attribute(&name), at.line);
    let mut xml = format!("    <testcase classname=\"{path}\" name=\"{name}\" file=\"{path}\" line=\"{line}\">\n");
    let place = format!("{}{}", findings.prefix, location(&diagnostic.source, span));
    let said = format!("{place}: {}: {}", diagnostic.severity.word(tongue), sentence(diagnostic, tongue));
    let message = attribute(&one_line(&diagnostic.message(tongue)));
    let outcome = match &case.skipped {
        Some(reason) => format!("<skipped message=\"{}\"/>", attribute(&one_line(reason))),
        None if fails(case, findings) => {
            format!("<failure type=\"{}\" message=\"{message}\">{}</failure>", rule.code, text(&said))
        }
        None => format!("<system-out>{}</system-out>", text(&said)),
    };
    let _ = writeln!(xml, "      {outcome}\n    </testcase>");
    xml
}

fn text(text: &str) -> String {
    text.chars().map(|c| escaped(c, false)).collect()
}

fn attribute(text: &str) -> String {
    text.chars().map(|c| escaped(c, true)).collect()
}

/// A character in XML 1.0 (production 2): some cannot even be written as references.
fn escaped(c: char, attribute: bool) -> String {
    match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' if attribute => "&quot;".to_owned(),
        '\t' | '\n' if attribute => format!("&#{};", c as u32),
        '\r' => "&#13;".to_owned(),
        '\t' | '\n' => c.to_string(),
        '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}'.to_string(),
        _ => c.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(attribute("a\"<&>\n\t\r\u{1b}\u{0}é"), "a&quot;&lt;&amp;&gt;&#10;&#9;&#13;\u{fffd}\u{fffd}é");
        assert_eq!(text("]]> \"\n\u{ffff}"), "]]&gt; \"\n\u{fffd}");
    }
}
