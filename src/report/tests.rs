//! Whole texts of every format, in both languages, and the sources that break careless renderers.

mod formats;

use super::*;
use crate::diag::Finding;
use crate::diag::rules::{addresses, documents, links};

fn source(path: &str, text: &str) -> Source {
    Source::new(path, text.as_bytes().to_vec())
}

/// Where a piece of the text stands.
fn span(source: &Source, piece: &str) -> Span {
    let at = source.text().find(piece).expect("the piece is in the text");
    Span::new(at, at + piece.len())
}

fn broken_anchor(from: &Source, to: &Source) -> Diagnostic {
    let finding = Finding::new(&links::BROKEN_ANCHOR, span(from, "terms.md#renewl"));
    let finding = finding.with("page", "terms.md").with("anchor", "renewl").with("suggestion", "terms.md#renewal");
    finding.help("nearest").fix("terms.md#renewal").at(from).also(to, span(to, "Renewal"), "nearest")
}

fn sample() -> Vec<Diagnostic> {
    let (from, to) = (
        source("content/guide.en.md", "---\ntitle: Guide\n---\n\nSee the été [terms](terms.md#renewl).\n"),
        source("content/terms.en.md", "# Terms\n\n## Renewal\n"),
    );
    let twice = source("content/faq.fr.md", "## Frais {#frais}\n\nTexte.\n\n## Retard {#frais}\n");
    let second = Span::new(twice.text().rfind("frais").unwrap(), twice.text().rfind("frais").unwrap() + 5);
    let duplicate = Finding::new(&documents::DUPLICATE_ID, second).with("id", "frais").with("suggestion", "frais-2");
    let alias = Finding::new(&addresses::SAME_ADDRESS, Span::default()).with("url", "/fr/frais/").help("slug");
    let top = Finding::new(&documents::TOP_HEADING, span(&to, "# Terms")).help("lower");
    vec![
        duplicate.help("rename").at(&twice).also(&twice, span(&twice, "frais"), "first"),
        alias.at(&source("content/a.fr.md", "texte")).also(&source("content/b.fr.md", ""), Span::default(), "first"),
        broken_anchor(&from, &to),
        top.at(&to),
    ]
}

fn plain(format: Format, diagnostics: &[Diagnostic], tongue: Tongue) -> String {
    for diagnostic in diagnostics {
        assert_eq!(diagnostic.unfilled(), Vec::<&str>::new(), "{}", diagnostic.rule().code);
    }
    render(format, diagnostics, Look::plain(tongue))
}

/// A diagnostic with a label at a span of a text.
fn at(text: &str, span: Span) -> Diagnostic {
    let finding = Finding::new(&links::BROKEN_PAGE, span).with("target", "x.md").help("none");
    finding.at(&source("content/a.en.md", text))
}

fn shown(text: &str, span: Span) -> String {
    plain(Format::Human, &[at(text, span)], Tongue::English)
}

const ONE_PLACE: &str = "
  |
  = help: give the path of the source file, from this file
";

/// The drawing of a diagnostic at a span, between its heading and its help.
fn excerpt_of(text: &str, span: Span) -> String {
    let text = shown(text, span);
    let text = text.strip_prefix("error[DG-L001]: page `x.md` does not exist\n").expect("the heading comes first");
    text.strip_suffix(ONE_PLACE).expect("the help comes last").to_owned()
}

