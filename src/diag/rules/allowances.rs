//! Turns nothing: it is the words of the rules about comments `diglot-allow`, which tolerate something at one place.

rules! {
    UNUSED_ALLOWANCE = "DG-A001", "unused-allowance", Warning {
        message: "rien ici n'enfreint `{name}`", "nothing here is against `{name}`";
        label: "tolérance inutile", "useless allowance";
        help "remove": "retirez ce commentaire", "remove this comment";
        help "name": "retirez `{name}` de ce commentaire", "remove `{name}` from this comment";
        explain:
            "Un commentaire `diglot-allow` tolère une faute à l'endroit qui le suit. Si la faute n'y est plus, il ne protège rien, mais tairait un jour une faute nouvelle que personne n'a jugée. Retirez-le; si la faute est ailleurs, placez-le juste avant le bloc ou sur la ligne en cause.",
            "A comment `diglot-allow` tolerates a fault at the place that follows it. Once the fault is gone it protects nothing, yet it would one day hide a new fault that nobody has judged. Remove it; if the fault is elsewhere, put it right before the block or on the line concerned.";
        wrong: "<!-- diglot-allow DG-L004: la loi n'existe qu'en anglais -->\n\nVoir le [guide](guide.fr.md).", "<!-- diglot-allow DG-L004: the law exists in French only -->\n\nSee the [guide](guide.en.md).";
        right: "Voir le [guide](guide.fr.md).", "See the [guide](guide.en.md).";
    }
    ALLOWANCE_WITHOUT_REASON = "DG-A002", "allowance-without-reason", Error {
        message: "cette tolérance n'a pas de raison", "this allowance has no reason";
        label: "aucune raison après le deux-points", "no reason after the colon";
        help "reason": "écrivez `diglot-allow {names}: …` avec la raison", "write `diglot-allow {names}: …` with the reason";
        explain:
            "Qui lit le texte plus tard doit savoir pourquoi une faute y reste, et si ce motif vaut encore. La raison suit le code et un deux-points, dans le même commentaire. Elle ne paraît pas sur le site; les rapports SARIF et JSON la reprennent.",
            "Whoever reads the text later must know why a fault stays there, and whether that still holds. The reason follows the code and a colon, in the same comment. It does not appear on the site; SARIF and JSON reports repeat it.";
        wrong: "<!-- diglot-allow DG-L004 -->", "<!-- diglot-allow DG-L004 -->";
        right: "<!-- diglot-allow DG-L004: la loi n'existe qu'en anglais -->", "<!-- diglot-allow DG-L004: the law exists in French only -->";
    }
    UNKNOWN_ALLOWANCE = "DG-A003", "unknown-allowance", Error {
        message: "la règle `{name}` n'existe pas", "there is no rule `{name}`";
        label: "règle inconnue", "unknown rule";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "list": "`diglot explain` énumère les règles", "`diglot explain` lists the rules";
        explain:
            "Un commentaire `diglot-allow` désigne chaque règle par son code, comme `DG-L004`, ou par son nom; une famille entière ne se tolère pas à un endroit. Sous un nom inconnu, il ne tolérerait rien et vous croiriez le contraire. Corrigez le nom.",
            "A comment `diglot-allow` names each rule by its code, such as `DG-L004`, or by its name; a whole family cannot be allowed at one place. Under an unknown name it would allow nothing while you believe it does. Correct the name.";
        wrong: "# diglot-allow DG-L04: page à venir", "# diglot-allow DG-L04: page to come";
        right: "# diglot-allow DG-L004: page à venir", "# diglot-allow DG-L004: page to come";
    }
    NAMELESS_ALLOWANCE = "DG-A004", "nameless-allowance", Error {
        message: "ce commentaire ne nomme aucune règle à tolérer", "this comment names no rule to allow";
        label: "aucun code", "no code";
        help "write": "écrivez le code de la règle, puis la raison : `diglot-allow DG-L004: …`", "write the rule's code, then the reason: `diglot-allow DG-L004: …`";
        explain:
            "Une tolérance vaut pour les règles qu'elle nomme et pour elles seules : tout tolérer cacherait aussi les fautes que personne n'a vues. Le code est celui que le message donne entre crochets. Écrivez-le, ou plusieurs séparés par des virgules, avant le deux-points.",
            "An allowance holds for the rules that it names and for those alone: allowing everything would also hide the faults that nobody has seen. The code is the one that the message gives in brackets. Write it, or several separated by commas, before the colon.";
        wrong: "<!-- diglot-allow: la loi n'existe qu'en anglais -->", "<!-- diglot-allow: the law exists in French only -->";
        right: "<!-- diglot-allow DG-L004: la loi n'existe qu'en anglais -->", "<!-- diglot-allow DG-L004: the law exists in French only -->";
    }
}
