//! Turns nothing: it is what is known of external addresses, between the edge that asks for them and the rules that speak.
//!
//! Nothing here is read from a clock or a network: answers are an input of the build, like a file.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is known of each address, by the address as it is meant in a document.
pub type Answers = BTreeMap<Box<str>, Learnt>;

/// What is known of one address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Learnt {
    pub answer: Answer,
    /// Where it has moved to for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<Box<str>>,
    /// Whether the page has what the fragment names.
    #[serde(default, skip_serializing_if = "Anchor::is_fine")]
    pub anchor: Anchor,
    /// How many runs in a row have failed, this one included.
    #[serde(default)]
    pub runs: u32,
}

/// How the question ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    Found,
    /// The server is sure that there is nothing.
    Missing(u16),
    /// The server does not answer programs, or not this one: nothing can be known.
    Refused(Reason),
    /// No answer, or none that makes sense; it may pass.
    Trouble(Reason),
}

impl Answer {
    /// Whether the address counts as failing in this run.
    pub fn fails(self) -> bool {
        matches!(self, Answer::Missing(_) | Answer::Trouble(_))
    }
}

/// Why there is no good answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    Status(u16),
    Timeout,
    /// No such host.
    Name,
    /// Nobody listens.
    Connection,
    /// The connection ended in the middle.
    Closed,
    /// The certificate is not valid for this host, today.
    Certificate,
    /// No encryption that both sides know.
    Encryption,
    /// What was answered is no HTTP.
    Garbage,
    /// Redirects without end.
    Redirects,
    /// Redirects that end only for who keeps cookies.
    Cookies,
    /// A redirect into a network that is not public.
    NotPublic,
    /// No address that can be asked for.
    Address,
}

/// Whether a page has what a fragment names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// There is none, it is there, or nobody can know.
    #[default]
    Fine,
    /// No element has this id; one has an id that is spelt nearly so.
    Absent { nearest: Option<Box<str>> },
}

impl Anchor {
    pub fn is_fine(&self) -> bool {
        *self == Anchor::Fine
    }
}
