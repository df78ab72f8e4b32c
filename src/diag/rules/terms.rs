//! Turns the rules on defined terms into words.

rules! {
    UNNAMED_TERM = "DG-H020", "unnamed-term", Error {
        message: "cette définition n'a pas d'id, ou pas de terme", "this definition has no id, or no term";
        label: "", "";
        help "id": "écrivez aussi un id : `{#nom .term}`", "write an id too: `{#name .term}`";
        help "name": "mettez le terme défini en gras : `**Client**`", "set the defined term in bold: `**Client**`";
        explain:
            "`.term` dit d'un paragraphe ou d'une clause qu'ils définissent un terme : le premier passage en gras. L'id, le même dans toutes les langues, dit que ces définitions sont une seule, et sert de cible aux liens. Sans l'un des deux, rien n'est défini.",
            "`.term` says of a paragraph or a clause that it defines a term: the first words in bold. The id, the same in all languages, says that these definitions are one, and is where links lead. Without one of the two nothing is defined.";
        wrong: "**Client** : qui achète. {.term}", "**Client**: who buys. {.term}";
        right: "**Client** : qui achète. {#client .term}", "**Client**: who buys. {#client .term}";
    }
    TERM_TWICE = "DG-H021", "term-twice", Error {
        message: "le terme `{name}` est défini deux fois", "the term `{name}` is defined twice";
        label: "seconde définition", "second definition";
        help "one": "gardez une seule définition", "keep one definition";
        related "first": "première définition", "first definition";
        explain:
            "Un terme défini a un seul sens dans tout le manuel : avec deux définitions, personne ne sait laquelle engage. Gardez-en une. Si ce sont deux choses, donnez-leur deux noms.",
            "A defined term has one meaning in the whole handbook: with two definitions nobody knows which one binds. Keep one. If they are two things, give them two names.";
        wrong: "**Client** : qui achète. {#client .term}\n\n**Client** : qui paie. {#payer .term}", "**Client**: who buys. {#client .term}\n\n**Client**: who pays. {#payer .term}";
        right: "**Client** : qui achète. {#client .term}\n\n**Payeur** : qui paie. {#payer .term}", "**Client**: who buys. {#client .term}\n\n**Payer**: who pays. {#payer .term}";
    }
    TERM_UNDEFINED = "DG-H022", "term-undefined", Error {
        message: "`{name}` n'est pas défini en `{lang}`", "`{name}` is not defined in `{lang}`";
        label: "défini ici seulement", "defined here only";
        help "define": "écrivez dans `{path}` la définition correspondante, avec `{#{id} .term}`", "write the corresponding definition in `{path}`, with `{#{id} .term}`";
        explain:
            "Un terme défini dans une seule langue laisse l'autre version sans définition, alors que les deux engagent de la même façon. Deux définitions sont une paire quand elles ont le même id. Écrivez celle qui manque, ou donnez-lui cet id.",
            "A term defined in one language leaves the other edition without a definition, although both bind alike. Two definitions are a pair when they have the same id. Write the one that is missing, or give it this id.";
        wrong: "fr : **Client** : qui achète. {#client .term}\nen : The client is who buys.", "en: **Client**: who buys. {#client .term}\nfr: Le client est qui achète.";
        right: "fr : **Client** : qui achète. {#client .term}\nen : **Client**: who buys. {#client .term}", "en: **Client**: who buys. {#client .term}\nfr: **Client** : qui achète. {#client .term}";
    }
    TERM_UNUSED = "DG-H023", "unused-defined-term", Warning {
        message: "le terme `{name}` est défini, mais ne sert jamais", "the term `{name}` is defined, but never used";
        label: "", "";
        help "remove": "retirez la définition, ou employez le terme", "remove the definition, or use the term";
        explain:
            "Une définition que rien n'emploie fait chercher le lecteur, et trahit souvent une clause disparue ou un autre mot mis à sa place. Retirez-la, ou rendez au texte le terme défini.",
            "A definition that nothing uses makes readers search, and often betrays a clause that is gone or another word put in its place. Remove it, or give the text its defined term back.";
        wrong: "**Client** : qui achète. {#client .term}\n\nL'acheteur paie.", "**Client**: who buys. {#client .term}\n\nThe buyer pays.";
        right: "**Client** : qui achète. {#client .term}\n\nLe Client paie.", "**Client**: who buys. {#client .term}\n\nThe Client pays.";
    }
    TERM_EARLY = "DG-H024", "term-before-definition", Info {
        message: "`{name}` sert avant d'être défini", "`{name}` is used before it is defined";
        label: "premier emploi", "first use";
        help "before": "placez la définition avant, ou rédigez ici sans le terme", "put the definition before, or write here without the term";
        related "definition": "la définition", "the definition";
        explain:
            "Qui lit dans l'ordre rencontre un terme dont il ne connaît pas encore le sens. Le lien vers la définition aide à l'écran, pas sur papier. Placez les définitions en tête.",
            "Who reads in order meets a term without knowing its meaning yet. The link to the definition helps on a screen, not on paper. Put the definitions first.";
        wrong: "Le Client paie.\n\n**Client** : qui achète. {#client .term}", "The Client pays.\n\n**Client**: who buys. {#client .term}";
        right: "**Client** : qui achète. {#client .term}\n\nLe Client paie.", "**Client**: who buys. {#client .term}\n\nThe Client pays.";
    }
    TERM_CAPITAL = "DG-H025", "term-capital", Info {
        message: "`{found}` : le terme défini s'écrit `{name}`", "`{found}`: the defined term is written `{name}`";
        label: "", "";
        help "capital": "écrivez `{suggestion}`, ou un autre mot si vous ne parlez pas du terme défini", "write `{suggestion}`, or another word if you do not mean the defined term";
        explain:
            "Dans un contrat, la majuscule distingue le terme défini du mot ordinaire : `Client` est la partie que le contrat nomme, « client » n'importe lequel. Une majuscule oubliée change le sens. Écrivez le terme comme sa définition, ou choisissez un autre mot.",
            "In a contract the capital tells the defined term from the ordinary word: `Client` is the party that the contract names, “client” anybody's. A capital forgotten changes the meaning. Write the term as its definition does, or choose another word.";
        wrong: "**Client** : qui achète. {#client .term}\n\nLe client paie.", "**Client**: who buys. {#client .term}\n\nThe client pays.";
        right: "**Client** : qui achète. {#client .term}\n\nLe Client paie.", "**Client**: who buys. {#client .term}\n\nThe Client pays.";
    }
    TERM_NOWHERE = "DG-H026", "term-nowhere", Info {
        message: "`{name}` s'écrit comme un terme défini, mais n'est défini nulle part", "`{name}` is written like a defined term, but defined nowhere";
        label: "avec une majuscule, {count} fois", "with a capital, {count} times";
        help "define": "définissez-le (`**{name}** : … {#{id} .term}`), ou écrivez partout `{suggestion}`", "define it (`**{name}**: … {#{id} .term}`), or write `{suggestion}` everywhere";
        related "small": "sans majuscule", "without one";
        explain:
            "Dans un manuel qui définit ses termes, une majuscule au milieu d'une phrase annonce un terme défini. Ce mot en porte une à plusieurs endroits et n'en porte pas ailleurs, et aucune définition ni aucun glossaire ne dit ce qu'il désigne : le lecteur cherche un sens particulier qui n'est écrit nulle part. Un nom propre, qui garde toujours sa majuscule, n'est pas signalé.",
            "In a handbook that defines its terms, a capital in the middle of a sentence announces a defined term. This word has one at several places and none at others, and neither a definition nor a glossary says what it stands for: readers look for a special meaning that is written nowhere. A name, which always keeps its capital, is not reported.";
        wrong: "**Client** : qui achète. {#client .term}\n\nLe Client paie la Caution. Nous rendons la Caution, sauf si la caution a servi.", "**Client**: who buys. {#client .term}\n\nThe Client pays the Deposit. We return the Deposit, unless the deposit was used.";
        right: "**Client** : qui achète. {#client .term}\n\nLe Client paie la caution. Nous rendons la caution, sauf si elle a servi.", "**Client**: who buys. {#client .term}\n\nThe Client pays the deposit. We return the deposit, unless it was used.";
    }
}
