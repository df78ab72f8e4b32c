//! Turns one page of a linked site into the bytes of a file, and knows by a key when they would be the same as before.
//!
//! A template sees one closed context and nothing else, so the key is complete: equal keys mean equal bytes.

mod changes;
mod dates;
mod escape;
mod faq;
mod faq_json;
mod goal;
mod href;
mod html;
mod inlines;
mod lists;
mod markdown;
mod marks;
mod page;
pub mod passages;
mod picture;
mod plain;
mod question;
mod raw;
mod reference;
mod rewording;
mod shared;
mod stale;
mod standing;
mod structured;
mod switch;
mod tables;
mod templates;
mod terms;
mod text;
mod twin;
pub mod view;

pub use escape::escape;
pub use goal::{goal_title, goal_url};
pub use href::link_text;
pub use markdown::escaped as escaped_markdown;
pub use page::absolute;
pub use shared::{home as home_url, kind as page_kind};
pub use templates::{Templates, shows};
pub use twin::markdown_address;

use crate::code;
use crate::config::Config;
use crate::defined::Terms;
use crate::diag::Diagnostic;
use crate::highlight::Highlights;
use crate::lang::{LangId, PerLang};
use crate::link::{DocumentIx, NamedBy, PageIx, Relinked, Shows, Site, Target};
use crate::output::{Marks, Rendered};
use crate::parse::facts::Address;
use crate::parse::{Kind, is_address};
use crate::source::{Digest, Digester};
use dates::Dates;
use href::Href;
use marks::{Made, marks};
use serde::Serialize;
use shared::{Part, Shared};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use tera::{Context, Tera, Value};
use text::{Hand, Hrefs, Making};
use view::{CardView, Menus, PageView, TextView};

/// What a template knows as `page`.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    view: &'a PageView,
    #[serde(flatten)]
    text: TextView,
    extra: serde_json::Value,
    lists: BTreeMap<String, Vec<CardView>>,
}

/// What pages are rendered from.
#[derive(Clone)]
pub struct Stage {
    pub templates: Templates,
    /// Address of every asset by name, such as `diglot.css`.
    pub assets: BTreeMap<String, String>,
    /// Values of `data/`, by language.
    pub data: PerLang<serde_json::Value>,
    /// The links of the header and the footer, by language.
    pub menus: PerLang<Menus>,
    pub noindex: bool,
}

/// Renders the pages of a site.
#[derive(Clone)]
pub struct Renderer {
    site: Arc<Site>,
    highlights: Arc<Highlights>,
    style: Arc<Style>,
    shared: PerLang<Arc<Shared>>,
    /// The questions that others name.
    named_by: Arc<PerLang<NamedBy>>,
    assets: Part,
    dates: Arc<Dates>,
    terms: Arc<Terms>,
    noindex: bool,
}

/// The templates, ready.
struct Style {
    templates: Templates,
    tera: Option<Tera>,
    /// Those for which structured data is made.
    telling: HashSet<String>,
    /// Digest of all that every page depends on.
    base: Digest,
}

/// What the files of a page follow from.
pub struct Digests {
    /// All but what every page depends on: with that, the [key](Renderer::key).
    pub own: Digest,
    /// What the page itself says: no menu, no template.
    pub content: Digest,
}

impl Renderer {
    /// A renderer, and what is wrong with the templates.
    pub fn new(site: Arc<Site>, highlights: Arc<Highlights>, stage: Stage) -> (Renderer, Vec<Diagnostic>) {
        let dates = Arc::new(Dates::new(&site.config));
        let shared = shared::shared(&site, &stage, &dates);
        let named_by = Arc::new(site.config.languages.map(|lang| site.named_by(lang)));
        let assets = Part::new(&stage.assets);
        let (style, faults) = Style::new(stage.templates, &site.config, (assets.digest, stage.noindex));
        let renderer = Renderer {
            style: Arc::new(style),
            shared,
            named_by,
            assets,
            dates,
            noindex: stage.noindex,
            terms: Arc::new(Terms::of(&site)),
            site,
            highlights,
        };
        (renderer, faults)
    }

