//! Turns what came back of one unit into what its runs are to be typed like, or into what is wrong with it.
//!
//! It changes nothing, and does not know where the unit goes.

use super::{Finished, Typed};
use crate::diag::rules::handoff as rules;
use crate::diag::{Diagnostic, Finding};
use crate::handoff::coded::{Coded, Part, same};
use crate::handoff::fields::Form;
use crate::handoff::pieces::Place;
use crate::handoff::sentences::joined;
use crate::handoff::task::{Aside, Segment, Standing, Task, Text, Unit};
use crate::handoff::xliff::{Group, Returned, State, Target};
use crate::source::{Source, Span};
use std::borrow::Cow;
use std::collections::HashMap;

/// The unit of a group, with its place in the task, if it is finished and may come in.
pub(super) fn finished<'s>(
    task: &'s Task<'_>,
    group: &'s Group,
    source: &Source,
) -> Result<(usize, Finished<'s>), Vec<Diagnostic>> {
    let one = |finding: Finding| vec![finding.with("id", group.id.as_str()).at(source)];
    let Some(place) = task.units.iter().position(|unit| unit.id == group.id) else {
        let finding = Finding::new(&rules::UNKNOWN_UNIT, group.span).with("path", task.source.source.path());
        return Err(one(finding.help("export")));
    };
    let unit = &task.units[place];
    if let Some((then, translation)) = &group.digests {
        if *then != unit.digests.0 {
            return Err(vec![moved_on(task, unit, group.span, group, source)]);
        }
        if *translation != unit.digests.1 {
            let finding = Finding::new(&rules::TRANSLATION_MOVED_ON, group.span).with("id", group.id.as_str());
            let diagnostic = finding.help("export").at(source);
            let target = task.target.map(|target| (target, unit_span(task, unit, true)));
            return Err(vec![match target {
                Some((target, span)) => diagnostic.also(&target.source, span, "translation"),
                None => diagnostic,
            }]);
        }
    }
    let returned: HashMap<&str, &Returned> = group.segments.iter().map(|one| (one.name.as_str(), one)).collect();
    let known = known(unit);
    // A segment of another cut, or of another text: the source was another then.
    let strange = group.segments.iter().find(|one| !known.contains_key(&one.name));
    let other = group.segments.iter().find(|one| known.get(&one.name).is_some_and(|own| !is_source(one, own)));
    if let Some(one) = strange.or(other) {
        return Err(vec![moved_on(task, unit, one.span, group, source)]);
    }
    runs(unit, group, &returned, source).map(|texts| (place, Finished { unit, texts, group }))
}

/// The segments of a unit and the words in their markup, by name.
fn known(unit: &Unit) -> HashMap<String, Cow<'_, Segment>> {
    let mut all = HashMap::new();
    for (name, _, segment) in unit.segments() {
        all.extend(segment.asides.iter().map(|aside| (aside.name(&name), Cow::Owned(aside.segment()))));
        all.insert(name, Cow::Borrowed(segment));
    }
    all
}

fn moved_on(task: &Task<'_>, unit: &Unit, span: Span, group: &Group, source: &Source) -> Diagnostic {
    let finding = Finding::new(&rules::MOVED_ON, span).with("id", group.id.as_str()).help("export");
    finding.at(source).also(&task.source.source, unit_span(task, unit, false), "source")
}

/// The place that stands for a unit in the source or the target edition.
fn unit_span(task: &Task<'_>, unit: &Unit, translation: bool) -> Span {
    let text = unit.texts.first().map(|text| if translation { text.target.as_ref() } else { Some(&text.source) });
    let document = if translation { task.target } else { Some(task.source) };
    let span = text.flatten().zip(document).map(|(field, document)| {
        let span = match &field.at {
            crate::handoff::fields::At::Value(span) => *span,
            crate::handoff::fields::At::Text(mapping) => mapping.span(0, field.pieces.text.len()),
        };
        // One line is enough to see which it is.
        let line = document.source.slice(span).find('\n').unwrap_or(span.range().len());
        Span::new(span.start as usize, span.start as usize + line)
    });
    span.unwrap_or_default()
}

