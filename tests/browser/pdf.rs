//! Turns handbooks into PDF files through the command itself, and reads them back with another reader than its own.
//!
//! How a page looks is for eyes; what it says, in which order, and where it leads is here.

use crate::site::Site;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A command with a folder for what it prints, and one for its temporary files.
struct Printer {
    out: TempDir,
    temporary: TempDir,
}

impl Printer {
    fn new() -> Printer {
        let folder = || tempfile::tempdir().expect("a temporary folder");
        Printer { out: folder(), temporary: folder() }
    }

    fn command(&self, root: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
        command.arg("pdf").arg("--root").arg(root).arg("--out-dir").arg(self.out.path()).args(arguments);
        command
            .env("TMPDIR", self.temporary.path())
            .env("TEMP", self.temporary.path())
            .env("TMP", self.temporary.path());
        command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "C");
        command.args(["--as-of", "2026-11-22"]);
        command
    }

    fn run(&self, root: &Path, arguments: &[&str]) -> Output {
        self.command(root, arguments).output().expect("the program runs")
    }

    fn print(&self, root: &Path, arguments: &[&str]) -> Vec<String> {
        let ran = self.run(root, arguments);
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        assert!(self.is_clean(), "temporary files stay");
        self.printed()
    }

    /// The files below the folder, with `/`.
    fn printed(&self) -> Vec<String> {
        let mut names = below(self.out.path());
        names.sort();
        names
    }

    /// Whether nothing is left of the browser's profile.
    fn is_clean(&self) -> bool {
        fs::read_dir(self.temporary.path()).expect("the folder can be read").next().is_none()
    }

    fn pdf(&self, name: &str) -> Pdf {
        Pdf { document: Document::load(self.out.path().join(name)).expect("a PDF") }
    }
}

fn below(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let entry = entry.expect("the folder can be read");
        let name = entry.file_name().to_string_lossy().into_owned();
        match entry.path().is_dir() {
            true => names.extend(below(&entry.path()).into_iter().map(|inner| format!("{name}/{inner}"))),
            false => names.push(name),
        }
    }
    names
}

/// What a PDF says of itself.
struct Pdf {
    document: Document,
}

impl Pdf {
    fn catalog(&self) -> &Dictionary {
        self.document.catalog().expect("there is a catalog")
    }

    fn dictionary<'a>(&'a self, object: &'a Object) -> &'a Dictionary {
        let (_, object) = self.document.dereference(object).expect("it exists");
        object.as_dict().expect("it is a dictionary")
    }

    fn info(&self, key: &str) -> String {
        let info = self.dictionary(self.document.trailer.get(b"Info").expect("it says what it is"));
        text(info.get(key.as_bytes()).expect("it says so"))
    }

    /// The page of every named place, from 1.
    fn places(&self) -> BTreeMap<String, u32> {
        let numbers: BTreeMap<ObjectId, u32> = self.document.get_pages().into_iter().map(|(n, id)| (id, n)).collect();
        let named = self.dictionary(self.catalog().get(b"Dests").expect("there are places"));
        let page = |place: &Object| {
            let (_, place) = self.document.dereference(place).expect("it exists");
            let page = place.as_array().expect("a place is a list")[0].as_reference().expect("on a page");
            numbers[&page]
        };
        named.iter().map(|(name, place)| (String::from_utf8(name.clone()).expect("UTF-8"), page(place))).collect()
    }

    /// Where the links lead: places of the document, and addresses.
    fn links(&self) -> (Vec<String>, Vec<String>) {
        let (mut inside, mut outside) = (Vec::new(), Vec::new());
        for page in self.document.page_iter() {
            for link in self.document.get_page_annotations(page).expect("annotations can be read") {
                match (link.get(b"Dest"), link.get(b"A")) {
                    (Ok(place), _) => {
                        inside.push(String::from_utf8(place.as_name().expect("a name").to_vec()).expect("UTF-8"))
                    }
                    (_, Ok(action)) => outside.push(text(self.dictionary(action).get(b"URI").expect("an address"))),
                    _ => panic!("a link that leads nowhere: {link:?}"),
                }
            }
        }
        (inside, outside)
    }

    /// The bookmarks with their depths, in order.
    fn bookmarks(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        let root = self.dictionary(self.catalog().get(b"Outlines").expect("there are bookmarks"));
        self.bookmarks_in(root, 1, &mut found);
        found
    }

