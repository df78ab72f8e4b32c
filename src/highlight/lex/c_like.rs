//! Turns C, C++, Java and Go into classes, by a table of what they do not share.
//!
//! It does not expand macros; a preprocessor line is a keyword with its arguments.

use super::super::scan::Class::{Constant, Function, Keyword, Plain, Text, Type, Variable};
use super::super::scan::{Scan, Words, is_word};

struct Dialect {
    words: Words,
    preprocessor: bool,
    /// Strings with delimiters of the author's choice: `R"x(…)x"`.
    raw_prefix: bool,
    backticks: bool,
    text_blocks: bool,
    annotations: bool,
    /// Capitals mean public, so that a name before a parenthesis is a function all the same.
    public_capitals: bool,
}

static C: Dialect = Dialect {
    words: Words::new(&[
        (
            Keyword,
            "auto break case const continue default do else enum extern for goto if inline register restrict return sizeof \
static struct switch typedef union volatile while _Alignas _Atomic _Generic _Noreturn _Static_assert _Thread_local",
        ),
        (
            Keyword,
            "alignas alignof asm catch class concept consteval constexpr constinit const_cast co_await co_return co_yield \
decltype delete dynamic_cast explicit export final friend import module mutable namespace new noexcept operator override \
private protected public reinterpret_cast requires static_assert static_cast template this throw try typeid typename \
using virtual",
        ),
        (
            Type,
            "bool char char8_t char16_t char32_t double float int int8_t int16_t int32_t int64_t intptr_t long ptrdiff_t \
short signed size_t ssize_t string uint8_t uint16_t uint32_t uint64_t uintptr_t unsigned void wchar_t _Bool",
        ),
        (Constant, "true false nullptr NULL"),
    ]),
    preprocessor: true,
    raw_prefix: true,
    backticks: false,
    text_blocks: false,
    annotations: false,
    public_capitals: false,
};

static JAVA: Dialect = Dialect {
    words: Words::new(&[
        (
            Keyword,
            "abstract assert break case catch class const continue default do else enum extends final finally for goto if \
implements import instanceof interface native new non-sealed package permits private protected public record return \
sealed static strictfp super switch synchronized this throw throws transient try var volatile when while yield",
        ),
        (Type, "boolean byte char double float int long short void"),
        (Constant, "true false null"),
    ]),
    preprocessor: false,
    raw_prefix: false,
    backticks: false,
    text_blocks: true,
    annotations: true,
    public_capitals: false,
};

static GO: Dialect = Dialect {
    words: Words::new(&[
        (
            Keyword,
            "break case chan const continue default defer else fallthrough for func go goto if import interface map package \
range return select struct switch type var",
        ),
        (
            Type,
            "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint \
uint8 uint16 uint32 uint64 uintptr",
        ),
        (Constant, "true false nil iota"),
    ]),
    preprocessor: false,
    raw_prefix: false,
    backticks: true,
    text_blocks: false,
    annotations: false,
    public_capitals: true,
};

pub fn lex_c(scan: &mut Scan) {
    lex(scan, &C);
}

pub fn lex_java(scan: &mut Scan) {
    lex(scan, &JAVA);
}

pub fn lex_go(scan: &mut Scan) {
    lex(scan, &GO);
}

fn lex(scan: &mut Scan, dialect: &Dialect) {
    while scan.more() {
        match scan.byte(0) {
            b'/' if scan.looking_at("//") => scan.line_comment(),
            b'/' if scan.looking_at("/*") => scan.block_comment("/*", "*/", false),
            b'"' if dialect.text_blocks && scan.looking_at("\"\"\"") => text_block(scan),
            b'"' | b'\'' => scan.quoted(false),
            b'`' if dialect.backticks => {
                let end = (scan.skip_while(scan.at + 1, |byte| byte != b'`') + 1).min(scan.end());
                scan.emit(Text, end);
            }
            b'R' if dialect.raw_prefix && scan.byte(1) == b'"' => raw_string(scan),
            b'#' if dialect.preprocessor && scan.first_on_line() => directive(scan),
            b'@' if dialect.annotations && is_word(scan.byte(1)) => {
                let end = scan.word_end(scan.at + 1);
                scan.emit(if scan.until(end) == b"@interface" { Keyword } else { Variable }, end);
            }
            b'A'..=b'Z' if dialect.public_capitals && called(scan) => scan.emit_word(Function, scan.word_end(scan.at)),
            _ => scan.step(&dialect.words),
        }
    }
}

fn called(scan: &Scan) -> bool {
    scan.bytes().get(scan.word_end(scan.at)) == Some(&b'(')
}

fn text_block(scan: &mut Scan) {
    let bytes = scan.bytes();
    let mut at = scan.at + 3;
    while at < bytes.len() && !bytes[at..].starts_with(b"\"\"\"") {
        at += 1 + usize::from(bytes[at] == b'\\');
    }
    scan.emit(Text, at + 3);
}

fn raw_string(scan: &mut Scan) {
    // The standard allows sixteen characters of delimiter.
    let delimiter = scan.until(scan.at + 19).iter().skip(2).position(|&byte| byte == b'(');
    let Some(length) = delimiter else {
        return scan.emit(Text, scan.line_end(scan.at));
    };
    let bytes = scan.bytes();
    let name = &bytes[scan.at + 2..scan.at + 2 + length];
    let mut at = scan.at + 3 + length;
    while at < bytes.len() {
        let rest = &bytes[at..];
        if rest[0] == b')' && rest[1..].starts_with(name) && rest.get(1 + length) == Some(&b'"') {
            return scan.emit(Text, at + length + 2);
        }
        at += 1;
    }
    scan.emit(Text, at);
}

fn directive(scan: &mut Scan) {
    let name = scan.skip_blanks(scan.at + 1);
    let end = scan.word_end(name);
    let include = &scan.bytes()[name..end] == b"include";
    scan.emit(Keyword, end);
    let file = scan.skip_blanks(end);
    if include && scan.bytes().get(file) == Some(&b'<') {
        scan.emit(Plain, file);
        let close = scan.skip_while(file, |byte| byte != b'>' && byte != b'\n');
        scan.emit(Text, close + usize::from(scan.bytes().get(close) == Some(&b'>')));
    }
}
