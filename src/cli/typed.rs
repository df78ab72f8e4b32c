//! Turns the table of words into the grammar of the command line: commands, options and their help in one language.
//!
//! It does not say what the arguments mean, and does not judge values that only `meant` can judge.

use super::words::{self as w};
use crate::diag::{Tongue, Wording};
use crate::report::Format;
use clap::builder::{PossibleValuesParser, StyledStr, Styles, ValueParser};
use clap::{Arg, ArgAction, Command};

/// The values of `--lang`.
pub const TONGUES: [(&str, Tongue); 2] = [("fr", Tongue::French), ("en", Tongue::English)];

/// The values of `--color`.
pub const COLOURS: [&str; 3] = ["auto", "always", "never"];

/// One command as the help shows it.
struct Shown {
    name: &'static str,
    about: Wording,
    /// What follows the options in its usage line.
    operands: Option<Wording>,
    examples: Wording,
}

const COMMANDS: [Shown; 17] = [
    Shown { name: "new", about: w::NEW, operands: Some(w::DIR), examples: w::NEW_EXAMPLES },
    Shown { name: "build", about: w::BUILD, operands: None, examples: w::BUILD_EXAMPLES },
    Shown { name: "check", about: w::CHECK, operands: None, examples: w::CHECK_EXAMPLES },
    Shown { name: "serve", about: w::SERVE, operands: None, examples: w::SERVE_EXAMPLES },
    Shown { name: "audit", about: w::AUDIT, operands: None, examples: w::AUDIT_EXAMPLES },
    Shown { name: "baseline", about: w::BASELINE, operands: None, examples: w::BASELINE_EXAMPLES },
    Shown {
        name: "mv",
        about: w::MV,
        operands: Some(Wording { fr: "ANCIEN NOUVEAU", en: "OLD NEW" }),
        examples: w::MV_EXAMPLES,
    },
    Shown {
        name: "redirect",
        about: w::REDIRECT,
        operands: Some(Wording { fr: "ANCIENNE NOUVELLE", en: "OLD NEW" }),
        examples: w::REDIRECT_EXAMPLES,
    },
    Shown { name: "status", about: w::STATUS, operands: Some(w::OPTIONAL_DOCUMENT), examples: w::STATUS_EXAMPLES },
    Shown { name: "accept", about: w::ACCEPT, operands: Some(w::DOCUMENT_OR_UNIT), examples: w::ACCEPT_EXAMPLES },
    Shown { name: "export", about: w::EXPORT, operands: Some(w::DOCUMENTS), examples: w::EXPORT_EXAMPLES },
    Shown { name: "import", about: w::IMPORT, operands: Some(w::XLIFF_FILE), examples: w::IMPORT_EXAMPLES },
    Shown { name: "routes", about: w::ROUTES, operands: None, examples: w::ROUTES_EXAMPLES },
    Shown { name: "fmt", about: w::FMT, operands: None, examples: w::FMT_EXAMPLES },
    Shown {
        name: "diff",
        about: w::DIFF,
        operands: Some(Wording { fr: "ANCIEN NOUVEAU", en: "OLD NEW" }),
        examples: w::DIFF_EXAMPLES,
    },
    Shown {
        name: "schema",
        about: w::SCHEMA,
        operands: Some(Wording { fr: "[NOM]", en: "[NAME]" }),
        examples: w::SCHEMA_EXAMPLES,
    },
    Shown {
        name: "explain",
        about: w::EXPLAIN,
        operands: Some(Wording { fr: "[CODE]", en: "[CODE]" }),
        examples: w::EXPLAIN_EXAMPLES,
    },
];

