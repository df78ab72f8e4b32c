//! Turns nothing: it is every text of the command that prints handbooks, in French and in English, side by side.

use super::w;
use crate::diag::Wording;

pub const HANDBOOKS: Wording = w("[MANUEL]…", "[HANDBOOK]…");
pub const HANDBOOK: Wording = w("MANUEL", "HANDBOOK");
pub const SECONDS: Wording = w("SECONDES", "SECONDS");

pub const PDF: Wording =
    w("Imprimer les manuels en PDF, un fichier par langue", "Print handbooks as PDF, one file for each language");

pub const PDF_EXAMPLES: Wording = w(
    "  diglot pdf                                  tous les manuels, dans toutes les langues
  diglot pdf handbook --edition fr            un manuel, dans une langue
  diglot pdf --out-dir imprimes --paper a4

La page qui réunit tout le manuel est imprimée par Chromium, Chrome ou Edge, version 131 ou
ultérieure; elle lui vient de Diglot, sans réseau. Une erreur n'imprime rien.",
    "  diglot pdf                                  all handbooks, in all languages
  diglot pdf handbook --edition en            one handbook, in one language
  diglot pdf --out-dir printed --paper a4

The page with the whole handbook is printed by Chromium, Chrome or Edge, version 131 or later,
which gets it from Diglot, without a network. An error prints nothing.",
);

pub const PDF_HANDBOOKS_HELP: Wording = w(
    "Des dossiers de manuels ou de leurs éditions, à partir de `content/` [par défaut : tous]",
    "Folders of handbooks or of their editions, from `content/` [default: all]",
);
pub const PDF_OUT_HELP: Wording = w(
    "Le dossier des fichiers PDF [par défaut : `pdf` à côté de diglot.yaml]",
    "The folder of the PDF files [default: `pdf` beside diglot.yaml]",
);
pub const PAPER_HELP: Wording = w(
    "Le papier : a4 ou letter [par défaut : celui de la région de la langue; letter pour fr-CA et en-CA, a4 pour fr]",
    "The paper: a4 or letter [default: that of the language's region; letter for fr-CA and en-CA, a4 for en]",
);
pub const BROWSER_HELP: Wording = w(
    "Le navigateur qui imprime [par défaut : DIGLOT_CHROMIUM, sinon celui qui est installé]",
    "The browser that prints [default: DIGLOT_CHROMIUM, else the one that is installed]",
);
pub const TIMEOUT_HELP: Wording = w(
    "Ce que le navigateur peut mettre à s'ouvrir, et à imprimer un manuel [par défaut : 120]",
    "What the browser may take to start, and to print one handbook [default: 120]",
);
pub const NOT_SECONDS: Wording =
    w("; écrivez un nombre de secondes de 1 à 86400", "; write a number of seconds from 1 to 86400");

pub const PRINTED: Wording = w("`{path}` : {pages}, en {time}", "`{path}`: {pages}, in {time}");
pub const PRINTED_WITHOUT_NUMBERS: Wording = w(
    "`{path}` : imprimé en {time}; ce navigateur écrit des PDF que Diglot ne sait pas lire, et la table des matières ne donne pas les pages",
    "`{path}`: printed in {time}; this browser writes PDFs that Diglot cannot read, and the contents tell no page numbers",
);
pub const NOTHING_PRINTED: Wording = w("rien n'est imprimé", "nothing is printed");
pub const ADDRESSLESS: Wording = w(
    "`base_url` ne dit pas à quelle adresse sera le site : dans le PDF, les liens vers ses autres pages sont du texte",
    "`base_url` does not tell at which address the site will be: in the PDF, links to its other pages are text",
);
pub const PRINTING: Wording = w("Impression", "Printing");

pub const NO_HANDBOOK: Wording = w("aucun manuel ne s'appelle `{name}`", "no handbook is called `{name}`");
pub const NO_WHOLE: Wording = w("le site n'a pas de manuel à imprimer", "the site has no handbook to print");
pub const NOT_IN_LANGUAGE: Wording =
    w("aucun de ces manuels n'est publié dans cette langue", "none of these handbooks is published in this language");

pub const NO_BROWSER: Wording = w(
    "aucun navigateur trouvé pour imprimer; installez Chromium (`apt install chromium` sous Debian et Ubuntu, `brew install --cask chromium` sous macOS), Google Chrome ou Microsoft Edge, ou nommez le programme avec `--browser` ou dans la variable DIGLOT_CHROMIUM",
    "no browser found to print with; install Chromium (`apt install chromium` on Debian and Ubuntu, `brew install --cask chromium` on macOS), Google Chrome or Microsoft Edge, or name the program with `--browser` or in the variable DIGLOT_CHROMIUM",
);
pub const NO_SUCH_BROWSER: Wording = w(
    "le navigateur `{path}` n'existe pas; nommez le programme de Chromium, de Chrome ou d'Edge avec `--browser` ou dans la variable DIGLOT_CHROMIUM",
    "there is no browser `{path}`; name the program of Chromium, Chrome or Edge with `--browser` or in the variable DIGLOT_CHROMIUM",
);
pub const BROWSER_FAILS: Wording =
    w("le navigateur `{path}` ne démarre pas : {said}", "the browser `{path}` does not start: {said}");
pub const BROWSER_OLD: Wording = w(
    "ce navigateur ({version}) n'imprime pas d'en-têtes courants; installez Chromium, Chrome ou Edge 131 ou ultérieur",
    "this browser ({version}) prints no running headers; install Chromium, Chrome or Edge 131 or later",
);
pub const BROWSER_SLOW: Wording = w(
    "le navigateur n'a pas fini en {seconds} s et a été arrêté; `--timeout` lui donne plus de temps",
    "the browser did not finish within {seconds} s and was ended; `--timeout` gives it more time",
);
pub const BROWSER_GONE: Wording = w("le navigateur ne répond plus : {said}", "the browser answers no more: {said}");
pub const BROWSER_REFUSES: Wording =
    w("le navigateur a refusé `{command}` : {reason}", "the browser refused `{command}`: {reason}");
pub const INTERRUPTED: Wording = w("interrompu", "interrupted");
