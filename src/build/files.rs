//! Turns a linked site into the list of files to publish: pages, redirects, assets, sitemap, pages for editors and manifest.
//!
//! It makes the small files at once; pages are rendered when they are asked for.

use super::{manifest, redirects, status};
use crate::link::{Asset, PageIx, Shows, Site};
use crate::output::{Class, Entry, Output, Rendered};
use crate::render::{Renderer, escape};
use crate::source::Digest;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// The file that says what was published.
pub const MANIFEST: &str = "diglot-manifest.json";

enum File {
    Page(PageIx),
    Bytes(Arc<[u8]>),
}

/// Everything that is published; the files in `withheld` are not.
pub(super) fn output(site: &Arc<Site>, renderer: Renderer, withheld: &HashSet<Box<str>>) -> Output {
    let mut files: HashMap<Box<str>, File> = HashMap::new();
    let mut entries: BTreeMap<Box<str>, Entry> = BTreeMap::new();
    let keys = || (0..site.pages.len()).into_par_iter().map(|page| renderer.digests(page)).unzip();
    let sitemap = || site.config.base.origin.is_some().then(|| sitemap(site));
    let (sitemap, (keys, contents)): (_, (Vec<Digest>, Vec<Digest>)) = rayon::join(sitemap, keys);
    for ((at, page), key) in site.pages.iter().enumerate().zip(keys) {
        entries.insert(page.address.clone(), Entry { key, class: Class::Page });
        files.insert(page.address.clone(), File::Page(at));
    }
    let mut add = |address: &str, bytes: Arc<[u8]>, digest: Digest, class: Class| {
        entries.entry(address.into()).or_insert(Entry { key: digest, class });
        files.entry(address.into()).or_insert(File::Bytes(bytes));
    };
    for (address, bytes) in redirects::files(site) {
        let bytes: Arc<[u8]> = bytes.into();
        add(&address, bytes.clone(), Digest::of(&bytes), Class::Page);
    }
    for (address, text) in status::pages(site) {
        let bytes: Arc<[u8]> = text.into_bytes().into();
        add(&address, bytes.clone(), Digest::of(&bytes), Class::Page);
    }
    for (address, Asset { bytes, digest, .. }) in site.assets.iter().filter(|(address, _)| !withheld.contains(*address))
    {
        add(address, bytes.clone(), *digest, Class::Asset);
    }
    if let Some(bytes) = sitemap {
        add("sitemap.xml", bytes.clone(), Digest::of(&bytes), Class::Page);
    }
    let bytes: Arc<[u8]> = manifest::write(site, &contents, &entries).into();
    entries.insert(MANIFEST.into(), Entry { key: Digest::of(&bytes), class: Class::Manifest });
    files.insert(MANIFEST.into(), File::Bytes(bytes));
    let render = move |address: &str| match files.get(address) {
        Some(File::Page(page)) => renderer.render(*page),
        Some(File::Bytes(bytes)) => Rendered { bytes: bytes.clone(), diagnostics: Vec::new() },
        None => Rendered { bytes: Arc::from([]), diagnostics: Vec::new() },
    };
    Output::new(entries, Arc::new(render))
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
