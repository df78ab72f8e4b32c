//! Turns the program's own sources into one digest: the version of everything that is kept between two runs.
//!
//! A number raised by hand is forgotten, and a version's is too coarse while it is being written: what another code made
//! would then be taken for what this one makes.

use crate::source::{Digest, Digester};
use rust_embed::RustEmbed;
use std::sync::OnceLock;

#[derive(RustEmbed)]
#[folder = "src"]
struct Sources;

/// The digest of the code that is running.
pub fn digest() -> Digest {
    static DIGEST: OnceLock<Digest> = OnceLock::new();
    *DIGEST.get_or_init(|| {
        let mut names: Vec<_> = Sources::iter().collect();
        names.sort_unstable();
        let files = names.iter().filter_map(|name| Some((name, Sources::get(name)?.metadata.sha256_hash())));
        files.fold(Digester::new(), |digester, (name, hash)| digester.and(&**name).and(&hash)).digest()
    })
}
