//! Variables, snippets, translations, texts, related entries and words.

use super::*;

#[test]
fn variables_are_defined_in_the_settings_or_the_page() {
    let settings = (
        "diglot.yaml",
        "title: Site\nlanguages: [fr, en]\nvariables: {product: Diglot, city: {fr: Québec, en: Quebec City}}\n",
    );
    let english = ("content/a.en.md", "# A\n\nText.\n");
    mends(
        &[settings, english, ("content/a.fr.md", "# A\n\nVoici {{ prodct }}.\n")],
        "a.fr.md:3:7 DG-D014 nearest: {{ prodct }} > {{ product }}",
    );
    mends(
        &[
            settings,
            english,
            ("content/a.fr.md", "---\ntitle: A\nvariables: {own_name: x}\n---\n\n{{ own_nam }} &amp; {{ city }}\n"),
        ],
        "a.fr.md:6:1 DG-D014 nearest: {{ own_nam }} > {{ own_name }}",
    );
    expect(
        &[settings, english, ("content/a.fr.md", "# A\n\nC&#39;est {{zzz}} ici.\n")],
        &["a.fr.md:3:11 DG-D014 define: {{zzz}} > "],
    );
    silent(&[
        settings,
        english,
        ("content/a.fr.md", "# A {{ city }}\n\n`{{ x }}` \\{{ y }} {{ product }}\n\n    {{ z }}\n"),
    ]);
}

#[test]
fn a_snippets_variables_may_come_from_its_pages() {
    let page = "---\ntitle: A\nvariables: {own: x}\n---\n\n:::snippet s\n";
    let mut list = vec![
        ("content/a.fr.md", page),
        ("content/a.en.md", page),
        ("content/_snippets/s.fr.md", "{{ own }}\n"),
        ("content/_snippets/s.en.md", "Text.\n"),
    ];
    silent(&list);
    list.push(("content/b.fr.md", "# B\n\n:::snippet s\n"));
    list.push(("content/b.en.md", "# B\n\n:::snippet s\n"));
    expect(&list, &["_snippets/s.fr.md:1:1 DG-D014 define: {{ own }} > "]);
}

#[test]
fn snippets_exist_in_the_documents_language() {
    let list = |page: &'static str| {
        vec![
            ("content/a.fr.md", page),
            ("content/a.en.md", "# A\n\n:::snippet legal\n\n:::snippet notice\n"),
            ("content/_snippets/notice.fr.md", "Texte.\n"),
            ("content/_snippets/notice.en.md", "Text.\n"),
            ("content/_snippets/legal.en.md", "Text.\n"),
        ]
    };
    silent(&list("# A\n\n:::snippet notice\n"));
    mends(&list("# A\n\n:::snippet notce\n"), "a.fr.md:3:12 DG-D015 nearest: notce > notice");
    expect(&list("# A\n\n:::snippet legal\n"), &["a.fr.md:3:12 DG-D015 create: legal > content/_snippets/legal.fr.md"]);
}

#[test]
fn circles_of_snippets_are_told_once() {
    let list = [
        ("content/_snippets/a.fr.md", "A\n\n:::snippet b\n"),
        ("content/_snippets/b.fr.md", "B\n\n:::snippet c\n"),
        ("content/_snippets/c.fr.md", "C\n\n:::snippet a\n\n:::snippet d\n"),
        ("content/_snippets/d.fr.md", "D\n\n:::snippet d\n"),
        ("content/_snippets/e.fr.md", "E\n\n:::snippet a\n"),
        ("content/p.fr.md", "# P\n\n:::snippet e\n"),
        ("content/p.en.md", "# P\n\nText.\n"),
    ];
    expect(&list, &["_snippets/a.fr.md:3:12 DG-D016 break: b > ", "_snippets/d.fr.md:3:12 DG-D016 break: d > "]);
    let found = diagnostics(&files(&list));
    assert_eq!(found[0].finding.arg("chain"), Some("a → b → c → a"));
    let twice = [
        ("content/_snippets/a.fr.md", ":::snippet b\n\n:::snippet b\n"),
        ("content/_snippets/b.fr.md", "B\n"),
        ("content/p.fr.md", "# P\n\n:::snippet a\n"),
        ("content/p.en.md", "# P\n\nText.\n"),
    ];
    silent(&twice);
}

#[test]
fn a_missing_edition_names_the_file_to_write() {
    expect(&[("content/g/a.fr.md", "# A\n\nTexte.\n")], &["g/a.fr.md:1:1 DG-P001 create:  > content/g/a.en.md"]);
    let trees = ("diglot.yaml", "title: Site\nlanguages: [fr, en]\nlayout: trees\n");
    expect(&[trees, ("content/fr/g/a.md", "# A\n\nTexte.\n")], &["fr/g/a.md:1:1 DG-P001 create:  > content/en/g/a.md"]);
    expect(
        &[("content/faq.fr.yaml", "title: F\nentries:\n  - {id: x, question: Q, answer: A}\n")],
        &["faq.fr.yaml:1:1 DG-P001 create:  > content/faq.en.yaml"],
    );
    silent(&[("content/a.fr.md", "---\ntitle: A\nonly: fr\nreason: Loi.\n---\n\nTexte.\n")]);
    silent(&[
        ("content/b.fr.md", "---\ntitle: A\nkey: k\n---\n\nTexte.\n"),
        ("content/a.en.md", "---\ntitle: A\nkey: k\n---\n\nText.\n"),
    ]);
}

