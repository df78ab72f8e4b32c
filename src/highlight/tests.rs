//! Turns nasty and ordinary code into proof that nothing is lost, that spans stay on their lines, that time is linear
//! and that constructs have their classes. It does not test the grammars' own judgement.

use super::*;
use std::time::{Duration, Instant};

/// The HTML as text that a person can read and check: `k:fn` for `<span class="k">fn</span>`, in brackets.
fn marked(language: &str, code: &str) -> String {
    let html = highlight(language, code);
    let html = html
        .replace("</span>", "⟧")
        .replace("<span class=\"", "⟦")
        .replace("\">", ":");
    unescape(&html)
}

fn unescape(html: &str) -> String {
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// What every highlighter owes: the text itself, and spans that open and close on one line.
fn verify(language: &str, code: &str) {
    let html = highlight(language, code);
    let mut text = String::new();
    for (number, line) in html.split('\n').enumerate() {
        if number > 0 {
            text.push('\n');
        }
        let mut rest = line;
        let mut open = false;
        while let Some(at) = rest.find('<') {
            text.push_str(&rest[..at]);
            let tag = &rest[at..at + rest[at..].find('>').expect("a tag ends on its line") + 1];
            if tag == "</span>" {
                assert!(
                    open,
                    "{language}: a span closes that is not open, in {line:?}"
                );
                open = false;
            } else {
                let class = tag
                    .strip_prefix("<span class=\"")
                    .and_then(|class| class.strip_suffix("\">"));
                assert!(
                    class.is_some_and(|class| class.len() == 1 && "kscnftvoaid".contains(class)),
                    "{tag:?}"
                );
                assert!(!open, "{language}: spans nest in {line:?}");
                assert!(
                    !rest[at + tag.len()..].starts_with("</span>"),
                    "{language}: an empty span in {line:?}"
                );
                open = true;
            }
            rest = &rest[at + tag.len()..];
        }
        assert!(!open, "{language}: a span crosses the end of {line:?}");
        text.push_str(rest);
    }
    assert_eq!(unescape(&text), code, "{language}");
}

const NASTY: &[&str] = &[
    "",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\0",
    "\u{FEFF}",
    "é",
    "🦀",
    "🦀\\🦀",
    "'🦀",
    "\"🦀",
    "'🦀'",
    "'\\",
    "\\",
    "\"",
    "'",
    "`",
    "\"\"\"",
    "'''",
    "\"\"\"\"",
    "\"\\",
    "\"\\é\"",
    "'\\é'",
    "/*",
    "/* é",
    "/**/",
    "/*/",
    "//",
    "#",
    "# é",
    "#!",
    "#[",
    "#[é\"",
    "r#",
    "r#\"",
    "r#\"é\"",
    "br##\"x\"#\"##",
    "b'",
    "R\"",
    "R\"(",
    "R\"x(é)y\"x)x\"",
    "$",
    "${",
    "${é",
    "$(",
    "$((",
    "$é",
    "$\"",
    "`${",
    "`${`${",
    "`${{}}é`",
    "f\"{",
    "f\"{{é}}\"",
    "f\"{x:{y}}\"",
    "f'''{\n}'''",
    "<",
    "</",
    "<é",
    "<a b=",
    "<a b='",
    "<a b=é>",
    "<!--",
    "<!",
    "<?",
    "<![CDATA[",
    "&",
    "&amp;",
    "&é;",
    "<script>",
    "<script>`</script>",
    "<style>a{</STYLE>",
    "@",
    "@é",
    "@media{",
    "a:é",
    "a{b:é;}",
    "a{b:c",
    ":",
    ":a",
    "- ",
    "- - x",
    "-",
    "---",
    "--- é",
    "--- |\n x",
    "%",
    "? ",
    "! ",
    "& ",
    "* ",
    "|",
    ">",
    "| \n é",
    "a: |\n\n  é\nb",
    "- |\n  x\n- y",
    "- a: |\n    x\n  b: y",
    "{a: [é",
    "]",
    "}",
    "{",
    "[",
    "[[",
    "[a",
    "[a]\nb = [\n[1],\n]",
    "a = '''",
    "a = \"\"\"\\",
    "a = \"\"\"x\"\"\"\"\"",
    "1.",
    "1..2",
    "1e",
    "1e+",
    "0x",
    "1e-5é",
    "<<",
    "<<E",
    "<<E\nx",
    "<<'E'\n$x\nE\n",
    "<<-E\n\t$x é\n\tE\n",
    "cat <<A <<B\na\nA\nb\nB\nx",
    "<<\"",
    "<<\\",
    "case x in a) b;; esac",
    "$ ls",
    "$ ls \\\n  -l\nout",
    "(venv) $ x",
    "u@h:~$ x",
    "PS C:\\> x",
    "PS é> x",
    "(é",
    "```",
    "```rust\nfn é() {}\n```",
    "```md\n```md\n```",
    "~~~\n```\n~~~",
    "`` ` ``",
    "[a](",
    "[a](é",
    "{{",
    "{{x}}",
    "---\na: b\n---\n# é",
    "---\na",
    "1. x",
    "> > - x",
    "RUN",
    "RUN é \\",
    "RUN a \\\n# b\n b",
    "FROM a AS b",
    "é b",
    "ONBUILD RUN x",
    "=",
    "a=",
    "a=b;c",
    "a=${",
    "+",
    "+++",
    "@@ @@",
    "$$",
    "$a$",
    "$a$é$a$",
    ":a",
    "::a",
    "--",
    "-- é",
    "/",
    "/a",
    "/a/",
    "/[/]/é",
    "a / b / c",
    "return /x/g",
    "\u{2028}",
    "a\u{300}",
    "\\\r\n",
    "\"\\\r\nx",
    "'a\r\nb'",
    "/*\r\n*/",
    "#\r\nx",
    "é\r\né\r\n",
];

#[test]
fn nothing_is_lost_and_no_span_crosses_a_line() {
    for language in lex::TOKENS.iter().chain(&["ruby", "jsx", "nosuchlanguage"]) {
        for piece in NASTY {
            verify(language, piece);
            verify(language, &format!("{piece}\n{piece}"));
            verify(language, &format!("  x = {piece} y\r\n{piece}"));
        }
        verify(language, &NASTY.concat());
        verify(language, &NASTY.join("\n"));
    }
}

/// Random texts of the pieces above, by a fixed sequence, so that a failure comes back.
#[test]
fn random_mixtures_are_kept() {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for round in 0..150 {
        let mut text = String::new();
        for _ in 0..20 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(round);
            text.push_str(NASTY[(state >> 33) as usize % NASTY.len()]);
            text.push_str(["", " ", "\n", "\n  ", "a"][(state >> 20) as usize % 5]);
        }
        for language in lex::TOKENS {
            verify(language, &text);
        }
    }
}

