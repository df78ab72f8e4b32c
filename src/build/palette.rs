//! Turns the site's two colours into the palette of the built-in theme, light and dark, in which every text can be read.
//!
//! A company's colour is kept where it can be: its hue always, its lightness as far as the contrast of WCAG 2.2 allows. What
//! is computed here holds in every browser; a style sheet that computes it needs one that can.

use std::fmt::Write;

/// Used where the settings name no colour.
const BRAND: &str = "#1f4e79";
const ACCENT: &str = "#b8500c";

/// Text that is read (WCAG 2.2, 1.4.3), with a margin for the rounding of colours.
const TEXT: f64 = 4.6;
/// Running text.
const INK: f64 = 11.0;
/// What must be seen, not read (1.4.11).
const SIGN: f64 = 3.1;

/// A colour as lightness, chroma and hue of OKLCH (CSS Color 4, 9.4).
#[derive(Clone, Copy)]
struct Lch {
    l: f64,
    c: f64,
    h: f64,
}

/// A colour of sRGB, each part from 0 to 1.
type Rgb = [f64; 3];

/// The style sheet with the palette of these colours, in the form `#rgb` or `#rrggbb`.
pub fn sheet(brand: Option<&str>, accent: Option<&str>) -> String {
    let brand = brand.unwrap_or(BRAND);
    let accent = accent.unwrap_or(ACCENT);
    let colours = [parse(brand), parse(accent)].map(|rgb| lch(rgb.unwrap_or([0.0; 3])));
    let mut css = String::from(":root{");
    let _ = write!(css, "--brand:{brand};--accent:{accent};");
    declare(&palette(colours, Scheme::Light), &mut css);
    css.push_str("}\n");
    let mut dark = String::new();
    declare(&palette(colours, Scheme::Dark), &mut dark);
    // Paper is light, whatever the screen is.
    let _ = write!(
        css,
        "@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=\"light\"]){{{dark}}}}}\n\
         @media screen{{:root[data-theme=\"dark\"]{{{dark}}}}}\n"
    );
    css
}

#[derive(Clone, Copy, PartialEq)]
enum Scheme {
    Light,
    Dark,
}

