//! Turns away requests that no reader of this preview makes: other host names, foreign origins, other methods, and
//! actions that no page of this run asks for.
//!
//! What looks (`GET`) is for every user of this machine. What acts (writes a file, launches an editor) lies below
//! [`ACTIONS`] and needs all of: `POST`, the token of this run, an `Origin` that is the `Host`, and a server that only
//! this machine reaches. Whoever handles an action finds its whole body in memory, and no further question to ask but
//! what it may act upon.

use super::pages::Refusal;
use super::respond::plain;
use super::snapshot::refusal;
use crate::diag::Tongue;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, HOST, ORIGIN};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};
use axum::middleware::Next;
use axum::response::Response;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

/// Everything that acts is below this path; a route anywhere else can be asked for with `GET` and `HEAD` only.
pub const ACTIONS: &str = "/__diglot/do/";

/// Carries the token. No form can send it, and no foreign page without asking first (CORS), which is never answered.
pub const TOKEN: HeaderName = HeaderName::from_static("x-diglot-token");

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// An action is told in a few words.
const LARGEST_BODY: usize = 64 * 1024;

/// Which host names are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hosts {
    /// Names of this machine and the address it listens at. Anything else is a foreign name that was made to point
    /// here, so that a page on the web could read the preview (DNS rebinding).
    Own,
    /// All: the writer opened the preview to the network, under names that only they know.
    Any,
}

#[derive(Clone)]
pub struct Guard {
    pub hosts: Hosts,
    pub bound: IpAddr,
    pub tongue: Tongue,
    /// What an action must carry; `None` where there are no actions.
    pub token: Option<Arc<str>>,
    /// How long the body of an action may take.
    pub patience: Duration,
}

pub async fn guard(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    if let Some(why) = guard.refuses(request.method(), request.uri(), request.headers()) {
        return refused(guard.tongue, why, request.uri());
    }
    if !acts(request.uri()) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let uri = parts.uri.clone();
    match tokio::time::timeout(guard.patience, to_bytes(body, LARGEST_BODY)).await {
        Ok(Ok(body)) => next.run(Request::from_parts(parts, Body::from(body))).await,
        Ok(Err(_)) | Err(_) => refused(guard.tongue, Refusal::Body, &uri),
    }
}

fn refused(tongue: Tongue, why: Refusal, uri: &Uri) -> Response {
    let mut response = plain(refusal(tongue, why));
    if why == Refusal::Method {
        let allowed = if acts(uri) { "POST" } else { "GET, HEAD" };
        response.headers_mut().insert(ALLOW, HeaderValue::from_static(allowed));
    }
    response
}

fn acts(uri: &Uri) -> bool {
    uri.path().starts_with(ACTIONS)
}

