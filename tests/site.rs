//! Turns every situation that a link of a finished site can be in into a verdict, and compares it with a browser's.
//!
//! A row is a page with the place of its fault in double brackets, and the files around it. `page`, `anchor`: one error, at
//! the place. `lint`: warnings only, at the place. `ok`: silence. `tests/site/*.txt` are whole sites with all that is said
//! of them, as in `tests/cases.rs`; `DIGLOT_CASES=rewrite` writes what was produced.

mod fixture;

#[path = "site/command.rs"]
mod command;
#[path = "site/rows.rs"]
mod rows;

use diglot::config::Base;
use diglot::diag::{Diagnostic, Severity, Tongue};
use diglot::finished::{Files, Inspection, inspect};
use diglot::report::{Format, Look, render};
use fixture::Case;
use rows::{ROWS, Row};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Where the page of a row lies.
const PAGE: &str = "fr/guide/index.html";

/// Files that are there in every row.
const AROUND: &[(&str, &str)] = &[
    ("index.html", "<html lang=fr><p id=racine>"),
    ("fr/index.html", "<html lang=fr><p id=accueil>"),
    ("en/index.html", "<html lang=en><p id=home>"),
    ("fr/autre/index.html", "<html lang=fr><h2 id=délai>Délai</h2><p id=frais>"),
    ("fr/autre.html", "<html lang=fr><p id=là>"),
    ("img/plan.png", "PNG"),
    ("img/plan.svg", "<svg><g id=tour></g></svg>"),
    ("img/notice.pdf", "%PDF"),
    ("vide/image.png", "PNG"),
];

fn checked(files: &BTreeMap<&str, &[u8]>, base: Option<&str>) -> Inspection {
    let addresses: Vec<Box<str>> = files.keys().map(|path| (*path).into()).collect();
    let read = |at: usize| Some(files[&*addresses[at]].to_vec());
    let base = base.map(|url| Base::parse(url).expect("a base"));
    inspect(&Files { addresses: &addresses, read: &read, base, prefix: "" })
}

/// The page without the brackets, and the places where they opened.
fn unmarked(html: &str) -> (String, Vec<usize>) {
    let (mut out, mut places) = (String::new(), Vec::new());
    for (at, part) in html.split("[[").enumerate() {
        if at > 0 {
            places.push(out.len());
        }
        out.push_str(&part.replace("]]", ""));
    }
    (out, places)
}

fn site(row: &Row, html: &str) -> BTreeMap<&'static str, Vec<u8>> {
    let mut files: BTreeMap<&str, Vec<u8>> =
        AROUND.iter().map(|(path, text)| (*path, text.as_bytes().to_vec())).collect();
    files.extend(row.files.iter().map(|(path, text)| (*path, text.as_bytes().to_vec())));
    files.insert(PAGE, html.as_bytes().to_vec());
    files
}

fn told(diagnostics: &[Diagnostic]) -> String {
    render(Format::Short, diagnostics, Look::plain(Tongue::English))
}

/// What is wrong with the verdict on a row.
fn fault(row: &Row) -> Option<String> {
    let (html, places) = unmarked(row.html);
    let html = if html.contains("<html") { html } else { format!("<html lang=fr>{html}") };
    let shift = html.len() - unmarked(row.html).0.len();
    let files = site(row, &html);
    let files: BTreeMap<&str, &[u8]> = files.iter().map(|(path, bytes)| (*path, &**bytes)).collect();
    let found = checked(&files, row.base).diagnostics;
    let unfilled: Vec<_> = found.iter().flat_map(Diagnostic::unfilled).collect();
    let (anchors, pages) = (["DG-W002", "DG-W004"], ["DG-W001", "DG-W003"]);
    let at_places = |found: &[&Diagnostic]| {
        let at: Vec<usize> = found
            .iter()
            .map(|one| one.finding.span.start as usize - shift.min(one.finding.span.start as usize))
            .collect();
        found.iter().all(|one| one.source.path() == PAGE) && at == places
    };
    let errors: Vec<&Diagnostic> = found.iter().filter(|one| one.severity == Severity::Error).collect();
    let of = |codes: [&str; 2]| errors.iter().all(|one| codes.contains(&one.rule().code));
    // Of two pages that lead to each other, both are told.
    let all: Vec<&Diagnostic> = found.iter().filter(|one| one.source.path() == PAGE).collect();
    let right = match row.verdict {
        "page" => errors.len() == found.len() && !found.is_empty() && of(pages) && at_places(&errors),
        "anchor" => errors.len() == found.len() && !found.is_empty() && of(anchors) && at_places(&errors),
        "lint" => errors.is_empty() && !found.is_empty() && at_places(&all),
        "ok" | "skip" | "external" => found.is_empty(),
        other => panic!("{other} is no verdict"),
    };
    let right = right && unfilled.is_empty();
    (!right).then(|| format!("{}: {} expected of\n  {}\n{}{unfilled:?}", row.id, row.verdict, row.html, told(&found)))
}

#[test]
fn every_situation_has_its_verdict() {
    let wrong: Vec<String> = ROWS.iter().filter_map(fault).collect();
    assert!(wrong.is_empty(), "{} of {}\n\n{}", wrong.len(), ROWS.len(), wrong.join("\n"));
}

