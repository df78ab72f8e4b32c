//! Turns a site into what many pages share: navigation, words, data, lists and the site itself, each made once.
//!
//! Every part is a template value beside the digest of what it was made from, so that a page's key costs no serialisation.

use super::Stage;
use super::dates::Dates;
use super::reference::{self, Wording};
use super::view::*;
use crate::config::{ListSetting, Root, Sort};
use crate::lang::{LangId, PerLang};
use crate::link::{FolderIx, Node, PageIx, PairIx, Shows, Site, collator, page_of};
use crate::parse::Meta;
use crate::source::{Digest, Digester};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::sync::{Arc, OnceLock};
use tera::Value;

/// A template value and the digest of what it was made from.
#[derive(Clone)]
pub struct Part {
    pub value: Value,
    pub digest: Digest,
}

impl Part {
    pub fn new<T: Serialize + Hash>(view: &T) -> Part {
        Part { value: Value::from_serializable(view), digest: Digester::new().and(view).digest() }
    }

    /// A part made from JSON, which hashes as its text.
    pub fn json(json: &serde_json::Value) -> Part {
        Part { value: Value::from_serializable(json), digest: Digest::of(json.to_string().as_bytes()) }
    }
}

/// The navigation with the branch of one folder open. Its value is made when a page of the folder is rendered: most builds
/// render few.
#[derive(Clone)]
pub struct Branch {
    pub digest: Digest,
    value: OnceLock<Value>,
}

impl Branch {
    fn new(site: &Site, lang: LangId, folder: FolderIx) -> Branch {
        Branch { digest: Digester::new().and(&branch(site, lang, folder)).digest(), value: OnceLock::new() }
    }
}

/// What the pages of one language share.
#[derive(Clone)]
pub struct Shared {
    pub site: Part,
    pub words: Part,
    pub data: Part,
    pub menus: Part,
    pub nav_top: Part,
    /// The branch of the navigation that is open in each folder.
    pub nav: Vec<Branch>,
    /// Lists of the settings.
    pub lists: BTreeMap<String, Vec<CardView>>,
}

/// Everything shared, by language.
pub fn shared(site: &Site, stage: &Stage, dates: &Dates) -> PerLang<Arc<Shared>> {
    site.config.languages.map(|lang| {
        Arc::new(Shared {
            site: Part::new(&site_view(site, lang)),
            words: Part::new(&site.words[lang]),
            data: Part::json(&stage.data[lang]),
            menus: Part::new(&stage.menus[lang]),
            nav_top: Part::new(&top(site, lang)),
            nav: (0..site.folders.len()).into_par_iter().map(|folder| Branch::new(site, lang, folder)).collect(),
            lists: lists(site, lang, dates),
        })
    })
}

impl Shared {
    /// The same for a site of which pages in these folders have other titles, or other dates and descriptions.
    pub fn over(&self, site: &Site, lang: LangId, dates: &Dates, retitled: &BTreeSet<FolderIx>) -> Shared {
        let mut shared = Shared { lists: lists(site, lang, dates), ..self.clone() };
        for &folder in retitled {
            shared.nav[folder] = Branch::new(site, lang, folder);
        }
        if retitled.contains(&0) {
            shared.nav_top = Part::new(&top(site, lang));
        }
        shared
    }

    /// The navigation that a page in this folder shows.
    pub fn nav(&self, site: &Site, lang: LangId, folder: FolderIx) -> Value {
        let made = || Value::from_serializable(&branch(site, lang, folder));
        self.nav[folder].value.get_or_init(made).clone()
    }
}

/// The lists of the settings in one language.
pub fn lists(site: &Site, lang: LangId, dates: &Dates) -> BTreeMap<String, Vec<CardView>> {
    let lists = site.config.lists.iter();
    lists.map(|(name, setting)| (name.value.clone(), list(site, dates, lang, setting))).collect()
}

