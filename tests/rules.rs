//! Turns the table of rules into the manual's pages on them, one for each family and language, and holds them to it.
//!
//! `DIGLOT_CASES=rewrite` writes the pages; what only people can say (the families' titles) is here.

mod fixture;

use diglot::build::{Cache, make};
use diglot::diag::{FAMILIES, Rule, Severity, Tongue, Wording, rules};
use diglot::load::{Choices, load};
use diglot::report::visible;
use fixture::{Case, built};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const TONGUES: [(Tongue, &str); 2] = [(Tongue::French, "fr"), (Tongue::English, "en")];

const FOLDER: &str = "content/rules";

const fn w(fr: &'static str, en: &'static str) -> Wording {
    Wording { fr, en }
}

/// What each family is about, by its name.
const TITLES: &[(&str, Wording)] = &[
    ("allowances", w("Les fautes tolérées à un endroit", "Faults allowed at one place")),
    ("parity", w("Les deux versions d’une page", "The two editions of a page")),
    ("settings", w("Les paramètres", "The settings")),
    ("documents", w("Les documents", "The documents")),
    ("external", w("Les adresses externes", "External addresses")),
    ("faq", w("Les FAQ", "FAQs")),
    ("handbooks", w("Les manuels", "Handbooks")),
    ("tables", w("Les tableaux de données", "Tables of data")),
    ("links", w("Les liens, les ancres et les fichiers", "Links, anchors and files")),
    ("pairs", w("Les documents et leurs traductions", "Documents and their translations")),
    ("quality", w("L’accessibilité et le soin", "Accessibility and care")),
    ("translations", w("Les traductions acceptées", "Accepted translations")),
    ("templates", w("Les gabarits et les mots de l’interface", "Templates and words of the interface")),
    ("addresses", w("Les adresses et les redirections", "Addresses and redirects")),
    ("handoff", w("Les échanges avec les traducteurs", "Exchanges with translators")),
    ("site", w("Le site fini", "The finished site")),
];

/// What readers may look for in the words of somebody who has seen no rule, by family; of all of them in the overview.
const KEYWORDS: &[(&str, Wording)] = &[
    (
        "index",
        w(
            "liste des codes d’erreur, tous les messages, code d’erreur, codes des messages, liste des vérifications",
            "list of error codes, all messages, error code, message codes, list of checks",
        ),
    ),
    (
        "documents",
        w(
            "encodage, UTF-8, accents illisibles, fichier illisible, accès refusé, marques de conflit",
            "encoding, UTF-8, garbled accents, file cannot be read, permission denied, conflict marks",
        ),
    ),
    (
        "quality",
        w(
            "image inutilisée, image qui ne sert nulle part, caractères bizarres, lettres étranges à la place des accents, lecteur d’écran, navigation au clavier, texte de remplacement, règles d’accessibilité, contraste",
            "unused image, image not used anywhere, strange characters, weird letters instead of accents, screen reader, keyboard navigation, alternative text, accessibility rules, contrast",
        ),
    ),
    (
        "links",
        w(
            "message de lien rompu, image manquante, lien vers une page en une seule langue, surnom d’un lien, abréger un lien souvent utilisé",
            "broken link message, missing image, link to a page in one language, nickname of a link, shorten a link used often",
        ),
    ),
    (
        "addresses",
        w(
            "caractères permis dans les noms de fichiers, accents ou espaces dans un nom de fichier, deux pages à la même adresse, trop de redirections",
            "characters allowed in file names, accents or spaces in a file name, duplicate address, two pages with one address, too many redirects",
        ),
    ),
    ("pairs", w("le lien arrive au mauvais endroit", "the link leads to the wrong place")),
    ("site", w("sélecteur de langue sans page", "language switch without a page")),
];

