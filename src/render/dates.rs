//! Turns a date into words of a language (Unicode CLDR).
//!
//! It formats whole dates only, in the Gregorian calendar.

use super::view::DateView;
use crate::config::Config;
use crate::lang::{Lang, PerLang};
use crate::typography::{self, Table};
use icu_datetime::fieldsets::YMD;
use icu_datetime::input::Date as IcuDate;
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
use icu_locale_core::Locale;
use jiff::civil::Date;

/// Formats dates in every language of a site.
pub struct Dates(PerLang<Formatter>);

struct Formatter {
    french: bool,
    typography: Option<&'static Table>,
    format: DateTimeFormatter<YMD>,
}

impl Dates {
    pub fn new(config: &Config) -> Dates {
        Dates(config.languages.map(|lang| Formatter {
            typography: typography::of_language(config, lang),
            ..formatter(&config.languages[lang])
        }))
    }

    /// The date for machines and for readers.
    pub fn view(&self, lang: crate::lang::LangId, date: Date) -> DateView {
        let formatter = &self.0[lang];
        let text = match IcuDate::try_new_iso(date.year().into(), date.month() as u8, date.day() as u8) {
            Ok(icu) => formatter.format.format(&icu).to_string(),
            Err(_) => date.to_string(),
        };
        // CLDR has no ordinal for the first of the month, which French always writes.
        let text = match text.strip_prefix("1 ").filter(|_| formatter.french) {
            Some(rest) => format!("1er {rest}"),
            None => text,
        };
        DateView { iso: date.to_string(), text: typography::set(formatter.typography, &text) }
    }
}

fn formatter(lang: &Lang) -> Formatter {
    let locale = |tag: &str| tag.parse::<Locale>().unwrap_or(Locale::UNKNOWN);
    let make = |locale: Locale| DateTimeFormatter::try_new(DateTimeFormatterPreferences::from(locale), YMD::long());
    let format =
        make(locale(&lang.tag)).or_else(|_| make(Locale::UNKNOWN)).expect("the root date formats are compiled in");
    Formatter { french: lang.primary() == "fr", typography: None, format }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::LangId;
    use crate::source::Source;
    use jiff::civil::date;

    #[test]
    fn dates_in_words() {
        let settings = Source::new("diglot.yaml", b"title: T\nlanguages: [fr-CA, en-CA]\n".to_vec());
        let dates = Dates::new(&Config::read(&settings, &mut Vec::new()));
        assert_eq!(dates.view(LangId(0), date(2026, 5, 1)).text, "1er\u{a0}mai\u{a0}2026");
        assert_eq!(dates.view(LangId(1), date(2026, 5, 1)).text, "May\u{a0}1, 2026");
        assert_eq!(dates.view(LangId(0), date(2026, 12, 31)).text, "31\u{a0}décembre\u{a0}2026");
    }
}
