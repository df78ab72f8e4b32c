pub mod lang;

pub mod source;

pub mod diag;

pub mod output;

pub mod near;

pub mod mapping;

pub mod parse;
