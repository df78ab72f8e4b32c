//! Turns requests on loopback into every way in which a server can answer, and remembers them.
//!
//! It speaks HTTP by hand: what it has to do wrong no library would do.

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// A request as it came in.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: String,
    pub path: String,
    pub head: String,
    pub at: Instant,
}

#[derive(Default)]
struct State {
    seen: Mutex<Vec<Seen>>,
    /// Answers by path that a test has set in the place of the usual ones.
    instead: Mutex<HashMap<String, String>>,
}

pub struct Server {
    pub address: SocketAddr,
    state: Arc<State>,
}

impl Server {
    /// A server whose redirects to another host go to `other`.
    pub fn start(other: Option<SocketAddr>) -> Server {
        Server::listen(other, None)
    }

    /// A server with a certificate that nobody trusts unless told to.
    pub fn encrypted() -> Server {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture/tls");
        let certificate = CertificateDer::from_pem_file(folder.join("cert.pem")).expect("a certificate");
        let key = PrivateKeyDer::from_pem_file(folder.join("key.pem")).expect("a key");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = builder.expect("versions").with_no_client_auth().with_single_cert(vec![certificate], key);
        Server::listen(None, Some(Arc::new(config.expect("they belong together"))))
    }

    fn listen(other: Option<SocketAddr>, tls: Option<Arc<ServerConfig>>) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(State::default());
        let shared = state.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (state, tls) = (shared.clone(), tls.clone());
                thread::spawn(move || match tls {
                    None => serve(&mut BufReader::new(stream), &state, other),
                    Some(config) => {
                        let connection = ServerConnection::new(config).expect("a connection");
                        serve(&mut BufReader::new(StreamOwned::new(connection, stream)), &state, other);
                    }
                });
            }
        });
        Server { address, state }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What came in, and forgets it.
    pub fn seen(&self) -> Vec<Seen> {
        std::mem::take(&mut self.state.seen.lock().expect("no panic"))
    }

    /// `METHOD path` of what came in, sorted.
    pub fn requests(&self) -> Vec<String> {
        let mut requests: Vec<String> =
            self.seen().into_iter().map(|seen| format!("{} {}", seen.method, seen.path)).collect();
        requests.sort();
        requests
    }

    /// Answers for `path` from now on with this text, whatever is asked.
    pub fn answer(&self, path: &str, text: &str) {
        self.state.instead.lock().expect("no panic").insert(path.to_owned(), text.to_owned());
    }
}

const PAGE: &str = "<!doctype html><h1 id=top-of-page>A</h1><a name=named></a><p id=\"été\">B</p>";

/// `<h1 id=packed>Packed</h1>`, compressed.
const PACKED: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xb3\xc90T\xc8L\xb1-HL\xceNM\xb1\x0b\x00S6\xfa\x19\x86v\x00\x1a\xc1\x1a\xc5\x19\x00\x00\x00";

fn serve<S: Read + Write>(stream: &mut BufReader<S>, state: &State, other: Option<SocketAddr>) {
    while let Some(seen) = request(stream) {
        let before = {
            let mut all = state.seen.lock().expect("no panic");
            all.push(seen.clone());
            all.iter().filter(|old| old.path == seen.path).count() - 1
        };
        if seen.method == "CONNECT" {
            let _ = stream.get_mut().write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            continue;
        }
        let instead = state.instead.lock().expect("no panic").get(&seen.path).cloned();
        let done = match instead {
            Some(text) => stream.get_mut().write_all(text.as_bytes()),
            None => misbehave(stream.get_mut(), &seen, before, other),
        };
        // One request for each connection, so that what is wrong with one spoils no other.
        let _ = done.and_then(|()| stream.get_mut().flush());
        return;
    }
}

fn request<S: Read + Write>(stream: &mut BufReader<S>) -> Option<Seen> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        match stream.read_line(&mut head) {
            Ok(0) => return None,
            Ok(_) => {}
            Err(_) => {
                // As servers answer who speaks TLS to them where they do not.
                let _ = stream.get_mut().write_all(answer("400 Bad Request", "", "x").as_bytes());
                return None;
            }
        }
    }
    let mut words = head.split(' ');
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    Some(Seen { method, path, at: Instant::now(), head })
}

/// A whole answer.
pub fn answer(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n{body}", body.len())
}

