//! Turns moves of documents, folders, files and anchors into proof that nothing is lost on the way: no link, no address
//! that somebody kept, no record of an accepted translation.
//!
//! Every move is made in memory, one by one with its expected text, and then a hundred at random on a varied small site
//! and on the manual.

mod fixture;

use diglot::build::{Cache, Inputs, Outcome, build};
use diglot::diag::Diagnostic;
use diglot::edit::accept::{Wish, accept};
use diglot::edit::relocate::{Refusal, relocate};
use diglot::edit::snapshot::{RECORD, routes};
use diglot::edit::{source, written};
use diglot::ledger::State;
use diglot::link::{Site, Target};
use diglot::load::{Choices, load};
use diglot::source::Source;
use fixture::Case;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn site(text: &str) -> Inputs {
    Case::parse(text).inputs()
}

fn text<'i>(inputs: &'i Inputs, path: &str) -> &'i str {
    source(inputs, path).unwrap_or_else(|| panic!("no {path}")).text()
}

fn diagnostics(inputs: &Inputs) -> Vec<Diagnostic> {
    build(inputs, &mut Cache::default()).diagnostics
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<String> {
    let code = |found: &Diagnostic| {
        let at = found.source.position(found.finding.span.start);
        let subject = ["url", "target", "anchor", "id"].into_iter().find_map(|name| found.finding.arg(name));
        format!("{} {}:{} {}", found.rule().code, found.source.path(), at.line, subject.unwrap_or_default())
    };
    // A record of addresses asks for ids that last: nothing is lost for want of them.
    let is_loss = |found: &&Diagnostic| found.rule().code != "DG-H017";
    diagnostics.iter().filter(is_loss).map(code).collect()
}

fn moved(inputs: &Inputs, from: &str, to: &str) -> Inputs {
    match relocate(inputs, &mut Cache::default(), from, to) {
        Ok(relocation) => relocation.edits.applied(inputs),
        Err(refusal) => panic!("{from} -> {to}: {}", told(&refusal)),
    }
}

fn told(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NothingAt(name) => format!("nothing at {name}"),
        Refusal::NoAnchor(name) => format!("no anchor {name}"),
        Refusal::Taken(name) => format!("taken: {name}"),
        Refusal::Unsuitable(name) => format!("unsuitable: {name}"),
        Refusal::Unnamable { place, what, .. } => format!("unnamable: {place} {what:?}"),
        Refusal::Describes { name, folder } => format!("{name} describes {folder}"),
        Refusal::Bound { name, folder } => format!("{name} is bound to {folder}"),
        Refusal::NoAsset(name) => format!("no asset: {name}"),
        Refusal::Faults(found) => format!("faults: {:?}", codes(found)),
    }
}

