//! Turns INI files and their relatives (`.properties`, `.env`, `.editorconfig`, systemd units) into classes.
//!
//! It does not join continued lines.

use super::super::scan::Class::{Comment, Constant, Name, Operator, Plain, Text, Type, Variable};
use super::super::scan::{Scan, Words, is_word};

static WORDS: Words =
    Words::new(&[(Constant, "true false yes no on off True False Yes No On Off TRUE FALSE null none")]);

pub fn lex(scan: &mut Scan) {
    while scan.more() {
        scan.emit(Plain, scan.skip_blanks(scan.at));
        let end = scan.line_end(scan.at);
        match scan.byte(0) {
            b'#' | b';' | b'!' => scan.emit(Comment, end),
            b'[' => scan.emit(Type, end),
            _ => scan.within(end, setting),
        }
        scan.emit(Plain, scan.next_line(scan.at));
    }
}

fn setting(scan: &mut Scan) {
    let mark = scan.skip_while(scan.at, |byte| byte != b'=' && byte != b':');
    if mark == scan.end() {
        return;
    }
    let name = scan.until(mark).trim_ascii_end().len();
    scan.emit(Name, scan.at + name);
    scan.emit(Plain, mark);
    scan.emit(Operator, mark + 1);
    scan.emit(Plain, scan.skip_blanks(scan.at));
    let value = scan.until(scan.end()).trim_ascii_end();
    let number =
        value.first().is_some_and(u8::is_ascii_digit) && value.iter().all(|&byte| is_word(byte) || byte == b'.');
    if number || WORDS.class(value).is_some() {
        return scan.emit(Constant, scan.end());
    }
    while scan.more() {
        match scan.byte(0) {
            b'$' if scan.byte(1) == b'{' => {
                let end = scan.skip_while(scan.at, |byte| byte != b'}') + 1;
                scan.emit(Variable, end);
            }
            b'$' if is_word(scan.byte(1)) => scan.emit(Variable, scan.word_end(scan.at + 1)),
            b';' | b'#' if scan.before() == b' ' => scan.emit(Comment, scan.end()),
            _ => scan.emit(Text, scan.skip_while(scan.at + 1, |byte| !matches!(byte, b'$' | b';' | b'#'))),
        }
    }
}
