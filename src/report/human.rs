//! Turns diagnostics into text for people: excerpts in the manner of rustc, with French words in French.
//!
//! A cause with several places is shown at the first of them, followed by the list of the others.

use super::excerpt::{Excerpt, Mark, excerpts};
use super::wrap::wrap;
use super::{Colour, Look, colon_space, heading, location};
use crate::diag::{Diagnostic, Severity, Tongue, Wording, fill};
use crate::source::Span;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Padding, Renderer, Snippet};
use std::borrow::Cow;
use std::collections::HashMap;

/// Equal diagnostics at more places than this are shown as one, those that lead to one target always.
const MOST_ALIKE: usize = 3;

/// Further places that are listed.
const MOST_PLACES: usize = 10;

const HELP: Wording = Wording { fr: "aide", en: "help" };
const ELSEWHERE: Wording = Wording { fr: "ailleurs", en: "elsewhere" };
const MORE: Wording = Wording { fr: "et {count} de plus", en: "and {count} more" };

pub(super) fn render(diagnostics: &[Diagnostic], look: Look) -> String {
    let renderer = match look.colour {
        Colour::Plain => Renderer::plain(),
        Colour::Ansi => Renderer::styled(),
    };
    let renderer = renderer.term_width(look.width());
    let texts = alike(diagnostics).into_iter().map(|places| {
        let (group, margin) = draw(&places, look);
        let drawn = renderer.render(&[group]);
        let lines: Vec<&str> = drawn.lines().map(str::trim_end).collect();
        lines.join(&format!("\n{margin}")) + "\n"
    });
    texts.collect::<Vec<String>>().join("\n")
}

/// The diagnostics, with those of one cause put together where the first of them stands.
fn alike(diagnostics: &[Diagnostic]) -> Vec<Vec<&Diagnostic>> {
    let mut same: HashMap<Cause<'_>, Vec<&Diagnostic>> = HashMap::new();
    for diagnostic in diagnostics {
        same.entry(cause(diagnostic)).or_default().push(diagnostic);
    }
    let mut groups = Vec::new();
    for diagnostic in diagnostics {
        let cause = cause(diagnostic);
        let most = if leads(diagnostic) { 1 } else { MOST_ALIKE };
        match same.get_mut(&cause) {
            Some(places) if places.len() > most => groups.push(std::mem::take(places)),
            // The group was said with its first place.
            Some(places) if places.is_empty() => {}
            _ => groups.push(vec![diagnostic]),
        }
    }
    groups
}

/// What makes two diagnostics one fault at two places: their rule and what they speak of.
#[derive(PartialEq, Eq, Hash)]
struct Cause<'a> {
    code: &'static str,
    severity: Severity,
    args: Vec<Cow<'a, str>>,
    words: &'a [(String, Vec<String>)],
    help: Option<&'a str>,
    related: Vec<(&'a str, Span)>,
}

fn cause(diagnostic: &Diagnostic) -> Cause<'_> {
    // A suggestion is worded for its own place: from another folder the same target has another path.
    let leads = leads(diagnostic);
    let args = diagnostic.finding.args.iter().filter(|(name, _)| !leads || name != "suggestion");
    let folder = diagnostic.source.path().rsplit_once('/').map_or("", |(folder, _)| folder);
    Cause {
        code: diagnostic.rule().code,
        severity: diagnostic.severity,
        args: args.map(|(name, value)| target(name, value, folder)).collect(),
        words: &diagnostic.finding.words,
        help: diagnostic.finding.help.as_deref(),
        related: diagnostic.related.iter().map(|place| (place.source.path(), place.span)).collect(),
    }
}

/// Whether a diagnostic says where something leads.
fn leads(diagnostic: &Diagnostic) -> bool {
    diagnostic.finding.args.iter().any(|(name, _)| is_target(name))
}

/// Whether an argument says where something leads.
fn is_target(name: &str) -> bool {
    matches!(name, "target" | "page")
}

