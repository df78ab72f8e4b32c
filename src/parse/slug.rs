//! Turns the text of a heading into an id.
//!
//! The rule is Diglot's own and is documented in the manual: lower case, NFC, accents kept, anything else one hyphen.

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
}
