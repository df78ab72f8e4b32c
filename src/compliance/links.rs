//! Turns the links of all pages into those that lead to a page in another language and do not say so.
//!
//! What language a page of another site is in follows from its address or from the settings; nobody is asked.

use super::report::Place;
use super::toggles::place;
use super::{Examined, Subject};
use crate::config::Base;
use crate::lang::primary_subtag;
use crate::link::{normalise, scheme};
use std::collections::{HashMap, HashSet};

pub(super) fn marked(subject: &Subject<'_>) -> Examined {
    let site = subject.site;
    let config = &site.config;
    let by_url: HashMap<&str, &str> =
        site.pages.iter().map(|page| (&*page.url, config.languages[page.lang].primary())).collect();
    let mut examined = Examined::default();
    for (at, page) in site.pages.iter().enumerate() {
        let own = config.languages[page.lang].primary();
        let mut seen = HashSet::new();
        for link in &subject.pages[at].links {
            let inside = target(&config.base, &page.url, &link.href);
            // Changing language is another question.
            let is_switch = |url: &String| page.siblings.values().flatten().any(|&at| *site.pages[at].url == **url);
            if inside.as_ref().is_some_and(is_switch) {
                continue;
            }
            let language = match &inside {
                Some(url) => by_url.get(url.as_str()).copied().filter(|_| *url != config.base.path).map(str::to_owned),
                None => config.external.language(&link.href, &config.languages),
            };
            let Some(language) = language.filter(|language| !language.eq_ignore_ascii_case(own)) else { continue };
            examined.concerned += 1;
            if !primary_subtag(&link.hreflang).eq_ignore_ascii_case(&language) && seen.insert(&link.href) {
                let text = format!("{} · hreflang=\"{}\" ({language})", link.text, link.hreflang);
                examined.failures.push(Place { other: Some(link.href.clone()), text, ..place(subject, at, None) });
            }
        }
    }
    examined
}

/// The page of this very site that an address on one of its pages leads to: its path from the root of the server.
pub(super) fn target(base: &Base, page: &str, href: &str) -> Option<String> {
    let path = href.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() {
        return Some(page.to_owned());
    }
    let origin = base.origin.as_deref().unwrap_or_default();
    if let Some(rest) = path.strip_prefix(origin).filter(|rest| !origin.is_empty() && rest.starts_with('/')) {
        return Some(rest.to_owned());
    }
    if scheme(path).is_some() || path.starts_with("//") {
        return None;
    }
    if path.starts_with('/') {
        return Some(path.to_owned());
    }
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let end = if path.ends_with('/') || path.ends_with("..") || path == "." { "/" } else { "" };
    let joined = normalise(folder, path)?;
    Some(format!("/{joined}{}", if joined.is_empty() { "" } else { end }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_from_a_page_to_a_page() {
        let base = Base::parse("https://example.org/help/").expect("a base");
        for (href, expected) in [
            ("", Some("/help/fr/a/")),
            ("#x", Some("/help/fr/a/")),
            ("/help/en/a/?q#x", Some("/help/en/a/")),
            ("https://example.org/help/en/", Some("/help/en/")),
            ("https://example.org.evil/help/en/", None),
            ("../../en/a/", Some("/help/en/a/")),
            ("../b.html", Some("/help/fr/b.html")),
            ("..", Some("/help/fr/")),
            ("mailto:a@example.org", None),
            ("//example.org/help/", None),
        ] {
            assert_eq!(target(&base, "/help/fr/a/", href).as_deref(), expected, "{href}");
        }
    }
}
