//! Turns what was typed, and the environment, into what it means: a command with everything it needs, all of it valid.
//!
//! It reads no file and does nothing.

use super::Failure;
use super::compliance::AuditWish;
use super::editor::{self, Editor};
use super::export::{Export, Extent};
use super::finished::FinishedWish;
use super::import::Acceptance;
use super::import_questions::{Spreadsheet, is_spreadsheet};
use super::typed::TONGUES;
use super::words::{self as w, say};
use crate::config::{Base, Which};
use crate::diag::{Severity, Tongue, Wording, nearest};
use crate::edit::accept;
use crate::external::Network;
use crate::load::Choices;
use crate::report::Format;
use clap::ArgMatches;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

/// Everything outside the arguments that a command may depend on, read once.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// `LC_ALL`, `LC_MESSAGES`, `LANG`: the first that is set.
    pub locale: String,
    pub no_color: bool,
    /// `CLICOLOR_FORCE`: colours where there is no terminal.
    pub force_color: bool,
    /// The folder of the repository, as a build server tells it.
    pub workspace: Option<PathBuf>,
    pub ci: bool,
    /// Whether `cargo run` started this program.
    pub cargo: bool,
    pub source_date_epoch: Option<String>,
    /// `DIGLOT_EDITOR`.
    pub editor: Option<String>,
    /// An editor that other variables tell of.
    pub usual_editor: Option<String>,
}

impl Environment {
    pub fn read() -> Environment {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        Environment {
            locale: ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).unwrap_or_default(),
            no_color: set("NO_COLOR").is_some() || set("TERM").as_deref() == Some("dumb"),
            force_color: set("CLICOLOR_FORCE").is_some_and(|value| value != "0"),
            workspace: ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"].into_iter().find_map(set).map(PathBuf::from),
            ci: set("CI").is_some_and(|value| value != "false"),
            cargo: set("CARGO").is_some(),
            source_date_epoch: set("SOURCE_DATE_EPOCH"),
            editor: set("DIGLOT_EDITOR"),
            usual_editor: editor::usual(&set),
        }
    }

    /// The language of the messages: `--lang` if it is among the arguments, else the system's.
    ///
    /// The help itself is worded before the arguments are parsed, so this looks for the option first.
    pub fn tongue(&self, typed: &[String]) -> Tongue {
        let options = typed.iter().take_while(|word| *word != "--");
        let after = options.clone().zip(options.clone().skip(1)).filter(|(word, _)| *word == "--lang");
        let joined = options.filter_map(|word| word.strip_prefix("--lang="));
        let named = |name: &str| TONGUES.iter().find(|(known, _)| *known == name).map(|(_, tongue)| *tongue);
        let chosen = after.map(|(_, value)| value.as_str()).chain(joined).last().and_then(named);
        chosen.unwrap_or_else(|| if self.locale.starts_with("fr") { Tongue::French } else { Tongue::English })
    }
}

/// A command with all it needs.
#[derive(Debug)]
pub enum Wish {
    New { dir: PathBuf },
    Build { site: SiteWish, publishing: Publishing },
    Check { site: SiteWish, external: Option<Network>, fix: Option<Fix> },
    Finished(FinishedWish),
    Audit(AuditWish),
    Checklist,
    Serve { site: SiteWish, host: IpAddr, port: u16, editor: Option<Editor> },
    Routes { site: SiteWish, write: Option<Fix> },
    Fmt { site: SiteWish, changes: Fix, check: bool },
    Status { site: SiteWish, document: Option<String>, edition: Option<String> },
    Export { site: SiteWish, export: Export },
    Import { site: SiteWish, file: PathBuf, changes: Fix, acceptance: Acceptance },
    ImportQuestions { site: SiteWish, file: PathBuf, said: Spreadsheet, changes: Fix },
    Accept { site: SiteWish, wish: accept::Wish, edition: Option<String>, changes: Fix },
    Diff { old: PathBuf, new: PathBuf },
    Mv { site: SiteWish, from: String, to: String, changes: Fix },
    Redirect { site: SiteWish, from: String, to: String, changes: Fix },
    Baseline { of: Sources, task: Task },
    Schema { name: Option<String> },
    Explain { code: Option<String> },
    Licenses,
}

