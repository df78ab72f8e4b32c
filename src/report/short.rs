//! Turns diagnostics into one line for each place, `path:line:column: error[CODE]: message (help)`.
//!
//! It shows no source and groups nothing: editors and `grep` want every place.

use super::{Look, colon_space, heading, location, one_line, sentence, style};
use crate::diag::Diagnostic;

pub(super) fn render(diagnostics: &[Diagnostic], look: Look) -> String {
    diagnostics.iter().map(|diagnostic| line(diagnostic, look)).collect()
}

fn line(diagnostic: &Diagnostic, look: Look) -> String {
    let place = one_line(&location(&diagnostic.source, diagnostic.finding.span));
    let heading = look.paint(style(diagnostic.severity), &heading(diagnostic, look.tongue));
    format!("{place}: {heading}{}: {}\n", colon_space(look.tongue), sentence(diagnostic, look.tongue))
}
