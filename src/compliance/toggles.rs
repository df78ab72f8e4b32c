//! Turns the pages of a site into where readers cannot change language, or are not told how.
//!
//! What a page should lead to follows from the site; whether it does is read from the page.

use super::links::target;
use super::report::Place;
use super::{Examined, Subject};
use crate::finished::Link;
use crate::lang::{LangId, primary_subtag};
use crate::link::{PageIx, Shows};
use std::collections::HashSet;

/// A page, a language that is not its own, and the page to go to.
type Way = (PageIx, LangId, PageIx);

/// Every change of language that the site should offer.
fn ways(subject: &Subject<'_>) -> Vec<Way> {
    let site = subject.site;
    let to = |at: PageIx| -> Vec<(LangId, PageIx)> {
        let page = &site.pages[at];
        if page.shows == Shows::Root {
            let homes = site.folders[0].pages.iter().filter_map(|(lang, home)| Some((lang, (*home)?)));
            return homes.collect();
        }
        let siblings = page.siblings.iter().filter_map(|(lang, sibling)| Some((lang, (*sibling)?)));
        siblings.filter(|&(lang, sibling)| lang != page.lang && sibling != at).collect()
    };
    (0..site.pages.len()).flat_map(|at| to(at).into_iter().map(move |(lang, other)| (at, lang, other))).collect()
}

/// The links of a page that lead to another one.
fn led<'s>(subject: &'s Subject<'_>, from: PageIx, to: PageIx) -> impl Iterator<Item = &'s Link> {
    let pages = &subject.site.pages;
    let (own, wanted) = (&pages[from].url, &*pages[to].url);
    let base = &subject.site.config.base;
    subject.pages[from].links.iter().filter(move |link| target(base, own, &link.href).as_deref() == Some(wanted))
}

/// Those ways that fail a test of their links; with `missing`, those without any link too.
fn failing(subject: &Subject<'_>, good: impl Fn(&Link, LangId) -> bool) -> Examined {
    let mut examined = Examined::default();
    for (from, lang, to) in ways(subject) {
        let mut links = led(subject, from, to).peekable();
        let Some(first) = links.peek().copied() else { continue };
        examined.concerned += 1;
        if !links.any(|link| good(link, lang)) {
            let text = format!("{} · lang=\"{}\" hreflang=\"{}\"", first.text, first.lang, first.hreflang);
            examined.failures.push(Place { text, ..place(subject, from, Some(to)) });
        }
    }
    examined
}

pub(super) fn present(subject: &Subject<'_>) -> Examined {
    let ways = ways(subject);
    let missing = ways.iter().filter(|(from, _, to)| led(subject, *from, *to).next().is_none());
    let failures = missing.map(|&(from, _, to)| place(subject, from, Some(to))).collect();
    Examined { concerned: ways.len(), failures, ..Examined::default() }
}

pub(super) fn reciprocal(subject: &Subject<'_>) -> Examined {
    let site = subject.site;
    let mut examined = Examined::default();
    // Nothing leads back to the page that only asks for a language, nor to the one that stands for all that is missing.
    let ways = ways(subject).into_iter().filter(|(from, ..)| {
        let page = &site.pages[*from];
        page.shows != Shows::Root && &*page.address != "404.html"
    });
    for (from, _, to) in ways.filter(|(from, _, to)| led(subject, *from, *to).next().is_some()) {
        examined.concerned += 1;
        if led(subject, to, from).next().is_none() {
            examined.failures.push(place(subject, to, Some(from)));
        }
    }
    examined
}

pub(super) fn labelled(subject: &Subject<'_>) -> Examined {
    let languages = &subject.site.config.languages;
    failing(subject, |link, lang| {
        let (language, text) = (&languages[lang], link.text.to_lowercase());
        let code = [language.tag.as_str(), language.segment.as_str(), language.primary()];
        text.contains(&language.name.to_lowercase()) || code.iter().any(|code| code.eq_ignore_ascii_case(&text))
    })
}

pub(super) fn marked(subject: &Subject<'_>) -> Examined {
    let languages = &subject.site.config.languages;
    failing(subject, |link, lang| {
        let tag = &languages[lang].tag;
        link.lang.eq_ignore_ascii_case(tag) && link.hreflang.eq_ignore_ascii_case(tag)
    })
}

pub(super) fn alternates(subject: &Subject<'_>) -> Examined {
    let site = subject.site;
    let mut examined = Examined::default();
    let Some(origin) = &site.config.base.origin else { return examined };
    let real = |at: PageIx| {
        let page = &site.pages[at];
        page.foreign(site).is_none() && !matches!(page.shows, Shows::Root | Shows::NotFound | Shows::Search)
    };
    for at in (0..site.pages.len()).filter(|&at| real(at)) {
        let named: HashSet<(String, &str)> =
            subject.pages[at].alternates.iter().map(|(tag, href)| (tag.to_lowercase(), href.as_str())).collect();
        let editions: Vec<PageIx> =
            site.pages[at].siblings.values().flatten().copied().filter(|&at| real(at)).collect();
        for &edition in editions.iter().filter(|_| editions.len() > 1) {
            examined.concerned += 1;
            let page = &site.pages[edition];
            let (tag, url) = (site.config.languages[page.lang].tag.to_lowercase(), format!("{origin}{}", page.url));
            if !named.contains(&(tag, url.as_str())) {
                examined.failures.push(place(subject, at, Some(edition)));
            }
        }
    }
    examined
}

pub(super) fn page_language(subject: &Subject<'_>) -> Examined {
    let site = subject.site;
    let wrong = site.pages.iter().enumerate().filter(|(at, page)| {
        let tag = &site.config.languages[page.lang].tag;
        primary_subtag(&subject.pages[*at].lang).eq_ignore_ascii_case(primary_subtag(tag)).then_some(()).is_none()
    });
    let failures = wrong.map(|(at, _)| {
        let text = format!("lang=\"{}\"", subject.pages[at].lang);
        Place { text, ..place(subject, at, None) }
    });
    Examined { concerned: site.pages.len(), failures: failures.collect(), ..Examined::default() }
}

/// A page, its source, and another page.
pub(super) fn place(subject: &Subject<'_>, page: PageIx, other: Option<PageIx>) -> Place {
    let site = subject.site;
    let shown = &site.pages[page];
    Place {
        page: crate::link::route(&shown.address),
        source: shown.edition.map(|edition| site.documents[edition].source.path().to_owned()),
        other: other.map(|other| crate::link::route(&site.pages[other].address)),
        text: String::new(),
    }
}
