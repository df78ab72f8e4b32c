//! The dashboard, the documents side by side and the orders of their pages, over real connections.

use crate::{Reply, Running, next_event};
use diglot::build::{Cache, build};
use diglot::load::{Choices, load};
use diglot::serve::orders::{Accept, Order, Reply as Done};
use diglot::serve::{Build, Desk, Hosts, View};
use diglot::source::Digest;
use jiff::civil::{Date, date};
use std::sync::{Arc, Mutex};

const DAY: Date = date(2026, 1, 15);

/// Shows a site of these files; the view is another than usual if `drafts` is set.
fn show(site: &Running, files: &[(&str, &str)], drafts: bool) {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder in it");
        std::fs::write(path, text).expect("a file in it");
    }
    let choices = Choices { as_of: DAY, drafts, base_url: None, levels: Vec::new(), baseline: None };
    let inputs = load(folder.path(), &choices).expect("the folder can be read");
    let outcome = build(&inputs, &mut Cache::default());
    let usual = View { as_of: DAY, drafts: false };
    let findings = outcome.diagnostics.clone().into();
    let desk = Desk::new(outcome.site.clone(), findings, View { as_of: DAY, drafts }, usual);
    site.preview.publish(Build {
        output: Some(outcome.output),
        base_path: outcome.site.config.base.path.clone(),
        problems: Vec::new(),
        site: Some(outcome.site),
        drafts,
        desk: Some(desk),
    });
}

const SETTINGS: &str =
    "title: {fr: Essai, en: Trial}\nlanguages: [fr-CA, en-CA, de]\nsource: fr\nbase_url: https://x.example/docs/\n";

const FILES: [(&str, &str); 6] = [
    ("diglot.yaml", SETTINGS),
    ("content/a/lease.fr.md", "# Le bail & co\n\n## Frais {#fees}\n\n10 $ [x](nulle-part.md)\n"),
    ("content/a/lease.en.md", "# The lease & co\n\n## Fees {#fees}\n\n10 $\n"),
    ("content/only.fr.md", "---\nonly: [fr]\nreason: Local\n---\n# Seul\n\nTexte.\n"),
    ("content/_snippets/s.fr.md", "Extrait.\n"),
    ("content/_snippets/s.en.md", "Snippet.\n"),
];

fn shown() -> Running {
    let site = Running::empty(Hosts::Own);
    show(&site, &FILES, false);
    site
}

#[test]
fn there_is_nothing_to_look_at_before_the_first_build() {
    let site = Running::empty(Hosts::Own);
    for path in ["/__diglot/", "/__diglot/pair/a"] {
        let reply = site.get(path);
        assert_eq!((reply.status, reply.header("content-type")), (503, "text/html; charset=utf-8"), "{path}");
        assert!(reply.text().contains("Première construction"), "{}", reply.text());
    }
}

#[test]
fn pages_of_the_desk_allow_nothing_from_elsewhere_nor_inline() {
    let site = shown();
    for path in ["/__diglot/", "/__diglot/?view=problems", "/__diglot/pair/a/lease", "/__diglot/pair/nothing"] {
        let reply = site.get(path);
        let policy = reply.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        for inline in [" style=", "<style", " onclick=", "<script>", "http://", "https://"] {
            assert!(!reply.text().contains(inline), "{path} has {inline}: {}", reply.text());
        }
        assert_eq!(reply.header("cache-control"), "no-store");
    }
    for (name, kind) in [("desk.css", "text/css; charset=utf-8"), ("desk.js", "text/javascript; charset=utf-8")] {
        let reply = site.get(&format!("/__diglot/{name}"));
        assert_eq!((reply.status, reply.header("content-type")), (200, kind));
    }
}

