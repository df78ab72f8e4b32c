//! Turns `diglot.yaml` into the settings of a site, checked, with a usable value for everything that is wrong or absent.
//!
//! It does not read the disk and does not know the documents.

mod external;

mod language;

mod settings;

pub use external::{External, Manner, Pattern};
pub use settings::{
    Fallback, FooterSettings, Gates, HeaderSettings, Layout, LinkSetting, ListSetting, NavigationSettings, Outputs,
    Publish, RedirectForm, Root, Settings, Sort, Stale,
};

use crate::diag::rules::{pairs, settings as rules};
use crate::diag::{FAMILIES, Finding, Rule, Severity, is_plain_slip, nearest, rule};
use crate::lang::{Lang, LangId, Languages, PerLang, primary_subtag};
use crate::source::{Source, Span};
use crate::yaml::{self, Entries, PerLanguage, Scalar, Spanned};
use external::ExternalSettings;
use language::{alike, is_name, is_tag, lang};
use settings::LanguageSetting;

/// The settings of a site.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    pub languages: Languages,
    /// The language documents are written in first.
    pub source: LangId,
    pub base: Base,
    pub title: PerLanguage<Spanned<String>>,
    pub description: PerLanguage<Spanned<String>>,
    /// The picture for pages that are shared: a file of `static/`, from the root, with `/`.
    pub image: PerLanguage<Spanned<String>>,
    pub image_alt: PerLanguage<Spanned<String>>,
    pub layout: Layout,
    pub root: Root,
    /// How documents are published, where neither they nor their kind say.
    pub gates: Gates,
    /// How documents of a kind are published, where they do not say.
    pub kinds: Entries<Gates>,
    /// Whether texts are printed with the typography of their language, where a document does not say.
    pub typography: PerLang<bool>,
    pub redirects: Vec<RedirectForm>,
    /// Address of a page to edit a source, with `{path}` in it.
    pub edit: Option<String>,
    pub repository: Option<Spanned<String>>,
    pub variables: Entries<PerLanguage<Spanned<Scalar>>>,
    /// What stands for each other in the texts of each language, such as addresses.
    pub equivalents: Vec<PerLang<Option<String>>>,
    pub lists: Entries<ListSetting>,
    pub data_addresses: Vec<Spanned<String>>,
    pub theme: Theme,
    pub levels: Levels,
    pub external: External,
    /// The file that lists the problems to be tolerated, from the root.
    pub baseline: Option<Spanned<String>>,
    /// Whether there is a page for editors that says how translations stand.
    pub status_page: bool,
    pub outputs: Outputs,
    /// Whether readers can search the site.
    pub search: bool,
    /// The lowest severity that makes a build fail.
    pub fail: Severity,
}

/// Where the site is published.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Base {
    /// Scheme and host, such as `https://docs.example.org`; without it there are no absolute URLs.
    pub origin: Option<String>,
    /// Path of the site's root, with a slash at both ends.
    pub path: String,
}

/// The look of the built-in theme: colours and logo, and what its header, menu and footer hold.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Theme {
    pub brand: Option<String>,
    pub accent: Option<String>,
    /// A file of `static/`, from the root, with `/`.
    pub logo: PerLanguage<Spanned<String>>,
    pub header: HeaderSettings,
    pub navigation: NavigationSettings,
    pub footer: FooterSettings,
}

impl Theme {
    /// The links of the header, the menu and the footer.
    pub fn links(&self) -> impl Iterator<Item = &LinkSetting> {
        self.header.links.iter().chain(&self.navigation.links).chain(&self.footer.links)
    }
}

