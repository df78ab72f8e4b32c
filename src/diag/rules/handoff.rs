//! Turns the rules on what comes back from translators into words.

rules! {
    UNREADABLE = "DG-X001", "xliff-unreadable", Error {
        message: "ce fichier de traduction ne peut être lu : {reason}", "this translation file cannot be read: {reason}";
        label: "ici", "here";
        help "export": "redemandez le fichier au traducteur en XLIFF 1.2, ou refaites-le avec `diglot export --to xliff`", "ask the translator for the file as XLIFF 1.2, or make it again with `diglot export --to xliff`";
        explain:
            "`diglot import` lit les fichiers XLIFF 1.2 que `diglot export` a écrits et qu'un outil de traduction a remplis, en UTF-8 ou en UTF-16. Ce qu'aucun outil n'écrit et qui pourrait nuire est refusé : les types de document (DTD), leurs entités, une profondeur sans fin. Rien n'est importé d'un tel fichier.",
            "`diglot import` reads the XLIFF 1.2 files that `diglot export` wrote and a translation tool filled in, in UTF-8 or UTF-16. What no tool writes and could do harm is refused: document types (DTD), their entities, depth without end. Nothing is imported from such a file.";
        wrong: "<!DOCTYPE xliff [<!ENTITY a \"…\">]>\n<xliff version=\"1.2\">";
        right: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff version=\"1.2\">";
    }
    UNKNOWN_DOCUMENT = "DG-X002", "xliff-document", Error {
        message: "`{name}` n'est pas à traduire de `{lang}` en `{other}` sur ce site", "`{name}` is not to be translated from `{lang}` into `{other}` on this site";
        label: "ni le chemin ni les langues ne conviennent", "path and languages do not fit";
        help "path": "donnez à `original` le chemin de la source depuis la racine du site, avec les langues de l'export", "give `original` the path of the source from the root of the site, with the languages of the export";
        explain:
            "Un `file` de XLIFF dit de quel document il vient et de quelle langue vers quelle autre il traduit. Ce document a pu être déplacé ou supprimé depuis l'export, ou une langue changer de nom. Remettez-le à sa place, corrigez ces attributs, ou exportez de nouveau.",
            "A `file` of XLIFF says from which document it comes, and from which language into which it translates. The document may have been moved or deleted since the export, or a language renamed. Put it back, correct these attributes, or export again.";
        wrong: "<file original=\"content/ancien.en.md\" …>", "<file original=\"content/old.en.md\" …>";
        right: "<file original=\"content/nouveau.en.md\" …>", "<file original=\"content/new.en.md\" …>";
    }
    UNKNOWN_UNIT = "DG-X003", "xliff-unit", Warning {
        message: "la section `{id}` n'existe plus dans `{path}`", "the section `{id}` is no longer in `{path}`";
        label: "laissée de côté", "left out";
        help "export": "exportez de nouveau ce document", "export this document again";
        explain:
            "La source a perdu cette section depuis l'export, ou son titre et donc son identifiant ont changé. Sa traduction n'a plus de place et n'est pas importée; les autres le sont. Exportez de nouveau le document : ce qui est déjà traduit y sera repris.",
            "The source has lost this section since the export, or its heading changed and with it its id. Its translation has no place any more and is not imported; the others are. Export the document again: what is translated already will be in it.";
        wrong: "<group id=\"frais\" …>", "<group id=\"fees\" …>";
        right: "<group id=\"frais-et-taxes\" …>", "<group id=\"fees-and-taxes\" …>";
    }
    MOVED_ON = "DG-X004", "xliff-moved-on", Warning {
        message: "la source de `{id}` a changé depuis l'export", "the source of `{id}` has changed since the export";
        label: "traduit d'un texte antérieur; laissé de côté", "translated from an earlier text; left out";
        help "export": "exportez de nouveau ce document", "export this document again";
        related "source": "la source est ici", "the source is here";
        explain:
            "Le traducteur a travaillé sur un texte que la source n'a plus : sa traduction dirait autre chose. Cette section n'est donc pas importée; les autres le sont. Exportez de nouveau le document : les phrases qui n'ont pas changé y seront déjà traduites.",
            "The translator worked on a text that the source has no longer: the translation would say something else. So this section is not imported; the others are. Export the document again: the sentences that have not changed will be translated in it already.";
        wrong: "<source>Le délai est de 30 jours.</source>", "<source>The time limit is 30 days.</source>";
        right: "<source>Le délai est de 60 jours.</source>", "<source>The time limit is 60 days.</source>";
    }
    TRANSLATION_MOVED_ON = "DG-X005", "xliff-translation-moved-on", Warning {
        message: "la traduction de `{id}` a changé depuis l'export", "the translation of `{id}` has changed since the export";
        label: "écraserait ce qui a été écrit depuis; laissé de côté", "would overwrite what was written since; left out";
        help "export": "exportez de nouveau ce document", "export this document again";
        related "translation": "la traduction est ici", "the translation is here";
        explain:
            "Quelqu'un a modifié cette section dans la langue d'arrivée pendant que le traducteur y travaillait. L'importer effacerait ce travail : la section est laissée de côté, les autres sont importées. Exportez de nouveau, ou reportez à la main la version que vous gardez.",
            "Somebody changed this section in the target language while the translator was at work on it. Importing it would undo that: the section is left out, the others are imported. Export again, or carry over by hand the version that you keep.";
        wrong: "extradata=\"source 0ba1… target 7c22…\"";
        right: "extradata=\"source 0ba1… target 91d0…\"";
    }
    LOST_CODE = "DG-X006", "xliff-codes", Error {
        message: "{what} dans la traduction de `{id}`", "{what} in the translation of `{id}`";
        label: "chaque balise de la source y est une fois", "every tag of the source is there once";
        help "tags": "remettez dans la cible exactement les balises de la source : {names}", "put exactly the tags of the source into the target: {names}";
        explain:
            "Les balises `g` et `x` tiennent la place de ce qui ne se traduit pas : mise en forme, liens, code, variables, appels de note. Le traducteur peut les déplacer, mais chacune doit rester, une seule fois, sinon un lien ou une valeur disparaîtrait de la page. Cette section n'est pas importée.",
            "The tags `g` and `x` stand for what is not translated: formatting, links, code, variables, footnote marks. The translator may move them, but each has to stay, once, or a link or a value would vanish from the page. This section is not imported.";
        wrong: "<source>Voir <g id=\"1\">les frais</g>.</source>\n<target>See the fees.</target>", "<source>See <g id=\"1\">the fees</g>.</source>\n<target>Voir les frais.</target>";
        right: "<source>Voir <g id=\"1\">les frais</g>.</source>\n<target>See <g id=\"1\">the fees</g>.</target>", "<source>See <g id=\"1\">the fees</g>.</source>\n<target>Voir <g id=\"1\">les frais</g>.</target>";
    }
    UNFINISHED = "DG-X007", "xliff-unfinished", Warning {
        message: "la traduction de `{id}` n'est pas finie", "the translation of `{id}` is not finished";
        label: "{what}", "{what}";
        help "finish": "traduisez ce qui attend (segments : {size}), ou donnez-lui l'état `translated` si tout est juste", "translate what waits (segments: {size}), or give it the state `translated` if all is right";
        explain:
            "Une section s'importe entière ou pas du tout : à moitié traduite, elle serait publiée comme juste. Un segment attend s'il n'a pas de texte, si son état commence par `needs-review`, ou si son texte est celui de la source sans que l'outil le dise traduit. Les autres sections sont importées.",
            "A section is imported whole or not at all: half translated, it would be published as right. A segment waits if it has no text, if its state begins with `needs-review`, or if its text is that of the source and the tool does not say that it is translated. The other sections are imported.";
        wrong: "<target state=\"needs-translation\"/>";
        right: "<target state=\"translated\">Les frais</target>", "<target state=\"translated\">The fees</target>";
    }
    UNPLACED = "DG-X008", "xliff-unplaced", Error {
        message: "la traduction de `{id}` ne trouve pas sa place dans `{path}` : {reason}", "the translation of `{id}` does not find its place in `{path}`: {reason}";
        label: "laissée de côté", "left out";
        help "hand": "écrivez cette section à la main, ou rapprochez d'abord les deux éditions et exportez de nouveau", "write this section by hand, or bring the two editions closer first and export again";
        explain:
            "Diglot récrit une section sur le modèle de la source, à la place qu'elle a dans l'autre édition. Là où les deux éditions diffèrent trop, ou si le texte ne peut s'écrire en Markdown sans changer de sens, il ne devine pas. Les autres sections sont importées.",
            "Diglot writes a section anew on the model of the source, at the place that it has in the other edition. Where the two editions differ too much, or the text cannot be typed as Markdown without changing its meaning, it does not guess. The other sections are imported.";
        wrong: "<!-- fr -->             <!-- en -->\n1. Un.                 One.";
        right: "<!-- fr -->             <!-- en -->\n1. Un.                 1. One.";
    }
}
