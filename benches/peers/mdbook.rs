//! Writes the corpus as two mdBook books, one per language, since a book has one language.
//!
//! mdBook does less here than the others: it checks no link, highlights in the reader's browser, and
//! has one menu of the whole book, drawn by script; its pages have no language switch and no
//! contents list. Search and the page of the whole book are off.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::generated::corpus::{Corpus, Document, Link, faq_as_page};
use crate::generated::generator::{Generator, quoted, save};
use crate::generated::prose::{LANGS, Lang};

pub struct Mdbook {
    pub program: PathBuf,
}

const TEMPLATE: &str = r#"<!DOCTYPE html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<title>{{ title }}</title>
<script src="{{ resource "toc.js" }}"></script>
</head>
<body>
<header><a href="{{ path_to_root }}index.html">{{ book_title }}</a></header>
<nav class="menu"><mdbook-sidebar-scrollbox></mdbook-sidebar-scrollbox></nav>
<main>
{{{ content }}}
</main>
</body>
</html>
"#;

impl Generator for Mdbook {
    fn name(&self) -> &'static str {
        "mdBook"
    }

    fn write(&self, corpus: &Corpus, site: &Path) -> io::Result<()> {
        for lang in LANGS {
            let book = site.join(lang.code());
            save(book.join("book.toml"), settings(lang))?;
            save(book.join("theme/index.hbs"), TEMPLATE)?;
            save(book.join("src/SUMMARY.md"), summary(corpus, lang))?;
            let home = lang.of((
                "# Accueil\n\nVoici la documentation du service.\n",
                "# Home\n\nThis is the documentation of the service.\n",
            ));
            save(book.join("src/index.md"), home)?;
            for folder in corpus.folders() {
                let text = format!("# {}\n", folder.title[lang as usize]);
                save(book.join(format!("src/{}/index.md", folder.path)), text)?;
            }
            for document in corpus.documents() {
                save(self.source(site, lang, document), text(corpus, lang, document))?;
            }
        }
        Ok(())
    }

    fn build(&self, site: &Path, out: &Path, _cache: &Path) -> Vec<Command> {
        let book = |lang: Lang| {
            let mut build = Command::new(&self.program);
            build.arg("build").arg(site.join(lang.code()));
            build.arg("--dest-dir").arg(out.join(lang.code()));
            build
        };
        LANGS.map(book).into()
    }

    fn kept(&self, _site: &Path) -> Vec<PathBuf> {
        Vec::new()
    }

    fn source(&self, site: &Path, lang: Lang, document: Document) -> PathBuf {
        site.join(format!("{}/src/{}.md", lang.code(), document.path()))
    }

    fn page(&self, out: &Path, lang: Lang, document: Document) -> PathBuf {
        out.join(format!("{}/{}.html", lang.code(), document.path()))
    }

    fn whole_template(&self) -> bool {
        false
    }

    fn install(&self) -> &'static str {
        "cargo install mdbook --locked"
    }
}

fn settings(lang: Lang) -> String {
    format!(
        "[book]\ntitle = {}\nlanguage = \"{}\"\n\n\
         [output.html.search]\nenable = false\n\n\
         [output.html.print]\nenable = false\n",
        quoted(lang.of(("Le service", "The service"))),
        lang.code()
    )
}

fn summary(corpus: &Corpus, lang: Lang) -> String {
    let mut text = format!("# Summary\n\n- [{}](index.md)\n", lang.of(("Accueil", "Home")));
    for folder in corpus.folders() {
        let depth = folder.path.matches('/').count();
        let (indent, inner) = ("    ".repeat(depth), "    ".repeat(depth + 1));
        let title = &folder.title[lang as usize];
        text.push_str(&format!("{indent}- [{title}]({}/index.md)\n", folder.path));
        for document in corpus.in_folder(&folder.path) {
            let title = corpus.title(document, lang);
            text.push_str(&format!("{inner}- [{title}]({}.md)\n", document.path()));
        }
    }
    text
}

fn text(corpus: &Corpus, lang: Lang, document: Document) -> String {
    let body = match document {
        Document::Guide(index) => corpus.guide(index, lang, address),
        Document::Faq(index) => faq_as_page(&corpus.faq(index, lang)),
        Document::Part(index) => corpus.part(index, lang),
    };
    format!("# {}\n\n{body}", corpus.title(document, lang))
}

fn address(from: Document, link: &Link) -> String {
    link.relative(from, "md")
}
