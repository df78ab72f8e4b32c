//! Turns a site into one search index for each language, in pieces of which a browser asks for those that it needs.
//!
//! A search in a site of 20,000 pages must not load an index of 20,000 pages. So there is a small directory; shards, each
//! with a range of words; and pieces with the texts of a few pages, for the results that are shown. Their addresses follow
//! from how many pages and sections there are, not from what they say: a text that changes leaves every address as it
//! was. The directory names a version, which a browser adds to the addresses of all other pieces.
//!
//! Pages in another language than their own, and what is not published, are not found. Nothing here ranks: the browser
//! does, in `static/search-engine.js`.

mod index;
mod memo;
mod page;
mod words;

pub use memo::Memo;
pub use words::{Reader, Word, fold, stop_words};

use crate::code;
use crate::lang::LangId;
use crate::link::{PageIx, SEARCH_FOLDER, Site, search_folder};
use crate::records::Searched;
use crate::render::passages as text;
use crate::shared::SHARE;
use crate::source::{Digest, Digester};
use index::Index;
use page::{Field, PageReader, PageWords};
use rayon::prelude::*;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Pages that share a shard, about.
const PAGES_TO_A_SHARD: usize = 8;

const MOST_SHARDS: usize = 1024;

/// Passages whose texts stand in one piece, about.
const PASSAGES_TO_A_PIECE: usize = 16;

/// Letters of a passage that excerpts are taken from.
const LONGEST_TEXT: usize = 6000;

/// So many bytes of pieces are kept that were made before they were asked for.
const MOST_AHEAD: usize = 32 << 20;

/// The search indexes of a site: the addresses of their pieces with keys, and the bytes on demand.
pub struct Search {
    site: Arc<Site>,
    editions: Vec<Edition>,
    memo: Arc<Memo>,
}

/// The index of one language.
struct Edition {
    lang: LangId,
    pages: Vec<Found>,
    pieces: Vec<Piece>,
    /// Digest of all that the index is made from.
    key: Digest,
    /// The part of it that follows from the pages: a sum, so that for a page that changes no other is looked at.
    sum: u128,
    shards: usize,
    /// Words that stand for each other by its glossaries.
    glossary: String,
    index: OnceLock<Index>,
    /// Pieces whose pages were read for their words, by number: a page is read once for both.
    ahead: Mutex<HashMap<usize, Arc<[u8]>>>,
}

/// A page that can be found.
#[derive(Clone)]
struct Found {
    page: PageIx,
    /// Digest of what it says.
    key: Digest,
    sort: text::Sort,
    /// How many passages it has about.
    passages: usize,
}

/// The texts of some passages of a few pages: from a passage of one page to the end of another, or within one page.
#[derive(Clone, PartialEq)]
struct Piece {
    pages: std::ops::Range<usize>,
    /// Of a page that fills several pieces: the passages that are in this one.
    passages: std::ops::Range<usize>,
}

impl Search {
    /// The indexes of a site whose pages say what has these digests.
    pub fn new(site: &Arc<Site>, contents: &[Digest], memo: Arc<Memo>) -> Search {
        let editions = site.config.languages.ids().filter(|_| site.config.search);
        let edition = |lang| {
            let pages =
                (0..site.pages.len()).into_par_iter().with_max_len(SHARE).filter(|&page| site.pages[page].lang == lang);
            let pages = pages.filter_map(|page| found(site, contents, page)).collect();
            Edition::new(site, lang, pages, glossary(site, lang))
        };
        Search { site: site.clone(), editions: editions.map(edition).collect(), memo }
    }

    /// The indexes of a site that differs from this one's by what some pages say.
    pub fn since(&self, site: &Arc<Site>, contents: &[Digest], changed: &BTreeSet<PageIx>) -> Search {
        let defines = |site: &Site, page: PageIx| {
            site.pages[page].edition.is_some_and(|edition| !site.documents[edition].content.terms.is_empty())
        };
        let terms = changed.iter().any(|&page| defines(&self.site, page) || defines(site, page));
        let edition = |edition: &Edition| {
            let glossary = if terms { glossary(site, edition.lang) } else { edition.glossary.clone() };
            edition.since(site, contents, changed, glossary)
        };
        Search { site: site.clone(), editions: self.editions.iter().map(edition).collect(), memo: self.memo.clone() }
    }

