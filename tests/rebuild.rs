//! Turns a small site into thousands of others by random edits, and compares builds with a cache to builds without.
//!
//! After every edit three things must hold. A build with a cache that lived through all edits gives the same addresses,
//! keys and diagnostics as one with no cache, and the same bytes. An address whose key has been seen before has the bytes
//! it had then: so keys are complete. Nothing panics. `DIGLOT_EDITS` is the number of edits, `DIGLOT_SEED` where they begin.

mod fixture;
#[path = "rebuild/lines.rs"]
mod lines;

use diglot::build::{Cache, Inputs, Outcome, Stored, build, make_showing};
use diglot::diag::{Diagnostic, Tongue};
use diglot::report::{Format, Look, render};
use diglot::source::Digest;
use fixture::{Case, Theme, insert};
use lines::{KEYS, MARKDOWN, TEMPLATE, WORDS};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The site that the edits begin with, a case like those of `tests/cases`.
const SITE: &str = include_str!("rebuild/site.txt");

/// SplitMix64 (Steele, Lea and Flood, 2014): small, and the same on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// The site's files by path, and the options of the command line.
#[derive(Clone)]
struct Site {
    files: BTreeMap<String, String>,
    drafts: bool,
    base_url: Option<String>,
    day: i8,
}

impl Site {
    fn new() -> Site {
        let case = Case::parse(SITE);
        let files = case.files().map(|section| (section.name.clone(), section.text.clone())).collect();
        Site { files, drafts: false, base_url: None, day: 1 }
    }

    fn inputs(&self, theme: &Inputs) -> Inputs {
        let mut inputs = theme.clone();
        inputs.settings = None;
        for (path, text) in &self.files {
            insert(&mut inputs, path, text.clone().into_bytes());
        }
        inputs.drafts = self.drafts;
        inputs.base_url.clone_from(&self.base_url);
        inputs.as_of = jiff::civil::date(2026, 3, self.day);
        inputs
    }

    fn path(&self, random: &mut Random) -> Option<String> {
        let paths: Vec<&String> = self.files.keys().collect();
        (!paths.is_empty()).then(|| (*random.of(&paths)).clone())
    }

    /// Half of the time a document with headings: what it says is on other pages too.
    fn path_to_change(&self, random: &mut Random) -> Option<String> {
        let paths: Vec<&String> = self.files.keys().filter(|path| path.ends_with(".md")).collect();
        if random.below(2) == 0 && !paths.is_empty() { Some((*random.of(&paths)).clone()) } else { self.path(random) }
    }

    /// Changes one thing and says what.
    fn edit(&mut self, original: &Site, random: &mut Random) -> String {
        let Some(path) = self.path_to_change(random) else {
            *self = original.clone();
            return "everything restored".into();
        };
        match random.below(20) {
            0..=4 => self.restore(original, random),
            5..=10 => self.add_line(&path, random),
            11..=13 => self.take_line(&path, random),
            14..=16 => self.replace_word(&path, random),
            17 => {
                self.files.remove(&path);
                format!("{path} deleted")
            }
            18 => self.rename(&path, random),
            _ => {
                match random.below(4) {
                    0 => self.drafts = !self.drafts,
                    1 => self.base_url = self.base_url.is_none().then(|| "https://preview.example.org/y/".into()),
                    2 => self.day = 1 + random.below(28) as i8,
                    _ => *self = original.clone(),
                }
                "options".into()
            }
        }
    }

    fn restore(&mut self, original: &Site, random: &mut Random) -> String {
        let path = original.path(random).expect("the site has files");
        // Twice in three times something that differs, so that the site does not decay.
        let differing = original.files.iter().find(|(path, text)| self.files.get(*path) != Some(text));
        let path = match differing {
            Some((path, _)) if random.below(3) > 0 => path.clone(),
            _ => path,
        };
        let strange = self.files.keys().find(|path| !original.files.contains_key(*path)).cloned();
        if let Some(strange) = strange {
            self.files.remove(&strange);
        }
        self.files.insert(path.clone(), original.files[&path].clone());
        format!("{path} restored")
    }

