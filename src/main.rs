//! Turns the arguments of the process into its exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(diglot::cli::run(std::env::args_os()))
}
