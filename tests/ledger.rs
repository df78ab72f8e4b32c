//! Turns real sites into what the ledger of translations says of them: typography by hand, edits, moves, branches of Git.

mod fixture;

use diglot::build::{Cache, Inputs, build};
use diglot::edit::accept::{Acceptance, Refusal, Wish, accept};
use diglot::edit::relocate::relocate;
use diglot::edit::source;
use diglot::edit::typeset::typeset;
use diglot::ledger::State;
use diglot::link::Site;
use diglot::load::{Choices, load};
use diglot::parity::translation::translations;
use diglot::parse::Meaning;
use fixture::Case;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use tempfile::TempDir;

fn choices() -> Choices {
    Choices { as_of: jiff::civil::date(2026, 3, 1), drafts: false, base_url: None, levels: Vec::new(), baseline: None }
}

fn manual() -> Inputs {
    load(Path::new(env!("CARGO_MANIFEST_DIR")), &choices()).expect("the manual can be read")
}

fn site(inputs: &Inputs) -> Arc<Site> {
    build(inputs, &mut Cache::default()).site
}

fn accepted(inputs: &Inputs, wish: &Wish) -> Result<(Inputs, Acceptance), Refusal> {
    let done = accept(inputs, &site(inputs), wish)?;
    Ok((done.edits.applied(inputs), done))
}

/// The states of all units but those that are current, by document, language and unit.
fn states(site: &Site) -> BTreeMap<(String, String, String), State> {
    let mut found = BTreeMap::new();
    for translation in translations(site) {
        for unit in translation.units.iter().filter(|unit| unit.state() != State::Current) {
            let lang = site.config.languages[translation.langs.1].segment.clone();
            found.insert((translation.key.to_owned(), lang, unit.id.to_owned()), unit.state());
        }
    }
    found
}

/// What every text of a site means, by path and language.
fn meanings(inputs: &Inputs) -> BTreeMap<(String, u8), Vec<Meaning>> {
    let of = |document: &diglot::parse::Document| {
        ((document.source.path().to_owned(), document.place.lang.0), document.meanings().to_vec())
    };
    site(inputs).documents.iter().map(of).collect()
}

#[test]
fn typography_written_into_the_manual_changes_no_meaning() {
    let inputs = manual();
    let (edits, places) = typeset(&site(&inputs));
    assert!(places > 100, "{places}");
    let (before, after) = (meanings(&inputs), meanings(&edits.applied(&inputs)));
    assert_eq!(before.len(), after.len());
    for (path, meanings) in before {
        assert_eq!(meanings, after[&path], "{path:?}");
    }
}

/// A word of a text with spaces on both sides, so that it stands in no address and no id.
fn plain_word(text: &str) -> Option<String> {
    let mut words = text.split(' ');
    words.next();
    let plain = |word: &&str| word.len() > 3 && word.chars().all(|c| c.is_ascii_lowercase());
    words.find(plain).map(|word| format!(" {word} ")).filter(|word| text.contains(word.as_str()))
}

#[test]
fn a_word_of_any_unit_makes_that_unit_stale() {
    let mut manual = manual();
    manual.records.retain(|path, _| !path.starts_with("translations/"));
    let (inputs, done) = accepted(&manual, &Wish::default()).expect("all can be accepted");
    assert!(done.accepted > 200, "{}", done.accepted);
    let mut cache = Cache::default();
    let clean = build(&inputs, &mut cache).site;
    assert_eq!(states(&clean), BTreeMap::new());
    assert!(accept(&inputs, &clean, &Wish::default()).expect("accepted before").edits.is_empty());
    let mut tried = [0, 0];
    let all = translations(&clean);
    let units = all.iter().flat_map(|translation| translation.units.iter().map(move |unit| (translation, unit)));
    for (at, (translation, unit)) in units.enumerate().filter(|(at, _)| at % 5 == 0) {
        let side = at / 5 % 2;
        let (document, text, place) = match side {
            0 => (Some(translation.source), unit.source_text(), unit.source_place()),
            _ => (translation.translation, unit.translated_text(), unit.translated_place()),
        };
        let (Some(document), Some(text), Some(place)) = (document, text, place) else { continue };
        let Some(word) = plain_word(&text) else { continue };
        let typed = document.source.text();
        // The other language stands in the same file.
        let shared = translation.translation.is_some_and(|other| other.source == translation.source.source);
        if shared && typed.matches(&word).count() > 1 {
            continue;
        }
        let from = if unit.status.unit.is_none() { 0 } else { place.start as usize };
        let Some(found) = typed[from..].find(&word).map(|at| from + at) else { continue };
        let changed = format!("{} zyzzyva {}", &typed[..found], &typed[found + word.len()..]);
        let mut edited = inputs.clone();
        fixture::insert(&mut edited, document.source.path(), changed.into_bytes());
        let outcome = build(&edited, &mut cache);
        let lang = clean.config.languages[translation.langs.1].segment.clone();
        let expected = if side == 0 { State::SourceChanged } else { State::TranslationChanged };
        // An id that nobody gave follows from the wording of the source, and may be another now.
        let found = states(&outcome.site);
        let found: Vec<(&str, &str, State)> =
            found.iter().map(|((key, lang, _), state)| (key.as_str(), lang.as_str(), *state)).collect();
        assert_eq!(found, [(translation.key, lang.as_str(), expected)], "{word} in `{}`", unit.id);
        let told: Vec<&str> = outcome.diagnostics.iter().map(|diagnostic| diagnostic.rule().code).collect();
        let code = if side == 0 { "DG-S001" } else { "DG-S002" };
        assert!(told.contains(&code), "{told:?}");
        tried[side] += 1;
    }
    assert!(tried.iter().all(|&tried| tried > 10), "{tried:?}");
}

