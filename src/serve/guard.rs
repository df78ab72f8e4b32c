//! Turns away requests that no reader of this preview makes: other host names, foreign origins, other methods.
//!
//! It does not authenticate: on this machine every user may look, and nothing here writes.

use super::pages::Refusal;
use super::respond::plain;
use super::snapshot::refusal;
use crate::diag::Tongue;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, HOST, ORIGIN};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Method, Uri};
use axum::middleware::Next;
use axum::response::Response;
use std::net::IpAddr;

/// Which host names are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hosts {
    /// Names of this machine and the address it listens at. Anything else is a foreign name that was made to point
    /// here, so that a page on the web could read the preview (DNS rebinding).
    Own,
    /// All: the writer opened the preview to the network, under names that only they know.
    Any,
}

#[derive(Clone, Copy)]
pub struct Guard {
    pub hosts: Hosts,
    pub bound: IpAddr,
    pub tongue: Tongue,
}

pub async fn guard(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    match guard.refuses(request.method(), request.uri(), request.headers()) {
        None => next.run(request).await,
        Some(why) => {
            let mut response = plain(refusal(guard.tongue, why));
            if why == Refusal::Method {
                response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            }
            response
        }
    }
}

impl Guard {
    fn refuses(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Refusal> {
        if self.hosts == Hosts::Own && !self.knows(uri, headers) {
            return Some(Refusal::Host);
        }
        let own_addresses = uri.path().starts_with("/__diglot/");
        if own_addresses && headers.get(ORIGIN).is_some_and(|origin| !is_same(origin, headers)) {
            return Some(Refusal::Origin);
        }
        (method != Method::GET && method != Method::HEAD).then_some(Refusal::Method)
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

/// Whether a page of this very server asks.
fn is_same(origin: &HeaderValue, headers: &HeaderMap) -> bool {
    let authority = origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, authority)| authority);
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    matches!((authority, host), (Some(authority), Some(host)) if authority.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_known() {
        let guard = Guard { hosts: Hosts::Own, bound: [192, 168, 1, 7].into(), tongue: Tongue::English };
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
