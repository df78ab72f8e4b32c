//! Turns the rules on links, anchors and files into words.

rules! {
    BROKEN_PAGE = "DG-L001", "broken-page", Error {
        message: "la page `{target}` n'existe pas", "page `{target}` does not exist";
        label: "aucun document à cet endroit", "no document at this place";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "far": "le document le plus proche est `{suggestion}`", "the nearest document is `{suggestion}`";
        help "none": "donnez le chemin du fichier source, depuis ce fichier", "give the path of the source file, from this file";
        explain:
            "Un lien interne est le chemin d'un fichier source, relatif au fichier où il est écrit; les éditeurs et les hébergeurs de code le suivent donc aussi. Sans suffixe de langue, il mène à la page dans la langue du lecteur : c'est la forme à préférer. Le lecteur arriverait ici sur une page introuvable; l'aide donne le document existant le plus proche.",
            "An internal link is the path of a source file, relative to the file it is written in, so editors and code hosts follow it too. Without a language suffix it leads to the page in the reader's language: this is the form to prefer. Here the reader would meet a page that is not found; the help gives the nearest document that exists.";
        wrong: "[Le délai](/fr/guides/renouvellement/)", "[The deadline](/en/guides/renewal/)";
        right: "[Le délai](../guides/renouvellement.md)", "[The deadline](../guides/renewal.md)";
    }
    BROKEN_ANCHOR = "DG-L002", "broken-anchor", Error {
        message: "`{page}` n'a pas d'ancre `#{anchor}`", "`{page}` has no anchor `#{anchor}`";
        label: "aucun identifiant de ce nom", "no id of this name";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "far": "l'ancre la plus proche est `{suggestion}`", "the nearest anchor is `{suggestion}`";
        help "remove": "retirez `#{anchor}` : cette page n'a pas d'ancre", "remove `#{anchor}`: this page has no anchors";
        help "none": "donnez cet identifiant à un titre : `## Titre {#{anchor}}`", "give a heading this id: `## Title {#{anchor}}`";
        related "nearest": "l'ancre la plus proche est ici", "the nearest anchor is here";
        related "included": "cette page inclut l'extrait", "this page includes the snippet";
        explain:
            "Une ancre est l'identifiant explicite d'un titre, d'un paragraphe, d'un élément de liste, d'une entrée de FAQ ou d'un terme; à défaut, l'intitulé en minuscules, lettres accentuées comprises, où tout le reste devient un trait d'union. L'intitulé de chaque édition vaut dans toutes les langues. Une ancre absente laisse le lecteur en haut d'une longue page. Un identifiant explicite, `{#frais}`, survit aux changements d'intitulé.",
            "An anchor is the explicit id of a heading, paragraph, list item, FAQ entry or term; failing that, the heading in lower case, accented letters included, where everything else becomes a hyphen. The heading of each edition is valid in every language. An absent anchor leaves the reader at the top of a long page. An explicit id, `{#fees}`, survives changes of the heading.";
        wrong: "## Frais de retard\n\nVoir les [frais](#frais-retard).", "## Late payment fees\n\nSee the [fees](#late-fees).";
        right: "## Frais de retard\n\nVoir les [frais](#frais-de-retard).", "## Late payment fees\n\nSee the [fees](#late-payment-fees).";
    }
    MISSING_FILE = "DG-L003", "missing-file", Error {
        message: "le fichier `{target}` n'existe pas", "file `{target}` does not exist";
        label: "introuvable", "not found";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "far": "le fichier le plus proche est `{suggestion}`", "the nearest file is `{suggestion}`";
        help "none": "ajoutez le fichier à cet endroit, ou sous `static/` et écrivez `/nom`", "add the file at this place, or under `static/` and write `/name`";
        help "static": "ajoutez le fichier sous `static/` et écrivez `/nom`", "add the file under `static/` and write `/name`";
        explain:
            "Une image ou un fichier à télécharger se trouve à côté de la page, et s'écrit alors en chemin relatif, ou dans `static/`, et s'écrit alors depuis la racine du site : `/logo.svg`. Il peut exister un fichier par langue, `plan.fr.png` et `plan.en.png`, que l'on écrit `plan.png`. La casse compte : `Plan.png` s'affiche sur certains ordinateurs et manque sur le serveur.",
            "An image or a download lies beside the page, and is then written as a relative path, or in `static/`, and is then written from the root of the site: `/logo.svg`. There may be one file per language, `plan.fr.png` and `plan.en.png`, which is written `plan.png`. Case matters: `Plan.png` shows on some computers and is missing on the server.";
        wrong: "![Le plan](images/Plan.PNG)", "![The plan](images/Plan.PNG)";
        right: "![Le plan](images/plan.png)", "![The plan](images/plan.png)";
    }
    OTHER_LANGUAGE = "DG-L004", "other-language", Warning {
        message: "ce lien mène à l'édition `{lang}` de `{target}`, qui existe aussi en `{own}`", "this link leads to the `{lang}` edition of `{target}`, which exists in `{own}` too";
        label: "le lecteur change de langue", "the reader changes language";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        explain:
            "Un lecteur qui suit un lien s'attend à rester dans sa langue. Un lien sans suffixe l'y laisse, et mène à une page de repli si le document n'est pas encore traduit; un suffixe impose une édition. L'erreur se glisse quand on traduit une page copiée de l'autre langue. Retirez le suffixe; si le lien doit vraiment changer de langue, dites-le dans son texte.",
            "A reader who follows a link expects to stay in one language. A link without a suffix does that, and leads to a fallback page while the document is not translated; a suffix imposes one edition. The mistake slips in when a page copied from the other language is translated. Remove the suffix; if the link really must change language, say so in its text.";
        wrong: "[Le délai](renouvellement.en.md)", "[The deadline](renewal.fr.md)";
        right: "[Le délai](renouvellement.md)", "[The deadline](renewal.md)";
    }
    WITHHELD_PAGE = "DG-L005", "withheld-page", Error {
        message: "`{target}` n'est pas publié : {reason}", "`{target}` is not published: {reason}";
        label: "mène à une page retenue", "leads to a page that is held back";
        help "draft": "publiez ce document (retirez `draft: true`), ou retirez le lien", "publish this document (remove `draft: true`), or remove the link";
        explain:
            "Le document existe, mais il n'est pas publié : un lien vers lui donnerait une page introuvable. Un brouillon (`draft: true`) ne paraît qu'avec `--drafts`, pour un essai. Publiez le document avec la page qui le cite, ou retirez le lien en attendant.",
            "The document exists but is not published, so a link to it would lead to a page that is not found. A draft (`draft: true`) appears with `--drafts` only, for a trial. Publish the document together with the page that refers to it, or remove the link for the time being.";
        wrong: "<!-- tarifs.fr.md contient « draft: true » -->\nVoir les [tarifs](tarifs.md).", "<!-- rates.en.md says “draft: true” -->\nSee the [rates](rates.md).";
        right: "Les tarifs paraîtront bientôt.", "The rates will be published soon.";
    }
    FORBIDDEN_SCHEME = "DG-L006", "forbidden-scheme", Error {
        message: "une adresse `{scheme}:` n'est pas admise", "a `{scheme}:` address is not allowed";
        label: "exécuterait un programme", "would run a program";
        help "remove": "mettez l'adresse d'une page, ou retirez le lien", "write the address of a page, or remove the link";
        explain:
            "`javascript:` et `vbscript:` exécutent du code au lieu de mener quelque part. C'est la voie classique pour glisser un programme dans une page, et un lien de ce genre ne s'ouvre ni dans un nouvel onglet ni sur papier. Mettez l'adresse d'une page; un comportement se programme dans un modèle ou dans un fichier de `static/`.",
            "`javascript:` and `vbscript:` run code instead of leading somewhere. This is the classic way to slip a program into a page, and such a link opens neither in a new tab nor on paper. Write the address of a page; behaviour belongs in a template or in a file of `static/`.";
        wrong: "[Imprimer](javascript:print())", "[Print](javascript:print())";
        right: "[Version imprimable](manuel/handbook.yaml)", "[Printable version](handbook/handbook.yaml)";
    }
    UNDEFINED_REFERENCE = "DG-L007", "undefined-reference", Error {
        message: "la référence `[{label}]` n'est pas définie", "reference `[{label}]` is not defined";
        label: "s'affichera telle quelle", "will be shown as it is";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "define": "ajoutez une ligne `[{label}]: adresse`", "add a line `[{label}]: address`";
        explain:
            "`[texte][nom]` prend son adresse d'une ligne `[nom]: adresse` du même fichier; sans elle, le lecteur voit les crochets. La casse et les espaces multiples ne comptent pas, les accents comptent. Ajoutez la définition, corrigez le nom, ou écrivez l'adresse sur place : `[texte](adresse)`.",
            "`[text][name]` takes its address from a line `[name]: address` of the same file; without it the reader sees the brackets. Case and repeated spaces do not matter, accents do. Add the definition, correct the name, or write the address on the spot: `[text](address)`.";
        wrong: "Voir [le délai][delais].\n\n[delai]: renouvellement.md#delai", "See [the deadline][deadlines].\n\n[deadline]: renewal.md#deadline";
        right: "Voir [le délai][delai].\n\n[delai]: renouvellement.md#delai", "See [the deadline][deadline].\n\n[deadline]: renewal.md#deadline";
    }
    UNDEFINED_FOOTNOTE = "DG-L008", "undefined-footnote", Error {
        message: "la note `[^{label}]` n'est pas définie", "footnote `[^{label}]` is not defined";
        label: "s'affichera telle quelle", "will be shown as it is";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "define": "ajoutez une ligne `[^{label}]: texte de la note`", "add a line `[^{label}]: text of the note`";
        explain:
            "Un appel de note `[^nom]` attend une ligne `[^nom]: texte` dans le même fichier; sans elle, le lecteur voit les crochets et cherche une note qui n'existe pas. Ajoutez la note, ou corrigez le nom de l'appel. Les numéros sont mis à la publication : le nom peut être un mot.",
            "A footnote reference `[^name]` wants a line `[^name]: text` in the same file; without it the reader sees the brackets and looks for a note that does not exist. Add the note, or correct the name in the reference. Numbers are given on publication, so the name may be a word.";
        wrong: "Dix jours[^ouvrable].\n\n[^ouvrables]: Du lundi au vendredi.", "Ten days[^buisness].\n\n[^business]: Monday to Friday.";
        right: "Dix jours[^ouvrables].\n\n[^ouvrables]: Du lundi au vendredi.", "Ten days[^business].\n\n[^business]: Monday to Friday.";
    }
    LANGUAGE_ONLY_ELSEWHERE = "DG-L009", "no-such-language", Error {
        message: "`{target}` n'a pas d'édition `{lang}`", "`{target}` has no `{lang}` edition";
        label: "pas d'édition dans cette langue", "no edition in this language";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        explain:
            "Le suffixe du lien impose une édition qui n'existe pas, ou pas encore. Sans suffixe, le lien mène à la page dans la langue du lecteur, ou à une page de repli qui dit où le document existe, et il se corrige de lui-même le jour où la traduction paraît. Retirez le suffixe, ou écrivez l'édition qui manque.",
            "The suffix of the link imposes an edition that does not exist, or not yet. Without a suffix the link leads to the page in the reader's language, or to a fallback page that says where the document exists, and it mends itself on the day the translation appears. Remove the suffix, or write the missing edition.";
        wrong: "[Le délai](renouvellement.fr.md)", "[The deadline](renewal.en.md)";
        right: "[Le délai](renouvellement.md)", "[The deadline](renewal.md)";
    }
    EMPTY_LINK = "DG-L010", "empty-link", Error {
        message: "ce lien n'a ni texte ni cible qui lui en donne un", "this link has neither a text nor a target that gives it one";
        label: "rien à afficher", "nothing to show";
        help "text": "écrivez un texte entre les crochets, par exemple `{suggestion}`", "write a text between the brackets, for instance `{suggestion}`";
        explain:
            "Entre des crochets vides, Diglot met le titre ou le numéro de la cible, dans la langue de la page. Une adresse externe ou un fichier n'en ont pas : le lien serait invisible, et un lecteur d'écran n'en dirait que l'adresse. Écrivez un texte qui dit, lu seul, où mène le lien.",
            "Between empty brackets Diglot puts the target's title or number, in the language of the page. An external address or a file has none: the link would be invisible, and a screen reader would say nothing but its address. Write a text that, read alone, says where the link leads.";
        wrong: "[](https://example.org/)";
        right: "[Le registre public](https://example.org/)", "[The public register](https://example.org/)";
    }
    UNUSED_FOOTNOTE = "DG-L011", "unused-footnote", Warning {
        message: "la note `[^{label}]` n'est appelée nulle part", "footnote `[^{label}]` is used nowhere";
        label: "jamais appelée", "never used";
        help "use": "ajoutez un appel `[^{label}]` dans le texte, ou supprimez la note", "add a reference `[^{label}]` to the text, or delete the note";
        explain:
            "Une note que rien n'appelle n'est pas publiée : ce qu'elle dit, souvent une exception ou une réserve, se perd. Le plus souvent, l'appel a disparu avec une phrase récrite. Remettez l'appel à sa place, ou supprimez la note.",
            "A footnote that nothing refers to is not published: what it says, often an exception or a caveat, is lost. Usually the reference vanished with a sentence that was rewritten. Put the reference back, or delete the note.";
        wrong: "Le délai est de dix jours.\n\n[^ouvrables]: Du lundi au vendredi.", "The deadline is ten days.\n\n[^business]: Monday to Friday.";
        right: "Le délai est de dix jours[^ouvrables].\n\n[^ouvrables]: Du lundi au vendredi.", "The deadline is ten days[^business].\n\n[^business]: Monday to Friday.";
    }
}
