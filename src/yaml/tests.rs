//! Turns YAML as people mistype it into the findings and the places that they should see.

use super::*;
use crate::diag::{Diagnostic, Tongue};
use crate::lang::{Lang, LangId, Languages};
use serde::Serialize;
use std::time::{Duration, Instant};

fn source(text: &str) -> Source {
    Source::new("a.yaml", text.as_bytes().to_vec())
}

/// Every finding as `code place-in-the-text | English message | help`.
fn told(text: &str, read: impl Fn(&Source, &mut Vec<Finding>)) -> Vec<String> {
    let source = source(text);
    let mut findings = Vec::new();
    read(&source, &mut findings);
    let line = |finding: Finding| {
        let diagnostic: Diagnostic = finding.at(&source);
        for tongue in [Tongue::French, Tongue::English] {
            let help = diagnostic.help(tongue).unwrap_or_default();
            for words in [diagnostic.message(tongue), diagnostic.label(tongue), help] {
                let filled = words.replace("{path}", "").replace("{…: …}", "").replace("{{", "").replace("}}", "");
                assert!(!filled.contains('{'), "not filled: {words}");
            }
        }
        let at = source.position(diagnostic.finding.span.start);
        format!(
            "{} {}:{} `{}` {}; {}",
            diagnostic.rule().code,
            at.line,
            at.column,
            source.slice(diagnostic.finding.span),
            diagnostic.message(Tongue::English),
            diagnostic.help(Tongue::English).unwrap_or_default(),
        )
    };
    findings.into_iter().map(line).collect()
}