const OVERVIEW: Wording = w("Toutes les règles", "All rules");
const DESCRIPTION: Wording = w(
    "Chaque message, ce qu’il veut dire et comment y répondre, avec un exemple.",
    "Every message, what it means and what to do, with an example.",
);
const LEAD: Wording = w(
    "Ce que `diglot check` trouve, par famille. `diglot explain CODE` montre les mêmes textes; les [niveaux](../guides/checking.md#levels) se changent règle par règle, ou pour toute une famille.",
    "What `diglot check` finds, by family. `diglot explain CODE` shows the same texts; [levels](../guides/checking.md#levels) are changed rule by rule, or for a whole family.",
);
const ABOUT: Wording = w("Les règles de la famille `{family}` :", "The rules of the family `{family}`:");
const COLUMNS: Wording = w(
    "| Code | Nom | Niveau | Message |\n| --- | --- | --- | --- |",
    "| Code | Name | Level | Message |\n| --- | --- | --- | --- |",
);
const LEVEL: Wording = w("Niveau : `{level}`.", "Level: `{level}`.");
const WRONG: Wording = w("À éviter :", "Wrong:");
const RIGHT: Wording = w("Correct :", "Right:");

fn level(severity: Severity) -> &'static str {
    severity.name()
}

fn anchor(rule: &Rule) -> String {
    rule.code.to_lowercase()
}

/// What stands in a paragraph or a cell as it is: an opening angle bracket or a brace would begin something else.
fn prose(text: &str) -> String {
    let mut out = String::new();
    for (at, part) in text.split('`').enumerate() {
        out += if at > 0 { "`" } else { "" };
        match at % 2 {
            0 => out += &part.replace('<', "\\<").replace("{{", "\\{{").replace('*', "\\*").replace('[', "\\["),
            _ => out += part,
        }
    }
    out
}

fn block(title: &str, example: &str) -> String {
    let longest = example.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let (fence, example) = ("`".repeat(longest.max(2) + 1), visible(example));
    format!("\n{title}\n\n{fence}\n{example}\n{fence}\n")
}

fn section(rule: &Rule, tongue: Tongue) -> String {
    let level = LEVEL.get(tongue).replace("{level}", level(rule.severity));
    let message = rule.example(tongue);
    let mut text = format!("\n## {} `{}` {{#{}}}\n\n", rule.code, rule.name, anchor(rule));
    text += &format!("> {}\n\n{level} {}\n", prose(&message), prose(rule.explain.get(tongue)));
    text += &block(WRONG.get(tongue), rule.wrong.get(tongue));
    text + &block(RIGHT.get(tongue), rule.right.get(tongue))
}

fn rules_of(family: &str) -> impl Iterator<Item = &'static Rule> {
    rules::ALL.iter().copied().filter(move |rule| rule.family() == family)
}

fn keywords(page: &str, tongue: Tongue) -> String {
    let own = KEYWORDS.iter().find(|(name, _)| *name == page);
    own.map_or(String::new(), |(_, words)| format!("keywords: [{}]\n", words.get(tongue)))
}

fn page(family: &str, order: usize, tongue: Tongue) -> String {
    let title = TITLES.iter().find(|(name, _)| *name == family).expect("a family has a title").1.get(tongue);
    let about = ABOUT.get(tongue).replace("{family}", family);
    let codes: Vec<String> = rules_of(family).map(|rule| format!("[`{}`](#{})", rule.code, anchor(rule))).collect();
    let description = about.trim_end_matches([':', ' ']).replace('`', "");
    let keywords = keywords(family, tongue);
    let mut text = format!("---\ntitle: {title}\ndescription: {description}.\norder: {order}\n{keywords}---\n\n");
    text += &format!("{about} {}.\n", codes.join(", "));
    text.extend(rules_of(family).map(|rule| section(rule, tongue)));
    text
}

fn overview(tongue: Tongue) -> String {
    let title = OVERVIEW.get(tongue);
    let (about, keywords) = (DESCRIPTION.get(tongue), keywords("index", tongue));
    let mut text = format!("---\ntitle: {title}\ndescription: {about}\n{keywords}---\n\n{}\n", LEAD.get(tongue));
    for (_, family) in FAMILIES {
        let title = TITLES.iter().find(|(name, _)| name == family).expect("a family has a title").1.get(tongue);
        text += &format!("\n## [{title}]({family}.md) {{#{family}}}\n\n{}\n", COLUMNS.get(tongue));
        for rule in rules_of(family) {
            let message = prose(&rule.example(tongue)).replace('|', "\\|");
            let (code, id) = (rule.code, anchor(rule));
            text += &format!(
                "| [`{code}`]({family}.md#{id}) | `{}` | `{}` | {message} |\n",
                rule.name,
                level(rule.severity)
            );
        }
    }
    text
}

