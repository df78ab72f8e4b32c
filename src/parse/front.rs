//! Turns the front matter of a Markdown text into what a document says of itself.
//!
//! It does not know the other documents: whether a slug is free or a language exists is seen by `link`.

use super::facts::{Address, Facts, Purpose};
use super::tree::Named;
use super::{Meta, Place};
use crate::config::{Gates, ListSetting};
use crate::diag::Finding;
use crate::diag::rules::documents;
use crate::records::{FrontMatter, Text};
use crate::source::{Source, Span};
use crate::yaml::{self, Entries, Extra, Node, OneOrMany, PerLanguage, Scalar, Spanned, Value};
use std::collections::BTreeMap;

/// Splits a text into its front matter (between `---` lines, without them) and the offset of what follows.
pub(super) fn split(source: &Source, findings: &mut Vec<Finding>) -> (Option<Span>, usize) {
    let text = source.text();
    let begin = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let Some(first) = text[begin..].split_inclusive('\n').next().filter(|line| line.trim_end() == "---") else {
        return (None, begin);
    };
    let start = begin + first.len();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return (Some(Span::new(start, at)), at + line.len());
        }
        at += line.len();
    }
    findings.push(Finding::new(&documents::FRONT_MATTER_OPEN, Span::new(begin, begin + 3)).help("close"));
    (None, text.len())
}

/// Where the front matter of a text stands, without the lines around it.
pub fn front_matter(source: &Source) -> Option<Span> {
    split(source, &mut Vec::new()).0
}

/// What the front matter says of a handbook's part, and where its title stands.
#[derive(Default)]
pub(super) struct Heads {
    pub annex: bool,
    pub number: Option<Named>,
    pub title: Option<Span>,
}

/// Reads the front matter in `span`.
pub(super) fn read(source: &Source, span: Span, place: &Place, facts: &mut Facts) -> (Meta, Heads) {
    let record = read_record::<FrontMatter>(source, span, facts);
    facts.unread |= record.is_none();
    let front = record.unwrap_or_default();
    facts.addresses.extend(picture(source, front.image.as_ref()));
    facts.findings.extend(only_without_reason(&front.only, front.reason.as_ref()));
    let number = front.number.as_ref().map(|number| Named { id: number.value.0.as_str().into(), span: number.span });
    let heads = Heads { annex: front.annex, number, title: front.title.as_ref().map(|title| title.span) };
    let meta = Meta {
        title: front.title.as_ref().map(|title| title.as_str().into()),
        description: text(front.description.as_ref()),
        kind: named(front.kind),
        key: named(front.key),
        slug: named(front.slug),
        slugs: front.slugs.iter().map(|(id, slug)| (name(id), name(slug))).collect(),
        aliases: all_named(&front.aliases),
        anchors: front.anchors.iter().map(|(old, new)| (name(old), name(new))).collect(),
        source: named(front.source),
        draft: drafted(front.draft),
        gates: Gates { publish: front.publish, fallback: front.fallback, stale: front.stale },
        only: all_named(&front.only),
        reason: front.reason.map(|reason| reason.value.into()),
        order: front.order,
        updated: front.updated.map(|date| date.value),
        review_by: front.review_by.map(|date| (date.value, date.span)),
        change: text(front.change.as_ref()),
        image: front.image.map(|image| image.value.into()),
        image_alt: text(front.image_alt.as_ref()),
        keywords: words(&front.keywords),
        search: front.search,
        toc: front.toc,
        nav: front.nav,
        typography: front.typography,
        lists: lists(front.lists),
        variables: variables(&front.variables, place),
        extra: extra(&front.extra),
    };
    (meta, heads)
}

/// Reads YAML as a record, and the addresses among the author's own keys.
pub(super) fn read_record<T>(source: &Source, span: Span, facts: &mut Facts) -> Option<T>
where
    T: serde::de::DeserializeOwned + schemars::JsonSchema + 'static,
{
    let node = yaml::parse(source, span, &mut facts.findings)?;
    if let Some((_, extra)) = node.entry("extra") {
        addresses(source, extra, facts);
    }
    yaml::read_node(source, node, &mut facts.findings)
}