#[test]
fn human_in_english() {
    let expected = "\
error[DG-D017]: the id `frais` is given twice
 --> content/faq.fr.md:5:13
  |
1 | ## Frais {#frais}
  |            ----- first here
...
5 | ## Retard {#frais}
  |             ^^^^^ second time
  |
  = help: write another id, for instance `frais-2`

error[DG-U001]: two pages have the address `/fr/frais/`
 --> content/a.fr.md
  |
  = the other page comes from here: content/b.fr.md
  = help: give one of the two another `slug`

error[DG-L002]: `terms.md` has no anchor `#renewl`
 --> content/guide.en.md:5:21
  |
5 | See the été [terms](terms.md#renewl).
  |                     ^^^^^^^^^^^^^^^ no id of this name
  |
 ::: content/terms.en.md:3:4
  |
3 | ## Renewal
  |    ------- the nearest anchor is here
  |
  = help: write `terms.md#renewal`

warning[DG-D022]: a level-1 heading in the body of the page
 --> content/terms.en.md:1:1
  |
1 | # Terms
  | ^^^^^^^ the page has its title already
  |
  = help: write `## …`
";
    assert_eq!(plain(Format::Human, &sample(), Tongue::English), expected);
}

#[test]
fn human_in_french() {
    let expected = "\
erreur[DG-D017] : l'identifiant `frais` est donné deux fois
 --> content/faq.fr.md:5:13
  |
1 | ## Frais {#frais}
  |            ----- d'abord ici
...
5 | ## Retard {#frais}
  |             ^^^^^ seconde fois
  |
  = aide : écrivez un autre identifiant, par exemple `frais-2`

erreur[DG-U001] : deux pages ont l'adresse `/fr/frais/`
 --> content/a.fr.md
  |
  = l'autre page vient d'ici : content/b.fr.md
  = aide : donnez à l'un des deux un autre `slug`

erreur[DG-L002] : `terms.md` n'a pas d'ancre `#renewl`
 --> content/guide.en.md:5:21
  |
5 | See the été [terms](terms.md#renewl).
  |                     ^^^^^^^^^^^^^^^ aucun identifiant de ce nom
  |
 ::: content/terms.en.md:3:4
  |
3 | ## Renewal
  |    ------- l'ancre la plus proche est ici
  |
  = aide : écrivez `terms.md#renewal`

avertissement[DG-D022] : un titre de niveau 1 dans le corps de la page
 --> content/terms.en.md:1:1
  |
1 | # Terms
  | ^^^^^^^ la page a déjà son titre
  |
  = aide : écrivez `## …`
";
    assert_eq!(plain(Format::Human, &sample(), Tongue::French), expected);
}

#[test]
fn short_in_both_tongues() {
    let english = "\
content/faq.fr.md:5:13: error[DG-D017]: the id `frais` is given twice (write another id, for instance `frais-2`)
content/a.fr.md:1:1: error[DG-U001]: two pages have the address `/fr/frais/` (give one of the two another `slug`)
content/guide.en.md:5:21: error[DG-L002]: `terms.md` has no anchor `#renewl` (write `terms.md#renewal`)
content/terms.en.md:1:1: warning[DG-D022]: a level-1 heading in the body of the page (write `## …`)
";
    assert_eq!(plain(Format::Short, &sample(), Tongue::English), english);
    let french = "content/terms.en.md:1:1: avertissement[DG-D022] : un titre de niveau 1 dans le corps de la page \
                  (écrivez `## …`)\n";
    assert_eq!(plain(Format::Short, &sample()[3..], Tongue::French), french);
}

#[test]
fn short_stays_on_its_line_and_off_the_terminal() {
    let reason = Finding::new(&documents::YAML_SYNTAX, Span::new(0, 1)).with("reason", "odd\r\n\n  \u{1b}[31m sign");
    let text = plain(Format::Short, &[reason.at(&source("a.yaml", "x"))], Tongue::English);
    assert_eq!(text, "a.yaml:1:1: error[DG-D003]: this YAML cannot be read: odd ␛[31m sign\n");
}

#[test]
fn json_is_complete() {
    let expected = r###"{
  "diagnostics": [
    {
      "code": "DG-L002",
      "name": "broken-anchor",
      "severity": "error",
      "message": "`terms.md` has no anchor `#renewl`",
      "path": "content/guide.en.md",
      "line": 5,
      "column": 21,
      "end_line": 5,
      "end_column": 36,
      "label": "no id of this name",
      "help": "write `terms.md#renewal`",
      "related": [
        {
          "path": "content/terms.en.md",
          "line": 3,
          "column": 4,
          "end_line": 3,
          "end_column": 11,
          "message": "the nearest anchor is here"
        }
      ],
      "fix": {
        "line": 5,
        "column": 21,
        "end_line": 5,
        "end_column": 36,
        "replacement": "terms.md#renewal"
      },
      "fingerprint": "PRINT",
      "baseline": null
    }
  ],
  "allowed": [],
  "summary": {
    "errors": 1,
    "warnings": 0,
    "infos": 0,
    "allowed": 0,
    "known": 0
  },
  "next_change": null
}
"###;
    let print = &crate::verdict::fingerprints(&sample()[2..3])[0];
    assert_eq!(plain(Format::Json, &sample()[2..3], Tongue::English), expected.replace("PRINT", print));
}

#[test]
fn json_has_every_key_and_speaks_french() {
    let text = plain(Format::Json, &sample()[3..], Tongue::French);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let entry = &value["diagnostics"][0];
    assert_eq!(entry["message"], "un titre de niveau 1 dans le corps de la page");
    assert_eq!(entry["severity"], "warning");
    assert_eq!(entry["related"], serde_json::json!([]));
    assert!(entry.as_object().unwrap().contains_key("fix") && entry["fix"].is_null());
    assert_eq!(render(Format::Json, &[], Look::plain(Tongue::French)).matches("\"diagnostics\": []").count(), 1);
}

#[test]
fn nothing_wrong_says_nothing() {
    assert_eq!(plain(Format::Human, &[], Tongue::English), "");
    assert_eq!(plain(Format::Short, &[], Tongue::English), "");
}

#[test]
fn summaries_count_in_both_tongues() {
    let cases = [
        ([0, 0, 0, 0, 0], "no problem found", "aucun problème"),
        ([1, 0, 0, 0, 0], "1 error", "1 erreur"),
        ([2, 1, 0, 0, 0], "2 errors, 1 warning", "2 erreurs, 1 avertissement"),
        ([0, 2, 3, 0, 0], "2 warnings, 3 infos", "2 avertissements, 3 infos"),
        ([0, 0, 1, 1, 0], "1 info (1 allowed)", "1 info (1 toléré)"),
        (
            [0, 0, 0, 2, 3],
            "no problem found (2 allowed, 3 in the baseline)",
            "aucun problème (2 tolérés, 3 dans l'état de référence)",
        ),
    ];
    for ([errors, warnings, infos, allowed, known], english, french) in cases {
        let tally = Tally { errors, warnings, infos, allowed, known };
        assert_eq!(summary(tally, Tongue::English), english);
        assert_eq!(summary(tally, Tongue::French), french);
    }
    let tally = Tally::of(&Findings::from(&sample()[..]));
    assert_eq!(tally, Tally { errors: 3, warnings: 1, ..Tally::default() });
}

#[test]
fn many_alike_are_shown_once() {
    let page = |n: usize| source(&format!("content/p{n}.en.md"), "\n[x](x.md)\n");
    let alike = |n: usize| {
        let finding = Finding::new(&links::BROKEN_PAGE, Span::new(5, 9)).with("target", "x.md").help("none");
        finding.at(&page(n))
    };
    let mut diagnostics: Vec<Diagnostic> = (1..=4).map(alike).collect();
    let other = Finding::new(&links::BROKEN_PAGE, Span::new(5, 9)).with("target", "y.md");
    diagnostics.insert(2, other.at(&page(2)));
    let expected = "\
erreur[DG-L001] : la page `x.md` n'existe pas
 --> content/p1.en.md:2:5
  |
2 | [x](x.md)
  |     ^^^^ aucun document à cet endroit
  |
  = ailleurs : content/p2.en.md:2:5
               content/p3.en.md:2:5
               content/p4.en.md:2:5
  = aide : donnez le chemin du fichier source, depuis ce fichier

erreur[DG-L001] : la page `y.md` n'existe pas
 --> content/p2.en.md:2:5
  |
2 | [x](x.md)
  |     ^^^^ aucun document à cet endroit
";
    assert_eq!(plain(Format::Human, &diagnostics, Tongue::French), expected);
    let nameless = |n: usize| Finding::new(&documents::TOP_HEADING, Span::new(1, 5)).help("lower").at(&page(n));
    let three: Vec<Diagnostic> = (1..=3).map(nameless).collect();
    assert_eq!(plain(Format::Human, &three, Tongue::English).matches("elsewhere").count(), 0);
    let four: Vec<Diagnostic> = (1..=4).map(nameless).collect();
    assert_eq!(plain(Format::Human, &four, Tongue::English).matches("elsewhere").count(), 1);
    let respelt =
        |n: usize| Diagnostic { finding: nameless(n).finding.with("suggestion", format!("a{n}")), ..nameless(n) };
    let each: Vec<Diagnostic> = (1..=4).map(respelt).collect();
    assert_eq!(
        plain(Format::Human, &each, Tongue::English).matches("elsewhere").count(),
        0,
        "each has a help of its own"
    );
}

#[test]
fn one_target_is_one_cause_from_every_folder() {
    let broken = |path: &str, target: &str| {
        let page = source(path, &format!("[x]({target})\n"));
        let finding = Finding::new(&links::BROKEN_PAGE, Span::new(4, 4 + target.len())).with("target", target);
        finding.with("suggestion", format!("{target}x")).help("nearest").at(&page)
    };
    let mut found = vec![
        broken("content/a.en.md", "g/x.en.md"),
        broken("content/g/b.en.md", "./x.en.md"),
        broken("content/g/h/c.en.md", "../x.en.md"),
        broken("content/g/h/d.en.md", "x.en.md"),
    ];
    let text = plain(Format::Human, &found, Tongue::English);
    let places = "  = elsewhere: content/g/b.en.md:1:5\n               content/g/h/c.en.md:1:5\n";
    assert!(text.contains(places) && text.matches("error[").count() == 2, "{text}");
    found = (1..=13).map(|n| broken(&format!("content/p{n:02}.en.md"), "x.md")).collect();
    let text = plain(Format::Human, &found, Tongue::English);
    assert!(text.contains("content/p11.en.md:1:5\n               and 2 more\n"), "{text}");
    assert!(plain(Format::Human, &found, Tongue::French).contains("\n               et 2 de plus\n"));
    assert_eq!(plain(Format::Short, &found, Tongue::English).lines().count(), 13);
}

#[test]
fn empty_sources_and_ends_of_files() {
    let empty = " --> content/a.en.md:1:1\n  |\n1 |\n  | ^ no document at this place";
    assert_eq!(excerpt_of("", Span::new(0, 0)), empty);
    let last = " --> content/a.en.md:2:1\n  |\n2 |\n  | ^ no document at this place";
    assert_eq!(excerpt_of("a\n", Span::new(2, 2)), last);
    let beyond = " --> content/a.en.md:2:3\n  |\n2 | bc\n  |   ^ no document at this place";
    assert_eq!(excerpt_of("a\nbc", Span::new(4, 4)), beyond);
    assert_eq!(excerpt_of("a\nbc", Span::new(90, 99)), beyond);
}

#[test]
fn tabs_marks_and_wide_characters() {
    let tabs = " --> content/a.en.md:1:7\n  |\n1 |         été x.md\n  |             ^^^^ no document at this place";
    assert_eq!(excerpt_of("\t\tété x.md\r\nb\r\n", Span::new(8, 12)), tabs);
    let mark = " --> content/a.en.md:1:1\n  |\n1 | x.md b\n  | ^^^^ no document at this place";
    assert_eq!(excerpt_of("\u{feff}x.md b", Span::new(3, 7)), mark);
    assert_eq!(excerpt_of("\u{feff}x.md b", Span::new(0, 7)), mark);
    let wide = " --> content/a.en.md:1:4\n  |\n1 | 😀😀 x.md 文字\n  |      ^^^^ no document at this place";
    assert_eq!(excerpt_of("😀😀 x.md 文字", Span::new(9, 13)), wide);
    let acting = " --> content/a.en.md:1:2\n  |\n1 | ␛[31mred␇\n  |  ^^^ no document at this place";
    assert_eq!(excerpt_of("\x1b[31mred\x07", Span::new(1, 4)), acting);
}

#[test]
fn spans_over_lines() {
    let three = " --> content/a.en.md:1:2
  |
1 |   one
  |  __^
2 | | two
3 | | three
  | |__^ no document at this place";
    assert_eq!(excerpt_of("one\ntwo\nthree\nfour\n", Span::new(1, 10)), three);
    assert_eq!(excerpt_of("one\r\ntwo\r\nthree\r\nfour\r\n", Span::new(1, 12)), three);
    let with_break = " --> content/a.en.md:1:1\n  |\n1 | one\n  | ^^^ no document at this place";
    assert_eq!(excerpt_of("one\r\ntwo\r\n", Span::new(0, 5)), with_break);
    let first = " --> content/a.en.md:1:3\n  |\n1 | line\n  |   ^^ no document at this place";
    assert_eq!(excerpt_of(&"line\n".repeat(40), Span::new(2, 150)), first);
}

#[test]
fn long_lines_are_cut() {
    let line = format!("{}x.md{}", "a ".repeat(25_000), " b".repeat(25_000));
    let text = excerpt_of(&line, Span::new(50_000, 50_004));
    assert!(text.starts_with(" --> content/a.en.md:1:50001\n"), "{text}");
    assert!(text.contains("a x.md b"), "{text}");
    for span in [Span::new(0, 100_000), Span::new(0, 3), Span::new(50_000, 50_004), Span::new(99_999, 100_004)] {
        for line in shown(&line, span).lines().filter(|line| !line.contains('^')) {
            assert!(line.chars().count() <= 100, "{span:?}: {line}");
        }
    }
}

/// Exhaustive on small texts, because the drawing library panics on what it does not expect.
#[test]
fn every_span_of_every_odd_text_is_drawn_at_its_place() {
    let texts = ["", "\n", "\n\n", "a\r\nb", "\u{feff}", "\u{feff}é\n\n", "\t😀\té\n", "e\u{301}\u{200d}x\n\r\n y"];
    for text in texts {
        let source = source("content/a.en.md", text);
        for start in 0..text.len() + 2 {
            for end in 0..text.len() + 3 {
                let span = Span::new(start, end);
                let place = location(&source, span);
                let inside_break = start > 0 && text.as_bytes().get(start - 1..=start) == Some(b"\r\n".as_slice());
                let text = shown(text, span);
                assert!(inside_break || text.contains(&format!(" --> {place}\n")), "{span:?} {place}: {text}");
            }
        }
    }
}

#[test]
fn far_places_of_one_file_get_excerpts_of_their_own() {
    let text = format!("## Frais {{#frais}}\n{}## Retard {{#frais}}\n", "\n".repeat(100));
    let page = source("content/a.fr.md", &text);
    let second = text.rfind("frais").unwrap();
    let finding = Finding::new(&documents::DUPLICATE_ID, Span::new(second, second + 5)).with("id", "frais");
    let expected = "\
error[DG-D017]: the id `frais` is given twice
   --> content/a.fr.md:102:13
    |
102 | ## Retard {#frais}
    |             ^^^^^ second time
    |
   ::: content/a.fr.md:1:12
    |
  1 | ## Frais {#frais}
    |            ----- first here
";
    let diagnostic = finding.at(&page).also(&page, span(&page, "frais"), "first");
    assert_eq!(plain(Format::Human, &[diagnostic], Tongue::English), expected);
}

#[test]
fn long_helps_are_wrapped_below_themselves() {
    let finding = Finding::new(&documents::UNKNOWN_CONTENT, Span::default()).help("kinds");
    let look = Look { width: 60, ..Look::plain(Tongue::English) };
    let expected = "\
error[DG-D009]: Diglot does not know what this file is
 --> content/x.yaml
  |
  = help: a YAML file in `content/` is an FAQ (key
          `entries`), a glossary (`terms`), `handbook.yaml`
          or `folder.yaml`
";
    assert_eq!(render(Format::Human, &[finding.at(&source("content/x.yaml", "a: 1"))], look), expected);
}

#[test]
fn phrases_are_worded_in_the_tongue() {
    let finding = Finding::new(&documents::WRONG_TYPE, Span::new(7, 10)).with("key", "order");
    let finding = finding.with_words("expected", &["integer"]).with_words("found", &["text"]);
    let diagnostic = finding.at(&source("a.md", "order: two"));
    assert_eq!(diagnostic.message(Tongue::French), "`order` attend un nombre entier");
    assert_eq!(diagnostic.label(Tongue::English), "this is a text");
    assert!(diagnostic.unfilled().is_empty());
    let bare = Finding::new(&documents::WRONG_TYPE, Span::new(0, 1)).help("write").at(&source("a.md", "x"));
    assert_eq!(bare.unfilled(), ["key", "expected", "found", "example"]);
}

#[test]
fn colours_come_when_asked_for_and_go_off_again() {
    let look = Look { colour: Colour::Ansi, ..Look::plain(Tongue::French) };
    for format in [Format::Human, Format::Short] {
        let text = render(format, &sample(), look);
        assert!(text.contains("\u{1b}[1m\u{1b}[91merreur[DG-L002]"), "{text:?}");
        let stripped = uncoloured(&text);
        assert_eq!(stripped, plain(format, &sample(), Tongue::French));
    }
}

/// The text without its escape sequences.
fn uncoloured(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[test]
fn formats_have_names() {
    for (name, format) in Format::ALL {
        assert_eq!(name.parse(), Ok(format));
    }
    assert!(Format::ALL.iter().all(|(name, format)| format.is_result() || ["human", "short"].contains(name)));
    assert_eq!("xml".parse::<Format>(), Err(UnknownFormat("xml".into())));
}
