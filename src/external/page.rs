//! Turns the HTML of a page into whether it has the elements that fragments name.
//!
//! It runs no scripts; a page that is made by them is not judged.

use crate::answers::Anchor;
use crate::diag::nearest;
use html5gum::{Token, Tokenizer};
use percent_encoding::percent_decode_str;
use std::collections::BTreeSet;

/// What a fragment may name on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    ids: BTreeSet<String>,
    /// Whether an id that was not seen is not there.
    conclusive: bool,
    torn: bool,
}

impl Page {
    /// A page from its bytes; `complete` says that none are missing.
    pub fn read(bytes: &[u8], complete: bool) -> Page {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            // Old pages are in Latin-1, or nearly; where they are not, ids in ASCII are read all the same.
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        };
        let mut ids = BTreeSet::new();
        let mut has_heading = false;
        for Ok(token) in Tokenizer::new(text.as_str()) {
            let Token::StartTag(tag) = token else { continue };
            let name = String::from_utf8_lossy(&tag.name).into_owned();
            has_heading |= matches!(name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
            for (attribute, value) in &tag.attributes {
                if **attribute == *b"id" || (**attribute == *b"name" && name == "a") {
                    ids.insert(String::from_utf8_lossy(&value.value).into_owned());
                }
            }
        }
        // Without a heading it is a shell that scripts fill.
        Page { ids, conclusive: complete && has_heading, torn: false }
    }

    /// A page whose end did not arrive.
    pub fn torn(bytes: &[u8]) -> Page {
        Page { torn: true, ..Page::read(bytes, false) }
    }

    pub fn is_torn(&self) -> bool {
        self.torn
    }

    /// Whether what was read shows all that is to be known of this fragment.
    pub fn knows(&self, fragment: &str) -> bool {
        self.conclusive || self.has(fragment)
    }

    pub fn anchor(&self, fragment: &str) -> Anchor {
        if !self.conclusive || self.has(fragment) {
            return Anchor::Fine;
        }
        let id = percent_decode_str(fragment).decode_utf8_lossy();
        let near = nearest(&id, self.ids.iter().map(String::as_str));
        Anchor::Absent { nearest: near.map(Box::from) }
    }

    /// As it stands, else percent-decoded (HTML Standard, "find a potential indicated element").
    fn has(&self, fragment: &str) -> bool {
        // What follows is for highlighting.
        let fragment = fragment.split(":~:").next().unwrap_or(fragment);
        let decoded = percent_decode_str(fragment).decode_utf8_lossy();
        let has = |id: &str| self.ids.contains(id);
        // GitHub puts a prefix before the ids that authors write, and its scripts take it away.
        has(fragment) || has(&decoded) || has(&format!("user-content-{decoded}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_ids_and_names() {
        let page = Page::read(
            "<h1 id=a>A</h1><a name='b c'></a><p id=\"é\"><h2 id=user-content-d><!-- <p id=no> -->".as_bytes(),
            true,
        );
        for there in ["a", "b%20c", "%C3%A9", "é", "d", "user-content-d", "a:~:text=A"] {
            assert_eq!(page.anchor(there), Anchor::Fine, "{there}");
        }
        for absent in ["no", "A", "B c", "zzzzzz"] {
            assert!(matches!(page.anchor(absent), Anchor::Absent { .. }), "{absent}");
        }
        assert_eq!(page.anchor("A"), Anchor::Absent { nearest: Some("a".into()) });
    }

    #[test]
    fn what_was_not_seen_whole_is_not_judged() {
        assert_eq!(Page::read(b"<h1>A</h1>", false).anchor("b"), Anchor::Fine);
        assert_eq!(Page::read(b"<div id=app></div><script src=a.js></script>", true).anchor("b"), Anchor::Fine);
        let latin = Page::read(b"<h1 id='\xe9t\xe9'>A</h1>", true);
        assert_eq!(latin.anchor("%C3%A9t%C3%A9"), Anchor::Fine);
    }
}
