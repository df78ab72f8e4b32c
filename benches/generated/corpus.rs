//! Turns a seed and a number of documents into the text of a bilingual corpus, one document at a time.
//!
//! Nothing is kept: a title, an outline or a link can be asked for any document, in any order, and
//! is computed anew, so that the memory of the benchmark stays below what it measures. It knows no
//! generator: how a link is written is the caller's affair.

use std::fmt::Write;

use super::prose::{self, Lang, Random};
use super::snippets;
use super::vocabulary::HEADINGS;

const MENU: usize = 50;
const SECTIONS_IN_VOLUME: usize = 20;
const PARTS_IN_HANDBOOK: usize = 10;
const LEVELS: [usize; 10] = [2, 3, 3, 2, 2, 3, 2, 2, 3, 2];
pub const LINKS: usize = 8;
pub const CODE_BLOCKS: usize = 2;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Document {
    Guide(usize),
    Faq(usize),
    Part(usize),
}

pub struct Corpus {
    seed: u64,
    guides: usize,
    faqs: usize,
    parts: usize,
}

/// A folder of the site; `handbook` ones have parts instead of pages.
pub struct Folder {
    pub path: String,
    pub title: [String; 2],
    pub order: usize,
    pub handbook: bool,
}

pub struct Link {
    pub to: Document,
    pub anchor: Option<String>,
    text: String,
}

/// How one generator writes the address of a link: from a document, to a document.
pub type Address = fn(Document, &Link) -> String;

pub struct Entry {
    pub id: String,
    pub question: String,
    pub answer: String,
}

pub struct Category {
    pub id: String,
    pub title: &'static str,
    pub entries: Vec<Entry>,
}

impl Corpus {
    /// `documents` per language: guides, and about one in twenty-five a FAQ or a part of a
    /// handbook. From a thousand on, guides come in whole sections, so that every menu is full.
    pub fn new(seed: u64, documents: usize) -> Self {
        let mut guides = documents - documents / 25;
        if documents >= 1000 {
            guides -= guides % MENU;
        }
        let parts = (documents - guides) / 2;
        Corpus { seed, guides, parts, faqs: documents - guides - parts }
    }

    pub fn documents(&self) -> impl Iterator<Item = Document> + use<> {
        let guides = (0..self.guides).map(Document::Guide);
        let faqs = (0..self.faqs).map(Document::Faq);
        guides.chain(faqs).chain((0..self.parts).map(Document::Part))
    }

    pub fn guides(&self) -> usize {
        self.guides
    }

    /// How many documents the menu of this one's folder shows.
    pub fn menu(&self, document: Document) -> usize {
        let (index, all, group) = match document {
            Document::Guide(index) => (index, self.guides, MENU),
            Document::Faq(index) => (index, self.faqs, MENU),
            Document::Part(index) => (index, self.parts, PARTS_IN_HANDBOOK),
        };
        group.min(all - index / group * group)
    }

    /// Every folder, parents first.
    pub fn folders(&self) -> Vec<Folder> {
        let mut folders = Vec::new();
        let volumes = self.guides.div_ceil(MENU * SECTIONS_IN_VOLUME);
        for volume in 0..volumes {
            let first = volume * MENU * SECTIONS_IN_VOLUME;
            let title = numbered(["Guides, volume", "Guides, volume"], volume + 1);
            folders.push(folder(Document::Guide(first).volume(), title, volume + 1));
            let sections = (self.guides - first).div_ceil(MENU).min(SECTIONS_IN_VOLUME);
            for section in 0..sections {
                let path = Document::Guide(first + section * MENU).folder();
                let number = volume * SECTIONS_IN_VOLUME + section + 1;
                folders.push(folder(path, numbered(["Chapitre", "Chapter"], number), number));
            }
        }
        let sets = self.faqs.div_ceil(MENU);
        if sets > 0 {
            let title = ["Foires aux questions", "Questions"].map(str::to_string);
            folders.push(folder("faq".into(), title, volumes + 1));
        }
        for set in 0..sets {
            let title = numbered(["Questions, série", "Questions, series"], set + 1);
            folders.push(folder(Document::Faq(set * MENU).folder(), title, set + 1));
        }
        let handbooks = self.parts.div_ceil(PARTS_IN_HANDBOOK);
        if handbooks > 0 {
            let title = ["Manuels", "Handbooks"].map(str::to_string);
            folders.push(folder("handbooks".into(), title, volumes + 2));
        }
        for book in 0..handbooks {
            let path = Document::Part(book * PARTS_IN_HANDBOOK).folder();
            let title = numbered(["Manuel du programme", "Programme handbook"], book + 1);
            folders.push(Folder { handbook: true, ..folder(path, title, book + 1) });
        }
        folders
    }

