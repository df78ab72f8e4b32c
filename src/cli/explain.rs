//! Turns the code or the name of a rule into its explanation on the standard output, and no name into the list of all.

use super::terminal::Terminal;
use super::{Failure, Status};
use crate::diag::rule;
use crate::report;

pub fn explain(code: Option<&str>, terminal: &Terminal) -> Result<Status, Failure> {
    let Some(code) = code else {
        terminal.answer(&report::list(terminal.look))?;
        return Ok(Status::Clean);
    };
    let rule = rule(code).ok_or_else(|| Failure::Usage(report::unknown(code, terminal.tongue())))?;
    terminal.answer(&report::explain(rule, terminal.look))?;
    Ok(Status::Clean)
}

/// The licences that the grammars' authors ask to be shown.
pub fn licenses(terminal: &Terminal) -> Result<Status, Failure> {
    let mut text = String::new();
    for license in two_face::acknowledgement::listing().for_syntaxes() {
        license.write_md(&mut text);
        text.push('\n');
    }
    terminal.answer(&text)?;
    Ok(Status::Clean)
}