    fn bookmarks_in(&self, parent: &Dictionary, depth: usize, found: &mut Vec<(usize, String)>) {
        let mut next = parent.get(b"First").ok();
        while let Some(item) = next {
            let item = self.dictionary(item);
            found.push((depth, text(item.get(b"Title").expect("a title")).trim().to_owned()));
            assert!(item.get(b"Dest").is_ok(), "a bookmark leads somewhere");
            self.bookmarks_in(item, depth + 1, found);
            next = item.get(b"Next").ok();
        }
    }

    /// The text of each page, as it is drawn, without white space.
    ///
    /// By hand, as `Document::extract_text` takes every font for one with codes of two bytes.
    fn pages(&self) -> Vec<String> {
        self.document.page_iter().map(|page| self.page(page)).collect()
    }

    fn page(&self, page: ObjectId) -> String {
        let fonts = self.document.get_page_fonts(page).expect("fonts can be read");
        let codes: BTreeMap<Vec<u8>, Codes> = fonts.into_iter().map(|(name, font)| (name, self.codes(font))).collect();
        let content = Content::decode(&self.document.get_page_content(page)).expect("content can be read");
        let (mut text, mut font) = (String::new(), None);
        for operation in &content.operations {
            match operation.operator.as_str() {
                "Tf" => font = codes.get(operation.operands[0].as_name().expect("a font has a name")),
                "Tj" | "TJ" => font.expect("a font comes first").read(&operation.operands, &mut text),
                _ => {}
            }
        }
        dense(&text)
    }

    /// What the codes of a font mean.
    fn codes(&self, font: &Dictionary) -> Codes {
        let (_, map) = self.document.dereference(font.get(b"ToUnicode").expect("it says what it says")).expect("a map");
        let map = map.as_stream().expect("a stream").decompressed_content().expect("it can be read");
        Codes::parse(&String::from_utf8(map).expect("a text"))
    }

    /// Width and height of the paper, in points.
    fn paper(&self) -> (i64, i64) {
        let page = self.document.page_iter().next().expect("there is a page");
        let page = self.document.get_dictionary(page).expect("it is a dictionary");
        let sides = page.get(b"MediaBox").and_then(Object::as_array).expect("it has a size");
        let side = |at: usize| sides[at].as_float().expect("a number").round() as i64;
        (side(2), side(3))
    }
}

/// What the codes of a font mean, and how many digits each has.
struct Codes {
    digits: usize,
    letters: BTreeMap<u32, String>,
}

impl Codes {
    fn parse(map: &str) -> Codes {
        let number = |digits: &str| u32::from_str_radix(digits, 16).expect("hexadecimal");
        let (mut digits, mut letters, mut kind) = (0, BTreeMap::new(), "");
        for line in map.lines() {
            let values: Vec<&str> = line.split(['<', '>', ' ']).filter(|value| !value.is_empty()).collect();
            match (kind, &values[..]) {
                (_, [.., word]) if word.starts_with("begin") => kind = word.strip_prefix("begin").expect("it was seen"),
                (_, [word, ..]) if word.starts_with("end") => kind = "",
                ("codespacerange", [_, last]) => digits = last.len(),
                ("bfchar", [code, letter]) => drop(letters.insert(number(code), wide(letter))),
                ("bfrange", [first, last, letter]) => {
                    for (code, letter) in (number(first)..=number(last)).zip(number(letter)..) {
                        letters.insert(code, char::from_u32(letter).expect("a letter").to_string());
                    }
                }
                _ => {}
            }
        }
        Codes { digits, letters }
    }

    fn read(&self, operands: &[Object], text: &mut String) {
        for operand in operands {
            match operand {
                Object::Array(items) => self.read(items, text),
                Object::String(bytes, _) => {
                    for code in bytes.chunks(self.digits / 2) {
                        let code = code.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
                        *text += self.letters.get(&code).unwrap_or_else(|| panic!("the glyph {code} says nothing"));
                    }
                }
                _ => {}
            }
        }
    }
}

/// Letters as UTF-16 in hexadecimal.
fn wide(digits: &str) -> String {
    let units = digits.as_bytes().chunks(4).map(|unit| std::str::from_utf8(unit).expect("ASCII"));
    let units: Vec<u16> = units.map(|unit| u16::from_str_radix(unit, 16).expect("hexadecimal")).collect();
    String::from_utf16(&units).expect("UTF-16")
}

/// A string of a PDF: UTF-16 with its mark, else one byte for each letter.
fn text(object: &Object) -> String {
    let bytes = object.as_str().expect("a string");
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(wide) => {
            let wide: Vec<u16> = wide.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&wide).expect("UTF-16")
        }
        None => bytes.iter().map(|&byte| char::from(byte)).collect(),
    }
}

