//! Turns a page of the site into its view: everything a template may know of it but the text.
//!
//! It is made for every page of every build, so it only copies what `link` has worked out.

use super::dates::Dates;
use super::shared::{cards, kind, link, number, part_label};
use super::stale;
use super::standing::{named, standing};
use super::templates::Templates;
use super::view::*;
use crate::lang::LangId;
use crate::link::{FolderIx, PageIx, Shows, Site, encode_path};
use crate::parse::Kind;

/// The view of a page. `noindex` says that the whole site is not to be found by search engines.
pub fn view(site: &Site, templates: &Templates, dates: &Dates, page: PageIx, noindex: bool) -> PageView {
    let shown = &site.pages[page];
    let lang = &site.config.languages[shown.lang];
    let meta = shown.edition.map(|edition| site.documents[edition].meta());
    let fallback = fallback(site, page);
    let kind = kind(site, page);
    // Neither has anything of its own to be found by.
    let lost = matches!(shown.shows, Shows::NotFound | Shows::Search);
    PageView {
        template: template(site, templates, page, &kind),
        title_text: shown.title.to_string(),
        number: number(site, page),
        label: part_label(site, shown.lang, page),
        description: description(site, page),
        lang: lang.tag.clone(),
        dir: lang.dir(),
        segment: lang.segment.clone(),
        url: shown.url.to_string(),
        canonical: match &fallback {
            Some(fallback) => fallback.absolute.clone(),
            None if lost => String::new(),
            None => absolute(site, &shown.url),
        },
        image: super::picture::picture(site, page),
        noindex: noindex || lost,
        breadcrumbs: breadcrumbs(site, page),
        prev: shown.previous.map(|page| link(site, page)),
        next: shown.next.map(|page| link(site, page)),
        alternates: alternates(site, page),
        x_default: x_default(site, page),
        switch: super::switch::switch(site, page),
        stale: stale::of_page(site, page),
        draft: meta.is_some_and(|meta| meta.draft.is_some()),
        updated: meta.and_then(|meta| meta.updated).map(|date| dates.view(shown.lang, date)),
        change: shown
            .edition
            .map(|edition| &site.documents[edition])
            .map_or_else(String::new, |document| site.printed(document, &document.meta().change)),
        edit_url: edit_url(site, page),
        markdown: super::twin::markdown_address(site, page)
            .map_or_else(String::new, |address| format!("{}{}", site.config.base.path, encode_path(&address))),
        children: children(site, dates, page, &kind),
        handbook: handbook(site, dates, page),
        show_toc: meta.and_then(|meta| meta.toc).unwrap_or(true),
        fallback,
        kind,
    }
}

/// The template of a page: that of its own kind if there is one, else by what it shows.
fn template(site: &Site, templates: &Templates, page: PageIx, kind: &str) -> String {
    let shown = &site.pages[page];
    let own = || (kind != "base" && templates.contains_key(&*format!("{kind}.html"))).then(|| kind.to_owned());
    let usual = match kind {
        "root" => "root",
        "notfound" => "notfound",
        "search" => "search",
        "home" => "home",
        "section" => "section",
        "part" => "part",
        "whole" => "whole",
        "changes" => "changes",
        "faq" => "faq",
        "glossary" => "glossary",
        "handbook" => "handbook",
        // A landing page with a kind of its own still lists what lies in its folder.
        _ if shown.pair.is_some_and(|pair| site.pairs[pair].index) => "section",
        _ => "guide",
    };
    match usual {
        "section" | "guide" => own().unwrap_or_else(|| usual.to_owned()),
        _ => usual.to_owned(),
    }
}

/// An address with scheme and host; empty without a base URL.
pub fn absolute(site: &Site, url: &str) -> String {
    site.config.base.origin.as_ref().map_or_else(String::new, |origin| format!("{origin}{url}"))
}

fn description(site: &Site, page: PageIx) -> String {
    let shown = &site.pages[page];
    match shown.shows {
        Shows::Folder(folder) => site.folders[folder].description[shown.lang].to_string(),
        Shows::Home | Shows::Root => {
            let description = site.config.description.get(&site.config.languages[shown.lang]);
            description.map_or_else(String::new, |text| site.printed_in(shown.lang, text))
        }
        Shows::Changes(book) => super::standing::compared(site, shown.lang, book),
        _ => shown
            .edition
            .map(|edition| &site.documents[edition])
            .map_or_else(String::new, |document| site.printed(document, &document.meta().description)),
    }
}

fn fallback(site: &Site, page: PageIx) -> Option<FallbackView> {
    let shown = &site.pages[page];
    let foreign = shown.foreign(site)?;
    let sibling = shown.siblings.iter().find(|(lang, _)| *lang == foreign).and_then(|(_, page)| *page);
    let said = shown.pair.map_or_else(Vec::new, |pair| site.only(pair));
    let languages = &site.config.languages;
    let known: Vec<LangId> = said.iter().filter_map(|(_, named)| languages.by_name(&named.id)).collect();
    let only = languages.iter().filter(|(lang, _)| known.contains(lang)).map(|(_, language)| language.name.clone());
    let view = fallback_in(site, foreign, sibling)?;
    Some(FallbackView { on_purpose: !said.is_empty(), only: only.collect(), ..view })
}

/// A language named for a text that is shown in it, and the page in that language.
pub fn fallback_in(site: &Site, lang: LangId, page: Option<PageIx>) -> Option<FallbackView> {
    let language = &site.config.languages[lang];
    let url = page.map_or("", |page| &site.pages[page].url);
    Some(FallbackView {
        lang: language.tag.clone(),
        dir: language.dir(),
        name: language.name.clone(),
        absolute: if url.is_empty() { String::new() } else { absolute(site, url) },
        url: url.to_owned(),
        on_purpose: false,
        only: Vec::new(),
    })
}

