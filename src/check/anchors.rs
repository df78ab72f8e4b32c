//! Turns an id that a page does not have into the nearest one that it has.
//!
//! Ids come from `link`, with the languages they belong to: none is made here.

use super::typed::encoded;
use crate::diag::{Spelling, folded, is_plain_slip};
use crate::lang::LangId;
use crate::link::{Anchored, PairIx, Site, find_id, slug};
use crate::parse::Document;
use crate::source::Span;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// An id of a page.
#[derive(Clone, Copy)]
pub(super) struct Anchor<'s> {
    pub id: &'s str,
    pair: PairIx,
    anchored: Anchored,
}

/// The id that is nearest to one that is missing, and whether it was probably meant.
pub(super) struct Nearest<'s> {
    pub anchor: Anchor<'s>,
    pub meant: bool,
    /// Whether nothing else can have been meant.
    pub sure: bool,
}

/// The ids of a document's page in a language: units in order first, then what else has one.
fn anchors(site: &Site, pair: PairIx, lang: LangId) -> Vec<Anchor<'_>> {
    let parts = site.handbooks.iter().filter(|book| book.pair == pair).flat_map(|book| &book.parts);
    let mut pairs: Vec<PairIx> = std::iter::once(pair).chain(parts.map(|part| part.pair)).collect();
    pairs.dedup();
    let mut anchors = Vec::new();
    for pair in pairs {
        let ids = &site.pairs[pair].ids[lang];
        let start = anchors.len();
        anchors.extend(ids.targets.iter().map(|(id, anchored)| Anchor { id, pair, anchored: *anchored }));
        anchors[start..].sort_by_key(|anchor| match anchor.anchored {
            Anchored::Unit(unit) => (0, unit, *site.pairs[pair].units[unit as usize].id != *anchor.id, anchor.id),
            Anchored::Included(at) => (1, at, true, anchor.id),
            Anchored::Inside(unit) => (2, unit.unwrap_or(0), true, anchor.id),
        });
    }
    anchors
}

/// The ids of all pages that were asked for: thousands of links may lead to one page.
pub(super) struct Anchors<'s> {
    site: &'s Site,
    pages: RefCell<HashMap<(PairIx, LangId), Rc<Page<'s>>>>,
}

struct Page<'s> {
    anchors: Vec<Anchor<'s>>,
    /// The ids in the form in which they are compared.
    forms: Vec<Spelling>,
}

impl Page<'_> {
    /// What is compared of a typed id: if it is the words of a heading here, the id that is made of them.
    fn form(&self, typed: &str) -> String {
        let has = |form: &String| self.forms.iter().any(|other| other.text() == form.as_str());
        let own = folded(typed);
        let of_heading = || slug(typed).map(|id| folded(&id)).filter(has);
        if has(&own) { own } else { of_heading().unwrap_or(own) }
    }
}

impl<'s> Anchors<'s> {
    pub fn new(site: &'s Site) -> Anchors<'s> {
        Anchors { site, pages: RefCell::default() }
    }

    fn page(&self, pair: PairIx, lang: LangId) -> Rc<Page<'s>> {
        let make = || {
            let anchors = anchors(self.site, pair, lang);
            let forms = anchors.iter().map(|anchor| Spelling::new(folded(anchor.id))).collect();
            Rc::new(Page { anchors, forms })
        };
        self.pages.borrow_mut().entry((pair, lang)).or_insert_with(make).clone()
    }

    /// The id of the page that is nearest to `wanted`; `None` if the page has no ids at all.
    pub fn nearest(&self, pair: PairIx, lang: LangId, wanted: &str) -> Option<Nearest<'s>> {
        let page = self.page(pair, lang);
        let form = Spelling::new(page.form(wanted));
        let near = || page.forms.iter().enumerate().filter_map(|(at, other)| Some((form.slips(other)?, at)));
        let spelt = || near().min().map(|(_, at)| at);
        let begun = || {
            let holds = |other: &Spelling| form.text().len() > 3 && other.text().contains(form.text());
            let mut longer = page.forms.iter().enumerate().filter(|(_, other)| holds(other));
            longer.next().filter(|_| longer.next().is_none()).map(|(at, _)| at)
        };
        let same = || page.forms.iter().position(|other| other.text() == form.text());
        let plain = |at: usize| {
            // Ids of one place are one answer.
            let there = (page.anchors[at].pair, page.anchors[at].anchored);
            let others = page.anchors.iter().zip(&page.forms).filter(|(anchor, _)| {
                (anchor.pair, anchor.anchored) != there || matches!(there.1, Anchored::Inside(_))
            });
            is_plain_slip(form.text(), page.forms[at].text(), others.map(|(_, form)| form.text()))
        };
        let meant = same().or_else(spelt).or_else(begun);
        let at = meant.or_else(|| form.least_different(&page.forms).map(|(at, _)| at))?;
        let place = |at: usize| (page.anchors[at].pair, page.anchors[at].anchored);
        let is_same = page.forms[at].text() == form.text();
        // Of several ids in reach, those of one and the same element are one.
        let alone =
            near().all(|(_, other)| place(other) == place(at) || (is_same && page.forms[other].text() != form.text()));
        let sure = near().next().is_some() && alone && super::paths::is_slip(&form, &page.forms[at]) && plain(at);
        Some(Nearest { anchor: page.anchors[at], meant: meant.is_some(), sure })
    }

    /// The fragment that leads to `wanted` on the page, or to what is nearest to it there.
    pub fn kept(&self, pair: PairIx, lang: LangId, wanted: &str) -> Option<String> {
        if find_id(&self.site.pairs[pair].ids[lang], wanted).is_some() || wanted.eq_ignore_ascii_case("top") {
            return Some(wanted.to_owned());
        }
        self.nearest(pair, lang, wanted).map(|nearest| encoded(nearest.anchor.id))
    }
}

impl Anchor<'_> {
    /// Where the id stands, or what it was made from.
    pub fn place<'s>(&self, site: &'s Site, lang: LangId) -> Option<(&'s Document, Span)> {
        if let Anchored::Unit(unit) = self.anchored {
            return site.unit_place(self.pair, unit, lang);
        }
        let pair = &site.pairs[self.pair];
        if let Anchored::Included(at) = self.anchored {
            let place = pair.included[at as usize].members[lang]?;
            let snippet = &site.documents[place.snippet];
            return Some((snippet, snippet.facts().units[place.unit as usize].span));
        }
        let document = &site.documents[pair.editions[lang].or(pair.editions[pair.source])?];
        let anchor = document.facts().anchors.iter().find(|anchor| *anchor.name.id == *self.id)?;
        Some((document, anchor.name.span))
    }
}
