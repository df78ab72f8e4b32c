//! Turns the keys of `diglot.yaml` into typed values, as the author wrote them.
//!
//! It checks nothing that takes more than one value to see. The doc comments are the descriptions of the JSON Schema.

use super::external::ExternalSettings;
use crate::diag::Severity;
use crate::yaml::{Entries, OneOrMany, PerLanguage, Scalar, Spanned, map_or_other};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// The settings of a site: `diglot.yaml`.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title", "languages"]))]
pub struct Settings {
    /// The site's title: one text, or one for each language.
    pub title: PerLanguage<Spanned<String>>,
    /// One or two sentences about the site.
    pub description: PerLanguage<Spanned<String>>,
    /// The picture that is shown where someone shares a page that names none of its own: a file of `static/`, such as
    /// `/preview.png`, one or one for each language.
    pub image: PerLanguage<Spanned<String>>,
    /// What that picture shows, for who cannot see it. Default: the title of the site.
    pub image_alt: PerLanguage<Spanned<String>>,
    /// Where the site will be published: a URL, or a path. Without a URL there is no sitemap and no canonical address.
    pub base_url: Option<Spanned<String>>,
    /// The site's languages, from one up: tags such as `fr-CA`, or more about each.
    pub languages: Vec<LanguageSetting>,
    /// The language documents are written in first; the first of `languages` unless said otherwise.
    pub source: Option<Spanned<String>>,
    /// How the editions of a document lie in `content/`.
    pub layout: Layout,
    /// What the root of the site does.
    pub root: Root,
    /// When the editions of a document are published.
    pub publish: Option<Publish>,
    /// What stands in for a document that a language does not have.
    pub fallback: Option<Fallback>,
    /// What a section is worth whose translation is behind its source.
    pub stale: Option<Stale>,
    /// The same three for the documents of one kind, by the name of the kind.
    pub kinds: Entries<Gates>,
    /// Whether texts get the typography of their language when they are printed: for all languages, or for each.
    pub typography: PerLanguage<bool>,
    /// The forms in which redirects are published; `html` unless said otherwise.
    pub redirects: Option<OneOrMany<RedirectForm>>,
    /// Address to edit the source of a page; `{path}` stands for the file.
    pub edit: Option<Spanned<String>>,
    /// Address of the repository, linked in the header.
    pub repository: Option<Spanned<String>>,
    /// Values for `{{ name }}` in the documents.
    pub variables: Entries<PerLanguage<Spanned<Scalar>>>,
    /// Addresses, or beginnings of addresses, that stand for each other: each a text for every language.
    pub equivalents: Vec<PerLanguage<Spanned<String>>>,
    /// Lists of pages for the templates, by name.
    pub lists: Entries<ListSetting>,
    /// Paths into `data/` whose values are addresses to check, such as `team.*.link`.
    pub data_addresses: OneOrMany<Spanned<String>>,
    /// Colours and logo of the built-in theme.
    pub theme: ThemeSettings,
    /// Severity by rule (`DG-L004`) or family of rules (`links`).
    pub levels: Entries<Level>,
    /// A file that lists problems to be tolerated, so that only new ones count: `diglot baseline --write` makes it.
    pub baseline: Option<Spanned<String>>,
    /// Whether each language has a page `_status/` for editors that says how the translations stand; nothing links to it.
    pub status_page: bool,
    /// What is published beside the pages, for programs.
    pub outputs: Outputs,
    /// Whether readers can search the site; yes unless said otherwise.
    pub search: Option<bool>,
    /// How `diglot check --external` asks for external links.
    pub external: ExternalSettings,
    /// The lowest severity that makes the exit status 1. An error keeps the site from being published in any case.
    pub fail: Fail,
}

/// What is published beside the pages, for programs; all of it unless said otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Outputs {
    /// `index.md` beside every page: what it says, as Markdown.
    pub markdown: bool,
    /// `feed.xml` for each language: the latest changes.
    pub feed: bool,
    /// `llms.txt` for each language: every text with its address.
    pub llms: bool,
}

impl Default for Outputs {
    fn default() -> Outputs {
        Outputs { markdown: true, feed: true, llms: true }
    }
}

/// How the editions of a document lie in `content/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// Side by side: `guide.fr.md`, `guide.en.md`.
    #[default]
    SideBySide,
    /// One tree per language: `content/fr/guide.md`, `content/en/guide.md`.
    Trees,
}

/// What the root of the site does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Root {
    /// Offers every language in its own words.
    #[default]
    Choose,
    /// Goes to the language chosen before, else to the browser's.
    Follow,
}

/// How documents are published: what the site, a kind or a document says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Gates {
    /// When the editions of a document are published.
    pub publish: Option<Publish>,
    /// What stands in for a document that a language does not have.
    pub fallback: Option<Fallback>,
    /// What a section is worth whose translation is behind its source.
    pub stale: Option<Stale>,
}

impl Gates {
    /// The same, with what it does not say as `general` says it.
    pub fn or(self, general: Gates) -> Gates {
        Gates {
            publish: self.publish.or(general.publish),
            fallback: self.fallback.or(general.fallback),
            stale: self.stale.or(general.stale),
        }
    }

    pub fn publish(self) -> Publish {
        self.publish.unwrap_or_default()
    }

    pub fn fallback(self) -> Fallback {
        self.fallback.unwrap_or_default()
    }

