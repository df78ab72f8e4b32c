//! Turns figures into numbers, dates in figures, times, telephone numbers and codes, by their form.
//!
//! Every function looks at a bounded number of bytes after the place where it begins; none goes back.

use super::lexer::{Capital, Figure, Lexer, NANO, TokenKind};
use super::tables::Meaning;
use super::telephones::{dialled, telephone, vanity};
use super::{Clock, Date, Kind, Part, Quantity, Unit, Value};

/// Reads what begins with a digit.
pub(super) fn digits(lexer: &mut Lexer<'_>) {
    if lexer.table.is_some() && !lexer.code && telephone(lexer) {
        return;
    }
    if dialled(lexer) || vanity(lexer) || date(lexer) || clock(lexer) || dotted(lexer) || part_number(lexer) {
        return;
    }
    number(lexer);
}

/// A quantity of nothing in particular.
pub(super) fn plain(nano: i128) -> Quantity {
    Quantity { nano, unit: Unit::None, places: 0, lent: None, idiom: false }
}

pub(super) fn value(digits: &[u8]) -> i128 {
    digits.iter().take(24).fold(0, |sum, digit| sum * 10 + i128::from(digit - b'0'))
}

/// The bytes of the space that may stand between groups of figures.
pub(super) fn space(bytes: &[u8]) -> usize {
    match bytes {
        [b' ', ..] => 1,
        [0xc2, 0xa0, ..] => 2,
        [0xe2, 0x80, 0xaf | 0x89, ..] => 3,
        _ => 0,
    }
}

/// How many bytes the separator of groups is, if it is one and three figures follow it.
fn group(lexer: &Lexer<'_>, at: usize) -> Option<usize> {
    let rest = lexer.bytes.get(at..)?;
    let separator = match rest {
        [b',', ..] => 1,
        [b'\'', ..] => 1,
        [0xe2, 0x80, 0x99, ..] => 3,
        _ => space(rest),
    };
    let three = separator > 0 && lexer.figures(at + separator).len() == 3;
    three.then_some(separator)
}

pub(super) fn is_letter(lexer: &Lexer<'_>, at: usize) -> bool {
    lexer.letters(at) > at
}

/// A number with groups and decimals, as its language writes them; with letters glued to it, an ordinal, a unit or a code.
fn number(lexer: &mut Lexer<'_>) {
    let start = lexer.at();
    let Some(table) = lexer.table.filter(|_| !lexer.code) else { return bare(lexer) };
    let first = lexer.figures(start).len();
    // A serial number, which is told apart by all its figures.
    if first > 14 {
        return code(lexer, start, start + first);
    }
    let mut end = start + first;
    let mut whole = value(lexer.figures(start));
    let mut groups = 0;
    if let Some(more) = pointed(lexer, end).filter(|_| first <= 3 && table.comma) {
        whole = whole * 1000 + more;
        (end, groups) = (end + 4, 1);
    } else if first <= 3 && lexer.bytes[start] != b'0' {
        let kind = lexer.bytes.get(end).copied();
        while let Some(separator) = group(lexer, end) {
            let comma = lexer.bytes[end] == b',';
            // One comma before three figures is the decimals in French, unless more follow.
            let decimal = comma && table.comma && groups == 0 && {
                let after = end + 4;
                group(lexer, after).is_none_or(|_| lexer.bytes[after] != b',') && lexer.bytes.get(after) != Some(&b'.')
            };
            if lexer.bytes.get(end).copied() != kind || decimal {
                break;
            }
            whole = whole.saturating_mul(1000).saturating_add(value(lexer.figures(end + separator)));
            end += separator + 3;
            groups += 1;
        }
    }
    let (mut nano, mut places, mut is_whole) = (whole.saturating_mul(NANO), 0, true);
    let mark = lexer.bytes.get(end).copied().unwrap_or(b' ');
    let decimals = lexer.figures(end + 1);
    let list = |mark: u8| {
        lexer.bytes.get(end + 1 + decimals.len()) == Some(&mark) && !lexer.figures(end + 2 + decimals.len()).is_empty()
    };
    let is_decimal = match mark {
        b'.' => true,
        b',' => table.comma && !list(b','),
        _ => false,
    };
    if is_decimal && (1..=9).contains(&decimals.len()) {
        nano = nano.saturating_add(value(decimals) * 10_i128.pow(9 - decimals.len() as u32));
        places = if mark == b'.' { decimals.len() as u8 } else { 0 };
        end += 1 + decimals.len();
        is_whole = false;
    }
    // « 1 299,– € »
    let rest = lexer.bytes.get(end + 1..).unwrap_or_default();
    if matches!(mark, b',' | b'.') && is_whole && (rest.starts_with("–".as_bytes()) || rest.starts_with(b"- ")) {
        end += if rest[0] == b'-' { 2 } else { 4 };
    }
    let digits = if groups == 0 { first as u8 } else { 0 };
    finish(lexer, end, Figure { nano, digits, whole: is_whole, places });
}

