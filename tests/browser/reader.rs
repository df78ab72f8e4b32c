//! Turns pages with every construct into what readers with other means than a mouse and a wide window get: a keyboard, a
//! program that reads aloud, few pixels, other colours, a slow connection.

use crate::checkers;
use crate::devtools::Tab;
use crate::sight::LONG;
use crate::site::Site;
use crate::{OVERFLOW, SWITCH, assert_harmless};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// A page of each kind and more, by language.
fn kinds(segment: &str) -> Vec<String> {
    let [book, search] =
        if segment == "fr" { ["book/texte-integral/", "recherche/"] } else { ["book/whole/", "search/"] };
    let own = ["", "guides/", "guides/forms/", "faq/help/", "faq/flat/", "glossary/", "book/", "book/use/", book];
    let more = ["book/forms-annex/", "one/french/", "one/english/", "404.html", "_status/", search];
    own.into_iter().chain(more).map(|page| format!("{segment}/{page}")).collect()
}

pub fn all_kinds() -> Vec<String> {
    ["fr", "en"].into_iter().flat_map(kinds).chain([String::new()]).collect()
}

const AXE: &str = "(async () => {
    document.querySelectorAll('details').forEach(details => details.open = true);
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const found = await axe.run(document, {
        resultTypes: ['violations'], runOnly: {type: 'tag', values}, rules: {'target-size': {enabled: true}},
    });
    return found.violations.flatMap(rule => rule.nodes.map(node =>
        rule.id + ': ' + node.html.slice(0, 200) + ' ' + node.failureSummary.split('\\n').slice(1).join(' ').trim()));
})()";

#[test]
fn axe_finds_nothing_in_either_language_and_theme() {
    let axe = fs::read_to_string(checkers::file("axe-core/axe.min.js")).expect("the package is installed");
    let (manual, torture, mut tab) = (Site::manual(), Site::torture(), Tab::open());
    let pages: Vec<String> =
        all_kinds().iter().map(|page| torture.url(page)).chain(LONG.iter().map(|page| manual.url(page))).collect();
    // What is there only once a reader has asked for it: an expression that asks, and one that tells when it is there.
    let on_page = ("0", "document.querySelector('.search-results mark')");
    let dialog = (
        "document.querySelector('.search-button').click(); document.querySelector('.search-dialog .search-input').value = 'navette';
         document.querySelector('.search-dialog .search-input').dispatchEvent(new Event('input')); 0",
        "document.querySelector('.search-dialog[open] mark')",
    );
    let menu = (
        "document.querySelector('.menu-button').click(); 0",
        "innerWidth > 960 || document.querySelector(':popover-open')",
    );
    let asked = [
        ("fr/recherche/?q=navette", on_page),
        ("en/search/?q=shuttle", on_page),
        ("fr/guides/forms/", dialog),
        ("fr/book/use/", menu),
        ("en/book/use/", menu),
    ]
    .map(|(page, asked)| (torture.url(page), asked));
    let nothing = ("0", "true");
    let pages: Vec<_> = pages.into_iter().map(|page| (page, nothing)).chain(asked).collect();
    let mut faults: BTreeMap<String, String> = BTreeMap::new();
    for width in [1280, 360] {
        tab.window(width, 800);
        for (page, (ask, there)) in &pages {
            tab.load(page);
            tab.value(ask);
            tab.until(there);
            tab.value(&format!("{axe};0"));
            for scheme in ["light", "dark"] {
                tab.media(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]);
                let found = tab.value(AXE);
                for fault in found.as_array().expect("a list") {
                    faults.entry(fault.to_string()).or_insert_with(|| format!("{page} ({scheme}, {width})"));
                }
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{}:\n{}",
        faults.len(),
        faults.iter().map(|(fault, page)| format!("{page}: {fault}")).collect::<Vec<_>>().join("\n")
    );
}

/// What has the focus, and what is wrong with how it shows that.
const FOCUSED: &str = "(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const faults = [];
    // A radio button of tabs is invisible; its label shows the focus.
    const shown = element.matches('.tabs > input') ? element.nextElementSibling : element;
    const style = getComputedStyle(shown);
    if (element.id !== '_main' && (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2)) {
        faults.push('no outline');
    }
    if (parseFloat(style.opacity) < 1) faults.push('invisible');
    const box = [...shown.getClientRects()].find(box => box.width && box.height);
    if (!box) faults.push('nowhere');
    else {
        const x = Math.min(Math.max(box.left + Math.min(box.width, 40) / 2, 1), innerWidth - 1);
        const inside = y => y > 0 && y < innerHeight;
        const seen = [box.top + 2, box.top + box.height / 2, box.bottom - 2].filter(inside).some(y => {
            const top = document.elementFromPoint(x, y);
            return top && (shown.contains(top) || top.contains(shown) && !top.matches('.site-header, .site-header *'));
        });
        if (!seen) faults.push(`obscured at ${x}, ${box.top} to ${box.bottom} of ${innerHeight}: `
            + document.elementFromPoint(x, box.top + box.height / 2)?.cloneNode(false).outerHTML);
    }
    const name = element.getAttribute('aria-label') || (element.labels && element.labels[0] || element).innerText
        || element.querySelector('img')?.alt;
    if (element.id !== '_main' && !element.matches('pre, .table') && !String(name).trim()) faults.push('no name');
    return {what: element.cloneNode(false).outerHTML.slice(0, 160), faults,
        kind: ['.skip', 'a[data-switch]', '.theme-button', '.menu-button', '.permalink', '.copy', 'summary', 'pre', '.table',
            '.tabs > input', '.site-nav a', '.contents a', '.pager a', '.site-footer a', '.backref', 'figure a, p a',
            '.clause > .permalink', '.close-button'].filter(selector => element.matches(selector))};
})()";