    fn add_line(&mut self, path: &str, random: &mut Random) -> String {
        let text = self.files.get_mut(path).expect("the path is a file's");
        let mut lines: Vec<&str> = text.lines().collect();
        let front = lines.first() == Some(&"---") && random.below(2) == 0;
        let (line, at) = if path.ends_with(".md") && front {
            (*random.of(KEYS), 1)
        } else if path.ends_with(".md") {
            (*random.of(MARKDOWN), random.below(lines.len() + 1))
        } else if path.ends_with(".html") {
            (*random.of(TEMPLATE), random.below(lines.len() + 1))
        } else {
            (*random.of(KEYS), random.below(lines.len() + 1))
        };
        lines.insert(at, line);
        *text = lines.join("\n") + "\n";
        format!("{path}: `{line}` at {at}")
    }

    fn take_line(&mut self, path: &str, random: &mut Random) -> String {
        let text = self.files.get_mut(path).expect("the path is a file's");
        let mut lines: Vec<&str> = text.lines().collect();
        if lines.is_empty() {
            return "nothing".into();
        }
        let line = lines.remove(random.below(lines.len())).to_owned();
        *text = lines.join("\n") + "\n";
        format!("{path}: `{line}` taken")
    }

    fn replace_word(&mut self, path: &str, random: &mut Random) -> String {
        let text = self.files.get_mut(path).expect("the path is a file's");
        let both = WORDS.iter().flat_map(|&(one, other)| [(one, other), (other, one)]);
        let there: Vec<(&str, &str)> = both.filter(|(from, _)| text.contains(from)).collect();
        if there.is_empty() {
            return "nothing".into();
        }
        let (from, to) = *random.of(&there);
        *text = if random.below(2) == 0 { text.replacen(from, to, 1) } else { text.replace(from, to) };
        format!("{path}: `{from}` becomes `{to}`")
    }

    fn rename(&mut self, path: &str, random: &mut Random) -> String {
        if path == "diglot.yaml" {
            return "nothing".into();
        }
        let (from, to) =
            *random.of(&[("a.", "c."), (".fr.", ".en."), (".en.", ".fr."), ("guides/", "pages/"), ("b.", "index.")]);
        let renamed = path.replace(from, to);
        // A copy is an addition.
        let text = if random.below(2) == 0 { self.files.remove(path) } else { self.files.get(path).cloned() };
        self.files.insert(renamed.clone(), text.expect("the path is a file's"));
        format!("{path} becomes {renamed}")
    }
}

/// What must never change: the bytes of an address under one key.
type Known = HashMap<(Box<str>, Digest), Digest>;

#[test]
fn a_warm_build_equals_a_cold_one_after_random_edits() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let (edits, seed) = (number("DIGLOT_EDITS").unwrap_or(300), number("DIGLOT_SEED").unwrap_or(1));
    let theme = fixture::inputs(Theme::BuiltIn);
    let original = Site::new();
    let first = build(&original.inputs(&theme), &mut Cache::default());
    // Clauses without an id are among what random edits are to meet.
    let is_sound = first.diagnostics.iter().all(|found| found.rule().code == "DG-H017");
    assert!(is_sound, "the site is sound:\n{}", text(&first.diagnostics));

    let mut random = Random(seed);
    let mut site = original.clone();
    let mut cache = Cache::default().following();
    let mut stored = <[Vec<u8>; 4]>::default();
    let mut known = Known::new();
    let mut last: Option<Arc<diglot::link::Site>> = None;
    let mut followed = 0;
    for step in 0..edits {
        let edit = site.edit(&original, &mut random);
        let at = format!("seed {seed}, edit {step}: {edit}");
        let inputs = site.inputs(&theme);
        let warm = build(&inputs, &mut cache);
        let cold = build(&inputs, &mut Cache::default());
        assert_eq!(text(&warm.diagnostics), text(&cold.diagnostics), "{at}");
        assert_eq!(warm.output.entries(), cold.output.entries(), "{at}");
        compare_bytes(&warm, &cold, &mut known, &mut random, &at);
        // What a site is beside its texts is taken over whole or not at all.
        followed += u64::from(last.is_some_and(|last| std::ptr::eq(&last.folders, &warm.site.folders)));
        last = Some(warm.site);
        if random.below(8) == 0 {
            cache = reread(&mut cache, &mut stored, &mut random).following();
        }
    }
    println!("{followed} of {edits} builds went on from the last one");
    assert!(followed > edits / 10, "{followed} of {edits} builds went on from the last one");
}

