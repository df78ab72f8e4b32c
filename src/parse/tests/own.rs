//! Turns documents into the texts that their units say themselves.

use super::*;

/// The lead and the texts of the units.
fn own(path: &str, text: &str) -> Vec<String> {
    let document = at(path, text);
    let units = (0..document.facts().units.len()).filter_map(|unit| document.own_text(unit as u32));
    let own: Vec<String> = document.lead().into_iter().chain(units).map(|text| text.into_owned()).collect();
    assert_eq!((own.len(), own.len()), (document.meanings().len(), document.facts().silent.len()));
    for (text, meaning) in own.iter().zip(document.meanings()) {
        assert_eq!(crate::parse::meaning(text), *meaning, "{text}");
    }
    own
}

#[test]
fn sections_end_at_the_next_heading() {
    let text = "---\ntitle: Aide\ndescription: >\n  Deux\n  lignes\nnav: false\n---\n\nAvant.\n\n## A {#a}\n\nUn.\n\n### B\n\nDeux.\n\n```\n## code\n```\n\n## C\n";
    let expected = [
        "title: Aide\ndescription: Deux lignes\n\nAvant.",
        "## A {#a}\n\nUn.",
        "### B\n\nDeux.\n\n```\n## code\n```",
        "## C",
    ];
    assert_eq!(own("a.fr.md", text), expected);
    assert_eq!(own("a.fr.md", &text.replace('\n', "\r\n")), expected);
    assert_eq!(own("a.fr.md", "# Titre\n\nTexte."), ["# Titre\n\nTexte."]);
}

#[test]
fn definitions_follow_the_text_that_uses_them() {
    let text = "# T\n\nVoir [x].\n\n## A\n\nNote[^n] et [x][y].\n\n[x]: b.md\n\n## B\n\nFin.\n\n[^n]: Une note, voir [z].\n\n    Suite.\n\n[y]: c.md\n[z]: d.md \"t\"\n[^o]: Sans emploi.\n";
    let expected = [
        "# T\n\nVoir [x].\n\n[x]: b.md",
        "## A\n\nNote[^n] et [x][y].\n\n[^n]: Une note, voir [z].\n\n    Suite.\n\n[y]: c.md\n\n[z]: d.md \"t\"",
        "## B\n\nFin.",
    ];
    assert_eq!(own("a.fr.md", text), expected);
}

#[test]
fn clauses_stand_without_their_sign_and_those_inside() {
    let text = "---\ntitle: Partie\nchange: Neuf\n---\n\nAvant.\n\n1. Un\n   sur deux lignes.\n\n   Suite.\n   1. Dedans. {#d}\n   2. Encore.\n\n   Après.\n2. Deux.\n\nFin.\n\n## B\n\n1. Trois.\n";
    let expected = [
        "change: Neuf",
        "title: Partie\n\nAvant.\n\nFin.",
        "Un\nsur deux lignes.\n\nSuite.\n\nAprès.",
        "Dedans. {#d}",
        "Encore.",
        "Deux.",
        "## B",
        "Trois.",
    ];
    assert_eq!(own("book/a.fr.md", text), expected);
    assert_eq!(own("book/a.fr.md", "# Partie\n\nTexte.\n"), ["", "# Partie\n\nTexte."]);
}

#[test]
fn entries_are_question_and_answer_of_one_language() {
    let faq = "title: {fr: Questions, en: Answers}\nintro: {fr: Bonjour., en: Hello.}\ncategories:\n  - {id: c, title: {fr: Thème, en: Theme}}\nentries:\n  - id: a\n    category: c\n    question: {fr: \"Un ?\", en: One?}\n    answer:\n      fr: |\n        - deux\n\n        Fin.\n      en: Two.\n    tags: {fr: [x, y], en: z}\n";
    assert_eq!(
        own("q.faq.yaml", faq),
        ["title: Questions\n\nc: Thème\n\nBonjour.", "Un ?\n\n- deux\n\nFin.\n\ntags: x, y"]
    );
    let glossary = "title: {fr: Mots, en: Words}\nterms:\n  - {id: a, term: {fr: Un, en: One}, definition: {fr: Deux., en: Two.}, aka: {fr: Uno}}\n";
    assert_eq!(own("g.glossary.yaml", glossary), ["title: Mots", "Un\n\nDeux.\n\naka: Uno"]);
}

#[test]
fn a_snippet_is_one_text() {
    let document = at("_snippets/a.fr.md", "## A\n\nUn.\n\n## B\n\nDeux.\n");
    assert_eq!(document.lead().as_deref(), Some("## A\n\nUn.\n\n## B\n\nDeux."));
    assert_eq!((document.own_text(0), document.meanings().len()), (None, 1));
}
