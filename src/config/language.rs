//! Turns what the settings say of one language into the language: its tag, how it is named in addresses and files, and what it
//! calls itself.
//!
//! It knows no other setting; which languages a site has is `config`'s.

use super::settings::LanguageSetting;
use crate::diag::Finding;
use crate::diag::rules::settings as rules;
use crate::lang::{Lang, primary_subtag};

/// The finding that a language has the tag, segment or suffix of one before it.
pub(super) fn alike(setting: &LanguageSetting, lang: &Lang, before: &[Lang]) -> Option<Finding> {
    let whats = [("tag", &lang.tag), ("segment", &lang.segment), ("suffix", &lang.suffix)];
    let taken = |what: &str, value: &str| {
        before.iter().any(|other| {
            let theirs = match what {
                "tag" => &other.tag,
                "segment" => &other.segment,
                _ => &other.suffix,
            };
            theirs.eq_ignore_ascii_case(value)
        })
    };
    let (what, value) = whats.into_iter().find(|(what, value)| taken(what, value))?;
    let span = match what {
        "segment" => setting.segment.as_ref().unwrap_or(&setting.tag).span,
        "suffix" => setting.suffix.as_ref().unwrap_or(&setting.tag).span,
        _ => setting.tag.span,
    };
    let finding =
        Finding::new(&rules::LANGUAGES_ALIKE, span).with("value", value.as_str()).with("tag", lang.tag.as_str());
    Some(finding.with("what", what).help(if what == "tag" { "remove" } else { "distinct" }))
}

pub(super) fn lang(tag: &str, segment: Option<String>, suffix: Option<String>, name: Option<String>) -> Lang {
    let primary = primary_subtag(tag).to_lowercase();
    Lang {
        tag: tag.to_owned(),
        name: name.unwrap_or_else(|| own_name(&primary).map_or_else(|| tag.to_owned(), str::to_owned)),
        segment: segment.unwrap_or_else(|| primary.clone()),
        suffix: suffix.unwrap_or(primary),
    }
}

/// The form of a BCP 47 tag: subtags of one to eight ASCII letters and digits, the first of two or three letters.
pub(super) fn is_tag(text: &str) -> bool {
    let mut subtags = text.split('-');
    let primary = subtags.next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && subtags
            .all(|subtag| (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// What a language calls itself, by primary subtag (Unicode CLDR, with the capital that a list begins with).
fn own_name(primary: &str) -> Option<&'static str> {
    Some(match primary {
        "ar" => "العربية",
        "ca" => "Català",
        "cs" => "Čeština",
        "cy" => "Cymraeg",
        "da" => "Dansk",
        "de" => "Deutsch",
        "el" => "Ελληνικά",
        "en" => "English",
        "es" => "Español",
        "et" => "Eesti",
        "eu" => "Euskara",
        "fa" => "فارسی",
        "fi" => "Suomi",
        "fr" => "Français",
        "ga" => "Gaeilge",
        "he" => "עברית",
        "hi" => "हिन्दी",
        "hr" => "Hrvatski",
        "hu" => "Magyar",
        "is" => "Íslenska",
        "it" => "Italiano",
        "iu" => "ᐃᓄᒃᑎᑐᑦ",
        "ja" => "日本語",
        "ko" => "한국어",
        "lt" => "Lietuvių",
        "lv" => "Latviešu",
        "nb" => "Norsk bokmål",
        "nl" => "Nederlands",
        "nn" => "Norsk nynorsk",
        "no" => "Norsk",
        "pl" => "Polski",
        "pt" => "Português",
        "ro" => "Română",
        "ru" => "Русский",
        "sk" => "Slovenčina",
        "sl" => "Slovenščina",
        "sv" => "Svenska",
        "tr" => "Türkçe",
        "uk" => "Українська",
        "vi" => "Tiếng Việt",
        "zh" => "中文",
        _ => return None,
    })
}
