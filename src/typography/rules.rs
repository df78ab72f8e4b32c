//! Turns a run of text into the edits that the typography of a language makes in it.
//!
//! It sees plain text only. What must not be touched stands in the run as [`OPAQUE`], a line that ends as [`BREAK`].

use super::tables::{NBSP, Table};

/// Stands for what is no prose: code, an image, a note's mark.
pub const OPAQUE: char = '\u{fffc}';
/// Stands for the end of a line that the author broke, or of a block.
pub const BREAK: char = '\u{2028}';

/// Bytes `at..at + len` of a run become `with`; one edit never reaches over a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    pub at: usize,
    pub len: usize,
    pub with: &'static str,
}

/// Schemes of addresses, which are written with their colon.
const SCHEMES: [&str; 8] = ["http", "https", "ftp", "file", "mailto", "tel", "data", "javascript"];

/// Writes the edits of a run into `edits`, in order.
pub fn edits(table: &Table, text: &str, edits: &mut Vec<Edit>) {
    edits.clear();
    let Some(first) = interesting(text.as_bytes(), 0) else { return };
    let mut setter = Setter {
        table,
        text,
        edits,
        doubles: Vec::new(),
        singles: Vec::new(),
        addresses: Vec::new(),
        depth: 0,
        closing_dash: usize::MAX,
    };
    let mut at = first;
    loop {
        at = setter.sign(at);
        match interesting(text.as_bytes(), at) {
            Some(next) => at = next,
            None => break,
        }
    }
    let Setter { addresses, .. } = setter;
    let in_address = |at: usize| {
        let before = addresses.partition_point(|&(start, _)| start <= at);
        before.checked_sub(1).is_some_and(|address| at < addresses[address].1)
    };
    edits.retain(|edit| !in_address(edit.at));
    edits.sort_by_key(|edit| (edit.at, edit.len));
    // Two rules may ask for the same space: the first that saw it decides.
    edits.dedup_by(|later, first| first.at == later.at && (first.len > 0) == (later.len > 0));
}

/// The next byte with which a rule may begin.
fn interesting(bytes: &[u8], from: usize) -> Option<usize> {
    const STARTS: [bool; 256] = {
        let mut starts = [false; 256];
        let signs = b"'\"-.:;!?@0123456789MDP\xc2\xe2";
        let mut at = 0;
        while at < signs.len() {
            starts[signs[at] as usize] = true;
            at += 1;
        }
        starts
    };
    bytes[from.min(bytes.len())..].iter().position(|byte| STARTS[usize::from(*byte)]).map(|at| from + at)
}

/// A space, a soft end of a line, or a no-break space that somebody typed.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == OPAQUE
}

/// What may stand before a quotation, besides a space.
fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '«' | '“' | '‘' | '–' | '—' | '-' | '/' | '=' | '’' | '\'' | '\u{2026}' | BREAK)
}

struct Setter<'a> {
    table: &'a Table,
    text: &'a str,
    edits: &'a mut Vec<Edit>,
    /// Straight quotes that are open.
    doubles: Vec<usize>,
    singles: Vec<usize>,
    /// URLs and e-mail addresses, which nothing may change.
    addresses: Vec<(usize, usize)>,
    /// How many « are open.
    depth: usize,
    /// The second of two dashes around an aside.
    closing_dash: usize,
}

