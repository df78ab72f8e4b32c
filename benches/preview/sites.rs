//! Turns the corpus into sites with snippets and descriptions that show, one for each preview server, and into edits of them.
//!
//! The corpus of the other benchmarks is not changed: what is added is added to the files that they write.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::generated::corpus::{Corpus, Document};
use crate::generated::diglot::{Diglot, Theme};
use crate::generated::generator::{Generator, quoted, save};
use crate::generated::prose::{self, LANGS, Lang, Random};
use crate::hugo::Hugo;
use crate::mdbook::Mdbook;

/// One guide in so many has a snippet of its own, which others use too.
const GUIDES_PER_SNIPPET: usize = 100;
const USES: usize = 5;

/// What every page of a guide says below its title, by template.
const PRINTED: &str = "Printed documentation is not kept up to date.";

/// The part of the theme that a site of its own replaces.
const TITLE: &str = include_str!("../../templates/partials/title.html");

/// What mdBook's own template has for its preview, and the one that all benchmarks share has not.
const RELOAD: &str = r#"{{#if live_reload_endpoint}}<script>
const socket = new WebSocket("ws://" + location.host + "/{{{live_reload_endpoint}}}");
socket.onmessage = event => { if (event.data === "reload") { socket.close(); location.reload(); } };
</script>{{/if}}
</body>"#;

const NOTICE: &str = r#"{{ with resources.Get (printf "snippets/%s.%s.md" (.Get 0) .Page.Language.Lang) }}{{ .Content | $.Page.RenderString (dict "display" "block") }}{{ end }}"#;

pub enum Tool {
    Diglot(Diglot),
    Hugo(Hugo),
    Mdbook(Mdbook),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Body,
    Heading,
    Faq,
    Snippet,
    FrontMatter,
    Template,
    MenuTitle,
}

pub const TEXTS: [Kind; 5] = [Kind::Body, Kind::Heading, Kind::Faq, Kind::Snippet, Kind::FrontMatter];
pub const WIDE: [Kind; 2] = [Kind::Template, Kind::MenuTitle];

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Body => "body",
            Kind::Heading => "heading",
            Kind::Faq => "FAQ",
            Kind::Snippet => "snippet",
            Kind::FrontMatter => "front matter",
            Kind::Template => "template",
            Kind::MenuTitle => "title in a menu",
        }
    }
}

/// One change of one file, and where it can be seen.
pub struct Edit {
    pub kind: Kind,
    pub lang: Lang,
    pub file: PathBuf,
    /// What is there, once in the file.
    old: String,
    /// What stands before the marker and after it.
    new: [String; 2],
    /// Path on the server, with a fragment where the place is closed without it.
    pub address: String,
    /// The text on the page where the marker will be.
    pub place: String,
}

impl Kind {
    /// The part of the page where its place is.
    pub fn among(self) -> &'static str {
        if self == Kind::MenuTitle { "nav" } else { "main" }
    }
}

impl Edit {
    /// The file as it is, and as it will be.
    pub fn texts(&self, marker: &str) -> Result<(String, String), String> {
        let text = fs::read_to_string(&self.file).map_err(|error| format!("{}: {error}", self.file.display()))?;
        let [before, after] = &self.new;
        let new = text.replacen(&self.old, &format!("{before} {marker}{after}"), 1);
        if new == text {
            return Err(format!("{} does not hold `{}`", self.file.display(), self.old));
        }
        Ok((text, new))
    }
}

impl Tool {
    pub fn generator(&self) -> &dyn Generator {
        match self {
            Tool::Diglot(tool) => tool,
            Tool::Hugo(tool) => tool,
            Tool::Mdbook(tool) => tool,
        }
    }

    /// Whether the program starts at all.
    pub fn is_there(&self) -> bool {
        let nowhere = Path::new("");
        let build = self.generator().build(nowhere, nowhere, nowhere).remove(0);
        Command::new(build.get_program()).arg("--help").output().is_ok()
    }

