//! The preview's server over real connections on this machine, with a small site made by hand.

#[path = "desk/http.rs"]
mod desk;

use diglot::build::{Cache, build};
use diglot::diag::{Severity, Tongue};
use diglot::link::{Page, Shows};
use diglot::load::{Choices, load};
use diglot::output::{Class, Entry, Output, Rendered};
use diglot::serve::{Build, Hosts, Place, Preview, Problem, bind};
use diglot::source::{Digest, Span};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// A server of one test; stops with it.
struct Running {
    preview: Preview,
    address: SocketAddr,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    fn empty(hosts: Hosts) -> Running {
        let preview = Preview::new(Tongue::French);
        let server = bind(LOOPBACK, 0, hosts).expect("a free port").patience(Duration::from_millis(600));
        let address = server.address();
        let shared = preview.clone();
        let thread = std::thread::spawn(move || server.run(&shared).expect("the server runs"));
        Running { preview, address, thread: Some(thread) }
    }

    fn with(files: &[(&str, &str)]) -> Running {
        let running = Running::empty(Hosts::Own);
        running.publish(files, Vec::new());
        running
    }

    fn publish(&self, files: &[(&str, &str)], problems: Vec<Problem>) {
        self.preview.publish(Build {
            output: Some(output(files)),
            base_path: "/docs/".into(),
            problems,
            site: None,
            drafts: false,
            desk: None,
        });
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("the server listens");
        stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a timeout");
        stream
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
        let host = format!("Host: {}\r\n", self.address);
        let host = if headers.iter().any(|(name, _)| *name == "Host") { "" } else { &host };
        let lines: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        self.send(&format!("{method} {path} HTTP/1.1\r\n{host}Connection: close\r\n{lines}\r\n"))
    }

    fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, &[])
    }

    fn send(&self, request: &str) -> Reply {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("the request is sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("the reply ends");
        Reply::parse(&bytes)
    }

    fn events(&self, query: &str) -> BufReader<TcpStream> {
        let mut stream = self.connect();
        let request = format!("GET /__diglot/events?{query} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).expect("the request is sent");
        BufReader::new(stream)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.preview.stop();
        let ended = self.thread.take().expect("dropped once").join();
        assert!(ended.is_ok() || std::thread::panicking());
    }
}

struct Reply {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Reply {
    fn parse(bytes: &[u8]) -> Reply {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a header that ends");
        let head = std::str::from_utf8(&bytes[..end]).expect("an ASCII header");
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
        let headers = lines.filter_map(|line| line.split_once(": ")).map(|(n, v)| (n.to_lowercase(), v.to_owned()));
        Reply { status: status.expect("a status"), headers: headers.collect(), body: bytes[end + 4..].to_vec() }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }
}

fn output(files: &[(&str, &str)]) -> Output {
    let bytes: BTreeMap<String, Arc<[u8]>> =
        files.iter().map(|(address, text)| (address.to_string(), Arc::from(text.as_bytes()))).collect();
    let entries = files.iter().map(|(address, text)| {
        let class = if address.ends_with(".html") { Class::Page } else { Class::Asset };
        (Box::from(*address), Entry { key: Digest::of(text.as_bytes()), class })
    });
    let render = move |address: &str| {
        assert!(!address.contains("panic"), "this page cannot be made");
        Rendered::plain(bytes[address].clone())
    };
    Output::new(entries.collect(), Arc::new(render))
}

const SITE: &[(&str, &str)] = &[
    ("404.html", "<html><body>neither</body></html>"),
    ("en/404.html", "<html lang=en><body>Not found</body></html>"),
    ("en/a/index.html", "<html lang=en><body>The page</body></html>"),
    ("en/index.html", "<html lang=en><body>Home</body></html>"),
    ("fr/404.html", "<html lang=fr><body>Introuvable</body></html>"),
    ("fr/délais/index.html", "<html lang=fr><body>Les délais</body></html>"),
    ("fr/index.html", "<html lang=fr><body>Accueil</body></html>"),
    ("index.html", "<html><body>Languages</body></html>"),
    ("panic/index.html", ""),
    ("static/data.bin", "0123456789"),
    ("static/logo.svg", "<svg/>"),
    ("static/site.css", "body{}"),
];

fn problem(severity: Severity, message: &str) -> Problem {
    Problem {
        severity,
        code: "DG-L001".into(),
        message_fr: format!("{message} (fr)"),
        message_en: format!("{message} (en)"),
        path: "content/a.fr.md".into(),
        line: 3,
        column: 7,
        help_fr: Some("écrivez <b>".into()),
        help_en: Some("write <b>".into()),
        also: Vec::new(),
        stops: false,
        places: vec![("content/a.fr.md".into(), Span::new(20, 24))],
    }
}

#[test]
fn pages_and_assets_have_the_type_of_their_suffix() {
    let site = Running::with(SITE);
    let cases = [
        ("/docs/", "text/html; charset=utf-8", "Languages"),
        ("/docs/fr/", "text/html; charset=utf-8", "Accueil"),
        ("/docs/fr/index.html", "text/html; charset=utf-8", "Accueil"),
        ("/docs/fr/d%C3%A9lais/", "text/html; charset=utf-8", "Les délais"),
        ("/docs/en/a/?q=1", "text/html; charset=utf-8", "The page"),
        ("/docs/static/site.css", "text/css; charset=utf-8", "body{}"),
        ("/docs/static/logo.svg", "image/svg+xml; charset=utf-8", "<svg/>"),
        ("/docs/static/data.bin", "application/octet-stream", "0123456789"),
    ];
    for (path, kind, part) in cases {
        let reply = site.get(path);
        assert_eq!((reply.status, reply.header("content-type")), (200, kind), "{path}");
        assert!(reply.text().contains(part), "{path}: {}", reply.text());
        assert_eq!(reply.header("content-length"), reply.body.len().to_string(), "{path}");
    }
}

#[test]
fn the_script_is_added_on_the_way_out_and_only_to_html() {
    let site = Running::with(SITE);
    let page = site.get("/docs/en/a/");
    let digest = Digest::of(SITE[2].1.as_bytes()).short(32);
    let tag =
        format!("<script src=\"/__diglot/reload.js\" type=\"module\" data-digest=\"{digest}\"></script>\n</body>");
    assert!(page.text().contains(&tag), "{}", page.text());
    assert!(page.header("etag").contains("-live"));
    assert_eq!(site.get("/docs/static/logo.svg").text(), "<svg/>");
    let script = site.get("/__diglot/reload.js");
    assert_eq!((script.status, script.header("content-type")), (200, "text/javascript; charset=utf-8"));
    assert!(script.text().contains("EventSource"));
}

#[test]
fn the_site_is_below_its_base_path() {
    let site = Running::with(SITE);
    let root = site.get("/");
    assert_eq!((root.status, root.header("location")), (307, "/docs/"));
    assert_eq!(site.get("/docs").header("location"), "/docs/");
    for path in ["/other/", "/fr/", "/docsfr/"] {
        let outside = site.get(path);
        assert_eq!(outside.status, 404, "{path}");
        assert!(outside.text().contains("href=\"/docs/\""), "{path}: {}", outside.text());
    }
}

#[test]
fn a_directory_without_its_slash_is_a_redirect() {
    let site = Running::with(SITE);
    let cases = [
        ("/docs/fr", "/docs/fr/"),
        ("/docs/fr/d%c3%a9lais", "/docs/fr/d%C3%A9lais/"),
        ("/docs/en/a?x=1&y=%20", "/docs/en/a/?x=1&y=%20"),
    ];
    for (path, location) in cases {
        let reply = site.get(path);
        assert_eq!((reply.status, reply.header("location")), (308, location), "{path}");
        assert_eq!(reply.header("cache-control"), "no-store");
    }
}

#[test]
fn a_missing_page_is_told_in_the_language_of_its_address() {
    let site = Running::with(SITE);
    let cases = [
        ("/docs/fr/x/", "Introuvable"),
        ("/docs/fr/x/y.html", "Introuvable"),
        ("/docs/en/x", "Not found"),
        ("/docs/de/x", "neither"),
        ("/docs/x", "neither"),
    ];
    for (path, text) in cases {
        let reply = site.get(path);
        assert_eq!((reply.status, reply.header("content-type")), (404, "text/html; charset=utf-8"), "{path}");
        assert!(reply.text().contains(text), "{path}: {}", reply.text());
        assert!(reply.text().contains("/__diglot/reload.js"), "{path}");
    }
    let bare = Running::with(&[("index.html", "x")]);
    let reply = bare.get("/docs/x");
    assert_eq!(reply.status, 404);
    assert!(reply.text().contains("Page introuvable"), "{}", reply.text());
}

#[test]
fn what_is_known_is_not_sent_again() {
    let site = Running::with(SITE);
    for path in ["/docs/en/a/", "/docs/static/site.css", "/__diglot/reload.js"] {
        let tag = site.get(path).header("etag").to_owned();
        assert!(tag.len() > 30, "{path}: {tag}");
        for given in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".into()] {
            let again = site.ask("GET", path, &[("If-None-Match", &given)]);
            assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, &*tag), "{path} {given}");
        }
        assert_eq!(site.ask("GET", path, &[("If-None-Match", "\"x\"")]).status, 200, "{path}");
    }
    let missing = site.ask("GET", "/docs/fr/x", &[("If-None-Match", "*")]);
    assert_eq!(missing.status, 404);
}

