//! Turns diagnostics into text for people or for tools, and a rule into its explanation.
//!
//! It decides nothing: what is wrong, how much it weighs and in which order it is said is settled before. It does not
//! print either; the text goes to whoever asked.

mod excerpt;
mod explain;
mod human;
mod json;
mod short;
mod wrap;

pub use explain::{explain, list, unknown};

use crate::diag::{Diagnostic, Severity, Tongue, Wording};
use crate::source::{Source, Span};
use annotate_snippets::renderer::{DEFAULT_ERROR_STYLE, DEFAULT_INFO_STYLE, DEFAULT_WARNING_STYLE, Style};
use std::str::FromStr;

/// A form of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Excerpts of the sources with what is wrong underlined.
    Human,
    /// One line for each place, as compilers write them and editors read them.
    Short,
    /// One JSON object, for programs.
    Json,
}

impl Format {
    /// The formats by the names that `--format` takes.
    pub const ALL: [(&str, Format); 3] = [("human", Format::Human), ("short", Format::Short), ("json", Format::Json)];
}

/// The name of a format that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFormat(pub String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Format, UnknownFormat> {
        let found = Format::ALL.iter().find(|(known, _)| *known == name);
        found.map(|(_, format)| *format).ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

/// Whether the text carries ANSI colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    Plain,
    Ansi,
}

/// How the text should look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub colour: Colour,
    /// Columns of the terminal.
    pub width: usize,
    pub tongue: Tongue,
}

/// Narrower than this an excerpt shows nothing, so narrower terminals get lines of this width.
const LEAST_WIDTH: usize = 40;

impl Look {
    /// The look for a file, a pipe or a test.
    pub fn plain(tongue: Tongue) -> Look {
        Look { colour: Colour::Plain, width: 100, tongue }
    }

    fn width(self) -> usize {
        self.width.max(LEAST_WIDTH)
    }

    /// The text in the style given, if there are colours.
    fn paint(self, style: Style, text: &str) -> String {
        match self.colour {
            Colour::Plain => text.to_owned(),
            Colour::Ansi => format!("{style}{text}{style:#}"),
        }
    }
}

/// The diagnostics, which are in order already, as text that ends with a line break, or as no text at all.
///
/// The summary is part of the JSON; the other formats leave it to [`summary`].
pub fn render(format: Format, diagnostics: &[Diagnostic], look: Look) -> String {
    match format {
        Format::Human => human::render(diagnostics, look),
        Format::Short => short::render(diagnostics, look),
        Format::Json => json::render(diagnostics, look.tongue),
    }
}

/// How many diagnostics there are of each weight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
}

impl Tally {
    pub fn of(diagnostics: &[Diagnostic]) -> Tally {
        let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        Tally { errors: count(Severity::Error), warnings: count(Severity::Warning), infos: count(Severity::Info) }
    }
}

const NO_PROBLEM: Wording = Wording { fr: "aucun problème", en: "no problem found" };
const ERRORS: Wording = Wording { fr: "erreurs", en: "errors" };
const WARNINGS: Wording = Wording { fr: "avertissements", en: "warnings" };
const INFOS: Wording = Wording { fr: "infos", en: "infos" };

/// One phrase such as `2 errors, 1 warning`, without a line break.
pub fn summary(tally: Tally, tongue: Tongue) -> String {
    let counts = [
        (tally.errors, Severity::Error, ERRORS),
        (tally.warnings, Severity::Warning, WARNINGS),
        (tally.infos, Severity::Info, INFOS),
    ];
    let parts = counts.into_iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| {
        let word = if count == 1 { one.word(tongue) } else { many.get(tongue) };
        format!("{count} {word}")
    });
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() { NO_PROBLEM.get(tongue).to_owned() } else { parts.join(", ") }
}

/// What stands before the colon of a diagnostic, such as `error[DG-L001]`.
fn heading(diagnostic: &Diagnostic, tongue: Tongue) -> String {
    format!("{}[{}]", diagnostic.severity.word(tongue), diagnostic.rule().code)
}

/// The space before a colon, in the languages that put one.
fn colon_space(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::French => " ",
        Tongue::English => "",
    }
}

fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => DEFAULT_ERROR_STYLE,
        Severity::Warning => DEFAULT_WARNING_STYLE,
        Severity::Info | Severity::Off => DEFAULT_INFO_STYLE,
    }
}

/// `path:line:column` of the beginning of a span, as editors and terminals make it a link.
fn location(source: &Source, span: Span) -> String {
    let at = source.position(span.start);
    format!("{}:{}:{}", source.path(), at.line, at.column)
}

#[cfg(test)]
mod tests;
