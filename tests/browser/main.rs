//! Turns Diglot's own manual into what a reader with a real Chromium gets, and holds it to what the manual promises.
//!
//! It looks at pages as they behave, not at their markup; every test has a browser, a server and a site of its own.

mod checkers;

mod chromium;

mod desk;

// A benchmark uses it too.
#[allow(dead_code, reason = "shared by two programs")]
mod devtools;

mod facts;

mod faq;

mod handbook;

mod live;

mod pdf;

mod preview;

mod reader;

mod search;

mod sections;

mod sight;

mod site;

mod validity;

use devtools::Tab;
use serde_json::Value;
use site::Site;

/// Both ways across the same document: path and language of one edition, path of the other.
const WAYS: [(&str, &str); 2] =
    [("fr/guides/publier/", "en/guides/publishing/"), ("en/guides/publishing/", "fr/guides/publier/")];

/// The links of the language switch.
const SWITCH: &str = "a[data-switch]";

#[test]
fn the_switch_leads_to_the_section_being_read() {
    let (site, mut tab) = (Site::manual(), Tab::open());
    for (here, there) in WAYS {
        tab.load(&site.url(here));
        // Not to a heading, but to the middle of the page, as a reader who scrolls would.
        tab.value("scrollTo(0, document.documentElement.scrollHeight / 2)");
        let read = section_in_sight(&mut tab);
        assert_eq!(tab.text("location.hash"), "", "no fragment says where the reader is");
        tab.click(SWITCH);
        tab.arrives(&format!("/docs/{there}#{read}"));
        assert_near_the_top(&mut tab, &read);
        assert_eq!(tab.text("document.documentElement.lang.slice(0, 2)"), there[..2]);

        // And back, this time from a place with a fragment.
        tab.click(SWITCH);
        tab.arrives(&format!("/docs/{here}#{read}"));
        assert_near_the_top(&mut tab, &read);
    }
}

#[test]
fn the_switch_follows_a_reader_who_left_the_fragment() {
    let (site, mut tab) = (Site::manual(), Tab::open());
    for (here, there) in WAYS {
        tab.load(&site.url(&format!("{here}#build")));
        tab.click(SWITCH);
        tab.arrives(&format!("/docs/{there}#build"));
        assert_near_the_top(&mut tab, "build");

        tab.value("document.getElementById('reproducible').scrollIntoView()");
        assert_eq!(tab.text("location.hash"), "#build", "scrolling changes no address");
        tab.click(SWITCH);
        tab.arrives(&format!("/docs/{here}#reproducible"));
        assert_near_the_top(&mut tab, "reproducible");
    }
}

#[test]
fn a_section_without_counterpart_leads_to_the_one_before() {
    let prose = "Un paragraphe, *a paragraph*. ".repeat(120);
    let both = |language: &str, own: &str| {
        format!(
            "---\ntitle: Page {language}\n---\n\n{prose}\n\n## First {{#first}}\n\n{prose}\n\n{own}\
             ## Last {{#last}}\n\n{prose}\n\n{prose}\n"
        )
    };
    let own = format!("## Seulement ici\n\n{prose}\n\n");
    for (longer, shorter) in [("fr", "en"), ("en", "fr")] {
        let site = Site::with(&[
            ("diglot.yaml", "title: {fr: Essai, en: Trial}\nlanguages: [fr-CA, en-CA]\n"),
            (&format!("content/page.{longer}.md"), &both(longer, &own)),
            (&format!("content/page.{shorter}.md"), &both(shorter, "")),
        ]);
        let mut tab = Tab::open();
        for (section, fragment) in [("_main", ""), ("seulement-ici", "#first"), ("last", "#last")] {
            tab.load(&site.url(&format!("{longer}/page/")));
            tab.value(&format!("document.getElementById({section:?}).scrollIntoView()"));
            tab.click(SWITCH);
            tab.arrives(&format!("/docs/{shorter}/page/{fragment}"));
        }
    }
}

#[test]
fn a_link_to_a_closed_entry_opens_it() {
    let (site, mut tab) = (Site::manual(), Tab::open());
    for segment in ["fr", "en"] {
        // From another page, from the same page, and a second time after the reader has closed it again.
        tab.load(&site.url(&format!("{segment}/faq/support/")));
        let link = "main a[href$='/faq/diglot/#rename-heading']";
        tab.value(&format!("document.querySelector({link:?}).closest('details').open = true"));
        tab.value(&format!("document.querySelector({link:?}).scrollIntoView({{block: 'center'}})"));
        tab.click(link);
        tab.arrives(&format!("/docs/{segment}/faq/diglot/#rename-heading"));
        assert_open(&mut tab, "rename-heading");

        let link = "a[href='#other-languages']";
        for _ in 0..2 {
            tab.value("document.getElementById('other-languages').open = false; scrollTo(0, 0)");
            tab.value(&format!("document.querySelector({link:?}).scrollIntoView({{block: 'center'}})"));
            tab.click(link);
            tab.arrives(&format!("/docs/{segment}/faq/diglot/#other-languages"));
            assert_open(&mut tab, "other-languages");
        }
    }
}

