//! Turns web addresses, mailboxes and telephones in links into forms that are equal where only a language mark differs.
//!
//! It resolves nothing: an address is compared as it is written.

use super::lexer::Lexer;
use super::passage::{GAP, OPAQUE};
use super::{Kind, Value, telephones};

/// What languages are called in addresses. Others are two letters before a hyphen and two more.
const MARKS: &[&str] = &[
    "fr",
    "en",
    "fra",
    "fre",
    "eng",
    "francais",
    "français",
    "anglais",
    "french",
    "english",
    "de",
    "es",
    "it",
    "pt",
    "nl",
];

/// Parameters that choose a language.
const PARAMETERS: &[&str] = &["lang", "language", "langue", "locale", "hl", "lng", "l", "lc"];

/// Reads the web address that begins at `start`, from its scheme or `www`, of which the lexer has reached the end.
pub(super) fn web(lexer: &mut Lexer<'_>, start: usize) {
    let rest = &lexer.text[lexer.at()..];
    let stop =
        |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”' | '`' | '|' | GAP | OPAQUE);
    let mut found = &rest[..rest.find(stop).unwrap_or(rest.len())];
    loop {
        let shorter = found.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_']);
        let open = shorter.matches('(').count();
        let shorter = match shorter.strip_suffix(')') {
            Some(inner) if shorter.matches(')').count() > open => inner,
            _ => shorter,
        };
        if shorter.len() == found.len() {
            break;
        }
        found = shorter;
    }
    let end = lexer.at() + found.len();
    let value = url(&lexer.text[start..end]);
    lexer.fact(start, end.max(lexer.at() + 1), Kind::Url, value);
}

/// Ends of hosts that are written without a scheme.
const DOMAINS: &[&str] = &["com", "ca", "org", "net", "fr", "eu", "gov", "edu", "io", "be", "ch", "info", "quebec"];

/// Reads a host without a scheme, with its path; false if there is none at `start`.
pub(super) fn domain(lexer: &mut Lexer<'_>, start: usize) -> bool {
    let is_host = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
    let rest = &lexer.bytes[start..];
    let len = rest.iter().position(|byte| !is_host(byte)).unwrap_or(rest.len());
    let host = lexer.text[start..start + len].trim_end_matches(['.', '-']);
    let known = host.rsplit_once('.').is_some_and(|(name, end)| name.len() > 1 && DOMAINS.contains(&end));
    if !known || rest.get(host.len()) == Some(&b'@') {
        return false;
    }
    web(lexer, start);
    true
}

/// What the target of a link leads to, if that is outside the site.
pub(super) fn target(target: &str) -> Option<(Kind, Value)> {
    let (scheme, rest) = target.split_once(':')?;
    if scheme.eq_ignore_ascii_case("mailto") {
        let (name, host) = rest.split('?').next()?.split_once('@')?;
        return Some((Kind::Email, email(name, host)));
    }
    if scheme.eq_ignore_ascii_case("tel") {
        let (number, rest) = rest.split_once(';').unwrap_or((rest, ""));
        return Some((Kind::Telephone, telephones::number_of(number, rest.strip_prefix("ext=").unwrap_or_default())));
    }
    (rest.starts_with("//")).then(|| (Kind::Url, url(target)))
}

pub(super) fn email(name: &str, host: &str) -> Value {
    let typed: Box<str> = format!("{name}@{host}").to_lowercase().into();
    Value::Address { bare: typed.clone(), typed }
}

pub(super) fn url(typed: &str) -> Value {
    let (scheme, rest) = typed.split_once("://").unwrap_or(("", typed));
    let scheme = scheme.to_ascii_lowercase();
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let mut plain = match scheme.as_str() {
        "" | "http" | "https" => String::new(),
        _ => format!("{scheme}://"),
    };
    let port = if scheme == "http" { ":80" } else { ":443" };
    plain.push_str(&host.strip_suffix(port).unwrap_or(host).to_lowercase());
    plain.push_str(path.trim_end_matches('/'));
    let plain: Box<str> = plain.into();
    Value::Address { bare: without_marks(&plain).into(), typed: plain }
}

fn is_mark(name: &str) -> bool {
    let name = name.to_lowercase();
    if MARKS.contains(&&*name) {
        return true;
    }
    let (language, region) = name.split_once(['-', '_']).unwrap_or((&name, ""));
    let letters = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    letters(language) && letters(region) && MARKS.contains(&language)
}

/// The address without what names a language: the host's first label, a folder, the end of a file's name, a parameter.
fn without_marks(plain: &str) -> String {
    let (rest, fragment) = plain.split_once('#').map_or((plain, None), |(rest, fragment)| (rest, Some(fragment)));
    let (path, query) = rest.split_once('?').map_or((rest, None), |(path, query)| (path, Some(query)));
    let mut segments = path.split('/');
    let host = segments.next().unwrap_or_default().to_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let end = labels.len().saturating_sub(2);
    let own = labels.iter().enumerate().filter(|&(at, label)| at >= end || !is_mark(label)).map(|(_, label)| *label);
    let mut bare = own.collect::<Vec<_>>().join(".");
    let is_mark_alone = |segment: &str| {
        let stem = segment.split_once('.').map_or(segment, |(stem, _)| stem);
        is_mark(stem) || matches!(segment, "e" | "f")
    };
    for segment in segments.filter(|segment| !segment.is_empty() && !is_mark_alone(segment)) {
        bare.push('/');
        bare.push_str(&unmarked(segment));
    }
    if let Some(query) = query {
        let is_choice = |pair: &&str| {
            pair.split_once('=').is_some_and(|(name, value)| {
                PARAMETERS.contains(&name.to_lowercase().as_str())
                    && (is_mark(value) || matches!(value, "e" | "f" | "E" | "F"))
            })
        };
        let mut pairs: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !is_choice(pair)).collect();
        pairs.sort_unstable();
        if !pairs.is_empty() {
            bare.push('?');
            bare.push_str(&pairs.join("&"));
        }
    }
    if let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) {
        bare.push('#');
        bare.push_str(fragment);
    }
    bare
}

/// A file's name without the mark at its end: `guide_fr.pdf`, `guide.en.html`, `form-e.pdf`.
fn unmarked(segment: &str) -> String {
    let (stem, extension) = match segment.rsplit_once('.') {
        Some((stem, mark)) if is_mark(mark) && !stem.is_empty() => return stem.to_owned(),
        Some(parts) => parts,
        None => (segment, ""),
    };
    let stem = match stem.rsplit_once(['-', '_', '.']) {
        Some((stem, mark)) if !stem.is_empty() && (is_mark(mark) || matches!(mark, "e" | "f" | "E" | "F")) => stem,
        _ => stem,
    };
    if extension.is_empty() { stem.to_owned() } else { format!("{stem}.{extension}") }
}
