//! Turns rows of typed texts, sentences and raw HTML into what is printed, to compare.
//!
//! What pages look like is shown by the cases `typography-*`.

use super::{Run, edits_in_html, inline_text, set, table};
use crate::config::Layout;
use crate::lang::{Lang, Languages};
use crate::parse::parse;
use crate::parse::place::{Content, content};
use crate::parse::tree::{BlockKind, Inline, InlineKind};
use crate::source::{Source, Span};

/// `~` stands for a no-break space, `¦` for a narrow one, in what is typed and in what is printed.
fn shown(text: &str) -> String {
    text.replace('\u{a0}', "~").replace('\u{202f}', "¦")
}

fn typed(text: &str) -> String {
    text.replace('~', "\u{a0}").replace('¦', "\u{202f}")
}

fn check(rows: &[(&str, &str)], tags: &[&str]) {
    let mut wrong = String::new();
    for (text, expected) in rows {
        for tag in tags {
            let once = set(table(tag), &typed(text));
            let twice = set(table(tag), &once);
            if shown(&once) != *expected {
                wrong += &format!("{tag}: {text}\n  printed  {}\n  expected {expected}\n", shown(&once));
            }
            if once != twice {
                wrong += &format!("{tag}: {text}\n  once  {}\n  twice {}\n", shown(&once), shown(&twice));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// As in France, and in French of no stated region.
const FRANCE: &[(&str, &str)] = &[
    ("Bonjour !", "Bonjour¦!"),
    ("Bonjour!", "Bonjour¦!"),
    ("Bonjour~!", "Bonjour¦!"),
    ("Bonjour  !", "Bonjour¦!"),
    ("Bonjour¦!", "Bonjour¦!"),
    ("Bonjour\n!", "Bonjour¦!"),
    ("Pourquoi ?", "Pourquoi¦?"),
    ("Pourquoi? Parce que.", "Pourquoi¦? Parce que."),
    ("Quoi ?!", "Quoi¦?!"),
    ("Quoi?!", "Quoi¦?!"),
    ("Non !!!", "Non¦!!!"),
    ("Oui; non", "Oui¦; non"),
    ("Oui ; non", "Oui¦; non"),
    ("(Vraiment ?)", "(Vraiment¦?)"),
    ("« Vraiment ? »", "«~Vraiment¦?~»"),
    ("«Vraiment?»", "«~Vraiment¦?~»"),
    ("« ! »", "«~!~»"),
    ("(!)", "(!)"),
    ("Voir (annexe); puis", "Voir (annexe)¦; puis"),
    ("10 000", "10¦000"),
    ("1 234 567,89 €", "1¦234¦567,89~€"),
    ("10~000 $", "10¦000~$"),
    ("Quoi... ?", "Quoi…¦?"),
    ("https://exemple.org/a?b=1;c !", "https://exemple.org/a?b=1;c¦!"),
    ("« Il a dit “oui” ! »", "«~Il a dit “oui”¦!~»"),
    ("Est-ce \"fini\"?", "Est-ce «~fini~»¦?"),
    ("a?b=c", "a?b=c"),
    ("Vrai ;-) non", "Vrai ;-) non"),
    ("Vrai ;)", "Vrai ;)"),
    ("&eacute; reste", "&eacute; reste"),
    ("C'est !important", "C’est !important"),
];

const CANADA: &[(&str, &str)] = &[
    ("Bonjour !", "Bonjour!"),
    ("Bonjour!", "Bonjour!"),
    ("Bonjour~!", "Bonjour!"),
    ("Bonjour¦!", "Bonjour!"),
    ("Bonjour\n!", "Bonjour!"),
    ("Pourquoi ?", "Pourquoi?"),
    ("Oui ; non", "Oui; non"),
    ("Oui; non", "Oui; non"),
    ("« Vraiment ? »", "«~Vraiment?~»"),
    ("«Vraiment?»", "«~Vraiment?~»"),
    ("Quoi ?!", "Quoi?!"),
    ("10 000 personnes", "10~000 personnes"),
    ("1 234 567,89 $", "1~234~567,89~$"),
    ("10¦000", "10~000"),
    ("514 555-0199", "514~555-0199"),
    ("Est-ce \"fini\" ?", "Est-ce «~fini~»?"),
    ("25$", "25~$"),
    ("25 $ CA", "25~$~CA"),
    ("le no 5", "le no~5"),
    ("Me Tremblay", "Me~Tremblay"),
    ("Dre Roy et Dr Côté", "Dre~Roy et Dr~Côté"),
];

/// The same in France and in Canada.
const FRENCH: &[(&str, &str)] = &[
    ("Note : oui", "Note~: oui"),
    ("Note: oui", "Note~: oui"),
    ("Note~: oui", "Note~: oui"),
    ("Note¦: oui", "Note~: oui"),
    ("Note :", "Note~:"),
    ("à 10:30", "à 10:30"),
    ("un rapport de 1:2", "un rapport de 1:2"),
    ("std::fmt et a::b", "std::fmt et a::b"),
    ("Oui :-) et :) et :D", "Oui :-) et :) et :D"),
    (":sourire: bonjour", ":sourire: bonjour"),
    ("https://exemple.org/l'un", "https://exemple.org/l'un"),
    ("http://a.org:8080/x", "http://a.org:8080/x"),
    ("par http: ou mailto: seulement", "par http: ou mailto: seulement"),
    ("(https://exemple.org)", "(https://exemple.org)"),
    ("www.exemple.org/a'b", "www.exemple.org/a'b"),
    ("l'aide@exemple.org reste", "l'aide@exemple.org reste"),
    ("C:\\docs", "C:\\docs"),
    ("« mot »", "«~mot~»"),
    ("«mot»", "«~mot~»"),
    ("« mot»", "«~mot~»"),
    ("«~mot~»", "«~mot~»"),
    ("«¦mot¦»", "«~mot~»"),
    ("« »", "« »"),
    ("\"mot\"", "«~mot~»"),
    ("le \"mot juste\", dit-il", "le «~mot juste~», dit-il"),
    ("(\"mot\")", "(«~mot~»)"),
    ("l'\"accord\"", "l’«~accord~»"),
    ("d'« accord »", "d’«~accord~»"),
    ("« Il dit \"non\". »", "«~Il dit “non”.~»"),
    ("“mot”", "“mot”"),
    ("un \"mot seul", "un \"mot seul"),
    ("l'accord", "l’accord"),
    ("aujourd'hui, qu'il", "aujourd’hui, qu’il"),
    ("l’accord", "l’accord"),
    ("le 'mot' simple", "le ‘mot’ simple"),
    ("5'10\"", "5'10\""),
    ("45° 30' N", "45° 30' N"),
    ("Attendez...", "Attendez…"),
    ("[...]", "[…]"),
    ("a....b", "a....b"),
    ("../..", "../.."),
    (".../docs", ".../docs"),
    ("10 %", "10~%"),
    ("10%", "10~%"),
    ("12,5 %", "12,5~%"),
    ("100%25", "100%25"),
    ("n° 5", "n°~5"),
    ("n°5", "n°~5"),
    ("N° 12", "N°~12"),
    ("20 °C", "20~°C"),
    ("20°C", "20°C"),
    ("5 km", "5~km"),
    ("5 km/h", "5~km/h"),
    ("3 m²", "3~m²"),
    ("16 Go", "16~Go"),
    ("5 l'heure", "5 l’heure"),
    ("2 millions de", "2~millions de"),
    ("25 $", "25~$"),
    ("25 €", "25~€"),
    ("25€", "25~€"),
    ("3 M$", "3~M$"),
    ("$25", "$25"),
    ("18 h 30", "18~h~30"),
    ("18h30", "18~h~30"),
    ("9 h", "9~h"),
    ("1 h 5 min 10 s", "1~h~5~min~10~s"),
    ("1er juillet 2026", "1er~juillet~2026"),
    ("le 31 décembre 2026.", "le 31~décembre~2026."),
    ("le 2 mai", "le 2~mai"),
    ("le 2 maisons", "le 2 maisons"),
    ("en juillet 2026", "en juillet 2026"),
    ("1er ministre", "1er ministre"),
    ("M. Tremblay", "M.~Tremblay"),
    ("MM. Roy et Mme Côté", "MM.~Roy et Mme~Côté"),
    ("Mme École", "Mme~École"),
    ("M. le maire", "M. le maire"),
    ("Me voici", "Me voici"),
    ("p. 3", "p.~3"),
    ("art. 6", "art.~6"),
    ("l'art. 6", "l’art.~6"),
    ("(p. 3)", "(p.~3)"),
    ("cap. 3", "cap. 3"),
    ("§ 4", "§~4"),
    ("06 12 34 56 78", "06~12~34~56~78"),
    ("en 2026 100 pages", "en 2026 100 pages"),
    ("v1 000", "v1 000"),
    ("le mot – une incise – suit", "le mot –~une incise~– suit"),
    ("Annexe A – Niveaux", "Annexe A~– Niveaux"),
    ("— Oui, dit-il", "—~Oui, dit-il"),
    ("le mot -- enfin", "le mot~– enfin"),
    ("le mot --- enfin --- suit", "le mot —~enfin~— suit"),
    ("Un – deux. Trois – quatre", "Un~– deux. Trois~– quatre"),
    ("--drafts", "--drafts"),
    ("10--20", "10–20"),
    ("vas-y", "vas-y"),
    ("", ""),
    ("Rien à faire ici", "Rien à faire ici"),
];

const ENGLISH: &[(&str, &str)] = &[
    ("\"word\"", "“word”"),
    ("He said \"yes\".", "He said “yes”."),
    ("\"He said 'no' to me\"", "“He said ‘no’ to me”"),
    ("\"'Hello,' he said\"", "“‘Hello,’ he said”"),
    ("He said, \"She said 'no.'\"", "He said, “She said ‘no.’”"),
    ("(\"word\")", "(“word”)"),
    ("\"Version 2\"", "“Version 2”"),
    ("a \"lone mark", "a \"lone mark"),
    ("don't, it's", "don’t, it’s"),
    ("the users' guide", "the users’ guide"),
    ("the '90s", "the ’90s"),
    ("'tis", "’tis"),
    ("rock 'n' roll", "rock ’n’ roll"),
    ("the 1990's", "the 1990’s"),
    ("5'10\"", "5'10\""),
    ("He is 5'10\" tall", "He is 5'10\" tall"),
    ("a 12\" pipe", "a 12\" pipe"),
    ("6' deep", "6' deep"),
    ("'single' words", "‘single’ words"),
    ("O'Brien", "O’Brien"),
    ("“typed” and ’", "“typed” and ’"),
    ("wait...", "wait…"),
    ("wait....", "wait...."),
    ("...args", "…args"),
    ("1...10", "1...10"),
    ("a -- b", "a – b"),
    ("a --- b", "a — b"),
    ("word---word", "word—word"),
    ("10--20", "10–20"),
    ("--drafts and btn--big", "--drafts and btn--big"),
    ("Hello !", "Hello !"),
    ("Why?", "Why?"),
    ("Note: yes; no!", "Note: yes; no!"),
    ("10%", "10%"),
    ("10 %", "10 %"),
    ("$1,000", "$1,000"),
    ("10 000 km", "10~000~km"),
    ("5 km", "5~km"),
    ("10 a.m.", "10~a.m."),
    ("July 1, 2026", "July~1, 2026"),
    ("1 July 2026", "1~July~2026"),
    ("Mr. Smith", "Mr.~Smith"),
    ("Dr Roy", "Dr~Roy"),
    ("No. 5", "No.~5"),
    ("p. 3", "p.~3"),
    ("12:00", "12:00"),
    ("https://example.org/it's", "https://example.org/it's"),
    ("it's@example.org's", "it's@example.org's"),
    ("«word»", "«word»"),
];

#[test]
fn french_as_in_france() {
    check(FRANCE, &["fr-FR", "fr", "fr-BE", "FR"]);
}

#[test]
fn french_as_in_canada() {
    check(CANADA, &["fr-CA", "fr-Latn-CA"]);
}

#[test]
fn french_everywhere() {
    check(FRENCH, &["fr-FR", "fr-CA", "fr"]);
}

#[test]
fn english() {
    check(ENGLISH, &["en", "en-CA", "en-GB"]);
}

#[test]
fn a_language_without_a_table_is_printed_as_typed() {
    assert!(table("de").is_none() && table("frr").is_none() && table("").is_none());
    assert_eq!(set(None, "\"a\" ... l'x !"), "\"a\" ... l'x !");
}

/// Markdown is read as a document's, and its paragraph printed.
fn paragraph(tag: &str, markdown: &str) -> String {
    let lang = Lang { tag: "fr".into(), segment: "fr".into(), suffix: "fr".into(), name: "fr".into() };
    let languages = Languages::new(vec![lang]).expect("one language");
    let source = Source::new("content/a.fr.md", typed(markdown).into_bytes());
    let Content::Documents(mut places) = content("a.fr.md", &languages, Layout::SideBySide, &Default::default(), || "")
    else {
        panic!("it is a document")
    };
    let document = parse(&source, places.remove(0));
    let BlockKind::Paragraph(inlines) = &document.body().blocks[0].kind else { panic!("it is a paragraph") };
    let mut out = String::new();
    let fill = |name: &str, out: &mut String| out.push_str(if name == "chose" { "l'outil" } else { name });
    inline_text(table(tag), inlines, &source, &fill, &mut out);
    shown(&out)
}

#[test]
fn a_sentence_goes_on_through_links_and_emphasis() {
    let rows = [
        ("fr-FR", "Vive l'[accord](https://a.org) !", "Vive l’accord¦!"),
        ("fr-FR", "**Note:** *oui*!", "Note~: oui¦!"),
        ("fr-FR", "l'*été* et l'`code`", "l’été et l’code"),
        ("fr-FR", "`a...b'c\"d\" !`", "a...b'c\"d\" !"),
        ("fr-FR", "« **mot** »", "«~mot~»"),
        ("fr-FR", "\"**mot** *deux*\"", "«~mot deux~»"),
        ("fr-FR", "Attention\n!", "Attention¦!"),
        ("fr-FR", "Utilisez {{ chose }} !", "Utilisez l’outil¦!"),
        ("fr-FR", "<kbd>l'a</kbd> d'ici !", "l'a d’ici¦!"),
        ("fr-FR", "<span lang=\"en\">it's \"so\"</span> !", "it's \"so\"¦!"),
        ("fr-FR", "<span lang=\"fr-CA\">l'un</span>", "l’un"),
        ("fr-FR", "Le 1<sup>er</sup> juillet", "Le 1er~juillet"),
        ("fr-FR", "un \\\"signe\\\" et \\'", "un \"signe\" et '"),
        ("fr-FR", "&quot;brut&quot; l&#39;a", "\"brut\" l'a"),
        ("fr-FR", "mot&nbsp;!", "mot¦!"),
        ("fr-CA", "mot&nbsp;!", "mot!"),
        ("fr-FR", "![l'image !](a.png) l'a", "l’image¦! l’a"),
        ("fr-FR", "<https://a.org/l'un?x>", "https://a.org/l'un?x"),
        ("fr-FR", "fin  \n! suite", "fin ! suite"),
        ("en", "\"*word*\" isn't [it](https://a.org)'s", "“word” isn’t it’s"),
    ];
    for (tag, markdown, expected) in rows {
        assert_eq!(paragraph(tag, markdown), expected, "{markdown}");
    }
}

#[test]
fn raw_html_keeps_its_tags_and_its_code() {
    let rows = [
        ("<p title=\"l'un !\">l'un !</p>", "<p title=\"l'un !\">l’un¦!</p>"),
        ("<p>a</p><p>!</p>", "<p>a</p><p>!</p>"),
        ("<pre>l'a !</pre> l'a", "<pre>l'a !</pre> l’a"),
        ("<code>a<b>'b</b>'c</code>'d", "<code>a<b>'b</b>'c</code>’d"),
        ("<p>l'<em>un</em> !</p>", "<p>l’<em>un</em>¦!</p>"),
        ("a&nbsp;! l&rsquo;a &amp; b ?", "a&nbsp;! l&rsquo;a &amp; b¦?"),
        ("<!-- l'a ! --> l'a <script>'a' !</script>", "<!-- l'a ! --> l’a <script>'a' !</script>"),
        ("<div lang=en>it's !</div> l'a", "<div lang=en>it's !</div> l’a"),
        ("1 < 2 ? l'a", "1 < 2¦? l’a"),
        ("<br/>l'a<img alt='l'>!", "<br/>l’a<img alt='l'>¦!"),
        ("<a href=\"x?a'b\">l'a</a", "<a href=\"x?a'b\">l’a</a"),
    ];
    let french = table("fr-FR").expect("there is a table");
    for (html, expected) in rows {
        let mut out = String::new();
        super::apply(html, 0, &edits_in_html(french, html), |part| out.push_str(part));
        assert_eq!(shown(&out), expected, "{html}");
    }
}

/// Whatever the text, edits stand at boundaries of characters and change no letter and no end of a line.
#[test]
fn no_text_breaks_the_rules() {
    const SIGNS: &[&str] = &[
        "a", "É", " ", "\u{a0}", "\u{202f}", "'", "\"", "«", "»", "!", "?", ":", ";", ".", "...", "-", "--", "–", "—",
        "1", "10", "000", "%", "$", "h", "n°", "M.", "p.", "é", "//", "@", "\n", "(", ")", "\u{fffc}", "\u{2028}",
        "er", "mai", "www.", "😀",
    ];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..12 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push_str(SIGNS[(state % SIGNS.len() as u64) as usize]);
        }
        for tag in ["fr-FR", "fr-CA", "en"] {
            let once = set(table(tag), &text);
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            assert_eq!(letters(&text), letters(&once), "{tag}: {text:?}");
            assert!(once.matches('\u{2028}').count() == text.matches('\u{2028}').count());
        }
    }
}

/// A megabyte of quotes, dashes and dots takes no longer than a megabyte of prose: nothing is looked for twice.
#[test]
fn long_runs_take_time_in_proportion() {
    for part in
        ["\"", "'", " – ", "a – b. C ", "l'", "1 ", "10 000 ", "!", " !", "«", "@a", "a@", "://", "...", ":a", ";"]
    {
        let text = part.repeat(200_000 / part.len());
        let out = set(table("fr-FR"), &text);
        assert!(!out.is_empty(), "{part}");
    }
}

#[test]
fn a_run_is_used_again() {
    let mut run = Run::default();
    let french = table("fr").expect("there is a table");
    let source = Source::new("a.md", b"l'a".to_vec());
    let inline = |start: usize, end: usize| Inline { span: Span::new(start, end), kind: InlineKind::Text(None) };
    for _ in 0..2 {
        run.read(french, &[inline(0, 2), inline(2, 3)], &source, &|_, _| {});
        let mut out = String::new();
        run.piece("l'", |part| out.push_str(part));
        run.piece("a", |part| out.push_str(part));
        assert_eq!(out, "l’a");
    }
}
