//! Turns a site into edits of one language: a heading added, a row removed, a date changed, in a unit drawn at random.
//!
//! It edits the text of a file at the places that the parser gave, and knows nothing of what is told afterwards. Every
//! kind of edit is as probable as the others, and so is every unit in which it can be made.

#[path = "blocks.rs"]
mod blocks;
#[path = "numbers.rs"]
mod numbers;
#[path = "slips.rs"]
mod slips;
#[path = "units.rs"]
mod units;
#[path = "words.rs"]
mod words;

use crate::fixture::Random;
use diglot::diag::Diagnostic;
use diglot::lang::LangId;
use diglot::link::{DocumentIx, Pair, Site};
use diglot::parse::facts::UnitKind;
use diglot::parse::outline::{Outline, Own, Passage, outline};
use diglot::parse::{Document, Kind as DocumentKind};
use diglot::source::Span;
use std::collections::HashMap;
use std::ops::Range;

/// What is done to one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    HeadingAdded,
    HeadingRemoved,
    HeadingRenamed,
    LevelChanged,
    EntryAdded,
    EntryRemoved,
    EntryMoved,
    CategoryChanged,
    ClauseInserted,
    ClauseLost,
    ClausesSwapped,
    RowRemoved,
    RowAdded,
    RowsSwapped,
    ColumnRemoved,
    CellsSwapped,
    ItemLost,
    ItemAdded,
    ItemsSwapped,
    TaskChanged,
    ParagraphRemoved,
    ParagraphAdded,
    ParagraphsSwapped,
    CodeChanged,
    CodeRemoved,
    AlertChanged,
    BlockRemoved,
    ImageRemoved,
    ImageChanged,
    NoteDropped,
    VariableDropped,
    SnippetDropped,
    LinkDropped,
    LinkChanged,
    DateChanged,
    TimeChanged,
    DurationChanged,
    AmountChanged,
    PercentChanged,
    NumberChanged,
    NumberWordChanged,
    TelephoneChanged,
    AddressChanged,
    CodeWordChanged,
    TermReplaced,
    WordChanged,
    SentenceAdded,
    SentenceRemoved,
    TitleChanged,
    DescriptionChanged,
    DefinitionChanged,
    FiguresSwapped,
    UnitChanged,
    CurrencyChanged,
    NegationDropped,
    ListDefinitionRemoved,
    CodeLineLost,
    ImageSwapped,
    TagDropped,
    RelatedDropped,
    FormDropped,
    ListKindChanged,
    CaptionDropped,
    SectionsSwapped,
}

impl Kind {
    /// Whether nothing but the words is another.
    fn is_wording(self) -> bool {
        matches!(
            self,
            Kind::HeadingRenamed
                | Kind::ImageChanged
                | Kind::WordChanged
                | Kind::SentenceAdded
                | Kind::SentenceRemoved
                | Kind::TitleChanged
                | Kind::DescriptionChanged
                | Kind::DefinitionChanged
                | Kind::NegationDropped
                | Kind::ImageSwapped
                | Kind::FormDropped
                | Kind::TagDropped
        )
    }
}