/// A value by which equal causes are known: a relative path as seen from the root, anything else as it is.
fn target<'a>(name: &str, value: &'a str, folder: &str) -> Cow<'a, str> {
    if !is_target(name) || value.is_empty() || value.starts_with(['/', '#', '@']) {
        return Cow::Borrowed(value);
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(value.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Cow::Owned(parts.join("/"))
}

/// One drawing for diagnostics that say the same, and what to put before its lines but the first.
fn draw<'a>(places: &[&'a Diagnostic], look: Look) -> (Group<'a>, &'static str) {
    let diagnostic = places[0];
    let tongue = look.tongue;
    let (shown, named) = marks(diagnostic, tongue);
    let excerpts = excerpts(shown, look.width());
    let digits = excerpts.iter().map(|excerpt| excerpt.last_line).max().map_or(0, |line| line.to_string().len());

    let mut notes: Vec<(&'static str, String)> = Vec::new();
    for (label, path) in &named {
        notes.push(("", format!("{label}{}: {path}", colon_space(tongue))));
    }
    if places.len() > 1 {
        let others = &places[1..];
        let listed = others.iter().take(MOST_PLACES).map(|place| location(&place.source, place.finding.span));
        let mut list: Vec<String> = listed.collect();
        if others.len() > MOST_PLACES {
            let count = (others.len() - MOST_PLACES).to_string();
            list.push(fill(MORE.get(tongue), |name| (name == "count").then_some(&count)));
        }
        notes.push((ELSEWHERE.get(tongue), list.join("\n")));
    }
    if let Some(help) = diagnostic.help(tongue) {
        notes.push((HELP.get(tongue), help));
    }

    let mut elements: Vec<Element<'a>> = Vec::new();
    if is_whole_file(diagnostic.finding.span, &diagnostic.label(tongue)) {
        elements.push(Origin::path(diagnostic.source.path()).into());
        if excerpts.is_empty() && !notes.is_empty() {
            elements.push(Padding.into());
        }
    }
    let own = elements.is_empty();
    // Without a line number the arrow would stand at the very edge.
    let margin = if excerpts.is_empty() { " " } else { "" };
    elements.extend(excerpts.into_iter().map(|excerpt| snippet(excerpt, own).into()));
    elements.extend(notes.into_iter().map(|(name, text)| note(name, &text, digits, look).into()));

    let title = format!("{}{}", heading(diagnostic, tongue), colon_space(tongue));
    let title = level(diagnostic.severity).with_name(title).primary_title(diagnostic.message(tongue));
    (title.elements(elements), margin)
}

/// The places with an excerpt, the diagnostic's own first, and the files that are only named, with their labels.
fn marks(diagnostic: &Diagnostic, tongue: Tongue) -> (Vec<Mark<'_>>, Vec<(String, &str)>) {
    let (mut shown, mut named) = (Vec::new(), Vec::new());
    let label = diagnostic.label(tongue);
    if !is_whole_file(diagnostic.finding.span, &label) {
        shown.push(Mark { source: &diagnostic.source, span: diagnostic.finding.span, label });
    }
    for place in &diagnostic.related {
        let label = diagnostic.related_label(place, tongue);
        // The first characters of another file say nothing: its name does.
        if is_whole_file(place.span, "") {
            named.push((label, place.source.path()));
        } else {
            shown.push(Mark { source: &place.source, span: place.span, label });
        }
    }
    (shown, named)
}

/// Whether a diagnostic is about a file rather than about a place in it.
fn is_whole_file(span: Span, label: &str) -> bool {
    span == Span::default() && label.is_empty()
}

/// `own` says that the first mark is the diagnostic's own place, and not a further one.
fn snippet(excerpt: Excerpt<'_>, own: bool) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let marks = excerpt.marks.into_iter().map(|(range, label, number)| {
        let kind = if own && number == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(range).label(label)
    });
    let marks: Vec<_> = marks.collect();
    Snippet::source(excerpt.text).path(excerpt.source.path()).line_start(excerpt.first_line).annotations(marks)
}

/// A line below the excerpt; an empty name leaves the text alone.
fn note<'a>(name: &'static str, text: &str, digits: usize, look: Look) -> annotate_snippets::Message<'a> {
    let space = if name.is_empty() { "" } else { colon_space(look.tongue) };
    let margin = digits + " = : ".len() + name.chars().count() + space.len();
    let text = wrap(&annotate_snippets::normalize_untrusted_str(text), look.width().saturating_sub(margin));
    let level = if name == HELP.get(look.tongue) { Level::HELP } else { Level::NOTE };
    if name.is_empty() {
        return level.no_name().message(text);
    }
    level.with_name(format!("{name}{space}")).message(text)
}

fn level<'a>(severity: Severity) -> Level<'a> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info | Severity::Off => Level::INFO,
    }
}
