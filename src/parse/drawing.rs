//! Turns a drawing (SVG) into the ids in it, and the fragment of an address into the one that it wants there.
//!
//! What a drawing shows, and what it asks for, is not read here.

use percent_encoding::percent_decode_str;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use std::borrow::Cow;

/// The ids in a drawing; `None` if it is no XML to the end, so that nobody can say what it lacks.
pub fn ids_of_drawing(text: &str) -> Option<Vec<String>> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut ids = Vec::new();
    loop {
        let tag = match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => tag,
            Event::Eof => return Some(ids),
            _ => continue,
        };
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.ok()?;
            if attribute.key.as_ref() == "id" {
                let raw = &*attribute.value;
                // An entity of the drawing's own is left as it is typed.
                ids.push(quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), Cow::into_owned));
            }
        }
    }
}

/// The element that a fragment of a drawing's address names, decoded; `None` if it says how to show the drawing instead:
/// from which side (SVG 2, 16.3.2, "SVG fragment identifiers"), or which part of an area or of time (Media Fragments URI).
pub fn part_of_drawing(fragment: &str) -> Option<Cow<'_, str>> {
    let id = percent_decode_str(fragment.split(":~:").next().unwrap_or_default()).decode_utf8_lossy();
    let is_view = ["svgView(", "xpointer("].iter().any(|view| id.starts_with(view));
    let is_media = id.split('&').any(|part| ["t=", "xywh=", "track="].iter().any(|name| part.starts_with(name)));
    // With this, sheets of old keep a browser from reading on after the first of several fonts.
    let is_view = is_view || id == "iefix";
    (!id.is_empty() && !id.eq_ignore_ascii_case("top") && !is_view && !is_media).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_elements() {
        let text = "\u{feff}<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY e 'x'>]><!-- <g id='no'/> --><svg id=\"a&amp;b\">\
            <style>#no{}</style><![CDATA[<g id='no'/>]]><g xlink:id='no' data-id='no' ID='no' id='été'/><g id='&e;'/></svg>";
        assert_eq!(ids_of_drawing(text), Some(vec!["a&b".to_owned(), "été".to_owned(), "&e;".to_owned()]));
        assert_eq!(ids_of_drawing("<svg><g></svg>"), None);
        assert_eq!(ids_of_drawing("<svg><g id=a /></svg>"), None);
    }

    #[test]
    fn a_fragment_may_be_a_view() {
        for view in
            ["", "top", "svgView(viewBox(0,0,9,9))", "svgView%28x%29", "xywh=0,0,9,9", "t=3&x=1", ":~:text=a", "iefix"]
        {
            assert_eq!(part_of_drawing(view), None, "{view}");
        }
        assert_eq!(part_of_drawing("%C3%A9t%C3%A9:~:text=a").as_deref(), Some("été"));
        assert_eq!(part_of_drawing("gear").as_deref(), Some("gear"));
    }
}