#[test]
fn yaml_files_are_in_one_language_on_purpose() {
    let entries = "categories:\n  - id: c\n    title: {fr: C}\nentries:\n  - id: e\n    category: c\n    question: {fr: Q}\n    answer: {fr: R}\n";
    let faq = format!("title: {{fr: F}}\nonly: fr\nreason: Loi.\n{entries}");
    silent(&[("content/f.yaml", &faq)]);
    let same = format!("title: F\nonly: fr\nreason: Loi.\n{entries}");
    silent(&[("content/f.yaml", &same)]);
    silent(&[(
        "content/f.fr.yaml",
        "title: F\nonly: fr\nreason: Loi.\nentries:\n  - id: e\n    question: Q\n    answer: R\n",
    )]);
    expect(&[("content/f.fr.yaml", "title: F\nonly: fr\nentries: []\n")], &["f.fr.yaml:2:7 DG-D021 reason: fr > "]);
}

#[test]
fn a_handbook_in_one_language_has_its_parts_in_it() {
    let book = "title: {fr: M}\nonly: fr\nreason: Loi.\nparts: [a]\n";
    silent(&[("content/m/handbook.yaml", book), ("content/m/a.fr.md", "---\ntitle: A\n---\n\n1. Texte.\n")]);
}

#[test]
fn only_names_a_language_of_the_site() {
    let list = [("content/a.fr.md", "---\ntitle: A\nonly: es\nreason: Loi.\n---\n\nTexte.\n")];
    let found = briefs(&files(&list));
    assert_eq!(found, ["a.fr.md:3:7 DG-C003 nearest: es > en"]);
}

#[test]
fn texts_that_lack_are_told_at_their_entry() {
    let entry = "title: F\nentries:\n  - id: known\n    question: {fr: Q, en: Q}\n    answer: {fr: A, en: A}\n";
    let lacking = format!("{entry}  - id: delay\n    question: {{fr: Q}}\n    answer: {{fr: A}}\n");
    expect(&[("content/f.yaml", &lacking)], &["f.yaml:6:9 DG-P005 add: delay > "]);
    let answer = format!("{entry}  - id: delay\n    question: {{fr: Q, en: Q}}\n    answer: {{fr: A}}\n");
    expect(&[("content/f.yaml", &answer)], &["f.yaml:6:9 DG-P005 add: delay > "]);
    silent(&[("content/f.yaml", entry)]);
    expect(
        &[
            (
                "content/f.fr.yaml",
                "title: F\nentries:\n  - {id: x, question: Q, answer: A}\n  - {id: y, question: Q, answer: A}\n",
            ),
            ("content/f.en.yaml", "title: F\nentries:\n  - {id: x, question: Q, answer: A}\n"),
        ],
        &["f.fr.yaml:4:10 DG-P005 sibling: y > content/f.en.yaml"],
    );
    expect(
        &[("content/g.yaml", "title: {fr: G}\nterms:\n  - {id: x, term: {fr: T}, definition: {fr: D}}\n")],
        &["g.yaml:1:13 DG-P005 add: G > "],
    );
    expect(
        &[("content/g.yaml", "title: G\nterms:\n  - {id: x, term: {fr: T}, definition: {fr: D}}\n")],
        &["g.yaml:3:10 DG-P005 add: x > "],
    );
    expect(
        &[("content/g.yaml", "title: {fr: G}\nterms:\n  - {id: x, term: T, definition: D}\n")],
        &["g.yaml:1:13 DG-P005 add: G > "],
    );
}

#[test]
fn related_entries_exist() {
    let faq = |related: &str| {
        format!(
            "title: F\nentries:\n  - id: deadline\n    question: Q\n    answer: A\n    aliases: [limit]\n  - id: fees\n    question: Q\n    answer: A\n    related: [{related}]\n"
        )
    };
    let support = ("content/faq/support.yaml", "title: S\nentries:\n  - {id: hours, question: Q, answer: A}\n");
    for (typed, meant) in [
        ("deadlin", "deadline"),
        ("hours", "support.yaml#hours"),
        ("support.yaml#hour", "support.yaml#hours"),
        ("suport.yaml#hours", "support.yaml#hours"),
        ("other.yaml#deadline", "deadline"),
    ] {
        let text = faq(typed);
        mends(
            &[("content/faq/main.yaml", &text), support],
            &format!("faq/main.yaml:10:15 DG-F002 nearest: {typed} > {meant}"),
        );
    }
    let text = faq("completely-unknown");
    expect(&[("content/faq/main.yaml", &text), support], &["faq/main.yaml:10:15 DG-F002 none: completely-unknown > "]);
    let text = faq("deadline, limit, support.yaml#hours");
    silent(&[("content/faq/main.yaml", &text), support]);
}

#[test]
fn an_entry_that_lacks_in_one_language_may_be_related_all_the_same() {
    let text = "title: F\nentries:\n  - {id: x, question: {fr: Q}, answer: {fr: A}}\n  - {id: y, question: Q, answer: A, related: x}\n";
    expect(&[("content/f.yaml", text)], &["f.yaml:3:10 DG-P005 add: x > "]);
}

#[test]
fn words_are_there_in_every_language_or_none() {
    let words = |lang: &str| {
        let names: &[&str] = if lang == "fr" { &["menu", "home"] } else { &["menu"] };
        names.iter().map(|name| ((*name).to_owned(), "x".to_owned())).collect()
    };
    let list = files(&[("content/a.fr.md", "# A\n\nTexte.\n"), ("content/a.en.md", "# A\n\nText.\n")]);
    let found = check(&site(&list, words));
    assert_eq!(found.iter().map(brief).collect::<Vec<_>>(), ["diglot.yaml:1:1 DG-T003 add:  > data/words.en.yaml"]);
    assert_eq!(found[0].finding.arg("word"), Some("home"));
    assert!(check(&site(&list, |_| words("fr"))).is_empty());
}
