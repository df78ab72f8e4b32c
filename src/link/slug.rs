//! Turns the text of a heading into an id, and the name of a file into a part of an address.
//!
//! The rule is Diglot's own and is documented in the manual: lower case, NFC, accents kept, anything else one hyphen.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The id of a heading's text: letters and digits in lower case, every other run of characters one hyphen.
///
/// Accents are kept, since a reader may see the address. A text without letters and digits has no slug.
pub fn slug(text: &str) -> Option<String> {
    match text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        true => slug_of(text.chars(), text.len()),
        false => slug_of(text.nfc(), text.len()),
    }
}

fn slug_of(chars: impl Iterator<Item = char>, capacity: usize) -> Option<String> {
    let mut out = String::with_capacity(capacity);
    let mut gap = false;
    for c in chars {
        if c.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push('-');
            }
            gap = false;
            match c.is_ascii() {
                true => out.push(c.to_ascii_lowercase()),
                false => out.extend(c.to_lowercase()),
            }
        } else {
            gap = true;
        }
    }
    (!out.is_empty()).then_some(out)
}

/// Everything but unreserved characters (RFC 3986, 2.3), a few that are safe in a part of a path, and what stands between
/// its parts.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'(')
    .remove(b')')
    .remove(b',')
    .remove(b'@')
    .remove(b'+');

/// Percent-encodes a path.
pub fn encode_path(path: &str) -> String {
    utf8_percent_encode(path, ENCODED).to_string()
}

/// The composed form (NFC) of a text, which nearly every text is in.
pub fn composed(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { text.nfc().collect() }
}

/// A form that two addresses share if a server or a disk may take them for the same: NFC, lower case.
pub fn folded(address: &str) -> String {
    match address.is_ascii() {
        true => address.to_ascii_lowercase(),
        false => address.nfc().flat_map(char::to_lowercase).nfc().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        for (text, expected) in [
            ("Prérequis", "prérequis"),
            ("L’annexe d'origine", "l-annexe-d-origine"),
            ("Qu'est-ce que c'est ?", "qu-est-ce-que-c-est"),
            ("Œuvre & « guillemets » : 10 €", "œuvre-guillemets-10"),
            ("🚀 Launch", "launch"),
            ("cafe\u{301}", "café"),
            ("diglot.yaml", "diglot-yaml"),
        ] {
            assert_eq!(slug(text).as_deref(), Some(expected));
        }
        assert_eq!(slug("???"), None);
    }

    #[test]
    fn paths_are_encoded() {
        assert_eq!(encode_path("a b/é?.png"), "a%20b/%C3%A9%3F.png");
    }
}
