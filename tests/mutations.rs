//! Turns the sources of the manual into thousands of mutilated ones, and authors' texts into hostile ones.
//!
//! Whatever the bytes, a build ends, soon, without a panic; where it finds no error, every link of every page leads to an
//! id that is there, and no id is there twice. What is no Markdown can become no markup.
//! `DIGLOT_MUTATIONS` is the number of rounds, `DIGLOT_SEED` where they begin, `DIGLOT_SITE` another site than the manual.

mod fixture;

use diglot::build::{Cache, File, Inputs, build};
use diglot::config::Which;
use diglot::diag::{Severity, Tongue};
use diglot::load::{self, Choices};
use diglot::report::{Format, Look, render};
use fixture::{Case, Random, Theme, built, insert, number};
use html5gum::{Token, Tokenizer};
use pulldown_cmark::{Event, Options, Parser};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

/// Longer than any build of the manual takes, on a machine that is busy with other tests.
const LONGEST: Duration = Duration::from_secs(20);

/// What is put anywhere into a source.
const PIECES: &[&str] = &[
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<div id=x",
    "\"><b",
    "<img src=",
    "<a href=\"#x\">",
    "]]>",
    "<?",
    "<p id=\"a\">",
    "{{",
    "}}",
    "{{ product }}",
    "{#",
    "{#x}",
    "{#_main}",
    "{.annex}",
    ":::",
    ":::tabs",
    ":::tab A",
    ":::table",
    ":::snippet install",
    "---",
    "```",
    "~~~",
    "    ",
    "\t",
    "> ",
    "> [!NOTE]",
    "1. ",
    "- ",
    "# ",
    "## ",
    "|",
    "|---|",
    "[^1]",
    "[^1]: ",
    "[](",
    "[x]: ",
    "](#",
    "![",
    "\\",
    "&",
    "&#x0;",
    "&lt;",
    "*",
    "**",
    "_",
    "~~",
    "\u{202e}",
    "\u{feff}",
    "\u{0}",
    "\u{7}",
    "\r",
    "\u{85}",
    "\u{fffd}",
    "é\u{301}",
    ": ",
    "- id: x\n",
    "&a ",
    "*a",
    "<<: ",
    "!!x ",
    "? ",
    "|\n",
    ">\n",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "%",
    "@",
    "title:",
    "id:",
    "only: es",
    "kind: x",
    "slug: ../x",
    "aliases: [/]",
    "parts: []",
    "text: x",
    "related: [x#y]",
    "key: x",
    "draft: true",
    "order: 99999999999999999999",
];

/// The texts of the manual by path.
fn texts(inputs: &Inputs) -> BTreeMap<String, Vec<u8>> {
    let content = inputs.content.values().filter_map(|file| match file {
        File::Text(source) => Some(source),
        File::Bytes(_) => None,
    });
    let sources = content.chain(&inputs.settings).chain(&inputs.data);
    sources.map(|source| (source.path().to_owned(), source.text().as_bytes().to_vec())).collect()
}

