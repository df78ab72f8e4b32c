//! Turns the editions of each document into how they stand to each other: what is translated, what is stale.
//!
//! It knows which unit is the translation of which from `link`, and reports nothing: `check` words what is wrong.

pub mod status;
pub mod translation;
