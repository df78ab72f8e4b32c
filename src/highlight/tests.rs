//! Turns nasty and ordinary code into proof that nothing is lost, that spans stay on their lines, that time is linear
//! and that constructs have their classes. It does not test the grammars' own judgement.

mod golden;

use super::{highlight, language_name, lex};
use golden::GOLDEN;
use std::time::{Duration, Instant};

/// The HTML as text that a person can read and check: `k:fn` for `<span class="k">fn</span>`, in brackets.
fn marked(language: &str, code: &str) -> String {
    let html = highlight(language, code);
    let html = html.replace("</span>", "⟧").replace("<span class=\"", "⟦").replace("\">", ":");
    unescape(&html)
}

fn unescape(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
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
                assert!(open, "{language}: a span closes that is not open, in {line:?}");
                open = false;
            } else {
                let class = tag.strip_prefix("<span class=\"").and_then(|class| class.strip_suffix("\">"));
                assert!(class.is_some_and(|class| class.len() == 1 && "kscnftvoaid".contains(class)), "{tag:?}");
                assert!(!open, "{language}: spans nest in {line:?}");
                assert!(!rest[at + tag.len()..].starts_with("</span>"), "{language}: an empty span in {line:?}");
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
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(round);
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
        "a", " ", "\"", "'", "`", "/", "/*", "#", "r#", "r\"", "$", "${", "$(", "<", "<a ", "<<E ", "<<E\n", "&", "{",
        "[", "(", ":", ": ", "- ", "\\", "|", "f\"{", "]( ", "`` ` ", "$a$", "'é", "a:b ", "<!--", "1e", "@", "!", "*",
        "R\"a", "\"\"\"", "?", "-", ".", "a = ", "---\n", "```\n", "<script>", "<style>", "a\\\n", "u@", "(", "'",
        "b'", "\t", "é",
    ];
    for token in lex::TOKENS {
        for piece in pieces {
            let text = piece.repeat((1 << 16) / piece.len());
            let start = Instant::now();
            highlight(token, &text);
            let took = start.elapsed();
            // A hundred times what it takes, and a third of what quadratic time took when there was some.
            assert!(took < Duration::from_secs(1), "{token} takes {took:?} for {piece:?}");
        }
    }
}

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
        let html = marked(language, &code).replace("\r⟧\n", "⟧\r\n").replace("\r\n", "\n");
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
    let unknown: Vec<&str> = others.split(' ').filter(|token| language_name(token).is_none()).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
