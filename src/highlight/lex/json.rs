//! Turns JSON, and its relatives with comments (JSONC, JSON5), into classes: keys differ from other strings.
//!
//! It does not validate.

use super::super::scan::Class::{Constant, Name, Text};
use super::super::scan::{Scan, Words, is_word};

static WORDS: Words = Words::new(&[(Constant, "true false null NaN Infinity undefined")]);

pub fn lex(scan: &mut Scan) {
    while scan.more() {
        match scan.byte(0) {
            b'"' | b'\'' => {
                let end = scan.quoted_end(scan.at + 1, scan.byte(0), false);
                value_or_key(scan, end);
            }
            b'/' if scan.looking_at("//") => scan.line_comment(),
            b'/' if scan.looking_at("/*") => scan.block_comment("/*", "*/", false),
            b'-' | b'+' if scan.byte(1).is_ascii_digit() => scan.number(),
            byte if is_word(byte) && !byte.is_ascii_digit() => {
                let end = scan.word_end(scan.at);
                match WORDS.class(scan.until(end)) {
                    Some(class) => scan.emit(class, end),
                    None => value_or_key(scan, end),
                }
            }
            _ => scan.step(&WORDS),
        }
    }
}

fn value_or_key(scan: &mut Scan, end: usize) {
    let key = scan.bytes().get(scan.skip_blanks(end)) == Some(&b':');
    scan.emit(if key { Name } else { Text }, end);
}
