//! Turns the site of every case into the same site with each fix applied, and holds that fixes mend and break nothing.
//!
//! Fixes are applied to the texts in memory, those that overlap one after the other; nothing is written to the disk.

mod fixture;

use diglot::build::{Cache, Inputs};
use diglot::diag::{Diagnostic, Severity};
use fixture::{Case, built, insert};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// More rounds than this never happen: each mends what overlapped before.
const ROUNDS: usize = 5;

/// The inputs with every fix that overlaps no earlier one; `None` if there is none to apply.
fn fixed(inputs: &Inputs, diagnostics: &[Diagnostic]) -> Option<Inputs> {
    let mut by_path: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.finding.fix.is_some()) {
        by_path.entry(diagnostic.source.path()).or_default().push(diagnostic);
    }
    let mut out = inputs.clone();
    let mut changed = false;
    for (path, diagnostics) in by_path {
        let source = &diagnostics[0].source;
        let mut fixes: Vec<_> = diagnostics.iter().filter_map(|diagnostic| diagnostic.finding.fix.clone()).collect();
        fixes.sort_by_key(|fix| (fix.span.start, fix.span.end));
        let mut text = String::new();
        let mut at = 0;
        for fix in fixes.iter().filter(|fix| source.slice(fix.span) != fix.replacement) {
            if (fix.span.start as usize) < at {
                continue;
            }
            text.push_str(&source.text()[at..fix.span.start as usize]);
            text.push_str(&fix.replacement);
            at = fix.span.end as usize;
            changed = true;
        }
        text.push_str(&source.text()[at..]);
        insert(&mut out, path, text.into_bytes());
    }
    changed.then_some(out)
}

fn errors(diagnostics: &[Diagnostic]) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
}

#[test]
fn fixes_mend_what_they_say_and_come_to_an_end() {
    let mut wrong = Vec::new();
    let mut applied = 0;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a case is a text").replace("\r\n", "\n");
        let mut inputs = Case::parse(&text).inputs();
        let mut before = built(&inputs, &mut Cache::default());
        for round in 0.. {
            let Some(next) = fixed(&inputs, &before.diagnostics) else { break };
            let after = built(&next, &mut Cache::default());
            applied += 1;
            if errors(&after.diagnostics) > errors(&before.diagnostics) {
                wrong.push(format!(
                    "{name}: {} errors became {}",
                    errors(&before.diagnostics),
                    errors(&after.diagnostics)
                ));
            }
            if round == ROUNDS {
                wrong.push(format!("{name}: fixes come to no end"));
                break;
            }
            (inputs, before) = (next, after);
        }
    }
    assert!(applied > 20, "{applied} rounds of fixes");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