    /// Writes the corpus and what the edits need beyond it.
    pub fn write(&self, corpus: &Corpus, site: &Path) -> io::Result<()> {
        self.generator().write(corpus, site)?;
        let below_title = format!("<p>{PRINTED}</p>\n");
        match self {
            Tool::Diglot(Diglot { theme: Theme::Default, .. }) => {
                save(self.template(site), TITLE.to_owned() + &below_title)?;
            }
            Tool::Diglot(_) => insert(
                &self.template(site),
                "{{ page.title | safe }}</h1>\n",
                &format!("{{% if page.description %}}<p>{{{{ page.description }}}}</p>{{% endif %}}{below_title}"),
            )?,
            Tool::Hugo(_) => {
                let described = format!("{{{{ with .Description }}}}<p>{{{{ . }}}}</p>{{{{ end }}}}{below_title}");
                insert(&self.template(site), "{{ .Title }}</h1>\n", &described)?;
                save(site.join("layouts/_shortcodes/notice.html"), NOTICE)?;
            }
            Tool::Mdbook(_) => {
                for lang in LANGS {
                    // It watches nothing that is left out of version control, as Cargo's target directory is.
                    save(site.join(lang.code()).join(".gitignore"), "")?;
                    let path = site.join(lang.code()).join("theme/index.hbs");
                    insert(&path, "<main>\n", &below_title)?;
                    let text = fs::read_to_string(&path)?;
                    fs::write(&path, text.replace("</body>", RELOAD))?;
                }
            }
        }
        for snippet in 0..snippets(corpus) {
            for lang in LANGS {
                save(self.snippet(site, snippet, lang), sentence(snippet, lang) + "\n")?;
                for guide in users(corpus, snippet) {
                    let path = self.generator().source(site, lang, Document::Guide(guide));
                    let text = fs::read_to_string(&path)?;
                    fs::write(&path, format!("{text}\n{}\n", self.include(snippet)))?;
                }
            }
        }
        Ok(())
    }

    fn snippet(&self, site: &Path, snippet: usize, lang: Lang) -> PathBuf {
        let code = lang.code();
        match self {
            Tool::Diglot(_) => site.join(format!("content/_snippets/notice-{snippet}.{code}.md")),
            Tool::Hugo(_) => site.join(format!("assets/snippets/notice-{snippet}.{code}.md")),
            Tool::Mdbook(_) => site.join(format!("{code}/src/_snippets/notice-{snippet}.md")),
        }
    }

    fn include(&self, snippet: usize) -> String {
        match self {
            Tool::Diglot(_) => format!(":::snippet notice-{snippet}"),
            Tool::Hugo(_) => format!("{{{{< notice \"notice-{snippet}\" >}}}}"),
            Tool::Mdbook(_) => format!("{{{{#include ../../_snippets/notice-{snippet}.md}}}}"),
        }
    }

    fn template(&self, site: &Path) -> PathBuf {
        match self {
            Tool::Diglot(Diglot { theme: Theme::Default, .. }) => site.join("templates/partials/title.html"),
            Tool::Diglot(_) => site.join("templates/minimal.html"),
            Tool::Hugo(_) => site.join("layouts/all.html"),
            Tool::Mdbook(_) => site.join("en/theme/index.hbs"),
        }
    }

    /// Where the preview shows a document.
    pub fn address(&self, document: Document, lang: Lang) -> String {
        let page = self.generator().page(Path::new(""), lang, document);
        let page = page.to_string_lossy().replace('\\', "/");
        match self {
            // A book is one language, with a server of its own.
            Tool::Mdbook(_) => page[lang.code().len()..].to_owned(),
            _ => format!("/{}", page.trim_end_matches("index.html")),
        }
    }

