//! Turns an address as it stands in a page into what a browser asks for: a path on this site, another site, or nothing.
//!
//! It follows the URL Standard (url.spec.whatwg.org) as far as a finished site needs it, and knows no file.

use crate::config::Base;
use crate::diag::slips;
use std::borrow::Cow;

/// What works in browsers, or merely fails to harm, and yet is hardly meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Odd {
    Empty,
    LineBreak,
    PastRoot,
    DoubleSlash,
    Backslash,
    Percent,
    EncodedSlash,
    EmptyMail,
    EmptyTelephone,
    Script,
    Scheme,
    OneSlash,
    NoHost,
    BadHost,
    NoDomain,
    File,
    Drive,
    Localhost,
    Faint,
    Directive,
}

impl Odd {
    /// The name of the phrase in `diag::words`.
    pub fn word(self) -> &'static str {
        match self {
            Odd::Empty => "odd-empty",
            Odd::LineBreak => "odd-line-break",
            Odd::PastRoot => "odd-past-root",
            Odd::DoubleSlash => "odd-double-slash",
            Odd::Backslash => "odd-backslash",
            Odd::Percent => "odd-percent",
            Odd::EncodedSlash => "odd-encoded-slash",
            Odd::EmptyMail => "odd-mail",
            Odd::EmptyTelephone => "odd-telephone",
            Odd::Script => "odd-script",
            Odd::Scheme => "odd-scheme",
            Odd::OneSlash => "odd-one-slash",
            Odd::NoHost => "odd-no-host",
            Odd::BadHost => "odd-bad-host",
            Odd::NoDomain => "odd-no-domain",
            Odd::File => "odd-file",
            Odd::Drive => "odd-drive",
            Odd::Localhost => "odd-localhost",
            Odd::Faint => "odd-noscript",
            Odd::Directive => "odd-directive",
        }
    }
}

/// Where an address leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// To the path that was built.
    Path,
    /// To the page that the base is.
    Same,
    /// To another site, or to no page at all.
    Elsewhere,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lead<'t> {
    pub goal: Goal,
    pub odd: Option<Odd>,
    /// What follows `#`.
    pub fragment: Option<&'t str>,
    /// Typed from the scheme on, or from the host.
    pub absolute: bool,
}

impl<'t> Lead<'t> {
    fn elsewhere(odd: Option<Odd>) -> Lead<'t> {
        Lead { goal: Goal::Elsewhere, odd, fragment: None, absolute: true }
    }
}

/// The address without what the URL parser drops: spaces around it, and line breaks and tabs inside.
pub(super) fn trimmed(typed: &str) -> (Cow<'_, str>, Option<Odd>) {
    let text = typed.trim_matches(|c: char| c <= ' ');
    if !text.bytes().any(|byte| matches!(byte, b'\n' | b'\r' | b'\t')) {
        return (Cow::Borrowed(text), None);
    }
    (Cow::Owned(text.replace(['\n', '\r', '\t'], "")), Some(Odd::LineBreak))
}

/// Where the trimmed address leads from the folder with this path, which ends with a slash; a path is built in `path`,
/// decoded.
pub(super) fn lead<'t>(text: &'t str, folder: &str, site: &Base, path: &mut String) -> Lead<'t> {
    path.clear();
    if text.is_empty() {
        return Lead { goal: Goal::Same, odd: Some(Odd::Empty), fragment: None, absolute: false };
    }
    if let Some((scheme, rest)) = scheme(text) {
        return with_scheme(scheme, rest, site, path);
    }
    let slashes = text.bytes().take_while(|byte| matches!(byte, b'/' | b'\\')).count();
    if slashes >= 2 {
        let odd = text[..slashes].contains('\\').then_some(Odd::Backslash);
        return with_host(&text[2..], odd, false, site, path);
    }
    let (rest, fragment) = match text.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment)),
        None => (text, None),
    };
    let typed = rest.split('?').next().unwrap_or(rest);
    if typed.is_empty() {
        return Lead { goal: Goal::Same, odd: None, fragment, absolute: false };
    }
    let typed = match slashes {
        0 => {
            path.push_str(folder);
            typed
        }
        _ => {
            path.push('/');
            &typed[1..]
        }
    };
    let odd = join(typed, path);
    let odd = if text.starts_with('\\') { Some(Odd::Backslash) } else { odd };
    Lead { goal: Goal::Path, odd, fragment, absolute: false }
}

