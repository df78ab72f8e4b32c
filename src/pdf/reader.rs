//! Turns a PDF as Chromium writes it into the page of each named place in it, and signs it with a day that is not today.
//!
//! It is no reader of PDF in general: it follows a plain cross-reference table to plain objects, and gives up on all else.

use jiff::civil::Date;
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, BTreeSet};

/// The file is not of the kind that this reads.
#[derive(Debug, PartialEq, Eq)]
pub struct Unread;

/// Where everything is in a PDF.
#[derive(Debug, PartialEq, Eq)]
pub struct Places {
    pub pages: usize,
    /// The page, from 1, of every name that a link in the file may lead to, in order.
    pub by_name: Vec<(String, usize)>,
}

/// Objects inside one another, and levels of the tree of pages, at most.
const DEEPEST: usize = 64;

/// What the places of a PDF are.
pub fn places(bytes: &[u8]) -> Result<Places, Unread> {
    let file = File::open(bytes)?;
    let catalog = file.follow(file.trailer.get("Root").ok_or(Unread)?)?;
    let mut pages = BTreeMap::new();
    file.number_pages(catalog.get("Pages").ok_or(Unread)?, &mut pages, 0)?;
    let mut by_name = Vec::new();
    if let Some(named) = catalog.get("Dests") {
        let Object::Dictionary(named) = file.follow(named)? else { return Err(Unread) };
        for (name, place) in named {
            let Object::Array(place) = file.follow(&place)? else { return Err(Unread) };
            let Some(Object::Reference(page)) = place.first() else { return Err(Unread) };
            // Chromium encodes names as addresses do: `port%C3%A9e` for « portée ».
            let name = percent_decode_str(&name).decode_utf8_lossy().into_owned();
            by_name.push((name, *pages.get(page).ok_or(Unread)?));
        }
    }
    by_name.sort();
    Ok(Places { pages: pages.len(), by_name })
}

/// Makes the file tell this day as the day of its making, and Diglot as what made it; all else stays where it is.
///
/// Chromium tells the moment and itself, and names elements by how many it has seen since it was started. With these out
/// of the way the same site gives the same file, as long as browser and fonts are the same.
pub fn sign(bytes: &mut [u8], as_of: Date) {
    rename_elements(bytes);
    let day = format!("D:{:04}{:02}{:02}000000+00'00'", as_of.year(), as_of.month(), as_of.day());
    let Ok(file) = File::open(bytes) else { return };
    let Some(&Object::Reference(info)) = file.trailer.get("Info") else { return };
    let Some(start) = file.offsets.get(&info).copied().filter(|start| *start < bytes.len()) else { return };
    let length = bytes[start..].windows(6).position(|window| window == b"endobj").unwrap_or_default();
    let info = &mut bytes[start..start + length];
    for key in ["/CreationDate (", "/ModDate ("] {
        replace(info, key, &day);
    }
    replace(info, "/Creator (", concat!("Diglot ", env!("CARGO_PKG_VERSION")));
}

/// Counts the elements of the file from 1, in their order.
fn rename_elements(bytes: &mut [u8]) {
    const NAME: &[u8] = b"(node";
    const DIGITS: usize = 8;
    let is_name = |at: &usize| {
        let digits = bytes
            .get(at + NAME.len()..at + NAME.len() + DIGITS)
            .is_some_and(|name| name.iter().all(u8::is_ascii_digit));
        digits && bytes[*at..].starts_with(NAME) && bytes.get(at + NAME.len() + DIGITS) == Some(&b')')
    };
    let found: Vec<usize> = memchr::memmem::find_iter(bytes, NAME).filter(is_name).map(|at| at + NAME.len()).collect();
    let names: BTreeSet<Vec<u8>> = found.iter().map(|&at| bytes[at..at + DIGITS].to_vec()).collect();
    let numbers: BTreeMap<Vec<u8>, usize> = names.into_iter().zip(1..).collect();
    for at in found {
        let name = &mut bytes[at..at + DIGITS];
        let number = format!("{:0DIGITS$}", numbers[&*name]);
        name.copy_from_slice(number.as_bytes());
    }
}

