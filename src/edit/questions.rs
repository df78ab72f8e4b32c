//! Turns the questions of a spreadsheet into a YAML file of the site: ids, categories, and texts as a person would write them.
//!
//! A question that the site has already keeps its id. Nothing is taken from a file that is there but its ids.

use super::handoff::scalar;
use crate::handoff::fields::Form;
use crate::handoff::questions::{Doubt, Export, Note, Row, languages_of};
use crate::lang::{Lang, LangId, PerLang};
use crate::link::{Site, slug};
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

/// The file, and what nobody could be sure of.
pub struct Made {
    pub text: String,
    pub notes: Vec<Note>,
    pub questions: usize,
    pub languages: Vec<LangId>,
}

/// Words that say little in an address.
const SMALL: &[&str] = &[
    "a", "an", "and", "are", "au", "aux", "avec", "can", "ce", "ces", "cette", "combien", "comment", "could", "d",
    "dans", "de", "des", "do", "does", "du", "elle", "en", "est", "et", "faut", "for", "from", "how", "i", "if", "il",
    "in", "is", "it", "j", "je", "l", "la", "le", "les", "ma", "mes", "mon", "must", "my", "nos", "notre", "nous",
    "of", "on", "or", "ou", "our", "par", "pour", "pourquoi", "puis", "quand", "que", "quel", "quelle", "quelles",
    "quels", "qu", "s", "sa", "se", "ses", "should", "si", "son", "sont", "sur", "t", "that", "the", "their", "there",
    "to", "un", "une", "vos", "votre", "vous", "we", "what", "when", "where", "which", "who", "why", "will", "with",
    "would", "y", "you", "your",
];

/// Words of an id, at most.
const LONGEST: usize = 5;

/// Makes the file that is to stand at `path`; `stem` is the name that its title is made from.
pub fn make(site: &Site, export: &Export, path: &str, stem: &str) -> Made {
    let languages = &site.config.languages;
    let spoken = languages_of(&export.rows, languages);
    let own = if spoken.len() == languages.len() || spoken.len() > 1 { None } else { spoken.first().copied() };
    let mut file = File { site, alone: own, spoken: &spoken, notes: export.notes.clone(), out: String::new() };
    let categories = file.categories(&export.rows);
    let mut taken: HashSet<String> = categories.iter().map(|category| category.id.clone()).collect();
    file.head(stem, &categories);
    for row in &export.rows {
        file.entry(row, path, &categories, &mut taken);
    }
    file.notes.sort_by_key(|note| note.line);
    Made { text: file.out, notes: file.notes, questions: export.rows.len(), languages: spoken }
}

struct Category {
    id: String,
    title: PerLang<Option<String>>,
}

struct File<'a> {
    site: &'a Site,
    /// The only language of the file, which then needs no names of languages.
    alone: Option<LangId>,
    spoken: &'a [LangId],
    notes: Vec<Note>,
    out: String,
}