/// What becomes of changes of the author's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fix {
    Write,
    /// Only shown.
    Show,
}

/// Where and how a site is published.
#[derive(Debug)]
pub struct Publishing {
    pub out: Option<PathBuf>,
    pub swap: bool,
    pub force: bool,
    /// Checks the pages themselves before any is published.
    pub verify: bool,
}

/// Which site is meant, and what it is built for.
#[derive(Clone, Debug)]
pub struct SiteWish {
    pub root: PathBuf,
    pub choices: Choices,
    /// The list of known problems, instead of the one that the settings name.
    pub baseline: Option<PathBuf>,
    /// Files to write what was found into.
    pub reports: Vec<(Format, PathBuf)>,
    /// The folder of the repository, if it is known.
    pub workspace: Option<PathBuf>,
    pub timings: bool,
}

/// Whose problems are meant.
#[derive(Debug)]
pub enum Sources {
    Site(SiteWish),
    Finished(FinishedWish),
}

/// What to do with the list of known problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    Show,
    Write,
    Prune,
}

/// What the arguments mean, or what is wrong with one of them.
pub fn meant(matches: &ArgMatches, environment: &Environment, tongue: Tongue) -> Result<Wish, Failure> {
    let reader = Reader { environment, tongue };
    let Some((name, matches)) = matches.subcommand() else {
        if matches.get_flag("licenses") {
            return Ok(Wish::Licenses);
        }
        let hint = say(w::HELP_HINT, tongue, &[("command", "diglot")]);
        return Err(Failure::Usage(format!("{}\n{hint}", w::NO_COMMAND.get(tongue))));
    };
    Ok(match name {
        "new" => Wish::New { dir: path(matches, "dir").expect("clap demands it") },
        "build" => Wish::Build {
            site: reader.site(matches)?,
            publishing: Publishing {
                out: path(matches, "out"),
                swap: matches.get_flag("swap"),
                force: matches.get_flag("force"),
                verify: matches.get_flag("verify"),
            },
        },
        "check" if matches.contains_id("site") => {
            Wish::Finished(FinishedWish { external: network(matches), ..reader.finished(matches)? })
        }
        "check" => {
            let fix = matches.get_flag("fix").then(|| changes(matches));
            Wish::Check { site: reader.site(matches)?, external: network(matches), fix }
        }
        "audit" if matches.get_flag("list") => Wish::Checklist,
        "audit" => Wish::Audit(AuditWish {
            site: reader.plain_site(matches)?,
            html: path(matches, "html"),
            json: path(matches, "json"),
        }),
        "serve" => {
            let (host, port) = (reader.host(matches)?, reader.port(matches)?);
            Wish::Serve { site: reader.site(matches)?, host, port, editor: reader.editor(matches)? }
        }
        "routes" => {
            let write = matches.get_flag("write").then(|| changes(matches));
            Wish::Routes { site: reader.plain_site(matches)?, write }
        }
        "fmt" => {
            let check = matches.get_flag("check");
            let changes = if check { Fix::Show } else { changes(matches) };
            Wish::Fmt { site: reader.plain_site(matches)?, changes, check }
        }
        "status" => Wish::Status {
            site: reader.translated_site(matches)?,
            document: text(matches, "document").map(str::to_owned),
            edition: text(matches, "edition").map(str::to_owned),
        },
        "accept" => {
            let typed = text(matches, "document").map(|typed| typed.split_once('#').unwrap_or((typed, "")));
            let of = |part: &str| Some(part.to_owned()).filter(|part| !part.is_empty());
            let wish = accept::Wish {
                document: typed.and_then(|(document, _)| of(document)),
                unit: typed.and_then(|(_, unit)| of(unit)),
                lang: None,
                waive: text(matches, "reason").map(str::to_owned),
            };
            let edition = text(matches, "edition").map(str::to_owned);
            Wish::Accept { site: reader.translated_site(matches)?, wish, edition, changes: changes(matches) }
        }
        "export" => Wish::Export {
            site: reader.translated_site(matches)?,
            export: Export {
                documents: matches.get_many::<String>("documents").into_iter().flatten().cloned().collect(),
                edition: text(matches, "edition").map(str::to_owned),
                extent: if matches.get_flag("all") { Extent::All } else { Extent::ToTranslate },
                out: path(matches, "out"),
            },
        },
        "import" if path(matches, "file").is_some_and(|file| is_spreadsheet(&file)) => Wish::ImportQuestions {
            site: reader.translated_site(matches)?,
            file: path(matches, "file").expect("clap demands it"),
            said: Spreadsheet {
                to: text(matches, "to").map(str::to_owned),
                columns: matches.get_many::<String>("column").into_iter().flatten().cloned().collect(),
                language: text(matches, "language").map(str::to_owned),
                overwrite: matches.get_flag("overwrite"),
            },
            changes: changes(matches),
        },
        "import" => Wish::Import {
            site: reader.translated_site(matches)?,
            file: path(matches, "file").expect("clap demands it"),
            changes: changes(matches),
            acceptance: if matches.get_flag("no-accept") { Acceptance::Left } else { Acceptance::Recorded },
        },
        "diff" => {
            let path = |name| path(matches, name).expect("clap demands it");
            Wish::Diff { old: path("old"), new: path("new") }
        }
        "mv" | "redirect" => {
            let text = |name| text(matches, name).expect("clap demands it").to_owned();
            let site = reader.plain_site(matches)?;
            let (from, to, changes) = (text("from"), text("to"), changes(matches));
            match name {
                "mv" => Wish::Mv { site, from, to, changes },
                _ => Wish::Redirect { site, from, to, changes },
            }
        }
        "baseline" => {
            let task = match (matches.get_flag("write"), matches.get_flag("prune")) {
                (true, _) => Task::Write,
                (_, true) => Task::Prune,
                _ => Task::Show,
            };
            let finished = matches.contains_id("site");
            let of = match finished {
                true => Sources::Finished(reader.finished(matches)?),
                false => Sources::Site(reader.site(matches)?),
            };
            Wish::Baseline { of, task }
        }
        "schema" => Wish::Schema { name: text(matches, "name").map(str::to_owned) },
        _ => Wish::Explain { code: text(matches, "code").map(str::to_owned) },
    })
}

