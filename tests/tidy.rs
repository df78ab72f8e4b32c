//! Turns the repository's own files into what is wrong with them: the shape that `src/lib.rs` promises.
//!
//! It reads names and lines, and understands no Rust beyond that.

use diglot::diag::rules;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Longest file, in lines.
const LONGEST: usize = 600;

/// Modules that may touch the world; every other one is a function of its arguments.
const EDGES: [&str; 11] =
    ["theme", "load", "edit", "write", "report", "watch", "serve", "external", "pdf", "cli", "main"];

/// Rules that no case shows yet. A rule that gets a case must leave this list, and no rule may join it.
const WITHOUT_CASE: [&str; 0] = [];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder whose names end so, with their texts, by path from the root.
fn files(folder: &str, extension: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                open.push(path);
            } else if path.to_string_lossy().ends_with(extension) {
                let name =
                    path.strip_prefix(root()).expect("it lies below the root").to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read_to_string(&path).expect("it is a text"));
            }
        }
    }
    assert!(!found.is_empty(), "nothing in {folder}");
    found
}

/// The module at the top of the crate that a source file belongs to.
fn module(path: &str) -> &str {
    let inside = path.strip_prefix("src/").expect("it is a source");
    inside.split(['/', '.']).next().expect("a path has a beginning")
}

