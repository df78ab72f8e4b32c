//! Turns a Markdown file into a document: a page, a part of a handbook, a handbook in one text, or a snippet.
//!
//! It does not know what else is on the site.

use super::conflicts::conflicts;
use super::document::{Body, Content, Kind, Place};
use super::facts::{Facts, Unit, UnitKind};
use super::markdown::{self, Reading, Text};
use super::meaning::is_silent;
use super::own::{self, Own};
use super::tree::{Block, Inline, own_texts, plain_text};
use super::{front, prose};
use crate::diag::rules::documents;
use crate::diag::{Finding, control_character};
use crate::mapping::Mapping;
use crate::source::{Source, Span};
use crate::yaml;

/// A text longer than this is refused, in bytes: it is data, not prose.
const LONGEST: usize = 8 * 1024 * 1024;

pub(super) fn read(source: &Source, place: &Place) -> (Content, Body) {
    let mut content = Content::default();
    content.facts.findings = unreadable(source);
    if !content.facts.findings.is_empty() {
        content.facts.unread = true;
        if place.kind == Kind::Part {
            content.facts.units.push(part_unit());
        }
        return (content, Body::default());
    }
    let (front_span, from) = front::split(source, &mut content.facts.findings);
    let mut heads = front::Heads::default();
    content.facts.unread = front_span.is_none() && !content.facts.findings.is_empty();
    if let Some(span) = front_span {
        content.facts.allowances = yaml::allowances(source, span);
        (content.meta, heads) = front::read(source, span, place, &mut content.facts);
        prose::letters(source.slice(span), &Mapping::copied(span.start), source, &mut content.facts.findings);
        for named in content.meta.anchors.iter().flat_map(|(old, new)| [old, new]) {
            prose::forgive(&mut content.facts.findings, named.span);
        }
    }
    let reading = match place.kind {
        Kind::Part => Reading::Part,
        Kind::HandbookText => Reading::Handbook,
        Kind::Snippet => Reading::Fragment,
        _ => Reading::Page,
    };
    let part = reading == Reading::Part;
    if part {
        content.facts.units.push(part_unit());
    }
    let text = &source.text()[from.min(source.text().len())..];
    let parsed =
        markdown::parse(source, text, Mapping::copied(from as u32), reading, part.then_some(0), &mut content.facts);
    let title_span = heads.title;
    content.title_span = if parsed.title.is_some() { parsed.title_span } else { title_span.unwrap_or_default() };
    match (&parsed.title, content.meta.title.clone()) {
        (Some(heading), title) => {
            content.title = heading.content.clone();
            if title.is_some_and(|title| differs(source, &title, title_span.unwrap_or_default(), &heading.content)) {
                content.facts.findings.push(Finding::new(&documents::TOP_HEADING, parsed.title_span).help("one"));
            }
        }
        (None, Some(title)) => {
            let span = title_span.unwrap_or_default();
            let mapping = yaml::value_map(source, span, &title);
            content.title = markdown::fragment(source, &title, mapping, part.then_some(0), &mut content.facts);
        }
        (None, None) => {}
    }
    if part {
        let unit = &mut content.facts.units[0];
        unit.annex = heads.annex || parsed.title_attributes.has("annex");
        unit.unnumbered = parsed.title_attributes.has("unnumbered");
        unit.reserved = parsed.title_attributes.has("reserved");
        unit.pin = parsed.title_attributes.number.clone().or(heads.number);
        unit.id = parsed.title_attributes.id.clone();
        unit.title = content.title.clone();
        unit.span = content.title_span;
    } else if let Some(name) = parsed.title_attributes.id.clone() {
        content.facts.anchors.push(super::facts::Anchor { name, unit: None });
    }
    missing(source, place, &mut content);
    let own = places(source, place, from, &parsed, &content);
    finish(&mut content, &own, source);
    (content, Body { blocks: parsed.blocks, entries: Vec::new(), own })
}

/// Where the texts of the units stand; a snippet is one text.
fn places(source: &Source, place: &Place, from: usize, parsed: &Text, content: &Content) -> Vec<Own> {
    let span = Span::new(from.min(source.text().len()), source.text().len());
    let part = place.kind == Kind::Part;
    let title = content.meta.title.as_deref();
    let head = own::keys(&content.meta, title.filter(|_| !part));
    if place.kind == Kind::Snippet {
        return vec![Own { head: head.into(), pieces: vec![span], ..Own::default() }];
    }
    let typed =
        own::Typed { source, facts: &content.facts, blocks: &parsed.blocks, references: &parsed.references, span };
    let mut own = typed.own(part);
    own[0].head = head.into();
    if let Some(title) = title.filter(|_| part && parsed.title.is_none()) {
        own[1].head = format!("title: {title}").into();
    }
    own
}

