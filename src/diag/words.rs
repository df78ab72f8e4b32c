//! Turns the names of things that messages speak of (kinds of values, faults of syntax) into French and English phrases.
//!
//! An argument of a finding that must read differently in each language is a list of these names, never a phrase.

use super::Wording;

/// Declares the table: `"name": "French", "English";`.
macro_rules! words {
    ($($name:literal: $fr:literal, $en:literal;)*) => {
        /// Every phrase by name; `{argument}` is filled from the finding's other arguments.
        pub static ALL: &[(&str, Wording)] = &[$(($name, Wording { fr: $fr, en: $en })),*];
    };
}

words! {
    "text": "un texte", "a text";
    "choice": "l'une des valeurs {choices}", "one of {choices}";
    "unknown-value": "une valeur inconnue", "an unknown value";
    "true-false": "`true` ou `false`", "`true` or `false`";
    "integer": "un nombre entier", "a whole number";
    "number": "un nombre", "a number";
    "date": "une date comme `2026-05-01`", "a date such as `2026-05-01`";
    "list": "une liste", "a list";
    "map": "un ensemble de `clé: valeur`", "a set of `key: value`";
    "nothing": "vide", "empty";
    "comment": "un commentaire, faute de guillemets", "a comment, for want of quotes";

    "record-line": "un objet JSON avec `unit` et un texte par langue", "a JSON object with `unit` and a text for each language";
    "lead": "le début de `{key}`", "the beginning of `{key}`";
    "record-waiver": "`waived` avec `text` et `reason`", "`waived` with `text` and `reason`";

    "name-not-unicode": "son nom n'est pas en Unicode", "its name is not Unicode";
    "no-regular-file": "ce n'est pas un fichier ordinaire", "it is no regular file";

    "interface-word": "le mot d'interface `{word}`", "the interface word `{word}`";
    "interface-words": "{size} mots de l'interface", "{size} words of the interface";

    "xml-syntax": "ce n'est pas du XML bien formé", "it is no well-formed XML";
    "xml-doctype": "un type de document (DTD)", "a document type (DTD)";
    "xml-entity": "une entité que rien ne définit", "an entity that nothing defines";
    "xml-deep": "trop d'éléments les uns dans les autres", "too many elements inside one another";
    "xml-encoding": "ni UTF-8 ni UTF-16", "neither UTF-8 nor UTF-16";
    "xml-large": "plus de 64 Mio", "more than 64 MiB";
    "xml-no-xliff": "ce n'est pas du XLIFF", "it is no XLIFF";
    "xml-version": "une autre version que 1.2", "another version than 1.2";
    "code-lost": "une balise manque", "a tag is missing";
    "code-doubled": "une balise est en double", "a tag is there twice";
    "code-strange": "une balise n'est pas de la source", "a tag is not the source's";
    "code-crossed": "des balises se croisent", "tags cross each other";
    "segment-empty": "rien n'est traduit ici", "nothing is translated here";
    "segment-review": "reste à relire", "still to be reviewed";
    "segment-source": "c'est le texte de la source", "this is the text of the source";
    "segment-absent": "un segment de cette section n'est pas revenu", "a segment of this section did not come back";
    "place-typed": "ce texte ne peut s'écrire en Markdown sans changer de sens", "this text cannot be typed as Markdown without changing its meaning";
    "place-pieces": "la structure y est trop différente", "the structure there is too different";
    "place-list": "la liste où elle irait n'y est pas", "the list that it would go into is not there";
    "place-parent": "ce qui la contient n'est pas traduit", "what it lies in is not translated";
    "place-yaml": "cette forme de YAML ne se complète pas", "this form of YAML cannot be added to";
    "place-title": "le document n'aurait pas de titre", "the document would have no title";
    "place-read": "une fois écrite, elle se lit autrement que la source", "once written, it is read otherwise than the source";

    "is-draft": "c'est un brouillon", "it is a draft";
    "held-draft": "l'édition `{lang}` (`{path}`) est un brouillon", "the `{lang}` edition (`{path}`) is a draft";
    "held-missing": "l'édition `{lang}` (`{path}`) n'existe pas", "the `{lang}` edition (`{path}`) does not exist";
    "held-text": "le texte `{lang}` de `{path}` manque", "the `{lang}` text of `{path}` is missing";

    "odd-empty": "l'adresse est vide et mène à cette même page", "the address is empty and leads to this very page";
    "odd-line-break": "une fin de ligne ou une tabulation coupe l'adresse", "a line break or a tab cuts the address";
    "odd-past-root": "`..` remonte au-delà de la racine du site", "`..` climbs past the root of the site";
    "odd-double-slash": "deux barres obliques de suite", "two slashes in a row";
    "odd-backslash": "des barres obliques inverses", "backslashes";
    "odd-percent": "un `%` que deux chiffres hexadécimaux ne suivent pas", "a `%` that two hexadecimal digits do not follow";
    "odd-encoded-slash": "`%2F` n'est pas une barre oblique pour tous les serveurs", "`%2F` is not a slash to every server";
    "odd-mail": "aucune adresse de courriel", "no mail address";
    "odd-telephone": "aucun numéro de téléphone", "no telephone number";
    "odd-script": "exécute un programme au lieu de mener quelque part", "runs a program instead of leading somewhere";
    "odd-scheme": "ce schéma n'existe pas", "there is no such scheme";
    "odd-one-slash": "il faut exactement deux barres obliques après le schéma", "exactly two slashes must follow the scheme";
    "odd-no-host": "aucun hôte", "no host";
    "odd-bad-host": "l'hôte ne peut exister", "there can be no such host";
    "odd-no-domain": "`//` commence le nom d'un serveur", "`//` begins the name of a server";
    "odd-file": "un fichier du disque de l'auteur", "a file of the author's disk";
    "odd-drive": "un disque de Windows", "a drive of Windows";
    "odd-localhost": "la machine du lecteur", "the reader's own machine";
    "odd-noscript": "l'ancre n'existe que sans JavaScript", "the anchor exists without JavaScript only";
    "odd-directive": "l'ancre n'existe pas; seule la recherche de texte y mène", "the anchor does not exist; only the search for text leads there";
    "redirect-fragment": "la page renvoie ailleurs et perd `#{anchor}`", "the page leads on elsewhere and loses `#{anchor}`";
    "redirect-loop": "la page renvoie à elle-même en fin de compte", "the page leads on to itself in the end";
    "redirect-chain": "cette page renvoie à son tour ailleurs", "this page leads on in turn";
    "language-own": "elle existe dans la langue du lecteur", "it exists in the reader's language";
    "language-switch": "c'est l'accueil, et cette page-ci y existe", "that is the home page, and this very page exists there";
    "alternate-one-way": "`{target}` ne nomme pas cette page en retour", "`{target}` does not name this page in turn";
    "alternate-other": "`{target}` est en `{lang}`", "`{target}` is in `{lang}`";
    "alternate-tag": "ce n'est pas une langue", "this is no language";
    "alternate-two": "`{target}` est déjà l'alternative de cette langue", "`{target}` is the alternate of this language already";

    "address-extension": "l'extension manque", "the extension is missing";
    "address-html": "c'est l'adresse publiée", "this is the published address";
    "address-backslash": "des barres obliques inversées", "backslashes";
    "address-slashes": "une barre oblique de trop", "a slash too many";
    "address-root": "un chemin depuis la racine", "a path from the root";
    "address-above": "il remonte plus haut que la racine", "it leads above the root";
    "address-break": "une fin de ligne au milieu", "a line end in the middle";
    "address-encoded": "une barre oblique encodée", "an encoded slash";
    "address-record": "ce fichier n'est pas publié lui-même", "this file is not published itself";

    "url-scheme": "le schéma est mal orthographié", "the scheme is misspelt";
    "url-slashes": "il faut deux barres obliques après le schéma", "two slashes must follow the scheme";
    "url-no-host": "il n'y a pas d'hôte", "there is no host";
    "url-host": "l'hôte est impossible", "the host is impossible";
    "url-no-mail": "l'adresse de courriel manque", "the mail address is missing";
    "url-no-phone": "le numéro manque", "the number is missing";
    "url-local": "elle désigne l'ordinateur du lecteur", "it means the reader's own computer";
    "url-file": "c'est un fichier de votre ordinateur", "it is a file of your computer";
    "url-two-slashes": "deux barres obliques annoncent un hôte", "two slashes announce a host";

    "link-space": "l'adresse contient une espace", "the address has a space in it";
    "link-parenthesis": "une parenthèse n'est pas fermée", "a parenthesis is not closed";
    "link-nested": "un lien en contient un autre", "a link has another one in it";
    "link-html": "il est dans un bloc de HTML, où Markdown ne vaut pas", "it stands in a block of HTML, where Markdown does not count";
    "link-wiki": "c'est un lien de wiki", "it is a wiki link";
    "link-formula": "cela ressemble à une formule", "it looks like a formula";

    "tab-blocks": "des blocs `:::tab`", "`:::tab` blocks";
    "one-ordered-list": "une liste numérotée", "one ordered list";
    "one-table": "un tableau ou une liste de définitions", "one table or one definition list";

    "has-not": "ne l'a pas", "does not";
    "has-none": "n'en a pas", "has none";
    "has-deeper": "l'a à une autre profondeur", "has it at another depth";
    "list-items": "a {size} éléments de liste", "list has {size} items";
    "list-item": "a {size} élément de liste", "list has {size} item";
    "and-list-items": "en a {limit}", "has {limit}";
    "and-list-item": "en a {limit}", "has {limit}";
    "definitions": "a {size} définitions", "list has {size} definitions";
    "definition": "a {size} définition", "list has {size} definition";
    "and-definitions": "en a {limit}", "has {limit}";
    "and-definition": "en a {limit}", "has {limit}";
    "table-rows": "a {size} lignes de tableau", "table has {size} rows";
    "table-row": "a {size} ligne de tableau", "table has {size} row";
    "and-table-rows": "en a {limit}", "has {limit}";
    "and-table-row": "en a {limit}", "has {limit}";
    "table-columns": "a un tableau de largeur {size}", "table is {size} columns wide";
    "and-table-columns": "de largeur {limit}", "is {limit} columns wide";
    "list-ordered": "a une liste numérotée", "has a numbered list";
    "list-bullets": "a une liste à puces", "has a bulleted list";
    "and-list-ordered": "une liste numérotée", "a numbered one";
    "and-list-bullets": "une liste à puces", "a bulleted one";
    "item-checked": "coche l'élément {size}", "ticks item {size}";
    "and-item-checked": "le coche", "ticks it";
    "item-open": "ne coche pas l'élément {size}", "does not tick item {size}";
    "and-item-open": "ne le coche pas", "does not";
    "item-plain": "n'a pas de case à l'élément {size}", "has no box at item {size}";
    "and-item-plain": "n'y a pas de case", "has no box there";
    "list-starts": "a une liste qui commence à {size}", "has a list that starts at {size}";
    "and-list-starts": "à {limit}", "at {limit}";
    "heading-number": "a un titre de numéro {size}", "has a heading of number {size}";
    "and-heading-number": "de numéro {limit}", "of number {limit}";
    "heading-level": "a un titre de niveau {size}", "has a heading of level {size}";
    "clause-level": "a une clause de niveau {size}", "has a clause of level {size}";
    "and-clause-level": "de niveau {limit}", "of level {limit}";
    "and-heading-level": "de niveau {limit}", "of level {limit}";
    "code-language": "a du code en `{name}`", "has code in `{name}`";
    "and-code-language": "en `{value}`", "in `{value}`";
    "code-lines": "a {size} lignes de code", "code has {size} lines";
    "code-line": "a {size} ligne de code", "code has {size} line";
    "and-code-lines": "en a {limit}", "has {limit}";
    "and-code-line": "en a {limit}", "has {limit}";
    "code-text": "a du code", "has code";
    "and-code-text": "en a d'autre", "has other code";
    "has-alert": "a une alerte `{name}`", "has an alert `{name}`";
    "and-has-alert": "une alerte `{value}`", "an alert `{value}`";
    "has-paragraph": "a le paragraphe « {name} »", "has the paragraph “{name}”";
    "has-list": "a une liste", "has a list";
    "has-definitions": "a une liste de définitions", "has a list of definitions";
    "has-table": "a un tableau", "has a table";
    "has-code": "a un bloc de code", "has a code block";
    "has-quote": "a une citation", "has a quotation";
    "has-container": "a un bloc `:::{name}`", "has a `:::{name}` block";
    "block-titled": "donne un titre au bloc `:::{name}`", "gives the `:::{name}` block a title";
    "block-untitled": "ne donne pas de titre au bloc `:::{name}`", "gives the `:::{name}` block no title";
    "and-block-titled": "lui en donne un", "gives it one";
    "and-block-untitled": "ne lui en donne pas", "gives it none";
    "has-heading": "a un titre dans un autre bloc", "has a heading inside another block";
    "has-note": "a une note de bas de page", "has a footnote";
    "has-mark": "a un appel de note", "has a footnote mark";
    "has-section": "a la section « {name} »", "has the section “{name}”";
    "has-clause": "a la disposition « {name} »", "has the clause “{name}”";
    "shows-image": "a l'image `{name}`", "has the image `{name}`";
    "uses-variable": "a la variable `{name}`", "has the variable `{name}`";
    "includes": "a l'extrait `{name}`", "has the snippet `{name}`";
    "links-to": "a un lien vers `{name}`", "has a link to `{name}`";
    "and-links-to": "vers `{value}`", "to `{value}`";
    "says-date": "a la date « {name} »", "has the date “{name}”";
    "says-time": "a l'heure « {name} »", "has the time “{name}”";
    "says-duration": "a la durée « {name} »", "has the duration “{name}”";
    "says-amount": "a le montant « {name} »", "has the amount “{name}”";
    "says-percent": "a le pourcentage « {name} »", "has the percentage “{name}”";
    "says-number": "a le nombre « {name} »", "has the number “{name}”";
    "says-telephone": "a le téléphone « {name} »", "has the telephone number “{name}”";
    "says-email": "a le courriel « {name} »", "has the e-mail address “{name}”";
    "says-url": "a l'adresse « {name} »", "has the address “{name}”";
    "says-code": "a le code « {name} »", "has the code “{name}”";
    "uses-term": "emploie « {name} »", "uses “{name}”";
    "lacks-term": "n'a pas « {value} »", "has no “{value}”";
    "and-fact": "« {value} »", "“{value}”";
    "related-texts": "nomme {size} lectures sous `related`", "names {size} texts under `related`";
    "and-related-texts": "en nomme {limit}", "names {limit}";
    "in-category": "a cette question dans `{name}`", "has this question in `{name}`";
    "in-no-category": "a cette question hors de toute catégorie", "has this question in no category";
    "and-in-category": "dans `{value}`", "in `{value}`";
    "and-in-no-category": "hors de toute catégorie", "in none";
    "part-place": "a « {id} » à la place {size}", "has “{id}” at place {size}";
    "and-part-place": "à la place {limit}", "at place {limit}";
    "block-place": "a « {id} » comme bloc {size} de la section", "has “{id}” as block {size} of the section";
    "and-block-place": "comme bloc {limit}", "as block {limit}";
    "cell-place": "a « {id} » dans la colonne {size}", "has “{id}” in column {size}";
    "and-cell-place": "dans la colonne {limit}", "in column {limit}";
    "comes-after": "a `{id}` après `{name}`", "has `{id}` after `{name}`";
    "comes-first": "a `{id}` en premier", "has `{id}` first";
    "and-comes-after": "après `{value}`", "after `{value}`";
    "and-comes-first": "en premier", "first";

    "language-tag": "une étiquette de langue", "a language tag";
    "segment-or-suffix": "des lettres, des chiffres et des traits d'union", "letters, digits and hyphens";
    "base-url": "une URL `http(s)` ou un chemin", "an `http(s)` URL or a path";
    "web-url": "une URL `http(s)`", "an `http(s)` URL";
    "edit-url": "une URL `http(s)` qui contient `{path}`", "an `http(s)` URL that holds `{path}`";
    "path-inside": "le chemin d'un fichier du site", "the path of a file of the site";
    "address-pattern": "un hôte, ou une adresse où `*` tient lieu de tout", "a host, or an address in which `*` stands for anything";
    "http-status": "un code HTTP", "an HTTP status";
    "colour": "une couleur `#rgb` ou `#rrggbb`", "a colour `#rgb` or `#rrggbb`";
    "path-in-content": "un dossier ou un document de `content/`, sans langue ni suffixe", "a folder or a document of `content/`, without language and suffix";

    "external-status": "le serveur répond {status}", "the server answers {status}";
    "external-timeout": "le serveur n'a pas répondu à temps", "the server did not answer in time";
    "external-name": "aucun serveur ne porte ce nom", "there is no server of this name";
    "external-connection": "personne n'accepte la connexion", "nobody accepts the connection";
    "external-closed": "le serveur a raccroché avant d'avoir répondu", "the server hung up before it had answered";
    "external-certificate": "le certificat du serveur n'est pas valide", "the server's certificate is not valid";
    "external-encryption": "le serveur n'offre aucun chiffrement connu", "the server offers no known encryption";
    "external-garbage": "la réponse n'est pas du HTTP", "the answer is no HTTP";
    "external-redirects": "le serveur redirige sans fin", "the server redirects without end";
    "external-cookies": "le serveur exige des témoins (cookies)", "the server demands cookies";
    "external-not-public": "le serveur redirige vers un réseau privé", "the server redirects into a private network";
    "external-address": "ce n'est pas une adresse que l'on puisse demander", "this is no address that can be asked for";

    "yaml-colon": "un deux-points de trop dans un texte sans guillemets", "a colon too many in an unquoted text";
    "yaml-key": "une clé est attendue ici, suivie de deux-points et d'une espace", "a key is expected here, followed by a colon and a space";
    "yaml-key-text": "une clé est un texte, pas une liste ni un ensemble", "a key is a text, neither a list nor a set";
    "yaml-indent": "le retrait de cette ligne ne correspond à rien", "the indentation of this line matches nothing";
    "yaml-tab": "une tabulation tient lieu de retrait; mettez des espaces", "a tab stands for indentation; put spaces";
    "yaml-quote": "un guillemet ouvert ne se referme pas", "a quote that was opened never closes";
    "yaml-after-quote": "un texte suit le guillemet fermant", "text follows the closing quote";
    "yaml-escape": "cette séquence d'échappement n'existe pas", "there is no such escape sequence";
    "yaml-bracket": "un crochet ou une accolade manque, ou ne correspond pas", "a bracket or a brace is missing or does not match";
    "yaml-comma": "une virgule ou un signe fermant est attendu", "a comma or a closing sign is expected";
    "yaml-alias": "`*` renvoie à un nom que rien ne définit plus haut", "`*` refers to a name that nothing above defines";
    "yaml-reserved": "ce signe ne peut commencer un texte sans guillemets", "this sign cannot begin an unquoted text";
    "yaml-block": "l'en-tête d'un bloc `|` ou `>` doit finir la ligne", "the header of a `|` or `>` block must end its line";
    "yaml-dash": "un tiret de liste n'a pas sa place ici", "a list dash has no place here";
    "yaml-deep": "trop de niveaux imbriqués", "too many nested levels";
    "yaml-large": "ses renvois `*` multiplient les valeurs au-delà de toute mesure", "its `*` references multiply values beyond measure";
    "yaml-merge": "`<<` attend un ensemble de `clé: valeur`", "`<<` expects a set of `key: value`";
    "yaml-documents": "un second document commence ici; il n'en faut qu'un", "a second document begins here; one is enough";
    "yaml-other": "la syntaxe n'est pas reconnue", "the syntax is not understood";
}

/// The phrase called `name`.
pub fn word(name: &str) -> Option<Wording> {
    ALL.iter().find(|(known, _)| *known == name).map(|(_, wording)| *wording)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_exists_in_both_tongues_under_one_name() {
        for (at, (name, wording)) in ALL.iter().enumerate() {
            assert!(!wording.fr.is_empty() && !wording.en.is_empty(), "{name}");
            assert_eq!(wording.fr.matches('{').count(), wording.en.matches('{').count(), "{name}");
            assert!(!ALL[..at].iter().any(|(other, _)| other == name), "{name} twice");
        }
    }
}