/// Renders every address of the warm build, and one in eight of the cold one.
fn compare_bytes(warm: &Outcome, cold: &Outcome, known: &mut Known, random: &mut Random, at: &str) {
    for (address, entry) in warm.output.entries().iter() {
        let rendered = warm.output.render(address).expect("an entry can be rendered");
        let digest = Digest::of(&rendered.bytes);
        let before = known.insert((address.clone(), entry.key), digest);
        assert!(before.is_none_or(|before| before == digest), "{at}: one key, two contents: {address}");
        if random.below(8) == 0 {
            let other = cold.output.render(address).expect("an entry can be rendered");
            assert!(rendered.bytes == other.bytes, "{at}: other bytes: {address}");
            assert_eq!(text(&rendered.diagnostics), text(&other.diagnostics), "{at}: {address}");
        }
    }
}

/// The cache as the next process finds it; now and then damaged on the way, which makes it empty and no more.
fn reread(cache: &mut Cache, stored: &mut [Vec<u8>; 4], random: &mut Random) -> Cache {
    let (documents, more) = match cache.documents_to_store() {
        Some(Stored::Whole(bytes)) => (Some(bytes), Some(Vec::new())),
        Some(Stored::More(bytes)) => (None, Some(bytes)),
        None => (None, None),
    };
    let now = [documents, more, cache.highlights_to_bytes(), cache.words_to_bytes()];
    for (stored, now) in stored.iter_mut().zip(now) {
        *stored = now.unwrap_or_else(|| std::mem::take(stored));
    }
    let load = |[documents, more, highlights, words]: [Vec<u8>; 4]| {
        Cache::load(documents, &highlights).with_more(more).with_words(|| words)
    };
    if random.below(4) > 0 {
        return load(stored.clone());
    }
    let mut damaged = stored.clone();
    for bytes in &mut damaged {
        match random.below(3) {
            0 if !bytes.is_empty() => bytes.truncate(random.below(bytes.len())),
            1 if !bytes.is_empty() => {
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(8);
            }
            _ => bytes.extend_from_slice(b"more"),
        }
    }
    load(damaged)
}

fn text(diagnostics: &[Diagnostic]) -> String {
    render(Format::Human, diagnostics, Look::plain(Tongue::English))
}

/// What lies in the cache is never trusted over the source: two sites share one.
#[test]
fn a_cache_of_another_site_changes_nothing() {
    let theme = fixture::inputs(Theme::Tiny);
    let mut other = Site::new();
    for text in other.files.values_mut() {
        *text = text.replace("Frais", "Prix").replace("Fees", "Prices");
    }
    let mut cache = Cache::default();
    build(&other.inputs(&theme), &mut cache);
    let bytes = cache.documents_to_bytes().expect("the cache is new");
    let highlights = cache.highlights_to_bytes().unwrap_or_default();
    let inputs = Site::new().inputs(&theme);
    let warm = build(&inputs, &mut Cache::load(bytes, &highlights));
    let cold = build(&inputs, &mut Cache::default());
    assert_eq!(warm.output.entries(), cold.output.entries());
    for address in warm.output.entries().keys() {
        let bytes = |outcome: &Outcome| -> Arc<[u8]> { outcome.output.render(address).expect("it is an entry").bytes };
        assert!(bytes(&warm) == bytes(&cold), "{address}");
    }
}

