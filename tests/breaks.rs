//! Turns a sound bilingual site into broken ones, hundreds of times, and holds that every break is found: at its line and
//! column, under its code, once; and that `--fix` undoes those that have one answer and touches no other.
//!
//! What leads somewhere is marked in the text of the site (`breaks/site.txt`), so nothing here is learnt from Diglot.
//! `DIGLOT_BREAKS` is the number of rounds, `DIGLOT_SEED` where they begin.

mod fixture;

use diglot::build::{Cache, Inputs};
use diglot::diag::{Diagnostic, Severity, Tongue};
use diglot::edit::mend::mend;
use diglot::edit::source;
use diglot::report::{Format, Look, render};
use fixture::{Case, Random, built, insert, number, remove};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

const SITE: &str = include_str!("breaks/site.txt");

/// So many places are broken at once.
const AT_ONCE: usize = 10;

/// What leads somewhere: in which file, from where, and what is written there.
#[derive(Clone, Debug)]
struct Place {
    file: String,
    start: usize,
    typed: String,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Page,
    Entry,
    Clause,
    Term,
    Asset,
    Snippet,
    /// A question that another one names.
    Related,
    /// The target of a redirect.
    Redirect,
}

fn kind(file: &str, before: &str, typed: &str) -> Kind {
    let line = before.rsplit('\n').next().unwrap_or_default();
    match () {
        () if file == "redirects.yaml" || line.contains("ancien:") || line.contains("old:") => Kind::Redirect,
        () if line.starts_with(":::snippet") => Kind::Snippet,
        () if line.trim_start().starts_with("related:") || !typed.contains(['.', '/', '#']) => Kind::Related,
        () if typed.ends_with(".png") || typed.ends_with(".pdf") => Kind::Asset,
        () if typed.contains("lexique.yaml#") => Kind::Term,
        () if typed.contains(".yaml#") && !typed.contains("handbook") => Kind::Entry,
        () if typed.contains("règles/") || typed.contains("charte/") || file.contains("/règles/") => Kind::Clause,
        () if file.contains("/charte/") => Kind::Clause,
        () => Kind::Page,
    }
}

/// The site without its marks, and the places that they marked.
fn site(exchanged: bool) -> (Case, Vec<Place>) {
    let mut case = Case::parse(SITE);
    if exchanged {
        case = case.exchanged();
    }
    let mut places = Vec::new();
    for section in &mut case.sections {
        let mut text = String::new();
        let mut rest = section.text.as_str();
        while let Some((before, after)) = rest.split_once('⟦') {
            let (typed, after) = after.split_once('⟧').expect("a mark ends");
            text.push_str(before);
            let kind = kind(&section.name, &text, typed);
            places.push(Place { file: section.name.clone(), start: text.len(), typed: typed.to_owned(), kind });
            text.push_str(typed);
            rest = after;
        }
        text.push_str(rest);
        section.text = text;
    }
    (case, places)
}

/// What a break makes of a target, where in it the fault is, and whether only one thing can have been meant.
struct Broken {
    how: &'static str,
    typed: String,
    /// The byte where the fault begins.
    fault: usize,
    code: &'static str,
    /// Whether `--fix` gives back what was there; nothing if it may, and may leave it.
    mended: Option<bool>,
}

/// The path and the id of a target; a related question and a snippet are a name alone.
fn parts(typed: &str) -> (&str, Option<&str>) {
    typed.split_once('#').map_or((typed, None), |(path, id)| (path, Some(id)))
}

fn without_accents(text: &str) -> String {
    let bare = text.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    bare.collect::<String>().replace('œ', "oe")
}

/// A letter less, somewhere inside a word of some length.
fn slip(name: &str, random: &mut Random) -> Option<String> {
    let (stem, extension) = name.rsplit_once('.').map_or((name, ""), |(stem, _)| (stem, &name[stem.len()..]));
    let letters: Vec<(usize, char)> = stem.char_indices().collect();
    if letters.len() < 6 {
        return None;
    }
    let (at, letter) = letters[1 + random.below(letters.len() - 2)];
    let other = |at: usize| stem[..at].ends_with(letter) || stem[at + letter.len_utf8()..].starts_with(letter);
    let is_word = letter.is_alphabetic() && !other(at);
    is_word.then(|| format!("{}{}{extension}", &stem[..at], &stem[at + letter.len_utf8()..]))
}