/// A long line takes time in proportion to its length, whatever it repeats.
#[test]
fn long_lines_take_linear_time() {
    let pieces = [
        "a", " ", "\"", "'", "`", "/", "/*", "#", "r#", "r\"", "$", "${", "$(", "<", "<a ", "<<E ",
        "<<E\n", "&", "{", "[", "(", ":", ": ", "- ", "\\", "|", "f\"{", "]( ", "`` ` ", "$a$",
        "'é", "a:b ", "<!--", "1e", "@", "!", "*", "R\"a", "\"\"\"", "?", "-", ".", "a = ",
        "---\n", "```\n", "<script>", "<style>", "a\\\n", "u@", "(", "'", "b'", "\t", "é",
    ];
    for token in lex::TOKENS {
        for piece in pieces {
            let text = piece.repeat((1 << 17) / piece.len());
            let start = Instant::now();
            highlight(token, &text);
            let took = start.elapsed();
            // A hundred times what it takes; in quadratic time it would be several times as much.
            assert!(
                took < Duration::from_secs(2),
                "{token} takes {took:?} for {piece:?}"
            );
        }
    }
}

/// Code of each language with what it must come to, as `marked` writes it.
const GOLDEN: &[(&str, &str, &str)] = &[
    (
        "rust",
        r####"/* a /* b */ c */ #![allow(x = "]")]
let s = r#"raw "q" \"#; let c = '\''; 'a: loop { break 'a }
b'x' b"y" 'é' 1.5e-3 0..10 vec![1] x!=y r#type $x"####,
        r####"⟦c:/* a /* b */ c */⟧ ⟦v:#![allow(x = ⟧⟦s:"]"⟧⟦v:)]⟧
⟦k:let⟧ s ⟦o:=⟧ ⟦s:r#"raw "q" \"#⟧; ⟦k:let⟧ c ⟦o:=⟧ ⟦s:'\''⟧; ⟦v:'a⟧: ⟦k:loop⟧ { ⟦k:break⟧ ⟦v:'a⟧ }
⟦s:b'x'⟧ ⟦s:b"y"⟧ ⟦s:'é'⟧ ⟦n:1.5e-3⟧ ⟦n:0⟧..⟦n:10⟧ ⟦f:vec!⟧[⟦n:1⟧] x⟦o:!=⟧y r#type ⟦v:$x⟧"####,
    ),
    (
        "python",
        r####"@app.route("/")
async def f(a: int = 0x1F) -> None:
    x = rb'\d' + f"a{b['k']:>{w}}c{{d}}" # z
    s = '''two
lines'''
    match x:
        case Point(y=1): print(s)"####,
        r####"⟦v:@app.route⟧(⟦s:"/"⟧)
⟦k:async⟧ ⟦k:def⟧ ⟦f:f⟧(a: ⟦t:int⟧ ⟦o:=⟧ ⟦n:0x1F⟧) ⟦o:->⟧ ⟦n:None⟧:
    x ⟦o:=⟧ ⟦s:rb'\d'⟧ ⟦o:+⟧ ⟦s:f"a⟧{b[⟦s:'k'⟧]:⟦o:>⟧{w}}⟦s:c{{d}}"⟧ ⟦c:# z⟧
    s ⟦o:=⟧ ⟦s:'''two⟧
⟦s:lines'''⟧
    ⟦k:match⟧ x:
        ⟦k:case⟧ ⟦t:Point⟧(y⟦o:=⟧⟦n:1⟧): ⟦f:print⟧(s)"####,
    ),
    (
        "javascript",
        r####"const a = b / c / 2; s.match(/[/"]+\/x/gi);
f(`a ${g({x: `n${1}`})} b`); // c
class A extends B { #p = 10n; get x() { return this.#p } }
from.of(x); /* m
n */ "open"####,
        r####"⟦k:const⟧ a ⟦o:=⟧ b ⟦o:/⟧ c ⟦o:/⟧ ⟦n:2⟧; s.⟦f:match⟧(⟦s:/[/"]+\/x/gi⟧);
⟦f:f⟧(⟦s:`a ⟧${⟦f:g⟧({x: ⟦s:`n⟧${⟦n:1⟧}⟦s:`⟧})}⟦s: b`⟧); ⟦c:// c⟧
⟦k:class⟧ ⟦t:A⟧ ⟦k:extends⟧ ⟦t:B⟧ { #p ⟦o:=⟧ ⟦n:10n⟧; ⟦k:get⟧ ⟦f:x⟧() { ⟦k:return⟧ ⟦k:this⟧.#p } }
from.⟦f:of⟧(x); ⟦c:/* m⟧
⟦c:n */⟧ ⟦s:"open⟧"####,
    ),
    (
        "typescript",
        r####"@Component({ a: 1 })
export interface P<T extends string> { readonly x?: number; }"####,
        r####"⟦v:@Component⟧({ a: ⟦n:1⟧ })
⟦k:export⟧ ⟦k:interface⟧ ⟦t:P⟧⟦o:<⟧⟦t:T⟧ ⟦k:extends⟧ ⟦t:string⟧⟦o:>⟧ { ⟦k:readonly⟧ x⟦o:?⟧: ⟦t:number⟧; }"####,
    ),
    (
        "json",
        r####"{"a" : [1, -2.5e+3, true, null, "b\"c: "], // d
  key: 'v'}"####,
        r####"{⟦a:"a"⟧ : [⟦n:1⟧, ⟦n:-2.5e+3⟧, ⟦n:true⟧, ⟦n:null⟧, ⟦s:"b\"c: "⟧], ⟦c:// d⟧
  ⟦a:key⟧: ⟦s:'v'⟧}"####,
    ),
    (
        "yaml",
        r####"%YAML 1.2
--- # start
base: &b !!map
  "k": 'it''s'
  url: http://x.org:80/#a # c
use: *b
- name: |-
    text: not a key
    # not a comment
  next: yes
- >
  folded
? k
: v
list: [a, {b: 1}, *b]
d: 2024-01-02"####,
        r####"⟦k:%YAML 1.2⟧
⟦o:---⟧ ⟦c:# start⟧
⟦a:base⟧: ⟦v:&b⟧ ⟦t:!!map⟧
  ⟦a:"k"⟧: ⟦s:'it''s'⟧
  ⟦a:url⟧: ⟦s:http://x.org:80/#a⟧ ⟦c:# c⟧
⟦a:use⟧: ⟦v:*b⟧
⟦o:-⟧ ⟦a:name⟧: ⟦o:|-⟧
    ⟦s:text: not a key⟧
    ⟦s:# not a comment⟧
  ⟦a:next⟧: ⟦n:yes⟧
⟦o:-⟧ ⟦o:>⟧
  ⟦s:folded⟧
⟦o:?⟧ ⟦s:k⟧
: ⟦s:v⟧
⟦a:list⟧: [⟦s:a⟧, {⟦a:b⟧: ⟦n:1⟧}, ⟦v:*b⟧]
⟦a:d⟧: ⟦n:2024-01-02⟧"####,
    ),
    (
        "toml",
        r####"[a."b c"] # t
key.sub = 1979-05-27T07:32:00Z
'q' = '''x
y''' 
arr = [
  [1, 2],
  { x = inf },
]
[[t]]
f = -1_000.5"####,
        r####"⟦t:[a."b c"] ⟧⟦c:# t⟧
⟦a:key⟧.⟦a:sub⟧ ⟦o:=⟧ ⟦n:1979-05-27T07:32:00Z⟧
⟦a:'q'⟧ ⟦o:=⟧ ⟦s:'''x⟧
⟦s:y'''⟧ 
⟦a:arr⟧ ⟦o:=⟧ [
  [⟦n:1⟧, ⟦n:2⟧],
  { ⟦a:x⟧ ⟦o:=⟧ ⟦n:inf⟧ },
]
⟦t:[[t]]⟧
⟦a:f⟧ ⟦o:=⟧ ⟦n:-1_000.5⟧"####,
    ),
    (
        "bash",
        r####"for f in "$@"; do echo "${f%.*} $(ls -l "$f")" 2>&1 | tee -a 'x y'; done
cat <<-'EOT' && echo ok
	$raw
	EOT
write <<E
$v ${w}
E
if [[ -n $1 ]]; then X=1 sudo make; fi # c
case $x in a) run;; esac; f() { :; }"####,
        r####"⟦k:for⟧ f ⟦k:in⟧ ⟦s:"⟧⟦v:$@⟧⟦s:"⟧⟦o:;⟧ ⟦k:do⟧ ⟦f:echo⟧ ⟦s:"⟧⟦v:${f⟧⟦s:%.⟧⟦o:*⟧⟦v:}⟧⟦s: ⟧⟦o:$(⟧⟦f:ls⟧ ⟦v:-l⟧ ⟦s:"⟧⟦v:$f⟧⟦s:"⟧)⟦s:"⟧ ⟦n:2⟧⟦o:>&⟧⟦n:1⟧ ⟦o:|⟧ ⟦f:tee⟧ ⟦v:-a⟧ ⟦s:'x y'⟧⟦o:;⟧ ⟦k:done⟧
⟦f:cat⟧ ⟦o:<<-⟧⟦s:'EOT'⟧ ⟦o:&&⟧ ⟦f:echo⟧ ok
⟦s:	$raw⟧
	⟦s:EOT⟧
⟦f:write⟧ ⟦o:<<⟧⟦s:E⟧
⟦v:$v⟧⟦s: ⟧⟦v:${w}⟧
⟦s:E⟧
⟦k:if⟧ [[ ⟦v:-n⟧ ⟦v:$1⟧ ]]⟦o:;⟧ ⟦k:then⟧ ⟦v:X⟧⟦o:=⟧⟦n:1⟧ ⟦k:sudo⟧ ⟦f:make⟧⟦o:;⟧ ⟦k:fi⟧ ⟦c:# c⟧
⟦k:case⟧ ⟦v:$x⟧ ⟦k:in⟧ a) ⟦f:run⟧⟦o:;;⟧ ⟦k:esac⟧⟦o:;⟧ ⟦f:f⟧() ⟦o:{⟧ ⟦f::⟧⟦o:;⟧ }"####,
    ),
    (
        "console",
        r####"$ cargo run --release \
    -- -v
   Compiling x
user@host:~$ ls | wc
12
# id"####,
        r####"⟦c:$ ⟧⟦f:cargo⟧ run ⟦v:--release⟧ \
    ⟦v:--⟧ ⟦v:-v⟧
   Compiling x
⟦c:user@host:~$ ⟧⟦f:ls⟧ ⟦o:|⟧ ⟦f:wc⟧
12
⟦c:# ⟧⟦f:id⟧"####,
    ),
    (
        "html",
        r####"<!DOCTYPE html>
<!-- c -->
<a href="x?a&amp;b" hidden data-x=1>T &eacute; < u</a><br/>
<style>a{b:c}</style>
<script>let x = "<b>";</script>"####,
        r####"⟦k:<!DOCTYPE html>⟧
⟦c:<!-- c -->⟧
⟦a:<a⟧ ⟦v:href⟧⟦o:=⟧⟦s:"x?a&amp;b"⟧ ⟦v:hidden⟧ ⟦v:data-x⟧⟦o:=⟧⟦s:1⟧⟦a:>⟧T ⟦n:&eacute;⟧ < u⟦a:</a><br/>⟧
⟦a:<style>a⟧{⟦v:b⟧:c}⟦a:</style>⟧
⟦a:<script>⟧⟦k:let⟧ x ⟦o:=⟧ ⟦s:"<b>"⟧;⟦a:</script>⟧"####,
    ),
    (
        "xml",
        r####"<?xml version="1.0"?>
<n:a k='v'><![CDATA[<x>]]></n:a>"####,
        r####"⟦k:<?xml version="1.0"?>⟧
⟦a:<n:a⟧ ⟦v:k⟧⟦o:=⟧⟦s:'v'⟧⟦a:>⟧⟦s:<![CDATA[<x>]]>⟧⟦a:</n:a>⟧"####,
    ),
    (
        "css",
        r####"@media (min-width: 40em) {
  .card > a:hover::before, #id { color: #fff; margin: -1.5rem auto !important; }
}
:root { --x: calc(1px + 2%); background: url("a.png") } /* c */"####,
        r####"⟦k:@media⟧ (min-width: ⟦n:40em⟧) {
  ⟦t:.card⟧ ⟦o:>⟧ ⟦a:a⟧⟦k::hover::before⟧, ⟦t:#id⟧ { ⟦v:color⟧: ⟦n:#fff⟧; ⟦v:margin⟧: ⟦n:-1.5rem⟧ auto ⟦k:!important⟧; }
}
⟦k::root⟧ { ⟦v:--x⟧: ⟦f:calc⟧(⟦n:1px⟧ ⟦o:+⟧ ⟦n:2%⟧); ⟦v:background⟧: ⟦f:url⟧(⟦s:"a.png"⟧) } ⟦c:/* c */⟧"####,
    ),
    (
        "c",
        r####"#include <stdio.h>
#define N 10
int main(void) { printf("%d\n", N); return 0x1F; } // c"####,
        r####"⟦k:#include⟧ ⟦s:<stdio.h>⟧
⟦k:#define⟧ ⟦t:N⟧ ⟦n:10⟧
⟦t:int⟧ ⟦f:main⟧(⟦t:void⟧) { ⟦f:printf⟧(⟦s:"%d\n"⟧, ⟦t:N⟧); ⟦k:return⟧ ⟦n:0x1F⟧; } ⟦c:// c⟧"####,
    ),
    (
        "c++",
        r####"template <typename T> class V : public B<T> { std::string s = R"x(a)" b)x"; };"####,
        r####"⟦k:template⟧ ⟦o:<⟧⟦k:typename⟧ ⟦t:T⟧⟦o:>⟧ ⟦k:class⟧ ⟦t:V⟧ : ⟦k:public⟧ ⟦t:B⟧⟦o:<⟧⟦t:T⟧⟦o:>⟧ { std::⟦t:string⟧ s ⟦o:=⟧ ⟦s:R"x(a)" b)x"⟧; };"####,
    ),
    (
        "java",
        r####"@Override public record P(int x) { String s = """
  a "b"
  """; char c = '\''; }"####,
        r####"⟦v:@Override⟧ ⟦k:public⟧ ⟦k:record⟧ ⟦t:P⟧(⟦t:int⟧ x) { ⟦t:String⟧ s ⟦o:=⟧ ⟦s:"""⟧
⟦s:  a "b"⟧
⟦s:  """⟧; ⟦t:char⟧ c ⟦o:=⟧ ⟦s:'\''⟧; }"####,
    ),
    (
        "go",
        r####"func (s *S) Run(ctx context.Context) error {
	x := `raw
"`
	return fmt.Errorf("%w", nil)
}"####,
        r####"⟦k:func⟧ (s ⟦o:*⟧⟦t:S⟧) ⟦f:Run⟧(ctx context.⟦t:Context⟧) ⟦t:error⟧ {
	x ⟦o::=⟧ ⟦s:`raw⟧
⟦s:"`⟧
	⟦k:return⟧ fmt.⟦f:Errorf⟧(⟦s:"%w"⟧, ⟦n:nil⟧)
}"####,
    ),
    (
        "sql",
        r####"SELECT count(*), 'it''s' FROM "t" WHERE id = $1 AND x::text = :y -- c
/* m */ CREATE TABLE a (n VARCHAR(10) NOT NULL);"####,
        r####"⟦k:SELECT⟧ ⟦f:count⟧(⟦o:*⟧), ⟦s:'it''s'⟧ ⟦k:FROM⟧ ⟦v:"t"⟧ ⟦k:WHERE⟧ id ⟦o:=⟧ ⟦v:$1⟧ ⟦k:AND⟧ x::⟦t:text⟧ ⟦o:=⟧ ⟦v::y⟧ ⟦c:-- c⟧
⟦c:/* m */⟧ ⟦k:CREATE⟧ ⟦k:TABLE⟧ a (n ⟦t:VARCHAR⟧(⟦n:10⟧) ⟦k:NOT⟧ ⟦n:NULL⟧);"####,
    ),
    (
        "markdown",
        r####"---
title: A
---
# Title {#id}

- a `code` [b](c.md) {{ v }}
1. x
> q

:::note
```rust
let x = 1;
```"####,
        r####"⟦o:---⟧
⟦a:title⟧: ⟦s:A⟧
⟦o:---⟧
⟦a:# Title {#id}⟧

⟦o:-⟧ a ⟦s:`code`⟧ ⟦o:[⟧b⟦o:](⟧⟦s:c.md⟧⟦o:)⟧ ⟦v:{{ v }}⟧
⟦o:1.⟧ x
⟦o:>⟧ q

⟦k::::note⟧
⟦k:```rust⟧
⟦k:let⟧ x ⟦o:=⟧ ⟦n:1⟧;
⟦k:```⟧"####,
    ),
    (
        "diff",
        r####"--- a/x
+++ b/x
@@ -1 +1 @@
-old <b>
+new
 same"####,
        r####"⟦c:--- a/x⟧
⟦c:+++ b/x⟧
⟦k:@@ -1 +1 @@⟧
⟦d:-old <b>⟧
⟦i:+new⟧
 same"####,
    ),
    (
        "dockerfile",
        r####"# c
FROM rust:1.80 AS build
ENV A=1 B="x"
RUN apt-get update && \
    apt-get install -y curl
COPY --from=build /a ${B}
CMD ["run"]"####,
        r####"⟦c:# c⟧
⟦k:FROM⟧ rust:1.80 ⟦k:AS⟧ build
⟦k:ENV⟧ ⟦v:A⟧⟦o:=⟧⟦n:1⟧ ⟦v:B⟧⟦o:=⟧⟦s:"x"⟧
⟦k:RUN⟧ ⟦f:apt-get⟧ update ⟦o:&&⟧ \
    ⟦f:apt-get⟧ install ⟦v:-y⟧ curl
⟦k:COPY⟧ ⟦v:--from⟧⟦o:=⟧⟦s:build⟧ /a ⟦v:${B}⟧
⟦k:CMD⟧ [⟦s:"run"⟧]"####,
    ),
    (
        "ini",
        r####"; c
[a b]
key = some ${x} value ; c
n = 10
on: true
bare"####,
        r####"⟦c:; c⟧
⟦t:[a b]⟧
⟦a:key⟧ ⟦o:=⟧ ⟦s:some ⟧⟦v:${x}⟧⟦s: value ⟧⟦c:; c⟧
⟦a:n⟧ ⟦o:=⟧ ⟦n:10⟧
⟦a:on⟧⟦o::⟧ ⟦n:true⟧
bare"####,
    ),
    (
        "ruby",
        r####"def a(b)
  "x#{b}" # c
end"####,
        r####"⟦k:def⟧ ⟦f:a⟧(⟦v:b⟧)
  ⟦s:"x⟧#{b}⟦s:"⟧ ⟦c:# c⟧
⟦k:end⟧"####,
    ),
    (
        "jsx",
        r####"const a = <B c="d">e</B>;"####,
        r####"⟦k:const⟧ a ⟦o:=⟧ <⟦a:B⟧ ⟦v:c⟧⟦o:=⟧⟦s:"d"⟧>e</⟦a:B⟧>;"####,
    ),
    ("text", r####"if <x> & y"####, r####"if <x> & y"####),
];

#[test]
fn constructs_have_their_classes() {
    for (language, code, expected) in GOLDEN {
        verify(language, code);
        assert_eq!(marked(language, code), *expected, "{language}");
    }
}

#[test]
fn windows_line_ends_change_no_class() {
    for (language, code, expected) in GOLDEN {
        let code = code.replace('\n', "\r\n");
        verify(language, &code);
        let html = marked(language, &code)
            .replace("\r⟧\n", "⟧\r\n")
            .replace("\r\n", "\n");
        assert_eq!(html, *expected, "{language}");
    }
}

#[test]
fn languages_are_known_by_their_usual_names() {
    assert_eq!(language_name("Rust,ignore"), Some("Rust"));
    assert_eq!(language_name("{.py}"), Some("Python"));
    assert_eq!(language_name("c++"), Some("C++"));
    assert_eq!(language_name("csharp"), Some("C#"));
    assert_eq!(language_name("fs"), Some("F#"));
    assert_eq!(language_name("klingon"), None);
    let others = "asciidoc asm awk batch clojure cmake cs dart elixir elm erlang f# fish fortran fsharp glsl graphql groovy \
haskell hcl jinja jsx julia kotlin kt latex less lisp lua make makefile matlab nginx nim nix objc objective-c ocaml pascal perl php \
powershell ps1 proto protobuf puppet pwsh r rb rst ruby sass scala scss svelte swift terraform tex tf tsx typst vim vue zig";
    for token in others.split(' ') {
        assert!(language_name(token).is_some(), "{token}");
    }
}
