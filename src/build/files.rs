//! Turns a linked site into the list of files to publish: pages, redirects, assets, search, sitemap, pages for editors and
//! manifest.
//!
//! It makes the small files at once; pages are rendered when they are asked for.

use super::{manifest, redirects, status};
use crate::link::{Asset, Page, PageIx, Relinked, Shows, Site};
use crate::output::{Class, Entries, Entry, Output, Rendered};
use crate::render::{Renderer, escape};
use crate::search::{Memo, Search};
use crate::source::Digest;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// The file that says what was published.
pub const MANIFEST: &str = "diglot-manifest.json";

enum File {
    Page(PageIx),
    Bytes(Arc<[u8]>),
    /// A piece of a search index.
    Search,
}

/// What a plan answers with, beside pages.
struct Parts {
    search: Arc<Search>,
    files: Arc<HashMap<Box<str>, File>>,
    summaries: BTreeMap<Box<str>, Arc<[u8]>>,
}

/// Everything that is published, with what the next build may take over from it.
#[derive(Clone)]
pub(super) struct Plan {
    pub output: Output,
    renderer: Arc<Renderer>,
    search: Arc<Search>,
    /// What each page says itself.
    contents: Arc<Vec<Digest>>,
    files: Arc<HashMap<Box<str>, File>>,
    /// Files that follow from many pages, by address.
    summaries: Arc<BTreeMap<Box<str>, Arc<[u8]>>>,
    /// Files that are not published, because nothing that is published asks for them.
    pub withheld: Arc<HashSet<Box<str>>>,
}

impl Plan {
    pub fn new(site: &Arc<Site>, renderer: Renderer, withheld: HashSet<Box<str>>, memo: Option<Arc<Memo>>) -> Plan {
        let mut files: HashMap<Box<str>, File> = HashMap::new();
        let mut entries: BTreeMap<Box<str>, Entry> = BTreeMap::new();
        let keys = || (0..site.pages.len()).into_par_iter().map(|page| renderer.digests(page)).unzip();
        let (summaries, (keys, contents)): (_, (Vec<Digest>, Vec<Digest>)) = rayon::join(|| summaries(site), keys);
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
        let shown = site.assets.iter().filter(|(address, _)| !withheld.contains(*address));
        for (address, Asset { bytes, digest, .. }) in shown {
            add(address, bytes.clone(), *digest, Class::Asset);
        }
        let search = Search::new(site, &contents, memo);
        for (address, key) in search.entries() {
            // Nobody's file is in the folder of the theme, unless somebody wants to be in the way.
            if !files.contains_key(&address) {
                files.insert(address.clone(), File::Search);
                entries.insert(address, Entry { key, class: Class::Asset });
            }
        }
        // What bears the name of a page or a file makes way.
        let summaries: BTreeMap<Box<str>, Arc<[u8]>> =
            summaries.into_iter().filter(|(address, _)| !files.contains_key(address)).collect();
        let keys = summaries.iter().map(|(address, bytes)| (address.clone(), Digest::of(bytes)));
        entries.extend(keys.map(|(address, key)| (address, Entry { key, class: Class::Page })));
        entries.insert(MANIFEST.into(), Entry { key: Digest(0), class: Class::Manifest });
        let parts = Parts { search: Arc::new(search), files: Arc::new(files), summaries };
        let plan = Plan::put(site, renderer, contents, parts, entries.into());
        Plan { withheld: Arc::new(withheld), ..plan }
    }

