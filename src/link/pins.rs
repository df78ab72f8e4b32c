//! Turns counts into the signs of a number (14, C, b, iv), and the number that an author pinned into a count to go on from.
//!
//! It knows one number, and not who else has it.

use super::site::{JoinedIx, Pair};
use crate::diag::rules::handbooks as rules;
use crate::diag::{Diagnostic, Finding};
use crate::parse::Document;
use crate::parse::facts::Unit;
use crate::shared::Shared;

/// The signs that a number is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signs {
    Digits,
    Capitals,
    Letters,
    Roman,
}

/// What makes a number out of the one before, in legal texts of both languages.
const ADVERBS: [&str; 6] = ["bis", "ter", "quater", "quinquies", "sexies", "septies"];

impl Signs {
    /// The signs of a sub-clause: letters, then Roman numerals, then capitals, then digits.
    pub fn of_depth(depth: u8) -> Signs {
        match depth {
            2 => Signs::Letters,
            3 => Signs::Roman,
            4 => Signs::Capitals,
            _ => Signs::Digits,
        }
    }

    pub fn write(self, count: u32) -> String {
        match self {
            Signs::Digits => count.to_string(),
            Signs::Capitals => letters(count, 'A'),
            Signs::Letters => letters(count, 'a'),
            Signs::Roman => roman(count),
        }
    }

    /// A pinned number: the count that the next one goes on from, and what is printed. `6A` and `6bis` come after 6 and
    /// before 7.
    pub fn read(self, pin: &str) -> Option<(u32, String)> {
        let pin: String = pin.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if self != Signs::Digits {
            // What a count can be written as can be read back; no document has more of them.
            let count = (1..=702).find(|&count| self.write(count) == pin)?;
            return Some((count, pin));
        }
        let end = pin.find(|c: char| !c.is_ascii_digit()).unwrap_or(pin.len());
        let (digits, rest) = pin.split_at(end);
        let base: u32 = digits.parse().ok().filter(|base| (1..1_000_000).contains(base))?;
        match rest {
            "" => Some((base, base.to_string())),
            letter if letter.len() == 1 && letter.chars().all(|c| c.is_ascii_alphabetic()) => {
                Some((base, format!("{base}{letter}")))
            }
            adverb if ADVERBS.contains(&adverb) => Some((base, format!("{base}\u{a0}{adverb}"))),
            _ => None,
        }
    }
}

/// The number that a unit is pinned to in any edition, without what it lies in; and what is wrong with it.
pub(super) fn pin(
    pair: &Pair,
    documents: &Shared<Document>,
    index: JoinedIx,
    above: &str,
    signs: Signs,
) -> (Option<String>, Option<Diagnostic>) {
    let members = &pair.units[index as usize].members;
    let order = std::iter::once(pair.source).chain(members.iter().map(|(lang, _)| lang).filter(|&l| l != pair.source));
    let of_edition = |lang| {
        let document = &documents[pair.editions[lang]?];
        let unit: &Unit = &document.facts().units[members[lang]? as usize];
        Some((document, unit.pin.as_ref()?))
    };
    let typed: Vec<_> = order.filter_map(of_edition).collect();
    let Some(&(document, first)) = typed.first() else { return (None, None) };
    let own = |pin: &str| {
        let rest = pin
            .strip_prefix(above)
            .filter(|_| !above.is_empty())
            .and_then(|rest| rest.strip_prefix('.').or_else(|| rest.starts_with('(').then_some(rest)));
        rest.unwrap_or(pin).trim_start_matches('(').trim_end_matches(')').to_owned()
    };
    let number = own(&first.id);
    if signs.read(&number).is_none() {
        let example = match (signs, above) {
            (Signs::Digits, "") => "`14`, `6A`, `6bis`".to_owned(),
            (Signs::Digits, above) => format!("`14`, `{above}.14`, `6A`, `6bis`"),
            _ => format!("`{}`", signs.write(3)),
        };
        let finding = Finding::new(&rules::BAD_NUMBER, first.span).with("value", &*first.id).with("example", example);
        return (None, Some(finding.help("form").at(&document.source)));
    }
    let other = typed.iter().skip(1).find(|(_, pin)| own(&pin.id) != number);
    let differs = other.map(|(other, pin)| {
        let finding = Finding::new(&rules::NUMBERS_DIFFER, pin.span).with("value", &*pin.id).with("other", &*first.id);
        finding.help("same").at(&other.source).also(&document.source, first.span, "first")
    });
    (Some(number), differs)
}

/// 1 is `a`, 26 is `z`, 27 is `aa`.
fn letters(count: u32, first: char) -> String {
    let mut left = count;
    let mut out = Vec::new();
    while left > 0 {
        left -= 1;
        out.push(char::from(first as u8 + (left % 26) as u8));
        left /= 26;
    }
    out.iter().rev().collect()
}

fn roman(mut count: u32) -> String {
    let mut out = String::new();
    for (value, sign) in
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    {
        while count >= value {
            out.push_str(sign);
            count -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_sub_clauses() {
        assert_eq!(["a", "z", "aa"], [1, 26, 27].map(|n| letters(n, 'a')).each_ref().map(String::as_str));
        assert_eq!(["i", "iv", "xiv", "xl"], [1, 4, 14, 40].map(roman).each_ref().map(String::as_str));
    }

    #[test]
    fn pinned_numbers_are_counts_to_go_on_from() {
        let read = |signs: Signs, pin| signs.read(pin).map(|(count, text)| (count, text.replace('\u{a0}', "~")));
        let some = |count, text: &str| Some((count, text.to_owned()));
        assert_eq!(read(Signs::Digits, "14"), some(14, "14"));
        assert_eq!(read(Signs::Digits, "6A"), some(6, "6A"));
        assert_eq!(read(Signs::Digits, "6 bis"), some(6, "6~bis"));
        assert_eq!(read(Signs::Capitals, "C"), some(3, "C"));
        assert_eq!(read(Signs::Roman, "iv"), some(4, "iv"));
        for (signs, pin) in
            [(Signs::Digits, "C"), (Signs::Digits, "0"), (Signs::Digits, "6encore"), (Signs::Letters, "C")]
        {
            assert_eq!(signs.read(pin), None, "{pin}");
        }
    }
}
