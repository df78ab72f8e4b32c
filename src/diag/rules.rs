//! Turns every rule of Diglot into one table with its words in French and English, a file per family.
//!
//! It holds words only: what makes a rule speak is in `parse`, `link` and `check`.

use super::Rule;

/// Declares the rules of one family: `NAME = code, name, severity { message …; label …; helps …; related …; explain … }`.
macro_rules! rules {
    ($($id:ident = $code:literal, $name:literal, $severity:ident {
        message: $mfr:literal, $men:literal;
        label: $lfr:literal, $len:literal;
        $(help $hname:literal: $hfr:literal, $hen:literal;)*
        $(related $rname:literal: $rfr:literal, $ren:literal;)*
        explain: $efr:literal, $een:literal;
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
        };)*
        /// The rules of this family, in the order of their codes.
        pub static FAMILY: &[&$crate::diag::Rule] = &[$(&$id),*];
    };
}

pub mod addresses;
pub mod documents;
pub mod faq;
pub mod handbooks;
pub mod links;
pub mod pairs;
pub mod settings;
pub mod templates;

const FAMILIES: [&[&Rule]; 8] = [
    settings::FAMILY,
    documents::FAMILY,
    faq::FAMILY,
    handbooks::FAMILY,
    links::FAMILY,
    pairs::FAMILY,
    templates::FAMILY,
    addresses::FAMILY,
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
    use crate::diag::Tongue;

    /// The names in braces of a wording.
    fn names(text: &str) -> Vec<&str> {
        let mut names: Vec<&str> = text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(n, _)| n).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn codes_are_unique_sorted_and_of_a_known_family() {
        for pair in ALL.windows(2) {
            assert!(pair[0].family() != pair[1].family() || pair[0].code < pair[1].code, "{}", pair[1].code);
        }
        for rule in ALL {
            assert!(!rule.family().is_empty(), "{}", rule.code);
        }
    }

    #[test]
    fn both_tongues_say_the_same_things() {
        for rule in ALL {
            let helps = rule.helps.iter().chain(rule.related).map(|(_, wording)| wording);
            for wording in [&rule.message, &rule.label, &rule.explain].into_iter().chain(helps) {
                let (fr, en) = (wording.get(Tongue::French), wording.get(Tongue::English));
                assert_eq!(names(fr), names(en), "{}: {fr} / {en}", rule.code);
                assert_eq!(fr.is_empty(), en.is_empty(), "{}", rule.code);
            }
            assert!(!rule.explain.fr.is_empty(), "{}", rule.code);
        }
    }
}
