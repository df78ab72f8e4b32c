//! Turns a handbook into what a reader does with it: keeps the address of a clause, asks what a term means, reads tables on
//! a telephone and pages on paper.

use crate::devtools::Tab;
use crate::site::Site;
use serde_json::{Value, json};

/// A handbook with terms, clauses and every shape of table, in both languages.
fn site() -> Site {
    Site::with(&[
        ("diglot.yaml", "title: {fr: Essai, en: Trial}\nlanguages: [fr-CA, en-CA]\n"),
        (
            "content/book/handbook.yaml",
            "title: {fr: Contrat, en: Contract}\nparts: [terms, tables]\nnumbering: {sections: true, clauses: section}\n",
        ),
        (
            "content/book/terms.fr.md",
            "# Termes {#terms}\n\n1. **Client** : la personne qui achète. {#client .term}\n2. La **demande** est écrite. {#request .term}\n\n## Usage {#use}\n\n1. Le Client paie. {#pay}\n2. La demande suit.\n",
        ),
        (
            "content/book/terms.en.md",
            "# Terms {#terms}\n\n1. **Client**: the person who buys. {#client .term}\n2. The **request** is in writing. {#request .term}\n\n## Use {#use}\n\n1. The Client pays. {#pay}\n2. The request follows.\n",
        ),
        ("content/book/tables.fr.md", &tables("Tableaux", ["Livrable", "Quantité", "Fréquence", "Répondant"])),
        ("content/book/tables.en.md", &tables("Tables", ["Deliverable", "Quantity", "Frequency", "Contact"])),
        ("content/_snippets/levels.yaml", LEVELS),
        ("content/_snippets/contacts.yaml", CONTACTS),
    ])
}

fn tables(title: &str, heads: [&str; 4]) -> String {
    let [what, quantity, often, who] = heads;
    format!(
        "# {title} {{#tables}}\n\n:::table {what} {{#deliverables .rows .stack}}\n| {what} | {quantity} | {often} | {who} |\n|---|---:|---|---|\n\
         | Rapport bilingue trimestriel, bilingual quarterly report | 12 | 4 / an | responsable@organisme-exemple.example.org |\n\
         | Guide | 3 [^*] | 1 / an | a@example.org |\n\n[^*]: Une seule fois.\n:::\n\n\
         :::table {often} {{#packages .rows .stack}}\n| {what} | A | B | C |\n|---|---|---|---|\n| {quantity} | 2 | 4 | 10 [^**] |\n| {often} | 15 jours ouvrables | 10 jours ouvrables | 5 jours ouvrables |\n\n[^**]: Après acceptation.\n:::\n\n\
         :::snippet levels\n\n:::snippet contacts\n"
    )
}

const LEVELS: &str = "caption: {fr: Gravité, en: Severity}
columns:
  - {id: level, title: {fr: Degré, en: Level}}
  - {id: meaning, title: {fr: Ce qui arrive, en: What happens}}
  - {id: answer, title: {fr: 'Réponse (heures)', en: 'Answer (hours)'}, kind: number}
rows:
  - level: {fr: '1 – Urgence', en: '1 – Emergency'}
    meaning: {fr: Plus personne ne peut lire le site., en: Nobody can read the site.}
    answer: 1
  - level: {fr: '2 – Gênant', en: '2 – Annoying'}
    meaning: {fr: Une page manque., en: A page is missing.}
    answer: 8
";

const CONTACTS: &str = "caption: {fr: Qui joindre, en: Whom to reach}
columns:
  - {id: name, title: {fr: Nom, en: Name}}
  - {id: mail, title: {fr: Courriel, en: Email}, kind: email}
  - {id: phone, title: {fr: Téléphone, en: Telephone}, kind: phone}
rows:
  - {name: Guichet, mail: assistance-technique-bilingue@organisme-exemple.example.org, phone: +1 514 555-0100}
  - {name: Urgences, mail: urgences@example.org, phone: +1 514 555-0199}
";

#[test]
fn a_click_on_a_permanent_link_copies_it_and_says_so() {
    let (site, mut tab) = (site(), Tab::open());
    tab.call("Browser.grantPermissions", json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}));
    for (page, copied) in [("fr/book/terms/", "Copié"), ("en/book/terms/", "Copied")] {
        let url = site.url(page);
        tab.load(&url);
        for selector in ["h2 .permalink", "#pay > .permalink"] {
            tab.hover(&format!("document.querySelector({selector:?}).parentElement"));
            tab.click(selector);
            tab.until(&format!("document.querySelector({selector:?}).dataset.said === {copied:?}"));
            assert_eq!(tab.text("document.querySelector('[role=status]').textContent"), copied);
            let address = tab.text(&format!("document.querySelector({selector:?}).href"));
            assert_eq!(tab.text("navigator.clipboard.readText()"), address);
            assert_eq!(tab.text("location.href"), address, "the address bar follows");
        }
        // What was said is taken back.
        tab.until("!document.querySelector('[data-said]') && !document.querySelector('[role=status]').textContent");
    }
}

/// Whether the explanation of the first use of a term is to be seen.
const SHOWN: &str = "document.querySelector('#pay .explanation').getClientRects().length > 0";

