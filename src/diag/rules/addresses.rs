//! Turns the rules on the addresses of pages into words.

rules! {
    SAME_ADDRESS = "DG-U001", "same-address", Error {
        message: "deux documents ont l'adresse `{url}`", "two documents have the address `{url}`";
        label: "", "";
        help "slug": "donnez à l'un des deux un autre `slug`", "give one of the two another `slug`";
        related "first": "l'autre document", "the other document";
        explain: "Deux adresses qui ne diffèrent que par la casse ou par la forme Unicode sont la même sur bien des serveurs et des disques.", "Two addresses that differ only in case or in Unicode form are the same on many servers and disks.";
    }
    ALIAS_TAKEN = "DG-U002", "alias-taken", Error {
        message: "l'ancienne adresse `{url}` est déjà celle d'une page", "the old address `{url}` is a page's already";
        label: "cette redirection cacherait une page", "this redirect would hide a page";
        help "remove": "retirez cet alias", "remove this alias";
        related "first": "la page est ici", "the page is here";
        explain: "Un alias redirige une ancienne adresse; il ne peut en prendre une qui sert encore.", "An alias redirects an old address; it cannot take one that is in use.";
    }
    BAD_SLUG = "DG-U003", "bad-slug", Error {
        message: "`{slug}` ne convient pas comme adresse", "`{slug}` does not suit as an address";
        label: "contient un caractère réservé", "holds a reserved character";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        explain: "Une partie d'adresse ne contient ni barre oblique, ni `?`, `#`, `%`, ni espace aux extrémités.", "A part of an address holds no slash, no `?`, `#`, `%`, and no space at its ends.";
    }
}