fn assert_open(tab: &mut Tab, id: &str) {
    let state = tab.value(&format!("document.getElementById({id:?}).open"));
    assert_eq!(state, true, "the entry {id} is open");
    assert_near_the_top(tab, id);
}

#[test]
fn the_switch_needs_no_scripts() {
    let (site, mut tab) = (Site::manual(), Tab::open());
    tab.without_scripts();
    for (here, there) in WAYS {
        tab.load(&site.url(here));
        tab.click(SWITCH);
        tab.arrives(&format!("/docs/{there}"));
        assert_eq!(tab.text("document.documentElement.lang.slice(0, 2)"), there[..2]);
    }
}

/// A page of which one anchor went to another page, and a former address of it, of which another anchor went there.
const MOVED: [(&str, &str); 6] = [
    ("diglot.yaml", "title: {fr: Essai, en: Trial}\nlanguages: [fr-CA, en-CA]\n"),
    (
        "redirects.yaml",
        "/fr/avant/: /fr/a/\n/fr/avant/#vieux: /fr/b/#due\n/fr/a/#parti: /fr/b/#due\n\
         /en/before/: /en/a/\n/en/before/#vieux: /en/b/#due\n/en/a/#parti: /en/b/#due\n",
    ),
    ("content/a.fr.md", "# Un\n\nVoir [](b.md).\n\n## Reste {#stays}\n\nTexte.\n"),
    ("content/a.en.md", "# One\n\nSee [](b.md).\n\n## Stays {#stays}\n\nText.\n"),
    ("content/b.fr.md", "# Deux\n\nVoir [](a.md).\n\n## Échéance {#due}\n\nTexte.\n"),
    ("content/b.en.md", "# Two\n\nSee [](a.md).\n\n## Deadline {#due}\n\nText.\n"),
];

/// The former address of the page in each language.
const FORMER: [(&str, &str); 2] = [("fr", "fr/avant/"), ("en", "en/before/")];

#[test]
fn anchors_that_moved_lead_to_where_they_are() {
    let (site, mut tab) = (Site::with(&MOVED), Tab::open());
    for (lang, former) in FORMER {
        let there = format!("/docs/{lang}/b/#due");
        tab.visit(&site.url(&format!("{lang}/a/#parti")));
        tab.arrives(&there);
        // On the page already, from a link in an older text for example.
        tab.load(&site.url(&format!("{lang}/a/#stays")));
        assert_eq!(tab.text("location.hash"), "#stays", "what stayed is not led away");
        tab.value("void (location.hash = 'parti')");
        tab.arrives(&there);
        // By a former address of the page: an anchor that went, and one that is still there.
        tab.visit(&site.url(&format!("{former}#vieux")));
        tab.arrives(&there);
        tab.visit(&site.url(&format!("{former}#stays")));
        tab.arrives(&format!("/docs/{lang}/a/#stays"));
        // Who goes back does not come to the address that leads away.
        tab.load(&site.url(&format!("{lang}/")));
        tab.visit(&site.url(&format!("{lang}/a/#parti")));
        tab.arrives(&there);
        tab.value("history.back()");
        tab.arrives(&format!("/docs/{lang}/"));
    }
}

#[test]
fn anchors_that_moved_show_the_way_without_scripts() {
    let (site, mut tab) = (Site::with(&MOVED), Tab::open());
    tab.without_scripts();
    for (lang, former) in FORMER {
        tab.load(&site.url(&format!("{lang}/a/#parti")));
        let sign = tab.text("document.getElementById('parti').innerText");
        let (words, title) = if lang == "fr" { ("maintenant ici", "Deux") } else { ("now here", "Two") };
        assert!(sign.contains(words) && sign.contains(title), "{lang}: {sign}");
        tab.click("#parti a");
        tab.arrives(&format!("/docs/{lang}/b/#due"));
        // A former address of the page leads to it in any case.
        tab.visit(&site.url(former));
        tab.arrives(&format!("/docs/{lang}/a/"));
    }
}

#[test]
fn no_page_asks_elsewhere_complains_or_overflows() {
    let (site, mut tab) = (Site::manual(), Tab::open());
    tab.window(360, 740);
    for url in site.pages() {
        tab.load(&url);
        let wide = tab.value(OVERFLOW);
        assert_eq!(wide, Value::Array(Vec::new()), "{url} is wider than a narrow window");
        for event in tab.events() {
            assert_harmless(&event, &site.origin, &url);
        }
    }
}

/// What reaches beyond the window, if the page can be scrolled sideways.
const OVERFLOW: &str = "(() => {
    const width = document.documentElement.clientWidth;
    scrollTo(10000, 0);
    if (scrollX === 0 && document.documentElement.scrollWidth <= width) return [];
    scrollTo(0, 0);
    const wide = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 0.5);
    return wide.map(element => element.cloneNode(false).outerHTML).concat('window: ' + width);
})()";

