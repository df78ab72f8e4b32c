//! Turns shell scripts and console sessions into classes: expansions in strings, here-documents, options.
//!
//! It knows where a command's name stands, not what the command does with its arguments.

use super::super::scan::Class::{Comment, Constant, Function, Keyword, Operator, Plain, Text, Variable};
use super::super::scan::{Scan, Words, is_word};

static WORDS: Words = Words::new(&[(
    Keyword,
    "if then else elif fi for in do done while until case esac select function time coproc export local readonly declare \
typeset unset return break continue exit shift source trap eval exec set sudo",
)]);

/// What is open around the present place.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    /// `"…"`
    Quote,
    /// `$(…)` and `(…)`
    Parenthesis,
    /// `${…}`
    Brace,
}

struct Lexer<'a> {
    open: Vec<Open>,
    /// Whether the next word is the name of a command.
    command: bool,
    /// Here-documents whose text starts on the next line: delimiter, whether quoted, whether tabs are stripped.
    here: Vec<(&'a [u8], bool, bool)>,
    /// The start of a here-document that never ends: those after it are not looked for again.
    endless: bool,
}

pub fn lex(scan: &mut Scan) {
    let mut lexer = Lexer { open: Vec::new(), command: true, here: Vec::new(), endless: false };
    while scan.more() {
        match lexer.open.last() {
            Some(Open::Quote) => lexer.quoted(scan),
            _ => lexer.step(scan),
        }
    }
}

/// A session: lines after a prompt are commands, the others are what they print.
pub fn lex_console(scan: &mut Scan) {
    while scan.more() {
        let line = scan.at;
        let next = scan.next_line(line);
        match prompt_end(scan, line) {
            Some(end) => {
                scan.emit(Comment, end);
                let last = command_end(scan, next);
                scan.within(last, lex);
            }
            None => scan.emit(Plain, next),
        }
    }
}

/// The end of a command that starts on the line before `next`: lines that end in `\` go on.
fn command_end(scan: &Scan, mut next: usize) -> usize {
    let bytes = scan.bytes();
    while next < bytes.len() && (bytes[..next].ends_with(b"\\\n") || bytes[..next].ends_with(b"\\\r\n")) {
        next = scan.next_line(next);
    }
    next
}

/// `$ `, `# `, `> `, `% `, also after `user@host:~`, `(venv)` or `PS C:\>`.
fn prompt_end(scan: &Scan, line: usize) -> Option<usize> {
    let bytes = scan.bytes();
    let sign = |at: usize| matches!(bytes.get(at), Some(b'$' | b'#' | b'%' | b'>')) && bytes.get(at + 1) == Some(&b' ');
    let mut start = line;
    if bytes[line] == b'(' {
        let close = bytes[line..].iter().take(40).take_while(|&&byte| byte != b'\n').position(|&byte| byte == b')');
        start = scan.skip_blanks(close.map_or(line, |at| line + at + 1));
    }
    if sign(start) {
        return Some(start + 2);
    }
    let bracket = bytes[start..].starts_with(b"[");
    let host = bytes[start..].iter().take(80).take_while(|byte| !matches!(byte, b' ' | b'\n'));
    let length = host.clone().count();
    let windows = bytes[start..].starts_with(b"PS ");
    if !windows && !host.clone().any(|&byte| byte == b'@') {
        return None;
    }
    let reach = bytes[start..]
        .iter()
        .take(if windows || bracket { 80 } else { length + 1 })
        .take_while(|&&byte| byte != b'\n')
        .count();
    (start..start + reach).find(|&at| sign(at)).map(|at| at + 2)
}