fn text<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a str> {
    matches.get_one::<String>(name).map(String::as_str)
}

fn path(matches: &ArgMatches, name: &str) -> Option<PathBuf> {
    matches.get_one::<PathBuf>(name).cloned()
}

/// Whether other servers are asked; `--offline` alone asks for what is on record.
fn network(matches: &ArgMatches) -> Option<Network> {
    match (matches.get_flag("offline"), matches.get_flag("external")) {
        (true, _) => Some(Network::Offline),
        (false, true) => Some(Network::Online),
        (false, false) => None,
    }
}

fn changes(matches: &ArgMatches) -> Fix {
    if matches.get_flag("dry-run") { Fix::Show } else { Fix::Write }
}

struct Reader<'a> {
    environment: &'a Environment,
    tongue: Tongue,
}

impl Reader<'_> {
    fn site(&self, matches: &ArgMatches) -> Result<SiteWish, Failure> {
        let base_url = text(matches, "base-url").map(str::to_owned);
        if let Some(url) = base_url.as_ref().filter(|url| Base::parse(url).is_none()) {
            return Err(self.bad("--base-url", url, w::NOT_A_URL));
        }
        let root = path(matches, "root").unwrap_or_else(|| PathBuf::from("."));
        let choices = Choices {
            as_of: self.as_of(matches)?,
            drafts: matches.get_flag("drafts"),
            base_url,
            levels: self.levels(matches)?,
            baseline: None,
        };
        Ok(SiteWish {
            root,
            choices,
            baseline: path(matches, "baseline"),
            reports: self.reports(matches)?,
            workspace: self.environment.workspace.clone(),
            timings: matches.get_flag("timings"),
        })
    }

    /// The levels that overrule the settings', in the order in which they were typed.
    fn levels(&self, matches: &ArgMatches) -> Result<Vec<(Which, Severity)>, Failure> {
        let options = [("deny", Severity::Error), ("warn", Severity::Warning), ("allow", Severity::Off)];
        let typed = options.into_iter().flat_map(|(option, severity)| {
            let values = matches.get_many::<String>(option).into_iter().flatten();
            let places = matches.indices_of(option).into_iter().flatten();
            places.zip(values).map(move |(place, value)| (place, option, value.trim(), severity))
        });
        let mut typed: Vec<(usize, &str, &str, Severity)> = typed.collect();
        typed.sort_by_key(|(place, ..)| *place);
        let level = |(_, option, value, severity): (usize, &str, &str, Severity)| {
            let which = Which::named(value).ok_or_else(|| {
                let option = format!("--{option}");
                match Which::nearest(value) {
                    Some(near) => self.bad_with(&option, value, &say(w::NEAREST, self.tongue, &[("nearest", near)])),
                    None => self.bad(&option, value, w::NOT_A_RULE),
                }
            })?;
            Ok((which, severity))
        };
        typed.into_iter().map(level).collect()
    }

    /// The reports to write, each as `FORMAT=FILE`.
    fn reports(&self, matches: &ArgMatches) -> Result<Vec<(Format, PathBuf)>, Failure> {
        let mut reports: Vec<(Format, PathBuf)> = Vec::new();
        // Only some commands have the option.
        let all = matches.try_get_many::<String>("report").ok().flatten();
        for typed in all.into_iter().flatten() {
            let split = typed.split_once('=').filter(|(_, path)| !path.is_empty());
            let Some((name, path)) = split else { return Err(self.bad("--report", typed, w::NOT_A_REPORT)) };
            let Ok(format) = name.parse::<Format>() else {
                let names = Format::ALL.map(|(name, _)| name);
                let rest = match nearest(name, names) {
                    Some(near) => say(w::NEAREST, self.tongue, &[("nearest", near)]),
                    None => say(w::ONE_OF, self.tongue, &[("values", &names.join(", "))]),
                };
                return Err(self.bad_with("--report", name, &rest));
            };
            let path = PathBuf::from(path);
            if reports.iter().any(|(_, known)| *known == path) {
                return Err(self.bad("--report", typed, w::REPORT_TWICE));
            }
            reports.push((format, path));
        }
        Ok(reports)
    }

    /// The site as its sources are: no drafts, its own address.
    fn plain_site(&self, matches: &ArgMatches) -> Result<SiteWish, Failure> {
        let choices =
            Choices { as_of: self.as_of(matches)?, drafts: false, base_url: None, levels: Vec::new(), baseline: None };
        let root = path(matches, "root").unwrap_or_else(|| PathBuf::from("."));
        let workspace = self.environment.workspace.clone();
        Ok(SiteWish { root, choices, baseline: None, reports: Vec::new(), workspace, timings: false })
    }

    /// The site as translators see it: with what is not published yet.
    fn translated_site(&self, matches: &ArgMatches) -> Result<SiteWish, Failure> {
        let mut wish = self.plain_site(matches)?;
        wish.choices.drafts = true;
        Ok(wish)
    }

    fn finished(&self, matches: &ArgMatches) -> Result<FinishedWish, Failure> {
        let site = self.site(matches)?;
        let dir = path(matches, "site").expect("the option was given");
        let base = site.choices.base_url.as_deref().and_then(Base::parse);
        Ok(FinishedWish { dir, base, site, external: None })
    }

    fn as_of(&self, matches: &ArgMatches) -> Result<Date, Failure> {
        if let Some(typed) = matches.try_get_one::<String>("as-of").ok().flatten() {
            // jiff reads more forms than the manual promises; this keeps to the one.
            let date = typed.parse::<Date>().ok().filter(|date| date.to_string() == *typed);
            return date.ok_or_else(|| self.bad("--as-of", typed, w::NOT_A_DATE));
        }
        let now = match &self.environment.source_date_epoch {
            None => Timestamp::now(),
            Some(value) => {
                let seconds = value.trim().parse::<i64>().ok();
                seconds
                    .and_then(|seconds| Timestamp::from_second(seconds).ok())
                    .ok_or_else(|| Failure::Usage(say(w::BAD_EPOCH, self.tongue, &[("value", value)])))?
            }
        };
        Ok(now.to_zoned(TimeZone::UTC).date())
    }

    fn host(&self, matches: &ArgMatches) -> Result<IpAddr, Failure> {
        match text(matches, "host") {
            None | Some("localhost") => Ok(Ipv4Addr::LOCALHOST.into()),
            Some(typed) => typed.parse().map_err(|_| self.bad("--host", typed, w::NOT_A_HOST)),
        }
    }

    fn editor(&self, matches: &ArgMatches) -> Result<Option<Editor>, Failure> {
        let named = text(matches, "editor").map(|typed| ("--editor", typed));
        let named = named.or_else(|| self.environment.editor.as_deref().map(|typed| ("DIGLOT_EDITOR", typed)));
        match named {
            Some((option, typed)) => {
                Editor::parse(typed).map(Some).map_err(|_| self.bad(option, typed, w::NOT_AN_EDITOR))
            }
            // A guess that means nothing is none.
            None => Ok(self.environment.usual_editor.as_deref().and_then(|typed| Editor::parse(typed).ok())),
        }
    }

    fn port(&self, matches: &ArgMatches) -> Result<u16, Failure> {
        match text(matches, "port") {
            None => Ok(4000),
            Some(typed) => typed.parse().map_err(|_| self.bad("--port", typed, w::NOT_A_PORT)),
        }
    }

    fn bad(&self, option: &str, value: &str, rest: Wording) -> Failure {
        self.bad_with(option, value, rest.get(self.tongue))
    }

    fn bad_with(&self, option: &str, value: &str, rest: &str) -> Failure {
        Failure::Usage(say(w::BAD_VALUE, self.tongue, &[("option", option), ("value", value)]) + rest)
    }
}

