//! Turns nothing: it is every text of the commands about translations, in French and in English, side by side.

use super::w;
use crate::diag::Wording;

pub const DOCUMENT: Wording = w("DOCUMENT", "DOCUMENT");
pub const OPTIONAL_DOCUMENT: Wording = w("[DOCUMENT]", "[DOCUMENT]");
pub const DOCUMENT_OR_UNIT: Wording = w("DOCUMENT[#UNITÉ]", "DOCUMENT[#UNIT]");
pub const LANGUAGE_NAME: Wording = w("LANGUE", "LANGUAGE");
pub const REASON: Wording = w("RAISON", "REASON");

pub const STATUS: Wording = w(
    "Dire quelles traductions sont à jour, et ce qui a changé depuis",
    "Say which translations are up to date, and what has changed since",
);
pub const ACCEPT: Wording = w(
    "Inscrire que la traduction d'un document ou d'une unité est à jour",
    "Record that the translation of a document or of a unit is up to date",
);

pub const STATUS_EXAMPLES: Wording = w(
    "  diglot status                      un tableau, par document et par langue
  diglot status guides/frais         ce qui a changé dans un document, mot à mot
  diglot status --format json        les mêmes chiffres pour un programme, unité par unité",
    "  diglot status                      a table, by document and language
  diglot status guides/fees          what has changed in a document, word by word
  diglot status --format json        the same figures for a program, unit by unit",
);
pub const ACCEPT_EXAMPLES: Wording = w(
    "  diglot accept guides/frais#delai   les deux textes de cette section disent la même chose
  diglot accept guides/frais         et de même tout le document
  diglot accept --all                commencer les registres d'un site qui existe
  diglot accept guides/frais#delai --no-translation-needed --reason \"Une coquille.\"

Versez translations/ au dépôt : un texte qui change ensuite d'un seul côté est signalé.",
    "  diglot accept guides/fees#notice   both texts of this section say the same
  diglot accept guides/fees          and so does the whole document
  diglot accept --all                begin the records of a site that exists
  diglot accept guides/fees#notice --no-translation-needed --reason \"A slip of the pen.\"

Commit translations/: a text that then changes on one side only is told of.",
);

pub const STATUS_DOCUMENT_HELP: Wording = w(
    "Un document ou un dossier, à partir de `content/`, avec ou sans langue",
    "A document or a folder, from `content/`, with or without language",
);
pub const ACCEPT_DOCUMENT_HELP: Wording = w(
    "Un document ou un dossier, à partir de `content/`, avec ou sans langue; ou DOCUMENT#unité, une unité étant une section, un article, une question, un terme, ou `_top` pour le titre et ce qui précède la première section",
    "A document or a folder, from `content/`, with or without language; or DOCUMENT#unit, a unit being a section, a clause, a question, a term, or `_top` for the title and what comes before the first section",
);
pub const EDITION_HELP: Wording =
    w("La traduction dans cette langue seulement", "The translation into this language only");
pub const ACCEPT_ALL_HELP: Wording = w(
    "Tous les documents : ce qui est traduit aujourd'hui est tenu pour à jour",
    "All documents: what is translated today is taken to be up to date",
);
pub const WAIVE_HELP: Wording = w(
    "Le changement du texte d'origine ne change rien au sens : la traduction reste à jour",
    "The edit of the source changes no meaning: the translation stays up to date",
);
pub const REASON_HELP: Wording = w("Pourquoi, en une ligne", "Why, in one line");

pub const COLUMN_DOCUMENT: Wording = w("document", "document");
pub const COLUMN_WORDS: Wording = w("mots à traduire", "words to translate");
pub const TOTAL: Wording = w("total", "total");
pub const LEGEND: Wording = w(
    "original, traduction, les deux : ce qui a changé depuis l'acceptation; manque : à traduire; en trop : sans original;\ndispensé : changement sans traduction; inédit : jamais accepté.",
    "source, translation, both: what has changed since it was accepted; missing: to be translated; extra: without a source;\nwaived: a change that needs no translation; unrecorded: never accepted.",
);

pub const NO_TRANSLATIONS: Wording = w("Aucun document n'est à traduire.", "There is no document to be translated.");
pub const ALL_CURRENT: Wording = w("Tout est à jour.", "All is up to date.");
pub const WORD: Wording = w("{count} mot", "{count} word");
pub const WORDS: Wording = w("{count} mots", "{count} words");
pub const WAIVED_BECAUSE: Wording = w("dispensé : {reason}", "waived: {reason}");

pub const ACCEPTED: Wording = w("{units} : accepté.", "{units} accepted.");
pub const ACCEPTED_HERE: Wording = w("Accepté dans l'aperçu : {name}", "Accepted in the preview: {name}");
pub const WOULD_ACCEPT: Wording =
    w("{units} : à accepter; rien n'est écrit.", "{units} to accept; nothing is written.");
pub const ACCEPTED_AND_REMOVED: Wording =
    w("{units} : accepté; {gone} du registre.", "{units} accepted; {gone} from the record.");
pub const WOULD_ACCEPT_AND_REMOVE: Wording = w(
    "{units} : à accepter; {gone} du registre; rien n'est écrit.",
    "{units} to accept; {gone} from the record; nothing is written.",
);
pub const NOTHING_TO_ACCEPT: Wording = w("Rien à accepter : tout est à jour.", "Nothing to accept: all is up to date.");
pub const NOTHING_TO_WAIVE: Wording =
    w("Aucun texte d'origine n'a changé depuis son acceptation.", "No source has changed since it was accepted.");
pub const UNIT: Wording = w("{count} unité", "{count} unit");
pub const UNITS: Wording = w("{count} unités", "{count} units");
pub const LINE_REMOVED: Wording = w("{count} ligne retirée", "{count} line removed");
pub const LINES_REMOVED: Wording = w("{count} lignes retirées", "{count} lines removed");

pub const NO_DOCUMENT: Wording =
    w("aucun document à traduire ne s'appelle `{name}`", "no document to be translated is called `{name}`");
pub const NO_UNIT: Wording = w("le document n'a pas d'unité `{name}`", "the document has no unit `{name}`");
pub const ONE_SIDED: Wording = w(
    "`{name}` n'existe que d'un côté : il n'y a rien à accepter",
    "`{name}` is there on one side only: there is nothing to accept",
);
pub const NOT_WAIVABLE: Wording = w(
    "`{name}` ne peut être dispensé de traduction : l'original n'a pas changé, la traduction a changé elle aussi, ou rien n'a jamais été accepté",
    "`{name}` cannot be waived: its source has not changed, its translation has changed too, or nothing was ever accepted",
);
pub const DAMAGED: Wording = w(
    "le registre `{name}` est abîmé; `diglot check` dit où",
    "the record `{name}` is damaged; `diglot check` says where",
);
pub const SEEN_CHANGED: Wording = w(
    "`{name}` a changé depuis que vous l'avez lu; relisez, puis recommencez",
    "`{name}` has changed since you looked at it; read it again, then try again",
);
pub const NO_EDITION: Wording = w("`{name}` n'est pas une langue du site", "`{name}` is no language of the site");
