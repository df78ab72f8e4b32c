//! Turns the number of what a link leads to into words of a language: "section 6.2", « de l’article 6.2 », "clauses 3 to 5".
//!
//! The nouns are words of the interface, which a site may change; articles and plurals follow from the noun. A language
//! without a grammar here gets the noun and the number as its words say them.

use super::href::unit_kind;
use crate::lang::LangId;
use crate::link::{Anchored, JoinedIx, PageIx, PairIx, Shows, Site};
use crate::parse::facts::{CaptionKind, Form, UnitKind};

/// What has a number, as a link to it names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cited {
    Section,
    Clause,
    Annex,
    Table,
    Figure,
}

impl Cited {
    fn word(self) -> &'static str {
        match self {
            Cited::Section => "ref_section",
            Cited::Clause => "ref_clause",
            Cited::Annex => "ref_annex",
            Cited::Table => "ref_table",
            Cited::Figure => "ref_figure",
        }
    }
}

/// A number, and what has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Numbered {
    pub cited: Cited,
    pub number: Box<str>,
}

/// What has a number at the end of a link: a unit, a table or figure, else the part that the page shows.
pub fn numbered(
    site: &Site,
    page: PageIx,
    unit: Option<(PairIx, JoinedIx)>,
    fragment: Option<&str>,
) -> Option<Numbered> {
    let shown = &site.pages[page];
    let captioned = |id: &str| {
        let pair = &site.pairs[shown.pair?];
        let document = &site.documents[shown.edition?];
        let captions = &document.facts().captions;
        let at = captions.iter().position(|caption| caption.id.as_deref() == Some(id))?;
        let number = pair.captions[document.place.lang].get(at).filter(|number| !number.is_empty())?;
        let cited = if captions[at].kind == CaptionKind::Table { Cited::Table } else { Cited::Figure };
        Some(Numbered { cited, number: number.clone() })
    };
    let part = || {
        let pair = shown.pair?;
        let (book, place) = match shown.shows {
            Shows::Part(book, place) => (book, place),
            Shows::Document => site.pairs[pair].part_of?,
            _ => return None,
        };
        let part = &site.handbooks[book].parts[place];
        of_unit(site, part.pair, part.unit)
    };
    match (unit, fragment) {
        (Some((pair, unit)), _) => of_unit(site, pair, unit),
        // A heading of a snippet has a title of its own.
        (None, Some(id)) if is_included(site, page, id) => None,
        (None, Some(id)) => captioned(id).or_else(part),
        (None, None) => part(),
    }
}

fn is_included(site: &Site, page: PageIx, id: &str) -> bool {
    let shown = &site.pages[page];
    let ids = shown.pair.map(|pair| &site.pairs[pair].ids[shown.lang]);
    ids.is_some_and(|ids| matches!(ids.targets.get(id), Some(Anchored::Included(_))))
}

/// The number of a section, a clause or an annex.
pub fn of_unit(site: &Site, pair: PairIx, unit: JoinedIx) -> Option<Numbered> {
    let number = site.pairs[pair].units[unit as usize].number.clone();
    let cited = match unit_kind(site, pair, unit).filter(|_| !number.is_empty())? {
        (UnitKind::Clause, _) => Cited::Clause,
        (UnitKind::Section, true) => Cited::Annex,
        (UnitKind::Section, false) => Cited::Section,
        (UnitKind::Entry | UnitKind::Term, _) => return None,
    };
    Some(Numbered { cited, number })
}

/// How a reference is worded.
pub struct Wording {
    pub lang: LangId,
    pub form: Option<Form>,
    /// Whether several are named together.
    pub plural: bool,
    /// Whether a sentence begins with it.
    pub capital: bool,
}

/// What is printed of one number: words before the link, and in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Phrase {
    pub before: String,
    pub text: String,
}

/// A reference in words.
pub fn phrase(site: &Site, cited: Cited, number: &str, wording: &Wording) -> Phrase {
    let template = site.words[wording.lang].get(cited.word()).map_or("{number}", String::as_str);
    inflected(template, site.config.languages[wording.lang].primary(), number, wording)
}

fn inflected(template: &str, language: &str, number: &str, wording: &Wording) -> Phrase {
    if wording.form == Some(Form::Bare) {
        return Phrase { before: String::new(), text: number.to_owned() };
    }
    let end = template.find(['\u{a0}', '\u{202f}', ' ', '{']).unwrap_or(template.len());
    let (noun, rest) = template.split_at(end);
    let named = if wording.plural { plural(noun, language) } else { noun.to_owned() };
    let before = match language {
        "fr" => article(noun, wording.form, wording.plural),
        _ => "",
    };
    let mut phrase = Phrase { before: before.to_owned(), text: format!("{named}{}", rest.replace("{number}", number)) };
    if wording.capital {
        let first = if phrase.before.is_empty() { &mut phrase.text } else { &mut phrase.before };
        *first = capital(first);
    }
    phrase
}

/// A text with a capital at its beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn plural(noun: &str, language: &str) -> String {
    let ends = |ends: &[&str]| ends.iter().any(|end| noun.ends_with(end));
    match language {
        _ if noun.is_empty() || noun.ends_with('.') => noun.to_owned(),
        "fr" if ends(&["s", "x", "z"]) => noun.to_owned(),
        "fr" if ends(&["eau", "eu"]) => format!("{noun}x"),
        "fr" => format!("{noun}s"),
        "en" if ends(&["s", "x", "ch", "sh"]) => format!("{noun}es"),
        "en" => format!("{noun}s"),
        _ => noun.to_owned(),
    }
}

