//! Turns one file of a finished site into what it defines, what it wants of others, and what is wrong with it alone.
//!
//! It knows which files there are, and not what is in the others.

use super::Files;
use super::address::{self, Goal, Lead, Odd};
use super::found::{Alternate, Fault, Led, Tongue, Trouble};
use super::page::{self, Facts, IdKind, Role, Use};
use super::redirects::Redirects;
use super::scan::{Attribute, decoded};
use super::tree::{FileIx, Kind, Tree, folder, hash};
use super::values;
use crate::config::Base;
use crate::parse::{css, part_of_drawing};
use crate::source::{LARGEST_TEXT, Span};
use std::borrow::Cow;
use std::ops::Range;

/// What every file is read with.
pub(super) struct Work<'a> {
    pub files: &'a Files<'a>,
    pub tree: &'a Tree<'a>,
    pub base: &'a Base,
    pub redirects: &'a Redirects,
}

/// Where a page leads on, or which one it stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Onward {
    pub start: u32,
    pub end: u32,
    /// None if it is elsewhere, or nowhere.
    pub to: Option<FileIx>,
}

/// What one file says.
#[derive(Default)]
pub(super) struct Collected {
    pub tongue: Option<Tongue>,
    /// Hashes of the ids and names, sorted.
    pub ids: Vec<u64>,
    /// The same of those inside `<noscript>`.
    pub faint: Vec<u64>,
    pub led: Vec<Led>,
    pub alternates: Vec<Alternate>,
    pub canonical: Option<Onward>,
    pub refresh: Option<Onward>,
    pub troubles: Vec<Trouble>,
    pub uses: usize,
}

/// Memory that is used again for the next file.
#[derive(Default)]
pub(super) struct Scratch {
    facts: Facts,
    attributes: Vec<Attribute>,
    path: String,
    ids: Vec<(u64, u32)>,
}

/// Where an address leads on this site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum To {
    File(FileIx),
    Missing,
    Prefix(FileIx),
    /// Elsewhere, or to no page.
    Nowhere,
}

/// What the addresses of a page are relative to.
pub(super) struct From {
    /// The path of the folder, from the root of the server.
    folder: String,
    /// What an address without a path means.
    own: To,
    /// The base is another site.
    away: bool,
}

impl From {
    pub fn folder(&self) -> &str {
        &self.folder
    }
}