/// The whole grammar, worded in `tongue`.
pub fn grammar(tongue: Tongue) -> Command {
    let words = Words(tongue);
    let statuses = format!("{}\n{}", words.title(w::EXIT_STATUSES), w::STATUSES.get(tongue));
    let usage = format!("diglot [{}] {}", w::OPTIONS.get(tongue).trim_end().to_uppercase(), w::COMMAND.get(tongue));
    let command = words
        .command("diglot", w::ABOUT, &usage, w::DIGLOT_EXAMPLES)
        .version(env!("CARGO_PKG_VERSION"))
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(w::COMMANDS.get(tongue))
        .subcommand_value_name(w::COMMAND.get(tongue))
        .after_help(words.after(w::DIGLOT_EXAMPLES, &statuses))
        .arg(words.option("version", w::VERSION_HELP).short('V').action(ArgAction::Version))
        .arg(words.option("licenses", w::LICENSES_HELP).action(ArgAction::SetTrue))
        .args(words.common())
        .arg(words.help());
    COMMANDS.iter().fold(command, |command, shown| command.subcommand(words.subcommand(shown)))
}

/// Names of the commands, for suggestions.
pub fn names() -> impl Iterator<Item = &'static str> {
    COMMANDS.iter().map(|shown| shown.name)
}

#[derive(Clone, Copy)]
struct Words(Tongue);

