//! Turns what an address leads to into the `href` that a page carries, and the text that an empty link takes.
//!
//! It resolves nothing: `link` has.

use super::escape::{escape, escape_into};
use super::reference::{Numbered, Phrase, Wording, numbered, phrase};
use crate::lang::LangId;
use crate::link::{Anchored, Breakage, JoinedIx, PageIx, PairIx, Shows, Site, Target, encode_path};
use crate::parse::facts::{Address, UnitKind};
use crate::typography::inline_text;

/// One address as a page carries it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Href {
    pub href: Box<str>,
    /// HTML of the text that an empty link takes; empty if there is none.
    pub label: Box<str>,
    /// What a link prints whose text asks for a number.
    pub number: Option<Numbered>,
    /// The language led to, if it is not the reader's.
    pub lang: Option<LangId>,
    /// The language of a page of another site, if it is not the reader's.
    pub foreign: Box<str>,
    /// Width and height of the image led to.
    pub size: Option<(u32, u32)>,
}

/// The `href` of a target as seen from `page`; `typed` is what stands in the source.
pub fn href(site: &Site, page: PageIx, target: &Target, address: &Address) -> Href {
    let (typed, empty) = (&*address.text, address.empty);
    match target {
        // What would run a program is published by nobody.
        Target::Broken(Breakage::Scheme { .. }) => plain("#"),
        Target::External => Href { foreign: foreign(site, page, typed), ..plain(typed) },
        Target::Broken(_) => plain(typed),
        Target::File { address, suffix } => Href {
            size: site.assets.get(address).and_then(|asset| asset.size),
            ..plain(&format!("{}{}{suffix}", site.config.base.path, encode_path(address)))
        },
        Target::Page { page: to, fragment, unit, suffix } => {
            let led = &site.pages[*to];
            // The heading of a part is the title of its page, which has no id: to lead to it is to lead to the page.
            let is_title = unit.is_some() && super::shared::part(site, *to) == *unit;
            let fragment = fragment.as_deref().filter(|_| !is_title);
            let here = match (site.pages[page].shows, unit) {
                (Shows::Whole(book), unit) => within_whole(site, book, *to, *unit, fragment),
                _ => None,
            }
            .or_else(|| local(page, *to, suffix, fragment));
            let href = here.unwrap_or_else(|| match fragment {
                Some(fragment) => format!("{}{suffix}#{}", led.url, encode_fragment(fragment)),
                None => format!("{}{suffix}", led.url),
            });
            Href {
                label: match (empty, unit, target) {
                    (false, ..) => "".into(),
                    (true, None, Target::Page { fragment: Some(id), .. }) => {
                        snippet_title(site, *to, id).unwrap_or_else(|| label(site, led.lang, *to, None))
                    }
                    _ => label(site, led.lang, *to, *unit),
                },
                number: match empty || address.form.is_some() {
                    true => numbered(site, *to, *unit, fragment),
                    false => None,
                },
                lang: (led.lang != site.pages[page].lang).then_some(led.lang),
                ..plain(&href)
            }
        }
    }
}

/// The language of a page of another site; empty if it is the reader's, or unknown.
fn foreign(site: &Site, page: PageIx, address: &str) -> Box<str> {
    let languages = &site.config.languages;
    let language = site.config.external.language(address, languages);
    let own = languages[site.pages[page].lang].primary();
    language.filter(|language| language != own).unwrap_or_default().into()
}

fn plain(href: &str) -> Href {
    Href { href: href.into(), label: "".into(), number: None, lang: None, foreign: "".into(), size: None }
}

/// A place on the same page.
fn local(page: PageIx, to: PageIx, suffix: &str, fragment: Option<&str>) -> Option<String> {
    (page == to && suffix.is_empty()).then(|| format!("#{}", encode_fragment(fragment.unwrap_or(""))))
}

