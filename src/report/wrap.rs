//! Turns a paragraph into lines that fit a width.
//!
//! It never breaks inside backticks, because what stands there is typed or pasted as it is, nor before French
//! punctuation that has a space before it.

use unicode_width::UnicodeWidthStr;

/// The text in lines of at most `width` columns, unless one word is longer; line breaks in it stay.
pub(super) fn wrap(text: &str, width: usize) -> String {
    let paragraphs: Vec<String> = text.split('\n').map(|paragraph| fill(paragraph, width)).collect();
    paragraphs.join("\n")
}

fn fill(paragraph: &str, width: usize) -> String {
    let mut out = String::with_capacity(paragraph.len());
    let mut column = 0;
    for (at, word) in words(paragraph).into_iter().enumerate() {
        let columns = word.width();
        if at > 0 && column + 1 + columns > width {
            out.push('\n');
            column = 0;
        } else if at > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += columns;
    }
    out
}

fn words(paragraph: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut code) = (0, false);
    for (at, c) in paragraph.char_indices() {
        match c {
            // A backtick that nothing closes is a character like any other.
            '`' => code = !code && paragraph[at + 1..].contains('`'),
            ' ' if !code && !holds(&paragraph[..at], &paragraph[at + 1..]) => {
                words.push(&paragraph[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    words.push(&paragraph[start..]);
    words
}

/// Whether the space between two texts holds them together.
fn holds(before: &str, after: &str) -> bool {
    before.ends_with('«') || after.starts_with([':', ';', '!', '?', '»'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_the_width() {
        assert_eq!(wrap("one two three four", 9), "one two\nthree\nfour");
        assert_eq!(wrap("un\n\ndeux trois", 8), "un\n\ndeux\ntrois");
        assert_eq!(wrap("", 8), "");
    }

    #[test]
    fn code_and_french_punctuation_stay_together() {
        assert_eq!(wrap("écrivez `title: Le guide` ici", 12), "écrivez\n`title: Le guide`\nici");
        assert_eq!(wrap("il est lu : « oui »", 9), "il est\nlu :\n« oui »");
        assert_eq!(wrap("a ` b c d", 4), "a `\nb c\nd");
    }

    #[test]
    fn wide_characters_count_two_columns() {
        assert_eq!(wrap("文字 ab", 6), "文字\nab");
    }
}
