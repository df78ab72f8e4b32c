//! Turns arguments into an exit status: what was typed into what it means, then one function per command.
//!
//! Results go to the standard output, diagnostics and progress to the standard error; diagnostics as JSON are a result.
//! It decides nothing about a site: the same stages run for every command.

mod words;

mod typed;

mod usage;

mod terminal;

mod meant;

mod site;

mod build;

mod check;

mod finished;

mod compliance;

mod external;

mod editor;

mod serve;

mod baseline;

mod new;

mod schema;

mod diff;

mod mv;
mod redirect;

mod fmt;
mod routes;

mod export;

mod pdf;

mod import;

mod import_questions;

mod status;

mod accept;

mod explain;

use crate::diag::{Diagnostic, Severity, Tongue};
use clap::error::ErrorKind;
use meant::{Environment, Wish, meant};
use std::any::Any;
use std::ffi::OsString;
use std::io;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::path::Path;
use terminal::Terminal;
use words::{self as w, say};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Clean = 0,
    /// A diagnostic reached the fail level.
    Found = 1,
    /// The command line or the settings are wrong.
    Usage = 2,
    /// A file or the system refused, or Diglot itself failed.
    Internal = 3,
}

/// Why a command could not do its work, in the reader's words.
#[derive(Debug, PartialEq, Eq)]
pub enum Failure {
    Usage(String),
    /// What is wrong was said already.
    Settings,
    Io(String),
}

impl Failure {
    fn reading(path: &Path, error: &io::Error, tongue: Tongue) -> Failure {
        let path = dunce::simplified(path).display().to_string();
        Failure::Io(say(w::CANNOT_READ, tongue, &[("path", &path), ("error", &error.to_string())]))
    }

    fn writing(path: &Path, error: &io::Error, tongue: Tongue) -> Failure {
        let path = dunce::simplified(path).display().to_string();
        Failure::Io(say(w::CANNOT_WRITE, tongue, &[("path", &path), ("error", &error.to_string())]))
    }
}

/// Runs the command that these arguments mean, the first being the program's name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let environment = Environment::read();
    let typed: Vec<String> = args.iter().skip(1).map(|arg| arg.to_string_lossy().into_owned()).collect();
    let tongue = environment.tongue(&typed);
    guarded(tongue, || command(args, &typed, &environment, tongue)) as u8
}

fn command(args: Vec<OsString>, typed: &[String], environment: &Environment, tongue: Tongue) -> Status {
    let grammar = typed::grammar(tongue);
    let matches = match grammar.clone().try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) => return ungrammatical(&error, &grammar, typed, &Terminal::plain(environment, tongue)),
    };
    let terminal = Terminal::new(&matches, environment, tongue);
    let done = meant(&matches, environment, tongue).and_then(|wish| execute(wish, &terminal));
    match done {
        Ok(status) => status,
        Err(Failure::Usage(message)) => {
            terminal.complain(&message);
            Status::Usage
        }
        Err(Failure::Settings) => Status::Usage,
        Err(Failure::Io(message)) => {
            terminal.complain(&message);
            Status::Internal
        }
    }
}

fn execute(wish: Wish, terminal: &Terminal) -> Result<Status, Failure> {
    match wish {
        Wish::New { dir } => new::new(&dir, terminal),
        Wish::Build { site, publishing } => build::build(&site, &publishing, terminal),
        Wish::Check { site, external, fix: None } => check::check(&site, external, terminal),
        Wish::Check { site, external, fix: Some(fix) } => check::fix(&site, external, fix, terminal),
        Wish::Finished(wish) => finished::check(&wish, terminal),
        Wish::Audit(wish) => compliance::audit(&wish, terminal),
        Wish::Checklist => compliance::list(terminal),
        Wish::Serve { site, host, port, editor } => serve::serve(site, host, port, editor, terminal),
        Wish::Routes { site, write } => routes::routes(&site, write, terminal),
        Wish::Fmt { site, changes, check } => fmt::fmt(&site, changes, check, terminal),
        Wish::Status { site, document, edition } => status::status(&site, document, edition, terminal),
        Wish::Accept { site, wish, edition, changes } => accept::accept(&site, wish, edition, changes, terminal),
        Wish::Export { site, export } => export::export(&site, export, terminal),
        Wish::Import { site, file, changes, acceptance } => import::import(&site, &file, changes, acceptance, terminal),
        Wish::ImportQuestions { site, file, said, changes } => {
            import_questions::import(&site, &file, &said, changes, terminal)
        }
        Wish::Pdf { site, printing } => pdf::pdf(&site, &printing, terminal),
        Wish::Diff { old, new } => diff::diff(&old, &new, terminal),
        Wish::Mv { site, from, to, changes } => mv::mv(&site, &from, &to, changes, terminal),
        Wish::Redirect { site, from, to, changes } => redirect::redirect(&site, &from, &to, changes, terminal),
        Wish::Baseline { of, task } => baseline::baseline(&of, task, terminal),
        Wish::Schema { name } => schema::schema(name.as_deref(), terminal),
        Wish::Explain { code } => explain::explain(code.as_deref(), terminal),
        Wish::Licenses => explain::licenses(terminal),
    }
}

