//! Turns nothing: it is what the typography of each language asks for, as data.
//!
//! A language without a table is printed as it was typed. French follows the "Lexique des règles typographiques en usage
//! à l’Imprimerie nationale" for France and, for Canada, the Office québécois de la langue française (Vitrine
//! linguistique, table of spaces around signs); groups of digits are separated as in Unicode CLDR.

use crate::lang::months;

/// The no-break space.
pub const NBSP: &str = "\u{a0}";
/// The narrow no-break space.
const NARROW: &str = "\u{202f}";

/// What the typography of a language asks for.
pub struct Table {
    /// Primary subtag of the language.
    pub language: &'static str,
    /// The space before `;`, `!` and `?`, and before `:`; without it, these signs stay as they were typed.
    pub signs: Option<Signs>,
    /// What straight double quotes become, outside and inside another quotation.
    pub quotes: [(&'static str, &'static str); 2],
    /// The space inside « and ».
    pub inside: Option<&'static str>,
    /// The space between groups of three digits.
    pub group: &'static str,
    /// Whether `%`, `$` and the like stand apart from the number before them.
    pub apart: bool,
    /// Whether `18h30` is written `18 h 30`.
    pub clock: bool,
    /// Whether a dash between spaces keeps to what it belongs to.
    pub dashes: bool,
    /// What a number follows without a break.
    pub before_number: &'static [&'static str],
    /// What follows a number without a break.
    pub units: &'static [&'static str],
    /// Names of the months, which may follow the number of a day.
    pub months: &'static [&'static str],
    /// Whether a month may stand before the number of its day.
    pub month_first: bool,
    /// What a name follows without a break.
    pub titles: &'static [&'static str],
    /// Words that begin with an apostrophe, without it.
    pub clipped: &'static [&'static str],
}

pub struct Signs {
    pub high: &'static str,
    pub colon: &'static str,
}

/// The table for a BCP 47 tag: its region's if that has one, else its language's.
pub fn table(tag: &str) -> Option<&'static Table> {
    let mut subtags = tag.split('-');
    let is = |subtag: Option<&str>, name: &str| subtag.is_some_and(|subtag| subtag.eq_ignore_ascii_case(name));
    let primary = subtags.next();
    if is(primary, "fr") {
        return Some(if subtags.any(|subtag| is(Some(subtag), "CA")) { &FRENCH_CANADA } else { &FRENCH });
    }
    is(primary, "en").then_some(&ENGLISH)
}

const FRENCH: Table = Table {
    language: "fr",
    signs: Some(Signs { high: NARROW, colon: NBSP }),
    quotes: [("«\u{a0}", "\u{a0}»"), ("“", "”")],
    inside: Some(NBSP),
    group: NARROW,
    apart: true,
    clock: true,
    dashes: true,
    before_number: &[
        "n°", "N°", "nº", "Nº", "no", "No", "nos", "Nos", "n°s", "nᵒ", "§", "§§", "p.", "P.", "pp.", "art.", "Art.",
        "al.", "par.", "chap.", "ch.", "fig.", "Fig.", "tabl.", "t.", "vol.", "v.", "éd.", "sect.", "ann.", "app.",
        "tél.", "Tél.", "poste", "±", "≈", "≤", "≥",
    ],
    units: UNITS_FRENCH,
    months: months::FRENCH,
    month_first: false,
    titles: &["M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Me", "Mgr", "Dr", "Dre", "Drs", "Dres", "Pr", "Pre"],
    clipped: &[],
};

const FRENCH_CANADA: Table = Table { signs: Some(Signs { high: "", colon: NBSP }), group: NBSP, ..FRENCH };

const ENGLISH: Table = Table {
    language: "en",
    signs: None,
    quotes: [("“", "”"), ("“", "”")],
    inside: None,
    group: NBSP,
    apart: false,
    clock: false,
    dashes: false,
    before_number: &[
        "No.", "Nos.", "no.", "nos.", "p.", "pp.", "s.", "ss.", "art.", "Art.", "sec.", "Sec.", "ch.", "Ch.", "para.",
        "paras.", "fig.", "Fig.", "vol.", "Vol.", "§", "§§", "ext.",
    ],
    units: UNITS_ENGLISH,
    months: months::ENGLISH,
    month_first: true,
    titles: &["Mr.", "Mrs.", "Ms.", "Mx.", "Dr.", "Prof.", "Mr", "Mrs", "Ms", "Mx", "Dr"],
    clipped: &["tis", "twas", "twere", "twill", "em", "til", "n"],
};

/// Symbols that both languages write in the same way.
macro_rules! units {
    ($($own:literal),*) => {
        &[
            "km", "m", "dm", "cm", "mm", "µm", "nm", "km²", "m²", "cm²", "mm²", "m³", "cm³", "ha", "km/h", "m/s", "t",
            "kg", "g", "mg", "µg", "L", "l", "mL", "ml", "cL", "cl", "dL", "dl", "h", "min", "s", "ms", "µs", "ns",
            "°C", "°F", "K", "Hz", "kHz", "MHz", "GHz", "W", "kW", "MW", "kWh", "MWh", "V", "kV", "mA", "Ah", "mAh", "J",
            "kJ", "MJ", "N", "Pa", "hPa", "kPa", "dB", "px", "pt", "em", "rem", "bit/s", "kbit/s", "Mbit/s", "Gbit/s",
            "KiB", "MiB", "GiB", "TiB", "kg/m³", "CAD", "USD", "EUR", "GBP", "CHF", $($own),*
        ]
    };
}

const UNITS_FRENCH: &[&str] = units!(
    "%",
    "‰",
    "$",
    "€",
    "£",
    "¥",
    "¢",
    "k$",
    "M$",
    "G$",
    "k€",
    "M€",
    "Md€",
    "o",
    "ko",
    "Ko",
    "Mo",
    "Go",
    "To",
    "ppp",
    "Mb/s",
    "Gb/s",
    "millions",
    "million",
    "milliards",
    "milliard",
    "lb",
    "oz",
    "po",
    "pi",
    "mi"
);

const UNITS_ENGLISH: &[&str] = units!(
    "a.m.", "p.m.", "am", "pm", "a.m", "p.m", "B", "kB", "KB", "MB", "GB", "TB", "dpi", "Mbps", "Gbps", "million",
    "billion", "lb", "oz", "ft", "mi", "mph"
);
