//! Turns nothing: it is every text of the commands that work with translators, in French and in English, side by side.

use super::w;
use crate::diag::Wording;

pub const DOCUMENTS: Wording = w("[DOCUMENT]…", "[DOCUMENT]…");
pub const XLIFF_FILE: Wording = w("FICHIER", "FILE");

pub const EXPORT: Wording = w(
    "Écrire ce qui est à traduire pour un outil de traduction",
    "Write what is to be translated for a translation tool",
);
pub const IMPORT: Wording = w(
    "Mettre à leur place des traductions revenues, ou les questions d'un centre d'assistance",
    "Put translations that came back, or questions of a support desk, in their places",
);

pub const EXPORT_EXAMPLES: Wording = w(
    "  diglot export --to xliff -o a-traduire.xlf      ce qui manque et ce qui a changé, dans toutes les langues
  diglot export --to xliff guides -o guides.xlf   un dossier seulement
  diglot export --to xliff --edition en --all     tout ce qui se traduit en anglais",
    "  diglot export --to xliff -o to-translate.xlf    what is missing and what has changed, in all languages
  diglot export --to xliff guides -o guides.xlf   one folder only
  diglot export --to xliff --edition fr --all     everything that is translated into French",
);
pub const IMPORT_EXAMPLES: Wording = w(
    "  diglot import a-traduire.xlf            écrire ce qui est traduit, et l'inscrire comme à jour
  diglot import a-traduire.xlf --dry-run  montrer ce qui changerait
  diglot import questions.csv             en faire une FAQ, et dire ce qui est à vérifier",
    "  diglot import to-translate.xlf            write what is translated, and record it as up to date
  diglot import to-translate.xlf --dry-run  show what would change
  diglot import questions.csv               make an FAQ of it, and say what is to be checked",
);

pub const EXPORT_TO_HELP: Wording =
    w("La forme du fichier : xliff, pour XLIFF 1.2", "The form of the file: xliff, for XLIFF 1.2");
pub const EXPORT_DOCUMENTS_HELP: Wording = w(
    "Des documents ou des dossiers, à partir de `content/` [par défaut : tout le site]",
    "Documents or folders, from `content/` [default: the whole site]",
);
pub const EXPORT_OUT_HELP: Wording =
    w("Le fichier à écrire [par défaut : la sortie standard]", "The file to write [default: the standard output]");
pub const EXPORT_ALL_HELP: Wording = w(
    "Aussi ce qui est à jour, pour une relecture ou une mémoire de traduction",
    "Also what is up to date, for a review or a translation memory",
);
pub const IMPORT_FILE_HELP: Wording = w(
    "Le fichier XLIFF que `export` a écrit et qu'un outil a rempli, ou une feuille CSV de questions",
    "The XLIFF file that `export` wrote and a tool filled in, or a CSV sheet of questions",
);
pub const NO_ACCEPT_HELP: Wording = w(
    "Ne pas inscrire ce qui est importé comme à jour : quelqu'un le relira et l'acceptera",
    "Do not record what is imported as up to date: somebody will review and accept it",
);

pub const EXPORTED: Wording = w("{units} de {files}, {words} à traduire", "{units} of {files}, {words} to translate");
pub const NOTHING_TO_EXPORT: Wording =
    w("Rien à traduire : aucun fichier n'est écrit", "Nothing to translate: no file is written");
pub const DOCUMENT_COUNT: Wording = w("{count} document", "{count} document");
pub const DOCUMENTS_COUNT: Wording = w("{count} documents", "{count} documents");
pub const WORD_COUNT: Wording = w("{count} mot", "{count} word");
pub const WORDS_COUNT: Wording = w("{count} mots", "{count} words");
pub const IMPORTED: Wording =
    w("{units} dans {files}; {unchanged} comme avant, {left}", "{units} in {files}; {unchanged} as before, {left}");
pub const WOULD_IMPORT: Wording = w(
    "Rien n'est écrit : {units} dans {files}; {unchanged} comme avant, {left}",
    "Nothing is written: {units} in {files}; {unchanged} as before, {left}",
);
pub const UNIT_IN: Wording = w("{count} unité traduite", "{count} unit translated");
pub const UNITS_IN: Wording = w("{count} unités traduites", "{count} units translated");
pub const LEFT_OUT_ONE: Wording = w("{count} laissée de côté", "{count} left out");
pub const LEFT_OUT: Wording = w("{count} laissées de côté", "{count} left out");
