//! Turns pages with every construct into what the eye meets there: lines that are not too long, words that nothing covers,
//! signs that stand out from their ground, on a screen, with the system's own colours and on paper.
//!
//! Whether a page is beautiful it does not say: somebody looks at that.

use crate::devtools::Tab;
use crate::reader::all_kinds;
use crate::site::Site;
use serde_json::{Value, json};

/// Pages of the manual, longer than those of the torture site: guide, FAQ, handbook, what it changed, the whole of it, terms.
pub const LONG: [&str; 12] = [
    "fr/",
    "en/guides/settings/",
    "fr/guides/ecrire/",
    "en/faq/diglot/",
    "fr/faq/diglot/",
    "en/handbook/roles/",
    "fr/handbook/annexe-forfaits/",
    "en/handbook/changes/",
    "fr/handbook/modifications/",
    "en/handbook/whole/",
    "fr/glossary/",
    "en/guides/typography/",
];

/// Where each line of each visible text is.
const LINES: &str = "(root => {
    const lines = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
        const parent = node.parentElement;
        if (!node.data.trim() || !parent.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
        // Hidden from the eye, not from who has the page read aloud.
        let unseen = false;
        for (let e = parent; e; e = e.parentElement) unseen ||= getComputedStyle(e).clipPath.startsWith('inset(50%');
        if (unseen) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
            if (box.width > 1) lines.push({box, node, text: node.data.trim().slice(0, 60)});
        }
    }
    return lines;
})";

#[test]
fn no_text_lies_upon_another() {
    let upon = format!(
        "(() => {{
            document.querySelectorAll('diglot-preview').forEach(element => element.remove());
            document.querySelectorAll('details').forEach(details => details.open = true);
            const lines = ({LINES})(document.body).sort((a, b) => a.box.top - b.box.top);
            const found = [];
            lines.forEach((one, at) => {{
                for (let next = at + 1; next < lines.length && lines[next].box.top < one.box.bottom; next++) {{
                    const other = lines[next];
                    if (other.node === one.node) continue;
                    const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
                    const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
                    // Lines of a large heading reach a little into each other by right.
                    if (wide > 2 && high > 0.4 * Math.min(one.box.height, other.box.height)) found.push([one.text, other.text]);
                }}
            }});
            return found;
        }})()"
    );
    let (manual, torture, mut tab) = (Site::manual(), Site::torture(), Tab::open());
    let own = all_kinds().into_iter().map(|page| torture.url(&page));
    let pages: Vec<String> = own.chain(LONG.iter().map(|page| manual.url(page))).collect();
    for (media, width) in [("screen", 1280), ("screen", 800), ("screen", 360), ("print", 700)] {
        tab.window(width, 900);
        tab.call("Emulation.setEmulatedMedia", json!({"media": media}));
        for page in &pages {
            tab.load(page);
            assert_eq!(tab.value(&upon), json!([]), "{page} ({media}, {width})");
        }
    }
}

/// The share of lines that are full is what counts: the last of a paragraph is as long as it happens to be.
#[test]
fn lines_of_text_are_neither_short_nor_long() {
    let measured = "(() => {
        const counts = [];
        document.querySelectorAll('.prose > p').forEach(p => {
            const lines = new Map();
            const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
            const range = document.createRange();
            for (let node; (node = walker.nextNode());) for (let at = 0; at < node.length; at++) {
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                const box = range.getClientRects()[0];
                if (!box) continue;
                const line = Math.round((box.top + box.height / 2) / 12);
                lines.set(line, (lines.get(line) || 0) + 1);
            }
            counts.push(...[...lines.values()].slice(0, -1));
        });
        return counts.reduce((sum, count) => sum + count, 0) / counts.length;
    })()";
    let (site, mut tab) = (Site::manual(), Tab::open());
    for width in [1280, 1920] {
        tab.window(width, 900);
        for page in ["fr/guides/publier/", "en/guides/publishing/", "fr/guides/ecrire/", "en/guides/writing/"] {
            tab.load(&site.url(page));
            let mean = tab.value(measured).as_f64().expect("a number");
            // Faces of other systems run up to a twentieth wider or narrower than those of this one.
            assert!((60.0..=78.0).contains(&mean), "{page} ({width}): {mean:.1} characters a line");
        }
    }
}

