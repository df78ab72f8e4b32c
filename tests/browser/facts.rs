//! Turns five facts that a new reader wants into the ways to them: links alone from the home page, and the search alone.
//!
//! It measures no relevance: `search` does, with many questions that nobody wrote with the manual in sight.

use crate::devtools::Tab;
use crate::site::Site;
use serde_json::json;

/// What somebody wants to know.
struct Fact {
    /// The language's part of addresses.
    lang: &'static str,
    /// The texts of the links to follow, one after the other, from the home page.
    links: &'static [&'static str],
    /// What is typed instead.
    query: &'static str,
    /// Where the fact is, below the language.
    place: &'static str,
    /// What it says there.
    says: &'static str,
}

const FACTS: [Fact; 10] = [
    Fact {
        lang: "fr",
        links: &["Guides", "Vérifier", "Problèmes connus : seuls les nouveaux font échouer"],
        query: "faire échouer seulement les nouveaux problèmes",
        place: "guides/verifier/#baseline",
        says: "diglot baseline --write",
    },
    Fact {
        lang: "fr",
        links: &["Guides", "Commandes", "Codes de sortie"],
        query: "code de sortie avertissement",
        place: "guides/commandes/#status",
        says: "fail",
    },
    Fact {
        lang: "fr",
        links: &["Guides", "Publier le site", "L’adresse, avec ou sans sous-chemin"],
        query: "publier dans un sous-dossier",
        place: "guides/publier/#address",
        says: "base_url",
    },
    Fact {
        lang: "fr",
        links: &["Guides", "Organiser la traduction", "Une page dans une seule langue, exprès"],
        query: "page dans une seule langue",
        place: "guides/traduire/#only",
        says: "only",
    },
    Fact {
        lang: "fr",
        links: &[
            "Gérer un programme de documentation bilingue",
            "Article 4 Processus de publication",
            "4.1 De l’ébauche à la publication",
        ],
        query: "qui signe la traduction",
        place: "handbook/processus/#sign",
        says: "L’approbateur signe",
    },
    Fact {
        lang: "en",
        links: &["Guides", "Checking", "Known problems: only new ones fail"],
        query: "only new problems fail",
        place: "guides/checking/#baseline",
        says: "diglot baseline --write",
    },
    Fact {
        lang: "en",
        links: &["Guides", "Commands", "Exit statuses"],
        query: "exit status on warnings",
        place: "guides/commands/#status",
        says: "fail",
    },
    Fact {
        lang: "en",
        links: &["Guides", "Publishing the site", "The address, with or without a sub-path"],
        query: "publish under a sub-path",
        place: "guides/publishing/#address",
        says: "base_url",
    },
    Fact {
        lang: "en",
        links: &["Guides", "Organising translation", "In one language on purpose"],
        query: "page in one language on purpose",
        place: "guides/translating/#only",
        says: "only",
    },
    Fact {
        lang: "en",
        links: &[
            "Running a bilingual documentation programme",
            "Section 4 Publication process",
            "4.1 From draft to publication",
        ],
        query: "who signs off translations",
        place: "handbook/process/#sign",
        says: "The approver signs off",
    },
];

#[test]
fn five_facts_are_found_with_links_alone() {
    let (site, mut tab) = (Site::manual(), Tab::open());
    for fact in FACTS {
        let mut at = site.url(&format!("{}/", fact.lang));
        for link in fact.links {
            tab.load(&at);
            let wanted = json!(link);
            at = tab.text(&format!(
                "[...document.querySelectorAll('a[href]')]
                    .find(a => a.getClientRects().length && a.innerText.trim().replace(/\\s+/g, ' ') === {wanted})?.href || ''"
            ));
            assert!(!at.is_empty(), "{}: no link `{link}`", fact.place);
        }
        let (page, _) = fact.place.split_once('#').expect("a place has an anchor");
        assert!(
            at.starts_with(&format!("{}#", site.url(&format!("{}/{page}", fact.lang)))),
            "{at}, not {}",
            fact.place
        );
        tab.load(&at);
        let said = json!(fact.says);
        assert_eq!(tab.value(&format!("document.querySelector('main').innerText.includes({said})")), true, "{at}");
    }
}

#[test]
fn five_facts_are_found_with_the_search_alone() {
    let (site, mut tab) = (Site::manual(), Tab::open());
    for fact in FACTS {
        tab.load(&site.url(&format!("{}/", fact.lang)));
        tab.key("/");
        tab.until("document.activeElement?.matches('.search-input')");
        tab.types(fact.query);
        tab.until("document.querySelector('.search-dialog .search-result')");
        let wanted = json!(site.url(&format!("{}/{}", fact.lang, fact.place)));
        let first = "[...document.querySelectorAll('.search-dialog .search-result')].slice(0, 3).map(one => one.href)";
        tab.until(&format!("{first}.includes({wanted})"));
    }
}
