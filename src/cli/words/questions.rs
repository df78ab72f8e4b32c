//! Turns nothing: it is every text of the import of questions, in French and in English, side by side.

use super::w;
use crate::diag::Wording;

pub const TO_HELP: Wording = w(
    "D'une feuille de calcul : le fichier à faire, à partir de `content/` [par défaut : faq/ et le nom de la feuille]",
    "Of a spreadsheet: the file to make, from `content/` [default: faq/ and the name of the sheet]",
);
pub const COLUMN_HELP: Wording = w(
    "D'une feuille de calcul : ce que contient une colonne, par exemple `answer.fr=Solution`",
    "Of a spreadsheet: what a column holds, for example `answer.fr=Solution`",
);
pub const LANGUAGE_HELP: Wording = w(
    "D'une feuille de calcul : la langue des colonnes qui n'en disent rien",
    "Of a spreadsheet: the language of the columns that tell none",
);
pub const OVERWRITE_HELP: Wording =
    w("D'une feuille de calcul : remplacer le fichier s'il existe", "Of a spreadsheet: replace the file if it exists");
pub const FILE: Wording = w("CHEMIN", "PATH");
pub const LANGUAGE: Wording = w("LANGUE", "LANGUAGE");
pub const COLUMN: Wording = w("CHAMP=EN-TÊTE", "FIELD=HEADER");

pub const NO_LANGUAGE: Wording = w("le site n'a pas de langue `{name}`", "the site has no language `{name}`");
pub const BAD_COLUMN: Wording = w(
    "`{text}` ne dit rien d'une colonne : écrivez par exemple `question=Titre` ou `answer.en=Answer`; les champs sont question, answer, category, tags, id, updated et language",
    "`{text}` says nothing of a column: write for example `question=Title` or `answer.fr=Réponse`; the fields are question, answer, category, tags, id, updated and language",
);
pub const NO_COLUMN: Wording = w(
    "{path} : aucune colonne `{field}` parmi {headers}; dites laquelle par `--column {field}=EN-TÊTE`",
    "{path}: no column `{field}` among {headers}; say which one it is by `--column {field}=HEADER`",
);
pub const NO_HEADER: Wording =
    w("{path} : aucune colonne `{header}` parmi {headers}", "{path}: no column `{header}` among {headers}");
pub const NO_CSV: Wording = w(
    "{path}:{line} : ce n'est pas du CSV; un guillemet est peut-être resté ouvert",
    "{path}:{line}: this is not CSV; perhaps a quotation mark was left open",
);
pub const THERE: Wording = w(
    "`{path}` existe déjà : `--overwrite` le remplace, `--to` nomme un autre fichier",
    "`{path}` is there already: `--overwrite` replaces it, `--to` names another file",
);
pub const NOTHING: Wording = w("{path} : aucune question avec sa réponse", "{path}: no question with an answer");

pub const LINE: Wording = w("ligne {line} : ", "line {line}: ");
pub const ENCODING: Wording = w(
    "le fichier n'est pas en UTF-8 : il est lu en Windows-1252; vérifiez les accents",
    "the file is not UTF-8: it is read as Windows-1252; check the accents",
);
pub const IGNORED: Wording = w(
    "la colonne `{name}` est laissée de côté; `--column` dit ce qu'elle contient",
    "the column `{name}` is left out; `--column` says what it holds",
);
pub const ASSUMED: Wording = w(
    "rien ne dit la langue des questions : elles sont prises en {lang}; `--language` en dit une autre",
    "nothing tells the language of the questions: they are taken to be {lang}; `--language` names another",
);
pub const SAME_CATEGORIES: Wording = w(
    "les catégories n'ont qu'un titre pour toutes les langues : traduisez-les",
    "the categories have one title for all languages: translate them",
);
pub const NO_QUESTION: Wording =
    w("une réponse sans question est laissée de côté", "an answer without a question is left out");
pub const NO_ANSWER: Wording =
    w("« {question} » n'a pas de réponse et est laissée de côté", "“{question}” has no answer and is left out");
pub const LACKS: Wording = w("`{id}` manque en {lang}", "`{id}` lacks {lang}");
pub const DATE: Wording = w(
    "`{text}` n'est pas un jour certain : la date est laissée de côté",
    "`{text}` is no certain day: the date is left out",
);
pub const GIVEN_ID: Wording = w(
    "l'identifiant `{given}` ne convient pas, ou est pris : `{id}` le remplace",
    "the id `{given}` does not suit or is taken: `{id}` takes its place",
);
pub const TWICE: Wording = w(
    "deux questions se ressemblent : la seconde s'appelle `{id}`; une seule suffit peut-être",
    "two questions are alike: the second is called `{id}`; perhaps one will do",
);
pub const HTML: Wording = w(
    "la réponse de `{id}` contient du HTML, gardé tel quel : mieux vaut du Markdown",
    "the answer of `{id}` holds HTML, kept as it is: Markdown is better",
);
pub const DROPPED: Wording = w(
    "du HTML sans équivalent dans un texte (script, formulaire, cadre, vidéo) est laissé de côté",
    "HTML that no text can say (a script, form, frame or video) is left out",
);
pub const FORMULA: Wording = w(
    "`{text}` est une formule, ou son échec : exportez les valeurs, ou écrivez le texte",
    "`{text}` is a formula, or its failure: export the values, or write the text",
);
pub const FOREIGN: Wording = w(
    "la langue `{text}` n'est pas du site : la ligne est laissée de côté",
    "the site has no language `{text}`: the row is left out",
);
pub const CELLS: Wording = w(
    "la ligne a plus de cellules que d'en-têtes : « {text} » et la suite sont laissés de côté",
    "the row has more cells than there are headers: “{text}” and what follows are left out",
);
pub const TITLE: Wording = w(
    "le titre de la page, « {title} », vient du nom du fichier : écrivez le vôtre",
    "the title of the page, “{title}”, comes from the name of the file: write your own",
);
pub const IMPORTED: Wording =
    w("{questions} ({languages}) dans `{path}`; {notes}", "{questions} ({languages}) in `{path}`; {notes}");
pub const WOULD_IMPORT: Wording = w(
    "Rien n'est écrit : {questions} ({languages}) dans `{path}`; {notes}",
    "Nothing is written: {questions} ({languages}) in `{path}`; {notes}",
);
pub const QUESTION: Wording = w("{count} question", "{count} question");
pub const QUESTIONS: Wording = w("{count} questions", "{count} questions");
pub const DOUBT: Wording = w("{count} point à vérifier", "{count} point to check");
pub const DOUBTS: Wording = w("{count} points à vérifier", "{count} points to check");
