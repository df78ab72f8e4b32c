//! Turns template sources into one Tera, with pure filters only: no function that reads the site, the disk or the clock.
//!
//! What is wrong with a template becomes a diagnostic at its place.

use crate::config::Config;
use crate::diag::rules::templates as rules;
use crate::diag::{Diagnostic, Finding, fill};
use crate::source::{Source, Span};
use crate::typography::{self, Table};
use std::collections::{BTreeMap, HashSet};
use tera::{Error, ErrorKind, Kwargs, State, Tera, Value};

/// The templates of a site, by name such as `partials/head.html`.
pub type Templates = BTreeMap<Box<str>, Source>;

/// All templates, ready; or what is wrong with them.
pub fn tera(templates: &Templates, config: &Config) -> Result<Tera, Box<Diagnostic>> {
    let mut tera = Tera::new();
    tera.register_filter("fill", filled);
    tera.register_filter("json", json);
    let tables: Vec<(String, Option<&Table>)> = config
        .languages
        .iter()
        .map(|(lang, language)| (language.tag.clone(), typography::of_language(config, lang)))
        .collect();
    tera.register_filter("typeset", move |text: &str, values: Kwargs, _: &State| {
        let lang = values.iter().find(|(key, _)| key.to_string() == "lang").map(|(_, value)| value.to_string());
        let table = lang.and_then(|lang| tables.iter().find(|(tag, _)| *tag == lang)?.1);
        typography::set(table, text)
    });
    let sources = templates.iter().map(|(name, source)| (name.to_string(), source.text().to_owned()));
    match tera.add_raw_templates(sources) {
        Ok(()) => Ok(tera),
        Err(error) => Err(Box::new(diagnostic(&error, templates, None))),
    }
}

/// The templates of most pages.
const OF_TEXTS: [&str; 4] = ["guide.html", "home.html", "faq.html", "part.html"];

/// Whether a page of a text may show this, such as `site.search`: its template names it, or one that it extends or includes.
pub fn shows(templates: &Templates, what: &str) -> bool {
    reach(templates, &OF_TEXTS, what)
}

/// Whether one of these templates names something, or one that they extend or include.
fn reach(templates: &Templates, names: &[&str], what: &str) -> bool {
    let mut waiting: Vec<&str> = names.to_vec();
    let mut seen: HashSet<&str> = HashSet::new();
    while let Some(name) = waiting.pop() {
        let Some(source) = templates.get(name).filter(|_| seen.insert(name)) else { continue };
        if source.text().contains(what) {
            return true;
        }
        for tag in ["extends", "include"] {
            let named = source.text().split(tag).skip(1).map(|rest| rest.trim_start());
            let name = |rest: &'_ str| -> Option<usize> { rest.strip_prefix(['"', '\''])?.find(['"', '\'']) };
            waiting.extend(named.filter_map(|rest| Some(&rest[1..=name(rest)?])));
        }
    }
    false
}

/// The templates that show what search engines are told.
pub(super) fn telling(templates: &Templates) -> HashSet<String> {
    let telling = templates.keys().filter(|name| reach(templates, &[name], "structured"));
    telling.map(|name| name.to_string()).collect()
}

/// Fills `{name}` in a text of the interface.
fn filled(text: &str, values: Kwargs, _: &State) -> String {
    let values: Vec<(String, String)> =
        values.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
    fill(text, |name| values.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()))
}

/// A value as JSON, fit for a `<script>` that holds data.
fn json(value: Value, _: Kwargs, _: &State) -> Value {
    let json = serde_json::to_string(&value).unwrap_or_default();
    // What could end the script is written in another way.
    Value::safe_string(&json.replace('<', "\\u003c"))
}

/// A template's failure at its place; `page` is the address being rendered, if one is.
pub fn diagnostic(error: &Error, templates: &Templates, page: Option<(&str, &str)>) -> Diagnostic {
    let nowhere = || Source::new("templates", Vec::new());
    let (name, span, reason) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = &report.span().range;
            (report.filename().to_owned(), Span::new(range.start, range.end), report.message().to_owned())
        }
        ErrorKind::MissingParent { current, parent } => (current.clone(), Span::default(), format!("`{parent}`: ?")),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            (tpl.clone(), Span::default(), error.to_string())
        }
        _ => (page.map_or("", |(template, _)| template).to_owned(), Span::default(), error.to_string()),
    };
    let source = templates.get(&*name).cloned().unwrap_or_else(nowhere);
    let reason = reason.lines().next().unwrap_or_default().trim().to_owned();
    let finding = match page {
        None => Finding::new(&rules::TEMPLATE_SYNTAX, span).with("reason", reason).help("docs"),
        Some((template, page)) => Finding::new(&rules::TEMPLATE_ERROR, span)
            .with("reason", reason)
            .with("template", template)
            .with("page", page)
            .help("fields"),
    };
    finding.at(&source)
}
