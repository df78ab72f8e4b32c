//! Turns a stream of random numbers into French and English sentences that say the same thing.
//!
//! One stream gives the same choices in both languages, so that the two editions of a page are
//! translations of each other. It does not try to be read: it tries to have the letters, accents,
//! punctuation and word lengths of real documentation.

use super::vocabulary::{CIRCUMSTANCES, JOINS, KEYS, OBJECTS, OPENINGS, QUESTIONS, SUBJECTS, VERBS};

/// A text in both languages: French, then English.
pub type Pair = (&'static str, &'static str);

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    Fr,
    En,
}

pub const LANGS: [Lang; 2] = [Lang::Fr, Lang::En];

impl Lang {
    pub fn code(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::En => "en",
        }
    }

    pub fn of(self, pair: Pair) -> &'static str {
        match self {
            Lang::Fr => pair.0,
            Lang::En => pair.1,
        }
    }
}

/// SplitMix64: a few lines, and the same numbers on every system and in every version.
#[derive(Clone)]
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64, purpose: &str, index: usize) -> Self {
        let mut state = seed ^ (index as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for byte in purpose.bytes() {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        let mut random = Random(state);
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// `count` different numbers below `bound`, in random order.
    pub fn distinct(&mut self, count: usize, bound: usize) -> Vec<usize> {
        let mut all: Vec<usize> = (0..bound).collect();
        for place in 0..count {
            let other = place + self.below(bound - place);
            all.swap(place, other);
        }
        all.truncate(count);
        all
    }
}

pub fn sentence(random: &mut Random, lang: Lang) -> String {
    let mut text = String::with_capacity(160);
    if random.below(3) == 0 {
        text.push_str(lang.of(random.pick(OPENINGS)));
        text.push(' ');
    }
    clause(random, lang, &mut text);
    if random.below(3) == 0 {
        text.push_str(lang.of(random.pick(JOINS)));
        text.push(' ');
        clause(random, lang, &mut text);
    }
    match random.below(12) {
        0 => {
            let days = 2 + random.below(88);
            text.push_str(match lang {
                Lang::Fr => " dans un délai de ",
                Lang::En => " within ",
            });
            text.push_str(&days.to_string());
            text.push_str(lang.of((" jours", " days")));
        }
        1 => {
            text.push_str(lang.of((" grâce à la clé `", " through the key `")));
            text.push_str(random.pick(KEYS));
            text.push('`');
        }
        _ => {}
    }
    text.push('.');
    capitalise(text)
}

pub fn paragraph(random: &mut Random, lang: Lang, sentences: usize) -> String {
    let mut text = String::new();
    for number in 0..sentences {
        if number > 0 {
            text.push(' ');
        }
        text.push_str(&sentence(random, lang));
    }
    text
}

pub fn question(random: &mut Random, lang: Lang) -> String {
    let mut text = lang.of(random.pick(QUESTIONS)).to_string();
    text.push(' ');
    clause(random, lang, &mut text);
    text.push_str(lang.of((" ?", "?")));
    text
}

/// A few words for a table cell or a title.
pub fn phrase(random: &mut Random, lang: Lang) -> &'static str {
    lang.of(random.pick(OBJECTS))
}

fn clause(random: &mut Random, lang: Lang, text: &mut String) {
    let subject = lang.of(random.pick(SUBJECTS));
    let verb = lang.of(random.pick(VERBS));
    let object = lang.of(random.pick(OBJECTS));
    let emphasis = match random.below(20) {
        0 => "**",
        1 => "*",
        _ => "",
    };
    text.extend([subject, " ", verb, " ", emphasis, object, emphasis]);
    if random.below(4) > 0 {
        text.extend([" ", lang.of(random.pick(CIRCUMSTANCES))]);
    }
}

pub fn capitalise(text: String) -> String {
    let mut rest = text.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => text,
    }
}
