//! Turns links to a server that misbehaves in every way into what `diglot check --external` says of them.
//!
//! Everything happens on loopback: nothing here asks the internet.

mod server;

use serde_json::Value;
use server::{Server, answer, is_up, nobody};
use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Output};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Loopback may be asked, and nothing takes long.
const SETTINGS: &str = "private: 127.0.0.1, pause: 0, timeout: 2, attempts: 2";

/// A site of one page with a link on each line, the first on line 3.
struct Site(TempDir);

impl Site {
    fn new(external: &str, links: &[String]) -> Site {
        let site = Site(TempDir::new().expect("a folder"));
        fs::create_dir(site.0.path().join("content")).expect("a folder");
        site.settings(external);
        let text: String = links.iter().map(|link| format!("- <{link}>\n")).collect();
        fs::write(site.0.path().join("content/a.en.md"), format!("# A\n\n{text}")).expect("written");
        site
    }

    fn settings(&self, external: &str) {
        let text = format!("title: Trial\nlanguages: [en]\nlevels: {{DG-L013: off}}\nexternal: {{{external}}}\n");
        fs::write(self.0.path().join("diglot.yaml"), text).expect("written");
    }

    fn run(&self, option: &str, environment: &[(&str, &str)]) -> Ran {
        self.run_all(&[option], environment)
    }

    fn run_all(&self, options: &[&str], environment: &[(&str, &str)]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
        for name in ["ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"] {
            command.env_remove(name).env_remove(name.to_lowercase());
        }
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "SOURCE_DATE_EPOCH"] {
            command.env_remove(name);
        }
        command.envs(environment.iter().copied()).current_dir(self.0.path());
        Ran::new(&command.args(["check", "--format", "json"]).args(options).output().expect("it starts"))
    }

    fn check(&self) -> Ran {
        self.run("--external", &[])
    }
}

struct Ran {
    status: i32,
    err: String,
    diagnostics: Vec<Value>,
}

impl Ran {
    fn new(output: &Output) -> Ran {
        // Without a network there is no report.
        let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        Ran {
            status: output.status.code().expect("no signal"),
            err: String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or_default().to_owned(),
            diagnostics: report["diagnostics"].as_array().cloned().unwrap_or_default(),
        }
    }

    /// Code and what stands at the place, by the link.
    fn said(&self, links: &[String]) -> BTreeMap<String, String> {
        let said = self.diagnostics.iter().map(|found| {
            let line = found["line"].as_u64().expect("a number") as usize;
            let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
            (links[line - 3].clone(), format!("{} {}", text("code"), text("label")))
        });
        said.collect()
    }
}