    /// An edit of this kind; `None` if the tool has no such thing.
    pub fn edit(&self, corpus: &Corpus, site: &Path, kind: Kind, random: &mut Random) -> Option<Edit> {
        let lang = random.pick(&LANGS);
        let guide = random.below(corpus.guides());
        let at_end = |line: &str| (line.to_owned(), [line.to_owned(), String::new()]);
        let mut shown = Document::Guide(guide);
        let mut file = self.generator().source(site, lang, shown);
        let mut fragment = String::new();
        let mut lang = lang;
        let ((old, new), place) = match kind {
            Kind::Body | Kind::Heading => {
                let line = line(&corpus.guide(guide, lang, |_, _| String::new()), kind, random);
                (at_end(&line), line.trim_start_matches(['#', ' ']).to_owned())
            }
            Kind::Faq => {
                let faqs: Vec<Document> = corpus.documents().filter(|one| matches!(one, Document::Faq(_))).collect();
                let faq = random.below(faqs.len());
                shown = Document::Faq(faq);
                let categories = corpus.faq(faq, lang);
                let entries: Vec<_> = categories.iter().flat_map(|category| &category.entries).collect();
                let entry = entries[random.below(entries.len())];
                fragment = format!("#{}", entry.id);
                file = match self {
                    Tool::Diglot(_) => site.join(format!("content/{}.yaml", shown.path())),
                    _ => self.generator().source(site, lang, shown),
                };
                let line = entry.answer.lines().next().expect("an answer has text").to_owned();
                (at_end(&line), line)
            }
            Kind::Snippet => {
                let snippet = random.below(snippets(corpus));
                shown = Document::Guide(users(corpus, snippet)[random.below(USES)]);
                file = self.snippet(site, snippet, lang);
                let text = sentence(snippet, lang);
                (at_end(&text), text)
            }
            Kind::FrontMatter => {
                let text = corpus.description(shown, lang);
                (in_quotes("description", &text), text)
            }
            Kind::MenuTitle => {
                // Seen from the neighbour, where it stands in the menu alone.
                let text = corpus.title(shown, lang);
                shown = Document::Guide(if guide + 1 < corpus.guides() && guide.is_multiple_of(2) {
                    guide + 1
                } else {
                    guide - 1
                });
                (in_quotes("title", &text), text)
            }
            Kind::Template => {
                file = self.template(site);
                if matches!(self, Tool::Mdbook(_)) {
                    lang = Lang::En;
                }
                (at_end(PRINTED), PRINTED.to_owned())
            }
        };
        let (old, new) = match (self, kind) {
            (Tool::Mdbook(_), Kind::FrontMatter) => return None,
            (Tool::Mdbook(_), Kind::MenuTitle) => {
                file = site.join(lang.code()).join("src/SUMMARY.md");
                (format!("[{place}]("), [format!("[{place}"), "](".to_owned()])
            }
            _ => (old, new),
        };
        let address = self.address(shown, lang) + &fragment;
        Some(Edit { kind, lang, file, old, new, address, place: readable(&place) })
    }
}

/// A field of front matter, with the marker at the end of its text.
fn in_quotes(name: &str, text: &str) -> (String, [String; 2]) {
    let old = format!("{name}: {}", quoted(text));
    let new = [old.trim_end_matches('"').to_owned(), "\"".to_owned()];
    (old, new)
}

/// A line of prose without a link, or a heading.
fn line(text: &str, kind: Kind, random: &mut Random) -> String {
    let mut code = false;
    let lines = text.lines().filter(|line| {
        let fence = line.starts_with("```");
        code ^= fence;
        let is_prose = line.len() > 100 && line.starts_with(char::is_uppercase) && !line.contains(['[', '|']);
        !fence && !code && if kind == Kind::Heading { line.starts_with("##") } else { is_prose }
    });
    let lines: Vec<&str> = lines.collect();
    lines[random.below(lines.len())].to_owned()
}

/// The text without Markdown's marks, as a page shows it.
fn readable(text: &str) -> String {
    text.replace(['*', '`'], "")
}

fn snippets(corpus: &Corpus) -> usize {
    (corpus.guides() / GUIDES_PER_SNIPPET).max(1)
}

fn users(corpus: &Corpus, snippet: usize) -> [usize; USES] {
    std::array::from_fn(|place| (snippet * GUIDES_PER_SNIPPET + place * 17) % corpus.guides())
}

/// What a snippet says, different in each.
fn sentence(snippet: usize, lang: Lang) -> String {
    let mut random = Random::new(0, "snippet", snippet);
    let number = snippet + 1;
    let text = prose::sentence(&mut random, lang).replace(['*', '`'], "");
    format!("{} {number}. {text}", lang.of(("Avis", "Notice")))
}

fn insert(path: &Path, after: &str, what: &str) -> io::Result<()> {
    let text = fs::read_to_string(path)?;
    assert!(text.contains(after), "{} has its place for what is added", path.display());
    fs::write(path, text.replacen(after, &format!("{after}{what}"), 1))
}