type Palette = Vec<(&'static str, Rgb)>;

fn declare(palette: &Palette, css: &mut String) {
    for (name, rgb) in palette {
        let _ = write!(css, "--{name}:{};", hex(*rgb));
    }
}

/// Lightness and the most chroma of a colour, in light and in dark.
type Shade = [(f64, f64); 2];

/// What text stands on. The darkest paper and the lightest are those that a text must be read on.
const PAPERS: [(&str, Shade); 5] = [
    ("paper", [(0.994, 0.003), (0.19, 0.012)]),
    ("surface", [(0.972, 0.006), (0.232, 0.014)]),
    ("wash", [(0.96, 0.014), (0.262, 0.03)]),
    ("line", [(0.91, 0.009), (0.33, 0.016)]),
    ("code-line", [(0.935, 0.025), (0.3, 0.035)]),
];

/// Colours that mean the same on every site: hue, then lightness and chroma of the text, then of what it stands on.
const MEANINGS: [(&str, &str, f64, Shade, Shade); 5] = [
    ("note", "note-wash", 250.0, [(0.45, 0.11), (0.8, 0.09)], [(0.97, 0.01), (0.25, 0.028)]),
    ("tip", "tip-wash", 155.0, [(0.45, 0.1), (0.81, 0.11)], [(0.97, 0.013), (0.25, 0.028)]),
    ("important", "important-wash", 300.0, [(0.45, 0.15), (0.8, 0.1)], [(0.97, 0.011), (0.25, 0.035)]),
    ("warning", "warning-wash", 78.0, [(0.46, 0.1), (0.84, 0.11)], [(0.972, 0.02), (0.26, 0.032)]),
    ("caution", "caution-wash", 26.0, [(0.46, 0.16), (0.79, 0.11)], [(0.97, 0.012), (0.26, 0.04)]),
];

/// Colours of code.
const CODE: [(&str, f64, Shade); 6] = [
    ("code-keyword", 300.0, [(0.44, 0.15), (0.81, 0.1)]),
    ("code-string", 150.0, [(0.44, 0.1), (0.83, 0.1)]),
    ("code-number", 58.0, [(0.47, 0.11), (0.83, 0.1)]),
    ("code-function", 253.0, [(0.45, 0.12), (0.81, 0.09)]),
    ("code-type", 200.0, [(0.46, 0.08), (0.83, 0.08)]),
    ("code-name", 10.0, [(0.46, 0.15), (0.81, 0.1)]),
];

/// Behind lines of a difference.
const CHANGES: [(&str, f64, Shade); 2] =
    [("code-inserted", 150.0, [(0.94, 0.05), (0.32, 0.06)]), ("code-deleted", 25.0, [(0.94, 0.035), (0.33, 0.07)])];

fn palette([brand, accent]: [Lch; 2], scheme: Scheme) -> Palette {
    let of = |shade: Shade| shade[usize::from(scheme == Scheme::Dark)];
    let shade = |colour: Lch, shade: Shade| {
        let (l, most) = of(shade);
        rgb(Lch { l, c: colour.c.min(most), h: colour.h })
    };
    let hue = |h: f64, own: Shade| shade(Lch { l: 0.0, c: f64::MAX, h }, own);
    let mut all: Palette = PAPERS.iter().map(|&(name, own)| (name, shade(brand, own))).collect();
    let paper = all[0].1;
    let mark_wash = shade(accent, [(0.962, 0.02), (0.27, 0.035)]);
    let mut grounds: Vec<Rgb> = all.iter().filter(|(name, _)| *name != "line").map(|(_, rgb)| *rgb).collect();
    grounds.push(mark_wash);
    // Text in the site's colours: as they are if they can be read, else lighter or darker until they can.
    let text = |colour: Lch, most: f64, least: f64| readable(Lch { c: colour.c.min(most), ..colour }, &grounds, least);
    let dark = scheme == Scheme::Dark;
    let link = text(of_scheme(brand, dark), if dark { 0.1 } else { 0.15 }, TEXT);
    let fill =
        readable(Lch { c: brand.c.min(if dark { 0.1 } else { 0.16 }), ..of_scheme(brand, dark) }, &[paper], TEXT);
    let on_fill = match dark {
        true => rgb(Lch { l: 0.2, c: brand.c.min(0.03), h: brand.h }),
        false => [1.0; 3],
    };
    all.extend([
        ("line-strong", shade(brand, [(0.8, 0.015), (0.47, 0.02)])),
        (
            "control",
            readable(Lch { l: if dark { 0.5 } else { 0.72 }, c: brand.c.min(0.02), h: brand.h }, &grounds, SIGN),
        ),
        ("ink", readable(Lch { l: if dark { 0.91 } else { 0.25 }, c: brand.c.min(0.018), h: brand.h }, &grounds, INK)),
        ("soft", readable(Lch { l: if dark { 0.74 } else { 0.46 }, c: brand.c.min(0.02), h: brand.h }, &grounds, TEXT)),
        ("link", link),
        ("link-strong", stronger(link, scheme)),
        ("fill", fill),
        ("on-fill", legible(on_fill, fill)),
        ("mark", text(of_scheme(accent, dark), if dark { 0.11 } else { 0.15 }, TEXT)),
        ("mark-line", text(of_scheme(accent, dark), if dark { 0.14 } else { 0.17 }, SIGN)),
        ("mark-wash", mark_wash),
    ]);
    for (name, wash, h, own, under) in MEANINGS {
        let under = hue(h, under);
        let (l, c) = of(own);
        all.extend([(name, readable(Lch { l, c, h }, &[paper, under], TEXT)), (wash, under)]);
    }
    let changes: Palette = CHANGES.iter().map(|&(name, h, own)| (name, hue(h, own))).collect();
    let mut behind = grounds.clone();
    behind.extend(changes.iter().map(|(_, rgb)| *rgb));
    for (name, h, own) in CODE {
        let (l, c) = of(own);
        all.push((name, readable(Lch { l, c, h }, &behind, TEXT)));
    }
    all.extend(changes);
    all
}

/// A colour of the site as a scheme begins with it: on dark paper, a dark one would first have to become light.
fn of_scheme(colour: Lch, dark: bool) -> Lch {
    Lch { l: if dark { colour.l.clamp(0.72, 0.86) } else { colour.l.clamp(0.3, 0.62) }, ..colour }
}

/// The colour, lighter or darker by as little as makes it stand out from all of `grounds`.
fn readable(colour: Lch, grounds: &[Rgb], least: f64) -> Rgb {
    let light = luminance(grounds[0]) > 0.18;
    let step = if light { -0.005 } else { 0.005 };
    let mut now = colour;
    loop {
        let found = rounded(rgb(now));
        let enough = grounds.iter().all(|ground| contrast(found, *ground) >= least);
        if enough || !(0.0..=1.0).contains(&now.l) {
            return found;
        }
        now.l += step;
    }
}

/// The colour of a link under the pointer: further from the paper.
fn stronger(link: Rgb, scheme: Scheme) -> Rgb {
    let colour = lch(link);
    let l = if scheme == Scheme::Dark { (colour.l + 0.1).min(0.97) } else { (colour.l - 0.12).max(0.15) };
    rgb(Lch { l, c: colour.c * 0.8, h: colour.h })
}

/// `wanted`, or black or white if it cannot be read on `ground`.
fn legible(wanted: Rgb, ground: Rgb) -> Rgb {
    let candidates = [wanted, [0.0; 3], [1.0; 3]];
    candidates.into_iter().find(|colour| contrast(*colour, ground) >= TEXT).unwrap_or(wanted)
}

/// How two colours stand out from each other, from 1 to 21 (WCAG 2.2).
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(rgb: Rgb) -> f64 {
    let [r, g, b] = rgb.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn linear(part: f64) -> f64 {
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

fn gamma(part: f64) -> f64 {
    if part <= 0.0031308 { part * 12.92 } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 }
}

/// Matrices of Björn Ottosson, as CSS Color 4 has them.
fn lch(rgb: Rgb) -> Lch {
    let [r, g, b] = rgb.map(linear);
    let l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b).cbrt();
    let m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b).cbrt();
    let s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b).cbrt();
    let a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
    let blue = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
    let lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
    Lch { l: lightness, c: a.hypot(blue), h: blue.atan2(a).to_degrees() }
}