/// Presses Tab until the focus leaves the page; says which kinds of controls it met.
fn walk(tab: &mut Tab, page: &str) -> BTreeSet<String> {
    let mut kinds = BTreeSet::new();
    // The preview's own sign stands in a corner of the window; readers of a published site have none.
    tab.value("document.querySelector('diglot-preview')?.remove()");
    for _ in 0..600 {
        tab.key("Tab");
        let focused = tab.value(FOCUSED);
        if focused.is_null() {
            return kinds;
        }
        assert_eq!(focused["faults"], json!([]), "{page}: {}", focused["what"]);
        kinds.extend(
            focused["kind"].as_array().expect("a list").iter().map(|kind| kind.as_str().unwrap_or("").to_owned()),
        );
    }
    panic!("{page}: the focus never leaves the page");
}

#[test]
fn everything_is_reached_and_seen_with_the_keyboard() {
    let (site, mut tab) = (Site::torture(), Tab::open());
    for segment in ["fr", "en"] {
        for (page, expected) in [
            (
                "guides/forms/",
                &[
                    ".skip",
                    "a[data-switch]",
                    ".theme-button",
                    ".permalink",
                    ".copy",
                    "summary",
                    "pre",
                    ".table",
                    ".tabs > input",
                    ".site-nav a",
                    ".contents a",
                    ".pager a",
                    ".site-footer a",
                    ".backref",
                ][..],
            ),
            ("faq/help/", &["summary", ".contents a"]),
            ("book/use/", &[".clause > .permalink", ".pager a"]),
            ("", &[".skip", "a[data-switch]"]),
        ] {
            for width in [1280, 360] {
                tab.window(width, 800);
                tab.load(&site.url(&format!("{segment}/{page}")));
                let met = walk(&mut tab, &format!("{segment}/{page} ({width})"));
                let column =
                    |kind: &str| width < 960 && matches!(kind, ".site-nav a" | ".contents a" | ".clause > .permalink");
                let missing: Vec<_> = expected.iter().filter(|kind| !met.contains(**kind) && !column(kind)).collect();
                assert!(missing.is_empty(), "{segment}/{page} ({width}): no {missing:?} among {met:?}");
            }
        }
    }
}

/// The words of the controls of the page in a language.
fn words(segment: &str) -> [&'static str; 4] {
    match segment {
        "fr" => ["Aller au contenu", "Copier", "Copié", "Apparence"],
        _ => ["Skip to content", "Copy", "Copied", "Appearance"],
    }
}

