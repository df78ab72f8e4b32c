//! Turns the HTML of a cell, as the editors of support desks write it, into the Markdown that says the same.
//!
//! What a text cannot say (scripts, forms, frames) is left out and told of; looks (colours, fonts, sizes) are left out.

use html5gum::{StartTag, Token, Tokenizer};

/// Elements of which not even the text is for readers.
const UNSEEN: [&[u8]; 9] =
    [b"script", b"style", b"head", b"iframe", b"object", b"form", b"template", b"noscript", b"title"];

/// The Markdown of a text in HTML, and whether something of it was left out.
pub(super) fn markdown(html: &str) -> (String, bool) {
    let mut writer = Writer::default();
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => writer.open(&tag),
            Token::EndTag(tag) => writer.close(&tag.name),
            Token::String(text) => writer.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    (writer.out.trim().to_owned(), writer.dropped)
}

/// Whether a text is HTML that happens to be in a cell, rather than Markdown with a tag in it.
pub(super) fn is_html(text: &str) -> bool {
    let low = text.to_lowercase();
    let has_tags = [
        "<p", "<br", "<div", "<ul", "<ol", "<li", "<span", "<a ", "<b>", "<strong", "<em", "<i>", "<h1", "<h2", "<h3",
        "<h4", "<table", "<img",
    ]
    .iter()
    .any(|tag| low.contains(tag));
    let is_marked = ["**", "](", "\n- ", "\n* ", "\n# ", "\n## ", "\n1. ", "|--", "| -", "```"];
    let begins = low.trim_start().starts_with(['<']);
    has_tags && (begins || !is_marked.iter().any(|mark| text.contains(mark)))
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Line ends that are due before the next text.
    gap: usize,
    /// The number of the next item of each list around; none of a list without numbers.
    lists: Vec<Option<u32>>,
    quotes: usize,
    links: Vec<String>,
    /// Marks that the next word opens: around nothing there are none.
    pending: String,
    /// Whether the mark of an item was written, and nothing of it yet.
    fresh: bool,
    /// Whether text is kept as it is: in code.
    pre: bool,
    code: bool,
    /// The element of which nothing is for readers, and how deep it is.
    unseen: Option<(Vec<u8>, usize)>,
    table: Option<Rows>,
    dropped: bool,
}

/// The rows of a table so far, and whether a cell is being written.
#[derive(Default)]
struct Rows {
    rows: Vec<Vec<String>>,
    /// What was written before the cell.
    before: Option<String>,
}