impl Setter<'_> {
    /// Applies the rule that begins at `at`; where to go on.
    fn sign(&mut self, at: usize) -> usize {
        let Some(sign) = self.after(at) else { return at + 1 };
        let next = at + sign.len_utf8();
        match sign {
            '\'' => self.apostrophe(at),
            '"' => self.double(at),
            '.' => return self.dots(at),
            '-' => return self.hyphens(at),
            ':' if self.text[next..].starts_with("//") => return self.address(at),
            '@' if self.before(at).is_some_and(is_word) && self.after(next).is_some_and(is_word) => {
                return self.address(at);
            }
            ':' | ';' | '!' | '?' => self.high(at, sign),
            '0'..='9' => return self.number(at),
            'M' | 'D' | 'P' => self.title(at),
            '«' => {
                self.depth += 1;
                self.inside_after(at, next);
            }
            '»' => {
                self.depth = self.depth.saturating_sub(1);
                self.inside_before(at);
            }
            '°' | 'º' => self.number_sign(at, next),
            '–' | '—' => self.dash(at, next),
            _ => {}
        }
        next
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// Where the spaces before `at` begin, and what stands before them.
    fn back(&self, at: usize) -> (usize, Option<char>) {
        let start = self.text[..at].trim_end_matches(is_space).len();
        (start, self.before(start))
    }

    /// Where the spaces from `at` end, and what follows them.
    fn forth(&self, at: usize) -> (usize, Option<char>) {
        let rest = &self.text[at..];
        let end = at + rest.len() - rest.trim_start_matches(is_space).len();
        (end, self.after(end))
    }

    fn edit(&mut self, at: usize, len: usize, with: &'static str) {
        self.edits.push(Edit { at, len, with });
    }

    /// Makes the spaces `start..end` into `with`.
    fn space(&mut self, start: usize, end: usize, with: &'static str) {
        if self.text[start..end] == *with {
            return;
        }
        let text = self.text;
        for (offset, c) in text[start..end].char_indices() {
            self.edit(start + offset, c.len_utf8(), if offset == 0 { with } else { "" });
        }
    }

    /// The part between spaces that `at` stands in, up to `at`.
    fn token(&self, at: usize) -> &str {
        /// Nobody types a longer word; a text without spaces is not searched again at each of its signs.
        const LONGEST: usize = 256;
        let near = self.text.floor_char_boundary(at.saturating_sub(LONGEST));
        let space = self.text[near..at].rfind(|c| is_space(c) || c == BREAK).map(|space| near + space);
        let start = space.map_or(near, |space| space + self.after(space).map_or(1, char::len_utf8));
        &self.text[start..at]
    }

    /// A URL or an e-mail address around `at`: nothing in it is prose.
    fn address(&mut self, at: usize) -> usize {
        let start = at - self.token(at).len();
        let start = start + self.text[start..at].rfind(['(', '<', '«', '"', OPAQUE]).map_or(0, |open| open + 1);
        let start = (start..=at).find(|&start| self.text.is_char_boundary(start)).unwrap_or(at);
        let rest = &self.text[at..];
        let end = rest.find(|c| is_space(c) || matches!(c, BREAK | OPAQUE | '<' | '>' | '»')).unwrap_or(rest.len());
        let kept = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '\'']).len().max(1);
        self.addresses.push((start, at + kept));
        at + kept
    }

    /// `;`, `!`, `?` and `:`.
    fn high(&mut self, at: usize, sign: char) {
        let Some(signs) = &self.table.signs else { return };
        let colon = sign == ':';
        let follows = self.after(at + 1);
        // What goes on at once is an address, a time, a ratio, a smiley or a name such as `a::b`.
        let prose = follows.is_none_or(|c| {
            is_space(c)
                || matches!(c, BREAK | OPAQUE | '»' | '"' | '”' | '.' | ',' | '…')
                || (matches!(c, ')' | ']' | '\'' | '’') && matches!(sign, '!' | '?'))
                || (matches!(c, '!' | '?') && !colon)
        });
        let (start, before) = self.back(at);
        let Some(before) = before.filter(|_| prose) else { return };
        let wanted = if colon { signs.colon } else { signs.high };
        let quote_opens = before == '"' && self.doubles.last() == Some(&(start - 1));
        if quote_opens || matches!(before, '(' | '[' | '{' | '«' | '“' | '‘' | BREAK) {
            return;
        }
        if start < at {
            return self.space(start, at, wanted);
        }
        let ends = is_word(before)
            || matches!(before, ')' | ']' | '»' | '”' | '’' | '"' | '\'' | '%' | '$' | '€' | '£' | '°' | '…' | '.');
        if wanted.is_empty() || !ends {
            return;
        }
        let token = self.token(at);
        // `:smile:`, `http:`, `&eacute;`
        let code =
            (colon && (token.starts_with(':') || SCHEMES.contains(&token))) || (sign == ';' && token.contains('&'));
        if !code {
            self.edit(at, 0, wanted);
        }
    }

    fn inside_after(&mut self, at: usize, next: usize) {
        let Some(inside) = self.table.inside else { return };
        let (end, follows) = self.forth(next);
        if follows.is_none_or(|c| c == BREAK || c == '»') {
            return;
        }
        match end > next {
            true => self.space(next, end, inside),
            false => self.edit(at, next - at, "«\u{a0}"),
        }
    }

    fn inside_before(&mut self, at: usize) {
        let Some(inside) = self.table.inside else { return };
        let (start, before) = self.back(at);
        if before.is_none_or(|c| c == BREAK || c == '«') {
            return;
        }
        match start < at {
            true => self.space(start, at, inside),
            false => self.edit(at, 0, inside),
        }
    }

    fn double(&mut self, at: usize) {
        let (before, follows) = (self.before(at), self.after(at + 1));
        // Feet and inches: `5'10"`.
        let digits = self.text[..at].trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ')).len();
        if digits < at
            && self.text[..digits].ends_with('\'')
            && self.text[..digits - 1].ends_with(|c: char| c.is_ascii_digit())
        {
            return;
        }
        let after_open = at > 0 && self.singles.last() == Some(&(at - 1));
        let can_open = before
            .is_none_or(|c| is_space(c) || opens(c) && (c != '\'' || after_open || follows.is_some_and(is_word)))
            && follows.is_some_and(|c| !is_space(c) && c != BREAK);
        let can_close = before.is_some_and(|c| !is_space(c) && c != BREAK);
        let inside_word = follows.is_some_and(char::is_alphanumeric);
        if !self.doubles.is_empty() && can_close && !(can_open && inside_word) {
            self.close_double(at);
        } else if can_open && !before.is_some_and(|c| c.is_ascii_digit()) {
            self.doubles.push(at);
        }
    }

    fn close_double(&mut self, at: usize) {
        let Some(open) = self.doubles.pop() else { return };
        // Singles that were opened inside cannot close outside.
        while self.singles.last().is_some_and(|&single| single > open) {
            self.singles.pop();
        }
        let depth = self.depth + self.doubles.len();
        let (left, right) = self.table.quotes[depth.min(1)];
        self.edit(open, 1, left);
        self.edit(at, 1, right);
    }

    fn apostrophe(&mut self, at: usize) {
        let (before, follows) = (self.before(at), self.after(at + 1));
        let word_follows = follows.is_some_and(is_word);
        let digit_before = before.is_some_and(|c| c.is_ascii_digit());
        if digit_before && self.singles.is_empty() && !follows.is_some_and(char::is_alphabetic) {
            // Feet, minutes of arc.
            return;
        }
        let quote_opens = before == Some('"') && self.doubles.last() == Some(&(at - 1));
        if before.is_some_and(|c| {
            is_word(c) || (matches!(c, '»' | '”' | ')' | ']' | '.' | ',' | '!' | '?' | '…' | '"' | '%') && !quote_opens)
        }) {
            let elision = follows.is_some_and(|c| is_word(c) || matches!(c, '«' | '“' | '"' | '(' | '['));
            if elision && before.is_some_and(is_word) {
                return self.edit(at, 1, "’");
            }
            match self.singles.pop() {
                Some(open) => {
                    self.edit(open, 1, "‘");
                    self.edit(at, 1, "’");
                }
                None if before.is_some_and(is_word) => self.edit(at, 1, "’"),
                None => {}
            }
            return;
        }
        if !follows.is_some_and(|c| !is_space(c) && c != BREAK) {
            return;
        }
        let rest = &self.text[at + 1..];
        let clipped = |word: &&&str| {
            rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
                && !rest[word.len()..].starts_with(char::is_alphanumeric)
        };
        // `'90s`
        let decade = rest.bytes().take_while(u8::is_ascii_digit).count() == 2;
        if word_follows && (decade || self.table.clipped.iter().any(|word| clipped(&word))) {
            self.edit(at, 1, "’");
            // `rock 'n' roll`
            if rest.len() > 1 && rest[..1].eq_ignore_ascii_case("n") && rest[1..].starts_with('\'') {
                self.edit(at + 2, 1, "’");
            }
            return;
        }
        if before.is_none_or(|c| is_space(c) || opens(c) || quote_opens) {
            self.singles.push(at);
        }
    }

    fn dots(&mut self, at: usize) -> usize {
        let count = self.text[at..].bytes().take_while(|&byte| byte == b'.').count();
        let end = at + count;
        if count == 1 && self.text[..at].ends_with("www") && self.token(at).len() <= 4 {
            return self.address(at);
        }
        let (before, follows) = (self.before(at), self.after(end));
        let range = before.is_some_and(|c| c.is_ascii_digit()) && follows.is_some_and(|c| c.is_ascii_digit());
        let path = before == Some('/') || follows.is_some_and(|c| matches!(c, '/' | '\\'));
        if count == 3 && !range && !path {
            self.edit(at, 3, "…");
        }
        end
    }

    fn hyphens(&mut self, at: usize) -> usize {
        let count = self.text[at..].bytes().take_while(|&byte| byte == b'-').count();
        let end = at + count;
        let (before, follows) = (self.before(at), self.after(end));
        let spaced = before.is_some_and(is_space) && follows.is_some_and(is_space);
        let between = |is: fn(char) -> bool| before.is_some_and(is) && follows.is_some_and(is);
        match count {
            2 if spaced => {
                self.edit(at, 2, "–");
                self.dash(at, end);
            }
            2 if between(|c| c.is_ascii_digit()) => self.edit(at, 2, "–"),
            3 if spaced => {
                self.edit(at, 3, "—");
                self.dash(at, end);
            }
            3 if between(is_word) => self.edit(at, 3, "—"),
            _ => {}
        }
        end
    }

    /// A dash between spaces: the first of two keeps to what follows, any other to what comes before.
    fn dash(&mut self, at: usize, next: usize) {
        let (start, before) = self.back(at);
        let (end, follows) = self.forth(next);
        if !self.table.dashes || end == next || follows.is_none_or(|c| c == BREAK) {
            return;
        }
        if before.is_none_or(|c| c == BREAK) {
            return self.space(next, end, NBSP);
        }
        if start == at {
            return;
        }
        if at == self.closing_dash {
            return self.space(start, at, NBSP);
        }
        match self.second_dash(end) {
            Some(second) => {
                self.closing_dash = second;
                self.space(next, end, NBSP);
            }
            None => self.space(start, at, NBSP),
        }
    }

    /// The next dash between spaces in the same sentence.
    fn second_dash(&self, from: usize) -> Option<usize> {
        for (offset, c) in self.text[from..].char_indices() {
            let at = from + offset;
            match c {
                BREAK => return None,
                '.' | '!' | '?' | '…' => {
                    let next = at + c.len_utf8();
                    let (end, follows) = self.forth(next);
                    if end > next && follows.is_some_and(char::is_uppercase) {
                        return None;
                    }
                }
                '–' | '—' | '-' if self.before(at).is_some_and(is_space) => {
                    let rest = self.text[at..].trim_start_matches(['–', '—', '-']);
                    let dash = &self.text[at..self.text.len() - rest.len()];
                    if rest.starts_with(is_space) && matches!(dash, "–" | "—" | "--" | "---") {
                        return Some(at);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// `n°5`
    fn number_sign(&mut self, at: usize, next: usize) {
        let named = self.text[..at].strip_suffix(['n', 'N']);
        let begins = named.is_some_and(|before| !before.ends_with(char::is_alphanumeric));
        if self.table.apart && begins && self.after(next).is_some_and(|c| c.is_ascii_digit()) {
            self.edit(at, next - at, if self.text[at..].starts_with('°') { "°\u{a0}" } else { "º\u{a0}" });
        }
    }

    fn title(&mut self, at: usize) {
        if self.before(at).is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.')) {
            return;
        }
        let rest = &self.text[at..];
        for title in self.table.titles.iter().filter(|title| rest.starts_with(**title)) {
            let next = at + title.len();
            let (end, follows) = self.forth(next);
            if end > next && follows.is_some_and(|c| c.is_uppercase() || c == OPAQUE) {
                return self.space(next, end, NBSP);
            }
        }
    }

    /// A number, with what stands around it; where it ends.
    fn number(&mut self, at: usize) -> usize {
        let digits = |from: usize| self.text[from..].bytes().take_while(u8::is_ascii_digit).count();
        let count = digits(at);
        let mut end = at + count;
        let before = self.before(at);
        if before.is_some_and(|c| is_word(c) || matches!(c, '_' | '/' | '=' | '#')) {
            return end;
        }
        if self.table.clock && count <= 2 && self.text[end..].starts_with('h') && digits(end + 1) == 2 {
            let close = end + 3;
            if !self.after(close).is_some_and(|c| c.is_alphanumeric()) {
                self.edit(end, 1, "\u{a0}h\u{a0}");
                return close;
            }
        }
        self.abbreviation(at);
        end = self.groups(end, count);
        while self.text[end..].starts_with(['.', ',']) && self.after(end + 1).is_some_and(|c| c.is_ascii_digit()) {
            let from = end + 1;
            end = from + self.text[from..].bytes().take_while(u8::is_ascii_digit).count();
        }
        self.unit(end, count <= 2);
        end
    }

    /// The number at `at` stays with `p.`, `n°`, a month or the like before it.
    fn abbreviation(&mut self, at: usize) {
        let (start, before) = self.back(at);
        if start == at || before.is_none() {
            return;
        }
        let token = self.token(start);
        let word = token.trim_start_matches(['(', '[', '«', '“', '"', '\'', '’']);
        // `l'art. 5`
        let word = word.rsplit(['\'', '’']).next().unwrap_or(word);
        let is_month = self.table.month_first && self.table.months.contains(&word);
        if is_month || self.table.before_number.contains(&word) {
            self.space(start, at, NBSP);
        }
    }

    /// Groups of three digits after the first `count`, which end at `end`; or of two, in a telephone number.
    fn groups(&mut self, end: usize, count: usize) -> usize {
        let group = |from: usize, size: usize| {
            let space = self.after(from).filter(|&c| is_space(c) && c != '\t')?;
            let start = from + space.len_utf8();
            let found = self.text[start..].bytes().take_while(u8::is_ascii_digit).count();
            (found == size).then_some((from, start, start + size))
        };
        let all = |size: usize| {
            let mut found = Vec::new();
            let mut at = end;
            while let Some(next) = group(at, size) {
                found.push((next.0, next.1));
                at = next.2;
            }
            (found, at)
        };
        let (found, last) = if count <= 3 { all(3) } else { return end };
        if !found.is_empty() {
            for (from, start) in found {
                self.space(from, start, self.table.group);
            }
            return last;
        }
        let (found, last) = if count == 2 || count == 1 { all(2) } else { return end };
        if found.len() < 3 {
            return end;
        }
        for (from, start) in found {
            self.space(from, start, NBSP);
        }
        last
    }

    /// What follows a number that ends at `end`: a unit, a sign, a month.
    fn unit(&mut self, end: usize, short: bool) {
        let rest = &self.text[end..];
        if self.table.apart && rest.starts_with(['%', '‰', '$', '€', '£', '¥']) {
            let next = end + self.after(end).map_or(1, char::len_utf8);
            if !self.after(next).is_some_and(is_word) {
                self.edit(end, 0, NBSP);
                self.country(next);
            }
            return;
        }
        let ordinal = if short && rest.starts_with("er") { 2 } else { 0 };
        let from = end + ordinal;
        let (start, follows) = self.forth(from);
        if start == from || follows.is_none() {
            return;
        }
        let rest = &self.text[start..];
        let ends = |name: &&&str| {
            let tail = rest.strip_prefix(**name)?.chars().next();
            (!tail.is_some_and(|c| is_word(c) || matches!(c, '\'' | '’' | '-' | '²' | '³' | '/'))).then_some(())
        };
        if short && let Some(month) = self.table.months.iter().find(|month| ends(month).is_some()) {
            self.space(from, start, NBSP);
            let next = start + month.len();
            let (year, _) = self.forth(next);
            if year > next && self.text[year..].bytes().take_while(u8::is_ascii_digit).count() == 4 {
                self.space(next, year, NBSP);
            }
            return;
        }
        let longest = self.table.units.iter().filter(|unit| ends(unit).is_some()).max_by_key(|unit| unit.len());
        let Some(unit) = longest.filter(|_| ordinal == 0) else { return };
        self.space(from, start, NBSP);
        let next = start + unit.len();
        match *unit {
            "h" | "min" => {
                let (minutes, follows) = self.forth(next);
                if minutes > next && follows.is_some_and(|c| c.is_ascii_digit()) {
                    self.space(next, minutes, NBSP);
                }
            }
            "$" => self.country(next),
            _ => {}
        }
    }

    /// `25 $ CA`, `25 $ US`
    fn country(&mut self, next: usize) {
        let (start, _) = self.forth(next);
        let rest = &self.text[start..];
        let named = ["CA", "US", "can", "AU"]
            .iter()
            .any(|country| rest.strip_prefix(*country).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
        if start > next && named {
            self.space(next, start, NBSP);
        }
    }
}
