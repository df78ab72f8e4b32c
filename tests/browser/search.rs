//! Turns questions of readers into what the search finds for them, and its own reading of words into the program's.
//!
//! Ranking is the browser's, so it is measured there, on the manual.

use crate::devtools::Tab;
use crate::site::Site;
use diglot::search::{Reader, stop_words};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Questions with the documents that answer them, one a line: what was asked, a tab, keys. They were written from a list
/// of tasks before there was anything to find. Ranking is tuned on the even lines; the odd ones alone give the figure.
const QUESTIONS: [(&str, &str, &str); 2] = [
    ("fr", "fr/recherche/", include_str!("../search/questions.fr.tsv")),
    ("en", "en/search/", include_str!("../search/questions.en.tsv")),
];

/// Others, written later by somebody who had seen nothing but tasks, labelled by somebody who had seen no search, and all
/// kept aside.
const ASIDE: [(&str, &str, &str); 2] = [
    ("fr", "fr/recherche/", include_str!("../search/aside.fr.tsv")),
    ("en", "en/search/", include_str!("../search/aside.en.tsv")),
];

/// At least this share of those kept aside must have a right page among the first three, in percent.
const RIGHT: usize = 95;

#[test]
fn questions_find_their_page_among_the_first_three() {
    let (site, mut tab) = (Site::manual(), Tab::open());
    for ((lang, page, questions), step) in QUESTIONS.map(|one| (one, 2)).into_iter().chain(ASIDE.map(|one| (one, 1))) {
        open(&mut tab, &site, page);
        let aside: Vec<&str> = questions.lines().step_by(step).collect();
        assert!(aside.len() >= 50, "{}", aside.len());
        // Which ones are wrong is told nobody: who knows would tune on them.
        let right = aside.iter().filter(|line| is_right(&mut tab, &site, lang, line)).count();
        println!("{lang}: {right} of {}", aside.len());
        assert!(100 * right >= RIGHT * aside.len(), "{lang}: only {right} of {} find a right page", aside.len());
    }
}

/// Whether a question, given with the keys of its documents, has one of them among the first three.
fn is_right(tab: &mut Tab, site: &Site, lang: &str, line: &str) -> bool {
    let (question, keys) = line.split_once('\t').expect("a question, a tab, keys");
    let right: Vec<&str> = keys.split(' ').map(|key| url_of(site, lang, key)).collect();
    found(tab, question).iter().take(3).any(|url| right.contains(&&**url))
}

/// The address of a document of the manual. The questions are older than the editions of the handbook in time, and mean the
/// one in force.
fn url_of<'s>(site: &'s Site, lang: &str, key: &str) -> &'s str {
    let linked = &site.linked;
    let lang = linked.config.languages.by_segment(lang).expect("a language of the manual");
    let in_force = key.replace("handbook/", "handbook/2026/");
    let pair = linked.pairs.iter().find(|pair| *pair.key == *in_force).unwrap_or_else(|| panic!("no document `{key}`"));
    &linked.pages[pair.pages[lang].expect("the document is in both languages")].url
}

/// Loads the page of a search, and what it searches with.
fn open(tab: &mut Tab, site: &Site, page: &str) {
    tab.load(&site.url(page));
    tab.until("window.diglotSearch && document.querySelector('.search-status').textContent");
    tab.value(
        "(async () => {
            const language = document.documentElement.lang;
            const all = document.querySelector('.search-button').dataset.languages.split(',').map(one => one.split(' '));
            window.index = await diglotSearch.open(all.find(one => one[0] === language)[2]);
        })()",
    );
}

/// The addresses of the pages found, the best first.
fn found(tab: &mut Tab, question: &str) -> Vec<String> {
    let urls = tab.value(&format!(
        "(async () => {{
            const found = await index.search({});
            const texts = await Promise.all(found.results.slice(0, 5).map(one => index.texts(one, found.wanted)));
            return texts.map(text => text.url);
        }})()",
        json!(question)
    ));
    serde_json::from_value(urls).expect("a list of addresses")
}

