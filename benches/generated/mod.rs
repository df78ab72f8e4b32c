//! Turns a seed into a bilingual corpus, and the corpus into a site for Diglot: what benchmarks and tests build.

// Each program that includes this uses a part of it.
#![allow(dead_code, reason = "shared by three programs")]

pub mod arguments;
pub mod corpus;
pub mod diglot;
pub mod generator;
pub mod prose;
pub mod snippets;
pub mod vocabulary;
