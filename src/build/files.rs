//! Turns a linked site into the list of files to publish: pages, their Markdown, redirects, assets, search, what programs
//! read, pages for editors and manifest.
//!
//! It makes the small files at once; pages are rendered when they are asked for.

use super::machines::Lines;
use super::manifest::Sums;
use super::{machines, manifest, redirects, status};
use crate::diag::Diagnostic;
use crate::lang::LangId;
use crate::link::{Asset, PageIx, Relinked, Site};
use crate::names::HashMap;
use crate::output::{Class, Entries, Entry, Output, Rendered};
use crate::render::{Digests, Renderer, Templates, markdown_address};
use crate::search::{Memo, Search};
use crate::shared::SHARE;
use crate::source::{Digest, Digester};
use rayon::prelude::*;
use std::collections::btree_map::Entry::Vacant;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// The file that says what was published.
pub const MANIFEST: &str = "diglot-manifest.json";

enum File {
    Page(PageIx),
    /// What a page says, as Markdown.
    Markdown(PageIx),
    Bytes(Arc<[u8]>),
    /// All questions of a language, for machines.
    Questions(LangId),
    /// A piece of a search index.
    Search,
}

/// What a plan answers with, beside pages.
struct Parts {
    search: Arc<Search>,
    files: Arc<HashMap<Box<str>, File>>,
    summaries: Arc<BTreeMap<Box<str>, Arc<[u8]>>>,
    lines: Lines,
}

/// Everything that is published, with what the next build may take over from it.
#[derive(Clone)]
pub(super) struct Plan {
    pub output: Output,
    renderer: Arc<Renderer>,
    search: Arc<Search>,
    /// What each page follows from beside the templates.
    own: Arc<Vec<Digest>>,
    /// What each page says itself.
    contents: Arc<Vec<Digest>>,
    /// What the lists for programs say of each page.
    lines: Lines,
    sums: Sums,
    files: Arc<HashMap<Box<str>, File>>,
    /// Files that follow from many pages, by address.
    summaries: Arc<BTreeMap<Box<str>, Arc<[u8]>>>,
    /// Files that are not published, because nothing that is published asks for them.
    pub withheld: Arc<HashSet<Box<str>>>,
}

impl Plan {
    pub fn new(site: &Arc<Site>, renderer: Renderer, withheld: HashSet<Box<str>>, memo: Arc<Memo>) -> Plan {
        let mut files: HashMap<Box<str>, File> = HashMap::default();
        let mut entries: BTreeMap<Box<str>, Entry> = BTreeMap::new();
        let mut markdown: Vec<(Box<str>, PageIx, Digest)> = Vec::new();
        let digests = || {
            let pages = (0..site.pages.len()).into_par_iter().with_max_len(SHARE);
            pages.map(|page| renderer.digests(page)).map(|digests| (digests.own, digests.content)).unzip()
        };
        let lists = || {
            let lines = machines::lines(site);
            (summaries(site, &lines), lines)
        };
        let ((summaries, lines), (own, contents)): (_, (Vec<Digest>, Vec<Digest>)) = rayon::join(lists, digests);
        for ((at, page), own) in site.pages.iter().enumerate().zip(&own) {
            let key = renderer.key(*own);
            entries.insert(page.address.clone(), Entry { key, class: Class::Page });
            files.insert(page.address.clone(), File::Page(at));
            if let Some(address) = markdown_address(site, at) {
                markdown.push((address.into_boxed_str(), at, key));
            }
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
            if let Vacant(free) = entries.entry(address) {
                files.insert(free.key().clone(), File::Search);
                free.insert(Entry { key, class: Class::Asset });
            }
        }
        // What bears the name of a page or a file makes way.
        for (address, page, key) in markdown {
            if let Vacant(free) = entries.entry(address) {
                files.insert(free.key().clone(), File::Markdown(page));
                free.insert(markdown_entry(key));
            }
        }
        for (address, lang, key) in questions(site, &renderer) {
            if let Vacant(free) = entries.entry(address) {
                files.insert(free.key().clone(), File::Questions(lang));
                free.insert(Entry { key, class: Class::Page });
            }
        }
        let summaries: BTreeMap<Box<str>, Arc<[u8]>> =
            summaries.into_iter().filter(|(address, _)| !files.contains_key(address)).collect();
        let keys = summaries.iter().map(|(address, bytes)| (address.clone(), Digest::of(bytes)));
        entries.extend(keys.map(|(address, key)| (address, Entry { key, class: Class::Page })));
        entries.insert(MANIFEST.into(), Entry { key: Digest(0), class: Class::Manifest });
        let parts = Parts { search: Arc::new(search), files: Arc::new(files), summaries: Arc::new(summaries), lines };
        let entries = entries.into();
        let sums = Sums::of(&contents, &entries);
        let plan = Plan::put(site, renderer, (own.into(), contents.into()), parts, (entries, sums));
        Plan { withheld: Arc::new(withheld), ..plan }
    }