fn assert_harmless(event: &Value, origin: &str, page: &str) {
    let parameters = &event["params"];
    match event["method"].as_str().unwrap_or_default() {
        "Network.requestWillBeSent" => {
            let url = parameters["request"]["url"].as_str().expect("a request has an address");
            assert!(url.starts_with(&format!("{origin}/")) || url.starts_with("data:"), "{page} asks for {url}");
        }
        "Network.webSocketCreated" => panic!("{page} opens {}", parameters["url"]),
        "Network.loadingFailed" if parameters["canceled"] != true => panic!("{page}: {parameters}"),
        "Runtime.exceptionThrown" => panic!("{page}: {}", parameters["exceptionDetails"]),
        "Runtime.consoleAPICalled" if parameters["type"] == "error" => panic!("{page}: {}", parameters["args"]),
        "Log.entryAdded" if parameters["entry"]["level"] == "error" => panic!("{page}: {}", parameters["entry"]),
        _ => {}
    }
}

#[test]
fn the_theme_follows_the_system() {
    let (site, mut tab) = (Site::manual(), Tab::open());
    for scheme in ["light", "dark"] {
        tab.media(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]);
        for path in ["", "fr/", "en/", "fr/guides/publier/", "en/faq/diglot/", "fr/handbook/", "en/glossary/"] {
            tab.load(&site.url(path));
            let light = tab.value(LIGHT);
            let [paper, ink] = ["paper", "ink"].map(|of| light[of].as_f64().expect("a luminance"));
            assert_eq!(scheme == "dark", paper < ink, "{path}: paper {paper}, ink {ink}");
            let contrast = (paper.max(ink) + 0.05) / (paper.min(ink) + 0.05);
            assert!(contrast >= 7.0, "{path}, {scheme}: the contrast of the text is {contrast:.1}");
        }
    }
}

/// The relative luminance (WCAG 2.2) of the page and of its text.
const LIGHT: &str = "(() => {
    const canvas = document.createElement('canvas').getContext('2d');
    const luminance = colour => {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(part => {
            const share = part / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const clear = 'rgba(0, 0, 0, 0)';
    const papers = [document.body, document.documentElement].map(e => getComputedStyle(e).backgroundColor);
    return {
        paper: luminance(papers.find(colour => colour !== clear) || 'white'),
        ink: luminance(getComputedStyle(document.querySelector('main') || document.body).color),
    };
})()";

#[test]
fn every_page_says_what_it_is() {
    let (site, mut tab) = (Site::manual(), Tab::open());
    for url in site.pages() {
        tab.load(&url);
        let faults = tab.value(IDENTITY);
        assert_eq!(faults, Value::Array(Vec::new()), "{url}");
    }
}

/// One first heading, a language, and editions that answer, each in its language and with a way back.
const IDENTITY: &str = "(async () => {
    const faults = [];
    const headings = document.querySelectorAll('h1').length;
    if (headings !== 1) faults.push(headings + ' first headings');
    const own = document.documentElement.lang;
    if (!own) faults.push('no language');
    const here = location.href;
    // A page that shows a foreign original instead of a translation is not one of its editions.
    const isEdition = document.querySelector('link[rel=canonical]')?.href === here;
    for (const link of document.querySelectorAll('link[rel=alternate][hreflang]')) {
        const answer = await fetch(link.href);
        if (answer.status !== 200 || answer.redirected) faults.push(link.href + ' answers ' + answer.status);
        if (link.hreflang === 'x-default') continue;
        const other = new DOMParser().parseFromString(await answer.text(), 'text/html');
        if (other.documentElement.lang !== link.hreflang) faults.push(link.href + ' is not in ' + link.hreflang);
        const back = [...other.querySelectorAll('link[rel=alternate]')].some(link => link.href === here);
        if (isEdition && !back) faults.push(link.href + ' does not know this page');
    }
    return faults;
})()";

/// The id of the last heading that begins in the upper part of the window, where a reader's eyes are, or above it.
fn section_in_sight(tab: &mut Tab) -> String {
    tab.text(
        "[...document.querySelectorAll('main :is(h2, h3, h4)[id]')]
            .filter(heading => heading.getBoundingClientRect().top <= innerHeight / 3).pop().id",
    )
}

fn assert_near_the_top(tab: &mut Tab, id: &str) {
    let expression = format!(
        "(() => {{
            const top = document.getElementById({id:?}).getBoundingClientRect().top;
            const atTheEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
            return [top, top >= 0 && (top <= innerHeight / 3 || atTheEnd && top < innerHeight)];
        }})()"
    );
    let place = tab.value(&expression);
    assert_eq!(place[1], true, "{id} is {} pixels below the top of the window", place[0]);
}
