//! Turns a site whose editions differ in structure into every click on the switch that a reader can make, section by section.
//!
//! Which sections belong together is written in their texts (`k1`, `k2`, …), not asked of Diglot.

use crate::SWITCH;
use crate::devtools::Tab;
use crate::site::Site;
use serde::Deserialize;

/// Long enough that sections stand apart, short enough that some stand together in the window.
const PROSE: &str = "Un texte que personne ne lit, a text that nobody reads. ";

/// What is written of one section in one language: its heading's marks, its words, and how much text follows.
fn text(sections: &[(&str, &str, usize)]) -> String {
    let one = |(mark, words, prose): &(&str, &str, usize)| format!("{mark} {words}\n\n{}\n\n", PROSE.repeat(*prose));
    sections.iter().map(one).collect()
}

fn site() -> Site {
    let guide = text(&[
        ("##", "Introduction k1", 30),
        ("##", "Seulement en français k50", 30),
        ("##", "Portée k2 {#scope}", 2),
        ("###", "Détails k3", 30),
        ("####", "Cas particuliers k4", 3),
        ("####", "Encore un cas k51", 3),
        ("##", "Installer k5", 30),
        ("##", "Le dernier k6", 30),
    ]);
    let guide = [
        guide,
        text(&[
            ("##", "Introduction k1", 30),
            ("##", "Scope k2 {#scope}", 2),
            ("###", "Details k3", 30),
            ("####", "Special cases k4", 3),
            ("##", "Only in English k60", 30),
            ("##", "Installing k5", 30),
            ("###", "Only in English, too k61", 2),
            ("##", "The last one k6", 30),
        ]),
    ];
    let levels = [
        text(&[
            ("##", "Avant k1 {#before}", 20),
            ("##", "Matériel k2 {#hardware}", 20),
            ("##", "Logiciel k3 {#software}", 20),
            ("###", "Versions k4 {#versions}", 2),
            ("###", "Mises à jour k5 {#updates}", 20),
            ("##", "Après k6 {#after}", 20),
        ]),
        text(&[
            ("##", "Software k3 {#software}", 20),
            ("##", "Versions k4 {#versions}", 2),
            ("##", "Hardware k2 {#hardware}", 20),
            ("###", "Updates k5 {#updates}", 20),
            ("##", "After k6 {#after}", 20),
            ("##", "Before k1 {#before}", 20),
        ]),
    ];
    let snippet = [
        text(&[("##", "Sous Linux k10", 20), ("##", "Sous Windows k11", 2)]),
        text(&[("##", "On Linux k10", 20), ("##", "On Windows k11", 2)]),
    ];
    let including = [
        format!(
            "{}:::snippet install\n\n{}",
            text(&[("##", "Choisir k1 {#choose}", 20)]),
            text(&[("##", "Désinstaller k2 {#remove}", 20), ("##", "Fin k52", 20)])
        ),
        format!(
            "{}:::snippet install\n\n{}",
            text(&[("##", "Extra k60", 4), ("##", "Choosing k1 {#choose}", 20)]),
            text(&[("##", "Removing k2 {#remove}", 20)])
        ),
    ];
    let lone = text(&[("##", "Seul k70", 20), ("##", "Encore seul k71", 20), ("##", "Toujours seul k72", 20)]);
    let clauses = |words: [&str; 4]| -> String {
        words.iter().map(|word| format!("1. {word}\n\n   {}\n", PROSE.repeat(12))).collect()
    };
    let parts = [(
        format!(
            "{}\n## Exclusions k5\n\n{}",
            clauses(["Règle k1", "Règle k2", "Règle k50", "Règle k3 {#third}"]),
            clauses(["Cas k6", "Cas k7", "Cas k8", "Cas k9"])
        ),
        format!(
            "{}\n## Exclusions k5\n\n{}",
            clauses(["Rule k1", "Rule k2", "Rule k3 {#third}", "Rule k60"]),
            clauses(["Case k6", "Case k7", "Case k8", "Case k9"])
        ),
    )];
    let whole = |words: [&str; 6]| {
        let part = |(at, two): (usize, &[&str])| {
            format!(
                "# {} k{} {{#part{at}}}\n\n{}\n\n## {} k{}\n\n{}\n\n",
                two[0],
                2 * at + 1,
                PROSE.repeat(30),
                two[1],
                2 * at + 2,
                PROSE.repeat(30)
            )
        };
        words.chunks(2).enumerate().map(part).collect::<String>()
    };
    let entries = |language: &str, keys: &[u32]| -> String {
        let entry = |key: &u32| {
            format!(
                "- id: entry-{key}\n  category: {}\n  question: Question {language} k{key}?\n  answer: |\n    {}\n",
                if key.is_multiple_of(2) { "even" } else { "odd" },
                PROSE.repeat(10)
            )
        };
        let title = format!(
            "title: FAQ\ncategories:\n  - id: odd\n    title: Odd {language} k91\n  - id: even\n    title: Even {language} k92\nentries:\n"
        );
        title
            + &keys
                .iter()
                .map(entry)
                .collect::<String>()
                .replace("\n- ", "\n  - ")
                .replace("\n  category", "\n    category")
                .replace("\n  question", "\n    question")
                .replace("\n  answer", "\n    answer")
                .replace("\n    Un texte", "\n      Un texte")
                .replacen("- id", "  - id", 1)
    };
    let front = |title: &str, text: &str| format!("---\ntitle: {title}\n---\n\n{}\n\n{text}", PROSE.repeat(30));
    let terms: String = (1..9).map(|key| format!("  - id: term{key}\n    term: {{fr: {} terme k{key}, en: {} term k{key}}}\n    definition: {{fr: \"{p}\", en: \"{p}\"}}\n", ["z", "b", "y", "c"][key % 4], ["a", "m", "b", "x"][key % 4], p = PROSE.repeat(9))).collect();
    Site::with(&[
        ("diglot.yaml", "title: {fr: Essai, en: Trial}\nlanguages: [fr-CA, en-CA]\nlevels: {DG-P004: warning}\n"),
        ("content/guide.fr.md", &front("Guide", &guide[0])),
        ("content/guide.en.md", &front("Guide", &guide[1])),
        ("content/levels.fr.md", &front("Niveaux", &levels[0])),
        ("content/levels.en.md", &front("Levels", &levels[1])),
        ("content/_snippets/install.fr.md", &snippet[0]),
        ("content/_snippets/install.en.md", &snippet[1]),
        ("content/including.fr.md", &front("Avec", &including[0])),
        ("content/including.en.md", &front("With", &including[1])),
        ("content/lone.fr.md", &front("Seul", &lone)),
        ("content/book/handbook.yaml", "title: {fr: Manuel, en: Handbook}\nparts: [rules]\n"),
        ("content/book/rules.fr.md", &front("Règles", &parts[0].0)),
        ("content/book/rules.en.md", &front("Rules", &parts[0].1)),
        ("content/text/handbook.yaml", "title: {fr: Texte, en: Text}\ntext: text\n"),
        ("content/text/text.fr.md", &whole(["Portée", "Qui", "Rôles", "Chefs", "Fin", "Suite"])),
        ("content/text/text.en.md", &whole(["Scope", "Who", "Roles", "Leads", "End", "Next"])),
        ("content/faq.fr.yaml", &entries("fr", &[1, 2, 3, 50, 5, 6])),
        ("content/faq.en.yaml", &entries("en", &[60, 6, 1, 5, 2, 3])),
        ("content/glossary.yaml", &format!("title: {{fr: Glossaire, en: Glossary}}\nterms:\n{terms}")),
    ])
}

