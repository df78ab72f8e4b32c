//! Turns settings as people mistype them into the findings that they should see.

use super::*;
use crate::diag::Tongue;

fn read(text: &str) -> (Config, Vec<String>) {
    let source = Source::new("diglot.yaml", text.as_bytes().to_vec());
    let mut findings = Vec::new();
    let config = Config::read(&source, &mut findings);
    let line = |finding: Finding| {
        let diagnostic = finding.at(&source);
        let at = source.position(diagnostic.finding.span.start);
        let place = source.slice(diagnostic.finding.span).to_owned();
        let help = diagnostic.help(Tongue::English).unwrap_or_default();
        format!(
            "{} {}:{} `{place}` {}; {help}",
            diagnostic.rule().code,
            at.line,
            at.column,
            diagnostic.message(Tongue::English)
        )
    };
    (config, findings.into_iter().map(line).collect())
}

fn good(text: &str) -> Config {
    let (config, faults) = read(text);
    assert!(faults.is_empty(), "{faults:?}");
    config
}

#[test]
fn the_smallest_settings_have_the_documented_defaults() {
    let config = good("title: Aide\nlanguages: [fr-CA, en-CA]\n");
    let fr = &config.languages[LangId(0)];
    assert_eq!([&fr.tag, &fr.segment, &fr.suffix, &fr.name], ["fr-CA", "fr", "fr", "Français"]);
    assert_eq!(config.source, LangId(0));
    assert_eq!(config.base, Base { origin: None, path: "/".to_owned() });
    assert_eq!(
        (config.layout, config.root, config.gates.fallback()),
        (Layout::SideBySide, Root::Choose, Fallback::Notice)
    );
    assert_eq!(config.fail, Severity::Error);
}

#[test]
fn languages_may_say_all_about_themselves() {
    let text = "title: A\nlanguages: [fr-CA, {tag: fr-FR, segment: france, suffix: ff, name: Français de France}]\nsource: ff\n";
    let config = good(text);
    let france = &config.languages[LangId(1)];
    assert_eq!([&france.segment, &france.suffix, &france.name], ["france", "ff", "Français de France"]);
    assert_eq!(config.source, LangId(1));
}

#[test]
fn every_fault_of_the_settings_is_told_and_something_usable_remains() {
    let text = "title: {fr: Aide, en: Help, de: Hilfe}
languages: [fr-CA, fr-FR, en-CA, x, en-CA]
source: fr-BE
base_url: ftp://x
edit: https://git.example.org/edit
repository: git@x
variables: {city: {fr: Québec, eng: Quebec City}}
theme: {brand: '#12345', accent: blue, logo: /logo.svg}
levels: {DG-L404: warning, link: error, broken-page: off}
fail: always
colour: red
";
    let (config, faults) = read(text);
    let expected = [
        "DG-D004 11:1 `colour` unknown key `colour`; the possible keys are: `title`, `description`, `image`, `image_alt`, `base_url`, `languages`, `source`, `layout`, `root`, `publish`, `fallback`, `stale`, `kinds`, `typography`, `redirects`, `edit`, `repository`, `variables`, `equivalents`, `lists`, `data_addresses`, `theme`, `levels`, `baseline`, `status_page`, `outputs`, `search`, `external`, `fail`",
        "DG-D005 10:7 `always` `fail` expects one of `error`, `warning`, `info`; write for instance `error`",
        "DG-C002 2:20 `fr-FR` two languages have the same `segment`: `fr`; give this language a `segment` of its own: `{tag: fr-FR, segment: …}`",
        "DG-C004 2:34 `x` `x` does not suit `languages`; write for instance `fr-CA`",
        "DG-C002 2:37 `en-CA` two languages have the same `tag`: `en-CA`; remove one of the two",
        "DG-C003 3:9 `fr-BE` `fr-BE` is not a language of this site; write `fr`",
        "DG-C003 1:29 `de` `de` is not a language of this site; write one of these languages: `fr`, `en`",
        "DG-C003 7:32 `eng` `eng` is not a language of this site; write `en`",
        "DG-C004 4:11 `ftp://x` `ftp://x` does not suit `base_url`; write for instance `https://docs.example.org/`",
        "DG-C004 5:7 `https://git.example.org/edit` `https://git.example.org/edit` does not suit `edit`; write for instance `https://git.example.org/edit/main/{path}`",
        "DG-C004 6:13 `git@x` `git@x` does not suit `repository`; write for instance `https://git.example.org/docs`",
        "DG-C004 8:16 `'#12345'` `#12345` does not suit `brand`; write for instance `\"#1f4e79\"`",
        "DG-C004 8:34 `blue` `blue` does not suit `accent`; write for instance `\"#1f4e79\"`",
        "DG-C005 9:10 `DG-L404` `DG-L404` is neither a rule nor a family of rules; write `DG-L004`",
        "DG-C005 9:28 `link` `link` is neither a rule nor a family of rules; write `links`",
    ];
    assert_eq!(faults, expected);
    assert_eq!(config.languages.len(), 2);
    assert_eq!(config.base, Base::default());
}

