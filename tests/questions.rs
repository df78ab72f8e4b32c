//! Turns spreadsheets of support desks into FAQs with the program itself, and builds the sites that they make.
//!
//! What is expected of a file is the file: its layout is what somebody will go on writing in.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const SETTINGS: &str = "title: {fr: Essai, en: Trial}\nlanguages: [fr-CA, en-CA]\n";

fn site(settings: &str) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(dir.path().join("content")).expect("a folder in it");
    fs::write(dir.path().join("diglot.yaml"), settings).expect("a file in it");
    dir
}

fn diglot(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
    command
        .current_dir(root)
        .args(arguments)
        .env("DIGLOT_LANG", "en")
        .env("LANG", "en_CA.UTF-8")
        .env("LC_ALL", "en_CA.UTF-8");
    command.output().expect("the program runs")
}

fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}{}", text(&output.stdout), text(&output.stderr))
}

/// Imports a sheet, and gives what was said and the file that was made.
fn import(root: &Path, name: &str, bytes: &[u8], more: &[&str], made: &str) -> (String, String) {
    fs::write(root.join(name), bytes).expect("the sheet is written");
    let output = diglot(root, &[&["import", name], more].concat());
    assert!(output.status.success(), "{}", said(&output));
    (
        said(&output),
        fs::read_to_string(root.join(made)).unwrap_or_else(|error| panic!("{made}: {error}\n{}", said(&output))),
    )
}

const BOTH: &str = "\u{feff}Question (français);Question (English);Réponse FR;Answer EN;Rubrique FR;Category EN;Mots clés FR;Tags EN;Dernière modification;Auteur
\"Quel est le délai de réponse?\";\"What is the response time?\";\"Deux jours ouvrables :

- par *courriel*;
- par téléphone.\";\"Two business days:

- by *e-mail*;
- by telephone.\";Assistance;Support;délai, courriel;delay, e-mail;2026-05-01;A
Où payer?;Where do I pay?;\"En ligne: voir {{x}}\";\"Online: see {{x}}\";Frais;Fees;;;31/12/2025;B
Quel est le délai de réponse?;What is the response time?;Oui;Yes;Assistance;Support;;;;
;;;;;;;;;
Sans réponse?;No answer?;;;;;;;;
";

