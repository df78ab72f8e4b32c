//! Turns edits of the author's own files into what they must never be: half done, out of place, or harmful.
//!
//! Fixes, moves and records are tried on small sites and on the manual, in memory where that is enough.

mod fixture;

use diglot::build::{Cache, Inputs, build};
use diglot::diag::Diagnostic;
use diglot::edit::mend::mend;
use diglot::edit::snapshot::{RECORD, snapshot};
use diglot::edit::{Edits, source};
use diglot::source::{Source, Span};
use diglot::write::{self, Refused};
use fixture::Case;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;

fn site(text: &str) -> Inputs {
    Case::parse(text).inputs()
}

fn text<'i>(inputs: &'i Inputs, path: &str) -> &'i str {
    source(inputs, path).unwrap_or_else(|| panic!("no {path}")).text()
}

fn diagnostics(inputs: &Inputs) -> Vec<Diagnostic> {
    build(inputs, &mut Cache::default()).diagnostics
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics
        .iter()
        .map(|found| {
            format!("{} {} {}", found.rule().code, found.source.path(), found.finding.arg("url").unwrap_or_default())
        })
        .collect()
}

fn fixed(inputs: &Inputs) -> (Inputs, usize) {
    let mended = mend(inputs, &mut Cache::default(), &BTreeSet::new());
    (mended.edits.applied(inputs), mended.fixed)
}

// Fixes.

const BROKEN: &str = "\
--- content/a.fr.md ---
# Un