#[cfg(test)]
mod tests {
    use super::super::typed::grammar;
    use super::*;

    fn environment() -> Environment {
        Environment { source_date_epoch: Some("1774915200".to_owned()), ..Environment::default() }
    }

    fn wish(typed: &[&str]) -> Result<Wish, Failure> {
        let matches =
            grammar(Tongue::English).try_get_matches_from([&["diglot"], typed].concat()).expect("grammatical");
        meant(&matches, &environment(), Tongue::English)
    }

    fn site(typed: &[&str]) -> SiteWish {
        match wish(typed).expect("meaningful") {
            Wish::Build { site, .. } | Wish::Check { site, .. } | Wish::Serve { site, .. } => site,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_grammar_is_sound_in_both_languages() {
        for tongue in [Tongue::French, Tongue::English] {
            grammar(tongue).debug_assert();
        }
    }

    #[test]
    fn the_language_is_the_option_then_the_system() {
        let cases: [(&str, &[&str], Tongue); 7] = [
            ("", &[], Tongue::English),
            ("fr_CA.UTF-8", &[], Tongue::French),
            ("C", &["check"], Tongue::English),
            ("fr_FR", &["--lang", "en"], Tongue::English),
            ("", &["build", "--lang=fr"], Tongue::French),
            ("fr", &["--lang", "de"], Tongue::French),
            ("", &["explain", "--", "--lang=fr"], Tongue::English),
        ];
        for (locale, typed, expected) in cases {
            let environment = Environment { locale: locale.to_owned(), ..Environment::default() };
            let typed: Vec<String> = typed.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(environment.tongue(&typed), expected, "{locale} {typed:?}");
        }
    }

    #[test]
    fn the_date_is_the_option_then_the_epoch() {
        assert_eq!(site(&["build", "--as-of", "2026-03-01"]).choices.as_of, jiff::civil::date(2026, 3, 1));
        assert_eq!(site(&["build"]).choices.as_of, jiff::civil::date(2026, 3, 31));
        for wrong in ["31/03/2026", "20260331", "2026-02-30", ""] {
            assert!(matches!(wish(&["check", "--as-of", wrong]), Err(Failure::Usage(_))), "{wrong}");
        }
    }

    #[test]
    fn common_options_stand_before_or_after_the_command() {
        for typed in [["--root", "docs", "check"], ["check", "--root", "docs"]] {
            assert_eq!(site(&typed).root, PathBuf::from("docs"));
        }
        assert_eq!(site(&["--root", "a", "check", "--root", "b"]).root, PathBuf::from("b"));
    }

    #[test]
    fn values_that_mean_nothing_are_refused() {
        for typed in [["check", "--base-url", "ftp://x"], ["serve", "--port", "99999"], ["serve", "--host", "here"]] {
            assert!(matches!(wish(&typed), Err(Failure::Usage(_))), "{typed:?}");
        }
    }
}