/// Decimals without a whole part: ".5%", « ,5 % ».
pub(super) fn decimals(lexer: &mut Lexer<'_>) -> bool {
    let start = lexer.at();
    let decimals = lexer.figures(start + 1);
    let end = start + 1 + decimals.len();
    let before = start.checked_sub(1).map(|before| lexer.bytes[before]);
    let begins = before.is_none_or(|byte| matches!(byte, b' ' | b'$' | b'('));
    let ends = !matches!(lexer.bytes.get(end), Some(b'.' | b'-')) && !is_letter(lexer, end);
    if lexer.table.is_none() || lexer.code || !begins || !ends || !(1..=9).contains(&decimals.len()) {
        return false;
    }
    let nano = value(decimals) * 10_i128.pow(9 - decimals.len() as u32);
    let point = lexer.bytes[start] == b'.';
    if !point && !lexer.table.is_some_and(|table| table.comma) {
        return false;
    }
    let places = if point { decimals.len() as u8 } else { 0 };
    lexer.number(end, Figure { nano, digits: 0, whole: false, places });
    true
}

/// The group of figures after a point that is no decimal point, since decimals follow a comma: « 1.234,56 € ».
fn pointed(lexer: &Lexer<'_>, at: usize) -> Option<i128> {
    let group = lexer.figures(at + 1);
    let decimals = lexer.figures(at + 5).len();
    let point = lexer.bytes.get(at) == Some(&b'.') && group.len() == 3;
    let comma = lexer.bytes.get(at + 4) == Some(&b',') && matches!(decimals, 1 | 2);
    let after = lexer.text.get(at + 4..).unwrap_or_default().trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    // « 10.000 € » has no tenths of cents.
    let priced = || ["$", "€", "£", "euro", "dollar"].iter().any(|currency| after.starts_with(currency));
    (point && (comma || priced())).then(|| value(group))
}

/// A number in code or in an unknown language: figures, and the signs between them if three or more belong together.
fn bare(lexer: &mut Lexer<'_>) {
    let start = lexer.at();
    let mut end = start + lexer.figures(start).len();
    let first = end - start;
    if lexer.code {
        let decimals = if lexer.bytes.get(end) == Some(&b'.') { lexer.figures(end + 1) } else { &[] };
        let figure = Figure { nano: value(lexer.figures(start)) * NANO, digits: first as u8, whole: true, places: 0 };
        if !(1..=9).contains(&decimals.len()) {
            return finish(lexer, end, figure);
        }
        let nano = figure.nano + value(decimals) * 10_i128.pow(9 - decimals.len() as u32);
        let figure = Figure { nano, whole: false, places: decimals.len() as u8, ..figure };
        end += 1 + decimals.len();
        return finish(lexer, end, figure);
    }
    let mut text: String = lexer.text[start..end].to_owned();
    loop {
        let rest = lexer.bytes.get(end..).unwrap_or_default();
        let separator = match rest {
            [b'.' | b',' | b':', ..] => 1,
            _ => group(lexer, end).unwrap_or(0),
        };
        let next = lexer.figures(end + separator);
        if separator == 0 || next.is_empty() {
            break;
        }
        text.push_str(&lexer.text[end + separator..end + separator + next.len()]);
        end += separator + next.len();
    }
    let text = match text.trim_start_matches('0') {
        "" => "0",
        text => text,
    };
    lexer.fact(start, end, Kind::Number, Value::Text(text.into()));
}

