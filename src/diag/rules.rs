//! Turns every rule of Diglot into one table with its words in French and English, a file per family.
//!
//! It holds words only: what makes a rule speak is in `parse`, `link` and `check`.

use super::Rule;

/// The first of one or two texts: an example that is the same in both languages is written once.
macro_rules! first {
    ($text:literal $(, $other:literal)?) => {
        $text
    };
}

/// Declares the rules of one family:
/// `NAME = code, name, severity { message …; label …; helps …; related …; explain …; wrong …; right … }`,
/// each text in French, then in English. What is in braces is an argument, except in `explain`, `wrong` and `right`.
macro_rules! rules {
    ($($id:ident = $code:literal, $name:literal, $severity:ident {
        message: $mfr:literal, $men:literal;
        label: $lfr:literal, $len:literal;
        $(help $hname:literal: $hfr:literal, $hen:literal;)*
        $(related $rname:literal: $rfr:literal, $ren:literal;)*
        explain: $efr:literal, $een:literal;
        wrong: $wfr:literal $(, $wen:literal)?;
        right: $gfr:literal $(, $gen:literal)?;
    })*) => {
        $(pub static $id: $crate::diag::Rule = $crate::diag::Rule {
            code: $code,
            name: $name,
            severity: $crate::diag::Severity::$severity,
            message: $crate::diag::Wording { fr: $mfr, en: $men },
            label: $crate::diag::Wording { fr: $lfr, en: $len },
            helps: &[$(($hname, $crate::diag::Wording { fr: $hfr, en: $hen })),*],
            related: &[$(($rname, $crate::diag::Wording { fr: $rfr, en: $ren })),*],
            explain: $crate::diag::Wording { fr: $efr, en: $een },
            wrong: $crate::diag::Wording { fr: $wfr, en: first!($($wen,)? $wfr) },
            right: $crate::diag::Wording { fr: $gfr, en: first!($($gen,)? $gfr) },
        };)*
        /// The rules of this family, in the order of their codes.
        pub static FAMILY: &[&$crate::diag::Rule] = &[$(&$id),*];
    };
}

pub mod addresses;
pub mod allowances;
pub mod documents;
pub mod external;
pub mod faq;
pub mod handbooks;
pub mod handoff;
pub mod ledger;
pub mod links;
pub mod pairs;
pub mod parity;
pub mod quality;
pub mod settings;
pub mod site;
pub mod tables;
pub mod templates;
pub mod terms;

const FAMILIES: &[&[&Rule]] = &[
    allowances::FAMILY,
    parity::FAMILY,
    settings::FAMILY,
    documents::FAMILY,
    external::FAMILY,
    faq::FAMILY,
    handbooks::FAMILY,
    terms::FAMILY,
    handoff::FAMILY,
    links::FAMILY,
    pairs::FAMILY,
    quality::FAMILY,
    ledger::FAMILY,
    tables::FAMILY,
    templates::FAMILY,
    addresses::FAMILY,
    site::FAMILY,
];

const COUNT: usize = {
    let mut count = 0;
    let mut at = 0;
    while at < FAMILIES.len() {
        count += FAMILIES[at].len();
        at += 1;
    }
    count
};

/// Every rule, by family, then code.
pub static ALL: [&Rule; COUNT] = {
    let mut all = [FAMILIES[0][0]; COUNT];
    let (mut family, mut to) = (0, 0);
    while family < FAMILIES.len() {
        let mut at = 0;
        while at < FAMILIES[family].len() {
            all[to] = FAMILIES[family][at];
            at += 1;
            to += 1;
        }
        family += 1;
    }
    all
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Tongue, Wording};
    use std::collections::HashSet;

    /// Every argument that a wording may ask for. A name that is not here is a slip of the pen, or belongs here.
    const ARGUMENTS: &[&str] = &[
        "anchor",
        "chain",
        "column",
        "command",
        "count",
        "example",
        "expected",
        "families",
        "found",
        "id",
        "key",
        "keys",
        "kind",
        "label",
        "lang",
        "languages",
        "limit",
        "line",
        "literal",
        "name",
        "names",
        "other",
        "own",
        "page",
        "path",
        "reason",
        "runs",
        "scheme",
        "sign",
        "size",
        "slug",
        "status",
        "suggestion",
        "tag",
        "target",
        "template",
        "url",
        "value",
        "what",
        "word",
    ];

    /// The names of the arguments that a wording asks for, sorted.
    fn names(text: &str) -> Vec<String> {
        let mut names: Vec<String> = crate::diag::placeholders(text).map(str::to_owned).collect();
        names.sort_unstable();
        names
    }

    fn filled(rule: &Rule) -> impl Iterator<Item = &Wording> {
        let named = rule.helps.iter().chain(rule.related).map(|(_, wording)| wording);
        [&rule.message, &rule.label].into_iter().chain(named)
    }

    #[test]
    fn codes_are_unique_sorted_and_of_a_known_family() {
        for pair in ALL.windows(2) {
            assert!(pair[0].family() != pair[1].family() || pair[0].code < pair[1].code, "{}", pair[1].code);
        }
        let names: HashSet<&str> = ALL.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), ALL.len(), "two rules have one name");
        for rule in ALL {
            assert!(!rule.family().is_empty(), "{}", rule.code);
        }
    }

    #[test]
    fn both_tongues_ask_for_the_same_known_arguments() {
        for rule in ALL {
            for wording in filled(rule) {
                let (fr, en) = (names(wording.fr), names(wording.en));
                assert_eq!(fr, en, "{}: {} / {}", rule.code, wording.fr, wording.en);
                for name in fr {
                    assert!(ARGUMENTS.contains(&name.as_str()), "{}: unknown argument {{{name}}}", rule.code);
                }
            }
        }
    }

    #[test]
    fn every_text_is_there_in_both_tongues() {
        for rule in ALL {
            assert_eq!(rule.label.fr.is_empty(), rule.label.en.is_empty(), "{}: label", rule.code);
            let named = rule.helps.iter().chain(rule.related).map(|(_, wording)| wording);
            for wording in named.chain([&rule.message, &rule.explain, &rule.wrong, &rule.right]) {
                assert!(!wording.fr.trim().is_empty() && !wording.en.trim().is_empty(), "{}", rule.code);
            }
            assert!(!rule.helps.is_empty(), "{}: no help", rule.code);
        }
    }

    /// Two to five sentences; a full stop inside a name such as `diglot.yaml` is followed by no space.
    #[test]
    fn explanations_explain_and_examples_differ() {
        for rule in ALL {
            for tongue in [Tongue::French, Tongue::English] {
                let text = rule.explain.get(tongue);
                let sentences = text.matches(". ").count() + usize::from(text.ends_with('.'));
                assert!((2..=6).contains(&sentences), "{}: {sentences} sentences", rule.code);
                assert_eq!(text.matches('`').count() % 2, 0, "{}: a backtick is alone", rule.code);
                assert_ne!(rule.wrong.get(tongue), rule.right.get(tongue), "{}", rule.code);
            }
            assert_ne!(rule.explain.fr, rule.explain.en, "{}", rule.code);
        }
    }

    #[test]
    fn french_is_typed_as_in_canada() {
        for rule in ALL {
            for text in filled(rule).chain([&rule.explain]).map(|wording| wording.fr) {
                for (at, _) in text.match_indices([';', '!', '?']) {
                    assert!(!text[..at].ends_with(' ') || text[..at].ends_with("` "), "{}: {text}", rule.code);
                }
            }
        }
    }
}
