pub mod lang;

pub mod source;

pub mod diag;

pub mod output;

pub mod mapping;

pub mod yaml;

pub mod config;

pub mod records;

pub mod schema;

pub mod parse;

pub mod link;

pub mod check;

pub mod highlight;

pub mod render;

pub mod theme;

pub mod build;

pub mod load;

pub mod write;

pub mod report;

pub mod watch;

pub mod serve;

pub mod cli;
