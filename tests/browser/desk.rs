//! Turns what an editor does on the preview's dashboard, and with a document side by side, into what is on the disk.
//!
//! Every test runs the program itself, with either language as the one that is written first.

use crate::devtools::Tab;
use crate::live::Live;
use serde_json::Value;
use std::fs;

/// One language as the source, the other as the translation, with the words of the interface that the test looks for.
const WAYS: [[&str; 2]; 2] = [["fr", "en"], ["en", "fr"]];

fn settings(source: &str) -> String {
    format!("title: {{fr: Essai, en: Trial}}\nlanguages: [fr-CA, en-CA]\nsource: {source}\n")
}

fn guide(lang: &str) -> String {
    let (title, fees, notice) = match lang {
        "fr" => ("Le bail", "Les frais sont de 10 $.", "Le préavis est d’un mois."),
        _ => ("The lease", "The fees are 10 $.", "The notice is one month."),
    };
    format!(
        "# {title}\n\nA.\n\n## 1 {{#fees}}\n\n{fees}\n\n## 2 {{#notice}}\n\n{notice}\n\n## 3 {{#end}}\n\nZ.\n{}",
        "\nA, b.\n".repeat(40)
    )
}

fn faq() -> &'static str {
    "title: {fr: Questions, en: Questions and answers}\nentries:\n  - id: why\n    question: {fr: Pourquoi, en: Why}\n    \
     answer: {fr: Parce que., en: Because.}\n"
}

/// A preview of a guide and an FAQ whose translations are all accepted.
fn start(source: &str, arguments: &[&str]) -> Live {
    let (settings, fr, en) = (settings(source), guide("fr"), guide("en"));
    let files = [
        ("diglot.yaml", &*settings),
        ("content/lease.fr.md", &*fr),
        ("content/lease.en.md", &*en),
        ("content/faq/all.yaml", faq()),
        ("content/draft.fr.md", "---\ndraft: true\nreview_by: 2030-01-01\n---\n# Brouillon\n"),
        ("content/draft.en.md", "---\ndraft: true\nreview_by: 2030-01-01\n---\n# Draft\n"),
        ("content/old.fr.md", "---\nreview_by: 2031-05-05\n---\n# À relire\n"),
        ("content/old.en.md", "---\nreview_by: 2031-05-05\n---\n# To read\n"),
    ];
    let live = Live::start(&files, arguments);
    live.run(&["accept", "--all"]);
    live
}

fn record(live: &Live, lang: &str) -> String {
    fs::read_to_string(live.root().join(format!("translations/lease.{lang}.jsonl"))).unwrap_or_default()
}

fn state_is(unit: &str, state: &str) -> String {
    format!("document.getElementById({unit:?})?.dataset.state === {state:?}")
}

/// Opens a page of the desk, and waits until it hears of builds.
fn open(tab: &mut Tab, live: &Live, path: &str) {
    tab.load(&live.url(&format!("__diglot/{path}")));
    tab.until("document.documentElement.dataset.build");
}

