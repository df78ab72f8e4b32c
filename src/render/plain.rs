//! Turns the HTML of a text into plain text, for what shows no markup: answers told to search engines and assistants.
//!
//! It says what readers see, in its order: the numbers and signs of lists are among the words, and of an image what is said
//! of it. What only serves a reader's hand (permalinks, ways back, explanations that open) is left out.

use html5gum::{StartTag, Token, Tokenizer};

/// The plain text of HTML: paragraphs apart by an empty line, the items of lists and the rows of tables on lines of their
/// own, cells apart by a tab.
pub fn plain(html: &str) -> String {
    let mut plain = Plain::default();
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::StartTag(tag) => plain.start(&tag),
            Token::EndTag(tag) => plain.end(&tag.name),
            Token::String(text) if plain.left_out == 0 => plain.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    plain.out.truncate(plain.out.trim_end().len());
    plain.out
}

/// What stands before the next word, the weakest first.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    Nothing,
    Space,
    Line,
    Paragraph,
}

#[derive(Default)]
struct Plain {
    out: String,
    gap: Gap,
    /// Whether nothing was said since the sign of an item.
    fresh: bool,
    /// The lists that are open, with the number of the next item.
    lists: Vec<List>,
    /// How far the lines of each open item stand from the margin of the one around it.
    items: Vec<usize>,
    /// Of each open `<sup>`, whether it is the sign of a note.
    raised: Vec<bool>,
    /// Cells so far in the row.
    cells: usize,
    /// How many elements are open inside what is left out, itself among them.
    left_out: usize,
    /// How many `<pre>` are open.
    verbatim: usize,
}

#[derive(Clone, Copy)]
enum List {
    Bullets,
    From(i64),
    /// Its items say themselves what stands before them.
    Bare,
}

