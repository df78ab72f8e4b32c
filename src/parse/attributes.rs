//! Turns a trailing `{#id .class number=14}` into attributes.
//!
//! It reads ids, classes and pinned numbers only; a brace that holds anything else is text.

use super::tree::{Attributes, Named};
use crate::source::Span;

/// Splits `text` into what comes before a trailing `{#id .class …}` and the attributes; `offset` is where `text` starts.
pub(super) fn split_trailing(text: &str, offset: u32) -> Option<(&str, Attributes)> {
    let trimmed = text.trim_end();
    let inner_end = trimmed.len().checked_sub(1).filter(|_| trimmed.ends_with('}'))?;
    let open = trimmed.rfind('{')?;
    let inner = &trimmed[open + 1..inner_end];
    let attributes = read(inner, offset + open as u32 + 1)?;
    Some((trimmed[..open].trim_end(), attributes))
}

/// What stands before a number that an author pins.
const NUMBER: &str = "number=";

/// Reads `#id .class .class number=14`; `None` if there is anything else, or nothing.
fn read(inner: &str, offset: u32) -> Option<Attributes> {
    let mut attributes = Attributes::default();
    let mut any = false;
    let mut rest = inner.trim_start();
    while !rest.is_empty() {
        let word = word(rest);
        let at = offset + (word.as_ptr() as usize - inner.as_ptr() as usize) as u32;
        rest = rest[word.len()..].trim_start();
        if let Some(value) = word.strip_prefix(NUMBER).filter(|_| attributes.number.is_none()) {
            let bare = value.trim_matches(['"', '\'']);
            let start = at + (NUMBER.len() + value.find(bare)?) as u32;
            attributes.number = Some(pinned(bare, start)?);
            any = true;
            continue;
        }
        let name = word.get(1..)?;
        if name.is_empty() || name.contains(['#', '{', '}', '"', '\'', '=', '<', '>']) {
            return None;
        }
        match word.as_bytes()[0] {
            b'#' if attributes.id.is_none() => {
                let span = Span { start: at + 1, end: at + word.len() as u32 };
                attributes.id = Some(Named { id: name.into(), span });
            }
            b'.' => attributes.classes.push(name.into()),
            _ => return None,
        }
        any = true;
    }
    any.then_some(attributes)
}

/// The first word of what stands in braces; « 6 bis » is one, with quotation marks around it or without.
fn word(rest: &str) -> &str {
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let Some(value) = rest.strip_prefix(NUMBER) else { return &rest[..end] };
    if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\''))
        && let Some(close) = value[1..].find(quote)
    {
        return &rest[..NUMBER.len() + close + 2];
    }
    let next = rest[end..].trim_start();
    let adverb = next.find(char::is_whitespace).map_or(next, |end| &next[..end]);
    match ["bis", "ter", "quater"].contains(&adverb) {
        true => &rest[..rest.len() - next.len() + adverb.len()],
        false => &rest[..end],
    }
}

/// A number that stands at `offset`; whether a section or clause can have it is known where all are counted.
pub(super) fn pinned(value: &str, offset: u32) -> Option<Named> {
    let suits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '(' | ')');
    let span = Span { start: offset, end: offset + value.len() as u32 };
    let value: String = value.chars().filter(|c| !matches!(c, ' ' | '\u{a0}')).collect();
    (!value.is_empty() && value.chars().all(suits)).then(|| Named { id: value.into(), span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_classes_are_split_off() {
        let (text, attributes) = split_trailing("Un texte {#renouvellement .annex}", 10).expect("attributes");
        assert_eq!(text, "Un texte");
        let id = attributes.id.as_ref().expect("an id");
        assert_eq!((&*id.id, id.span), ("renouvellement", Span { start: 21, end: 35 }));
        assert!(attributes.has("annex"));
        let (_, attributes) = split_trailing("Un texte {number=6bis #a}", 0).expect("attributes");
        let number = attributes.number.as_ref().expect("a number");
        assert_eq!((&*number.id, number.span), ("6bis", Span { start: 17, end: 21 }));
        for text in ["x {number=\"6 bis\" #a}", "x {#a number=6 bis}", "x {#a number='6bis' .b}"] {
            let (_, attributes) = split_trailing(text, 0).expect("attributes");
            let number = attributes.number.as_ref().expect("a number");
            assert_eq!(&*number.id, "6bis", "{text}");
            assert!(text[number.span.range()].starts_with('6') && text[number.span.range()].ends_with('s'), "{text}");
            assert!(attributes.id.is_some(), "{text}");
        }
        for text in ["Ensemble {a, b}", "{}", "{#}", "{#a b}", "x {{ y }}", "{number=}", "{number=a,b}", "{size=3}"] {
            assert!(split_trailing(text, 0).is_none(), "{text}");
        }
    }
}
