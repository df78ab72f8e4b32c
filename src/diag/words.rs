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

    "name-not-unicode": "son nom n'est pas en Unicode", "its name is not Unicode";
    "no-regular-file": "ce n'est pas un fichier ordinaire", "it is no regular file";

    "is-draft": "c'est un brouillon", "it is a draft";

    "tab-blocks": "des blocs `:::tab`", "`:::tab` blocks";
    "one-ordered-list": "une liste numérotée", "one ordered list";
    "one-table": "un tableau ou une liste de définitions", "one table or one definition list";

    "language-tag": "une étiquette de langue", "a language tag";
    "segment-or-suffix": "des lettres, des chiffres et des traits d'union", "letters, digits and hyphens";
    "base-url": "une URL `http(s)` ou un chemin", "an `http(s)` URL or a path";
    "web-url": "une URL `http(s)`", "an `http(s)` URL";
    "edit-url": "une URL `http(s)` qui contient `{path}`", "an `http(s)` URL that holds `{path}`";
    "address-pattern": "un hôte, ou une adresse où `*` tient lieu de tout", "a host, or an address in which `*` stands for anything";
    "http-status": "un code HTTP", "an HTTP status";
    "colour": "une couleur `#rgb` ou `#rrggbb`", "a colour `#rgb` or `#rrggbb`";

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