#[test]
fn a_unit_is_accepted_with_one_click() {
    for [source, other] in WAYS {
        let (live, mut tab) = (start(source, &[]), Tab::open());
        // From the page, at the section that is read.
        tab.load(&live.url(&format!("{other}/lease/")));
        tab.until("document.querySelector('diglot-preview')?.shadowRoot.querySelector('.pair')");
        tab.value("document.getElementById('end').scrollIntoView()");
        tab.click_on("document.querySelector('diglot-preview').shadowRoot.querySelector('.pair')", 0);
        tab.until("location.pathname === '/__diglot/pair/lease' && location.hash === '#end'");
        tab.until("document.documentElement.dataset.build");
        let before = record(&live, other);
        tab.until(&state_is("fees", "current"));
        tab.value("window.sign = document.getElementById('end'); null");

        // A save is seen without loading the page, and its change word by word.
        live.exchange(&format!("content/lease.{source}.md"), "10 $", "12 $");
        tab.until(&state_is("fees", "source-changed"));
        assert_eq!(tab.text("document.querySelector('#fees del').textContent"), "10");
        assert_eq!(tab.text("document.querySelector('#fees ins').textContent"), "12");
        assert_eq!(tab.value("sign.isConnected && document.getElementById('end') === sign"), true, "the rest stays");
        let colour = "getComputedStyle(document.getElementById('fees')).borderInlineStartColor";
        let stale = tab.text(colour);

        tab.value("document.querySelector('#fees [data-act=accept]').scrollIntoView({block: 'center'})");
        tab.click("#fees [data-act=accept]");
        tab.until(&state_is("fees", "current"));
        assert_ne!(tab.text(colour), stale, "the colour goes");
        assert_eq!(tab.value("document.querySelectorAll('#fees :is(del, ins, [data-act=accept])').length"), 0);
        let after = record(&live, other);
        let line = after.lines().find(|line| line.contains("\"fees\"")).expect("a line about the unit");
        assert!(line.contains("12 $") && before != after, "{after}");
        assert_eq!(before.lines().filter(|line| !after.contains(*line)).count(), 1, "only that line is another");
    }
}

#[test]
fn a_change_is_waived_with_a_reason() {
    for [source, other] in WAYS {
        let (live, mut tab) = (start(source, &[]), Tab::open());
        live.exchange(&format!("content/lease.{source}.md"), "10 $", "10.00 $");
        open(&mut tab, &live, "pair/lease");
        tab.until(&state_is("fees", "source-changed"));
        tab.click("#fees .waive summary");
        tab.value("document.querySelector('#fees [name=reason]').focus()");
        tab.types("une coquille <b>");
        // What is typed survives a build of something else.
        live.exchange("content/faq/all.yaml", "Because", "Because so");
        tab.value("new Promise(done => setTimeout(done, 400))");
        assert_eq!(tab.text("document.querySelector('#fees [name=reason]').value"), "une coquille <b>");
        tab.click("#fees .waive button");
        tab.until(&state_is("fees", "waived"));
        assert!(record(&live, other).contains("\"waived\":{"), "{}", record(&live, other));
        assert!(tab.text("document.querySelector('#fees .reason').textContent").contains("une coquille <b>"));
    }
}

#[test]
fn a_whole_document_is_accepted_and_what_is_missing_stays() {
    for [source, other] in WAYS {
        let (live, mut tab) = (start(source, &[]), Tab::open());
        live.exchange(&format!("content/lease.{source}.md"), "10 $", "12 $");
        live.exchange(&format!("content/lease.{other}.md"), "Z.", "Y.");
        live.exchange(&format!("content/lease.{source}.md"), "## 3", "## New {#new}\n\nN.\n\n## 3");
        open(&mut tab, &live, "pair/lease");
        tab.until(&state_is("new", "missing"));
        tab.until(&state_is("end", "translation-changed"));
        let gap = tab.text("document.querySelector('#new .absent').textContent");
        let name = if other == "fr" { "French" } else { "English" };
        assert_eq!(gap, format!("Missing in {name}"));
        // The two texts of a unit begin side by side.
        let tops =
            "[...document.querySelectorAll('#notice .side')].map(e => Math.round(e.getBoundingClientRect().top))";
        let tops = tab.value(tops);
        assert_eq!(tops[0], tops[1]);
        tab.value("scrollTo(0, 0)");
        tab.click("#_doc [data-act=accept]");
        tab.until(&format!("{} && {}", state_is("fees", "current"), state_is("end", "current")));
        tab.until(&state_is("new", "missing"));
        assert!(record(&live, other).contains("12 $"));
    }
}