/// Answers a request for help, or says what is wrong with the arguments.
fn ungrammatical(error: &clap::Error, grammar: &clap::Command, typed: &[String], terminal: &Terminal) -> Status {
    let help = || if terminal.paints() { error.render().ansi().to_string() } else { error.render().to_string() };
    match error.kind() {
        ErrorKind::DisplayHelp => terminal.answer(&help()),
        ErrorKind::DisplayVersion => terminal.answer(&format!("diglot {}\n", env!("CARGO_PKG_VERSION"))),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            terminal.tell(&help());
            return Status::Usage;
        }
        _ => {
            terminal.complain(&usage::message(error, grammar, typed, terminal.look.tongue));
            return Status::Usage;
        }
    }
    .map_or(Status::Internal, |()| Status::Clean)
}

/// How a command ends that found these diagnostics.
fn status(diagnostics: &[Diagnostic], fail: Severity) -> Status {
    let failing = || diagnostics.iter().filter(|diagnostic| diagnostic.severity >= fail);
    match failing().next() {
        None => Status::Clean,
        // Until the settings are right, nothing else that was found is certain.
        Some(_) if failing().any(is_about_settings) => Status::Usage,
        Some(_) => Status::Found,
    }
}

/// An address in the settings that another server does not know leaves the settings right.
fn is_about_settings(diagnostic: &Diagnostic) -> bool {
    diagnostic.source.path() == "diglot.yaml" && diagnostic.rule().family() != "external"
}

/// What `work` says, or [`Status::Internal`] with a request to report it if it panics.
fn guarded(tongue: Tongue, work: impl FnOnce() -> Status) -> Status {
    std::panic::set_hook(Box::new(move |panic| {
        eprintln!("{}{}", w::ERROR.get(tongue), apology(panic, tongue));
    }));
    // What the work touched is not looked at again.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Status::Internal)
}

fn apology(panic: &PanicHookInfo<'_>, tongue: Tongue) -> String {
    let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
    let message = payload(panic.payload());
    say(w::PANIC, tongue, &[("place", &place), ("message", message)])
}

fn payload(payload: &dyn Any) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("?")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Finding;
    use crate::diag::rules::{links, settings};
    use crate::source::{Source, Span};

    #[test]
    fn a_panic_is_an_internal_failure() {
        assert_eq!(guarded(Tongue::English, || panic!("on purpose")), Status::Internal);
        assert_eq!(guarded(Tongue::English, || Status::Found), Status::Found);
    }

    #[test]
    fn the_status_is_that_of_the_worst_file() {
        let at = |path: &str, rule| Finding::new(rule, Span::default()).at(&Source::new(path, Vec::new()));
        let warning = at("content/a.fr.md", &links::UNUSED_FOOTNOTE);
        let error = at("content/a.fr.md", &links::BROKEN_PAGE);
        let setting = at("diglot.yaml", &settings::NO_LANGUAGES);
        let cases = [
            (vec![], Severity::Error, Status::Clean),
            (vec![warning.clone()], Severity::Error, Status::Clean),
            (vec![warning.clone()], Severity::Warning, Status::Found),
            (vec![warning, error.clone()], Severity::Error, Status::Found),
            (vec![error, setting], Severity::Error, Status::Usage),
        ];
        for (found, fail, expected) in cases {
            assert_eq!(status(&found, fail), expected, "{found:?}");
        }
    }
}
