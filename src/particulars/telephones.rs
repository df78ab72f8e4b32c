//! Turns figures into telephone numbers: in the forms of North America, of France and of other countries, short ones, and
//! those that end in a word.
//!
//! What a number is called by, and its extension, is read where words are.

use super::figures::{is_letter, space};
use super::lexer::{Figure, Lexer, NANO};
use super::{Kind, Value};

/// A telephone number in the forms of North America, France and abroad; false if there is none here.
pub(super) fn telephone(lexer: &mut Lexer<'_>) -> bool {
    if lexer.table.is_none() || lexer.code {
        return false;
    }
    let start = lexer.at();
    let plus = lexer.bytes[start] == b'+';
    let mut groups: [(u8, u8); 8] = [(0, 0); 8];
    let (mut count, mut at, mut number) = (0, start + usize::from(plus), String::new());
    let mut zero = false;
    loop {
        let bytes = &lexer.bytes[at..];
        let open = usize::from(bytes.first() == Some(&b'('));
        let figures = lexer.figures(at + open);
        let close = usize::from(open == 1 && bytes.get(1 + figures.len()) == Some(&b')'));
        if figures.is_empty() || figures.len() > 12 || open != close || count == groups.len() {
            break;
        }
        // « +33 (0)1 »: the zero is dialled at home only.
        if open == 1 && figures == b"0" {
            zero = true;
        } else {
            number.push_str(&lexer.text[at + open..at + open + figures.len()]);
            groups[count] = (figures.len() as u8, (at - start) as u8);
            count += 1;
        }
        at += open + figures.len() + close;
        let end = at;
        let bytes = &lexer.bytes[at..];
        let separator = match bytes {
            [b'-' | b'.', ..] => 1,
            [0xe2, 0x80, 0x91 | 0x93, ..] => 3,
            _ => space(bytes),
        };
        let next = lexer.bytes.get(at + separator).copied().unwrap_or(b' ');
        let goes_on = next.is_ascii_digit() || next == b'(' || (close == 1 && next.is_ascii_digit());
        if (separator == 0 && close == 0 && !zero) || !goes_on {
            at = end;
            break;
        }
        at += separator;
    }
    let lens: Vec<u8> = groups[..count].iter().map(|group| group.0).collect();
    let first = number.bytes().next().unwrap_or(b' ');
    let fits = match (plus, lens.as_slice()) {
        (true, _) => (8..=15).contains(&number.len()) && count >= 1 && (count > 1 || number.len() >= 10),
        (false, [10]) => matches!(first, b'2'..=b'9') && matches!(number.as_bytes()[3], b'2'..=b'9') || first == b'0',
        (false, [11]) => number.starts_with("18"),
        (false, [1, 3, 3, 4]) => first == b'1',
        (false, [3, 3, 4]) => true,
        (false, [3, 4]) => lexer.bytes.get(start + 3) == Some(&b'-'),
        (false, [_, _, _, ..]) => {
            let abroad = number.starts_with("00") || number.starts_with("011");
            first == b'0' && ((9..=10).contains(&number.len()) || abroad && (11..=16).contains(&number.len()))
        }
        _ => false,
    };
    let end = at.min(lexer.bytes.len());
    if !fits || is_letter(lexer, end) {
        return false;
    }
    let value = number_of(&if plus { format!("+{number}") } else { number }, "");
    lexer.fact(start, end, Kind::Telephone, value);
    true
}

/// A telephone number in one form, with its extension.
pub(super) fn number_of(number: &str, extension: &str) -> Value {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    // What is dialled before the code of a country.
    let abroad = digits.strip_prefix("011").or_else(|| digits.strip_prefix("00")).filter(|rest| rest.len() > 8);
    let international = number.trim_start().starts_with('+') || abroad.is_some();
    let digits = abroad.map_or_else(|| digits.clone(), str::to_owned);
    let digits = match (digits.as_bytes(), digits.len()) {
        ([b'1', rest @ ..], 11) => String::from_utf8_lossy(rest).into_owned(),
        // At home a zero is dialled before the number.
        ([b'0', rest @ ..], 9..) if !international => String::from_utf8_lossy(rest).into_owned(),
        _ if international => format!("+{digits}"),
        _ => digits,
    };
    let text = if extension.is_empty() { digits } else { format!("{digits}x{extension}") };
    Value::Text(text.into())
}

/// The extension after a telephone number.
pub(super) fn extended(value: &Value, extension: i128) -> Value {
    match value {
        Value::Text(number) => Value::Text(format!("{number}x{extension}").into()),
        other => other.clone(),
    }
}

/// A short number as it is said: "9-1-1".
pub(super) fn dialled(lexer: &mut Lexer<'_>) -> bool {
    let start = lexer.at();
    let (nano, after, len) = match &lexer.bytes[start..] {
        [first @ b'2'..=b'9', b'-', b'1', b'-', b'1', after @ ..] => (i128::from(first - b'0') * 100 + 11, after, 5),
        // "a 1-800 number"
        [b'1', b'-', area @ (b'8' | b'9'), one, other, after @ ..]
            if one == other && one.is_ascii_digit() && !matches!(after, [b',', b'0'..=b'9', ..]) =>
        {
            (1000 + i128::from(area - b'0') * 100 + i128::from(one - b'0') * 11, after, 5)
        }
        _ => return false,
    };
    if lexer.code
        || lexer.table.is_none()
        || after.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
    {
        return false;
    }
    lexer.number(start + len, Figure { nano: nano * NANO, digits: 3, whole: true, places: 0 });
    true
}

/// A telephone number that ends in a word: "1-866-555-HELP".
pub(super) fn vanity(lexer: &mut Lexer<'_>) -> bool {
    let start = lexer.at();
    if lexer.code || lexer.table.is_none() {
        return false;
    }
    let tied = |at: usize| {
        let rest = lexer.bytes.get(at..).unwrap_or_default();
        at + usize::from(rest.first() == Some(&b'-')).max(space(rest))
    };
    let area = if lexer.figures(start) == b"1" { tied(start + 1) } else { start };
    let office = tied(area + 3);
    if lexer.figures(area).len() != 3 || lexer.figures(office).len() != 3 {
        return false;
    }
    let word = tied(office + 3);
    let letters = &lexer.text[word..lexer.letters(word)];
    if letters.len() != 4 || !letters.bytes().all(|byte| byte.is_ascii_uppercase()) || word == office + 3 {
        return false;
    }
    let number = format!("{}{}{letters}", &lexer.text[area..area + 3], &lexer.text[office..office + 3]);
    lexer.fact(start, word + 4, Kind::Telephone, Value::Text(number.to_lowercase().into()));
    true
}