#[test]
fn a_changed_page_has_another_tag() {
    let site = Running::with(SITE);
    let tag = site.get("/docs/").header("etag").to_owned();
    site.publish(&[("index.html", "<body>other</body>")], Vec::new());
    let reply = site.ask("GET", "/docs/", &[("If-None-Match", &tag)]);
    assert_eq!(reply.status, 200);
    assert!(reply.text().contains("other"));
}

#[test]
fn a_part_of_a_file() {
    let site = Running::with(SITE);
    let path = "/docs/static/data.bin";
    let tag = site.get(path).header("etag").to_owned();
    let part = site.ask("GET", path, &[("Range", "bytes=2-4")]);
    assert_eq!((part.status, part.text(), part.header("content-range")), (206, "234", "bytes 2-4/10"));
    assert_eq!(part.header("content-length"), "3");
    assert_eq!(site.ask("GET", path, &[("Range", "bytes=-2")]).text(), "89");
    let past = site.ask("GET", path, &[("Range", "bytes=10-")]);
    assert_eq!((past.status, past.header("content-range")), (416, "bytes */10"));
    assert_eq!(site.ask("GET", path, &[("Range", "bytes=0-1"), ("If-Range", &tag)]).status, 206);
    assert_eq!(site.ask("GET", path, &[("Range", "bytes=0-1"), ("If-Range", "\"old\"")]).status, 200);
    assert_eq!(site.ask("GET", path, &[("Range", "bytes=0-1,3-4")]).status, 200);
    assert_eq!(site.ask("GET", "/docs/en/a/", &[("Range", "bytes=0-1")]).status, 200);
}

#[test]
fn head_is_get_without_the_body() {
    let site = Running::with(SITE);
    for path in ["/docs/en/a/", "/docs/static/data.bin", "/docs/fr/x", "/docs/fr"] {
        let (get, head) = (site.get(path), site.ask("HEAD", path, &[]));
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{path}");
        for name in ["content-type", "content-length", "etag", "location"] {
            assert_eq!(head.header(name), get.header(name), "{path} {name}");
        }
    }
}

#[test]
fn other_methods_are_refused() {
    let site = Running::with(SITE);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"] {
        for path in ["/docs/", "/__diglot/events", "/__diglot/reload.js"] {
            let reply = site.ask(method, path, &[("Content-Length", "0")]);
            assert_eq!((reply.status, reply.header("allow")), (405, "GET, HEAD"), "{method} {path}");
        }
    }
}

