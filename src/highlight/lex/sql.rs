//! Turns SQL into classes: words in any case, comments, quoted names, dollar quotes, parameters.
//!
//! It takes the words of the common dialects together and tells no dialect from another.

use super::super::scan::Class::{Constant, Function, Keyword, Plain, Text, Type, Variable};
use super::super::scan::{Scan, Words, is_word};

static WORDS: Words = Words::new(&[
    (
        Keyword,
        "add after all alter analyze and any as asc authorization before begin between by cascade case cast check collate \
column commit comment concurrently conflict constraint create cross current_date current_time current_timestamp current_user \
cursor database declare default deferrable delete desc describe distinct do domain drop each else elsif end except exec \
execute exists explain extension extract fetch filter first following for foreign from full function generated grant group \
groups having identity if ignore ilike immutable in index inherits inner insert instead intersect interval into is isolation \
join key language last lateral left level like limit local lock loop materialized merge natural next no not nothing notify \
nulls of off offset on only or order outer over owner partition preceding primary privileges procedure public range \
read recursive references refresh release rename replace restrict return returning returns revoke right role rollback row \
rows savepoint schema select sequence serializable session set similar some start table tablespace temp temporary then to \
transaction trigger truncate unbounded union unique unlogged update use using vacuum values view volatile when where while \
window with within without auto_increment engine",
    ),
    (
        Type,
        "bigint bigserial binary bit blob bool boolean bytea char character clob date datetime decimal double enum float int \
int2 int4 int8 integer json jsonb money nchar numeric nvarchar precision real serial smallint text time timestamp \
timestamptz tinyint uuid varbinary varchar varying xml",
    ),
    (Constant, "true false null unknown"),
]);

pub fn lex(scan: &mut Scan) {
    while scan.more() {
        match scan.byte(0) {
            b'-' if scan.looking_at("--") => scan.line_comment(),
            b'#' => scan.line_comment(),
            b'/' if scan.looking_at("/*") => scan.block_comment("/*", "*/", true),
            quote @ b'\'' => {
                let end = (scan.skip_while(scan.at + 1, |byte| byte != quote) + 1).min(scan.end());
                scan.emit(Text, end);
            }
            quote @ (b'"' | b'`') => {
                let end = (scan.skip_while(scan.at + 1, |byte| byte != quote && byte != b'\n') + 1).min(scan.end());
                scan.emit(Variable, end);
            }
            b'$' if dollar_quote(scan) => {}
            b'$' | b':' | b'@' if is_word(scan.byte(1)) && scan.before() != b':' => {
                scan.emit(Variable, scan.word_end(scan.at + 1));
            }
            byte if is_word(byte) && !byte.is_ascii_digit() => word(scan),
            _ => scan.step(&WORDS),
        }
    }
}

fn word(scan: &mut Scan) {
    let end = scan.word_end(scan.at);
    let called = scan.bytes().get(end) == Some(&b'(');
    let class = WORDS.class_ignoring_case(scan.until(end)).unwrap_or(if called { Function } else { Plain });
    scan.emit(class, end);
}

/// `$$ … $$` or `$name$ … $name$`: its body is code more often than text, so only the marks are strings.
fn dollar_quote(scan: &mut Scan) -> bool {
    let end = scan.skip_while(scan.at + 1, is_word);
    let quote = scan.bytes().get(end) == Some(&b'$');
    if quote {
        scan.emit(Text, end + 1);
    }
    quote
}
