//! Turns real sites into what the ledger of translations says of them: typography by hand, branches of Git, renamed headings.

use diglot::build::{Cache, Inputs, build};
use diglot::edit::typeset::typeset;
use diglot::load::{Choices, load};
use diglot::parse::Meaning;
use std::collections::BTreeMap;
use std::path::Path;

fn choices() -> Choices {
    Choices { as_of: jiff::civil::date(2026, 3, 1), drafts: false, base_url: None, levels: Vec::new(), baseline: None }
}

/// What every text of a site means, by path and language.
fn meanings(inputs: &Inputs) -> BTreeMap<(String, u8), Vec<Meaning>> {
    let site = build(inputs, &mut Cache::default()).site;
    let of = |document: &diglot::parse::Document| {
        ((document.source.path().to_owned(), document.place.lang.0), document.facts().meanings.clone())
    };
    site.documents.iter().map(of).collect()
}

#[test]
fn typography_written_into_the_manual_changes_no_meaning() {
    let inputs = load(Path::new(env!("CARGO_MANIFEST_DIR")), &choices()).expect("the manual can be read");
    let (edits, places) = typeset(&build(&inputs, &mut Cache::default()).site);
    assert!(places > 100, "{places}");
    let (before, after) = (meanings(&inputs), meanings(&edits.applied(&inputs)));
    assert_eq!(before.len(), after.len());
    for (path, meanings) in before {
        assert_eq!(meanings, after[&path], "{path:?}");
    }
}
