//! Turns one request into one reply: HTTP, TLS, proxies and time limits, with all the ways in which they fail.
//!
//! It follows no redirect, keeps no cookie and does not decide what a reply means.

use super::errand::{Errand, Method, Reply, Response};
use super::page::Page;
use super::target::is_public_ip;
use crate::answers::Reason;
use crate::config::{External, Manner, Pattern};
use jiff::{Timestamp, fmt::rfc2822};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::fmt;
use std::io::{ErrorKind, Read};
use std::time::Duration;
use ureq::config::Config;
use ureq::http::{HeaderMap, Uri, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Error, Proxy};

/// Ids beyond this many bytes of a page are not looked for.
const LARGEST_PAGE: u64 = 8 << 20;

/// Seconds within which a connection must stand.
const CONNECT_TIMEOUT: u64 = 10;

/// What browsers send as it is (URL Standard), and RFC 3986 does not know.
const ODD: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// The way to the servers.
pub struct Wire {
    agent: Agent,
    /// Where the system has no certificates to trust: those of Mozilla.
    bundled: Agent,
}

impl Wire {
    pub fn new(settings: &External) -> Wire {
        Wire { agent: agent(settings, RootCerts::PlatformVerifier), bundled: agent(settings, RootCerts::WebPki) }
    }

    /// Makes the errand's request.
    pub fn request(&self, errand: &Errand, manner: &Manner) -> Reply {
        let response = match send(&self.agent, errand, manner) {
            Err(Error::Rustls(rustls::Error::General(_))) => send(&self.bundled, errand, manner),
            other => other,
        };
        match response {
            Ok(mut response) => Reply::Answered(read(&mut response, errand)),
            Err(error) => Reply::Failed(reason(&error)),
        }
    }
}

fn agent(settings: &External, roots: RootCerts) -> Agent {
    let proxy = Proxy::try_from_env();
    let resolver =
        Public { private: settings.private.clone(), proxy: proxy.as_ref().map(|proxy| proxy.host().to_owned()) };
    let config = Config::builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(proxy)
        .user_agent(concat!("Diglot/", env!("CARGO_PKG_VERSION"), " (link check)"))
        .accept("text/html, application/xhtml+xml, */*;q=0.8")
        .tls_config(TlsConfig::builder().root_certs(roots).build())
        .build();
    Agent::with_parts(config, DefaultConnector::default(), resolver)
}

fn send(agent: &Agent, errand: &Errand, manner: &Manner) -> Result<ureq::http::Response<Body>, Error> {
    let whole = Duration::from_secs(manner.timeout_seconds.into());
    let url = utf8_percent_encode(errand.url.as_str(), ODD).to_string();
    let request = match errand.method {
        Method::Head => agent.head(url),
        Method::Get => agent.get(url),
    };
    let config = request.config().timeout_global(Some(whole));
    config.timeout_connect(Some(whole.min(Duration::from_secs(CONNECT_TIMEOUT)))).build().call()
}

fn read(response: &mut ureq::http::Response<Body>, errand: &Errand) -> Response {
    let headers = response.headers();
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let media = text(header::CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
    let is_html = media.starts_with("text/html") || media.starts_with("application/xhtml+xml");
    let varies = text(header::VARY).unwrap_or_default().to_ascii_lowercase();
    let mut read = Response {
        status: response.status().as_u16(),
        location: headers.get(header::LOCATION).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()),
        retry_after: retry_after(headers),
        by_language: varies.contains("accept-language"),
        sets_cookies: headers.contains_key(header::SET_COOKIE),
        page: None,
    };
    // What was packed in a way that nobody asked for cannot be read.
    let packing = text(header::CONTENT_ENCODING).unwrap_or_default().trim().to_ascii_lowercase();
    let is_read = is_html && matches!(packing.as_str(), "" | "identity" | "gzip" | "x-gzip");
    if errand.method == Method::Get && errand.wants_page() && is_read && response.status().is_success() {
        read.page = Some(page(response.body_mut()));
    }
    read
}

fn page(body: &mut Body) -> Page {
    let mut bytes = Vec::new();
    // One byte more than is looked at tells whether there are more.
    let mut reader = body.with_config().limit(u64::MAX).reader().take(LARGEST_PAGE + 1);
    let whole = reader.read_to_end(&mut bytes).is_ok();
    if !whole {
        return Page::torn(&bytes);
    }
    Page::read(&bytes, bytes.len() as u64 <= LARGEST_PAGE)
}

/// How long the server asks to wait: seconds, or a date (RFC 9110, 10.2.3).
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    // The day of the week says nothing more, and is wrong at times.
    let date = text.split_once(", ").map_or(text, |(_, date)| date);
    let until = rfc2822::DateTimeParser::new().parse_timestamp(date).ok()?;
    let wait = until.as_second() - Timestamp::now().as_second();
    Some(Duration::from_secs(wait.try_into().unwrap_or(0)))
}

fn reason(error: &Error) -> Reason {
    match error {
        Error::Timeout(_) => Reason::Timeout,
        Error::HostNotFound => Reason::Name,
        Error::BadUri(_) => Reason::Address,
        Error::Rustls(error) => tls(error),
        Error::Tls(_) | Error::TlsRequired => Reason::Encryption,
        Error::ConnectionFailed | Error::ConnectProxyFailed(_) => Reason::Connection,
        Error::Other(other) if other.is::<NotPublic>() => Reason::NotPublic,
        Error::Io(error) => match error.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Reason::Timeout,
            ErrorKind::UnexpectedEof
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe => Reason::Closed,
            _ => match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
                Some(error) => tls(error),
                // The system words a failed look-up, and gives it no kind.
                None if error.raw_os_error().is_none() && error.to_string().contains("lookup") => Reason::Name,
                None => Reason::Connection,
            },
        },
        _ => Reason::Garbage,
    }
}

fn tls(error: &rustls::Error) -> Reason {
    match error {
        rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented => Reason::Certificate,
        _ => Reason::Encryption,
    }
}

/// Resolves names as the system does, but none that leads into a private network.
#[derive(Debug)]
struct Public {
    private: Vec<Pattern>,
    proxy: Option<String>,
}

#[derive(Debug)]
struct NotPublic;

impl fmt::Display for NotPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name leads into a private network")
    }
}

impl std::error::Error for NotPublic {}

impl Resolver for Public {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        let host = uri.authority().map_or("", |authority| authority.as_str());
        let allowed = uri.host().is_some_and(|name| self.proxy.as_deref() == Some(name))
            || self.private.iter().any(|pattern| pattern.matches(&uri.to_string(), host));
        if allowed || found.iter().all(|address| is_public_ip(address.ip())) {
            return Ok(found);
        }
        Err(Error::Other(Box::new(NotPublic)))
    }
}