fn scheme(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')))?;
    let starts = text.as_bytes()[0].is_ascii_alphabetic();
    (starts && text.as_bytes()[end] == b':').then(|| (&text[..end], &text[end + 1..]))
}

/// Schemes that lead out of every site; what is like one of the first but none of these is a slip.
const KNOWN: [&str; 34] = [
    "http",
    "https",
    "mailto",
    "tel",
    "javascript",
    "ftp",
    "ftps",
    "sftp",
    "ssh",
    "git",
    "svn",
    "irc",
    "ircs",
    "xmpp",
    "sip",
    "sips",
    "sms",
    "mms",
    "geo",
    "news",
    "nntp",
    "ldap",
    "magnet",
    "matrix",
    "webcal",
    "ws",
    "wss",
    "urn",
    "doi",
    "view-source",
    "about",
    "blob",
    "data",
    "market",
];

fn with_scheme<'t>(scheme: &str, rest: &'t str, site: &Base, path: &mut String) -> Lead<'t> {
    let lower = scheme.to_ascii_lowercase();
    let odd = match lower.as_str() {
        "http" | "https" => {
            let slashes = rest.bytes().take_while(|byte| matches!(byte, b'/' | b'\\')).count();
            let odd = if rest[..slashes].contains('\\') { Some(Odd::Backslash) } else { None };
            return match slashes {
                0 | 1 => Lead::elsewhere(Some(Odd::OneSlash)),
                _ => with_host(&rest[slashes..], odd.or((slashes > 2).then_some(Odd::OneSlash)), true, site, path),
            };
        }
        "mailto" => rest.trim().is_empty().then_some(Odd::EmptyMail),
        "tel" => rest.trim().is_empty().then_some(Odd::EmptyTelephone),
        "javascript" | "vbscript" => Some(Odd::Script),
        "file" => Some(Odd::File),
        "localhost" => Some(Odd::Localhost),
        one if one.len() == 1 => Some(Odd::Drive),
        other => meant_scheme(other).map(|_| Odd::Scheme),
    };
    Lead::elsewhere(odd)
}

/// The scheme that was meant by one that does not exist.
pub(super) fn meant_scheme(scheme: &str) -> Option<&'static str> {
    let is_slip = |known: &&&str| slips(scheme, known).is_some_and(|slips| slips == 1);
    if KNOWN.contains(&scheme) { None } else { KNOWN[..5].iter().find(is_slip).copied() }
}

/// `typed` begins with the host; `schemed` says that `https:` stands before it.
fn with_host<'t>(typed: &'t str, odd: Option<Odd>, schemed: bool, site: &Base, path: &mut String) -> Lead<'t> {
    let end = typed.find(['/', '\\', '?', '#']).unwrap_or(typed.len());
    let (authority, rest) = typed.split_at(end);
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (rest, fragment) = match rest.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment)),
        None => (rest, None),
    };
    if is_own(host, site) {
        path.push('/');
        let typed = rest.split('?').next().unwrap_or(rest);
        let found = join(typed.strip_prefix(['/', '\\']).unwrap_or(typed), path);
        return Lead { goal: Goal::Path, odd: odd.or(found), fragment, absolute: true };
    }
    let (name, port) = match host.rsplit_once(':').filter(|_| !host.ends_with(']')) {
        Some((name, port)) => (name, port),
        None => (host, ""),
    };
    let local = ["localhost", "127.0.0.1", "0.0.0.0", "[::1]"].iter().any(|known| name.eq_ignore_ascii_case(known));
    let wrong = if host.is_empty() {
        Some(Odd::NoHost)
    } else if local {
        Some(Odd::Localhost)
    } else if !is_host(name) || !port.bytes().all(|byte| byte.is_ascii_digit()) || port.len() > 5 {
        Some(Odd::BadHost)
    } else if !schemed && !name.contains('.') {
        Some(Odd::NoDomain)
    } else {
        odd
    };
    Lead::elsewhere(wrong)
}

