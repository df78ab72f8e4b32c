//! Turns an address that is not the path of a source into the paths that may be meant by it.
//!
//! It knows no site: whether anything stands there is not its question.

use crate::config::Base;
use std::borrow::Cow;

/// The paths that `path` may stand for: with the extension it lacks, or with the source's in the place of `.html`.
pub fn completions(path: &str) -> impl Iterator<Item = String> {
    let stem = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm"));
    let index = stem.filter(|stem| *stem == "index" || stem.ends_with("/index"));
    let folder = index.map(|stem| stem.trim_end_matches("index").trim_end_matches('/').to_owned());
    let record = path.strip_suffix("folder.yaml").filter(|before| before.is_empty() || before.ends_with('/'));
    let folder = folder.or_else(|| record.map(|before| before.trim_end_matches('/').to_owned()));
    let stem = stem.unwrap_or(path).to_owned();
    let named = !stem.is_empty() && record.is_none();
    let sources = [".md", ".yaml", ".yml"].into_iter().filter(move |_| named);
    folder.into_iter().chain(sources.map(move |extension| format!("{stem}{extension}")))
}

/// The path below the root of an address that is written in full and is this site's own.
pub fn own_path<'a>(base: &Base, text: &'a str) -> Option<&'a str> {
    let (_, own_host) = base.origin.as_deref()?.split_once("://")?;
    let lower = |prefix: &str| text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let scheme = ["https://", "http://", "//"].into_iter().find(|scheme| lower(scheme))?;
    let rest = &text[scheme.len()..];
    let host = rest.get(..own_host.len()).filter(|host| host.eq_ignore_ascii_case(own_host))?;
    let after = &rest[host.len()..];
    // The port that a browser asks at anyway.
    let usual = if lower("http://") { ":80" } else { ":443" };
    let after = after.strip_prefix(usual).filter(|_| scheme != "//").unwrap_or(after);
    let root = base.path.trim_end_matches('/');
    let inside = after.strip_prefix(root)?;
    (inside.is_empty() || inside.starts_with(['/', '?', '#'])).then_some(inside)
}

/// Whether a path names a file of a known type that is no document's and no page's.
pub fn is_file_name(path: &str) -> bool {
    const PAGES: [&str; 7] = ["md", "markdown", "mdx", "yaml", "yml", "html", "htm"];
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    !PAGES.contains(&&*extension) && !mime_guess::from_ext(&extension).is_empty()
}

/// A path from the root without what a browser takes out of it: empty parts, and steps above the root (WHATWG URL, 4.4).
pub(super) fn clamped(path: &str) -> Cow<'_, str> {
    if !path.starts_with("..") && !path.contains("//") && !path.contains("/..") && !path.contains("./") {
        return Cow::Borrowed(path);
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let end = if is_folder(path) && !parts.is_empty() { "/" } else { "" };
    Cow::Owned(parts.join("/") + end)
}

/// Whether a path says that it is a folder's.
pub(super) fn is_folder(path: &str) -> bool {
    path.ends_with('/') && !path.ends_with("./")
}

/// The path of a source that is written from the root of the content, or of the repository.
pub(super) fn source_path(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("content/").unwrap_or(path);
    let is_source = [".md", ".yaml", ".yml"].iter().any(|extension| inside.ends_with(extension));
    is_source.then_some(inside)
}

/// Line ends and tabs, which a browser takes out of an address (WHATWG URL, 4.4).
pub(super) fn without_breaks(text: &str) -> Cow<'_, str> {
    match text.contains(['\n', '\r', '\t']) {
        true => Cow::Owned(text.replace(['\n', '\r', '\t'], "")),
        false => Cow::Borrowed(text),
    }
}

/// A backslash is a slash to a browser.
pub(super) fn slashes(path: Cow<'_, str>) -> Cow<'_, str> {
    if path.contains('\\') { Cow::Owned(path.replace('\\', "/")) } else { path }
}

/// A path on a Windows disk.
pub(super) fn is_drive(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && matches!(bytes[2], b'/' | b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_completed() {
        let all = |path: &str| completions(path).collect::<Vec<String>>();
        assert_eq!(all("a/b"), ["a/b.md", "a/b.yaml", "a/b.yml"]);
        assert_eq!(all("a/b.html"), ["a/b.md", "a/b.yaml", "a/b.yml"]);
        assert_eq!(all("a/index.html"), ["a", "a/index.md", "a/index.yaml", "a/index.yml"]);
        assert_eq!(all("a/folder.yaml"), ["a"]);
    }

    #[test]
    fn own_addresses_are_told_from_others() {
        let base = Base::parse("https://docs.example.org/help/").expect("a base");
        for (text, expected) in [
            ("https://docs.example.org/help/fr/a/#x", Some("/fr/a/#x")),
            ("HTTP://Docs.Example.org/help", Some("")),
            ("//docs.example.org/help/?q", Some("/?q")),
            ("https://docs.example.org:443/help/fr/", Some("/fr/")),
            ("http://docs.example.org:80/help/fr/", Some("/fr/")),
            ("https://docs.example.org:8443/help/fr/", None),
            ("https://docs.example.org:4430/help/fr/", None),
            ("https://docs.example.org/helpers/", None),
            ("https://docs.example.org.evil.example/help/", None),
            ("https://example.org/help/", None),
            ("/help/fr/", None),
            ("é", None),
        ] {
            assert_eq!(own_path(&base, text), expected, "{text}");
        }
    }
}
