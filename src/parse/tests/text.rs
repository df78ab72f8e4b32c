//! Inline text, ids, references, and texts that are out of the ordinary.

use super::*;

#[test]
fn references_and_notes_without_a_definition() {
    assert_eq!(faults(&page("Voir [a][b], [c][], [d] et x[0][1].")), ["DG-L007 1:9 [b]", "DG-L007 1:14 [c][]"]);
    assert_eq!(faults(&page("Un[^x] deux.")), ["DG-L008 1:3 [^x]"]);
    assert_eq!(faults(&page("Un[^nte] deux[^note].\n\n[^note]: Note.\n")), ["DG-L008 1:3 [^nte]"]);
    assert_eq!(faults(&page("Un[^*] [^é1].")), ["DG-L008 1:3 [^*]", "DG-L008 1:8 [^é1]"]);
    assert_eq!(faults(&page("Un\n\n[^note]: Note.\n")), ["DG-L011 3:3 note"]);
    let near = page("Un[^nte].\n\nDeux[^note].\n\n[^note]: Note.\n");
    assert_eq!(near.facts().findings.iter().find_map(|finding| finding.arg("suggestion")), Some("[^note]"));
    for (text, mended) in [("[a][nam]\n\n[name]: x.md\n", "[a][name]"), ("[nam][]\n\n[name]: x.md\n", "[nam][name]")] {
        let document = page(text);
        let fix = document.facts().findings.iter().find_map(|finding| finding.fix.as_ref()).expect("a fix");
        let mut fixed = text.to_owned();
        fixed.replace_range(fix.span.range(), &fix.replacement);
        assert!(fixed.starts_with(mended), "{fixed}");
        assert_eq!(faults(&page(&fixed)), [""; 0]);
    }
    for fine in [
        "Un[^a]. [^a]\n\n[^a]: Note.\n",
        "`[^x]` [x] \\[^x]\n",
        "```\n[^x] [a][b]\n```\n",
        "[a][B]\n\n[b]: x.md\n",
        "[É][]\n\n[é]: x.md\n",
    ] {
        assert_eq!(faults(&page(fine)), [""; 0], "{fine}");
    }
}

#[test]
fn ids_at_the_end_of_paragraphs_and_items() {
    assert_eq!(
        shape("Un texte. {#x}\n\nAutre *texte* {#y .z}\n\nDeux\nlignes {#w}"),
        "p(Un texte.)#x p(Autre texte)#y p(Deux\nlignes)#w"
    );
    assert_eq!(shape("- Un {#a}\n- Deux `code` {#b}\n"), "ul[li#a[p(Un)] li#b[p(Deux code)]]");
    assert_eq!(shape("- Un {#a}\n\n- Deux {#b}\n"), "ul loose[li#a[p(Un)] li#b[p(Deux)]]");
    assert_eq!(
        shape("1. Un {#a}\n   - Sous {#b}\n   - Sous\n2. Deux\n"),
        "ol[li#a[p(Un) ul[li#b[p(Sous)] li[p(Sous)]]] li[p(Deux)]]"
    );
    assert_eq!(shape("- Un\n\n  Suite {#c}\n"), "ul loose[li[p(Un) p(Suite)#c]]");
    assert_eq!(shape("- [x] Fait {#d}\n"), "ul[li#d[p(Fait)]]");
    assert_eq!(shape("Terme {#t}\n: Sens {#s}\n"), "dl[Terme: p(Sens)#s]");
    assert_eq!(shape("Ceci {#a} non, `{#b}` non, {a} non, {{ v }}"), "p(Ceci {#a} non, {#b} non, {a} non, <v>)");
    for text in [
        "Un texte. {#x}",
        "- Un {#x}",
        "- Un {#x}\n\n- Deux",
        "1. Un {#x}\n   - a",
        "L&#39;été {#x}",
        "*a*{#x}",
        "Un a_b {#x}",
        "## T {#x}",
        "[a](b.md) {#x}",
    ] {
        let document = page(text);
        let facts = document.facts();
        let named: Vec<&Named> = facts
            .anchors
            .iter()
            .map(|anchor| &anchor.name)
            .chain(facts.units.iter().filter_map(|unit| unit.id.as_ref()))
            .collect();
        let [named] = named[..] else { panic!("{text}: {named:?}") };
        assert_eq!((&*named.id, document.source.slice(named.span)), ("x", "x"), "{text}");
    }
    assert_eq!(page("A {#a_b-c.d}").facts().anchors[0].name.id, "a_b-c.d".into());
}