    /// The renderer of the same site with other templates of the same names, and what is wrong with them.
    pub fn restyled(&self, templates: Templates) -> (Renderer, Vec<Diagnostic>) {
        let (style, faults) = Style::new(templates, &self.site.config, (self.assets.digest, self.noindex));
        (Renderer { style: Arc::new(style), ..self.clone() }, faults)
    }

    /// The renderer of a site that shares with this one's everything but a few texts.
    pub fn over(&self, site: Arc<Site>, relinked: &Relinked) -> Renderer {
        let relisted = |lang: LangId| Arc::new(self.shared[lang].over(&site, lang, &self.dates, &relinked.retitled));
        let shared = match relinked.cards {
            true => site.config.languages.map(relisted),
            false => self.shared.clone(),
        };
        // Who names whom is by the places of questions, which may be others now.
        let named_by = match relinked.pairs.iter().any(|&pair| site.is_faq(pair)) {
            true => Arc::new(site.config.languages.map(|lang| site.named_by(lang))),
            false => self.named_by.clone(),
        };
        Renderer {
            // Their places may differ, and nothing that a page shows of them: or else the site was linked anew.
            terms: Arc::new(Terms::of(&site)),
            site,
            shared,
            named_by,
            ..self.clone()
        }
    }

    /// The key of the bytes of a page with these digests.
    pub fn key(&self, own: Digest) -> Digest {
        Digester::new().and(&self.style.base).and(&own).digest()
    }

    /// What a page's files follow from, beside the templates.
    pub fn digests(&self, page: PageIx) -> Digests {
        let site = &self.site;
        let shown = &site.pages[page];
        let shared = &self.shared[shown.lang];
        let view = page::view(site, &self.style.templates, &self.dates, page, self.noindex);
        let said = shown.pair.map(|_| self.said(page));
        let own = Digester::new()
            .and(&view)
            .and(&shared.site.digest)
            .and(&shared.words.digest)
            .and(&shared.data.digest)
            .and(&shared.nav_top.digest)
            .and(&shared.menus.digest)
            .and(&shared.nav[shown.folder].digest)
            .and(&self.lists(page))
            .and(&said);
        let content = Digester::new().and(&*shown.title).and(&said.map(|(_, words)| words));
        Digests { own: own.digest(), content: content.digest() }
    }

