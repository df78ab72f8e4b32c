//! Turns the tree of an XLIFF file into the texts that came back, each with its state and place.
//!
//! It does not know what was asked for: whether a text fits its segment is seen by who asked.

use super::xml::{Element, Fault, Node, parse};
use crate::handoff::coded::spaced;
use crate::source::{Source, Span};

/// What came back of one document in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    pub original: String,
    pub source_language: String,
    pub target_language: String,
    /// The start tag.
    pub span: Span,
    /// In the order of the file.
    pub groups: Vec<Group>,
}

/// What came back of one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub id: String,
    /// What the source and the translation meant at the time, if the tool kept it; the translation may have been missing.
    pub digests: Option<(String, Option<String>)>,
    pub span: Span,
    pub segments: Vec<Returned>,
}

/// What came back of one segment.
#[derive(Clone, Debug, PartialEq)]
pub struct Returned {
    /// Its name in the unit.
    pub name: String,
    /// The start tag.
    pub span: Span,
    pub source: Vec<Target>,
    /// None if there is no target.
    pub target: Option<Vec<Target>>,
    /// Of the target, if there is one.
    pub target_span: Span,
    pub state: State,
}

/// How far a translation is, by its tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing is said.
    Unsaid,
    /// It is still to be translated; there may be a text all the same, as not all tools say when it is.
    ToTranslate,
    /// It is still to be looked at.
    ToReview,
    Done,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Text(String),
    Open(String),
    Close(String),
    Alone(String),
    /// An element that was not in the file, with its name.
    Strange(String),
}

/// What came back in a file.
pub fn read(source: &Source) -> Result<Vec<File>, Fault> {
    let root = parse(source)?;
    let fault = |word| Err(Fault { word, span: root.span });
    if root.name != "xliff" {
        return fault("xml-no-xliff");
    }
    if !root.attribute("version").is_some_and(|version| version.starts_with("1.")) {
        return fault("xml-version");
    }
    Ok(root.elements().filter(|element| element.name == "file").map(file).collect())
}

fn file(element: &Element) -> File {
    let text = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
    let mut file = File {
        original: text("original"),
        source_language: text("source-language"),
        target_language: text("target-language"),
        span: element.span,
        groups: Vec::new(),
    };
    if let Some(body) = element.first("body") {
        units(body, None, &mut file);
    }
    file
}

/// Walks through groups, which a tool may have opened or left out.
fn units(element: &Element, around: Option<&Element>, file: &mut File) {
    for child in element.elements() {
        match &*child.name {
            "group" => units(child, child.attribute("extradata").map(|_| child).or(around), file),
            "trans-unit" => unit(child, around, file),
            _ => {}
        }
    }
}

fn unit(element: &Element, around: Option<&Element>, file: &mut File) {
    let id = element.attribute("id").unwrap_or_default();
    let mut parts = id.rsplitn(3, '/');
    let (number, field, unit) = (parts.next(), parts.next(), parts.next());
    let (unit, name) = match (unit, field, number) {
        (Some(unit), Some(field), Some(number)) => (unit.to_owned(), format!("{field}/{number}")),
        _ => (id.to_owned(), String::new()),
    };
    let target = element.first("target");
    let returned = Returned {
        name,
        span: element.span,
        source: element.first("source").map(pieces).unwrap_or_default(),
        target: target.map(pieces),
        target_span: target.map_or(element.span, |target| target.span),
        state: state(element, target),
    };
    let at = file.groups.iter().position(|group| group.id == unit);
    let at = at.unwrap_or_else(|| {
        let digests = around.and_then(|group| digests(group.attribute("extradata")?));
        let span = around.map_or(element.span, |group| group.span);
        file.groups.push(Group { id: unit, digests, span, segments: Vec::new() });
        file.groups.len() - 1
    });
    file.groups[at].segments.push(returned);
}

fn digests(extra: &str) -> Option<(String, Option<String>)> {
    let words: Vec<&str> = extra.split_whitespace().collect();
    let ["source", source, "target", target] = words[..] else { return None };
    Some((source.to_owned(), (target != "none").then(|| target.to_owned())))
}

