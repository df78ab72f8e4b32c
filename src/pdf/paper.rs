//! Turns the region of a language into the paper that is used there.

/// A size of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    A4,
    Letter,
}

/// Where Letter is used (Unicode CLDR, `paperSize`); everywhere else it is A4.
const LETTER: [&str; 16] =
    ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE", "GU", "AS"];

impl Paper {
    /// The names that a user types.
    pub const ALL: [(&'static str, Paper); 2] = [("a4", Paper::A4), ("letter", Paper::Letter)];

    /// The paper of the region that a language tag names, such as `CA` in `fr-CA`.
    pub fn of(tag: &str) -> Paper {
        let region =
            tag.split('-').skip(1).find(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic()));
        match region {
            Some(region) if LETTER.iter().any(|letter| letter.eq_ignore_ascii_case(region)) => Paper::Letter,
            _ => Paper::A4,
        }
    }

    /// Width and height in inches, as the protocol wants them.
    pub fn inches(self) -> (f64, f64) {
        match self {
            Paper::A4 => (210.0 / 25.4, 297.0 / 25.4),
            Paper::Letter => (8.5, 11.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Paper;

    #[test]
    fn the_region_decides_not_the_language() {
        let letter = ["fr-CA", "en-CA", "en-US", "es-MX", "zh-Hant-US", "fr-ca"];
        let a4 = ["fr", "en", "fr-FR", "en-GB", "fr-CH", "ca", "ca-ES", "en-x-us"];
        assert!(letter.iter().all(|tag| Paper::of(tag) == Paper::Letter));
        assert!(a4[..7].iter().all(|tag| Paper::of(tag) == Paper::A4));
    }
}
