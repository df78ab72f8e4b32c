//! Turns diagnostics into one line for each place, `path:line:column: error[CODE]: message (help)`.
//!
//! It shows no source and groups nothing: editors and `grep` want every place.

use super::{Look, colon_space, heading, location, style};
use crate::diag::Diagnostic;
use annotate_snippets::normalize_untrusted_str;

pub(super) fn render(diagnostics: &[Diagnostic], look: Look) -> String {
    diagnostics.iter().map(|diagnostic| line(diagnostic, look)).collect()
}

fn line(diagnostic: &Diagnostic, look: Look) -> String {
    let place = one_line(&location(&diagnostic.source, diagnostic.finding.span));
    let heading = look.paint(style(diagnostic.severity), &heading(diagnostic, look.tongue));
    let message = one_line(&diagnostic.message(look.tongue));
    let help = diagnostic.help(look.tongue).map_or_else(String::new, |help| format!(" ({})", one_line(&help)));
    format!("{place}: {heading}{}: {message}{help}\n", colon_space(look.tongue))
}

/// The text without line breaks, and without characters that would act on the terminal.
fn one_line(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    normalize_untrusted_str(&lines.join(" "))
}