/// A text without white space, which a PDF does not keep where lines end.
fn dense(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{202f}').collect()
}

/// What a passage of HTML says on paper: without permanent links and explanations.
fn said(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text += before;
        let (tag, after) = tag.split_once('>').expect("a tag ends");
        rest = match tag {
            tag if tag.contains("class=\"permalink\"") => after.split_once("</a>").expect("it is closed").1,
            tag if tag.contains("class=\"explanation\"") => after.split_once("</span>").expect("it is closed").1,
            _ => after,
        };
    }
    text += rest;
    for (name, letter) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
        text = text.replace(name, letter);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a page says.
struct Told {
    /// With their levels.
    headings: Vec<(usize, String)>,
    clauses: usize,
    /// The headings and the clauses, each up to its own sub-clauses, in order.
    passages: Vec<String>,
    /// The ids and titles of the contents.
    contents: Vec<(String, String)>,
}

fn told(page: &str) -> Told {
    const CLAUSE: &str = "class=\"clause\">";
    let main = page.split_once("<main").expect("there is a text").1.split_once("</main>").expect("it ends").0;
    let mut told = Told { headings: Vec::new(), clauses: 0, passages: Vec::new(), contents: Vec::new() };
    for (at, _) in main.char_indices() {
        let rest = &main[at..];
        let level = rest.strip_prefix("<h").and_then(|rest| rest.chars().next()?.to_digit(10));
        if let Some(level) = level {
            let heading = said(rest.split_once(&format!("</h{level}>")).expect("it is closed").0);
            told.passages.push(heading.clone());
            told.headings.push((level as usize, heading));
        } else if let Some(clause) = rest.strip_prefix(CLAUSE) {
            let words = clause.split("</div>").next().and_then(|words| words.split("<ol").next());
            told.passages.push(said(words.expect("a clause has a text")));
            told.clauses += 1;
        }
    }
    let list = main.split_once("class=\"print-contents\"").expect("there are contents").1;
    for item in list.split_once("</nav>").expect("they end").0.split("<a href=\"#").skip(1) {
        let (id, title) = item.split_once("\">").expect("a link");
        told.contents.push((id.to_owned(), said(title.split("</a>").next().expect("it is closed"))));
    }
    told
}

/// Finds every passage in a text after the one before it.
fn assert_in_order<'a>(text: &str, passages: impl IntoIterator<Item = &'a String>) {
    let mut from = 0;
    for passage in passages {
        let passage = dense(passage);
        let at = text[from..].find(&passage);
        from += at.unwrap_or_else(|| panic!("`{passage}` is not after\n{}", &text[..from])) + passage.len();
    }
}

/// What a language calls the first annex, and the edition that is in force.
const WORDS: [(&str, &str, &str, &str); 2] = [
    ("fr", "fr-CA", "Annexe A", "Édition 1.2 En vigueur à compter du 1er avril 2026."),
    ("en", "en-CA", "Annex A", "Edition 1.2 In force from April 1, 2026."),
];