#[test]
fn what_changed_since_it_was_seen_is_not_accepted() {
    let (live, mut tab) = (start("fr", &[]), Tab::open());
    live.exchange("content/lease.fr.md", "10 $", "12 $");
    open(&mut tab, &live, "pair/lease");
    tab.until(&state_is("fees", "source-changed"));
    let seen = tab.text("document.querySelector('#fees [data-act=accept]').dataset.seen");
    live.exchange("content/lease.fr.md", "12 $", "99 $");
    tab.until("document.querySelector('#fees').textContent.includes('99')");
    let before = record(&live, "en");
    let ask = |origin: &str, token: &str, seen: &str| {
        format!(
            "fetch('{origin}/__diglot/do/accept', {{method: 'POST', headers: {{'content-type': 'application/json', \
             'x-diglot-token': {token}}}, body: JSON.stringify({{document: 'lease', lang: 'en', unit: 'fees', seen: \
             {seen:?}}})}}).then(answer => answer.status)"
        )
    };
    let token = "await new Promise(done => { const s = new EventSource('/__diglot/events?page=/'); s.addEventListener('build', e => { s.close(); done(JSON.parse(e.data).token) }) })";
    let value = |tab: &mut Tab, code: &str| tab.value(&format!("(async () => {{ return {code} }})()"));
    assert_eq!(value(&mut tab, &ask("", token, &seen)), 409);
    assert_eq!(value(&mut tab, &ask("", "'forged'", &seen)), 403);
    assert_eq!(value(&mut tab, &ask("", token, "zz")), 400);
    assert_eq!(record(&live, "en"), before, "nothing was written");

    // A page of another origin on this machine has no way in, even with the token.
    let now = tab.text("document.querySelector('#fees [data-act=accept]').dataset.seen");
    let stolen = value(&mut tab, token);
    let other = start("en", &[]);
    tab.load(&other.url("en/lease/"));
    let status = format!("{}.catch(() => 'refused')", ask(&live.origin, &stolen.to_string(), &now));
    assert_eq!(tab.value(&status), "refused");
    let form = format!(
        "(() => {{ const f = document.createElement('form'); f.method = 'POST'; f.action = '{}/__diglot/do/accept'; \
         document.body.append(f); f.submit() }})()",
        live.origin
    );
    tab.value(&form);
    tab.until("location.pathname === '/__diglot/do/accept' && document.readyState === 'complete'");
    assert_eq!(record(&live, "en"), before, "nothing was written");
}

#[test]
fn the_dashboard_is_filtered_sorted_and_follows() {
    for [source, other] in WAYS {
        let (live, mut tab) = (start(source, &[]), Tab::open());
        open(&mut tab, &live, "");
        let keys = "[...document.querySelectorAll('#_rows > tr')].map(row => row.dataset.key.split(' ')[0]).join()";
        assert_eq!(tab.text(keys), "faq/all,lease,old");
        live.exchange(&format!("content/lease.{source}.md"), "10 $", "12 $");
        tab.until("document.querySelector('#_rows [data-state=source-changed]')");
        tab.value("document.querySelector('#_filters [name=state]').value = 'todo'; document.querySelector('#_filters').dispatchEvent(new Event('input'))");
        tab.until(&format!("{keys} === 'lease'"));
        assert!(tab.text("location.search").contains("state=todo"));
        tab.value(
            "document.querySelector('#_filters [name=state]').value = ''; document.querySelector('[name=q]').focus()",
        );
        tab.types("read");
        tab.until(&format!("{keys} === 'old'"));
        assert_eq!(tab.text("document.activeElement.name"), "q", "who types goes on typing");
        // The same without scripts: the address says it all.
        tab.load(&live.url("__diglot/?kind=faq&ui=fr"));
        assert_eq!(tab.text(keys), "faq/all");
        assert_eq!(tab.text("document.documentElement.lang"), "fr");
        tab.load(&live.url("__diglot/?sort=-words"));
        assert_eq!(tab.text(&format!("{keys}.split(',')[0]")), "lease");
        tab.click("#_rows th a");
        tab.arrives("/__diglot/pair/lease");
        let _ = other;
    }
}

