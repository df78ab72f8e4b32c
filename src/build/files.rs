//! Turns a linked site into the list of files to publish: pages, redirects, assets, sitemap and manifest.
//!
//! It makes the small files at once; pages are rendered when they are asked for.

use crate::link::{Asset, PageIx, Shows, Site};
use crate::output::{Class, Entry, Output, Rendered};
use crate::render::{Renderer, escape};
use crate::source::Digest;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The file that says what was published.
pub const MANIFEST: &str = "diglot-manifest.json";

enum File {
    Page(PageIx),
    Bytes(Arc<[u8]>),
}

/// Everything that is published.
pub(super) fn output(site: &Arc<Site>, renderer: Renderer) -> Output {
    let mut files: HashMap<Box<str>, File> = HashMap::new();
    let mut entries: BTreeMap<Box<str>, Entry> = BTreeMap::new();
    let keys = || (0..site.pages.len()).into_par_iter().map(|page| renderer.key(page)).collect();
    let sitemap = || site.config.base.origin.is_some().then(|| sitemap(site));
    let (sitemap, keys): (_, Vec<Digest>) = rayon::join(sitemap, keys);
    for ((at, page), key) in site.pages.iter().enumerate().zip(keys) {
        entries.insert(page.address.clone(), Entry { key, class: Class::Page });
        files.insert(page.address.clone(), File::Page(at));
    }
    let mut add = |address: &str, bytes: Arc<[u8]>, digest: Digest, class: Class| {
        entries.entry(address.into()).or_insert(Entry { key: digest, class });
        files.entry(address.into()).or_insert(File::Bytes(bytes));
    };
    for redirect in &site.redirects {
        let bytes = redirect_page(site, redirect.to);
        add(&redirect.address, bytes.clone(), Digest::of(&bytes), Class::Page);
    }
    for (address, Asset { bytes, digest, .. }) in &site.assets {
        add(address, bytes.clone(), *digest, Class::Asset);
    }
    if let Some(bytes) = sitemap {
        add("sitemap.xml", bytes.clone(), Digest::of(&bytes), Class::Page);
    }
    let bytes = manifest(site, &entries);
    entries.insert(MANIFEST.into(), Entry { key: Digest::of(&bytes), class: Class::Manifest });
    files.insert(MANIFEST.into(), File::Bytes(bytes));
    let render = move |address: &str| match files.get(address) {
        Some(File::Page(page)) => renderer.render(*page),
        Some(File::Bytes(bytes)) => Rendered { bytes: bytes.clone(), diagnostics: Vec::new() },
        None => Rendered { bytes: Arc::from([]), diagnostics: Vec::new() },
    };
    Output::new(entries, Arc::new(render))
}

/// A page at an old address that leads to the new one, also without JavaScript and for search engines.
fn redirect_page(site: &Site, to: PageIx) -> Arc<[u8]> {
    let page = &site.pages[to];
    let url = escape(&page.url);
    let origin = site.config.base.origin.as_deref().unwrap_or_default();
    let html = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta http-equiv=\"refresh\" content=\"0; url={url}\">\n<link rel=\"canonical\" href=\"{origin}{url}\">\n</head>\n\
         <body>\n<p><a href=\"{url}\">{title}</a></p>\n</body>\n</html>\n",
        site.config.languages[page.lang].tag,
        title = escape(&page.title),
    );
    html.into_bytes().into()
}

/// All real pages with their alternates (sitemaps.org 0.9, with `xhtml:link` as Google documents it).
fn sitemap(site: &Site) -> Arc<[u8]> {
    let absolute = |url: &str| escape(&format!("{}{url}", site.config.base.origin.as_deref().unwrap_or_default()));
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let mut pages: Vec<&crate::link::Page> = site
        .pages
        .iter()
        .filter(|page| !matches!(page.shows, Shows::NotFound) && page.foreign(site).is_none())
        .collect();
    pages.sort_by(|a, b| a.url.cmp(&b.url));
    for page in pages {
        xml.push_str(&format!("<url><loc>{}</loc>", absolute(&page.url)));
        let real: Vec<&crate::link::Page> = page
            .siblings
            .values()
            .flatten()
            .map(|&sibling| &site.pages[sibling])
            .filter(|sibling| sibling.foreign(site).is_none() && sibling.shows != Shows::Root)
            .collect();
        for sibling in real.iter().filter(|_| real.len() > 1) {
            let tag = &site.config.languages[sibling.lang].tag;
            xml.push_str(&format!(
                "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{}\"/>",
                absolute(&sibling.url)
            ));
        }
        let updated = page.edition.and_then(|edition| site.documents[edition].meta().updated);
        if let Some(date) = updated {
            xml.push_str(&format!("<lastmod>{date}</lastmod>"));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes().into()
}

/// What is published: every address with the key of its bytes and, for pages, document and language.
fn manifest(site: &Site, entries: &BTreeMap<Box<str>, Entry>) -> Arc<[u8]> {
    let pages: HashMap<&str, &crate::link::Page> = site.pages.iter().map(|page| (&*page.address, page)).collect();
    let mut json = format!("{{\"diglot\":\"{}\",\"files\":{{\n", env!("CARGO_PKG_VERSION"));
    for (at, (address, entry)) in entries.iter().enumerate() {
        let text = |text: &str| serde_json::to_string(text).unwrap_or_default();
        let comma = if at == 0 { "" } else { ",\n" };
        json.push_str(&format!("{comma}{}:{{\"key\":\"{}\"", text(address), entry.key.short(32)));
        if let Some(page) = pages.get(&**address) {
            json.push_str(&format!(",\"language\":{}", text(&site.config.languages[page.lang].tag)));
            if let Some(pair) = page.pair {
                json.push_str(&format!(",\"document\":{}", text(&site.pairs[pair].key)));
            }
        }
        json.push('}');
    }
    json.push_str("\n}}\n");
    json.into_bytes().into()
}