#[test]
fn documents_stand_side_by_side_in_any_two_languages() {
    let site = shown();
    let page = site.get("/__diglot/pair/a/lease");
    assert_eq!(page.status, 200);
    for part in ["<h1>Le bail &amp; co</h1>", "data-lang=\"en\"", "id=\"fees\"", "nulle-part.md", "DG-L001"] {
        assert!(page.text().contains(part), "{part}: {}", page.text());
    }
    let english = site.get("/__diglot/pair/a/lease?ui=en&right=de");
    assert!(english.text().contains("There is no such document in Deutsch"), "{}", english.text());
    let neither = site.get("/__diglot/pair/a/lease?left=en&right=de&ui=en");
    assert!(neither.text().contains("Neither of the two texts is the source (French)"), "{}", neither.text());
    assert!(!neither.text().contains("data-act=\"accept\""));
    let swapped = site.get("/__diglot/pair/a/lease?left=en&right=fr");
    let (fees, frais) = (swapped.text().find("## Fees"), swapped.text().find("## Frais"));
    assert!(fees < frais && fees.is_some() && swapped.text().contains("data-act=\"accept\""));
    let only = site.get("/__diglot/pair/only");
    assert!(only.status == 200 && only.text().contains("Texte."), "{}", only.text());
    assert!(site.get("/__diglot/pair/_snippets/s").text().contains("Snippet."));
    for hostile in
        ["/__diglot/pair/../../etc/passwd", "/__diglot/pair/%2e%2e/x", "/__diglot/pair/%ff", "/__diglot/pair/a/lease/"]
    {
        let reply = site.get(hostile);
        assert_eq!(reply.status, 404, "{hostile}: {}", reply.text());
    }
    assert!(site.get("/__diglot/pair/%3Cb%3E").text().contains("« &lt;b&gt; »"));
}

#[test]
fn a_page_leads_to_its_document() {
    let site = shown();
    let cases = [
        ("page=/docs/fr/a/lease/", "/__diglot/pair/a/lease"),
        ("page=/docs/en/a/lease/&at=fees", "/__diglot/pair/a/lease?right=en#fees"),
        ("page=%2Fdocs%2Ffr%2Fa%2F", "/__diglot/?folder=a"),
        ("page=/docs/nowhere/", "/__diglot/"),
        ("page=https://evil.example/", "/__diglot/"),
        ("", "/__diglot/"),
    ];
    for (query, location) in cases {
        let reply = site.get(&format!("/__diglot/pair/?{query}"));
        assert_eq!((reply.status, reply.header("location")), (307, location), "{query}");
    }
}

#[test]
fn the_dashboard_sends_a_page_at_a_time() {
    let site = Running::empty(Hosts::Own);
    let documents: Vec<(String, String)> =
        (0..250).map(|at| (format!("content/f{}/d{at:03}.fr.md", at % 3), format!("# Éèà {at}\n"))).collect();
    let files = std::iter::once(("diglot.yaml", SETTINGS));
    let files: Vec<(&str, &str)> = files.chain(documents.iter().map(|(path, text)| (&**path, &**text))).collect();
    show(&site, &files, false);
    let rows = |path: &str| site.get(path).text().matches("<tr data-key").count();
    // Each in two other languages.
    assert_eq!(rows("/__diglot/"), 100);
    assert_eq!(rows("/__diglot/?lang=en&from=200"), 50);
    assert_eq!(rows("/__diglot/?lang=en&from=9999"), 50);
    assert_eq!(rows("/__diglot/?lang=en&from=x"), 100);
    assert_eq!(rows("/__diglot/?lang=en&folder=f1"), 83);
    assert_eq!(rows("/__diglot/?lang=en&folder=f"), 0);
    assert_eq!(rows("/__diglot/?lang=en&q=eea+249"), 1);
    assert_eq!(rows("/__diglot/?lang=en&state=current"), 0);
    assert_eq!(rows("/__diglot/?lang=en&state=missing&q=d00"), 10);
    assert!(site.get("/__diglot/?q=%3Cscript%3E").text().contains("value=\"&lt;script&gt;\""));
    assert!(site.get("/__diglot/").body.len() < 150_000);
}

/// Sends an order as a page of this run does.
fn order(site: &Running, action: &str, body: &str) -> Reply {
    let token = next_event(&mut site.events("page=/"))["token"].as_str().expect("a token").to_owned();
    let (host, length) = (site.address, body.len());
    site.send(&format!(
        "POST /__diglot/do/{action} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nOrigin: http://{host}\r\n\
         X-Diglot-Token: {token}\r\nContent-Length: {length}\r\n\r\n{body}"
    ))
}