    /// The plan of a site of which this was the plan before a few texts were written anew; none if the search is then in
    /// other pieces.
    pub fn since(&self, relinked: &Relinked, site: &Arc<Site>) -> Option<Plan> {
        let renderer = self.renderer.over(site.clone(), relinked);
        let (mut owns, mut contents) = (self.own.to_vec(), self.contents.to_vec());
        let mut entries = BTreeMap::new();
        let digests = |&page: &PageIx| (page, renderer.digests(page));
        for (at, Digests { own, content }) in relinked.pages.par_iter().map(digests).collect::<Vec<_>>() {
            let address = &site.pages[at].address;
            let key = renderer.key(own);
            (owns[at], contents[at]) = (own, content);
            if matches!(self.files.get(address), Some(File::Page(page)) if *page == at) {
                entries.insert(address.clone(), Entry { key, class: Class::Page });
            }
            entries.extend(self.markdown_of(site, at, key));
        }
        let (mut summaries, mut lines) = ((*self.summaries).clone(), self.lines.clone());
        if relinked.cards {
            machines::read_lines(site, &relinked.pages, &mut lines);
        }
        // A sitemap knows of texts no more than their dates, feeds and lists what cards know.
        let sitemaps = relinked.dates.then(|| machines::sitemaps(site)).into_iter().flatten();
        let texts = relinked.cards.then(|| machines::texts(site, &lines)).into_iter().flatten();
        for (address, bytes) in status_pages(site).chain(sitemaps).chain(texts) {
            if let Some(known) = summaries.get_mut(&address) {
                entries.insert(address, Entry { key: Digest::of(&bytes), class: Class::Page });
                *known = bytes;
            }
        }
        if relinked.pages.iter().any(|&page| renderer.is_exported(page)) {
            let own = questions(site, &renderer).into_iter();
            let own = own.filter(|(address, ..)| matches!(self.files.get(address), Some(File::Questions(_))));
            entries.extend(own.map(|(address, _, key)| (address, Entry { key, class: Class::Page })));
        }
        let search = self.search.since(site, &contents, &relinked.pages);
        let is_piece = |address: &str| matches!(self.files.get(address), Some(File::Search));
        let renamed = !relinked.retitled.is_empty();
        let pieces = search.entries_since(&self.search, &|page| renamed || relinked.pages.contains(&page))?;
        let pieces = pieces.into_iter().filter(|(address, _)| is_piece(address));
        entries.extend(pieces.map(|(address, key)| (address, Entry { key, class: Class::Asset })));
        let mut sums = self.sums;
        for (address, entry) in &entries {
            if let Some(old) = self.output.entries().get(address) {
                sums.exchange_entry(address, old, entry);
            }
        }
        for &at in &relinked.pages {
            sums.exchange_content(at, &self.contents[at], &contents[at]);
        }
        let entries = self.output.entries().with(entries);
        let summaries = Arc::new(summaries);
        let parts = Parts { search: Arc::new(search), files: self.files.clone(), summaries, lines };
        let plan = Plan::put(site, renderer, (owns.into(), contents.into()), parts, (entries, sums));
        Some(Plan { withheld: self.withheld.clone(), ..plan })
    }

