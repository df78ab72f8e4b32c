//! Turns a text into the words that a search index knows it by: in lower case, elisions taken off, stemmed, without accents.
//!
//! The browser does the same with what a reader types (`static/search-text.js`); a test holds the two together. It does
//! not know where a text stands.

use crate::names::{HashMap, HashSet};
use rust_stemmers::{Algorithm, Stemmer};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What French puts before an apostrophe; the word is what follows.
const ELIDED: &[&str] =
    &["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu"];

/// Longer words are nobody's: keys, digests, encoded files.
const LONGEST: usize = 40;

/// Words that say nothing of what a text is about, without accents.
const STOP_FRENCH: &str = "a ai alors as au aux avec c ce ceci cela celle celles celui ces cet cette ceux chez ci comme \
    comment d dans de des donc du elle elles en est et eux faut il ils j je l la le les leur leurs lui m ma mais me mes \
    mon n ne ni nos notre nous on ont ou par pas peut pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa \
    se ses si son sont sur t ta te tes ton tu un une vos votre vous y ete etre";
const STOP_ENGLISH: &str = "a about an and are as at be been but by can could did do does for from had has have he her \
    his how i if in into is it its may me my of on or our shall she should so than that the their them then there these \
    they this those to was we were what when where which who whose why will with would you your";

/// How a language is read.
pub struct Reader {
    stemmer: Option<Stemmer>,
    apostrophes: Apostrophes,
    stop: HashSet<&'static str>,
    /// Every word that was met.
    words: Vec<Word>,
    /// The words of every run that was met before, by their places in `words`: a text repeats its words.
    known: HashMap<Box<str>, Found>,
    places: HashMap<(Arc<str>, Arc<str>), u32>,
    keys: HashMap<Arc<str>, u32>,
}

/// Above so many different runs of letters, those met so far are forgotten: they are numbers and codes, which few texts
/// repeat.
const MOST_KNOWN: usize = 200_000;

/// The words of a run: most have one or none, which stand where they are looked up.
enum Found {
    Few([u32; 3], u8),
    Many(Box<[u32]>),
}

impl Found {
    fn of(words: &[u32]) -> Found {
        let mut few = [0; 3];
        match few.get_mut(..words.len()) {
            Some(own) => own.copy_from_slice(words),
            None => return Found::Many(words.into()),
        }
        Found::Few(few, words.len() as u8)
    }

    fn words(&self) -> &[u32] {
        match self {
            Found::Few(words, count) => &words[..usize::from(*count)],
            Found::Many(words) => words,
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Apostrophes {
    French,
    English,
    /// Each side is a word.
    Split,
}

/// A word as it was met, in lower case, and what it is found by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word {
    pub key: Arc<str>,
    pub form: Arc<str>,
    /// The number of the key among those that its reader met.
    pub number: u32,
}

/// The words of a language that are left out, separated by spaces.
pub fn stop_words(primary: &str) -> &'static str {
    match primary {
        "fr" => STOP_FRENCH,
        "en" => STOP_ENGLISH,
        _ => "",
    }
}

impl Reader {
    /// A reader of the language with this primary subtag.
    pub fn new(primary: &str) -> Reader {
        let (stemmer, apostrophes) = match primary {
            "fr" => (Some(Stemmer::create(Algorithm::French)), Apostrophes::French),
            "en" => (Some(Stemmer::create(Algorithm::English)), Apostrophes::English),
            _ => (None, Apostrophes::Split),
        };
        let stop = stop_words(primary).split_ascii_whitespace().collect();
        let (known, places, keys) = (HashMap::default(), HashMap::default(), HashMap::default());
        Reader { stemmer, apostrophes, stop, words: Vec::new(), known, places, keys }
    }

    /// Calls `see` with the number of every word of a text that counts, and of every compound beside its parts.
    pub fn words(&mut self, text: &str, see: &mut dyn FnMut(u32)) {
        for run in runs(text) {
            if let Some(known) = self.known.get(run) {
                known.words().iter().for_each(|&word| see(word));
                continue;
            }
            let plain: String = run.nfc().flat_map(char::to_lowercase).collect();
            let plain = plain.replace('œ', "oe").replace('æ', "ae");
            let mut found = Vec::new();
            for piece in self.pieces(&plain) {
                self.piece(&piece, &mut found);
            }
            found.iter().for_each(|&word| see(word));
            if self.known.len() >= MOST_KNOWN {
                self.known.clear();
            }
            self.known.insert(run.into(), Found::of(&found));
        }
    }

    /// A word by its number.
    pub fn word(&self, number: u32) -> &Word {
        &self.words[number as usize]
    }

    /// What stands between apostrophes, elisions and endings taken off.
    fn pieces(&self, run: &str) -> Vec<String> {
        let parts: Vec<&str> = run.split(['\'', '’']).collect();
        match self.apostrophes {
            _ if parts.len() == 1 => vec![run.to_owned()],
            Apostrophes::Split => parts.into_iter().map(str::to_owned).collect(),
            Apostrophes::French => {
                let first = parts[..parts.len() - 1].iter().position(|part| !ELIDED.contains(part));
                vec![parts[first.unwrap_or(parts.len() - 1)..].concat()]
            }
            Apostrophes::English => {
                let end = if parts.last() == Some(&"s") { parts.len() - 1 } else { parts.len() };
                vec![parts[..end].concat()]
            }
        }
    }