#[test]
fn controls_do_what_they_say_with_the_keyboard() {
    let (site, mut tab) = (Site::torture(), Tab::open());
    tab.call("Browser.grantPermissions", json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}));
    for [segment, other] in [["fr", "en"], ["en", "fr"]] {
        let [skip, copy, copied, theme] = words(segment);
        let page = site.url(&format!("{segment}/guides/forms/"));
        tab.load(&page);
        tab.key("Tab");
        assert_eq!(tab.text("document.activeElement.textContent"), skip);
        tab.key("Enter");
        tab.until("document.activeElement.id === '_main'");
        // The next stop is in the text, not in the header.
        tab.key("Tab");
        assert_eq!(tab.value("document.querySelector('main').contains(document.activeElement)"), true);

        let press = |tab: &mut Tab, selector: &str| {
            tab.value(&format!("document.querySelector({selector:?}).focus()"));
            tab.key("Enter");
        };
        press(&mut tab, "main h2 .permalink");
        tab.until("location.hash === '#' + document.querySelector('main h2').id");
        press(&mut tab, "details#more > summary");
        tab.until("document.querySelector('details#more').open");
        assert_eq!(tab.text("document.querySelector('.copy').textContent"), copy);
        press(&mut tab, ".copy");
        tab.until(&format!("document.querySelector('.copy').textContent === {copied:?}"));
        assert_eq!(tab.text("document.querySelector('[role=status]').textContent"), copied);
        let name = tab.text("document.querySelector('.theme-button').getAttribute('aria-label')");
        assert!(name.starts_with(theme), "{name}");
        press(&mut tab, ".theme-button");
        tab.until("document.documentElement.dataset.theme === 'light'");
        press(&mut tab, ".theme-button");
        tab.until("document.documentElement.dataset.theme === 'dark'");
        let dark = tab.text("getComputedStyle(document.documentElement).backgroundColor");
        press(&mut tab, ".theme-button");
        tab.until("!document.documentElement.dataset.theme");
        assert_ne!(tab.text("getComputedStyle(document.documentElement).backgroundColor"), dark);
        // Tabs are radio buttons: arrows go from one to the next.
        tab.value("document.querySelector('.tabs > input').focus()");
        tab.key("ArrowRight");
        tab.until("document.querySelectorAll('.tabs > input')[1].checked");
        press(&mut tab, SWITCH);
        tab.until(&format!("location.pathname === '/docs/{other}/guides/forms/'"));
    }
}

#[test]
fn the_menu_of_a_narrow_window_opens_closes_and_gives_the_focus_back() {
    let (site, mut tab) = (Site::torture(), Tab::open());
    tab.window(360, 740);
    for segment in ["fr", "en"] {
        tab.load(&site.url(&format!("{segment}/guides/forms/")));
        tab.value("document.querySelector('.menu-button').focus()");
        tab.key("Enter");
        tab.until("document.getElementById('_navigation').matches(':popover-open')");
        tab.key("Tab");
        assert_eq!(tab.value("document.getElementById('_navigation').contains(document.activeElement)"), true);
        tab.key("Escape");
        tab.until("!document.getElementById('_navigation').matches(':popover-open')");
        assert_eq!(tab.text("document.activeElement.className"), "menu-button");
    }
}

/// WCAG 2.2, 1.4.10: 320 pixels are a window of 1280 enlarged to 400 %.
#[test]
fn nothing_is_wider_than_320_pixels() {
    let (site, mut tab) = (Site::torture(), Tab::open());
    tab.window(320, 256);
    for page in all_kinds() {
        tab.load(&site.url(&page));
        tab.value("document.querySelectorAll('details').forEach(details => details.open = true)");
        assert_eq!(tab.value(OVERFLOW), Value::Array(Vec::new()), "{page} is wider than its window");
    }
}

/// WCAG 2.2, 1.4.12: text with more space around it is neither cut off nor covered.
#[test]
fn text_with_more_space_is_not_cut_off() {
    let (site, mut tab) = (Site::torture(), Tab::open());
    const SPACE: &str = "(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }'
            + 'p { margin-block-end: 2em !important }');
        document.adoptedStyleSheets = [sheet];
        const cut = [...document.querySelectorAll('body *')].filter(element => {
            const style = getComputedStyle(element);
            return style.overflowY === 'hidden' && style.clipPath === 'none' && element.scrollHeight > element.clientHeight + 1
                && !element.matches('.unseen, .skip');
        });
        return cut.map(element => element.cloneNode(false).outerHTML);
    })()";
    for width in [1280, 360] {
        tab.window(width, 740);
        for page in all_kinds() {
            tab.load(&site.url(&page));
            assert_eq!(tab.value(SPACE), json!([]), "{page}");
            assert_eq!(tab.value(OVERFLOW), Value::Array(Vec::new()), "{page} is wider than its window");
        }
    }
}