/// Every way to break a target, by the situations of links that are known to go wrong.
fn breaks(place: &Place, random: &mut Random) -> Vec<Broken> {
    let (path, id) = parts(&place.typed);
    let mut all = Vec::new();
    let named = matches!(place.kind, Kind::Related | Kind::Snippet) && id.is_none();
    let code = match place.kind {
        Kind::Redirect => "DG-U009",
        Kind::Related => "DG-F002",
        Kind::Snippet => "DG-D015",
        Kind::Asset => "DG-L003",
        _ => "DG-L001",
    };
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (&path[..=folder.len()], name));
    let rest = &place.typed[path.len()..];
    // What a redirect leads to, and what is related, has one code and one place, whatever is wrong with it.
    let whole = matches!(place.kind, Kind::Redirect | Kind::Related);
    let fixes = |how: &str| match how {
        // Some of these are found to mean one thing.
        "encoded-twice" | "id-two-signs" | "id-question" | "latin-1" | "zero-width" | "no-break-space" => None,
        _ => (!whole || named).then_some(true),
    };
    if !path.is_empty() {
        let mut add = |how, name: String, mended: bool| {
            if name != *path.rsplit('/').next().unwrap_or_default() {
                let typed = format!("{folder}{name}{rest}");
                all.push(Broken { how, typed, fault: 0, code, mended: fixes(how).map(|fixes| fixes && mended) });
            }
        };
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        add("missing", format!("zqx-introuvable{}{extension}", if named { "" } else { "." }), false);
        if let Some(slipped) = slip(name, random) {
            add("slip", slipped, true);
        }
        if !named && place.kind != Kind::Asset {
            add("file-as-folder", format!("{name}/zqx"), false);
        }
        // In a link a browser strips spaces alone.
        if !named && place.kind != Kind::Redirect && place.file.ends_with(".md") && folder.is_empty() {
            add("no-break-space", format!("\u{a0}{name}"), false);
        }
        if !named {
            if name != "handbook.yaml" {
                add("case", name.to_uppercase().replace(&extension.to_uppercase(), extension), true);
            }
            add("nfd", name.nfd().collect(), true);
            add("accents-dropped", without_accents(name), true);
            add("encoded-twice", name.replace('é', "%25C3%25A9"), false);
            add("latin-1", name.replace('é', "%E9"), false);
            add("zero-width", name.replacen('e', "e\u{200b}", 1), false);
            add("nul", format!("zqx%00{name}"), false);
            add("too-long", format!("{}.{extension}", "zqx".repeat(99)), false);
        }
    }
    let Some(id) = id else { return all };
    let at = path.len() + 1;
    let code = if whole { code } else { "DG-L002" };
    let fault = if whole { 0 } else { at };
    let mut add = |how, id: String, mended: bool| {
        if Some(id.as_str()) != rest.strip_prefix('#') {
            let typed = format!("{path}#{id}");
            all.push(Broken { how, typed, fault, code, mended: fixes(how).map(|fixes| fixes && mended) });
        }
    };
    add("id-missing", "zqx-rien-de-tel".into(), false);
    add("id-case", id.to_uppercase(), true);
    add("id-nfd", id.nfd().collect(), true);
    add("id-accents-dropped", without_accents(id), true);
    add("id-two-signs", format!("#{id}"), false);
    add("id-question", format!("{id}?x"), false);
    if let Some(slipped) = slip(id, random) {
        add("id-slip", slipped, true);
    }
    all
}

/// Line and column of a byte, the column in characters.
fn position(text: &str, at: usize) -> (u32, u32) {
    let line = text[..at].matches('\n').count() + 1;
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    (line as u32, text[start..at].chars().count() as u32 + 1)
}

type Found = (String, u32, u32, String);

fn place_of(diagnostic: &Diagnostic) -> Found {
    let at = diagnostic.source.position(diagnostic.finding.span.start);
    (diagnostic.source.path().to_owned(), at.line, at.column, diagnostic.rule().code.to_owned())
}

/// What may follow from a link that leads nowhere: what nothing else leads to is told of at its own place.
const CONSEQUENCES: [&str; 3] = ["unused-file", "unused-snippet", "orphan-page"];

fn told(diagnostics: &[Diagnostic]) -> String {
    render(Format::Short, diagnostics, Look::plain(Tongue::English))
}