fn addresses(source: &Source, node: &Node, facts: &mut Facts) {
    match &node.value {
        Value::Map(entries) => entries.iter().for_each(|(_, value)| addresses(source, value, facts)),
        Value::Seq(items) => items.iter().for_each(|item| addresses(source, item, facts)),
        _ => {
            let Some(text) = node.text().filter(|text| is_address(text)) else { return };
            facts.addresses.push(address(source, node.span, text, Purpose::Link));
        }
    }
}

/// The address of the picture that a document is shared with.
pub(super) fn picture(source: &Source, image: Option<&Text>) -> Option<Address> {
    image.map(|image| address(source, image.span, image, Purpose::Image))
}

/// An address that is the value of a key.
fn address(source: &Source, span: Span, text: &str, purpose: Purpose) -> Address {
    let span = yaml::value_map(source, span, text).span(0, text.len());
    Address { span, text: text.into(), purpose, empty: false, form: None, unit: None, used: None }
}

/// Whether a text among the author's own keys is the address of something on the site: the path of a Markdown file, or one
/// that begins with `./` or `../`.
pub fn is_address(text: &str) -> bool {
    let path = text.split(['#', '?']).next().unwrap_or_default();
    let relative = path.starts_with("./") || path.starts_with("../");
    !text.contains(char::is_whitespace)
        && !text.contains("://")
        && (relative || (path.ends_with(".md") && path.len() > 3))
}

/// What is missing where `only` stands without its reason.
pub(super) fn only_without_reason(only: &OneOrMany<Text>, reason: Option<&Text>) -> Option<Finding> {
    let (first, last) = (only.first()?, only.last()?);
    let names: Vec<&str> = only.iter().map(|name| name.as_str()).collect();
    let names = if names.len() == 1 { names.concat() } else { format!("[{}]", names.join(", ")) };
    let span = Span { start: first.span.start, end: last.span.end };
    let finding = Finding::new(&documents::ONLY_WITHOUT_REASON, span).with("lang", names).help("reason");
    reason.is_none().then_some(finding)
}

/// Where a document says that it is a draft.
pub(super) fn drafted(draft: Option<Spanned<bool>>) -> Option<Span> {
    draft.filter(|draft| draft.value).map(|draft| draft.span)
}

pub(super) fn lists(lists: Entries<ListSetting>) -> Vec<(String, ListSetting)> {
    lists.0.into_iter().map(|(name, list)| (name.value, list)).collect()
}

fn variables(variables: &Entries<PerLanguage<Spanned<Scalar>>>, place: &Place) -> BTreeMap<String, String> {
    let value = |(name, values): &(Spanned<String>, PerLanguage<Spanned<Scalar>>)| {
        Some((name.value.clone(), values.get(&place.language)?.value.0.clone()))
    };
    variables.iter().filter_map(value).collect()
}

/// The user's own keys as JSON text; empty if there are none.
pub(super) fn extra(extra: &Extra) -> Box<str> {
    match extra.0.is_empty() {
        true => "".into(),
        false => serde_json::to_string(&extra.0).unwrap_or_default().into(),
    }
}

pub(super) fn text(text: Option<&Text>) -> Box<str> {
    text.map_or("", |text| text.as_str()).trim().into()
}

pub(super) fn named(text: Option<Text>) -> Option<Named> {
    text.map(|text| Named { span: text.span, id: text.value.into() })
}

fn name(text: &Text) -> Named {
    Named { span: text.span, id: text.as_str().into() }
}

/// Texts that are nothing but words.
pub(super) fn words(texts: &OneOrMany<Text>) -> Vec<Box<str>> {
    texts.0.iter().map(|text| text.as_str().trim().into()).collect()
}

pub(super) fn all_named(texts: &OneOrMany<Text>) -> Vec<Named> {
    texts.0.iter().map(|text| Named { span: text.span, id: text.as_str().into() }).collect()
}
