//! Turns an address that leads out of the site into what is odd about it: a slip in the scheme, no host, a local machine.
//!
//! It asks no server and knows no site. An address that is merely unusual is not its business.

use crate::diag::rules::links;
use crate::diag::{Finding, nearest};
use crate::source::Span;

/// Schemes whose slips are recognised.
const COMMON: [&str; 4] = ["https", "http", "mailto", "tel"];

/// Other schemes (IANA's registry, and what is in wide use): none is a slip.
const KNOWN: &[&str] = &[
    "about",
    "acct",
    "afp",
    "apt",
    "blob",
    "bitcoin",
    "callto",
    "cid",
    "data",
    "dns",
    "doi",
    "facetime",
    "feed",
    "file",
    "flatpak",
    "ftp",
    "ftps",
    "geo",
    "git",
    "gemini",
    "gopher",
    "im",
    "imap",
    "intent",
    "ipfs",
    "ipp",
    "irc",
    "ircs",
    "jabber",
    "javascript",
    "ldap",
    "ldaps",
    "magnet",
    "maps",
    "market",
    "matrix",
    "mid",
    "mms",
    "msteams",
    "news",
    "nfs",
    "nntp",
    "obsidian",
    "pop",
    "rdp",
    "rtsp",
    "sftp",
    "sip",
    "sips",
    "skype",
    "slack",
    "sms",
    "smsto",
    "smb",
    "snap",
    "spotify",
    "ssh",
    "steam",
    "svn",
    "telnet",
    "tg",
    "udp",
    "urn",
    "uuid",
    "vbscript",
    "view-source",
    "vnc",
    "vscode",
    "webcal",
    "whatsapp",
    "ws",
    "wss",
    "xmpp",
    "zoommtg",
];

/// What is odd about the address `text` at `span`.
pub fn suspect(text: &str, span: Span) -> Option<Finding> {
    let text = text.trim_matches(|c: char| c.is_ascii_whitespace());
    let bytes = text.as_bytes();
    // Nearly all addresses of other sites are like this, and nearly all others are paths.
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    if let Some(rest) = rest {
        return host_fault(rest).map(|fault| fault.at(span));
    }
    if let Some(rest) = text.strip_prefix("//") {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        return (!host.contains(['.', ':', '[']))
            .then(|| Finding::new(&links::SUSPECT_URL, span).with_words("reason", &["url-two-slashes"]).help("slash"));
    }
    if text.starts_with("\\\\") || drive(bytes) {
        return Some(Fault::new("url-file", "publish").at(span));
    }
    let (scheme, rest) = text.split_once(':')?;
    let suits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    if scheme.len() < 2 || !bytes[0].is_ascii_alphabetic() || !scheme.bytes().all(suits) {
        return None;
    }
    let lower = scheme.to_ascii_lowercase();
    let fault = match lower.as_str() {
        "https" | "http" => match rest.strip_prefix("//") {
            Some(rest) => host_fault(rest)?,
            None => one_slash(&lower, rest),
        },
        "mailto" if rest.is_empty() => Fault::new("url-no-mail", "complete"),
        "tel" if !rest.bytes().any(|byte| byte.is_ascii_digit()) => Fault::new("url-no-phone", "complete"),
        "file" => Fault::new("url-file", "publish"),
        known if KNOWN.contains(&known) || COMMON.contains(&known) => return None,
        _ => {
            let near = nearest(&lower, COMMON)?;
            // What follows must suit: `note:` before a word is no slip of `http`.
            let suits = if near.starts_with("http") { rest.starts_with("//") } else { !rest.starts_with("//") };
            Fault { reason: "url-scheme", help: "nearest", fix: Some(format!("{near}:{rest}")) }.filter(suits)?
        }
    };
    Some(fault.at(span))
}

/// A path on a Windows disk.
fn drive(bytes: &[u8]) -> bool {
    bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && matches!(bytes[2], b'/' | b'\\')
}

struct Fault {
    reason: &'static str,
    help: &'static str,
    fix: Option<String>,
}

impl Fault {
    fn new(reason: &'static str, help: &'static str) -> Fault {
        Fault { reason, help, fix: None }
    }

    fn filter(self, suits: bool) -> Option<Fault> {
        suits.then_some(self)
    }

    fn at(self, span: Span) -> Finding {
        let finding = Finding::new(&links::SUSPECT_URL, span).with_words("reason", &[self.reason]).help(self.help);
        match self.fix {
            Some(fix) => finding.with("suggestion", fix.as_str()).fix(fix),
            None => finding,
        }
    }
}

