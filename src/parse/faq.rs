//! Turns a YAML file of questions and answers into one language's document.
//!
//! It reads the texts of its own language only: what is missing there is seen when the editions are joined.

use super::Meta;
use super::document::{Body, Category, Content, Entry, Place};
use super::facts::{Facts, Unit, UnitKind};
use super::front::{all_named, extra, named, only_without_reason, text};
use super::markdown::{self, Reading, fragment};
use super::page::{finish, unreadable, unused_footnotes};
use super::tree::{Block, Inline, Named};
use crate::diag::Finding;
use crate::diag::rules::{documents, faq as rules, pairs};
use crate::records::{FaqFile, Text};
use crate::source::{Source, Span};
use crate::yaml::{self, OneOrMany, PerLanguage, Spanned};
use jiff::civil::Date;

pub(super) fn read(source: &Source, place: &Place) -> (Content, Body) {
    let mut content = Content::default();
    let mut body = Body::default();
    let Some(record) = record::<FaqFile>(source, &mut content) else { return (content, body) };
    let facts = &mut content.facts;
    let header = Header {
        title: &record.title,
        description: &record.description,
        slug: &record.slug,
        aliases: &record.aliases,
        source: &record.source,
        draft: record.draft,
        only: &record.only,
        reason: &record.reason,
        order: record.order,
        updated: record.updated,
        change: &record.change,
        nav: record.nav,
        typography: &record.typography,
    };
    content.meta = header.meta(place, facts);
    content.meta.extra = extra(&record.extra);
    (content.title, content.title_span) = inline(source, record.title.get(&place.language), None, facts);
    body.blocks = blocks(source, record.intro.get(&place.language), None, facts);
    for category in &record.categories {
        check_id(&category.id, facts);
        let title = inline(source, category.title.get(&place.language), None, facts).0;
        missing_text("title", &category.title, category.id.span, place, facts);
        content.categories.push(Category { id: category.id.as_str().into(), title });
    }
    let ids: Vec<&Text> = record.entries.iter().map(|entry| &entry.id).collect();
    check_ids(source, &ids, facts);
    let mut seen = std::collections::HashSet::new();
    for entry in &record.entries {
        let question = entry.question.get(&place.language);
        if question.is_none() || entry.id.is_empty() || !seen.insert(entry.id.as_str()) {
            continue;
        }
        check_category(entry.category.as_ref(), &content.categories, facts);
        let unit = unit(UnitKind::Entry, &entry.id, &entry.aliases, facts);
        facts.units[unit as usize].title = inline(source, question, Some(unit), facts).0;
        missing_text("answer", &entry.answer, entry.id.span, place, facts);
        body.entries.push(blocks(source, entry.answer.get(&place.language), Some(unit), facts));
        let tags = entry.tags.get(&place.language).map(|tags| tags.0.iter().map(|tag| tag.as_str().into()).collect());
        content.entries.push(Entry {
            unit,
            category: named(entry.category.clone()),
            tags: tags.unwrap_or_default(),
            updated: entry.updated.map(|date| date.value),
            related: all_named(&entry.related),
        });
    }
    if !content.entries.is_empty() {
        missing_title(&record.title, place, facts);
    }
    silence_missing_texts(&content.meta, place, facts);
    unused_footnotes(facts);
    finish(&mut content, source);
    (content, body)
}

/// Reports that a file which has this language has no title in it.
pub(super) fn missing_title(title: &PerLanguage<Text>, place: &Place, facts: &mut Facts) {
    let span = title.iter().next().map_or(Span::default(), |(_, title)| title.span);
    missing_text("title", title, span, place, facts);
}

/// Reports a text that other languages have.
pub(super) fn missing_text(key: &str, texts: &PerLanguage<Text>, span: Span, place: &Place, facts: &mut Facts) {
    if texts.is_empty() || texts.get(&place.language).is_some() {
        return;
    }
    let finding = Finding::new(&pairs::MISSING_TEXT, span).with("key", key);
    facts.findings.push(finding.with("lang", place.language.segment.as_str()).help("add"));
}

/// Takes back what is said of texts missing in a language that the file declares it is not in.
pub(super) fn silence_missing_texts(meta: &Meta, place: &Place, facts: &mut Facts) {
    let language = &place.language;
    let own =
        |only: &Named| [&language.segment, &language.suffix, &language.tag].iter().any(|name| ***name == *only.id);
    if meta.only.as_ref().is_some_and(|only| !own(only)) {
        facts.findings.retain(|finding| finding.rule.code != pairs::MISSING_TEXT.code);
    }
}

/// What FAQ, glossary and handbook files say of themselves in the same words.
pub(super) struct Header<'a> {
    pub title: &'a PerLanguage<Text>,
    pub description: &'a PerLanguage<Text>,
    pub slug: &'a PerLanguage<Text>,
    pub aliases: &'a PerLanguage<OneOrMany<Text>>,
    pub source: &'a Option<Text>,
    pub draft: bool,
    pub only: &'a Option<Text>,
    pub reason: &'a Option<Text>,
    pub order: Option<i64>,
    pub updated: Option<Spanned<Date>>,
    pub change: &'a PerLanguage<Text>,
    pub nav: Option<bool>,
    pub typography: &'a PerLanguage<bool>,
}