/// The questions that ranking was tuned on, beside the even lines of those above. `tasks` were written from the headings of
/// the manual alone, and `tuning-users` from the same tasks in the words of people who have not read it; both were labelled
/// by reading it, before anything was asked of the search. `tuning-new` came with `aside`, by the same hands.
const TUNING: [(&str, &str); 8] = [
    ("fr", include_str!("../search/tuning.fr.tsv")),
    ("fr", include_str!("../search/tasks.fr.tsv")),
    ("fr", include_str!("../search/tuning-users.fr.tsv")),
    ("fr", include_str!("../search/tuning-new.fr.tsv")),
    ("en", include_str!("../search/tuning.en.tsv")),
    ("en", include_str!("../search/tasks.en.tsv")),
    ("en", include_str!("../search/tuning-users.en.tsv")),
    ("en", include_str!("../search/tuning-new.en.tsv")),
];

#[test]
fn questions_for_tuning_name_documents() {
    let site = Site::manual();
    for (lang, questions) in TUNING {
        for line in questions.lines() {
            let (_, keys) = line.split_once('\t').expect("a question, a tab, keys");
            assert!(keys.split(' ').all(|key| !url_of(&site, lang, key).is_empty()), "{line}");
        }
    }
}

#[test]
fn words_are_read_as_the_index_reads_them() {
    let (site, mut tab) = (Site::manual(), Tab::open());
    for (lang, page, _) in QUESTIONS {
        open(&mut tab, &site, page);
        let vocabulary = vocabulary(lang);
        assert!(vocabulary.len() > 10_000, "{}", vocabulary.len());
        let mut reader = Reader::new(lang);
        for texts in vocabulary.chunks(4000) {
            let own: Vec<Vec<String>> = texts.iter().map(|text| keys(&mut reader, text)).collect();
            let theirs = tab.value(&format!(
                "{}.map(text => diglotSearch.keys({lang:?}, new Set({:?}.split(' ')), text))",
                json!(texts),
                stop_words(lang)
            ));
            let theirs: Vec<Vec<String>> = serde_json::from_value(theirs).expect("keys of every text");
            for ((text, own), theirs) in texts.iter().zip(own).zip(theirs) {
                assert_eq!(own, theirs, "{lang}: {text}");
            }
        }
    }
}

fn keys(reader: &mut Reader, text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut words = Vec::new();
    reader.words(text, &mut |word| words.push(word));
    keys.extend(words.into_iter().map(|word| reader.word(word).key.to_string()));
    keys
}

/// Every line of the manual, every word of it with the endings of its language, and what is hard to cut.
fn vocabulary(lang: &str) -> Vec<String> {
    let endings: &[&str] = match lang {
        "fr" => &[
            "", "s", "e", "es", "é", "ée", "ées", "er", "era", "aient", "ait", "ant", "ation", "ations", "ateur",
            "ement", "ements", "ité", "ités", "if", "ive", "euse", "eux", "ence", "ance", "isme", "iste", "ique",
            "issement", "ment", "amment", "emment", "îmes", "ir", "issait", "ions", "ier", "ière", "logie", "ution",
            "aux", "eaux", "uë",
        ],
        _ => &[
            "", "s", "es", "ed", "edly", "ing", "ingly", "ly", "ness", "fulness", "ousness", "ization", "izer",
            "ational", "ation", "ator", "alism", "iveness", "able", "ible", "ment", "ement", "ance", "ence", "ies",
            "ied", "y", "ically", "icate", "ative", "eed", "ful", "less", "lessly", "ogy", "ogist", "ion", "er", "ous",
        ],
    };
    let mut texts = Vec::new();
    let mut words: BTreeSet<String> = BTreeSet::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &format!(".{lang}."), &mut |text| {
        texts.extend(text.lines().map(str::to_owned));
        let letters = |c: char| !c.is_alphabetic();
        words.extend(text.split(letters).filter(|word| word.chars().count() > 2).map(str::to_lowercase));
    });
    // A root keeps what an ending would be added to.
    let roots: BTreeSet<String> = words.iter().map(|word| word.chars().take(6).collect()).collect();
    texts.extend(words);
    texts.extend(roots.iter().flat_map(|root| endings.iter().map(move |ending| format!("{root}{ending}"))));
    let odd = [
        "l'annexe d’effet jusqu'aux qu’il L’ÉLÈVE aujourd'hui",
        "cœur CŒUR ex æquo straße",
        "6.2 6.2(a) v1.2.3 DG-D004",
        "mot-clé base_url diglot.yaml non\u{2011}lu e-mail",
        "pages' page's don’t rock’n’roll",
        "e\u{301}te\u{301} İstanbul",
        "…—«\u{a0}?\u{a0}» 日本語 ١٢",
        "-a- _b_ 'c' .d.",
        "a--b c..d l''e",
    ];
    texts.extend(odd.map(str::to_owned));
    // Letters with accents, and the signs among them.
    texts.extend(('\u{a0}'..='\u{250}').map(|letter| format!("pa{letter}ge l'{letter}t")));
    texts
}