/// All pages on rules, by path.
fn pages() -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for (tongue, suffix) in TONGUES {
        pages.insert(format!("{FOLDER}/index.{suffix}.md"), overview(tongue));
        for (at, (_, family)) in FAMILIES.iter().enumerate() {
            pages.insert(format!("{FOLDER}/{family}.{suffix}.md"), page(family, at + 1, tongue));
        }
    }
    pages
}

#[test]
fn the_manual_explains_every_rule_in_the_words_of_explain() {
    let rewrite = std::env::var("DIGLOT_CASES").is_ok_and(|asked| asked.starts_with("rewrite"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = pages();
    let mut stale = Vec::new();
    for (path, text) in &pages {
        if rewrite {
            fs::create_dir_all(root.join(FOLDER)).expect("made");
            fs::write(root.join(path), text).expect("written");
        } else if fs::read_to_string(root.join(path)).is_ok_and(|known| known.replace("\r\n", "\n") == *text) {
            continue;
        } else {
            stale.push(path);
        }
    }
    for entry in fs::read_dir(root.join(FOLDER)).expect("there are pages") {
        let name = entry.expect("it can be read").file_name().to_string_lossy().into_owned();
        let known = name == "folder.yaml" || pages.contains_key(&format!("{FOLDER}/{name}"));
        assert!(known, "{name} is on no family");
    }
    assert!(stale.is_empty(), "DIGLOT_CASES=rewrite cargo test --test rules\n{stale:?}");
}

/// The addresses that the SARIF report may name.
#[test]
fn every_rule_is_at_its_address() {
    let choices = Choices {
        as_of: jiff::civil::date(2026, 3, 1),
        drafts: false,
        base_url: None,
        levels: Vec::new(),
        baseline: None,
    };
    let inputs = load(Path::new(env!("CARGO_MANIFEST_DIR")), &choices).expect("the manual can be read");
    let site = make(&inputs, &mut Cache::default()).site;
    let routes = site.routes();
    for rule in rules::ALL {
        for folder in ["fr/regles", "en/rules"] {
            let page = format!("/{folder}/{}/", rule.family());
            let ids = routes.get(&page).map(|route| &route.ids);
            assert!(ids.is_some_and(|ids| ids.contains(anchor(rule).as_str())), "{page} {}", rule.code);
        }
    }
}

#[test]
fn every_rule_has_one_section() {
    let pages = pages();
    for rule in rules::ALL {
        let title = format!("\n## {} `{}` {{#{}}}\n", rule.code, rule.name, anchor(rule));
        for (_, suffix) in TONGUES {
            let page = &pages[&format!("{FOLDER}/{}.{suffix}.md", rule.family())];
            assert_eq!(page.matches(&title).count(), 1, "{}", rule.code);
        }
    }
}

/// So many rules speak up for their wrong example where it is a page; the others need a site around it, which their cases
/// are.
const SPEAKING: usize = 39;

/// What these call right leads to something that is not in the example.
const BESIDE: [&str; 4] = ["DG-D014", "DG-D015", "DG-L001", "DG-L003"];

/// The codes that a site gets whose pages in French and English are these texts.
fn codes(example: &Wording) -> BTreeSet<&'static str> {
    let page = |text: &str| match text.starts_with("---") || text.starts_with("# ") {
        true => text.to_owned(),
        false => format!("# Page\n\n{text}"),
    };
    let (fr, en) = (page(example.fr), page(example.en));
    let text = format!("An example.\n@parity\n\n--- content/a.fr.md ---\n{fr}\n--- content/a.en.md ---\n{en}\n");
    let outcome = built(&Case::parse(&text).inputs(), &mut Cache::default());
    outcome.diagnostics.iter().map(|found| found.rule().code).collect()
}

#[test]
fn a_rule_is_silent_on_what_it_calls_right() {
    let (mut loud, mut speaking) = (Vec::new(), 0);
    for rule in rules::ALL {
        if !BESIDE.contains(&rule.code) && codes(&rule.right).contains(rule.code) {
            loud.push(rule.code);
        }
        speaking += usize::from(codes(&rule.wrong).contains(rule.code));
    }
    assert!(loud.is_empty() && speaking >= SPEAKING, "{loud:?}, {speaking} speak up");
}
