//! Turns the rules on templates and words of the interface into words.

rules! {
    TEMPLATE_SYNTAX = "DG-T001", "template-syntax", Error {
        message: "ce modèle ne peut être lu : {reason}", "this template cannot be read: {reason}";
        label: "ici", "here";
        help "docs": "les modèles sont en Tera 2", "templates are written in Tera 2";
        explain: "Le modèle contient une faute de syntaxe, un filtre ou un fichier inconnu.", "The template holds a syntax error, an unknown filter or an unknown file.";
    }
    TEMPLATE_ERROR = "DG-T002", "template-error", Error {
        message: "le modèle `{template}` échoue pour `{page}` : {reason}", "template `{template}` fails for `{page}`: {reason}";
        label: "ici", "here";
        help "fields": "un modèle ne voit que `page`, `site`, `nav`, `nav_top`, `words`, `data` et `assets`", "a template sees `page`, `site`, `nav`, `nav_top`, `words`, `data` and `assets` only";
        explain: "Le modèle lit une valeur qui n'existe pas, ou s'en sert mal.", "The template reads a value that does not exist, or uses it wrongly.";
    }
    MISSING_WORD = "DG-T003", "missing-word", Error {
        message: "le mot d'interface `{word}` manque en {lang}", "the interface word `{word}` is missing in {lang}";
        label: "", "";
        help "add": "ajoutez `{word}: …` à `{path}`", "add `{word}: …` to `{path}`";
        explain: "Les mots de l'interface existent en français et en anglais; une autre langue, ou un mot nouveau, se donne dans `data/words.LANGUE.yaml`.", "The interface has its words in French and English; another language, or a new word, is given in `data/words.LANGUAGE.yaml`.";
    }
    DATA_ADDRESS = "DG-T004", "data-address", Error {
        message: "`{path}` ne désigne rien dans les données", "`{path}` names nothing in the data";
        label: "aucune valeur à ce chemin", "no value at this path";
        help "declare": "écrivez le chemin d'une valeur de `data/`, par exemple `equipe.*.lien`", "write the path of a value in `data/`, for instance `team.*.link`";
        explain: "`data_addresses` déclare quelles valeurs de `data/` sont des adresses, pour qu'elles soient vérifiées.", "`data_addresses` declares which values of `data/` are addresses, so that they are checked.";
    }
}