fn read(folder: &Path, part: &str, see: &mut dyn FnMut(&str)) {
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            read(&path, part, see);
        } else if name.contains(part) {
            see(&fs::read_to_string(&path).expect("a text"));
        }
    }
}

/// A small site of words that are easily taken for one another.
fn school() -> Site {
    let page = |title: &str, text: &str| format!("---\ntitle: {title}\n---\n\n{text}\n");
    Site::with(&[
        ("diglot.yaml", "title: {fr: École, en: School}\nlanguages: [fr-CA, en-CA]\nfallback: omit\n"),
        ("content/a.fr.md", &page("Le niveau élevé", "Un niveau élevé, toujours élevé. L’élevé plaît.")),
        ("content/b.fr.md", &page("La classe", "Chaque élève compte.\n\n## Les œuvres {#oeuvres}\n\nUne œuvre d’art.")),
        (
            "content/c.fr.md",
            &page(
                "Les codes",
                "Le produit XR-250B suit l’annexe 6.2. Voir le sous-dossier.\n\nVoir [](b.md#oeuvres) : `mode: lent`.",
            ),
        ),
        ("content/d.en.md", &page("Timetable", "The timetable of the school.")),
        ("content/draft.fr.md", "---\ntitle: Brouillon\ndraft: true\n---\n\nTrampoline.\n"),
    ])
}

#[test]
fn accents_elisions_ligatures_and_codes_are_no_obstacle() {
    let (site, mut tab) = (school(), Tab::open());
    open(&mut tab, &site, "fr/recherche/");
    for (question, expected) in [
        // The exact form comes first; without accents both are found.
        ("élève", "b"),
        ("élevé", "a"),
        ("oeuvre", "b"),
        ("ŒUVRES", "b"),
        ("d'art", "b"),
        ("l’annexe", "c"),
        ("annexe 6.2", "c"),
        ("xr-250b", "c"),
        ("XR250B", "c"),
        ("xr-25", "c"),
        ("sous-dossiers", "c"),
        ("compter", "b"),
    ] {
        let found = found(&mut tab, question);
        assert!(found.first().is_some_and(|url| url.ends_with(&format!("/fr/{expected}/"))), "{question}: {found:?}");
    }
    let bare = found(&mut tab, "eleve");
    assert_eq!(bare.len(), 2, "{bare:?}");
    let excerpt = tab.value(
        "(async () => {
            const found = await index.search('lent');
            return (await index.texts(found.results[0], found.wanted)).passages[0].text.map(part => part[0]).join('');
        })()",
    );
    let excerpt = excerpt.as_str().unwrap_or_default();
    assert!(excerpt.contains("Les œuvres\u{a0}: mode: lent."), "code is no text to set: {excerpt}");
    assert_eq!(found(&mut tab, "trampoline"), [""; 0], "a draft is not found");
    assert_eq!(found(&mut tab, "timetable"), [""; 0], "another language is another index");
}

