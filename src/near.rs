//! Turns a name that does not exist into the existing one that was probably meant.
//!
//! It proposes nothing rather than something far-fetched: a wrong hint costs more than none.

/// The candidate nearest to `name`, if it is near: at most a third of the characters differ (Damerau-Levenshtein).
///
/// A candidate that differs only in case, accents or separators is nearer than any other; equal distances go to the first.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(name);
    let limit = (name.chars().count().max(3) / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate == name {
            continue;
        }
        let distance = match fold(candidate) == folded {
            true => 0,
            false if candidate.chars().count().abs_diff(name.chars().count()) > limit => continue,
            false => strsim::damerau_levenshtein(name, candidate),
        };
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Lower case without accents, separators as one sign.
fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    let lower = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    lower.map(|c| if matches!(c, '_' | ' ' | '.' | '’' | '\'') { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let known = ["prerequisites", "prérequis", "renewal", "terms.md"];
        assert_eq!(nearest("prerequis", known), Some("prérequis"));
        assert_eq!(nearest("renewl", known), Some("renewal"));
        assert_eq!(nearest("Renewal", known), Some("renewal"));
        assert_eq!(nearest("term.md", known), Some("terms.md"));
        assert_eq!(nearest("pricing", known), None);
    }
}
