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
        label: "contient un caractère réservé", "holds a reserved character";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        explain:
            "Un `slug` est une partie d'adresse, entre deux barres obliques : il ne contient ni `/`, ni `?`, ni `#`, ni `%`, ni espace aux extrémités, et il n'est ni vide, ni `.`, ni `..`. Ces signes couperaient l'adresse ou la feraient remonter d'un dossier. Les lettres accentuées sont admises. L'aide propose la forme la plus proche.",
            "A `slug` is one part of an address, between two slashes: it holds no `/`, no `?`, no `#`, no `%` and no space at its ends, and it is neither empty nor `.` nor `..`. These signs would cut the address or lead up a folder. Accented letters are allowed. The help offers the nearest form.";
        wrong: "slug: licences/renouvellement?", "slug: licences/renewal?";
        right: "slug: renouvellement-des-licences", "slug: licence-renewal";
    }
}
