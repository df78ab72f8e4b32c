//! Turns HTML into its start and end tags with their attributes, as a browser's tokenizer sees them, each by its place.
//!
//! It builds no tree, copies nothing and judges nothing. A library gives the same tags (a test compares), but it decides
//! byte by byte, where a checker of finished sites mostly skips text: this takes a quarter of its time.

use memchr::{memchr, memchr2, memmem};
use std::borrow::Cow;
use std::ops::Range;

/// One attribute: its name as typed and its raw value, without quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    pub name: Range<usize>,
    pub value: Range<usize>,
}

/// A start or an end tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    pub name: Range<usize>,
    /// The whole tag, from `<` to the byte after `>`.
    pub range: Range<usize>,
    pub closes: bool,
    pub self_closing: bool,
}

/// Reads tags from the front of an HTML text.
pub(super) struct Scanner<'h> {
    html: &'h [u8],
    at: usize,
    /// How deep in `<svg>` or `<math>`, where `<![CDATA[` is text and `<style/>` has no content.
    foreign: usize,
}

impl<'h> Scanner<'h> {
    pub fn new(html: &'h str) -> Scanner<'h> {
        Scanner { html: html.as_bytes(), at: 0, foreign: 0 }
    }

    /// The next tag, with its attributes in `attributes`; of two with one name, only the first is one.
    pub fn next(&mut self, attributes: &mut Vec<Attribute>) -> Option<Tag> {
        loop {
            let open = self.at + memchr(b'<', self.html.get(self.at..)?)?;
            match self.html.get(open + 1)? {
                b'!' => self.declaration(open),
                b'?' => self.at = self.after(b'>', open + 1),
                b'/' => match self.html.get(open + 2)? {
                    byte if byte.is_ascii_alphabetic() => return self.tag(open, open + 2, attributes),
                    _ => self.at = self.after(b'>', open + 2),
                },
                byte if byte.is_ascii_alphabetic() => return self.tag(open, open + 1, attributes),
                _ => self.at = open + 1,
            }
        }
    }

    /// Where the reading goes on after the first `byte` from `from`, or the end.
    fn after(&self, byte: u8, from: usize) -> usize {
        let rest = self.html.get(from..).unwrap_or_default();
        memchr(byte, rest).map_or(self.html.len(), |at| from + at + 1)
    }

    fn declaration(&mut self, open: usize) {
        let rest = &self.html[open + 2..];
        self.at = match rest {
            [b'-', b'-', ..] => self.comment(open + 4),
            _ if self.foreign > 0 && rest.starts_with(b"[CDATA[") => {
                memmem::find(rest, b"]]>").map_or(self.html.len(), |at| open + 2 + at + 3)
            }
            _ => self.after(b'>', open + 2),
        };
    }

    /// The end of the comment whose text begins at `from`.
    fn comment(&self, from: usize) -> usize {
        let text = &self.html[from..];
        if text.starts_with(b">") {
            return from + 1;
        }
        if text.starts_with(b"->") {
            return from + 2;
        }
        let mut at = 0;
        while let Some(found) = memmem::find(&text[at..], b"--") {
            match &text[at + found + 2..] {
                [b'>', ..] => return from + at + found + 3,
                [b'!', b'>', ..] => return from + at + found + 4,
                _ => at += found + 1,
            }
        }
        self.html.len()
    }

    fn tag(&mut self, open: usize, name: usize, attributes: &mut Vec<Attribute>) -> Option<Tag> {
        attributes.clear();
        let html = self.html;
        let mut at = name;
        while !matches!(html.get(at)?, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' | b'/' | b'>') {
            at += 1;
        }
        let mut tag = Tag { name: name..at, range: open..at, closes: html[open + 1] == b'/', self_closing: false };
        loop {
            match html.get(at)? {
                b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' => at += 1,
                b'/' => {
                    tag.self_closing = html.get(at + 1) == Some(&b'>');
                    at += 1;
                }
                b'>' => break,
                _ => at = self.attribute(at, attributes)?,
            }
        }
        tag.range.end = at + 1;
        self.at = at + 1;
        self.follow(&tag);
        Some(tag)
    }

    /// Reads one attribute and returns what follows it; a text that ends inside a tag has no such tag.
    fn attribute(&self, start: usize, attributes: &mut Vec<Attribute>) -> Option<usize> {
        let html = self.html;
        let is_space = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ');
        // An equals sign that comes first belongs to the name.
        let mut at = start + 1;
        while !matches!(html.get(at)?, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' | b'/' | b'>' | b'=') {
            at += 1;
        }
        let name = start..at;
        let mut value = at..at;
        let mut ahead = at;
        while is_space(*html.get(ahead)?) {
            ahead += 1;
        }
        if html[ahead] == b'=' {
            at = ahead + 1;
            while is_space(*html.get(at)?) {
                at += 1;
            }
            match html[at] {
                quote @ (b'"' | b'\'') => {
                    let end = at + 1 + memchr(quote, &html[at + 1..])?;
                    value = at + 1..end;
                    at = end + 1;
                }
                b'>' => value = at..at,
                _ => {
                    let from = at;
                    while !(is_space(*html.get(at)?) || html[at] == b'>') {
                        at += 1;
                    }
                    value = from..at;
                }
            }
        }
        let own = &html[name.clone()];
        if !attributes.iter().any(|known| html[known.name.clone()].eq_ignore_ascii_case(own)) {
            attributes.push(Attribute { name, value });
        }
        Some(at)
    }

    /// Keeps track of foreign content, and skips the content of elements that hold text only.
    fn follow(&mut self, tag: &Tag) {
        let name = &self.html[tag.name.clone()];
        let is = |other: &str| name.eq_ignore_ascii_case(other.as_bytes());
        if is("svg") || is("math") {
            match (tag.closes, tag.self_closing) {
                (true, _) => self.foreign = self.foreign.saturating_sub(1),
                (false, true) => {}
                (false, false) => self.foreign += 1,
            }
        }
        if tag.closes || (self.foreign > 0 && tag.self_closing) {
            return;
        }
        let in_text = match name.len() {
            3 => is("xmp"),
            5 => is("title") || is("style"),
            6 => is("script") || is("iframe"),
            7 => is("noembed"),
            8 => is("textarea") || is("noframes"),
            9 => is("plaintext"),
            _ => false,
        };
        if in_text {
            self.at = self.end_of_text(tag);
        }
    }

    /// Where the end tag of an element that holds text only begins; a script may hold `</script>` in a comment.
    pub fn end_of_text(&self, tag: &Tag) -> usize {
        let name = &self.html[tag.name.clone()];
        if name.eq_ignore_ascii_case(b"plaintext") {
            return self.html.len();
        }
        let is_script = name.eq_ignore_ascii_case(b"script");
        let (mut escaped, mut twice) = (false, false);
        let mut at = tag.range.end;
        loop {
            let rest = &self.html[at..];
            let Some(found) = (if escaped { memchr2(b'<', b'-', rest) } else { memchr(b'<', rest) }) else {
                return self.html.len();
            };
            at += found;
            let rest = &self.html[at..];
            if rest.starts_with(b"-->") {
                (escaped, twice) = (false, false);
            } else if is_script && rest.starts_with(b"<!--") {
                escaped = true;
                // `<!-->` and `<!--->` are whole comments: the hyphens count as their end.
                at += 1;
            } else if escaped && !twice && begins(rest, b"<script") {
                twice = true;
            } else if escaped && twice && begins(rest, b"</script") {
                twice = false;
            } else if !twice && rest.starts_with(b"</") && begins(&rest[1..], &[b"/", name].concat()) {
                return at;
            }
            at += 1;
        }
    }
}

/// Whether a text begins with a tag's opening, in any case, followed by what ends a name.
fn begins(text: &[u8], opening: &[u8]) -> bool {
    let ends = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' | b'/' | b'>');
    text.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening))
        && text.get(opening.len()).is_some_and(ends)
}

