//! Turns the bytes of an XML file into a tree of elements with their places.
//!
//! Of XML it refuses what no translation tool writes and what can harm: document types, and so entities of one's own, depth
//! without end, and encodings other than UTF-8 and UTF-16. Names are compared without their prefix.

use crate::source::{Source, Span};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// Elements inside one another, at most: an XLIFF of many groups has a dozen.
const DEEPEST: usize = 100;

/// The longest file that is read, in bytes.
const LONGEST: usize = 64 * 1024 * 1024;

/// Why a file cannot be read: a phrase of the table of words, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub word: &'static str,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Text(String),
    Element(Element),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// Without prefix.
    pub name: String,
    /// Names with their prefix.
    pub attributes: Vec<(String, String)>,
    /// The start tag.
    pub span: Span,
    pub children: Vec<Node>,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub fn first(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }
}

/// The text of a file, by its byte-order mark: UTF-8, or UTF-16 as some tools write it.
pub fn decoded(bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    if bytes.len() > LONGEST {
        return Err("xml-large");
    }
    let wide = |unit: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let units: Vec<u16> = bytes.chunks(2).map(|two| unit([two[0], two.get(1).copied().unwrap_or(0)])).collect();
        String::from_utf16(&units).map(String::into_bytes).map_err(|_| "xml-encoding")
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => wide(u16::from_be_bytes, rest),
        [b'<', 0, ..] => wide(u16::from_le_bytes, bytes),
        [0, b'<', ..] => wide(u16::from_be_bytes, bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(_) => Ok(bytes.to_vec()),
            Err(_) => Err("xml-encoding"),
        },
    }
}

/// The root element.
pub fn parse(source: &Source) -> Result<Element, Fault> {
    let text = source.text();
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut reader = Reader::from_str(&text[mark..]);
    reader.config_mut().check_end_names = true;
    let mut open: Vec<Element> = Vec::new();
    let mut root: Option<Element> = None;
    loop {
        let start = mark + reader.buffer_position() as usize;
        let event = reader.read_event();
        let end = mark + reader.buffer_position() as usize;
        let place = Span::new(start.min(text.len()), end.clamp(start, text.len()));
        let fault = |word: &'static str| Fault { word, span: first_line(text, place) };
        let event = event.map_err(|_| {
            let at = (mark + reader.error_position() as usize).min(text.len());
            Fault { word: "xml-syntax", span: first_line(text, Span::new(at, text.len())) }
        })?;
        match event {
            Event::Start(tag) | Event::Empty(tag) if root.is_some() && open.is_empty() => {
                drop(tag);
                return Err(fault("xml-syntax"));
            }
            Event::Start(tag) => {
                if open.len() >= DEEPEST {
                    return Err(fault("xml-deep"));
                }
                open.push(element(&tag, place).ok_or_else(|| fault("xml-syntax"))?);
            }
            Event::Empty(tag) => {
                let element = element(&tag, place).ok_or_else(|| fault("xml-syntax"))?;
                close(element, &mut open, &mut root);
            }
            Event::End(_) => {
                let element = open.pop().ok_or_else(|| fault("xml-syntax"))?;
                close(element, &mut open, &mut root);
            }
            Event::Text(words) => add_text(&words.xml10_content(), &mut open).map_err(fault)?,
            Event::CData(words) => add_text(&words.xml10_content(), &mut open).map_err(fault)?,
            Event::GeneralRef(reference) => {
                let resolved = match reference.resolve_char_ref() {
                    Ok(Some(c)) if is_allowed(c) => Some(c.to_string()),
                    Ok(None) => quick_xml::escape::resolve_predefined_entity(&reference).map(str::to_owned),
                    _ => None,
                };
                add_text(&resolved.ok_or_else(|| fault("xml-entity"))?, &mut open).map_err(fault)?;
            }
            Event::DocType(_) => return Err(fault("xml-doctype")),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            Event::Eof => break,
        }
    }
    match (root, open.last()) {
        (Some(root), None) => Ok(root),
        (_, Some(open)) => Err(Fault { word: "xml-syntax", span: open.span }),
        (None, None) => Err(Fault { word: "xml-syntax", span: Span::default() }),
    }
}

