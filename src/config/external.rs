//! Turns the `external` key of the settings into what may be asked of other servers, how, and what their answers count for.
//!
//! It asks nothing; [`crate::check::external`] and the edge that asks read it.

use crate::lang::{Languages, language_of, primary_subtag};
use crate::yaml::{Entries, OneOrMany, Spanned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How external links are checked by `diglot check --external`.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ExternalSettings {
    /// Addresses that are never asked for: a host with its subdomains, or an address with `*` for anything.
    pub skip: OneOrMany<Spanned<String>>,
    /// If given, only these addresses are asked for.
    pub only: OneOrMany<Spanned<String>>,
    /// Addresses that are asked for although they are not public, or carry a password.
    pub private: OneOrMany<Spanned<String>>,
    /// Statuses that count as found, such as 403.
    pub accept: OneOrMany<Spanned<u16>>,
    /// Whether a page must have the id that an address ends in; yes unless set.
    pub fragments: Option<bool>,
    /// Seconds that a request may take; 20 unless set.
    pub timeout: Option<Spanned<u32>>,
    /// Milliseconds between two requests to one host; 250 unless set.
    pub pause: Option<Spanned<u32>>,
    /// How often a request is made, in one run, before its failure counts; 3 unless set.
    pub attempts: Option<Spanned<u32>>,
    /// Days for which a good answer is not asked for again; 7 unless set.
    pub max_age: Option<Spanned<u32>>,
    /// How many runs in a row must fail before it is an error.
    pub fail_after: FailAfter,
    /// Addresses whose pages are in one language, by the tag of the language: links from another language say so.
    pub languages: Entries<OneOrMany<Spanned<String>>>,
    /// Other values for one host, by its name; `*.example.org` stands for its subdomains.
    pub hosts: Entries<HostSettings>,
}

/// How many runs in a row must fail before it is an error.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FailAfter {
    /// When the server says that there is nothing (404, 410); 1 unless set.
    pub missing: Option<Spanned<u32>>,
    /// When it does not answer, or answers that it has failed; 3 unless set.
    pub trouble: Option<Spanned<u32>>,
}

/// What is different for one host.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HostSettings {
    /// Statuses that count as found, besides those for all hosts.
    pub accept: OneOrMany<Spanned<u16>>,
    /// Whether a page must have the id that an address ends in.
    pub fragments: Option<bool>,
    /// Seconds that a request may take.
    pub timeout: Option<Spanned<u32>>,
    /// Milliseconds between two requests.
    pub pause: Option<Spanned<u32>>,
    /// How often a request is made, in one run, before its failure counts.
    pub attempts: Option<Spanned<u32>>,
}

/// What may be asked of other servers, and what their answers count for.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct External {
    pub skip: Vec<Pattern>,
    pub only: Vec<Pattern>,
    pub private: Vec<Pattern>,
    /// Days for which a good answer is not asked for again.
    pub max_age: u32,
    /// Runs in a row, after which an absence is an error.
    pub missing_after: u32,
    /// Runs in a row, after which any other failure is an error.
    pub trouble_after: u32,
    /// How a host is asked that is not in `hosts`.
    pub usual: Manner,
    pub hosts: Vec<(Pattern, HostSettings)>,
    /// The primary subtags of the languages of addresses.
    pub languages: Vec<(String, Pattern)>,
}

/// How one host is asked.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Manner {
    pub accept: Vec<u16>,
    pub fragments: bool,
    pub timeout_seconds: u32,
    pub pause_milliseconds: u32,
    pub attempts: u32,
}

impl External {
    pub(super) fn new(settings: ExternalSettings) -> External {
        let patterns = |list: &[Spanned<String>]| list.iter().map(|text| Pattern::new(text)).collect();
        let number = |value: Option<Spanned<u32>>, usual: u32| value.map_or(usual, |value| value.value);
        External {
            skip: patterns(&settings.skip),
            only: patterns(&settings.only),
            private: patterns(&settings.private),
            max_age: number(settings.max_age, 7),
            missing_after: number(settings.fail_after.missing, 1).max(1),
            trouble_after: number(settings.fail_after.trouble, 3).max(1),
            usual: Manner {
                accept: settings.accept.iter().map(|status| status.value).collect(),
                fragments: settings.fragments.unwrap_or(true),
                timeout_seconds: number(settings.timeout, 20).max(1),
                pause_milliseconds: number(settings.pause, 250),
                attempts: number(settings.attempts, 3).max(1),
            },
            languages: settings
                .languages
                .iter()
                .flat_map(|(tag, list)| {
                    let primary = primary_subtag(tag).to_lowercase();
                    list.iter().map(move |text| (primary.clone(), Pattern::new(text)))
                })
                .collect(),
            hosts: settings.hosts.0.into_iter().map(|(name, host)| (Pattern::new(&name), host)).collect(),
        }
    }

