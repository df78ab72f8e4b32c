//! Turns sites into the same with their typography written into the sources, and compares the pages, which stay as they were.
//!
//! What is printed is shown by the cases `typography-*`; here is only what writing it into the sources must not change.

mod fixture;

use diglot::build::{Cache, Inputs, build};
use diglot::edit::source;
use diglot::edit::typeset::typeset;
use diglot::load::{Choices, load};
use fixture::Case;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The pages of a site, by address.
fn pages(inputs: &Inputs) -> BTreeMap<String, String> {
    let outcome = build(inputs, &mut Cache::default());
    let addresses = outcome.output.entries().keys().filter(|address| address.ends_with(".html"));
    let text = |address: &str| {
        let rendered = outcome.output.render(address).expect("an address of the output");
        String::from_utf8_lossy(&rendered.bytes).into_owned()
    };
    addresses.map(|address| (address.to_string(), text(address))).collect()
}

/// What writing the typography into the sources of a site changes on its pages, and whether it is written in one go.
fn faults(name: &str, inputs: &Inputs) -> (String, usize) {
    let site = build(inputs, &mut Cache::default()).site;
    let (edits, places) = typeset(&site);
    let after = edits.applied(inputs);
    let (again, left) = typeset(&build(&after, &mut Cache::default()).site);
    let mut faults = String::new();
    if left > 0 {
        faults += &format!("== {name}: {left} places are left\n{}", again.diff(&after));
    }
    // With its typography off, a page shows it only now.
    if !source(inputs, "diglot.yaml").is_some_and(|settings| settings.text().contains("\ntypography:")) {
        let (before, after) = (pages(inputs), pages(&after));
        for (address, text) in &before {
            let now = after.get(address).map_or("", String::as_str);
            if let Some((old, new)) = text.lines().zip(now.lines()).find(|(old, new)| old != new) {
                faults += &format!("== {name}: {address}\n- {old}\n+ {new}\n");
            }
        }
        if before.len() != after.len() {
            faults += &format!("== {name}: another number of pages\n");
        }
    }
    (faults, places)
}

#[test]
fn pages_stay_the_same_when_their_typography_is_written_into_the_sources() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut wrong = String::new();
    let mut changed = 0;
    for entry in fs::read_dir(folder).expect("the folder of cases is there") {
        let path = entry.expect("the folder can be read").path();
        let text = fs::read_to_string(&path).expect("a case is a text").replace("\r\n", "\n");
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let (faults, places) = faults(&name, &Case::parse(&text).inputs());
        wrong += &faults;
        changed += places;
    }
    assert!(changed > 100, "{changed}");
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_manual_stays_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let choices = Choices {
        as_of: jiff::civil::date(2026, 11, 20),
        drafts: true,
        base_url: None,
        levels: Vec::new(),
        baseline: None,
    };
    let inputs = load(root, &choices).expect("the manual");
    let (wrong, places) = faults("manual", &inputs);
    assert!(places > 100, "{places}");
    assert!(wrong.is_empty(), "\n{wrong}");
}