#[test]
fn every_way_to_misbehave_has_its_verdict() {
    let other = Server::start(None);
    let server = Server::start(Some(other.address));
    assert!(is_up(&server) && is_up(&other));
    let refused = format!("http://{}/", nobody());
    let elsewhere = format!("the new address is `http://{}/ok`", other.address);
    let here = |path: &str| format!("DG-E006 the new address is `{}`", server.url(path));
    let cases: Vec<(String, String)> = [
        ("/ok", ""),
        ("/missing", "DG-E001 the server answers 404"),
        ("/gone", "DG-E001 the server answers 410"),
        ("/forbidden", "DG-E004 the server answers 403"),
        ("/head-403", ""),
        ("/head-404", ""),
        ("/head-405", ""),
        ("/head-501", ""),
        ("/head-closes", ""),
        ("/busy", ""),
        ("/busy-date", ""),
        ("/busy-always", "DG-E004 the server answers 429"),
        ("/flaky", ""),
        ("/down", "DG-E003 the server answers 500"),
        ("/chain", &here("/ok?a=1&b=2")),
        ("/chain-2", &here("/ok?a=1&b=2")),
        ("/temporary", ""),
        ("/moved-for-now", &here("/temporary")),
        ("/by-language", ""),
        ("/moved-to-nothing", "DG-E001 the server answers 404"),
        ("/loop", "DG-E003 the server redirects without end"),
        ("/cookies", "DG-E004 the server demands cookies"),
        ("/away", &format!("DG-E006 {elsewhere}")),
        ("/inside", "DG-E004 the server redirects into a private network"),
        ("/no-location", "DG-E003 the server answers 302"),
        ("/never", "DG-E003 the server did not answer in time"),
        ("/slow", "DG-E003 the server did not answer in time"),
        ("/closes", "DG-E003 the server hung up before it had answered"),
        ("/garbage", "DG-E003 the answer is no HTTP"),
        ("/large-head", "DG-E003 the answer is no HTTP"),
        ("/page#top-of-page", ""),
        ("/page#named", ""),
        ("/page#été", ""),
        ("/page#%C3%A9t%C3%A9", ""),
        ("/page#L10", ""),
        ("/page#:~:text=B", ""),
        ("/page#topofpage", "DG-E005 no id of this name"),
        ("/page#Named", "DG-E005 no id of this name"),
        ("/script#route", ""),
        ("/login#section", ""),
        ("/temporary-page#absent", "DG-E005 no id of this name"),
        ("/odd|`^{}?|`^{}'", ""),
        ("/file.pdf#page=2", ""),
        ("/error-page#x", "DG-E004 the server answers 403"),
        ("/packed#packed", ""),
        ("/packed#unpacked", "DG-E005 no id of this name"),
        ("/packed-unasked#absent", ""),
        ("/short#named", ""),
        ("/long#top-of-page", ""),
        ("/huge#named", ""),
    ]
    .iter()
    .map(|(path, said)| (server.url(path), (*said).to_owned()))
    .chain([
        // Two fragments of one page that ends too early: one was there before the end.
        (other.url("/short#absent"), "DG-E003 the server hung up before it had answered".to_owned()),
        (other.url("/huge#absent"), String::new()),
        (refused, "DG-E003 nobody accepts the connection".to_owned()),
        (server.url("/tls").replace("http:", "https:"), "DG-E003 the server offers no known encryption".to_owned()),
    ])
    .collect();
    let links: Vec<String> = cases.iter().map(|(link, _)| link.clone()).collect();
    let site = Site::new(SETTINGS, &links);
    let start = Instant::now();
    let ran = site.check();
    let time = start.elapsed();
    let said = ran.said(&links);
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(link, expected)| said.get(link).map_or("", String::as_str) != expected)
        .map(|(link, expected)| {
            format!("{link}: `{}` instead of `{expected}`", said.get(link).map_or("", String::as_str))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}\n{}", wrong.join("\n"), ran.err);
    assert_eq!(ran.status, 1);
    assert!(time < Duration::from_secs(30), "{time:?}");
    for seen in server.seen() {
        assert!(seen.head.to_lowercase().contains("user-agent: diglot/"), "{}", seen.head);
        assert!(!seen.head.to_lowercase().contains("cookie:"), "{}", seen.head);
    }
    let moved = ran.diagnostics.iter().find(|found| found["message"].as_str().unwrap_or_default().contains("/chain`"));
    assert_eq!(moved.expect("it moved")["fix"]["replacement"], server.url("/ok?a=1&b=2"));
}

#[test]
fn good_answers_are_kept_and_failures_are_counted() {
    let server = Server::start(None);
    let links = vec![server.url("/ok"), server.url("/down"), server.url("/page#absent"), server.url("/page#named")];
    let site = Site::new(&format!("{SETTINGS}, fail_after: {{trouble: 2}}"), &links);
    let first = site.check();
    assert_eq!(first.said(&links)[&links[1]], "DG-E003 the server answers 500");
    assert_eq!((first.status, first.err.as_str()), (0, "External links: 3 addresses asked for"));
    let page = ["GET /page", "HEAD /ok"];
    assert_eq!(server.requests(), ["GET /down", "GET /page", "HEAD /down", "HEAD /ok"], "HEAD is tried first");
    let second = site.check();
    assert_eq!(second.said(&links)[&links[1]], "DG-E002 the server answers 500");
    assert_eq!((second.status, second.err.as_str()), (1, "External links: 2 addresses asked for, 1 on record"));
    assert!(!server.requests().contains(&page[1].to_owned()), "a good answer is taken on trust");
    // Without a network, the same is said, and nothing is counted.
    for _ in 0..2 {
        let offline = site.run("--offline", &[]);
        assert_eq!(offline.diagnostics, second.diagnostics);
        assert_eq!(offline.err, "External links: 3 on record");
        assert!(server.requests().is_empty());
    }
    // One good answer ends the row.
    server.answer("/down", &answer("200 OK", "", ""));
    assert!(!site.check().said(&links).contains_key(&links[1]));
    let kept = fs::read_to_string(site.0.path().join(".diglot/external")).expect("a file");
    assert!(kept.contains("/down") && kept.contains("\"runs\": 0"), "{kept}");
    // What is kept has an age.
    server.requests();
    site.settings(&format!("{SETTINGS}, max_age: 0"));
    site.check();
    assert!(server.requests().contains(&"HEAD /ok".to_owned()));
}

