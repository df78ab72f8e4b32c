//! Turns answers into records that are kept between runs, and records into what the rules want to know.
//!
//! It reads no disk and no clock; whatever is wrong with the bytes of a file, there are records, if only none.

use crate::answers::{Anchor, Answer, Learnt, Reason};
use crate::config::External;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

const VERSION: u32 = 1;

const DAY: i64 = 24 * 60 * 60;

/// Days after which an address that is on the site no more is forgotten: a branch that lacks it does not lose it.
const FORGET_AFTER: i64 = 60;

/// What was learnt of one resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Seconds since 1970.
    pub asked: i64,
    pub answer: Answer,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<Box<str>>,
    /// By fragment.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub anchors: BTreeMap<Box<str>, Anchor>,
    /// How many runs in a row have failed.
    #[serde(default)]
    pub runs: u32,
}

impl Record {
    /// Whether it need not be asked again: only what was good is taken on trust.
    pub(super) fn is_fresh(&self, fragments: &BTreeSet<Box<str>>, settings: &External, now: i64) -> bool {
        let young = (0..i64::from(settings.max_age) * DAY).contains(&(now - self.asked));
        young
            && self.answer == Answer::Found
            && fragments.iter().all(|fragment| self.anchors.get(fragment) == Some(&Anchor::Fine))
    }

    pub(super) fn learnt(&self, fragment: Option<&str>) -> Learnt {
        let anchor = fragment.and_then(|fragment| self.anchors.get(fragment)).cloned().unwrap_or_default();
        let moved = self.moved.as_deref().map(|moved| match fragment {
            Some(fragment) if !moved.contains('#') => format!("{moved}#{fragment}").into(),
            _ => moved.into(),
        });
        Learnt { answer: self.answer, moved, anchor, runs: self.runs }
    }
}

/// What is known of what is no address.
pub(super) fn bad_address() -> Learnt {
    Learnt { answer: Answer::Trouble(Reason::Address), moved: None, anchor: Anchor::Fine, runs: 1 }
}

/// What was learnt of every resource, by its address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Records {
    version: u32,
    addresses: BTreeMap<Box<str>, Record>,
}

impl Records {
    pub fn from_bytes(bytes: &[u8]) -> Records {
        let records: Records = serde_json::from_slice(bytes).unwrap_or_default();
        if records.version == VERSION { records } else { Records { version: VERSION, ..Records::default() } }
    }

    /// The records as JSON, so that people can read what was answered.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("strings and numbers are always JSON");
        bytes.push(b'\n');
        bytes
    }

    pub fn get(&self, resource: &str) -> Option<&Record> {
        self.addresses.get(resource)
    }

    /// Puts a new answer in the place of the last one, and counts the runs that failed in a row.
    pub fn note(&mut self, resource: Box<str>, now: i64, mut record: Record) {
        record.asked = now;
        let before = self.addresses.get(&resource).filter(|before| before.answer.fails());
        record.runs = match record.answer.fails() {
            true => before.map_or(0, |before| before.runs).saturating_add(1),
            false => 0,
        };
        self.addresses.insert(resource, record);
    }

    /// Forgets what nobody has asked for in a long time.
    pub fn prune(&mut self, now: i64) {
        self.addresses.retain(|_, record| now - record.asked < FORGET_AFTER * DAY);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(answer: Answer) -> Record {
        Record { asked: 0, answer, moved: None, anchors: BTreeMap::new(), runs: 0 }
    }

    #[test]
    fn runs_in_a_row_are_counted_and_one_good_answer_ends_them() {
        let mut records = Records::from_bytes(b"");
        let mut runs = |answer| {
            records.note("https://a.dev/".into(), 0, record(answer));
            records.get("https://a.dev/").expect("noted").runs
        };
        assert_eq!(runs(Answer::Trouble(Reason::Timeout)), 1);
        assert_eq!(runs(Answer::Trouble(Reason::Status(500))), 2);
        assert_eq!(runs(Answer::Missing(404)), 3);
        assert_eq!(runs(Answer::Found), 0);
        assert_eq!(runs(Answer::Refused(Reason::Status(403))), 0);
        assert_eq!(runs(Answer::Trouble(Reason::Name)), 1);
    }

    #[test]
    fn only_good_answers_are_taken_on_trust_and_not_for_ever() {
        let settings = External { max_age: 2, ..External::default() };
        let fresh = |answer, now, fragments: &[&str]| {
            let fragments = fragments.iter().map(|id| (*id).into()).collect();
            let mut record = record(answer);
            record.anchors.insert("a".into(), Anchor::Fine);
            record.anchors.insert("b".into(), Anchor::Absent { nearest: None });
            record.is_fresh(&fragments, &settings, now)
        };
        assert!(fresh(Answer::Found, 2 * DAY - 1, &["a"]));
        assert!(!fresh(Answer::Found, 2 * DAY, &["a"]));
        assert!(!fresh(Answer::Found, -1, &[]), "a clock that was put back");
        assert!(!fresh(Answer::Found, 1, &["b"]) && !fresh(Answer::Found, 1, &["c"]));
        assert!(!fresh(Answer::Missing(404), 1, &[]) && !fresh(Answer::Refused(Reason::Status(403)), 1, &[]));
    }

    #[test]
    fn records_survive_the_file_and_anything_else_is_none() {
        let mut records = Records::from_bytes(b"{\"version\": 1, \"addresses\": 3}");
        let mut full = record(Answer::Trouble(Reason::Status(503)));
        full.moved = Some("https://b.dev/".into());
        full.anchors.insert("é".into(), Anchor::Absent { nearest: Some("e".into()) });
        records.note("https://a.dev/".into(), 0, full);
        assert_eq!(Records::from_bytes(&records.to_bytes()), records);
        let later = String::from_utf8(records.to_bytes()).expect("text").replace("\"version\": 1", "\"version\": 2");
        assert!(Records::from_bytes(later.as_bytes()).get("https://a.dev/").is_none());
        records.prune(FORGET_AFTER * DAY);
        assert!(records.get("https://a.dev/").is_none());
    }
}