impl Work<'_> {
    pub fn collect(&self, at: FileIx, scratch: &mut Scratch) -> Collected {
        match self.tree.kind(at) {
            Kind::Page => self.text(at).map(|text| self.page(at, &text, scratch)),
            Kind::Style => self.text(at).map(|text| self.style(at, &text, scratch)),
            Kind::Sitemap => self.text(at).map(|text| self.sitemap(at, &text, scratch)),
            Kind::Svg => self.text(at).map(|text| self.drawing(at, &text, scratch)),
            Kind::Other => None,
        }
        .unwrap_or_default()
    }

    /// The file as text. What is neither UTF-8 nor UTF-16 is read as Latin-1, as browsers do by default.
    pub fn text(&self, at: FileIx) -> Option<String> {
        let bytes = (self.files.read)(at as usize).filter(|bytes| bytes.len() <= LARGEST_TEXT)?;
        Some(text(bytes))
    }

    /// The hashes of the ids in a file, sorted.
    pub fn ids(&self, at: FileIx) -> Vec<u64> {
        let text = self.text(at).unwrap_or_default();
        let mut facts = Facts::default();
        page::read(&text, &mut facts, &mut Vec::new());
        let mut ids: Vec<u64> = facts.ids.iter().map(|id| hash(&decoded(&text[id.range.clone()]))).collect();
        ids.sort_unstable();
        ids
    }

    fn page(&self, at: FileIx, text: &str, scratch: &mut Scratch) -> Collected {
        let Scratch { facts, attributes, path, ids } = scratch;
        page::read(text, facts, attributes);
        let mut own = Collected { uses: facts.uses.len(), ..Collected::default() };
        let lang = facts.lang.clone().map(|range| &text[range]);
        own.tongue = lang.and_then(Tongue::of).or_else(|| Tongue::of_folder(self.tree.address(at)));
        let maps = define(text, facts, ids, &mut own);
        let from = self.from(at, facts.base.clone().map(|range| decoded(&text[range])), path);
        for (place, used) in facts.uses.iter().enumerate() {
            match used.role {
                Role::Ids => references(text, used, &mut own),
                Role::Map => {
                    let value = decoded(&text[used.range.clone()]);
                    if !value.strip_prefix('#').is_some_and(|name| maps.contains(&hash(name))) {
                        own.trouble(used, Fault::Id);
                    }
                }
                _ => self.used(at, text, place, facts, &from, path, &mut own),
            }
        }
        own
    }

    /// One address: where it leads, and what is wrong with it as far as this page tells.
    #[expect(clippy::too_many_arguments, reason = "the parts of a page that is being read")]
    fn used(
        &self,
        at: FileIx,
        text: &str,
        place: usize,
        facts: &Facts,
        from: &From,
        path: &mut String,
        own: &mut Collected,
    ) {
        let used = &facts.uses[place];
        let value = value(text, used);
        let (typed, broken) = address::trimmed(&value);
        let lead = address::lead(&typed, &from.folder, self.base, path);
        let (to, odd) = self.led(at, used.role, from, &lead, path);
        let odd = broken.filter(|_| lead.goal != Goal::Elsewhere).or(odd);
        let onward = |to: Option<FileIx>| Onward { start: used.range.start as u32, end: used.range.end as u32, to };
        let file = if let To::File(file) = to { Some(file) } else { None };
        match used.role {
            Role::Canonical => drop(own.canonical.get_or_insert(onward(file))),
            Role::Refresh if used.marked => drop(own.refresh.get_or_insert(onward(file))),
            Role::Alternate => {
                let tag = facts.alternates.iter().find(|(use_, _)| *use_ == place).map(|(_, tag)| tag.clone());
                alternate(text, used, tag.unwrap_or_default(), file, own);
            }
            _ => {}
        }
        match to {
            To::Missing => own.trouble(used, Fault::Missing),
            To::Prefix(file) => own.trouble(used, Fault::Prefix(file)),
            To::Nowhere | To::File(_) => {
                if let Some(odd) = odd {
                    own.trouble(used, Fault::Odd(odd));
                }
                if let Some(file) = file {
                    self.wanted(at, used, file, lead.fragment, own);
                }
            }
        }
    }

    /// The file that an address leads to.
    fn led(&self, at: FileIx, role: Role, from: &From, lead: &Lead<'_>, path: &str) -> (To, Option<Odd>) {
        match lead.goal {
            Goal::Elsewhere => (To::Nowhere, lead.odd),
            // A part of an SVG image is one of this text, whatever the base.
            Goal::Same if role == Role::Symbol => (To::File(at), lead.odd),
            Goal::Same if role == Role::Form => (To::Nowhere, None),
            Goal::Same => (from.own, lead.odd),
            Goal::Path if from.away && !lead.absolute => (To::Nowhere, None),
            Goal::Path => (self.at(path), lead.odd),
        }
    }

    /// What answers at a path from the root of the server.
    pub fn at(&self, path: &str) -> To {
        let base = self.base.path.as_str();
        let below = match path.strip_prefix(base) {
            Some(below) => below,
            None if path.len() + 1 == base.len() && base.starts_with(path) => "",
            None => {
                // The root of the server is often meant.
                let below = path.trim_start_matches('/');
                let prefix = self.tree.find(below).filter(|_| !below.is_empty());
                return prefix.map_or(To::Nowhere, To::Prefix);
            }
        };
        match self.tree.find(below) {
            Some(file) => To::File(file),
            None => self.redirects.at(path).unwrap_or(To::Missing),
        }
    }

    /// Notes what is wanted of the file that is led to; what this page has itself is looked up at once.
    fn wanted(&self, at: FileIx, used: &Use, to: FileIx, typed: Option<&str>, own: &mut Collected) {
        let kind = self.tree.kind(to);
        let has_ids = match used.role {
            Role::Link | Role::Refresh | Role::Symbol => matches!(kind, Kind::Page | Kind::Svg),
            Role::Resource => kind == Kind::Svg,
            _ => return,
        };
        let typed = typed.filter(|typed| has_ids && !typed.is_empty());
        let typed = typed.filter(|typed| kind == Kind::Page || part_of_drawing(typed).is_some());
        let (mut wanted, mut directive) = (None, false);
        if let Some(typed) = typed {
            let (raw, id, cut) = address::fragment(typed);
            directive = cut;
            if !id.is_empty() && !id.eq_ignore_ascii_case("top") {
                wanted = Some((hash(&raw), hash(&id)));
            }
        }
        if to != at {
            let (start, end) = (used.range.start as u32, used.range.end as u32);
            if kind == Kind::Page || wanted.is_some() {
                own.led.push(Led { start, end, to, role: used.role, marked: used.marked, directive, wanted });
            }
            return;
        }
        let Some((raw, id)) = wanted else { return };
        if own.ids.binary_search(&id).is_ok() || own.ids.binary_search(&raw).is_ok() {
            return;
        }
        let is_faint = own.faint.contains(&id) || own.faint.contains(&raw);
        let fault = match () {
            () if is_faint => Fault::Odd(Odd::Faint),
            () if directive => Fault::Odd(Odd::Directive),
            () => Fault::Anchor(at),
        };
        own.trouble(used, fault);
    }

    /// What the addresses of a page are relative to, by its place and its `<base>`.
    pub fn from(&self, at: FileIx, base: Option<Cow<'_, str>>, path: &mut String) -> From {
        let folder = format!("{}{}", self.base.path, folder(self.tree.address(at)));
        let Some(typed) = base else { return From { folder, own: To::File(at), away: false } };
        let (typed, _) = address::trimmed(&typed);
        let lead = address::lead(&typed, &folder, self.base, path);
        match lead.goal {
            Goal::Same => From { folder, own: To::File(at), away: false },
            Goal::Elsewhere => From { folder, own: To::Nowhere, away: true },
            Goal::Path => {
                let end = path.rfind('/').map_or(0, |end| end + 1);
                From { folder: path[..end].to_owned(), own: self.at(path), away: false }
            }
        }
    }

    fn style(&self, at: FileIx, text: &str, scratch: &mut Scratch) -> Collected {
        let found = css::addresses(text, 0..text.len());
        let found = found.into_iter().filter(|range| !text[range.clone()].starts_with('#'));
        self.plain(at, text, found.map(|range| (Role::Resource, range)).collect(), scratch)
    }

    /// A drawing loads what a page does, and has no language; tools write ids into it that nothing asks for.
    fn drawing(&self, at: FileIx, text: &str, scratch: &mut Scratch) -> Collected {
        let mut own = self.page(at, text, scratch);
        own.tongue = None;
        own.troubles.retain(|trouble| !matches!(trouble.fault, Fault::Twice(_)));
        own
    }

    fn sitemap(&self, at: FileIx, text: &str, scratch: &mut Scratch) -> Collected {
        let found = values::sitemap(text).into_iter().map(|range| (Role::Data, range));
        self.plain(at, text, found.collect(), scratch)
    }

    /// A file that has addresses and is no page.
    fn plain(&self, at: FileIx, text: &str, found: Vec<(Role, Range<usize>)>, scratch: &mut Scratch) -> Collected {
        let mut own = Collected { uses: found.len(), ..Collected::default() };
        let from = self.from(at, None, &mut scratch.path);
        scratch.facts = Facts::default();
        scratch.facts.uses.extend(found.into_iter().map(|(role, range)| Use { role, range, marked: false }));
        for place in 0..scratch.facts.uses.len() {
            self.used(at, text, place, &scratch.facts, &from, &mut scratch.path, &mut own);
        }
        own
    }
}