/// Whether a segment was made from this text.
fn is_source(one: &Returned, segment: &Segment) -> bool {
    let (words, ids) = spelled(&one.source);
    let own: String = segment
        .source
        .parts
        .iter()
        .filter_map(|part| match part {
            Part::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    bare(&words) == bare(&own) && ids == segment.source.ids().map(|id| id.to_string()).collect::<Vec<_>>()
}

fn spelled(pieces: &[Target]) -> (String, Vec<String>) {
    let (mut words, mut ids) = (String::new(), Vec::new());
    for piece in pieces {
        match piece {
            Target::Text(text) => words.push_str(text),
            Target::Open(id) | Target::Alone(id) => ids.push(id.clone()),
            Target::Close(_) | Target::Strange(_) => {}
        }
    }
    (words, ids)
}

fn runs(
    unit: &Unit,
    group: &Group,
    returned: &HashMap<&str, &Returned>,
    source: &Source,
) -> Result<Vec<Vec<Typed>>, Vec<Diagnostic>> {
    let mut wrong = Vec::new();
    let mut waiting: Vec<(Span, &'static str)> = Vec::new();
    let renewed = unit.standing == Standing::Stale && unit.segments().all(|(_, _, segment)| segment.known.is_some());
    let mut texts = Vec::new();
    for text in &unit.texts {
        let mut typed = Vec::new();
        for (at, run) in text.runs.iter().enumerate() {
            let mut segments = Vec::new();
            for (number, segment) in run.segments.iter().enumerate() {
                let name = text.name(at, number);
                let mut back = |name: &str, segment: &Segment| -> Option<Coded> {
                    let Some(one) = returned.get(name) else {
                        waiting.push((group.span, "segment-absent"));
                        return None;
                    };
                    match coded(one, segment) {
                        Ok(Some(target)) => match waits(one, segment, &target, renewed) {
                            Some(why) => waiting.push((one.target_span, why)),
                            None => return Some(target),
                        },
                        Ok(None) => waiting.push((one.target_span, "segment-empty")),
                        Err(word) => wrong.push(lost(group, one, segment, word).at(source)),
                    }
                    None
                };
                let target = back(&name, segment);
                let asides: Vec<(&Aside, Option<Coded>)> =
                    segment.asides.iter().map(|aside| (aside, back(&aside.name(&name), &aside.segment()))).collect();
                segments.extend(target.map(|target| with_asides(target, asides)));
            }
            let whole = if run.segments.is_empty() { bare(text, at) } else { joined(&segments) };
            if segments.len() == run.segments.len() && wrong.is_empty() && waiting.is_empty() {
                match spell(text, run.place, &whole) {
                    Some(spelled) => typed.push(Typed { coded: whole, text: spelled }),
                    None => {
                        let first = returned.get(text.name(at, 0).as_str()).map_or(group.span, |one| one.target_span);
                        wrong.push(unspelled(group, first).at(source));
                    }
                }
            }
        }
        texts.push(typed);
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    match waiting.first() {
        None => Ok(texts),
        Some((span, why)) => {
            let finding = Finding::new(&rules::UNFINISHED, *span).with("id", group.id.as_str());
            let finding = finding.with_words("what", &[why]).with("size", waiting.len().to_string());
            Err(vec![finding.help("finish").at(source)])
        }
    }
}

/// A text with the words in its codes as they came back.
fn with_asides(mut target: Coded, asides: Vec<(&Aside, Option<Coded>)>) -> Coded {
    // From the last, so that the places of those before it stay what they are.
    for (aside, words) in asides.into_iter().rev() {
        let (Some(words), code) = (words, &mut target.codes[aside.code as usize - 1]) else { continue };
        let words = words.words();
        if Coded::plain(&code.markup()[aside.range.clone()]).words() != words {
            *code = code.with_aside(aside.range.clone(), &words);
        }
    }
    target
}

fn unspelled(group: &Group, span: Span) -> Finding {
    let finding = Finding::new(&rules::UNPLACED, span).with("id", group.id.as_str()).with("path", "Markdown");
    finding.with_words("reason", &["place-typed"]).help("hand")
}

/// A run without words, for which nothing came back: as the translation has it already, if there is one like it.
fn bare(text: &Text, at: usize) -> Coded {
    let alike = text.target.as_ref().filter(|target| target.pieces.shape == text.source.pieces.shape);
    let own = alike.and_then(|target| target.pieces.runs.get(at));
    own.map_or_else(|| text.runs[at].bare.clone(), |run| run.coded.clone())
}

/// Why a segment that has a text is not finished.
fn waits(one: &Returned, segment: &Segment, target: &Coded, renewed: bool) -> Option<&'static str> {
    let is_known = segment.known.as_ref().is_some_and(|known| same(known, target));
    match one.state {
        State::Done => None,
        State::ToReview if is_known || segment.known.is_none() => Some("segment-review"),
        _ if is_known => renewed.then_some("segment-review"),
        _ if segment.known.is_none() && target.words() == segment.source.words() && !is_name(&segment.source) => {
            Some("segment-source")
        }
        _ => None,
    }
}

/// Whether a text may be the same in both languages: no word of it begins with a small letter.
fn is_name(text: &Coded) -> bool {
    let words = text.words();
    words
        .split(|c: char| !c.is_alphanumeric())
        .all(|word| !word.starts_with(char::is_lowercase) || word.chars().count() < 2)
}

fn lost(group: &Group, one: &Returned, segment: &Segment, word: &'static str) -> Finding {
    let tags = segment.source.parts.iter().filter_map(|part| match part {
        Part::Open(id) => Some(format!("`<g id=\"{id}\">`")),
        Part::Alone(id) => Some(format!("`<x id=\"{id}\"/>`")),
        Part::Text(_) | Part::Close(_) => None,
    });
    let tags: Vec<String> = tags.collect();
    let names = if tags.is_empty() { "∅".to_owned() } else { tags.join(", ") };
    let finding = Finding::new(&rules::LOST_CODE, one.target_span).with("id", group.id.as_str());
    finding.with_words("what", &[word]).with("names", names).help("tags")
}

/// The text that came back with the codes of the translation; none if there is none, or what is wrong with its codes.
fn coded(one: &Returned, segment: &Segment) -> Result<Option<Coded>, &'static str> {
    let Some(pieces) = one.target.as_ref().filter(|pieces| !pieces.is_empty()) else { return Ok(None) };
    let kinds: HashMap<u32, bool> = segment
        .source
        .parts
        .iter()
        .filter_map(|part| match part {
            Part::Open(id) => Some((*id, true)),
            Part::Alone(id) => Some((*id, false)),
            Part::Text(_) | Part::Close(_) => None,
        })
        .collect();
    let mut parts: Vec<Part> = Vec::new();
    let mut open: Vec<u32> = Vec::new();
    let mut seen: Vec<u32> = Vec::new();
    for piece in pieces {
        let mut number = |id: &str| -> Result<(u32, bool), &'static str> {
            let id = id.parse::<u32>().map_err(|_| "code-strange")?;
            let pair = *kinds.get(&id).ok_or("code-strange")?;
            if seen.contains(&id) {
                return Err("code-doubled");
            }
            seen.push(id);
            Ok((id, pair))
        };
        match piece {
            Target::Text(text) => parts.push(Part::Text(text.clone())),
            Target::Open(id) => {
                let (id, pair) = number(id)?;
                open.push(id);
                parts.push(if pair { Part::Open(id) } else { Part::Alone(id) });
            }
            Target::Close(id) => {
                let id = id.parse::<u32>().map_err(|_| "code-strange")?;
                if open.pop() != Some(id) {
                    return Err("code-crossed");
                }
                match kinds.get(&id) {
                    Some(true) => parts.push(Part::Close(id)),
                    // What has no words inside came back with none.
                    _ if parts.last() == Some(&Part::Alone(id)) => {}
                    _ => return Err("code-strange"),
                }
            }
            Target::Alone(id) => match number(id)? {
                (id, false) => parts.push(Part::Alone(id)),
                _ => return Err("code-strange"),
            },
            Target::Strange(_) => return Err("code-strange"),
        }
    }
    if !open.is_empty() {
        return Err("code-crossed");
    }
    if seen.len() != kinds.len() {
        return Err("code-lost");
    }
    let mut coded = Coded { parts, codes: segment.codes.clone() };
    if !has_blanks_inside(&segment.source) {
        unblank(&mut coded);
    }
    coded.trim();
    let has_words = coded.parts.iter().any(|part| matches!(part, Part::Text(text) if !text.trim().is_empty()));
    Ok((has_words || !segment.source.has_words()).then_some(coded))
}

/// Whether markup of a text begins or ends with a blank.
fn has_blanks_inside(text: &Coded) -> bool {
    text.parts.windows(2).any(|two| match two {
        [Part::Open(_), Part::Text(inside)] => inside.starts_with(' '),
        [Part::Text(inside), Part::Close(_)] => inside.ends_with(' '),
        _ => false,
    })
}

/// Moves blanks just inside markup to the outside: a tool that writes its file in neat lines puts some there.
fn unblank(coded: &mut Coded) {
    let mut parts: Vec<Part> = Vec::new();
    let text = |parts: &mut Vec<Part>, added: &str| match parts.last_mut() {
        _ if added.is_empty() => {}
        Some(Part::Text(last)) if last.ends_with(' ') && added.starts_with(' ') => {
            last.push_str(added.trim_start_matches(' '))
        }
        Some(Part::Text(last)) => last.push_str(added),
        _ => parts.push(Part::Text(added.to_owned())),
    };
    let old = std::mem::take(&mut coded.parts);
    for (at, part) in old.iter().enumerate() {
        match part {
            Part::Open(_) => {
                if matches!(old.get(at + 1), Some(Part::Text(next)) if next.starts_with(' ')) {
                    text(&mut parts, " ");
                }
                parts.push(part.clone());
            }
            Part::Text(words) => {
                let after_open = matches!(parts.last(), Some(Part::Open(_)));
                let before_close = matches!(old.get(at + 1), Some(Part::Close(_)));
                let words = if after_open { words.trim_start_matches(' ') } else { words };
                let words = if before_close { words.trim_end_matches(' ') } else { words };
                text(&mut parts, words);
            }
            Part::Close(_) => {
                let blank =
                    matches!(at.checked_sub(1).map(|at| &old[at]), Some(Part::Text(before)) if before.ends_with(' '));
                parts.push(part.clone());
                if blank {
                    text(&mut parts, " ");
                }
            }
            Part::Alone(_) => parts.push(part.clone()),
        }
    }
    coded.parts = parts;
}

/// How a run is typed in its text.
fn spell(text: &Text, place: Place, whole: &Coded) -> Option<String> {
    if matches!(text.source.form, Form::Plain | Form::Words) || place == Place::Value {
        return Some(whole.typed(&|text| text.to_owned()));
    }
    let theirs = text.target.as_ref().map_or("", |target| &target.pieces.definitions);
    let typed = whole.markdown(&format!("{}{theirs}", text.source.pieces.definitions))?;
    if place != Place::Cell {
        return Some(typed);
    }
    let mut out = String::with_capacity(typed.len());
    for c in typed.chars() {
        if c == '|' && !out.ends_with('\\') {
            out.push('\\');
        }
        out.push(c);
    }
    Some(out)
}