const SMALL: &str = "\
--- content/index.fr.md ---
# Accueil

[Bail](guides/bail.md)

--- content/index.en.md ---
# Home

[Lease](guides/bail.md)

--- content/guides/bail.fr.md ---
# Bail

Voir [l'accueil](../index.md).

## Délai {#notice}

Trente jours.

## Loyer {#rent}

Cent dollars.

--- content/guides/bail.en.md ---
# Lease

See [home](../index.md).

## Notice {#notice}

Thirty days.

## Rent {#rent}

One hundred dollars.
";

fn small() -> Inputs {
    Case::parse(SMALL).inputs()
}

fn replace(inputs: &Inputs, path: &str, old: &str, new: &str) -> Inputs {
    let text = source(inputs, path).expect("a text").text();
    assert!(text.contains(old), "{text}");
    let mut inputs = inputs.clone();
    fixture::insert(&mut inputs, path, text.replacen(old, new, 1).into_bytes());
    inputs
}

fn of(document: &str, unit: Option<&str>) -> Wish {
    Wish { document: Some(document.to_owned()), unit: unit.map(str::to_owned), ..Wish::default() }
}

#[test]
fn what_needs_no_translation_is_waived_with_a_reason() {
    let (inputs, _) = accepted(&small(), &Wish::default()).expect("accepted");
    let edited = replace(&inputs, "content/guides/bail.fr.md", "Trente", "30");
    let waive = |unit: &str| Wish { waive: Some("Une retouche.".into()), ..of("guides/bail", Some(unit)) };
    assert_eq!(accepted(&edited, &waive("rent")).err(), Some(Refusal::NotWaivable("guides/bail#rent".into())));
    let (waived, _) = accepted(&edited, &waive("notice")).expect("waived");
    let states_of = |inputs: &Inputs| states(&site(inputs)).into_values().collect::<Vec<State>>();
    assert_eq!(states_of(&waived), [State::Waived]);
    let record = source(&waived, "translations/guides/bail.en.jsonl").expect("a record").text();
    let line = "{\"unit\":\"notice\",\"fr\":\"## Délai {#notice}\\n\\nTrente jours.\",\"en\":\"## Notice {#notice}\\n\\nThirty days.\",\"waived\":{\"text\":\"## Délai {#notice}\\n\\n30 jours.\",\"reason\":\"Une retouche.\"}}\n";
    assert!(record.contains(line), "{record}");
    // It stays so when all is accepted, and until the source changes again.
    let (all, _) = accepted(&waived, &Wish::default()).expect("accepted");
    assert_eq!(states_of(&all), [State::Waived]);
    let again = replace(&all, "content/guides/bail.fr.md", "30", "60");
    assert_eq!(states_of(&again), [State::SourceChanged]);
    let (done, _) = accepted(&again, &of("guides/bail", Some("notice"))).expect("accepted");
    assert_eq!(states_of(&done), []);
}

#[test]
fn accepting_touches_no_other_line_and_removes_what_is_gone() {
    let (inputs, _) = accepted(&small(), &Wish::default()).expect("accepted");
    let edited = replace(&inputs, "content/guides/bail.en.md", "Thirty", "Sixty");
    let edited = replace(&edited, "content/guides/bail.fr.md", "Cent", "Mille");
    let (one, done) = accepted(&edited, &of("content/guides/bail.fr.md", Some("notice"))).expect("accepted");
    assert_eq!((done.accepted, done.edits.len()), (1, 1));
    let diff = done.edits.diff(&edited);
    let changed = diff.lines().filter(|line| line.starts_with("+{") || line.starts_with("-{"));
    assert_eq!(changed.count(), 2, "{diff}");
    let gone = replace(&one, "content/guides/bail.fr.md", "## Loyer {#rent}\n\nMille dollars.", "");
    let gone = replace(&gone, "content/guides/bail.en.md", "## Rent {#rent}\n\nOne hundred dollars.", "");
    let told = build(&gone, &mut Cache::default()).diagnostics;
    assert!(told.iter().any(|diagnostic| diagnostic.rule().name == "unknown-unit"));
    let (clean, done) = accepted(&gone, &of("guides/", None)).expect("accepted");
    assert_eq!(done.removed, 1);
    assert!(!source(&clean, "translations/guides/bail.en.jsonl").expect("a record").text().contains("\"rent\""));
    assert!(build(&clean, &mut Cache::default()).diagnostics.is_empty());
}

#[test]
fn a_document_moves_with_its_records() {
    let (inputs, _) = accepted(&small(), &Wish::default()).expect("accepted");
    let moved = relocate(&inputs, &mut Cache::default(), "guides/bail.md", "baux/bail-type.md");
    let moved = moved.unwrap_or_else(|_| panic!("nothing stands in the way")).edits.applied(&inputs);
    assert!(moved.records.contains_key("translations/baux/bail-type.en.jsonl"));
    assert!(!moved.records.contains_key("translations/guides/bail.en.jsonl"));
    let outcome = build(&moved, &mut Cache::default());
    assert_eq!(states(&outcome.site), BTreeMap::new());
    assert_eq!(outcome.diagnostics.len(), 0);
    let renamed = relocate(&moved, &mut Cache::default(), "baux/bail-type.md#notice", "baux/bail-type.md#delay");
    let renamed = renamed.unwrap_or_else(|_| panic!("nothing stands in the way")).edits.applied(&moved);
    let outcome = build(&renamed, &mut Cache::default());
    assert_eq!(states(&outcome.site), BTreeMap::new());
    assert_eq!(outcome.diagnostics.len(), 0);
}

#[test]
fn what_a_folder_is_called_has_a_record_that_moves_with_it() {
    let mut inputs = small();
    fixture::insert(&mut inputs, "content/guides/folder.yaml", b"title: {fr: Les baux, en: Leases}\n".to_vec());
    let (inputs, _) = accepted(&inputs, &Wish::default()).expect("accepted");
    assert!(inputs.records.contains_key("translations/guides/folder.yaml.en.jsonl"));
    let edited = replace(&inputs, "content/guides/folder.yaml", "Les baux", "Les locations");
    let outcome = build(&edited, &mut Cache::default());
    let key = ("guides/folder.yaml".to_owned(), "en".to_owned(), "_top".to_owned());
    assert_eq!(states(&outcome.site), BTreeMap::from([(key, State::SourceChanged)]));
    let [told] = &outcome.diagnostics[..] else { panic!("{} messages", outcome.diagnostics.len()) };
    assert_eq!((told.rule().code, told.source.slice(told.finding.span)), ("DG-S001", "Les locations"));
    let (done, _) = accepted(&edited, &of("guides/folder.yaml", None)).expect("accepted");
    assert_eq!(states(&site(&done)), BTreeMap::new());
    let moved = relocate(&done, &mut Cache::default(), "guides", "baux");
    let moved = moved.unwrap_or_else(|_| panic!("nothing stands in the way")).edits.applied(&done);
    assert!(moved.records.contains_key("translations/baux/folder.yaml.en.jsonl"));
    let outcome = build(&moved, &mut Cache::default());
    assert_eq!((states(&outcome.site), outcome.diagnostics.len()), (BTreeMap::new(), 0));
}

#[test]
fn the_language_written_first_may_change() {
    let (inputs, _) = accepted(&small(), &Wish::default()).expect("accepted");
    let front = "---\nsource: en\n---\n# Bail";
    let turned = replace(&inputs, "content/guides/bail.fr.md", "# Bail", front);
    assert_eq!(states(&site(&turned)), BTreeMap::new());
    let edited = replace(&turned, "content/guides/bail.en.md", "Thirty", "Sixty");
    assert_eq!(states(&site(&edited)).into_values().collect::<Vec<State>>(), [State::SourceChanged]);
    let (done, _) = accepted(&edited, &of("guides/bail", None)).expect("accepted");
    assert_eq!(states(&site(&done)), BTreeMap::new());
    assert!(source(&done, "translations/guides/bail.fr.jsonl").expect("a record").text().contains("Sixty"));
    assert!(accept(&done, &site(&done), &Wish::default()).expect("accepted before").edits.is_empty());
}

#[test]
fn a_damaged_record_is_left_alone() {
    let (mut inputs, _) = accepted(&small(), &Wish::default()).expect("accepted");
    let path = "translations/guides/bail.en.jsonl";
    let text = format!("<<<<<<< HEAD\n{}", source(&inputs, path).expect("a record").text());
    fixture::insert(&mut inputs, path, text.into_bytes());
    let edited = replace(&inputs, "content/guides/bail.fr.md", "Trente", "Soixante");
    assert_eq!(accepted(&edited, &Wish::default()).err(), Some(Refusal::Damaged(path.into())));
}

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
    command.env_remove("LANG").env_remove("LC_ALL").env("NO_COLOR", "1").current_dir(folder);
    command.args(args).output().expect("the program starts")
}