#[test]
fn other_names_and_slips_of_the_finger_lead_to_the_page() {
    let terms = "title: {fr: Termes, en: Terms}\nterms:\n  - id: customer\n    term: {fr: client, en: customer}\n    \
        definition: {fr: Qui achète., en: Who buys.}\n    avoid: {fr: [acheteur], en: [purchaser]}\n";
    let site = Site::with(&[
        ("diglot.yaml", "title: {fr: S, en: S}\nlanguages: [fr-CA, en-CA]\nfallback: omit\n"),
        ("content/glossary.yaml", terms),
        ("content/a.en.md", "---\ntitle: Rights\n---\n\nEach customer may withdraw.\n"),
        ("content/b.en.md", "---\ntitle: Payment before delivery\n---\n\nWhoever pays in advance, pays less.\n"),
        ("content/c.en.md", "---\ntitle: Delivery\n---\n\nBefore that, before this, before anything.\n"),
        (
            "content/d.en.md",
            "---\ntitle: Refunds of payment\n---\n\nDelivery, payment, refunds, and what comes before.\n",
        ),
    ]);
    let mut tab = Tab::open();
    open(&mut tab, &site, "en/search/");
    let first = |tab: &mut Tab, question: &str| found(tab, question).into_iter().next().unwrap_or_default();
    // A name that the glossary says to avoid.
    assert!(found(&mut tab, "purchaser").iter().any(|url| url.ends_with("/en/a/")));
    assert_eq!(first(&mut tab, "withdarw"), "/docs/en/a/");
    assert_eq!(first(&mut tab, "paymnt before delivery"), "/docs/en/b/");
    // A title that is just what is asked for; a word said twice is asked for once.
    assert_eq!(first(&mut tab, "delivery"), "/docs/en/c/");
    assert_eq!(first(&mut tab, "payment before delivery"), "/docs/en/b/");
    assert_eq!(first(&mut tab, "refunds of of payment refunds"), "/docs/en/d/");
}

#[test]
fn words_that_a_page_does_not_say_lead_to_it() {
    let text = |title: &str, more: &str, text: &str| format!("---\ntitle: {title}\n{more}---\n\n{text}\n");
    let site = Site::with(&[
        ("diglot.yaml", "title: {fr: S, en: S}\nlanguages: [fr-CA, en-CA]\nfallback: omit\n"),
        ("data/words.en.yaml", "search_own_synonyms: \"umbrella parasol; mittens > gloves\"\n"),
        ("content/a.en.md", &text("Counter", "keywords: [phone call, \"911\"]\n", "Speak with\nsomebody.")),
        ("content/b.en.md", &text("Seen", "", "Describe what you saw, no mittens.")),
        ("content/c.en.md", &text("Pumps", "", "The configuration of pumps, under a parasol.")),
        ("content/d.en.md", &text("Gloves", "search: titles\n", "Phone call, phone call.")),
        ("content/e.en.md", &text("Phone call", "search: none\n", "Phone call.")),
        ("content/h/handbook.yaml", "title: {fr: R, en: R}\nparts: [one, two, three]\nkeywords: {en: charter}\n"),
        ("content/h/one.en.md", &text("Scope", "", "1. First.\n1. Annex of annexes.")),
        ("content/f.en.md", &text("Entrance", "", "Every page of the home. Guards stand here, guards sit here.")),
        ("content/g.en.md", &text("Night", "", "A page elsewhere.\n\n## Tasks\n\nThe role of the guard.")),
        ("content/h/two.en.md", &text("Fees", "annex: true\n", "1. Pay.")),
        ("content/h/three.en.md", &text("Forms", "annex: true\n", "1. Fill in.")),
    ]);
    let mut tab = Tab::open();
    open(&mut tab, &site, "en/search/");
    for (question, expected) in [
        ("phone call", "a"),
        ("911", "a"),
        ("gloves", "d"),
        ("description", "b"),
        ("config pumps", "c"),
        ("umbrella", "c"),
        ("annex B", "h/three"),
        ("section 1", "h/one"),
        ("charter", "h"),
        // In two words on one passage.
        ("homepage", "f"),
        // What says "guards" most says nothing of whose role that is.
        ("who guards", "g"),
    ] {
        let found = found(&mut tab, question);
        assert!(found.first().is_some_and(|url| *url == format!("/docs/en/{expected}/")), "{question}: {found:?}");
    }
    let one_way = ["mittens", "gloves"].map(|question| found(&mut tab, question).len());
    assert_eq!(one_way, [2, 1], "what is behind a `>` is looked for with what is before it, and not the reverse");
    assert_eq!(
        found(&mut tab, "phone call"),
        ["/docs/en/a/"],
        "what is found by its titles, or not at all, is left out"
    );
    let shown = tab.value(
        "(async () => {
            const found = await index.search('phone');
            return (await index.texts(found.results[0], found.wanted)).passages[0].text.map(part => part[0]).join('');
        })()",
    );
    assert_eq!(shown, "Speak with somebody.", "keywords are not shown, nor where a source breaks a line");
}

