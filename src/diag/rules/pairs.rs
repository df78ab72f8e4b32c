//! Turns the rules on the editions of one document into words.

rules! {
    MISSING_TRANSLATION = "DG-P001", "missing-translation", Warning {
        message: "`{key}` n'existe pas en {lang}", "`{key}` does not exist in {lang}";
        label: "", "";
        help "create": "créez `{path}`, ou déclarez `only: {own}` avec une `reason`", "create `{path}`, or declare `only: {own}` with a `reason`";
        explain: "Le lecteur de l'autre langue verra une page de repli qui le dit.", "The reader of the other language will see a fallback page that says so.";
    }
    LOST_ID = "DG-P002", "lost-id", Warning {
        message: "l'ancre `#{id}` désigne deux sections différentes selon la langue", "anchor `#{id}` means two different sections depending on the language";
        label: "cette section perd l'ancre", "this section loses the anchor";
        help "explicit": "donnez à ce titre un identifiant à lui : `{#…}`", "give this heading an id of its own: `{#…}`";
        related "winner": "l'ancre mène ici", "the anchor leads here";
        explain: "L'intitulé de chaque édition sert d'ancre dans toutes; quand deux sections différentes y prétendent, l'identifiant principal l'emporte, puis la langue de la page.", "Each edition's heading serves as an anchor in all of them; where two different sections claim one, the main id wins, then the page's own language.";
    }
    IDS_DIFFER = "DG-P003", "ids-differ", Warning {
        message: "l'identifiant `{id}` n'existe que dans l'édition {lang}", "the id `{id}` exists in the {lang} edition only";
        label: "sans pendant", "no counterpart";
        help "same": "donnez le même identifiant à la section correspondante, ou retirez celui-ci", "give the corresponding section the same id, or remove this one";
        explain: "Un identifiant explicite est un point fixe : il apparie les sections des deux éditions.", "An explicit id is a fixed point: it pairs the sections of the editions.";
    }
    LONE_CLAUSE = "DG-P004", "lone-clause", Error {
        message: "cette disposition n'existe que dans l'édition {lang}", "this clause exists in the {lang} edition only";
        label: "sans pendant en {other}", "no counterpart in {other}";
        help "write": "écrivez la disposition correspondante dans `{path}`, ou retirez celle-ci", "write the corresponding clause in `{path}`, or remove this one";
        explain: "Les éditions d'un manuel ont les mêmes numéros : une disposition présente d'un seul côté n'en décale aucun autre, mais doit être corrigée.", "The editions of a handbook have the same numbers: a clause on one side only shifts no other, but must be mended.";
    }
    MISSING_TEXT = "DG-P005", "missing-text", Warning {
        message: "`{key}` n'a pas de texte en {lang}", "`{key}` has no text in {lang}";
        label: "", "";
        help "add": "ajoutez `{lang}: …`", "add `{lang}: …`";
        explain: "Un texte par langue est attendu; à défaut, le lecteur voit celui d'une autre langue, signalé comme tel.", "One text per language is expected; without it the reader sees another language's, marked as such.";
    }
}