fn git(folder: &Path, args: &[&str]) -> String {
    let name = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"];
    let mut command = Command::new("git");
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null").current_dir(folder);
    let ran = command.args(name).args(args).output().expect("git starts");
    let told = text(&ran.stdout) + &text(&ran.stderr);
    assert!(ran.status.success(), "{args:?}: {told}");
    told
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("diglot.yaml"), fixture::SETTINGS).expect("written");
    for section in Case::parse(SMALL).files() {
        let path = folder.path().join(&section.name);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("made");
        fs::write(path, &section.text).expect("written");
    }
    folder
}

fn edit(folder: &Path, path: &str, old: &str, new: &str) {
    let path = folder.join(path);
    let text = fs::read_to_string(&path).expect("a text");
    assert!(text.contains(old), "{text}");
    fs::write(path, text.replace(old, new)).expect("written");
}

#[test]
fn branches_that_accept_different_units_are_joined_without_a_conflict() {
    let folder = folder();
    let root = folder.path();
    let commit = |message: &str| {
        git(root, &["add", "-A"]);
        git(root, &["commit", "-qm", message]);
    };
    let accept = |what: &str| assert_eq!(run(root, &["accept", what]).status.code(), Some(0));
    git(root, &["init", "-q"]);
    assert_eq!(run(root, &["accept", "guides/bail"]).status.code(), Some(0));
    commit("one");
    // Neighbouring units, changed and new ones, and a record that both branches begin.
    git(root, &["checkout", "-qb", "left"]);
    for (lang, old, new) in [
        ("fr", "Trente jours.", "Soixante jours.\n\n## A {#newer}\n\nA."),
        ("en", "Thirty days.", "Sixty days.\n\n## A {#newer}\n\nA."),
    ] {
        edit(root, &format!("content/guides/bail.{lang}.md"), old, new);
    }
    accept("guides/bail");
    accept("index");
    commit("left");
    git(root, &["checkout", "-q", "main"]);
    git(root, &["checkout", "-qb", "right"]);
    for (lang, old, new) in [
        ("fr", "Cent dollars.", "Mille dollars.\n\n## B {#older}\n\nB."),
        ("en", "One hundred dollars.", "One thousand dollars.\n\n## B {#older}\n\nB."),
    ] {
        edit(root, &format!("content/guides/bail.{lang}.md"), old, new);
    }
    accept("guides/bail");
    accept("index");
    commit("right");
    git(root, &["merge", "-q", "left", "-m", "both"]);
    let checked = run(root, &["check", "--format", "short"]);
    assert_eq!((checked.status.code(), text(&checked.stderr)), (Some(0), String::new()));
    assert_eq!(text(&run(root, &["status", "."]).stdout), "All is up to date.\n");
    let record = fs::read_to_string(root.join("translations/guides/bail.en.jsonl")).expect("a record");
    assert!(
        record.contains("Sixty") && record.contains("thousand") && record.contains("newer") && record.contains("older")
    );
    // The next acceptance leaves one line for each unit.
    accept("guides/bail");
    let record = fs::read_to_string(root.join("translations/guides/bail.en.jsonl")).expect("a record");
    let units: Vec<&str> = record.lines().filter_map(|line| line.split('"').nth(3)).collect();
    assert_eq!(units, ["_top", "newer", "notice", "older", "rent"]);
    commit("clean");
    // History plays no part.
    let shallow = TempDir::new().expect("a folder");
    let url = format!("file://{}", root.display());
    git(shallow.path(), &["clone", "-q", "--depth", "1", &url, "copy"]);
    let copy = shallow.path().join("copy");
    assert_eq!(text(&run(&copy, &["status", "."]).stdout), "All is up to date.\n");
    fs::remove_dir_all(copy.join(".git")).expect("removed");
    edit(&copy, "content/guides/bail.fr.md", "Mille", "Deux mille");
    let told = text(&run(&copy, &["status", "guides/bail"]).stdout);
    assert!(told.contains("[-Mille-] {+Deux mille+} dollars."), "{told}");
}

