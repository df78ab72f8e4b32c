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
    tab.until("document.querySelector('diglot-preview[data-build]')");
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

/// A site with a problem of every kind that a page shows where it is.
fn faulty() -> Vec<(&'static str, String)> {
    let fr = "# Renouveler un permis\n\nLisez les [tarifs](tarif.md) avant de commencer.\n\n## Préparer {#prepare}\n\nIl faut une photo.\n\n## Payer {#pay}\n\nPayez avant le 30 avril 2027.\n\n## Recevoir {#receive}\n\nLe permis arrive par la poste.\n\n:::snippet aide\n:::\n";
    let en = "# Renew a licence\n\nRead the [rates](rates.md) before you start.\n\n## Prepare {#prepare}\n\nYou need a photo.\n\n## Pay {#pay}\n\nPay before April 30, 2027.\n\n:::snippet aide\n:::\n";
    vec![
        ("diglot.yaml", SETTINGS.into()),
        ("content/page.fr.md", fr.into()),
        ("content/page.en.md", en.into()),
        ("content/_snippets/aide.fr.md", "Appelez le [service](nulle-part.md).\n".into()),
        ("content/_snippets/aide.en.md", "Call the [desk](nowhere.md).\n".into()),
    ]
}

/// The problem outlined at an element, and the text of the message there.
fn tip(tab: &mut Tab, element: &str) -> String {
    // The last one may lie over the element.
    tab.hover("document.querySelector('header')");
    tab.until(&own(".tip[hidden]"));
    tab.hover(element);
    tab.until(&format!("!{}.hidden", own(".tip")));
    tab.text(&format!("{}.textContent", own(".tip")))
}

#[test]
fn problems_are_shown_where_they_are_in_the_writers_language() {
    for (tongue, count, missing, help) in
        [("fr", "problèmes", "n'existe pas", "Pour corriger"), ("en", "problems", "does not exist", "To mend it")]
    {
        let editor = FakeEditor::new();
        let command = editor.command();
        let (live, mut tab) = (start(&faulty(), &["--lang", tongue, "--editor", &command]), Tab::open());
        let root = std::fs::canonicalize(live.root()).expect("it is there");
        let mut calls = Vec::new();
        for (lang, link, path, line) in
            [("fr", "tarif.md", "page.fr.md", "3:20"), ("en", "rates.md", "page.en.md", "3:18")]
        {
            open(&mut tab, &live, &format!("{lang}/page/"));
            tab.until(&format!("{}.textContent.includes({count:?})", own(".count")));
            // The link itself, not its paragraph.
            let broken = "document.querySelector('main p a[data-diglot-problem=error]')";
            let said = tip(&mut tab, broken);
            assert!(said.contains(link) && said.contains(missing) && said.contains(help), "{said}");
            tab.click_on(&own(".tip .actions button"), 0);
            calls.extend(["--at".to_owned(), line.to_owned(), root.join("content").join(path).display().to_string()]);
            assert_eq!(editor.calls(calls.len()), calls);

            // A section that the other edition lacks; the snippet's link is known as the snippet's.
            let place = if lang == "fr" { "receive" } else { "pay" };
            let section = format!("document.querySelector('#{place}[data-diglot-problem=warning]')");
            tab.until(&section);
            assert!(tip(&mut tab, &section).contains("DG-B001"));
            let said = tip(&mut tab, "document.querySelectorAll('main p a[data-diglot-problem=error]')[1]");
            assert!(said.contains(&format!("content/_snippets/aide.{lang}.md:1:")), "{said}");

            // Alt and a click open whatever text stands there.
            let paragraph = "[...document.querySelectorAll('main p')].find(p => /photo/.test(p.textContent))";
            tab.click_on(paragraph, 1);
            calls.extend(["--at".to_owned(), "7:1".to_owned(), root.join("content").join(path).display().to_string()]);
            assert_eq!(editor.calls(calls.len()), calls);

            // The list says the same, by keyboard alone.
            tab.value(&format!("{}.focus()", own(".count")));
            tab.key("Enter");
            tab.until(&format!("{}.querySelectorAll('.panel li').length >= 3", OWN));
            tab.key("ArrowRight");
            tab.until(&own("[data-tab=site][aria-selected=true]"));
            tab.key("Escape");
            tab.until(&own(".panel[hidden]"));

            // Mended: the outline goes, and the page was not loaded anew.
            live.exchange(&format!("content/{path}"), link, "page.md");
            tab.until("document.querySelectorAll('main p a[data-diglot-problem]').length === 1");
            assert_same_page(&mut tab);
        }
    }
}

