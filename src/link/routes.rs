//! Turns a site into its routes: every address that readers may keep, with the anchors of the page there.
//!
//! The page with the whole of a handbook has no anchors of its own here: they are those of the parts.

use super::resolve::decode;
use super::site::*;
use crate::shared::Shared;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// An address with its anchors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route<'s> {
    pub page: PageIx,
    pub ids: BTreeSet<&'s str>,
}

impl Site {
    /// Every page that readers may come to, by address from the root of the site.
    pub fn routes(&self) -> BTreeMap<String, Route<'_>> {
        let lasting =
            self.pages.iter().enumerate().filter(|(_, page)| !matches!(page.shows, Shows::NotFound | Shows::Search));
        lasting.map(|(at, page)| (route(&page.address), Route { page: at, ids: self.page_ids(at) })).collect()
    }

    /// The ids on a page that belong to its own text.
    pub fn page_ids(&self, page: PageIx) -> BTreeSet<&str> {
        self.anchors(page).collect()
    }

    /// The same, in no order.
    pub fn anchors(&self, page: PageIx) -> impl Iterator<Item = &str> {
        anchors_on(&self.pages[page], &self.pairs, &self.handbooks)
    }
}

/// As [`Site::anchors`], before there is a site.
pub(super) fn anchors_on<'a>(
    shown: &Page,
    pairs: &'a Shared<Pair>,
    handbooks: &[Handbook],
) -> impl Iterator<Item = &'a str> + use<'a> {
    let lang = shown.lang;
    let own = match shown.shows {
        Shows::Document => Some(None),
        Shows::Part(book, place) => {
            let part = &handbooks[book].parts[place];
            Some(Some(part.unit..part.end))
        }
        _ => None,
    };
    let pair = shown.pair.map(|pair| &pairs[pair]);
    let ids = own.zip(pair).into_iter().flat_map(move |(range, pair)| {
        let belongs = move |anchored| {
            let inside = |range: &Range<JoinedIx>| match pair.unit_around(anchored) {
                Some(unit) => range.contains(&unit),
                None => range.start == 0,
            };
            range.as_ref().is_none_or(inside)
        };
        pair.ids[lang].targets.iter().filter(move |(_, anchored)| belongs(**anchored))
    });
    ids.map(|(id, _)| &**id)
}

/// The address from the root of the site at which readers find a file of the output, as authors type it.
pub fn route(address: &str) -> String {
    let folder = address.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/'));
    format!("/{}", readable(folder.unwrap_or(address)))
}

/// An anchor as it is typed in an address.
pub fn route_to(route: &str, id: &str) -> String {
    format!("{route}#{}", readable(id))
}

/// What ends an address where it stands, encoded; letters stay as they are read.
fn readable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_whitespace() || c.is_control() || matches!(c, '%' | '#' | '?' | '"') => {
                let mut bytes = [0; 4];
                c.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
            }
            c => out.push(c),
        }
    }
    out
}

/// A line of the record, decoded: the address from the root, and the anchor there.
pub fn decoded(line: &str) -> (String, Option<String>) {
    let (path, id) = line.split_once('#').map_or((line, None), |(path, id)| (path, Some(id)));
    let nfc = |text: &str| decode(text).nfc().collect::<String>();
    (nfc(path), id.map(|id| decode(id).into_owned()))
}
