//! Turns the rules on translations and the records of their acceptance into words.

rules! {
    SOURCE_CHANGED = "DG-S001", "source-changed", Warning {
        message: "{id} a changé en `{lang}` depuis que sa traduction `{other}` a été acceptée", "{id} has changed in `{lang}` since its `{other}` translation was accepted";
        label: "texte changé", "changed text";
        help "accept": "mettez la traduction à jour, puis `{suggestion}`; `diglot status {key}` montre ce qui a changé", "bring the translation up to date, then `{suggestion}`; `diglot status {key}` shows what has changed";
        related "translation": "traduction à revoir", "translation to be looked at";
        explain:
            "Quelqu'un a dit que les deux textes de cette unité s'accordent, avec `diglot accept`; le texte d'origine a changé depuis, et la traduction non. Ses lecteurs lisent donc autre chose que les autres. `diglot status DOCUMENT` montre les changements mot à mot. Traduisez-les, puis acceptez l'unité; une retouche qui ne change rien au sens s'accepte avec `--no-translation-needed` et une `--reason`. Les espaces, les coupures de lignes et la typographie ne comptent pas, ni un changement de code ou d'adresse fait des deux côtés.",
            "Somebody has said, with `diglot accept`, that the two texts of this unit agree; the source has changed since, and the translation has not. Its readers therefore read something else than the others. `diglot status DOCUMENT` shows the changes word by word. Translate them, then accept the unit; an edit that changes no meaning is accepted with `--no-translation-needed` and a `--reason`. Spacing, line breaks and typography do not count, nor does a change of code or of an address made on both sides.";
        wrong: "<!-- fr -->                         <!-- en -->\n## Délai {#notice}                  ## Notice {#notice}\nTrente jours.                       Sixty days.";
        right: "<!-- fr -->                         <!-- en -->\n## Délai {#notice}                  ## Notice {#notice}\nSoixante jours.                     Sixty days.";
    }
    TRANSLATION_CHANGED = "DG-S002", "translation-changed", Warning {
        message: "la traduction `{other}` de {id} a changé, et non le texte `{lang}`", "the `{other}` translation of {id} has changed, the `{lang}` text has not";
        label: "traduction changée", "changed translation";
        help "accept": "si les deux textes disent la même chose, `{suggestion}`; sinon, changez aussi l'original", "if both texts say the same, `{suggestion}`; else change the source too";
        related "source": "texte d'origine, inchangé", "the source, unchanged";
        explain:
            "Les deux textes de cette unité ont été acceptés comme disant la même chose, et depuis, la traduction seule a changé. Une meilleure tournure est à accepter; une règle, un montant ou une date à reporter dans le texte d'origine, sans quoi les deux langues se contredisent. `diglot status DOCUMENT` montre les changements mot à mot.",
            "The two texts of this unit were accepted as saying the same, and since then the translation alone has changed. A better phrase is to be accepted; a rule, an amount or a date is to be carried over into the source, or else the two languages contradict each other. `diglot status DOCUMENT` shows the changes word by word.";
        wrong: "<!-- fr, accepté : Trente jours. -->\nSoixante jours.", "<!-- en, accepted: Thirty days. -->\nSixty days.";
        right: "$ diglot accept bail#notice", "$ diglot accept lease#notice";
    }
    BOTH_CHANGED = "DG-S003", "both-changed", Warning {
        message: "{id} a changé en `{lang}` et en `{other}` depuis son acceptation", "{id} has changed in `{lang}` and in `{other}` since it was accepted";
        label: "texte changé", "changed text";
        help "accept": "si les deux textes disent la même chose, `{suggestion}`; `diglot status {key}` montre ce qui a changé", "if both texts say the same, `{suggestion}`; `diglot status {key}` shows what has changed";
        related "translation": "traduction changée", "changed translation";
        explain:
            "Les deux textes de cette unité ont changé depuis que quelqu'un a dit qu'ils s'accordent; Diglot ne peut savoir s'ils s'accordent encore. Relisez l'un à côté de l'autre, puis acceptez l'unité. `diglot status DOCUMENT` montre les changements mot à mot.",
            "Both texts of this unit have changed since somebody said that they agree; Diglot cannot know whether they still do. Read one beside the other, then accept the unit. `diglot status DOCUMENT` shows the changes word by word.";
        wrong: "<!-- fr, en : changés depuis -->", "<!-- en, fr: changed since -->";
        right: "$ diglot accept bail#notice", "$ diglot accept lease#notice";
    }
    UNRECORDED = "DG-S004", "unrecorded", Info {
        message: "la traduction `{other}` de {id} n'a jamais été acceptée", "the `{other}` translation of {id} was never accepted";
        label: "", "";
        help "accept": "si les deux textes disent la même chose, `{suggestion}`", "if both texts say the same, `{suggestion}`";
        related "translation": "traduction", "translation";
        explain:
            "Ce site tient le registre de ses traductions, et cette unité n'y est pas : un changement de l'un des deux textes passerait inaperçu. Relisez l'un à côté de l'autre, puis acceptez l'unité. Un document sans aucun registre n'est signalé que si la plupart des autres en ont un : `diglot accept --all` les commence tous.",
            "This site keeps records of its translations, and this unit is not among them: a change of one of the two texts would go unnoticed. Read one beside the other, then accept the unit. A document without any record is told of only where most others have one: `diglot accept --all` begins them all.";
        wrong: "$ ls translations/\nindex.en.jsonl", "$ ls translations/\nindex.fr.jsonl";
        right: "$ diglot accept guide\n$ ls translations/\nguide.en.jsonl  index.en.jsonl", "$ diglot accept guide\n$ ls translations/\nguide.fr.jsonl  index.fr.jsonl";
    }
    UNKNOWN_DOCUMENT = "DG-S005", "unknown-record", Warning {
        message: "ce registre ne concerne aucune traduction du site", "this record is about no translation of the site";
        label: "", "";
        help "nearest": "le document a-t-il changé de nom? renommez le fichier en `{suggestion}`; sinon, supprimez-le", "has the document got another name? rename the file to `{suggestion}`; else delete it";
        help "delete": "le document n'existe plus, ou n'a plus cette traduction : supprimez le fichier", "the document is gone, or has this translation no longer: delete the file";
        explain:
            "Un registre porte le nom du document et de la langue de sa traduction : `translations/guides/frais.en.jsonl`. Aucun document du site n'a ce nom dans cette langue. `diglot mv` déplace un document avec ses registres; déplacé autrement, il laisse les siens derrière lui.",
            "A record bears the name of the document and of the language of its translation: `translations/guides/fees.fr.jsonl`. No document of the site has this name in this language. `diglot mv` moves a document with its records; moved otherwise, it leaves them behind.";
        wrong: "content/tarifs.fr.md\ntranslations/frais.en.jsonl", "content/rates.en.md\ntranslations/fees.fr.jsonl";
        right: "content/tarifs.fr.md\ntranslations/tarifs.en.jsonl", "content/rates.en.md\ntranslations/rates.fr.jsonl";
    }
    UNKNOWN_UNIT = "DG-S006", "unknown-unit", Warning {
        message: "`{key}` n'a pas d'unité `{id}`", "`{key}` has no unit `{id}`";
        label: "", "";
        help "accept": "`diglot accept {key}` retire du registre ce qui n'existe plus", "`diglot accept {key}` takes out of the record what is gone";
        explain:
            "Cette ligne du registre concerne une unité qui n'est plus dans le document, et rien dans les textes n'indique laquelle en a pris la suite. Acceptez le document, ou retirez la ligne.",
            "This line of the record is about a unit that is no longer in the document, and nothing in the texts says which one took its place. Accept the document, or remove the line.";
        wrong: "{\"unit\":\"disparue\",\"fr\":\"…\",\"en\":\"…\"}", "{\"unit\":\"gone\",\"en\":\"…\",\"fr\":\"…\"}";
        right: "$ diglot accept frais", "$ diglot accept fees";
    }
    CONFLICT = "DG-S007", "ledger-conflict", Error {
        message: "`{value}` est une marque de conflit", "`{value}` is a conflict mark";
        label: "", "";
        help "keep": "gardez les lignes des deux côtés et retirez cette marque", "keep the lines of both sides and remove this mark";
        explain:
            "Une fusion a laissé ses marques dans un registre. Les lignes des deux branches sont toutes justes, dans n'importe quel ordre, même deux lignes pour une unité : seules les marques sont à retirer. La ligne `translations/** merge=union` de `.gitattributes`, que `diglot accept` ajoute, évite ces conflits.",
            "A merge has left its marks in a record. The lines of both branches are all true, in any order, even two lines about one unit: only the marks have to go. The line `translations/** merge=union` of `.gitattributes`, which `diglot accept` adds, avoids such conflicts.";
        wrong: "<<<<<<< HEAD\n{\"unit\":\"a\",\"fr\":\"Un\",\"en\":\"One\"}\n=======\n{\"unit\":\"b\",\"fr\":\"Deux\",\"en\":\"Two\"}\n>>>>>>> main";
        right: "{\"unit\":\"a\",\"fr\":\"Un\",\"en\":\"One\"}\n{\"unit\":\"b\",\"fr\":\"Deux\",\"en\":\"Two\"}";
    }
    BAD_LINE = "DG-S008", "ledger-line", Error {
        message: "cette ligne n'est pas du JSON : {reason}", "this line is no JSON: {reason}";
        label: "à partir d'ici", "from here on";
        help "restore": "reprenez la ligne d'une version antérieure, ou supprimez-la et acceptez l'unité", "restore the line from an earlier version, or delete it and accept the unit";
        explain:
            "Chaque ligne d'un registre est un objet JSON. Celle-ci ne peut être lue, et ce qui y fut accepté serait perdu. Ces fichiers ne s'écrivent pas à la main : `diglot accept` le fait.",
            "Each line of a record is a JSON object. This one cannot be read, and what was accepted there would be lost. These files are not written by hand: `diglot accept` does it.";
        wrong: "{\"unit\":\"a\",\"fr\":\"Un\" \"en\":\"One\"}";
        right: "{\"unit\":\"a\",\"fr\":\"Un\",\"en\":\"One\"}";
    }
    BAD_SHAPE = "DG-S009", "ledger-keys", Error {
        message: "cette ligne n'est pas {expected}", "this line is not {expected}";
        label: "", "";
        help "restore": "reprenez la ligne d'une version antérieure, ou supprimez-la et acceptez l'unité", "restore the line from an earlier version, or delete it and accept the unit";
        explain:
            "Chaque ligne d'un registre nomme une unité et donne son texte dans chaque langue; `waived`, s'il y en a un, donne le texte qui n'a pas besoin d'être traduit et pourquoi. Ces fichiers ne s'écrivent pas à la main : `diglot accept` le fait.",
            "Each line of a record names a unit and gives its text in each language; `waived`, if there is one, gives the text that needs no translation, and why. These files are not written by hand: `diglot accept` does it.";
        wrong: "{\"fr\":\"Un\",\"en\":\"One\"}";
        right: "{\"unit\":\"a\",\"fr\":\"Un\",\"en\":\"One\"}";
    }
    STALE = "DG-S010", "stale-translation", Error {
        message: "{id} n'a pas été comparé en `{lang}` et en `{other}` depuis son changement", "{id} has not been compared in `{lang}` and `{other}` since it changed";
        label: "texte changé", "changed text";
        help "accept": "mettez les deux textes d'accord, puis `{suggestion}`; `diglot status {key}` montre ce qui a changé", "make both texts agree, then `{suggestion}`; `diglot status {key}` shows what has changed";
        related "translation": "sa traduction", "its translation";
        related "source": "texte d'origine", "the source";
        explain:
            "Ce document, son genre ou le site demande `stale: error` : tant qu'une unité n'est plus d'accord avec ce qui a été accepté, rien n'est publié. Mettez les deux textes d'accord, puis acceptez l'unité. Avec `stale: notice`, un avis prévient le lecteur à la section même; avec `stale: nothing`, lui n'en voit rien. Dans les deux cas, les auteurs ont un avertissement.",
            "This document, its kind or the site asks for `stale: error`: while a unit no longer agrees with what was accepted, nothing is published. Make both texts agree, then accept the unit. With `stale: notice` a notice tells readers at the very section; with `stale: nothing` they see nothing of it. In both cases authors get a warning.";
        wrong: "# diglot.yaml : stale: error\n<!-- fr, accepté : Trente jours. -->\nSoixante jours.", "# diglot.yaml: stale: error\n<!-- en, accepted: Thirty days. -->\nSixty days.";
        right: "$ diglot accept bail#notice", "$ diglot accept lease#notice";
    }
}
