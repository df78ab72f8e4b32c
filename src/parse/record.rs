//! Turns what FAQ, glossary and handbook files have in common into one language's document: header, introduction, ids.
//!
//! What only one of them says is read in its own file.

use super::Meta;
use super::document::{Body, Content, Place};
use super::facts::{Facts, Unit, UnitKind};
use super::front::{all_named, drafted, extra, named, only_without_reason, picture, read_record, text, words};
use super::markdown::{self, Reading, fragment};
use super::page::unreadable;
use super::tree::{Block, Inline, Named};
use crate::config::Gates;
use crate::diag::Finding;
use crate::diag::rules::{documents, faq as rules, pairs};
use crate::records::{FaqFile, GlossaryFile, HandbookFile, Text};
use crate::source::{Digester, Source, Span};
use crate::yaml::{self, Extra, OneOrMany, PerLanguage, Spanned};
use jiff::civil::Date;
use std::collections::HashMap;

/// What these files say of themselves in the same words.
pub(super) struct Header<'a> {
    title: &'a PerLanguage<Text>,
    description: &'a PerLanguage<Text>,
    intro: &'a PerLanguage<Text>,
    slug: &'a PerLanguage<Text>,
    aliases: &'a PerLanguage<OneOrMany<Text>>,
    source: &'a Option<Text>,
    draft: Option<Spanned<bool>>,
    gates: Gates,
    only: &'a OneOrMany<Text>,
    reason: &'a Option<Text>,
    order: Option<i64>,
    updated: Option<Spanned<Date>>,
    review_by: Option<Spanned<Date>>,
    change: &'a PerLanguage<Text>,
    image: &'a PerLanguage<Text>,
    image_alt: &'a PerLanguage<Text>,
    keywords: &'a PerLanguage<OneOrMany<Text>>,
    nav: Option<bool>,
    typography: &'a PerLanguage<bool>,
    extra: &'a Extra,
}

/// A record that says something of itself.
pub(super) trait Headed: serde::de::DeserializeOwned + schemars::JsonSchema + 'static {
    fn header(&self) -> Header<'_>;

    /// Begins a digest of what the file says in one language, whatever it says in others.
    fn words(&self, place: &Place) -> Digester {
        let header = self.header();
        let texts = [header.title, header.description, header.intro];
        texts.iter().fold(Digester::new(), |words, texts| words.and(&typed(texts, place)))
    }
}

/// What is typed in the language of a place.
pub(super) fn typed<'a>(texts: &'a PerLanguage<Text>, place: &Place) -> Option<&'a str> {
    texts.get(&place.language).map(|text| text.as_str())
}

/// The keys stand in each record, as the order of a record's keys is that of its JSON Schema; here they meet.
macro_rules! headed {
    ($($record:ident),*) => {
        $(impl Headed for $record {
            fn header(&self) -> Header<'_> {
                Header {
                    title: &self.title,
                    description: &self.description,
                    intro: &self.intro,
                    slug: &self.slug,
                    aliases: &self.aliases,
                    source: &self.source,
                    draft: self.draft,
                    gates: Gates { publish: self.publish, fallback: self.fallback, stale: self.stale },
                    only: &self.only,
                    reason: &self.reason,
                    order: self.order,
                    updated: self.updated,
                    review_by: self.review_by,
                    change: &self.change,
                    image: &self.image,
                    image_alt: &self.image_alt,
                    keywords: &self.keywords,
                    nav: self.nav,
                    typography: &self.typography,
                    extra: &self.extra,
                }
            }
        })*
    };
}

headed!(FaqFile, GlossaryFile, HandbookFile);

impl Header<'_> {
    fn meta(&self, source: &Source, place: &Place, facts: &mut Facts) -> Meta {
        let language = &place.language;
        facts.addresses.extend(picture(source, self.image.get(language)));
        facts.findings.extend(only_without_reason(self.only, self.reason.as_ref()));
        Meta {
            title: self.title.get(language).map(|title| title.as_str().into()),
            description: text(self.description.get(language)),
            slug: named(self.slug.get(language).cloned()),
            aliases: self.aliases.get(language).map(all_named).unwrap_or_default(),
            source: named(self.source.clone()),
            draft: drafted(self.draft),
            gates: self.gates,
            only: all_named(self.only),
            reason: self.reason.as_ref().map(|reason| reason.as_str().into()),
            order: self.order,
            updated: self.updated.map(|date| date.value),
            review_by: self.review_by.map(|date| (date.value, date.span)),
            change: text(self.change.get(language)),
            image: self.image.get(language).map(|image| image.as_str().into()),
            image_alt: text(self.image_alt.get(language)),
            keywords: self.keywords.get(language).map(words).unwrap_or_default(),
            nav: self.nav,
            typography: self.typography.get(language).copied(),
            extra: extra(self.extra),
            ..Meta::default()
        }
    }
}

/// Reads a whole YAML file as a record, its header into `content` and its introduction into `body`; what is wrong with
/// it goes to the content's findings.
pub(super) fn record<T: Headed>(source: &Source, place: &Place, content: &mut Content, body: &mut Body) -> Option<T> {
    let facts = &mut content.facts;
    facts.unread = true;
    facts.findings = unreadable(source);
    if !facts.findings.is_empty() {
        return None;
    }
    if source.text().trim_start_matches('\u{feff}').trim().is_empty() {
        facts.findings.push(Finding::new(&documents::EMPTY_DOCUMENT, Span::default()).help("write"));
        return None;
    }
    facts.allowances = yaml::allowances(source, source.span());
    let record = read_record::<T>(source, source.span(), facts)?;
    facts.unread = false;
    let header = record.header();
    content.meta = header.meta(source, place, facts);
    (content.title, content.title_span) = inline(source, header.title.get(&place.language), None, facts);
    body.blocks = blocks(source, header.intro.get(&place.language), None, facts);
    Some(record)
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
        reserved: false,
        pin: None,
        nested: false,
        parent: None,
        signature: Default::default(),
    });
    facts.units.len() as u32 - 1
}

/// Reports ids given twice and ids that do not suit an address.
pub(super) fn check_ids(source: &Source, ids: &[&Text], facts: &mut Facts) {
    let mut seen: HashMap<&str, Span> = HashMap::new();
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

/// Reports that a file which has this language has no title in it.
pub(super) fn missing_title(title: &PerLanguage<Text>, place: &Place, facts: &mut Facts) {
    let span = title.iter().next().map_or(Span::default(), |(_, title)| title.span);
    missing_text("title", title, span, place, facts);
}

/// Reports a text that other languages have.
pub(super) fn missing_text<T>(key: &str, texts: &PerLanguage<T>, span: Span, place: &Place, facts: &mut Facts) {
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
    if !meta.only.is_empty() && !meta.only.iter().any(own) {
        facts.findings.retain(|finding| finding.rule.code != pairs::MISSING_TEXT.code);
    }
}
