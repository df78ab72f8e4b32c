//! Turns a path into the form in which it stands in an address, and into one in which it is compared.
//!
//! What the id of a heading is, which is also a part of an address, is said where texts are read.

pub use crate::parse::slug;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;

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
    fn paths_are_encoded() {
        assert_eq!(encode_path("a b/é?.png"), "a%20b/%C3%A9%3F.png");
    }
}
