//! Turns some hundreds of random edits of a site on the disk into a proof that the preview follows: what
//! `cargo bench --bench preview -- --soak 10000` does at length.

#[path = "../benches/preview/disk.rs"]
mod disk;
#[path = "../benches/generated/mod.rs"]
mod generated;
#[path = "rebuild/lines.rs"]
mod lines;
#[path = "../benches/preview/server.rs"]
#[allow(dead_code, reason = "the benchmark does more")]
mod server;
#[path = "../benches/preview/soak.rs"]
#[allow(dead_code, reason = "the benchmark does more")]
mod soak;

use soak::{Wish, soak};
use std::path::Path;

#[test]
fn the_preview_is_what_a_build_from_nothing_is() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<usize>().ok());
    let folder = tempfile::tempdir().expect("a temporary folder");
    let wish = Wish {
        program: Path::new(env!("CARGO_BIN_EXE_diglot")),
        folder: folder.path(),
        edits: number("DIGLOT_EDITS").unwrap_or(300),
        seed: number("DIGLOT_SEED").unwrap_or(1) as u64,
        branch: 200,
    };
    let soaked = soak(&wish).unwrap_or_else(|fault| panic!("{fault}"));
    assert!(soaked.pages > 100, "{} pages were compared", soaked.pages);
}
