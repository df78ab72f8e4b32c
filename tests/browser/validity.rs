//! Turns every page of the manual, and of a site with every construct, into what the Nu HTML checker says of it.

use crate::checkers;
use crate::site::Site;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn every_page_passes_the_nu_html_checker() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut pages = 0;
    for (name, site) in [("manual", Site::manual()), ("torture", Site::torture())] {
        pages += write(&site, &folder.path().join(name));
    }
    assert!(pages > 80, "{pages} pages");
    let said = check(folder.path());
    let faults: Vec<String> = said.iter().map(told).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// A checker that finds nothing in anything would be no test.
#[test]
fn the_checker_finds_what_is_wrong() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("a.html"), "<!doctype html><html lang=en><title>a</title><p id=a><p id=a>")
        .expect("a file");
    assert_eq!(check(folder.path()).len(), 2);
}

/// Writes all pages of a site, as they are published; returns how many.
fn write(site: &Site, folder: &Path) -> usize {
    let output = site.output();
    let pages: Vec<_> = output.entries().keys().filter(|address| address.ends_with(".html")).collect();
    for address in &pages {
        let file = folder.join(&***address);
        fs::create_dir_all(file.parent().expect("a file is in a folder")).expect("a temporary folder");
        fs::write(file, output.render(address).expect("it is published").bytes).expect("a temporary file");
    }
    pages.len()
}

fn check(folder: &Path) -> Vec<Value> {
    let jar = checkers::file("vnu-jar/build/dist/vnu.jar");
    let done = Command::new("java")
        .arg("-jar")
        .arg(jar)
        .args(["--exit-zero-always", "--stdout", "--format", "json", "--skip-non-html"])
        .arg(folder)
        .output()
        .unwrap_or_else(|error| {
            panic!("the Nu HTML checker needs Java: install it (`default-jre-headless` on Debian): {error}")
        });
    let text = String::from_utf8_lossy(&done.stdout);
    let said: Value = serde_json::from_str(&text)
        .unwrap_or_else(|_| panic!("the checker said no JSON: {text}{}", String::from_utf8_lossy(&done.stderr)));
    said["messages"].as_array().expect("a list of messages").clone()
}

fn told(message: &Value) -> String {
    let text = |key: &str| message[key].as_str().unwrap_or_default().to_owned();
    let page = text("url");
    let page = page.rsplit_once("/manual/").or(page.rsplit_once("/torture/")).map_or(&*page, |(_, page)| page);
    format!("{page}:{} {}: {}\n    {}", message["lastLine"], text("type"), text("message"), text("extract").trim())
}
