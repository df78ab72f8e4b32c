//! Links to pages and files, and the languages they name.

use super::*;

/// Pages that other cases link to.
fn with<'a>(own: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut list = vec![
        ("content/guides/terms.fr.md", "# Conditions\n\n## Délai {#deadline}\n\nTexte.\n"),
        ("content/guides/terms.en.md", "# Terms\n\n## Deadline {#deadline}\n\nText.\n"),
        ("content/faq/licensing.yaml", FAQ),
        ("content/guides/img/plan.png", "png"),
        ("content/guides/img/map.fr.png", "png"),
        ("content/guides/img/map.en.png", "png"),
        ("static/logo.svg", "svg"),
    ];
    list.extend_from_slice(own);
    list
}

const FAQ: &str = "title: FAQ
entries:
  - id: deadline
    question: {fr: Quel délai?, en: Which deadline?}
    answer: {fr: Un mois., en: One month.}
";

/// A page with one line of text, and its translation without it.
macro_rules! page {
    ($text:literal) => {
        [("content/guides/a.fr.md", concat!("# A\n\n", $text, "\n")), ("content/guides/a.en.md", "# A\n\nText.\n")]
    };
}

#[test]
fn what_stands_there_is_right() {
    silent(&with(&page!(
        "[a](terms.md) [b](terms.fr.md#deadline) [c](../faq/licensing.yaml#deadline) [](#a) [d](../faq/) [e](#top)
![f](img/plan.png) ![g](img/map.png) [h](/logo.svg) [i](https://x.org/a#b) [](terms.md) <mailto:a@b.org> [j](?x=1)
[k](terms.md?v=2#deadline) [l](/fr/guides/terms/#deadline) [m](#:~:text=a) [n](../guides/terms.md#d%C3%A9lai) {#a}"
    )));
}

#[test]
fn a_misspelt_page_gets_the_nearest() {
    for (text, typed, meant) in [
        ("[x](trems.md)", "trems.md", "terms.md"),
        ("[x](Terms.md)", "Terms.md", "terms.md"),
        ("[x](terms.html)", "terms.html", "terms.md"),
        ("[x](terms)", "terms", "terms.md"),
        ("[x](terms/)", "terms/", "terms.md"),
        ("[x](trems.fr.md#deadline)", "trems.fr.md#deadline", "terms.md#deadline"),
        ("[x](trems.md#dedline)", "trems.md#dedline", "terms.md#deadline"),
        ("[x](../trems.md)", "../trems.md", "terms.md"),
        ("[x](terms.md/)", "terms.md/", "terms.md"),
        ("[x](licensing.yaml#deadline)", "licensing.yaml#deadline", "../faq/licensing.yaml#deadline"),
        ("[x](../faqs/licensing.yaml)", "../faqs/licensing.yaml", "../faq/licensing.yaml"),
        ("[x](../../guides/terms.md)", "../../guides/terms.md", "terms.md"),
        ("[x](/guides/terms.md)", "/guides/terms.md", "terms.md"),
        ("[x](/fr/guides/trems/)", "/fr/guides/trems/", "terms.md"),
        ("[x](terms.md?a=1)", "", ""),
        ("[x](trems.md?a=1)", "trems.md?a=1", "terms.md?a=1"),
        ("[x](../faq/licencing/)", "../faq/licencing/", "../faq/licensing.yaml"),
        ("[x](www.example.org/a#b)", "www.example.org/a#b", "https://www.example.org/a#b"),
        ("[x](help@example.org)", "help@example.org", "mailto:help@example.org"),
        ("[x](/https://example.org/a)", "/https://example.org/a", "https://example.org/a"),
        ("[](terms.mdd)", "terms.mdd", "terms.md"),
        ("[x](terms.fr)", "terms.fr", "terms.md"),
        ("[x](../faq/licensing.yalm#deadline)", "../faq/licensing.yalm#deadline", "../faq/licensing.yaml#deadline"),
        ("[x](img/plan)", "img/plan", "img/plan.png"),
        ("<a href=\"trems.md\">x</a>", "trems.md", "terms.md"),
        ("<a href='trems.md'>x</a>", "trems.md", "terms.md"),
    ] {
        let page = format!("# A\n\n{text}\n");
        let own = [("content/guides/a.fr.md", page.as_str()), ("content/guides/a.en.md", "# A\n\nText.\n")];
        let list = with(&own);
        if typed.is_empty() {
            silent(&list);
            continue;
        }
        let column = text.find(typed).expect("the text holds the address") + 1;
        // What can only mean one thing leads there, and is a detour.
        let detour = ["terms.html", "terms", "terms/", "terms.fr", "/guides/terms.md"].contains(&typed);
        let code = if detour { "DG-L012" } else { "DG-L001" };
        mends(&list, &format!("guides/a.fr.md:3:{column} {code} nearest: {typed} > {meant}"));
    }
}

#[test]
fn without_likeness_the_least_different_page_is_named() {
    mends(
        &with(&page!("Voir [x](completely-other.md).")),
        "guides/a.fr.md:3:10 DG-L001 far: completely-other.md > terms.md",
    );
    mends(
        &with(&page!("Ici. {#here}\n\n[x](completely-other.md#here)")),
        "guides/a.fr.md:5:5 DG-L001 far: completely-other.md#here > a.md#here",
    );
}

#[test]
fn files_and_images_are_files() {
    for (text, typed, meant) in [
        ("![x](img/plan.jpg)", "img/plan.jpg", "img/plan.png"),
        ("![x](img/plna.png)", "img/plna.png", "img/plan.png"),
        ("![x](plan.png)", "plan.png", "img/plan.png"),
        ("![x](img/mpa.png)", "img/mpa.png", "img/map.png"),
        ("![x](logo.svg)", "logo.svg", "/logo.svg"),
        ("[x](/lgoo.svg)", "/lgoo.svg", "/logo.svg"),
        ("<img src=img/plam.png alt=x>", "img/plam.png", "img/plan.png"),
        ("<img src=/logo.svg srcset=\"img/plam.png 2x\" alt=x>", "img/plam.png", "img/plan.png"),
    ] {
        let page = format!("# A\n\n{text}\n");
        let own = [("content/guides/a.fr.md", page.as_str()), ("content/guides/a.en.md", "# A\n\nText.\n")];
        let column = text.find(typed).expect("the text holds the address") + 1;
        mends(&with(&own), &format!("guides/a.fr.md:3:{column} DG-L003 nearest: {typed} > {meant}"));
    }
}

#[test]
fn a_file_without_any_like_it_gets_advice() {
    expect(
        &[("content/a.fr.md", "# A\n\n![x](x.png)\n"), ("content/a.en.md", "# A\n\nText.\n")],
        &["a.fr.md:3:6 DG-L003 none: x.png > "],
    );
}

#[test]
fn the_other_languages_edition_is_reported_where_there_is_an_own_one() {
    mends(
        &with(&page!("[x](terms.en.md#deadline)")),
        "guides/a.fr.md:3:5 DG-L004 nearest: terms.en.md#deadline > terms.md#deadline",
    );
    mends(&with(&page!("![x](img/map.en.png)")), "guides/a.fr.md:3:6 DG-L004 nearest: img/map.en.png > img/map.png");
    let alone = [("content/only.en.md", "---\ntitle: Only\nonly: en\nreason: Law.\n---\n\nText.\n")];
    let mut list = page!("[x](../only.en.md)").to_vec();
    list.extend_from_slice(&alone);
    silent(&list);
}

#[test]
fn a_suffix_without_an_edition_is_taken_away() {
    let mut list = page!("[x](b.en.md#x)").to_vec();
    list.push(("content/guides/b.fr.md", "---\nonly: fr\nreason: Loi.\n---\n# B\n\n## X\n"));
    mends(&list, "guides/a.fr.md:3:5 DG-L009 nearest: b.en.md#x > b.md#x");
}

#[test]
fn drafts_and_programs_are_no_targets() {
    let mut list = page!("[x](b.md) [y](JavaScript:void)").to_vec();
    list.push(("content/guides/b.fr.md", "---\ndraft: true\n---\n# B\n\nTexte.\n"));
    list.push(("content/guides/b.en.md", "---\ndraft: true\n---\n# B\n\nText.\n"));
    expect(
        &list,
        &["guides/a.fr.md:3:5 DG-L005 draft: b.md > ", "guides/a.fr.md:3:15 DG-L006 remove: JavaScript:void > "],
    );
}

#[test]
fn a_link_to_what_has_no_title_needs_a_text() {
    expect(
        &with(&page!("[](https://x.org/a) [](img/plan.png) [](/logo.svg) ![x](img/plan.png) [](</logo.svg>)")),
        &[
            "guides/a.fr.md:3:1 DG-L010 text: [] > [x.org/a]",
            "guides/a.fr.md:3:21 DG-L010 text: [] > [plan.png]",
            "guides/a.fr.md:3:38 DG-L010 text: [] > [logo.svg]",
            "guides/a.fr.md:3:71 DG-L010 text: [] > [logo.svg]",
        ],
    );
}

#[test]
fn one_cause_is_told_once() {
    // A shared text of a file with all languages side by side, and two uses of one definition.
    expect(
        &with(&[("content/faq/b.yaml", "title: B\nintro: \"[x](licensig.yaml)\"\nentries: []\n")]),
        &["faq/b.yaml:2:13 DG-L001 nearest: licensig.yaml > licensing.yaml"],
    );
    expect(
        &with(&page!("[x][1] [y][1]\n\n[1]: trems.md")),
        &["guides/a.fr.md:5:6 DG-L001 nearest: trems.md > terms.md"],
    );
}

#[test]
fn snippets_are_checked_where_they_stand() {
    let list = [
        ("content/_snippets/s.fr.md", "[x](../guides/trems.md) [y](#anywhere)\n"),
        ("content/_snippets/s.en.md", "[x](../guides/terms.md)\n"),
        ("content/guides/deep/a.fr.md", "# A\n\n:::snippet s\n\n## Anywhere\n"),
        ("content/guides/deep/a.en.md", "# A\n\n:::snippet s\n\n## Anywhere\n"),
    ];
    mends(&with(&list), "_snippets/s.fr.md:1:5 DG-L001 nearest: ../guides/trems.md > ../guides/terms.md");
}

#[test]
fn one_tree_per_language() {
    let settings = ("diglot.yaml", "title: Site\nlanguages: [fr, en]\nlayout: trees\n");
    let mut list = vec![
        settings,
        ("content/fr/guides/a.md", "# A\n\n[x](b.md) [y](../../en/guides/b.md#t)\n"),
        ("content/en/guides/a.md", "# A\n\nText.\n"),
        ("content/fr/guides/b.md", "# B\n\n## T\n"),
        ("content/en/guides/b.md", "# B\n\n## T\n"),
    ];
    mends(&list, "fr/guides/a.md:3:15 DG-L004 nearest: ../../en/guides/b.md#t > b.md#t");
    list[1].1 = "# A\n\n[x](../b.md)\n";
    mends(&list, "fr/guides/a.md:3:5 DG-L001 nearest: ../b.md > b.md");
}
