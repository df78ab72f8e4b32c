//! Turns a site into its routes: every address that readers may keep, with the anchors of the page there.
//!
//! The page with the whole of a handbook has no anchors of its own here: they are those of the parts.

use super::resolve::decode;
use super::site::*;
use crate::shared::Shared;
use std::collections::{BTreeMap, BTreeSet};
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
        ids_on(&self.pages[page], &self.pairs, &self.handbooks)
    }
}

/// As [`Site::page_ids`], before there is a site.
pub(super) fn ids_on<'a>(shown: &Page, pairs: &'a Shared<Pair>, handbooks: &[Handbook]) -> BTreeSet<&'a str> {
    let range = match shown.shows {
        Shows::Document => 0..JoinedIx::MAX,
        Shows::Part(book, place) => {
            let part = &handbooks[book].parts[place];
            part.unit..part.end
        }
        _ => return BTreeSet::new(),
    };
    let Some(pair) = shown.pair else { return BTreeSet::new() };
    let pair = &pairs[pair];
    let ids = pair.ids[shown.lang].targets.iter().filter(|(_, anchored)| match pair.unit_around(**anchored) {
        Some(unit) => range.contains(&unit),
        None => range.start == 0,
    });
    ids.map(|(id, _)| &**id).collect()
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