/// Visits every section, scrolled to and by its fragment, touches the switch, and says where it leads; then goes to all those
/// places in the other edition, which is loaded in a frame, and says which are out of sight there.
const VISIT: &str = "async ([selector, there]) => {
    const sections = 'main :is(h2, h3, h4, h5, h6, .clause, details, dt)[id]:not([id^=_])';
    const key = section => (section.textContent.match(/\\bk\\d+\\b/) || [section.id])[0];
    const drawn = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const link = document.querySelector(selector);
    const all = [...document.querySelectorAll(sections)].filter(section => section.getClientRects().length);
    link.addEventListener('click', event => event.preventDefault());
    const touch = () => {
        link.dispatchEvent(new Event('pointerdown'));
        link.click();
        return decodeURIComponent(link.hash.slice(1));
    };
    const found = all.map(section => {
        section.scrollIntoView();
        const top = section.getBoundingClientRect().top < parseFloat(getComputedStyle(section).scrollMarginTop) + 2;
        return {id: section.id, key: key(section), top, scrolled: touch()};
    });
    for (const section of found) {
        location.hash = '#' + encodeURIComponent(section.id);
        await drawn();
        section.linked = touch();
    }
    const frame = document.createElement('iframe');
    Object.assign(frame.style, {position: 'fixed', top: 0, left: 0, width: '1280px', height: '800px'});
    frame.src = there;
    document.body.append(frame);
    await new Promise(done => frame.onload = done);
    const view = frame.contentWindow;
    const other = [...view.document.querySelectorAll(sections)].map(section => ({id: section.id, key: key(section)}));
    const hidden = [];
    for (const id of new Set(found.flatMap(section => [section.scrolled, section.linked]))) {
        if (!id) continue;
        view.location.hash = '#' + encodeURIComponent(id);
        await drawn();
        const section = view.document.getElementById(id);
        const top = section ? section.getBoundingClientRect().top : -1;
        const atTheEnd = view.scrollY + view.innerHeight >= view.document.documentElement.scrollHeight - 1;
        const inSight = top >= 0 && (top <= view.innerHeight / 3 || atTheEnd && top < view.innerHeight);
        if (!inSight || !section.getClientRects().length || section.open === false) hidden.push(id);
    }
    return {found, other, hidden};
}";

