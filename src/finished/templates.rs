//! Turns faults of pages into faults of the template that wrote them, where its text tells.
//!
//! A template is text with holes: what stands between `<` and the address is looked for in the templates, and names the
//! place if there is one such place only. It runs no template and is never sure.

use crate::diag::Diagnostic;
use crate::render::Templates;
use crate::source::{Source, Span};

/// Adds to each diagnostic the place in the templates that its address probably comes from.
pub fn blame(diagnostics: Vec<Diagnostic>, templates: &Templates) -> Vec<Diagnostic> {
    let known = |diagnostic: &Diagnostic| diagnostic.rule().related.iter().any(|(name, _)| *name == "template");
    let blamed = |diagnostic: Diagnostic| match place(&diagnostic, templates).filter(|_| known(&diagnostic)) {
        Some((source, span)) => diagnostic.also(source, span, "template"),
        None => diagnostic,
    };
    diagnostics.into_iter().map(blamed).collect()
}

fn place<'t>(diagnostic: &Diagnostic, templates: &'t Templates) -> Option<(&'t Source, Span)> {
    let (text, span) = (diagnostic.source.text(), diagnostic.finding.span.range());
    let open = text[..span.start].rfind('<')?;
    let before = &text[open..span.start];
    let value = &text[span.clone()];
    // The longest of these that is written somewhere: with the whole value, with its first part, with none of it.
    let first = value.find(|c: char| !c.is_alphanumeric()).map_or(value, |at| &value[..at]);
    let attempts = [format!("{before}{value}"), format!("{before}{first}"), before.to_owned()];
    for attempt in attempts.iter().filter(|attempt| attempt.len() > "<a href=\"".len() || *attempt == before) {
        let mut places = templates.values().flat_map(|source| {
            source.text().match_indices(attempt.as_str()).map(move |(at, _)| (source, at + before.len()))
        });
        let Some((source, start)) = places.next() else { continue };
        if places.next().is_some() {
            continue;
        }
        let rest = &source.text()[start..];
        let end = rest.find(['"', '\'', '>', '\n']).unwrap_or(rest.len());
        return Some((source, Span::new(start, start + end.max(1).min(rest.len()))));
    }
    None
}