    pub fn stale(self) -> Stale {
        self.stale.unwrap_or_default()
    }
}

/// When the editions of a document are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Publish {
    /// Each as soon as it is ready.
    #[default]
    Separately,
    /// All at once: none before the last one is ready.
    Together,
}

/// What a section is worth whose translation is behind its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stale {
    /// It is published, and tells readers so.
    #[default]
    Notice,
    /// It is an error: nothing is published until it is brought up to date.
    Error,
    /// It is published like any other.
    Nothing,
}

/// What stands in for a document that a language does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Fallback {
    /// A page that says so, with the text of another language.
    #[default]
    Notice,
    /// Nothing.
    Omit,
}

/// A form in which redirects are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RedirectForm {
    /// A page at each former address, for any server.
    Html,
    /// `_redirects`, for Netlify and Cloudflare Pages.
    Netlify,
    /// `redirects.nginx.conf`, to be included in a `server` block.
    Nginx,
}

/// A list of pages for templates.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListSetting {
    /// Only documents in this folder of `content/`.
    pub under: Option<Spanned<String>>,
    /// Only documents of this kind.
    pub kind: Option<Spanned<String>>,
    /// The order of the list.
    pub sort: Sort,
    /// At most this many.
    pub limit: Option<u32>,
}

/// The order of a list of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// As in the navigation.
    #[default]
    Order,
    /// By title.
    Title,
    /// Latest change first.
    Updated,
}

/// Colours and logo of the built-in theme.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ThemeSettings {
    /// Main colour: `"#1f4e79"`.
    pub brand: Option<Spanned<String>>,
    /// Colour of links and marks: `"#b8500c"`.
    pub accent: Option<Spanned<String>>,
    /// A file of `static/`, such as `/logo.svg`: one, or one for each language.
    pub logo: PerLanguage<Spanned<String>>,
    /// What stands at the top of every page.
    pub header: HeaderSettings,
    /// The menu beside every page.
    pub navigation: NavigationSettings,
    /// What stands at the end of every page.
    pub footer: FooterSettings,
}

/// What stands at the top of every page.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HeaderSettings {
    /// Whether the first level of the navigation stands there too.
    pub sections: bool,
    /// Links of the site's own.
    pub links: Vec<LinkSetting>,
}

/// The menu beside every page.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NavigationSettings {
    /// What comes first in its folder, in this order: paths below `content/`, such as `guides` or `guides/first-site`.
    pub order: Vec<Spanned<String>>,
    /// Links of the site's own, after the rest.
    pub links: Vec<LinkSetting>,
}

/// What stands at the end of every page.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FooterSettings {
    /// A line of text, such as whose site it is.
    pub text: PerLanguage<Spanned<String>>,
    /// Links of the site's own.
    pub links: Vec<LinkSetting>,
}

/// A link of the header, the menu or the footer.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["text", "link"]))]
pub struct LinkSetting {
    /// What it is called: one text, or one for each language; a language without one does not have the link.
    pub text: PerLanguage<Spanned<String>>,
    /// Where it leads: a URL, or a file of the site, such as `content/guides/first-site.md`.
    pub link: PerLanguage<Spanned<String>>,
}

/// How much the findings of a rule weigh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Error,
    Warning,
    Info,
    Off,
}

impl Level {
    pub fn severity(self) -> Severity {
        match self {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Info => Severity::Info,
            Level::Off => Severity::Off,
        }
    }
}

/// The lowest severity that makes the exit status 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Fail {
    #[default]
    Error,
    Warning,
    Info,
}

impl Fail {
    pub fn severity(self) -> Severity {
        match self {
            Fail::Error => Severity::Error,
            Fail::Warning => Severity::Warning,
            Fail::Info => Severity::Info,
        }
    }
}

/// A language of the site: its tag, or more about it.
#[derive(Clone, Debug, PartialEq, Default, Serialize)]
pub struct LanguageSetting {
    pub tag: Spanned<String>,
    pub segment: Option<Spanned<String>>,
    pub suffix: Option<Spanned<String>>,
    pub name: Option<Spanned<String>>,
}

/// A language of the site.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["tag"]))]
struct LanguageMap {
    /// BCP 47 tag, such as `fr-CA`.
    tag: Spanned<String>,
    /// First part of its addresses; usually the first part of the tag.
    segment: Option<Spanned<String>>,
    /// Suffix of its files; usually the first part of the tag.
    suffix: Option<Spanned<String>>,
    /// What the language calls itself, such as `Français`.
    name: Option<Spanned<String>>,
}

impl<'de> Deserialize<'de> for LanguageSetting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TagOrMap;
        impl<'de> Visitor<'de> for TagOrMap {
            type Value = LanguageSetting;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a language tag or a map")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<LanguageSetting, D::Error> {
                Ok(LanguageSetting { tag: Deserialize::deserialize(deserializer)?, ..LanguageSetting::default() })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<LanguageSetting, A::Error> {
                let LanguageMap { tag, segment, suffix, name } =
                    Deserialize::deserialize(MapAccessDeserializer::new(map))?;
                Ok(LanguageSetting { tag, segment, suffix, name })
            }
        }
        map_or_other(deserializer, TagOrMap)
    }
}

impl JsonSchema for LanguageSetting {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "LanguageSetting".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let map = LanguageMap::json_schema(generator);
        json_schema!({ "anyOf": [{ "type": "string" }, map] })
    }
}