/// Adds a number, or a code if letters are glued to it that are no unit.
fn finish(lexer: &mut Lexer<'_>, end: usize, figure: Figure) {
    let start = lexer.at();
    let letters = lexer.letters(end);
    let word = &lexer.text[end..letters];
    if quarter(lexer, end, figure) {
        return;
    }
    if !word.is_empty() && !lexer.code {
        let next = lexer.bytes.get(letters).copied().unwrap_or(b' ');
        let known = match lexer.meaning(word) {
            // "23H2" is a version.
            Meaning::HourMark => lexer.figures(letters).len() != 1,
            // « art. 2b) »
            _ if word.len() == 1 && next == b')' && word.bytes().all(|byte| byte.is_ascii_lowercase()) => true,
            // "Wi-Fi 6E" is no ordinal.
            Meaning::Suffix if word.len() == 1 => word != "E" && !next.is_ascii_digit(),
            // « une imprimante 3D », "section 3a"
            Meaning::Of | Meaning::An | Meaning::To | Meaning::The => false,
            // "Lot 12B" counts no bytes, "$2.5B" is an amount.
            _ if matches!(word, "B" | "b") && figure.whole && figure.digits <= 3 => {
                matches!(lexer.out.tokens.last().map(|last| last.kind), Some(TokenKind::Sign('$' | '€' | '£')))
            }
            Meaning::Plain if matches!(word, "x" | "X") => true,
            Meaning::Plain | Meaning::Month(_) => matches!(word, "s" | "k" | "K" | "M" | "G" | "Md" | "B"),
            _ => !next.is_ascii_digit(),
        };
        if !known {
            return code(lexer, start, letters);
        }
    } else if lexer.bytes.get(end) == Some(&b'-')
        && lexer.bytes.get(end + 1).is_some_and(u8::is_ascii_uppercase)
        && !lexer.code
    {
        let letters = lexer.letters(end + 1);
        // "Form 12-B" is no number of bytes.
        let word = &lexer.text[end + 1..letters];
        // A street has the name of a day: « rue du 4-Septembre ».
        let street = lexer.table.is_some_and(|table| !table.capital_names);
        let meaning = lexer.meaning(word);
        if matches!(word, "A" | "B") || meaning == Meaning::Plain || street && matches!(meaning, Meaning::Month(_)) {
            return code(lexer, start, letters);
        }
    }
    let start_of = lexer.at();
    debug_assert_eq!(start, start_of);
    lexer.number(end, figure);
}

/// « 3T 2024 », "2024-Q3".
fn quarter(lexer: &mut Lexer<'_>, end: usize, figure: Figure) -> bool {
    let number = (figure.nano / NANO) as u16;
    let found = match lexer.bytes.get(end..) {
        Some([b'T' | b'Q', ..]) if figure.digits == 1 && (1..=4).contains(&number) && year_follows(lexer, end + 1) => {
            Some((Part::Quarter(number as u8), 0, end + 1))
        }
        Some([b'-', b'T' | b'Q', digit @ b'1'..=b'4', after @ ..])
            if figure.digits == 4 && !after.first().is_some_and(u8::is_ascii_alphanumeric) =>
        {
            Some((Part::Quarter(digit - b'0'), number, end + 3))
        }
        _ => None,
    };
    let Some((part, year, end)) = found.filter(|_| lexer.table.is_some() && !lexer.code) else { return false };
    lexer.fact(lexer.at(), end, Kind::Date, Value::Date(Date { year, part, ..Date::default() }));
    true
}

/// A code of letters and figures, which goes on as long as they do.
fn code(lexer: &mut Lexer<'_>, start: usize, from: usize) {
    let mut end = from;
    loop {
        let alphanumeric = |at: usize| lexer.letters(at).max(at + lexer.figures(at).len());
        let next = alphanumeric(end);
        if next > end {
            end = next;
            continue;
        }
        match lexer.bytes.get(end) {
            Some(b'-' | b'.' | b'_' | b'/' | b':') if alphanumeric(end + 1) > end + 1 => end += 1,
            _ => break,
        }
    }
    let text: String = lexer.text[start..end].to_lowercase();
    // « J-30 », thirty days before the day that counts, is "D-30".
    let day = text.strip_prefix("j-").filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    let day = day.filter(|_| lexer.table.is_some_and(|table| table.comma)).map(|rest| format!("d-{rest}"));
    let text = day.unwrap_or(text);
    lexer.fact(start, end, Kind::Code, Value::Text(text.into()));
}