#[test]
fn a_stale_section_and_a_missing_translation_are_outlined() {
    let mut files = faulty();
    files.push(("content/alone.fr.md", "# Seul\n\nTexte.\n".into()));
    let (live, mut tab) = (start(&files, &["--lang", "en"]), Tab::open());
    let accept = std::process::Command::new(env!("CARGO_BIN_EXE_diglot"))
        .args(["accept", "page#prepare", "--root"])
        .arg(live.root())
        .output()
        .expect("diglot runs");
    assert!(accept.status.success(), "{accept:?}");
    open(&mut tab, &live, "en/page/");
    live.exchange("content/page.fr.md", "Il faut une photo.", "Il faut une photo et un formulaire.");
    tab.until("document.querySelector('#prepare[data-diglot-problem=warning]')");
    assert!(tip(&mut tab, "document.querySelector('#prepare')").contains("DG-S001"));
    open(&mut tab, &live, "fr/page/");
    tab.until("document.querySelector('#prepare[data-diglot-problem=warning]')");
    // The page that stands in for a translation shows that it does.
    open(&mut tab, &live, "en/alone/");
    tab.until("document.querySelector('h1[data-diglot-problem=warning]')");
    assert!(tip(&mut tab, "document.querySelector('h1')").contains("DG-P001"));
}

#[test]
fn without_an_editor_the_place_is_told() {
    let (live, mut tab) = (start(&faulty(), &["--lang", "fr"]), Tab::open());
    open(&mut tab, &live, "fr/page/");
    tab.click_on("document.querySelector('main h2')", 1);
    tab.until(&format!("{}.textContent.includes('--editor code')", own(".notes")));
    assert!(tab.text(&format!("{}.textContent", own(".notes"))).contains("content/page.fr.md:5:1"));
}

#[test]
fn a_build_error_lies_over_the_last_good_page_until_it_is_mended() {
    let template = "{% extends \"base.html\" %}{% block main %}<h1>{{ page.title | safe }}</h1>{{ page.content | safe }}{% endblock main %}";
    for (tongue, title) in [("fr", "Le site ne peut pas être construit"), ("en", "The site cannot be built")] {
        let mut files = site();
        files.push(("templates/guide.html", template.into()));
        let (mut live, mut tab) = (start(&files, &["--lang", tongue]), Tab::open());
        open(&mut tab, &live, "fr/page/");
        let shown = format!("!{}.hidden", own(".overlay"));
        for (path, good, bad) in [
            ("templates/guide.html", "{% endblock main %}", "{% endbloc main %}"),
            ("diglot.yaml", "languages: [fr-CA, en-CA]", "languages: [fr-CA, en-CA"),
        ] {
            live.exchange(path, good, bad);
            tab.until(&shown);
            let said = tab.text(&format!("{}.textContent", own(".overlay")));
            assert!(said.contains(title) && said.contains(path), "{said}");
            assert!(tab.text("document.querySelector('main').textContent").contains("XYZ"), "the last good page stays");
            // Away with it, by keyboard; it stays away while the fault is the same, and the badge still tells.
            tab.key("Escape");
            tab.until(&own(".overlay[hidden]"));
            live.save("content/other.fr.md", "# Autre\n\nEncore.\n");
            tab.value("new Promise(done => setTimeout(done, 400))");
            assert_eq!(tab.value(&format!("{}.hidden", own(".overlay"))), true);
            // Another tab sees it all the same.
            open(&mut tab, &live, "en/page/");
            tab.until(&shown);
            live.exchange(path, bad, good);
            tab.until(&own(".overlay[hidden]"));
            assert_same_page(&mut tab);
            assert!(live.is_running());
        }
        live.remove("diglot.yaml");
        tab.until(&shown);
        live.save("diglot.yaml", SETTINGS);
        tab.until(&own(".overlay[hidden]"));
        live.exchange("content/page.en.md", "XYZ 1.", "XYZ 4.");
        tab.until("document.querySelector('main').textContent.includes('XYZ 4.')");
    }
}

