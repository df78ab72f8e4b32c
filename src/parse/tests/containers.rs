//! Containers wherever a line of Markdown may stand.

use super::*;

#[test]
fn containers_stand_right_after_other_lines() {
    assert_eq!(shape("Texte\n:::details Plus\nDedans\n:::\nAprès"), "p(Texte) details(plus)[p(dedans)] p(Après)");
    assert_eq!(
        shape(":::table Frais\n| a | b |\n|---|---|\n| 1 | 2 |\n:::\nAprès\n"),
        "table(frais)[table(a|b/1|2)] p(Après)"
    );
    assert_eq!(shape(":::steps\n1. Un\n2. Deux\n:::\nAprès"), "steps()[ol[li[p(un)] li[p(deux)]]] p(Après)");
    assert_eq!(shape("> Cité\n:::details X\nY\n:::"), "quote[p(Cité)] details(x)[p(y)]");
    assert_eq!(shape(":::table T\nTerme\n: Sens\n:::\n"), "table(t)[dl[terme: p(sens)]]");
    assert_eq!(shape(":::details X\n```\ncode\n```\n:::\n"), "details(x)[code(code\\n)]");
    assert_eq!(
        shape(":::details X\n<div>\na\n</div>\n:::\nAprès\n"),
        "details(x)[html(<div>\\na\\n</div>\\n)] p(Après)"
    );
    assert_eq!(shape("> <b>a</b>\n> :::details X\n> a\n> :::\n"), "quote[p(a) details(x)[p(a)]]");
}

#[test]
fn containers_nest_and_follow_each_other() {
    let text = "::::tabs\n:::tab Un\nA\n:::\n:::tab Deux\n:::details D\nB\n:::\n:::\n::::\nFin\n";
    assert_eq!(shape(text), "tabs()[tab(un)[p(a)] tab(deux)[details(d)[p(b)]]] p(Fin)");
    assert_eq!(faults(&page(text)), [""; 0]);
    assert_eq!(
        shape(":::snippet a\n:::snippet b\n:::details X\n:::snippet c\n:::"),
        "snippet(a) snippet(b) details(x)[snippet(c)]"
    );
}

#[test]
fn containers_in_lists_and_quotes_belong_there() {
    assert_eq!(
        shape("- Un\n\n  :::details X\n  Dedans\n  :::\n- Deux\n"),
        "ul loose[li[p(Un) details(x)[p(dedans)]] li[p(Deux)]]"
    );
    assert_eq!(
        shape("- Un\n  :::details X\n  Dedans\n  :::\n- Deux\n"),
        "ul[li[p(Un) details(x)[p(dedans)]] li[p(Deux)]]"
    );
    assert_eq!(shape("- :::details X\n  Dedans\n  :::\n- Deux\n"), "ul[li[details(x)[p(dedans)]] li[p(Deux)]]");
    assert_eq!(shape("1. > :::details X\n   > Dedans\n   > :::\n"), "ol[li[quote[details(x)[p(dedans)]]]]");
    assert_eq!(shape("> :::details X\n> Dedans\n> :::\n"), "quote[details(x)[p(dedans)]]");
    assert_eq!(shape("> [!NOTE]\n> :::snippet x\n"), "note[snippet(x)]");
    assert_eq!(
        shape(":::steps\n1. Un\n\n   :::snippet x\n2. Deux\n:::\n"),
        "steps()[ol loose[li[p(un) snippet(x)] li[p(deux)]]]"
    );
}

