//! Turns a site into edits of one language: a heading added, a row removed, a date changed, in a unit drawn at random.
//!
//! It edits the text of a file at the places that the parser gave, and knows nothing of what is told afterwards.

use crate::fixture::Random;
use diglot::diag::Diagnostic;
use diglot::lang::LangId;
use diglot::link::{DocumentIx, Pair, Site};
use diglot::parse::facts::UnitKind;
use diglot::parse::outline::{LeafKind, Own, ShapeKind, outline};
use diglot::parse::{Document, Kind as DocumentKind};
use diglot::particulars::{Kind as Fact, Locale, Passage, Value, read};
use diglot::source::Span;
use std::ops::Range;

/// What is done to one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    HeadingAdded,
    EntryAdded,
    EntryMoved,
    ClauseInserted,
    ClauseLost,
    RowRemoved,
    ItemLost,
    LinkDropped,
    DateChanged,
    FactChanged,
    TermReplaced,
    /// Only the ledger can tell of it.
    SentenceChanged,
}

/// One edit, with the text of the file after it.
pub struct Edit {
    pub kind: Kind,
    pub path: String,
    pub text: String,
    pub what: String,
    /// Where the edited unit is in the file after the edit, and its counterpart in its own.
    places: [(String, Range<usize>); 2],
}

impl Edit {
    /// Whether a message lies in the edited unit, or in what it stands for in the other language.
    pub fn is_met_by(&self, diagnostic: &Diagnostic) -> bool {
        let own = std::iter::once((&diagnostic.source, diagnostic.finding.span));
        let mut all = own.chain(diagnostic.related.iter().map(|related| (&related.source, related.span)));
        all.any(|(source, span)| {
            let within = |(path, range): &(String, Range<usize>)| {
                source.path() == path && range.start <= span.start as usize && span.start as usize <= range.end
            };
            self.places.iter().any(within)
        })
    }
}

/// A unit that both languages have, in one of them.
struct Place {
    document: DocumentIx,
    other: DocumentIx,
    /// None for what stands before the first unit.
    units: [Option<u32>; 2],
}

/// All units of a site that both languages have, twice each: once in every language.
pub struct Units(Vec<Place>);

impl Units {
    pub fn of(site: &Site) -> Units {
        let mut places = Vec::new();
        for pair in &site.pairs {
            let editions: Vec<(LangId, DocumentIx)> =
                pair.editions.iter().filter_map(|(lang, at)| Some((lang, (*at)?))).collect();
            if let [first, second] = editions[..] {
                places.extend(of_pair(site, pair, [first, second]));
                places.extend(of_pair(site, pair, [second, first]));
            }
        }
        Units(places)
    }

