//! Turns the rules on what two editions of one document do not have in common into words.

rules! {
    LONE_UNIT = "DG-B001", "lone-section", Warning {
        message: "`{own}` {found}, `{other}` {expected}", "`{own}` {found}, `{other}` {expected}";
        label: "sans pendant", "no counterpart";
        help "write": "écrivez son pendant dans `{path}`, ou retirez-la d'ici", "write its counterpart in `{path}`, or remove it here";
        related "home": "elle viendrait après ceci", "it would come after this";
        explain:
            "Une section n'existe que dans l'une des éditions : le lecteur de l'autre ne sait pas ce qui lui manque. Traduisez-la, ou retirez-la. Si les deux éditions ont cette section et que Diglot ne les apparie pas, donnez-leur le même identifiant, `{#…}`. Si elle n'est exprès que d'un côté, dites-le par un commentaire `diglot-allow`.",
            "A section exists in one of the editions only: the reader of the other does not know what is missing. Translate it, or remove it. If both editions have this section and Diglot does not pair them, give them the same id, `{#…}`. If it stands on one side on purpose, say so in a `diglot-allow` comment.";
        wrong: "<!-- fr -->           <!-- en -->\n## Dépôt              ## Filing\n## Délais";
        right: "<!-- fr -->           <!-- en -->\n## Dépôt              ## Filing\n## Délais             ## Deadlines";
    }
    OTHER_LEVEL = "DG-B002", "other-level", Warning {
        message: "`{own}` {found}, `{other}` {expected}", "`{own}` {found}, `{other}` {expected}";
        label: "", "";
        help "same": "donnez aux deux titres le même niveau", "give both headings the same level";
        help "clause": "donnez aux deux clauses le même retrait", "indent both clauses alike";
        related "there": "son pendant", "its counterpart";
        explain:
            "La même section est plus ou moins profonde selon la langue : la table des matières, la numérotation et ce qui en fait partie ne sont plus les mêmes. Mettez autant de `#` d'un côté que de l'autre.",
            "The same section is more or less deep depending on the language: the contents list, the numbering and what belongs to it are no longer the same. Put as many `#` on one side as on the other.";
        wrong: "<!-- fr -->           <!-- en -->\n### Délais            ## Deadlines";
        right: "<!-- fr -->           <!-- en -->\n## Délais             ## Deadlines";
    }
    LIST_DIFFERS = "DG-B003", "list-differs", Warning {
        message: "`{own}` {found}, `{other}` {expected}", "`{own}` {found}, `{other}` {expected}";
        label: "", "";
        help "item": "ajoutez ici le pendant de « {what} », ou retirez-le de `{path}`", "add the counterpart of “{what}” here, or remove it from `{path}`";
        help "task": "cochez les mêmes éléments des deux côtés", "tick the same items on both sides";
        help "kind": "employez le même genre de liste des deux côtés", "use the same kind of list on both sides";
        help "write": "écrivez la liste correspondante dans `{path}`, ou retirez celle-ci", "write the corresponding list in `{path}`, or remove this one";
        help "place": "mettez-la dans le même bloc des deux côtés", "put it in the same block on both sides";
        related "lone": "sans pendant", "no counterpart";
        related "there": "l'autre liste", "the other list";
        related "home": "elle serait dans cette section", "it would be in this section";
        explain:
            "Une liste n'a pas le même nombre d'éléments dans les deux éditions, ou n'existe que dans l'une. Un élément perdu à la traduction ne se voit pas à la lecture, puisque rien ne manque à la phrase. Dans une liste de tâches, les mêmes cases doivent être cochées. L'ordre est l'affaire de `DG-B014`. Si la différence est voulue, dites-le par un commentaire `diglot-allow`.",
            "A list does not have the same number of items in both editions, or exists in one only. An item lost in translation does not show when reading, as no sentence lacks anything. In a task list, the same boxes must be ticked. The order is a matter of `DG-B014`. If the difference is meant, say so in a `diglot-allow` comment.";
        wrong: "<!-- fr -->           <!-- en -->\n- le formulaire       - the form\n- la preuve";
        right: "<!-- fr -->           <!-- en -->\n- le formulaire       - the form\n- la preuve           - the evidence";
    }
    TABLE_DIFFERS = "DG-B004", "table-differs", Warning {
        message: "`{own}` {found}, `{other}` {expected}", "`{own}` {found}, `{other}` {expected}";
        label: "", "";
        help "row": "ajoutez ici le pendant de « {what} », ou retirez-le de `{path}`", "add the counterpart of “{what}” here, or remove it from `{path}`";
        help "column": "donnez aux deux tableaux les mêmes colonnes", "give both tables the same columns";
        help "write": "écrivez le tableau correspondant dans `{path}`, ou retirez celui-ci", "write the corresponding table in `{path}`, or remove this one";
        help "place": "mettez-le dans le même bloc des deux côtés", "put it in the same block on both sides";
        help "title": "donnez un titre à ce bloc des deux côtés, ou d'aucun", "give this block a title on both sides, or on neither";
        related "lone": "sans pendant", "no counterpart";
        related "there": "l'autre tableau", "the other table";
        related "home": "il serait dans cette section", "it would be in this section";
        explain:
            "Un tableau n'a pas les mêmes lignes ou les mêmes colonnes dans les deux éditions, ou n'existe que dans l'une. Les deux lecteurs ne lisent plus les mêmes données. Ajoutez ce qui manque. L'ordre est l'affaire de `DG-B014`.",
            "A table does not have the same rows or columns in both editions, or exists in one only. The two readers no longer read the same data. Add what is missing. The order is a matter of `DG-B014`.";
        wrong: "<!-- fr -->              <!-- en -->\n| Plan | Prix |          | Plan | Price |\n| ---- | ---- |          | ---- | ----- |\n| Un   | 10 $ |          | One  | $10   |\n| Deux | 20 $ |";
        right: "<!-- fr -->              <!-- en -->\n| Plan | Prix |          | Plan | Price |\n| ---- | ---- |          | ---- | ----- |\n| Un   | 10 $ |          | One  | $10   |\n| Deux | 20 $ |          | Two  | $20   |";
    }
    CODE_DIFFERS = "DG-B005", "code-differs", Warning {
        message: "`{own}` {found}, `{other}` {expected}", "`{own}` {found}, `{other}` {expected}";
        label: "", "";
        help "line": "copiez les lignes qui manquent, ou retirez-les de l'autre bloc", "copy the lines that are missing, or remove them from the other block";
        help "language": "nommez le même langage des deux côtés", "name the same language on both sides";
        help "write": "copiez ce bloc dans `{path}`, ou retirez-le d'ici", "copy this block into `{path}`, or remove it here";
        help "place": "mettez-le dans le même bloc des deux côtés", "put it in the same block on both sides";
        related "there": "l'autre bloc", "the other block";
        related "home": "il serait dans cette section", "it would be in this section";
        explain:
            "Un bloc de code n'existe que dans une édition, n'y est pas du même langage, ou n'y a qu'une partie de ses lignes. Le code se traduit rarement : le lecteur de l'autre langue a besoin du même. Copiez-le. Un bloc de texte, lui, se traduit ligne par ligne : il en a autant dans chaque langue, sauf celles qui ne font que continuer la précédente.",
            "A code block exists in one edition only, is not in the same language there, or has only some of its lines. Code is rarely translated: the reader of the other language needs the same. Copy it. A block of text is translated line by line: it has as many in each language, but for those that only go on from the line before.";
        wrong: "<!-- fr -->           <!-- en -->\nLancez :              Run:\n\n    make";
        right: "<!-- fr -->           <!-- en -->\nLancez :              Run:\n\n    make                  make";
    }
    CODE_TEXT_DIFFERS = "DG-B006", "code-text-differs", Off {
        message: "`{own}` {found}, `{other}` {expected}", "`{own}` {found}, `{other}` {expected}";
        label: "", "";
        help "code": "comparez les deux blocs", "compare the two blocks";
        related "there": "l'autre bloc", "the other block";
        explain:
            "Deux blocs de code qui se correspondent ne diffèrent pas que par leurs commentaires et leurs textes entre guillemets. (Une ligne où seuls des chiffres changent est signalée par `DG-B017`.) C'est souvent voulu : un exemple peut nommer des fichiers dans la langue du lecteur. C'est parfois une commande que l'on n'a corrigée que d'un côté. Réglez `levels: {DG-B006: warning}` si le code de vos deux éditions doit être le même.",
            "Two code blocks that correspond do not differ in their comments and quoted texts only. (A line in which nothing but figures changes is told of by `DG-B017`.) Often that is meant: an example may name files in the reader's language. Sometimes it is a command that was corrected on one side only. Set `levels: {DG-B006: warning}` if the code of both editions must be the same.";
        wrong: "<!-- fr -->           <!-- en -->\n    make guide            make all";
        right: "<!-- fr -->           <!-- en -->\n    make all              make all";
    }
    IMAGE_DIFFERS = "DG-B007", "image-differs", Warning {
        message: "`{own}` {found}, `{other}` {expected}", "`{own}` {found}, `{other}` {expected}";
        label: "", "";
        help "write": "ajoutez l'image à `{path}`, ou retirez-la d'ici", "add the image to `{path}`, or remove it here";
        help "more": "ajoutez l'image à `{path}` avec {names}, ou retirez-les d'ici", "add the image to `{path}` with {names}, or remove them here";
        related "home": "elle serait dans cette section", "it would be in this section";
        explain:
            "Une image n'est que dans une édition. Si elle contient des mots, faites-en une par langue, sous le même nom : `plan.fr.svg` et `plan.en.svg`. Des images qui se correspondent peuvent avoir des noms différents.",
            "An image is in one edition only. If it contains words, make one per language, under the same name: `plan.fr.svg` and `plan.en.svg`. Images that correspond may have different names.";
        wrong: "<!-- fr -->              <!-- en -->\n![Plan](plan.svg)";
        right: "<!-- fr -->              <!-- en -->\n![Plan](plan.svg)        ![Map](plan.svg)";
    }
    BLOCK_DIFFERS = "DG-B008", "block-differs", Warning {
        message: "`{own}` {found}, `{other}` {expected}", "`{own}` {found}, `{other}` {expected}";
        label: "", "";
        help "write": "faites de même dans `{path}`, ou retirez-le d'ici", "do the same in `{path}`, or remove it here";
        help "alert": "employez la même alerte des deux côtés", "use the same alert on both sides";
        help "place": "mettez-le dans le même bloc des deux côtés", "put it in the same block on both sides";
        help "title": "donnez un titre à ce bloc des deux côtés, ou d'aucun", "give this block a title on both sides, or on neither";
        related "there": "l'autre bloc", "the other block";
        related "home": "il serait dans cette section", "it would be in this section";
        explain:
            "Une alerte, une citation, un bloc `:::` ou un paragraphe n'existe que dans une édition, ou une alerte n'y a pas le même poids : un `[!WARNING]` d'un côté, une simple `[!NOTE]` de l'autre; ou bien un bloc n'a de titre que d'un côté. Les deux éditions doivent avertir des mêmes choses, aussi fort. Un paragraphe coupé en deux à la traduction, ou réuni au suivant, n'est pas une différence.",
            "An alert, a quotation, a `:::` block or a paragraph exists in one edition only, or an alert does not weigh the same: a `[!WARNING]` on one side, a mere `[!NOTE]` on the other; or a block has a title on one side only. Both editions must warn of the same things, as loudly. A paragraph that was split in translation, or joined with the next, is no difference.";
        wrong: "<!-- fr -->           <!-- en -->\n> [!WARNING]          > [!NOTE]\n> Sans retour.        > No way back.";
        right: "<!-- fr -->           <!-- en -->\n> [!WARNING]          > [!WARNING]\n> Sans retour.        > No way back.";
    }
    NOTE_DIFFERS = "DG-B009", "footnote-differs", Warning {
        message: "`{own}` {found}, `{other}` {expected}", "`{own}` {found}, `{other}` {expected}";
        label: "", "";
        help "write": "écrivez la note correspondante dans `{path}`, ou retirez celle-ci", "write the corresponding footnote in `{path}`, or remove this one";
        help "more": "écrivez la note correspondante dans `{path}`, avec {names}, ou retirez-les d'ici", "write the corresponding footnote in `{path}`, with {names}, or remove them here";
        help "place": "mettez-la dans le même bloc des deux côtés", "put it in the same block on both sides";
        related "there": "l'autre note", "the other footnote";
        related "home": "elle serait dans cette section", "it would be in this section";
        explain:
            "Une note de bas de page, ou son appel, n'existe que dans une édition. Les notes portent souvent les réserves et les exceptions : les deux lecteurs doivent les lire. Leurs étiquettes peuvent différer.",
            "A footnote, or its mark, exists in one edition only. Footnotes often carry the reservations and the exceptions: both readers must read them. Their labels may differ.";
        wrong: "<!-- fr -->              <!-- en -->\nSans frais[^1].          Free of charge.\n\n[^1]: Sauf le 1er mai.";
        right: "<!-- fr -->              <!-- en -->\nSans frais[^1].          Free of charge[^1].\n\n[^1]: Sauf le 1er mai.   [^1]: Except on May 1.";
    }
    VARIABLE_DIFFERS = "DG-B010", "variable-differs", Warning {
        message: "`{own}` {found}, `{other}` {expected}", "`{own}` {found}, `{other}` {expected}";
        label: "", "";
        help "write": "employez la variable dans `{path}` aussi, ou ne l'employez pas ici", "use the variable in `{path}` too, or do not use it here";
        help "more": "employez la variable dans `{path}` aussi, avec {names}, ou retirez-les d'ici", "use the variable in `{path}` too, with {names}, or remove them here";
        related "home": "elle serait dans cette section", "it would be in this section";
        explain:
            "Une variable n'est employée que dans une édition de cette section. Une valeur écrite à la main de l'autre côté ne suivra pas quand la variable changera. Employez `{{ nom }}` des deux côtés; combien de fois ne compte pas.",
            "A variable is used in one edition of this section only. A value that is written by hand on the other side will not follow when the variable changes. Use `{{ name }}` on both sides; how often does not matter.";
        wrong: "<!-- fr -->           <!-- en -->\n{{ price }} par mois  $10 a month";
        right: "<!-- fr -->           <!-- en -->\n{{ price }} par mois  {{ price }} a month";
    }
    SNIPPET_DIFFERS = "DG-B011", "snippet-differs", Warning {
        message: "`{own}` {found}, `{other}` {expected}", "`{own}` {found}, `{other}` {expected}";
        label: "", "";
        help "write": "incluez l'extrait dans `{path}` aussi, ou retirez-le d'ici", "include the snippet in `{path}` too, or remove it here";
        help "more": "incluez l'extrait dans `{path}` aussi, avec {names}, ou retirez-les d'ici", "include the snippet in `{path}` too, with {names}, or remove them here";
        related "home": "il serait dans cette section", "it would be in this section";
        explain:
            "Un extrait n'est inclus que dans une édition de cette section : l'autre est plus courte de tout ce qu'il contient. Incluez-le des deux côtés, sous le même nom.",
            "A snippet is included in one edition of this section only: the other is shorter by all that it contains. Include it on both sides, under the same name.";
        wrong: "<!-- fr -->           <!-- en -->\n:::snippet contact";
        right: "<!-- fr -->           <!-- en -->\n:::snippet contact    :::snippet contact";
    }
    LINK_DIFFERS = "DG-B012", "link-differs", Warning {
        message: "`{own}` {found}, `{other}` {expected}", "`{own}` {found}, `{other}` {expected}";
        label: "", "";
        help "same": "menez les deux liens au même endroit", "lead both links to the same place";
        help "write": "ajoutez le lien à `{path}`, ou retirez-le d'ici", "add the link to `{path}`, or remove it here";
        help "more": "ajoutez le lien à `{path}` avec {names}, ou retirez-les d'ici", "add the link to `{path}` with {names}, or remove them here";
        help "related": "nommez les mêmes textes sous `related` dans les deux éditions", "name the same texts under `related` in both editions";
        related "there": "l'autre lien", "the other link";
        related "home": "il serait dans cette section", "it would be in this section";
        explain:
            "Un lien vers une page du site n'existe que dans une édition de cette section, ou les deux éditions mènent à des sections différentes. Les cibles sont comparées telles que Diglot les résout, quelle que soit la langue : `a.md#délais` et `a.md#deadlines` sont la même section. Ajoutez le lien, ou corrigez la cible.",
            "A link to a page of the site exists in one edition of this section only, or the two editions lead to different sections. Targets are compared as Diglot resolves them, whatever the language: `a.md#délais` and `a.md#deadlines` are the same section. Add the link, or correct the target.";
        wrong: "<!-- fr -->                   <!-- en -->\nVoir [les frais](a.md).       See the fees.";
        right: "<!-- fr -->                   <!-- en -->\nVoir [les frais](a.md).       See [the fees](a.md).";
    }
    EXTERNAL_LINK_DIFFERS = "DG-B013", "external-link-differs", Warning {
        message: "`{own}` {found}, `{other}` {expected}", "`{own}` {found}, `{other}` {expected}";
        label: "", "";
        help "same": "menez les deux liens à la même page, ou déclarez les deux adresses dans `equivalents`", "lead both links to the same page, or declare the two addresses in `equivalents`";
        help "write": "ajoutez le lien à `{path}`, ou retirez-le d'ici", "add the link to `{path}`, or remove it here";
        help "more": "ajoutez le lien à `{path}` avec {names}, ou retirez-les d'ici", "add the link to `{path}` with {names}, or remove them here";
        related "there": "l'autre lien", "the other link";
        related "home": "il serait dans cette section", "it would be in this section";
        explain:
            "Un lien vers un autre site n'existe que dans une édition de cette section, ou les deux mènent à des pages différentes. Des adresses qui ne diffèrent que par une marque de langue sont égales : `/fr/` et `/en/`, `lang=fr`, `fr.example.org`. Si deux autres adresses sont la même page dans deux langues, déclarez-le une fois dans `equivalents`, dans `diglot.yaml`.",
            "A link to another site exists in one edition of this section only, or the two lead to different pages. Addresses that differ by a language mark only are equal: `/fr/` and `/en/`, `lang=fr`, `fr.example.org`. If two other addresses are the same page in two languages, declare it once in `equivalents`, in `diglot.yaml`.";
        wrong: "<!-- fr -->                          <!-- en -->\n<https://example.org/fr/tarifs>      <https://example.org/en/rates>";
        right: "equivalents:\n  - fr: https://example.org/fr/tarifs\n    en: https://example.org/en/rates";
    }
    ORDER_DIFFERS = "DG-B014", "order-differs", Warning {
        message: "`{own}` {found}, `{other}` {expected}", "`{own}` {found}, `{other}` {expected}";
        label: "", "";
        help "move": "mettez-la à la même place dans les deux éditions", "put it at the same place in both editions";
        help "part": "donnez le même ordre aux deux éditions", "give both editions the same order";
        related "there": "sa place dans l'autre édition", "its place in the other edition";
        explain:
            "Une question ou une section n'est pas à la même place dans les deux éditions. Qui dit « la troisième question » ne désigne plus la même, et un lecteur qui passe d'une langue à l'autre se perd. Une seule a été déplacée : remettez-la à sa place. Il en va de même des éléments d'une liste, des lignes d'un tableau et de leurs cellules, quand des dates, des nombres, des liens ou du code disent lesquels se correspondent, et d'un bloc qui précède un paragraphe dans une langue et le suit dans l'autre; une liste en ordre alphabétique a le sien dans chaque langue.",
            "A question or a section is not at the same place in both editions. Who says “the third question” no longer means the same one, and a reader who goes from one language to the other gets lost. Only one was moved: put it back. The same goes for the items of a list, the rows of a table and their cells, where dates, numbers, links or code say which ones correspond, and for a block that comes before a paragraph in one language and after it in the other; a list in alphabetical order has its own in each language.";
        wrong: "# q.fr.yaml        # q.en.yaml\n- id: deposit      - id: appeal\n- id: appeal       - id: deposit";
        right: "# q.fr.yaml        # q.en.yaml\n- id: deposit      - id: deposit\n- id: appeal       - id: appeal";
    }
    CATEGORY_DIFFERS = "DG-B015", "category-differs", Warning {
        message: "`{own}` {found}, `{other}` {expected}", "`{own}` {found}, `{other}` {expected}";
        label: "", "";
        help "same": "donnez la même `category` dans les deux éditions", "give the same `category` in both editions";
        related "there": "la catégorie de l'autre édition", "the other edition's category";
        explain:
            "Une question n'est pas dans la même catégorie selon la langue. Le lecteur la cherche où l'autre l'a trouvée. Les catégories ont un `id`, qui ne se traduit pas.",
            "A question is not in the same category depending on the language. The reader looks for it where the other one found it. Categories have an `id`, which is not translated.";
        wrong: "# q.fr.yaml            # q.en.yaml\n- id: refund           - id: refund\n  category: payment      category: accounts";
        right: "# q.fr.yaml            # q.en.yaml\n- id: refund           - id: refund\n  category: payment      category: payment";
    }
    NUMBER_DIFFERS = "DG-B016", "number-differs", Warning {
        message: "`{own}` {found}, `{other}` {expected}", "`{own}` {found}, `{other}` {expected}";
        label: "", "";
        help "number": "donnez le même numéro aux deux titres", "give both headings the same number";
        help "start": "commencez les deux listes au même numéro", "start both lists at the same number";
        related "there": "l'autre numéro", "the other number";
        explain:
            "Un numéro tapé à la main n'est pas le même dans les deux éditions : « 3.2 » renvoie à deux dispositions. Corrigez celui qui est faux. Dans un manuel, Diglot numérote lui-même sections et dispositions, et les numéros sont toujours les mêmes.",
            "A number that was typed by hand is not the same in both editions: “3.2” refers to two clauses. Correct the wrong one. In a handbook, Diglot numbers sections and clauses itself, and the numbers are always the same.";
        wrong: "<!-- fr -->           <!-- en -->\n## 3.2 Délais         ## 3.1 Deadlines";
        right: "<!-- fr -->           <!-- en -->\n## 3.2 Délais         ## 3.2 Deadlines";
    }
    FACT_DIFFERS = "DG-B017", "fact-differs", Warning {
        message: "`{own}` {found}, `{other}` {expected}", "`{own}` {found}, `{other}` {expected}";
        label: "", "";
        help "same": "corrigez le texte faux; si les deux disent la même chose, déclarez-le dans `equivalents`", "correct the wrong text; if both say the same thing, declare it in `equivalents`";
        help "write": "dites-le dans `{path}` aussi, ou retirez-le d'ici", "say it in `{path}` too, or remove it here";
        help "more": "dites-le dans `{path}` aussi, avec {names}, ou retirez-les d'ici", "say it in `{path}` too, with {names}, or remove them here";
        related "there": "l'autre texte", "the other text";
        related "home": "ce serait dans cette section", "it would be in this section";
        explain:
            "Une date, une heure, une durée, un montant, un pourcentage, un nombre, un téléphone, un courriel ou un code n'est pas le même dans les deux éditions d'une section, ou n'est que dans l'une. Chacune est lue selon sa langue : « 1er juillet 2015 » et “July 1, 2015” sont égaux, « soixante (60) jours » et “60 days” aussi. Corrigez le côté faux. Si deux façons de dire sont égales pour vous, déclarez-les une fois dans `equivalents`, dans `diglot.yaml`.",
            "A date, a time, a duration, an amount, a percentage, a number, a telephone number, an e-mail address or a code is not the same in both editions of a section, or stands in one only. Each is read by its language: “July 1, 2015” and « 1er juillet 2015 » are equal, and so are “60 days” and « soixante (60) jours ». Correct the wrong side. If two ways to say it are equal to you, declare them once in `equivalents`, in `diglot.yaml`.";
        wrong: "<!-- fr -->                   <!-- en -->\nAvant le 1er juillet 2015.    Before July 11, 2015.";
        right: "<!-- fr -->                   <!-- en -->\nAvant le 1er juillet 2015.    Before July 1, 2015.";
    }
    TERM_MISSING = "DG-B018", "term-missing", Warning {
        message: "`{own}` {found}, `{other}` {expected}", "`{own}` {found}, `{other}` {expected}";
        label: "", "";
        help "write": "employez « {value} » dans `{path}`; un autre nom du terme se déclare dans le glossaire, sous `aka` ou `forms`", "use “{value}” in `{path}`; another name of the term is declared in the glossary, under `aka` or `forms`";
        help "more": "employez « {value} » dans `{path}`, et les pendants de {names}", "use “{value}” in `{path}`, and the counterparts of {names}";
        related "home": "ce serait dans cette section", "it would be in this section";
        explain:
            "Une section emploie un terme du glossaire et son pendant n'est pas dans l'autre édition : le terme a été traduit autrement, ou la phrase a changé d'un seul côté. Les pluriels réguliers, les autres noms (`aka`) et les formes (`forms`) comptent; le code et les adresses, non. Employez le terme du glossaire, ou déclarez-y l'autre nom.",
            "A section uses a term of the glossary and its counterpart is not in the other edition: the term was translated otherwise, or the sentence changed on one side only. Regular plurals, other names (`aka`) and forms (`forms`) count; code and addresses do not. Use the glossary's term, or declare the other name there.";
        wrong: "<!-- fr -->                <!-- en -->\nUn permis est requis.      A licence is required.    # permis: permit";
        right: "<!-- fr -->                <!-- en -->\nUn permis est requis.      A permit is required.";
    }
    TERM_AVOIDED = "DG-B019", "term-avoided", Warning {
        message: "« {name} » est à éviter", "“{name}” is to be avoided";
        label: "le terme est « {suggestion} »", "the term is “{suggestion}”";
        help "write": "écrivez « {suggestion} »", "write “{suggestion}”";
        explain:
            "Le glossaire range ce mot sous `avoid` : il ne doit pas tenir lieu du terme. Un lecteur qui voit deux mots cherche deux choses. Écrivez le terme; `--fix` le fait là où rien d'autre ne change autour, ni déterminant ni élision.",
            "The glossary lists this word under `avoid`: it must not stand for the term. A reader who sees two words looks for two things. Write the term; `--fix` does it where nothing else around it changes, neither article nor elision.";
        wrong: "Envoyez vos emails.    # avoid: {fr: [email, emails]}", "Send your mails.    # avoid: {en: [mail, mails]}";
        right: "Envoyez vos courriels.", "Send your e-mails.";
    }
    TERM_UNUSED = "DG-B020", "term-unused", Warning {
        message: "« {value} » ne répond à « {name} » que dans {size} sections sur {limit}", "“{value}” answers “{name}” in {size} of {limit} sections only";
        label: "les textes disent autre chose", "the texts say something else";
        help "write": "corrigez le terme, ou déclarez sous `aka` ou `forms` ce que disent les textes", "correct the term, or declare what the texts say under `aka` or `forms`";
        explain:
            "Le glossaire dit qu'un mot répond à un autre, et la plupart des sections qui emploient l'un n'emploient pas l'autre. C'est le glossaire qui est en cause, ou un usage qu'il ne connaît pas : un seul message le dit, au lieu d'un par section. Corrigez le terme, ou ajoutez-y l'autre nom.",
            "The glossary says that one word answers another, and most sections that use the one do not use the other. The fault lies in the glossary, or in a usage that it does not know: one message says so, instead of one per section. Correct the term, or add the other name to it.";
        wrong: "term: {fr: permis, en: licence}    # les textes disent « permit »", "term: {fr: permis, en: licence}    # the texts say “permit”";
        right: "term: {fr: permis, en: permit}";
    }
}