#[test]
fn a_page_stands_before_its_sections_or_not_at_all() {
    let site = Site::with(&[
        ("diglot.yaml", "title: S\nlanguages: [en]\n"),
        (
            "content/a.en.md",
            "---\ntitle: Paying\n---\n\nHow to.\n\n## Paying late {#late}\n\nPaying late, paying twice, paying in parts.\n",
        ),
        (
            "content/b.en.md",
            "---\ntitle: Renewal\ndescription: A contract and its refund.\n---\n\nA refund.\n\n## Refund {#refund}\n\nRefund of a refund.\n",
        ),
    ]);
    let mut tab = Tab::open();
    open(&mut tab, &site, "en/search/");
    for (question, expected) in
        [("paying", json!(["/docs/en/a/", "/docs/en/a/#late"])), ("refund", json!(["/docs/en/b/#refund"]))]
    {
        let shown = tab.value(&format!(
            "(async () => {{
                const found = await index.search({});
                return (await index.texts(found.results[0], found.wanted)).passages.map(one => one.url);
            }})()",
            json!(question)
        ));
        assert_eq!(shown, expected, "{question}");
    }
}

/// Bytes that a search may load, uncompressed, also in a site of 20,000 pages: `DIGLOT_PAGES=20000` makes it one.
const MOST_BYTES: u64 = 150_000;

#[test]
fn a_search_in_a_large_site_loads_little() {
    // Words of a language have few frequent and many rare ones; syllables make both.
    let word = |at: usize| {
        ["ba", "co", "du", "fe", "gi", "lo", "mu", "na"][at % 8].to_owned()
            + SYLLABLES[at / 8 % 8]
            + SYLLABLES[at / 64 % 8]
    };
    let mut random = 1_u64;
    let mut next = |end: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let share = (random >> 40) as f64 / (1 << 24) as f64;
        (share * share * share * end as f64) as usize
    };
    let mut files = vec![("diglot.yaml".to_owned(), "title: S\nlanguages: [en]\n".to_owned())];
    let pages = std::env::var("DIGLOT_PAGES").ok().and_then(|pages| pages.parse().ok()).unwrap_or(1200);
    for page in 0..pages {
        let mut text = format!("---\ntitle: {} {}\n---\n", word(next(512)), word(page % 512));
        for section in 0..3 {
            let words: Vec<String> = (0..60).map(|_| word(next(512))).collect();
            text += &format!("\n## {} {section}\n\nProduct {}.\n", word(next(512)), words.join(" "));
        }
        files.push((format!("content/p{page}.en.md"), text));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    let (site, mut tab) = (Site::with(&files), Tab::open());
    for question in ["product", "ba", &word(0), &word(500), "product bababa dubaba", &format!("what is a {}", word(9))]
    {
        open(&mut tab, &site, "en/search/");
        let loaded = tab.value(&format!(
            "(async () => {{
                const found = await index.search({});
                await Promise.all(found.results.slice(0, 10).map(one => index.texts(one, found.wanted)));
                const pieces = await Promise.all(Object.values(index.asked));
                const all = pieces.concat([index.about]).map(piece => JSON.stringify(piece).length);
                return [found.results.length, all.reduce((sum, length) => sum + length, 0)];
            }})()",
            json!(question)
        ));
        let [results, bytes] = [&loaded[0], &loaded[1]].map(|number| number.as_u64().unwrap_or_default());
        println!("{question}: {results} pages, {bytes} bytes");
        assert!(results > 0 && bytes < MOST_BYTES, "{question}: {results} pages, {bytes} bytes");
    }
}