#[test]
fn a_broken_first_build_is_a_page_that_becomes_the_site() {
    for (path, bad, good) in [
        ("diglot.yaml", "title: [\n", SETTINGS),
        ("templates/guide.html", "{% extends \"base.html\" %}{% bloc", "{% extends \"base.html\" %}"),
    ] {
        let mut files = site();
        files.retain(|(known, _)| *known != path);
        files.push((path, bad.into()));
        let (mut live, mut tab) = (start(&files, &["--lang", "fr"]), Tab::open());
        tab.load(&live.url("fr/page/"));
        let shown = "document.body.textContent + document.querySelector('diglot-preview')?.shadowRoot.textContent";
        tab.until(&format!("({shown}).includes({path:?})"));
        live.save(path, good);
        tab.until("/XYZ 1/.test(document.querySelector('main')?.textContent)");
        assert!(live.is_running());
    }
}

#[test]
fn a_page_that_goes_stays_to_be_read_and_says_where_it_went() {
    // Where one edition is left, its text stands in for the other; so both go at once, with their folder. No other page
    // has the same text, or it would be where they went.
    let text = |lang: &str| format!("{}\nXYZ-BOX\n", page(lang));
    let mut files = site();
    files.extend([("content/box/page.fr.md", text("fr")), ("content/box/page.en.md", text("en"))]);
    let (live, mut tab) = (start(&files, &["--lang", "en"]), Tab::open());
    for lang in ["fr", "en"] {
        open(&mut tab, &live, &format!("{lang}/box/page/"));
        live.rename("content/box", "content/chest");
        tab.until(&own(".gone a"));
        assert_same_page(&mut tab);
        assert!(tab.text("document.querySelector('main').textContent").contains("XYZ-BOX"));
        tab.click_on(&own(".gone a"), 0);
        tab.until(&format!("location.pathname === '/{lang}/chest/page/'"));
        open(&mut tab, &live, &format!("{lang}/chest/page/"));
        live.rename("content/chest", "content/box");
        tab.until(&own(".gone a"));
        live.rename("content/box", "away");
        tab.until(&format!("{OWN}.querySelector('.gone') && !{OWN}.querySelector('.gone a')"));
        live.rename("away", "content/chest");
        tab.until(&format!("!{OWN}.querySelector('.gone')"));
        assert_same_page(&mut tab);
        live.rename("content/chest", "content/box");
    }
}

#[test]
fn drafts_carry_a_mark_where_they_are_and_where_they_are_linked() {
    let mut files = site();
    let draft = |title: &str| format!("---\ntitle: {title}\ndraft: true\n---\n\nABC.\n");
    files.push(("content/soon.fr.md", draft("Bientôt")));
    files.push(("content/soon.en.md", draft("Soon")));
    for (tongue, word) in [("fr", "Brouillon"), ("en", "Draft")] {
        let (live, mut tab) = (start(&files, &["--drafts", "--lang", tongue]), Tab::open());
        for lang in ["fr", "en"] {
            open(&mut tab, &live, &format!("{lang}/soon/"));
            tab.until(&own(".chip"));
            assert_eq!(tab.text(&format!("{}.textContent", own(".chip"))), word);
            open(&mut tab, &live, &format!("{lang}/page/"));
            assert_eq!(tab.value(&own(".chip")), serde_json::Value::Null);
            tab.until(&format!("document.querySelector(\"a[href='/{lang}/soon/'][data-diglot-draft]\")"));
            assert_eq!(tab.value("document.querySelectorAll(\"a[href$='/other/'][data-diglot-draft]\").length"), 0);
        }
    }
}

#[test]
fn the_preview_says_when_the_server_is_gone() {
    let (live, mut tab) = (start(&site(), &["--lang", "fr"]), Tab::open());
    open(&mut tab, &live, "fr/page/");
    drop(live);
    tab.until(&own(".dot.away"));
    assert!(tab.text("document.querySelector('main').textContent").contains("XYZ"));
}

