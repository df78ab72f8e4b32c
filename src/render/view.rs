//! Turns nothing: it is all that a template may know of a page.
//!
//! Texts are plain unless said to be HTML. Absent values are empty, so that a template needs no test for existence.

use serde::Serialize;

#[derive(Clone, Debug, Serialize, Hash)]
pub struct DateView {
    /// `2026-05-01`.
    pub iso: String,
    /// `1er mai 2026`.
    pub text: String,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct LinkView {
    pub title: String,
    pub url: String,
}

/// The page in one language of the site.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct AlternateView {
    pub lang: String,
    pub hreflang: String,
    pub segment: String,
    /// The language's name in itself.
    pub name: String,
    pub dir: &'static str,
    pub url: String,
    /// With scheme and host; empty without a base URL.
    pub absolute: String,
    pub current: bool,
    /// Whether it is a real edition, not a fallback page.
    pub exists: bool,
}

/// The language of the text shown, on a page without a translation.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct FallbackView {
    pub lang: String,
    pub dir: &'static str,
    pub name: String,
    pub url: String,
    pub absolute: String,
    /// Whether the document is in some languages only, on purpose: no translation is to come.
    pub on_purpose: bool,
    /// What these languages call themselves.
    pub only: Vec<String>,
}

/// A document in a list, a section or the home page.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct CardView {
    pub title: String,
    pub url: String,
    pub description: String,
    pub kind: String,
    pub number: String,
    pub updated: Option<DateView>,
    pub change: String,
    pub children: Vec<CardView>,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct PartView {
    pub title: String,
    pub number: String,
    pub label: String,
    pub url: String,
    pub current: bool,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct HandbookView {
    pub title: String,
    pub version: String,
    pub effective: Option<DateView>,
    pub url: String,
    pub whole_url: String,
    pub parts: Vec<PartView>,
    /// When it is in force, if there is an end of it or another edition.
    pub standing: Option<StandingView>,
}

/// When an edition of a handbook is in force, in sentences that stay true, and the editions around it.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct StandingView {
    /// `past`, `current` or `future` on the day that the site is built for.
    pub phase: &'static str,
    pub name: String,
    /// "In force from 1 January 2027."
    pub term: String,
    pub successor: Option<EditionView>,
    pub predecessor: Option<EditionView>,
    /// Address of the page with what changed since the edition before; empty if there is none.
    pub changes_url: String,
    /// All editions, the latest first.
    pub editions: Vec<EditionView>,
}

/// An edition of a handbook, seen from a page of another one.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct EditionView {
    pub name: String,
    pub term: String,
    pub from: Option<DateView>,
    pub until: Option<DateView>,
    /// Its start.
    pub url: String,
    /// The same section in it, else its start.
    pub here: String,
    pub changes_url: String,
    /// Whether it is the page's own.
    pub current: bool,
}

/// The picture that stands for a page where someone shares it.
#[derive(Clone, Debug, PartialEq, Serialize, Hash)]
pub struct ImageView {
    /// The whole address.
    pub url: String,
    /// Width and height in pixels, if they are known.
    pub size: Option<(u32, u32)>,
    /// What it stands for, in words of the page's language.
    pub alt: String,
}

/// A page without its text: cheap to make, and part of the key of the page's bytes.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct PageView {
    pub template: String,
    pub kind: String,
    pub title_text: String,
    pub number: String,
    pub label: String,
    pub description: String,
    pub lang: String,
    pub dir: &'static str,
    pub segment: String,
    pub url: String,
    pub canonical: String,
    /// What is shown where the page is shared.
    pub image: Option<ImageView>,
    pub noindex: bool,
    pub breadcrumbs: Vec<LinkView>,
    pub prev: Option<LinkView>,
    pub next: Option<LinkView>,
    pub alternates: Vec<AlternateView>,
    pub x_default: String,
    /// JSON: where the sections lie that are not at the same id in every language.
    pub switch: String,
    pub fallback: Option<FallbackView>,
    /// HTML of the notice that the beginning of the page is behind another language's; empty if it is not.
    pub stale: String,
    pub draft: bool,
    pub updated: Option<DateView>,
    pub change: String,
    pub edit_url: String,
    /// Address of the same as Markdown; empty if there is none.
    pub markdown: String,
    pub children: Vec<CardView>,
    pub handbook: Option<HandbookView>,
    pub show_toc: bool,
}

/// An entry of the contents list.
#[derive(Clone, Debug, Serialize)]
pub struct ContentsView {
    pub id: String,
    /// HTML.
    pub title: String,
    pub number: String,
    pub level: u8,
    pub children: Vec<ContentsView>,
}