#[derive(Deserialize)]
struct Visit {
    found: Vec<Section>,
    other: Vec<Other>,
    /// What the switch leads to and is not there, or not in sight.
    hidden: Vec<String>,
}

#[derive(Deserialize)]
struct Section {
    id: String,
    key: String,
    /// Whether it is not too near the end of the page to be scrolled to the top of the window.
    top: bool,
    /// Where the switch leads from the section, scrolled to.
    scrolled: String,
    /// The same from an address with its fragment.
    linked: String,
}

#[derive(Deserialize)]
struct Other {
    id: String,
    key: String,
}

/// What was seen of all the sections of a site.
#[derive(Default)]
struct Seen {
    sections: usize,
    scrolled: usize,
    unpaired: usize,
    wrong: Vec<String>,
}

/// Visits all the sections of a site, in all its languages.
fn visit(site: &Site, tab: &mut Tab) -> Seen {
    let mut seen = Seen::default();
    for (at, page) in site.linked.pages.iter().enumerate() {
        let Some(other) = page.siblings.values().flatten().copied().find(|&other| other != at) else { continue };
        let [here, there] = [at, other].map(|page| format!("{}{}", site.origin, site.linked.pages[page].url));
        tab.load(&here);
        if tab.value(&format!("!document.querySelector({SWITCH:?})")) == true {
            continue;
        }
        let visit = tab.value(&format!("({VISIT})([{SWITCH:?}, {there:?}])"));
        let visit: Visit = serde_json::from_value(visit).expect("a visit");
        seen.wrong.extend(visit.hidden.iter().map(|id| format!("{there}#{id} is out of sight")));
        for (at, section) in visit.found.iter().enumerate() {
            let counterpart = |section: &Section| visit.other.iter().find(|other| other.key == section.key);
            let nearest = visit.found[..=at].iter().rev().find_map(counterpart);
            let expected = nearest.map_or("", |other| &other.id);
            seen.sections += 1;
            seen.scrolled += usize::from(section.top);
            seen.unpaired += usize::from(counterpart(section).is_none());
            let Section { id, key, top, scrolled, linked } = section;
            if linked != expected {
                seen.wrong.push(format!("{here}#{id} ({key}) leads to `{linked}`, not to `{expected}`"));
            }
            if *top && scrolled != expected {
                seen.wrong.push(format!("{id} ({key}) of {here} leads to `{scrolled}`, not to `{expected}`"));
            }
        }
    }
    println!("{} sections, {} also scrolled to, {} without counterpart", seen.sections, seen.scrolled, seen.unpaired);
    seen
}

#[test]
fn every_section_leads_to_its_counterpart_where_structures_differ() {
    let (site, mut tab) = (site(), Tab::open());
    let seen = visit(&site, &mut tab);
    assert!(seen.wrong.is_empty(), "{}:\n{}", seen.wrong.len(), seen.wrong.join("\n"));
    assert!(seen.sections > 120 && seen.unpaired >= 10);
    // What the script saw, a reader gets.
    for (page, section, came) in [
        ("fr/guide/", "seulement-en-français-k50", "/docs/en/guide/#introduction-k1"),
        ("en/guide/", "only-in-english-too-k61", "/docs/fr/guide/#installer-k5"),
    ] {
        tab.load(&site.url(page));
        tab.value(&format!("document.getElementById({section:?}).scrollIntoView()"));
        tab.click(SWITCH);
        tab.arrives(came);
    }
}

#[test]
fn every_section_of_the_manual_leads_to_its_counterpart() {
    let (site, mut tab) = (Site::manual(), Tab::open());
    let seen = visit(&site, &mut tab);
    assert!(seen.wrong.is_empty(), "{}:\n{}", seen.wrong.len(), seen.wrong.join("\n"));
    assert!(seen.sections > 400, "the manual has more than {} sections", seen.sections);
}