#[test]
fn the_handbook_is_printed_whole_in_both_languages() {
    let (printer, site) = (Printer::new(), Site::manual());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = ["2025", "2026"].map(|edition| ["en", "fr"].map(|lang| format!("handbook/{edition}.{lang}.pdf")));
    assert_eq!(printer.print(root, &["handbook"]), names.concat(), "each edition of the handbook can be had");
    for (language, tag, annex, edition) in WORDS {
        let pdf = printer.pdf(&format!("handbook/2026.{language}.pdf"));
        let address =
            format!("{language}/handbook/{}/index.html", if language == "fr" { "texte-integral" } else { "whole" });
        let html = site.output().render(&address).expect("a page").bytes;
        let html = String::from_utf8(html.to_vec()).expect("UTF-8");
        let told = told(&html);
        let title = &told.headings[0].1;

        assert_tagged(&pdf, tag, title);
        assert_eq!(pdf.paper(), (612, 792), "Canada prints on Letter");
        assert_eq!(pdf.bookmarks(), told.headings, "the bookmarks are the headings");
        assert!(pdf.bookmarks().iter().any(|(depth, bookmark)| *depth == 2 && bookmark.starts_with(annex)));

        let pages = pdf.pages();
        assert!((7..15).contains(&pages.len()), "{} pages", pages.len());
        // What runs in the margins comes between two halves of a clause that is broken.
        let head = dense(title);
        let foot = |page: usize| dense(&format!("{page} / {}{edition}", pages.len()));
        for (number, page) in pages.iter().enumerate().skip(1) {
            assert!(page.contains(&head) && page.contains(&foot(number + 1)), "{page}");
            assert!(page.len() > 300, "an empty page: {page}");
        }
        assert!(!pages[0].contains(&foot(1)), "the cover has no number");
        let bare = |(at, page): (usize, &String)| page.replace(&head, "").replace(&foot(at + 1), "");
        let text: String = pages.iter().enumerate().skip(2).map(bare).collect();
        assert!(told.clauses > 40, "{} clauses", told.clauses);
        assert_in_order(&text, told.passages.iter().skip(1));

        let places = pdf.places();
        assert!(told.contents.len() > 10);
        let lines: Vec<String> = told.contents.iter().map(|(id, title)| format!("{title}{}", places[id])).collect();
        assert_in_order(&pages[1], &lines);

        let (inside, outside) = pdf.links();
        assert!(inside.len() > 20, "{inside:?}");
        assert!(inside.iter().all(|place| places.contains_key(place)), "{inside:?}");
        assert!(
            !outside.is_empty() && outside.iter().all(|address| address.starts_with("https://diglot.example/")),
            "{outside:?}"
        );
    }
}

fn assert_tagged(pdf: &Pdf, tag: &str, title: &str) {
    let catalog = pdf.catalog();
    assert_eq!(text(catalog.get(b"Lang").expect("a language")), tag);
    let marks = pdf.dictionary(catalog.get(b"MarkInfo").expect("it is tagged"));
    assert!(marks.get(b"Marked").and_then(Object::as_bool).expect("it says so"));
    let tree = pdf.dictionary(catalog.get(b"StructTreeRoot").expect("there is a structure"));
    assert!(tree.get(b"K").is_ok(), "the structure holds something");
    let preferences = pdf.dictionary(catalog.get(b"ViewerPreferences").expect("it says how to be shown"));
    assert!(preferences.get(b"DisplayDocTitle").and_then(Object::as_bool).expect("it says so"));
    assert_eq!(pdf.info("Title"), title);
    assert_eq!(pdf.info("Creator"), concat!("Diglot ", env!("CARGO_PKG_VERSION")));
    assert_eq!(pdf.info("CreationDate"), "D:20261122000000+00'00'");
    assert_eq!(pdf.info("ModDate"), "D:20261122000000+00'00'");
}

/// A handbook of hard cases, in two languages.
fn hard(base_url: &str) -> TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, text).expect("a new file");
    };
    write("diglot.yaml", &format!("title: {{fr: Essai, en: Trial}}\nlanguages: [fr, en]\n{base_url}"));
    write(
        "content/book/handbook.yaml",
        "title: {fr: Règles d'usage, en: Rules of use}\nversion: '3'\nwhole: true\nparts: [rules, list]\nnumbering: {sections: true, clauses: section}\n",
    );
    write(
        "content/book/rules.fr.md",
        "# Portée {#rules}\n\n1. Où çà ? « Là », à l'œuvre : Œdipe, Ÿ, ÿ, æ, Æ, É, 3 %, 1 000 $ !\n2. Voyez [notre site](https://example.org/a%20b/é) ou <https://example.org/seul>, et [](#rules).[^n]\n3. Voir [l'aide](../help.md) et [écrire](mailto:a@example.org).\n\n[^n]: Une note lisible.\n\n:::details Replié\nCe qui était replié.\n:::\n",
    );
    write(
        "content/book/rules.en.md",
        "# Scope {#rules}\n\n1. Where? “There”, at œuvre: Œdipus, Ÿ, ÿ, æ, Æ, É, 3%, $1,000!\n2. See [our site](https://example.org/a%20b/é) or <https://example.org/seul>, and [](#rules).[^n]\n3. See [help](../help.md) and [write](mailto:a@example.org).\n\n[^n]: A note to be read.\n\n:::details Folded\nWhat was folded.\n:::\n",
    );
    for (language, title, head, cell) in
        [("fr", "Liste", "Colonne répétée", "Ligne"), ("en", "List", "Repeated column", "Row")]
    {
        let columns = |text: &str| (1..=12).map(|at| format!("| {text}{at} ")).collect::<String>() + "|\n";
        let wide = columns("Incommensurable") + &"|---".repeat(12) + "|\n" + &columns("anticonstitutionnel");
        let rows: String = (1..=90).map(|row| format!("| {cell} {row} | {row} |\n")).collect();
        write(
            &format!("content/book/list.{language}.md"),
            &format!("# {title} {{#list}}\n\n## É{title}\n\n| {head} | N |\n|---|---|\n{rows}\n{wide}"),
        );
        write(&format!("content/help.{language}.md"), &format!("# {title}\n\n[](book/list.md)\n"));
    }
    root
}

