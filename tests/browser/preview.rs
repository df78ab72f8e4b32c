//! Turns what a writer does with `diglot serve` into what they see in a real Chromium.
//!
//! Every test has a site in both languages and is run in each: the other edition is never touched by an edit of one.

use crate::devtools::Tab;
use crate::live::{FakeEditor, Live};

const SETTINGS: &str = "title: {fr: Essai, en: Trial}\nlanguages: [fr-CA, en-CA]\nsource: fr\n";

/// The preview's own interface.
const OWN: &str = "document.querySelector('diglot-preview').shadowRoot";

/// Something of it, by selector.
fn own(selector: &str) -> String {
    format!("{OWN}.querySelector({selector:?})")
}

fn prose(lang: &str, paragraphs: usize) -> String {
    let one = match lang {
        "fr" => "Une phrase pour remplir, que personne ne relit jamais deux fois.\n\n",
        _ => "A sentence to fill the space, that nobody ever reads twice.\n\n",
    };
    one.repeat(paragraphs)
}

/// A page with something to fold, something to type into, code, and room to scroll.
fn page(lang: &str) -> String {
    let (title, first, open, last) = match lang {
        "fr" => ("Le dossier", "## Début {#first}", "Ouvrez-moi", "## Fin {#last}"),
        _ => ("The file", "## Start {#first}", "Open me", "## End {#last}"),
    };
    format!(
        "# {title}\n\n{}{first}\n\n:::details {open}\n\nABC\n\n:::\n\n<input id=\"field\" type=\"search\" aria-label=\"x\">\n\n```sh\nls -l\n```\n\n{}{last}\n\nXYZ 1.\n\n{}",
        prose(lang, 2),
        prose(lang, 30),
        prose(lang, 12),
    )
}

fn site() -> Vec<(&'static str, String)> {
    vec![
        ("diglot.yaml", SETTINGS.into()),
        ("content/page.fr.md", page("fr")),
        ("content/page.en.md", page("en")),
        ("content/other.fr.md", format!("# Autre\n\n{}", prose("fr", 3))),
        ("content/other.en.md", format!("# Other\n\n{}", prose("en", 3))),
    ]
}

fn start(files: &[(&str, String)], arguments: &[&str]) -> Live {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    Live::start(&files, arguments)
}

/// Loads a page and waits until its script knows it; a reload would forget the sign that is left there.
fn open(tab: &mut Tab, live: &Live, path: &str) {
    tab.load(&live.url(path));
    tab.until(&format!("document.querySelector('diglot-preview') && {}", own(".count")));
    tab.until(&format!("!{}.querySelector('.dot.away')", OWN));
    tab.value("new Promise(done => setTimeout(done, 200))");
    tab.value("window.sign = 'same page'; null");
}

fn assert_same_page(tab: &mut Tab) {
    if tab.value("window.sign") != "same page" {
        let why: Vec<String> =
            tab.events().iter().map(|event| event["params"]["args"][0]["value"].to_string()).collect();
        let why: Vec<&String> = why.iter().filter(|said| said.contains("Diglot")).collect();
        panic!("the page was loaded anew: {why:?}");
    }
}

#[test]
fn a_save_replaces_only_what_changed() {
    let (live, mut tab) = (start(&site(), &[]), Tab::open());
    for lang in ["fr", "en"] {
        open(&mut tab, &live, &format!("{lang}/page/"));
        tab.value("document.querySelector('main details').open = true");
        tab.value("document.getElementById('field').focus()");
        tab.types("typed text");
        tab.value("document.getElementById('field').setSelectionRange(2, 5)");
        tab.value("document.getElementById('last').scrollIntoView()");
        tab.value("window.kept = [...document.querySelectorAll('main p, main h2, .copy, #field')]; null");
        let scroll = tab.value("scrollY");
        assert!(scroll.as_f64() > Some(300.0), "there is room to scroll: {scroll}");

        live.exchange(&format!("content/page.{lang}.md"), "XYZ 1.", "XYZ 2.");
        tab.until("document.querySelector('main').textContent.includes('XYZ 2.')");
        assert_same_page(&mut tab);
        assert_eq!(tab.value("scrollY"), scroll, "the page does not move");
        assert_eq!(tab.value("document.querySelector('main details').open"), true);
        assert_eq!(tab.value("document.activeElement.id"), "field");
        assert_eq!(tab.value("document.activeElement.value"), "typed text");
        assert_eq!(
            tab.text("document.activeElement.selectionStart + '-' + document.activeElement.selectionEnd"),
            "2-5"
        );
        assert_eq!(tab.value("kept.every(element => element.isConnected)"), true, "no element was made anew");
        assert_eq!(tab.value("document.querySelectorAll('.copy').length > 0"), true, "what scripts added stays");
        let flashing = "[...document.querySelectorAll('main *')].filter(e => e.getAnimations().some(a => a.id === 'diglot-change')).map(e => e.textContent).join()";
        assert_eq!(tab.text(flashing), "XYZ 2.", "what changed flashes, and nothing else");

        // Something comes and goes above the window: what is read stays where it is.
        let top = tab.value("document.getElementById('last').getBoundingClientRect().top");
        live.exchange(&format!("content/page.{lang}.md"), "{#first}\n", "{#first}\n\nNEW ONE.\n\n- a\n- b\n");
        tab.until("document.querySelector('main').textContent.includes('NEW ONE.')");
        tab.value("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))");
        assert_same_page(&mut tab);
        let now = tab.value("document.getElementById('last').getBoundingClientRect().top");
        let moved = top.as_f64().zip(now.as_f64()).map(|(top, now)| (top - now).abs());
        assert!(moved < Some(2.0), "what is read moved from {top} to {now}");
        assert_eq!(tab.value("document.querySelector('main details').open"), true);
        tab.until(&own(".changed"));
        tab.click_on(&own(".changed"), 0);
        tab.until("(box => box.top > 0 && box.bottom < innerHeight)([...document.querySelectorAll('main p')].find(p => p.textContent === 'NEW ONE.').getBoundingClientRect())");

        // And back, which must be the page as it was.
        live.exchange(&format!("content/page.{lang}.md"), "\n\nNEW ONE.\n\n- a\n- b\n", "\n");
        tab.until("!document.querySelector('main').textContent.includes('NEW ONE.')");
        assert_same_page(&mut tab);
        assert_eq!(tab.value("kept.every(element => element.isConnected)"), true);
    }
}