fn is_own(host: &str, site: &Base) -> bool {
    let bare = |host: &str| host.trim_end_matches(":443").trim_end_matches(":80").to_ascii_lowercase();
    let own = site.origin.as_deref().and_then(|origin| origin.split_once("://"));
    own.is_some_and(|(_, own)| own.eq_ignore_ascii_case(host) || bare(own) == bare(host))
}

fn is_host(name: &str) -> bool {
    if let Some(inner) = name.strip_prefix('[') {
        return inner.ends_with(']')
            && inner.bytes().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.' | b']'));
    }
    let name = String::from_utf8_lossy(&percent_encoding::percent_decode_str(name).collect::<Vec<u8>>()).into_owned();
    let name = name.strip_suffix('.').unwrap_or(&name);
    let forbidden = |c: char| c <= ' ' || "#/:<>?@[\\]^|%\u{7f}\"`{},;!$&'()*+=".contains(c);
    let labels: Vec<&str> = name.split('.').collect();
    let last = labels.last().copied().unwrap_or_default();
    // A name whose last part is a number is an address in numbers.
    let numbers = last.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = |label: &&str| label.parse::<u8>().is_ok();
    let fits = labels.iter().all(|label| !label.is_empty() && label.chars().count() <= 63);
    fits && !name.contains(forbidden) && (!numbers || (labels.len() <= 4 && labels.iter().all(is_number)))
}

/// Adds a typed path to the folder in `path`, part by part.
fn join(typed: &str, path: &mut String) -> Option<Odd> {
    let mut odd = None;
    let mut rest = Some(typed);
    while let Some(text) = rest {
        let (part, after) = match text.bytes().position(|byte| matches!(byte, b'/' | b'\\')) {
            Some(at) => {
                if text.as_bytes()[at] == b'\\' {
                    odd = Some(Odd::Backslash);
                }
                (&text[..at], Some(&text[at + 1..]))
            }
            None => (text, None),
        };
        rest = after;
        match dots(part) {
            1 => continue,
            2 => {
                if path.len() <= 1 {
                    odd = odd.or(Some(Odd::PastRoot));
                    continue;
                }
                let end = path[..path.len() - 1].rfind('/').map_or(0, |at| at + 1);
                path.truncate(end);
                continue;
            }
            _ => {}
        }
        if part.is_empty() {
            if after.is_some() {
                odd = odd.or(Some(Odd::DoubleSlash));
            }
            continue;
        }
        if part.contains('%') {
            odd = odd.or(decode(part, path));
        } else {
            path.push_str(part);
        }
        if after.is_some() {
            path.push('/');
        }
    }
    odd
}

/// 1 for `.`, 2 for `..`, also percent-encoded; 0 for everything else.
fn dots(part: &str) -> usize {
    match part {
        "." => 1,
        ".." => 2,
        _ if !part.starts_with(['.', '%']) || part.len() > 6 || part.len() < 3 => 0,
        _ => match part.to_ascii_lowercase().as_str() {
            "%2e" => 1,
            ".%2e" | "%2e." | "%2e%2e" => 2,
            _ => 0,
        },
    }
}

/// Adds a percent-encoded part of a path, decoded.
fn decode(part: &str, path: &mut String) -> Option<Odd> {
    let mut odd = None;
    let bytes = part.as_bytes();
    for (at, _) in part.match_indices('%') {
        match bytes.get(at + 1..at + 3) {
            Some(digits) if digits.iter().all(u8::is_ascii_hexdigit) => {
                if digits.eq_ignore_ascii_case(b"2f") || digits.eq_ignore_ascii_case(b"5c") {
                    odd = Some(Odd::EncodedSlash);
                }
            }
            _ => odd = odd.or(Some(Odd::Percent)),
        }
    }
    path.push_str(&percent_encoding::percent_decode_str(part).decode_utf8_lossy());
    odd
}

