//! Turns the text of a code block and the name of its language into HTML with short classes for a theme.
//!
//! The languages that documentation uses most have lexers written by hand; all others, some two hundred, go through
//! the grammars of `syntect`, whose results a cache keeps. Measured on snippets of 10 to 15 lines of Rust, Python,
//! Bash, YAML, JSON, TOML and JavaScript, in the mean: 2 µs by a lexer (1.3 to 2.7), 520 µs by a grammar (135 to
//! 865), and still 145 µs by a grammar that remembers every line it has seen, three quarters of the lines recurring.
//! A page has two snippets and is to cost 250 µs in all, so a cold build could afford no grammar.
//!
//! It does not number lines, mark them or draw the block around them.

mod cache;
mod grammar;
mod lex;
mod scan;
#[cfg(test)]
mod tests;

pub use cache::Highlights;

/// The HTML of `code`: escaped text in `<span class="…">`, none of which crosses a line end, so that lines can be
/// wrapped one by one. In an unknown language it is the escaped text.
///
/// ```
/// assert_eq!(diglot::highlight::highlight("json", "[true]"), "[<span class=\"n\">true</span>]");
/// ```
pub fn highlight(language: &str, code: &str) -> String {
    let token = token(language);
    by_lexer(&token, code).unwrap_or_else(|| by_grammar(&token, code))
}

/// The name of the language that goes by `language` after a code fence, or `None` if nothing is known about it.
pub fn language_name(language: &str) -> Option<&'static str> {
    let token = token(language);
    lex::by_token(&token).map(|lexer| lexer.name).or_else(|| grammar::name(&token))
}

fn by_lexer(token: &str, code: &str) -> Option<String> {
    let lexer = lex::by_token(token)?;
    let mut scan = scan::Scan::new(code);
    (lexer.lex)(&mut scan);
    Some(scan.finish())
}

fn by_grammar(token: &str, code: &str) -> String {
    grammar::highlight(token, code).unwrap_or_else(|| scan::Scan::new(code).finish())
}

/// The language in an info string such as `Rust,ignore` or `{.rust}`, by the name that lexers and grammars know.
fn token(info: &str) -> String {
    let word = info.trim_start_matches([' ', '\t', '{', '.']);
    let end = word.find([' ', '\t', ',', '{', '}']).unwrap_or(word.len());
    let token = word[..end].to_ascii_lowercase();
    let known_as = match token.as_str() {
        "csharp" => "cs",
        // As a file extension it belongs to GLSL as well.
        "fsharp" | "fs" => "f#",
        "pwsh" | "posh" => "ps1",
        "objc" | "objectivec" => "objective-c",
        "fortran" => "f90",
        "batch" => "bat",
        "elisp" => "el",
        _ => return token,
    };
    known_as.to_owned()
}