/// A text of 200 clauses, and one that refers to each of them; `first` comes before the clauses.
fn contract(first: &str, word: &str) -> (String, String) {
    let clauses: String = (1..=200).map(|at| format!("1. {word} {at}. {{#c{at}}}\n")).collect();
    let references: String = (1..=200).map(|at| format!("- [](terms.md#c{at})\n")).collect();
    (format!("# {word}\n\n{first}{clauses}"), format!("# {word} 2\n\n{references}"))
}

#[test]
fn a_clause_at_the_top_of_two_hundred_renumbers_all_references_in_both_languages() {
    let theme = fixture::inputs(Theme::Tiny);
    let inputs = |first: [&str; 2]| {
        let mut inputs = theme.clone();
        let mut add = |path: &str, text: &str| insert(&mut inputs, path, text.as_bytes().to_vec());
        add("diglot.yaml", "title: {fr: S, en: S}\nlanguages: [fr, en]\n");
        add("content/m/handbook.yaml", "title: {fr: Contrat, en: Contract}\nparts: [terms, index-of]\n");
        for (lang, word, first) in [("fr", "Clause", first[0]), ("en", "Term", first[1])] {
            let (terms, index) = contract(first, word);
            add(&format!("content/m/terms.{lang}.md"), &terms);
            add(&format!("content/m/index-of.{lang}.md"), &index);
        }
        inputs
    };
    let page = |outcome: &Outcome, lang: &str| {
        let bytes = outcome.output.render(&format!("{lang}/m/index-of/index.html")).expect("the page is there").bytes;
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let numbers = |html: &str| -> Vec<String> {
        let found = html.split("/m/terms/#c").skip(1).filter_map(|part| part.split("\u{a0}").nth(1)?.split('<').next());
        found.map(str::to_owned).collect()
    };
    let wanted = |more: usize| (1..=200).map(|at| format!("1.{}", at + more)).collect::<Vec<String>>();
    let mut cache = Cache::default();
    let before = build(&inputs(["", ""]), &mut cache);
    let after = build(&inputs(["1. Nouvelle clause. {#new}\n", "1. A new one. {#new}\n"]), &mut cache);
    for lang in ["fr", "en"] {
        assert_eq!(numbers(&page(&before, lang)), wanted(0), "{lang}");
        assert_eq!(numbers(&page(&after, lang)), wanted(1), "{lang}");
    }
    // In one language only it is an error, and moves no number.
    let lone = build(&inputs(["1. Nouvelle clause. {#new}\n", ""]), &mut cache);
    assert!(lone.diagnostics.iter().any(|found| found.rule().code == "DG-P004"), "{}", text(&lone.diagnostics));
    assert!(["fr", "en"].iter().all(|lang| numbers(&page(&lone, lang)) == wanted(0)));
}

/// What a preview shows before the output is planned is what it shows afterwards.
#[test]
fn what_is_shown_first_is_what_is_published() {
    let inputs = fixture::manual();
    let mut first: BTreeMap<Box<str>, Arc<[u8]>> = BTreeMap::new();
    let made = make_showing(&inputs, &mut Cache::default(), |made| {
        let bytes = |address: &str| made.output.render(address).expect("an address of the output").bytes;
        first.extend(made.output.entries().keys().map(|address| (address.clone(), bytes(address))));
    });
    for page in &made.site.pages {
        assert!(first.contains_key(&page.address), "{}", page.address);
    }
    let styles = first.keys().filter(|address| address.ends_with(".css")).count();
    assert!(styles > 0, "the theme's style is there");
    for (address, shown) in first {
        // A file that nothing asks for is published by no build.
        let Some(published) = made.output.render(&address) else { continue };
        assert!(published.bytes == shown, "{address}");
    }
}
