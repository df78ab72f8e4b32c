//! Turns sites whose languages agree into sites with one edit in one language, and says how many of the edits are caught.
//!
//! An edit is caught if a message lies in the edited unit. `DIGLOT_EDITS` is the number of edits, `DIGLOT_SEED` where they
//! begin, `DIGLOT_SITE` another site than the manual; `DIGLOT_SHOW` prints every edit that was missed.

#[path = "parity/edits.rs"]
mod edits;
mod fixture;

use diglot::build::{Cache, Inputs, build};
use diglot::diag::{Diagnostic, Severity, Tongue};
use diglot::edit::accept::{Wish, accept};
use diglot::load::{self, Choices};
use diglot::report::{Format, Look, render};
use edits::{Edit, Kind, Units};
use fixture::{Random, insert, number};
use std::collections::BTreeMap;
use std::path::Path;

fn site(root: &Path) -> Inputs {
    let as_of = jiff::civil::date(2026, 3, 1);
    let choices = Choices { as_of, drafts: false, base_url: None, levels: Vec::new(), baseline: None };
    load::load(root, &choices).expect("the site can be read")
}

/// What is told of a site, in one line each.
fn told(diagnostics: &[Diagnostic]) -> String {
    render(Format::Short, diagnostics, Look::plain(Tongue::English))
}

/// How many edits of a kind were made, caught, told of in more than three messages, and caught after all was accepted.
#[derive(Default)]
struct Tally {
    made: usize,
    caught: usize,
    verbose: usize,
    /// Those of which more can tell than the ledger.
    lasting: usize,
    kept: usize,
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        (self.made, self.caught) = (self.made + other.made, self.caught + other.caught);
        (self.lasting, self.kept) = (self.lasting + other.lasting, self.kept + other.kept);
        self.verbose += other.verbose;
    }
}

/// The site with an edit, and what is told of it.
fn edited(inputs: &Inputs, edit: &Edit, cache: &mut Cache) -> (Inputs, Vec<Diagnostic>) {
    let mut changed = inputs.clone();
    insert(&mut changed, &edit.path, edit.text.clone().into_bytes());
    let outcome = build(&changed, cache);
    (changed, outcome.diagnostics)
}

/// The site with all its translations accepted as they are.
fn accepted(inputs: &Inputs, cache: &mut Cache) -> Inputs {
    let site = build(inputs, cache).site;
    accept(inputs, &site, &Wish::default()).expect("all can be accepted").edits.applied(inputs)
}

/// Makes `edits` edits from a seed, each in the untouched site, and counts by kind.
fn run(name: &str, inputs: &Inputs, seed: usize, edits: usize) -> BTreeMap<Kind, Tally> {
    let mut cache = Cache::default();
    let inputs = &accepted(inputs, &mut cache);
    let outcome = build(inputs, &mut cache);
    let faults = outcome.diagnostics.iter().filter(|diagnostic| diagnostic.severity > Severity::Info);
    let faults: Vec<Diagnostic> = faults.cloned().collect();
    assert!(faults.is_empty(), "{name}: the untouched site has messages\n{}", told(&faults));
    // What is said of the untouched site is not said of an edit.
    let told_before = outcome.diagnostics.len();
    let units = Units::of(&outcome.site);
    let mut random = Random(seed as u64);
    let mut tallies: BTreeMap<Kind, Tally> = BTreeMap::new();
    let mut made = 0;
    while made < edits {
        let Some(edit) = units.edit(&outcome.site, &mut random) else { continue };
        made += 1;
        let (changed, diagnostics) = edited(inputs, &edit, &mut cache);
        let caught = diagnostics.iter().any(|diagnostic| edit.is_met_by(diagnostic));
        let tally = tallies.entry(edit.kind).or_default();
        // What is accepted is in one language only all the same.
        let after = build(&accepted(&changed, &mut cache), &mut cache).diagnostics;
        let kept = after.iter().any(|diagnostic| edit.is_met_by(diagnostic));
        let verbose = usize::from(diagnostics.len() > 3 + told_before);
        let lasting = usize::from(!edit.wording);
        tally.add(&Tally { made: 1, caught: usize::from(caught), verbose, lasting, kept: lasting * usize::from(kept) });
        if std::env::var("DIGLOT_SHOW").is_ok() && (!caught || verbose > 0 || (!kept && !edit.wording)) {
            println!(
                "{name}, seed {seed}, edit {made}: {:?} in {} ({caught}, {kept})\n  {}",
                edit.kind, edit.path, edit.what
            );
            println!("{}after acceptance:\n{}", told(&diagnostics), told(&after));
        }
    }
    tallies
}

fn report(name: &str, tallies: &BTreeMap<Kind, Tally>) -> Tally {
    let mut all = Tally::default();
    println!("{name}:");
    for (kind, tally) in tallies {
        let Tally { made, caught, verbose, lasting, kept } = tally;
        println!(
            "  {kind:?}: {caught} of {made} caught, {kept} of {lasting} after acceptance, {verbose} with more than three messages"
        );
        all.add(tally);
    }
    let Tally { made, caught, verbose, lasting, kept } = &all;
    println!(
        "  all: {caught} of {made} caught, {kept} of {lasting} after acceptance, {verbose} with more than three messages"
    );
    all
}

#[test]
fn one_sided_edits_are_caught() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manual = std::env::var("DIGLOT_SITE").map_or(root.to_owned(), |path| path.into());
    let (seed, edits) = (number("DIGLOT_SEED").unwrap_or(1), number("DIGLOT_EDITS").unwrap_or(30));
    for (name, root) in [("every shape", root.join("tests/parity/torture")), ("manual", manual)] {
        let tallies = run(name, &site(&root), seed, edits);
        let all = report(name, &tallies);
        assert!(all.caught * 100 >= all.made * 95, "{name}: {} of {} edits are caught", all.caught, all.made);
        let (kept, lasting) = (all.kept, all.lasting);
        assert!(kept * 100 >= lasting * 95, "{name}: {kept} of {lasting} edits are caught after they were accepted");
        assert!(all.verbose * 100 <= all.made * 5, "{name}: {} edits have more than three messages", all.verbose);
    }
}