/// Severities that differ from the rules' own; what is said of a rule comes before what is said of its family.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Levels {
    rules: Vec<(&'static str, Severity)>,
    families: Vec<(&'static str, Severity)>,
    /// What overrules both, in the order it was asked for.
    overruling: Vec<(Which, Severity)>,
}

/// The rules that a level is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Which {
    /// By code.
    Rule(&'static str),
    Family(&'static str),
    /// Those that have this severity otherwise.
    Of(Severity),
}

impl Which {
    /// The rules called so: by code, name, family, `warnings` or `infos`.
    pub fn named(name: &str) -> Option<Which> {
        let family = || FAMILIES.iter().find(|(_, family)| *family == name).map(|(_, family)| Which::Family(family));
        let severity = match name {
            "warnings" => Some(Which::Of(Severity::Warning)),
            "infos" => Some(Which::Of(Severity::Info)),
            _ => None,
        };
        severity.or_else(|| rule(name).map(|rule| Which::Rule(rule.code))).or_else(family)
    }

    /// The name that was probably meant.
    pub fn nearest(name: &str) -> Option<&'static str> {
        nearest(name, rule_names().chain(["warnings", "infos"]))
    }
}

impl Levels {
    pub fn severity(&self, rule: &Rule) -> Severity {
        let find = |list: &[(&str, Severity)], name: &str| {
            list.iter().find(|(known, _)| *known == name).map(|(_, severity)| *severity)
        };
        let set = find(&self.rules, rule.code).or_else(|| find(&self.families, rule.family()));
        let set = set.unwrap_or(rule.severity);
        let overruling = |wanted: Which| {
            self.overruling.iter().rev().find(|(which, _)| *which == wanted).map(|(_, severity)| *severity)
        };
        let by_rule = overruling(Which::Rule(rule.code)).or_else(|| overruling(Which::Family(rule.family())));
        by_rule.or_else(|| overruling(Which::Of(set))).unwrap_or(set)
    }

    /// The same levels but for what the user asks for this once; the last word counts.
    pub fn overruled(mut self, by: &[(Which, Severity)]) -> Levels {
        self.overruling.extend(by);
        self
    }
}

impl Default for Base {
    fn default() -> Self {
        Base { origin: None, path: "/".to_owned() }
    }
}

impl Base {
    /// A base from a URL or a path (`https://x.org/docs`, `/docs/`, `docs`); `None` if it is neither.
    pub fn parse(text: &str) -> Option<Base> {
        let text = text.trim();
        let (origin, path) = match split_origin(text) {
            Some((origin, path)) => (Some(origin.to_owned()), path),
            None if text.contains("://") || text.starts_with("//") => return None,
            // A host whose scheme was forgotten.
            None if text.split('/').next().is_some_and(|first| first.contains('.')) => return None,
            None => (None, text),
        };
        let usable = |c: char| !c.is_whitespace() && !matches!(c, '?' | '#' | '"' | '<' | '>' | '\\' | ':' | '{' | '}');
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        if !path.chars().all(usable) || segments.iter().any(|segment| matches!(*segment, "." | "..")) {
            return None;
        }
        let path = segments.iter().fold(String::from("/"), |path, segment| path + segment + "/");
        Some(Base { origin, path })
    }

    /// The root of the site as it was published: `https://docs.example.org/help/`, or `/help/` without an origin.
    pub fn url(&self) -> String {
        format!("{}{}", self.origin.as_deref().unwrap_or_default(), self.path)
    }
}

/// Scheme with host, and the rest, of an `http(s)` URL.
fn split_origin(text: &str) -> Option<(&str, &str)> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let host = text[scheme.len()..].split('/').next().unwrap_or_default();
    let usable = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']' | '_');
    if host.is_empty() || !host.chars().all(usable) {
        return None;
    }
    Some(text.split_at(scheme.len() + host.len()))
}