Voir [ici](bb.en.md#detail \"titre\"), [là](ab.md) et <a href='bb.md#detial'>encore</a>.
--- content/a.en.md ---
# One

See [here](bb.fr.md#detail \"title\"), [there](ab.md) and <a href='bb.md#detial'>again</a>.
--- content/bb.fr.md ---
---
titel: Deux
---
## Détail {#detail}
--- content/bb.en.md ---
---
titel: Two
---
## Detail {#detail}
";

#[test]
fn what_has_one_answer_is_fixed_and_the_rest_is_left() {
    let inputs = site(BROKEN);
    let (after, count) = fixed(&inputs);
    assert!(count >= 6, "{count}: {:?}", codes(&diagnostics(&after)));
    assert!(
        text(&after, "content/a.fr.md").contains("[ici](bb.md#detail \"titre\")"),
        "{}",
        text(&after, "content/a.fr.md")
    );
    assert!(text(&after, "content/bb.en.md").contains("title: Two"));
    // `ab` may be `a` or `bb`, and `b` as well: nobody knows.
    assert!(text(&after, "content/a.en.md").contains("(ab.md)"));
}

#[test]
fn fixing_twice_changes_nothing() {
    let (once, _) = fixed(&site(BROKEN));
    let (twice, count) = fixed(&once);
    assert_eq!(count, 0);
    for path in ["content/a.fr.md", "content/a.en.md", "content/bb.fr.md"] {
        assert_eq!(text(&once, path), text(&twice, path));
    }
}

/// The French answer has a link that the English one lacks, which shows only once it is mended.
const UNEVEN: &str = "\
--- content/cible.fr.md ---
# Cible

## Délai de réponse
--- content/cible.en.md ---
# Target

## Délai de réponse
--- content/faq.yaml ---
title: {fr: F, en: F}
entries:
  - id: un
    question: {fr: Un?, en: One?}
    answer:
      fr: >
        Voir [x](Cible.md)
        et [y](cible.md#delai-de-reponse).

          [encore](Cible.md)
      en: |-
        See [x](Cible.md)
  - id: deux
    question: {fr: 'L''autre', en: The other}
    answer: {fr: 'C''est [ce lien](Cible.md)', en: \"It is [this link](Cible.md)\"}
    related: [Un]
";

#[test]
fn a_fix_that_was_refused_beside_others_is_tried_without_them() {
    let mut inputs = site(UNEVEN);
    inputs.levels.clear();
    let (once, count) = fixed(&inputs);
    assert!(count > 3, "{count}");
    assert_eq!(fixed(&once).1, 0, "{}", text(&once, "content/faq.yaml"));
}

#[test]
fn line_ends_and_marks_survive_and_other_encodings_are_left_alone() {
    let page = "\u{feff}# Un\r\n\r\n[Là](faq.md#détials)\r\n\r\n## Détails\r\n".replace("faq.md", "");
    let mut inputs = site("--- content/b.fr.md ---\n# Deux\n--- content/b.en.md ---\n# Two\n");
    fixture::insert(&mut inputs, "content/a.fr.md", page.clone().into_bytes());
    fixture::insert(&mut inputs, "content/a.en.md", page.clone().into_bytes());
    let latin1: Vec<u8> = "# D\u{e9}lai\n\n[a](bb.md)\n".chars().map(|c| c as u8).collect();
    fixture::insert(&mut inputs, "content/c.fr.md", latin1.clone());
    let mended = mend(&inputs, &mut Cache::default(), &BTreeSet::new());
    assert_eq!(text(&mended.edits.applied(&inputs), "content/a.fr.md"), page.replace("détials", "détails"));
    assert!(mended.edits.iter().all(|(path, _)| path != "content/c.fr.md"));
}

#[test]
fn a_link_that_is_wrong_twice_is_fixed_in_one_run() {
    let other =
        "--- content/frais.fr.md ---\n# Frais\n\n## Échéance\n--- content/frais.en.md ---\n# Fees\n\n## Deadline\n";
    for (wrong, right) in [
        ("frais.html#echéance", "frais.md#échéance"),
        ("frais.en.md#echéance", "frais.md#échéance"),
        ("FRAIS.html#échéance", "frais.md#échéance"),
    ] {
        let page = format!("# T\n\nVoir [la date](frais.md#echéance) et [la suite du texte]({wrong}).\n");
        let inputs = site(&format!("--- content/a.fr.md ---\n{page}--- content/a.en.md ---\n# T\n{other}"));
        let (after, _) = fixed(&inputs);
        let expected = page.replace(wrong, right).replace("frais.md#echéance", "frais.md#échéance");
        assert_eq!(text(&after, "content/a.fr.md"), expected, "{wrong}: {:?}", codes(&diagnostics(&after)));
        assert_eq!(fixed(&after).1, 0);
    }
}

#[test]
fn a_slip_that_may_be_another_word_is_left() {
    for (id, wrong) in [("step-1", "step-2"), ("valid", "invalid"), ("uninstall", "install")] {
        let page = format!("# T\n\n[x](#{wrong})\n\n## H {{#{id}}}\n");
        let mut inputs = site("--- content/b.fr.md ---\n# B\n--- content/b.en.md ---\n# B\n");
        fixture::insert(&mut inputs, "content/a.fr.md", page.clone().into_bytes());
        fixture::insert(&mut inputs, "content/a.en.md", page.into_bytes());
        assert_eq!(fixed(&inputs).1, 0, "{wrong} -> {id}");
    }
}

#[test]
fn conflict_marks_in_the_record_are_taken_out() {
    let pages = "--- content/a.fr.md ---\n# A\n--- content/a.en.md ---\n# A\n";
    let mut inputs = site(pages);
    let record = "/en/\n<<<<<<< HEAD\n/fr/a/\n||||||| base\n=======\n/en/a/\n>>>>>>> other\n";
    fixture::insert(&mut inputs, RECORD, record.into());
    assert_eq!(codes(&diagnostics(&inputs)).len(), 4);
    let (after, count) = fixed(&inputs);
    assert_eq!((count, text(&after, RECORD)), (4, "/en/\n/fr/a/\n/en/a/\n"));
}

// Writing.

fn on_disk(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).expect("a file")
}

fn tree(folder: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("readable"));
    let files = files
        .filter(|entry| entry.file_type().is_file() && !entry.path().components().any(|c| c.as_os_str() == ".diglot"));
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(entry.path()).expect("a text"))
        })
        .collect()
}

fn apply(edits: &Edits, folder: &TempDir) -> Result<(), Refused> {
    write::apply(edits, folder.path(), &folder.path().join(".diglot"))
}

