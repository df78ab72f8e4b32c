//! Turns the rules on `diglot.yaml` into words.

rules! {
    NO_SETTINGS = "DG-C001", "no-settings", Error {
        message: "il n'y a pas de `diglot.yaml` ici", "there is no `diglot.yaml` here";
        label: "", "";
        help "create": "tapez `diglot new DOSSIER` pour créer un site, ou `--root DOSSIER` pour en désigner un", "type `diglot new DIR` to start a site, or `--root DIR` to name one";
        explain:
            "Un site Diglot est un dossier qui contient `diglot.yaml` : Diglot y lit le titre, les langues et les autres réglages, et ne lit rien hors de ce dossier. Sans ce fichier, il ne peut savoir ce que vous voulez construire. Placez-vous dans le dossier du site, désignez-le par `--root`, ou créez un site avec `diglot new`.",
            "A Diglot site is a folder that contains `diglot.yaml`: Diglot reads the title, the languages and all other settings there, and reads nothing outside that folder. Without the file it cannot know what you want to build. Change to the site's folder, name it with `--root`, or start a site with `diglot new`.";
        wrong: "cd documents\ndiglot build";
        right: "diglot build --root documents/site";
    }
    LANGUAGES_ALIKE = "DG-C002", "languages-alike", Error {
        message: "deux langues ont le même `{what}` : `{value}`", "two languages have the same `{what}`: `{value}`";
        label: "déjà pris", "already taken";
        help "distinct": "donnez à cette langue un `{what}` à elle : `{tag: {tag}, {what}: …}`", "give this language a `{what}` of its own: `{tag: {tag}, {what}: …}`";
        help "remove": "retirez l'une des deux", "remove one of the two";
        related "first": "d'abord ici", "first here";
        explain:
            "Chaque langue a son étiquette (`tag`), le premier segment de ses adresses (`segment`) et le suffixe de ses fichiers (`suffix`). À défaut, les deux derniers sont le début de l'étiquette : `fr-CA` et `fr-FR` se disputeraient donc `fr`, et leurs pages auraient les mêmes adresses. Écrivez l'une des deux langues, ou les deux, en toutes lettres.",
            "Each language has its tag (`tag`), the first segment of its addresses (`segment`) and the suffix of its files (`suffix`). Unless said otherwise the last two are the beginning of the tag, so `fr-CA` and `fr-FR` would both claim `fr` and their pages would share addresses. Write one of the two languages, or both, in full.";
        wrong: "languages: [fr-CA, fr-FR]";
        right: "languages:\n  - fr-CA\n  - {tag: fr-FR, segment: fr-fr, suffix: fr-fr}";
    }
    UNKNOWN_LANGUAGE = "DG-C003", "unknown-language", Error {
        message: "`{value}` n'est pas une langue de ce site", "`{value}` is not a language of this site";
        label: "langue inconnue", "unknown language";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "languages": "écrivez l'une de ces langues : {languages}", "write one of these languages: {languages}";
        explain:
            "Les langues d'un site sont celles de `languages` dans `diglot.yaml`, et elles seules : un texte donné dans une autre langue ne paraîtrait nulle part. On désigne une langue par son segment, son suffixe ou son étiquette complète. Corrigez le nom, ou ajoutez la langue à `languages`.",
            "The languages of a site are those of `languages` in `diglot.yaml` and no others: a text given in another language would appear nowhere. A language is named by its segment, its suffix or its full tag. Correct the name, or add the language to `languages`.";
        wrong: "languages: [fr-CA, en-CA]\nsource: de";
        right: "languages: [fr-CA, en-CA]\nsource: fr";
    }
    BAD_SETTING = "DG-C004", "bad-setting", Error {
        message: "`{value}` ne convient pas à `{key}`", "`{value}` does not suit `{key}`";
        label: "attendu : {expected}", "expected {expected}";
        help "write": "écrivez par exemple `{example}`", "write for instance `{example}`";
        explain:
            "La valeur est du bon type, mais sa forme est inutilisable : une adresse de base est une URL complète ou un chemin qui commence par `/`, une couleur s'écrit `#1f4e79`, un niveau est `error`, `warning`, `info` ou `off`. Diglot ne devine pas : une valeur mal comprise fausserait toutes les pages. Le message dit la forme attendue.",
            "The value has the right type, but a form that cannot be used: a base URL is a full URL or a path that begins with `/`, a colour is written `#1f4e79`, a level is `error`, `warning`, `info` or `off`. Diglot does not guess, since a value misunderstood would spoil every page. The message says which form is expected.";
        wrong: "base_url: docs.example.org";
        right: "base_url: https://docs.example.org/";
    }
    UNKNOWN_RULE = "DG-C005", "unknown-rule", Error {
        message: "`{value}` n'est ni une règle ni une famille de règles", "`{value}` is neither a rule nor a family of rules";
        label: "règle inconnue", "unknown rule";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "families": "écrivez le code d'une règle, comme `DG-L001`, ou l'une des familles : {families}", "write a rule's code, such as `DG-L001`, or one of the families: {families}";
        explain:
            "`levels` change le niveau d'une règle, désignée par son code ou son nom, ou de toute une famille. Sous un nom que Diglot ne connaît pas, le réglage serait sans effet, et vous croiriez une règle assouplie ou renforcée. Corrigez le nom; `diglot explain` décrit chaque règle.",
            "`levels` changes the level of a rule, given by its code or its name, or of a whole family. Under a name that Diglot does not know the setting would have no effect, and you would believe a rule relaxed or tightened. Correct the name; `diglot explain` describes every rule.";
        wrong: "levels: {DG-L04: warning, link: error}";
        right: "levels: {DG-L004: warning, links: error}";
    }
    NO_LANGUAGES = "DG-C006", "no-languages", Error {
        message: "`languages` ne nomme aucune langue", "`languages` names no language";
        label: "ici", "here";
        help "write": "écrivez par exemple `{example}`", "write for instance `{example}`";
        explain:
            "Un site a au moins une langue, écrite comme une étiquette BCP 47 : `fr`, `fr-CA`, `en-GB`. Sans langue, aucune page n'aurait d'adresse. L'ordre compte pour l'affichage, et la première langue est celle où les documents sont d'abord écrits, sauf si `source` en nomme une autre.",
            "A site has at least one language, written as a BCP 47 tag: `fr`, `fr-CA`, `en-GB`. Without a language no page would have an address. The order matters for display, and the first language is the one that documents are written in first, unless `source` names another.";
        wrong: "languages: []";
        right: "languages: [fr-CA, en-CA]";
    }
    STALE_BASELINE = "DG-C007", "stale-baseline", Warning {
        message: "ce problème de l'état de référence n'existe plus", "this problem of the baseline is gone";
        label: "entrée périmée", "stale entry";
        help "prune": "tapez `diglot baseline --prune` pour ôter les entrées périmées", "type `diglot baseline --prune` to remove stale entries";
        explain:
            "L'état de référence énumère les problèmes tolérés depuis le jour où il a été écrit. Celui-ci a été corrigé, ou son texte a changé : tant que l'entrée reste, la même faute pourrait revenir sans que personne le sache. `diglot baseline --prune` ôte les entrées périmées et n'en ajoute aucune.",
            "The baseline lists the problems that are tolerated since the day it was written. This one was mended, or its text has changed: as long as the entry stays, the same fault could come back without anybody knowing. `diglot baseline --prune` removes stale entries and adds none.";
        wrong: "- {path: content/a.fr.md, code: DG-L001, text: ancien.md, print: 0f3c5a7b9d1e2f40}", "- {path: content/a.en.md, code: DG-L001, text: former.md, print: 0f3c5a7b9d1e2f40}";
        right: "diglot baseline --prune";
    }
    MISSING_BASELINE = "DG-C008", "missing-baseline", Error {
        message: "l'état de référence `{path}` n'existe pas", "there is no baseline `{path}`";
        label: "fichier absent", "no such file";
        help "write": "tapez `diglot baseline --write`, ou retirez `baseline`", "type `diglot baseline --write`, or remove `baseline`";
        explain:
            "`baseline` nomme le fichier qui énumère les problèmes tolérés. Sans lui, tous les anciens problèmes compteraient comme nouveaux. Écrivez-le avec `diglot baseline --write` et versionnez-le avec le site, ou retirez le réglage.",
            "`baseline` names the file that lists the problems to be tolerated. Without it all old problems would count as new ones. Write it with `diglot baseline --write` and commit it with the site, or remove the setting.";
        wrong: "baseline: autrefois.yaml", "baseline: formerly.yaml";
        right: "baseline: diglot-baseline.yaml";
    }
}
