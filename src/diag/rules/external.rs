//! Turns the rules on links to other sites into words: what `check --external` has learnt of them.

rules! {
    MISSING = "DG-E001", "external-missing", Error {
        message: "il n'y a rien à `{url}`", "there is nothing at `{url}`";
        label: "le serveur répond {status}", "the server answers {status}";
        help "replace": "cherchez la nouvelle adresse de la page, citez une copie archivée, ou retirez le lien", "look for the page's new address, refer to an archived copy, or remove the link";
        explain:
            "Le serveur répond, et dit que la page n'existe pas (404) ou n'existe plus (410) : le lecteur ne trouvera rien. `diglot check --external` le demande d'abord par HEAD, puis par GET, puisque certains serveurs se trompent au premier. Pour n'échouer qu'après plusieurs passages, écrivez `external: {fail_after: {missing: 2}}` dans `diglot.yaml`; pour ne jamais demander une adresse, ajoutez-la à `external.skip`.",
            "The server answers, and says that the page does not exist (404) or no longer does (410): the reader will find nothing. `diglot check --external` asks by HEAD first, then by GET, as some servers are wrong at the first. To fail only after several runs, write `external: {fail_after: {missing: 2}}` in `diglot.yaml`; never to ask for an address, add it to `external.skip`.";
        wrong: "[Le règlement](https://www.exemple.example/reglement-2019.html)", "[The regulation](https://www.sample.example/regulation-2019.html)";
        right: "[Le règlement](https://www.exemple.example/reglements/2024/)", "[The regulation](https://www.sample.example/regulations/2024/)";
    }
    UNREACHABLE = "DG-E002", "external-unreachable", Error {
        message: "`{url}` est hors d'atteinte", "`{url}` cannot be reached";
        label: "{reason}", "{reason}";
        help "replace": "ouvrez l'adresse dans un navigateur; si elle y échoue aussi, remplacez-la ou retirez le lien", "open the address in a browser; if it fails there too, replace it or remove the link";
        help "write": "écrivez une adresse comme https://www.exemple.example/page", "write an address such as https://www.sample.example/page";
        explain:
            "Le serveur n'existe pas, ne répond pas, ou répond par une panne. Comme une panne passe, ce n'est une erreur qu'après trois passages de suite; jusque-là, la règle `DG-E003` le signale. Changez ce nombre par `external: {fail_after: {trouble: 5}}` dans `diglot.yaml`, où `external.hosts` accorde aussi plus de temps à un serveur lent.",
            "The server does not exist, does not answer, or answers that it has failed. As a failure passes, it is an error only after three runs in a row; until then rule `DG-E003` tells of it. Change this number with `external: {fail_after: {trouble: 5}}` in `diglot.yaml`, where `external.hosts` also gives a slow server more time.";
        wrong: "[L'ancien guichet](https://guichet.exemple.example/)", "[The former counter](https://counter.sample.example/)";
        right: "[Le guichet](https://www.exemple.example/guichet/)", "[The counter](https://www.sample.example/counter/)";
    }
    DOUBTFUL = "DG-E003", "external-doubtful", Info {
        message: "`{url}` n'a pas donné de bonne réponse cette fois", "`{url}` gave no good answer this time";
        label: "{reason}", "{reason}";
        help "again": "passage {runs} de {limit} avant que ce soit une erreur; relancez `diglot check --external` plus tard", "run {runs} of {limit} before it is an error; run `diglot check --external` again later";
        explain:
            "Une panne d'un autre site ne doit pas arrêter le vôtre. Diglot compte les passages de suite où l'adresse a échoué, dans `.diglot/external`, et n'en fait une erreur qu'au dernier. Gardez ce fichier d'une exécution à l'autre de l'intégration continue, sans quoi chaque passage est le premier. Une seule bonne réponse remet le compte à zéro.",
            "A failure of another site must not stop yours. Diglot counts the runs in a row in which the address failed, in `.diglot/external`, and makes it an error only at the last. Keep this file between the runs of continuous integration, or every run is the first. One good answer sets the count back to zero.";
        wrong: "[L'état du service](https://etat.exemple.example/)", "[The state of the service](https://status.sample.example/)";
        right: "# diglot.yaml\nexternal:\n  hosts:\n    etat.exemple.example: {timeout: 60}", "# diglot.yaml\nexternal:\n  hosts:\n    status.sample.example: {timeout: 60}";
    }
    REFUSED = "DG-E004", "external-refused", Info {
        message: "`{url}` ne se laisse pas vérifier", "`{url}` does not let itself be checked";
        label: "{reason}", "{reason}";
        help "look": "ouvrez l'adresse dans un navigateur; si elle y est bonne, ajoutez-la à `external.skip`, ou le code à `external.accept`", "open the address in a browser; if it is good there, add it to `external.skip`, or the status to `external.accept`";
        explain:
            "Le serveur refuse de répondre à un programme (401, 403, 429), ou exige des témoins que Diglot ne garde pas : on ne peut savoir si la page existe. Bien des sites en bon état répondent ainsi; ce n'est donc qu'une information. Vérifiez l'adresse vous-même, puis dites à `diglot.yaml` de ne plus la demander, ou d'accepter cette réponse de cet hôte.",
            "The server refuses to answer a program (401, 403, 429), or demands cookies, which Diglot does not keep: nobody can know whether the page exists. Many sites in good order answer so; it is therefore but an information. Check the address yourself, then tell `diglot.yaml` not to ask for it any more, or to accept this answer from this host.";
        wrong: "[Notre page](https://reseau.exemple.example/nous)", "[Our page](https://network.sample.example/us)";
        right: "# diglot.yaml\nexternal:\n  hosts:\n    reseau.exemple.example: {accept: [403]}", "# diglot.yaml\nexternal:\n  hosts:\n    network.sample.example: {accept: [403]}";
    }
    NO_ANCHOR = "DG-E005", "external-anchor", Warning {
        message: "la page `{url}` n'a pas d'ancre `#{anchor}`", "the page `{url}` has no anchor `#{anchor}`";
        label: "aucun identifiant de ce nom", "no id of this name";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "remove": "retirez `#{anchor}`, ou citez une autre partie de la page", "remove `#{anchor}`, or refer to another part of the page";
        explain:
            "La page existe, mais aucun élément n'y porte cet identifiant : le lecteur arrivera en haut. Diglot lit la page sans exécuter ses scripts; là où les identifiants naissent d'un script, écrivez `fragments: false` pour cet hôte sous `external.hosts`. Un texte à surligner (`#:~:text=…`), une ligne de code (`#L10`) et une page sans titre ne sont pas jugés.",
            "The page exists, but no element on it has this id: the reader will arrive at the top. Diglot reads the page without running its scripts; where ids are made by a script, write `fragments: false` for this host under `external.hosts`. A text to highlight (`#:~:text=…`), a line of code (`#L10`) and a page without a heading are not judged.";
        wrong: "[Les frais](https://www.exemple.example/tarifs#frai)", "[The fees](https://www.sample.example/rates#fee)";
        right: "[Les frais](https://www.exemple.example/tarifs#frais)", "[The fees](https://www.sample.example/rates#fees)";
    }
    MOVED = "DG-E006", "external-moved", Warning {
        message: "`{url}` a déménagé pour de bon", "`{url}` has moved for good";
        label: "la nouvelle adresse est `{suggestion}`", "the new address is `{suggestion}`";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "home": "la nouvelle adresse est l'accueil du site : la page a sans doute disparu", "the new address is the front page of the site: the page has probably disappeared";
        explain:
            "Le serveur redirige l'adresse pour de bon (301 ou 308). La redirection sert encore, mais finira par disparaître avec l'ancien site : mieux vaut écrire la nouvelle adresse pendant qu'on la connaît. Une redirection provisoire (302, 303, 307), ou qui dépend de la langue du lecteur, n'est pas signalée.",
            "The server redirects the address for good (301 or 308). The redirect still works, but will disappear some day with the old site: it is better to write the new address while it is known. A temporary redirect (302, 303, 307), or one that depends on the reader's language, is not reported.";
        wrong: "[Le guichet](http://guichet.exemple.example/)", "[The counter](http://counter.sample.example/)";
        right: "[Le guichet](https://www.exemple.example/guichet/)", "[The counter](https://www.sample.example/counter/)";
    }
}