#[test]
fn other_colours_and_less_motion_are_respected() {
    let (site, mut tab) = (Site::torture(), Tab::open());
    tab.media(&[("prefers-reduced-motion", "reduce"), ("forced-colors", "active")]);
    const MOVES: &str = "[...document.querySelectorAll('*')].filter(element => {
        const style = getComputedStyle(element);
        return style.scrollBehavior === 'smooth' || style.animationName !== 'none'
            || style.transitionDuration.split(',').some(time => parseFloat(time) > 0);
    }).length";
    // What is told by a background only is told by a border where there are no backgrounds.
    const TOLD: &str = "['.alert', '.site-nav a[aria-current]', '.hl', '.steps > li'].filter(selector => {
        const element = document.querySelector(selector);
        const edges = [null, '::before'].map(part => getComputedStyle(element, part));
        return !edges.some(style => parseFloat(style.borderInlineStartWidth) > 0 || parseFloat(style.borderBlockEndWidth) > 0);
    })";
    for segment in ["fr", "en"] {
        tab.load(&site.url(&format!("{segment}/guides/forms/")));
        assert_eq!(tab.value(MOVES), 0);
        assert_eq!(tab.value(TOLD), json!([]));
    }
}

/// A policy without any exception for code or styles in pages, and without other sites.
const POLICY: &str = "<meta http-equiv=\"content-security-policy\" content=\"default-src 'none'; script-src 'self'; \
     style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'\">\n";

#[test]
fn every_page_does_with_a_strict_policy() {
    let (site, mut tab) = (Site::strict(POLICY), Tab::open());
    for page in all_kinds() {
        tab.load(&site.url(&page));
        let styled = "[...document.styleSheets].filter(sheet => sheet.cssRules.length > 0).length";
        assert_eq!(tab.value(styled), 2, "{page} has its style sheets");
        for event in tab.events() {
            assert_harmless(&event, &site.origin, &page);
        }
    }
    // What scripts do upon demand: the search, in its dialog and on its page, and the buttons.
    for (page, asked) in [("fr/guides/forms/", "navette"), ("en/guides/forms/", "shuttle")] {
        tab.load(&site.url(page));
        assert_eq!(tab.value("document.querySelectorAll('figure.code > .copy').length > 3"), true);
        tab.value("document.querySelector('.theme-button').click()");
        tab.click(".search-button");
        tab.types(asked);
        tab.until("document.querySelector('.search-dialog[open] mark')");
        let search = tab.text("document.querySelector('.search-button').href");
        tab.load(&format!("{search}?q={asked}"));
        tab.until("document.querySelector('.search-page mark')");
        for event in tab.events() {
            assert_harmless(&event, &site.origin, page);
        }
    }
}

/// Bytes of a page and of all it asks for, each compressed as a server would.
const WEIGHT: &str = "(async () => {
    const urls = [location.href, ...performance.getEntriesByType('resource').map(entry => entry.name)];
    const own = urls.filter(url => !url.includes('/__diglot/') && !url.endsWith('/plan.svg'));
    const sizes = await Promise.all([...new Set(own)].map(async url => {
        const packed = (await fetch(url)).body.pipeThrough(new CompressionStream('gzip'));
        return (await new Response(packed).arrayBuffer()).byteLength;
    }));
    return sizes.reduce((all, size) => all + size, 0);
})()";

/// What has moved under the reader by itself.
const SHIFT: &str = "new Promise(done => {
    const moved = [];
    let sum = 0;
    // What has no node is in the preview's own sign.
    const seen = source => [source.node?.outerHTML?.slice(0, 120), source.previousRect, source.currentRect];
    new PerformanceObserver(list => list.getEntries().forEach(entry => {
        const own = entry.sources.filter(source => source.node);
        if (own.length) sum += entry.value;
        moved.push(...own.map(seen));
    }))
        .observe({type: 'layout-shift', buffered: true});
    // A row of cards grows while the page is still on its way: a twentieth of what counts as good (0.1) is nothing.
    setTimeout(() => done(sum < 0.005 ? [] : moved), 100);
})";

#[test]
fn pages_are_light_and_stand_still() {
    let (torture, manual, mut tab) = (Site::torture(), Site::manual(), Tab::open());
    let own = ["fr/", "en/guides/publishing/", "fr/faq/diglot/", "en/handbook/roles/", "fr/glossary/"];
    let pages = all_kinds().into_iter().map(|page| torture.url(&page)).chain(own.iter().map(|page| manual.url(page)));
    let mut heaviest = (0, String::new());
    for page in pages {
        for (width, height) in [(1280, 800), (360, 740)] {
            tab.window(width, height);
            tab.load(&page);
            assert_eq!(tab.value(SHIFT), json!([]), "{page} moves ({width})");
        }
        let weight = tab.value(WEIGHT).as_u64().expect("a number of bytes");
        heaviest = heaviest.max((weight, page));
    }
    println!("the heaviest page: {} bytes, {}", heaviest.0, heaviest.1);
    assert!(heaviest.0 <= 60_000, "{} weighs {} bytes", heaviest.1, heaviest.0);
}