#[test]
fn the_head_is_mended_in_place_and_scripts_are_not() {
    let (live, mut tab) = (start(&site(), &[]), Tab::open());
    for (lang, old, new) in [("fr", "# Le dossier", "# Le classeur"), ("en", "# The file", "# The binder")] {
        open(&mut tab, &live, &format!("{lang}/page/"));
        tab.value("scrollTo(0, 500)");
        live.exchange(&format!("content/page.{lang}.md"), old, new);
        tab.until(&format!("document.title.startsWith({:?})", &new[2..]));
        tab.until(&format!("document.querySelector('h1').textContent === {:?}", &new[2..]));
        assert_same_page(&mut tab);

        live.exchange(&format!("content/page.{lang}.md"), "XYZ 1.", "<script>window.ran = true</script>\n\nXYZ 3.");
        tab.until("window.ran");
        assert_eq!(tab.value("window.sign || null"), serde_json::Value::Null, "a script runs in a page of its own");
        tab.until("Math.abs(scrollY - 500) < 3");
    }
}

#[test]
fn headings_that_come_and_go_are_known_to_the_pages_own_script() {
    let (live, mut tab) = (start(&site(), &[]), Tab::open());
    for lang in ["fr", "en"] {
        open(&mut tab, &live, &format!("{lang}/page/"));
        live.exchange(
            &format!("content/page.{lang}.md"),
            "XYZ 1.",
            "XYZ 1.\n\n## Q R S {#qrs}\n\n```sh\nnew code\n```\n",
        );
        tab.until("document.getElementById('qrs')");
        assert_same_page(&mut tab);
        assert_eq!(
            tab.value("[...document.querySelectorAll('figure.code')].every(f => f.querySelector('.copy'))"),
            true
        );
        tab.value("document.getElementById('qrs').scrollIntoView()");
        tab.until("document.querySelector(\".contents a[href='#qrs']\").getAttribute('aria-current') === 'true'");
    }
}

#[test]
fn a_style_is_exchanged_without_a_flicker() {
    let mut files = site();
    files.push(("static/diglot.css", "body { color: rgb(1, 2, 3); margin: 7px }".into()));
    let (live, mut tab) = (start(&files, &[]), Tab::open());
    for lang in ["fr", "en"] {
        live.save("static/diglot.css", "body { color: rgb(1, 2, 3); margin: 7px }");
        open(&mut tab, &live, &format!("{lang}/page/"));
        tab.until("getComputedStyle(document.body).color === 'rgb(1, 2, 3)'");
        tab.value("window.seen = new Set(); (function look() { const s = getComputedStyle(document.body); seen.add(s.color + ' ' + s.marginTop); requestAnimationFrame(look) })(); null");
        live.save("static/diglot.css", "body { color: rgb(9, 8, 7); margin: 7px }");
        tab.until("getComputedStyle(document.body).color === 'rgb(9, 8, 7)'");
        tab.value("new Promise(done => setTimeout(done, 300))");
        assert_same_page(&mut tab);
        let seen = tab.text("[...seen].join(', ')");
        assert_eq!(seen, "rgb(1, 2, 3) 7px, rgb(9, 8, 7) 7px", "never without a style");
    }
}
