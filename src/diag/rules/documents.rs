//! Turns the rules on what one file says into words.

rules! {
    NOT_UTF8 = "DG-D001", "not-utf8", Error {
        message: "ce fichier n'est pas en UTF-8", "this file is not UTF-8";
        label: "premier octet incorrect", "first wrong byte";
        help "save": "enregistrez-le en UTF-8 (il est sans doute en Windows-1252 ou ISO-8859-1)", "save it as UTF-8 (it is probably Windows-1252 or ISO-8859-1)";
        explain: "Tous les textes d'un site sont en UTF-8, avec ou sans indicateur d'ordre des octets.", "All texts of a site are UTF-8, with or without a byte-order mark.";
    }
    FRONT_MATTER_OPEN = "DG-D002", "front-matter-open", Error {
        message: "l'en-tête ne se referme pas", "the front matter never closes";
        label: "ouvert ici", "opened here";
        help "close": "ajoutez une ligne `---` après la dernière clé", "add a line `---` after the last key";
        explain: "Un en-tête YAML commence à la première ligne par `---` et finit par une ligne `---`.", "YAML front matter begins on the first line with `---` and ends with a line `---`.";
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
        explain: "La syntaxe YAML est fausse à cet endroit. Les causes fréquentes : un deux-points suivi d'une espace dans un texte sans guillemets, une tabulation, un alignement décalé.", "The YAML syntax is wrong at this place. Usual causes: a colon followed by a space in an unquoted text, a tab, a line that is not aligned.";
    }
    UNKNOWN_KEY = "DG-D004", "unknown-key", Error {
        message: "clé inconnue `{key}`", "unknown key `{key}`";
        label: "aucune clé de ce nom ici", "no key of this name here";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "keys": "les clés possibles sont : {keys}", "the possible keys are: {keys}";
        explain: "Une clé mal orthographiée serait ignorée en silence; elle est donc refusée. Vos propres clés vont sous `extra`.", "A misspelt key would be ignored silently, so it is refused. Keys of your own go under `extra`.";
    }
    WRONG_TYPE = "DG-D005", "wrong-type", Error {
        message: "`{key}` attend {expected}", "`{key}` expects {expected}";
        label: "ceci est {found}", "this is {found}";
        help "write": "écrivez par exemple `{example}`", "write for instance `{example}`";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        explain: "La valeur n'est pas du type que cette clé attend.", "The value is not of the type that this key expects.";
    }
    MISSING_KEY = "DG-D006", "missing-key", Error {
        message: "il manque la clé `{key}`", "the key `{key}` is missing";
        label: "ici", "here";
        help "add": "ajoutez `{key}: …`", "add `{key}: …`";
        explain: "Cette clé est obligatoire.", "This key is required.";
    }
    DUPLICATE_KEY = "DG-D007", "duplicate-key", Error {
        message: "la clé `{key}` est écrite deux fois", "the key `{key}` is written twice";
        label: "seconde fois", "second time";
        help "remove": "supprimez l'une des deux", "remove one of the two";
        explain: "De deux clés égales, l'une serait perdue en silence.", "Of two equal keys, one would be lost silently.";
    }
    NO_LANGUAGE = "DG-D008", "no-language", Error {
        message: "le nom de ce fichier ne dit pas sa langue", "this file's name does not say its language";
        label: "", "";
        help "rename": "renommez-le `{suggestion}`", "rename it `{suggestion}`";
        explain: "Avec `layout: side-by-side`, un document s'appelle `nom.fr.md`, `nom.en.md`; avec `layout: trees`, il est dans `content/fr/`, `content/en/`.", "With `layout: side-by-side` a document is called `name.fr.md`, `name.en.md`; with `layout: trees` it lies in `content/fr/`, `content/en/`.";
    }
    UNKNOWN_CONTENT = "DG-D009", "unknown-content", Error {
        message: "Diglot ne sait pas quoi faire de ce fichier", "Diglot does not know what this file is";
        label: "", "";
        help "kinds": "un fichier YAML de `content/` est une FAQ (clé `entries`), un glossaire (`terms`), `handbook.yaml` ou `folder.yaml`", "a YAML file in `content/` is an FAQ (key `entries`), a glossary (`terms`), `handbook.yaml` or `folder.yaml`";
        explain: "Le genre d'un fichier YAML se reconnaît à son nom ou à sa clé principale.", "The kind of a YAML file is told by its name or its main key.";
    }
    UNCLOSED_CONTAINER = "DG-D010", "unclosed-container", Error {
        message: "le bloc `:::{name}` ne se referme pas", "the block `:::{name}` never closes";
        label: "ouvert ici", "opened here";
        help "close": "ajoutez une ligne `:::` à la fin du bloc", "add a line `:::` at the end of the block";
        explain: "Un bloc `:::nom` se termine par une ligne `:::`, au même niveau de retrait.", "A block `:::name` ends with a line `:::`, at the same indentation.";
    }
    STRAY_CONTAINER_END = "DG-D011", "stray-container-end", Error {
        message: "ce `:::` ne ferme rien", "this `:::` closes nothing";
        label: "aucun bloc n'est ouvert", "no block is open";
        help "remove": "supprimez cette ligne, ou ouvrez un bloc plus haut", "remove this line, or open a block above";
        explain: "Une ligne `:::` seule ferme le dernier bloc ouvert.", "A line `:::` alone closes the block opened last.";
    }
    UNKNOWN_CONTAINER = "DG-D012", "unknown-container", Error {
        message: "il n'existe pas de bloc `:::{name}`", "there is no block `:::{name}`";
        label: "bloc inconnu", "unknown block";
        help "nearest": "écrivez `:::{suggestion}`", "write `:::{suggestion}`";
        help "names": "les blocs sont : {names}", "the blocks are: {names}";
        explain: "Les blocs sont `snippet`, `tabs`, `tab`, `steps`, `table` et `details`.", "The blocks are `snippet`, `tabs`, `tab`, `steps`, `table` and `details`.";
    }
    CONTAINER_CONTENT = "DG-D013", "container-content", Error {
        message: "un bloc `:::{name}` contient {expected}, et rien d'autre", "a block `:::{name}` holds {expected}, and nothing else";
        label: "bloc ouvert ici", "block opened here";
        help "move": "sortez le reste de ce bloc", "move the rest out of this block";
        explain: "`:::tabs` contient des `:::tab`, `:::steps` une liste numérotée, `:::table` un seul tableau ou une seule liste de définitions.", "`:::tabs` holds `:::tab` blocks, `:::steps` one ordered list, `:::table` one table or one definition list.";
    }
    UNDEFINED_VARIABLE = "DG-D014", "undefined-variable", Error {
        message: "la variable `{name}` n'est pas définie", "the variable `{name}` is not defined";
        label: "variable inconnue", "unknown variable";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "define": "définissez-la sous `variables` dans `diglot.yaml`, ou écrivez `{literal}`", "define it under `variables` in `diglot.yaml`, or write `{literal}`";
        explain: "Les variables se définissent dans `diglot.yaml` ou dans l'en-tête de la page; dans le code elles restent telles quelles.", "Variables are defined in `diglot.yaml` or in the page's front matter; in code they are left alone.";
    }
    MISSING_SNIPPET = "DG-D015", "missing-snippet", Error {
        message: "l'extrait `{name}` n'existe pas", "the snippet `{name}` does not exist";
        label: "extrait introuvable", "no such snippet";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "create": "créez `{path}`", "create `{path}`";
        explain: "`:::snippet nom` insère `content/_snippets/nom.fr.md` dans les pages en français et `nom.en.md` dans les pages en anglais.", "`:::snippet name` inserts `content/_snippets/name.fr.md` in French pages and `name.en.md` in English ones.";
    }
    SNIPPET_CYCLE = "DG-D016", "snippet-cycle", Error {
        message: "l'extrait `{name}` s'inclut lui-même", "the snippet `{name}` includes itself";
        label: "par : {chain}", "through: {chain}";
        help "break": "retirez cette inclusion", "remove this inclusion";
        explain: "Un extrait peut en inclure d'autres, mais pas, même de loin, lui-même.", "A snippet may include others, but never itself, even from afar.";
    }
    DUPLICATE_ID = "DG-D017", "duplicate-id", Error {
        message: "l'identifiant `{id}` est donné deux fois", "the id `{id}` is given twice";
        label: "seconde fois", "second time";
        help "rename": "écrivez un autre identifiant, par exemple `{suggestion}`", "write another id, for instance `{suggestion}`";
        related "first": "d'abord ici", "first here";
        explain: "Un lien vers un identifiant répété mène toujours au premier : le second ne peut être atteint.", "A link to a repeated id always leads to the first: the second cannot be reached.";
    }
    NO_TITLE = "DG-D018", "no-title", Error {
        message: "ce document n'a pas de titre", "this document has no title";
        label: "", "";
        help "add": "ajoutez `title: …` à l'en-tête, ou commencez par une ligne `# Titre`", "add `title: …` to the front matter, or begin with a line `# Title`";
        explain: "Le titre est le nom de la page dans la navigation, les liens et les résultats de recherche.", "The title is the page's name in navigation, links and search results.";
    }
    EMPTY_DOCUMENT = "DG-D019", "empty-document", Error {
        message: "ce document est vide", "this document is empty";
        label: "", "";
        help "write": "écrivez-y un titre et un texte, ou supprimez-le", "write a title and a text, or delete it";
        explain: "Un fichier vide donnerait une page vide; s'il est commencé, `draft: true` le retient.", "An empty file would give an empty page; if it is only begun, `draft: true` holds it back.";
    }
    TOO_LARGE = "DG-D020", "too-large", Error {
        message: "ce texte fait {size} Mo, plus que les {limit} Mo admis", "this text is {size} MB, more than the {limit} MB allowed";
        label: "", "";
        help "split": "partagez-le en plusieurs documents", "split it into several documents";
        explain: "Un texte de cette taille est presque toujours un fichier déposé là par erreur.", "A text of this size is nearly always a file put there by mistake.";
    }
    ONLY_WITHOUT_REASON = "DG-D021", "only-without-reason", Warning {
        message: "`only: {lang}` ne dit pas pourquoi", "`only: {lang}` does not say why";
        label: "sans raison", "no reason";
        help "reason": "ajoutez `reason: …`", "add `reason: …`";
        explain: "Un document en une seule langue, exprès, porte sa raison : ceux qui viennent après doivent pouvoir la juger.", "A document that is in one language on purpose carries its reason, so that those who come later can judge it.";
    }
    TOP_HEADING = "DG-D022", "top-heading", Warning {
        message: "un titre de niveau 1 dans le corps de la page", "a level-1 heading in the body of the page";
        label: "la page a déjà son titre", "the page has its title already";
        help "lower": "écrivez `## …`", "write `## …`";
        explain: "Le titre de la page est son seul titre de niveau 1; les sections commencent à `##`.", "The page's title is its only level-1 heading; sections begin at `##`.";
    }
    UNREADABLE = "DG-D023", "unreadable", Error {
        message: "ce fichier n'a pu être lu : {reason}", "this file could not be read: {reason}";
        label: "", "";
        help "rights": "vérifiez ses droits, ou supprimez le lien qui y mène", "check its permissions, or remove the link that leads to it";
        explain: "Un fichier du site qui ne peut être lu ne peut être publié; rien n'est donc publié.", "A file of the site that cannot be read cannot be published, so nothing is.";
    }
    OUTSIDE_ROOT = "DG-D024", "outside-root", Error {
        message: "ce lien symbolique mène hors du site", "this symbolic link leads out of the site";
        label: "", "";
        help "copy": "copiez le fichier dans le site", "copy the file into the site";
        explain: "Rien n'est lu hors du dossier du site : un lien symbolique doit rester à l'intérieur.", "Nothing outside the site's folder is read: a symbolic link must stay inside.";
    }
    NAME_CLASH = "DG-D025", "document-twice", Error {
        message: "deux fichiers disent le même document en {lang}", "two files say the same document in {lang}";
        label: "", "";
        help "key": "renommez l'un des deux, ou donnez-lui une autre `key`", "rename one of the two, or give it another `key`";
        related "first": "l'autre fichier", "the other file";
        explain: "La clé d'un document est son chemin sans langue ni extension, ou la clé `key` de son en-tête; un document n'a qu'un fichier par langue.", "A document's key is its path without language and extension, or the `key` of its front matter; a document has one file per language.";
    }
    NOT_A_MAP = "DG-D026", "not-a-map", Error {
        message: "ce YAML n'est pas un ensemble de `clé: valeur`", "this YAML is not a set of `key: value`";
        label: "ceci est {found}", "this is {found}";
        help "write": "écrivez par exemple `{example}`", "write for instance `{example}`";
        explain: "Un en-tête, des réglages ou un fichier de contenu se composent de lignes `clé: valeur`.", "Front matter, settings and content files are made of `key: value` lines.";
    }
    TOO_DEEP = "DG-D027", "too-deep", Error {
        message: "plus de {limit} niveaux de blocs l'un dans l'autre", "more than {limit} levels of blocks inside one another";
        label: "trop profond", "too deep";
        help "flatten": "sortez ce passage des listes ou citations qui l'entourent", "move this passage out of the lists or quotes around it";
        explain: "Une telle profondeur est presque toujours une erreur de retrait ou de signe.", "Such depth is nearly always a slip of indentation or of a sign.";
    }
}
