//! Turns Markdown into classes: headings, lists, links, code, with the front matter and fenced code in their own.
//!
//! It does not parse blocks as a Markdown renderer must; what begins a line and what marks a span is enough.

use super::super::scan::Class::{Comment, Keyword, Name, Operator, Plain, Text, Variable};
use super::super::scan::Scan;
use super::yaml;

pub fn lex(scan: &mut Scan) {
    if scan.at == 0 && (scan.looking_at("---\n") || scan.looking_at("---\r\n")) {
        front_matter(scan);
    }
    while scan.more() {
        scan.emit(Plain, scan.skip_blanks(scan.at));
        match scan.byte(0) {
            b'#' => scan.emit(Name, scan.line_end(scan.at)),
            b'`' if scan.looking_at("```") => fence(scan, b'`'),
            b'~' if scan.looking_at("~~~") => fence(scan, b'~'),
            b':' if scan.looking_at(":::") => scan.emit(Keyword, scan.line_end(scan.at)),
            b'>' => {
                scan.emit(Operator, scan.at + 1);
                continue;
            }
            b'-' | b'*' | b'+' if matches!(scan.byte(1), b' ' | b'\t') => {
                scan.emit(Operator, scan.at + 1);
                continue;
            }
            b'0'..=b'9' => list_number(scan),
            b'<' if scan.looking_at("<!--") => scan.block_comment("<!--", "-->", false),
            _ => {}
        }
        let end = scan.line_end(scan.at);
        scan.within(end, spans);
        scan.emit(Plain, scan.next_line(end));
    }
}

fn front_matter(scan: &mut Scan) {
    scan.emit(Operator, scan.line_end(0));
    let mut line = scan.next_line(scan.at);
    while line < scan.end() {
        let end = scan.line_end(line);
        if &scan.bytes()[line..end] == b"---" {
            scan.within(line, yaml::lex);
            return scan.emit(Operator, end);
        }
        line = scan.next_line(end);
    }
}

fn list_number(scan: &mut Scan) {
    let end = scan.skip_while(scan.at, |byte| byte.is_ascii_digit());
    if matches!(scan.bytes().get(end..end + 2), Some([b'.' | b')', b' '])) {
        scan.emit(Operator, end + 1);
    }
}

/// From the opening fence to after the closing one, or to the end.
fn fence(scan: &mut Scan, mark: u8) {
    let open = scan.skip_while(scan.at, |byte| byte == mark);
    let length = open - scan.at;
    let info_end = scan.line_end(open);
    if mark == b'`' && scan.bytes()[open..info_end].contains(&b'`') {
        return;
    }
    scan.emit(Keyword, info_end);
    let language = String::from_utf8_lossy(&scan.bytes()[open..info_end]).into_owned();
    let code = scan.next_line(info_end);
    let mut line = code;
    while line < scan.end() {
        let start = scan.skip_blanks(line);
        let close = scan.skip_while(start, |byte| byte == mark);
        let end = scan.line_end(close);
        if close - start >= length && scan.skip_blanks(close) >= end {
            break;
        }
        line = scan.next_line(end);
    }
    scan.emit(Plain, code);
    match super::find(&language) {
        // Markdown in Markdown would recur as deep as the author likes.
        Some(lexer) if lexer.name != "Markdown" => scan.within(line, lexer.lex),
        _ => scan.within(line, |scan| scan.emit(Text, scan.end())),
    }
    scan.emit(Keyword, scan.line_end(scan.at));
}

fn spans(scan: &mut Scan) {
    // Lengths of backtick runs whose partner has been looked for in vain.
    let mut unmatched = [false; 8];
    while scan.more() {
        match scan.byte(0) {
            b'\\' => scan.emit(Plain, scan.at + 2),
            b'`' => code(scan, &mut unmatched),
            b'[' | b'!' if scan.looking_at("[") || scan.looking_at("![") => {
                scan.emit(Operator, scan.at + 1 + usize::from(scan.byte(0) == b'!'));
            }
            b']' if scan.byte(1) == b'(' => {
                scan.emit(Operator, scan.at + 2);
                scan.emit(Text, scan.skip_while(scan.at, |byte| byte != b')'));
                scan.emit(Operator, scan.at + 1);
            }
            b']' => scan.emit(Operator, scan.at + 1),
            b'*' | b'|' => scan.emit(Operator, scan.at + 1),
            b'{' if scan.byte(1) == b'{' || scan.byte(1) == b'#' || scan.byte(1) == b'.' => {
                scan.emit(Variable, scan.skip_while(scan.at, |byte| byte != b'}'));
                scan.emit(Variable, scan.skip_while(scan.at, |byte| byte == b'}'));
            }
            b'<' if scan.byte(1).is_ascii_alphabetic() || scan.byte(1) == b'/' => {
                let end = scan.skip_while(scan.at, |byte| byte != b'>') + 1;
                scan.emit(Name, end);
            }
            b'<' if scan.looking_at("<!--") => scan.emit(Comment, scan.end()),
            _ => scan.emit(Plain, scan.at + 1),
        }
    }
}

fn code(scan: &mut Scan, unmatched: &mut [bool; 8]) {
    let open = scan.skip_while(scan.at, |byte| byte == b'`');
    let length = open - scan.at;
    let known = unmatched.get_mut(length);
    if known.is_none_or(|known| *known) {
        return scan.emit(Plain, open);
    }
    let bytes = scan.bytes();
    let mut at = open;
    while at < bytes.len() {
        if bytes[at] != b'`' {
            at += 1;
            continue;
        }
        let close = scan.skip_while(at, |byte| byte == b'`');
        if close - at == length {
            return scan.emit(Text, close);
        }
        at = close;
    }
    unmatched[length] = true;
    scan.emit(Plain, open);
}