#[test]
fn container_lines_in_code_and_comments_are_text() {
    assert_eq!(shape("```\n:::tabs\n  ::: \n```\n"), "code(:::tabs\\n  ::: \\n)");
    assert_eq!(shape("~~~md\n```\n:::x\n```\n~~~\n"), "code(```\\n:::x\\n```\\n)");
    assert_eq!(shape("    :::tabs\n"), "code(:::tabs\\n)");
    assert_eq!(shape("<!--\n:::tabs\n-->\n\nTexte"), "html(<!--\\n:::tabs\\n-->\\n) p(Texte)");
    assert_eq!(shape("`:::tabs` et ::: ici"), "p(:::tabs et ::: ici)");
    assert_eq!(shape("<pre>\n:::x\n</pre>\n"), "html(<pre>\\n:::x\\n</pre>\\n)");
    assert_eq!(shape("```\n<div>\n:::x\n```\n"), "code(<div>\\n:::x\\n)");
    assert_eq!(shape("- ```\n  <div>\n  :::x\n  ```\n"), "ul[li[code(<div>\\n:::x\\n)]]");
    for text in ["```\n:::tabs\n```\n", "    :::tabs\n", "<!--\n:::tabs\n-->\n"] {
        assert_eq!(faults(&page(text)), [""; 0]);
    }
}

#[test]
fn titles_of_containers_are_text_with_places() {
    let document = page(":::table Frais de `x` en {{ year }} {#fees .rows}\n| a |\n|---|\n| 1 |\n:::\n");
    let Some(Block { kind: BlockKind::Container(container), attributes, .. }) = document.body().blocks.first() else {
        panic!()
    };
    assert_eq!(plain(&document, &container.title), "Frais de x en <year>");
    let attributes = attributes.as_ref().expect("attributes");
    assert!(attributes.has("rows"));
    let id = attributes.id.as_ref().expect("an id");
    assert_eq!((&*id.id, document.source.slice(id.span)), ("fees", "fees"));
    assert_eq!(underlined(&document, |facts| facts.variables.iter().map(|v| v.span).collect()), ["{{ year }}"]);
    assert_eq!(underlined(&document, |facts| facts.anchors.iter().map(|a| a.name.span).collect()), ["fees"]);
}

#[test]
fn what_is_wrong_with_containers_is_told_at_its_line() {
    for (text, expected) in [
        (":::details X\nA\n", "DG-D010 1:1 :::details X"),
        ("A\n\n:::\n", "DG-D011 3:1 :::"),
        (":::detials X\nA\n:::\n", "DG-D012 1:4 detials"),
        (":::steps\nA\n:::\n", "DG-D013 1:1 :::steps"),
        (":::tabs\nA\n:::\n", "DG-D013 1:1 :::tabs"),
        (":::table X\n| a |\n|---|\n| 1 |\n\nA\n:::\n", "DG-D013 1:1 :::table X"),
        ("- :::details X\n- A\n", "DG-D010 1:3 :::details X"),
    ] {
        assert_eq!(faults(&page(text)), [expected], "{text}");
    }
    assert_eq!(faults(&page("Texte\n\n:::snippet a\n:::\n")), [""; 0], "a snippet may be closed");
}

#[test]
fn starred_notes_stand_inside_their_table() {
    let text = ":::table Frais\n| a | b |\n|---|---|\n| 1[^*] | 2[^**] |\n\n[^*]: Un mois.\n[^**]: Deux mois.\n:::\n";
    assert_eq!(shape(text), "table(frais)[table(a|b/1|2) note *[p(un mois.)] note **[p(deux mois.)]]");
    let document = page(text);
    assert_eq!(faults(&document), [""; 0]);
    assert_eq!(
        underlined(&document, |facts| facts.footnote_uses.iter().map(|note| note.span).collect()),
        ["[^*]", "[^**]"]
    );
    assert_eq!(underlined(&document, |facts| facts.footnotes.iter().map(|note| note.span).collect()), ["*", "**"]);
}

#[test]
fn places_after_containers_are_true() {
    let document = page(":::details Long titre\nTexte [a](x.md)\n:::\n\n[b](y.md) {{ v }}\n\n## T {#t}\n");
    assert_eq!(underlined(&document, |facts| facts.addresses.iter().map(|a| a.span).collect()), ["x.md", "y.md"]);
    assert_eq!(underlined(&document, |facts| facts.variables.iter().map(|v| v.span).collect()), ["{{ v }}"]);
    assert_eq!(underlined(&document, |facts| facts.units.iter().map(|unit| unit.span).collect()), ["## T {#t}"]);
}
