//! What is set aside and what is not, on diagnostics made by hand.

use super::*;
use crate::allow::allowance;
use crate::config::{Config, Which};
use crate::diag::rules::{links, templates};
use crate::diag::{Finding, Rule};
use crate::source::{Source, Span};

fn source(text: &str) -> Source {
    Source::new("content/a.en.md", text.as_bytes().to_vec())
}

/// A finding at each place of a piece of the text.
fn found(source: &Source, rule: &'static Rule, piece: &str) -> Vec<Diagnostic> {
    let places = source.text().match_indices(piece);
    let finding = |(at, _)| Finding::new(rule, Span::new(at, at + piece.len())).with("target", piece).at(source);
    places.map(finding).collect()
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    diagnostics.iter().map(|diagnostic| diagnostic.rule().code).collect()
}

/// A baseline of some problems.
fn baseline(known: &[Diagnostic]) -> Baseline {
    let source = Source::new("diglot-baseline.yaml", Baseline::text(known).into_bytes());
    let mut findings = Vec::new();
    let baseline = Baseline::read(&source, &mut findings);
    assert_eq!(findings, []);
    baseline
}

fn against(known: &[Diagnostic], found: &[Diagnostic]) -> Verdict {
    judge(found, &Terms { baseline: Some(baseline(known)), ..Terms::default() })
}

#[test]
fn levels_weigh_and_silence() {
    let settings = "title: A\nlanguages: [fr]\nlevels: {DG-L004: off, broken-page: info, links: warning}\n";
    let config = Config::read(&Source::new("diglot.yaml", settings.into()), &mut Vec::new());
    let severity = |rule: &Rule, over: &[(Which, Severity)]| config.levels.clone().overruled(over).severity(rule);
    assert_eq!(severity(&links::BROKEN_PAGE, &[]), Severity::Info);
    assert_eq!(severity(&links::OTHER_LANGUAGE, &[]), Severity::Off);
    assert_eq!(severity(&links::BROKEN_ANCHOR, &[]), Severity::Warning);
    let which = |name: &str| Which::named(name).expect("a rule or several");
    let over = [(which("warnings"), Severity::Error), (which("dg-l001"), Severity::Warning)];
    assert_eq!(severity(&links::BROKEN_ANCHOR, &over), Severity::Error);
    assert_eq!(severity(&links::BROKEN_PAGE, &over), Severity::Warning, "what is said of a rule prevails");
    let over = [(which("links"), Severity::Error), (which("links"), Severity::Warning)];
    assert_eq!(severity(&links::OTHER_LANGUAGE, &over), Severity::Warning, "the last word counts");
    assert_eq!((Which::named("link"), Which::nearest("link")), (None, Some("links")));
}

#[test]
fn an_edit_elsewhere_makes_no_problem_new() {
    let old = found(&source("See [x](x.md) and [y](y.md).\n"), &links::BROKEN_PAGE, "x.md");
    for text in ["More.\n\n\nSee [x](x.md)   and [y](y.md).\n", "Now see [x](x.md) only.\n"] {
        let verdict = against(&old, &found(&source(text), &links::BROKEN_PAGE, "x.md"));
        assert_eq!((verdict.diagnostics, verdict.aside.len()), (vec![], 1), "{text}");
    }
}

#[test]
fn of_two_alike_the_one_on_the_same_line_is_the_known_one() {
    let old = found(&source("See [x](x.md).\n"), &links::BROKEN_PAGE, "x.md");
    let both = found(&source("Another [x](x.md).\n\nSee [x](x.md).\n"), &links::BROKEN_PAGE, "x.md");
    let verdict = against(&old, &both);
    assert_eq!(verdict.diagnostics, both[..1]);
    assert_eq!(verdict.aside[0].why, Why::Known);
}

#[test]
fn what_is_gone_is_told_with_the_line_to_delete() {
    let text = source("See [x](x.md) and [y](y.md).\n");
    let (x, y) = (found(&text, &links::BROKEN_PAGE, "x.md"), found(&text, &links::BROKEN_PAGE, "y.md"));
    let verdict = against(&[x.clone(), y].concat(), &x);
    assert_eq!(codes(&verdict.diagnostics), ["DG-C007"]);
    let stale = &verdict.diagnostics[0];
    let fix = stale.finding.fix.as_ref().expect("a fix");
    let mut text = stale.source.text().to_owned();
    text.replace_range(fix.span.range(), &fix.replacement);
    assert_eq!(text, Baseline::text(&x));
}

#[test]
fn a_baseline_is_sorted_one_problem_a_line_and_never_tolerates_templates() {
    let text = source("[b](b.md) \"\\ [a](a.md) [a](a.md)\n");
    let all = [
        found(&text, &links::BROKEN_PAGE, "b.md"),
        found(&text, &links::BROKEN_PAGE, "\"\\"),
        found(&text, &links::BROKEN_PAGE, "a.md"),
        found(&text, &templates::TEMPLATE_ERROR, "b.md"),
    ]
    .concat();
    let written = Baseline::text(&all);
    let lines: Vec<&str> = written.lines().filter(|line| line.starts_with("- ")).collect();
    assert_eq!(lines.len(), 4);
    assert!(lines.is_sorted() && lines[0].contains("text: \"\\\"\\\\\", print: \""), "{written}");
    let mut other_order = all.clone();
    other_order.reverse();
    assert_eq!(Baseline::text(&other_order), written);
    assert_eq!(codes(&against(&all, &all).diagnostics), ["DG-T002"]);
    assert!(Baseline::text(&[]).ends_with("problems: []\n"));
    assert_eq!(against(&[], &[]), Verdict::default());
}

#[test]
fn prints_of_what_is_alike_differ_by_their_order() {
    let text = source("[x](x.md) [x](x.md)\n\n[x](x.md)\n");
    let prints = fingerprints(&found(&text, &links::BROKEN_PAGE, "x.md"));
    assert_eq!(prints[0].trim_end_matches(":1"), prints[1].trim_end_matches(":2"));
    assert_ne!(prints[0], prints[1]);
    assert_ne!(prints[0].split(':').next(), prints[2].split(':').next());
}

#[test]
fn an_allowance_is_for_its_rules_at_its_place() {
    let text = source("[x](x.md)\n[y](y.md)\n");
    let words = crate::allow::words("diglot-allow broken-page, DG-L002: soon").expect("it allows");
    let mut allowance = allowance(&text, &words, Span::new(0, 9), |_, _| Span::new(0, 0), Span::new(10, 19));
    for (name, typed) in allowance.names.iter_mut().zip(["broken-page", "DG-L002"]) {
        name.name = typed.into();
    }
    let all = [found(&text, &links::BROKEN_PAGE, "x.md"), found(&text, &links::BROKEN_PAGE, "y.md")].concat();
    let terms =
        Terms { allowances: vec![(text.clone(), allowance.clone()), (text.clone(), allowance)], ..Terms::default() };
    let verdict = judge(&all, &terms);
    assert_eq!(codes(&verdict.diagnostics), ["DG-A001", "DG-L001"]);
    assert_eq!(verdict.diagnostics[0].finding.arg("name"), Some("DG-L002"));
    assert_eq!(verdict.aside, [Aside { diagnostic: all[1].clone(), why: Why::Allowed("soon".into()) }]);
}