    /// An edit of one kind that is possible in a random unit; none if nothing can be done there.
    pub fn edit(&self, site: &Site, random: &mut Random) -> Option<Edit> {
        let place = &self.0[random.below(self.0.len())];
        let [document, other] = [place.document, place.other].map(|at| &site.documents[at]);
        let range = range(document, place.units[0]);
        let all = outline(document);
        let own = &all.own[place.units[0].map_or(0, |unit| unit as usize + 1)];
        let shared = document.source.path() == other.source.path();
        let scene = Scene { site, document, own, unit: place.units[0], range: range.clone(), shared };
        let makers: [fn(&Scene<'_>, &mut Random) -> Option<Change>; 10] =
            [heading, entry, moved, clause, row, item, link, fact, term, sentence];
        // Every kind that is possible here is as probable as the others.
        let mut changes: Vec<Change> = makers.iter().filter_map(|make| make(&scene, random)).collect();
        changes.extend(lost_clause(&scene));
        if changes.is_empty() {
            return None;
        }
        let at = random.below(changes.len());
        let change = changes.swap_remove(at);
        let source = document.source.text();
        let text = [&source[..change.at.start], &change.with, &source[change.at.end..]].concat();
        let start = range.start.min(change.at.start);
        let end = range.end.max(change.at.end) + text.len() - source.len().min(text.len());
        let counterpart = self::range(other, place.units[1]);
        let what = format!("`{}` -> `{}`", source[change.at.clone()].trim(), change.with.trim());
        let path = document.source.path().to_owned();
        let places = [(path.clone(), start..end), (other.source.path().to_owned(), counterpart)];
        Some(Edit { kind: change.kind, path, text, what, places })
    }
}

fn of_pair(site: &Site, pair: &Pair, [own, other]: [(LangId, DocumentIx); 2]) -> Vec<Place> {
    let documents = [own.1, other.1].map(|at| &site.documents[at]);
    let written = |document: &&Document| document.place.kind != DocumentKind::Handbook;
    if !documents.iter().all(written) {
        return Vec::new();
    }
    let units = pair.units.iter().filter_map(|unit| Some([unit.members[own.0]?, unit.members[other.0]?]));
    let open = |units: &[u32; 2]| !documents[0].facts().units[units[0] as usize].nested;
    let units = units.filter(open).map(|units| units.map(Some));
    // The first unit of a part is its title.
    let lead = (documents[0].place.kind != DocumentKind::Part).then_some([None, None]);
    lead.into_iter().chain(units).map(|units| Place { document: own.1, other: other.1, units }).collect()
}

/// From the line in which a unit begins to the line in which the next begins.
fn range(document: &Document, unit: Option<u32>) -> Range<usize> {
    let text = document.source.text();
    let units = &document.facts().units;
    let begin = |at: usize| {
        let line = text[..units[at].span.start as usize].rfind('\n').map_or(0, |end| end + 1);
        match units[at].kind {
            UnitKind::Entry | UnitKind::Term => entry_start(text, line),
            _ => line,
        }
    };
    let start = unit.map_or(0, |unit| begin(unit as usize));
    let next = unit.map_or(0, |unit| unit as usize + 1);
    let next = (next..units.len()).find(|&at| !units[at].nested).map_or(text.len(), begin);
    start..next.max(start)
}

/// The line with the hyphen of an entry in YAML, at or before a line of it.
fn entry_start(text: &str, mut line: usize) -> usize {
    while line > 0 && !text[line..].trim_start_matches(' ').starts_with("- ") {
        line = text[..line - 1].rfind('\n').map_or(0, |end| end + 1);
    }
    line
}

struct Scene<'s> {
    site: &'s Site,
    document: &'s Document,
    own: &'s Own<'s>,
    unit: Option<u32>,
    range: Range<usize>,
    /// Whether a file holds both languages, so that whole entries are in both.
    shared: bool,
}

struct Change {
    kind: Kind,
    at: Range<usize>,
    with: String,
}

impl Scene<'_> {
    fn text(&self) -> &str {
        self.document.source.text()
    }

    fn kind(&self) -> Option<UnitKind> {
        self.unit.map(|unit| self.document.facts().units[unit as usize].kind)
    }

    /// The whole lines of a place.
    fn lines(&self, span: Span) -> Range<usize> {
        let text = self.text();
        let start = text[..span.start as usize].rfind('\n').map_or(0, |end| end + 1);
        let last = text[..span.end as usize].trim_end().len().max(start);
        let end = text[last..].find('\n').map_or(text.len(), |end| last + end + 1);
        start..end
    }

    fn is_french(&self) -> bool {
        self.document.place.language.primary() == "fr"
    }

    /// Spaces before the text of a line.
    fn indent(&self, line: usize) -> &str {
        let rest = &self.text()[line..];
        &rest[..rest.len() - rest.trim_start_matches(' ').len()]
    }
}

fn pick<T: Clone>(all: &[T], random: &mut Random) -> Option<T> {
    (!all.is_empty()).then(|| all[random.below(all.len())].clone())
}

fn heading(scene: &Scene<'_>, _: &mut Random) -> Option<Change> {
    let units = &scene.document.facts().units;
    let level = match scene.kind() {
        None if scene.document.place.kind == DocumentKind::Page => 2,
        Some(UnitKind::Section) => units[scene.unit? as usize].level.max(2),
        _ => return None,
    };
    // Where clauses follow, they would become those of the new section.
    let next = units.get(scene.unit.map_or(0, |unit| unit as usize + 1));
    if next.is_some_and(|next| next.kind != UnitKind::Section) || next.is_none() && scene.text().ends_with("]: ") {
        return None;
    }
    let words =
        if scene.is_french() { "Section ajoutée\n\nUn texte de plus." } else { "Added section\n\nOne more text." };
    let with = format!("\n{} {words}\n\n", "#".repeat(level.into()));
    Some(Change { kind: Kind::HeadingAdded, at: scene.range.end..scene.range.end, with })
}

