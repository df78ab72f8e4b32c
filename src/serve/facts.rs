//! Turns a page and what is wrong with the site into what the preview's script knows of that page: its bytes, where its
//! elements came from, and which faults are on it.
//!
//! It decides nothing: which elements are outlined and how is the script's work.

use super::Problem;
use super::snapshot::Page;
use crate::output::Mark;
use crate::source::{Digest, Source};
use serde::Serialize;
use std::collections::HashMap;

/// A page as its script knows it.
#[derive(Serialize)]
pub struct Facts {
    pub digest: String,
    pub status: u16,
    /// The page as it is published, for comparing it with the one before.
    pub html: String,
    /// Paths of the texts on the page.
    sources: Vec<String>,
    marks: Vec<Marked>,
    problems: Vec<Found>,
    pub draft: bool,
    /// Paths of pages that are drafts, among those that this one links to.
    pub drafts: Vec<String>,
}

/// Where a tag begins, in UTF-16 units as scripts count; its text among `sources`, line and column.
#[derive(Serialize)]
struct Marked(usize, usize, u32, u32);

/// A fault that concerns the page.
#[derive(Serialize)]
struct Found {
    #[serde(flatten)]
    problem: Problem,
    /// The element that it is outlined on; none if it is about the page as a whole, or about its other edition.
    mark: Option<usize>,
}

impl Facts {
    /// What is known of a page of HTML; `problems` are those of the whole site.
    pub fn new(page: &Page, problems: &[Problem]) -> Facts {
        let html = String::from_utf8_lossy(&page.bytes).into_owned();
        let mut sources: Vec<Source> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for mark in page.marks.iter() {
            places.entry(mark.source.path()).or_insert_with(|| {
                sources.push(mark.source.clone());
                sources.len() - 1
            });
        }
        let own = page.problems.iter().map(|problem| Found { problem: problem.clone(), mark: None });
        let others = problems.iter().filter(|problem| !page.problems.contains(problem));
        let others = others.filter(|problem| problem.paths().any(|path| places.contains_key(path)));
        let others = others.map(|problem| Found { mark: innermost(&page.marks, problem), problem: problem.clone() });
        Facts {
            digest: page.digest.short(32),
            status: page.status.as_u16(),
            problems: own.chain(others).collect(),
            marks: marked(&html, &page.marks, &places),
            sources: sources.iter().map(|source| source.path().to_owned()).collect(),
            html,
            draft: false,
            drafts: Vec::new(),
        }
    }

    /// The same for two facts that say the same.
    pub fn key(&self) -> Digest {
        Digest::of(&serde_json::to_vec(self).expect("strings and numbers"))
    }
}

/// The element with the smallest place that a problem lies in, by its first place or by those that it also names.
fn innermost(marks: &[Mark], problem: &Problem) -> Option<usize> {
    let places = problem.places.iter();
    let mut found = places.filter_map(|(path, span)| {
        let around =
            marks.iter().enumerate().filter(|(_, mark)| mark.source.path() == path && mark.span.contains(*span));
        around.min_by_key(|(_, mark)| mark.span.end - mark.span.start).map(|(at, _)| at)
    });
    found.next()
}

fn marked(html: &str, marks: &[Mark], places: &HashMap<&str, usize>) -> Vec<Marked> {
    let mut units = 0;
    let mut from = 0;
    let marked = marks.iter().filter(|mark| html.is_char_boundary(mark.at)).map(|mark| {
        units += html[from..mark.at].encode_utf16().count();
        from = mark.at;
        let position = mark.source.position(mark.span.start);
        Marked(units, places[mark.source.path()], position.line, position.column)
    });
    marked.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Severity;
    use crate::source::Span;
    use axum::http::StatusCode;

    #[test]
    fn a_problem_is_on_the_smallest_element_around_it() {
        let (own, other) =
            (Source::new("content/a.fr.md", b"un\ndeux trois".to_vec()), Source::new("x.md", Vec::new()));
        let mark = |at, source: &Source, start, end| Mark { at, source: source.clone(), span: Span::new(start, end) };
        let html = "<main>é😀<p>deux <a>trois</a></p></main>";
        let at = |tag: &str| html.find(tag).expect("it is there");
        let marks = vec![mark(at("<p"), &own, 3, 13), mark(at("<a"), &own, 8, 13), mark(at("</main"), &other, 3, 13)];
        let bytes: std::sync::Arc<[u8]> = html.as_bytes().into();
        let page = Page {
            status: StatusCode::OK,
            address: "index.html".into(),
            digest: Digest::of(&bytes),
            bytes,
            problems: std::sync::Arc::new([]),
            marks: marks.into(),
        };
        let problem = |code: &str, places: Vec<(String, Span)>| Problem {
            severity: Severity::Warning,
            code: code.into(),
            message_fr: String::new(),
            message_en: String::new(),
            path: places[0].0.clone(),
            line: 1,
            column: 1,
            help_fr: None,
            help_en: None,
            also: Vec::new(),
            stops: false,
            places,
        };
        let own = |start, end| ("content/a.fr.md".to_owned(), Span::new(start, end));
        let facts = Facts::new(
            &page,
            &[
                problem("link", vec![own(9, 12)]),
                problem("paragraph", vec![own(4, 6)]),
                problem("page", vec![own(0, 0)]),
                problem("elsewhere", vec![("content/b.fr.md".to_owned(), Span::default())]),
                problem("other edition", vec![("content/a.en.md".to_owned(), Span::default()), own(3, 4)]),
            ],
        );
        let found: Vec<_> = facts.problems.iter().map(|found| (&*found.problem.code, found.mark)).collect();
        assert_eq!(found, [("link", Some(1)), ("paragraph", Some(0)), ("page", None), ("other edition", Some(0))]);
        let marks: Vec<_> = facts.marks.iter().map(|mark| (mark.0, mark.2, mark.3)).collect();
        assert_eq!(marks[..2], [(9, 2, 1), (17, 2, 6)], "in UTF-16 units");
    }
}
