//! Turns the rules on the addresses of pages into words.

rules! {
    SAME_ADDRESS = "DG-U001", "same-address", Error {
        message: "deux documents ont l'adresse `{url}`", "two documents have the address `{url}`";
        label: "", "";
        help "slug": "donnez à l'un des deux un autre `slug`", "give one of the two another `slug`";
        related "first": "l'autre document", "the other document";
        explain:
            "Deux documents publiés à la même adresse s'écraseraient l'un l'autre. Deux adresses qui ne diffèrent que par la casse ou par la forme Unicode des accents comptent pour une seule : bien des serveurs et des disques ne les distinguent pas. Donnez à l'un des deux un autre `slug`; son ancienne adresse peut rester sous `aliases`.",
            "Two documents published at one address would overwrite each other. Two addresses that differ only in case or in the Unicode form of accents count as one: many servers and disks do not tell them apart. Give one of the two another `slug`; its former address can stay under `aliases`.";
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
}
