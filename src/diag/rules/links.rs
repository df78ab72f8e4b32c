//! Turns the rules on links, anchors and files into words.

rules! {
    BROKEN_PAGE = "DG-L001", "broken-page", Error {
        message: "la page `{target}` n'existe pas", "page `{target}` does not exist";
        label: "aucun document à cet endroit", "no document at this place";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "none": "donnez le chemin du fichier source, depuis ce fichier", "give the path of the source file, from this file";
        explain: "Un lien interne est le chemin relatif d'un fichier source, avec ou sans le suffixe de langue : `../faq/licences.yaml#delai`, `conditions.md#renouvellement`.", "An internal link is the relative path of a source file, with or without the language suffix: `../faq/licensing.yaml#deadline`, `terms.md#renewal`.";
    }
    BROKEN_ANCHOR = "DG-L002", "broken-anchor", Error {
        message: "`{page}` n'a pas d'ancre `#{anchor}`", "`{page}` has no anchor `#{anchor}`";
        label: "aucun identifiant de ce nom", "no id of this name";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "none": "donnez cet identifiant à un titre : `## Titre {#{anchor}}`", "give a heading this id: `## Title {#{anchor}}`";
        related "nearest": "l'ancre la plus proche est ici", "the nearest anchor is here";
        explain: "Une ancre est l'identifiant explicite d'un titre, d'un paragraphe, d'un élément de liste, d'une entrée de FAQ, ou le titre en minuscules et traits d'union, dans l'une ou l'autre langue.", "An anchor is the explicit id of a heading, paragraph, list item or FAQ entry, or the heading in lower case with hyphens, in any of the languages.";
    }
    MISSING_FILE = "DG-L003", "missing-file", Error {
        message: "le fichier `{target}` n'existe pas", "file `{target}` does not exist";
        label: "introuvable", "not found";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "none": "ajoutez le fichier à cet endroit, ou sous `static/` et écrivez `/nom`", "add the file at this place, or under `static/` and write `/name`";
        explain: "Une image ou un document à télécharger est un fichier à côté de la page, ou un fichier de `static/` désigné depuis la racine : `/logo.svg`. Il peut exister un fichier par langue : `plan.fr.png`, `plan.en.png`, que l'on désigne par `plan.png`.", "An image or a download is a file beside the page, or a file of `static/` named from the root: `/logo.svg`. There may be one file per language: `plan.fr.png`, `plan.en.png`, which are written `plan.png`.";
    }
    OTHER_LANGUAGE = "DG-L004", "other-language", Warning {
        message: "ce lien mène à la version {lang} de `{target}`, qui existe en {own}", "this link leads to the {lang} edition of `{target}`, which exists in {own}";
        label: "le lecteur change de langue", "the reader changes language";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        explain: "Un lien sans suffixe de langue reste dans la langue du lecteur. Un lien vers une autre langue, voulu, se marque par l'attribut de titre ou se laisse en `levels`.", "A link without a language suffix stays in the reader's language. Where the other language is meant, allow the rule for it in `levels`.";
    }
    WITHHELD_PAGE = "DG-L005", "withheld-page", Error {
        message: "`{target}` n'est pas publié : {reason}", "`{target}` is not published: {reason}";
        label: "mène à une page retenue", "leads to a page that is held back";
        help "draft": "publiez ce document (retirez `draft: true`), ou retirez le lien", "publish this document (remove `draft: true`), or remove the link";
        explain: "Un brouillon n'est pas publié : un lien vers lui donnerait une page introuvable. `--drafts` publie les brouillons pour un essai.", "A draft is not published, so a link to it would lead nowhere. `--drafts` publishes drafts for a trial.";
    }
    FORBIDDEN_SCHEME = "DG-L006", "forbidden-scheme", Error {
        message: "une adresse `{scheme}:` n'est pas admise", "a `{scheme}:` address is not allowed";
        label: "exécuterait un programme", "would run a program";
        help "remove": "mettez l'adresse d'une page, ou retirez le lien", "write the address of a page, or remove the link";
        explain: "`javascript:` et `vbscript:` exécutent du code au lieu de mener quelque part; la politique de sécurité du site les bloque.", "`javascript:` and `vbscript:` run code instead of leading somewhere; the site's security policy blocks them.";
    }
    UNDEFINED_REFERENCE = "DG-L007", "undefined-reference", Error {
        message: "la référence `[{label}]` n'est pas définie", "reference `[{label}]` is not defined";
        label: "s'affichera telle quelle", "will be shown as it is";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "define": "ajoutez une ligne `[{label}]: adresse`", "add a line `[{label}]: address`";
        explain: "`[texte][nom]` cherche une définition `[nom]: adresse` dans le même fichier.", "`[text][name]` looks for a definition `[name]: address` in the same file.";
    }
    UNDEFINED_FOOTNOTE = "DG-L008", "undefined-footnote", Error {
        message: "la note `[^{label}]` n'est pas définie", "footnote `[^{label}]` is not defined";
        label: "s'affichera telle quelle", "will be shown as it is";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "define": "ajoutez une ligne `[^{label}]: texte de la note`", "add a line `[^{label}]: text of the note`";
        explain: "Un appel `[^nom]` attend une note `[^nom]: texte` dans le même fichier.", "A reference `[^name]` wants a note `[^name]: text` in the same file.";
    }
    LANGUAGE_ONLY_ELSEWHERE = "DG-L009", "no-such-language", Error {
        message: "`{target}` n'existe pas en {lang}", "`{target}` does not exist in {lang}";
        label: "pas d'édition dans cette langue", "no edition in this language";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        explain: "Le suffixe désigne une édition qui n'existe pas. Sans suffixe, le lien mène à la page dans la langue du lecteur, ou à sa page de repli.", "The suffix names an edition that does not exist. Without a suffix the link leads to the page in the reader's language, or to its fallback page.";
    }
    EMPTY_LINK = "DG-L010", "empty-link", Error {
        message: "ce lien n'a ni texte ni cible qui lui en donne un", "this link has neither a text nor a target that gives it one";
        label: "rien à afficher", "nothing to show";
        help "text": "écrivez un texte entre les crochets", "write a text between the brackets";
        explain: "Entre crochets vides, Diglot met le titre ou le numéro de la cible; une adresse externe ou un fichier n'en ont pas.", "Between empty brackets Diglot puts the target's title or number; an external address or a file has none.";
    }
    UNUSED_FOOTNOTE = "DG-L011", "unused-footnote", Warning {
        message: "la note `[^{label}]` n'est appelée nulle part", "footnote `[^{label}]` is used nowhere";
        label: "jamais appelée", "never used";
        help "use": "ajoutez un appel `[^{label}]` dans le texte, ou supprimez la note", "add a reference `[^{label}]` to the text, or delete the note";
        explain: "Une note que rien n'appelle ne sera pas lue.", "A note that nothing refers to will not be read.";
    }
}