#[test]
fn no_path_leads_out_of_the_site() {
    let site = Running::with(SITE);
    let malformed = [
        "/docs/../Cargo.toml",
        "/docs/%2e%2e/Cargo.toml",
        "/docs/%2E%2e/",
        "/docs/..%2fCargo.toml",
        "/docs/fr%2findex.html",
        "/docs/..%5cCargo.toml",
        "/docs/a%00b",
        "/docs/%0d%0aSet-Cookie:x",
        "/docs/%ff",
        "/docs/./fr/",
    ];
    for path in malformed {
        assert_eq!(site.get(path).status, 400, "{path}");
    }
    let missing = ["/docs/%252e%252e/Cargo.toml", "/docs//etc/passwd", "/docs/etc/passwd", "/docs/%252e%252e%252fx"];
    for path in missing {
        assert_eq!(site.get(path).status, 404, "{path}");
    }
    assert_eq!(site.get("//evil.example/docs").header("location"), "");
}

#[test]
fn foreign_host_names_are_refused() {
    let site = Running::with(SITE);
    for host in ["evil.example", "evil.example:80", "localhost.evil.example", "10.0.0.1", "user@localhost"] {
        assert_eq!(site.ask("GET", "/docs/", &[("Host", host)]).status, 403, "{host}");
    }
    for host in ["localhost", "LocalHost:1234", "127.0.0.1", "[::1]:99", "docs.localhost"] {
        assert_eq!(site.ask("GET", "/docs/", &[("Host", host)]).status, 200, "{host}");
    }
    assert_eq!(site.send("GET /docs/ HTTP/1.1\r\nConnection: close\r\n\r\n").status, 403);
    let two = "GET /docs/ HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    assert_eq!(site.send(two).status, 403);
    let whole = "GET http://evil.example/docs/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert_eq!(site.send(whole).status, 403);

    let open = Running::empty(Hosts::Any);
    open.publish(SITE, Vec::new());
    assert_eq!(open.ask("GET", "/docs/", &[("Host", "docs.example")]).status, 200);
}

#[test]
fn another_origin_cannot_listen() {
    let site = Running::with(SITE);
    for origin in ["http://evil.example", "null", "http://localhost:1"] {
        assert_eq!(site.ask("GET", "/__diglot/events", &[("Origin", origin)]).status, 403, "{origin}");
    }
    let own = format!("http://{}", site.address);
    assert_eq!(site.ask("GET", "/__diglot/reload.js", &[("Origin", &own)]).status, 200);
    for (asked, status) in [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)] {
        let reply = site.ask("GET", "/__diglot/reload.js", &[("Sec-Fetch-Site", asked)]);
        assert_eq!(reply.status, status, "{asked}");
        assert_eq!(site.ask("GET", "/docs/", &[("Sec-Fetch-Site", asked)]).status, 200, "a link to the site: {asked}");
    }
}

/// A request to act, with these headers beside the host.
fn act(site: &Running, headers: &[(&str, &str)], body: &str) -> Reply {
    let lines: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = body.len();
    let host = site.address;
    site.send(&format!(
        "POST /__diglot/do/nothing HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n{lines}\r\n{body}"
    ))
}

#[test]
fn only_a_page_of_this_run_can_act() {
    let site = Running::with(SITE);
    let own = format!("http://{}", site.address);
    let token = next_event(&mut site.events("page=/docs/"))["token"].as_str().expect("a token").to_owned();
    let (origin, token) = (("Origin", &*own), ("X-Diglot-Token", &*token));
    // Nothing has this name, so nothing acts; what matters is that the guard let it through.
    assert_eq!(act(&site, &[origin, token], "{}").status, 404);
    for headers in [
        vec![],
        vec![origin],
        vec![token],
        vec![("Origin", "null"), token],
        vec![("Origin", "http://evil.example"), token],
        vec![origin, ("X-Diglot-Token", "00000000000000000000000000000000")],
        vec![origin, token, token],
    ] {
        assert_eq!(act(&site, &headers, "{}").status, 403, "{headers:?}");
    }
    for method in ["GET", "PUT", "OPTIONS"] {
        let reply = site.ask(method, "/__diglot/do/nothing", &[origin, token]);
        assert_eq!((reply.status, reply.header("allow")), (405, "POST"), "{method}");
        assert_eq!(reply.header("access-control-allow-origin"), "", "{method}");
    }
    let again = Running::with(SITE);
    let next = next_event(&mut again.events("page=/docs/"))["token"].as_str().expect("a token").to_owned();
    assert_ne!(token.1, next, "each run has a token of its own");
}

