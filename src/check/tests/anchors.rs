//! Anchors, and what else is found by an id.

use super::*;

const TARGET: [(&str, &str); 2] = [
    ("content/b.fr.md", "# B\n\n## Prérequis\n\nTexte. {#texte}\n\n## L’œuvre d'art\n\n## Étapes de l’installation\n"),
    ("content/b.en.md", "# B\n\n## Requirements\n\nText. {#texte}\n\n## Work of art\n\n## Installation steps\n"),
];

fn with(text: &str) -> Files {
    let mut list = files(&TARGET);
    list.push(("content/a.fr.md".into(), format!("# A\n\n## Début\n\n{text}\n")));
    list.push(("content/a.en.md".into(), "# A\n\n## Beginning\n\nText.\n".into()));
    list
}

#[test]
fn ids_of_both_languages_are_real() {
    let text = "[a](b.md#prérequis) [b](b.md#requirements) [c](b.md#texte) [d](#début) [e](#beginning) [f](b.md#l-œuvre-d-art)";
    assert_eq!(briefs(&with(text)), [""; 0]);
}

#[test]
fn a_misspelt_anchor_gets_the_nearest_and_its_place() {
    for (text, typed, meant, place) in [
        ("[x](b.md#prerequis)", "prerequis", "prérequis", "content/b.fr.md:3"),
        ("[x](b.md#Prérequis)", "Prérequis", "prérequis", "content/b.fr.md:3"),
        ("[x](b.md#requiremnts)", "requiremnts", "requirements", "content/b.fr.md:3"),
        ("[x](b.md#pr%C3%A9requi)", "pr%C3%A9requi", "prérequis", "content/b.fr.md:3"),
        ("[x](b.md#texe)", "texe", "texte", "content/b.fr.md:5"),
        ("[x](b.md#l’oeuvre-d-art)", "l’oeuvre-d-art", "l-œuvre-d-art", "content/b.fr.md:7"),
        ("[x](b.md#installation)", "installation", "", ""),
        ("[x](#debut)", "debut", "début", "content/a.fr.md:3"),
        ("[x](b.md?v=1#texe)", "texe", "texte", "content/b.fr.md:5"),
        ("<a href='b.md#texe'>x</a>", "texe", "texte", "content/b.fr.md:5"),
    ] {
        let found = diagnostics(&with(text));
        let [diagnostic] = &found[..] else { panic!("{text}: {found:?}") };
        assert_eq!(diagnostic.source.slice(diagnostic.finding.span), typed);
        assert_eq!(diagnostic.rule().code, "DG-L002");
        if meant.is_empty() {
            assert_eq!(diagnostic.finding.help.as_deref(), Some("far"), "two headings begin so");
            continue;
        }
        assert_eq!(diagnostic.finding.arg("suggestion"), Some(meant));
        let there = &diagnostic.related[0];
        assert_eq!(format!("{}:{}", there.source.path(), there.source.position(there.span.start).line), place);
        assert_eq!(briefs(&with(&text.replace(typed, meant))), [""; 0]);
    }
}

#[test]
fn the_page_is_named_as_typed() {
    let found = diagnostics(&with("[x](./b.md#texe)"));
    assert_eq!(found[0].message(Tongue::English), "`./b.md` has no anchor `#texe`");
    let found = diagnostics(&with("[x](#debut)"));
    assert_eq!(found[0].message(Tongue::French), "`a.fr.md` n'a pas d'ancre `#debut`");
}

#[test]
fn pages_without_ids_give_advice() {
    let list = [
        ("content/a.fr.md", "# A\n\n[x](g/#y) [z](g/b.md#y)\n"),
        ("content/a.en.md", "# A\n\nText.\n"),
        ("content/g/b.fr.md", "# B\n\nTexte.\n"),
        ("content/g/b.en.md", "# B\n\nText.\n"),
    ];
    expect(&list, &["a.fr.md:3:7 DG-L002 remove: #y > ", "a.fr.md:3:22 DG-L002 none: y > "]);
}

const BOOK: [(&str, &str); 5] = [
    ("content/book/handbook.yaml", "title: {fr: Manuel, en: Handbook}\nparts: [scope, roles]\n"),
    ("content/book/scope.fr.md", "# Portée\n\n## Objet\n\n1. Un. {#one}\n2. Deux.\n"),
    ("content/book/scope.en.md", "# Scope\n\n## Purpose\n\n1. One. {#one}\n2. Two.\n"),
    ("content/book/roles.fr.md", "# Rôles\n\n1. Rôle.\n"),
    ("content/book/roles.en.md", "# Roles\n\n1. Role.\n"),
];

#[test]
fn clauses_are_anchors_of_their_part_and_of_the_handbook() {
    let page = |text: &'static str| {
        let mut list = BOOK.to_vec();
        list.extend([("content/a.fr.md", text), ("content/a.en.md", "# A\n\nText.\n")]);
        list
    };
    silent(&page("# A\n\n[x](book/handbook.yaml#one) [](book/scope.md#one) [y](book/)\n"));
    mends(&page("# A\n\n[x](book/scope.md#on)\n"), "a.fr.md:3:19 DG-L002 nearest: on > one");
    mends(&page("# A\n\n[x](book/handbook.yaml#onee)\n"), "a.fr.md:3:24 DG-L002 nearest: onee > one");
}

#[test]
fn a_handbook_in_one_text_is_checked_once() {
    let list = [
        ("content/book/handbook.yaml", "title: {fr: Manuel, en: Handbook}\ntext: text\n"),
        ("content/book/text.fr.md", "# Portée\n\n1. Un. {#one} \n\n# Rôles\n\n1. Voir [l’un](#on).\n"),
        ("content/book/text.en.md", "# Scope\n\n1. One. {#one}\n\n# Roles\n\n1. See [one](#one).\n"),
    ];
    mends(&list, "book/text.fr.md:7:17 DG-L002 nearest: on > one");
    let whole = files(&list);
    let site = site(&whole, |_| Words::new());
    let english = site.pages.iter().find(|page| &*page.address == "en/book/roles/index.html").expect("the second part");
    let crate::link::Target::Page { page, .. } = english.targets[0] else { panic!("{:?}", english.targets) };
    assert_eq!(&*site.pages[page].address, "en/book/scope/index.html", "the clause is on the other part's page");
}

#[test]
fn a_clause_on_one_side_is_told_with_its_place_on_the_other() {
    let mut list = BOOK.to_vec();
    list[1].1 =
        "# Portée\n\n## Objet\n\n1. Un. {#one}\n2. Deux.\n3. Le troisième alinéa a `du code` et 45 jours. {#three}\n";
    expect(
        &list,
        &[
            "book/scope.fr.md:7:1 DG-P004 write: 3. Le troisième alinéa a `du code` et 45 jours. {#three} > content/book/scope.en.md",
        ],
    );
    let found = diagnostics(&files(&list));
    let before = &found[0].related[0];
    assert_eq!((before.source.path(), before.source.slice(before.span)), ("content/book/scope.en.md", "2. Two."));
    // What lies in a lone section is lone with it; other documents may differ.
    list[1].1 = "# Portée\n\n## Objet\n\n1. Un. {#one}\n2. Deux.\n\n## Plus {#more}\n\n1. Encore.\n";
    expect(&list, &["book/scope.fr.md:8:1 DG-P004 write: ## Plus {#more} > content/book/scope.en.md"]);
    silent(&[("content/a.fr.md", "# A\n\n## Un\n\n## Deux\n"), ("content/a.en.md", "# A\n\n## One\n")]);
}
