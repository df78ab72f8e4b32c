//! Turns the rules on a finished site, whoever made it, into words.

rules! {
    DEAD_ADDRESS = "DG-W001", "dead-address", Error {
        message: "aucune page ne répond à `{target}`", "no page answers at `{target}`";
        label: "adresse morte", "dead address";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "elsewhere": "cette page n'existe qu'en `{lang}` : `{suggestion}`", "this page exists in `{lang}` only: `{suggestion}`";
        help "prefix": "le site est publié sous `{path}` : écrivez `{suggestion}`", "the site is published below `{path}`: write `{suggestion}`";
        help "none": "corrigez l'adresse, ou publiez une page à cet endroit", "correct the address, or publish a page at this place";
        related "template": "l'adresse vient sans doute de ce modèle", "the address probably comes from this template";
        explain:
            "Le fichier que ce lien demande n'est pas dans le dossier du site publié. Un serveur compare les noms octet par octet : la casse, un accent écrit autrement ou une barre oblique après un nom de fichier font une autre adresse. Un dossier répond par son `index.html`; aucune autre terminaison n'est devinée, sauf si le site lui-même l'annonce dans ses adresses canoniques. Les redirections du fichier `_redirects` comptent.",
            "The file that this link asks for is not in the folder of the published site. A server compares names byte by byte: case, an accent written another way or a slash after the name of a file make another address. A folder answers with its `index.html`; no other ending is guessed, unless the site itself announces it in its canonical addresses. Redirects of the file `_redirects` count.";
        wrong: "<a href=\"/fr/guide/Frais/\">", "<a href=\"/en/guide/Fees/\">";
        right: "<a href=\"/fr/guide/frais/\">", "<a href=\"/en/guide/fees/\">";
    }
    DEAD_ANCHOR = "DG-W002", "dead-anchor", Error {
        message: "`{page}` n'a pas d'ancre `#{anchor}`", "`{page}` has no anchor `#{anchor}`";
        label: "aucun élément de ce nom", "no element of this name";
        help "nearest": "écrivez `#{suggestion}`", "write `#{suggestion}`";
        help "none": "retirez `#{anchor}`, ou donnez cet `id` à un élément", "remove `#{anchor}`, or give an element this `id`";
        related "nearest": "l'ancre la plus proche est ici", "the nearest anchor is here";
        related "template": "l'adresse vient sans doute de ce modèle", "the address probably comes from this template";
        explain:
            "Aucun élément de la page n'a cet `id`, et aucun `<a>` ce `name` : le lecteur arrive en haut de la page. Un navigateur compare l'identifiant caractère par caractère, casse et accents compris, d'abord tel quel, puis une fois les `%` décodés. Ce qui se trouve dans un commentaire, un script ou `<template>` n'est pas un élément; `#` et `#top` mènent toujours en haut.",
            "No element of the page has this `id`, and no `<a>` this `name`: the reader arrives at the top of the page. A browser compares the id character by character, case and accents included, first as it is, then with each `%` decoded. What stands in a comment, a script or `<template>` is no element; `#` and `#top` always lead to the top.";
        wrong: "<h2 id=\"délai\">Délai</h2> <a href=\"#delai\">", "<h2 id=\"deadline\">Deadline</h2> <a href=\"#Deadline\">";
        right: "<h2 id=\"délai\">Délai</h2> <a href=\"#délai\">", "<h2 id=\"deadline\">Deadline</h2> <a href=\"#deadline\">";
    }
    DEAD_FILE = "DG-W003", "dead-file", Error {
        message: "aucun fichier ne répond à `{target}`", "no file answers at `{target}`";
        label: "introuvable", "not found";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "prefix": "le site est publié sous `{path}` : écrivez `{suggestion}`", "the site is published below `{path}`: write `{suggestion}`";
        help "none": "ajoutez le fichier à cet endroit, ou corrigez l'adresse", "add the file at this place, or correct the address";
        related "template": "l'adresse vient sans doute de ce modèle", "the address probably comes from this template";
        explain:
            "La page charge ou propose un fichier qui n'est pas dans le dossier du site : une image, une feuille de style, un script, un flux. Toutes les adresses d'un `srcset` comptent, et celles des feuilles de style aussi. Le navigateur n'en dit rien au lecteur, qui voit un trou. Ajoutez le fichier, ou corrigez l'adresse, casse comprise.",
            "The page loads or offers a file that is not in the site's folder: an image, a style sheet, a script, a feed. All addresses of a `srcset` count, and those in style sheets as well. The browser says nothing of it to the reader, who sees a gap. Add the file, or correct the address, including its case.";
        wrong: "<img src=\"/img/Plan.PNG\" alt=\"Plan\">", "<img src=\"/img/Map.PNG\" alt=\"Map\">";
        right: "<img src=\"/img/plan.png\" alt=\"Plan\">", "<img src=\"/img/map.png\" alt=\"Map\">";
    }
    DEAD_ID = "DG-W004", "dead-id", Error {
        message: "aucun élément de cette page n'est `{id}`", "no element of this page is `{id}`";
        label: "ne désigne rien", "names nothing";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "none": "donnez `id=\"{id}\"` à l'élément visé, ou retirez cet attribut", "give the element that is meant `id=\"{id}\"`, or remove this attribute";
        related "template": "l'adresse vient sans doute de ce modèle", "the address probably comes from this template";
        explain:
            "`for`, `headers`, `aria-labelledby` ou `usemap` nomment un autre élément de la même page, qui n'y est pas. Rien ne se voit, mais une étiquette ne mène plus à son champ, et un lecteur d'écran ne dit plus ce qu'il devait dire. Donnez l'identifiant à l'élément visé, ou corrigez le nom. Ce que des scripts ajoutent plus tard n'est pas connu.",
            "`for`, `headers`, `aria-labelledby` or `usemap` name another element of the same page, which is not there. Nothing shows, but a label no longer leads to its field, and a screen reader no longer says what it should. Give the element that is meant the id, or correct the name. What scripts add later is not known.";
        wrong: "<label for=\"courriel\">Courriel</label> <input id=\"adresse\">", "<label for=\"mail\">Mail</label> <input id=\"address\">";
        right: "<label for=\"adresse\">Courriel</label> <input id=\"adresse\">", "<label for=\"address\">Mail</label> <input id=\"address\">";
    }
    ODD_ADDRESS = "DG-W005", "odd-published-address", Warning {
        message: "`{target}` : {reason}", "`{target}`: {reason}";
        label: "sans doute une faute de frappe", "probably a slip";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "complete": "complétez l'adresse, ou retirez le lien", "complete the address, or remove the link";
        help "code": "donnez-la comme du code, ou l'adresse d'un vrai serveur", "give it as code, or the address of a real server";
        help "anchor": "donnez cet `id` à un élément de la page", "give an element of the page this `id`";
        help "rewrite": "écrivez l'adresse en entier, telle que le navigateur doit la demander", "write the address in full, as the browser is to ask for it";
        related "template": "l'adresse vient sans doute de ce modèle", "the address probably comes from this template";
        explain:
            "Les navigateurs réparent bien des adresses mal formées : ils ôtent les fins de ligne, tournent les barres obliques inverses, s'arrêtent à la racine. D'autres programmes ne le font pas, et l'adresse dit rarement ce que l'auteur voulait dire. Une adresse sans hôte, un schéma mal écrit, un fichier du disque ou `localhost` ne mènent nulle part chez le lecteur. Écrivez l'adresse sans détour.",
            "Browsers mend many malformed addresses: they drop line breaks, turn backslashes, stop at the root. Other programs do not, and the address rarely says what its author meant. An address without a host, a misspelt scheme, a file of the disk or `localhost` lead nowhere on the reader's side. Write the address plainly.";
        wrong: "<a href=\"maito:aide@example.org\">", "<a href=\"maito:help@example.org\">";
        right: "<a href=\"mailto:aide@example.org\">", "<a href=\"mailto:help@example.org\">";
    }
    REDIRECTED = "DG-W006", "redirected", Warning {
        message: "`{target}` : {reason}", "`{target}`: {reason}";
        label: "mène ailleurs", "leads elsewhere";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "end": "faites mener l'une de ces pages à une vraie page", "let one of these pages lead to a real page";
        related "template": "l'adresse vient sans doute de ce modèle", "the address probably comes from this template";
        explain:
            "Une page qui renvoie à une autre (`<meta http-equiv=\"refresh\">`) ne transmet pas ce qui suit `#` : le lecteur arrive en haut. Une page qui renvoie à une page qui renvoie le fait attendre deux fois, et deux pages qui se renvoient l'une à l'autre ne finissent jamais. Donnez l'adresse finale.",
            "A page that leads on to another (`<meta http-equiv=\"refresh\">`) does not pass on what follows `#`: the reader arrives at the top. A page that leads to a page that leads on makes the reader wait twice, and two pages that lead to each other never end. Give the final address.";
        wrong: "<a href=\"/ancienne/#frais\">", "<a href=\"/old/#fees\">";
        right: "<a href=\"/nouvelle/#frais\">", "<a href=\"/new/#fees\">";
    }
    OTHER_TONGUE = "DG-W007", "link-leaves-language", Warning {
        message: "ce lien d'une page en `{own}` mène à `{target}`, en `{lang}` : {reason}", "this link of a page in `{own}` leads to `{target}`, in `{lang}`: {reason}";
        label: "le lecteur change de langue", "the reader changes language";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        related "template": "l'adresse vient sans doute de ce modèle", "the address probably comes from this template";
        explain:
            "Un lecteur qui suit un lien s'attend à rester dans sa langue, et cette page y existe : les alternatives `hreflang` le disent, ou le même chemin sous le dossier de sa langue. Le bouton qui change de langue doit mener à la même page, et non à l'accueil. Un lien qui porte `hreflang` ou `lang` change de langue à dessein, et n'est pas signalé.",
            "A reader who follows a link expects to stay in one language, and this page exists in it: the `hreflang` alternates say so, or the same path below the folder of the language. The switch between languages must lead to the same page, not to the home page. A link that carries `hreflang` or `lang` changes language on purpose, and is not reported.";
        wrong: "<a href=\"/en/fees/\">les frais</a>", "<a href=\"/fr/frais/\">the fees</a>";
        right: "<a href=\"/fr/frais/\">les frais</a>", "<a href=\"/en/fees/\">the fees</a>";
    }
    ALTERNATES = "DG-W008", "alternates-disagree", Warning {
        message: "`hreflang=\"{tag}\"` : {reason}", "`hreflang=\"{tag}\"`: {reason}";
        label: "les moteurs de recherche n'en tiendront pas compte", "search engines will ignore it";
        help "back": "faites nommer cette page par `{target}` aussi", "let `{target}` name this page too";
        help "one": "gardez une seule de ces alternatives", "keep one of these alternates";
        help "tag": "écrivez une langue, avec un pays ou sans : `fr`, `en-CA`, `x-default`", "write a language, with or without a country: `fr`, `en-CA`, `x-default`";
        help "lang": "donnez à la page sa vraie langue (`<html lang>`), ou corrigez `hreflang`", "give the page its true language (`<html lang>`), or correct `hreflang`";
        related "template": "l'adresse vient sans doute de ce modèle", "the address probably comes from this template";
        explain:
            "Les alternatives d'une page sont ses traductions, et chacune doit nommer les autres en retour : sans cela, un moteur de recherche n'y croit pas et montre la page de la mauvaise langue. La langue annoncée doit être celle de la page. Une page qui se réclame d'une autre par `canonical` n'annonce aucune traduction.",
            "The alternates of a page are its translations, and each must name the others in turn: otherwise a search engine does not believe them and shows the page in the wrong language. The language announced must be that of the page. A page that defers to another by `canonical` announces no translation.";
        wrong: "<!-- /fr/frais/ nomme /en/fees/, qui ne la nomme pas -->", "<!-- /en/fees/ names /fr/frais/, which does not name it -->";
        right: "<!-- /fr/frais/ et /en/fees/ se nomment l'une l'autre -->", "<!-- /en/fees/ and /fr/frais/ name each other -->";
    }
    CANONICAL = "DG-W009", "canonical-not-final", Warning {
        message: "la page canonique `{target}` se réclame elle-même d'une autre", "the canonical page `{target}` itself defers to another";
        label: "pas la dernière", "not the last one";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        related "template": "l'adresse vient sans doute de ce modèle", "the address probably comes from this template";
        explain:
            "`canonical` nomme la page à montrer à la place de celle-ci. Si cette page en nomme une autre, ou renvoie ailleurs, les moteurs de recherche choisissent eux-mêmes. Donnez l'adresse de la page finale, qui se nomme elle-même.",
            "`canonical` names the page to show instead of this one. If that page names another, or leads on elsewhere, search engines choose for themselves. Give the address of the final page, which names itself.";
        wrong: "<link rel=\"canonical\" href=\"https://example.org/ancienne/\">", "<link rel=\"canonical\" href=\"https://example.org/old/\">";
        right: "<link rel=\"canonical\" href=\"https://example.org/nouvelle/\">", "<link rel=\"canonical\" href=\"https://example.org/new/\">";
    }
    ID_AGAIN = "DG-W010", "id-again", Warning {
        message: "l'identifiant `{id}` est déjà pris sur cette page", "id `{id}` is taken on this page already";
        label: "n'est jamais atteint", "is never reached";
        help "rename": "donnez à l'un des deux un autre `id`", "give one of the two another `id`";
        related "first": "le premier est ici", "the first one is here";
        related "template": "l'adresse vient sans doute de ce modèle", "the address probably comes from this template";
        explain:
            "Un identifiant est celui d'un seul élément. Un lien, une étiquette ou un script qui le nomme n'atteint que le premier : le second est hors de portée. Donnez à l'un des deux un autre `id`, et corrigez les liens qui le visaient.",
            "An id is that of one element. A link, a label or a script that names it reaches the first one only: the second is out of reach. Give one of the two another `id`, and correct the links that meant it.";
        wrong: "<h2 id=\"frais\">Frais</h2> <h2 id=\"frais\">Remises</h2>", "<h2 id=\"fees\">Fees</h2> <h2 id=\"fees\">Discounts</h2>";
        right: "<h2 id=\"frais\">Frais</h2> <h2 id=\"remises\">Remises</h2>", "<h2 id=\"fees\">Fees</h2> <h2 id=\"discounts\">Discounts</h2>";
    }
}
