//! Turns small trees of files into findings: what the table of situations in `tests/site.rs` does not reach.