    pub fn in_folder<'a>(&'a self, path: &'a str) -> impl Iterator<Item = Document> + 'a {
        self.documents().filter(move |document| document.folder() == path)
    }

    pub fn title(&self, document: Document, lang: Lang) -> String {
        let (purpose, index, noun) = match document {
            Document::Guide(index) => ("guide title", index, ("fiche", "sheet")),
            Document::Faq(index) => ("faq title", index, ("foire", "questions")),
            Document::Part(index) => {
                let heading = self.outline("part title", index / PARTS_IN_HANDBOOK)[index % PARTS_IN_HANDBOOK];
                return lang.of(HEADINGS[heading]).to_string();
            }
        };
        let mut random = Random::new(self.seed, purpose, index);
        let phrase = prose::capitalise(prose::phrase(&mut random, lang).to_string());
        format!("{phrase}, {} {}", lang.of(noun), index + 1)
    }

    pub fn description(&self, document: Document, lang: Lang) -> String {
        let mut random = Random::new(self.seed, "description", document.number());
        prose::sentence(&mut random, lang).replace(['*', '`'], "")
    }

    /// The links of a guide, the same in every language but for their text and anchors: two in
    /// the same menu, four anywhere, one to a question and one to a part of a handbook.
    pub fn links(&self, guide: usize, lang: Lang) -> Vec<Link> {
        let mut random = Random::new(self.seed, "links", guide);
        let section = guide / MENU * MENU;
        let size = self.menu(Document::Guide(guide));
        // Never to itself, unless it is alone.
        let mut other = |from: usize, among: usize| (from + 1 + random.below((among - 1).max(1))) % among;
        let near: Vec<_> = (0..2).map(|_| section + other(guide - section, size)).collect();
        let far: Vec<_> = (0..LINKS).map(|_| other(guide, self.guides)).collect();
        let to_link = |place: usize| {
            let to = match place {
                0 | 1 => Document::Guide(near[place]),
                6 if self.faqs > 0 => Document::Faq(random.below(self.faqs)),
                7 if self.parts > 0 => Document::Part(random.below(self.parts)),
                _ => Document::Guide(far[place]),
            };
            let entry = random.below(LEVELS.len());
            self.link(to, place.is_multiple_of(2), entry, lang)
        };
        (0..LINKS).map(to_link).collect()
    }

    fn link(&self, to: Document, anchored: bool, place: usize, lang: Lang) -> Link {
        let title = self.title(to, lang);
        let (text, anchor) = match to {
            _ if !anchored => (title, None),
            Document::Guide(index) => {
                let heading = lang.of(HEADINGS[self.outline("outline", index)[place]]);
                (heading.to_string(), Some(slug(heading)))
            }
            Document::Faq(_) => (title, Some(format!("question-{}", place + 1))),
            Document::Part(_) => (title, None),
        };
        Link { to, anchor, text }
    }

    fn outline(&self, purpose: &str, index: usize) -> Vec<usize> {
        Random::new(self.seed, purpose, index).distinct(LEVELS.len(), HEADINGS.len())
    }