/// A text replaced, one made, one moved out of a folder that is empty afterwards.
fn three_changes() -> (TempDir, Edits) {
    let folder = on_disk(&[("content/a.md", "one two"), ("content/old/b.md", "b")]);
    let mut edits = Edits::default();
    edits.replace(&Source::new("content/a.md", "one two".into()), Span::new(0, 3), "three");
    edits.create("redirects.yaml", "/a/: /b/\n");
    let moved = Source::new("content/old/b.md", "b".into());
    edits.rename("content/old/b.md", moved.digest(), "content/new/b.md");
    edits.replace(&moved, Span::new(1, 1), "!");
    (folder, edits)
}

#[test]
fn edits_are_written_whole() {
    let (folder, edits) = three_changes();
    apply(&edits, &folder).expect("written");
    let expected = [("content/a.md", "three two"), ("content/new/b.md", "b!"), ("redirects.yaml", "/a/: /b/\n")];
    assert_eq!(tree(folder.path()), expected.map(|(name, text)| (name.to_owned(), text.to_owned())).into());
    assert!(!folder.path().join("content/old").exists());
}

#[test]
fn a_file_that_changed_meanwhile_stops_everything() {
    let (folder, edits) = three_changes();
    fs::write(folder.path().join("content/old/b.md"), "another hand").expect("written");
    assert!(matches!(apply(&edits, &folder), Err(Refused::Changed { .. })));
    assert_eq!(read(&folder, "content/a.md"), "one two");
    assert!(!folder.path().join("redirects.yaml").exists());
    assert!(!folder.path().join(".diglot/edits-stage").exists());
}

#[test]
fn nothing_is_written_outside_the_site() {
    let folder = on_disk(&[("site/content/a.md", "a"), ("outside.md", "x")]);
    let root = folder.path().join("site");
    for path in ["../outside.md", "content/../../outside.md"] {
        let mut edits = Edits::default();
        edits.replace(&Source::new(path, "x".into()), Span::new(0, 1), "y");
        assert!(matches!(write::apply(&edits, &root, &root.join(".diglot")), Err(Refused::Unsafe { .. })), "{path}");
    }
    assert_eq!(read(&folder, "outside.md"), "x");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let folder = on_disk(&[("site/content/a.md", "a"), ("outside/b.md", "b")]);
    let root = folder.path().join("site");
    std::os::unix::fs::symlink(folder.path().join("outside"), root.join("content/linked")).expect("a link");
    std::os::unix::fs::symlink(folder.path().join("outside/b.md"), root.join("content/b.md")).expect("a link");
    for path in ["content/linked/b.md", "content/b.md"] {
        let mut edits = Edits::default();
        edits.replace(&Source::new(path, "b".into()), Span::new(0, 1), "y");
        assert!(matches!(write::apply(&edits, &root, &root.join(".diglot")), Err(Refused::Unsafe { .. })), "{path}");
    }
    let mut edits = Edits::default();
    edits.create("content/linked/c.md", "c");
    assert!(matches!(write::apply(&edits, &root, &root.join(".diglot")), Err(Refused::Unsafe { .. })));
    assert_eq!(read(&folder, "outside/b.md"), "b");
}

#[test]
fn edits_do_not_take_a_name_that_is_taken() {
    let folder = on_disk(&[("content/a.md", "a"), ("content/b.md", "b")]);
    let mut edits = Edits::default();
    edits.rename("content/a.md", Source::new("", "a".into()).digest(), "content/b.md");
    assert!(matches!(apply(&edits, &folder), Err(Refused::Taken { .. })));
    let mut edits = Edits::default();
    edits.create("content/b.md", "new");
    assert!(matches!(apply(&edits, &folder), Err(Refused::Changed { .. })));
}

