//! Turns the situations in which a site has no page of its own to show into pages, in French or in English.
//!
//! It does not decide which situation it is.

use super::Problem;
use crate::diag::{Severity, Tongue};
use std::fmt::Write;

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:4rem auto;padding:0 1rem;\
color:#1d2430;background:#fff}h1{font-size:1.5rem}li{margin:0 0 1.25rem}code{font:.9em ui-monospace,monospace;\
overflow-wrap:anywhere}a{color:#0b57a4}.error{color:#b3261e}.warning{color:#8a5300}\
@media (prefers-color-scheme:dark){body{color:#e6e9ee;background:#14181f}a{color:#8ab8f0}.error{color:#ff9d94}\
.warning{color:#f0b867}}";

/// The first build is not finished.
pub fn waiting(tongue: Tongue) -> String {
    match tongue {
        Tongue::French => {
            page(tongue, "Première construction en cours", "<p>Cette page se recharge dès que le site est prêt.</p>")
        }
        Tongue::English => {
            page(tongue, "First build in progress", "<p>This page reloads as soon as the site is ready.</p>")
        }
    }
}

/// The first build made nothing.
pub fn failed(tongue: Tongue, problems: &[Problem]) -> String {
    let (title, what_next) = match tongue {
        Tongue::French => ("La première construction a échoué", "Corrigez, enregistrez&nbsp;: cette page se recharge."),
        Tongue::English => ("The first build failed", "Mend it, save: this page reloads."),
    };
    page(tongue, title, &format!("<p>{what_next}</p>{}", list(tongue, problems)))
}

/// An address that is not below the base path.
pub fn outside(tongue: Tongue, base: &str) -> String {
    let link = format!("<a href=\"{0}\"><code>{0}</code></a>", escape(base));
    match tongue {
        Tongue::French => {
            page(tongue, "Rien ici", &format!("<p>Le site se trouve sous {link}, comme une fois publié.</p>"))
        }
        Tongue::English => {
            page(tongue, "Nothing here", &format!("<p>The site is below {link}, as when published.</p>"))
        }
    }
}

/// An address of a site that has no page of its own for missing ones.
pub fn missing(tongue: Tongue, base: &str) -> String {
    let base = escape(base);
    match tongue {
        Tongue::French => page(tongue, "Page introuvable", &format!("<p><a href=\"{base}\">Aller à l’accueil</a></p>")),
        Tongue::English => {
            page(tongue, "Page not found", &format!("<p><a href=\"{base}\">Go to the home page</a></p>"))
        }
    }
}

/// A request that is refused, or a fault of the preview itself.
pub fn refused(tongue: Tongue, why: &Refusal) -> String {
    let (fr, en) = match why {
        Refusal::Malformed => ("Adresse mal formée", "Malformed address"),
        Refusal::Host => (
            "Nom d’hôte refusé&nbsp;: l’aperçu ne répond qu’aux noms de cette machine (voir «&nbsp;--host&nbsp;»)",
            "Host name refused: the preview answers to this machine’s names only (see `--host`)",
        ),
        Refusal::Origin => ("Origine refusée", "Origin refused"),
        Refusal::Method => {
            ("Méthode refusée&nbsp;: l’aperçu ne fait que montrer", "Method refused: the preview only shows")
        }
        Refusal::Token => (
            "Jeton refusé&nbsp;: rechargez la page, l’aperçu a été relancé",
            "Token refused: reload the page, the preview was started again",
        ),
        Refusal::Closed => (
            "Action refusée&nbsp;: rien n’agit sous «&nbsp;--host&nbsp;», l’aperçu ne fait que montrer",
            "Action refused: nothing acts under `--host`, the preview only shows",
        ),
        Refusal::Body => ("Demande trop longue ou trop lente", "Request too long or too slow"),
        Refusal::Internal => ("Cette page n’a pas pu être produite", "This page could not be made"),
    };
    let title = match tongue {
        Tongue::French => fr,
        Tongue::English => en,
    };
    page(tongue, title, "")
}

/// Why there is no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Malformed,
    Host,
    Origin,
    Method,
    /// An action without the token of this run.
    Token,
    /// An action where there are none.
    Closed,
    /// A body that is too long, or took too long.
    Body,
    Internal,
}

fn list(tongue: Tongue, problems: &[Problem]) -> String {
    let mut html = String::from("<ol>");
    for problem in problems {
        let (message, help) = match tongue {
            Tongue::French => (&problem.message_fr, &problem.help_fr),
            Tongue::English => (&problem.message_en, &problem.help_en),
        };
        let place = match problem.line {
            0 => problem.path.clone(),
            line => format!("{}:{line}:{}", problem.path, problem.column),
        };
        let class = if problem.severity == Severity::Error { "error" } else { "warning" };
        let _ = write!(
            html,
            "<li><code>{}</code><br><strong class=\"{class}\">{}</strong> {}",
            escape(&place),
            escape(&problem.code),
            escape(message)
        );
        if let Some(help) = help {
            let _ = write!(html, "<br>{}", escape(help));
        }
        html.push_str("</li>");
    }
    html.push_str("</ol>");
    html
}

/// `data-diglot` tells the script that the page itself says what the overlay would.
fn page(tongue: Tongue, title: &str, body: &str) -> String {
    let lang = match tongue {
        Tongue::French => "fr",
        Tongue::English => "en",
    };
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" data-diglot>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} · Diglot</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
