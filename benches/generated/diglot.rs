//! Writes the corpus as a Diglot site: editions side by side, FAQs and handbooks in their own formats.

use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::corpus::{Category, Corpus, Document, Folder, Link};
use super::generator::{Generator, ORIGIN, quoted, save};
use super::prose::{LANGS, Lang};

pub struct Diglot {
    pub program: PathBuf,
    pub theme: Theme,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// The template all generators share.
    Minimal,
    /// The one Diglot has built in.
    Default,
}

const TEMPLATES: [&str; 11] =
    ["guide", "home", "section", "faq", "glossary", "handbook", "part", "whole", "notfound", "root", "search"];

const MINIMAL: &str = r##"<!DOCTYPE html>
<html lang="{{ page.lang }}">
<head>
<meta charset="utf-8">
<title>{{ page.title_text }} · {{ site.title }}</title>
</head>
<body>
<header><a href="{{ site.home }}">{{ site.title }}</a>
{% for other in page.alternates %}{% if not other.current %}<a href="{{ other.url }}" hreflang="{{ other.hreflang }}" lang="{{ other.lang }}">{{ other.name }}</a>
{% endif %}{% endfor %}</header>
<nav class="menu"><ul>
{% for volume in nav %}{% for chapter in volume.children %}{% for item in chapter.children %}<li><a href="{{ item.url }}">{{ item.title | safe }}</a></li>
{% endfor %}{% endfor %}{% endfor %}</ul></nav>
<main>
<h1>{{ page.title | safe }}</h1>
{% if page.toc %}<nav class="contents"><ul>
{% for entry in page.toc %}<li><a href="#{{ entry.id }}">{{ entry.title | safe }}</a>
{% if entry.children %}<ul>
{% for inner in entry.children %}<li><a href="#{{ inner.id }}">{{ inner.title | safe }}</a></li>
{% endfor %}</ul>
{% endif %}</li>
{% endfor %}</ul></nav>
{% endif %}{{ page.content | safe }}
{% if page.faq %}{% for category in page.faq.categories %}<h2 id="{{ category.id }}">{{ category.title | safe }}</h2>
{% for entry in category.entries %}<h3 id="{{ entry.id }}">{{ entry.question | safe }}</h3>
{{ entry.answer | safe }}
{% endfor %}{% endfor %}{% endif %}{% if page.children %}<ul>
{% for child in page.children %}<li><a href="{{ child.url }}">{{ child.title | safe }}</a></li>
{% endfor %}</ul>
{% endif %}</main>
</body>
</html>
"##;

const ROOT: &str = r#"<!DOCTYPE html>
<html lang="{{ page.lang }}">
<head><meta charset="utf-8"><title>{{ site.title }}</title></head>
<body><ul>
{% for language in site.languages %}<li><a href="{{ language.home }}" lang="{{ language.lang }}">{{ language.name }}</a></li>
{% endfor %}</ul></body>
</html>
"#;

impl Generator for Diglot {
    fn name(&self) -> &'static str {
        match self.theme {
            Theme::Minimal => "Diglot",
            Theme::Default => "Diglot, default theme",
        }
    }

    fn write(&self, corpus: &Corpus, site: &Path) -> io::Result<()> {
        let content = site.join("content");
        save(site.join("diglot.yaml"), settings())?;
        if self.theme == Theme::Minimal {
            save(site.join("templates/minimal.html"), MINIMAL)?;
            for name in TEMPLATES {
                let text = match name {
                    "root" => ROOT,
                    _ => "{% include \"minimal.html\" %}\n",
                };
                save(site.join(format!("templates/{name}.html")), text)?;
            }
        }
        for lang in LANGS {
            let text = lang.of((
                "---\ntitle: Accueil\n---\n\nVoici la documentation du service.\n",
                "---\ntitle: Home\n---\n\nThis is the documentation of the service.\n",
            ));
            save(content.join(format!("index.{}.md", lang.code())), text)?;
        }
        for folder in corpus.folders() {
            let (name, text) = match folder.handbook {
                true => ("handbook.yaml", handbook(corpus, &folder)),
                false => ("folder.yaml", titled(&folder)),
            };
            save(content.join(&folder.path).join(name), text)?;
        }
        for document in corpus.documents() {
            if let Document::Faq(index) = document {
                let path = content.join(document.path()).with_extension("yaml");
                save(path, faq(corpus, index))?;
                continue;
            }
            for lang in LANGS {
                save(self.source(site, lang, document), text(corpus, lang, document))?;
            }
        }
        Ok(())
    }

    fn build(&self, site: &Path, out: &Path, _cache: &Path) -> Vec<Command> {
        let mut build = Command::new(&self.program);
        build.arg("build").arg("--root").arg(site).arg("--out").arg(out);
        vec![build]
    }

    fn kept(&self, site: &Path) -> Vec<PathBuf> {
        vec![site.join(".diglot")]
    }

    fn source(&self, site: &Path, lang: Lang, document: Document) -> PathBuf {
        site.join(format!("content/{}.{}.md", document.path(), lang.code()))
    }

    fn page(&self, out: &Path, lang: Lang, document: Document) -> PathBuf {
        out.join(lang.code()).join(document.path()).join("index.html")
    }

    fn whole_template(&self) -> bool {
        true
    }

    fn install(&self) -> &'static str {
        "cargo build --release"
    }
}