#[test]
fn a_machine_without_a_network_blames_nobody() {
    let mut links: Vec<String> = (0..3).map(|_| format!("http://{}/", nobody())).collect();
    let site = Site::new(&format!("{SETTINGS}, fail_after: {{trouble: 2}}"), &links);
    for _ in 0..3 {
        let ran = site.check();
        assert_eq!((ran.status, ran.diagnostics.len()), (3, 0));
        assert!(ran.err.starts_with("error: no server could be reached"), "{}", ran.err);
    }
    // One that answers shows that there is a network.
    let server = Server::start(None);
    links.push(server.url("/ok"));
    let text: String = links.iter().map(|link| format!("- <{link}>\n")).collect();
    fs::write(site.0.path().join("content/a.en.md"), format!("# A\n\n{text}")).expect("written");
    let codes: Vec<String> = site.check().said(&links).into_values().collect();
    assert_eq!(codes, ["DG-E003 nobody accepts the connection"; 3], "none was counted before");
}

#[test]
fn what_is_on_no_record_is_unknown_without_a_network() {
    let server = Server::start(None);
    let site = Site::new(SETTINGS, &[server.url("/missing")]);
    let ran = site.run("--offline", &[]);
    assert_eq!((ran.status, ran.diagnostics.len()), (0, 0));
    assert_eq!(ran.err, "External links: 1 never asked for");
    assert!(server.requests().is_empty() && !site.0.path().join(".diglot").exists());
    fs::create_dir(site.0.path().join(".diglot")).expect("a folder");
    fs::write(site.0.path().join(".diglot/external"), "{\"version\": 1, \"addresses\": [").expect("written");
    assert_eq!(site.check().status, 1, "a file that was cut off is no file");
}

#[test]
fn a_finished_site_asks_too_and_says_where_it_stands() {
    let server = Server::start(None);
    let site = Site::new(SETTINGS, &[]);
    let public = site.0.path().join("public");
    fs::create_dir(&public).expect("a folder");
    let links = ["/ok", "/missing", "/page#named", "/page#Named", "/chain"].map(|path| server.url(path));
    let [ok, missing, named, absent, moved] = &links;
    let html = format!(
        "<!doctype html><html lang=en><title>A</title><p>é <a href=\"{missing}\">a</a> <a href='{ok}'>b</a>\n\
         <p><a href={named}>c</a> <a href=\"{absent}\">d</a>\n<img src=\"{moved}\" alt=e>\n\
         <form action=\"{missing}\"><a href=\"mailto:a@b.ca\">f</a></form><a href=gone.html>g</a></html>\n"
    );
    fs::write(public.join("index.html"), html).expect("written");
    let ran = site.run_all(&["--site", "public", "--external"], &[]);
    let said = |ran: &Ran| -> Vec<String> {
        let line = |found: &Value| {
            assert!(found["fix"].is_null(), "nothing is written into a finished page");
            assert_eq!(found["path"], "public/index.html");
            format!("{} {}:{}", found["code"].as_str().unwrap_or_default(), found["line"], found["column"])
        };
        // The server's own machine is the reader's own, which another rule says.
        let all = ran.diagnostics.iter().filter(|found| found["code"] != "DG-W005");
        all.map(line).collect()
    };
    let column = |text: &str, what: &str| text.split(what).next().unwrap_or_default().chars().count() + 1;
    let second = format!("<p><a href={named}>c</a> <a href=\"{absent}");
    let expected = [
        "DG-E001 1:60".to_owned(),
        format!("DG-E005 2:{}", column(&second, absent)),
        "DG-E006 3:11".to_owned(),
        format!(
            "DG-W001 4:{}",
            column(&format!("<form action=\"{missing}\"><a href=\"mailto:a@b.ca\">f</a></form><a href="), "?")
        ),
    ];
    assert_eq!(said(&ran), expected, "{}", ran.err);
    assert_eq!(ran.status, 1);
    // What was asked so far is forgotten.
    server.requests();
    let again = site.run_all(&["--site", "public", "--offline"], &[]);
    assert_eq!((said(&again), server.requests().len()), (expected.to_vec(), 0));
    assert!(site.0.path().join(".diglot/external").is_file());
}

#[test]
fn a_host_is_left_alone_between_two_requests() {
    let server = Server::start(None);
    let links: Vec<String> = (0..5).map(|number| server.url(&format!("/{number}"))).collect();
    let site = Site::new("private: 127.0.0.1, pause: 150", &links);
    site.check();
    let seen = server.seen();
    assert_eq!(seen.len(), 5);
    let gaps = seen.windows(2).map(|pair| pair[1].at.duration_since(pair[0].at));
    // The clock of the client decides, and the thread of the server may be late.
    assert!(seen[4].at.duration_since(seen[0].at) > Duration::from_millis(500), "{:?}", gaps.collect::<Vec<_>>());
}

