//! Turns YAML events into a tree with places, reporting syntax errors, equal keys, and texts built to exhaust a machine.
//!
//! It does not know what the values should be. The events come from the parser inside `serde_yaml`, not from its
//! deserializer, which stops at the first equal key and gives no end to lists and maps.

use super::{Key, Node, Value};
use crate::diag::{Finding, control_character, rules::documents};
use crate::source::{Source, Span};
use serde_yaml::granit_parser::{self, ErrorKind, Event, Parser, ScalarStyle, ScanError, StructureStyle};
use std::collections::{HashMap, HashSet};

/// No content type needs ten levels; the bound keeps recursion over a tree within any stack.
const DEEPEST: usize = 64;

/// Values that `*aliases` may add in all.
const MOST_COPIES: usize = 100_000;

/// The tree of the YAML in `span`; `None` after a syntax error. No text at all is a null.
pub fn parse(source: &Source, span: Span, findings: &mut Vec<Finding>) -> Option<Node> {
    if let Some((at, control)) = source.control().filter(|(at, _)| span.range().contains(at)) {
        findings.push(control_character(control, Span::new(at, at + control.len_utf8())));
        return None;
    }
    let mut base = span.start as usize;
    let mut text = source.slice(span);
    if let Some(rest) = text.strip_prefix('\u{feff}') {
        base += text.len() - rest.len();
        text = rest;
    }
    let mut builder =
        Builder { text, base, findings, open: Vec::new(), root: None, anchors: HashMap::new(), copies: 0, seen: 0 };
    match builder.run() {
        Ok(()) => Some(builder.root.unwrap_or_else(|| Node { span: Span::new(base, base), value: Value::Null })),
        Err(fault) => {
            let finding = fault.finding(text, base);
            findings.push(finding);
            None
        }
    }
}

/// Why reading stops: a phrase of the table of words, and a place in the text.
struct Fault {
    word: &'static str,
    at: usize,
}

struct Open {
    span: Span,
    anchor: usize,
    flow: bool,
    /// Levels below this one.
    depth: usize,
    content: Content,
}

enum Content {
    Seq(Vec<Node>),
    Map { entries: Vec<(Key, Node)>, names: HashSet<String>, merges: Vec<(Span, Node)>, key: Option<Key> },
}

struct Anchor {
    node: Node,
    size: usize,
    depth: usize,
}

struct Builder<'a> {
    text: &'a str,
    base: usize,
    findings: &'a mut Vec<Finding>,
    open: Vec<Open>,
    root: Option<Node>,
    anchors: HashMap<usize, Anchor>,
    copies: usize,
    /// Where the event before ended.
    seen: usize,
}

