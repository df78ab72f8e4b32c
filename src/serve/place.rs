//! Turns the path of a request into the place it means in an output: a file, a redirect, or nothing.
//!
//! It does not look at the disk and renders nothing.

use crate::link::encode_path;
use crate::output::Output;
use percent_encoding::percent_decode_str;

/// What a path means.
#[derive(Debug, PartialEq, Eq)]
pub enum Place {
    /// The address of a file of the output.
    File(String),
    /// The directory of that name is written with a slash at its end; percent-encoded.
    Slash(String),
    /// The root of the server, where the site is below a base path; percent-encoded.
    Base(String),
    /// Nothing here; the address of the page that says so, if the site has one.
    Missing(Option<String>),
    /// Not below the base path.
    Outside,
    /// No path that a site could have.
    Malformed,
}

/// The place of a percent-encoded path in an output published below `base` (decoded, `/` at both ends).
pub fn place(output: &Output, base: &str, path: &str) -> Place {
    let Some(path) = decode(path) else { return Place::Malformed };
    let Some(address) = path.strip_prefix(base) else {
        let above = path == "/" || path == base.trim_end_matches('/');
        return if above { Place::Base(encode_path(base)) } else { Place::Outside };
    };
    let exists = |address: &str| output.entries().contains_key(address);
    let index = if address.is_empty() || address.ends_with('/') {
        format!("{address}index.html")
    } else if exists(address) {
        return Place::File(address.to_owned());
    } else {
        format!("{address}/index.html")
    };
    if !exists(&index) {
        let own = address.split_once('/').map(|(first, _)| format!("{first}/404.html"));
        let found = own.into_iter().chain([String::from("404.html")]).find(|page| exists(page));
        return Place::Missing(found);
    }
    if index.len() > address.len() + "index.html".len() {
        return Place::Slash(encode_path(&format!("{path}/")));
    }
    Place::File(index)
}

/// Percent-decodes once, segment by segment; `None` if a segment means anything but a name.
///
/// What is still encoded after that is part of a name: decoding twice is how `%252e%252e` becomes `..`.
pub fn decode(path: &str) -> Option<String> {
    let below = path.strip_prefix('/')?;
    let mut decoded = String::with_capacity(path.len());
    for segment in below.split('/') {
        let segment = percent_decode_str(segment).decode_utf8().ok()?;
        let hostile = |c: char| c == '/' || c == '\\' || c.is_control();
        if segment == ".." || segment == "." || segment.contains(hostile) {
            return None;
        }
        decoded.push('/');
        decoded.push_str(&segment);
    }
    Some(decoded)
}

/// A base path with one slash at either end, decoded.
pub fn base(path: &str) -> String {
    let names = path.trim_matches('/');
    let decoded = decode(&format!("/{names}")).unwrap_or_else(|| format!("/{names}"));
    if names.is_empty() { String::from("/") } else { format!("{decoded}/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_decoded_once() {
        let cases = [
            ("/a/b", Some("/a/b")),
            ("/d%C3%A9lais/", Some("/délais/")),
            ("/%252e%252e/a", Some("/%2e%2e/a")),
            ("/..", None),
            ("/a/%2e%2e/b", None),
            ("/%2E./b", None),
            ("/..%2fb", None),
            ("/a%5cb", None),
            ("/a\\b", None),
            ("/a%00", None),
            ("/%ff", None),
            ("*", None),
        ];
        for (path, decoded) in cases {
            assert_eq!(decode(path).as_deref(), decoded, "{path}");
        }
    }

    #[test]
    fn a_base_path_has_a_slash_at_both_ends() {
        for (given, expected) in [("", "/"), ("/", "/"), ("docs", "/docs/"), ("/a/b/", "/a/b/"), ("/%C3%A9/", "/é/")] {
            assert_eq!(base(given), expected);
        }
    }
}