fn settings() -> String {
    format!(
        "title: {{fr: Le service, en: The service}}\n\
         base_url: {ORIGIN}/\n\
         languages: [fr-CA, en-CA]\n\
         source: en\n"
    )
}

fn titled(folder: &Folder) -> String {
    let [fr, en] = &folder.title;
    format!("title: {{fr: {}, en: {}}}\norder: {}\n", quoted(fr), quoted(en), folder.order)
}

/// Without the page that repeats all the parts: the peers have none to make.
fn handbook(corpus: &Corpus, folder: &Folder) -> String {
    let mut text = titled(folder);
    text.push_str("version: \"2.1\"\neffective: 2026-01-01\nwhole: false\nparts:\n");
    for part in corpus.in_folder(&folder.path) {
        text.extend(["  - ", &part.stem(), "\n"]);
    }
    text
}

fn text(corpus: &Corpus, lang: Lang, document: Document) -> String {
    let title = quoted(&corpus.title(document, lang));
    match document {
        Document::Guide(index) => format!(
            "---\ntitle: {title}\ndescription: {}\norder: {}\n---\n\n{}",
            quoted(&corpus.description(document, lang)),
            document.order(),
            corpus.guide(index, lang, address)
        ),
        Document::Part(index) => {
            format!("---\ntitle: {title}\n---\n\n{}", corpus.part(index, lang))
        }
        Document::Faq(_) => unreachable!("a FAQ holds both languages in one file"),
    }
}

fn address(from: Document, link: &Link) -> String {
    match link.to {
        Document::Faq(_) => link.relative(from, "yaml"),
        _ => link.relative(from, "md"),
    }
}

fn faq(corpus: &Corpus, index: usize) -> String {
    let document = Document::Faq(index);
    let [fr, en] = LANGS.map(|lang| corpus.faq(index, lang));
    let [title_fr, title_en] = LANGS.map(|lang| quoted(&corpus.title(document, lang)));
    let mut text = format!("title:\n  fr: {title_fr}\n  en: {title_en}\norder: {}\ncategories:\n", document.order());
    for (fr, en) in fr.iter().zip(&en) {
        text.extend(["  - id: ", &fr.id, "\n    title:\n      fr: ", &quoted(fr.title)]);
        text.extend(["\n      en: ", &quoted(en.title), "\n"]);
    }
    text.push_str("entries:\n");
    for (fr, en) in fr.iter().zip(&en) {
        entries(&mut text, fr, en);
    }
    text
}

fn entries(text: &mut String, fr: &Category, en: &Category) {
    for (fr_entry, en_entry) in fr.entries.iter().zip(&en.entries) {
        write!(
            text,
            "  - id: {}\n    category: {}\n    question:\n      fr: {}\n      en: {}\n    answer:\n",
            fr_entry.id,
            fr.id,
            quoted(&fr_entry.question),
            quoted(&en_entry.question)
        )
        .expect("writing to a String does not fail");
        for (code, entry) in [("fr", fr_entry), ("en", en_entry)] {
            text.extend(["      ", code, ": |\n"]);
            for line in entry.answer.trim_end().lines() {
                let indent = if line.is_empty() { "" } else { "        " };
                text.extend([indent, line, "\n"]);
            }
        }
    }
}
