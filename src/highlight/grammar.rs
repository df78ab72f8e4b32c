//! Turns code in any of some two hundred languages into HTML, by the grammars of Sublime Text.
//!
//! Only what has no lexer of its own comes here, because a grammar costs about a hundred times as much. Nothing is
//! loaded before the first such snippet. It does not highlight lines that no person wrote.

use super::scan::{Class, Scan};
use std::collections::HashMap;
use std::sync::OnceLock;
use syntect::parsing::{ParseState, Scope, ScopeStack, ScopeStackOp, SyntaxReference, SyntaxSet};

/// Longer lines are minified or data; the grammars' regular expressions take quadratic time on some of them.
const LONGEST_LINE: usize = 2_000;

fn grammars() -> &'static SyntaxSet {
    static GRAMMARS: OnceLock<SyntaxSet> = OnceLock::new();
    GRAMMARS.get_or_init(two_face::syntax::extra_newlines)
}

/// The grammar that goes by this name or file extension.
fn find(token: &str) -> Option<&'static SyntaxReference> {
    grammars().find_syntax_by_token(token)
}

pub(super) fn name(token: &str) -> Option<&'static str> {
    find(token).map(|grammar| grammar.name.as_str())
}

/// The HTML of `code`, or `None` if no grammar goes by `token`.
pub(super) fn highlight(token: &str, code: &str) -> Option<String> {
    let mut state = ParseState::new(find(token)?);
    let mut stack = ScopeStack::new();
    let mut classes = Classes { table: rules(), known: HashMap::new() };
    let mut scan = Scan::new(code);
    let mut start = 0;
    for line in code.split_inclusive('\n') {
        if line.len() <= LONGEST_LINE {
            // A grammar that refers to a missing part: the rest stays plain.
            let Ok(changes) = state.parse_line(line, grammars()) else {
                break;
            };
            for (at, change) in &changes {
                scan.emit(classes.of(&stack), start + at);
                apply(&mut stack, change);
            }
        }
        let class = if line.len() <= LONGEST_LINE { classes.of(&stack) } else { Class::Plain };
        start += line.len();
        scan.emit(class, start);
    }
    Some(scan.finish())
}

fn apply(stack: &mut ScopeStack, change: &ScopeStackOp) {
    // An unbalanced pop is a grammar's mistake; the classes of what follows are then merely poorer.
    let _ = stack.apply(change);
}

/// The classes of scopes, remembered, because a snippet has few distinct ones.
struct Classes {
    table: &'static [(Scope, Option<Class>)],
    known: HashMap<Scope, Option<Class>>,
}

impl Classes {
    /// The class of the innermost scope that has one.
    fn of(&mut self, stack: &ScopeStack) -> Class {
        let table = self.table;
        let scopes = stack.as_slice().iter().rev();
        scopes
            .filter_map(|&scope| *self.known.entry(scope).or_insert_with(|| class(table, scope)))
            .next()
            .unwrap_or(Class::Plain)
    }
}

fn class(table: &[(Scope, Option<Class>)], scope: Scope) -> Option<Class> {
    table.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).and_then(|&(_, class)| class)
}

/// Prefixes of scopes with their class, the first that fits counting; without one, the enclosing scope decides.
const RULES: &[(&str, Option<Class>)] = &[
    ("comment", Some(Class::Comment)),
    ("meta.interpolation", Some(Class::Plain)),
    ("source", Some(Class::Plain)),
    ("string", Some(Class::Text)),
    ("constant.character.escape", None),
    ("constant", Some(Class::Constant)),
    ("keyword.operator.word", Some(Class::Keyword)),
    ("keyword.operator", Some(Class::Operator)),
    ("keyword.other.unit", Some(Class::Constant)),
    ("keyword", Some(Class::Keyword)),
    ("storage", Some(Class::Keyword)),
    ("entity.name.function", Some(Class::Function)),
    ("entity.name.tag", Some(Class::Name)),
    ("entity.name.section", Some(Class::Name)),
    ("entity.name.key", Some(Class::Name)),
    ("entity.name", Some(Class::Type)),
    ("entity.other.attribute-name", Some(Class::Variable)),
    ("entity.other.inherited-class", Some(Class::Type)),
    ("support.type.property-name", Some(Class::Variable)),
    ("support.type", Some(Class::Type)),
    ("support.class", Some(Class::Type)),
    ("support.constant", Some(Class::Constant)),
    ("support", Some(Class::Function)),
    ("variable.function", Some(Class::Function)),
    ("variable.annotation", Some(Class::Variable)),
    ("variable.language", Some(Class::Keyword)),
    // Every identifier of some grammars; colouring all of a text says nothing.
    ("variable.other.readwrite", Some(Class::Plain)),
    ("variable.other.object", Some(Class::Plain)),
    ("variable", Some(Class::Variable)),
    ("markup.inserted", Some(Class::Inserted)),
    ("markup.deleted", Some(Class::Deleted)),
    ("markup.heading", Some(Class::Name)),
    ("markup.raw", Some(Class::Text)),
    ("markup.underline.link", Some(Class::Text)),
    ("meta.annotation", Some(Class::Variable)),
];

fn rules() -> &'static [(Scope, Option<Class>)] {
    static TABLE: OnceLock<Vec<(Scope, Option<Class>)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let scope = |prefix: &str| Scope::new(prefix).expect("a scope has at most eight parts");
        RULES.iter().map(|&(prefix, class)| (scope(prefix), class)).collect()
    })
}
