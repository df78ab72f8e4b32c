//! Turns addresses into what they lead to whatever the language: the document and section, or the address elsewhere
//! without the marks of its language.
//!
//! It asks nobody what stands at an address outside the site: two addresses that differ in more are equal if the settings
//! say so.

use crate::config::Config;
use crate::lang::{LangId, Languages};
use crate::link::{Anchored, JoinedIx, Pair, PairIx, Shows, Site, Target, find_id};
use crate::parse::facts::Address;
use crate::source::Digester;
use std::hash::Hash;

/// What an address leads to, in any language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Goal {
    Inside(Box<str>, Box<str>),
    Outside(Vec<String>),
    /// Where it leads is reported as a fault already, so that it may stand for anything.
    Unknown,
}

/// What an address leads to.
pub(super) fn goal(site: &Site, lang: LangId, address: &Address, target: &Target) -> Goal {
    match target {
        Target::Page { .. } => {
            let (document, place) = inside(site, target).unwrap_or_default();
            Goal::Inside(document.into(), place.into())
        }
        Target::File { address, .. } => Goal::Inside(neutral_path(address, &site.config.languages).into(), "".into()),
        Target::External => Goal::Outside(outside(&site.config, lang, &address.text)),
        Target::Broken(_) => Goal::Unknown,
    }
}

/// Adds what an address leads to, as far as other files have a say in it, to the key of what was found.
pub(super) fn hash(site: &Site, target: &Target, digester: &mut Digester) {
    match target {
        Target::Page { .. } => inside(site, target).hash(digester),
        Target::File { address, .. } => address.hash(digester),
        Target::External => 1_u8.hash(digester),
        Target::Broken(_) => 2_u8.hash(digester),
    }
}

/// The names of a document and of the section in it, the same in every language.
fn inside<'s>(site: &'s Site, target: &'s Target) -> Option<(&'s str, &'s str)> {
    let Target::Page { page, fragment, unit, .. } = target else { return None };
    let page = &site.pages[*page];
    let id = |pair: PairIx, unit: JoinedIx| (&*site.pairs[pair].key, &*site.pairs[pair].units[unit as usize].id);
    if let Some((pair, unit)) = unit {
        return Some(id(*pair, *unit));
    }
    if let (Shows::Part(handbook, part), None) = (page.shows, fragment) {
        let part = &site.handbooks[handbook].parts[part];
        return Some(id(part.pair, part.unit));
    }
    let Some(pair) = page.pair else {
        return Some(match page.shows {
            Shows::Folder(folder) => (&*site.folders[folder].path, ""),
            Shows::NotFound => ("404", ""),
            Shows::Search => ("search", ""),
            _ => ("", ""),
        });
    };
    let pair: &Pair = &site.pairs[pair];
    let found = fragment.as_deref().and_then(|fragment| find_id(&pair.ids[page.lang], fragment));
    let place = match found {
        Some((_, Anchored::Unit(unit))) => &*pair.units[unit as usize].id,
        Some((_, Anchored::Included(at))) => &*pair.included[at as usize].id,
        // Ids that are no unit's may be made of words in each language: the unit around must do.
        Some((_, Anchored::Inside(Some(unit)))) => &*pair.units[unit as usize].id,
        Some((_, Anchored::Inside(None))) | None => "",
    };
    Some((&pair.key, place))
}

/// The path of a file without the language in it.
fn neutral_path(path: &str, languages: &Languages) -> String {
    let parts = path.split(['/', '.']);
    let kept: Vec<&str> =
        parts.filter(|part| languages.by_suffix(part).is_none() && languages.by_segment(part).is_none()).collect();
    kept.join("/")
}

/// What addresses call a language, as they are seen in the world.
const MARKS: [&str; 16] = [
    "fr",
    "en",
    "fra",
    "fre",
    "eng",
    "french",
    "english",
    "francais",
    "français",
    "anglais",
    "f",
    "e",
    "es",
    "spa",
    "pt",
    "de",
];

/// What an address says before the name of a language.
const PARAMETERS: [&str; 7] = ["lang", "langue", "language", "locale", "hl", "lng", "l"];

/// Regions that follow a language in one name.
const REGIONS: [&str; 8] = ["ca", "fr", "us", "gb", "uk", "be", "ch", "qc"];

/// The words of an address without those that name its language.
fn outside(config: &Config, lang: LangId, text: &str) -> Vec<String> {
    let own = words(text);
    for (at, declared) in config.equivalents.iter().enumerate() {
        let Some(value) = &declared[lang] else { continue };
        let value = words(value);
        if !value.is_empty() && own.starts_with(&value) {
            let mut replaced = vec![format!("={at}")];
            replaced.extend(without_language(&own[value.len()..]));
            return replaced;
        }
    }
    without_language(&own)
}

/// The words of an address: the host in lower case, without `www`, scheme and fragment.
fn words(text: &str) -> Vec<String> {
    let text = text.trim();
    let text = text.split('#').next().unwrap_or(text);
    let (scheme, rest) = match text.split_once("//") {
        Some((_, rest)) => ("", rest),
        None => text.split_once(':').map_or(("", text), |(scheme, rest)| (scheme, rest)),
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let host = rest[..end].to_lowercase();
    let parts = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let mut words = parts(scheme);
    words.extend(parts(&host).into_iter().filter(|word| word != "www"));
    words.extend(parts(&rest[end..]));
    words
}

fn without_language(words: &[String]) -> Vec<String> {
    let is = |list: &[&str], at: usize| {
        words.get(at).is_some_and(|word| list.iter().any(|known| word.eq_ignore_ascii_case(known)))
    };
    let mut kept = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if is(&MARKS, at) {
            at += 1 + usize::from(is(&REGIONS, at + 1) && at > 0);
        } else if is(&PARAMETERS, at) && is(&MARKS, at + 1) {
            at += 1;
        } else {
            kept.push(words[at].clone());
            at += 1;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn equal(a: &str, b: &str) -> bool {
        without_language(&words(a)) == without_language(&words(b))
    }

    #[test]
    fn marks_of_a_language_make_no_other_address() {
        for (fr, en) in [
            ("https://a.example/fr/x", "https://a.example/en/x/"),
            ("https://a.example/fr-ca/x", "https://a.example/en-ca/x"),
            ("https://fr.a.example/x", "http://www.a.example/x"),
            ("https://a.example/x?lang=fr", "https://a.example/x"),
            ("https://a.example/x?id=3&hl=fr", "https://a.example/x?id=3&hl=en-US"),
            ("https://a.example/rapport-fra.pdf", "https://a.example/rapport-eng.pdf"),
            ("https://A.example/x#délai", "https://a.example/x#time-limit"),
            ("mailto:info-fr@a.example", "mailto:info-en@a.example"),
        ] {
            assert!(equal(fr, en), "{fr} {en}");
        }
    }

    #[test]
    fn other_addresses_are_others() {
        for (fr, en) in [
            ("https://a.example/x", "https://b.example/x"),
            ("https://a.example/x", "https://a.example/y"),
            ("https://a.example/x?id=3", "https://a.example/x?id=4"),
            ("https://a.example/X", "https://a.example/x"),
            ("mailto:a@a.example", "tel:a@a.example"),
        ] {
            assert!(!equal(fr, en), "{fr} {en}");
        }
    }
}
