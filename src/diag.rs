//! Turns a finding of any stage into plain data: a rule, a place, named arguments, a help and a fix, in one order.
//!
//! It does not decide what is wrong (that is `parse`, `link` and `check`) and does not print (that is `report`).
//! Every rule's words, in French and in English, are in [`rules`].

pub mod rules;

use crate::source::{Source, Span};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;

/// How much a finding weighs. `Off` never leaves the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Off,
    Info,
    Warning,
    Error,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Severity::Off => "off",
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The name as people read it.
    pub fn word(self, tongue: Tongue) -> &'static str {
        match (self, tongue) {
            (Severity::Error, Tongue::French) => "erreur",
            (Severity::Warning, Tongue::French) => "avertissement",
            _ => self.name(),
        }
    }
}

/// A language that messages are worded in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    French,
    English,
}

/// One wording in each language of the messages; `{name}` is filled with the argument of that name.
#[derive(Clone, Copy, Debug)]
pub struct Wording {
    pub fr: &'static str,
    pub en: &'static str,
}

impl Wording {
    pub fn get(self, tongue: Tongue) -> &'static str {
        match tongue {
            Tongue::French => self.fr,
            Tongue::English => self.en,
        }
    }
}

/// A rule: stable code, usual severity, and all its words.
#[derive(Debug)]
pub struct Rule {
    /// Stable code such as `DG-L001`; the letter is the family.
    pub code: &'static str,
    /// Readable name such as `broken-page`.
    pub name: &'static str,
    pub severity: Severity,
    /// One phrase that names the thing in backticks.
    pub message: Wording,
    /// What stands at the place; may be empty.
    pub label: Wording,
    /// What to type instead, by name of the situation.
    pub helps: &'static [(&'static str, Wording)],
    /// Labels of further places, by name of their part.
    pub related: &'static [(&'static str, Wording)],
    /// What the rule protects, and how to satisfy it: the text of `diglot explain`.
    pub explain: Wording,
    /// A few lines that the rule speaks up for.
    pub wrong: Wording,
    /// The same lines as the rule wants them.
    pub right: Wording,
}

/// The letter of a code, spelled out, as `levels` in the settings names it.
pub const FAMILIES: &[(char, &str)] = &[
    ('C', "settings"),
    ('D', "documents"),
    ('F', "faq"),
    ('H', "handbooks"),
    ('L', "links"),
    ('P', "pairs"),
    ('T', "templates"),
    ('U', "addresses"),
];

impl Rule {
    /// The name of the rule's family.
    pub fn family(&self) -> &'static str {
        let letter = self.code.chars().nth(3);
        FAMILIES.iter().find(|(l, _)| Some(*l) == letter).map_or("", |(_, name)| name)
    }
}

/// The rule with this code or name.
pub fn rule(code_or_name: &str) -> Option<&'static Rule> {
    rules::ALL.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code_or_name) || rule.name == code_or_name)
}

/// The rule whose code or name is most like what was typed.
pub fn nearest_rule(typed: &str) -> Option<&'static Rule> {
    let typed = typed.to_ascii_lowercase();
    // Every code begins alike; what tells them apart is the rest, which is also what people remember.
    let bare = |code: &str| code.to_ascii_lowercase().trim_start_matches("dg").trim_start_matches('-').to_owned();
    let typed_code = bare(&typed);
    let likeness = |rule: &Rule| {
        let code = strsim::jaro_winkler(&typed_code, &bare(rule.code));
        code.max(strsim::jaro_winkler(&typed, rule.name))
    };
    // Ties go to the first in the order of the table, so that the answer is always the same.
    let best = rules::ALL.iter().map(|rule| (likeness(rule), *rule));
    let best = best.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (best.0 >= 0.7).then_some(best.1)
}

/// Values of arguments that have words of their own in each language, by the name given to [`Finding::with_term`].
pub const TERMS: &[(&str, Wording)] = &[
    ("text", Wording { fr: "un texte", en: "a text" }),
    ("integer", Wording { fr: "un nombre entier", en: "a whole number" }),
    ("number", Wording { fr: "un nombre", en: "a number" }),
    ("boolean", Wording { fr: "`true` ou `false`", en: "`true` or `false`" }),
    ("date", Wording { fr: "une date, comme `2026-01-31`", en: "a date, such as `2026-01-31`" }),
    ("list", Wording { fr: "une liste", en: "a list" }),
    ("map", Wording { fr: "un groupe de clés", en: "a group of keys" }),
    ("empty", Wording { fr: "vide", en: "empty" }),
    ("texts", Wording { fr: "une liste de textes", en: "a list of texts" }),
    ("text-per-language", Wording { fr: "un texte, ou un texte par langue", en: "a text, or one text per language" }),
    ("tabs", Wording { fr: "des blocs `:::tab`", en: "`:::tab` blocks" }),
    ("ordered-list", Wording { fr: "une liste numérotée", en: "one ordered list" }),
    ("table", Wording { fr: "un tableau ou une liste de définitions", en: "one table or one definition list" }),
    ("draft", Wording { fr: "c'est un brouillon", en: "it is a draft" }),
];

/// A rule by reference that is written down as its code.
#[derive(Clone, Copy)]
pub struct RuleRef(pub &'static Rule);

impl std::ops::Deref for RuleRef {
    type Target = Rule;
    fn deref(&self) -> &Rule {
        self.0
    }
}

impl fmt::Debug for RuleRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code)
    }
}

impl PartialEq for RuleRef {
    fn eq(&self, other: &Self) -> bool {
        self.0.code == other.0.code
    }
}

