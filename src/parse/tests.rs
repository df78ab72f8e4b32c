//! Turns small Markdown texts into the shape of their blocks and the places of what they say, to compare.

mod containers;
mod own;
mod text;

use super::facts::Facts;
use super::place::{Content, HandbookFolders, content};
use super::tree::*;
use super::{Document, parse};
use crate::config::Layout;
use crate::lang::{Lang, Languages};
use crate::source::{Source, Span};

fn languages() -> Languages {
    let lang = |tag: &str| Lang { tag: tag.into(), segment: tag.into(), suffix: tag.into(), name: tag.into() };
    Languages::new(vec![lang("fr"), lang("en")]).expect("two languages")
}

/// The document that a file of this path and text is; a folder `book` is a handbook's.
fn at(path: &str, text: &str) -> Document {
    let books = HandbookFolders::from([("book".to_owned(), None)]);
    let Content::Documents(mut places) = content(path, &languages(), Layout::SideBySide, &books, || text) else {
        panic!("{path} is no document")
    };
    parse(&Source::new(format!("content/{path}"), text.into()), places.remove(0))
}

/// A page of this text.
fn page(text: &str) -> Document {
    at("a.fr.md", text)
}

/// The codes and places of what is wrong, `code line:column underlined`.
fn faults(document: &Document) -> Vec<String> {
    let line = |finding: &crate::diag::Finding| {
        let at = document.source.position(finding.span.start);
        format!("{} {}:{} {}", finding.rule.code, at.line, at.column, document.source.slice(finding.span))
    };
    // A page in a case need not have a title.
    document.facts().findings.iter().map(line).filter(|line| !line.starts_with("DG-D018")).collect()
}

/// The shape of a page's blocks.
fn shape(text: &str) -> String {
    let document = page(text);
    blocks(&document, &document.body().blocks)
}

fn blocks(document: &Document, list: &[Block]) -> String {
    list.iter().map(|block| one(document, block)).collect::<Vec<String>>().join(" ")
}

fn one(document: &Document, block: &Block) -> String {
    let id = block
        .attributes
        .as_ref()
        .and_then(|attributes| attributes.id.as_ref())
        .map_or_else(String::new, |named| format!("#{}", named.id));
    let inner = match &block.kind {
        BlockKind::Question(_) => "question".to_owned(),
        BlockKind::Paragraph(content) => format!("p({})", plain(document, content)),
        BlockKind::Heading(heading) => format!("h{}({})", heading.level, plain(document, &heading.content)),
        BlockKind::List(list) => {
            let item = |item: &Item| {
                let id = item.attributes.id.as_ref().map_or_else(String::new, |named| format!("#{}", named.id));
                format!("li{id}[{}]", blocks(document, &item.blocks))
            };
            let name = match (list.start.is_some(), list.tight) {
                (true, true) => "ol",
                (true, false) => "ol loose",
                (false, true) => "ul",
                (false, false) => "ul loose",
            };
            format!("{name}[{}]", list.items.iter().map(item).collect::<Vec<String>>().join(" "))
        }
        BlockKind::Quote(inner) => format!("quote[{}]", blocks(document, inner)),
        BlockKind::Alert(kind, inner) => format!("{}[{}]", kind.name(), blocks(document, inner)),
        BlockKind::Code(code) => format!("code({})", code.text.escape_debug()),
        BlockKind::Table(table) => {
            let row = |row: &Vec<Vec<Inline>>| {
                row.iter().map(|cell| plain(document, cell)).collect::<Vec<String>>().join("|")
            };
            let rows = std::iter::once(&table.head).chain(&table.rows).map(row);
            format!("table({})", rows.collect::<Vec<String>>().join("/"))
        }
        BlockKind::Rule => "rule".to_owned(),
        BlockKind::Html(html) => format!("html({})", html.text.escape_debug()),
        BlockKind::Footnote(name, inner) => format!("note {}[{}]", name.id, blocks(document, inner)),
        BlockKind::Definitions(list) => {
            let entry = |entry: &Definition| {
                let terms = entry.terms.iter().map(|term| plain(document, term)).collect::<Vec<String>>().join("|");
                let details =
                    entry.details.iter().map(|detail| blocks(document, detail)).collect::<Vec<String>>().join("|");
                format!("{terms}: {details}")
            };
            format!("dl[{}]", list.iter().map(entry).collect::<Vec<String>>().join("; "))
        }
        BlockKind::Container(container) => {
            let title = plain(document, &container.title);
            format!("{:?}({title})[{}]", container.kind, blocks(document, &container.blocks)).to_lowercase()
        }
        BlockKind::Snippet(at) => format!("snippet({})", document.facts().snippets[*at as usize].name),
    };
    format!("{inner}{id}")
}

fn plain(document: &Document, inlines: &[Inline]) -> String {
    let mut out = String::new();
    plain_text(inlines, &document.source, &|name, out| out.push_str(&format!("<{name}>")), &mut out);
    out
}

/// The addresses of a text as they are underlined, with what they mean where that differs.
fn addresses(text: &str) -> Vec<String> {
    let document = page(text);
    let one = |address: &super::facts::Address| {
        let raw = document.source.slice(address.span);
        if raw == &*address.text { raw.to_owned() } else { format!("{raw} = {}", address.text) }
    };
    document.facts().addresses.iter().map(one).collect()
}

/// The names in a list of facts as they are underlined.
fn underlined(document: &Document, spans: impl Fn(&Facts) -> Vec<Span>) -> Vec<&str> {
    spans(document.facts()).into_iter().map(|span| document.source.slice(span)).collect()
}