#[test]
fn a_language_without_a_title_is_told_once() {
    let (_, faults) = read("title: {fr: Aide}\nlanguages: [fr, en]\n");
    assert_eq!(faults, ["DG-P005 1:9 `fr` `title` has no text in `en`; add `en: …`"]);
    let (_, faults) = read("title: {fr: Aide, eng: Help}\nlanguages: [fr, en]\n");
    assert_eq!(faults.len(), 1, "the misspelt language is the missing one: {faults:?}");
}

#[test]
fn settings_that_cannot_be_read_say_so_once_and_have_defaults() {
    for (text, fault) in [
        ("title: a: b\nlanguages: [fr]\n", "DG-D003"),
        ("languages: [fr]\n", "DG-D006"),
        ("title: A\n", "DG-D006"),
        ("title: A\nlanguages: []\n", "DG-C006"),
        ("title: A\nlangauges: [fr]\n", "DG-D004"),
    ] {
        let (config, faults) = read(text);
        assert_eq!(faults.len(), 1, "{text}: {faults:?}");
        assert!(faults[0].starts_with(fault), "{faults:?}");
        assert!(!config.languages.is_empty());
    }
}

#[test]
fn a_colour_without_quotes_is_a_comment_and_said_to_be() {
    let (_, faults) = read("title: A\nlanguages: [fr]\ntheme:\n  brand: #1f4e79\n  accent:  # later\n");
    assert_eq!(faults, ["DG-D005 4:10 `#1f4e79` `brand` expects a text; write `\"#1f4e79\"`"]);
}

#[test]
fn a_base_is_a_url_or_a_path() {
    let base =
        |origin: Option<&str>, path: &str| Some(Base { origin: origin.map(str::to_owned), path: path.to_owned() });
    let host = Some("https://x.org");
    let cases = [
        ("https://x.org", base(host, "/")),
        ("https://x.org/docs", base(host, "/docs/")),
        ("https://x.org/a/b/", base(host, "/a/b/")),
        ("http://localhost:8080", base(Some("http://localhost:8080"), "/")),
        ("/", base(None, "/")),
        ("docs", base(None, "/docs/")),
        ("/docs//help", base(None, "/docs/help/")),
        ("", base(None, "/")),
        ("//x.org/docs", None),
        ("ftp://x.org", None),
        ("https://", None),
        ("/a b/", None),
        ("/a/../b", None),
        ("/a?b", None),
        ("javascript:alert(1)", None),
    ];
    for (text, expected) in cases {
        assert_eq!(Base::parse(text), expected, "{text}");
    }
    let mut config = good("title: A\nlanguages: [fr]\nbase_url: /docs\n");
    assert!(config.rebase("https://preview.example.org/7") && !config.rebase("a b"));
    assert_eq!(config.base.url(), "https://preview.example.org/7/");
}

#[test]
fn what_is_wrong_about_external_links_is_told_and_the_rest_counts() {
    let text = "title: A\nlanguages: [fr]\nexternal:\n  skip: [a.dev, a b]\n  accept: [403, 42]\n  timeout: soon\n  hosts: {b.dev: {accept: 1000, pause: 9}}\n";
    let (config, faults) = read(text);
    let expected = [
        "DG-D005 6:12 `soon` `timeout` expects a whole number; write for instance `1`",
        "DG-C004 4:17 `a b` `a b` does not suit `skip`; write for instance `https://www.example.org/*`",
        "DG-C004 5:17 `42` `42` does not suit `accept`; write for instance `403`",
        "DG-C004 7:27 `1000` `1000` does not suit `accept`; write for instance `403`",
    ];
    assert_eq!(faults, expected);
    assert_eq!(config.external.skip, [Pattern::new("a.dev")]);
    let usual = config.external.manner("a.dev");
    assert_eq!((usual.accept.as_slice(), usual.timeout_seconds, usual.pause_milliseconds), (&[403][..], 20, 250));
    assert_eq!(config.external.manner("b.dev").pause_milliseconds, 9);
}

#[test]
fn a_rule_comes_before_its_family() {
    let config = good("title: A\nlanguages: [fr]\nlevels: {links: info, DG-L001: warning, unknown-key: off}\n");
    let severity = |code: &str| config.levels.severity(rule(code).expect("a rule"));
    assert_eq!(severity("DG-L001"), Severity::Warning);
    assert_eq!(severity("DG-L002"), Severity::Info);
    assert_eq!(severity("DG-D004"), Severity::Off);
    assert_eq!(severity("DG-D003"), Severity::Error);
}