#[test]
fn ids_of_clauses_are_their_units() {
    let document = at(
        "book/a.fr.md",
        "# Portée {#scope}\n\n## Objet {.unnumbered}\n\n1. Un {#one}\n\n   Suite.\n\n   1. Sous {#sub}\n2. Deux {#two}\n",
    );
    let ids: Vec<Option<&str>> =
        document.facts().units.iter().map(|unit| unit.id.as_ref().map(|named| &*named.id)).collect();
    assert_eq!(ids, [Some("scope"), None, Some("one"), Some("sub"), Some("two")]);
    assert!(document.facts().anchors.is_empty());
    assert!(document.facts().units[1].unnumbered);
    let parents: Vec<Option<u32>> = document.facts().units.iter().map(|unit| unit.parent).collect();
    assert_eq!(parents, [None, Some(0), Some(1), Some(2), Some(1)]);
    assert_eq!(faults(&document), [""; 0]);
}

#[test]
fn addresses_are_underlined_alone() {
    for (text, expected) in [
        ("![alt *x*](img/a.png \"t\")", &["img/a.png"][..]),
        ("[a *b* `](c` d](x.md)", &["x.md"]),
        ("[**a** ![i](i.png) b](x.md)", &["i.png", "x.md"]),
        ("[a](<b c.md>)", &["b c.md"]),
        ("[a](b\\(c.md)", &["b\\(c.md = b(c.md"]),
        ("[a](b&amp;c.md)", &["b&amp;c.md = b&c.md"]),
        ("[a][r] [r]\n\n[r]: x.md 'T'\n", &["x.md", "x.md"]),
        ("[a]\n\n[a]:\n  <x y.md>\n", &["x y.md"]),
        ("<https://x.org/a> <a@b.org>", &["https://x.org/a", "a@b.org = mailto:a@b.org"]),
        ("[a\nb](\nx.md\n)", &["x.md"]),
        ("| a |\n|---|\n| [x\\|y](z.md) |\n", &["z.md"]),
        ("> - [a](x.md)\n>   [b](y.md)\n", &["x.md", "y.md"]),
        ("[]()", &[""]),
        ("[](x.md) [a]( x.md )", &["x.md", "x.md"]),
        ("[[a](x.md)](y.md)", &["x.md"]),
        ("é [😀](x.md)", &["x.md"]),
        ("[a](x.md){#n}", &["x.md"]),
        ("Un <a href=\"x.md\">y</a> et\n<img\nsrc='z.png'>", &["x.md", "z.png"]),
        ("<div>\n<a href=x.md>y</a>\n</div>\n", &["x.md"]),
        ("> <div>\n> <a href=x.md>y</a>\n> <a href=\"z.md\">y</a>\n> </div>\n", &["x.md", "z.md"]),
        ("[a](x \"b) c\")", &["x"]),
    ] {
        assert_eq!(addresses(text), expected, "{text}");
    }
}

#[test]
fn empty_links_are_known() {
    let empty = |text: &str| page(text).facts().addresses.iter().map(|address| address.empty).collect::<Vec<bool>>();
    assert_eq!(
        empty("[](a.md) [b](c.md) [ ](d.md) ![](e.png) [![](f.png)](g.md)"),
        [true, false, true, false, false, false]
    );
}

