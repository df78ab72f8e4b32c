//! Turns the rules on FAQs and glossaries into words.

rules! {
    DUPLICATE_ENTRY = "DG-F001", "duplicate-entry", Error {
        message: "l'identifiant `{id}` est donné à deux entrées", "the id `{id}` is given to two entries";
        label: "seconde fois", "second time";
        help "rename": "écrivez un autre identifiant, par exemple `{suggestion}`", "write another id, for instance `{suggestion}`";
        related "first": "d'abord ici", "first here";
        explain: "L'identifiant d'une entrée fait son adresse, dans toutes les langues : il est unique dans le fichier.", "An entry's id makes its address, in every language: it is unique in the file.";
    }
    DANGLING_RELATED = "DG-F002", "dangling-related", Error {
        message: "il n'y a pas d'entrée `{target}`", "there is no entry `{target}`";
        label: "aucune entrée de ce nom", "no entry of this name";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "none": "écrivez l'identifiant d'une entrée de ce fichier, ou `autre.yaml#identifiant`", "write the id of an entry of this file, or `other.yaml#id`";
        explain: "`related` cite d'autres entrées par leur identifiant.", "`related` names other entries by their ids.";
    }
    UNKNOWN_CATEGORY = "DG-F003", "unknown-category", Error {
        message: "il n'y a pas de catégorie `{target}`", "there is no category `{target}`";
        label: "catégorie inconnue", "unknown category";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "none": "déclarez-la sous `categories`", "declare it under `categories`";
        explain: "Les catégories d'une FAQ sont déclarées dans `categories`, dans l'ordre de la page.", "The categories of an FAQ are declared in `categories`, in the order of the page.";
    }
    BAD_ID = "DG-F004", "bad-id", Error {
        message: "`{id}` ne convient pas comme identifiant", "`{id}` does not suit as an id";
        label: "contient autre chose que des lettres, chiffres et traits d'union", "holds more than letters, digits and hyphens";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        explain: "Un identifiant fait partie d'une adresse : lettres, chiffres, points, traits d'union et traits bas seulement.", "An id is part of an address: letters, digits, dots, hyphens and underscores only.";
    }
}