impl Writer {
    fn open(&mut self, tag: &StartTag<()>) {
        let name = tag.name.as_slice();
        if let Some((unseen, depth)) = &mut self.unseen {
            *depth += usize::from(unseen.as_slice() == name);
            return;
        }
        let value = |name: &[u8]| {
            let found = tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).trim().to_owned());
            found.filter(|text| !text.is_empty())
        };
        match name {
            _ if UNSEEN.contains(&name) => {
                self.dropped |= !matches!(name, b"style" | b"head" | b"title");
                self.unseen = (!tag.self_closing).then(|| (name.to_vec(), 1));
            }
            b"p" | b"div" | b"section" | b"article" | b"dl" | b"figure" => self.block(2),
            b"dt" | b"dd" => self.block(2),
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => {
                // A question is a heading of its page: what is below it is deeper.
                self.block(2);
                self.word(&format!("{} ", "#".repeat(usize::from(name[1] - b'0').max(3))));
            }
            b"br" if self.table.is_some() => self.text(" "),
            b"br" if self.gap == 1 && self.out.ends_with('\\') => {
                self.out.pop();
                self.gap = 2;
            }
            b"br" if self.gap == 0 && !self.out.is_empty() => {
                self.out.push('\\');
                self.gap = 1;
            }
            b"hr" => {
                self.block(2);
                self.word("---");
                self.block(2);
            }
            b"blockquote" => {
                self.block(2);
                self.quotes += 1;
            }
            b"ul" | b"ol" => {
                self.block(if self.lists.is_empty() { 2 } else { 1 });
                self.lists.push((name == b"ol").then_some(1));
            }
            b"li" => {
                self.block(1);
                let mark = match self.lists.last_mut() {
                    Some(Some(next)) => {
                        *next += 1;
                        format!("{}. ", *next - 1)
                    }
                    _ => "- ".to_owned(),
                };
                let outer = self.lists.pop();
                self.word(&mark);
                self.lists.extend(outer);
                self.fresh = true;
            }
            b"pre" => {
                self.block(2);
                self.word("```");
                self.pre = true;
                self.gap = 1;
            }
            b"code" | b"kbd" | b"tt" if !self.pre => {
                self.pending.push('`');
                self.code = true;
            }
            b"b" | b"strong" => self.pending.push_str("**"),
            b"i" | b"em" => self.pending.push('*'),
            b"a" => {
                let href = value(b"href").unwrap_or_default();
                if !href.is_empty() {
                    self.pending.push('[');
                }
                self.links.push(href);
            }
            b"img" => match value(b"src") {
                Some(source) => {
                    let text = value(b"alt").unwrap_or_default();
                    self.word(&format!("![{text}]({})", address(&source)));
                }
                None => self.dropped = true,
            },
            b"table" => {
                self.block(2);
                self.table = Some(Rows::default());
            }
            b"tr" => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            b"td" | b"th" => {
                if let Some(table) = &mut self.table {
                    table.before = Some(std::mem::take(&mut self.out));
                    self.gap = 0;
                }
            }
            b"input" | b"button" | b"select" | b"video" | b"audio" | b"embed" | b"svg" | b"canvas" => {
                self.dropped = true
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8]) {
        if let Some((unseen, depth)) = &mut self.unseen {
            *depth -= usize::from(unseen.as_slice() == name);
            if *depth == 0 {
                self.unseen = None;
            }
            return;
        }
        match name {
            b"p" | b"div" | b"section" | b"article" | b"dl" | b"dt" | b"dd" | b"figure" => self.block(2),
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => self.block(2),
            b"blockquote" => {
                self.quotes = self.quotes.saturating_sub(1);
                self.block(2);
            }
            b"ul" | b"ol" => {
                self.lists.pop();
                self.block(if self.lists.is_empty() { 2 } else { 1 });
            }
            b"pre" if self.pre => {
                self.pre = false;
                let ended = self.out.trim_end_matches('\n').len();
                self.out.truncate(ended);
                self.gap = 1;
                self.word("```");
                self.block(2);
            }
            b"code" | b"kbd" | b"tt" if self.code => {
                self.end("`", "`");
                self.code = false;
            }
            b"b" | b"strong" => self.end("**", "**"),
            b"i" | b"em" => self.end("*", "*"),
            b"a" => {
                if let Some(href) = self.links.pop().filter(|href| !href.is_empty()) {
                    self.end("[", &format!("]({})", address(&href)));
                }
            }
            b"td" | b"th" => self.cell(),
            b"table" => self.rows(),
            _ => {}
        }
    }

    /// Ends what is marked, before the space that its last word has behind it.
    fn end(&mut self, opened: &str, mark: &str) {
        if let Some(before) = self.pending.strip_suffix(opened).map(str::len) {
            return self.pending.truncate(before);
        }
        let ended = self.out.trim_end_matches(' ').len();
        let spaces = self.out.split_off(ended);
        self.out.push_str(mark);
        self.out.push_str(&spaces);
    }

    fn block(&mut self, gap: usize) {
        if self.table.as_ref().is_some_and(|table| table.before.is_some()) {
            self.text(" ");
        } else if !self.out.is_empty() && !self.fresh {
            self.gap = self.gap.max(gap);
        }
    }

    /// Writes what is no text, with the line ends that are due and what lines inside lists and quotations begin with.
    fn word(&mut self, text: &str) {
        if self.gap > 0 {
            let ended = self.out.trim_end_matches(' ').len();
            self.out.truncate(ended);
            let inset: String = "> ".repeat(self.quotes)
                + &self.lists.iter().map(|list| if list.is_some() { "   " } else { "  " }).collect::<String>();
            for line in 0..self.gap {
                self.out.push('\n');
                if line + 1 < self.gap {
                    self.out.push_str(inset.trim_end());
                }
            }
            self.out.push_str(&inset);
            self.gap = 0;
        } else if self.out.is_empty() {
            self.out.push_str(&"> ".repeat(self.quotes));
        }
        let marks = std::mem::take(&mut self.pending);
        self.out.push_str(&marks);
        self.out.push_str(text);
        self.fresh = false;
    }

    fn text(&mut self, text: &str) {
        if self.unseen.is_some() {
            return;
        }
        if self.pre {
            if self.gap > 0 {
                self.word("");
            }
            self.out.push_str(text);
            return;
        }
        for (at, piece) in text.split([' ', '\n', '\r', '\t']).enumerate() {
            let is_start = self.out.is_empty() || self.gap > 0 || self.out.ends_with([' ', '\n']);
            if at > 0 && !is_start {
                self.out.push(' ');
            }
            if !piece.is_empty() {
                let begins = self.out.is_empty() || self.gap > 0;
                let piece = if self.code { piece.to_owned() } else { escaped(piece, begins) };
                self.word(&piece);
            }
        }
    }

    fn cell(&mut self) {
        let Some(table) = &mut self.table else { return };
        let Some(before) = table.before.take() else { return };
        let cell = std::mem::replace(&mut self.out, before);
        self.gap = 0;
        let cell = cell.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|");
        match table.rows.last_mut() {
            Some(row) => row.push(cell),
            None => table.rows.push(vec![cell]),
        }
    }

    fn rows(&mut self) {
        self.cell();
        let Some(Rows { rows, .. }) = self.table.take() else { return };
        let wide = rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut rows = rows.into_iter().filter(|row| !row.is_empty());
        let Some(first) = rows.next() else { return };
        let line = |row: Vec<String>| {
            let blank = std::iter::repeat_n(String::new(), wide - row.len());
            format!("| {} |", row.into_iter().chain(blank).collect::<Vec<_>>().join(" | "))
        };
        self.gap = if self.out.is_empty() { 0 } else { 2 };
        self.word(&line(first));
        for row in std::iter::once(vec!["---".to_owned(); wide]).chain(rows) {
            self.gap = 1;
            self.word(&line(row));
        }
        self.block(2);
    }
}