/// The site with breaks at some places, those of one file from the last one to the first; and where faults must be found.
fn broken(case: &Case, places: &[(Place, Broken)]) -> (Inputs, Vec<Found>) {
    let mut inputs = case.inputs();
    let mut expected = Vec::new();
    let mut by_file: BTreeMap<&str, Vec<&(Place, Broken)>> = BTreeMap::new();
    for one in places {
        by_file.entry(&one.0.file).or_default().push(one);
    }
    for (file, mut all) in by_file {
        let section = case.sections.iter().find(|section| section.name == file).expect("it is a file of the site");
        all.sort_by_key(|(place, _)| place.start);
        let (mut text, mut at) = (String::new(), 0);
        let mut faults = Vec::new();
        for (place, broken) in all {
            text.push_str(&section.text[at..place.start]);
            faults.push((text.len() + broken.fault, broken.code));
            text.push_str(&broken.typed);
            at = place.start + place.typed.len();
        }
        text.push_str(&section.text[at..]);
        for (at, code) in faults {
            let (line, column) = position(&text, at);
            expected.push((file.to_owned(), line, column, code.to_owned()));
        }
        insert(&mut inputs, file, text.into_bytes());
    }
    expected.sort();
    (inputs, expected)
}

#[test]
fn the_site_is_sound_and_has_every_kind_of_target() {
    for exchanged in [false, true] {
        let (case, places) = site(exchanged);
        assert_eq!(told(&built(&case.inputs(), &mut Cache::default()).diagnostics), "");
        let kinds: BTreeSet<Kind> = places.iter().map(|place| place.kind).collect();
        assert_eq!(kinds.len(), 8, "{kinds:?}");
        assert!(places.iter().filter(|place| place.file.starts_with("data/")).count() >= 6);
    }
}

#[test]
fn every_break_is_found_once_at_its_place_and_fixed_if_there_is_one_answer() {
    let (rounds, seed) = (number("DIGLOT_BREAKS").unwrap_or(40), number("DIGLOT_SEED").unwrap_or(1));
    let (mut made, mut mended) = (BTreeMap::<&str, usize>::new(), 0);
    let mut wrong = Vec::new();
    for exchanged in [false, true] {
        let (case, places) = site(exchanged);
        let mut random = Random(seed as u64);
        let mut cache = Cache::default();
        for round in 0..rounds {
            let mut chosen: BTreeMap<usize, (Place, Broken)> = BTreeMap::new();
            while chosen.len() < AT_ONCE {
                let at = random.below(places.len());
                let mut ways = breaks(&places[at], &mut random);
                let way = random.below(ways.len());
                chosen.insert(at, (places[at].clone(), ways.swap_remove(way)));
            }
            let chosen: Vec<(Place, Broken)> = chosen.into_values().collect();
            chosen.iter().for_each(|(_, broken)| *made.entry(broken.how).or_default() += 1);
            let shown = || -> String {
                let line = |(place, broken): &(Place, Broken)| {
                    format!("  {}: {} -> {} ({})\n", place.file, place.typed, broken.typed, broken.how)
                };
                format!("seed {seed}, round {round}, exchanged {exchanged}:\n")
                    + &chosen.iter().map(line).collect::<String>()
            };
            let (inputs, expected) = broken(&case, &chosen);
            let outcome = built(&inputs, &mut cache);
            let follows =
                |found: &&Diagnostic| found.severity < Severity::Error && CONSEQUENCES.contains(&found.rule().name);
            let mut found: Vec<Found> =
                outcome.diagnostics.iter().filter(|found| !follows(found)).map(place_of).collect();
            found.sort();
            if found != expected {
                let lacking: Vec<&Found> = expected.iter().filter(|one| !found.contains(one)).collect();
                let extra: Vec<&Found> = found.iter().filter(|one| !expected.contains(one)).collect();
                wrong.push(format!(
                    "{}not found {lacking:?}\nnot expected {extra:?}\nonce each: {}\n{}",
                    shown(),
                    found.len() == expected.len(),
                    told(&outcome.diagnostics)
                ));
                continue;
            }
            mended += fixed(&case, &inputs, &chosen, &mut cache, &mut |fault| wrong.push(shown() + &fault));
        }
    }
    assert!(wrong.is_empty(), "{} rounds\n{}", wrong.len(), wrong[..wrong.len().min(6)].join("\n"));
    println!("{made:?}, {mended} mended");
    assert!(made.values().sum::<usize>() >= 100 && mended >= rounds, "{made:?}, {mended} mended");
}