/// A place that is on the page with the whole handbook as well.
fn within_whole(
    site: &Site,
    book: usize,
    to: PageIx,
    unit: Option<(PairIx, JoinedIx)>,
    fragment: Option<&str>,
) -> Option<String> {
    let lang = site.pages[to].lang;
    let part = site.handbooks[book].parts.iter().find(|part| part.pages[lang] == Some(to))?;
    let id = match (unit, fragment) {
        (Some((pair, unit)), _) => site.pairs[pair].units[unit as usize].id.clone(),
        (None, Some(fragment)) => fragment.into(),
        (None, None) => site.pairs[part.pair].units.get(part.unit as usize)?.id.clone(),
    };
    Some(format!("#{}", encode_fragment(&whole_id(&part.prefix, &id))))
}

/// An id on the page with the whole handbook, where parts may use the same id.
pub fn whole_id(prefix: &str, id: &str) -> String {
    if prefix.is_empty() { id.to_owned() } else { format!("{prefix}--{id}") }
}

/// What must be encoded in a fragment for it to be one, letters of all scripts kept readable.
fn encode_fragment(fragment: &str) -> String {
    let mut out = String::with_capacity(fragment.len());
    for c in fragment.chars() {
        match c {
            ' ' | '"' | '<' | '>' | '`' | '%' | '#' => out.push_str(&format!("%{:02X}", c as u32)),
            c => out.push(c),
        }
    }
    out
}

/// The text that a link without one takes if its target has no number: its title.
pub fn label(site: &Site, lang: LangId, page: PageIx, unit: Option<(PairIx, JoinedIx)>) -> Box<str> {
    let mut out = String::new();
    let text = unit.map(|(pair, unit)| unit_title(site, lang, pair, unit));
    escape_into(text.as_deref().unwrap_or(&site.pages[page].title), &mut out);
    out.into()
}

/// The text that a link without one to this target takes, not as HTML.
pub fn link_text(site: &Site, target: &Target) -> String {
    let Target::Page { page, unit, fragment, .. } = target else { return String::new() };
    let lang = site.pages[*page].lang;
    if let Some(Numbered { cited, number }) = numbered(site, *page, *unit, fragment.as_deref()) {
        let wording = Wording { lang, form: None, plural: false, capital: false };
        let Phrase { before, text } = phrase(site, cited, &number, &wording);
        return before + &text;
    }
    let text = unit.map(|(pair, unit)| unit_title(site, lang, pair, unit));
    text.unwrap_or_else(|| site.pages[*page].title.to_string())
}

/// The title of a heading with this id in a snippet that the page includes.
fn snippet_title(site: &Site, page: PageIx, id: &str) -> Option<Box<str>> {
    let shown = &site.pages[page];
    let (reader, pair) = (&site.documents[shown.edition?], &site.pairs[shown.pair?]);
    let Anchored::Included(at) = pair.ids[shown.lang].targets.get(id)? else { return None };
    let place = pair.included[*at as usize].members[reader.place.lang]?;
    let snippet = &site.documents[place.snippet];
    let mut title = String::new();
    let fill = |name: &str, out: &mut String| out.push_str(site.variable_for(snippet, reader, name).unwrap_or(name));
    inline_text(
        site.typography(snippet),
        &snippet.facts().units[place.unit as usize].title,
        &snippet.source,
        &fill,
        &mut title,
    );
    Some(escape(&title).into())
}

/// What a unit is, and whether it begins an annex.
pub fn unit_kind(site: &Site, pair: PairIx, unit: JoinedIx) -> Option<(UnitKind, bool)> {
    let joined = &site.pairs[pair].units[unit as usize];
    let (lang, member) = joined.members.iter().find_map(|(lang, member)| Some((lang, (*member)?)))?;
    let own = &site.edition(pair, lang)?.facts().units[member as usize];
    Some((own.kind, own.annex))
}

/// The plain title of a unit, in `lang` or the first language that has it.
pub fn unit_title(site: &Site, lang: LangId, pair: PairIx, unit: JoinedIx) -> String {
    let members = &site.pairs[pair].units[unit as usize].members;
    let own = members[lang].map(|member| (lang, member));
    let any = || members.iter().find_map(|(lang, member)| Some((lang, (*member)?)));
    let found = own.or_else(any).and_then(|(lang, member)| Some((site.edition(pair, lang)?, member)));
    found.map_or_else(String::new, |(document, member)| {
        site.plain(document, &document.facts().units[member as usize].title)
    })
}
