//! Turns a rule into the text of `diglot explain`: what it protects, an example, and how to change its level.
//!
//! It knows no rule by name but one: the words are the table's.

use super::wrap::wrap;
use super::{Look, colon_space, style};
use crate::diag::rules::{ALL, settings};
use crate::diag::{Rule, Severity, Tongue, Wording, fill, nearest, rule};
use annotate_snippets::renderer::DEFAULT_EMPHASIS_STYLE;
use unicode_normalization::char::is_combining_mark;

pub(super) const WRONG: Wording = Wording { fr: "À éviter :", en: "Wrong:" };
pub(super) const RIGHT: Wording = Wording { fr: "Correct :", en: "Right:" };
const NAMED: Wording = Wording { fr: "`{name}`, de la famille `{family}`", en: "`{name}`, in the family `{family}`" };
const LEVEL: Wording = Wording {
    fr: "Son niveau est `{severity}`. Pour le changer, écrivez dans `diglot.yaml`, avec `error`, `warning`, `info` ou `off` (`{family}` change toute la famille) :",
    en: "Its level is `{severity}`. To change it, write in `diglot.yaml`, with `error`, `warning`, `info` or `off` (`{family}` changes the whole family):",
};
const UNKNOWN: Wording = Wording { fr: "la règle `{typed}` n'existe pas", en: "there is no rule `{typed}`" };
const NEAREST: Wording =
    Wording { fr: "; vouliez-vous dire `{code}` (`{name}`)?", en: "; did you mean `{code}` (`{name}`)?" };

/// Everything there is to say about a rule.
pub fn explain(rule: &Rule, look: Look) -> String {
    let tongue = look.tongue;
    let heading = format!("{}[{}]", rule.severity.word(tongue), rule.code);
    let message = rule.example(tongue);
    let named = fill(NAMED.get(tongue), |name| argument(rule, name));
    let (colon, width) = (colon_space(tongue), look.width().min(READING_WIDTH));
    let title = wrap(&format!("{heading}{colon}: {message}"), width);
    let title = title.replacen(&heading, &look.paint(style(rule.severity), &heading).to_string(), 1);
    let mut text = format!("{title}\n{named}\n\n{}\n", wrap(rule.explain.get(tongue), width));
    for (title, example) in [(WRONG, rule.wrong), (RIGHT, rule.right)] {
        text += &block(title.get(tongue), &visible(example.get(tongue)), look);
    }
    // The level of this one cannot be set: the file to set it in is what is missing.
    if rule.code != settings::NO_SETTINGS.code {
        let other = if rule.severity == Severity::Warning { "error" } else { "warning" };
        let level = fill(LEVEL.get(tongue), |name| argument(rule, name));
        let level = wrap(&level, width);
        text += &format!("\n{level}\n\n{}\n", indent(&format!("levels: {{{}: {other}}}", rule.code)));
    }
    text
}

/// An example as it is shown: a mark that joins the letter before stands on a dotted circle, as in the charts of Unicode,
/// since a letter taken apart looks like the whole one.
pub fn visible(example: &str) -> String {
    let mut shown = String::with_capacity(example.len());
    for c in example.chars() {
        shown.extend(is_combining_mark(c).then_some('\u{25CC}'));
        shown.push(c);
    }
    shown
}

/// Lines longer than this are hard to read, however wide the terminal.
const READING_WIDTH: usize = 80;

/// All rules, one line each: code, level, name and message.
pub fn list(look: Look) -> String {
    let words = ALL.iter().map(|rule| rule.severity.word(look.tongue).chars().count());
    let (words, names) = (words.max().unwrap_or(0), ALL.iter().map(|rule| rule.name.len()).max().unwrap_or(0));
    let lines = ALL.iter().map(|rule| {
        let word = format!("{:words$}", rule.severity.word(look.tongue));
        let word = look.paint(style(rule.severity), &word);
        format!("{}  {word}  {:names$}  {}\n", rule.code, rule.name, rule.example(look.tongue))
    });
    lines.collect()
}

/// What to say when no rule has the code or name that was typed.
pub fn unknown(typed: &str, tongue: Tongue) -> String {
    let text = fill(UNKNOWN.get(tongue), |name| (name == "typed").then_some(typed));
    let Some(rule) = nearest_rule(typed) else { return text };
    text + &fill(NEAREST.get(tongue), |name| argument(rule, name))
}