#[test]
fn nothing_acts_where_others_look() {
    let site = Running::empty(Hosts::Any);
    site.publish(SITE, Vec::new());
    assert_eq!(next_event(&mut site.events("page=/docs/"))["token"], serde_json::Value::Null);
    let own = format!("http://{}", site.address);
    let reply = act(&site, &[("Origin", &own), ("X-Diglot-Token", "")], "{}");
    assert_eq!(reply.status, 403);
    assert!(reply.text().contains("--host"), "{}", reply.text());
}

/// A request to open a place, as a page of this run makes it; what the editor was given.
fn open(site: &Running, body: &str) -> u16 {
    let own = format!("http://{}", site.address);
    let token = next_event(&mut site.events("page=/docs/en/a/"))["token"].as_str().expect("a token").to_owned();
    let (host, length) = (site.address, body.len());
    let reply = site.send(&format!(
        "POST /__diglot/do/open HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nOrigin: {own}\r\n\
         X-Diglot-Token: {token}\r\nContent-Length: {length}\r\n\r\n{body}"
    ));
    reply.status
}

#[test]
fn only_what_the_build_spoke_of_is_opened() {
    let site = Running::with(SITE);
    site.publish(SITE, vec![problem(Severity::Error, "e")]);
    let place = r#"{"path": "content/a.fr.md", "line": 3, "column": 7}"#;
    assert_eq!(open(&site, place), 501, "nobody named an editor");
    let opened: Arc<Mutex<Vec<Place>>> = Arc::default();
    let shared = opened.clone();
    site.preview.edit_with(Box::new(move |place| {
        shared.lock().expect("nobody panics").push(place.clone());
        if place.line == 9 { Err("no such program".into()) } else { Ok(()) }
    }));
    assert_eq!(open(&site, place), 204);
    assert_eq!(open(&site, r#"{"path": "content/a.fr.md", "line": 9, "column": 1}"#), 500);
    for path in [
        "content/b.fr.md",
        "/etc/passwd",
        "../content/a.fr.md",
        "content/../content/a.fr.md",
        "./content/a.fr.md",
        "",
        "content/a.fr.md\\u0000",
        "content\\\\a.fr.md",
        "content/a.fr.md ",
        "CONTENT/A.FR.MD",
    ] {
        let body = format!(r#"{{"path": "{path}", "line": 1, "column": 1}}"#);
        assert_eq!(open(&site, &body), 404, "{path}");
    }
    for body in [
        "",
        "x",
        "[]",
        "{}",
        r#"{"path": "content/a.fr.md"}"#,
        r#"{"path": "content/a.fr.md", "line": -1, "column": 1}"#,
        r#"{"path": "content/a.fr.md", "line": "1;rm", "column": 1}"#,
        r#"{"path": "content/a.fr.md", "line": 1, "column": 1, "editor": "sh"}"#,
    ] {
        assert_eq!(open(&site, body), 400, "{body}");
    }
    let opened: Vec<_> = opened.lock().expect("nobody panics").iter().map(|place| (place.line, place.column)).collect();
    assert_eq!(opened, [(3, 7), (9, 1)]);
}

#[test]
fn a_page_is_told_what_it_is_as_it_is_published() {
    let site = Running::with(SITE);
    let mut events = site.events("page=/docs/en/a/");
    let page = &next_event(&mut events)["page"];
    assert_eq!(page["html"], SITE[2].1, "the published bytes, without anything of the preview");
    assert_eq!((&page["status"], &page["draft"]), (&200.into(), &false.into()));
    site.publish(SITE, Vec::new());
    assert_eq!(next_event(&mut events)["page"], serde_json::Value::Null, "nothing new, nothing sent");
    let mut files = SITE.to_vec();
    files.remove(2);
    site.publish(&files, Vec::new());
    assert_eq!(next_event(&mut events)["page"]["status"], 404);
}

/// Every element of every page of the manual that has a mark, and what stands at its place.
#[test]
fn marks_lead_from_an_element_to_its_text() {
    let choices = Choices {
        as_of: jiff::civil::date(2026, 11, 22),
        drafts: false,
        base_url: None,
        levels: Vec::new(),
        baseline: None,
    };
    let inputs = load(Path::new(env!("CARGO_MANIFEST_DIR")), &choices).expect("a folder that can be read");
    let built = build(&inputs, &mut Cache::default());
    let mut seen = BTreeMap::new();
    // The words of a page of changes are of two editions at once.
    let is_text = |page: &&Page| page.pair.is_some() && !matches!(page.shows, Shows::Changes(_));
    for page in built.site.pages.iter().filter(is_text) {
        let rendered = built.output.render(&page.address).expect("a page");
        let html = std::str::from_utf8(&rendered.bytes).expect("UTF-8");
        let marks = rendered.marks.of(&rendered.bytes);
        assert!(marks.windows(2).all(|two| two[0].at < two[1].at), "{}", page.address);
        assert!(!marks.is_empty(), "{} has marks", page.address);
        for mark in &marks {
            let tag: String = html[mark.at + 1..].chars().take_while(char::is_ascii_alphanumeric).collect();
            let text = mark.source.slice(mark.span);
            let fits = match &*tag {
                "h1" | "details" | "dt" => true,
                "h2" | "h3" | "h4" | "h5" | "h6" => (text.starts_with('#') || tag == "h2") && text.lines().count() == 1,
                "a" => text.starts_with('[') || text.starts_with('<'),
                "img" => text.starts_with("!["),
                "table" | "div" => text.starts_with(['|', ':', '>', '<']) || mark.source.path().ends_with(".yaml"),
                "pre" | "figure" => text.starts_with(['`', '~', '!', ' ']) || text.starts_with("```"),
                "blockquote" => text.starts_with('>'),
                "ol" | "ul" | "li" => {
                    text.starts_with(['-', '*', '+', '[', ':']) || text.starts_with(|c: char| c.is_ascii_digit())
                }
                _ => !text.is_empty(),
            };
            assert!(fits, "{}: <{tag}> came from {text:?}", page.address);
            *seen.entry(tag).or_insert(0) += 1;
        }
    }
    for tag in ["h1", "h2", "p", "a", "li", "ul", "figure", "details", "dt", "div"] {
        assert!(seen.get(tag) > Some(&3), "{tag}: {seen:?}");
    }
}

#[test]
fn what_cannot_be_made_leaves_the_last_good_page() {
    let site = Running::with(SITE);
    let stopping = Problem { stops: true, ..problem(Severity::Error, "broken settings") };
    site.publish(&[("index.html", "<body>guessed</body>")], vec![stopping.clone()]);
    assert_eq!(site.get("/docs/en/a/").status, 200);
    assert!(site.get("/docs/").text().contains("Languages"));
    let event = next_event(&mut site.events("page=/docs/en/a/"));
    assert_eq!(event["problems"][0]["stops"], true);
    // A first build may be all there is: what can be made of it is shown, and elsewhere what is wrong.
    let first = Running::empty(Hosts::Own);
    first.publish(&[("index.html", "<body>first</body>")], vec![stopping.clone()]);
    first.publish(&[("index.html", "<body>guessed</body>"), ("empty/index.html", "")], vec![stopping]);
    assert!(first.get("/docs/").text().contains("guessed"));
    for path in ["/docs/en/a/", "/docs/empty/"] {
        let reply = first.get(path);
        assert_eq!(reply.status, 500, "{path}");
        assert!(reply.text().contains("content/a.fr.md:3:7"), "{path}: {}", reply.text());
    }
}

#[test]
fn an_endless_or_slow_body_is_refused() {
    let site = Running::with(SITE);
    let own = format!("http://{}", site.address);
    let token = next_event(&mut site.events("page=/docs/"))["token"].as_str().expect("a token").to_owned();
    let headers = [("Origin", &*own), ("X-Diglot-Token", &*token)];
    assert_eq!(act(&site, &headers, &"x".repeat(64 * 1024)).status, 404);
    assert_eq!(act(&site, &headers, &"x".repeat(64 * 1024 + 1)).status, 413);
    let start = Instant::now();
    let mut slow = site.connect();
    let (host, token) = (site.address, headers[1].1);
    let head = format!(
        "POST /__diglot/do/nothing HTTP/1.1\r\nHost: {host}\r\nOrigin: {own}\r\nX-Diglot-Token: {token}\r\nContent-Length: 9\r\n\r\n{{"
    );
    slow.write_all(head.as_bytes()).expect("a body that never ends");
    assert_eq!(site.get("/docs/en/a/").status, 200);
    let mut reply = Vec::new();
    let _ = slow.read_to_end(&mut reply);
    assert!(reply.starts_with(b"HTTP/1.1 413"), "{}", String::from_utf8_lossy(&reply));
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[test]
fn a_page_that_cannot_be_made_does_not_end_the_server() {
    let site = Running::with(SITE);
    assert_eq!(site.get("/docs/panic/").status, 500);
    assert_eq!(site.get("/docs/en/a/").status, 200);
}

#[test]
fn before_and_after_a_first_build_that_failed() {
    let site = Running::empty(Hosts::Own);
    let waiting = site.get("/docs/fr/");
    assert_eq!(waiting.status, 503);
    assert!(waiting.text().contains("Première construction en cours"), "{}", waiting.text());
    assert!(waiting.text().contains("/__diglot/reload.js"));

    let problems = vec![problem(Severity::Error, "clé `<x>` inconnue")];
    site.preview.publish(Build {
        output: None,
        base_path: String::new(),
        problems,
        site: None,
        drafts: false,
        desk: None,
    });
    let failed = site.get("/docs/fr/");
    assert_eq!(failed.status, 500);
    for part in ["content/a.fr.md:3:7", "clé `&lt;x&gt;` inconnue (fr)", "écrivez &lt;b&gt;", "DG-L001"] {
        assert!(failed.text().contains(part), "{part}: {}", failed.text());
    }

    site.publish(SITE, Vec::new());
    assert_eq!(site.get("/docs/fr/").status, 200);
    site.preview.publish(Build {
        output: None,
        base_path: "/".into(),
        problems: Vec::new(),
        site: None,
        drafts: false,
        desk: None,
    });
    assert_eq!(site.get("/docs/fr/").status, 200, "the last good output stays");
}

/// The next event: its data, parsed.
fn next_event(events: &mut BufReader<TcpStream>) -> serde_json::Value {
    loop {
        let mut line = String::new();
        assert!(events.read_line(&mut line).expect("an event in time") > 0, "the stream ended");
        if let Some(data) = line.strip_prefix("data: ") {
            return serde_json::from_str(data).expect("JSON");
        }
    }
}

#[test]
fn an_open_page_hears_of_builds_that_change_it() {
    let site = Running::with(SITE);
    let digest = Digest::of(SITE[2].1.as_bytes()).short(32);
    let mut events = site.events(&format!("page=%2Fdocs%2Fen%2Fa%2F&digest={digest}"));
    let first = next_event(&mut events);
    assert_eq!((&first["changed"], &first["build"]), (&false.into(), &1.into()));

    let mut files = SITE.to_vec();
    files[3].1 = "<body>another home</body>";
    files[11].1 = "body{color:red}";
    let problems = vec![problem(Severity::Warning, "w"), problem(Severity::Error, "e")];
    site.publish(&files, problems);
    let elsewhere = next_event(&mut events);
    assert_eq!(elsewhere["changed"], false);
    assert_eq!(elsewhere["assets"], serde_json::json!(["/docs/static/site.css"]));
    assert_eq!(elsewhere["errors"], 1);
    assert_eq!(elsewhere["problems"][0]["message_fr"], "e (fr)");
    assert_eq!(elsewhere["problems"][0]["severity"], "error");

    files[2].1 = "<body>The page, mended</body>";
    site.publish(&files, Vec::new());
    let here = next_event(&mut events);
    assert_eq!((&here["changed"], &here["errors"]), (&true.into(), &0.into()));
    assert_eq!(here["digest"], Digest::of(files[2].1.as_bytes()).short(32));
    assert_eq!(here["assets"], serde_json::json!([]));

    files.remove(2);
    site.publish(&files, Vec::new());
    assert_eq!(next_event(&mut events)["changed"], true, "the page is gone");
}

#[test]
fn a_page_that_listens_again_hears_what_it_missed() {
    let site = Running::with(SITE);
    let mut files = SITE.to_vec();
    files[11].1 = "body{color:red}";
    files[2].1 = "<body>mended</body>";
    site.publish(&files, Vec::new());
    let digest = Digest::of(SITE[2].1.as_bytes()).short(32);
    let since = format!("{}.1", std::process::id());
    let event = next_event(&mut site.events(&format!("page=/docs/en/a/&digest={digest}&since={since}")));
    assert_eq!(event["changed"], true);
    assert_eq!(event["assets"], serde_json::json!(["/docs/static/site.css"]));
    let other_run = next_event(&mut site.events("page=/docs/en/a/&since=x.1"));
    assert_eq!(other_run["assets"], serde_json::json!([]));
}

#[test]
fn idle_listeners_and_slow_requests_block_nobody() {
    let site = Running::with(SITE);
    let mut listeners: Vec<_> = (0..100).map(|_| site.events("page=/docs/en/a/")).collect();
    for listener in &mut listeners {
        next_event(listener);
    }
    let mut slow = site.connect();
    slow.write_all(b"GET /docs/ HTTP/1.1\r\nHost: local").expect("half a header");
    let start = Instant::now();
    assert_eq!(site.get("/docs/en/a/").status, 200);
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());

    let mut rest = Vec::new();
    let _ = slow.read_to_end(&mut rest);
    assert!(start.elapsed() < Duration::from_secs(5), "the slow connection was not closed");
    site.publish(SITE, Vec::new());
    for listener in &mut listeners {
        assert_eq!(next_event(listener)["build"], 2);
    }
}

#[test]
fn more_idle_connections_than_places_block_nobody_for_long() {
    let site = Running::with(SITE);
    let idle: Vec<TcpStream> = (0..600).map(|_| site.connect()).collect();
    let start = Instant::now();
    assert_eq!(site.get("/docs/en/a/").status, 200);
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
    drop(idle);
}

#[test]
fn an_endless_header_is_refused() {
    let site = Running::with(SITE);
    let mut stream = site.connect();
    let _ = stream.write_all(b"GET /docs/ HTTP/1.1\r\nHost: localhost\r\n");
    let line = format!("X: {}\r\n", "x".repeat(1000));
    for _ in 0..2000 {
        if stream.write_all(line.as_bytes()).is_err() {
            break;
        }
    }
    let mut reply = Vec::new();
    let _ = stream.read_to_end(&mut reply);
    assert!(reply.is_empty() || reply.starts_with(b"HTTP/1.1 431"), "{}", String::from_utf8_lossy(&reply));
    assert_eq!(site.get("/docs/").status, 200);
}

#[test]
fn several_requests_share_a_connection_without_delay() {
    let site = Running::with(SITE);
    let mut stream = site.connect();
    let request = format!("HEAD /docs/static/data.bin HTTP/1.1\r\nHost: {}\r\n\r\n", site.address);
    let start = Instant::now();
    for _ in 0..20 {
        stream.write_all(request.as_bytes()).expect("the request is sent");
        let mut reply = Vec::new();
        while !reply.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).expect("a reply");
            reply.push(byte[0]);
        }
        assert!(reply.starts_with(b"HTTP/1.1 200"));
    }
    assert!(start.elapsed() < Duration::from_millis(600), "{:?}", start.elapsed());
}

#[test]
fn stopping_ends_every_connection_at_once() {
    let site = Running::with(SITE);
    let mut events = site.events("page=/docs/");
    next_event(&mut events);
    let start = Instant::now();
    drop(site);
    let mut rest = Vec::new();
    let _ = events.read_to_end(&mut rest);
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}

#[test]
fn a_taken_port_leads_to_the_next() {
    let (taken, port) = loop {
        let taken = TcpListener::bind((LOOPBACK, 0)).expect("a free port");
        let port = taken.local_addr().expect("an address").port();
        if port < u16::MAX - 20 {
            break (taken, port);
        }
    };
    let server = bind(LOOPBACK, port, Hosts::Own).expect("one of the next ports is free");
    let found = server.address().port();
    assert!(found > port && found <= port + 20, "{found} after {port}");
    assert_eq!(server.url("docs"), format!("http://127.0.0.1:{found}/docs/"));
    drop(taken);
}