    /// A digest of all that the text of a page is made from, and one that leaves out what files say in other languages.
    fn said(&self, page: PageIx) -> (Digest, Digest) {
        let site = &self.site;
        let shown = &site.pages[page];
        let hrefs = self.hrefs(page);
        let mut documents: Vec<_> = hrefs.documents.iter().collect();
        // One file may hold a document in every language.
        let name = |document: DocumentIx| (site.documents[document].source.path(), site.documents[document].place.lang);
        documents.sort_unstable_by_key(|((edition, document), _)| (name(*edition), name(*document)));
        let (mut digest, mut sources, mut words) = (Digester::new(), Digester::new(), Digester::new());
        digest = digest.and(&self.terms.digest);
        for (&(_, document), hrefs) in documents {
            let own = &site.documents[document];
            let source = own.source.digest();
            sources = sources.and(&source);
            words = words.and(&own.content.words.unwrap_or(source));
            digest = digest.and(&own.place).and(hrefs);
            if let Some(pair) = shown.pair.filter(|_| own.place.kind == Kind::Snippet) {
                digest = digest.and(&stale::of_snippet(site, page, pair, document));
            }
            for used in &own.facts().variables {
                digest = digest.and(&used.name).and(&site.variable(own, &used.name));
            }
            let entries = own.content.entries.iter().map(|entry| &entry.related);
            for named in entries.chain(own.content.terms.iter().map(|term| &term.related)).flatten() {
                digest = digest.and(&faq::related(site, page, own, named));
            }
        }
        let mut questions: Vec<_> = hrefs.questions.iter().collect();
        questions.sort_unstable_by_key(|((edition, document, address), _)| (name(*edition), name(*document), *address));
        for (_, &(to, unit)) in questions {
            digest = question::hash(site, page, to, unit, digest);
        }
        if let Some(edition) = shown.edition {
            digest = digest.and(&site.documents[edition].meta().extra);
        }
        for book in self.books(page) {
            let parts = site.handbooks[book].parts.iter().filter_map(|part| part.pages[shown.lang]);
            digest = parts.fold(digest, |digest, at| digest.and(&*site.pages[at].url).and(&*site.pages[at].title));
        }
        if let Shows::Changes(_) = shown.shows {
            // Which clauses belong together is found from what they say in all languages.
            let editions = self.pairs(page).into_iter().flat_map(|pair| site.pairs[pair].editions.values().flatten());
            digest = editions.fold(digest, |digest, &at| digest.and(&site.documents[at].source.digest()));
        }
        for pair in self.pairs(page) {
            for (unit, extra) in site.pairs[pair].units.iter().zip(&site.pairs[pair].ids[shown.lang].extra) {
                digest = digest.and(&unit.id).and(&unit.number).and(&unit.mark).and(extra);
            }
            for number in site.pairs[pair].captions.values().flatten() {
                digest = digest.and(number);
            }
            for unit in 0..site.pairs[pair].units.len() as u32 {
                let naming = faq::naming(site, page, (pair, unit), &self.named_by[shown.lang]);
                digest = digest.and(&stale::of_unit(site, page, pair, unit)).and(&naming);
            }
            let included = &site.pairs[pair].ids[shown.lang].included;
            for (section, extra) in site.pairs[pair].included.iter().zip(included) {
                digest = digest.and(&section.id).and(extra);
            }
        }
        for moved in site.moved.get(&shown.address).into_iter().flatten() {
            digest = digest.and(&moved.id).and(&goal_url(site, &moved.to)).and(&goal_title(site, &moved.to));
        }
        let digest = digest.digest();
        (sources.and(&digest).digest(), words.and(&digest).digest())
    }

    /// The pairs that a page shows: its own, or all parts of a handbook.
    fn pairs(&self, page: PageIx) -> Vec<usize> {
        let parts = self.books(page).into_iter().flat_map(|book| &self.site.handbooks[book].parts);
        self.site.pages[page].pair.into_iter().chain(parts.map(|part| part.pair)).collect()
    }

    /// The handbooks of which a page shows all parts.
    fn books(&self, page: PageIx) -> Vec<usize> {
        match self.site.pages[page].shows {
            Shows::Whole(book) => vec![book],
            Shows::Changes(book) => self.site.handbooks[book].standing.replaces.into_iter().chain([book]).collect(),
            _ => Vec::new(),
        }
    }

    /// Every document that a page shows, with its addresses as the page carries them.
    fn hrefs(&self, page: PageIx) -> Hrefs {
        let site = &self.site;
        let shown = &site.pages[page];
        let mut hrefs = Hrefs::default();
        let Some(edition) = shown.edition else { return hrefs };
        let own = &site.documents[edition];
        self.add_hrefs(page, (page, edition), edition, &shown.targets, &mut hrefs);
        for book in self.books(page) {
            for part in &site.handbooks[book].parts {
                let Some(at) = part.pages[shown.lang] else { continue };
                if let Some(edition) = site.pages[at].edition {
                    self.add_hrefs(page, (at, edition), edition, &site.pages[at].targets, &mut hrefs);
                }
            }
        }
        // Entries and terms that lack in this language are shown in another.
        if !own.content.entries.is_empty() || !own.content.terms.is_empty() {
            let pair = shown.pair.map(|pair| &site.pairs[pair]);
            for (lang, other) in pair.into_iter().flat_map(|pair| pair.editions.iter()) {
                let Some(other) = other.filter(|&other| other != edition) else { continue };
                let sibling = pair.and_then(|pair| pair.pages[lang]);
                let targets = sibling.map_or(&[][..], |sibling| &site.pages[sibling].targets);
                self.add_hrefs(page, (sibling.unwrap_or(page), other), other, targets, &mut hrefs);
            }
        }
        hrefs
    }