/// An address between parentheses.
fn address(text: &str) -> String {
    match text.contains([' ', '(', ')', '<', '>']) {
        true => format!("<{}>", text.replace('<', "%3C").replace('>', "%3E")),
        false => text.to_owned(),
    }
}

/// A word in which nothing is taken for a mark.
fn escaped(word: &str, begins: bool) -> String {
    let mut out = String::with_capacity(word.len());
    let is_number = word.trim_end_matches(['.', ')']).bytes().all(|byte| byte.is_ascii_digit());
    for (at, c) in word.char_indices() {
        let ends_number = matches!(c, '.' | ')') && is_number && at + 1 == word.len() && at > 0;
        let at_start = begins && (at == 0 && matches!(c, '#' | '>' | '+' | '-' | '=') || ends_number);
        if matches!(c, '\\' | '*' | '`' | '[' | ']' | '<') || at_start || c == '_' && (at == 0 || at + 1 == word.len())
        {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(html: &str) -> String {
        markdown(html).0
    }

    #[test]
    fn what_desks_write_becomes_markdown() {
        assert_eq!(
            made(
                "<p>Click <b>Save</b> &amp; <a href=\"https://x.example/a?b=1&amp;c=2\">go</a>.</p><p>Then <em>wait </em>a bit.</p>"
            ),
            "Click **Save** & [go](https://x.example/a?b=1&c=2).\n\nThen *wait* a bit."
        );
        assert_eq!(
            made("<div>Un :<ul><li>deux</li><li>trois<ol><li>a</li><li>b</li></ol></li></ul>fin</div>"),
            "Un :\n\n- deux\n- trois\n  1. a\n  2. b\n\nfin"
        );
        assert_eq!(made("one<br>two<br/>three"), "one\\\ntwo\\\nthree");
        assert_eq!(made("<h2>Titre</h2>texte"), "### Titre\n\ntexte");
        assert_eq!(made("<blockquote><p>a</p><p>b</p></blockquote><p>c</p>"), "> a\n>\n> b\n\nc");
        assert_eq!(made("<pre>a\n  b\n</pre>"), "```\na\n  b\n```");
    }

    #[test]
    fn tables_stay_tables() {
        let html = "<table><tr><th>A</th><th>B</th></tr><tr><td>1 | 2</td><td><p>x</p><p>y</p></td></tr></table>";
        assert_eq!(made(html), "| A | B |\n| --- | --- |\n| 1 \\| 2 | x y |");
    }

    #[test]
    fn what_no_text_can_say_is_left_out_and_told_of() {
        assert_eq!(markdown("<p>a</p><script>alert('<b>')</script>"), ("a".into(), true));
        assert_eq!(markdown("<span style=\"color:red\">a</span>"), ("a".into(), false));
    }

    #[test]
    fn signs_stay_signs() {
        assert_eq!(
            made("<p>2 * 3 [x] snake_case _a_</p><p># 1</p><p>1. x</p>"),
            "2 \\* 3 \\[x\\] snake_case \\_a\\_\n\n\\# 1\n\n1\\. x"
        );
    }

    #[test]
    fn markdown_with_a_tag_in_it_is_no_html() {
        assert!(is_html("<p>a</p>") && is_html("Click <b>Save</b>."));
        assert!(!is_html("**a**<br>b") && !is_html("a < b"));
    }
}
