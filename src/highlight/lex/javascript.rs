//! Turns JavaScript and TypeScript into classes: templates with nested `${}`, regular expressions, decorators.
//!
//! It does not know JSX; those files have a grammar.

use super::super::scan::Class::{Constant, Keyword, Operator, Plain, Text, Type, Variable};
use super::super::scan::{Class, Scan, Words, is_word};

static WORDS: Words = Words::new(&[
    (
        Keyword,
        "abstract any as asserts async await break case catch class const continue debugger declare default delete do else \
enum export extends finally for from function get if implements import in infer instanceof interface is keyof let \
namespace new of override private protected public readonly return satisfies set static super switch this throw try \
type typeof using var void while with yield",
    ),
    (Type, "bigint boolean never number object string symbol unknown"),
    (Constant, "true false null undefined NaN Infinity"),
]);

struct Lexer {
    /// For every template that an expression interrupts, the braces open inside the expression.
    templates: Vec<usize>,
    /// Whether a value may just have ended, so that `/` divides.
    value: bool,
    /// No regular expression starts before this place: the search for its end has failed.
    no_regex_before: usize,
}

pub fn lex(scan: &mut Scan) {
    let mut lexer = Lexer { templates: Vec::new(), value: false, no_regex_before: 0 };
    if scan.at == 0 && scan.looking_at("#!") {
        scan.line_comment();
    }
    while scan.more() {
        lexer.step(scan);
    }
}

impl Lexer {
    fn step(&mut self, scan: &mut Scan) {
        match scan.byte(0) {
            b' ' | b'\t' | b'\r' | b'\n' => scan.step(&WORDS),
            b'/' if scan.looking_at("//") => scan.line_comment(),
            b'/' if scan.looking_at("/*") => scan.block_comment("/*", "*/", false),
            b'/' if !self.value && scan.at >= self.no_regex_before => self.regex(scan),
            b'"' | b'\'' => {
                scan.quoted(false);
                self.value = true;
            }
            b'`' => self.template(scan, scan.at + 1),
            b'{' => {
                if let Some(depth) = self.templates.last_mut() {
                    *depth += 1;
                }
                self.sign(scan, false);
            }
            b'}' => self.close_brace(scan),
            b')' | b']' => self.sign(scan, true),
            b'@' if is_word(scan.byte(1)) => scan.emit(Variable, scan.word_end(scan.at + 1)),
            b'0'..=b'9' => {
                scan.number();
                self.value = true;
            }
            byte if is_word(byte) || byte == b'$' => self.word(scan),
            _ => self.sign(scan, false),
        }
    }

    fn sign(&mut self, scan: &mut Scan, value: bool) {
        scan.sign();
        self.value = value;
    }

    fn word(&mut self, scan: &mut Scan) {
        let end = scan.skip_while(scan.at, |byte| is_word(byte) || byte == b'$');
        let word = scan.until(end);
        // Names of members are free, and so are some keywords (`map.get(…)`, `from = 1`).
        let member = scan.before() == b'.' && !scan.bytes()[..scan.at].ends_with(b"..");
        let class = if member { None } else { WORDS.class(word) };
        let class = class.unwrap_or_else(|| scan.guess(end));
        let free = matches!(word, b"get" | b"set" | b"from" | b"of" | b"type" | b"as" | b"is");
        let class = match scan.bytes().get(end) {
            Some(b'(') if free => Class::Function,
            Some(b':' | b',' | b'=' | b'.' | b';' | b')') if free => Plain,
            _ => class,
        };
        self.value = class != Keyword || matches!(word, b"this" | b"super");
        scan.emit_word(class, end);
    }

    /// A regular expression; a slash without a second one on its line is an operator.
    fn regex(&mut self, scan: &mut Scan) {
        let bytes = scan.bytes();
        let (mut at, mut in_class) = (scan.at + 1, false);
        loop {
            match bytes.get(at) {
                None | Some(b'\n') => {
                    self.no_regex_before = at;
                    return scan.emit(Operator, scan.at + 1);
                }
                Some(b'\\') => at += 1,
                Some(b'[') => in_class = true,
                Some(b']') => in_class = false,
                Some(b'/') if !in_class => break,
                Some(_) => {}
            }
            at += 1;
        }
        scan.emit(Text, scan.skip_while(at + 1, |byte| byte.is_ascii_alphabetic()));
        self.value = true;
    }

    /// The text of a template from `from` on, to its end or to the next `${`.
    fn template(&mut self, scan: &mut Scan, from: usize) {
        let bytes = scan.bytes();
        let mut at = from;
        while at < bytes.len() {
            match bytes[at] {
                b'\\' => at += 1,
                b'$' if bytes.get(at + 1) == Some(&b'{') => {
                    scan.emit(Text, at);
                    scan.emit(Plain, at + 2);
                    self.templates.push(0);
                    self.value = false;
                    return;
                }
                b'`' => {
                    at += 1;
                    break;
                }
                _ => {}
            }
            at += 1;
        }
        scan.emit(Text, at);
        self.value = true;
    }

    fn close_brace(&mut self, scan: &mut Scan) {
        // After a block a slash starts an expression, after an object it divides; the former is what people write.
        self.sign(scan, false);
        match self.templates.last_mut() {
            Some(0) => {
                self.templates.pop();
                self.template(scan, scan.at);
            }
            Some(depth) => *depth -= 1,
            None => {}
        }
    }
}