/// The start and end of a random line, with its end.
fn line(bytes: &[u8], random: &mut Random) -> (usize, usize) {
    let at = random.below(bytes.len());
    let start = bytes[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let end = bytes[at..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |end| at + end + 1);
    (start, end)
}

/// Changes one thing.
fn mutate(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    if bytes.is_empty() {
        return bytes.extend_from_slice(other);
    }
    match random.below(9) {
        0 => {
            let at = random.below(bytes.len());
            bytes[at] ^= 1 << random.below(8);
        }
        1 => drop(bytes.drain({
            let (start, end) = line(bytes, random);
            start..end
        })),
        2 => {
            let (start, end) = line(bytes, random);
            let copy = bytes[start..end].to_vec();
            let (at, _) = line(bytes, random);
            bytes.splice(at..at, copy);
        }
        3 if !other.is_empty() => {
            let (start, end) = line(other, random);
            let (at, to) = line(bytes, random);
            bytes.splice(at..to, other[start..end].iter().copied());
        }
        4 if !other.is_empty() => {
            let from = random.below(other.len());
            let to = (from + random.below(400)).min(other.len());
            let at = random.below(bytes.len());
            bytes.splice(at..at, other[from..to].iter().copied());
        }
        5 => bytes.truncate(random.below(bytes.len())),
        6 => {
            let piece = PIECES[random.below(PIECES.len())];
            let many = piece.repeat(1 + random.below(300));
            let at = random.below(bytes.len());
            bytes.splice(at..at, many.into_bytes());
        }
        _ => {
            let piece = PIECES[random.below(PIECES.len())];
            let at = if random.below(2) == 0 { line(bytes, random).0 } else { random.below(bytes.len()) };
            bytes.splice(at..at, piece.bytes());
        }
    }
}

/// The ids of a page, those that stand there twice, and the addresses on it.
struct Page {
    ids: BTreeSet<String>,
    twice: Vec<String>,
    addresses: Vec<String>,
}

fn page(html: &[u8]) -> Page {
    let mut page = Page { ids: BTreeSet::new(), twice: Vec::new(), addresses: Vec::new() };
    for Ok(token) in Tokenizer::new(html) {
        let Token::StartTag(tag) = token else { continue };
        for (name, value) in &tag.attributes {
            let value = String::from_utf8_lossy(value).into_owned();
            match name.as_slice() {
                b"id" if !page.ids.insert(value.clone()) => page.twice.push(value),
                b"href" if *tag.name == *b"a" => page.addresses.push(value),
                _ => {}
            }
        }
    }
    page
}

/// What is wrong with the links of a site that was found to be right.
fn dead_ends(pages: &BTreeMap<&str, &Page>, base: &str) -> Vec<String> {
    let mut dead = Vec::new();
    for (address, page) in pages {
        dead.extend(page.twice.iter().map(|id| format!("{address}: id `{id}` twice")));
        for href in &page.addresses {
            let (path, fragment) = href.split_once('#').map_or((href.as_str(), None), |(path, id)| (path, Some(id)));
            let to = match path.strip_prefix(base) {
                Some(path) => path.split('?').next().unwrap_or_default().to_owned(),
                None if path.is_empty() => (*address).to_owned(),
                None => continue,
            };
            let to = percent_encoding::percent_decode_str(&to).decode_utf8_lossy().into_owned();
            let to = if to.is_empty() || to.ends_with('/') { to + "index.html" } else { to };
            let Some(fragment) = fragment.filter(|id| !matches!(*id, "" | "top") && !id.starts_with(":~:")) else {
                continue;
            };
            let id = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy().into_owned();
            if pages.get(to.as_str()).is_some_and(|led| !led.ids.contains(&id) && !led.ids.contains(fragment)) {
                dead.push(format!("{address}: `{href}` leads to no id"));
            }
        }
    }
    dead
}

#[test]
fn mutilated_sources_break_nothing() {
    let (rounds, seed) = (number("DIGLOT_MUTATIONS").unwrap_or(60), number("DIGLOT_SEED").unwrap_or(1));
    let root = std::env::var("DIGLOT_SITE").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    let as_of = jiff::civil::date(2026, 3, 1);
    let choices = Choices { as_of, drafts: false, base_url: None, levels: Vec::new(), baseline: None };
    let manual = load::load(Path::new(&root), &choices).expect("the manual can be read");
    let originals = texts(&manual);
    let paths: Vec<&String> = originals.keys().collect();
    let mut random = Random(seed as u64);
    let mut cache = Cache::default();
    let mut known: HashMap<(Box<str>, diglot::source::Digest), Page> = HashMap::new();
    let mut sound = 0;
    for round in 0..rounds {
        let mut changed: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
        for _ in 0..1 + random.below(3) {
            let path = paths[random.below(paths.len())];
            let other = &originals[paths[random.below(paths.len())]];
            let bytes = changed.entry(path).or_insert_with(|| originals[path].clone());
            mutate(bytes, other, &mut random);
        }
        let at = format!("seed {seed}, round {round}: {:?}", changed.keys().collect::<Vec<_>>());
        let mut inputs = manual.clone();
        for (path, bytes) in &changed {
            insert(&mut inputs, path, bytes.clone());
        }
        let begun = Instant::now();
        let built = catch_unwind(AssertUnwindSafe(|| {
            let outcome = build(&inputs, &mut cache);
            for (address, entry) in outcome.output.entries().iter() {
                let key = (address.clone(), entry.key);
                if address.ends_with(".html") && !known.contains_key(&key) {
                    let rendered = outcome.output.render(address).expect("an entry can be rendered");
                    // `check` trusts the theme's own templates to fail on no page.
                    assert!(rendered.diagnostics.is_empty(), "{address}: {:?}", rendered.diagnostics);
                    known.insert(key, page(&rendered.bytes));
                }
            }
            outcome
        }));
        let outcome = built.unwrap_or_else(|_| panic!("{at}: a panic\n{}", shown(&changed)));
        assert!(begun.elapsed() < LONGEST, "{at}: {:?}\n{}", begun.elapsed(), shown(&changed));
        if outcome.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
            continue;
        }
        sound += 1;
        let entries = outcome.output.entries().iter();
        let pages =
            entries.filter_map(|(address, entry)| Some((&**address, known.get(&(address.clone(), entry.key))?)));
        let dead = dead_ends(&pages.collect(), &outcome.site.config.base.path);
        assert!(dead.is_empty(), "{at}:\n{}\n{}", dead.join("\n"), shown(&changed));
    }
    assert!(sound > rounds / 10, "{sound} of {rounds} without an error: nothing was proved");
}

