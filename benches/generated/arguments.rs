//! Turns the arguments that the benchmarks have in common into numbers, peers and themes, and what came of a run into its
//! exit status.

use super::diglot::Theme;
use std::process::ExitCode;

/// A whole number, which may be written `10_000`.
pub fn number(text: &str, least: usize) -> Result<usize, String> {
    match text.replace('_', "").parse() {
        Ok(number) if number >= least => Ok(number),
        _ => Err(format!("`{text}` is not a whole number from {least} up")),
    }
}

/// Names of other generators among those that the benchmark knows, separated by commas.
pub fn peers(list: &str, known: &[&str]) -> Result<Vec<String>, String> {
    let names = list.split(',').filter(|name| !matches!(*name, "" | "none"));
    names
        .map(|name| match known.contains(&name) {
            true => Ok(name.to_string()),
            false => Err(format!("`{name}` is no peer: {}", known.join(", "))),
        })
        .collect()
}

pub fn themes(which: &str) -> Result<Vec<Theme>, String> {
    match which {
        "minimal" => Ok(vec![Theme::Minimal]),
        "default" => Ok(vec![Theme::Default]),
        "both" => Ok(vec![Theme::Minimal, Theme::Default]),
        "none" => Ok(Vec::new()),
        _ => Err(format!("`{which}`: minimal, default, both or none")),
    }
}

/// Reads the options, runs what they ask for, and tells of a failure.
pub fn main<O>(
    help: &str,
    parse: impl FnOnce(std::vec::IntoIter<String>) -> Result<O, String>,
    run: impl FnOnce(&O) -> Result<(), String>,
) -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--help") {
        print!("{help}");
        return ExitCode::SUCCESS;
    }
    let options = match parse(arguments.into_iter()) {
        Ok(options) => options,
        Err(fault) => {
            eprintln!("{fault}\n\n{help}");
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}