    fn piece(&mut self, piece: &str, found: &mut Vec<u32>) {
        let parts: Vec<&str> = piece.split(is_joint).collect();
        for part in &parts {
            if part.chars().count() <= LONGEST && !self.stop.contains(&*fold(part)) {
                let key = self.stem(part);
                found.push(self.place(key, (*part).to_owned()));
            }
        }
        if parts.len() > 1 && piece.chars().count() <= LONGEST {
            found.push(self.place(compound(piece), piece.replace('\u{2011}', "-")));
        }
    }

    /// The number of a word, which it gets when it is met first.
    fn place(&mut self, key: String, form: String) -> u32 {
        let (key, form): (Arc<str>, Arc<str>) = (key.into(), form.into());
        let next = self.words.len() as u32;
        let place = *self.places.entry((key.clone(), form.clone())).or_insert(next);
        if place == next {
            let number = self.keys.len() as u32;
            let number = *self.keys.entry(key.clone()).or_insert(number);
            self.words.push(Word { key, form, number });
        }
        place
    }

    fn stem(&self, word: &str) -> String {
        match &self.stemmer {
            Some(stemmer) if !word.contains(|c: char| c.is_numeric()) => fold(&stemmer.stem(word)),
            _ => fold(word),
        }
    }

    /// The key that the same word has when its accents are left out, if it is another one.
    pub fn bare_key(&self, key: &str, form: &str) -> Option<String> {
        if form.is_ascii() || form.contains(is_joint) {
            return None;
        }
        let bare = self.stem(&fold(form));
        (bare != key).then_some(bare)
    }
}

/// What joins the parts of a compound: `mot-clé`, `base_url`, `6.2`.
fn is_joint(c: char) -> bool {
    matches!(c, '.' | '-' | '_' | '\u{2011}')
}

/// What a compound is found by: as one word, but for the dots, which tell 6.2 from 62.
fn compound(piece: &str) -> String {
    fold(piece).replace(['-', '_', '\u{2011}'], "")
}

/// The longest runs of letters and digits, held together by single joints and apostrophes.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = &rest[rest.find(is_inner)?..];
        let mut end = 0;
        let mut joint = None;
        for (at, c) in rest.char_indices() {
            if is_inner(c) {
                (end, joint) = (at + c.len_utf8(), None);
            } else if joint.is_none() && (is_joint(c) || matches!(c, '\'' | '’')) {
                joint = Some(at);
            } else {
                break;
            }
        }
        let run = &rest[..end];
        rest = &rest[end..];
        Some(run)
    })
}

fn is_inner(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        // All of them letters, but for two signs: most of what a European text has beside ASCII.
        'À'..='ɏ' => !matches!(c, '×' | '÷'),
        c => c.is_alphanumeric() || (c >= '\u{300}' && is_combining_mark(c)),
    }
}

/// A text without accents and ligatures; it is in lower case already.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let bare = text.nfd().filter(|c| !is_combining_mark(*c));
    bare.collect::<String>().replace('œ', "oe").replace('æ', "ae").replace('ß', "ss")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(primary: &str, text: &str) -> Vec<String> {
        let mut keys = Vec::new();
        let mut reader = Reader::new(primary);
        reader.words(text, &mut |word| keys.push(word));
        keys.into_iter().map(|word| reader.word(word).key.to_string()).collect()
    }

    #[test]
    fn french_words() {
        assert_eq!(keys("fr", "l'annexe L’annexe, annexes"), ["annex", "annex", "annex"]);
        assert_eq!(keys("fr", "d’effet jusqu'aux effets"), ["effet", "effet"]);
        assert_eq!(keys("fr", "aujourd'hui"), ["aujourdhui"]);
        assert_eq!(keys("fr", "Cœur cœurs COEUR"), ["coeur", "coeur", "coeur"]);
        assert_eq!(keys("fr", "déployer déployé déploiement"), ["deploi", "deploi", "deploi"]);
        assert_eq!(keys("fr", "sous-dossier"), ["sous", "dossi", "sousdossier"]);
        // Accents in two pieces.
        assert_eq!(keys("fr", "e\u{301}le\u{300}ve"), keys("fr", "élève"));
    }

    #[test]
    fn english_words() {
        assert_eq!(keys("en", "The pages' page's don’t"), ["page", "page", "dont"]);
        assert_eq!(keys("en", "e-mail email"), ["e", "mail", "email", "email"]);
    }

    #[test]
    fn numbers_and_codes() {
        for primary in ["fr", "en"] {
            assert_eq!(keys(primary, "clause 6.2."), ["claus", "6", "2", "6.2"]);
            assert_eq!(keys(primary, "DG-D004"), ["dg", "d004", "dgd004"]);
            assert_eq!(
                keys(primary, "base_url:"),
                ["bas", "url", "baseurl"].map(|k| if primary == "en" && k == "bas" { "base" } else { k })
            );
        }
    }

    #[test]
    fn other_languages_are_folded() {
        assert_eq!(keys("es", "Las páginas del niño"), ["las", "paginas", "del", "nino"]);
        assert_eq!(keys("it", "l'acqua"), ["l", "acqua"]);
    }

    #[test]
    fn words_without_their_accents() {
        let reader = Reader::new("fr");
        assert_eq!(reader.bare_key("deploi", "déployées").as_deref(), Some("deploye"));
    }
}
