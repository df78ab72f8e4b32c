//! Turns an answer and the headers of a request into a response: types, validators, ranges.
//!
//! It follows RFC 9110 (sections 13 and 14), for one range at a time.

use super::Preview;
use super::live::with_script;
use super::pages::Refusal;
use super::snapshot::{Answer, Page, refusal};
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::Response;
use std::ops::Range;

/// Another site's page may not read the preview as its own script, style or image.
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Answers any path of the site.
pub async fn respond(State(preview): State<Preview>, request: Request) -> Response {
    let (snapshot, tongue) = (preview.current(), preview.0.tongue);
    let path = request.uri().path().to_owned();
    // Rendering takes its time, and other requests are answered by the thread this runs on.
    let answer = tokio::task::spawn_blocking(move || snapshot.answer(&path, tongue)).await;
    match answer.unwrap_or_else(|_| Answer::Page(refusal(tongue, Refusal::Internal))) {
        Answer::Redirect(status, location) => redirect(status, &location, request.uri().query()),
        Answer::Page(page) => deliver(page, request.method(), request.headers()),
    }
}

/// A page as it is, without anything of the preview.
pub fn plain(page: Page) -> Response {
    let mut response = whole(page.status, content_type(&page.address), Bytes::from_owner(page.bytes));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The bytes of `page`, or as much of them as was asked for.
pub fn deliver(page: Page, method: &Method, headers: &HeaderMap) -> Response {
    let kind = content_type(&page.address);
    let is_html = kind.as_bytes().starts_with(b"text/html");
    let (bytes, tag) = if is_html {
        (with_script(&page.bytes, page.digest), format!("\"{}-live\"", page.digest.short(32)))
    } else {
        (Bytes::from_owner(page.bytes), format!("\"{}\"", page.digest.short(32)))
    };
    let mut response = match page.status {
        StatusCode::OK if is_known(headers, &tag) => empty(StatusCode::NOT_MODIFIED),
        StatusCode::OK if !is_html && method == Method::GET => ranged(headers, &tag, kind, bytes),
        status => whole(status, kind, bytes),
    };
    let out = response.headers_mut();
    if page.status == StatusCode::OK {
        out.insert(ETAG, HeaderValue::try_from(tag).expect("hexadecimal digits and quotes"));
        out.insert(ACCEPT_RANGES, HeaderValue::from_static(if is_html { "none" } else { "bytes" }));
    }
    out.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// An answer to a script, in words for the reader.
pub fn said(status: StatusCode, words: String) -> Response {
    let mut response = whole(status, HeaderValue::from_static("text/plain; charset=utf-8"), Bytes::from(words));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn whole(status: StatusCode, kind: HeaderValue, bytes: Bytes) -> Response {
    let mut response = empty(status);
    response.headers_mut().insert(CONTENT_TYPE, kind);
    *response.body_mut() = Body::from(bytes);
    response
}

fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response.headers_mut().insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response.headers_mut().insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    response
}

/// Not to be kept: another site may be served at this port tomorrow.
fn redirect(status: StatusCode, location: &str, query: Option<&str>) -> Response {
    let location = query.map_or_else(|| location.to_owned(), |query| format!("{location}?{query}"));
    let mut response = empty(status);
    match HeaderValue::try_from(location) {
        Ok(location) => response.headers_mut().insert(LOCATION, location),
        Err(_) => return empty(StatusCode::BAD_REQUEST),
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The type of a file by its suffix, with UTF-8 said for all text.
pub fn content_type(address: &str) -> HeaderValue {
    let kind = mime_guess::from_path(address).first_or_octet_stream();
    let is_xml = kind.subtype() == mime_guess::mime::XML || kind.suffix() == Some(mime_guess::mime::XML);
    let kind = if kind.subtype() == mime_guess::mime::JAVASCRIPT {
        // RFC 9239: the one name, whatever the suffix.
        String::from("text/javascript; charset=utf-8")
    } else if is_xml || kind.type_() == mime_guess::mime::TEXT {
        format!("{}; charset=utf-8", kind.essence_str())
    } else {
        kind.essence_str().to_owned()
    };
    HeaderValue::try_from(kind).expect("a media type is ASCII")
}

/// Whether the client has these bytes already (weak comparison, RFC 9110, 13.1.2).
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let mut given = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    given.any(|value| value.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag))
}

fn ranged(headers: &HeaderMap, tag: &str, kind: HeaderValue, bytes: Bytes) -> Response {
    let same = headers.get(IF_RANGE).is_none_or(|given| given.as_bytes() == tag.as_bytes());
    let asked = headers.get(RANGE).and_then(|range| range.to_str().ok()).filter(|_| same);
    let length = bytes.len();
    match asked.map_or(Asked::Whole, |range| asked_range(range, length)) {
        Asked::Whole => whole(StatusCode::OK, kind, bytes),
        Asked::Part(part) => {
            let place = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            let mut response = whole(StatusCode::PARTIAL_CONTENT, kind, bytes.slice(part));
            response.headers_mut().insert(CONTENT_RANGE, HeaderValue::try_from(place).expect("digits"));
            response
        }
        Asked::Nothing => {
            let mut response = empty(StatusCode::RANGE_NOT_SATISFIABLE);
            let place = HeaderValue::try_from(format!("bytes */{length}")).expect("digits");
            response.headers_mut().insert(CONTENT_RANGE, place);
            response
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Asked {
    /// No range, or one that may be ignored: several, another unit, malformed.
    Whole,
    Part(Range<usize>),
    /// A range past the end.
    Nothing,
}

fn asked_range(value: &str, length: usize) -> Asked {
    let Some((first, last)) = value.strip_prefix("bytes=").and_then(|range| range.trim().split_once('-')) else {
        return Asked::Whole;
    };
    let number = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<usize>().ok());
    let part = match (first, last) {
        ("", last) => match number(last).flatten() {
            Some(count) => length.saturating_sub(count)..length,
            None => return Asked::Whole,
        },
        (first, "") => match number(first).flatten() {
            Some(first) => first..length,
            None => return Asked::Whole,
        },
        (first, last) => match (number(first).flatten(), number(last).flatten()) {
            (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(length),
            _ => return Asked::Whole,
        },
    };
    if part.start < part.end { Asked::Part(part) } else { Asked::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        let cases = [
            ("bytes=0-3", Asked::Part(0..4)),
            ("bytes=4-", Asked::Part(4..10)),
            ("bytes=-3", Asked::Part(7..10)),
            ("bytes=-30", Asked::Part(0..10)),
            ("bytes=8-99", Asked::Part(8..10)),
            ("bytes=10-", Asked::Nothing),
            ("bytes=-0", Asked::Nothing),
            ("bytes=20-30", Asked::Nothing),
            ("bytes=5-2", Asked::Whole),
            ("bytes=0-1,3-4", Asked::Whole),
            ("bytes=a-b", Asked::Whole),
            ("bytes=+1-2", Asked::Whole),
            ("lines=0-3", Asked::Whole),
        ];
        for (value, asked) in cases {
            assert_eq!(asked_range(value, 10), asked, "{value}");
        }
    }

    #[test]
    fn types() {
        let cases = [
            ("a/index.html", "text/html; charset=utf-8"),
            ("a.css", "text/css; charset=utf-8"),
            ("a.js", "text/javascript; charset=utf-8"),
            ("a.mjs", "text/javascript; charset=utf-8"),
            ("a.json", "application/json"),
            ("a.svg", "image/svg+xml; charset=utf-8"),
            ("sitemap.xml", "text/xml; charset=utf-8"),
            ("feed.atom", "application/atom+xml; charset=utf-8"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("a.md", "text/markdown; charset=utf-8"),
            ("a.woff2", "font/woff2"),
            ("a.png", "image/png"),
            ("a.avif", "image/avif"),
            ("a.webp", "image/webp"),
            ("a.pdf", "application/pdf"),
            ("a.wasm", "application/wasm"),
            ("a.webmanifest", "application/manifest+json"),
            ("CNAME", "application/octet-stream"),
        ];
        for (address, kind) in cases {
            assert_eq!(content_type(address), kind, "{address}");
        }
    }
}