const LINKED: &str = "\
--- diglot.yaml ---
title: {fr: Essai, en: Trial}
languages: [fr-CA, en-CA]
data_addresses: footer.*.link
--- data/footer.yaml ---
- {link: ../content/guides/fees.md#due, name: x}
--- redirects.yaml ---
/fr/avant/: /fr/guides/fees/#due
/en/before/: guides/fees.md
--- content/index.fr.md ---
---
title: Accueil
anchors: {vieux: ./guides/fees.md#due}
---
Voir [a](guides/fees.md), [b](./guides/fees.md?x=1#due), [c](/fr/guides/fees/#due) et <a href='guides/fees.fr.md#due'>d</a>.

Voir [e] et ![plan](guides/img/plan.png).

[e]: <guides/fees.md#due> 'titre'
--- content/index.en.md ---
---
title: Home
---
See [a](guides/fees.md), [b](./guides/fees.md?x=1#due), [c](/en/guides/fees/#due) and <a href='guides/fees.en.md#due'>d</a>.

See [e] and ![plan](guides/img/plan.png).

[e]: <guides/fees.md#due> 'title'
--- content/guides/fees.fr.md ---
# Frais
Voir [accueil](../index.md) et [plan](img/plan.png) et [](#due).

## Échéance {#due}
--- content/guides/fees.en.md ---
# Fees
See [home](../index.md) and [plan](img/plan.png) and [](#due).

## Deadline {#due}
--- content/guides/faq.yaml ---
title: {fr: Questions, en: Questions}
entries:
  - id: why
    question: {fr: Pourquoi?, en: Why?}
    answer:
      fr: Voir [les frais](fees.md#due).
      en: See [the fees](fees.md#due).
    related: [how]
  - id: how
    question: {fr: Comment?, en: How?}
    answer: {fr: Ainsi., en: So.}
    related: 'why'
--- content/guides/img/plan.fr.png (base64) ---
iVBORw0KGgo=
--- content/guides/img/plan.en.png (base64) ---
iVBORw0KGgo=
";

/// A site whose header, menu and footer name its documents.
const THEMED: &str = "\
--- diglot.yaml ---
title: {fr: Essai, en: Trial}
languages: [fr-CA, en-CA]
theme:
  header:
    links:
      - text: {fr: Frais, en: Fees}
        link: {fr: 'content/guides/fees.fr.md#due', en: /en/guides/fees/#due}
  navigation:
    order: [guides/fees, guides]
    links:
      - {text: {fr: Frais, en: Fees}, link: ./content/guides/fees.md}
  footer:
    links:
      - {text: {fr: Aide, en: Help}, link: content/guides/}
      - {text: {fr: Ailleurs, en: Elsewhere}, link: https://example.org/guides/fees.md}
--- content/guides/index.fr.md ---
# Guides
--- content/guides/index.en.md ---
# Guides
--- content/guides/fees.fr.md ---
# Frais

## Échéance {#due}
--- content/guides/fees.en.md ---
# Fees

## Deadline {#due}
";

#[test]
fn the_settings_name_what_moved_by_its_new_name() {
    let trees = THEMED.replace("languages: [fr-CA, en-CA]", "languages: [fr-CA, en-CA]\nlayout: trees");
    let trees = ["fr", "en"].into_iter().fold(trees, |text, lang| {
        let text = text.replace(&format!("content/guides/index.{lang}.md"), &format!("content/{lang}/guides/index.md"));
        text.replace(&format!("content/guides/fees.{lang}.md"), &format!("content/{lang}/guides/fees.md"))
    });
    let trees = trees.replace("content/guides/", "content/fr/guides/");
    for (start, tree) in [(THEMED, ""), (&*trees, "fr/")] {
        let inputs = site(start);
        assert_eq!(codes(&diagnostics(&inputs)), Vec::<String>::new());
        let settings = |inputs: &Inputs| inputs.settings.as_ref().expect("it has settings").text().to_owned();
        let same = |inputs: &Inputs, expected: &[(&str, &str)]| {
            let expected = expected.iter().fold(settings(&site(start)), |text, (old, new)| text.replace(old, new));
            assert_eq!(settings(inputs), expected);
        };
        let guide = format!("{tree}guides/fees");
        let document = moved(&inputs, &format!("{guide}.md"), &format!("{tree}guides/rates.md"));
        let elsewhere = ("org/guides/rates.md", "org/guides/fees.md");
        same(&document, &[("guides/fees", "guides/rates"), elsewhere]);
        let folder = moved(&inputs, &format!("{tree}guides"), &format!("{tree}help"));
        same(&folder, &[("guides/", "help/"), (", guides]", ", help]"), ("org/help/", "org/guides/")]);
        let anchor = moved(&inputs, &format!("{guide}.md#due"), "#deadline");
        same(&anchor, &[("#due", "#deadline")]);
    }
}

/// Everything that was an address before is one after, or leads somewhere.
fn nothing_is_lost(before: &Inputs, after: &Inputs) {
    let all = routes(&build(before, &mut Cache::default()).site);
    let mut after = after.clone();
    fixture::insert(&mut after, RECORD, all.into_iter().map(|line| line + "\n").collect::<String>().into_bytes());
    assert_eq!(
        codes(&diagnostics(&after)),
        Vec::<String>::new(),
        "{}",
        after.records.get("redirects.yaml").map_or("", |s| s.text())
    );
}

#[test]
fn a_document_moves_with_every_link_to_it() {
    let inputs = site(LINKED);
    assert_eq!(codes(&diagnostics(&inputs)), Vec::<String>::new());
    let after = moved(&inputs, "guides/fees.md", "help/rates");
    nothing_is_lost(&inputs, &after);
    let home = text(&after, "content/index.fr.md");
    for link in [
        "[a](help/rates.md)",
        "[b](./help/rates.md?x=1#due)",
        "[c](/fr/help/rates/#due)",
        "<a href='help/rates.fr.md#due'>",
        "[e]: <help/rates.md#due> 'titre'",
        "{vieux: ./help/rates.md#due}",
    ] {
        assert!(home.contains(link), "{link}: {home}");
    }
    let page = text(&after, "content/help/rates.en.md");
    assert!(page.contains("(../index.md)") && page.contains("(../guides/img/plan.png)") && page.contains("[](#due)"));
    assert!(text(&after, "data/footer.yaml").contains("../content/help/rates.md#due"));
    let redirects = text(&after, "redirects.yaml");
    for line in
        ["/fr/guides/fees/: /fr/help/rates/\n", "/fr/avant/: /fr/help/rates/#due\n", "/en/before/: help/rates.md\n"]
    {
        assert!(redirects.contains(line), "{line}: {redirects}");
    }
    // And back: the redirects turn round, and none leads in a circle.
    let back = moved(&after, "content/help/rates.fr.md", "content/guides/fees.md");
    nothing_is_lost(&after, &back);
    assert_eq!(text(&back, "content/index.fr.md"), text(&inputs, "content/index.fr.md"));
}

#[test]
fn folders_and_files_move_too() {
    let inputs = site(LINKED);
    let after = moved(&inputs, "guides", "help/all");
    nothing_is_lost(&inputs, &after);
    assert!(text(&after, "content/index.en.md").contains("![plan](help/all/img/plan.png)"));
    assert!(text(&after, "content/help/all/fees.en.md").contains("(../../index.md)"));
    let after = moved(&inputs, "guides/img/plan.png", "img/");
    nothing_is_lost(&inputs, &after);
    assert!(after.content.contains_key("img/plan.fr.png") && after.content.contains_key("img/plan.en.png"));
    assert!(text(&after, "content/guides/fees.fr.md").contains("[plan](../img/plan.png)"));
    let after = moved(&inputs, "guides/faq.yaml", "faq.yaml");
    nothing_is_lost(&inputs, &after);
    assert!(text(&after, "content/faq.yaml").contains("[les frais](guides/fees.md#due)"));
}

#[test]
fn an_anchor_is_renamed_in_all_editions() {
    let inputs = site(LINKED);
    let after = moved(&inputs, "guides/fees.md#due", "#deadline");
    nothing_is_lost(&inputs, &after);
    assert!(text(&after, "content/guides/fees.fr.md").contains("## Échéance {#deadline}"));
    assert!(text(&after, "content/index.en.md").contains("./guides/fees.md?x=1#deadline"));
    assert!(text(&after, "content/index.fr.md").contains("/fr/guides/fees/#deadline"));
    assert!(text(&after, "data/footer.yaml").contains("fees.md#deadline"));
    assert!(text(&after, "redirects.yaml").contains("/en/guides/fees/#due: /en/guides/fees/#deadline\n"));
    let after = moved(&inputs, "guides/faq.yaml#why", "guides/faq.yaml#reason");
    nothing_is_lost(&inputs, &after);
    assert!(
        text(&after, "content/guides/faq.yaml").contains("id: reason")
            && text(&after, "content/guides/faq.yaml").contains("related: 'reason'")
    );
}

#[test]
fn an_id_is_written_where_none_was_typed() {
    let inputs = site(
        "--- content/a.fr.md ---\n# Un\n\n## Les frais\n\n[x](#les-frais)\n--- content/a.en.md ---\n# One\n\nThe fees\n--------\n\n[x](#les-frais)\n",
    );
    let after = moved(&inputs, "a.md#les-frais", "a.md#fees");
    nothing_is_lost(&inputs, &after);
    assert!(text(&after, "content/a.fr.md").contains("## Les frais {#fees}\n\n[x](#fees)"));
    assert!(text(&after, "content/a.en.md").contains("The fees {#fees}\n--------\n\n[x](#fees)"));
}

/// A site with a tree for each language.
fn trees() -> Inputs {
    let mut text =
        "--- diglot.yaml ---\ntitle: {fr: Essai, en: Trial}\nlanguages: [fr-CA, en-CA]\nlayout: trees\n".to_owned();
    let pages = [
        ("index.md", "[a](guides/fees.md#due), [b](guides/steps.md), [c](guides/in/deep.md#x)\n\n:::snippet note"),
        ("guides/fees.md", "![p](img/plan.png) [d](../index.md) [e](steps.md#first)\n\n## Due {#due}\n\n### Été"),
        ("guides/steps.md", "[f](fees.md#due), [g](in/deep.md)\n\n## First {#first}\n\n:::snippet note"),
        ("guides/in/deep.md", "[h](../fees.md#été), [i](/LANG/guides/steps/#first)\n\n## X {#x}"),
        ("_snippets/note.md", "See [the fees](../guides/fees.md#due)."),
    ];
    for lang in ["fr", "en"] {
        for (path, body) in pages {
            let title = if path.starts_with('_') { String::new() } else { format!("# {path} {lang}\n\n") };
            let body = body.replace("LANG", lang);
            text.push_str(&format!("--- content/{lang}/{path} ---\n{title}{body}\n"));
        }
        text.push_str(&format!("--- content/{lang}/guides/img/plan.png (base64) ---\niVBORw0KGgo=\n"));
    }
    site(&text)
}

#[test]
fn trees_move_in_every_language() {
    let inputs = trees();
    assert_eq!(codes(&diagnostics(&inputs)), Vec::<String>::new());
    for (from, to, old, new) in [
        ("guides/fees.md", "d/e/f.md", "/fr/guides/fees/", "/fr/d/e/f/"),
        ("fr/guides/in/deep.md", "deep.md", "/en/guides/in/deep/", "/en/deep/"),
        ("guides", "help", "/en/guides/in/deep/", "/en/help/in/deep/"),
        ("guides/in", "in", "/fr/guides/in/deep/", "/fr/in/deep/"),
        ("guides/img/plan.png", "img/", "/fr/guides/img/plan.png", "/fr/img/plan.png"),
    ] {
        let after = moved(&inputs, from, to);
        nothing_is_lost(&inputs, &after);
        assert_eq!(after.content.len(), inputs.content.len());
        let line = format!("{old}: {new}\n");
        let redirects = text(&after, "redirects.yaml");
        assert!(redirects.contains(&line), "{from} -> {to}: {redirects}");
    }
    let after = moved(&inputs, "guides/fees.md#due", "#échéance");
    assert!(text(&after, "content/fr/index.md").contains("(guides/fees.md#échéance)"));
    assert!(text(&after, "content/en/_snippets/note.md").contains("(../guides/fees.md#échéance)"));
}

#[test]
fn random_moves_of_trees_break_nothing() {
    move_at_random(trees(), 80, 50);
}

#[test]
fn what_cannot_move_is_refused_with_a_reason() {
    let inputs = site(LINKED);
    let refused = |from: &str, to: &str| match relocate(&inputs, &mut Cache::default(), from, to) {
        Ok(_) => panic!("{from} -> {to}"),
        Err(refusal) => told(&refusal),
    };
    assert_eq!(refused("guides/none.md", "x.md"), "nothing at guides/none.md");
    assert_eq!(refused("guides/fees.md", "index.md"), "taken: index.en.md");
    assert_eq!(refused("guides/fees.md", "guides/fees.yaml"), "unsuitable: guides/fees.yaml");
    assert_eq!(refused("guides", "guides"), "unsuitable: guides");
    assert_eq!(refused("guides/fees.md", "../x.md"), "unsuitable: ../x.md");
    assert_eq!(refused("guides/fees.md#none", "#x"), "no anchor none");
    assert_eq!(refused("guides/faq.yaml#why", "#how"), "taken: how");
    assert_eq!(refused("guides/fees.md#due", "index.md#due"), "unsuitable: index.md#due");
}

/// All translations accepted as they are.
fn accepted(inputs: &Inputs) -> Inputs {
    let site = build(inputs, &mut Cache::default()).site;
    let done = accept(inputs, &site, &Wish::default());
    done.expect("nothing is damaged").edits.applied(inputs)
}

/// A site in which everything is that a move can touch; all of it is accepted.
fn varied() -> Inputs {
    accepted(&site(include_str!("moves/varied.txt")))
}

#[test]
fn templates_name_what_moved_by_its_new_address() {
    let after = moved(&varied(), "guides/fees.md", "help/rates.md");
    let base = text(&after, "templates/base.html");
    for address in
        ["\"/docs/en/help/rates/#due\"", "'https://docs.example.org/docs/fr/help/tarifs/'", "=/docs/en/help/rates>"]
    {
        assert!(base.contains(address), "{address}: {base}");
    }
    let after = moved(&after, "img/plan.png", "guides/");
    let base = text(&after, "templates/base.html");
    assert!(base.contains("\"/docs/guides/plan.fr.png\""), "{base}");
    let after = moved(&after, "help/rates.md#due", "#deadline");
    assert!(text(&after, "templates/base.html").contains("\"/docs/en/help/rates/#deadline\""));
    nothing_is_lost(&varied(), &after);
}

#[test]
fn a_file_that_moved_leaves_a_redirect() {
    let inputs = varied();
    let after = moved(&inputs, "files/form.csv", "files/request.csv");
    let redirects = text(&after, "redirects.yaml");
    assert!(redirects.contains("/files/form.fr.csv: /files/request.fr.csv\n"), "{redirects}");
    let outcome = build(&after, &mut Cache::default());
    let render = |address: &str| outcome.output.render(address).map(|rendered| rendered.bytes.to_vec());
    let page = render("files/form.fr.csv/index.html").expect("a page at the old address");
    let page = String::from_utf8(page).expect("UTF-8");
    assert!(page.contains("content=\"0; url=/docs/files/request.fr.csv\""), "{page}");
    let lines = String::from_utf8(render("_redirects").expect("asked for")).expect("UTF-8");
    assert!(lines.contains("/docs/files/form.fr.csv /docs/files/request.fr.csv 301\n"), "{lines}");
    let nginx = String::from_utf8(render("redirects.nginx.conf").expect("asked for")).expect("UTF-8");
    assert!(nginx.contains("location = \"/docs/files/form.fr.csv\" { return 301 \"/docs/files/request.fr.csv\"; }"));
    // Back again: the redirect would lead to itself.
    let back = moved(&after, "files/request.csv", "files/form.csv");
    assert!(!text(&back, "redirects.yaml").contains("/files/form.fr.csv:"), "{}", text(&back, "redirects.yaml"));
}

#[test]
fn records_keep_what_was_accepted_under_its_new_name() {
    let after = moved(&varied(), "guides/fees.md", "help/rates.md");
    assert!(!after.records.contains_key("translations/guides/fees.en.jsonl"));
    let own = text(&after, "translations/help/rates.en.jsonl");
    assert!(own.contains("(../guides/steps.md)"), "{own}");
    // In each language its own address: without the record's help one side would have changed more than the other.
    let others = text(&after, "translations/index.en.jsonl");
    assert!(
        others.contains("(/docs/fr/help/tarifs/#due)") && others.contains("(/docs/en/help/rates/#due)"),
        "{others}"
    );
    let after = moved(&after, "help/rates.md#due", "#deadline");
    let own = text(&after, "translations/help/rates.en.jsonl");
    assert!(own.contains("\"unit\":\"deadline\"") && !own.contains("\"unit\":\"due\""), "{own}");
    assert!(own.contains("{#deadline}") && own.lines().is_sorted(), "{own}");
    assert!(text(&after, "translations/index.en.jsonl").contains("(/docs/fr/help/tarifs/#deadline)"));
}

#[test]
fn a_stale_unit_stays_stale_and_keeps_its_line() {
    let mut inputs = varied();
    for (lang, word) in [("fr", "autre"), ("en", "other")] {
        let path = format!("content/guides/fees.{lang}.md");
        let new =
            text(&inputs, &path).replace("{#due}\n\n", &format!("{{#due}}\n\n{word} ")).replace("Échéance", "Terme");
        fixture::insert(&mut inputs, &path, new.into_bytes());
    }
    assert_eq!(states(&build(&inputs, &mut Cache::default()).site)["both-changed"], 1);
    let after = moved(&inputs, "guides/fees.md#due", "#deadline");
    let after = moved(&after, "guides/fees.md", "rates.md");
    let now = build(&after, &mut Cache::default());
    assert_eq!(states(&now.site), states(&build(&inputs, &mut Cache::default()).site));
    assert!(now.site.states.strangers().next().is_none());
}

#[test]
fn clauses_and_sections_of_snippets_are_named() {
    let inputs = varied();
    let after = moved(&inputs, "book/scope.md#portée-2", "#renewal");
    let part = text(&after, "content/book/scope.fr.md");
    assert!(part.contains("1. Une autre règle,\n   qui va plus loin : {#renewal}\n"), "{part}");
    assert!(text(&after, "content/guides/steps.en.md").contains("(../book/scope.md#renewal)"));
    nothing_is_lost(&inputs, &after);
    let after = moved(&inputs, "guides/steps.md#install", "#set-up");
    assert!(text(&after, "content/_snippets/install.fr.md").contains("## Installer {#set-up}\n"));
    let page = text(&after, "content/index.fr.md");
    assert!(page.contains("(guides/steps.md#set-up)") && page.contains("[l'installation](#set-up)"), "{page}");
    nothing_is_lost(&inputs, &after);
}

#[test]
fn what_has_a_place_of_its_own_stays_there() {
    let inputs = varied();
    let refused = |from: &str, to: &str| match relocate(&inputs, &mut Cache::default(), from, to) {
        Ok(_) => panic!("{from} -> {to}"),
        Err(refusal) => told(&refusal),
    };
    assert_eq!(refused("book/handbook.yaml", "book/other.yaml"), "book/handbook.yaml describes book");
    assert_eq!(refused("guides/folder.yaml", "book/"), "guides/folder.yaml describes guides");
    assert_eq!(refused("_snippets/note.md", "guides/note.md"), "_snippets/note.md is bound to _snippets");
    assert_eq!(refused("guides/fees.md", "_snippets/fees.md"), "guides/fees.md is bound to guides");
    assert_eq!(refused("book/roles.md", "guides/roles.md"), "book/roles.md is bound to book");
    assert_eq!(refused("charter/text.md", "guides/text.md"), "charter/text.md is bound to charter");
    assert_eq!(refused("book/scope.md#portée", "#scope"), "unnamable: content/book/scope.fr.md:2 Title");
    // In its folder it may have any name; what names it follows.
    let after = moved(&inputs, "book/roles.md", "book/people.md");
    assert!(text(&after, "content/book/handbook.yaml").contains("parts: [scope, people]"));
    let after = moved(&after, "charter/text.md", "charter/whole.md");
    assert!(text(&after, "content/charter/handbook.yaml").contains("text: whole"));
    let after = moved(&after, "_snippets/note.md", "_snippets/remark.md");
    assert!(text(&after, "content/guides/steps.fr.md").contains(":::snippet remark"));
    nothing_is_lost(&inputs, &after);
}

#[test]
fn a_category_and_a_part_of_one_text_get_another_id() {
    let inputs = varied();
    let after = moved(&inputs, "faq.yaml#money", "#cash");
    let faq = text(&after, "content/faq.yaml");
    assert!(faq.contains("- id: cash\n") && faq.matches("category: cash\n").count() == 2, "{faq}");
    assert!(text(&after, "content/index.fr.md").contains("(faq.yaml#cash)"));
    assert!(text(&after, "translations/faq.en.jsonl").contains("cash: Argent"));
    let after = moved(&after, "charter/text.md#roles", "#people");
    let part = text(&after, "content/charter/text.fr.md");
    assert!(part.contains("slugs: {people: les-roles}") && part.contains("# Rôles {#people}"), "{part}");
    nothing_is_lost(&inputs, &after);
}

#[test]
fn the_home_page_moves_and_its_anchors_are_led_there() {
    let inputs = varied();
    let after = moved(&inputs, "index.md", "welcome.md");
    nothing_is_lost(&inputs, &after);
    assert!(text(&after, "redirects.yaml").contains("/en/#install: /en/welcome/#install\n"));
}

#[test]
fn an_anchor_that_gets_its_name_back_needs_no_redirect() {
    let inputs = varied();
    let after = moved(&inputs, "guides/fees.md#due", "#deadline");
    assert!(text(&after, "redirects.yaml").contains("/en/guides/fees/#due: /en/guides/fees/#deadline\n"));
    let back = moved(&after, "guides/fees.md#deadline", "#due");
    let redirects = text(&back, "redirects.yaml");
    assert!(!redirects.contains("fees/#due: "), "{redirects}");
    nothing_is_lost(&after, &back);
}

#[test]
fn former_anchors_go_with_their_page() {
    let inputs = varied();
    let after = moved(&inputs, "guides/fees.md", "a.md");
    let after = moved(&after, "a.md#due", "#deadline");
    let after = moved(&after, "a.md", "b.md");
    let redirects = text(&after, "redirects.yaml");
    assert!(redirects.contains("/en/b/#due: /en/b/#deadline\n") && redirects.contains("/en/guides/fees/: /en/b/\n"));
    nothing_is_lost(&inputs, &after);
}

#[test]
fn links_follow_an_id_that_another_section_takes_over() {
    let inputs = site(
        "--- content/a.fr.md ---\n# A\n\n## Coûts {#frais}\n\n[x](#frais-2)\n\n## Frais\n\n[x](#frais)\n--- content/a.en.md ---\n# A\n\n## Costs {#frais}\n\n[x](#frais-2)\n\n## Fees\n\n[x](#frais)\n",
    );
    let after = moved(&inputs, "a.md#frais", "#costs");
    nothing_is_lost(&inputs, &after);
    let page = text(&after, "content/a.fr.md");
    assert_eq!(page, "# A\n\n## Coûts {#costs}\n\n[x](#frais)\n\n## Frais\n\n[x](#costs)\n");
    assert!(text(&after, "redirects.yaml").contains("/fr/a/#frais-2: /fr/a/#frais\n"));
}

const PUBLISHED: &str = "\
--- diglot.yaml ---
title: {fr: Essai, en: Trial}
languages: [fr-CA, en-CA]
base_url: https://example.org/aide/
data_addresses: forms.*.link
theme: {logo: /marks/logo.svg}
image: {fr: /marks/logo.svg}
--- static/marks/logo.svg ---
<svg xmlns='http://www.w3.org/2000/svg' width='4' height='2'></svg>
--- static/form é.pdf (base64) ---
JVBERi0x
--- data/forms.yaml ---
- {link: /form é.pdf}
- {link: ../content/guides/plan.png}
--- redirects.yaml ---
/fr/ancien.pdf: /form é.pdf
--- content/index.fr.md ---
# Accueil
[a](</form é.pdf>), [b](/form%20%C3%A9.pdf#page=2), <a href='/form é.pdf'>c</a>, [d](https://example.org/aide/form%20%C3%A9.pdf).

![Plan](guides/plan.png) <img src='./guides/plan.png?v=1' alt='Plan'> ![Logo](/marks/logo.svg)
--- content/index.en.md ---
---
image: /marks/logo.svg
---
# Home
[a](</form é.pdf>), [b](/form%20%C3%A9.pdf#page=2), <a href='/form é.pdf'>c</a>, [d](https://example.org/aide/form%20%C3%A9.pdf).

![Plan](guides/plan.png) <img src='./guides/plan.png?v=1' alt='Plan'> ![Logo](/marks/logo.svg)
--- content/guides/plan.png (base64) ---
iVBORw0KGgo=
--- content/guides/faq.yaml ---
title: {fr: Questions, en: Questions}
image: /marks/logo.svg
entries:
  - id: why
    question: {fr: Pourquoi?, en: Why?}
    answer:
      fr: Voir ![le plan](plan.png) et [le formulaire](</form é.pdf>).
      en: See ![the plan](plan.png) and [the form](</form é.pdf>).
";

#[test]
fn files_of_static_move_too() {
    let inputs = site(PUBLISHED);
    assert_eq!(codes(&diagnostics(&inputs)), Vec::<String>::new());
    let after = moved(&inputs, "static/form é.pdf", "static/forms/");
    assert!(after.statics.contains_key("forms/form é.pdf") && !after.statics.contains_key("form é.pdf"));
    nothing_is_lost(&inputs, &after);
    let home = text(&after, "content/index.fr.md");
    for link in [
        "[a](</forms/form%20é.pdf>)",
        "[b](/forms/form%20%C3%A9.pdf#page=2)",
        "<a href='/forms/form%20é.pdf'>",
        "[d](https://example.org/aide/forms/form%20%C3%A9.pdf)",
    ] {
        assert!(home.contains(link), "{link}: {home}");
    }
    assert!(text(&after, "data/forms.yaml").contains("{link: /forms/form%20é.pdf}"));
    assert!(text(&after, "content/guides/faq.yaml").contains("[the form](</forms/form%20é.pdf>)"));
    assert!(text(&after, "redirects.yaml").contains("/fr/ancien.pdf: /forms/form%20é.pdf\n"));
    // A folder, with the logo and the picture that the settings name, and those of a page and of a FAQ.
    let after = moved(&inputs, "static/marks", "static/img/marks");
    nothing_is_lost(&inputs, &after);
    assert!(text(&after, "diglot.yaml").contains("logo: /img/marks/logo.svg}\nimage: {fr: /img/marks/logo.svg}\n"));
    for page in ["content/index.en.md", "content/guides/faq.yaml"] {
        assert!(text(&after, page).contains("\nimage: /img/marks/logo.svg\n"), "{page}");
    }
    assert!(text(&after, "content/index.en.md").contains("![Logo](/img/marks/logo.svg)"));
}

#[test]
fn style_sheets_and_drawings_follow_what_they_load() {
    let before = site(
        "What style sheets and drawings ask for.

--- diglot.yaml ---
title: {fr: Aide, en: Help}
languages: [fr-CA, en-CA]
base_url: https://aide.example.org/docs/
--- static/css/site.css ---
a { background: url('../img/fond(1)%20x.png?v=2'), url(/docs/img/fond\\(1\\)%20x.png) } b { src: url(rien.woff), url(#x) }
--- static/css/sets.css ---
a { background: image-set('../img/fond%281%29%20x.png' 1x, 'a.png' type('../img/fond(1) x.png')) }
--- static/img/fond(1) x.png (base64) ---
AA==
--- content/plan.svg ---
<svg><image href=\"img/a&amp;b.png\"/><use href=\"signes.svg#rond\"/><a href=\"fr/page/\">x</a></svg>
--- content/img/a&b.png (base64) ---
AA==
--- content/signes.svg ---
<svg><symbol id=\"rond\"/><use href=\"#rond\"/></svg>
--- content/page.fr.md ---
# Page

![x](plan.svg)
--- content/page.en.md ---
# Page

![x](plan.svg)
",
    );
    let sheet = |inputs: &Inputs, path: &str| String::from_utf8(inputs.statics[path].0.to_vec()).expect("a text");
    let drawing = |inputs: &Inputs, path: &str| written(inputs, path).expect("a drawing").text().to_owned();
    let after = moved(&before, "static/img/fond(1) x.png", "static/fonds/été.png");
    assert_eq!(
        sheet(&after, "css/site.css"),
        "a { background: url('../fonds/%C3%A9t%C3%A9.png?v=2'), url(/docs/fonds/%C3%A9t%C3%A9.png) } b { src: url(rien.woff), url(#x) }\n"
    );
    assert_eq!(
        sheet(&after, "css/sets.css"),
        "a { background: image-set('../fonds/%C3%A9t%C3%A9.png' 1x, 'a.png' type('../img/fond(1) x.png')) }\n"
    );
    let after = moved(&before, "static/css/site.css", "static/site.css");
    assert_eq!(
        sheet(&after, "site.css"),
        "a { background: url('img/fond%281%29%20x.png?v=2'), url(/docs/img/fond\\(1\\)%20x.png) } b { src: url(rien.woff), url(#x) }\n"
    );
    let after = moved(&before, "plan.svg", "images/");
    assert_eq!(
        drawing(&after, "content/images/plan.svg"),
        "<svg><image href=\"../img/a%26b.png\"/><use href=\"../signes.svg#rond\"/><a href=\"../fr/page/\">x</a></svg>\n"
    );
    let after = moved(&moved(&before, "signes.svg", "static/s.svg"), "page.md", "guides/");
    assert_eq!(
        drawing(&after, "content/plan.svg"),
        "<svg><image href=\"img/a&amp;b.png\"/><use href=\"s.svg#rond\"/><a href=\"fr/guides/page/\">x</a></svg>\n"
    );
    assert_eq!(codes(&diagnostics(&after)), codes(&diagnostics(&before)));
}

#[test]
fn files_move_between_content_and_static() {
    let inputs = site(PUBLISHED);
    let after = moved(&inputs, "guides/plan.png", "static/img/plan.png");
    assert!(after.statics.contains_key("img/plan.png") && !after.content.contains_key("guides/plan.png"));
    nothing_is_lost(&inputs, &after);
    let home = text(&after, "content/index.fr.md");
    assert!(home.contains("![Plan](/img/plan.png)") && home.contains("<img src='/img/plan.png?v=1'"), "{home}");
    assert!(text(&after, "data/forms.yaml").contains("{link: /img/plan.png}"));
    assert!(text(&after, "content/guides/faq.yaml").contains("![le plan](/img/plan.png)"));
    let after = moved(&inputs, "static/marks/logo.svg", "guides/");
    assert!(after.content.contains_key("guides/logo.svg"));
    nothing_is_lost(&inputs, &after);
    for (from, to, wanted) in [
        ("guides", "static/guides", "no asset: content/guides/faq.yaml"),
        ("static/none.pdf", "static/x.pdf", "nothing at static/none.pdf"),
        ("static", "static/all", "nothing at static"),
        ("static/marks/logo.svg", "static/marks/logo.png", "unsuitable: static/marks/logo.png"),
        ("static/marks", "static/marks/in", "unsuitable: static/marks/in"),
    ] {
        let refusal = relocate(&inputs, &mut Cache::default(), from, to).err().expect("it is refused");
        assert_eq!(told(&refusal), wanted, "{from} -> {to}");
    }
}

/// A small generator of numbers (xorshift), so that a failure can be had again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }

    fn pick<T>(&mut self, from: Vec<T>) -> Option<T> {
        let at = self.below(from.len().max(1));
        from.into_iter().nth(at)
    }

    /// A move of any kind, of something that is there.
    fn wish(&mut self, number: usize, inputs: &Inputs, site: &Site) -> Option<(String, String)> {
        let path = self.pick(inputs.content.keys().map(|path| path.to_string()).collect())?;
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        let beside = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        Some(match self.below(7) {
            0 if !folder.is_empty() && !folder.contains('_') => (folder.to_owned(), format!("{folder}-{number}")),
            1 => (path.clone(), format!("deep/er-{number}/")),
            2 => (path.clone(), format!("{beside}moved-{number}-{name}")),
            3 => {
                let files = inputs.content.keys().filter(|path| site.assets.contains_key(&**path));
                let file = self.pick(files.map(|path| path.to_string()).collect())?;
                let (stem, extension) = file.rsplit_once('.')?;
                (file.clone(), format!("{}-{number}.{extension}", stem.split('.').next()?))
            }
            _ => {
                let pair = &site.pairs[self.below(site.pairs.len())];
                let path = site.documents[*pair.editions.values().flatten().next()?].source.path();
                let mut ids: Vec<&str> = pair.ids.values().flat_map(|ids| ids.targets.keys()).map(|id| &**id).collect();
                ids.sort_unstable();
                (format!("{path}#{}", self.pick(ids)?), format!("#renamed-{number}"))
            }
        })
    }
}

/// What every address of every document leads to, in words that a move does not change, by title and language.
fn targets(site: &Site) -> BTreeMap<(String, u8), Vec<String>> {
    let led = |target: &Target| match target {
        Target::Page { page, unit, .. } => {
            let title = &site.pages[*page].title;
            let unit = unit.map(|(pair, unit)| format!("{:?}", site.pairs[pair].units[unit as usize].members));
            format!("{title} {unit:?}")
        }
        Target::File { address, .. } => {
            let bytes = site.assets.get(address).map(|asset| asset.bytes.len());
            format!("{} {bytes:?}", address.rsplit('.').next().unwrap_or_default())
        }
        other => format!("{other:?}"),
    };
    let pages = site.pages.iter().filter(|page| page.pair.is_some());
    pages.map(|page| ((page.title.to_string(), page.lang.0), page.targets.iter().map(led).collect())).collect()
}

/// How many units stand how.
fn states(site: &Site) -> BTreeMap<&'static str, usize> {
    let mut counts: BTreeMap<&'static str, usize> = State::ALL.map(|state| (state.name(), 0)).into();
    let pairs = site.states.pairs.iter().flat_map(|states| states.units.values()).flatten();
    let snippets = site.states.snippets.values().flat_map(|langs| langs.values().flatten());
    for status in pairs.chain(snippets) {
        *counts.get_mut(status.state.name()).expect("all are there") += 1;
    }
    counts
}

/// Every address and every file that was ever there, and how they are asked for.
#[derive(Default)]
struct Promised {
    routes: BTreeSet<String>,
    files: BTreeSet<String>,
}

impl Promised {
    fn remember(&mut self, inputs: &Inputs, site: &Site) {
        self.routes.extend(routes(site));
        let files = inputs.content.keys().filter(|path| site.assets.contains_key(&**path));
        self.files.extend(files.map(|path| path.to_string()));
    }

    /// The site with a record of all that, which makes what is lost a fault.
    fn asked_for(&self, inputs: &Inputs) -> Inputs {
        let mut inputs = inputs.clone();
        let record: String = self.routes.iter().map(|line| format!("{line}\n")).collect();
        inputs.records.insert(RECORD.into(), Source::new(RECORD, record.into_bytes()));
        inputs
    }

    fn lost_files(&self, site: &Site) -> Vec<&String> {
        let leads = |file: &str| site.redirects.iter().any(|one| *one.address == format!("{file}/index.html"));
        self.files.iter().filter(|file| !site.assets.contains_key(file.as_str()) && !leads(file)).collect()
    }
}

/// Makes moves of all kinds, one after the other, and looks after each whether anything was lost.
fn move_at_random(mut inputs: Inputs, number: usize, least: usize) {
    let mut cache = Cache::default();
    let first = build(&inputs, &mut cache);
    assert_eq!(codes(&first.diagnostics), Vec::<String>::new());
    let records = states(&first.site);
    let (mut chance, mut promised) = (Chance(0x2545_f491_4f6c_dd1d), Promised::default());
    let (mut made, mut refused) = (0, Vec::new());
    for at in 0..number {
        let before: Outcome = build(&inputs, &mut cache);
        promised.remember(&inputs, &before.site);
        let Some((from, to)) = chance.wish(at, &inputs, &before.site) else { continue };
        match relocate(&inputs, &mut cache, &from, &to) {
            Ok(relocation) => inputs = relocation.edits.applied(&inputs),
            Err(refusal) => {
                assert!(!matches!(refusal, Refusal::Faults(_)), "{from} -> {to}, the {at}th: {}", told(&refusal));
                refused.push(format!("{from} -> {to}: {}", told(&refusal)));
                continue;
            }
        }
        made += 1;
        let outcome = build(&promised.asked_for(&inputs), &mut cache);
        let redirects = inputs.records.get("redirects.yaml").map_or("", Source::text);
        assert_eq!(codes(&outcome.diagnostics), Vec::<String>::new(), "{from} -> {to}, the {at}th\n{redirects}");
        assert_eq!(targets(&before.site), targets(&outcome.site), "{from} -> {to}");
        assert_eq!(states(&outcome.site), records, "{from} -> {to}");
        assert!(outcome.site.states.strangers().next().is_none(), "{from} -> {to}");
        assert_eq!(promised.lost_files(&outcome.site), Vec::<&String>::new(), "{from} -> {to}");
    }
    println!("{made} moves; refused: {refused:#?}");
    assert!(made >= least, "{made} moves; refused: {refused:#?}");
}

#[test]
fn random_moves_of_a_varied_site_break_nothing() {
    move_at_random(varied(), 120, 90);
}

#[test]
fn random_moves_of_the_manual_break_nothing() {
    let choices = Choices {
        as_of: jiff::civil::date(2026, 11, 22),
        drafts: false,
        base_url: None,
        levels: Vec::new(),
        baseline: None,
    };
    let inputs = load(Path::new(env!("CARGO_MANIFEST_DIR")), &choices).expect("the manual");
    move_at_random(inputs, 60, 45);
}

/// Two editions of a handbook, side by side.
const EDITIONS: &str = "\
--- content/index.fr.md ---\n# Accueil\n\nVoir [](book/terms.md#fee) et [](book/2025/terms.md#fee).\n
--- content/index.en.md ---\n# Home\n\nSee [](book/terms.md#fee) and [](book/2025/terms.md#fee).\n
--- content/book/2025/handbook.yaml ---\ntitle: {fr: Pacte, en: Pact}\neffective: 2025-01-01\nparts: [terms]\n
--- content/book/2025/terms.fr.md ---\n# Conditions\n\n1. Des frais de 30 $ sont exigés. {#fee}\n
--- content/book/2025/terms.en.md ---\n# Terms\n\n1. A fee of $30 is due. {#fee}\n
--- content/book/2026/handbook.yaml ---\ntitle: {fr: Pacte, en: Pact}\neffective: 2026-01-01\nreplaces: 2025\nparts: [terms]\n
--- content/book/2026/terms.fr.md ---\n# Conditions\n\n1. Des frais de 45 $ sont exigés. {#fee}\n
--- content/book/2026/terms.en.md ---\n# Terms\n\n1. A fee of $45 is due. {#fee}\n
";

#[test]
fn an_edition_is_followed_by_the_one_that_replaces_it() {
    let inputs = site(EDITIONS);
    assert_eq!(codes(&diagnostics(&inputs)), Vec::<String>::new());
    let after = moved(&inputs, "book/2025", "book/first");
    assert!(text(&after, "content/book/2026/handbook.yaml").contains("replaces: first\n"));
    nothing_is_lost(&inputs, &after);
    // Apart from each other they have no plain address; who names them by it must say which is meant.
    let apart = site(&EDITIONS.replace("(book/terms.md", "(book/2026/terms.md"));
    let after = moved(&apart, "book/2025", "archive/2025");
    assert!(text(&after, "content/book/2026/handbook.yaml").contains("replaces: ../../archive/2025/handbook.yaml\n"));
    nothing_is_lost(&apart, &after);
    for from in ["book/2025", "book/2026"] {
        let after = moved(&inputs, from, &from.replace("book", "archive"));
        let named = if from == "book/2026" { "archive/2026" } else { "book/2026" };
        assert!(text(&after, "content/index.en.md").starts_with(&format!("# Home\n\nSee []({named}/terms.md#fee)")));
        nothing_is_lost(&inputs, &after);
    }
    let after = moved(&inputs, "book", "rules");
    assert!(text(&after, "content/rules/2026/handbook.yaml").contains("replaces: 2025\n"));
    nothing_is_lost(&inputs, &after);
}

#[test]
fn the_own_address_of_the_edition_in_force_is_kept() {
    let inputs = site(EDITIONS);
    let after = moved(&inputs, "book/2026", "book/second");
    let redirects = text(&after, "redirects.yaml");
    assert!(redirects.contains("/en/book/2026/terms/: /en/book/second/terms/\n"), "{redirects}");
    assert!(text(&after, "content/index.fr.md").contains("[](book/terms.md#fee)"), "a plain path means the same still");
    nothing_is_lost(&inputs, &after);
    assert!(build(&after, &mut Cache::default()).output.render("fr/book/2026/terms/index.html").is_some());
}

#[test]
fn a_part_of_one_edition_gets_another_name() {
    // The past edition also has a clause that is gone, whose plain address still leads there.
    let text_of = |lang: &str, clause: &str, text: &str| {
        let file = format!("--- content/book/2025/terms.{lang}.md ---");
        let at = text.find(&file).expect("it is there");
        let end = at + text[at..].find("\n\n--- ").expect("another file follows");
        format!("{}\n1. {clause} {{#gone}}{}", &text[..end], &text[end..])
    };
    let inputs = site(&text_of("fr", "Rien de plus.", &text_of("en", "No more.", EDITIONS)));
    assert_eq!(codes(&diagnostics(&inputs)), Vec::<String>::new());
    let after = moved(&inputs, "book/2026/terms.md", "book/2026/fees.md");
    assert!(text(&after, "content/book/2026/handbook.yaml").contains("parts: [fees]"));
    assert!(text(&after, "content/book/2025/handbook.yaml").contains("parts: [terms]"));
    assert!(text(&after, "content/index.en.md").contains("See [](book/fees.md#fee) and [](book/2025/terms.md#fee)."));
    let redirects = text(&after, "redirects.yaml");
    assert!(redirects.contains("/en/book/terms/: /en/book/fees/\n"), "{redirects}");
    assert!(redirects.contains("/en/book/2026/terms/: /en/book/2026/fees/\n"), "{redirects}");
    nothing_is_lost(&inputs, &after);
    // And the other one after it, so that both have the new name.
    let both = moved(&after, "book/2025/terms.md", "book/2025/fees.md");
    assert!(text(&both, "content/book/2025/handbook.yaml").contains("parts: [fees]"));
    nothing_is_lost(&after, &both);
    nothing_is_lost(&inputs, &both);
    let back = moved(&both, "book/2026/fees.md", "book/2026/terms.md");
    nothing_is_lost(&both, &back);
}

#[test]
fn a_handbook_becomes_the_first_of_its_editions() {
    let alone = EDITIONS.replace("content/book/2025/", "content/book/").replace("(book/2025/", "(book/");
    let second = alone.find("--- content/book/2026/").expect("the second edition");
    let inputs = site(&alone[..second]);
    let after = moved(&inputs, "book", "book/2025");
    assert!(text(&after, "content/index.en.md").contains("See [](book/2025/terms.md#fee)"));
    nothing_is_lost(&inputs, &after);
}
