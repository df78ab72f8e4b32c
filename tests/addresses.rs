//! Turns a site with addresses in each language into what its finished pages say of each other, before and after moves.

mod fixture;

use diglot::build::{Cache, Inputs};
use diglot::diag::Tongue;
use diglot::edit::relocate::{Refusal, relocate};
use diglot::finished::{Files, inspect};
use diglot::report::{Format, Look, render};
use fixture::{Built, Case, built, insert};
use std::collections::BTreeMap;

fn inputs() -> Inputs {
    Case::parse(include_str!("cases/address-per-language.txt")).inputs()
}

/// What is said of the sources and of the finished pages.
fn complaints(built: &Built) -> String {
    let addresses: Vec<Box<str>> = built.files.keys().cloned().collect();
    let read = |at: usize| Some(built.files[&addresses[at]].to_vec());
    let base = Some(built.outcome.site.config.base.clone());
    let mut found = built.diagnostics.clone();
    found.extend(inspect(&Files { addresses: &addresses, read: &read, base, prefix: "" }).diagnostics);
    render(Format::Short, &found, Look::plain(Tongue::English))
}

/// The values of `hreflang` in the head of a page, each with its address.
fn alternates(html: &str) -> BTreeMap<String, String> {
    let tags = html.split("<link rel=\"alternate\" hreflang=\"").skip(1);
    tags.map(|rest| {
        let (tongue, rest) = rest.split_once('"').expect("a value ends");
        let href = rest.split('"').nth(1).expect("an address");
        (tongue.to_owned(), href.to_owned())
    })
    .collect()
}

#[test]
fn finished_pages_agree_about_each_others_addresses() {
    let built = built(&inputs(), &mut Cache::default());
    assert_eq!(complaints(&built), "");
    let base = "https://example.org/aide/";
    let mut pages = 0;
    for (address, bytes) in &built.files {
        let html = String::from_utf8_lossy(bytes);
        let (Some(canonical), false) = (html.split("rel=\"canonical\" href=\"").nth(1), html.contains("http-equiv"))
        else {
            continue;
        };
        if &**address == "index.html" {
            continue;
        }
        let canonical = canonical.split('"').next().expect("an address");
        let all = alternates(&html);
        let own = if address.starts_with("fr/") { "fr-CA" } else { "en-CA" };
        assert_eq!(all[own], canonical, "{address}");
        for to in all.values() {
            let path = percent_encoding::percent_decode_str(&to[base.len()..]).decode_utf8_lossy();
            let other = built.files.get(&*format!("{path}index.html")).unwrap_or_else(|| panic!("{address}: {to}"));
            let back = alternates(&String::from_utf8_lossy(other));
            assert!(path.is_empty() || back == all, "{address} and {to}: {all:?} {back:?}");
        }
        let sitemap = String::from_utf8_lossy(&built.files["sitemap.xml"]);
        assert!(sitemap.contains(&format!("<loc>{canonical}</loc>")), "{canonical}");
        pages += 1;
    }
    assert_eq!(pages, 28);
}

#[test]
fn what_moves_keeps_the_address_of_each_language() {
    let moves = [
        ("guides/renewal.md", "guides/renew.md"),
        ("guides/renewal.md", "permis/renewal.md"),
        ("guides", "aide/guides"),
        ("permis", "droits"),
        ("livre", "textes/livre"),
        ("livre/scope.md", "livre/portee.md"),
        ("questions.yaml", "aide/questions.yaml"),
        ("texte/tout.md#liste", "#checklist"),
        ("guides/renewal.md#delai", "#time"),
    ];
    for (from, to) in moves {
        let before = inputs();
        let old = built(&before, &mut Cache::default());
        let relocation = match relocate(&before, &mut Cache::default(), from, to) {
            Ok(relocation) => relocation,
            Err(Refusal::Faults(faults)) => {
                panic!("{from} -> {to}: {}", render(Format::Human, &faults, Look::plain(Tongue::English)))
            }
            Err(_) => panic!("{from} -> {to} is refused"),
        };
        let new = built(&relocation.edits.applied(&before), &mut Cache::default());
        assert_eq!(complaints(&new), "", "{from} -> {to}");
        let addresses = old.files.keys().map(|address| &**address);
        let gone: Vec<&str> = addresses.filter(|address| !new.files.contains_key(*address)).collect();
        assert_eq!(gone, Vec::<&str>::new(), "{from} -> {to}");
    }
    // What has an address of its own keeps it when only its file is renamed.
    let renamed = relocate(&inputs(), &mut Cache::default(), "guides/renewal.md", "guides/renew.md");
    assert_eq!(renamed.map(|relocation| relocation.redirects).unwrap_or(usize::MAX), 0);
}

#[test]
fn a_new_slug_is_a_lost_address_until_it_is_redirected() {
    let mut site = inputs();
    let routes = diglot::edit::snapshot::routes(&built(&site, &mut Cache::default()).outcome.site);
    let record: String = routes.into_iter().map(|line| line + "\n").collect();
    insert(&mut site, "routes.txt", record.into_bytes());
    let page = "---\ntitle: Renouveler\nslug: renouveler\n---\n\n## Délai {#delai}\n";
    insert(&mut site, "content/guides/renewal.fr.md", page.as_bytes().to_vec());
    let found = complaints(&built(&site, &mut Cache::default()));
    let lost = "error[DG-U005]: `/fr/les-guides/renouvellement/` was published and is gone";
    assert!(found.contains(lost), "{found}");
    assert!(!found.contains("/en/"), "{found}");
    let aliased = page.replace("slug: ", "aliases: les-guides/renouvellement\nslug: ");
    insert(&mut site, "content/guides/renewal.fr.md", aliased.into_bytes());
    assert_eq!(complaints(&built(&site, &mut Cache::default())), "");
}
