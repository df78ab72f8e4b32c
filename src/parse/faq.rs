//! Turns a YAML file of questions and answers into one language's document.
//!
//! It reads the texts of its own language only: what is missing there is seen when the editions are joined.

use super::document::{Body, Category, Content, Entry, Place};
use super::facts::{Anchor, Facts, UnitKind};
use super::front::{all_named, named};
use super::own::Own;
use super::page::finish;
use super::record::{
    Headed, blocks, check_id, check_ids, inline, missing_text, missing_title, record, silence_missing_texts, typed,
    unit,
};
use super::tree::Named;
use crate::diag::Finding;
use crate::diag::rules::faq as rules;
use crate::records::{FaqCategory, FaqFile, Text};
use crate::source::Source;

pub(super) fn read(source: &Source, place: &Place) -> (Content, Body) {
    let mut content = Content::default();
    let mut body = Body::default();
    let Some(record) = record::<FaqFile>(source, place, &mut content, &mut body) else { return (content, body) };
    let facts = &mut content.facts;
    for category in &record.categories {
        check_id(&category.id, facts);
        let title = inline(source, category.title.get(&place.language), None, facts).0;
        missing_text("title", &category.title, category.id.span, place, facts);
        content.categories.push(Category { id: category.id.as_str().into(), title });
    }
    let ids: Vec<&Text> = record.entries.iter().map(|entry| &entry.id).collect();
    check_ids(source, &ids, facts);
    let titles =
        record.categories.iter().filter_map(|category| Some((category.id.as_str(), typed(&category.title, place)?)));
    body.own.push(Own::lead(&content.meta, typed(&record.intro, place), titles));
    let mut seen = std::collections::HashSet::new();
    let mut words = record.words(place);
    for category in &record.categories {
        words = words.and(&*category.id.value).and(&typed(&category.title, place));
    }
    for entry in &record.entries {
        let question = entry.question.get(&place.language);
        if question.is_none() || entry.id.is_empty() || !seen.insert(entry.id.as_str()) {
            continue;
        }
        words = words.and(&*entry.id.value).and(&typed(&entry.question, place)).and(&typed(&entry.answer, place));
        words = words.and(&entry.category.as_ref().map(|category| category.as_str()));
        check_category(entry.category.as_ref(), &content.categories, facts);
        let unit = unit(UnitKind::Entry, &entry.id, &entry.aliases, facts);
        facts.units[unit as usize].title = inline(source, question, Some(unit), facts).0;
        missing_text("answer", &entry.answer, entry.id.span, place, facts);
        body.entries.push(blocks(source, entry.answer.get(&place.language), Some(unit), facts));
        let own = [typed(&entry.question, place), typed(&entry.answer, place)];
        // Headings inside a text are units of the page, and none of the record.
        body.own.resize(unit as usize + 1, Own::default());
        body.own.push(Own::entry(own, ("tags", entry.tags.get(&place.language)), typed(&entry.change, place)));
        let tags = entry.tags.get(&place.language).map(|tags| tags.0.iter().map(|tag| tag.as_str().into()).collect());
        content.entries.push(Entry {
            unit,
            category: named(entry.category.clone()),
            tags: tags.unwrap_or_default(),
            updated: entry.updated.map(|date| date.value),
            related: all_named(&entry.related),
        });
    }
    body.own.resize(facts.units.len() + 1, Own::default());
    content.words = Some(words.digest());
    // A category without questions is not on the page, and no link may lead to it.
    let used = |category: &&FaqCategory| {
        let of = |entry: &Entry| entry.category.as_ref().is_some_and(|named| *named.id == **category.id);
        content.entries.iter().any(of)
    };
    let categories =
        record.categories.iter().filter(used).filter(|category| category.title.get(&place.language).is_some());
    facts.anchors.extend(categories.map(|category| {
        let name = Named { id: category.id.as_str().into(), span: category.id.span };
        Anchor { name, unit: None }
    }));
    if !content.entries.is_empty() {
        missing_title(&record.title, place, facts);
    }
    silence_missing_texts(&content.meta, place, facts);
    finish(&mut content, &body.own, source);
    (content, body)
}

fn check_category(category: Option<&Text>, known: &[Category], facts: &mut Facts) {
    let Some(category) = category.filter(|category| !known.iter().any(|known| *known.id == *category.as_str())) else {
        return;
    };
    let finding = Finding::new(&rules::UNKNOWN_CATEGORY, category.span).with("target", category.as_str());
    facts.findings.push(match crate::diag::nearest(category, known.iter().map(|known| &*known.id)) {
        Some(near) => {
            let sure = crate::diag::is_plain_slip(category, near, known.iter().map(|known| &*known.id));
            finding.with("suggestion", near).help("nearest").fix_if(sure, near)
        }
        None => finding.help("none"),
    });
}