#[test]
fn hard_cases_are_all_on_paper() {
    let printer = Printer::new();
    let root = hard("base_url: https://docs.example.net/a/\n");
    assert_eq!(printer.print(root.path(), &["book"]), ["book.en.pdf", "book.fr.pdf"]);
    let bytes = || {
        ["fr", "en"].map(|language| fs::read(printer.out.path().join(format!("book.{language}.pdf"))).expect("a file"))
    };
    for (language, letters, head, cell, folded, note, help) in [
        (
            "fr",
            "Où çà ? « Là », à l’œuvre : Œdipe, Ÿ, ÿ, æ, Æ, É, 3 %, 1 000 $ !",
            "Colonne répétée",
            "Ligne",
            "Ce qui était replié.",
            "Une note lisible.",
            "l’aide (https://docs.example.net/a/fr/help/)",
        ),
        (
            "en",
            "Where? “There”, at œuvre: Œdipus, Ÿ, ÿ, æ, Æ, É, 3%, $1,000!",
            "Repeated column",
            "Row",
            "What was folded.",
            "A note to be read.",
            "help (https://docs.example.net/a/en/help/)",
        ),
    ] {
        let pdf = printer.pdf(&format!("book.{language}.pdf"));
        // Chromium counts in whole pixels.
        assert!(matches!(pdf.paper(), (595 | 596, 842)), "elsewhere it is A4");
        let pages = pdf.pages();
        let text = pages.concat();
        for passage in [letters, folded, note, help, "(https://example.org/a b/é)", "(a@example.org)"] {
            assert!(text.contains(&dense(passage)), "`{passage}` is not in\n{text}");
        }
        assert_eq!(text.matches("https://example.org/seul").count(), 1, "a text that is an address needs no other");
        let rows = |page: &&String| [4, 8].iter().any(|row| page.contains(&format!("{cell}{row}")));
        let with_rows: Vec<&String> = pages.iter().filter(rows).collect();
        assert!(with_rows.len() >= 2, "the table is longer than a page");
        assert!(with_rows.iter().all(|page| page.contains(&dense(head))), "each page tells what the columns are");
        let (inside, outside) = pdf.links();
        let places = pdf.places();
        assert!(inside.iter().all(|place| places.contains_key(place)), "{inside:?}");
        // A title with an accent has its page in the contents too.
        let title = if language == "fr" { "ÉListe" } else { "ÉList" };
        let at = places.iter().find(|(place, _)| place.contains("list--%C3%A9list")).map_or(0, |(_, page)| *page);
        assert!(pages[1].contains(&format!("{title}{at}")), "{title} {at}: {}", pages[1]);
        assert!(outside.contains(&format!("https://docs.example.net/a/{language}/help/")), "{outside:?}");
    }
    // The same site gives the same files, also printed one by one.
    let before = bytes();
    printer.print(root.path(), &["content/book/", "--edition", "fr"]);
    printer.print(root.path(), &["--edition", "en"]);
    assert!(bytes() == before, "two runs differ");
    printer.print(root.path(), &["--paper", "letter", "--edition", "fr"]);
    assert_eq!(printer.pdf("book.fr.pdf").paper(), (612, 792));
}

#[test]
fn a_site_without_address_leads_nowhere_else() {
    let (printer, root) = (Printer::new(), hard(""));
    let ran = printer.run(root.path(), &["--lang", "fr"]);
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success() && said.contains("`base_url` ne dit pas à quelle adresse"), "{said}");
    for language in ["fr", "en"] {
        let pdf = printer.pdf(&format!("book.{language}.pdf"));
        let (_, outside) = pdf.links();
        assert!(outside.iter().any(|address| address == "https://example.org/seul"), "{outside:?}");
        assert!(
            !outside.iter().any(|address| address.contains("invalid") || address.contains("127.0.0.1")),
            "{outside:?}"
        );
        assert!(!pdf.pages().concat().contains("invalid"), "no address on paper either");
    }
}