#[test]
fn a_sheet_in_two_languages_becomes_a_faq_that_builds() {
    let site = site(SETTINGS);
    let (told, file) = import(site.path(), "desk-export.csv", BOTH.as_bytes(), &[], "content/faq/desk-export.yaml");
    assert_eq!(
        file,
        "title: Desk export
categories:
  - id: assistance
    title:
      fr: Assistance
      en: Support
  - id: frais
    title:
      fr: Frais
      en: Fees
entries:
  - id: delai-reponse
    category: assistance
    question:
      fr: Quel est le délai de réponse?
      en: What is the response time?
    answer:
      fr: |
        Deux jours ouvrables :

        - par *courriel*;
        - par téléphone.
      en: |
        Two business days:

        - by *e-mail*;
        - by telephone.
    tags: {fr: [délai, courriel], en: [delay, e-mail]}
    updated: 2026-05-01
  - id: payer
    category: frais
    question:
      fr: Où payer?
      en: Where do I pay?
    answer:
      fr: \"En ligne: voir \\\\{{x}}\"
      en: \"Online: see \\\\{{x}}\"
    updated: 2025-12-31
  - id: delai-reponse-2
    category: assistance
    question:
      fr: Quel est le délai de réponse?
      en: What is the response time?
    answer:
      fr: Oui
      en: Yes
"
    );
    for part in
        ["`Auteur` is left out", "line 10: two questions are alike", "“Sans réponse?” has no answer", "3 questions"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    let built = diglot(site.path(), &["build"]);
    // It is the editor's to translate the title; all else is sound.
    assert!(built.status.success() && !said(&built).contains("DG-"), "{}", said(&built));
}

#[test]
fn encodings_separators_and_columns_are_read_or_told() {
    let site = site(SETTINGS);
    // Windows-1252 with semicolons, one language.
    let latin: Vec<u8> =
        "Titre;Contenu\nO\u{f9} est l\u{92}aide?;Au c\u{9c}ur du site\n".chars().map(|c| c as u8).collect();
    let (told, file) = import(site.path(), "aide.csv", &latin, &["--language", "fr"], "content/faq/aide.fr.yaml");
    assert!(told.contains("Windows-1252"), "{told}");
    assert!(file.contains("question: Où est l’aide?") && file.contains("answer: Au cœur du site"), "{file}");
    // Tabs, and headers that nobody could know.
    let tabs = "Asked\tSaid\tref\nHow?\tSo.\t12\nWhy?\t**Thus**<br>\thow far\n";
    fs::write(site.path().join("t.tsv"), tabs).expect("the sheet is written");
    let refused = diglot(site.path(), &["import", "t.tsv"]);
    assert!(!refused.status.success() && said(&refused).contains("`Asked`, `Said`, `ref`"), "{}", said(&refused));
    let more =
        ["--column", "question.en=Asked", "--column", "answer.en=Said", "--column", "id=ref", "--to", "faq/t.en.yaml"];
    let (told, file) = import(site.path(), "t.tsv", tabs.as_bytes(), &more, "content/faq/t.en.yaml");
    assert!(file.contains("- id: q-12\n") && file.contains("- id: how-far\n"), "{file}");
    assert!(told.contains("holds HTML") && told.contains("`how far` does not suit"), "{told}");
    // A row for each language, joined by id.
    let rows = "id,langue,question,answer\na,fr,Un?,Oui\na,en,One?,Yes\n";
    let (_, file) = import(site.path(), "rows.csv", rows.as_bytes(), &[], "content/faq/rows.yaml");
    assert!(file.contains("  - id: a\n    question:\n      fr: Un?\n      en: One?\n"), "{file}");
}

#[test]
fn nothing_is_overwritten_unless_asked_and_ids_stay() {
    let site = site(SETTINGS);
    let sheet = "question fr,question en,answer fr,answer en\nUn?,One?,Oui,Yes please\n";
    let path = "content/faq/s.yaml";
    let (_, first) = import(site.path(), "s.csv", sheet.as_bytes(), &[], path);
    let kept = first.replace("id: one", "id: mine").replace("id: un", "id: mine");
    assert_ne!(kept, first);
    fs::write(site.path().join(path), &kept).expect("the file is written");
    let refused = diglot(site.path(), &["import", "s.csv"]);
    assert!(!refused.status.success() && said(&refused).contains("--overwrite"), "{}", said(&refused));
    assert_eq!(fs::read_to_string(site.path().join(path)).expect("it is there"), kept);
    let shown = diglot(site.path(), &["import", "s.csv", "--overwrite", "--dry-run"]);
    assert!(said(&shown).contains("Nothing is written"), "{}", said(&shown));
    let again = sheet.replace("Yes please", "Indeed");
    let (_, second) = import(site.path(), "s.csv", again.as_bytes(), &["--overwrite"], path);
    assert!(second.contains("- id: mine\n") && second.contains("en: Indeed\n"), "{second}");
}

#[test]
fn ugly_exports_are_read_and_told() {
    let site = site(SETTINGS);
    // A line that says the separator, as one spreadsheet writes it; the words tell the language.
    let sheet = "sep=|\r\nQuestion|Answer\r\nHow can you pay?|With the card; or not\r\nWhat is due?|=1+1\r\n";
    let (told, file) = import(site.path(), "a.csv", sheet.as_bytes(), &[], "content/faq/a.en.yaml");
    assert!(file.contains("answer: With the card; or not\n"), "{file}");
    assert!(told.contains("taken to be en-CA") && told.contains("line 4: `=1+1` is a formula"), "{told}");
    // "Unicode text".
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain("Question\tRéponse\r\nÇa va?\tPour vous et nous.\r\n".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let (_, file) = import(site.path(), "b.csv", &wide, &[], "content/faq/b.fr.yaml");
    assert!(file.contains("question: Ça va?\n    answer: Pour vous et nous.\n"), "{file}");
    // What an editor of a support desk writes.
    let html = "question,answer\nHow?,\"<p>Click <b>Save</b> &amp; <a href=\"\"https://a.example/?b=1&amp;c=2\"\">go</a>.</p><ul><li>one</li><li>two</li></ul><script>alert(1)</script>\"\n";
    let (told, file) = import(site.path(), "c.csv", html.as_bytes(), &["--language", "en"], "content/faq/c.en.yaml");
    let wanted = "Click **Save** & [go](https://a.example/?b=1&c=2).\n\n      - one\n      - two\n";
    assert!(file.contains(wanted) && !file.contains("alert"), "{file}");
    assert!(told.contains("line 2: HTML that no text can say"), "{told}");
    // A row in a language that the site has not.
    let rows = "lang;id;question;answer\nfr;a;Quand?;Demain.\nen;a;When?;Tomorrow.\nde;a;Wann?;Morgen.\n";
    let (told, file) = import(site.path(), "d.csv", rows.as_bytes(), &[], "content/faq/d.yaml");
    assert!(!file.contains("Wann") && told.contains("line 4: the site has no language `de`"), "{file}{told}");
    fs::write(site.path().join("e.csv"), "").expect("the sheet is written");
    let empty = diglot(site.path(), &["import", "e.csv"]);
    assert!(!empty.status.success() && said(&empty).contains("no question with an answer"), "{}", said(&empty));
}
