//! Turns two versions of a text into what was removed and what was added, word by word.
//!
//! Words are compared without their typography: an apostrophe that was curled is no change.

use crate::parse::plain;
use serde::Serialize;

/// Above this many comparisons, all that lies between the first and the last change counts as changed.
const MOST_CELLS: usize = 4_000_000;

/// A piece of a text, with the spaces after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "change", content = "text")]
pub enum Piece<'t> {
    /// As it stands in the new text.
    Same(&'t str),
    Removed(&'t str),
    Added(&'t str),
}

/// What became of `old`, in the order of the texts.
pub fn changes<'t>(old: &'t str, new: &'t str) -> Vec<Piece<'t>> {
    let (a, b) = (words(old), words(new));
    let alike = |i: usize, j: usize| a[i].1 == b[j].1;
    let most = a.len().min(b.len());
    let first = (0..most).take_while(|&at| alike(at, at)).count();
    let last = (0..most - first).take_while(|&at| alike(a.len() - 1 - at, b.len() - 1 - at)).count();
    let (rows, columns) = (a.len() - first - last, b.len() - first - last);
    let mut pieces: Vec<Piece<'t>> = b[..first].iter().map(|word| Piece::Same(word.0)).collect();
    let (mut i, mut j) = (0, 0);
    if rows.saturating_mul(columns) <= MOST_CELLS {
        let width = columns + 1;
        let mut best = vec![0_u32; (rows + 1) * width];
        for i in (0..rows).rev() {
            for j in (0..columns).rev() {
                best[i * width + j] = match alike(first + i, first + j) {
                    true => best[(i + 1) * width + j + 1] + 1,
                    false => best[(i + 1) * width + j].max(best[i * width + j + 1]),
                };
            }
        }
        while i < rows && j < columns {
            if alike(first + i, first + j) {
                pieces.push(Piece::Same(b[first + j].0));
                (i, j) = (i + 1, j + 1);
            } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
                pieces.push(Piece::Removed(a[first + i].0));
                i += 1;
            } else {
                pieces.push(Piece::Added(b[first + j].0));
                j += 1;
            }
        }
    }
    pieces.extend(a[first + i..a.len() - last].iter().map(|word| Piece::Removed(word.0)));
    pieces.extend(b[first + j..b.len() - last].iter().map(|word| Piece::Added(word.0)));
    pieces.extend(b[b.len() - last..].iter().map(|word| Piece::Same(word.0)));
    pieces
}

/// The words of a text with the spaces after each, and what they are compared by: a sign alone, such as a dash with
/// spaces around it, belongs to the word before.
fn words(text: &str) -> Vec<(&str, String)> {
    let mut found: Vec<(&str, String)> = Vec::new();
    let mut start = 0;
    let mut spaced = false;
    for (at, c) in text.char_indices().chain([(text.len(), 'x')]) {
        if (spaced && !c.is_whitespace()) || at == text.len() {
            match found.last_mut().filter(|_| is_id(&text[start..at])) {
                Some(last) => last.0 = &text[start - last.0.len()..at],
                None if start < at => found.push((&text[start..at], plain(&text[start..at]))),
                None => {}
            }
            start = at;
            spaced = false;
        }
        // A no-break space is typography, and joins what it stands between.
        spaced |= c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    }
    found
}

/// Whether a word is the id of what it follows, which says nothing.
fn is_id(word: &str) -> bool {
    word.starts_with("{#") && word.trim_end().ends_with('}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(old: &str, new: &str) -> String {
        let piece = |piece: Piece<'_>| match piece {
            Piece::Same(text) => text.to_owned(),
            Piece::Removed(text) => format!("[-{text}-]"),
            Piece::Added(text) => format!("{{+{text}+}}"),
        };
        changes(old, new).into_iter().map(piece).collect()
    }

    #[test]
    fn words_that_changed_are_told_apart() {
        assert_eq!(
            marked("Un délai de trente jours.", "Un délai de soixante jours."),
            "Un délai de [-trente -]{+soixante +}jours."
        );
        assert_eq!(marked("L'aide", "L’aide"), "L’aide");
        assert_eq!(marked("a b c", "a b c"), "a b c");
        assert_eq!(marked("", "a b"), "{+a +}{+b+}");
        assert_eq!(marked("a b", ""), "[-a -][-b-]");
        assert_eq!(marked("a b c d", "b c x d"), "[-a -]b c {+x +}d");
        assert_eq!(marked("a\nb", "a b"), "a b");
        assert_eq!(marked("## Titre\n\nUn.", "## Titre {#t}\n\nDeux."), "## Titre {#t}\n\n[-Un.-]{+Deux.+}");
    }
}