fn site_view(site: &Site, lang: LangId) -> SiteView {
    let config = &site.config;
    let own = &config.languages[lang];
    let text = |lang: LangId, value: Option<&crate::yaml::Spanned<String>>| {
        value.map_or_else(String::new, |value| site.printed_in(lang, value))
    };
    let languages = config.languages.iter().map(|(other, language)| LanguageView {
        lang: language.tag.clone(),
        segment: language.segment.clone(),
        name: language.name.clone(),
        dir: language.dir(),
        home: home(site, other),
        title: text(other, config.title.get(language)),
        description: text(other, config.description.get(language)),
        invitation: site.words[other].get("root_invitation").cloned().unwrap_or_default(),
    });
    let searches = searches(site);
    SiteView {
        title: text(lang, config.title.get(own)),
        description: text(lang, config.description.get(own)),
        home: home(site, lang),
        root: config.base.path.clone(),
        repository: config.repository.as_ref().map(|url| url.value.clone()).unwrap_or_default(),
        feed: crate::link::feed_address(&site.config, lang)
            .map_or_else(String::new, |address| format!("{}{address}", config.base.path)),
        search: searches.iter().find(|(of, _)| *of == lang).map_or_else(String::new, |(_, view)| view.url.clone()),
        searches: searches.into_iter().map(|(_, view)| view).collect(),
        follow: config.root == Root::Follow,
        languages: languages.collect(),
        theme: ThemeView {
            brand: config.theme.brand.clone().unwrap_or_default(),
            accent: config.theme.accent.clone().unwrap_or_default(),
            logo_size: config.theme.logo.get(own).and_then(|logo| site.assets.get(logo.trim_start_matches('/'))?.size),
            logo: config.theme.logo.get(own).map_or_else(String::new, |logo| {
                format!("{}{}", config.base.path, crate::link::encode_path(logo.trim_start_matches('/')))
            }),
        },
    }
}

/// The search of every language that has one.
fn searches(site: &Site) -> Vec<(LangId, SearchView)> {
    // Only a language's own page says where its search is: a document may have been there before.
    let pages = site.pages.iter().rev().filter(|page| page.shows == Shows::Search);
    let mut views: Vec<(LangId, SearchView)> = pages
        .take(if site.config.search { site.config.languages.len() } else { 0 })
        .map(|page| {
            let lang = site.config.languages[page.lang].tag.clone();
            let index = format!("{}{}/", site.config.base.path, crate::link::search_folder(site, page.lang));
            (page.lang, SearchView { lang, url: page.url.to_string(), index })
        })
        .collect();
    views.sort_by_key(|(lang, _)| *lang);
    views
}

/// Address of a language's home page.
pub fn home(site: &Site, lang: LangId) -> String {
    let page = site.folders[0].pages[lang];
    page.map_or_else(
        || format!("{}{}/", site.config.base.path, site.config.languages[lang].segment),
        |page| site.pages[page].url.to_string(),
    )
}

fn top(site: &Site, lang: LangId) -> Vec<LinkView> {
    let children = site.folders[0].children[lang].iter();
    children
        .filter_map(|&node| Some(link(site, page_of(node, lang, &site.pairs, &site.folders, &site.handbooks)?)))
        .collect()
}

pub fn link(site: &Site, page: PageIx) -> LinkView {
    LinkView { title: site.pages[page].title.to_string(), url: site.pages[page].url.to_string() }
}

/// The navigation with the branch of a folder open.
fn branch(site: &Site, lang: LangId, folder: FolderIx) -> Vec<NavView> {
    let mut open = vec![folder];
    while let Some(parent) = open.last().and_then(|&at| site.folders[at].parent) {
        open.push(parent);
    }
    entries(site, lang, 0, &open)
}