#[test]
fn escape_takes_the_explanation_of_a_term_away() {
    let (site, mut tab) = (site(), Tab::open());
    for (page, meaning) in [("fr/book/terms/", "la personne qui achète"), ("en/book/terms/", "the person who buys")] {
        tab.load(&site.url(page));
        let link = "document.querySelector('#pay a.defined')";
        assert_eq!(tab.value(SHOWN), false);
        for ask in ["pointer", "keyboard"] {
            match ask {
                "pointer" => tab.hover(link),
                // The focus of a script shows itself only once a key was used.
                _ => {
                    tab.hover("document.querySelector('h1')");
                    tab.value(&format!("{link}.focus({{focusVisible: true}})"));
                }
            }
            tab.until(SHOWN);
            assert!(tab.text("document.querySelector('#pay .explanation').textContent").contains(meaning));
            tab.key("Escape");
            tab.until(&format!("!({SHOWN})"));
            assert_eq!(tab.value("location.hash"), "", "nothing else happened");
            // It comes back when it is asked for again.
            match ask {
                "pointer" => {
                    tab.hover("document.querySelector('h1')");
                    tab.until(&format!("!{link}.hasAttribute('data-quiet')"));
                    tab.hover(link);
                }
                _ => drop(tab.value(&format!("{link}.blur(); {link}.focus({{focusVisible: true}})"))),
            }
            tab.until(SHOWN);
            tab.value(&format!("{link}.blur()"));
        }
    }
}

/// What is cut off or wider than the window in a table, and cells that hold hardly a word in a line.
const NARROW: &str = "(() => {
    const found = [];
    for (const box of document.querySelectorAll('main .table')) {
        const name = box.querySelector('caption').textContent.trim();
        if (box.scrollWidth > box.clientWidth + 1) found.push(name + ' is scrolled sideways');
        for (const cell of box.querySelectorAll('td, tbody th')) {
            if (cell.scrollWidth > cell.clientWidth + 1) found.push(name + ': cut: ' + cell.textContent);
            if (cell.textContent.trim() && cell.clientWidth < 40) found.push(name + ': narrow: ' + cell.textContent);
        }
    }
    for (const star of document.querySelectorAll('main td .star')) {
        const words = document.createRange();
        words.selectNodeContents(star.closest('td'));
        const left = [...words.getClientRects()].find(box => box.width).left;
        if (star.getBoundingClientRect().left <= left) found.push('a star has left its words');
    }
    return found;
})()";

#[test]
fn tables_are_read_on_a_telephone() {
    let (site, mut tab) = (site(), Tab::open());
    tab.window(390, 844);
    for page in ["fr/book/tables/", "en/book/tables/"] {
        tab.load(&site.url(page));
        assert_eq!(tab.value("document.querySelectorAll('main .table').length"), 4);
        assert_eq!(tab.value(NARROW), Value::Array(Vec::new()), "{page}");
        assert_eq!(tab.value(crate::OVERFLOW), Value::Array(Vec::new()), "{page}");
    }
}

/// What is wrong with a page on paper: text that is not dark, a background that is, what stays in its place, navigation,
/// and answers that are still folded.
const ON_PAPER: &str = "(() => {
    const found = [];
    const light = color => {
        const [red, green, blue, alpha] = color.match(/[\\d.]+/g).map(Number);
        return alpha === 0 ? null : (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
    };
    const shown = element => element.getClientRects().length > 0;
    for (const element of document.querySelectorAll('body, body *')) {
        if (!shown(element)) continue;
        const style = getComputedStyle(element);
        const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
        const name = element.tagName + '.' + element.className;
        if (own && light(style.color) > 0.35) found.push(name + ' is written in ' + style.color);
        const back = light(style.backgroundColor);
        if (back !== null && back < 0.85) found.push(name + ' lies on ' + style.backgroundColor);
        if (['sticky', 'fixed'].includes(style.position)) found.push(name + ' stays in its place');
    }
    for (const selector of ['.site-header', '.site-nav', '.breadcrumbs', '.contents', '.pager', '.copy', '.permalink', 'button', 'input[type=search]']) {
        if ([...document.querySelectorAll(selector)].some(shown)) found.push(selector + ' is printed');
    }
    for (const details of document.querySelectorAll('main details')) {
        if (details.lastElementChild.getBoundingClientRect().height === 0) found.push(details.id + ' is folded');
    }
    return [...new Set(found)];
})()";

#[test]
fn paper_is_black_on_white_and_unfolded_for_a_reader_in_the_dark() {
    let (site, mut tab) = (Site::manual(), Tab::open());
    let dark = json!([{"name": "prefers-color-scheme", "value": "dark"}]);
    for page in [
        "fr/faq/diglot/",
        "en/faq/support/",
        "fr/guides/ecrire/",
        "en/guides/writing/",
        "fr/handbook/texte-integral/",
        "en/handbook/whole/",
        "fr/glossary/",
    ] {
        tab.call("Emulation.setEmulatedMedia", json!({"media": "", "features": dark}));
        tab.load(&site.url(page));
        tab.value("document.documentElement.setAttribute('data-theme', 'dark')");
        tab.call("Emulation.setEmulatedMedia", json!({"media": "print", "features": dark}));
        assert_eq!(tab.value(ON_PAPER), Value::Array(Vec::new()), "{page}");
    }
}