/// The rule whose code, with or without its first letters, or whose name was nearly typed.
fn nearest_rule(typed: &str) -> Option<&'static Rule> {
    let typed = typed.to_ascii_lowercase();
    let code = format!("DG-{}", typed.trim_start_matches("dg").trim_start_matches('-').to_ascii_uppercase());
    let by_name = || nearest(&typed, ALL.iter().map(|rule| rule.name)).and_then(rule);
    let by_code = || nearest(&code, ALL.iter().map(|rule| rule.code)).and_then(rule);
    rule(&code).or_else(by_name).or_else(by_code)
}

fn argument<'a>(rule: &'a Rule, name: &str) -> Option<&'a str> {
    match name {
        "code" => Some(rule.code),
        "name" => Some(rule.name),
        "family" => Some(rule.family()),
        "severity" => Some(rule.severity.name()),
        _ => None,
    }
}

fn block(title: &str, example: &str, look: Look) -> String {
    format!("\n{}\n\n{}\n", look.paint(DEFAULT_EMPHASIS_STYLE, title), indent(example))
}

fn indent(text: &str) -> String {
    let lines: Vec<String> =
        text.lines().map(|line| if line.is_empty() { String::new() } else { format!("    {line}") }).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::rules::{documents, links};

    #[test]
    fn explanation_in_english() {
        let expected = "\
error[DG-D018]: this document has no title
`no-title`, in the family `documents`

The title is the page's name in navigation, links, the browser's tab and search
results; Diglot does not take it from the file's name, which is the same in
every language. Write it in the front matter, or as a level-1 heading on the
first line of the text.

Wrong:

    Apply online.

Right:

    ---
    title: Renewing a licence
    ---

    Apply online.

Its level is `error`. To change it, write in `diglot.yaml`, with `error`,
`warning`, `info` or `off` (`documents` changes the whole family):

    levels: {DG-D018: warning}
";
        assert_eq!(explain(&documents::NO_TITLE, Look::plain(Tongue::English)), expected);
    }

    #[test]
    fn explanation_in_french() {
        let expected = "\
avertissement[DG-L011] : la note `[^…]` n'est appelée nulle part
`unused-footnote`, de la famille `links`

Une note que rien n'appelle n'est pas publiée : ce qu'elle dit, souvent une
exception ou une réserve, se perd. Le plus souvent, l'appel a disparu avec une
phrase récrite. Remettez l'appel à sa place, ou supprimez la note.

À éviter :

    Le délai est de dix jours.

    [^ouvrables]: Du lundi au vendredi.

Correct :

    Le délai est de dix jours[^ouvrables].

    [^ouvrables]: Du lundi au vendredi.

Son niveau est `warning`. Pour le changer, écrivez dans `diglot.yaml`, avec
`error`, `warning`, `info` ou `off` (`links` change toute la famille) :

    levels: {DG-L011: error}
";
        assert_eq!(explain(&links::UNUSED_FOOTNOTE, Look::plain(Tongue::French)), expected);
    }

    #[test]
    fn every_rule_explains_itself_within_the_width() {
        for rule in ALL {
            for tongue in [Tongue::French, Tongue::English] {
                let text = explain(rule, Look::plain(tongue));
                assert!(text.contains(rule.name) && text.contains(rule.family()), "{}", rule.code);
                assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
                assert!(!text.contains("  \n"), "{text}");
            }
        }
        let code = &settings::NO_SETTINGS;
        assert!(!explain(code, Look::plain(Tongue::English)).contains("levels:"), "there is no file to write it in");
    }

    #[test]
    fn a_mistyped_rule_gets_the_nearest() {
        let cases = [
            ("broken-pages", "; did you mean `DG-L001` (`broken-page`)?"),
            ("dgl002", "; did you mean `DG-L002` (`broken-anchor`)?"),
            ("P004", "; did you mean `DG-P004` (`lone-clause`)?"),
            ("zzz", ""),
        ];
        for (typed, rest) in cases {
            assert_eq!(unknown(typed, Tongue::English), format!("there is no rule `{typed}`{rest}"));
        }
        let french = "la règle `no-titel` n'existe pas; vouliez-vous dire `DG-D018` (`no-title`)?";
        assert_eq!(unknown("no-titel", Tongue::French), french);
    }

    #[test]
    fn the_list_names_every_rule_once() {
        let text = list(Look::plain(Tongue::French));
        assert_eq!(text.lines().count(), ALL.len());
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            text.lines().any(|line| words(line) == "DG-L001 erreur broken-page la page `…` n'existe pas"),
            "{text}"
        );
    }
}
