//! Turns an address as it is written into the resource to ask for, or into the reason not to.
//!
//! It resolves no name: that a name leads into a private network is found when it is resolved.

use crate::config::External;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::{Host, Url};

/// What to do with an address.
#[derive(Debug, PartialEq, Eq)]
pub enum Target {
    Ask {
        /// The address without its fragment, in its normal form.
        resource: Box<str>,
        /// The id to look for on the page.
        fragment: Option<Box<str>>,
    },
    Skip {
        resource: Box<str>,
    },
    Bad,
}

pub fn target(address: &str, settings: &External) -> Target {
    let address = if address.starts_with("//") { format!("https:{address}") } else { address.to_owned() };
    let Ok(mut url) = Url::parse(&address) else { return Target::Bad };
    let fragment = url.fragment().map(str::to_owned);
    url.set_fragment(None);
    if !url.has_host() {
        return Target::Bad;
    }
    let resource = url.as_str().into();
    if barred(&url, settings).is_some() {
        return Target::Skip { resource };
    }
    let judged = settings.manner(&host(&url)).fragments;
    Target::Ask { resource, fragment: fragment.filter(|id| judged && is_id(id)).map(Box::from) }
}

/// Why an address is not asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// The settings leave it out.
    Settings,
    /// It is not public, or carries a password, and the settings do not let it in.
    Private,
}

/// What the settings or good manners have against asking for an address.
pub fn barred(url: &Url, settings: &External) -> Option<Bar> {
    let (address, host) = (url.as_str(), host(url));
    let any = |patterns: &[crate::config::Pattern]| patterns.iter().any(|pattern| pattern.matches(address, &host));
    if any(&settings.skip) || !(settings.only.is_empty() || any(&settings.only)) {
        return Some(Bar::Settings);
    }
    let open = url.username().is_empty() && url.password().is_none() && url.host().is_some_and(is_public);
    (!open && !any(&settings.private)).then_some(Bar::Private)
}

/// The name of the host, with the port if it is not the usual one.
pub fn host(url: &Url) -> String {
    let name = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"))
}

/// Whether a fragment names an element, as far as one can see without running the page's scripts.
fn is_id(fragment: &str) -> bool {
    let is_line = |text: &str| {
        let digits = text.strip_prefix('L').unwrap_or_default();
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    // The path of a script's own, a text to highlight, lines of code on a forge.
    !(fragment.is_empty()
        || fragment.eq_ignore_ascii_case("top")
        || fragment.starts_with(['/', '!', ':'])
        || fragment.split('-').all(is_line))
}

/// Endings of names that no public server has (RFC 6761, RFC 6762, RFC 8375, and names that networks give themselves).
const NOT_PUBLIC: [&str; 13] = [
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "home.arpa",
    "test",
    "example",
    "invalid",
    "onion",
];

/// Names kept for examples in documentation (RFC 2606): what stands below them is nowhere.
const FOR_EXAMPLES: [&str; 3] = ["example.com", "example.net", "example.org"];

fn is_public(host: Host<&str>) -> bool {
    match host {
        Host::Ipv4(ip) => is_public_ip(IpAddr::V4(ip)),
        Host::Ipv6(ip) => is_public_ip(IpAddr::V6(ip)),
        Host::Domain(name) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            let within = |end: &str| name.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
            name.contains('.') && !NOT_PUBLIC.iter().chain(&FOR_EXAMPLES).any(|end| within(end))
        }
    }
}

