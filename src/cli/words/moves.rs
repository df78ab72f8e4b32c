//! Turns what a move did, or why there was none, into words.

use super::w;
use crate::diag::Wording;

pub const MOVED: Wording = w("{files}, {links}, {redirects}", "{files}, {links}, {redirects}");
pub const WOULD_MOVE: Wording =
    w("Rien n'est écrit : {files}, {links}, {redirects}", "Nothing is written: {files}, {links}, {redirects}");
pub const FILE_MOVED: Wording = w("{count} fichier déplacé", "{count} file moved");
pub const FILES_MOVED: Wording = w("{count} fichiers déplacés", "{count} files moved");
pub const LINK_MOVED: Wording = w("{count} lien récrit", "{count} link rewritten");
pub const LINKS_MOVED: Wording = w("{count} liens récrits", "{count} links rewritten");
pub const REDIRECT_ADDED: Wording = w("{count} redirection ajoutée", "{count} redirect added");
pub const REDIRECTS_ADDED: Wording = w("{count} redirections ajoutées", "{count} redirects added");
pub const REDIRECTED: Wording =
    w("`{from}` mène maintenant à `{to}` (redirects.yaml)", "`{from}` now leads to `{to}` (redirects.yaml)");
pub const NO_ADDRESS: Wording = w(
    "`{name}` n'est pas une adresse du site : écrivez-la à partir de `/`, comme dans routes.txt",
    "`{name}` is no address of the site: write it from `/`, as in routes.txt",
);
pub const NOTHING_AT: Wording = w(
    "rien ne s'appelle `{name}` dans `content/` ni dans `static/` : ni document, ni dossier, ni fichier",
    "nothing is called `{name}`, in `content/` or in `static/`: no document, no folder, no file",
);
pub const NO_ANCHOR: Wording = w("ce document n'a pas d'ancre `#{name}`", "this document has no anchor `#{name}`");
pub const NAME_TAKEN: Wording = w("`{name}` existe déjà", "`{name}` exists already");
pub const UNSUITABLE: Wording = w(
    "`{name}` ne convient pas comme nouveau nom : il serait hors de `content/` et de `static/`, d'une autre sorte, dans un autre document, ou le même",
    "`{name}` does not suit as a new name: it would be outside `content/` and `static/`, of another kind, in another document, or the same",
);
pub const UNNAMABLE_ENCODING: Wording = w(
    "{place} : ce fichier n'est pas en UTF-8; enregistrez-le en UTF-8, puis recommencez",
    "{place}: this file is not UTF-8; save it as UTF-8 and try again",
);
pub const UNNAMABLE_TITLE: Wording = w(
    "{place} : un titre dans l'en-tête n'a pas de place pour un identifiant; écrivez-le sous l'en-tête, `# Titre {#{id}}`, dans chaque langue",
    "{place}: a title in the front matter has no place for an id; write it below the front matter, `# Title {#{id}}`, in each language",
);
pub const UNNAMABLE_HEADING: Wording = w(
    "{place} : la fin de ce titre est introuvable; écrivez vous-même `{#{id}}` à la fin du titre, dans chaque langue",
    "{place}: the end of this heading cannot be found; write `{#{id}}` at its end yourself, in each language",
);
pub const UNNAMABLE_CLAUSE: Wording = w(
    "{place} : cet article ne commence pas par un paragraphe; commencez-le par un paragraphe qui se termine par `{#{id}}`, dans chaque langue",
    "{place}: this clause does not begin with a paragraph; begin it with one that ends in `{#{id}}`, in each language",
);
pub const DESCRIBES: Wording = w(
    "`{name}` décrit son dossier et le suit; pour déplacer le dossier : `diglot mv {folder} NOUVEAU`",
    "`{name}` describes its folder and goes with it; to move the folder: `diglot mv {folder} NEW`",
);
pub const BOUND: Wording = w(
    "`{name}` doit rester dans `{folder}`; pour lui donner un autre nom : `diglot mv {name} {folder}/NOUVEAU.md`",
    "`{name}` has to stay in `{folder}`; to give it another name: `diglot mv {name} {folder}/NEW.md`",
);
pub const NO_ASSET: Wording = w(
    "`{name}` reste dans `content/` : `static/` ne contient que ce qui est publié tel quel, sans documents ni brouillons",
    "`{name}` stays in `content/`: `static/` holds only what is published as it is, no documents and no drafts",
);
pub const WOULD_BREAK: Wording = w(
    "rien n'est écrit : le site aurait les fautes ci-dessus, qu'il n'a pas",
    "nothing is written: the site would have the faults above, which it has not",
);