impl Serialize for RuleRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.code)
    }
}

impl<'de> Deserialize<'de> for RuleRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        rule(&code).map(RuleRef).ok_or_else(|| serde::de::Error::custom("unknown rule"))
    }
}

/// A replacement of one span that mends a finding and breaks nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fix {
    pub span: Span,
    pub replacement: String,
}

/// Stands after the name of an argument whose value is the name of a term. The mark is on the name and not on the
/// value, because a value may be anything that an author typed.
const TERM_MARK: char = '@';

/// What is wrong, inside one file: a [`Diagnostic`] that does not say which file yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    pub rule: RuleRef,
    pub span: Span,
    /// Arguments of the wordings, by name. Names come from [`Finding::with`], so a cache may own them.
    pub args: Vec<(String, String)>,
    pub help: Option<String>,
    pub fix: Option<Fix>,
}

impl Finding {
    pub fn new(rule: &'static Rule, span: Span) -> Finding {
        Finding { rule: RuleRef(rule), span, args: Vec::new(), help: None, fix: None }
    }

    /// Gives the argument `name` of the wordings.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Finding {
        self.args.push((name.to_owned(), value.into()));
        self
    }

    /// Gives the argument `name` a value that is worded in each language: one of [`TERMS`].
    pub fn with_term(self, name: &str, term: &str) -> Finding {
        debug_assert!(TERMS.iter().any(|(known, _)| *known == term), "unknown term {term}");
        self.with(&format!("{name}{TERM_MARK}"), term)
    }

    /// Chooses the help called `name` in the rule's table.
    pub fn help(mut self, name: &str) -> Finding {
        self.help = Some(name.to_owned());
        self
    }

    /// Proposes to replace the finding's own span.
    pub fn fix(mut self, replacement: impl Into<String>) -> Finding {
        self.fix = Some(Fix { span: self.span, replacement: replacement.into() });
        self
    }

    pub fn at(self, source: &Source) -> Diagnostic {
        let severity = self.rule.severity;
        Diagnostic { source: source.clone(), severity, finding: self, related: Vec::new() }
    }
}

/// A further place that a diagnostic speaks of, such as the other language's.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    pub source: Source,
    pub span: Span,
    /// Name of the label in the rule's `related` table.
    pub label: &'static str,
}

/// What is wrong, where, and what to type instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    pub source: Source,
    pub severity: Severity,
    pub finding: Finding,
    pub related: Vec<Related>,
}

impl Diagnostic {
    pub fn also(mut self, source: &Source, span: Span, label: &'static str) -> Diagnostic {
        self.related.push(Related { source: source.clone(), span, label });
        self
    }

    pub fn rule(&self) -> &'static Rule {
        self.finding.rule.0
    }

    pub fn message(&self, tongue: Tongue) -> String {
        self.fill(self.rule().message, tongue)
    }

    pub fn label(&self, tongue: Tongue) -> String {
        self.fill(self.rule().label, tongue)
    }

    pub fn help(&self, tongue: Tongue) -> Option<String> {
        let name = self.finding.help.as_deref()?;
        let wording = self.rule().helps.iter().find(|(key, _)| *key == name)?.1;
        Some(self.fill(wording, tongue))
    }

    pub fn related_label(&self, related: &Related, tongue: Tongue) -> String {
        let found = self.rule().related.iter().find(|(key, _)| *key == related.label);
        found.map_or_else(String::new, |(_, wording)| self.fill(*wording, tongue))
    }

    fn fill(&self, wording: Wording, tongue: Tongue) -> String {
        fill(wording.get(tongue), |name| self.argument(name, tongue))
    }

    fn argument(&self, name: &str, tongue: Tongue) -> Option<&str> {
        let (key, value) = self.finding.args.iter().find(|(key, _)| key.trim_end_matches(TERM_MARK) == name)?;
        if key.len() == name.len() {
            return Some(value);
        }
        let term = TERMS.iter().find(|(term, _)| term == value);
        Some(term.map_or(value.as_str(), |(_, wording)| wording.get(tongue)))
    }

    /// The arguments that the chosen wordings ask for and that were not given: empty unless a rule is misused.
    pub fn unfilled(&self) -> Vec<&'static str> {
        let rule = self.rule();
        let help = rule.helps.iter().filter(|(name, _)| self.finding.help.as_deref() == Some(*name));
        let related = rule.related.iter().filter(|(name, _)| self.related.iter().any(|place| place.label == *name));
        let named = help.chain(related).map(|(_, wording)| wording);
        let asked = [&rule.message, &rule.label].into_iter().chain(named).flat_map(|text| placeholders(text.en));
        asked.filter(|name| self.argument(name, Tongue::English).is_none()).collect()
    }

    /// The one order of all outputs: path, offset, code, then the arguments.
    pub fn compare(&self, other: &Diagnostic) -> Ordering {
        let path = self.source.path().cmp(other.source.path());
        path.then_with(|| self.finding.span.cmp(&other.finding.span))
            .then_with(|| self.rule().code.cmp(other.rule().code))
            .then_with(|| self.finding.args.cmp(&other.finding.args))
    }
}

/// The names in braces of a wording; braces around anything but lower-case letters are text.
pub fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    let candidates = text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name);
    candidates.filter(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// Fills every `{name}` that `value` knows; other braces stay.
pub fn fill<'a>(text: &str, value: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let filled = rest.find('}').and_then(|close| Some((value(&rest[1..close])?, close)));
        match filled {
            Some((value, close)) => {
                out.push_str(value);
                rest = &rest[close + 1..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}