impl Builder<'_> {
    fn run(&mut self) -> Result<(), Fault> {
        let options = granit_parser::options! {
            flow_nesting_limit: DEEPEST,
            block_nesting_limit: DEEPEST,
            emit_comments: false,
        };
        for event in Parser::new_from_str_with_options(self.text, options) {
            let (event, span) = event.map_err(|error| self.fault(&error))?;
            let range = span.byte_range().unwrap_or_default();
            // The start of a document may be told with the place of what follows it.
            let place = !matches!(event, Event::StreamStart | Event::DocumentStart(..));
            self.event(event, range.start, range.end)?;
            if place {
                self.seen = range.end.max(self.seen);
            }
        }
        Ok(())
    }

    fn event(&mut self, event: Event<'_>, start: usize, end: usize) -> Result<(), Fault> {
        let span = Span::new(self.base + start, self.base + end);
        match event {
            Event::DocumentStart(..) if self.root.is_some() => Err(Fault { word: "yaml-documents", at: start }),
            Event::Scalar(text, style, anchor, tag) => {
                if let Some(control) =
                    text.chars().find(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}'))
                {
                    self.findings.push(control_character(control, span));
                }
                let core = tag.as_deref().filter(|tag| tag.is_yaml_core_schema()).map(granit_parser::Tag::suffix);
                let plain = style == ScalarStyle::Plain && core != Some("str");
                let value = if plain { resolve(&text) } else { Value::Str(text.into_owned()) };
                let span = match style {
                    ScalarStyle::Literal | ScalarStyle::Folded => self.block(start, end),
                    _ => span,
                };
                self.add(Node { span, value }, anchor, 0, start)
            }
            Event::SequenceStart(style, anchor, _) => self.start(span, anchor, style, Content::Seq(Vec::new()), start),
            Event::MappingStart(style, anchor, _) => {
                let content =
                    Content::Map { entries: Vec::new(), names: HashSet::new(), merges: Vec::new(), key: None };
                self.start(span, anchor, style, content, start)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => self.alias(anchor, start),
            _ => Ok(()),
        }
    }

    fn start(
        &mut self,
        span: Span,
        anchor: usize,
        style: StructureStyle,
        content: Content,
        at: usize,
    ) -> Result<(), Fault> {
        if self.expects_key() {
            return Err(Fault { word: "yaml-key-text", at });
        }
        if self.open.len() >= DEEPEST {
            return Err(Fault { word: "yaml-deep", at });
        }
        self.open.push(Open { span, anchor, flow: style == StructureStyle::Flow, depth: 0, content });
        Ok(())
    }

    /// The place of a block scalar: the parser gives that of its content, this begins at the `|` or `>` and ends with
    /// the last character that is no blank.
    fn block(&self, start: usize, end: usize) -> Span {
        let gap = &self.text[self.seen.min(start)..start];
        let indicator = gap.rmatch_indices(['|', '>']).map(|(at, _)| at).find(|at| {
            let line = gap[..*at].rfind('\n').map_or(0, |newline| newline + 1);
            !gap[line..*at].starts_with('#') && !gap[line..*at].contains(" #")
        });
        let start = indicator.map_or(start, |at| self.seen.min(start) + at);
        let end = start + self.text[start..end.max(start)].trim_end().len();
        Span::new(self.base + start, self.base + end)
    }

    fn fault(&self, error: &ScanError) -> Fault {
        let at = error.marker().byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        let line = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        match (reason(error.kind()), self.open.last()) {
            // A colon that is the first of its line belongs to a key, which stands where none can.
            ("yaml-colon", open) if !self.text[line..at].contains(": ") && line > 0 => match open {
                Some(open) if open.flow => Fault { word: "yaml-bracket", at: open.span.start as usize - self.base },
                _ => {
                    let blank = self.text[line..at].len() - self.text[line..at].trim_start().len();
                    Fault { word: "yaml-indent", at: line + blank }
                }
            },
            ("yaml-quote", _) => Fault { word: "yaml-quote", at: opening_quote(self.text, at) },
            (word, _) => Fault { word, at },
        }
    }

    fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { content: Content::Map { key: None, .. }, .. }))
    }

    fn end(&mut self, end: Span) -> Result<(), Fault> {
        let open = self.open.pop().expect("the parser pairs its events");
        let (value, last) = match open.content {
            Content::Seq(items) => {
                let last = items.last().map(|item| item.span.end);
                (Value::Seq(items), last)
            }
            Content::Map { mut entries, mut names, merges, .. } => {
                let last = entries.last().map(|(key, node)| node.span.end.max(key.span.end));
                for (span, merged) in merges {
                    let at = span.start as usize - self.base;
                    merge(&mut entries, &mut names, merged).ok_or(Fault { word: "yaml-merge", at })?;
                }
                (Value::Map(entries), last)
            }
        };
        // The end event of a block stands at the next token; the block ends where its last value does.
        let end = if open.flow { end.end } else { last.unwrap_or(open.span.end) };
        let span = Span { start: open.span.start, end: end.max(open.span.start) };
        let at = span.start as usize - self.base;
        self.add(Node { span, value }, open.anchor, open.depth + 1, at)
    }

    /// Puts a finished node in its place; `depth` is the levels it holds.
    fn add(&mut self, node: Node, anchor: usize, depth: usize, at: usize) -> Result<(), Fault> {
        if anchor != 0 {
            self.anchors.insert(anchor, Anchor { size: size(&node), depth, node: node.clone() });
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.depth = open.depth.max(depth);
        match &mut open.content {
            Content::Seq(items) => items.push(node),
            Content::Map { key: key @ None, .. } => {
                let plain_null = matches!(node.value, Value::Null).then(|| self.text[at..].chars().next());
                let name = match node.text() {
                    Some(text) => text.to_owned(),
                    // A key spelled `~` or `null` is that word; an absent one (`: value`) is a fault.
                    None if plain_null.flatten().is_some_and(|c| c == '~' || c.is_alphabetic()) => {
                        self.text[at..node.span.end as usize - self.base].to_owned()
                    }
                    None => return Err(Fault { word: "yaml-key", at }),
                };
                *key = Some(Key { span: node.span, name });
            }
            Content::Map { entries, names, merges, key } => {
                let key = key.take().expect("a value follows its key");
                let node = placed(node, &key, self.text, self.base);
                if key.name == "<<" && self.text[key.span.start as usize - self.base..].starts_with("<<") {
                    merges.push((key.span, node));
                } else if names.insert(key.name.clone()) {
                    entries.push((key, node));
                } else {
                    let finding = Finding::new(&documents::DUPLICATE_KEY, key.span);
                    self.findings.push(finding.with("key", key.name).help("remove"));
                }
            }
        }
        Ok(())
    }

    fn alias(&mut self, anchor: usize, at: usize) -> Result<(), Fault> {
        // An alias inside its own definition finds nothing yet.
        let target = self.anchors.get(&anchor).ok_or(Fault { word: "yaml-alias", at })?;
        self.copies += target.size;
        if self.copies > MOST_COPIES {
            return Err(Fault { word: "yaml-large", at });
        }
        if self.open.len() + target.depth > DEEPEST {
            return Err(Fault { word: "yaml-deep", at });
        }
        let (node, depth) = (target.node.clone(), target.depth);
        if self.expects_key() && node.text().is_none() {
            return Err(Fault { word: "yaml-key-text", at });
        }
        self.add(node, 0, depth, at)
    }
}