    /// The address of every piece, with the key of its bytes.
    pub fn entries(&self) -> Vec<(Box<str>, Digest)> {
        let of = |edition: &Edition| {
            let pieces: Vec<_> = edition.pieces.iter().enumerate().map(|piece| self.piece(edition, piece)).collect();
            self.whole(edition).chain(pieces).collect::<Vec<_>>()
        };
        self.editions.iter().flat_map(of).collect()
    }

    /// The same of those that differ from an older search's; none if the two are in other pieces. `changed` says which pages
    /// may say something else, or be called otherwise.
    pub fn entries_since(&self, old: &Search, changed: &dyn Fn(PageIx) -> bool) -> Option<Vec<(Box<str>, Digest)>> {
        let shape = |edition: &Edition| (edition.lang, edition.pieces.len(), edition.shards);
        if !self.editions.iter().map(shape).eq(old.editions.iter().map(shape)) {
            return None;
        }
        let mut found = Vec::new();
        for (edition, old) in self.editions.iter().zip(&old.editions) {
            if edition.key != old.key {
                found.extend(self.whole(edition));
            }
            let stays = |piece: &Piece, before: &Piece| {
                let pages = edition.pages[piece.pages.clone()].iter().map(|page| (page.page, page.key));
                piece == before
                    && pages.clone().eq(old.pages[piece.pages.clone()].iter().map(|page| (page.page, page.key)))
                    && !pages.map(|(page, _)| page).any(changed)
            };
            let pieces = edition.pieces.iter().zip(&old.pieces).enumerate();
            let other = pieces.filter(|(_, (piece, before))| !stays(piece, before));
            found.extend(other.map(|(at, (piece, _))| self.piece(edition, (at, piece))));
        }
        Some(found)
    }