impl Config {
    /// The settings in `source`; what is wrong is reported, and has its usual value.
    pub fn read(source: &Source, findings: &mut Vec<Finding>) -> Config {
        let tree = yaml::parse(source, source.span(), findings);
        let key = tree.as_ref().and_then(|tree| tree.entry("languages")).map(|(key, _)| key.span);
        let settings = tree.and_then(|tree| yaml::read_node::<Settings>(source, tree, findings));
        let unreadable = settings.is_none();
        let settings = settings.unwrap_or_default();
        let mut reader = Reader { findings };
        let languages = reader.languages(&settings.languages, key);
        let source = reader.source(settings.source.as_ref(), &languages);
        reader.per_language("title", &settings.title, &languages, unreadable);
        let theme = &settings.theme;
        let own = [&settings.description, &settings.image, &settings.image_alt, &theme.logo, &theme.footer.text];
        for values in own {
            reader.strangers(values, &languages);
        }
        reader.strangers(&settings.typography, &languages);
        let links = theme.header.links.iter().chain(&theme.navigation.links).chain(&theme.footer.links);
        for values in links.flat_map(|link| [&link.text, &link.link]).chain(&settings.equivalents) {
            reader.strangers(values, &languages);
        }
        for (_, values) in settings.variables.iter() {
            reader.strangers(values, &languages);
        }
        let equivalent = |values: &PerLanguage<Spanned<String>>| {
            languages.map(|lang| values.get(&languages[lang]).map(|value| value.value.clone()))
        };
        let equivalents = settings.equivalents.iter().map(equivalent).collect();
        Config {
            base: settings.base_url.as_ref().and_then(|url| reader.base(url)).unwrap_or_default(),
            edit: settings.edit.as_ref().and_then(|url| reader.edit(url)),
            repository: settings.repository.as_ref().and_then(|url| reader.repository(url)),
            theme: Theme {
                brand: settings.theme.brand.as_ref().and_then(|colour| reader.colour("brand", colour)),
                accent: settings.theme.accent.as_ref().and_then(|colour| reader.colour("accent", colour)),
                logo: settings.theme.logo,
                header: settings.theme.header,
                navigation: settings.theme.navigation,
                footer: settings.theme.footer,
            },
            levels: reader.levels(&settings.levels),
            external: reader.external(settings.external),
            typography: languages.map(|lang| settings.typography.get(&languages[lang]).copied().unwrap_or(true)),
            languages,
            source,
            title: settings.title,
            description: settings.description,
            image: settings.image,
            image_alt: settings.image_alt,
            layout: settings.layout,
            root: settings.root,
            gates: Gates { publish: settings.publish, fallback: settings.fallback, stale: settings.stale },
            kinds: settings.kinds,
            redirects: settings.redirects.map_or_else(|| vec![RedirectForm::Html], |forms| forms.0),
            variables: settings.variables,
            equivalents,
            lists: settings.lists,
            data_addresses: settings.data_addresses.0,
            baseline: settings.baseline.filter(|path| reader.inside("baseline", path)),
            status_page: settings.status_page,
            outputs: settings.outputs,
            search: settings.search.unwrap_or(true),
            fail: settings.fail.severity(),
        }
    }

    /// How a document of this kind is published that says `own`.
    pub fn gates_of(&self, own: Gates, kind: &str) -> Gates {
        let of_kind = self.kinds.iter().find(|(name, _)| name.value == kind).map(|(_, gates)| *gates);
        own.or(of_kind.unwrap_or_default()).or(self.gates)
    }

    /// The same settings published elsewhere; `false` if `url` is neither a URL nor a path.
    pub fn rebase(&mut self, url: &str) -> bool {
        match Base::parse(url) {
            Some(base) => {
                self.base = base;
                true
            }
            None => false,
        }
    }
}

/// The finding that `name` is no language of the site.
pub fn unknown_language(name: &Spanned<String>, languages: &Languages) -> Finding {
    let finding = Finding::new(&rules::UNKNOWN_LANGUAGE, name.span).with("value", name.as_str());
    let segments: Vec<&str> = languages.iter().map(|(_, lang)| lang.segment.as_str()).collect();
    // `fr-FR` or `FR` where the site has `fr`.
    let primary = primary_subtag(name).to_lowercase();
    let meant = segments.iter().copied().find(|segment| *segment == primary);
    match meant.or_else(|| nearest(name, segments.iter().copied())) {
        // Of two letters, one is half the word: only the same language in another form is sure.
        Some(near) => finding.with("suggestion", near).help("nearest").fix_if(meant.is_some(), near),
        None => {
            let names: Vec<String> = segments.iter().map(|segment| format!("`{segment}`")).collect();
            finding.with("languages", names.join(", ")).help("languages")
        }
    }
}

struct Reader<'a> {
    findings: &'a mut Vec<Finding>,
}