type Maker = fn(&Scene<'_>, &mut Random) -> Option<Change>;

/// How every kind is made.
const MAKERS: [(Kind, Maker); 64] = [
    (Kind::HeadingAdded, units::heading_added),
    (Kind::HeadingRemoved, units::heading_removed),
    (Kind::HeadingRenamed, units::heading_renamed),
    (Kind::LevelChanged, units::level_changed),
    (Kind::EntryAdded, units::entry_added),
    (Kind::EntryRemoved, units::entry_removed),
    (Kind::EntryMoved, units::entry_moved),
    (Kind::CategoryChanged, units::category_changed),
    (Kind::ClauseInserted, units::clause_inserted),
    (Kind::ClauseLost, units::clause_lost),
    (Kind::ClausesSwapped, units::clauses_swapped),
    (Kind::RowRemoved, blocks::row_removed),
    (Kind::RowAdded, blocks::row_added),
    (Kind::RowsSwapped, blocks::rows_swapped),
    (Kind::ColumnRemoved, blocks::column_removed),
    (Kind::CellsSwapped, blocks::cells_swapped),
    (Kind::ItemLost, blocks::item_lost),
    (Kind::ItemAdded, blocks::item_added),
    (Kind::ItemsSwapped, blocks::items_swapped),
    (Kind::TaskChanged, blocks::task_changed),
    (Kind::ParagraphRemoved, blocks::paragraph_removed),
    (Kind::ParagraphAdded, blocks::paragraph_added),
    (Kind::ParagraphsSwapped, blocks::paragraphs_swapped),
    (Kind::CodeChanged, blocks::code_changed),
    (Kind::CodeRemoved, blocks::code_removed),
    (Kind::AlertChanged, blocks::alert_changed),
    (Kind::BlockRemoved, blocks::block_removed),
    (Kind::ImageRemoved, words::image_removed),
    (Kind::ImageChanged, words::image_changed),
    (Kind::NoteDropped, words::note_dropped),
    (Kind::VariableDropped, words::variable_dropped),
    (Kind::SnippetDropped, words::snippet_dropped),
    (Kind::LinkDropped, words::link_dropped),
    (Kind::LinkChanged, words::link_changed),
    (Kind::DateChanged, numbers::date),
    (Kind::TimeChanged, numbers::time),
    (Kind::DurationChanged, numbers::duration),
    (Kind::AmountChanged, numbers::amount),
    (Kind::PercentChanged, numbers::percent),
    (Kind::NumberChanged, numbers::number),
    (Kind::NumberWordChanged, numbers::number_word),
    (Kind::TelephoneChanged, numbers::telephone),
    (Kind::AddressChanged, numbers::address),
    (Kind::CodeWordChanged, numbers::code),
    (Kind::TermReplaced, words::term_replaced),
    (Kind::WordChanged, words::word_changed),
    (Kind::SentenceAdded, words::sentence_added),
    (Kind::SentenceRemoved, words::sentence_removed),
    (Kind::TitleChanged, words::title_changed),
    (Kind::DescriptionChanged, words::description_changed),
    (Kind::DefinitionChanged, words::definition_changed),
    (Kind::FiguresSwapped, slips::figures_swapped),
    (Kind::UnitChanged, slips::unit_changed),
    (Kind::CurrencyChanged, slips::currency_changed),
    (Kind::NegationDropped, slips::negation_dropped),
    (Kind::ListDefinitionRemoved, slips::definition_removed),
    (Kind::CodeLineLost, slips::code_line_lost),
    (Kind::ImageSwapped, slips::image_swapped),
    (Kind::TagDropped, slips::tag_dropped),
    (Kind::RelatedDropped, slips::related_dropped),
    (Kind::FormDropped, slips::form_dropped),
    (Kind::ListKindChanged, slips::list_kind_changed),
    (Kind::CaptionDropped, slips::caption_dropped),
    (Kind::SectionsSwapped, slips::sections_swapped),
];

/// So many units are tried before a kind is given up: a site need not have an image.
const TRIES: usize = 400;

/// One edit, with the text of the file after it.
pub struct Edit {
    pub kind: Kind,
    pub path: String,
    pub text: String,
    pub what: String,
    /// Whether nothing but words is another, or in another place: only the ledger can tell of it.
    pub wording: bool,
    /// Where the edited unit is in the file after the edit, and its counterpart in its own.
    places: Vec<(String, Range<usize>)>,
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
pub struct Units<'s> {
    places: Vec<Place>,
    outlines: HashMap<DocumentIx, Outline<'s>>,
}

impl<'s> Units<'s> {
    pub fn of(site: &'s Site) -> Units<'s> {
        let mut places = Vec::new();
        for pair in &site.pairs {
            let editions: Vec<(LangId, DocumentIx)> =
                pair.editions.iter().filter_map(|(lang, at)| Some((lang, (*at)?))).collect();
            // The edition written first is compared with each of the others.
            let source = editions.iter().find(|(lang, _)| *lang == pair.source);
            for (&first, &second) in source.iter().flat_map(|first| editions.iter().map(move |second| (*first, second)))
            {
                if first.0 != second.0 {
                    places.extend(of_pair(site, pair, [first, second]));
                    places.extend(of_pair(site, pair, [second, first]));
                }
            }
        }
        // What is told of a snippet may be told anywhere in it.
        for editions in site.snippets.values() {
            let editions: Vec<DocumentIx> = editions.values().flatten().copied().collect();
            if let [first, second, ..] = editions[..] {
                let both = [(first, second), (second, first)];
                places.extend(both.map(|(document, other)| Place { document, other, units: [None, None] }));
            }
        }
        let outlines = places.iter().map(|place| (place.document, outline(&site.documents[place.document]))).collect();
        Units { places, outlines }
    }

    /// An edit of a random kind in a random unit where it is possible; none if there is no such unit.
    pub fn edit(&self, site: &Site, random: &mut Random) -> Option<Edit> {
        let (kind, make) = MAKERS[random.below(MAKERS.len())];
        (0..TRIES).find_map(|_| {
            let place = &self.places[random.below(self.places.len())];
            let scene = self.scene(site, place);
            let change = make(&scene, random)?;
            let one_sided = scene.text()[change.at.clone()] != change.with && !self.is_in_both(place, &scene, &change);
            one_sided.then(|| edit(site, place, &scene, kind, change))
        })
    }

    /// Whether a file that holds both languages has something of the other one there.
    fn is_in_both(&self, place: &Place, scene: &Scene<'_>, change: &Change) -> bool {
        let at = change.at.start..change.at.end.max(change.at.start + 1);
        let extent = |piece: &Passage| piece.mapping.span(0, piece.text.len()).range();
        let passages = self.outlines[&place.other].own.iter().flat_map(|own| &own.passages);
        scene.shared && passages.map(extent).any(|other| other.start < at.end && at.start < other.end)
    }

    fn scene<'t>(&'t self, site: &'t Site, place: &Place) -> Scene<'t> {
        let document = &site.documents[place.document];
        let other = &site.documents[place.other];
        let snippet = document.place.kind == DocumentKind::Snippet;
        let own = &self.outlines[&place.document].own[place.units[0].map_or(0, |unit| unit as usize + 1)];
        let range = if snippet { 0..document.source.text().len() } else { range(document, place.units[0]) };
        let shared = document.source.path() == other.source.path();
        Scene { site, document, own, unit: place.units[0], range, shared }
    }
}

fn edit(site: &Site, place: &Place, scene: &Scene<'_>, kind: Kind, change: Change) -> Edit {
    let source = scene.text();
    let other = &site.documents[place.other];
    let text = [&source[..change.at.start], &change.with, &source[change.at.end..]].concat();
    let start = scene.range.start.min(change.at.start);
    let end = scene.range.end.max(change.at.end).max(start + change.with.len());
    let end = end + text.len() - source.len().min(text.len());
    let counterpart = match scene.document.place.kind {
        DocumentKind::Snippet => 0..other.source.text().len(),
        _ => range(other, place.units[1]),
    };
    let short = |text: &str| text.trim().chars().take(160).collect::<String>();
    let what = format!("`{}` -> `{}`", short(&source[change.at.clone()]), short(&change.with));
    let path = scene.document.source.path().to_owned();
    let places = vec![(path.clone(), start..end), (other.source.path().to_owned(), counterpart)];
    let wording = kind.is_wording() || change.is_of_words(kind, source);
    Edit { kind, path, text, what, wording, places }
}

fn of_pair(site: &Site, pair: &Pair, [own, other]: [(LangId, DocumentIx); 2]) -> Vec<Place> {
    let documents = [own.1, other.1].map(|at| &site.documents[at]);
    let units = pair.units.iter().filter_map(|unit| Some([unit.members[own.0]?, unit.members[other.0]?]));
    let open = |units: &[u32; 2]| !documents[0].facts().units[units[0] as usize].nested;
    let units = units.filter(open).map(|units| units.map(Some));
    // The first unit of a part is its title.
    let lead = (documents[0].place.kind != DocumentKind::Part).then_some([None, None]);
    // What a handbook's file says itself is its head: the units are those of its parts.
    let units = units.filter(|_| documents[0].place.kind != DocumentKind::Handbook);
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

pub struct Scene<'s> {
    site: &'s Site,
    document: &'s Document,
    own: &'s Own<'s>,
    unit: Option<u32>,
    range: Range<usize>,
    /// Whether a file holds both languages, so that whole entries are in both.
    shared: bool,
}

/// What stands in the place of what.
pub struct Change {
    at: Range<usize>,
    with: String,
}

impl Change {
    fn new(at: Range<usize>, with: impl Into<String>) -> Change {
        Change { at, with: with.into() }
    }

    /// Whether parts changed places of which no figure, link or code tells which is which.
    fn is_of_words(&self, kind: Kind, text: &str) -> bool {
        let moves =
            matches!(kind, Kind::RowsSwapped | Kind::CellsSwapped | Kind::ItemsSwapped | Kind::ParagraphsSwapped);
        let tells = |c: char| c.is_ascii_digit() || matches!(c, '`' | '(' | '{' | '<');
        moves && !text[self.at.clone()].contains(tells)
    }
}

impl<'s> Scene<'s> {
    fn text(&self) -> &'s str {
        self.document.source.text()
    }

    fn kind(&self) -> Option<UnitKind> {
        self.unit.map(|unit| self.document.facts().units[unit as usize].kind)
    }

    fn is_markdown(&self) -> bool {
        self.document.source.path().ends_with(".md")
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

    /// The one or the other, by the language.
    fn say<'t>(&self, french: &'t str, english: &'t str) -> &'t str {
        if self.is_french() { french } else { english }
    }

    /// Spaces before the text of a line.
    fn indent(&self, line: usize) -> &'s str {
        let rest = &self.text()[line..];
        &rest[..rest.len() - rest.trim_start_matches(' ').len()]
    }

    fn typed(&self, span: Span) -> &'s str {
        self.document.source.slice(span)
    }
}

fn pick<T: Clone>(all: &[T], random: &mut Random) -> Option<T> {
    (!all.is_empty()).then(|| all[random.below(all.len())].clone())
}