    /// The pieces that are made from all pages of a language.
    fn whole<'e>(&self, edition: &'e Edition) -> impl Iterator<Item = (Box<str>, Digest)> + use<'e> {
        let folder = search_folder(&self.site, edition.lang);
        let names = ["index".to_owned(), "words".to_owned()].into_iter();
        let names = names.chain((0..edition.shards).map(|at| format!("w{at}")));
        names.map(move |name| {
            let key = Digester::new().and(&edition.key).and(&name).digest();
            (format!("{folder}/{name}.json").into(), key)
        })
    }

    /// A piece with texts.
    fn piece(&self, edition: &Edition, (at, piece): (usize, &Piece)) -> (Box<str>, Digest) {
        let mut key = Digester::new()
            .and(&code::digest())
            .and(&piece.pages)
            .and(&piece.passages)
            .and(&self.site.config.typography);
        for page in &edition.pages[piece.pages.clone()] {
            key = key.and(&page.key).and(crumb(&self.site, page.page));
        }
        (format!("{}/p{at}.json", search_folder(&self.site, edition.lang)).into(), key.digest())
    }

    /// The bytes of a piece.
    pub fn render(&self, address: &str) -> Option<Arc<[u8]>> {
        let (segment, name) = address.strip_prefix(SEARCH_FOLDER)?.strip_prefix('/')?.split_once('/')?;
        let lang = self.site.config.languages.by_segment(segment)?;
        let edition = self.editions.iter().find(|edition| edition.lang == lang)?;
        let name = name.strip_suffix(".json")?;
        if let Some(at) = name.strip_prefix('p') {
            let at = at.parse::<usize>().ok()?;
            let piece = edition.pieces.get(at)?;
            let ahead = edition.ahead.lock().unwrap_or_else(PoisonError::into_inner).remove(&at);
            return Some(ahead.unwrap_or_else(|| {
                let pages = piece.pages.clone().map(|place| text::passages(&self.site, edition.pages[place].page));
                self.texts(edition, piece, &pages.collect::<Vec<_>>())
            }));
        }
        let index = edition.index.get_or_init(|| self.index(edition));
        match name {
            "index" => Some(index.directory.clone()),
            "words" => Some(index.suggestions.clone()),
            _ => index.shards.get(name.strip_prefix('w')?.parse::<usize>().ok()?).cloned(),
        }
    }

    fn index(&self, edition: &Edition) -> Index {
        let language = &self.site.config.languages[edition.lang];
        let (pages, known) = self.words(edition, language.primary());
        let mut sorts: Vec<(char, usize)> = Vec::new();
        for letter in edition.pages.iter().map(|page| page.sort.letter()) {
            match sorts.last_mut().filter(|last| last.0 == letter) {
                Some(last) => last.1 += 1,
                None => sorts.push((letter, 1)),
            }
        }
        // Pages further on than the piece before, none for the next slice of the same page; and how often so.
        let starts = edition.pieces.iter().map(|piece| piece.pages.start);
        let further: Vec<usize> = std::iter::once(0).chain(starts.clone()).zip(starts).map(|(a, b)| b - a).collect();
        let mut starts = String::new();
        for same in further.chunk_by(|one, other| one == other) {
            index::write_number(same[0] as u32, &mut starts);
            index::write_number(same.len() as u32, &mut starts);
        }
        let about = json!({
            "version": edition.key.short(8),
            "language": language.primary(),
            "pages": edition.pages.len(),
            "sorts": sorts.into_iter().map(|(letter, count)| format!("{letter}{count}")).collect::<String>(),
            "pieces": starts,
            "slice": PASSAGES_TO_A_PIECE,
            "stop": stop_words(language.primary()),
            "words": interface(&self.site, edition.lang),
            "glossary": edition.glossary,
        });
        index::index(&pages, &known.vocabulary.words(), language.primary(), edition.shards, about)
    }

    /// The words of all pages, read anew only where nobody has.
    fn words(&self, edition: &Edition, primary: &str) -> (Vec<Arc<PageWords>>, Arc<memo::Language>) {
        let language = self.memo.language(primary);
        let threads = std::thread::available_parallelism().map_or(1, |cores| cores.get().min(8));
        let share = edition.pieces.len().div_ceil(threads).max(1);
        let pages: Vec<Arc<PageWords>> = std::thread::scope(|scope| {
            let read = |start: usize| {
                let language = language.clone();
                scope.spawn(move || {
                    let mut reader = PageReader::new(primary, &language.vocabulary);
                    let places = start..edition.pieces.len().min(start + share);
                    self.read(edition, places, &mut reader, &language)
                })
            };
            let parts: Vec<_> = (0..edition.pieces.len()).step_by(share).map(read).collect();
            parts.into_iter().flat_map(|part| part.join().expect("words are only read")).collect()
        });
        let of_language = |edition: &&Edition| self.site.config.languages[edition.lang].primary() == primary;
        let live = self.editions.iter().filter(of_language).flat_map(|edition| &edition.pages);
        let live: HashSet<Digest> = live.map(|page| page.key).collect();
        let own = edition.pages.iter().zip(&pages).map(|(page, words)| (page.key, words.clone()));
        language.keep(own, &|page| live.contains(&page));
        (pages, language)
    }

    /// The words of the pages whose texts stand in these pieces, which are made on the way: they take the same reading.
    fn read(
        &self,
        edition: &Edition,
        pieces: std::ops::Range<usize>,
        reader: &mut PageReader<'_>,
        language: &memo::Language,
    ) -> Vec<Arc<PageWords>> {
        let mut out = Vec::new();
        for at in pieces {
            let piece = &edition.pieces[at];
            // Who has the first slice of a large page reads it for all.
            if piece.passages.start > 0 {
                continue;
            }
            let known = piece.pages.clone().map(|place| language.known(edition.pages[place].key));
            let known: Vec<Option<Arc<PageWords>>> = known.collect();
            if known.iter().all(Option::is_some) {
                out.extend(known.into_iter().flatten());
                continue;
            }
            let pages = &edition.pages[piece.pages.clone()];
            let passages: Vec<_> = pages.iter().map(|page| text::passages(&self.site, page.page)).collect();
            let words = pages.iter().zip(&passages).zip(known);
            out.extend(words.map(|((page, passages), known)| {
                known.unwrap_or_else(|| Arc::new(page.read(&self.site, passages, reader)))
            }));
            let slices = (at..edition.pieces.len()).take_while(|&slice| edition.pieces[slice].pages == piece.pages);
            for slice in slices {
                edition.keep_ahead(slice, self.texts(edition, &edition.pieces[slice], &passages));
            }
        }
        out
    }

    /// The texts of a piece: of each page its place, its title, its address, what it is part of, and its passages, each
    /// with id, number, title and text.
    fn texts(&self, edition: &Edition, piece: &Piece, passages: &[Vec<text::Passage>]) -> Arc<[u8]> {
        let site = &*self.site;
        let of = |place: usize| {
            let page = edition.pages[place].page;
            let passages = &passages[place - piece.pages.start];
            let range = piece.passages.start.min(passages.len())..piece.passages.end.min(passages.len());
            let is_first = |at: usize| at == 0 && piece.passages.start == 0;
            let texts = passages[range].iter().enumerate().map(|(at, passage)| {
                let description = is_first(at) && passage.text.is_empty();
                let text = if description { text::description(site, page) } else { String::new() };
                let text = if description { shortened(&text) } else { shortened(&passage.text) };
                (&*passage.id, &*passage.number, &*passage.title, text.to_owned())
            });
            let shown = &site.pages[page];
            (place, piece.passages.start, &*shown.title, &*shown.url, crumb(site, page), texts.collect::<Vec<_>>())
        };
        let pages: Vec<_> = piece.pages.clone().map(of).collect();
        serde_json::to_vec(&pages).expect("plain data can be written").into()
    }
}

