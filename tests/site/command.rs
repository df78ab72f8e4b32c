//! Turns folders of a disk into what the program says of them: `check --site` and `build --verify`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
    command.env_remove("LANG").env_remove("LC_ALL").env("NO_COLOR", "1").current_dir(folder);
    command.args(args).output().expect("the program starts")
}

fn site(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn a_folder_is_checked_at_the_place_of_each_fault() {
    let folder = site(&[
        ("public/fr/index.html", "<html lang=fr>\n<p>é <a href=\"/fr/b.html#tarif\">x</a>"),
        ("public/fr/b.html", "<html lang=fr><p id=tarifs>"),
    ]);
    let ran = run(folder.path(), &["check", "--site", "public", "--format", "short"]);
    assert_eq!(ran.status.code(), Some(1));
    let expected =
        "public/fr/index.html:2:15: error[DG-W002]: `/fr/b.html` has no anchor `#tarif` (write `#tarifs`)\n1 error\n";
    assert_eq!(text(&ran.stderr), expected);
    let ran = run(folder.path(), &["check", "--site", "public", "--format", "json", "--lang", "fr"]);
    let json: serde_json::Value = serde_json::from_slice(&ran.stdout).expect("JSON");
    assert_eq!(json["diagnostics"][0]["line"], 2);
    assert_eq!(json["diagnostics"][0]["column"], 15);
    assert_eq!(json["diagnostics"][0]["related"][0]["path"], "public/fr/b.html");
}

#[test]
fn a_clean_folder_is_said_to_be_clean() {
    let folder = site(&[("index.html", "<html lang=fr><a href=#top>x</a>")]);
    let ran = run(folder.path(), &["check", "--site", "."]);
    assert_eq!(ran.status.code(), Some(0), "{}", text(&ran.stderr));
    assert!(text(&ran.stdout).starts_with("No problem found: 1 link in 1 page, in "), "{}", text(&ran.stdout));
}

#[test]
fn a_folder_that_is_not_there_is_a_failure() {
    let folder = site(&[("x", "")]);
    for missing in ["nowhere", "x"] {
        let ran = run(folder.path(), &["check", "--site", missing]);
        assert_eq!(ran.status.code(), Some(3));
        assert!(text(&ran.stderr).contains(&format!("cannot read `{missing}`")), "{}", text(&ran.stderr));
    }
}

#[test]
fn levels_and_base_url_count() {
    let folder = site(&[
        ("diglot.yaml", "title: {fr: A, en: B}\nlanguages: [fr, en]\nlevels: {DG-W001: warning, DG-W005: off}\n"),
        ("out/index.html", "<html lang=fr><a href=\"https://x.example.org/docs/no/\">x</a><a href=javascript:y>y</a>"),
    ]);
    let ran = run(
        folder.path(),
        &["check", "--site", "out", "--base-url", "https://x.example.org/docs/", "--format", "short"],
    );
    assert_eq!(ran.status.code(), Some(0));
    assert!(text(&ran.stderr).ends_with("1 warning\n"), "{}", text(&ran.stderr));
    let ran = run(folder.path(), &["check", "--site", "out"]);
    assert_eq!((ran.status.code(), text(&ran.stderr)), (Some(0), String::new()));
}

/// Nothing outside the folder is read or counts as a part of the site, whatever leads there.
#[cfg(unix)]
#[test]
fn links_of_the_disk_are_followed_inside_only() {
    use std::os::unix::fs::symlink;
    let folder = site(&[
        ("secret/index.html", "<p id=a>"),
        ("public/vrai/index.html", "<html lang=fr><p id=a>"),
        (
            "public/index.html",
            "<html lang=fr><a href=/lien/#a>1</a><a href=/dehors/>2</a><a href=../secret/>3</a><a href=/%2e%2e/secret/>4</a>\
             <a href=/tour/tour/vrai/>5</a><a href=/%2e%2e%2fsecret/>6</a>",
        ),
    ]);
    let public = folder.path().join("public");
    symlink("vrai", public.join("lien")).expect("linked");
    symlink("../secret", public.join("dehors")).expect("linked");
    symlink(".", public.join("tour")).expect("linked");
    symlink("nothing", public.join("rien")).expect("linked");
    let ran = run(folder.path(), &["check", "--site", "public", "--format", "short"]);
    let err = text(&ran.stderr);
    let dead: Vec<&str> = err.lines().filter(|line| line.contains("DG-W001")).collect();
    assert!(!err.contains("`/lien/"), "{err}");
    for target in ["/dehors/", "../secret/", "/%2e%2e/secret/", "/%2e%2e%2fsecret/"] {
        assert!(dead.iter().any(|line| line.contains(&format!("`{target}`"))), "{target}: {err}");
    }
}

/// What is no text, is cut short or tries to exhaust gives a result.
#[test]
fn hostile_files_do_no_harm() {
    let deep = "<div>".repeat(100_000) + &"<a href=\"".repeat(2000) + &"../".repeat(50_000) + "x\">";
    let folder = site(&[
        ("deep.html", &deep),
        ("cut.html", "<html lang=fr><p id=a><a href=\"/x"),
        ("ids.html", &"<p id=a>".repeat(20_000)),
        ("style.css", &"/*".repeat(100_000)),
        ("json.html", &format!("<script type=application/ld+json>{}</script>", "[{\"url\":".repeat(50_000))),
        ("srcset.html", &format!("<img srcset=\"{}\">", "a,".repeat(20_000))),
    ]);
    fs::write(
        folder.path().join("bytes.html"),
        [b"<a href=\"".as_slice(), &[0xff, 0xfe, 0, 0x80, b'"', b'>']].concat(),
    )
    .expect("written");
    fs::write(
        folder.path().join("wide.html"),
        "\u{feff}<a href=\"no\">".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
    )
    .expect("written");
    let ran = run(folder.path(), &["check", "--site", ".", "--format", "short"]);
    assert_eq!(ran.status.code(), Some(1), "{}", text(&ran.stderr));
    assert!(text(&ran.stderr).contains("wide.html:1:10: error[DG-W001]: no page answers at `no`"));
}

/// What a template adds is proved too, and nothing is published that is broken.
#[test]
fn a_build_proves_what_templates_add() {
    let folder = site(&[
        ("diglot.yaml", "title: {fr: Essai, en: Trial}\nlanguages: [fr-CA, en-CA]\n"),
        ("content/index.fr.md", "---\ntitle: Accueil\n---\n\nBonjour.\n"),
        ("content/index.en.md", "---\ntitle: Home\n---\n\nHello.\n"),
        (
            "templates/partials/footer.html",
            "<footer>\n<a class=\"legal\" href=\"/{{ page.lang | lower }}/legal/\">§</a>\n</footer>\n",
        ),
    ]);
    let ran = run(folder.path(), &["build", "--format", "short"]);
    assert_eq!(ran.status.code(), Some(0), "{}", text(&ran.stderr));
    fs::remove_dir_all(folder.path().join("public")).expect("removed");
    let ran = run(folder.path(), &["build", "--verify"]);
    let err = text(&ran.stderr);
    assert_eq!(ran.status.code(), Some(1), "{err}");
    assert!(err.contains("public/fr/index.html") && err.contains("no page answers at `/fr-ca/legal/`"), "{err}");
    assert!(err.contains("templates/partials/footer.html:2:24"), "{err}");
    assert!(!folder.path().join("public").exists());
}