    /// Adds the addresses of a document, and of the snippets in it, that `reader` (a page and the edition on it) shows.
    fn add_hrefs(
        &self,
        page: PageIx,
        reader: (PageIx, DocumentIx),
        document: DocumentIx,
        targets: &[Target],
        hrefs: &mut Hrefs,
    ) {
        let site = &self.site;
        let own = &site.documents[document];
        if hrefs.documents.contains_key(&(reader.1, document)) {
            return;
        }
        let here = &site.pages[reader.0].here;
        let pair = |(at, (address, target)): (u32, (&Address, &Target))| {
            let target = here.get(&(document, at)).unwrap_or(target);
            href::href(site, page, target, address)
        };
        let list: Vec<Href> = (0..).zip(own.facts().addresses.iter().zip(targets)).map(pair).collect();
        hrefs.documents.insert((reader.1, document), list);
        for &question in &own.facts().questions {
            let target = here.get(&(document, question)).or_else(|| targets.get(question as usize));
            let Some(Target::Page { page: to, unit: Some((pair, unit)), .. }) = target else { continue };
            let Some(shown) = site.shown_entry(*to, *unit).filter(|_| site.is_question(*pair, *unit)) else { continue };
            hrefs.questions.insert((reader.1, document, question), (*to, *unit));
            // The answer is that of the page's language, or stands in for it.
            let lang = site.documents[shown.document].place.lang;
            let own = site.pairs[*pair].pages[lang].filter(|&own| site.pages[own].edition == Some(shown.document));
            let own = own.unwrap_or(*to);
            self.add_hrefs(page, (own, shown.document), shown.document, &site.pages[own].targets, hrefs);
        }
        for used in &own.facts().snippets {
            let snippet = site.snippets.get(&used.name).and_then(|editions| editions[own.place.lang]);
            if let Some(snippet) = snippet {
                let lang = site.pages[page].lang;
                let targets = site.snippet_targets.get(&snippet).map_or(&[][..], |targets| &targets[lang]);
                self.add_hrefs(page, reader, snippet, targets, hrefs);
            }
        }
    }

    /// The lists of a page: the settings', and its own.
    fn lists(&self, page: PageIx) -> BTreeMap<String, Vec<CardView>> {
        let site = &self.site;
        let shown = &site.pages[page];
        let own = shown.edition.map_or(&[][..], |edition| &site.documents[edition].meta().lists);
        let asked = own.iter().map(|(name, query)| (name.clone(), shared::list(site, &self.dates, shown.lang, query)));
        // Lists of the settings are for landing pages: on every page they would be noise, and work.
        let landing = matches!(shown.shows, Shows::Home)
            || shown.pair.is_some_and(|pair| site.pairs[pair].index && shown.folder == 0);
        let general = self.shared[shown.lang].lists.iter().filter(|_| landing);
        general.map(|(name, cards)| (name.clone(), cards.clone())).chain(asked).collect()
    }

    /// The bytes of a page.
    pub fn render(&self, page: PageIx) -> Rendered {
        let nothing = |diagnostics| Rendered { diagnostics, ..Rendered::plain(Arc::from([])) };
        let Some(tera) = &self.style.tera else { return nothing(Vec::new()) };
        let view = page::view(&self.site, &self.style.templates, &self.dates, page, self.noindex);
        let template = template_file(&view);
        let (context, made) = self.context(page, &view);
        let mut bytes = Vec::with_capacity(32 * 1024);
        match tera.render_to(&template, &context, &mut bytes) {
            Ok(()) => {
                let site = self.site.clone();
                let marks = Marks::new(move |page| marks(&site, page, &made));
                Rendered { marks, ..Rendered::plain(bytes.into()) }
            }
            Err(error) => {
                let address = &self.site.pages[page].address;
                nothing(vec![templates::diagnostic(&error, &self.style.templates, Some((&template, address)))])
            }
        }
    }