#[test]
fn others_may_look_and_nothing_acts() {
    for (tongue, word) in [("fr", "ouvert au réseau"), ("en", "open to the network")] {
        let editor = FakeEditor::new();
        let command = editor.command();
        let arguments = ["--lang", tongue, "--host", "0.0.0.0", "--editor", &command];
        let (live, mut tab) = (start(&faulty(), &arguments), Tab::open());
        assert!(live.said().contains("--host 0.0.0.0"), "{}", live.said());
        open(&mut tab, &live, "fr/page/");
        tab.click_on("document.querySelector('main h2')", 1);
        tab.until(&format!("{}.textContent.includes({word:?})", own(".notes")));
        let asked = "fetch('/__diglot/do/open', {method: 'POST', headers: {'x-diglot-token': ''}, body: '{}'}).then(a => a.status)";
        assert_eq!(tab.value(asked), 403);
        assert_eq!(editor.calls(0), Vec::<String>::new());
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_at_once() {
    let (mut live, mut tab) = (start(&site(), &[]), Tab::open());
    open(&mut tab, &live, "fr/page/");
    let started = std::time::Instant::now();
    assert!(live.interrupt().success(), "it ends well");
    assert!(started.elapsed() < std::time::Duration::from_secs(1), "{:?}", started.elapsed());
}

/// Pieces of a page, of every kind that writers use.
const PIECES: [&str; 14] = [
    "A paragraph with *emphasis*, `code` and a [link](other.md).",
    "Another paragraph.",
    "Another paragraph.",
    "## A section",
    "## A section",
    "### Deeper {#deeper}",
    "- one\n- two\n- three",
    "1. first\n2. second\n\n   with more\n3. third",
    "| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |",
    ":::details More\n\nInside, with a note.[^n]\n\n:::\n\n[^n]: The note.",
    ":::tabs\n:::tab One\nText one.\n:::\n:::tab Two\nText two.\n:::\n:::",
    "```rust\nfn main() {}\n```",
    "> [!NOTE]\n> Mind the gap.",
    "<div class=\"raw\"><b>raw</b> &amp; <i>ready</i></div>",
];

/// Whether the page in sight is, but for what scripts add, the one that the server has now.
const AS_LOADED: &str = "(async () => {
    const clean = page => {
        const copy = page.querySelector('.layout').cloneNode(true);
        copy.querySelectorAll('.copy').forEach(button => button.remove());
        copy.querySelectorAll('.contents details').forEach(details => details.removeAttribute('open'));
        copy.querySelectorAll('.contents summary').forEach(summary => summary.removeAttribute('tabindex'));
        for (const element of copy.querySelectorAll('*')) {
            for (const { name } of [...element.attributes]) {
                if (name.startsWith('data-diglot-') || name === 'aria-current') element.removeAttribute(name);
            }
        }
        return page.title + copy.innerHTML;
    };
    const answer = await fetch(location.href, { cache: 'no-store' });
    return clean(document) === clean(new DOMParser().parseFromString(await answer.text(), 'text/html'));
})()";

#[test]
fn many_edits_leave_the_page_that_a_new_load_would_give() {
    let (live, mut tab) = (start(&site(), &[]), Tab::open());
    // Numerical Recipes' generator: the same edits in every run.
    let mut state: u32 = 5;
    let mut random = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    for lang in ["fr", "en"] {
        open(&mut tab, &live, &format!("{lang}/page/"));
        let mut pieces: Vec<String> = Vec::new();
        for turn in 0..30 {
            match random(5) {
                0 if pieces.len() > 3 => drop(pieces.remove(random(pieces.len()))),
                1 if pieces.len() > 3 => {
                    let (one, other) = (random(pieces.len()), random(pieces.len()));
                    pieces.swap(one, other);
                }
                2 if !pieces.is_empty() => {
                    let at = random(pieces.len());
                    pieces[at] = pieces[at].replacen("A", &format!("A{turn}"), 1);
                }
                _ => pieces.insert(random(pieces.len() + 1), PIECES[random(PIECES.len())].to_owned()),
            }
            // Only so that every edit is one.
            let text = format!("# Turn {turn}\n\n{}\n", pieces.join("\n\n"));
            live.save(&format!("content/page.{lang}.md"), &text);
            tab.until(&format!("document.querySelector('h1').textContent === 'Turn {turn}'"));
            assert_eq!(tab.value(AS_LOADED), true, "after edit {turn}:\n{text}");
            assert_same_page(&mut tab);
        }
    }
}