/// `https:/host` and `https:host`.
fn one_slash(scheme: &str, rest: &str) -> Fault {
    let rest = rest.trim_start_matches('/');
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    match host.contains('.') {
        true => Fault { reason: "url-slashes", help: "nearest", fix: Some(format!("{scheme}://{rest}")) },
        false => Fault::new("url-no-host", "complete"),
    }
}

/// What is wrong with the host at the beginning of `rest`.
fn host_fault(rest: &str) -> Option<Fault> {
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    if host.starts_with('[') {
        return (host == "[::1]" || host.starts_with("[::1]:")).then(|| Fault::new("url-local", "publish"));
    }
    let (host, port) = host.split_once(':').unwrap_or((host, ""));
    if host.is_empty() {
        return Some(Fault::new("url-no-host", "complete"));
    }
    let local = host.eq_ignore_ascii_case("localhost") || host.ends_with(".localhost");
    if local || host == "0.0.0.0" || (host.starts_with("127.") && host.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
    {
        return Some(Fault::new("url-local", "publish"));
    }
    let label = |label: &str| !label.is_empty() && label.len() < 64 && !label.starts_with('-') && !label.ends_with('-');
    let suits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '%') || !c.is_ascii();
    let good = host.trim_end_matches('.').split('.').all(label)
        && host.chars().all(suits)
        && (port.is_empty() || (port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok()))
        && !is_broken_number(host.trim_end_matches('.'));
    (!good).then(|| Fault::new("url-host", "complete"))
}

/// Whether a host ends in a number and is no address in numbers (WHATWG URL, 3.5, "ends-in-a-number checker").
fn is_broken_number(host: &str) -> bool {
    let is_number = |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit());
    let labels: Vec<&str> = host.split('.').collect();
    if !labels.last().is_some_and(|last| is_number(last)) {
        return false;
    }
    // Other notations of numbers are left to browsers.
    let odd = |label: &&str| label.starts_with('0') && label.len() > 1;
    if labels.iter().any(odd) {
        return false;
    }
    let all = labels.iter().all(|label| is_number(label));
    !all || labels.len() > 4 || (labels.len() == 4 && labels.iter().any(|label| label.parse::<u8>().is_err()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str) -> Option<String> {
        suspect(text, Span::default()).map(|finding| finding.words[0].1[0].clone())
    }

    #[test]
    fn good_addresses_are_left_alone() {
        for text in [
            "https://example.org",
            "HTTPS://Example.org/a?b#c",
            "http://a_b.example.org:8080/",
            "https://bücher.example/é",
            "https://[2001:db8::1]/",
            "https://user@example.org",
            "//example.org/x",
            "mailto:a@b.example",
            "mailto:?subject=x",
            "tel:+1-514",
            "data:image/gif;base64,AA",
            "sip:a@b",
            "xmpp:a@b",
            "b.md",
            "../b.md#c:d",
            "a/b:c",
            "#x",
            "?a:b",
            "intranet:x",
            "http://intranet/x",
            "",
            "c:x",
            "doi:10.1/x",
            "sms:1",
            "git+ssh://x",
            "https://a%2eb.example",
            "http://203.0.113.7/",
            "https://example.org:65535/",
            "https://example.org:/",
            "https://1.2.3.4.example/",
        ] {
            assert_eq!(reason(text), None, "{text}");
        }
    }

    #[test]
    fn slips_are_told_apart() {
        for (text, expected) in [
            ("htps://example.org", "url-scheme"),
            ("maito:a@b.example", "url-scheme"),
            ("http//:x", "none"),
            ("https:/example.org", "url-slashes"),
            ("https:example.org", "url-slashes"),
            ("https://", "url-no-host"),
            ("https:///x", "url-no-host"),
            ("https://a..b/", "url-host"),
            ("http://www-", "url-host"),
            ("https://exa mple.org/", "url-host"),
            ("http://256.1.1.1/", "url-host"),
            ("http://1.2.3.4.5/", "url-host"),
            ("https://example.42/", "url-host"),
            ("https://example.org:65536/", "url-host"),
            ("mailto:", "url-no-mail"),
            ("tel:", "url-no-phone"),
            ("file:///c:/x", "url-file"),
            ("C:\\x\\y", "url-file"),
            ("\\\\server\\x", "url-file"),
            ("http://localhost:8000/x", "url-local"),
            ("http://127.0.0.1/", "url-local"),
            ("//fr/guides/", "url-two-slashes"),
        ] {
            assert_eq!(reason(text).as_deref().unwrap_or("none"), expected, "{text}");
        }
    }
}