fn misbehave<S: Write>(stream: &mut S, seen: &Seen, before: usize, other: Option<SocketAddr>) -> std::io::Result<()> {
    let head = seen.method == "HEAD";
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    let text = |status: &str, headers: &str| answer(status, headers, if head { "" } else { "x" });
    let to = |status: &str, location: &str| text(status, &format!("Location: {location}\r\n"));
    let again = |headers: &str, status: &str| if before == 0 { text(status, headers) } else { text("200 OK", "") };
    let reply = match seen.path.as_str() {
        "/missing" => text("404 Not Found", ""),
        "/gone" => text("410 Gone", ""),
        "/forbidden" | "/accepted" => text("403 Forbidden", ""),
        "/head-403" if head => text("403 Forbidden", ""),
        "/head-405" if head => text("405 Method Not Allowed", ""),
        "/head-501" if head => text("501 Not Implemented", ""),
        "/head-404" if head => text("404 Not Found", ""),
        "/head-closes" if head => return Ok(()),
        "/busy" => again("Retry-After: 1\r\n", "429 Too Many Requests"),
        "/busy-date" => again(&format!("Retry-After: {}\r\n", in_seconds(2)), "503 Service Unavailable"),
        "/busy-always" => text("429 Too Many Requests", "Retry-After: 3600\r\n"),
        "/flaky" => again("", "500 Internal Server Error"),
        "/down" => text("500 Internal Server Error", ""),
        "/chain" => to("301 Moved Permanently", "chain-2"),
        "/chain-2" => to("308 Permanent Redirect", "/ok?a=1&b=2"),
        "/temporary" => to("302 Found", "/ok"),
        "/moved-for-now" => to("301 Moved Permanently", "/temporary"),
        "/by-language" => text("301 Moved Permanently", "Location: /ok\r\nVary: Accept-Language\r\n"),
        "/moved-to-nothing" => to("301 Moved Permanently", "/missing"),
        "/loop" => to("302 Found", "/loop-2"),
        "/loop-2" => to("302 Found", "/loop"),
        "/cookies" => text("302 Found", "Location: /cookies\r\nSet-Cookie: a=b\r\n"),
        "/away" => to("301 Moved Permanently", &format!("http://{}/ok", other.expect("another server"))),
        "/inside" => to("302 Found", "http://10.255.255.1/secret"),
        "/no-location" => text("302 Found", ""),
        "/never" => {
            thread::sleep(Duration::from_secs(5));
            return Ok(());
        }
        "/slow" => {
            for byte in b"HTTP/1.1 200 OK\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaa" {
                stream.write_all(&[*byte])?;
                stream.flush()?;
                thread::sleep(Duration::from_millis(100));
            }
            return Ok(());
        }
        "/closes" => return Ok(()),
        "/garbage" => "hello, this is no HTTP\r\n\r\n".to_owned(),
        "/large-head" => {
            let line = format!("X-Line: {}\r\n", "a".repeat(1000));
            text("200 OK", &line.repeat(200))
        }
        "/page" => answer("200 OK", html, PAGE),
        "/login" => to("302 Found", &format!("http://{}/page", other.expect("another server"))),
        "/temporary-page" => to("302 Found", "/page"),
        "/script" => answer("200 OK", html, "<div id=app></div><script src=a.js></script>"),
        "/file.pdf" => answer("200 OK", "Content-Type: application/pdf\r\n", "%PDF"),
        "/error-page" => answer("403 Forbidden", html, PAGE),
        "/packed" => {
            let headers =
                format!("HTTP/1.1 200 OK\r\n{html}Content-Encoding: gzip\r\nContent-Length: {}\r\n", PACKED.len());
            stream.write_all(format!("{headers}Connection: close\r\n\r\n").as_bytes())?;
            return if head { Ok(()) } else { stream.write_all(PACKED) };
        }
        "/packed-unasked" => {
            format!("HTTP/1.1 200 OK\r\n{html}Content-Encoding: br\r\nConnection: close\r\n\r\n{PAGE}")
        }
        "/short" => format!("HTTP/1.1 200 OK\r\n{html}Content-Length: 5000\r\nConnection: close\r\n\r\n{PAGE}"),
        "/long" => format!("HTTP/1.1 200 OK\r\n{html}Content-Length: 40\r\nConnection: close\r\n\r\n{PAGE}"),
        "/huge" => {
            stream.write_all(format!("HTTP/1.1 200 OK\r\n{html}Connection: close\r\n\r\n{PAGE}").as_bytes())?;
            let block = vec![b'a'; 1 << 16];
            // Whoever reads all of it never ends.
            loop {
                stream.write_all(&block)?;
            }
        }
        _ => text("200 OK", ""),
    };
    // To HEAD there is no body, whatever the length says.
    let end = if head { reply.find("\r\n\r\n").map_or(reply.len(), |at| at + 4) } else { reply.len() };
    stream.write_all(&reply.as_bytes()[..end])
}

/// A date as HTTP writes it.
fn in_seconds(seconds: i64) -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("after 1970").as_secs();
    let at = jiff::Timestamp::from_second(now as i64 + seconds).expect("a time");
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// An address on loopback where nobody listens.
pub fn nobody() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").expect("loopback").local_addr().expect("an address")
}

/// Whether the server can be reached, so that a test does not begin before it.
pub fn is_up(server: &Server) -> bool {
    TcpStream::connect(server.address).is_ok()
}