/// An id's fragment in the two forms in which browsers look for it: as the URL has it, and decoded. The directive that
/// browsers cut off (`:~:text=…`) is gone; the flag says that there was one.
pub(super) fn fragment(typed: &str) -> (Cow<'_, str>, Cow<'_, str>, bool) {
    use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
    const FRAGMENT: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`');
    let (id, directive) = match typed.split_once(":~:") {
        Some((id, _)) => (id, true),
        None => (typed, false),
    };
    let plain = id.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'%' | b'"' | b'<' | b'>' | b'`'));
    if plain {
        return (Cow::Borrowed(id), Cow::Borrowed(id), directive);
    }
    let raw = Cow::from(utf8_percent_encode(id, FRAGMENT));
    (raw, percent_decode_str(id).decode_utf8_lossy(), directive)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn led(typed: &str) -> (Goal, String, Option<Odd>) {
        let site = Base { origin: Some("https://docs.example.org".into()), path: "/".into() };
        let mut path = String::new();
        let (text, odd) = trimmed(typed);
        let lead = lead(&text, "/fr/guide/", &site, &mut path);
        (lead.goal, path, odd.or(lead.odd))
    }

    #[test]
    fn paths_are_joined_as_browsers_do() {
        let cases = [
            ("a.html", "/fr/guide/a.html", None),
            ("../b/", "/fr/b/", None),
            ("../../../c", "/c", Some(Odd::PastRoot)),
            ("/d/./e/../f", "/d/f", None),
            (".", "/fr/guide/", None),
            ("..", "/fr/", None),
            ("%2e%2E/x", "/fr/x", None),
            ("/x//y", "/x/y", Some(Odd::DoubleSlash)),
            ("\\x\\y", "/x/y", Some(Odd::Backslash)),
            (" /a%20b ", "/a b", None),
            ("/100%/x", "/100%/x", Some(Odd::Percent)),
            ("/a%2Fb", "/a/b", Some(Odd::EncodedSlash)),
            ("/a\n/b", "/a/b", Some(Odd::LineBreak)),
            ("https;//x.org", "/fr/guide/https;/x.org", Some(Odd::DoubleSlash)),
            ("HTTPS://Docs.Example.org/q?x#y", "/q", None),
            ("//docs.example.org:443", "/", None),
            ("\u{a0}/x", "/fr/guide/\u{a0}/x", None),
        ];
        for (typed, path, odd) in cases {
            assert_eq!(led(typed), (Goal::Path, path.to_owned(), odd), "{typed}");
        }
    }

    #[test]
    fn other_addresses_lead_elsewhere() {
        let cases = [
            ("https://example.org/x", None),
            ("//example.org/x", None),
            ("//fr/x", Some(Odd::NoDomain)),
            ("mailto:", Some(Odd::EmptyMail)),
            ("mailto:a@b.org?subject=x", None),
            ("tel:", Some(Odd::EmptyTelephone)),
            ("javascript:void(0)", Some(Odd::Script)),
            ("data:text/plain,x", None),
            ("htps://example.org", Some(Odd::Scheme)),
            ("maito:a@b.org", Some(Odd::Scheme)),
            ("https:/example.org", Some(Odd::OneSlash)),
            ("https://", Some(Odd::NoHost)),
            ("https:///x", Some(Odd::OneSlash)),
            ("https://exa mple.org/", Some(Odd::BadHost)),
            ("https://999.1.1.1/", Some(Odd::BadHost)),
            ("file:///etc/passwd", Some(Odd::File)),
            ("C:\\docs\\x.html", Some(Odd::Drive)),
            ("http://localhost:8000/x", Some(Odd::Localhost)),
            ("xmpp:a@b.org", None),
            ("yunohost:app", None),
            ("https://[2001:db8::1]:8080/", None),
        ];
        for (typed, odd) in cases {
            let (goal, _, found) = led(typed);
            assert_eq!((goal, found), (Goal::Elsewhere, odd), "{typed}");
        }
    }

    #[test]
    fn fragments_are_looked_for_raw_and_decoded() {
        assert_eq!(fragment("a%20b"), ("a%20b".into(), "a b".into(), false));
        assert_eq!(fragment("é"), ("%C3%A9".into(), "é".into(), false));
        assert_eq!(fragment("x:~:text=y"), ("x".into(), "x".into(), true));
    }
}
