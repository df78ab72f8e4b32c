//! Turns a finding of any stage into plain data: a rule, a place, named arguments, a help and a fix, in one order.
//!
//! It does not decide what is wrong (that is `parse`, `link` and `check`) and does not print (that is `report`).
//! Every rule's words, in French and in English, are in [`rules`].

pub mod rules;
mod spelling;
pub mod words;

pub use spelling::{Spelling, folded, is_plain_slip, nearest, slips};

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
    ('A', "allowances"),
    ('B', "parity"),
    ('C', "settings"),
    ('D', "documents"),
    ('E', "external"),
    ('F', "faq"),
    ('H', "handbooks"),
    ('K', "tables"),
    ('L', "links"),
    ('P', "pairs"),
    ('Q', "quality"),
    ('S', "translations"),
    ('T', "templates"),
    ('U', "addresses"),
    ('X', "handoff"),
    ('W', "site"),
];

impl Rule {
    /// The name of the rule's family.
    pub fn family(&self) -> &'static str {
        let letter = self.code.chars().nth(3);
        FAMILIES.iter().find(|(l, _)| Some(*l) == letter).map_or("", |(_, name)| name)
    }

    /// The message with dots for its arguments; of one that is nothing but arguments, what its explanation begins with.
    pub fn example(&self, tongue: Tongue) -> String {
        let message = self.message.get(tongue);
        let filled = fill(message, |name| placeholders(message).any(|known| known == name).then_some("…"));
        if filled.contains(char::is_alphabetic) {
            return filled;
        }
        let explanation = self.explain.get(tongue);
        let ends = [": ", "; ", ". "].into_iter().filter_map(|end| explanation.find(end));
        let end = ends.min().unwrap_or(explanation.len());
        let mut letters = explanation[..end].trim_end_matches(['.', ' ', '\u{a0}']).chars();
        letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
    }
}

/// The rule with this code or name.
pub fn rule(code_or_name: &str) -> Option<&'static Rule> {
    rules::ALL.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code_or_name) || rule.name == code_or_name)
}

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

/// What is wrong, inside one file: a [`Diagnostic`] that does not say which file yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    pub rule: RuleRef,
    pub span: Span,
    /// Arguments of the wordings, by name. Names come from [`Finding::with`], so a cache may own them.
    pub args: Vec<(String, String)>,
    /// Arguments that read differently in each language: names of [`words`], alternatives of each other.
    pub words: Vec<(String, Vec<String>)>,
    pub help: Option<String>,
    pub fix: Option<Fix>,
}

impl Finding {
    pub fn new(rule: &'static Rule, span: Span) -> Finding {
        Finding { rule: RuleRef(rule), span, args: Vec::new(), words: Vec::new(), help: None, fix: None }
    }

    /// Gives the argument `name` of the wordings.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Finding {
        self.args.push((name.to_owned(), value.into()));
        self
    }

    /// Gives the argument `name` as phrases of the table [`words`], joined by "or" in the reader's language.
    pub fn with_words(mut self, name: &str, words: &[&str]) -> Finding {
        debug_assert!(words.iter().all(|word| words::word(word).is_some()), "{words:?}");
        self.words.push((name.to_owned(), words.iter().map(|word| (*word).to_owned()).collect()));
        self
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

    /// As [`Finding::fix`], if that is surely what was meant.
    pub fn fix_if(self, sure: bool, replacement: impl Into<String>) -> Finding {
        if sure { self.fix(replacement) } else { self }
    }

    /// The value of the argument `name`.
    pub fn arg(&self, name: &str) -> Option<&str> {
        self.args.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn gives(&self, name: &str) -> bool {
        self.arg(name).is_some() || self.words.iter().any(|(key, _)| key == name)
    }

    fn phrase(&self, names: &[String], tongue: Tongue) -> String {
        let phrases: Vec<String> = names
            .iter()
            .filter_map(|name| words::word(name))
            .map(|wording| fill(wording.get(tongue), |name| self.arg(name)))
            .collect();
        let or = match tongue {
            Tongue::French => " ou ",
            Tongue::English => " or ",
        };
        phrases.join(or)
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

    /// The files that it shows.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        std::iter::once(&self.source).chain(self.related.iter().map(|related| &related.source))
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
        let phrases: Vec<(&str, String)> = self
            .finding
            .words
            .iter()
            .map(|(name, words)| (name.as_str(), self.finding.phrase(words, tongue)))
            .collect();
        fill(wording.get(tongue), |name| {
            let phrase = phrases.iter().find(|(key, _)| *key == name).map(|(_, phrase)| phrase.as_str());
            phrase.or_else(|| self.finding.arg(name))
        })
    }

    /// The arguments that the chosen wordings ask for and that were not given: empty unless a rule is misused.
    pub fn unfilled(&self) -> Vec<&'static str> {
        let rule = self.rule();
        let help = rule.helps.iter().filter(|(name, _)| self.finding.help.as_deref() == Some(*name));
        let related = rule.related.iter().filter(|(name, _)| self.related.iter().any(|place| place.label == *name));
        let named = help.chain(related).map(|(_, wording)| wording);
        let asked = [&rule.message, &rule.label].into_iter().chain(named).flat_map(|text| placeholders(text.en));
        asked.filter(|name| !self.finding.gives(name)).collect()
    }

    /// The one order of all outputs: path, offset, code, then the arguments.
    pub fn compare(&self, other: &Diagnostic) -> Ordering {
        let path = self.source.path().cmp(other.source.path());
        path.then_with(|| self.finding.span.cmp(&other.finding.span))
            .then_with(|| self.rule().code.cmp(other.rule().code))
            .then_with(|| self.finding.args.cmp(&other.finding.args))
            .then_with(|| self.finding.words.cmp(&other.finding.words))
    }
}

/// The names in braces of a wording; braces around anything but lower-case letters are text.
pub fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    let candidates = text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name);
    candidates.filter(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// The finding that a control character stands somewhere.
pub fn control_character(control: char, span: Span) -> Finding {
    let finding =
        Finding::new(&rules::documents::CONTROL_CHARACTER, span).with("name", format!("U+{:04X}", control as u32));
    finding.help(if control == '\r' { "lines" } else { "remove" })
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
