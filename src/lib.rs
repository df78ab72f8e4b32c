pub mod lang;

pub mod source;

pub mod diag;

pub mod output;

pub mod report;

pub mod mapping;

pub mod yaml;

pub mod config;

pub mod records;

pub mod parse;

pub mod link;
