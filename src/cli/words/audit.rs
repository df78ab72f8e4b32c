//! Turns nothing: it is what the command line says of `diglot audit`, in both languages.

use super::w;
use crate::diag::Wording;

pub const AUDIT: Wording = w(
    "Établir un rapport de conformité bilingue d'après une liste de questions",
    "Make a report on bilingual compliance from a list of questions",
);
pub const AUDIT_EXAMPLES: Wording = w(
    "  diglot audit                             dire ce qui est en défaut
  diglot audit --html rapport.html         écrire le rapport, bilingue et imprimable
  diglot audit --list > audit.yaml         prendre la liste pour la modifier

Le code de sortie est 1 si une vérification de Diglot répond non.",
    "  diglot audit                             say what fails
  diglot audit --html report.html          write the report, bilingual and printable
  diglot audit --list > audit.yaml         take the list to edit it

The exit status is 1 if a check of Diglot's answers no.",
);
pub const AUDIT_HTML_HELP: Wording =
    w("Écrire le rapport dans ce fichier, en HTML", "Write the report into this file, as HTML");
pub const AUDIT_JSON_HELP: Wording =
    w("Écrire le rapport dans ce fichier, en JSON", "Write the report into this file, as JSON");
pub const AUDIT_LIST_HELP: Wording = w(
    "Afficher la liste de questions qui est livrée, pour en faire audit.yaml",
    "Print the list of questions that ships, to make audit.yaml from it",
);
pub const AUDITED: Wording = w(
    "Oui : {passed}. Non : {failed}. À vérifier : {open}. Sans objet : {idle}.",
    "Yes: {passed}. No: {failed}. To be checked: {open}. Not applicable: {idle}.",
);
pub const MORE_PLACES: Wording = w("… et {count} de plus", "… and {count} more");
