//! Turns nothing: it is maps and sets of names (ids, slugs, addresses) that are quick to look into.
//!
//! The hash that Rust's own maps take by default withstands those who choose names to make them collide, at three times
//! the cost; names here come from the site's own authors, and the hash is still seeded anew in every process.

use foldhash::fast::RandomState;

pub type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;
pub type HashSet<T> = std::collections::HashSet<T, RandomState>;