fn entries(site: &Site, lang: LangId, folder: FolderIx, open: &[FolderIx]) -> Vec<NavView> {
    let children = site.folders[folder].children[lang].iter();
    let entry = |&node: &Node| {
        let page = page_of(node, lang, &site.pairs, &site.folders, &site.handbooks)?;
        // Inside an edition that is not the one in force, its own parts stand in the place of those.
        let (node, page) = other_edition(site, lang, node, open).unwrap_or((node, page));
        let below = match node {
            Node::Folder(at) if open.contains(&at) => entries(site, lang, at, open),
            _ => Vec::new(),
        };
        let title = match node {
            Node::Folder(at) => site.folders[at].title[lang].to_string(),
            _ => site.pages[page].title.to_string(),
        };
        Some(NavView {
            title,
            url: site.pages[page].url.to_string(),
            kind: kind(site, page),
            number: number(site, page),
            children: below,
        })
    };
    children.filter_map(entry).collect()
}

/// The open folder of an edition that the navigation does not list, below the one that stands for all editions.
fn other_edition(site: &Site, lang: LangId, node: Node, open: &[FolderIx]) -> Option<(Node, PageIx)> {
    let Node::Folder(home) = node else { return None };
    let is_other = |at: &&FolderIx| site.folders[**at].edition_of == Some(home) && !site.is_current_edition(**at);
    let edition = *open.iter().find(is_other)?;
    Some((Node::Folder(edition), site.folders[edition].pages[lang]?))
}

/// The number of the handbook part that a page shows; of an annex counted in digits, the word too: "1" is a section's.
pub fn number(site: &Site, page: PageIx) -> String {
    let Some((pair, unit)) = part(site, page) else { return String::new() };
    let number = &site.pairs[pair].units[unit as usize].number;
    let annex = super::href::unit_kind(site, pair, unit).is_some_and(|(_, annex)| annex);
    match annex && number.starts_with(|c: char| c.is_ascii_digit()) {
        true => part_label(site, site.pages[page].lang, page),
        false => number.to_string(),
    }
}

/// The part that a page shows, as a pair and its unit.
pub fn part(site: &Site, page: PageIx) -> Option<(PairIx, crate::link::JoinedIx)> {
    let (book, place) = match site.pages[page].shows {
        Shows::Part(book, place) => (book, place),
        Shows::Document => site.pairs[site.pages[page].pair?].part_of?,
        _ => return None,
    };
    let part = site.handbooks.get(book)?.parts.get(place)?;
    Some((part.pair, part.unit))
}

/// The name of what a page shows, for templates and lists.
pub fn kind(site: &Site, page: PageIx) -> String {
    use crate::parse::Kind;
    let shown = &site.pages[page];
    let name = match shown.shows {
        Shows::Root => "root",
        Shows::NotFound => "notfound",
        Shows::Search => "search",
        Shows::Home => "home",
        Shows::Folder(_) => "section",
        Shows::Part(..) => "part",
        Shows::Whole(_) => "whole",
        Shows::Changes(_) => "changes",
        Shows::Document => match shown.edition.map(|edition| &site.documents[edition]) {
            Some(document) => match document.place.kind {
                Kind::Faq => "faq",
                Kind::Glossary => "glossary",
                Kind::Handbook => "handbook",
                Kind::Part | Kind::HandbookText => "part",
                Kind::Snippet | Kind::Page | Kind::Folder => return page_kind(site, page, document),
            },
            None => "guide",
        },
    };
    name.to_owned()
}

/// The kind of a page in Markdown: its own word, its folder's, else what its place says.
fn page_kind(site: &Site, page: PageIx, document: &crate::parse::Document) -> String {
    if let Some(named) = &document.meta().kind {
        return named.id.to_string();
    }
    let shown = &site.pages[page];
    let index = shown.pair.is_some_and(|pair| site.pairs[pair].index);
    if index {
        return if site.folders[shown.folder].parent.is_none() { "home" } else { "section" }.to_owned();
    }
    let mut at = Some(shown.folder);
    while let Some(folder) = at {
        if let Some(kind) = &site.folders[folder].kind {
            return kind.to_string();
        }
        at = site.folders[folder].parent;
    }
    "guide".to_owned()
}