impl<'a> Lexer<'a> {
    fn step(&mut self, scan: &mut Scan<'a>) {
        match scan.byte(0) {
            b'\n' => self.line_end(scan),
            b'\\' => {
                scan.emit(Plain, scan.at + if scan.byte(1) == b'\n' { 2 } else { 1 + usize::from(scan.byte(1) != 0) })
            }
            b'#' if matches!(scan.before(), b' ' | b'\t' | b'\n' | b';' | b'(') => scan.line_comment(),
            b'\'' => {
                self.argument(scan);
                let end = (scan.skip_while(scan.at + 1, |byte| byte != b'\'') + 1).min(scan.end());
                scan.emit(Text, end);
            }
            b'"' => {
                self.argument(scan);
                scan.emit(Text, scan.at + 1);
                self.open.push(Open::Quote);
            }
            b'$' => self.dollar(scan),
            b'`' => self.mark(scan, true),
            b'<' if scan.looking_at("<<<") => scan.emit(Operator, scan.at + 3),
            b'<' if scan.looking_at("<<") => self.here_document(scan),
            b'(' => {
                self.open.push(Open::Parenthesis);
                scan.emit(Plain, scan.at + 1);
                self.command = true;
            }
            b')' => {
                // Without an opening one it ends a pattern of `case`, and a command follows.
                self.command = self.open.last() != Some(&Open::Parenthesis);
                if !self.command {
                    self.open.pop();
                }
                scan.emit(Plain, scan.at + 1);
            }
            b'}' if self.open.last() == Some(&Open::Brace) => {
                self.open.pop();
                scan.emit(Variable, scan.at + 1);
            }
            b'|' | b'&' | b';' | b'{' | b'!' => self.mark(scan, true),
            b'<' | b'>' if scan.byte(1) == b'&' => scan.emit(Operator, scan.at + 2),
            b'<' | b'>' | b'=' | b'*' | b'?' => self.mark(scan, self.command),
            b'-' if matches!(scan.before(), b' ' | b'\t' | b'\n' | b'[') => {
                let part = |byte: u8| is_word(byte) || byte == b'-';
                scan.emit(Variable, scan.skip_while(scan.at + 1, part));
                self.command = false;
            }
            b'[' => {
                scan.emit(Plain, scan.skip_while(scan.at, |byte| byte == b'['));
                self.command = false;
            }
            b' ' | b'\t' | b'\r' => {
                scan.emit(Plain, scan.skip_while(scan.at, |byte| matches!(byte, b' ' | b'\t' | b'\r')))
            }
            byte if is_word(byte) || matches!(byte, b'.' | b'/' | b'~' | b'@' | b'%' | b'+' | b':' | b',') => {
                self.word(scan)
            }
            _ => scan.emit(Plain, scan.at + 1),
        }
    }

    fn mark(&mut self, scan: &mut Scan, command: bool) {
        // A substituted variable's own operators (`${name:-x}`) name no command.
        self.command = command && self.open.last() != Some(&Open::Brace);
        scan.emit(Operator, scan.at + 1);
    }

    /// What follows is no command's name; after `NAME=value` the name is still to come.
    fn argument(&mut self, scan: &Scan) {
        self.command &= scan.before() == b'=';
    }

    fn word(&mut self, scan: &mut Scan) {
        let part =
            |byte: u8| is_word(byte) || matches!(byte, b'.' | b'/' | b'~' | b'@' | b'%' | b'+' | b':' | b',' | b'-');
        let end = scan.skip_while(scan.at, part);
        let word = scan.until(end);
        let next = scan.bytes().get(end).copied().unwrap_or(0);
        let assigned = matches!((next, scan.bytes().get(end + 1)), (b'=', _) | (b'+', Some(b'=')));
        if self.open.last() == Some(&Open::Brace) {
            return scan.emit(Text, end);
        }
        if assigned && word.iter().all(|&byte| is_word(byte)) {
            return scan.emit(Variable, end);
        }
        if self.command && scan.before() == b'=' {
            return scan.emit(if word.iter().all(u8::is_ascii_digit) { Constant } else { Plain }, end);
        }
        let keyword = WORDS.class(word).filter(|_| self.command || matches!(word, b"in" | b"do" | b"then"));
        let class = match keyword {
            Some(class) => class,
            None if self.command => Function,
            None if word.iter().all(u8::is_ascii_digit) => Constant,
            None => Plain,
        };
        // After `then` or `sudo` comes a command; after `for`, `export` or a command, its arguments.
        let takes_command = matches!(
            word,
            b"if" | b"then" | b"else" | b"elif" | b"do" | b"while" | b"until" | b"time" | b"exec" | b"sudo" | b"eval"
        );
        self.command = keyword.is_some() && takes_command;
        scan.emit(class, end);
    }