fn state(unit: &Element, target: Option<&Element>) -> State {
    if unit.attribute("approved") == Some("yes") {
        return State::Done;
    }
    match target.and_then(|target| target.attribute("state")) {
        Some("translated" | "final" | "signed-off") => State::Done,
        Some("new" | "needs-translation") => State::ToTranslate,
        Some(state) if state.starts_with("needs-") => State::ToReview,
        _ => State::Unsaid,
    }
}

fn pieces(element: &Element) -> Vec<Target> {
    let mut out = Vec::new();
    add(element, &mut out);
    // Blanks that a tool put around the text are none of it.
    let blank = |c: char| c.is_ascii_whitespace();
    if let Some(Target::Text(first)) = out.first_mut() {
        *first = first.trim_start_matches(blank).to_owned();
    }
    if let Some(Target::Text(last)) = out.last_mut() {
        last.truncate(last.trim_end_matches(blank).len());
    }
    out.retain(|piece| !matches!(piece, Target::Text(text) if text.is_empty()));
    out
}

fn add(element: &Element, out: &mut Vec<Target>) {
    for child in &element.children {
        match child {
            Node::Text(text) => match out.last_mut() {
                Some(Target::Text(before)) => *before = spaced(&format!("{before}{text}")),
                _ => out.push(Target::Text(spaced(text))),
            },
            Node::Element(inner) => {
                let id = || inner.attribute("id").unwrap_or_default().to_owned();
                match &*inner.name {
                    // Marks of segmentation, of terms, of comments: the text goes on.
                    "mrk" => add(inner, out),
                    "g" => {
                        out.push(Target::Open(id()));
                        add(inner, out);
                        out.push(Target::Close(id()));
                    }
                    "x" | "ph" => out.push(Target::Alone(id())),
                    "bx" | "bpt" => out.push(Target::Open(paired(inner))),
                    "ex" | "ept" => out.push(Target::Close(paired(inner))),
                    name => out.push(Target::Strange(name.to_owned())),
                }
            }
        }
    }
}

/// The halves of a pair have an id each, and one in common.
fn paired(element: &Element) -> String {
    element.attribute("rid").or_else(|| element.attribute("id")).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tools_add_is_passed_over() {
        let text = "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2' xmlns:mq='m'><file target-language='fr-CA' original='content/a.en.md' source-language='en-CA' datatype='x'><header><mq:x/></header><body><group id='fees' extradata='source 12 target none'><mq:info/><group><trans-unit approved='no' id='fees/text/1.2' mq:status='x'>\n<source>Pay <g id='1'>now</g>.</source><seg-source><mrk mtype='seg' mid='0'>x</mrk></seg-source>\n<target state='translated' xml:lang='fr-CA'>\n  <mrk mtype='seg' mid='0'>Payez <g ctype='bold' id='1'>\nvite</g>.</mrk>\n</target><alt-trans><source>x</source><target state='final'>y</target></alt-trans></trans-unit></group></group></body></file></xliff>";
        let files = read(&Source::new("a.xlf", text.into())).expect("XLIFF");
        let [file] = &files[..] else { panic!("{files:?}") };
        assert_eq!((&*file.original, &*file.target_language), ("content/a.en.md", "fr-CA"));
        let [group] = &file.groups[..] else { panic!("{file:?}") };
        assert_eq!((&*group.id, group.digests.clone()), ("fees", Some(("12".into(), None))));
        let [segment] = &group.segments[..] else { panic!("{group:?}") };
        assert_eq!((&*segment.name, segment.state), ("text/1.2", State::Done));
        let words = |text: &str| Target::Text(text.into());
        let open = || Target::Open("1".into());
        let close = || Target::Close("1".into());
        assert_eq!(segment.target, Some(vec![words("Payez "), open(), words(" vite"), close(), words(".")]));
    }

    #[test]
    fn other_files_are_none() {
        let word = |text: &str| read(&Source::new("a.xlf", text.into())).map_err(|fault| fault.word);
        assert_eq!(word("<html/>"), Err("xml-no-xliff"));
        assert_eq!(word("<xliff version='2.0'/>"), Err("xml-version"));
    }
}