#[test]
fn what_cannot_be_printed_is_told_and_nothing_is_written() {
    let (printer, root) = (Printer::new(), hard(""));
    let cases: [(&[&str], i32, &str); 8] = [
        (&["nono"], 2, "no handbook is called `nono`"),
        (&["boko"], 2, "did you mean `book`?"),
        (&["--edition", "de"], 2, "write one of: fr, en"),
        (&["--timeout", "soon"], 2, "write a number of seconds"),
        (&["--paper", "a5"], 2, "`a5`"),
        (&["--browser", "/no/such/browser"], 2, "there is no browser `/no/such/browser`"),
        (&["--browser", "/no/such/browser", "--lang", "fr"], 2, "le navigateur `/no/such/browser` n'existe pas"),
        (&["--browser", env!("CARGO_BIN_EXE_diglot")], 3, "does not start"),
    ];
    for (arguments, status, message) in cases {
        let ran = printer.run(root.path(), arguments);
        let said = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(status), "{arguments:?}: {said}");
        assert!(said.contains(message), "{arguments:?}: {said}");
        assert!(printer.printed().is_empty() && printer.is_clean(), "{arguments:?}");
    }
    fs::write(root.path().join("content/help.fr.md"), "# Liste\n\n[](nowhere.md)\n").expect("a new file");
    let ran = printer.run(root.path(), &["--lang", "fr"]);
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(1), "{said}");
    assert!(said.contains("DG-L001") && said.contains("rien n'est imprimé"), "{said}");
    assert!(printer.printed().is_empty() && printer.is_clean());
    let settings = root.path().join("content/book/handbook.yaml");
    let text = fs::read_to_string(&settings).expect("it is there").replace("whole: true", "whole: false");
    fs::write(settings, text).expect("it can be written");
    fs::write(root.path().join("content/help.fr.md"), "# Liste\n\n[](book/list.md)\n").expect("a new file");
    // What is printed need not be published.
    for arguments in [&["book"][..], &[]] {
        assert_eq!(printer.print(root.path(), arguments), ["book.en.pdf", "book.fr.pdf"]);
    }
}

/// A program in the place of a browser that never answers; it leaves its number in a file.
#[cfg(unix)]
fn hanging(folder: &Path) -> (PathBuf, PathBuf) {
    use std::os::unix::fs::PermissionsExt;
    let (program, number) = (folder.join("hanging"), folder.join("number"));
    fs::write(&program, format!("#!/bin/sh\necho $$ > '{}'\nexec sleep 600\n", number.display())).expect("a new file");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it can be run");
    (program, number)
}

#[cfg(unix)]
fn runs(number: &Path) -> bool {
    let number = fs::read_to_string(number).expect("it was started");
    Command::new("kill").args(["-0", number.trim()]).output().expect("kill runs").status.success()
}

#[test]
#[cfg(unix)]
fn a_browser_that_hangs_is_ended() {
    let (printer, root, folder) = (Printer::new(), hard(""), tempfile::tempdir().expect("a temporary folder"));
    let (program, number) = hanging(folder.path());
    let program = program.to_str().expect("Unicode");
    for (language, message) in
        [("fr", "n'a pas fini en 1 s et a été arrêté"), ("en", "did not finish within 1 s and was ended")]
    {
        let ran = printer.run(root.path(), &["--browser", program, "--timeout", "1", "--lang", language]);
        let said = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(3), "{said}");
        assert!(said.contains(message), "{said}");
        assert!(!runs(&number), "it goes on");
        assert!(printer.printed().is_empty() && printer.is_clean());
    }
}

#[test]
#[cfg(unix)]
fn who_interrupts_leaves_nothing_behind() {
    let (printer, root, folder) = (Printer::new(), hard(""), tempfile::tempdir().expect("a temporary folder"));
    let (program, number) = hanging(folder.path());
    for signal in ["-INT", "-TERM"] {
        let _ = fs::remove_file(&number);
        let mut running =
            printer.command(root.path(), &["--browser", program.to_str().expect("Unicode")]).spawn().expect("it runs");
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(60);
        while fs::read_to_string(&number).unwrap_or_default().is_empty() {
            assert!(std::time::Instant::now() < deadline, "the browser is never started");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        let sent = Command::new("kill").args([signal, &running.id().to_string()]).status().expect("kill runs");
        assert!(sent.success());
        let status = running.wait().expect("it ends");
        assert_eq!(status.code(), Some(3), "{signal}");
        assert!(!runs(&number) && printer.printed().is_empty() && printer.is_clean(), "{signal}");
    }
}