#[test]
fn every_situation_is_there() {
    let counts = [('A', 31), ('B', 25), ('C', 9), ('D', 46), ('E', 26), ('F', 26), ('G', 12), ('H', 18), ('I', 12)];
    for (group, count) in counts {
        for number in 1..=count {
            let id = format!("{group}{number:02}");
            assert!(ROWS.iter().any(|row| row.id == id), "{id}");
        }
    }
}

#[test]
fn several_faults_are_told_in_order_with_what_to_write() {
    let files: BTreeMap<&str, &[u8]> = [
        ("fr/a/index.html", &b"<html lang=fr>\n<p><a href=\"/fr/b/#delai\">x</a> <a href=\"/fr/B/\">y</a>\n\xc3\xa9 <img src=\"p.PNG\">"[..]),
        ("fr/b/index.html", "<html lang=fr><h2 id=délai>".as_bytes()),
        ("fr/a/p.png", b"PNG"),
    ]
    .into();
    let found = checked(&files, None);
    assert_eq!((found.pages, found.links), (2, 3));
    assert_eq!(
        told(&found.diagnostics),
        "fr/a/index.html:2:13: error[DG-W002]: `/fr/b/` has no anchor `#delai` (write `#délai`)\n\
         fr/a/index.html:2:42: error[DG-W001]: no page answers at `/fr/B/` (write `/fr/b/`)\n\
         fr/a/index.html:3:13: error[DG-W003]: no file answers at `p.PNG` (write `p.png`)\n"
    );
}

/// Files that hosts and generators put into a finished site, and that have no fault.
#[test]
fn a_site_without_fault_gives_no_alarm() {
    let files: BTreeMap<&str, &[u8]> = [
        (".nojekyll", &b""[..]),
        ("_headers", b"/*\n  X-Frame-Options: DENY\n"),
        ("_redirects", b"# old\n/vieux/* /fr/:splat 301\n/alias /fr/ 302\n/app/* https://app.example.org/:splat\n"),
        ("404.html", b"<html lang=fr><a href=/fr/>x</a> <a href=/vieux/a/b>y</a> <a href=/alias>z</a>"),
        ("CNAME", b"docs.example.org"),
        ("robots.txt", b"Sitemap: https://docs.example.org/sitemap.xml"),
        ("sitemap.xml", b"<?xml version='1.0'?><urlset><!-- <loc>/no</loc> --><url><loc> https://docs.example.org/fr/ </loc></url></urlset>"),
        ("feed.xml", b"<rss><link>https://docs.example.org/nothing</link></rss>"),
        ("fr/index.html", "<html lang=fr><link rel=canonical href=https://docs.example.org/fr/><link rel=alternate hreflang=en \
            href=https://docs.example.org/en/><a href='/img/a.pdf#page=3'>x</a><a href='/img/a.svg#x'>y</a><a href='/fr'>z</a>\
            <a hreflang=en href=/en/>English</a><svg><use href=#i /><g id=i></g></svg><img src='data:image/png;base64,AA'>\
            <video src='/img/a.mp4#t=5'></video><a href='mailto:?subject=x'>m</a><form action=''></form>\
            <script type='application/ld+json'>{\"@id\":\"https://docs.example.org/#org\",\"url\":\"https://docs.example.org/fr/\"}</script>".as_bytes()),
        ("en/index.html", b"<html lang=en><link rel=canonical href=https://docs.example.org/en/><link rel=alternate hreflang=fr \
            href=https://docs.example.org/fr/><a href=../fr/ lang=fr>Fran\xe7ais</a>"),
        ("img/a.pdf", b"%PDF"),
        ("img/a.svg", b"<svg><g id=x></svg>"),
        ("img/a.mp4", b""),
        ("site.css", b"@font-face{src:url('img/a.svg?#iefix')} /* url(no.png) */ a{behavior:url(#default#VML)}"),
    ]
    .into();
    let found = checked(&files, None);
    assert_eq!(told(&found.diagnostics), "");
}

#[test]
fn cases() {
    let rewrite = std::env::var("DIGLOT_CASES").is_ok_and(|asked| asked.starts_with("rewrite"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site");
    let paths = fs::read_dir(folder).expect("it is there").map(|entry| entry.expect("it can be read").path());
    let (mut failures, mut count) = (String::new(), 0);
    for path in paths.filter(|path| path.extension().is_some_and(|extension| extension == "txt")) {
        count += 1;
        let text = fs::read_to_string(&path).expect("a text").replace("\r\n", "\n");
        let case = Case::parse(&text);
        let files = case.files().map(|section| (section.name.as_str(), section.text.as_bytes())).collect();
        let found = checked(&files, case.mark("base-url")).diagnostics;
        assert!(found.iter().all(|one| one.unfilled().is_empty()), "{}: {found:?}", path.display());
        let told = render(Format::Human, &found, Look::plain(Tongue::English));
        let (before, wanted) = text.split_once("--- diagnostics ---\n").expect("a case expects something");
        if rewrite {
            fs::write(&path, format!("{before}--- diagnostics ---\n{told}")).expect("written");
        } else if wanted != told {
            failures += &format!("== {}\n{told}\n", path.display());
        }
    }
    assert!(count > 9 && failures.is_empty(), "\n{failures}");
}