#[test]
fn the_commands_say_what_they_do_in_both_languages() {
    let folder = folder();
    let root = folder.path();
    let ran = run(root, &["check", "--format", "short"]);
    assert_eq!(text(&ran.stderr), "");
    let ran = run(root, &["accept", "--all", "--dry-run"]);
    assert!(text(&ran.stdout).contains("+++ b/translations/guides/bail.en.jsonl"), "{}", text(&ran.stdout));
    assert_eq!(text(&ran.stderr), "4 units to accept; nothing is written.\n");
    assert!(!root.join("translations").exists());
    assert_eq!(text(&run(root, &["accept", "--all", "--lang", "fr"]).stderr), "4 unités : accepté.\n");
    assert_eq!(fs::read_to_string(root.join(".gitattributes")).expect("made"), "translations/** merge=union\n");
    assert_eq!(text(&run(root, &["accept", "--all"]).stderr), "Nothing to accept: all is up to date.\n");
    edit(root, "content/guides/bail.fr.md", "Trente", "Soixante");
    edit(root, "content/guides/bail.en.md", "## Rent {#rent}\n\nOne hundred dollars.", "");
    let table = "\
document          current  source  translation  both  missing  extra  waived  unrecorded  words to translate
────────────────────────────────────────────────────────────────────────────────────────────────────────────
guides/bail (en)        1       1                           1                                              6
index (en)              1
────────────────────────────────────────────────────────────────────────────────────────────────────────────
total (en)              2       1                           1                                              6
";
    let told = text(&run(root, &["status"]).stdout);
    assert!(told.starts_with(table), "{told}");
    let told = text(&run(root, &["status", "guides/bail", "--lang", "fr"]).stdout);
    let expected = "\
guides/bail (fr → en)
  content/guides/bail.fr.md  content/guides/bail.en.md

  #notice : l'original a changé (3 mots)
    fr:
      …
      [-Trente-] {+Soixante+} jours.

  #rent : manque dans la traduction (3 mots)
";
    assert_eq!(told, expected);
    let json: serde_json::Value =
        serde_json::from_slice(&run(root, &["status", "--format", "json"]).stdout).expect("JSON");
    assert_eq!(json["totals"]["en"]["words_to_translate"], 6);
    let notice = &json["documents"][0]["units"][1];
    assert_eq!((&notice["unit"], &notice["state"]), (&"notice".into(), &"source-changed".into()));
    assert_eq!((&notice["source_line"], &notice["translation_line"]), (&5.into(), &5.into()));
    for (args, status, expected) in [
        (vec!["accept"], 2, "error: `diglot accept` lacks `DOCUMENT`"),
        (
            vec!["accept", "guides/bial"],
            2,
            "error: no document to be translated is called `guides/bial`; did you mean `guides/bail`?",
        ),
        (vec!["accept", "guides/bail#notise"], 2, "error: the document has no unit `notise`; did you mean `notice`?"),
        (
            vec!["accept", "guides/bail#rent"],
            2,
            "error: `guides/bail#rent` is there on one side only: there is nothing to accept",
        ),
        (vec!["accept", "index", "--edition", "de"], 2, "error: `de` is no language of the site; write one of: fr, en"),
        (vec!["accept", "index", "--no-translation-needed"], 2, "error: `diglot accept` lacks `--reason"),
        (vec!["accept", "guides/bail", "--no-translation-needed", "--reason", "Same."], 0, "1 unit accepted."),
        (
            vec!["accept", "guides/bail", "--no-translation-needed", "--reason", "Same."],
            0,
            "No source has changed since it was accepted.",
        ),
        (vec!["accept", "guides/bail#notice", "--edition", "en"], 0, "1 unit accepted."),
    ] {
        let ran = run(root, &args);
        let told = text(&ran.stderr);
        assert!(told.starts_with(expected), "{args:?}: {told}");
        assert_eq!(ran.status.code(), Some(status), "{args:?}");
    }
}