/// Whether an address is one of the public internet (IANA special-purpose address registries).
pub fn is_public_ip(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => match ip.to_ipv4_mapped() {
            Some(ip) => is_public_v4(ip),
            None => is_public_v6(ip),
        },
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = match (a, b) {
        (0 | 10 | 127 | 240.., _) | (172, 16..=31) | (192, 168) | (169, 254) | (100, 64..=127) | (198, 18..=19) => true,
        (192, 0) => c == 0 || c == 2,
        (198, 51) => c == 100,
        (203, 0) => c == 113,
        _ => false,
    };
    !special && !ip.is_multicast()
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let first = ip.segments()[0];
    let documentation = first == 0x2001 && ip.segments()[1] == 0xdb8;
    // Addresses that carry an IPv4 address within them lead wherever that leads.
    let carried = match ip.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            Some(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low)))
        }
        _ => None,
    };
    let global = (0x2000..0x4000).contains(&first) || first == 0x64;
    global && !documentation && carried.is_none_or(is_public_v4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Pattern;

    fn asked(address: &str, settings: &External) -> Option<(String, Option<String>)> {
        match target(address, settings) {
            Target::Ask { resource, fragment } => Some((resource.into(), fragment.map(Into::into))),
            _ => None,
        }
    }

    #[test]
    fn addresses_are_asked_for_in_their_normal_form() {
        let settings = External::default();
        let cases = [
            ("https://Diglot.DEV", "https://diglot.dev/"),
            ("//diglot.dev/a", "https://diglot.dev/a"),
            ("http://diglot.dev:80/a b", "http://diglot.dev/a%20b"),
            ("https://québec.ca/été?é", "https://xn--qubec-csa.ca/%C3%A9t%C3%A9?%C3%A9"),
            ("https://diglot.dev/a/../b#", "https://diglot.dev/b"),
        ];
        for (address, resource) in cases {
            assert_eq!(asked(address, &settings).map(|asked| asked.0).as_deref(), Some(resource), "{address}");
        }
        for bad in ["https://", "https://a b/", "http://[::1", "https://a:b/"] {
            assert_eq!(target(bad, &settings), Target::Bad, "{bad}");
        }
    }

    #[test]
    fn what_is_not_public_is_left_alone() {
        let settings = External::default();
        for private in [
            "http://localhost/",
            "http://a.localhost:8080/",
            "http://printer/",
            "http://nas.local/",
            "http://127.1/",
            "http://0x7f000001/",
            "http://2130706433/",
            "http://10.0.0.1/",
            "http://172.20.0.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://100.100.0.1/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://[2002:7f00:1::]/",
            "http://[fd00::1]/",
            "http://[fe80::1]/",
            "http://0.0.0.0/",
            "https://example.org/a",
            "https://www.example.com/",
            "https://a.example/",
            "https://user:secret@diglot.dev/",
            "https://user@diglot.dev/",
        ] {
            assert!(matches!(target(private, &settings), Target::Skip { .. }), "{private}");
            let settings = External { private: vec![Pattern::new("*")], ..External::default() };
            assert!(asked(private, &settings).is_some(), "{private}");
        }
        for public in ["http://8.8.8.8/", "http://[2606:4700::1111]/", "https://myexample.org/", "https://local.dev/"] {
            assert!(asked(public, &settings).is_some(), "{public}");
        }
    }

    #[test]
    fn lists_decide_what_is_asked() {
        let list = |text: &str| vec![Pattern::new(text)];
        let settings =
            External { only: list("diglot.dev"), skip: list("https://diglot.dev/a*"), ..External::default() };
        assert!(asked("https://diglot.dev/b", &settings).is_some());
        assert!(asked("https://diglot.dev/abc", &settings).is_none());
        assert!(asked("https://other.dev/b", &settings).is_none());
    }

    #[test]
    fn fragments_that_scripts_read_are_no_ids() {
        let settings = crate::config::Config::read(
            &crate::source::Source::new("diglot.yaml", b"title: A\nlanguages: [fr]\n".to_vec()),
            &mut Vec::new(),
        );
        let fragment =
            |text: &str| asked(&format!("https://diglot.dev/#{text}"), &settings.external).and_then(|asked| asked.1);
        for none in ["", "top", "TOP", "/route", "!/route", ":~:text=a", "L10", "L10-L12"] {
            assert_eq!(fragment(none), None, "{none}");
        }
        for id in ["a", "L", "List", "L1-a", "topic"] {
            assert_eq!(fragment(id).as_deref(), Some(id));
        }
    }
}
