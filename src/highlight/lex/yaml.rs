//! Turns YAML into classes, line by line: keys, anchors, tags, block scalars, flow collections.
//!
//! It does not resolve types by a schema: what looks like a number or a truth value is a constant.

use super::super::scan::Class::{Comment, Constant, Keyword, Name, Operator, Plain, Text, Type, Variable};
use super::super::scan::{Scan, Words};

static WORDS: Words = Words::new(&[(
    Constant,
    "true false null yes no on off True False Null Yes No On Off TRUE FALSE NULL YES NO ON OFF ~ .inf -.inf .nan",
)]);

pub fn lex(scan: &mut Scan) {
    // Braces and brackets open: inside them commas and brackets end a scalar.
    let mut flow = 0usize;
    while scan.more() {
        let start = scan.at;
        scan.emit(Plain, scan.skip_blanks(start));
        let mut indent = scan.at - start;
        if indent == 0 && flow == 0 && marker(scan) {
            continue;
        }
        if flow == 0 {
            while matches!(scan.byte(0), b'-' | b'?') && matches!(scan.byte(1), b' ' | b'\t' | b'\r' | b'\n' | 0) {
                let dash = scan.at - start;
                scan.emit(Operator, scan.at + 1);
                scan.emit(Plain, scan.skip_blanks(scan.at));
                // A block scalar right after the dash hangs on the dash, one after `- key:` on the key.
                let scalar = matches!(scan.byte(0), b'|' | b'>' | b'&' | b'!');
                indent = if scalar { dash } else { scan.at - start };
            }
        }
        line(scan, indent, &mut flow);
    }
}

/// A line that starts or ends a document, or a directive.
fn marker(scan: &mut Scan) -> bool {
    let blank_after = matches!(scan.byte(3), b' ' | b'\t' | b'\r' | b'\n' | 0);
    if (scan.looking_at("---") || scan.looking_at("...")) && blank_after {
        scan.emit(Operator, scan.at + 3);
        line(scan, 0, &mut 0);
        return true;
    }
    if scan.byte(0) == b'%' {
        scan.emit(Keyword, scan.line_end(scan.at));
        scan.emit(Plain, scan.next_line(scan.at));
        return true;
    }
    false
}

/// What remains of a line, its end included.
fn line(scan: &mut Scan, indent: usize, flow: &mut usize) {
    while scan.more() {
        match scan.byte(0) {
            b'\n' => return scan.emit(Plain, scan.at + 1),
            b' ' | b'\t' | b'\r' => scan.emit(Plain, scan.at + 1),
            b'#' if matches!(scan.before(), b' ' | b'\t' | b'\n') => scan.line_comment(),
            b'&' | b'*' => scan.emit(Variable, word_end(scan, *flow > 0)),
            b'!' => scan.emit(Type, word_end(scan, *flow > 0)),
            b'|' | b'>' if *flow == 0 => return block(scan, indent),
            b'{' | b'[' => {
                *flow += 1;
                scan.emit(Plain, scan.at + 1);
            }
            b'}' | b']' | b',' if *flow > 0 => {
                *flow -= usize::from(scan.byte(0) != b',');
                scan.emit(Plain, scan.at + 1);
            }
            b'"' | b'\'' => quoted(scan),
            b':' if matches!(scan.byte(1), b' ' | b'\t' | b'\r' | b'\n' | 0) || *flow > 0 => {
                scan.emit(Plain, scan.at + 1)
            }
            _ => scalar(scan, *flow > 0),
        }
    }
}

fn word_end(scan: &Scan, flow: bool) -> usize {
    let part = |byte: u8| match byte {
        b' ' | b'\t' | b'\r' | b'\n' => false,
        b',' | b']' | b'}' => !flow,
        _ => true,
    };
    scan.skip_while(scan.at + 1, part)
}

fn quoted(scan: &mut Scan) {
    let end = match scan.byte(0) {
        b'"' => scan.quoted_end(scan.at + 1, b'"', true),
        // Two single quotes are one; taken as two strings in a row they look the same.
        _ => (scan.skip_while(scan.at + 1, |byte| byte != b'\'') + 1).min(scan.end()),
    };
    let key = scan.bytes().get(scan.skip_blanks(end)) == Some(&b':');
    scan.emit(if key { Name } else { Text }, end);
}

/// A scalar without quotes: a key if a colon ends it.
fn scalar(scan: &mut Scan, flow: bool) {
    let bytes = scan.bytes();
    let mut at = scan.at;
    let mut key = false;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\n' | b'\r' => break,
            b':' if bytes.get(at + 1).is_none_or(|next| matches!(next, b' ' | b'\t' | b'\r' | b'\n')) => {
                key = true;
                break;
            }
            b'#' if matches!(bytes[at - 1], b' ' | b'\t') => break,
            b',' | b'[' | b']' | b'{' | b'}' if flow => break,
            _ => at += 1,
        }
    }
    while at > scan.at + 1 && matches!(bytes[at - 1], b' ' | b'\t') {
        at -= 1;
    }
    let text = scan.until(at);
    let class = if key {
        Name
    } else if number(text) {
        Constant
    } else {
        WORDS.class(text).unwrap_or(Text)
    };
    // A scalar that starts with what ends one would never advance.
    scan.emit(class, at.max(scan.at + 1));
}

fn number(text: &[u8]) -> bool {
    let digits = text.strip_prefix(b"-").or(text.strip_prefix(b"+")).unwrap_or(text);
    let hexadecimal = digits.starts_with(b"0x");
    digits.first().is_some_and(u8::is_ascii_digit)
        && digits.iter().all(|byte| match byte {
            b'0'..=b'9' | b'.' | b'_' | b':' | b'-' | b'e' | b'E' | b'+' | b'o' | b'x' | b'T' | b'Z' => true,
            _ => hexadecimal && byte.is_ascii_hexdigit(),
        })
}

/// A block scalar: its indicator, then every line that is blank or indented more than `indent`.
fn block(scan: &mut Scan, indent: usize) {
    let header = scan.skip_while(scan.at, |byte| matches!(byte, b'|' | b'>' | b'+' | b'-' | b'0'..=b'9'));
    scan.emit(Operator, header);
    let end = scan.line_end(scan.at);
    let comment = scan.skip_blanks(scan.at);
    if comment < end {
        scan.emit(Plain, comment);
        scan.emit(Comment, end);
    }
    scan.emit(Plain, scan.next_line(scan.at));
    while scan.more() {
        let content = scan.skip_blanks(scan.at);
        let end = scan.line_end(content);
        if content < end && content - scan.at <= indent {
            return;
        }
        scan.emit(Plain, content);
        scan.emit(Text, end);
        scan.emit(Plain, scan.next_line(end));
    }
}