/// Characters that XML 1.0 allows.
fn is_allowed(c: char) -> bool {
    !c.is_control() || matches!(c, '\t' | '\n' | '\r')
}

fn first_line(text: &str, span: Span) -> Span {
    let line = text.get(span.range()).and_then(|inside| inside.find('\n'));
    line.map_or(span, |length| Span::new(span.start as usize, span.start as usize + length))
}

fn element(tag: &BytesStart<'_>, span: Span) -> Option<Element> {
    let mut attributes: Vec<(String, String)> = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    let name = tag.local_name().as_ref().to_owned();
    Some(Element { name, attributes, span, children: Vec::new() })
}

fn close(element: Element, open: &mut [Element], root: &mut Option<Element>) {
    match open.last_mut() {
        Some(parent) => parent.children.push(Node::Element(element)),
        None => *root = Some(element),
    }
}

fn add_text(text: &str, open: &mut [Element]) -> Result<(), &'static str> {
    if !text.chars().all(is_allowed) {
        return Err("xml-syntax");
    }
    match open.last_mut() {
        Some(parent) => match parent.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => parent.children.push(Node::Text(text.to_owned())),
        },
        None if text.trim_matches(['\u{feff}', ' ', '\t', '\n', '\r']).is_empty() => {}
        None => return Err("xml-syntax"),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Element, Fault> {
        parse(&Source::new("a.xlf", text.into()))
    }

    #[test]
    fn a_tree_has_texts_and_places() {
        let text = "\u{feff}<?xml version='1.0'?>\n<!-- c --><a:b x=\"1&#10;&lt;\" xml:lang='fr'>é&amp;<c/><![CDATA[<d>]]>&#233;</a:b>\n";
        let root = parsed(text).expect("XML");
        assert_eq!(
            (root.name.as_str(), root.attribute("x"), root.attribute("xml:lang")),
            ("b", Some("1\n<"), Some("fr"))
        );
        assert!(text[root.span.range()].starts_with("<a:b"), "{:?}", &text[root.span.range()]);
        let [Node::Text(first), Node::Element(c), Node::Text(last)] = &root.children[..] else { panic!("{root:?}") };
        assert_eq!((first.as_str(), c.name.as_str(), last.as_str()), ("é&", "c", "<d>é"));
    }

    #[test]
    fn what_can_harm_is_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]>\n<a>&c;</a>";
        let deep = "<a>".repeat(5000) + &"</a>".repeat(5000);
        for (text, word) in [
            (bomb, "xml-doctype"),
            ("<a>&c;</a>", "xml-entity"),
            ("<a>&#0;</a>", "xml-entity"),
            (&*deep, "xml-deep"),
            ("<a><b></a>", "xml-syntax"),
            ("<a>", "xml-syntax"),
            ("<a/><b/>", "xml-syntax"),
            ("<a x=1/>", "xml-syntax"),
            ("<a x='&c;'/>", "xml-syntax"),
            ("", "xml-syntax"),
            ("x", "xml-syntax"),
            ("PK\u{3}\u{4}", "xml-syntax"),
            ("<a>\u{1}</a>", "xml-syntax"),
        ] {
            assert_eq!(parsed(text).map_err(|fault| fault.word), Err(word), "{:.40}", text);
        }
    }

    #[test]
    fn both_widths_of_unicode_are_read() {
        let text = "<a>é😀</a>";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in
            [text.as_bytes().to_vec(), [&[0xff, 0xfe], &*little].concat(), [&[0xfe, 0xff], &*big].concat(), little, big]
        {
            assert_eq!(decoded(&bytes).as_deref(), Ok(text.as_bytes()));
        }
        assert_eq!(decoded(b"<a>\xe9</a>"), Err("xml-encoding"));
    }
}
