//! Turns nothing: it is every text of `serve` about editors and the network, in French and in English, side by side.

use super::w;
use crate::diag::Wording;

pub const EDITOR: Wording = w("ÉDITEUR", "EDITOR");
pub const EDITOR_HELP: Wording = w(
    "L'éditeur qu'ouvre un clic sur un problème, par exemple code, idea, zed ou \"kitty vim +{line} {file}\" \
     [par défaut : $DIGLOT_EDITOR]",
    "The editor that a click on a problem opens, such as code, idea, zed or \"kitty vim +{line} {file}\" \
     [default: $DIGLOT_EDITOR]",
);
pub const NOT_AN_EDITOR: Wording = w(
    "; écrivez un éditeur connu (code, idea, zed, subl, gvim, emacsclient…) ou une commande avec {file}, {line} et {column}",
    "; write an editor that is known (code, idea, zed, subl, gvim, emacsclient…), or a command with {file}, {line} and {column}",
);
pub const NO_SUCH_TEXT: Wording =
    w("`{path}` n'est pas un fichier du dossier du site", "`{path}` is no file of the site's folder");
pub const EDITOR_FAILED: Wording = w("`{program}` ne démarre pas : {error}", "`{program}` does not start: {error}");
pub const OPENED_TO_NETWORK: Wording = w(
    "--host {address} : toute machine qui atteint cette adresse peut lire le site, avec ses brouillons et ses \
     problèmes. Rien ne peut être écrit ni lancé de là : ouvrir l'éditeur et accepter une traduction sont \
     désactivés.",
    "--host {address}: every machine that reaches this address can read the site, with its drafts and its problems. Nothing can be written or launched from there: opening the editor and accepting a translation are off.",
);