/// Reads a word that figures follow, glued or after a hyphen; false if it stands for itself.
pub(super) fn lettered(lexer: &mut Lexer<'_>, start: usize, end: usize) -> bool {
    let word = &lexer.text[start..end];
    let upper = word.bytes().next().is_some_and(|byte| byte.is_ascii_uppercase());
    if lexer.bytes[end] == b'-' {
        let months = matches!(lexer.meaning(word), Meaning::Month(_) | Meaning::MonthShort(_) | Meaning::Zone(_));
        if !upper || months || !word.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return false;
        }
        code(lexer, start, end);
        return true;
    }
    // « 8h30 » was begun by its hours.
    let number = |kind: TokenKind| matches!(kind, TokenKind::Number(_));
    let hours = lexer.out.tokens.last().is_some_and(|last| last.end as usize == start && number(last.kind));
    if hours && lexer.meaning(word) == Meaning::HourMark {
        return false;
    }
    let figures = lexer.figures(end);
    if matches!(word, "m" | "cm" | "mm" | "km" | "pi" | "po" | "ft") && matches!(figures, b"2" | b"3") {
        return false;
    }
    let after = end + figures.len();
    let ends = lexer.letters(after) == after;
    let quarter = ends && figures.len() == 1 && (b'1'..=b'4').contains(&figures[0]);
    let date = |part| Value::Date(Date { part, ..Date::default() });
    match word {
        "T" | "Q" if quarter && lexer.table.is_some() => {
            let value = date(super::Part::Quarter(figures[0] - b'0'));
            lexer.fact(start, after, Kind::Date, value);
        }
        "H" | "S"
            if ends && figures.len() == 1 && (b'1'..=b'2').contains(&figures[0]) && year_follows(lexer, after) =>
        {
            let value = date(super::Part::Half(figures[0] - b'0'));
            lexer.fact(start, after, Kind::Date, value);
        }
        "FY" if ends && matches!(figures.len(), 2 | 4) && lexer.table.is_some() => {
            let year = value(figures) as u16 + if figures.len() == 2 { 2000 } else { 0 };
            let more = lexer.figures(after + 1).len();
            let two = matches!(lexer.bytes.get(after), Some(b'-' | b'/')) && matches!(more, 2 | 4);
            let end = if two { after + 1 + more } else { after };
            let date = |year| Value::Date(Date { year, ..Date::default() });
            lexer.fact(start, end, Kind::Date, date(year));
            if two {
                lexer.also(start, end, Kind::Date, date(year + 1));
            }
        }
        "v" | "V" | "x" | "R" | "r" if ends => return false,
        _ if postal(lexer, start) => {}
        _ => code(lexer, start, end),
    }
    true
}

/// The number of an article in a French code: « L. 1234-5 », which is "L1234-5" as well.
pub(super) fn article(lexer: &mut Lexer<'_>, start: usize, end: usize) -> bool {
    let letter = matches!(&lexer.text[start..end], "L" | "R" | "D");
    let at = end + 1 + space(&lexer.bytes[end + 1..]);
    let number = lexer.figures(at).len();
    let tied = number > 0 && lexer.bytes.get(at + number) == Some(&b'-');
    if !letter || !tied || lexer.figures(at + number + 1).is_empty() || lexer.code {
        return false;
    }
    let rest = lexer.bytes[at..].iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'-').count();
    let to = at + lexer.text[at..at + rest].trim_end_matches('-').len();
    let text = format!("{}{}", &lexer.text[start..end], &lexer.text[at..to]).to_lowercase();
    lexer.fact(start, to, Kind::Code, Value::Text(text.into()));
    true
}

fn year_follows(lexer: &Lexer<'_>, at: usize) -> bool {
    let space = space(&lexer.bytes[at..]);
    space > 0 && lexer.figures(at + space).len() == 4
}

/// A Canadian postal code.
fn postal(lexer: &mut Lexer<'_>, start: usize) -> bool {
    let bytes = &lexer.bytes[start..];
    let [a, b, c, rest @ ..] = bytes else { return false };
    let [d, e, f, after @ ..] = &rest[space(rest)..] else { return false };
    let letters = [a, c, e].iter().all(|byte| byte.is_ascii_uppercase());
    let figures = [b, d, f].iter().all(|byte| byte.is_ascii_digit());
    if !letters || !figures || after.first().is_some_and(u8::is_ascii_alphanumeric) {
        return false;
    }
    let text: String = [a, b, c, d, e, f].iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let end = lexer.bytes.len() - after.len();
    lexer.fact(start, end, Kind::Code, Value::Text(text.into()));
    true
}