/// A page's text, as HTML.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TextView {
    pub title: String,
    pub content: String,
    pub toc: Vec<ContentsView>,
    pub faq: Option<FaqView>,
    /// JSON-LD for search engines: the path to the page, and the questions on it.
    pub structured: String,
    pub glossary: Option<Vec<LetterView>>,
    /// What differs between two editions of a handbook.
    pub changes: Option<ChangesView>,
}

/// What became of the clauses of a handbook between two editions.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesView {
    /// How many there are of each kind.
    pub counts: Vec<CountView>,
    /// In the order of the newer edition.
    pub rows: Vec<ChangeView>,
    /// Those that have another number and the same text.
    pub renumbered: Vec<ChangeView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct CountView {
    /// `added`, `removed`, `moved`, `reworded` or `renumbered`.
    pub kind: &'static str,
    pub label: String,
    pub count: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct ChangeView {
    pub kinds: Vec<CountView>,
    pub old: Option<PlaceView>,
    pub new: Option<PlaceView>,
    /// The text with its changes marked; empty if it is the same.
    pub wording: Vec<RewordingView>,
}

/// A passage with its changes marked: sentences, or a table.
#[derive(Clone, Debug, Serialize)]
pub struct RewordingView {
    pub pieces: Vec<PieceView>,
    pub rows: Vec<RowChangeView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct RowChangeView {
    /// `same`, `removed`, `added` or `reworded`.
    pub change: &'static str,
    /// Whether it names the columns.
    pub head: bool,
    pub cells: Vec<CellChangeView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct CellChangeView {
    pub change: &'static str,
    pub pieces: Vec<PieceView>,
}

/// A clause of an edition.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceView {
    /// Its number in words.
    pub label: String,
    /// Its title, or how it begins if it has neither title nor number.
    pub title: String,
    pub url: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct PieceView {
    /// `same`, `removed` or `added`.
    pub change: &'static str,
    pub text: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct FaqView {
    pub categories: Vec<CategoryView>,
    pub count: usize,
    /// All tags on the page, in alphabetical order.
    pub tags: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct CategoryView {
    pub id: String,
    pub title: String,
    pub entries: Vec<EntryView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct EntryView {
    pub id: String,
    pub number: usize,
    pub question: String,
    pub question_text: String,
    pub answer: String,
    /// The words of the answer.
    pub answer_text: String,
    pub tags: Vec<String>,
    pub updated: Option<DateView>,
    pub aliases: Vec<String>,
    pub related: Vec<LinkView>,
    /// HTML of the notice that it is behind another language's.
    pub stale: String,
    pub lang_fallback: Option<FallbackView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct LetterView {
    pub letter: String,
    pub terms: Vec<TermView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct TermView {
    pub id: String,
    pub term: String,
    pub definition: String,
    pub aka: Vec<String>,
    pub related: Vec<LinkView>,
    pub aliases: Vec<String>,
    pub others: Vec<OtherTermView>,
    /// HTML of the notice that it is behind another language's.
    pub stale: String,
    pub lang_fallback: Option<FallbackView>,
}

/// A term in another language.
#[derive(Clone, Debug, Serialize)]
pub struct OtherTermView {
    pub lang: String,
    pub term: String,
}

/// A language of the site, on every page.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct LanguageView {
    pub lang: String,
    pub segment: String,
    pub name: String,
    pub dir: &'static str,
    pub home: String,
    pub title: String,
    pub description: String,
    pub invitation: String,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct ThemeView {
    pub brand: String,
    pub accent: String,
    pub logo: String,
    /// Its width and height in pixels, if they are known.
    pub logo_size: Option<(u32, u32)>,
}

/// The site, in one language.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct SiteView {
    pub title: String,
    pub description: String,
    pub home: String,
    pub root: String,
    pub repository: String,
    /// Address of the feed of changes; empty if there is none.
    pub feed: String,
    /// Address of the page of the search; empty without one.
    pub search: String,
    /// The languages that can be searched.
    pub searches: Vec<SearchView>,
    /// Whether the root page follows the reader's language.
    pub follow: bool,
    pub languages: Vec<LanguageView>,
    pub theme: ThemeView,
}

/// What the settings put into the header, the menu and the footer.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Menus {
    pub header: Vec<LinkView>,
    pub navigation: Vec<LinkView>,
    pub footer: Vec<LinkView>,
    /// Whether the first level of the navigation stands in the header.
    pub sections: bool,
    /// A line of text in the footer.
    pub text: String,
}

/// The search of one language.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct SearchView {
    pub lang: String,
    /// Address of the page.
    pub url: String,
    /// The folder of the index, with a slash at the end.
    pub index: String,
}

/// An entry of the navigation.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct NavView {
    pub title: String,
    pub url: String,
    pub kind: String,
    pub number: String,
    pub children: Vec<NavView>,
}
