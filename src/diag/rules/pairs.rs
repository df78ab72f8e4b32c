//! Turns the rules on the editions of one document into words.

rules! {
    MISSING_TRANSLATION = "DG-P001", "missing-translation", Warning {
        message: "`{key}` n'a pas d'édition `{lang}`", "`{key}` has no `{lang}` edition";
        label: "", "";
        help "create": "créez `{path}`, ou déclarez `only: {own}` avec une `reason`", "create `{path}`, or declare `only: {own}` with a `reason`";
        help "draft": "retirez `draft: true` de `{path}` quand elle est prête", "remove `draft: true` from `{path}` when it is ready";
        explain:
            "Ce document existe dans une langue du site et manque dans une autre. Le lecteur de l'autre langue voit une page de repli qui le dit et lui offre l'original. Écrivez la traduction, ou déclarez dans l'en-tête que le document n'est exprès que dans certaines langues : `only: fr` ou `only: [fr, en]`, avec une `reason`. Pour exiger que tout soit traduit avant de publier, montez la règle à `error`.",
            "This document exists in one language of the site and is missing in another. The reader of the other language sees a fallback page that says so and offers the original. Write the translation, or declare in the front matter that the document is in some languages only, on purpose: `only: fr` or `only: [fr, en]`, with a `reason`. To require that everything be translated before publication, raise the rule to `error`.";
        wrong: "content/tarifs.fr.md", "content/rates.en.md";
        right: "content/tarifs.fr.md\ncontent/tarifs.en.md", "content/rates.en.md\ncontent/rates.fr.md";
    }
    LOST_ID = "DG-P002", "lost-id", Warning {
        message: "l'ancre `#{id}` désigne deux sections différentes selon la langue", "anchor `#{id}` means two different sections depending on the language";
        label: "cette section perd l'ancre", "this section loses the anchor";
        help "explicit": "donnez à ce titre un identifiant à lui : `{#…}`", "give this heading an id of its own: `{#…}`";
        related "winner": "l'ancre mène ici", "the anchor leads here";
        explain:
            "L'intitulé de chaque édition sert d'ancre dans toutes, pour qu'aucun lien ne meure quand une langue s'ajoute. Ici, deux sections qui ne se correspondent pas prétendent à la même ancre : l'identifiant principal l'emporte, puis la langue de la page, et un lien vers l'autre section arrive au mauvais endroit. Donnez un identifiant explicite à l'une des deux, dans chaque langue.",
            "The heading of each edition serves as an anchor in all of them, so that no link dies when a language is added. Here two sections that do not correspond claim the same anchor: the main id wins, then the language of the page, and a link to the other section arrives at the wrong place. Give one of the two an explicit id, in each language.";
        wrong: "<!-- fr -->             <!-- en -->\n## Sources              ## Origins\n## Licences             ## Sources";
        right: "<!-- fr -->                     <!-- en -->\n## Sources {#origins}           ## Origins {#origins}\n## Licences {#data-sources}     ## Sources {#data-sources}";
    }
    IDS_DIFFER = "DG-P003", "ids-differ", Warning {
        message: "l'identifiant `{id}` n'existe que dans l'édition `{lang}`", "the id `{id}` exists in the `{lang}` edition only";
        label: "sans pendant", "no counterpart";
        help "same": "donnez le même identifiant à la section correspondante, ou retirez celui-ci", "give the corresponding section the same id, or remove this one";
        explain:
            "Un identifiant explicite est un point fixe : il apparie les sections d'une édition à l'autre, quoi qu'on ajoute autour. Donné d'un seul côté, il n'apparie rien, et le changement de langue peut mener le lecteur à côté. Écrivez le même identifiant à la section correspondante : il ne se traduit pas.",
            "An explicit id is a fixed point: it pairs the sections of the editions whatever is added around them. Given on one side only, it pairs nothing, and the language switch may lead the reader astray. Write the same id on the corresponding section: ids are not translated.";
        wrong: "<!-- fr -->             <!-- en -->\n## Frais {#frais}       ## Fees {#fees}";
        right: "<!-- fr -->             <!-- en -->\n## Frais {#fees}        ## Fees {#fees}";
    }
    LONE_CLAUSE = "DG-P004", "lone-clause", Error {
        message: "cette disposition n'existe que dans l'édition `{lang}`", "this clause exists in the `{lang}` edition only";
        label: "sans pendant dans l'édition `{other}`", "no counterpart in the `{other}` edition";
        help "write": "écrivez la disposition correspondante dans `{path}`, ou retirez celle-ci", "write the corresponding clause in `{path}`, or remove this one";
        related "before": "elle viendrait après ceci", "it would come after this";
        explain:
            "Les éditions d'un manuel ont les mêmes numéros, puisque chacune peut faire foi : « article 6.2 » doit désigner la même règle dans toutes les langues. Une disposition présente d'un seul côté n'en décale aucune autre, mais les deux textes ne disent plus la même chose. Traduisez-la, ou retirez-la. Si Diglot apparie mal deux dispositions, donnez-leur le même identifiant, `{#…}`, à la fin de l'élément.",
            "The editions of a handbook have the same numbers, since each may be the authentic one: “section 6.2” must mean the same rule in every language. A clause present on one side only shifts no other, but the two texts no longer say the same. Translate it, or remove it. If Diglot pairs two clauses wrongly, give them the same id, `{#…}`, at the end of the item.";
        wrong: "<!-- fr -->                   <!-- en -->\n1. Qui publie relit.          1. Who publishes proofreads.\n2. Qui relit signe.";
        right: "<!-- fr -->                   <!-- en -->\n1. Qui publie relit.          1. Who publishes proofreads.\n2. Qui relit signe.           2. Who proofreads signs.";
    }
    MISSING_TEXT = "DG-P005", "missing-text", Warning {
        message: "`{key}` n'a pas de texte en `{lang}`", "`{key}` has no text in `{lang}`";
        label: "", "";
        help "add": "ajoutez `{lang}: …`", "add `{lang}: …`";
        help "sibling": "ajoutez `{key}` à `{path}`", "add `{key}` to `{path}`";
        explain:
            "Cette valeur est écrite par langue, et il en manque une. À défaut, le lecteur voit le texte d'une autre langue, signalé comme tel. Ajoutez la langue manquante, ou écrivez une seule valeur si elle est la même partout, comme un nom propre.",
            "This value is written per language, and one is missing. Failing that, the reader sees the text of another language, marked as such. Add the missing language, or write a single value if it is the same everywhere, such as a proper name.";
        wrong: "title: {fr: Licences}", "title: {en: Licensing}";
        right: "title: {fr: Licences, en: Licensing}";
    }
    HELD_BACK = "DG-P006", "held-back", Warning {
        message: "`{key}` n'est publié en aucune langue : {reason}", "`{key}` is published in no language: {reason}";
        label: "", "";
        help "held-draft": "retirez `draft: true` de `{path}` quand elle est prête, ou déclarez `publish: separately`", "remove `draft: true` from `{path}` when it is ready, or declare `publish: separately`";
        help "held-missing": "écrivez `{path}`; ou bien déclarez `only: {own}` avec une `reason`, ou `publish: separately`", "write `{path}`; or else declare `only: {own}` with a `reason`, or `publish: separately`";
        help "held-text": "ajoutez `{lang}: …` à chaque texte de `{path}`; ou bien déclarez `only: {own}` avec une `reason`, ou `publish: separately`", "add `{lang}: …` to each text of `{path}`; or else declare `only: {own}` with a `reason`, or `publish: separately`";
        related "draft": "un brouillon", "a draft";
        related "ready": "cette édition est prête", "this edition is ready";
        related "book": "ce manuel attend avec elle", "this handbook waits with it";
        explain:
            "Avec `publish: together`, un document paraît dans toutes ses langues à la fois, ou dans aucune : tant qu'une édition manque ou porte `draft: true`, rien n'en est publié, ni page, ni titre dans un menu, ni adresse. Un manuel attend aussi les éditions de toutes ses parties, pour que ses numéros ne changent pas quand une traduction arrive. Terminez l'édition qui manque; `--drafts` montre le tout pour un essai. Si le document n'est exprès que dans certaines langues, déclarez `only`.",
            "With `publish: together` a document appears in all its languages at once, or in none: while an edition is missing or says `draft: true`, nothing of it is published, no page, no title in a menu, no address. A handbook also waits for the editions of all its parts, so that its numbers do not change when a translation arrives. Finish the edition that is missing; `--drafts` shows everything for a trial. If the document is in some languages only, on purpose, declare `only`.";
        wrong: "# diglot.yaml : publish: together\ncontent/tarifs.fr.md", "# diglot.yaml: publish: together\ncontent/rates.en.md";
        right: "# diglot.yaml : publish: together\ncontent/tarifs.fr.md\ncontent/tarifs.en.md", "# diglot.yaml: publish: together\ncontent/rates.en.md\ncontent/rates.fr.md";
    }
}
