//! Turns what is known of external addresses into diagnostics, one for each place that uses one.
//!
//! It asks nobody. Without answers, which only `check --external` gives, it has nothing to say.

use super::uses::uses;
use crate::answers::{Anchor, Answer, Answers, Learnt, Reason};
use crate::config::External;
use crate::diag::rules::external as rules;
use crate::diag::{Diagnostic, Finding, Rule, Severity, rules::links};
use crate::link::{Site, Target, own_path, scheme};
use crate::source::{Source, Span};
use std::collections::{BTreeSet, HashMap, HashSet};

/// A place outside the documents that holds an external address: in a data file or a template.
#[derive(Clone)]
pub struct Elsewhere {
    pub source: Source,
    pub span: Span,
    pub text: Box<str>,
}

/// The addresses outside the site that it leads to, as they are meant.
pub fn addresses(site: &Site, elsewhere: &[Elsewhere]) -> BTreeSet<Box<str>> {
    places(site, elsewhere).into_iter().map(|place| place.address.into()).collect()
}

/// What is wrong with them; `found` is what is wrong with the site itself.
pub(crate) fn check(site: &Site, elsewhere: &[Elsewhere], answers: &Answers, found: &[Diagnostic]) -> Vec<Diagnostic> {
    if answers.is_empty() {
        return Vec::new();
    }
    // An address that is known to be typed wrong fails on every server, and is one cause.
    let mut doubted: HashMap<(&str, u32), Severity> = HashMap::new();
    let links = found.iter().filter(|other| other.rule().family() == "links");
    for other in links.filter(|other| other.rule().code != links::EMPTY_LINK.code) {
        let worst = doubted.entry((other.source.path(), other.finding.span.start)).or_insert(other.severity);
        *worst = other.severity.max(*worst);
    }
    let said = |place: Place<'_>| {
        let learnt = answers.get(place.address)?;
        let doubt = doubted.get(&(place.source.path(), place.span.start));
        let one_cause = match learnt.answer {
            Answer::Trouble(Reason::Address) => doubt.is_some(),
            _ => doubt == Some(&Severity::Error),
        };
        (!one_cause).then(|| judge(&site.config.external, &place, learnt))
    };
    places(site, elsewhere).into_iter().filter_map(said).flatten().collect()
}

/// What is wrong with the addresses of a finished site, which has nothing to mend: its sources have.
pub fn of_finished(settings: &External, places: &[Elsewhere], answers: &Answers) -> Vec<Diagnostic> {
    let said = places.iter().filter_map(|place| {
        let learnt = answers.get(&place.text)?;
        let place = Place { source: &place.source, span: place.span, address: &place.text };
        Some(judge(settings, &place, learnt))
    });
    let mut found: Vec<Diagnostic> = said.flatten().collect();
    found.iter_mut().for_each(|diagnostic| diagnostic.finding.fix = None);
    found
}

struct Place<'s> {
    source: &'s Source,
    span: Span,
    address: &'s str,
}

/// Every place with an external address, each once: two languages may share a text.
fn places<'s>(site: &'s Site, elsewhere: &'s [Elsewhere]) -> Vec<Place<'s>> {
    let in_documents = uses(site).filter(|use_| *use_.target == Target::External).map(|use_| Place {
        source: &use_.document.source,
        span: use_.address.span,
        address: use_.address.text.trim(),
    });
    let in_data =
        elsewhere.iter().map(|place| Place { source: &place.source, span: place.span, address: place.text.trim() });
    let repository = site.config.repository.iter().map(|text| Place {
        source: &site.settings,
        span: text.span,
        address: text.as_str(),
    });
    let outside = |address: &str| {
        let address = if address.starts_with("//") { format!("https:{address}") } else { address.to_owned() };
        matches!(scheme(&address).as_deref(), Some("http" | "https")) && own_path(&site.config.base, &address).is_none()
    };
    let mut seen = HashSet::new();
    in_documents
        .chain(in_data)
        .chain(repository)
        .filter(|place| outside(place.address) && seen.insert((place.source.path(), place.span)))
        .collect()
}

