//! Holds code in every language with a lexer, and what it must come to.
//!
//! It does not cover the nasty cases; those need only be kept whole.

/// Code of each language with what it must come to, as `marked` writes it.
pub(super) const GOLDEN: &[(&str, &str, &str)] = &[
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
    ("jsx", r####"const a = <B c="d">e</B>;"####, r####"⟦k:const⟧ a ⟦o:=⟧ <⟦a:B⟧ ⟦v:c⟧⟦o:=⟧⟦s:"d"⟧>e</⟦a:B⟧>;"####),
    ("text", r####"if <x> & y"####, r####"if <x> & y"####),
];