impl Collected {
    fn trouble(&mut self, used: &Use, fault: Fault) {
        let (start, end) = (used.range.start as u32, used.range.end as u32);
        self.troubles.push(Trouble { start, end, role: used.role, fault });
    }
}

/// The ids of a page, and what stands there twice; returns the names of image maps.
fn define(text: &str, facts: &Facts, ids: &mut Vec<(u64, u32)>, own: &mut Collected) -> Vec<u64> {
    let mut maps = Vec::new();
    ids.clear();
    for (at, id) in facts.ids.iter().enumerate() {
        let hashed = hash(&decoded(&text[id.range.clone()]));
        match id.kind {
            _ if id.range.is_empty() => {}
            IdKind::Map => maps.push(hashed),
            IdKind::Faint => own.faint.push(hashed),
            IdKind::Id | IdKind::Name => ids.push((hashed, at as u32)),
        }
    }
    ids.sort_unstable();
    let is_id = |at: u32| facts.ids[at as usize].kind == IdKind::Id;
    for group in ids.chunk_by(|(one, _), (other, _)| one == other) {
        own.ids.push(group[0].0);
        let mut places = group.iter().map(|(_, at)| *at).filter(|at| is_id(*at));
        let Some(first) = places.next() else { continue };
        let first = &facts.ids[first as usize].range;
        for again in places {
            let range = facts.ids[again as usize].range.clone();
            let used = Use { role: Role::Ids, range, marked: false };
            own.trouble(&used, Fault::Twice(Span::new(first.start, first.end)));
        }
    }
    maps
}

