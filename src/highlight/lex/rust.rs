//! Turns Rust into classes: raw strings, nested comments, lifetimes, attributes and macros included.
//!
//! It does not parse: a name is a type by its capitals and a function by the parenthesis after it.

use super::super::scan::Class::{Constant, Function, Keyword, Plain, Text, Type, Variable};
use super::super::scan::{Scan, Words, is_word};

static WORDS: Words = Words::new(&[
    (
        Keyword,
        "as async await break const continue crate dyn else enum extern fn for gen if impl in let loop match mod move mut \
pub ref return self static struct super trait type union unsafe use where while yield macro_rules",
    ),
    (Type, "Self bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize"),
    (Constant, "true false"),
    (Function, "Some Ok Err"),
    (Constant, "None"),
]);

pub fn lex(scan: &mut Scan) {
    while scan.more() {
        match scan.byte(0) {
            b'/' if scan.looking_at("//") => scan.line_comment(),
            b'/' if scan.looking_at("/*") => scan.block_comment("/*", "*/", true),
            b'"' => scan.quoted(true),
            b'\'' => quote(scan),
            b'#' if scan.byte(1) == b'[' || scan.looking_at("#![") => attribute(scan),
            b'#' if scan.at == 0 && scan.looking_at("#!") => scan.line_comment(),
            b'r' | b'b' | b'c' if string(scan) => {}
            b'$' if is_word(scan.byte(1)) => scan.emit(Variable, scan.word_end(scan.at + 1)),
            byte if is_word(byte) && !byte.is_ascii_digit() => word(scan),
            _ => scan.step(&WORDS),
        }
    }
}

fn word(scan: &mut Scan) {
    let end = scan.word_end(scan.at);
    match scan.bytes()[end..] {
        [b'!', b'='] | [b'!', b'=', ..] => {
            scan.word(&WORDS);
        }
        [b'!', ..] => scan.emit(Function, end + 1),
        _ => {
            scan.word(&WORDS);
        }
    }
}

/// A character, or else a lifetime or label.
fn quote(scan: &mut Scan) {
    let bytes = scan.until(scan.at + 12);
    if scan.byte(1) == b'\\' {
        let length = bytes[2..].iter().skip(1).position(|&byte| byte == b'\'').map_or(2, |at| at + 4);
        return scan.emit(Text, scan.at + length);
    }
    let character = match scan.byte(1) {
        0xF0.. => 4,
        0xE0.. => 3,
        0xC0.. => 2,
        _ => 1,
    };
    if scan.byte(1 + character) == b'\'' && !matches!(scan.byte(1), b'\n' | b'\'') {
        scan.emit(Text, scan.at + character + 2);
    } else if is_word(scan.byte(1)) {
        scan.emit(Variable, scan.word_end(scan.at + 1));
    } else {
        scan.emit(Plain, scan.at + 1);
    }
}

/// A string with a prefix (`r"…"`, `br#"…"#`, `b'…'`, `c"…"`) or a raw name; false if it is neither.
fn string(scan: &mut Scan) -> bool {
    let prefix = usize::from(matches!(scan.byte(0), b'b' | b'c'));
    if scan.byte(prefix) != b'r' {
        match scan.byte(prefix) {
            b'"' => scan.emit(Text, scan.quoted_end(scan.at + prefix + 1, b'"', true)),
            b'\'' if scan.byte(0) == b'b' => scan.emit(Text, scan.quoted_end(scan.at + prefix + 1, b'\'', false)),
            _ => return false,
        }
        return true;
    }
    let start = scan.at + prefix + 1;
    let open = scan.skip_while(start, |byte| byte == b'#');
    let hashes = open - start;
    if scan.bytes().get(open) != Some(&b'"') {
        if hashes == 1 && prefix == 0 {
            scan.emit(Plain, scan.word_end(open));
            return true;
        }
        return false;
    }
    let bytes = scan.bytes();
    let mut at = open + 1;
    while at < bytes.len() {
        if bytes[at] == b'"' {
            let close = scan.skip_while(at + 1, |byte| byte == b'#').min(at + 1 + hashes);
            if close == at + 1 + hashes {
                scan.emit(Text, close);
                return true;
            }
            at = close;
        } else {
            at += 1;
        }
    }
    scan.emit(Text, at);
    true
}

fn attribute(scan: &mut Scan) {
    let mut depth = 0;
    while scan.more() {
        match scan.byte(0) {
            b'"' => {
                scan.quoted(true);
                continue;
            }
            b'[' => depth += 1,
            b']' => depth -= 1,
            _ => {}
        }
        scan.emit(Variable, scan.at + 1);
        if depth == 0 && scan.before() == b']' {
            return;
        }
    }
}