impl Reader<'_> {
    fn bad(&mut self, key: &str, value: &Spanned<String>, expected: &str, example: &str) {
        let finding = Finding::new(&rules::BAD_SETTING, value.span)
            .with("key", key)
            .with("value", value.as_str())
            .with("example", example)
            .with_words("expected", &[expected]);
        self.findings.push(finding.help("write"));
    }

    /// The languages that are as they should be; French and English if none is.
    fn languages(&mut self, settings: &[LanguageSetting], key: Option<Span>) -> Languages {
        let mut langs: Vec<Lang> = Vec::new();
        for setting in settings {
            let Some(lang) = self.language(setting) else { continue };
            if let Some(finding) = alike(setting, &lang, &langs) {
                self.findings.push(finding);
                continue;
            }
            langs.push(lang);
        }
        if langs.is_empty() {
            // An absent key was reported, and so was a list of which nothing could be used.
            if let Some(key) =
                key.filter(|_| settings.is_empty() && !self.findings.iter().any(|f| f.arg("key") == Some("languages")))
            {
                let finding = Finding::new(&rules::NO_LANGUAGES, key);
                self.findings.push(finding.with("example", "languages: [fr, en]").help("write"));
            }
            langs = ["fr", "en"].map(|tag| lang(tag, None, None, None)).into();
        }
        // Segments differ, so more than 255 languages are nobody's site.
        langs.truncate(usize::from(u8::MAX));
        Languages::new(langs).expect("between one and 255 languages")
    }

    fn language(&mut self, setting: &LanguageSetting) -> Option<Lang> {
        if !is_tag(&setting.tag) {
            self.bad("languages", &setting.tag, "language-tag", "fr-CA");
            return None;
        }
        let mut segment = setting.segment.as_ref();
        let mut suffix = setting.suffix.as_ref();
        for (key, value) in [("segment", &mut segment), ("suffix", &mut suffix)] {
            if let Some(text) = value.filter(|text| !is_name(text)) {
                self.bad(key, text, "segment-or-suffix", primary_subtag(&setting.tag));
                *value = None;
            }
        }
        let text = |value: Option<&Spanned<String>>| value.map(|value| value.value.clone());
        Some(lang(&setting.tag, text(segment), text(suffix), text(setting.name.as_ref())))
    }

    fn source(&mut self, name: Option<&Spanned<String>>, languages: &Languages) -> LangId {
        let Some(name) = name else { return LangId(0) };
        languages.by_name(name).unwrap_or_else(|| {
            self.findings.push(unknown_language(name, languages));
            LangId(0)
        })
    }

    fn strangers<T>(&mut self, values: &PerLanguage<T>, languages: &Languages) {
        self.findings.extend(values.strangers(languages).map(|name| unknown_language(name, languages)));
    }

    /// Reports languages that the site has not, and those of the site without a value.
    fn per_language<T>(
        &mut self,
        key: &str,
        values: &PerLanguage<Spanned<T>>,
        languages: &Languages,
        unreadable: bool,
    ) {
        self.strangers(values, languages);
        let written = values.iter().next().map(|(name, value)| name.map_or(value.span, |name| name.span));
        // Without any value the key itself was reported, and a misspelt language stands for the one that lacks.
        let Some(span) = written.filter(|_| !unreadable && values.strangers(languages).next().is_none()) else {
            return;
        };
        for (_, lang) in languages.iter().filter(|(_, lang)| values.get(lang).is_none()) {
            let finding = Finding::new(&pairs::MISSING_TEXT, span).with("key", key).with("lang", lang.segment.as_str());
            self.findings.push(finding.help("add"));
        }
    }

    fn base(&mut self, url: &Spanned<String>) -> Option<Base> {
        let base = Base::parse(url);
        if base.is_none() {
            self.bad("base_url", url, "base-url", "https://docs.example.org/");
        }
        base
    }

    fn edit(&mut self, url: &Spanned<String>) -> Option<String> {
        if split_origin(url).is_some() && url.contains("{path}") {
            return Some(url.value.clone());
        }
        self.bad("edit", url, "edit-url", "https://git.example.org/edit/main/{path}");
        None
    }

    fn repository(&mut self, url: &Spanned<String>) -> Option<Spanned<String>> {
        if split_origin(url).is_some() {
            return Some(url.clone());
        }
        self.bad("repository", url, "web-url", "https://git.example.org/docs");
        None
    }

    /// Whether a path leads to a file of the site.
    fn inside(&mut self, key: &str, path: &Spanned<String>) -> bool {
        let parts = || path.split('/');
        let inside =
            !path.contains('\\') && !path.contains(':') && parts().all(|part| !matches!(part, "" | "." | ".."));
        if !inside {
            self.bad(key, path, "path-inside", "diglot-baseline.yaml");
        }
        inside
    }

    fn colour(&mut self, key: &str, colour: &Spanned<String>) -> Option<String> {
        let digits = colour.strip_prefix('#').unwrap_or_default();
        if matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Some(colour.to_lowercase());
        }
        self.bad(key, colour, "colour", "\"#1f4e79\"");
        None
    }

    fn external(&mut self, mut settings: ExternalSettings) -> External {
        let lists = [&mut settings.skip.0, &mut settings.only.0, &mut settings.private.0];
        for (list, key) in lists.into_iter().zip(["skip", "only", "private"]) {
            for text in list.iter().filter(|text| !is_pattern(text)) {
                self.bad(key, text, "address-pattern", "https://www.example.org/*");
            }
            list.retain(|text| is_pattern(text));
        }
        let hosts = settings.hosts.0.iter_mut().map(|(_, host)| &mut host.accept.0);
        for list in std::iter::once(&mut settings.accept.0).chain(hosts) {
            for status in list.iter().filter(|status| !(100..1000).contains(&status.value)) {
                let text = Spanned { span: status.span, value: status.value.to_string() };
                self.bad("accept", &text, "http-status", "403");
            }
            list.retain(|status| (100..1000).contains(&status.value));
        }
        for (tag, list) in &mut settings.languages.0 {
            if !is_tag(tag) {
                self.bad("languages", tag, "language-tag", "fr");
            }
            for text in list.0.iter().filter(|text| !is_pattern(text)) {
                self.bad("languages", text, "address-pattern", "https://www.example.org/*");
            }
            list.0.retain(|text| is_pattern(text));
        }
        External::new(settings)
    }

    fn levels(&mut self, settings: &Entries<settings::Level>) -> Levels {
        let mut levels = Levels::default();
        for (name, level) in settings.iter() {
            let severity = level.severity();
            if let Some(rule) = rule(name) {
                levels.rules.push((rule.code, severity));
            } else if let Some((_, family)) = FAMILIES.iter().find(|(_, family)| *family == name.value) {
                levels.families.push((family, severity));
            } else {
                self.findings.push(unknown_rule(name));
            }
        }
        levels
    }
}

/// Whether a text can name addresses: something without spaces.
fn is_pattern(text: &str) -> bool {
    !text.trim().is_empty() && !text.trim().contains(char::is_whitespace)
}

/// Everything that a rule or several may be called.
fn rule_names() -> impl Iterator<Item = &'static str> + Clone {
    let rules = crate::diag::rules::ALL.iter();
    let families = FAMILIES.iter().map(|(_, family)| *family);
    families.chain(rules.clone().map(|rule| rule.name)).chain(rules.map(|rule| rule.code))
}

fn unknown_rule(name: &Spanned<String>) -> Finding {
    let families = FAMILIES.iter().map(|(_, family)| *family);
    let known = rule_names();
    let finding = Finding::new(&rules::UNKNOWN_RULE, name.span).with("value", name.as_str());
    match nearest(name, known.clone()) {
        Some(meant) => {
            let sure = is_plain_slip(name, meant, known);
            finding.with("suggestion", meant).help("nearest").fix_if(sure, meant)
        }
        None => {
            let families: Vec<String> = families.map(|family| format!("`{family}`")).collect();
            finding.with("families", families.join(", ")).help("families")
        }
    }
}

#[cfg(test)]
mod tests;
