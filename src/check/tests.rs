//! Turns small sites, written as files in a list, into their diagnostics, to compare with what they should be.

mod anchors;
mod documents;
mod pages;

use super::check;
use crate::config::Config;
use crate::diag::{Diagnostic, Tongue};
use crate::ledger::Ledger;
use crate::link::{Asset, FolderFile, Parts, Site, Words, link};
use crate::parse::place::{Content, content, handbook_folders};
use crate::parse::{Document, parse};
use crate::records::FolderRecord;
use crate::source::{Digest, Source};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) const SETTINGS: &str = "title: {fr: Un site, en: A site}\nlanguages: [fr-CA, en-CA]\n";

/// A site in memory: files by path, in order; `diglot.yaml` may be left out.
pub(super) type Files = Vec<(String, String)>;

pub(super) fn files(list: &[(&str, &str)]) -> Files {
    list.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// The site that the files make.
pub(super) fn site(files: &[(String, String)], words: impl Fn(&str) -> Words) -> Site {
    let settings = files.iter().find(|(path, _)| path == "diglot.yaml").map_or(SETTINGS, |(_, text)| text);
    let settings = Source::new("diglot.yaml", settings.into());
    let mut findings = Vec::new();
    let config = Config::read(&settings, &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    let below = |path: &str| path.strip_prefix("content/").map(str::to_owned);
    let inside: Vec<(String, &str)> =
        files.iter().filter_map(|(path, text)| Some((below(path)?, text.as_str()))).collect();
    let yaml = inside.iter().map(|(path, text)| (path.as_str(), *text)).filter(|(path, _)| path.ends_with(".yaml"));
    let books = handbook_folders(yaml, &config.languages, config.layout);
    let mut parts = Parts {
        settings,
        documents: Vec::<Document>::new().into(),
        folders: Vec::new(),
        assets: BTreeMap::new(),
        content_files: Vec::new(),
        words: config.languages.map(|lang| words(&config.languages[lang].segment)),
        drafts: false,
        as_of: jiff::civil::date(2026, 11, 1),
        redirects: None,
        routes: None,
        ledger: Ledger::default(),
        folder_texts: BTreeMap::new(),
        config: Arc::new(config),
    };
    for (path, text) in files.iter().filter_map(|(path, text)| Some((path.strip_prefix("static/")?, text))) {
        parts.assets.insert(path.into(), asset(text));
    }
    for (path, text) in inside {
        let source = Source::new(format!("content/{path}"), text.into());
        match content(&path, &parts.config.languages, parts.config.layout, &books, || text) {
            Content::Documents(places) => parts.documents.extend(places.into_iter().map(|place| parse(&source, place))),
            Content::Folder(path, lang) => {
                let record =
                    crate::yaml::read::<FolderRecord>(&source, source.span(), &mut Vec::new()).unwrap_or_default();
                parts.folders.push(FolderFile { path, lang, source, record });
            }
            Content::Asset => {
                parts.assets.insert(path.as_str().into(), asset(text));
                parts.content_files.push(path.into());
            }
            other => panic!("{path}: {other:?}"),
        }
    }
    link(parts)
}

fn asset(text: &str) -> Asset {
    Asset { bytes: text.as_bytes().into(), digest: Digest::of(text.as_bytes()), size: None }
}

pub(super) fn diagnostics(files: &[(String, String)]) -> Vec<Diagnostic> {
    check(&site(files, |_| Words::new()))
}

/// One line for a diagnostic: place, code, what is underlined, and what to write instead.
pub(super) fn brief(diagnostic: &Diagnostic) -> String {
    let Diagnostic { source, finding, .. } = diagnostic;
    assert_eq!(diagnostic.unfilled(), [""; 0], "{}", diagnostic.message(Tongue::English));
    let at = source.position(finding.span.start);
    let place = format!("{}:{}:{}", source.path().trim_start_matches("content/"), at.line, at.column);
    let help = finding.help.as_deref().unwrap_or("-");
    let underlined = source.slice(finding.span);
    let wanted = ["suggestion", "path"].iter().find_map(|name| finding.arg(name)).unwrap_or("");
    format!("{place} {} {help}: {underlined} > {wanted}", diagnostic.rule().code)
}

pub(super) fn briefs(files: &[(String, String)]) -> Vec<String> {
    diagnostics(files).iter().map(brief).collect()
}

/// The same site, or the same expectation, with French and English exchanged.
pub(super) fn exchanged(text: &str) -> String {
    let mut text = text.to_owned();
    for (fr, en) in [(".fr.", ".en."), ("fr:", "en:"), ("only: fr", "only: en"), (": fr >", ": en >"), ("fr/", "en/")] {
        text = text.replace(fr, "\u{1}").replace(en, fr).replace('\u{1}', en);
    }
    text
}

/// Checks that the site has these faults, in both directions of its languages.
#[track_caller]
pub(super) fn expect(list: &[(&str, &str)], expected: &[&str]) {
    let straight = files(list);
    assert_eq!(briefs(&straight), expected);
    let other: Files = straight.iter().map(|(path, text)| (exchanged(path), exchanged_text(path, text))).collect();
    let mut found = briefs(&other);
    let mut expected: Vec<String> = expected.iter().map(|line| exchanged(line)).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected, "with the languages exchanged");
}

/// The settings stay as they are: the order of the languages is not a direction.
fn exchanged_text(path: &str, text: &str) -> String {
    if path == "diglot.yaml" { text.to_owned() } else { exchanged(text) }
}

/// Checks that the site has one fault, and none once its help is pasted over what is underlined; both directions.
#[track_caller]
pub(super) fn mends(list: &[(&str, &str)], expected: &str) {
    expect(list, &[expected]);
    let straight = files(list);
    let other: Files = straight.iter().map(|(path, text)| (exchanged(path), exchanged_text(path, text))).collect();
    for mut files in [straight, other] {
        let [diagnostic] = &diagnostics(&files)[..] else { panic!("one fault") };
        let suggestion = diagnostic.finding.arg("suggestion").expect("a text to paste").to_owned();
        let file = files.iter_mut().find(|(path, _)| path == diagnostic.source.path()).expect("a file of the site");
        file.1.replace_range(diagnostic.finding.span.range(), &suggestion);
        assert_eq!(briefs(&files), [""; 0], "after pasting `{suggestion}`");
    }
}

/// Checks that the site has no fault, in both directions.
#[track_caller]
pub(super) fn silent(list: &[(&str, &str)]) {
    expect(list, &[]);
}
