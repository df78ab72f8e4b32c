//! Turns the rules on the quality of texts, and on what a site no longer needs, into words.

rules! {
    MISSING_ALT = "DG-Q001", "missing-alt", Warning {
        message: "cette image n'a pas de texte de remplacement", "this image has no alternative text";
        label: "rien à lire pour qui ne la voit pas", "nothing to read for those who do not see it";
        help "brackets": "décrivez l'image entre les crochets; si elle est purement décorative, écrivez `<img alt=\"\" src=\"…\">`", "describe the image between the brackets; if it is purely decorative, write `<img alt=\"\" src=\"…\">`";
        help "attribute": "ajoutez `alt=\"…\"`, vide si l'image est purement décorative", "add `alt=\"…\"`, empty if the image is purely decorative";
        explain:
            "Un lecteur d'écran lit le texte de remplacement, et une page imprimée ou lente ne montre que lui. Dites en une phrase ce que l'image apprend au lecteur. Pour une image purement décorative, un attribut `alt` vide dit qu'il n'y a rien à lire.",
            "A screen reader reads the alternative text, and a slow or printed page shows nothing else. Say in one sentence what the image tells the reader. For a purely decorative image an empty `alt` attribute says that there is nothing to read.";
        wrong: "![](images/plan.png)";
        right: "![Plan du bâtiment, entrée au nord](images/plan.png)", "![Plan of the building, entrance in the north](images/plan.png)";
    }
    HEADING_JUMP = "DG-Q002", "heading-jump", Warning {
        message: "ce titre passe du niveau {value} au niveau {found}", "this heading jumps from level {value} to level {found}";
        label: "un niveau manque entre les deux", "a level is missing between the two";
        help "lower": "écrivez `{suggestion}` devant ce titre, et remontez d'autant ceux qui en dépendent", "write `{suggestion}` before this heading, and raise those below it by as much";
        explain:
            "Les niveaux des titres font le plan de la page : un lecteur d'écran s'y déplace de l'un à l'autre, et le sommaire en est tiré. Un niveau sauté laisse croire qu'il manque une section. Choisissez le niveau d'après le plan, et non d'après la taille des lettres.",
            "The levels of the headings make the outline of the page: a screen reader moves from one to the next, and the contents list is made from them. A level left out makes readers think that a section is missing. Choose the level by the outline and not by the size of the letters.";
        wrong: "## Frais\n\n#### Retard", "## Fees\n\n#### Late payment";
        right: "## Frais\n\n### Retard", "## Fees\n\n### Late payment";
    }
    TABLE_HEADER = "DG-Q003", "table-header", Warning {
        message: "ce tableau a des colonnes sans en-tête", "this table has columns without a header";
        label: "rien ne dit ce que sont ces colonnes", "nothing says what these columns are";
        help "row": "nommez les colonnes dans la première ligne", "name the columns in the first row";
        help "cells": "nommez chaque colonne; seule la première case peut rester vide", "name every column; only the first cell may stay empty";
        help "elements": "mettez les en-têtes dans des `<th>`, ou ajoutez `role=\"presentation\"` si ce n'est qu'une mise en page", "put the headers into `<th>`, or add `role=\"presentation\"` if it is mere layout";
        explain:
            "Un lecteur d'écran annonce l'en-tête de la colonne avec chaque case, et sur un petit écran le thème l'affiche devant elle. Sans en-tête, il ne reste que des valeurs. Seule la case du coin d'un tableau à double entrée peut être vide.",
            "A screen reader says the header of the column with every cell, and on a small screen the theme shows it before the cell. Without a header only values are left. Only the corner of a table with headers on two sides may be empty.";
        wrong: "|  |  |\n| --- | --- |\n| Permis | 40 $ |", "|  |  |\n| --- | --- |\n| Licence | $40 |";
        right: "| Service | Frais |\n| --- | --- |\n| Permis | 40 $ |", "| Service | Fee |\n| --- | --- |\n| Licence | $40 |";
    }
    MOJIBAKE = "DG-Q004", "mojibake", Warning {
        message: "`{what}` est un caractère mal décodé", "`{what}` is a garbled character";
        label: "illisible pour le lecteur", "unreadable";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "retype": "retapez ce caractère : il est perdu", "type this character again: it is lost";
        explain:
            "Un texte en UTF-8 a été lu comme du Windows-1252, puis enregistré : `é` est devenu deux signes, l'apostrophe typographique en est devenue trois. Le fichier est de l'UTF-8 correct, seul le sens est perdu. L'aide rend la lettre d'origine quand elle se laisse retrouver. Dans du code, tout reste permis.",
            "A text in UTF-8 was read as Windows-1252 and saved: `é` became two signs, the typographic apostrophe became three. The file is correct UTF-8, only its meaning is lost. The help gives the original letter where it can be found again. In code everything is allowed.";
        wrong: "Le dÃ©lai est Ã©coulÃ©.", "The cafÃ© is closed.";
        right: "Le délai est écoulé.", "The café is closed.";
    }
    NOT_NFC = "DG-Q005", "not-nfc", Warning {
        message: "`{what}` est écrit en deux caractères, une lettre et un signe à part", "`{what}` is written as two characters, a letter and a sign apart";
        label: "forme décomposée (NFD)", "decomposed form (NFD)";
        help "compose": "retapez ces lettres, ou laissez la correction automatique les recomposer (NFC)", "type these letters again, or let the automatic fix compose them (NFC)";
        explain:
            "Unicode peut écrire `é` d'une pièce (NFC) ou comme un `e` suivi d'un accent (NFD). Les deux se ressemblent, mais une recherche, un lien ou une comparaison les tient pour différents, et certains lecteurs placent mal l'accent. Un texte copié d'un PDF ou d'un Mac est souvent en NFD. Les adresses, les identifiants et le code sont laissés tels quels.",
            "Unicode can write `é` in one piece (NFC) or as an `e` followed by an accent (NFD). They look the same, but a search, a link or a comparison takes them for different, and some readers misplace the accent. A text copied from a PDF or from a Mac is often in NFD. Addresses, ids and code are left as they are.";
        wrong: "Le de\u{301}lai", "The cafe\u{301}";
        right: "Le délai", "The café";
    }
    VAGUE_LINK = "DG-Q006", "vague-link", Info {
        message: "le texte de lien « {what} » ne dit pas où il mène", "the link text “{what}” does not say where it leads";
        label: "vague, lu seul", "vague when read alone";
        help "say": "nommez la cible : le titre de la page, ou ce que le lecteur y trouve", "name the target: the title of the page, or what the reader finds there";
        explain:
            "Un lecteur d'écran peut lire les liens d'une page en liste, et l'œil pressé ne lit qu'eux : une suite de « ici » n'apprend rien. Mettez dans le lien les mots qui disent ce qu'on y trouve. Un lien vide, `[](page.md)`, prend de lui-même le titre de la page.",
            "A screen reader can read the links of a page as a list, and an eye in a hurry reads nothing else: a row of “here” says nothing. Put the words into the link that say what is found there. An empty link, `[](page.md)`, takes the title of the page by itself.";
        wrong: "Le délai est expliqué [ici](renouvellement.md).", "The deadline is explained [here](renewal.md).";
        right: "Voir [le délai de renouvellement](renouvellement.md).", "See [the deadline for renewal](renewal.md).";
    }
    REVIEW_DUE = "DG-Q007", "review-due", Warning {
        message: "ce texte devait être relu avant le {value}", "this text was to be reviewed by {value}";
        label: "date passée", "this day has passed";
        help "review": "relisez le texte, puis mettez la date de la prochaine relecture", "review the text, then write the date of the next review";
        explain:
            "`review_by` fixe le jour avant lequel quelqu'un doit relire la page : un tarif, un délai légal, une capture d'écran vieillissent. Ce jour est passé à la date de la construction (`--as-of`, sinon aujourd'hui). Relisez le texte dans toutes ses langues, et repoussez la date.",
            "`review_by` sets the day by which someone must review the page: a rate, a legal deadline or a screenshot grows old. On the date of the build (`--as-of`, else today) that day has passed. Review the text in all its languages, and set a later date.";
        wrong: "review_by: 2020-01-31";
        right: "review_by: 2099-01-31";
    }
    UNUSED_FILE = "DG-Q008", "unused-file", Info {
        message: "aucune page ne se sert de ce fichier", "no page uses this file";
        label: "", "";
        help "remove": "supprimez-le, ou mettez-le dans `static/` si d'autres sites le lient", "delete it, or put it into `static/` if other sites link to it";
        explain:
            "Un fichier de `content/` est publié à côté des pages pour qu'elles s'en servent; celui-ci, aucune page, aucune donnée et aucun modèle ne le nomme. Il reste souvent après une image remplacée, et grossit le site pour rien. Ce qui doit garder son adresse sans être cité a sa place dans `static/`.",
            "A file in `content/` is published beside the pages for them to use; this one is named by no page, no data and no template. It is often left after an image was replaced, and makes the site larger for nothing. What must keep its address without being cited belongs in `static/`.";
        wrong: "# content/guides/plan-2019.png";
        right: "# static/plan-2019.png";
    }
    UNUSED_SNIPPET = "DG-Q009", "unused-snippet", Warning {
        message: "aucune page n'inclut l'extrait `{name}`", "no page includes the snippet `{name}`";
        label: "", "";
        help "remove": "supprimez-le, ou incluez-le avec `:::snippet {name}`", "delete it, or include it with `:::snippet {name}`";
        explain:
            "Un extrait n'est publié que dans les pages qui l'incluent : celui-ci n'atteint aucun lecteur. On le tient à jour et on le traduit pour rien, ou bien une page devrait l'inclure et ne le fait plus. Un extrait inclus dans une seule langue compte comme utilisé.",
            "A snippet is published only in the pages that include it: this one reaches no reader. It is kept up to date and translated for nothing, or a page should include it and no longer does. A snippet included in one language only counts as used.";
        wrong: "# content/_snippets/avertissement.fr.md", "# content/_snippets/disclaimer.en.md";
        right: ":::snippet avertissement", ":::snippet disclaimer";
    }
}