/// Figures between points, with more than one point: a version, an IP address, or groups of three.
fn dotted(lexer: &mut Lexer<'_>) -> bool {
    let start = lexer.at();
    let mut end = start + lexer.figures(start).len();
    let (mut points, mut threes) = (0, end - start <= 3);
    while lexer.bytes.get(end) == Some(&b'.') && !lexer.figures(end + 1).is_empty() {
        let len = lexer.figures(end + 1).len();
        threes &= len == 3;
        end += 1 + len;
        points += 1;
    }
    if points < 2 {
        return false;
    }
    if is_letter(lexer, end) {
        code(lexer, start, end);
        return true;
    }
    let text = &lexer.text[start..end];
    if threes && lexer.table.is_some_and(|table| table.comma) {
        let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
        let figure = Figure { nano: value(&digits) * NANO, digits: 0, whole: true, places: 0 };
        lexer.number(end, figure);
        return true;
    }
    let value = Value::Text(text.into());
    lexer.fact(start, end, Kind::Code, value);
    true
}

/// Figures tied by hyphens that are no range, since the second number is not greater.
fn part_number(lexer: &mut Lexer<'_>) -> bool {
    let start = lexer.at();
    let first = lexer.figures(start);
    let (one, a) = (first.len(), value(first));
    let at = start + one;
    let second = lexer.figures(at + 1);
    if lexer.code || lexer.table.is_none() || lexer.bytes.get(at) != Some(&b'-') || second.is_empty() {
        return false;
    }
    let end = at + 1 + second.len();
    let more = lexer.bytes.get(end) == Some(&b'-') && !lexer.figures(end + 1).is_empty();
    // « 8 h 30-16 h 30 »
    let minutes = lexer.out.tokens.last().is_some_and(|last| last.kind == TokenKind::Word(Meaning::HourMark));
    let range = minutes || value(second) > a && second[0] != b'0' && !more;
    if range || one < 2 || second.len() < 2 {
        return false;
    }
    code(lexer, start, end);
    true
}

/// A date in figures, or two years.
fn date(lexer: &mut Lexer<'_>) -> bool {
    let start = lexer.at();
    let first = lexer.figures(start);
    let (one, a) = (first.len(), value(first) as u16);
    let at = start + one;
    let Some(&separator) = lexer.bytes.get(at) else { return false };
    let dash = if lexer.bytes[at..].starts_with("–".as_bytes()) {
        3
    } else {
        usize::from(matches!(separator, b'-' | b'/' | b'.'))
    };
    let second = lexer.figures(at + dash);
    let (two, b) = (second.len(), value(second) as u16);
    if dash == 0 || two == 0 || !matches!(one, 1 | 2 | 4) || one > 4 || two > 4 {
        return false;
    }
    let middle = at + dash + two;
    let third = match lexer.bytes.get(middle) {
        Some(byte) if *byte == separator && dash == 1 => lexer.figures(middle + 1),
        _ => &[],
    };
    let (three, c) = (third.len(), value(third) as u16);
    let end = if three > 0 { middle + 1 + three } else { middle };
    let day = |year: u16, month: u16, day: u16, either: bool| {
        let real = (1..=12).contains(&month) && (1..=31).contains(&day) && (1000..=2999).contains(&year);
        real.then_some(Date { year, month: month as u8, day: day as u8, either, ..Date::default() })
    };
    let found = match (one, two, three) {
        (4, 1..=2, 1..=2) => day(a, b, c, false),
        (1..=2, 1..=2, 4) if separator != b'.' || (1900..=2099).contains(&c) => {
            let day_first = lexer.table.is_none_or(|table| table.day_first);
            match (day_first, a > 12, b > 12) {
                (true, _, false) | (false, true, _) => day(c, b, a, false),
                (true, _, true) => day(c, a, b, false),
                (false, false, either) => day(c, a, b, !either),
            }
        }
        // « 13/07/21 »
        (1..=2, 1..=2, 2) if separator == b'/' || (one, two) == (2, 2) && lexer.table.is_some() => {
            let year = if c < 70 { 2000 + c } else { 1900 + c };
            let day_first = lexer.table.is_none_or(|table| table.day_first) || a > 12;
            if day_first { day(year, b, a, false) } else { day(year, a, b, b <= 12) }
        }
        // « 05/06 », which is no grade.
        (2, 2, 0) if separator == b'/' && (first[0] == b'0' || second[0] == b'0') => {
            let day_first = lexer.table.is_some_and(|table| table.day_first) || a > 12;
            let (day, month) = if day_first { (a, b) } else { (b, a) };
            let real = (1..=12).contains(&month) && (1..=31).contains(&day) && lexer.table.is_some();
            let either = !day_first && day <= 12;
            real.then_some(Date { month: month as u8, day: day as u8, either, ..Date::default() })
        }
        (2, 4, 0) if matches!(separator, b'-' | b'/') && (1..=12).contains(&a) && (1900..=2099).contains(&b) => {
            Some(Date { year: b, month: a as u8, ..Date::default() })
        }
        (4, 2, 0) if separator == b'-' && (1..=12).contains(&b) && a % 100 + 1 != b && lexer.table.is_some() => {
            Some(Date { year: a, month: b as u8, ..Date::default() })
        }
        _ => None,
    };
    let year = |year: u16| (1800..=2199).contains(&year);
    if let Some(date) = found {
        lexer.fact(start, end, Kind::Date, Value::Date(date));
        timestamp(lexer);
        return true;
    }
    // A fiscal year, or a range of years: both years, so that « de 2025 à 2026 » says the same.
    let other = if two == 2 { a - a % 100 + b } else { b };
    let years =
        one == 4 && three == 0 && matches!(two, 2 | 4) && separator != b'.' && year(a) && year(other) && other > a;
    if years && lexer.table.is_some() && !is_letter(lexer, end) {
        let value = |year: u16| Value::Date(Date { year, ..Date::default() });
        lexer.fact(start, end, Kind::Date, value(a));
        lexer.also(start, end, Kind::Date, value(other));
        return true;
    }
    false
}