impl Plain {
    fn start(&mut self, tag: &StartTag<()>) {
        let name = &**tag.name;
        if self.left_out > 0 {
            self.left_out += usize::from(!is_void(name));
            return;
        }
        let attribute = |key: &[u8]| tag.attributes.get(key).map(|value| String::from_utf8_lossy(value).into_owned());
        let classes = attribute(b"class").unwrap_or_default();
        let has = |class: &str| classes.split_ascii_whitespace().any(|own| own == class);
        let is_aid = has("permalink") || has("backref") || attribute(b"hidden").is_some();
        if is_aid || matches!(name, b"script" | b"style" | b"template" | b"button" | b"select") {
            self.left_out = usize::from(!is_void(name));
            return;
        }
        self.part(self.gap_around(name));
        match name {
            b"ol" if has("star-notes") => self.lists.push(List::Bare),
            b"ol" => {
                let first = attribute(b"start").and_then(|start| start.parse().ok());
                self.lists.push(List::From(first.unwrap_or(1)));
            }
            b"ul" => self.lists.push(List::Bullets),
            b"li" => self.item(),
            b"tr" => self.cells = 0,
            b"td" | b"th" => self.cell(),
            b"pre" => self.verbatim += 1,
            b"img" => self.text(&attribute(b"alt").unwrap_or_default()),
            b"sup" => {
                let is_note = has("footnote");
                self.raised.push(is_note);
                self.word(if is_note { "[" } else { "" });
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        match name {
            b"ol" | b"ul" => drop(self.lists.pop()),
            b"li" => drop(self.items.pop()),
            b"sup" if self.raised.pop() == Some(true) => self.word("]"),
            b"pre" => {
                self.verbatim = self.verbatim.saturating_sub(1);
                self.out.truncate(self.out.trim_end().len());
            }
            _ => {}
        }
        self.part(self.gap_around(name));
    }

    fn gap_around(&self, name: &[u8]) -> Gap {
        match name {
            b"ul" | b"ol" if !self.items.is_empty() => Gap::Line,
            b"li" if matches!(self.lists.last(), Some(List::Bare)) => Gap::Paragraph,
            b"li" | b"tr" | b"dt" | b"dd" | b"br" => Gap::Line,
            b"p" | b"div" | b"section" | b"article" | b"blockquote" | b"pre" | b"table" | b"caption" | b"dl"
            | b"label" | b"details" | b"summary" | b"figure" | b"figcaption" | b"ul" | b"ol" | b"hr" | b"h1"
            | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Gap::Paragraph,
            _ => Gap::Nothing,
        }
    }

    /// Asks for at least this before the next word.
    fn part(&mut self, gap: Gap) {
        if !self.fresh {
            self.gap = self.gap.max(gap);
        }
    }

    fn item(&mut self) {
        let sign = match self.lists.last_mut() {
            Some(List::From(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            Some(List::Bare) => String::new(),
            Some(List::Bullets) | None => "- ".to_owned(),
        };
        self.word(&sign);
        self.items.push(sign.len());
        self.fresh = true;
    }

    fn cell(&mut self) {
        if self.cells > 0 {
            self.word("\t");
        }
        self.cells += 1;
    }

    fn text(&mut self, text: &str) {
        if self.verbatim > 0 {
            self.word("");
            let margin = self.margin();
            return self.out.push_str(&text.replace('\n', &format!("\n{margin}")));
        }
        // A space that does not break is part of what it holds together.
        let is_space = |c: char| c.is_ascii_whitespace();
        for (at, word) in text.split(is_space).enumerate() {
            if at > 0 {
                self.part(Gap::Space);
            }
            if !word.is_empty() {
                self.word(word);
            }
        }
    }

    /// Writes a word, with what was asked for before it.
    fn word(&mut self, word: &str) {
        let gap = std::mem::take(&mut self.gap);
        self.fresh = false;
        if !self.out.is_empty() {
            match gap {
                Gap::Nothing => {}
                Gap::Space if self.out.ends_with('\t') => {}
                Gap::Space => self.out.push(' '),
                Gap::Line | Gap::Paragraph => {
                    self.out.push_str(if gap == Gap::Line { "\n" } else { "\n\n" });
                    let margin = self.margin();
                    self.out.push_str(&margin);
                }
            }
        }
        self.out.push_str(word);
    }

    fn margin(&self) -> String {
        " ".repeat(self.items.iter().sum())
    }
}

/// Elements that have no end.
fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn paragraphs_lists_and_tables_keep_their_shape() {
        let html = "<p>Le <b>31\u{a0}mars</b>,\nvoir<sup class=\"footnote\"><a href=\"#n\">1</a></sup>.</p>\n<ol start=\"3\">\n\
            <li>Un;</li>\n<li>deux :<ul>\n<li>a &amp; b</li>\n</ul>\n</li>\n</ol>\n<p>Fin<br>ou non</p>";
        let text = "Le 31\u{a0}mars, voir[1].\n\n3. Un;\n4. deux :\n   - a & b\n\nFin\nou non";
        assert_eq!(plain(html), text);
        let table = "<table><caption>T</caption><tr><th></th><th>B</th></tr>\n<tr><td>x</td><td> y </td></tr></table>";
        assert_eq!(plain(table), "T\n\n\tB\nx\ty");
        assert_eq!(plain("<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>"), "- a\n\n- b\n\n  c");
    }

    #[test]
    fn code_is_kept_as_it_is_and_aids_are_left_out() {
        assert_eq!(plain("<pre><code><b>a</b>\n  b\n</code></pre><p>c</p>"), "a\n  b\n\nc");
        let aids = "a<a class=\"permalink\" href=\"#x\"><img alt=z>#</a> b<span hidden>e<br>f</span> <img alt=\"g h\">";
        assert_eq!(plain(aids), "a b g h");
        assert_eq!(plain("<p>a</p></p></sup></li></ul>"), "a");
        assert_eq!(plain(""), "");
    }
}