fn entry(scene: &Scene<'_>, _: &mut Random) -> Option<Change> {
    if scene.kind()? != UnitKind::Entry || scene.shared {
        return None;
    }
    let indent = scene.indent(scene.range.start);
    let words = if scene.is_french() { ("Et ensuite?", "Rien.") } else { ("And then?", "Nothing.") };
    let with = format!("{indent}- id: added-entry\n{indent}  question: {}\n{indent}  answer: {}\n", words.0, words.1);
    Some(Change { kind: Kind::EntryAdded, at: scene.range.start..scene.range.start, with })
}

fn moved(scene: &Scene<'_>, _: &mut Random) -> Option<Change> {
    let (unit, units) = (scene.unit?, &scene.document.facts().units);
    if scene.kind()? != UnitKind::Entry || scene.shared || unit as usize + 1 >= units.len() {
        return None;
    }
    let next = range(scene.document, Some(unit + 1));
    let (one, two) = (&scene.text()[scene.range.clone()], &scene.text()[next.clone()]);
    let two = if two.ends_with('\n') { two.to_owned() } else { format!("{two}\n") };
    Some(Change { kind: Kind::EntryMoved, at: scene.range.start..next.end, with: format!("{two}{one}") })
}

fn clause(scene: &Scene<'_>, _: &mut Random) -> Option<Change> {
    if scene.kind()? != UnitKind::Clause {
        return None;
    }
    let start = scene.range.start;
    let words = if scene.is_french() { "Une clause de plus." } else { "One more clause." };
    let with = format!("{}1. {words}\n", scene.indent(start));
    Some(Change { kind: Kind::ClauseInserted, at: start..start, with })
}

fn lost_clause(scene: &Scene<'_>) -> Option<Change> {
    // A clause with an id may be linked to, and one with others below it is more than one unit.
    let units = &scene.document.facts().units;
    let unit = &units[scene.unit? as usize];
    let last =
        units.get(scene.unit? as usize + 1).is_none_or(|next| next.level <= unit.level || next.kind != unit.kind);
    let only = scene.own.shapes.is_empty() && unit.id.is_none() && last;
    let at = scene.lines(unit.span);
    (unit.kind == UnitKind::Clause && only && at.end <= scene.range.end).then(|| Change {
        kind: Kind::ClauseLost,
        at: at.start..clause_end(scene, &at),
        with: String::new(),
    })
}

/// Where the lines of a clause end, which go on while they are indented deeper.
fn clause_end(scene: &Scene<'_>, first: &Range<usize>) -> usize {
    let deep = scene.indent(first.start).len();
    let mut end = first.end;
    for line in scene.text()[first.end..scene.range.end].split_inclusive('\n') {
        if line.trim().is_empty() || scene.indent(end).len() <= deep {
            break;
        }
        end += line.len();
    }
    end
}

fn row(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let rows = |kind: &ShapeKind<'_>| match kind {
        ShapeKind::Table { rows, .. } if rows.len() > 1 => rows.clone(),
        _ => Vec::new(),
    };
    let rows: Vec<Span> = scene.own.shapes.iter().flat_map(|shape| rows(&shape.kind)).collect();
    let at = scene.lines(pick(&rows, random)?);
    Some(Change { kind: Kind::RowRemoved, at, with: String::new() })
}

fn item(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let items = |kind: &ShapeKind<'_>| match kind {
        ShapeKind::List { items, .. } if items.len() > 1 => items.clone(),
        _ => Vec::new(),
    };
    let items: Vec<Span> = scene.own.shapes.iter().flat_map(|shape| items(&shape.kind)).collect();
    let at = scene.lines(pick(&items, random)?);
    Some(Change { kind: Kind::ItemLost, at, with: String::new() })
}

fn link(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let links = scene.own.leaves.iter().filter(|leaf| matches!(leaf.kind, LeafKind::Link(_)));
    let typed = |span: Span| scene.document.source.slice(span);
    let links: Vec<Span> = links.map(|leaf| leaf.span).filter(|&span| typed(span).starts_with('[')).collect();
    let span = pick(&links, random)?;
    let inside = typed(span).strip_prefix('[')?;
    let text = &inside[..inside.find(']')?];
    let with = if text.is_empty() { "x" } else { text };
    Some(Change { kind: Kind::LinkDropped, at: span.range(), with: with.to_owned() })
}

