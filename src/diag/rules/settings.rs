//! Turns the rules on `diglot.yaml` into words.

rules! {
    NO_SETTINGS = "DG-C001", "no-settings", Error {
        message: "il n'y a pas de `diglot.yaml` ici", "there is no `diglot.yaml` here";
        label: "", "";
        help "create": "tapez `diglot new DOSSIER` pour créer un site, ou `--root DOSSIER` pour en désigner un", "type `diglot new DIR` to start a site, or `--root DIR` to name one";
        explain: "Un site Diglot est un dossier qui contient `diglot.yaml`.", "A Diglot site is a folder that contains `diglot.yaml`.";
    }
    LANGUAGES_ALIKE = "DG-C002", "languages-alike", Error {
        message: "deux langues ont le même {what} `{value}`", "two languages have the same {what} `{value}`";
        label: "déjà pris", "already taken";
        help "distinct": "donnez à cette langue un {what} à elle : `{tag: {tag}, {what}: …}`", "give this language a {what} of its own: `{tag: {tag}, {what}: …}`";
        related "first": "d'abord ici", "first here";
        explain: "Chaque langue a son segment d'adresse et son suffixe de fichier. À défaut, tous deux sont la première partie de l'étiquette : `fr-CA` et `fr-FR` se disputeraient donc `fr`.", "Each language has its own address segment and file suffix. Unless said otherwise both are the first part of the tag, so `fr-CA` and `fr-FR` would both claim `fr`.";
    }
    UNKNOWN_LANGUAGE = "DG-C003", "unknown-language", Error {
        message: "`{value}` n'est pas une langue de ce site", "`{value}` is not a language of this site";
        label: "langue inconnue", "unknown language";
        help "languages": "écrivez l'une de : {languages}", "write one of: {languages}";
        explain: "Les langues du site sont celles de `languages` dans `diglot.yaml`; on les nomme par leur segment, leur suffixe ou leur étiquette.", "The languages of a site are those of `languages` in `diglot.yaml`; name one by its segment, its suffix or its tag.";
    }
    BAD_SETTING = "DG-C004", "bad-setting", Error {
        message: "`{value}` ne convient pas à `{key}`", "`{value}` does not suit `{key}`";
        label: "attendu : {expected}", "expected {expected}";
        help "write": "écrivez par exemple `{example}`", "write for instance `{example}`";
        explain: "La valeur a le bon type, mais pas une forme utilisable : une adresse de base est une URL ou un chemin, une couleur s'écrit `#1f4e79`.", "The value has the right type but no usable form: a base URL is a URL or a path, a colour is written `#1f4e79`.";
    }
}
