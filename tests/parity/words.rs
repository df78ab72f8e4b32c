//! Turns the texts of a unit into edits of words, links, images and what else stands in a line.

use super::{Change, Scene, pick};
use crate::fixture::Random;
use diglot::parse::Kind as DocumentKind;
use diglot::parse::facts::UnitKind;
use diglot::parse::outline::{LeafKind, Passage};
use diglot::source::Span;
use std::ops::Range;

/// The places of leaves of the unit.
pub fn leaves(scene: &Scene<'_>, wanted: fn(&LeafKind<'_>) -> bool, begins: &str) -> Vec<Span> {
    let all = scene.own.leaves.iter().filter(|leaf| wanted(&leaf.kind)).map(|leaf| leaf.span);
    all.filter(|span| scene.typed(*span).starts_with(begins)).collect()
}

/// The words between the brackets of a link or an image, and its address.
fn parts(typed: &str) -> Option<(Range<usize>, Range<usize>)> {
    let start = typed.find('[')? + 1;
    let end = typed.find("](")?;
    let close = typed[end..].find([')', ' ', '"'])? + end;
    Some((start..end, end + 2..close))
}

pub fn link_dropped(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let links = leaves(scene, |kind| matches!(kind, LeafKind::Link(_)), "[");
    let span = pick(&links, random)?;
    let inside = scene.typed(span).strip_prefix('[')?;
    let text = &inside[..inside.find(']')?];
    Some(Change::new(span.range(), if text.is_empty() { "x" } else { text }))
}

/// Leads a link elsewhere: another page that the document leads to, or another page of another site.
pub fn link_changed(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let links = leaves(scene, |kind| matches!(kind, LeafKind::Link(_)), "[");
    let span = pick(&links, random)?;
    let (_, address) = parts(scene.typed(span))?;
    let own = &scene.typed(span)[address.clone()];
    let at = span.start as usize + address.start..span.start as usize + address.end;
    if own.contains("://") {
        return Some(Change::new(at.end..at.end, "autre"));
    }
    let is_other = |text: &&str| {
        *text != own && !text.contains("://") && !text.starts_with("mailto:") && !text.contains([' ', '{', ')'])
    };
    let others = scene.document.facts().addresses.iter().filter(|address| address.used.is_none());
    let others: Vec<&str> = others.map(|address| scene.typed(address.span)).filter(is_other).collect();
    // An address without a page is that of the same page.
    let page = |text: &str| text.split('#').next().unwrap_or_default().to_owned();
    let others: Vec<&str> = others.into_iter().filter(|text| text.contains(".md") || page(text).is_empty()).collect();
    Some(Change::new(at, pick(&others, random)?))
}

pub fn image_removed(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let images = leaves(scene, |kind| matches!(kind, LeafKind::Image(_)), "![");
    Some(Change::new(pick(&images, random)?.range(), ""))
}

/// Other words for those who do not see an image.
pub fn image_changed(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let images = leaves(scene, |kind| matches!(kind, LeafKind::Image(_)), "![");
    let span = pick(&images, random)?;
    let (words, _) = parts(scene.typed(span))?;
    let at = span.start as usize + words.start..span.start as usize + words.end;
    Some(Change::new(at, scene.say("Tout autre chose", "Something else")))
}

pub fn note_dropped(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let notes = leaves(scene, |kind| matches!(kind, LeafKind::Footnote), "[^");
    Some(Change::new(pick(&notes, random)?.range(), ""))
}

pub fn variable_dropped(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let variables = leaves(scene, |kind| matches!(kind, LeafKind::Variable(_)), "{{");
    let span = pick(&variables, random)?;
    // One of several is still said.
    let once = variables.iter().filter(|other| scene.typed(**other) == scene.typed(span)).count() == 1;
    once.then(|| Change::new(span.range(), scene.say("cela", "that")))
}

pub fn snippet_dropped(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let snippets = leaves(scene, |kind| matches!(kind, LeafKind::Snippet(_)), "");
    Some(Change::new(scene.lines(pick(&snippets, random)?), ""))
}

/// The words of some passages, as they stand in the file.
fn words<'p>(scene: &Scene<'_>, passages: impl Iterator<Item = &'p Passage>) -> Vec<Span> {
    let mut words = Vec::new();
    for piece in passages {
        let mut at = 0;
        for word in piece.text.split_inclusive(' ') {
            let bare = word.trim_end();
            let range = at..at + bare.len();
            at += word.len();
            let code = piece.code.iter().any(|code| code.start < range.end && range.start < code.end);
            if bare.len() > 4 && bare.chars().all(char::is_lowercase) && !code {
                words.push(piece.mapping.span(range.start, range.end));
            }
        }
    }
    let typed = |span: &Span| scene.typed(*span).chars().all(char::is_lowercase);
    words.retain(|span| !span.is_empty() && typed(span));
    words
}

fn another(scene: &Scene<'_>, words: &[Span], random: &mut Random) -> Option<Change> {
    Some(Change::new(pick(words, random)?.range(), scene.say("autrement", "otherwise")))
}

pub fn word_changed(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    // The name of a term is no sentence: with another one, every text that uses it is to be changed.
    let name = usize::from(scene.kind() == Some(UnitKind::Term));
    another(scene, &words(scene, scene.own.passages.iter().skip(name)), random)
}

pub fn definition_changed(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    scene.kind().filter(|kind| *kind == UnitKind::Term)?;
    another(scene, &words(scene, scene.own.passages.iter().skip(1)), random)
}