/// The sources of a round that went wrong, to be made into a case.
fn shown(changed: &BTreeMap<&str, Vec<u8>>) -> String {
    changed.iter().map(|(path, bytes)| format!("--- {path} ---\n{}\n", String::from_utf8_lossy(bytes))).collect()
}

/// What would be markup if it were not escaped, in a text and in an attribute.
const HOSTILE: &str = "\"><hostile x=\"&";

/// A site with `HOSTILE` for `EVIL` wherever a text is no Markdown, or is so by its code spans.
const EVERYWHERE: &str = include_str!("mutations/everywhere.txt");

/// What a reader of Markdown takes for HTML in a text.
fn raw_html(text: &str) -> Vec<String> {
    let events = Parser::new_ext(text, Options::all() - Options::ENABLE_YAML_STYLE_METADATA_BLOCKS);
    let raw = events.filter_map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Some(raw.to_string()),
        _ => None,
    });
    raw.collect()
}

#[test]
fn what_is_no_markup_stays_text() {
    assert_eq!(raw_html("a \\<hostile> `<hostile>` <hostile>"), ["<hostile>"]);
    let case = Case::parse(EVERYWHERE);
    let mut inputs = fixture::inputs(Theme::BuiltIn);
    for section in case.files() {
        let text = section.text.replace("EVIL", HOSTILE);
        insert(&mut inputs, &section.name, text.into_bytes());
    }
    // One language says it all.
    inputs.levels = vec![(Which::Family("parity"), Severity::Off)];
    let built = built(&inputs, &mut Cache::default());
    let faults = render(Format::Short, &built.diagnostics, Look::plain(Tongue::English));
    assert!(built.diagnostics.is_empty(), "{faults}");
    let mut seen = 0;
    for (address, bytes) in &built.files {
        let text = String::from_utf8_lossy(bytes);
        seen += text.matches("hostile").count();
        let is_markdown = address.ends_with(".md") || address.ends_with("llms.txt");
        if is_markdown {
            let raw = raw_html(&text).into_iter().find(|raw| raw.contains("hostile"));
            assert!(raw.is_none(), "{address}: `{}` is HTML", raw.unwrap_or_default());
        }
        // A text in JSON is no markup, whatever it says.
        let is_markup = !is_markdown && !address.ends_with(".json");
        let raw = text.find("<hostile").filter(|_| is_markup);
        let raw = raw.map(|at| text[..at].lines().last().unwrap_or_default().to_owned());
        assert!(raw.is_none(), "{address}: after `{}`", raw.unwrap_or_default());
        if address.ends_with(".html") {
            let inside =
                |token: &Token| matches!(token, Token::StartTag(tag) if tag.attributes.contains_key(&b"x"[..]));
            assert!(
                !Tokenizer::new(&**bytes).flatten().any(|token| inside(&token)),
                "{address}: a quote ends an attribute"
            );
        }
    }
    assert!(seen > 60, "only {seen} hostile texts on the pages");
}