    /// The plan of the same site with other templates of the same names, and what is wrong with them.
    pub fn restyled(&self, site: &Arc<Site>, templates: Templates) -> (Plan, Vec<Diagnostic>) {
        let (renderer, faults) = self.renderer.restyled(templates);
        let entries = self.output.entries().map(|address, entry| match self.files.get(address) {
            Some(File::Page(page)) => Entry { key: renderer.key(self.own[*page]), class: Class::Page },
            Some(File::Markdown(page)) => markdown_entry(renderer.key(self.own[*page])),
            _ => entry.clone(),
        });
        let parts = Parts {
            search: self.search.clone(),
            files: self.files.clone(),
            summaries: self.summaries.clone(),
            lines: self.lines.clone(),
        };
        let sums = Sums::of(&self.contents, &entries);
        let plan = Plan::put(site, renderer, (self.own.clone(), self.contents.clone()), parts, (entries, sums));
        (Plan { withheld: self.withheld.clone(), ..plan }, faults)
    }

    /// The entry of a page's Markdown.
    fn markdown_of(&self, site: &Site, page: PageIx, key: Digest) -> Option<(Box<str>, Entry)> {
        let address = markdown_address(site, page)?;
        let is_own = matches!(self.files.get(&*address), Some(File::Markdown(of)) if *of == page);
        is_own.then(|| (address.into(), markdown_entry(key)))
    }

    fn put(
        site: &Arc<Site>,
        renderer: Renderer,
        (own, contents): (Arc<Vec<Digest>>, Arc<Vec<Digest>>),
        parts: Parts,
        (entries, sums): (Entries, Sums),
    ) -> Plan {
        let Parts { search, files, summaries, lines } = parts;
        let manifest = Entry { key: manifest::key(site, sums), class: Class::Manifest };
        let entries = entries.with(BTreeMap::from([(MANIFEST.into(), manifest)]));
        let renderer = Arc::new(renderer);
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
                    (None, Some(File::Markdown(page))) => Rendered::plain(renderer.markdown(*page).into_bytes().into()),
                    (None, Some(File::Questions(lang))) => Rendered::plain(renderer.faq_json(*lang).into()),
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
            own,
            contents,
            lines,
            sums,
            files,
            summaries,
            withheld: Arc::default(),
        }
    }
}

/// The pages and assets of a site, with no keys: what can be looked at before anything else is known.
pub(super) fn sketch(site: &Arc<Site>, renderer: Renderer) -> Output {
    let entry = |class| Entry { key: Digest(0), class };
    let assets = site.assets.iter().map(|(address, asset)| {
        let known = Entry { key: asset.digest, ..entry(Class::Asset) };
        (address.clone(), known)
    });
    let pages = site.pages.iter().map(|page| (page.address.clone(), entry(Class::Page)));
    let places: HashMap<Box<str>, PageIx> =
        site.pages.iter().enumerate().map(|(at, page)| (page.address.clone(), at)).collect();
    let entries = assets.chain(pages).collect();
    let site = site.clone();
    let render = move |address: &str| match places.get(address) {
        Some(&page) => renderer.render(page),
        None => Rendered::plain(site.assets.get(address).map_or_else(|| Arc::from([]), |asset| asset.bytes.clone())),
    };
    Output::new(entries, Arc::new(render))
}

/// The key of a page's Markdown: it is made from no more than the page is.
fn markdown_entry(page: Digest) -> Entry {
    Entry { key: Digester::new().and("markdown").and(&page).digest(), class: Class::Page }
}

/// The files of questions: address, language and key.
fn questions(site: &Site, renderer: &Renderer) -> Vec<(Box<str>, LangId, Digest)> {
    let languages = site.config.languages.iter();
    let own = languages.filter_map(|(lang, language)| {
        let key = renderer.faq_json_key(lang)?;
        Some((format!("{}/faq.json", language.segment).into(), lang, key))
    });
    own.collect()
}

/// The files that follow from many pages.
fn summaries(site: &Site, lines: &Lines) -> BTreeMap<Box<str>, Arc<[u8]>> {
    status_pages(site).chain(machines::sitemaps(site)).chain(machines::texts(site, lines)).collect()
}

fn status_pages(site: &Site) -> impl Iterator<Item = (Box<str>, Arc<[u8]>)> {
    status::pages(site).into_iter().map(|(address, text)| (address.into(), text.into_bytes().into()))
}
