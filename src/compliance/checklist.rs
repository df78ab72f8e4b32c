//! Turns `audit.yaml`, or the list that ships, into the questions of an audit.
//!
//! It answers none.

use crate::diag::Finding;
use crate::records::Checklist;
use crate::source::Source;
use crate::yaml;

/// The list that ships: neutral, in both languages.
pub const SHIPPED: &str = include_str!("checklist.yaml");

/// The list in a file; what is wrong with it is reported.
pub fn read(source: &Source, findings: &mut Vec<Finding>) -> Checklist {
    yaml::read(source, source.span(), findings).unwrap_or_default()
}

/// The list that ships.
pub fn shipped() -> Checklist {
    let source = Source::new("audit.yaml", SHIPPED.as_bytes().to_vec());
    read(&source, &mut Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::CheckName;

    #[test]
    fn the_list_that_ships_is_sound_and_asks_every_check_once_in_both_languages() {
        let mut findings = Vec::new();
        let list = read(&Source::new("audit.yaml", SHIPPED.as_bytes().to_vec()), &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        for check in CheckName::ALL {
            assert_eq!(list.items.iter().filter(|item| item.check == Some(check)).count(), 1, "{check:?}");
        }
        assert!(list.items.iter().any(|item| item.check.is_none()), "a person is asked too");
        let mut ids: Vec<&str> = list.items.iter().map(|item| item.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), list.items.len());
        for item in &list.items {
            assert_eq!(item.question.iter().count(), 2, "{}", item.id.value);
        }
    }
}