#[test]
fn a_killed_run_leaves_all_or_nothing_to_the_next_one() {
    let mut stopped = 0;
    for stop in 0.. {
        let (folder, edits) = three_changes();
        let before = tree(folder.path());
        let state = folder.path().join(".diglot");
        let count = AtomicUsize::new(0);
        let watch = |_: &Path| {
            if count.fetch_add(1, Ordering::SeqCst) == stop {
                std::panic::panic_any("killed");
            }
        };
        let silent = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let ran = catch_unwind(AssertUnwindSafe(|| write::apply_watched(&edits, folder.path(), &state, Some(&watch))));
        std::panic::set_hook(silent);
        if let Ok(done) = ran {
            done.expect("written");
            break;
        }
        stopped += 1;
        write::recover(folder.path(), &state).expect("recovered");
        let after = tree(folder.path());
        if after != before {
            let expected =
                [("content/a.md", "three two"), ("content/new/b.md", "b!"), ("redirects.yaml", "/a/: /b/\n")];
            let expected: BTreeMap<String, String> =
                expected.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
            assert_eq!(after, expected, "stopped before change {stop}");
        }
    }
    assert!(stopped > 8, "{stopped}");
}

// Records of routes, and redirects.

const HISTORY: &str = "\
--- content/a.fr.md ---
# Un
## Détail {#detail}
--- content/a.en.md ---
# One
## Detail {#detail}
--- content/b.fr.md ---
# Deux
--- content/b.en.md ---
# Two
";

fn recorded(text: &str) -> Inputs {
    let inputs = site(text);
    let outcome = build(&inputs, &mut Cache::default());
    let snapshot = snapshot(&inputs, &outcome.site);
    snapshot.edits.applied(&inputs)
}

#[test]
fn the_record_is_in_order_and_forgets_nothing() {
    let inputs = recorded(HISTORY);
    assert!(diagnostics(&inputs).is_empty());
    let lines: Vec<&str> = text(&inputs, RECORD).lines().filter(|line| line.starts_with('/')).collect();
    assert!(lines.is_sorted() && lines.contains(&"/fr/a/#detail") && lines.contains(&"/en/b/"), "{lines:?}");
    let mut gone = inputs.clone();
    fixture::remove(&mut gone, "content/b.fr.md");
    fixture::remove(&mut gone, "content/b.en.md");
    assert_eq!(codes(&diagnostics(&gone)), ["DG-U005 routes.txt /en/b/", "DG-U005 routes.txt /fr/b/"]);
    let again = snapshot(&gone, &build(&gone, &mut Cache::default()).site);
    assert!(again.edits.is_empty() && again.added == 0);
}

#[test]
fn the_help_for_a_lost_address_mends_it() {
    let mut inputs = recorded(HISTORY);
    for (path, from) in [("content/a.fr.md", "{#detail}"), ("content/a.en.md", "{#detail}")] {
        let new = text(&inputs, path).replace(from, "{#details}").into_bytes();
        fixture::insert(&mut inputs, path, new);
    }
    // The wording `Detail` still leads to the heading as it is; another one does not.
    let other = |text: &str| text.replace("Détail", "Autre").replace("Detail", "Other").into_bytes();
    for path in ["content/a.fr.md", "content/a.en.md"] {
        let new = other(text(&inputs, path));
        fixture::insert(&mut inputs, path, new);
    }
    let lost = diagnostics(&inputs);
    assert!(!lost.is_empty());
    let mut lines = String::new();
    for diagnostic in &lost {
        let help = diagnostic.help(diglot::diag::Tongue::English).expect("a help");
        let line = help.split('`').nth(5).expect("the line to add").to_owned();
        lines.push_str(&(line + "\n"));
    }
    fixture::insert(&mut inputs, "redirects.yaml", lines.into_bytes());
    assert_eq!(codes(&diagnostics(&inputs)), Vec::<String>::new(), "{}", text(&inputs, "redirects.yaml"));
}

#[test]
fn a_record_with_crlf_keeps_it() {
    let mut inputs = site(HISTORY);
    fixture::insert(&mut inputs, RECORD, "/fr/a/\r\n".into());
    let made = snapshot(&inputs, &build(&inputs, &mut Cache::default()).site).edits.applied(&inputs);
    assert!(text(&made, RECORD).lines().count() > 3 && !text(&made, RECORD).replace("\r\n", "").contains('\n'));
}

// Through the program itself.

fn diglot(folder: &TempDir, args: &[&str]) -> (i32, String, String) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_diglot"));
    for name in ["CARGO", "CI", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    let ran = command.args(args).current_dir(folder.path()).output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (ran.status.code().expect("no signal"), text(ran.stdout), text(ran.stderr))
}

