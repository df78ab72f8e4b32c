//! Turns diagnostics into text for people or for tools, and a rule into its explanation.
//!
//! It decides nothing: what is wrong, how much it weighs and in which order it is said is settled before. It does not
//! print either; the text goes to whoever asked.

mod excerpt;
mod explain;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod markdown;
mod sarif;
mod short;
mod wrap;

pub use explain::{explain, list, unknown, visible};
pub use json::schema;

use crate::diag::{Diagnostic, Severity, Tongue, Wording};
use crate::source::{Source, Span};
use crate::verdict::{Aside, Why};
use annotate_snippets::normalize_untrusted_str;
use annotate_snippets::renderer::{DEFAULT_ERROR_STYLE, DEFAULT_INFO_STYLE, DEFAULT_WARNING_STYLE, Style};
use jiff::civil::Date;
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
    /// The Static Analysis Results Interchange Format 2.1.0, for code scanning and editors.
    Sarif,
    /// JUnit's XML, for the test reports of build servers.
    Junit,
    /// Commands that make GitHub annotate the lines of a change.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// A table for the summary of a job or a comment.
    Markdown,
}

impl Format {
    /// The formats by the names that `--format` and `--report` take.
    pub const ALL: [(&str, Format); 8] = [
        ("human", Format::Human),
        ("short", Format::Short),
        ("json", Format::Json),
        ("sarif", Format::Sarif),
        ("junit", Format::Junit),
        ("github", Format::Github),
        ("gitlab", Format::Gitlab),
        ("markdown", Format::Markdown),
    ];

    /// Whether it is a result, which somebody reads from the standard output, and not a message to people.
    pub fn is_result(self) -> bool {
        !matches!(self, Format::Human | Format::Short)
    }
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

/// All that a report may tell, in order.
#[derive(Clone, Copy)]
pub struct Findings<'a> {
    pub diagnostics: &'a [Diagnostic],
    /// What does not count; only programs are told of each.
    pub aside: &'a [Aside],
    /// Whether there is a list of known problems.
    pub baseline: bool,
    /// The lowest severity that makes the run fail.
    pub fail: Severity,
    /// What leads from the root of the repository to that of the site, with a slash at its end unless it is empty: tools
    /// that show sources need it.
    pub prefix: &'a str,
    /// The next day on which the same texts make another site.
    pub next_change: Option<Date>,
}

impl<'a> From<&'a [Diagnostic]> for Findings<'a> {
    fn from(diagnostics: &'a [Diagnostic]) -> Findings<'a> {
        Findings { diagnostics, aside: &[], baseline: false, fail: Severity::Error, prefix: "", next_change: None }
    }
}

impl<'a> Findings<'a> {
    /// What was found and is known, both in one order: all but what an author allows.
    fn unallowed(&self) -> Vec<(&'a Diagnostic, Standing)> {
        let new = self.diagnostics.iter().map(|diagnostic| (diagnostic, Standing::New));
        let known = self.aside.iter().filter(|aside| aside.why == Why::Known);
        let mut all: Vec<(&Diagnostic, Standing)> =
            new.chain(known.map(|aside| (&aside.diagnostic, Standing::Known))).collect();
        all.sort_by(|(a, _), (b, _)| a.compare(b));
        all
    }

    /// What an author allows, with the reasons.
    fn allowed(&self) -> impl Iterator<Item = (&'a Diagnostic, &'a str)> {
        self.aside.iter().filter_map(|aside| match &aside.why {
            Why::Allowed(reason) => Some((&aside.diagnostic, &**reason)),
            Why::Known => None,
        })
    }

    /// The path of a source from the root of the repository.
    fn path(&self, source: &Source) -> String {
        format!("{}{}", self.prefix, source.path())
    }
}

/// Whether a diagnostic counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    New,
    /// It is in the baseline.
    Known,
}

/// The diagnostics, which are in order already, as text that ends with a line break, or as no text at all.
pub fn render(format: Format, diagnostics: &[Diagnostic], look: Look) -> String {
    report(format, &Findings::from(diagnostics), look)
}

/// What was found as text that ends with a line break, or as no text at all.
///
/// The human and the short form leave the summary to [`summary`].
pub fn report(format: Format, findings: &Findings<'_>, look: Look) -> String {
    match format {
        Format::Human => human::render(findings.diagnostics, look),
        Format::Short => short::render(findings.diagnostics, look),
        Format::Json => json::render(findings, look.tongue),
        Format::Sarif => sarif::render(findings, look.tongue),
        Format::Junit => junit::render(findings, look.tongue),
        Format::Github => github::render(findings, look.tongue),
        Format::Gitlab => gitlab::render(findings, look.tongue),
        Format::Markdown => markdown::render(findings, look.tongue),
    }
}

/// How many diagnostics there are of each weight, and how many do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
    pub allowed: usize,
    pub known: usize,
}

impl Tally {
    pub fn of(findings: &Findings<'_>) -> Tally {
        let count = |severity| findings.diagnostics.iter().filter(|found| found.severity == severity).count();
        let known = findings.aside.iter().filter(|aside| aside.why == Why::Known).count();
        Tally {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            allowed: findings.aside.len() - known,
            known,
        }
    }
}

const NO_PROBLEM: Wording = Wording { fr: "aucun problème", en: "no problem found" };
const ERRORS: Wording = Wording { fr: "erreurs", en: "errors" };
const WARNINGS: Wording = Wording { fr: "avertissements", en: "warnings" };
const INFOS: Wording = Wording { fr: "infos", en: "infos" };

const ALLOWED: [Wording; 2] =
    [Wording { fr: "{count} toléré", en: "{count} allowed" }, Wording { fr: "{count} tolérés", en: "{count} allowed" }];
const KNOWN: Wording = Wording { fr: "{count} dans l'état de référence", en: "{count} in the baseline" };

/// One phrase such as `2 errors, 1 warning (3 allowed)`, without a line break.
pub fn summary(tally: Tally, tongue: Tongue) -> String {
    let (counted, aside) = (counted(tally, tongue), set_aside(tally, tongue));
    if aside.is_empty() { counted } else { format!("{counted} ({aside})") }
}

/// One phrase on what does not count, such as `3 allowed, 12 in the baseline`; empty if there is nothing.
pub fn set_aside(tally: Tally, tongue: Tongue) -> String {
    let say = |wording: Wording, count: usize| wording.get(tongue).replace("{count}", &count.to_string());
    let allowed = (tally.allowed > 0).then(|| say(ALLOWED[usize::from(tally.allowed > 1)], tally.allowed));
    let known = (tally.known > 0).then(|| say(KNOWN, tally.known));
    allowed.into_iter().chain(known).collect::<Vec<String>>().join(", ")
}

fn counted(tally: Tally, tongue: Tongue) -> String {
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

/// The message with what to type, as one line.
fn sentence(diagnostic: &Diagnostic, tongue: Tongue) -> String {
    let message = one_line(&diagnostic.message(tongue));
    let help = diagnostic.help(tongue).map_or_else(String::new, |help| format!(" ({})", one_line(&help)));
    message + &help
}

/// The text without line breaks, and without characters that would act on the terminal.
fn one_line(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    normalize_untrusted_str(&lines.join(" "))
}

/// Whether a diagnostic is about a file rather than about a place in it.
fn is_whole_file(diagnostic: &Diagnostic, tongue: Tongue) -> bool {
    diagnostic.finding.span == Span::default() && diagnostic.label(tongue).is_empty()
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
