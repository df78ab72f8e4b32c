//! Turns the rules on the addresses of pages into words.

rules! {
    SAME_ADDRESS = "DG-U001", "same-address", Error {
        message: "deux pages ont l'adresse `{url}`", "two pages have the address `{url}`";
        label: "", "";
        help "slug": "donnez à l'un des deux un autre `slug`", "give one of the two another `slug`";
        related "first": "l'autre page vient d'ici", "the other page comes from here";
        explain:
            "Deux pages publiées à la même adresse s'écraseraient l'une l'autre, qu'elles viennent de documents ou de dossiers. Deux adresses qui ne diffèrent que par la casse ou par la forme Unicode des accents comptent pour une seule : bien des serveurs et des disques ne les distinguent pas. Donnez à l'un des deux un autre `slug`; son ancienne adresse peut rester sous `aliases`.",
            "Two pages published at one address would overwrite each other, whether documents or folders make them. Two addresses that differ only in case or in the Unicode form of accents count as one: many servers and disks do not tell them apart. Give one of the two another `slug`; its former address can stay under `aliases`.";
        wrong: "content/guides/Frais.fr.md\ncontent/guides/frais.fr.md", "content/guides/Fees.en.md\ncontent/guides/fees.en.md";
        right: "content/guides/frais.fr.md\ncontent/guides/frais-de-retard.fr.md", "content/guides/fees.en.md\ncontent/guides/late-fees.en.md";
    }
    ALIAS_TAKEN = "DG-U002", "alias-taken", Error {
        message: "l'ancienne adresse `{url}` est déjà celle d'une page", "the old address `{url}` is a page's already";
        label: "cette redirection cacherait une page", "this redirect would hide a page";
        help "remove": "retirez cet alias", "remove this alias";
        related "first": "la page est ici", "the page is here";
        explain:
            "Un alias redirige une ancienne adresse vers ce document. Celle-ci sert encore, à une page ou à un autre alias : la redirection la rendrait inaccessible. Retirez l'alias, ou donnez une autre adresse à la page qui l'occupe.",
            "An alias redirects an old address to this document. This one is still in use, by a page or by another alias: the redirect would make it unreachable. Remove the alias, or give the page that occupies it another address.";
        wrong: "# content/tarifs.fr.md, à côté de content/frais.fr.md\naliases: [frais]", "# content/rates.en.md, beside content/fees.en.md\naliases: [fees]";
        right: "aliases: [anciens-tarifs]", "aliases: [old-rates]";
    }
    BAD_SLUG = "DG-U003", "bad-slug", Error {
        message: "`{slug}` ne convient pas comme adresse", "`{slug}` does not suit as an address";
        label: "ne peut nommer un fichier partout", "cannot name a file everywhere";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "rename": "renommez le fichier, ou ajoutez `slug: {suggestion}`", "rename the file, or add `slug: {suggestion}`";
        explain:
            "Un `slug` est une partie d'adresse, entre deux barres obliques : il ne contient ni `/`, ni `?`, ni `#`, ni `%`, ni espace, et il n'est ni vide, ni `.`, ni `..`. Ces signes couperaient l'adresse ou la feraient remonter d'un dossier. Comme toute adresse devient un fichier, ce que Windows refuse (`a:b`, `con`, un point à la fin) ou qu'aucun disque n'accepte (plus de 240 octets) est exclu aussi. Les lettres accentuées sont admises. L'aide propose la forme la plus proche.",
            "A `slug` is one part of an address, between two slashes: it holds no `/`, no `?`, no `#`, no `%` and no space, and it is neither empty nor `.` nor `..`. These signs would cut the address or lead up a folder. As every address becomes a file, what Windows refuses (`a:b`, `con`, a dot at the end) or no disk takes (more than 240 bytes) is excluded too. Accented letters are allowed. The help offers the nearest form.";
        wrong: "slug: licences/renouvellement?", "slug: licences/renewal?";
        right: "slug: renouvellement-des-licences", "slug: licence-renewal";
    }
    FILE_IN_THE_WAY = "DG-U004", "file-in-the-way", Error {
        message: "l'adresse `{url}` de ce fichier est déjà prise", "the address `{url}` of this file is taken already";
        label: "", "";
        help "rename": "renommez ce fichier", "rename this file";
        explain:
            "Un fichier de `static/` ou de `content/` est publié sous son nom, à partir de la racine du site. Une page, une redirection ou un autre fichier y est déjà, ou bien l'un des deux devrait être un dossier : l'un cacherait l'autre. Deux noms qui ne diffèrent que par la casse ou par la forme Unicode des accents comptent pour un seul. Renommez le fichier; pour changer une page, modifiez son texte ou son modèle.",
            "A file of `static/` or `content/` is published under its name, from the root of the site. A page, a redirect or another file is there already, or one of the two would have to be a folder: one would hide the other. Two names that differ only in case or in the Unicode form of accents count as one. Rename the file; to change a page, edit its text or its template.";
        wrong: "static/fr/index.html", "static/en/index.html";
        right: "templates/home.html";
    }
    LOST_ADDRESS = "DG-U005", "lost-address", Error {
        message: "`{url}` a été publiée et n'existe plus", "`{url}` was published and is gone";
        label: "disparue sans redirection", "gone without a redirect";
        help "redirect": "tapez `{command}` (ou une autre cible), qui ajoute à `redirects.yaml` la ligne « `{suggestion}` »", "type `{command}` (or another target), which adds to `redirects.yaml` the line “`{suggestion}`”";
        help "draft": "ce document est un brouillon : publiez-le (retirez `draft: true`), ou redirigez son adresse en attendant", "this document is a draft: publish it (remove `draft: true`), or redirect its address for the time being";
        help "held-draft": "{reason} : publiez-la (retirez `draft: true`), ou déclarez `publish: separately`", "{reason}: publish it (remove `draft: true`), or declare `publish: separately`";
        help "held-missing": "{reason} : écrivez-la, ou déclarez `publish: separately`", "{reason}: write it, or declare `publish: separately`";
        help "held-text": "{reason} : ajoutez `{lang}: …`, ou déclarez `publish: separately`", "{reason}: add `{lang}: …`, or declare `publish: separately`";
        related "nearest": "ce qui s'en rapproche le plus est ici", "what is nearest to it is here";
        related "draft": "un brouillon", "a draft";
        related "ready": "prête, mais `publish: together` attend les autres langues", "ready, but `publish: together` waits for the other languages";
        explain:
            "`routes.txt` énumère les pages et les ancres déjà publiées; des lecteurs, des moteurs de recherche et d'autres sites y mènent encore. Une adresse de cette liste n'existe plus, et rien ne redirige vers ce qui la remplace. Ajoutez la ligne proposée à `redirects.yaml`, ou `aliases` et `anchors` au texte de la page. Pour déplacer une page ou renommer une ancre, `diglot mv` fait tout cela d'un coup. Retirez la ligne de `routes.txt` si l'adresse n'a jamais été publiée.",
            "`routes.txt` lists the pages and anchors that were published; readers, search engines and other sites still lead there. An address of this list is gone, and nothing redirects to what took its place. Add the proposed line to `redirects.yaml`, or `aliases` and `anchors` to the text of the page. To move a page or rename an anchor, `diglot mv` does all this at once. Remove the line from `routes.txt` if the address was never published.";
        wrong: "# routes.txt\n/fr/guides/frais/\n\n# content/guides/frais.fr.md est devenu tarifs.fr.md", "# routes.txt\n/en/guides/fees/\n\n# content/guides/fees.en.md became rates.en.md";
        right: "# redirects.yaml\n/fr/guides/frais/: /fr/guides/tarifs/", "# redirects.yaml\n/en/guides/fees/: /en/guides/rates/";
    }
    REDIRECTED_TWICE = "DG-U006", "redirected-twice", Error {
        message: "`{url}` est redirigée deux fois", "`{url}` is redirected twice";
        label: "une autre redirection vaut déjà pour cette adresse", "another redirect already holds for this address";
        help "remove": "gardez l'une des deux redirections", "keep one of the two redirects";
        explain:
            "Une ancienne adresse ne peut mener qu'à un endroit. Deux redirections la réclament, sous `aliases` de deux documents ou dans `redirects.yaml` : l'une des deux resterait sans effet. Gardez celle qui mène à ce que le lecteur cherche.",
            "A former address can lead to one place only. Two redirects claim it, under `aliases` of two documents or in `redirects.yaml`: one of the two would have no effect. Keep the one that leads to what the reader looks for.";
        wrong: "# tarifs.fr.md\naliases: [frais]\n\n# redirects.yaml\n/fr/frais/: /fr/aide/", "# rates.en.md\naliases: [fees]\n\n# redirects.yaml\n/en/fees/: /en/help/";
        right: "# tarifs.fr.md\naliases: [frais]", "# rates.en.md\naliases: [fees]";
    }
    REDIRECT_CHAIN = "DG-U007", "redirect-chain", Warning {
        message: "la redirection de `{url}` mène à une autre redirection", "the redirect of `{url}` leads to another redirect";
        label: "redirige à son tour", "redirects in turn";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        related "next": "la suite est ici", "it goes on here";
        explain:
            "`{target}` redirige à son tour : le lecteur passe par deux adresses, et la chaîne se rompt dès que l'une est retirée. Les moteurs de recherche cessent de suivre une chaîne trop longue. Écrivez la cible finale.",
            "`{target}` redirects in turn: the reader passes through two addresses, and the chain breaks when one of them is removed. Search engines stop following a chain that is too long. Write the final target.";
        wrong: "/fr/frais/: /fr/prix/\n/fr/prix/: /fr/tarifs/", "/en/fees/: /en/prices/\n/en/prices/: /en/rates/";
        right: "/fr/frais/: /fr/tarifs/\n/fr/prix/: /fr/tarifs/", "/en/fees/: /en/rates/\n/en/prices/: /en/rates/";
    }
    REDIRECT_LOOP = "DG-U008", "redirect-loop", Error {
        message: "la redirection de `{url}` tourne en rond", "the redirect of `{url}` goes round in a circle";
        label: "{chain}", "{chain}";
        help "end": "donnez à l'une de ces redirections une page comme cible", "give one of these redirects a page as its target";
        explain:
            "Des redirections mènent l'une à l'autre et aucune à une page. Le navigateur abandonne, et le lecteur ne voit qu'une erreur. Donnez à l'une d'elles une page comme cible.",
            "Redirects lead to one another and none of them to a page. The browser gives up, and the reader sees an error. Give one of them a page as its target.";
        wrong: "/fr/a/: /fr/b/\n/fr/b/: /fr/a/", "/en/a/: /en/b/\n/en/b/: /en/a/";
        right: "/fr/a/: /fr/tarifs/\n/fr/b/: /fr/tarifs/", "/en/a/: /en/rates/\n/en/b/: /en/rates/";
    }
    REDIRECT_TARGET = "DG-U009", "redirect-target", Error {
        message: "la cible `{target}` de cette redirection n'existe pas", "the target `{target}` of this redirect does not exist";
        label: "aucune page à cette adresse", "no page at this address";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "none": "donnez l'adresse d'une page depuis la racine du site, le chemin d'une source depuis `content/`, ou une adresse `https://`", "give the address of a page from the root of the site, the path of a source from `content/`, or an `https://` address";
        explain:
            "Une redirection mène à une page du site (`/fr/guides/tarifs/`, ou le chemin de sa source depuis `content/`, avec ou sans ancre) ou à une adresse externe. Celle-ci mènerait le lecteur d'une page disparue à une autre page introuvable. L'aide donne l'adresse existante la plus proche.",
            "A redirect leads to a page of the site (`/en/guides/rates/`, or the path of its source from `content/`, with or without an anchor) or to an external address. This one would lead the reader from a page that is gone to another that is not found. The help gives the nearest address that exists.";
        wrong: "/fr/frais/: /fr/tarif/", "/en/fees/: /en/rate/";
        right: "/fr/frais/: /fr/tarifs/", "/en/fees/: /en/rates/";
    }
    BAD_REDIRECT = "DG-U010", "bad-redirect", Error {
        message: "`{url}` ne peut être une ancienne adresse", "`{url}` cannot be a former address";
        label: "ni page ni ancre ne peuvent y avoir été", "neither page nor anchor can have been there";
        help "root": "écrivez l'adresse depuis la racine du site, comme `/fr/guides/ancien/` ou `/fr/guides/page/#ancre`", "write the address from the root of the site, such as `/en/guides/old/` or `/en/guides/page/#anchor`";
        explain:
            "À gauche, `redirects.yaml` donne une adresse depuis la racine du site, langue comprise, sans le domaine ni le chemin de `base_url`. Elle devient un fichier : ce qu'un disque ou un serveur refuse ne convient pas. Une ancre suit un `#` et ne contient pas d'espace.",
            "On the left, `redirects.yaml` gives an address from the root of the site, the language included, without the domain or the path of `base_url`. It becomes a file, so what a disk or a server refuses does not suit. An anchor follows a `#` and holds no space.";
        wrong: "guides/ancien.fr.md: /fr/guides/nouveau/", "guides/old.en.md: /en/guides/new/";
        right: "/fr/guides/ancien/: /fr/guides/nouveau/", "/en/guides/old/: /en/guides/new/";
    }
    ROUTE_LINE = "DG-U011", "route-line", Error {
        message: "`{value}` n'est pas une adresse", "`{value}` is no address";
        label: "`routes.txt` n'a que des adresses", "`routes.txt` has addresses only";
        help "conflict": "gardez les lignes des deux côtés et retirez cette marque de conflit", "keep the lines of both sides and remove this conflict mark";
        help "remove": "retirez cette ligne, puis lancez `diglot routes --write`", "remove this line, then run `diglot routes --write`";
        explain:
            "`routes.txt` énumère ce qui a été publié, une adresse par ligne, depuis la racine du site; une ligne qui commence par `# ` est un commentaire. Après une fusion, les lignes des deux branches sont toutes justes, dans n'importe quel ordre : seules les marques de conflit sont à retirer, ce que fait `diglot check --fix`. `diglot routes --write` remet la liste en ordre.",
            "`routes.txt` lists what was published, one address per line, from the root of the site; a line that begins with `# ` is a comment. After a merge the lines of both branches are all right, in any order: only the conflict marks have to go, which `diglot check --fix` does. `diglot routes --write` puts the list in order again.";
        wrong: "<<<<<<< HEAD\n/fr/a/\n=======\n/fr/b/\n>>>>>>> branche", "<<<<<<< HEAD\n/en/a/\n=======\n/en/b/\n>>>>>>> branch";
        right: "/fr/a/\n/fr/b/", "/en/a/\n/en/b/";
    }
    USELESS_SLUG = "DG-U012", "useless-slug", Warning {
        message: "`{slug}` ne change aucune adresse", "`{slug}` changes no address";
        label: "sans effet", "without effect";
        help "home": "retirez cette ligne : l'adresse de l'accueil est celle de sa langue", "remove this line: the address of the home page is that of its language";
        help "folder": "retirez l'une des deux lignes : celle de `folder.yaml` l'emporte", "remove one of the two lines: that of `folder.yaml` comes first";
        help "parts": "écrivez plutôt `slugs`, avec l'identifiant et l'adresse de chaque partie", "write `slugs` instead, with the id and the address of each part";
        help "part": "donnez l'identifiant d'un titre de niveau 1 de ce texte", "give the id of a level-1 heading of this text";
        related "folder": "le dossier a déjà une adresse ici", "the folder has an address here already";
        explain:
            "Un `slug` est la dernière partie de l'adresse d'un document ou d'un dossier, dans une langue. La page d'accueil n'en a pas : son adresse est celle de la langue. Une page de dossier a l'adresse de son dossier : `folder.yaml` et la page ne peuvent en donner deux. Le texte unique d'un manuel n'a pas de page à lui; `slugs` y donne l'adresse de chaque partie, par l'identifiant de son titre.",
            "A `slug` is the last part of the address of a document or a folder, in one language. The home page has none: its address is that of the language. A landing page has the address of its folder: `folder.yaml` and the page cannot give two. The one text of a handbook has no page of its own; `slugs` gives the address of each part there, by the id of its heading.";
        wrong: "# content/index.fr.md\nslug: accueil", "# content/index.en.md\nslug: home";
        right: "# content/guides/index.fr.md\nslug: guides-pratiques", "# content/guides/index.en.md\nslug: practical-guides";
    }
    IDLE_REDIRECT = "DG-U013", "idle-redirect", Warning {
        message: "`#{anchor}` n'est redirigé de nulle part : rien n'est publié à `{url}`", "`#{anchor}` is redirected from nowhere: nothing is published at `{url}`";
        label: "sans effet", "without effect";
        help "page": "redirigez aussi la page, `{url}: …`, ou corrigez l'adresse", "redirect the page too, `{url}: …`, or correct the address";
        explain:
            "Ce qui suit le `#` d'une adresse n'arrive jamais au serveur : seule une page publiée, ou redirigée, peut envoyer le lecteur là où son ancre se trouve maintenant. À cette adresse, il n'y a ni l'une ni l'autre, de sorte que la ligne ne sert à rien. Redirigez la page, ou corrigez l'adresse.",
            "What follows the `#` of an address never reaches the server: only a page that is published, or redirected, can send readers to where its anchor is now. At this address there is neither, so that the line is of no use. Redirect the page, or correct the address.";
        wrong: "# redirects.yaml\n/fr/ancien/#delai: guides/delais.md", "# redirects.yaml\n/en/old/#deadline: guides/deadlines.md";
        right: "# redirects.yaml\n/fr/ancien/: guides/delais.md\n/fr/ancien/#delai: guides/delais.md#debut", "# redirects.yaml\n/en/old/: guides/deadlines.md\n/en/old/#deadline: guides/deadlines.md#start";
    }
}
