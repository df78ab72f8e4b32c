//! Turns a YAML file of terms into one language's document.
//!
//! It reads the terms of its own language only, in the order of the file: sorting is for the page.

use super::document::{Body, Content, Place, Term};
use super::facts::UnitKind;
use super::front::all_named;
use super::own::Own;
use super::page::finish;
use super::record::{
    Headed, blocks, check_ids, inline, missing_text, missing_title, record, silence_missing_texts, typed, unit,
};
use crate::records::{GlossaryFile, Text};
use crate::source::Source;
use crate::yaml::{OneOrMany, PerLanguage};

pub(super) fn read(source: &Source, place: &Place) -> (Content, Body) {
    let mut content = Content::default();
    let mut body = Body::default();
    let Some(record) = record::<GlossaryFile>(source, place, &mut content, &mut body) else { return (content, body) };
    let facts = &mut content.facts;
    let ids: Vec<&Text> = record.terms.iter().map(|term| &term.id).collect();
    check_ids(source, &ids, facts);
    body.own.push(Own::lead(&content.meta, typed(&record.intro, place), []));
    let mut words = record.words(place);
    for term in &record.terms {
        let Some(name) = term.term.get(&place.language).filter(|_| !term.id.is_empty()) else { continue };
        words = words.and(&*term.id.value).and(name.as_str()).and(&typed(&term.definition, place));
        let unit = unit(UnitKind::Term, &term.id, &term.aliases, facts);
        facts.units[unit as usize].title = inline(source, Some(name), Some(unit), facts).0;
        missing_text("definition", &term.definition, term.id.span, place, facts);
        body.entries.push(blocks(source, term.definition.get(&place.language), Some(unit), facts));
        let own = [Some(name.as_str()), typed(&term.definition, place)];
        // Headings inside a text are units of the page, and none of the record.
        body.own.resize(unit as usize + 1, Own::default());
        body.own.push(Own::entry(own, ("aka", term.aka.get(&place.language)), None));
        let names = |names: &PerLanguage<OneOrMany<Text>>| -> Vec<Box<str>> {
            let own = names.get(&place.language).into_iter().flat_map(|names| &names.0);
            own.map(|name| name.as_str().into()).collect()
        };
        let (aka, forms, avoid) = (names(&term.aka), names(&term.forms), names(&term.avoid));
        let acronym = term.acronym.get(&place.language).map(|letters| letters.as_str().into());
        content.terms.push(Term { unit, aka, forms, acronym, avoid, related: all_named(&term.related) });
    }
    body.own.resize(facts.units.len() + 1, Own::default());
    content.linked = record.link.unwrap_or(false);
    content.words = Some(words.digest());
    if !content.terms.is_empty() {
        missing_title(&record.title, place, facts);
    }
    silence_missing_texts(&content.meta, place, facts);
    finish(&mut content, &body.own, source);
    (content, body)
}
