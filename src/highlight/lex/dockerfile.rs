//! Turns a Dockerfile into classes: instructions, with the shell in `RUN`, JSON lists and variables elsewhere.
//!
//! It does not check which instructions exist.

use super::super::scan::Class::{Constant, Keyword, Operator, Plain, Text, Variable};
use super::super::scan::{Scan, is_word};
use super::shell;

pub fn lex(scan: &mut Scan) {
    while scan.more() {
        scan.emit(Plain, scan.skip_space(scan.at));
        if scan.byte(0) == b'#' {
            scan.line_comment();
            continue;
        }
        let name = scan.word_end(scan.at);
        let instruction = scan.until(name).to_ascii_uppercase();
        scan.emit(Keyword, name);
        let end = instruction_end(scan);
        let list = scan.bytes().get(scan.skip_blanks(scan.at)) == Some(&b'[');
        match instruction.as_slice() {
            b"RUN" | b"CMD" | b"ENTRYPOINT" if !list => scan.within(end, shell::lex),
            b"ONBUILD" => scan.emit(Plain, scan.skip_blanks(scan.at)),
            _ => scan.within(end, arguments),
        }
    }
}

/// The end of an instruction: lines that end in `\` go on, and so do comments between them.
fn instruction_end(scan: &Scan) -> usize {
    let bytes = scan.bytes();
    let mut end = scan.line_end(scan.at);
    while end > 0 && end < bytes.len() && bytes[end - 1] == b'\\' {
        end = scan.line_end(scan.next_line(end));
        while end < bytes.len() && bytes.get(scan.skip_blanks(scan.next_line(end))) == Some(&b'#') {
            end = scan.line_end(scan.next_line(end));
        }
    }
    end
}

fn arguments(scan: &mut Scan) {
    while scan.more() {
        match scan.byte(0) {
            b'"' | b'\'' => scan.quoted(false),
            b'$' if scan.byte(1) == b'{' => {
                let end = scan.skip_while(scan.at, |byte| !matches!(byte, b'}' | b'\n')) + 1;
                scan.emit(Variable, end);
            }
            b'$' => scan.emit(Variable, scan.word_end(scan.at + 1).max(scan.at + 1)),
            b'-' if scan.looking_at("--") && scan.before() == b' ' => {
                scan.emit(Variable, scan.skip_while(scan.at, |byte| is_word(byte) || byte == b'-'));
            }
            b'=' => scan.emit(Operator, scan.at + 1),
            b'#' if scan.first_on_line() => scan.line_comment(),
            byte if is_word(byte) => word(scan),
            _ => scan.emit(Plain, scan.at + 1),
        }
    }
}

fn word(scan: &mut Scan) {
    let end = scan.skip_while(scan.at, |byte| is_word(byte) || matches!(byte, b'.' | b'-' | b'/' | b':'));
    let word = scan.until(end);
    let class = match word {
        b"AS" | b"as" => Keyword,
        _ if word.iter().all(u8::is_ascii_digit) => Constant,
        _ if scan.bytes().get(end) == Some(&b'=') => Variable,
        _ if scan.before() == b'=' => Text,
        _ => Plain,
    };
    scan.emit(class, end);
}