/// Whether the front matter's title reads otherwise than the heading at the top of the text.
fn differs(source: &Source, title: &str, span: Span, heading: &[Inline]) -> bool {
    // What it holds was not meant to be said twice: nothing of it is kept.
    let mut nothing = Facts::default();
    let typed = markdown::fragment(source, title, yaml::value_map(source, span, title), None, &mut nothing);
    let plain = |inlines: &[Inline]| {
        let mut out = String::new();
        plain_text(inlines, source, &|name, out| out.push_str(name), &mut out);
        out.split_whitespace().collect::<Vec<&str>>().join(" ")
    };
    plain(&typed) != plain(heading)
}

/// The blocks of a text that stands alone: that of one unit, for example. A heading in it opens no page.
pub fn fragment(source: &Source) -> Vec<Block> {
    let mut nobody = Facts::default();
    markdown::parse(source, source.text(), Mapping::copied(0), Reading::Fragment, None, &mut nobody).blocks
}

/// What a text that stands alone names, and where: its addresses, its ids and its snippets.
pub fn uses(source: &Source) -> Facts {
    let mut facts = Facts::default();
    markdown::parse(source, source.text(), Mapping::copied(0), Reading::Fragment, None, &mut facts);
    facts
}

/// Why no text of the site, whatever it says, can be like this.
pub fn unfit(source: &Source) -> Option<Finding> {
    let control = || {
        let (at, control) = source.control()?;
        Some(control_character(control, Span::new(at, at + control.len_utf8())))
    };
    not_utf8(source).or_else(control)
}

/// The finding that a text is in another encoding, at its first wrong byte.
pub fn not_utf8(source: &Source) -> Option<Finding> {
    let at = source.invalid_at()?;
    // The two bytes of its mark are none of UTF-8, and every second byte of most texts is zero.
    let rest = source.text().strip_prefix("\u{fffd}\u{fffd}");
    let help = if rest.is_some_and(|rest| rest.is_empty() || rest.contains('\0')) { "utf16" } else { "save" };
    Some(Finding::new(&documents::NOT_UTF8, Span { start: at, end: at + 3 }).help(help))
}

/// Why a text cannot be read at all.
pub(super) fn unreadable(source: &Source) -> Vec<Finding> {
    if let Some(finding) = unfit(source) {
        return vec![finding];
    }
    let size = source.text().len();
    if size > LONGEST {
        let megabytes = |bytes: usize| (bytes / (1024 * 1024)).to_string();
        let finding = Finding::new(&documents::TOO_LARGE, Span::default());
        return vec![finding.with("size", megabytes(size)).with("limit", megabytes(LONGEST)).help("split")];
    }
    conflicts(source)
}

/// The unit of a part's own title, known before its text is.
fn part_unit() -> Unit {
    Unit {
        kind: UnitKind::Section,
        level: 1,
        id: None,
        aliases: Vec::new(),
        title: Vec::new(),
        span: Span::default(),
        annex: false,
        unnumbered: false,
        reserved: false,
        pin: None,
        nested: false,
        parent: None,
        signature: Default::default(),
    }
}

/// Reports an empty document or one without a title.
fn missing(source: &Source, place: &Place, content: &mut Content) {
    if source.text().trim_start_matches('\u{feff}').trim().is_empty() {
        content.facts.unread = true;
        content.facts.findings.push(Finding::new(&documents::EMPTY_DOCUMENT, Span::default()).help("write"));
    } else if content.title.is_empty() && matches!(place.kind, Kind::Page | Kind::Part) {
        // What stands there could not be read; a title may be in it.
        let unread =
            [&documents::FRONT_MATTER_OPEN, &documents::YAML_SYNTAX, &documents::NOT_A_MAP].map(|rule| rule.code);
        if !content.facts.findings.iter().any(|finding| unread.contains(&finding.rule.code)) {
            // A heading that should be the title is one fault, not two.
            let findings = &mut content.facts.findings;
            let later = findings.iter().position(|finding| finding.rule.code == documents::TOP_HEADING.code);
            let finding = match later.map(|at| findings.remove(at)) {
                Some(heading) => Finding::new(&documents::NO_TITLE, heading.span).help("first"),
                None => Finding::new(&documents::NO_TITLE, Span::default()).help("add"),
            };
            findings.push(finding);
        }
    }
}

/// Makes facts complete in themselves: titles own their text, so that nobody need read the source for them,
/// and signatures are sorted, as they are compared as multisets.
pub(super) fn finish(content: &mut Content, own: &[Own], source: &Source) {
    content.facts.silent = own.iter().map(|own| is_silent(&own.text(source))).collect();
    prose::join_lines(&mut content.facts.findings, source);
    own_texts(&mut content.title, source);
    for category in &mut content.categories {
        own_texts(&mut category.title, source);
    }
    for unit in &mut content.facts.units {
        own_texts(&mut unit.title, source);
        let signature = &mut unit.signature;
        for list in [
            &mut signature.code,
            &mut signature.numbers,
            &mut signature.names,
            &mut signature.links,
            &mut signature.shape,
        ] {
            list.sort_unstable();
        }
    }
}