impl Edition {
    fn new(site: &Site, lang: LangId, pages: Vec<Found>, glossary: String) -> Edition {
        let sum = pages.iter().enumerate().map(|(place, page)| page.part(place)).fold(0, u128::wrapping_add);
        let pieces = pieces(&pages);
        Edition::of(site, lang, (pages, sum), pieces, glossary)
    }

    /// The same language where these pages may say something else.
    fn since(&self, site: &Site, contents: &[Digest], changed: &BTreeSet<PageIx>, glossary: String) -> Edition {
        let (mut pages, mut sum, mut same_size) = (self.pages.clone(), self.sum, true);
        for &page in changed {
            // Pages stand in their order in the site.
            let Ok(place) = self.pages.binary_search_by_key(&page, |found| found.page) else { continue };
            let Some(new) = found(site, contents, page) else {
                let still = self.pages.iter().filter_map(|old| match changed.contains(&old.page) {
                    true => found(site, contents, old.page),
                    false => Some(old.clone()),
                });
                return Edition::new(site, self.lang, still.collect(), glossary);
            };
            sum = sum.wrapping_sub(pages[place].part(place)).wrapping_add(new.part(place));
            same_size &= new.passages == pages[place].passages;
            pages[place] = new;
        }
        let pieces = if same_size { self.pieces.clone() } else { pieces(&pages) };
        Edition::of(site, self.lang, (pages, sum), pieces, glossary)
    }

    fn of(
        site: &Site,
        lang: LangId,
        (pages, sum): (Vec<Found>, u128),
        pieces: Vec<Piece>,
        glossary: String,
    ) -> Edition {
        let key = Digester::new().and(&code::digest()).and(&site.config.languages[lang].tag);
        let key = key.and(&interface(site, lang)).and(&glossary).and(&pages.len()).and(&sum).digest();
        let shards = (pages.len() / PAGES_TO_A_SHARD).next_power_of_two().min(MOST_SHARDS);
        let (index, ahead) = (OnceLock::new(), Mutex::default());
        Edition { lang, pieces, key, sum, shards, pages, glossary, index, ahead }
    }

    fn keep_ahead(&self, piece: usize, bytes: Arc<[u8]>) {
        let mut ahead = self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        if ahead.values().map(|bytes| bytes.len()).sum::<usize>() + bytes.len() <= MOST_AHEAD {
            ahead.insert(piece, bytes);
        }
    }
}

/// The words that the search is shown with.
fn interface(site: &Site, lang: LangId) -> BTreeMap<&str, &str> {
    let words = site.words[lang].iter();
    words.filter_map(|(name, word)| Some((name.strip_prefix("search_")?, word.as_str()))).collect()
}

/// The terms of a language with their other names and those to avoid, in groups as in `search_synonyms`: who types what an
/// organisation calls otherwise finds how it does. A name of several words is found by its words.
fn glossary(site: &Site, lang: LangId) -> String {
    let shown = site.pages.iter().filter(|page| page.lang == lang).filter_map(|page| page.edition);
    let mut groups = BTreeSet::new();
    for document in shown.map(|edition| &site.documents[edition]).filter(|document| document.place.lang == lang) {
        for term in &document.content.terms {
            let title = site.plain(document, &document.facts().units[term.unit as usize].title);
            let names = term.aka.iter().chain(&term.forms).chain(&term.avoid).map(|name| &**name);
            let names: Vec<&str> = std::iter::once(&*title).chain(names).filter(|name| is_word(name)).collect();
            if names.len() > 1 {
                groups.insert(names.join(" "));
            }
        }
    }
    groups.into_iter().collect::<Vec<_>>().join(";")
}