/// A flag, a code or a file name in a sentence goes to the next line rather than be broken behind a hyphen.
#[test]
fn code_in_a_sentence_is_not_broken_at_a_hyphen() {
    let broken = "[...document.querySelectorAll('.page :not(pre) > code')].flatMap(code => {
        const found = [];
        const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
        for (let node; (node = walker.nextNode());) for (const word of node.data.matchAll(/\\S+/g)) {
            const range = document.createRange();
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            if (word[0].includes('-') && word[0].length <= 24 && range.getClientRects().length > 1) found.push(word[0]);
        }
        return found;
    })";
    let (site, mut tab) = (Site::manual(), Tab::open());
    for width in [1280, 800, 390, 360, 320] {
        tab.window(width, 900);
        for page in
            ["fr/guides/commandes/", "en/guides/commands/", "fr/faq/support/", "en/faq/support/", "fr/guides/verifier/"]
        {
            tab.load(&site.url(page));
            tab.value("document.querySelectorAll('details').forEach(details => details.open = true)");
            assert_eq!(tab.value(broken), json!([]), "{page} ({width})");
        }
    }
}

/// With the system's own colours too, what is marked, chosen or small can be read: at least 4.5 (WCAG 2.2, 1.4.3).
#[test]
fn every_text_stands_out_where_the_system_gives_the_colours() {
    let faint = format!(
        "(() => {{
            const canvas = document.createElement('canvas').getContext('2d', {{willReadFrequently: true}});
            const light = colour => {{
                canvas.clearRect(0, 0, 1, 1);
                canvas.fillStyle = colour;
                canvas.fillRect(0, 0, 1, 1);
                const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
                const part = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
                return a < 128 ? null : 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
            }};
            const ground = element => {{
                for (; element; element = element.parentElement) {{
                    const found = light(getComputedStyle(element).backgroundColor);
                    if (found !== null) return found;
                }}
                return light('Canvas');
            }};
            return ({LINES})(document.body).flatMap(line => {{
                const parent = line.node.parentElement;
                const [one, other] = [light(getComputedStyle(parent).color) ?? 0, ground(parent)];
                const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
                return contrast < 4.5 ? [line.text + ': ' + contrast.toFixed(1)] : [];
            }});
        }})()"
    );
    let (site, mut tab) = (Site::torture(), Tab::open());
    for scheme in ["light", "dark"] {
        tab.media(&[("forced-colors", "active"), ("prefers-color-scheme", scheme)]);
        for page in all_kinds().iter().map(String::as_str).chain(["fr/recherche/?q=navette", "en/search/?q=shuttle"]) {
            tab.load(&site.url(page));
            if page.contains("?q=") {
                tab.until("document.querySelector('.search-results mark')");
            }
            assert_eq!(tab.value(&faint), json!([]), "{page} ({scheme})");
        }
    }
}

/// WCAG 2.2, 2.4.11: who walks back with the keyboard comes to what is above the window, where the header stands.
#[test]
fn what_has_the_focus_is_not_hidden_below_the_header() {
    let hidden = "(() => {
        const element = document.activeElement;
        if (!element || element === document.body || element.closest('.site-header, .skip')) return null;
        const shown = element.matches('.tabs > input') ? element.nextElementSibling : element;
        const header = document.querySelector('.site-header').getBoundingClientRect();
        const box = [...shown.getClientRects()].find(box => box.width && box.height);
        return box && box.bottom > header.bottom && box.top < innerHeight ? '' : element.outerHTML.slice(0, 120);
    })()";
    let (site, mut tab) = (Site::torture(), Tab::open());
    for page in ["fr/guides/forms/", "en/faq/help/", "fr/book/use/", "en/glossary/"] {
        for width in [1280, 360] {
            tab.window(width, 500);
            tab.load(&site.url(page));
            tab.value("document.querySelector('diglot-preview')?.remove()");
            tab.value("document.querySelectorAll('details').forEach(details => details.open = true)");
            tab.value("scrollTo(0, document.documentElement.scrollHeight)");
            tab.value("[...document.querySelectorAll('.site-footer a')].pop().focus()");
            let mut steps = 0;
            loop {
                tab.key("Shift+Tab");
                let found = tab.value(hidden);
                if found.is_null() {
                    break;
                }
                assert_eq!(found, "", "{page} ({width}) is hidden");
                steps += 1;
                assert!(steps < 600, "{page}: the focus never comes to the header");
            }
            assert!(steps > 5, "{page} ({width}): {steps} steps");
        }
    }
}

