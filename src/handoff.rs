//! Turns what is to be translated into files for translation tools, and what comes back into texts.
//!
//! A unit is cut into runs (a heading, a paragraph, a cell, an item's text) and these into sentences; markup, variables,
//! code, addresses and footnote marks become codes that a translator moves and never writes. What stands between the
//! runs is the skeleton: it is taken from the source again on the way back, so the file need not hold it.
//! Nothing is read or written here, and no file of the site is changed: that is for `edit`.

pub mod coded;

pub mod pieces;

pub mod questions;

pub mod sentences;

pub mod fields;

pub mod recorded;

pub mod memory;

pub mod task;

pub mod xliff;