/// The value of an attribute with its character references decoded.
pub(super) fn decoded(raw: &str) -> Cow<'_, str> {
    if !raw.contains('&') {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((c, length)) => {
                out.push(c);
                rest = &rest[length..];
            }
            None => {
                out.push_str(&rest_decoded(rest));
                return Cow::Owned(out);
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character references that generators write; others are left to the library and its table of names.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(10).position(|byte| byte == b';')?;
    let c = match &text[1..end] {
        "amp" => '&',
        "quot" => '"',
        "lt" => '<',
        "gt" => '>',
        "apos" => '\'',
        number => {
            let number = number.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            // Below stand the codes that HTML maps to others.
            char::from_u32(code).filter(|_| (0x20..0x7f).contains(&code) || code >= 0xa0)?
        }
    };
    Some((c, end + 1))
}

fn rest_decoded(rest: &str) -> String {
    use html5gum::{Token, Tokenizer};
    let tag = format!("<a x=\"{}\">", rest.replace('"', "&quot;"));
    let value = Tokenizer::new(&tag).find_map(|Ok(token)| match token {
        Token::StartTag(tag) => tag.attributes.into_values().next(),
        _ => None,
    });
    value.map_or_else(|| rest.to_owned(), |value| String::from_utf8_lossy(&value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use html5gum::{Token, Tokenizer, emitters::default::DefaultEmitter};

    type Seen = (bool, String, Vec<(String, String)>);

    fn ours(html: &str) -> Vec<Seen> {
        let (mut scanner, mut attributes, mut seen) = (Scanner::new(html), Vec::new(), Vec::new());
        while let Some(tag) = scanner.next(&mut attributes) {
            let mut own: Vec<(String, String)> = attributes
                .iter()
                .map(|one| (html[one.name.clone()].to_lowercase(), decoded(&html[one.value.clone()]).into_owned()))
                .collect();
            own.sort();
            if tag.closes {
                own.clear();
            }
            seen.push((tag.closes, html[tag.name.clone()].to_lowercase(), own));
        }
        seen
    }

    fn theirs(html: &str) -> Vec<Seen> {
        let mut emitter = DefaultEmitter::<()>::default();
        emitter.naively_switch_states(true);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut seen = Vec::new();
        for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
            match token {
                Token::StartTag(tag) => {
                    let own = tag.attributes.iter().map(|(name, value)| (text(name), text(value)));
                    seen.push((false, text(&tag.name), own.collect()));
                }
                Token::EndTag(tag) => seen.push((true, text(&tag.name), Vec::new())),
                _ => {}
            }
        }
        seen
    }

    #[test]
    fn tags_are_those_of_the_library_whatever_the_text() {
        // Pieces out of which almost every state of a tokenizer is reached; a linear congruence chooses.
        let pieces = [
            "<a",
            "<A ",
            " href",
            "=",
            "\"",
            "'",
            ">",
            "/",
            "/>",
            "<",
            "</a",
            "</",
            "<!--",
            "-->",
            "--!>",
            "-",
            "!",
            "<!",
            "?",
            "&amp;",
            "&copy",
            "&#x2f;",
            "&#233;",
            "é",
            "x",
            " ",
            "\n",
            "<script>",
            "</script>",
            "<style>",
            "</style ",
            "<textarea>",
            "</textarea>",
            "<title>",
            "</title>",
            "<script",
            "</SCRIPT",
            "<!doctype html>",
            " id=a",
            " id='b'",
            " ID=\"c\"",
            "<template>",
            "&",
            ";",
            "<p>",
            "=\"",
            "\" ",
        ];
        let mut seed = 7_u64;
        let mut next = |most: usize| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) as usize % most
        };
        for _ in 0..60_000 {
            let length = 1 + next(14);
            let html: String = (0..length).map(|_| pieces[next(pieces.len())]).collect();
            assert_eq!(ours(&html), theirs(&html), "{html:?}");
        }
    }

    #[test]
    fn references_are_decoded() {
        assert_eq!(decoded("a&amp;b&#x2F;c&eacute;&#39;&copy=1"), "a&b/cé'&copy=1");
    }
}
