//! Turns the rules on `diglot.yaml` into words.

rules! {
    NO_SETTINGS = "DG-C001", "no-settings", Error {
        message: "il n'y a pas de `diglot.yaml` ici", "there is no `diglot.yaml` here";
        label: "", "";
        help "create": "tapez `diglot new DOSSIER` pour créer un site, ou `--root DOSSIER` pour en désigner un", "type `diglot new DIR` to start a site, or `--root DIR` to name one";
        explain: "Un site Diglot est un dossier qui contient `diglot.yaml`.", "A Diglot site is a folder that contains `diglot.yaml`.";
    }
    LANGUAGES_ALIKE = "DG-C002", "languages-alike", Error {
        message: "deux langues ont le même `{what}` : `{value}`", "two languages have the same `{what}`: `{value}`";
        label: "déjà pris", "already taken";
        help "distinct": "donnez à cette langue un `{what}` à elle : `{tag: {tag}, {what}: …}`", "give this language a `{what}` of its own: `{tag: {tag}, {what}: …}`";
        help "remove": "retirez l'une des deux", "remove one of the two";
        related "first": "d'abord ici", "first here";
        explain: "Chaque langue a son segment d'adresse et son suffixe de fichier. À défaut, tous deux sont la première partie de l'étiquette : `fr-CA` et `fr-FR` se disputeraient donc `fr`.", "Each language has its own address segment and file suffix. Unless said otherwise both are the first part of the tag, so `fr-CA` and `fr-FR` would both claim `fr`.";
    }
    UNKNOWN_LANGUAGE = "DG-C003", "unknown-language", Error {
        message: "`{value}` n'est pas une langue de ce site", "`{value}` is not a language of this site";
        label: "langue inconnue", "unknown language";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "languages": "écrivez l'une de : {languages}", "write one of: {languages}";
        explain: "Les langues du site sont celles de `languages` dans `diglot.yaml`; on les nomme par leur segment, leur suffixe ou leur étiquette.", "The languages of a site are those of `languages` in `diglot.yaml`; name one by its segment, its suffix or its tag.";
    }
    BAD_SETTING = "DG-C004", "bad-setting", Error {
        message: "`{value}` ne convient pas à `{key}`", "`{value}` does not suit `{key}`";
        label: "attendu : {expected}", "expected {expected}";
        help "write": "écrivez par exemple `{example}`", "write for instance `{example}`";
        explain: "La valeur a le bon type, mais pas une forme utilisable : une adresse de base est une URL ou un chemin, une couleur s'écrit `#1f4e79`.", "The value has the right type but no usable form: a base URL is a URL or a path, a colour is written `#1f4e79`.";
    }
    UNKNOWN_RULE = "DG-C005", "unknown-rule", Error {
        message: "`{value}` n'est ni une règle ni une famille de règles", "`{value}` is neither a rule nor a family of rules";
        label: "règle inconnue", "unknown rule";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "families": "écrivez le code d'une règle, comme `DG-L001`, ou l'une des familles : {families}", "write a rule's code, such as `DG-L001`, or one of the families: {families}";
        explain: "`levels` change la gravité d'une règle, nommée par son code ou son nom, ou de toute une famille.", "`levels` changes the severity of a rule, given by its code or its name, or of a whole family.";
    }
    NO_LANGUAGES = "DG-C006", "no-languages", Error {
        message: "`languages` ne nomme aucune langue", "`languages` names no language";
        label: "ici", "here";
        help "write": "écrivez par exemple `{example}`", "write for instance `{example}`";
        explain: "Un site a au moins une langue, écrite comme une étiquette BCP 47 : `fr`, `fr-CA`, `en-GB`.", "A site has at least one language, written as a BCP 47 tag: `fr`, `fr-CA`, `en-GB`.";
    }
}