impl Guard {
    fn refuses(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Refusal> {
        if self.hosts == Hosts::Own && !self.knows(uri, headers) {
            return Some(Refusal::Host);
        }
        if acts(uri) {
            return self.refuses_action(method, headers);
        }
        let own_addresses = uri.path().starts_with("/__diglot/");
        let foreign = headers.get(ORIGIN).is_some_and(|origin| !is_same(origin, headers));
        if own_addresses && (foreign || is_sent_elsewhere(headers)) {
            return Some(Refusal::Origin);
        }
        (method != Method::GET && method != Method::HEAD).then_some(Refusal::Method)
    }

    fn refuses_action(&self, method: &Method, headers: &HeaderMap) -> Option<Refusal> {
        let Some(token) = &self.token else { return Some(Refusal::Closed) };
        if method != Method::POST {
            return Some(Refusal::Method);
        }
        let mut origins = headers.get_all(ORIGIN).iter();
        let (Some(origin), None) = (origins.next(), origins.next()) else { return Some(Refusal::Origin) };
        if !is_same(origin, headers) {
            return Some(Refusal::Origin);
        }
        let mut tokens = headers.get_all(TOKEN).iter();
        let (Some(given), None) = (tokens.next(), tokens.next()) else { return Some(Refusal::Token) };
        (!equal(given.as_bytes(), token.as_bytes())).then_some(Refusal::Token)
    }

    /// Whether the one `Host`, and the address itself if it is a whole one, name this machine.
    fn knows(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
        let host = host.to_str().ok().and_then(|host| host.parse::<Authority>().ok());
        host.is_some_and(|host| self.owns(&host)) && uri.authority().is_none_or(|authority| self.owns(authority))
    }

    fn owns(&self, authority: &Authority) -> bool {
        if authority.as_str().contains('@') {
            return false;
        }
        let host = authority.host().to_ascii_lowercase();
        let name = host.strip_suffix('.').unwrap_or(&host);
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        match bare.parse::<IpAddr>() {
            Ok(address) => address.to_canonical().is_loopback() || address == self.bound,
            Err(_) => name == "localhost" || name.ends_with(".localhost"),
        }
    }
}

/// Whether a page of this very server asks; something that adds TLS may stand before it.
fn is_same(origin: &HeaderValue, headers: &HeaderMap) -> bool {
    let origin = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let (Some((scheme, authority)), Some(host)) = (origin, host) else { return false };
    matches!(scheme, "http" | "https") && authority.eq_ignore_ascii_case(host)
}

/// Whether a browser says that another site's page asks. An image or a frame names no origin, and a stream that one
/// keeps open would take a place that a reader needs.
fn is_sent_elsewhere(headers: &HeaderMap) -> bool {
    let said = headers.get(SITE).map(HeaderValue::as_bytes);
    said.is_some_and(|said| said != b"same-origin" && said != b"none")
}

/// Whether two texts are equal, in a time that tells nothing of where they differ.
fn equal(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

/// A token that nobody can guess: 128 bits of the system's.
pub fn token() -> Result<Arc<str>, getrandom::Error> {
    let mut bits = [0; 16];
    getrandom::fill(&mut bits)?;
    Ok(format!("{:032x}", u128::from_le_bytes(bits)).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard_of(hosts: Hosts) -> Guard {
        let (bound, patience) = ([192, 168, 1, 7].into(), Duration::from_secs(1));
        Guard { hosts, bound, tongue: Tongue::English, token: Some("secret".into()), patience }
    }

    #[test]
    fn an_action_needs_all_of_it() {
        let asked = |guard: &Guard, method: Method, given: &[(HeaderName, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in given {
                headers.append(name, HeaderValue::from_static(value));
            }
            guard.refuses(&method, &Uri::from_static("/__diglot/do/open"), &headers)
        };
        let guard = guard_of(Hosts::Own);
        let (host, origin, token) = ((HOST, "localhost:1"), (ORIGIN, "http://localhost:1"), (TOKEN, "secret"));
        let all = [host.clone(), origin.clone(), token.clone()];
        assert_eq!(asked(&guard, Method::POST, &all), None);
        assert_eq!(asked(&guard, Method::GET, &all), Some(Refusal::Method));
        let cases = [
            (vec![host.clone(), token.clone()], Refusal::Origin),
            (vec![host.clone(), origin.clone()], Refusal::Token),
            (vec![host.clone(), (ORIGIN, "http://localhost:2"), token.clone()], Refusal::Origin),
            (vec![host.clone(), (ORIGIN, "null"), token.clone()], Refusal::Origin),
            (vec![host.clone(), (ORIGIN, "file://localhost:1"), token.clone()], Refusal::Origin),
            (vec![host.clone(), origin.clone(), (ORIGIN, "http://evil.example"), token.clone()], Refusal::Origin),
            (vec![host.clone(), origin.clone(), (TOKEN, "secreT")], Refusal::Token),
            (vec![host.clone(), origin.clone(), (TOKEN, "secre")], Refusal::Token),
            (vec![host.clone(), origin.clone(), token.clone(), (TOKEN, "other")], Refusal::Token),
            (vec![(HOST, "evil.example"), (ORIGIN, "http://evil.example"), token.clone()], Refusal::Host),
        ];
        for (headers, refusal) in cases {
            assert_eq!(asked(&guard, Method::POST, &headers), Some(refusal), "{headers:?}");
        }
        let open = Guard { token: None, ..guard_of(Hosts::Any) };
        assert_eq!(asked(&open, Method::POST, &all), Some(Refusal::Closed));
    }

    #[test]
    fn a_token_is_never_the_same() {
        let (one, other) = (token().expect("the system's"), token().expect("the system's"));
        assert!(one.len() == 32 && one != other);
    }

    #[test]
    fn only_names_of_this_machine_are_known() {
        let guard = guard_of(Hosts::Own);
        let cases = [
            ("localhost", true),
            ("LOCALHOST:4321", true),
            ("docs.localhost:80", true),
            ("localhost.:80", true),
            ("127.0.0.1:4321", true),
            ("127.8.9.1", true),
            ("[::1]:4321", true),
            ("192.168.1.7:4321", true),
            ("192.168.1.8:4321", false),
            ("evil.example", false),
            ("localhost.evil.example", false),
            ("evillocalhost", false),
            ("127.0.0.1.evil.example", false),
            ("localhost@evil.example", false),
            ("evil@localhost", false),
            ("", false),
        ];
        for (host, known) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, HeaderValue::from_static(host));
            assert_eq!(guard.knows(&Uri::from_static("/"), &headers), known, "{host}");
        }
    }
}
