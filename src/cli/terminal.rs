//! Turns answers, diagnostics and progress into bytes on the two standard streams, in the manner the user asked for.
//!
//! It is the only place that prints, and it words nothing. A reader that goes away early (`| head`) is no failure.

use super::Failure;
use super::meant::Environment;
use super::words::{self as w, say};
use crate::diag::{Tongue, Wording};
use crate::report::{Colour, Findings, Format, Look, Tally, report, set_aside, summary};
use clap::ArgMatches;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::time::Duration;

/// Columns of a stream that is no terminal.
const PLAIN_WIDTH: usize = 100;

/// From this many pages on, people wonder whether anything happens.
const LONG_WORK: usize = 500;

/// How everything is said.
#[derive(Clone)]
pub struct Terminal {
    pub look: Look,
    pub format: Format,
    bars: bool,
    /// What to type before a command's name to run this program.
    invocation: &'static str,
}

impl Terminal {
    /// As the arguments ask.
    pub fn new(matches: &ArgMatches, environment: &Environment, tongue: Tongue) -> Terminal {
        let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
        let format = text("format").and_then(|name| name.parse().ok()).unwrap_or(Format::Human);
        Terminal { format, ..Terminal::painted(text("color"), environment, tongue) }
    }

    /// As the environment asks, for arguments that mean nothing.
    pub fn plain(environment: &Environment, tongue: Tongue) -> Terminal {
        Terminal::painted(None, environment, tongue)
    }

    fn painted(color: Option<&str>, environment: &Environment, tongue: Tongue) -> Terminal {
        let is_terminal = io::stderr().is_terminal();
        let paints = match color {
            Some("always") => true,
            Some("never") => false,
            _ => !environment.no_color && (is_terminal || environment.force_color),
        };
        if paints {
            // Older consoles of Windows have to be asked; elsewhere this does nothing.
            #[cfg(windows)]
            anstyle_query::windows::enable_ansi_colors();
        }
        let width = terminal_size::terminal_size_of(io::stderr()).map(|(width, _)| usize::from(width.0));
        let look = Look {
            colour: if paints { Colour::Ansi } else { Colour::Plain },
            width: width.unwrap_or(PLAIN_WIDTH),
            tongue,
        };
        let invocation = match (environment.cargo, cfg!(debug_assertions)) {
            (false, _) => "diglot",
            (true, false) => "cargo run --release --",
            (true, true) => "cargo run --",
        };
        Terminal { look, format: Format::Human, bars: is_terminal && !environment.ci, invocation }
    }

    pub fn tongue(&self) -> Tongue {
        self.look.tongue
    }

    pub fn paints(&self) -> bool {
        self.look.colour == Colour::Ansi
    }

    pub fn say(&self, wording: Wording, args: &[(&str, &str)]) -> String {
        say(wording, self.tongue(), args)
    }

    /// The wording for a number of things; French counts none in the singular.
    pub fn count(&self, count: usize, one: Wording, many: Wording) -> String {
        let singular = count == 1 || (count == 0 && self.tongue() == Tongue::French);
        self.say(if singular { one } else { many }, &[("count", &count.to_string())])
    }

    /// What to type to run this program with these arguments.
    pub fn invocation(&self, arguments: &str) -> String {
        format!("{} {arguments}", self.invocation)
    }

    /// Writes a result.
    pub fn answer(&self, text: &str) -> Result<(), Failure> {
        let mut stream = io::stdout().lock();
        match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(Failure::Io(self.say(w::CANNOT_PRINT, &[("error", &error.to_string())])))
            }
            _ => Ok(()),
        }
    }

    /// Writes how a command ended: a result, unless diagnostics for programs have the standard output to themselves.
    pub fn conclude(&self, text: &str) -> Result<(), Failure> {
        if self.format.is_result() {
            self.tell(text);
            return Ok(());
        }
        self.answer(text)
    }

    /// Writes what is not a result; there is nobody to tell that this failed.
    pub fn tell(&self, text: &str) {
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Says why there is no result.
    pub fn complain(&self, message: &str) {
        let word = w::ERROR.get(self.tongue());
        let style = annotate_snippets::renderer::DEFAULT_ERROR_STYLE;
        let word = if self.paints() { format!("{style}{word}{style:#}") } else { word.to_owned() };
        self.tell(&format!("{word}{message}\n"));
    }

    /// Writes what was found, and for people how much that is.
    pub fn report(&self, findings: &Findings<'_>) -> Result<(), Failure> {
        self.list(findings)?;
        let tally = Tally::of(findings);
        // Who found nothing says so in its own words.
        let phrase = if findings.diagnostics.is_empty() { set_aside } else { summary };
        let said = phrase(tally, self.tongue());
        if !self.format.is_result() && !said.is_empty() {
            self.tell(&(said + "\n"));
        }
        Ok(())
    }

    /// Writes what was found, alone.
    pub fn list(&self, findings: &Findings<'_>) -> Result<(), Failure> {
        let text = report(self.format, findings, self.look);
        match self.format {
            format if format.is_result() => self.answer(&text)?,
            Format::Human if !text.is_empty() => self.tell(&(text + "\n")),
            _ => self.tell(&text),
        }
        Ok(())
    }

    /// A bar for `length` steps on a terminal that somebody looks at, else nothing. Over a few it would only flicker.
    pub fn bar(&self, what: Wording, length: usize) -> ProgressBar {
        if !self.bars || length < LONG_WORK {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(length as u64);
        let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}").expect("the template is constant");
        bar.set_style(style);
        bar.set_message(what.get(self.tongue()));
        bar
    }

    /// `310 ms`, `1.4 s`, in French `1,4 s`.
    pub fn duration(&self, duration: Duration) -> String {
        if duration < Duration::from_secs(1) {
            return format!("{} ms", duration.as_millis().max(1));
        }
        let seconds = format!("{:.1} s", duration.as_secs_f64());
        match self.tongue() {
            Tongue::French => seconds.replace('.', ","),
            Tongue::English => seconds,
        }
    }
}
