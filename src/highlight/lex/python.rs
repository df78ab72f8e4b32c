//! Turns Python into classes: prefixed and triple-quoted strings, f-strings with their expressions, decorators.
//!
//! It does not check anything: an unfinished string ends with its line.

use super::super::scan::Class::{Constant, Function, Keyword, Plain, Text, Type, Variable};
use super::super::scan::{Scan, Words, is_word};

static WORDS: Words = Words::new(&[
    (
        Keyword,
        "and as assert async await break class continue def del elif else except finally for from global if import in is \
lambda nonlocal not or pass raise return try while with yield",
    ),
    (Constant, "True False None NotImplemented Ellipsis"),
    (Type, "bool bytes bytearray complex dict float frozenset int list object set str tuple type"),
    (Variable, "self cls"),
]);

/// An f-string that an expression interrupts.
struct Interrupted {
    quote: u8,
    triple: bool,
    /// Braces open inside the expression.
    depth: usize,
}

pub fn lex(scan: &mut Scan) {
    let mut strings: Vec<Interrupted> = Vec::new();
    while scan.more() {
        match scan.byte(0) {
            b'\n' if strings.last().is_some_and(|string| !string.triple) => {
                strings.clear();
                scan.emit(Plain, scan.at + 1);
            }
            b'{' if !strings.is_empty() => {
                strings.last_mut().expect("just checked").depth += 1;
                scan.emit(Plain, scan.at + 1);
            }
            b'}' if !strings.is_empty() => close_brace(scan, &mut strings),
            b'#' => scan.line_comment(),
            b'"' | b'\'' => string(scan, 0, &mut strings),
            b'@' if scan.first_on_line() && is_word(scan.byte(1)) => {
                scan.emit(Variable, scan.skip_while(scan.at + 1, |byte| is_word(byte) || byte == b'.'));
            }
            byte if is_word(byte) && !byte.is_ascii_digit() => word(scan, &mut strings),
            _ => scan.step(&WORDS),
        }
    }
}

fn word(scan: &mut Scan, strings: &mut Vec<Interrupted>) {
    let end = scan.word_end(scan.at);
    let length = end - scan.at;
    let prefix = length <= 2 && scan.until(end).iter().all(|byte| b"rRbBfFuUtT".contains(byte));
    if prefix && matches!(scan.bytes().get(end), Some(b'"' | b'\'')) {
        return string(scan, length, strings);
    }
    if matches!(scan.until(end), b"match" | b"case") && scan.first_on_line() {
        let follows = scan.until(end + 2);
        if follows.get(length) == Some(&b' ') && !matches!(follows.get(length + 1), Some(b'=')) {
            return scan.emit_word(Keyword, end);
        }
    }
    if scan.byte(length) == b'(' && scan.until(end) == b"print" {
        return scan.emit_word(Function, end);
    }
    scan.word(&WORDS);
}

fn string(scan: &mut Scan, prefix: usize, strings: &mut Vec<Interrupted>) {
    let formatted = scan.until(scan.at + prefix).iter().any(|byte| matches!(byte, b'f' | b'F' | b't' | b'T'));
    let quote = scan.byte(prefix);
    let triple = scan.byte(prefix + 1) == quote && scan.byte(prefix + 2) == quote;
    let content = scan.at + prefix + if triple { 3 } else { 1 };
    text(scan, content, formatted.then_some(strings), quote, triple);
}

/// The text of a string from `from` on, to its end or, in an f-string, to the next expression.
fn text(scan: &mut Scan, from: usize, strings: Option<&mut Vec<Interrupted>>, quote: u8, triple: bool) {
    let bytes = scan.bytes();
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'\n' if !triple => break,
            b'{' if strings.is_some() && bytes.get(at + 1) == Some(&b'{') => at += 1,
            b'{' if strings.is_some() => {
                scan.emit(Text, at);
                scan.emit(Plain, at + 1);
                strings.expect("just checked").push(Interrupted { quote, triple, depth: 0 });
                return;
            }
            byte if byte == quote && !triple => {
                at += 1;
                break;
            }
            byte if byte == quote && bytes[at..].starts_with(&[quote; 3]) => {
                at += 3;
                break;
            }
            _ => {}
        }
        at += 1;
    }
    scan.emit(Text, at);
}

fn close_brace(scan: &mut Scan, strings: &mut Vec<Interrupted>) {
    scan.emit(Plain, scan.at + 1);
    let string = strings.last_mut().expect("called inside an f-string only");
    if string.depth > 0 {
        string.depth -= 1;
    } else if let Some(Interrupted { quote, triple, .. }) = strings.pop() {
        text(scan, scan.at, Some(strings), quote, triple);
    }
}
