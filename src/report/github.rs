//! Turns diagnostics into the workflow commands by which GitHub annotates the lines of a change.
//!
//! It shows what counts only; GitHub itself shows a limited number of annotations for each step.

use super::{Findings, is_whole_file, sentence};
use crate::diag::{Diagnostic, Severity, Tongue};

pub(super) fn render(findings: &Findings<'_>, tongue: Tongue) -> String {
    findings.diagnostics.iter().map(|diagnostic| command(findings, diagnostic, tongue)).collect()
}

fn command(findings: &Findings<'_>, diagnostic: &Diagnostic, tongue: Tongue) -> String {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Off => "notice",
    };
    let rule = diagnostic.rule();
    let mut properties = vec![("file", findings.path(&diagnostic.source))];
    if !is_whole_file(diagnostic, tongue) {
        let (source, span) = (&diagnostic.source, diagnostic.finding.span);
        let (start, end) = (source.position(span.start), source.position(span.end.max(span.start)));
        properties.push(("line", start.line.to_string()));
        properties.push(("endLine", end.line.to_string()));
        // Columns are for a single line only, and the last one counts.
        if start.line == end.line {
            properties.push(("col", start.column.to_string()));
            properties.push(("endColumn", end.column.saturating_sub(1).max(start.column).to_string()));
        }
    }
    properties.push(("title", format!("{} {}", rule.code, rule.name)));
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    format!("::{level} {}::{}\n", properties.join(","), data(&sentence(diagnostic, tongue)))
}

/// The message of a command, in which a percent sign begins an escape and a line break ends the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property's value, which colons and commas would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_commands_are_escaped() {
        assert_eq!(data("50 % a::b\r\nc, d"), "50 %25 a::b%0D%0Ac, d");
        assert_eq!(property("a,b:c%3A\n.md"), "a%2Cb%3Ac%253A%0A.md");
    }
}