/// A long menu opens at the place of the page, and the way out of it is in sight all the same.
#[test]
fn the_way_out_of_a_long_menu_is_in_sight() {
    let (site, mut tab) = (Site::manual(), Tab::open());
    tab.window(360, 420);
    for page in ["fr/guides/commandes/", "en/guides/commands/"] {
        tab.load(&site.url(page));
        tab.click(".menu-button");
        tab.until("document.getElementById('_navigation').matches(':popover-open')");
        tab.until("document.getElementById('_navigation').scrollTop > 0");
        let place = tab.value("document.querySelector('.site-nav [aria-current]').getBoundingClientRect().top");
        assert!(place.as_f64().is_some_and(|top| top > 0.0 && top < 420.0), "{page}: the menu opens at {place}");
        tab.click(".close-button");
        tab.until("!document.getElementById('_navigation').matches(':popover-open')");
    }
}

/// WCAG 2.2, 1.4.11: where a field begins and ends can be seen.
#[test]
fn fields_have_an_edge_that_is_seen() {
    let edges = "[...document.querySelectorAll('.search-button, .search-field, .faq-filter input, .faq-filter select')].map(field => {
        const canvas = document.createElement('canvas').getContext('2d');
        const light = colour => {
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(value =>
                (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const [edge, paper] = [getComputedStyle(field).borderTopColor, getComputedStyle(document.documentElement).backgroundColor].map(light);
        return (Math.max(edge, paper) + 0.05) / (Math.min(edge, paper) + 0.05);
    })";
    let (site, mut tab) = (Site::torture(), Tab::open());
    for scheme in ["light", "dark"] {
        tab.media(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]);
        for (page, fields) in [("fr/faq/help/", 4), ("en/search/", 2)] {
            tab.load(&site.url(page));
            let found: Vec<Value> = tab.value(edges).as_array().expect("a list").clone();
            assert_eq!(found.len(), fields, "{page}");
            let faint = found.iter().any(|contrast| contrast.as_f64().is_none_or(|contrast| contrast < 3.0));
            assert!(!faint, "{page} ({scheme}): {found:?}");
        }
    }
}

/// Where an author broke a line, the excerpt of a result goes on.
#[test]
fn an_excerpt_reads_like_the_text() {
    let page = |words: &str| format!("---\ntitle: Page\n---\n\n## Section\n\n{words}\n\n- {words}\n");
    let site = Site::with(&[
        ("diglot.yaml", "title: {fr: Essai, en: Trial}\nlanguages: [fr-CA, en-CA]\n"),
        ("content/a.fr.md", &page("Le tarif du zygomatique\n  est de dix dollars\n  par *année*\n  entière.")),
        ("content/a.en.md", &page("The zygomatic rate\n  is ten dollars\n  a *year*\n  in full.")),
    ]);
    let mut tab = Tab::open();
    for (search, text) in [
        ("fr/recherche/?q=zygomatique", "Le tarif du zygomatique est de dix dollars par année entière."),
        ("en/search/?q=zygomatic", "The zygomatic rate is ten dollars a year in full."),
    ] {
        tab.load(&site.url(search));
        tab.until("document.querySelector('.search-text mark')");
        let found = tab.text("document.querySelector('.search-text').textContent");
        assert!(found.contains(text) && !found.contains('·'), "{search}: {found}");
    }
}