#[test]
fn what_is_private_or_skipped_is_never_asked_for() {
    let server = Server::start(None);
    let port = server.address.port();
    let links = vec![
        server.url("/a"),
        format!("http://localhost:{port}/b"),
        format!("http://user:word@127.0.0.1:{port}/c"),
        format!("http://[::ffff:127.0.0.1]:{port}/d"),
        "https://www.example.org/".to_owned(),
    ];
    let site = Site::new("pause: 0", &links);
    let ran = site.check();
    assert_eq!((ran.status, ran.diagnostics.len(), ran.err.as_str()), (0, 0, "External links: 5 left out"));
    assert!(server.requests().is_empty());
    site.settings(&format!("{SETTINGS}, skip: \"http://127.0.0.1:{port}/*\""));
    site.check();
    assert!(!server.requests().contains(&"HEAD /a".to_owned()));
    site.settings(&format!("{SETTINGS}, only: c.dev"));
    site.check();
    assert!(server.requests().is_empty());
}

#[test]
fn settings_say_what_counts() {
    let server = Server::start(None);
    let links = vec![server.url("/forbidden"), server.url("/page#absent"), server.url("/missing")];
    let host = "hosts: {127.0.0.1: {accept: 403, fragments: false}}";
    let site = Site::new(&format!("{SETTINGS}, {host}, fail_after: {{missing: 2}}"), &links);
    let ran = site.check();
    let said: Vec<String> = ran.said(&links).into_values().collect();
    assert_eq!((ran.status, said), (0, vec!["DG-E003 the server answers 404".to_owned()]));
    assert_eq!(site.check().status, 1);
    // A mistake in the settings, and nobody is asked.
    server.requests();
    site.settings("skip: [a b], colour: red");
    assert_eq!(site.check().status, 2);
    assert!(server.requests().is_empty());
}

#[test]
fn what_has_moved_is_fixed() {
    let server = Server::start(None);
    let links = vec![server.url("/chain"), server.url("/temporary"), server.url("/missing")];
    let site = Site::new(SETTINGS, &links);
    let ran = site.run_all(&["--external", "--fix"], &[]);
    assert_eq!((ran.status, ran.said(&links).len()), (1, 1), "what is missing is left: {:?}", ran.diagnostics);
    let text = fs::read_to_string(site.0.path().join("content/a.en.md")).expect("a file");
    assert_eq!(text.matches(&server.url("/ok?a=1&b=2")).count(), 1, "{text}");
    assert!(!text.contains("/chain") && text.contains("/temporary"), "{text}");
    let again = site.run_all(&["--external", "--fix"], &[]);
    assert_eq!(again.said(&links).len(), 1);
    assert_eq!(fs::read_to_string(site.0.path().join("content/a.en.md")).expect("a file"), text);
}

#[test]
fn certificates_are_checked() {
    let server = Server::encrypted();
    let links = vec![server.url("/ok").replace("http:", "https:")];
    let site = Site::new(SETTINGS, &links);
    let certificate = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixture/tls/cert.pem");
    let distrusting = site.check();
    assert_eq!(distrusting.said(&links)[&links[0]], "DG-E003 the server's certificate is not valid");
    // A system without certificates has those that come with the program, which do not vouch for this server either.
    let bare = site.run("--external", &[("SSL_CERT_FILE", "/nowhere/at-all.pem")]);
    assert_eq!(bare.said(&links)[&links[0]], "DG-E003 the server's certificate is not valid");
    // Where the system can be told whom to trust, it is asked.
    if cfg!(target_os = "linux") {
        assert!(site.run("--external", &[("SSL_CERT_FILE", certificate)]).diagnostics.is_empty());
    }
}

#[test]
fn a_proxy_of_the_environment_is_used() {
    let proxy = Server::start(None);
    let url = format!("http://{}", proxy.address);
    let site = Site::new("pause: 0, timeout: 2, attempts: 1", &["http://docs.diglot-test.dev/missing".to_owned()]);
    let ran = site.run("--external", &[("HTTP_PROXY", &url), ("http_proxy", &url), ("ALL_PROXY", &url)]);
    let seen = proxy.seen();
    assert!(seen.iter().any(|seen| seen.head.contains("docs.diglot-test.dev")), "{seen:?} {}", ran.err);
    let label = ran.diagnostics.first().map(|found| found["label"].clone()).unwrap_or_default();
    assert_eq!(label, "the server answers 404");
}