/// The colour in sRGB; one that is outside loses chroma until it is inside.
fn rgb(colour: Lch) -> Rgb {
    let mut now = Lch { c: colour.c.min(0.4), ..colour };
    loop {
        let found = unbounded(now);
        let inside = found.iter().all(|part| (-0.0005..=1.0005).contains(part));
        if inside || now.c <= 0.0 {
            return found.map(|part| part.clamp(0.0, 1.0));
        }
        now.c = (now.c - 0.004).max(0.0);
    }
}

fn unbounded(colour: Lch) -> Rgb {
    let (sin, cos) = colour.h.to_radians().sin_cos();
    let (a, b) = (colour.c * cos, colour.c * sin);
    let l = (colour.l + 0.3963377774 * a + 0.2158037573 * b).powi(3);
    let m = (colour.l - 0.1055613458 * a - 0.0638541728 * b).powi(3);
    let s = (colour.l - 0.0894841775 * a - 1.2914855480 * b).powi(3);
    [
        4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
        -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
        -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
    ]
    .map(gamma)
}

/// As it is written: contrast is promised of what browsers read.
fn rounded(rgb: Rgb) -> Rgb {
    rgb.map(|part| (part * 255.0).round() / 255.0)
}

fn hex(rgb: Rgb) -> String {
    let [r, g, b] = rgb.map(|part| (part * 255.0).round() as u8);
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn parse(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#')?;
    let wide: String =
        if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits.to_owned() };
    let number = u32::from_str_radix(&wide, 16).ok()?;
    Some([16, 8, 0].map(|shift| f64::from(number >> shift & 0xff) / 255.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_survive_the_way_there_and_back() {
        for text in ["#1f4e79", "#b8500c", "#000000", "#ffffff", "#00ff00", "#ff00ff", "#808080"] {
            assert_eq!(hex(rgb(lch(parse(text).expect("a colour")))), text);
        }
        assert_eq!(parse("#abc"), parse("#aabbcc"));
        assert_eq!(format!("{:.2}", contrast([0.0; 3], [1.0; 3])), "21.00");
        assert_eq!(format!("{:.2}", contrast(parse("#777777").expect("a colour"), [1.0; 3])), "4.48");
    }

    /// Whatever colours a company has: bright, pale, dark and grey ones of all hues.
    #[test]
    fn every_text_can_be_read_on_every_paper_whatever_the_colours() {
        let steps = ["00", "55", "aa", "ff"];
        let all = steps.iter().flat_map(|r| steps.iter().flat_map(move |g| steps.map(|b| format!("#{r}{g}{b}"))));
        for (brand, accent) in all.clone().zip(all.skip(21).chain(std::iter::repeat_n("#ffd400".to_owned(), 21))) {
            let colours = [&brand, &accent].map(|text| lch(parse(text).expect("a colour")));
            for scheme in [Scheme::Light, Scheme::Dark] {
                let palette = palette(colours, scheme);
                let of = |name: &str| {
                    let found = palette.iter().find(|(known, _)| *known == name).expect("a colour of the palette");
                    rounded(found.1)
                };
                let texts = ["ink", "soft", "link", "mark"].map(|name| (name, 4.5));
                for (name, least) in texts.into_iter().chain([("mark-line", 3.0), ("control", 3.0)]) {
                    for paper in ["paper", "surface", "wash", "mark-wash", "code-line"] {
                        let found = contrast(of(name), of(paper));
                        assert!(found >= least, "{brand}, {accent}: {name} on {paper} is {found:.2}");
                    }
                }
                for name in CODE.iter().map(|(name, ..)| *name).chain(["ink", "soft"]) {
                    for paper in ["surface", "code-line", "code-inserted", "code-deleted"] {
                        assert!(contrast(of(name), of(paper)) >= 4.5, "{brand}: {name} on {paper}");
                    }
                }
                for (name, wash, ..) in MEANINGS {
                    assert!(contrast(of(name), of(wash)) >= 4.5 && contrast(of("ink"), of(wash)) >= 7.0, "{name}");
                    for text in ["soft", "link", "mark"] {
                        let found = contrast(of(text), of(wash));
                        assert!(found >= 4.5, "{brand}, {accent}: {text} on {wash} is {found:.2}");
                    }
                }
                assert!(contrast(of("on-fill"), of("fill")) >= 4.5, "{brand}: the text on the fill");
                assert!(contrast(of("link-strong"), of("paper")) >= 4.5, "{brand}: a link under the pointer");
            }
        }
    }

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_is() {
        let css = sheet(Some("#1b4965"), None);
        assert!(css.contains("--link:#1b4965;") && css.contains("--fill:#1b4965;"), "{css}");
    }
}
