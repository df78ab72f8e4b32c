//! Turns the name of a language into the lexer written for it.
//!
//! A language is here because documentation uses it often; all others have a grammar.

mod c_like;
mod css;
mod diff;
mod dockerfile;
mod ini;
mod javascript;
mod json;
mod markdown;
mod markup;
mod python;
mod rust;
mod shell;
mod sql;
mod toml;
mod yaml;

use super::scan::Scan;

/// A language with a lexer of its own.
pub(super) struct Lexer {
    pub name: &'static str,
    pub lex: fn(&mut Scan),
}

macro_rules! lexers {
    ($($name:literal, $lex:expr, $first:literal $(| $token:literal)*;)+) => {
        /// The lexer of a language, by the lower-case word after the code fence.
        pub(super) fn by_token(token: &str) -> Option<&'static Lexer> {
            match token {
                $($first $(| $token)* => Some(const { &Lexer { name: $name, lex: $lex } }),)+
                _ => None,
            }
        }

        /// A name of every lexer.
        #[cfg(test)]
        pub(super) const TOKENS: &[&str] = &[$($first),+];
    };
}

lexers! {
    "Plain text", plain, "" | "text" | "txt" | "plain" | "plaintext" | "none" | "output" | "log" | "ascii";
    "Mermaid", plain, "mermaid";
    "Rust", rust::lex, "rust" | "rs";
    "Python", python::lex, "python" | "py" | "python3" | "py3" | "pyi" | "pycon" | "starlark" | "bzl";
    "JavaScript", javascript::lex, "javascript" | "js" | "mjs" | "cjs" | "node";
    "TypeScript", javascript::lex, "typescript" | "ts" | "mts" | "cts";
    "JSON", json::lex, "json" | "jsonc" | "json5" | "jsonl" | "ndjson" | "geojson" | "webmanifest";
    "YAML", yaml::lex, "yaml" | "yml";
    "TOML", toml::lex, "toml";
    "Shell", shell::lex, "bash" | "sh" | "shell" | "zsh" | "ksh" | "shellscript";
    "Console", shell::lex_console, "console" | "shell-session" | "sh-session" | "shellsession" | "terminal";
    "HTML", markup::lex_html, "html" | "htm" | "xhtml";
    "XML", markup::lex_xml, "xml" | "svg" | "xsd" | "xsl" | "xslt" | "rss" | "atom" | "plist" | "pom" | "csproj";
    "CSS", css::lex, "css";
    "C", c_like::lex_c, "c" | "h";
    "C++", c_like::lex_c, "c++" | "cpp" | "cc" | "cxx" | "hpp" | "hh" | "hxx" | "h++" | "ino";
    "Java", c_like::lex_java, "java";
    "Go", c_like::lex_go, "go" | "golang";
    "SQL", sql::lex, "sql" | "mysql" | "pgsql" | "postgres" | "postgresql" | "psql" | "sqlite" | "plpgsql";
    "Markdown", markdown::lex, "markdown" | "md" | "mdown" | "mkd";
    "Diff", diff::lex, "diff" | "patch" | "udiff";
    "Dockerfile", dockerfile::lex, "dockerfile" | "docker" | "containerfile";
    "INI", ini::lex, "ini" | "cfg" | "conf" | "properties" | "env" | "dotenv" | "editorconfig" | "gitconfig" | "systemd"
        | "service" | "desktop";
}

/// The lexer for the info string of a fence inside Markdown.
fn find(info: &str) -> Option<&'static Lexer> {
    by_token(&super::token(info))
}

/// Leaves all as it is.
fn plain(_: &mut Scan) {}
