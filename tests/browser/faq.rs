//! Turns pages of questions into what readers make of them: filters, links from elsewhere, and what machines are told.
//!
//! What a machine reads is compared with what the browser shows, not with what made it.

use crate::devtools::Tab;
use crate::site::Site;
use serde_json::Value;

const FAQ: &str = "title: {fr: Questions, en: Questions}
updated: 2026-02-03
categories:
  - {id: money, title: {fr: Argent, en: Money}}
  - {id: time, title: {fr: Temps, en: Time}}
entries:
  - id: fees
    category: money
    question: {fr: \"Quels sont les *coûts*?\", en: \"What are the *fees*?\"}
    answer:
      fr: |
        Trois tarifs[^1], voir [](#late) et ![un graphique](data:,):

        1. un;
        2. deux :
           - ici,
           - là.

        > [!NOTE]
        > Rien <b>d'autre</b> que `x`.

        :::table Forfaits
        | A | B |
        |---|--:|
        | x | 2[^*] |

        [^*]: Au plus.
        :::

        [^1]: De l'année.
      en: |
        Three rates[^1], see [](#late) and ![a chart](data:,):

        1. one;
        2. two:
           - here,
           - there.

        > [!NOTE]
        > Nothing <b>else</b> than `x`.

        :::table Packages
        | A | B |
        |---|--:|
        | x | 2[^*] |

        [^*]: At most.
        :::

        [^1]: Of the year.
    tags: {fr: [tarif], en: [rate]}
    updated: 2026-01-05
  - id: when
    category: time
    question: {fr: \"Quel délai?\", en: \"Which delay?\"}
    answer: {fr: \"Un mois, de tout cœur.\", en: \"A month, naïvely.\"}
    tags: {fr: [échéance], en: [deadline]}
    aliases: [ancien]
  - id: late
    category: time
    question: {fr: \"Et en retard?\", en: \"And late?\"}
    answer: {fr: \"Un délai de plus.\", en: \"One more delay.\"}
    tags: {fr: [échéance], en: [deadline]}
";

fn site() -> Site {
    let other = "title: {fr: Autres, en: Others}\nentries:\n  - id: gone\n    question: {fr: Partie?, en: Gone?}\n    \
                 answer: {fr: Oui., en: Yes.}\n";
    Site::with(&[
        ("diglot.yaml", "title: {fr: Essai, en: Trial}\nlanguages: [fr-CA, en-CA]\n"),
        ("content/q.yaml", FAQ),
        ("content/r.yaml", other),
        ("redirects.yaml", "/fr/q/#partie: /fr/r/#gone\n/en/q/#partie: /en/r/#gone\n"),
    ])
}

/// The ids of the questions shown, then those in the contents list.
const SHOWN: &str = "(() => {
    const shown = element => element.getClientRects().length > 0;
    const entries = [...document.querySelectorAll('details.entry')].filter(shown).map(entry => entry.id);
    const links = [...document.querySelectorAll('.contents li a')].filter(link => !link.closest('[hidden]'));
    return entries.join() + ' / ' + links.map(link => link.hash.slice(1)).join();
})()";

const ALL: &str = "fees,when,late / money,fees,time,when,late";

#[test]
fn questions_are_found_by_words_category_and_tag() {
    let (site, mut tab) = (site(), Tab::open());
    let count = "document.querySelector('[data-faq-count]').textContent";
    for (lang, word, found, one, two, tag) in [
        ("fr", "DELAI", "when,late", "1 question sur 3", "2 questions sur 3", "échéance"),
        ("en", "DÉLAY", "when,late", "1 of 3 questions", "2 of 3 questions", "deadline"),
    ] {
        tab.load(&site.url(&format!("{lang}/q/")));
        assert_eq!(tab.text(SHOWN), ALL);
        assert_eq!(tab.text(count), "", "a page that has just come says nothing");
        tab.click("#_faq-words");
        tab.types(word);
        assert_eq!(tab.text(SHOWN), format!("{found} / time,{found}"));
        assert_eq!(tab.text(count), two);
        tab.types(if lang == "fr" { " coeur" } else { " naively" });
        assert_eq!(tab.text(SHOWN), "when / time,when");
        assert_eq!(tab.text(count), one);
        // What was asked for comes back with the page, and a link to a question shows it all the same.
        tab.value("window.left = true; void location.reload()");
        tab.until("!window.left && document.readyState === 'complete' && document.querySelector('[data-faq-count]')?.textContent");
        assert_eq!(tab.text(SHOWN), "when / time,when");
        tab.value("void (location.hash = 'fees')");
        tab.until("document.getElementById('fees').open");
        assert_eq!(tab.text(SHOWN), ALL);
        assert_eq!(tab.text("location.search"), "");

        for (name, value, shown) in
            [("category", "money", "fees / money,fees"), ("tag", tag, "when,late / time,when,late")]
        {
            let choose = format!(
                "(() => {{ const field = document.querySelector('[name={name}]'); field.value = {value:?};
                    field.dispatchEvent(new Event('change', {{bubbles: true}})); }})()"
            );
            tab.value(&choose);
            assert_eq!(tab.text(SHOWN), shown);
            tab.value("scrollTo(0, 0)");
            tab.click("[data-faq-filter] [type=reset]");
            assert_eq!(tab.text(SHOWN), ALL);
        }
        tab.click("#_faq-words");
        tab.types("zzz");
        assert!(tab.text(count).contains(if lang == "fr" { "Aucune" } else { "None" }), "{}", tab.text(count));
        assert_eq!(tab.text("document.querySelector('[data-faq-count]').getAttribute('role')"), "status");
    }
}

#[test]
fn without_scripts_the_contents_list_leads_to_each_question() {
    let (site, mut tab) = (site(), Tab::open());
    tab.without_scripts();
    for lang in ["fr", "en"] {
        tab.load(&site.url(&format!("{lang}/q/")));
        assert_eq!(tab.value("document.querySelector('[data-faq-filter]').getClientRects().length"), 0);
        assert_eq!(tab.text(SHOWN), ALL);
    }
}

#[test]
fn questions_that_were_renamed_or_moved_are_still_found() {
    let (site, mut tab) = (site(), Tab::open());
    for lang in ["fr", "en"] {
        tab.load(&site.url(&format!("{lang}/q/#ancien")));
        tab.until("document.getElementById('when').open");
        tab.visit(&site.url(&format!("{lang}/q/#partie")));
        tab.arrives(&format!("/docs/{lang}/r/#gone"));
        tab.until("document.getElementById('gone').open");
    }
}

#[test]
fn machines_are_told_what_readers_see() {
    let (own, mut tab) = (site(), Tab::open());
    for site in [own, Site::manual()] {
        let mut questions = 0;
        for url in site.pages() {
            tab.load(&url);
            let told = tab.value(TOLD);
            assert_eq!(told["faults"], Value::Array(Vec::new()), "{url}");
            questions += told["questions"].as_u64().expect("a number");
        }
        assert!(questions >= 8, "{questions} questions were compared");
    }
}

/// What JSON-LD says otherwise than the page, spaces aside; and what schema.org or search engines ask for and it lacks.
const TOLD: &str = "(() => {
    const faults = [];
    const same = (what, told, seen) => {
        const bare = text => text.replace(/\\s+/g, '');
        if (bare(told) !== bare(seen)) faults.push([what, told, seen]);
    };
    const seen = element => {
        const copy = element.cloneNode(true);
        copy.querySelectorAll('.copy, .related, .entry-details, .entry-fallback, .stale, .permalink, .backref').forEach(one => one.remove());
        copy.querySelectorAll('ol:not(.star-notes)').forEach(list => [...list.children].forEach((item, at) => item.prepend((at + list.start) + '.')));
        copy.querySelectorAll('ul > li').forEach(item => item.prepend('-'));
        copy.querySelectorAll('sup.footnote').forEach(note => { note.textContent = '[' + note.textContent + ']'; });
        copy.querySelectorAll('img').forEach(image => image.replaceWith(image.alt));
        return copy.textContent;
    };
    const blocks = [...document.querySelectorAll('script[type=\"application/ld+json\"]')].map(one => JSON.parse(one.textContent));
    const graph = blocks.flatMap(block => {
        if (block['@context'] !== 'https://schema.org') faults.push('context');
        return block['@graph'] || [block];
    });
    const of = type => graph.filter(node => node['@type'] === type);
    const crumbs = [...document.querySelectorAll('.breadcrumbs a')];
    if (of('BreadcrumbList').length !== (crumbs.length ? 1 : 0)) faults.push('breadcrumbs');
    for (const list of of('BreadcrumbList')) {
        const items = list.itemListElement;
        if (items.length !== crumbs.length + 1) faults.push('number of breadcrumbs');
        items.forEach((item, at) => {
            if (item['@type'] !== 'ListItem' || item.position !== at + 1) faults.push(item);
            const url = new URL(item.item).href;
            if (at < crumbs.length) {
                same('crumb', item.name, crumbs[at].textContent);
                if (url !== crumbs[at].href) faults.push([url, crumbs[at].href]);
            } else if (url !== location.href.split('#')[0]) faults.push([url, location.href]);
        });
    }
    const entries = [...document.querySelectorAll('details.entry')];
    if (of('FAQPage').length !== (entries.length ? 1 : 0)) faults.push('FAQ');
    for (const page of of('FAQPage')) {
        if (page.inLanguage !== document.documentElement.lang) faults.push('language');
        if (page.mainEntity.length !== entries.length) faults.push('number of questions');
        page.mainEntity.forEach((question, at) => {
            const entry = entries[at], answer = question.acceptedAnswer;
            if (question['@type'] !== 'Question' || answer['@type'] !== 'Answer' || !question.name || !answer.text) faults.push(question);
            same('question', question.name, entry.querySelector('summary :is(h2, h3)').textContent);
            same('answer', answer.text, seen(entry.querySelector('.answer')));
            if (question.url !== location.href.split('#')[0] + '#' + entry.id) faults.push(question.url);
            const date = entry.querySelector('.entry-details time');
            if ((date ? date.dateTime : undefined) !== answer.dateModified) faults.push('date of ' + entry.id);
        });
    }
    return {faults, questions: entries.length};
})()";