/// What was learnt means for a place.
fn judge(settings: &External, place: &Place<'_>, learnt: &Learnt) -> Vec<Diagnostic> {
    let url = place.address.split('#').next().unwrap_or(place.address);
    let finding = |rule: &'static Rule| Finding::new(rule, place.span).with("url", url);
    let doubt = |reason: Reason, limit: u32| {
        let finding = because(finding(&rules::DOUBTFUL), reason).with("runs", learnt.runs.to_string());
        finding.with("limit", limit.to_string()).help("again")
    };
    let failing = match learnt.answer {
        Answer::Found => None,
        Answer::Missing(status) if learnt.runs < settings.missing_after => {
            Some(doubt(Reason::Status(status), settings.missing_after))
        }
        Answer::Missing(status) => Some(finding(&rules::MISSING).with("status", status.to_string()).help("replace")),
        Answer::Refused(reason) => Some(because(finding(&rules::REFUSED), reason).help("look")),
        Answer::Trouble(Reason::Address) => Some(because(finding(&rules::UNREACHABLE), Reason::Address).help("write")),
        Answer::Trouble(reason) if learnt.runs < settings.trouble_after => Some(doubt(reason, settings.trouble_after)),
        Answer::Trouble(reason) => Some(because(finding(&rules::UNREACHABLE), reason).help("replace")),
    };
    let mut found = Vec::new();
    if let Some(failing) = failing {
        // Where it would lead is of no use while nothing is there.
        found.push(failing);
    } else {
        found.extend(absent(place, learnt, url));
        found.extend(learnt.moved.as_deref().map(|moved| has_moved(place, moved, url)));
    }
    found.into_iter().map(|finding| finding.at(place.source)).collect()
}

/// The page is there, and the fragment names nothing on it.
fn absent(place: &Place<'_>, learnt: &Learnt, url: &str) -> Option<Finding> {
    let Anchor::Absent { nearest } = &learnt.anchor else { return None };
    let (_, fragment) = place.address.split_once('#')?;
    let finding = Finding::new(&rules::NO_ANCHOR, place.span).with("url", url).with("anchor", fragment);
    Some(match nearest {
        Some(nearest) => finding.with("suggestion", format!("{url}#{nearest}")).help("nearest"),
        None => finding.help("remove"),
    })
}

fn has_moved(place: &Place<'_>, moved: &str, url: &str) -> Finding {
    let finding = Finding::new(&rules::MOVED, place.span).with("url", url).with("suggestion", moved);
    // A redirect of every old page to the front page says that the page is gone.
    if depth(place.address) > 0 && depth(moved) == 0 {
        return finding.help("home");
    }
    let finding = finding.help("nearest");
    // What is typed with escapes would have to be replaced with escapes.
    let typed = place.source.slice(place.span) == place.address;
    let absent = place.address.starts_with("//");
    if typed && !absent && is_plain(moved) { finding.fix(moved) } else { finding }
}

/// How many parts the path of an address has.
fn depth(address: &str) -> usize {
    let path = address.split_once("//").map_or("", |(_, rest)| rest).split(['?', '#']).next().unwrap_or_default();
    path.split('/').skip(1).filter(|part| !part.is_empty()).count()
}

/// Whether an address means itself in Markdown, HTML and YAML alike.
fn is_plain(address: &str) -> bool {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$+,;=%&".contains(&byte);
    // `&copy;` is a character in Markdown and in HTML.
    address.bytes().all(safe) && !(address.contains('&') && address.contains(';'))
}

/// The finding with the reason in words.
fn because(finding: Finding, reason: Reason) -> Finding {
    let word = match reason {
        Reason::Status(_) => "external-status",
        Reason::Timeout => "external-timeout",
        Reason::Name => "external-name",
        Reason::Connection => "external-connection",
        Reason::Closed => "external-closed",
        Reason::Certificate => "external-certificate",
        Reason::Encryption => "external-encryption",
        Reason::Garbage => "external-garbage",
        Reason::Redirects => "external-redirects",
        Reason::Cookies => "external-cookies",
        Reason::NotPublic => "external-not-public",
        Reason::Address => "external-address",
    };
    let status = if let Reason::Status(status) = reason { status.to_string() } else { String::new() };
    finding.with("status", status).with_words("reason", &[word])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_depths_and_some_mean_themselves() {
        assert_eq!(["https://a.org", "https://a.org/?q", "https://a.org/b/#c", "//a.org/b/c"].map(depth), [0, 0, 1, 2]);
        assert!(is_plain("https://a.org/b?c=1&d=%C3%A9#e"));
        for odd in
            ["https://a.org/(b)", "https://a.org/?a&copy;", "https://a.org/é", "https://a.org/a\"b", "https://a/ b"]
        {
            assert!(!is_plain(odd), "{odd}");
        }
    }
}
