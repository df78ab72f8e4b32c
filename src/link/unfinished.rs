//! Turns an address that is not the path of a source into the paths that may be meant by it.
//!
//! It knows no site: whether anything stands there is not its question.

use crate::config::Base;

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
    let root = base.path.trim_end_matches('/');
    let inside = after.strip_prefix(root)?;
    (inside.is_empty() || inside.starts_with(['/', '?', '#'])).then_some(inside)
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