/// The paragraphs of sentences, without those in items and cells.
fn sentences(scene: &Scene<'_>) -> Vec<Vec<Range<usize>>> {
    let mut all = Vec::new();
    for piece in scene.own.passages.iter().filter(|piece| piece.paragraph) {
        let typed = scene.typed(piece.within);
        let mut found = Vec::new();
        let mut from = 0;
        for (at, _) in typed.match_indices(". ") {
            found.push(from..at + 2);
            from = at + 2;
        }
        found.push(from..typed.trim_end().len());
        let start = piece.within.start as usize;
        all.push(found.into_iter().map(|range| start + range.start..start + range.end).collect());
    }
    all
}

pub fn sentence_added(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let end = pick(&sentences(scene), random)?.last()?.end;
    scene.text()[..end].ends_with('.').then_some(())?;
    Some(Change::new(end..end, scene.say(" Il faut y penser à temps.", " Think of it in good time.")))
}

pub fn sentence_removed(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let paragraphs: Vec<Vec<Range<usize>>> = sentences(scene).into_iter().filter(|all| all.len() > 1).collect();
    let sentence = pick(&pick(&paragraphs, random)?, random)?;
    let typed = &scene.text()[sentence.clone()];
    let plain = !typed.contains(['[', '`', '{', '<', '*', '|']) && typed.len() > 20 && !typed.trim().contains('\n');
    plain.then(|| Change::new(sentence, ""))
}

/// The value of a key of front matter, or of the head of a file in YAML, in the language of the edition.
fn value(scene: &Scene<'_>, key: &str) -> Option<Range<usize>> {
    let lead = scene.unit.is_none() || scene.unit == Some(0) && scene.document.place.kind == DocumentKind::Part;
    let text = scene.text();
    let body = match scene.is_markdown() {
        true => 0..text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n"))? + 4,
        false => 0..text.find("\nentries:").or_else(|| text.find("\nterms:")).unwrap_or(text.len()),
    };
    let start = text[body.clone()].lines().scan(0, |at, line| {
        let own = *at;
        *at += line.len() + 1;
        Some((own, line))
    });
    let (start, line) =
        start.into_iter().find(|(_, line)| line.strip_prefix(key).is_some_and(|l| l.starts_with(':')))?;
    let lang = &scene.document.place.language.suffix;
    let from = start + key.len() + 1;
    let typed = line[key.len() + 1..].trim();
    // `{fr: …, en: …}`, or a line for each language.
    let (from, flow) = match typed {
        _ if !scene.shared => (from, false),
        "" => (from + text[from..body.end].find(&format!("\n  {lang}: "))? + lang.len() + 4, false),
        _ => (from + line[key.len() + 1..].find(&format!("{lang}: "))? + lang.len() + 1, true),
    };
    let ends: &[char] = if flow { &[',', '}', '\n'] } else { &['\n'] };
    let end = from + text[from..].find(ends)?;
    let blank = text[from..end].len() - text[from..end].trim_start().len();
    (lead && end > from + blank).then(|| from + blank..end)
}

fn renamed(scene: &Scene<'_>, key: &str) -> Option<Change> {
    let at = value(scene, key)?;
    let typed = scene.text()[at.clone()].trim_end();
    let quote = typed.ends_with(['"', '\'']);
    let end = at.start + typed.len() - usize::from(quote);
    Some(Change::new(end..end, scene.say(" autrement", " otherwise")))
}

pub fn title_changed(scene: &Scene<'_>, _: &mut Random) -> Option<Change> {
    renamed(scene, "title")
}

pub fn description_changed(scene: &Scene<'_>, _: &mut Random) -> Option<Change> {
    renamed(scene, "description")
}

/// Takes the name of a term out of a unit whose counterpart is checked for it.
pub fn term_replaced(scene: &Scene<'_>, random: &mut Random) -> Option<Change> {
    let lang = scene.document.place.lang;
    let glossaries = scene.site.documents.iter().filter(|document| document.place.kind == DocumentKind::Glossary);
    let mut names = Vec::new();
    for glossary in glossaries.filter(|document| document.place.lang == lang) {
        for unit in &glossary.facts().units {
            let mut name = String::new();
            diglot::parse::tree::plain_text(&unit.title, &glossary.source, &|_, _| {}, &mut name);
            names.push(name.to_lowercase());
        }
    }
    let mut places = Vec::new();
    for piece in &scene.own.passages {
        let lower = piece.text.to_lowercase();
        if lower.len() != piece.text.len() || !piece.code.is_empty() {
            continue;
        }
        for name in &names {
            let word = |at: usize| {
                let end = lower[at + name.len()..].chars().next();
                let begin = lower[..at].chars().next_back();
                !end.is_some_and(char::is_alphanumeric) && !begin.is_some_and(char::is_alphanumeric)
            };
            let found: Vec<usize> =
                lower.match_indices(name.as_str()).map(|(at, _)| at).filter(|&at| word(at)).collect();
            if let [at] = found[..] {
                places.push(piece.mapping.span(at, at + name.len()));
            }
        }
    }
    let place = pick(&places, random)?;
    // One use among several is no difference, nor is a name within a longer one.
    let name = scene.typed(place).to_lowercase();
    let text = scene.text()[scene.range.clone()].to_lowercase();
    let stem = &name[..name.len().saturating_sub(1)];
    let once =
        text.matches(stem).count() == 1 && name.chars().all(char::is_alphabetic) && scene.kind()? != UnitKind::Term;
    once.then(|| Change::new(place.range(), scene.say("chose", "thing")))
}