    fn making<'a>(&'a self, page: PageIx, hrefs: &'a Hrefs, hand: Hand) -> Making<'a> {
        let named_by = &self.named_by[self.site.pages[page].lang];
        Making::new(&self.site, &self.dates, &self.highlights, &self.terms, page, hrefs, named_by).by(hand)
    }

    /// What a page says, as Markdown with everything filled in that is filled in on the page.
    pub fn markdown(&self, page: PageIx) -> String {
        let view = page::view(&self.site, &self.style.templates, &self.dates, page, self.noindex);
        let hrefs = self.hrefs(page);
        let making = self.making(page, &hrefs, Hand::Markdown);
        twin::write(&self.site, page, &view, &making.text())
    }

    /// What a template sees of a page, and what was made for it.
    fn context(&self, page: PageIx, view: &PageView) -> (Context, Vec<Made>) {
        let site = &self.site;
        let shown = &site.pages[page];
        let hrefs = self.hrefs(page);
        let mut making = self.making(page, &hrefs, Hand::Html);
        let mut text = making.text();
        if self.style.telling.contains(&template_file(view)) {
            text.structured = structured::structured(site, view, &text);
        }
        let made = making.take();
        if !view.show_toc {
            text.toc.clear();
        }
        let extra =
            shown.edition.map(|edition| &*site.documents[edition].meta().extra).filter(|extra| !extra.is_empty());
        let mut extra =
            extra.and_then(|extra| serde_json::from_str(extra).ok()).unwrap_or_else(|| serde_json::json!({}));
        if let Some(edition) = shown.edition {
            lead(&mut extra, &|text| hrefs.led(site, edition, text));
        }
        let whole = Whole { view, text, extra, lists: self.lists(page) };
        let shared = &self.shared[shown.lang];
        let mut context = Context::new();
        context.insert_value("page", Value::from_serializable(&whole));
        context.insert_value("site", shared.site.value.clone());
        context.insert_value("words", shared.words.value.clone());
        context.insert_value("data", shared.data.value.clone());
        context.insert_value("menus", shared.menus.value.clone());
        context.insert_value("nav_top", shared.nav_top.value.clone());
        context.insert_value("nav", shared.nav(site, shown.lang, shown.folder));
        context.insert_value("assets", self.assets.value.clone());
        (context, made)
    }
}

impl Style {
    /// Templates and what is wrong with them; every page depends on these assets, and on whether it is kept from search
    /// engines.
    fn new(templates: Templates, config: &Config, (assets, noindex): (Digest, bool)) -> (Style, Vec<Diagnostic>) {
        let mut base = Digester::new().and(&code::digest()).and(&config.typography).and(&assets).and(&noindex);
        for (name, source) in &templates {
            base = base.and(name).and(&source.digest());
        }
        let (tera, faults) = match templates::tera(&templates, config) {
            Ok(tera) => (Some(tera), Vec::new()),
            Err(fault) => (None, vec![*fault]),
        };
        (Style { telling: templates::telling(&templates), templates, tera, base: base.digest() }, faults)
    }
}

fn template_file(view: &PageView) -> String {
    format!("{}.html", view.template)
}

/// Puts where it leads in the place of every address among the author's own keys.
fn lead(value: &mut serde_json::Value, led: &dyn Fn(&str) -> Option<String>) {
    match value {
        serde_json::Value::String(text) if is_address(text) => {
            *text = led(text).unwrap_or_else(|| std::mem::take(text))
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(|item| lead(item, led)),
        serde_json::Value::Object(map) => map.values_mut().for_each(|value| lead(value, led)),
        _ => {}
    }
}