/// An absent value has no place of its own: it is right after the colon of its key.
fn placed(mut node: Node, key: &Key, text: &str, base: usize) -> Node {
    if node.value == Value::Null && node.span.is_empty() {
        let after = key.span.end as usize - base;
        let colon = text[after..].find(':').map_or(after, |at| after + at + 1);
        node.span = Span::new(base + colon, base + colon);
    }
    node
}

/// Adds what `<<` brings and the map does not say itself.
fn merge(entries: &mut Vec<(Key, Node)>, names: &mut HashSet<String>, merged: Node) -> Option<()> {
    match merged.value {
        Value::Map(more) => {
            for (key, node) in more {
                if names.insert(key.name.clone()) {
                    entries.push((key, node));
                }
            }
            Some(())
        }
        Value::Seq(maps) => maps.into_iter().try_for_each(|map| match map.value {
            Value::Map(_) => merge(entries, names, map),
            _ => None,
        }),
        _ => None,
    }
}

fn size(node: &Node) -> usize {
    match &node.value {
        Value::Seq(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Map(entries) => 1 + entries.iter().map(|(_, node)| size(node)).sum::<usize>(),
        _ => 1,
    }
}

/// The YAML 1.2 core schema, except that digits with a leading zero and non-finite numbers still are numbers as text.
fn resolve(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool { value: true, raw: text.to_owned() },
        "false" | "False" | "FALSE" => Value::Bool { value: false, raw: text.to_owned() },
        _ if is_number(text) => Value::Number(text.to_owned()),
        _ => Value::Str(text.to_owned()),
    }
}

fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return false;
    }
    if let Some(digits) = unsigned.strip_prefix("0x") {
        return !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    if let Some(digits) = unsigned.strip_prefix("0o") {
        return !digits.is_empty() && digits.bytes().all(|byte| matches!(byte, b'0'..=b'7'));
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent = exponent.map(|text| text.strip_prefix(['+', '-']).unwrap_or(text));
    whole.len() + fraction.len() > 0
        && digits(whole)
        && digits(fraction)
        && exponent.is_none_or(|text| !text.is_empty() && digits(text))
}

/// The quote that opens the value which is still open at `at`: the nearest above that begins a value.
fn opening_quote(text: &str, at: usize) -> usize {
    let opens = |quote: &usize| text[..*quote].ends_with([' ', '[', '{', ',']) || *quote == 0;
    text[..at].rmatch_indices(['"', '\'']).map(|(quote, _)| quote).find(opens).unwrap_or(at)
}

impl Fault {
    fn finding(&self, text: &str, base: usize) -> Finding {
        let start = self.start(text);
        let end =
            text[start..].chars().next().filter(|c| *c != '\n' && *c != '\r').map_or(start, |c| start + c.len_utf8());
        let quoting = self.quoting(text, start);
        // Where quotes mend the fault they go around the whole value, so the whole value is underlined.
        let range = quoting.as_ref().map_or(start..end, |(range, _)| range.clone());
        let span = Span::new(base + range.start, base + range.end);
        let finding = Finding::new(&documents::YAML_SYNTAX, span).with_words("reason", &[self.word]);
        match quoting {
            Some((_, quoted)) => finding.with("suggestion", quoted.clone()).help("nearest").fix(quoted),
            None => finding.help(match self.word {
                "yaml-tab" => "spaces",
                "yaml-quote" => "close",
                "yaml-bracket" | "yaml-comma" => "brackets",
                "yaml-deep" | "yaml-large" | "yaml-merge" => "simplify",
                "yaml-documents" => "documents",
                _ => "quote",
            }),
        }
    }

    /// At the end of the text nothing can be underlined: the last character that is there is shown instead.
    fn start(&self, text: &str) -> usize {
        let mut at = self.at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        if at < text.len() {
            return at;
        }
        text.trim_end().char_indices().next_back().map_or(0, |(at, _)| at)
    }

    /// The value on the line at `at`, and the same in quotes, where quotes mend the fault.
    fn quoting(&self, text: &str, at: usize) -> Option<(std::ops::Range<usize>, String)> {
        let from = text[..at].rfind('\n').map_or(0, |at| at + 1);
        let line = text[from..].lines().next()?;
        let key = line.find(": ").filter(|colon| !line[..*colon].contains(['"', '\'', '{', '[', '#']))?;
        let value = line[key + 2..].trim();
        let start = from + key + 2 + (line[key + 2..].len() - line[key + 2..].trim_start().len());
        let mendable = match self.word {
            "yaml-colon" | "yaml-reserved" => !value.starts_with(['"', '\'', '|', '>', '[', '{']),
            "yaml-key-text" | "yaml-comma" => value.starts_with("{{"),
            "yaml-alias" => value.starts_with('*'),
            "yaml-after-quote" => value.starts_with(['"', '\'']),
            _ => false,
        };
        (mendable && at >= start).then(|| (start..start + value.len(), quoted(value)))
    }
}

/// The text in the quotes that need no escapes but one.
fn quoted(value: &str) -> String {
    if value.contains(['"', '\\']) { format!("'{}'", value.replace('\'', "''")) } else { format!("\"{value}\"") }
}

/// The phrase for an error of the parser.
fn reason(kind: &ErrorKind) -> &'static str {
    use ErrorKind as E;
    match kind {
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::FlowMappingValueAdjacentCollection => "yaml-colon",
        E::SimpleKeyExpected
        | E::InvalidSimpleKey
        | E::ExpectedBlockMappingKey
        | E::MappingKeyNotAllowed
        | E::InvalidMappingValueWhitespace => "yaml-key",
        E::InvalidIndentation
        | E::InvalidFlowScalarIndent
        | E::InvalidBlockScalarIndent
        | E::ExpectedNodeContent
        | E::ExpectedDocumentStart => "yaml-indent",
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabAtBlockScalarStart
        | E::TabInIndentation
        | E::TabInPlainScalar => "yaml-tab",
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar | E::InvalidQuotedScalarIndent => "yaml-quote",
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => "yaml-after-quote",
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => "yaml-escape",
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::MisplacedFlowCollectionEnd
        | E::MismatchedFlowCollectionEnd { .. }
        | E::UnclosedFlowCollection { .. } => "yaml-bracket",
        E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator => "yaml-comma",
        E::UnknownAnchor | E::MissingAnchorOrAliasName => "yaml-alias",
        E::UnexpectedCharacter { .. } | E::PlainScalarStartsWithDashFlowIndicator => "yaml-reserved",
        E::ZeroBlockScalarIndent | E::InvalidBlockScalarHeader => "yaml-block",
        E::BlockEntryInFlowCollection
        | E::BlockSequenceEntryNotAllowed
        | E::InvalidBlockEntryWhitespace
        | E::ExpectedBlockSequenceEntry => "yaml-dash",
        E::RecursionLimitExceeded => "yaml-deep",
        _ => "yaml-other",
    }
}
