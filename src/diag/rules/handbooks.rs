//! Turns the rules on handbooks into words.

rules! {
    MISSING_PART = "DG-H001", "missing-part", Error {
        message: "la partie `{name}` n'a aucun fichier", "the part `{name}` has no file";
        label: "introuvable dans ce dossier", "not found in this folder";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "create": "créez `{path}`", "create `{path}`";
        explain:
            "`parts` cite les fichiers du manuel dans l'ordre de leurs numéros, sans suffixe de langue ni extension. Une partie absente changerait le numéro de toutes les suivantes, et donc le sens de chaque renvoi : Diglot ne la saute pas. Corrigez le nom, créez le fichier, ou retirez la partie de la liste.",
            "`parts` names the handbook's files in the order of their numbers, without language suffix or extension. A part that is absent would change the number of all that follow, and so the meaning of every reference: Diglot does not skip it. Correct the name, create the file, or remove the part from the list.";
        wrong: "parts: [porte, roles.fr.md]", "parts: [scop, roles.en.md]";
        right: "parts: [portee, roles]", "parts: [scope, roles]";
    }
    UNLISTED_PART = "DG-H002", "unlisted-part", Error {
        message: "ce fichier n'est pas une partie du manuel", "this file is no part of the handbook";
        label: "", "";
        help "add": "ajoutez `{name}` à `parts` dans `{path}`, ou sortez le fichier de ce dossier", "add `{name}` to `parts` in `{path}`, or move the file out of this folder";
        explain:
            "Tous les textes du dossier d'un manuel en font partie, à la place que leur donne `parts`; un texte oublié ne serait ni numéroté ni publié, sans que personne le voie. Ajoutez-le à la liste, à sa place, ou sortez-le du dossier. Un brouillon peut y rester si son nom commence par `_`.",
            "All texts in a handbook's folder are part of it, at the place that `parts` gives them; a text that was forgotten would be neither numbered nor published, and nobody would notice. Add it to the list, at its place, or move it out of the folder. A draft may stay there if its name begins with `_`.";
        wrong: "# handbook.yaml, à côté de roles.fr.md et de publication.fr.md\nparts: [roles]", "# handbook.yaml, beside roles.en.md and publishing.en.md\nparts: [roles]";
        right: "parts: [roles, publication]", "parts: [roles, publishing]";
    }
    NUMBER_TWICE = "DG-H003", "number-twice", Error {
        message: "le numéro `{value}` est donné deux fois", "the number `{value}` is given twice";
        label: "le second", "the second";
        help "pin": "donnez à l'un des deux un autre `number=`, ou retirez-le", "give one of the two another `number=`, or take it away";
        help "count": "ouvrez une section à chacune des deux suites de clauses", "open a section for each of the two runs of clauses";
        related "first": "le premier", "the first";
        explain:
            "Un numéro désigne un seul endroit : un contrat qui a deux clauses 14 ne se cite plus. Un numéro épinglé (`{number=14}`) fixe celui de sa clause, et les suivantes continuent à partir de là; s'il revient en arrière, deux clauses finissent par porter le même. Changez l'un des deux numéros épinglés.",
            "A number names one place: a contract with two clauses 14 can no longer be cited. A pinned number (`{number=14}`) settles that of its clause, and those that follow go on from there; if it goes back, two clauses end up with the same. Change one of the two pinned numbers.";
        wrong: "1. Un. {number=2}\n1. Deux. {number=2}", "1. One. {number=2}\n1. Two. {number=2}";
        right: "1. Un. {number=2}\n1. Deux.", "1. One. {number=2}\n1. Two.";
    }
    BAD_NUMBER = "DG-H004", "bad-number", Error {
        message: "`{value}` ne peut pas être un numéro ici", "`{value}` cannot be a number here";
        label: "", "";
        help "form": "écrivez un numéro de cette forme : {example}", "write a number of this form: {example}";
        explain:
            "Un numéro épinglé remplace celui que le compte aurait donné : il s'écrit avec les mêmes signes, des chiffres pour une section ou une clause, une lettre majuscule pour une annexe, une minuscule pour une sous-clause. Après des chiffres peuvent venir une lettre (`6A`) ou un adverbe latin (`6bis`). Ce qui précède, comme `6.` dans `6.14`, vient de la section elle-même et ne peut pas être autre.",
            "A pinned number stands in for the one that the count would have given: it is written with the same signs, digits for a section or clause, a capital letter for an annex, a small one for a sub-clause. After digits may come a letter (`6A`) or a Latin adverb (`6bis`). What comes before, such as `6.` in `6.14`, comes from the section itself and cannot be different.";
        wrong: "1. Les frais. {number=quatorze}", "1. The fees. {number=fourteen}";
        right: "1. Les frais. {number=14}", "1. The fees. {number=14}";
    }
    NUMBERS_DIFFER = "DG-H005", "numbers-differ", Error {
        message: "épinglé à `{value}` ici et à `{other}` dans l'autre édition", "pinned to `{value}` here and to `{other}` in the other edition";
        label: "", "";
        help "same": "donnez le même numéro aux deux; dans une seule édition, il suffit", "give both the same number; in one edition it is enough";
        related "first": "ce numéro compte", "this number counts";
        explain:
            "Un manuel est compté une fois pour toutes ses langues, pour que la clause 14 soit la même dans chacune. Deux éditions qui épinglent des numéros différents se contredisent. Gardez celui du texte en vigueur; il suffit de l'écrire dans une langue.",
            "A handbook is counted once for all its languages, so that clause 14 is the same in each. Two editions that pin different numbers contradict each other. Keep that of the text in force; to write it in one language is enough.";
        wrong: "manuel.fr.md : 1. Les frais. {number=14}\nmanuel.en.md : 1. The fees. {number=15}", "manual.fr.md: 1. Les frais. {number=14}\nmanual.en.md: 1. The fees. {number=15}";
        right: "manuel.fr.md : 1. Les frais. {number=14}\nmanuel.en.md : 1. The fees.", "manual.fr.md: 1. Les frais. {number=14}\nmanual.en.md: 1. The fees.";
    }
    TYPED_REFERENCE = "DG-H006", "typed-reference", Warning {
        message: "`{what}` est un numéro tapé à la main", "`{what}` is a number typed by hand";
        label: "ne suivra pas le texte", "will not follow the text";
        help "link": "écrivez `{suggestion}` : le numéro s'imprime, et suit", "write `{suggestion}`: the number is printed, and follows";
        help "id": "donnez un id à la clause (`{#nom}` à sa fin), puis écrivez un lien sans texte vers elle", "give the clause an id (`{#name}` at its end), then write a link without text to it";
        help "several": "plusieurs endroits ont ce numéro : écrivez un lien sans texte vers celui que vous voulez dire", "several places have this number: write a link without text to the one you mean";
        related "target": "voici la clause citée", "this is the clause cited";
        explain:
            "Un renvoi tapé à la main devient faux dès qu'une clause s'insère avant celle qu'il cite, et personne ne le voit. Un lien sans texte imprime le numéro du moment, dans les mots de la langue de la page, et les traducteurs n'y touchent pas. En français, `[le](…)`, `[de](…)` et `[à](…)` impriment aussi l'article, comme dans « de l'annexe B ». Ce qui cite une loi ou un autre texte n'est pas concerné.",
            "A reference typed by hand turns wrong as soon as a clause is inserted before the one that it cites, and nobody sees it. A link without text prints the number of the day, in words of the page's language, and translators leave it alone. In French, `[le](…)`, `[de](…)` and `[à](…)` also print the article, as in “de l'annexe B”. What cites an act or another text is not meant.";
        wrong: "Consultez l'article 6.", "See section 6.";
        right: "Consultez [le](frais.md).", "See [](fees.md).";
    }
    NO_SUCH_NUMBER = "DG-H007", "no-such-number", Warning {
        message: "« {name} » ne contient pas `{what}`", "there is no `{what}` in “{name}”";
        label: "ce numéro n'existe pas", "no such number";
        help "correct": "corrigez le numéro, ou remplacez-le par un lien sans texte; si c'est celui d'un autre texte, nommez-le : « de la Loi … »", "correct the number, or write a link without text instead; if it is another text's, name that: “of the … Act”";
        explain:
            "Le texte cite un numéro que le manuel n'a pas, ou n'a plus. Le lecteur d'un contrat y chercherait en vain une obligation. Un lien sans texte ne peut pas se tromper de numéro. Pour citer un autre texte, nommez-le après le numéro.",
            "The text cites a number that the handbook does not have, or no longer has. The reader of a contract would look for an obligation in vain. A link without text cannot have the wrong number. To cite another text, name it after the number.";
        wrong: "Consultez l'article 99.", "See section 99.";
        right: "Consultez [le](frais.md).", "See [](fees.md).";
    }
    NOTHING_NUMBERED = "DG-H008", "nothing-numbered", Warning {
        message: "`{target}` n'a pas de numéro", "`{target}` has no number";
        label: "", "";
        help "text": "écrivez un texte à la place de `#`, ou menez à une section, une clause, un tableau ou une figure numérotés", "write a text in the place of `#`, or lead to a numbered section, clause, table or figure";
        explain:
            "`[#](…)` imprime le seul numéro de ce à quoi le lien mène. Ici il n'y en a pas : le lecteur verrait un croisillon. Écrivez un texte, ou numérotez la cible.",
            "`[#](…)` prints nothing but the number of what the link leads to. Here there is none: the reader would see a number sign. Write a text, or number the target.";
        wrong: "Voir [#](accueil.md).", "See [#](welcome.md).";
        right: "Voir [](accueil.md).", "See [](welcome.md).";
    }
    UNKNOWN_TEXT = "DG-H009", "unknown-text", Info {
        message: "`{what}` est cité de `{name}`, que rien n'explique ici", "`{what}` is cited from `{name}`, which nothing explains here";
        label: "", "";
        help "name": "mettez un lien vers ce texte, ou dites au glossaire ce que `{name}` veut dire (`acronym`); si c'est un manuel de ce site, donnez-lui ce nom (`cited_as`)", "make it a link to that text, or say in the glossary what `{name}` means (`acronym`); if it is a handbook of this site, give it that name (`cited_as`)";
        explain:
            "Un contrat renvoie à un autre texte par un sigle : le lecteur doit pouvoir trouver lequel. S'il s'agit d'un manuel de ce site, `cited_as` fait vérifier le numéro et propose le lien. Sinon, un lien ou une entrée de glossaire suffit.",
            "A contract refers to another text by letters: readers must be able to find out which. If it is a handbook of this site, `cited_as` has the number checked and offers the link. Otherwise a link or an entry of the glossary is enough.";
        wrong: "Des frais s'ajoutent selon la section 6 du GPMS.", "Fees are added under section 6 of the SMPH.";
        right: "Des frais s'ajoutent selon la [section 6 du GPMS](https://exemple.org/gpms).", "Fees are added under [section 6 of the SMPH](https://example.org/smph).";
    }
    UNKNOWN_EDITION = "DG-H010", "unknown-edition", Error {
        message: "`{name}` n'est l'édition d'aucun manuel", "`{name}` is no edition of a handbook";
        label: "aucun `handbook.yaml` à cet endroit", "no `handbook.yaml` there";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "path": "nommez le dossier voisin qui contient l'édition précédente, ou donnez le chemin de son `handbook.yaml`", "name the folder beside this one that holds the edition before, or give the path of its `handbook.yaml`";
        explain:
            "`replaces` dit quelle édition celle-ci remplace : le nom d'un dossier voisin (`2026`), ou un chemin (`../programme-2026/handbook.yaml`). Sans elle, le lecteur de l'ancienne édition ne saurait pas qu'une autre s'applique, et le tableau des modifications manquerait. Corrigez le nom; la première édition n'a pas de `replaces`.",
            "`replaces` says which edition this one replaces: the name of a folder beside it (`2026`), or a path (`../programme-2026/handbook.yaml`). Without it, the reader of the old edition would not know that another one applies, and the table of changes would be missing. Correct the name; the first edition has no `replaces`.";
        wrong: "# manuel/2027/handbook.yaml\nreplaces: 2062", "# handbook/2027/handbook.yaml\nreplaces: 2062";
        right: "# manuel/2027/handbook.yaml\nreplaces: 2026", "# handbook/2027/handbook.yaml\nreplaces: 2026";
    }
    EDITION_CYCLE = "DG-H011", "edition-cycle", Error {
        message: "une édition ne peut pas se remplacer elle-même", "an edition cannot replace itself";
        label: "", "";
        help "self": "nommez l'édition précédente, ou retirez `replaces`", "name the edition before, or take `replaces` away";
        help "cycle": "la suite tourne en rond ({chain}) : retirez `replaces` de la plus ancienne", "the chain goes round ({chain}): take `replaces` away from the oldest";
        explain:
            "Les éditions d'un manuel forment une suite : chacune remplace celle d'avant, et la première n'en remplace aucune. Une édition qui se nomme elle-même, ou deux qui se remplacent l'une l'autre, n'ont pas d'ordre. Gardez `replaces` là où une édition suit vraiment une autre.",
            "The editions of a handbook make a chain: each replaces the one before, and the first replaces none. An edition that names itself, or two that replace each other, have no order. Keep `replaces` where an edition really follows another.";
        wrong: "# manuel/2026/handbook.yaml\nreplaces: 2026", "# handbook/2026/handbook.yaml\nreplaces: 2026";
        right: "# manuel/2026/handbook.yaml\nreplaces: 2025", "# handbook/2026/handbook.yaml\nreplaces: 2025";
    }
    SUCCEEDED_TWICE = "DG-H012", "succeeded-twice", Error {
        message: "deux éditions remplacent `{name}`", "two editions replace `{name}`";
        label: "la seconde", "the second";
        help "later": "si cette édition vient après l'autre, écrivez `{suggestion}`", "if this edition comes after the other one, write `{suggestion}`";
        related "first": "la première", "the first";
        explain:
            "Une édition n'a qu'une suite : sinon, le lecteur de l'ancienne ne saurait pas laquelle s'applique. La première à entrer en vigueur compte. Si les deux se suivent, la seconde remplace la première; s'il s'agit de deux manuels différents, retirez l'un des deux `replaces`.",
            "An edition has one successor: or else the reader of the old one would not know which applies. The first to come into force counts. If both follow each other, the second replaces the first; if they are two different handbooks, take one `replaces` away.";
        wrong: "# 2027/handbook.yaml\nreplaces: 2026\n# 2028/handbook.yaml\nreplaces: 2026", "# 2027/handbook.yaml\nreplaces: 2026\n# 2028/handbook.yaml\nreplaces: 2026";
        right: "# 2027/handbook.yaml\nreplaces: 2026\n# 2028/handbook.yaml\nreplaces: 2027", "# 2027/handbook.yaml\nreplaces: 2026\n# 2028/handbook.yaml\nreplaces: 2027";
    }
    ENDS_BEFORE = "DG-H013", "ends-before", Error {
        message: "cette édition finirait le {value}, avant d'entrer en vigueur", "this edition would end on {value}, before it comes into force";
        label: "", "";
        help "later": "écrivez `{suggestion}` ou un jour plus tardif, ou retirez `until`", "write `{suggestion}` or a later day, or take `until` away";
        related "from": "elle entre en vigueur ce jour-là", "it comes into force on this day";
        explain:
            "`until` est le dernier jour où une édition s'applique, `effective` le premier. Un dernier jour qui précède le premier est une faute de frappe, ou les deux dates sont échangées. Quand une autre édition suit, `until` est inutile : c'est la veille de son `effective`.",
            "`until` is the last day on which an edition applies, `effective` the first. A last day before the first is a slip of the pen, or the two dates are exchanged. Where another edition follows, `until` is not needed: it is the day before that one's `effective`.";
        wrong: "effective: 2026-04-01\nuntil: 2026-03-31", "effective: 2026-04-01\nuntil: 2026-03-31";
        right: "effective: 2026-04-01\nuntil: 2027-03-31", "effective: 2026-04-01\nuntil: 2027-03-31";
    }
    EDITION_GAP = "DG-H014", "edition-gap", Warning {
        message: "aucune édition n'est en vigueur du {value} au {other}", "no edition is in force from {value} to {other}";
        label: "", "";
        help "eve": "écrivez `{suggestion}`, la veille de l'édition suivante, ou retirez `until`", "write `{suggestion}`, the day before the next edition, or take `until` away";
        related "next": "la suivante entre en vigueur", "the next one comes into force";
        explain:
            "Entre le dernier jour d'une édition et le premier de la suivante, personne ne saurait quelles règles s'appliquent. Sans `until`, une édition s'applique jusqu'à la veille de la suivante. Si l'interruption est voulue, admettez-la par un commentaire `diglot-allow`.",
            "Between the last day of an edition and the first of the next, nobody would know which rules apply. Without `until`, an edition applies up to the day before the next. If the break is meant, allow it by a comment `diglot-allow`.";
        wrong: "# 2026/handbook.yaml\nuntil: 2026-11-30\n# 2027/handbook.yaml\neffective: 2027-01-01\nreplaces: 2026", "# 2026/handbook.yaml\nuntil: 2026-11-30\n# 2027/handbook.yaml\neffective: 2027-01-01\nreplaces: 2026";
        right: "# 2026/handbook.yaml\nuntil: 2026-12-31\n# 2027/handbook.yaml\neffective: 2027-01-01\nreplaces: 2026", "# 2026/handbook.yaml\nuntil: 2026-12-31\n# 2027/handbook.yaml\neffective: 2027-01-01\nreplaces: 2026";
    }
    EDITIONS_OVERLAP = "DG-H015", "editions-overlap", Error {
        message: "deux éditions sont en vigueur le {value}", "two editions are in force on {value}";
        label: "", "";
        help "eve": "écrivez `{suggestion}`, la veille de l'édition suivante, ou retirez `until`", "write `{suggestion}`, the day before the next edition, or take `until` away";
        help "after": "écrivez `{suggestion}` ou un jour plus tardif, ou échangez les deux éditions", "write `{suggestion}` or a later day, or exchange the two editions";
        related "next": "la suivante entre en vigueur", "the next one comes into force";
        related "before": "celle qu'elle remplace", "the one that it replaces";
        explain:
            "À une date donnée, une seule édition d'un contrat s'applique : deux à la fois se contrediraient. L'édition qui en remplace une autre entre en vigueur après elle, et l'ancienne cesse la veille. Sans `until`, c'est ainsi; corrigez la date, ou retirez `until`.",
            "On any day one edition of a contract applies: two at a time would contradict each other. The edition that replaces another comes into force after it, and the old one ends on the day before. Without `until` that is so; correct the date, or take `until` away.";
        wrong: "# 2026/handbook.yaml\nuntil: 2027-01-31\n# 2027/handbook.yaml\neffective: 2027-01-01\nreplaces: 2026", "# 2026/handbook.yaml\nuntil: 2027-01-31\n# 2027/handbook.yaml\neffective: 2027-01-01\nreplaces: 2026";
        right: "# 2026/handbook.yaml\nuntil: 2026-12-31\n# 2027/handbook.yaml\neffective: 2027-01-01\nreplaces: 2026", "# 2026/handbook.yaml\nuntil: 2026-12-31\n# 2027/handbook.yaml\neffective: 2027-01-01\nreplaces: 2026";
    }
    UNDATED_EDITION = "DG-H016", "undated-edition", Error {
        message: "cette édition en remplace une autre sans dire quand", "this edition replaces another one and does not say when";
        label: "", "";
        help "write": "ajoutez `effective: AAAA-MM-JJ`, le jour où elle entre en vigueur", "add `effective: YYYY-MM-DD`, the day on which it comes into force";
        explain:
            "Une édition remplace la précédente à une date précise : c'est elle qui décide laquelle se trouve à l'adresse du manuel, et ce que dit le bandeau de chaque page. Écrivez-la dans `effective`. Pour préparer une édition dont la date n'est pas encore connue, gardez-la en brouillon (`draft: true`).",
            "An edition replaces the one before on a certain day: it decides which of them stands at the handbook's address, and what the banner of every page says. Write it in `effective`. To prepare an edition of which the day is not known yet, keep it as a draft (`draft: true`).";
        wrong: "replaces: 2026", "replaces: 2026";
        right: "effective: 2027-01-01\nreplaces: 2026", "effective: 2027-01-01\nreplaces: 2026";
    }
    UNNAMED_CLAUSES = "DG-H017", "unnamed-clauses", Info {
        message: "des clauses d'ici n'ont pas d'id : leur adresse désigne une place", "clauses here have no id: their addresses name places";
        label: "la première", "the first";
        help "fix": "`diglot check --fix` écrit l'id que chacune a aujourd'hui, dans toutes les langues et toutes les éditions (ici {count})", "`diglot check --fix` writes the id that each has today, in all languages and all editions (here {count})";
        explain:
            "Sans id, l'adresse d'une clause vient de sa place (`#frais-2`) : une clause insérée avant elle la donne à une autre, et un lien déjà envoyé mène ailleurs sans que personne le voie. Diglot le dit quand ces adresses sont promises : le manuel a plusieurs éditions, ou `routes.txt` les énumère. `diglot check --fix` écrit l'id du jour à la fin de chaque clause; aucune adresse ne change, et aucune ne changera plus de sens.",
            "Without an id, the address of a clause comes from its place (`#fees-2`): a clause inserted before it gives it to another one, and a link sent before leads elsewhere without anybody noticing. Diglot says so where these addresses are promised: the handbook has several editions, or `routes.txt` lists them. `diglot check --fix` writes the id of the day at the end of each clause; no address changes, and none changes its meaning any more.";
        wrong: "1. Les frais sont exigés en avril.", "1. The fees are due in April.";
        right: "1. Les frais sont exigés en avril. {#frais-1}", "1. The fees are due in April. {#fees-1}";
    }
    OTHER_CLAUSE = "DG-H018", "other-clause", Warning {
        message: "`#{id}` désignait une autre clause dans l'édition précédente", "`#{id}` was another clause in the edition before";
        label: "a l'adresse d'une autre", "has the address of another one";
        help "fix": "`diglot check --fix` donne à chaque clause sans id celui qu'elle avait, dans les deux éditions", "`diglot check --fix` gives every clause without an id the one that it had, in both editions";
        related "was": "celle-ci l'avait", "this one had it";
        explain:
            "Le manuel en vigueur se trouve toujours à la même adresse. Une clause sans id y est désignée par sa place : qui suit le lien d'une ancienne clause en trouve une autre à la place, sans le savoir. `diglot check --fix` écrit les id, les mêmes dans les deux éditions : l'ancien lien mène à la même clause, où qu'elle soit.",
            "The handbook in force is always at the same address. A clause without an id is named there by its place: whoever follows the link of a former clause finds another one instead, and does not know. `diglot check --fix` writes the ids, the same in both editions: the former link leads to the same clause, wherever it is.";
        wrong: "# manuel/2027/frais.fr.md\n1. Une clause nouvelle.\n1. Les frais sont exigés en avril.", "# handbook/2027/fees.en.md\n1. A new clause.\n1. The fees are due in April.";
        right: "1. Une clause nouvelle. {#nouvelle}\n1. Les frais sont exigés en avril. {#frais-1}", "1. A new clause. {#new}\n1. The fees are due in April. {#fees-1}";
    }
}