/// A page in a list.
pub fn card(site: &Site, dates: &Dates, page: PageIx, children: Vec<CardView>) -> CardView {
    let shown = &site.pages[page];
    let document = shown.edition.map(|edition| &site.documents[edition]);
    let meta = document.map(|document| document.meta());
    let printed = |text: fn(&Meta) -> &str| {
        document.map_or_else(String::new, |document| site.printed(document, text(document.meta())))
    };
    let folder =
        matches!(shown.shows, Shows::Folder(_)).then(|| site.folders[shown.folder].description[shown.lang].to_string());
    CardView {
        title: shown.title.to_string(),
        url: shown.url.to_string(),
        description: folder.unwrap_or_else(|| printed(|meta| &meta.description)),
        kind: kind(site, page),
        number: number(site, page),
        updated: meta.and_then(|meta| meta.updated).map(|date| dates.view(shown.lang, date)),
        change: printed(|meta| &meta.change),
        children,
    }
}

/// What lies in a folder, `depth` levels down.
pub fn cards(site: &Site, dates: &Dates, lang: LangId, folder: FolderIx, depth: u8) -> Vec<CardView> {
    let children = site.folders[folder].children[lang].iter();
    let entry = |&node: &Node| {
        let page = page_of(node, lang, &site.pairs, &site.folders, &site.handbooks)?;
        let below = match node {
            Node::Folder(at) if depth > 1 => cards(site, dates, lang, at, depth - 1),
            _ => Vec::new(),
        };
        Some(card(site, dates, page, below))
    };
    children.filter_map(entry).collect()
}

/// The documents that a list asks for; drafts that are not published are in no list.
pub fn list(site: &Site, dates: &Dates, lang: LangId, query: &ListSetting) -> Vec<CardView> {
    let under = query.under.as_ref().map_or("", |under| under.as_str()).trim_matches('/');
    let wanted = query.kind.as_ref().map_or("", |kind| kind.as_str());
    let mut pages: Vec<(PageIx, i64)> = site
        .pairs
        .iter()
        .filter(|pair| {
            !pair.index && (under.is_empty() || pair.key.strip_prefix(under).is_some_and(|rest| rest.starts_with('/')))
        })
        .filter_map(|pair| Some((pair.pages[lang]?, pair.order[lang])))
        .filter(|&(page, _)| !site.is_of_another_time(page))
        .filter(|&(page, _)| wanted.is_empty() || kind(site, page) == wanted)
        .collect();
    let collator = collator(&site.config.languages[lang].tag);
    let title = |page: PageIx| &*site.pages[page].title;
    let updated = |page: PageIx| site.pages[page].edition.and_then(|edition| site.documents[edition].meta().updated);
    match query.sort {
        Sort::Order => pages.sort_by(|a, b| a.1.cmp(&b.1).then_with(|| collator.compare(title(a.0), title(b.0)))),
        Sort::Title => pages.sort_by(|a, b| collator.compare(title(a.0), title(b.0))),
        Sort::Updated => {
            pages.retain(|&(page, _)| updated(page).is_some());
            pages
                .sort_by(|a, b| updated(b.0).cmp(&updated(a.0)).then_with(|| collator.compare(title(a.0), title(b.0))));
        }
    }
    let limit = query.limit.map_or(usize::MAX, |limit| limit as usize);
    pages.into_iter().take(limit).map(|(page, _)| card(site, dates, page, Vec::new())).collect()
}

/// A unit's number in words for a label before a title: "Section 6", « Annexe A ».
pub fn part_label(site: &Site, lang: LangId, page: PageIx) -> String {
    let Some((pair, unit)) = part(site, page) else { return String::new() };
    let joined = &site.pairs[pair].units[unit as usize];
    if joined.number.is_empty() {
        return String::new();
    }
    let annex = super::href::unit_kind(site, pair, unit).is_some_and(|(_, annex)| annex);
    let word = if annex { "annex_label" } else { "section_label" };
    let named = site.words[lang].get(word).map(|text| text.replace("{number}", &joined.number));
    let cited = || {
        let found = reference::of_unit(site, pair, unit)?;
        let wording = Wording { lang, form: None, plural: false, capital: true };
        Some(reference::phrase(site, found.cited, &found.number, &wording).text)
    };
    named.or_else(cited).unwrap_or_default()
}