const SYLLABLES: [&str; 8] = ["ba", "ri", "to", "sel", "mon", "ta", "vu", "ne"];

#[test]
fn what_is_not_found_here_is_offered_elsewhere() {
    let (site, mut tab) = (school(), Tab::open());
    tab.load(&site.url("fr/recherche/?q=timetable"));
    tab.until("document.querySelector('.search-offers a')");
    let status = tab.text("document.querySelector('.search-status').textContent");
    assert_eq!(status, "Aucun résultat en français pour «\u{a0}timetable\u{a0}»");
    let link =
        tab.value("(a => [a.textContent, a.lang, a.getAttribute('href')])(document.querySelector('.search-offers a'))");
    assert_eq!(link, json!(["1 result in English", "en-CA", "/docs/en/search/?q=timetable"]));
    tab.load(&site.url("fr/recherche/?q=niveua"));
    tab.until("document.querySelector('.search-offers a')");
    assert_eq!(tab.text("document.querySelector('.search-offers a').textContent"), "niveau");
    tab.click(".search-offers a");
    tab.until("document.querySelectorAll('.search-result').length > 0");
    assert_eq!(tab.text("location.search"), "?q=niveau");
}

#[test]
fn the_dialog_is_used_by_keyboard() {
    let (site, mut tab) = (Site::manual(), Tab::open());
    for (segment, typed) in [("fr", "redirection"), ("en", "redirect")] {
        tab.load(&site.url(&format!("{segment}/")));
        tab.key("/");
        tab.until("document.querySelector('.search-dialog[open]') && document.activeElement.role === 'combobox'");
        tab.types(typed);
        tab.until("document.querySelectorAll('[role=option]').length > 2");
        assert_eq!(tab.value(STATE), json!([true, 0, 1]), "the first result is chosen");
        tab.key("ArrowDown");
        assert_eq!(tab.value(STATE), json!([true, 1, 1]));
        tab.key("ArrowUp");
        tab.key("ArrowUp");
        assert_eq!(tab.value(STATE), json!([true, -1, 0]), "before the first is the field");
        tab.key("Escape");
        tab.until("!document.querySelector('.search-dialog').open");
        tab.until("document.activeElement.className === 'search-button'");
        tab.key("/");
        tab.key("ArrowDown");
        tab.until("document.querySelector('[role=option][aria-selected=true]')");
        let goal = tab.text("document.querySelector('[role=option][aria-selected=true]').getAttribute('href')");
        tab.key("Enter");
        tab.arrives(&goal);
    }
}

/// Whether the list is said to be open, which option is the active one, and how many are marked as such.
const STATE: &str = "(() => {
    const input = document.activeElement;
    const options = [...document.getElementById(input.getAttribute('aria-controls')).children];
    const active = options.findIndex(option => option.id === input.getAttribute('aria-activedescendant'));
    const marked = options.filter(option => option.getAttribute('aria-selected') === 'true').length;
    return [input.getAttribute('aria-expanded') === 'true', active, marked];
})()";

#[test]
fn without_scripts_the_page_shows_the_contents() {
    let (site, mut tab) = (Site::manual(), Tab::open());
    tab.without_scripts();
    for (segment, page, word) in [("fr", "fr/recherche/", "JavaScript"), ("en", "en/search/", "JavaScript")] {
        tab.load(&site.url(&format!("{segment}/")));
        tab.click(".search-button");
        tab.arrives(&format!("/docs/{page}"));
        assert!(tab.text("document.querySelector('main').innerText").contains(word));
        let links = tab.value("document.querySelectorAll('.search-no-script a').length");
        assert!(links.as_u64() > Some(3), "{links}");
        assert_eq!(tab.value("document.querySelector('.search-page').checkVisibility()"), Value::Bool(false));
    }
}