#[test]
fn orders_arrive_as_they_were_given_and_are_answered() {
    let site = shown();
    let body =
        "{\"document\":\"a/lease\",\"lang\":\"en\",\"unit\":\"fees\",\"seen\":\"ff\",\"waive\":\" why \\n not \"}";
    assert_eq!(order(&site, "accept", body).status, 503, "nobody obeys");
    let given: Arc<Mutex<Vec<Order>>> = Arc::default();
    let answers = Mutex::new(vec![
        None,
        Some(Done::Shown),
        Some(Done::Shown),
        Some(Done::Refused { fr: "Non".into(), en: "No".into() }),
        Some(Done::Changed { fr: "Relisez".into(), en: "Look again".into() }),
        Some(Done::Accepted(3)),
    ]);
    let heard = given.clone();
    site.preview.obeyed_by(move |job| {
        heard.lock().expect("no panic").push(job.order.clone());
        if let Some(answer) = answers.lock().expect("no panic").pop().expect("an answer for each") {
            job.reply(answer);
        }
    });
    let accepted = order(&site, "accept", body);
    assert_eq!((accepted.status, accepted.text()), (200, "{\"accepted\":3}"));
    let changed = order(&site, "accept", "{\"document\":\"a\",\"lang\":\"en\",\"seen\":\"0\"}");
    assert_eq!((changed.status, changed.text()), (409, "{\"message_fr\":\"Relisez\",\"message_en\":\"Look again\"}"));
    assert_eq!(order(&site, "accept", "{\"document\":\"a\",\"lang\":\"en\",\"seen\":\"0\"}").status, 422);
    assert_eq!(order(&site, "view", "{\"as_of\":\"2027-02-28\"}").status, 200);
    assert_eq!(order(&site, "view", "{\"usual\":true}").status, 200);
    assert_eq!(order(&site, "view", "{\"drafts\":true}").status, 503, "an order that is dropped has failed");
    let accept = |document: &str, unit: Option<&str>, seen: u128, waive: Option<&str>| {
        Order::Accept(Accept {
            document: document.into(),
            lang: "en".into(),
            unit: unit.map(str::to_owned),
            seen: Digest(seen),
            waive: waive.map(str::to_owned),
        })
    };
    let expected = [
        accept("a/lease", Some("fees"), 255, Some("why not")),
        accept("a", None, 0, None),
        accept("a", None, 0, None),
        Order::Show { as_of: Some(date(2027, 2, 28)), drafts: None },
        Order::Usual,
        Order::Show { as_of: None, drafts: Some(true) },
    ];
    assert_eq!(*given.lock().expect("no panic"), expected);
    let malformed = [
        ("accept", ""),
        ("accept", "{}"),
        ("accept", "{\"document\":\"a\",\"lang\":\"en\",\"seen\":\"xyz\"}"),
        ("accept", "{\"document\":\"a\",\"lang\":\"en\",\"seen\":\"0\",\"path\":\"/etc/passwd\"}"),
        ("accept", "{\"document\":\"a\",\"lang\":\"en\",\"seen\":\"0\",\"waive\":\" \"}"),
        ("view", "{\"as_of\":\"2027-02-30\"}"),
        ("view", "[]"),
    ];
    for (action, body) in malformed {
        assert_eq!(order(&site, action, body).status, 400, "{action} {body}");
    }
    assert_eq!(given.lock().expect("no panic").len(), expected.len(), "none of these was an order");
}

#[test]
fn orders_need_a_page_of_this_run() {
    let site = shown();
    site.preview.obeyed_by(|_| panic!("nothing is obeyed"));
    for action in ["accept", "view"] {
        let path = format!("/__diglot/do/{action}");
        assert_eq!((site.get(&path).status, site.get(&path).header("allow")), (405, "POST"), "{path}");
        let own = format!("http://{}", site.address);
        for headers in [vec![], vec![("Origin", &*own)], vec![("Origin", &*own), ("X-Diglot-Token", "0")]] {
            let headers: Vec<(&str, &str)> = headers.into_iter().chain([("Content-Length", "0")]).collect();
            assert_eq!(site.ask("POST", &path, &headers).status, 403, "{path} {headers:?}");
        }
    }
    let open = Running::empty(Hosts::Any);
    let own = format!("http://{}", open.address);
    let reply = open.ask("POST", "/__diglot/do/accept", &[("Origin", &own), ("Content-Length", "0")]);
    assert_eq!(reply.status, 403, "nothing acts where others look");
}

#[test]
fn pages_are_told_of_another_view() {
    let site = shown();
    assert_eq!(next_event(&mut site.events("page=/docs/fr/a/lease/"))["view"], serde_json::Value::Null);
    show(&site, &FILES, true);
    let event = next_event(&mut site.events("page=/docs/fr/a/lease/"));
    assert_eq!(event["view"], serde_json::json!({"as_of": "2026-01-15", "moved": false, "drafts": true}));
}
