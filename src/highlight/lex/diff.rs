//! Turns a difference between files into classes, line by line.
//!
//! It does not highlight the code inside: what was added and removed is what matters.

use super::super::scan::Class::{Comment, Deleted, Inserted, Keyword, Plain};
use super::super::scan::Scan;

pub fn lex(scan: &mut Scan) {
    while scan.more() {
        let header = ["+++", "---", "diff ", "index ", "Index: ", "***"].iter().any(|start| scan.looking_at(start));
        let class = match scan.byte(0) {
            _ if header => Comment,
            b'+' | b'>' => Inserted,
            b'-' | b'<' => Deleted,
            b'@' => Keyword,
            b'\\' => Comment,
            _ => Plain,
        };
        scan.emit(class, scan.line_end(scan.at));
        scan.emit(Plain, scan.next_line(scan.at));
    }
}