    /// The Markdown of a guide, without front matter or title.
    pub fn guide(&self, guide: usize, lang: Lang, address: Address) -> String {
        let mut random = Random::new(self.seed, "guide", guide);
        let mut text = String::with_capacity(14 * 1024);
        let links = self.links(guide, lang);
        paragraph(&mut text, &mut random, lang, 4);
        for (place, heading) in self.outline("outline", guide).into_iter().enumerate() {
            let marks = &"####"[..LEVELS[place]];
            add(&mut text, format_args!("{marks} {}\n\n", lang.of(HEADINGS[heading])));
            text.push_str(&prose::paragraph(&mut random, lang, 3));
            if let Some(link) = links.get(place) {
                let see = lang.of((" Voir à ce sujet", " On this, see"));
                let target = address(Document::Guide(guide), link);
                add(&mut text, format_args!("{see} [{}]({target}).", link.text));
            }
            text.push_str(match place {
                1 => "[^1]\n\n",
                5 => "[^2]\n\n",
                _ => "\n\n",
            });
            match place {
                2 => table(&mut text, &mut random, lang),
                3 => snippets::write(&mut text, self.seed, lang, guide, 0),
                4 | 8 => list(&mut text, &mut random, lang),
                6 => snippets::write(&mut text, self.seed, lang, guide, 1),
                _ => {}
            }
            paragraph(&mut text, &mut random, lang, 4);
        }
        for note in 1..=2 {
            let sentence = prose::sentence(&mut random, lang);
            add(&mut text, format_args!("[^{note}]: {sentence}\n\n"));
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    }

    /// The questions of a FAQ, by category.
    pub fn faq(&self, faq: usize, lang: Lang) -> Vec<Category> {
        let mut random = Random::new(self.seed, "faq", faq);
        let headings = self.outline("faq categories", faq);
        let mut number = 0;
        let mut categories = Vec::new();
        for (place, heading) in headings.into_iter().take(4).enumerate() {
            let entries = (0..5).map(|_| {
                number += 1;
                let mut answer = String::new();
                let question = prose::question(&mut random, lang);
                paragraph(&mut answer, &mut random, lang, 2);
                if number % 3 == 0 {
                    list(&mut answer, &mut random, lang);
                }
                paragraph(&mut answer, &mut random, lang, 2);
                Entry { id: format!("question-{number}"), question, answer }
            });
            categories.push(Category {
                id: format!("category-{}", place + 1),
                entries: entries.collect(),
                title: lang.of(HEADINGS[heading]),
            });
        }
        categories
    }

    /// The Markdown of a handbook's part: sections of numbered clauses, without its title.
    pub fn part(&self, part: usize, lang: Lang) -> String {
        let mut random = Random::new(self.seed, "part", part);
        let mut text = String::with_capacity(14 * 1024);
        for heading in self.outline("clauses", part).into_iter().take(6) {
            add(&mut text, format_args!("## {}\n\n", lang.of(HEADINGS[heading])));
            paragraph(&mut text, &mut random, lang, 3);
            for clause in 1..=6 {
                let sentences = prose::paragraph(&mut random, lang, 2);
                add(&mut text, format_args!("{clause}. {sentences}\n"));
                for nested in 1..=(if clause % 4 == 0 { 2 } else { 0 }) {
                    let sentence = prose::sentence(&mut random, lang);
                    add(&mut text, format_args!("   {nested}. {sentence}\n"));
                }
            }
            text.push('\n');
        }
        text
    }
}

impl Document {
    /// Position among the documents of its kind in its folder, from 1.
    pub fn order(self) -> usize {
        match self {
            Document::Guide(index) | Document::Faq(index) => index % MENU + 1,
            Document::Part(index) => index % PARTS_IN_HANDBOOK + 1,
        }
    }

    fn number(self) -> usize {
        match self {
            Document::Guide(index) | Document::Faq(index) | Document::Part(index) => index,
        }
    }

    fn volume(self) -> String {
        format!("guides-{:02}", self.number() / (MENU * SECTIONS_IN_VOLUME) + 1)
    }

