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
}