/// The modules in the order of `lib.rs`.
fn floors() -> Vec<String> {
    let text = fs::read_to_string(root().join("src/lib.rs")).expect("there is a lib.rs");
    let names = text.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// Every name that follows `crate::` in a text, in nested braces too, with its line.
fn uses(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for (at, _) in code.match_indices("crate::") {
            let after_word = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let rest = &code[at + "crate::".len()..];
            match rest.strip_prefix('{') {
                _ if after_word => {}
                Some(group) => {
                    let names = group.split(['}', ',']).map(str::trim).filter(|name| !name.is_empty());
                    found.extend(names.map(|name| (number + 1, word(name))));
                }
                None => found.push((number + 1, word(rest))),
            }
        }
    }
    found
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn a_module_uses_only_modules_declared_above_it() {
    let floors = floors();
    let floor = |name: &str| floors.iter().position(|known| known == name);
    let mut wrong = Vec::new();
    for (path, text) in files("src", ".rs") {
        let own = module(&path);
        if matches!(own, "lib" | "main") {
            continue;
        }
        let Some(own_floor) = floor(own) else {
            wrong.push(format!("{path}: `{own}` is not declared in lib.rs"));
            continue;
        };
        for (line, used) in uses(&text) {
            if floor(&used).is_none_or(|used| used > own_floor) {
                wrong.push(format!("{path}:{line}: `{own}` uses `{used}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_core_touches_no_disk_clock_environment_or_network() {
    let mut wrong = Vec::new();
    for (path, text) in files("src", ".rs") {
        if EDGES.contains(&module(&path)) || module(&path) == "lib" || path.contains("tests") {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            let world = [
                "std::fs",
                "std::env",
                "std::time",
                "std::net",
                "std::io",
                "println!",
                "Zoned::now",
                "Timestamp::now",
                "rand::",
            ];
            let touched = world.iter().find(|name| code.contains(**name));
            wrong.extend(touched.map(|name| format!("{path}:{}: {name}", number + 1)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn only_the_command_line_prints() {
    let printing = ["cli", "main", "report"];
    let sources = files("src", ".rs");
    let wrong: Vec<&String> = sources
        .iter()
        .filter(|(path, _)| !printing.contains(&module(path)))
        .filter(|(_, text)| text.contains("println!") || text.contains("eprint!"))
        .map(|(path, _)| path)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn every_rule_has_a_case() {
    let cases: BTreeMap<String, String> =
        ["tests/cases", "tests/site", "tests/handoff"].into_iter().flat_map(|folder| files(folder, ".txt")).collect();
    let shown = |code: &str| cases.values().any(|text| text.contains(&format!("[{code}]")));
    let missing: BTreeSet<&str> = rules::ALL.iter().map(|rule| rule.code).filter(|code| !shown(code)).collect();
    let excused: BTreeSet<&str> = WITHOUT_CASE.into_iter().collect();
    assert_eq!(missing, excused, "rules without a case (left), and the list of those that may be (right)");
}

/// The situations that links can be in, by the letter of their group: how many there are.
const SITUATIONS: [(char, usize); 13] = [
    ('A', 31),
    ('B', 25),
    ('C', 9),
    ('D', 46),
    ('E', 26),
    ('F', 26),
    ('G', 12),
    ('H', 18),
    ('I', 12),
    ('J', 55),
    ('K', 57),
    ('M', 31),
    ('N', 11),
];

#[test]
fn every_situation_of_a_link_has_a_case() {
    let cases = files("tests/cases", ".txt").into_values().chain(files("tests/site", ".rs").into_values());
    let words: BTreeSet<String> = cases
        .flat_map(|text| {
            let words = text.split(|c: char| !c.is_ascii_alphanumeric());
            words.filter(|word| word.len() == 3).map(str::to_ascii_uppercase).collect::<Vec<String>>()
        })
        .collect();
    let ids = SITUATIONS.iter().flat_map(|(letter, count)| (1..=*count).map(move |at| format!("{letter}{at:02}")));
    let missing: Vec<String> = ids.filter(|id| !words.contains(id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_code_in_a_case_is_a_rule() {
    for (path, text) in files("tests/cases", ".txt").into_iter().chain(files("tests/site", ".txt")) {
        for part in text.split("[DG-").skip(1) {
            let code = format!("DG-{}", part.split(']').next().unwrap_or_default());
            assert!(rules::ALL.iter().any(|rule| rule.code == code), "{path}: {code}");
        }
    }
}

#[test]
fn every_source_says_what_it_is_and_is_short() {
    let mut wrong = Vec::new();
    for (path, text) in files("src", ".rs").into_iter().chain(files("tests", ".rs")) {
        if !text.starts_with("//! ") {
            wrong.push(format!("{path}: begins with no `//!`"));
        }
        let lines = text.lines().count();
        // The tests of a whole stage are read one at a time; sources are read from top to bottom.
        if lines > LONGEST && path.starts_with("src/") {
            wrong.push(format!("{path}: {lines} lines"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_undone() {
    // Written in halves, so that this file does not find itself.
    let words = [["to", "do!("], ["unimple", "mented!"], ["db", "g!("], ["#[ig", "nore"], ["FIX", "ME"], ["XX", "X:"]];
    let mut wrong = Vec::new();
    for (path, text) in files("src", ".rs").into_iter().chain(files("tests", ".rs")) {
        for word in words.map(|halves| halves.concat()) {
            if let Some(line) = text.lines().position(|line| line.contains(&word)) {
                wrong.push(format!("{path}:{}: {word}", line + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn words_are_the_same_in_french_and_english() {
    let keys = |text: &str| -> BTreeSet<String> {
        let keys = text.lines().filter(|line| !line.starts_with(['#', ' '])).filter_map(|line| line.split_once(':'));
        keys.map(|(key, _)| key.to_owned()).collect()
    };
    let words = files("src/words", ".yaml");
    let (fr, en) = (keys(&words["src/words/fr.yaml"]), keys(&words["src/words/en.yaml"]));
    assert!(fr.len() > 20 && fr == en, "{:?}", fr.symmetric_difference(&en).collect::<Vec<_>>());
    let fills = |text: &str| -> BTreeSet<(String, String)> {
        let lines = text.lines().filter_map(|line| line.split_once(':'));
        let fills = |(key, value): (&str, &str)| {
            let names = value.split('{').skip(1).filter_map(|part| part.split_once('}'));
            names.map(|(name, _)| (key.to_owned(), name.to_owned())).collect::<Vec<_>>()
        };
        lines.flat_map(fills).collect()
    };
    assert_eq!(
        fills(&words["src/words/fr.yaml"]),
        fills(&words["src/words/en.yaml"]),
        "what the words are filled with"
    );
}

#[test]
fn every_word_of_the_templates_exists() {
    let words = &files("src/words", ".yaml")["src/words/en.yaml"];
    for (path, text) in files("templates", ".html") {
        for part in text.split("words.").skip(1) {
            let name = word(part);
            assert!(name.is_empty() || words.contains(&format!("\n{name}:")), "{path}: words.{name}");
        }
    }
}

/// Whoever replaces a template reads there what it gets.
#[test]
fn every_value_that_the_templates_use_is_in_the_manual() {
    let manual = ["content/guides/themes.en.md", "content/guides/themes.fr.md"]
        .map(|path| (path, fs::read_to_string(root().join(path)).expect("a page of the manual")));
    let mut missing = BTreeSet::new();
    for text in files("templates", ".html").values() {
        for of in ["page.", "site.", "menus."] {
            for (at, _) in text.match_indices(of) {
                let is_inside = text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.');
                let name = word(&text[at + of.len()..]);
                let named = |manual: &str| {
                    [&name, &format!("{of}{name}")].iter().any(|name| manual.contains(&format!("`{name}`")))
                };
                missing.extend(
                    manual
                        .iter()
                        .filter(|(_, text)| !is_inside && !named(text))
                        .map(|(path, _)| format!("{path}: {of}{name}")),
                );
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn the_manual_is_in_both_languages() {
    let pages = files("content", ".md");
    for (path, text) in &pages {
        if text.contains("\nonly: ") {
            continue;
        }
        let other = match path.strip_suffix(".fr.md") {
            Some(stem) => format!("{stem}.en.md"),
            None => format!("{}.fr.md", path.strip_suffix(".en.md").expect("its name says its language")),
        };
        assert!(pages.contains_key(&other), "{path} has no {other}");
    }
}

#[test]
fn the_theme_asks_no_other_server() {
    // Names, which no browser asks for.
    let known = ["http://www.w3.org/", "https://www.w3.org/", "https://schema.org\""];
    let theme = files("templates", ".html").into_iter().chain(files("static", ""));
    for (path, text) in theme {
        let asks = |scheme: &str| {
            text.match_indices(scheme).any(|(at, _)| !known.iter().any(|name| text[at..].starts_with(name)))
        };
        assert!(!asks("http://") && !asks("https://"), "{path}");
        assert!(!text.contains("src=\"//") && !text.contains("url(//"), "{path}");
    }
}
