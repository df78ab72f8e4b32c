//! Turns plain text into HTML text, fit for elements and for quoted attributes.
//!
//! It drops carriage returns, which HTML would turn into line feeds of its own.

/// The text with `&`, `<`, `>` and `"` as character references.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(text, &mut out);
    out
}

/// Appends the text with `&`, `<`, `>` and `"` as character references.
pub fn escape_into(text: &str, out: &mut String) {
    /// Clean stretches are found this many bytes at a time, which the compiler turns into vector instructions.
    const STRETCH: usize = 32;
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0, 0);
    while at < bytes.len() {
        let stretch = &bytes[at..bytes.len().min(at + STRETCH)];
        let special = |byte: &u8| {
            let control = (*byte < b' ') & (*byte != b'\t') & (*byte != b'\n') & (*byte != 0xc);
            (*byte == b'&') | (*byte == b'<') | (*byte == b'>') | (*byte == b'"') | control
        };
        if !stretch.iter().fold(false, |any, byte| any | special(byte)) {
            at += stretch.len();
            continue;
        }
        for (offset, byte) in stretch.iter().enumerate().filter(|(_, byte)| special(byte)) {
            out.push_str(&text[from..at + offset]);
            out.push_str(match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                b'\r' => "",
                // A reference such as `&#7;` may make one; no page may hold it.
                _ => "\u{fffd}",
            });
            from = at + offset + 1;
        }
        at += stretch.len();
    }
    out.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_signs_are_escaped_wherever_they_stand() {
        let long = "é".repeat(40);
        assert_eq!(escape("<a href=\"x\">&</a>\r\n"), "&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;\n");
        assert_eq!(escape(&format!("{long}<{long}&")), format!("{long}&lt;{long}&amp;"));
        assert_eq!(escape("a\0\t\u{7}"), "a\u{fffd}\t\u{fffd}");
        assert_eq!(escape(""), "");
    }
}