/// The time after a date: `T14:00:00Z`.
fn timestamp(lexer: &mut Lexer<'_>) {
    let at = lexer.at();
    if !lexer.bytes[at..].starts_with(b"T") {
        return;
    }
    let Some((minute, second, end)) = hours(lexer, at + 1) else { return };
    let rest = &lexer.bytes[end..];
    let fraction = if rest.first() == Some(&b'.') { 1 + lexer.figures(end + 1).len() } else { 0 };
    let utc = lexer.bytes.get(end + fraction) == Some(&b'Z');
    let zone = utc.then(|| "UTC".into());
    let end = end + fraction + usize::from(utc);
    lexer.fact(at, end, Kind::Time, Value::Clock(Clock { minute, second, zone, length: false, half: false }));
}

/// `14:00` or `14:00:00`: the minutes since midnight, the seconds, and the end.
fn hours(lexer: &Lexer<'_>, at: usize) -> Option<(u16, u8, usize)> {
    let hour = lexer.figures(at);
    let middle = at + hour.len();
    let minutes = lexer.figures(middle + 1);
    if !matches!(hour.len(), 1 | 2) || lexer.bytes.get(middle) != Some(&b':') || minutes.len() != 2 {
        return None;
    }
    let (hour, minute) = (value(hour) as u16, value(minutes) as u16);
    let mut end = middle + 3;
    let seconds = if lexer.bytes.get(end) == Some(&b':') { lexer.figures(end + 1) } else { &[] };
    let second = if seconds.len() == 2 { value(seconds) as u8 } else { 0 };
    end += if seconds.len() == 2 { 3 } else { 0 };
    (hour <= 24 && minute < 60 && second < 60).then_some((hour * 60 + minute, second, end))
}

/// A time with a colon, which the grammar completes with "p.m." and the zone.
fn clock(lexer: &mut Lexer<'_>) -> bool {
    let start = lexer.at();
    let Some((minute, second, end)) = hours(lexer, start).filter(|&(_, _, end)| !is_code_letter(lexer, end)) else {
        return false;
    };
    if lexer.table.is_none() {
        return false;
    }
    lexer.fact(start, end, Kind::Time, Value::Clock(Clock { minute, second, zone: None, length: false, half: false }));
    true
}

fn is_code_letter(lexer: &Lexer<'_>, at: usize) -> bool {
    let word = &lexer.text[at..lexer.letters(at)];
    lexer.bytes.get(at) == Some(&b':')
        || !(word.is_empty() || matches!(lexer.meaning(word), Meaning::Am | Meaning::Pm | Meaning::Zone(_)))
}

/// Whether a word is written in capitals, as the names of standards are.
pub(super) fn names_a_product(capital: Capital) -> bool {
    capital == Capital::All
}