#[test]
fn the_command_for_a_lost_address_is_all_that_has_to_be_typed() {
    let site = on_disk(&[
        ("diglot.yaml", "title: {fr: Essai, en: Trial}\nlanguages: [fr, en]\n"),
        ("content/index.fr.md", "# Accueil\n\n[](fees.md)\n"),
        ("content/index.en.md", "# Home\n\n[](fees.md)\n"),
        ("content/fees.fr.md", "# Frais\n\n## Détail {#details}\n"),
        ("content/fees.en.md", "# Fees\n\n## Detail {#details}\n"),
    ]);
    assert_eq!(diglot(&site, &["routes", "--write"]).0, 0);
    for lang in ["fr", "en"] {
        let path = |name: &str| site.path().join(format!("content/{name}.{lang}.md"));
        std::fs::rename(path("fees"), path("fees-2")).expect("renamed");
        let text = std::fs::read_to_string(path("fees-2")).expect("read");
        std::fs::write(path("fees-2"), text.replace("#details", "#parts")).expect("written");
        let text = std::fs::read_to_string(path("index")).expect("read");
        std::fs::write(path("index"), text.replace("fees.md", "fees-2.md")).expect("written");
    }
    let mut told = Vec::new();
    // The page takes its anchors along: what is lost is told of once, and mended at once.
    let (status, said, _) = diglot(&site, &["check", "--format", "json"]);
    assert_eq!(status, 1, "{said}");
    let said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    for help in said["diagnostics"].as_array().expect("a list").iter().filter_map(|found| found["help"].as_str()) {
        let command = help.split('`').nth(1).expect("a command");
        let words: Vec<&str> = command.split(' ').skip(1).map(|word| word.trim_matches('\'')).collect();
        assert_eq!(diglot(&site, &words).0, 0, "{command}");
        told.push(command.to_owned());
    }
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(diglot(&site, &["check"]).0, 0, "{told:?}");
    let file = site.path().join("redirects.yaml");
    let before = std::fs::read_to_string(&file).expect("it was made");
    for anchor in ["/fr/fees/#details: ", "/en/fees/#details: "] {
        assert_eq!(before.lines().filter(|line| line.starts_with(anchor)).count(), 1, "{before}");
    }
    // A page that is there, a target that is not, no address, and one that leads to itself.
    for (words, expected) in [
        (["redirect", "/fr/fees-2/", "/fr/"], 1),
        (["redirect", "/fr/gone/", "/fr/nowhere/"], 1),
        (["redirect", "fr/gone/", "/fr/"], 2),
        (["redirect", "/fr/gone/", "/fr/gone/"], 1),
    ] {
        let (status, said, faults) = diglot(&site, &words);
        assert_eq!(status, expected, "{words:?}: {said}{faults}");
    }
    assert_eq!(std::fs::read_to_string(&file).expect("it is there"), before);
    assert_eq!(diglot(&site, &["redirect", "/en/fees/", "/en/"]).0, 0, "another target in the same line");
    let after = std::fs::read_to_string(&file).expect("it is there");
    let of_page = |text: &str| text.lines().filter(|line| line.starts_with("/en/fees/:")).count();
    assert_eq!((of_page(&before), of_page(&after)), (1, 1), "{after}");
    assert!(after.contains("/en/fees/: /en/\n"), "{after}");
}

fn small_site() -> TempDir {
    on_disk(&[
        ("diglot.yaml", "title: {fr: Essai, en: Trial}\nlanguages: [fr, en]\n"),
        ("content/index.fr.md", "# Accueil\n\n[Les frais](fees.md#detials)\n\n[Rien](zzzzzz.md)\n"),
        ("content/index.en.md", "# Home\n\n[The fees](fees.md#detials)\n"),
        ("content/fees.fr.md", "# Frais\n\n## Détail {#details}\n"),
        ("content/fees.en.md", "# Fees\n\n## Detail {#details}\n"),
    ])
}