#[test]
fn another_day_and_drafts_are_shown_until_the_writer_goes_back() {
    for (tongue, day) in [("fr", "3 février 2032"), ("en", "February 3, 2032")] {
        let (live, mut tab) = (start("fr", &["--as-of", "2026-01-15", "--lang", tongue]), Tab::open());
        let keys = "[...document.querySelectorAll('#_rows > tr')].map(row => row.dataset.key.split(' ')[0]).join()";
        open(&mut tab, &live, "");
        assert_eq!(tab.text("document.querySelector('[name=as_of]').value"), "2026-01-15");
        tab.value("(() => { const day = document.querySelector('[name=as_of]'); day.value = '2032-02-03'; day.dispatchEvent(new Event('change', {bubbles: true})) })()");
        tab.until("document.querySelector('.view.moved')");
        // A page to be read again by a day before that has a problem now.
        tab.until("document.querySelector(`[data-key='old en'] [data-level]`)");
        tab.click("[name=drafts]");
        tab.until(&format!("{keys} === 'draft,faq/all,lease,old'"));

        // Every page says so, after a reload too; what is published does not.
        for path in ["fr/lease/", "en/lease/"] {
            tab.load(&live.url(path));
            tab.until("document.querySelector('diglot-view')");
            let said = tab.text("document.querySelector('diglot-view').shadowRoot.textContent");
            assert!(said.contains(day), "{said}");
            let bytes = tab.text(&format!("fetch('/{path}').then(answer => answer.text())"));
            assert!(!bytes.contains("2032"), "{bytes}");
        }
        tab.click_on("document.querySelector('diglot-view').shadowRoot.querySelector('button')", 0);
        tab.until("!document.querySelector('diglot-view')");
        open(&mut tab, &live, "");
        assert_eq!(tab.text("document.querySelector('[name=as_of]').value"), "2026-01-15");
        assert_eq!(tab.text(keys), "faq/all,lease,old");
    }
}

#[test]
fn pages_of_the_desk_complain_of_nothing_and_fit_a_narrow_window() {
    let (live, mut tab) = (start("fr", &["--drafts"]), Tab::open());
    live.exchange("content/lease.fr.md", "10 $", "12 $");
    tab.window(360, 740);
    for scheme in ["light", "dark"] {
        tab.media(&[("prefers-color-scheme", scheme)]);
        for path in ["", "?ui=fr", "?view=problems", "pair/lease?ui=fr", "pair/lease", "pair/faq/all", "pair/nothing"] {
            open(&mut tab, &live, path);
            let wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
            assert_eq!(tab.value(wide), 0, "{path} is wider than a narrow window");
            for event in tab.events() {
                let method = event["method"].as_str().unwrap_or_default();
                let told = &event["params"];
                let status = told["response"]["status"].as_u64().unwrap_or(200);
                assert!(method != "Runtime.exceptionThrown", "{path}: {told}");
                // A page that is not there looks after every build whether it is.
                let meant = told.to_string().contains("/pair/nothing");
                let refused = method == "Log.entryAdded" && told["entry"]["level"] == "error";
                assert!(!refused || meant, "{path}: {told}");
                assert!(status < 400 || meant, "{path}: {told}");
            }
        }
    }
}

#[test]
fn under_host_nothing_can_be_accepted() {
    let (live, mut tab) = (start("fr", &["--host", "0.0.0.0"]), Tab::open());
    live.exchange("content/lease.fr.md", "10 $", "12 $");
    open(&mut tab, &live, "pair/lease");
    tab.until(&state_is("fees", "source-changed"));
    assert_eq!(tab.value("document.getElementById('_closed').hidden"), false);
    assert_eq!(tab.value("document.querySelector('#fees [data-act=accept]').getClientRects().length"), 0);
    let status = tab.value("fetch('/__diglot/do/accept', {method: 'POST', body: '{}'}).then(answer => answer.status)");
    assert_eq!(status, Value::from(403));
}
