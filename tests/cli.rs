//! Turns arguments into exit statuses, streams and files, through the program itself.
//!
//! What the diagnostics say is tested by the cases; what publishing does to a disk, in `publish`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// The program in an environment that says nothing.
fn diglot() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
    let own = ["CARGO", "CI", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE", "SOURCE_DATE_EPOCH"];
    for name in own.into_iter().chain(["GITHUB_WORKSPACE", "CI_PROJECT_DIR"]) {
        command.env_remove(name);
    }
    command
}

struct Ran {
    status: i32,
    out: String,
    err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        Ran {
            status: output.status.code().expect("no signal"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

fn run(args: &[&str]) -> Ran {
    diglot().args(args).output().expect("the program starts").into()
}

/// A site as `diglot new` makes it.
struct Starter(TempDir);

impl Starter {
    fn new() -> Starter {
        let folder = TempDir::new().expect("a folder");
        let ran = run(&["new", folder.path().join("site").to_str().expect("Unicode")]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        Starter(folder)
    }

    fn root(&self) -> PathBuf {
        self.0.path().join("site")
    }

    fn run(&self, args: &[&str]) -> Ran {
        diglot().args(args).current_dir(self.root()).output().expect("the program starts").into()
    }

    fn edit(&self, name: &str, from: &str, to: &str) {
        let path = self.root().join(name);
        let text = fs::read_to_string(&path).expect("a file of the site");
        assert!(text.contains(from), "{name} has no {from}");
        fs::write(path, text.replace(from, to)).expect("written");
    }

    /// Makes a link lead nowhere.
    fn break_link(&self) {
        self.edit("content/index.fr.md", "(faq.yaml)", "(fqa.yaml)");
    }

    fn published(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.root().join("public"))
    }

    fn page(&self, address: &str) -> String {
        fs::read_to_string(self.root().join("public").join(address)).expect("a page")
    }
}

/// Every file below a folder, by path.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("readable"));
    let files = files.filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).expect("below").to_str().expect("Unicode").replace('\\', "/");
    files.map(|entry| (name(entry.path()), fs::read(entry.path()).expect("readable"))).collect()
}

#[test]
fn a_new_site_is_without_fault() {
    let site = Starter::new();
    for (args, phrase) in [
        (["check", "--lang", "fr"], "Aucun problème : 8 pages en 2 langues"),
        (["check", "--lang", "en"], "No problem found: 8 pages in 2 languages"),
    ] {
        let ran = site.run(&args);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
        assert!(ran.out.starts_with(phrase), "{}", ran.out);
    }
    assert!(!site.root().join(".diglot").exists() && !site.root().join("public").exists(), "`check` writes nothing");
    let ran = site.run(&["build"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert!(ran.out.starts_with("Site published into `public`: 8 pages in 2 languages, in "), "{}", ran.out);
    assert!(ran.out.ends_with("To see it: diglot serve\n"), "{}", ran.out);
    assert!(site.page("fr/guides/premiers-pas/index.html").contains("Premiers pas"));
    assert_eq!(fs::read_to_string(site.root().join(".diglot/.gitignore")).expect("a file"), "*\n");
}

#[test]
fn a_new_site_names_its_schemas() {
    let site = Starter::new();
    let mut named = 0;
    for name in ["diglot.yaml", "content/faq.yaml", "content/guides/folder.yaml"] {
        let path = site.root().join(name);
        let text = fs::read_to_string(&path).expect("a file");
        let schema = text.lines().next().and_then(|line| line.strip_prefix("# yaml-language-server: $schema="));
        let schema = path.parent().expect("a folder").join(schema.expect("a schema is named"));
        let schema: serde_json::Value = serde_json::from_slice(&fs::read(schema).expect("it exists")).expect("JSON");
        assert!(schema["$schema"].as_str().is_some_and(|url| url.contains("json-schema.org")), "{schema}");
        named += 1;
    }
    assert_eq!(named, 3);
}

#[test]
fn new_writes_first_in_the_language_of_the_reader() {
    let folder = TempDir::new().expect("a folder");
    for lang in ["fr", "en"] {
        let root = folder.path().join(lang);
        let ran = run(&["--lang", lang, "new", root.to_str().expect("Unicode")]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        let settings = fs::read_to_string(root.join("diglot.yaml")).expect("a file");
        assert!(settings.ends_with(&format!("source: {lang}\n")), "{settings}");
        let ran = run(&["check", "--root", root.to_str().expect("Unicode")]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    }
}

#[test]
fn new_leaves_a_used_folder_alone() {
    let site = Starter::new();
    let before = tree(&site.root());
    let path = site.root();
    let ran = run(&["new", path.to_str().expect("Unicode")]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert_eq!(ran.err, format!("error: `{}` is not empty; choose a new folder\n", path.display()));
    let file = path.join("diglot.yaml");
    assert_eq!(run(&["new", file.to_str().expect("Unicode")]).status, 2);
    #[cfg(unix)]
    assert_eq!(run(&["new", file.join("below").to_str().expect("Unicode")]).status, 2);
    assert_eq!(tree(&path), before);
}

#[test]
fn an_error_publishes_nothing_and_the_last_good_site_stays() {
    let site = Starter::new();
    site.break_link();
    let ran = site.run(&["build"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("content/index.fr.md:7:24") && ran.err.contains("faq.yaml"), "{}", ran.err);
    assert!(ran.err.ends_with("1 error\nnothing is published\n"), "{}", ran.err);
    assert!(!site.root().join("public").exists());
    site.edit("content/index.fr.md", "(fqa.yaml)", "(faq.yaml)");
    assert_eq!(site.run(&["build"]).status, 0);
    let before = site.published();
    site.break_link();
    let ran = site.run(&["build", "--lang", "fr"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert!(ran.err.ends_with("1 erreur\nrien n'est publié; le dernier bon site reste dans `public`\n"), "{}", ran.err);
    assert_eq!(site.published(), before);
}

#[test]
fn build_and_check_find_the_same() {
    let site = Starter::new();
    site.break_link();
    fs::create_dir(site.root().join("templates")).expect("a folder");
    fs::write(site.root().join("templates/guide.html"), "{{ page.nothing.at.all }}").expect("written");
    let (check, build) = (site.run(&["check", "--format", "json"]), site.run(&["build", "--format", "json"]));
    assert_eq!((check.status, build.status), (1, 1));
    assert_eq!(check.out, build.out);
    let codes: Vec<String> = codes(&check.out);
    assert_eq!(codes, ["DG-L001", "DG-T002"], "a template that fails on many pages is one fault");
}

fn codes(json: &str) -> Vec<String> {
    let report: serde_json::Value = serde_json::from_str(json).expect("one JSON value");
    let list = report["diagnostics"].as_array().expect("a list");
    list.iter().map(|diagnostic| diagnostic["code"].as_str().expect("a code").to_owned()).collect()
}

#[test]
fn a_template_that_fails_publishes_nothing() {
    let site = Starter::new();
    assert_eq!(site.run(&["build"]).status, 0);
    let before = site.published();
    fs::create_dir(site.root().join("templates")).expect("a folder");
    fs::write(site.root().join("templates/guide.html"), "{{ page.nothing.at.all }}").expect("written");
    let ran = site.run(&["build"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""), "{}", ran.err);
    assert!(ran.err.contains("templates/guide.html:1:"), "{}", ran.err);
    assert_eq!(site.published(), before);
}

#[test]
fn json_has_the_standard_output_to_itself() {
    let site = Starter::new();
    site.break_link();
    let ran = site.run(&["check", "--format", "json", "--lang", "fr"]);
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("one JSON value");
    let found = &report["diagnostics"][0];
    assert_eq!(found["code"], "DG-L001");
    assert_eq!(found["severity"], "error");
    assert_eq!(found["path"], "content/index.fr.md");
    assert_eq!((&found["line"], &found["end_line"]), (&7.into(), &7.into()));
    assert_eq!((&found["column"], &found["end_column"]), (&24.into(), &32.into()));
    assert!(found["message"].as_str().is_some_and(|text| text.contains("fqa.yaml")), "{found}");
    assert!(found["related"].is_array());
    site.edit("content/index.fr.md", "(fqa.yaml)", "(faq.yaml)");
    let ran = site.run(&["build", "--format", "json"]);
    assert_eq!(ran.status, 0);
    assert!(codes(&ran.out).is_empty());
    assert!(ran.err.starts_with("Site published into `public`"), "{}", ran.err);
}

#[test]
fn short_is_one_line_for_each() {
    let site = Starter::new();
    site.break_link();
    let ran = site.run(&["check", "--format", "short"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert!(ran.err.starts_with("content/index.fr.md:7:24: error[DG-L001]: "), "{}", ran.err);
    assert_eq!(ran.err.lines().last(), Some("1 error"));
}

#[test]
fn the_fail_level_decides() {
    let site = Starter::new();
    site.break_link();
    for (settings, status) in [
        ("levels: {links: warning}\n", 0),
        ("levels: {links: warning}\nfail: warning\n", 1),
        ("levels: {DG-L001: off}\nfail: info\n", 0),
    ] {
        let original = fs::read_to_string(site.root().join("diglot.yaml")).expect("a file");
        fs::write(site.root().join("diglot.yaml"), format!("{original}{settings}")).expect("written");
        let (check, build) = (site.run(&["check"]), site.run(&["build"]));
        assert_eq!((check.status, build.status), (status, status), "{settings}{}", build.err);
        assert!(build.out.starts_with("Site published"), "a warning does not keep a site back");
        fs::write(site.root().join("diglot.yaml"), original).expect("written");
    }
}

#[test]
fn wrong_settings_are_status_2() {
    let site = Starter::new();
    site.edit("diglot.yaml", "source: en", "sourc: en");
    let ran = site.run(&["check"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("diglot.yaml:14:1"), "{}", ran.err);
    let nowhere = TempDir::new().expect("a folder");
    let path = nowhere.path().to_str().expect("Unicode");
    for command in ["build", "check", "serve"] {
        let ran = run(&[command, "--root", path, "--lang", "fr"]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        assert!(ran.err.starts_with("erreur[DG-C001] : il n'y a pas de `diglot.yaml` ici"), "{}", ran.err);
    }
    assert_eq!(codes(&run(&["check", "--root", path, "--format", "json"]).out), ["DG-C001"]);
    assert!(tree(nowhere.path()).is_empty());
    let absent = format!("{path}/absent");
    let ran = run(&["build", "--root", &absent]);
    assert_eq!((ran.status, ran.err), (2, format!("error: there is no folder `{absent}`\n")));
}

#[test]
fn what_is_typed_wrong_is_status_2_and_says_what_was_meant() {
    let cases: [(&[&str], &str, &str); 16] = [
        (
            &["bild"],
            "there is no command `bild`; did you mean `build`?",
            "la commande `bild` n'existe pas; vouliez-vous dire `build`?",
        ),
        (
            &["build", "--otu", "x"],
            "`--otu` is no option of `diglot build`; did you mean `--out`?",
            "`--otu` n'est pas une option de `diglot build`; vouliez-vous dire `--out`?",
        ),
        (
            &["check", "--swap"],
            "`--swap` is no option of `diglot check`; it is an option of `build`",
            "`--swap` n'est pas une option de `diglot check`; c'est une option de `build`",
        ),
        (&["check", "-x"], "`-x` is no option of `diglot check`", "`-x` n'est pas une option de `diglot check`"),
        (&["check", "docs"], "`diglot check` does not expect `docs`", "`diglot check` n'attend pas `docs`"),
        (
            &["check", "--format", "xml"],
            "`xml` does not suit `--format`; write one of: human, short, json",
            "`xml` ne convient pas à `--format`; écrivez l'un de : human, short, json",
        ),
        (
            &["check", "--format", "jason"],
            "`jason` does not suit `--format`; did you mean `json`?",
            "`jason` ne convient pas à `--format`; vouliez-vous dire `json`?",
        ),
        (&["check", "--format"], "`--format` lacks a value", "il manque une valeur à `--format`"),
        (&["check", "--drafts=1"], "`--drafts` takes no value", "`--drafts` ne prend pas de valeur"),
        (
            &["check", "--as-of", "1/2/3"],
            "`1/2/3` does not suit `--as-of`; write a date such as 2026-03-31",
            "`1/2/3` ne convient pas à `--as-of`; écrivez une date comme 2026-03-31",
        ),
        (
            &["serve", "--port", "web"],
            "`web` does not suit `--port`; write a number from 0 to 65535",
            "`web` ne convient pas à `--port`; écrivez un nombre de 0 à 65535",
        ),
        (&["new"], "`diglot new` lacks `", "il manque `DOSSIER` à `diglot new`"),
        (
            &["schema", "setting"],
            "`setting` does not suit `NAME`; did you mean `settings`?",
            "`setting` ne convient pas à `NOM`; vouliez-vous dire `settings`?",
        ),
        (
            &["explain", "broken-pge"],
            "there is no rule `broken-pge`; did you mean `DG-L001` (`broken-page`)?",
            "la règle `broken-pge` n'existe pas; vouliez-vous dire `DG-L001` (`broken-page`)?",
        ),
        (
            &["build", "--base-url", "ftp://x"],
            "`ftp://x` does not suit `--base-url`; write an address",
            "`ftp://x` ne convient pas à `--base-url`; écrivez une adresse",
        ),
        (&["--root", "x"], "which command?", "quelle commande?"),
    ];
    for (args, english, french) in cases {
        for (tongue, word, phrase) in [("en", "error: ", english), ("fr", "erreur : ", french)] {
            let ran = run(&[args, &["--lang", tongue]].concat());
            assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{args:?}");
            assert!(ran.err.starts_with(&format!("{word}{phrase}")), "{}", ran.err);
        }
    }
}

#[test]
fn help_speaks_both_languages() {
    for command in ["", "new", "build", "check", "serve", "baseline", "schema", "explain"] {
        let help = |tongue: &str| {
            let args: Vec<&str> =
                [command, "--help", "--lang", tongue].into_iter().filter(|arg| !arg.is_empty()).collect();
            let ran = run(&args);
            assert_eq!((ran.status, ran.err.as_str()), (0, ""));
            ran.out
        };
        let (french, english) = (help("fr"), help("en"));
        assert!(french.contains("Utilisation : diglot ") && french.contains("Exemples :"), "{french}");
        assert!(english.contains("Usage: diglot ") && english.contains("Examples:"), "{english}");
        for word in ["Usage:", "default", "Print", "possible values", "Options:", "Commands:"] {
            assert!(!french.contains(word), "{word}: {french}");
        }
        let long = |line: &&str| line.chars().count() > 110;
        assert_eq!(french.lines().chain(english.lines()).find(long), None);
    }
    let by_locale = diglot().arg("--help").env("LC_ALL", "fr_CA.UTF-8").output().expect("the program starts");
    assert_eq!(Ran::from(by_locale).out, run(&["--help", "--lang", "fr"]).out);
    let alone = run(&[]);
    assert_eq!((alone.status, alone.out.as_str(), alone.err), (2, "", run(&["--help"]).out));
}

#[test]
fn version_licences_rules_and_schemas_are_results() {
    assert_eq!(run(&["--version"]).out, format!("diglot {}\n", env!("CARGO_PKG_VERSION")));
    assert!(run(&["--licenses"]).out.contains("Permission is hereby granted"));
    let rule = run(&["explain", "dg-l001", "--lang", "fr"]);
    assert_eq!(rule.status, 0);
    assert!(rule.out.starts_with("erreur[DG-L001] : "), "{}", rule.out);
    assert!(run(&["explain"]).out.lines().count() > 30);
    let all: serde_json::Value = serde_json::from_str(&run(&["schema"]).out).expect("JSON");
    for name in ["settings", "front-matter", "folder", "faq", "handbook", "glossary"] {
        let one: serde_json::Value = serde_json::from_str(&run(&["schema", name]).out).expect("JSON");
        assert_eq!(one, all[name]);
        assert!(one["properties"]["title"].is_object(), "{name}");
    }
    let diagnostics: serde_json::Value = serde_json::from_str(&run(&["schema", "diagnostics"]).out).expect("JSON");
    assert_eq!(diagnostics, all["diagnostics"]);
}

#[test]
fn typography_is_shown_then_written_once() {
    let site = Starter::new();
    fs::write(site.root().join("content/x.fr.md"), "# Quoi ?\n\nC'est \"tout\" : `l'a`.\n").expect("written");
    fs::write(site.root().join("content/x.en.md"), "# What?\n\nIt's \"all\": `it's`.\n").expect("written");
    let text = |name: &str| fs::read_to_string(site.root().join(name)).expect("a file of the site");
    assert_eq!(site.run(&["fmt"]).status, 2, "what to format is to be said");
    let before = text("content/x.fr.md");
    let shown = site.run(&["fmt", "--typography", "--dry-run"]);
    assert_eq!((shown.status, text("content/x.fr.md")), (0, before.clone()), "{}", shown.err);
    assert!(shown.out.contains("\n-C'est \"tout\" : `l'a`.\n+C’est «\u{a0}tout\u{a0}»\u{a0}: `l'a`."), "{}", shown.out);
    let checked = site.run(&["fmt", "--typography", "--check"]);
    assert_eq!((checked.status, text("content/x.fr.md")), (1, before));
    let written = site.run(&["fmt", "--typography", "--lang", "fr"]);
    assert_eq!(written.status, 0, "{}", written.err);
    assert!(written.err.contains("changements dans"), "{}", written.err);
    assert!(text("content/x.fr.md").contains("C’est «\u{a0}tout\u{a0}»\u{a0}: `l'a`."));
    assert!(text("content/x.en.md").contains("It’s “all”: `it's`."));
    assert_eq!(site.run(&["fmt", "--typography", "--check"]).status, 0);
    assert_eq!(site.run(&["check"]).status, 0);
}

#[test]
fn another_address_is_not_indexed() {
    let site = Starter::new();
    assert_eq!(site.run(&["build"]).status, 0);
    assert!(!site.page("fr/index.html").contains("noindex"));
    assert!(site.page("fr/index.html").contains("href=\"/fr/faq/\""));
    assert_eq!(site.run(&["build", "--base-url", "https://preview.example.org/42/"]).status, 0);
    let page = site.page("fr/index.html");
    assert!(page.contains("noindex") && page.contains("href=\"/42/fr/faq/\""), "{page}");
    assert!(page.contains("https://preview.example.org/42/fr/"), "{page}");
}

#[test]
fn drafts_appear_when_asked_for() {
    let site = Starter::new();
    for lang in ["fr", "en"] {
        let path = site.root().join(format!("content/guides/secret.{lang}.md"));
        fs::write(path, "---\ntitle: Secret\ndraft: true\n---\n\nTexte.\n").expect("written");
    }
    assert_eq!(site.run(&["build"]).status, 0);
    assert!(!site.published().contains_key("fr/guides/secret/index.html"));
    assert_eq!(site.run(&["build", "--drafts"]).status, 0);
    assert!(site.published().contains_key("fr/guides/secret/index.html"));
}

#[test]
fn the_date_is_an_input() {
    let site = Starter::new();
    assert_eq!(site.run(&["build", "--as-of", "2026-03-31"]).status, 0);
    let first = site.published();
    let epoch = diglot().arg("build").env("SOURCE_DATE_EPOCH", "1774915200").current_dir(site.root()).output();
    assert_eq!(Ran::from(epoch.expect("the program starts")).status, 0);
    assert_eq!(site.published(), first);
    let epoch = diglot().arg("build").env("SOURCE_DATE_EPOCH", "hier").current_dir(site.root()).output();
    assert_eq!(Ran::from(epoch.expect("the program starts")).status, 2);
}

/// Two editions of a handbook; the second comes into force with the year 2027.
fn with_editions() -> Starter {
    let site = Starter::new();
    for (edition, said) in [("2026", "effective: 2026-01-01\n"), ("2027", "effective: 2027-01-01\nreplaces: 2026\n")] {
        let folder = site.root().join("content/rules").join(edition);
        fs::create_dir_all(&folder).expect("a folder");
        let write = |name: &str, text: String| fs::write(folder.join(name), text).expect("written");
        write("handbook.yaml", format!("title: {{fr: Règles, en: Rules}}\n{said}parts: [terms]\n"));
        write("terms.fr.md", format!("# Conditions\n\n1. Texte de {edition}.\n"));
        write("terms.en.md", format!("# Terms\n\n1. Text of {edition}.\n"));
    }
    site
}

#[test]
fn the_next_day_of_change_is_told_to_people_and_programs() {
    let site = with_editions();
    let told = |day: &str| {
        let ran = site.run(&["build", "--as-of", day, "--lang", "fr"]);
        assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
        ran.out.lines().last().expect("a line").to_owned()
    };
    let next = |key: &str, text: &[u8]| {
        let value: serde_json::Value = serde_json::from_slice(text).expect("JSON");
        value.get(key).cloned().unwrap_or_default()
    };
    let last = "Prochain changement sans aucune modification : le 2027-01-01. Reconstruisez le site ce jour-là.";
    assert_eq!(told("2026-12-31"), last);
    assert_eq!(next("next_change", &site.published()["diglot-manifest.json"]), "2027-01-01");
    assert!(site.page("fr/rules/terms/index.html").contains("Texte de 2026."));
    let report = |day: &str| site.run(&["check", "--format", "json", "--as-of", day]).out;
    assert_eq!(next("next_change", report("2026-12-31").as_bytes()), "2027-01-01");
    // On that day nothing else is to come, and nothing that was there is gone.
    let before = site.published();
    assert!(!told("2027-01-01").contains("2027"));
    assert_eq!(next("next_change", &site.published()["diglot-manifest.json"]), serde_json::Value::Null);
    assert_eq!(next("next_change", report("2027-01-01").as_bytes()), serde_json::Value::Null);
    assert!(site.page("fr/rules/terms/index.html").contains("Texte de 2027."));
    assert!(site.page("fr/rules/2026/terms/index.html").contains("Texte de 2026."));
    let after = site.published();
    let is_page = |name: &&String| name.ends_with("index.html") && name.contains("/rules/");
    let gone: Vec<&String> = before.keys().filter(is_page).filter(|name| !after.contains_key(*name)).collect();
    assert_eq!(gone, Vec::<&String>::new());
}

#[test]
fn a_target_that_cannot_be_written_is_status_3() {
    let site = Starter::new();
    let ran = site.run(&["build", "--out", "diglot.yaml/public", "--lang", "fr"]);
    assert_eq!((ran.status, ran.out.as_str()), (3, ""), "{}", ran.err);
    assert!(ran.err.starts_with("erreur : "), "{}", ran.err);
    // A target where publishing would do harm is typed wrong.
    assert_eq!(site.run(&["build", "--out", "content"]).status, 2);
    fs::create_dir(site.root().join("mine")).expect("a folder");
    fs::write(site.root().join("mine/letter.txt"), "dear").expect("written");
    assert_eq!(site.run(&["build", "--out", "mine"]).status, 2);
    assert_eq!(site.run(&["build", "--out", "mine", "--force"]).status, 0);
    assert_eq!(fs::read(site.root().join("mine/letter.txt")).expect("it stays"), b"dear");
}

#[test]
fn the_cache_and_the_folder_change_no_byte() {
    let site = Starter::new();
    let code = "\n```nix\n{ pkgs }: pkgs.hello\n```\n";
    for lang in ["fr", "en"] {
        let path = site.root().join(format!("content/guides/first.{lang}.md"));
        let text = fs::read_to_string(&path).expect("a page") + code;
        fs::write(path, text).expect("written");
    }
    let build = |root: &Path| {
        let ran: Ran =
            diglot().args(["build", "--as-of", "2026-01-01"]).current_dir(root).output().expect("it starts").into();
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        ran.out
    };
    build(&site.root());
    let cold = site.published();
    let state = site.root().join(".diglot");
    assert!(state.join("documents").exists() && state.join("highlights").exists());
    assert!(build(&site.root()).contains("(0 files written"), "nothing changed");
    fs::remove_dir_all(site.root().join("public")).expect("removed");
    build(&site.root());
    assert_eq!(site.published(), cold, "warm");
    for name in ["documents", "highlights", "pages", "pages.index"] {
        let mut bytes = fs::read(state.join(name)).expect("a cache");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x40;
        for damaged in [bytes.clone(), bytes[..middle].to_vec(), b"something else".to_vec(), Vec::new()] {
            fs::write(state.join(name), damaged).expect("written");
            fs::remove_dir_all(site.root().join("public")).expect("removed");
            build(&site.root());
            assert_eq!(site.published(), cold, "damaged {name}");
        }
    }
    let other = TempDir::new().expect("a folder");
    for (name, bytes) in tree(&site.root()) {
        if !name.starts_with(".diglot") && !name.starts_with("public") {
            let path = other.path().join("copy of it").join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, bytes).expect("written");
        }
    }
    build(&other.path().join("copy of it"));
    assert_eq!(tree(&other.path().join("copy of it/public")), cold, "another folder");
}

#[test]
fn a_cache_that_cannot_be_kept_fails_nothing() {
    let site = Starter::new();
    fs::create_dir_all(site.root().join(".diglot/documents")).expect("a folder in the way");
    let ran = site.run(&["build"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let ran = site.run(&["build", "--timings", "--lang", "fr"]);
    assert!(ran.err.contains("le cache n'a pas été gardé"), "{}", ran.err);
    assert!(ran.err.contains(" ms  rendu et écriture\n"), "{}", ran.err);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::TcpStream;
    use std::process::{Child, ChildStdout};
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    fn signal(child: &Child, name: &str) {
        let status = Command::new("kill").args([name, &child.id().to_string()]).status();
        assert!(status.expect("`kill` starts").success());
    }

    #[test]
    fn a_killed_build_is_completed_by_the_next() {
        let site = Starter::new();
        for number in 0..150 {
            for lang in ["fr", "en"] {
                let path = site.root().join(format!("content/guides/page-{number}.{lang}.md"));
                fs::write(path, format!("---\ntitle: Page {number}\n---\n\n[](first.md)\n")).expect("written");
            }
        }
        assert_eq!(site.run(&["build"]).status, 0);
        let whole = site.published();
        assert!(whole.len() > 300);
        // Killed after ever longer times, from nothing and over what the one before left.
        for wait in [5, 20, 40, 60, 80, 100, 130, 160, 200, 260] {
            if wait % 20 == 0 {
                fs::remove_dir_all(site.root().join("public")).ok();
            }
            let toggled = if wait % 40 == 0 {
                ("Centre d'aide", "Centre d’aide")
            } else {
                ("Centre d’aide", "Centre d'aide")
            };
            let settings = fs::read_to_string(site.root().join("diglot.yaml")).expect("a file");
            fs::write(site.root().join("diglot.yaml"), settings.replace(toggled.0, toggled.1)).expect("written");
            let mut child =
                diglot().arg("build").current_dir(site.root()).stdout(Stdio::null()).spawn().expect("it starts");
            sleep(Duration::from_millis(wait));
            child.kill().expect("killed");
            child.wait().expect("ended");
        }
        let settings = fs::read_to_string(site.root().join("diglot.yaml")).expect("a file");
        fs::write(site.root().join("diglot.yaml"), settings.replace('’', "'")).expect("written");
        let ran = site.run(&["build"]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        assert_eq!(site.published(), whole);
        let left: Vec<String> = fs::read_dir(site.root())
            .expect("a folder")
            .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
            .filter(|name| name.starts_with(".public"))
            .collect();
        assert_eq!(left, Vec::<String>::new(), "nothing is left beside");
    }

    struct Served {
        child: Child,
        out: BufReader<ChildStdout>,
        address: String,
    }

    impl Served {
        fn start(site: &Starter, args: &[&str]) -> Served {
            let mut command = diglot();
            command.arg("serve").args(args).current_dir(site.root()).stdout(Stdio::piped()).stderr(Stdio::null());
            let mut child = command.spawn().expect("it starts");
            let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
            let mut line = String::new();
            out.read_line(&mut line).expect("a line");
            let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
            let address = address.unwrap_or_else(|| panic!("no address: {line}")).to_owned();
            Served { child, out, address }
        }

        fn get(&self, path: &str) -> String {
            let mut stream = TcpStream::connect(&self.address).expect("it listens");
            let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
            stream.write_all(request.as_bytes()).expect("sent");
            let mut answer = String::new();
            stream.read_to_string(&mut answer).expect("an answer");
            answer
        }

        /// Asks until the page says so.
        fn wait_for(&self, path: &str, text: &str) {
            let start = Instant::now();
            while !self.get(path).contains(text) {
                assert!(start.elapsed() < Duration::from_secs(20), "{path} never said {text}");
                sleep(Duration::from_millis(30));
            }
        }
    }

    impl Drop for Served {
        fn drop(&mut self) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }

    #[test]
    fn serve_follows_every_save_and_ends_at_once() {
        let site = Starter::new();
        let mut served = Served::start(&site, &["--port", "0"]);
        served.wait_for("/fr/", "Bienvenue.");
        site.edit("content/index.fr.md", "Bienvenue.", "Soyez la bienvenue.");
        served.wait_for("/fr/", "Soyez la bienvenue.");
        // A broken site does not end it.
        let settings = fs::read_to_string(site.root().join("diglot.yaml")).expect("a file");
        fs::write(site.root().join("diglot.yaml"), "title: [").expect("written");
        sleep(Duration::from_millis(300));
        fs::remove_file(site.root().join("diglot.yaml")).expect("removed");
        sleep(Duration::from_millis(300));
        fs::write(site.root().join("diglot.yaml"), settings).expect("written");
        site.edit("content/index.fr.md", "Soyez la bienvenue.", "Rebonjour.");
        served.wait_for("/fr/", "Rebonjour.");
        assert!(!site.root().join("public").exists(), "it publishes nothing");
        let start = Instant::now();
        signal(&served.child, "-INT");
        let status = served.child.wait().expect("ended");
        assert_eq!(status.code(), Some(0));
        assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
        let mut rest = String::new();
        served.out.read_to_string(&mut rest).expect("readable");
    }

    #[test]
    fn serve_follows_a_list_of_known_problems_that_is_named_later() {
        let site = Starter::new();
        let said = site.root().join("said.txt");
        site.edit("content/index.fr.md", "Bienvenue.", "[Rien](zzz.md)");
        let mut command = diglot();
        command.args(["serve", "--port", "0"]).current_dir(site.root());
        let out = fs::File::create(&said).expect("a file");
        command.stdout(Stdio::null()).stderr(out);
        let mut child = command.spawn().expect("it starts");
        let builds = || fs::read_to_string(&said).expect("a file").matches("────\n").count();
        let wait_for = |count: usize| {
            let start = Instant::now();
            while builds() < count {
                assert!(start.elapsed() < Duration::from_secs(20), "{} builds, not {count}", builds());
                sleep(Duration::from_millis(30));
            }
            // One save may be two builds.
            sleep(Duration::from_millis(400));
            builds()
        };
        let start = Instant::now();
        while !fs::read_to_string(&said).expect("a file").contains("zzz.md") {
            assert!(start.elapsed() < Duration::from_secs(20), "it never built");
            sleep(Duration::from_millis(30));
        }
        assert_eq!(site.run(&["baseline", "--write"]).status, 0);
        let now = builds();
        let settings = fs::read_to_string(site.root().join("diglot.yaml")).expect("a file");
        fs::write(site.root().join("diglot.yaml"), settings + "baseline: diglot-baseline.yaml\n").expect("written");
        let now = wait_for(now + 1);
        site.edit("diglot-baseline.yaml", "zzz.md", "yyy.md");
        wait_for(now + 1);
        let _ = child.kill();
        let _ = child.wait();
    }

    #[test]
    fn serve_takes_the_next_port_when_one_is_taken() {
        let site = Starter::new();
        let first = Served::start(&site, &["--port", "0"]);
        let port = first.address.rsplit(':').next().expect("a port").to_owned();
        let second = Served::start(&site, &["--port", &port]);
        assert_ne!(first.address, second.address);
        second.wait_for("/en/", "Welcome.");
    }

    #[test]
    fn a_reader_that_goes_away_is_no_failure() {
        let mut child =
            diglot().args(["schema"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        drop(child.stdout.take());
        let ran: Ran = child.wait_with_output().expect("ended").into();
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    }

    #[test]
    fn a_full_disk_is_status_3() {
        if !Path::new("/dev/full").exists() {
            return;
        }
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("it opens");
        let ran: Ran = diglot().arg("schema").stdout(full).output().expect("it starts").into();
        assert_eq!(ran.status, 3);
        assert!(ran.err.starts_with("error: cannot write to the standard output: "), "{}", ran.err);
    }
}

#[test]
fn levels_are_overruled_for_once() {
    let site = Starter::new();
    site.break_link();
    for (args, status, severity) in [
        (&["--warn", "DG-L001"][..], 0, Some("warning")),
        (&["--allow", "links"], 0, None),
        (&["--allow", "links", "--deny", "broken-page"], 1, Some("error")),
        (&["--warn=pairs,DG-L001", "--deny", "warnings"], 0, Some("warning")),
        (&["--deny", "DG-L001", "--warn", "DG-L001"], 0, Some("warning")),
        (&["--warn", "DG-L001", "--deny", "DG-L001"], 1, Some("error")),
    ] {
        for command in ["check", "build"] {
            let ran = site.run(&[&[command, "--format", "json"], args].concat());
            assert_eq!(ran.status, status, "{command} {args:?}: {}", ran.out);
            let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
            assert_eq!(report["diagnostics"][0]["severity"].as_str(), severity, "{command} {args:?}");
        }
    }
    for (args, message) in [
        (["--deny", "link"], "`link` does not suit `--deny`; did you mean `links`?"),
        (["--allow", "qqqqqqqq"], "`qqqqqqqq` does not suit `--allow`; `diglot explain` lists the rules"),
    ] {
        let ran = site.run(&[&["check"], &args[..]].concat());
        assert_eq!(ran.status, 2);
        assert!(ran.err.contains(message), "{}", ran.err);
    }
}

#[test]
fn the_fail_level_and_infos_hold_everywhere() {
    let site = Starter::new();
    site.break_link();
    let settings = site.root().join("diglot.yaml");
    let text = fs::read_to_string(&settings).expect("a file");
    for (fail, status) in [("error", 0), ("warning", 0), ("info", 1)] {
        fs::write(&settings, format!("{text}levels: {{DG-L001: info}}\nfail: {fail}\n")).expect("written");
        let ran = site.run(&["check"]);
        assert_eq!(ran.status, status, "{fail}");
        assert!(ran.err.starts_with("info[DG-L001]: ") && ran.err.ends_with("1 info\n"), "{}", ran.err);
        let ran = site.run(&["build", "--format", "github"]);
        assert_eq!(ran.status, status, "{fail}");
        assert!(ran.out.starts_with("::notice file=content/index.fr.md,line=7,"), "{}", ran.out);
        assert!(ran.err.starts_with("Site published into"), "what is no error is published: {}", ran.err);
    }
}

#[test]
fn what_an_author_allows_is_counted_and_not_told() {
    let site = Starter::new();
    site.break_link();
    let line = "Voir";
    let text = fs::read_to_string(site.root().join("content/index.fr.md")).expect("a file");
    let paragraph = text.lines().nth(6).expect("the line with the link").to_owned();
    let allowed = format!("<!-- diglot-allow DG-L001: {line} -->\n{paragraph}");
    site.edit("content/index.fr.md", &paragraph, &allowed);
    let ran = site.run(&["check"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, "1 allowed\n"), "{}", ran.out);
    let ran = site.run(&["build"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, "1 allowed\n"), "{}", ran.out);
    assert!(!site.page("fr/index.html").contains("diglot-allow"));
    let again = site.run(&["build"]);
    assert_eq!((again.status, again.err.as_str()), (0, "1 allowed\n"), "from the cache too");
    let ran = site.run(&["check", "--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(log["runs"][0]["results"][0]["suppressions"][0]["justification"], "Voir");
}

#[test]
fn reports_are_written_whole_even_of_a_failing_run() {
    let site = Starter::new();
    site.break_link();
    let out = site.root().join("out");
    fs::create_dir(&out).expect("a folder");
    fs::write(out.join("a.json"), "what was there before, and longer than nothing").expect("written");
    let args = ["--report", "sarif=out/a.sarif", "--report=junit=out/a.xml", "--report", "json=out/a.json"];
    let args = [&args[..], &["--report", "markdown=out/a=b.md", "--report", "human=out/a.txt"]].concat();
    for command in ["check", "build"] {
        let ran = site.run(&[&[command, "--format", "short"], &args[..]].concat());
        assert_eq!(ran.status, 1);
        assert!(ran.err.starts_with("content/index.fr.md:7:24: error[DG-L001]: "), "{}", ran.err);
        let names: Vec<String> = tree(&out).into_keys().collect();
        assert_eq!(names, ["a.json", "a.sarif", "a.txt", "a.xml", "a=b.md"], "and nothing half-written beside");
        let json = fs::read_to_string(out.join("a.json")).expect("a file");
        assert_eq!(codes(&json), ["DG-L001"]);
        assert_eq!(json, site.run(&[command, "--format", "json"]).out);
        assert!(fs::read_to_string(out.join("a.txt")).expect("a file").starts_with("error[DG-L001]: "));
        fs::remove_dir_all(&out).expect("removed");
        fs::create_dir(&out).expect("a folder");
    }
    let empty = TempDir::new().expect("a folder");
    let ran = diglot().args(["check", "--report", "json=a.json"]).current_dir(empty.path()).output();
    assert_eq!(Ran::from(ran.expect("the program starts")).status, 2);
    assert_eq!(codes(&fs::read_to_string(empty.path().join("a.json")).expect("a report")), ["DG-C001"]);
    for (report, message) in [
        ("sarif", "`sarif` does not suit `--report`; write form and file, such as sarif=diglot.sarif"),
        ("sari=a", "`sari` does not suit `--report`; did you mean `sarif`?"),
        ("json=", "`json=` does not suit `--report`"),
    ] {
        let ran = site.run(&["check", "--report", report]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains(message), "{}", ran.err);
    }
    let ran =
        site.run(&["check", "--report", "json=out", "--report", "short=nowhere/a.txt", "--report", "junit=b.xml"]);
    assert_eq!(ran.status, 3);
    assert!(ran.err.contains("error[DG-L001]") && ran.err.contains("cannot write `out`"), "{}", ran.err);
    assert!(site.root().join("b.xml").exists(), "one that fails keeps no other from being written");
}

#[test]
fn paths_lead_from_the_root_of_the_repository() {
    let site = Starter::new();
    site.break_link();
    let above = site.root().parent().expect("a folder").to_owned();
    let github = |dir: &Path, root: &str, workspace: Option<&Path>| {
        let mut command = diglot();
        command.args(["check", "--format", "github", "--root", root]).current_dir(dir);
        if let Some(workspace) = workspace {
            command.env("GITHUB_WORKSPACE", workspace);
        }
        Ran::from(command.output().expect("the program starts")).out
    };
    assert!(github(&above, "site", None).starts_with("::error file=site/content/index.fr.md,"));
    assert!(github(&site.root(), ".", None).starts_with("::error file=content/index.fr.md,"));
    assert!(github(&site.root(), ".", Some(&above)).starts_with("::error file=site/content/index.fr.md,"));
    let elsewhere = TempDir::new().expect("a folder");
    let root = site.root().to_str().expect("Unicode").to_owned();
    assert!(github(elsewhere.path(), &root, Some(elsewhere.path())).starts_with("::error file=content/index.fr.md,"));
}

#[test]
fn a_baseline_lets_only_new_problems_count() {
    let site = Starter::new();
    site.break_link();
    let ran = site.run(&["baseline"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("there is no baseline `diglot-baseline.yaml`; type `diglot baseline --write`"),
        "{}",
        ran.err
    );
    let ran = site.run(&["baseline", "--write"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let name = "write `baseline: diglot-baseline.yaml` in diglot.yaml.\n";
    assert!(
        ran.out.starts_with("In `diglot-baseline.yaml`: 1 problem tolerated\n") && ran.out.ends_with(name),
        "{}",
        ran.out
    );
    let list = || fs::read_to_string(site.root().join("diglot-baseline.yaml")).expect("a file");
    let first = list();
    assert_eq!(site.run(&["check"]).status, 1, "nothing names it yet");
    let ran = site.run(&["check", "--baseline", "diglot-baseline.yaml"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, "1 in the baseline\n"));
    let settings = site.root().join("diglot.yaml");
    let text = fs::read_to_string(&settings).expect("a file");
    fs::write(&settings, text + "levels: {parity: off}\nbaseline: diglot-baseline.yaml\n").expect("written");
    let ran = site.run(&["build", "--lang", "fr"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, "1 dans l'état de référence\n"), "it is published: {}", ran.out);
    assert_eq!(site.run(&["baseline", "--write"]).out, "In `diglot-baseline.yaml`: 1 problem tolerated\n");
    assert_eq!(list(), first, "written again, it is the same");
    let ran = site.run(&["baseline", "--format", "short"]);
    assert_eq!(ran.status, 0);
    assert!(ran.err.starts_with("content/index.fr.md:7:24: error[DG-L001]: "), "{}", ran.err);

    // Two more above, one of them new at the same target.
    site.edit("content/index.fr.md", "---\n\n", "---\n\nAvant [a](fqa.yaml).\n\n");
    let ran = site.run(&["check", "--format", "short"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.starts_with("content/index.fr.md:6:11: error[DG-L001]: "), "{}", ran.err);
    assert!(ran.err.ends_with("1 error (1 in the baseline)\n"), "{}", ran.err);
    let ran = site.run(&["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(
        (&report["diagnostics"][0]["baseline"], &report["diagnostics"][1]["baseline"]),
        (&"new".into(), &"unchanged".into())
    );

    // All mended: the entry is stale until somebody says so.
    site.edit("content/index.fr.md", "(fqa.yaml)", "(faq.yaml)");
    let ran = site.run(&["check", "--format", "short"]);
    assert_eq!(ran.status, 0);
    assert!(ran.err.starts_with("diglot-baseline.yaml:4:1: warning[DG-C007]: "), "{}", ran.err);
    assert_eq!(site.run(&["baseline", "--prune"]).out, "In `diglot-baseline.yaml`: 0 problems tolerated\n");
    let ran = site.run(&["check"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));

    // Pruning adds nothing.
    site.edit("content/index.fr.md", "Avant [a](faq.yaml).\n\n", "");
    site.break_link();
    assert_eq!(site.run(&["baseline", "--prune"]).out, "In `diglot-baseline.yaml`: 0 problems tolerated\n");
    assert_eq!(site.run(&["check"]).status, 1);
    fs::remove_file(site.root().join("diglot-baseline.yaml")).expect("removed");
    let ran = site.run(&["check", "--format", "json"]);
    assert_eq!((ran.status, codes(&ran.out)), (2, vec!["DG-L001".to_owned(), "DG-C008".to_owned()]));
    assert_eq!(site.run(&["check", "--baseline", "nowhere.yaml"]).status, 2);
    assert_eq!(site.run(&["baseline", "--write"]).status, 0, "a missing list can be written");
    assert_eq!(list(), first);

    // A list that two branches have spoilt.
    fs::write(site.root().join("diglot-baseline.yaml"), format!("<<<<<<< a\n{first}=======\n")).expect("written");
    let ran = site.run(&["check", "--format", "json"]);
    assert_eq!((ran.status, codes(&ran.out)), (1, vec!["DG-L001".to_owned(), "DG-D003".to_owned()]));
    let ran = site.run(&["baseline", "--write"]);
    assert_eq!(ran.out, "In `diglot-baseline.yaml`: 1 problem tolerated\n", "{}", ran.err);
    assert_eq!(list(), first);
    let unknown = first.clone() + "- {path: x, code: DG-Z001, text: y, print: 0e12, colour: blue}\n- {code: DG-L001}\n";
    fs::write(site.root().join("diglot-baseline.yaml"), unknown).expect("written");
    let ran = site.run(&["check", "--format", "json"]);
    assert_eq!(codes(&ran.out), ["DG-L001", "DG-C007", "DG-D004", "DG-D006", "DG-D006"], "{}", ran.out);
}

#[test]
fn colours_follow_the_environment() {
    let site = Starter::new();
    site.break_link();
    let painted = |args: &[&str], environment: &[(&str, &str)]| {
        let mut command = diglot();
        command.arg("check").args(args).envs(environment.iter().copied()).current_dir(site.root());
        Ran::from(command.output().expect("the program starts")).err.contains('\u{1b}')
    };
    assert!(!painted(&[], &[]));
    assert!(painted(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!painted(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(!painted(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(painted(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!painted(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn a_finished_site_has_levels_reports_and_a_list_of_its_own() {
    let folder = TempDir::new().expect("a folder");
    let run = |args: &[&str]| -> Ran {
        diglot().args(args).current_dir(folder.path()).output().expect("the program starts").into()
    };
    fs::create_dir(folder.path().join("out")).expect("a folder");
    let page = |text: &str| fs::write(folder.path().join("out/index.html"), text).expect("written");
    page("<html lang=fr><a href=old.html>a</a>\n");
    let ran = run(&["check", "--site", "out", "--report", "sarif=a.sarif", "--report", "github=a.txt"]);
    assert_eq!(ran.status, 1);
    let github = fs::read_to_string(folder.path().join("a.txt")).expect("a report");
    assert!(github.starts_with("::error file=out/index.html,line=1,"), "{github}");
    assert!(folder.path().join("a.sarif").exists());
    assert_eq!(run(&["check", "--site", "out", "--warn", "site"]).status, 0);
    assert_eq!(run(&["check", "--site", "out", "--warn", "site", "--deny", "DG-W001"]).status, 1);
    assert_eq!(run(&["baseline", "--site", "out", "--write"]).status, 2, "it is not the list of the sources");
    let list = ["--site", "out", "--baseline", "known.yaml"];
    assert_eq!(run(&[&["check"], &list[..]].concat()).status, 2, "there is none yet");
    let ran = run(&[&["baseline", "--write"], &list[..]].concat());
    assert_eq!((ran.status, ran.out.as_str()), (0, "In `known.yaml`: 1 problem tolerated\n"), "{}", ran.err);
    page("<html lang=fr>\n<p>New <a href=old.html>a</a>\n");
    let ran = run(&[&["check"], &list[..]].concat());
    assert_eq!((ran.status, ran.err.as_str()), (0, "1 in the baseline\n"), "{}", ran.out);
    page("<html lang=fr>\n<a href=new.html>b</a>\n");
    let ran = run(&[&["check", "--format", "json"], &list[..]].concat());
    assert_eq!((ran.status, codes(&ran.out)), (1, vec!["DG-C007".to_owned(), "DG-W001".to_owned()]));
    assert_eq!(run(&[&["baseline", "--prune"], &list[..]].concat()).out, "In `known.yaml`: 0 problems tolerated\n");
}
