pub mod lang;

pub mod source;

pub mod diag;

pub mod output;

pub mod watch;

pub mod serve;
