//! Turns the arguments of the process into its exit status.

use std::process::ExitCode;

/// Most of the work is many small values made by two threads or more at once, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(diglot::cli::run(std::env::args_os()))
}
