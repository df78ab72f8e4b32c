//! Turns nothing: it is what one file was found to define, to use and to get wrong, as small as it can be kept.
//!
//! Places are offsets in the file's text; ids and addresses are hashes, for a large site has millions of them.

use super::address::Odd;
use super::page::Role;
use super::tree::FileIx;
use crate::source::Span;

/// What is wrong with one use.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fault {
    /// Nothing answers at this path.
    Missing,
    /// It leads out of the folder that the site is published in, and would lead somewhere with it.
    Prefix(FileIx),
    /// The page is there, the id is not.
    Anchor(FileIx),
    /// The page has no element of this id.
    Id,
    Odd(Odd),
    /// The page leads on to another, which has the id; the fragment does not come along.
    FragmentLost(FileIx),
    /// The page leads on in a circle.
    Loop,
    /// The page leads on to one that leads on.
    Chain(FileIx),
    /// The page is in another language, and exists in the reader's.
    Language(FileIx),
    /// The switch leads to the home page, although this page exists there.
    Switch(FileIx),
    /// The alternate does not name this page in turn.
    OneWay(FileIx),
    /// The alternate is in another language than said.
    OtherTongue(FileIx),
    /// No language tag.
    Tag,
    /// Two alternates of one language.
    TwoAlternates(FileIx),
    /// The canonical page names another one, or leads on.
    Canonical(FileIx),
    /// The id is there twice; where it stands first.
    Twice(Span),
}

/// A fault and where it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trouble {
    pub start: u32,
    pub end: u32,
    pub role: Role,
    pub fault: Fault,
}

/// A use that leads to another file of which something is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Led {
    pub start: u32,
    pub end: u32,
    pub to: FileIx,
    pub role: Role,
    /// The element says what language it leads to.
    pub marked: bool,
    pub directive: bool,
    /// The id, as the URL has it and decoded.
    pub wanted: Option<(u64, u64)>,
}

/// The first part of a language tag in lower case, or nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tongue([u8; 8]);

impl Tongue {
    pub fn of(tag: &str) -> Option<Tongue> {
        let first = tag.trim().split(['-', '_']).next().unwrap_or_default();
        let fits = (2..=8).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
        fits.then(|| {
            let mut tongue = [0; 8];
            tongue[..first.len()].copy_from_slice(first.as_bytes());
            tongue.make_ascii_lowercase();
            Tongue(tongue)
        })
    }

    /// The language that the first folder of an address is named after, where pages do not say theirs.
    pub fn of_folder(address: &str) -> Option<Tongue> {
        const USUAL: [&str; 24] = [
            "ar", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hi", "hu", "it", "ja", "ko", "nb", "nl", "pl",
            "pt", "ru", "sv", "tr", "uk", "zh",
        ];
        let (first, _) = address.split_once('/')?;
        let language = first.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        (first.len() <= 5 && USUAL.contains(&language.as_str())).then(|| Tongue::of(first)).flatten()
    }

    pub fn name(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default().trim_end_matches('\0')
    }
}

/// A page in another language, as a page names it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Alternate {
    pub start: u32,
    pub end: u32,
    /// None for `x-default`.
    pub tongue: Option<Tongue>,
    /// The whole tag in lower case.
    pub hash: u64,
    pub to: FileIx,
}
