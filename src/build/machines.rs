//! Turns a linked site into what is read by programs: sitemaps, a feed of changes, and a list of all texts.
//!
//! Dates are the authors' (`updated`, `change`), never a file's or a repository's. A draft and a document that waits for its
//! other language are in none of them.

use crate::config::Base;
use crate::lang::LangId;
use crate::link::{FolderIx, Node, Page, PageIx, Shows, Site, feed_address, page_of};
use crate::parse::Document;
use crate::render::{absolute, escape, home_url, markdown_address};
use crate::shared::{SHARE, Shared};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

/// What one sitemap may hold (sitemaps.org 0.9): so many addresses, and 50 MB, of which some are left for the end.
const MOST_ADDRESSES: usize = 50_000;
const MOST_BYTES: usize = 49_000_000;

/// The changes that a feed tells of.
const MOST_CHANGES: usize = 50;

/// How a sitemap begins.
const MAP: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
     xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";

/// Files by address.
pub type Files = BTreeMap<Box<str>, Arc<[u8]>>;

/// What the lists say of each page; none if there are no lists.
pub(super) type Lines = Shared<Box<str>>;

/// What the lists say of all pages.
pub(super) fn lines(site: &Site) -> Lines {
    let pages = 0..if site.config.outputs.llms { site.pages.len() } else { 0 };
    let lines: Vec<Box<str>> = pages.into_par_iter().with_max_len(SHARE).map(|page| line(site, page)).collect();
    lines.into()
}

/// Says it anew of these pages.
pub(super) fn read_lines(site: &Site, pages: &BTreeSet<PageIx>, lines: &mut Lines) {
    if !lines.is_empty() {
        pages.iter().for_each(|&page| lines.put(page, line(site, page)));
    }
}

/// What says something of texts: the feeds and the lists.
pub(super) fn texts(site: &Site, lines: &Lines) -> Files {
    let mut files = Files::new();
    let mut add = |address: String, text: String| files.insert(address.into(), text.into_bytes().into());
    for lang in site.config.languages.ids() {
        if let Some(address) = feed_address(&site.config, lang) {
            let text = feed(site, lang, &address);
            add(address, text);
        }
        if site.config.outputs.llms {
            add(format!("{}/llms.txt", site.config.languages[lang].segment), list(site, lang, lines));
        }
    }
    if site.config.outputs.llms {
        add("llms.txt".to_owned(), lists(site));
    }
    files
}

/// All real pages with their alternates (sitemaps.org 0.9, with `xhtml:link` as Google documents it); none without a
/// base URL. Beyond what one may hold, an index names several.
pub(super) fn sitemaps(site: &Site) -> Files {
    match &site.config.base.origin {
        Some(_) => pieces(&site.config.base, &addresses(site), MOST_ADDRESSES, MOST_BYTES),
        None => Files::new(),
    }
}

/// The elements in as many files as they need, each with at most so many of them and about so many bytes.
fn pieces(base: &Base, urls: &[String], most: usize, bytes: usize) -> Files {
    let mut maps: Vec<String> = Vec::new();
    let mut count = 0;
    let mut left: usize = urls.iter().map(String::len).sum();
    for url in urls {
        if maps.last().is_none_or(|map| count == most || map.len() + url.len() > bytes) {
            let mut map = String::with_capacity(left.min(bytes) + 2 * MAP.len());
            map.push_str(MAP);
            maps.push(map);
            count = 0;
        }
        left -= url.len();
        maps.last_mut().expect("one was begun").push_str(url);
        count += 1;
    }
    if maps.is_empty() {
        maps.push(MAP.to_owned());
    }
    maps.iter_mut().for_each(|map| map.push_str("</urlset>\n"));
    if maps.len() == 1 {
        return Files::from([("sitemap.xml".into(), maps.remove(0).into_bytes().into())]);
    }
    let mut index = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let mut files = Files::new();
    for (at, map) in maps.into_iter().enumerate() {
        let name = format!("sitemap-{}.xml", at + 1);
        let url = escape(&format!("{}{name}", base.url()));
        let _ = writeln!(index, "<sitemap><loc>{url}</loc></sitemap>");
        files.insert(name.into(), map.into_bytes().into());
    }
    index.push_str("</sitemapindex>\n");
    files.insert("sitemap.xml".into(), index.into_bytes().into());
    files
}

