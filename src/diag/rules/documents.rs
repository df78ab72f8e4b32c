//! Turns the rules on what one file says into words.

rules! {
    NOT_UTF8 = "DG-D001", "not-utf8", Error {
        message: "ce fichier n'est pas en UTF-8", "this file is not UTF-8";
        label: "premier octet incorrect", "first wrong byte";
        help "save": "enregistrez-le en UTF-8 (il est sans doute en Windows-1252 ou ISO-8859-1)", "save it as UTF-8 (it is probably Windows-1252 or ISO-8859-1)";
        help "utf16": "enregistrez-le en UTF-8 (il est en UTF-16, que des éditeurs appellent « Unicode »)", "save it as UTF-8 (it is UTF-16, which some editors call “Unicode”)";
        explain:
            "Tous les textes d'un site sont en UTF-8, avec ou sans indicateur d'ordre des octets (BOM). Dans un autre codage, les lettres accentuées deviendraient illisibles pour le lecteur. Rouvrez le fichier dans son codage d'origine, puis enregistrez-le en UTF-8 : presque tous les éditeurs le proposent dans « Enregistrer sous ».",
            "All texts of a site are UTF-8, with or without a byte-order mark (BOM). In any other encoding accented letters would be unreadable. Reopen the file in the encoding it was written in, then save it as UTF-8: nearly every editor offers this under “Save as”.";
        wrong: "iconv -f UTF-8 -t WINDOWS-1252 guide.md";
        right: "iconv -f WINDOWS-1252 -t UTF-8 guide.md";
    }
    FRONT_MATTER_OPEN = "DG-D002", "front-matter-open", Error {
        message: "l'en-tête ne se referme pas", "the front matter never closes";
        label: "ouvert ici", "opened here";
        help "close": "ajoutez une ligne `---` après la dernière clé", "add a line `---` after the last key";
        explain:
            "Un en-tête commence à la première ligne du fichier par `---` et se termine par une autre ligne `---`. Sans cette seconde ligne, tout le document serait pris pour du YAML. Si vous ne vouliez pas d'en-tête mais un filet en tête de page, laissez une ligne vide avant `---` ou écrivez `***`.",
            "Front matter begins on the first line of the file with `---` and ends with another line `---`. Without the second one the whole document would be taken for YAML. If you meant a horizontal rule at the top of the page and no front matter, leave an empty line before `---` or write `***`.";
        wrong: "---\ntitle: Renouvellement\n\nLe texte commence ici.", "---\ntitle: Renewal\n\nThe text begins here.";
        right: "---\ntitle: Renouvellement\n---\n\nLe texte commence ici.", "---\ntitle: Renewal\n---\n\nThe text begins here.";
    }
    YAML_SYNTAX = "DG-D003", "yaml-syntax", Error {
        message: "ce YAML ne peut être lu : {reason}", "this YAML cannot be read: {reason}";
        label: "ici", "here";
        help "quote": "mettez entre guillemets les textes qui contiennent `: ` ou commencent par un signe, et alignez avec des espaces", "quote texts that contain `: ` or begin with a sign, and indent with spaces";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "spaces": "remplacez la tabulation par des espaces", "replace the tab with spaces";
        help "close": "fermez le guillemet, ou doublez une apostrophe qui fait partie du texte", "close the quote, or double an apostrophe that belongs to the text";
        help "brackets": "fermez chaque crochet et chaque accolade, et mettez des virgules entre les valeurs", "close every bracket and every brace, and put commas between the values";
        help "simplify": "écrivez les valeurs elles-mêmes", "write the values themselves";
        help "documents": "supprimez cette ligne, ou faites-en un autre fichier", "delete this line, or make another file of it";
        explain:
            "La syntaxe YAML est fautive à cet endroit, et rien de ce qui suit ne peut être lu avec certitude. Les causes fréquentes : un deux-points suivi d'une espace dans un texte sans guillemets, un texte qui commence par un signe (`[`, `{`, `*`, `&`, `!`, `@`), une tabulation, une ligne mal alignée. Mettez le texte entre guillemets, ou écrivez-le sous un `|` s'il a plusieurs lignes.",
            "The YAML syntax is wrong at this place, and nothing after it can be read with certainty. Usual causes: a colon followed by a space in an unquoted text, a text that begins with a sign (`[`, `{`, `*`, `&`, `!`, `@`), a tab, a line that is not aligned. Quote the text, or write it below a `|` if it has several lines.";
        wrong: "title: Licences : le guide", "title: Licences: the guide";
        right: "title: \"Licences : le guide\"", "title: \"Licences: the guide\"";
    }
    UNKNOWN_KEY = "DG-D004", "unknown-key", Error {
        message: "clé inconnue `{key}`", "unknown key `{key}`";
        label: "aucune clé de ce nom ici", "no key of this name here";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "keys": "les clés possibles sont : {keys}", "the possible keys are: {keys}";
        explain:
            "Une clé mal orthographiée serait ignorée en silence, et vous chercheriez longtemps pourquoi elle n'a pas d'effet; elle est donc refusée. Corrigez son nom : l'aide donne le plus proche, ou tous ceux qui sont admis à cet endroit. Vos propres clés se rangent sous `extra`, où tout est permis et que les modèles peuvent lire.",
            "A misspelt key would be ignored silently, and you would look long for the reason why it has no effect; so it is refused. Correct its name: the help gives the nearest one, or all those allowed at this place. Keys of your own go under `extra`, where everything is allowed and templates can read it.";
        wrong: "---\ntitre: Renouvellement\nequipe: Licences\n---", "---\ntittle: Renewal\nteam: Licensing\n---";
        right: "---\ntitle: Renouvellement\nextra:\n  equipe: Licences\n---", "---\ntitle: Renewal\nextra:\n  team: Licensing\n---";
    }
    WRONG_TYPE = "DG-D005", "wrong-type", Error {
        message: "`{key}` attend {expected}", "`{key}` expects {expected}";
        label: "ceci est {found}", "this is {found}";
        help "write": "écrivez par exemple `{example}`", "write for instance `{example}`";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        explain:
            "La valeur n'est pas du type que cette clé attend : un texte au lieu d'un nombre, une liste au lieu d'un texte, une date qui n'existe pas. YAML lit `oui` comme un texte, `2.10` comme un nombre et `2026-01-31` comme une date : des guillemets font d'une valeur un texte, `true` et `false` sont les seules valeurs logiques. L'aide montre une valeur qui convient.",
            "The value is not of the type that this key expects: a text instead of a number, a list instead of a text, a date that does not exist. YAML reads `yes` as a text, `2.10` as a number and `2026-01-31` as a date: quotes make any value a text, and `true` and `false` are the only truth values. The help shows a value that fits.";
        wrong: "order: deuxième\ndraft: oui", "order: second\ndraft: yes";
        right: "order: 2\ndraft: true";
    }
    MISSING_KEY = "DG-D006", "missing-key", Error {
        message: "il manque la clé `{key}`", "the key `{key}` is missing";
        label: "ici", "here";
        help "add": "ajoutez `{key}: …`", "add `{key}: …`";
        explain:
            "Cette clé est obligatoire : sans elle, Diglot ne peut ni nommer ni adresser ce que vous décrivez, et il n'invente rien à votre place. Ajoutez-la, alignée sur les clés voisines. Une entrée de FAQ, par exemple, a toujours un `id`, car c'est lui qui fait son adresse permanente.",
            "This key is required: without it Diglot can neither name nor address what you describe, and it invents nothing in your place. Add it, aligned with the keys beside it. An FAQ entry, for instance, always has an `id`, because its permanent address is made from it.";
        wrong: "entries:\n  - question: {fr: Quel est le délai?, en: What is the deadline?}";
        right: "entries:\n  - id: delai\n    question: {fr: Quel est le délai?, en: What is the deadline?}", "entries:\n  - id: deadline\n    question: {fr: Quel est le délai?, en: What is the deadline?}";
    }
    DUPLICATE_KEY = "DG-D007", "duplicate-key", Error {
        message: "la clé `{key}` est écrite deux fois", "the key `{key}` is written twice";
        label: "seconde fois", "second time";
        help "remove": "supprimez l'une des deux", "remove one of the two";
        explain:
            "De deux clés égales au même niveau, l'une serait perdue en silence, et rien ne dit laquelle vous vouliez. Supprimez celle qui est de trop, ou réunissez leurs valeurs. L'erreur est fréquente après une fusion de deux versions d'un fichier.",
            "Of two equal keys at the same level, one would be lost silently, and nothing says which one you meant. Remove the one too many, or join their values. The mistake is common after two versions of a file were merged.";
        wrong: "title: Renouvellement\norder: 2\ntitle: Renouveler une licence", "title: Renewal\norder: 2\ntitle: Renewing a licence";
        right: "title: Renouveler une licence\norder: 2", "title: Renewing a licence\norder: 2";
    }
    NO_LANGUAGE = "DG-D008", "no-language", Error {
        message: "le nom de ce fichier ne dit pas sa langue", "this file's name does not say its language";
        label: "", "";
        help "rename": "renommez-le `{suggestion}`", "rename it `{suggestion}`";
        explain:
            "Diglot doit savoir en quelle langue est un document pour l'apparier à son autre édition et le publier à la bonne adresse. Avec `layout: side-by-side`, le nom du fichier porte le suffixe de la langue : `guide.fr.md`, `guide.en.md`. Avec `layout: trees`, c'est son dossier : `content/fr/`, `content/en/`. Renommez le fichier ou déplacez-le; un nom qui commence par `_` ou `.` n'est jamais une page.",
            "Diglot must know which language a document is in to pair it with its other edition and to publish it at the right address. With `layout: side-by-side` the file's name carries the suffix of the language: `guide.fr.md`, `guide.en.md`. With `layout: trees` its folder does: `content/fr/`, `content/en/`. Rename the file or move it; a name that begins with `_` or `.` is never a page.";
        wrong: "content/guide.md";
        right: "content/guide.fr.md\ncontent/guide.en.md";
    }
    UNKNOWN_CONTENT = "DG-D009", "unknown-content", Error {
        message: "Diglot ne sait pas quoi faire de ce fichier", "Diglot does not know what this file is";
        label: "", "";
        help "kinds": "un fichier YAML de `content/` est une FAQ (clé `entries`), un glossaire (`terms`), `handbook.yaml` ou `folder.yaml`", "a YAML file in `content/` is an FAQ (key `entries`), a glossary (`terms`), `handbook.yaml` or `folder.yaml`";
        explain:
            "Un fichier YAML de `content/` se reconnaît à son nom (`handbook.yaml`, `folder.yaml`) ou à sa clé principale : `entries` pour une FAQ, `terms` pour un glossaire. Celui-ci n'a ni l'un ni l'autre, et l'ignorer cacherait peut-être une page entière. Ajoutez la clé, ou rangez dans `data/` les données que lisent vos modèles.",
            "A YAML file in `content/` is told by its name (`handbook.yaml`, `folder.yaml`) or by its main key: `entries` for an FAQ, `terms` for a glossary. This one has neither, and to ignore it might hide a whole page. Add the key, or move data that your templates read to `data/`.";
        wrong: "# content/faq.yaml\nquestions:\n  - id: delai", "# content/faq.yaml\nquestions:\n  - id: deadline";
        right: "# content/faq.yaml\nentries:\n  - id: delai", "# content/faq.yaml\nentries:\n  - id: deadline";
    }
    UNCLOSED_CONTAINER = "DG-D010", "unclosed-container", Error {
        message: "le bloc `:::{name}` ne se referme pas", "the block `:::{name}` never closes";
        label: "ouvert ici", "opened here";
        help "close": "ajoutez une ligne `:::` à la fin du bloc", "add a line `:::` at the end of the block";
        explain:
            "Un bloc `:::nom` se termine par une ligne `:::` au même retrait. Sans elle, la suite de la page entrerait dans le bloc. Les blocs s'emboîtent, et chaque `:::` ferme le dernier ouvert : il en faut autant que d'ouvertures. Seul `:::snippet` n'en demande pas.",
            "A block `:::name` ends with a line `:::` at the same indentation. Without it the rest of the page would go into the block. Blocks nest, and each `:::` closes the one opened last: there must be as many of them as openings. Only `:::snippet` wants none.";
        wrong: ":::details Exceptions\n\nLe délai est de dix jours.", ":::details Exceptions\n\nThe deadline is ten days.";
        right: ":::details Exceptions\n\nLe délai est de dix jours.\n\n:::", ":::details Exceptions\n\nThe deadline is ten days.\n\n:::";
    }
    STRAY_CONTAINER_END = "DG-D011", "stray-container-end", Error {
        message: "ce `:::` ne ferme rien", "this `:::` closes nothing";
        label: "aucun bloc n'est ouvert", "no block is open";
        help "remove": "supprimez cette ligne, ou ouvrez un bloc plus haut", "remove this line, or open a block above";
        explain:
            "Une ligne `:::` seule ferme le dernier bloc ouvert; ici, tous le sont déjà. Le plus souvent, la ligne d'ouverture a été supprimée ou mal tapée, ou bien `:::snippet`, qui n'a pas de fin, a été fermé. Supprimez la ligne, ou rétablissez l'ouverture.",
            "A line `:::` alone closes the block opened last; here all are closed already. Usually the opening line was deleted or mistyped, or `:::snippet`, which has no end, was closed. Remove the line, or restore the opening.";
        wrong: ":::snippet avertissement\n:::", ":::snippet disclaimer\n:::";
        right: ":::snippet avertissement", ":::snippet disclaimer";
    }
    UNKNOWN_CONTAINER = "DG-D012", "unknown-container", Error {
        message: "il n'existe pas de bloc `:::{name}`", "there is no block `:::{name}`";
        label: "bloc inconnu", "unknown block";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "names": "les blocs sont : {names}", "the blocks are: {names}";
        explain:
            "Les blocs sont `snippet`, `tabs`, `tab`, `steps`, `table` et `details`, les mêmes dans toutes les langues. Un nom inconnu est refusé plutôt que publié tel quel, au milieu du texte. Pour une note ou une mise en garde, écrivez une citation qui commence par `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` ou `[!CAUTION]`.",
            "The blocks are `snippet`, `tabs`, `tab`, `steps`, `table` and `details`, the same in every language. An unknown name is refused rather than published as it stands, in the middle of the text. For a note or a caution, write a quotation that begins with `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]`.";
        wrong: ":::note\nLa demande se fait en ligne.\n:::", ":::note\nApply online.\n:::";
        right: "> [!NOTE]\n> La demande se fait en ligne.", "> [!NOTE]\n> Apply online.";
    }
    CONTAINER_CONTENT = "DG-D013", "container-content", Error {
        message: "un bloc `:::{name}` contient {expected}, et rien d'autre", "a block `:::{name}` holds {expected}, and nothing else";
        label: "bloc ouvert ici", "block opened here";
        help "move": "sortez le reste de ce bloc", "move the rest out of this block";
        explain:
            "Un bloc a la forme que sa présentation exige : `:::tabs` contient des blocs `:::tab`, `:::steps` une seule liste numérotée, `:::table` un seul tableau ou une seule liste de définitions. Le reste n'aurait pas de place à l'écran ni sur papier. Mettez les paragraphes d'introduction avant le bloc, ou dans l'élément dont ils parlent.",
            "A block has the form that its presentation requires: `:::tabs` holds `:::tab` blocks, `:::steps` one ordered list, `:::table` one table or one definition list. Anything else would have no place on screen or on paper. Put introductory paragraphs before the block, or into the item that they speak of.";
        wrong: ":::steps\nD'abord, ouvrez une session.\n\n1. Cliquez sur **Renouveler**.\n:::", ":::steps\nSign in first.\n\n1. Click **Renew**.\n:::";
        right: ":::steps\n1. Ouvrez une session.\n2. Cliquez sur **Renouveler**.\n:::", ":::steps\n1. Sign in.\n2. Click **Renew**.\n:::";
    }
    UNDEFINED_VARIABLE = "DG-D014", "undefined-variable", Error {
        message: "la variable `{name}` n'est pas définie", "the variable `{name}` is not defined";
        label: "variable inconnue", "unknown variable";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "define": "définissez-la sous `variables` dans `diglot.yaml`, ou écrivez `{literal}`", "define it under `variables` in `diglot.yaml`, or write `{literal}`";
        explain:
            "Une variable se définit sous `variables`, dans `diglot.yaml` pour tout le site ou dans l'en-tête pour une page, avec une valeur ou une valeur par langue. Sans définition, le lecteur verrait un trou dans la phrase. Dans le code, les accolades restent telles quelles; ailleurs, une barre oblique inverse devant elles les laisse aussi.",
            "A variable is defined under `variables`, in `diglot.yaml` for the whole site or in the front matter for one page, with one value or one per language. Without a definition the reader would see a hole in the sentence. In code the braces are left alone; elsewhere a backslash before them does the same.";
        wrong: "Nos bureaux sont à {{ vile }}.", "Our offices are in {{ ctiy }}.";
        right: "Nos bureaux sont à {{ ville }}.", "Our offices are in {{ city }}.";
    }
    MISSING_SNIPPET = "DG-D015", "missing-snippet", Error {
        message: "l'extrait `{name}` n'existe pas", "the snippet `{name}` does not exist";
        label: "extrait introuvable", "no such snippet";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "create": "créez `{path}`", "create `{path}`";
        explain:
            "`:::snippet nom` insère un texte écrit une seule fois pour plusieurs pages : `content/_snippets/nom.fr.md` dans les pages en français, `nom.en.md` dans les pages en anglais. Le fichier de cette langue manque : le passage serait absent de la page. Corrigez le nom, sans dossier ni suffixe, ou créez le fichier dans chaque langue.",
            "`:::snippet name` inserts a text written once for several pages: `content/_snippets/name.fr.md` in French pages, `name.en.md` in English ones. The file for this language is missing, so the passage would be absent from the page. Correct the name, without folder or suffix, or create the file in each language.";
        wrong: ":::snippet avertissment", ":::snippet dislaimer";
        right: ":::snippet avertissement", ":::snippet disclaimer";
    }
    SNIPPET_CYCLE = "DG-D016", "snippet-cycle", Error {
        message: "l'extrait `{name}` s'inclut lui-même", "the snippet `{name}` includes itself";
        label: "par : {chain}", "through: {chain}";
        help "break": "retirez cette inclusion", "remove this inclusion";
        explain:
            "Un extrait peut en inclure d'autres, mais jamais, même par un détour, lui-même : la page n'aurait pas de fin. L'étiquette montre le chemin qui y ramène. Retirez l'une des inclusions de ce chemin, ou mettez le passage commun dans un troisième extrait.",
            "A snippet may include others, but never itself, even by a detour: the page would have no end. The label shows the way that leads back to it. Remove one of the inclusions on that way, or move the shared passage to a third snippet.";
        wrong: "# _snippets/contact.fr.md\n:::snippet horaires\n\n# _snippets/horaires.fr.md\n:::snippet contact", "# _snippets/contact.en.md\n:::snippet hours\n\n# _snippets/hours.en.md\n:::snippet contact";
        right: "# _snippets/contact.fr.md\n:::snippet horaires\n\n# _snippets/horaires.fr.md\nDu lundi au vendredi.", "# _snippets/contact.en.md\n:::snippet hours\n\n# _snippets/hours.en.md\nMonday to Friday.";
    }
    DUPLICATE_ID = "DG-D017", "duplicate-id", Error {
        message: "l'identifiant `{id}` est donné deux fois", "the id `{id}` is given twice";
        label: "seconde fois", "second time";
        help "rename": "écrivez un autre identifiant, par exemple `{suggestion}`", "write another id, for instance `{suggestion}`";
        help "once": "n'incluez l'extrait qu'une fois, ou retirez-en l'identifiant", "include the snippet once only, or take the id out of it";
        related "first": "d'abord ici", "first here";
        explain:
            "Un lien vers un identifiant répété mène toujours au premier : le second ne peut être atteint, et les sections des deux éditions s'apparieraient de travers. Donnez au second un autre identifiant, le même dans toutes les langues. Comptent les identifiants `{#…}`, ceux du HTML et ceux des extraits inclus.",
            "A link to a repeated id always leads to the first: the second cannot be reached, and the sections of the editions would be paired wrongly. Give the second another id, the same in every language. Ids written `{#…}`, those in HTML and those of included snippets all count.";
        wrong: "## Frais {#frais}\n\n## Frais de retard {#frais}", "## Fees {#fees}\n\n## Late fees {#fees}";
        right: "## Frais {#frais}\n\n## Frais de retard {#frais-retard}", "## Fees {#fees}\n\n## Late fees {#late-fees}";
    }
    NO_TITLE = "DG-D018", "no-title", Error {
        message: "ce document n'a pas de titre", "this document has no title";
        label: "", "";
        help "add": "ajoutez `title: …` à l'en-tête, ou commencez par une ligne `# Titre`", "add `title: …` to the front matter, or begin with a line `# Title`";
        help "first": "mettez ce titre en première ligne du texte, ou ajoutez `title: …` à l'en-tête", "put this heading on the first line of the text, or add `title: …` to the front matter";
        explain:
            "Le titre est le nom de la page dans la navigation, les liens, l'onglet du navigateur et les résultats de recherche; Diglot ne le tire pas du nom du fichier, qui est le même dans toutes les langues. Écrivez-le dans l'en-tête, ou en titre de niveau 1 à la première ligne du texte.",
            "The title is the page's name in navigation, links, the browser's tab and search results; Diglot does not take it from the file's name, which is the same in every language. Write it in the front matter, or as a level-1 heading on the first line of the text.";
        wrong: "La demande se fait en ligne.", "Apply online.";
        right: "---\ntitle: Renouveler une licence\n---\n\nLa demande se fait en ligne.", "---\ntitle: Renewing a licence\n---\n\nApply online.";
    }
    EMPTY_DOCUMENT = "DG-D019", "empty-document", Error {
        message: "ce document est vide", "this document is empty";
        label: "", "";
        help "write": "écrivez-y un titre et un texte, ou supprimez-le", "write a title and a text, or delete it";
        explain:
            "Un fichier vide donnerait une page vide, et ferait passer pour traduit un document qui ne l'est pas. Écrivez le texte, ou supprimez le fichier : le lecteur verra alors la page de repli, qui dit dans quelle langue le document existe. Un texte commencé se retient avec `draft: true`.",
            "An empty file would give an empty page, and would make a document look translated that is not. Write the text, or delete the file: the reader then sees the fallback page, which says in which language the document exists. A text that is only begun is held back with `draft: true`.";
        wrong: "content/guide.fr.md (0 octet)", "content/guide.en.md (0 bytes)";
        right: "---\ntitle: Renouveler une licence\ndraft: true\n---\n\nÀ rédiger.", "---\ntitle: Renewing a licence\ndraft: true\n---\n\nTo be written.";
    }
    TOO_LARGE = "DG-D020", "too-large", Error {
        message: "ce texte fait {size} Mo, plus que les {limit} Mo admis", "this text is {size} MB, more than the {limit} MB allowed";
        label: "", "";
        help "split": "partagez-le en plusieurs documents", "split it into several documents";
        explain:
            "Un texte de cette taille est presque toujours un fichier déposé là par erreur : un journal, une exportation, une archive. Personne ne lirait la page, et peu de navigateurs l'afficheraient bien. Partagez-le en plusieurs documents, ou mettez-le dans `static/` pour l'offrir en téléchargement.",
            "A text of this size is nearly always a file put there by mistake: a log, an export, an archive. Nobody would read the page, and few browsers would show it well. Split it into several documents, or put it into `static/` to offer it as a download.";
        wrong: "content/export.fr.md", "content/export.en.md";
        right: "static/export.txt";
    }
    ONLY_WITHOUT_REASON = "DG-D021", "only-without-reason", Warning {
        message: "`only: {lang}` ne dit pas pourquoi", "`only: {lang}` does not say why";
        label: "sans raison", "no reason";
        help "reason": "ajoutez `reason: …`", "add `reason: …`";
        explain:
            "`only` déclare qu'un document n'existe exprès que dans une langue, ou dans certaines, et fait taire la règle sur les traductions manquantes dans les autres. Sa raison se perd vite : ceux qui viennent après doivent pouvoir juger si elle tient encore. Ajoutez une phrase sous `reason`; elle n'est pas publiée.",
            "`only` declares that a document exists in one language, or in some, on purpose and silences the rule on missing translations in the others. The reason is soon forgotten: those who come later must be able to judge whether it still holds. Add a sentence under `reason`; it is not published.";
        wrong: "---\ntitle: Tarifs de Laval\nonly: fr\n---", "---\ntitle: Ontario rates\nonly: en\n---";
        right: "---\ntitle: Tarifs de Laval\nonly: fr\nreason: Ces tarifs ne valent que pour les bureaux de Laval, qui servent en français.\n---", "---\ntitle: Ontario rates\nonly: en\nreason: The supplier publishes these rates in English only.\n---";
    }
    TOP_HEADING = "DG-D022", "top-heading", Warning {
        message: "un titre de niveau 1 dans le corps de la page", "a level-1 heading in the body of the page";
        label: "la page a déjà son titre", "the page has its title already";
        help "lower": "écrivez `## …`", "write `## …`";
        help "one": "supprimez l'un des deux : ce titre, ou `title` de l'en-tête", "remove one of the two: this heading, or `title` in the front matter";
        explain:
            "Le titre de la page est son seul titre de niveau 1 : les lecteurs d'écran et les moteurs de recherche s'y fient pour dire de quoi elle parle. Les sections commencent donc à `##`. Ajoutez un `#` à ce titre et à ceux qui en dépendent. Si la page commence par un autre titre que celui de l'en-tête, gardez l'un des deux : sinon le lecteur lirait l'un dans la page et l'autre dans la navigation.",
            "The page's title is its only level-1 heading: screen readers and search engines rely on it to say what the page is about. So sections begin at `##`. Add one `#` to this heading and to those below it. If the page begins with another title than that of the front matter, keep one of the two: otherwise readers would see one on the page and the other in the navigation.";
        wrong: "---\ntitle: Renouvellement\n---\n\n# Avant de commencer", "---\ntitle: Renewal\n---\n\n# Before you begin";
        right: "---\ntitle: Renouvellement\n---\n\n## Avant de commencer", "---\ntitle: Renewal\n---\n\n## Before you begin";
    }
    UNREADABLE = "DG-D023", "unreadable", Error {
        message: "ce fichier n'a pu être lu : {reason}", "this file could not be read: {reason}";
        label: "", "";
        help "rights": "vérifiez ses droits, ou supprimez le lien qui y mène", "check its permissions, or remove the link that leads to it";
        help "rename": "renommez-le", "rename it";
        help "replace": "mettez un fichier à sa place, ou supprimez-le", "put a file in its place, or delete it";
        explain:
            "Un fichier du site qui ne peut être lu ne peut être publié; plutôt que de publier un site troué, Diglot ne publie rien. La cause est d'ordinaire un droit d'accès, un lien symbolique dont la cible a disparu ou un disque débranché; le message donne celle que dit le système. Rétablissez l'accès, ou retirez le fichier du site.",
            "A file of the site that cannot be read cannot be published, and rather than publish a site with a hole, Diglot publishes nothing. The cause is usually a permission, a symbolic link whose target is gone or a disk that was removed; the message gives the one that the system states. Restore access, or remove the file from the site.";
        wrong: "chmod 000 content/guide.fr.md", "chmod 000 content/guide.en.md";
        right: "chmod 644 content/guide.fr.md", "chmod 644 content/guide.en.md";
    }
    OUTSIDE_ROOT = "DG-D024", "outside-root", Error {
        message: "ce lien symbolique mène hors du site", "this symbolic link leads out of the site";
        label: "", "";
        help "copy": "copiez le fichier dans le site", "copy the file into the site";
        explain:
            "Rien n'est lu hors du dossier du site, ni par `..` ni par un lien symbolique : sans cela, un dépôt malveillant pourrait publier les fichiers privés de la machine qui le construit, et le même site ne se construirait pas partout. Copiez le fichier dans le site, ou remplacez le lien par un autre qui reste à l'intérieur.",
            "Nothing outside the site's folder is read, through `..` or through a symbolic link: otherwise a malicious repository could publish private files of the machine that builds it, and the same site would not build everywhere. Copy the file into the site, or replace the link by one that stays inside.";
        wrong: "ln -s /home/marie/logo.svg static/logo.svg";
        right: "cp /home/marie/logo.svg static/logo.svg";
    }
    NAME_CLASH = "DG-D025", "document-twice", Error {
        message: "deux fichiers sont l'édition `{lang}` du même document", "two files are the `{lang}` edition of the same document";
        label: "", "";
        help "key": "renommez l'un des deux, ou donnez-lui une autre `key`", "rename one of the two, or give it another `key`";
        related "first": "l'autre fichier", "the other file";
        explain:
            "La clé d'un document, qui réunit ses éditions, est son chemin sans langue ni extension, ou la valeur de `key` dans son en-tête. Un document n'a qu'un fichier par langue : de deux, Diglot ne saurait lequel publier. Renommez l'un des deux fichiers, ou donnez-lui une autre `key`, la même que celle de son édition dans l'autre langue.",
            "A document's key, which brings its editions together, is its path without language and extension, or the value of `key` in its front matter. A document has one file per language: of two, Diglot could not tell which to publish. Rename one of the two files, or give it another `key`, the same as that of its edition in the other language.";
        wrong: "# content/tarifs.fr.md\nkey: prices\n\n# content/prix.fr.md\nkey: prices", "# content/prices.en.md\nkey: prices\n\n# content/rates.en.md\nkey: prices";
        right: "# content/tarifs.fr.md\nkey: prices\n\n# content/prix.fr.md\nkey: old-prices", "# content/prices.en.md\nkey: prices\n\n# content/rates.en.md\nkey: rates";
    }
    NOT_A_MAP = "DG-D026", "not-a-map", Error {
        message: "ce YAML n'est pas un ensemble de `clé: valeur`", "this YAML is not a set of `key: value`";
        label: "ceci est {found}", "this is {found}";
        help "write": "écrivez par exemple `{example}`", "write for instance `{example}`";
        explain:
            "Un en-tête, des réglages ou un fichier de contenu se composent de lignes `clé: valeur`. Ce YAML est une liste ou un simple texte : Diglot ne saurait à quelle clé le rattacher. Le plus souvent, il manque l'espace après un deux-points, ou la clé principale au-dessus d'une liste.",
            "Front matter, settings and content files are made of `key: value` lines. This YAML is a list or a mere text: Diglot could not tell which key it belongs to. Usually the space after a colon is missing, or the main key above a list.";
        wrong: "# content/faq.yaml\n- id: delai", "# content/faq.yaml\n- id: deadline";
        right: "# content/faq.yaml\nentries:\n  - id: delai", "# content/faq.yaml\nentries:\n  - id: deadline";
    }
    TOO_DEEP = "DG-D027", "too-deep", Error {
        message: "plus de {limit} niveaux l'un dans l'autre", "more than {limit} levels inside one another";
        label: "trop profond", "too deep";
        help "flatten": "sortez ce passage des listes ou citations qui l'entourent", "move this passage out of the lists or quotes around it";
        explain:
            "Des listes, des citations et des blocs emboîtés à cette profondeur viennent presque toujours d'un retrait qui dérape ou d'un signe répété. Aucun lecteur ne s'y retrouverait, et aucun écran n'est assez large. Sortez le passage de ce qui l'entoure, ou faites-en une section.",
            "Lists, quotations and blocks nested this deep nearly always come from indentation that slipped or from a sign that was repeated. No reader would find the way, and no screen is wide enough. Move the passage out of what surrounds it, or make it a section of its own.";
        wrong: ">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> Texte", ">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> Text";
        right: "> Texte", "> Text";
    }
    CONTROL_CHARACTER = "DG-D028", "control-character", Error {
        message: "un caractère de commande invisible ({name}) se trouve dans ce texte", "an invisible control character ({name}) stands in this text";
        label: "ici", "here";
        help "remove": "supprimez ce caractère", "remove this character";
        help "lines": "enregistrez ce fichier avec des fins de ligne LF ou CRLF", "save this file with line ends LF or CRLF";
        explain:
            "Un caractère de commande n'a ni forme ni place dans une page : HTML et XML l'interdisent, et les navigateurs montrent un trou. Il vient d'un collage, d'un fichier binaire ou d'un programme qui a mal converti le texte. Un retour chariot seul, fin de ligne d'anciens ordinateurs, en est un aussi : les lignes ne peuvent être comptées. Supprimez le caractère, ou enregistrez le fichier avec les fins de ligne usuelles.",
            "A control character has neither shape nor place in a page: HTML and XML forbid it, and browsers show a hole. It comes from something pasted, from a binary file or from a program that converted the text badly. A lone carriage return, the line end of old computers, is one too: lines cannot be counted. Remove the character, or save the file with the usual line ends.";
        wrong: "title: \"Renouvellement\\u0007\"", "title: \"Renewal\\u0007\"";
        right: "title: Renouvellement", "title: Renewal";
    }
    RESERVED_ID = "DG-D029", "reserved-id", Error {
        message: "l'identifiant `{id}` est réservé au thème", "the id `{id}` is the theme's own";
        label: "", "";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        explain:
            "Les identifiants qui commencent par `_`, et ceux de la forme `fn-1` ou `fnref-1`, désignent les parties de la page que Diglot ajoute : le texte principal, les notes, leurs appels. Le même identifiant ne peut en désigner deux. Écrivez-en un autre, le même dans toutes les langues.",
            "Ids that begin with `_`, and those like `fn-1` or `fnref-1`, name the parts of a page that Diglot adds: the main text, the notes, the references to them. One id cannot name two things. Write another one, the same in every language.";
        wrong: "## Résumé {#_main}", "## Summary {#_main}";
        right: "## Résumé {#resume}", "## Summary {#summary}";
    }
    SNIPPETS_WITHOUT_END = "DG-D030", "snippets-without-end", Error {
        message: "les extraits inclus ici en incluent trop d'autres", "the snippets included here include too many others";
        label: "plus de {limit} en tout, ou plus de 16 l'un dans l'autre", "more than {limit} in all, or more than 16 inside one another";
        help "flatten": "incluez moins d'extraits, ou écrivez leur texte dans un seul", "include fewer snippets, or write their text in one";
        explain:
            "Un extrait peut en inclure d'autres, mais dix extraits qui en incluent chacun dix, et ainsi de suite, feraient une page sans fin. Une page inclut donc mille extraits au plus, et seize l'un dans l'autre. Réunissez les textes qui vont toujours ensemble.",
            "A snippet may include others, but ten snippets that include ten each, and so on, would make a page without end. So a page includes a thousand snippets at most, and sixteen inside one another. Put texts that always go together into one.";
        wrong: "# content/_snippets/a.fr.md\n:::snippet b\n:::snippet b", "# content/_snippets/a.en.md\n:::snippet b\n:::snippet b";
        right: "# content/_snippets/a.fr.md\n:::snippet b", "# content/_snippets/a.en.md\n:::snippet b";
    }
    UNKNOWN_KIND = "DG-D031", "unknown-kind", Error {
        message: "il n'y a pas de sorte de page `{value}`", "there is no kind of page `{value}`";
        label: "sorte inconnue", "unknown kind";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "template": "écrivez {names}, ou créez le modèle `{path}`", "write {names}, or create the template `{path}`";
        help "list": "écrivez la sorte de pages qui existent, par exemple {names}", "write the kind of pages that exist, for instance {names}";
        explain:
            "La sorte d'une page choisit son modèle : `guide`, `page`, `home`, ou le nom d'un modèle de `templates/`. Une sorte peut aussi n'être qu'une étiquette, si une liste ou un modèle la demande par son nom. Sous un nom que rien ne connaît, la page paraîtrait comme un guide, sans qu'on le sache, et une liste resterait vide.",
            "The kind of a page chooses its template: `guide`, `page`, `home`, or the name of a template in `templates/`. A kind may also be a mere label, if a list or a template asks for it by name. Under a name that nothing knows, the page would come out as a guide without a word, and a list would stay empty.";
        wrong: "---\ntitle: Renouvellement\nkind: giude\n---", "---\ntitle: Renewal\nkind: giude\n---";
        right: "---\ntitle: Renouvellement\nkind: guide\n---", "---\ntitle: Renewal\nkind: guide\n---";
    }
    CONFLICT_MARK = "DG-D032", "conflict-mark", Error {
        message: "`{value}` est une marque de conflit", "`{value}` is a conflict mark";
        label: "une fusion inachevée, jusqu'à la ligne {line}", "an unfinished merge, up to line {line}";
        help "choose": "gardez le bon texte des deux et retirez les trois marques; un exemple se met dans un bloc de code", "keep the right text of the two and remove the three marks; an example is put in a block of code";
        explain:
            "Une fusion a laissé ses marques dans ce fichier : `<<<<<<<`, puis le texte d'une branche, `=======`, le texte de l'autre, `>>>>>>>`. Le lecteur verrait les deux versions et les marques; rien d'autre n'est donc vérifié dans ce fichier. Gardez ce qui est juste et retirez les marques. Une ligne `=======` seule souligne un titre, et un exemple dans un bloc de code reste un exemple.",
            "A merge has left its marks in this file: `<<<<<<<`, then the text of one branch, `=======`, the text of the other, `>>>>>>>`. Readers would see both versions and the marks; so nothing else is checked in this file. Keep what is right and remove the marks. A line `=======` alone underlines a heading, and an example in a block of code stays an example.";
        wrong: "<<<<<<< HEAD\nLe délai est de dix jours.\n=======\nLe délai est de vingt jours.\n>>>>>>> delai", "<<<<<<< HEAD\nThe deadline is ten days.\n=======\nThe deadline is twenty days.\n>>>>>>> deadline";
        right: "Le délai est de vingt jours.", "The deadline is twenty days.";
    }
}