fn is_word(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == ';')
}

/// Puts pages together to pieces of about the same size; large pages fill several.
fn pieces(pages: &[Found]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut filled = PASSAGES_TO_A_PIECE;
    for (place, page) in pages.iter().enumerate() {
        let slices = page.passages.div_ceil(PASSAGES_TO_A_PIECE).max(1);
        if slices > 1 {
            for slice in 0..slices {
                let start = slice * PASSAGES_TO_A_PIECE;
                let end = if slice + 1 == slices { usize::MAX } else { start + PASSAGES_TO_A_PIECE };
                pieces.push(Piece { pages: place..place + 1, passages: start..end });
            }
            filled = PASSAGES_TO_A_PIECE;
            continue;
        }
        match pieces.last_mut().filter(|_| filled + page.passages <= PASSAGES_TO_A_PIECE) {
            Some(last) => last.pages.end = place + 1,
            None => {
                pieces.push(Piece { pages: place..place + 1, passages: 0..usize::MAX });
                filled = 0;
            }
        }
        filled += page.passages;
    }
    pieces
}

/// A page, if it is one to be found.
fn found(site: &Site, contents: &[Digest], page: PageIx) -> Option<Found> {
    let (sort, searched) = (text::sort(site, page)?, text::searched(site, page));
    if searched == Searched::None {
        return None;
    }
    let key = Digester::new().and(&contents[page]).and(&*site.pages[page].url).and(&sort).and(&site.config.typography);
    let key = key.and(&text::number(site, page)).and(&text::description(site, page));
    let key = key.and(&text::label(site, page)).and(&text::keywords(site, page)).and(&searched).digest();
    Some(Found { page, key, sort, passages: text::passages_about(site, page) })
}

impl Found {
    /// What it adds to the sum of its language.
    fn part(&self, place: usize) -> u128 {
        Digester::new().and(&place).and(&self.key).digest().0
    }

    /// The words of the page.
    fn read(&self, site: &Site, passages: &[text::Passage], reader: &mut PageReader<'_>) -> PageWords {
        let (description, label) = (text::description(site, self.page), text::label(site, self.page));
        let of_page = [
            (0, Field::PageTitle, &*site.pages[self.page].title),
            (0, Field::Description, &*description),
            (0, Field::Names, &*label),
        ];
        let keywords = text::keywords(site, self.page).iter().map(|keyword| (0, Field::Keyword, &**keyword));
        let of_passages = (0..).zip(passages).flat_map(|(at, passage)| {
            [
                (at, if passage.goes_on { Field::Again } else { Field::Title }, &*passage.title),
                (at, Field::Term, &*passage.term),
                (at, Field::Names, &*passage.number),
                (at, Field::Names, &*passage.names),
                (at, if passage.code { Field::Code } else { Field::Text }, &*passage.text),
            ]
        });
        let all = text::searched(site, self.page) == Searched::All;
        let is_meant =
            |(_, field, _): &(_, Field, _)| all || !matches!(field, Field::Description | Field::Text | Field::Code);
        reader.read(of_page.into_iter().chain(keywords).chain(of_passages).filter(is_meant))
    }
}

/// What a page is part of, in the reader's words: the folder it stands in, unless it is the folder's own page.
fn crumb(site: &Site, page: PageIx) -> &str {
    let shown = &site.pages[page];
    let folder = &site.folders[shown.folder];
    let own = folder.pages[shown.lang] == Some(page);
    let around = if own { folder.parent.map(|parent| &site.folders[parent]) } else { Some(folder) };
    around.filter(|folder| folder.parent.is_some()).map_or("", |folder| &folder.title[shown.lang])
}

/// The beginning of a text.
fn shortened(text: &str) -> &str {
    // Most are shorter by far, and have no more letters than bytes.
    if text.len() <= LONGEST_TEXT {
        return text;
    }
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((at, _)) => &text[..at],
        None => text,
    }
}