/// Holds that fixes give back what was there, where that is the one answer, and leave alone what is anybody's guess; how
/// many were made.
fn fixed(
    case: &Case,
    inputs: &Inputs,
    chosen: &[(Place, Broken)],
    cache: &mut Cache,
    wrong: &mut dyn FnMut(String),
) -> usize {
    let edits = mend(inputs, cache, &BTreeSet::new()).edits;
    let after = edits.applied(inputs);
    let mut count = 0;
    // Line by line: as many lines, and each of them as it was or as it was broken.
    let mut expected: BTreeMap<(&str, u32), Vec<&(Place, Broken)>> = BTreeMap::new();
    for one in chosen {
        let text = &case.sections.iter().find(|section| section.name == one.0.file).expect("a file").text;
        expected.entry((&one.0.file, position(text, one.0.start).0)).or_default().push(one);
        count += usize::from(one.1.mended == Some(true));
    }
    for ((file, line), all) in expected {
        let line_of = |text: &str| text.lines().nth(line as usize - 1).unwrap_or_default().to_owned();
        let now = line_of(source(&after, file).map_or("", |source| source.text()));
        let text = &case.sections.iter().find(|section| section.name == file).expect("a file").text;
        let start = text.split_inclusive('\n').take(line as usize - 1).map(str::len).sum::<usize>();
        // What may be mended is, or is not: each of them by itself.
        let was = |choice: usize| {
            let (mut out, mut at) = (String::new(), start);
            for (bit, (place, broken)) in all.iter().enumerate() {
                out.push_str(&text[at..place.start]);
                let back = broken.mended.unwrap_or(choice >> bit & 1 == 1);
                out.push_str(if back { &place.typed } else { &broken.typed });
                at = place.start + place.typed.len();
            }
            out + text[at..].lines().next().unwrap_or_default()
        };
        let wanted: Vec<String> = (0..1 << all.len()).map(was).collect();
        if !wanted.contains(&now) {
            wrong(format!("{file}:{line}: --fix wrote\n  {now}\ninstead of\n  {}", wanted[0]));
        }
    }
    let again = mend(&after, cache, &BTreeSet::new()).edits;
    if again.iter().next().is_some() {
        wrong("a second --fix changes something".to_owned());
    }
    count
}

/// The path from the root of the site that a target names in its file.
fn resolved(place: &Place) -> Option<String> {
    let (path, _) = parts(&place.typed);
    if let Some(rooted) = path.strip_prefix('/') {
        return Some(format!("static/{rooted}"));
    }
    let mut folder: Vec<&str> = place.file.split('/').collect();
    folder.pop();
    if place.kind == Kind::Redirect && place.file == "redirects.yaml" {
        folder = vec!["content"];
    }
    if path.is_empty() {
        return None;
    }
    for part in path.split('/') {
        match part {
            ".." => drop(folder.pop()),
            part => folder.push(part),
        }
    }
    Some(folder.join("/"))
}

#[test]
fn what_is_taken_away_is_missed_wherever_it_was_named() {
    for exchanged in [false, true] {
        let (case, places) = site(exchanged);
        for gone in [
            "content/démarches/Changer-Adresse.md",
            "content/faq/paiement.yaml",
            "content/faq/délais.yaml",
            "content/lexique.yaml",
            "content/images/guichet.png",
            "content/images/schéma-été.png",
            "static/Formulaires/demande-générale.pdf",
        ] {
            let mut inputs = case.inputs();
            let (stem, extension) = gone.rsplit_once('.').expect("a file has an extension");
            let files = [gone.to_owned(), format!("{stem}.fr.{extension}"), format!("{stem}.en.{extension}")];
            let there = files.iter().filter(|file| case.sections.iter().any(|section| section.name == **file));
            there.clone().for_each(|file| remove(&mut inputs, file));
            let taken: Vec<&String> = there.collect();
            let outcome = built(&inputs, &mut Cache::default());
            let mut expected = Vec::new();
            for place in places.iter().filter(|place| resolved(place).as_deref() == Some(gone)) {
                if taken.contains(&&place.file) {
                    continue;
                }
                let text = &case.sections.iter().find(|section| section.name == place.file).expect("a file").text;
                let (line, column) = position(text, place.start);
                expected.push((place.file.clone(), line, column));
            }
            expected.sort();
            let errors = outcome.diagnostics.iter().filter(|found| found.severity == Severity::Error).map(place_of);
            let mut errors: Vec<(String, u32, u32)> =
                errors.map(|(file, line, column, _)| (file, line, column)).collect();
            errors.sort();
            assert_eq!(errors, expected, "{gone}\n{}", told(&outcome.diagnostics));
            assert!(!expected.is_empty(), "{gone}");
        }
    }
}