/// The landing pages above a page, the home page first.
fn breadcrumbs(site: &Site, page: PageIx) -> Vec<LinkView> {
    let shown = &site.pages[page];
    if matches!(shown.shows, Shows::Root | Shows::NotFound) {
        return Vec::new();
    }
    let mut crumbs = Vec::new();
    let mut at: Option<FolderIx> = Some(shown.folder);
    while let Some(folder) = at {
        // The edition in force is at the address of the folder around it.
        let above = site.folders[folder].pages[shown.lang].filter(|_| !site.is_current_edition(folder));
        if let Some(above) = above.filter(|&above| above != page) {
            let edition = site.folders[folder].handbook.filter(|_| site.folders[folder].edition_of.is_some());
            let title = match site.folders[folder].parent {
                // Its title is that of the edition in force, which stands before it.
                Some(_) if edition.is_some() => edition.map_or_else(String::new, |book| named(site, shown.lang, book)),
                Some(_) => site.folders[folder].title[shown.lang].to_string(),
                None => site.words[shown.lang].get("home").cloned().unwrap_or_default(),
            };
            crumbs.push(LinkView { title, url: site.pages[above].url.to_string() });
        }
        at = site.folders[folder].parent;
    }
    crumbs.reverse();
    crumbs
}

fn alternates(site: &Site, page: PageIx) -> Vec<AlternateView> {
    let shown = &site.pages[page];
    let entries = site.config.languages.iter().map(|(lang, language)| {
        let sibling = shown.siblings.iter().find(|(other, _)| *other == lang).and_then(|(_, page)| *page);
        let led = if shown.lang == lang { Some(page) } else { sibling };
        let url = led.map_or("", |led| &site.pages[led].url).to_owned();
        let exists = led.is_some_and(|led| {
            site.pages[led].foreign(site).is_none() && !matches!(site.pages[led].shows, Shows::NotFound | Shows::Search)
        });
        AlternateView {
            lang: language.tag.clone(),
            hreflang: language.tag.clone(),
            segment: language.segment.clone(),
            name: language.name.clone(),
            dir: language.dir(),
            absolute: if url.is_empty() { String::new() } else { absolute(site, &url) },
            url,
            current: shown.lang == lang && shown.shows != Shows::Root,
            exists,
        }
    });
    entries.collect()
}

/// The page for readers of no language of the site: the root page for the home page, else the first real edition.
fn x_default(site: &Site, page: PageIx) -> String {
    let shown = &site.pages[page];
    let url = match shown.shows {
        Shows::NotFound | Shows::Search => return String::new(),
        Shows::Root | Shows::Home => Some(site.config.base.path.clone()),
        _ if shown.folder == 0 && shown.pair.is_some_and(|pair| site.pairs[pair].index) => {
            Some(site.config.base.path.clone())
        }
        _ => {
            let real = shown.siblings.values().flatten().find(|&&led| site.pages[led].foreign(site).is_none());
            real.map(|&led| site.pages[led].url.to_string())
        }
    };
    url.map_or_else(String::new, |url| absolute(site, &url))
}

fn edit_url(site: &Site, page: PageIx) -> String {
    let (Some(pattern), Some(edition)) = (&site.config.edit, site.pages[page].edition) else { return String::new() };
    pattern.replace("{path}", &encode_path(site.documents[edition].source.path()))
}

fn children(site: &Site, dates: &Dates, page: PageIx, kind: &str) -> Vec<CardView> {
    let shown = &site.pages[page];
    let index =
        matches!(shown.shows, Shows::Home | Shows::Folder(_)) || shown.pair.is_some_and(|pair| site.pairs[pair].index);
    match (index, kind) {
        (true, "home") => cards(site, dates, shown.lang, shown.folder, 2),
        (true, _) => cards(site, dates, shown.lang, shown.folder, 1),
        _ => Vec::new(),
    }
}

/// The handbook that a page belongs to.
fn handbook(site: &Site, dates: &Dates, page: PageIx) -> Option<HandbookView> {
    let shown = &site.pages[page];
    let book = site.book_of(page)?;
    let record = &site.handbooks[book];
    let pair = &site.pairs[record.pair];
    let edition = &site.documents[pair.editions[shown.lang].or(pair.editions[pair.source])?];
    let own = edition.content.handbook.as_ref().filter(|_| edition.place.kind == Kind::Handbook)?;
    let landing = pair.pages[shown.lang]?;
    let first = site.edition(record.pair, pair.source).and_then(|first| first.content.handbook.as_ref());
    let version = Some(&own.version).filter(|version| !version.is_empty()).or(first.map(|first| &first.version));
    let effective = own.effective.or(first.and_then(|first| first.effective));
    let parts = record.parts.iter().filter_map(|part| {
        let at = part.pages[shown.lang]?;
        Some(PartView {
            title: site.pages[at].title.to_string(),
            number: number(site, at),
            label: part_label(site, shown.lang, at),
            url: site.pages[at].url.to_string(),
            current: at == page,
        })
    });
    Some(HandbookView {
        title: site.pages[landing].title.to_string(),
        version: version.map_or_else(String::new, |version| version.to_string()),
        effective: effective.map(|(date, _)| dates.view(shown.lang, date)),
        url: site.pages[landing].url.to_string(),
        whole_url: record.whole[shown.lang].map_or_else(String::new, |whole| site.pages[whole].url.to_string()),
        parts: parts.collect(),
        standing: standing(site, dates, page, book),
    })
}
