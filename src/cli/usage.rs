//! Turns what clap could not parse into one phrase in the reader's language, with what was probably meant.
//!
//! clap words its errors in English only; their kinds and contexts are data, so both languages are made from these.

use super::typed;
use super::words::{self as w, say};
use crate::diag::{Tongue, Wording, nearest};
use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What is wrong with the arguments, and how to get help.
pub fn message(error: &clap::Error, grammar: &Command, typed: &[String], tongue: Tongue) -> String {
    let usage = Usage { error, grammar, tongue, command: command(typed) };
    let help = say(w::HELP_HINT, tongue, &[("command", &usage.command)]);
    format!("{}\n{help}", usage.phrase())
}

/// The program and the command that was typed, if it exists.
fn command(typed: &[String]) -> String {
    let known = typed.iter().find(|word| typed::names().any(|name| name == word.as_str()));
    known.map_or_else(|| "diglot".to_owned(), |name| format!("diglot {name}"))
}

struct Usage<'a> {
    error: &'a clap::Error,
    grammar: &'a Command,
    tongue: Tongue,
    command: String,
}

impl Usage<'_> {
    fn phrase(&self) -> String {
        match self.error.kind() {
            ErrorKind::InvalidSubcommand => {
                let typed = self.text(ContextKind::InvalidSubcommand);
                let near = nearest(&typed, typed::names()).map(str::to_owned);
                self.say(w::UNKNOWN_COMMAND, &[("typed", &typed)]) + &self.suggestion(near)
            }
            ErrorKind::UnknownArgument => self.unknown_argument(),
            ErrorKind::InvalidValue if self.text(ContextKind::InvalidValue).is_empty() => {
                self.say(w::MISSING_VALUE, &[("option", &self.option())])
            }
            ErrorKind::InvalidValue => self.bad_value(),
            ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
                self.say(w::MISSING_VALUE, &[("option", &self.option())])
            }
            ErrorKind::TooManyValues => self.say(w::NEEDLESS_VALUE, &[("option", &self.option())]),
            ErrorKind::MissingRequiredArgument => {
                let missing = self.text(ContextKind::InvalidArg);
                self.say(w::MISSING_ARGUMENT, &[("missing", bare(&missing)), ("command", &self.command)])
            }
            ErrorKind::ArgumentConflict => {
                let typed = self.texts(ContextKind::PriorArg).into_iter().next().unwrap_or_else(|| self.option());
                self.say(w::STRAY_ARGUMENT, &[("typed", &typed), ("command", &self.command)])
            }
            ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                self.say(w::NO_COMMAND, &[])
            }
            ErrorKind::InvalidUtf8 => self.say(w::NOT_UNICODE, &[]),
            _ => self.error.to_string().trim().to_owned(),
        }
    }

    fn unknown_argument(&self) -> String {
        let typed = self.text(ContextKind::InvalidArg);
        if !typed.starts_with('-') {
            return self.say(w::STRAY_ARGUMENT, &[("typed", &typed), ("command", &self.command)]);
        }
        let phrase = self.say(w::UNKNOWN_ARGUMENT, &[("typed", &typed), ("command", &self.command)]);
        let name = typed.trim_start_matches('-').split('=').next().unwrap_or_default();
        let takes = |command: &&Command| command.get_arguments().any(|arg| arg.get_long() == Some(name));
        let owners: Vec<String> =
            self.grammar.get_subcommands().filter(takes).map(|command| format!("`{}`", command.get_name())).collect();
        if !owners.is_empty() {
            return phrase + &self.say(w::BELONGS_TO, &[("commands", &owners.join(", "))]);
        }
        let own = self.grammar.get_subcommands().find(|command| self.command.ends_with(command.get_name()));
        let args = own.into_iter().flat_map(Command::get_arguments).chain(self.grammar.get_arguments());
        let near = nearest(name, args.filter_map(clap::Arg::get_long)).map(|name| format!("--{name}"));
        phrase + &self.suggestion(near)
    }

    fn bad_value(&self) -> String {
        let value = self.text(ContextKind::InvalidValue);
        let phrase = self.say(w::BAD_VALUE, &[("value", &value), ("option", &self.option())]);
        let values = self.texts(ContextKind::ValidValue);
        match nearest(&value, values.iter().map(String::as_str)) {
            Some(near) => phrase + &self.suggestion(Some(near.to_owned())),
            None => phrase + &self.say(w::ONE_OF, &[("values", &values.join(", "))]),
        }
    }

    /// The option concerned, without what stands for its value.
    fn option(&self) -> String {
        let shown = self.text(ContextKind::InvalidArg);
        bare(shown.split([' ', '=']).next().unwrap_or_default()).to_owned()
    }

    fn suggestion(&self, near: Option<String>) -> String {
        near.map(|near| self.say(w::NEAREST, &[("nearest", &near)])).unwrap_or_default()
    }

    fn text(&self, kind: ContextKind) -> String {
        self.texts(kind).join(" ")
    }

    fn texts(&self, kind: ContextKind) -> Vec<String> {
        match self.error.get(kind) {
            Some(ContextValue::String(text)) => vec![text.clone()],
            Some(ContextValue::Strings(texts)) => texts.clone(),
            _ => Vec::new(),
        }
    }

    fn say(&self, wording: Wording, args: &[(&str, &str)]) -> String {
        say(wording, self.tongue, args)
    }
}

/// The name of an operand, without the brackets that help puts around it.
fn bare(shown: &str) -> &str {
    shown.trim_matches(['<', '>', '[', ']'])
}