/// Nouns that end as the other gender does.
const MASCULINE: [&str; 12] = [
    "article",
    "chapitre",
    "titre",
    "paragraphe",
    "livre",
    "appendice",
    "module",
    "thème",
    "volume",
    "registre",
    "formulaire",
    "barème",
];

/// The French article and preposition before a noun, with what separates them from it.
fn article(noun: &str, form: Option<Form>, plural: bool) -> &'static str {
    let low = noun.to_lowercase();
    let elided = low.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'é', 'è', 'ê', 'â', 'î', 'œ']);
    let bare = low.strip_prefix("sous-").unwrap_or(&low);
    let feminine = bare.ends_with("ion") || bare.ends_with('e') && !MASCULINE.contains(&bare);
    match (form, plural) {
        (None | Some(Form::Bare), _) => "",
        (Some(Form::The), true) => "les ",
        (Some(Form::Of), true) => "des ",
        (Some(Form::To), true) => "aux ",
        (Some(Form::The), false) if elided => "l’",
        (Some(Form::Of), false) if elided => "de l’",
        (Some(Form::To), false) if elided => "à l’",
        (Some(Form::The), false) if feminine => "la ",
        (Some(Form::Of), false) if feminine => "de la ",
        (Some(Form::To), false) if feminine => "à la ",
        (Some(Form::The), false) => "le ",
        (Some(Form::Of), false) => "du ",
        (Some(Form::To), false) => "au ",
    }
}

/// Whether a sentence begins after a text: at its beginning, or after a full stop that ends no short word.
pub fn begins_sentence(before: &str) -> bool {
    let trimmed = before.trim_end();
    let Some(last) = trimmed.chars().next_back() else { return true };
    if trimmed.len() == before.len() || !matches!(last, '.' | '!' | '?' | '…') {
        return false;
    }
    let word = trimmed.trim_end_matches(['.', '!', '?', '…']);
    let letters = word.chars().rev().take_while(|c| c.is_alphanumeric()).count();
    let word = word.chars().rev().take(letters).collect::<Vec<char>>().into_iter().rev().collect::<String>();
    // "see art. 6", « voir p. 3 », "etc.": a short word is more often cut off than at the end of its sentence.
    last != '.' || letters > 3 || letters == 0 || word.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn french(template: &str, form: Option<Form>, plural: bool, capital: bool) -> String {
        let wording = Wording { lang: LangId(0), form, plural, capital };
        let phrase = inflected(template, "fr", "6.2", &wording);
        format!("{}{}", phrase.before, phrase.text)
    }

    #[test]
    fn french_articles_follow_the_noun() {
        let forms = [Some(Form::The), Some(Form::Of), Some(Form::To)];
        let all = |noun: &str| {
            let template = format!("{noun} {{number}}");
            forms.map(|form| french(&template, form, false, false)).join(", ")
        };
        assert_eq!(all("article"), "l’article 6.2, de l’article 6.2, à l’article 6.2");
        assert_eq!(all("annexe"), "l’annexe 6.2, de l’annexe 6.2, à l’annexe 6.2");
        assert_eq!(all("clause"), "la clause 6.2, de la clause 6.2, à la clause 6.2");
        assert_eq!(all("section"), "la section 6.2, de la section 6.2, à la section 6.2");
        assert_eq!(all("tableau"), "le tableau 6.2, du tableau 6.2, au tableau 6.2");
        assert_eq!(all("chapitre"), "le chapitre 6.2, du chapitre 6.2, au chapitre 6.2");
        assert_eq!(all("sous-section"), "la sous-section 6.2, de la sous-section 6.2, à la sous-section 6.2");
        assert_eq!(all("sous-article"), "le sous-article 6.2, du sous-article 6.2, au sous-article 6.2");
        assert_eq!(all("alinéa"), "l’alinéa 6.2, de l’alinéa 6.2, à l’alinéa 6.2");
        assert_eq!(french("tableau {number}", Some(Form::To), true, false), "aux tableaux 6.2");
        assert_eq!(french("article {number}", Some(Form::Of), false, true), "De l’article 6.2");
        assert_eq!(french("article {number}", None, false, true), "Article 6.2");
    }

    #[test]
    fn english_nouns_take_their_plural_and_no_article() {
        let wording = Wording { lang: LangId(0), form: Some(Form::Of), plural: true, capital: true };
        for (noun, wanted) in [("clause", "Clauses"), ("Annex", "Annexes")] {
            let found = inflected(&format!("{noun} {{number}}"), "en", "3", &wording);
            assert_eq!(found, Phrase { before: String::new(), text: format!("{wanted} 3") });
        }
    }

    #[test]
    fn sentences_begin_after_full_stops_of_long_words() {
        for before in ["", "It ends. ", "Vraiment ? ", "It is 2026. "] {
            assert!(begins_sentence(before), "{before}");
        }
        for before in ["See ", "See art. ", "etc. ", "p. ", "It ends.", "as: "] {
            assert!(!begins_sentence(before), "{before}");
        }
    }
}
