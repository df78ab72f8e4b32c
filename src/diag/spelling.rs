//! Turns two names into whether one was meant by the other: how many slips of the keyboard lie between them.
//!
//! It knows no site: what may be meant is given, and what follows from it is decided by who asks.

use unicode_normalization::UnicodeNormalization;

/// The one of `candidates` that was probably meant by `typed`: close in spelling, the first of equals.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = Spelling::new(typed.to_lowercase());
    let slips = |candidate: &str| typed.slips(&Spelling::new(candidate.to_lowercase()));
    let near = candidates.into_iter().filter_map(|candidate| Some((slips(candidate)?, candidate)));
    near.min_by_key(|(slips, _)| *slips).map(|(_, candidate)| candidate)
}

/// A text without what people drop or change when they type it: case, accents, ligatures, signs between words.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfd().flat_map(char::to_lowercase).filter(|c| !('\u{300}'..='\u{36f}').contains(c)) {
        match c {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            '’' | '\'' | '_' | ' ' | '+' | '\u{a0}' => out.push('-'),
            '\u{200b}' | '\u{ad}' => {}
            c => out.push(c),
        }
    }
    out
}

/// The slips of the keyboard between two words; `None` if there are too many for one to be meant by the other.
pub fn slips(typed: &str, meant: &str) -> Option<usize> {
    Spelling::new(typed.to_lowercase()).slips(&Spelling::new(meant.to_lowercase()))
}

/// Whether `meant`, the nearest of the candidates, may take the place of `typed` unasked: nothing else is near, and only
/// the hand slipped. A first letter (`invalid`, `valid`) or a digit (`step-1`, `step-2`) makes another word.
pub fn is_plain_slip<'a>(typed: &str, meant: &str, candidates: impl IntoIterator<Item = &'a str>) -> bool {
    let fold = |text: &str| text.to_lowercase();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let most = match typed.chars().count() {
        0..=5 => 1,
        6..=11 => 2,
        _ => 3,
    };
    let (typed, meant) = (fold(typed), fold(meant));
    typed.chars().next() == meant.chars().next()
        && digits(&typed) == digits(&meant)
        && slips(&typed, &meant).is_some_and(|slips| slips <= most)
        && !changes_words(&typed, &meant)
        && candidates.into_iter().all(|other| fold(other) == meant || slips(&typed, other).is_none())
}

/// A word as it is compared with many others: most are seen to be unlike it without a look at their letters.
pub struct Spelling {
    text: String,
    /// A bit for each kind of letter, of which some share one.
    kinds: u64,
    length: usize,
}

impl Spelling {
    /// The comparison of two words takes as long as the product of their lengths, and nobody types words of this one.
    const LONGEST: usize = 256;

    pub fn new(text: String) -> Spelling {
        let (kinds, length) =
            text.chars().fold((0, 0), |(kinds, length), c| (kinds | 1 << (c as u32 % 64), length + 1));
        Spelling { text, kinds, length }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// As [`slips`], of words in lower case.
    pub fn slips(&self, meant: &Spelling) -> Option<usize> {
        if self.text == meant.text {
            return Some(0);
        }
        // One slip in a word of three letters, two up to eight, then a quarter: more finds words nobody meant.
        let most = if self.length <= 3 { 1 } else { (self.length / 4).max(2) };
        if self.length > Self::LONGEST || self.least_distance(meant) > most {
            return None;
        }
        let slips = strsim::osa_distance(&self.text, &meant.text);
        (slips <= most && !exchanges_a_word(&self.text, &meant.text)).then_some(slips)
    }

    /// What the distance is never below: a slip changes the length by one, takes away one kind of letter and brings in
    /// one, at most.
    fn least_distance(&self, other: &Spelling) -> usize {
        let gone = (self.kinds & !other.kinds).count_ones().max((other.kinds & !self.kinds).count_ones()) as usize;
        gone.max(self.length.abs_diff(other.length))
    }

    /// The place of the word that differs least, the first of equals, and how much.
    pub fn least_different<'a>(&self, others: impl IntoIterator<Item = &'a Spelling>) -> Option<(usize, usize)> {
        let mut best: Option<(usize, usize)> = None;
        for (at, other) in others.into_iter().enumerate() {
            if best.is_some_and(|(_, least)| self.least_distance(other) >= least) {
                continue;
            }
            let distance = match self.length > Self::LONGEST {
                true => self.least_distance(other),
                false => strsim::osa_distance(&self.text, &other.text),
            };
            if best.is_none_or(|(_, least)| distance < least) {
                best = Some((at, distance));
            }
        }
        best
    }
}

/// The words in which two names differ, each run together.
fn differing(typed: &str, meant: &str) -> (String, String) {
    let words = |text: &'_ str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (mut ours, mut theirs) = (words(typed), words(meant));
    ours.retain(|word| match theirs.iter().position(|other| other == word) {
        Some(at) => {
            theirs.remove(at);
            false
        }
        None => true,
    });
    (ours.concat(), theirs.concat())
}

/// Whether a word stands in the place of another: few letters differ between `step-p4` and `step-am`, and yet
/// nobody slips from one to the other.
fn exchanges_a_word(typed: &str, meant: &str) -> bool {
    let (ours, theirs) = differing(typed, meant);
    if ours.is_empty() || theirs.is_empty() {
        return typed.is_empty() || meant.is_empty();
    }
    let stem = |text: &'_ str| text.rsplit_once('.').map(|(stem, _)| stem.to_owned());
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    // The same file of another type, and another of a row of things.
    if (stem(typed).is_some() && stem(typed) == stem(meant)) || (is_number(&ours) && is_number(&theirs)) {
        return false;
    }
    let longest = ours.chars().count().max(theirs.chars().count());
    strsim::osa_distance(&ours, &theirs) * 2 > longest
}

/// Whether what differs is a word of its own: one more, one less, or one too short for a slip to be told from another
/// word (`annex-a`, `annex-b`; `plan-fr`, `plan-en`).
fn changes_words(typed: &str, meant: &str) -> bool {
    let (ours, theirs) = differing(typed, meant);
    let (own, other) = (ours.chars().count(), theirs.chars().count());
    match (own, other) {
        (0, 0) => false,
        (0, _) | (_, 0) => true,
        _ => own == other && own < 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_word_is_no_slip() {
        for (typed, meant) in [("git-p4", "git-am"), ("clause-z", "clause-b"), ("a", ""), ("api.origin", "api.engine")]
        {
            assert_eq!(slips(typed, meant), None, "{typed} {meant}");
        }
        for (typed, meant) in [("clause", "clauses"), ("délais", "délai"), ("le-laccent", "le-l-accent"), ("aa", "a")]
        {
            assert!(slips(typed, meant).is_some(), "{typed} {meant}");
        }
    }

    #[test]
    fn only_slips_inside_words_are_plain() {
        for (typed, meant) in [("fees-lat", "fees-late"), ("laccent-aigu", "l-accent-aigu"), ("renewl", "renewal")] {
            assert!(is_plain_slip(typed, meant, [meant]), "{typed} {meant}");
        }
        for (typed, meant) in
            [("annex-a", "annex-b"), ("plan-fr", "plan-en"), ("fees-old", "fees"), ("step-1", "step-2")]
        {
            assert!(!is_plain_slip(typed, meant, [meant]), "{typed} {meant}");
        }
    }
}