impl File<'_> {
    fn note(&mut self, row: &Row, doubt: Doubt) {
        self.notes.push(Note { line: Some(row.line), doubt });
    }

    /// The categories in the order of their first questions; what has one title in some language is one.
    fn categories(&self, rows: &[Row]) -> Vec<Category> {
        let mut found: Vec<Category> = Vec::new();
        for row in rows.iter().filter(|row| self.first(&row.category).is_some()) {
            if let Some(known) = self.category(row, &found) {
                let known = &mut found[known];
                for &lang in self.spoken.iter().filter(|&&lang| row.category[lang].is_some()) {
                    known.title[lang].get_or_insert_with(|| row.category[lang].clone().unwrap_or_default());
                }
                continue;
            }
            let title = self.first(&row.category).unwrap_or_default();
            let id = free(&short(title, "category"), |id| found.iter().any(|known| known.id == id));
            found.push(Category { id, title: row.category.clone() });
        }
        found
    }

    fn category(&self, row: &Row, known: &[Category]) -> Option<usize> {
        known.iter().position(|known| {
            self.spoken.iter().any(|&lang| row.category[lang].is_some() && known.title[lang] == row.category[lang])
        })
    }

    /// The text of the language that the site is written in first, else of any.
    fn first<'t>(&self, texts: &'t PerLang<Option<String>>) -> Option<&'t str> {
        let source = self.site.config.source;
        let order = std::iter::once(source).chain(self.spoken.iter().copied());
        order.filter(|lang| self.spoken.contains(lang)).find_map(|lang| texts[lang].as_deref())
    }

    fn head(&mut self, stem: &str, categories: &[Category]) {
        let words = stem.replace(['-', '_', '.'], " ");
        let mut letters = words.trim().chars();
        let title = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
        let title = if title.is_empty() { "FAQ".to_owned() } else { title };
        self.out.push_str(&format!("title: {}\n", scalar(&title, Form::Plain, "", false, 0)));
        self.notes.push(Note { line: None, doubt: Doubt::Title(title) });
        if !categories.is_empty() {
            self.out.push_str("categories:\n");
        }
        for category in categories {
            self.out.push_str(&format!("  - id: {}\n", scalar(&category.id, Form::Plain, "", false, 0)));
            self.texts("title", &category.title);
        }
        self.out.push_str("entries:\n");
    }

    fn entry(&mut self, row: &Row, path: &str, categories: &[Category], taken: &mut HashSet<String>) {
        let id = self.id(row, path, taken);
        taken.insert(id.clone());
        self.out.push_str(&format!("  - id: {}\n", scalar(&id, Form::Plain, "", false, 0)));
        if let Some(category) = self.category(row, categories) {
            self.out
                .push_str(&format!("    category: {}\n", scalar(&categories[category].id, Form::Plain, "", false, 0)));
        }
        self.texts("question", &row.question);
        self.texts("answer", &row.answer);
        self.tags(row);
        if let Some(date) = row.updated {
            self.out.push_str(&format!("    updated: {date}\n"));
        }
        for &lang in self.spoken {
            if row.question[lang].is_none() || row.answer[lang].is_none() {
                self.note(row, Doubt::Lacks(id.clone(), lang));
            }
        }
        if row.answer.values().flatten().any(|answer| has_html(answer)) {
            self.note(row, Doubt::Html(id));
        }
    }

    /// The id that was given if it suits, else that of the same question on the site, else one made from its words.
    fn id(&mut self, row: &Row, path: &str, taken: &HashSet<String>) -> String {
        let is_taken = |id: &str| taken.contains(id);
        let question = self.first(&row.question).unwrap_or_default().to_owned();
        if let Some(given) = &row.id {
            let numeric = given.chars().all(|c| c.is_ascii_digit());
            let wanted = if numeric {
                format!("q-{given}")
            } else {
                ascii(given).unwrap_or_else(|| short(&question, "question"))
            };
            let id = free(&wanted, is_taken);
            if id != *given && !numeric || id != wanted {
                self.note(row, Doubt::Id(given.clone(), id.clone()));
            }
            return id;
        }
        if let Some(known) = self.known(row, path).filter(|id| !is_taken(id)) {
            return known;
        }
        let wanted = short(&question, "question");
        let id = free(&wanted, is_taken);
        if id != wanted {
            self.note(row, Doubt::Twice(id.clone()));
        }
        id
    }

    /// The id of the same question in the file that is there.
    fn known(&self, row: &Row, path: &str) -> Option<String> {
        let site = self.site;
        let documents = site.documents.iter().filter(|document| document.source.path() == path);
        documents.into_iter().find_map(|document| {
            let question = row.question[document.place.lang].as_ref()?;
            let entries = document.content.entries.iter().map(|entry| &document.facts().units[entry.unit as usize]);
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let mut same = entries
                .filter(|unit| words(&site.plain(document, &unit.title)) == words(&site.printed(document, question)));
            Some(same.next()?.id.as_ref()?.id.to_string())
        })
    }

    /// A text by language: on one line if it is short and the same everywhere, else a line or a block for each.
    fn texts(&mut self, key: &str, texts: &PerLang<Option<String>>) {
        let own: Vec<(LangId, &str)> =
            self.spoken.iter().filter_map(|&lang| Some((lang, texts[lang].as_deref()?))).collect();
        let Some((_, first)) = own.first() else { return };
        let block = |text: &str| match text.contains('\n') {
            true => format!("{text}\n"),
            false => text.to_owned(),
        };
        let shared = own.len() == self.site.config.languages.len() && own.iter().all(|(_, text)| text == first);
        if self.alone.is_some() || (shared && own.len() > 1) {
            self.out.push_str(&format!("    {key}: {}\n", scalar(&block(first), Form::Markdown, "", false, 4)));
            return;
        }
        self.out.push_str(&format!("    {key}:\n"));
        for (lang, text) in own {
            let text = scalar(&block(text), Form::Markdown, "", false, 6);
            self.out.push_str(&format!("      {}: {text}\n", self.name(lang)));
        }
    }

    fn tags(&mut self, row: &Row) {
        let list = |words: &[String]| {
            let words: Vec<String> = words.iter().map(|word| scalar(word, Form::Plain, "", true, 0)).collect();
            format!("[{}]", words.join(", "))
        };
        let own: Vec<(LangId, String)> = self
            .spoken
            .iter()
            .filter(|&&lang| !row.tags[lang].is_empty())
            .map(|&lang| (lang, list(&row.tags[lang])))
            .collect();
        let Some((_, first)) = own.first() else { return };
        let same = own.len() == self.spoken.len() && own.iter().all(|(_, list)| list == first);
        let text = match self.alone.is_some() || same {
            true => first.clone(),
            false => {
                let each: Vec<String> =
                    own.iter().map(|(lang, list)| format!("{}: {list}", self.name(*lang))).collect();
                format!("{{{}}}", each.join(", "))
            }
        };
        self.out.push_str(&format!("    tags: {text}\n"));
    }

    fn name(&self, lang: LangId) -> &str {
        let Lang { suffix, .. } = &self.site.config.languages[lang];
        suffix
    }
}

/// An id of a few words that say something.
fn short(text: &str, otherwise: &str) -> String {
    let Some(all) = ascii(text) else { return otherwise.to_owned() };
    let words: Vec<&str> = all.split('-').collect();
    let said: Vec<&str> = words.iter().copied().filter(|word| !SMALL.contains(word)).take(LONGEST).collect();
    if said.is_empty() { words[..words.len().min(LONGEST)].join("-") } else { said.join("-") }
}

/// A slug without accents: it is the same in every language, and people dictate it.
fn ascii(text: &str) -> Option<String> {
    let text = text.replace(['œ', 'Œ'], "oe").replace(['æ', 'Æ'], "ae");
    slug(&text.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect::<String>())
}

fn free(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|count| format!("{wanted}-{count}"));
    std::iter::once(wanted.to_owned()).chain(numbered).find(|id| !taken(id)).expect("numbers do not end")
}

/// Whether a text holds tags, as desks that keep HTML export them.
fn has_html(text: &str) -> bool {
    ["<p", "<br", "<div", "<ul", "<ol", "<span", "<a ", "<strong", "<h1", "<h2", "<h3", "<table", "<img"]
        .iter()
        .any(|tag| text.to_lowercase().contains(tag))
}