impl Header<'_> {
    pub fn meta(&self, place: &Place, facts: &mut Facts) -> Meta {
        let language = &place.language;
        if let (Some(only), None) = (self.only, self.reason) {
            facts.findings.push(only_without_reason(only));
        }
        Meta {
            title: self.title.get(language).map(|title| title.as_str().into()),
            description: text(self.description.get(language)),
            slug: named(self.slug.get(language).cloned()),
            aliases: self.aliases.get(language).map(all_named).unwrap_or_default(),
            source: named(self.source.clone()),
            draft: self.draft,
            only: named(self.only.clone()),
            reason: self.reason.as_ref().map(|reason| reason.as_str().into()),
            order: self.order,
            updated: self.updated.map(|date| date.value),
            change: text(self.change.get(language)),
            nav: self.nav,
            typography: self.typography.get(language).copied(),
            ..Meta::default()
        }
    }
}

/// Reads a whole YAML file as a record; what is wrong with it goes to the content's findings.
pub(super) fn record<T>(source: &Source, content: &mut Content) -> Option<T>
where
    T: serde::de::DeserializeOwned + schemars::JsonSchema + 'static,
{
    if let Some(finding) = unreadable(source) {
        content.facts.findings.push(finding);
        return None;
    }
    if source.text().trim_start_matches('\u{feff}').trim().is_empty() {
        content.facts.findings.push(Finding::new(&documents::EMPTY_DOCUMENT, Span::default()).help("write"));
        return None;
    }
    yaml::read::<T>(source, source.span(), &mut content.facts.findings)
}

/// The inlines of a one-line text, and its place.
pub(super) fn inline(
    source: &Source,
    text: Option<&Text>,
    unit: Option<u32>,
    facts: &mut Facts,
) -> (Vec<Inline>, Span) {
    let Some(text) = text else { return (Vec::new(), Span::default()) };
    let mapping = yaml::value_map(source, text.span, text);
    (fragment(source, text, mapping, unit, facts), text.span)
}

/// The blocks of a Markdown text.
pub(super) fn blocks(source: &Source, text: Option<&Text>, unit: Option<u32>, facts: &mut Facts) -> Vec<Block> {
    let Some(text) = text else { return Vec::new() };
    let mapping = yaml::value_map(source, text.span, text);
    markdown::parse(source, text, mapping, Reading::Fragment, unit, facts).blocks
}

/// Registers a unit that is known by an explicit id.
pub(super) fn unit(kind: UnitKind, id: &Text, aliases: &OneOrMany<Text>, facts: &mut Facts) -> u32 {
    facts.units.push(Unit {
        kind,
        level: 1,
        id: Some(Named { id: id.as_str().into(), span: id.span }),
        aliases: all_named(aliases),
        title: Vec::new(),
        span: id.span,
        annex: false,
        unnumbered: false,
        nested: false,
        parent: None,
        signature: Default::default(),
    });
    facts.units.len() as u32 - 1
}

fn check_category(category: Option<&Text>, known: &[Category], facts: &mut Facts) {
    let Some(category) = category.filter(|category| !known.iter().any(|known| *known.id == *category.as_str())) else {
        return;
    };
    let finding = Finding::new(&rules::UNKNOWN_CATEGORY, category.span).with("target", category.as_str());
    facts.findings.push(match crate::diag::nearest(category, known.iter().map(|known| &*known.id)) {
        Some(near) => finding.with("suggestion", near).help("nearest").fix(near),
        None => finding.help("none"),
    });
}

/// Reports ids given twice and ids that do not suit an address.
pub(super) fn check_ids(source: &Source, ids: &[&Text], facts: &mut Facts) {
    let mut seen: std::collections::HashMap<&str, Span> = std::collections::HashMap::new();
    for id in ids {
        check_id(id, facts);
        match seen.get(id.as_str()) {
            Some(first) if !id.is_empty() => {
                let line = source.position(first.start).line;
                let mut suggestion = format!("{}-2", id.as_str());
                while ids.iter().any(|other| other.as_str() == suggestion) {
                    suggestion.push('x');
                }
                let finding = Finding::new(&rules::DUPLICATE_ENTRY, id.span).with("id", id.as_str());
                facts
                    .findings
                    .push(finding.with("suggestion", suggestion).with("line", line.to_string()).help("rename"));
            }
            _ => {
                seen.insert(id.as_str(), id.span);
            }
        }
    }
}

pub(super) fn check_id(id: &Text, facts: &mut Facts) {
    let suits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    // An id that is missing altogether was reported as such; an empty one has at least its quotes.
    let missing = id.is_empty() && id.span.is_empty();
    if missing || (!id.is_empty() && id.chars().all(suits)) {
        return;
    }
    let suggestion: String = id.chars().map(|c| if suits(c) { c } else { '-' }).collect();
    let suggestion = if suggestion.trim_matches('-').is_empty() { "id" } else { suggestion.trim_matches('-') };
    let finding = Finding::new(&rules::BAD_ID, id.span).with("id", id.as_str());
    facts.findings.push(finding.with("suggestion", suggestion).help("nearest"));
}
