//! Turns TOML into classes: tables, keys, the four kinds of strings, dates.
//!
//! It does not validate; Cargo's and other tools' own keys are keys like any other.

use super::super::scan::Class::{Constant, Name, Operator, Plain, Text, Type};
use super::super::scan::{Scan, Words, is_word};

static WORDS: Words = Words::new(&[(Constant, "true false inf nan")]);

pub fn lex(scan: &mut Scan) {
    // Brackets open: inside an array a line may start with `[` and is no table.
    let mut depth = 0usize;
    let mut key_expected = true;
    while scan.more() {
        match scan.byte(0) {
            b'\n' => {
                key_expected = depth == 0;
                scan.emit(Plain, scan.at + 1);
            }
            b'#' => scan.line_comment(),
            b'[' if depth == 0 && key_expected => table(scan),
            byte @ (b'[' | b'{' | b']' | b'}' | b',') => {
                match byte {
                    b'[' | b'{' => depth += 1,
                    b']' | b'}' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                key_expected = depth > 0 && byte != b'[';
                scan.emit(Plain, scan.at + 1);
            }
            b'=' => {
                key_expected = false;
                scan.emit(Operator, scan.at + 1);
            }
            b'"' | b'\'' => {
                let end = string_end(scan);
                let key = key_expected && matches!(scan.bytes().get(scan.skip_blanks(end)), Some(b'=' | b'.'));
                scan.emit(if key { Name } else { Text }, end);
            }
            byte if is_word(byte) || matches!(byte, b'-' | b'+') => bare(scan, key_expected),
            _ => scan.emit(Plain, scan.at + 1),
        }
    }
}

fn table(scan: &mut Scan) {
    while scan.more() && !matches!(scan.byte(0), b'\n' | b'\r' | b'#') {
        let end = if matches!(scan.byte(0), b'"' | b'\'') { string_end(scan) } else { scan.at + 1 };
        scan.emit(Type, end);
    }
}

fn bare(scan: &mut Scan, key_expected: bool) {
    let part = |byte: u8| is_word(byte) || matches!(byte, b'-' | b'+');
    if key_expected {
        let end = scan.skip_while(scan.at, part);
        let key = matches!(scan.bytes().get(scan.skip_blanks(end)), Some(b'=' | b'.'));
        if key {
            return scan.emit(Name, end);
        }
    }
    let end = scan.skip_while(scan.at, |byte| part(byte) || matches!(byte, b'.' | b':'));
    let word = scan.until(end);
    let digit = word.iter().find(|byte| !matches!(byte, b'+' | b'-')).is_some_and(u8::is_ascii_digit);
    let class = if digit { Constant } else { WORDS.class(word).unwrap_or(Plain) };
    scan.emit(class, end);
}

fn string_end(scan: &Scan) -> usize {
    let (quote, at) = (scan.byte(0), scan.at);
    if scan.byte(1) == quote && scan.byte(2) == quote {
        return triple_end(scan, quote, at + 3);
    }
    if quote == b'"' {
        return scan.quoted_end(at + 1, quote, false);
    }
    let close = scan.skip_while(at + 1, |byte| byte != b'\'' && byte != b'\n');
    if scan.bytes().get(close) == Some(&b'\'') { close + 1 } else { close }
}

fn triple_end(scan: &Scan, quote: u8, from: usize) -> usize {
    let bytes = scan.bytes();
    let mut at = from;
    while at < bytes.len() {
        if quote == b'"' && bytes[at] == b'\\' {
            at += 2;
        } else if bytes[at..].starts_with(&[quote; 3]) {
            // Up to two quotes may end the content.
            let spare = bytes[at + 3..].iter().take(2).take_while(|&&byte| byte == quote).count();
            return at + 3 + spare;
        } else {
            at += 1;
        }
    }
    bytes.len()
}
