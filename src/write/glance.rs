//! Turns a directory that was published into what its files look like, ahead of the next publication and beside the build.
//!
//! It only spares a second look: what it saw counts where it is surely what was published, and for nothing else.

use super::disk::{Sight, Stat, look};
use super::place::Place;
use super::record::load_record;
use crate::names::HashMap;
use std::path::Path;

/// Size and time of the files that the last publication left, by address.
#[derive(Default)]
pub struct Glance(HashMap<Box<str>, Stat>);

impl Glance {
    /// What stands in `target`; nothing if nothing is known of it.
    pub fn at(target: &Path, state_dir: &Path) -> Glance {
        let Ok(place) = Place::find(target, state_dir) else { return Glance::default() };
        let known = load_record(&place).map(|record| record.files).unwrap_or_default();
        let seen = known.into_iter().filter_map(|file| match look(&place.file(&file.address)) {
            Ok(Sight::File(stat)) => Some((file.address, stat)),
            _ => None,
        });
        Glance(seen.collect())
    }

    pub(super) fn stat(&self, address: &str) -> Option<Stat> {
        self.0.get(address).copied()
    }
}
