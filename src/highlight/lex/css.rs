//! Turns CSS (and what SCSS and Less share with it) into classes: selectors, properties, units, at-rules.
//!
//! It does not know which properties exist; a name before a colon inside braces is one.

use super::super::scan::Class::{Constant, Function, Keyword, Name, Plain, Type, Variable};
use super::super::scan::{Scan, is_word};

fn is_part(byte: u8) -> bool {
    is_word(byte) || byte == b'-'
}

pub fn lex(scan: &mut Scan) {
    // After a property's colon comes a value, until `;`, `{` or `}`.
    let mut value = false;
    let mut depth = 0usize;
    let mut media = false;
    while scan.more() {
        match scan.byte(0) {
            b'/' if scan.looking_at("/*") => scan.block_comment("/*", "*/", false),
            b'/' if scan.looking_at("//") && scan.before() != b':' => scan.line_comment(),
            b'"' | b'\'' => scan.quoted(false),
            b'@' => {
                let end = scan.skip_while(scan.at + 1, is_part);
                media = matches!(scan.until(end), b"@media" | b"@supports" | b"@container" | b"@layer");
                scan.emit(Keyword, end);
                value = true;
            }
            byte @ (b'{' | b'}' | b';') => {
                match byte {
                    // Rules, not properties, stand in the braces of these.
                    b'{' if media => media = false,
                    b'{' => depth += 1,
                    b'}' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                value = false;
                scan.emit(Plain, scan.at + 1);
            }
            b':' if depth > 0 && !value && !selector_follows(scan) => {
                value = true;
                scan.emit(Plain, scan.at + 1);
            }
            b'#' if value && scan.byte(1).is_ascii_hexdigit() => {
                scan.emit(Constant, scan.skip_while(scan.at + 1, |byte| byte.is_ascii_hexdigit()));
            }
            b'.' | b'#' | b'&' | b'%' if !value && is_part(scan.byte(1)) => {
                scan.emit(Type, scan.skip_while(scan.at + 1, is_part));
            }
            b':' if !value && (is_part(scan.byte(1)) || scan.byte(1) == b':') => {
                let name = scan.at + 1 + usize::from(scan.byte(1) == b':');
                scan.emit(Keyword, scan.skip_while(name, is_part));
            }
            b'!' => scan.emit(Keyword, scan.skip_while(scan.at + 1, is_part)),
            b'$' if is_part(scan.byte(1)) => scan.emit(Variable, scan.skip_while(scan.at + 1, is_part)),
            b'0'..=b'9' => number(scan),
            b'-' | b'+' | b'.' if value && scan.byte(1).is_ascii_digit() => number(scan),
            byte if is_part(byte) => word(scan, value, depth),
            byte @ (b'>' | b'+' | b'~' | b'*' | b'=') if byte != b'=' || !value => scan.sign(),
            _ => scan.emit(Plain, scan.at + 1),
        }
    }
}

/// Whether the colon starts a pseudo-class of a nested rule, not a value: no blank after it and a brace before `;`.
fn selector_follows(scan: &Scan) -> bool {
    if scan.byte(1) == b':' {
        return true;
    }
    // Bounded, because every colon asks.
    let ahead = scan.until(scan.at + 200).iter().skip(1);
    is_part(scan.byte(1)) && ahead.copied().find(|byte| matches!(byte, b';' | b'{' | b'}' | b'\n')) == Some(b'{')
}

fn number(scan: &mut Scan) {
    let bytes = scan.bytes();
    let digits = scan.skip_while(scan.at + 1, |byte| byte.is_ascii_digit());
    let digits = match bytes.get(digits..digits + 2) {
        Some([b'.', b'0'..=b'9']) => scan.skip_while(digits + 1, |byte| byte.is_ascii_digit()),
        _ => digits,
    };
    scan.emit(Constant, scan.skip_while(digits, |byte| byte.is_ascii_alphabetic() || byte == b'%'));
}

fn word(scan: &mut Scan, value: bool, depth: usize) {
    let end = scan.skip_while(scan.at, is_part);
    let next = scan.bytes().get(end).copied().unwrap_or(0);
    let class = if scan.looking_at("--") {
        Variable
    } else if next == b'(' {
        Function
    } else if value {
        Plain
    } else if depth > 0 && scan.bytes().get(scan.skip_blanks(end)) == Some(&b':') {
        Variable
    } else {
        Name
    };
    scan.emit(class, end);
}