fn tree(text: &str) -> Node {
    let source = source(text);
    let mut findings = Vec::new();
    let node = parse(&source, source.span(), &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    node.expect("read")
}

/// The tree as text with the source of each value: `key=value`.
fn shown(text: &str) -> String {
    fn show(source: &str, node: &Node, out: &mut String) {
        match &node.value {
            Value::Seq(items) => items.iter().for_each(|item| show(source, item, out)),
            Value::Map(entries) => entries.iter().for_each(|(key, node)| {
                out.push_str(&source[key.span.range()]);
                out.push('=');
                show(source, node, out);
            }),
            _ => {
                out.push_str(&source[node.span.range()]);
                out.push(';');
            }
        }
    }
    let mut out = String::new();
    show(text, &tree(text), &mut out);
    out
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title"]))]
struct Page {
    title: PerLanguage<Spanned<String>>,
    version: Option<Spanned<Scalar>>,
    order: Option<i64>,
    draft: bool,
    updated: Option<jiff::civil::Date>,
    tags: PerLanguage<OneOrMany<String>>,
    kind: Kind,
    parts: Vec<Part>,
    extra: Extra,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Kind {
    /// The usual one.
    #[default]
    Guide,
    /// Another.
    Page,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["id"]))]
struct Part {
    id: Spanned<String>,
    note: Option<String>,
}

fn page(text: &str) -> Page {
    let source = source(text);
    let mut findings = Vec::new();
    let page = read(&source, source.span(), &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    page.expect("read")
}

fn page_faults(text: &str) -> Vec<String> {
    told(text, |source, findings| {
        read::<Page>(source, source.span(), findings);
    })
}

#[test]
fn every_node_knows_its_place() {
    let cases = [
        ("a: 1\n\"b c\": 'é x'\n", "a=1;\"b c\"='é x';"),
        ("d:\n  - e\n  - {f: g, h: [i, j]}\n", "d=e;f=g;h=i;j;"),
        ("k: |  # a | b\n  line é\n  two\n\nl:\nm: z\n", "k=|  # a | b\n  line é\n  two;l=;m=z;"),
        ("- a\n# x | y\n- >-\n  fold\n  ed\n- b\n", "a;>-\n  fold\n  ed;b;"),
        ("n: plain\n  more\n# c\n", "n=plain\n  more;"),
        ("\u{feff}a: b\r\nc: d\r\n", "a=b;c=d;"),
        ("a: &x {b: c}\nd: *x\n", "a=b=c;d=b=c;"),
        ("a: &x {b: c, d: e}\nf:\n  <<: *x\n  b: g\n", "a=b=c;d=e;f=b=g;d=e;"),
    ];
    for (text, expected) in cases {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn lists_and_maps_end_with_their_last_value() {
    let cases = [
        ("a:\n  - b\n  - c\n\n# x\nd: 1\n", "- b\n  - c"),
        ("a: {b: c}   \nd: 1\n", "{b: c}"),
        ("a: [1,\n 2] # x\n", "[1,\n 2]"),
        ("a:\n  b: |\n    x\n\nc: d\n", "b: |\n    x"),
    ];
    for (text, expected) in cases {
        let node = tree(text);
        assert_eq!(&text[node.get("a").expect("a").span.range()], expected);
    }
}

#[test]
fn a_range_of_a_source_is_read_with_offsets_in_the_whole() {
    let text = "---\ntitle: Été\n---\n";
    let source = source(text);
    let mut findings = Vec::new();
    let page: Page = read(&source, Span::new(4, text.len() - 4), &mut findings).expect("read");
    let PerLanguage::Same(title) = page.title else { panic!("a scalar") };
    assert_eq!((source.slice(title.span), title.as_str()), ("Été", "Été"));
}

#[test]
fn scalars_are_what_was_typed_where_a_text_is_wanted() {
    for (typed, text) in
        [("1.10", "1.10"), ("0755", "0755"), ("no", "no"), ("2026-05-01", "2026-05-01"), ("true", "true")]
    {
        let page = page(&format!("title: {typed}\nversion: {typed}\ntags: {typed}\n"));
        assert_eq!(page.version.map(|version| version.value), Some(Scalar(text.to_owned())), "{typed}");
        assert_eq!(page.tags, PerLanguage::Same(OneOrMany(vec![text.to_owned()])));
    }
}

#[test]
fn untyped_data_becomes_json_without_losing_what_was_typed() {
    let node = tree("a: [1, -2.5, 1.10, 0755, no, true, ~, '3', 0x1f, 1e3, .inf]\nb: {c: é}\n");
    let expected = r#"{"a":[1,-2.5,"1.10","0755","no",true,null,"3","0x1f","1e3",".inf"],"b":{"c":"é"}}"#;
    assert_eq!(node.to_json().to_string(), expected);
}

#[test]
fn values_per_language_and_one_or_many_are_read_in_all_their_forms() {
    let text = "title: {fr: Titre, en: Title}\ntags: {fr: [a, b], en: c}\n";
    let page = page(text);
    let PerLanguage::Each(titles) = &page.title else { panic!("a map") };
    let places: Vec<_> = titles.iter().map(|(k, v)| (&text[k.span.range()], &text[v.span.range()])).collect();
    assert_eq!(places, [("fr", "Titre"), ("en", "Title")]);
    let PerLanguage::Each(tags) = &page.tags else { panic!("a map") };
    assert_eq!(tags.get("fr"), Some(&OneOrMany(vec!["a".to_owned(), "b".to_owned()])));
    assert_eq!(tags.get("en"), Some(&OneOrMany(vec!["c".to_owned()])));
}

#[test]
fn all_faults_are_reported_at_once_and_the_rest_is_read() {
    let text = "titel: x\nnonsense: 1\norder: first\ndraft: oui\nupdated: 2026-5-1\nkind: giude\nparts:\n  - id: a\n    nota: b\n  - note: c\n  - d\norder: 3\n";
    let expected = [
        "DG-D007 12:1 `order` the key `order` is written twice; remove one of the two",
        "DG-D004 1:1 `titel` unknown key `titel`; write `title`",
        "DG-D004 2:1 `nonsense` unknown key `nonsense`; the possible keys are: `title`, `version`, `order`, `draft`, `updated`, `tags`, `kind`, `parts`, `extra`",
        "DG-D005 3:8 `first` `order` expects a whole number; write for instance `1`",
        "DG-D005 4:8 `oui` `draft` expects `true` or `false`; write `true`",
        "DG-D005 5:10 `2026-5-1` `updated` expects a date such as `2026-05-01`; write `2026-05-01`",
        "DG-D005 6:7 `giude` `kind` expects one of `guide`, `page`; write `guide`",
        "DG-D004 9:5 `nota` unknown key `nota`; write `note`",
        "DG-D006 10:5 `note` the key `id` is missing; add `id: …`",
        "DG-D005 11:5 `d` `parts` expects a set of `key: value`; write for instance `{…: …}`",
    ];
    assert_eq!(page_faults(text), expected);
    let source = source(text);
    let page: Page = read(&source, source.span(), &mut Vec::new()).expect("what fits");
    assert_eq!(page.title.iter().next().map(|(_, title)| title.as_str()), Some("x"));
    assert_eq!(page.parts.len(), 2);
    assert_eq!(page.parts[0].note.as_deref(), Some("b"));
}

#[test]
fn a_fix_replaces_the_offending_text_alone() {
    for (text, mended) in [
        ("titel: x\n", "title: x\n"),
        ("title: a: b\n", "title: \"a: b\"\n"),
        ("title: {{ product }}\n", "title: \"{{ product }}\"\n"),
        ("title: *New* guide\n", "title: \"*New* guide\"\n"),
        ("title: \"New\" guide\n", "title: '\"New\" guide'\n"),
        ("title: @home\n", "title: \"@home\"\n"),
        ("title: x\ndraft: yes\n", "title: x\ndraft: true\n"),
        ("title: x\norder: \"3\"\n", "title: x\norder: 3\n"),
    ] {
        let source = source(text);
        let mut findings = Vec::new();
        read::<Page>(&source, source.span(), &mut findings);
        let [finding] = findings.as_slice() else { panic!("{text}: {findings:?}") };
        let fix = finding.fix.as_ref().expect("a fix");
        let mut fixed = text.to_owned();
        fixed.replace_range(fix.span.range(), &fix.replacement);
        assert_eq!(fixed, mended);
        assert!(page_faults(&fixed).is_empty(), "{fixed}: {:?}", page_faults(&fixed));
    }
}

#[test]
fn what_is_no_map_and_what_is_empty_is_said() {
    let not_a_map = "DG-D026 1:1 `hello` this YAML is not a set of `key: value`; write for instance `title: …`";
    assert_eq!(page_faults("hello\n"), [not_a_map]);
    assert_eq!(page_faults("# nothing\n"), ["DG-D006 1:1 `` the key `title` is missing; add `title: …`"]);
    assert_eq!(
        page_faults("title:\ntags:\norder:\n"),
        ["DG-D005 1:7 `` `title` expects a text or a set of `key: value`; write for instance `title: …`"],
        "a key without a value is as good as absent unless it is required"
    );
}

#[test]
fn syntax_errors_are_told_at_their_place() {
    let cases = [
        ("a: \"x\nb: 1\n", "1:4 `\"` a quote that was opened never closes"),
        ("a: [1, 2\nb: 3\n", "1:4 `[` a bracket or a brace is missing or does not match"),
        ("a: {x: 1\n", "1:4 `{` a bracket or a brace is missing or does not match"),
        ("a: 1\n b: 2\n", "2:2 `b` the indentation of this line matches nothing"),
        ("a:\n\t- b\n", "2:2 `-` a tab stands for indentation; put spaces"),
        ("a: \"\\q\"\n", "1:4 `\"` there is no such escape sequence"),
        ("a: *x\n", "1:4 `*x` `*` refers to a name that nothing above defines"),
        ("a: &x [*x]\n", "1:8 `*` `*` refers to a name that nothing above defines"),
        ("a: 1\n---\nb: 2\n", "2:1 `-` a second document begins here; one is enough"),
        ("a: b\nc\n", "2:1 `c` a key is expected here, followed by a colon and a space"),
        ("? [a]\n: b\n", "1:3 `[` a key is a text, neither a list nor a set"),
        ("<<: 3\n", "1:1 `<` `<<` expects a set of `key: value`"),
        ("a: | x\n  y\n", "1:4 `|` the header of a `|` or `>` block must end its line"),
        ("a: - b\n", "1:4 `-` a list dash has no place here"),
    ];
    for (text, expected) in cases {
        let found = told(text, |source, findings| {
            assert_eq!(parse(source, source.span(), findings), None);
        });
        let plain: Vec<String> =
            found.iter().map(|line| line.replace("DG-D003 ", "").replace("this YAML cannot be read: ", "")).collect();
        assert_eq!(plain.len(), 1, "{text}: {plain:?}");
        assert!(plain[0].starts_with(&format!("{expected}; ")), "{text}: {}", plain[0]);
    }
}

#[test]
fn texts_built_to_exhaust_a_machine_end_quickly_with_one_finding() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..9 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb += &format!("a{level}: &a{level} [{aliases}]\n");
    }
    let mut chain = format!("a0: &a0 {}x{}\n", "[".repeat(40), "]".repeat(40));
    for level in 1..2000 {
        chain += &format!("a{level}: &a{level} {}*a{}{}\n", "[".repeat(40), level - 1, "]".repeat(40));
    }
    let maps: String = (0..3000).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    let cases = [
        (bomb, "its `*` references multiply values beyond measure"),
        (chain, "too many nested levels"),
        ("[".repeat(10_000), "too many nested levels"),
        ("{a: ".repeat(10_000), "too many nested levels"),
        ("- ".repeat(10_000), "too many nested levels"),
        (maps, "too many nested levels"),
    ];
    for (text, expected) in cases {
        let start = Instant::now();
        let found = told(&text, |source, findings| {
            parse(source, source.span(), findings);
        });
        assert_eq!(found.len(), 1, "{}", &text[..20]);
        assert!(found[0].contains(expected), "{}", found[0]);
        assert!(start.elapsed() < Duration::from_secs(5), "{}", &text[..20]);
    }
}

#[test]
fn an_alias_reports_its_targets_faults_once() {
    let text = "title: x\nparts:\n  - &p {id: a, nonsense: 1}\n  - *p\n";
    assert_eq!(page_faults(text).len(), 1);
}

#[test]
fn the_binary_form_keeps_places_and_the_readable_one_shows_values() {
    let text =
        "title: {fr: Titre, en: Title}\nversion: 1.10\nupdated: 2026-05-01\ntags: [a]\nextra: {a: [1, {b: 1.10}]}\n";
    let page = page(text);
    let bytes = postcard::to_stdvec(&page).expect("written");
    assert_eq!(postcard::from_bytes::<Page>(&bytes).expect("read"), page);
    let json = serde_json::to_value(&page).expect("written");
    assert_eq!(json["title"]["fr"], "Titre");
    assert_eq!(json["extra"]["a"][1]["b"], "1.10");
}

/// Checks that each character of the value at key `a` is at the place the mapping says, unless `folded` stands there.
fn assert_mapped(text: &str, folded: &[(char, &str)]) {
    let source = source(text);
    let node = tree(text);
    let node = node.get("a").expect("a");
    let value = node.text().expect("a scalar");
    let mapping = value_map(&source, node.span, value);
    for (at, c) in value.char_indices() {
        let span = mapping.span(at, at + c.len_utf8());
        let found = source.slice(span);
        let known = folded.iter().any(|(made, from)| *made == c && *from == found);
        assert!(found == c.to_string() || known, "{text:?}: {c:?} of {value:?} is at {span:?} {found:?}");
    }
    assert!(mapping.to_source(value.len()) as usize <= text.len());
}

#[test]
fn every_character_of_a_value_is_found_in_the_source() {
    for text in [
        "a: été comme hiver\n",
        "a: 'été'\n",
        "a: \"été\"\n",
        "é: 1\na: |\n  # Été\n\n  - élan\n    de 😀\n  fin\nb: 1\n",
        "a: |-\r\n  été\r\n\r\n  là\r\n",
        "a: |2\n    indenté\n  été\n",
        "a: |+\n  été\n\n\nb: 1\n",
        "c:\n- 1\na: |\n\n\n   été\n",
    ] {
        assert_mapped(text, &[('\n', ""), ('\n', "\r\n  "), ('\n', "\r\n")]);
    }
    assert_mapped("a: l'été\n  qui\n\n  vient\n", &[(' ', "\n  "), ('\n', "\n\n  ")]);
    assert_mapped("a: 'l''été \n  qui'\n", &[(' ', " \n  "), ('\'', "''")]);
    let escapes =
        [('é', "\\u00e9"), ('é', "\\xe9"), ('\n', "\\n"), ('"', "\\\""), ('\\', "\\\\"), ('😀', "\\U0001F600")];
    assert_mapped("a: \"\\u00e9t\\xe9 \\n \\\" \\\\ \\U0001F600 fin\"\n", &escapes);
    assert_mapped("a: \"\\ud83d\\ude00 fin\"\n", &[('😀', "\\ud83d\\ude00")]);
    assert_mapped("a: \"un\\\n  deux \\\n  trois\n  é\"\n", &[(' ', "\n  ")]);
    assert_mapped(
        "a: >\n  un\n  été\n\n  deux\n    plus é\n  fin\n",
        &[(' ', "\n  "), ('\n', "\n  "), ('\n', "\n\n  "), ('\n', "\n    "), ('\n', "")],
    );
    assert_mapped("a: >-\r\n  un\r\n  été\r\n", &[(' ', "\r\n  ")]);
}

#[test]
fn what_names_a_language_is_found_by_segment_suffix_or_tag() {
    let page = page("title: {fr-CA: Titre, x: y}\n");
    let lang = |tag: &str, segment: &str| Lang {
        tag: tag.to_owned(),
        segment: segment.to_owned(),
        suffix: segment.to_owned(),
        name: String::new(),
    };
    let languages = Languages::new(vec![lang("fr-CA", "fr"), lang("en-CA", "en")]).expect("two");
    assert_eq!(page.title.get(&languages[LangId(0)]).map(|title| title.as_str()), Some("Titre"));
    assert_eq!(page.title.get(&languages[LangId(1)]), None);
    let strangers: Vec<&str> = page.title.strangers(&languages).map(|name| name.as_str()).collect();
    assert_eq!(strangers, ["x"]);
}