/// An element for every real page, in the order of their addresses.
fn addresses(site: &Site) -> Vec<String> {
    let is_real = |page: &Page| !matches!(page.shows, Shows::NotFound | Shows::Search) && page.foreign(site).is_none();
    // Each is named by all its siblings too.
    let urls: Vec<String> = site.pages.par_iter().map(|page| escape(&absolute(site, &page.url))).collect();
    let mut pages: Vec<PageIx> = (0..site.pages.len()).filter(|&page| is_real(&site.pages[page])).collect();
    pages.sort_by(|&a, &b| site.pages[a].url.cmp(&site.pages[b].url));
    pages.into_par_iter().with_max_len(SHARE).map(|page| address(site, page, &urls)).collect()
}

fn address(site: &Site, page: PageIx, urls: &[String]) -> String {
    let mut xml = format!("<url><loc>{}</loc>", urls[page]);
    let page = &site.pages[page];
    let is_real = |page: &Page| page.foreign(site).is_none() && page.shows != Shows::Root;
    let siblings = page.siblings.values().flatten().copied();
    let real: Vec<PageIx> = siblings.filter(|&sibling| is_real(&site.pages[sibling])).collect();
    for &sibling in real.iter().filter(|_| real.len() > 1) {
        let tag = &site.config.languages[site.pages[sibling].lang].tag;
        let _ = write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{}\"/>", urls[sibling]);
    }
    if let Some(date) = page.edition.and_then(|edition| site.documents[edition].meta().updated) {
        let _ = write!(xml, "<lastmod>{date}</lastmod>");
    }
    xml.push_str("</url>\n");
    xml
}

/// The latest changes in one language as an Atom feed (RFC 4287). That of a site without dates is as old as can be: a feed
/// must say when it changed.
fn feed(site: &Site, lang: LangId, address: &str) -> String {
    // What an edition says that is not in force is no news.
    let is_meant = |page: &Page| {
        page.pair
            .and_then(|pair| site.pairs[pair].part_of)
            .is_none_or(|(book, _)| site.handbooks[book].standing.current)
    };
    let edition = |page: &Page| -> Option<&Document> {
        let document = &site.documents[page.edition.filter(|_| page.shows == Shows::Document)?];
        (document.meta().draft.is_none() && is_meant(page) && page.foreign(site).is_none()).then_some(document)
    };
    let own = site.pages.iter().filter(|page| page.lang == lang);
    let mut changes: Vec<_> = own
        .filter_map(|page| edition(page).and_then(|document| Some((document.meta().updated?, page, document))))
        .collect();
    changes.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.url.cmp(&b.1.url)));
    changes.truncate(MOST_CHANGES);
    let latest = changes.first().map_or(jiff::civil::date(1970, 1, 1), |(date, ..)| *date);
    let language = &site.config.languages[lang];
    let title = site.config.title.get(language).map_or_else(String::new, |title| site.printed_in(lang, title));
    let home = escape(&absolute(site, &home_url(site, lang)));
    let own = escape(&absolute(site, &format!("{}{address}", site.config.base.path)));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{own}</id>\n<title>{title}</title>\n<updated>{latest}T00:00:00Z</updated>\n<author><name>{title}</name></author>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" hreflang=\"{}\" href=\"{home}\"/>\n",
        language.tag,
        language.tag,
        title = escape(&title),
    );
    for (date, page, document) in changes {
        let url = escape(&absolute(site, &page.url));
        let meta = document.meta();
        let text = if meta.change.is_empty() { &meta.description } else { &meta.change };
        let _ = write!(
            xml,
            "<entry>\n<id>{url}</id>\n<title>{}</title>\n<updated>{date}T00:00:00Z</updated>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{url}\"/>\n",
            escape(&page.title)
        );
        if !text.is_empty() {
            let _ = writeln!(xml, "<summary>{}</summary>", escape(&site.printed(document, text)));
        }
        xml.push_str("</entry>\n");
    }
    xml.push_str("</feed>\n");
    xml
}

/// Every text in one language, in the order of the navigation (the form of llmstxt.org).
fn list(site: &Site, lang: LangId, lines: &Lines) -> String {
    let mut out = head(site, lang);
    let (folders, own): (Vec<&Node>, Vec<&Node>) =
        site.folders[0].children[lang].iter().partition(|node| matches!(node, Node::Folder(_)));
    for node in own {
        put(site, lang, *node, lines, &mut out);
    }
    for node in folders {
        let Node::Folder(folder) = *node else { continue };
        let _ = write!(out, "\n## {}\n\n", site.folders[folder].title[lang]);
        folder_of(site, lang, folder, lines, &mut out);
    }
    out
}

fn folder_of(site: &Site, lang: LangId, folder: FolderIx, lines: &Lines, out: &mut String) {
    if let Some(page) = site.folders[folder].pages[lang] {
        out.push_str(&lines[page]);
    }
    for node in &site.folders[folder].children[lang] {
        put(site, lang, *node, lines, out);
    }
}