/// Puts a shorter string in the place of the one after `key`; what is left of the place is white space behind it.
fn replace(info: &mut [u8], key: &str, text: &str) {
    let Some(start) = info.windows(key.len()).position(|window| window == key.as_bytes()) else { return };
    let value = &mut info[start + key.len()..];
    let mut escaped = false;
    let end = value.iter().position(|&byte| {
        let ends = byte == b')' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    let Some(end) = end.filter(|end| *end >= text.len()) else { return };
    value[..=end].fill(b' ');
    value[..text.len()].copy_from_slice(text.as_bytes());
    value[text.len()] = b')';
}

#[derive(Clone, Debug, PartialEq)]
enum Object {
    Dictionary(Vec<(String, Object)>),
    Array(Vec<Object>),
    Name(String),
    Reference(u32),
    Number(f64),
    /// A string, or a word such as `true`; nothing here looks into one.
    Other,
}

impl Object {
    fn get(&self, key: &str) -> Option<&Object> {
        let Object::Dictionary(entries) = self else { return None };
        entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }
}

struct File<'a> {
    bytes: &'a [u8],
    offsets: BTreeMap<u32, usize>,
    trailer: Object,
}

impl<'a> File<'a> {
    fn open(bytes: &'a [u8]) -> Result<File<'a>, Unread> {
        let mark = b"startxref";
        let last = bytes.windows(mark.len()).rposition(|window| window == mark).ok_or(Unread)?;
        let mut words = Words { bytes, at: last + mark.len() };
        let mut words = Words { bytes, at: words.count()? };
        words.expect("xref")?;
        let (first, count) = (words.count()?, words.count()?);
        let mut offsets = BTreeMap::new();
        for number in first..first.checked_add(count).ok_or(Unread)? {
            let (offset, _generation) = (words.count()?, words.count()?);
            match words.word() {
                b"n" => offsets.insert(u32::try_from(number).map_err(|_| Unread)?, offset),
                b"f" => None,
                _ => return Err(Unread),
            };
        }
        words.expect("trailer")?;
        let trailer = words.object(0)?;
        Ok(File { bytes, offsets, trailer })
    }

    /// The object itself, or the one that a reference is for.
    fn follow(&self, object: &Object) -> Result<Object, Unread> {
        let Object::Reference(number) = object else { return Ok(object.clone()) };
        let at = *self.offsets.get(number).filter(|at| **at < self.bytes.len()).ok_or(Unread)?;
        let mut words = Words { bytes: self.bytes, at };
        if words.count()? != *number as usize {
            return Err(Unread);
        }
        words.count()?;
        words.expect("obj")?;
        words.object(0)
    }

    fn number_pages(&self, node: &Object, pages: &mut BTreeMap<u32, usize>, depth: usize) -> Result<(), Unread> {
        let Object::Reference(number) = node else { return Err(Unread) };
        match self.follow(node)?.get("Kids") {
            Some(Object::Array(kids)) if depth < DEEPEST => {
                kids.iter().try_for_each(|kid| self.number_pages(kid, pages, depth + 1))
            }
            Some(_) => Err(Unread),
            None => {
                let next = pages.len() + 1;
                pages.insert(*number, next);
                Ok(())
            }
        }
    }
}

/// Reads on from a place in a file.
struct Words<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Words<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace() || byte == 0) {
            self.at += 1;
        }
    }

    /// What comes before the next white space or delimiter.
    fn word(&mut self) -> &'a [u8] {
        self.skip_space();
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b"()<>[]{}/%\0".contains(byte);
        let word = &rest[..rest.iter().position(ends).unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    fn expect(&mut self, word: &str) -> Result<(), Unread> {
        if self.word() == word.as_bytes() { Ok(()) } else { Err(Unread) }
    }

    fn count(&mut self) -> Result<usize, Unread> {
        std::str::from_utf8(self.word()).ok().and_then(|word| word.parse().ok()).ok_or(Unread)
    }

    fn object(&mut self, depth: usize) -> Result<Object, Unread> {
        if depth > DEEPEST {
            return Err(Unread);
        }
        self.skip_space();
        match self.peek().ok_or(Unread)? {
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => self.dictionary(depth),
            b'<' => self.skip_past(b'>'),
            b'(' => self.string(),
            b'[' => self.array(depth),
            b'/' => self.name().map(Object::Name),
            _ => self.atom(),
        }
    }

    fn dictionary(&mut self, depth: usize) -> Result<Object, Unread> {
        self.at += 2;
        let mut entries = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                Some(b'/') => entries.push((self.name()?, self.object(depth + 1)?)),
                Some(b'>') if self.bytes.get(self.at + 1) == Some(&b'>') => {
                    self.at += 2;
                    return Ok(Object::Dictionary(entries));
                }
                _ => return Err(Unread),
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<Object, Unread> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if self.peek() == Some(b']') {
                self.at += 1;
                return Ok(Object::Array(items));
            }
            items.push(self.object(depth + 1)?);
        }
    }

    /// A name, in which `#20` stands for a byte.
    fn name(&mut self) -> Result<String, Unread> {
        self.at += 1;
        if self.peek().is_none_or(|byte| byte.is_ascii_whitespace()) {
            return Ok(String::new());
        }
        let word = self.word();
        let mut bytes = Vec::with_capacity(word.len());
        let mut at = 0;
        while let Some(&byte) = word.get(at) {
            let code = word.get(at + 1..at + 3).and_then(|code| std::str::from_utf8(code).ok());
            match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| byte == b'#') {
                Some(code) => {
                    bytes.push(code);
                    at += 3;
                }
                None => {
                    bytes.push(byte);
                    at += 1;
                }
            }
        }
        String::from_utf8(bytes).map_err(|_| Unread)
    }

    /// A number, a reference such as `7 0 R`, or a word.
    fn atom(&mut self) -> Result<Object, Unread> {
        let word = self.word();
        let text = std::str::from_utf8(word).map_err(|_| Unread)?;
        if text.is_empty() {
            return Err(Unread);
        }
        let Ok(number) = text.parse::<f64>() else { return Ok(Object::Other) };
        let Ok(object) = text.parse::<u32>() else { return Ok(Object::Number(number)) };
        let mut ahead = Words { ..*self };
        if ahead.count().is_ok() && ahead.word() == b"R" {
            self.at = ahead.at;
            return Ok(Object::Reference(object));
        }
        Ok(Object::Number(number))
    }

    fn skip_past(&mut self, end: u8) -> Result<Object, Unread> {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|&byte| byte == end).ok_or(Unread)? + 1;
        Ok(Object::Other)
    }

    fn string(&mut self) -> Result<Object, Unread> {
        let mut open = 0;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => open += 1,
                b')' if open == 1 => return Ok(Object::Other),
                b')' => open -= 1,
                _ => {}
            }
        }
        Err(Unread)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Objects in a file as Chromium writes it: `%N` in a text is where the object `N` begins.
    fn file(objects: &[&str], trailer: &str) -> Vec<u8> {
        let mut bytes = b"%PDF-1.4\n".to_vec();
        let mut table = String::from("0000000000 65535 f \n");
        for (number, object) in objects.iter().enumerate() {
            table += &format!("{:010} 00000 n \n", bytes.len());
            bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
        }
        let start = bytes.len();
        let rest = format!("xref\n0 {}\n{table}trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
        bytes.extend(rest.bytes());
        bytes
    }

    const OBJECTS: [&str; 8] = [
        "<</Title (Un \\(petit\\) titre)\n/Creator (Mozilla/5.0 \\(X11\\) HeadlessChrome)\n/CreationDate (D:20261122231330+00'00')\n/ModDate (D:20261122231330+00'00')>>",
        "<</Type /Catalog\n/Pages 3 0 R\n/Dests 7 0 R\n/Lang (fr-CA)>>",
        "<</Type /Pages\n/Count 3\n/Kids [4 0 R 8 0 R]>>",
        "<</Type /Page\n/MediaBox [0 0 612 792.5]\n/Parent 3 0 R>>",
        "<</Type /Page\n/Parent 8 0 R\n/ID (node00000300)>>",
        "<</Type /Page\n/Parent 8 0 R\n/ID (node00000298)\n/Headers [(node00000300) (node0)]>>",
        "<</port#25C3#25A9e [6 0 R /XYZ 1 2 0]\n/d#C3#A9lai [6 0 R /XYZ 1 2 0]\n/a#20b [4 0 R /XYZ 0 0 0]\n/scope [5 0 R /XYZ 62.2 709.5 0]>>",
        "<</Type /Pages\n/Kids [5 0 R 6 0 R]>>",
    ];

    const TRAILER: &str = "<</Size 9\n/Root 2 0 R\n/Info 1 0 R>>";

    #[test]
    fn names_have_the_pages_that_they_are_on() {
        let found = places(&file(&OBJECTS, TRAILER)).expect("a file of this kind");
        let by_name =
            [("a b", 1), ("délai", 3), ("portée", 3), ("scope", 2)].map(|(name, page)| (name.to_owned(), page));
        assert_eq!(found, Places { pages: 3, by_name: by_name.to_vec() });
    }

    #[test]
    fn what_is_cut_or_garbled_is_refused_and_nothing_panics() {
        let whole = file(&OBJECTS, TRAILER);
        for end in 0..whole.len() - 8 {
            assert_eq!(places(&whole[..end]), Err(Unread), "cut at {end}");
        }
        for at in 0..whole.len() {
            for byte in [b'(', b'<', b'9', b' '] {
                let mut garbled = whole.clone();
                garbled[at] = byte;
                let _ = places(&garbled);
                sign(&mut garbled, jiff::civil::date(2026, 4, 1));
            }
        }
        let circle = ["<</Type /Catalog\n/Pages 2 0 R>>", "<</Kids [2 0 R]>>"];
        assert_eq!(places(&file(&circle, "<</Root 1 0 R>>")), Err(Unread));
    }

    #[test]
    fn a_signed_file_has_the_day_and_the_same_length() {
        let before = file(&OBJECTS, TRAILER);
        let mut signed = before.clone();
        sign(&mut signed, jiff::civil::date(2026, 4, 1));
        assert_eq!(signed.len(), before.len());
        assert_eq!(places(&signed), places(&before));
        let text = String::from_utf8(signed).expect("this one is a text");
        assert!(
            text.contains("/CreationDate (D:20260401000000+00'00')\n/ModDate (D:20260401000000+00'00')>>"),
            "{text}"
        );
        assert!(text.contains("/Title (Un \\(petit\\) titre)\n/Creator (Diglot "), "{text}");
        assert!(text.contains("/ID (node00000002)") && text.contains("/ID (node00000001)"), "{text}");
        assert!(text.contains("/Headers [(node00000002) (node0)]"), "{text}");
        assert!(!text.contains("Mozilla") && !text.contains("Chrome"), "{text}");
    }
}