#[test]
fn fixing_says_what_was_fixed_and_what_is_left() {
    let site = small_site();
    let before = tree(site.path());
    let (status, diff, said) = diglot(&site, &["check", "--fix", "--dry-run"]);
    assert_eq!((status, tree(site.path()) == before), (1, true), "{said}");
    assert!(diff.contains("-[The fees](fees.md#detials)\n+[The fees](fees.md#details)\n"), "{diff}");
    assert!(said.contains("Nothing is written: 2 faults fixed in 2 files; 1 left"), "{said}");
    let (status, out, said) = diglot(&site, &["check", "--fix", "--lang", "fr"]);
    assert_eq!(status, 1, "one is left");
    assert!(said.contains("zzzzzz.md") && !said.contains("detials"), "{said}");
    assert!(out.contains("2 fautes corrigées dans 2 fichiers; 1 reste"), "{out}");
    assert!(read(&site, "content/index.fr.md").contains("(fees.md#details)"));
    let after = tree(site.path());
    assert!(diglot(&site, &["check", "--fix"]).1.contains("Nothing to fix automatically; 1 left"));
    assert_eq!(tree(site.path()), after);
    assert_eq!(diglot(&site, &["check", "--dry-run"]).0, 2);
}

#[cfg(unix)]
#[test]
fn a_file_behind_a_link_is_named_and_the_rest_is_fixed() {
    let site = small_site();
    fs::create_dir(site.path().join("shared")).expect("made");
    fs::rename(site.path().join("content/index.en.md"), site.path().join("shared/home.md")).expect("moved");
    fs::write(site.path().join("content/index.fr.md"), "# Accueil\n\n[Les frais](fees.md#detials)\n").expect("written");
    std::os::unix::fs::symlink("../shared/home.md", site.path().join("content/index.en.md")).expect("a link");
    let (status, diff, said) = diglot(&site, &["check", "--fix", "--dry-run"]);
    assert!(status == 1 && diff.contains("fees.md#details") && !diff.contains("index.en.md"), "{diff}{said}");
    let (status, _, said) = diglot(&site, &["check", "--fix"]);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("`content/index.en.md` is behind a symbolic link and stays as it is"), "{said}");
    assert!(read(&site, "content/index.fr.md").contains("(fees.md#details)"));
    assert!(read(&site, "shared/home.md").contains("(fees.md#detials)"));
    let (_, _, said) = diglot(&site, &["check", "--fix", "--lang", "fr"]);
    assert!(said.contains("`content/index.en.md` est derrière un lien symbolique"), "{said}");
}

#[test]
fn a_site_is_recorded_moved_and_compared() {
    let site = small_site();
    diglot(&site, &["check", "--fix"]);
    fs::write(site.path().join("content/index.fr.md"), "# Accueil\n\n[Les frais](fees.md#details)\n").expect("written");
    assert_eq!(diglot(&site, &["build", "--out", "one"]).0, 0);
    let (status, _, said) = diglot(&site, &["routes", "--write"]);
    assert!(status == 0 && said.starts_with("routes.txt: "), "{said}");
    assert_eq!(read(&site, ".gitattributes"), "routes.txt merge=union\n");
    let (status, _, said) = diglot(&site, &["mv", "fees.md", "help/rates.md"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("2 files moved, 2 links rewritten, 2 redirects added"), "{said}");
    assert_eq!(diglot(&site, &["check"]).0, 0);
    assert_eq!(diglot(&site, &["build", "--out", "two"]).0, 0);
    let (status, listed, _) = diglot(&site, &["diff", "one", "two"]);
    assert_eq!(status, 0);
    assert!(
        listed.contains("  - /fr/fees/  → /fr/help/rates/\n") && listed.contains("  + /en/help/rates/\n"),
        "{listed}"
    );
    let (_, json, _) = diglot(&site, &["diff", "one", "two/diglot-manifest.json", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["en"]["removed"]["pages"], serde_json::json!(["/en/fees/"]));
    assert_eq!(diglot(&site, &["diff", "one", "content"]).0, 2);
    fs::remove_file(site.path().join("redirects.yaml")).expect("there");
    let (status, _, said) = diglot(&site, &["check"]);
    assert!(status == 1 && said.contains("DG-U005"), "{said}");
}