fn put(site: &Site, lang: LangId, node: Node, lines: &Lines, out: &mut String) {
    match node {
        Node::Folder(folder) => folder_of(site, lang, folder, lines, out),
        _ => {
            if let Some(page) = page_of(node, lang, &site.pairs, &site.folders, &site.handbooks) {
                out.push_str(&lines[page]);
            }
        }
    }
}

/// One text; another language's, shown for want of one, is in that language's list.
fn line(site: &Site, page: PageIx) -> Box<str> {
    let shown = &site.pages[page];
    let document = shown.edition.map(|edition| &site.documents[edition]);
    if shown.foreign(site).is_some() || document.is_some_and(|document| document.meta().draft.is_some()) {
        return Box::default();
    }
    let url = match markdown_address(site, page) {
        Some(address) => format!("{}{}", site.config.base.path, crate::link::encode_path(&address)),
        None => shown.url.to_string(),
    };
    let mut line = format!("- [{}]({})", bracketed(&shown.title), linked(site, &url));
    let description = match shown.shows {
        Shows::Folder(folder) => site.folders[folder].description[shown.lang].to_string(),
        _ => document.map_or_else(String::new, |document| site.printed(document, &document.meta().description)),
    };
    if !description.is_empty() {
        let _ = write!(line, ": {}", description.replace('\n', " "));
    }
    line.push('\n');
    line.into()
}

/// Which languages there are, each with its list.
fn lists(site: &Site) -> String {
    let mut out = head(site, LangId(0));
    for (lang, language) in site.config.languages.iter() {
        let title = site.config.title.get(language).map_or_else(String::new, |title| site.printed_in(lang, title));
        let url = format!("{}{}/llms.txt", site.config.base.path, language.segment);
        let _ = writeln!(out, "- [{} ({})]({})", bracketed(&title), language.name, linked(site, &url));
    }
    out
}

fn head(site: &Site, lang: LangId) -> String {
    let language = &site.config.languages[lang];
    let text = |value: Option<&crate::yaml::Spanned<String>>| {
        value.map_or_else(String::new, |value| site.printed_in(lang, value).replace('\n', " ").replace('<', "\\<"))
    };
    let mut out = format!("# {}\n\n", text(site.config.title.get(language)));
    let description = text(site.config.description.get(language));
    if !description.is_empty() {
        let _ = write!(out, "> {description}\n\n");
    }
    out
}

/// A title between the brackets of a link.
fn bracketed(title: &str) -> String {
    title.replace('[', "\\[").replace(']', "\\]").replace('<', "\\<")
}

/// An address with scheme and host where the site has one.
fn linked(site: &Site, url: &str) -> String {
    match absolute(site, url) {
        whole if whole.is_empty() => url.to_owned(),
        whole => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(count: usize) -> Vec<String> {
        (0..count).map(|at| format!("<url><loc>https://x.example/a/{at}/</loc></url>\n")).collect()
    }

    fn made(count: usize, most: usize, bytes: usize) -> BTreeMap<String, String> {
        let base = Base::parse("https://x.example/a&b/").expect("a base");
        let files = pieces(&base, &lines(count), most, bytes);
        files.iter().map(|(name, text)| (name.to_string(), String::from_utf8_lossy(text).into_owned())).collect()
    }

    #[test]
    fn a_sitemap_that_would_hold_too_much_becomes_an_index() {
        for (count, maps) in [(0, 0), (1, 0), (3, 0), (4, 2), (6, 2), (7, 3)] {
            let files = made(count, 3, MOST_BYTES);
            assert_eq!(files.len(), maps + 1, "{count}");
            assert_eq!(files["sitemap.xml"].contains("<sitemapindex"), maps > 0);
            let urls: usize = files.values().map(|text| text.matches("<url>").count()).sum();
            assert_eq!(urls, count);
            assert!(files.values().all(|text| text.matches("<url>").count() <= 3));
            for name in files.keys().filter(|name| *name != "sitemap.xml") {
                let loc = format!("<loc>https://x.example/a&amp;b/{name}</loc>");
                assert!(files["sitemap.xml"].contains(&loc), "{loc}");
            }
        }
        assert_eq!(made(50_001, MOST_ADDRESSES, MOST_BYTES).len(), 3);
    }

    #[test]
    fn a_sitemap_that_would_be_too_long_becomes_an_index() {
        let files = made(20, MOST_ADDRESSES, 400);
        assert!(files.len() > 3 && files.values().all(|text| text.len() < 1000), "{files:?}");
    }
}
