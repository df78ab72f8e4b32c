//! Turns what writers remember of the texts they wrote into marks: which element of a finished page came from where.
//!
//! Marks are beside the bytes, never in them: a page is the same whether anybody asks for its marks or not. Templates
//! may put a text where they like, so it is looked for in the page; one that a template changes has no marks.

use crate::link::{DocumentIx, Site};
use crate::output::Mark;
use crate::source::Span;
use memchr::memmem;

/// Something in the text of a page that is worth finding again.
pub enum Made {
    /// A text as it was written, with the tags in it that came from a place: offset, document, place.
    Text { html: String, tags: Vec<Tag> },
    /// The element of an id that a template gives to a unit.
    Unit { id: String, document: DocumentIx, span: Span },
    /// The heading of the page, which every template writes in its own way.
    Title { document: DocumentIx, span: Span },
}

/// A tag in a text: where it begins, and what it came from.
pub type Tag = (usize, DocumentIx, Span);

/// The marks of a page, in the order of its elements; of several that came to one tag, the most particular.
pub fn marks(site: &Site, page: &[u8], made: &[Made]) -> Vec<Mark> {
    let mut found: Vec<(usize, DocumentIx, Span)> = Vec::new();
    let mut from = 0;
    for made in made {
        match made {
            Made::Text { html, tags } => {
                let Some(at) = after(page, html.as_bytes(), from) else { continue };
                from = at + html.len();
                found.extend(tags.iter().map(|&(tag, document, span)| (at + tag, document, span)));
            }
            Made::Unit { id, document, span } => {
                let Some(at) = after(page, format!(" id=\"{id}\"").as_bytes(), from) else { continue };
                let tag = page[..at].iter().rposition(|&byte| byte == b'<');
                found.extend(tag.map(|tag| (tag, *document, *span)));
            }
            Made::Title { document, span } => {
                found.extend(memmem::find(page, b"<h1").map(|at| (at, *document, *span)));
            }
        }
    }
    found.sort_by_key(|&(at, _, span)| (at, span.end - span.start));
    found.dedup_by_key(|&mut (at, _, _)| at);
    let opens = |at: usize| page[at] == b'<' && page.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
    let found = found.into_iter().filter(|&(at, _, _)| opens(at));
    found.map(|(at, document, span)| Mark { at, source: site.documents[document].source.clone(), span }).collect()
}

/// The next place of a text; texts mostly stand in the page in the order in which they were written.
fn after(page: &[u8], text: &[u8], from: usize) -> Option<usize> {
    if text.is_empty() {
        return None;
    }
    let next = memmem::find(&page[from..], text).map(|at| from + at);
    next.or_else(|| memmem::find(page, text))
}