    pub fn folder(self) -> String {
        match self {
            Document::Guide(index) => {
                format!("{}/chapter-{:03}", self.volume(), index / MENU + 1)
            }
            Document::Faq(index) => format!("faq/series-{:02}", index / MENU + 1),
            Document::Part(index) => {
                format!("handbooks/handbook-{:03}", index / PARTS_IN_HANDBOOK + 1)
            }
        }
    }

    pub fn stem(self) -> String {
        match self {
            Document::Guide(index) => format!("guide-{:05}", index + 1),
            Document::Faq(index) => format!("faq-{:04}", index + 1),
            Document::Part(_) => format!("part-{:02}", self.order()),
        }
    }

    /// `folder/stem`, which is also the end of its address.
    pub fn path(self) -> String {
        format!("{}/{}", self.folder(), self.stem())
    }
}

impl Link {
    /// The address as a relative path to a source file with this extension.
    pub fn relative(&self, from: Document, extension: &str) -> String {
        // Every document lies two folders deep.
        let to = if from.folder() == self.to.folder() { self.to.stem() } else { format!("../../{}", self.to.path()) };
        match &self.anchor {
            Some(anchor) => format!("{to}.{extension}#{anchor}"),
            None => format!("{to}.{extension}"),
        }
    }
}

/// The Markdown of a FAQ for generators that have no such thing.
pub fn faq_as_page(categories: &[Category]) -> String {
    let mut text = String::with_capacity(14 * 1024);
    for category in categories {
        add(&mut text, format_args!("## {} {{#{}}}\n\n", category.title, category.id));
        for entry in &category.entries {
            add(&mut text, format_args!("### {} {{#{}}}\n\n", entry.question, entry.id));
            text.push_str(&entry.answer);
        }
    }
    text
}

/// Stops before a wrong figure does: the anchors are only right while the headings are so simple
/// that all the generators make the same ids of them.
pub fn check_headings() {
    let mut slugs: Vec<String> = Vec::new();
    for (fr, en) in HEADINGS {
        for heading in [fr, en] {
            let simple =
                heading.split(' ').all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic()));
            assert!(simple, "`{heading}` must be ASCII words with single spaces");
            slugs.push(slug(heading));
        }
    }
    slugs.sort();
    let twice = slugs.windows(2).find(|pair| pair[0] == pair[1]);
    assert!(twice.is_none(), "two headings make the same id: {twice:?}");
}

fn slug(heading: &str) -> String {
    heading.to_lowercase().replace(' ', "-")
}

fn folder(path: String, title: [String; 2], order: usize) -> Folder {
    Folder { path, title, order, handbook: false }
}

fn numbered(nouns: [&str; 2], number: usize) -> [String; 2] {
    nouns.map(|noun| format!("{noun} {number}"))
}

fn paragraph(text: &mut String, random: &mut Random, lang: Lang, sentences: usize) {
    text.push_str(&prose::paragraph(random, lang, sentences));
    text.push_str("\n\n");
}

fn list(text: &mut String, random: &mut Random, lang: Lang) {
    for _ in 0..5 {
        let sentence = prose::sentence(random, lang);
        add(text, format_args!("- {sentence}\n"));
    }
    text.push('\n');
}

fn table(text: &mut String, random: &mut Random, lang: Lang) {
    text.push_str(lang.of((
        "| Élément | Remplace | Délai (jours) | Montant |\n|---|---|---:|---:|\n",
        "| Item | Replaces | Time (days) | Amount |\n|---|---|---:|---:|\n",
    )));
    for _ in 0..7 {
        let (item, replaced) = (prose::phrase(random, lang), prose::phrase(random, lang));
        let (days, amount) = (random.below(90) + 1, random.below(900) + 100);
        add(text, format_args!("| {item} | {replaced} | {days} | {amount} |\n"));
    }
    text.push('\n');
}

fn add(text: &mut String, arguments: std::fmt::Arguments) {
    text.write_fmt(arguments).expect("writing to a String does not fail");
}