    /// The plan of a site of which this was the plan before a few texts were written anew; none if the search is then in
    /// other pieces.
    pub fn since(&self, relinked: &Relinked, site: &Arc<Site>) -> Option<Plan> {
        let renderer = self.renderer.over(site.clone(), relinked);
        let mut contents = self.contents.to_vec();
        let mut entries = BTreeMap::new();
        let digests = |&page: &PageIx| (page, renderer.digests(page));
        for (at, (key, content)) in relinked.pages.par_iter().map(digests).collect::<Vec<_>>() {
            let address = &site.pages[at].address;
            contents[at] = content;
            if matches!(self.files.get(address), Some(File::Page(page)) if *page == at) {
                entries.insert(address.clone(), Entry { key, class: Class::Page });
            }
        }
        let mut summaries = (*self.summaries).clone();
        // A sitemap knows of texts no more than their dates.
        let sitemap = relinked.dates.then(|| sitemap_of(site)).flatten();
        for (address, bytes) in status_pages(site).chain(sitemap) {
            if let Some(known) = summaries.get_mut(&address) {
                entries.insert(address, Entry { key: Digest::of(&bytes), class: Class::Page });
                *known = bytes;
            }
        }
        let search = self.search.since(site, &contents, &|page| relinked.pages.contains(&page));
        let pieces = search.entries();
        let is_piece = |address: &Box<str>| matches!(self.files.get(address), Some(File::Search));
        if self.search.entries().len() != pieces.len()
            || !pieces.iter().all(|(address, _)| self.files.contains_key(address))
        {
            return None;
        }
        let changed = pieces.into_iter().filter(|(address, key)| {
            is_piece(address) && self.output.entries().get(address).is_some_and(|entry| entry.key != *key)
        });
        entries.extend(changed.map(|(address, key)| (address, Entry { key, class: Class::Asset })));
        let own = self.output.entries().with(entries);
        let parts = Parts { search: Arc::new(search), files: self.files.clone(), summaries };
        let plan = Plan::put(site, renderer, contents, parts, own);
        Some(Plan { withheld: self.withheld.clone(), ..plan })
    }

    /// The plan of the same site with other templates.
    pub fn restyled(&self, site: &Arc<Site>, renderer: Renderer) -> Plan {
        let digests = || (0..site.pages.len()).into_par_iter().map(|page| renderer.digests(page));
        let (keys, contents): (Vec<Digest>, Vec<Digest>) = digests().unzip();
        let pages = site.pages.iter().enumerate().zip(keys);
        let own = |((at, page), key): ((PageIx, &Page), Digest)| {
            let is_own = matches!(self.files.get(&page.address), Some(File::Page(page)) if *page == at);
            is_own.then(|| (page.address.clone(), Entry { key, class: Class::Page }))
        };
        let entries = self.output.entries().with(pages.filter_map(own).collect());
        let summaries = (*self.summaries).clone();
        let parts = Parts { search: self.search.clone(), files: self.files.clone(), summaries };
        let plan = Plan::put(site, renderer, contents, parts, entries);
        Plan { withheld: self.withheld.clone(), ..plan }
    }

    fn put(site: &Arc<Site>, renderer: Renderer, contents: Vec<Digest>, parts: Parts, entries: Entries) -> Plan {
        let Parts { search, files, summaries } = parts;
        let own = Entry { key: manifest::key(&contents, &entries), class: Class::Manifest };
        let entries = entries.with(BTreeMap::from([(MANIFEST.into(), own)]));
        let (renderer, contents, summaries) = (Arc::new(renderer), Arc::new(contents), Arc::new(summaries));
        let render = {
            let (site, renderer, contents) = (site.clone(), renderer.clone(), contents.clone());
            let (files, summaries, entries) = (files.clone(), summaries.clone(), entries.clone());
            let search = search.clone();
            move |address: &str| {
                if address == MANIFEST {
                    return Rendered::plain(manifest::write(&site, &contents, &entries).into());
                }
                match (summaries.get(address), files.get(address)) {
                    (Some(bytes), _) | (None, Some(File::Bytes(bytes))) => Rendered::plain(bytes.clone()),
                    (None, Some(File::Page(page))) => renderer.render(*page),
                    (None, Some(File::Search)) => {
                        Rendered::plain(search.render(address).unwrap_or_else(|| Arc::from([])))
                    }
                    (None, None) => Rendered::plain(Arc::from([])),
                }
            }
        };
        Plan {
            output: Output::over(entries, Arc::new(render)),
            renderer,
            search,
            contents,
            files,
            summaries,
            withheld: Arc::default(),
        }
    }
}

/// The files that follow from many pages.
fn summaries(site: &Site) -> BTreeMap<Box<str>, Arc<[u8]>> {
    status_pages(site).chain(sitemap_of(site)).collect()
}

fn status_pages(site: &Site) -> impl Iterator<Item = (Box<str>, Arc<[u8]>)> {
    status::pages(site).into_iter().map(|(address, text)| (address.into(), text.into_bytes().into()))
}

fn sitemap_of(site: &Site) -> Option<(Box<str>, Arc<[u8]>)> {
    site.config.base.origin.is_some().then(|| ("sitemap.xml".into(), sitemap(site)))
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
        .filter(|page| !matches!(page.shows, Shows::NotFound | Shows::Search) && page.foreign(site).is_none())
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
