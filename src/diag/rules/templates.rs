//! Turns the rules on templates and words of the interface into words.

rules! {
    TEMPLATE_SYNTAX = "DG-T001", "template-syntax", Error {
        message: "ce modèle ne peut être lu : {reason}", "this template cannot be read: {reason}";
        label: "ici", "here";
        help "docs": "les modèles sont en Tera 2", "templates are written in Tera 2";
        explain:
            "Un modèle de `templates/` est écrit en Tera 2, et celui-ci contient une faute : une accolade ou un bloc qui ne se referme pas, un filtre inconnu, un fichier à inclure qui n'existe pas. Un modèle fautif toucherait toutes les pages; aucune n'est donc faite. Le plus sûr est de repartir du modèle fourni, dont le vôtre prend la place fichier par fichier.",
            "A template in `templates/` is written in Tera 2, and this one holds a mistake: a brace or block that never closes, an unknown filter, a file to include that does not exist. A faulty template would touch every page, so none is made. The safest way is to start again from the built-in template, which yours replaces file by file.";
        wrong: "{% if page.title %}<h1>{{ page.title }}</h1>";
        right: "{% if page.title %}<h1>{{ page.title }}</h1>{% endif %}";
    }
    TEMPLATE_ERROR = "DG-T002", "template-error", Error {
        message: "le modèle `{template}` échoue pour `{page}` : {reason}", "template `{template}` fails for `{page}`: {reason}";
        label: "ici", "here";
        help "fields": "un modèle ne voit que `page`, `site`, `nav`, `nav_top`, `words`, `data` et `assets`", "a template sees `page`, `site`, `nav`, `nav_top`, `words`, `data` and `assets` only";
        explain:
            "Le modèle est bien écrit, mais il lit pour cette page une valeur qui n'existe pas, ou s'en sert mal : une liste prise pour un texte, une donnée absente d'une langue. Un modèle ne voit que la page et ce que Diglot a préparé pour elle; il ne lit ni le disque, ni l'heure, ni les autres pages. Vérifiez le nom, ou prévoyez l'absence avec `{% if %}` ou le filtre `default`.",
            "The template is well formed, but for this page it reads a value that does not exist, or uses it wrongly: a list taken for a text, data absent in one language. A template sees the page and what Diglot prepared for it; it reads neither the disk, nor the clock, nor other pages. Check the name, or provide for absence with `{% if %}` or the filter `default`.";
        wrong: "{{ page.extra.equipe }}", "{{ page.extra.team }}";
        right: "{% if page.extra.equipe %}{{ page.extra.equipe }}{% endif %}", "{% if page.extra.team %}{{ page.extra.team }}{% endif %}";
    }
    MISSING_WORD = "DG-T003", "missing-word", Error {
        message: "il manque {what} en `{lang}`", "`{lang}` lacks {what}";
        label: "", "";
        help "add": "ajoutez `{word}: …` à `{path}`", "add `{word}: …` to `{path}`";
        help "all": "écrivez-les dans `{path}`, à commencer par {names}", "write them in `{path}`, beginning with {names}";
        explain:
            "Les mots de l'interface (« Suivant », « Sur cette page »…) sont fournis en français et en anglais. Pour une autre langue, ou pour un mot que seuls vos modèles emploient, vous les donnez dans `data/words.LANGUE.yaml`; vous pouvez aussi y remplacer les mots fournis. Sans lui, le lecteur verrait un mot d'une autre langue ou un vide.",
            "The words of the interface (“Next”, “On this page”…) come in French and English. For another language, or for a word that only your templates use, give them in `data/words.LANGUAGE.yaml`; there you can also replace the built-in ones. Without it the reader would see a word of another language, or nothing.";
        wrong: "# data/words.fr.yaml, et pas de data/words.en.yaml\nprint: Imprimer", "# data/words.en.yaml, and no data/words.fr.yaml\nprint: Print";
        right: "# data/words.fr.yaml\nprint: Imprimer\n\n# data/words.en.yaml\nprint: Print";
    }
    DATA_ADDRESS = "DG-T004", "data-address", Error {
        message: "`{path}` ne désigne rien dans les données", "`{path}` names nothing in the data";
        label: "aucune valeur à ce chemin", "no value at this path";
        help "declare": "écrivez le chemin d'une valeur de `data/`, par exemple `equipe.*.lien`", "write the path of a value in `data/`, for instance `team.*.link`";
        explain:
            "`data_addresses` déclare quelles valeurs de `data/` sont des adresses, pour qu'elles soient vérifiées et résolues comme les liens d'une page. Ce chemin ne désigne aucune valeur : rien ne serait vérifié, sans qu'on le sache. Le chemin commence par le nom du fichier sans extension; `*` vaut pour tous les éléments d'une liste ou toutes les clés.",
            "`data_addresses` declares which values of `data/` are addresses, so that they are checked and resolved like the links of a page. This path names no value: nothing would be checked, and nobody would know. The path begins with the file's name without extension; `*` stands for all items of a list or all keys.";
        wrong: "data_addresses: [equipe.liens]      # data/equipe.yaml est une liste", "data_addresses: [team.links]      # data/team.yaml is a list";
        right: "data_addresses: [equipe.*.lien]", "data_addresses: [team.*.link]";
    }
    RELATIVE_ADDRESS = "DG-T005", "relative-in-template", Warning {
        message: "`{target}` est relatif, dans un modèle qui sert à des pages de plusieurs dossiers", "`{target}` is relative, in a template that pages of several folders share";
        label: "mène ailleurs sur chaque page", "leads elsewhere on every page";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "root": "écrivez l'adresse depuis la racine du site, ou prenez une valeur du modèle comme `page.url` ou `assets`", "write the address from the root of the site, or take a value of the template such as `page.url` or `assets`";
        explain:
            "Ce qu'un modèle écrit en toutes lettres passe tel quel dans chaque page, et le navigateur le lit depuis l'adresse de cette page : la même adresse relative mène donc ailleurs à chaque fois. Écrivez-la depuis la racine, avec la base du site s'il en a une, ou laissez Diglot la calculer.",
            "What a template writes out goes into every page as it is, and the browser reads it from the address of that page: so the same relative address leads elsewhere each time. Write it from the root, with the base of the site if it has one, or let Diglot compute it.";
        wrong: "<img src=\"logo.svg\" alt=\"\">";
        right: "<img src=\"/logo.svg\" alt=\"\">";
    }
}
