//! Turns HTML and XML into classes, with the scripts and styles inside HTML.
//!
//! It does not match end tags to start tags.

use super::super::scan::Class::{Constant, Keyword, Name, Operator, Plain, Text, Variable};
use super::super::scan::Scan;
use super::{css, javascript};

pub fn lex_html(scan: &mut Scan) {
    lex(scan, true);
}

pub fn lex_xml(scan: &mut Scan) {
    lex(scan, false);
}

fn lex(scan: &mut Scan, html: bool) {
    while scan.more() {
        match scan.byte(0) {
            b'<' if scan.looking_at("<!--") => scan.block_comment("<!--", "-->", false),
            b'<' if scan.looking_at("<![CDATA[") => {
                let end = scan.find(scan.at, "]]>").map_or(scan.end(), |at| at + 3);
                scan.emit(Text, end);
            }
            b'<' if matches!(scan.byte(1), b'!' | b'?') => {
                let end = scan.skip_while(scan.at, |byte| byte != b'>') + 1;
                scan.emit(Keyword, end);
            }
            b'<' if scan.byte(1).is_ascii_alphabetic() || matches!(scan.byte(1), b'/' | b'_') => tag(scan, html),
            b'&' => entity(scan),
            _ => scan.emit(Plain, scan.skip_while(scan.at + 1, |byte| !matches!(byte, b'<' | b'&'))),
        }
    }
}

fn entity(scan: &mut Scan) {
    let length =
        scan.until(scan.at + 33).iter().skip(1).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#');
    let end = scan.at + 1 + length.count();
    if end > scan.at + 1 && scan.bytes().get(end) == Some(&b';') {
        scan.emit(Constant, end + 1);
    } else {
        scan.emit(Plain, scan.at + 1);
    }
}

fn is_name(byte: u8) -> bool {
    !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'>' | b'/' | b'=' | b'"' | b'\'' | b'<')
}

fn tag(scan: &mut Scan, html: bool) {
    let start = scan.at + 1;
    let name_end = scan.skip_while(start + usize::from(scan.byte(1) == b'/'), is_name);
    let name = scan.bytes()[start..name_end].to_ascii_lowercase();
    scan.emit(Name, name_end);
    while scan.more() {
        match scan.byte(0) {
            b'>' => {
                scan.emit(Name, scan.at + 1);
                break;
            }
            b'<' => return,
            b'/' => scan.emit(Name, scan.at + 1),
            b'=' => value(scan),
            byte if is_name(byte) => scan.emit(Variable, scan.skip_while(scan.at, is_name)),
            b'"' | b'\'' => scan.quoted(true),
            _ => scan.emit(Plain, scan.at + 1),
        }
    }
    match name.as_slice() {
        b"script" if html => scan.within(raw_end(scan, b"</script"), javascript::lex),
        b"style" if html => scan.within(raw_end(scan, b"</style"), css::lex),
        _ => {}
    }
}

fn value(scan: &mut Scan) {
    scan.emit(Operator, scan.at + 1);
    scan.emit(Plain, scan.skip_space(scan.at));
    let end = match scan.byte(0) {
        quote @ (b'"' | b'\'') => (scan.skip_while(scan.at + 1, |byte| byte != quote) + 1).min(scan.end()),
        _ => scan.skip_while(scan.at, |byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'>')),
    };
    scan.emit(Text, end);
}

fn raw_end(scan: &Scan, close: &[u8]) -> usize {
    let rest = &scan.bytes()[scan.at..];
    let found = rest.windows(close.len()).position(|window| window.eq_ignore_ascii_case(close));
    found.map_or(scan.end(), |at| scan.at + at)
}