/// Ids of elements of the same page.
fn references(text: &str, used: &Use, own: &mut Collected) {
    let mut at = used.range.start;
    for raw in text[used.range.clone()].split_ascii_whitespace() {
        let start = at + text[at..].find(raw).expect("it is a part of the text");
        at = start + raw.len();
        let id = hash(&decoded(raw));
        if own.ids.binary_search(&id).is_err() && !own.faint.contains(&id) {
            own.trouble(&Use { range: start..at, ..used.clone() }, Fault::Id);
        }
    }
}

fn alternate(text: &str, used: &Use, tag: Range<usize>, to: Option<FileIx>, own: &mut Collected) {
    let place = Span::new(tag.start, tag.end);
    let tag = decoded(text.get(tag).unwrap_or_default()).trim().to_ascii_lowercase();
    let tongue = Tongue::of(&tag).filter(|_| tag != "x-default" && is_tag(&tag));
    if tongue.is_none() && tag != "x-default" {
        own.troubles.push(Trouble { start: place.start, end: place.end, role: used.role, fault: Fault::Tag });
    }
    let Some(to) = to else { return };
    let (start, end) = (used.range.start as u32, used.range.end as u32);
    own.alternates.push(Alternate { start, end, tongue, hash: hash(&tag), to });
}

/// Whether it is a language, with a script or a country: what search engines read in `hreflang`.
fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().is_some_and(|part| (2..=3).contains(&part.len()));
    // The country is `gb`; `uk` is a language.
    language
        && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && parts.all(|part| !part.is_empty() && part != "uk")
}

/// The address as a browser reads it.
pub(super) fn value<'t>(text: &'t str, used: &Use) -> Cow<'t, str> {
    let raw = &text[used.range.clone()];
    match used.role {
        Role::Json if raw.contains('\\') => {
            let read = serde_json::from_str::<String>(&format!("\"{raw}\""));
            read.map_or(Cow::Borrowed(raw), Cow::Owned)
        }
        Role::Json => Cow::Borrowed(raw),
        _ => decoded(raw),
    }
}

pub(super) fn text(bytes: Vec<u8>) -> String {
    let wide = |unit: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|two| unit([two[0], two[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
    };
    match bytes.get(..2) {
        Some([0xff, 0xfe]) => return wide(u16::from_le_bytes),
        Some([0xfe, 0xff]) => return wide(u16::from_be_bytes),
        _ => {}
    }
    String::from_utf8(bytes).unwrap_or_else(|error| error.as_bytes().iter().map(|&byte| char::from(byte)).collect())
}