    /// The primary subtag of the language that the page at an address is in: as the settings say, else as it says itself.
    pub fn language(&self, address: &str, languages: &Languages) -> Option<String> {
        let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let declared = self.languages.iter().find(|(_, pattern)| pattern.matches(address, host));
        declared.map(|(language, _)| language.clone()).or_else(|| language_of(address, languages))
    }

    /// How a host, given as `www.example.org` or `localhost:8080`, is asked; what is said first wins.
    pub fn manner(&self, host: &str) -> Manner {
        let mut manner = self.usual.clone();
        for (_, settings) in self.hosts.iter().rev().filter(|(pattern, _)| pattern.names(host)) {
            manner.accept.extend(settings.accept.iter().map(|status| status.value));
            manner.fragments = settings.fragments.unwrap_or(manner.fragments);
            manner.timeout_seconds = settings.timeout.map_or(manner.timeout_seconds, |value| value.value.max(1));
            manner.pause_milliseconds = settings.pause.map_or(manner.pause_milliseconds, |value| value.value);
            manner.attempts = settings.attempts.map_or(manner.attempts, |value| value.value.max(1));
        }
        manner
    }
}

/// What addresses are meant: those of a host with its subdomains, or those that look like an address with `*` in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(String);

impl Pattern {
    pub fn new(text: &str) -> Pattern {
        let text = text.trim();
        // A path without a scheme means both schemes.
        let text = if text.contains("://") || !text.contains('/') { text.to_owned() } else { format!("*://{text}") };
        Pattern(if text.contains("://") { text } else { text.to_ascii_lowercase() })
    }

    /// Whether an address is meant, which is at `host`, given with its port if it has one.
    pub fn matches(&self, address: &str, host: &str) -> bool {
        if self.0.contains("://") { glob(self.0.as_bytes(), address.as_bytes()) } else { self.names(host) }
    }

    /// Whether a host is meant: by its name, by the end of its name, with or without the port.
    fn names(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let bare = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()));
        let bare = bare.map_or(host.as_str(), |(bare, _)| bare);
        let below = |host: &str| host.strip_suffix(self.0.as_str()).is_some_and(|rest| rest.ends_with('.'));
        [host.as_str(), bare].iter().any(|host| glob(self.0.as_bytes(), host.as_bytes()) || below(host))
    }
}

/// Whether a text looks like a pattern in which `*` stands for anything.
fn glob(pattern: &[u8], text: &[u8]) -> bool {
    let (mut at, mut from) = (0, 0);
    // After a star, the place to begin again, one byte further each time.
    let mut star = None;
    while from < text.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, from));
                at += 1;
            }
            Some(byte) if *byte == text[from] => (at, from) = (at + 1, from + 1),
            _ => match star {
                Some((after, eaten)) => {
                    star = Some((after, eaten + 1));
                    (at, from) = (after + 1, eaten + 1);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_mean_hosts_or_addresses() {
        let cases = [
            ("example.org", "https://example.org/a", "example.org", true),
            ("example.org", "https://www.example.org/a", "www.example.org", true),
            ("example.org", "https://notexample.org/a", "notexample.org", false),
            ("EXAMPLE.org", "https://example.org/", "example.org", true),
            ("*.example.org", "https://a.example.org/", "a.example.org", true),
            ("*.example.org", "https://example.org/", "example.org", false),
            ("localhost", "http://localhost:8080/", "localhost:8080", true),
            ("localhost:8080", "http://localhost:8080/", "localhost:8080", true),
            ("localhost:*", "http://localhost:8080/", "localhost:8080", true),
            ("localhost:80", "http://localhost:8080/", "localhost:8080", false),
            ("https://example.org/a/*", "https://example.org/a/b", "example.org", true),
            ("https://example.org/a/*", "https://example.org/b/a/b", "example.org", false),
            ("example.org/a/*", "http://example.org/a/b?c", "example.org", true),
            ("https://*/a*a", "https://example.org/abca", "example.org", true),
            ("https://*/a*a", "https://example.org/a", "example.org", false),
        ];
        for (pattern, address, host, expected) in cases {
            assert_eq!(Pattern::new(pattern).matches(address, host), expected, "{pattern} {address}");
        }
    }

    #[test]
    fn a_host_may_differ_from_the_others() {
        let number = |value| Some(Spanned { span: Default::default(), value });
        let host = |timeout| HostSettings { timeout, ..HostSettings::default() };
        let name = |name: &str| Spanned { span: Default::default(), value: name.to_owned() };
        let external = External::new(ExternalSettings {
            hosts: Entries(vec![(name("a.example.org"), host(number(5))), (name("example.org"), host(number(9)))]),
            ..ExternalSettings::default()
        });
        let timeout = |host: &str| external.manner(host).timeout_seconds;
        assert_eq!([timeout("a.example.org"), timeout("b.example.org"), timeout("c.org")], [5, 9, 20]);
    }
}
