//! Turns the query of an address into what was chosen, and choices back into addresses.
//!
//! What it does not know it keeps for nobody: an address holds only what is chosen and not usual.

use crate::diag::{Tongue, Wording};
use url::form_urlencoded;

/// What may be chosen on the pages of the desk.
const KNOWN: [&str; 14] =
    ["ui", "view", "q", "lang", "state", "folder", "kind", "level", "sort", "from", "left", "right", "page", "at"];

pub struct Query {
    chosen: Vec<(&'static str, String)>,
    /// The language of the preview itself, and the one that was chosen.
    usual: Tongue,
    pub tongue: Tongue,
}

impl Query {
    pub fn read(query: &str, usual: Tongue) -> Query {
        let mut chosen: Vec<(&'static str, String)> = Vec::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let known = KNOWN.into_iter().find(|known| **known == name);
            if let Some(name) = known.filter(|known| !value.is_empty() && !chosen.iter().any(|(name, _)| name == known))
            {
                chosen.push((name, value.into_owned()));
            }
        }
        let ui = chosen.iter().find(|(name, _)| *name == "ui").map(|(_, value)| value.as_str());
        let tongue = match ui {
            Some("fr") => Tongue::French,
            Some("en") => Tongue::English,
            _ => usual,
        };
        Query { chosen, usual, tongue }
    }

    /// What was chosen under this name; empty if nothing was.
    pub fn get(&self, name: &str) -> &str {
        self.chosen.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }

    pub fn say(&self, wording: Wording) -> &'static str {
        wording.get(self.tongue)
    }

    /// The address of `path` with the same choices but these; an empty one is none.
    pub fn link(&self, path: &str, other: &[(&str, &str)]) -> String {
        let kept = self.chosen.iter().map(|(name, value)| (*name, value.as_str()));
        let kept = kept.filter(|(name, _)| !other.iter().any(|(changed, _)| changed == name));
        written(path, kept.chain(other.iter().copied()))
    }

    /// The address of another page, with the language of the words alone.
    pub fn other(&self, path: &str, chosen: &[(&str, &str)]) -> String {
        let ui = self.tongue != self.usual;
        let ui = ui.then_some(("ui", self.name()));
        written(path, ui.into_iter().chain(chosen.iter().copied()))
    }

    /// The name of the language of the words.
    pub fn name(&self) -> &'static str {
        match self.tongue {
            Tongue::French => "fr",
            Tongue::English => "en",
        }
    }

    /// The same page in the other language of the words.
    pub fn in_other_tongue(&self, path: &str) -> String {
        let other = match self.tongue {
            Tongue::French => Tongue::English,
            Tongue::English => Tongue::French,
        };
        let name = match other {
            _ if other == self.usual => "",
            Tongue::French => "fr",
            Tongue::English => "en",
        };
        self.link(path, &[("ui", name)])
    }
}

fn written<'a>(path: &str, chosen: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut out = form_urlencoded::Serializer::new(String::new());
    out.extend_pairs(chosen.filter(|(_, value)| !value.is_empty()));
    let query = out.finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_kept_and_changed() {
        let query = Query::read("q=a%26b&state=todo&foo=1&state=x&sort=", Tongue::French);
        assert_eq!((query.get("q"), query.get("state"), query.get("sort"), query.get("foo")), ("a&b", "todo", "", ""));
        assert_eq!(query.link("/x", &[("state", ""), ("from", "100")]), "/x?q=a%26b&from=100");
        assert_eq!(query.other("/x", &[]), "/x");
        assert_eq!(query.in_other_tongue("/x"), "/x?q=a%26b&state=todo&ui=en");
        let english = Query::read("ui=en", Tongue::French);
        assert_eq!((english.tongue, english.other("/x", &[])), (Tongue::English, "/x?ui=en".into()));
        assert_eq!(english.in_other_tongue("/x"), "/x");
    }
}