#[test]
fn variables_are_found_as_typed() {
    let found = |text: &str| {
        let document = page(text);
        underlined(&document, |facts| facts.variables.iter().map(|used| used.span).collect()).join(" ")
    };
    assert_eq!(found("{{ a_b_c }} {{x}} {{ y.z-1 }}"), "{{ a_b_c }} {{x}} {{ y.z-1 }}");
    assert_eq!(found("*{{ a_b }}* __{{ c }}__ [{{ d }}](x.md)"), "{{ a_b }} {{ c }} {{ d }}");
    assert_eq!(found("\\{{ a }} \\{\\{ b }} `{{ c }}` {{ d e }} {{ }} {{ f"), "");
    assert_eq!(found("x \\{{ a }} {{ b }}"), "{{ b }}");
    assert_eq!(found("## T {{ a }} {#t}\n\n| {{ b }} |\n|---|\n| x |\n"), "{{ a }} {{ b }}");
    assert_eq!(found("L&rsquo;été {{ a }} &amp; {{ b }}"), "{{ a }} {{ b }}");
    assert_eq!(found("# T {{ a }}\n"), "{{ a }}");
    assert_eq!(found("---\ntitle: \"T {{ a }}\"\n---\n"), "{{ a }}");
    assert_eq!(shape("\\{{ a }} x"), "p({{ a }} x)");
    assert_eq!(shape("a {{ b }} c"), "p(a <b> c)");
}

#[test]
fn carriage_returns_and_byte_order_marks_change_no_place() {
    let text = "---\ntitle: T\n---\n\n## Un {#u}\n\nA [b](c.md)\nd {{ e }} {#p}\n\n:::details X\n[f](g.md)\n:::\n\n```rust\nx\n```\n\n[^n] | y\n\n[^n]: N\n";
    let plain = page(text);
    for other in
        [text.replace('\n', "\r\n"), format!("\u{feff}{text}"), format!("\u{feff}{}", text.replace('\n', "\r\n"))]
    {
        let other = page(&other);
        assert_eq!(faults(&other), faults(&plain));
        assert_eq!(blocks(&other, &other.body().blocks), blocks(&plain, &plain.body().blocks));
        assert_eq!(other.content.meta, {
            let mut meta = plain.content.meta.clone();
            meta.title = other.content.meta.title.clone();
            meta
        });
        let places = |document: &Document| {
            let facts = document.facts();
            let spans = facts
                .addresses
                .iter()
                .map(|a| a.span)
                .chain(facts.variables.iter().map(|v| v.span))
                .chain(facts.units.iter().map(|u| u.span));
            let spans =
                spans.chain(facts.anchors.iter().map(|a| a.name.span)).chain(facts.footnotes.iter().map(|n| n.span));
            spans
                .map(|span| (document.source.position(span.start), document.source.slice(span).to_owned()))
                .collect::<Vec<_>>()
        };
        assert_eq!(places(&other), places(&plain));
    }
}

#[test]
fn depth_and_size_hurt_nobody() {
    let deep = page(&format!("{} Texte\n", ">".repeat(10_000)));
    assert!(faults(&deep).iter().all(|fault| fault.starts_with("DG-D027 1:")), "{:?}", faults(&deep));
    assert_eq!(faults(&deep).len(), 1);
    for text in [
        "* ".repeat(10_000),
        "[".repeat(50_000),
        "![".repeat(20_000),
        "*a **b ".repeat(10_000),
        "[a](".repeat(20_000),
        format!("{}x{}", "<b>".repeat(10_000), "</b>".repeat(10_000)),
        (0..2_000).map(|at| format!("{}- x\n", "  ".repeat(at))).collect::<String>(),
        ":::details x\n".repeat(5_000),
        "`".repeat(50_000),
        "|".repeat(20_000),
        "{{".repeat(20_000),
        "\u{0}\u{feff}\u{202e}".repeat(1_000),
        "*".repeat(20_000) + "a" + &"*".repeat(20_000),
    ] {
        let document = page(&text);
        assert!(document.body().blocks.len() < 100_000);
    }
}

#[test]
fn fronts_out_of_the_ordinary() {
    assert_eq!(faults(&page("---\ntitle: T\n")), ["DG-D002 1:1 ---"]);
    assert_eq!(faults(&page("---\ntitle: T\n---")), [""; 0]);
    assert_eq!(faults(&page("---\n---\n\n# T\n")), [""; 0]);
    assert_eq!(faults(&page("\u{feff}")), ["DG-D019 1:1 "]);
    assert_eq!(shape("# T\n\n---\n\nTexte\n"), "rule p(Texte)");
}