    fn dollar(&mut self, scan: &mut Scan) {
        let variable_end = match scan.byte(1) {
            b'(' => {
                scan.emit(Operator, scan.at + 2);
                self.open.push(Open::Parenthesis);
                self.command = true;
                return;
            }
            b'{' => {
                let name = scan.skip_while(scan.at + 2, |byte| matches!(byte, b'#' | b'!'));
                scan.emit(Variable, scan.word_end(name));
                self.open.push(Open::Brace);
                return;
            }
            byte if is_word(byte) && !byte.is_ascii_digit() => scan.word_end(scan.at + 1),
            b'0'..=b'9' | b'@' | b'*' | b'#' | b'?' | b'$' | b'!' | b'-' => scan.at + 2,
            // `$ ` at the start of a line is a prompt that someone copied: a command follows.
            _ => {
                return scan.emit(if self.open.is_empty() { Operator } else { Text }, scan.at + 1);
            }
        };
        self.argument(scan);
        scan.emit(Variable, variable_end);
    }

    /// Inside double quotes.
    fn quoted(&mut self, scan: &mut Scan) {
        match scan.byte(0) {
            b'"' => {
                self.open.pop();
                scan.emit(Text, scan.at + 1);
            }
            b'\\' => scan.emit(Text, scan.at + 2),
            b'$' => self.dollar(scan),
            _ => scan.emit(Text, scan.skip_while(scan.at, |byte| !matches!(byte, b'"' | b'\\' | b'$'))),
        }
    }

    fn here_document(&mut self, scan: &mut Scan<'a>) {
        let tabs = scan.byte(2) == b'-';
        let mut start = scan.skip_blanks(scan.at + 2 + usize::from(tabs));
        scan.emit(Operator, start);
        let quote = scan.bytes().get(start).copied().filter(|byte| matches!(byte, b'\'' | b'"' | b'\\'));
        start += usize::from(quote.is_some());
        let end = scan.word_end(start);
        // A digit is shifted by: `$((1 << 2))`.
        if end > start && !scan.bytes()[start].is_ascii_digit() {
            self.here.push((&scan.bytes()[start..end], quote.is_some(), tabs));
            scan.emit(Text, end + usize::from(matches!(quote, Some(b'\'' | b'"'))));
        }
        self.command = false;
    }

    fn line_end(&mut self, scan: &mut Scan<'a>) {
        scan.emit(Plain, scan.at + 1);
        while self.open.last() == Some(&Open::Brace) {
            self.open.pop();
        }
        self.command = true;
        for (delimiter, quoted, tabs) in std::mem::take(&mut self.here) {
            if self.endless {
                break;
            }
            let Some(end) = here_end(scan, delimiter, tabs) else {
                self.endless = true;
                break;
            };
            scan.within(end, |scan| if quoted { scan.emit(Text, scan.end()) } else { expansions(scan) });
            scan.emit(Plain, scan.skip_while(scan.at, |byte| byte == b'\t'));
            scan.emit(Text, scan.line_end(scan.at));
        }
    }
}

/// The start of the line that ends a here-document.
fn here_end(scan: &Scan, delimiter: &[u8], tabs: bool) -> Option<usize> {
    let mut line = scan.at;
    while line < scan.end() {
        let start = if tabs { scan.skip_while(line, |byte| byte == b'\t') } else { line };
        let end = scan.line_end(start);
        if &scan.bytes()[start..end] == delimiter {
            return Some(line);
        }
        line = scan.next_line(end);
    }
    None
}

/// Text with variables, without commands.
fn expansions(scan: &mut Scan) {
    while scan.more() {
        let name = match (scan.byte(0), scan.byte(1)) {
            (b'\\', _) => {
                scan.emit(Text, scan.at + 2);
                continue;
            }
            (b'$', b'{') => (scan.skip_while(scan.at, |byte| !matches!(byte, b'}' | b'\n')) + 1).min(scan.end()),
            (b'$', byte) if is_word(byte) => scan.word_end(scan.at + 1),
            _ => {
                scan.emit(Text, scan.skip_while(scan.at + 1, |byte| !matches!(byte, b'\\' | b'$')));
                continue;
            }
        };
        scan.emit(Variable, name);
    }
}
