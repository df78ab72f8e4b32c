//! Turns the rules on links, anchors and files into words.

rules! {
    BROKEN_PAGE = "DG-L001", "broken-page", Error {
        message: "la page `{target}` n'existe pas", "page `{target}` does not exist";
        label: "aucun document à cet endroit", "no document at this place";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "far": "le document le plus proche est `{suggestion}`", "the nearest document is `{suggestion}`";
        help "letters": "écrivez `{suggestion}` : il se lit de même, mais ses accents sont codés autrement (Unicode, NFC ou NFD)", "write `{suggestion}`: it reads the same, but its accents are encoded in another way (Unicode, NFC or NFD)";
        help "none": "donnez le chemin du fichier source, depuis ce fichier", "give the path of the source file, from this file";
        related "use": "le lien qui s'en sert", "the link that uses it";
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
        help "letters": "écrivez `{suggestion}` : il se lit de même, mais ses accents sont codés autrement (Unicode, NFC ou NFD)", "write `{suggestion}`: it reads the same, but its accents are encoded in another way (Unicode, NFC or NFD)";
        help "remove": "retirez `#{anchor}` : cette page n'a pas d'ancre", "remove `#{anchor}`: this page has no anchors";
        help "none": "donnez cet identifiant à un titre : `## Titre {#{anchor}}`", "give a heading this id: `## Title {#{anchor}}`";
        help "translate": "écrivez aussi dans `{path}` ce qu'elle désigne dans l'édition `{lang}`", "write in `{path}` too what it means in the `{lang}` edition";
        help "element": "donnez cet identifiant à un élément de la page : `id=\"{anchor}\"`", "give an element of the page this id: `id=\"{anchor}\"`";
        help "drawing": "corrigez l'ancre, ou donnez cet identifiant à un élément du dessin : `id=\"{anchor}\"`", "correct the anchor, or give an element of the drawing this id: `id=\"{anchor}\"`";
        help "map": "ajoutez `<map name=\"{anchor}\">`", "add `<map name=\"{anchor}\">`";
        related "use": "le lien qui s'en sert", "the link that uses it";
        related "nearest": "l'ancre la plus proche est ici", "the nearest anchor is here";
        related "included": "cette page inclut l'extrait", "this page includes the snippet";
        related "elsewhere": "cette langue seulement l'a", "only this language has it";
        explain:
            "Une ancre est l'identifiant explicite d'un titre, d'un paragraphe, d'un élément de liste, d'une entrée de FAQ ou d'un terme; à défaut, l'intitulé en minuscules, lettres accentuées comprises, où tout le reste devient un trait d'union. L'intitulé de chaque édition vaut dans toutes les langues. Une ancre absente laisse le lecteur en haut d'une longue page. Un identifiant explicite, `{#frais}`, survit aux changements d'intitulé. Dans un dessin (SVG), une ancre est l'`id` d'un élément.",
            "An anchor is the explicit id of a heading, paragraph, list item, FAQ entry or term; failing that, the heading in lower case, accented letters included, where everything else becomes a hyphen. The heading of each edition is valid in every language. An absent anchor leaves the reader at the top of a long page. An explicit id, `{#fees}`, survives changes of the heading. In a drawing (SVG), an anchor is the `id` of an element.";
        wrong: "## Frais de retard\n\nVoir les [frais](#frais-retard).", "## Late payment fees\n\nSee the [fees](#late-fees).";
        right: "## Frais de retard\n\nVoir les [frais](#frais-de-retard).", "## Late payment fees\n\nSee the [fees](#late-payment-fees).";
    }
    MISSING_FILE = "DG-L003", "missing-file", Error {
        message: "le fichier `{target}` n'existe pas", "file `{target}` does not exist";
        label: "introuvable", "not found";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "far": "le fichier le plus proche est `{suggestion}`", "the nearest file is `{suggestion}`";
        help "letters": "écrivez `{suggestion}` : il se lit de même, mais ses accents sont codés autrement (Unicode, NFC ou NFD)", "write `{suggestion}`: it reads the same, but its accents are encoded in another way (Unicode, NFC or NFD)";
        help "none": "ajoutez le fichier à cet endroit, ou sous `static/` et écrivez `/nom`", "add the file at this place, or under `static/` and write `/name`";
        help "static": "ajoutez le fichier sous `static/` et écrivez `/nom`", "add the file under `static/` and write `/name`";
        related "use": "le lien qui s'en sert", "the link that uses it";
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
        help "held-draft": "publiez `{path}` (retirez-en `draft: true`), ou retirez le lien en attendant", "publish `{path}` (remove `draft: true` from it), or remove the link for the time being";
        help "held-missing": "écrivez `{path}`, ou retirez le lien en attendant", "write `{path}`, or remove the link for the time being";
        help "held-text": "ajoutez `{lang}: …` à chaque texte de `{path}`, ou retirez le lien en attendant", "add `{lang}: …` to each text of `{path}`, or remove the link for the time being";
        related "draft": "un brouillon", "a draft";
        related "ready": "prête, mais `publish: together` attend les autres langues", "ready, but `publish: together` waits for the other languages";
        explain:
            "Le document existe, mais il n'est pas publié : un lien vers lui donnerait une page introuvable. Un brouillon (`draft: true`) ne paraît qu'avec `--drafts`, pour un essai; avec `publish: together`, un document attend que toutes ses langues soient prêtes. Publiez le document avec la page qui le cite, ou retirez le lien en attendant.",
            "The document exists but is not published, so a link to it would lead to a page that is not found. A draft (`draft: true`) appears with `--drafts` only, for a trial; with `publish: together` a document waits until all its languages are ready. Publish the document together with the page that refers to it, or remove the link for the time being.";
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
        help "apart": "laissez une ligne vide avant `[{label}]:`, qui fait partie du paragraphe au-dessus", "leave an empty line before `[{label}]:`, which is part of the paragraph above it";
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
    EMPTY_LINK = "DG-L010", "empty-link", Warning {
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
    DETOUR = "DG-L012", "detour", Warning {
        message: "cette adresse mène à `{target}` par un détour : {reason}", "this address leads to `{target}` by a detour: {reason}";
        label: "ce n'est pas le chemin du fichier", "not the path of the file";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        explain:
            "Diglot comprend ce que vous vouliez dire et le lien fonctionne, mais ni votre éditeur ni votre hébergeur de code ne le suivent, et il cessera de fonctionner le jour où un fichier du nom exact apparaîtra. Un lien interne est le chemin du fichier source, relatif au fichier où il est écrit, avec son extension et des barres obliques.",
            "Diglot understands what you meant and the link works, but neither your editor nor your code host follows it, and it will lead elsewhere on the day when a file of that very name appears. An internal link is the path of the source file, relative to the file it is written in, with its extension and with slashes.";
        wrong: "[Le délai](..\\guides\\renouvellement.html)", "[The deadline](..\\guides\\renewal.html)";
        right: "[Le délai](../guides/renouvellement.md)", "[The deadline](../guides/renewal.md)";
    }
    SUSPECT_URL = "DG-L013", "suspect-url", Warning {
        message: "cette adresse ne mènera sans doute nulle part : {reason}", "this address probably leads nowhere: {reason}";
        label: "à vérifier", "look at this";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "complete": "complétez l'adresse, ou retirez le lien", "complete the address, or remove the link";
        help "publish": "mettez une adresse que tous les lecteurs peuvent ouvrir; si ce n'est qu'un exemple, écrivez-le entre accents graves", "write an address that every reader can open; if it is merely an example, put it in backticks";
        help "slash": "une page de ce site s'écrit avec une seule barre oblique, ou mieux par le chemin de sa source; un autre site, avec `https://`", "write a page of this site with one slash, or better with the path of its source; another site with `https://`";
        explain:
            "L'adresse sort du site, et sa forme seule dit déjà qu'elle ne mène pas où l'on croit : un schéma mal orthographié (`htps:`), un hôte absent ou impossible, un courriel ou un numéro vide, un fichier ou un serveur de votre propre ordinateur. Rien n'est demandé au réseau. Un exemple que le lecteur ne doit pas suivre s'écrit entre accents graves.",
            "The address leads out of the site, and its form alone says that it does not lead where you think: a misspelt scheme (`htps:`), a host that is missing or impossible, an empty mail address or phone number, a file or a server of your own computer. The network is not asked. An example that the reader is not meant to follow is put in backticks.";
        wrong: "[Le registre](htps://example.org/registre)", "[The register](htps://example.org/register)";
        right: "[Le registre](https://example.org/registre)", "[The register](https://example.org/register)";
    }
    FALLBACK_PAGE = "DG-L014", "fallback-page", Warning {
        message: "`{target}` n'existe qu'en `{lang}` : le lecteur changerait de langue", "`{target}` exists in `{lang}` only: the reader would change language";
        label: "pas d'édition `{own}`", "no `{own}` edition";
        help "nearest": "écrivez `{suggestion}` si c'est voulu, et dites-le dans le texte du lien", "write `{suggestion}` if this is meant, and say so in the text of the link";
        help "draft": "publiez `{path}` (retirez-en `draft: true`), ou retirez le lien en attendant", "publish `{path}` (remove `draft: true` from it), or remove the link for the time being";
        help "translate": "traduisez `{path}`, ou retirez le lien en attendant", "translate `{path}`, or remove the link for the time being";
        explain:
            "Le document n'a pas d'édition dans la langue de cette page : le lecteur y trouverait un texte qu'il ne lit peut-être pas. Traduisez le document. S'il est dans une seule langue à dessein (`only`), mettez le suffixe de cette langue dans le lien, pour que chacun voie que le changement est voulu.",
            "The document has no edition in the language of this page: the reader would find a text there that they may not read. Translate the document. If it is in one language on purpose (`only`), put the suffix of that language in the link, so that everyone sees that the change is meant.";
        wrong: "<!-- bareme.en.md dit « only: en » -->\n[Le barème](bareme.md)", "<!-- scale.fr.md says “only: fr” -->\n[The scale](scale.md)";
        right: "[Le barème (en anglais)](bareme.en.md)", "[The scale (in French)](scale.fr.md)";
    }
    NOT_A_LINK = "DG-L015", "not-a-link", Warning {
        message: "ceci n'est pas un lien et s'affiche tel quel : {reason}", "this is no link and is shown as it is: {reason}";
        label: "Markdown n'y voit que du texte", "plain text to Markdown";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "angle": "écrivez l'adresse entre chevrons, par exemple `{suggestion}`, ou fermez la parenthèse", "put the address in angle brackets, for instance `{suggestion}`, or close the parenthesis";
        help "markdown": "écrivez `[texte](page.md)`", "write `[text](page.md)`";
        help "blank": "laissez une ligne vide avant et une après ce texte, ou écrivez `<a href=\"…\">`", "leave an empty line before and one after this text, or write `<a href=\"…\">`";
        help "one": "sortez l'un des deux liens de l'autre", "take one of the two links out of the other";
        help "escape": "pour une formule, écrivez `\\[` ou mettez le tout entre accents graves", "for a formula, write `\\[` or put the whole in backticks";
        explain:
            "Le texte a l'allure d'un lien, mais une règle de Markdown en fait du texte ordinaire : une adresse avec une espace, une parenthèse de trop, un lien dans un lien, une syntaxe d'un autre logiciel. Le lecteur voit les crochets. Une adresse avec des espaces ou des parenthèses s'écrit entre chevrons.",
            "The text looks like a link, but a rule of Markdown makes it plain text: an address with a space, one parenthesis too many, a link in a link, another program's syntax. The reader sees the brackets. An address with spaces or parentheses is put in angle brackets.";
        wrong: "[Le formulaire](files/formulaire 2026.pdf)", "[The form](files/form 2026.pdf)";
        right: "[Le formulaire](<files/formulaire 2026.pdf>)", "[The form](<files/form 2026.pdf>)";
    }
    TEMPLATE_TEXT = "DG-L016", "template-text", Warning {
        message: "`{what}` est la commande d'un autre logiciel", "`{what}` is a command of another program";
        label: "s'affichera telle quelle", "will be shown as it is";
        help "escape": "remplacez-la par du Markdown; si elle doit s'afficher, mettez-la entre accents graves", "replace it with Markdown; if it shall be shown, put it in backticks";
        help "address": "écrivez l'adresse : une variable n'est pas remplacée dans un lien", "write the address: a variable is not filled in within a link";
        explain:
            "Après un passage depuis Hugo, Jekyll ou un autre générateur, il reste souvent des `{{< ref >}}`, des `{% include %}` ou des `{{ .Title }}`. Diglot ne les exécute pas : il les montre au lecteur. Une variable de Diglot, `{{ nom }}`, est un nom et rien d'autre, et ne vaut que dans le texte, pas dans une adresse.",
            "After a move from Hugo, Jekyll or another generator, commands like `{{< ref >}}`, `{% include %}` or `{{ .Title }}` are often left. Diglot does not run them: it shows them to the reader. A variable of Diglot, `{{ name }}`, is a name and nothing else, and counts in text only, not in an address.";
        wrong: "[Le délai]({{site.url}}/delai)", "[The deadline]({{site.url}}/deadline)";
        right: "[Le délai](delai.md)", "[The deadline](deadline.md)";
    }
    DUPLICATE_DEFINITION = "DG-L017", "duplicate-definition", Warning {
        message: "`{label}` est déjà défini plus haut", "`{label}` is defined above already";
        label: "sans effet : la première définition compte", "no effect: the first definition counts";
        help "rename": "supprimez l'une des deux définitions, ou donnez-lui un autre nom", "delete one of the two definitions, or give it another name";
        explain:
            "De deux définitions du même nom, Markdown garde la première : la seconde n'a aucun effet, et ses liens mènent ailleurs qu'on ne croit. La casse ne compte pas. Supprimez celle qui est de trop, ou renommez-la avec ses appels.",
            "Of two definitions of one name Markdown keeps the first: the second has no effect, and its links lead elsewhere than you think. Case does not matter. Delete the one too many, or rename it together with its uses.";
        wrong: "[delai]: renouvellement.md\n[delai]: frais.md", "[deadline]: renewal.md\n[deadline]: fees.md";
        right: "[delai]: renouvellement.md\n[frais]: frais.md", "[deadline]: renewal.md\n[fees]: fees.md";
    }
    UNUSED_DEFINITION = "DG-L018", "unused-definition", Warning {
        message: "la définition `[{label}]` ne sert à aucun lien", "the definition `[{label}]` is used by no link";
        label: "jamais utilisée", "never used";
        help "use": "écrivez un lien `[texte][{label}]`, ou supprimez cette ligne", "write a link `[text][{label}]`, or delete this line";
        explain:
            "Une définition dont aucun lien ne se sert n'est pas publiée, et son adresse n'est pas vérifiée. Le plus souvent, le lien a disparu avec une phrase récrite, ou son nom a une faute. Supprimez la ligne, ou corrigez le nom.",
            "A definition that no link uses is not published, and its address is not checked. Usually the link vanished with a sentence that was rewritten, or its name has a slip. Delete the line, or correct the name.";
        wrong: "Le délai est de dix jours.\n\n[delai]: renouvellement.md", "The deadline is ten days.\n\n[deadline]: renewal.md";
        right: "Le [délai][delai] est de dix jours.\n\n[delai]: renouvellement.md", "The [deadline][deadline] is ten days.\n\n[deadline]: renewal.md";
    }
    EMPTY_ADDRESS = "DG-L019", "empty-address", Warning {
        message: "ce lien n'a pas d'adresse", "this link has no address";
        label: "ramène à la page même", "leads back to this very page";
        help "write": "écrivez l'adresse, ou `#` si le début de la page est voulu", "write the address, or `#` if the top of the page is meant";
        explain:
            "Un lien sans adresse ramène le lecteur à la page où il est déjà; une image sans adresse ne montre rien. C'est presque toujours un lien qu'on voulait compléter plus tard. Écrivez l'adresse, ou retirez le lien.",
            "A link without an address leads the reader back to the page they are on; an image without one shows nothing. Nearly always it is a link that was to be completed later. Write the address, or remove the link.";
        wrong: "[Le délai]()", "[The deadline]()";
        right: "[Le délai](renouvellement.md#delai)", "[The deadline](renewal.md#deadline)";
    }
    WRAPPED_URL = "DG-L020", "wrapped-url", Warning {
        message: "cette adresse est coupée par la fin de la ligne", "this address is cut by the end of the line";
        label: "le lecteur n'en a que le début", "the reader gets the beginning only";
        help "nearest": "écrivez-la d'un trait : `{suggestion}`", "write it in one piece: `{suggestion}`";
        explain:
            "Un texte repris d'un document mis en page garde parfois ses fins de ligne au milieu des adresses, après un trait d'union ou une barre oblique. L'adresse s'arrête alors à la première ligne et ne mène nulle part. Aucun réseau n'est nécessaire pour le voir.",
            "A text taken from a typeset document sometimes keeps its line ends in the middle of addresses, after a hyphen or a slash. The address then ends with the first line and leads nowhere. No network is needed to see it.";
        wrong: "Voir http://www-\n03.example.com/aide.", "See http://www-\n03.example.com/help.";
        right: "Voir http://www-03.example.com/aide.", "See http://www-03.example.com/help.";
    }
    TOP_OF_TEXT = "DG-L021", "weak-anchor", Warning {
        message: "`{page}` n'a pas d'ancre `#{anchor}`; seul le texte cité y mène", "`{page}` has no anchor `#{anchor}`; only the quoted text leads there";
        label: "aucun identifiant de ce nom", "no id of this name";
        help "remove": "écrivez `{suggestion}`, ou corrigez l'ancre", "write `{suggestion}`, or correct the anchor";
        explain:
            "L'adresse donne une ancre, puis un texte à chercher (`:~:text=…`). Un navigateur qui connaît cette seconde forme trouve le texte; les autres cherchent l'ancre, qui n'existe pas, et restent en haut de la page. Corrigez l'ancre, ou retirez-la.",
            "The address gives an anchor and then a text to look for (`:~:text=…`). A browser that knows the second form finds the text; others look for the anchor, which does not exist, and stay at the top of the page. Correct the anchor, or remove it.";
        wrong: "[Le délai](renouvellement.md#delais:~:text=dix%20jours)", "[The deadline](renewal.md#deadlines:~:text=ten%20days)";
        right: "[Le délai](renouvellement.md#delai:~:text=dix%20jours)", "[The deadline](renewal.md#deadline:~:text=ten%20days)";
    }
    ORPHAN_PAGE = "DG-L022", "orphan-page", Warning {
        message: "aucun lien ne mène à cette page, et elle n'est pas dans la navigation", "no link leads to this page, and it is not in the navigation";
        label: "retirée de la navigation", "taken out of the navigation";
        help "link": "faites-y un lien, ou retirez `nav: false`", "link to it, or remove `nav: false`";
        explain:
            "Avec `nav: false`, une page ou un dossier ne paraît ni dans le menu ni dans les listes; sans un lien depuis une autre page, seule la recherche y mène encore. Faites un lien depuis la page où le lecteur en a besoin, ou remettez-la dans la navigation. Une page que d'autres sites connaissent par son adresse peut garder cet état : baissez alors le niveau de la règle.",
            "With `nav: false` a page or a folder appears neither in the menu nor in lists; without a link from another page only the search still leads there. Link to it from the page where the reader needs it, or put it back into the navigation. A page that other sites know by its address may stay like this: then lower the level of the rule.";
        wrong: "---\ntitle: Barème\nnav: false\n---", "---\ntitle: Scale\nnav: false\n---";
        right: "---\ntitle: Barème\n---", "---\ntitle: Scale\n---";
    }
}
