//! Turns an address outside the site into the language that it says of itself: `/fr/`, `lang=fr`, `fr.example.org`.
//!
//! An address that says nothing, or two things, is in no language that anybody knows of.

use super::{Languages, primary_subtag};

/// The codes of three letters that stand for those of two (ISO 639-2).
const LONG: [(&str, &str); 3] = [("eng", "en"), ("fra", "fr"), ("fre", "fr")];

/// The parameters of a query that name a language.
const PARAMETERS: [&str; 5] = ["lang", "langue", "language", "locale", "hl"];

/// The primary subtag of the language that an address says it is in, among those of the site and French and English.
pub fn language_of(address: &str, languages: &Languages) -> Option<String> {
    let code = |text: &str| {
        let text = text.to_ascii_lowercase().replace('_', "-");
        let primary = primary_subtag(&text);
        let long = LONG.iter().find(|(long, _)| *long == text).map(|(_, short)| *short);
        let region = |rest: &str| rest.len() == 2 && rest.bytes().all(|byte| byte.is_ascii_alphabetic());
        let whole = text.split_once('-').is_none_or(|(_, rest)| region(rest));
        let known = matches!(primary, "fr" | "en") || languages.iter().any(|(_, lang)| lang.primary() == primary);
        long.or((known && whole).then_some(primary)).map(str::to_owned)
    };
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let mut parts = path.split('/').collect::<Vec<&str>>();
    let file = parts.pop().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    // Of a file only the last word of its name counts: `guide-eng.html`, `guide.fr.pdf`.
    let last = stem.rsplit(['-', '_', '.']).next().filter(|last| last.len() < stem.len() || stem == file);
    let label = host.split('.').next().filter(|_| host.matches('.').count() > 1);
    let asked = query.split('&').filter_map(|pair| pair.split_once('='));
    let asked = asked.filter(|(name, _)| PARAMETERS.iter().any(|known| name.eq_ignore_ascii_case(known)));
    let said = parts.into_iter().chain(last).chain(label).chain(asked.map(|(_, value)| value));
    let mut found = said.filter_map(code);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn addresses_say_their_language_or_nothing() {
        let lang = |tag: &str| Lang { tag: tag.into(), segment: tag.into(), suffix: tag.into(), name: tag.into() };
        let languages = Languages::new(vec![lang("fr-CA"), lang("es")]).expect("two languages");
        for (address, expected) in [
            ("https://example.org/en/guide", Some("en")),
            ("https://example.org/fr-ca/guide", Some("fr")),
            ("https://example.org/en_CA/", Some("en")),
            ("https://example.org/es/x/", Some("es")),
            ("https://example.org/it/x/", None),
            ("https://example.org/en", Some("en")),
            ("https://example.org/guide-eng.html", Some("en")),
            ("https://example.org/guide.fr.pdf", Some("fr")),
            ("https://example.org/when-en-route/", None),
            ("https://example.org/fr/en/", None),
            ("https://fr.example.org/", Some("fr")),
            ("https://fr.example/", None),
            ("https://example.org/?a=b&lang=fr", Some("fr")),
            ("https://example.org/?LANG=fra#en", Some("fr")),
            ("https://example.org/?q=fr", None),
            ("https://example.org/", None),
        ] {
            assert_eq!(language_of(address, &languages).as_deref(), expected, "{address}");
        }
    }
}