/// The facts of the unit's text, where each stands in the file as it is.
fn facts(scene: &Scene<'_>) -> Vec<(Fact, Span)> {
    let locale = Locale::of(&scene.document.place.language.tag);
    let mut found = Vec::new();
    for piece in &scene.own.passages {
        let mut passage = Passage::default();
        passage.mapped(&piece.text, &piece.mapping, &piece.code);
        for fact in read(&mut passage, locale) {
            let place = passage.place(&fact);
            let typed = scene.document.source.slice(place);
            let counts = !matches!(fact.value, Value::Address { .. }) && !fact.weak;
            if counts && typed == passage.written(&fact) && typed.contains(|c: char| c.is_ascii_digit()) {
                found.push((fact.kind, place));
            }
        }
    }
    found
}

fn fact(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let facts = facts(scene);
    let dates: Vec<(Fact, Span)> = facts.iter().filter(|(kind, _)| *kind == Fact::Date).copied().collect();
    let (kind, span) = pick(if dates.is_empty() { &facts } else { &dates }, random)?;
    let typed = scene.document.source.slice(span);
    let at = typed.rfind(|c: char| c.is_ascii_digit())?;
    let digit = typed.as_bytes()[at] - b'0';
    let with = char::from(b'0' + (digit + 1 + random.below(8) as u8) % 10);
    let at = span.start as usize + at;
    let kind = if kind == Fact::Date { Kind::DateChanged } else { Kind::FactChanged };
    Some(Change { kind, at: at..at + 1, with: with.to_string() })
}

/// Changes one word of the text.
fn sentence(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let mut words = Vec::new();
    // The name of a term is no sentence: with another one, every text that uses it is to be changed.
    let name = usize::from(scene.kind() == Some(UnitKind::Term));
    for piece in scene.own.passages.iter().skip(name) {
        let mut at = 0;
        for word in piece.text.split_inclusive(' ') {
            let bare = word.trim_end();
            let range = at..at + bare.len();
            at += word.len();
            let code = piece.code.iter().any(|code| code.start < range.end && range.start < code.end);
            if bare.len() > 4 && bare.chars().all(char::is_lowercase) && !code {
                words.push(piece.mapping.span(range.start, range.end));
            }
        }
    }
    let typed = |span: &Span| scene.document.source.slice(*span).chars().all(char::is_lowercase);
    words.retain(|span| !span.is_empty() && typed(span));
    let at = pick(&words, random)?.range();
    let with = if scene.is_french() { "autrement" } else { "otherwise" };
    Some(Change { kind: Kind::SentenceChanged, at, with: with.to_owned() })
}

/// Takes the name of a term out of a unit whose counterpart is checked for it.
fn term(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let lang = scene.document.place.lang;
    let glossaries = scene.site.documents.iter().filter(|document| document.place.kind == DocumentKind::Glossary);
    let own = glossaries.filter(|document| document.place.lang == lang);
    let mut names = Vec::new();
    for glossary in own {
        for unit in &glossary.facts().units {
            let mut name = String::new();
            diglot::parse::tree::plain_text(&unit.title, &glossary.source, &|_, _| {}, &mut name);
            names.push(name.to_lowercase());
        }
    }
    let mut places = Vec::new();
    for piece in &scene.own.passages {
        let lower = piece.text.to_lowercase();
        if lower.len() != piece.text.len() || !piece.code.is_empty() {
            continue;
        }
        for name in &names {
            let word = |at: usize| {
                let end = lower[at + name.len()..].chars().next();
                let begin = lower[..at].chars().next_back();
                !end.is_some_and(char::is_alphanumeric) && !begin.is_some_and(char::is_alphanumeric)
            };
            let found: Vec<usize> =
                lower.match_indices(name.as_str()).map(|(at, _)| at).filter(|&at| word(at)).collect();
            if let [at] = found[..] {
                places.push(piece.mapping.span(at, at + name.len()));
            }
        }
    }
    let place = pick(&places, random)?;
    let with = if scene.is_french() { "chose" } else { "thing" };
    // One use among several is no difference, nor is a name within a longer one.
    let name = scene.document.source.slice(place).to_lowercase();
    let text = scene.text()[scene.range.clone()].to_lowercase();
    let stem = &name[..name.len().saturating_sub(1)];
    let once =
        text.matches(stem).count() == 1 && name.chars().all(char::is_alphabetic) && scene.kind()? != UnitKind::Term;
    once.then(|| Change { kind: Kind::TermReplaced, at: place.range(), with: with.to_owned() })
}