impl Words {
    fn command(self, name: &'static str, about: Wording, usage: &str, examples: Wording) -> Command {
        let template =
            format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}\n", self.title(w::USAGE));
        Command::new(name)
            .about(about.get(self.0))
            .override_usage(usage.to_owned())
            .help_template(template)
            .after_help(self.after(examples, ""))
            .args_override_self(true)
            .disable_help_flag(true)
            .disable_version_flag(true)
            .max_term_width(110)
    }

    fn subcommand(self, shown: &Shown) -> Command {
        let operands = shown.operands.map(|operands| format!(" {}", operands.get(self.0))).unwrap_or_default();
        let usage = format!("diglot {}{operands} [{}]", shown.name, w::OPTIONS.get(self.0).trim_end().to_uppercase());
        self.command(shown.name, shown.about, &usage, shown.examples).args(self.own(shown.name)).arg(self.help())
    }

    /// The arguments of one command.
    fn own(self, command: &str) -> Vec<Arg> {
        match command {
            "new" => {
                vec![self.operand("dir", w::DIR, w::NEW_DIR_HELP).required(true).value_parser(ValueParser::path_buf())]
            }
            "build" => [self.publishing(), self.site(), vec![self.report()]].concat(),
            "check" => [vec![self.finished()], self.asking(), self.fixing(), self.site(), vec![self.report()]].concat(),
            "serve" => [self.listening(), self.site()].concat(),
            "audit" => self.auditing(),
            "mv" => vec![
                self.operand("from", w::OLD, w::MV_FROM_HELP).required(true),
                self.operand("to", w::NEW_NAME, w::MV_TO_HELP).required(true),
                self.option("dry-run", w::DRY_RUN_HELP).action(ArgAction::SetTrue),
            ],
            "redirect" => vec![
                self.operand("from", w::OLD, w::REDIRECT_FROM_HELP).required(true),
                self.operand("to", w::NEW_NAME, w::REDIRECT_TO_HELP).required(true),
                self.option("dry-run", w::DRY_RUN_HELP).action(ArgAction::SetTrue),
            ],
            "status" => vec![
                self.operand("document", w::DOCUMENT, w::STATUS_DOCUMENT_HELP),
                self.value("edition", w::LANGUAGE_NAME, w::EDITION_HELP),
            ],
            "accept" => vec![
                self.operand("document", w::DOCUMENT, w::ACCEPT_DOCUMENT_HELP).required_unless_present("all"),
                self.option("all", w::ACCEPT_ALL_HELP).action(ArgAction::SetTrue).conflicts_with("document"),
                self.value("edition", w::LANGUAGE_NAME, w::EDITION_HELP),
                self.option("no-translation-needed", w::WAIVE_HELP).action(ArgAction::SetTrue).requires("reason"),
                self.value("reason", w::REASON, w::REASON_HELP).requires("no-translation-needed"),
                self.option("dry-run", w::DRY_RUN_HELP).action(ArgAction::SetTrue),
            ],
            "export" => vec![
                self.operand("documents", w::DOCUMENT, w::EXPORT_DOCUMENTS_HELP).action(ArgAction::Append),
                self.value("to", Wording { fr: "xliff", en: "xliff" }, w::EXPORT_TO_HELP)
                    .required(true)
                    .value_parser(PossibleValuesParser::new(["xliff"])),
                self.value("edition", w::LANGUAGE_NAME, w::EDITION_HELP),
                self.option("all", w::EXPORT_ALL_HELP).action(ArgAction::SetTrue),
                self.value("out", w::XLIFF_FILE, w::EXPORT_OUT_HELP).short('o').value_parser(ValueParser::path_buf()),
            ],
            "import" => vec![
                self.operand("file", w::XLIFF_FILE, w::IMPORT_FILE_HELP)
                    .required(true)
                    .value_parser(ValueParser::path_buf()),
                self.option("no-accept", w::NO_ACCEPT_HELP).action(ArgAction::SetTrue),
                self.value("to", w::questions::FILE, w::questions::TO_HELP),
                self.value("column", w::questions::COLUMN, w::questions::COLUMN_HELP).action(ArgAction::Append),
                self.value("language", w::questions::LANGUAGE, w::questions::LANGUAGE_HELP),
                self.option("overwrite", w::questions::OVERWRITE_HELP).action(ArgAction::SetTrue),
                self.option("dry-run", w::DRY_RUN_HELP).action(ArgAction::SetTrue),
            ],
            "routes" => vec![
                self.option("write", w::WRITE_HELP).action(ArgAction::SetTrue),
                self.option("dry-run", w::DRY_RUN_HELP).action(ArgAction::SetTrue).requires("write"),
            ],
            "fmt" => vec![
                self.option("typography", w::TYPOGRAPHY_HELP).action(ArgAction::SetTrue).required(true),
                self.option("check", w::FMT_CHECK_HELP).action(ArgAction::SetTrue),
                self.option("dry-run", w::DRY_RUN_HELP).action(ArgAction::SetTrue),
            ],
            "diff" => vec![
                self.operand("old", w::OLD, w::DIFF_OLD_HELP).required(true).value_parser(ValueParser::path_buf()),
                self.operand("new", w::NEW_NAME, w::DIFF_NEW_HELP).required(true).value_parser(ValueParser::path_buf()),
            ],
            "baseline" => [self.listing(), vec![self.finished()], self.site()].concat(),
            "schema" => vec![
                self.operand("name", w::NAME, w::SCHEMA_NAME_HELP)
                    .value_parser(PossibleValuesParser::new(super::schema::names()))
                    .hide_possible_values(true),
            ],
            _ => vec![self.operand("code", Wording { fr: "CODE", en: "CODE" }, w::EXPLAIN_CODE_HELP)],
        }
    }

    fn common(self) -> Vec<Arg> {
        let heading = w::COMMON_OPTIONS.get(self.0);
        let tongues = PossibleValuesParser::new(TONGUES.map(|(name, _)| name));
        let formats = PossibleValuesParser::new(Format::ALL.map(|(name, _)| name));
        let args = [
            self.value("root", w::DIR, w::ROOT_HELP).value_parser(ValueParser::path_buf()),
            self.value("lang", Wording { fr: "fr|en", en: "fr|en" }, w::LANG_HELP).value_parser(tongues),
            self.value("format", Wording { fr: "FORME", en: "FORM" }, w::FORMAT_HELP).value_parser(formats),
            self.value("color", Wording { fr: "QUAND", en: "WHEN" }, w::COLOR_HELP)
                .value_parser(PossibleValuesParser::new(COLOURS)),
        ];
        args.into_iter()
            .zip(90..)
            .map(|(arg, order)| arg.global(true).hide_possible_values(true).help_heading(heading).display_order(order))
            .collect()
    }

    fn help(self) -> Arg {
        let help = self.option("help", w::HELP_HELP).short('h').action(ArgAction::Help);
        help.help_heading(w::COMMON_OPTIONS.get(self.0)).display_order(99)
    }

    /// What a site is built for.
    fn site(self) -> Vec<Arg> {
        vec![
            self.value("base-url", Wording { fr: "URL", en: "URL" }, w::BASE_URL_HELP),
            self.value("as-of", Wording { fr: "DATE", en: "DATE" }, w::AS_OF_HELP),
            self.option("drafts", w::DRAFTS_HELP).action(ArgAction::SetTrue),
            self.rules("deny", w::DENY_HELP),
            self.rules("warn", w::WARN_HELP),
            self.rules("allow", w::ALLOW_HELP),
            self.value("baseline", w::FILE, w::BASELINE_HELP).value_parser(ValueParser::path_buf()),
            self.option("timings", w::TIMINGS_HELP).action(ArgAction::SetTrue).display_order(50),
        ]
    }

    fn publishing(self) -> Vec<Arg> {
        vec![
            self.value("out", w::DIR, w::OUT_HELP).value_parser(ValueParser::path_buf()),
            self.option("swap", w::SWAP_HELP).action(ArgAction::SetTrue),
            self.option("force", w::FORCE_HELP).action(ArgAction::SetTrue),
            self.option("verify", w::VERIFY_HELP).action(ArgAction::SetTrue),
        ]
    }

    fn finished(self) -> Arg {
        self.value("site", w::DIR, w::SITE_HELP).value_parser(ValueParser::path_buf())
    }

    fn fixing(self) -> Vec<Arg> {
        vec![
            self.option("fix", w::FIX_HELP).action(ArgAction::SetTrue),
            self.option("dry-run", w::DRY_RUN_HELP).action(ArgAction::SetTrue).requires("fix"),
        ]
    }

    fn report(self) -> Arg {
        self.value("report", w::REPORT, w::REPORT_HELP).action(ArgAction::Append)
    }

    /// An option that takes rules, several times.
    fn rules(self, name: &'static str, help: Wording) -> Arg {
        self.value(name, w::RULES, help).action(ArgAction::Append).value_delimiter(',')
    }

    /// What to do with the list of known problems.
    fn listing(self) -> Vec<Arg> {
        vec![
            self.option("write", w::BASELINE_WRITE_HELP).action(ArgAction::SetTrue),
            self.option("prune", w::BASELINE_PRUNE_HELP).action(ArgAction::SetTrue).conflicts_with("write"),
        ]
    }

    fn auditing(self) -> Vec<Arg> {
        vec![
            self.value("html", w::FILE, w::AUDIT_HTML_HELP).value_parser(ValueParser::path_buf()),
            self.value("json", w::FILE, w::AUDIT_JSON_HELP).value_parser(ValueParser::path_buf()),
            self.option("list", w::AUDIT_LIST_HELP).action(ArgAction::SetTrue).conflicts_with_all(["html", "json"]),
            self.value("as-of", Wording { fr: "DATE", en: "DATE" }, w::AS_OF_HELP),
        ]
    }

    fn asking(self) -> Vec<Arg> {
        vec![
            self.option("external", w::EXTERNAL_HELP).action(ArgAction::SetTrue),
            self.option("offline", w::OFFLINE_HELP).action(ArgAction::SetTrue),
        ]
    }

    fn listening(self) -> Vec<Arg> {
        vec![
            self.value("host", w::ADDRESS, w::HOST_HELP),
            self.value("port", w::NUMBER, w::PORT_HELP),
            self.value("editor", w::EDITOR, w::EDITOR_HELP),
        ]
    }

    fn option(self, name: &'static str, help: Wording) -> Arg {
        Arg::new(name).long(name).help(help.get(self.0)).help_heading(w::OPTIONS.get(self.0))
    }

    fn value(self, name: &'static str, value: Wording, help: Wording) -> Arg {
        self.option(name, help).value_name(value.get(self.0)).action(ArgAction::Set)
    }

    fn operand(self, name: &'static str, value: Wording, help: Wording) -> Arg {
        Arg::new(name).value_name(value.get(self.0)).help(help.get(self.0)).help_heading(w::ARGUMENTS.get(self.0))
    }

    fn title(self, title: Wording) -> String {
        let style = Styles::styled().get_header().to_owned();
        format!("{style}{}{style:#}", title.get(self.0))
    }

    fn after(self, examples: Wording, rest: &str) -> StyledStr {
        let gap = if rest.is_empty() { "" } else { "\n\n" };
        format!("{}\n{}{gap}{rest}", self.title(w::EXAMPLES), examples.get(self.0)).into()
    }
}
