//! Turns what the edition written first says of a document into what the other editions say where they are silent.
//!
//! Words are never taken over: title, description and `change` are texts to translate. Nor is what belongs to one
//! edition: address, former addresses, variables, and whether it is published or is left as it was typed.

use super::site::Pair;
use crate::parse::{Document, Meta};
use crate::shared::Shared;

/// Completes every edition that is not the first.
pub(super) fn inherit(documents: &mut Shared<Document>, pairs: &Shared<Pair>) {
    for pair in pairs {
        complete(documents, pair);
    }
}

/// Completes the editions of one pair that are not the first; says whether any of them says something else now.
pub(super) fn complete(documents: &mut Shared<Document>, pair: &Pair) -> bool {
    let Some(first) = pair.editions[pair.source] else { return false };
    let mut changed = false;
    for &other in pair.editions.values().flatten().filter(|&&at| at != first) {
        let document = &documents[other];
        let whole = completed(&document.content.meta, documents[first].meta());
        if whole.is_none() && std::ptr::eq(document.meta(), &document.content.meta) {
            continue;
        }
        if document.meta() != whole.as_ref().unwrap_or(&document.content.meta) {
            documents[other].take_over(whole);
            changed = true;
        }
    }
    changed
}

/// `own` with what only `from` says; none if that is nothing.
fn completed(own: &Meta, from: &Meta) -> Option<Meta> {
    let lacks = |own: bool, from: bool| !own && from;
    let lists = from.lists.iter().filter(|(name, _)| !own.lists.iter().any(|(known, _)| known == name));
    let anything = lacks(own.kind.is_some(), from.kind.is_some())
        || lacks(own.order.is_some(), from.order.is_some())
        || lacks(own.updated.is_some(), from.updated.is_some())
        || lacks(own.toc.is_some(), from.toc.is_some())
        || lacks(own.nav.is_some(), from.nav.is_some())
        || lists.clone().next().is_some()
        || !from.extra.is_empty();
    anything.then(|| Meta {
        kind: own.kind.clone().or_else(|| from.kind.clone()),
        order: own.order.or(from.order),
        updated: own.updated.or(from.updated),
        toc: own.toc.or(from.toc),
        nav: own.nav.or(from.nav),
        lists: own.lists.iter().chain(lists).cloned().collect(),
        extra: extra(&own.extra, &from.extra),
        ..own.clone()
    })
}

/// The user's own keys, with those that only the other edition has after them.
fn extra(own: &str, from: &str) -> Box<str> {
    type Keys = serde_json::Map<String, serde_json::Value>;
    let keys = |json: &str| serde_json::from_str::<Keys>(json).unwrap_or_default();
    let mut all = keys(own);
    for (key, value) in keys(from) {
        all.entry(key).or_insert(value);
    }
    match all.is_empty() {
        true => "".into(),
        false => serde_json::to_string(&all).unwrap_or_default().into(),
    }
}
