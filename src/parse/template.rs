//! Turns the text of a template into the addresses and ids that are written out in it, with their places.
//!
//! What is computed when a page is made is not seen here, and whether anything stands at an address is not asked.

use super::facts::{Address, IdUse, Purpose};
use super::html::{self, Found};
use super::suspect::suspect;
use crate::diag::Finding;
use crate::diag::rules::quality;
use crate::source::{Source, Span};
use std::ops::Range;

/// What a template says in so many words.
#[derive(Default)]
pub struct Literals {
    pub addresses: Vec<Address>,
    pub ids: Vec<Box<str>>,
    pub id_uses: Vec<IdUse>,
    pub findings: Vec<Finding>,
}

/// Stands for every byte that is computed; no text may hold it.
const COMPUTED: char = '\u{1}';

/// The literals of a template.
pub fn literals(source: &Source) -> Literals {
    let text = masked(source.text());
    let mut literals = Literals::default();
    let span = |range: &Range<usize>| Span::new(range.start, range.end);
    for found in html::scan(&text) {
        match found {
            Found::Address { purpose, value, range, .. } if !value.contains(COMPUTED) && !value.is_empty() => {
                let purpose = match purpose {
                    html::Purpose::Link => Purpose::Link,
                    html::Purpose::Resource => Purpose::Resource,
                };
                let span = span(&range);
                literals.findings.extend(suspect(&value, span));
                literals.addresses.push(Address {
                    span,
                    text: value.into(),
                    purpose,
                    empty: false,
                    form: None,
                    unit: None,
                    used: None,
                });
            }
            Found::Id { value, .. } | Found::Map { value, .. } => literals.ids.push(value.into()),
            Found::IdUse { value, range, map } if !value.contains(COMPUTED) => {
                literals.id_uses.push(IdUse { id: value.into(), span: span(&range), map });
            }
            // Its attributes may be computed, all of them at once.
            Found::NoAlt { range } if !text[range.clone()].contains(COMPUTED) => {
                literals.findings.push(Finding::new(&quality::MISSING_ALT, span(&range)).help("attribute"));
            }
            _ => {}
        }
    }
    literals
}

/// The text with every command and value of the template language masked, byte for byte.
fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("{") {
        let (before, from) = rest.split_at(open);
        out.push_str(before);
        let (close, mask) = match from.as_bytes().get(1) {
            Some(b'{') => ("}}", COMPUTED),
            Some(b'%') => ("%}", COMPUTED),
            Some(b'#') => ("#}", ' '),
            _ => {
                out.push('{');
                rest = &from[1..];
                continue;
            }
        };
        let end = from[2..].find(close).map_or(from.len(), |end| end + 4);
        out.extend(std::iter::repeat_n(mask, end));
        rest = &from[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_written_out_is_found() {
        let text = "{# <a href=no> #}<a {% if x %}href=\"/a/\"{% endif %}><a href=\"{{ u }}/b\"><a href=/é/>\
                    <img src='{{ x }}' {% if a %}alt=y{% endif %}><p id=\"z-{{ i }}\" aria-labelledby=\"z-{{ i }} w\">";
        let source = Source::new("templates/a.html", text.as_bytes().to_vec());
        let literals = literals(&source);
        let found: Vec<(&str, &str)> =
            literals.addresses.iter().map(|address| (&*address.text, source.slice(address.span))).collect();
        assert_eq!(found, [("/a/", "/a/"), ("/é/", "/é/")]);
        let uses: Vec<&str> = literals.id_uses.iter().map(|used| &*used.id).collect();
        assert_eq!((uses, literals.findings.len()), (vec!["w"], 0));
    }
}
